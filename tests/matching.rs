//! Invented stories as several outlets tell them: how well the same claim, an altered quote and a copy are found.
//!
//! `tests/matching/first.txt` was there while the rules of matching were made, `second.txt` was written afterwards; what its
//! first run gave stands in `docs/EVALUATION.md`. `cargo test --test matching -- --nocapture` prints the figures and what was missed.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used)] // a test may panic

use assert_cmd::Command;
use onrecord::matching::MatchRelation;
use onrecord::store::{ClaimFilter, ClaimId, MatchFilter, Store, TopicId};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;

/// A paragraph that is marked.
#[derive(Debug, Clone)]
struct Marked {
    story: usize,
    outlet: String,
    label: String,
    text: String,
}

impl Marked {
    /// The letter that the same claims share.
    fn letter(&self) -> &str {
        self.label.split(['~', '/']).next().unwrap_or_default()
    }

    /// It is like the claim of its letter, and another.
    fn is_foil(&self) -> bool {
        self.label.contains('/')
    }

    fn is_altered(&self) -> bool {
        self.label.ends_with('~')
    }

    fn quotes(&self) -> bool {
        self.text.contains('"')
    }

    /// Whether two are one claim, in whatever words.
    fn is_same(&self, other: &Self) -> bool {
        let one = self.story == other.story && self.letter() == other.letter() && self.outlet != other.outlet;
        one && !self.is_foil() && !other.is_foil()
    }
}

/// An article: its outlet, whose copy it is, its paragraphs.
#[derive(Debug, Clone)]
struct Told {
    story: usize,
    outlet: String,
    copy_of: Option<String>,
    paragraphs: Vec<Marked>,
}

fn articles(text: &str) -> Vec<Told> {
    let (mut told, mut story): (Vec<Told>, usize) = (Vec::new(), 0);
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        if line.starts_with("== ") {
            story += 1;
        } else if let Some(outlet) = line.strip_prefix("-- ") {
            let (outlet, copy_of) =
                outlet.split_once(" = ").map_or((outlet, None), |(one, other)| (one, Some(other.to_owned())));
            told.push(Told { story, outlet: outlet.to_owned(), copy_of, paragraphs: Vec::new() });
        } else {
            let (label, text) = line.split_once(" | ").unwrap();
            let article = told.last_mut().unwrap();
            let (label, text, outlet) = (label.to_owned(), text.to_owned(), article.outlet.clone());
            article.paragraphs.push(Marked { story, outlet, label, text });
        }
    }
    told
}

/// The stories of a file in a database, with the claim of each marked paragraph.
struct Desk {
    _folder: tempfile::TempDir,
    store: Store,
    told: Vec<Told>,
    marked: BTreeMap<ClaimId, Marked>,
    /// Marked paragraphs of which no claim was made.
    lost: usize,
}

fn desk(file: &str, backwards: bool) -> Desk {
    let told = articles(&fs::read_to_string(file).unwrap());
    let folder = tempfile::tempdir().unwrap();
    let mut lines: Vec<String> = Vec::new();
    for (n, article) in told.iter().enumerate() {
        let body: Vec<&str> = article.paragraphs.iter().map(|p| p.text.as_str()).collect();
        // The outlets tell of it one after the other.
        let at = format!("2026-05-04T{:02}:00:00Z", n % 20);
        let record = serde_json::json!({
            "id": format!("{}-{n}", article.story), "url": format!("https://{n}.example/{}", article.story),
            "outlet": article.outlet, "title": format!("Story {}", article.story), "published_at": at,
            "captured_at": at, "text": body.join("\n\n"),
        });
        lines.push(record.to_string());
    }
    if backwards {
        lines.reverse();
    }
    fs::write(folder.path().join("stories.jsonl"), lines.join("\n")).unwrap();
    let mut add = Command::cargo_bin("onrecord").unwrap();
    add.current_dir(folder.path())
        .env_remove("ONRECORD_DB")
        .args(["add", "stories.jsonl"])
        .assert()
        .success();
    let mut store = Store::open(folder.path().join("onrecord.db")).unwrap();
    let run = store.begin_run("0.1.0", &[]).unwrap();
    store.update_matches(run, |_, _| {}).unwrap();
    let mut desk = Desk { _folder: folder, store, told, marked: BTreeMap::new(), lost: 0 };
    desk.mark();
    desk
}

impl Desk {
    /// Finds the claim of each marked paragraph: what is attributed in it, else the longest of its sentences.
    fn mark(&mut self) {
        let claims = self.store.claims(&ClaimFilter::default()).unwrap();
        for article in self.told.iter().filter(|article| article.copy_of.is_none()) {
            for paragraph in article.paragraphs.iter().filter(|p| p.label != "-") {
                let plain = |text: &str| text.replace(['“', '”'], "\"");
                let here = claims.iter().filter(|claim| {
                    claim.outlet.as_deref() == Some(&article.outlet)
                        && plain(&paragraph.text).contains(&plain(&claim.sentence))
                });
                match here.max_by_key(|claim| (claim.quote_id.is_some(), claim.claim.len())) {
                    Some(claim) => drop(self.marked.insert(claim.claim_id, paragraph.clone())),
                    None => self.lost += 1,
                }
            }
        }
    }
}

/// Counts of what was found, right and wrong.
#[derive(Debug, Default)]
struct Figures {
    right_first: usize,
    firsts: usize,
    right: usize,
    found: usize,
    wanted: usize,
    told: String,
}

fn share(part: usize, whole: usize) -> f64 {
    #[allow(clippy::cast_precision_loss)] // small counts
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

impl Figures {
    fn say(&self, what: &str) -> String {
        format!(
            "{what}: precision {:.3} ({} of {}), recall {:.3} ({} of {})",
            share(self.right, self.found),
            self.right,
            self.found,
            share(self.right, self.wanted),
            self.right,
            self.wanted
        )
    }
}

/// Where else each marked claim is said.
fn matches(desk: &Desk) -> Figures {
    let mut figures = Figures::default();
    for (id, own) in &desk.marked {
        let rows = desk.store.matches(*id, MatchFilter::default()).unwrap();
        let wanted: BTreeSet<ClaimId> =
            desk.marked.iter().filter(|(_, other)| own.is_same(other)).map(|(id, _)| *id).collect();
        figures.wanted += wanted.len();
        figures.firsts += usize::from(!rows.is_empty());
        figures.right_first +=
            usize::from(rows.first().is_some_and(|row| wanted.contains(&row.claim.claim_id)));
        for row in &rows {
            figures.found += 1;
            if wanted.contains(&row.claim.claim_id) {
                figures.right += 1;
            } else {
                let why = (row.relation, row.score, &row.differences);
                writeln!(figures.told, "wrong {:?}\n    {}\n    {}", why, own.text, row.claim.claim).unwrap();
            }
        }
        let found: BTreeSet<ClaimId> = rows.iter().map(|row| row.claim.claim_id).collect();
        for missed in wanted.difference(&found).filter(|other| *other > id) {
            let other = &desk.marked[missed];
            let all = MatchFilter { all: true, ..MatchFilter::default() };
            let rows = desk.store.matches(*id, all).unwrap();
            let row = rows.iter().find(|row| row.claim.claim_id == *missed);
            let why = row.map(|row| (row.relation, row.score, row.findings.clone()));
            writeln!(figures.told, "missed {why:?}\n    {}\n    {}", own.text, other.text).unwrap();
        }
    }
    figures
}

/// Quotes in two wordings.
fn altered(desk: &Desk) -> Figures {
    let pair = |one: ClaimId, other: ClaimId| (one.min(other), one.max(other));
    let mut wanted = BTreeSet::new();
    for (id, own) in desk.marked.iter().filter(|(_, own)| own.is_altered()) {
        let others = desk
            .marked
            .iter()
            .filter(|(_, other)| own.is_same(other) && !other.is_altered() && other.quotes() && own.quotes());
        wanted.extend(others.map(|(other, _)| pair(*id, *other)));
    }
    let found: BTreeSet<(ClaimId, ClaimId)> =
        desk.store.altered_quotes().unwrap().iter().map(|row| pair(row.claim_id, row.other_id)).collect();
    let words = |id: &ClaimId| desk.store.claim(*id).unwrap().claim;
    let mut told = String::new();
    for (one, other) in found.difference(&wanted) {
        writeln!(told, "wrongly altered\n    {}\n    {}", words(one), words(other)).unwrap();
    }
    for (one, other) in wanted.difference(&found) {
        writeln!(told, "altered and missed\n    {}\n    {}", words(one), words(other)).unwrap();
    }
    let right = found.intersection(&wanted).count();
    Figures { right, found: found.len(), wanted: wanted.len(), told, ..Figures::default() }
}

/// Articles that are copies, with their originals.
fn copies(desk: &Desk) -> Figures {
    let wanted: BTreeSet<(String, String)> =
        desk.told.iter().filter_map(|a| Some((a.outlet.clone(), a.copy_of.clone()?))).collect();
    let copies = desk.store.copies().unwrap();
    let found: BTreeSet<(String, String)> =
        copies.into_iter().map(|c| (c.outlet.unwrap(), c.original_outlet.unwrap())).collect();
    let right = found.intersection(&wanted).count();
    let told = format!("{:?}", found.symmetric_difference(&wanted).collect::<Vec<_>>());
    Figures { right, found: found.len(), wanted: wanted.len(), told, ..Figures::default() }
}

/// The figures of a file, printed; at least so many of a thousand must be right.
fn measure(file: &str, [first, recall, altered_right, altered_found]: [f64; 4]) {
    let (desk, mut figures) = (desk(file, false), String::new());
    writeln!(
        figures,
        "{file}: {} marked claims; of {} paragraphs none was made",
        desk.marked.len(),
        desk.lost
    )
    .unwrap();
    let found = matches(&desk);
    let at_one = share(found.right_first, found.firsts);
    writeln!(figures, "match: precision at 1 {at_one:.3} ({} of {})", found.right_first, found.firsts)
        .unwrap();
    writeln!(figures, "{}", found.say("match")).unwrap();
    let quotes = altered(&desk);
    writeln!(figures, "{}", quotes.say("quotes altered")).unwrap();
    let copied = copies(&desk);
    writeln!(figures, "{}", copied.say("copies")).unwrap();
    writeln!(figures, "{}{}{}", found.told, quotes.told, copied.told).unwrap();
    std::io::stdout().write_all(figures.as_bytes()).unwrap();
    assert!(at_one >= first, "precision at 1");
    assert!(share(found.right, found.wanted) >= recall, "recall");
    assert!(share(quotes.right, quotes.found) >= altered_right, "precision of altered quotes");
    assert!(share(quotes.right, quotes.wanted) >= altered_found, "recall of altered quotes");
    assert_eq!((copied.right, copied.found), (copied.wanted, copied.wanted), "copies: {}", copied.told);
}

#[test]
fn the_stories_that_the_rules_were_made_on() {
    measure("tests/matching/first.txt", [0.97, 0.95, 0.97, 0.97]);
}

#[test]
fn the_stories_that_were_written_afterwards() {
    measure("tests/matching/second.txt", [0.95, 0.9, 0.97, 0.93]);
}

/// What a person sees of matches, without row numbers.
fn picture(desk: &Desk) -> BTreeSet<(String, String, MatchRelation)> {
    let of = |id: &ClaimId| format!("{} {}", desk.marked[id].outlet, desk.marked[id].text);
    let mut seen = BTreeSet::new();
    for id in desk.marked.keys() {
        let all = MatchFilter { all: true, ..MatchFilter::default() };
        for row in desk.store.matches(*id, all).unwrap() {
            if desk.marked.contains_key(&row.claim.claim_id) {
                seen.insert((of(id), of(&row.claim.claim_id), row.relation));
            }
        }
    }
    seen
}

#[test]
fn the_order_in_which_articles_come_does_not_matter() {
    let (forward, backward) =
        (desk("tests/matching/first.txt", false), desk("tests/matching/first.txt", true));
    assert_eq!(picture(&forward), picture(&backward));
    let topics = |desk: &Desk| -> BTreeSet<BTreeSet<String>> {
        let mut topics: BTreeMap<TopicId, BTreeSet<String>> = BTreeMap::new();
        for row in desk.store.topics(None).unwrap() {
            let of = format!("{} {}", row.outlet.unwrap_or_default(), row.claim);
            topics.entry(row.topic_id).or_default().insert(of);
        }
        topics.into_values().collect()
    };
    assert_eq!(topics(&forward), topics(&backward));
    assert!(forward.store.check().unwrap().is_sound());
}
