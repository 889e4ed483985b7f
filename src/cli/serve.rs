//! `onrecord serve`: the database as pages to work in.

use super::context::{Context, Outcome};
use crate::serve::{ServeOptions, serve};
use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr};

/// Work with the database in a browser on this machine
///
/// The first line on standard output is the address to open. While something can be decided there, it holds a token that
/// lets your browser in and nobody else. Every page has a lasting address, and the same as JSON under it with .json behind.
/// Nothing outside this machine is asked, and only this machine is listened to unless --listen says otherwise. Ctrl-C ends
/// it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord serve                            any free port
  onrecord serve --port 8420 --read-only    a fixed one, and nothing can be changed
  curl -s http://127.0.0.1:8420/changes.json")]
pub(super) struct Args {
    /// The port; any free one without it
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// Show everything, decide nothing; no token is needed
    #[arg(long)]
    read_only: bool,
    /// The address to listen at. Whoever can reach another than the default reads all that is in the database
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    listen: IpAddr,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let options = ServeOptions {
        db: context.db.clone(),
        address: args.listen,
        port: args.port,
        read_only: args.read_only,
        arguments: std::env::args_os()
            .skip(1)
            .map(|argument| argument.to_string_lossy().into_owned())
            .collect(),
    };
    if !args.listen.is_loopback() {
        context.ui.warn(format!("whoever can reach {} can read the database", args.listen));
    }
    let mut told = Ok(());
    serve(options, |address| {
        let mut out = context.ui.out();
        told = writeln!(out, "{address}").and_then(|()| out.flush());
    })?;
    told?;
    Ok(Outcome::Fine)
}
