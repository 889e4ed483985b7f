//! `onrecord quotes`: the attributed quotes in the database.

use super::context::{Context, Outcome};
use super::listing::{self, ListingArgs, SureArgs};
use crate::extract::QuotationKind;
use crate::store::{QuoteFilter, Store};
use anyhow::anyhow;
use clap::ValueEnum;
use regex::RegexBuilder;

/// List attributed quotes: who said what, and how likely the program is right
///
/// Lists the newest revision of each article, with --all-revisions the older ones, too. `confidence` is the
/// program's estimate, 0 to 1, of how likely the row is right, quote and speaker: of those marked 0.9, nine in ten are.
/// Rows below 0.5 are listed with --all only. A cue in [brackets] says that it was denied, doubted, asked or not said.
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
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
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
    sure: SureArgs,
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
            anyhow!("--grep is not a regular expression: {why}")
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
        all_revisions: args.all_revisions,
        limit: args.listing.limit(),
        ..QuoteFilter::default()
    };
    let store = Store::open_read_only(&context.db)?;
    let rows = listing::stream(context, args.listing.format, |listing| {
        store.for_each_quote(&filter, |quote| Ok(listing.row(&quote)?))
    })?;
    let doubtful = store.doubtful_quotes(&filter)?;
    args.sure.tell(context, doubtful);
    if rows == 0 && doubtful == 0 {
        context.ui.hint("no quote matches; leave out a filter, or add articles with `onrecord add PATH`");
    }
    Ok(Outcome::Fine)
}
