//! Two revisions: their statements aligned, and a change for every claim that is not as it was.

use super::alarm;
use super::align::{self, Alignment};
use super::compare::versions;
use super::standing::{self, Standing};
use super::{AlarmKind, Change, Comparison, Finding, Kind, Severity, fingerprint};
use crate::claim::{Days, Position, Statement, tokenize};
use std::collections::{HashMap, HashSet};

/// A statement this worth checking matters most when it comes or goes.
const WORTH_CHECKING: f32 = 0.5;

/// Compares two revisions' statements. `earlier` holds the fingerprints of statements of still older revisions, so
/// that one that comes back is `restored` and not `added`.
///
/// Two equal lists give no change. Each statement is in at most one change of its words, `moved` included.
#[must_use]
pub fn diff<S: std::hash::BuildHasher>(
    old: &[Statement],
    new: &[Statement],
    earlier: &HashSet<u64, S>,
) -> Comparison {
    diff_dated(old, new, earlier, &Days::default())
}

/// As [`diff`], for revisions that appeared on known days: what was "today" in one is "yesterday" in the next.
#[must_use]
pub fn diff_dated<S: std::hash::BuildHasher>(
    old: &[Statement],
    new: &[Statement],
    earlier: &HashSet<u64, S>,
    days: &Days,
) -> Comparison {
    let alignment = align::align(old, new);
    let alarm = alarm::raise(old, new, &alignment);
    let standing = Standing::new(old, new);
    let mut changes = Vec::new();
    let splits: HashMap<usize, &Vec<usize>> = alignment.splits.iter().map(|(i, parts)| (*i, parts)).collect();
    let merges: HashMap<usize, &Vec<usize>> = alignment.merges.iter().map(|(j, parts)| (*j, parts)).collect();
    for &(i, j) in &alignment.pairs {
        let mut before = vec![i];
        let mut after = vec![j];
        let mut kinds = Vec::new();
        if let Some(parts) = splits.get(&i) {
            after.extend_from_slice(parts);
            after.sort_unstable();
            kinds.push(Kind::Split);
        }
        if let Some(parts) = merges.get(&j) {
            before.extend_from_slice(parts);
            before.sort_unstable();
            kinds.push(Kind::Merged);
        }
        if alignment.moved.contains(&(i, j)) {
            kinds.push(Kind::Moved);
        }
        if before.len() + after.len() > 2
            && before.iter().all(|&i| standing.holds_old(&old[i]))
            && after.iter().all(|&j| standing.holds_new(&new[j]))
        {
            continue;
        }
        let findings = if kinds.iter().any(|k| matches!(k, Kind::Split | Kind::Merged)) {
            versions(&together(old, &before), &together(new, &after), days)
        } else {
            standing::changed(&old[i], &new[j], days)
        };
        if !findings.is_empty() || !kinds.is_empty() {
            let mut change = change(kinds, before, after, findings);
            if is_credit(&old[i]) && is_credit(&new[j]) && change.material {
                change.material = false;
                change.severity = Severity::Low;
                change.reason = "a credit names others".to_owned();
            }
            changes.push(change);
        }
    }
    if alarm.as_ref().is_some_and(|a| a.kind == AlarmKind::TextLost) {
        // Where the capture broke off, the rest of the sentence is as lost as what came after it.
        let broken = |c: &Change| match (c.before.as_slice(), c.after.as_slice()) {
            (&[i], &[j]) => j + 1 == new.len() && alarm::is_beginning(&new[j], &old[i]),
            _ => false,
        };
        changes.retain(|c| !broken(c));
    }
    if !alarm.as_ref().is_some_and(|a| a.kind.is_of_page()) {
        let removed = alignment.removed.iter().filter(|&&i| !standing.holds_old(&old[i]));
        changes.extend(removed.map(|&i| gone(i, &old[i])));
        let added = alignment.added.iter().filter(|&&j| !standing.holds_new(&new[j]));
        changes.extend(added.map(|&j| come(j, &new[j], earlier)));
    }
    in_reading_order(&mut changes, &alignment);
    drop_wavering_pronouns(old, new, &mut changes);
    Comparison { changes, pairs: alignment.pairs, alarm }
}

/// One statement out of several, for a split or a merge.
fn together(all: &[Statement], indices: &[usize]) -> Statement {
    let mut whole = all[indices[0]].clone();
    for &i in &indices[1..] {
        whole.text.push(' ');
        whole.text.push_str(&all[i].text);
        if whole.voice != all[i].voice {
            whole.voice = None;
        }
    }
    whole
}

fn change(mut kinds: Vec<Kind>, before: Vec<usize>, after: Vec<usize>, findings: Vec<Finding>) -> Change {
    let top = findings.first();
    let severity = top.map_or(Severity::None, |f| f.severity);
    let reason = top.map_or_else(
        || match kinds.first() {
            Some(Kind::Moved) => "the same words in another place".to_owned(),
            Some(Kind::Split) => "one statement became several".to_owned(),
            _ => "several statements became one".to_owned(),
        },
        |f| f.reason.clone(),
    );
    let found = findings.iter().map(|f| f.kind);
    kinds = if severity >= Severity::Medium {
        found.chain(kinds).collect()
    } else {
        kinds.into_iter().chain(found).collect()
    };
    let figures = findings.iter().flat_map(|f| f.figures.iter().cloned()).collect();
    let material = severity >= Severity::Medium;
    Change { kinds, before, after, figures, material, reason, severity, findings, ..Change::default() }
}

fn gone(index: usize, statement: &Statement) -> Change {
    let (severity, reason) = if is_heading(statement) {
        (Severity::Low, "a heading or a link is gone")
    } else if !says_something(statement) {
        (Severity::Low, "a line that claims nothing is gone")
    } else if is_worth_checking(statement) {
        (Severity::High, "is no longer said")
    } else {
        (Severity::Medium, "a remark is gone")
    };
    Change {
        kinds: vec![Kind::Removed],
        before: vec![index],
        material: severity >= Severity::Medium,
        reason: reason.to_owned(),
        severity,
        ..Change::default()
    }
}

fn come<S: std::hash::BuildHasher>(index: usize, statement: &Statement, earlier: &HashSet<u64, S>) -> Change {
    let back = earlier.contains(&fingerprint(&statement.text));
    let says = says_something(statement) && !is_heading(statement);
    let (severity, reason) = match (says, is_worth_checking(statement), back) {
        (false, _, _) if is_heading(statement) => (Severity::Low, "a heading or a link came in"),
        (false, _, _) => (Severity::Low, "a line that claims nothing came in"),
        (true, true, true) => (Severity::High, "a claim of an older revision is said again"),
        (true, false, true) => (Severity::Medium, "a remark of an older revision is back"),
        (true, true, false) => (Severity::High, "a claim that nobody has checked came in"),
        (true, false, false) => (Severity::Medium, "a remark came in"),
    };
    Change {
        kinds: vec![if back { Kind::Restored } else { Kind::Added }],
        after: vec![index],
        material: severity >= Severity::Medium,
        reason: reason.to_owned(),
        severity,
        ..Change::default()
    }
}

fn is_worth_checking(statement: &Statement) -> bool {
    statement.check_worthiness >= WORTH_CHECKING || statement.position == Position::Headline
}

/// Whether a statement claims anything: somebody's words, or a sentence of the outlet that is not just a lead-in.
fn says_something(statement: &Statement) -> bool {
    if statement.voice.is_some() {
        return true;
    }
    let words = tokenize(&statement.text).iter().filter(|t| t.is_spoken()).count();
    words >= LEAST && !statement.text.trim_end().ends_with(':')
}

/// Words of the shortest sentence that claims anything.
const LEAST: usize = 4;

/// Whether a statement is a line of the body set like a title: no mark at its end, its longer words with capitals, no
/// figure. Such lines head sections, link to other stories and name sources, and come and go with the page.
fn is_heading(statement: &Statement) -> bool {
    let line = statement.context.trim();
    let open = line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '\'' | '’'));
    let long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= LEAST;
    let words: Vec<&str> = line.split_whitespace().filter(long).collect();
    let capital =
        |w: &&&str| w.trim_start_matches(|c: char| !c.is_alphabetic()).starts_with(char::is_uppercase);
    let titled = words.len() >= 2 && words.iter().filter(capital).count() * 4 >= words.len() * 3;
    let marked = line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
    statement.position != Position::Headline && open && statement.figures.is_empty() && (titled || marked)
}

/// Whether a statement is nothing but names in brackets: "(AFP via Harbour News)".
fn is_credit(statement: &Statement) -> bool {
    let line = statement.context.trim();
    line.starts_with('(') && line.ends_with(')') && is_heading(statement)
}

/// A sentence that stands as it stood says the same of the same people as long as nothing near it was edited: that its
/// "he" was taken for another person is the reading's own doing.
fn drop_wavering_pronouns(old: &[Statement], new: &[Statement], changes: &mut Vec<Change>) {
    /// Statements before a pronoun among which its name stands.
    const REACH: usize = 8;
    let stands = |c: &Change| match (c.before.as_slice(), c.after.as_slice()) {
        (&[i], &[j]) => {
            old[i].context == new[j].context && c.findings.iter().all(|f| f.kind == Kind::SpeakerChanged)
        }
        _ => false,
    };
    let near = |at: Option<&usize>, edit: Option<&usize>| match (at, edit) {
        (Some(&at), Some(&edit)) => edit <= at && at - edit <= REACH,
        _ => false,
    };
    let edits: Vec<(Option<usize>, Option<usize>)> = changes
        .iter()
        .filter(|c| !stands(c))
        .map(|c| (c.before.first().copied(), c.after.first().copied()))
        .collect();
    changes.retain(|c| {
        c.findings.is_empty()
            || !stands(c)
            || edits
                .iter()
                .any(|(was, is)| near(c.before.first(), was.as_ref()) || near(c.after.first(), is.as_ref()))
    });
}

/// The order of the new revision; a removal follows the statement that it followed.
fn in_reading_order(changes: &mut [Change], alignment: &Alignment) {
    let mut after_old: Vec<usize> = Vec::new();
    for &(i, j) in &alignment.pairs {
        after_old.resize(i + 1, after_old.last().copied().unwrap_or(0));
        after_old[i] = j;
    }
    let place = |c: &Change| match (c.after.first(), c.before.first()) {
        (Some(&j), _) => (j, 0, 0),
        (None, Some(&i)) => (after_old.get(i).or(after_old.last()).copied().unwrap_or(0), 1, i),
        (None, None) => (usize::MAX, 0, 0),
    };
    changes.sort_by_key(place);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::bare_statement;

    fn compared(old: &[&str], new: &[&str]) -> Vec<(Vec<Kind>, Severity)> {
        let read = |lines: &[&str]| lines.iter().map(|l| bare_statement(l)).collect::<Vec<_>>();
        let found = diff(&read(old), &read(new), &HashSet::<u64>::new());
        found.changes.into_iter().map(|c| (c.kinds, c.severity)).collect()
    }

    const STORY: [&str; 2] = ["The council closed the pier on Monday.", "The mayor voted against it."];

    #[test]
    fn headings_and_links_are_shown_and_not_material() {
        for line in
            ["Council Defends Its Plan for Pier", "# History of the old pier", "(AFP via Harbour News)"]
        {
            let with = [STORY[0], line, STORY[1]];
            assert_eq!(compared(&STORY, &with), [(vec![Kind::Added], Severity::Low)], "{line}");
            assert_eq!(compared(&with, &STORY), [(vec![Kind::Removed], Severity::Low)], "{line}");
        }
        for line in
            ["Three Killed in Fire on Pier", "Council Defends Its Plan for Pier.", "the pier will stay shut"]
        {
            let with = [STORY[0], line, STORY[1]];
            assert!(compared(&STORY, &with)[0].1 >= Severity::Medium, "{line}");
        }
    }

    #[test]
    fn a_signature_claims_nothing() {
        let signed = [STORY[0], STORY[1], "— Supt. Lee Crane"];
        assert_eq!(compared(&STORY, &signed), [(vec![Kind::Added], Severity::Low)]);
    }

    #[test]
    fn a_credit_that_changes_is_of_little_weight() {
        let of = |credit| [STORY[0], STORY[1], credit];
        let found = compared(&of("(The Harbour Gazette)"), &of("(AFP via The Harbour Gazette)"));
        assert!(found.iter().all(|c| c.1 <= Severity::Low), "{found:?}");
    }

    /// "He" taken for one person or another in a sentence that stands as it stood.
    fn he(name: &str) -> Statement {
        let context = "He said the pier is safe.";
        Statement {
            context: context.to_owned(),
            attribution: Some(0),
            voice: Some(crate::claim::Voice {
                speaker: Some(name.to_owned()),
                speaker_kind: crate::speaker::SpeakerKind::Person,
                source: "He".to_owned(),
                cue: "said".to_owned(),
                cue_class: crate::extract::CueClass::Say,
                negated: false,
                hedge: None,
                kind: crate::extract::QuotationKind::Indirect,
            }),
            ..bare_statement("the pier is safe")
        }
    }

    #[test]
    fn a_pronoun_is_taken_for_another_only_where_the_text_around_it_was_edited() {
        let before: Vec<Statement> =
            (0..9).map(|n| bare_statement(&format!("Boat number {n} left the old pier at noon."))).collect();
        let story = |first: &str, last: &str, name: &str| {
            let mut all = vec![bare_statement(first)];
            all.extend(before.iter().cloned());
            all.push(bare_statement(last));
            all.push(he(name));
            all
        };
        let (ito, crane) = ("Mayor Ana Ito came to the pier.", "Engineer Lee Crane came to the pier.");
        let kinds = |old: &[Statement], new: &[Statement]| -> Vec<Kind> {
            diff(old, new, &HashSet::<u64>::new()).changes.into_iter().flat_map(|c| c.kinds).collect()
        };
        let far = kinds(&story("The sea was calm.", ito, "Ito"), &story("The sea was rough.", ito, "Crane"));
        assert!(!far.contains(&Kind::SpeakerChanged), "{far:?}");
        let near =
            kinds(&story("The sea was calm.", ito, "Ito"), &story("The sea was calm.", crane, "Crane"));
        assert!(near.contains(&Kind::SpeakerChanged), "{near:?}");
    }
}
