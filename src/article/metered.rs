//! Metered: how much of a file was read, for those who wait.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that were read of files, packed as they lie on the disk; one count for all its clones.
#[derive(Debug, Clone, Default)]
pub struct BytesRead(Arc<AtomicU64>);

impl BytesRead {
    /// So many more were read.
    pub(crate) fn add(&self, bytes: u64) {
        self.0.fetch_add(bytes, Ordering::Relaxed);
    }

    /// How many were read since this was last asked.
    #[must_use]
    pub fn take(&self) -> u64 {
        self.0.swap(0, Ordering::Relaxed)
    }
}

/// A reader that counts.
pub(crate) struct Metered<R> {
    inner: R,
    read: BytesRead,
}

impl<R> Metered<R> {
    pub(crate) fn new(inner: R, read: &BytesRead) -> Self {
        Self { inner, read: read.clone() }
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read.add(read as u64);
        Ok(read)
    }
}
