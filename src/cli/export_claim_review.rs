//! `onrecord export claimreview`: verdicts as schema.org ClaimReview.

use super::context::{Context, Outcome};
use super::empty::AskedFor;
use super::export_file::ExportFile;
use crate::claim::Statement;
use crate::matching::MatchRelation;
use crate::report::{ClaimAppearance, ReviewPublisher, ReviewedClaim, claim_reviews, count};
use crate::store::{
    ArticleFilter, ArticleId, ClaimId, CopyRow, HistoryRow, ReviewFilter, ReviewRow, ReviewState, Store,
    StoreError, Subject,
};
use std::collections::{HashMap, HashSet};
use std::io::Write as _;
use std::path::PathBuf;

/// Write verdicts as schema.org ClaimReview (JSON-LD)
///
/// Only what a person gave a verdict on with `onrecord review`, worded as it was decided on. A claim that turned since is
/// left out until somebody decides on it again, unless --stale asks for it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord export claimreview > reviews.jsonld
  onrecord export claimreview --publisher \"Port Check\" --page 'https://check.example/{claim}' --out reviews.jsonld
  onrecord export claimreview --scale 'false,mostly false,mixed,mostly true,true'")]
pub(super) struct Args {
    /// The new file; standard output without it
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Only this article: its number, or part of its address or headline
    #[arg(long, value_name = "ARTICLE")]
    article: Option<String>,
    /// Only outlets whose name contains these words
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Only what this person decided
    #[arg(long, value_name = "NAME")]
    reviewer: Option<String>,
    /// Verdicts on claims that turned since, too
    #[arg(long)]
    stale: bool,
    /// The organization that publishes them; without it the reviewer is the author
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// Its address
    #[arg(long, value_name = "URL", requires = "publisher", value_parser = super::values::address)]
    publisher_url: Option<String>,
    /// The address of each fact-check; {claim} stands for the claim's number
    #[arg(long, value_name = "URL", value_parser = super::values::page)]
    page: Option<String>,
    /// Ratings from the worst to the best, which give a rating its value
    #[arg(long, value_name = "RATING,…", value_delimiter = ',')]
    scale: Vec<String>,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&context.db)?;
    // Who is to look again takes back no verdict.
    let mut states = vec![ReviewState::Decided, ReviewState::Assigned];
    states.extend(args.stale.then_some(ReviewState::Stale));
    let filter = ReviewFilter {
        states,
        subject: Some(Subject::Claim),
        article: args.article.clone(),
        outlet: args.outlet.clone(),
        reviewer: args.reviewer.clone(),
        ..ReviewFilter::default()
    };
    let copies = Copies::of(&store.copies()?);
    let mut claims = Vec::new();
    store.for_each_review::<StoreError>(&filter, |review| {
        if review.verdict.is_some() {
            claims.push(reviewed(&store, &copies, review)?);
        }
        Ok(())
    })?;
    let publisher = ReviewPublisher {
        name: args.publisher.clone(),
        url: args.publisher_url.clone(),
        page: args.page.clone(),
        scale: args.scale.iter().map(|name| name.trim().to_owned()).collect(),
    };
    let mut file = ExportFile::create(context, args.out.as_deref())?;
    writeln!(file, "{}", claim_reviews(&claims, &publisher))?;
    if let Some(path) = file.finish()? {
        let mut out = context.ui.out();
        writeln!(out, "{}: {}", path.display(), count(claims.len(), "claim review", "claim reviews"))?;
        out.flush()?;
    }
    if claims.is_empty() {
        let turned = ReviewFilter { states: vec![ReviewState::Stale], ..filter };
        let asked = AskedFor {
            outlet: args.outlet.as_deref(),
            article: args.article.as_deref(),
            ..AskedFor::default()
        };
        let why = if !args.stale && store.count_reviews(&turned)? > 0 {
            "each of these that has a verdict turned since; --stale writes them all the same"
        } else {
            "nobody has given a verdict on any of these; `onrecord review CLAIM --verdict …` gives one"
        };
        context.ui.hint(asked.missing(&store)?.unwrap_or_else(|| why.to_owned()));
    }
    Ok(Outcome::Fine)
}

/// Which articles repeat which.
#[derive(Default)]
struct Copies {
    original: HashMap<ArticleId, ArticleId>,
    of: HashMap<ArticleId, Vec<ArticleId>>,
}

impl Copies {
    fn of(rows: &[CopyRow]) -> Self {
        let mut copies = Self::default();
        for row in rows {
            copies.original.insert(row.article_id, row.original_id);
            copies.of.entry(row.original_id).or_default().push(row.article_id);
        }
        copies
    }

    /// The copies of an article or of what it is a copy of, and then that.
    fn beside(&self, article: ArticleId) -> impl Iterator<Item = ArticleId> + '_ {
        let original = self.original.get(&article).copied();
        let copies = self.of.get(&original.unwrap_or(article));
        copies.into_iter().flatten().copied().chain(original)
    }
}

/// What is known of a claim that was decided on, and the pages that make it.
fn reviewed(store: &Store, copies: &Copies, review: ReviewRow) -> Result<ReviewedClaim, StoreError> {
    let claim = review.subject_id.map(|claim| store.claim(ClaimId::new(claim.get()))).transpose()?;
    let steps = review.review_id.map_or_else(|| Ok(Vec::new()), |review| store.review_events(review))?;
    let (same_as, pages) = (Vec::new(), Vec::new());
    let (judged, own_words, first) = (None, None, None);
    let mut reviewed = ReviewedClaim { steps, judged, own_words, same_as, claim, review, first, pages };
    let history = match &reviewed.claim {
        Some(claim) => store.history(claim.claim_id, true)?,
        None => Vec::new(),
    };
    if let Some([first, judged]) = reviewed.judged_in(&history) {
        let quote = judged.quote_id.map(|quote| store.quote(quote)).transpose()?;
        if shares_its_sentence(store, judged)? {
            reviewed.own_words = ReviewedClaim::told_alone(judged, quote.as_ref());
        }
        if let Some(quote) = quote.filter(|quote| !quote.not_theirs) {
            reviewed.same_as = store.speaker(quote.speaker_id)?.same_as.0;
        }
        reviewed.judged = Some(judged.clone());
        reviewed.first = Some(store.revision(first.revision_id)?);
    } else {
        // Extracted otherwise by now: that in which it was judged.
        let all = store.revisions(reviewed.review.article_id)?;
        let at = reviewed.seen("captured_at");
        reviewed.first = all.into_iter().find(|revision| Some(&*revision.captured_at) == at);
    }
    reviewed.pages = pages_of(store, copies, &reviewed)?;
    Ok(reviewed)
}

/// Whether the sentence that a claim was judged in has somebody say other things, too.
fn shares_its_sentence(store: &Store, judged: &HistoryRow) -> Result<bool, StoreError> {
    let (Some(sentence), Some(words)) = (&judged.context, &judged.text) else { return Ok(false) };
    let statements = store.statements(judged.revision_id)?;
    let beside = |other: &Statement| {
        let shared = sentence.contains(&*other.context) || other.context.contains(sentence.as_str());
        other.voice.is_some() && shared && other.text != *words
    };
    Ok(statements.iter().any(beside))
}

/// The pages that make a claim: its article, the copies of that and what it is a copy of, where they have the words; then
/// those of claims that a person confirmed to be the same.
fn pages_of(
    store: &Store,
    copies: &Copies,
    reviewed: &ReviewedClaim,
) -> Result<Vec<ClaimAppearance>, StoreError> {
    let own = reviewed.review.article_id;
    let mut pages: Vec<ClaimAppearance> = page(store, own, None)?.into_iter().collect();
    for article in copies.beside(own) {
        pages.extend(page(store, article, None)?.filter(|page| reviewed.judged_link(page).is_some()));
    }
    let turned = reviewed.review.state == ReviewState::Stale;
    if let Some(claim) = &reviewed.claim {
        for found in store.confirmed_matches(claim.claim_id)? {
            let same = matches!(found.relation, MatchRelation::Same | MatchRelation::Altered) && !turned;
            let words = Some(found.claim.claim).filter(|_| same && found.claim.status == "current");
            pages.extend(page(store, found.claim.article_id, words)?);
        }
    }
    let mut known = HashSet::new();
    pages.retain(|page| known.insert(page.url.clone()));
    Ok(pages)
}

/// The page of an article as it stands; nothing where it has no address.
fn page(
    store: &Store,
    article: ArticleId,
    words: Option<String>,
) -> Result<Option<ClaimAppearance>, StoreError> {
    let filter = ArticleFilter { article: Some(article.to_string()), ..ArticleFilter::default() };
    let Some(row) = store.articles(&filter)?.into_iter().next() else { return Ok(None) };
    let Some(url) = row.url else { return Ok(None) };
    Ok(Some(ClaimAppearance {
        url,
        outlet: row.outlet,
        published_at: row.published_at,
        headline: row.headline.unwrap_or_default(),
        body: store.body(row.newest_revision_id)?,
        words,
    }))
}
