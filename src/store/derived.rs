//! Derived rows: what one revision says, written from its analysis, copied or thrown away.

use super::StoreError;
use super::evidence;
use super::query::name_of;
use super::spans::{Json, to_points};
use super::speakers;
use crate::analysis::Analysis;
use crate::article::Revision;
use crate::claim::{Position, Statement, Voice};
use crate::extract::Attribution;
use crate::span::joined;
use crate::speaker::{Resolution, Resolved, Speaker};
use crate::text::{CodePoints, Document, Span};
use rusqlite::{Connection, params};
use std::collections::{HashMap, VecDeque};

/// Says whether an analysis is of this revision and sound in itself: a row written from one that is not would be a
/// span that slices to other words.
pub(super) fn validate(revision: &Revision, analysis: &Analysis) -> Result<(), StoreError> {
    let body = revision.body.as_str();
    let found = || -> Result<(), String> {
        if analysis.document.text != body {
            return Err("it is of another text".to_owned());
        }
        validate_attributions(body, &analysis.attributions, &analysis.cast.of, analysis)?;
        if let Some(heading) = &analysis.heading {
            let headline = revision.headline.as_ref().map_or("", |h| h.value.as_str());
            if !headline.starts_with(&heading.document.text) {
                return Err("its headline is another".to_owned());
            }
            validate_attributions(headline, &heading.attributions, &heading.of, analysis)
                .map_err(|detail| format!("in the headline, {detail}"))?;
        }
        for (n, statement) in analysis.statements.iter().enumerate() {
            let figures =
                statement.figures.iter().all(|f| statement.text.get(f.span.start..f.span.end).is_some());
            if !fits(body, &statement.spans) || !figures {
                return Err(format!("a span of statement {n} does not lie in the text"));
            }
            if !statement.spans.is_empty()
                && *statement.context != *statement.text
                && context_span(body, statement).is_none()
            {
                return Err(format!("the context of statement {n} does not stand around it"));
            }
            if statement.attribution.is_some_and(|a| a >= analysis.attributions.len()) {
                return Err(format!("statement {n} has an attribution that is not there"));
            }
        }
        Ok(())
    };
    found().map_err(|detail| StoreError::Mismatch { key: revision.key.clone(), detail })
}

/// Says whether attributions are of `text`, each with a speaker of the cast.
fn validate_attributions(
    text: &str,
    attributions: &[Attribution],
    of: &[Resolved],
    analysis: &Analysis,
) -> Result<(), String> {
    if of.len() != attributions.len() {
        return Err("it does not have one speaker for each attribution".to_owned());
    }
    for (n, attribution) in attributions.iter().enumerate() {
        let spans = [&attribution.source, &attribution.cue, &attribution.content];
        if attribution.content.is_empty()
            || !spans.into_iter().all(|s| fits(text, s))
            || !fits(text, attribution.hedge.as_slice())
        {
            return Err(format!("a span of attribution {n} does not lie in the text"));
        }
        if attribution.parent.is_some_and(|p| p == n || p >= attributions.len()) {
            return Err(format!("attribution {n} stands in one that is not there"));
        }
        if of[n].speaker >= analysis.cast.speakers.len() {
            return Err(format!("the speaker of attribution {n} is not in the cast"));
        }
    }
    Ok(())
}

fn fits(text: &str, spans: &[Span]) -> bool {
    spans.iter().all(|s| s.start <= s.end && text.get(s.start..s.end).is_some())
}

/// Writes the attributions of a revision with their speakers, and gives the rows of the body's in order. Those of the
/// headline are written before them, as they stand on the page, and numbered after them.
pub(super) fn insert_attributions(
    connection: &Connection,
    run: i64,
    article: i64,
    revision: i64,
    analysis: &Analysis,
    ids: QuoteIds,
) -> rusqlite::Result<Vec<i64>> {
    let mut speaker_rows = Vec::with_capacity(analysis.cast.speakers.len());
    let mut spoken = vec![false; analysis.cast.speakers.len()];
    let decided = speakers::decided_quotes(connection, article)?;
    let of_body = (&analysis.document, analysis.attributions.iter().zip(&analysis.cast.of));
    let of_heading = analysis.heading.iter().map(|h| (&h.document, h.attributions.iter().zip(&h.of)));
    for (document, said) in std::iter::once(of_body).chain(of_heading) {
        for (attribution, resolved) in said {
            // Who is not the speaker by a decision need not be known.
            let is_decided = !decided.is_empty()
                && decided.contains_key(&speakers::quote_key(&joined(&document.text, &attribution.content)));
            spoken[resolved.speaker] |= !is_decided;
        }
    }
    for (speaker, spoken) in analysis.cast.speakers.iter().zip(spoken) {
        speaker_rows.push(if spoken { speakers::find_or_insert(connection, article, speaker)? } else { 0 });
    }
    let speakers = &analysis.cast.speakers;
    let mut writer = Writer { run, article, revision, speakers, speaker_rows, decided, ids };
    if let Some(heading) = &analysis.heading {
        let text = Text {
            document: &heading.document,
            points: CodePoints::new(&heading.document.text),
            in_headline: true,
            first: analysis.attributions.len(),
            lede: &[],
        };
        writer.insert(connection, &text, &heading.attributions, &heading.of)?;
    }
    let mut positions = vec![Position::Body; analysis.attributions.len()];
    for statement in &analysis.statements {
        if let Some(attribution) = statement.attribution {
            positions[attribution] = statement.position;
        }
    }
    // A nested attribution has no statement of its own; it stands where the one around it stands, which comes before it.
    for (n, attribution) in analysis.attributions.iter().enumerate() {
        if let Some(parent) = attribution.parent {
            positions[n] = positions[parent];
        }
    }
    let lede: Vec<bool> = positions.iter().map(|&p| p == Position::Lede).collect();
    let body = &analysis.document.text;
    let text = Text {
        document: &analysis.document,
        points: CodePoints::new(body),
        in_headline: false,
        first: 0,
        lede: &lede,
    };
    writer.insert(connection, &text, &analysis.attributions, &analysis.cast.of)
}

/// The text that contains the attributions: a body or its headline.
struct Text<'a> {
    document: &'a Document,
    points: CodePoints,
    in_headline: bool,
    /// The ordinal of its first attribution.
    first: usize,
    /// Whether each attribution stands in the first paragraph.
    lede: &'a [bool],
}

/// Spans in code points.
type Points = Vec<(usize, usize)>;

/// The ids that the attributions of a revision get. By default whatever the database gives them.
#[derive(Default)]
pub(super) struct QuoteIds {
    /// The ids that there were, by where the words stand: in the headline or not, content, source and cue.
    kept: HashMap<(bool, [Points; 3]), VecDeque<i64>>,
    /// The id of the next attribution that was not there before.
    next: Option<i64>,
}

impl QuoteIds {
    /// The ids that `revision` has now, for attributions with the same words at the same place. No other gets one of
    /// those in this extraction.
    pub(super) fn of(connection: &Connection, revision: i64) -> rusqlite::Result<Self> {
        let next = connection.query_row("SELECT max(id) + 1 FROM attribution", [], |row| row.get(0))?;
        let mut ids = Self { kept: HashMap::new(), next };
        let mut statement = connection.prepare_cached(
            "SELECT id, in_headline, content_spans, source_spans, cue_spans FROM attribution WHERE revision = ? \
             ORDER BY ordinal",
        )?;
        let mut rows = statement.query(params![revision])?;
        while let Some(row) = rows.next()? {
            let spans = |n| row.get::<_, Json<Points>>(n).map(|spans| spans.0);
            let place = (row.get(1)?, [spans(2)?, spans(3)?, spans(4)?]);
            ids.kept.entry(place).or_default().push_back(row.get(0)?);
        }
        Ok(ids)
    }

    /// The id of an attribution, `None` where the database is to choose it.
    fn take(&mut self, text: &Text<'_>, attribution: &Attribution) -> Option<i64> {
        let spans = [&attribution.content, &attribution.source, &attribution.cue];
        let place = (text.in_headline, spans.map(|list| to_points(&text.points, list).0));
        if let Some(id) = self.kept.get_mut(&place).and_then(VecDeque::pop_front) {
            return Some(id);
        }
        let next = self.next;
        self.next = next.map(|id| id + 1);
        next
    }
}

/// What the attributions of a revision share.
struct Writer<'a> {
    run: i64,
    article: i64,
    revision: i64,
    speakers: &'a [Speaker],
    /// The row of each speaker who speaks.
    speaker_rows: Vec<i64>,
    decided: speakers::DecidedQuotes,
    ids: QuoteIds,
}

const INSERT_ATTRIBUTION: &str = "INSERT INTO attribution (id, revision, ordinal, kind, \
     content_spans, source, source_spans, cue, cue_spans, cue_class, negated, hedge, hedge_span, in_headline, in_lede, \
     asserted, reported, sentence_span, confidence, attribution_confidence, speaker_confidence, \
     speaker_justification, speaker, speaker_name, speaker_kind, speaker_title, speaker_affiliation, anonymous_class, anonymity_reason, \
     resolution, evidence, run) \
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

impl Writer<'_> {
    fn insert(
        &mut self,
        connection: &Connection,
        text: &Text<'_>,
        attributions: &[Attribution],
        of: &[Resolved],
    ) -> rusqlite::Result<Vec<i64>> {
        let mut rows = Vec::with_capacity(attributions.len());
        for (n, attribution) in attributions.iter().enumerate() {
            rows.push(self.insert_one(connection, text, n, attribution, &of[n])?);
        }
        let mut link = connection.prepare_cached("UPDATE attribution SET parent = ? WHERE id = ?")?;
        for (row, attribution) in rows.iter().zip(attributions) {
            if let Some(parent) = attribution.parent {
                link.execute(params![rows[parent], row])?;
            }
        }
        Ok(rows)
    }

    /// Writes the `n`th attribution of a text, and gives its row.
    fn insert_one(
        &mut self,
        connection: &Connection,
        text: &Text<'_>,
        n: usize,
        attribution: &Attribution,
        resolved: &Resolved,
    ) -> rusqlite::Result<i64> {
        let (words, points) = (text.document.text.as_str(), &text.points);
        let speaker = &self.speakers[resolved.speaker];
        let exact = joined(words, &attribution.content);
        let source = joined(words, &attribution.source);
        let id = self.ids.take(text, attribution);
        let (speaker_row, speaker_name) = self.speaker_of(connection, resolved, &exact, &source)?;
        connection.prepare_cached(INSERT_ATTRIBUTION)?.execute(params![
            id,
            self.revision,
            integer(text.first + n),
            name_of(attribution.kind),
            to_points(points, &attribution.content),
            source,
            to_points(points, &attribution.source),
            joined(words, &attribution.cue),
            to_points(points, &attribution.cue),
            name_of(attribution.cue_class),
            attribution.negated,
            attribution.hedge.map(|h| h.of(words)),
            attribution.hedge.map(|h| Json(points.span(h))),
            text.in_headline,
            text.lede.get(n).is_some_and(|&lede| lede),
            attribution.asserted,
            attribution.reported,
            Json(points.span(attribution.sentence(text.document))),
            real(resolved.sure(attribution.confidence)),
            real(attribution.confidence),
            real(resolved.confidence),
            speaker.justification,
            speaker_row,
            speaker_name,
            name_of(speaker.kind),
            speaker.title,
            speaker.affiliation,
            speaker.anonymous.map(name_of),
            speaker.anonymity_reason,
            name_of(resolved.how),
            evidence::to_column(&attribution.evidence, &resolved.evidence),
            self.run,
        ])?;
        Ok(connection.last_insert_rowid())
    }

    /// The row and name of who a quote is of: as a person decided, else as it was resolved, which is noted.
    fn speaker_of(
        &self,
        connection: &Connection,
        resolved: &Resolved,
        exact: &str,
        source: &str,
    ) -> rusqlite::Result<(i64, &Option<String>)> {
        let decision =
            (!self.decided.is_empty()).then(|| self.decided.get(&speakers::quote_key(exact))).flatten();
        if let Some((row, name)) = decision {
            return Ok((*row, name));
        }
        let (row, speaker) = (self.speaker_rows[resolved.speaker], &self.speakers[resolved.speaker]);
        if matches!(resolved.how, Resolution::Name | Resolution::Partial) {
            speakers::note_mention(connection, self.article, row, speaker, source)?;
        }
        Ok((row, &speaker.name))
    }
}

/// Copies the attributions of one revision to another that reads the same, and gives their rows in order.
pub(super) fn copy_attributions(connection: &Connection, from: i64, to: i64) -> rusqlite::Result<Vec<i64>> {
    let columns = "ordinal, kind, content_spans, source, source_spans, cue, cue_spans, \
                   cue_class, negated, hedge, hedge_span, asserted, reported, sentence_span, in_headline, in_lede, parent, \
                   confidence, attribution_confidence, speaker_confidence, speaker_justification, speaker, \
                   speaker_name, speaker_kind, speaker_title, speaker_affiliation, anonymous_class, \
                   anonymity_reason, resolution, evidence, run";
    connection.execute(
        &format!(
            "INSERT INTO attribution (revision, {columns}) \
             SELECT ?2, {columns} FROM attribution WHERE revision = ?1 ORDER BY in_headline DESC, ordinal"
        ),
        params![from, to],
    )?;
    connection.execute(
        "UPDATE attribution SET parent = (SELECT n.id FROM attribution o \
             JOIN attribution n ON n.revision = ?1 AND n.ordinal = o.ordinal WHERE o.id = attribution.parent) \
         WHERE revision = ?1 AND parent IS NOT NULL",
        params![to],
    )?;
    attribution_rows(connection, to)
}

/// The rows of a revision's attributions, in order.
fn attribution_rows(connection: &Connection, revision: i64) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached("SELECT id FROM attribution WHERE revision = ? ORDER BY ordinal")?
        .query_map(params![revision], |row| row.get(0))?
        .collect()
}

/// The voice that a statement has when it only repeats what its attribution says: such a one is not stored twice.
pub(super) fn implied_voices(analysis: &Analysis) -> Vec<Voice> {
    let body = analysis.document.text.as_str();
    let voice = |(attribution, resolved): (&Attribution, &Resolved)| {
        let speaker = &analysis.cast.speakers[resolved.speaker];
        Voice {
            speaker: speaker.name.clone(),
            speaker_kind: speaker.kind,
            source: joined(body, &attribution.source),
            cue: joined(body, &attribution.cue),
            cue_class: attribution.cue_class,
            negated: attribution.negated,
            hedge: attribution.hedge.map(|h| h.of(body).to_owned()),
            kind: attribution.kind,
        }
    };
    analysis.attributions.iter().zip(&analysis.cast.of).map(voice).collect()
}

/// The words of a statement as its row keeps them: not at all where one or two spans hold them.
fn wording<'s>(body: &str, statement: &'s Statement) -> Option<&'s str> {
    let held = matches!(statement.spans.len(), 1 | 2) && joined(body, &statement.spans) == statement.text;
    (!held).then_some(&statement.text)
}

/// Where the context of a statement stands: around it, so that it begins no further before it than it is long. `None`
/// where it is the statement itself, or is not there.
fn context_span(body: &str, statement: &Statement) -> Option<Span> {
    let Statement { context, spans, text, .. } = statement;
    let first = spans.first().filter(|_| **context != **text)?.start;
    let from = body.ceil_char_boundary(first.saturating_sub(context.len()));
    let to = body.ceil_char_boundary(first.saturating_add(context.len()));
    let start = from + body.get(from..to)?.find(&**context)?;
    Some(Span::new(start, start + context.len()))
}

/// A revision whose statements are to be written.
pub(super) struct Fresh {
    /// The revision's row.
    pub(super) revision: i64,
    /// Rows of its attributions, in order.
    pub(super) attributions: Vec<i64>,
    /// See [`implied_voices`].
    pub(super) voices: Vec<Voice>,
}

/// Writes the statements of a revision with their figures, and gives their rows in order. `keys` are the fingerprint
/// and the claim of each.
pub(super) fn insert_statements(
    connection: &Connection,
    run: i64,
    fresh: &Fresh,
    body: &str,
    statements: &[Statement],
    keys: (&[u64], &[i64]),
) -> rusqlite::Result<Vec<i64>> {
    let (fingerprints, claims) = keys;
    let points = CodePoints::new(body);
    let mut insert = connection.prepare_cached(
        "INSERT INTO statement (revision, ordinal, claim, attribution, wording, context_span, spans, position, \
         check_worthiness, voice, fingerprint, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    let mut index = connection.prepare_cached("INSERT INTO statement_fts (rowid, text) VALUES (?, ?)")?;
    let mut insert_figure = connection.prepare_cached(
        "INSERT INTO figure (statement, ordinal, start, \"end\", text, canonical) VALUES (?, ?, ?, ?, ?, ?)",
    )?;
    let mut rows = Vec::with_capacity(statements.len());
    for (n, statement) in statements.iter().enumerate() {
        let implied = statement.attribution.and_then(|a| fresh.voices.get(a));
        let own_voice = match (&statement.voice, statement.attribution) {
            (None, None) => None,
            (voice, _) if voice.as_ref() == implied => None,
            (voice, _) => Some(Json(voice)),
        };
        insert.execute(params![
            fresh.revision,
            integer(n),
            claims[n],
            statement.attribution.map(|a| fresh.attributions[a]),
            wording(body, statement),
            context_span(body, statement).map(|span| Json(points.span(span))),
            to_points(&points, &statement.spans),
            name_of(statement.position),
            real(statement.check_worthiness),
            own_voice,
            fingerprints[n].cast_signed(),
            run,
        ])?;
        let row = connection.last_insert_rowid();
        index.execute(params![row, statement.text])?;
        let points = CodePoints::new(&statement.text);
        for (f, figure) in statement.figures.iter().enumerate() {
            let (start, end) = points.span(figure.span);
            insert_figure.execute(params![
                row,
                integer(f),
                integer(start),
                integer(end),
                figure.text,
                figure.canonical
            ])?;
        }
        rows.push(row);
    }
    Ok(rows)
}

/// Throws away what is derived from a revision, but not its claims, for the wordings of other revisions hold those, nor
/// its changes, which may come out again under their numbers. Gives the rows of who spoke in it: those who do not speak
/// again are for [`delete_silent`].
pub(super) fn clear(connection: &Connection, revision: i64) -> rusqlite::Result<Vec<i64>> {
    let speakers: Vec<i64> = connection
        .prepare_cached("SELECT DISTINCT speaker FROM attribution WHERE revision = ?")?
        .query_map(params![revision], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for sql in [
        "INSERT INTO statement_fts (statement_fts, rowid, text) \
             SELECT 'delete', statement_id, text FROM v_statements WHERE revision_id = ?1",
        "DELETE FROM correction WHERE revision = ?1",
        "DELETE FROM statement WHERE revision = ?1",
        "DELETE FROM attribution WHERE revision = ?1",
    ] {
        connection.prepare_cached(sql)?.execute(params![revision])?;
    }
    Ok(speakers)
}

/// Deletes those of some speakers who no longer say anything and about whom no person decided. The others keep their
/// rows, for people know them by number.
pub(super) fn delete_silent(connection: &Connection, speakers: &[i64]) -> rusqlite::Result<()> {
    speakers.iter().try_for_each(|&speaker| speakers::delete_if_silent(connection, speaker))
}

/// A count or index as SQLite keeps it.
pub(super) fn integer(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// A score as its shortest decimal: 0.9, not 0.8999999761581421.
fn real(score: f32) -> f64 {
    if score.is_finite() { score.to_string().parse().unwrap_or_else(|_| f64::from(score)) } else { 0.0 }
}
