//! The sample corpus: every story is read, analysed and compared, and what comes out is held against the gold that a
//! person wrote beside it.
//!
//! Three things are checked: what must hold of every story, how much of the gold is found over the whole corpus (the
//! floors are what the program reaches, so that a loss fails), and, as snapshots, every word of the output, so that no
//! change of it goes unseen. `cargo insta review` or `INSTA_UPDATE=always cargo test --test corpus` accepts new output.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)] // a test may panic and print

mod attributions;
mod changes;
mod gold;
#[path = "../processor/mod.rs"]
mod processor;
mod story;
mod words;

use attributions::wording;
use onrecord::article::{FoundIn, Revision};
use onrecord::report::write_text;
use onrecord::text::{FurnitureKind, Span};
use std::collections::HashSet;
use std::fmt::Write as _;
use story::{STORIES, Story};
use words::collapse;

#[test]
fn metadata_is_what_the_files_say() {
    let mut wrong = String::new();
    for story in STORIES.iter() {
        for (n, (gold, revision)) in story.gold.revisions.iter().zip(&story.revisions).enumerate() {
            let found = [
                ("captured_at", Some(gold.captured_at.clone()), Some(revision.captured_at.value.clone())),
                // The host of the address stands in for an outlet that is not named.
                (
                    "outlet",
                    story.gold.article.outlet.clone(),
                    value(&revision.outlet.clone().filter(|o| o.by != FoundIn::Url)),
                ),
                ("url", story.gold.article.url.clone(), value(&revision.url)),
                ("headline", gold.headline.clone(), value(&revision.headline).map(|h| collapse(&h))),
                ("byline", gold.byline.clone(), value(&revision.byline)),
                ("published_at", gold.published_at.clone(), value(&revision.published_at)),
                ("dateline", gold.dateline.clone(), revision.dateline.clone()),
            ];
            for (field, wanted, given) in found.into_iter().filter(|(_, wanted, given)| wanted != given) {
                writeln!(wrong, "{} {}: {field} is {given:?}, not {wanted:?}", story.name, n + 1).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn value(found: &Option<onrecord::article::Found<String>>) -> Option<String> {
    found.as_ref().map(|f| f.value.clone())
}

#[test]
fn the_revisions_of_a_story_are_one_article() {
    for story in STORIES.iter() {
        let keys: Vec<&str> = story.revisions.iter().map(|r| r.key.as_str()).collect();
        assert!(keys.iter().all(|key| *key == keys[0]), "{}: {keys:?}", story.name);
    }
}

#[test]
fn a_page_whose_furniture_alone_changes_has_no_change() {
    let story = STORIES.iter().find(|s| s.name == "brackwell-foods-results").unwrap();
    assert_ne!(story.revisions[1].raw_sha256, story.revisions[2].raw_sha256);
    assert_eq!(story.revisions[1].body, story.revisions[2].body);
    assert_eq!(story.items(2), []);
}

#[test]
fn no_claim_holds_metadata() {
    for story in STORIES.iter() {
        for (revision, analysis) in story.revisions.iter().zip(&story.analyses) {
            let document = &analysis.document;
            // A correction note is about the article and says something too.
            let metadata = document.furniture.iter().filter(|f| f.kind != FurnitureKind::Correction);
            let contents = analysis.attributions.iter().flat_map(|a| &a.content);
            let statements = analysis.statements.iter().flat_map(|s| &s.spans);
            let spans: Vec<Span> = contents.chain(statements).copied().collect();
            for furniture in metadata {
                let taken = spans.iter().find(|s| s.overlaps(furniture.span));
                let taken = taken.map(|s| document.slice(*s));
                assert_eq!(
                    taken,
                    None,
                    "{} holds {:?}",
                    place(story, revision),
                    document.slice(furniture.span)
                );
            }
            for reporting in ["(Reporting by", "(Additional reporting by"] {
                let at = document.text.find(reporting);
                assert!(at.is_none_or(|at| document.is_furniture(at)), "{}", place(story, revision));
            }
            if let Some(byline) = &revision.byline {
                let line = format!("By {}", byline.value);
                let taken = analysis.statements.iter().find(|s| s.text.starts_with(&line));
                assert_eq!(taken.map(|s| &s.text), None, "{}", place(story, revision));
            }
            if let Some(dateline) = &revision.dateline {
                let at = document.text.find(dateline.as_str());
                assert!(
                    at.is_some_and(|at| document.is_furniture(at)),
                    "{}: {dateline}",
                    place(story, revision)
                );
            }
        }
    }
}

#[test]
fn every_span_slices_to_words() {
    for story in STORIES.iter() {
        for (revision, analysis) in story.revisions.iter().zip(&story.analyses) {
            let text = &analysis.document.text;
            assert_eq!(*text, revision.body);
            for attribution in &analysis.attributions {
                let spans = attribution.source.iter().chain(&attribution.cue).chain(&attribution.content);
                for span in spans.chain(&attribution.hedge) {
                    let words = text.get(span.start..span.end);
                    assert!(
                        words.is_some_and(|w| !w.trim().is_empty()),
                        "{}: {span:?}",
                        place(story, revision)
                    );
                }
                assert!(!attribution.content.is_empty());
                assert!((0.0..=1.0).contains(&attribution.confidence));
            }
            for statement in analysis.statements.iter().filter(|s| !s.spans.is_empty()) {
                let words = wording(&analysis.document, &statement.spans);
                assert_eq!(collapse(&words), collapse(&statement.text), "{}", place(story, revision));
                for figure in &statement.figures {
                    assert_eq!(statement.text[figure.span.start..figure.span.end], figure.text);
                }
            }
        }
    }
}

fn place(story: &Story, revision: &Revision) -> String {
    format!("{} of {}", story.name, revision.captured_at.value)
}

#[test]
fn a_revision_compared_with_itself_has_no_change() {
    for story in STORIES.iter() {
        for analysis in &story.analyses {
            let comparison =
                onrecord::diff::diff(&analysis.statements, &analysis.statements, &HashSet::<u64>::new());
            assert_eq!(comparison.changes, [], "{}", story.name);
        }
    }
}

#[test]
fn enough_of_the_gold_is_found() {
    let (mut quotes, mut edits) = (attributions::Score::default(), changes::Score::default());
    let mut table = String::from(
        "story                      quotes: gold found spur. source kind speaker sp.kind \
         | changes: gold found spur. kinds  material minor\n",
    );
    for story in STORIES.iter() {
        let mut of_story = attributions::Score::default();
        for (gold, analysis) in story.gold.revisions.iter().zip(&story.analyses) {
            println!("{} {}", story.name, gold.captured_at);
            of_story += attributions::score(gold, analysis);
        }
        let changed = changes::score(story);
        line(&mut table, &story.name, of_story, changed);
        quotes += of_story;
        edits += changed;
    }
    line(&mut table, "all", quotes, edits);
    if processor::is_of_the_records("the table of scores") {
        insta::assert_snapshot!("scores", table);
    }

    let right = edits.predicted - edits.spurious;
    // What is measured, its part, the whole, and the floor under their ratio.
    let measures = [
        ("attributions found (recall)", quotes.found, quotes.gold, 0.84),
        ("attributions that are right (precision)", quotes.found, quotes.predicted, 0.92),
        ("sources right", quotes.source, quotes.found, 0.95),
        ("quotation kinds right", quotes.kind, quotes.found, 0.99),
        ("speakers right", quotes.speaker, quotes.found, 0.88),
        ("speaker kinds right", quotes.speaker_kind, quotes.found, 0.89),
        ("changes found (recall)", edits.found, edits.gold, 0.98),
        ("changes that are right (precision)", right, edits.predicted, 0.98),
        ("kinds found (recall)", edits.kinds_right, edits.kinds_gold, 0.72),
        ("kinds that are right (precision)", edits.kinds_right, edits.kinds_predicted, 0.72),
        ("material changes reported as such", edits.material_found, edits.material_gold, 0.95),
        ("minor changes reported as such", edits.minor_right, edits.minor_found, 0.78),
        ("explained changes linked to their note", edits.links_found, edits.links_gold, 0.76),
        ("links of notes that are right", edits.links_right, edits.links_predicted, 0.9),
    ];
    let mut lost = String::new();
    for (name, part, whole, floor) in measures {
        let reached = part as f64 / whole.max(1) as f64;
        println!("{name:40} {part:4} of {whole:4} = {reached:.3}");
        if reached < floor {
            writeln!(lost, "{name}: {part} of {whole} = {reached:.3}, below {floor}").unwrap();
        }
    }
    assert!(lost.is_empty(), "\n{lost}");
}

fn line(table: &mut String, name: &str, a: attributions::Score, c: changes::Score) {
    writeln!(
        table,
        "{name:32} {:6} {:5} {:5} {:6} {:4} {:7} {:7} | {:13} {:5} {:5} {:3}/{:3} {:4}/{:3} {:2}/{:2}",
        a.gold,
        a.found,
        a.predicted - a.found,
        a.source,
        a.kind,
        a.speaker,
        a.speaker_kind,
        c.gold,
        c.found,
        c.spurious,
        c.kinds_right,
        c.kinds_gold,
        c.material_found,
        c.material_gold,
        c.minor_right,
        c.minor_found,
    )
    .unwrap();
}

#[test]
fn the_output_is_as_it_was() {
    if !processor::is_of_the_records("the recorded output") {
        return;
    }
    for story in STORIES.iter() {
        insta::assert_snapshot!(story.name.as_str(), readable(story));
    }
}

/// All that the program says about a story, for a person to read.
fn readable(story: &Story) -> String {
    let mut out = String::new();
    for (n, analysis) in story.analyses.iter().enumerate() {
        writeln!(out, "== revision {}: {}", n + 1, story.revisions[n].captured_at.value).unwrap();
        for (attribution, resolved) in analysis.attributions.iter().zip(&analysis.cast.of) {
            let document = &analysis.document;
            let speaker = analysis.cast.speakers[resolved.speaker].name.as_deref().unwrap_or("-");
            let kind = format!("{:?}", attribution.kind).to_lowercase();
            let (cue, content) =
                (wording(document, &attribution.cue), collapse(&wording(document, &attribution.content)));
            writeln!(out, "{speaker} | {cue} | {content} | {kind} | {:.1}", attribution.confidence).unwrap();
        }
        if n > 0 {
            writeln!(out, "\n-- changes from revision {n} to {}", n + 1).unwrap();
            let mut text = Vec::new();
            write_text(&story.items(n), &mut text).unwrap();
            let text = String::from_utf8(text).unwrap();
            writeln!(out, "{}", anstream::adapter::strip_str(&text)).unwrap();
        }
        writeln!(out).unwrap();
    }
    out
}
