//! Correction notes: linked to the changes that they explain.

use super::change::{Change, Edit};
use super::edition::{Edition, Past};
use super::fingerprint::fingerprint;
use super::kind::{Kind, Severity};
use crate::claim::{Position, Sort, Statement, figures, tokenize};
use crate::text::{Note, Span, of_headline};
use std::collections::HashSet;

/// Adds a `correction` for every note that is new, linked to the changes it explains: those whose old or new words it
/// names. A note that names none explains nothing for sure; it is linked to those that it may explain. A note about
/// something wrong is material, one about news is not; one that brings the news itself explains that it came in.
pub(super) fn explain(edits: &mut Vec<Edit>, old: &Edition, new: &Edition, past: &Past) {
    let before: Vec<&Note> = past.notes.iter().chain(&old.notes).collect();
    let known: HashSet<u64> = before.iter().map(|n| fingerprint(&n.text)).collect();
    let fresh: Vec<&Note> = new.notes.iter().filter(|n| !known.contains(&fingerprint(&n.text))).collect();
    let count = edits.len();
    for note in &fresh {
        let earlier = before.iter().copied().find(|b| is_version(&b.text, &note.text));
        let says = Says::of(note, earlier);
        let brings = |e: &Edit| note.is_news() && e.before.is_empty() && stands_in(note.span, &e.after, new);
        let explains: Vec<usize> =
            (0..count).filter(|&n| brings(&edits[n]) || says.speaks_of(&edits[n], old, new)).collect();
        let reason = match (explains.len(), earlier) {
            (0, Some(_)) => "an earlier note was edited; it names none of the changes".to_owned(),
            (0, None) => "a note that names none of the changes".to_owned(),
            (1, _) => "a note that explains one change".to_owned(),
            (n, _) => format!("a note that explains {n} changes"),
        };
        let owns_up = !note.is_update() && (earlier.is_none() || !says.is_empty());
        push(edits, note, reason, owns_up, own(note, new), explains);
    }
    // A mark on the headline says that the story was edited, and nothing of how; a note in the text says more.
    let mark = |edition: &Edition| {
        let headline = edition.sentences.iter().find(|s| s.position == Position::Headline)?;
        of_headline(&headline.text)
    };
    if let Some(note) = mark(new).filter(|n| fresh.is_empty() && mark(old).is_none_or(|m| m.text != n.text)) {
        let reason = "the headline says that the story was edited, but not how".to_owned();
        push(edits, &note, reason, !note.is_update(), Vec::new(), Vec::new());
    }
}

/// Adds a note's change. One that names no change may explain any fact that was turned.
fn push(
    edits: &mut Vec<Edit>,
    note: &Note,
    reason: String,
    owns_up: bool,
    after: Vec<usize>,
    explains: Vec<usize>,
) {
    let vague = explains.is_empty() && !note.is_news();
    let turned = edits.iter().enumerate().filter(|(_, e)| vague && e.change.turns_fact());
    let change = Change {
        kinds: vec![Kind::Correction],
        reason,
        severity: if owns_up { Severity::Medium } else { Severity::Low },
        material: owns_up,
        note: Some(note.text.clone()),
        after,
        may_explain: turned.map(|(n, _)| n).collect(),
        explains,
        ..Change::default()
    };
    edits.push(Edit { before: Vec::new(), after: Vec::new(), change });
}

/// Whether sentences stand in a note.
fn stands_in(note: Span, sentences: &[usize], new: &Edition) -> bool {
    let spans = || sentences.iter().map(|&j| new.sentences[j].span);
    !sentences.is_empty() && spans().all(|s| s.is_some_and(|s| note.covers(s)))
}

/// The statements in a note that is no news: they are no claims, they are the note.
fn own(note: &Note, new: &Edition) -> Vec<usize> {
    let inside = |s: &Statement| !s.spans.is_empty() && s.spans.iter().all(|&p| note.span.covers(p));
    let all = new.statements.iter().enumerate();
    all.filter(|(_, s)| !note.is_news() && inside(s)).map(|(n, _)| n).collect()
}

/// Whether two notes are versions of one: seven in ten of their words are the same.
fn is_version(old: &str, new: &str) -> bool {
    let (a, b) = (telling(old), telling(new));
    let shared = a.intersection(&b).count();
    shared > 2 && shared * 20 >= 7 * (a.len() + b.len())
}

/// Stems of the content words.
fn telling(text: &str) -> HashSet<String> {
    tokenize(text)
        .into_iter()
        .filter(|t| {
            matches!(t.sort, Sort::Word | Sort::Number) && !crate::english::lexicon::is_small(&t.norm)
        })
        .map(|t| t.stem)
        .collect()
}

/// Words of notes about notes and stories; they name nothing in the story.
const ABOUT: &str = "add update recast correction correct clarification clarify note editor story article version \
    earlier previous paragraph para headline lede lead comment detail quote background reaction statement new first \
    second third throughout include reflect byline graphic photo context further more latest information report \
    misstated incorrectly error erratum corrigendum editing gave wrong said say";

/// What notes say was wrong, by stems of words, and the kinds of change that put it right.
const ASPECTS: &[(&str, &[Kind])] = &[
    ("date day month year time", &[Kind::FigureChanged, Kind::EntityChanged]),
    (
        "number amount figure total toll price cost score age size length height width weight depth distance speed \
         rate percentage value unit",
        &[Kind::FigureChanged],
    ),
    (
        "name names named identity surname spelling misspelled misspelt misidentified title location place city country",
        &[Kind::EntityChanged, Kind::SpeakerChanged, Kind::Cosmetic],
    ),
    ("quote quotes quotation misquoted", &[Kind::QuoteAltered, Kind::QuoteTrimmed]),
    ("attributed misattributed attribution speaker", &[Kind::SpeakerChanged]),
];

/// What a note names.
struct Says {
    named: HashSet<String>,
    figures: HashSet<String>,
    /// What an update lists, piece by piece: the words of each that name something in the story.
    pieces: Vec<HashSet<String>>,
    removes: bool,
    /// Kinds of change that put right what it says was wrong.
    kinds: HashSet<Kind>,
    /// What it names beside what kind of thing was wrong: "the length of the crack".
    things: HashSet<String>,
    headline: bool,
    lede: bool,
}

impl Says {
    /// What a note says; of one that was edited only what came in.
    fn of(note: &Note, earlier: Option<&Note>) -> Self {
        let about: HashSet<String> = telling(ABOUT);
        let canonical = |text: &str| figures(text).into_iter().map(|f| f.canonical).collect::<HashSet<_>>();
        let old_words = earlier.map(|n| telling(&n.text)).unwrap_or_default();
        let old_figures = earlier.map(|n| canonical(&n.text)).unwrap_or_default();
        let lower = note.text.to_lowercase();
        let pieces = lower.split([',', ';', ':', '(', ')']).flat_map(|p| p.split(" and "));
        let pieces = pieces
            .map(|piece| telling(piece).into_iter().filter(|w| !about.contains(w)).collect::<HashSet<_>>())
            .filter(|piece| !piece.is_empty() && note.is_update() && earlier.is_none());
        let has = |words: &[&str]| earlier.is_none() && words.iter().any(|w| lower.contains(w));
        let all = telling(&note.text);
        let aspects: Vec<_> = ASPECTS.iter().map(|(words, kinds)| (telling(words), kinds)).collect();
        let wrong = aspects.iter().filter(|(words, _)| !note.is_update() && !words.is_disjoint(&all));
        let named: HashSet<String> =
            all.iter().filter(|w| !old_words.contains(*w) && !about.contains(*w)).cloned().collect();
        let things = named.iter().filter(|w| !aspects.iter().any(|(words, _)| words.contains(*w))).cloned();
        Self {
            things: things.collect(),
            kinds: wrong.flat_map(|(_, kinds)| kinds.iter().copied()).collect(),
            pieces: pieces.collect(),
            removes: has(&["remov", "delet"]),
            headline: has(&["headline"]),
            lede: has(&["first paragraph", "opening paragraph", "lead paragraph", "first sentence", " lede"]),
            named,
            figures: canonical(&note.text).into_iter().filter(|f| !old_figures.contains(f)).collect(),
        }
    }

    fn is_empty(&self) -> bool {
        self.named.is_empty() && self.figures.is_empty()
    }

    /// Whether it names what changed: a changed figure by value; words of the difference and of what surrounds it, or of
    /// the latter and what kind of thing was wrong; the place of the change; in an update, what came in.
    fn speaks_of(&self, edit: &Edit, old: &Edition, new: &Edition) -> bool {
        let change = &edit.change;
        let words = |text: &Option<String>| text.as_deref().map(telling).unwrap_or_default();
        let (was, is) = (words(&change.was), words(&change.now));
        let around = was.union(&is).filter(|w| self.named.contains(*w)).count();
        let moved_figures = change.figures.iter().flat_map(|(a, b)| [a, b]).flatten();
        let by_value =
            moved_figures.flat_map(|text| figures(text)).any(|f| self.figures.contains(&f.canonical));
        let differing = was.symmetric_difference(&is).filter(|w| self.named.contains(*w)).count();
        let right = change.kinds.iter().any(|k| self.kinds.contains(k));
        let of_things =
            !self.things.is_empty() && self.things.iter().all(|w| was.contains(w) || is.contains(w));
        by_value && around >= 2
            || differing >= 1 && around >= self.named.len().div_ceil(2).clamp(2, 4)
            || right && (around >= 2 || of_things)
            || self.place(edit, new)
            || self.lists(change, (old, new), (&was, &is))
    }

    /// Whether it says that the place of a change was edited: the headline, the first paragraph.
    fn place(&self, edit: &Edit, new: &Edition) -> bool {
        let at = |position| edit.after.iter().any(|&j| new.sentences[j].position == position);
        !edit.before.is_empty()
            && edit.change.kinds != [Kind::Moved]
            && (self.headline && at(Position::Headline) || self.lede && at(Position::Lede))
    }

    /// Whether an update lists what came in: one of its pieces names it, or who says it.
    fn lists(
        &self,
        change: &Change,
        (old, new): (&Edition, &Edition),
        (was, is): (&HashSet<String>, &HashSet<String>),
    ) -> bool {
        let sources = |indices: &[usize], edition: &Edition| -> HashSet<String> {
            let voices = indices.iter().filter_map(|&i| edition.statements[i].voice.as_ref());
            voices.flat_map(|v| telling(&v.source)).collect()
        };
        let (old_sources, new_sources) = (sources(&change.before, old), sources(&change.after, new));
        let mut came: HashSet<&String> =
            is.difference(was).chain(new_sources.difference(&old_sources)).collect();
        if self.removes {
            came.extend(was.difference(is));
        }
        let stands = |w: &String| is.contains(w) || new_sources.contains(w);
        self.pieces.iter().any(|piece| {
            let named = piece.iter().filter(|w| came.contains(w)).count();
            named >= 1 && named * 2 >= piece.len()
                || piece.len() >= 2 && !change.before.is_empty() && piece.iter().all(stands)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Days;
    use crate::diff::diff_editions;
    use crate::text::Document;

    fn edition(lines: &[&str]) -> Edition {
        let document = Document::new(lines.join("\n\n"));
        let statements = crate::claim::statements(&document, &[], &crate::speaker::Cast::default(), None);
        Edition::new(&document, statements)
    }

    fn changes(old: &[&str], new: &[&str]) -> Vec<Change> {
        diff_editions(&edition(old), &edition(new), &Past::default(), &Days::default()).changes
    }

    /// The changes between two texts, each line a paragraph: kinds, severity, what they explain.
    fn told(old: &[&str], new: &[&str]) -> Vec<(Vec<Kind>, Severity, Vec<usize>)> {
        changes(old, new).into_iter().map(|c| (c.kinds, c.severity, c.explains)).collect()
    }

    #[test]
    fn a_note_explains_the_change_that_it_names() {
        let note = "Correction: an earlier version said 12 people died in the fire; the number is 19.";
        let old = ["The fire killed 12 people in Upton.", "The mayor spoke on Monday at the site."];
        let new = ["The fire killed 19 people in Upton.", "The mayor spoke on Tuesday at the site.", note];
        let found = changes(&old, &new);
        let correction = found.last().expect("a correction");
        assert_eq!((&correction.kinds[..], &correction.explains[..]), (&[Kind::Correction][..], &[0][..]));
    }

    #[test]
    fn a_note_is_no_claim_that_came_in() {
        let note = "Correction: an earlier version misstated the name of the bridge.";
        let found = told(&["The bridge was closed in 2019."], &["The bridge was closed in 2019.", note]);
        assert_eq!(found, [(vec![Kind::Correction], Severity::Medium, vec![])]);
    }

    #[test]
    fn a_note_within_a_paragraph_explains_and_is_no_part_of_it() {
        let old = ["A lorry hit a wall in Upton.", "It killed 12 people. The road was shut for the night."];
        for note in [
            "An earlier version misstated the number of people killed.",
            "(This March 3 story has been corrected to show that 19 people were killed.)",
            "--- This story has been corrected to show that 19 people were killed.",
        ] {
            let line = format!("It killed 19 people. The road was shut for the night. {note}");
            let found = told(&old, &[old[0], &line]);
            let kinds: Vec<&[Kind]> = found.iter().map(|f| &f.0[..]).collect();
            assert_eq!(kinds, [&[Kind::FigureChanged][..], &[Kind::Correction][..]], "{note}");
            assert_eq!(found[1].2, [0], "{note}");
        }
    }

    #[test]
    fn a_note_that_names_nothing_softens() {
        let old =
            ["A lorry hit a wall in Upton.", "It killed 12 people.", "The road was shut for the night."];
        let note = "This story has been corrected.";
        let found = changes(&old, &[old[0], "It killed 19 people.", old[2], note]);
        assert_eq!((&found[1].explains[..], &found[1].may_explain[..]), (&[][..], &[0][..]));
        let news = "Two of the roads to Wexley were shut by a fallen tree, police in Upton said.";
        let found = changes(&old, &[old[0], old[1], old[2], news, note]);
        assert!(!found[0].turns_fact(), "{:?}", found[0]);
        assert_eq!(found[1].may_explain, [0; 0]);
    }

    const STORY: [&str; 2] = ["A lorry hit a wall in Upton.", "The road was shut for the night."];

    #[test]
    fn an_update_explains_what_it_lists() {
        let police = "Police said the driver of the lorry was unhurt.";
        let road = "The road to Wexley opened again in the morning.";
        let found = told(&STORY, &["UPDATE 3 p.m.: adds police comment", STORY[0], STORY[1], police, road]);
        let note = found.iter().find(|c| c.0 == [Kind::Correction]).expect("a note");
        assert_eq!(note.1, Severity::Low);
        assert_eq!(note.2.len(), 1, "{found:?}");
    }

    #[test]
    fn a_note_may_say_what_kind_of_thing_was_wrong() {
        let old = ["The mill will be shut from August 6.", "Its owner spoke in Upton on August 3."];
        let note = "(Corrects date on which the mill is shut)";
        let found =
            told(&old, &["The mill will be shut from April 6.", "Its owner spoke in Upton on May 3.", note]);
        assert_eq!(found.last(), Some(&(vec![Kind::Correction], Severity::Medium, vec![0])), "{found:?}");
        // Beside the kind of thing one word tells which.
        let old = ["The mill wheel is 12 metres wide.", "The weir is 40 metres long."];
        for note in [
            "An earlier version misstated the width of the wheel.",
            "Corrigendum: the size of the wheel was wrong.",
        ] {
            let new = ["The mill wheel is 9 metres wide.", "The weir is 44 metres long.", note];
            let found = told(&old, &new);
            let explained = found.iter().find(|(kinds, ..)| kinds == &[Kind::Correction]).map(|c| &c.2);
            assert_eq!(explained, Some(&vec![0]), "{note}: {found:?}");
        }
    }

    #[test]
    fn news_in_an_update_stays_a_claim() {
        let found = told(&STORY, &[STORY[0], STORY[1], "Update 3 p.m.: The driver of the lorry has died."]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!((&found[0].0[..], found[0].1 >= Severity::Medium), (&[Kind::Added][..], true));
        assert_eq!(found[1], (vec![Kind::Correction], Severity::Low, vec![0]));
    }

    #[test]
    fn a_note_that_owns_up_is_material_and_its_edit_is_no_second_note() {
        let note = "Correction: an earlier version misstated the place of the wall.";
        let found = told(&STORY, &[STORY[0], STORY[1], note]);
        assert_eq!(found, [(vec![Kind::Correction], Severity::Medium, vec![])]);
        let longer =
            "Correction: an earlier version misstated the place of the wall; it is in Upton, not Wexley.";
        let was = ["A lorry hit a wall in Wexley.", STORY[1], note];
        let found = told(&was, &[STORY[0], STORY[1], longer]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[1], (vec![Kind::Correction], Severity::Medium, vec![0]));
        let dated = "Correction (3 March): an earlier version misstated the place of the wall.";
        let found = told(&[STORY[0], STORY[1], note], &[STORY[0], STORY[1], dated]);
        assert!(found.iter().all(|c| c.0 == [Kind::Correction]), "{found:?}");
    }
}
