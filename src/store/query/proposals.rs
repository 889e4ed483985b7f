//! Proposals: pairs of speakers that may be one, for a person to decide.

use super::filter::Conditions;
use crate::ids::SpeakerId;
use crate::speaker::{ComparedName, SpeakerKind};
use crate::store::{Store, StoreError};
use fnv::FnvHashMap;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::ControlFlow;

/// Of so many speakers under one key, the most quoted, pairs are looked at: a common surname has thousands.
const MOST: usize = 200;
/// A surname alone is proposed to be one of so few.
const FEW: usize = 3;

/// Two speakers that may be one. Nothing is merged until a person does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// The row of the one with the fuller or more quoted name.
    pub speaker_id: SpeakerId,
    /// Its name.
    pub speaker: String,
    /// `person` or `organization`, both of them.
    pub kind: SpeakerKind,
    /// Its quotes in the newest revisions.
    pub quotes: i64,
    /// The row of the other.
    pub other_id: SpeakerId,
    /// The other's name.
    pub other: String,
    /// The other's quotes.
    pub other_quotes: i64,
    /// Why they may be one.
    pub reason: String,
}

struct SpeakerCandidate {
    id: i64,
    name: String,
    shared: bool,
    quotes: i64,
}

impl Store {
    /// Pairs of speakers that may be one: equal surname and initial, short forms of given names, acronyms and their
    /// words. Pairs that a person decided to be two are left out. The most quoted first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn proposals(&self, limit: Option<usize>) -> Result<Vec<Proposal>, StoreError> {
        let mut found = Vec::new();
        let (persons, organizations) = self.named_speakers()?;
        let distinct = self.distinct_speakers()?;
        let most = limit.unwrap_or(usize::MAX);
        propose(SpeakerKind::Person, &persons, &distinct, most, &mut found);
        propose(SpeakerKind::Organization, &organizations, &distinct, most, &mut found);
        found.sort_by_key(|p| (Reverse(p.quotes.min(p.other_quotes)), p.speaker_id, p.other_id));
        found.truncate(limit.unwrap_or(usize::MAX));
        Ok(found)
    }

    /// Persons and organizations, the most quoted first. They are read as they lie and sorted here: less than half of what
    /// walking the index of them costs.
    fn named_speakers(&self) -> Result<(Vec<SpeakerCandidate>, Vec<SpeakerCandidate>), StoreError> {
        let mut conditions = Conditions::default();
        conditions.when(true, "s.kind IN ('person', 'organization') AND s.name <> ''");
        let select = "SELECT s.id, s.name, s.article IS NULL, s.quotes, s.kind = 'person' FROM speaker s";
        let (mut persons, mut organizations) = (Vec::new(), Vec::new());
        conditions.for_each::<StoreError>(self, select, "", |row| {
            let candidates = if row.get(4)? { &mut persons } else { &mut organizations };
            candidates.push(SpeakerCandidate {
                id: row.get(0)?,
                name: row.get(1)?,
                shared: row.get(2)?,
                quotes: row.get(3)?,
            });
            Ok(Ok(ControlFlow::Continue(())))
        })?;
        for candidates in [&mut persons, &mut organizations] {
            candidates.sort_unstable_by_key(|c| (Reverse(c.quotes), c.id));
        }
        Ok((persons, organizations))
    }
}

/// The most quoted `limit` pairs of a kind, and those that are quoted as often as the last of them.
fn propose(
    kind: SpeakerKind,
    candidates: &[SpeakerCandidate],
    distinct: &HashSet<(i64, i64)>,
    limit: usize,
    found: &mut Vec<Proposal>,
) {
    let (names, name_of) = compared(kind, candidates);
    let name = |n: usize| &names[name_of[n]].0;
    let keys = |n: usize| &names[name_of[n]].1;
    let mut groups: FnvHashMap<&str, Vec<usize>> = FnvHashMap::default();
    for (n, key) in (0..candidates.len()).flat_map(|n| keys(n).iter().map(move |key| (n, key))) {
        let group = groups.entry(key).or_default();
        if group.len() < MOST {
            group.push(n);
        }
    }
    let shared_in = |group: &[usize]| group.iter().filter(|&&n| candidates[n].shared).count();
    let shared: FnvHashMap<&str, usize> =
        groups.iter().map(|(key, group)| (*key, shared_in(group))).collect();
    let before = found.len();
    // The less quoted of two gives the pair its place, so pairs come in their order and the rest can be left.
    for (n, other) in candidates.iter().enumerate() {
        let level = found.last().map(|last| last.quotes.min(last.other_quotes));
        if found.len() - before >= limit && level != Some(other.quotes) {
            break;
        }
        let mut seen = HashSet::new();
        for key in keys(n) {
            let group = groups.get(key.as_str()).map_or(&[][..], Vec::as_slice);
            let many = shared.get(key.as_str()).is_some_and(|&shared| shared > FEW);
            // One that is not in the group is beyond those that are looked at.
            let Ok(at) = group.binary_search(&n) else { continue };
            for &one in &group[..at] {
                let pair = (&candidates[one], other);
                if is_open(pair, many, distinct) && seen.insert(one) {
                    let reason = name(one).why_like(name(n));
                    found.extend(reason.map(|reason| proposal(pair, kind, reason)));
                }
            }
        }
    }
}

/// A name, and the keys that others must share.
type KeyedName = (ComparedName, Vec<String>);

/// The different names of speakers, each looked at once however many bear it, and which of them is whose.
fn compared(kind: SpeakerKind, candidates: &[SpeakerCandidate]) -> (Vec<KeyedName>, Vec<usize>) {
    let (mut names, mut known) = (Vec::new(), FnvHashMap::<&str, usize>::default());
    let mut name_of = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        name_of.push(*known.entry(&candidate.name).or_insert_with(|| {
            let name = ComparedName::new(&candidate.name, kind);
            let keys = name.keys();
            names.push((name, keys));
            names.len() - 1
        }));
    }
    (names, name_of)
}

/// Whether two may be one at all. `many`: their key is shared by more than a [`FEW`] who are known.
fn is_open(
    (one, other): (&SpeakerCandidate, &SpeakerCandidate),
    many: bool,
    distinct: &HashSet<(i64, i64)>,
) -> bool {
    // What is nobody in particular can only be somebody who is.
    let known = if many { one.shared && other.shared } else { one.shared || other.shared };
    known && !distinct.contains(&(one.id.min(other.id), one.id.max(other.id)))
}

/// Proposes that two are one.
fn proposal(
    (one, other): (&SpeakerCandidate, &SpeakerCandidate),
    kind: SpeakerKind,
    reason: &str,
) -> Proposal {
    let fuller = |c: &SpeakerCandidate| (c.shared, c.quotes, c.name.len());
    let (keep, gone) = if fuller(one) >= fuller(other) { (one, other) } else { (other, one) };
    Proposal {
        speaker_id: SpeakerId::new(keep.id),
        speaker: keep.name.clone(),
        kind,
        quotes: keep.quotes,
        other_id: SpeakerId::new(gone.id),
        other: gone.name.clone(),
        other_quotes: gone.quotes,
        reason: reason.to_owned(),
    }
}
