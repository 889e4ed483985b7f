//! **onrecord**: who said what, on whose authority, and how the story changed.
//!
//! # A tour
//!
//! *Read* bytes, whatever they are, into the revisions of articles:
//!
//! ```
//! # #[cfg(feature = "cli")] fn main() {
//! use onrecord::article::{Origin, read};
//!
//! let page = b"Ferry runs again\n\nThe ferry runs again, harbour master Ada Quill said on Monday.";
//! let origin = Origin { path: "ferry.txt".into(), now: "2026-03-02T09:00:00Z".into(), ..Origin::default() };
//! let revisions: Vec<_> = read(page, &origin).into_iter().collect::<Result<_, _>>().unwrap();
//! assert_eq!(revisions[0].headline.as_ref().unwrap().value, "Ferry runs again");
//! # }
//! # #[cfg(not(feature = "cli"))] fn main() {}
//! ```
//!
//! *Extract* who says what. This much works without any feature but `model`, and without that one with
//! [`Extractor::from_bytes`](extract::Extractor::from_bytes):
//!
//! ```
//! # #[cfg(feature = "model")] fn main() {
//! use onrecord::{analysis::analyse_text, extract::Extractor, text::normalize};
//!
//! let extractor = Extractor::new().unwrap();
//! let text = normalize("“The ferry runs again,” harbour master Ada Quill said on Monday.").text;
//! let analysis = analyse_text(&extractor, &text, None, None).unwrap();
//! let first = &analysis.attributions[0];
//! assert_eq!(analysis.document.slice(first.content[0]), "“The ferry runs again,”");
//! let speaker = &analysis.cast.speakers[analysis.cast.of[0].speaker];
//! assert_eq!(speaker.name.as_deref(), Some("Ada Quill"));
//! # }
//! # #[cfg(not(feature = "model"))] fn main() {}
//! ```
//!
//! *Compare* two wordings, or with a [`diff::Timeline`] the revisions of an article:
//!
//! ```
//! let comparison = onrecord::diff::compare_texts("At least 12 people died.", "At least 14 people died.");
//! assert!(comparison.material && comparison.changes[0].kind == onrecord::diff::Kind::FigureChanged);
//! ```
//!
//! *Store* revisions, and ask:
//!
//! ```
//! # #[cfg(feature = "cli")] fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use onrecord::store::{QuoteFilter, Store};
//! use onrecord::{analysis::analyse, article, extract::Extractor};
//!
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("ferry.db");
//! # let page = b"Ferry runs again\n\nThe ferry runs again, harbour master Ada Quill said on Monday.";
//! # let origin = article::Origin { path: "ferry.txt".into(), now: "2026-03-02T09:00:00Z".into(), ..Default::default() };
//! let revision = article::read(page, &origin).remove(0)?;
//! let analysis = analyse(&Extractor::new()?, &[&revision])?.remove(0);
//! let mut store = Store::open(path)?;
//! let run = store.begin_run("my program 1.0", &[])?;
//! store.ingest(run, "ferry.txt", &revision, &analysis)?;
//! store.end_run(run)?;
//! let quotes = store.quotes(&QuoteFilter { speaker: Some("quill".into()), ..QuoteFilter::default() })?;
//! assert!(quotes[0].quote.starts_with("The ferry runs again"));
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "cli"))] fn main() {}
//! ```
//!
//! # Features
//!
//! | feature | what it adds | without it |
//! |---|---|---|
//! | none | `span`, `english`, `text`, `extract`, `speaker`, `claim`, `analysis`, `diff`, `ids`, `matching`, `verify` | |
//! | `model` | the model that finds attributions, 11.7 MB | a program hands its bytes to `Extractor::from_bytes` |
//! | `read` | `article`, `flat`: pages, texts, JSON | texts are given as such |
//! | `store` | `source`, `store`, `report`: archives, tables, the database | nothing is kept; no C compiler is needed |
//! | `parquet` | tables in the Parquet format | |
//! | `fetch` | asking web servers; `watch` | no code that opens a connection |
//! | `serve` | the page to work in | |
//! | `cli` | the program, and nothing of the library | |
//!
//! By default all are on, as the program has them. A library wants `default-features = false` and what it needs. The core
//! builds for `wasm32-unknown-unknown`, too.
//!
//! # Modules
//!
//! The library is a pipeline of plain functions over plain data. Its modules stand in one row, and each uses only
//! those before it:
//!
//! ```text
//! span ── english ── text ── article ── source ── extract ── speaker ── claim ── analysis ── flat ── diff
//!     ── ids ── matching ── verify ── store ── report ── watch ── serve ── cli
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
//! * [`ids`] are the types of what is known by a number,
//! * [`matching`] finds the same claim in other articles,
//! * [`verify`] checks quotations against a transcript of what was said,
//! * [`store`] keeps all of it in one SQLite file,
//! * [`report`] writes tables, JSON, CSV, Markdown and HTML,
//! * `watch` asks feeds and pages again and again (with the feature `fetch`),
//! * `serve` shows it in a browser on this machine (with the feature `serve`),
//! * `cli` is the command line, which only the program calls (with the feature `cli`).
//!
//! Offsets are byte ranges, end-exclusive, everywhere in the library; every output of the program counts Unicode
//! code points instead ([`text::CodePoints`] converts).

#![cfg(not(all(test, not(feature = "cli"))))] // its tests use all of it
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))] // rooms offer what later rooms use

pub mod analysis;
#[cfg(feature = "read")]
pub mod article;
pub mod claim;
#[cfg(feature = "cli")]
mod cli;
pub mod diff;
pub mod english;
pub mod extract;
#[cfg(feature = "read")]
pub mod flat;
pub mod ids;
pub mod matching;
#[cfg(feature = "store")]
pub mod report;
#[cfg(feature = "serve")]
pub mod serve;
#[cfg(feature = "store")]
pub mod source;
pub mod span;
pub mod speaker;
#[cfg(feature = "store")]
pub mod store;
pub mod text;
pub mod verify;
#[cfg(feature = "fetch")]
pub mod watch;

/// The program: parses the command line, runs it, and gives its exit code.
#[cfg(feature = "cli")]
#[doc(hidden)]
#[must_use]
pub fn run_program() -> std::process::ExitCode {
    cli::main()
}
