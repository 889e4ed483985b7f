//! Alarms: what is wrong with a step between two revisions as a whole, so that a list of changes would mislead.
//!
//! A failed capture is no edit. Where most of a page is gone at once, where its text breaks off, or where it holds
//! another story, that is said once instead of every sentence as removed.

use super::align::Alignment;
use super::{Alarm, AlarmKind};
use crate::claim::{Position, Statement};

/// Fewer statements than this say nothing about the page as a whole.
const SMALL: usize = 6;
/// Statements missing behind a sentence that breaks off.
const CUT: usize = 3;

/// Looks for a page that holds another story, and for a capture that lost its text on either side.
pub(super) fn raise(old: &[Statement], new: &[Statement], alignment: &Alignment) -> Option<Alarm> {
    let body = |all: &[Statement]| all.iter().filter(|s| s.position != Position::Headline).count();
    let (before, after) = (body(old), body(new));
    let paired = alignment.pairs.iter().filter(|(i, _)| old[*i].position != Position::Headline).count();
    let raise = |kind, reason: String| {
        Some(Alarm { kind, reason, missing: alignment.removed.clone(), unmatched: alignment.added.clone() })
    };
    if after == 0 && before > 0 && !new.is_empty() {
        let reason = format!("all {before} statements are missing at once: the capture has probably failed");
        return raise(AlarmKind::TextLost, reason);
    }
    if before == 0 && after >= SMALL && !old.is_empty() {
        let reason =
            format!("the older revision has a headline and no text; {after} statements came in at once");
        return raise(AlarmKind::TextRegained, reason);
    }
    if before >= SMALL && after * 4 <= before && alignment.added.len() * 4 <= before {
        let lost = alignment.removed.len();
        return raise(
            AlarmKind::TextLost,
            format!("{lost} of {before} statements are missing at once: the capture has probably failed"),
        );
    }
    if let Some(lost) = broken_off(old, new, alignment).filter(|_| before >= SMALL) {
        return raise(
            AlarmKind::TextLost,
            format!(
                "the text breaks off in mid-sentence, and {lost} of {before} statements after it are missing: the capture has probably failed"
            ),
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

/// How many statements are missing behind the last of the new text, if that has no end and they are all that is
/// missing. What is left of the broken sentence may have found its whole or not.
fn broken_off(old: &[Statement], new: &[Statement], alignment: &Alignment) -> Option<usize> {
    // An agency's name may stand behind the last sentence without a mark of its own.
    let ends = |s: &Statement| {
        let text = s.context.trim_end();
        let before = text.rsplit_once(char::is_whitespace).map_or("", |(before, _)| before.trim_end());
        let mark = |t: &str| t.ends_with(['.', '!', '?', '”', '"', '’', '\'', ')', ':', ';']);
        mark(text) && !text.ends_with("...") || mark(before)
    };
    let last_kept = alignment.pairs.iter().map(|&(i, _)| i).max()?;
    let lost = alignment.removed.iter().filter(|&&i| i > last_kept).count();
    let open = new.last().is_some_and(|s| s.position != Position::Headline && !ends(s));
    let is_rest = |j: &usize| j + 1 == new.len();
    (open
        && old.last().is_some_and(ends)
        && lost >= CUT
        && lost == alignment.removed.len()
        && alignment.added.iter().all(is_rest))
    .then_some(lost)
}
