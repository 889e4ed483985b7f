//! Input: files and folders of articles, lines of JSONL filters, and the thread pool that works on them.

use super::context::{Context, Outcome};
use crate::article::{self, MAX_FILE, MAX_LINE, Origin, ReadError, Revision, files, read, read_jsonl};
use crate::extract::Extractor;
use crate::report::{count, title};
use crate::source;
use crate::store::{ArticleFilter, ArticleRow, RunId, Store, StoreError};
use anyhow::{Context as _, bail};
use serde::Serialize;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

/// One line of a JSONL input.
pub(super) enum Line {
    /// Its text.
    Text(String),
    /// It is unfit to be read; why, in one clause.
    Unfit(String),
}

/// Reads the next line that is not blank; `None` at the end. Never holds more than [`MAX_LINE`] bytes.
pub(super) fn next_line(input: &mut impl BufRead) -> io::Result<Option<Line>> {
    loop {
        let unfit = match article::next_line(input, MAX_LINE)? {
            article::RawLine::End => return Ok(None),
            article::RawLine::Bytes(bytes) if bytes.trim_ascii().is_empty() => continue,
            article::RawLine::Bytes(bytes) => match String::from_utf8(bytes) {
                Ok(text) => return Ok(Some(Line::Text(text))),
                Err(_) => "the line is not UTF-8; convert it".to_owned(),
            },
            article::RawLine::TooLong => format!("the line is longer than {} MiB; split it", MAX_LINE >> 20),
        };
        return Ok(Some(Line::Unfit(unfit)));
    }
}

/// The time now, ISO 8601 in UTC, to the second.
pub(super) fn now() -> String {
    source::now()
}

/// Notes the start of a run of this program, with its arguments as typed.
pub(super) fn begin(store: &mut Store) -> Result<RunId, StoreError> {
    begin_as(store, env!("CARGO_PKG_VERSION"))
}

/// The same for what another version extracted.
pub(super) fn begin_as(store: &mut Store, version: &str) -> Result<RunId, StoreError> {
    let arguments: Vec<String> =
        std::env::args_os().skip(1).map(|a| a.to_string_lossy().into_owned()).collect();
    store.begin_run(version, &without_secrets(arguments))
}

/// Arguments without the values of headers, which may hold a password or a cookie.
fn without_secrets(mut arguments: Vec<String>) -> Vec<String> {
    let bare = |header: &str| format!("{}: [withheld]", header.split(':').next().unwrap_or_default());
    for n in 0..arguments.len() {
        if let Some(header) = arguments[n].strip_prefix("--header=") {
            arguments[n] = format!("--header={}", bare(header));
        } else if n > 0 && arguments[n - 1] == "--header" {
            arguments[n] = bare(&arguments[n]);
        }
    }
    arguments
}

/// The revisions on standard input: JSON lines as they come, anything else as one article.
pub(super) fn standard_input() -> Box<dyn Iterator<Item = Result<Revision, ReadError>> + Send> {
    let origin = Origin { path: "standard input".into(), now: now(), ..Origin::default() };
    let mut input = BufReader::new(io::stdin());
    let unreadable = |e: io::Error| ReadError::new("standard input", format!("it cannot be read: {e}"));
    match input.fill_buf() {
        Ok(head) if head.trim_ascii_start().starts_with(b"{") => return Box::new(read_jsonl(input, &origin)),
        Ok(_) => {}
        Err(error) => return Box::new(std::iter::once(Err(unreadable(error)))),
    }
    let mut bytes = Vec::new();
    match input.take(MAX_FILE as u64 + 1).read_to_end(&mut bytes) {
        Ok(_) => Box::new(read(&bytes, &origin).into_iter()),
        Err(error) => Box::new(std::iter::once(Err(unreadable(error)))),
    }
}

/// The one article in a file; says so when there are more and the first is taken.
pub(super) fn one_revision(context: &Context, path: &Path) -> anyhow::Result<Revision> {
    let input = files::Input { path: path.to_owned(), group: None };
    let mut revisions = files::revisions(&input, &now());
    let first =
        revisions.next().with_context(|| format!("{}: there is no article in it", path.display()))??;
    for warning in &first.warnings {
        context.ui.warn(format!("{}: {warning}", path.display()));
    }
    if revisions.next().is_some() {
        context
            .ui
            .warn(format!("{}: the file holds several articles; only the first is used", path.display()));
    }
    Ok(first)
}

/// The one article that `named` fits: a number, or part of an address or headline.
pub(super) fn one_article(store: &Store, named: &str) -> anyhow::Result<ArticleRow> {
    let filter =
        ArticleFilter { article: Some(named.to_owned()), limit: Some(4), ..ArticleFilter::default() };
    let mut found = store.articles(&filter)?;
    match found.as_slice() {
        [] => bail!("no article matches “{named}”; give its number or part of its address or headline"),
        [_] => Ok(found.remove(0)),
        several => {
            let names = several
                .iter()
                .take(3)
                .map(|a| format!("{} ({})", a.article_id, title(a.headline.as_deref(), &a.article_key)));
            bail!(
                "several articles match “{named}”: {}; give the number of one",
                names.collect::<Vec<_>>().join(", ")
            )
        }
    }
}

/// How many threads to use where so many are asked for: one per core, and never more, which is no help.
fn thread_count(asked: Option<usize>) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    asked.filter(|&threads| threads > 0).map_or(cores, |threads| threads.min(cores))
}

/// Runs `work` with `threads` threads, or one per core.
pub(super) fn with_threads<T: Send>(
    threads: Option<usize>,
    work: impl FnOnce() -> anyhow::Result<T> + Send,
) -> anyhow::Result<T> {
    rayon::ThreadPoolBuilder::new().num_threads(thread_count(threads)).build()?.install(work)
}

/// The extractor, to run on `threads` threads, or one per core.
pub(super) fn extractor(threads: Option<usize>) -> anyhow::Result<Extractor> {
    Ok(Extractor::with_threads(thread_count(threads))?)
}

/// Bytes of JSONL that are worked on together: enough to keep every core busy, little enough to stay small.
const BATCH_BYTES: usize = 256 * 1024;
/// Lines that are worked on together, however short.
const BATCH_LINES: usize = 1024;

/// Runs a JSONL filter from standard input to standard output: `answer` gets some lines and gives as many answers, in
/// order, each with whether its line could not be used. Memory is bounded by one batch.
pub(super) fn filter<A: Serialize + Send>(
    context: &Context,
    threads: Option<usize>,
    answer: impl Fn(Vec<Line>) -> anyhow::Result<Vec<(bool, A)>> + Sync,
) -> anyhow::Result<Outcome> {
    let failures = with_threads(threads, || {
        let mut input = io::stdin().lock();
        let mut failures = 0;
        loop {
            let batch = next_batch(&mut input)?;
            if batch.is_empty() {
                return Ok(failures);
            }
            let answers = answer(batch)?;
            // Not before: while others work, they may have to say something, too.
            let mut out = context.ui.out();
            for (failed, answer) in answers {
                failures += usize::from(failed);
                serde_json::to_writer(&mut out, &answer)?;
                out.write_all(b"\n")?;
            }
            // A program at the other end may wait for these answers before it asks on.
            out.flush()?;
        }
    })?;
    if failures > 0 {
        let lines = count(failures, "line", "lines");
        context
            .ui
            .error(format!("{lines} could not be used; each has an \"error\" in its place in the output"));
    }
    Ok(Outcome::failed_if(failures > 0))
}

fn next_batch(input: &mut impl BufRead) -> anyhow::Result<Vec<Line>> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while bytes < BATCH_BYTES && batch.len() < BATCH_LINES {
        let Some(line) = next_line(input).context("standard input cannot be read")? else { break };
        bytes += match &line {
            Line::Text(text) => text.len(),
            Line::Unfit(_) => 0,
        };
        batch.push(line);
    }
    Ok(batch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_threads_than_cores_are_no_help() {
        let cores = thread_count(None);
        assert_eq!([Some(0), Some(1), Some(usize::MAX)].map(thread_count), [cores, 1, cores]);
    }

    #[test]
    fn bad_lines_do_not_stop_the_good_ones() {
        let mut input: &[u8] = b"one\n\n \xff\xfe\nthree";
        let mut seen = Vec::new();
        while let Some(line) = next_line(&mut input).unwrap() {
            seen.push(match line {
                Line::Text(text) => text.trim().to_owned(),
                Line::Unfit(why) => why,
            });
        }
        assert_eq!(seen, ["one", "the line is not UTF-8; convert it", "three"]);
    }
}
