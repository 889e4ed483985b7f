//! `onrecord db`: checks, backups and upgrades of the database file.

use super::context::{Context, Outcome};
use super::empty::AskedFor;
use super::input;
use super::listing::UntilArgs;
use super::{db_import, db_merge};
use crate::report::{count, grouped};
use crate::store::{CaptureFilter, Store, StoreError, Thoroughness, datasette};
use anyhow::{Context as _, bail};
use clap::Subcommand;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Check, back up, upgrade or describe the database
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord db check
  onrecord db check --quick
  onrecord db backup onrecord-2026-03-01.db
  onrecord db merge monday.db tuesday.db --db week.db
  onrecord db import quotes.parquet
  onrecord db space
  onrecord db forget-raw --repeats --until 2026-02")]
pub(super) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Check that the file is intact, that every text is the one that was captured, and that every value and span fits it
    Check {
        /// Only the pages of the file and the references between rows, not what the rows say
        #[arg(long)]
        quick: bool,
    },
    /// Copy the database to a new file, also while another program writes to it
    Backup {
        /// The new file; an existing one is never overwritten
        to: PathBuf,
    },
    /// Bring the database of an older onrecord up to date; what was captured and decided stays as it is
    ///
    /// Commands that write do this automatically. Afterwards `onrecord reextract` reads the articles again with this
    /// version's rules.
    Migrate,
    /// Take in what other databases hold: articles that are one become one, and every decision is kept
    ///
    /// The database is the one of --db, and is made if there is none; the others are only read. Nothing is extracted again.
    /// Each comes whole or not at all, so after a merge that was stopped the same command goes on. Where two decided
    /// otherwise the newer decision holds and both are kept; the conflicts are listed.
    Merge {
        /// The other databases
        #[arg(required = true, value_name = "DATABASE")]
        from: Vec<PathBuf>,
        /// Say what each brought as one JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Take in the tables that `onrecord extract --out` wrote, or an engine that ran the same; nothing is extracted again
    ///
    /// Give the table of attributions, and the articles beside it are found; or a folder with both. Statements, figures,
    /// speakers, claims and changes are made as `add` makes them. What went over the wire is not in such tables.
    Import {
        /// Tables (.parquet, .jsonl) or folders of them
        #[arg(required = true, value_name = "TABLE|FOLDER")]
        from: Vec<PathBuf>,
        /// Say what came of it as a JSON object
        #[arg(long)]
        json: bool,
    },
    /// Say how much the pages take that were kept as they came, and the rest of the database
    Space,
    /// Drop kept bytes of pages for space; texts, hashes and headers stay. Says what would go; with --yes it goes
    ///
    /// What was dropped cannot be exported or shown to anybody again. Bytes that a capture outside the chosen ones has,
    /// too, are kept. It is noted which run dropped what.
    ForgetRaw {
        /// Only of captures that showed a known text again: the first of each revision stays
        #[arg(long)]
        repeats: bool,
        /// Only of this article: its number, or part of its address or headline
        #[arg(long, value_name = "ARTICLE")]
        article: Option<String>,
        /// Only of outlets whose name contains these words
        #[arg(long, value_name = "NAME")]
        outlet: Option<String>,
        /// Only of what was captured on or after this date …
        #[arg(long, value_name = "DATE", value_parser = super::values::time)]
        since: Option<String>,
        #[command(flatten)]
        until: UntilArgs,
        /// Do it
        #[arg(long)]
        yes: bool,
    },
    /// Write datasette.yaml and metadata.yaml: titles, descriptions, facets and queries for Datasette
    ///
    /// `datasette onrecord.db -c datasette.yaml -m metadata.yaml` shows the database with them; before Datasette 1.0 leave
    /// out `-c datasette.yaml`. Fill in the licence first.
    Datasette {
        /// The folder for the two files; existing ones are never overwritten
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    match &args.action {
        Action::Check { quick } => check(context, *quick),
        Action::Backup { to } => backup(context, to),
        Action::Migrate => migrate(context),
        Action::Import { from, json } => db_import::run(context, from, *json),
        Action::Merge { from, json } => db_merge::run(context, from, *json),
        Action::Space => space(context),
        Action::ForgetRaw { repeats, article, outlet, since, until, yes } => {
            let filter = CaptureFilter {
                article: article.clone(),
                outlet: outlet.clone(),
                since: since.clone(),
                until: until.get().map(str::to_owned),
                repeats: *repeats,
            };
            forget_raw(context, &filter, *yes)
        }
        Action::Datasette { folder } => write_datasette(context, folder),
    }
}

fn check(context: &Context, quick: bool) -> anyhow::Result<Outcome> {
    let thoroughness = if quick { Thoroughness::Quick } else { Thoroughness::Full };
    let check = Store::open_read_only(&context.db)?.check_as(thoroughness)?;
    let mut out = context.ui.out();
    for problem in &check.problems {
        writeln!(out, "{}: {}", problem.place, problem.problem)?;
    }
    if check.more_problems > 0 {
        writeln!(out, "… and {} more", grouped(check.more_problems))?;
    }
    let articles = count(usize::try_from(check.articles)?, "article", "articles");
    let revisions = count(usize::try_from(check.revisions)?, "revision", "revisions");
    let verdict = if check.is_sound() { "all is well" } else { "there are problems" };
    let looked = match thoroughness {
        Thoroughness::Quick => "their texts were not looked at".to_owned(),
        Thoroughness::Full => {
            let spans = count(usize::try_from(check.spans)?, "span", "spans");
            let bodies = count(usize::try_from(check.payloads)?, "body", "bodies");
            if check.payloads > 0 {
                format!("{spans} and {bodies} checked")
            } else {
                format!("{spans} checked")
            }
        }
    };
    writeln!(out, "{verdict}: {articles}, {revisions}, {looked}")?;
    out.flush()?;
    if !check.is_sound() {
        context.ui.hint(
            "copy the file aside, then restore a backup of it; where only quotes, claims or changes are wrong, \
             `onrecord reextract` makes them again",
        );
    }
    Ok(Outcome::failed_if(!check.is_sound()))
}

fn backup(context: &Context, to: &Path) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&context.db)?;
    store.backup(to)?;
    let mut out = context.ui.out();
    writeln!(out, "{} is now a copy of {}", to.display(), store.path().display())?;
    out.flush()?;
    Ok(Outcome::Fine)
}

fn space(context: &Context) -> anyhow::Result<Outcome> {
    let size = Store::open_read_only(&context.db)?.evidence_size()?;
    let mut out = context.ui.out();
    let each = |bytes: u64| megabytes(bytes / size.articles.max(1));
    let kept = size.packed_bytes + size.head_bytes;
    writeln!(
        out,
        "{} for {}, {} an article",
        megabytes(size.file_bytes),
        count(usize::try_from(size.articles)?, "article", "articles"),
        each(size.file_bytes)
    )?;
    writeln!(
        out,
        "pages as they came: {} of it, {} an article: {} of {}, {} before packing; headers {}",
        megabytes(kept),
        each(kept),
        count(usize::try_from(size.payloads)?, "body", "bodies"),
        count(usize::try_from(size.captures)?, "capture", "captures"),
        megabytes(size.payload_bytes),
        megabytes(size.head_bytes)
    )?;
    if size.forgotten > 0 {
        writeln!(out, "dropped for space: {}", count(usize::try_from(size.forgotten)?, "body", "bodies"))?;
    }
    out.flush()?;
    Ok(Outcome::Fine)
}

fn forget_raw(context: &Context, filter: &CaptureFilter, yes: bool) -> anyhow::Result<Outcome> {
    let mut store = Store::open_existing(&context.db)?;
    let (outlet, article) = (filter.outlet.as_deref(), filter.article.as_deref());
    let missing = AskedFor { outlet, article, speaker: None }.missing(&store)?;
    if let Some(why) = missing {
        bail!("{why}");
    }
    let found = if yes {
        let run = input::begin(&mut store)?;
        let found = store.forget_payloads(run, filter)?;
        store.end_run(run)?;
        found
    } else {
        store.forgettable(filter)?
    };
    let bodies = count(usize::try_from(found.payloads)?, "body", "bodies");
    let mut out = context.ui.out();
    match yes {
        true => writeln!(out, "{bodies} dropped, {}", megabytes(found.bytes))?,
        false => writeln!(out, "{bodies} would be dropped, {}; nothing was", megabytes(found.bytes))?,
    }
    out.flush()?;
    if !yes && found.payloads > 0 {
        context.ui.hint(
            "what is dropped is gone for good; export it first (`onrecord export --warc`), then add --yes",
        );
    }
    Ok(Outcome::Fine)
}

/// Bytes for reading.
fn megabytes(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} KB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

fn write_datasette(context: &Context, folder: &Path) -> anyhow::Result<Outcome> {
    // Datasette calls a database by the name of its file.
    let store = Store::open_read_only(&context.db)?;
    let name = store.path().file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let files = [("datasette.yaml", datasette::config(&name)), ("metadata.yaml", datasette::metadata(&name))];
    // Looked at first, so that not one of the two is written alone.
    for (file, _) in &files {
        let path = folder.join(file);
        if path.exists() {
            return Err(StoreError::Exists { path }.into());
        }
    }
    let mut out = context.ui.out();
    for (file, content) in &files {
        let path = folder.join(file);
        let mut file = File::create_new(&path).with_context(|| path.display().to_string())?;
        writeln!(file, "{content:#}").with_context(|| path.display().to_string())?;
        writeln!(out, "{} is written", path.display())?;
    }
    out.flush()?;
    Ok(Outcome::Fine)
}

fn migrate(context: &Context) -> anyhow::Result<Outcome> {
    // Reading first: a file that is not there is not made.
    let told = match Store::open_read_only(&context.db) {
        Ok(store) => format!("{} is up to date", store.path().display()),
        Err(StoreError::Older { found, known, .. }) => {
            let store = Store::open(&context.db)?;
            format!("{} was upgraded from schema {found} to {known}", store.path().display())
        }
        Err(error) => return Err(error.into()),
    };
    let mut out = context.ui.out();
    writeln!(out, "{told}")?;
    out.flush()?;
    Ok(Outcome::Fine)
}
