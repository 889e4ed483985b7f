//! How fast claims are compared: `cargo bench --bench diff`.
//!
//! With `ONRECORD_BENCH_ARTICLES=FILE.jsonl` also real articles with their revisions, from lines as `onrecord add` reads
//! them.

use divan::{Bencher, counter::ItemsCount};
use onrecord::article::{Origin, read_jsonl};
use onrecord::claim::{Statement, bare_statement, statements};
use onrecord::diff::{compare, compare_texts, diff, fingerprint};
use onrecord::speaker::Cast;
use onrecord::text::Document;
use std::collections::HashSet;
use std::io::{BufReader, Write as _};

#[path = "../examples/make_corpus/random.rs"]
mod random;
#[path = "../examples/make_corpus/story.rs"]
mod story;

fn main() {
    if std::env::var_os("ONRECORD_BENCH_ARTICLES").is_none() {
        let hint =
            "No real articles: set ONRECORD_BENCH_ARTICLES to a JSONL file of articles with revisions.";
        let _ = writeln!(std::io::stderr(), "{hint}");
    }
    divan::main();
}

/// An article of `count` invented statements, in version `version`: about one statement in ten differs between two
/// versions, and one in twenty has moved.
fn article(count: usize, version: usize) -> Vec<Statement> {
    const PLACES: &[&str] =
        &["Upton", "Marsh End", "Wexley", "Port Alder", "Sandhill", "Great Tarn", "Oxley"];
    const EVENTS: &[&str] =
        &["a fire", "the flood", "a strike", "the vote", "an inquiry", "the trial", "a storm"];
    const VERBS: &[&str] = &["closed", "damaged", "delayed", "emptied", "divided", "changed", "surprised"];
    let mut out: Vec<Statement> = (0..count)
        .map(|n| {
            let toll = if n % 10 == 3 { n + version } else { n };
            let (place, event) = (PLACES[n % 7], EVENTS[n / 7 % 7]);
            let verb = VERBS[n / 49 % 7];
            bare_statement(&format!(
                "Officials in {place} said {event} {verb} the school in Street {n}, where at least {toll} people lived."
            ))
        })
        .collect();
    for n in (20 + version % 5..count.saturating_sub(1)).step_by(20) {
        out.swap(n, n + 1);
    }
    out
}

#[divan::bench(args = [100, 1_000, 2_000, 10_000])]
fn revision_against_the_next(bencher: Bencher<'_, '_>, count: usize) {
    let (old, new) = (article(count, 0), article(count, 1));
    bencher.counter(ItemsCount::new(count)).bench(|| diff(&old, &new, &HashSet::new()));
}

/// Whole articles of which a word differs: hardly more should be read than the sentence that it stands in. So many, that
/// none is remembered from the last time.
#[divan::bench(sample_count = 20)]
fn articles_with_a_word_changed(bencher: Bencher<'_, '_>) {
    let lines: String =
        (0..50).flat_map(|number| story::revisions(1, number, Some(1))).map(|r| r.line() + "\n").collect();
    let read = read_jsonl(lines.as_bytes(), &Origin::default());
    let old: Vec<String> = read.map(|revision| revision.expect("the article reads").body).collect();
    let new: Vec<String> = old.iter().map(|text| text.replacen(" said", " denied", 1)).collect();
    bencher.counter(ItemsCount::new(old.len())).bench(|| {
        let pairs = old.iter().zip(&new);
        pairs.map(|(old, new)| compare_texts(old, new).changes.len()).sum::<usize>()
    });
}

#[divan::bench]
fn statement_pair(bencher: Bencher<'_, '_>) {
    let old = bare_statement(
        "Police said at least 12 people were killed when a bus left the road near Upton on Monday.",
    );
    let new = bare_statement(
        "Police confirmed that 19 people were killed when a bus left the road in Upton on Monday.",
    );
    bencher.counter(ItemsCount::new(1usize)).bench(|| compare(&old, &new));
}

#[divan::bench(sample_count = 5)]
fn article_of_a_hundred_revisions(bencher: Bencher<'_, '_>) {
    let revisions: Vec<Vec<Statement>> = (0..100).map(|version| article(60, version)).collect();
    bencher.counter(ItemsCount::new(99usize)).bench(|| {
        let mut earlier = HashSet::new();
        let mut changes = 0;
        for pair in revisions.windows(2) {
            changes += diff(&pair[0], &pair[1], &earlier).changes.len();
            earlier.extend(pair[0].iter().map(|s| fingerprint(&s.text)));
        }
        changes
    });
}

#[divan::bench(sample_count = 5)]
fn one_statement_ten_thousand_times(bencher: Bencher<'_, '_>) {
    let same = vec![bare_statement("The bridge over the river is closed."); 10_000];
    bencher.bench(|| diff(&same, &same[..9_500], &HashSet::new()));
}

/// An article of JSONL with its revisions, as statements.
struct Real {
    id: String,
    revisions: Vec<Vec<Statement>>,
}

impl std::fmt::Display for Real {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of {} revisions", self.id, self.revisions.len())
    }
}

/// The three articles with the most words in the file that `ONRECORD_BENCH_ARTICLES` names; none where it is not set.
fn real_articles() -> Vec<Real> {
    let Ok(path) = std::env::var("ONRECORD_BENCH_ARTICLES") else { return Vec::new() };
    let file = std::fs::File::open(&path).expect("ONRECORD_BENCH_ARTICLES names a readable file");
    let origin = Origin { path: path.into(), ..Origin::default() };
    let mut articles: Vec<Real> = Vec::new();
    for revision in read_jsonl(BufReader::new(file), &origin).flatten() {
        let document = Document::new(revision.body.as_str());
        let statements = statements(&document, &[], &Cast::default(), None);
        match articles.iter_mut().find(|a| a.id == revision.key) {
            Some(article) => article.revisions.push(statements),
            None => articles.push(Real { id: revision.key, revisions: vec![statements] }),
        }
    }
    articles.sort_by_key(|a| std::cmp::Reverse(a.revisions.iter().map(Vec::len).sum::<usize>()));
    articles.truncate(3);
    articles
}

/// All revisions of a real article, each against the next.
#[divan::bench(args = real_articles(), sample_count = 20)]
fn real_article(bencher: Bencher<'_, '_>, article: &Real) {
    let pairs = article.revisions.len().saturating_sub(1);
    bencher.counter(ItemsCount::new(pairs)).bench(|| {
        let each = article.revisions.windows(2).map(|pair| diff(&pair[0], &pair[1], &HashSet::new()));
        each.map(|comparison| comparison.changes.len()).sum::<usize>()
    });
}
