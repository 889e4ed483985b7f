//! Ids: the rows of each kind by a type of their own, so that none is taken for another.

#[cfg(feature = "store")]
use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, Value, ValueRef};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

/// Declares types of ids.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(i64);

        impl $name {
            /// The one with this number.
            #[must_use]
            pub const fn new(number: i64) -> Self {
                Self(number)
            }

            /// Its number.
            #[must_use]
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIntError;

            fn from_str(text: &str) -> Result<Self, ParseIntError> {
                text.parse().map(Self)
            }
        }

        #[cfg(feature = "store")]
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.0.into())
            }
        }

        impl From<i64> for $name {
            fn from(number: i64) -> Self {
                Self(number)
            }
        }

        impl From<$name> for i64 {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        #[cfg(feature = "store")]
        impl From<$name> for Value {
            fn from(id: $name) -> Self {
                Self::Integer(id.0)
            }
        }

        #[cfg(feature = "store")]
        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                i64::column_result(value).map(Self)
            }
        }
    )*};
}

ids! {
    /// An article.
    ArticleId,
    /// A revision of an article.
    RevisionId,
    /// A quote: an attribution in some revision.
    QuoteId,
    /// A statement in some revision.
    StatementId,
    /// A claim through all revisions of its article.
    ClaimId,
    /// A change from one revision to the next.
    ChangeId,
    /// A correction note.
    CorrectionId,
    /// A speaker.
    SpeakerId,
    /// An outlet.
    OutletId,
    /// A group of claims that are one.
    TopicId,
    /// A run of the program.
    RunId,
    /// A capture of an article.
    CaptureId,
    /// What somebody wrote elsewhere about a passage.
    AnnotationId,
    /// A review of a claim, a quote or a change.
    ReviewId,
    /// A step of a review.
    ReviewEventId,
    /// What a review is about: a claim, a quote or a change, as its subject says.
    SubjectId,
    /// A feed, a sitemap or a page that is watched.
    FeedId,
    /// An article that is watched.
    WatchedId,
}

/// Declares which rows a review is about.
macro_rules! subjects {
    ($($name:ident),*) => {$(
        impl From<$name> for SubjectId {
            fn from(id: $name) -> Self {
                Self(id.0)
            }
        }
    )*};
}
subjects!(ClaimId, QuoteId, ChangeId);
