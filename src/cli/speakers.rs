//! `onrecord speakers`: who is quoted.

use super::listing::{self, ListingArgs};
use super::{Context, Outcome};
use crate::store::{SpeakerFilter, Store};

/// List speakers: who is quoted, how often, in what way, named or not
///
/// Counts are of the newest revision of each article.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord speakers -n 20                       the most quoted
  onrecord speakers --anonymous --outlet post   unnamed sources of one outlet")]
pub(super) struct Args {
    /// Only speakers with these words in their name, or the speaker of this number
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Only who this article quotes: its number, or part of its address or headline
    #[arg(long, value_name = "ARTICLE")]
    article: Option<String>,
    /// Only who outlets with these words in their name quote
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Only unnamed sources
    #[arg(long)]
    anonymous: bool,
    #[command(flatten)]
    listing: ListingArgs,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let filter = SpeakerFilter {
        speaker: args.speaker.clone(),
        article: args.article.clone(),
        outlet: args.outlet.clone(),
        anonymous: args.anonymous,
        limit: args.listing.limit(),
        ..SpeakerFilter::default()
    };
    let speakers = Store::open_read_only(&context.db)?.speakers(&filter)?;
    listing::write(context, args.listing.format, &speakers)?;
    Ok(Outcome::Fine)
}
