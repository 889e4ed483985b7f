//! Two revisions: their statements aligned, and a change for every claim that is not as it was.

use super::align::{self, Alignment};
use super::compare::versions;
use super::standing::{self, Standing};
use super::{Alarm, AlarmKind, Change, Comparison, Finding, Kind, Severity, fingerprint};
use crate::claim::{Days, Position, Statement};
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
    let alarm = alarm(old, new, &alignment);
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
            changes.push(change(kinds, before, after, findings));
        }
    }
    once_for_nested(old, new, &mut changes);
    if alarm.is_none() {
        let removed = alignment.removed.iter().filter(|&&i| !standing.holds_old(&old[i]));
        changes.extend(removed.map(|&i| gone(i, &old[i])));
        let added = alignment.added.iter().filter(|&&j| !standing.holds_new(&new[j]));
        changes.extend(added.map(|&j| come(j, &new[j], earlier)));
    }
    in_reading_order(&mut changes, &alignment);
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
    let (severity, reason) = if !says_something(statement) {
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
    let (severity, reason) = match (says_something(statement), is_worth_checking(statement), back) {
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
    let text = statement.text.trim_end();
    statement.voice.is_some() || !text.ends_with(':') && text.split_whitespace().nth(LEAST - 1).is_some()
}

/// Words of the shortest sentence that claims anything.
const LEAST: usize = 4;

/// The words of a nested attribution belong to the outer one too: what the inner change says, the outer need not.
fn once_for_nested(old: &[Statement], new: &[Statement], changes: &mut Vec<Change>) {
    let holds = |all: &[Statement], outer: usize, inner: usize| {
        let (a, b) = (&all[outer], &all[inner]);
        outer != inner
            && a.attribution.is_some()
            && b.attribution.is_some()
            && !b.spans.is_empty()
            && b.spans.iter().all(|s| a.spans.iter().any(|o| o.covers(*s)))
            && (a.spans != b.spans || outer < inner)
    };
    let mut drop: Vec<(usize, Vec<Finding>)> = Vec::new();
    // Nested statements start inside the outer one, so they follow it closely in the list.
    const REACH: usize = 12;
    for (n, outer) in changes.iter().enumerate() {
        let (&[i], &[j]) = (outer.before.as_slice(), outer.after.as_slice()) else { continue };
        if old[i].attribution.is_none() || outer.findings.is_empty() {
            continue;
        }
        let window = n.saturating_sub(REACH)..(n + REACH).min(changes.len());
        let inner: Vec<&Change> = changes[window]
            .iter()
            .filter(|c| match (c.before.as_slice(), c.after.as_slice()) {
                (&[k], &[l]) => holds(old, i, k) && holds(new, j, l),
                _ => false,
            })
            .collect();
        if inner.is_empty() {
            continue;
        }
        let left: Vec<Finding> = outer
            .findings
            .iter()
            .filter(|f| {
                !inner.iter().any(|c| {
                    c.findings.iter().any(|g| {
                        g.kind == f.kind
                            && g.before.contains(f.before.as_str())
                            && g.after.contains(f.after.as_str())
                    })
                })
            })
            .cloned()
            .collect();
        drop.push((n, left));
    }
    for (n, left) in drop {
        let outer = &changes[n];
        let structure: Vec<Kind> = outer
            .kinds
            .iter()
            .copied()
            .filter(|k| matches!(k, Kind::Moved | Kind::Split | Kind::Merged))
            .collect();
        changes[n] = change(structure, outer.before.clone(), outer.after.clone(), left);
    }
    changes.retain(|c| !c.kinds.is_empty());
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

/// Fewer statements than this say nothing about the page as a whole.
const SMALL: usize = 6;

/// Looks for a page that holds another story, or a capture that lost most of the text.
fn alarm(old: &[Statement], new: &[Statement], alignment: &Alignment) -> Option<Alarm> {
    let body = |all: &[Statement]| all.iter().filter(|s| s.position != Position::Headline).count();
    let (before, after) = (body(old), body(new));
    let paired = alignment.pairs.iter().filter(|(i, _)| old[*i].position != Position::Headline).count();
    let raise = |kind, reason: String| {
        Some(Alarm { kind, reason, missing: alignment.removed.clone(), unmatched: alignment.added.clone() })
    };
    if before >= SMALL && after * 4 <= before && alignment.added.len() * 4 <= before {
        let lost = alignment.removed.len();
        return raise(
            AlarmKind::TextLost,
            format!("{lost} of {before} statements are missing at once: the capture has probably failed"),
        );
    }
    if after >= SMALL && before * 4 <= after && before <= SMALL / 2 && alignment.removed.is_empty() {
        return None; // a short first version that grew is how breaking news begins
    }
    if before >= SMALL && after >= SMALL && paired * 10 <= before.min(after) {
        return raise(
            AlarmKind::Replaced,
            format!("only {paired} of {before} statements are left: the page holds another story"),
        );
    }
    None
}
