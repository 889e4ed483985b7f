//! `onrecord claims`: the claims in the database through their revisions.

use super::context::{Context, Outcome};
use super::listing::{self, ListingArgs, SureArgs};
use crate::store::{ClaimFilter, Store};

/// List claims with their newest wording, their status, and how often they changed
///
/// Claims from quotes below a confidence of 0.5 are listed with --all only; the outlet's own statements always. A cue in
/// [brackets] says that it was denied, doubted, asked or not said.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord claims --worth-checking 0.7        the claims most worth checking first
  onrecord claims --material --article pool   claims of an article whose meaning changed
  onrecord claims --removed                   claims that no longer stand")]
pub(super) struct Args {
    /// Only speakers whose name contains these words, or the speaker with this number
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Only this article: its number, or part of its address or headline
    #[arg(long, value_name = "ARTICLE")]
    article: Option<String>,
    /// Only outlets whose name contains these words
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Only claims that contain these words
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
    /// Only claims first seen on or after this date
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Only claims in the newest revision of their article
    #[arg(long, conflicts_with = "removed")]
    current: bool,
    /// Only claims that are no longer in the newest revision
    #[arg(long)]
    removed: bool,
    /// Only claims with a material change
    #[arg(long)]
    material: bool,
    /// Only claims that are attributed to a source, not the outlet's own statements
    #[arg(long)]
    attributed: bool,
    /// Only claims that are at least this worth checking, 0 to 1; the most important first
    #[arg(long, value_name = "P")]
    worth_checking: Option<f64>,
    #[command(flatten)]
    sure: SureArgs,
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
        min_confidence: args.sure.least(),
        by_check_worthiness: args.worth_checking.is_some(),
        limit: args.listing.limit(),
        ..ClaimFilter::default()
    };
    let store = Store::open_read_only(&context.db)?;
    let rows = listing::stream(context, args.listing.format, |listing| {
        store.for_each_claim(&filter, |claim| Ok(listing.row(&claim)?))
    })?;
    args.sure.tell(context, store.doubtful_claims(&filter)?);
    if rows > 0 {
        context.ui.hint("`onrecord history CLAIM` shows every wording of one claim");
    }
    Ok(Outcome::Fine)
}
