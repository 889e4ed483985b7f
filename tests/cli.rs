//! Transcripts: every command as a user types it, with the output it must give.
//!
//! They are documentation that is checked: the tour in `README.md`, the reference in `docs/cli.md` and one file for each
//! theme in `tests/cmd/`. Commands run in the root of the project, each file with a database of its own.
//! `TRYCMD=overwrite cargo test --test cli` accepts new output; then `tests/recorded_on.txt` names the kind of processor.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::print_stderr)] // a test may panic and say why it passes something over

mod processor;

use assert_cmd::Command;
use std::fs;
use std::path::Path;

/// Runs the transcripts in one file, in order. Its database is empty at first, or holds what a line
/// `<!-- add: PATHS -->` names.
fn check(transcript: &Path) {
    let folder = tempfile::tempdir().expect("a folder for the database");
    let database = folder.path().join("onrecord.db");
    let text = fs::read_to_string(transcript).expect("the transcript");
    let paths = text.lines().find_map(|line| line.strip_prefix("<!-- add: ")?.strip_suffix(" -->"));
    if let Some(paths) = paths {
        let mut add = Command::cargo_bin("onrecord").expect("the program");
        add.arg("add").args(paths.split(' ')).env("ONRECORD_DB", &database).assert().success();
    }
    // What the program cannot know beforehand: where the database is and when it was filled.
    let filled = paths.map_or_else(String::new, |_| {
        let database = rusqlite::Connection::open(&database).expect("the database");
        database.query_row("SELECT started_at FROM run", [], |row| row.get(0)).expect("the run")
    });
    let mut vars = vec![("[DB]", database.display().to_string()), ("[TIME]", filled)];
    vars.retain(|(_, value)| !value.is_empty());
    trycmd::TestCases::new()
        .extend_vars(vars)
        .expect("names of variables")
        .env("ONRECORD_DB", database.display().to_string())
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .case(transcript)
        .run();
}

#[test]
fn the_tour_is_real() {
    if !processor::is_of_the_records("the tour") {
        return;
    }
    check(Path::new("README.md"));
}

#[test]
fn every_command_does_what_its_transcript_says() {
    if !processor::is_of_the_records("the transcripts") {
        return;
    }
    let mut transcripts: Vec<_> =
        fs::read_dir("tests/cmd").expect("the transcripts").map(|e| e.expect("an entry").path()).collect();
    transcripts.sort();
    for transcript in transcripts.iter().filter(|p| p.is_file()) {
        check(transcript);
    }
}

/// The reference is the help of every command; a command that is missing there fails here.
#[test]
fn the_reference_is_complete() {
    let reference = fs::read_to_string("docs/cli.md").expect("the reference");
    let help = Command::cargo_bin("onrecord").unwrap().arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let commands =
        help.lines().skip_while(|l| !l.starts_with("Commands:")).skip(1).take_while(|l| !l.is_empty());
    let named = commands.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    for command in named.filter(|c| !c.is_empty() && *c != "help") {
        assert!(reference.contains(&format!("$ onrecord {command} --help\n")), "docs/cli.md lacks {command}");
    }
    check(Path::new("docs/cli.md"));
}

/// The program in `folder`, without colour unless a test asks for it.
fn onrecord(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("onrecord").expect("the program");
    command.current_dir(folder).env_remove("ONRECORD_DB").env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

/// A folder with `article.txt` and a database that holds it.
fn desk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "Flood at the mill\n\n\"We moved everyone out by six,\" said Ada Brook, who leads the rescue service.\n";
    fs::write(folder.path().join("article.txt"), text).expect("it is written");
    onrecord(folder.path()).args(["add", "article.txt"]).assert().success();
    folder
}

fn stdout(command: &mut Command) -> String {
    String::from_utf8(command.assert().success().get_output().stdout.clone()).expect("UTF-8")
}

#[test]
fn colour_is_a_choice() {
    let desk = desk();
    let quotes = || {
        let mut command = onrecord(desk.path());
        command.arg("quotes");
        command
    };
    assert!(!stdout(&mut quotes()).contains('\u{1b}'), "not to a pipe");
    assert!(stdout(quotes().env("CLICOLOR_FORCE", "1")).contains("\u{1b}["), "where it is forced");
    assert!(!stdout(quotes().env("NO_COLOR", "1")).contains('\u{1b}'), "not under NO_COLOR");
}

#[test]
fn the_database_is_where_it_is_said_to_be() {
    let desk = desk();
    let text = fs::read(desk.path().join("article.txt")).expect("the article");
    let add = |command: &mut Command| {
        command.args(["add", "-"]).write_stdin(text.clone()).assert().success();
    };
    add(onrecord(desk.path()).env("ONRECORD_DB", "other.db"));
    add(onrecord(desk.path()).args(["--db", "third.db"]).env("ONRECORD_DB", "fourth.db"));
    for (file, is_there) in
        [("onrecord.db", true), ("other.db", true), ("third.db", true), ("fourth.db", false)]
    {
        assert_eq!(desk.path().join(file).exists(), is_there, "{file}");
    }
}

#[test]
fn a_backup_is_a_whole_database_and_overwrites_nothing() {
    let desk = desk();
    onrecord(desk.path()).args(["db", "backup", "copy.db"]).assert().success();
    let quotes = |db: &str| stdout(onrecord(desk.path()).args(["quotes", "--format", "csv", "--db", db]));
    assert_eq!(quotes("copy.db"), quotes("onrecord.db"));
    onrecord(desk.path()).args(["db", "backup", "article.txt"]).assert().code(2);
    assert!(fs::read_to_string(desk.path().join("article.txt")).expect("it is there").starts_with("Flood"));
}

#[test]
fn a_file_is_one_article_from_every_folder_and_wherever_it_goes() {
    let desk = desk();
    let at = |name: &str| desk.path().join(name);
    let database = at("onrecord.db");
    fs::create_dir(at("sub")).expect("a folder");
    let add =
        |from: &Path, path: &Path| stdout(onrecord(from).arg("add").arg(path).arg("--db").arg(&database));
    for (from, path) in
        [(".", at("article.txt")), (".", "./article.txt".into()), ("sub", "../article.txt".into())]
    {
        assert_eq!(
            add(&at(from), &path),
            "1 article: 0 revisions new, 1 already known\n",
            "{}",
            path.display()
        );
    }
    let of = |options: &[&str]| stdout(onrecord(desk.path()).arg("articles").args(options));
    let known = || -> serde_json::Value { serde_json::from_str(&of(&["--json"])).expect("JSON") };
    let key = |name: &str| at(name).canonicalize().expect("it is there").display().to_string();
    assert_eq!(known()[0]["article_key"], key("article.txt"));
    // A copy is an article of its own, what was moved is not.
    fs::copy(at("article.txt"), at("copy.txt")).expect("a copy");
    assert!(
        add(desk.path(), Path::new("copy.txt")).ends_with("1 article: 1 revision new, 0 already known\n")
    );
    fs::rename(at("article.txt"), at("sub/flood.txt")).expect("it is moved");
    fs::remove_file(at("copy.txt")).expect("it is removed");
    // Two articles could be meant: neither is.
    assert!(
        add(desk.path(), Path::new("sub/flood.txt"))
            .ends_with("1 article: 1 revision new, 0 already known\n")
    );
    fs::rename(at("sub/flood.txt"), at("mill.txt")).expect("it is moved");
    fs::write(at("copy.txt"), "Another story").expect("it is written");
    fs::write(at("article.txt"), "Another story").expect("it is written");
    assert_eq!(
        add(&at("sub"), Path::new("../mill.txt")),
        format!(
            "{} was moved: its article goes on as {}\n1 article: 0 revisions new, 1 already known\n",
            "flood.txt",
            key("mill.txt")
        )
    );
    assert_eq!(known().as_array().expect("a list").len(), 3);
}

#[test]
fn an_article_is_moved_by_hand() {
    let desk = desk();
    let at = |name: &str| desk.path().join(name);
    let moved = |old: &str, new: &str| {
        let mut command = onrecord(desk.path());
        command.args(["articles", "--move", old, new]);
        command
    };
    let told = "article 1, Flood at the mill, is now known by news/flood.txt\n";
    assert_eq!(stdout(&mut moved("article.txt", "news/flood.txt")), told);
    fs::create_dir(at("news")).expect("a folder");
    let story = "Flood at the mill\n\n\"We moved everyone out by five,\" said Ada Brook, who leads the rescue service.\n";
    fs::write(at("news/flood.txt"), story).expect("it is written");
    assert!(
        stdout(onrecord(desk.path()).args(["add", "news/flood.txt"]))
            .starts_with("Flood at the mill: 1 new revision, 1 quote")
    );
    onrecord(desk.path()).args(["add", "article.txt"]).assert().success();
    let refused = "error: article 1 is known by ";
    let output = moved("2", "news/flood.txt").assert().code(2);
    assert!(String::from_utf8_lossy(&output.get_output().stderr).starts_with(refused));
    let address = "http://www.news.example/flood/?utm_source=x";
    assert!(stdout(&mut moved("1", address)).ends_with("is now known by https://www.news.example/flood\n"));
    assert!(
        stdout(onrecord(desk.path()).args(["articles", "--article", address, "--json"])).contains(address)
    );
}

#[test]
fn an_article_whose_file_was_renamed_and_edited_is_joined_by_hand() {
    let desk = desk();
    let at = |name: &str| desk.path().join(name);
    let story = fs::read_to_string(at("article.txt")).expect("the article");
    fs::remove_file(at("article.txt")).expect("it is renamed");
    fs::write(at("flood.txt"), story.replace("by six", "by five")).expect("it is edited");
    onrecord(desk.path()).args(["add", "flood.txt"]).assert().success();
    let refused = onrecord(desk.path()).args(["articles", "--move", "1", "flood.txt"]).assert().code(2);
    assert!(String::from_utf8_lossy(&refused.get_output().stderr).contains("--join"));
    let told = stdout(onrecord(desk.path()).args(["articles", "--move", "1", "flood.txt", "--join"]));
    assert!(told.contains("article 2, which was known by it, is part of it"), "{told}");
    let articles = stdout(onrecord(desk.path()).args(["articles", "--json"]));
    let articles: serde_json::Value = serde_json::from_str(&articles).expect("rows");
    let rows = articles.as_array().expect("a list");
    assert_eq!((rows.len(), &rows[0]["revisions"]), (1, &serde_json::json!(2)), "{articles}");
    let changes = stdout(onrecord(desk.path()).args(["changes", "--format", "csv"]));
    assert!(changes.contains("figure_changed"), "{changes}");
}

#[test]
fn one_page_holds_the_whole_report() {
    let desk = desk();
    let page = stdout(onrecord(desk.path()).args(["report", "--undated"]));
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("We moved everyone out by six"));
    assert_eq!(
        page.matches("<script>").count(),
        page.matches("<script").count(),
        "scripts stand in the page"
    );
    for outside in ["src=", "@import", "url(", "fetch("] {
        assert!(!page.contains(outside), "{outside} reaches outside the page");
    }
    assert_eq!(
        page,
        stdout(onrecord(desk.path()).args(["report", "--undated"])),
        "equal databases, equal pages"
    );
}

#[test]
fn a_folder_has_an_index_and_a_page_an_article() {
    let desk = desk();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    onrecord(desk.path()).arg("add").arg(root.join("claims/tarrowby-pool-vote")).assert().success();
    let report = |options: &[&str]| {
        let said = stdout(onrecord(desk.path()).args(["report", "--undated", "--out", "site"]).args(options));
        assert!(said.ends_with(": 2 articles\n"), "{said}");
        let ending = if options.is_empty() { "html" } else { "md" };
        let page = |name: &str| {
            fs::read_to_string(desk.path().join("site").join(format!("{name}.{ending}"))).unwrap()
        };
        [page("index"), page("article-1"), page("article-2")]
    };
    let [index, _, second] = report(&[]);
    assert!(
        index.contains("href=\"article-2.html\"") && index.contains("Stories, the gravest first"),
        "{index}"
    );
    assert!(!index.contains("<article"), "articles stand on their own pages");
    assert!(second.contains("id=\"change-2-2-1\"") && second.contains("href=\"index.html\""), "{second}");
    let [index, ..] = report(&["--format", "markdown"]);
    assert!(index.contains("](article-2.md)"), "{index}");
}

#[test]
fn views_become_tables_that_are_described() {
    let desk = desk();
    let export = |options: &[&str]| stdout(onrecord(desk.path()).arg("export").args(options));
    let file = |name: &str| fs::read_to_string(desk.path().join(name)).unwrap();
    let json = |name: &str| serde_json::from_str::<serde_json::Value>(&file(name)).unwrap();
    export(&["csv", "tables"]);
    let package = json("tables/datapackage.json");
    for resource in package["resources"].as_array().unwrap() {
        let path = format!("tables/{}", resource["path"].as_str().unwrap());
        let mut table = csv::Reader::from_path(desk.path().join(&path)).unwrap();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let named: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(table.headers().unwrap().iter().collect::<Vec<_>>(), named, "{path}");
        assert_eq!(
            table.records().map(Result::unwrap).count() as u64,
            resource["rows"].as_u64().unwrap(),
            "{path}"
        );
        assert_eq!(file(&path).len() as u64, resource["bytes"].as_u64().unwrap(), "{path}");
    }
    // The same again replaces it; other files of the user are not touched.
    export(&["csv", "tables", "--view", "v_quotes"]);
    assert_eq!(json("tables/datapackage.json")["resources"].as_array().unwrap().len(), 1);
    fs::create_dir(desk.path().join("mine")).unwrap();
    fs::write(desk.path().join("mine/notes.txt"), "mine").unwrap();
    onrecord(desk.path()).args(["export", "jsonl", "mine"]).assert().code(2);
    export(&["jsonl", "lines", "--view", "quotes"]);
    let first: serde_json::Value =
        serde_json::from_str(file("lines/quotes.jsonl").lines().next().unwrap()).unwrap();
    assert!(first["content_spans"].is_array() && first["is_newest"].is_boolean(), "{first}");
}

#[test]
fn annotations_point_at_their_words() {
    let desk = desk();
    let exported = stdout(onrecord(desk.path()).args(["export", "annotations", "--all"]));
    let collection: serde_json::Value = serde_json::from_str(&exported).unwrap();
    let items = collection["first"]["items"].as_array().unwrap();
    assert_eq!(collection["total"].as_u64().unwrap(), items.len() as u64);
    assert!(!items.is_empty());
    let body = rusqlite::Connection::open(desk.path().join("onrecord.db"))
        .unwrap()
        .query_row("SELECT body FROM revision", [], |row| row.get::<_, String>(0))
        .unwrap();
    for item in items {
        assert!(item["id"].as_str().unwrap().starts_with("urn:uuid:") && item["type"] == "Annotation");
        for target in item["target"].as_array().unwrap() {
            let [words, place] = [&target["selector"][0], &target["selector"][1]];
            let (start, end) =
                (place["start"].as_u64().unwrap() as usize, place["end"].as_u64().unwrap() as usize);
            let exact: String = body.chars().skip(start).take(end - start).collect();
            assert_eq!(words["exact"], exact.as_str());
            let around = ["prefix", "exact", "suffix"].map(|part| words[part].as_str().unwrap()).concat();
            assert!(body.contains(&around), "{around}");
        }
    }
    assert_eq!(exported, stdout(onrecord(desk.path()).args(["export", "annotations", "--all"])), "ids stay");
    // A file is never overwritten.
    let out = ["export", "annotations", "--out", "a.jsonld"];
    assert!(stdout(onrecord(desk.path()).args(out)).contains("a.jsonld: "));
    onrecord(desk.path()).args(out).assert().code(2);
}

#[test]
fn a_report_is_of_what_was_revised_in_a_time() {
    let desk = desk();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    onrecord(desk.path()).arg("add").arg(root.join("claims/tarrowby-pool-vote")).assert().success();
    let page = |options: &[&str]| {
        stdout(onrecord(desk.path()).args(["report", "--undated", "-f", "markdown"]).args(options))
    };
    let night = page(&["--since", "2026-01-14T20:00Z", "--until", "2026-01-14"]);
    assert!(night.contains("1 earlier revision not listed") && night.contains("\n2. captured"), "{night}");
    assert!(!night.contains("\n1. captured") && !night.contains("\n3. captured"), "{night}");
    assert!(night.contains("Only revised since 2026-01-14T20:00"), "{night}");
    onrecord(desk.path()).args(["report", "--since", "2031-01-01"]).assert().code(2);
}

#[test]
fn changes_below_the_severity_asked_for_are_counted_and_not_listed() {
    let desk = desk();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    onrecord(desk.path()).arg("add").arg(root.join("claims/tarrowby-pool-vote")).assert().success();
    let page = |options: &[&str]| {
        stdout(onrecord(desk.path()).args(["report", "--undated", "--article", "pool"]).args(options))
    };
    for format in ["html", "markdown"] {
        let all = page(&["--format", format]);
        let high = page(&["--format", format, "--min-severity", "high"]);
        assert!(!all.contains("not listed"), "{all}");
        assert!(high.contains("of less than high severity not listed"), "{high}");
        assert!(high.len() < all.len() && high.contains("attributed claims"), "{high}");
    }
}

#[test]
fn a_line_that_is_extracted_gives_what_two_files_give() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("claims/san-aldero-landslide");
    let [old, new] = ["1-2026-05-04T1112Z.txt", "2-2026-05-04T1730Z.txt"].map(|name| folder.join(name));
    let files = stdout(onrecord(&folder).args(["diff", "--format", "json"]).args([&old, &new]));
    let files: serde_json::Value = serde_json::from_str(&files).expect("JSON");
    let [before, after] = [old, new].map(|path| fs::read_to_string(path).expect("the article"));
    let bare = serde_json::json!({"id": 1, "before": before, "after": after});
    let mut extracted = bare.clone();
    extracted["extract"] = true.into();
    let answers = |lines: &[&serde_json::Value], options: &[&str]| -> Vec<serde_json::Value> {
        let input = lines.iter().map(|line| format!("{line}\n")).collect::<String>();
        let output = stdout(onrecord(&folder).args(["diff", "--jsonl"]).args(options).write_stdin(input));
        output.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    };
    let told = answers(&[&bare, &extracted], &[]);
    assert_eq!(told[1]["changes"], files);
    assert_ne!(told[0]["changes"], files);
    for flag in ["severity", "material", "withdrawn", "new"] {
        assert!(told.iter().all(|answer| answer[flag] != serde_json::Value::Null), "{flag}");
    }
    assert_eq!(answers(&[&bare], &["--extract"])[0], told[1]);
}

#[test]
fn shells_and_man_are_served() {
    let desk = desk();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(stdout(onrecord(desk.path()).args(["completions", shell])).contains("onrecord"), "{shell}");
    }
    assert!(stdout(onrecord(desk.path()).arg("man")).contains(".TH onrecord 1"));
    fs::create_dir(desk.path().join("man1")).expect("a folder");
    onrecord(desk.path()).args(["man", "man1"]).assert().success();
    for page in ["onrecord.1", "onrecord-quotes.1", "onrecord-db-backup.1"] {
        assert!(desk.path().join("man1").join(page).is_file(), "{page}");
    }
}

#[test]
fn threads_do_not_change_the_answer() {
    let claims =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("claims/migraine-spray-trial/migraine-spray-trial.jsonl");
    let lines = fs::read(claims).expect("the lines");
    let answer = |threads: &str| {
        let mut command = onrecord(Path::new("."));
        stdout(command.args(["extract", "--jsonl", "--threads", threads]).write_stdin(lines.clone()))
    };
    assert_eq!(answer("1"), answer("3"));
}

#[test]
fn the_tags_behind_a_quote_can_be_seen() {
    let folder = desk();
    let shown = stdout(onrecord(folder.path()).args(["explain", "1", "--tokens"]));
    assert!(shown.contains("B-C") && shown.contains("I-X"), "{shown}");
    let json = stdout(onrecord(folder.path()).args(["explain", "1", "--tokens", "--json"]));
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let cue = value["tokens"].as_array().unwrap().iter().find(|t| t["tag"] == "B-C").unwrap();
    assert_eq!(cue["start"], value["quote"]["cue_spans"][0][0]);
}
