//! Migrations: bring a database of any older schema up to the current one.
//!
//! `user_version` counts the steps that were applied. A step, once released, is never edited: a change of the schema
//! is a new file here and the same change in `schema.sql`. A test holds the two together. Views hold nothing, so
//! every upgrade makes them anew as `schema.sql` has them; a step for a change of views alone is an empty one.

use super::review;
use rusqlite::{Connection, Transaction};

/// The whole current schema, for new databases.
pub(super) const SCHEMA: &str = include_str!("../../schema.sql");

/// The steps from each version to the next; the first makes version 1.
const STEPS: &[&str] = &[
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
    include_str!("migrations/0004.sql"),
    include_str!("migrations/0005.sql"),
    include_str!("migrations/0006.sql"),
    include_str!("migrations/0007.sql"),
    include_str!("migrations/0008.sql"),
    include_str!("migrations/0009.sql"),
    include_str!("migrations/0010.sql"),
    include_str!("migrations/0011.sql"),
    include_str!("migrations/0012.sql"),
    include_str!("migrations/0013.sql"),
    include_str!("migrations/0014.sql"),
    include_str!("migrations/0015.sql"),
    include_str!("migrations/0016.sql"),
    include_str!("migrations/0017.sql"),
    include_str!("migrations/0018.sql"),
    include_str!("migrations/0019.sql"),
    include_str!("migrations/0020.sql"),
    include_str!("migrations/0021.sql"),
];

/// "onrd": distinguishes our files from other programs' SQLite files.
pub(super) const APPLICATION_ID: i64 = 0x6F6E_7264;

/// The version from which on it is kept what turned a decided claim.
const TURNED_IS_KEPT: i64 = 19;

/// The version that this program writes.
pub(super) fn current() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// The version of an open file.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Makes the tables of a new database.
pub(super) fn create(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.execute_batch(SCHEMA)?;
    mark(transaction)
}

/// Applies the steps that a database of version `from` has not had.
pub(super) fn upgrade(transaction: &Transaction<'_>, from: i64) -> rusqlite::Result<()> {
    for step in STEPS.iter().skip(usize::try_from(from).unwrap_or(0)) {
        transaction.execute_batch(step)?;
    }
    make_views_anew(transaction)?;
    if from < TURNED_IS_KEPT {
        let reviewed: Vec<i64> = transaction
            .prepare("SELECT DISTINCT article FROM review")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        reviewed.into_iter().try_for_each(|article| review::attach(transaction, article))?;
    }
    mark(transaction)
}

/// Replaces every view by that of the current schema; those of others stay.
fn make_views_anew(connection: &Connection) -> rusqlite::Result<()> {
    let whole = Connection::open_in_memory()?;
    whole.execute_batch(SCHEMA)?;
    let views: Vec<(String, String)> = whole
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'view' ORDER BY rowid")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (name, sql) in views {
        connection.execute_batch(&format!("DROP VIEW IF EXISTS {name}; {sql}"))?;
    }
    Ok(())
}

fn mark(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", current())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{ReviewFilter, ReviewState, SearchFilter, Store};

    /// Every object of a database with its SQL, without comments and white space.
    fn objects(connection: &Connection) -> Vec<(String, String)> {
        let mut statement = connection
            .prepare("SELECT name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name")
            .unwrap();
        let plain = |sql: String| -> String {
            let code = sql.lines().map(|line| line.split("--").next().unwrap_or_default());
            code.collect::<String>().split_whitespace().collect()
        };
        let rows = statement.query_map([], |row| Ok((row.get(0)?, plain(row.get(1)?)))).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    }

    /// A database as version `version` of the program left it.
    fn old(path: &std::path::Path, version: usize) -> Connection {
        let connection = Connection::open(path).unwrap();
        for step in &STEPS[..version] {
            connection.execute_batch(step).unwrap();
        }
        if version == STEPS.len() {
            make_views_anew(&connection).unwrap();
        }
        connection.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
        connection.pragma_update(None, "user_version", i64::try_from(version).unwrap()).unwrap();
        let sha256 = crate::article::text_sha256("", "Ferries stop.");
        connection
            .execute_batch(
                &"INSERT INTO run (id, version, arguments, started_at) VALUES (1, '0.1.0', '[]', '2026-03-01');
                 INSERT INTO article (id, key) VALUES (1, 'a');
                 INSERT INTO revision (id, article, seq, captured_at, body, format, raw_sha256, text_sha256, found_by,
                     warnings, extractor, run)
                 VALUES (1, 1, 1, '2026-03-01', 'Ferries stop.', 'plain', 'SHA256', 'SHA256', '{}', '[]', '0.1.0', 1);
                 INSERT INTO capture (article, revision, captured_at, place, run) VALUES (1, 1, '2026-03-01', 'a', 1);
                 UPDATE article SET newest_revision = 1;"
                    .replace("SHA256", &sha256),
            )
            .unwrap();
        connection
    }

    #[test]
    fn the_schema_is_what_all_migrations_make() {
        let whole = Connection::open_in_memory().unwrap();
        whole.execute_batch(SCHEMA).unwrap();
        let mut stepped = Connection::open_in_memory().unwrap();
        let transaction = stepped.transaction().unwrap();
        upgrade(&transaction, 0).unwrap();
        transaction.commit().unwrap();
        assert_eq!(objects(&whole), objects(&stepped));
    }

    #[test]
    fn every_old_schema_is_brought_up_to_date_with_its_rows() {
        let folder = tempfile::tempdir().unwrap();
        for from in 1..=STEPS.len() {
            let path = folder.path().join(format!("{from}.db"));
            drop(old(&path, from));
            let connection = Connection::open(&path).unwrap();
            connection.execute_batch("CREATE VIEW mine AS SELECT key FROM article").unwrap();
            let store = Store::open(&path).unwrap();
            assert_eq!(version(&store.connection).unwrap(), current());
            // What somebody else made there stays.
            store.connection.execute_batch("DROP VIEW mine").unwrap();
            assert_eq!(store.body(1.into()).unwrap(), "Ferries stop.");
            assert!(store.check().unwrap().is_sound());
            let fresh = Connection::open_in_memory().unwrap();
            fresh.execute_batch(SCHEMA).unwrap();
            assert_eq!(objects(&store.connection), objects(&fresh));
        }
    }

    #[test]
    fn a_database_of_any_old_schema_is_merged_and_stays_as_it_is() {
        use crate::store::MergeSource;
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("target.db");
        for from in 1..=STEPS.len() {
            let path = folder.path().join(format!("{from}.db"));
            drop(old(&path, from));
            let mut store = Store::open(&target).unwrap();
            let source = MergeSource::open(&path, &target).unwrap();
            let report = store.merge(&source, &path, |_| {}).unwrap();
            assert_eq!(report.new_captures + report.known_captures, 1, "{from}");
            drop(source);
            assert_eq!(version(&Connection::open(&path).unwrap()).unwrap(), i64::try_from(from).unwrap());
            assert_eq!(store.articles(&Default::default()).unwrap().len(), 1);
            assert_eq!(store.check().unwrap().problems, []);
        }
        let left: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert!(left.iter().all(|name| !name.to_string_lossy().contains("unfinished")), "{left:?}");
    }

    /// Rows of a body `Žofie said: "Ferries" will "stop." So be it.` as every version up to 5 wrote them.
    const ROWS: &str = r#"
        UPDATE revision SET body = 'Žofie said: "Ferries" will "stop." So be it.', headline = 'Ferries stop',
            text_sha256 = 'SHA256';
        INSERT INTO speaker (id, name, kind) VALUES (1, 'Žofie', 'person');
        INSERT INTO attribution (id, revision, ordinal, kind, exact, prefix, suffix, content_spans, source, source_spans,
            cue, cue_spans, cue_class, negated, in_headline, in_lede, confidence, speaker, speaker_kind, resolution,
            evidence, run)
        VALUES (7, 1, 0, 'direct', '"Ferries" "stop."', 'Žofie said: ', ' So be it.', '[[12,21],[27,34]]', 'Žofie',
            '[[0,5]]', 'said', '[[6,10]]', 'say', 0, 0, 1, 0.9, 1, 'person', 'name',
            '{"extraction":{"source":0.25,"cue":0.5,"content":0.75,"weakest":[0.25,0.5,0.75],"margin":3,"length":2,'
                || '"rules":["a rule"]},"speaker":["as written"]}', 1);
        INSERT INTO claim (id, article, run) VALUES (3, 1, 1), (5, 1, 1), (6, 1, 1);
        INSERT INTO statement (id, revision, ordinal, claim, attribution, text, context, spans, position,
            check_worthiness, fingerprint, run)
        VALUES (1, 1, 0, 3, NULL, 'Ferries stop', NULL, '[]', 'headline', 0.5, 1, 1),
            (2, 1, 1, 5, 7, '"Ferries" "stop."', 'Žofie said: "Ferries" will "stop."', '[[12,21],[27,34]]', 'lede', 0.5,
                2, 1),
            (4, 1, 2, 6, NULL, 'So be it.', NULL, '[[35,44]]', 'lede', 0.5, 3, 1);
        UPDATE claim SET latest = CASE id WHEN 3 THEN 1 WHEN 5 THEN 2 ELSE 4 END;
    "#;

    #[test]
    fn the_words_of_every_old_row_are_told_by_its_spans() {
        let folder = tempfile::tempdir().unwrap();
        // From version 6 on, rows hold spans.
        for from in 1..6 {
            let path = folder.path().join(format!("{from}.db"));
            let body = "Žofie said: \"Ferries\" will \"stop.\" So be it.";
            let sha256 = crate::article::text_sha256("Ferries stop", body);
            old(&path, from).execute_batch(&ROWS.replace("SHA256", &sha256)).unwrap();
            let store = Store::open(&path).unwrap();
            assert_eq!(store.check().unwrap().problems, [], "{from}");
            let told = store.explain(7.into()).unwrap();
            assert_eq!(told.quote.quote, "\"Ferries\" \"stop.\"");
            assert_eq!((told.prefix.as_str(), told.suffix.as_str()), ("Žofie said: ", " So be it."));
            assert_eq!(told.context.as_deref(), Some("Žofie said: \"Ferries\" will \"stop.\""));
            let evidence = concat!(
                r#"{"extraction":{"source":0.25,"cue":0.5,"content":0.75,"weakest":[0.25,0.5,0.75],"#,
                r#""margin":3,"length":2,"rules":["a rule"]},"speaker":["as written"]}"#
            );
            assert_eq!(told.evidence.0.to_string(), evidence);
            let claims = store.claims(&Default::default()).unwrap();
            let claims: Vec<_> = claims.iter().map(|c| (c.claim_id.get(), &*c.claim, &*c.sentence)).collect();
            let quoted = (5, "\"Ferries\" \"stop.\"", "Žofie said: \"Ferries\" will \"stop.\"");
            let bare = |id, words| (id, words, words);
            assert_eq!(claims, [bare(3, "Ferries stop"), quoted, bare(6, "So be it.")]);
            let statements = store.statements(1.into()).unwrap();
            assert_eq!((&*statements[1].text, statements[1].spans.len()), ("\"Ferries\" \"stop.\"", 2));
            let filter = SearchFilter { words: "ferries".into(), ..SearchFilter::default() };
            assert_eq!(store.search(&filter).unwrap().len(), 2);
        }
    }

    #[test]
    fn the_flags_of_old_changes_are_told_by_their_kinds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("3.db");
        let connection = old(&path, 3);
        let rows = [
            ("added", "medium", true, "NULL"),
            ("removed", "high", true, "NULL"),
            ("removed", "none", false, "NULL"),
            ("figure_changed", "high", true, "NULL"),
            ("figure_changed", "high", true, "1"),
            ("correction", "medium", true, "1"),
        ];
        connection
            .execute_batch(
                "INSERT INTO correction (id, article, revision, text, run) VALUES (1, 1, 1, 'Corrected.', 1)",
            )
            .unwrap();
        for (n, (kind, severity, material, note)) in rows.iter().enumerate() {
            let sql = format!(
                "INSERT INTO change (article, from_revision, to_revision, ordinal, kinds, severity, material, reason,
                     figures, findings, correction, run)
                 VALUES (1, 1, 1, {n}, '[\"{kind}\"]', '{severity}', {material}, '', '[]', '[]', {note}, 1)"
            );
            connection.execute_batch(&sql).unwrap();
        }
        drop(connection);
        let changes = Store::open(&path).unwrap().changes(&Default::default()).unwrap();
        let flags: Vec<_> = changes.iter().map(|c| (c.new, c.withdrawn, c.unannounced)).collect();
        let expected = [
            (true, false, false),
            (false, true, true),
            (false, false, false),
            (false, false, true),
            (false, false, false),
            (false, false, false),
        ];
        assert_eq!(flags, expected);
    }

    #[test]
    fn old_reviews_become_events_of_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("10.db");
        old(&path, 10)
            .execute_batch(
                "INSERT INTO claim (id, article, run) VALUES (5, 1, 1), (6, 1, 1);
                 INSERT INTO statement (id, revision, ordinal, claim, spans, position, check_worthiness, fingerprint, run)
                 VALUES (1, 1, 0, 5, '[[0,13]]', 'lede', 0.5, 1, 1), (2, 1, 1, 6, '[[0,7]]', 'lede', 0.5, 2, 1);
                 INSERT INTO statement_fts (rowid, text) VALUES (1, 'Ferries stop.'), (2, 'Ferries');
                 UPDATE claim SET latest = id - 4;
                 INSERT INTO review (id, article, claim, wording, fingerprint, decision, rating, evidence, reviewer,
                     reviewed_at, run)
                 VALUES (1, 1, 5, 'Ferries stop.', 1, 'verdict', 'true', '[]', NULL, '2026-03-02T00:00:00Z', 1),
                     (2, 1, 6, 'Ferries', 2, 'rejected', NULL, '[]', 'Jo', '2026-03-02T00:00:00Z', 1),
                     (3, 1, 5, 'Ferries stop.', 1, 'verdict', 'false', '[]', 'Jo', '2026-03-03T00:00:00Z', 1),
                     (4, 1, NULL, 'Ferries sink.', 3, 'confirmed', NULL, '[]', 'Jo', '2026-03-03T00:00:00Z', 1);",
            )
            .unwrap();
        let store = Store::open(&path).unwrap();
        assert_eq!(store.check().unwrap().problems, []);
        let filter = ReviewFilter { states: vec![ReviewState::Decided], ..ReviewFilter::default() };
        let told: Vec<_> = store
            .reviews(&filter)
            .unwrap()
            .into_iter()
            .map(|r| (r.subject_id.map(i64::from), r.rating))
            .collect();
        assert_eq!(told, [(None, None), (Some(5), Some("false".to_owned())), (Some(6), None)]);
        let events = store.review_events(1.into()).unwrap();
        let events: Vec<_> = events.iter().map(|e| (e.rating.as_deref(), e.reviewer.as_deref())).collect();
        assert_eq!(events, [(Some("true"), None), (Some("false"), Some("Jo"))]);
        // What was rejected is listed no more.
        let claims = store.claims(&Default::default()).unwrap();
        assert_eq!(claims.iter().map(|c| c.claim_id.get()).collect::<Vec<_>>(), [5]);
    }

    #[test]
    fn a_step_that_fails_leaves_the_old_version() {
        let mut connection = Connection::open_in_memory().unwrap();
        let transaction = connection.transaction().unwrap();
        transaction.execute_batch("CREATE TABLE run (id)").unwrap();
        assert!(create(&transaction).is_err());
        drop(transaction);
        assert_eq!((objects(&connection).len(), version(&connection).unwrap()), (0, 0));
    }
}
