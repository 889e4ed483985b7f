//! Proposals: pairs of speakers that may be one, for a person to decide.

use super::filter::Conditions;
use crate::speaker::{SpeakerKind, likeness_keys, why_alike};
use crate::store::{Store, StoreError};
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// Of so many speakers under one key, the most quoted, pairs are looked at: a common surname has thousands.
const MOST: usize = 200;
/// A surname alone is proposed to be one of so few.
const FEW: usize = 3;

/// Two speakers that may be one. Nothing is merged until a person does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// The row of the one with the fuller or more quoted name.
    pub speaker_id: i64,
    /// Its name.
    pub speaker: String,
    /// `person` or `organization`, both of them.
    pub kind: SpeakerKind,
    /// Its quotes in the newest revisions.
    pub quotes: i64,
    /// The row of the other.
    pub other_id: i64,
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
        for kind in [SpeakerKind::Person, SpeakerKind::Organization] {
            self.propose(kind, &mut found)?;
        }
        found.sort_by_key(|p| (std::cmp::Reverse(p.quotes.min(p.other_quotes)), p.speaker_id, p.other_id));
        found.truncate(limit.unwrap_or(usize::MAX));
        Ok(found)
    }

    fn propose(&self, kind: SpeakerKind, found: &mut Vec<Proposal>) -> Result<(), StoreError> {
        let mut conditions = Conditions::default();
        conditions.with("s.kind = ?1", Some(super::name_of(kind)));
        let select = "SELECT s.id, s.name, s.article IS NULL, \
                          (SELECT count(*) FROM attribution q JOIN article a ON a.newest_revision = q.revision \
                           WHERE q.speaker = s.id) AS quotes \
                      FROM speaker s";
        let candidates =
            conditions.rows(self, select, "AND s.name <> '' ORDER BY quotes DESC, s.id", |row| {
                Ok(SpeakerCandidate {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    shared: row.get(2)?,
                    quotes: row.get(3)?,
                })
            })?;
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (n, candidate) in candidates.iter().enumerate() {
            for key in likeness_keys(&candidate.name, kind) {
                by_key.entry(key).or_default().push(n);
            }
        }
        let mut seen = HashSet::new();
        let distinct = self.distinct_speakers()?;
        for mut group in by_key.into_values() {
            group.truncate(MOST);
            let shared = group.iter().filter(|&&n| candidates[n].shared).count();
            for (at, &a) in group.iter().enumerate() {
                for &b in &group[at + 1..] {
                    let (one, other) = (&candidates[a], &candidates[b]);
                    // What is nobody in particular can only be somebody who is.
                    if !(one.shared || other.shared) || (!(one.shared && other.shared) && shared > FEW) {
                        continue;
                    }
                    if distinct.contains(&(one.id.min(other.id), one.id.max(other.id))) {
                        continue;
                    }
                    let Some(reason) = why_alike(&one.name, &other.name, kind) else { continue };
                    if !seen.insert((a, b)) {
                        continue;
                    }
                    let fuller = |c: &SpeakerCandidate| (c.shared, c.quotes, c.name.len());
                    let (keep, gone) = if fuller(one) >= fuller(other) { (one, other) } else { (other, one) };
                    found.push(Proposal {
                        speaker_id: keep.id,
                        speaker: keep.name.clone(),
                        kind,
                        quotes: keep.quotes,
                        other_id: gone.id,
                        other: gone.name.clone(),
                        other_quotes: gone.quotes,
                        reason: reason.to_owned(),
                    });
                }
            }
        }
        Ok(())
    }
}
