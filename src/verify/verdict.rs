//! Verdict: how a passage stands in a transcript, as one outcome with its evidence.

use super::align::{PassagePair, Stretch};
use super::brackets::{denies, says_otherwise};
use super::chain::{Grounds, heaviest, runs};
use super::index::WordIndex;
use super::omitted::left_out;
use super::parts::{PassagePart, elsewhere, settle, shared, split_far, whole};
use super::passage::{Left, QuotedPassage, has_ellipsis, weight_of};
use super::sense::turnings;
use super::shown::{part_runs, with_sign};
use super::thresholds::{
    BETWEEN, IN_A_ROW, INSERTED, MOST_PARTS, OWN_TURN, SHARED, SHORT, SHOWN, SURELY_SHARED,
};
use super::transcript::Transcript;
use super::turning::{Turning, is_told};
use super::voice::{SpokenVoice, is_role, voice};
use crate::diff::Run;
use crate::english::{filler, letters};
use crate::text::Span;
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// Whether a label is of who answers "Q".
fn is_answer(label: &str) -> bool {
    label.eq_ignore_ascii_case("a")
}

/// How a passage stands in a transcript; the gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SpokenOutcome {
    /// Word for word.
    Exact,
    /// Word for word but for fillers, stutters, and what an ellipsis or brackets mark.
    Tidied,
    /// It is there, and too short to prove anything.
    TooShort,
    /// Word for word, but what was cut off beside it may turn the sense.
    Cut,
    /// Some words are others, or are missing without a mark.
    Altered,
    /// Its parts stand far apart, or in different turns.
    Assembled,
    /// Somebody else says it.
    OtherSpeaker,
    /// It is not there.
    NotFound,
}

/// Who is quoted, as far as an article says.
#[derive(Debug, Clone, Copy, Default)]
pub struct QuotedVoice<'a> {
    /// The name; empty where there is none.
    pub name: &'a str,
    /// The office: "President".
    pub title: Option<&'a str>,
    /// It is no person of a name: an unnamed source, a body, a group.
    pub nameless: bool,
}

/// A place of a transcript.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SpokenPlace {
    /// The line, from 1.
    pub line: usize,
    /// When, in seconds from the beginning, where the transcript tells.
    pub seconds: Option<f64>,
    /// Who speaks, as the transcript labels it.
    pub label: Option<String>,
    /// Whether the one quoted speaks there.
    pub voice: SpokenVoice,
    /// What is said there.
    pub words: String,
}

/// What was found out about a passage.
#[derive(Debug, Clone, PartialEq)]
pub struct PassageVerdict {
    /// The gravest of what is true.
    pub outcome: SpokenOutcome,
    /// What is true beside it.
    pub also: Vec<SpokenOutcome>,
    /// The places of its parts, in the order of the passage; of what is not found the nearest, if any comes near.
    pub places: Vec<SpokenPlace>,
    /// Whether the one quoted speaks where most of it stands.
    pub voice: SpokenVoice,
    /// The transcript names speakers or tells them apart, but not who says it, or a part of it.
    pub unnamed: bool,
    /// The transcript's words (`Removed`) beside the passage's (`Added`).
    pub runs: Vec<Run>,
    /// What was cut off that may turn the sense, and the word that does it.
    pub turning: Vec<(Turning, String)>,
    /// What is said directly before, and directly behind.
    pub before: String,
    /// See `before`.
    pub after: String,
}

/// A transcript, ready to be asked.
#[derive(Debug)]
pub struct Verifier {
    transcript: Transcript,
    index: WordIndex,
    /// The turn of each solid word.
    turns: Vec<usize>,
    /// The labels that surely are speakers, each once.
    labels: BTreeSet<String>,
    /// Of these such as speak after the first answer of "A": a witness may be called by name before.
    beside_answers: BTreeSet<String>,
}

impl Verifier {
    /// Makes a transcript ready.
    #[must_use]
    pub fn new(transcript: Transcript) -> Self {
        let words: Vec<&str> = transcript.solid.iter().map(|&n| transcript.words[n].key.as_str()).collect();
        let turns =
            transcript.solid.iter().map(|&n| transcript.turn_at(transcript.words[n].span.start)).collect();
        let index = WordIndex::new(&words);
        let sure = transcript.turns.iter().filter(|turn| !turn.doubtful);
        let all: Vec<&String> = sure.filter_map(|turn| turn.label.as_ref()).collect();
        let answer = all.iter().position(|label| is_answer(label)).unwrap_or(all.len());
        let set = |labels: &[&String]| labels.iter().map(|&label| label.clone()).collect();
        let (labels, beside_answers) = (set(&all), set(&all[answer..]));
        Self { transcript, index, turns, labels, beside_answers }
    }

    /// The transcript.
    #[must_use]
    pub fn transcript(&self) -> &Transcript {
        &self.transcript
    }

    /// How a passage stands in the transcript.
    #[must_use]
    pub fn check(&self, passage: &QuotedPassage, by: &QuotedVoice<'_>) -> PassageVerdict {
        if passage.idle {
            let outcome = if self.transcript.says(&passage.words) {
                SpokenOutcome::TooShort
            } else {
                SpokenOutcome::NotFound
            };
            return PassageVerdict { outcome, ..not_found(Vec::new()) };
        }
        let parts = self.parts(passage, by);
        let pair = PassagePair { passage, transcript: &self.transcript };
        let Some(main) = parts.iter().max_by_key(|part| part.q.len()) else { return not_found(Vec::new()) };
        let voice = self.voice(self.turns[main.t().start], by);
        let spoken = |part: &PassagePart| self.spoken(&pair, &part.t(), by);
        if let Some(near) = self.missing(&pair, &parts, voice) {
            return not_found(if near { vec![spoken(main)] } else { Vec::new() });
        }
        let places: Vec<SpokenPlace> = parts.iter().map(spoken).collect();
        let mut found = self.judged(&pair, &parts);
        if places.iter().any(|place| place.voice == SpokenVoice::Another) {
            found.push(SpokenOutcome::OtherSpeaker);
        }
        let mut turning = Vec::new();
        if parts.len() == 1 {
            turning = self.turning(&pair, main);
            found.extend((!turning.is_empty()).then_some(SpokenOutcome::Cut));
        }
        if is_too_short(passage) {
            found = vec![if found.contains(&SpokenOutcome::Altered) {
                SpokenOutcome::NotFound
            } else {
                SpokenOutcome::TooShort
            }];
            turning.clear();
        }
        found.sort_unstable();
        found.dedup();
        let outcome = found.pop().unwrap_or(SpokenOutcome::Exact);
        found.retain(|other| *other > SpokenOutcome::TooShort);
        found.reverse();
        let t = main.t();
        PassageVerdict {
            outcome,
            also: found,
            unnamed: (!self.labels.is_empty() || self.transcript.turns.len() > 1)
                && places.iter().any(|place| place.label.is_none()),
            places,
            voice,
            runs: part_runs(&pair, &parts),
            turning,
            before: self.shown_before(t.start),
            after: self.shown_after(t.end - 1),
        }
    }

    /// Whether the one quoted speaks a turn. Who has turns by name does not speak as "REPORTER", and by a doubtful label nobody
    /// is another.
    fn voice(&self, turn: usize, by: &QuotedVoice<'_>) -> SpokenVoice {
        let of = |label| voice(label, by.name, by.title);
        let turn = &self.transcript.turns[turn];
        let label = turn.label.as_deref();
        let Some(name) = label.filter(|_| !by.nameless) else { return SpokenVoice::Unknown };
        let answered = || self.labels.iter().any(|label| is_answer(label));
        let others = if is_answer(name) { &self.beside_answers } else { &self.labels };
        let named = || others.iter().any(|label| of(Some(label)) == SpokenVoice::Same);
        match of(label) {
            SpokenVoice::Another if turn.doubtful => SpokenVoice::Unknown,
            SpokenVoice::Unknown if !turn.doubtful && is_role(name, answered()) && named() => {
                SpokenVoice::Another
            }
            found => found,
        }
    }

    /// The parts of a passage, in its order: one, where it stands in one place.
    fn parts(&self, passage: &QuotedPassage, by: &QuotedVoice<'_>) -> Vec<PassagePart> {
        let words: Vec<&str> = (0..passage.solid.len()).map(|n| passage.key(n)).collect();
        let grounds = Grounds { transcript: &self.transcript, index: &self.index, turns: &self.turns };
        let runs = runs(&words, &grounds);
        let pair = PassagePair { passage, transcript: &self.transcript };
        let own = OWN_TURN * passage.weight(0..words.len());
        // Each label is compared once.
        let mut voices: HashMap<Option<&str>, SpokenVoice> = HashMap::new();
        let mut worth = |turn: usize| {
            let label = self.transcript.turns[turn].label.as_deref();
            // A doubtful label is the same one's as a sure one, or nobody's.
            let voice = *voices.entry(label).or_insert_with(|| self.voice(turn, by));
            if voice == SpokenVoice::Same { own } else { 0.0 }
        };
        let weigh = |q: Range<usize>| passage.weight(q);
        let mut open = vec![whole(passage)];
        let mut parts: Vec<PassagePart> = Vec::new();
        while let Some(piece) = open.pop().filter(|_| parts.len() < MOST_PARTS) {
            if parts.iter().skip(1).any(|part| part.q.start < piece.q.end && piece.q.start < part.q.end) {
                continue;
            }
            let chain = heaviest(&runs, &piece.words(), &weigh, &self.turns, &mut worth);
            let Some(first) = chain.first() else { continue };
            let stretches = pair.along(&chain, &piece.words(), &self.turn_of(first.t));
            if parts.is_empty() {
                open.extend(elsewhere(passage, &stretches));
            } else if !piece.fits(passage, &stretches, &self.transcript) {
                open.extend(piece.unjoined(passage));
                continue;
            }
            parts.push(piece.part(stretches));
        }
        split_far(&mut parts, passage);
        settle(&mut parts);
        parts.retain(|part| part.stretches.iter().any(|s| s.same));
        parts
    }

    /// The solid words of the turn that word `t` stands in.
    fn turn_of(&self, t: usize) -> Range<usize> {
        let turn = self.turns[t];
        self.turns.partition_point(|&n| n < turn)..self.turns.partition_point(|&n| n <= turn)
    }

    /// What the words themselves show.
    fn judged(&self, pair: &PassagePair<'_>, parts: &[PassagePart]) -> Vec<SpokenOutcome> {
        let mut found = vec![SpokenOutcome::Exact];
        if parts.len() > 1 {
            found.push(SpokenOutcome::Assembled);
        }
        for part in parts {
            for stretch in part.stretches.iter().filter(|s| !s.same) {
                found.push(self.difference(pair, part, stretch));
            }
            let t = part.t();
            let said = pair.span(&t).of(&self.transcript.text);
            if found.iter().all(|f| *f == SpokenOutcome::Exact)
                && self.fillers(&t) != passage_fillers(pair.passage)
            {
                found.push(SpokenOutcome::Tidied);
            }
            // Whatever words are, the same letters are the same.
            if parts.len() == 1 && written(said) == written(&pair.passage.text) {
                found = vec![SpokenOutcome::Exact];
            }
        }
        if parts.iter().any(|part| self.marks(pair, part)) {
            found.push(SpokenOutcome::Tidied);
        }
        if parts.iter().any(|part| self.brackets_say_otherwise(pair.passage, part)) {
            found.push(SpokenOutcome::Altered);
        }
        found
    }

    /// Words in brackets say otherwise than what they stand for: "[do not]", "[42 to 9]" for "42 to 7".
    fn brackets_say_otherwise(&self, passage: &QuotedPassage, part: &PassagePart) -> bool {
        let said = |t: Range<usize>| -> Vec<&str> { t.map(|t| self.transcript.said(t)).collect() };
        let inside = part.q.clone().skip(1).filter(|&n| passage.before[n] == Left::Bracket).any(|n| {
            let stands_for = part.stretches.iter().find(|s| s.q.is_empty() && s.q.start == n);
            let old = said(stands_for.map_or(0..0, |stretch| stretch.t.clone()));
            says_otherwise(passage.key(n - 1), &passage.bracket(n).collect::<Vec<_>>(), &old)
        });
        // Behind the last word they stand for what is said next, as far as that is in its sentence.
        let last: Vec<&str> = passage.bracket_behind().collect();
        let t = part.t();
        let sentence = self.transcript.sentence_at(self.word(t.end - 1).start);
        let next = (t.end..self.transcript.solid.len()).take(last.len());
        let next: Vec<usize> = next.take_while(|&t| self.word(t).start < sentence.end).collect();
        let next = said(t.end..t.end + next.len());
        let alike = last.iter().zip(&next).take_while(|(a, b)| a == b).count();
        let behind = part.q.end == passage.solid.len()
            && match (last.get(alike), next.get(alike)) {
                (Some(new), Some(old)) => says_otherwise("", &[new], &[old]),
                _ => false,
            };
        inside || behind
    }

    /// The passage has brackets or an ellipsis that the transcript lacks.
    fn marks(&self, pair: &PassagePair<'_>, part: &PassagePart) -> bool {
        let (t, text) = (part.t(), &self.transcript.text);
        let start = t.start.checked_sub(1).map_or(0, |n| self.word(n).end);
        let end = if t.end < self.transcript.solid.len() { self.word(t.end).start } else { text.len() };
        let said = text[start..end.max(start)].to_lowercase();
        let put_in = |bracket: &String| !said.contains(bracket.as_str());
        pair.passage.brackets.iter().any(put_in) || pair.passage.ellipsis && !has_ellipsis(&said)
    }

    /// What a stretch that differs comes to.
    fn difference(&self, pair: &PassagePair<'_>, part: &PassagePart, stretch: &Stretch) -> SpokenOutcome {
        let Stretch { q, t, .. } = stretch;
        if !q.is_empty() {
            return SpokenOutcome::Altered;
        }
        let mark = pair.passage.before.get(q.start).copied().unwrap_or(Left::Nothing);
        match mark {
            Left::Ellipsis => SpokenOutcome::Tidied,
            Left::Bracket if t.len() <= INSERTED => SpokenOutcome::Tidied,
            _ if repeats(pair, part, t) => SpokenOutcome::Tidied,
            _ => SpokenOutcome::Altered,
        }
    }

    /// Fillers between the words of a range.
    fn fillers(&self, t: &Range<usize>) -> usize {
        let solid = &self.transcript.solid;
        let words = &self.transcript.words;
        (solid[t.start]..solid[t.end - 1]).filter(|&n| filler(words, n) > 0 && !words[n].aside).count()
    }

    /// What turns the sense of a part.
    fn turning(&self, pair: &PassagePair<'_>, part: &PassagePart) -> Vec<(Turning, String)> {
        let t = part.t();
        let solid = &self.transcript.solid;
        let asked = pair.passage.text.contains('?');
        let mut found = turnings(&self.transcript, solid[t.start], solid[t.end - 1], asked);
        // What the article says itself, outside the marks, is not left out.
        found.retain(|(turning, _)| !is_told(*turning, &pair.passage.lead, &pair.passage.tail));
        for stretch in part.stretches.iter().filter(|s| !s.same && s.q.is_empty() && !s.t.is_empty()) {
            let (from, to) = (solid[stretch.t.start], solid[stretch.t.end - 1] + 1);
            match pair.passage.before.get(stretch.q.start) {
                Some(Left::Ellipsis) => found.extend(left_out(&self.transcript, from, to)),
                Some(Left::Bracket)
                    if !denies(&pair.passage.bracket(stretch.q.start).collect::<Vec<_>>()) =>
                {
                    let turning = left_out(&self.transcript, from, to);
                    let turns = |turning| matches!(turning, Turning::Negation | Turning::Attribution);
                    found.extend(turning.filter(|(turning, _)| turns(*turning)));
                }
                _ => {}
            }
        }
        found
    }

    /// Whether the parts found are not the passage, and yet come near it.
    fn missing(&self, pair: &PassagePair<'_>, parts: &[PassagePart], voice: SpokenVoice) -> Option<bool> {
        let passage = pair.passage;
        let least = match voice {
            SpokenVoice::Same => SHARED,
            SpokenVoice::Unknown if passage.solid.len() > SHORT => SHARED,
            SpokenVoice::Unknown | SpokenVoice::Another => SURELY_SHARED,
        };
        let all = passage.weight(0..passage.solid.len());
        let shared: f32 = parts.iter().map(|part| shared(passage, &part.stretches)).sum();
        let missing = shared < least * all || self.is_chance(pair, parts, all - shared);
        missing.then(|| shared >= SHARED / 2.0 * all && passage.solid.len() > 3)
    }

    /// Words of a passage of which others are missing agree by chance, where few of them stand in a row and much stands between
    /// them: "The wall is sound" is not "the wall had moved. It is safe".
    fn is_chance(&self, pair: &PassagePair<'_>, parts: &[PassagePart], missing: f32) -> bool {
        let passage = pair.passage;
        let unmarked =
            |s: &&Stretch| !s.same && passage.before.get(s.q.start).is_none_or(|left| *left == Left::Nothing);
        let said = |t: Range<usize>| t.map(|t| weight_of(self.transcript.said(t))).sum::<f32>();
        let between = |s: &Stretch| (said(s.t.clone()) - passage.weight(s.q.clone())).max(0.0);
        let gaps = parts.iter().map(|part| part.stretches.iter().filter(unmarked).map(between).sum::<f32>());
        let all = passage.weight(0..passage.solid.len());
        let in_a_row = |s: &Stretch| s.same && s.q.len() >= IN_A_ROW && passage.telling(s.q.clone()) > 0;
        let few = !parts.iter().flat_map(|part| &part.stretches).any(in_a_row);
        few && missing > 0.0 && all - missing < SHARED * (all + BETWEEN * gaps.sum::<f32>())
    }

    fn spoken(&self, pair: &PassagePair<'_>, t: &Range<usize>, by: &QuotedVoice<'_>) -> SpokenPlace {
        let span = pair.span(t);
        let (line, seconds) = self.transcript.place(span.start);
        let turn = self.transcript.turn_at(span.start);
        let (label, voice) = (self.transcript.turns[turn].label.clone(), self.voice(turn, by));
        let text = &self.transcript.text;
        SpokenPlace {
            line,
            seconds,
            label,
            voice,
            words: text[with_sign(text, span.start)..span.end].to_owned(),
        }
    }

    /// What is said directly before a solid word, within its turn.
    fn shown_before(&self, t: usize) -> String {
        let turn = self.turn_of(t);
        let from = self.word(t.saturating_sub(SHOWN).max(turn.start)).start;
        self.transcript.text[from..self.word(t).start].trim().to_owned()
    }

    /// What is said directly behind a solid word, within its turn.
    fn shown_after(&self, t: usize) -> String {
        let turn = self.turn_of(t);
        let last = (t + SHOWN).min(turn.end - 1);
        // With the mark that ends the last word.
        let text = &self.transcript.text;
        let end = self.word(last).end;
        let mark =
            text[end..].chars().take_while(|c| ".,;:!?…”\"’".contains(*c)).map(char::len_utf8).sum::<usize>();
        text[self.word(t).end..end + mark].trim().to_owned()
    }

    fn word(&self, t: usize) -> Span {
        self.transcript.words[self.transcript.solid[t]].span
    }
}

/// The letters of a text, with what currencies its figures are in.
fn written(text: &str) -> String {
    letters(text) + &text.chars().filter(|c| "£$€¥%".contains(*c)).collect::<String>()
}

fn not_found(places: Vec<SpokenPlace>) -> PassageVerdict {
    PassageVerdict {
        outcome: SpokenOutcome::NotFound,
        also: Vec::new(),
        places,
        voice: SpokenVoice::Unknown,
        unnamed: false,
        runs: Vec::new(),
        turning: Vec::new(),
        before: String::new(),
        after: String::new(),
    }
}

/// One word, or two that say little: they stand in any transcript.
fn is_too_short(passage: &QuotedPassage) -> bool {
    let words = passage.solid.len();
    let telling = passage.telling(0..words);
    words < 2 || words == 2 && telling < 2
}

fn passage_fillers(passage: &QuotedPassage) -> usize {
    let (Some(first), Some(last)) = (passage.solid.first(), passage.solid.last()) else { return 0 };
    (*first..*last).filter(|&n| filler(&passage.words, n) > 0 && !passage.words[n].aside).count()
}

/// Words of the transcript that only say again what stands beside them, however often: "we, we have", "the, the, the men".
fn repeats(pair: &PassagePair<'_>, part: &PassagePart, t: &Range<usize>) -> bool {
    /// Words said again, and all of them.
    const MOST: (usize, usize) = (4, 12);
    let all = part.t();
    let again = |k: usize| {
        let before = t.start >= all.start + k && t.clone().all(|n| pair.said(n) == pair.said(n - k));
        before || t.end + k <= all.end && t.clone().all(|n| pair.said(n) == pair.said(n + k))
    };
    t.len() <= MOST.1 && (1..=MOST.0.min(t.len())).any(|k| t.len().is_multiple_of(k) && again(k))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a passage beside the transcript's, as the terminal shows them, and the outcome.
    fn shown(said: &str, quote: &str) -> (String, SpokenOutcome) {
        let verifier = Verifier::new(Transcript::of(said, false).unwrap());
        let verdict = verifier.check(&QuotedPassage::new(quote), &QuotedVoice::default());
        let run = |run: &Run| match run {
            Run::Same(text) => text.clone(),
            Run::Removed(text) => format!("[-{text}-]"),
            Run::Added(text) => format!("{{+{text}+}}"),
        };
        (verdict.runs.iter().map(run).collect(), verdict.outcome)
    }

    #[test]
    fn figures_beside_a_sign_can_be_read() {
        use SpokenOutcome::{Altered, Exact};
        let said = "The widow had a cheque for four hundred pounds from the mill. The roof cost us £340,000 in the end.";
        for (quote, expected, outcome) in [
            ("a cheque for £400 from the mill", "a cheque for £400 from the mill", Exact),
            ("a cheque for £40 from the mill", "a cheque for [-four hundred-]{+£40+} from the mill", Altered),
            ("The roof cost us 340,000 pounds", "The roof cost us 340,000 pounds", Exact),
            ("The roof cost us £430,000", "The roof cost us [-£340,000-]{+£430,000+}", Altered),
            ("The roof cost us $340,000", "The roof cost us $340,000 [-pounds-]{+dollars+}", Altered),
        ] {
            assert_eq!(shown(said, quote), (expected.to_owned(), outcome), "{quote}");
        }
    }

    #[test]
    fn parts_of_several_places_are_shown_as_they_stand() {
        let said = "We got a letter and four hundred pounds. I carried six of the coffins myself. The mill was shut by \
                    then and the river had burst its banks all along the lower road to the ferry.\n\nI was wrong.\n\n\
                    The owners sent nobody. Not one.";
        for (quote, expected) in [
            ("I was wrong. I carried six of the coffins.", "I was wrong. I carried six of the coffins."),
            ("I carried six of the coffins. Not one.", "I carried six of the coffins. Not one."),
            (
                "I carried six of the coffins, but the owners sent nobody.",
                "I carried six of the coffins, {+but+} the owners sent nobody.",
            ),
        ] {
            assert_eq!(shown(said, quote), (expected.to_owned(), SpokenOutcome::Assembled), "{quote}");
        }
        // What is said nowhere is put in, and takes no words of the sentence before along.
        let (runs, outcome) = shown(said, "We were lucky. I carried six of the coffins myself.");
        assert_eq!(
            (runs.as_str(), outcome),
            ("{+We were lucky.+} I carried six of the coffins myself.", SpokenOutcome::Altered)
        );
    }

    #[test]
    fn marks_are_tidied_and_no_exact_words() {
        let said = "They trained in a car park [laughter] for a year, and nobody minded.";
        for quote in [
            "They trained … in a car park",
            "They trained in a car park …",
            "[T]hey trained in a car park",
            "They trained in a car park [at the mill]",
            "[They] trained in a car park",
        ] {
            assert_eq!(shown(said, quote).1, SpokenOutcome::Tidied, "{quote}");
        }
        assert_eq!(
            shown("I was… I was late for the ferry.", "I was … I was late for the ferry").1,
            SpokenOutcome::Exact
        );
    }
}
