//! Changes: the rows of one step from a revision to the next: what changed, the notes that explain it, the alarm.

use super::derived::integer;
use super::query::name_of;
use super::spans::Json;
use crate::diff::{Change, Comparison, Note};
use crate::english::weekday;
use jiff::ToSpan;
use jiff::civil::Date;
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
    /// The numbers of the changes, in their order.
    pub(super) ids: Vec<i64>,
    /// The correction notes in the newer revision.
    pub(super) notes: &'a [Note],
}

/// Writes what a step changed; the changes that led to its revision before are gone by then.
pub(super) fn write(connection: &Connection, step: &Step<'_>) -> rusqlite::Result<()> {
    let to = step.after.0;
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
    let mut notes: HashMap<usize, NoteRows> = HashMap::new();
    for (n, change) in comparison.changes.iter().enumerate() {
        if let Some(note) = &change.note {
            let statement = change.after.first().and_then(|&i| step.after.1.get(i)).copied();
            let row = write_note(connection, step, note, statement)?;
            notes.entry(n).or_default().explains = Some(row);
            for &of in &change.explains {
                notes.entry(of).or_default().explains.get_or_insert(row);
            }
            for &of in &change.may_explain {
                notes.entry(of).or_default().may_explain.get_or_insert(row);
            }
        }
    }
    for (n, change) in comparison.changes.iter().enumerate() {
        write_change(connection, step, n, change, notes.get(&n).copied().unwrap_or_default())?;
    }
    Ok(())
}

/// The rows of the correction notes of one change.
#[derive(Clone, Copy, Default)]
struct NoteRows {
    /// The note that explains it, or that it is.
    explains: Option<i64>,
    /// A note that names no change, and so may explain it.
    may_explain: Option<i64>,
}

fn write_change(
    connection: &Connection,
    step: &Step<'_>,
    n: usize,
    change: &Change,
    note: NoteRows,
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
            "INSERT INTO change (id, article, from_revision, to_revision, ordinal, claim, kinds, severity, material, \
             new, withdrawn, unannounced, reason, figures, findings, correction, possible_correction, before, after, \
             run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute(params![
            step.ids.get(n),
            step.article,
            from,
            to,
            integer(n),
            claim,
            Json(kinds),
            name_of(change.severity),
            change.material,
            change.new,
            change.withdrawn,
            change.turns_fact() && note.explains.is_none() && note.may_explain.is_none(),
            change.reason,
            Json(&change.figures),
            Json(&change.findings),
            note.explains,
            note.may_explain,
            change.was,
            change.now,
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
    let (captured_at, published_at): (String, Option<String>) = connection
        .prepare_cached("SELECT captured_at, published_at FROM revision WHERE id = ?")?
        .query_row(params![step.after.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
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
            date.and_then(|date| noted_at(date, published_at.as_deref(), &captured_at)),
            step.run,
        ])?;
    Ok(connection.last_insert_rowid())
}

/// The day that a note's date means: as it stands, or, without a year or as a day of the week, the first such day from
/// publication on; where that is unknown, the last one before the capture. A date after the capture or before the
/// publication is not when the note was written.
fn noted_at(date: &str, published_at: Option<&str>, captured_at: &str) -> Option<String> {
    let day_of = |at: &str| at.get(..10)?.parse::<Date>().ok();
    let captured = day_of(captured_at)?;
    let published = published_at.and_then(day_of).filter(|p| *p <= captured);
    let mut days: Box<dyn Iterator<Item = Date>> = match published {
        Some(published) => Box::new(published.series(1.day())),
        None => Box::new(captured.series(-1.day())),
    };
    let found = if let Ok(found) = date.parse::<Date>() {
        found
    } else if let Some(weekday) = weekday(date) {
        days.by_ref().take(7).find(|d| d.weekday() == weekday)?
    } else {
        let mut parts = date.trim_start_matches('-').split('-').map(str::parse::<i8>);
        let (Some(Ok(month)), Some(Ok(day)), None) = (parts.next(), parts.next(), parts.next()) else {
            return None;
        };
        // Eight years hold every day of the calendar.
        days.take(8 * 366).find(|d| (d.month(), d.day()) == (month, day))?
    };
    // The clocks of writer and capture may be in different zones.
    let since = published.map_or(Date::MIN, |p| p.saturating_sub(1.day()));
    (found <= captured && found >= since).then(|| found.to_string())
}

#[cfg(test)]
mod tests {
    use super::noted_at;

    #[test]
    fn a_note_is_dated_by_what_it_says() {
        let on = |date| noted_at(date, None, "2026-01-22T11:10:00Z");
        assert_eq!(on("2026-01-20").as_deref(), Some("2026-01-20"));
        assert_eq!(on("--01-22").as_deref(), Some("2026-01-22"));
        assert_eq!(on("12-30").as_deref(), Some("2025-12-30"));
        assert_eq!(on("2026-03-01"), None);
        assert_eq!(on("--13-41"), None);
        assert_eq!(on("monday").as_deref(), Some("2026-01-19"));
    }

    #[test]
    fn a_note_is_written_after_its_story() {
        // An archive's capture, years after publication.
        let on = |date| noted_at(date, Some("2012-08-30T08:00:00Z"), "2020-09-01T00:00:00Z");
        assert_eq!(on("--09-03").as_deref(), Some("2012-09-03"));
        assert_eq!(on("--08-29").as_deref(), Some("2013-08-29"));
        assert_eq!(on("friday").as_deref(), Some("2012-08-31"));
        assert_eq!(on("2012-08-29").as_deref(), Some("2012-08-29"));
        assert_eq!(on("2011-03-01"), None);
        assert_eq!(on("2021-03-01"), None);
        let at_once = |date| noted_at(date, Some("2026-01-22"), "2026-01-22T11:10:00Z");
        assert_eq!(at_once("thursday").as_deref(), Some("2026-01-22"));
        assert_eq!(at_once("--01-21"), None);
    }
}
