//! Any bytes as a file of many articles: what it holds is given, or why it cannot be, and there is an end to it.

#![no_main]
#![allow(dead_code)] // each target calls one of the checks

#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::source(bytes));
