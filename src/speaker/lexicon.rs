//! What kinds of words names and descriptions are made of, as the lexicon of English has them; and the data of names:
//! given names and their short forms, organisations. It contains no names of public figures.

use super::thresholds::{LONGEST_NAME_WORD, REMEMBERED_WORDS, SHORTEST_COMPOUND, SHORTEST_DEED, SURELY};
use crate::english::lexicon::{self, Entry, Modality, Strength};
use crate::english::table::line_of;
use crate::english::{self, Inflection, LexicalWord, abbreviations, lemmas, places};
use fnv::FnvHashMap;
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The sex that an article's own words show for somebody; used to resolve pronouns, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sex {
    Male,
    Female,
}

/// A set of word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Classes(u32);

macro_rules! classes {
    ($($bit:literal $name:ident $doc:literal)*) => {
        impl Classes { $(#[doc = $doc] pub(super) const $name: Classes = Classes(1 << $bit);)* }
    };
}

classes! {
    0 HONORIFIC_M "\"Mr\""
    1 HONORIFIC_F "\"Mrs\""
    2 HONORIFIC "\"Dr\""
    3 TITLE "A title before a name: \"Sen.\""
    4 PERSON "A noun for one person: \"senator\""
    5 PEOPLE "A noun for several: \"senators\""
    6 ANONYMOUS "Unnamed by habit: \"officials\""
    7 MALE "A noun for a man"
    8 FEMALE "A noun for a woman"
    9 ORGANIZATION "A common noun for an organisation: \"the company\""
    10 ORG_NAME "A word that names of organisations hold: \"Inc\", \"Council\""
    11 OUTLET "A word that names of outlets hold: \"Times\""
    12 DOCUMENT "A noun for a document: \"poll\""
    13 NUMBER_WORD "\"three\""
    14 PARTICLE "\"van\" in a name"
    15 SUFFIX "\"Jr\" after a name"
    16 STOP "A function word, never part of a name"
    17 CALENDAR "A day or month"
    18 PARTY "A party or its member"
    19 PLACE "A country, state, city that may stand for its government"
    20 DEMONYM "\"French\""
    21 SAY "A verb of saying"
    22 JUDGEMENT "A cue of the outlet's own judgement: \"seems\""
    23 MODIFIER "A word before a role: \"former\""
    24 KNOWN_ORGANIZATION "A one-word name of an organisation"
}

impl Classes {
    pub(super) const NONE: Classes = Classes(0);
    /// Any honorific.
    pub(super) const ANY_HONORIFIC: Classes =
        Classes(Self::HONORIFIC.0 | Self::HONORIFIC_M.0 | Self::HONORIFIC_F.0);
    /// A noun for one or several people.
    pub(super) const HUMAN: Classes = Classes(Self::PERSON.0 | Self::PEOPLE.0);
    /// A noun that can be the head of a source's phrase.
    pub(super) const HEAD: Classes =
        Classes(Self::PERSON.0 | Self::PEOPLE.0 | Self::ORGANIZATION.0 | Self::DOCUMENT.0);

    /// Whether it shares a class with `other`.
    pub(super) const fn any(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    /// What is not in `other`.
    const fn without(self, other: Classes) -> Classes {
        Classes(self.0 & !other.0)
    }

    /// Both.
    pub(super) const fn or(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }
}

/// The classes that the tags of a noun belong to.
const OF_NOUNS: &[(&str, &str, Classes)] = &[
    ("honorific", "male", Classes::HONORIFIC_M),
    ("honorific", "female", Classes::HONORIFIC_F),
    ("honorific", "any", Classes::HONORIFIC),
    ("anonymous", "", Classes::ANONYMOUS),
    ("sex", "male", Classes::MALE),
    ("sex", "female", Classes::FEMALE),
    ("party", "", Classes::PARTY),
    ("belonging", "", Classes::DEMONYM),
    ("weekday", "", Classes::CALENDAR),
    ("month", "", Classes::CALENDAR),
    ("holiday", "", Classes::CALENDAR),
    ("judgement", "", Classes::JUDGEMENT),
];

/// The classes that the tags of a word belong to as it stands.
const OF_FORMS: &[(&str, Classes)] = &[("particle", Classes::PARTICLE), ("suffix", Classes::SUFFIX)];

thread_local! {
    static KNOWN: RefCell<FnvHashMap<Box<str>, Classes>> = RefCell::default();
}

/// The classes of a lower-case word.
pub(super) fn class(word: &str) -> Classes {
    if let Some(known) = KNOWN.with_borrow(|known| known.get(word).copied()) {
        return known;
    }
    let found = look_up(word);
    if word.len() > LONGEST_NAME_WORD {
        return found;
    }
    KNOWN.with_borrow_mut(|known| {
        if known.len() >= REMEMBERED_WORDS {
            known.clear();
        }
        known.insert(word.into(), found);
    });
    found
}

fn look_up(word: &str) -> Classes {
    // "ex-warden"
    let word = word.strip_prefix("ex-").filter(|rest| !rest.is_empty()).unwrap_or(word);
    let mut class = NAMES.words.get(word).copied().unwrap_or_default();
    for (row, form) in lexicon::nouns(head_of_compound(word).or_else(|| maker(word)).unwrap_or(word)) {
        class = class.or(of_noun(row, form.any(Inflection::PLURAL)));
    }
    // "Politico" is an outlet.
    let name = given_name(word).is_some() || class.any(Classes::KNOWN_ORGANIZATION);
    if lexicon::rows(word).next().is_none() && !name {
        class = class.or(of_unlisted(word));
    }
    let verb_first = lexicon::is_verb(word);
    let verb_only = lemmas(word).iter().all(|l| l.class == english::Class::Verb);
    for (row, form) in lexicon::verbs(word) {
        class = class.or(of_verb(row, form, verb_first, verb_only));
    }
    let modifies = |row: &Entry| matches!(row.value("modifier"), Some("itself" | "adjective"));
    if lexicon::adjectives(word).any(|(row, _)| modifies(row)) && !lexicon::is_adverb(word) {
        class = class.or(Classes::MODIFIER);
    }
    if let Some(row) = lexicon::of(word) {
        let forms = OF_FORMS.iter().filter(|(tag, _)| row.has(tag));
        class = forms.fold(class, |class, (_, of)| class.or(*of));
    }
    if is_short_title(word) {
        class = class.or(Classes::TITLE);
    }
    class.or(of_place(word)).or(of_calendar(word, class)).or(if is_stop(word) {
        Classes::STOP
    } else {
        Classes::NONE
    })
}

/// "Geologist", "vets": a noun that hardly means anything but a person, of which the lexicon says nothing.
fn of_unlisted(word: &str) -> Classes {
    match lemmas(word).first() {
        Some(l) if l.class == english::Class::Noun && is_noun_of_person(l.lemma) => {
            if l.lemma == word {
                Classes::PERSON
            } else {
                Classes::PEOPLE
            }
        }
        _ => Classes::NONE,
    }
}

/// "teacher" of "schoolteacher": the noun for a person that a longer one ends in, of which the lexicon says nothing; "mother" of
/// "mother-of-two".
fn head_of_compound(word: &str) -> Option<&str> {
    let number =
        |of: &str| lexicon::of(of).is_some_and(|row| row.has("number_word")) || of.parse::<u8>().is_ok();
    if let Some((parent, _)) = word.split_once("-of-").filter(|(first, of)| is_parent(first) && number(of)) {
        return Some(parent);
    }
    if word.len() < SHORTEST_COMPOUND || lexicon::rows(word).next().is_some() || !is_noun_of_person(word) {
        return None;
    }
    let starts = word.char_indices().map(|(at, _)| at).filter(|at| (3..=word.len() - 5).contains(at));
    let mut tails = starts.map(|at| &word[at..]);
    tails.find(|tail| lexicon::nouns(tail).any(|(row, _)| row.has("person") && row.has("unnamed")))
}

/// "maker" of "planemaker", "toymaker": a firm, where no dictionary knows the word for a person's trade.
fn maker(word: &str) -> Option<&'static str> {
    let stem = word.strip_suffix("maker").or_else(|| word.strip_suffix("makers"))?;
    let unknown = lexicon::rows(word).next().is_none() && lemmas(word).is_empty();
    (unknown && stem.len() > 2).then_some(if word.ends_with('s') { "makers" } else { "maker" })
}

/// Whether a noun is one for a body that does business: "airline".
pub(super) fn is_firm(noun: &str) -> bool {
    lexicon::nouns(maker(noun).unwrap_or(noun)).any(|(row, _)| row.has("firm"))
}

/// Whether a noun hardly means anything but a person: "plumber".
pub(super) fn is_noun_of_person(word: &str) -> bool {
    let word = LexicalWord::of(word);
    word.share_in("noun.person") > SURELY || line_of(PERSONS, word.form()).is_some() || is_doer(word.form())
}

/// "scaffolder": whoever does what a verb says, where no dictionary has the noun.
fn is_doer(word: &str) -> bool {
    let verb = |stem: &str| lemmas(stem).iter().any(|l| l.class == english::Class::Verb && l.lemma == stem);
    let stem = word.strip_suffix("er").filter(|stem| stem.len() >= SHORTEST_DEED);
    stem.is_some_and(|stem| verb(stem) || verb(&format!("{stem}e"))) && lemmas(word).is_empty()
}

/// Whether a noun says what somebody does for a living: "coroner", not "rescuer".
pub(super) fn is_noun_of_work(word: &str) -> bool {
    line_of(PERSONS, word).is_some_and(|line| line.ends_with("\tworks"))
        || is_doer(word)
        || LexicalWord::of(word).share_under(&["expert", "worker", "professional", "official", "doctor"])
            > SURELY
}

/// "mother", "dad", "parent"
pub(super) fn is_parent(noun: &str) -> bool {
    is_in_family(noun, "parent")
}

/// "son", "toddlers", "twins"
pub(super) fn is_child(noun: &str) -> bool {
    is_in_family(noun, "child")
}

fn is_in_family(noun: &str, part: &str) -> bool {
    lexicon::nouns(head_of_compound(noun).unwrap_or(noun)).any(|(row, _)| row.value("family") == Some(part))
}

/// Whether a title's short form stands for a longer one: "sgt", "sergeant".
pub(super) fn is_short_for(short: &str, title: &str) -> bool {
    let of_title = |a: &&abbreviations::Abbreviation| a.kind == abbreviations::AbbreviationKind::Title;
    abbreviations::all(short.trim_end_matches('.')).iter().filter(of_title).any(|a| a.full == title)
}

/// "DS", a detective sergeant: what the short form stands for ends in a title.
fn is_short_title(word: &str) -> bool {
    let short = abbreviations::all(word).iter().filter(|a| a.kind == abbreviations::AbbreviationKind::Title);
    let mut last = short.filter_map(|a| a.full.rsplit(' ').next());
    last.any(|title| lexicon::of(title).is_some_and(|row| row.has("title")))
}

fn of_noun(row: &Entry, plural: bool) -> Classes {
    let mut class = Classes::NONE;
    for (tag, value) in row.tags() {
        let known = OF_NOUNS
            .iter()
            .filter(|(name, wanted, _)| *name == tag && (wanted.is_empty() || *wanted == value));
        class = known.fold(class, |class, (_, _, of)| class.or(*of));
        class = class.or(match tag {
            "people" => Classes::PEOPLE,
            "person" | "organization" | "belonging" if plural => Classes::PEOPLE,
            "person" => Classes::PERSON,
            "organization" => Classes::ORGANIZATION,
            // "the ministers", but not "the finances".
            "title" if !plural || row.has("person") => Classes::TITLE,
            // "a number of", but "the numbers say".
            "document" if plural || !row.has("partitive") => Classes::DOCUMENT,
            "modifier" if plural == (value == "plural") => Classes::MODIFIER,
            "number_word" if !plural => Classes::NUMBER_WORD,
            "number_word" if !row.has("pronoun") => Classes::NUMBER_WORD.or(Classes::PEOPLE),
            "in_name" => of_names(value, plural),
            _ => Classes::NONE,
        });
    }
    // "the health authority", but "the authorities": one organisation has a name.
    if class.any(Classes::ORGANIZATION) && !class.any(Classes::PERSON) {
        class.without(Classes::ANONYMOUS)
    } else {
        class
    }
}

/// What the names are that hold a word.
fn of_names(value: &str, plural: bool) -> Classes {
    let has = |part: &str| value.split(',').any(|v| v == part);
    if has("plural") && !plural {
        return Classes::NONE;
    }
    if has("outlet") { Classes::ORG_NAME.or(Classes::OUTLET) } else { Classes::ORG_NAME }
}

/// Whether a verb says something in this form. Where nouns are more common that look the same, only the verbs that
/// report do: "claims", but not "views".
fn is_saying(row: &Entry, form: Inflection, verb_first: bool, verb_only: bool) -> bool {
    let reports = row.report().is_some_and(|strength| strength != Strength::Holding);
    let Some(cue) = row.value("cue").or((reports && !row.has("document")).then_some("assert")) else {
        return false;
    };
    let noun = row.has("person") || row.has("organization") || cue == "believe";
    let third = form.any(Inflection::THIRD_PERSON) && (reports || verb_only || verb_first && !noun);
    let past = form.any(Inflection::PAST) && !["believe", "want", "order", "document"].contains(&cue);
    let base = form.any(Inflection::BASE) && verb_first && reports && cue != "document";
    third || past || base || form.any(Inflection::GERUND) && cue == "say" && verb_first
}

fn of_verb(row: &Entry, form: Inflection, verb_first: bool, verb_only: bool) -> Classes {
    let mut class = Classes::NONE;
    if is_saying(row, form, verb_first, verb_only) {
        class = class.or(Classes::SAY);
    }
    if row.has("judgement") && !form.any(Inflection::GERUND) {
        class = class.or(Classes::JUDGEMENT);
    }
    if row.has("status") && form.any(Inflection::PARTICIPLE) {
        class = class.or(Classes::MODIFIER);
    }
    class
}

fn of_place(word: &str) -> Classes {
    let plain: Cow<'_, str> = if word.contains('.') { word.replace('.', "").into() } else { word.into() };
    match places::of(&plain) {
        Some((_, places::PlacePart::People)) if plain.ends_with('s') => Classes::DEMONYM,
        Some((_, places::PlacePart::People)) => Classes::DEMONYM.or(Classes::MODIFIER),
        Some(_) => Classes::PLACE,
        None if places::is_town(&plain) => Classes::PLACE,
        None => NAMES.words.get(&*plain).copied().unwrap_or_default(),
    }
}

/// Short names of days and months; "Sun" is an outlet's.
fn of_calendar(word: &str, known: Classes) -> Classes {
    let day = lexicon::weekday(word).or_else(|| lexicon::month(word)).is_some();
    if day && !known.any(Classes::OUTLET) { Classes::CALENDAR } else { Classes::NONE }
}

/// Whether a word is never part of a name: of a closed class, an adverb, an interjection, the first
/// word of a link, or a verb of saying: "according".
fn is_stop(word: &str) -> bool {
    let own = lexicon::of(word);
    let tagged = |tags: &[&str]| own.is_some_and(|row| tags.iter().any(|tag| row.has(tag)));
    if tagged(&["ordinary"]) {
        return lexicon::modality(word).is_some_and(|modality| modality != Modality::Advised);
    }
    let somebody = tagged(&["person", "people"]) && !tagged(&["determiner"]);
    if somebody || tagged(&["number_word", "title", "honorific"]) {
        return false;
    }
    let says = |row: &Entry| match row.value("cue") {
        Some("say") => !row.has("document") || word.ends_with("ing"),
        Some("ask") => row.report() == Some(Strength::Plain),
        _ => false,
    };
    let form = lexicon::TENSED.or(Inflection::GERUND);
    lexicon::is_closed(word)
        || lexicon::is_adverb(word) && (tagged(&["temporal"]) || !tagged(&["in_name"]))
        || tagged(&["interjection"])
        || own.is_some_and(|row| row.value("label") == Some("link"))
        || lexicon::is_verb(word) && lexicon::verbs(word).any(|(row, is)| says(row) && is.any(form))
}

/// The class of unnamed sources that a lower-case noun puts them in: "official" for "diplomats".
pub(super) fn unnamed(word: &str) -> Option<&'static str> {
    lexicon::nouns(head_of_compound(word).unwrap_or(word)).find_map(|(row, _)| row.value("unnamed"))
}

/// Whether a noun says what somebody is to others or in a story, which is nobody's title: "friend", "widow", "rival".
pub(super) fn is_no_office(word: &str) -> bool {
    matches!(
        unnamed(word),
        Some("relative" | "friend" | "public" | "resident" | "victim" | "suspect" | "witness" | "source")
    ) || word.ends_with("-year-old")
}

/// Nouns of persons that news uses seldom, sorted, with a tab and "works" behind what somebody does for a living.
static PERSONS: &str = include_str!("data/persons.txt");

/// Given names of many languages, sorted: name, and the sex it mostly goes with (`m`, `f`, `u` for both).
static GIVEN_NAMES: &str = include_str!("data/given_names.tsv");

struct NameLists {
    /// The classes of single words.
    words: HashMap<&'static str, Classes>,
    /// Names of organisations of two words.
    pairs: HashSet<&'static str>,
}

static NAMES: LazyLock<NameLists> = LazyLock::new(|| {
    let (mut words, mut pairs) = (HashMap::new(), HashSet::new());
    for line in include_str!("data/names.txt").lines().filter(|l| !l.starts_with('#')) {
        let Some((kind, list)) = line.split_once(':') else { continue };
        let class = match kind {
            "organization" => Classes::KNOWN_ORGANIZATION,
            "part" => Classes::ORG_NAME,
            "place" => Classes::PLACE,
            _ => {
                pairs.extend(list.split_whitespace());
                continue;
            }
        };
        for word in list.split_whitespace() {
            let entry = words.entry(word).or_insert(Classes::NONE);
            *entry = entry.or(class);
        }
    }
    NameLists { words, pairs }
});

/// Whether two lower-case words name a place ("new", "york"); `Some(true)` when the name is an organisation's.
pub(super) fn place_pair(first: &str, second: &str) -> Option<bool> {
    let organization = NAMES.pairs.contains(format!("{first}_{second}").as_str());
    (organization || places::begins(first, second)).then_some(organization)
}

/// Whether it is a common given name, and which sex it mostly goes with.
pub(super) fn given_name(word: &str) -> Option<Option<Sex>> {
    // "Anna-Lena" goes by its first part.
    let first_part = || line_of(GIVEN_NAMES, word.split_once('-')?.0);
    let row = line_of(GIVEN_NAMES, word).or_else(first_part)?;
    Some(match row.split_once('\t')?.1 {
        "m" => Some(Sex::Male),
        "f" => Some(Sex::Female),
        _ => None,
    })
}

/// Whether it is a common given name, in lower case.
pub(crate) fn is_given_name(word: &str) -> bool {
    given_name(word).is_some()
}

/// Short and full given names that go together.
const NICKNAMES: &[&[&str]] = &[
    &["william", "bill", "will", "billy", "willie", "liam"],
    &["robert", "bob", "bobby", "rob", "robbie", "bert"],
    &["richard", "dick", "rick", "rich", "richie", "ricky"],
    &["james", "jim", "jimmy", "jamie"],
    &["john", "jack", "johnny", "jon", "jonathan"],
    &["michael", "mike", "mick", "mickey", "mitch", "mikey"],
    &["thomas", "tom", "tommy"],
    &["joseph", "joe", "joey"],
    &["charles", "charlie", "chuck", "chas"],
    &["edward", "ed", "eddie", "ted", "ned", "teddy"],
    &["theodore", "ted", "teddy", "theo"],
    &["timothy", "tim", "timmy"],
    &["anthony", "tony", "antonio"],
    &["daniel", "dan", "danny"],
    &["david", "dave", "davey"],
    &["donald", "don", "donny", "donnie"],
    &["stephen", "steve", "steven", "stevie"],
    &["kenneth", "ken", "kenny"],
    &["ronald", "ron", "ronnie"],
    &["gerald", "jerry", "gerry"],
    &["gregory", "greg"],
    &["jeffrey", "jeff", "geoffrey", "geoff"],
    &["samuel", "sam", "sammy"],
    &["benjamin", "ben", "benny", "benji"],
    &["nicholas", "nick", "nicolas", "nicky"],
    &["christopher", "chris", "topher", "kit"],
    &["matthew", "matt", "matty"],
    &["andrew", "andy", "drew"],
    &["alexander", "alex", "sandy", "alec", "sasha"],
    &["alexandra", "alex", "sasha", "sandra"],
    &["bernard", "bernie"],
    &["patrick", "pat", "paddy"],
    &["patricia", "pat", "patty", "tricia", "trish"],
    &["frederick", "fred", "freddie", "freddy"],
    &["francis", "frank", "franklin"],
    &["lawrence", "larry", "laurence"],
    &["leonard", "leo", "len", "lenny"],
    &["philip", "phil", "phillip"],
    &["raymond", "ray"],
    &["peter", "pete"],
    &["paul", "pablo"],
    &["vincent", "vince", "vinny"],
    &["walter", "walt", "wally"],
    &["harold", "harry", "hal"],
    &["henry", "harry", "hank"],
    &["eugene", "gene"],
    &["douglas", "doug"],
    &["albert", "al", "bert"],
    &["alfred", "al", "alf", "alfie"],
    &["mitchell", "mitch"],
    &["abraham", "abe"],
    &["zachary", "zach", "zack"],
    &["joshua", "josh"],
    &["jacob", "jake"],
    &["nathaniel", "nate", "nathan"],
    &["rudolph", "rudy"],
    &["russell", "russ"],
    &["stanley", "stan"],
    &["elizabeth", "liz", "beth", "betsy", "lizzie", "betty", "eliza", "lisa"],
    &["katherine", "kate", "kathy", "katie", "kathleen", "catherine", "cathy", "kathryn", "kay"],
    &["margaret", "maggie", "meg", "peggy", "marge", "greta"],
    &["deborah", "deb", "debbie", "debra"],
    &["barbara", "barb", "barbie"],
    &["jennifer", "jen", "jenny"],
    &["susan", "sue", "susie", "suzanne"],
    &["rebecca", "becky", "becca"],
    &["christine", "chris", "tina", "christina", "kristen"],
    &["cynthia", "cindy"],
    &["victoria", "vicky", "tori"],
    &["jacqueline", "jackie"],
    &["kimberly", "kim"],
    &["pamela", "pam"],
    &["sandra", "sandy"],
    &["teresa", "theresa", "terry", "tess"],
    &["terrence", "terry", "terence"],
    &["veronica", "ronnie"],
    &["amanda", "mandy"],
    &["abigail", "abby"],
    &["madeleine", "maddie"],
    &["virginia", "ginny", "ginni"],
];

static SHORT: LazyLock<HashMap<&'static str, u128>> = LazyLock::new(|| {
    let mut map = HashMap::new();
    for (i, names) in NICKNAMES.iter().enumerate() {
        for name in *names {
            *map.entry(*name).or_insert(0) |= 1u128 << i;
        }
    }
    map
});

/// Whether two lower-case given names can be one person's: the same, an initial of the other, or a short form.
pub(super) fn given_names_agree(a: &str, b: &str) -> bool {
    let initial = |x: &str, y: &str| x.chars().count() == 1 && y.starts_with(x);
    a == b
        || initial(a, b)
        || initial(b, a)
        || matches!((SHORT.get(a), SHORT.get(b)), (Some(x), Some(y)) if x & y != 0)
}

/// Whether two words that start alike differ by one letter: added, left out or another.
pub(super) fn one_letter_apart(a: &str, b: &str) -> bool {
    // The distance takes quadratic time: not of words that nobody bears as a name.
    let is_name = a.len() <= LONGEST_NAME_WORD && a.len().abs_diff(b.len()) <= 4;
    is_name && a.chars().next() == b.chars().next() && strsim::levenshtein(a, b) == 1
}

/// Whether a word is a verb that goes with a subject in the singular: "makes", "made", "will", not "make".
pub(super) fn is_tensed(word: &str) -> bool {
    let helps = |row: &Entry, form: Inflection| row.has("auxiliary") && form.any(lexicon::TENSED);
    lexicon::modality(word).is_some()
        || lexicon::verbs(word).any(|(row, form)| helps(row, form))
        || lemmas(word).iter().any(|l| l.class == english::Class::Verb && l.inflection.any(lexicon::TENSED))
}

/// What the name of a company ends on.
pub(super) fn is_legal_form(word: &str) -> bool {
    lexicon::nouns(word).any(|(row, _)| row.has("legal_form"))
}

/// Whether a word is an adjective before any other noun: "the major economies", "a private fund".
pub(super) fn is_adjective_before_noun(word: &str) -> bool {
    lexicon::of(word).is_some_and(|row| row.value("modifier") == Some("adjective"))
}

/// Whether a word is a title by which its holder is spoken to: "Madam Speaker".
pub(super) fn is_office(word: &str) -> bool {
    lexicon::of(word).is_some_and(|row| row.has("title") && row.has("role"))
}

/// "van" in a name.
pub(super) fn is_particle(word: &str) -> bool {
    lexicon::of(word).is_some_and(|row| row.has("particle"))
}

/// What a name has after it to tell a son from his father.
pub(super) fn is_suffix(word: &str) -> bool {
    lexicon::of(word).is_some_and(|row| row.value("suffix") == Some("generation"))
}

#[cfg(test)]
mod tests;
