//! Check of the schema: has the file the tables, views, indexes and triggers of this version, are its values such as its
//! tables allow, and can every text be searched for?
//!
//! SQLite's own check passes over the conditions of tables where a file is open for reading alone, so they are asked here.

use super::migrations::SCHEMA;
use rusqlite::{Connection, params};
use std::collections::HashMap;

/// A table to search in, and the one whose rows it holds the words of.
const SEARCHED: [(&str, &str); 2] = [("statement_fts", "statement"), ("revision_fts", "revision")];

/// What a schema has of one name: its kind and its SQL.
type SchemaObjects = HashMap<String, (String, String)>;

/// Tells of everything of the schema that is not as it should be: the place, and what is wrong.
pub(super) fn check_schema(
    connection: &Connection,
    mut broken: impl FnMut(String, String),
) -> rusqlite::Result<()> {
    let whole = Connection::open_in_memory()?;
    whole.execute_batch(SCHEMA)?;
    let (expected, found) = (objects(&whole)?, objects(connection)?);
    let mut names: Vec<&String> = expected.keys().collect();
    names.sort_unstable();
    for name in names {
        let (kind, sql) = &expected[name];
        match found.get(name) {
            None => broken(format!("{kind} {name}"), "it is missing".to_owned()),
            Some((_, other)) if plain(other) != plain(sql) => {
                broken(format!("{kind} {name}"), "it is not that of this version".to_owned());
            }
            Some(_) if kind == "table" => check_conditions(connection, name, sql, &mut broken)?,
            Some(_) => {}
        }
    }
    for (index, table) in SEARCHED.into_iter().filter(|(index, _)| found.contains_key(*index)) {
        let count = |table: &str| {
            connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0))
        };
        if count(&format!("{index}_docsize"))? != count(table)? {
            broken(index.to_owned(), format!("not every {table} can be searched for"));
        }
    }
    Ok(())
}

fn objects(connection: &Connection) -> rusqlite::Result<SchemaObjects> {
    connection
        .prepare(
            "SELECT name, type, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'",
        )?
        .query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?
        .collect()
}

/// SQL without comments and white space, in which migrated databases differ.
fn plain(sql: &str) -> String {
    uncommented(sql).split_whitespace().collect()
}

fn uncommented(sql: &str) -> String {
    sql.lines().map(|line| line.split("--").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// Tells of the rows of a table that break a condition which its SQL names.
fn check_conditions(
    connection: &Connection,
    table: &str,
    sql: &str,
    broken: &mut impl FnMut(String, String),
) -> rusqlite::Result<()> {
    let sql = uncommented(sql);
    let conditions = conditions(&sql);
    if conditions.is_empty() {
        return Ok(());
    }
    // Each table is read once.
    let fails = conditions.iter().map(|condition| format!("NOT ({condition})")).collect::<Vec<_>>();
    let asked = format!(
        "SELECT * FROM (SELECT {} FROM {table}) WHERE true IN ({})",
        {
            let columns = fails.iter().enumerate().map(|(n, fails)| format!("coalesce({fails}, 0) AS c{n}"));
            columns.collect::<Vec<_>>().join(", ")
        },
        (0..fails.len()).map(|n| format!("c{n}")).collect::<Vec<_>>().join(", ")
    );
    let mut statement = connection.prepare(&asked)?;
    let mut rows = statement.query(params![])?;
    while let Some(row) = rows.next()? {
        for (n, condition) in conditions.iter().enumerate() {
            if row.get(n)? {
                let column = condition.split([' ', '(']).next().unwrap_or_default();
                broken(table.to_owned(), format!("a value is not one that its column may have ({column})"));
            }
        }
    }
    Ok(())
}

/// The conditions behind `CHECK` in the SQL of a table.
fn conditions(sql: &str) -> Vec<&str> {
    let inside = |start: usize| {
        let mut depth = 0_usize;
        let end = sql[start..].char_indices().find(|(_, c)| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        });
        end.map(|(length, _)| sql[start + 1..start + length].trim())
    };
    sql.match_indices("CHECK (").filter_map(|(at, word)| inside(at + word.len() - 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{ingest, revision, store};
    use super::*;

    fn told(alteration: &str) -> Vec<String> {
        let (mut store, run) = store();
        ingest(&mut store, run, &revision("a", "2026-03-01", "Boats stop at 5.\nAda Okafor: One."));
        ingest(&mut store, run, &revision("a", "2026-03-02", "Boats stop at 6.\nAda Okafor: One."));
        store.connection.execute_batch(alteration).unwrap();
        let mut told = Vec::new();
        check_schema(&store.connection, |place, problem| told.push(format!("{place}: {problem}"))).unwrap();
        told
    }

    #[test]
    fn what_was_altered_in_the_schema_is_told() {
        assert_eq!(told(""), [""; 0]);
        for (alteration, expected) in [
            ("DROP VIEW v_quotes", "view v_quotes: it is missing"),
            ("DROP TRIGGER review_event_update", "trigger review_event_update: it is missing"),
            ("DROP INDEX change_by_claim", "index change_by_claim: it is missing"),
            (
                "DROP VIEW v_outlets; CREATE VIEW v_outlets AS SELECT 1",
                "view v_outlets: it is not that of this version",
            ),
            (
                "PRAGMA ignore_check_constraints = on; UPDATE change SET severity = 'zzz'",
                "change: a value is not one that its column may have (severity)",
            ),
            (
                "PRAGMA ignore_check_constraints = on; UPDATE attribution SET negated = 7 WHERE id = 1",
                "attribution: a value is not one that its column may have (negated)",
            ),
            (
                "INSERT INTO statement_fts (statement_fts) VALUES ('delete-all')",
                "statement_fts: not every statement can be searched for",
            ),
        ] {
            assert_eq!(told(alteration), [expected], "{alteration}");
        }
    }

    #[test]
    fn a_view_of_somebody_elses_is_no_problem() {
        assert_eq!(told("CREATE VIEW mine AS SELECT 1; CREATE TABLE notes (a)"), [""; 0]);
    }
}
