//! Thresholds: what a source holds in memory at most, and what it passes over.

/// Bytes of the header of one record, and of the head of one HTTP message.
pub(super) const MAX_HEAD: usize = 256 << 10;

/// Headers of one HTTP message.
pub(super) const MAX_HEADERS: usize = 256;

/// Bytes of one page, packed or unpacked.
pub(super) const MAX_PAGE: usize = 16 << 20;

/// Bytes that are searched for the next record behind one of a false length.
pub(super) const MAX_SEARCH: u64 = 1 << 30;

/// Bytes of the index of a package that are read.
pub(super) const MAX_INDEX: u64 = 64 << 20;

/// Redirects that are followed.
#[cfg(feature = "fetch")]
pub(super) const MAX_REDIRECTS: usize = 10;

/// The longest time until a connection stands.
#[cfg(feature = "fetch")]
pub(super) const TIME_TO_CONNECT: std::time::Duration = std::time::Duration::from_secs(15);

/// The longest time from the request to the last byte of the answer.
#[cfg(feature = "fetch")]
pub(super) const TIME_TO_ANSWER: std::time::Duration = std::time::Duration::from_secs(60);

/// Bytes of pages that are kept for records that repeat one.
pub(super) const PAYLOADS: usize = 16 << 20;

/// Pages of one feed or sitemap that are taken.
#[cfg(feature = "fetch")]
pub(super) const MAX_ENTRIES: usize = 100_000;
