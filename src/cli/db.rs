//! `onrecord db`: checks, backups and upgrades of the database file.

use super::context::{Context, Outcome};
use crate::report::count;
use crate::store::{Store, StoreError};
use clap::Subcommand;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Check, back up or upgrade the database
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  onrecord db check\n  onrecord db backup onrecord-2026-03-01.db")]
pub(super) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Check that the file is intact and that every stored span gives exactly the stored text
    Check,
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
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    match &args.action {
        Action::Check => check(context),
        Action::Backup { to } => backup(context, to),
        Action::Migrate => migrate(context),
    }
}

fn check(context: &Context) -> anyhow::Result<Outcome> {
    let check = Store::open_read_only(&context.db)?.check()?;
    let mut out = context.ui.out();
    for problem in &check.problems {
        writeln!(out, "{}: {}", problem.place, problem.problem)?;
    }
    let articles = count(usize::try_from(check.articles)?, "article", "articles");
    let revisions = count(usize::try_from(check.revisions)?, "revision", "revisions");
    let spans = count(usize::try_from(check.spans)?, "span", "spans");
    let verdict = if check.problems.is_empty() { "all is well" } else { "there are problems" };
    writeln!(out, "{verdict}: {articles}, {revisions}, {spans} checked")?;
    out.flush()?;
    Ok(Outcome::failed_if(!check.problems.is_empty()))
}

fn backup(context: &Context, to: &Path) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&context.db)?;
    store.backup(to)?;
    let mut out = context.ui.out();
    writeln!(out, "{} is now a copy of {}", to.display(), store.path().display())?;
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
