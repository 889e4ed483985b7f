//! Comparison of two sides, wherever they come from: the changes, and what puts them in doubt.

use crate::claim::{Appeared, Statement};
use crate::diff::{AlarmKind, Edition, Past, Timeline};
use crate::report::ChangeItem;
use crate::speaker::SpeakerKind;
use std::collections::HashSet;
use std::sync::Arc;

/// One side of a comparison.
pub(super) struct ComparisonSide {
    pub(super) edition: Arc<Edition>,
    pub(super) appeared: Appeared,
    /// Of its attributions those whose speaker, a person said, did not say it.
    pub(super) not_theirs: HashSet<usize>,
}

impl ComparisonSide {
    /// One of which nobody decided anything.
    pub(super) fn read(edition: Edition, appeared: Appeared) -> Self {
        Self { edition: edition.into(), appeared, not_theirs: HashSet::new() }
    }

    /// Its statements with those named who are known to have said them.
    fn statements(&self) -> Vec<Statement> {
        let mut statements = self.edition.statements().to_vec();
        for statement in &mut statements {
            if statement.attribution.is_some_and(|n| self.not_theirs.contains(&n))
                && let Some(voice) = &mut statement.voice
            {
                (voice.speaker, voice.speaker_kind) = (Some(String::new()), SpeakerKind::None);
            }
        }
        statements
    }
}

/// What changed from one side to the other.
pub(super) struct Compared {
    /// The changes, in the order of the text.
    pub(super) items: Vec<ChangeItem>,
    /// The name of an alarm as the database and JSON have it, and its reason.
    pub(super) alarm: Option<(&'static str, String)>,
    /// Where the alarm is sure, and so no change tells it: the sentences that only the older side has.
    pub(super) missing: Vec<String>,
    /// The same for the newer side.
    pub(super) unmatched: Vec<String>,
}

/// Compares two sides; `past` is what came before them.
pub(super) fn compare(past: Past, old: &ComparisonSide, new: &ComparisonSide) -> Compared {
    let mut timeline = Timeline::new(past);
    timeline.push_edition(Arc::clone(&old.edition), &old.appeared);
    let comparison = timeline.push_edition(Arc::clone(&new.edition), &new.appeared);
    let (before, after) = (&old.statements(), &new.statements());
    let items = ChangeItem::of_comparison(&comparison, before, after);
    let untold = comparison.alarm.as_ref().filter(|a| a.sure && a.kind.is_of_page());
    let missing = untold.map_or_else(Vec::new, |a| contexts(before, &a.missing));
    let unmatched = untold.map_or_else(Vec::new, |a| contexts(after, &a.unmatched));
    Compared { items, alarm: comparison.alarm.map(|a| (alarm_key(a.kind), a.reason)), missing, unmatched }
}

/// The sentences that some statements stand in, each once.
fn contexts(statements: &[Statement], which: &[usize]) -> Vec<String> {
    let mut contexts: Vec<String> = which.iter().map(|&n| statements[n].context.to_string()).collect();
    contexts.dedup();
    contexts
}

/// The name of an alarm as the database and JSON have it.
pub(super) fn alarm_key(kind: AlarmKind) -> &'static str {
    match kind {
        AlarmKind::Replaced => "replaced",
        AlarmKind::TextLost => "text_lost",
        AlarmKind::TextRegained => "text_regained",
    }
}
