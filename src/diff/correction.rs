//! Correction notes: found, dated, and linked to the changes that they explain.

use super::{Change, Comparison, Kind, Severity, fingerprint};
use crate::claim::{Sort, Statement, figures, tokenize};
use crate::text::{Document, FurnitureKind, Span};
use regex::Regex;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::sync::LazyLock;

/// A correction, clarification, editor's note or "updates with" line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// Where it stands in the document.
    pub span: Span,
    /// Its words.
    pub text: String,
    /// The date in it, canonical as in [`crate::claim::Figure`], if it gives one.
    pub date: Option<String>,
}

static NOTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^[\s*\[(]*(?:",
        r"(?:correction|corrections|clarification|correction and clarification|corrected|editor['’]?s['’]? note|editors['’]? note|",
        r"amendment|update|updated|note to readers|erratum)\b(?:\s*\([^)]{1,60}\)|,?\s+(?:on\s+)?(?:\w+\.? \d{1,2}|\d{1,2} \w+)(?:,? \d{4})?)?\s*[:—–-]",
        r"|\((?:updates?|corrects?|recasts?|clarifies|adds|refiles|rewrites)\b[^)]*\)",
        r"|(?:this|an earlier version of this|a previous version of this|the original version of this|an earlier)\s+(?:article|story|report|post|version|headline)\b.{0,80}?\b(?:was|has been|have been|been|were|incorrectly|mistakenly|misstated|misidentified|misspelled|said|stated|gave|referred|corrected|amended|updated)\b",
        r"|(?:an earlier|a previous) version\b",
        r"|this (?:article|story|report|post|version) (?:corrects|clarifies|updates|adds|removes|was updated|is corrected)\b",
        r")"
    ))
    .expect("the pattern is valid")
});

/// The notes of a document: furniture of that kind, and lines that read as one.
#[must_use]
pub fn notes(document: &Document) -> Vec<Note> {
    let marked = document.furniture.iter().filter(|f| f.kind == FurnitureKind::Correction).map(|f| f.span);
    let mut spans: Vec<Span> = marked.collect();
    for &paragraph in &document.paragraphs {
        if NOTE.is_match(document.slice(paragraph)) && !spans.iter().any(|s| s.overlaps(paragraph)) {
            spans.push(paragraph);
        }
    }
    spans.sort_unstable();
    spans
        .into_iter()
        .map(|span| {
            let text = document.slice(span).trim().to_owned();
            let date = figures(&text)
                .into_iter()
                .map(|f| f.canonical)
                .find(|c| c.len() >= 5 && c.as_bytes().get(c.len() - 3) == Some(&b'-'));
            Note { span, text, date }
        })
        .collect()
}

/// Adds a `correction` for every note that is new, in place of the statements that stand in the note, linked to the
/// changes it explains: those whose old or new words it names. A note that names none explains nothing: it is reported, and the changes stay unexplained.
pub fn explain(
    comparison: &mut Comparison,
    old: &[Statement],
    new: &[Statement],
    before: &[Note],
    after: &[Note],
) {
    let known: HashSet<u64> = before.iter().map(|n| fingerprint(&n.text)).collect();
    let fresh: Vec<&Note> = after.iter().filter(|n| !known.contains(&fingerprint(&n.text))).collect();
    // The sentences of a note are no claims that came in: they are the note.
    let mut own = vec![Vec::new(); fresh.len()];
    comparison.changes.retain(|change| {
        let within = |note: &Note| {
            let covered = |&i: &usize| {
                new.get(i)
                    .is_some_and(|s| !s.spans.is_empty() && s.spans.iter().all(|&p| note.span.covers(p)))
            };
            change.before.is_empty() && !change.after.is_empty() && change.after.iter().all(covered)
        };
        let Some(n) = fresh.iter().position(|note| within(note)) else { return true };
        own[n].extend(&change.after);
        false
    });
    // One that is taken down again is no claim that is gone.
    for change in comparison.changes.iter_mut().filter(|c| c.kinds == [Kind::Removed]) {
        let of_note =
            |&i: &usize| before.iter().any(|n| old.get(i).is_some_and(|s| n.text.contains(&s.text)));
        if change.before.iter().all(of_note) {
            change.severity = Severity::Low;
            change.material = false;
            change.reason = "an earlier note about an edit is gone".to_owned();
        }
    }
    for (note, after) in fresh.into_iter().zip(own) {
        let named = telling(&note.text);
        let canonical: HashSet<String> = figures(&note.text).into_iter().map(|f| f.canonical).collect();
        let explains: Vec<usize> = comparison
            .changes
            .iter()
            .enumerate()
            .filter(|(_, c)| {
                !c.kinds.contains(&Kind::Correction) && speaks_of(&named, &canonical, c, old, new)
            })
            .map(|(n, _)| n)
            .collect();
        let reason = match explains.len() {
            0 => "a note that names none of the changes".to_owned(),
            1 => "a note explains a change".to_owned(),
            n => format!("a note explains {n} changes"),
        };
        comparison.changes.push(Change {
            kinds: vec![Kind::Correction],
            reason,
            severity: Severity::Low,
            note: Some(note.text.clone()),
            after,
            explains,
            ..Change::default()
        });
    }
}

/// Stems of the content words.
fn telling(text: &str) -> HashSet<String> {
    tokenize(text)
        .into_iter()
        .filter(|t| matches!(t.sort, Sort::Word | Sort::Number) && !super::lexicon::is_function(&t.norm))
        .map(|t| t.stem)
        .collect()
}

/// Whether a note names what changed: a changed figure by value, or words of the difference and of what surrounds it.
fn speaks_of(
    named: &HashSet<String>,
    canonical: &HashSet<String>,
    change: &Change,
    old: &[Statement],
    new: &[Statement],
) -> bool {
    let words = |indices: &[usize], all: &[Statement]| -> HashSet<String> {
        indices.iter().filter_map(|&i| all.get(i)).flat_map(|s| telling(&s.text)).collect()
    };
    let (was, is) = (words(&change.before, old), words(&change.after, new));
    let around = was.union(&is).filter(|w| named.contains(*w)).count();
    let moved_figures = change.figures.iter().flat_map(|(a, b)| [a, b]).flatten();
    let by_value = moved_figures.flat_map(|text| figures(text)).any(|f| canonical.contains(&f.canonical));
    let differing = was.symmetric_difference(&is).filter(|w| named.contains(*w)).count();
    by_value && around >= 2 || differing >= 1 && around >= 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::bare_statement;
    use crate::diff::diff;

    fn revision(lines: &[&str]) -> (Vec<Statement>, Vec<Note>) {
        let document = Document::new(lines.join("\n\n"));
        (lines.iter().map(|l| bare_statement(l)).collect(), notes(&document))
    }

    #[test]
    fn notes_are_found_and_dated() {
        for text in [
            "Correction: the bridge is in Upton.",
            "Correction (3 March 2026): the bridge is in Upton.",
            "CLARIFICATION — The mayor spoke on Monday.",
            "Clarification, 22 January: the mayor spoke on Monday.",
            "Update March 3, 2026: the mayor spoke.",
            "Editor's note: this story has changed.",
            "This article was amended on 3 March 2026 to correct the toll.",
            "An earlier version of this article misstated the number of victims.",
            "(Updates with mayor's comment)",
        ] {
            assert_eq!(notes(&Document::new(text)).len(), 1, "{text}");
        }
        let dated = notes(&Document::new("This article was amended on 3 March 2026 to correct the toll."));
        assert_eq!(dated[0].date.as_deref(), Some("2026-03-03"));
        assert!(notes(&Document::new("The mayor updated the council on the bridge.")).is_empty());
    }

    #[test]
    fn a_note_explains_the_change_that_it_names() {
        let note = "Correction: an earlier version said 12 people died in the fire; the number is 19.";
        let (old, before) =
            revision(&["The fire killed 12 people in Upton.", "The mayor spoke on Monday at the site."]);
        let (new, after) = revision(&[
            "The fire killed 19 people in Upton.",
            "The mayor spoke on Tuesday at the site.",
            note,
        ]);
        let mut found = diff(&old, &new[..2], &HashSet::new());
        explain(&mut found, &old, &new[..2], &before, &after);
        let correction = found.changes.last().expect("a correction");
        assert_eq!(correction.kinds, [Kind::Correction]);
        assert_eq!(correction.explains.len(), 1);
        assert_eq!(found.changes[correction.explains[0]].after, [0]);
    }

    #[test]
    fn a_note_is_no_claim_that_came_in() {
        let note = "Correction: an earlier version misstated the name of the bridge.";
        let (old, before) = revision(&["The bridge was closed in 2019."]);
        let (mut new, after) = revision(&["The bridge was closed in 2019.", note]);
        new[1].spans = vec![after[0].span];
        let mut found = diff(&old, &new, &HashSet::new());
        assert_eq!(found.changes[0].kinds, [Kind::Added]);
        explain(&mut found, &old, &new, &before, &after);
        assert_eq!(found.changes.len(), 1);
        assert_eq!(
            (&found.changes[0].kinds[..], &found.changes[0].after[..]),
            (&[Kind::Correction][..], &[1][..])
        );
    }
}
