//! Reads articles with several revisions, lines `{"id","revisions":[{"title","text"},..]}`, compares each revision
//! with the one before it, sentence by sentence, and writes every change as one line of JSON, then a summary on
//! standard error: `cargo run --release --example diff_revisions < articles.jsonl`.

use onrecord::claim::{Statement, statements};
use onrecord::diff::{Kind, diff, explain, fingerprint, notes};
use onrecord::speaker::Cast;
use onrecord::text::{Document, normalize};
use std::collections::{BTreeMap, HashSet};
use std::io::{BufRead, Write};
use std::time::{Duration, Instant};

fn main() -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    let (mut pairs, mut compared, mut spent) = (0, 0, Duration::ZERO);
    for line in std::io::stdin().lock().lines() {
        let article: serde_json::Value = serde_json::from_str(&line?)?;
        let mut earlier = HashSet::new();
        let mut before: Option<(Vec<Statement>, Vec<onrecord::diff::Note>)> = None;
        for (n, revision) in article["revisions"].as_array().into_iter().flatten().enumerate() {
            let document = Document::new(normalize(revision["text"].as_str().unwrap_or_default()).text);
            let start = Instant::now();
            let new = statements(&document, &[], &Cast::default(), revision["title"].as_str());
            let found = notes(&document);
            if let Some((old, old_notes)) = &before {
                let mut comparison = diff(old, &new, &earlier);
                explain(&mut comparison, old, &new, old_notes, &found);
                pairs += 1;
                compared += old.len();
                let text = |indices: &[usize], all: &[Statement]| -> Vec<String> {
                    indices.iter().map(|&i| all[i].text.clone()).collect()
                };
                for change in &comparison.changes {
                    change.kinds.iter().for_each(|k| *counts.entry(*k).or_default() += 1);
                    let (was, is) = (text(&change.before, old), text(&change.after, &new));
                    let shown = serde_json::json!({ "id": article["id"], "revision": n, "change": change, "was": was, "is": is });
                    writeln!(out, "{shown}")?;
                }
                if let Some(alarm) = &comparison.alarm {
                    writeln!(
                        out,
                        "{}",
                        serde_json::json!({ "id": article["id"], "revision": n, "alarm": alarm })
                    )?;
                }
                earlier.extend(old.iter().map(|s| fingerprint(&s.text)));
            }
            spent += start.elapsed();
            before = Some((new, found));
        }
    }
    out.flush()?;
    let mut log = std::io::stderr().lock();
    writeln!(log, "{pairs} pairs of revisions, {compared} statements, {spent:.2?}: {counts:?}")?;
    Ok(())
}
