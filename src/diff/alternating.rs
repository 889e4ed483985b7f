//! Alternating headlines: outlets show their readers one of several headlines in turn, while the story stays as it is.

use super::change::Edit;
use super::edition::{Edition, Past};
use super::finding::JUDGE;
use super::fingerprint::fingerprint;
use super::kind::{Kind, Severity};
use crate::claim::Position;

/// Makes little of the only edit of a revision where that is a headline which an older revision had: nothing says that it
/// is an edit of the story. What contradicts the other headline (a figure, a name, a denial) stays as it was found.
pub(super) fn soften(edits: &mut [Edit], new: &Edition, past: &Past) {
    let [edit] = edits else { return };
    let (&[_], &[at]) = (edit.before.as_slice(), edit.after.as_slice()) else { return };
    let headline = &new.sentences[at];
    let came_back =
        headline.position == Position::Headline && past.said.contains(&fingerprint(&headline.text));
    let change = &mut edit.change;
    // What a headline leaves out the story says all the same, and other words alone contradict nothing.
    let left_out = |kind: Kind| matches!(kind, Kind::FigureRemoved | Kind::DetailRemoved | Kind::Different);
    let contradicts = change.findings.iter().any(|f| f.rule != JUDGE && f.kind.turns() && !left_out(f.kind));
    if !came_back || contradicts {
        return;
    }
    for finding in &mut change.findings {
        finding.severity = finding.severity.min(Severity::Low);
        finding.material = false;
    }
    change.severity = change.severity.min(Severity::Low);
    (change.material, change.new, change.withdrawn) = (false, false, false);
    "a headline came back that an older revision had, and nothing else changed"
        .clone_into(&mut change.reason);
}

#[cfg(test)]
mod tests {
    use super::super::Timeline;
    use super::*;
    use crate::analysis::Analysis;
    use crate::claim::{Appeared, statements};
    use crate::speaker::Cast;
    use crate::text::Document;

    /// The severity and weight of each step of a story under some headlines.
    fn steps(headlines: &[&str], edit_of_last: bool) -> Vec<Vec<(Severity, bool)>> {
        let mut timeline = Timeline::default();
        let last = headlines.len() - 1;
        let step = |(n, headline): (usize, &&str)| {
            let hurt = if edit_of_last && n == last { "Nine" } else { "Two" };
            let text = format!(
                "The ferry sank off Corran on Monday with forty people on board, the coastguard said.\n\n\
                 {hurt} people were hurt, and the search went on."
            );
            let document = Document::new(text);
            let statements = statements(&document, &[], &Cast::default(), Some(headline));
            let analysis = Analysis { document, statements, ..Analysis::default() };
            let found = timeline.push(&analysis, &Appeared::default());
            found.changes.iter().map(|c| (c.severity, c.material)).collect()
        };
        headlines.iter().enumerate().map(step).collect()
    }

    const A: &str = "Ferry sinks off Corran with forty on board";
    const B: &str = "Horror as ferry goes down off Corran";

    #[test]
    fn a_headline_that_comes_back_alone_is_of_little_weight() {
        let found = steps(&[A, B, A, B], false);
        assert!(found[1][0].1, "nobody knows yet that the first will be back");
        assert_eq!(found[2..], [[(Severity::Low, false)], [(Severity::Low, false)]]);
    }

    #[test]
    fn a_fact_that_turns_is_none_of_that() {
        let sixty = A.replace("forty", "sixty");
        assert_eq!(steps(&[A, &sixty, A], false)[2], [(Severity::High, true)]);
        let edited = &steps(&[A, B, A], true)[2];
        assert!(
            edited.len() == 2 && edited.iter().all(|(severity, _)| *severity >= Severity::Medium),
            "{edited:?}"
        );
    }
}
