//! Speakers: which row a name belongs to.
//!
//! Within an article, equal name and kind are one speaker through all revisions. Across articles only persons with a
//! full name (two words or more) and organizations are shared: a surname, "an official" or "the council" is nobody in
//! particular.
//! What a person decided (an alias of origin `review`) comes before what the names say. Of the forms of one name the best
//! is kept, whichever article was read first.

use super::query::name_of;
use crate::speaker::{Speaker, SpeakerKind, is_bare_name};
use rusqlite::{Connection, OptionalExtension, params};
use std::cmp::Reverse;
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
    let shared = is_shared(speaker.kind, name);
    // Each condition equals a column of speaker_alias_by_key: a phrase such as "an official" may have a million rows.
    let found = connection
        .prepare_cached(
            "SELECT speaker, id, name, origin = 'name' FROM speaker_alias \
             WHERE key = ?1 AND kind = ?2 AND origin IN ('review', 'name') \
             AND coalesce(article, 0) IN (0, ?3) AND (?4 OR article IS NOT NULL OR origin = 'review') \
             ORDER BY origin DESC, coalesce(article, 0) DESC, speaker DESC LIMIT 1",
        )?
        .query_row(params![key, kind, article, shared], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, i64>(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, bool>(3)?,
            ))
        })
        .optional()?;
    if let Some((row, alias, known, is_name)) = found {
        if is_name && form(name, speaker.kind) < form(&known, speaker.kind) {
            rename(connection, row, alias, &known, name)?;
        }
        return Ok(row);
    }
    let home = if shared { None } else { Some(article) };
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

/// Gives a speaker and its alias a better form of the name that it was known by; a name that a person chose stays.
fn rename(connection: &Connection, row: i64, alias: i64, known: &str, name: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE speaker_alias SET name = ? WHERE id = ?")?
        .execute(params![name, alias])?;
    connection
        .prepare_cached("UPDATE speaker SET name = ? WHERE id = ? AND name = ?")?
        .execute(params![name, row, known])?;
    Ok(())
}

/// What forms of one name are ordered by, the best first: without an article, neither shouted nor all small, with more
/// capitals ("NATO", "Nato") and marks ("J.D.", "JD"); in the end by the alphabet.
fn form(name: &str, kind: SpeakerKind) -> (bool, usize, Reverse<usize>, Reverse<usize>, &str) {
    let has_article = name.len() > 4 && name.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("the "));
    let is_shouted = |word: &&str| {
        word.chars().filter(|c| c.is_uppercase()).nth(1).is_some()
            && !word.contains('.')
            && !word.contains(char::is_lowercase)
    };
    let words = name.split_whitespace().count();
    let shouted = name.split_whitespace().filter(is_shouted).count();
    // Organizations have words of capitals, but not only such.
    let shouted = if kind == SpeakerKind::Person || (shouted == words && words > 1) { shouted } else { 0 };
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let small = if capitals == 0 { words } else { 0 };
    (has_article, shouted + small, Reverse(capitals), Reverse(name.chars().count()), name)
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
    let kind = name_of(speaker.kind);
    let noted = connection
        .prepare_cached(
            "INSERT OR IGNORE INTO speaker_alias (speaker, name, key, kind, article, origin) \
             VALUES (?, ?, ?, ?, ?, 'mention')",
        )?
        .execute(params![row, source, key, kind, article])?;
    if noted > 0 {
        return Ok(());
    }
    let (alias, known): (i64, String) = connection
        .prepare_cached(
            "SELECT id, name FROM speaker_alias WHERE key = ? AND kind = ? AND origin = 'mention' \
             AND coalesce(article, 0) = ? AND speaker = ?",
        )?
        .query_row(params![key, kind, article, row], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if form(source, speaker.kind) < form(&known, speaker.kind) {
        connection
            .prepare_cached("UPDATE speaker_alias SET name = ? WHERE id = ?")?
            .execute(params![source, alias])?;
    }
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

fn is_shared(kind: SpeakerKind, name: &str) -> bool {
    let key = name_key(name);
    match kind {
        SpeakerKind::Person => key.contains(' ') && !is_bare_name(name, kind),
        SpeakerKind::Organization => !key.is_empty() && !is_bare_name(name, kind),
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
    use super::super::Store;
    use super::super::fixture::{ingest, revision, store};
    use super::*;

    #[test]
    fn names_are_one_whatever_their_typography() {
        assert_eq!(name_key("J.D.  O’Hara"), name_key("JD O'Hara"));
        assert_eq!(name_key("The Harbour Office"), name_key("Harbour Office"));
        assert_eq!(name_key("The"), "the");
        assert_ne!(name_key("Eric Garner"), name_key("Erica Garner"));
    }

    #[test]
    fn the_best_form_of_a_name_is_kept_in_whatever_order_articles_come() {
        let bodies = [
            ("a", "ADA OKAFOR: One.\nThe Harbour Office: Two.\nNato: Three.\nJD O'Hara: Four."),
            ("b", "Ada Okafor: Five.\nHarbour Office: Six.\nNATO: Seven.\nJ.D. O’Hara: Eight."),
            ("c", "ada okafor: Nine.\nthe harbour office: Ten.\nJ.D. O'Hara: Eleven."),
        ];
        let names = |order: [usize; 3]| {
            let (mut store, run) = store();
            for (key, body) in order.map(|n| bodies[n]) {
                ingest(&mut store, run, &revision(key, "2026-03-01", body));
            }
            let sql = "SELECT s.name || ' ' || l.name || ' ' || s.quotes FROM speaker s \
                       JOIN speaker_alias l ON l.speaker = s.id WHERE l.origin = 'name'";
            let mut statement = store.connection.prepare(sql).unwrap();
            let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
            let mut names: Vec<String> = rows.collect::<Result<_, _>>().unwrap();
            names.sort();
            names
        };
        let first = names([0, 1, 2]);
        for name in ["Ada Okafor", "Harbour Office", "J.D. O'Hara"] {
            assert!(first.contains(&format!("{name} {name} 3")), "{first:?}");
        }
        for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            assert_eq!(names(order), first, "{order:?}");
        }
    }

    #[test]
    fn a_name_that_a_person_chose_stays() {
        let (mut store, run) = store();
        ingest(&mut store, run, &revision("a", "2026-03-01", "ADA OKAFOR: One.\nBea Ord: Two."));
        let id = |store: &Store, name: &str| {
            let found = store.speakers(&Default::default()).unwrap();
            found.iter().find(|s| s.speaker == name).unwrap().speaker_id
        };
        let (ada, bea) = (id(&store, "ADA OKAFOR"), id(&store, "Bea Ord"));
        store.merge_speakers(run, bea, ada).unwrap();
        ingest(&mut store, run, &revision("b", "2026-03-02", "Ada Okafor: Three."));
        assert_eq!(store.speaker(bea).unwrap().quotes, 3);
        assert_eq!(store.speaker(bea).unwrap().speaker, "Bea Ord");
    }

    #[test]
    fn quotes_are_one_whatever_their_typography() {
        assert_eq!(quote_key("“It’s late,”  he "), quote_key("\"It's late\", HE"));
        assert_ne!(quote_key("14 boats"), quote_key("15 boats"));
    }

    #[test]
    fn a_bare_noun_is_of_its_article() {
        let (mut store, run) = store();
        for key in ["a", "b", "c"] {
            let body = "COUNCIL: One.\nPOLICE: Two.\nCOUNCIL: Three.\nNATO: Four.\nPrime Minister: Five.";
            ingest(&mut store, run, &revision(key, "2026-03-01", body));
        }
        let rows = store.speakers(&Default::default()).unwrap();
        let of = |name: &str| rows.iter().filter(|s| s.speaker == name).map(|s| s.quotes).collect::<Vec<_>>();
        assert_eq!(of("NATO"), [3]);
        assert_eq!(of("POLICE"), [1, 1, 1]);
        assert_eq!(of("COUNCIL"), [2, 2, 2]);
        assert_eq!(of("Prime Minister"), [1, 1, 1]);
        assert_eq!(store.check().unwrap().problems, []);
    }

    #[test]
    fn only_full_names_are_shared() {
        assert!(is_shared(SpeakerKind::Person, "Ada Okafor"));
        assert!(!is_shared(SpeakerKind::Person, "Okafor"));
        assert!(is_shared(SpeakerKind::Organization, "NATO"));
        assert!(!is_shared(SpeakerKind::Organization, "The Council"));
        assert!(is_shared(SpeakerKind::None, ""));
        assert!(!is_shared(SpeakerKind::Anonymous, "a senior official"));
    }
}
