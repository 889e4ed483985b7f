//! Reads `{"id","text"}` lines and writes the attributions of each as one line, offsets in code points of the text
//! as given: what the scorers read. With `--all`, also those that are most likely wrong: what calibration reads.

use onrecord::extract::Extractor;
use onrecord::speaker::resolve;
use onrecord::text::{CodePoints, Document, Span, normalize};
use std::collections::BTreeMap;
use std::io::{BufRead, BufWriter, Write};

fn main() -> anyhow::Result<()> {
    let mut extractor = Extractor::new()?;
    if std::env::args().any(|a| a == "--all") {
        extractor = extractor.with_least_confidence(0.0);
    }
    let mut out = BufWriter::new(std::io::stdout());
    let mut lines = std::io::stdin().lock().lines();
    loop {
        let batch: Vec<String> = lines.by_ref().take(16).collect::<Result<_, _>>()?;
        if batch.is_empty() {
            return Ok(());
        }
        let items: Vec<serde_json::Value> =
            batch.iter().map(|l| serde_json::from_str(l)).collect::<Result<_, _>>()?;
        let texts: Vec<&str> = items.iter().map(|i| i["text"].as_str().unwrap_or_default()).collect();
        let normal: Vec<_> = texts.iter().map(|t| normalize(t)).collect();
        let documents: Vec<Document> = normal.iter().map(|n| Document::new(n.text.as_str())).collect();
        let found = extractor.extract(&documents)?;
        for ((((item, text), normal), found), document) in
            items.iter().zip(&texts).zip(&normal).zip(found).zip(&documents)
        {
            let cast = resolve(document, &found, None, None);
            let points = CodePoints::new(text);
            let spans = |spans: &[Span]| -> Vec<(usize, usize)> {
                spans.iter().map(|&s| points.span(normal.to_given(s))).collect()
            };
            let attributions: Vec<serde_json::Value> = found
                .iter()
                .zip(&cast.of)
                .map(|(a, who)| {
                    let speaker = &cast.speakers[who.speaker];
                    serde_json::json!({
                        "source": spans(&a.source),
                        "cue": spans(&a.cue),
                        "content": spans(&a.content),
                        "kind": a.kind,
                        "cue_class": a.cue_class,
                        "negated": a.negated,
                        "hedge": a.hedge.map(|h| spans(&[h])),
                        "parent": a.parent,
                        "confidence": a.confidence,
                        "evidence": a.evidence,
                        "features": a.features(document).into_iter().collect::<BTreeMap<_, _>>(),
                        "speaker": speaker,
                        "how": who.how,
                        "why": who.evidence,
                    })
                })
                .collect();
            serde_json::to_writer(
                &mut out,
                &serde_json::json!({ "id": item["id"], "attributions": attributions }),
            )?;
            out.write_all(b"\n")?;
        }
    }
}
