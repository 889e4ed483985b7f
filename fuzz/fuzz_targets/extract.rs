//! Any bytes as a text, the model included: extraction ends, and every span lies on character borders of the text as

#![no_main]
#![allow(dead_code)] // each target calls one of the checks

#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::extract(bytes));
