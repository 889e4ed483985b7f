//! Timeline: the revisions of one article one after the other, each compared with the one before it.
//!
//! A revision whose page was lost or held another story is none to compare the next one with: once the story is back, it
//! is compared with the last revision that had it.

use super::change::{Alarm, AlarmKind, Comparison};
use super::edition::{Edition, Past};
use super::revisions::diff_editions;
use crate::analysis::Analysis;
use crate::claim::{Appeared, Days};
use std::sync::Arc;

/// How two editions are compared.
pub(crate) type Compare = fn(&Edition, &Edition, &Past, &Days) -> Comparison;

/// The revisions of an article in the order of their captures, as far as they are known.
///
/// ```
/// use onrecord::analysis::Analysis;
/// use onrecord::claim::{Appeared, statements};
/// use onrecord::diff::{Kind, Timeline};
/// use onrecord::speaker::Cast;
/// use onrecord::text::Document;
///
/// let analysis = |text: &str| {
///     let document = Document::new(text);
///     let statements = statements(&document, &[], &Cast::default(), None);
///     Analysis { document, statements, ..Analysis::default() }
/// };
/// let mut timeline = Timeline::default();
/// timeline.push(&analysis("The fire in Upton killed 12 people."), &Appeared::default());
/// let found = timeline.push(&analysis("The fire in Upton killed 19 people."), &Appeared::default());
/// assert_eq!(found.changes[0].kinds, [Kind::FigureChanged]);
/// ```
#[derive(Debug)]
pub struct Timeline {
    compare: Compare,
    /// What revisions before the last one said.
    past: Past,
    /// The number of the last revision, from 1.
    count: usize,
    last: Option<Seen>,
    /// The last revision whose page was whole, where that is not the last one.
    whole: Option<Seen>,
}

/// A revision on the timeline.
#[derive(Debug, Clone)]
struct Seen {
    number: usize,
    edition: Arc<Edition>,
    appeared: Appeared,
    /// What is wrong with its page.
    bad: Option<AlarmKind>,
}

impl Default for Timeline {
    fn default() -> Self {
        Self::new(Past::default())
    }
}

impl Timeline {
    /// A timeline that begins after revisions that are known only by what they said.
    #[must_use]
    pub fn new(past: Past) -> Self {
        Self::with(diff_editions, past)
    }

    /// The same with another comparison.
    pub(crate) fn with(compare: Compare, past: Past) -> Self {
        Self { compare, past, count: 0, last: None, whole: None }
    }

    /// Adds the next revision, and says what changed on the way to it; nothing for the first.
    pub fn push(&mut self, analysis: &Analysis, when: &Appeared) -> Comparison {
        self.push_edition(Edition::of(analysis), when)
    }

    /// As [`push`](Self::push), for a revision that is at hand as an edition.
    pub fn push_edition(&mut self, edition: impl Into<Arc<Edition>>, when: &Appeared) -> Comparison {
        let edition = edition.into();
        let next = Seen { number: self.count + 1, edition, appeared: when.clone(), bad: None };
        let comparison = self.step(&next);
        let bad = comparison.alarm.as_ref().map(|a| a.kind).filter(|k| k.is_of_page());
        self.take(Seen { bad, ..next });
        comparison
    }

    /// Adds a revision that need not be compared: its number, and what is known to be wrong with its page.
    pub fn resume(
        &mut self,
        number: usize,
        edition: impl Into<Arc<Edition>>,
        when: &Appeared,
        bad: Option<AlarmKind>,
    ) {
        let bad = bad.filter(|k| k.is_of_page());
        let edition = edition.into();
        self.take(Seen { number, edition, appeared: when.clone(), bad });
    }

    fn take(&mut self, next: Seen) {
        self.past.notes.extend(next.edition.notes.iter().cloned());
        if let Some(last) = self.last.take() {
            self.past.take(&last.edition);
            if last.bad.is_none() {
                self.whole = Some(last);
            }
        }
        self.count = next.number;
        self.last = Some(next);
    }

    /// Compares the next revision with the last one or, after a bad one, with the last whole one if the story is back; a
    /// page that goes on with its other story is compared with itself again.
    fn step(&self, next: &Seen) -> Comparison {
        let Some(last) = &self.last else { return Comparison::default() };
        let (Some(lost), Some(whole)) = (last.bad, &self.whole) else { return self.against(last, next) };
        let back = self.against(whole, next);
        let is_of_page = |c: &Comparison| c.alarm.as_ref().is_some_and(|a| a.kind.is_of_page());
        if !is_of_page(&back) {
            let reason = format!(
                "the text is back; compared with revision {}, the last one that had it",
                whole.number
            );
            let kind = AlarmKind::TextRegained;
            let alarm = Some(Alarm { kind, reason, sure: true, missing: Vec::new(), unmatched: Vec::new() });
            return Comparison { alarm, ..back };
        }
        let mut direct = self.against(last, next);
        if lost == AlarmKind::TextLost && !is_of_page(&direct) {
            direct.alarm =
                back.alarm.map(|alarm| Alarm { missing: Vec::new(), unmatched: Vec::new(), ..alarm });
            // What comes and goes in what is left of a page is no more of an edit than the rest of it.
            direct.retain(|c| c.was.is_some() && c.now.is_some());
        }
        direct
    }

    fn against(&self, old: &Seen, next: &Seen) -> Comparison {
        let days = Days::between(&old.appeared, &next.appeared);
        let comparison = (self.compare)(&old.edition, &next.edition, &self.past, &days);
        Comparison { against: Some(old.number), ..comparison }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::fingerprint::fingerprint;
    use super::*;
    use crate::claim::statements;
    use crate::speaker::Cast;
    use crate::text::Document;

    const STORY: &str = "A fire broke out in the old mill in Upton on Monday.\n\
        It killed 12 people, most of them guests of a wedding.\nThe mayor came to the site within the hour.\n\
        Two roads to the station were closed by police.\nTrains to Wexley ran late for all of the day.\n\
        The mill had stood empty for a dozen years.\nInspectors had asked for new stairs in June.";

    fn edition(text: &str) -> Edition {
        let document = Document::new(text);
        let statements = statements(&document, &[], &Cast::default(), None);
        Edition::new(&document, statements)
    }

    fn on(day: &str) -> Appeared {
        Appeared { captured: Some(day.to_owned()), ..Appeared::default() }
    }

    fn kinds(comparison: &Comparison) -> Vec<Vec<Kind>> {
        comparison.changes.iter().map(|c| c.kinds.clone()).collect()
    }

    #[test]
    fn each_revision_is_compared_with_the_one_before() {
        let mut timeline = Timeline::default();
        assert_eq!(timeline.push_edition(edition(STORY), &Appeared::default()), Comparison::default());
        let second = STORY.replace("12 people", "19 people");
        let found = timeline.push_edition(edition(&second), &Appeared::default());
        assert_eq!((kinds(&found), found.against), (vec![vec![Kind::FigureChanged]], Some(1)));
        let found = timeline.push_edition(edition(&second), &Appeared::default());
        assert_eq!((kinds(&found), found.against), (vec![], Some(2)));
    }

    #[test]
    fn what_an_older_revision_said_is_restored_and_its_notes_are_no_news() {
        let mut timeline = Timeline::default();
        let note = "Correction: an earlier version misstated the number of roads.";
        let noted = format!("{STORY}\n{note}");
        let without: String =
            STORY.lines().filter(|l| !l.starts_with("Two roads")).collect::<Vec<_>>().join("\n");
        for text in [&noted, &without] {
            timeline.push_edition(edition(text), &Appeared::default());
        }
        let found = timeline.push_edition(edition(&noted), &Appeared::default());
        assert_eq!(kinds(&found), [[Kind::Restored]]);
    }

    #[test]
    fn a_credit_that_comes_again_is_not_restored() {
        let mut timeline = Timeline::default();
        let credited = format!("{STORY}\n(ANB)");
        for text in [&*credited, STORY] {
            timeline.push_edition(edition(text), &Appeared::default());
        }
        let found = timeline.push_edition(edition(&credited), &Appeared::default());
        assert_eq!(kinds(&found), [[Kind::Added]]);
    }

    #[test]
    fn a_day_is_one_day_however_it_is_named() {
        let mut timeline = Timeline::default();
        timeline
            .push_edition(edition("The mill will open again tomorrow, the mayor wrote."), &on("2026-03-03"));
        let found = timeline
            .push_edition(edition("The mill will open again today, the mayor wrote."), &on("2026-03-04"));
        assert!(!found.changes.iter().any(|c| c.material), "{found:?}");
    }

    #[test]
    fn after_a_lost_page_the_last_whole_one_is_compared() {
        let mut timeline = Timeline::default();
        timeline.push_edition(edition(STORY), &Appeared::default());
        let stub = STORY.lines().next().unwrap_or_default();
        let lost = timeline.push_edition(edition(stub), &Appeared::default());
        assert_eq!(lost.alarm.map(|a| a.kind), Some(AlarmKind::TextLost));
        let found = timeline.push_edition(edition(STORY), &Appeared::default());
        assert_eq!((kinds(&found), found.against), (vec![], Some(1)));
        assert_eq!(found.alarm.map(|a| a.kind), Some(AlarmKind::TextRegained));
    }

    #[test]
    fn a_timeline_goes_on_from_what_is_known() {
        let past = Past {
            said: [fingerprint("Two roads to the station were closed by police.")].into(),
            ..Past::default()
        };
        let mut timeline = Timeline::new(past);
        let without: String =
            STORY.lines().filter(|l| !l.starts_with("Two roads")).collect::<Vec<_>>().join("\n");
        timeline.resume(7, edition(&without), &Appeared::default(), None);
        let found = timeline.push_edition(edition(STORY), &Appeared::default());
        assert_eq!((kinds(&found), found.against), (vec![vec![Kind::Restored]], Some(7)));
    }
}
