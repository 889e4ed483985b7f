//! What a command costs before it does anything: `cargo bench --bench startup`. Each sample runs the program anew, since
//! patterns, tables and models are read once a process.

use divan::Bencher;
use std::io::Write as _;
use std::process::{Command, Stdio};

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
