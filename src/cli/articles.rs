//! `onrecord articles`: what there is.

use super::context::{Context, Outcome};
use super::empty::{self, Suspect};
use super::listing::{self, LeftOut, ListingArgs, UntilArgs};
use crate::store::{ArticleFilter, ArticleRow, Store};

/// List the articles: outlet, headline, revisions, quotes, and how many changes of which severity
///
/// `quotes` are those of the newest revision. `changes` are those between all revisions; "3 high" must be looked at first.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord articles --sort=-high_changes -n 20       what changed most gravely, first
  onrecord articles --outlet post --since 2026-03-01
  onrecord articles --columns id,headline,url        only these; any field of --json is a column")]
pub(super) struct Args {
    /// Only this article: its number, or part of its address or headline
    #[arg(long, value_name = "ARTICLE")]
    article: Option<String>,
    /// Only outlets whose name contains these words
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Only articles last captured on or after this date
    #[arg(long, value_name = "DATE", value_parser = super::values::time)]
    since: Option<String>,
    #[command(flatten)]
    until: UntilArgs,
    #[command(flatten)]
    listing: ListingArgs,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let filter = ArticleFilter {
        article: args.article.clone(),
        outlet: args.outlet.clone(),
        since: args.since.clone(),
        until: args.until.get().map(str::to_owned),
        sort: args.listing.sort(ArticleRow::COLUMNS)?,
        limit: args.listing.limit(),
        offset: args.listing.offset(),
    };
    let store = Store::open_read_only(&context.db)?;
    let all = args.listing.count_all(|| store.count_articles(&filter))?;
    let rows = listing::stream(context, &args.listing, LeftOut { all, doubtful: 0 }, |listing| {
        store.for_each_article(&filter, |article| Ok(listing.row(&article)?))
    })?;
    if rows == 0 && all.unwrap_or(0) == 0 {
        let suspects: [Suspect<ArticleFilter>; 4] = [
            ("--article", filter.article.is_some(), |f| f.article = None),
            ("--outlet", filter.outlet.is_some(), |f| f.outlet = None),
            ("--since", filter.since.is_some(), |f| f.since = None),
            ("--until", filter.until.is_some(), |f| f.until = None),
        ];
        let why = empty::why(&store, "articles", &filter, &suspects, |f| {
            Ok(!store.articles(&ArticleFilter { limit: Some(1), ..f.clone() })?.is_empty())
        })?;
        context.ui.hint(empty::outlet(&store, args.outlet.as_deref())?.unwrap_or(why));
    }
    Ok(Outcome::Fine)
}
