//! Sources: where captures come from, one file each. Each gives [`Capture`]s, the bytes of one page as it was seen at
//! one time, and everything after them is the same whatever the source.
//!
//! * [`warc`] reads web archives (WARC, plain or gzipped), [`wacz`] the packages that hold them,
//! * [`csv`] and [`parquet`] read tables, [`json`] news items of agencies and annotations ([`hypothesis`]),
//! * [`claim_reviews`] reads what others have checked, which is compared and not stored,
//! * [`diffengine`] and [`newsdiffs`] read what these programs kept, so that one can move here with its history,
//! * [`rows`] reads tables that are no articles, whatever columns they have,
//! * [`texts`] takes the files that `article` reads, and [`open`] says which of all these reads a file,
//! * `fetch` asks a server for a page; it is there with the feature of that name only,
//! * `listing` reads feeds and sitemaps (`sitemap`), which name pages,
//! * `wayback` asks an archive such as the Wayback Machine for the captures of an address, with that feature too,
//! * `message` takes an HTTP response apart.
//!
//! A source is lazy and bounded: it holds one capture at a time, gives each error in its place and goes on.

pub mod capture;
pub mod claim_reviews;
pub mod columns;
pub mod csv;
mod database;
pub mod diffengine;
#[cfg(feature = "fetch")]
pub mod fetch;
mod filter;
mod git;
pub mod hypothesis;
pub mod json;
#[cfg(feature = "fetch")]
pub mod listing;
mod members;
mod message;
pub mod newsdiffs;
pub mod open;
mod packed;
#[cfg(feature = "parquet")]
pub mod parquet;
mod payloads;
pub mod rows;
#[cfg(feature = "fetch")]
mod sitemap;
pub mod texts;
mod thresholds;
pub mod wacz;
pub mod warc;
#[cfg(test)]
mod warc_cases;
#[cfg(test)]
mod warc_tests;
#[cfg(feature = "fetch")]
pub mod wayback;

pub use capture::{Absence, Again, Capture, Ready, Sighting, now};
pub use columns::{ColumnsError, TableColumns};
pub use filter::{Filter, FilterError};
pub use hypothesis::Annotation;
pub use open::{AnySource, OpenOptions};

use crate::article::ReadError;

/// Something that gives captures, one after the other; each right or wrong on its own.
pub trait Source {
    /// The next capture; `None` at the end. An error is one capture's, and the next call goes on behind it.
    fn next_capture(&mut self) -> Option<Result<Sighting, ReadError>>;
}
