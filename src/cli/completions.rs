//! `onrecord completions`: completion scripts for shells.

use super::context::{Context, Outcome};
use clap_complete::Shell;
use std::io::Write;

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  onrecord completions bash > /etc/bash_completion.d/onrecord")]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

/// `program` is the definition of the whole command line.
pub(super) fn run(context: &Context, args: &Args, program: &mut clap::Command) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, program, "onrecord", &mut script);
    let mut out = context.ui.out();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Outcome::Fine)
}
