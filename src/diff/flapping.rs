//! Flapping: a wording that goes, comes back, and may go again, over several revisions of an article.

use super::change::Comparison;
use super::fingerprint::fingerprint;
use std::collections::HashMap;

/// A passage that alternates between two wordings.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Flapping {
    /// The wording that was there first; `None` where the passage came in and went again.
    pub was: Option<String>,
    /// The other; `None` where the passage went and came back.
    pub now: Option<String>,
    /// The numbers of the revisions with which it turned, in order; at least two.
    pub revisions: Vec<usize>,
}

/// The passages that alternate over the steps to some revisions, each given with its number, in their order.
#[must_use]
pub fn flapping(steps: &[(usize, Comparison)]) -> Vec<Flapping> {
    let key = |text: &Option<String>| text.as_deref().map(fingerprint);
    let mut found: Vec<Flapping> = Vec::new();
    let mut known: HashMap<[Option<u64>; 2], usize> = HashMap::new();
    for (number, comparison) in steps {
        for change in comparison.changes.iter().filter(|change| change.was != change.now) {
            let (was, now) = (key(&change.was), key(&change.now));
            if let Some(&at) = known.get(&[now, was]) {
                // It is known as it went; now it comes back.
                let turns = &mut found[at].revisions;
                if !turns.len().is_multiple_of(2) {
                    turns.push(*number);
                }
            } else if let Some(&at) = known.get(&[was, now]) {
                let turns = &mut found[at].revisions;
                if turns.len().is_multiple_of(2) {
                    turns.push(*number);
                }
            } else {
                known.insert([was, now], found.len());
                let (was, now) = (change.was.clone(), change.now.clone());
                found.push(Flapping { was, now, revisions: vec![*number] });
            }
        }
    }
    found.retain(|passage| passage.revisions.len() > 1);
    found
}

#[cfg(test)]
mod tests {
    use super::super::change::Change;
    use super::*;

    /// What alternates over steps of one change each, from the second revision on.
    fn found(steps: &[(&str, &str)]) -> Vec<(String, Vec<usize>)> {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let steps: Vec<(usize, Comparison)> = steps
            .iter()
            .zip(2..)
            .map(|((was, now), number)| {
                let change = Change { was: text(was), now: text(now), ..Change::default() };
                (number, Comparison { changes: vec![change], ..Comparison::default() })
            })
            .collect();
        flapping(&steps).into_iter().map(|f| (f.was.unwrap_or_default(), f.revisions)).collect()
    }

    #[test]
    fn what_comes_back_alternates_and_what_goes_on_does_not() {
        let (a, b, c) = ("The pier is shut.", "The pier is open.", "The pier is gone.");
        assert_eq!(found(&[(a, b), (b, a)]), [(a.to_owned(), vec![2, 3])]);
        assert_eq!(found(&[(a, b), (b, a), (a, b)]), [(a.to_owned(), vec![2, 3, 4])]);
        assert_eq!(found(&[(a, b), (b, c)]), []);
        assert_eq!(found(&[("", a), (a, ""), (b, c)]), [(String::new(), vec![2, 3])]);
        assert_eq!(found(&[(a, b), (c, a)]), []);
    }
}
