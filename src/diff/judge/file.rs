//! The judge's file, `models/judge.bin`, as `training/onrecord_training/forests.py` writes and describes it.

use std::fmt;

/// The model that ships with the program.
pub(super) static SHIPPED: &[u8] = include_bytes!("../../../models/judge.bin");

/// Most leaves of a tree: a bit each.
const LEAVES: usize = 64;

const MAGIC: &[u8] = b"JUDGE 1\n";

/// The model as its file has it.
pub(super) struct JudgeFile {
    /// Names of the features that the trees ask for.
    pub(super) features: Vec<&'static str>,
    /// The forests with their names.
    pub(super) forests: Vec<(&'static str, ForestFile)>,
}

/// A forest as the file has it.
pub(super) struct ForestFile {
    pub(super) bias: f32,
    /// From this probability on the answer is yes.
    pub(super) threshold: f32,
    /// How many leaves each tree has.
    pub(super) counts: &'static [u8],
    /// The leaves tree by tree, from left to right.
    pub(super) leaves: Vec<f32>,
    /// All tests, by feature and threshold.
    pub(super) tests: Vec<Test>,
    /// The feature of each.
    pub(super) of: Vec<u16>,
}

/// A test of a tree: whether a feature is above a threshold. Where it is, the leaves on its left are out of reach.
#[derive(Debug, Clone, Copy)]
pub(super) struct Test {
    pub(super) threshold: f32,
    pub(super) tree: u16,
    /// The first leaf on its left.
    pub(super) first: u8,
    /// The leaf behind the last on its left.
    pub(super) end: u8,
}

/// What is wrong with a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed(&'static str);

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the judge's file cannot be read: {}", self.0)
    }
}

/// Reads a file to its end.
pub(super) fn read_forests(bytes: &'static [u8]) -> Result<JudgeFile, Malformed> {
    let mut file = FileBytes(bytes);
    if file.take(MAGIC.len())? != MAGIC {
        return Err(Malformed("it is of another kind or version"));
    }
    let (count, length) = (file.number()?, file.number()?);
    let names = file.text(length)?.strip_suffix('\n').ok_or(Malformed("its names have no end"))?;
    let features: Vec<&str> = names.split('\n').collect();
    if features.len() != count {
        return Err(Malformed("it has more or fewer names of features than it says"));
    }
    let mut forests = Vec::new();
    for _ in 0..file.number()? {
        let length = usize::from(file.take(1)?[0]);
        let name = file.text(length)?;
        forests.push((name, forest(&mut file, features.len())?));
    }
    if file.0.is_empty() { Ok(JudgeFile { features, forests }) } else { Err(Malformed("more follows")) }
}

/// Reads a forest over some features.
fn forest(file: &mut FileBytes, features: usize) -> Result<ForestFile, Malformed> {
    let [bias, threshold] = [file.float()?, file.float()?];
    let (trees, tests) = (file.number()?, file.number()?);
    let counts = file.take(trees)?;
    if !counts.iter().all(|n| (1..=LEAVES).contains(&usize::from(*n))) {
        return Err(Malformed("a tree has no leaves or too many"));
    }
    let leaves: Vec<f32> = file.floats(counts.iter().map(|n| usize::from(*n)).sum())?;
    let thresholds = file.floats(tests)?;
    let [of, trees] = [file.shorts(tests)?, file.shorts(tests)?];
    let left = file.take(2 * tests)?.as_chunks().0;
    let all = thresholds.into_iter().zip(&trees).zip(left);
    let tests: Vec<Test> =
        all.map(|((threshold, &tree), &[first, end])| Test { threshold, tree, first, end }).collect();
    let sound = |test: &Test| {
        let leaves = counts.get(usize::from(test.tree)).copied().unwrap_or(0);
        test.first < test.end && test.end < leaves
    };
    if !tests.iter().all(sound) {
        return Err(Malformed("a test is of a tree or a leaf that is not there"));
    }
    if !of.is_sorted() || of.last().is_some_and(|last| usize::from(*last) >= features) {
        return Err(Malformed("the tests are not in the order of their features"));
    }
    Ok(ForestFile { bias, threshold, counts, leaves, tests, of })
}

/// The rest of a file.
struct FileBytes(&'static [u8]);

impl FileBytes {
    fn take(&mut self, count: usize) -> Result<&'static [u8], Malformed> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Malformed("it ends too early"))?;
        self.0 = rest;
        Ok(taken)
    }

    fn text(&mut self, length: usize) -> Result<&'static str, Malformed> {
        str::from_utf8(self.take(length)?).map_err(|_| Malformed("a name is not UTF-8"))
    }

    fn number(&mut self) -> Result<usize, Malformed> {
        let bytes = self.take(4)?.as_chunks().0[0];
        usize::try_from(u32::from_le_bytes(bytes)).map_err(|_| Malformed("a number is too large"))
    }

    fn float(&mut self) -> Result<f32, Malformed> {
        Ok(self.floats(1)?[0])
    }

    fn floats(&mut self, count: usize) -> Result<Vec<f32>, Malformed> {
        let bytes = self.take(count.saturating_mul(4))?.as_chunks().0;
        Ok(bytes.iter().map(|b| f32::from_le_bytes(*b)).collect())
    }

    fn shorts(&mut self, count: usize) -> Result<Vec<u16>, Malformed> {
        let bytes = self.take(count.saturating_mul(2))?.as_chunks().0;
        Ok(bytes.iter().map(|b| u16::from_le_bytes(*b)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_cut_short_or_goes_on_is_refused() {
        assert!(read_forests(SHIPPED).is_ok());
        for end in (0..SHIPPED.len()).step_by(997) {
            assert!(read_forests(&SHIPPED[..end]).is_err(), "{end}");
        }
        let more: &'static [u8] = Vec::leak([SHIPPED, b"x"].concat());
        assert_eq!(read_forests(more).err(), Some(Malformed("more follows")));
    }

    #[test]
    fn a_file_with_other_bytes_is_refused_or_read_and_never_panics() {
        let mut refused = 0;
        for at in (0..SHIPPED.len()).step_by(4999) {
            let mut bytes = SHIPPED.to_vec();
            bytes[at] ^= 0xa5;
            refused += usize::from(read_forests(Vec::leak(bytes)).is_err());
        }
        assert!(refused > 0);
    }
}
