//! Rows that are none: what the tagger takes for an attribution though nobody is said to have said anything.

use super::attribution::{Attribution, QuotationKind};
use super::cues;
use super::stance::is_plain_report;
use crate::english::lexicon;
use crate::text::{Document, Span};
use regex::Regex;
use std::sync::LazyLock;

/// Words of the longest heading.
const LONGEST_HEADING: usize = 16;

/// What opens a link to another story, a film or a picture.
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?i:(?:read|see|watch|listen|also see|see also|also read|read more|read also|watch now|more|related|video|photos?|pictures?|images?|file photo|gallery|credit|caption|podcast|in pictures)(?: story| article)?\s*[:|»►▶]|(?:read|watch) more\b)",
    )
    .expect("the pattern is valid")
});

/// Whether an attribution is none.
pub(super) fn is_none(document: &Document, attribution: &Attribution) -> bool {
    let Some(at) = attribution.cue.first().or(attribution.content.first()).map(|s| s.start) else {
        return true;
    };
    let paragraph = document.paragraph_at(at);
    is_reader(document, attribution)
        || !says_something(document, attribution)
        || points(document, attribution)
        || is_act_of(document, attribution)
        || paragraph.is_some_and(|n| is_link(document, n) || is_heading(document, n))
}

fn words<'d>(document: &'d Document, spans: &'d [Span]) -> impl Iterator<Item = &'d str> {
    let all = spans.iter().flat_map(|&s| cues::tokens(document, s)).map(|t| document.slice(t));
    all.filter(|w| w.starts_with(char::is_alphanumeric))
}

/// "you know", "if you think", where the article speaks to its reader.
fn is_reader(document: &Document, attribution: &Attribution) -> bool {
    let mut source = words(document, &attribution.source).map(str::to_lowercase);
    let you = source
        .next()
        .is_some_and(|w| lexicon::of(&w).is_some_and(|row| row.value("pronoun") == Some("second")));
    you && source.next().is_none()
}

/// Whether the content has a word that says something: not "it", "to", "which", but "no" and "yes" do.
fn says_something(document: &Document, attribution: &Attribution) -> bool {
    if attribution.kind == QuotationKind::Direct {
        return true;
    }
    words(document, &attribution.content).map(str::to_lowercase).any(|w| {
        !lexicon::is_function(&w) && !w.is_empty() && !matches!(w.as_str(), "so" | "s" | "t")
            || lexicon::negation(&w).is_some()
    })
}

/// A source that only points ("which", "that") of what does not report.
fn points(document: &Document, attribution: &Attribution) -> bool {
    let mut source = words(document, &attribution.source).map(str::to_lowercase);
    let pointing = source.next().is_some_and(|w| matches!(w.as_str(), "which" | "that" | "this" | "where"));
    let report = || {
        words(document, &attribution.cue)
            .any(|w| lexicon::verbs(&w.to_lowercase()).any(|(row, _)| is_plain_report(row)))
    };
    pointing && source.next().is_none() && attribution.kind == QuotationKind::Indirect && !report()
}

/// "Voss's decision to leave", "his goal is": an act or an aim, which nobody says.
fn is_act_of(document: &Document, attribution: &Attribution) -> bool {
    let source: Vec<&str> = words(document, &attribution.source).collect();
    let Some(last) = source.last() else { return false };
    let owner = last.ends_with("’s")
        || last.ends_with("'s")
        || last.ends_with("s’")
        || source.len() == 1
            && lexicon::of(&last.to_lowercase())
                .is_some_and(|row| row.value("determiner") == Some("possessive"));
    let known = || {
        words(document, &attribution.cue).any(|w| {
            let rows = || lexicon::rows(&w.to_lowercase()).collect::<Vec<_>>();
            rows().iter().any(|row| row.has("report") || row.has("cue") || row.has("document"))
        })
    };
    owner && attribution.kind == QuotationKind::Indirect && !attribution.cue.is_empty() && !known()
}

/// A line that leads to another story or describes a picture.
fn is_link(document: &Document, paragraph: usize) -> bool {
    LINK.is_match(document.slice(document.paragraphs[paragraph]))
}

/// A line among sentences that is none itself: a headline, a subheading, the title of a film.
fn is_heading(document: &Document, paragraph: usize) -> bool {
    let line = document.slice(document.paragraphs[paragraph]);
    let inner = line.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»']);
    let ended = inner.ends_with(['.', '!', '?', '…', ':', ',', ';']);
    let short = || line.split_whitespace().count() <= LONGEST_HEADING;
    // A text without sentences is a list, or has lost its marks.
    let followed = || {
        document.paragraphs.get(paragraph + 1).is_some_and(|&next| {
            document
                .slice(next)
                .trim_end_matches(['”', '"', '’', '\'', ')'])
                .ends_with(['.', '!', '?', '…', ':'])
        })
    };
    !ended
        && short()
        && line.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "“\"‘'".contains(c))
        && followed()
}
