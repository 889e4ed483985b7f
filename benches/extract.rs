//! Costs of extraction: the stages that read a text, and the whole with its model, on invented news.

use onrecord::extract::Extractor;
use onrecord::text::Document;

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

#[divan::bench(args = [100, 1_000, 10_000, 100_000])]
fn read_text(bencher: divan::Bencher<'_, '_>, words: usize) {
    let text = news(words);
    bencher.bench_local(|| Document::new(text.as_str()));
}

#[divan::bench(args = [100, 1_000, 10_000, 100_000], sample_count = 3)]
fn extract(bencher: divan::Bencher<'_, '_>, words: usize) {
    let extractor = Extractor::with_threads(1).expect("the embedded model loads");
    let documents = [Document::new(news(words))];
    bencher.bench_local(|| extractor.extract(&documents));
}
