//! `add --wayback`: its options.

use crate::source::Filter;
use crate::source::wayback::{Every, INTERNET_ARCHIVE, WaybackOptions};

/// Which captures of an archive are fetched.
#[derive(Debug, clap::Args)]
pub(super) struct WaybackArgs {
    /// Fetch what a web archive captured of each address, instead of the page as it is now
    #[arg(long)]
    wayback: bool,
    /// The archive: the address below which it has its captures
    #[arg(long, value_name = "ADDRESS", default_value = INTERNET_ARCHIVE, requires = "wayback")]
    archive: String,
    /// Of its captures, one a day, week or month
    #[arg(long, value_name = "PERIOD", requires = "wayback")]
    every: Option<Period>,
}

impl WaybackArgs {
    /// What is asked of the archive; none where no archive is.
    pub(super) fn options(&self, filter: &Filter, only_list: bool) -> Option<WaybackOptions> {
        let every = self.every.map(Every::from);
        let options =
            || WaybackOptions { archive: self.archive.clone(), filter: filter.clone(), every, only_list };
        self.wayback.then(options)
    }
}

/// How far captures stand apart at least.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Period {
    Day,
    Week,
    Month,
}

impl From<Period> for Every {
    fn from(period: Period) -> Self {
        match period {
            Period::Day => Self::Day,
            Period::Week => Self::Week,
            Period::Month => Self::Month,
        }
    }
}
