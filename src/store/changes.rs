//! Changes: the rows of one step from a revision to the next: what changed, the notes that explain it, the alarm.

use super::derived::integer;
use super::query::name_of;
use super::spans::Json;
use crate::diff::{Change, Comparison, Note};
use rusqlite::{Connection, params};
use std::collections::HashMap;

/// A step to a revision, with the rows and the claims of the statements on both sides.
pub(super) struct Step<'a> {
    pub(super) article: i64,
    pub(super) run: i64,
    /// The older revision; `None` for the first.
    pub(super) before: Option<(i64, &'a [i64], &'a [i64])>,
    /// The newer one.
    pub(super) after: (i64, &'a [i64], &'a [i64]),
    /// What changed; `None` for the first revision.
    pub(super) comparison: Option<&'a Comparison>,
    /// The correction notes in the newer revision.
    pub(super) notes: &'a [Note],
}

/// Writes what a step changed, in place of what led to its revision before.
pub(super) fn write(connection: &Connection, step: &Step<'_>) -> rusqlite::Result<()> {
    let to = step.after.0;
    connection.prepare_cached("DELETE FROM change WHERE to_revision = ?")?.execute(params![to])?;
    connection.prepare_cached("DELETE FROM correction WHERE revision = ?")?.execute(params![to])?;
    let alarm = step.comparison.and_then(|c| c.alarm.as_ref());
    connection
        .prepare_cached(
            "UPDATE revision SET alarm = ?2, alarm_reason = ?3 WHERE id = ?1 AND alarm_reason IS NOT ?3",
        )?
        .execute(params![to, alarm.map(|a| name_of(a.kind)), alarm.map(|a| &a.reason)])?;
    let Some(comparison) = step.comparison else {
        // Nothing changed yet, so its notes explain what was before the first capture.
        return step
            .notes
            .iter()
            .try_for_each(|note| write_note(connection, step, &note.text, None).map(drop));
    };
    let mut explained: HashMap<usize, i64> = HashMap::new();
    for (n, change) in comparison.changes.iter().enumerate() {
        if let Some(note) = &change.note {
            let statement = change.after.first().and_then(|&i| step.after.1.get(i)).copied();
            let row = write_note(connection, step, note, statement)?;
            explained.insert(n, row);
            for &of in &change.explains {
                explained.entry(of).or_insert(row);
            }
        }
    }
    for (n, change) in comparison.changes.iter().enumerate() {
        write_change(connection, step, n, change, explained.get(&n).copied())?;
    }
    Ok(())
}

fn write_change(
    connection: &Connection,
    step: &Step<'_>,
    n: usize,
    change: &Change,
    correction: Option<i64>,
) -> rusqlite::Result<()> {
    let Some((from, old_rows, old_claims)) = step.before else { return Ok(()) };
    let (to, new_rows, new_claims) = step.after;
    let of = |rows: &[i64], claims: &[i64], indices: &[usize]| -> Vec<(i64, i64)> {
        indices.iter().filter_map(|&i| Some((*rows.get(i)?, *claims.get(i)?))).collect()
    };
    let (before, after) = (of(old_rows, old_claims, &change.before), of(new_rows, new_claims, &change.after));
    let claim = after.first().or(before.first()).map(|&(_, claim)| claim);
    let kinds: Vec<String> = change.kinds.iter().map(name_of).collect();
    connection
        .prepare_cached(
            "INSERT INTO change (article, from_revision, to_revision, ordinal, claim, kinds, severity, material, \
             reason, figures, findings, correction, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            step.article,
            from,
            to,
            integer(n),
            claim,
            Json(kinds),
            name_of(change.severity),
            change.material,
            change.reason,
            Json(&change.figures),
            Json(&change.findings),
            correction,
            step.run,
        ])?;
    let row = connection.last_insert_rowid();
    let mut point = connection.prepare_cached(
        "INSERT INTO change_statement (change, side, ordinal, statement) VALUES (?, ?, ?, ?)",
    )?;
    for (side, statements) in [("before", before), ("after", after)] {
        for (ordinal, (statement, _)) in statements.into_iter().enumerate() {
            point.execute(params![row, side, integer(ordinal), statement])?;
        }
    }
    Ok(())
}

/// Writes a correction note and gives its row.
fn write_note(
    connection: &Connection,
    step: &Step<'_>,
    text: &str,
    statement: Option<i64>,
) -> rusqlite::Result<i64> {
    let captured_at: String = connection
        .prepare_cached("SELECT captured_at FROM revision WHERE id = ?")?
        .query_row(params![step.after.0], |row| row.get(0))?;
    let date = step.notes.iter().find(|n| n.text == text).and_then(|n| n.date.as_deref());
    connection
        .prepare_cached(
            "INSERT INTO correction (article, revision, statement, text, noted_at, run) VALUES (?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            step.article,
            step.after.0,
            statement,
            text,
            date.and_then(|date| noted_at(date, &captured_at)),
            step.run,
        ])?;
    Ok(connection.last_insert_rowid())
}

/// The day that a note's date means: as it stands, or without a year the last such day before the capture. A date
/// after the capture is not when the note was written.
fn noted_at(date: &str, captured_at: &str) -> Option<String> {
    let captured: jiff::civil::Date = captured_at.get(..10)?.parse().ok()?;
    let found = date.parse::<jiff::civil::Date>().ok().or_else(|| {
        let mut parts = date.trim_start_matches('-').split('-').map(str::parse::<i8>);
        let (Some(Ok(month)), Some(Ok(day)), None) = (parts.next(), parts.next(), parts.next()) else {
            return None;
        };
        let of = |year: i16| jiff::civil::Date::new(year, month, day).ok();
        of(captured.year()).filter(|d| *d <= captured).or_else(|| of(captured.year() - 1))
    })?;
    (found <= captured).then(|| found.to_string())
}

#[cfg(test)]
mod tests {
    use super::noted_at;

    #[test]
    fn a_note_is_dated_by_what_it_says() {
        let on = |date| noted_at(date, "2026-01-22T11:10:00Z");
        assert_eq!(on("2026-01-20").as_deref(), Some("2026-01-20"));
        assert_eq!(on("--01-22").as_deref(), Some("2026-01-22"));
        assert_eq!(on("12-30").as_deref(), Some("2025-12-30"));
        assert_eq!(on("2026-03-01"), None);
        assert_eq!(on("--13-41"), None);
    }
}
