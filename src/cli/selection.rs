//! Which changes to show, and in which order: what `changes`, `diff` and `report` share.

use crate::diff::Severity;
use crate::report::Order;
use clap::ValueEnum;

/// Options of every command that lists changes.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub(super) struct Selection {
    /// Only changes of at least this severity
    #[arg(long, value_enum, value_name = "SEVERITY", alias = "severity")]
    min_severity: Option<Least>,
    /// Order of the changes; their numbers are always those of the order of the text
    #[arg(long, value_enum, value_name = "ORDER", default_value_t)]
    pub(super) order: Order,
}

impl Selection {
    /// The lowest severity to show.
    pub(super) fn least(&self) -> Severity {
        self.min_severity.map(Severity::from).unwrap_or_default()
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Least {
    /// Ordinary updates: worth seeing in a list
    Low,
    /// Must be looked at again
    Medium,
    /// What was checked is no longer what is said
    High,
}

impl From<Least> for Severity {
    fn from(least: Least) -> Self {
        match least {
            Least::Low => Self::Low,
            Least::Medium => Self::Medium,
            Least::High => Self::High,
        }
    }
}
