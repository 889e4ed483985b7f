//! Passages that are looked for in a transcript: those of stored quotes, and how each is verified.

use super::verification::{QuotedIn, VerificationRow};
use crate::extract::QuotationKind;
use crate::store::{QuoteId, QuoteRow};
use crate::verify::{QuotedPassage, QuotedVoice, Verifier, passages};
use std::collections::{HashMap, HashSet};

/// A passage to look for, and who is said to have said it.
#[derive(Debug, Clone)]
pub struct SoughtPassage {
    /// The quote that it stands in.
    pub of: QuotedIn,
    /// The job title of the speaker.
    pub title: Option<String>,
    /// The speaker is no person with a name.
    pub nameless: bool,
    /// What is said to be verbatim.
    pub passage: QuotedPassage,
}

impl SoughtPassage {
    /// How it stands in a transcript.
    #[must_use]
    pub fn verify(&self, verifier: &Verifier) -> VerificationRow {
        let by =
            QuotedVoice { name: &self.of.speaker, title: self.title.as_deref(), nameless: self.nameless };
        VerificationRow::new(self.of.clone(), &self.passage.text, verifier.check(&self.passage, &by))
    }
}

/// The passages of quotes. What stands in an attribution within another is looked for once, for its own speaker.
#[must_use]
pub fn sought_passages(quotes: &[QuoteRow]) -> Vec<SoughtPassage> {
    let kind = |quote: &QuoteRow| match quote.kind.as_str() {
        "direct" => QuotationKind::Direct,
        "mixed" => QuotationKind::Mixed,
        _ => QuotationKind::Indirect,
    };
    let mut inner: HashMap<QuoteId, HashSet<String>> = HashMap::new();
    for quote in quotes {
        if let Some(parent) = quote.parent_quote_id {
            let texts = passages(&quote.quote, kind(quote), "").into_iter().map(|passage| passage.text);
            inner.entry(parent).or_default().extend(texts);
        }
    }
    let mut found = Vec::new();
    for quote in quotes.iter().filter(|quote| !quote.negated) {
        let inner = inner.get(&quote.quote_id);
        let mut own = passages(&quote.quote, kind(quote), quote.sentence.as_deref().unwrap_or_default());
        own.retain(|passage| inner.is_none_or(|texts| !texts.contains(&passage.text)));
        found.extend(own.into_iter().map(|passage| sought(quote, passage)));
    }
    found
}

fn sought(quote: &QuoteRow, passage: QuotedPassage) -> SoughtPassage {
    let of = QuotedIn {
        speaker: quote.speaker.clone(),
        quote_id: Some(quote.quote_id),
        confidence: quote.confidence,
        headline: quote.headline.clone(),
        article_key: quote.article_key.clone(),
        url: quote.url.clone(),
        outlet: quote.outlet.clone(),
    };
    SoughtPassage {
        of,
        title: quote.speaker_title.clone(),
        nameless: quote.speaker_kind != "person",
        passage,
    }
}
