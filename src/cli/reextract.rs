//! `onrecord reextract`: stored articles extracted again with this version of the program.

use super::context::{Context, Outcome};
use super::empty::AskedFor;
use super::input;
use super::ui::Progress;
use crate::analysis::analyse_each;
use crate::article::Revision;
use crate::extract::Extractor;
use crate::report::{count, harmless, shown_key};
use crate::store::{ArticleFilter, ArticleId, RevisionId, RunId, Store, StoreError};
use anyhow::bail;
use std::io::Write;

/// Extract stored articles again with this version of the program
///
/// Quotes, claims and changes are replaced; captures, reviews and decisions about speakers stay. Each article is
/// finished completely or left alone, so the command may be interrupted and run again.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord reextract                        after a new version of onrecord
  onrecord reextract --article harbour-fire
  onrecord reextract --outdated             only what another version extracted")]
pub(super) struct Args {
    /// Only this article: its number, or part of its address or headline
    #[arg(long, value_name = "ARTICLE")]
    article: Option<String>,
    /// Only outlets whose name contains these words
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Only articles with a revision that another version of onrecord extracted
    #[arg(long)]
    outdated: bool,
    /// Number of threads; by default one per core
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

/// Bytes of text that are analysed together, and held in memory.
const BATCH_BYTES: usize = 512 * 1024;

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let mut store = Store::open_existing(&context.db)?;
    let filter = ArticleFilter {
        article: args.article.clone(),
        outlet: args.outlet.clone(),
        ..ArticleFilter::default()
    };
    let articles = store.articles(&filter)?;
    if articles.is_empty() {
        let none = "no article matches; `onrecord articles` lists what is stored";
        let (outlet, article) = (args.outlet.as_deref(), args.article.as_deref());
        let missing = AskedFor { outlet, article, speaker: None }.missing(&store)?;
        bail!("{}", missing.unwrap_or_else(|| none.to_owned()));
    }
    let total: i64 = articles.iter().map(|a| a.revisions).sum();
    let run = input::begin(&mut store)?;
    let progress = context.ui.progress(u64::try_from(total)?, "extracting");
    let mut work = Work {
        context,
        extractor: input::extractor(args.threads)?,
        store,
        run,
        progress,
        done: (0, 0),
        failures: 0,
    };
    input::with_threads(args.threads, || {
        let mut batch = Vec::new();
        let mut bytes = 0;
        for article in &articles {
            let revisions = work.load(article.article_id, args.outdated)?;
            bytes += revisions.iter().map(|(_, r)| r.body.len()).sum::<usize>();
            batch.push((article.article_id, revisions));
            if bytes >= BATCH_BYTES {
                work.take(&std::mem::take(&mut batch))?;
                bytes = 0;
            }
        }
        work.take(&batch)
    })?;
    work.store.end_run(run)?;
    drop(work.progress);
    let mut out = context.ui.out();
    writeln!(
        out,
        "{}: {} extracted again",
        count(work.done.0, "article", "articles"),
        count(work.done.1, "revision", "revisions")
    )?;
    out.flush()?;
    Ok(Outcome::failed_if(work.failures > 0))
}

/// An article's row, and its revisions with theirs.
type Loaded = (ArticleId, Vec<(RevisionId, Revision)>);

struct Work<'c> {
    context: &'c Context,
    extractor: Extractor,
    store: Store,
    run: RunId,
    progress: Progress,
    /// Articles and revisions.
    done: (usize, usize),
    failures: usize,
}

impl Work<'_> {
    /// The revisions of an article; none when only outdated ones are wanted and it is up to date.
    fn load(&mut self, article: ArticleId, outdated: bool) -> anyhow::Result<Vec<(RevisionId, Revision)>> {
        let rows = self.store.revisions(article)?;
        if outdated && rows.iter().all(|r| r.extractor == env!("CARGO_PKG_VERSION")) {
            self.progress.add(rows.len() as u64);
            return Ok(Vec::new());
        }
        let loaded = rows.iter().map(|r| Ok((r.revision_id, self.store.stored_revision(r.revision_id)?)));
        loaded.collect()
    }

    /// Analyses some articles together and stores them, each whole.
    fn take(&mut self, batch: &[Loaded]) -> anyhow::Result<()> {
        let all: Vec<&Revision> =
            batch.iter().flat_map(|(_, revisions)| revisions.iter().map(|(_, r)| r)).collect();
        let mut analyses = analyse_each(&self.extractor, &all)?.into_iter();
        let mut fit = Vec::with_capacity(batch.len());
        for (article, revisions) in batch {
            let mut analysed = Vec::with_capacity(revisions.len());
            for ((row, revision), analysis) in revisions.iter().zip(analyses.by_ref()) {
                match analysis {
                    Some(analysis) => analysed.push((*row, revision, analysis)),
                    None => self.fail(revision),
                }
            }
            fit.push((*article, analysed));
        }
        let (run, done, progress) = (self.run, &mut self.done, &mut self.progress);
        let stored: Result<(), StoreError> = self.store.batch(|store| {
            for (article, analysed) in fit.iter().filter(|(_, analysed)| !analysed.is_empty()) {
                let analyses: Vec<_> =
                    analysed.iter().map(|(row, revision, a)| (*row, *revision, a)).collect();
                store.reextract_article(run, *article, &analyses)?;
                *done = (done.0 + 1, done.1 + analysed.len());
                progress.add(analysed.len() as u64);
            }
            Ok(())
        });
        Ok(stored?)
    }

    fn fail(&mut self, revision: &Revision) {
        self.failures += 1;
        self.progress.add(1);
        self.context.ui.error(format!(
            "{}: the revision of {} could not be analysed and stays as it was; please report it as a bug",
            harmless(shown_key(&revision.key)),
            revision.captured_at.value
        ));
    }
}
