//! Annotations: what people wrote elsewhere about passages of articles, and the claims that these passages make.
//!
//! A passage is looked for in the revision that was current when the annotation was written, then in the others, the newest
//! first. One that stands in none is kept without a place, and is looked for in each revision that comes.

use super::anchor::anchor;
use super::run::captured;
use super::spans::Json;
use super::{Store, StoreError};
use crate::article::url_key;
use crate::ids::RunId;
use crate::source::Annotation;
use crate::text::CodePoints;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

/// What became of an annotation that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AnnotationPlace {
    /// Its passage makes a claim.
    Claim,
    /// Its passage stands in the article and makes no claim.
    Passage,
    /// It is about the article as a whole.
    Article,
    /// Its passage stands in no revision, or cannot be told from another.
    Orphaned,
    /// Its article is not stored, and neither is it.
    Unknown,
}

impl Store {
    /// Stores an annotation at its article, and replaces what was stored of it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn note_annotation(&mut self, run: RunId, note: &Annotation) -> Result<AnnotationPlace, StoreError> {
        let run = run.get();
        self.write(|connection, _| {
            let Some(article) = article_of(connection, &note.url)? else {
                return Ok(AnnotationPlace::Unknown);
            };
            put(connection, run, article, note)
        })
    }
}

/// Stores an annotation at an article, and replaces what was stored of it.
pub(super) fn put(
    connection: &Connection,
    run: i64,
    article: i64,
    note: &Annotation,
) -> rusqlite::Result<AnnotationPlace> {
    connection
        .prepare_cached(
            "INSERT INTO annotation (article, known_as, url, exact, prefix, suffix, text, tags, creator, \
             created_at, modified_at, place, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \
             ON CONFLICT (known_as) DO UPDATE SET (article, revision, span, claim, url, exact, prefix, suffix, \
             text, tags, creator, created_at, modified_at, place, run) = (excluded.article, NULL, NULL, NULL, \
             excluded.url, excluded.exact, excluded.prefix, excluded.suffix, excluded.text, excluded.tags, \
             excluded.creator, excluded.created_at, excluded.modified_at, excluded.place, excluded.run)",
        )?
        .execute(params![
            article,
            note.id,
            note.url,
            note.exact,
            note.prefix,
            note.suffix,
            note.text,
            Json(&note.tags),
            note.creator,
            note.created_at.as_deref().map(captured),
            note.modified_at.as_deref().map(captured),
            note.place,
            run
        ])?;
    let row: i64 = connection
        .prepare_cached("SELECT id FROM annotation WHERE known_as = ?")?
        .query_row(params![note.id], |row| row.get(0))?;
    if note.exact.is_none() {
        return Ok(AnnotationPlace::Article);
    }
    anchor_one(connection, article, row, note.created_at.as_deref())?;
    reattach_annotations(connection, article)?;
    connection.prepare_cached("SELECT revision, claim FROM annotation WHERE id = ?")?.query_row(
        params![row],
        |row| {
            Ok(match (row.get::<_, Option<i64>>(0)?, row.get::<_, Option<i64>>(1)?) {
                (None, _) => AnnotationPlace::Orphaned,
                (Some(_), None) => AnnotationPlace::Passage,
                (Some(_), Some(_)) => AnnotationPlace::Claim,
            })
        },
    )
}

/// The article of a page, however its address is written.
fn article_of(connection: &Connection, url: &str) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached(
            "SELECT id FROM article WHERE key IN (?1, ?2) UNION ALL SELECT id FROM article WHERE url = ?1 \
             UNION ALL SELECT article FROM article_url WHERE url = ?1 LIMIT 1",
        )?
        .query_row(params![url, url_key(url)], |row| row.get(0))
        .optional()
}

/// The revisions of an article in the order in which a passage is looked for.
fn candidates(connection: &Connection, article: i64, written: Option<&str>) -> rusqlite::Result<Vec<i64>> {
    let written = written.map(captured);
    connection
        .prepare_cached(
            "SELECT id FROM revision WHERE article = ?1 ORDER BY id = (SELECT id FROM revision \
                 WHERE article = ?1 AND captured_at <= ?2 ORDER BY seq DESC LIMIT 1) DESC, seq DESC",
        )?
        .query_map(params![article, written], |row| row.get(0))?
        .collect()
}

/// Looks for the passage of an annotation in a revision, and notes where it stands. Returns whether it does.
fn anchor_in(connection: &Connection, annotation: i64, revision: i64) -> rusqlite::Result<bool> {
    let parts: (String, String, String) = connection
        .prepare_cached("SELECT exact, prefix, suffix FROM annotation WHERE id = ?")?
        .query_row(params![annotation], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let body: String = connection
        .prepare_cached("SELECT body FROM revision WHERE id = ?")?
        .query_row(params![revision], |row| row.get(0))?;
    let (exact, prefix, suffix) = &parts;
    let Some(span) = anchor(&body, exact, prefix, suffix) else { return Ok(false) };
    connection
        .prepare_cached("UPDATE annotation SET revision = ?, span = ? WHERE id = ?")?
        .execute(params![revision, Json(CodePoints::new(&body).span(span)), annotation])?;
    Ok(true)
}

/// Looks for the passage of an annotation in the revisions of its article.
fn anchor_one(
    connection: &Connection,
    article: i64,
    annotation: i64,
    written: Option<&str>,
) -> rusqlite::Result<()> {
    for revision in candidates(connection, article, written)? {
        if anchor_in(connection, annotation, revision)? {
            break;
        }
    }
    Ok(())
}

/// Looks again for the passages of an article's annotations: a revision that came may have them, or have been current when
/// they were written.
pub(super) fn anchor_all(connection: &Connection, article: i64) -> rusqlite::Result<()> {
    let notes: Vec<(i64, Option<String>)> = connection
        .prepare_cached("SELECT id, created_at FROM annotation WHERE article = ? AND exact IS NOT NULL")?
        .query_map(params![article], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    notes.iter().try_for_each(|(note, written)| anchor_one(connection, article, *note, written.as_deref()))
}

/// Brings the annotations of an article back to the claims that their passages make: those with which they share most
/// letters, or else those of the sentence that they stand in.
pub(super) fn reattach_annotations(connection: &Connection, article: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE annotation SET claim = coalesce( \
                 (SELECT t.claim FROM statement t JOIN json_each(t.spans) s WHERE t.revision = annotation.revision \
                      AND json_extract(s.value, '$[0]') < json_extract(annotation.span, '$[1]') \
                      AND json_extract(s.value, '$[1]') > json_extract(annotation.span, '$[0]') \
                  GROUP BY t.id ORDER BY sum(min(json_extract(s.value, '$[1]'), json_extract(annotation.span, '$[1]')) \
                      - max(json_extract(s.value, '$[0]'), json_extract(annotation.span, '$[0]'))) DESC, t.ordinal \
                  LIMIT 1), \
                 (SELECT t.claim FROM statement t WHERE t.revision = annotation.revision \
                      AND json_extract(t.context_span, '$[0]') < json_extract(annotation.span, '$[1]') \
                      AND json_extract(t.context_span, '$[1]') > json_extract(annotation.span, '$[0]') \
                  ORDER BY t.ordinal LIMIT 1)) \
             WHERE article = ? AND revision IS NOT NULL",
        )?
        .execute(params![article])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{analysis, ingest, revision, store};
    use super::super::{AnnotationFilter, AnnotationRow};
    use super::*;

    fn notes_of(store: &Store, article: crate::store::ArticleId) -> Vec<AnnotationRow> {
        let filter = AnnotationFilter { article: Some(article.to_string()), ..AnnotationFilter::default() };
        store.annotations(&filter).unwrap()
    }

    const A: &str = "Ferries stop at 5.\nAda Okafor: The pier held 14 boats.\nNobody was hurt.";
    const B: &str = "Ferries stop at 6.\nAda Okafor: The pier held 15 boats.\nNobody was hurt.";

    fn note(id: &str, exact: Option<&str>, suffix: &str) -> Annotation {
        Annotation {
            id: id.to_owned(),
            url: "https://a.example/pier/".to_owned(),
            exact: exact.map(str::to_owned),
            suffix: suffix.to_owned(),
            text: "Is it?".to_owned(),
            tags: vec!["check".to_owned()],
            created_at: Some("2026-03-01T10:30:00+00:00".to_owned()),
            ..Annotation::default()
        }
    }

    #[test]
    fn a_passage_leads_to_its_claim_and_stays_there() {
        let (mut store, run) = store();
        let first = ingest(&mut store, run, &revision("https://a.example/pier", "2026-03-01T10:00:00Z", A));
        let second = ingest(&mut store, run, &revision("https://a.example/pier", "2026-03-01T11:00:00Z", B));
        let places = [
            (note("1", Some("The pier held 14 boats"), ". Nobody"), AnnotationPlace::Claim),
            (note("2", Some("The pier held 16 boats"), ""), AnnotationPlace::Orphaned),
            (note("3", None, ""), AnnotationPlace::Article),
            (note("4", Some("Ada Okafor"), ": The pier held"), AnnotationPlace::Claim),
            (
                Annotation { url: "https://b.example/".to_owned(), ..note("5", None, "") },
                AnnotationPlace::Unknown,
            ),
        ];
        for (note, place) in &places {
            assert_eq!(store.note_annotation(run, note).unwrap(), *place, "{note:?}");
        }
        let rows = notes_of(&store, first.article_id);
        assert_eq!(rows.len(), 4);
        assert_eq!(["claim", "orphaned", "article", "claim"], [0, 1, 2, 3].map(|n| &*rows[n].about));
        let orphaned = AnnotationFilter { orphaned: true, ..AnnotationFilter::default() };
        assert_eq!(store.annotations(&orphaned).unwrap(), rows[1..2]);
        assert_eq!(rows[0].revision_id, Some(first.revision_id));
        let claim = store.claim(rows[0].claim_id.unwrap()).unwrap();
        assert_eq!(claim.claim, "The pier held 15 boats.");
        // Made anew, and with a late capture in which an orphan stands.
        store.reextract(run, first.revision_id, &analysis(A)).unwrap();
        store.reextract(run, second.revision_id, &analysis(B)).unwrap();
        let late = revision("https://a.example/pier", "2026-03-01T09:00:00Z", &A.replace("14", "16"));
        let late = ingest(&mut store, run, &late);
        let again = notes_of(&store, first.article_id);
        assert_eq!(store.claim(again[0].claim_id.unwrap()).unwrap().claim, "The pier held 15 boats.");
        assert_eq!((again[1].revision_id, again[1].claim_id), (Some(late.revision_id), again[0].claim_id));
        assert_eq!(store.check().unwrap().problems, []);
    }

    #[test]
    fn the_same_again_takes_the_place_of_the_old() {
        let (mut store, run) = store();
        let stored = ingest(&mut store, run, &revision("https://a.example/pier", "2026-03-01T10:00:00Z", A));
        for text in ["One.", "Two."] {
            let note = Annotation { text: text.to_owned(), ..note("1", Some("Nobody was hurt"), "") };
            assert_eq!(store.note_annotation(run, &note).unwrap(), AnnotationPlace::Claim);
        }
        let rows = notes_of(&store, stored.article_id);
        assert_eq!((rows.len(), &*rows[0].text), (1, "Two."));
    }
}
