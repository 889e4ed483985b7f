//! What a command costs before it does anything, and what threads save: `cargo bench --bench startup`. Each sample runs
//! the program anew, since patterns, tables and models are read once a process.

use divan::Bencher;
use std::io::Write as _;
use std::process::{Command, Stdio};

#[path = "../examples/make_corpus/random.rs"]
mod random;
#[path = "../examples/make_corpus/story.rs"]
mod story;

fn main() {
    divan::main();
}

/// Runs the program on some input to its end.
fn run(arguments: &[&str], input: &str) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("its input is a pipe");
    stdin.write_all(input.as_bytes()).expect("the program reads its input");
    drop(stdin);
    assert!(child.wait().expect("the program ends").success());
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn extract_a_word(bencher: Bencher<'_, '_>) {
    bencher.bench(|| run(&["extract", "--jsonl", "--threads", "1"], "{\"id\": 1, \"text\": \"hi\"}\n"));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn diff_a_pair(bencher: Bencher<'_, '_>) {
    let pair = "{\"id\": 1, \"before\": \"The wall is 4 metres long.\", \"after\": \"The wall is 5 metres long.\"}\n";
    bencher.bench(|| run(&["diff", "--jsonl", "--threads", "1"], pair));
}

/// An invented corpus into a new database: by the clock, two threads should take little more than half of what one takes.
#[divan::bench(args = [1, 2, 16], sample_count = 5, sample_size = 1)]
fn add_a_hundred_articles(bencher: Bencher<'_, '_>, threads: usize) {
    let all = (0..100).flat_map(|number| story::revisions(1, number, None));
    let lines: String = all.map(|revision| revision.line() + "\n").collect();
    bencher.with_inputs(|| tempfile::tempdir().expect("a folder can be made")).bench_values(|folder| {
        let database = folder.path().join("bench.db");
        let database = database.to_str().expect("its path is UTF-8");
        run(&["add", "-", "--quiet", "--db", database, "--threads", &threads.to_string()], &lines);
        folder
    });
}
