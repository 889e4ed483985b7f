//! `onrecord extract --in … --out …`: the attributions of many files as tables.
//!
//! One thread reads, those of the extractor analyse, and one writes a shard after the other.

use super::context::{Context, Outcome};
use super::extract_records::{InputFiles, InputRecord, RecordContent, RecordPosition};
use super::extract_shards::{FlatRow, ShardPlan, ShardTables, ShardTally, Shards, TABLES, columns_of};
use super::input;
use super::ui::Progress;
use super::whole_file::replace;
use crate::analysis::{Analysis, analyse_each};
use crate::article::{BytesRead, ReadError, Revision};
use crate::extract::Extractor;
use crate::flat::{FlatArticle, SCHEMA_VERSION, flat_rows};
use crate::report::{PackagedTable, TableFormat, count, counted, data_package, grouped, join_tables};
use crate::source::{Filter, OpenOptions, TableColumns};
use crate::store::{ViewTable, why_refused};
use anyhow::{anyhow, bail};
use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{self, Write};
use std::iter::Peekable;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Records of a shard, unless said otherwise: minutes of work, and a file that any program opens.
const SHARD_SIZE: usize = 5000;
/// Bytes of text that are analysed together, and records of them.
const BATCH_BYTES: usize = 256 * 1024;
const BATCH_RECORDS: usize = 512;

#[derive(Debug, clap::Args)]
pub(super) struct FileArgs {
    /// Files or folders to read, as `add` reads them
    #[arg(long = "in", id = "input", value_name = "PATH", num_args = 1.., requires = "out")]
    paths: Vec<PathBuf>,
    /// Where the tables go: a file (.parquet, .jsonl, .csv), beside which the articles get one, or a folder for shards
    #[arg(long, value_name = "FILE|FOLDER", requires = "input")]
    out: Option<PathBuf>,
    /// The format of shards in a folder [default: parquet]
    #[arg(long, value_enum, value_name = "FORMAT", requires = "input")]
    shard_format: Option<ShardFormat>,
    /// Records of a shard
    #[arg(long, value_name = "N", default_value_t = SHARD_SIZE, value_parser = super::values::at_least_one)]
    shard_size: usize,
    /// Of web archives, only pages at such addresses; * stands for anything
    #[arg(long, value_name = "GLOB", requires = "input")]
    url: Vec<String>,
    /// Of web archives, only what was captured on or after this date …
    #[arg(long, value_name = "DATE", requires = "input", value_parser = super::values::time)]
    since: Option<String>,
    /// … and on or before this date
    #[arg(long, value_name = "DATE", requires = "input", value_parser = super::values::time)]
    until: Option<String>,
    /// Which columns of a table (CSV, Parquet) hold what, as text=body,id=slug; by default those called so
    #[arg(long, value_name = "FIELD=COLUMN,...", requires = "input")]
    columns: Option<String>,
}

/// The format of a shard.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum ShardFormat {
    #[cfg(feature = "parquet")]
    Parquet,
    Jsonl,
    Csv,
}

impl ShardFormat {
    fn table(self) -> TableFormat {
        match self {
            #[cfg(feature = "parquet")]
            Self::Parquet => TableFormat::Parquet,
            Self::Jsonl => TableFormat::Jsonl,
            Self::Csv => TableFormat::Csv,
        }
    }
}

/// Where the tables go.
struct TableTarget {
    format: TableFormat,
    /// Where the shards are made.
    folder: PathBuf,
    /// The files that they become, the articles' first; none where shards are what is wanted.
    joined: Option<[PathBuf; 2]>,
}

pub(super) fn run(
    context: &Context,
    args: &FileArgs,
    extractor: &Extractor,
    min_confidence: Option<f64>,
) -> anyhow::Result<Outcome> {
    let target = args.target()?;
    let read = BytesRead::default();
    let files = InputFiles::of(&args.paths, args.options(read.clone())?);
    let mut progress = context.ui.progress_in_bytes(files.bytes(), "looking at the input");
    let inputs = files.sha256(|bytes| progress.add(bytes));
    drop(progress);
    let plan = args.plan(inputs, target.format, min_confidence);
    let mut shards = Shards::open(&target.folder, target.format, &plan)?;
    if let Err(taken) = target.is_free(&shards) {
        if shards.finished() == 0 {
            shards.take_away()?;
        }
        return Err(taken);
    }
    if shards.finished() > 0 && !shards.ended {
        let done = count(shards.finished(), "shard is", "shards are");
        context.ui.note(format!("{done} there already; the run goes on behind"));
    }
    let mut progress = context.ui.progress_in_bytes(files.bytes(), "extracting");
    let extraction = Extraction { files: &files, extractor, size: args.shard_size, read };
    for shard in shards.gone() {
        context.ui.note(format!("{}: it is gone and is made again", shards.path(TABLES[0], shard).display()));
        extraction.run(&mut shards, Some(shard), &mut progress)?;
    }
    if !shards.ended {
        extraction.run(&mut shards, None, &mut progress)?;
        shards.end()?;
    }
    drop(progress);
    if target.joined.is_some() {
        target.is_free(&shards)?;
        shards.begin_joining()?;
    }
    describe(context, &target, &shards)
}

impl TableTarget {
    /// Whether no file is there that is not of this run.
    fn is_free(&self, shards: &Shards) -> anyhow::Result<()> {
        let files = self.joined.iter().flatten().filter(|_| !shards.joining);
        match files.into_iter().find(|path| path.symlink_metadata().is_ok()) {
            Some(taken) => bail!(
                "{}: the file is there already and is not overwritten; name another, or delete it first",
                taken.display()
            ),
            None => Ok(()),
        }
    }
}

impl FileArgs {
    fn target(&self) -> anyhow::Result<TableTarget> {
        let Some(out) = &self.out else { bail!("--out is missing; name a file or a folder") };
        if self.paths.iter().any(|path| path.as_os_str() == "-") {
            bail!("standard input cannot be read again; give a file, or use --jsonl");
        }
        let ending = out.extension().map(|end| end.to_string_lossy().to_lowercase());
        let format = match ending.as_deref() {
            _ if out.is_dir() => None,
            #[cfg(feature = "parquet")]
            Some("parquet") => Some(TableFormat::Parquet),
            #[cfg(not(feature = "parquet"))]
            Some("parquet") => bail!("this onrecord was built without Parquet; write .jsonl or .csv"),
            Some("jsonl") => Some(TableFormat::Jsonl),
            Some("csv") => Some(TableFormat::Csv),
            Some(other) => bail!(
                "{}: tables are not written as .{other}; name a file in .parquet, .jsonl or .csv, or a folder",
                out.display()
            ),
            None => None,
        };
        let Some(format) = format else {
            let default = ShardFormat::value_default();
            let format = self.shard_format.unwrap_or(default).table();
            return Ok(TableTarget { format, folder: out.clone(), joined: None });
        };
        let articles = out.with_extension(format!("articles.{}", format.ending()));
        Ok(TableTarget {
            format,
            folder: out.with_added_extension("shards"),
            joined: Some([articles, out.clone()]),
        })
    }

    fn options(&self, read: BytesRead) -> anyhow::Result<OpenOptions> {
        let filter = Filter::new(&self.url, self.since.clone(), super::values::through(self.until.as_ref()))?;
        let columns = TableColumns::parse(self.columns.as_deref().unwrap_or_default())?;
        Ok(OpenOptions { now: input::now(), filter, columns, keep_bytes: false, read })
    }

    fn plan(&self, inputs: String, format: TableFormat, min_confidence: Option<f64>) -> ShardPlan {
        ShardPlan {
            program: concat!("onrecord ", env!("CARGO_PKG_VERSION")).to_owned(),
            schema_version: SCHEMA_VERSION,
            inputs,
            settings: json!({
                "format": format.ending(),
                "min_confidence": min_confidence,
                "url": self.url,
                "since": self.since,
                "until": self.until,
                "columns": self.columns,
            }),
            shard_size: self.shard_size,
        }
    }
}

impl ShardFormat {
    #[cfg(feature = "parquet")]
    fn value_default() -> Self {
        Self::Parquet
    }

    #[cfg(not(feature = "parquet"))]
    fn value_default() -> Self {
        Self::Jsonl
    }
}

/// A run over the records that are not yet in shards.
struct Extraction<'r> {
    files: &'r InputFiles,
    extractor: &'r Extractor,
    /// Records of a shard.
    size: usize,
    read: BytesRead,
}

/// A record with its rows.
struct FlatRecord {
    next: RecordPosition,
    article: FlatRow,
    attributions: Vec<FlatRow>,
    tally: ShardTally,
}

impl Extraction<'_> {
    /// Writes all shards that are still to be written, or only one.
    fn run(&self, shards: &mut Shards, only: Option<usize>, progress: &mut Progress) -> anyhow::Result<()> {
        let (to_analyse, batches) = sync_channel::<Vec<InputRecord>>(1);
        let (to_write, flat) = sync_channel::<Vec<FlatRecord>>(1);
        let from = shards.begins(only.unwrap_or(shards.finished()));
        thread::scope(|threads| {
            threads.spawn(move || self.read_all(from, &to_analyse));
            let writer = threads.spawn(move || write_all(&flat, shards, only, self.size));
            let analysed = self.analyse_all(batches, to_write, progress);
            // The thread that writes says why nobody takes what was analysed.
            writer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
            analysed
        })
    }

    /// Reads the records in batches, until there are no more or nobody takes them.
    fn read_all(&self, from: RecordPosition, to: &SyncSender<Vec<InputRecord>>) {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        for record in self.files.records(from) {
            if let RecordContent::Article(revision) = &record.content {
                bytes += revision.body.len();
            }
            batch.push(record);
            if bytes >= BATCH_BYTES || batch.len() >= BATCH_RECORDS {
                bytes = 0;
                if to.send(std::mem::take(&mut batch)).is_err() {
                    return;
                }
            }
        }
        // Nobody takes them when the run has failed, which is said elsewhere.
        let _ = to.send(batch);
    }

    #[expect(clippy::needless_pass_by_value, reason = "when it is dropped, the thread that writes ends")]
    fn analyse_all(
        &self,
        batches: Receiver<Vec<InputRecord>>,
        to: SyncSender<Vec<FlatRecord>>,
        progress: &mut Progress,
    ) -> anyhow::Result<()> {
        for batch in batches {
            let flat = self.analyse(&batch)?;
            progress.add(self.read.take());
            if to.send(flat).is_err() {
                break;
            }
        }
        Ok(())
    }

    fn analyse(&self, batch: &[InputRecord]) -> anyhow::Result<Vec<FlatRecord>> {
        let article = |record: &'_ InputRecord| matches!(record.content, RecordContent::Article(_));
        let revisions: Vec<&Revision> = batch
            .iter()
            .filter_map(|record| match &record.content {
                RecordContent::Article(revision) => Some(&**revision),
                RecordContent::Unread { .. } => None,
            })
            .collect();
        let mut analyses = analyse_each(self.extractor, &revisions)?.into_iter();
        let of_each: Vec<Option<Analysis>> =
            batch.iter().map(|record| article(record).then(|| analyses.next().flatten()).flatten()).collect();
        let flat = || batch.par_iter().zip(&of_each).map(|(record, of)| flat(record, of.as_ref())).collect();
        self.extractor.on_its_threads(flat)
    }
}

/// The rows of a record.
fn flat(record: &InputRecord, analysis: Option<&Analysis>) -> anyhow::Result<FlatRecord> {
    let unusable = |error: &ReadError, tally| {
        Ok(FlatRecord {
            next: record.next,
            article: fields(&FlatArticle::failed(error))?,
            attributions: Vec::new(),
            tally,
        })
    };
    match (&record.content, analysis) {
        (RecordContent::Article(revision), Some(analysis)) => {
            let (article, attributions) = flat_rows(revision, analysis, &record.place);
            let tally =
                ShardTally { articles: 1, attributions: attributions.len() as u64, ..ShardTally::default() };
            let attributions = attributions.iter().map(fields).collect::<anyhow::Result<_>>()?;
            Ok(FlatRecord { next: record.next, article: fields(&article)?, attributions, tally })
        }
        (RecordContent::Article(revision), None) => {
            let message = "it cannot be analysed; please report it as a bug.".to_owned();
            let error = ReadError::new(record.place.clone(), message).about(revision.id.clone());
            unusable(&error, ShardTally { failed: 1, ..ShardTally::default() })
        }
        (RecordContent::Unread { error, failed: true }, _) => {
            unusable(error, ShardTally { failed: 1, ..ShardTally::default() })
        }
        (RecordContent::Unread { error, failed: false }, _) => {
            unusable(error, ShardTally { no_article: 1, ..ShardTally::default() })
        }
    }
}

fn fields(row: &impl Serialize) -> anyhow::Result<FlatRow> {
    match serde_json::to_value(row)? {
        Value::Object(fields) => Ok(fields),
        other => bail!("a row is no object but {other}"),
    }
}

/// Writes what comes, a shard after the other, or as one shard.
fn write_all(
    flat: &Receiver<Vec<FlatRecord>>,
    shards: &mut Shards,
    only: Option<usize>,
    size: usize,
) -> anyhow::Result<()> {
    let mut records = flat.iter().flatten().peekable();
    let mut shard = only.unwrap_or(shards.finished());
    while shards.write(shard, |tables| fill(tables, &mut records, size))? && only.is_none() {
        shard += 1;
    }
    Ok(())
}

/// Fills a shard with the next records; a capture with several is never divided.
fn fill(
    tables: &mut ShardTables<'_>,
    records: &mut Peekable<impl Iterator<Item = FlatRecord>>,
    size: usize,
) -> anyhow::Result<Option<(ShardTally, RecordPosition)>> {
    let Some(mut next) = records.peek().map(|first| first.next) else { return Ok(None) };
    let (mut tally, mut written) = (ShardTally::default(), 0);
    while let Some(record) = records.next_if(|record| written < size || record.next == next) {
        tables.rows(&record.article, &record.attributions)?;
        tally.add(record.tally);
        (next, written) = (record.next, written + 1);
    }
    Ok(Some((tally, next)))
}

/// Joins the shards where one file is wanted, and says what there is.
fn describe(context: &Context, target: &TableTarget, shards: &Shards) -> anyhow::Result<Outcome> {
    let tally = shards.tally;
    let mut out = context.ui.out();
    let rows = [tally.articles + tally.failed + tally.no_article, tally.attributions];
    if let Some(joined) = &target.joined {
        for (table, path) in TABLES.iter().zip(joined) {
            join_shards(target.format, shards, table, path)?;
        }
        shards.take_away()?;
        for (rows, path) in rows.iter().zip(joined) {
            writeln!(out, "{}: {}", path.display(), row_count(*rows))?;
        }
    } else {
        describe_folder(target, shards, rows)?;
        let made = count(shards.finished(), "shard", "shards");
        writeln!(out, "{}: {made}, {}", target.folder.display(), row_count(rows[0] + rows[1]))?;
    }
    out.flush()?;
    if tally.no_article > 0 {
        let pages = grouped(tally.no_article);
        context.ui.note(format!(
            "pages of archives that hold no article: {pages}; each has its row with the reason"
        ));
    }
    if tally.failed > 0 {
        let records = format!("{} could not be used", counted(tally.failed, "record", "records"));
        context.ui.error(format!("{records}; each has a row with an \"error\" among the articles"));
    }
    Ok(Outcome::failed_if(tally.failed > 0))
}

/// Joins a table of all shards to one file.
fn join_shards(format: TableFormat, shards: &Shards, table: &str, to: &Path) -> anyhow::Result<()> {
    let mut unread = None;
    let tables = (0..shards.finished()).map(|shard| {
        let path = shards.path(table, shard);
        let opened = File::open(&path);
        opened.inspect_err(|e| unread = Some(anyhow!("{}: {}", path.display(), why_refused(e))))
    });
    let joined = write_whole(to, |out| join_tables(format, columns_of(table), tables, out));
    joined.map_err(|error| unread.unwrap_or(error))
}

/// Writes what the tables of a folder are, last of all, so that a folder without it is not whole.
fn describe_folder(target: &TableTarget, shards: &Shards, rows: [u64; 2]) -> anyhow::Result<()> {
    let table = |(table, rows): (&'static str, u64)| -> anyhow::Result<PackagedTable> {
        let files: Vec<String> = (0..shards.finished()).map(|n| shards.file_name(table, n)).collect();
        let size = |file: &String| {
            let path = target.folder.join(file);
            let found =
                fs::metadata(&path).map_err(|e| anyhow!("{}: {}", path.display(), why_refused(&e)))?;
            Ok(found.len())
        };
        let bytes = files.iter().map(size).sum::<anyhow::Result<u64>>()?;
        let description =
            if table == TABLES[0] { "one row a record of the input" } else { "one row an attribution" };
        let view = ViewTable { name: table, description, columns: columns_of(table).to_vec() };
        Ok(PackagedTable { view, files, rows, bytes, sha256: None })
    };
    let tables = TABLES.into_iter().zip(rows).map(table).collect::<anyhow::Result<Vec<_>>>()?;
    let path = target.folder.join("datapackage.json");
    let text = format!("{:#}\n", data_package(target.format, &tables, &input::now()));
    write_whole(&path, |out| out.write_all(text.as_bytes()))
}

/// Writes a file, and says which where that fails.
fn write_whole(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> anyhow::Result<()> {
    replace(path, write).map_err(|e| anyhow!("{}: {}", path.display(), why_refused(&e)))
}

fn row_count(rows: u64) -> String {
    counted(rows, "row", "rows")
}
