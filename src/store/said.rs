//! Said: what a stored revision says, as the analysis that it was written from, so that it can be stored elsewhere without
//! being made again.

use super::evidence;
use super::load::{self, named, outside};
use super::spans::{Bytes, Json};
use crate::analysis::{Analysis, Heading};
use crate::article::Revision;
use crate::claim::headline_apart;
use crate::extract::Attribution;
use crate::speaker::{AnonymousClass, Resolved, Speaker};
use crate::text::{Document, Span};
use rusqlite::{Connection, Row, params};

type Points = Vec<(usize, usize)>;

/// An attribution with what it is said of, out of its row.
struct SaidRow {
    in_headline: bool,
    /// The ordinal of the one around it.
    parent: Option<usize>,
    attribution: Attribution,
    speaker: Speaker,
    resolved: Resolved,
}

const SELECT: &str = "SELECT q.in_headline, (SELECT p.ordinal FROM attribution p WHERE p.id = q.parent), q.kind, \
    q.content_spans, q.source_spans, q.cue_spans, q.cue_class, q.negated, q.hedge_span, q.asserted, q.reported, \
    coalesce(q.attribution_confidence, q.confidence), coalesce(q.speaker_confidence, 1.0), q.evidence, q.resolution, \
    q.speaker_name, q.speaker_kind, q.speaker_title, q.speaker_affiliation, q.anonymous_class, q.anonymity_reason, \
    q.speaker_justification FROM attribution q WHERE q.revision = ? ORDER BY q.ordinal";

/// The analysis of a stored revision, given by its row and as it was read.
pub(super) fn analysis(connection: &Connection, row: i64, revision: &Revision) -> rusqlite::Result<Analysis> {
    let body = revision.body.as_str();
    let headline = revision.headline.as_ref().map_or("", |h| h.value.as_str());
    let (in_body, in_headline) = (Bytes::new(body), Bytes::new(headline));
    let rows: Vec<SaidRow> = connection
        .prepare_cached(SELECT)?
        .query_map(params![row], |row| said(row, if row.get(0)? { &in_headline } else { &in_body }))?
        .collect::<rusqlite::Result<_>>()?;
    let document = Document::new(body);
    let mut analysis = Analysis::default();
    let mut heading: Option<Heading> = None;
    for SaidRow { in_headline, parent, mut attribution, speaker, mut resolved } in rows {
        resolved.speaker = analysis.cast.member(speaker);
        if in_headline {
            let words = headline_apart(&document, headline).unwrap_or(headline);
            let heading = heading.get_or_insert_with(|| Heading {
                document: Document::new(words),
                attributions: Vec::new(),
                of: Vec::new(),
            });
            attribution.parent = parent.and_then(|p| p.checked_sub(analysis.attributions.len()));
            heading.attributions.push(attribution);
            heading.of.push(resolved);
        } else {
            attribution.parent = parent;
            analysis.attributions.push(attribution);
            analysis.cast.of.push(resolved);
        }
    }
    let statements = load::statements(connection, row, body)?;
    analysis.statements = statements.into_iter().map(|stored| stored.statement).collect();
    Ok(Analysis { document, heading, ..analysis })
}

fn said(row: &Row<'_>, bytes: &Bytes) -> rusqlite::Result<SaidRow> {
    let spans = |column: usize| -> rusqlite::Result<Vec<Span>> {
        let points: Json<Points> = row.get(column)?;
        points.iter().map(|&points| bytes.span(points).ok_or_else(|| outside(column))).collect()
    };
    let hedge = row.get::<_, Option<Json<(usize, usize)>>>(8)?;
    let (extraction, reasons) = evidence::parts(&row.get::<_, String>(13)?);
    #[allow(clippy::cast_possible_truncation)] // they were so when they were stored
    let chance = |column| row.get::<_, f64>(column).map(|chance| chance as f32);
    let anonymous: Option<AnonymousClass> =
        if row.get::<_, Option<String>>(19)?.is_some() { Some(named(row, 19)?) } else { None };
    Ok(SaidRow {
        in_headline: row.get(0)?,
        parent: row.get::<_, Option<u32>>(1)?.map(|ordinal| ordinal as usize),
        attribution: Attribution {
            kind: named(row, 2)?,
            content: spans(3)?,
            source: spans(4)?,
            cue: spans(5)?,
            cue_class: named(row, 6)?,
            negated: row.get(7)?,
            hedge: hedge.map(|hedge| bytes.span(hedge.0).ok_or_else(|| outside(8))).transpose()?,
            asserted: row.get(9)?,
            reported: row.get(10)?,
            parent: None,
            confidence: chance(11)?,
            evidence: extraction,
        },
        resolved: Resolved { speaker: 0, how: named(row, 14)?, confidence: chance(12)?, evidence: reasons },
        speaker: Speaker {
            name: row.get(15)?,
            kind: named(row, 16)?,
            title: row.get(17)?,
            affiliation: row.get(18)?,
            anonymous,
            anonymity_reason: row.get(20)?,
            justification: row.get(21)?,
        },
    })
}

/// What rows of old versions keep otherwise than rows are written now, from one database to another: confidences that were
/// one number, and evidence in another form.
pub(super) fn keep_old_columns(
    from: &Connection,
    revision: i64,
    to: &Connection,
    row: i64,
) -> rusqlite::Result<()> {
    let mut old = from.prepare_cached(
        "SELECT ordinal, confidence, attribution_confidence, speaker_confidence, evidence FROM attribution \
         WHERE revision = ? AND (attribution_confidence IS NULL OR evidence LIKE '{%')",
    )?;
    let mut write = to.prepare_cached(
        "UPDATE attribution SET confidence = ?3, attribution_confidence = ?4, speaker_confidence = ?5, evidence = ?6 \
         WHERE revision = ?1 AND ordinal = ?2",
    )?;
    let mut rows = old.query(params![revision])?;
    while let Some(found) = rows.next()? {
        write.execute(params![
            row,
            found.get::<_, i64>(0)?,
            found.get::<_, f64>(1)?,
            found.get::<_, Option<f64>>(2)?,
            found.get::<_, Option<f64>>(3)?,
            found.get::<_, String>(4)?,
        ])?;
    }
    Ok(())
}
