//! The words that decide whether a full stop ends a sentence.

/// What a word before a point is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// A word: its point ends the sentence.
    None,
    /// A name or more follows always: "Sen.", "Mr.", "vs."
    Title,
    /// A number follows: "No.", "pp."
    BeforeNumber,
    /// "Jan."; a day follows, unless a sentence does.
    Month,
    /// "a.m."; a zone or a day follows, unless a sentence does.
    Time,
    /// "Calif."; after the name of a town a comma follows, unless a sentence does.
    State,
    /// Ends a sentence only where a word stands that opens one: "Inc.", "U.S.", "Jr."
    Other,
}

/// What the word (without its last point) is.
pub(super) fn abbreviation(word: &str) -> Abbreviation {
    use Abbreviation::{BeforeNumber, Month, None, Other, State, Time, Title};
    match word.rsplit('-').next().unwrap_or(word) {
        "Mr" | "Mrs" | "Ms" | "Mx" | "Dr" | "Drs" | "Prof" | "Sen" | "Sens" | "Rep" | "Reps" | "Gov"
        | "Govs" | "Gen" | "Lt" | "Col" | "Sgt" | "Capt" | "Cpt" | "Maj" | "Adm" | "Cmdr" | "Cdr"
        | "Brig" | "Cpl" | "Pvt" | "Pfc" | "Spc" | "Rev" | "Hon" | "Pres" | "Atty" | "Supt" | "Det"
        | "Insp" | "Fr" | "Amb" | "Asst" | "Assoc" | "Dep" | "Msgr" | "Messrs" | "Mme" | "Mlle" | "Sec"
        | "Treas" | "Ald" | "Mt" | "Ft" | "St" | "Ste" | "Sgts" | "Ofc" | "vs" | "v" | "cf" | "viz"
        | "e.g" | "i.e" | "E.g" | "I.e" | "Vs" | "approx" | "ca" | "est" | "al" | "Gens" | "Profs"
        | "Revs" | "Lts" | "Cols" | "Cong" | "Pte" => Title,
        "No" | "Nos" | "no" | "nos" | "Art" | "art" | "p" | "pp" | "vol" | "Vol" | "ch" | "Ch" | "Fig"
        | "fig" | "para" | "sec" | "§" | "op" => BeforeNumber,
        "Jan" | "Feb" | "Mar" | "Apr" | "Jun" | "Jul" | "Aug" | "Sept" | "Sep" | "Oct" | "Nov" | "Dec" => {
            Month
        }
        "a.m" | "p.m" | "A.M" | "P.M" => Time,
        "Ala" | "Ariz" | "Ark" | "Calif" | "Colo" | "Conn" | "Del" | "Fla" | "Ga" | "Ill" | "Ind" | "Kan"
        | "Kans" | "Ky" | "La" | "Md" | "Mass" | "Mich" | "Minn" | "Miss" | "Mo" | "Mont" | "Neb" | "Nev"
        | "Okla" | "Ore" | "Pa" | "Penn" | "Tenn" | "Tex" | "Vt" | "Va" | "W.Va" | "Wash" | "Wis" | "Wyo"
        | "Ont" | "Que" | "Alta" | "Sask" | "Man" | "N.H" | "N.J" | "N.M" | "N.Y" | "N.C" | "N.D" | "R.I"
        | "S.C" | "S.D" | "B.C" | "N.S" | "N.B" => State,
        "Inc" | "Corp" | "Co" | "Cos" | "Bros" | "Ltd" | "LLC" | "Plc" | "plc" | "Jr" | "Sr" | "Esq"
        | "Ave" | "Blvd" | "Rd" | "Hwy" | "Rte" | "Pkwy" | "Bldg" | "Dept" | "dept" | "Univ" | "Assn"
        | "Intl" | "Natl" | "Govt" | "Gov't" | "Dist" | "Div" | "Mfg" | "Cir" | "Ct" | "etc" | "oz"
        | "ft" | "hr" | "hrs" | "Ph.D" | "Ed.D" | "Tue" | "Tues" | "Thu" | "Thurs" => Other,
        letters if is_lettered(letters) => Other,
        _ => None,
    }
}

/// "U.S", "D.C", "U.S.A", "M.B.A", "J.D": single letters between points.
fn is_lettered(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        })
}

/// Words that seldom stand in the middle of a name, so that they open a sentence when written with a capital.
pub(super) fn opens_sentence(word: &str) -> bool {
    let stem = word.split(['\'', '’']).next().unwrap_or(word);
    matches!(
        stem,
        "The"
            | "A"
            | "An"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "There"
            | "Here"
            | "He"
            | "She"
            | "It"
            | "We"
            | "They"
            | "You"
            | "I"
            | "His"
            | "Her"
            | "Its"
            | "Their"
            | "Our"
            | "My"
            | "Your"
            | "But"
            | "And"
            | "Or"
            | "So"
            | "Yet"
            | "Nor"
            | "If"
            | "In"
            | "On"
            | "At"
            | "For"
            | "From"
            | "With"
            | "Without"
            | "Within"
            | "By"
            | "As"
            | "To"
            | "When"
            | "While"
            | "Where"
            | "Why"
            | "What"
            | "Who"
            | "Whose"
            | "Which"
            | "How"
            | "After"
            | "Before"
            | "Since"
            | "Until"
            | "During"
            | "Despite"
            | "Although"
            | "Though"
            | "Because"
            | "However"
            | "Meanwhile"
            | "Moreover"
            | "Still"
            | "Then"
            | "Now"
            | "Also"
            | "Even"
            | "Just"
            | "Only"
            | "Once"
            | "Some"
            | "Many"
            | "Most"
            | "Much"
            | "More"
            | "Both"
            | "Each"
            | "Every"
            | "Another"
            | "Other"
            | "Others"
            | "Few"
            | "Several"
            | "Such"
            | "None"
            | "Nobody"
            | "Nothing"
            | "Everyone"
            | "Everything"
            | "No"
            | "Not"
            | "Yes"
            | "Well"
            | "Let"
            | "Does"
            | "Did"
            | "Do"
            | "Is"
            | "Are"
            | "Was"
            | "Were"
            | "Has"
            | "Have"
            | "Had"
            | "Can"
            | "Could"
            | "Would"
            | "Should"
            | "Will"
            | "According"
            | "Among"
            | "Instead"
            | "Perhaps"
            | "Maybe"
            | "Later"
            | "Earlier"
            | "Last"
            | "Today"
            | "Yesterday"
            | "Nearly"
            | "Almost"
            | "About"
            | "Over"
            | "Between"
            | "Through"
            | "Like"
            | "Unlike"
            | "Given"
            | "Never"
            | "Neither"
            | "Either"
            | "Whether"
            | "Thus"
            | "Therefore"
            | "Rather"
            | "Indeed"
            | "Again"
            | "Soon"
            | "Two"
            | "Three"
            | "Four"
            | "Five"
            | "Nine"
            | "Ten"
            | "Seven"
            | "Eight"
            | "All"
            | "Any"
    )
}

/// Words that follow "3 p.m." within a sentence.
pub(super) fn is_time_word(word: &str) -> bool {
    matches!(
        word,
        "ET" | "EST"
            | "EDT"
            | "CT"
            | "CST"
            | "CDT"
            | "MT"
            | "MST"
            | "MDT"
            | "PT"
            | "PST"
            | "PDT"
            | "GMT"
            | "UTC"
            | "BST"
            | "CET"
            | "CEST"
            | "IST"
            | "AEST"
            | "AEDT"
            | "JST"
            | "Eastern"
            | "Central"
            | "Mountain"
            | "Pacific"
            | "Greenwich"
            | "Beijing"
            | "Moscow"
            | "London"
            | "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "Jan"
            | "Feb"
            | "March"
            | "April"
            | "May"
            | "June"
            | "July"
            | "Aug"
            | "Sept"
            | "Oct"
            | "Nov"
            | "Dec"
            | "January"
            | "February"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
    )
}

/// Verbs that follow the name of who asked a quoted question.
pub(super) fn is_asking_cue(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "asked"
            | "asks"
            | "tweeted"
            | "wrote"
            | "writes"
            | "added"
            | "shouted"
            | "yelled"
            | "cried"
            | "exclaimed"
            | "joked"
            | "quipped"
            | "replied"
            | "responded"
            | "told"
            | "wondered"
            | "demanded"
            | "continued"
            | "inquired"
            | "repeated"
            | "recalled"
            | "posted"
            | "declared"
            | "answered"
            | "began"
            | "mused"
    )
}

/// Names that are written with an exclamation mark.
pub(super) fn is_exclaimed_name(word: &str) -> bool {
    matches!(word, "Yahoo" | "Jeb" | "Jeopardy" | "Yum" | "Mia" | "Oklahoma" | "Rouge" | "Panic" | "Wham")
}
