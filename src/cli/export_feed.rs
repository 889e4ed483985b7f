//! `onrecord export feed`: the last changes for feed readers.

use super::context::{Context, Outcome};
use super::empty::AskedFor;
use super::export_file::ExportFile;
use super::listing::UntilArgs;
use super::selection::Selection;
use crate::report::{RevisionEntry, atom_feed, count, json_feed};
use crate::store::{ChangeFilter, Store};
use clap::ValueEnum;
use std::io::Write as _;
use std::path::PathBuf;

/// Write the last changes as a feed: one entry a revision, with its changes as a diff
///
/// The ids of entries stay the same from export to export, so a reader shows each once. `onrecord watch --feed-out` keeps
/// such a feed up to date by itself.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord export feed > changes.atom
  onrecord export feed --url https://desk.example/changes.atom --out changes.atom
  onrecord export feed --format json --outlet gazette --out gazette.json
  onrecord export feed --min-severity high --since 7d --limit 20")]
pub(super) struct Args {
    /// The new file; standard output without it
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Atom, or JSON Feed
    #[arg(long, short, value_enum, default_value_t)]
    format: FeedFormat,
    /// Only changes of at least this severity
    #[command(flatten)]
    selection: Selection,
    /// Only this article: its number, or part of its address or headline
    #[arg(long, value_name = "ARTICLE")]
    article: Option<String>,
    /// Only outlets whose name contains these words
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Only revisions captured on or after this date …
    #[arg(long, value_name = "DATE", value_parser = super::values::time)]
    since: Option<String>,
    #[command(flatten)]
    until: UntilArgs,
    /// At most so many revisions, the newest
    #[arg(long, short = 'n', value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,
    /// What the feed is called
    #[arg(long, value_name = "TITLE", default_value = "What changed in the news")]
    title: String,
    /// Where the feed will lie, which it then says itself, as Atom wants it
    #[arg(long, value_name = "URL", value_parser = super::values::address)]
    url: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum FeedFormat {
    /// Atom (RFC 4287)
    #[default]
    Atom,
    /// JSON Feed 1.1
    Json,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&context.db)?;
    let filter = ChangeFilter {
        article: args.article.clone(),
        outlet: args.outlet.clone(),
        since: args.since.clone(),
        until: args.until.get().map(str::to_owned),
        min_severity: args.selection.least(),
        by_severity: true,
        ..ChangeFilter::default()
    };
    let newest = ChangeFilter { limit: Some(args.limit as usize), ..filter.clone() };
    let mut entries = Vec::new();
    for revision in store.changed_revisions(&newest)? {
        let of_it = ChangeFilter { to_revision_id: Some(revision), ..filter.clone() };
        let body = store.body(revision)?;
        entries.extend(RevisionEntry::new(&store.revision(revision)?, &body, store.changes(&of_it)?));
    }
    let feed = match args.format {
        FeedFormat::Atom => atom_feed(&args.title, args.url.as_deref(), &entries)?,
        FeedFormat::Json => json_feed(&args.title, args.url.as_deref(), &entries),
    };
    let mut file = ExportFile::create(context, args.out.as_deref())?;
    file.write_all(feed.as_bytes())?;
    if let Some(path) = file.finish()? {
        let mut out = context.ui.out();
        writeln!(out, "{}: {}", path.display(), count(entries.len(), "entry", "entries"))?;
        out.flush()?;
    }
    let (outlet, article) = (args.outlet.as_deref(), args.article.as_deref());
    if entries.is_empty()
        && let Some(why) = (AskedFor { outlet, article, speaker: None }.missing(&store)?)
    {
        context.ui.hint(why);
    }
    Ok(Outcome::Fine)
}
