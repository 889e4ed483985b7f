//! The words that decide whether a full stop ends a sentence, as the lexicon has them.

use crate::english::abbreviations::{self, AbbreviationKind};
use crate::english::{self, Class, Inflection, lexicon, places};

/// What a word before a point is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DottedWord {
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
pub(super) fn abbreviation(word: &str) -> DottedWord {
    let word = word.rsplit('-').next().unwrap_or(word);
    let rows = abbreviations::all(&word.replace('.', "").to_lowercase());
    let capital = word.starts_with(char::is_uppercase);
    // "Sec. Doe", but "sec. 3": a capital speaks for a name.
    let fits = |row: &&abbreviations::Abbreviation| row.pointed && is_written(row.kind, word, capital);
    let of_names = rows.iter().filter(fits).find(|row| capital && needs_capital(row.kind));
    match of_names.or_else(|| rows.iter().find(fits)).map(|row| row.kind) {
        Some(AbbreviationKind::Title | AbbreviationKind::Name | AbbreviationKind::Latin) => DottedWord::Title,
        Some(AbbreviationKind::Reference) => DottedWord::BeforeNumber,
        Some(AbbreviationKind::Month) => DottedWord::Month,
        Some(AbbreviationKind::Clock) => DottedWord::Time,
        Some(AbbreviationKind::State) => DottedWord::State,
        Some(_) => DottedWord::Other,
        None if is_lettered(word) => DottedWord::Other,
        None => DottedWord::None,
    }
}

/// Whether an abbreviation of a kind can be what a word is written like: "Miss." is a state, "miss." a word.
fn is_written(kind: AbbreviationKind, word: &str, capital: bool) -> bool {
    match kind {
        AbbreviationKind::Clock => word.contains('.'),
        // "CA." is California.
        AbbreviationKind::Latin => word.contains('.') || word.chars().any(char::is_lowercase),
        _ => capital || !needs_capital(kind),
    }
}

fn needs_capital(kind: AbbreviationKind) -> bool {
    matches!(
        kind,
        AbbreviationKind::Title
            | AbbreviationKind::Name
            | AbbreviationKind::Month
            | AbbreviationKind::Weekday
            | AbbreviationKind::State
            | AbbreviationKind::Company
            | AbbreviationKind::Suffix
    )
}

/// "U.S", "D.C", "U.S.A", "M.B.A", "J.D": single letters between points.
fn is_lettered(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        })
}

/// Words that seldom stand in the middle of a name, so that they open a sentence when written with a capital: of the
/// closed classes, numbers, and adverbs.
pub(super) fn opens_sentence(word: &str) -> bool {
    let stem = word.split(['\'', '’']).next().unwrap_or(word);
    let mut letters = stem.chars();
    if !letters.next().is_some_and(char::is_uppercase) || letters.any(char::is_uppercase) {
        return false;
    }
    let norm = stem.to_lowercase();
    let number = || lexicon::of(&norm).is_some_and(|row| row.has("number_word"));
    !lexicon::is_ordinary(&norm) && (lexicon::is_closed(&norm) || number() || lexicon::is_adverb(&norm))
}

/// Words that follow "3 p.m." within a sentence: zones, days, months, and places that give their name to a zone.
pub(super) fn is_time_word(word: &str) -> bool {
    let norm = word.to_lowercase();
    let capitals = word.len() > 1 && word.chars().all(char::is_uppercase);
    let zone = capitals && abbreviations::all(&norm).iter().any(|row| row.kind == AbbreviationKind::Zone);
    zone || word.starts_with(char::is_uppercase)
        && (lexicon::weekday(&norm).or_else(|| lexicon::month(&norm)).is_some()
            || lexicon::of(&norm).is_some_and(|row| row.has("zone"))
            || places::is_town(&norm))
}

/// Verbs that open a sentence only as a question: "Would", "Has".
pub(super) fn is_auxiliary(word: &str) -> bool {
    let norm = word.to_lowercase();
    let forms = lexicon::TENSED.or(Inflection::BASE);
    lexicon::modality(&norm).is_some()
        || lexicon::verbs(&norm).any(|(row, form)| row.has("auxiliary") && norm != "be" && form.any(forms))
}

/// "And", "Or".
pub(super) fn is_conjunction(word: &str) -> bool {
    lexicon::of(&word.to_lowercase())
        .is_some_and(|row| matches!(row.value("conjunction"), Some("and" | "or")))
}

/// Whether a word is above all a verb that says when: "met", "has", "would".
pub(super) fn is_finite(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_verb = |l: &english::Lemma| l.class == Class::Verb && l.inflection.any(lexicon::TENSED);
    is_auxiliary(word) || english::lemmas(&word.to_lowercase()).first().is_some_and(is_verb)
}

/// Verbs that follow the name of who asked a quoted question.
pub(super) fn is_asking_cue(word: &str) -> bool {
    let asks = |row: &lexicon::Entry| match row.value("cue") {
        Some("say" | "ask") => true,
        Some("document") => false,
        _ => row.report() == Some(lexicon::Strength::Plain),
    };
    lexicon::verbs(word).any(|(row, form)| asks(row) && form.any(lexicon::TENSED))
}

/// Names that are written with an exclamation mark: "Yahoo", the "E" of "E! News".
pub(super) fn is_exclaimed_name(word: &str) -> bool {
    EXCLAIMED.contains(&word) || word.len() == 1 && word != "I" && word.starts_with(char::is_uppercase)
}

const EXCLAIMED: [&str; 9] = ["Jeb", "Jeopardy", "Mia", "Oklahoma", "Panic", "Rouge", "Wham", "Yahoo", "Yum"];
