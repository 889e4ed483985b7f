//! Claim reviews (<https://schema.org/ClaimReview>): verdicts of people, for search engines, fact-check feeds and archives.
//!
//! Only a person's verdict becomes one. The claim is worded as it was decided on, whatever the article says by now; ids are
//! made from what does not change, so the same review has the same id in every export.

use super::entry::uuid;
use super::text_fragment::words_link;
use super::wording::{address, embeddable};
use crate::store::{ClaimRow, ReviewEventRow, ReviewRow};
use serde_json::{Value, json};

/// Who publishes reviews, and where.
#[derive(Debug, Clone, Default)]
pub struct ReviewPublisher {
    /// The name of the organization; without it the reviewer is the author.
    pub name: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The address of each fact-check, in which `{claim}` stands for the claim's number.
    pub page: Option<String>,
    /// Ratings from the worst to the best; a rating that is one of them has its place as its value.
    pub scale: Vec<String>,
}

/// What is known of a claim that was decided on.
#[derive(Debug, Clone)]
pub struct ReviewedClaim {
    /// The review.
    pub review: ReviewRow,
    /// Its steps, the oldest first.
    pub steps: Vec<ReviewEventRow>,
    /// The claim; `None` where no text has its words any more.
    pub claim: Option<ClaimRow>,
    /// Addresses that stand for the speaker elsewhere.
    pub same_as: Vec<String>,
    /// The headline and the body of the newest revision, for a link to the words.
    pub text: Option<(String, String)>,
}

/// All claim reviews as one JSON-LD document, which may stand in a page.
#[must_use]
pub fn claim_reviews(claims: &[ReviewedClaim], publisher: &ReviewPublisher) -> String {
    let reviews: Vec<Value> = claims.iter().filter_map(|claim| claim_review(claim, publisher)).collect();
    embeddable(&format!("{:#}", json!({ "@context": "https://schema.org", "@graph": reviews })))
}

/// The review of a claim; none without a verdict.
fn claim_review(reviewed: &ReviewedClaim, publisher: &ReviewPublisher) -> Option<Value> {
    let review = &reviewed.review;
    let verdict = reviewed.steps.iter().rev().find(|step| step.action == "verdict")?;
    let mut value = json!({
        "@type": "ClaimReview",
        "@id": uuid(&[&review.article_key, "review", &verdict.at, &verdict.wording]),
        "claimReviewed": verdict.wording,
        "datePublished": verdict.at,
        "reviewBody": verdict.verdict,
        "author": author(verdict, publisher),
        "itemReviewed": item(reviewed),
    });
    if let Some(rating) = &verdict.rating {
        value["reviewRating"] = rated(rating, &publisher.scale);
    }
    if let (Some(page), Some(claim)) = (&publisher.page, review.claim_id) {
        value["url"] = json!(page.replace("{claim}", &claim.to_string()));
    }
    if !verdict.evidence.is_empty() {
        value["citation"] = json!(verdict.evidence.0);
    }
    Some(value)
}

fn author(verdict: &ReviewEventRow, publisher: &ReviewPublisher) -> Value {
    let person = || json!({ "@type": "Person", "name": verdict.reviewer });
    let Some(name) = &publisher.name else { return person() };
    let mut organization = json!({ "@type": "Organization", "name": name });
    if let Some(url) = &publisher.url {
        organization["url"] = json!(url);
    }
    organization
}

/// A rating in the reviewer's words, with its place in the scale where it has one.
fn rated(rating: &str, scale: &[String]) -> Value {
    let mut value = json!({ "@type": "Rating", "alternateName": rating });
    if let Some(place) = scale.iter().position(|name| name.eq_ignore_ascii_case(rating)) {
        value["ratingValue"] = json!(place + 1);
        value["worstRating"] = json!(1);
        value["bestRating"] = json!(scale.len());
    }
    value
}

/// The claim: who made it, and where it appeared.
fn item(reviewed: &ReviewedClaim) -> Value {
    let review = &reviewed.review;
    // The wording that was first decided on stays the claim's name, whatever it turned into.
    let first = reviewed.steps.iter().find(|step| step.action == "verdict").map_or("", |step| &step.wording);
    let mut item = json!({ "@type": "Claim", "@id": uuid(&[&review.article_key, "claim", first]) });
    if let Some(speaker) = speaker(reviewed) {
        item["author"] = speaker;
    }
    let appearance = appearance(reviewed);
    if let Some(claim) = &reviewed.claim {
        item["datePublished"] = json!(claim.published_at.as_ref().unwrap_or(&claim.first_seen));
    }
    if !appearance.is_null() {
        item["firstAppearance"] = appearance.clone();
        item["appearance"] = json!([appearance]);
    }
    item
}

/// The speaker; none where it is not known, or the outlet speaks.
fn speaker(reviewed: &ReviewedClaim) -> Option<Value> {
    let claim = reviewed.claim.as_ref()?;
    let name = claim.speaker.as_ref().filter(|name| !name.is_empty())?;
    let kind = match claim.speaker_kind.as_deref() {
        Some("person") => "Person",
        Some("organization" | "group") => "Organization",
        _ => return None,
    };
    let mut value = json!({ "@type": kind, "name": name });
    if !reviewed.same_as.is_empty() {
        value["sameAs"] = json!(reviewed.same_as);
    }
    Some(value)
}

/// The article; nothing where it has no address.
fn appearance(reviewed: &ReviewedClaim) -> Value {
    let review = &reviewed.review;
    let Some(url) = review.url.as_deref().and_then(address) else { return Value::Null };
    let words =
        reviewed.claim.as_ref().filter(|claim| claim.status == "current").map(|claim| claim.claim.as_str());
    let link = words
        .zip(reviewed.text.as_ref())
        .and_then(|(words, (headline, body))| words_link(&url, headline, body, words));
    let mut value = json!({ "@type": "NewsArticle", "url": link.as_deref().unwrap_or(&url) });
    if let Some(headline) = &review.headline {
        value["headline"] = json!(headline);
    }
    if let Some(outlet) = &review.outlet {
        value["publisher"] = json!({ "@type": "Organization", "name": outlet });
    }
    if let Some(at) = reviewed.claim.as_ref().and_then(|claim| claim.published_at.as_ref()) {
        value["datePublished"] = json!(at);
    }
    value
}
