//! Fingerprints: by which equal wordings are known again.

use crate::claim::{Sort, Token, Wording};
use fnv::FnvHasher;
use std::hash::Hasher as _;

/// The fingerprint that equal statements share whatever their typography.
#[must_use]
pub fn fingerprint(text: &str) -> u64 {
    fingerprint_of(&Wording::of(text).tokens)
}

pub(super) fn fingerprint_of(tokens: &[Token]) -> u64 {
    // FNV-1a: stable from run to run and from machine to machine, as stored fingerprints must be.
    let mut hash = FnvHasher::default();
    for token in tokens.iter().filter(|t| t.sort != Sort::Mark) {
        hash.write(token.norm.as_bytes());
        hash.write(&[0]);
    }
    hash.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_fingerprints_stay() {
        assert_eq!(fingerprint(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint("The mayor closed the bridge."), 0x7458_9cfd_a054_7520);
        assert_eq!(fingerprint("the MAYOR closed the bridge"), 0x7458_9cfd_a054_7520);
    }
}
