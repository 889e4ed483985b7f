//! The desk over HTTP: who is let in, what its pages show, what its forms do. The program listens on loopback, and nothing else
//! is asked.

#![cfg(feature = "cli")]
#![cfg(feature = "serve")]
#![allow(clippy::unwrap_used)] // a test may panic

mod served;

use serde_json::Value;
use served::{LISTS, Served, encoded};
use std::process::Command;

#[test]
fn only_who_knows_the_token_comes_in() {
    let served = Served::sample(&[]);
    assert_eq!(served.ask("GET", "/", &[], "").status, 403);
    assert_eq!(served.ask("GET", "/?token=0123456789abcdef0123456789abcdef", &[], "").status, 403);
    let guessed = format!("{}0", &served.cookie[..served.cookie.len() - 1]);
    let guessed = if guessed == served.cookie { guessed.replace('0', "1") } else { guessed };
    assert_eq!(served.ask("GET", "/articles", &[("cookie", &guessed)], "").status, 403);
    assert_eq!(served.get("/").status, 200);
    // A foreign name that leads to this machine reads nothing.
    let foreign = served.ask("GET", "/", &[("cookie", &served.cookie), ("host", "news.example")], "");
    assert_eq!(foreign.status, 403);
    assert!(!foreign.body.contains("Tarrowby"), "{}", foreign.body);
}

#[test]
fn a_form_of_another_site_changes_nothing() {
    let served = Served::sample(&[]);
    let kind = ("content-type", "application/x-www-form-urlencoded");
    for origin in ["http://news.example", "null", ""] {
        let headers = [("cookie", served.cookie.as_str()), ("origin", origin), kind];
        assert_eq!(served.ask("POST", "/speakers/1/merge", &headers, "other=2").status, 403, "{origin}");
    }
    let without = served.ask("POST", "/speakers/1/merge", &[("cookie", &served.cookie), kind], "other=2");
    assert_eq!(without.status, 403);
}

#[test]
fn every_page_is_there_for_people_and_for_programs() {
    let served = Served::sample(&["--read-only"]);
    for list in LISTS {
        let page = served.get(list);
        assert_eq!(page.status, 200, "{list}");
        assert!(page.head.contains("content-security-policy: default-src 'none'"), "{}", page.head);
        assert!(
            page.body.contains("<main id=\"main\">") && !page.body.contains("<form class=\"decide\""),
            "{list}"
        );
    }
    assert!(served.json("/inbox.json")["reviews"].as_array().is_some_and(|reviews| !reviews.is_empty()));
    let rows = [
        ("articles", "articles", "article_id"),
        ("changes", "changes", "change_id"),
        ("claims", "claims", "claim_id"),
        ("quotes", "quotes", "quote_id"),
        ("speakers", "speakers", "speaker_id"),
    ];
    for (place, list, id) in rows {
        let row = served.json(&format!("/{place}.json"))[list][0][id].as_i64().unwrap();
        assert!(served.json(&format!("/{place}/{row}.json")).is_object());
        assert_eq!(served.get(&format!("/{place}/{row}")).status, 200, "{place}");
    }
    assert!(served.get("/articles/1/compare/1/2").body.contains("<ins>"));
    assert_eq!(served.json("/articles/1/compare/1/2.json")["to"]["revision"], 2);
    assert!(served.get("/articles/1/revisions/1").body.contains("class=\"part content"));
}

#[test]
fn the_words_of_a_quote_lead_to_it() {
    let served = Served::sample(&["--read-only"]);
    let page = served.get("/articles/1").body;
    let quote = &served.json("/articles/1.json")["quotes"];
    let quote = quote.as_array().unwrap().iter().find(|quote| quote["kind"] == "direct").unwrap();
    assert!(page.contains(&format!("href=\"/quotes/{}\"", quote["quote_id"])), "{quote}");
}

#[test]
fn what_is_not_there_or_not_understood_is_told() {
    let served = Served::sample(&[]);
    for path in [
        "/nowhere",
        "/articles/999",
        "/articles/x",
        "/articles/1/compare/1/99",
        "/../etc/passwd",
        "/articles/%2e%2e",
    ] {
        assert_eq!(served.get(path).status, 404, "{path}");
    }
    let missing: Value = serde_json::from_str(&served.get("/claims/999.json").body).unwrap();
    assert!(missing["error"].as_str().unwrap().contains("999"), "{missing}");
    for (form, status) in [("other=two", 400), ("other=99999", 404), ("other=1", 400)] {
        let answered = served.post("/speakers/1/merge", form);
        assert_eq!(answered.status, status, "{form}: {}", answered.body);
    }
    let large = format!("other={}", "9".repeat(11 << 20));
    assert_ne!(served.post("/speakers/1/merge", &large).status, 303);
    assert_eq!(served.get("/").status, 200, "it goes on");
}

#[test]
fn a_search_has_pages_and_tells_how_many_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let lines: String = (0..70).map(|n| format!("“Pier {n} stays shut,” said Ada Okafor.\n\n")).collect();
    let file = folder.path().join("piers.txt");
    std::fs::write(&file, format!("Piers shut\n\n{lines}")).unwrap();
    let served = Served::of(&[file], &["--read-only"]);
    let mut seen = std::collections::HashSet::new();
    for page in 1.. {
        let found = served.json(&format!("/search.json?q=pier&page={page}"));
        let hits = found["hits"].as_array().unwrap();
        assert!(hits.iter().all(|hit| seen.insert(hit["claim_id"].to_string())), "{hits:?}");
        let total = found["total"].as_u64().unwrap();
        assert!(total >= 70);
        if found["more"] == false {
            assert_eq!(seen.len() as u64, total);
            break;
        }
        assert!(served.get(&format!("/search?q=pier&page={page}")).body.contains("rel=\"next\""));
    }
    assert!(seen.len() > 50);
    assert_eq!(served.json("/search.json?q=pier&page=99")["more"], false);
    for place in ["/", "/inbox"] {
        assert!(served.get(place).body.contains("aria-current=\"page\">Inbox"), "{place}");
    }
}

#[test]
fn a_port_in_use_is_told_once() {
    let served = Served::sample(&["--read-only"]);
    let port = served.place.rsplit(':').next().unwrap();
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("onrecord"));
    command.current_dir(served.folder.path()).env_remove("ONRECORD_DB");
    let output = command.args(["serve", "--port", port]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(said.matches("another program listens at this port").count(), 1, "{said}");
    assert!(!said.contains("disk"), "{said}");
}

#[test]
fn a_form_that_names_no_step_is_not_told_that_somebody_decided() {
    let served = Served::sample(&[]);
    let quote = served.json("/quotes.json")["quotes"][0].clone();
    let wording = encoded(quote["quote"].as_str().unwrap());
    let place = format!("/review/quote/{}", quote["quote_id"]);
    let form = |event: &str| format!("action=confirm&by=Jo&event={event}&wording={wording}");
    let wrong = served.post(&place, &form("77"));
    assert_eq!(wrong.status, 409, "{}", wrong.body);
    assert!(
        !wrong.body.contains("somebody else") && wrong.body.contains("nobody has done anything"),
        "{}",
        wrong.body
    );
    assert_eq!(served.post(&place, &form("0")).status, 303);
    assert!(served.post(&place, &form("0")).body.contains("somebody else decided"));
}

#[test]
fn the_address_of_a_change_tells_where_its_words_are_when_it_is_gone() {
    let served = Served::sample(&[]);
    let change = served.json("/changes.json")["changes"][0].clone();
    let database = rusqlite::Connection::open(served.folder.path().join("onrecord.db")).unwrap();
    let sql = "INSERT INTO change_gone SELECT 9000, article, from_revision, to_revision, '[\"reworded\"]', before, after \
               FROM change WHERE id = ?";
    database.execute(sql, [change["change_id"].as_i64().unwrap()]).unwrap();
    let page = served.get("/changes/9000");
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains("is no longer found"), "{}", page.body);
    assert!(page.body.contains(&format!("href=\"/changes/{}\"", change["change_id"])), "{}", page.body);
    assert!(page.body.contains("/compare/"), "{}", page.body);
    assert_eq!(served.json("/changes/9000.json")["gone"]["now"][0], change["change_id"]);
    assert_eq!(served.get("/changes/9001").status, 404);
}

#[test]
fn the_same_claim_elsewhere_is_shown_and_decided() {
    let folder = tempfile::tempdir().unwrap();
    let story = |headline: &str, lead: &str, close: &str| {
        format!(
            "{headline}\n\n{lead} in Corran on Monday, the harbour board of the town announced.\n\n\"The pier will stay shut until \
             the cracked piles are replaced,\" harbour master Ada Quill said.\n\n{close}\n"
        )
    };
    let one = story(
        "Pier shuts",
        "Corran's pier was closed to ships",
        "Fishermen moved their boats to the other side of the bay.",
    );
    let two = story(
        "Ferries stop",
        "Ferry traffic ended",
        "A replacement bus leaves the town every hour from Tuesday on.",
    );
    for (name, text) in [("one.txt", one), ("two.txt", two)] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let served = Served::of(&[folder.path().join("one.txt"), folder.path().join("two.txt")], &[]);
    let claims = served.json("/claims.json?q=cracked+piles")["claims"].clone();
    let id = |n: usize| claims[n]["claim_id"].as_i64().unwrap();
    let (one, two) = (id(0), id(1));
    let found = served.json(&format!("/claims/{one}/matches.json"));
    assert_eq!(
        found["matches"][0]["claim_id"].as_i64().or(found["matches"][0]["claim"]["claim_id"].as_i64()),
        Some(two),
        "{found}"
    );
    let decided = served.post(&format!("/claims/{one}/match"), &format!("action=confirm&other={two}&by=Jo"));
    assert_eq!(decided.status, 303, "{}", decided.body);
    assert!(served.get(&format!("/claims/{one}/matches")).body.contains("confirmed"));
    // Another window shows what stood before.
    let late =
        served.post(&format!("/claims/{one}/match"), &format!("action=split&other={two}&was=proposed&by=Jo"));
    assert_eq!(late.status, 409, "{}", late.body);
    assert!(served.get(&format!("/claims/{one}/matches")).body.contains("confirmed"));
    let topics = served.json("/topics.json")["topics"].clone();
    assert_eq!(topics.as_array().unwrap().len(), 2);
    assert_eq!((&topics[0]["main"], &topics[1]["relation"]), (&true.into(), &"same".into()), "{topics}");
    assert_eq!(
        served.post(&format!("/claims/{one}/match"), &format!("action=split&other={two}&by=Jo")).status,
        303
    );
    let page = served.get(&format!("/claims/{one}/matches")).body;
    assert!(page.contains("kept apart") && !page.contains("It is another"), "{page}");
    assert!(served.get("/topics").body.contains("kept apart"));
    assert_eq!(served.post(&format!("/claims/{one}/match"), "action=hide&other=2").status, 400);
    let nobody = served.post(&format!("/claims/{one}/match"), &format!("action=confirm&other={two}&by="));
    assert!(nobody.status == 400 && nobody.body.contains("who decides"), "{} {}", nobody.status, nobody.body);
}

#[test]
fn what_is_not_there_was_decided_by_nobody() {
    let served = Served::sample(&[]);
    for form in ["action=confirm&other=9999&was=&by=Jo", "action=split&other=9999&was=proposed&by=Jo"] {
        let none = served.post("/claims/1/match", form);
        assert!(none.status == 404 && none.body.contains("claim 9999"), "{} {}", none.status, none.body);
    }
    assert_eq!(served.post("/speakers/1/merge", "other=9999").status, 404);
    assert_eq!(served.post("/claims/9999/match", "action=confirm&other=1&was=&by=Jo").status, 404);
}

#[test]
fn a_denial_is_shown_as_one_on_every_page() {
    let folder = tempfile::tempdir().unwrap();
    let story = |outlet: &str, denial: &str| {
        let front = format!(
            "---\nurl: https://{outlet}.example/b\noutlet: {outlet}\n---\n# Quay Bridge\n\n{denial}\n"
        );
        let path = folder.path().join(format!("{outlet}.md"));
        std::fs::write(&path, front).unwrap();
        path
    };
    let files = [
        story(
            "gazette",
            "Mayor Stella Marquand denied on Monday that she had known of cracks in Quay Bridge.",
        ),
        story("post", "Stella Marquand, the mayor, has denied that she knew of cracks in Quay Bridge."),
    ];
    let served = Served::of(&files, &[]);
    let claims = served.json("/claims.json?q=cracks")["claims"].clone();
    let (claim, quote) = (&claims[0]["claim_id"], &claims[0]["quote_id"]);
    let (page, elsewhere) = (format!("/claims/{claim}"), format!("/claims/{claim}/matches"));
    let decision = format!("action=confirm&other={}&by=Jo", claims[1]["claim_id"]);
    assert_eq!(served.post(&format!("/claims/{claim}/match"), &decision).status, 303);
    for place in ["/topics", "/claims?q=cracks", "/search?q=cracks", &elsewhere, &page] {
        let body = served.get(place).body;
        assert!(body.contains("[denied]"), "{place}: {body}");
    }
    let wording = encoded(claims[0]["claim"].as_str().unwrap());
    let form = format!("action=reject&reason=wrong+speaker&by=Jo&event=0&wording={wording}");
    assert_eq!(served.post(&format!("/review/quote/{quote}"), &form).status, 303);
    for place in [&page, &elsewhere] {
        let body = served.get(place).body;
        let title = body.split("<blockquote").nth(1).and_then(|rest| rest.split("</blockquote>").next());
        let title = title.unwrap_or_default();
        assert!(
            title.contains("[quote rejected] [denied]") && !title.contains("Marquand"),
            "{place}: {title}"
        );
    }
    assert!(served.get("/?state=decided").body.contains("decided as: rejected: wrong speaker"));
}

#[test]
fn quotes_are_verified_against_a_pasted_transcript() {
    let served = Served::sample(&["--read-only"]);
    let quote = served.json("/quotes.json?speaker=tranter")["quotes"][0]["quote"].clone();
    let said = quote.as_str().unwrap().trim_matches(['‘', '’']).replace("drain us", "dry us out");
    let form = format!("speaker=tranter&transcript={}", encoded(&format!("JOSIE TRANTER: {said}\n")));
    let verified = served.post("/verify", &form);
    assert_eq!(verified.status, 200, "{}", verified.body);
    assert!(verified.body.contains("altered") && verified.body.contains("<del>"), "{}", verified.body);
    let json: Value = serde_json::from_str(&served.post("/verify.json", &form).body).unwrap();
    assert_eq!(json["passages"][0]["outcome"], "altered", "{json}");
    assert_eq!(served.post("/verify", "transcript=").status, 400);
}

#[test]
fn what_is_shown_leads_to_the_words_on_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("news.jsonl");
    let line = |url: &str, n: u8| {
        let text = format!("The mayor came late. Ada Quill said the dam holds {n} boats.");
        serde_json::json!({ "url": url, "text": text, "captured_at": format!("2026-03-0{n}T08:00:00Z") })
    };
    let lines =
        [line("https://a.example/dam", 3), line("https://a.example/dam", 4), line("javascript:alert(1)", 3)];
    std::fs::write(&file, lines.map(|line| format!("{line}\n")).concat()).unwrap();
    let served = Served::of(&[file], &["--read-only"]);
    let words = "https://a.example/dam#:~:text=";
    let claims = served.json("/claims.json")["claims"].as_array().unwrap().clone();
    let dam = claims.iter().find(|claim| claim["claim"].as_str().unwrap().contains("4 boats")).unwrap();
    for path in
        [format!("/claims/{}", dam["claim_id"]), format!("/quotes/{}", dam["quote_id"]), "/changes/1".into()]
    {
        assert!(served.get(&path).body.contains(words), "{path}: {}", served.get(&path).body);
    }
    assert!(served.get("/articles/1").body.contains("href=\"https://a.example/dam\""));
    for path in ["/articles/2", "/articles/1"] {
        assert!(!served.get(path).body.contains("href=\"javascript"), "{path}");
    }
}

#[test]
fn a_hostile_article_shows_nothing_but_text() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>";
    for (n, died) in ["Twelve", "Nineteen"].into_iter().enumerate() {
        let text = format!(
            "Dam {hostile} breaks\n\n{died} people died, said Ada \"{hostile}\" Quill.\n\n\"{hostile} is what I saw,\" Ada Quill \
             said at the dam on Monday. She said javascript:alert(1) was no answer.\n"
        );
        std::fs::write(folder.path().join(format!("{n}-2026-03-0{}.txt", n + 1)), text).unwrap();
    }
    let served = Served::of(&[folder.path().to_owned()], &["--read-only"]);
    let mut pages: Vec<String> = LISTS.iter().map(|&list| list.to_owned()).collect();
    pages.extend(
        [
            "/articles/1",
            "/articles/1/compare/1/2",
            "/changes/1",
            "/quotes/1",
            "/claims/1",
            "/search?q=script",
        ]
        .map(str::to_owned),
    );
    for path in pages {
        let page = served.get(&path).body;
        assert!(!page.contains("<script>") && !page.contains("<img"), "{path}: {page}");
    }
}

/// The first claim of the desk, and its sentence as a form sends it.
fn first_claim(served: &Served) -> (i64, String) {
    let claim = served.json("/claims.json")["claims"][0]["claim_id"].as_i64().unwrap();
    let shown = served.json(&format!("/claims/{claim}.json"));
    (claim, encoded(shown["claim"]["sentence"].as_str().unwrap()))
}

#[test]
fn a_verdict_has_lines_and_marks_as_it_was_typed() {
    let served = Served::sample(&[]);
    let (claim, wording) = first_claim(&served);
    let words = "He said \"no\".\r\n\r\n<script>It's = 1</script>";
    let form =
        format!("action=verdict&by=Jo&rating=%3D1%2B1&event=&wording={wording}&verdict={}", encoded(words));
    let given = served.post(&format!("/review/claim/{claim}"), &form);
    assert_eq!(given.status, 303, "{}", given.body);
    let verdict = served.json(&format!("/claims/{claim}.json"))["reviewed"]["review"]["verdict"].clone();
    assert_eq!(verdict, words.replace('\r', ""));
    assert!(!served.get(&format!("/claims/{claim}")).body.contains("<script>"));
}

#[test]
fn only_what_can_be_decided_has_a_button_and_enter_presses_none() {
    let served = Served::sample(&[]);
    let (claim, _) = first_claim(&served);
    let page = served.get(&format!("/claims/{claim}")).body;
    let first =
        page.split("<form class=\"decide\"").nth(1).and_then(|form| form.split("<button").nth(1)).unwrap();
    assert!(first.starts_with(" disabled hidden>"), "{first}");
    assert!(page.contains("Give verdict") && !page.contains("The verdict still holds"), "{page}");
}

#[test]
fn another_name_for_the_desk_is_refused_wherever_it_stands() {
    let served = Served::sample(&[]);
    let cookie = ("cookie", served.cookie.as_str());
    let twice = [cookie, ("host", served.place.as_str()), ("host", "news.example")];
    assert_eq!(served.ask("GET", "/", &twice, "").status, 403);
    assert_eq!(served.ask("GET", "http://news.example/articles", &[cookie], "").status, 403);
    let away = served.ask("GET", &format!("//news.example/?token={}&q=x", served.token), &[], "");
    assert!(away.head.contains("location: /news.example/?q=x\r\n"), "{}", away.head);
}

#[test]
fn questions_and_forms_that_cannot_be_meant_are_told_as_pages() {
    let served = Served::sample(&[]);
    for (path, status) in [
        ("/quotes?page=18446744073709551615", 200),
        ("/changes?page=9223372036854775807", 200),
        ("/quotes?speaker=a&speaker=b", 400),
        ("/search?q=pool&since=soon", 400),
        ("/search?q=pool&since=2026-05&until=2026-06-01T10:00:00Z", 200),
        ("/search?q=pool&since=7+days+ago", 200),
        ("/changes?severity=huge", 400),
        ("/?state=lost", 400),
    ] {
        let answered = served.get(path);
        assert_eq!(answered.status, status, "{path}: {}", answered.body);
        assert!(answered.body.contains("<main id=\"main\">"), "{path}: {}", answered.body);
    }
    let json: Value = serde_json::from_str(&served.get("/changes.json?severity=huge").body).unwrap();
    assert!(json["error"].as_str().unwrap().contains("huge"), "{json}");
    for (form, status) in [("", 400), ("other=1&other=2", 400)] {
        let answered = served.post("/speakers/1/merge", form);
        assert_eq!(answered.status, status, "{form}");
        assert!(answered.body.contains("role=\"alert\""), "{form}: {}", answered.body);
    }
    // No browser passes on so long an address with its cookie.
    for (path, is_json) in [("/search", false), ("/search.json", true)] {
        let long = served.get(&format!("{path}?q={}", "a".repeat(9000)));
        assert!(
            long.status == 414 && long.body.contains("ask in fewer words"),
            "{} {}",
            long.status,
            long.body
        );
        assert_eq!(long.body.starts_with('{'), is_json);
    }
    let put = served.post("/articles", "");
    assert!(put.status == 405 && put.body.contains("role=\"alert\""), "{}", put.body);
}

#[cfg(unix)]
#[test]
fn a_database_that_was_replaced_is_read_and_written_under_its_name() {
    let served = Served::sample(&[]);
    let (claim, wording) = first_claim(&served);
    let db = served.folder.path().join("onrecord.db");
    let (copy, old) = (db.with_extension("copy"), db.with_extension("old"));
    let backup = Command::new(assert_cmd::cargo::cargo_bin("onrecord"))
        .arg("--db")
        .arg(&db)
        .args(["db", "backup"])
        .arg(&copy)
        .output()
        .unwrap();
    assert!(backup.status.success(), "{}", String::from_utf8_lossy(&backup.stderr));
    std::fs::rename(&db, &old).unwrap();
    let form = format!("action=assign&by=Jo&assignee=Sam&event=&wording={wording}");
    let place = format!("/review/claim/{claim}");
    let gone = served.post(&place, &form);
    assert!(gone.status == 500 && gone.body.contains("no such file"), "{}", gone.body);
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(db.with_file_name(format!("onrecord.db{end}")));
    }
    std::fs::rename(&copy, &db).unwrap();
    assert_eq!(served.post(&place, &form).status, 303);
    let review = served.json(&format!("/claims/{claim}.json"))["reviewed"]["review"].clone();
    assert_eq!(review["assignee"], "Sam");
    let told = Command::new(assert_cmd::cargo::cargo_bin("onrecord"))
        .arg("--db")
        .arg(&db)
        .args(["review", "--state", "assigned", "--json"])
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&told.stdout).contains("Sam"), "the file with the name has the decision");
}
