//! `onrecord completions`: completion scripts for shells.

use super::{Cli, Context, Outcome};
use clap::CommandFactory;
use clap_complete::Shell;

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  onrecord completions bash > /etc/bash_completion.d/onrecord")]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "onrecord", &mut script);
    std::io::Write::write_all(&mut context.ui.out(), &script)?;
    Ok(Outcome::Fine)
}
