//! Bad input: each kind gives one clear sentence that names the place and the remedy, the rest of the batch goes on,
//! nothing that is stored is lost, and the exit code is 2.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used)] // a test may panic

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const GOOD: &str = "The river rose by two metres overnight. \"We moved everyone out by six,\" said Ada Brook, \
                    who leads the rescue service.";

/// A folder to work in, with one good article in `articles/`.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("articles")).unwrap();
    fs::write(folder.path().join("articles/good.txt"), GOOD).unwrap();
    folder
}

fn onrecord(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("onrecord").unwrap();
    command.current_dir(folder).env_remove("ONRECORD_DB").env("NO_COLOR", "1");
    command
}

/// Exit code, standard output and standard error.
fn run(folder: &Path, args: &[&str], stdin: &[u8]) -> (i32, String, String) {
    let output = onrecord(folder).args(args).write_stdin(stdin).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().expect("it ended by itself"), text(output.stdout), text(output.stderr))
}

fn errors(stderr: &str) -> Vec<&str> {
    stderr.lines().filter(|line| line.starts_with("error:")).collect()
}

/// Adds the folder `articles` with `bytes` as a further file in it; gives what is said about that file.
fn add_with(name: &str, bytes: &[u8]) -> (TempDir, i32, String) {
    let folder = folder();
    fs::write(folder.path().join("articles").join(name), bytes).unwrap();
    let (code, _, stderr) = run(folder.path(), &["add", "articles"], b"");
    assert!(!stderr.contains("panicked"), "{stderr}");
    (folder, code, stderr)
}

/// The good article of the folder is in the database, and the database is sound.
fn assert_good_is_stored(folder: &Path) {
    let (code, quotes, stderr) = run(folder, &["quotes", "--format", "csv"], b"");
    assert_eq!(code, 0, "{stderr}");
    assert!(quotes.contains("We moved everyone out by six"), "{quotes}");
    let (code, _, stderr) = run(folder, &["db", "check"], b"");
    assert_eq!(code, 0, "{stderr}");
}

/// One error that names the file and ends as a sentence does, the good article stored, exit code 2.
fn assert_refused(name: &str, bytes: &[u8], why: &str) {
    let (folder, code, stderr) = add_with(name, bytes);
    let errors = errors(&stderr);
    assert_eq!(errors.len(), 1, "{stderr}");
    assert!(errors[0].contains(name) && errors[0].contains(why) && errors[0].ends_with('.'), "{}", errors[0]);
    assert_eq!(code, 2);
    assert_good_is_stored(folder.path());
}

#[test]
fn an_empty_file() {
    assert_refused("empty.txt", b"", "empty");
    assert_refused("blank.txt", b"\n \t\r\n", "empty");
}

#[test]
fn a_binary_file() {
    let noise: Vec<u8> = (0..4096u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_refused("noise.txt", &noise, "not");
    assert_refused("paper.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF");
    assert_refused("picture.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "not");
}

#[test]
fn invalid_utf8_is_replaced_and_said() {
    let (folder, code, stderr) =
        add_with("odd.txt", b"The caf\xe9 burned down. \"Nothing is left,\" said Cem Aydin, the owner.");
    assert_eq!((errors(&stderr), code), (vec![], 0), "{stderr}");
    assert!(stderr.lines().any(|l| l.starts_with("warning:") && l.contains("odd.txt")), "{stderr}");
    let (_, quotes, _) = run(folder.path(), &["quotes", "--format", "csv"], b"");
    assert!(quotes.contains("Nothing is left"), "{quotes}");
}

#[test]
fn a_declared_charset_is_used() {
    let page = b"<html><head><meta charset=\"windows-1252\"><title>Caf\xe9 burns</title></head><body><article>\
        <h1>Caf\xe9 burns</h1><p>A fire at the caf\xe9 on Mill Street destroyed the kitchen on Monday night, and nobody \
        was hurt.</p><p>\x93Nothing is left of the caf\xe9,\x94 said Cem Aydin, the owner, who has run it since 1998 and \
        lives above it.</p><p>The fire service said the cause was a fault in the wiring of an old oven.</p>\
        </article></body></html>";
    let (folder, code, stderr) = add_with("cafe.html", page);
    assert_eq!((errors(&stderr), code), (vec![], 0), "{stderr}");
    let (_, quotes, _) = run(folder.path(), &["quotes", "--format", "csv"], b"");
    assert!(quotes.contains("\u{201c}Nothing is left of the caf\u{e9},\u{201d}"), "{quotes}");
}

#[test]
fn fifty_megabytes_of_text() {
    let text = "The river rose again. ".repeat(50 * 1024 * 1024 / 22);
    assert_refused("long.txt", text.as_bytes(), "");
}

#[test]
fn a_hundred_thousand_nested_tags() {
    let mut page = String::from("<html><body>");
    page.push_str(&"<div>".repeat(100_000));
    page.push_str("\"We stay,\" said Ada Brook.");
    let (folder, code, stderr) = add_with("deep.html", page.as_bytes());
    assert!(errors(&stderr).len() == usize::from(code == 2) && code != 1, "{code}: {stderr}");
    assert_good_is_stored(folder.path());
}

#[test]
fn a_page_without_an_article() {
    assert_refused("menu.html", b"<html><body><nav><a href=\"/\">Home</a></nav></body></html>", "article");
}

#[test]
fn a_jsonl_line_that_is_not_json() {
    let line = |n: u32| {
        serde_json::json!({"id": format!("a{n}"), "captured_at": "2026-03-01T10:00:00Z", "title": "Flood",
            "text": format!("\"Street {n} is dry again,\" said Ada Brook, who leads the rescue service.")})
    };
    let text = format!("{}\n{{\"id\": \"a2\", \"text\": \"cut of\n{}\n", line(1), line(3));
    let (folder, code, stderr) = add_with("many.jsonl", text.as_bytes());
    let errors = errors(&stderr);
    assert_eq!(errors.len(), 1, "{stderr}");
    assert!(
        errors[0].contains("many.jsonl") && errors[0].contains('2') && errors[0].contains("JSON"),
        "{stderr}"
    );
    assert_eq!(code, 2);
    let (_, quotes, _) = run(folder.path(), &["quotes", "--format", "csv"], b"");
    assert!(quotes.contains("Street 1") && quotes.contains("Street 3"), "{quotes}");
}

#[test]
fn a_file_that_is_not_there() {
    let folder = folder();
    let (code, _, stderr) = run(folder.path(), &["add", "nowhere.txt", "articles"], b"");
    let errors = errors(&stderr);
    assert_eq!((errors.len(), code), (1, 2), "{stderr}");
    assert!(errors[0].contains("nowhere.txt"), "{stderr}");
    assert_good_is_stored(folder.path());
}

#[test]
fn bad_lines_of_the_filters_keep_their_place() {
    let folder = folder();
    let input = b"{\"id\": 1, \"text\": \"\\\"We stay,\\\" said Ada Brook.\"}\n\
        not json\n{\"id\": 3}\n\n{\"id\": 4, \"text\": \"\"}\n\xff\n";
    let (code, stdout, stderr) = run(folder.path(), &["extract", "--jsonl"], input);
    assert_eq!((errors(&stderr).len(), code), (1, 2), "{stderr}");
    let lines: Vec<serde_json::Value> = stdout.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.len(), 5);
    assert_eq!(lines[0]["attributions"].as_array().unwrap().len(), 1);
    assert!(lines[1]["error"].is_string() && lines[1]["id"].is_null());
    assert!(lines[2]["error"].is_string() && lines[2]["id"] == 3);
    assert_eq!(lines[3]["attributions"].as_array().unwrap().len(), 0);
    assert!(lines[4]["error"].is_string());

    let input = b"{\"id\": 1, \"before\": \"Five died.\", \"after\": \"Six died.\"}\n{\"id\": 2, \"before\": \"Five died.\"}\n[]\n";
    let (code, stdout, stderr) = run(folder.path(), &["diff", "--jsonl"], input);
    assert_eq!((errors(&stderr).len(), code), (1, 2), "{stderr}");
    let lines: Vec<serde_json::Value> = stdout.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines[0]["changes"][0]["kind"], "figure_changed");
    assert!(lines[1]["error"].is_string() && lines[1]["id"] == 2);
    assert!(lines[2]["error"].is_string());
}

#[test]
fn a_diff_of_a_file_that_cannot_be_read() {
    let folder = folder();
    let (code, stdout, stderr) = run(folder.path(), &["diff", "articles/good.txt", "nowhere.txt"], b"");
    assert_eq!((errors(&stderr).len(), code, stdout.as_str()), (1, 2, ""), "{stderr}");
    assert!(stderr.contains("nowhere.txt"), "{stderr}");
}

/// What every command that reads says about a database that it cannot use.
fn assert_database_refused(folder: &Path, why: &str) {
    for args in [&["quotes"][..], &["add", "articles"], &["db", "check"]] {
        let (code, _, stderr) = run(folder, args, b"");
        assert_eq!((errors(&stderr).len(), code), (1, 2), "{args:?}: {stderr}");
        assert!(stderr.contains("onrecord.db") && stderr.contains(why), "{args:?}: {stderr}");
    }
}

#[test]
fn an_export_where_something_else_stands() {
    let folder = folder();
    run(folder.path(), &["add", "articles"], b"");
    fs::write(folder.path().join("taken"), "mine").unwrap();
    fs::create_dir_all(folder.path().join("place.json")).unwrap();
    for (arguments, said) in [
        (&["export", "csv", "taken"][..], "taken: there is something else of that name; name another"),
        (&["export", "jsonl", "taken/tables"], "a file stands where a folder should be"),
        (&["report", "--out", "taken"], "there is something else of that name"),
        (&["export", "claimreview", "--out", "place.json"], "place.json"),
        (&["export", "annotations", "--out", "taken/a.json"], "a file stands where a folder should be"),
    ] {
        let (code, _, told) = run(folder.path(), arguments, b"");
        assert!(code == 2 && told.contains(said), "{arguments:?}: {told}");
    }
    assert_eq!(fs::read(folder.path().join("taken")).unwrap(), b"mine");
}

#[test]
fn a_file_that_is_not_a_database() {
    let folder = folder();
    let file = folder.path().join("onrecord.db");
    fs::write(&file, "Minutes of the meeting of 3 March\n".repeat(100)).unwrap();
    let before = fs::read(&file).unwrap();
    assert_database_refused(folder.path(), "not");
    assert_eq!(fs::read(&file).unwrap(), before, "it is somebody's file");
}

#[test]
fn a_database_of_another_program() {
    let folder = folder();
    let file = folder.path().join("onrecord.db");
    let other = rusqlite::Connection::open(&file).unwrap();
    other.execute_batch("CREATE TABLE minutes (said TEXT); INSERT INTO minutes VALUES ('yes');").unwrap();
    drop(other);
    assert_database_refused(folder.path(), "not");
    let other = rusqlite::Connection::open(&file).unwrap();
    let tables: i64 = other.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).unwrap();
    assert_eq!(tables, 1);
}

#[test]
fn a_database_from_a_newer_version() {
    let folder = folder();
    run(folder.path(), &["add", "articles"], b"");
    let database = rusqlite::Connection::open(folder.path().join("onrecord.db")).unwrap();
    let known: i64 = database.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    database.pragma_update(None, "user_version", 9999).unwrap();
    drop(database);
    assert_database_refused(folder.path(), "newer");
    let database = rusqlite::Connection::open(folder.path().join("onrecord.db")).unwrap();
    database.pragma_update(None, "user_version", known).unwrap();
    drop(database);
    assert_good_is_stored(folder.path());
}

#[test]
fn a_database_from_an_older_version() {
    let folder = folder();
    let old = |folder: &Path| {
        let database = rusqlite::Connection::open(folder.join("onrecord.db")).unwrap();
        database.execute_batch(include_str!("../src/store/migrations/0001.sql")).unwrap();
        database.pragma_update(None, "application_id", 0x6F6E_7264).unwrap();
        database.pragma_update(None, "user_version", 1).unwrap();
    };
    old(folder.path());
    let (code, _, stderr) = run(folder.path(), &["quotes"], b"");
    assert_eq!((errors(&stderr).len(), code), (1, 2), "{stderr}");
    assert!(stderr.contains("`onrecord db migrate`"), "{stderr}");
    let (code, stdout, _) = run(folder.path(), &["db", "migrate"], b"");
    assert!(code == 0 && stdout.starts_with("onrecord.db was upgraded from schema 1 to "), "{stdout}");
    let (code, stdout, _) = run(folder.path(), &["db", "migrate"], b"");
    assert_eq!((code, stdout.as_str()), (0, "onrecord.db is up to date\n"));
    // Commands that write need nothing of it.
    fs::remove_file(folder.path().join("onrecord.db")).unwrap();
    old(folder.path());
    let (_, _, stderr) = run(folder.path(), &["reextract"], b"");
    assert!(stderr.contains("no article matches") && !stderr.contains("older"), "{stderr}");
    run(folder.path(), &["add", "articles"], b"");
    assert_good_is_stored(folder.path());
}

#[test]
fn a_locked_database() {
    let folder = folder();
    run(folder.path(), &["add", "articles"], b"");
    let other = rusqlite::Connection::open(folder.path().join("onrecord.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    fs::write(folder.path().join("articles/second.txt"), GOOD.replace("two metres", "three metres")).unwrap();
    let (code, _, stderr) = run(folder.path(), &["add", "articles"], b"");
    assert_eq!((errors(&stderr).len(), code), (1, 2), "{stderr}");
    assert!(stderr.contains("onrecord.db") && stderr.contains("another"), "{stderr}");
    other.execute_batch("ROLLBACK").unwrap();
    drop(other);
    let (code, _, stderr) = run(folder.path(), &["add", "articles"], b"");
    assert_eq!(code, 0, "{stderr}");
    assert_good_is_stored(folder.path());
}

#[cfg(unix)]
#[test]
fn a_read_only_database() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    run(folder.path(), &["add", "articles"], b"");
    let set = |mode: u32, folder_mode: u32| {
        let file = folder.path().join("onrecord.db");
        fs::set_permissions(file, fs::Permissions::from_mode(mode)).unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(folder_mode)).unwrap();
    };
    set(0o444, 0o555);
    if fs::write(folder.path().join("probe"), "").is_ok() {
        return set(0o644, 0o755); // root may write anything
    }
    let (code, _, stderr) = run(folder.path(), &["add", "articles"], b"");
    set(0o644, 0o755);
    assert_eq!((errors(&stderr).len(), code), (1, 2), "{stderr}");
    assert!(stderr.contains("onrecord.db") && stderr.contains("writ"), "{stderr}");
    assert_good_is_stored(folder.path());
}

#[test]
fn a_database_that_is_not_there() {
    let folder = folder();
    let (code, _, stderr) = run(folder.path(), &["quotes"], b"");
    assert_eq!((errors(&stderr).len(), code), (1, 2), "{stderr}");
    assert!(stderr.contains("onrecord add"), "{stderr}");
    assert!(!folder.path().join("onrecord.db").exists(), "a question makes no database");
}

#[test]
fn hostile_words_do_not_reach_the_terminal() {
    let text = "\"We stay\u{1b}[2J\u{7},\" said Ada Brook\u{1b}]0;owned\u{7}, who leads the rescue service.";
    let folder = folder();
    fs::write(folder.path().join("articles/hostile.txt"), text).unwrap();
    let (_, added, said) = run(folder.path(), &["add", "articles"], b"");
    let (_, quotes, _) = run(folder.path(), &["quotes"], b"");
    for output in [added, said, quotes] {
        assert!(!output.contains(['\u{1b}', '\u{7}']), "{output:?}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = folder();
    run(folder.path(), &["add", "articles"], b"");
    let program = assert_cmd::cargo::cargo_bin("onrecord");
    for args in ["quotes --format jsonl", "completions bash", "man", "extract --help"] {
        let script = format!("{{ \"{}\" {args}; echo $? >&2; }} | true", program.display());
        let output = Command::new("sh").args(["-c", &script]).current_dir(folder.path()).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "0\n", "{args}");
    }
}

#[test]
fn a_mistyped_command_is_told() {
    let folder = folder();
    let (code, _, stderr) = run(folder.path(), &["qoutes"], b"");
    assert_eq!(code, 2);
    assert!(stderr.contains("quotes"), "{stderr}");
}

/// What `verify` says of a transcript against the good article of the folder: exit code, output and what is said beside it.
fn verify(name: &str, bytes: &[u8]) -> (i32, String, String) {
    let folder = folder();
    fs::write(folder.path().join(name), bytes).unwrap();
    let (code, stdout, stderr) = run(folder.path(), &["verify", name, "--against", "articles/good.txt"], b"");
    assert!(!stderr.contains("panicked"), "{stderr}");
    (code, stdout, stderr)
}

#[test]
fn a_transcript_that_holds_none() {
    let numbers: String = (0..5000).map(|n| format!("{n}\n")).collect();
    for (name, bytes, why) in [
        ("empty.srt", &b""[..], "no text"),
        ("blank.txt", b" \n\r\n", "no text"),
        ("sound.mp3", b"ID3\x03\0\0\0\0\x01\0\0", "binary"),
        ("paper.txt", b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        ("packed.txt", b"\x1f\x8b\x08\0\0\0\0\0", "gunzip"),
        ("numbers.txt", numbers.as_bytes(), "no words"),
        ("times.srt", b"1\n00:00:01,000 --> 00:00:02,000\n\n", "no words"),
    ] {
        let (code, _, stderr) = verify(name, bytes);
        let errors = errors(&stderr);
        assert_eq!((code, errors.len()), (2, 1), "{name}: {stderr}");
        assert!(
            errors[0].contains(name) && errors[0].contains(why) && errors[0].ends_with('.'),
            "{}",
            errors[0]
        );
    }
    let missing = folder();
    let (code, _, stderr) =
        run(missing.path(), &["verify", "none.txt", "--against", "articles/good.txt"], b"");
    assert!(code == 2 && stderr.contains("none.txt: there is no such file"), "{stderr}");
}

#[test]
fn a_transcript_with_faults_is_read_all_the_same() {
    let broken = "1\n00:00:0x,000 --> 00:00:02,000\nADA BROOK: We moved everyone\n\n2\n--> 00:00:04,000\nout by six.\n";
    let (code, stdout, stderr) = verify("broken.srt", broken.as_bytes());
    assert!(code == 0 && stdout.contains(": exact 1"), "{stdout}{stderr}");
    assert!(
        stderr.contains("broken.srt: line 2: the time code “00:00:0x,000” cannot be read (2 such)"),
        "{stderr}"
    );
    let wide: Vec<u8> = "\u{feff}ADA BROOK: We moved everyone out by six."
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let latin = b"ADA BROOK: Caf\xe9. We moved everyone out by six.".to_vec();
    let one_line =
        format!("{} We moved everyone out by six. {}", "so it was. ".repeat(9000), "and on. ".repeat(9000));
    for (name, bytes) in [("wide.txt", wide), ("latin.txt", latin), ("line.txt", one_line.into_bytes())] {
        let (code, stdout, stderr) = verify(name, &bytes);
        assert!(code == 0 && stdout.contains(": exact 1"), "{name}: {stdout}{stderr}");
    }
}
