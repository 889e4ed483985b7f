//! Ranking: which of the wordings that share words with one are worth comparing with it.

use super::thresholds::MOST_CANDIDATES;
use std::collections::HashMap;
use std::hash::Hash;

/// The wordings that share most with one, by the lists of those that have each of its terms: a term weighs the more the
/// fewer have it. `all` is how many wordings there are. The best come first; of equal ones those with the lower number.
#[must_use]
pub fn rank<T: Copy + Ord + Hash>(postings: &[&[T]], all: usize) -> Vec<T> {
    let mut weights: HashMap<T, (f64, usize)> = HashMap::new();
    for list in postings {
        #[allow(clippy::cast_precision_loss)] // counts of statements are far below 2^52
        let weight = (all.max(list.len()) as f64 / list.len().max(1) as f64).ln() + 0.1;
        for &wording in *list {
            let of = weights.entry(wording).or_default();
            (of.0, of.1) = (of.0 + weight, of.1 + 1);
        }
    }
    // One word in common ties nothing, unless there is only one to have in common.
    let least = usize::from(postings.len() > 1) + 1;
    let mut ranked: Vec<(T, f64)> = weights
        .into_iter()
        .filter(|(_, (_, terms))| *terms >= least)
        .map(|(id, (weight, _))| (id, weight))
        .collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.truncate(MOST_CANDIDATES);
    ranked.into_iter().map(|(id, _)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_shares_rare_words_comes_first() {
        assert_eq!(rank(&[&[1, 2, 3], &[3, 4], &[4, 1, 3]], 100), [3, 4, 1]);
        assert_eq!(rank(&[&[7]], 100), [7]);
        assert_eq!(rank::<i64>(&[], 0), [0; 0]);
    }

    proptest! {
        #[test]
        fn the_order_of_the_terms_does_not_matter(
            lists in proptest::collection::vec(proptest::collection::vec(0i64..30, 0..9), 0..9),
        ) {
            let forward: Vec<&[i64]> = lists.iter().map(Vec::as_slice).collect();
            let backward: Vec<&[i64]> = lists.iter().rev().map(Vec::as_slice).collect();
            let set = |of: &[&[i64]]| -> std::collections::BTreeSet<i64> { rank(of, 50).into_iter().collect() };
            prop_assert_eq!(set(&forward), set(&backward));
        }
    }
}
