//! Analysis: all the stages from a text to its statements, in one call.

use crate::article::Revision;
use crate::claim::{Statement, statements};
use crate::extract::{Attribution, Extractor, ModelError};
use crate::speaker::{Cast, resolve};
use crate::text::Document;

/// What there is to know about one revision.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// The text and its parts.
    pub document: Document,
    /// Its attributions.
    pub attributions: Vec<Attribution>,
    /// Their speakers.
    pub cast: Cast,
    /// Its statements.
    pub statements: Vec<Statement>,
}

/// Analyses revisions, model calls shared between them.
///
/// # Errors
/// When the model run fails, which only a broken build makes it do.
pub fn analyse(extractor: &Extractor, revisions: &[&Revision]) -> Result<Vec<Analysis>, ModelError> {
    let documents: Vec<Document> = revisions.iter().map(|r| Document::new(r.body.as_str())).collect();
    let found = extractor.extract(&documents)?;
    let complete =
        documents.into_iter().zip(found).zip(revisions).map(|((document, attributions), revision)| {
            let headline = revision.headline.as_ref().map(|h| h.value.as_str());
            let byline = revision.byline.as_ref().map(|b| b.value.as_str());
            let cast = resolve(&document, &attributions, headline, byline);
            let statements = statements(&document, &attributions, &cast, headline);
            Analysis { document, attributions, cast, statements }
        });
    Ok(complete.collect())
}
