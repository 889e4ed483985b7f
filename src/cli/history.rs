//! `onrecord history`: every wording of one claim.

use super::context::{Context, Outcome};
use super::listing::{self, ListingArgs};
use crate::report::{Format, write_history};
use crate::store::Store;
use std::io::Write;

/// Show every wording of one claim, with what changed from one to the next
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  onrecord history 12      12 is a claim's number from `onrecord claims`")]
pub(super) struct Args {
    /// The claim's number
    claim: i64,
    #[command(flatten)]
    listing: ListingArgs,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let mut steps = Store::open_read_only(&context.db)?.history(args.claim)?;
    steps.truncate(args.listing.limit().unwrap_or(usize::MAX));
    if args.listing.format == Format::Table {
        let mut out = context.ui.out();
        write_history(&steps, &mut out)?;
        out.flush()?;
    } else {
        listing::write(context, args.listing.format, &steps)?;
    }
    Ok(Outcome::Fine)
}
