//! Costs of an article on its way into the database: reading, analysing, storing, and storing an edited revision.
//! `cargo bench --bench ingest`.

use onrecord::analysis::{Analysis, analyse};
use onrecord::article::{Origin, Revision, read, read_jsonl};
use onrecord::extract::Extractor;
use onrecord::store::Store;

#[path = "../examples/make_corpus/random.rs"]
mod random;
#[path = "../examples/make_corpus/story.rs"]
mod story;

fn main() {
    divan::main();
}

/// Revision `version` of an invented article: about 600 words, one figure different in each version.
fn revision(version: usize) -> Revision {
    const PARAGRAPH: &str = "“Nobody wants to wait another winter,” Mayor Ines Oduya told the council on Tuesday. \
        “We have the money.” According to the port authority, repairs to the old harbour bridge will cost £4.5 \
        million, and the ferry company said that it would run more boats in the meantime.\n\n";
    let front = format!(
        "---\nurl: https://bench.example/bridge\ncaptured: 2026-03-0{}T09:00:00Z\n---\n\n",
        version + 1
    );
    let toll = format!("At least {} piers were damaged, an engineer said.\n\n", 12 + version);
    let text = format!("{front}# Bridge work\n\n{toll}{}", PARAGRAPH.repeat(12));
    let origin = Origin { path: "bench.md".into(), now: "2026-03-09T09:00:00Z".into(), ..Origin::default() };
    read(text.as_bytes(), &origin).remove(0).expect("the article reads")
}

fn analysis(extractor: &Extractor, revision: &Revision) -> Analysis {
    analyse(extractor, &[revision]).expect("the model runs").remove(0)
}

#[divan::bench]
fn read_markdown(bencher: divan::Bencher<'_, '_>) {
    bencher.bench(|| revision(0));
}

#[divan::bench(sample_count = 20)]
fn analyse_600_words(bencher: divan::Bencher<'_, '_>) {
    let extractor = Extractor::with_threads(1).expect("the embedded model loads");
    let revision = revision(0);
    bencher.bench_local(|| analysis(&extractor, &revision));
}

/// So many revisions of an invented article, each with an edit or two, one after another by a new extractor: what the
/// later ones share with the first should cost little.
#[divan::bench(args = [1, 10], sample_count = 20, sample_size = 1)]
fn analyse_revisions(bencher: divan::Bencher<'_, '_>, count: usize) {
    let lines: String =
        story::revisions(1, 1, Some(count)).iter().map(|revision| revision.line() + "\n").collect();
    let read: Vec<Revision> =
        read_jsonl(lines.as_bytes(), &Origin::default()).map(|r| r.expect("the article reads")).collect();
    let revisions: Vec<&Revision> = read.iter().collect();
    bencher
        .with_inputs(|| Extractor::with_threads(1).expect("the embedded model loads"))
        .bench_local_values(|extractor| analyse(&extractor, &revisions).expect("the model runs").len());
}

/// Storing the first revision of a new article, or its first two, which compares them.
#[divan::bench(args = [1, 2], sample_count = 100, sample_size = 1)]
fn store(bencher: divan::Bencher<'_, '_>, revisions: usize) {
    let extractor = Extractor::with_threads(1).expect("the embedded model loads");
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut store = Store::open(folder.path().join("bench.db")).expect("a database can be made");
    let run = store.begin_run("bench", &[]).expect("a run can be noted");
    let mut analysed: Vec<(Revision, Analysis)> =
        (0..revisions).map(revision).map(|r| (r.clone(), analysis(&extractor, &r))).collect();
    let mut articles = 0;
    bencher.bench_local(|| {
        articles += 1;
        for (revision, analysis) in &mut analysed {
            revision.key = format!("https://bench.example/{articles}");
            store.ingest(run, "bench.md", revision, analysis).expect("it can be stored");
        }
    });
}
