//! `onrecord watch`: ask feeds and pages again and again, store what changed, and tell it.

use super::add::FetchArgs;
use super::context::{Context, Outcome};
use super::keep::Keep;
use super::listing::{self, ListingArgs};
use super::selection::Least;
use super::watch_out::{KeptFeed, WatchOut};
use super::{input, values};
use crate::report::count;
use crate::store::Store;
use crate::watch::clock::{StandingClock, SystemClock, WatchClock};
use crate::watch::config::{WatchConfig, read_config};
use crate::watch::plan::KeptEvidence;
use crate::watch::{WatchMode, WatchTally, Watcher};
use anyhow::{Context as _, bail};
use clap::Subcommand;
use jiff::Timestamp;
use std::path::PathBuf;
use std::time::Duration;

/// Keep looking at feeds and pages, and tell what changes
///
/// Feeds (RSS, Atom, JSON Feed), sitemaps and single pages; what an address is, is told by what it gives, and of a front
/// page the feeds are watched that it offers. Feeds are asked every 15 minutes, or as seldom as they ask for. What they list
/// is read, and looked at again: every 15 minutes for three hours, hourly for a day, every three hours for a week, then
/// every three days for a month and every 30 days for a year. An article that changes counts as new again. Only what
/// changed is sent; hosts are asked for one thing at a time, and left alone while they fail.
///
/// What is watched stands in the database: without addresses, `watch` goes on with all that is there. It may be stopped
/// (Ctrl-C) or killed at any time; started again, it asks what became due meanwhile, once.
///
/// Each revision with changes gets a line. A page that is gone, moved, merged with another, behind a paywall or replaced by
/// a front page is noted as a capture that says so, and is no revision.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, after_long_help = LONG, after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    action: Option<WatchAction>,
    /// Addresses of feeds, sitemaps or pages; by default all that the database knows
    #[arg(value_name = "FEED|SITEMAP|PAGE")]
    addresses: Vec<String>,
    /// A file that says what is watched and how (--help shows one)
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Ask what is due now, and end: for cron
    #[arg(long)]
    once: bool,
    /// Exit with 1 if changes were told
    #[arg(long, requires = "once")]
    exit_code: bool,
    /// Run this command for each change, with the change on its standard input, as `changes --format jsonl` has it
    #[arg(long, value_name = "COMMAND")]
    exec: Option<String>,
    /// Tell only changes of at least this severity [default: low]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    min_severity: Option<Least>,
    /// Keep a feed of the last changes in this file: Atom (.atom, .xml) or JSON Feed (.json); may be given several times
    #[arg(long, value_name = "FILE")]
    feed_out: Vec<PathBuf>,
    /// The address of the folder where the feeds will lie: each then says where it is, as Atom wants it
    #[arg(long, value_name = "URL", value_parser = values::address)]
    feed_url: Option<String>,
    /// Tell of each article that is new, and of each failure
    #[arg(long, short, conflicts_with = "quiet")]
    verbose: bool,
    /// What to keep of each page besides its text; by default the bytes of pages that bring something new, and headers of
    /// those that read as before
    #[arg(long, value_name = "WHAT")]
    keep: Option<Keep>,
    #[command(flatten)]
    fetch: FetchArgs,
    /// The present, for tests
    #[arg(long, hide = true, requires = "once", value_parser = values::time)]
    clock: Option<String>,
}

#[derive(Debug, Subcommand)]
enum WatchAction {
    /// List what is watched: when it was last read, what fails, what is due
    #[command(after_help = "Examples:\n  onrecord watch status\n  onrecord watch status --json")]
    Status(StatusArgs),
    /// Watch feeds, sitemaps or pages no more; what was read of them stays
    #[command(
        after_help = "Examples:\n  onrecord watch remove https://a.example/rss\n  onrecord watch remove 3"
    )]
    Remove(RemoveArgs),
}

#[derive(Debug, clap::Args)]
struct RemoveArgs {
    /// Addresses, or the numbers that `watch status` shows
    #[arg(value_name = "FEED", required = true)]
    feeds: Vec<String>,
}

#[derive(Debug, clap::Args)]
struct StatusArgs {
    #[command(flatten)]
    listing: ListingArgs,
}

const EXAMPLES: &str = "\
Examples:
  onrecord watch https://a.example/rss                       until it is stopped
  onrecord watch https://a.example/rss --once                what is due now, then end
  onrecord watch --config watch.toml --feed-out changes.atom
  onrecord watch --min-severity high --exec 'mail -s changed desk@a.example'
  onrecord watch status                                      how it goes
  onrecord watch remove https://a.example/rss                watch it no more

Exit codes: 0 fine, 1 changes were told (with --once --exit-code), 2 something could not be asked (with --once), or an
error.";

const LONG: &str = r#"Examples:
  onrecord watch https://a.example/rss                       until it is stopped
  onrecord watch https://a.example/rss --once                what is due now, then end
  onrecord watch --config watch.toml --feed-out changes.atom
  onrecord watch --min-severity high --exec 'mail -s changed desk@a.example'
  onrecord watch status                                      how it goes
  onrecord watch remove https://a.example/rss                watch it no more

watch.toml, in which every line may be left out:
  feeds = ["https://a.example/rss", "https://b.example/news-sitemap.xml"]
  every = "15min"                   # how often feeds are asked, whatever they say: 90s, 15min, 3h, 7d
  schedule = [{ until = "3h", every = "15min" }, { until = "7d", every = "3h" }]
  min_severity = "medium"           # as the options of these names
  exec = "notify-desk"
  feed_out = ["changes.atom"]       # beside this file
  feed_url = "https://desk.example/feeds"   # the folder where they will lie
  user_agent = "desk/1.0 (desk@a.example)"
  delay = "2s"

  [[outlet]]                        # rules for the pages of one outlet
  name = "The Harbour Gazette"      # where its pages do not say
  hosts = ["harbour.example"]       # by default those of its feeds
  feeds = ["https://harbour.example/rss"]
  every = "10min"
  schedule = [{ until = "30d", every = "1h" }]
  ignore = ["aside.related", ".live-ticker"]     # elements that are no part of the article, as CSS selectors
  ignore_text = ['[0-9]+ comments']                 # text that is none, as regular expressions
  headline = "h1.title"             # where things stand that are not found otherwise, as CSS selectors
  body = "div.story"
  byline = ".author"
  date = "time.published"

Exit codes: 0 fine, 1 changes were told (with --once --exit-code), 2 something could not be asked (with --once), or an
error."#;

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    match &args.action {
        Some(WatchAction::Status(status)) => return show_status(context, status),
        Some(WatchAction::Remove(remove)) => return remove_feeds(context, remove),
        None => {}
    }
    let config = args.config.as_deref().map(read_config).transpose()?;
    let config = config.unwrap_or_default();
    if let Some(other) = args.addresses.iter().find(|address| !is_address(address)) {
        bail!("“{other}” is no address; write it with https:// in front, and settings after --config");
    }
    match &args.clock {
        Some(at) => watch(context, args, &config, &StandingClock(moment(at)?)),
        None => {
            let clock = SystemClock::default();
            let stopped = clock.clone();
            ctrlc::set_handler(move || stopped.stop()).context("the end cannot be waited for")?;
            watch(context, args, &config, &clock)
        }
    }
}

fn is_address(text: &str) -> bool {
    text.split_once("://").is_some_and(|(scheme, _)| matches!(scheme, "http" | "https"))
}

fn moment(text: &str) -> anyhow::Result<Timestamp> {
    text.parse().with_context(|| format!("“{text}” is no moment; write it like 2026-03-02T09:00:00Z"))
}

fn watch(
    context: &Context,
    args: &Args,
    config: &WatchConfig,
    clock: &dyn WatchClock,
) -> anyhow::Result<Outcome> {
    let mut plan = config.plan(&args.addresses, args.min_severity.map(Into::into));
    plan.keep = match args.keep {
        None => KeptEvidence::News,
        Some(Keep::None) => KeptEvidence::Nothing,
        Some(Keep::Text) => KeptEvidence::Headers,
        Some(Keep::Raw) => KeptEvidence::Everything,
    };
    let mut options = args.fetch.options();
    options.user_agent = options.user_agent.or_else(|| config.user_agent.clone());
    if options.delay == Duration::from_secs(1) {
        options.delay = config.delay().unwrap_or(options.delay);
    }
    let folder = args.feed_url.as_deref().or(config.feed_url());
    let feed = |path: &PathBuf| KeptFeed::new(path.clone(), folder);
    let feeds_out = args.feed_out.iter().chain(&config.feed_out).map(feed).collect();
    let exec = args.exec.clone().or_else(|| config.exec.clone());
    let mut out =
        WatchOut::new(context, plan.min_severity, exec, feeds_out, (args.verbose || args.once, args.once))?;
    let mut store = Store::open(&context.db)?;
    let run = input::begin(&mut store)?;
    let mode = if args.once { WatchMode::Once } else { WatchMode::Always };
    let (tally, mut store) = Watcher::new(store, run, plan, options, clock, &mut out)?.run(mode)?;
    store.end_run(run)?;
    out.finish()?;
    summarise(context, &tally);
    let failed = out.failures() > 0 || tally.failures > 0;
    Ok(match () {
        () if args.once && failed => Outcome::Failed,
        () if args.exit_code && tally.changes > 0 => Outcome::ChangesFound,
        () => Outcome::Fine,
    })
}

fn summarise(context: &Context, tally: &WatchTally) {
    let parts = [
        (tally.not_modified, format!("{} not modified", tally.not_modified)),
        (tally.articles, format!("{} new", count(tally.articles, "article", "articles"))),
        (tally.revisions, format!("{} new", count(tally.revisions, "revision", "revisions"))),
        (tally.changes, format!("{} told", count(tally.changes, "change", "changes"))),
        (tally.lost, format!("{} not where they were", count(tally.lost, "article", "articles"))),
        (tally.failures, count(tally.failures, "failure", "failures")),
    ];
    let told: Vec<String> = parts.into_iter().filter(|(some, _)| *some > 0).map(|(_, told)| told).collect();
    let rest = if told.is_empty() { String::new() } else { format!(": {}", told.join(", ")) };
    let idle = match tally.next_at {
        Some(at) if tally.requests == 0 => format!(": nothing is due before {at}"),
        _ => rest,
    };
    context.ui.note(format!("{}{idle}", count(tally.requests, "request", "requests")));
}

fn remove_feeds(context: &Context, args: &RemoveArgs) -> anyhow::Result<Outcome> {
    let mut store = Store::open_existing(&context.db)?;
    for feed in &args.feeds {
        let Some(articles) = store.remove_feed(feed)? else {
            bail!("“{feed}” is not watched; `onrecord watch status` lists what is");
        };
        let articles = count(articles, "article", "articles");
        context.ui.note(format!("{feed} and {articles} are watched no more; what was read of them stays"));
    }
    Ok(Outcome::Fine)
}

fn show_status(context: &Context, args: &StatusArgs) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&context.db)?;
    let feeds = store.feed_rows()?;
    let shown = listing::write(context, &args.listing, &feeds)?;
    if shown == 0 {
        context.ui.hint("nothing is watched yet; `onrecord watch FEED` begins");
    }
    for pause in store.host_pauses()? {
        let failures = count(pause.failures as usize, "time", "times");
        context.ui.note(format!(
            "{} did not answer {failures} in a row and is left alone until {}: {}",
            pause.name, pause.free_at, pause.error
        ));
    }
    Ok(Outcome::Fine)
}
