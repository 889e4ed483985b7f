//! Packed: files that may be gzipped, opened alike.

use crate::article::{BytesRead, Metered};
use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// What a file holds, unpacked.
pub(super) type Unpacked = Box<dyn BufRead + Send>;

/// Bytes of a file that are looked at to tell what it is.
const HEAD: u64 = 4096;

/// Opens a file, plain or gzipped.
pub(super) fn open(path: &Path) -> io::Result<Unpacked> {
    open_metered(path, &BytesRead::default())
}

/// As [`open`]; what is `read` of it is counted.
pub(super) fn open_metered(path: &Path, read: &BytesRead) -> io::Result<Unpacked> {
    let mut file = BufReader::with_capacity(1 << 16, Metered::new(File::open(path)?, read));
    let packed = file.fill_buf()?.starts_with(b"\x1F\x8B");
    Ok(if packed {
        Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(file)))
    } else {
        Box::new(file)
    })
}

/// The first bytes of what a file holds; of one that is damaged, those that can be read.
pub(super) fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    match open(path)?.take(HEAD).read_to_end(&mut head) {
        Err(error) if head.is_empty() => Err(error),
        _ => Ok(head),
    }
}

/// The sentence for a file that cannot be read.
pub(super) fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder; look at the spelling.".to_owned(),
        io::ErrorKind::PermissionDenied => "reading it is not permitted; change its permissions.".to_owned(),
        _ => format!("it cannot be read ({error}); copy it again from where it came from."),
    }
}
