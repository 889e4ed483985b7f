//! `onrecord search`: full text.

use super::context::{Context, Outcome};
use super::listing::{self, LeftOut, ListingArgs, RejectedArgs, SureArgs};
use crate::report::Said;
use crate::store::{Scope, SearchFilter, SearchHit, Store};

/// Hits that are shown where no number was given.
const HITS: usize = 50;

/// Search claims, or whole articles, for words
///
/// All words must occur, in any order and inflection; the best match comes first. Matching words stand in [brackets].
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  onrecord search roof repair\n  onrecord search --phrase 'end of its life' --articles"
)]
pub(super) struct Args {
    /// The words to look for
    #[arg(required = true)]
    words: Vec<String>,
    /// The words must stand next to each other, in this order
    #[arg(long)]
    phrase: bool,
    /// Search headlines and bodies instead of claims
    #[arg(long)]
    articles: bool,
    /// Include older revisions
    #[arg(long)]
    all_revisions: bool,
    #[command(flatten)]
    sure: SureArgs,
    #[command(flatten)]
    rejected: RejectedArgs,
    #[command(flatten)]
    listing: ListingArgs,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let filter = SearchFilter {
        words: args.words.join(" "),
        phrase: args.phrase,
        scope: if args.articles { Scope::Articles } else { Scope::Statements },
        all_revisions: args.all_revisions,
        min_confidence: args.sure.least(),
        with_rejected: args.rejected.with_rejected,
        // In another order, the best are found only when all are at hand.
        limit: match args.listing.is_sorted() {
            true => usize::MAX,
            false => args.listing.offset().saturating_add(args.listing.limit().unwrap_or(HITS)),
        },
        ..SearchFilter::default()
    };
    let store = Store::open_read_only(&context.db)?;
    let (all, doubtful) = (store.count_hits(&filter)?, store.doubtful_hits(&filter)?);
    let hits = store.search(&filter)?;
    let left_out = LeftOut { all: Some(all), doubtful };
    let hits = hits.into_iter().map(|row| Said { row, quote: None }).collect();
    let shown = listing::wanted::<Said<SearchHit>, Said<SearchHit>>(&args.listing, hits, HITS)?;
    listing::stream(context, &args.listing, left_out, |listing| {
        shown.into_iter().try_for_each(|Said { row, .. }| {
            Ok(listing.row(&args.listing.said(&store, row.quote_id, row)?)?)
        })
    })?;
    if all == 0 && doubtful == 0 {
        context.ui.hint("nothing contains all of these words; try fewer, or --articles or --all-revisions");
    }
    Ok(Outcome::Fine)
}
