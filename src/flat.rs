//! Flat rows: an article and its attributions as rows of two tables, whoever writes them: a file, a data frame or an engine.
//!
//! A row depends on its record alone, never on what was read before it, so any split of the input gives the same rows.
//! `flat_columns.tsv` says what the columns mean; [`SCHEMA_VERSION`] counts their changes. [`taken_back`] makes of rows what they
//! were made of.

mod back;

pub use back::{check_version, taken_back};

use crate::analysis::Analysis;
use crate::article::{Found, FoundIn, ReadError, Revision, SourceFormat, sha256};
use crate::extract::{Attribution, CueClass, QuotationKind};
use crate::span::joined;
use crate::speaker::{AnonymousClass, Resolution, Resolved, SpeakerKind};
use crate::text::{CodePoints, Document, Span};
use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;

/// The version of the columns. It grows when one is renamed, removed or means something else, or when one is added.
pub const SCHEMA_VERSION: u32 = 2;

/// What each column of the two tables holds: `table.name`, type and meaning, apart by tabs.
pub const COLUMNS: &str = include_str!("flat_columns.tsv");

/// Hex digits of a content id: 128 bits, so that ids of a hundred million revisions do not collide.
const ID_DIGITS: usize = 32;

/// A revision as a row, or a record that could not be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "flat_columns.tsv says what each holds")]
pub struct FlatArticle {
    pub schema_version: u32,
    pub revision_id: Option<String>,
    pub id: Option<String>,
    pub article_key: Option<String>,
    pub url: Option<String>,
    pub other_urls: Vec<String>,
    pub outlet: Option<String>,
    pub headline: Option<String>,
    pub byline: Option<String>,
    pub dateline: Option<String>,
    pub published_at: Option<String>,
    pub modified_at: Option<String>,
    pub captured_at: Option<String>,
    pub language: Option<String>,
    pub text: Option<String>,
    pub text_sha256: Option<String>,
    pub raw_sha256: Option<String>,
    pub format: Option<SourceFormat>,
    pub words: Option<usize>,
    pub attributions: usize,
    pub warnings: Vec<String>,
    pub found_by: BTreeMap<String, FoundIn>,
    pub extractor: Option<String>,
    pub place: String,
    pub error: Option<String>,
}

/// An attribution as a row. Spans are `[start, end)` in code points of the article's text, or of its headline where
/// `in_headline` is true.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "flat_columns.tsv says what each holds")]
pub struct FlatAttribution {
    pub schema_version: u32,
    pub attribution_id: String,
    pub revision_id: String,
    pub id: Option<String>,
    pub article_key: String,
    pub url: Option<String>,
    pub outlet: Option<String>,
    pub published_at: Option<String>,
    pub captured_at: Option<String>,
    pub ordinal: usize,
    pub parent_ordinal: Option<usize>,
    pub in_headline: bool,
    pub speaker: Option<String>,
    pub speaker_kind: SpeakerKind,
    pub speaker_title: Option<String>,
    pub speaker_affiliation: Option<String>,
    pub speaker_justification: Option<String>,
    pub anonymous_class: Option<AnonymousClass>,
    pub anonymity_reason: Option<String>,
    pub resolution: Resolution,
    pub kind: QuotationKind,
    pub quote: String,
    pub source: String,
    pub cue: String,
    pub cue_class: CueClass,
    pub negated: bool,
    pub hedge: Option<String>,
    pub hedge_span: Option<(usize, usize)>,
    pub asserted: bool,
    pub reported: bool,
    pub sentence: String,
    pub confidence: f64,
    pub attribution_confidence: f64,
    pub speaker_confidence: f64,
    pub evidence: FlatEvidence,
    pub content_spans: Vec<(usize, usize)>,
    pub source_spans: Vec<(usize, usize)>,
    pub cue_spans: Vec<(usize, usize)>,
    pub sentence_span: (usize, usize),
}

/// What an attribution and its speaker rest on, with nothing rounded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FlatEvidence {
    /// How likely the attribution is right, and the speaker where it is.
    #[serde(serialize_with = "short")]
    pub confidence: [f32; 2],
    /// Mean probability of the tags of source, cue and content.
    #[serde(serialize_with = "short")]
    pub spans: [f32; 3],
    /// Probability of the least probable tag of each.
    #[serde(serialize_with = "short")]
    pub weakest: [f32; 3],
    /// How much nearer the source stands than the next best one, in tokens.
    pub margin: u32,
    /// Tokens of the content.
    pub length: u32,
    /// Names of the rules that shaped it.
    pub rules: Vec<String>,
    /// Why the speaker was told, in words.
    pub speaker: Vec<String>,
}

/// Chances as their shortest decimals, which give the same floats again.
fn short<const N: usize, S: Serializer>(chances: &[f32; N], to: S) -> Result<S::Ok, S::Error> {
    let decimal = |chance: f32| chance.to_string().parse::<f64>().unwrap_or_default();
    chances.map(decimal).as_slice().serialize(to)
}

impl FlatEvidence {
    fn of(attribution: &Attribution, resolved: &Resolved) -> Self {
        let evidence = &attribution.evidence;
        Self {
            confidence: [attribution.confidence, resolved.confidence],
            spans: [evidence.source, evidence.cue, evidence.content],
            weakest: evidence.weakest,
            margin: evidence.margin,
            length: evidence.length,
            rules: evidence.rules.clone(),
            speaker: resolved.evidence.clone(),
        }
    }
}

impl FlatArticle {
    /// The row of a record that could not be read or analysed.
    #[must_use]
    pub fn failed(error: &ReadError) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            revision_id: None,
            id: error.id.clone(),
            article_key: None,
            url: None,
            other_urls: Vec::new(),
            outlet: None,
            headline: None,
            byline: None,
            dateline: None,
            published_at: None,
            modified_at: None,
            captured_at: None,
            language: None,
            text: None,
            text_sha256: None,
            raw_sha256: None,
            format: None,
            words: None,
            attributions: 0,
            warnings: Vec::new(),
            found_by: BTreeMap::new(),
            extractor: None,
            place: error.place.clone(),
            error: Some(error.message.clone()),
        }
    }

    fn of(revision: &Revision, place: &str, attributions: usize) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            revision_id: Some(content_id(revision)),
            id: revision.id.clone(),
            article_key: Some(revision.key.clone()),
            url: value(revision.url.as_ref()),
            other_urls: revision.other_urls.clone(),
            outlet: value(revision.outlet.as_ref()),
            headline: value(revision.headline.as_ref()),
            byline: value(revision.byline.as_ref()),
            dateline: revision.dateline.clone(),
            published_at: value(revision.published_at.as_ref()),
            modified_at: value(revision.modified_at.as_ref()),
            captured_at: told_capture(revision),
            language: revision.language.clone(),
            text: Some(revision.body.clone()),
            text_sha256: Some(revision.text_sha256.clone()),
            raw_sha256: Some(revision.raw_sha256.clone()),
            format: Some(revision.format),
            words: Some(revision.body.split_whitespace().count()),
            attributions,
            warnings: revision.warnings.clone(),
            found_by: found_by(revision),
            extractor: Some(env!("CARGO_PKG_VERSION").to_owned()),
            place: place.to_owned(),
            error: None,
        }
    }
}

/// What a revision is known by wherever it is read: a hash of what its article is known by, its headline and its text.
#[must_use]
pub fn content_id(revision: &Revision) -> String {
    let mut digits = sha256([revision.key.as_bytes(), b"\n", revision.text_sha256.as_bytes()]);
    digits.truncate(ID_DIGITS);
    digits
}

/// The rows of a revision that was read at `place`: its attributions in order, those of its headline last.
#[must_use]
pub fn flat_rows(
    revision: &Revision,
    analysis: &Analysis,
    place: &str,
) -> (FlatArticle, Vec<FlatAttribution>) {
    let of_body = analysis.attributions.iter().zip(&analysis.cast.of);
    let heading = analysis.heading.as_ref();
    let mut rows = Vec::with_capacity(analysis.attributions.len());
    let revision_id = content_id(revision);
    let body = RowMaker { revision, analysis, revision_id: &revision_id, first: 0, in_headline: false };
    rows.extend(body.rows(&analysis.document, of_body));
    if let Some(heading) = heading {
        let first = rows.len();
        let maker = RowMaker { first, in_headline: true, ..body };
        rows.extend(maker.rows(&heading.document, heading.attributions.iter().zip(&heading.of)));
    }
    (FlatArticle::of(revision, place, rows.len()), rows)
}

/// What the rows of one text have in common.
#[derive(Clone, Copy)]
struct RowMaker<'r> {
    revision: &'r Revision,
    analysis: &'r Analysis,
    revision_id: &'r str,
    /// The ordinal of the text's first attribution.
    first: usize,
    in_headline: bool,
}

impl RowMaker<'_> {
    fn rows<'a>(
        self,
        document: &Document,
        attributions: impl Iterator<Item = (&'a Attribution, &'a Resolved)>,
    ) -> Vec<FlatAttribution> {
        let points = CodePoints::new(&document.text);
        attributions
            .enumerate()
            .map(|(n, (attribution, resolved))| self.row(document, &points, n, attribution, resolved))
            .collect()
    }

    fn row(
        self,
        document: &Document,
        points: &CodePoints,
        n: usize,
        attribution: &Attribution,
        resolved: &Resolved,
    ) -> FlatAttribution {
        let (revision, speaker) = (self.revision, &self.analysis.cast.speakers[resolved.speaker]);
        let spans = |spans: &[Span]| spans.iter().map(|&span| points.span(span)).collect();
        let words = |spans: &[Span]| joined(&document.text, spans);
        let ordinal = self.first + n;
        let sentence = attribution.sentence(document);
        FlatAttribution {
            schema_version: SCHEMA_VERSION,
            attribution_id: format!("{}:{ordinal}", self.revision_id),
            revision_id: self.revision_id.to_owned(),
            id: revision.id.clone(),
            article_key: revision.key.clone(),
            url: value(revision.url.as_ref()),
            outlet: value(revision.outlet.as_ref()),
            published_at: value(revision.published_at.as_ref()),
            captured_at: told_capture(revision),
            ordinal,
            parent_ordinal: attribution.parent.map(|parent| self.first + parent),
            in_headline: self.in_headline,
            speaker: speaker.name.clone(),
            speaker_kind: speaker.kind,
            speaker_title: speaker.title.clone(),
            speaker_affiliation: speaker.affiliation.clone(),
            speaker_justification: speaker.justification.clone(),
            anonymous_class: speaker.anonymous,
            anonymity_reason: speaker.anonymity_reason.clone(),
            resolution: resolved.how,
            kind: attribution.kind,
            quote: words(&attribution.content),
            source: words(&attribution.source),
            cue: words(&attribution.cue),
            cue_class: attribution.cue_class,
            negated: attribution.negated,
            hedge: attribution.hedge.map(|hedge| hedge.of(&document.text).to_owned()),
            hedge_span: attribution.hedge.map(|hedge| points.span(hedge)),
            asserted: attribution.asserted,
            reported: attribution.reported,
            sentence: sentence.of(&document.text).to_owned(),
            confidence: rounded(resolved.sure(attribution.confidence)),
            attribution_confidence: rounded(attribution.confidence),
            speaker_confidence: rounded(resolved.confidence),
            evidence: FlatEvidence::of(attribution, resolved),
            content_spans: spans(&attribution.content),
            source_spans: spans(&attribution.source),
            cue_spans: spans(&attribution.cue),
            sentence_span: points.span(sentence),
        }
    }
}

/// A chance to three digits, which the last bits of a float do not change.
#[must_use]
pub fn rounded(chance: f32) -> f64 {
    (f64::from(chance) * 1000.0).round() / 1000.0
}

fn value(found: Option<&Found<String>>) -> Option<String> {
    found.map(|found| found.value.clone())
}

/// When it was captured, where its record or its page says so: the clock and the time of a file would make a row depend on
/// the machine.
fn told_capture(revision: &Revision) -> Option<String> {
    let Found { value, by } = &revision.captured_at;
    (!matches!(by, FoundIn::Clock | FoundIn::FileTime)).then(|| value.clone())
}

/// Which part of the record gave each fact that the row has.
fn found_by(revision: &Revision) -> BTreeMap<String, FoundIn> {
    let facts = [
        ("url", &revision.url),
        ("outlet", &revision.outlet),
        ("headline", &revision.headline),
        ("byline", &revision.byline),
        ("published_at", &revision.published_at),
        ("modified_at", &revision.modified_at),
    ];
    let found = facts.into_iter().filter_map(|(name, found)| Some((name, found.as_ref()?.by)));
    let captured = told_capture(revision).map(|_| ("captured_at", revision.captured_at.by));
    found.chain(captured).map(|(name, by)| (name.to_owned(), by)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::article::{Origin, read};
    use crate::extract::Extractor;

    fn columns(table: &str) -> Vec<&'static str> {
        let of_table =
            |line: &'static str| line.split('\t').next()?.split_once('.').filter(|(of, _)| *of == table);
        COLUMNS.lines().filter_map(of_table).map(|(_, name)| name).collect()
    }

    fn keys(row: &impl Serialize) -> Vec<String> {
        let row = serde_json::to_value(row).unwrap();
        row.as_object().unwrap().keys().cloned().collect()
    }

    #[test]
    fn the_queries_ask_for_rows_of_this_version() {
        let views = std::fs::read_to_string("scale/sql/views.sql").unwrap();
        assert!(views.contains(&format!("CASE WHEN schema_version = {SCHEMA_VERSION} THEN")), "{views}");
        assert!(views.contains(&format!("the queries are written for {SCHEMA_VERSION};")), "{views}");
    }

    #[test]
    fn rows_have_the_columns_that_are_described() {
        let origin = Origin { path: "a.txt".into(), now: "2026-03-01T00:00:00Z".into(), ..Origin::default() };
        let text = "Senator: I never met him\n\nSen. Ruth Oakley denied on Tuesday that she knew the lobbyist.\n\nOakley, a \
                    Democrat from Maine, said she would hand over her diary.";
        let revision = read(text.as_bytes(), &origin).remove(0).unwrap();
        let analysis = analyse(&Extractor::with_threads(1).unwrap(), &[&revision]).unwrap().remove(0);
        let (article, attributions) = flat_rows(&revision, &analysis, "a.txt");
        assert_eq!(keys(&article), columns("articles"));
        assert_eq!(keys(&attributions[0]), columns("attributions"));
        assert_eq!(article.attributions, attributions.len());
        let (last, first) = (attributions.last().unwrap(), &attributions[0]);
        assert!(last.in_headline && last.quote == "I never met him" && !first.in_headline);
        assert_eq!(first.cue, "denied");
        assert!(!first.asserted);
        assert_eq!(article.captured_at, None, "the clock is no record");
    }

    #[test]
    fn a_content_id_depends_on_key_and_text_alone() {
        let origin = |path: &str| Origin {
            path: path.into(),
            now: "2026-03-01T00:00:00Z".into(),
            ..Origin::default()
        };
        let id =
            |path: &str, text: &str| content_id(&read(text.as_bytes(), &origin(path)).remove(0).unwrap());
        let text = "The pool will close in June.";
        assert_eq!(id("a.txt", text), id("a.txt", text));
        assert_ne!(id("a.txt", text), id("b.txt", text));
        assert_ne!(id("a.txt", text), id("a.txt", "The pool will close in July."));
        assert_eq!(id("a.txt", text).len(), ID_DIGITS);
    }
}
