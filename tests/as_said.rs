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

#[test]
fn nobody_is_rated_for_what_the_same_sentence_has_somebody_else_say() {
    let text = "Pay talks\nBy Nora Falk\nPORT ELLIN, June 1 (Harbour Gazette) - Talks began.\n\
        The minister said fares would fall, and the union said pay would rise by 3 percent.\n\
        Brennan Works denied that it had cut hours, and the union said it had cut them twice.\n";
    let desk = AsSaid::new(&[("pay.txt", text)]);
    for words in ["pay would rise", "had cut hours"] {
        desk.said(&["review", &desk.claim(words), "--verdict", "No.", "--by", "Jo"]);
    }
    let all = desk.json(&["export", "claimreview"]);
    let told = |review: &Value| {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        (text(&review["claimReviewed"]), text(&review["itemReviewed"]["author"]["name"]))
    };
    let mut all: Vec<_> = all["@graph"].as_array().expect("reviews").iter().map(told).collect();
    all.sort();
    let expected = [
        ("Brennan Works denied that it had cut hours", "Brennan Works"),
        ("pay would rise by 3 percent", "the union"),
    ];
    assert_eq!(all, expected.map(|(words, by)| (words.to_owned(), by.to_owned())));
}

#[test]
fn a_review_of_one_persons_claim_is_none_of_anothers() {
    let text = "Bridge shut\nBy Nora Falk\nPORT ELLIN, June 1 (Harbour Gazette) - A bridge is shut.\n\
        Peter Lund said that the old bridge had carried forty thousand lorries a year.\n";
    let desk = AsSaid::new(&[("bridge.txt", text)]);
    let relation = |claimant: &str| {
        let file = desk.folder.path().join("checked.json");
        let claim = "The old bridge had carried forty thousand lorries a year.";
        let review = serde_json::json!({ "@type": "ClaimReview", "claimReviewed": claim,
            "itemReviewed": { "@type": "Claim", "author": { "@type": "Person", "name": claimant } } });
        fs::write(&file, review.to_string()).expect("a file");
        let rows = desk.json(&["match", "--against", file.to_str().expect("a path"), "--all", "--json"]);
        rows[0]["relation"].as_str().unwrap_or_default().to_owned()
    };
    for (claimant, expected) in [
        ("Peter Lund", "same"),
        ("Lund", "same"),
        ("Ana Maria Roux", "other_voice"),
        ("Social Media Users", "same"),
        ("Viral post", "same"),
    ] {
        assert_eq!(relation(claimant), expected, "{claimant}");
    }
}

const BRIDGE: &str = "Quay Bridge shut\nBy Nora Falk\nPORT ELLIN, June 1 (Harbour Gazette) - Quay Bridge is shut.\n\
    The contractor, Brennan Works, denied that its bolts were to blame.\n\
    The mayor, Stella Marquand, said that she knew of no cracks.\n";

/// A desk with the story of the bridge, where the quote of the contractor was rejected for this reason; and its claim.
fn rejected_for(reason: &str) -> (AsSaid, String, String) {
    let first = BRIDGE.replace("denied that its bolts were to blame", "declined to comment");
    let desk = AsSaid::new(&[("b/1-2026-06-01T0800Z.txt", &first), ("b/2-2026-06-02T0800Z.txt", BRIDGE)]);
    let quotes = desk.json(&["quotes", "--json"]);
    let of_bolts = |q: &&Value| q["quote"].as_str().is_some_and(|words| words.contains("bolts"));
    let quote =
        quotes.as_array().and_then(|all| all.iter().find(of_bolts)).expect("a quote")["quote_id"].to_string();
    desk.said(&["review", "--quote", &quote, "--reject", reason, "--by", "Jo"]);
    let claim = desk.claim("bolts");
    (desk, claim, quote)
}

#[test]
fn a_denial_that_is_nobodys_stays_a_denial_and_is_told_to_be_rejected() {
    for reason in ["wrong speaker", "not an attribution"] {
        let (desk, claim, quote) = rejected_for(reason);
        for command in [
            &["cite", &claim][..],
            &["cite", &claim, "--markdown"],
            &["claims", "--with-rejected"],
            &["history", &claim, "--format", "csv", "--columns", "statement"],
            &["search", "blame", "--with-rejected"],
            &["report", "--with-rejected", "--format", "markdown"],
        ] {
            let said = desk.said(command).replace('\\', "");
            let line =
                said.lines().find(|line| line.contains("that its bolts were") && line.contains("[denied]"));
            let line = line.unwrap_or_else(|| panic!("{reason}: {command:?}: {said}"));
            assert!(line.contains("rejected") && !line.contains("Brennan"), "{command:?}: {line}");
        }
        let cited = &desk.json(&["cite", &claim, "--json"])[0];
        assert_eq!((&cited["rejected"], &cited["status"]), (&true.into(), &"current".into()));
        // What was decided on is told as it was then.
        let log = desk.said(&["review", "--quote", &quote]);
        assert!(log.contains("on “[denied] Brennan Works denied that its bolts were to blame”"), "{log}");
    }
}

#[test]
fn who_did_not_say_it_is_nobody_and_not_the_outlet() {
    let (desk, _, _) = rejected_for("wrong speaker");
    for command in [
        &["changes", "--min-severity", "low"][..],
        &["report", "--format", "markdown"],
        &["diff", "--article", "1", "1", "2"],
    ] {
        let said = desk.said(command).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(!said.contains("the outlet") && said.contains("unknown"), "{command:?}: {said}");
    }
    let changes = desk.json(&["changes", "--json"]);
    let speakers: Vec<_> =
        changes.as_array().expect("rows").iter().map(|row| &row["speaker_after"]).collect();
    assert!(speakers.contains(&&"".into()), "{changes}");
}

#[test]
fn a_citation_tells_that_the_article_no_longer_says_so() {
    let gone = BRIDGE.replace("The contractor, Brennan Works, denied that its bolts were to blame.\n", "");
    let admitted = BRIDGE.replace("denied", "admitted");
    let desk = AsSaid::new(&[
        ("b/1-2026-06-01T0800Z.txt", BRIDGE),
        ("b/2-2026-06-02T0800Z.txt", &admitted),
        ("b/3-2026-06-03T0800Z.txt", &gone),
    ]);
    let (claim, mayor) = (desk.claim("bolts"), desk.claim("cracks"));
    let cited = |arguments: &[&str]| desk.json(&[&["cite", "--json"], arguments].concat())[0].clone();
    let newest = cited(&[&claim]);
    assert_eq!((&newest["status"], &newest["ended_in_revision"]), (&"removed".into(), &3.into()));
    let first = cited(&[&claim, "--revision", "1"]);
    assert_eq!((&first["status"], &first["ended_in_revision"]), (&"removed".into(), &2.into()));
    assert_eq!(cited(&[&mayor])["status"], "current");
    let text = desk.said(&["cite", &claim]);
    assert!(
        text.contains("From revision 3, captured 2026-06-03T08:00:00Z, the article no longer says it."),
        "{text}"
    );
    let mayor = cited(&[&mayor]);
    assert_eq!((&mayor["ended_in_revision"], &mayor["rejected"]), (&Value::Null, &false.into()));
}

/// Two outlets that tell of one denial.
fn two_outlets() -> AsSaid {
    let story = |outlet: &str, body: &str| {
        format!("---\nurl: https://{outlet}.example/b\noutlet: {outlet}\n---\n# Quay Bridge\n\n{body}\n")
    };
    let gazette = story(
        "gazette",
        "Mayor Stella Marquand denied on Monday that she had known of cracks in Quay Bridge.\n\n\
         Marquand denied that she \"never read a letter about the old cracks in the bridge\".\n\n\
         Ada Okonjo of the union said that 12 of the 48 bolts in Quay Bridge had failed.",
    );
    let post = story(
        "post",
        "Stella Marquand, the mayor, has denied that she knew of cracks in Quay Bridge.\n\n\
         Marquand denied that she \"never read any letter about the old cracks in the bridge\".\n\n\
         \"I was never told of any cracks in the bridge,\" Marquand told the Post.",
    );
    AsSaid::new(&[("gazette.md", &gazette), ("post.md", &post)])
}

#[test]
fn what_is_denied_elsewhere_is_told_to_be_denied() {
    let desk = two_outlets();
    let checked = desk.folder.path().join("checked.csv");
    fs::write(&checked, "claim,rating\nStella Marquand knew of cracks in Quay Bridge,true\n")
        .expect("a file");
    let claim = desk.claim("had known of cracks");
    desk.said(&["review", "--quote", "1", "--confirm", "--by", "Jo"]);
    for command in [
        &["match", "--topics"][..],
        &["match", "--quotes-altered"],
        &["match", "--against", checked.to_str().expect("a path"), "--all"],
        &["match", &claim, "--all"],
        &["review", "--quote", "1"],
        &["review", "--state", "decided"],
    ] {
        let said = desk.said(command);
        assert!(said.contains("[denied]"), "{command:?}: {said}");
    }
    // A table for others has the sentence, which tells it.
    let rows = desk.json(&["match", "--topics", "--json"]);
    for row in rows.as_array().expect("rows") {
        let denied = row["sentence"].as_str().is_some_and(|sentence| sentence.contains("denied"));
        assert!(denied || !row["claim"].as_str().unwrap_or_default().contains("knew"), "{row}");
        let differs = |kind: &Value| kind == "polarity_flipped";
        assert!(
            row["relation"] != "same" || !row["differences"].as_array().expect("kinds").iter().any(differs),
            "{row}"
        );
    }
}

#[test]
fn a_report_until_a_day_tells_nothing_that_was_said_later() {
    let later = BRIDGE
        .replace("denied", "admitted")
        .replace("Quay Bridge shut", "Contractor admits fault")
        .replace("The mayor, Stella Marquand,", "Clerk Tom Vesely");
    let desk = AsSaid::new(&[("b/1-2026-06-01T0800Z.txt", BRIDGE), ("b/2-2026-06-04T0800Z.txt", &later)]);
    desk.said(&["review", &desk.claim("bolts"), "--verdict", "They owned up.", "--by", "Jo"]);
    for format in ["html", "markdown"] {
        let said = desk.said(&["report", "--until", "2026-06-01", "--format", format]);
        for word in ["admit", "Contractor", "Vesely", "owned up"] {
            assert!(!said.contains(word), "{word}: {said}");
        }
        assert!(
            said.contains("Quay Bridge shut") && said.contains("Marquand") && said.contains("denied"),
            "{said}"
        );
        let said = desk.said(&["report", "--until", "2027", "--format", format]);
        assert!(said.contains("admitted") && said.contains("owned up"), "{said}");
    }
}

#[test]
fn a_name_that_nothing_has_is_told_by_every_command_that_takes_one() {
    let desk = AsSaid::new(&[("fire.txt", FIRE)]);
    for command in [
        "review",
        "review --stale",
        "export --corrections",
        "export claimreview",
        "export feed",
        "export annotations",
        "speakers",
        "speakers --unnamed-share",
        "quotes",
        "changes",
        "claims",
        "articles",
        "report",
        "reextract",
        "db forget-raw",
        "export --warc none.warc",
    ] {
        let words: Vec<&str> = command.split(' ').collect();
        let said = desk.run(&[&words, &["--outlet", "nosuch"][..]].concat()).1;
        assert!(said.contains("no outlet is called “nosuch”"), "{command}: {said}");
        let said = desk.run(&[&words, &["--article", "nosuch"][..]].concat()).1;
        assert!(said.contains("no article matches"), "{command}: {said}");
    }
    assert!(desk.run(&["outlets", "--outlet", "nosuch"]).1.contains("no outlet is called “nosuch”"));
    for command in [&["speakers"][..], &["export", "annotations"]] {
        let said = desk.run(&[command, &["--speaker", "nosuch"]].concat()).1;
        assert!(said.contains("no speaker is called “nosuch”"), "{command:?}: {said}");
    }
}

#[test]
fn a_rating_is_not_read_as_where_the_review_stands() {
    let later = FIRE.replace("denied", "admitted");
    let desk = AsSaid::new(&[("f/1-2026-06-01T0800Z.txt", FIRE)]);
    let (alarm, exits) = (desk.claim("ignored"), desk.claim("exits"));
    for claim in [&alarm, &exits] {
        desk.said(&["review", claim, "--verdict", "No.", "--rating", "false", "--by", "Jo"]);
    }
    fs::write(desk.folder.path().join("news/f/2-2026-06-02T0800Z.txt"), later).expect("a file");
    desk.said(&["add", desk.folder.path().join("news").to_str().expect("a path")]);
    let said = desk.said(&["review", "--state", "stale", "--state", "decided"]);
    assert!(said.contains("stale (was: false)") && said.contains("decided as: false"), "{said}");
    desk.said(&["review", &exits, "--assign", "Kim", "--by", "Jo"]);
    assert!(desk.said(&["review", "--state", "assigned"]).contains("assigned (decided as: false)"));
}

#[test]
fn what_is_answered_is_what_was_asked() {
    let desk = AsSaid::new(&[
        ("b/1-2026-06-01T0800Z.txt", BRIDGE),
        ("b/2-2026-06-02T0800Z.txt", &BRIDGE.replace("no cracks", "no old cracks")),
    ]);
    let quotes = desk.json(&["quotes", "--all-revisions", "--json"]);
    let of = |revision: i64| {
        let mut all = quotes.as_array().expect("rows").iter().filter(|row| row["revision"] == revision);
        let found = all.find(|row| row["quote"].as_str().is_some_and(|words| words.contains("bolts")));
        found.expect("a quote")["quote_id"].to_string()
    };
    desk.said(&["review", "--quote", &of(2), "--confirm", "--by", "Jo"]);
    let (_, note) = desk.run(&["review", "--quote", &of(1)]);
    assert!(note.contains(&format!("quote {} has the words of quote {}", of(1), of(2))), "{note}");
    assert_eq!(desk.run(&["review", "--quote", &of(2)]).1, "");
    let (_, both) = desk.run(&["diff", "--article", "1", "--from", "0", "--to", "9"]);
    assert!(both.contains("there are no revisions 0 and 9; the article has 1 to 2"), "{both}");
    for command in [&["cite", "1"][..], &["export", "annotations"]] {
        let (_, refused) = desk.run(&[command, &["--archive", "nonsense"]].concat());
        assert!(refused.contains("not the address of an archive"), "{refused}");
    }
}
