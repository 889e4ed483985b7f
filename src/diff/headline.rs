//! Headlines: paired by their place and not by their words, so that a new one may say something else altogether.

use super::compare::compare_dated;
use super::finding::{Finding, JUDGE};
use super::kind::{Kind, Severity};
use super::pair::{Pair, View};
use super::tells::Tells;
use crate::claim::{Days, Position, Statement, bare_words};
use crate::text::unmarked;

const OTHER: &str = "the headline says something else";

/// What changed between two headlines; "CORRECTED-" before them is a note.
pub(super) fn findings(was: &str, now: &str, days: &Days) -> Vec<Finding> {
    let (old, new) = (unmarked(was), unmarked(now));
    let headline = |text: &str| Statement { position: Position::Headline, ..bare_words(text) };
    let (before, after) = (headline(old), headline(new));
    let mut findings = compare_dated(&before, &after, days);
    for finding in &mut findings {
        let perhaps = if finding.rule == JUDGE { "probably " } else { "" };
        let worth = finding.severity >= Severity::Medium;
        match finding.kind {
            Kind::Different => finding.reason = format!("the headline {perhaps}says something else"),
            Kind::PolarityFlipped if worth => {}
            Kind::DetailRemoved if !Tells::of(&finding.before).grave.is_empty() => {}
            _ => continue,
        }
        finding.severity = Severity::High;
    }
    if let Some(top) = findings.first_mut().filter(|f| f.severity < Severity::High)
        && is_another(&Pair::new(&before, &after, days))
    {
        (top.severity, top.reason, top.material) = (Severity::High, OTHER.to_owned(), true);
    }
    findings.into_iter().map(|f| f.within((old, was), (new, now))).collect()
}

/// New words on both sides together that make another headline, and how many words there may be for each of them.
const NOVEL: usize = 3;
const SHARE: usize = 3;

/// Whether each headline has words that the other has not, several on both sides together and a third of all.
fn is_another(pair: &Pair<'_>) -> bool {
    let content = |view: &View<'_>| (0..view.from.words.len()).filter(|&at| view.from.is_content(at)).count();
    let views = pair.views();
    let novel = views.map(|view| view.novel(&(0..view.from.words.len())).len());
    let all: usize = views.iter().map(content).sum();
    let both: usize = novel.iter().sum();
    novel.iter().all(|&n| n > 0) && both >= NOVEL && both * SHARE >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn severity(was: &str, now: &str) -> Severity {
        findings(was, now, &Days::default()).iter().map(|f| f.severity).max().unwrap_or_default()
    }

    #[test]
    fn another_headline_is_high() {
        for (was, now) in [
            ("Ferry engineer blamed in Lowther blast", "Ferry engineer cleared in Lowther blast"),
            ("Wheat prices mostly higher at noon", "Wheat prices close weak in new crop"),
            ("Mayor opens pool in Upton", "Mayor defends cost of pool after protest"),
            ("Council backs tram line", "Council rejects tram line"),
            ("Union calls strike at Orlec", "Union calls off strike at Orlec"),
            ("Fire guts mill in Wexley", "Owner of Wexley mill arrested over fire"),
            ("Mayor held over fraud at harbour", "Mayor held at harbour"),
            ("Three dead in Upton crash", "Five dead in Upton crash"),
            ("Ito to stand for mayor", "Ito will not stand for mayor"),
            ("Storm misses coast of Garrow", "Storm hits coast of Garrow"),
            ("Orlec profit rises 4 percent", "Orlec profit falls 4 percent"),
        ] {
            assert_eq!(severity(was, now), Severity::High, "{was} / {now}");
            let accuses = was.contains("over fraud");
            assert!(accuses || severity(now, was) == Severity::High, "{now} / {was}");
        }
    }

    #[test]
    fn a_headline_in_other_words_is_not() {
        for (was, now) in [
            ("Council votes to close pool", "Council votes to close swimming pool"),
            ("Fire guts mill in Wexley", "Fire guts Wexley mill"),
            ("Storm kills five in Garrow", "Five killed in Garrow storm"),
            ("Upton mayor resigns", "Mayor of Upton steps down"),
            ("Ferry strike ends", "Ferry strike over"),
            ("CORRECTED-Orlec profit rises", "Orlec profit rises"),
        ] {
            assert!(severity(was, now) < Severity::High, "{was} / {now}");
        }
    }
}
