//! Speakers: which row a name belongs to.
//!
//! Within an article, equal name and kind are one speaker through all revisions. Across articles only persons with a
//! full name (two words or more) and organizations are shared: a surname or "an official" is nobody in particular.
//! What a person decided (an alias of origin `review`) comes before what the names say.

use super::query::name_of;
use crate::speaker::{Speaker, SpeakerKind};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashMap;

/// Forms longer than this are descriptions, not names.
const LONGEST_MENTION: usize = 100;

/// The row of a speaker that an article names, created if there is none.
pub(super) fn find_or_insert(
    connection: &Connection,
    article: i64,
    speaker: &Speaker,
) -> rusqlite::Result<i64> {
    let name = speaker.name.as_deref().unwrap_or_default();
    let (key, kind) = (name_key(name), name_of(speaker.kind));
    // Each condition equals a column of speaker_alias_by_key: a phrase such as "an official" may have a million rows.
    let found = connection
        .prepare_cached(
            "SELECT speaker FROM speaker_alias WHERE key = ?1 AND kind = ?2 AND origin IN ('review', 'name') \
             AND coalesce(article, 0) IN (0, ?3) ORDER BY origin DESC, coalesce(article, 0) DESC LIMIT 1",
        )?
        .query_row(params![key, kind, article], |row| row.get(0))
        .optional()?;
    if let Some(row) = found {
        return Ok(row);
    }
    let home = if is_shared(speaker.kind, &key) { None } else { Some(article) };
    connection
        .prepare_cached("INSERT INTO speaker (name, kind, article) VALUES (?, ?, ?)")?
        .execute(params![speaker.name, kind, home])?;
    let row = connection.last_insert_rowid();
    connection
        .prepare_cached(
            "INSERT INTO speaker_alias (speaker, name, key, kind, article, origin) VALUES (?, ?, ?, ?, ?, 'name')",
        )?
        .execute(params![row, name, key, kind, home])?;
    Ok(row)
}

/// Whom a person gave quotes of an article to: by [`quote_key`], the speaker's row, name and kind.
pub(super) fn decided_quotes(connection: &Connection, article: i64) -> rusqlite::Result<DecidedQuotes> {
    let sql = "SELECT d.key, s.id, s.name FROM speaker_quote d JOIN speaker s ON s.id = d.speaker WHERE d.article = ?";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(params![article], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?;
    rows.collect()
}

/// By the key of a quote, the row and the name of who said it.
pub(super) type DecidedQuotes = HashMap<String, (i64, Option<String>)>;

/// What a quote's wordings share whatever their case, marks and white space.
pub(super) fn quote_key(quote: &str) -> String {
    let words = quote.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Remembers a form by which an article names a speaker, such as "Okafor" for Ada Okafor. No name is looked up by it.
pub(super) fn note_mention(
    connection: &Connection,
    article: i64,
    row: i64,
    speaker: &Speaker,
    source: &str,
) -> rusqlite::Result<()> {
    let key = name_key(source);
    if key.is_empty()
        || source.len() > LONGEST_MENTION
        || speaker.name.as_deref().map(name_key) == Some(key.clone())
    {
        return Ok(());
    }
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO speaker_alias (speaker, name, key, kind, article, origin) \
             VALUES (?, ?, ?, ?, ?, 'mention')",
        )?
        .execute(params![row, source, key, name_of(speaker.kind), article])?;
    Ok(())
}

/// Deletes a speaker who says nothing any more, unless a person decided about them.
pub(super) fn delete_if_silent(connection: &Connection, row: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "DELETE FROM speaker WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM attribution WHERE speaker = ?1) \
             AND NOT EXISTS (SELECT 1 FROM speaker_alias WHERE speaker = ?1 AND origin = 'review') \
             AND NOT EXISTS (SELECT 1 FROM speaker_distinct WHERE speaker = ?1 OR other = ?1) \
             AND NOT EXISTS (SELECT 1 FROM speaker_quote WHERE speaker = ?1)",
        )?
        .execute(params![row])?;
    Ok(())
}

fn is_shared(kind: SpeakerKind, key: &str) -> bool {
    match kind {
        SpeakerKind::Person => key.contains(' '),
        SpeakerKind::Organization => !key.is_empty(),
        // Of whom nothing is known, is one row.
        SpeakerKind::None => true,
        _ => false,
    }
}

/// What equal names share: no case, no full stops, one kind of apostrophe, single spaces, no "the" before them.
pub(super) fn name_key(name: &str) -> String {
    let plain: String = name
        .chars()
        .filter(|&c| c != '.')
        .map(|c| if matches!(c, '’' | '‘' | 'ʼ') { '\'' } else { c })
        .collect();
    let key = plain.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ");
    key.strip_prefix("the ").map(str::to_owned).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_whatever_their_typography() {
        assert_eq!(name_key("J.D.  O’Hara"), name_key("JD O'Hara"));
        assert_eq!(name_key("The Harbour Office"), name_key("Harbour Office"));
        assert_eq!(name_key("The"), "the");
        assert_ne!(name_key("Eric Garner"), name_key("Erica Garner"));
    }

    #[test]
    fn quotes_are_one_whatever_their_typography() {
        assert_eq!(quote_key("“It’s late,”  he "), quote_key("\"It's late\", HE"));
        assert_ne!(quote_key("14 boats"), quote_key("15 boats"));
    }

    #[test]
    fn only_full_names_are_shared() {
        assert!(is_shared(SpeakerKind::Person, &name_key("Ada Okafor")));
        assert!(!is_shared(SpeakerKind::Person, &name_key("Okafor")));
        assert!(is_shared(SpeakerKind::Organization, &name_key("NATO")));
        assert!(is_shared(SpeakerKind::None, ""));
        assert!(!is_shared(SpeakerKind::Anonymous, &name_key("a senior official")));
    }
}
