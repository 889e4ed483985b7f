//! Any bytes as a file: reading ends, without a panic, in revisions that hold together or in one clear sentence.

#![no_main]
#![allow(dead_code)] // each target calls one of the checks

#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::article(bytes));
