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
    if let Some(lost) = cut_off(alignment).filter(|&lost| before >= SMALL && lost >= CUT) {
        if is_broken_off(old, new, alignment) {
            return raise(
                AlarmKind::TextLost,
                format!(
                    "the text breaks off in mid-sentence, and {lost} of {before} statements after it are missing: the capture has probably failed"
                ),
            );
        }
        let untouched = || alignment.pairs.iter().all(|&(i, j)| old[i].context == new[j].context);
        if lost * 2 >= before && lost >= SMALL && alignment.added.is_empty() && untouched() {
            return raise(
                AlarmKind::TextLost,
                format!(
                    "the last {lost} of {before} statements are missing, and nothing else has changed: the capture has probably failed"
                ),
            );
        }
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

/// How many statements are missing behind the last one that was kept, if they are all that is missing.
fn cut_off(alignment: &Alignment) -> Option<usize> {
    let last_kept = alignment.pairs.iter().map(|&(i, _)| i).max()?;
    let all_behind = alignment.removed.iter().all(|&i| i > last_kept);
    (all_behind && alignment.moved.is_empty()).then_some(alignment.removed.len())
}

/// Whether the new text ends within a sentence that went on in the old one. What is left of that sentence may have
/// found its whole or not.
fn is_broken_off(old: &[Statement], new: &[Statement], alignment: &Alignment) -> bool {
    new.last().is_some_and(|last| old.iter().any(|s| is_beginning(last, s)))
        && alignment.added.iter().all(|j| j + 1 == new.len())
}

/// Whether a statement's sentence is only the beginning of another's.
pub(super) fn is_beginning(part: &Statement, whole: &Statement) -> bool {
    let words = part.context.trim_end().trim_end_matches(['.', '…']);
    whole.context.starts_with(words) && whole.context.trim_end().len() > words.len() + 2
}

#[cfg(test)]
mod tests {
    use super::super::diff;
    use super::*;
    use crate::claim::bare_statement;
    use std::collections::HashSet;

    const STORY: [&str; 10] = [
        "A fire broke out in the old mill in Upton on Monday.",
        "It killed 12 people, most of them guests of a wedding.",
        "The mayor came to the site within the hour.",
        "Two roads to the station were closed by police.",
        "Trains to Wexley ran late for all of the day.",
        "The mill had stood empty for a dozen years.",
        "Its owner bought it from the bank in spring.",
        "Inspectors had asked for new stairs in June.",
        "A crane lifted the bell out of the tower.",
        "The council will meet on Friday to talk about it.",
    ];
    const OTHER: [&str; 7] = [
        "The ferry company cut its fares by a third.",
        "Passengers had stayed away since last autumn.",
        "A bridge to the island opened in October.",
        "Lorries take it now, and so do cyclists.",
        "The company owns five ships and a quay.",
        "Its harbour cafe sells the best pies around.",
        "Shares in it rose after lunch.",
    ];

    fn alarm(old: &[&str], new: &[&str]) -> Option<AlarmKind> {
        let read = |lines: &[&str]| lines.iter().map(|l| bare_statement(l)).collect::<Vec<_>>();
        diff(&read(old), &read(new), &HashSet::<u64>::new()).alarm.map(|a| a.kind)
    }

    #[test]
    fn failed_captures_are_told() {
        let lost = Some(AlarmKind::TextLost);
        assert_eq!(alarm(&STORY, &STORY[..2]), lost);
        assert_eq!(alarm(&STORY, &STORY[..4]), lost);
        let broken = [STORY[0], STORY[1], STORY[2], STORY[3], STORY[4], "The mill had stood em"];
        assert_eq!(alarm(&STORY, &broken), lost);
        assert_eq!(alarm(&STORY, &OTHER), Some(AlarmKind::Replaced));
    }

    #[test]
    fn edits_are_none() {
        assert_eq!(alarm(&STORY, &STORY), None);
        assert_eq!(alarm(&STORY[..2], &STORY), None, "breaking news that grew");
        assert_eq!(alarm(&STORY, &STORY[..7]), None, "the last lines were cut");
        let edited = [STORY[0], "It killed 19 people, most of them guests of a wedding.", STORY[2], STORY[3]];
        assert_eq!(alarm(&STORY, &edited), None, "cut and edited by a person");
        let without: Vec<&str> =
            STORY.iter().enumerate().filter(|(n, _)| n % 3 != 2).map(|(_, s)| *s).collect();
        assert_eq!(alarm(&STORY, &without), None);
    }

    #[test]
    fn a_broken_sentence_is_no_edit() {
        let read = |lines: &[&str]| lines.iter().map(|l| bare_statement(l)).collect::<Vec<_>>();
        let mut new: Vec<&str> = STORY[..5].to_vec();
        new.push("The mill had stood empty for");
        let found = diff(&read(&STORY), &read(&new), &HashSet::<u64>::new());
        assert_eq!((found.alarm.map(|a| a.kind), found.changes), (Some(AlarmKind::TextLost), vec![]));
    }
}
