//! Who is who: what people decided about speakers. It comes before the captures, so that their quotes are given to whom
//! people said they are by.

use super::super::decide;
use super::super::speakers::{name_key, quote_key};
use super::other::OtherDatabase;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// A speaker of the other about whom a person decided.
struct DecidedSpeaker {
    id: i64,
    name: Option<String>,
    kind: String,
    article: Option<i64>,
}

/// A name that a person said is somebody's.
struct DecidedName {
    name: String,
    key: String,
    kind: String,
    /// The article here that it holds in; 0 for all.
    scope: i64,
    run: i64,
}

/// Takes over names, addresses and quotes of speakers that people decided on.
pub(super) fn decided(other: &mut OtherDatabase<'_>) -> rusqlite::Result<()> {
    let speakers: Vec<DecidedSpeaker> = other
        .from
        .prepare(
            "SELECT id, name, kind, article FROM speaker s \
             WHERE EXISTS (SELECT 1 FROM speaker_alias WHERE speaker = s.id AND origin = 'review') \
             OR EXISTS (SELECT 1 FROM speaker_same_as WHERE speaker = s.id) \
             OR EXISTS (SELECT 1 FROM speaker_quote WHERE speaker = s.id) ORDER BY id",
        )?
        .query_map([], |row| {
            Ok(DecidedSpeaker { id: row.get(0)?, name: row.get(1)?, kind: row.get(2)?, article: row.get(3)? })
        })?
        .collect::<rusqlite::Result<_>>()?;
    for speaker in speakers {
        let names = names(other, speaker.id)?;
        let mut here = find_or_insert(other, &speaker, &names)?;
        for name in &names {
            here = take_name(other, here, name)?;
        }
        take_own_names(other, speaker.id, here)?;
        take_addresses(other, speaker.id, here)?;
        take_quotes(other, &speaker, here)?;
    }
    Ok(())
}

/// Takes over the names that articles give a speaker, where nobody here has them: a decision hides them from later articles.
fn take_own_names(other: &OtherDatabase<'_>, speaker: i64, here: i64) -> rusqlite::Result<()> {
    let mut statement = other.from.prepare_cached(
        "SELECT name, key, kind, article FROM speaker_alias WHERE speaker = ? AND origin = 'name' ORDER BY id",
    )?;
    let mut rows = statement.query(params![speaker])?;
    while let Some(row) = rows.next()? {
        let article = other.article_here(row.get(3)?);
        other
            .to
            .prepare_cached(
                "INSERT INTO speaker_alias (speaker, name, key, kind, article, origin) SELECT ?1, ?2, ?3, ?4, ?5, 'name' \
                 WHERE NOT EXISTS (SELECT 1 FROM speaker_alias WHERE key = ?3 AND kind = ?4 AND origin = 'name' \
                     AND coalesce(article, 0) = coalesce(?5, 0))",
            )?
            .execute(params![
                here,
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
                article
            ])?;
    }
    Ok(())
}

fn names(other: &OtherDatabase<'_>, speaker: i64) -> rusqlite::Result<Vec<DecidedName>> {
    let mut statement = other.from.prepare_cached(
        "SELECT name, key, kind, article, run FROM speaker_alias WHERE speaker = ? AND origin = 'review' ORDER BY id",
    )?;
    let rows = statement.query_map(params![speaker], |row| {
        Ok(DecidedName {
            name: row.get(0)?,
            key: row.get(1)?,
            kind: row.get(2)?,
            scope: other.article_here(row.get(3)?).unwrap_or(0),
            run: row.get::<_, Option<i64>>(4)?.unwrap_or(0),
        })
    })?;
    rows.collect()
}

/// Who goes by a name here, in an article or (0) everywhere: by a decision, else by what articles say.
fn called(to: &Connection, key: &str, kind: &str, scope: i64) -> rusqlite::Result<Option<i64>> {
    to.prepare_cached(
        "SELECT speaker FROM speaker_alias WHERE key = ? AND kind = ? AND origin IN ('review', 'name') \
         AND coalesce(article, 0) = ? ORDER BY origin DESC, speaker LIMIT 1",
    )?
    .query_row(params![key, kind, scope], |row| row.get(0))
    .optional()
}

/// The row here of a speaker: by the own name, by another that a person gave, by a quote; else a new one.
fn find_or_insert(
    other: &OtherDatabase<'_>,
    speaker: &DecidedSpeaker,
    names: &[DecidedName],
) -> rusqlite::Result<i64> {
    let (to, home) = (other.to, other.article_here(speaker.article));
    if let Some(name) = &speaker.name
        && let Some(row) = called(to, &name_key(name), &speaker.kind, home.unwrap_or(0))?
    {
        return Ok(row);
    }
    for name in names {
        if let Some(row) = called(to, &name.key, &name.kind, name.scope)? {
            if to
                .prepare_cached("SELECT 1 FROM speaker_alias WHERE speaker = ? AND origin = 'review'")?
                .exists([row])?
            {
                return Ok(row);
            }
            // So far it is known by what articles say: the name that a person chose stands for it.
            to.execute(
                "UPDATE speaker SET name = ?2, article = ?3 WHERE id = ?1",
                params![row, speaker.name, home],
            )?;
            return Ok(row);
        }
    }
    let by_quote: Vec<(i64, String)> = quotes(other, speaker.id)?;
    for (article, key) in by_quote {
        let found: Option<i64> = to
            .prepare_cached(
                "SELECT d.speaker FROM speaker_quote d JOIN speaker s ON s.id = d.speaker \
                 WHERE d.article = ? AND d.key = ? AND s.name IS ?",
            )?
            .query_row(params![article, key, speaker.name], |row| row.get(0))
            .optional()?;
        if let Some(row) = found {
            return Ok(row);
        }
    }
    to.execute(
        "INSERT INTO speaker (name, kind, article) VALUES (?, ?, ?)",
        params![speaker.name, speaker.kind, home],
    )?;
    Ok(to.last_insert_rowid())
}

/// The quotes that a person gave to a speaker, by article here and words.
fn quotes(other: &OtherDatabase<'_>, speaker: i64) -> rusqlite::Result<Vec<(i64, String)>> {
    let rows: Vec<(i64, String)> = other
        .from
        .prepare_cached("SELECT article, key FROM speaker_quote WHERE speaker = ? ORDER BY article, key")?
        .query_map(params![speaker], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows
        .into_iter()
        .filter_map(|(article, key)| Some((other.article_here(Some(article))?, key)))
        .collect())
}

/// Makes a name one of a speaker's. Who else goes by it becomes that speaker, unless a newer decision here says otherwise.
/// Gives the speaker's row.
fn take_name(other: &mut OtherDatabase<'_>, here: i64, name: &DecidedName) -> rusqlite::Result<i64> {
    let (to, values) = (other.to, params![name.key, name.kind, name.scope, here]);
    let same = "SELECT 1 FROM speaker_alias WHERE key = ?1 AND kind = ?2 AND origin = 'review' \
                AND coalesce(article, 0) = ?3 AND speaker = ?4";
    if to.prepare_cached(same)?.exists(values)? {
        return Ok(here);
    }
    let rivals: Vec<(i64, Option<i64>)> = to
        .prepare_cached(
            "SELECT l.speaker, CASE origin WHEN 'review' THEN l.run ELSE (SELECT d.run FROM speaker_distinct d \
                 WHERE d.speaker = min(l.speaker, ?4) AND d.other = max(l.speaker, ?4)) END \
             FROM speaker_alias l WHERE key = ?1 AND kind = ?2 AND origin IN ('review', 'name') \
             AND coalesce(article, 0) = ?3 AND speaker <> ?4 ORDER BY origin DESC, speaker",
        )?
        .query_map(values, |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let run = other.run_here(name.run)?;
    let mut merged = BTreeSet::new();
    for (rival, decided) in rivals {
        if merged.contains(&rival) {
            continue;
        }
        if let Some(decided) = decided {
            let newer = other.is_newer(name.run, decided)?;
            let [ours, theirs] = [here, rival].map(|row| called_by(to, row));
            let (ours, theirs) = (ours?, theirs?);
            let (holds, lost) = if newer { (ours, theirs) } else { (theirs, ours) };
            let about = format!("speaker “{}”", name.name);
            other.conflict(about, format!("is {holds}"), format!("is {lost}"));
            if !newer {
                return Ok(here);
            }
        }
        let elsewhere: bool = to.query_row(
            "SELECT (SELECT article FROM speaker WHERE id = ?1) IS NOT (SELECT article FROM speaker WHERE id = ?2)",
            params![here, rival],
            |row| row.get(0),
        )?;
        decide::merge(to, run, (here, rival), elsewhere)?;
        merged.insert(rival);
    }
    to.execute(
        "INSERT OR IGNORE INTO speaker_alias (speaker, name, key, kind, article, origin, run) \
         VALUES (?, ?, ?, ?, nullif(?, 0), 'review', ?)",
        params![here, name.name, name.key, name.kind, name.scope, run],
    )?;
    other.report.new_decisions += 1;
    if name.scope > 0 {
        give_named(other, here, name)?;
    }
    Ok(here)
}

/// A speaker for reading: the name and how many quotes it has.
fn called_by(to: &Connection, speaker: i64) -> rusqlite::Result<String> {
    to.query_row("SELECT coalesce(name, '') FROM speaker WHERE id = ?", params![speaker], |row| {
        row.get::<_, String>(0).map(|name| format!("“{name}”"))
    })
}

/// Gives a speaker what is stored of an article under a name that is the speaker's there.
fn give_named(other: &mut OtherDatabase<'_>, here: i64, name: &DecidedName) -> rusqlite::Result<()> {
    let to = other.to;
    let sql = "SELECT q.id, q.speaker_name, q.speaker FROM revision r JOIN attribution q ON q.revision = r.id \
               WHERE r.article = ?1 AND q.speaker_kind = ?2 AND q.speaker <> ?3 \
               AND q.speaker NOT IN (SELECT speaker FROM speaker_quote WHERE article = ?1)";
    let said: Vec<(i64, Option<String>, i64)> = to
        .prepare_cached(sql)?
        .query_map(params![name.scope, name.kind, here], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (quote, said_by, was) in said {
        if said_by.as_deref().map(name_key).as_deref() == Some(&name.key) {
            to.execute("UPDATE attribution SET speaker = ?2 WHERE id = ?1", params![quote, here])?;
            to.execute(
                "UPDATE OR IGNORE speaker_alias SET speaker = ?1 WHERE speaker = ?2 AND article = ?3 AND origin = 'mention'",
                params![here, was, name.scope],
            )?;
            other.touched.insert(name.scope);
        }
    }
    Ok(())
}

/// Takes over the addresses that stand for a speaker elsewhere.
fn take_addresses(other: &mut OtherDatabase<'_>, speaker: i64, here: i64) -> rusqlite::Result<()> {
    let addresses: Vec<(String, i64)> = other
        .from
        .prepare_cached("SELECT url, run FROM speaker_same_as WHERE speaker = ? ORDER BY url")?
        .query_map(params![speaker], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (url, run) in addresses {
        let run = other.run_here(run)?;
        let added = other.to.execute(
            "INSERT OR IGNORE INTO speaker_same_as (speaker, url, run) VALUES (?, ?, ?)",
            params![here, url, run],
        )?;
        other.report.new_decisions += added as u64;
    }
    Ok(())
}

/// Takes over the quotes that a person gave to a speaker.
fn take_quotes(other: &mut OtherDatabase<'_>, speaker: &DecidedSpeaker, here: i64) -> rusqlite::Result<()> {
    let decided: Vec<(i64, String, String, i64)> = other
        .from
        .prepare_cached(
            "SELECT article, key, wording, run FROM speaker_quote WHERE speaker = ? ORDER BY article, key",
        )?
        .query_map(params![speaker.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (article, key, wording, run) in decided {
        let Some(article) = other.article_here(Some(article)) else { continue };
        let known: Option<(i64, i64)> = other
            .to
            .prepare_cached("SELECT speaker, run FROM speaker_quote WHERE article = ? AND key = ?")?
            .query_row(params![article, key], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some((said_by, decided)) = known {
            if said_by == here {
                continue;
            }
            let newer = other.is_newer(run, decided)?;
            let (ours, theirs) = (called_by(other.to, here)?, called_by(other.to, said_by)?);
            let (holds, lost) = if newer { (ours, theirs) } else { (theirs, ours) };
            other.conflict(format!("quote “{wording}”"), format!("by {holds}"), format!("by {lost}"));
            if !newer {
                continue;
            }
        }
        let run = other.run_here(run)?;
        other.to.execute(
            "INSERT OR REPLACE INTO speaker_quote (article, key, wording, speaker, run) VALUES (?, ?, ?, ?, ?)",
            params![article, key, wording, here, run],
        )?;
        other.report.new_decisions += 1;
        give_quote(other, article, &key, (here, speaker.name.as_deref()))?;
    }
    Ok(())
}

/// Gives a speaker the stored quotes of an article with these words.
fn give_quote(
    other: &mut OtherDatabase<'_>,
    article: i64,
    key: &str,
    (here, name): (i64, Option<&str>),
) -> rusqlite::Result<()> {
    let said: Vec<(i64, String)> = other
        .to
        .prepare_cached("SELECT quote_id, quote FROM v_quotes WHERE article_id = ? AND speaker_id <> ?")?
        .query_map(params![article, here], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (quote, words) in said {
        if quote_key(&words) == key {
            let sql = "UPDATE attribution SET speaker = ?1, speaker_name = ?2 WHERE id = ?3";
            other.to.execute(sql, params![here, name, quote])?;
            other.touched.insert(article);
        }
    }
    Ok(())
}

/// Takes over who is not who, once all are here. Who was made one here since stays one.
pub(super) fn kept_apart(other: &mut OtherDatabase<'_>) -> rusqlite::Result<()> {
    let pairs: Vec<(i64, i64, i64)> = other
        .from
        .prepare("SELECT speaker, other, run FROM speaker_distinct ORDER BY speaker, other")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (one, two, run) in pairs {
        let (Some(first), Some(second)) = (row_here(other, one)?, row_here(other, two)?) else { continue };
        if first == second {
            let name = called_by(other.to, first)?;
            other.conflict(
                format!("speaker {name}"),
                "is one, as it was merged".to_owned(),
                "was kept apart from another of these names".to_owned(),
            );
            continue;
        }
        let run = other.run_here(run)?;
        let added = other.to.execute(
            "INSERT OR IGNORE INTO speaker_distinct (speaker, other, run) VALUES (?, ?, ?)",
            params![first.min(second), first.max(second), run],
        )?;
        other.report.new_decisions += added as u64;
    }
    Ok(())
}

/// The row here of any speaker, by what is said where it speaks; else by its name.
fn row_here(other: &OtherDatabase<'_>, speaker: i64) -> rusqlite::Result<Option<i64>> {
    let said: Option<(i64, String, i64)> = other
        .from
        .prepare_cached(
            "SELECT r.article, r.text_sha256, q.ordinal FROM attribution q JOIN revision r ON r.id = q.revision \
             WHERE q.speaker = ? ORDER BY q.id DESC LIMIT 1",
        )?
        .query_row(params![speaker], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    if let Some((article, text, ordinal)) = said {
        let sql = "SELECT q.speaker FROM revision r JOIN attribution q ON q.revision = r.id AND q.ordinal = ?3 \
                   WHERE r.article = ?1 AND r.text_sha256 = ?2 ORDER BY r.seq DESC LIMIT 1";
        let values = params![other.article_here(Some(article)), text, ordinal];
        return other.to.prepare_cached(sql)?.query_row(values, |row| row.get(0)).optional();
    }
    let (name, kind, article): (Option<String>, String, Option<i64>) = other
        .from
        .prepare_cached("SELECT name, kind, article FROM speaker WHERE id = ?")?
        .query_row(params![speaker], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let key = name_key(name.as_deref().unwrap_or_default());
    called(other.to, &key, &kind, other.article_here(article).unwrap_or(0))
}
