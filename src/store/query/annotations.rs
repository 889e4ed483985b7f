//! Annotations: what people wrote elsewhere about passages of articles.

use super::filter::Conditions;
use super::{Json, row};
use crate::ids::{AnnotationId, ArticleId, ClaimId, RevisionId};
use crate::store::{Store, StoreError};

row! {
    /// One annotation: a row of `v_annotations`.
    AnnotationRow from "v_annotations" {
        /// The annotation's row.
        annotation_id: AnnotationId,
        /// What was written.
        text: String,
        /// The passage's words; `None` for a note on the whole article.
        passage: Option<String>,
        /// The newest wording of the claim that the passage makes.
        claim: Option<String>,
        /// What it is about: a `claim`, a `passage` that makes none, the `article`; `orphaned` where the passage stands in no
        /// revision, or cannot be told from another.
        about: String,
        /// Its tags.
        tags: Json<Vec<String>>,
        /// Who wrote it.
        creator: Option<String>,
        /// When.
        created_at: Option<String>,
        /// When it was last changed.
        modified_at: Option<String>,
        /// The article's headline.
        headline: Option<String>,
        /// The address of the page, as the annotation says.
        url: String,
        /// The number of the revision in which the passage was found, from 1.
        revision: Option<i64>,
        /// Where it stands there, in code points.
        span: Option<Json<(usize, usize)>>,
        /// The claim that the passage makes.
        claim_id: Option<ClaimId>,
        /// The revision in which the passage was found.
        revision_id: Option<RevisionId>,
        /// The article's row.
        article_id: ArticleId,
        /// Its id where it came from.
        known_as: String,
        /// The sentences that the claim stands in, which tell who says it, and whether they deny it.
        sentence: Option<String>,
    }
}

/// Which annotations to list; the default lists all.
#[derive(Debug, Clone, Default)]
pub struct AnnotationFilter {
    /// An article's id, key or address; else words in its headline or address.
    pub article: Option<String>,
    /// A claim's row.
    pub claim: Option<ClaimId>,
    /// Only those whose passage stands nowhere, or cannot be told from another.
    pub orphaned: bool,
}

impl Store {
    /// The annotations that `filter` lets through, in the order in which they came.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn annotations(&self, filter: &AnnotationFilter) -> Result<Vec<AnnotationRow>, StoreError> {
        let mut conditions = Conditions::default();
        conditions.article(self, "article_id", filter.article.as_deref())?;
        conditions.with("claim_id = ?1", filter.claim);
        conditions.when(filter.orphaned, "about = 'orphaned'");
        conditions.rows(self, &AnnotationRow::select(), "ORDER BY annotation_id", AnnotationRow::read)
    }
}
