//! Reads pairs of revisions, lines `{"id","before":{"title","text"},"after":{..}}`, and writes every sentence that came
//! in or went with what its weight rests on, for `training/onrecord_training/weigh.py`:
//! `cargo run --release --example weigh < stories.jsonl`.

use onrecord::analysis::analyse;
use onrecord::article::{Origin, read};
use onrecord::diff::{Edition, weighed};
use onrecord::extract::Extractor;
use std::io::{BufRead, Write};

fn main() -> anyhow::Result<()> {
    let extractor = Extractor::new()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let story: serde_json::Value = serde_json::from_str(&line?)?;
        let mut revisions = Vec::new();
        for side in ["before", "after"] {
            let part = |name: &str| story[side][name].as_str().unwrap_or_default().trim();
            let bytes = format!("{}\n\n{}", part("title"), part("text"));
            let now = "2026-01-01T00:00:00Z".to_owned();
            let origin = Origin { path: "story.txt".into(), now, ..Origin::default() };
            revisions.push(read(bytes.trim().as_bytes(), &origin).remove(0)?);
        }
        let analyses = analyse(&extractor, &revisions.iter().collect::<Vec<_>>())?;
        for found in weighed(&Edition::of(&analyses[0]), &Edition::of(&analyses[1])) {
            let row = serde_json::json!({
                "id": story["id"], "text": found.text, "gone": found.gone, "features": found.features.to_vec(),
            });
            writeln!(out, "{row}")?;
        }
    }
    Ok(out.flush()?)
}
