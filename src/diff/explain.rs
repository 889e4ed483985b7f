//! Explain: how likely two wordings differ materially, and which of their features say so.

use super::judge::{self, Judgement};
use super::pair::Pair;
use super::rules;
use crate::claim::{Days, bare_statement};

/// How the judge sees two wordings that appeared on known days; `None` where they are equal.
#[must_use]
pub fn explain_pair(before: &str, after: &str, days: &Days) -> Option<Judgement> {
    if before == after {
        return None;
    }
    let (old, new) = (bare_statement(before), bare_statement(after));
    let pair = Pair::new(&old, &new, days);
    let found = rules::find(&pair, false);
    judge::judgement(&judge::features(&pair.old, &pair.new, &pair.pairing, &found, days))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn material(before: &str, after: &str) -> f32 {
        explain_pair(before, after, &Days::default()).map_or(f32::NAN, |j| j.material)
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
}
