//! Reads lines `{"id","before","after"}` on standard input and writes what changed, one line each:
//! `cargo run --release --example diff_jsonl < pairs.jsonl`.

use std::io::{BufRead, Write};

fn main() -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let pair: serde_json::Value = serde_json::from_str(&line?)?;
        let field = |name: &str| pair[name].as_str().unwrap_or_default();
        let mut answer =
            serde_json::to_value(onrecord::diff::compare_texts(field("before"), field("after")))?;
        answer["id"] = pair["id"].clone();
        writeln!(out, "{answer}")?;
    }
    Ok(())
}
