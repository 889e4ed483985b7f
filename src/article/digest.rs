//! Digests: SHA-256 of texts and bytes, which other tools can compute as well.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{self, Read};

/// The fingerprint of a text, by which captures that read the same are known: SHA-256 in hex of the headline, empty
/// where there is none, and the body.
pub(crate) fn text_sha256(headline: &str, body: &str) -> String {
    sha256([headline.as_bytes(), b"\n\n", body.as_bytes()])
}

/// SHA-256 of the parts in a row, in hex.
pub(crate) fn sha256<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hex(hasher)
}

/// SHA-256 of what a reader gives, in hex; `progress` is told how many bytes were read.
pub(crate) fn sha256_of(mut reader: impl Read, mut progress: impl FnMut(u64)) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return Ok(hex(hasher)),
            Ok(count) => {
                hasher.update(&buffer[..count]);
                progress(count as u64);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn hex(hasher: Sha256) -> String {
    hasher.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
