//! Outlets: the names that people decided to be one outlet's.

use super::super::outlets::find_or_insert;
use super::other::OtherDatabase;
use rusqlite::{OptionalExtension, params};

/// Takes over which names are one outlet's.
pub(super) fn merge(other: &mut OtherDatabase<'_>) -> rusqlite::Result<()> {
    let decided: Vec<(String, String, i64)> = other
        .from
        .prepare("SELECT l.name, o.name, l.run FROM outlet_alias l JOIN outlet o ON o.id = l.outlet ORDER BY l.name")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (name, outlet, run) in decided {
        take(other, &name, &outlet, run)?;
    }
    Ok(())
}

fn take(other: &mut OtherDatabase<'_>, name: &str, outlet: &str, run: i64) -> rusqlite::Result<()> {
    let to = other.to;
    let keep = find_or_insert(to, outlet)?;
    let here: Option<(i64, String, i64)> = to
        .prepare_cached("SELECT o.id, o.name, l.run FROM outlet_alias l JOIN outlet o ON o.id = l.outlet WHERE l.name = ?")?
        .query_row(params![name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let own: Option<i64> = to
        .prepare_cached("SELECT id FROM outlet WHERE name = ?")?
        .query_row(params![name], |row| row.get(0))
        .optional()?;
    // They are one already, whichever name stands for both.
    if own == Some(keep) || here.as_ref().is_some_and(|(id, ..)| *id == keep) {
        return Ok(());
    }
    if let Some((_, named, decided)) = here {
        let newer = other.is_newer(run, decided)?;
        let (holds, lost) = if newer { (outlet, named.as_str()) } else { (named.as_str(), outlet) };
        other.conflict(format!("outlet “{name}”"), format!("is “{holds}”"), format!("is “{lost}”"));
        if !newer {
            return Ok(());
        }
    }
    let run = other.run_here(run)?;
    to.execute(
        "INSERT INTO outlet_alias (name, outlet, run) VALUES (?, ?, ?) \
         ON CONFLICT (name) DO UPDATE SET outlet = excluded.outlet, run = excluded.run",
        params![name, keep, run],
    )?;
    if let Some(own) = own {
        to.execute("UPDATE outlet_alias SET outlet = ?1 WHERE outlet = ?2", params![keep, own])?;
        to.execute("UPDATE article SET outlet = ?1 WHERE outlet = ?2", params![keep, own])?;
        to.execute("DELETE FROM outlet WHERE id = ?", params![own])?;
    }
    to.execute("UPDATE article SET outlet = ?1 WHERE outlet_named = ?2", params![keep, name])?;
    other.report.new_decisions += 1;
    Ok(())
}
