//! The lexicon of English as the one source: each of its tags is read by a room, and no room lists again what it has.

#![cfg(feature = "cli")]

use onrecord::english::lexicon::{self, TAGS};
use regex::{Captures, Regex};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// Each tag, what a file holds that reads it, and one such file.
const READERS: &[(&str, &str, &str)] = &[
    ("determiner", r#""determiner""#, "src/extract/cues.rs"),
    ("pronoun", r#""pronoun""#, "src/extract/nested.rs"),
    ("refers", r#""refers""#, "src/speaker/phrase.rs"),
    ("adverb", r#""adverb""#, "src/diff/attribution.rs"),
    ("auxiliary", r#""auxiliary""#, "src/speaker/descriptions.rs"),
    ("modal", r#""modal""#, "src/speaker/descriptions.rs"),
    ("conjunction", r#""conjunction""#, "src/speaker/descriptions.rs"),
    ("preposition", r#""preposition""#, "src/speaker/descriptions.rs"),
    ("conditional", r#""conditional""#, "src/diff/small.rs"),
    ("causal", r#""causal""#, "src/claim/checkworthy.rs"),
    ("concessive", r#""concessive""#, "src/diff/small.rs"),
    ("temporal", r#""temporal""#, "src/speaker/descriptions.rs"),
    ("comparison", r#""comparison""#, "src/claim/checkworthy.rs"),
    ("negation", ".negation()", "src/extract/cues.rs"),
    ("hedge", "lexicon::is_hedge", "src/extract/cues.rs"),
    ("governs", r#""governs""#, "src/diff/rules/hedges.rs"),
    ("booster", r#""booster""#, "src/diff/rules/hedges.rs"),
    ("approximate", r#""approximate""#, "src/diff/attribution.rs"),
    ("sole", r#""sole""#, "src/speaker/anonymous.rs"),
    ("scope", r#""scope""#, "src/speaker/phrase.rs"),
    ("report", ".report()", "src/extract/nested.rs"),
    ("finding", r#""finding""#, "src/diff/rules/evidence.rs"),
    ("cue", r#""cue""#, "src/text/abbreviations.rs"),
    ("with_clause", r#""with_clause""#, "src/extract/inverted.rs"),
    ("disbelief", r#""disbelief""#, "src/extract/stance.rs"),
    ("judgement", r#""judgement""#, "src/speaker/lexicon.rs"),
    ("opinion", r#""opinion""#, "src/claim/checkworthy.rs"),
    ("document", r#""document""#, "src/text/abbreviations.rs"),
    ("channel", r#""channel""#, "src/diff/rules/channels.rs"),
    ("organization", r#""organization""#, "src/speaker/lexicon.rs"),
    ("firm", r#""firm""#, "src/speaker/lexicon.rs"),
    ("person", r#""person""#, "src/speaker/lexicon.rs"),
    ("people", r#""people""#, "src/extract/nested.rs"),
    ("anonymous", r#""anonymous""#, "src/speaker/lexicon.rs"),
    ("belonging", r#""belonging""#, "src/speaker/lexicon.rs"),
    ("party", r#""party""#, "src/speaker/lexicon.rs"),
    ("role", r#""role""#, "src/diff/reading.rs"),
    ("title", r#""title""#, "src/speaker/lexicon.rs"),
    ("qualifier", r#""qualifier""#, "src/diff/excuse.rs"),
    ("ranks", r#""ranks""#, "src/diff/rules/ranks.rs"),
    ("honorific", r#""honorific""#, "src/extract/cues.rs"),
    ("sex", r#""sex""#, "src/speaker/lexicon.rs"),
    ("family", r#""family""#, "src/speaker/lexicon.rs"),
    ("unnamed", r#""unnamed""#, "src/speaker/lexicon.rs"),
    ("modifier", r#""modifier""#, "src/speaker/lexicon.rs"),
    ("status", r#""status""#, "src/speaker/lexicon.rs"),
    ("in_name", r#""in_name""#, "src/speaker/lexicon.rs"),
    ("legal_form", r#""legal_form""#, "src/speaker/lexicon.rs"),
    ("particle", r#""particle""#, "src/text/alternatives.rs"),
    ("suffix", r#""suffix""#, "src/speaker/lexicon.rs"),
    ("emphasis", r#""emphasis""#, "src/extract/cues.rs"),
    ("spoken_of", r#""spoken_of""#, "src/speaker/place.rs"),
    ("praise", r#""praise""#, "src/extract/none.rs"),
    ("clause", r#""clause""#, "src/speaker/descriptions.rs"),
    ("privative", r#""privative""#, "src/diff/rules/privatives.rs"),
    ("sides", r#""sides""#, "src/diff/rules/stances.rs"),
    ("complement", r#""complement""#, "src/diff/rules/complements.rs"),
    ("partitive", r#""partitive""#, "src/speaker/phrase.rs"),
    ("event", r#""event""#, "src/claim/checkworthy.rs"),
    ("future", r#""future""#, "src/claim/checkworthy.rs"),
    ("ranking", r#""ranking""#, "src/claim/checkworthy.rs"),
    ("refuting", r#""refuting""#, "src/verify/surroundings.rs"),
    ("factive", r#""factive""#, "src/verify/sense.rs"),
    ("supposing", r#""supposing""#, "src/verify/sense.rs"),
    ("awaits", r#""awaits""#, "src/verify/behind.rs"),
    ("excepting", r#""excepting""#, "src/verify/behind.rs"),
    ("unmeant", r#""unmeant""#, "src/verify/behind.rs"),
    ("remark", r#""remark""#, "src/verify/surroundings.rs"),
    ("turn", r#""turn""#, "src/verify/voice.rs"),
    ("label", r#""label""#, "src/text/dateline.rs"),
    ("hears", r#""hears""#, "src/extract/hearers.rs"),
    ("answers", r#""answers""#, "src/extract/hearers.rs"),
    ("retracts", r#""retracts""#, "src/verify/behind.rs"),
    ("lists", r#""lists""#, "src/extract/setoff.rs"),
    ("addresses", r#""addresses""#, "src/report/hearer.rs"),
    ("interjection", r#""interjection""#, "src/speaker/lexicon.rs"),
    ("filler", r#""filler""#, "src/english/spoken.rs"),
    ("ordinary", r#""ordinary""#, "src/speaker/descriptions.rs"),
    ("small", "is_small", "src/diff/reading.rs"),
    ("thing", r#""thing""#, "src/diff/attribution.rs"),
    ("name_part", r#""name_part""#, "src/diff/rules/unrelated.rs"),
    ("toll", r#""toll""#, "src/diff/rules/figures.rs"),
    ("crime", r#""crime""#, "src/diff/tells.rs"),
    ("harm", r#""harm""#, "src/diff/tells.rs"),
    ("decisive", r#""decisive""#, "src/diff/tells.rs"),
    ("image", r#""image""#, "src/diff/idle.rs"),
    ("mutual", r#""mutual""#, "src/diff/exchange.rs"),
    ("step", r#""step""#, "src/diff/rules/fates.rs"),
    ("number_word", r#""number_word""#, "src/text/abbreviations.rs"),
    ("zone", r#""zone""#, "src/text/abbreviations.rs"),
    ("holiday", r#""holiday""#, "src/speaker/lexicon.rs"),
    ("weekday", "lexicon::weekday", "src/text/abbreviations.rs"),
    ("month", "lexicon::month", "src/english/calendar.rs"),
];

/// Rooms that ask the lexicon.
const ROOMS: &[&str] =
    &["text", "article", "extract", "speaker", "claim", "diff", "matching", "verify", "report"];

/// More words of one class in one place than a rule names.
const MOST_WORDS: usize = 6;

fn read(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned()
}

#[test]
fn each_tag_is_read_by_a_room() {
    let tags: Vec<&str> = TAGS.iter().map(|(tag, _, _)| *tag).collect();
    let read_by: Vec<&str> = READERS.iter().map(|(tag, _, _)| *tag).collect();
    assert_eq!(tags, read_by, "the tags and their readers, in one order");
    for (tag, how, file) in READERS {
        assert!(read(file).contains(how), "{file} does not read {tag} by {how}");
    }
}

#[test]
fn no_room_lists_what_the_lexicon_has() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let literal = Regex::new(r#"(?:"(?:[^"\\]|\\.|\\\n)*"[\s,|]*)+"#).expect("it is valid");
    let raw = Regex::new(r##"r#"((?:[^"]|"[^#])*)"#"##).expect("it is valid");
    let comment = Regex::new(r"(?m)//.*$").expect("it is valid");
    let word = Regex::new(r"[A-Za-z]{3,}").expect("it is valid");
    for room in ROOMS {
        let files = WalkDir::new(root.join("src").join(room)).into_iter().filter_map(Result::ok);
        for file in files.filter(|f| f.path().extension().is_some_and(|e| e == "rs")) {
            let name =
                file.path().strip_prefix(root).expect("it is below the root").to_string_lossy().into_owned();
            if name.ends_with("tests.rs") {
                continue;
            }
            // A mark as a character, and those within a raw string, begin and end nothing.
            let code = comment.replace_all(&read(&name), "").replace("'\"'", "' '");
            let code =
                raw.replace_all(&code, |found: &Captures<'_>| format!("\"{}\"", found[1].replace('"', " ")));
            for list in literal.find_iter(&code) {
                let words: BTreeSet<String> =
                    word.find_iter(list.as_str()).map(|w| w.as_str().to_lowercase()).collect();
                for (class, is) in CLASSES {
                    let listed: Vec<&String> = words.iter().filter(|w| is(w)).collect();
                    assert!(listed.len() <= MOST_WORDS, "{name} lists {class}: {listed:?}");
                }
            }
        }
    }
}

/// Whether a form in lower case is of a class.
type IsOf = fn(&str) -> bool;

/// Classes of words that more than one room asks for.
const CLASSES: &[(&str, IsOf)] = &[
    ("days and months", |w| lexicon::weekday(w).or_else(|| lexicon::month(w)).is_some()),
    ("verbs of reporting", |w| {
        lexicon::verbs(w).any(|(row, form)| row.has("report") && form.any(lexicon::TENSED))
    }),
    ("hedges", |w| lexicon::of(w).is_some_and(|row| row.has("hedge") && !row.has("modal"))),
    ("titles", |w| lexicon::of(w).is_some_and(|row| row.has("title") && row.has("person"))),
    ("honorifics", |w| lexicon::of(w).is_some_and(|row| row.has("honorific"))),
];
