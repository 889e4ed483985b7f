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

/// Options of listings that leave out doubtful rows.
#[derive(Debug, clap::Args)]
pub(super) struct SureArgs {
    /// Only rows whose quote is right, speaker and all, with at least this probability, 0 to 1
    #[arg(long, value_name = "P", default_value_t = SURE, value_parser = parse_probability)]
    min_confidence: f64,
    /// Doubtful rows, too
    #[arg(long, conflicts_with = "min_confidence")]
    all: bool,
}

/// Rows that are rather wrong than right wait until they are asked for.
const SURE: f64 = 0.5;

impl SureArgs {
    /// The least confidence of a row; none where all are wanted.
    pub(super) fn least(&self) -> Option<f64> {
        (!self.all).then_some(self.min_confidence)
    }

    /// Says how many rows were left out as doubtful.
    pub(super) fn tell(&self, context: &Context, doubtful: usize) {
        if doubtful > 0 {
            let rows = report::count(doubtful, "doubtful row is", "doubtful rows are");
            context.ui.note(format!("{rows} not shown; --all shows them"));
        }
    }
}

/// A probability as typed.
pub(super) fn parse_probability(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|p| (0.0..=1.0).contains(p));
    number.ok_or_else(|| "not a number from 0 to 1, such as 0.8".to_owned())
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
