//! `onrecord changes`: changes over the whole database.

use super::context::{Context, Outcome};
use super::empty::{self, AskedFor, Suspect};
use super::listing::{self, LeftOut, ListingArgs, RejectedArgs, UntilArgs};
use super::selection::Selection;
use crate::diff::{Kind, Severity};
use crate::report::{Order, count};
use crate::store::{ChangeFilter, ChangeRow, Store};

/// List changes between revisions, over the whole database
///
/// The severest come first; `--order text` lists article by article in the order of the text. Beside its severity a
/// change is `material` when a check of the old wording does not cover the new one, `new` when a claim or detail came
/// in, `withdrawn` when one no longer stands. `onrecord explain --change` shows why.
#[derive(Debug, clap::Args)]
#[command(after_long_help = format!("{EXAMPLES}\n\n{}", super::kinds::help()), after_help = EXAMPLES)]
pub(super) struct Args {
    /// Only changes that a checker must look at again
    #[arg(long)]
    material: bool,
    /// Only changes that add a claim or a detail
    #[arg(long)]
    new: bool,
    /// Only changes that withdraw a claim or a detail
    #[arg(long)]
    withdrawn: bool,
    #[command(flatten)]
    selection: Selection,
    /// Only facts changed or withdrawn that no correction note can explain
    #[arg(long)]
    unannounced: bool,
    /// Only changes with which the outlet's date of its last change did not move
    #[arg(long)]
    undated: bool,
    /// Only this kind of change, such as `figure_changed` (--help lists them); may be given several times
    #[arg(long, value_name = "KIND", value_parser = super::kinds::parse_kind)]
    kind: Vec<Kind>,
    /// Only changes captured on or after this date
    #[arg(long, value_name = "DATE", value_parser = super::values::time)]
    since: Option<String>,
    #[command(flatten)]
    until: UntilArgs,
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
    #[arg(long, value_name = "P", value_parser = super::values::probability)]
    min_confidence: Option<f64>,
    /// Only changes of claims with a decision, that came after it
    #[arg(long)]
    since_review: bool,
    #[command(flatten)]
    rejected: RejectedArgs,
    /// Pass over changes that were taken back within this time, such as 30m, and what took them back
    #[arg(long, value_name = "TIME", value_parser = super::values::duration)]
    stable: Option<i64>,
    /// List failed captures instead: another story on the page, or most of its text missing
    #[arg(long, conflicts_with_all = CONDITIONS)]
    alarms: bool,
    /// List captures instead that found only the outlet's date moved, and the text as it was
    #[arg(long, conflicts_with_all = CONDITIONS, conflicts_with = "alarms")]
    touched: bool,
    /// Exit with 1 if there are any
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    listing: ListingArgs,
}

const EXAMPLES: &str = "\
Examples:
  onrecord changes --material --since 2026-03-01
  onrecord changes --kind quote_altered --kind speaker_anonymised
  onrecord changes --unannounced --min-severity high   serious ones without a correction note
  onrecord changes --undated --material                the outlet changed the text and not its date
  onrecord changes --withdrawn --min-severity medium   claims and details that were taken back
  onrecord changes --since-review                      what became of claims since somebody decided on them
  onrecord changes --stable 30m                        without what was taken back within half an hour
  onrecord changes --article harbour-fire --order text one article, in the order of the text
  onrecord changes --material --exit-code > /dev/null || echo 'look again'";

/// Options that say something of changes and nothing of alarms.
const CONDITIONS: [&str; 14] = [
    "material",
    "new",
    "withdrawn",
    "min_severity",
    "order",
    "unannounced",
    "undated",
    "kind",
    "outlet",
    "speaker",
    "min_confidence",
    "since_review",
    "with_rejected",
    "stable",
];

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let filter = ChangeFilter {
        material: args.material,
        new: args.new,
        withdrawn: args.withdrawn,
        min_severity: args.selection.least(),
        by_severity: args.selection.order == Order::Severity,
        unannounced: args.unannounced,
        undated: args.undated,
        min_confidence: args.min_confidence,
        stable: args.stable,
        kinds: args.kind.clone(),
        since: args.since.clone(),
        since_review: args.since_review,
        with_rejected: args.rejected.with_rejected,
        article: args.article.clone(),
        outlet: args.outlet.clone(),
        speaker: args.speaker.clone(),
        until: args.until.get().map(str::to_owned),
        sort: args.listing.sort(ChangeRow::COLUMNS)?,
        limit: args.listing.limit(),
        offset: args.listing.offset(),
        ..ChangeFilter::default()
    };
    let store = Store::open_read_only(&context.db)?;
    let (article, since) = (args.article.as_deref(), args.since.as_deref());
    if args.alarms {
        let alarms = store.alarms(article, since, args.until.get())?;
        listing::write(context, &args.listing, &alarms)?;
        return Ok(if args.exit_code && !alarms.is_empty() { Outcome::ChangesFound } else { Outcome::Fine });
    }
    if args.touched {
        let touches = store.touches(article, since, args.until.get())?;
        listing::write(context, &args.listing, &touches)?;
        return Ok(if args.exit_code && !touches.is_empty() { Outcome::ChangesFound } else { Outcome::Fine });
    }
    let all = args.listing.count_all(|| store.count_changes(&filter))?;
    let rows = listing::stream(context, &args.listing, LeftOut { all, doubtful: 0 }, |listing| {
        store.for_each_change(&filter, |change| Ok(listing.row(&change)?))
    })?;
    let rows = all.unwrap_or(rows);
    if rows == 0 {
        context.ui.hint(why_empty(&store, &filter, args)?);
    }
    let alarms = store.alarms(article, since, args.until.get())?.len();
    if alarms > 0 {
        context.ui.hint(format!(
            "{} like a failed capture, and what is missing there is not listed; see `onrecord changes --alarms`",
            count(alarms, "revision looks", "revisions look")
        ));
    }
    Ok(if args.exit_code && rows > 0 { Outcome::ChangesFound } else { Outcome::Fine })
}

fn why_empty(store: &Store, filter: &ChangeFilter, args: &Args) -> anyhow::Result<String> {
    let asked = AskedFor {
        outlet: args.outlet.as_deref(),
        article: args.article.as_deref(),
        speaker: args.speaker.as_deref(),
    };
    if let Some(why) = asked.missing(store)? {
        return Ok(why);
    }
    let suspects: [Suspect<ChangeFilter>; 15] = [
        ("--material", filter.material, |f| f.material = false),
        ("--new", filter.new, |f| f.new = false),
        ("--withdrawn", filter.withdrawn, |f| f.withdrawn = false),
        ("--min-severity", filter.min_severity > Severity::None, |f| f.min_severity = Severity::None),
        ("--unannounced", filter.unannounced, |f| f.unannounced = false),
        ("--undated", filter.undated, |f| f.undated = false),
        ("--kind", !filter.kinds.is_empty(), |f| f.kinds.clear()),
        ("--since", filter.since.is_some(), |f| f.since = None),
        ("--since-review", filter.since_review, |f| f.since_review = false),
        ("--until", filter.until.is_some(), |f| f.until = None),
        ("--article", filter.article.is_some(), |f| f.article = None),
        ("--outlet", filter.outlet.is_some(), |f| f.outlet = None),
        ("--speaker", filter.speaker.is_some(), |f| f.speaker = None),
        ("--stable", filter.stable.is_some(), |f| f.stable = None),
        ("--min-confidence", filter.min_confidence.is_some(), |f| f.min_confidence = None),
    ];
    let any =
        |f: &ChangeFilter| Ok(!store.changes(&ChangeFilter { limit: Some(1), ..f.clone() })?.is_empty());
    Ok(empty::why(store, "changes", filter, &suspects, any)?)
}
