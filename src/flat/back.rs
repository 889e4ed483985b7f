//! Back: flat rows as the revision and the analysis that they were made of, without the model.
//!
//! What the rows do not hold follows from what they hold: the statements and their figures from the text and its attributions.
//! Rows come from files that anybody may have written, so nothing in them is believed: every span must hold the words that its
//! row says, and every hash must be the hash.

use super::{FlatArticle, FlatAttribution, FlatEvidence, SCHEMA_VERSION, content_id};
use crate::analysis::{Analysis, Heading};
use crate::article::{Found, FoundIn, Revision, text_sha256};
use crate::claim::{headline_apart, statements};
use crate::english::count;
use crate::extract::{Attribution, Evidence};
use crate::span::joined;
use crate::speaker::{Resolved, Speaker};
use crate::text::{Document, Span};

/// Longest text that is taken back, in bytes.
const LONGEST: usize = 64 << 20;

/// The revision of an article's row, and what its attributions' rows say of it. `now` is when it was captured, where the row
/// does not say.
///
/// # Errors
/// In a clause, when the rows do not fit each other or the text.
pub fn taken_back(
    article: FlatArticle,
    mut rows: Vec<FlatAttribution>,
    now: &str,
) -> Result<(Revision, Analysis), String> {
    check_version(article.schema_version)?;
    let said = article.attributions;
    let id = article.revision_id.clone();
    let revision = revision(article, now)?;
    if id.as_deref() != Some(&content_id(&revision)) {
        return Err("its revision_id is not that of its key and text".to_owned());
    }
    if rows.len() != said {
        let (said, there) = (count(said, "attribution", "attributions"), count(rows.len(), "is", "are"));
        return Err(format!("it has {said}, and {there} there"));
    }
    rows.sort_by_key(|row| row.ordinal);
    let analysis = analysis(&revision, rows)?;
    Ok((revision, analysis))
}

/// Whether rows of this version of the columns can be taken back.
///
/// # Errors
/// In a clause, when they are of another.
pub fn check_version(version: u32) -> Result<(), String> {
    match version {
        SCHEMA_VERSION => Ok(()),
        older if older < SCHEMA_VERSION => Err(format!(
            "its columns are of version {older}, and this onrecord reads {SCHEMA_VERSION}; extract it again"
        )),
        newer => Err(format!(
            "its columns are of version {newer}, and this onrecord reads {SCHEMA_VERSION}; use a newer one"
        )),
    }
}

fn revision(article: FlatArticle, now: &str) -> Result<Revision, String> {
    let missing = |name: &str| format!("its column {name} is empty");
    let by = article.found_by;
    let found = |value: Option<String>, field: &str| {
        value.map(|value| Found { value, by: by.get(field).copied().unwrap_or(FoundIn::Field) })
    };
    let body = article.text.ok_or_else(|| missing("text"))?;
    if body.len() > LONGEST {
        return Err(format!("its text is longer than {} MiB; split it", LONGEST >> 20));
    }
    let text = text_sha256(article.headline.as_deref().unwrap_or_default(), &body);
    if article.text_sha256.as_deref() != Some(&text) {
        return Err("its text_sha256 is not that of its headline and text".to_owned());
    }
    let captured_at = found(article.captured_at, "captured_at")
        .unwrap_or_else(|| Found { value: now.to_owned(), by: FoundIn::Clock });
    Ok(Revision {
        key: article.article_key.filter(|key| !key.is_empty()).ok_or_else(|| missing("article_key"))?,
        id: article.id,
        url: found(article.url, "url"),
        other_urls: article.other_urls,
        outlet: found(article.outlet, "outlet"),
        headline: found(article.headline, "headline"),
        byline: found(article.byline, "byline"),
        dateline: article.dateline,
        published_at: found(article.published_at, "published_at"),
        modified_at: found(article.modified_at, "modified_at"),
        captured_at,
        language: article.language,
        body,
        http: None,
        evidence: None,
        format: article.format.ok_or_else(|| missing("format"))?,
        raw_sha256: article.raw_sha256.ok_or_else(|| missing("raw_sha256"))?,
        text_sha256: text,
        warnings: article.warnings,
    })
}

fn analysis(revision: &Revision, rows: Vec<FlatAttribution>) -> Result<Analysis, String> {
    let document = Document::new(&revision.body);
    let headline = revision.headline.as_ref().map(|h| h.value.as_str());
    let mut analysis = Analysis::default();
    let mut heading: Option<Heading> = None;
    let (mut in_body, mut in_heading) = (Characters::new(&document.text), None);
    for (n, row) in rows.into_iter().enumerate() {
        check_version(row.schema_version)?;
        let fault = |why: &str| format!("attribution {n} does not fit its text: {why}");
        if row.ordinal != n {
            return Err(fault("its ordinal is another"));
        }
        if row.in_headline {
            let words = headline.map(|h| headline_apart(&document, h).unwrap_or(h));
            let words = words.ok_or_else(|| fault("there is no headline"))?;
            let first = analysis.attributions.len();
            let characters = in_heading.get_or_insert_with(|| Characters::new(words));
            let (attribution, speaker, resolved) = said(row, characters, first).map_err(|why| fault(&why))?;
            let of = Resolved { speaker: analysis.cast.member(speaker), ..resolved };
            let heading = heading.get_or_insert_with(|| Heading {
                document: Document::new(words),
                attributions: Vec::new(),
                of: Vec::new(),
            });
            heading.attributions.push(attribution);
            heading.of.push(of);
        } else if heading.is_some() {
            return Err(fault("those of the headline come last"));
        } else {
            let (attribution, speaker, resolved) = said(row, &mut in_body, 0).map_err(|why| fault(&why))?;
            let of = Resolved { speaker: analysis.cast.member(speaker), ..resolved };
            analysis.attributions.push(attribution);
            analysis.cast.of.push(of);
        }
    }
    for (n, attribution) in analysis.attributions.iter().enumerate() {
        if attribution.parent.is_some_and(|parent| parent == n || parent >= analysis.attributions.len()) {
            return Err(format!("attribution {n} stands in one that is not there"));
        }
    }
    analysis.statements = statements(&document, &analysis.attributions, &analysis.cast, headline);
    Ok(Analysis { document, heading, ..analysis })
}

/// A text with the byte of each of its characters.
struct Characters<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Characters<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, starts: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect() }
    }

    /// Pairs of code points as spans, in order and apart.
    fn spans(&self, points: &[(usize, usize)], what: &str) -> Result<Vec<Span>, String> {
        let outside = || format!("a span of its {what} lies outside");
        let mut spans: Vec<Span> = Vec::with_capacity(points.len());
        for &(start, end) in points {
            let at = |point: usize| self.starts.get(point).copied().ok_or_else(outside);
            let span = Span::new(at(start)?, at(end)?);
            if span.start >= span.end || spans.last().is_some_and(|last| last.end > span.start) {
                return Err(outside());
            }
            spans.push(span);
        }
        Ok(spans)
    }

    /// The same, if these words stand there.
    fn holding(&self, points: &[(usize, usize)], words: &str, what: &str) -> Result<Vec<Span>, String> {
        let spans = self.spans(points, what)?;
        if joined(self.text, &spans) == words {
            Ok(spans)
        } else {
            Err(format!("other words stand at its {what}"))
        }
    }
}

/// A row as the attribution and the speaker that it was made of. `first` is the ordinal of the text's first attribution.
fn said(
    row: FlatAttribution,
    text: &mut Characters<'_>,
    first: usize,
) -> Result<(Attribution, Speaker, Resolved), String> {
    let content = text.holding(&row.content_spans, &row.quote, "content")?;
    if content.is_empty() {
        return Err("it has no content".to_owned());
    }
    let hedge = match (row.hedge_span, &row.hedge) {
        (None, None) => None,
        (Some(span), Some(words)) => text.holding(&[span], words, "hedge")?.pop(),
        _ => return Err("its hedge has no span".to_owned()),
    };
    let FlatEvidence { confidence, spans, weakest, margin, length, rules, speaker } = row.evidence;
    if confidence.iter().any(|c| !(0.0..=1.0).contains(c)) {
        return Err("its confidence is none".to_owned());
    }
    let [source, cue, about] = spans;
    let attribution = Attribution {
        source: text.holding(&row.source_spans, &row.source, "source")?,
        cue: text.holding(&row.cue_spans, &row.cue, "cue")?,
        content,
        kind: row.kind,
        cue_class: row.cue_class,
        negated: row.negated,
        hedge,
        asserted: row.asserted,
        reported: row.reported,
        parent: row.parent_ordinal.map(|parent| parent.checked_sub(first).unwrap_or(usize::MAX)),
        confidence: confidence[0],
        evidence: Evidence { source, cue, content: about, weakest, margin, length, rules },
    };
    let resolved = Resolved { speaker: 0, how: row.resolution, confidence: confidence[1], evidence: speaker };
    let speaker = Speaker {
        name: row.speaker,
        kind: row.speaker_kind,
        title: row.speaker_title,
        affiliation: row.speaker_affiliation,
        anonymous: row.anonymous_class,
        anonymity_reason: row.anonymity_reason,
        justification: row.speaker_justification,
    };
    Ok((attribution, speaker, resolved))
}

#[cfg(test)]
mod tests {
    use super::super::flat_rows;
    use super::*;
    use crate::analysis::analyse;
    use crate::article::{Origin, read};
    use crate::extract::Extractor;

    #[test]
    fn how_many_attributions_are_missing_is_told_in_the_number_that_fits() {
        let origin = Origin { path: "a.txt".into(), now: "2026-03-01T00:00:00Z".into(), ..Origin::default() };
        let text = "Ferries stop\n\nThe pier will hold, harbour master Ada Quill said on Monday.";
        let revision = read(text.as_bytes(), &origin).remove(0).unwrap();
        let analysis = analyse(&Extractor::with_threads(1).unwrap(), &[&revision]).unwrap().remove(0);
        let (article, rows) = flat_rows(&revision, &analysis, "a.txt");
        assert_eq!(rows.len(), 1);
        for (said, there, told) in [
            (0, 1, "it has 0 attributions, and 1 is there"),
            (1, 0, "it has 1 attribution, and 0 are there"),
            (1, 2, "it has 1 attribution, and 2 are there"),
            (3, 1, "it has 3 attributions, and 1 is there"),
        ] {
            let article = FlatArticle { attributions: said, ..article.clone() };
            let rows = std::iter::repeat_n(rows[0].clone(), there).collect();
            assert_eq!(taken_back(article, rows, &origin.now).unwrap_err(), told);
        }
        assert!(taken_back(article, rows, &origin.now).is_ok());
    }
}
