//! What every listing command shares: the choice of format, the limit, and writing rows to standard output.

use super::context::Context;
use crate::report::{self, Format, Listing, Row};
use std::io::Write;

/// Options of every listing.
#[derive(Debug, clap::Args)]
pub(super) struct ListingArgs {
    /// Output format
    #[arg(long, short, value_enum, default_value_t)]
    pub(super) format: Format,
    /// Show at most this many rows
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<u32>,
}

impl ListingArgs {
    /// The largest number of rows to show.
    pub(super) fn limit(&self) -> Option<usize> {
        self.limit.map(|n| n as usize)
    }
}

/// Writes rows that are at hand.
pub(super) fn write<R: Row>(context: &Context, format: Format, rows: &[R]) -> anyhow::Result<()> {
    stream(context, format, |listing| rows.iter().try_for_each(|row| Ok(listing.row(row)?))).map(drop)
}

/// Writes rows as `each` produces them; returns the number of rows.
pub(super) fn stream<R: Row>(
    context: &Context,
    format: Format,
    each: impl FnOnce(&mut dyn Listing<R>) -> anyhow::Result<()>,
) -> anyhow::Result<u64> {
    let mut out = context.ui.out();
    let mut counted = Counted { inner: report::listing::<R>(format, context.ui.width(), &mut out), rows: 0 };
    each(&mut counted)?;
    counted.inner.finish()?;
    let rows = counted.rows;
    drop(counted);
    out.flush()?;
    Ok(rows)
}

/// A listing that counts its rows.
struct Counted<'w, R> {
    inner: Box<dyn Listing<R> + 'w>,
    rows: u64,
}

impl<R> Listing<R> for Counted<'_, R> {
    fn row(&mut self, row: &R) -> std::io::Result<()> {
        self.rows += 1;
        self.inner.row(row)
    }

    fn finish(&mut self) -> std::io::Result<()> {
        self.inner.finish()
    }
}
