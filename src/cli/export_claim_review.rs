//! `onrecord export claimreview`: verdicts as schema.org ClaimReview.

use super::context::{Context, Outcome};
use super::export_file::ExportFile;
use crate::report::{ReviewPublisher, ReviewedClaim, claim_reviews, count};
use crate::store::{ClaimId, ReviewFilter, ReviewRow, ReviewState, Store, StoreError, Subject};
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
    #[arg(long, value_name = "URL", requires = "publisher")]
    publisher_url: Option<String>,
    /// The address of each fact-check; {claim} stands for the claim's number
    #[arg(long, value_name = "URL")]
    page: Option<String>,
    /// Ratings from the worst to the best, which give a rating its value
    #[arg(long, value_name = "RATING,…", value_delimiter = ',')]
    scale: Vec<String>,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&context.db)?;
    let mut states = vec![ReviewState::Decided];
    states.extend(args.stale.then_some(ReviewState::Stale));
    let filter = ReviewFilter {
        states,
        subject: Some(Subject::Claim),
        article: args.article.clone(),
        outlet: args.outlet.clone(),
        reviewer: args.reviewer.clone(),
        ..ReviewFilter::default()
    };
    let mut claims = Vec::new();
    store.for_each_review::<StoreError>(&filter, |review| {
        if review.verdict.is_some() {
            claims.push(reviewed(&store, review)?);
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
        context.ui.hint(
            "nobody has given a verdict on any of these; `onrecord review CLAIM --verdict …` gives one",
        );
    }
    Ok(Outcome::Fine)
}

fn reviewed(store: &Store, review: ReviewRow) -> Result<ReviewedClaim, StoreError> {
    let claim = review.subject_id.map(|claim| store.claim(ClaimId::new(claim))).transpose()?;
    let speaker = claim.as_ref().and_then(|claim| claim.speaker_id);
    let newest = claim.as_ref().map(|claim| claim.revision_id);
    let text = newest.map(|row| {
        Ok::<_, StoreError>((store.revision(row)?.headline.unwrap_or_default(), store.body(row)?))
    });
    Ok(ReviewedClaim {
        steps: review.review_id.map_or_else(|| Ok(Vec::new()), |review| store.review_events(review))?,
        same_as: speaker
            .map(|speaker| store.speaker(speaker))
            .transpose()?
            .map(|row| row.same_as.0)
            .unwrap_or_default(),
        text: text.transpose()?,
        claim,
        review,
    })
}
