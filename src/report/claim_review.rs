//! Claim reviews (<https://schema.org/ClaimReview>): verdicts of people, for search engines, fact-check feeds and archives.
//!
//! Only a person's verdict becomes one. The claim is worded as it was decided on, whatever the article says by now; ids are
//! made from what does not change, so the same review has the same id in every export.

use super::entry::uuid;
use super::saying::{Part, Saying, mark, statement_parts};
use super::text_fragment::words_link;
use super::wording::{address, embeddable};
use crate::diff::fingerprint;
use crate::store::{ClaimRow, HistoryRow, QuoteRow, ReviewEventRow, ReviewRow, RevisionRow};
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
    /// The claim as it was judged; `None` where it is extracted otherwise by now.
    pub judged: Option<HistoryRow>,
    /// How it is told where its sentence claims other things, too; `None` where the sentence tells it.
    pub own_words: Option<String>,
    /// Addresses that stand for its speaker elsewhere.
    pub same_as: Vec<String>,
    /// The first revision in which it was said so.
    pub first: Option<RevisionRow>,
    /// The pages that make the claim; that of its article first.
    pub pages: Vec<ClaimAppearance>,
}

/// A page that makes a claim.
#[derive(Debug, Clone, Default)]
pub struct ClaimAppearance {
    /// Its address.
    pub url: String,
    /// Who publishes it.
    pub outlet: Option<String>,
    /// When it was published.
    pub published_at: Option<String>,
    /// Its headline as it stands.
    pub headline: String,
    /// Its text as it stands.
    pub body: String,
    /// What it says where it does not have the words that were judged; `None` where nothing there is known to be the same.
    pub words: Option<String>,
}

/// Words from which on a part of a sentence is not found elsewhere by chance.
const ENOUGH_WORDS: usize = 4;

impl ReviewedClaim {
    /// The words that were judged, and the sentence that they stood in.
    #[must_use]
    pub fn judged_words(&self) -> Option<(&str, &str)> {
        let verdict = verdict(self)?;
        let claim = verdict.seen.get("claim").and_then(Value::as_str).filter(|words| !words.is_empty());
        Some((claim.unwrap_or(&verdict.wording), &verdict.wording))
    }

    /// Of the steps of the claim, oldest first, the first that says what was judged and the one that was: in the same
    /// words, put forward or denied alike, by one speaker.
    #[must_use]
    pub fn judged_in<'h>(&self, history: &'h [HistoryRow]) -> Option<[&'h HistoryRow; 2]> {
        let (claim, sentence) = self.judged_words()?;
        let words = [fingerprint(claim), fingerprint(sentence)];
        let reads = |step: &HistoryRow| step.text.as_deref().is_some_and(|t| words.contains(&fingerprint(t)));
        let at = self.seen("captured_at");
        let mut steps = history.iter().filter(|step| reads(step));
        let judged =
            steps.clone().find(|step| Some(&*step.captured_at) == at).or(steps.clone().next_back())?;
        let first = steps.find(|step| step.speaker == judged.speaker && stance(step) == stance(judged))?;
        Some([first, judged])
    }

    /// How a claim is told that was judged in a sentence with others: its words alone where its source puts them forward,
    /// else as its quote says them: "Ana Orrin denied that the lock had been forced".
    #[must_use]
    pub fn told_alone(judged: &HistoryRow, quote: Option<&QuoteRow>) -> Option<String> {
        match (stance(judged), quote) {
            (Some(_), Some(quote)) => {
                let parts = statement_parts(&quote.saying()).into_iter();
                let words: String =
                    parts.filter(|(_, part)| *part != Part::Mark).map(|(text, _)| text).collect();
                Some(words.trim_start().to_owned())
            }
            (Some(_), None) => None,
            (None, _) => judged.text.clone(),
        }
    }

    /// What the verdict keeps of the claim under this name.
    #[must_use]
    pub fn seen(&self, name: &str) -> Option<&str> {
        verdict(self)?.seen.get(name)?.as_str()
    }

    /// A link to the words that were judged, where a page still has them.
    #[must_use]
    pub fn judged_link(&self, page: &ClaimAppearance) -> Option<String> {
        link(page, self.judged_words()?)
    }
}

/// A link to a claim where its sentence stands on a page, or enough of its words do.
fn link(page: &ClaimAppearance, (claim, sentence): (&str, &str)) -> Option<String> {
    let link = |words| words_link(&page.url, &page.headline, &page.body, words);
    let text = format!("{}\n\n{}", page.headline, page.body);
    if let Some(at) = text.find(sentence) {
        let inside = text.find(claim).is_some_and(|found| (at..at + sentence.len()).contains(&found));
        return link(if inside { claim } else { sentence });
    }
    link(claim).filter(|_| claim.split_whitespace().count() >= ENOUGH_WORDS)
}

/// The verdict that is published: the one that holds, or that it was confirmed. A later one may have been taken back.
fn verdict(reviewed: &ReviewedClaim) -> Option<&ReviewEventRow> {
    let review = &reviewed.review;
    let holds = |step: &&ReviewEventRow| {
        (Some(&step.action), Some(&step.at), &step.reviewer)
            == (review.decision.as_ref(), review.decided_at.as_ref(), &review.reviewer)
            && (&step.verdict, &step.rating) == (&review.verdict, &review.rating)
    };
    reviewed.steps.iter().rev().filter(|step| is_verdict(step)).find(holds)
}

fn is_verdict(step: &ReviewEventRow) -> bool {
    step.action == "verdict" || step.verdict.is_some()
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
    let verdict = verdict(reviewed)?;
    let mut value = json!({
        "@type": "ClaimReview",
        "@id": uuid(&[&review.article_key, "review", &verdict.at, &verdict.wording]),
        // Nobody is rated for what the same sentence has somebody else say.
        "claimReviewed": reviewed.own_words.as_ref().unwrap_or(&verdict.wording),
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
    let first = reviewed.steps.iter().find(|step| is_verdict(step)).map_or("", |step| &step.wording);
    let mut item = json!({ "@type": "Claim", "@id": uuid(&[&review.article_key, "claim", first]) });
    if let Some(speaker) = speaker(reviewed) {
        item["author"] = speaker;
    }
    if let Some(revision) = &reviewed.first {
        item["datePublished"] = json!(stood_from(revision));
    }
    let pages: Vec<Value> = reviewed.pages.iter().filter_map(|page| appearance(page, reviewed)).collect();
    if let Some(first) = pages.first().filter(|_| review.url.is_some()) {
        item["firstAppearance"] = first_appearance(first, reviewed.first.as_ref());
    }
    if !pages.is_empty() {
        item["appearance"] = json!(pages);
    }
    item
}

/// What the source does with the claim instead of putting it forward.
fn stance(step: &HistoryRow) -> Option<&'static str> {
    let cue_class = step.cue_class.as_deref()?;
    mark(&Saying {
        cue: step.cue.as_deref().unwrap_or_default(),
        cue_class,
        negated: step.negated == Some(true),
        asserted: step.asserted != Some(false),
        ..Saying::default()
    })
}

/// Who said what was judged; none where it is not known, or the outlet speaks.
fn speaker(reviewed: &ReviewedClaim) -> Option<Value> {
    let (name, kind) = match &reviewed.judged {
        Some(judged) => (judged.speaker.as_deref(), judged.speaker_kind.as_deref()),
        None => (reviewed.seen("speaker"), reviewed.seen("speaker_kind")),
    };
    let name = name.filter(|name| !name.is_empty())?;
    let kind = match kind {
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

/// Since when a revision has said what it says: the first since the article was published.
fn stood_from(revision: &RevisionRow) -> &str {
    let published = revision.published_at.as_ref().filter(|_| revision.revision == 1);
    published.unwrap_or(&revision.captured_at)
}

/// The article as it was when it first said what was judged.
fn first_appearance(page: &Value, revision: Option<&RevisionRow>) -> Value {
    let mut first = page.clone();
    let Some(revision) = revision else { return first };
    if let Some(headline) = revision.headline.as_deref().filter(|words| !words.is_empty()) {
        first["headline"] = json!(headline);
    }
    if let Some(at) = &revision.published_at {
        first["datePublished"] = json!(at);
    }
    if revision.revision > 1 {
        first["dateModified"] = json!(revision.captured_at);
    }
    first
}

/// A page; nothing where it has no address. It is linked to the words that were judged where it has them, else to what it
/// says that is the same, and never to other words.
fn appearance(page: &ClaimAppearance, reviewed: &ReviewedClaim) -> Option<Value> {
    let url = address(&page.url)?;
    let same = || words_link(&url, &page.headline, &page.body, page.words.as_deref()?);
    let link = reviewed.judged_link(page).or_else(same);
    let mut value = json!({ "@type": "NewsArticle", "url": link.as_deref().unwrap_or(&url) });
    if !page.headline.is_empty() {
        value["headline"] = json!(page.headline);
    }
    if let Some(outlet) = &page.outlet {
        value["publisher"] = json!({ "@type": "Organization", "name": outlet });
    }
    if let Some(at) = &page.published_at {
        value["datePublished"] = json!(at);
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_linked_to_the_words_that_were_judged_and_to_no_others() {
        let judged = ("nine boats sank", "The warden said nine boats sank.");
        let page = |body: &str| ClaimAppearance {
            url: "https://a.example/1".to_owned(),
            body: body.to_owned(),
            ..ClaimAppearance::default()
        };
        let link = |body: &str| link(&page(body), judged);
        let found = link("Rain fell. The warden said nine boats sank. Nobody drowned.").unwrap();
        assert!(found.contains("nine%20boats%20sank") && !found.contains("warden%20said%20nine"), "{found}");
        // Words that stood elsewhere first: the sentence is linked.
        let found = link("It is not so that nine boats sank. The warden said nine boats sank.").unwrap();
        assert!(found.contains("The%20warden%20said"), "{found}");
        for other in ["The warden said twelve boats sank.", "Nobody thinks that nine boats sank.", ""] {
            assert_eq!(link(other), None, "{other}");
        }
        // Many words are the same claim in another sentence, too.
        let many =
            ("at least nine boats sank in the storm", "He said at least nine boats sank in the storm.");
        assert!(
            super::link(&page("The harbour says at least nine boats sank in the storm."), many).is_some()
        );
    }
}
