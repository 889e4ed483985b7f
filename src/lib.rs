//! **onrecord**: who said what, on whose authority, and how the story changed.
//!
//! The library is a pipeline of plain functions over plain data; each stage works without the ones after it,
//! and none but [`store`] knows a database:
//!
//! ```text
//!  bytes ──► article ──► text ──► extract ──► speaker ──► claim ──► store ──► diff ──► report
//! ```
//!
//! * [`article`] reads files into captured [`article::Revision`]s,
//! * [`text`] normalises a body once and finds its paragraphs, sentences, tokens and quotations,
//! * [`extract`] finds attributions: a source, a cue and what is attributed,
//! * [`speaker`] says who each source is,
//! * [`claim`] cuts a revision into the statements that can be compared,
//! * [`diff`] aligns the statements of two revisions and names every change,
//! * [`store`] keeps all of it in one SQLite file,
//! * [`report`] writes tables, JSON, CSV, Markdown and HTML.
//!
//! [`analysis`] runs the stages from a revision to its statements in one call.
//!
//! Offsets are byte ranges, end-exclusive, everywhere in the library; every output of the program counts Unicode
//! code points instead ([`text::CodePoints`] converts).

pub mod analysis;
pub mod article;
pub mod claim;
pub mod cli;
pub mod diff;
mod english;
pub mod extract;
pub mod report;
pub mod speaker;
pub mod store;
pub mod text;
