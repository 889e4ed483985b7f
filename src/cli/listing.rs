//! What every listing command shares: format, columns, order and window, and writing rows to standard output.

use super::context::Context;
use crate::report::{self, Columns, Format, Row, SortKey, count, grouped};
use std::fmt;
use std::io::Write;

/// Options of every listing.
#[derive(Debug, clap::Args)]
pub(super) struct ListingArgs {
    #[command(flatten)]
    pub(super) form: FormatArgs,
    /// Show at most this many rows
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<u32>,
    /// Leave out the first N rows
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    offset: u32,
    /// Sort by this column; `-confidence` puts the highest first
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true)]
    sort: Option<String>,
    /// Show these columns, in this order; any field of the JSON is a column
    #[arg(long, value_name = "COLUMN,…", value_delimiter = ',')]
    columns: Vec<String>,
}

/// How rows are written.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct FormatArgs {
    /// Output format
    #[arg(long, short, value_enum, default_value_t)]
    format: Format,
    /// Short for --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

impl FormatArgs {
    /// The format that was asked for.
    pub(super) fn get(self) -> Format {
        if self.json { Format::Json } else { self.format }
    }
}

impl ListingArgs {
    /// The largest number of rows to show.
    pub(super) fn limit(&self) -> Option<usize> {
        self.limit.map(|n| n as usize)
    }

    /// The format that was asked for.
    pub(super) fn format(&self) -> Format {
        self.form.get()
    }

    /// Whether rows are shown for reading, and nothing is asked of columns or order.
    pub(super) fn is_plain_table(&self) -> bool {
        self.format() == Format::Table && self.columns.is_empty() && self.sort.is_none() && self.offset == 0
    }

    /// Which rows to show: at most `n` where no number was given.
    pub(super) fn at_most(&self, n: usize) -> Window {
        Window { offset: self.offset as usize, limit: self.limit().unwrap_or(n) }
    }
}

/// Which rows are shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    offset: usize,
    limit: usize,
}

impl Window {
    fn holds(self, at: usize) -> bool {
        at >= self.offset && at - self.offset < self.limit
    }

    fn end(self) -> usize {
        self.offset.saturating_add(self.limit)
    }
}

/// `--until`: the last day, or the last moment.
#[derive(Debug, clap::Args)]
pub(super) struct UntilArgs {
    /// … and on or before this date
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
}

impl UntilArgs {
    /// Whether a time is not after it; of the day that it names, every time is.
    pub(super) fn holds(&self, at: &str) -> bool {
        self.until.as_ref().is_none_or(|until| at.get(..until.len()).unwrap_or(at) <= until.as_str())
    }

    /// Whether there is such a limit.
    pub(super) fn is_given(&self) -> bool {
        self.until.is_some()
    }
}

/// Options of listings that leave out doubtful rows.
#[derive(Debug, clap::Args)]
pub(super) struct SureArgs {
    /// Only rows whose quote is right, speaker and all, with at least this probability, 0 to 1
    #[arg(long, value_name = "P", default_value_t = report::DOUBTFUL, value_parser = parse_probability)]
    min_confidence: f64,
    /// Doubtful rows, too
    #[arg(long, conflicts_with = "min_confidence")]
    all: bool,
}

impl SureArgs {
    /// The least confidence of a row; none where all are wanted.
    pub(super) fn least(&self) -> Option<f64> {
        (!self.all).then_some(self.min_confidence)
    }
}

/// How many doubtful rows are left out, in words.
pub(super) fn doubtful_rows(doubtful: usize) -> Option<String> {
    let told = format!("{} not shown (--all)", count(doubtful, "doubtful one", "doubtful ones"));
    (doubtful > 0).then_some(told)
}

/// A probability as typed.
pub(super) fn parse_probability(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|p| (0.0..=1.0).contains(p));
    number.ok_or_else(|| "not a number from 0 to 1, such as 0.8".to_owned())
}

/// Writes rows that are at hand; returns how many there are.
pub(super) fn write<R: Row + Clone>(
    context: &Context,
    args: &ListingArgs,
    rows: &[R],
) -> anyhow::Result<usize> {
    stream(context, args, args.at_most(usize::MAX), 0, Ok, |row| rows.iter().cloned().try_for_each(row))
}

/// Writes rows that are at hand in a format, all of them and in full.
pub(super) fn write_all<R: Row>(context: &Context, format: Format, rows: &[R]) -> anyhow::Result<()> {
    let mut out = context.ui.paged();
    let mut listing = report::listing::<R>(format, context.ui.width(), Columns::default(), &mut out);
    rows.iter().try_for_each(|row| listing.row(row))?;
    listing.finish()?;
    drop(listing);
    Ok(out.flush()?)
}

/// Rows beyond those shown are counted up to here.
const COUNTED: usize = 100_000;

/// Ends a listing of which no more is wanted.
#[derive(Debug)]
struct Enough;

impl fmt::Display for Enough {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no more rows are wanted")
    }
}

impl std::error::Error for Enough {}

/// Writes the rows that `each` produces, as many as the options want, and below them what is left out: the rest, and
/// `doubtful` rows that `each` did not produce. `dress` gives a row what it is shown with. Returns how many there are.
pub(super) fn stream<T, R: Row>(
    context: &Context,
    args: &ListingArgs,
    window: Window,
    doubtful: usize,
    dress: impl Fn(T) -> anyhow::Result<R>,
    each: impl FnOnce(&mut dyn FnMut(T) -> anyhow::Result<()>) -> anyhow::Result<()>,
) -> anyhow::Result<usize> {
    let for_people = matches!(args.format(), Format::Table | Format::Markdown);
    let mut out = context.ui.paged();
    let columns = Columns::new(&args.columns);
    let mut listing = report::listing::<R>(args.format(), context.ui.width(), columns, &mut out);
    let (mut all, mut sorted, mut more) = (0, Vec::new(), false);
    let done = each(&mut |row| {
        all += 1;
        if let Some(key) = &args.sort {
            let row = dress(row)?;
            sorted.push((SortKey::of(&row, key.trim_start_matches('-'))?, row));
        } else if window.holds(all - 1) {
            listing.row(&dress(row)?)?;
        } else if all > window.end() && (!for_people || all > COUNTED) {
            return Err(Enough.into());
        }
        Ok(())
    });
    done.or_else(|error| {
        more = error.is::<Enough>();
        if more { Ok(()) } else { Err(error) }
    })?;
    let descending = args.sort.as_ref().is_some_and(|key| key.starts_with('-'));
    sorted.sort_by(|(one, _), (two, _)| one.compare(two, descending));
    for (_, row) in sorted.iter().skip(window.offset).take(window.limit) {
        listing.row(row)?;
    }
    listing.finish()?;
    drop(listing);
    let shown = all.min(window.end()).saturating_sub(window.offset);
    let told: Vec<String> = [rest(shown, all, more), doubtful_rows(doubtful)].into_iter().flatten().collect();
    if args.format() == Format::Table && !told.is_empty() && !context.ui.is_quiet() {
        writeln!(out, "{}{}", if shown > 0 { "\n" } else { "" }, told.join("; "))?;
        out.flush()?;
    } else {
        out.flush()?;
        drop(out);
        told.iter().for_each(|told| context.ui.note(told));
    }
    Ok(all)
}

/// "50 of 4,312 shown", where not all are; `more` are there than were counted.
fn rest(shown: usize, all: usize, more: bool) -> Option<String> {
    let n = |n: usize| grouped(n as u64);
    match (shown, all) {
        _ if more && all > COUNTED => Some(format!("{} of more than {} shown", n(shown), n(COUNTED))),
        _ if more => Some(format!("{} shown, and there are more", n(shown))),
        (shown, all) if shown >= all => None,
        _ => Some(format!("{} of {} shown", n(shown), n(all))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_told() {
        assert_eq!(rest(50, 4312, false).as_deref(), Some("50 of 4,312 shown"));
        assert_eq!(rest(50, 100_001, true).as_deref(), Some("50 of more than 100,000 shown"));
        assert_eq!(rest(50, 51, true).as_deref(), Some("50 shown, and there are more"));
        assert_eq!(rest(7, 7, false), None);
        assert_eq!(doubtful_rows(1).as_deref(), Some("1 doubtful one not shown (--all)"));
        assert_eq!(doubtful_rows(0), None);
    }

    #[test]
    fn a_day_ends_with_its_last_moment() {
        let until = |until: &str| UntilArgs { until: Some(until.to_owned()) };
        assert!(until("2026-03-01").holds("2026-03-01T23:59:59Z"));
        assert!(!until("2026-03-01").holds("2026-03-02T00:00:00Z"));
        assert!(until("2026-03").holds("2026-03-31"));
        assert!(UntilArgs { until: None }.holds("2026-03-02"));
    }
}
