//! Any two texts, parted by the byte 0xFF: they compare, and a text compared with itself has not changed.

#![no_main]
#![allow(dead_code)] // each target calls one of the checks

#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::diff(bytes));
