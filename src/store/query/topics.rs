//! Topics: the claims of each, proposed or decided.

use super::filter::Conditions;
use super::row;
use crate::ids::{ArticleId, ClaimId, QuoteId, TopicId};
use crate::store::{RowKind, Store, StoreError};

row! {
    /// A claim of a topic: a row of `v_topics`.
    TopicRow from "v_topics" {
        /// The topic's row.
        topic_id: TopicId,
        /// The claim; `None` when no statement has the wording any more.
        claim_id: Option<ClaimId>,
        /// Its newest wording, or the one that was decided on.
        claim: String,
        /// The speaker's name; `None` for the outlet's own voice.
        speaker: Option<String>,
        /// How much it has in common with the most alike of the others, 0 to 1.
        score: f64,
        /// `proposed`, `confirmed`, `split`.
        origin: String,
        /// The outlet's name.
        outlet: Option<String>,
        /// The headline of the article.
        headline: Option<String>,
        /// The address of the article.
        url: Option<String>,
        /// What the article is known by.
        article_key: Option<String>,
        /// The article's row.
        article_id: ArticleId,
        /// The attribution of the newest wording.
        quote_id: Option<QuoteId>,
        /// When the revision of that wording was captured.
        captured_at: Option<String>,
        /// A person rejected it, or the quote of its newest wording.
        rejected: bool,
        /// Who decided; `None` for what is proposed.
        reviewer: Option<String>,
        /// When that was; `None` for what is proposed.
        decided_at: Option<String>,
        /// The sentences it stands in, which tell whether it is denied; `None` when no statement has the wording any more.
        sentence: Option<String>,
    }
}

/// The order of the members of a topic: first its main claim, which the others are compared with.
pub(in crate::store) const MAIN_FIRST: &str =
    "origin = 'split', claim_id IS NULL, origin <> 'confirmed', score DESC, claim_id";

/// The members of one topic, or of all: not what a person rejected, nor what that leaves alone.
pub(in crate::store) fn topic_rows(
    store: &Store,
    topic: Option<TopicId>,
) -> Result<Vec<TopicRow>, StoreError> {
    let mut conditions = Conditions::default();
    conditions.with("topic_id = ?1", topic);
    let order = format!("ORDER BY topic_id, {MAIN_FIRST}");
    let rows = conditions.rows(store, &TopicRow::select(), &order, TopicRow::read)?;
    if let Some(topic) = topic.filter(|_| rows.is_empty()) {
        return Err(store.not_found(RowKind::Topic, format!("topic {topic}")));
    }
    let in_topics = rows.chunk_by(|a, b| a.topic_id == b.topic_id);
    let listed = in_topics.filter(|rows| {
        let standing = rows.iter().filter(|row| !row.rejected && row.origin != "split").count();
        standing > 1 || rows.iter().all(|row| !row.rejected)
    });
    Ok(listed.flatten().filter(|row| !row.rejected).cloned().collect())
}
