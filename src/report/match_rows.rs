//! What people see of matches: the same claim elsewhere, a quote in two wordings, a claim that somebody has checked, copies.

use super::changes::{in_short, labels};
use super::row::{Cell, Row, Tone};
use super::rows::{WORDING, short, where_from};
use super::said::Said;
use super::saying::Part;
use crate::diff::{Finding, Kind};
use crate::matching::MatchRelation;
use crate::source::claim_reviews::CheckedClaim;
use crate::speaker::{SpeakerKind, is_given_name, why_alike};
use crate::store::{
    CheckedMatch, ClaimRow, CopyRow, MatchRow, QuoteRow, QuoteVariant, Store, StoreError, TopicMember,
};
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

/// One quote in two wordings, each as it is read; machines get the row as it is.
#[derive(Debug, Clone, Serialize)]
pub struct SaidVariant {
    /// The row.
    #[serde(flatten)]
    pub row: QuoteVariant,
    /// The quotes of both.
    #[serde(skip)]
    quotes: [Option<QuoteRow>; 2],
}

impl SaidVariant {
    /// A row with the quotes of its claims.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn new(store: &Store, row: QuoteVariant) -> Result<Self, StoreError> {
        let quote = |id: Option<_>| id.map(|id| store.quote(id)).transpose();
        Ok(Self { quotes: [quote(row.quote_id)?, quote(row.other_quote_id)?], row })
    }

    /// The words that differ, behind who says both, and whether they deny it; where that differs, too, both as they are read.
    fn statement(&self) -> Cell {
        let wordings = [&self.row.quote, &self.row.other_quote];
        let parts = |n: usize| Said { row: (), quote: self.quotes[n].clone() }.parts(wordings[n]);
        let [one, other] = [parts(0), parts(1)];
        let is_lead = |part: &(String, Part)| {
            matches!(part.1, Part::Mark | Part::Rejected | Part::Speaker | Part::Unnamed)
        };
        if one.iter().filter(|part| is_lead(part)).ne(other.iter().filter(|part| is_lead(part))) {
            let text =
                |parts: Vec<(String, Part)>| parts.into_iter().map(|(text, _)| text).collect::<String>();
            return in_short(Some(&text(one)), Some(&text(other)), WORDING);
        }
        let spaced = |(text, part): (String, Part)| match part {
            Part::Mark | Part::Rejected => (format!("{} ", text.trim()), part),
            _ => (format!("{text}: "), part),
        };
        let mut lead = Cell::statement(one.into_iter().filter(is_lead).map(spaced).collect(), false);
        lead.pieces.extend(in_short(Some(wordings[0]), Some(wordings[1]), WORDING).pieces);
        lead
    }
}

impl Row for SaidVariant {
    const COLUMNS: &'static [&'static str] =
        &["claim", "other", "statement", "outlet", "other outlet", "score"];

    fn cells(&self) -> Vec<Cell> {
        let row = &self.row;
        let outlet = |outlet: &Option<String>, headline: &Option<String>| {
            outlet.clone().or_else(|| headline.clone()).unwrap_or_else(|| "unknown".to_owned())
        };
        vec![
            row.claim_id.to_string().into(),
            row.other_id.to_string().into(),
            self.statement(),
            outlet(&row.outlet, &row.headline).into(),
            outlet(&row.other_outlet, &row.other_headline).into(),
            format!("{:.2}", row.score).into(),
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

impl Row for Said<TopicMember> {
    const COLUMNS: &'static [&'static str] =
        &["topic", "claim", "is", "statement", "difference", "score", "outlet", "article"];

    fn cells(&self) -> Vec<Cell> {
        let row = &self.row.row;
        let title = where_from(row.headline.as_deref(), row.article_key.as_deref().unwrap_or_default());
        let mut parts = self.parts(&row.claim);
        if row.claim_id.is_none() {
            // Who said it, and whether it was denied, went with the claim.
            parts.insert(0, ("[no longer found] ".to_owned(), Part::Mark));
        }
        // What a person brought together has no score.
        let score = if row.score > 0.0 { format!("{:.2}", row.score) } else { String::new() };
        vec![
            row.topic_id.to_string().into(),
            row.claim_id.map(|id| id.to_string()).unwrap_or_default().into(),
            standing(&self.row),
            short(Cell::statement(parts, row.origin == "split")),
            labels(&self.row.differences).into(),
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
        let other = checked.claimant.as_deref().is_some_and(|name| is_another_person(name, &found.claim));
        Self {
            relation: if other { MatchRelation::OtherVoice } else { found.relation },
            checked: checked.text,
            claimant: checked.claimant,
            reviewer: checked.reviewer,
            review_rating: checked.rating,
            review_url: checked.url,
            reviewed_at: checked.reviewed_at,
            score: found.score,
            differences: found.findings.iter().map(|f| f.kind).collect(),
            findings: found.findings,
            claim: found.claim,
        }
    }
}

/// Whether a claimant is a person by name and a claim somebody else's. "Social media users" may be anybody.
fn is_another_person(claimant: &str, claim: &ClaimRow) -> bool {
    let is_person = claim.speaker_kind.as_deref() == Some("person");
    let Some(speaker) = claim.speaker.as_deref().filter(|name| is_person && !name.is_empty()) else {
        return false;
    };
    let mut words = claimant.split_whitespace();
    let named = words.clone().count() > 1
        && words.clone().all(|word| word.starts_with(char::is_uppercase))
        && words.any(|word| is_given_name(&word.to_lowercase()));
    named
        && !claimant.eq_ignore_ascii_case(speaker)
        && why_alike(claimant, speaker, SpeakerKind::Person).is_none()
}

impl Row for Said<CheckedRow> {
    const COLUMNS: &'static [&'static str] =
        &["claim", "statement", "is", "score", "checked", "reviewer", "rating", "review"];

    fn cells(&self) -> Vec<Cell> {
        let row = &self.row;
        let words = |text: &Option<String>| Cell::from(text.clone().unwrap_or_default());
        vec![
            row.claim.claim_id.to_string().into(),
            short(self.statement(&row.claim.claim)),
            relation(row.relation, None),
            format!("{:.2}", row.score).into(),
            short(Cell::from(match &row.claimant {
                Some(claimant) => format!("{claimant}: {}", row.checked),
                None => row.checked.clone(),
            })),
            words(&row.reviewer),
            words(&row.review_rating),
            words(&row.review_url),
        ]
    }
}
