//! `onrecord history`: every wording of one claim.

use super::context::{Context, Outcome};
use super::listing::{self, ListingArgs, RejectedArgs};
use crate::report::{Said, write_history};
use crate::store::{ClaimId, HistoryRow, Store};
use std::collections::HashSet;
use std::io::Write;

/// Show every wording of one claim, with what changed from one to the next
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  onrecord history 12      12 is a claim's number from `onrecord claims`")]
pub(super) struct Args {
    /// The claim's number
    #[arg(value_parser = super::values::row::<ClaimId>)]
    claim: ClaimId,
    #[command(flatten)]
    rejected: RejectedArgs,
    #[command(flatten)]
    listing: ListingArgs,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&context.db)?;
    let said = |row: HistoryRow| {
        anyhow::Ok(Said { quote: row.quote_id.map(|id| store.quote(id)).transpose()?, row })
    };
    let steps = store.history(args.claim, args.rejected.with_rejected)?;
    let rejected: HashSet<_> = steps.iter().filter(|step| step.rejected).map(|step| step.revision).collect();
    let mut steps = steps.into_iter().map(said).collect::<anyhow::Result<Vec<_>>>()?;
    if args.listing.is_plain_table() {
        steps.truncate(args.listing.limit().unwrap_or(usize::MAX));
        let mut out = context.ui.paged();
        write_history(&steps, &mut out)?;
        out.flush()?;
        drop(out);
    } else {
        listing::write(context, &args.listing, &steps)?;
    }
    args.rejected.tell_left_out(context, rejected.len());
    Ok(Outcome::Fine)
}
