//! Alignment: which sentences of two editions are versions of one.
//!
//! Passes, each on what the one before left open: the same words; the same words with other full stops; the best partner
//! in both directions by words, word order, speaker and quoted words, first those hardly edited; sentences cut in two or
//! joined; and, among all pairs, those that changed places. Candidates come from an index of rare
//! words, so the work grows with the text and not with its square.
//! The method follows Spangher et al., `NewsEdits` (NAACL 2022), whose lexical matcher ties a neural one there.

use super::edition::{Edition, Sentence};
use super::fingerprint::fingerprint_of;
use super::thresholds::align::{
    ALIKE, ALIKE_IN_PLACE, CANDIDATES, COVERED, EDITED, ORDER_REACH, POSTINGS, QUOTED, SAME_QUOTE,
};
use crate::claim::{Position, Sort, Wording};
use crate::speaker::SpeakerKind;
use fnv::FnvHashMap;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

/// How the sentences of two editions go together. All indices are into the two lists.
#[derive(Debug, Default)]
pub(super) struct Alignment {
    /// Versions of one sentence, by the old index.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Pairs of `pairs` that changed places with others.
    pub(super) moved: HashSet<(usize, usize)>,
    /// An old sentence and the further new ones that it was cut into.
    pub(super) splits: Vec<(usize, Vec<usize>)>,
    /// A new sentence and the further old ones that went into it.
    pub(super) merges: Vec<(usize, Vec<usize>)>,
    /// Old sentences without any partner.
    pub(super) removed: Vec<usize>,
    /// New sentences without any partner.
    pub(super) added: Vec<usize>,
}

/// What alignment asks of a sentence.
struct Key {
    fingerprint: u64,
    speaker: String,
    /// The speaker is known by a name.
    named: bool,
    headline: bool,
    /// Stems of all words in order, as numbers.
    order: Vec<u32>,
    /// Stems of content words, sorted, each once.
    content: Vec<u32>,
    /// Stems of quoted words, sorted, each once.
    quoted: Vec<u32>,
    /// Stems of all quoted words in order.
    quotation: Vec<u32>,
}

/// Aligns two editions.
pub(super) fn align(old: &Edition, new: &Edition) -> Alignment {
    let mut words = FnvHashMap::default();
    let left: Vec<Key> = old.sentences.iter().map(|s| key(old, s, &mut words)).collect();
    let right: Vec<Key> = new.sentences.iter().map(|s| key(new, s, &mut words)).collect();
    let mut partner = Partners::new(left.len(), right.len());
    headlines(&left, &right, &mut partner);
    for neighbours in [(true, true), (true, false), (false, true), (false, false)] {
        same_words(&left, &right, neighbours, &mut partner);
    }
    cut_elsewhere(&left, &right, &mut partner);
    for least in [EDITED, ALIKE] {
        best_partners(&left, &right, words.len(), least, &mut partner);
        if least == ALIKE {
            in_place(&left, &right, &mut partner);
        }
        parts(&left, &right, &mut partner, Partners::cut);
        parts(&right, &left, &mut partner, Partners::joined);
    }
    partner.aligned(&left, &right)
}

/// Pairs of sentences of the same words, or hardly edited ones, wherever they stand.
pub(super) fn copies(old: &Edition, new: &Edition) -> Vec<(usize, usize)> {
    let mut words = FnvHashMap::default();
    let left: Vec<Key> = old.sentences.iter().map(|s| key(old, s, &mut words)).collect();
    let right: Vec<Key> = new.sentences.iter().map(|s| key(new, s, &mut words)).collect();
    let mut partner = Partners::new(left.len(), right.len());
    same_words(&left, &right, (false, false), &mut partner);
    best_partners(&left, &right, words.len(), EDITED, &mut partner);
    partner.aligned(&left, &right).pairs
}

/// Who goes with whom so far.
struct Partners {
    of_old: Vec<Option<usize>>,
    of_new: Vec<Option<usize>>,
    splits: BTreeMap<usize, Vec<usize>>,
    merges: BTreeMap<usize, Vec<usize>>,
}

impl Partners {
    fn new(old: usize, new: usize) -> Self {
        Self {
            of_old: vec![None; old],
            of_new: vec![None; new],
            splits: BTreeMap::new(),
            merges: BTreeMap::new(),
        }
    }

    fn join(&mut self, old: usize, new: usize) {
        self.of_old[old] = Some(new);
        self.of_new[new] = Some(old);
    }

    /// The parts of an old sentence on the new side, where `whole` counts old ones.
    fn cut(&mut self) -> Sides<'_> {
        Sides { of_whole: &self.of_old, of_part: &mut self.of_new, parts: &mut self.splits }
    }

    /// The parts of a new sentence on the old side.
    fn joined(&mut self) -> Sides<'_> {
        Sides { of_whole: &self.of_new, of_part: &mut self.of_old, parts: &mut self.merges }
    }

    fn aligned(self, left: &[Key], right: &[Key]) -> Alignment {
        let partners = self.of_old.iter().enumerate().filter_map(|(i, j)| j.map(|j| (i, j)));
        // A part has its whole for a partner, and not the other way round.
        let pairs: Vec<(usize, usize)> = partners.filter(|&(i, j)| self.of_new[j] == Some(i)).collect();
        let (removed, added) = (free(&self.of_old), free(&self.of_new));
        let moved = moved(&pairs, left, right);
        let (splits, merges) = (self.splits.into_iter().collect(), self.merges.into_iter().collect());
        Alignment { pairs, moved, splits, merges, removed, added }
    }
}

/// The two sides as the search for parts sees them.
struct Sides<'a> {
    of_whole: &'a Vec<Option<usize>>,
    of_part: &'a mut Vec<Option<usize>>,
    parts: &'a mut BTreeMap<usize, Vec<usize>>,
}

fn key(edition: &Edition, sentence: &Sentence, words: &mut FnvHashMap<String, u32>) -> Key {
    let mut order = Vec::new();
    let mut content = Vec::new();
    let (mut quoted, mut quotation) = (Vec::new(), Vec::new());
    let wording = Wording::of(&sentence.text);
    let fingerprint = fingerprint_of(&wording.tokens);
    for token in &wording.tokens {
        if matches!(token.sort, Sort::Mark | Sort::Quote) {
            continue;
        }
        let telling = token.is_spoken() && !crate::english::lexicon::is_small(&token.norm);
        let next = u32::try_from(words.len()).unwrap_or(u32::MAX);
        // A figure that changed is no other word: the value is what a diff is read for.
        let stem = if token.sort == Sort::Number { "#" } else { &token.stem };
        let id = words.get(stem).copied().unwrap_or_else(|| *words.entry(stem.to_owned()).or_insert(next));
        order.push(id);
        if token.quoted {
            quotation.push(id);
        }
        if telling {
            content.push(id);
            if token.quoted {
                quoted.push(id);
            }
        }
    }
    if content.is_empty() {
        content.clone_from(&order);
    }
    for list in [&mut content, &mut quoted] {
        list.sort_unstable();
        list.dedup();
    }
    let voice = sentence.statements.iter().find_map(|&n| edition.statements[n].voice.as_ref());
    Key {
        fingerprint,
        speaker: voice.map(|v| v.speaker.as_deref().unwrap_or(&v.source).to_lowercase()).unwrap_or_default(),
        named: voice.is_some_and(|v| {
            v.speaker.is_some() && matches!(v.speaker_kind, SpeakerKind::Person | SpeakerKind::Organization)
        }),
        headline: sentence.position == Position::Headline && sentence.span.is_none(),
        order,
        content,
        quoted,
        quotation,
    }
}

/// A headline is a version of the headline before it, however much it changed, unless its words went elsewhere.
fn headlines(left: &[Key], right: &[Key], partner: &mut Partners) {
    let find = |keys: &[Key]| keys.iter().position(|k| k.headline);
    if let (Some(i), Some(j)) = (find(left), find(right)) {
        partner.join(i, j);
    }
}

/// Sentences of the same words, and with neighbours of the same words where asked for, so that of several copies the one
/// goes with its like; the n-th copy with the n-th copy.
fn same_words(left: &[Key], right: &[Key], (before, after): (bool, bool), partner: &mut Partners) {
    let print = |keys: &[Key], at: Option<usize>| at.and_then(|at| keys.get(at)).map(|k| k.fingerprint);
    let name = |keys: &[Key], at: usize| {
        let last = before.then(|| print(keys, at.checked_sub(1)));
        let next = after.then(|| print(keys, Some(at + 1)));
        (keys[at].fingerprint, last, next)
    };
    let mut free: HashMap<_, VecDeque<usize>> = HashMap::new();
    for i in self::free(&partner.of_old) {
        free.entry(name(left, i)).or_default().push_back(i);
    }
    for j in self::free(&partner.of_new) {
        if let Some(i) = free.get_mut(&name(right, j)).and_then(VecDeque::pop_front) {
            partner.join(i, j);
        }
    }
}

/// Sentences that only a full stop more or less tells apart: two or three of one side have all the words of one of the
/// other.
fn cut_elsewhere(left: &[Key], right: &[Key], partner: &mut Partners) {
    let runs = |keys: &[Key], of: &[Option<usize>]| -> HashMap<Vec<u32>, Vec<usize>> {
        let mut runs = HashMap::new();
        for (first, length) in (0..keys.len()).flat_map(|n| [(n, 2), (n, 3)]) {
            let run = first..first + length;
            if run.end <= keys.len() && run.clone().all(|n| of[n].is_none() && !keys[n].headline) {
                let words: Vec<u32> =
                    keys[run.clone()].iter().flat_map(|k| k.order.iter().copied()).collect();
                runs.entry(words).or_insert_with(|| run.collect());
            }
        }
        runs
    };
    let longest = |run: &[usize], keys: &[Key]| run.iter().copied().max_by_key(|&n| keys[n].order.len());
    let (old_runs, new_runs) = (runs(left, &partner.of_old), runs(right, &partner.of_new));
    for i in free(&partner.of_old) {
        let Some(run) = new_runs.get(&left[i].order) else { continue };
        if let Some(main) = longest(run, right).filter(|_| run.iter().all(|&j| partner.of_new[j].is_none())) {
            run.iter().for_each(|&j| partner.of_new[j] = Some(i));
            partner.join(i, main);
            partner.splits.insert(i, run.iter().copied().filter(|&j| j != main).collect());
        }
    }
    for j in free(&partner.of_new) {
        let Some(run) = old_runs.get(&right[j].order) else { continue };
        if let Some(main) = longest(run, left).filter(|_| run.iter().all(|&i| partner.of_old[i].is_none())) {
            run.iter().for_each(|&i| partner.of_old[i] = Some(j));
            partner.join(main, j);
            partner.merges.insert(j, run.iter().copied().filter(|&i| i != main).collect());
        }
    }
}

/// The best partners in both directions: pairs by falling likeness, each sentence once. Looked for from both sides,
/// so that it makes no difference which revision is the old one.
fn best_partners(left: &[Key], right: &[Key], vocabulary: usize, least: f32, partner: &mut Partners) {
    let free_left = free(&partner.of_old);
    let free_right = free(&partner.of_new);
    let forth = candidates((left, &free_left), (right, &free_right), vocabulary);
    let back = candidates((right, &free_right), (left, &free_left), vocabulary);
    let mut pairs: Vec<(usize, usize)> =
        forth.into_iter().chain(back.into_iter().map(|(j, i)| (i, j))).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let alike = pairs.into_iter().map(|(i, j)| (likeness(&left[i], &right[j]), i, j));
    let mut scored: Vec<(f32, usize, usize)> = alike.filter(|pair| pair.0 >= ALIKE_IN_PLACE).collect();
    let order = |&(_, i, j): &(f32, usize, usize)| (i.abs_diff(j), i + j, i);
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| order(a).cmp(&order(b))));
    for &(_, i, j) in scored.iter().take_while(|s| s.0 >= least) {
        if partner.of_old[i].is_none() && partner.of_new[j].is_none() {
            partner.join(i, j);
        }
    }
    // Less alike, but between the same neighbours.
    for &(_, i, j) in scored.iter().filter(|_| least <= ALIKE) {
        if partner.of_old[i].is_none() && partner.of_new[j].is_none() && neighbours(partner, i, j) {
            partner.join(i, j);
        }
    }
}

fn free(of: &[Option<usize>]) -> Vec<usize> {
    (0..of.len()).filter(|&i| of[i].is_none()).collect()
}

/// For each of some sentences `there` the few `here` that share the most rare words with it: pairs (here, there).
fn candidates(
    (here, free_here): (&[Key], &[usize]),
    (there, free_there): (&[Key], &[usize]),
    vocabulary: usize,
) -> Vec<(usize, usize)> {
    let mut postings: Vec<Vec<u32>> = vec![Vec::new(); vocabulary];
    for &i in free_here {
        for &word in &here[i].content {
            postings[word as usize].push(u32::try_from(i).unwrap_or(u32::MAX));
        }
    }
    let mut out = Vec::new();
    let mut weight: HashMap<u32, f32> = HashMap::new();
    for &j in free_there {
        weight.clear();
        for &word in &there[j].content {
            let places = &postings[word as usize];
            if places.is_empty() {
                continue;
            }
            // Of a frequent word only the places nearest to this one in the text.
            let start = if places.len() > POSTINGS {
                let expected = j * here.len() / there.len().max(1);
                let at = places.partition_point(|&i| (i as usize) < expected);
                at.saturating_sub(POSTINGS / 2).min(places.len() - POSTINGS)
            } else {
                0
            };
            let rarity = 1.0 / (places.len() as f32);
            for &i in places.iter().skip(start).take(POSTINGS) {
                *weight.entry(i).or_default() += 0.05 + rarity;
            }
        }
        let mut best: Vec<(u32, f32)> = weight.iter().map(|(&i, &w)| (i, w)).collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        out.extend(best.iter().take(CANDIDATES).map(|&(i, _)| (i as usize, j)));
    }
    out
}

/// Whether both neighbours of the one are partners of those of the other, or parts of them. Where both texts begin or
/// end there, it is as if a neighbour stood on both sides.
fn neighbours(partner: &Partners, i: usize, j: usize) -> bool {
    let together = |a: usize, b: usize| partner.of_old[a] == Some(b) || partner.of_new[b] == Some(a);
    let before = match (i.checked_sub(1), j.checked_sub(1)) {
        (Some(a), Some(b)) => together(a, b),
        (a, b) => a == b,
    };
    let after = match (i + 1 < partner.of_old.len(), j + 1 < partner.of_new.len()) {
        (true, true) => together(i + 1, j + 1),
        (a, b) => a == b,
    };
    before && after
}

/// Two sentences that share few rare words, so that neither was a candidate for the other, but stand alone between
/// the same neighbours.
fn in_place(left: &[Key], right: &[Key], partner: &mut Partners) {
    for j in free(&partner.of_new) {
        let before = j.checked_sub(1);
        let after = |before: usize| {
            // Behind all parts of the partner.
            let main = partner.of_new[before]?;
            (main + 1..left.len()).find(|&i| partner.of_old[i] != Some(before))
        };
        let Some(i) = before.map_or(Some(0), after) else { continue };
        if i < left.len()
            && partner.of_old[i].is_none()
            && neighbours(partner, i, j)
            && likeness(&left[i], &right[j]) >= ALIKE_IN_PLACE
        {
            partner.join(i, j);
        }
    }
}

/// How alike two sentences are, 0 to a little over 1.
fn likeness(a: &Key, b: &Key) -> f32 {
    let shared = common(&a.content, &b.content) as f32;
    if shared == 0.0 {
        return 0.0;
    }
    let (least, sum) =
        (a.content.len().min(b.content.len()) as f32, (a.content.len() + b.content.len()) as f32);
    let dice = 2.0 * shared / sum;
    let contained = if least >= 3.0 { shared / least } else { dice };
    let order = subsequence(&a.order, &b.order);
    let pairs = bigrams(&a.order, &b.order);
    let mut score = 0.35 * dice + 0.25 * contained + 0.25 * order + 0.15 * pairs;
    if !a.speaker.is_empty() && a.speaker == b.speaker {
        score += 0.05;
    }
    let quotes = a.quoted.len().min(b.quoted.len());
    if quotes >= 2 && common(&a.quoted, &b.quoted) * 3 >= quotes * 2 {
        score += 0.1;
    }
    // A sentence that is a quotation above all is known by what is said, whoever says it.
    let above_all = |key: &Key| key.quotation.len() >= QUOTED && key.quotation.len() * 2 >= key.order.len();
    if above_all(a) && above_all(b) && a.quotation == b.quotation {
        score += SAME_QUOTE;
    }
    score
}

/// Size of the intersection of two sorted lists; what stands in both several times counts as often.
fn common<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                n += 1;
                i += 1;
                j += 1;
            }
        }
    }
    n
}

/// Longest common subsequence as a share of both lengths.
fn subsequence(a: &[u32], b: &[u32]) -> f32 {
    let (a, b) = (&a[..a.len().min(ORDER_REACH)], &b[..b.len().min(ORDER_REACH)]);
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let mut row = vec![0u16; b.len() + 1];
    for &x in a {
        let mut diagonal = 0;
        for (j, &y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    2.0 * f32::from(row[b.len()]) / (a.len() + b.len()) as f32
}

/// Pairs of neighbouring words in common, as a share of both.
fn bigrams(a: &[u32], b: &[u32]) -> f32 {
    let list = |words: &[u32]| {
        let mut pairs: Vec<(u32, u32)> = words.windows(2).take(ORDER_REACH).map(|w| (w[0], w[1])).collect();
        pairs.sort_unstable();
        pairs
    };
    let (x, y) = (list(a), list(b));
    if x.is_empty() || y.is_empty() {
        return 0.0;
    }
    2.0 * common(&x, &y) as f32 / (x.len() + y.len()) as f32
}

/// Free sentences on the right whose content a paired sentence on the left holds, where its partner alone holds
/// less of it: the left one was cut in two.
fn parts(left: &[Key], right: &[Key], partner: &mut Partners, sides: fn(&mut Partners) -> Sides<'_>) {
    /// How far from its partner the other part may stand.
    const REACH: usize = 3;
    let sides = sides(partner);
    for (i, whole) in left.iter().enumerate() {
        let Some(main) = sides.of_whole[i].filter(|&main| sides.of_part[main] == Some(i)) else { continue };
        if whole.fingerprint == right[main].fingerprint || whole.headline {
            continue;
        }
        let window = main.saturating_sub(REACH)..(main + REACH + 1).min(right.len());
        for j in window {
            let part = &right[j];
            if sides.of_part[j].is_some() {
                continue;
            }
            // A piece of one word is told by nothing but its place: "… at 3 p.m." and "Monday."; that it has a source of
            // its own ("It would close, the firm said") makes it no longer.
            let own = part.content.len() - common(&part.content, &right[main].content);
            let least = if j.abs_diff(main) == 1 { own.clamp(1, 2) } else { 2 };
            let other_voice = part.named && whole.named && part.speaker != whole.speaker;
            let held = common(&part.content, &whole.content);
            let new_to_main = part
                .content
                .iter()
                .filter(|w| {
                    whole.content.binary_search(w).is_ok() && right[main].content.binary_search(w).is_err()
                })
                .count();
            if held as f32 >= COVERED * part.content.len() as f32 && new_to_main >= least && !other_voice {
                sides.of_part[j] = Some(i);
                sides.parts.entry(i).or_default().push(j);
            }
        }
    }
}

/// Pairs that crossed others: all but those of the heaviest run in the same order on both sides. Every pair weighs
/// much the same; of two that crossed, the longer sentence stays, and then it is the words that decide, so that it
/// makes no difference which revision is the old one.
fn moved(pairs: &[(usize, usize)], left: &[Key], right: &[Key]) -> HashSet<(usize, usize)> {
    let ordered: Vec<(usize, usize)> = pairs.iter().copied().filter(|(i, _)| !left[*i].headline).collect();
    let weight = |(i, j): (usize, usize)| {
        let (a, b) = (&left[i], &right[j]);
        let words = (a.order.len() + b.order.len()).min(0xFFFF) as u128;
        (1 << 80) + (words << 40) + u128::from(a.fingerprint.wrapping_add(b.fingerprint) >> 32)
    };
    // `heaviest[n]`, as a Fenwick tree: the heaviest run that ends at a new sentence before n, and its last pair.
    let mut heaviest: Vec<(u128, Option<usize>)> = vec![(0, None); right.len() + 1];
    let mut previous: Vec<Option<usize>> = Vec::with_capacity(ordered.len());
    for (n, &(i, j)) in ordered.iter().enumerate() {
        let (mut sum, mut last) = (0, None);
        let mut at = j;
        while at > 0 {
            if heaviest[at].0 > sum {
                (sum, last) = heaviest[at];
            }
            at &= at - 1;
        }
        previous.push(last);
        sum += weight((i, j));
        let mut at = j + 1;
        while at < heaviest.len() {
            if sum > heaviest[at].0 {
                heaviest[at] = (sum, Some(n));
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut stays = HashSet::new();
    let mut at = heaviest.iter().max_by_key(|(sum, _)| *sum).and_then(|(_, last)| *last);
    while let Some(n) = at {
        stays.insert(n);
        at = previous[n];
    }
    (0..ordered.len()).filter(|n| !stays.contains(n)).map(|n| ordered[n]).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, diff};
    use super::*;
    use crate::claim::bare_statement;

    /// The kinds of each change, with the sentences before and after.
    fn told(old: &[&str], new: &[&str]) -> Vec<(Vec<Kind>, Option<String>, Option<String>)> {
        let read = |lines: &[&str]| lines.iter().map(|l| bare_statement(l)).collect::<Vec<_>>();
        let found = diff(&read(old), &read(new), &HashSet::<u64>::new());
        found.changes.into_iter().map(|c| (c.kinds, c.was, c.now)).collect()
    }

    fn kinds(old: &[&str], new: &[&str]) -> Vec<Vec<Kind>> {
        told(old, new).into_iter().map(|t| t.0).collect()
    }

    const FIRST: &str = "A crane fell into the harbour at Orvale on Tuesday night.";
    const LAST: &str = "The quay is shut until Saturday, and ferries land in Wexley.";

    #[test]
    fn lines_and_sentences_of_one_or_two_words_are_compared() {
        for (was, now) in [
            ("Turnout: 41%", "Turnout: 61%"),
            ("Guilty.", "Not guilty."),
            ("- North: 1,204", "- North: 2,104"),
            ("Killed: 14", "Killed: 41"),
            ("Price: $40", "Price: $400"),
            ("Nine hurt", "Six hurt"),
            ("Verdict: false", "Verdict: true"),
            ("Profit fell.", "Profit rose."),
            ("Nobody died.", "Three died."),
            ("1,204", "2,104"),
        ] {
            let found = told(&[FIRST, was, LAST], &[FIRST, now, LAST]);
            assert_eq!(found.len(), 1, "{was} {found:?}");
            assert_eq!((found[0].1.as_deref(), found[0].2.as_deref()), (Some(was), Some(now)));
        }
    }

    #[test]
    fn of_several_copies_each_goes_with_its_like() {
        let (a, b) = ("He would not say more.", "The mayor has called a meeting for Monday.");
        let old = [FIRST, a, LAST, b];
        assert_eq!(kinds(&old, &[FIRST, a, LAST, b, a]), [[Kind::Added]]);
        let found = told(&old, &[a, FIRST, a, LAST, b]);
        assert_eq!(found, [(vec![Kind::Added], None, Some(a.to_owned()))]);
    }

    #[test]
    fn a_full_stop_more_or_less_cuts_and_joins() {
        let whole = "The lifts stopped at 3 p.m. Monday in the old part of Wexley.";
        let parts = ["The lifts stopped at 3 p.m.", "Monday in the old part of Wexley."];
        assert_eq!(kinds(&[FIRST, whole, LAST], &[FIRST, parts[0], parts[1], LAST]), [[Kind::Split; 0]; 0]);
        let whole = "The union, which has 900 members, voted no and it will strike.";
        let parts = ["The union, which has 900 members, voted no.", "And it will strike."];
        assert_eq!(kinds(&[FIRST, whole, LAST], &[FIRST, parts[0], parts[1], LAST]), [[Kind::Split]]);
        assert_eq!(kinds(&[FIRST, parts[0], parts[1], LAST], &[FIRST, whole, LAST]), [[Kind::Merged]]);
    }

    #[test]
    fn the_parts_of_a_sentence_are_compared_with_the_whole() {
        let whole = "Two dock workers died, and nine were taken to the clinic in Tarnfield by boat.";
        let parts = ["Two dock workers died.", "Six were taken to the clinic in Tarnfield by boat."];
        let found = told(&[FIRST, whole, LAST], &[FIRST, parts[0], parts[1], LAST]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].0.contains(&Kind::Split) && found[0].0.contains(&Kind::FigureChanged), "{found:?}");
    }

    #[test]
    fn a_sentence_that_was_hardly_edited_never_comes_and_goes() {
        let line = "Engineers from the port of Tarnfield will look at the second crane before it is moved.";
        for now in [
            "Engineers from the port of Tarnfield will look at the first crane before it is moved.",
            "Engineers from the port of Tarnfield looked at the second crane before it was moved.",
            "On Friday, engineers from the port of Tarnfield will look at the second crane before it is moved.",
            "Engineers from Tarnfield will look at the second crane before it is moved, the mayor said.",
        ] {
            for new in [[FIRST, now, LAST], [now, FIRST, LAST], [FIRST, LAST, now]] {
                let found = kinds(&[FIRST, line, LAST], &new);
                let one_sided = |k: &Kind| matches!(k, Kind::Added | Kind::Removed);
                assert!(!found.iter().flatten().any(one_sided), "{now}: {found:?}");
            }
        }
    }
}
