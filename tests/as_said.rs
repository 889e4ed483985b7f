//! What is shown of a claim is what was said of it: a denial stays one, in every view and whatever was rejected; dates and
//! names are those of the wording that is shown.

#![cfg(feature = "cli")]

use serde_json::Value;
use std::fs;

/// A folder with articles and a database.
struct AsSaid {
    folder: tempfile::TempDir,
}

impl AsSaid {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = Self { folder };
        for (name, text) in files {
            let path = desk.folder.path().join("news").join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        desk.said(&["add", desk.folder.path().join("news").to_str().expect("a path")]);
        desk
    }

    /// Output and messages of a run.
    fn run(&self, arguments: &[&str]) -> (String, String) {
        let mut command = assert_cmd::Command::cargo_bin("onrecord").expect("the program");
        command.env("NO_COLOR", "1").env("COLUMNS", "200");
        command.env("ONRECORD_DB", self.folder.path().join("onrecord.db"));
        let output = command.args(arguments).output().expect("it runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (text(&output.stdout), text(&output.stderr))
    }

    /// What is said in a run without a word of complaint.
    fn said(&self, arguments: &[&str]) -> String {
        let (out, err) = self.run(arguments);
        assert!(!err.contains("error"), "{arguments:?}: {err}");
        out
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.said(arguments)).expect("JSON")
    }

    /// The number of the claim with these words.
    fn claim(&self, words: &str) -> String {
        let claims = self.json(&["claims", "--json", "--all", "--with-rejected"]);
        let has = |claim: &&Value| claim["claim"].as_str().is_some_and(|text| text.contains(words));
        let claim = claims.as_array().and_then(|all| all.iter().find(has));
        claim.unwrap_or_else(|| panic!("no claim has {words}: {claims}"))["claim_id"].to_string()
    }
}

const FIRE: &str = "Factory fire\nBy Nora Falk\nPORT ELLIN, June 1 (Harbour Gazette) - A factory burned.\n\
    Brennan Works denied that it had ignored the alarm.\nA worker said the exits were locked.\n";

#[test]
fn a_published_claim_is_dated_from_when_it_was_said_so() {
    let later = FIRE.replace("denied", "admitted").replace("A worker", "Foreman Tom Vesely");
    let back = later.replace("admitted", "denied");
    let desk = AsSaid::new(&[("fire/1-2026-06-01T0800Z.txt", FIRE), ("fire/2-2026-06-04T0800Z.txt", &later)]);
    for words in ["ignored", "exits"] {
        desk.said(&["review", &desk.claim(words), "--verdict", "So it was.", "--by", "Jo"]);
    }
    let published = |arguments: &[&str]| -> Vec<(String, String, String)> {
        let all = desk.json(arguments);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let told = |review: &Value| {
            let item = &review["itemReviewed"];
            let first = text(&review["claimReviewed"]).split(' ').take(3).collect::<Vec<_>>().join(" ");
            (first, text(&item["author"]["name"]), text(&item["datePublished"]))
        };
        let mut all: Vec<_> = all["@graph"].as_array().expect("reviews").iter().map(told).collect();
        all.sort();
        all
    };
    let as_judged = [
        ("Brennan Works admitted", "Brennan Works", "2026-06-04T08:00:00Z"),
        ("Foreman Tom Vesely", "Tom Vesely", "2026-06-04T08:00:00Z"),
    ]
    .map(|(words, by, at)| (words.to_owned(), by.to_owned(), at.to_owned()));
    assert_eq!(published(&["export", "claimreview"]), as_judged);
    // Whatever it turns into, and whoever says it then, it is published as it was judged.
    let path = desk.folder.path().join("news/fire/3-2026-06-05T0800Z.txt");
    fs::write(path, back.replace("Foreman Tom Vesely", "A worker")).expect("a file");
    desk.said(&["add", desk.folder.path().join("news").to_str().expect("a path")]);
    assert_eq!(published(&["export", "claimreview", "--stale"]), as_judged);
    // What reads again as it did stood from the first.
    desk.said(&["review", &desk.claim("ignored"), "--verdict", "It did.", "--by", "Jo"]);
    assert_eq!(published(&["export", "claimreview", "--stale"])[0].2, "2026-06-01T08:00:00Z");
}
