//! What people decide and what a program of another version finds: decisions about speakers, extraction made anew,
//! captures that arrive late, correction notes, texts in other languages.

#![cfg(feature = "cli")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

/// A folder with articles and a database.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            let path = folder.path().join("news").join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = assert_cmd::Command::cargo_bin("onrecord").expect("the program");
        command.env("NO_COLOR", "1").env("COLUMNS", "160").env("ONRECORD_DB", self.path("onrecord.db"));
        command.args(arguments).output().expect("it runs")
    }

    /// Standard output of a run that must succeed.
    fn said(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    /// The message of a run that must fail.
    fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        text(&output.stderr)
    }

    fn rows(&self, arguments: &[&str]) -> Vec<serde_json::Value> {
        let output = self.said(&[arguments, &["--format", "json"]].concat());
        serde_json::from_str(&output).expect("JSON")
    }

    fn add(&self, name: &str) -> Output {
        self.run(&["add", self.path("news").join(name).to_str().expect("a path")])
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const PIER: &str = "Pier closes\n\nThe pier at Upton will close on Monday, said Ada Okafor, the harbour master.\n\n\
    “We held 14 boats here last night,” said Okafor. “Nobody was hurt.”\n\n\
    An official said on Friday, on condition of anonymity because she was not authorised to speak, \
    that the repairs would cost $2 million.\n";
const PIER_LATER: &str = "Pier closes\n\nThe pier at Upton will close on Monday, said Ada Okafor, the harbour master.\n\n\
    “We held 19 boats here last night,” said Okafor. “Nobody was hurt.”\n\n\
    An official said on Friday, on condition of anonymity because she was not authorised to speak, \
    that the repairs would cost $3 million.\n\n\
    Correction: an earlier version of this article said that 14 boats were held at the pier last night. It was 19.\n";
const FERRY: &str = "Ferry late\n\nThe ferry was late again, Ada B. Okafor told reporters at the quay on Friday.\n\n\
    “The engine failed twice,” she said.\n\nThe National Harbour Agency said that it would look into it.\n";

fn desk() -> Desk {
    let desk = Desk::new(&[
        ("pier/1-2026-03-01T0800Z.txt", PIER),
        ("pier/2-2026-03-02T0800Z.txt", PIER_LATER),
        ("ferry.txt", FERRY),
    ]);
    desk.said(&["add", desk.path("news").to_str().expect("a path")]);
    desk
}

fn speaker(desk: &Desk, name: &str) -> serde_json::Value {
    let rows = desk.rows(&["speakers"]);
    rows.iter().find(|row| row["speaker"] == name).unwrap_or_else(|| panic!("no {name} in {rows:?}")).clone()
}

#[test]
fn a_merger_outlives_extraction_made_anew() {
    let desk = desk();
    let (ada, a) = (speaker(&desk, "Ada Okafor"), speaker(&desk, "Ada B. Okafor"));
    let pairs = desk.rows(&["speakers", "--proposals"]);
    assert!(pairs.iter().any(|p| p["reason"] == "with and without a middle name"), "{pairs:?}");
    let number = |row: &serde_json::Value| row["speaker_id"].to_string();
    let said = desk.said(&["speakers", "--merge", &number(&ada), &number(&a)]);
    assert!(said.contains("Ada Okafor, now also stands for “Ada B. Okafor”"), "{said}");
    let both = speaker(&desk, "Ada Okafor");
    assert_eq!(both["articles"], 2);
    let changes = desk.rows(&["changes"]);
    desk.said(&["reextract"]);
    assert_eq!(speaker(&desk, "Ada Okafor")["quotes"], both["quotes"]);
    assert!(desk.rows(&["speakers"]).iter().all(|row| row["speaker"] != "Ada B. Okafor"));
    // What changed is the same again, but for the numbers of its rows.
    let told = |rows: &[serde_json::Value]| -> Vec<String> {
        rows.iter()
            .map(|r| format!("{} {} {} {}", r["kinds"], r["before"], r["after"], r["correction"]))
            .collect()
    };
    assert_eq!(told(&desk.rows(&["changes"])), told(&changes));
    // And apart again.
    desk.said(&["speakers", "--split", &number(&ada), "ferry"]);
    assert_eq!(speaker(&desk, "Ada Okafor")["articles"], 1);
    assert_eq!(speaker(&desk, "Ada B. Okafor")["articles"], 1);
    desk.said(&["db", "check"]);
}

#[test]
fn pairs_and_quotes_are_told_apart() {
    let desk = desk();
    let number = |row: &serde_json::Value| row["speaker_id"].to_string();
    let (ada, a) = (number(&speaker(&desk, "Ada Okafor")), number(&speaker(&desk, "Ada B. Okafor")));
    let proposed = |desk: &Desk| !desk.rows(&["speakers", "--proposals"]).is_empty();
    assert!(proposed(&desk));
    assert!(desk.said(&["speakers", "--distinct", &ada, &a]).contains("are kept apart"));
    desk.said(&["reextract"]);
    assert!(!proposed(&desk));
    let quote = desk.rows(&["quotes", "--speaker", &ada, "--article", "pier"]).pop().expect("a quote");
    let numbers = quote["quote_id"].to_string();
    let split = ["speakers", "--split", &ada, "pier", "--quotes", &numbers, "--as", "Bea Okafor"];
    assert!(desk.said(&split).contains("Bea Okafor, is now the one in “Pier closes”"));
    let bea = speaker(&desk, "Bea Okafor");
    desk.said(&["reextract"]);
    assert_eq!(speaker(&desk, "Bea Okafor"), bea);
    assert!(
        desk.refused(&["speakers", "--split", &ada, "ferry", "--quotes", "999"]).contains("no quote 999")
    );
    desk.said(&["db", "check"]);
}

#[test]
fn what_cannot_be_merged_or_split_is_told() {
    let desk = desk();
    let ada = speaker(&desk, "Ada Okafor")["speaker_id"].to_string();
    assert!(desk.refused(&["speakers", "--merge", &ada, "999"]).contains("holds no speaker 999"));
    assert!(desk.refused(&["speakers", "--merge", &ada, &ada]).contains("cannot be merged with itself"));
    assert!(desk.refused(&["speakers", "--split", &ada, "pier"]).contains("nothing to split it from"));
    assert!(desk.refused(&["speakers", "--split", &ada, "nowhere"]).contains("no article matches “nowhere”"));
    assert!(desk.refused(&["speakers", "--split", "Ada", "pier"]).contains("is not the number of a speaker"));
    let empty = Desk::new(&[]);
    assert!(empty.refused(&["speakers", "--merge", "1", "2"]).contains("there is no such file"));
    assert!(empty.refused(&["reextract"]).contains("there is no such file"));
    assert!(!empty.path("onrecord.db").exists());
}

#[test]
fn a_correction_explains_its_change_and_no_other() {
    let desk = desk();
    let notes = desk.rows(&["changes", "--kind", "correction"]);
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert_eq!(notes[0]["explains"].as_array().map(Vec::len), Some(1), "{notes:?}");
    let unannounced = desk.rows(&["changes", "--unannounced"]);
    let figures: Vec<String> = unannounced.iter().map(|row| row["figures"].to_string()).collect();
    assert!(figures.iter().any(|f| f.contains("$3 million")), "{figures:?}");
    assert!(!figures.iter().any(|f| f.contains("19")), "{figures:?}");
    assert_eq!(desk.rows(&["changes", "--min-severity", "low"]).len(), desk.rows(&["changes"]).len());
    assert!(desk.rows(&["changes", "--min-severity", "high"]).iter().all(|row| row["severity"] == "high"));
    let page = desk.said(&["report", "--article", "pier", "--undated"]);
    assert!(page.contains("explained by a correction"), "{page}");
}

#[test]
fn a_report_shows_what_was_rejected_only_when_asked() {
    let desk = Desk::new(&[("pier/1-2026-03-01.txt", PIER), ("pier/2-2026-03-02.txt", PIER_LATER)]);
    assert!(desk.add("pier").status.success());
    let rows = desk.rows(&["changes"]);
    let boats = rows.iter().find(|row| row["after"].as_str().is_some_and(|text| text.contains("19 boats")));
    let change = boats.expect("a change of boats")["change_id"].to_string();
    let claims = desk.rows(&["claims"]);
    let monday = claims.iter().find(|row| row["claim"].as_str().is_some_and(|text| text.contains("Monday")));
    let claim = monday.expect("a claim of Monday")["claim_id"].to_string();
    desk.said(&["review", "--change", &change, "--reject", "not a change", "--by", "Jo"]);
    desk.said(&["review", &claim, "--reject", "not a claim", "--by", "Jo"]);
    for format in ["html", "markdown"] {
        let report = |options: &[&str]| {
            let whole = desk.said(&[&["report", "--format", format], options].concat());
            // The text of the article is no listing.
            whole.replace("<wbr>", "")
        };
        let (without, with) = (report(&[]), report(&["--with-rejected"]));
        let counts = |page: &str| (page.matches("14").count(), page.matches("Monday").count());
        assert!(counts(&with).0 > counts(&without).0, "{format}: {without}");
        assert!(counts(&with).1 > counts(&without).1, "{format}: {without}");
        // Each is marked, and weighs nothing.
        let marks = |page: &str| page.matches("rejected").count();
        assert!(marks(&with) >= 2 && marks(&without) == 0, "{format}: {with}");
        let material = |page: &str| page.matches("Material: ").count();
        assert_eq!(material(&with), material(&without), "{format}: {with}");
    }
}

#[test]
fn listings_mark_what_was_rejected_and_a_report_tells_of_older_pages() {
    let desk = desk();
    let quote = desk.rows(&["quotes"]).pop().expect("a quote");
    let (quote, claim) = (quote["quote_id"].to_string(), quote["claim_id"].to_string());
    let change = desk.rows(&["changes"])[0]["change_id"].to_string();
    desk.said(&["review", "--quote", &quote, "--reject", "wrong words", "--by", "Jo"]);
    desk.said(&["review", "--change", &change, "--reject", "wrong kind", "--by", "Jo"]);
    for (listing, id) in [("quotes", &quote), ("claims", &claim), ("changes", &change)] {
        let marked = |options: &[&str]| -> Vec<String> {
            let said = desk.said(&[&[listing, "--format", "markdown"], options].concat());
            said.lines().filter(|line| line.contains("rejected")).map(str::to_owned).collect()
        };
        assert!(marked(&[]).is_empty(), "{listing}");
        let lines = marked(&["--with-rejected"]);
        assert!(lines.len() == 1 && lines[0].contains(id.as_str()), "{listing}: {lines:?}");
    }
    let diff = desk.said(&["diff", "--article", "pier", "--with-rejected"]);
    assert_eq!(diff.matches("rejected").count(), 1, "{diff}");
    // A report of one article over one of both.
    let site = desk.path("site");
    let report = |options: &[&str]| {
        let output = desk.run(&[&["report", "--out", site.to_str().expect("a path")], options].concat());
        assert!(output.status.success());
        text(&output.stderr)
    };
    assert!(!report(&[]).contains("earlier report"));
    let told = report(&["--article", "pier"]);
    assert!(told.contains("1 page of an earlier report lies there"), "{told}");
    assert_eq!(fs::read_dir(&site).expect("a folder").count(), 3);
}

#[test]
fn a_rejected_change_leaves_the_history_of_its_claim_and_every_comparison() {
    let desk = Desk::new(&[
        ("pier/1-2026-03-01.txt", PIER),
        ("pier/2-2026-03-02.txt", PIER_LATER),
        ("pier/3-2026-03-03.txt", &PIER_LATER.replace("Nobody", "No one")),
    ]);
    assert!(desk.add("pier").status.success());
    let rows = desk.rows(&["changes"]);
    let boats = rows.iter().find(|row| row["after"].as_str().is_some_and(|text| text.contains("19 boats")));
    let boats = boats.expect("a change of boats");
    let (change, claim) = (boats["change_id"].to_string(), boats["claim_id"].to_string());
    desk.said(&["review", "--change", &change, "--reject", "wrong kind", "--by", "Jo"]);
    for command in [
        &["history", &claim][..],
        &["diff", "--article", "1", "1", "2"],
        &["diff", "--article", "1", "1", "3"],
    ] {
        let without = desk.run(command);
        let with = desk.run(&[command, &["--with-rejected"]].concat());
        if command[0] == "diff" {
            let shows = |output: &Output| text(&output.stdout).contains("[-14-]{+19+}");
            assert!(shows(&with) && !shows(&without), "{}", text(&without.stdout));
        }
        let told = "1 change that was rejected is left out (--with-rejected)";
        assert!(text(&without.stderr).contains(told) && !text(&with.stderr).contains(told), "{command:?}");
    }
    let steps = desk.rows(&["history", &claim]);
    assert_eq!((&steps[1]["rejected"], &steps[1]["severity"]), (&true.into(), &"none".into()), "{steps:?}");
    assert!(desk.said(&["history", &claim]).contains("change rejected"));
}

#[test]
fn what_no_revision_lasted_for_is_told_with_a_remedy() {
    let desk = Desk::new(&[("pier/1-2026-03-01.txt", PIER), ("pier/2-2026-03-02.txt", PIER_LATER)]);
    assert!(desk.add("pier").status.success());
    let said = desk.refused(&["diff", "--article", "1", "--stable", "30d"]);
    assert!(said.contains("no revision before revision 2 stood for so long"), "{said}");
    assert!(said.contains("--stable") && said.contains("--from and --to"), "{said}");
    assert!(desk.run(&["diff", "--article", "1", "--stable", "1h"]).status.success());
    let said = desk.refused(&["diff", "--article", "1", "--to", "1"]);
    assert!(said.contains("revision 1 is the article's first"), "{said}");
}

#[test]
fn a_verdict_that_is_confirmed_is_logged_so_and_goes_stale_again() {
    let [first, second, third] =
        [PIER.to_owned(), PIER.replace("14 boats", "19 boats"), PIER.replace("14 boats", "25 boats")];
    let desk = Desk::new(&[("pier/1-2026-03-01.txt", &first)]);
    assert!(desk.add("pier").status.success());
    let claims = desk.rows(&["claims"]);
    let boats = claims.iter().find(|row| row["claim"].as_str().is_some_and(|text| text.contains("boats")));
    let claim = boats.expect("a claim of boats")["claim_id"].to_string();
    let urls = ["https://port.example/log", "https://port.example/list"];
    desk.said(&[
        "review",
        &claim,
        "--verdict",
        "Fourteen.",
        "--rating",
        "true",
        "--by",
        "Jo",
        "--evidence",
        urls[0],
        urls[1],
    ]);
    for (n, later) in [(2, &second), (3, &third)] {
        fs::write(desk.path(&format!("news/pier/{n}-2026-03-0{n}.txt")), later).expect("a file");
        assert!(desk.add("pier").status.success());
        let stale = desk.rows(&["review", "--stale"]);
        assert_eq!(stale.len(), 1, "{stale:?}");
        assert_eq!(
            (&stale[0]["rating"], stale[0]["evidence"].as_array().map(Vec::len)),
            (&"true".into(), Some(2))
        );
        let confirmed = desk.run(&["review", "--confirm", "--by", "Al", &claim]);
        assert!(confirmed.status.success(), "{}", text(&confirmed.stderr));
    }
    let steps = desk.rows(&["review", &claim]);
    let told: Vec<_> =
        steps.iter().map(|step| (step["action"].as_str().unwrap_or_default(), &step["verdict"])).collect();
    assert_eq!(
        told,
        [
            ("verdict", &"Fourteen.".into()),
            ("confirmed", &"Fourteen.".into()),
            ("confirmed", &"Fourteen.".into())
        ]
    );
    assert!(desk.rows(&["review", "--stale"]).is_empty());
    assert_eq!(desk.rows(&["claims"]).iter().filter(|row| row["review"] == "confirmed").count(), 1);
    let published: serde_json::Value =
        serde_json::from_str(&desk.said(&["export", "claimreview"])).expect("JSON");
    assert!(
        published["@graph"][0]["claimReviewed"].as_str().is_some_and(|words| words.contains("25 boats")),
        "{published}"
    );
}

#[test]
fn a_published_verdict_names_nobody_who_did_not_say_it_and_stays_while_somebody_is_to_look_again() {
    let desk = Desk::new(&[("pier/1-2026-03-01.txt", PIER)]);
    assert!(desk.add("pier").status.success());
    let quotes = desk.rows(&["quotes"]);
    let boats = quotes.iter().find(|row| row["quote"].as_str().is_some_and(|text| text.contains("boats")));
    let boats = boats.expect("a quote of boats");
    let (quote, claim) = (boats["quote_id"].to_string(), boats["claim_id"].to_string());
    desk.said(&["review", &claim, "--verdict", "It held nine.", "--by", "Jo"]);
    let published = |desk: &Desk| -> serde_json::Value {
        let reviews: serde_json::Value =
            serde_json::from_str(&desk.said(&["export", "claimreview"])).expect("JSON");
        reviews["@graph"][0].clone()
    };
    assert_eq!(published(&desk)["itemReviewed"]["author"]["name"], "Ada Okafor");
    desk.said(&["review", "--quote", &quote, "--reject", "wrong speaker", "--by", "Jo"]);
    desk.said(&["review", &claim, "--assign", "Kim", "--by", "Jo"]);
    let review = published(&desk);
    assert_eq!(
        (&review["reviewBody"], &review["itemReviewed"]["author"]),
        (&"It held nine.".into(), &().into())
    );
    for command in
        [&["cite", &claim][..], &["cite", &claim, "--json"], &["history", &claim], &["review", &claim]]
    {
        let said = desk.said(command);
        // The sentence as it stands may name her; nothing says it is hers.
        let told = said.replace("said Okafor", "").replace("Ada Okafor, the harbour master", "");
        assert!(!told.contains("Okafor"), "{command:?}: {said}");
    }
    // One that turned is kept back, and that is said.
    fs::write(desk.path("news/pier/2-2026-03-02.txt"), PIER_LATER).expect("a file");
    assert!(desk.add("pier").status.success());
    let output = desk.run(&["export", "claimreview"]);
    assert!(text(&output.stderr).contains("--stale writes them all the same"), "{}", text(&output.stderr));
}

#[test]
fn what_goes_to_and_fro_is_data_of_its_own() {
    let later = PIER.replace("14 boats", "19 boats");
    let texts: [&str; 4] = [PIER, &later, PIER, &later];
    let names: Vec<String> = (1..=4).map(|n| format!("pier/{n}-2026-03-0{n}.txt")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(texts).collect();
    let desk = Desk::new(&files);
    assert!(desk.add("pier").status.success());
    let rows = desk.rows(&["diff", "--article", "1", "--flapping"]);
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(rows[0]["revisions"], serde_json::json!([2, 3, 4]));
    assert!(rows[0]["was"].as_str().unwrap_or_default().contains("14"), "{rows:?}");
    assert!(rows[0]["now"].as_str().unwrap_or_default().contains("19"), "{rows:?}");
    let of_two = desk.rows(&["diff", "--article", "1", "--flapping", "--from", "1", "--to", "2"]);
    assert!(of_two.is_empty(), "{of_two:?}");
    assert!(desk.said(&["diff", "--article", "1", "--flapping"]).contains("2, 3, 4"));
}

#[test]
fn unnamed_sources_are_counted() {
    let desk = desk();
    let rows = desk.rows(&["speakers", "--unnamed-share"]);
    let pier = rows.iter().find(|row| row["headline"] == "Pier closes").expect("the article");
    assert_eq!((&pier["unnamed"], &pier["sources"]), (&1.into(), &2.into()), "{pier}");
    assert_eq!(pier["reason_share"], 1.0, "{pier}");
    assert_eq!(rows[0]["headline"], "Pier closes");
    let outlets = desk.rows(&["speakers", "--unnamed-share", "--by", "outlet"]);
    assert_eq!((outlets.len(), &outlets[0]["articles"]), (1, &2.into()), "{outlets:?}");
    for format in ["table", "jsonl", "csv", "markdown"] {
        assert!(
            desk.said(&["speakers", "--unnamed-share", "--format", format]).contains("Pier closes"),
            "{format}"
        );
    }
}

#[test]
fn a_late_capture_gives_what_one_in_time_gives() {
    let line = |hour: u8, text: &str| {
        let at = format!("2026-03-01T{hour:02}:00:00Z");
        serde_json::json!({"url": "https://a.example/pier", "captured_at": at, "title": "Pier", "text": text})
            .to_string()
    };
    let lines = [line(1, PIER), line(2, PIER_LATER), line(3, &PIER.replace("14", "21"))];
    let [one, two, three] = &lines;
    let told = |order: [&String; 3]| {
        let desk = Desk::new(&[("pier.jsonl", &order.map(String::as_str).join("\n"))]);
        desk.add("pier.jsonl");
        let rows = desk.rows(&["changes"]);
        rows.iter()
            .map(|r| format!("{} {} {}", r["from_revision"], r["kinds"], r["after"]))
            .collect::<Vec<_>>()
    };
    assert_eq!(told([three, one, two]), told([one, two, three]));
}

#[test]
fn another_language_is_told_once() {
    let french = "Le maire a déclaré vendredi que le pont serait fermé pendant trois mois. « Nous n’avons pas le choix », \
        a-t-il dit aux journalistes réunis devant la mairie. Les habitants ne sont pas contents de cette décision, et \
        plusieurs d’entre eux ont promis de manifester devant l’hôtel de ville la semaine prochaine.\n";
    let desk =
        Desk::new(&[("a.txt", french), ("b.txt", &french.replace("vendredi", "lundi")), ("c.txt", PIER)]);
    let output = desk.run(&["add", desk.path("news").to_str().expect("a path")]);
    let told = text(&output.stderr);
    assert_eq!(told.matches("not in English").count(), 1, "{told}");
    assert!(told.contains("2 texts are not in English (fra 2)"), "{told}");
}

#[test]
fn extraction_made_anew_is_of_one_article_or_all() {
    let desk = desk();
    assert!(
        desk.said(&["reextract", "--article", "ferry"]).contains("1 article: 1 revision extracted again")
    );
    assert!(desk.said(&["reextract"]).contains("2 articles: 3 revisions extracted again"));
    assert!(desk.said(&["reextract", "--outdated"]).contains("0 articles: 0 revisions extracted again"));
    assert!(desk.refused(&["reextract", "--article", "nowhere"]).contains("no article matches"));
    assert!(Path::new(&desk.path("onrecord.db")).exists());
}

#[test]
fn a_note_of_a_first_revision_is_kept() {
    let desk = Desk::new(&[("pier.txt", PIER_LATER)]);
    desk.add("pier.txt");
    assert!(desk.rows(&["changes"]).is_empty());
    for format in ["html", "markdown"] {
        let page = desk.said(&["report", "--undated", "--format", format]);
        assert!(page.contains("correction note") && page.contains("It was 19."), "{page}");
    }
}

#[test]
fn a_capture_that_lost_its_text_is_an_alarm() {
    let more: String = ["bridge", "road", "school", "market", "church", "mill", "dam", "inn"]
        .map(|what| {
            format!("The {what} at Upton was built in 1921 and repaired after the flood of 1953.\n\n")
        })
        .concat();
    let whole = format!("{PIER}\n{more}");
    let desk = Desk::new(&[
        ("pier/1-2026-03-01T0800Z.txt", &whole),
        ("pier/2-2026-03-02T0800Z.txt", "Pier closes\n\nThis page needs a newer browser.\n"),
    ]);
    let said = text(&desk.add("pier").stdout);
    assert!(said.contains("revision 2: text lost"), "{said}");
    assert_eq!(desk.rows(&["changes", "--alarms"])[0]["alarm"], "text_lost");
    assert!(text(&desk.run(&["changes"]).stderr).contains("changes --alarms"));
    assert!(desk.said(&["diff", "--article", "pier"]).starts_with("text lost: "));
    assert_eq!(desk.run(&["diff", "--article", "pier", "--exit-code"]).status.code(), Some(1));
    assert!(desk.said(&["report"]).contains("⚠ text lost:"));
    assert!(desk.said(&["report", "--format", "markdown"]).contains("**Alarm, text lost**"));
    // An extraction made anew finds it again.
    desk.said(&["reextract"]);
    assert_eq!(desk.rows(&["changes", "--alarms"]).len(), 1);
}

#[test]
fn what_is_taken_back_leaves_what_stood_before_and_says_so() {
    let desk = desk();
    desk.add("pier");
    let claims = desk.rows(&["claims", "--words", "pier at Upton"]);
    let claim = claims[0]["claim_id"].to_string();
    let step = |arguments: &[&str]| {
        let output = desk.run(&[&["review", &claim, "--by", "Jo"], arguments].concat());
        assert!(output.status.success(), "{}", text(&output.stderr));
        (text(&output.stdout), text(&output.stderr))
    };
    step(&["--verdict", "It closed on Monday.", "--rating", "true"]);
    step(&["--assign", "Sam"]);
    let again = format!("claim {claim}: the verdict “It closed on Monday.” by Jo stands again");
    for _ in 0..2 {
        let (out, told) = step(&["--reopen"]);
        assert!(out.starts_with(&format!("claim {claim}  decided")) && told.contains(&again), "{out}{told}");
        assert!(desk.said(&["export", "claimreview"]).contains("It closed on Monday."));
        step(&["--confirm"]);
    }
    // Nor is a verdict published that was taken back.
    step(&["--verdict", "It never closed.", "--rating", "false"]);
    step(&["--reopen"]);
    let published = desk.said(&["export", "claimreview"]);
    assert!(published.contains("It closed on Monday.") && !published.contains("It never closed."));
    // A report of the days before the verdict has none, though no revision came after.
    let report = |until: &str| desk.said(&["report", "--format", "html", "--until", until]);
    assert!(!report("2026-03-09").contains("It closed on Monday."));
    assert!(report("2999-01-01").contains("It closed on Monday."));
}
