//! `onrecord add`: read articles, extract, store, compare.

use super::context::{Context, Outcome};
use super::intake_keys::{self, Read};
use super::{input, intake_report};
use crate::article::{self, ReadError, Revision};
use crate::extract::Extractor;
use crate::report::{count, harmless, shown_key};
use crate::store::{self, ArticleFilter, FileArticles, Store, StoreError, captured};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;
use std::path::PathBuf;

/// Read articles, or new revisions of known ones: extract, store, compare
///
/// Reads plain text, Markdown, HTML and JSON lines; a folder is read with everything in it, `-` is standard input.
/// A text that is already known is noted as another capture and makes no new revision. Each article that is new or changed
/// gets a line; `changes` in it are those that its new revisions brought. An article without an address is known by the
/// path of its file, from whatever folder it is read; a file that was moved unchanged stays its article.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord add claims                      a folder of articles and their revisions
  onrecord add claims --dry-run            what is new there; nothing is stored
  onrecord add page.html --db case.db      one page, into a database of its own
  zcat archive.jsonl.gz | onrecord add -   JSON lines with url, captured_at, title, text or html")]
pub(super) struct Args {
    /// Files or folders; - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Number of threads; by default one per core
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Tell of each article what changed with each revision
    #[arg(long, short, conflicts_with = "quiet")]
    verbose: bool,
    /// Read everything and say what would be stored, but store nothing
    #[arg(long)]
    dry_run: bool,
}

/// Bytes of text that are analysed together, and held in memory.
const BATCH_BYTES: usize = 512 * 1024;

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    if args.dry_run {
        return dry_run(context, args);
    }
    let extractor = input::extractor(args.threads)?;
    let mut store = Store::open(&context.db)?;
    let run = input::begin(&mut store)?;
    let mut intake = Intake { context, extractor, store, files: None, run, tally: AddTally::default() };
    input::with_threads(args.threads, || intake.read_all(&args.paths))?;
    intake.store.end_run(run)?;
    intake.describe(args.verbose)?;
    Ok(Outcome::failed_if(intake.tally.failures > 0))
}

/// A run of `add`.
struct Intake<'c> {
    context: &'c Context,
    extractor: Extractor,
    store: Store,
    /// The articles that files may belong to under another path, once that is asked.
    files: Option<FileArticles>,
    run: i64,
    tally: AddTally,
}

/// What came of it.
#[derive(Default)]
struct AddTally {
    articles: BTreeSet<i64>,
    /// The articles that are new or changed, with the rows of their new revisions.
    changed: BTreeMap<i64, BTreeSet<i64>>,
    unchanged: usize,
    failures: usize,
    /// Paths that articles were and are known by.
    moved: Vec<(String, String)>,
    /// Texts that are not in English, by language (ISO 639-3).
    languages: BTreeMap<String, usize>,
}

/// Revisions to analyse together, and the bytes of their texts.
#[derive(Default)]
struct Batch {
    reads: Vec<Read>,
    bytes: usize,
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
            let place = "standard input";
            self.read((place, place), input::standard_input(), &mut batch, &mut |_| {})?;
        }
        for (file, size) in files.iter().zip(sizes) {
            let mut left = size;
            let place = (file.path.display().to_string(), article::files::absolute(&file.path));
            self.read(
                (&place.0, &place.1),
                article::files::revisions(file, &now),
                &mut batch,
                &mut |bytes| {
                    let bytes = left.min(bytes);
                    left -= bytes;
                    progress.add(bytes);
                },
            )?;
            progress.add(left);
        }
        self.take(batch.reads)
    }

    /// Reads what `revisions` gives into the batch, and takes the batch in whenever it is full.
    fn read(
        &mut self,
        (place, file): (&str, &str),
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
                    batch.reads.push(Read { place: place.to_owned(), file: file.to_owned(), revision });
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
        self.tally.fail(self.context, error);
    }

    /// Analyses what is new and stores it all.
    fn take(&mut self, mut batch: Vec<Read>) -> anyhow::Result<()> {
        let moved = intake_keys::settle(&mut self.store, &mut self.files, &mut batch)?;
        self.tally.moved.extend(moved);
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
        let (context, run, tally) = (self.context, self.run, &mut self.tally);
        let stored = self.store.batch(|store| {
            for read in &batch {
                let Read { place, file, revision } = read;
                let stored = if new.next_if(|&new| std::ptr::eq(new, revision)).is_none() {
                    store.capture(run, file, revision)?
                } else if let Some(analysis) = analyses.next().flatten() {
                    store.ingest(run, file, revision, &analysis)?
                } else {
                    let message =
                        "the text could not be analysed and was not stored; please report it as a bug";
                    tally.fail(context, &ReadError { place: place.clone(), message: message.into() });
                    continue;
                };
                tally.count(&stored);
            }
            Ok::<(), StoreError>(())
        });
        Ok(stored?)
    }

    /// Prints the outcome: the articles that are new or changed, a summary, and what to type next.
    fn describe(&self, verbose: bool) -> anyhow::Result<()> {
        let tally = &self.tally;
        let mut out = self.context.ui.out();
        if !self.context.ui.is_quiet() {
            for (old, new) in &tally.moved {
                writeln!(out, "{} was moved: its article goes on as {}", shown(old), shown(new))?;
            }
        }
        intake_report::write(self.context, &self.store, &tally.changed, verbose, &mut out)?;
        self.summarise(&mut out)?;
        out.flush()?;
        tally.warn_of_languages(self.context);
        if !tally.articles.is_empty() {
            // The option is needed again only where it was needed now.
            let implied = std::env::var_os("ONRECORD_DB")
                .filter(|db| !db.is_empty())
                .unwrap_or_else(|| "onrecord.db".into());
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

    fn summarise(&self, out: &mut impl Write) -> anyhow::Result<()> {
        if self.context.ui.is_quiet() {
            return Ok(());
        }
        let tally = &self.tally;
        let revisions = tally.changed.values().map(BTreeSet::len).sum();
        Ok(writeln!(
            out,
            "{}: {} new, {} already known",
            count(tally.articles.len(), "article", "articles"),
            count(revisions, "revision", "revisions"),
            tally.unchanged
        )?)
    }
}

/// What an article is known by, for reading.
fn shown(key: &str) -> std::borrow::Cow<'_, str> {
    harmless(shown_key(key))
}

impl AddTally {
    fn fail(&mut self, context: &Context, error: &ReadError) {
        self.failures += 1;
        context.ui.error(error);
    }

    fn count(&mut self, stored: &store::Ingested) {
        self.articles.insert(stored.article_id);
        match stored.outcome {
            store::IngestOutcome::Unchanged => self.unchanged += 1,
            _ => {
                self.changed.entry(stored.article_id).or_default().insert(stored.revision_id);
            }
        }
    }

    fn warn_of_languages(&self, context: &Context) {
        if self.languages.is_empty() {
            return;
        }
        let texts = count(self.languages.values().sum(), "text is", "texts are");
        let languages: Vec<String> = self.languages.iter().map(|(l, n)| format!("{l} {n}")).collect();
        context.ui.warn(format!(
            "{texts} not in English ({}); onrecord is made for English and will find few of their quotes",
            languages.join(", ")
        ));
    }
}

/// What a dry run found of an article.
struct FoundArticle {
    headline: String,
    /// It is not in the database.
    new: bool,
    /// The texts that would be new revisions, by their fingerprints.
    revisions: BTreeSet<String>,
    known: usize,
}

/// Reads everything and says what would be stored. The database, if there is one, is opened for reading only.
fn dry_run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let store = if context.db.exists() { Some(Store::open_read_only(&context.db)?) } else { None };
    let mut articles: Vec<FoundArticle> = Vec::new();
    let mut place: HashMap<String, usize> = HashMap::new();
    let mut failures = 0;
    let mut files = None;
    for read in reads(&args.paths) {
        let revision = match read {
            Ok(mut read) => {
                if let Some(store) = &store {
                    intake_keys::look_up(store, &mut files, &mut read)?;
                }
                read.revision
            }
            Err(error) => {
                failures += 1;
                context.ui.error(error);
                continue;
            }
        };
        let at = match place.get(&revision.key) {
            Some(&at) => at,
            None => {
                let headline = revision.headline.as_ref().map_or(shown_key(&revision.key), |h| &h.value);
                let new =
                    !store.as_ref().map(|store| holds(store, &revision.key)).transpose()?.unwrap_or(false);
                articles.push(FoundArticle {
                    headline: headline.to_owned(),
                    new,
                    revisions: BTreeSet::new(),
                    known: 0,
                });
                place.insert(revision.key.clone(), articles.len() - 1);
                articles.len() - 1
            }
        };
        let known = store.as_ref().map(|store| store.known(&revision)).transpose()?.flatten().is_some();
        if known || !articles[at].revisions.insert(revision.text_sha256.clone()) {
            articles[at].known += 1;
        }
    }
    let mut out = context.ui.out();
    for article in articles.iter().filter(|article| !article.revisions.is_empty()) {
        let kind = if article.new { ("revision", "revisions") } else { ("new revision", "new revisions") };
        let of = count(article.revisions.len(), kind.0, kind.1);
        writeln!(out, "{}: {of}", harmless(&article.headline))?;
    }
    let new = articles.iter().map(|article| article.revisions.len()).sum();
    let known: usize = articles.iter().map(|article| article.known).sum();
    writeln!(
        out,
        "{}: {} would be new, {known} already known; nothing was stored",
        count(articles.len(), "article", "articles"),
        count(new, "revision", "revisions")
    )?;
    out.flush()?;
    Ok(Outcome::failed_if(failures > 0))
}

/// Whether an article with this key, or this address, is stored.
fn holds(store: &Store, key: &str) -> anyhow::Result<bool> {
    let filter = ArticleFilter { article: Some(key.to_owned()), ..ArticleFilter::default() };
    let found = store.articles(&filter)?;
    Ok(found.iter().any(|row| row.article_key == key || row.url.as_deref() == Some(key)))
}

/// Everything that there is to read.
fn reads(paths: &[PathBuf]) -> impl Iterator<Item = Result<Read, ReadError>> {
    let now = input::now();
    paths.iter().flat_map(move |path| -> Box<dyn Iterator<Item = Result<Read, ReadError>>> {
        let of = |place: String, file: String| {
            move |revision| Read { place: place.clone(), file: file.clone(), revision }
        };
        if path.as_os_str() == "-" {
            let of = of("standard input".to_owned(), "standard input".to_owned());
            return Box::new(input::standard_input().map(move |read| read.map(&of)));
        }
        let now = now.clone();
        Box::new(article::files::walk(path).into_iter().flat_map(
            move |file| -> Box<dyn Iterator<Item = Result<Read, ReadError>>> {
                match file {
                    Ok(file) => {
                        let of = of(file.path.display().to_string(), article::files::absolute(&file.path));
                        Box::new(article::files::revisions(&file, &now).map(move |read| read.map(&of)))
                    }
                    Err(error) => Box::new(std::iter::once(Err(error))),
                }
            },
        ))
    })
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
