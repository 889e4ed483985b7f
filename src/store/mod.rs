//! The store: everything the program knows, in one SQLite file.
//!
//! The only room that speaks SQL. [`Store`] opens, migrates, checks and copies the file (`open`, `migrations`, `check`,
//! `backup`), takes analysed revisions in (`ingest`, many to a commit by `batch`, and under it `derived` for what one
//! revision says and `lineage` for how claims continue from revision to revision), finds the article of a file that has
//! another path (`moves`, `joins`), keeps what came over the wire (`payloads`, `forget`), which articles are copies and which claims
//! one (`copies`, `matches`, `topics`), and what is watched (`watching`, `looks`), takes in other databases (`merge`), and
//! answers questions (`query`). `schema.sql`, at the top of the project, is the data model; `docs/schema.md` explains it.
//!
//! Offsets are Unicode code points in the file and in every row that comes out of a query; `spans` converts.

mod absence;
mod anchor;
mod annotation;
mod backup;
mod batch;
mod change_ids;
mod changes;
mod check;
mod check_schema;
mod copies;
mod database;
pub mod datasette;
mod decide;
mod derived;
#[cfg(test)]
pub(crate) mod dump;
mod error;
mod evidence;
mod facts;
mod file;
#[cfg(test)]
mod fixture;
mod forget;
mod ingest;
mod joins;
mod judge;
mod lineage;
mod load;
mod looks;
mod matches;
mod members;
mod merge;
mod migrations;
mod moves;
mod names;
mod open;
mod outlets;
mod payloads;
mod query;
mod reextract;
mod review;
mod rules;
mod run;
mod said;
mod sightings;
mod spans;
mod speakers;
mod stage;
mod standing;
mod topics;
#[cfg(test)]
mod topics_tests;
mod typed;
mod watching;

pub use crate::ids::{
    AnnotationId, ArticleId, CaptureId, ChangeId, ClaimId, CorrectionId, FeedId, OutletId, QuoteId,
    ReviewEventId, ReviewId, RevisionId, RunId, SpeakerId, StatementId, SubjectId, TopicId, WatchedId,
};
pub use annotation::AnnotationPlace;
pub(crate) use backup::Unfinished;
pub use check::{Check, Problem, Thoroughness};
pub use database::Store;
pub(crate) use error::why_refused;
pub use error::{DecisionRemedy, RowKind, StoreError};
pub use forget::Forgotten;
pub use ingest::{IngestOutcome, Ingested};
pub use looks::{ArticleText, Look};
pub use matches::{CheckedMatch, MatchFilter, MatchRow, QuoteVariant};
pub use members::TopicMember;
pub use merge::{MergeConflict, MergeReport, MergeSource};
pub use moves::{FileArticles, Former, FormerKey};
pub use names::{ImportTally, SpeakerEntry};
pub use payloads::{EvidenceSize, StoredPayload};

pub use query::{
    AlarmRow, AnnotationFilter, AnnotationRow, ArticleFilter, ArticleRow, By, CaptureFilter, CaptureRow,
    ChangeExplanation, ChangeFilter, ChangeRow, Cited, ClaimFilter, ClaimRow, ClaimsAsOf, CopyRow,
    CorrectionRow, ExchangeRow, Explanation, FeedRow, GoneChange, GreppedQuotes, HistoryRow, Json,
    MOST_COUNTED, MOST_DOUBTFUL, OutletFilter, OutletRow, Proposal, QuoteFilter, QuoteRow, ReviewEventRow,
    ReviewExample, ReviewFilter, ReviewRow, ReviewState, RevisionRow, Scope, SearchFilter, SearchHit,
    SortOrder, SpeakerFilter, SpeakerRow, Subject, TopicRow, TouchRow, UnnamedFilter, UnnamedRow, ViewColumn,
    ViewTable, ViewType, typed_duration, typed_time,
};
pub use review::{NewEvent, RejectReason, ReviewAction, ReviewSeen};
pub(crate) use run::captured;
pub use stage::RowStage;
pub use topics::{DecidedMatch, MatchUpdate, SplitMatch};
pub use watching::{Feed, HostPause, Listed, WatchState, Watched};
