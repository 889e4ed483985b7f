//! `onrecord articles`: what there is, and what it is known by.

use super::context::{Context, Outcome};
use super::empty::{self, AskedFor, Suspect};
use super::input;
use super::listing::{self, LeftOut, ListingArgs, UntilArgs};
use crate::article::{self, files};
use crate::report::{harmless, shown_key, title};
use crate::store::{ArticleFilter, ArticleRow, Store, StoreError};
use anyhow::bail;
use std::io::Write;
use std::path::Path;

/// List the articles: outlet, headline, revisions, quotes, and how many changes of which severity
///
/// `quotes` are those of the newest revision, the doubtful ones, which `quotes` lists with --all only, apart. `changes` are
/// those between all revisions; "3 high" must be looked at first.
///
/// An article is known by its address, else by the path of its file. --move gives it another: what is read from there
/// afterwards is its next revision. `add` does so by itself for a file that was moved and not changed. One that was changed,
/// too, has become an article of its own: --join makes the two one again.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord articles --sort=-high_changes -n 20       what changed most gravely, first
  onrecord articles --outlet post --since 2026-03-01
  onrecord articles --columns id,headline,url        only these; any field of --json is a column
  onrecord articles --move drafts/pool.txt pool.txt  the article of the first path goes on at the second
  onrecord articles --move draft.txt pool.txt --join  the article of the second path is a part of it")]
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
    /// Make the path or address NEW what an article is known by; OLD is its number, path, or part of its address or
    /// headline
    #[arg(long = "move", num_args = 2, value_names = ["OLD", "NEW"], conflicts_with_all = ["article", "outlet", "since"])]
    moved: Option<Vec<String>>,
    /// With --move: where another article is known by NEW already, as of a file that was renamed and edited before it was
    /// added again, its revisions become those of OLD
    #[arg(long, requires = "moved")]
    join: bool,
    #[command(flatten)]
    listing: ListingArgs,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    if let Some([old, new]) = args.moved.as_deref() {
        return move_article(context, old, new, args.join);
    }
    let filter = ArticleFilter {
        article: args.article.clone(),
        outlet: args.outlet.clone(),
        since: args.since.clone(),
        until: args.until.get().map(str::to_owned),
        sort: args.listing.sort(ArticleRow::COLUMNS)?,
        limit: args.listing.limit(),
        offset: args.listing.offset(),
        ..ArticleFilter::default()
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
        let (outlet, article) = (args.outlet.as_deref(), args.article.as_deref());
        let missing = AskedFor { outlet, article, speaker: None }.missing(&store)?;
        context.ui.hint(missing.unwrap_or(why));
    }
    Ok(Outcome::Fine)
}

/// Makes `new` what the article `old` is known by, and says so. An article that is known by it already and reads otherwise is
/// joined to that one where `join` says so.
fn move_article(context: &Context, old: &str, new: &str, join: bool) -> anyhow::Result<Outcome> {
    let mut store = Store::open_existing(&context.db)?;
    let is_address = |text: &str| text.starts_with("https://") || text.starts_with("http://");
    let key = |text: &str| match is_address(text) {
        true => article::url_key(text),
        false => files::absolute(Path::new(text)),
    };
    let known = key(old);
    let article = input::one_article(&store, if store.has_article(&known)? { &known } else { old })?;
    let goal = key(new);
    let holder =
        if join && store.has_article(&goal)? { Some(input::one_article(&store, &goal)?) } else { None };
    let holder = holder.map(|holder| holder.article_id).filter(|&holder| holder != article.article_id);
    let run = input::begin(&mut store)?;
    let joined = holder.map(|holder| store.join_article(article.article_id, holder)).transpose();
    let url = Some(new).filter(|new| is_address(new));
    let moved = joined.and_then(|_| store.move_article(article.article_id, &goal, url));
    store.end_run(run)?;
    let taken_in = match moved {
        Err(error @ StoreError::Refused { .. }) if !join => bail!("{error} (--join does the former)"),
        moved => moved?,
    };
    let mut out = context.ui.out();
    writeln!(
        out,
        "article {}, {}, is now known by {}",
        article.article_id,
        harmless(title(article.headline.as_deref(), &article.article_key)),
        harmless(shown_key(&goal))
    )?;
    if let Some(other) = holder {
        writeln!(out, "article {other}, which was known by it, is part of it, revision by revision")?;
    }
    if let Some(other) = taken_in {
        writeln!(out, "article {other}, which was known by it and reads the same, is part of it")?;
    }
    out.flush()?;
    Ok(Outcome::Fine)
}
