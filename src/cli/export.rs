//! `onrecord export`: what was captured and found, in formats that other programs read. The captures' own format, WARC,
//! stands here; each of the others has a file.

use super::context::{Context, Outcome};
use super::empty::AskedFor;
use super::listing::UntilArgs;
use super::{export_annotations, export_claim_review, export_feed, export_tables, input};
use crate::report::{TableFormat, WarcExchange, WarcWriter, count};
use crate::source::Filter;
use crate::store::{
    ArticleId, CaptureFilter, CaptureRow, ExchangeRow, ReviewFilter, Store, StoreError, StoredPayload,
    Unfinished,
};
use anyhow::Context as _;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Write what was captured and found in formats that other programs read
///
/// Without a command, captures as a web archive (--warc), which other programs replay and `onrecord add` reads back: each
/// page as it came over the wire, with the headers of request and response and with digests; a page that came again
/// unchanged is a `revisit`, and so is the answer that nothing had changed. Captures of which no bytes are kept (files,
/// unless they were added with `--keep raw`, and what was added with `--keep text`) are not in it; the summary counts them.
///
/// With --corrections every rejection and confirmation that holds goes to standard output, one JSON object a line: what was
/// decided and why, the sentence with the spans of source, cue and content in it, and the speaker; of a change both
/// sentences and its kinds. docs/schema.md lists the fields.
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "\
Examples:
  onrecord export --warc evidence.warc.gz                          everything that was captured
  onrecord export --warc ferry.warc.gz --article 12                one article through all its captures
  onrecord export --corrections > corrections.jsonl                what people rejected and confirmed
  onrecord export --warc march.warc.gz --url 'a.example/news/*' --since 2026-03-01 --until 2026-03-31
  wb-manager init case; wb-manager add case evidence.warc.gz; wayback    replay it with pywb
  onrecord export parquet tables/                                  every view as a table
  onrecord export annotations --out quotes.jsonld                  quotes as W3C web annotations
  onrecord export feed --min-severity high                         the last changes, for feed readers"
)]
pub(super) struct Args {
    #[command(subcommand)]
    what: Option<What>,
    /// The new archive, packed if its name ends in .gz; an existing file is never overwritten
    #[arg(long, value_name = "FILE", required_unless_present = "corrections")]
    warc: Option<PathBuf>,
    /// Write the rejections and confirmations of `onrecord review` to standard output instead, as JSONL
    #[arg(long, conflicts_with_all = ["warc", "url"])]
    corrections: bool,
    /// Only this article: its number, or part of its address or headline
    #[arg(long, value_name = "ARTICLE")]
    article: Option<String>,
    /// Only outlets whose name contains these words
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Only pages at such addresses; * stands for anything
    #[arg(long, value_name = "GLOB")]
    url: Vec<String>,
    /// Only what was captured on or after this date …
    #[arg(long, value_name = "DATE", value_parser = super::values::time)]
    since: Option<String>,
    #[command(flatten)]
    until: UntilArgs,
    /// Leave out the answers that nothing had changed (304), which pywb replays as they were: empty
    #[arg(long)]
    no_unmodified: bool,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    Claimreview(export_claim_review::Args),
    /// Write the views of the database as CSV files with a datapackage.json
    Csv(export_tables::Args),
    /// Write the views of the database as JSON Lines with a datapackage.json
    Jsonl(export_tables::Args),
    /// Write the views of the database as Parquet files with a datapackage.json
    #[cfg(feature = "parquet")]
    Parquet(export_tables::Args),
    Annotations(export_annotations::Args),
    Feed(export_feed::Args),
}

/// What was written, and what could not be.
#[derive(Default)]
struct ExportTally {
    captures: usize,
    articles: BTreeSet<ArticleId>,
    /// Captures without bytes, those whose bytes a person had dropped, and those that only said "not modified".
    bare: usize,
    forgotten: usize,
    unmodified: usize,
    damaged: usize,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    match (&args.what, &args.warc) {
        (Some(What::Csv(args)), _) => export_tables::run(context, args, TableFormat::Csv),
        (Some(What::Jsonl(args)), _) => export_tables::run(context, args, TableFormat::Jsonl),
        #[cfg(feature = "parquet")]
        (Some(What::Parquet(args)), _) => export_tables::run(context, args, TableFormat::Parquet),
        (Some(What::Claimreview(args)), _) => export_claim_review::run(context, args),
        (Some(What::Annotations(args)), _) => export_annotations::run(context, args),
        (Some(What::Feed(args)), _) => export_feed::run(context, args),
        (None, _) if args.corrections => corrections(context, args),
        (None, Some(path)) => warc(context, args, path),
        (None, None) => {
            anyhow::bail!(
                "name what to write: --warc FILE, --corrections, or a command of `onrecord export --help`"
            )
        }
    }
}

fn warc(context: &Context, args: &Args, path: &Path) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&context.db)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if path.symlink_metadata().is_ok() {
        return Err(StoreError::Exists { path: path.to_owned() }.into());
    }
    let urls = Filter::new(&args.url, None, None)?;
    let said = || path.display().to_string();
    let copy = Unfinished::beside(path);
    let file = BufWriter::new(File::create_new(&copy.path).with_context(said)?);
    let mut writer = WarcWriter::new(file, name.ends_with(".gz"), &name, &input::now()).with_context(said)?;
    let mut tally = ExportTally::default();
    let filter = CaptureFilter {
        article: args.article.clone(),
        outlet: args.outlet.clone(),
        since: args.since.clone(),
        until: args.until.get().map(str::to_owned),
        repeats: false,
    };
    store.for_each_capture(&filter, |capture| {
        let address = capture.exchanges.last().map_or(&*capture.place, |exchange| &*exchange.url);
        if !urls.wants(address, &capture.captured_at) {
            return Ok(());
        }
        let unmodified =
            capture.http_status == Some(304) && capture.exchanges.iter().all(|e| e.payload.is_none());
        if unmodified && args.no_unmodified {
            tally.unmodified += 1;
            return Ok(());
        }
        write_capture(context, &store, &capture, &mut writer, &mut tally, path)
    })?;
    let (file, records) = writer.finish().with_context(said)?;
    drop(file);
    if tally.captures == 0 {
        drop(copy);
        anyhow::bail!("{}", missing(&store, args)?.unwrap_or_else(|| nothing(&tally, path)));
    }
    copy.finish(path).with_context(said)?;
    summarise(context, &tally, records, path)?;
    Ok(Outcome::failed_if(tally.damaged > 0))
}

/// That nothing is called what was asked for.
fn missing(store: &Store, args: &Args) -> anyhow::Result<Option<String>> {
    let (outlet, article) = (args.outlet.as_deref(), args.article.as_deref());
    Ok(AskedFor { outlet, article, speaker: None }.missing(store)?)
}

/// Writes what people rejected and confirmed.
fn corrections(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&context.db)?;
    let filter = ReviewFilter {
        article: args.article.clone(),
        outlet: args.outlet.clone(),
        since: args.since.clone(),
        until: args.until.get().map(str::to_owned),
        ..ReviewFilter::default()
    };
    let mut out = context.ui.out();
    let mut examples = 0;
    store.for_each_example(&filter, |example| {
        examples += 1;
        serde_json::to_writer(&mut out, &example)?;
        anyhow::Ok(writeln!(out)?)
    })?;
    out.flush()?;
    drop(out);
    if examples == 0 {
        let none = "nothing was rejected or confirmed yet; `onrecord review --quote ID --reject REASON` does";
        context.ui.hint(missing(&store, args)?.unwrap_or_else(|| none.to_owned()));
    }
    Ok(Outcome::Fine)
}

/// Writes a capture, or says why it has nothing to write.
fn write_capture(
    context: &Context,
    store: &Store,
    capture: &CaptureRow,
    writer: &mut WarcWriter<BufWriter<File>>,
    tally: &mut ExportTally,
    path: &Path,
) -> anyhow::Result<()> {
    let written = |tally: &mut ExportTally| {
        tally.captures += 1;
        tally.articles.insert(capture.article_id);
    };
    let said = || path.display().to_string();
    if let (Some(304), [same]) = (capture.http_status, &*capture.exchanges)
        && same.payload.is_none()
        && same.response.is_some()
    {
        writer.write_not_modified(&exchange_of(capture, same, "")).with_context(said)?;
        written(tally);
        return Ok(());
    }
    let bytes: Vec<&str> =
        capture.exchanges.iter().filter_map(|exchange| exchange.payload.as_deref()).collect();
    if bytes.len() < capture.exchanges.len() || bytes.is_empty() {
        *(if capture.http_status == Some(304) { &mut tally.unmodified } else { &mut tally.bare }) += 1;
        return Ok(());
    }
    let mut payloads = Vec::with_capacity(bytes.len());
    for sha256 in &bytes {
        // What was written is not needed again, except for a file.
        let again = writer.has(sha256) && capture.exchanges.iter().all(|e| e.response.is_some());
        payloads.push(match if again { None } else { Some(store.payload(sha256)?) } {
            None => None,
            Some(StoredPayload::Kept(bytes)) => Some(bytes),
            Some(StoredPayload::Forgotten) => {
                tally.forgotten += 1;
                return Ok(());
            }
            Some(StoredPayload::Damaged) => {
                tally.damaged += 1;
                context.ui.error(format!(
                    "{}: its bytes of {} are damaged and were left out; `onrecord db check` says more",
                    capture.place, capture.captured_at
                ));
                return Ok(());
            }
        });
    }
    for ((exchange, sha256), payload) in capture.exchanges.iter().zip(bytes).zip(payloads) {
        let exchange = exchange_of(capture, exchange, sha256);
        writer.write(&exchange, payload.as_deref()).with_context(said)?;
    }
    written(tally);
    Ok(())
}

/// What is written of an exchange of a capture, with the hash of its payload.
fn exchange_of<'e>(capture: &'e CaptureRow, exchange: &'e ExchangeRow, sha256: &'e str) -> WarcExchange<'e> {
    WarcExchange {
        url: &exchange.url,
        at: &capture.captured_at,
        request: exchange.request.as_deref(),
        response: exchange.response.as_deref(),
        media_type: exchange.media_type.as_deref(),
        article: capture.article_key.as_deref().filter(|_| exchange.url.starts_with("file:")),
        sha256,
    }
}

/// Why there is nothing to write, with what to do.
fn nothing(tally: &ExportTally, path: &Path) -> String {
    let why = match tally {
        ExportTally { damaged: 1.., .. } => "what was chosen is damaged; restore a backup of the database",
        ExportTally { forgotten: 1.., .. } => "the bytes of what was chosen were dropped for space",
        ExportTally { bare: 0, unmodified: 0, .. } => {
            "no capture was chosen; `onrecord articles` lists what there is"
        }
        _ => {
            "of what was chosen no bytes are kept; those of pages are from now on, those of files with `add --keep raw`"
        }
    };
    format!("{}: it was not written, because {why}", path.display())
}

fn summarise(context: &Context, tally: &ExportTally, records: usize, path: &Path) -> anyhow::Result<()> {
    let mut out = context.ui.out();
    writeln!(
        out,
        "{}: {} of {} in {}",
        path.display(),
        count(tally.captures, "capture", "captures"),
        count(tally.articles.len(), "article", "articles"),
        count(records, "record", "records")
    )?;
    for (number, why) in [
        (tally.bare, "no bytes kept"),
        (tally.forgotten, "its bytes dropped for space"),
        (tally.unmodified, "only the answer that nothing had changed"),
        (tally.damaged, "damaged bytes"),
    ] {
        if number > 0 {
            writeln!(out, "not in it: {} with {why}", count(number, "capture", "captures"))?;
        }
    }
    Ok(out.flush()?)
}
