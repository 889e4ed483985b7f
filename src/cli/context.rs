//! Context: what every command is given, and how it ends.

use super::ui::Ui;
use std::path::PathBuf;
use std::process::ExitCode;

/// What commands share: the terminal and the path of the database.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) ui: Ui,
    pub(super) db: PathBuf,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Fine,
    ChangesFound,
    /// Part of the work failed and was reported; the rest is done.
    Failed,
}

impl Outcome {
    /// `Failed` when something did, else `Fine`.
    pub(super) fn failed_if(failed: bool) -> Self {
        if failed { Self::Failed } else { Self::Fine }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Fine => Self::SUCCESS,
            Outcome::ChangesFound => Self::from(1),
            Outcome::Failed => Self::from(2),
        }
    }
}
