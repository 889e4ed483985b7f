//! Alarms: what is wrong with a step between two revisions as a whole, so that a list of changes would mislead.
//!
//! A failed capture is no edit. Where all of a page is gone at once, where its text breaks off, or where it holds another
//! story, that is said once instead of every sentence as removed. Where most of it is gone but what is left is whole, an
//! editor may have done it: then the sentences are told as removed, too.

use super::align::Alignment;
use super::change::{Alarm, AlarmKind};
use super::edition::Edition;
use super::thresholds::alarm::{CUT, SMALL};
use crate::claim::Position;

/// Looks for a page that holds another story, and for a capture that lost its text on either side.
pub(super) fn raise(old: &Edition, new: &Edition, alignment: &Alignment) -> Option<Alarm> {
    let in_body = |edition: &Edition, n: usize| edition.sentences[n].position != Position::Headline;
    let body = |edition: &Edition| (0..edition.sentences.len()).filter(|&n| in_body(edition, n)).count();
    let (before, after) = (body(old), body(new));
    let lost = alignment.removed.iter().filter(|&&i| in_body(old, i)).count();
    let added = alignment.added.iter().filter(|&&j| in_body(new, j)).count();
    let paired = alignment.pairs.iter().filter(|(i, _)| in_body(old, *i)).count();
    let raise = |kind, reason: String| {
        let missing = old.statements_of(&alignment.removed);
        Some(Alarm { kind, reason, sure: true, missing, unmatched: new.statements_of(&alignment.added) })
    };
    if after == 0 && before > 0 && !new.sentences.is_empty() {
        let all = if before == 1 { "the only sentence is" } else { &format!("all {before} sentences are") };
        let reason = format!("{all} missing: the capture has probably failed");
        return raise(AlarmKind::TextLost, reason);
    }
    if before == 0 && after >= SMALL && !old.sentences.is_empty() {
        let reason =
            format!("the older revision has a headline but no text; {after} sentences were added at once");
        return raise(AlarmKind::TextRegained, reason);
    }
    if before >= SMALL && after * 4 <= before && added * 4 <= before {
        let missing = format!("{lost} of {before} sentences are missing at once: the capture");
        if paired == 0 || is_broken_off(old, new, alignment) {
            return raise(AlarmKind::TextLost, format!("{missing} has probably failed"));
        }
        let reason = format!("{missing} may have failed");
        return raise(AlarmKind::TextLost, reason).map(|alarm| Alarm { sure: false, ..alarm });
    }
    if before >= SMALL && lost >= CUT && is_cut_off(alignment) {
        let last = format!("the last {lost} of {before} sentences are missing");
        if is_broken_off(old, new, alignment) {
            let reason =
                format!("{last}, and the text breaks off in mid-sentence: the capture has probably failed");
            return raise(AlarmKind::TextLost, reason);
        }
        let untouched =
            || alignment.pairs.iter().all(|&(i, j)| old.sentences[i].text == new.sentences[j].text);
        if lost * 2 >= before && lost >= SMALL && alignment.added.is_empty() && untouched() {
            // An editor may cut a story from below, too.
            let reason = format!("{last}, and nothing else has changed: the capture may have failed");
            return raise(AlarmKind::TextLost, reason).map(|alarm| Alarm { sure: false, ..alarm });
        }
    }
    if after >= SMALL && before * 4 <= after && before <= SMALL / 2 && alignment.removed.is_empty() {
        return None; // a short first version that grew is how breaking news begins
    }
    if before >= SMALL && after >= SMALL && paired * 10 <= before.min(after) {
        let reason = format!("the page holds a different story; it keeps {paired} of the {before} sentences");
        return raise(AlarmKind::Replaced, reason);
    }
    None
}

/// Whether all that is missing stood behind the last sentence that was kept.
fn is_cut_off(alignment: &Alignment) -> bool {
    let last_kept = alignment.pairs.iter().map(|&(i, _)| i).max();
    last_kept.is_some_and(|last| alignment.removed.iter().all(|&i| i > last)) && alignment.moved.is_empty()
}

/// Whether the new text ends within a sentence that went on in the old one. What is left of that sentence may have
/// found its whole or not.
fn is_broken_off(old: &Edition, new: &Edition, alignment: &Alignment) -> bool {
    new.sentences.last().is_some_and(|last| old.sentences.iter().any(|s| is_beginning(&last.text, &s.text)))
        && alignment.added.iter().all(|j| j + 1 == new.sentences.len())
}

/// Whether a sentence is only the beginning of another.
pub(super) fn is_beginning(part: &str, whole: &str) -> bool {
    let words = part.trim_end();
    if words.ends_with(['.', '!', '?', '"', '”', ')']) && !words.ends_with("...") {
        return false;
    }
    let words = words.trim_end_matches(['.', '…']);
    whole.starts_with(words) && whole.trim_end().len() > words.len() + 2
}

#[cfg(test)]
mod tests {
    use super::super::diff;
    use super::*;
    use crate::claim::{Statement, bare_statement};
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
    fn the_headline_is_no_sentence_that_is_missing() {
        let body = STORY.iter().map(|line| bare_statement(line));
        let headline = Statement { position: Position::Headline, ..bare_statement("Mill fire kills 12") };
        let old: Vec<Statement> = std::iter::once(headline).chain(body).collect();
        let reason = |new: &str| {
            diff(&old, &[bare_statement(new)], &HashSet::<u64>::new()).alarm.expect("an alarm").reason
        };
        let lost = "sentences are missing at once: the capture";
        assert_eq!(reason("Please sign in to read on."), format!("10 of 10 {lost} has probably failed"));
        assert_eq!(reason(STORY[0]), format!("9 of 10 {lost} may have failed"));
    }

    #[test]
    fn what_an_editor_may_have_cut_is_told_beside_the_alarm() {
        let read = |lines: &[&str]| lines.iter().map(|l| bare_statement(l)).collect::<Vec<_>>();
        let told = |old: &[&str], new: &[&str]| {
            let found = diff(&read(old), &read(new), &HashSet::<u64>::new());
            (found.alarm.expect("an alarm").sure, found.changes.len())
        };
        let edited = [STORY[0], "It killed 19 people, most of them guests of a wedding."];
        let scattered = [STORY[2], STORY[7]];
        for (new, rows) in
            [(&STORY[..1], 9), (&STORY[..2], 8), (&STORY[..4], 6), (&edited, 9), (&scattered, 8)]
        {
            assert_eq!(told(&STORY, new), (false, rows), "{new:?}");
        }
        assert_eq!(told(&STORY[..8], &STORY[..2]), (false, 6));
        for new in [
            &["Please sign in to read on."][..],
            &["A fire broke out in the old"],
            &[STORY[0], "It killed 12 peo"],
        ] {
            assert!(told(&STORY, new).0, "{new:?}");
        }
        assert_eq!(told(&STORY, &OTHER), (true, 0));
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
