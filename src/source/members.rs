//! Members: a file of gzip members one behind the other, as archives are written, read on behind one that is damaged.

use super::thresholds::MAX_PAGE;
use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, Read};

/// What [`Members`] gives once for each damaged member.
#[derive(Debug, thiserror::Error)]
#[error("a part of it is damaged")]
pub(super) struct DamagedMember;

/// Gives what the members hold, one after the other.
pub(super) struct Members<R> {
    /// The member being read; none at the end.
    current: Option<GzDecoder<Tape<R>>>,
    /// Damage was told, and nothing was read since.
    told: bool,
}

impl<R: BufRead> Members<R> {
    pub(super) fn new(reader: R) -> Self {
        let tape = Tape { reader, held: Vec::new(), at: 0, fresh: 0, again: 0 };
        Self { current: Some(GzDecoder::new(tape)), told: false }
    }

    /// Goes to the next member: behind this one, or, where it is damaged, behind its beginning, since nobody knows where a
    /// damaged one ends.
    fn advance(&mut self, damaged: bool) -> io::Result<()> {
        let Some(done) = self.current.take() else { return Ok(()) };
        let mut tape = done.into_inner();
        if damaged {
            tape.rewind();
        }
        if tape.seek_member()? {
            self.current = Some(GzDecoder::new(tape));
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.current {
            match member.read(buffer) {
                Ok(0) if !buffer.is_empty() => self.advance(false)?,
                Ok(count) => {
                    self.told = false;
                    return Ok(count);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => {
                    self.advance(true)?;
                    if !std::mem::replace(&mut self.told, true) {
                        return Err(io::Error::other(DamagedMember));
                    }
                }
            }
        }
        Ok(0)
    }
}

/// A reader that keeps what was read of one member, so that it can be gone through again.
struct Tape<R> {
    reader: R,
    /// The bytes from the beginning of the member on, as far as they were read; of a long one the first.
    held: Vec<u8>,
    /// Where in them is read.
    at: usize,
    /// Bytes that the reader gave.
    fresh: usize,
    /// Bytes that were gone through again.
    again: usize,
}

impl<R: BufRead> Tape<R> {
    /// Goes back behind the beginning of the member, unless more was gone through again than was ever read: a file may be
    /// made of beginnings.
    fn rewind(&mut self) {
        if self.again < self.fresh {
            self.again += self.held.len();
            self.at = 1.min(self.held.len());
        }
    }

    /// Moves to the next beginning of a member that is deflated, and forgets what stands before it; false at the end.
    fn seek_member(&mut self) -> io::Result<bool> {
        let mut last = [0; 2];
        loop {
            let buffer = self.fill_buf()?;
            if buffer.is_empty() {
                return Ok(false);
            }
            let byte = buffer[0];
            if [last[0], last[1], byte] == [0x1F, 0x8B, 8] {
                self.consume(1);
                self.held.drain(..self.at.saturating_sub(3));
                if !self.held.starts_with(&[0x1F, 0x8B, 8]) {
                    self.held = vec![0x1F, 0x8B, 8];
                }
                self.at = 0;
                return Ok(true);
            }
            last = [last[1], byte];
            self.consume(1);
        }
    }
}

impl<R: BufRead> BufRead for Tape<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.held.len() { Ok(&self.held[self.at..]) } else { self.reader.fill_buf() }
    }

    fn consume(&mut self, count: usize) {
        if self.at < self.held.len() {
            self.at += count;
            return;
        }
        if self.held.len() < MAX_PAGE
            && let Ok(buffer) = self.reader.fill_buf()
        {
            self.held.extend_from_slice(&buffer[..count.min(buffer.len())]);
            self.at = self.held.len();
        }
        self.fresh += count;
        self.reader.consume(count);
    }
}

impl<R: BufRead> Read for Tape<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::super::warc_cases::gzip;
    use super::*;

    fn read_all(bytes: &[u8]) -> (String, usize) {
        let (mut members, mut text, mut damaged) = (Members::new(bytes), Vec::new(), 0);
        let mut buffer = [0; 7];
        loop {
            match members.read(&mut buffer) {
                Ok(0) => return (String::from_utf8_lossy(&text).into_owned(), damaged),
                Ok(count) => text.extend_from_slice(&buffer[..count]),
                Err(_) => damaged += 1,
            }
        }
    }

    #[test]
    fn members_are_read_one_behind_the_other() {
        assert_eq!(
            read_all(&[gzip(b"The quay "), gzip(b"is closed.")].concat()),
            ("The quay is closed.".to_owned(), 0)
        );
        assert_eq!(read_all(b""), (String::new(), 1));
    }

    #[test]
    fn what_is_behind_it_is_whole() {
        let long: String = (0..500).map(|n| format!("line {n} of the quay\n")).collect();
        let mut bad = gzip(long.as_bytes());
        let middle = bad.len() / 2;
        bad[middle..].fill(0xFF);
        let (text, _) = read_all(&[bad, gzip(b"WARC/1.1\nTwo.")].concat());
        assert!(text.ends_with("WARC/1.1\nTwo."), "{}", &text[text.len().saturating_sub(80)..]);
    }

    #[test]
    fn a_damaged_member_costs_itself() {
        let mut bad = gzip(b"The quay is open, and nobody has ever said that it was closed.");
        let middle = bad.len() / 2;
        bad[middle..].fill(0xFF);
        let (text, damaged) = read_all(&[gzip(b"One. "), bad, gzip(b"Two.")].concat());
        assert!(text.starts_with("One. ") && text.ends_with("Two."), "{text}");
        assert_eq!(damaged, 1);
    }

    #[test]
    fn a_file_of_beginnings_is_not_gone_through_again_and_again() {
        // Each begins a member that holds all behind it as it stands, and none ends well.
        let one = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0, 0xFF, 0xFF, 0, 0];
        let bytes: Vec<u8> = one.iter().copied().cycle().take(300_000).collect();
        let mut members = Members::new(&*bytes);
        let mut buffer = vec![0; 1 << 16];
        let mut given = 0;
        loop {
            match members.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => given += count,
                Err(_) => {}
            }
        }
        assert!(given <= 4 * bytes.len(), "{given}");
    }

    proptest::proptest! {
        #[test]
        fn whatever_the_bytes_it_ends(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300)) {
            let (_, damaged) = read_all(&[&gzip(b"x")[..], &bytes].concat());
            proptest::prop_assert!(damaged <= bytes.len());
        }
    }
}
