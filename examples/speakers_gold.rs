//! Resolves the speakers of attributions that were marked by hand or found before: reads `{"id","text","attributions":[{"source",
//! "cue","content"}]}` lines (code-point spans) and writes them back with a `speaker` each, for a scorer.
//!
//! `cargo run --release --example speakers_gold < gold.jsonl > named.jsonl`

use onrecord::extract::{Attribution, CueClass, Evidence, QuotationKind};
use onrecord::speaker::resolve;
use onrecord::text::{Document, Span};
use serde_json::{Value, json};
use std::io::{BufRead, Write};

fn main() -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut words, mut spent) = (0usize, std::time::Duration::ZERO);
    for line in std::io::stdin().lock().lines() {
        let mut article: Value = serde_json::from_str(&line?)?;
        let text = article["text"].as_str().unwrap_or_default().to_owned();
        let bytes: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let document = Document::new(text.as_str());
        let spans = |value: &Value| -> Vec<Span> {
            let pairs = value.as_array().into_iter().flatten();
            pairs
                .filter_map(|p| {
                    let at = |k: usize| bytes.get(usize::try_from(p.get(k)?.as_u64()?).ok()?).copied();
                    Some(Span::new(at(0)?, at(1)?))
                })
                .collect()
        };
        let attributions: Vec<Attribution> = article["attributions"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|a| {
                let content = spans(&a["content"]);
                let quoted = content.first().is_some_and(|s| {
                    s.of(&text).starts_with(['"', '“']) || text[..s.start].ends_with(['"', '“'])
                });
                gold(spans(&a["source"]), spans(&a["cue"]), content, quoted)
            })
            .collect();
        words += document.tokens.len();
        let start = std::time::Instant::now();
        let cast = resolve(&document, &attributions, None, None);
        spent += start.elapsed();
        if let Some(list) = article["attributions"].as_array_mut() {
            for ((a, r), features) in list.iter_mut().zip(&cast.of).zip(&cast.features) {
                let s = &cast.speakers[r.speaker];
                a["speaker"] = json!({"name": s.name, "kind": s.kind, "title": s.title, "affiliation": s.affiliation,
                    "anonymous": s.anonymous, "reason": s.anonymity_reason, "justification": s.justification,
                    "how": r.how, "evidence": r.evidence,
                    "confidence": r.confidence, "features": features});
            }
        }
        writeln!(out, "{article}")?;
    }
    #[allow(clippy::print_stderr)]
    {
        eprintln!("{words} words, {:.2} ms per 1,000 words", spent.as_secs_f64() * 1e6 / words.max(1) as f64);
    }
    Ok(())
}

/// An attribution as the annotators marked it.
fn gold(source: Vec<Span>, cue: Vec<Span>, content: Vec<Span>, quoted: bool) -> Attribution {
    Attribution {
        source,
        cue,
        content,
        kind: if quoted { QuotationKind::Direct } else { QuotationKind::Indirect },
        cue_class: CueClass::Say,
        negated: false,
        hedge: None,
        asserted: true,
        reported: true,
        parent: None,
        confidence: 1.0,
        evidence: Evidence::default(),
    }
}
