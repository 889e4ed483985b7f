//! Decisions at the desk: speakers merged, quotes confirmed and rejected, and two who decide at once.

#![cfg(feature = "cli")]
#![cfg(feature = "serve")]
#![allow(clippy::unwrap_used)] // a test may panic

mod served;

use serde_json::Value;
use served::{Served, encoded};

#[test]
fn two_speakers_become_one() {
    let served = Served::sample(&[]);
    let speakers = served.json("/speakers.json")["speakers"].clone();
    let persons: Vec<i64> = speakers
        .as_array()
        .unwrap()
        .iter()
        .filter(|speaker| speaker["kind"] == "person")
        .map(|speaker| speaker["speaker_id"].as_i64().unwrap())
        .collect();
    let merged = served.post(&format!("/speakers/{}/merge", persons[0]), &format!("other={}", persons[1]));
    assert_eq!(merged.status, 303, "{}", merged.body);
    assert_eq!(served.get(&format!("/speakers/{}", persons[1])).status, 404);
    let read_only = Served::sample(&["--read-only"]);
    let refused = read_only.post("/speakers/1/merge", "other=2");
    assert_eq!(refused.status, 403, "{}", refused.body);
}

#[test]
fn a_rejected_quote_leaves_the_list() {
    let served = Served::sample(&[]);
    let quote = served.json("/quotes.json")["quotes"][0].clone();
    let (id, words) = (quote["quote_id"].as_i64().unwrap(), quote["quote"].as_str().unwrap());
    let form = format!("action=reject&reason=wrong+speaker&by=Jo&event=&wording={}", encoded(words));
    let without_name = form.replace("by=Jo", "by=");
    assert_eq!(served.post(&format!("/review/quote/{id}"), &without_name).status, 400);
    let done = served.post(&format!("/review/quote/{id}"), &form);
    assert_eq!(done.status, 303, "{}", done.body);
    let left = served.json("/quotes.json");
    assert!(left["quotes"].as_array().unwrap().iter().all(|quote| quote["quote_id"] != id), "{left}");
    let page = served.get(&format!("/quotes/{id}")).body;
    assert!(page.contains("wrong speaker") && page.contains("by Jo"), "{page}");
}

/// A story whose mayor is quoted in its first revision only.
fn served_without_the_mayor() -> Served {
    let folder = tempfile::tempdir().unwrap();
    let mayor = "“We cannot pay for it any longer,” said Ada Roux, the mayor.\n\n";
    for (day, quote) in [(1, mayor), (2, "")] {
        let text = format!(
            "---\nurl: https://gazette.example/pool\ncaptured: 2026-03-0{day}T09:00:00Z\n---\n\n# Pool to close in June\n\n\
             The only pool of the town will close in June.\n\n{quote}“It is a sad day,” the coach Bea Ord said.\n"
        );
        std::fs::write(folder.path().join(format!("{day}.md")), text).unwrap();
    }
    Served::of(&[folder.path().to_owned()], &[])
}

#[test]
fn who_is_quoted_no_more_is_shown_with_the_words_that_stood() {
    let served = served_without_the_mayor();
    let speakers = served.json("/speakers.json");
    let named = |name: &str| {
        let all = speakers["speakers"].as_array().unwrap();
        all.iter().find(|speaker| speaker["speaker"] == name).unwrap()["speaker_id"].to_string()
    };
    let page = served.get(&format!("/speakers/{}", named("Ada Roux"))).body;
    assert!(page.contains("stood in earlier revisions") && page.contains("cannot pay for it"), "{page}");
    assert!(page.contains("/articles/1/revisions/1") && !page.contains("No quotes match"), "{page}");
    let page = served.get(&format!("/speakers/{}", named("Bea Ord"))).body;
    assert!(!page.contains("earlier revisions") && page.contains("sad day"), "{page}");
}

#[test]
fn what_a_person_confirmed_is_not_shown_as_doubtful() {
    let served = served_without_the_mayor();
    let database = rusqlite::Connection::open(served.folder.path().join("onrecord.db")).unwrap();
    let doubt =
        "UPDATE attribution SET confidence = 0.2; UPDATE article SET newest_revision = newest_revision";
    database.execute_batch(doubt).unwrap();
    let said = |path: &str| served.json(path)["quotes"].as_array().unwrap().clone();
    assert!(
        said("/quotes.json").is_empty() && served.get("/articles/1").body.contains("part content doubtful")
    );
    for quote in said("/quotes.json?all=1") {
        let id = &quote["quote_id"];
        let form =
            format!("action=confirm&by=Jo&event=&wording={}", encoded(quote["quote"].as_str().unwrap()));
        assert_eq!(served.post(&format!("/review/quote/{id}"), &form).status, 303);
    }
    assert!(!said("/quotes.json").is_empty());
    let page = served.get("/articles/1").body;
    assert!(!page.contains("content doubtful") && page.contains(">confirmed<"), "{page}");
    assert!(!served.json("/speakers.json")["speakers"].as_array().unwrap().is_empty());
}

#[test]
fn two_windows_do_not_overwrite_each_other() {
    let served = Served::sample(&[]);
    let claim = served.json("/claims.json")["claims"][0]["claim_id"].as_i64().unwrap();
    let place = format!("/review/claim/{claim}");
    let shown = served.json(&format!("/claims/{claim}.json"));
    let wording = encoded(shown["claim"]["sentence"].as_str().unwrap());
    let verdict = |words: &str| {
        let words = encoded(words);
        format!(
            "action=verdict&verdict={words}&rating=false&evidence=https%3A%2F%2Fport.example%2Flog&by=Jo&event=&wording={wording}"
        )
    };
    assert_eq!(served.post(&place, &verdict("It did not.")).status, 303);
    let late = served.post(&place, &verdict("It did."));
    assert_eq!(late.status, 409, "{}", late.body);
    assert!(
        late.body.contains(&format!("<a href=\"/claims/{claim}\">Back to claim {claim}</a>")),
        "{}",
        late.body
    );
    // What was typed is not lost.
    for typed in ["It did.", "https://port.example/log"] {
        assert!(late.body.contains(&format!(">{typed}</textarea>")), "{}", late.body);
    }
    let reviewed = served.json(&format!("/claims/{claim}.json"))["reviewed"].clone();
    assert_eq!(
        (&reviewed["review"]["verdict"], reviewed["events"].as_array().unwrap().len()),
        (&"It did not.".into(), 1)
    );
    let other_words = verdict("It did.")
        .replace(&wording, "Something+else")
        .replace("event=", &format!("event={}", reviewed["review"]["event_id"]));
    assert_eq!(served.post(&place, &other_words).status, 409, "it reads otherwise by now");
    let decided = served.json("/inbox.json?state=decided");
    assert_eq!(decided["reviews"][0]["subject_id"], claim);
}

#[test]
fn a_quote_of_an_older_revision_is_decided_on_at_its_own_page() {
    let served = Served::sample(&[]);
    let newest = served.json("/quotes.json")["quotes"].as_array().unwrap().clone();
    let older: Vec<(Value, i64)> = newest
        .iter()
        .filter(|quote| quote["article_id"] == 1)
        .flat_map(|quote| {
            let id = quote["quote_id"].as_i64().unwrap();
            (1..id).filter(move |other| *other != id).map(move |other| (quote, other))
        })
        .filter_map(|(quote, other)| {
            let page = served.get(&format!("/quotes/{other}.json"));
            let old: Value = serde_json::from_str(&page.body).ok()?;
            let same =
                ["quote", "source", "cue", "article_id"].iter().all(|name| old["quote"][name] == quote[name]);
            (page.status == 200 && same && old["quote"]["is_newest"] == false).then(|| (quote.clone(), other))
        })
        .take(1)
        .collect();
    let (newest, older) = &older[0];
    let wording = encoded(newest["quote"].as_str().unwrap());
    let form = format!("action=reject&reason=wrong+words&by=Jo&event=0&wording={wording}");
    let place = format!("/review/quote/{older}");
    assert_eq!(served.post(&place, &form).status, 303);
    assert!(!served.get(&format!("/quotes/{older}")).body.contains("Nobody has decided on it"));
    // It is one review, whichever revision it is seen in.
    assert_eq!(served.post(&place, &form).status, 409);
    let review = served.json(&format!("/quotes/{}.json", newest["quote_id"]))["reviewed"].clone();
    assert_eq!(review["events"].as_array().map(Vec::len), Some(1), "{review}");
}
