//! Memory and disk are bounded by the text, whatever it is, and a text for which there is no memory costs no other article.

#![cfg(all(feature = "cli", target_os = "linux"))]
#![allow(clippy::unwrap_used)] // a test may panic

use assert_cmd::cargo::cargo_bin;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// Bytes of memory beside what the text takes: the program, its model and SQLite's pages. A debug build is larger.
const BESIDE: usize = if cfg!(debug_assertions) { 130 << 20 } else { 100_000_000 };

/// Texts of parts that each cost more than their bytes, as many of them as are taken for an article.
const SHAPES: [(&str, usize); 9] = [
    ("“x,” Ada said. ", 9_900),
    ("“x,” Ada said.\n\n", 9_900),
    ("Q: Is it?\nA: No.\n", 9_900),
    ("Yes. ", 19_900),
    ("Yes.\n\n", 19_900),
    ("5. ", 99_000),
    ("1 May 2026, ", 49_000),
    ("a,", 390_000),
    ("Ada: go.\n", 19_900),
];

fn add(folder: &Path) -> Command {
    let mut command = Command::new(cargo_bin("onrecord"));
    command.current_dir(folder).env("ONRECORD_DB", "x.db").env("NO_COLOR", "1").stderr(Stdio::null());
    command.args(["add", "-q", "in"]);
    command
}

/// Runs a command to its end; gives the most memory that was seen of it.
fn peak(mut command: Command) -> (ExitStatus, usize) {
    let mut child = command.spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    loop {
        let told = fs::read_to_string(&status).unwrap_or_default();
        let seen =
            told.lines().find_map(|l| l.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok());
        most = most.max(seen.unwrap_or(0));
        if let Some(ended) = child.try_wait().unwrap() {
            return (ended, most * 1024);
        }
        sleep(Duration::from_millis(2));
    }
}

#[test]
fn memory_and_disk_are_bounded_by_the_text() {
    for (piece, count) in SHAPES {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("in")).unwrap();
        let text = piece.repeat(count);
        fs::write(folder.path().join("in/a.txt"), &text).unwrap();
        let (ended, most) = peak(add(folder.path()));
        assert!(ended.success(), "{piece:?}");
        assert!(most <= 20 * text.len() + BESIDE, "{piece:?}: {most} bytes for {}", text.len());
        let stored = fs::metadata(folder.path().join("x.db")).unwrap().len();
        assert!(stored <= 40 * text.len() as u64 + (1 << 20), "{piece:?}: {stored} bytes for {}", text.len());
    }
}

/// How `add` ends in a folder where it may take so many MB of addresses, and how many articles are stored then.
fn add_within(folder: &Path, megabytes: usize) -> (bool, usize) {
    let mut command = Command::new("sh");
    // With an arena for each thread, what the same run takes differs by 64 MB from one time to the next.
    command.current_dir(folder).env("NO_COLOR", "1").env("MALLOC_ARENA_MAX", "1");
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.args(["-c", "ulimit -c 0; ulimit -v \"$1\"; exec \"$2\" add -q --db x.db --threads 2 in", "sh"]);
    let ended = command.arg((megabytes * 1024).to_string()).arg(cargo_bin("onrecord")).status().unwrap();
    let list = ["articles", "--json", "--db", "x.db"];
    let output = Command::new(cargo_bin("onrecord")).current_dir(folder).args(list).output().unwrap();
    let articles = String::from_utf8(output.stdout).unwrap().matches("\"article_key\"").count();
    (ended.success(), articles)
}

#[test]
fn a_text_without_the_memory_for_it_costs_no_other_article() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("in")).unwrap();
    for name in ["church", "harbour", "station"] {
        let text = format!("Ada Roux said that the {name} was shut.");
        fs::write(path(&format!("in/{name}.txt")), text).unwrap();
    }
    let fresh = || drop(fs::remove_file(path("x.db")));
    let enough = (160..2000).step_by(32).find(|&megabytes| {
        (0..3).all(|_| {
            fresh();
            add_within(folder.path(), megabytes) == (true, 3)
        })
    });
    let enough = enough.expect("the good ones can be added");
    let long = "In the spring the port authority, which had no money, sold both of its piers to a company. ";
    fs::write(path("in/a-long.txt"), long.repeat(15_000)).unwrap();
    for megabytes in [enough + 16, enough + 48] {
        fresh();
        let (_, stored) = add_within(folder.path(), megabytes);
        assert!(stored >= 3, "{stored} articles with {megabytes} MB");
    }
    fresh();
    assert_eq!(add_within(folder.path(), enough + 1000), (true, 4));
}
