//! `onrecord db`: checks, backups and upgrades of the database file.

use super::context::{Context, Outcome};
use crate::report::{count, grouped};
use crate::store::{Store, StoreError, Thoroughness, datasette};
use anyhow::Context as _;
use clap::Subcommand;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Check, back up, upgrade or describe the database
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  onrecord db check\n  onrecord db check --quick\n  onrecord db backup onrecord-2026-03-01.db"
)]
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
        Thoroughness::Full => format!("{} checked", count(usize::try_from(check.spans)?, "span", "spans")),
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
