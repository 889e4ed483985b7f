//! Explain: what the fitted models say of one change, asked anew.

use super::edition::Edition;
use super::judge;
use super::judgement::Judgement;
use super::pair::Pair;
use super::revisions::weighed;
use super::rules;
use crate::claim::{Days, bare_statement};

/// How likely two wordings that appeared on known days differ materially, and what says so; `None` where they are equal.
#[must_use]
pub fn explain_pair(before: &str, after: &str, days: &Days) -> Option<Judgement> {
    if before == after {
        return None;
    }
    let (old, new) = (bare_statement(before), bare_statement(after));
    let pair = Pair::new(&old, &new, days);
    let found = rules::findings(&pair, false);
    judge::judgement(&judge::features(&pair, &found))
}

/// How likely a sentence that came in, or that is `gone`, is a central claim, and what says so; `None` where no such
/// sentence did.
#[must_use]
pub fn explain_sentence(old: &Edition, new: &Edition, text: &str, gone: bool) -> Option<Judgement> {
    let found = weighed(old, new).into_iter().find(|w| w.gone == gone && w.text == text)?;
    Some(found.judgement())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn material(before: &str, after: &str) -> f32 {
        explain_pair(before, after, &Days::default()).map_or(f32::NAN, |j| j.probability)
    }

    #[test]
    fn a_turned_fact_is_likelier_material_than_a_spelling() {
        let turned = material("The fire killed 12 people in Upton.", "The fire killed 19 people in Upton.");
        let spelled = material("The programme was organised well.", "The program was organized well.");
        assert!(turned > 0.5 && spelled < turned, "{turned} {spelled}");
    }

    #[test]
    fn the_weightiest_features_come_first() {
        let found =
            explain_pair("The mayor left Upton.", "The mayor fled Wexley at night.", &Days::default());
        let weights: Vec<f32> = found.unwrap().weights.iter().map(|w| w.weight.abs()).collect();
        assert!(weights.len() > 3 && weights.is_sorted_by(|a, b| a >= b), "{weights:?}");
        assert_eq!(explain_pair("The same.", "The same.", &Days::default()), None);
    }

    #[test]
    fn the_weights_of_a_sentence_are_those_of_its_features() {
        let edition = |lines: &[&str]| {
            Edition::bare(&lines.iter().map(|line| bare_statement(line)).collect::<Vec<_>>())
        };
        let (stands, came) = ("The pier is shut.", "A jury found three engineers guilty of fraud on Monday.");
        let (old, new) = (edition(&[stands]), edition(&[stands, came]));
        let found = explain_sentence(&old, &new, came, false).unwrap();
        let grave = found.weights.iter().find(|w| w.feature.contains("accuses")).unwrap();
        assert!(grave.value > 0.0 && grave.weight > 0.0, "{found:?}");
        assert_eq!(explain_sentence(&old, &new, stands, false), None);
        assert_eq!(explain_sentence(&old, &new, came, true), None);
    }
}
