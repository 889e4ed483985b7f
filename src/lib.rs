//! **onrecord**: who said what, on whose authority, and how the story changed.
//!
//! The library is a pipeline of plain functions over plain data. Its modules stand in one row, and each uses only
//! those before it:
//!
//! ```text
//! span ── english ── text ── article ── source ── extract ── speaker ── claim ── analysis ── flat ── diff
//!     ── matching ── verify ── store ── report ── watch ── serve ── cli
//! ```
//!
//! * [`span`] is a range of a text,
//! * [`english`] knows the words of the language, their forms, and how two words stand to each other,
//! * [`text`] normalises a text once and finds its paragraphs, sentences, tokens and quotations,
//! * [`article`] reads files into captured [`article::Revision`]s,
//! * [`source`] gives captures out of archives and from the web,
//! * [`extract`] finds attributions: a source, a cue and what is attributed,
//! * [`speaker`] says who each source is,
//! * [`claim`] cuts a revision into the statements that can be compared,
//! * [`analysis`] takes a revision from its text to its statements in one call,
//! * [`flat`] lays a revision and its attributions out as rows of two tables,
//! * [`diff`] aligns the statements of two revisions and names every change,
//! * [`matching`] finds the same claim in other articles,
//! * [`verify`] checks quotations against a transcript of what was said,
//! * [`store`] keeps all of it in one SQLite file,
//! * [`report`] writes tables, JSON, CSV, Markdown and HTML,
//! * `watch` asks feeds and pages again and again (with the feature `fetch`),
//! * `serve` shows it in a browser on this machine (with the feature `serve`),
//! * [`cli`] is the command line.
//!
//! Offsets are byte ranges, end-exclusive, everywhere in the library; every output of the program counts Unicode
//! code points instead ([`text::CodePoints`] converts).

pub mod analysis;
pub mod article;
pub mod claim;
pub mod cli;
pub mod diff;
pub mod english;
pub mod extract;
pub mod flat;
pub mod matching;
pub mod report;
#[cfg(feature = "serve")]
pub mod serve;
pub mod source;
pub mod span;
pub mod speaker;
pub mod store;
pub mod text;
pub mod verify;
#[cfg(feature = "fetch")]
pub mod watch;
