//! `onrecord add`: read articles, extract, store, compare.

use super::context::{Context, Outcome};
use super::input;
use crate::article::{self, ReadError, Revision};
use crate::extract::Extractor;
use crate::report::{ChangeItem, count, harmless, summary, without_note, write_alarm};
use crate::store::{self, ArticleFilter, ArticleRow, ChangeFilter, Store, captured};
use anyhow::Context as _;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;
use std::path::PathBuf;

/// Read articles, or new revisions of known ones: extract, store, compare
///
/// Reads plain text, Markdown, HTML and JSON lines; a folder is read with everything in it, `-` is standard input.
/// A text that is already known is noted as another capture and makes no new revision.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord add claims                      a folder of articles and their revisions
  onrecord add page.html --db case.db      one page, into a database of its own
  zcat archive.jsonl.gz | onrecord add -   JSON lines with url, captured_at, title, text or html")]
pub(super) struct Args {
    /// Files or folders; - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Number of threads; by default one per core
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

/// Bytes of text that are analysed together, and held in memory.
const BATCH_BYTES: usize = 512 * 1024;
/// Up to this many articles are described one by one.
const DESCRIBED: usize = 50;

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let extractor = input::extractor(args.threads)?;
    let mut store = Store::open(&context.db)?;
    let run = input::begin(&mut store)?;
    let mut intake = Intake { context, extractor, store, run, tally: AddTally::default() };
    input::with_threads(args.threads, || intake.read_all(&args.paths))?;
    intake.store.end_run(run)?;
    intake.describe()?;
    Ok(Outcome::failed_if(intake.tally.failures > 0))
}

/// A run of `add`.
struct Intake<'c> {
    context: &'c Context,
    extractor: Extractor,
    store: Store,
    run: i64,
    tally: AddTally,
}

/// What came of it.
#[derive(Default)]
struct AddTally {
    articles: BTreeSet<i64>,
    revisions: usize,
    unchanged: usize,
    failures: usize,
    /// Texts that are not in English, by language (ISO 639-3).
    languages: BTreeMap<String, usize>,
}

/// Revisions to analyse together, and the bytes of their texts.
#[derive(Default)]
struct Batch {
    reads: Vec<Read>,
    bytes: usize,
}

/// A revision that was read, with the place to name when something is wrong with it.
struct Read {
    place: String,
    revision: Revision,
}

impl Intake<'_> {
    fn read_all(&mut self, paths: &[PathBuf]) -> anyhow::Result<()> {
        let mut files = Vec::new();
        for path in paths {
            for found in article::files::walk(path).into_iter().filter(|_| path.as_os_str() != "-") {
                match found {
                    Ok(file) => files.push(file),
                    Err(error) => self.fail(&error),
                }
            }
        }
        let sizes: Vec<u64> = files.iter().map(|f| f.path.metadata().map_or(0, |m| m.len())).collect();
        let mut progress = self.context.ui.progress(sizes.iter().sum(), "reading");
        let now = input::now();
        let mut batch = Batch::default();
        if paths.iter().any(|path| path.as_os_str() == "-") {
            self.read("standard input", input::standard_input(), &mut batch, &mut |_| {})?;
        }
        for (file, size) in files.iter().zip(sizes) {
            let mut left = size;
            let place = file.path.display().to_string();
            self.read(&place, article::files::revisions(file, &now), &mut batch, &mut |bytes| {
                let bytes = left.min(bytes);
                left -= bytes;
                progress.add(bytes);
            })?;
            progress.add(left);
        }
        self.take(batch.reads)
    }

    /// Reads what `revisions` gives into the batch, and takes the batch in whenever it is full.
    fn read(
        &mut self,
        place: &str,
        revisions: impl Iterator<Item = Result<Revision, ReadError>>,
        batch: &mut Batch,
        done: &mut dyn FnMut(u64),
    ) -> anyhow::Result<()> {
        for outcome in revisions {
            match outcome {
                Ok(revision) => {
                    for warning in &revision.warnings {
                        self.context.ui.warn(format!("{place}: {warning}"));
                    }
                    if let Some(language) = revision.language.as_ref().filter(|l| *l != "eng") {
                        *self.tally.languages.entry(language.clone()).or_default() += 1;
                    }
                    done(revision.body.len() as u64);
                    batch.bytes += revision.body.len();
                    batch.reads.push(Read { place: place.to_owned(), revision });
                }
                Err(error) => self.fail(&error),
            }
            if batch.bytes >= BATCH_BYTES {
                self.take(std::mem::take(batch).reads)?;
            }
        }
        Ok(())
    }

    fn fail(&mut self, error: &ReadError) {
        self.tally.failures += 1;
        self.context.ui.error(error);
    }

    /// Analyses what is new and stores it all.
    fn take(&mut self, mut batch: Vec<Read>) -> anyhow::Result<()> {
        by_capture(&mut batch);
        let mut new = Vec::new();
        for read in &batch {
            // A text that came twice in this batch is analysed twice at worst; it is stored once.
            if self.store.known(&read.revision)?.is_none() {
                new.push(&read.revision);
            }
        }
        let mut analyses = input::analyse_each(&self.extractor, &new)?.into_iter();
        let mut new = new.into_iter().peekable();
        for read in &batch {
            let is_new = new.next_if(|&revision| std::ptr::eq(revision, &raw const read.revision)).is_some();
            let stored = if !is_new {
                self.store.capture(self.run, &read.place, &read.revision)?
            } else if let Some(analysis) = analyses.next().flatten() {
                self.store.ingest(self.run, &read.place, &read.revision, &analysis)?
            } else {
                self.fail(&ReadError {
                    place: read.place.clone(),
                    message: "the text could not be analysed and was not stored; please report it as a bug"
                        .into(),
                });
                continue;
            };
            self.tally.articles.insert(stored.article_id);
            match stored.outcome {
                store::Outcome::Unchanged => self.tally.unchanged += 1,
                _ => self.tally.revisions += 1,
            }
        }
        Ok(())
    }

    /// Prints the outcome: article by article when there are few, and what to type next.
    fn describe(&self) -> anyhow::Result<()> {
        let mut out = self.context.ui.out();
        let tally = &self.tally;
        if tally.articles.len() <= DESCRIBED {
            for &article in &tally.articles {
                let filter = ArticleFilter { article: Some(article.to_string()), ..ArticleFilter::default() };
                for row in self.store.articles(&filter)? {
                    self.describe_article(&row, &mut out)?;
                }
            }
        }
        writeln!(
            out,
            "{}: {} new, {} already known",
            count(tally.articles.len(), "article", "articles"),
            count(tally.revisions, "revision", "revisions"),
            tally.unchanged
        )?;
        out.flush()?;
        if !tally.languages.is_empty() {
            let texts = count(tally.languages.values().sum(), "text is", "texts are");
            let languages: Vec<String> = tally.languages.iter().map(|(l, n)| format!("{l} {n}")).collect();
            self.context.ui.warn(format!(
                "{texts} not in English ({}); onrecord is made for English and will find few of their quotes",
                languages.join(", ")
            ));
        }
        if !tally.articles.is_empty() {
            // The option is needed again only where it was needed now.
            let implied = std::env::var_os("ONRECORD_DB").unwrap_or_else(|| "onrecord.db".into());
            let db = if self.context.db.as_os_str() == implied {
                String::new()
            } else {
                format!(" --db {}", self.context.db.display())
            };
            self.context.ui.hint(format!(
                "next, try `onrecord quotes{db}`, `onrecord changes --material{db}` or `onrecord report{db} > report.html`"
            ));
        }
        Ok(())
    }

    fn describe_article(&self, row: &ArticleRow, out: &mut impl Write) -> anyhow::Result<()> {
        let title = row.headline.as_deref().unwrap_or(&row.article_key);
        writeln!(out, "{}", harmless(title))?;
        let revisions = self.store.revisions(row.article_id)?;
        let quotes = count(usize::try_from(row.quotes)?, "quote", "quotes");
        let outlet =
            row.outlet.as_deref().map(|outlet| format!("{}, ", harmless(outlet))).unwrap_or_default();
        let of = count(revisions.len(), "revision", "revisions");
        writeln!(out, "  {outlet}{of}, {quotes} in the newest")?;
        for revision in revisions.iter().filter(|r| r.revision > 1) {
            let filter =
                ChangeFilter { to_revision_id: Some(revision.revision_id), ..ChangeFilter::default() };
            let changes = self.store.changes(&filter).context("the changes cannot be listed")?;
            let items = ChangeItem::of_rows(&changes);
            let mut said = summary(&items);
            if revision.unannounced_changes > 0 {
                let unannounced = usize::try_from(revision.unannounced_changes)?;
                said += &format!("; {}", without_note(unannounced));
            }
            writeln!(out, "  revision {} ({}): {said}", revision.revision, revision.captured_at)?;
            if let (Some(kind), Some(reason)) = (&revision.alarm, &revision.alarm_reason) {
                write!(out, "    ")?;
                write_alarm(kind, reason, out)?;
            }
        }
        writeln!(out)?;
        Ok(())
    }
}

/// Puts the revisions of each article in the order of their captures, because a late one means that all later ones are
/// compared again; the articles stay in the order in which they came.
fn by_capture(batch: &mut [Read]) {
    let mut first: HashMap<String, usize> = HashMap::new();
    for read in &*batch {
        let next = first.len();
        first.entry(read.revision.key.clone()).or_insert(next);
    }
    batch.sort_by_cached_key(|read| (first[&read.revision.key], captured(&read.revision.captured_at.value)));
}
