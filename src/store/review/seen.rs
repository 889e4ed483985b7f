//! Seen: what there is to decide on, kept with each event, so that it can be read and found again when the rows are gone.

use super::super::query::{ChangeRow, ClaimRow, QuoteRow, Subject};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// Something as it stands now.
pub(super) struct SeenNow {
    /// Its article.
    pub(super) article: i64,
    /// Its words, for people.
    pub(super) wording: String,
    /// When the newest revision of the article was captured.
    pub(super) as_of: String,
    /// All of it, for the event.
    pub(super) all: Map<String, Value>,
}

/// What of a kept event finds a quote, a claim or a change again.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::store) struct Kept {
    pub(in crate::store) claim: String,
    pub(in crate::store) quote: String,
    pub(in crate::store) source: String,
    pub(in crate::store) cue: String,
    pub(in crate::store) in_headline: bool,
    pub(in crate::store) speaker: Option<String>,
    pub(in crate::store) prefix: String,
    pub(in crate::store) suffix: String,
    pub(in crate::store) before: Option<String>,
    pub(in crate::store) after: Option<String>,
    pub(in crate::store) kinds: Vec<String>,
    pub(in crate::store) captured_at: String,
}

impl SeenNow {
    /// The row of this kind with this number, if there is one.
    pub(super) fn of(connection: &Connection, subject: Subject, id: i64) -> rusqlite::Result<Option<Self>> {
        let found = match subject {
            Subject::Quote => quote(connection, id)?,
            Subject::Claim => claim(connection, id)?,
            Subject::Change => change(connection, id)?,
        };
        let Some((article, wording, all)) = found else { return Ok(None) };
        let as_of = connection.query_row(
            "SELECT r.captured_at FROM article a JOIN revision r ON r.id = a.newest_revision WHERE a.id = ?",
            params![article],
            |row| row.get(0),
        )?;
        let all = if let Value::Object(all) = all { all } else { Map::new() };
        Ok(Some(Self { article, wording, as_of, all }))
    }
}

type Found = Option<(i64, String, Value)>;

fn quote(connection: &Connection, id: i64) -> rusqlite::Result<Found> {
    let sql = format!("{} WHERE quote_id = ?", QuoteRow::select());
    let Some(q) = connection.query_row(&sql, params![id], QuoteRow::read).optional()? else {
        return Ok(None);
    };
    let sql = "SELECT v.prefix, v.suffix, coalesce(json_extract(q.sentence_span, '$[0]'), 0), r.extractor \
               FROM v_quotes v JOIN attribution q ON q.id = v.quote_id JOIN revision r ON r.id = q.revision \
               WHERE v.quote_id = ?";
    let (prefix, suffix, start, extractor): (String, String, i64, String) =
        connection
            .query_row(sql, params![id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let start = usize::try_from(start).unwrap_or(0);
    // Where no sentence is known, spans would point nowhere.
    let within = |spans: &[(usize, usize)]| -> Vec<(usize, usize)> {
        let spans = spans.iter().filter(|_| q.sentence.is_some());
        spans.map(|&(from, to)| (from.saturating_sub(start), to.saturating_sub(start))).collect()
    };
    let all = json!({
        "quote": q.quote,
        "sentence": q.sentence,
        "content_spans": within(&q.content_spans),
        "source": q.source,
        "source_spans": within(&q.source_spans),
        "cue": q.cue,
        "cue_spans": within(&q.cue_spans),
        "speaker": q.speaker,
        "speaker_kind": q.speaker_kind,
        "kind": q.kind,
        "cue_class": q.cue_class,
        "negated": q.negated,
        "asserted": q.asserted,
        "reported": q.reported,
        "confidence": q.confidence,
        "in_headline": q.in_headline,
        "prefix": prefix,
        "suffix": suffix,
        "revision": q.revision,
        "captured_at": q.captured_at,
        "extractor": extractor,
    });
    Ok(Some((q.article_id.get(), q.quote, all)))
}

fn claim(connection: &Connection, id: i64) -> rusqlite::Result<Found> {
    let sql = format!("{} WHERE claim_id = ?", ClaimRow::select());
    let Some(c) = connection.query_row(&sql, params![id], ClaimRow::read).optional()? else {
        return Ok(None);
    };
    let all = json!({
        "claim": c.claim,
        "sentence": c.sentence,
        "speaker": c.speaker,
        "speaker_kind": c.speaker_kind,
        "kind": c.kind,
        "cue": c.cue.unwrap_or_default(),
        "position": c.position,
        "status": c.status,
        "revision": c.revision,
        "captured_at": c.captured_at,
    });
    Ok(Some((c.article_id.get(), c.sentence, all)))
}

fn change(connection: &Connection, id: i64) -> rusqlite::Result<Found> {
    let sql = format!("{} WHERE change_id = ?", ChangeRow::select());
    let Some(c) = connection.query_row(&sql, params![id], ChangeRow::read).optional()? else {
        return Ok(None);
    };
    let all = json!({
        "before": c.before,
        "after": c.after,
        "kinds": c.kinds,
        "severity": c.severity,
        "material": c.material,
        "new": c.new,
        "withdrawn": c.withdrawn,
        "why": c.reason,
        "findings": c.findings,
        "speaker": c.speaker_after.or(c.speaker_before),
        "from_revision": c.from_revision,
        "to_revision": c.to_revision,
        "captured_at": c.to_captured_at,
    });
    let wording = c.after.or(c.before).unwrap_or_default();
    Ok(Some((c.article_id.get(), wording, all)))
}
