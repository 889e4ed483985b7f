//! `onrecord add`: read articles, extract, store, compare.

mod reader;

use super::context::{Context, Outcome};
use super::intake_keys::{self, Read};
use super::intake_sources::IntakeTaker;
use super::keep::Keep;
#[cfg(feature = "fetch")]
use super::wayback::WaybackArgs;
use super::{dry_run, input, intake_report, matches, remedy};
use crate::analysis::{Analysis, analyse_each};
use crate::article::{ReadError, Revision};
use crate::extract::Extractor;
use crate::report::{count, harmless, shown_key};
#[cfg(feature = "fetch")]
use crate::source::fetch::FetchOptions;
use crate::source::{Absence, Annotation, Filter, OpenOptions, TableColumns};
use crate::store::{
    self, AnnotationPlace, ArticleId, FileArticles, RevisionId, RunId, Store, StoreError, captured,
};
use reader::IntakeReader;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, ScopedJoinHandle};
#[cfg(feature = "fetch")]
use std::time::Duration;

/// Read articles, or new revisions of known ones: extract, store, compare
///
/// Reads plain text, Markdown, HTML, JSON lines, tables (CSV, Parquet), news items of agencies (ninjs), web archives (WARC,
/// WACZ), what diffengine and NewsDiffs kept, and annotations made with Hypothesis; a folder is read with everything in it,
/// `-` is standard input. A page is fetched only where its address is given, and only if robots.txt allows it; with
/// --wayback, an archive is asked for its captures instead, and says how many there are before any is fetched.
/// Of pages and archives the bytes are kept as they came, with the headers (--keep), for `onrecord export --warc`. A page
/// whose address is known is asked for only if it changed.
/// A text that is already known is noted as another capture and makes no new revision. Each article that is new or changed
/// gets a line; `changes` in it are those that its new revisions brought.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord add claims                      a folder of articles and their revisions
  onrecord add claims --dry-run            what is new there; nothing is stored
  onrecord add page.html --db case.db      one page, into a database of its own
  onrecord add https://a.example/story     a page from its server; only then is a connection opened
  onrecord add https://a.example/story --wayback --every day --from 2026-03-01
                                           its history in the Wayback Machine; --dry-run only counts it
  onrecord add today/ --match              and look for the new claims in the other articles
  onrecord add saved/ --keep raw           files, with their bytes as evidence
  onrecord add crawl.warc.gz --url 'a.example/news/*' --since 2026-03-01
  onrecord add stories.csv --columns text=body,id=slug,captured_at=seen
  onrecord add diffengine.db               every version that diffengine kept; likewise a NewsDiffs folder
  onrecord add annotations.json            what people wrote about passages, once their articles are there
  zcat archive.jsonl.gz | onrecord add -   JSON lines with url, captured_at, title, text or html")]
pub(super) struct Args {
    /// Files, folders, web archives or addresses; - for standard input
    #[arg(required = true, value_name = "PATH|URL")]
    pub(super) paths: Vec<PathBuf>,
    /// Number of threads; by default one per core
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Tell of each article what changed with each revision
    #[arg(long, short, conflicts_with = "quiet")]
    verbose: bool,
    /// Read everything and say what would be stored, but store nothing
    #[arg(long)]
    dry_run: bool,
    /// Of web archives, only pages at such addresses; * stands for anything
    #[arg(long, value_name = "GLOB")]
    url: Vec<String>,
    /// Of web archives, only what was captured on or after this date …
    #[arg(long, visible_alias = "from", value_name = "DATE", value_parser = super::values::time)]
    since: Option<String>,
    /// … and on or before this date
    #[arg(long, visible_alias = "to", value_name = "DATE", value_parser = super::values::time)]
    until: Option<String>,
    /// Then look the new claims up in the other articles, as `match --update` does
    #[arg(long = "match", conflicts_with = "dry_run")]
    look_up: bool,
    /// What to keep of each page besides its text; by default the bytes of pages and archives, nothing more of files. Rows of
    /// tables and of JSON have no bytes of their own: keep the file
    #[arg(long, value_enum, value_name = "WHAT", env = "ONRECORD_KEEP", hide_env_values = true)]
    keep: Option<Keep>,
    /// Which columns of a table (CSV, Parquet) hold what, as text=body,id=slug; by default those called so
    #[arg(long, value_name = "FIELD=COLUMN,...")]
    columns: Option<String>,
    #[cfg(feature = "fetch")]
    #[command(flatten)]
    fetch: FetchArgs,
    #[cfg(feature = "fetch")]
    #[command(flatten)]
    wayback: WaybackArgs,
}

/// How pages are asked for.
#[cfg(feature = "fetch")]
#[derive(Debug, clap::Args)]
pub(super) struct FetchArgs {
    /// Send this header with each request, as "Name: value"; not to another host that a redirect leads to
    #[arg(long, value_name = "HEADER", value_parser = super::values::header)]
    header: Vec<(String, String)>,
    /// What the program calls itself to servers
    #[arg(long, value_name = "NAME")]
    user_agent: Option<String>,
    /// Also ask hosts inside a network, which a page must not reach
    #[arg(long)]
    allow_private: bool,
    /// Seconds between two requests to one host
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = super::values::seconds)]
    delay: Duration,
}

#[cfg(feature = "fetch")]
impl FetchArgs {
    /// How pages are asked for.
    pub(super) fn options(&self) -> FetchOptions {
        FetchOptions {
            user_agent: self.user_agent.clone(),
            headers: self.header.clone(),
            allow_private: self.allow_private,
            delay: self.delay,
        }
    }
}

impl Args {
    /// A reader of what the arguments name; what is in `stored` is not read again.
    pub(super) fn taker(&self, stored: Option<Store>) -> anyhow::Result<IntakeTaker> {
        let until = super::values::through(self.until.as_ref());
        let filter = Filter::new(&self.url, self.since.clone(), until)?;
        let columns = TableColumns::parse(self.columns.as_deref().unwrap_or_default())?;
        let keep_bytes = self.keep == Some(Keep::Raw);
        let options =
            OpenOptions { now: input::now(), filter, columns, keep_bytes, ..OpenOptions::default() };
        #[cfg(feature = "fetch")]
        let taker = {
            let wayback = self.wayback.options(&options.filter, self.dry_run);
            IntakeTaker::new(options, self.keep, stored, (self.fetch.options(), wayback))
        };
        #[cfg(not(feature = "fetch"))]
        let taker = IntakeTaker::new(options, self.keep, stored);
        Ok(taker)
    }
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    if args.dry_run {
        let stored = context.db.exists().then(|| Store::open_read_only(&context.db).ok()).flatten();
        return dry_run::dry_run(context, &args.paths, args.taker(stored)?);
    }
    let extractor = input::extractor(args.threads)?;
    let mut store = Store::open(&context.db)?;
    let run = input::begin(&mut store)?;
    #[cfg_attr(not(feature = "fetch"), expect(unused_mut))]
    // Where it cannot be asked beside the writes, everything is read.
    let mut taker = args.taker(Store::open_read_only(&context.db).ok())?;
    #[cfg(feature = "fetch")]
    taker.ask_for_changes(&store, &args.paths)?;
    let intake = Intake { context, extractor, store: Mutex::new(store), run };
    let tally = intake.read_all(args, taker)?;
    let mut store = intake.store.into_inner().unwrap_or_else(PoisonError::into_inner);
    store.end_run(run)?;
    describe(context, &store, &tally, args.verbose)?;
    if args.look_up {
        let update = matches::look_up(context, &mut store)?;
        if !context.ui.is_quiet() {
            matches::tell(context, update)?;
        }
    }
    Ok(Outcome::failed_if(tally.failures > 0))
}

/// A run of `add`: one thread reads, those of the extractor analyse, and one stores.
struct Intake<'c> {
    context: &'c Context,
    extractor: Extractor,
    store: Mutex<Store>,
    run: RunId,
}

/// What came of it.
#[derive(Default)]
struct AddTally {
    articles: BTreeSet<ArticleId>,
    /// The articles that are new or changed, with the rows of their new revisions.
    changed: BTreeMap<ArticleId, BTreeSet<RevisionId>>,
    unchanged: usize,
    failures: usize,
    /// Looks at known articles that found no page.
    gone: usize,
    /// Pages of archives that hold no article, and records that repeat a page of another archive.
    no_article: usize,
    repeated: usize,
    /// Annotations, by what became of them.
    notes: BTreeMap<AnnotationPlace, usize>,
    /// Paths that articles were and are known by.
    moved: Vec<(String, String)>,
    /// Texts that are not in English, by language (ISO 639-3).
    languages: BTreeMap<String, usize>,
}

/// Revisions to analyse together, and the bytes of their texts.
#[derive(Default)]
struct Batch {
    reads: Vec<Read>,
    /// Addresses that had no page to give.
    absences: Vec<Absence>,
    /// What was written about passages.
    notes: Vec<Annotation>,
    bytes: usize,
}

/// A batch in order, with whether each text is known.
struct Prepared {
    reads: Vec<Read>,
    known: Vec<bool>,
    absences: Vec<Absence>,
    notes: Vec<Annotation>,
}

/// A batch to store.
struct Finished {
    reads: Vec<(Read, Analysed)>,
    absences: Vec<Absence>,
    notes: Vec<Annotation>,
}

/// A revision with what is to be stored of it.
enum Analysed {
    /// A text that was known when it was read.
    Known,
    New(Box<Analysis>),
    Failed,
}

impl Intake<'_> {
    fn read_all(&self, args: &Args, taker: IntakeTaker) -> anyhow::Result<AddTally> {
        let (read, batches) = sync_channel::<Batch>(0);
        let (analysed, to_store) = sync_channel::<Finished>(0);
        thread::scope(|threads| {
            let reader = threads.spawn(move || IntakeReader::new(self, read).run(args, taker));
            let writer = threads.spawn(move || self.store_all(to_store));
            let outcome = self.analyse_all(batches, &analysed);
            // Nothing more will come: without this the other thread waits for ever.
            drop(analysed);
            // The thread that stores says why nobody takes what was analysed, and that is why nothing more is read.
            let stored = joined(writer)?;
            let moved = outcome?;
            let read = joined(reader);
            let failures = read.failures + stored.failures;
            let unchanged = read.unchanged + stored.unchanged;
            let articles = read.articles.union(&stored.articles).copied().collect();
            let AddTally { languages, no_article, repeated, .. } = read;
            Ok(AddTally { articles, unchanged, failures, moved, languages, no_article, repeated, ..stored })
        })
    }

    /// Analyses what is new in each batch, until there are no more or nobody takes them. Returns the articles that were
    /// moved.
    fn analyse_all(
        &self,
        batches: Receiver<Batch>,
        to: &SyncSender<Finished>,
    ) -> anyhow::Result<Vec<(String, String)>> {
        let (mut files, mut moved) = (None, Vec::new());
        let mut batches = batches.into_iter();
        let mut prepare =
            || batches.next().map(|batch| self.prepare(batch, &mut files, &mut moved)).transpose();
        let mut next = prepare()?;
        while let Some(prepared) = next {
            let finished = self.analyse(prepared)?;
            // The next is prepared first: while this one is stored, the database is not to be had.
            next = prepare()?;
            if to.send(finished).is_err() {
                break;
            }
        }
        Ok(moved)
    }

    /// Brings a batch into order, finds the articles of its files, and says which texts are known.
    fn prepare(
        &self,
        mut batch: Batch,
        files: &mut Option<FileArticles>,
        moved: &mut Vec<(String, String)>,
    ) -> anyhow::Result<Prepared> {
        let mut store = self.store();
        moved.extend(intake_keys::settle(&mut store, files, &mut batch.reads)?);
        by_capture(&mut batch.reads);
        // A text that comes twice before it is stored is analysed twice at worst; it is stored once.
        let known = |read: &Read| store.known(&read.revision).map(|known| known.is_some());
        let known = batch.reads.iter().map(known).collect::<Result<_, _>>()?;
        let Batch { reads, absences, notes, .. } = batch;
        Ok(Prepared { reads, known, absences, notes })
    }

    fn analyse(&self, Prepared { reads, known, absences, notes }: Prepared) -> anyhow::Result<Finished> {
        let new: Vec<&Revision> =
            reads.iter().zip(&known).filter(|(_, known)| !**known).map(|(read, _)| &read.revision).collect();
        let mut analyses = analyse_each(&self.extractor, &new)?.into_iter();
        let mut of = |known: bool| match (!known).then(|| analyses.next().flatten()) {
            None => Analysed::Known,
            Some(Some(analysis)) => Analysed::New(Box::new(analysis)),
            Some(None) => Analysed::Failed,
        };
        let reads = reads.into_iter().zip(known).map(|(read, known)| (read, of(known))).collect();
        Ok(Finished { reads, absences, notes })
    }

    /// Stores what comes, in its order, a batch a commit.
    fn store_all(&self, batches: Receiver<Finished>) -> anyhow::Result<AddTally> {
        let mut tally = AddTally::default();
        for Finished { reads, absences, notes } in batches {
            self.store().batch(|store| {
                for (read, analysed) in reads {
                    self.store_one(store, read, analysed, &mut tally)?;
                }
                for absence in &absences {
                    let known = store.note_absence(self.run, absence)?;
                    tally.gone += usize::from(known.is_some() && matches!(absence.http.status, 404 | 410));
                    if absence.http.status == 304 {
                        tally.articles.extend(known);
                        tally.unchanged += usize::from(known.is_some());
                    }
                }
                for note in &notes {
                    *tally.notes.entry(store.note_annotation(self.run, note)?).or_default() += 1;
                }
                Ok::<(), StoreError>(())
            })?;
        }
        Ok(tally)
    }

    fn store_one(
        &self,
        store: &mut Store,
        Read { place, file, revision }: Read,
        analysed: Analysed,
        tally: &mut AddTally,
    ) -> Result<(), StoreError> {
        let stored = match analysed {
            Analysed::Known => store.capture(self.run, &file, &revision)?,
            Analysed::New(analysis) => store.ingest(self.run, &file, &revision, &analysis)?,
            Analysed::Failed => {
                let message = "the text could not be analysed and was not stored; please report it as a bug";
                tally.fail(self.context, &ReadError::new(place, message));
                return Ok(());
            }
        };
        tally.count(&stored);
        Ok(())
    }

    /// The database, for one call: those that analyse ask it what is known, while another thread stores.
    fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a thread gave; its panic is ours.
fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

/// Prints the outcome: the articles that are new or changed, a summary, and what to type next.
fn describe(context: &Context, store: &Store, tally: &AddTally, verbose: bool) -> anyhow::Result<()> {
    let mut out = context.ui.out();
    if !context.ui.is_quiet() {
        for (old, new) in &tally.moved {
            writeln!(out, "{} was moved: its article goes on as {}", shown(old), shown(new))?;
        }
    }
    intake_report::write(context, store, &tally.changed, verbose, &mut out)?;
    tally.summarise(context, &mut out)?;
    out.flush()?;
    tally.warn_of_languages(context);
    if !tally.articles.is_empty() {
        // The option is needed again only where it was needed now.
        let implied = std::env::var_os("ONRECORD_DB")
            .filter(|db| !db.is_empty())
            .unwrap_or_else(|| "onrecord.db".into());
        let db = if context.db.as_os_str() == implied {
            String::new()
        } else {
            format!(" --db {}", context.db.display())
        };
        context.ui.hint(format!(
                "next, try `onrecord quotes{db}`, `onrecord changes --material{db}` or `onrecord report{db} > report.html`"
            ));
    }
    Ok(())
}

/// What an article is known by, for reading.
fn shown(key: &str) -> std::borrow::Cow<'_, str> {
    harmless(shown_key(key))
}

impl AddTally {
    fn fail(&mut self, context: &Context, error: &ReadError) {
        self.failures += 1;
        context.ui.error(remedy::told(error));
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

    fn summarise(&self, context: &Context, out: &mut impl Write) -> anyhow::Result<()> {
        if context.ui.is_quiet() {
            return Ok(());
        }
        let told = [
            (
                self.gone,
                count(self.gone, "known article has", "known articles have"),
                "no page any more; what it said is kept",
            ),
            (
                self.no_article,
                count(self.no_article, "page", "pages"),
                "of archives without an article passed over (-v names them)",
            ),
            (
                self.repeated,
                count(self.repeated, "record", "records"),
                "of archives passed over that repeat a page of another archive",
            ),
        ];
        self.tell_notes(out)?;
        for (_, number, what) in told.iter().filter(|(some, ..)| *some > 0) {
            writeln!(out, "{number} {what}")?;
        }
        let revisions = self.changed.values().map(BTreeSet::len).sum();
        Ok(writeln!(
            out,
            "{}: {} new, {} already known",
            count(self.articles.len(), "article", "articles"),
            count(revisions, "revision", "revisions"),
            self.unchanged
        )?)
    }

    /// What became of annotations.
    fn tell_notes(&self, out: &mut impl Write) -> anyhow::Result<()> {
        for (place, number) in &self.notes {
            let number = count(*number, "annotation", "annotations");
            let what = match place {
                AnnotationPlace::Claim => "stored with the claims that their passages make",
                AnnotationPlace::Passage => "stored with passages that make no claim",
                AnnotationPlace::Article => "stored with their articles",
                AnnotationPlace::Orphaned => {
                    "stored without a place: no revision has their passages, or more than one place"
                }
                AnnotationPlace::Unknown => {
                    "passed over, since their pages are not stored; add these, then the annotations"
                }
            };
            writeln!(out, "{number} {what}")?;
        }
        Ok(())
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
