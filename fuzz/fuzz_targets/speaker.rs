//! Any text with attributions set anywhere in it: each gets a speaker, and the statements hold together.

#![no_main]
#![allow(dead_code)] // each target calls one of the checks

#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::speaker(bytes));
