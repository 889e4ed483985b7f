//! `onrecord changes`: changes over the whole database.

use super::context::{Context, Outcome};
use super::listing::{self, ListingArgs};
use crate::diff::{Kind, Severity};
use crate::report::count;
use crate::store::{ChangeFilter, Store};
use clap::ValueEnum;

/// List changes between revisions, over the whole database
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord changes --material --since 2026-03-01
  onrecord changes --kind quote_altered --kind speaker_anonymised
  onrecord changes --unannounced --severity high     serious changes that no correction note explains
  onrecord changes --material --exit-code > /dev/null || echo 'look again'")]
pub(super) struct Args {
    /// Only changes that a checker must look at again
    #[arg(long)]
    material: bool,
    /// Only changes of at least this severity; medium and high are material
    #[arg(long, value_enum, value_name = "SEVERITY")]
    severity: Option<Least>,
    /// Only material changes that no correction note explains
    #[arg(long)]
    unannounced: bool,
    /// Only this kind of change, such as `figure_changed`; may be given several times
    #[arg(long, value_name = "KIND", value_parser = parse_kind)]
    kind: Vec<Kind>,
    /// Only changes captured on or after this date
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Only this article: its number, or part of its address or headline
    #[arg(long, value_name = "ARTICLE")]
    article: Option<String>,
    /// Only outlets whose name contains these words
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Only speakers whose name contains these words
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Only changes of quotes with at least this confidence, 0 to 1; the outlet's own statements are always listed
    #[arg(long, value_name = "P")]
    min_confidence: Option<f64>,
    /// List failed captures instead: another story on the page, or most of its text missing
    #[arg(long, conflicts_with_all = ["material", "severity", "unannounced", "kind", "outlet", "speaker", "min_confidence"])]
    alarms: bool,
    /// Exit with 1 if there are any
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    listing: ListingArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Least {
    /// Worth seeing in a list
    Low,
    /// Must be looked at again
    Medium,
    /// What was checked is no longer what is said
    High,
}

impl From<Least> for Severity {
    fn from(least: Least) -> Self {
        match least {
            Least::Low => Self::Low,
            Least::Medium => Self::Medium,
            Least::High => Self::High,
        }
    }
}

fn parse_kind(name: &str) -> Result<Kind, String> {
    // The error names the kinds there are.
    serde_json::from_value(name.replace('-', "_").into()).map_err(|error| error.to_string())
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let filter = ChangeFilter {
        material: args.material,
        min_severity: args.severity.map(Severity::from).unwrap_or_default(),
        unannounced: args.unannounced,
        min_confidence: args.min_confidence,
        kinds: args.kind.clone(),
        since: args.since.clone(),
        article: args.article.clone(),
        outlet: args.outlet.clone(),
        speaker: args.speaker.clone(),
        limit: args.listing.limit(),
        ..ChangeFilter::default()
    };
    let store = Store::open_read_only(&context.db)?;
    let (article, since) = (args.article.as_deref(), args.since.as_deref());
    if args.alarms {
        let alarms = store.alarms(article, since, args.listing.limit())?;
        listing::write(context, args.listing.format, &alarms)?;
        return Ok(if args.exit_code && !alarms.is_empty() { Outcome::ChangesFound } else { Outcome::Fine });
    }
    let rows = listing::stream(context, args.listing.format, |listing| {
        store.for_each_change(&filter, |change| Ok(listing.row(&change)?))
    })?;
    let alarms = store.alarms(article, since, None)?.len();
    if alarms > 0 {
        context.ui.hint(format!(
            "{} like a failed capture, and what is missing there is not listed; see `onrecord changes --alarms`",
            count(alarms, "revision looks", "revisions look")
        ));
    }
    Ok(if args.exit_code && rows > 0 { Outcome::ChangesFound } else { Outcome::Fine })
}
