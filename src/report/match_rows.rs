//! What people see of matches: the same claim elsewhere, a quote in two wordings, a claim that somebody has checked, copies.

use super::changes::{in_short, labels};
use super::row::{Cell, Row, Tone};
use super::rows::{WORDING, short, where_from, who};
use super::said::Said;
use crate::diff::{Finding, Kind};
use crate::matching::MatchRelation;
use crate::source::claim_reviews::CheckedClaim;
use crate::store::{CheckedMatch, ClaimRow, CopyRow, MatchRow, QuoteVariant, TopicMember};
use serde::Serialize;

/// What a claim is to another, in words, with its looks.
fn relation(relation: MatchRelation, origin: Option<&str>) -> Cell {
    let (words, tone) = match relation {
        MatchRelation::Same => ("same", Tone::Strong),
        MatchRelation::Altered => ("quote altered", Tone::Alert),
        MatchRelation::Differs => ("differs", Tone::Alert),
        MatchRelation::OtherVoice => ("other voice", Tone::Plain),
        MatchRelation::Unnamed => ("unnamed", Tone::Plain),
    };
    match origin {
        Some("confirmed") if relation == MatchRelation::Same => Cell::toned("confirmed", tone),
        Some("confirmed") => Cell::toned(format!("confirmed ({words})"), tone),
        Some("split") => Cell::toned(format!("kept apart ({words})"), Tone::Plain),
        _ => Cell::toned(words, tone),
    }
}

impl Row for Said<MatchRow> {
    const COLUMNS: &'static [&'static str] =
        &["claim", "is", "score", "statement", "difference", "outlet", "article"];

    fn cells(&self) -> Vec<Cell> {
        let row = &self.row;
        let copied = if row.copied { " (copy)" } else { "" };
        vec![
            row.claim.claim_id.to_string().into(),
            relation(row.relation, row.origin.as_deref()),
            row.score.map(|score| format!("{score:.2}")).unwrap_or_default().into(),
            short(self.statement(&row.claim.claim)),
            labels(&row.differences).into(),
            row.claim.outlet.clone().map_or_else(|| Cell::toned("unknown", Tone::Faint), Cell::from),
            format!("{}{copied}", where_from(row.claim.headline.as_deref(), &row.claim.article_key)).into(),
        ]
    }
}

impl Row for QuoteVariant {
    const COLUMNS: &'static [&'static str] =
        &["claim", "other", "speaker", "wording", "outlet", "other outlet", "score"];

    fn cells(&self) -> Vec<Cell> {
        let outlet = |outlet: &Option<String>, headline: &Option<String>| {
            outlet.clone().or_else(|| headline.clone()).unwrap_or_else(|| "unknown".to_owned())
        };
        vec![
            self.claim_id.to_string().into(),
            self.other_id.to_string().into(),
            who(self.speaker.as_deref(), None),
            in_short(Some(&self.quote), Some(&self.other_quote), WORDING),
            outlet(&self.outlet, &self.headline).into(),
            outlet(&self.other_outlet, &self.other_headline).into(),
            format!("{:.2}", self.score).into(),
        ]
    }
}

/// What a member of a topic is to its main claim.
fn standing(member: &TopicMember) -> Cell {
    match (member.relation, member.row.origin.as_str()) {
        _ if member.main => Cell::toned("main", Tone::Faint),
        (Some(is), origin) => relation(is, Some(origin)),
        (None, "split") => Cell::from("kept apart"),
        (None, "confirmed") => Cell::toned("confirmed", Tone::Strong),
        // Alike only to another member.
        (None, _) => Cell::toned("unlike", Tone::Alert),
    }
}

impl Row for TopicMember {
    const COLUMNS: &'static [&'static str] =
        &["topic", "claim", "is", "speaker", "wording", "difference", "score", "outlet", "article"];

    fn cells(&self) -> Vec<Cell> {
        let row = &self.row;
        let title = where_from(row.headline.as_deref(), row.article_key.as_deref().unwrap_or_default());
        let tone = if row.origin == "split" { Tone::Faint } else { Tone::Plain };
        // What a person brought together has no score.
        let score = if row.score > 0.0 { format!("{:.2}", row.score) } else { String::new() };
        vec![
            row.topic_id.to_string().into(),
            row.claim_id.map(|id| id.to_string()).unwrap_or_default().into(),
            standing(self),
            who(row.speaker.as_deref(), None),
            short(Cell::toned(row.claim.as_str(), tone)),
            labels(&self.differences).into(),
            score.into(),
            row.outlet.clone().unwrap_or_default().into(),
            title.into(),
        ]
    }
}

impl Row for CopyRow {
    const COLUMNS: &'static [&'static str] =
        &["article", "outlet", "headline", "shared", "original", "original outlet", "original headline"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.article_id.to_string().into(),
            self.outlet.clone().unwrap_or_default().into(),
            where_from(self.headline.as_deref(), &self.article_key).into(),
            format!("{} of {}", self.shared, self.sentences).into(),
            self.original_id.to_string().into(),
            self.original_outlet.clone().unwrap_or_default().into(),
            self.original_headline.clone().unwrap_or_default().into(),
        ]
    }
}

/// A claim with the review of a claim that is like it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CheckedRow {
    /// What was checked.
    pub checked: String,
    /// Who claimed it there.
    pub claimant: Option<String>,
    /// Who checked it.
    pub reviewer: Option<String>,
    /// What came of it.
    pub review_rating: Option<String>,
    /// The address of the review.
    pub review_url: Option<String>,
    /// When it was reviewed.
    pub reviewed_at: Option<String>,
    /// What the claim is to it.
    pub relation: MatchRelation,
    /// How much they have in common, 0 to 1.
    pub score: f64,
    /// What differs, most telling first.
    pub differences: Vec<Kind>,
    /// The words that show it; `before` is what was checked.
    pub findings: Vec<Finding>,
    /// The claim.
    #[serde(flatten)]
    pub claim: ClaimRow,
}

impl CheckedRow {
    /// A claim with what was checked.
    #[must_use]
    pub fn new(checked: &CheckedClaim, found: CheckedMatch) -> Self {
        let checked = checked.clone();
        Self {
            checked: checked.text,
            claimant: checked.claimant,
            reviewer: checked.reviewer,
            review_rating: checked.rating,
            review_url: checked.url,
            reviewed_at: checked.reviewed_at,
            relation: found.relation,
            score: found.score,
            differences: found.findings.iter().map(|f| f.kind).collect(),
            findings: found.findings,
            claim: found.claim,
        }
    }
}

impl Row for CheckedRow {
    const COLUMNS: &'static [&'static str] =
        &["claim", "statement", "is", "score", "checked", "reviewer", "rating", "review"];

    fn cells(&self) -> Vec<Cell> {
        let words = |text: &Option<String>| Cell::from(text.clone().unwrap_or_default());
        vec![
            self.claim.claim_id.to_string().into(),
            short(Cell::from(self.claim.claim.as_str())),
            relation(self.relation, None),
            format!("{:.2}", self.score).into(),
            short(Cell::from(self.checked.as_str())),
            words(&self.reviewer),
            words(&self.review_rating),
            words(&self.review_url),
        ]
    }
}
