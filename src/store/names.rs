//! Names from a list: who is who, as a newsroom keeps it. Each name is an alias of origin `review`, like those that a
//! person decides one by one, and so holds for every article that is added later.

use super::query::name_of;
use super::speakers::name_key;
use super::typed::LONGEST_NAME;
use super::{DecisionRemedy, Store, StoreError, decide};
use crate::ids::RunId;
use crate::speaker::SpeakerKind;
use rusqlite::{Connection, OptionalExtension, params};

/// A speaker of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerEntry {
    /// The line of the list, for what is said of it.
    pub line: u64,
    /// The name that stands for the speaker.
    pub name: String,
    /// A person or an organization.
    pub kind: SpeakerKind,
    /// Other names.
    pub aliases: Vec<String>,
    /// Addresses that stand for the speaker elsewhere: schema.org's `sameAs`.
    pub same_as: Vec<String>,
}

/// What a list brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportTally {
    /// Speakers whom no article named so far.
    pub new: usize,
    /// Other names that were not known as theirs.
    pub aliases: usize,
    /// Addresses that were not known.
    pub same_as: usize,
    /// Speakers who turned out to be another of the list.
    pub merged: usize,
}

impl Store {
    /// Takes in who is who: speakers that go by one of the names of an entry become one, now and whenever an article names
    /// one of them. All entries or none.
    ///
    /// # Errors
    /// When an entry cannot be meant, contradicts another or an earlier decision ([`StoreError::Refused`], with its line),
    /// or the database cannot be written.
    pub fn import_speakers(
        &mut self,
        run: RunId,
        entries: &[SpeakerEntry],
    ) -> Result<ImportTally, StoreError> {
        let run = run.get();
        let refused =
            |entry: &SpeakerEntry, why: String| StoreError::refused(format!("line {}: {why}", entry.line));
        for entry in entries {
            validate(entry).map_err(|why| refused(entry, why))?;
        }
        let mut tally = ImportTally::default();
        let mut fault = None;
        let done = self.write(|connection, _| {
            for entry in entries {
                if let Err(why) = take(connection, run, entry, &mut tally)? {
                    fault = Some(refused(entry, why).or(DecisionRemedy::MergeSpeakers));
                    // Undoes what the lines before it did.
                    return Err(rusqlite::Error::QueryReturnedNoRows);
                }
            }
            Ok(())
        });
        match fault {
            Some(fault) => Err(fault),
            None => done.map(|()| tally),
        }
    }
}

/// Enough of what was typed to know it by.
fn shown(typed: &str) -> String {
    let mut letters = typed.chars().filter(|c| !c.is_control());
    let mut shown: String = letters.by_ref().take(80).collect();
    shown.extend(letters.next().map(|_| '…'));
    shown
}

/// Whether an entry can be meant.
fn validate(entry: &SpeakerEntry) -> Result<(), String> {
    for name in std::iter::once(&entry.name).chain(&entry.aliases) {
        if !name.chars().any(char::is_alphanumeric) {
            return Err("a name is missing; a name needs a letter or a digit".to_owned());
        }
        if name.chars().any(char::is_control) {
            return Err("a name holds a control character; write it without".to_owned());
        }
        if name.chars().count() > LONGEST_NAME {
            let shown = shown(name);
            return Err(format!("“{shown}” is longer than {LONGEST_NAME} characters; shorten it"));
        }
        if entry.kind == SpeakerKind::Person && !name_key(name).contains(' ') {
            let name = shown(name);
            return Err(format!("“{name}” alone may be anybody; name a person by two words or more"));
        }
    }
    let is_url = |url: &&String| {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        rest.is_some_and(|rest| !rest.is_empty()) && !url.chars().any(|c| c.is_control() || c.is_whitespace())
    };
    match entry.same_as.iter().find(|url| !is_url(url)) {
        Some(url) => {
            let shown = shown(url);
            Err(format!("“{shown}” is no address on the web; name one that begins with https://"))
        }
        None => Ok(()),
    }
}

/// Takes one entry in; says why not where it contradicts a decision.
fn take(
    connection: &Connection,
    run: i64,
    entry: &SpeakerEntry,
    tally: &mut ImportTally,
) -> rusqlite::Result<Result<(), String>> {
    let kind = name_of(entry.kind);
    let row = match named(connection, &entry.name, &kind)? {
        Some(row) => row,
        None => {
            tally.new += 1;
            connection
                .execute("INSERT INTO speaker (name, kind) VALUES (?, ?)", params![entry.name, kind])?;
            connection.last_insert_rowid()
        }
    };
    connection.execute("UPDATE speaker SET name = ?2 WHERE id = ?1", params![row, entry.name])?;
    for (n, name) in std::iter::once(&entry.name).chain(&entry.aliases).enumerate() {
        while let Some(other) = other_named(connection, name, &kind, row)? {
            if is_kept_apart(connection, row, other)? {
                return Ok(Err(format!(
                    "“{name}” is speaker {other}, who was kept apart from speaker {row}; merge \
                     the two first if they are one"
                )));
            }
            decide::merge(connection, run, (row, other), true)?;
            tally.merged += 1;
        }
        let added = connection.execute(
            "INSERT OR IGNORE INTO speaker_alias (speaker, name, key, kind, origin, run) VALUES (?, ?, ?, ?, 'review', ?)",
            params![row, name, name_key(name), kind, run],
        )?;
        tally.aliases += if n > 0 { added } else { 0 };
    }
    for url in &entry.same_as {
        tally.same_as += connection.execute(
            "INSERT OR IGNORE INTO speaker_same_as (speaker, url, run) VALUES (?, ?, ?)",
            params![row, url, run],
        )?;
    }
    Ok(Ok(()))
}

/// Who goes by a name everywhere: by a decision, else by what articles say.
fn named(connection: &Connection, name: &str, kind: &str) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached(
            "SELECT speaker FROM speaker_alias WHERE key = ? AND kind = ? AND origin IN ('review', 'name') \
             AND coalesce(article, 0) = 0 ORDER BY origin DESC, speaker LIMIT 1",
        )?
        .query_row(params![name_key(name), kind], |row| row.get(0))
        .optional()
}

/// Somebody else who goes by it everywhere.
fn other_named(connection: &Connection, name: &str, kind: &str, row: i64) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached(
            "SELECT speaker FROM speaker_alias WHERE key = ? AND kind = ? AND origin IN ('review', 'name') \
             AND coalesce(article, 0) = 0 AND speaker <> ? ORDER BY speaker LIMIT 1",
        )?
        .query_row(params![name_key(name), kind, row], |row| row.get(0))
        .optional()
}

fn is_kept_apart(connection: &Connection, one: i64, other: i64) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM speaker_distinct WHERE speaker = ? AND other = ?)")?
        .query_row(params![one.min(other), one.max(other)], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{ingest, revision, store};
    use super::*;

    fn entry(name: &str, aliases: &[&str], same_as: &[&str]) -> SpeakerEntry {
        let list = |of: &[&str]| of.iter().map(|&one| one.to_owned()).collect();
        let (name, kind) = (name.to_owned(), SpeakerKind::Person);
        SpeakerEntry { line: 2, name, kind, aliases: list(aliases), same_as: list(same_as) }
    }

    /// Who is quoted how often, and where else they are known.
    fn speakers(store: &Store) -> Vec<(String, i64, usize)> {
        let rows = store.speakers(&Default::default()).unwrap();
        let mut rows: Vec<_> = rows.into_iter().map(|s| (s.speaker, s.quotes, s.same_as.len())).collect();
        rows.sort();
        rows
    }

    #[test]
    fn a_list_says_who_is_who_now_and_later() {
        let (mut store, run) = store();
        ingest(&mut store, run, &revision("a", "2026-03-01", "Ada Okafor: One.\nA. Okafor: Two."));
        let list = [
            entry("Ada Okafor", &["A. Okafor", "Ada O. Okafor"], &["https://who.example/1"]),
            entry("Bea Ord", &[], &["https://who.example/2"]),
        ];
        let tally = store.import_speakers(run, &list).unwrap();
        assert_eq!(tally, ImportTally { new: 1, aliases: 1, same_as: 2, merged: 1 });
        assert_eq!(store.import_speakers(run, &list).unwrap(), ImportTally::default());
        ingest(&mut store, run, &revision("b", "2026-03-02", "Ada O. Okafor: Three.\nBea Ord: Four."));
        assert_eq!(speakers(&store), [("Ada Okafor".into(), 3, 1), ("Bea Ord".into(), 1, 1)]);
        assert_eq!(store.check().unwrap().problems, []);
    }

    #[test]
    fn a_list_that_cannot_be_meant_changes_nothing() {
        let (mut store, run) = store();
        ingest(&mut store, run, &revision("a", "2026-03-01", "Ada Okafor: One.\nBea Okafor: Two."));
        let ids: Vec<_> = store.speakers(&Default::default()).unwrap().iter().map(|s| s.speaker_id).collect();
        store.keep_apart(run, ids[0], ids[1]).unwrap();
        let before = speakers(&store);
        for (bad, why) in [
            (entry("Ada Okafor", &["Bea Okafor"], &[]), "was kept apart"),
            (entry("Ada Okafor", &["Okafor"], &[]), "may be anybody"),
            (entry("", &[], &[]), "a name is missing"),
            (entry("Ada Okafor", &["A.\u{7} Okafor"], &[]), "control character"),
            (entry("Ada Okafor", &[], &["wikidata:Q1"]), "no address"),
        ] {
            let list = [entry("Cy Dale", &["C. Dale"], &["https://who.example/3"]), bad];
            let told = store.import_speakers(run, &list).unwrap_err().to_string();
            assert!(told.contains(why) && told.starts_with("line 2: "), "{told}");
            assert_eq!(speakers(&store), before);
        }
        let left: i64 = store
            .connection
            .query_row("SELECT count(*) FROM speaker_alias WHERE name = 'Cy Dale'", [], |row| row.get(0))
            .unwrap();
        assert_eq!(left, 0);
    }
}
