//! Watching: feeds and pages are asked again and again, and what changed is told.
//!
//! `schedule` says when something is asked next and `agenda` what is due, both without asking or waiting; `clock` is the
//! only place that waits; `workers` ask, a host at a time; `sight` says what a page is for the article that is looked for;
//! `watcher` brings them together with the store; `plan` and `config` say what is watched and how.
//!
//! What is watched and when it is due stands in the database, and each look is one transaction there: a watcher that is
//! killed goes on where it was. Changes are told after they are stored, and noted as told after that.

pub mod agenda;
pub mod clock;
pub mod config;
mod feeds;
pub mod plan;
pub mod schedule;
mod sight;
mod tell;
mod visits;
mod watcher;
mod workers;

pub use tell::{Listener, WatchError, WatchEvent, WatchTally};
pub use watcher::{WatchMode, Watcher};
