//! What `watch` tells: lines on standard output, a command for each change, and feeds of the last changes.

use super::context::Context;
use super::remedy;
use super::ui::{Progress, Ui};
use super::whole_file::replace;
use crate::diff::Severity;
use crate::report::{
    ChangeItem, RevisionEntry, alarm_name, atom_feed, count, harmless, json_feed, severity_name, summary,
    title,
};
use crate::store::{AlarmRow, ChangeFilter, ChangeRow, Store, WatchState, why_refused};
use crate::watch::{Listener, WatchError, WatchEvent};
use anyhow::bail;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Revisions in a feed.
const ENTRIES: usize = 100;

/// The longest that a command may take for one change.
const LONGEST_COMMAND: Duration = Duration::from_secs(60);

/// A feed that is kept up to date.
#[derive(Debug, Clone)]
pub(super) struct KeptFeed {
    path: PathBuf,
    /// Where it will lie.
    address: Option<String>,
}

impl KeptFeed {
    /// A feed in a file, which lies in the folder at the address `folder`.
    pub(super) fn new(path: PathBuf, folder: Option<&str>) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let address = folder.map(|folder| format!("{}/{name}", folder.trim_end_matches('/')));
        Self { path, address }
    }
}

/// Listens to a watcher, and tells.
pub(super) struct WatchOut<'c> {
    ui: Ui,
    db: &'c Path,
    least: Severity,
    exec: Option<String>,
    feeds: Vec<KeptFeed>,
    verbose: bool,
    /// It ends by itself.
    once: bool,
    progress: Progress,
    /// The feeds do not hold what was told last.
    stale: bool,
    failures: usize,
}

impl<'c> WatchOut<'c> {
    /// Tells changes of at least the severity `least`.
    ///
    /// # Errors
    /// When a feed cannot be kept under the name that was given for it.
    pub(super) fn new(
        context: &'c Context,
        least: Severity,
        exec: Option<String>,
        feeds: Vec<KeptFeed>,
        (verbose, once): (bool, bool),
    ) -> anyhow::Result<Self> {
        feeds.iter().try_for_each(|feed| check_feed(&feed.path))?;
        let progress = context.ui.progress(0, "asking");
        let ui = context.ui;
        Ok(Self {
            ui,
            db: &context.db,
            least,
            exec,
            feeds,
            verbose,
            once,
            progress,
            stale: true,
            failures: 0,
        })
    }

    /// Commands and feeds that failed.
    pub(super) fn failures(&self) -> usize {
        self.failures
    }

    /// Writes what is left to write.
    pub(super) fn finish(&mut self) -> anyhow::Result<()> {
        Ok(self.write_feeds()?)
    }

    fn changed(&mut self, changes: &[ChangeRow]) -> Result<(), WatchError> {
        self.stale = true;
        let mut out = self.ui.out();
        writeln!(out, "{}", line(changes))?;
        Ok(out.flush()?)
    }

    /// Runs the command for each change.
    fn run_for(&mut self, changes: &[ChangeRow]) {
        if let Some(command) = self.exec.clone() {
            for change in changes {
                if let Err(why) = run(&command, change) {
                    self.failures += 1;
                    self.ui.error(format!("--exec {command}: {why}"));
                }
            }
        }
    }

    fn alarm(&self, alarm: &AlarmRow) {
        let name = title(alarm.headline.as_deref(), &alarm.article_key);
        self.ui.note(format!("{name}: {}: {}", alarm_name(&alarm.alarm), alarm.alarm_reason));
    }

    fn state(&self, url: &str, state: WatchState, why: &str) {
        let serious = matches!(state, WatchState::Gone | WatchState::Replaced | WatchState::Paywall);
        if serious || self.verbose {
            self.ui.note(format!("{url}: {why}"));
        }
    }

    /// Writes the feeds anew, each at once: who reads it meanwhile gets the old or the new one.
    fn write_feeds(&mut self) -> Result<(), WatchError> {
        if !self.stale || self.feeds.is_empty() {
            return Ok(());
        }
        let entries = self.entries()?;
        for KeptFeed { path, address } in self.feeds.clone() {
            let address = address.as_deref();
            let feed = if is_json(&path) {
                json_feed(TITLE, address, &entries)
            } else {
                atom_feed(TITLE, address, &entries)?
            };
            if let Err(error) = replace(&path, |file| file.write_all(feed.as_bytes())) {
                self.failures += 1;
                self.ui.error(format!("{}: {}", path.display(), why_refused(&error)));
            }
        }
        self.stale = false;
        Ok(())
    }

    fn entries(&self) -> Result<Vec<RevisionEntry>, WatchError> {
        let store = Store::open_read_only(self.db)?;
        let mut entries = Vec::new();
        for revision in store.last_changed(self.least, ENTRIES)? {
            let filter = ChangeFilter {
                to_revision_id: Some(revision),
                min_severity: self.least,
                by_severity: true,
                ..ChangeFilter::default()
            };
            let body = store.body(revision)?;
            entries.extend(RevisionEntry::new(&store.revision(revision)?, &body, store.changes(&filter)?));
        }
        Ok(entries)
    }
}

/// What the feeds are called.
const TITLE: &str = "What changed in the news";

impl Listener for WatchOut<'_> {
    fn hear(&mut self, event: WatchEvent<'_>) -> Result<(), WatchError> {
        match event {
            WatchEvent::Changing(changes) => self.run_for(changes),
            WatchEvent::Changed(changes) => self.changed(changes)?,
            WatchEvent::Alarm(alarm) => self.alarm(alarm),
            WatchEvent::State { url, state, why } => self.state(url, state, why),
            WatchEvent::NewArticle { url, headline } if self.verbose => {
                self.ui.note(format!("new: {}, {url}", headline.unwrap_or("without a headline")));
            }
            WatchEvent::Begun { feeds, articles } if !self.once => {
                let (feeds, articles) =
                    (count(feeds, "feed", "feeds"), count(articles, "article", "articles"));
                self.ui.note(format!("watching {feeds} and {articles} until you stop it (Ctrl-C)"));
            }
            WatchEvent::Offered { url, feeds } => {
                self.ui.note(format!("{url} is a front page; watching what it offers: {}", feeds.join(", ")));
            }
            WatchEvent::FeedMoved { url, to } => {
                self.ui.note(format!("{url} moved for good, and is watched at {to}; name that from now on"));
            }
            WatchEvent::FeedRead { url, new } if self.verbose && new > 0 => {
                self.ui.note(format!("{url}: {} new", count(new, "article", "articles")));
            }
            WatchEvent::FeedFailed { url, failures, why, remedy } if failures == 1 || self.verbose => {
                let said = format!("{url}: {why}");
                self.ui.error(match remedy {
                    Some(remedy) => remedy::with(said, url, remedy),
                    None => said,
                });
            }
            WatchEvent::Asked { due } => {
                self.progress.left(due as u64);
                if due == 0 {
                    self.write_feeds()?;
                }
            }
            WatchEvent::NewArticle { .. }
            | WatchEvent::FeedRead { .. }
            | WatchEvent::FeedFailed { .. }
            | WatchEvent::Begun { .. } => {}
        }
        Ok(())
    }
}

/// A revision with its changes in one line.
fn line(changes: &[ChangeRow]) -> String {
    let Some(first) = changes.first() else { return String::new() };
    let outlet = first.outlet.as_deref().map(|outlet| format!("{outlet}: ")).unwrap_or_default();
    let headline = title(first.headline.as_deref(), &first.article_key);
    let told = [
        first.to_captured_at.as_str(),
        severity_name(first.severity),
        &format!("{outlet}{headline}"),
        &summary(&ChangeItem::of_rows(changes)),
        first.url.as_deref().unwrap_or(&first.article_key),
    ];
    told.map(|part| harmless(part).into_owned()).join("  ")
}

/// Runs a command with a change on its standard input.
fn run(command: &str, change: &ChangeRow) -> Result<(), String> {
    let mut shell = if cfg!(windows) { Command::new("cmd") } else { Command::new("sh") };
    shell.arg(if cfg!(windows) { "/C" } else { "-c" }).arg(command).stdin(Stdio::piped());
    let mut child = shell.spawn().map_err(|error| format!("it cannot be run: {}", why_refused(&error)))?;
    let mut json = serde_json::to_vec(change).map_err(|error| error.to_string())?;
    json.push(b'\n');
    if let Some(mut stdin) = child.stdin.take() {
        // Who does not read it does not want it.
        let _ = stdin.write_all(&json);
    }
    wait_for(&mut child)
}

fn wait_for(child: &mut Child) -> Result<(), String> {
    let end = Instant::now() + LONGEST_COMMAND;
    let mut pause = Duration::from_millis(1);
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => return Err(format!("it ended with {status}")),
            Err(error) => return Err(format!("it cannot be waited for: {}", why_refused(&error))),
            Ok(None) if Instant::now() >= end => {
                // It may end by itself in this moment.
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("it took more than {} s and was ended", LONGEST_COMMAND.as_secs()));
            }
            Ok(None) => std::thread::sleep(pause),
        }
        pause = (pause * 2).min(Duration::from_millis(100));
    }
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("json"))
}

/// Whether a feed may be kept under a name: one of a feed, and of no file that is another's.
fn check_feed(path: &Path) -> anyhow::Result<()> {
    let end = path.extension().unwrap_or_default().to_ascii_lowercase();
    if !["atom", "xml", "json"].iter().any(|known| end == *known) {
        bail!("{}: a feed is named .atom, .xml or .json; give it such a name", path.display());
    }
    let ours = std::fs::read(path).map_or(true, |bytes| bytes.windows(8).any(|part| part == b"onrecord"));
    if !ours {
        bail!("{}: this file is no feed of onrecord; name another, or move it away", path.display());
    }
    Ok(())
}
