//! Two wordings of one statement, read and put side by side: all that a rule may look at.

use super::attribution::read_attributed;
use super::excuse;
use super::finding::Finding;
use super::hunks::{self, Aligned, Hunk};
use super::kind::{Kind, Severity};
use super::matching::{self, Matching, meet};
use super::pairing::{PairLink, Pairing};
use super::reading::{Attributed, Reading};
use super::roles::{self, Turned};
use super::thresholds::pair::{CLAUSE, SENTENCE};
use super::tie::Tie;
use crate::claim::{Days, Statement, Token};
use crate::english::slips::are_two_words;
use crate::text::Span;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Two wordings side by side.
pub(super) struct Pair<'p> {
    /// The old wording.
    pub(super) old: Reading<'p>,
    /// The new wording.
    pub(super) new: Reading<'p>,
    /// Which words stand in the same place, and where the two differ.
    pub(super) aligned: Aligned,
    /// Which words go together, wherever they stand.
    pub(super) pairing: Pairing,
    /// Who does what to whom in the one and in the other.
    pub(super) roles: Turned,
    /// When the two appeared.
    pub(super) days: &'p Days,
    /// Which attributions go together.
    pub(super) attributions: Matching,
    /// Which quotations go together.
    pub(super) quotations: Matching,
    /// Words of figures, of sources and their cues, and of quotations that go together, old and new: rules of their own
    /// compare them.
    owned: [Vec<bool>; 2],
}

/// Which of the two wordings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The old one.
    Old,
    /// The new one.
    New,
}

/// One wording, seen against the other.
#[derive(Clone, Copy)]
pub(super) struct View<'v> {
    /// Which one.
    pub(super) side: Side,
    /// The wording.
    pub(super) from: &'v Reading<'v>,
    /// The other one.
    pub(super) to: &'v Reading<'v>,
    partner: &'v [Option<usize>],
    links: &'v [Option<PairLink>],
    free: &'v HashSet<String>,
    hunks: &'v [Hunk],
    owned: &'v [bool],
}

impl<'p> Pair<'p> {
    pub(super) fn new(old: &'p Statement, new: &'p Statement, days: &'p Days) -> Self {
        let (mut old, mut new) = (read_attributed(old), read_attributed(new));
        part_stems(&mut old, &mut new);
        let aligned = hunks::align(&old, &new);
        let pairing = Pairing::new(&old, &new, days);
        let mut pair = Self {
            roles: roles::turned(&old, &new, &pairing),
            pairing,
            attributions: matching::attributions(&old, &new),
            quotations: matching::quotations(&old, &new, &aligned),
            owned: [vec![false; old.words.len()], vec![false; new.words.len()]],
            old,
            new,
            aligned,
            days,
        };
        pair.owned = pair.views().map(|view| owned(view, &pair));
        pair
    }

    /// Each wording seen against the other, the old one first.
    pub(super) fn views(&self) -> [View<'_>; 2] {
        let Aligned { old_to_new, new_to_old, hunks, free_old, free_new } = &self.aligned;
        let [owned_old, owned_new] = &self.owned;
        let old = View {
            side: Side::Old,
            from: &self.old,
            to: &self.new,
            partner: old_to_new,
            links: &self.pairing.old,
            free: free_old,
            hunks,
            owned: owned_old,
        };
        let new = View {
            side: Side::New,
            from: &self.new,
            to: &self.old,
            partner: new_to_old,
            links: &self.pairing.new,
            free: free_new,
            hunks,
            owned: owned_new,
        };
        [old, new]
    }

    /// Attributions of one wording that go with none of the other.
    pub(super) fn lone_attributions(&self, side: Side) -> impl Iterator<Item = &Attributed> {
        let (lone, reading) = match side {
            Side::Old => (&self.attributions.old, &self.old),
            Side::New => (&self.attributions.new, &self.new),
        };
        lone.iter().map(|&n| &reading.attributions[n])
    }

    /// Quotations of one wording that go with none of the other.
    pub(super) fn lone_quotations(&self, side: Side) -> impl Iterator<Item = &Range<usize>> {
        let (lone, reading) = match side {
            Side::Old => (&self.quotations.old, &self.old),
            Side::New => (&self.quotations.new, &self.new),
        };
        lone.iter().map(|&n| &reading.quotes[n])
    }

    /// A finding that shows ranges of words of both wordings.
    pub(super) fn finding(
        &self,
        kind: Kind,
        severity: Severity,
        before: &[Range<usize>],
        after: &[Range<usize>],
        reason: &'static str,
    ) -> Finding {
        let spans = |r: &Reading<'_>, list: &[Range<usize>]| -> Vec<Span> {
            list.iter().filter_map(|range| r.span(range)).collect()
        };
        let mut found = Finding::new(kind, "", "", severity, reason);
        found.show((self.old.text(), spans(&self.old, before)), (self.new.text(), spans(&self.new, after)));
        found
    }

    /// A finding that shows both wordings whole.
    pub(super) fn of_all(&self, kind: Kind, severity: Severity, reason: &'static str) -> Finding {
        let (old, new) = (0..self.old.words.len(), 0..self.new.words.len());
        self.finding(kind, severity, &[old], &[new], reason)
    }

    /// As [`finding`](Self::finding), of words of one wording only.
    pub(super) fn one_sided(
        &self,
        side: Side,
        kind: Kind,
        severity: Severity,
        shown: &[Range<usize>],
        reason: &'static str,
    ) -> Finding {
        match side {
            Side::Old => self.finding(kind, severity, shown, &[], reason),
            Side::New => self.finding(kind, severity, &[], shown, reason),
        }
    }
}

/// Gives words that share a stem by chance, "plans" here and "planes" there, their lemmas for stems.
fn part_stems(old: &mut Reading<'_>, new: &mut Reading<'_>) {
    let mut forms: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, word) in old.words.iter().enumerate() {
        let known = forms.entry(&word.stem).or_default();
        if known.iter().all(|&k| old.norm(k) != word.norm) {
            known.push(i);
        }
    }
    let collide = |(j, word): (usize, &Token)| {
        let mut forms = forms.get(word.stem.as_str())?.iter().filter(|&&i| old.norm(i) != word.norm);
        forms.any(|&i| are_two_words(&old.entries[i], &new.entries[j])).then(|| word.stem.clone())
    };
    let chance: HashSet<String> = new.words.iter().enumerate().filter_map(collide).collect();
    if !chance.is_empty() {
        old.part_stems(&chance);
        new.part_stems(&chance);
    }
}

fn owned(view: View<'_>, pair: &Pair<'_>) -> Vec<bool> {
    let from = view.from;
    let mut owned = vec![false; from.words.len()];
    // An attribution that came or went with all that it says is a clause of its own.
    let whole = |a: &Attributed| {
        view.to.statement.voice.is_none()
            && pair.lone_attributions(view.side).any(|lone| std::ptr::eq(lone, a))
            && !matching::survives(from, &a.content, view.to)
    };
    let said = from.attributions.iter().filter(|a| !whole(a)).flat_map(|a| [a.source.clone(), a.cue.clone()]);
    let figures = from.figures.iter().map(|f| f.tokens.clone());
    let quotes = from.quotes.iter().filter(|q| !pair.lone_quotations(view.side).any(|lone| lone == *q));
    for range in said.chain(figures).chain(quotes.cloned()).chain([from.lead()]) {
        owned[range].fill(true);
    }
    owned
}

impl<'v> View<'v> {
    /// The word in the same place of the other wording.
    pub(super) fn partner(&self, at: usize) -> Option<usize> {
        self.partner[at]
    }

    /// The word of the other wording that says what word `at` says, wherever it stands.
    pub(super) fn near(&self, at: usize) -> Option<usize> {
        self.links[at].filter(|l| l.tie.is_near()).map(|l| l.to)
    }

    /// The word of the other wording that is the opposite of word `at`, where it is paired with one.
    pub(super) fn opposite(&self, at: usize) -> Option<usize> {
        self.links[at].filter(|l| l.tie == Tie::Opposite).map(|l| l.to)
    }

    /// What ties word `at` to a word of the other wording.
    pub(super) fn tie(&self, at: usize) -> Option<Tie> {
        self.links[at].map(|link| link.tie)
    }

    /// Whether another word than a figure's, a source's, a cue's, or one of a quotation that stands on both sides.
    pub(super) fn is_plain(&self, at: usize) -> bool {
        !self.owned[at]
    }

    /// Whether the other wording says what word `at` says, wherever it stands and in whatever form.
    pub(super) fn is_said(&self, at: usize) -> bool {
        self.to.stems.contains(&self.from.words[at].stem) || self.links[at].is_some_and(|l| !l.tie.is_open())
    }

    /// Whether the name at `at` stands in the other wording, in some form: "Kiev" for "Kyiv", "Mt." for "Mount".
    pub(super) fn is_known(&self, at: usize) -> bool {
        let other_form = self.links[at].is_some_and(|link| matches!(link.tie, Tie::Name | Tie::Short));
        other_form || self.to.stems.contains(&self.from.words[at].stem) || self.is_related(at)
    }

    /// Whether the other wording has the name at `at` in another form: its people, its initials.
    pub(super) fn is_related(&self, at: usize) -> bool {
        self.from.names.has_related(at, self.from.norm(at), &self.to.names)
    }

    /// Whether the stem of word `at` is among the words that differ.
    pub(super) fn is_free(&self, stem: &str) -> bool {
        self.free.contains(stem)
    }

    /// Content words of `range` that the other wording says nowhere and that no rule shows to say nothing new.
    pub(super) fn novel(&self, range: &Range<usize>) -> Vec<usize> {
        range
            .clone()
            .filter(|&i| self.from.is_content(i) && !self.is_said(i))
            .filter(|&i| !(self.from.words[i].capital && self.is_known(i)))
            .filter(|&i| !self.is_gloss(i) && excuse::excuse(self.from, i, self.links, self.to).is_none())
            .collect()
    }

    /// Whether the name at `at` is of a country or a state and follows a smaller place: "Upton, in the United States".
    fn is_gloss(&self, at: usize) -> bool {
        let names = &self.from.names;
        let start = (0..=at).rev().take_while(|&i| names.is_place(i)).last();
        start.is_some_and(|start| {
            let before = start.checked_sub(1).map_or("", |b| self.from.norm(b));
            self.from.before[start] == ',' || matches!(before, "in" | "of" | "the")
        })
    }

    /// Where the wordings differ: here, there.
    pub(super) fn places(&self) -> impl Iterator<Item = (&'v Range<usize>, &'v Range<usize>)> + use<'v> {
        let old = self.side == Side::Old;
        self.hunks.iter().map(move |h| if old { (&h.old, &h.new) } else { (&h.new, &h.old) })
    }

    /// Whether word `at` and the one that it governs stand in a run of words that this wording has beyond the other: a
    /// clause of its own.
    pub(super) fn in_new_clause(&self, at: usize) -> bool {
        self.places().filter(|(here, there)| here.contains(&at) && there.is_empty()).any(|(here, _)| {
            let governs = self.from.content_from(at + 1).next();
            let content = here.clone().filter(|&i| i != at && self.from.is_content(i)).count();
            content >= CLAUSE && governs.is_none_or(|i| here.contains(&i))
        })
    }

    /// Whether the sentence around word `at` stands in the other wording by a third and more of its content words.
    pub(super) fn sentence_stands(&self, at: usize) -> bool {
        let ends = |i: &usize| matches!(self.from.before[*i], '.' | ';' | '!');
        let (least, most) = (at.saturating_sub(SENTENCE), self.from.words.len().min(at + SENTENCE));
        let start = (least + 1..=at).rev().find(ends).unwrap_or(least);
        let end = (at + 1..most).find(ends).unwrap_or(most);
        let (kept, all) = (start..end)
            .filter(|&i| self.from.is_content(i))
            .fold((0, 0), |(kept, all), i| (kept + usize::from(self.partner[i].is_some()), all + 1));
        kept * 3 >= all
    }

    /// Whether content that this wording says nowhere stood where word `at` stands.
    pub(super) fn took_a_place(&self, other: View<'_>, at: usize) -> bool {
        let mut places = self.places().filter(|(here, _)| here.contains(&at));
        places.any(|(_, there)| there.clone().any(|k| other.from.is_content(k) && other.near(k).is_none()))
    }

    /// Whether a difference meets `range` here, and content words stand there.
    pub(super) fn is_replaced(&self, range: &Range<usize>) -> bool {
        self.places().any(|(here, there)| meet(here, range) && there.clone().any(|k| self.to.is_content(k)))
    }
}
