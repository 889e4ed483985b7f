//! What the program shows: standard output and error, colour, width, progress. The only place that writes to them.

use super::pager::{self, Paged};
use crate::report::{Width, harmless};
use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::time::{Duration, Instant};

/// How much is said beside the data.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ui {
    quiet: bool,
    /// A pager may be used.
    pager: bool,
}

const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default();

/// Columns of a table that does not go to a terminal, unless `COLUMNS` says otherwise.
const PIPED_COLUMNS: u16 = 120;

impl Ui {
    /// With `quiet`, only errors are said; with `pager`, long output on a terminal goes through one.
    pub(super) fn new(quiet: bool, pager: bool) -> Self {
        Self { quiet, pager }
    }

    /// Whether only errors are said.
    pub(super) fn is_quiet(self) -> bool {
        self.quiet
    }

    /// Standard output for data that may be long: on a terminal through the user's pager.
    pub(super) fn paged(self) -> Paged {
        let started = if self.pager && io::stdout().is_terminal() { pager::start() } else { None };
        started.unwrap_or_else(|| Paged::plain(self.out()))
    }

    /// Standard output for data: buffered, without colour where none is wanted.
    pub(super) fn out(self) -> BufWriter<AutoStream<io::StdoutLock<'static>>> {
        BufWriter::new(AutoStream::auto(io::stdout().lock()))
    }

    /// How wide a table on standard output may be, and whether it has colour.
    pub(super) fn width(self) -> Width {
        let coloured = AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
        let from_env = || std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
        let columns = if io::stdout().is_terminal() {
            terminal_size::terminal_size().map(|(width, _)| width.0)
        } else {
            from_env()
        };
        let columns = columns.unwrap_or(PIPED_COLUMNS).max(40);
        if coloured { Width::coloured(columns) } else { Width::plain(columns) }
    }

    /// Something went wrong; the run's exit code will say so too.
    pub(super) fn error(self, message: impl Display) {
        say(ERROR, "error", &message.to_string());
    }

    /// Something is doubtful, but the work continues.
    pub(super) fn warn(self, message: impl Display) {
        if !self.quiet {
            say(WARNING, "warning", &message.to_string());
        }
    }

    /// What a listing leaves out.
    pub(super) fn note(self, message: impl Display) {
        if !self.quiet {
            say(HINT, "note", &message.to_string());
        }
    }

    /// What to do next.
    pub(super) fn hint(self, message: impl Display) {
        if !self.quiet {
            say(HINT, "hint", &message.to_string());
        }
    }

    /// Progress over `total` things, shown on a terminal once the work has taken a second.
    pub(super) fn progress(self, total: u64, what: &'static str) -> Progress {
        self.progress_by("{msg} {wide_bar} {pos}/{len}  {eta} left", total, what)
    }

    /// Progress over `total` bytes.
    pub(super) fn progress_in_bytes(self, total: u64, what: &'static str) -> Progress {
        self.progress_by("{msg} {wide_bar} {bytes}/{total_bytes}  {eta} left", total, what)
    }

    fn progress_by(self, template: &str, total: u64, what: &'static str) -> Progress {
        let hidden = self.quiet || !io::stderr().is_terminal();
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden())
            .with_style(style)
            .with_message(what);
        let from = (!hidden).then(|| Instant::now() + Duration::from_secs(1));
        Progress {
            bar,
            from,
            #[cfg(feature = "fetch")]
            shown: !hidden,
        }
    }
}

fn say(style: Style, label: &str, message: &str) {
    let mut err = anstream::stderr().lock();
    // If standard error itself cannot be written, there is nowhere left to report it.
    let _ = writeln!(err, "{style}{label}:{style:#} {}", harmless(message));
}

/// A progress bar.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    from: Option<Instant>,
    /// Whether it may be shown at all.
    #[cfg(feature = "fetch")]
    shown: bool,
}

impl Progress {
    /// So many are still to do; none ends the bar until there are some again.
    #[cfg(feature = "fetch")]
    pub(super) fn left(&mut self, left: u64) {
        if left == 0 {
            self.bar.reset();
            self.bar.set_draw_target(ProgressDrawTarget::hidden());
            self.from = self.shown.then(|| Instant::now() + Duration::from_secs(1));
            return;
        }
        self.add(1);
        self.bar.set_length(self.bar.position() + left);
    }

    /// `count` more are done.
    pub(super) fn add(&mut self, count: u64) {
        if self.from.is_some_and(|from| Instant::now() >= from) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.from = None;
        }
        self.bar.inc(count);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
