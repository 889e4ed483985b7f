//! Sources: where captures come from, one file each. Each gives [`Capture`]s, the bytes of one page as it was seen at
//! one time, and everything after them is the same whatever the source.
//!
//! * [`warc`] reads web archives (WARC, plain or gzipped), [`wacz`] the packages that hold them,
//! * `fetch` asks a server for a page; it is there with the feature of that name only,
//! * `listing` reads feeds and sitemaps (`sitemap`), which name pages,
//! * `message` takes an HTTP response apart.
//!
//! A source is lazy and bounded: it holds one capture at a time, gives each error in its place and goes on.

pub mod capture;
#[cfg(feature = "fetch")]
pub mod fetch;
mod filter;
#[cfg(feature = "fetch")]
pub mod listing;
mod members;
mod message;
mod payloads;
#[cfg(feature = "fetch")]
mod sitemap;
mod thresholds;
pub mod wacz;
pub mod warc;
#[cfg(test)]
mod warc_cases;

pub use capture::{Absence, Again, Capture, Sighting, now};
pub use filter::{Filter, FilterError};

use crate::article::ReadError;

/// Something that gives captures, one after the other; each right or wrong on its own.
pub trait Source {
    /// The next capture; `None` at the end. An error is one capture's, and the next call goes on behind it.
    fn next_capture(&mut self) -> Option<Result<Sighting, ReadError>>;
}
