//! `onrecord claims`: the claims in the database through their revisions.

use super::context::{Context, Outcome};
use super::empty::{self, AskedFor, Suspect};
use super::listing::{self, CopiesArgs, LeftOut, ListingArgs, RejectedArgs, SureArgs, UntilArgs};
use crate::store::{ClaimFilter, ClaimRow, Store};

/// List claims with their newest wording, their status, and how often they changed
///
/// Claims from quotes below a confidence of 0.5 are listed with --all only; the outlet's own statements always.
/// [denied], [doubted], [asked] and [not said] mark what the source does not put forward.
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
    #[arg(long, value_name = "DATE", value_parser = super::values::time)]
    since: Option<String>,
    #[command(flatten)]
    until: UntilArgs,
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
    #[arg(long, value_name = "P", value_parser = super::values::probability)]
    worth_checking: Option<f64>,
    #[command(flatten)]
    copies: CopiesArgs,
    #[command(flatten)]
    sure: SureArgs,
    #[command(flatten)]
    rejected: RejectedArgs,
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
        with_rejected: args.rejected.with_rejected,
        without_copies: !args.copies.with_copies && args.article.is_none(),
        by_check_worthiness: args.worth_checking.is_some(),
        until: args.until.get().map(str::to_owned),
        sort: args.listing.sort(ClaimRow::COLUMNS)?,
        limit: args.listing.limit(),
        offset: args.listing.offset(),
    };
    let store = Store::open_read_only(&context.db)?;
    let doubtful = store.doubtful_claims(&filter)?;
    let all = args.listing.count_all(|| store.count_claims(&filter))?;
    let rows = listing::stream(context, &args.listing, LeftOut { all, doubtful }, |listing| {
        store.for_each_claim(&filter, |claim| {
            Ok(listing.row(&args.listing.said(&store, claim.quote_id, claim)?)?)
        })
    })?;
    if rows > 0 {
        context.ui.hint("`onrecord history CLAIM` shows every wording of one claim");
    } else if all.unwrap_or(0) == 0 && doubtful == 0 {
        context.ui.hint(why_empty(&store, &filter, args)?);
    }
    Ok(Outcome::Fine)
}

fn why_empty(store: &Store, filter: &ClaimFilter, args: &Args) -> anyhow::Result<String> {
    let asked = AskedFor {
        outlet: args.outlet.as_deref(),
        article: args.article.as_deref(),
        speaker: args.speaker.as_deref(),
    };
    if let Some(why) = asked.missing(store)? {
        return Ok(why);
    }
    let now = if args.current { "--current" } else { "--removed" };
    let suspects: [Suspect<ClaimFilter>; 9] = [
        ("--speaker", filter.speaker.is_some(), |f| f.speaker = None),
        ("--article", filter.article.is_some(), |f| f.article = None),
        ("--outlet", filter.outlet.is_some(), |f| f.outlet = None),
        ("--words", filter.words.is_some(), |f| f.words = None),
        ("--since", filter.since.is_some(), |f| f.since = None),
        ("--until", filter.until.is_some(), |f| f.until = None),
        (now, filter.current.is_some(), |f| f.current = None),
        ("--material", filter.material, |f| f.material = false),
        ("--worth-checking", filter.min_check_worthiness.is_some(), |f| f.min_check_worthiness = None),
    ];
    let any = |f: &ClaimFilter| Ok(!store.claims(&ClaimFilter { limit: Some(1), ..f.clone() })?.is_empty());
    Ok(empty::why(store, "claims", filter, &suspects, any)?)
}
