//! Slots: the one place in which two wordings say different things, while all around it they say the same: "the pool opens in
//! May", "the pool opens in June".

use super::pair::{Pair, View};
use super::reading::TokenClass;
use super::rules::negates;
use super::tie::Tie;
use crate::english::Relation;

/// Words around the place that both say, names aside.
const FRAME: usize = 2;
/// How sure it must be that two words are opposites.
const OPPOSED: f32 = 0.5;
/// How sure it must be that two words contrast.
const CONTRASTED: f32 = 0.3;

/// What stands in the one place in which two wordings differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Slot {
    /// There is no such place: they differ in none, in several, or in words that one of them has beyond the other.
    #[default]
    None,
    /// Another word, which may say the same: nothing is known of how the two stand to each other.
    Open,
    /// Another figure, name or thing.
    Unlike,
    /// Words that are opposed to each other; whether one of them is denied, the denials of the wordings tell.
    Opposite,
}

/// The one place in which the wordings differ.
pub(super) fn slot(pair: &Pair<'_>) -> Slot {
    let [left, right] = pair.views();
    let mut places = left.places().filter_map(|(here, there)| {
        let differ = [differing(left, here.clone()), differing(right, there.clone())];
        (!differ.iter().all(Vec::is_empty)).then_some((here, there, differ))
    });
    let (Some((here, there, [old, new])), None) = (places.next(), places.next()) else { return Slot::None };
    // What differs elsewhere, as words that moved may, is another place.
    let all = |view: View<'_>| differing(view, 0..view.from.words.len()).len();
    let alone = all(left) == old.len() && all(right) == new.len();
    let frame = frame(left, &old).min(frame(right, &new));
    if !alone || frame < FRAME {
        return Slot::None;
    }
    // One of them may say more: "is genuine", "is a fake made of plaster".
    if old.len().min(new.len()) == 1 && opposed(pair, &old, &new).is_some() {
        return Slot::Opposite;
    }
    let denied =
        here.clone().any(|at| negates(left.from, at)) || there.clone().any(|at| negates(right.from, at));
    // "reopened" and "opened again", "the singer" and "the woman" may well be one.
    let kin = old.first().is_some_and(|&at| matches!(left.tie(at), Some(Tie::Broader | Tie::Narrower)));
    match (class_of(left, &old), class_of(right, &new)) {
        (class, other) if denied || kin || class != other => Slot::None,
        (Some(TokenClass::Figure | TokenClass::Name | TokenClass::Noun), _) => Slot::Unlike,
        (Some(_), _) => Slot::Open,
        _ => Slot::None,
    }
}

/// The class of what differs: of a word, or of the several words of a figure or name.
fn class_of(view: View<'_>, words: &[usize]) -> Option<TokenClass> {
    let class = view.from.class(*words.first()?);
    let same = words.iter().all(|&at| view.from.class(at) == class);
    let whole = words.len() == 1 || matches!(class, TokenClass::Figure | TokenClass::Name);
    (same && whole).then_some(class)
}

/// The words of content among some that the other wording does not have: in no form, and in no other word.
fn differing(view: View<'_>, range: impl Iterator<Item = usize>) -> Vec<usize> {
    let known = |&at: &usize| {
        view.near(at).is_some_and(|to| !contrast(view, at, to))
            || view.from.class(at) == TokenClass::Name && view.is_known(at)
    };
    range.filter(|&at| view.from.is_content(at) && !known(&at)).collect()
}

/// How many words of content, names aside, both have.
fn frame(view: View<'_>, but: &[usize]) -> usize {
    let said = |&at: &usize| {
        view.from.is_content(at)
            && view.from.class(at) != TokenClass::Name
            && !but.contains(&at)
            && view.near(at).is_some()
    };
    (0..view.from.words.len()).filter(said).count()
}

/// Whether two words that are used alike contrast: "children" and "adults".
fn contrast(view: View<'_>, at: usize, to: usize) -> bool {
    view.tie(at) == Some(Tie::Like) && view.from.entries[at].contrast(&view.to.entries[to]) >= CONTRASTED
}

/// A word that only one of the wordings has and one that only the other has, opposed to each other wherever they stand.
pub(super) fn opposites(pair: &Pair<'_>) -> Option<[usize; 2]> {
    let [old, new] = pair.views().map(|view| differing(view, 0..view.from.words.len()));
    opposed(pair, &old, &new)
}

fn opposed(pair: &Pair<'_>, old: &[usize], new: &[usize]) -> Option<[usize; 2]> {
    let are = |i: usize, j: usize| {
        let (one, other) = (&pair.old.entries[i], &pair.new.entries[j]);
        let (relation, strength) = one.relate(other);
        relation == Relation::Opposite && strength >= OPPOSED || one.contrast(other) >= CONTRASTED
    };
    old.iter().find_map(|&i| Some([i, *new.iter().find(|&&j| are(i, j))?]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::{Days, bare_statement, bare_words};

    fn slot_of(one: &str, other: &str) -> Slot {
        let days = Days::default();
        let (old, new) = (bare_words(&bare_statement(one).text), bare_words(&bare_statement(other).text));
        let found = slot(&Pair::new(&old, &new, &days));
        assert_eq!(slot(&Pair::new(&new, &old, &days)), found, "{one} | {other}");
        found
    }

    #[test]
    fn the_one_place_that_differs_is_told_by_what_stands_in_it() {
        for (one, other, found) in [
            ("The pool opens in the old mill.", "The pool opens in the new harbour.", Slot::None),
            ("The mill had hired forty weavers.", "The mill had fired forty weavers.", Slot::Opposite),
            ("The gates were locked all night.", "The gates were unlocked all night.", Slot::Opposite),
            ("The gates were not locked at night.", "The gates were unlocked at night.", Slot::Opposite),
            ("The pill was approved for children.", "The pill was approved for adults.", Slot::Opposite),
            ("The bridge was built in 1962.", "The bridge was built in 1926.", Slot::Unlike),
            ("The money came from Berlin.", "The money came from Moscow.", Slot::Unlike),
            ("A bear had chased the hikers.", "A wolf had chased the hikers.", Slot::Unlike),
            (
                "The mammoth in the museum is a fake made of plaster and bones.",
                "The mammoth in the museum is genuine.",
                Slot::Opposite,
            ),
            ("The sailor was questioned by police.", "The sailor was released by police.", Slot::Open),
            ("The border will reopen on Monday.", "The border will be opened again on Monday.", Slot::None),
            ("Two teens were arrested.", "Two teenagers were arrested.", Slot::None),
            ("The shaft flooded within minutes.", "Within minutes the shaft flooded.", Slot::None),
            ("The ferry sails at noon.", "The ferry sails at noon from Upton.", Slot::None),
            ("The mayor spoke.", "The baker spoke.", Slot::None),
            ("", "", Slot::None),
        ] {
            assert_eq!(slot_of(one, other), found, "{one} | {other}");
        }
    }
}
