//! `onrecord claims`: the claims in the database through their revisions.

use super::context::{Context, Outcome};
use super::listing::{self, ListingArgs};
use crate::store::{ClaimFilter, Store};

/// List claims through their revisions: newest wording, status, changes, worth checking
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord claims --worth-checking 0.7        the claims most worth checking first
  onrecord claims --material --article pool   claims of an article whose meaning changed
  onrecord claims --removed                   claims that no longer stand")]
pub(super) struct Args {
    /// Only speakers with these words in their name, or the speaker of this number
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Only this article: its number, or part of its address or headline
    #[arg(long, value_name = "ARTICLE")]
    article: Option<String>,
    /// Only outlets with these words in their name
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Only claims with these words
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
    /// Only claims first seen on or after this date
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Only claims in the newest revision of their article
    #[arg(long, conflicts_with = "removed")]
    current: bool,
    /// Only claims that the newest revision no longer holds
    #[arg(long)]
    removed: bool,
    /// Only claims with a material change
    #[arg(long)]
    material: bool,
    /// Only what a source vouches for, not the outlet's own voice
    #[arg(long)]
    attributed: bool,
    /// Only claims at least this worth checking, 0 to 1, the most first
    #[arg(long, value_name = "P")]
    worth_checking: Option<f64>,
    /// Only claims whose quote is at least this sure, 0 to 1; the outlet's own voice is always listed
    #[arg(long, value_name = "P")]
    min_confidence: Option<f64>,
    #[command(flatten)]
    listing: ListingArgs,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let filter = ClaimFilter {
        speaker: args.speaker.clone(),
        article: args.article.clone(),
        outlet: args.outlet.clone(),
        words: args.words.clone(),
        since: args.since.clone(),
        current: if args.current { Some(true) } else { args.removed.then_some(false) },
        material: args.material,
        attributed: args.attributed,
        min_check_worthiness: args.worth_checking,
        min_confidence: args.min_confidence,
        by_check_worthiness: args.worth_checking.is_some(),
        limit: args.listing.limit(),
    };
    let store = Store::open_read_only(&context.db)?;
    let rows = listing::stream(context, args.listing.format, |listing| {
        store.for_each_claim(&filter, |claim| Ok(listing.row(&claim)?))
    })?;
    if rows > 0 {
        context.ui.hint("`onrecord history CLAIM` shows every wording of one claim");
    }
    Ok(Outcome::Fine)
}
