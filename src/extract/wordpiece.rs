//! WordPiece: the ids that the model knows a word by, exactly as in its training.
//!
//! A word is lower-cased, decomposed, freed of its accents and cut at punctuation; each part is then covered greedily
//! with the longest pieces of the vocabulary (Schuster and Nakajima, 2012; the uncased flavour of BERT).

use super::thresholds::PIECES_PER_WORD;
use fnv::FnvHashMap;
use regex::Regex;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

const VOCABULARY: &str = include_str!("../../models/vocab.txt");

static ACCENTS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\p{Mn}+").expect("the pattern is valid"));
static PARTS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\p{L}\p{N}]+|[^\p{L}\p{N}\s]").expect("the pattern is valid"));

/// The vocabulary, ready to look words up in.
#[derive(Debug)]
pub(super) struct WordPiece {
    /// Pieces that start a part of a word.
    initial: FnvHashMap<&'static str, i32>,
    /// Pieces that continue a word, without their `##`.
    inner: FnvHashMap<&'static str, i32>,
    /// Bytes of the longest piece: nothing longer need be looked up.
    longest: usize,
    /// Id of a part that the vocabulary cannot cover.
    unknown: i32,
    /// Id of the mark before a window.
    pub(super) start: i32,
    /// Id of the mark between two paragraphs.
    pub(super) separator: i32,
}

impl WordPiece {
    pub(super) fn new() -> Self {
        let (mut initial, mut inner) = (FnvHashMap::default(), FnvHashMap::default());
        // So much room that neither grows while a short command starts.
        initial.reserve(VOCABULARY.len() / 8);
        inner.reserve(VOCABULARY.len() / 40);
        let mut longest = 0;
        for (id, piece) in (0..).zip(VOCABULARY.lines()) {
            longest = longest.max(piece.len());
            match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => inner.insert(rest, id),
                _ => initial.insert(piece, id),
            };
        }
        let id = |piece: &str| initial.get(piece).copied().unwrap_or(0);
        let (unknown, start, separator) = (id("[UNK]"), id("[CLS]"), id("[SEP]"));
        Self { initial, inner, longest, unknown, start, separator }
    }

    /// Appends the ids of `word` to `out`: at least one, at most twelve.
    pub(super) fn encode(&self, word: &str, out: &mut Vec<i32>) {
        let before = out.len();
        if word.is_ascii() {
            self.encode_parts(&word.to_ascii_lowercase(), out);
        } else {
            let plain = word.to_lowercase().nfd().collect::<String>();
            self.encode_parts(&ACCENTS.replace_all(&plain, ""), out);
        }
        if out.len() == before {
            out.push(self.unknown);
        }
        out.truncate(before + PIECES_PER_WORD);
    }

    /// The American spelling of a British word that the vocabulary lacks, if it has that: the model has read
    /// American news only.
    pub(super) fn american(&self, word: &str) -> Option<String> {
        const SPELLINGS: [(&str, &str); 9] = [
            ("isation", "ization"),
            ("ise", "ize"),
            ("ising", "izing"),
            ("yse", "yze"),
            ("ysing", "yzing"),
            ("our", "or"),
            ("tre", "ter"),
            ("ence", "ense"),
            ("ogue", "og"),
        ];
        const ENDINGS: [&str; 6] = ["", "s", "d", "ed", "ing", "able"];
        if !word.is_ascii() || word.len() < 5 || self.initial.contains_key(&*word.to_ascii_lowercase()) {
            return None;
        }
        let word = word.to_ascii_lowercase();
        let word = word.as_str();
        let respelt = SPELLINGS.into_iter().flat_map(|(british, american)| {
            ENDINGS.into_iter().filter_map(move |ending| {
                let stem = word.strip_suffix(ending)?.strip_suffix(british)?;
                Some(format!("{stem}{american}{ending}"))
            })
        });
        { respelt }.find(|w| self.initial.contains_key(w.as_str()))
    }

    fn encode_parts(&self, plain: &str, out: &mut Vec<i32>) {
        if plain.bytes().all(|b| b.is_ascii_alphanumeric()) {
            self.encode_part(plain, out);
            return;
        }
        for part in PARTS.find_iter(plain) {
            self.encode_part(part.as_str(), out);
        }
    }

    fn encode_part(&self, part: &str, out: &mut Vec<i32>) {
        let before = out.len();
        let mut at = 0;
        while at < part.len() {
            let pieces = if at == 0 { &self.initial } else { &self.inner };
            let mut end = part.floor_char_boundary(at + self.longest);
            let found = loop {
                if end <= at {
                    break None;
                }
                if let Some(&id) = pieces.get(&part[at..end]) {
                    break Some(id);
                }
                end = part.floor_char_boundary(end - 1);
            };
            let Some(id) = found else {
                out.truncate(before);
                out.push(self.unknown);
                return;
            };
            out.push(id);
            at = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::encode::case;
    use super::*;
    use proptest::prelude::*;

    /// `tests/fixtures/wordpiece.jsonl` holds what the tokeniser of the training code gives for invented words and
    /// for odd Unicode.
    #[test]
    fn gives_the_ids_of_the_training_code() {
        let words = WordPiece::new();
        let fixture = include_str!("../../tests/fixtures/wordpiece.jsonl");
        let mut wrong = Vec::new();
        for line in fixture.lines() {
            let entry: serde_json::Value = serde_json::from_str(line).unwrap();
            let word = entry["word"].as_str().unwrap();
            let mut ids = Vec::new();
            words.encode(word, &mut ids);
            if serde_json::json!(ids) != entry["ids"] || serde_json::json!(case(word)) != entry["case"] {
                wrong.push(format!("{word:?}: {ids:?} case {} for {entry}", case(word)));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn knows_british_spelling_by_american() {
        let words = WordPiece::new();
        for (british, american) in [
            ("emphasised", "emphasized"),
            ("Criticised", "criticized"),
            ("criticising", "criticizing"),
            ("organisation", "organization"),
            ("favoured", "favored"),
            ("labour", "labor"),
            ("centre", "center"),
            ("defence", "defense"),
        ] {
            let known = words.initial.contains_key(british.to_ascii_lowercase().as_str());
            assert!(known || words.american(british).as_deref() == Some(american), "{british}");
        }
        for same in ["emphasized", "said", "advise", "four", "silence", "zzise", "“"] {
            assert_eq!(words.american(same), None, "{same}");
        }
    }

    proptest! {
        #[test]
        fn gives_one_to_twelve_ids(word in "\\PC{1,40}") {
            static WORDS: LazyLock<WordPiece> = LazyLock::new(WordPiece::new);
            let mut ids = Vec::new();
            WORDS.encode(&word, &mut ids);
            prop_assert!((1..=PIECES_PER_WORD).contains(&ids.len()));
        }
    }
}
