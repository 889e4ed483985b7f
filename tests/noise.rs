//! Noise: what a page counts, clocks and sells is no change of its story, and what looks like it and is news is one.
//!
//! The cases are lines of `tests/noise/pairs.tsv`, each set into an invented story as a page and as a plain text.

#![cfg(feature = "cli")]

use onrecord::analysis::analyse;
use onrecord::article::{Origin, Revision, read};
use onrecord::claim::Appeared;
use onrecord::diff::{Change, Severity, Timeline};
use onrecord::extract::Extractor;

/// One pair of lines.
struct Case {
    is_noise: bool,
    place: usize,
    old: Vec<&'static str>,
    new: Vec<&'static str>,
}

fn cases() -> Vec<Case> {
    let lines = include_str!("noise/pairs.tsv").lines().filter(|line| !line.starts_with('#'));
    let of = |column: &'static str| match column {
        "-" => Vec::new(),
        lines => lines.split(" ¶ ").collect(),
    };
    lines
        .map(|line| {
            let [kind, place, old, new] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
            let place = match place {
                "top" => 0,
                "mid" => 2,
                "end" => 4,
                _ => panic!("{line}"),
            };
            Case { is_noise: kind == "noise", place, old: of(old), new: of(new) }
        })
        .collect()
}

/// The story with some lines at a place; `dead` is a fact in it.
fn story(page: bool, dead: &str, place: usize, lines: &[&str]) -> Revision {
    let paragraphs = [
        "The ferry sank off Corran on Monday night with forty people on board, the coastguard said.".to_owned(),
        format!("{dead} people have died, harbour master Ada Quill said. She said the search would go on through the night."),
        "The company that runs the ferry said it would pay for the search, and that the boat had been inspected in May."
            .to_owned(),
        "Boats from three harbours joined the search after midnight, when the wind had dropped.".to_owned(),
    ];
    let set = |text: &str, is_line: bool| match (page, is_line && place != 2) {
        (true, true) => format!("<div><span>{text}</span></div>"),
        (true, false) => format!("<p>{text}</p>"),
        (false, _) => format!("{text}\n\n"),
    };
    let mut parts: Vec<String> = paragraphs.iter().map(|text| set(text, false)).collect();
    parts.splice(place..place, lines.iter().map(|line| set(line, true)));
    let title = "Ferry sinks off Corran";
    let (text, name) = if page {
        let head = format!(
            "<!DOCTYPE html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
        );
        (format!("{head}{}</article></body></html>", parts.concat()), "a.html")
    } else {
        (format!("{title}\n\n{}", parts.concat()), "a.txt")
    };
    let origin = Origin { path: name.into(), now: "2026-03-09T09:00:00Z".into(), ..Origin::default() };
    read(text.as_bytes(), &origin).remove(0).expect("the story reads")
}

fn changes(extractor: &Extractor, old: &Revision, new: &Revision) -> Vec<Change> {
    let mut timeline = Timeline::default();
    let mut found = Vec::new();
    for analysis in analyse(extractor, &[old, new]).expect("the model runs") {
        let comparison = timeline.push(&analysis, &Appeared::default());
        assert!(comparison.alarm.is_none(), "{:?}", comparison.alarm);
        found = comparison.changes;
    }
    found
}

fn weighty(changes: &[Change]) -> Vec<&Change> {
    changes.iter().filter(|c| c.severity >= Severity::Medium || c.material).collect()
}

#[test]
fn noise_is_no_change_facts_are_and_neither_hides_the_other() {
    let extractor = Extractor::with_threads(2).expect("the embedded model loads");
    let cases = cases();
    assert!(cases.len() >= 60);
    let mut wrong = Vec::new();
    for Case { is_noise, place, old, new } in cases {
        for page in [true, false] {
            let (before, after) = (story(page, "Two", place, &old), story(page, "Two", place, &new));
            let alone = changes(&extractor, &before, &after);
            let alone = weighty(&alone);
            if is_noise != alone.is_empty() {
                wrong.push(format!("{old:?} {new:?}, page {page}: {alone:?}"));
            }
            // A fact that changes beside it is found all the same.
            let edited = changes(&extractor, &before, &story(page, "Nine", place, &new));
            let edited = weighty(&edited);
            let found =
                edited.iter().filter(|c| c.was.as_deref().is_some_and(|was| was.contains("have died")));
            if found.count() != 1 || edited.len() != alone.len() + 1 {
                wrong.push(format!("{old:?} {new:?}, page {page}, beside an edit: {edited:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
