//! Load: stored revisions and statements as the values that the other rooms work on, with nothing lost.

use super::spans::{Bytes, Json};
use super::{RowKind, Store, StoreError};
use crate::article::{Found, FoundIn, Revision, SourceFormat};
use crate::claim::{Appeared, Figure, Position, Statement, Voice};
use crate::diff::Edition;
use crate::extract::{CueClass, QuotationKind};
use crate::ids::{ArticleId, RevisionId};
use crate::span::joined;
use crate::speaker::SpeakerKind;
use crate::text::{Document, Span};
use rusqlite::types::{FromSqlError, Type};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{HashMap, HashSet};

/// A statement with its rows.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    pub(super) id: i64,
    pub(super) claim: i64,
    pub(super) fingerprint: u64,
    pub(super) statement: Statement,
}

impl Store {
    /// The statements of a revision, as the claim room made them: ready to compare with any other revision's.
    ///
    /// # Errors
    /// When there is no such revision, or the database cannot be read.
    pub fn statements(&self, revision: RevisionId) -> Result<Vec<Statement>, StoreError> {
        let body = self.body(revision)?;
        let revision = revision.get();
        let stored = statements(&self.connection, revision, &body).map_err(|e| self.error(e))?;
        Ok(stored.into_iter().map(|s| s.statement).collect())
    }

    /// A revision as the article room read it: ready to analyse again.
    ///
    /// # Errors
    /// When there is none, or the database cannot be read.
    pub fn stored_revision(&self, revision: RevisionId) -> Result<Revision, StoreError> {
        let revision = revision.get();
        self::revision(&self.connection, revision)
            .optional()
            .map_err(|e| self.error(e))?
            .ok_or_else(|| self.not_found(RowKind::Revision, format!("revision {revision}")))
    }

    /// A revision as it is compared with others.
    ///
    /// # Errors
    /// When there is none, or the database cannot be read.
    pub fn edition(&self, revision: RevisionId) -> Result<Edition, StoreError> {
        Ok(Edition::new(&Document::new(self.body(revision)?), self.statements(revision)?))
    }

    /// When a revision appeared.
    ///
    /// # Errors
    /// When there is none, or the database cannot be read.
    pub fn appeared(&self, revision: RevisionId) -> Result<Appeared, StoreError> {
        Ok(Appeared::from(&self.stored_revision(revision)?))
    }

    /// Of the attributions of a revision, by their ordinals, those whose speaker, a person said, did not say it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn not_theirs(&self, revision: RevisionId) -> Result<HashSet<usize>, StoreError> {
        let run = || -> rusqlite::Result<HashSet<usize>> {
            self.connection
                .prepare_cached("SELECT ordinal FROM attribution WHERE revision = ? AND not_theirs")?
                .query_map(params![revision], |row| Ok(row.get::<_, u32>(0)? as usize))?
                .collect()
        };
        run().map_err(|e| self.error(e))
    }

    /// The one article with this id, key or address, else the one with these words in its headline or address.
    ///
    /// # Errors
    /// When there is none or more than one, or the database cannot be read.
    pub fn find_article(&self, wanted: &str) -> Result<ArticleId, StoreError> {
        let filter = super::ArticleFilter {
            article: Some(wanted.to_owned()),
            limit: Some(2),
            ..super::ArticleFilter::default()
        };
        match self.articles(&filter)?.as_slice() {
            [] => Err(self.not_found(RowKind::Article, format!("article \"{wanted}\""))),
            [article] => Ok(article.article_id),
            [first, second, ..] => Err(StoreError::Ambiguous {
                path: self.path.clone(),
                wanted: wanted.to_owned(),
                first: format!("{} {}", first.article_id, first.article_key),
                second: format!("{} {}", second.article_id, second.article_key),
            }),
        }
    }

    /// The row of an article's revision by its number, from 1.
    ///
    /// # Errors
    /// When there is none, or the database cannot be read.
    pub fn revision_numbered(&self, article: ArticleId, number: i64) -> Result<RevisionId, StoreError> {
        self.connection
            .query_row(
                "SELECT id FROM revision WHERE article = ? AND seq = ?",
                params![article, number],
                |row| row.get(0),
            )
            .optional()
            .map_err(|e| self.error(e))?
            .ok_or_else(|| {
                self.not_found(RowKind::Revision, format!("revision {number} of article {article}"))
            })
    }
}

/// Which part of the input gave each fact of a revision: the JSON of `revision.found_by`.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, Deserialize)]
#[serde(default)]
pub(super) struct FoundBy {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<FoundIn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) outlet: Option<FoundIn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) headline: Option<FoundIn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) byline: Option<FoundIn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) published_at: Option<FoundIn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) modified_at: Option<FoundIn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) captured_at: Option<FoundIn>,
}

impl FoundBy {
    pub(super) fn of(revision: &Revision) -> Self {
        Self {
            url: revision.url.as_ref().map(|f| f.by),
            outlet: revision.outlet.as_ref().map(|f| f.by),
            headline: revision.headline.as_ref().map(|f| f.by),
            byline: revision.byline.as_ref().map(|f| f.by),
            published_at: revision.published_at.as_ref().map(|f| f.by),
            modified_at: revision.modified_at.as_ref().map(|f| f.by),
            captured_at: Some(revision.captured_at.by),
        }
    }
}

pub(super) fn revision(connection: &Connection, id: i64) -> rusqlite::Result<Revision> {
    let other_urls = connection
        .prepare_cached(
            "SELECT u.url FROM article_url u JOIN revision r ON r.article = u.article \
             JOIN article a ON a.id = r.article WHERE r.id = ? AND u.url IS NOT a.url ORDER BY u.url",
        )?
        .query_map(params![id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let sql = "SELECT a.key, a.url, coalesce(a.outlet_named, o.name), r.headline, r.byline, r.dateline, r.published_at, r.modified_at, \
                   r.captured_at, r.language, r.body, r.format, r.raw_sha256, r.text_sha256, r.warnings, r.found_by \
               FROM revision r JOIN article a ON a.id = r.article LEFT JOIN outlet o ON o.id = a.outlet \
               WHERE r.id = ?";
    connection.prepare_cached(sql)?.query_row(params![id], |row| {
        let by: Json<FoundBy> = row.get(15)?;
        let found = |column: usize, by: Option<FoundIn>| -> rusqlite::Result<Option<Found<String>>> {
            let value: Option<String> = row.get(column)?;
            Ok(value.map(|value| Found { value, by: by.unwrap_or(FoundIn::Field) }))
        };
        Ok(Revision {
            key: row.get(0)?,
            id: None,
            url: found(1, by.url)?,
            other_urls,
            outlet: found(2, by.outlet)?,
            headline: found(3, by.headline)?,
            byline: found(4, by.byline)?,
            dateline: row.get(5)?,
            published_at: found(6, by.published_at)?,
            modified_at: found(7, by.modified_at)?,
            captured_at: Found { value: row.get(8)?, by: by.captured_at.unwrap_or(FoundIn::Clock) },
            language: row.get(9)?,
            body: row.get(10)?,
            http: None,
            evidence: None,
            format: named::<SourceFormat>(row, 11)?,
            raw_sha256: row.get(12)?,
            text_sha256: row.get(13)?,
            warnings: row.get::<_, Json<Vec<String>>>(14)?.0,
        })
    })
}

/// The statements of a revision whose text is `body`, in order.
pub(super) fn statements(
    connection: &Connection,
    revision: i64,
    body: &str,
) -> rusqlite::Result<Vec<Stored>> {
    let bytes = Bytes::new(body);
    let mut figures = figures(connection, revision)?;
    let sql = "SELECT t.id, t.claim, t.fingerprint, t.wording, t.context_span, t.spans, t.position, t.check_worthiness, \
                   t.voice, q.ordinal, q.speaker_name, q.speaker_kind, q.source, q.cue, q.cue_class, q.negated, \
                   q.hedge, q.kind \
               FROM statement t LEFT JOIN attribution q ON q.id = t.attribution \
               WHERE t.revision = ? ORDER BY t.ordinal";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(params![revision], |row| {
        let id: i64 = row.get(0)?;
        let points: Json<Vec<(usize, usize)>> = row.get(5)?;
        let span = |points| bytes.span(points).ok_or_else(|| outside(5));
        let spans: Vec<Span> = points.iter().map(|&points| span(points)).collect::<Result<_, _>>()?;
        let text = row.get::<_, Option<String>>(3)?.unwrap_or_else(|| joined(body, &spans));
        let context = match row.get::<_, Option<Json<(usize, usize)>>>(4)? {
            Some(points) => span(points.0)?.of(body).into(),
            None => text.as_str().into(),
        };
        let attribution = row.get::<_, Option<u32>>(9)?.map(|ordinal| ordinal as usize);
        let voice = match row.get::<_, Option<Json<Option<Voice>>>>(8)? {
            Some(voice) => voice.0,
            None if attribution.is_some() => Some(voice_at(row, 10)?),
            None => None,
        };
        let points = Bytes::new(&text);
        let figures = figures.remove(&id).unwrap_or_default();
        Ok(Stored {
            id,
            claim: row.get(1)?,
            fingerprint: row.get::<_, i64>(2)?.cast_unsigned(),
            statement: Statement {
                context,
                spans,
                attribution,
                voice,
                position: named::<Position>(row, 6)?,
                figures: figures
                    .into_iter()
                    .map(|(span, text, canonical)| {
                        Ok(Figure { span: points.span(span).ok_or_else(|| outside(5))?, text, canonical })
                    })
                    .collect::<rusqlite::Result<_>>()?,
                #[allow(clippy::cast_possible_truncation)] // it was an f32 when it was stored
                check_worthiness: row.get::<_, f64>(7)? as f32,
                text,
            },
        })
    })?;
    rows.collect()
}

/// Who vouches for a statement, as its attribution says, whose columns begin at `first`: the speaker's name and kind, source,
/// cue, its class, whether it is negated, hedge, kind of quotation.
pub(super) fn voice_at(row: &Row<'_>, first: usize) -> rusqlite::Result<Voice> {
    Ok(Voice {
        speaker: row.get(first)?,
        speaker_kind: named::<SpeakerKind>(row, first + 1)?,
        source: row.get(first + 2)?,
        cue: row.get(first + 3)?,
        cue_class: named::<CueClass>(row, first + 4)?,
        negated: row.get(first + 5)?,
        hedge: row.get(first + 6)?,
        kind: named::<QuotationKind>(row, first + 7)?,
    })
}

/// The voices of a revision's attributions, in order.
pub(super) fn voices(connection: &Connection, revision: i64) -> rusqlite::Result<Vec<Voice>> {
    let sql = "SELECT speaker_name, speaker_kind, source, cue, cue_class, negated, hedge, kind FROM attribution \
               WHERE revision = ? ORDER BY ordinal";
    connection.prepare_cached(sql)?.query_map(params![revision], |row| voice_at(row, 0))?.collect()
}

type StoredFigure = ((usize, usize), String, String);

/// The figures of all statements of a revision, by statement.
fn figures(connection: &Connection, revision: i64) -> rusqlite::Result<HashMap<i64, Vec<StoredFigure>>> {
    let sql = "SELECT f.statement, f.start, f.\"end\", f.text, f.canonical \
               FROM statement t JOIN figure f ON f.statement = t.id WHERE t.revision = ? ORDER BY t.id, f.ordinal";
    let mut figures: HashMap<i64, Vec<StoredFigure>> = HashMap::new();
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![revision])?;
    while let Some(row) = rows.next()? {
        let span = (row.get::<_, u32>(1)? as usize, row.get::<_, u32>(2)? as usize);
        let figure = (span, row.get(3)?, row.get(4)?);
        figures.entry(row.get(0)?).or_default().push(figure);
    }
    Ok(figures)
}

/// A unit variant from its name.
pub(super) fn named<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let name: String = row.get(column)?;
    serde_json::from_value(serde_json::Value::String(name))
        .map_err(|e| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(e)))
}

pub(super) fn outside(column: usize) -> rusqlite::Error {
    let cause = FromSqlError::Other("a span lies outside its text".into());
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(cause))
}
