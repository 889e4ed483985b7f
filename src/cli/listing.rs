//! What every listing command shares: format, columns, order and window, and writing rows to standard output.

use super::context::Context;
use crate::report::{self, Columns, Format, Listing, Row, Said, SortKey, count, grouped, unknown_column};
use crate::store::{MOST_COUNTED, MOST_DOUBTFUL, QuoteId, SortOrder, Store, StoreError};
use anyhow::anyhow;
use std::borrow::Borrow;
use std::io::Write;

/// Options of every listing.
#[derive(Debug, clap::Args)]
pub(super) struct ListingArgs {
    #[command(flatten)]
    pub(super) form: FormatArgs,
    /// Show at most this many rows
    #[arg(long, short = 'n', value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
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

    /// Whether an order is asked for.
    pub(super) fn is_sorted(&self) -> bool {
        self.sort.is_some()
    }

    /// How many rows are needed from the beginning; none where all are.
    pub(super) fn page_end(&self) -> Option<usize> {
        self.limit().filter(|_| !self.is_sorted()).map(|limit| limit.saturating_add(self.offset()))
    }

    /// Rows to leave out at the beginning.
    pub(super) fn offset(&self) -> usize {
        self.offset as usize
    }

    /// The column to sort by, which is one of `columns`.
    ///
    /// # Errors
    /// When it is none of them; the sentence names the nearest.
    pub(super) fn sort(&self, columns: &[&str]) -> anyhow::Result<Option<SortOrder>> {
        let Some(wanted) = &self.sort else { return Ok(None) };
        let column = report::plain_column(wanted.trim_start_matches('-'));
        // A table shows the number of a row under "id", and times without "at".
        let names = |known: &&&str| match column.as_str() {
            "id" => Some(**known) == columns.first().copied(),
            column => *known == &column || known.strip_suffix("_at") == Some(column),
        };
        match columns.iter().find(names) {
            Some(known) => {
                Ok(Some(SortOrder { descending: wanted.starts_with('-'), column: (*known).to_owned() }))
            }
            None => Err(anyhow!(unknown_column(&column, columns.iter().copied()))),
        }
    }

    /// How many rows there are, where a reader sees only some of them.
    pub(super) fn count_all(
        &self,
        count: impl FnOnce() -> Result<usize, StoreError>,
    ) -> anyhow::Result<Option<usize>> {
        let some = self.limit.is_some() || self.offset > 0;
        Ok(if some && !self.format().is_for_machines() { Some(count()?) } else { None })
    }

    /// A row with its quote, by which it is shown; machines get the row as it is.
    pub(super) fn said<R>(&self, store: &Store, quote: Option<QuoteId>, row: R) -> anyhow::Result<Said<R>> {
        let shown = !self.format().is_for_machines() || !self.columns.is_empty();
        Ok(Said { quote: quote.filter(|_| shown).map(|id| store.quote(id)).transpose()?, row })
    }
}

/// `--until`: the last day, or the last moment.
#[derive(Debug, clap::Args)]
pub(super) struct UntilArgs {
    /// … and on or before this date
    #[arg(long, value_name = "DATE", value_parser = super::values::time)]
    until: Option<String>,
}

impl UntilArgs {
    /// The day or moment.
    pub(super) fn get(&self) -> Option<&str> {
        self.until.as_deref()
    }
}

/// `--with-copies`: what copies say, too.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(super) struct CopiesArgs {
    /// Count and list what articles copy from earlier ones, too; it is left out where no article is named
    #[arg(long)]
    pub(super) with_copies: bool,
}

/// Options of listings that leave out doubtful rows.
#[derive(Debug, clap::Args)]
pub(super) struct SureArgs {
    /// Only rows whose quote is right, speaker and all, with at least this probability, 0 to 1
    #[arg(long, value_name = "P", default_value_t = report::DOUBTFUL, value_parser = super::values::probability)]
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

/// Options of listings that leave out what a person rejected.
#[derive(Debug, clap::Args)]
pub(super) struct RejectedArgs {
    /// What a person rejected with `onrecord review`, too
    #[arg(long)]
    pub(super) with_rejected: bool,
}

impl RejectedArgs {
    /// Tells how many changes are left out because a person rejected them.
    pub(super) fn tell_left_out(&self, context: &Context, changes: usize) {
        if changes > 0 && !self.with_rejected {
            let ones = count(changes, "change that was rejected is", "changes that were rejected are");
            context.ui.note(format!("{ones} left out (--with-rejected)"));
        }
    }
}

/// How many doubtful rows are left out, in words.
pub(super) fn doubtful_rows(doubtful: usize) -> Option<String> {
    let ones = match doubtful {
        0..=MOST_DOUBTFUL => count(doubtful, "doubtful one", "doubtful ones"),
        _ => format!("more than {MOST_DOUBTFUL} doubtful ones"),
    };
    (doubtful > 0).then(|| format!("{ones} not shown (--all)"))
}

/// Writes rows that are at hand, those that the options want; returns how many there are.
pub(super) fn write<R: Row>(context: &Context, args: &ListingArgs, rows: &[R]) -> anyhow::Result<usize> {
    write_of(context, args, rows, None)
}

/// As [`write`], where there are `all` rows and only the first are at hand.
pub(super) fn write_of<R: Row>(
    context: &Context,
    args: &ListingArgs,
    rows: &[R],
    all: Option<usize>,
) -> anyhow::Result<usize> {
    let left_out = LeftOut { all: all.or(Some(rows.len())), doubtful: 0 };
    let wanted: Vec<&R> = wanted::<R, &R>(args, rows.iter().collect(), usize::MAX)?;
    stream(context, args, left_out, |listing| wanted.into_iter().try_for_each(|row| Ok(listing.row(row)?)))?;
    Ok(rows.len())
}

/// Of rows that are at hand those that the options want, in their order; `most` where no number was given.
pub(super) fn wanted<R: Row, B: Borrow<R>>(
    args: &ListingArgs,
    mut rows: Vec<B>,
    most: usize,
) -> anyhow::Result<Vec<B>> {
    if let Some(sort) = &args.sort {
        let key = |row: B| anyhow::Ok((SortKey::of(row.borrow(), sort.trim_start_matches('-'))?, row));
        let mut keyed = rows.into_iter().map(key).collect::<anyhow::Result<Vec<_>>>()?;
        keyed.sort_by(|(one, _), (two, _)| one.compare(two, sort.starts_with('-')));
        rows = keyed.into_iter().map(|(_, row)| row).collect();
    }
    Ok(rows.into_iter().skip(args.offset()).take(args.limit().unwrap_or(most)).collect())
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

/// What a listing does not show.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct LeftOut {
    /// How many rows there are in all; `None` where all are shown, or nobody counted.
    pub(super) all: Option<usize>,
    /// How many rows more are doubtful.
    pub(super) doubtful: usize,
}

/// Writes the rows that `each` gives, and below them what is left out; returns how many were written.
pub(super) fn stream<R: Row>(
    context: &Context,
    args: &ListingArgs,
    left_out: LeftOut,
    each: impl FnOnce(&mut Counted<'_, R>) -> anyhow::Result<()>,
) -> anyhow::Result<usize> {
    let mut out = context.ui.paged();
    let columns = Columns::new(&args.columns);
    let inner = report::listing::<R>(args.format(), context.ui.width(), columns, &mut out);
    let mut counted = Counted { inner, rows: 0 };
    each(&mut counted)?;
    counted.inner.finish()?;
    let shown = counted.rows;
    drop(counted);
    let told: Vec<String> =
        [rest(shown, left_out.all), doubtful_rows(left_out.doubtful)].into_iter().flatten().collect();
    if args.format() == Format::Table && !told.is_empty() && !context.ui.is_quiet() {
        writeln!(out, "{}{}", if shown > 0 { "\n" } else { "" }, told.join("; "))?;
        out.flush()?;
    } else {
        out.flush()?;
        drop(out);
        told.iter().for_each(|told| context.ui.note(told));
    }
    Ok(shown)
}

/// A listing that counts its rows.
pub(super) struct Counted<'w, R> {
    inner: Box<dyn Listing<R> + 'w>,
    rows: usize,
}

impl<R> Counted<'_, R> {
    /// Writes one row.
    pub(super) fn row(&mut self, row: &R) -> std::io::Result<()> {
        self.rows += 1;
        self.inner.row(row)
    }
}

/// "50 of 731 shown", where not all are.
fn rest(shown: usize, all: Option<usize>) -> Option<String> {
    let n = |n: usize| grouped(n as u64);
    match all? {
        all if shown >= all => None,
        all if all > MOST_COUNTED => {
            Some(format!("{} of more than {} shown", n(shown), n(MOST_COUNTED.max(shown))))
        }
        all => Some(format!("{} of {} shown", n(shown), n(all))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_told() {
        assert_eq!(rest(50, Some(731)).as_deref(), Some("50 of 731 shown"));
        assert_eq!(rest(50, Some(MOST_COUNTED + 1)).as_deref(), Some("50 of more than 1,000 shown"));
        assert_eq!(doubtful_rows(4312).as_deref(), Some("more than 100 doubtful ones not shown (--all)"));
        assert_eq!((rest(7, Some(7)), rest(7, None)), (None, None));
        assert_eq!(doubtful_rows(1).as_deref(), Some("1 doubtful one not shown (--all)"));
        assert_eq!(doubtful_rows(0), None);
    }
}
