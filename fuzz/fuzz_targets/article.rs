//! Any bytes as a file: reading ends, without a panic, in revisions that hold together or in one clear sentence.
//!
//! The first byte chooses the name of the file, which decides between formats that look alike.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::article::{Origin, read};

const NAMES: [&str; 6] = ["a.html", "a.md", "a.txt", "a.jsonl", "2-2026-03-01T1200Z.txt", "a.html.gz"];

fuzz_target!(|bytes: &[u8]| {
    let Some((&name, bytes)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(name) % NAMES.len()];
    let origin = Origin { path: name.into(), now: "2026-03-01T12:00:00Z".into(), ..Origin::default() };
    for revision in read(bytes, &origin) {
        match revision {
            Ok(revision) => {
                assert!(!revision.body.trim().is_empty());
                assert!(!revision.key.is_empty() && !revision.captured_at.value.is_empty());
            }
            Err(error) => assert!(!error.message.is_empty() && error.place.starts_with(name)),
        }
    }
});
