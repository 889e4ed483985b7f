//! Costs of extraction, stage by stage and by length, on invented news: `cargo bench --bench extract`.
//!
//! `tag` is word pieces and the model; `extract` is `tag` with decoding and linking, so their difference is decoding.

use onrecord::claim::statements;
use onrecord::extract::Extractor;
use onrecord::speaker::resolve;
use onrecord::text::{Document, tokens};

fn main() {
    divan::main();
}

/// About `words` words of invented news.
fn news(words: usize) -> String {
    const PARAGRAPH: &str = "“Nobody wants to wait another winter,” Mayor Ines Oduya told the council on Tuesday. \
        “We have the money.” According to the port authority, repairs to the old harbour bridge will cost £4.5 \
        million, and the ferry company said that it would run more boats in the meantime.\n";
    PARAGRAPH.repeat(words / 48 + 1)
}

fn extractor() -> Extractor {
    Extractor::with_threads(1).expect("the embedded model loads")
}

#[divan::bench(args = [1_000, 100_000])]
fn tokenise(bencher: divan::Bencher<'_, '_>, words: usize) {
    let text = news(words);
    bencher.bench_local(|| tokens(&text));
}

#[divan::bench(args = [100, 1_000, 10_000, 100_000])]
fn read_text(bencher: divan::Bencher<'_, '_>, words: usize) {
    let text = news(words);
    bencher.bench_local(|| Document::new(text.as_str()));
}

#[divan::bench(args = [1_000, 10_000], sample_count = 5)]
fn tag(bencher: divan::Bencher<'_, '_>, words: usize) {
    let (extractor, document) = (extractor(), Document::new(news(words)));
    bencher.bench_local(|| extractor.explain(&document));
}

#[divan::bench(args = [100, 1_000, 10_000, 100_000], sample_count = 5)]
fn extract(bencher: divan::Bencher<'_, '_>, words: usize) {
    let (extractor, documents) = (extractor(), [Document::new(news(words))]);
    bencher.bench_local(|| extractor.extract(&documents));
}

#[divan::bench(args = [1_000, 10_000], sample_count = 5)]
fn speakers_and_statements(bencher: divan::Bencher<'_, '_>, words: usize) {
    let documents = [Document::new(news(words))];
    let attributions = extractor().extract(&documents).expect("the model runs").remove(0);
    bencher.bench_local(|| {
        let cast = resolve(&documents[0], &attributions, None, None);
        statements(&documents[0], &attributions, &cast, None)
    });
}
