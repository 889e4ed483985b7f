//! `onrecord annotations`: what people wrote elsewhere about passages of the articles.

use super::context::{Context, Outcome};
use super::empty::AskedFor;
use super::listing::{self, ListingArgs};
use crate::store::{AnnotationFilter, ClaimId, Store};

/// List annotations with the claims that their passages make
///
/// Annotations come from Hypothesis: save what its API gives as JSON, and `onrecord add` the file. One is marked "orphaned"
/// where its words stand in no revision, or in several places that the words around them do not tell apart.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord annotations
  onrecord annotations --claim 12    what was written about claim 12
  onrecord annotations --orphaned    those whose passage is not found")]
pub(super) struct Args {
    /// Only this article: its number, or part of its address or headline
    #[arg(long, value_name = "ARTICLE")]
    article: Option<String>,
    /// Only this claim
    #[arg(long, value_name = "CLAIM")]
    claim: Option<ClaimId>,
    /// Only those whose passage stands in no revision, or cannot be told from another
    #[arg(long, conflicts_with = "claim")]
    orphaned: bool,
    #[command(flatten)]
    listing: ListingArgs,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&context.db)?;
    let filter =
        AnnotationFilter { article: args.article.clone(), claim: args.claim, orphaned: args.orphaned };
    let shown = listing::write(context, &args.listing, &store.annotations(&filter)?)?;
    if shown == 0 {
        let any = !store.annotations(&AnnotationFilter::default())?.is_empty();
        let other = "no annotation is like that; without options all are listed";
        let none = "there are no annotations; `onrecord add annotations.json` reads those of Hypothesis";
        let asked = AskedFor { article: args.article.as_deref(), ..AskedFor::default() };
        let missing = asked.missing(&store)?;
        context.ui.hint(missing.unwrap_or_else(|| if any { other } else { none }.to_owned()));
    }
    Ok(Outcome::Fine)
}
