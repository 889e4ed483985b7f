//! `onrecord quotes`: the attributed quotes in the database.

use super::context::{Context, Outcome};
use super::empty::{self, AskedFor, Suspect};
use super::listing::{self, CopiesArgs, LeftOut, ListingArgs, RejectedArgs, SureArgs, UntilArgs};
use crate::extract::QuotationKind;
use crate::store::{GreppedQuotes, QuoteFilter, QuoteRow, Store};
use anyhow::anyhow;
use clap::ValueEnum;
use regex::RegexBuilder;

/// List attributed quotes: who said what, and how likely the program is right
///
/// Lists the newest revision of each article, with --all-revisions the older ones, too. `confidence` is the
/// program's estimate, 0 to 1, of how likely the row is right, quote and speaker: of those marked 0.9, nine in ten are.
/// Rows below 0.5 are listed with --all only. [denied], [doubted], [asked] and [not said]
/// mark what the source does not put forward.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord quotes --speaker ansty --kind direct
  onrecord quotes --anonymous --since 2026-03-01 --format csv > unnamed.csv
  onrecord quotes --grep '\\bmillions?\\b' --min-confidence 0.8")]
pub(super) struct Args {
    /// Only speakers whose name contains these words, or the speaker with this number
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Only this kind of quotation
    #[arg(long, value_enum)]
    kind: Option<KindArg>,
    /// Only this article: its number, or part of its address or headline
    #[arg(long, value_name = "ARTICLE")]
    article: Option<String>,
    /// Only outlets whose name contains these words
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Only revisions captured on or after this date
    #[arg(long, value_name = "DATE", value_parser = super::values::time)]
    since: Option<String>,
    #[command(flatten)]
    until: UntilArgs,
    /// Only unnamed sources
    #[arg(long)]
    anonymous: bool,
    /// Only quotes that match this regular expression, in upper or lower case
    #[arg(long, value_name = "REGEX")]
    grep: Option<String>,
    /// Only what was said, written, shown or found: no beliefs, wishes and plans that may have gone unuttered
    #[arg(long)]
    reported: bool,
    #[command(flatten)]
    copies: CopiesArgs,
    #[command(flatten)]
    sure: SureArgs,
    #[command(flatten)]
    rejected: RejectedArgs,
    /// Include older revisions
    #[arg(long)]
    all_revisions: bool,
    #[command(flatten)]
    listing: ListingArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum KindArg {
    /// All of it inside quotation marks
    Direct,
    /// Part of it inside quotation marks
    Mixed,
    /// None of it inside quotation marks
    Indirect,
}

impl From<KindArg> for QuotationKind {
    fn from(kind: KindArg) -> Self {
        match kind {
            KindArg::Direct => Self::Direct,
            KindArg::Mixed => Self::Mixed,
            KindArg::Indirect => Self::Indirect,
        }
    }
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let grep = |pattern: &String| {
        RegexBuilder::new(pattern).case_insensitive(true).build().map_err(|error| {
            // The error draws the pattern over several lines; its last one says what is wrong.
            let why = error.to_string();
            let why = why.lines().last().unwrap_or_default().trim_start_matches("error: ");
            anyhow!("--grep is not a regular expression ({why}); put a backslash before a mark that stands for itself")
        })
    };
    let filter = QuoteFilter {
        speaker: args.speaker.clone(),
        kind: args.kind.map(QuotationKind::from),
        article: args.article.clone(),
        outlet: args.outlet.clone(),
        since: args.since.clone(),
        anonymous: args.anonymous,
        grep: args.grep.as_ref().map(grep).transpose()?,
        reported: args.reported,
        min_confidence: args.sure.least(),
        without_copies: !args.copies.with_copies && args.article.is_none(),
        all_revisions: args.all_revisions,
        with_rejected: args.rejected.with_rejected,
        until: args.until.get().map(str::to_owned),
        sort: args.listing.sort(QuoteRow::COLUMNS)?,
        limit: args.listing.limit(),
        offset: args.listing.offset(),
        ..QuoteFilter::default()
    };
    let store = Store::open_read_only(&context.db)?;
    if filter.grep.is_some() && filter.limit.is_some() {
        return grepped(context, args, &store, &filter);
    }
    let doubtful = store.doubtful_quotes(&filter)?;
    let all = args.listing.count_all(|| store.count_quotes(&filter))?;
    let rows = listing::stream(context, &args.listing, LeftOut { all, doubtful }, |listing| {
        store.for_each_quote(&filter, |quote| Ok(listing.row(&quote)?))
    })?;
    if rows == 0 && all.unwrap_or(0) == 0 && doubtful == 0 {
        context.ui.hint(why_empty(&store, &filter)?);
    }
    Ok(Outcome::Fine)
}

/// A page of what matches a regular expression.
fn grepped(context: &Context, args: &Args, store: &Store, filter: &QuoteFilter) -> anyhow::Result<Outcome> {
    let GreppedQuotes { quotes, all, doubtful } = store.grep_quotes(filter)?;
    let told = LeftOut { all: args.listing.count_all(|| Ok(all))?, doubtful };
    listing::stream(context, &args.listing, told, |listing| {
        quotes.iter().try_for_each(|quote| Ok(listing.row(quote)?))
    })?;
    if all == 0 && doubtful == 0 {
        context.ui.hint(why_empty(store, filter)?);
    }
    Ok(Outcome::Fine)
}

/// One sentence that says why there are no quotes under a filter.
pub(super) fn why_empty(store: &Store, filter: &QuoteFilter) -> anyhow::Result<String> {
    let asked = AskedFor {
        outlet: filter.outlet.as_deref(),
        article: filter.article.as_deref(),
        speaker: filter.speaker.as_deref(),
    };
    if let Some(why) = asked.missing(store)? {
        return Ok(why);
    }
    let suspects: [Suspect<QuoteFilter>; 10] = [
        ("--speaker", filter.speaker.is_some(), |f| f.speaker = None),
        ("--kind", filter.kind.is_some(), |f| f.kind = None),
        ("--article", filter.article.is_some(), |f| f.article = None),
        ("--outlet", filter.outlet.is_some(), |f| f.outlet = None),
        ("--since", filter.since.is_some(), |f| f.since = None),
        ("--until", filter.until.is_some(), |f| f.until = None),
        ("--anonymous", filter.anonymous, |f| f.anonymous = false),
        ("--grep", filter.grep.is_some(), |f| f.grep = None),
        ("--reported", filter.reported, |f| f.reported = false),
        ("--min-confidence", filter.min_confidence.is_some(), |f| f.min_confidence = None),
    ];
    // Who asks for what matches has counted the doubtful ones that do.
    let known = |f: &QuoteFilter| f.grep.is_some() && f.min_confidence != filter.min_confidence;
    let any = |f: &QuoteFilter| {
        Ok(!known(f) && !store.quotes(&QuoteFilter { limit: Some(1), ..f.clone() })?.is_empty())
    };
    Ok(empty::why(store, "quotes", filter, &suspects, any)?)
}
