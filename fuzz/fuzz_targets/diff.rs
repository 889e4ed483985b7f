//! Any two texts, parted by the byte 0xFF: they compare, and a text compared with itself has not changed.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::diff::{compare_texts, words};
use onrecord::text::normalize;

fuzz_target!(|bytes: &[u8]| {
    let at = bytes.iter().position(|&b| b == 0xFF).unwrap_or(bytes.len() / 2);
    let [old, new] = [&bytes[..at], &bytes[at..]].map(|b| normalize(&String::from_utf8_lossy(b)).text);
    for finding in compare_texts(&old, &new).changes {
        assert!(!finding.reason.is_empty());
    }
    let _ = words(&old, &new);
    assert!(compare_texts(&old, &old).changes.is_empty(), "nothing changed");
});
