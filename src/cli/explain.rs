//! `onrecord explain`: what one quote rests on.

use super::{Context, Outcome};
use crate::report::write_explanation;
use crate::store::Store;
use std::io::Write;

/// Show what one quote rests on: spans, cue, speaker evidence, scores
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  onrecord explain 12      12 is a quote's number from `onrecord quotes`")]
pub(super) struct Args {
    /// The quote's number
    quote: i64,
    /// Write every field as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let explanation = Store::open_read_only(&context.db)?.explain(args.quote)?;
    let mut out = context.ui.out();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &explanation)?;
        writeln!(out)?;
    } else {
        write_explanation(&explanation, &mut out)?;
    }
    out.flush()?;
    Ok(Outcome::Fine)
}
