//! Writes: each all or nothing, many to a commit.
//!
//! A commit writes every page that it touches once, however many rows went there. Rows of one revision are spread over
//! all indexes, so a commit a revision would write most pages of a large database again and again. There is no savepoint
//! a write either: at each, full text would write what it has gathered, and merge it again and again.

use super::database::{PendingWrites, WriteScope};
use super::{Store, StoreError, copies};
use rusqlite::{Connection, TransactionBehavior};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// Writes to a commit.
const WRITES: usize = 256;

/// How long others may have to wait for a commit.
const LONGEST: Duration = Duration::from_secs(1);

impl Store {
    /// Runs `work`, whose writes are committed many at a time. None is ever kept in part, whether it fails or the program
    /// is killed. Other writers get their turn after each commit: at least every second.
    ///
    /// What the writes say is stored is so only when this is `Ok`: one that fails takes those with it that were not
    /// committed yet.
    ///
    /// # Errors
    /// What `work` gives, or when the writes cannot be committed or were undone.
    pub fn batch<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        let since = Instant::now();
        let unmarked = BTreeSet::new();
        self.pending = Some(PendingWrites { since, writes: 0, whole: false, lost: false, unmarked });
        let done = work(self);
        let committed = self.commit();
        let lost = self.pending.take().is_some_and(|pending| pending.lost);
        let done = done?;
        committed.map_err(|e| self.error(e))?;
        if lost {
            return Err(StoreError::Undone { path: self.path.clone() }.into());
        }
        Ok(done)
    }

    /// Runs `work`, whose writes are committed together or not at all.
    ///
    /// # Errors
    /// As for [`batch`](Self::batch).
    pub fn together<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.batch(|store| {
            if let Some(pending) = &mut store.pending {
                pending.whole = true;
            }
            let done = work(store);
            if done.is_err() && !store.connection.is_autocommit() {
                let undone = store.connection.execute_batch("ROLLBACK");
                undone.map_err(|e| store.error(e))?;
            }
            done
        })
    }

    /// Commits what waits for it; undoes it if that fails.
    fn commit(&mut self) -> rusqlite::Result<()> {
        if self.connection.is_autocommit() {
            return Ok(());
        }
        let unmarked = self.pending.as_mut().map(|pending| std::mem::take(&mut pending.unmarked));
        let marked = copies::mark(&self.connection, &unmarked.unwrap_or_default());
        let committed = marked.and_then(|()| self.connection.execute_batch("COMMIT"));
        if committed.is_err() && !self.connection.is_autocommit() {
            self.connection.execute_batch("ROLLBACK")?;
        }
        committed
    }

    /// Runs `work` in a transaction of its own or, in a batch, of several. It is undone unless all of it succeeds.
    pub(super) fn write<T>(
        &mut self,
        work: impl FnOnce(&Connection, &WriteScope) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let result = if self.pending.is_some() { self.write_step(work) } else { self.write_whole(work) };
        if let (Err(_), true, Some(pending)) = (&result, self.connection.is_autocommit(), &mut self.pending) {
            pending.lost |= pending.writes > 0;
        }
        result.map_err(|e| self.error(e))
    }

    pub(super) fn write_whole<T>(
        &mut self,
        work: impl FnOnce(&Connection, &WriteScope) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let scope = WriteScope::new(self.judge);
        let done = work(&transaction, &scope)?;
        copies::mark(&transaction, &scope.unmarked())?;
        transaction.commit()?;
        Ok(done)
    }

    fn write_step<T>(
        &mut self,
        work: impl FnOnce(&Connection, &WriteScope) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        if self.connection.is_autocommit() {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
            if let Some(pending) = &mut self.pending {
                (pending.since, pending.writes) = (Instant::now(), 0);
                pending.unmarked.clear();
            }
        }
        let scope = WriteScope::new(self.judge);
        let done = match work(&self.connection, &scope) {
            Ok(done) => done,
            Err(error) => {
                // SQLite may have given up the transaction by itself.
                let _ = self.connection.execute_batch("ROLLBACK");
                return Err(error);
            }
        };
        if let Some(pending) = &mut self.pending {
            pending.writes += 1;
            pending.unmarked.extend(scope.unmarked());
            if !pending.whole && (pending.writes >= WRITES || pending.since.elapsed() >= LONGEST) {
                self.commit()?;
            }
        }
        Ok(done)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{JUDGE, analysis, revision};
    use super::super::{ArticleFilter, Store, StoreError};

    fn keys(store: &Store) -> Vec<String> {
        let articles = store.articles(&ArticleFilter::default()).unwrap();
        articles.into_iter().map(|article| article.article_key).collect()
    }

    /// Adds an article with this key; the analysis is of `analysed`.
    fn add(store: &mut Store, run: crate::store::RunId, key: &str, analysed: &str) -> Result<(), StoreError> {
        let body = "Ferries stop at 5.";
        store.ingest(run, key, &revision(key, "2026-03-01", body), &analysis(analysed)).map(drop)
    }

    #[test]
    fn what_is_written_is_there_for_others_when_the_batch_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        let mut store = Store::open(&path).unwrap();
        store.judge = JUDGE;
        let run = store.begin_run("0.1.0", &[]).unwrap();
        let reader = Store::open_read_only(&path).unwrap();
        let done: Result<(), StoreError> = store.batch(|store| {
            add(store, run, "a", "Ferries stop at 5.")?;
            add(store, run, "b", "Ferries stop at 5.")?;
            assert_eq!((keys(store).len(), keys(&reader).len()), (2, 0));
            Ok(())
        });
        done.unwrap();
        assert_eq!(keys(&reader), ["a", "b"]);
        assert!(reader.check().unwrap().is_sound());
    }

    #[test]
    fn a_write_that_fails_undoes_what_is_not_committed() {
        let (mut store, run) = super::super::fixture::store();
        let done: Result<(), StoreError> = store.batch(|store| {
            add(store, run, "a", "Ferries stop at 5.")?;
            // It is refused before anything is written.
            add(store, run, "b", "Another text.")
        });
        assert!(matches!(done, Err(StoreError::Mismatch { .. })));
        assert_eq!(keys(&store), ["a"]);
        let done: Result<(), StoreError> = store.batch(|store| {
            add(store, run, "c", "Ferries stop at 5.")?;
            // A run that is not there breaks a reference in the middle.
            assert!(add(store, (run.get() + 1).into(), "d", "Ferries stop at 5.").is_err());
            Ok(())
        });
        assert!(matches!(done, Err(StoreError::Undone { .. })));
        assert_eq!(keys(&store), ["a"]);
        assert!(store.check().unwrap().is_sound());
        // The next write is one by itself again.
        add(&mut store, run, "c", "Ferries stop at 5.").unwrap();
        assert!(store.connection.is_autocommit());
    }

    #[test]
    fn others_get_their_turn() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        let (mut store, mut other) = (Store::open(&path).unwrap(), Store::open(&path).unwrap());
        store.judge = JUDGE;
        let run = store.begin_run("0.1.0", &[]).unwrap();
        let writer = std::thread::spawn(move || {
            let run = other.begin_run("0.1.0", &[]).unwrap();
            add(&mut other, run, "other", "Ferries stop at 5.")
        });
        let done: Result<(), StoreError> = store.batch(|store| {
            (0..super::WRITES + 10).try_for_each(|n| add(store, run, &n.to_string(), "Ferries stop at 5."))
        });
        done.unwrap();
        writer.join().unwrap().unwrap();
        assert_eq!(keys(&store).len(), super::WRITES + 11);
    }
}
