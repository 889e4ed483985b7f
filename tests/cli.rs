//! Transcripts: every command as a user types it, with the output it must give.
//!
//! They are documentation that is checked: the tour in `README.md`, the reference in `docs/cli.md` and one file for each
//! theme in `tests/cmd/`. Commands run in the root of the project, each file with a database of its own.
//! `TRYCMD=overwrite cargo test --test cli` accepts new output.

use std::fs;
use std::path::Path;

/// Runs the transcripts in one file, in order. Its database is empty at first, or holds what a line
/// `<!-- add: PATHS -->` names.
fn check(transcript: &Path) {
    let folder = tempfile::tempdir().expect("a folder for the database");
    let database = folder.path().join("onrecord.db");
    let text = fs::read_to_string(transcript).expect("the transcript");
    let paths = text.lines().find_map(|line| line.strip_prefix("<!-- add: ")?.strip_suffix(" -->"));
    if let Some(paths) = paths {
        let mut add = assert_cmd::Command::cargo_bin("onrecord").expect("the program");
        add.arg("add").args(paths.split(' ')).env("ONRECORD_DB", &database).assert().success();
    }
    // What the program cannot know beforehand: where the database is and when it was filled.
    let filled = paths.map_or_else(String::new, |_| {
        let database = rusqlite::Connection::open(&database).expect("the database");
        database.query_row("SELECT started_at FROM run", [], |row| row.get(0)).expect("the run")
    });
    let mut vars = vec![("[DB]", database.display().to_string()), ("[TIME]", filled)];
    vars.retain(|(_, value)| !value.is_empty());
    trycmd::TestCases::new()
        .extend_vars(vars)
        .expect("names of variables")
        .env("ONRECORD_DB", database.display().to_string())
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .case(transcript)
        .run();
}

#[test]
fn the_tour_is_real() {
    check(Path::new("README.md"));
}

#[test]
fn every_command_does_what_its_transcript_says() {
    let mut transcripts: Vec<_> =
        fs::read_dir("tests/cmd").expect("the transcripts").map(|e| e.expect("an entry").path()).collect();
    transcripts.sort();
    for transcript in transcripts.iter().filter(|p| p.is_file()) {
        check(transcript);
    }
}

/// The reference is the help of every command; a command that is missing there fails here.
#[test]
fn the_reference_is_complete() {
    let reference = fs::read_to_string("docs/cli.md").expect("the reference");
    let help = assert_cmd::Command::cargo_bin("onrecord").unwrap().arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let commands =
        help.lines().skip_while(|l| !l.starts_with("Commands:")).skip(1).take_while(|l| !l.is_empty());
    for command in commands.filter_map(|line| line.split_whitespace().next()).filter(|c| *c != "help") {
        assert!(reference.contains(&format!("$ onrecord {command} --help\n")), "docs/cli.md lacks {command}");
    }
    check(Path::new("docs/cli.md"));
}
