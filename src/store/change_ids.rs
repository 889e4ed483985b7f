//! Numbers of changes: a change that comes out again keeps its number, so that its address stays; what no longer comes out
//! is remembered by it, and no other change gets it.
//!
//! A change is the same as one that was there when both its sentences read the same: in the same step and of the same kinds;
//! else in the same step; else, where a capture came between, in another step and of the same kinds.

use super::query::name_of;
use super::spans::Json;
use crate::diff::{Change, fingerprint};
use rusqlite::{Connection, params};
use std::collections::{HashMap, HashSet, VecDeque};

/// A change by what it is known by.
struct KnownChange {
    id: i64,
    /// The newer revision.
    to: i64,
    words: [Option<u64>; 2],
    kinds: Vec<String>,
}

/// What a change is known by at one of the steps: its newer revision, where that counts, its sentences, and its kinds,
/// where those count.
type Key<'k> = (Option<i64>, [Option<u64>; 2], Option<&'k [String]>);

impl KnownChange {
    fn new(id: i64, to: i64, [before, after]: [Option<&str>; 2], mut kinds: Vec<String>) -> Self {
        kinds.sort();
        Self { id, to, words: [before.map(fingerprint), after.map(fingerprint)], kinds }
    }

    fn key(&self, (same_step, same_kinds): (bool, bool)) -> Key<'_> {
        (same_step.then_some(self.to), self.words, same_kinds.then_some(self.kinds.as_slice()))
    }
}

/// Takes away the changes that led to some revisions of an article, and gives the numbers of those that take their place,
/// each given with its newer revision, in their order. `anew` says that there may have been such changes before.
pub(super) fn renumber(
    connection: &Connection,
    article: i64,
    revisions: &[i64],
    fresh: &[(i64, &Change)],
    anew: bool,
) -> rusqlite::Result<Vec<i64>> {
    let mut next: i64 = connection
        .prepare_cached(
            "SELECT max(coalesce((SELECT max(id) FROM change), 0), coalesce((SELECT max(id) FROM change_gone), 0)) + 1",
        )?
        .query_row([], |row| row.get(0))?;
    let (mut old, live) = if anew { known(connection, article, revisions)? } else { Default::default() };
    let fresh: Vec<KnownChange> = fresh
        .iter()
        .map(|(to, change)| {
            let kinds = change.kinds.iter().map(name_of).collect();
            KnownChange::new(0, *to, [change.was.as_deref(), change.now.as_deref()], kinds)
        })
        .collect();
    let mut ids: Vec<Option<i64>> = vec![None; fresh.len()];
    for by in [(true, true), (true, false), (false, true)] {
        let taken: HashSet<i64> = ids.iter().flatten().copied().collect();
        old.retain(|change| !taken.contains(&change.id));
        let mut free: HashMap<Key<'_>, VecDeque<i64>> = HashMap::new();
        for change in &old {
            free.entry(change.key(by)).or_default().push_back(change.id);
        }
        for (change, id) in fresh.iter().zip(&mut ids).filter(|(_, id)| id.is_none()) {
            *id = free.get_mut(&change.key(by)).and_then(VecDeque::pop_front);
        }
    }
    replace(connection, &live, &ids)?;
    let mut new = || {
        next += 1;
        next - 1
    };
    Ok(ids.into_iter().map(|id| id.unwrap_or_else(&mut new)).collect())
}

/// The changes of an article that led to some of its revisions, those that are gone after them; and the numbers of those
/// that are there.
fn known(
    connection: &Connection,
    article: i64,
    revisions: &[i64],
) -> rusqlite::Result<(Vec<KnownChange>, Vec<i64>)> {
    let mut statement = connection.prepare_cached(
        "SELECT * FROM (SELECT id, to_revision, before, after, kinds, ordinal FROM change WHERE article = ?1 \
             UNION ALL SELECT id, coalesce(to_revision, 0), before, after, kinds, NULL FROM change_gone WHERE article = ?1) \
         ORDER BY ordinal IS NULL, to_revision, ordinal, id",
    )?;
    let revisions: HashSet<i64> = revisions.iter().copied().collect();
    let (mut all, mut live) = (Vec::new(), Vec::new());
    let mut rows = statement.query(params![article])?;
    while let Some(row) = rows.next()? {
        let (id, to): (i64, i64) = (row.get(0)?, row.get(1)?);
        let is_live = row.get::<_, Option<i64>>(5)?.is_some();
        if is_live && !revisions.contains(&to) {
            continue;
        }
        let (before, after): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
        let kinds = row.get::<_, Json<Vec<String>>>(4)?.0;
        all.push(KnownChange::new(id, to, [before.as_deref(), after.as_deref()], kinds));
        live.extend(is_live.then_some(id));
    }
    Ok((all, live))
}

/// Takes changes away; those that get no place again are remembered as gone, and those that come back are so no more.
fn replace(connection: &Connection, live: &[i64], ids: &[Option<i64>]) -> rusqlite::Result<()> {
    let kept: HashSet<i64> = ids.iter().flatten().copied().collect();
    let mut forget = connection.prepare_cached("DELETE FROM change_gone WHERE id = ?")?;
    for id in &kept {
        forget.execute(params![id])?;
    }
    let mut remember = connection.prepare_cached(
        "INSERT INTO change_gone (id, article, from_revision, to_revision, kinds, before, after) \
         SELECT id, article, from_revision, to_revision, kinds, before, after FROM change WHERE id = ?",
    )?;
    let mut delete = connection.prepare_cached("DELETE FROM change WHERE id = ?")?;
    for id in live {
        if !kept.contains(id) {
            remember.execute(params![id])?;
        }
        delete.execute(params![id])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{JUDGE, analysis, ingest, revision};
    use super::super::judge::RevisionJudge;
    use super::super::{ChangeFilter, ReviewAction, ReviewFilter, ReviewState, RunId, Store, Subject};
    use crate::store::{ChangeId, NewEvent};

    const TEXTS: [&str; 3] =
        ["Ferries stop at 5.", "Ferries stop at 6.", "Ferries stop at 6.\nThe quay is shut."];

    /// A database that compares as all do.
    fn store() -> (Store, RunId) {
        let (mut store, run) = super::super::fixture::store();
        store.judge = RevisionJudge::default();
        (store, run)
    }

    fn add(store: &mut Store, run: RunId, hour: u8, body: &str) {
        ingest(store, run, &revision("a", &format!("2026-03-01T{hour:02}:00:00Z"), body));
    }

    /// Each change: its number, its revisions, its new sentence.
    fn told(store: &Store) -> Vec<(i64, String)> {
        let changes = store.changes(&ChangeFilter { article: Some("a".into()), ..ChangeFilter::default() });
        let told = |c: &crate::store::ChangeRow| {
            let words = c.after.as_deref().or(c.before.as_deref()).unwrap_or_default();
            (c.change_id.get(), format!("{}>{} {words}", c.from_revision, c.to_revision))
        };
        changes.unwrap().iter().map(told).collect()
    }

    /// Extracts one revision anew.
    fn again(store: &mut Store, run: RunId, revision: i64) {
        let new = analysis(&store.body(revision.into()).unwrap());
        store.reextract(run, revision.into(), &new).unwrap();
    }

    #[test]
    fn a_number_is_its_changes_alone_and_comes_back_with_it() {
        let (mut store, run) = store();
        for (hour, body) in (1..).zip(TEXTS) {
            add(&mut store, run, hour, body);
        }
        let before = told(&store);
        assert_eq!(before, [(1, "1>2 Ferries stop at 6.".into()), (2, "2>3 The quay is shut.".into())]);
        let confirm = NewEvent {
            subject: Subject::Change,
            id: ChangeId::new(1).into(),
            action: ReviewAction::Confirm,
            evidence: Vec::new(),
            note: None,
            reviewer: "Jo".into(),
            seen: None,
        };
        store.decide(run, &confirm).unwrap();
        // Another comparison, which keeps no sentences.
        store.judge = JUDGE;
        again(&mut store, run, 2);
        let without: Vec<i64> = told(&store).iter().map(|(id, _)| *id).collect();
        assert!(!without.contains(&1) && without.iter().max() > Some(&2), "{without:?}");
        let gone = store.gone_change(1.into()).unwrap().unwrap();
        assert_eq!((gone.from_revision, gone.to_revision), (Some(1), Some(2)));
        assert_eq!(gone.after.as_deref(), Some("Ferries stop at 6."));
        assert_eq!(gone.now.len(), 1);
        let said = store.explain_change(1.into()).unwrap_err().to_string();
        assert!(said.contains("no change 1 any more; its words are in change"), "{said}");
        assert_eq!(store.decide(run, &confirm).unwrap_err().to_string(), said);
        assert!(store.explain_change(99.into()).unwrap_err().to_string().ends_with("holds no change 99"));
        store.judge = RevisionJudge::default();
        again(&mut store, run, 2);
        assert_eq!(told(&store), before);
        assert_eq!(store.gone_change(1.into()).unwrap(), None);
        let decided = ReviewFilter { states: vec![ReviewState::Decided], ..ReviewFilter::default() };
        assert_eq!(store.reviews(&decided).unwrap()[0].subject_id, Some(ChangeId::new(1).into()));
        // What was found between is not found again under its number by anything else.
        add(&mut store, run, 9, "Ferries stop at 9.");
        assert!(told(&store).iter().all(|(id, _)| [1, 2].contains(id) || without.iter().max() < Some(id)));
        assert_eq!(store.check().unwrap().problems, []);
    }

    #[test]
    fn a_change_keeps_its_number_when_a_capture_comes_between() {
        for (between, step) in [
            ("Ferries stop at 6.\nThe quay is shut.", "1>2"),
            ("Ferries stop at 5.\nThe quay is shut.", "2>3"),
        ] {
            let (mut store, run) = store();
            add(&mut store, run, 1, TEXTS[0]);
            add(&mut store, run, 3, TEXTS[1]);
            add(&mut store, run, 2, between);
            let told = told(&store);
            assert!(told.contains(&(1, format!("{step} Ferries stop at 6."))), "{told:?}");
            assert_eq!(told.len(), 3, "{told:?}");
        }
    }

    #[test]
    fn equal_changes_keep_their_numbers_in_their_steps() {
        let (mut store, run) = store();
        for (hour, n) in [(1, 0), (2, 1), (3, 0), (4, 1)] {
            add(&mut store, run, hour, TEXTS[n]);
        }
        let before = told(&store);
        assert_eq!(before.len(), 3);
        for revision in [4, 2, 1, 3] {
            again(&mut store, run, revision);
            assert_eq!(told(&store), before, "{revision}");
        }
    }
}
