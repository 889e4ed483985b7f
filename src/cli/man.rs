//! `onrecord man`: manual pages.

use super::context::{Context, Outcome};
use anyhow::Context as _;
use std::io::Write;
use std::path::PathBuf;

/// Print the manual page, or write one per command into a folder
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  onrecord man | man -l -\n  onrecord man /usr/local/share/man/man1")]
pub(super) struct Args {
    /// Write the pages of all commands into this folder
    folder: Option<PathBuf>,
}

/// `program` is the definition of the whole command line.
pub(super) fn run(context: &Context, args: &Args, program: clap::Command) -> anyhow::Result<Outcome> {
    if let Some(folder) = &args.folder {
        clap_mangen::generate_to(program, folder)
            .with_context(|| format!("the manual pages cannot be written to {}", folder.display()))?;
    } else {
        let mut page = Vec::new();
        clap_mangen::Man::new(program).render(&mut page)?;
        let mut out = context.ui.out();
        out.write_all(&page)?;
        out.flush()?;
    }
    Ok(Outcome::Fine)
}
