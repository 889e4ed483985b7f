//! Queries: one file per listing, each over a view of `schema.sql`.
//!
//! A row struct has the columns of its view as fields, by name, so that JSON, CSV and Datasette show the same words.
//! Listings that may be huge call a function for each row; the rest come as a `Vec`.

mod annotations;
mod articles;
mod as_of;
mod captures;
mod changes;
mod citations;
mod claims;
mod copies;
mod explain;
mod feeds;
mod filter;
mod gone;
#[cfg(test)]
mod kept_tests;
mod outlets;
mod proposals;
mod quotes;
mod reviews;
mod search;
mod sieve;
mod speakers;
#[cfg(test)]
mod tests;
mod topics;
mod typed_times;
mod unnamed;
mod views;
mod wordings;

pub use super::spans::Json;
pub use annotations::{AnnotationFilter, AnnotationRow};
pub use articles::{AlarmRow, ArticleFilter, ArticleRow, RevisionRow, TouchRow};
pub use as_of::ClaimsAsOf;
pub use captures::{CaptureFilter, CaptureRow, ExchangeRow};
pub use changes::{ChangeFilter, ChangeRow, CorrectionRow};
pub use citations::Cited;
pub use claims::{ClaimFilter, ClaimRow, HistoryRow};
pub use copies::CopyRow;
pub use explain::{ChangeExplanation, Explanation};
pub use feeds::FeedRow;
pub(super) use filter::name_of;
pub use filter::{MOST_COUNTED, MOST_DOUBTFUL, SortOrder};
pub use gone::GoneChange;
pub use outlets::{OutletFilter, OutletRow};
pub use proposals::Proposal;
pub use quotes::{GreppedQuotes, QuoteFilter, QuoteRow};
pub use reviews::{ReviewEventRow, ReviewExample, ReviewFilter, ReviewRow, ReviewState, Subject};
pub use search::{Scope, SearchFilter, SearchHit};
pub use speakers::{SpeakerFilter, SpeakerRow};
pub use topics::TopicRow;
pub(super) use topics::{MAIN_FIRST, topic_rows};
pub use typed_times::{typed_duration, typed_time};
pub use unnamed::{By, UnnamedFilter, UnnamedRow};
pub use views::{ViewColumn, ViewTable, ViewType};

/// Declares a row struct whose fields are the columns of a view, and how to read it.
macro_rules! row {
    ($(#[$meta:meta])* $name:ident from $view:literal { $($(#[$doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        pub struct $name {
            $($(#[$doc])* pub $field: $type,)*
        }

        impl $name {
            /// The columns, in the order of the fields.
            pub const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),*];

            pub(in crate::store) fn select() -> String {
                format!("SELECT {} FROM {}", Self::COLUMNS.join(", "), $view)
            }

            pub(in crate::store) fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
                let mut columns = 0..;
                let mut next = || columns.next().unwrap_or_default();
                Ok(Self { $($field: row.get(next())?,)* })
            }
        }
    };
}
use row;
