//! Shards: the output of `extract --out` in pieces that are each whole or not there, and the log by which a run that was
//! stopped goes on.
//!
//! A shard is written under names of its own, which become its names once it is whole; then a line of `shards.jsonl` says
//! which record comes next. What a killed run left half is written anew, and so is a shard that somebody took away. The log
//! is locked while a run writes, so that two never write into one folder.

use super::extract_records::RecordPosition;
use crate::flat;
use crate::report::{TableFormat, TableWriter};
use crate::store::{ViewColumn, why_refused};
use anyhow::{anyhow, bail};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The log of what is finished.
const LOG: &str = "shards.jsonl";

/// The tables that are written, in the order of their columns' descriptions.
pub(super) const TABLES: [&str; 2] = ["articles", "attributions"];

/// The columns of a table.
pub(super) fn columns_of(table: &str) -> &'static [ViewColumn] {
    static COLUMNS: LazyLock<[Vec<ViewColumn>; 2]> = LazyLock::new(|| {
        TABLES.map(|table| {
            let of_table = |place: &str| place.split_once('.').is_some_and(|(of, _)| of == table);
            let described = ViewColumn::described(flat::COLUMNS);
            described.filter(|(place, _)| of_table(place)).map(|(_, column)| column).collect()
        })
    });
    &COLUMNS[usize::from(table != TABLES[0])]
}

/// What a run is of: one with other settings does not go on with its shards.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct ShardPlan {
    pub(super) program: String,
    pub(super) schema_version: u32,
    /// Hash of the names and the content of the files.
    pub(super) inputs: String,
    pub(super) settings: Value,
    /// Records of a shard.
    pub(super) shard_size: usize,
}

/// What there is of a shard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct ShardTally {
    pub(super) articles: u64,
    pub(super) attributions: u64,
    /// Records that could not be used.
    pub(super) failed: u64,
    /// Pages of archives that hold no article.
    pub(super) no_article: u64,
}

impl ShardTally {
    pub(super) fn add(&mut self, other: Self) {
        self.articles += other.articles;
        self.attributions += other.attributions;
        self.failed += other.failed;
        self.no_article += other.no_article;
    }
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum LogLine {
    Plan(ShardPlan),
    Shard {
        shard: usize,
        #[serde(flatten)]
        tally: ShardTally,
        next: RecordPosition,
    },
    /// All records are in the shards before.
    End {
        shards: usize,
    },
    /// The files that the shards become were not there before, so those that are there from now on are of this run.
    Joining {
        joining: usize,
    },
}

/// The shards of a folder.
pub(super) struct Shards {
    folder: PathBuf,
    format: TableFormat,
    log: File,
    /// What is in each that is finished, and which record comes behind it.
    finished: Vec<(ShardTally, RecordPosition)>,
    /// What is in all of them.
    pub(super) tally: ShardTally,
    /// Whether all records are in them.
    pub(super) ended: bool,
    /// Whether they are being joined to files that were not there before.
    pub(super) joining: bool,
}

impl Shards {
    /// Begins a folder, or goes on with one that was begun with the same plan.
    pub(super) fn open(folder: &Path, format: TableFormat, plan: &ShardPlan) -> anyhow::Result<Self> {
        let refused = |e: io::Error| anyhow!("{}: {}", folder.display(), why_refused(&e));
        fs::create_dir_all(folder).map_err(refused)?;
        let path = folder.join(LOG);
        refuse_foreign(folder, &path)?;
        let mut options = OpenOptions::new();
        let mut log =
            options.read(true).write(true).create(true).truncate(false).open(&path).map_err(refused)?;
        lock(&log, folder)?;
        let lines = whole_lines(&mut log, &path, plan)?;
        let mut shards = Self {
            folder: folder.to_owned(),
            format,
            log,
            finished: Vec::new(),
            tally: ShardTally::default(),
            ended: false,
            joining: false,
        };
        let mut lines = lines.into_iter();
        match lines.next() {
            None => shards.note(&LogLine::Plan(plan.clone()))?,
            Some(LogLine::Plan(begun)) if begun != *plan => bail!(
                "{}: it was begun with {}; name another folder, or delete this one",
                folder.display(),
                difference(&begun, plan)
            ),
            Some(_) => {}
        }
        for line in lines {
            match line {
                LogLine::Shard { tally, next, .. } => {
                    shards.tally.add(tally);
                    shards.finished.push((tally, next));
                }
                LogLine::End { .. } => shards.ended = true,
                LogLine::Joining { .. } => shards.joining = true,
                LogLine::Plan(_) => bail!(no_log(&path)),
            }
        }
        Ok(shards)
    }

    /// How many are finished.
    pub(super) fn finished(&self) -> usize {
        self.finished.len()
    }

    /// The record that a shard begins with.
    pub(super) fn begins(&self, shard: usize) -> RecordPosition {
        shard.checked_sub(1).map_or_else(RecordPosition::default, |before| self.finished[before].1)
    }

    /// The finished shards of which a table was taken away.
    pub(super) fn gone(&self) -> Vec<usize> {
        let is_whole = |shard: &usize| TABLES.iter().all(|table| self.path(table, *shard).is_file());
        (0..self.finished()).filter(|shard| !is_whole(shard)).collect()
    }

    fn note(&mut self, line: &LogLine) -> anyhow::Result<()> {
        let text = format!("{}\n", serde_json::to_string(line)?);
        let written = self.log.write_all(text.as_bytes()).and_then(|()| self.log.sync_data());
        written.map_err(|e| anyhow!("{}: {}", self.folder.join(LOG).display(), why_refused(&e)))
    }

    /// Where a table of a shard lies.
    pub(super) fn path(&self, table: &str, shard: usize) -> PathBuf {
        self.folder.join(self.file_name(table, shard))
    }

    /// The name of a table of a shard.
    pub(super) fn file_name(&self, table: &str, shard: usize) -> String {
        format!("{table}-{shard:05}.{}", self.format.ending())
    }

    /// Writes the next shard, or one that was finished again: `fill` gives its rows, and says what they are and which record
    /// comes next, or that there are no more.
    pub(super) fn write(
        &mut self,
        shard: usize,
        fill: impl FnOnce(&mut ShardTables<'_>) -> anyhow::Result<Option<(ShardTally, RecordPosition)>>,
    ) -> anyhow::Result<bool> {
        let paths = TABLES.map(|table| self.path(table, shard));
        let unfinished = paths.clone().map(|path| path.with_added_extension("unfinished"));
        let filled = write_tables(&unfinished, self.format, fill);
        let filled = filled.inspect_err(|_| discard(&unfinished))?;
        let before = self.finished.get(shard).copied();
        if before.is_some() && before != filled {
            discard(&unfinished);
            bail!(
                "{}: the shard comes out otherwise than before, so the input was changed; name another folder, or delete \
                 this one",
                paths[0].display()
            );
        }
        let Some((tally, next)) = filled else {
            discard(&unfinished);
            return Ok(false);
        };
        for (from, to) in unfinished.iter().zip(&paths) {
            fs::rename(from, to).map_err(|e| anyhow!("{}: {}", to.display(), why_refused(&e)))?;
        }
        if before.is_none() {
            self.note(&LogLine::Shard { shard, tally, next })?;
            self.tally.add(tally);
            self.finished.push((tally, next));
        }
        Ok(true)
    }

    /// Notes that all records are in the shards.
    pub(super) fn end(&mut self) -> anyhow::Result<()> {
        if !self.ended {
            self.note(&LogLine::End { shards: self.finished() })?;
            self.ended = true;
        }
        Ok(())
    }

    /// Notes that the files that the shards become were not there before.
    pub(super) fn begin_joining(&mut self) -> anyhow::Result<()> {
        if !self.joining {
            self.note(&LogLine::Joining { joining: self.finished() })?;
            self.joining = true;
        }
        Ok(())
    }

    /// Takes the shards away, and their folder unless something else lies in it.
    pub(super) fn take_away(&self) -> anyhow::Result<()> {
        let tables = (0..self.finished()).flat_map(|shard| TABLES.map(|table| self.path(table, shard)));
        for path in tables.chain([self.folder.join(LOG)]) {
            let gone = fs::remove_file(&path);
            gone.map_err(|e| anyhow!("{}: {}", path.display(), why_refused(&e)))?;
        }
        // What else lies there is somebody's.
        let _ = fs::remove_dir(&self.folder);
        Ok(())
    }
}

/// The two tables of a shard while it is written.
pub(super) struct ShardTables<'w> {
    articles: TableWriter<'w>,
    attributions: TableWriter<'w>,
}

impl ShardTables<'_> {
    /// Writes the rows of a record.
    pub(super) fn rows(&mut self, article: &FlatRow, attributions: &[FlatRow]) -> io::Result<()> {
        self.articles.row(article)?;
        attributions.iter().try_for_each(|row| self.attributions.row(row))
    }
}

/// A row of a table by the names of its columns.
pub(super) type FlatRow = Map<String, Value>;

fn write_tables<T>(
    paths: &[PathBuf; 2],
    format: TableFormat,
    fill: impl FnOnce(&mut ShardTables<'_>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let refused = |path: &Path, e: &io::Error| anyhow!("{}: {}", path.display(), why_refused(e));
    let create = |path: &Path| File::create(path).map(BufWriter::new).map_err(|e| refused(path, &e));
    let [first, second] = paths;
    let (mut articles, mut attributions) = (create(first)?, create(second)?);
    let filled = {
        let table = |n: usize| columns_of(TABLES[n]);
        let mut tables = ShardTables {
            articles: TableWriter::new(format, table(0), &mut articles).map_err(|e| refused(first, &e))?,
            attributions: TableWriter::new(format, table(1), &mut attributions)
                .map_err(|e| refused(second, &e))?,
        };
        let filled = fill(&mut tables)?;
        tables.articles.finish().map_err(|e| refused(first, &e))?;
        tables.attributions.finish().map_err(|e| refused(second, &e))?;
        filled
    };
    for (file, path) in [(articles, first), (attributions, second)] {
        let file = file.into_inner().map_err(|e| refused(path, e.error()))?;
        file.sync_data().map_err(|e| refused(path, &e))?;
    }
    Ok(filled)
}

/// Takes away what is not whole; where that fails, it lies under a name that nobody takes for a shard.
fn discard(paths: &[PathBuf]) {
    for path in paths {
        let _ = fs::remove_file(path);
    }
}

/// Refuses a folder that holds other files and no log of ours.
fn refuse_foreign(folder: &Path, log: &Path) -> anyhow::Result<()> {
    if log.exists() {
        return Ok(());
    }
    let entries = fs::read_dir(folder).map_err(|e| anyhow!("{}: {}", folder.display(), why_refused(&e)))?;
    // One that begins at the same moment has made its log by now.
    let is_foreign = |path: &PathBuf| path.extension().is_none_or(|end| end != "unfinished") && path != log;
    match entries.filter_map(Result::ok).map(|entry| entry.path()).find(is_foreign) {
        Some(other) => bail!("{}: the folder holds other files; name a new one", other.display()),
        None => Ok(()),
    }
}

/// Keeps other runs out as long as the log is open.
fn lock(log: &File, folder: &Path) -> anyhow::Result<()> {
    match log.try_lock() {
        Err(TryLockError::WouldBlock) => bail!(
            "{}: another onrecord is writing there; wait until it has ended, or name another",
            folder.display()
        ),
        // Some disks know no locks.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(()),
    }
}

fn no_log(path: &Path) -> String {
    format!("{}: it is no log of shards; name another folder", path.display())
}

/// The whole lines of a log; what a killed run left of a last one is cut off. A file that is no log stays as it is.
fn whole_lines(log: &mut File, path: &Path, plan: &ShardPlan) -> anyhow::Result<Vec<LogLine>> {
    let mut text = String::new();
    log.read_to_string(&mut text).map_err(|e| match e.kind() {
        io::ErrorKind::InvalidData => anyhow!(no_log(path)),
        _ => anyhow!("{}: {}", path.display(), why_refused(&e)),
    })?;
    let whole = text.rfind('\n').map_or(0, |at| at + 1);
    let lines: Result<Vec<LogLine>, _> = text[..whole].lines().map(serde_json::from_str).collect();
    let lines = lines.map_err(|_| anyhow!(no_log(path)))?;
    let is_log = match lines.first() {
        Some(first) => matches!(first, LogLine::Plan(_)),
        None => serde_json::to_string(&LogLine::Plan(plan.clone()))?.starts_with(&text),
    };
    if !is_log {
        bail!(no_log(path));
    }
    let end = whole as u64;
    let cut = log.set_len(end).and_then(|()| log.seek(SeekFrom::Start(end)));
    cut.map_err(|e| anyhow!("{}: {}", path.display(), why_refused(&e)))?;
    Ok(lines)
}

/// What sets a plan apart from the one that a folder was begun with, in a few words.
fn difference(begun: &ShardPlan, plan: &ShardPlan) -> String {
    if begun.inputs != plan.inputs {
        "other input: a file was added, removed, renamed or changed".to_owned()
    } else if begun.program != plan.program || begun.schema_version != plan.schema_version {
        format!("{} (this is {})", begun.program, plan.program)
    } else {
        "other settings".to_owned()
    }
}
