//! `onrecord db import`: what `extract --out`, or an engine that ran the same, wrote comes into the database; the model does
//! not run.

use super::context::{Context, Outcome};
use super::extract_shards::{TABLES, columns_of};
use super::input;
use super::remedy;
use super::ui::Progress;
use crate::analysis::Analysis;
use crate::article::{ReadError, Revision, files};
use crate::flat::{FlatArticle, FlatAttribution, check_version, taken_back};
use crate::report::{count, counted};
use crate::source::rows::{PlacedRow, TableRows};
use crate::store::{
    ArticleId, IngestOutcome, RowStage, RunId, Store, StoreError, ViewColumn, ViewType, captured,
};
use anyhow::bail;
use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde::de::value::MapDeserializer;
use serde_json::{Map, Value};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Articles that are taken back together.
const BATCH: usize = 256;
/// Characters of a value in a message.
const LONGEST_VALUE: usize = 60;

/// What came of it.
#[derive(Default, Serialize)]
struct ImportCount {
    articles: usize,
    new_revisions: usize,
    known_captures: usize,
    /// Rows and files that could not be used.
    failed: usize,
    /// Records that could not be read when they were extracted.
    unread: usize,
    /// Attributions whose article is in none of the files.
    without_article: u64,
    #[serde(skip)]
    rows: BTreeSet<ArticleId>,
}

/// One of the two tables, by a column that the other has not.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FlatTable {
    Articles,
    Attributions,
}

pub(super) fn run(context: &Context, from: &[PathBuf], as_json: bool) -> anyhow::Result<Outcome> {
    let mut import = Import {
        context,
        stage: RowStage::new()?,
        tables: Vec::new(),
        tally: ImportCount::default(),
        store: None,
        runs: BTreeMap::new(),
    };
    let files: BTreeSet<PathBuf> = from.iter().flat_map(|path| import.files(path)).collect();
    let mut progress = context.ui.progress(2 * files.len() as u64, "importing");
    for file in files {
        import.stage_or_keep(file)?;
        progress.add(1);
    }
    import.articles(&mut progress)?;
    import.end(as_json)
}

/// An import while it runs.
struct Import<'c> {
    context: &'c Context,
    /// The attributions, until their articles come.
    stage: RowStage,
    /// The files that hold articles.
    tables: Vec<PathBuf>,
    tally: ImportCount,
    store: Option<Store>,
    /// The run of each version that extracted.
    runs: BTreeMap<String, RunId>,
}

impl Import<'_> {
    /// The tables that an argument names: of a file also the one beside it that belongs to it, of a folder all in it.
    fn files(&mut self, path: &Path) -> Vec<PathBuf> {
        if !path.is_dir() {
            let name = path.to_string_lossy();
            let ending = path.extension().map(|end| end.to_string_lossy().into_owned()).unwrap_or_default();
            let other = match name.strip_suffix(&format!(".articles.{ending}")) {
                Some(stem) => PathBuf::from(format!("{stem}.{ending}")),
                None => path.with_extension(format!("articles.{ending}")),
            };
            return [path.to_owned()].into_iter().chain(other.is_file().then_some(other)).collect();
        }
        let is_table = |path: &Path| {
            let ending = path.extension().map(|end| end.to_string_lossy().to_lowercase());
            matches!(ending.as_deref(), Some("parquet" | "jsonl"))
                && path.file_name().is_some_and(|name| name != "shards.jsonl")
        };
        let mut found = Vec::new();
        for input in files::walk_also(path, &is_table) {
            match input {
                Ok(input) if is_table(&input.path) => found.push(input.path),
                Ok(_) => {}
                Err(error) => self.fail(&error),
            }
        }
        if found.is_empty() {
            let message = "there is no table in it; name what `onrecord extract --out` wrote.".to_owned();
            self.fail(&ReadError::new(path.display().to_string(), message));
        }
        found
    }

    fn fail(&mut self, error: &ReadError) {
        self.tally.failed += 1;
        self.context.ui.error(remedy::told(error));
    }

    /// Has the attributions of a file wait for their articles, or keeps a file of articles for later.
    fn stage_or_keep(&mut self, file: PathBuf) -> anyhow::Result<()> {
        let rows = match TableRows::open(&file) {
            Ok(rows) => rows,
            Err(error) => {
                self.fail(&error);
                return Ok(());
            }
        };
        for row in rows {
            let (place, row) = match row {
                Ok(row) => row,
                Err(error) => {
                    self.fail(&error);
                    continue;
                }
            };
            match table_of(&row) {
                // Nothing is stored by now, and each article of the other table would be told to lack its attributions.
                Ok(table) if let Some(missing) = missing(table, &row) => bail!("{place}: {missing}"),
                Ok(FlatTable::Attributions) => self.wait(&place, row)?,
                Ok(FlatTable::Articles) => {
                    self.tables.push(file);
                    return Ok(());
                }
                // The others of the file are no better.
                Err(message) => {
                    self.fail(&ReadError::new(place, message));
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Has an attribution wait.
    fn wait(&mut self, place: &str, row: Map<String, Value>) -> anyhow::Result<()> {
        let ordinal = row.get("ordinal").and_then(Value::as_i64).unwrap_or(-1);
        let wanted = wanted_by(&row);
        let row = Value::Object(row).to_string();
        Ok(self.stage.put(&wanted, ordinal, place, &row)?)
    }

    fn articles(&mut self, progress: &mut Progress) -> anyhow::Result<()> {
        for file in std::mem::take(&mut self.tables) {
            let Ok(mut rows) = TableRows::open(&file) else { continue };
            loop {
                let batch: Vec<_> = rows.by_ref().take(BATCH).collect();
                if batch.is_empty() {
                    break;
                }
                self.batch(batch)?;
            }
            progress.add(1);
        }
        Ok(())
    }

    /// Takes back some articles and stores them.
    fn batch(&mut self, batch: Vec<Result<PlacedRow, ReadError>>) -> anyhow::Result<()> {
        let mut waiting = Vec::with_capacity(batch.len());
        for row in batch {
            let (place, row) = match row {
                Ok(row) => row,
                Err(error) => {
                    self.fail(&error);
                    continue;
                }
            };
            // Also of an article that cannot be used: what is wrong with it is said once.
            let rows = self.stage.take(&wanted_by(&row))?;
            match self.article(&place, row) {
                Ok(Some(article)) => waiting.push((place, article, rows)),
                Ok(None) => self.tally.unread += 1,
                Err(error) => self.fail(&error),
            }
        }
        let now = input::now();
        let mut read: Vec<Result<ReadBack, ReadError>> = waiting
            .into_par_iter()
            .map(|(place, article, rows)| read_back(&place, article, &rows, &now))
            .collect();
        // A late capture means that all later ones are compared again.
        read.sort_by_cached_key(|read| {
            let revision = read.as_ref().ok().map(|read| &read.revision);
            revision.map(|revision| (revision.key.clone(), captured(&revision.captured_at.value)))
        });
        for read in &read {
            if let Err(error) = read {
                self.fail(error);
            }
        }
        self.store_all(&read.into_iter().flatten().collect::<Vec<_>>())
    }

    /// The row of an article; none for a record that could not be read when it was extracted.
    fn article(&self, place: &str, row: Map<String, Value>) -> Result<Option<FlatArticle>, ReadError> {
        let fail = |message| ReadError::new(place.to_owned(), message);
        match table_of(&row).map_err(fail)? {
            FlatTable::Articles => {}
            FlatTable::Attributions => {
                return Err(fail("it is no article; keep the two tables apart.".to_owned()));
            }
        }
        if let Some(missing) = missing(FlatTable::Articles, &row) {
            return Err(fail(missing));
        }
        let article: FlatArticle = typed(FlatTable::Articles, row).map_err(fail)?;
        if let Some(error) = &article.error {
            self.context.ui.warn(format!("{}: was not read when it was extracted: {error}", article.place));
            return Ok(None);
        }
        Ok(Some(article))
    }

    fn store_all(&mut self, read: &[ReadBack]) -> anyhow::Result<()> {
        if read.is_empty() {
            return Ok(());
        }
        let store = match &mut self.store {
            Some(store) => store,
            None => self.store.insert(Store::open(&self.context.db)?),
        };
        for ReadBack { extractor, .. } in read {
            if !self.runs.contains_key(extractor) {
                self.runs.insert(extractor.clone(), input::begin_as(store, extractor)?);
            }
        }
        let (runs, tally) = (&self.runs, &mut self.tally);
        store.batch(|store| {
            for ReadBack { file, revision, analysis, extractor } in read {
                let stored = match store.known(revision)? {
                    Some(_) => store.capture(runs[extractor], file, revision)?,
                    None => store.ingest(runs[extractor], file, revision, analysis)?,
                };
                tally.rows.insert(stored.article_id);
                match stored.outcome {
                    IngestOutcome::Unchanged => tally.known_captures += 1,
                    _ => tally.new_revisions += 1,
                }
            }
            Ok::<(), StoreError>(())
        })?;
        Ok(())
    }

    fn end(mut self, as_json: bool) -> anyhow::Result<Outcome> {
        let (left, places) = self.stage.left()?;
        self.tally.without_article = left;
        self.tally.articles = self.tally.rows.len();
        if let Some(place) = places.first() {
            let rows = counted(left, "attribution has", "attributions have");
            let message = format!(
                "{rows} no article in these files that could be used; name the table of articles, too."
            );
            self.fail(&ReadError::new(place.clone(), message));
        }
        if let Some(store) = &mut self.store {
            for &run in self.runs.values() {
                store.end_run(run)?;
            }
        }
        let tally = &self.tally;
        let mut out = self.context.ui.out();
        if as_json {
            writeln!(out, "{}", serde_json::to_string(tally)?)?;
        } else {
            writeln!(
                out,
                "{}: {} new, {} already known",
                count(tally.articles, "article", "articles"),
                count(tally.new_revisions, "revision", "revisions"),
                tally.known_captures
            )?;
        }
        out.flush()?;
        Ok(Outcome::failed_if(tally.failed > 0))
    }
}

/// What an attribution waits for, and what an article is: a revision, as it was captured then.
fn wanted_by(row: &Map<String, Value>) -> String {
    let text = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default();
    format!("{} {}", text("revision_id"), text("captured_at"))
}

/// Which table a row is of, if its columns can be read.
fn table_of(row: &Map<String, Value>) -> Result<FlatTable, String> {
    let table = if row.contains_key("attribution_id") {
        FlatTable::Attributions
    } else if row.contains_key("text_sha256") {
        FlatTable::Articles
    } else {
        return Err(
            "it is no row of `onrecord extract --out`: it has neither attribution_id nor text_sha256."
                .to_owned(),
        );
    };
    let version = row.get("schema_version").and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
    let version = version.ok_or("its column schema_version is missing; extract it again.")?;
    check_version(version).map_err(|why| format!("{why}."))?;
    Ok(table)
}

impl FlatTable {
    fn columns(self) -> &'static [ViewColumn] {
        columns_of(TABLES[usize::from(self == Self::Attributions)])
    }
}

/// A sentence about the columns that a row lacks. None may: what is nowhere said is not the same as what is empty.
fn missing(table: FlatTable, row: &Map<String, Value>) -> Option<String> {
    let names = table.columns().iter().map(|column| column.name).filter(|name| !row.contains_key(*name));
    let (names, remedy): (Vec<_>, _) =
        (names.collect(), "write every column as `onrecord extract --out` does, also where it is null");
    match &names[..] {
        [] => None,
        [name] => Some(format!("its column {name} is missing; {remedy}.")),
        [names @ .., last] => {
            Some(format!("its columns {} and {last} are missing; {remedy}.", names.join(", ")))
        }
    }
}

/// A row as it was before it was written: lists and objects may be JSON in a text.
fn typed<T: DeserializeOwned>(table: FlatTable, mut row: Map<String, Value>) -> Result<T, String> {
    for column in table.columns() {
        let Some(value) = row.get_mut(column.name) else { continue };
        if let (ViewType::Array | ViewType::Object, Value::String(json)) = (column.kind, &*value) {
            *value =
                serde_json::from_str(json).map_err(|_| format!("its column {} is no JSON.", column.name))?;
        }
    }
    // A value is read behind its name, so where one does not fit, the last name is its.
    let last = Cell::new("");
    let known = |name: &str| table.columns().iter().find(|column| column.name == name).map(|c| c.name);
    let values: Vec<_> = row.clone().into_iter().filter(|(name, _)| known(name).is_some()).collect();
    let values = values.into_iter().inspect(|(name, _)| last.set(known(name).unwrap_or_default()));
    T::deserialize(MapDeserializer::<_, serde_json::Error>::new(values)).map_err(|_| {
        let name = last.get();
        match row.get(name) {
            None | Some(Value::Null) => format!("its column {name} is empty; extract it again."),
            Some(value) => {
                format!("its column {name} holds {}, which it never does; extract it again.", short(value))
            }
        }
    })
}

/// A value as JSON, cut where it is long.
fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(LONGEST_VALUE) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// An article as it was when it was extracted.
struct ReadBack {
    /// Where it came from, as `add` notes it.
    file: String,
    revision: Revision,
    analysis: Analysis,
    extractor: String,
}

fn read_back(place: &str, article: FlatArticle, rows: &[String], now: &str) -> Result<ReadBack, ReadError> {
    let fail = |message: String| ReadError::new(place.to_owned(), format!("{message}."));
    let (from, extractor) = (article.place.clone(), article.extractor.clone());
    let extractor = extractor.ok_or_else(|| fail("its column extractor is empty".to_owned()))?;
    let rows: Vec<FlatAttribution> = rows
        .iter()
        .map(|row| {
            serde_json::from_str(row).map_err(|_| "a row is no JSON.".to_owned()).and_then(
                |row: Map<String, Value>| match missing(FlatTable::Attributions, &row) {
                    Some(missing) => Err(missing),
                    None => typed(FlatTable::Attributions, row),
                },
            )
        })
        .collect::<Result<_, _>>()
        .map_err(|why: String| ReadError::new(place.to_owned(), format!("of its attributions, {why}")))?;
    let taken = catch_unwind(AssertUnwindSafe(|| taken_back(article, rows, now)));
    let taken =
        taken.unwrap_or_else(|_| Err("it cannot be taken back; please report it as a bug".to_owned()));
    let (revision, analysis) = taken.map_err(fail)?;
    Ok(ReadBack { file: file_of(&from), revision, analysis, extractor })
}

/// The file of a record as `add` notes it, where it is on this machine; else the place as it is.
fn file_of(place: &str) -> String {
    let behind = |rest: &str| ["line ", "row ", "record "].iter().any(|word| rest.starts_with(word));
    let file = place.rsplit_once(": ").filter(|(_, rest)| behind(rest)).map_or(place, |(file, _)| file);
    if Path::new(file).is_file() { files::absolute(Path::new(file)) } else { place.to_owned() }
}

#[cfg(test)]
mod tests;
