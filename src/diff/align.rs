//! Alignment: which statements of two revisions are versions of one claim.
//!
//! Four passes, each on what the one before left open: the same words; the best partner in both directions by words,
//! word order, speaker and quoted words; statements cut in two or joined; and, among all pairs, those that changed
//! places. Candidates come from an index of rare words, so the work grows with the text and not with its square.
//! The method follows Spangher et al., `NewsEdits` (NAACL 2022), whose lexical matcher ties a neural one there.

use super::fingerprint_of;
use crate::claim::{Sort, Statement, tokenize};
use std::collections::{HashMap, HashSet};

/// Least likeness of two wordings of one claim.
const ALIKE: f32 = 0.45;
/// Least likeness where both stand between the same neighbours.
const ALIKE_IN_PLACE: f32 = 0.30;
/// Share of a statement's content that its part of a split or merge must cover.
const COVERED: f32 = 0.75;
/// Candidates that are looked at closely for one statement.
const CANDIDATES: usize = 8;
/// Places of one word in the index; more frequent words tell little.
const POSTINGS: usize = 40;
/// Words of a statement that its word order is compared over.
const ORDER_REACH: usize = 160;

/// How the statements of two revisions go together. All indices are into the two lists.
#[derive(Debug, Default)]
pub(super) struct Alignment {
    /// Versions of one claim, by the old index.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Pairs of `pairs` that changed places with others.
    pub(super) moved: HashSet<(usize, usize)>,
    /// An old statement and the further new ones that it was cut into.
    pub(super) splits: Vec<(usize, Vec<usize>)>,
    /// A new statement and the further old ones that went into it.
    pub(super) merges: Vec<(usize, Vec<usize>)>,
    /// Old statements without any partner.
    pub(super) removed: Vec<usize>,
    /// New statements without any partner.
    pub(super) added: Vec<usize>,
}

/// What alignment asks of a statement.
struct Key {
    fingerprint: u64,
    speaker: String,
    headline: bool,
    /// Stems of all words in order, as numbers.
    order: Vec<u32>,
    /// Stems of content words, sorted, each once.
    content: Vec<u32>,
    /// Stems of quoted words, sorted, each once.
    quoted: Vec<u32>,
}

/// Aligns two revisions.
pub(super) fn align(old: &[Statement], new: &[Statement]) -> Alignment {
    let mut words = HashMap::new();
    let left: Vec<Key> = old.iter().map(|s| key(s, &mut words)).collect();
    let right: Vec<Key> = new.iter().map(|s| key(s, &mut words)).collect();
    let mut partner = Partners { of_old: vec![None; left.len()], of_new: vec![None; right.len()] };
    headlines(&left, &right, &mut partner);
    for with_speaker in [true, false] {
        same_words(&left, &right, with_speaker, &mut partner);
    }
    best_partners(&left, &right, words.len(), &mut partner);
    in_place(&left, &right, &mut partner);
    let splits = parts(&left, &right, &partner.of_old, &partner.of_new);
    let merges = parts(&right, &left, &partner.of_new, &partner.of_old);

    let cut: HashSet<usize> = splits.iter().flat_map(|(_, parts)| parts.iter().copied()).collect();
    let joined: HashSet<usize> = merges.iter().flat_map(|(_, parts)| parts.iter().copied()).collect();
    let pairs: Vec<(usize, usize)> =
        partner.of_old.iter().enumerate().filter_map(|(i, j)| j.map(|j| (i, j))).collect();
    let moved = moved(&pairs, &left);
    let free = |of: &[Option<usize>], used: &HashSet<usize>| -> Vec<usize> {
        (0..of.len()).filter(|i| of[*i].is_none() && !used.contains(i)).collect()
    };
    let (removed, added) = (free(&partner.of_old, &joined), free(&partner.of_new, &cut));
    Alignment { pairs, moved, splits, merges, removed, added }
}

struct Partners {
    of_old: Vec<Option<usize>>,
    of_new: Vec<Option<usize>>,
}

impl Partners {
    fn join(&mut self, old: usize, new: usize) {
        self.of_old[old] = Some(new);
        self.of_new[new] = Some(old);
    }
}

fn key(statement: &Statement, words: &mut HashMap<String, u32>) -> Key {
    let mut order = Vec::new();
    let mut content = Vec::new();
    let mut quoted = Vec::new();
    let tokens = tokenize(&statement.text);
    let fingerprint = fingerprint_of(&tokens);
    for token in tokens {
        if matches!(token.sort, Sort::Mark | Sort::Quote) {
            continue;
        }
        let telling = token.is_spoken() && !super::lexicon::is_function(&token.norm);
        let next = u32::try_from(words.len()).unwrap_or(u32::MAX);
        // A figure that changed is no other word: the value is what a diff is read for.
        let stem = if token.sort == Sort::Number { "#".to_owned() } else { token.stem };
        let id = *words.entry(stem).or_insert(next);
        order.push(id);
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
    let voice = statement.voice.as_ref();
    Key {
        fingerprint,
        speaker: voice.map(|v| v.speaker.as_deref().unwrap_or(&v.source).to_lowercase()).unwrap_or_default(),
        headline: statement.position == crate::claim::Position::Headline && statement.spans.is_empty(),
        order,
        content,
        quoted,
    }
}

/// A headline is a version of the headline before it, however much it changed, unless its words went elsewhere.
fn headlines(left: &[Key], right: &[Key], partner: &mut Partners) {
    let find = |keys: &[Key]| keys.iter().position(|k| k.headline);
    if let (Some(i), Some(j)) = (find(left), find(right)) {
        partner.join(i, j);
    }
}

/// Statements of the same words; the n-th copy with the n-th copy.
fn same_words(left: &[Key], right: &[Key], with_speaker: bool, partner: &mut Partners) {
    let name = |k: &Key| (k.fingerprint, if with_speaker { k.speaker.clone() } else { String::new() });
    let mut free: HashMap<(u64, String), std::collections::VecDeque<usize>> = HashMap::new();
    for (i, k) in left.iter().enumerate().filter(|(i, _)| partner.of_old[*i].is_none()) {
        free.entry(name(k)).or_default().push_back(i);
    }
    for (j, k) in right.iter().enumerate() {
        if partner.of_new[j].is_none()
            && let Some(i) = free.get_mut(&name(k)).and_then(std::collections::VecDeque::pop_front)
        {
            partner.join(i, j);
        }
    }
}

/// The best partners in both directions: pairs by falling likeness, each statement once.
fn best_partners(left: &[Key], right: &[Key], vocabulary: usize, partner: &mut Partners) {
    let mut postings: Vec<Vec<u32>> = vec![Vec::new(); vocabulary];
    for (i, k) in left.iter().enumerate().filter(|(i, _)| partner.of_old[*i].is_none()) {
        for &word in &k.content {
            postings[word as usize].push(u32::try_from(i).unwrap_or(u32::MAX));
        }
    }
    let mut scored: Vec<(f32, usize, usize)> = Vec::new();
    let mut weight: HashMap<u32, f32> = HashMap::new();
    for (j, k) in right.iter().enumerate().filter(|(j, _)| partner.of_new[*j].is_none()) {
        weight.clear();
        for &word in &k.content {
            let places = &postings[word as usize];
            if places.is_empty() {
                continue;
            }
            // Of a frequent word only the places nearest to this one in the text.
            let start = if places.len() > POSTINGS {
                let expected = j * left.len() / right.len().max(1);
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
        let mut candidates: Vec<(u32, f32)> = weight.iter().map(|(&i, &w)| (i, w)).collect();
        candidates.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        for &(i, _) in candidates.iter().take(CANDIDATES) {
            let i = i as usize;
            let score = likeness(&left[i], k);
            if score >= ALIKE_IN_PLACE {
                scored.push((score, i, j));
            }
        }
    }
    scored.sort_by(|a, b| {
        b.0.total_cmp(&a.0).then(a.1.abs_diff(a.2).cmp(&b.1.abs_diff(b.2))).then(a.1.cmp(&b.1))
    });
    for &(score, i, j) in scored.iter().take_while(|s| s.0 >= ALIKE) {
        if score >= ALIKE && partner.of_old[i].is_none() && partner.of_new[j].is_none() {
            partner.join(i, j);
        }
    }
    // Less alike, but between the same neighbours.
    for &(_, i, j) in &scored {
        if partner.of_old[i].is_none() && partner.of_new[j].is_none() && neighbours(partner, i, j) {
            partner.join(i, j);
        }
    }
}

/// Whether a neighbour of the one is the partner of the same neighbour of the other.
fn neighbours(partner: &Partners, i: usize, j: usize) -> bool {
    let before = i > 0 && j > 0 && partner.of_old[i - 1] == Some(j - 1);
    let after = i + 1 < partner.of_old.len() && partner.of_old[i + 1] == Some(j + 1);
    before && after
}

/// Two short statements that share few rare words but stand alone between the same neighbours and quote the same
/// speaker.
fn in_place(left: &[Key], right: &[Key], partner: &mut Partners) {
    for (j, statement) in right.iter().enumerate() {
        if partner.of_new[j].is_some() {
            continue;
        }
        let Some(i) = j.checked_sub(1).and_then(|b| partner.of_new[b]).map(|i| i + 1) else { continue };
        if i < left.len()
            && partner.of_old[i].is_none()
            && neighbours(partner, i, j)
            && likeness(&left[i], statement) >= ALIKE_IN_PLACE
        {
            partner.join(i, j);
        }
    }
}

/// How alike two statements are, 0 to a little over 1.
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
    score
}

/// Size of the intersection of two sorted lists.
fn common(a: &[u32], b: &[u32]) -> usize {
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
    let (mut i, mut j, mut n) = (0, 0, 0usize);
    while i < x.len() && j < y.len() {
        match x[i].cmp(&y[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                n += 1;
                i += 1;
                j += 1;
            }
        }
    }
    2.0 * n as f32 / (x.len() + y.len()) as f32
}

/// Free statements on the right whose content a paired statement on the left holds, where its partner alone holds
/// less of it: the left one was cut in two.
fn parts(
    left: &[Key],
    right: &[Key],
    of_left: &[Option<usize>],
    of_right: &[Option<usize>],
) -> Vec<(usize, Vec<usize>)> {
    /// How far from its partner the other part may stand.
    const REACH: usize = 3;
    let mut out: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut used: HashSet<usize> = HashSet::new();
    for (i, whole) in left.iter().enumerate() {
        let Some(main) = of_left[i] else { continue };
        if whole.fingerprint == right[main].fingerprint || whole.headline {
            continue;
        }
        let window = main.saturating_sub(REACH)..(main + REACH + 1).min(right.len());
        for j in window {
            let part = &right[j];
            if of_right[j].is_some() || used.contains(&j) || part.content.len() < 2 {
                continue;
            }
            let held = common(&part.content, &whole.content);
            let new_to_main = part
                .content
                .iter()
                .filter(|w| {
                    whole.content.binary_search(w).is_ok() && right[main].content.binary_search(w).is_err()
                })
                .count();
            if held as f32 >= COVERED * part.content.len() as f32 && new_to_main >= 2 {
                used.insert(j);
                match out.last_mut() {
                    Some((last, parts)) if *last == i => parts.push(j),
                    _ => out.push((i, vec![j])),
                }
            }
        }
    }
    out
}

/// Pairs that crossed others: all but a longest run of pairs in the same order on both sides.
fn moved(pairs: &[(usize, usize)], left: &[Key]) -> HashSet<(usize, usize)> {
    let ordered: Vec<(usize, usize)> = pairs.iter().copied().filter(|(i, _)| !left[*i].headline).collect();
    // Patience sorting: `tails[n]` ends the best run of length n + 1.
    let mut tails: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = vec![None; ordered.len()];
    for (n, &(_, j)) in ordered.iter().enumerate() {
        let at = tails.partition_point(|&t| ordered[t].1 < j);
        previous[n] = at.checked_sub(1).map(|t| tails[t]);
        if at == tails.len() {
            tails.push(n);
        } else {
            tails[at] = n;
        }
    }
    let mut stays = HashSet::new();
    let mut at = tails.last().copied();
    while let Some(n) = at {
        stays.insert(n);
        at = previous[n];
    }
    (0..ordered.len()).filter(|n| !stays.contains(n)).map(|n| ordered[n]).collect()
}
