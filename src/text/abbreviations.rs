//! The words that decide whether a full stop ends a sentence.

use std::collections::HashSet;
use std::sync::LazyLock;

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
        | "e.g" | "i.e" | "E.g" | "I.e" | "Vs" | "approx" | "ca" | "est" | "Gens" | "Profs" | "Revs"
        | "Lts" | "Cols" | "Cong" | "Pte" => Title,
        "No" | "Nos" | "no" | "nos" | "Art" | "art" | "p" | "pp" | "vol" | "Vol" | "ch" | "Ch" | "Fig"
        | "fig" | "para" | "sec" | "§" | "op" => BeforeNumber,
        "Jan" | "Feb" | "Mar" | "Apr" | "Jun" | "Jul" | "Aug" | "Sept" | "Sep" | "Oct" | "Nov" | "Dec" => {
            Month
        }
        "a.m" | "p.m" | "A.M" | "P.M" => Time,
        "Ala" | "Ariz" | "Ark" | "Calif" | "Colo" | "Conn" | "Del" | "Fla" | "Ga" | "Ill" | "Ind" | "Kan"
        | "Kans" | "Ky" | "La" | "Md" | "Mass" | "Mich" | "Minn" | "Miss" | "Mo" | "Mont" | "Neb" | "Nev"
        | "Okla" | "Ore" | "Pa" | "Penn" | "Tenn" | "Tex" | "Vt" | "Va" | "W.Va" | "Wash" | "Wis" | "Wyo"
        | "Ont" | "Que" | "Alta" | "Sask" | "N.H" | "N.J" | "N.M" | "N.Y" | "N.C" | "N.D" | "R.I" | "S.C"
        | "S.D" | "B.C" | "N.S" | "N.B" => State,
        "Inc" | "Corp" | "Co" | "Cos" | "Bros" | "Ltd" | "LLC" | "Plc" | "plc" | "Jr" | "Sr" | "Esq"
        | "Ave" | "Blvd" | "Rd" | "Hwy" | "Rte" | "Pkwy" | "Bldg" | "Dept" | "dept" | "Univ" | "Assn"
        | "Intl" | "Natl" | "Govt" | "Gov't" | "Dist" | "Div" | "Mfg" | "Cir" | "Ct" | "etc" | "al"
        | "oz" | "ft" | "hr" | "hrs" | "Ph.D" | "Ed.D" | "Tue" | "Tues" | "Thu" | "Thurs" => Other,
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
    OPENERS.contains(stem)
}

/// Words that follow "3 p.m." within a sentence.
pub(super) fn is_time_word(word: &str) -> bool {
    TIME_WORDS.contains(word)
}

/// Verbs that follow the name of who asked a quoted question.
pub(super) fn is_asking_cue(word: &str) -> bool {
    ASKING.contains(word)
}

/// Names that are written with an exclamation mark.
pub(super) fn is_exclaimed_name(word: &str) -> bool {
    EXCLAIMED.contains(word)
}

/// The words of a list that spaces part.
fn word_set(list: &'static str) -> HashSet<&'static str> {
    list.split(' ').collect()
}

static OPENERS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "A About According After Again All Almost Also Although Among An And Another Any Are As At Because \
         Before Between Both But By Can Could Despite Did Do Does During Each Earlier Eight Either Even Every \
         Everyone Everything Few Five For Four From Given Had Has Have He Her Here His How However I If In \
         Indeed Instead Is It Its Just Last Later Let Like Many Maybe Meanwhile More Moreover Most Much My \
         Nearly Neither Never Nine No Nobody None Nor Not Nothing Now On Once Only Or Other Others Our Over \
         Perhaps Rather Seven Several She Should Since So Some Soon Still Such Ten That The Their Then There \
         Therefore These They This Those Though Three Through Thus To Today Two Unlike Until Was We Well Were \
         What When Where Whether Which While Who Whose Why Will With Within Without Would Yes Yesterday Yet \
         You Your",
    )
});

static TIME_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "AEDT AEST April Aug August BST Beijing CDT CEST CET CST CT Central Dec December EDT EST ET Eastern \
         Feb February Friday GMT Greenwich IST JST Jan January July June London MDT MST MT March May Monday \
         Moscow Mountain Nov November Oct October PDT PST PT Pacific Saturday Sept September Sunday Thursday \
         Tuesday UTC Wednesday",
    )
});

static ASKING: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    word_set(
        "added answered asked asks began continued cried declared demanded exclaimed inquired joked mused \
         posted quipped recalled repeated replied responded said says shouted told tweeted wondered writes \
         wrote yelled",
    )
});

static EXCLAIMED: LazyLock<HashSet<&str>> =
    LazyLock::new(|| word_set("Jeb Jeopardy Mia Oklahoma Panic Rouge Wham Yahoo Yum"));
