//! Any text: what normalisation and the text layer find lies on character borders, in order, and one within the other.

#![no_main]
#![allow(dead_code)] // each target calls one of the checks

#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::text(bytes));
