//! The command line: one file per command, each with its arguments and its `run`.
//!
//! Commands ask the library and hand rows to [`crate::report`]; only `ui` touches the terminal. Exit codes, here and
//! nowhere else: 0 fine, 1 changes found (where `--exit-code` asks for it), 2 an error.

mod add;
mod annotations;
mod articles;
mod changes;
mod cite;
mod claims;
mod comparison;
mod completions;
mod context;
mod db;
mod db_import;
mod db_merge;
mod diff;
mod diff_jsonl;
mod dry_run;
mod empty;
mod explain;
mod export;
mod export_annotations;
mod export_claim_review;
mod export_feed;
mod export_file;
mod export_tables;
mod extract;
mod extract_files;
mod extract_records;
mod extract_shards;
mod history;
mod input;
mod intake_keys;
mod intake_report;
mod intake_sources;
mod keep;
mod kinds;
mod listing;
mod man;
mod matches;
mod memory;
mod outlets;
mod pager;
mod quotes;
mod reextract;
mod remedy;
mod report;
mod report_pages;
mod review;
mod search;
mod selection;
#[cfg(feature = "serve")]
mod serve;
mod speaker_names;
mod speakers;
mod ui;
mod values;
mod verify;
#[cfg(feature = "fetch")]
mod watch;
#[cfg(feature = "fetch")]
mod watch_out;
#[cfg(feature = "fetch")]
mod wayback;
mod whole_file;

use crate::article::ReadError;
use crate::store::why_refused;
use clap::builder::{OsStringValueParser, TypedValueParser as _};
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use context::{Context, Outcome};
use std::ffi::OsString;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use ui::Ui;

/// Who said what, on whose authority, and how the story changed.
///
/// onrecord reads news articles, extracts every attributed quote and claim with its source, keeps them in one SQLite
/// file, and compares what is claimed from one revision of an article to the next. It works
/// offline: only `watch`, and `add` with an address, ever connect.
#[derive(Debug, Parser)]
#[command(name = "onrecord", version, arg_required_else_help = true, after_help = AFTER_HELP)]
pub(super) struct Cli {
    /// The database file
    #[arg(
        long,
        global = true,
        env = "ONRECORD_DB",
        hide_env_values = true,
        default_value = DATABASE,
        value_name = "FILE",
        value_parser = OsStringValueParser::new().map(PathBuf::from)
    )]
    db: PathBuf,
    /// Say nothing but errors beside the data
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Do not show long output through a pager
    #[arg(long, global = true)]
    no_pager: bool,
    #[command(subcommand)]
    command: Command,
}

/// The database where none is named.
const DATABASE: &str = "onrecord.db";

const AFTER_HELP: &str = "\
Examples:
  onrecord add articles/             read a folder of articles and their revisions into onrecord.db
  onrecord articles                  what there is, and what changed how much
  onrecord quotes --speaker brook    what Brook is quoted as saying
  onrecord changes --material        what a checker must look at again, the severest first
  onrecord diff old.html new.html    compare two files, claim by claim, without a database
  onrecord watch https://a.example/feed    ask again and again, and tell what changes
  onrecord review --stale            what turned since somebody decided on it
  onrecord verify hearing.txt        quotes against a transcript: altered, cut, said by another?
  onrecord cite 12                   a citation of claim 12, with capture time and hashes

Dates (--since, --until) are days, months or moments in UTC: 2026-03-01, 2026-03, 2026-03-01T09:30Z, today, yesterday,
3h, \"7 days ago\".

On a terminal, long output goes through $ONRECORD_PAGER, $PAGER or `less`; --no-pager turns that off.

Exit codes: 0 fine, 1 changes found (with --exit-code), 2 an error.";

#[derive(Debug, Subcommand)]
enum Command {
    Add(add::Args),
    #[cfg(feature = "fetch")]
    Watch(watch::Args),
    Articles(articles::Args),
    Quotes(quotes::Args),
    Claims(claims::Args),
    Annotations(annotations::Args),
    Cite(cite::Args),
    Speakers(speakers::Args),
    Outlets(outlets::Args),
    Diff(diff::Args),
    Changes(changes::Args),
    History(history::Args),
    Review(review::Args),
    Report(report::Args),
    #[cfg(feature = "serve")]
    Serve(serve::Args),
    Verify(verify::Args),
    Search(search::Args),
    Match(matches::Args),
    Explain(explain::Args),
    Export(export::Args),
    Extract(extract::Args),
    Reextract(reextract::Args),
    Db(db::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Runs the program on the arguments of the process.
#[must_use]
pub(super) fn main() -> ExitCode {
    let cli = match parsed(std::env::args_os()) {
        Ok(cli) => cli,
        Err(told) => return tell(&told),
    };
    let ui = Ui::new(cli.quiet, !cli.no_pager);
    let context = Context { ui, db: cli.db };
    let result = match cli.command {
        Command::Add(args) => add::run(&context, &args),
        #[cfg(feature = "fetch")]
        Command::Watch(args) => watch::run(&context, &args),
        Command::Articles(args) => articles::run(&context, &args),
        Command::Annotations(args) => annotations::run(&context, &args),
        Command::Quotes(args) => quotes::run(&context, &args),
        Command::Cite(args) => cite::run(&context, &args),
        Command::Claims(args) => claims::run(&context, &args),
        Command::Speakers(args) => speakers::run(&context, &args),
        Command::Outlets(args) => outlets::run(&context, &args),
        Command::Diff(args) => diff::run(&context, &args),
        Command::Changes(args) => changes::run(&context, &args),
        Command::History(args) => history::run(&context, &args),
        Command::Review(args) => review::run(&context, &args),
        Command::Report(args) => report::run(&context, &args),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(&context, &args),
        Command::Verify(args) => verify::run(&context, &args),
        Command::Search(args) => search::run(&context, &args),
        Command::Match(args) => matches::run(&context, &args),
        Command::Explain(args) => explain::run(&context, &args),
        Command::Export(args) => export::run(&context, &args),
        Command::Extract(args) => extract::run(&context, &args),
        Command::Reextract(args) => reextract::run(&context, &args),
        Command::Db(args) => db::run(&context, &args),
        Command::Completions(args) => completions::run(&context, &args, &mut Cli::command()),
        Command::Man(args) => man::run(&context, &args, Cli::command()),
    };
    match result {
        Ok(outcome) => outcome.into(),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            ui.error(words_of(&error));
            ExitCode::from(2)
        }
    }
}

/// The command line as typed. An empty `ONRECORD_DB` is none, as for other programs.
fn parsed(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let matches = Cli::command().try_get_matches_from(arguments)?;
    if let Some(why) = values::times_apart(&matches) {
        return Err(Cli::command().error(ErrorKind::ValueValidation, why));
    }
    let mut cli = Cli::from_arg_matches(&matches)?;
    if cli.db.as_os_str().is_empty() && matches.value_source("db") == Some(ValueSource::EnvVariable) {
        cli.db = DATABASE.into();
    }
    Ok(cli)
}

/// Prints a help text or what is wrong with the command line.
fn tell(told: &clap::Error) -> ExitCode {
    match told.print().and_then(|()| std::io::stdout().flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Ui::new(true, false).error(words_of(&error.into()));
            ExitCode::from(2)
        }
        _ => ExitCode::from(u8::try_from(told.exit_code()).unwrap_or(2)),
    }
}

/// What is said of an error. One of the system that came with no words is of writing the output: all else has its own.
fn words_of(error: &anyhow::Error) -> String {
    let of_system = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<std::io::Error>().filter(|e| e.raw_os_error().is_some()).map(why_refused)
    };
    let bare =
        error.chain().next().and_then(of_system).map(|_| "standard output cannot be written".to_owned());
    let words = error.chain().map(|cause| of_system(cause).unwrap_or_else(|| cause.to_string()));
    let mut said = bare.into_iter().chain(words).collect::<Vec<_>>().join(": ");
    if let Some(error) = error.chain().find_map(|cause| cause.downcast_ref::<ReadError>()) {
        return remedy::after(said, error);
    }
    if let Some(error) = error.chain().find_map(|cause| cause.downcast_ref()) {
        said.push_str(&remedy::of_store(error));
    }
    said
}

/// Whether the reader of our output went away, as `head` does: no error of ours.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(std::io::ErrorKind::BrokenPipe)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_the_system_have_words_and_a_remedy() {
        let full = || std::io::Error::from_raw_os_error(28);
        assert_eq!(
            words_of(&full().into()),
            "standard output cannot be written: no space is left on the disk; free some, then try again"
        );
        let named = anyhow::Error::from(full()).context("x.yaml");
        assert_eq!(words_of(&named), "x.yaml: no space is left on the disk; free some, then try again");
        let other = anyhow::Error::from(std::io::Error::other("there is no column `x`"));
        assert_eq!(words_of(&other), "there is no column `x`");
    }

    #[test]
    fn times_between_which_nothing_lies_are_refused() {
        let told =
            |line: &str| parsed(line.split(' ').map(OsString::from)).err().map(|told| told.to_string());
        for line in [
            "onrecord changes --since 2026-03-02 --until 2026-03-01",
            "onrecord quotes --since 2026-03 --until 2025",
            "onrecord add in --from 2026-03-02T00:00Z --to 2026-03-01",
            "onrecord db forget-raw --repeats --since today --until 2020-01-01",
        ] {
            assert!(told(line).is_some_and(|told| told.contains("nothing lies between them")), "{line}");
        }
        for line in [
            "onrecord changes --since 2026-03-01 --until 2026-03-01",
            "onrecord changes --since 2026-03-01T12:00Z --until 2026-03",
            "onrecord claims --since 2026 --until 2026-03",
            "onrecord quotes --until 2025",
        ] {
            assert_eq!(told(line), None, "{line}");
        }
    }

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
