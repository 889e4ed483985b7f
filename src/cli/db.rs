//! `onrecord db`: care for the database file.

use super::{Context, Outcome};
use crate::report::count;
use crate::store::Store;
use clap::Subcommand;
use std::io::Write;
use std::path::PathBuf;

/// Check or back up the database
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  onrecord db check\n  onrecord db backup onrecord-2026-03-01.db")]
pub(super) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Check that the file is whole and that every stored span slices back to its exact text
    Check,
    /// Copy the database to a new file, also while another program writes to it
    Backup {
        /// The new file; an existing one is never overwritten
        to: PathBuf,
    },
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&context.db)?;
    let mut out = context.ui.out();
    match &args.action {
        Action::Check => {
            let check = store.check()?;
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
        Action::Backup { to } => {
            store.backup(to)?;
            writeln!(out, "{} is now a copy of {}", to.display(), store.path().display())?;
            out.flush()?;
            Ok(Outcome::Fine)
        }
    }
}
