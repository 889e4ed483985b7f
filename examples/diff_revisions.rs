//! Reads articles with several revisions, lines `{"id","revisions":[{"title","text"},..]}`, compares each revision
//! with the one before it, sentence by sentence, and writes every change as one line of JSON, then a summary on
//! standard error: `cargo run --release --example diff_revisions < articles.jsonl`.

use onrecord::analysis::Analysis;
use onrecord::claim::{Appeared, statements};
use onrecord::diff::{Kind, Timeline};
use onrecord::speaker::Cast;
use onrecord::text::{Document, normalize};
use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::time::{Duration, Instant};

fn main() -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    let (mut compared, mut spent) = (0, Duration::ZERO);
    for line in std::io::stdin().lock().lines() {
        let article: serde_json::Value = serde_json::from_str(&line?)?;
        let mut timeline = Timeline::default();
        for (n, revision) in article["revisions"].as_array().into_iter().flatten().enumerate() {
            let document = Document::new(normalize(revision["text"].as_str().unwrap_or_default()).text);
            let start = Instant::now();
            let statements = statements(&document, &[], &Cast::default(), revision["title"].as_str());
            compared += statements.len();
            let analysis = Analysis { document, statements, ..Analysis::default() };
            let comparison = timeline.push(&analysis, &Appeared::default());
            spent += start.elapsed();
            for change in &comparison.changes {
                change.kinds.iter().for_each(|k| *counts.entry(*k).or_default() += 1);
                let shown = serde_json::json!({ "id": article["id"], "revision": n, "change": change });
                writeln!(out, "{shown}")?;
            }
            if let Some(alarm) = &comparison.alarm {
                let shown = serde_json::json!({ "id": article["id"], "revision": n, "alarm": alarm });
                writeln!(out, "{shown}")?;
            }
        }
    }
    out.flush()?;
    let mut log = std::io::stderr().lock();
    writeln!(log, "{compared} statements, {spent:.2?}: {counts:?}")?;
    Ok(())
}
