//! `watch`: an invented week with its servers on this machine, a watcher that is killed, and what is told.
//!
//! `ONRECORD_WEEK=full cargo test --test watch -- --nocapture` runs the whole week, 200 articles in 10 feeds with 100
//! restarts, instead of a small one, and says what was counted. `ONRECORD_KILLS` and `ONRECORD_SEED` are as for
//! `tests/crash.rs`.

#![cfg(feature = "fetch")]
#![allow(clippy::unwrap_used)] // a test may panic

mod command;
mod kills;
mod week;
mod world;
