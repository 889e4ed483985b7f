//! `onrecord search`: full text.

use super::context::{Context, Outcome};
use super::listing::{self, ListingArgs};
use crate::store::{Scope, SearchFilter, Store};

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
    listing: ListingArgs,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let defaults = SearchFilter::default();
    let filter = SearchFilter {
        words: args.words.join(" "),
        phrase: args.phrase,
        scope: if args.articles { Scope::Articles } else { Scope::Statements },
        all_revisions: args.all_revisions,
        limit: args.listing.limit().unwrap_or(defaults.limit),
        ..defaults
    };
    let hits = Store::open_read_only(&context.db)?.search(&filter)?;
    listing::write(context, args.listing.format, &hits)?;
    if hits.is_empty() {
        context.ui.hint("nothing contains all of these words; try fewer, or --articles or --all-revisions");
    }
    Ok(Outcome::Fine)
}
