//! `extract --in --out`: the same files whatever happens on the way, and an answer for every record.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used)] // a test may panic

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

const NAMES: [&str; 4] = ["Ada Brook", "Tom Harrow", "Ines Quill", "Per Lindgren"];

/// An invented article, as a record.
fn article(n: usize) -> Value {
    let (who, other) = (NAMES[n % 4], NAMES[(n + 1) % 4]);
    json!({
        "id": format!("story-{n}"),
        "url": format!("https://gazette.example/{n}"),
        "title": format!("Quay {n} stays shut"),
        "captured_at": "2026-03-02T09:00:00Z",
        "text": format!(
            "Quay {n} will stay shut until June, {who} said on Monday.\n\n“Nobody told us that pier {n} was cracked,” said \
             {other}, who runs the ferry.\n\nThe café’s owner denied that the pier was ever unsafe."
        ),
    })
}

fn lines(records: impl IntoIterator<Item = Value>) -> String {
    records.into_iter().map(|record| format!("{record}\n")).collect()
}

fn extract(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(["extract", "--threads", "1"]).args(arguments).current_dir(folder);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    extract(folder, arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn rows(path: &Path) -> Vec<Value> {
    fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The files of a folder with their bytes, but for the description, which says when it was made.
fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|e| e.path().is_file());
    let named = entries.map(|e| (e.file_name().into_string().unwrap(), fs::read(e.path()).unwrap()));
    named.filter(|(name, _)| name != "datapackage.json").collect()
}

#[test]
fn every_record_has_a_row_and_says_what_went_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let page = "<html><body><article><h1>Lock shut</h1><p>“The lock is safe,” said Ada Brook, the harbour master, on \
                Friday, and she asked for patience while it is looked at.</p></article></body></html>";
    let records = [
        article(1),
        json!({"id": "null", "text": null}),
        json!({"id": 7, "html": page}),
        json!({"id": "none"}),
        article(2),
    ];
    fs::write(at("in.jsonl"), format!("{}not JSON\n", lines(records))).unwrap();
    let output = run(folder.path(), &["--in", "in.jsonl", "--out", "out.jsonl"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("3 records could not be used"), "{}", said(&output));
    let articles = rows(&at("out.articles.jsonl"));
    let ids: Vec<_> = articles.iter().map(|row| row["id"].clone()).collect();
    assert_eq!(
        ids,
        [json!("story-1"), json!("null"), json!("7"), json!("none"), json!("story-2"), json!(null)]
    );
    for row in &articles {
        let (error, id) = (&row["error"], &row["revision_id"]);
        assert!(error.is_null() != id.is_null(), "{row}");
        let place = row["place"].as_str().unwrap();
        assert!(place.starts_with("in.jsonl"), "{place}");
    }
    assert!(!at("out.jsonl.shards").exists());
    let attributions = rows(&at("out.jsonl"));
    let of = |id: &str| attributions.iter().filter(|row| row["id"] == id).count();
    assert!(of("story-1") >= 3 && of("7") >= 1, "{attributions:?}");
    for row in &attributions {
        let text = articles.iter().find(|a| a["revision_id"] == row["revision_id"]).unwrap();
        let text = if row["in_headline"] == true { &text["headline"] } else { &text["text"] };
        let text: Vec<char> = text.as_str().unwrap().chars().collect();
        let span = |pair: &Value| {
            let [start, end] = [0, 1].map(|n| usize::try_from(pair[n].as_u64().unwrap()).unwrap());
            text[start..end].iter().collect::<String>()
        };
        let quote: Vec<String> = row["content_spans"].as_array().unwrap().iter().map(span).collect();
        assert_eq!(json!(quote.join(" ")), row["quote"]);
        assert_eq!(json!(span(&row["sentence_span"])), row["sentence"]);
    }
}

#[test]
fn a_stopped_run_goes_on_and_ends_with_the_same_files() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.jsonl"), lines((0..9).map(article))).unwrap();
    let to = |out| ["--in", "in.jsonl", "--shard-size", "2", "--shard-format", "jsonl", "--out", out];
    assert!(run(folder.path(), &to("whole")).status.success());
    let whole = bytes(&folder.path().join("whole"));
    assert_eq!(whole.len(), 11, "{:?}", whole.keys());

    // Stopped while the third shard was written, and its line of the log before.
    let log = String::from_utf8(whole["shards.jsonl"].clone()).unwrap();
    let kept: Vec<&str> = log.split_inclusive('\n').take(3).collect();
    let stopped = folder.path().join("stopped");
    fs::create_dir(&stopped).unwrap();
    fs::write(stopped.join("shards.jsonl"), format!("{}{{\"shard\":2,\"art", kept.concat())).unwrap();
    for (name, bytes) in &whole {
        if name.contains("00000") || name.contains("00001") {
            fs::write(stopped.join(name), bytes).unwrap();
        }
    }
    fs::write(stopped.join("articles-00002.jsonl.unfinished"), "{\"half").unwrap();
    let output = run(folder.path(), &to("stopped"));
    assert!(
        output.status.success() && said(&output).contains("2 shards are there already"),
        "{}",
        said(&output)
    );
    assert!(bytes(&stopped) == whole);

    // Given again it says what there is and does nothing; other input is refused.
    assert!(run(folder.path(), &to("stopped")).status.success());
    assert!(bytes(&stopped) == whole);
    fs::write(folder.path().join("in.jsonl"), lines((0..8).map(article))).unwrap();
    let output = run(folder.path(), &to("stopped"));
    assert!(said(&output).contains("stopped: it was begun with other input"), "{}", said(&output));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn input_is_known_by_what_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let (source, text) = (folder.path().join("in.jsonl"), lines((0..3).map(article)));
    fs::write(&source, &text).unwrap();
    let to = ["--in", "in.jsonl", "--shard-size", "2", "--shard-format", "jsonl", "--out", "out"];
    assert!(run(folder.path(), &to).status.success());
    // A shard is gone, and the file was fetched again.
    fs::remove_file(folder.path().join("out/articles-00000.jsonl")).unwrap();
    fs::remove_file(&source).unwrap();
    fs::write(&source, &text).unwrap();
    let output = run(folder.path(), &to);
    assert!(output.status.success() && said(&output).contains("is made again"), "{}", said(&output));
    // An edit in one that leaves its size as it was.
    fs::remove_file(folder.path().join("out/articles-00000.jsonl")).unwrap();
    let edited = text.replacen("until June", "until July", 1);
    assert_eq!(edited.len(), text.len());
    fs::write(&source, edited).unwrap();
    let output = run(folder.path(), &to);
    assert!(said(&output).contains("it was begun with other input"), "{}", said(&output));
    assert!(!folder.path().join("out/articles-00000.jsonl").exists());
}

#[test]
fn a_killed_run_loses_and_doubles_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.jsonl"), lines((0..24).map(article))).unwrap();
    let to = |out| ["--in", "in.jsonl", "--shard-size", "3", "--shard-format", "jsonl", "--out", out];
    assert!(run(folder.path(), &to("whole")).status.success());
    for kill in 0..4 {
        let mut child = extract(folder.path(), &to("killed"))
            .stderr(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(120 + kill * 90));
        let _ = child.kill();
        child.wait().unwrap();
    }
    assert!(run(folder.path(), &to("killed")).status.success());
    assert!(bytes(&folder.path().join("killed")) == bytes(&folder.path().join("whole")));
}

#[test]
fn one_file_has_the_same_rows_whatever_the_shards() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| fs::read(folder.path().join(name)).unwrap();
    fs::write(folder.path().join("in.jsonl"), lines((0..5).map(article))).unwrap();
    for ending in ["jsonl", "csv"] {
        for size in ["1", "2", "50"] {
            let out = format!("by-{size}.{ending}");
            let output = run(folder.path(), &["--in", "in.jsonl", "--shard-size", size, "--out", &out]);
            assert!(output.status.success(), "{}", said(&output));
        }
        for table in ["", "articles."] {
            let [one, two, all] = ["1", "2", "50"].map(|size| at(&format!("by-{size}.{table}{ending}")));
            assert!(one == all && two == all);
        }
    }
}

/// What Parquet holds comes out again: the table of articles is itself an input.
#[cfg(feature = "parquet")]
#[test]
fn the_table_of_articles_can_be_read_again() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.jsonl"), lines((0..5).map(article))).unwrap();
    let first = run(folder.path(), &["--in", "in.jsonl", "--shard-size", "2", "--out", "a.parquet"]);
    assert!(first.status.success(), "{}", said(&first));
    let second = run(folder.path(), &["--in", "a.articles.parquet", "--out", "b.jsonl"]);
    assert!(second.status.success(), "{}", said(&second));
    let direct = run(folder.path(), &["--in", "in.jsonl", "--out", "c.jsonl"]);
    assert!(direct.status.success(), "{}", said(&direct));
    let [again, direct] = ["b.jsonl", "c.jsonl"].map(|name| rows(&folder.path().join(name)));
    assert!(!again.is_empty() && again == direct);
}

/// A record of a web archive.
fn response(url: &str, page: &str) -> String {
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-03-02T09:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

/// A folder, the files in it one by one, and a run that begins again within it: the same rows. What was cut off or holds a
/// table of something else costs itself alone.
#[cfg(feature = "parquet")]
#[test]
fn files_of_several_kinds_are_one_input() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("in")).unwrap();
    fs::write(at("in/a.jsonl"), lines((0..3).map(article))).unwrap();
    fs::write(at("other.jsonl"), lines((3..6).map(article))).unwrap();
    assert!(run(folder.path(), &["--in", "other.jsonl", "--out", "table.parquet"]).status.success());
    let table = fs::read(at("table.articles.parquet")).unwrap();
    fs::write(at("in/b.parquet"), &table).unwrap();
    fs::write(at("in/cut.parquet"), &table[..table.len() / 2]).unwrap();
    fs::write(at("in/d.csv"), "name,age\nAda Brook,51\n").unwrap();
    let page = "<html><body><article><h1>Lock shut</h1><p>“The lock is safe,” said Ada Brook, the harbour master, on Friday, \
                and she asked for patience while it is looked at.</p></article></body></html>";
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let archive =
        response("https://coast.example/lock", page) + &response("https://coast.example/quay", page);
    packed.write_all(archive.as_bytes()).unwrap();
    fs::write(at("in/e.warc.gz"), packed.finish().unwrap()).unwrap();

    let mut each = vec!["--in"];
    each.extend(["in/a.jsonl", "in/b.parquet", "in/cut.parquet", "in/d.csv", "in/e.warc.gz"]);
    each.extend(["--out", "each.jsonl", "--shard-size", "2"]);
    for arguments in [&["--in", "in", "--out", "all.jsonl"][..], &each] {
        let output = run(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    }
    let [all, one_by_one] = ["all.jsonl", "each.jsonl"].map(|name| rows(&at(name)));
    assert_eq!(all, one_by_one);
    // In a folder a table without texts is no article; who names it is told.
    for (out, faults) in [("all", &["in/cut.parquet"][..]), ("each", &["in/cut.parquet", "in/d.csv"])] {
        let articles = rows(&at(&format!("{out}.articles.jsonl")));
        let (unused, used): (Vec<_>, Vec<_>) = articles.iter().partition(|row| row["error"].is_string());
        assert_eq!(used.len(), 8, "{used:?}");
        let places: Vec<_> = unused.iter().map(|row| row["place"].as_str().unwrap()).collect();
        assert_eq!(places, faults);
        assert!(unused[0]["error"].as_str().unwrap().contains("no whole Parquet file"), "{unused:?}");
    }
    // Each file has its share.
    for from in ["story-1", "story-4", "https://coast.example/quay"] {
        assert!(all.iter().any(|row| row["id"] == from || row["url"] == from), "{from}: {all:?}");
    }
}

#[test]
fn what_cannot_be_done_is_said_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.jsonl"), lines([article(1)])).unwrap();
    fs::create_dir(folder.path().join("full")).unwrap();
    fs::write(folder.path().join("full/notes.txt"), "mine").unwrap();
    for (arguments, sentence) in [
        (&["--in", "in.jsonl", "--out", "a.xlsx"][..], "tables are not written as .xlsx"),
        (&["--in", "in.jsonl", "--out", "full"], "full/notes.txt: the folder holds other files"),
        (&["--in", "-", "--out", "a.jsonl"], "standard input cannot be read again"),
        (&["--in", "in.jsonl"], "--out"),
        (&["--in", "in.jsonl", "--out", "a.jsonl", "--shard-size", "0"], "not a number from 1 on"),
    ] {
        let output = run(folder.path(), arguments);
        assert!(said(&output).contains(sentence) && output.status.code() == Some(2), "{}", said(&output));
    }
    let output = run(folder.path(), &["--in", "none.jsonl", "--out", "b.jsonl"]);
    assert_eq!(output.status.code(), Some(2));
    let row = &rows(&folder.path().join("b.articles.jsonl"))[0];
    assert!(row["error"].as_str().unwrap().contains("no such file"), "{row}");
}

/// The lines on standard error of a command that is refused, and that nothing in the folder is another than before.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let before = bytes(folder);
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?} {}", said(&output));
    assert!(bytes(folder) == before, "{arguments:?}");
    said(&output)
}

#[test]
fn no_file_that_is_there_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("in.jsonl"), lines([article(1)])).unwrap();
    fs::write(at("k2.articles.jsonl"), lines([article(2)])).unwrap();
    fs::write(at("notes.csv"), "mine").unwrap();
    fs::write(at("other.articles.csv"), "mine").unwrap();
    fs::write(at("held.jsonl"), "").unwrap();
    for (from, to, taken) in [
        ("in.jsonl", "in.jsonl", "in.jsonl"),
        ("k2.articles.jsonl", "k2.jsonl", "k2.articles.jsonl"),
        ("in.jsonl", "notes.csv", "notes.csv"),
        ("in.jsonl", "other.csv", "other.articles.csv"),
        ("in.jsonl", "held.jsonl", "held.jsonl"),
        ("in.jsonl", "./in.jsonl", "in.jsonl"),
    ] {
        let told = refused(folder.path(), &["--in", from, "--out", to]);
        assert!(told.contains(&format!("{taken}: the file is there already")), "{told}");
        assert!(told.contains("name another"), "{told}");
    }
    #[cfg(feature = "parquet")]
    {
        fs::write(at("db.parquet"), "SQLite format 3").unwrap();
        let told = refused(folder.path(), &["--in", "in.jsonl", "--out", "db.parquet"]);
        assert!(told.contains("db.parquet: the file is there already"), "{told}");
    }
    // What is finished is not written over either.
    assert!(run(folder.path(), &["--in", "in.jsonl", "--out", "out.jsonl"]).status.success());
    let told = refused(folder.path(), &["--in", "in.jsonl", "--out", "out.jsonl"]);
    assert!(told.contains("the file is there already"), "{told}");
}

#[test]
fn a_run_that_was_stopped_while_it_joined_goes_on_with_its_own_files() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("in.jsonl"), lines((0..5).map(article))).unwrap();
    // Given its ending a folder has the shards that a file is made of.
    let whole = ["--in", "in.jsonl", "--shard-size", "2", "--out", "whole.jsonl"];
    assert!(run(folder.path(), &whole).status.success());
    let to =
        ["--in", "in.jsonl", "--shard-size", "2", "--shard-format", "jsonl", "--out", "out.jsonl.shards"];
    fs::create_dir(at("out.jsonl.shards")).unwrap();
    assert!(run(folder.path(), &to).status.success());
    fs::remove_file(at("out.jsonl.shards/datapackage.json")).unwrap();
    fs::write(at("out.articles.jsonl"), "half of it").unwrap();
    let out = ["--in", "in.jsonl", "--shard-size", "2", "--out", "out.jsonl"];
    let told = refused(folder.path(), &out);
    assert!(told.contains("out.articles.jsonl: the file is there already"), "{told}");
    let log = at("out.jsonl.shards/shards.jsonl");
    fs::write(&log, format!("{}{{\"joining\":3}}\n", fs::read_to_string(&log).unwrap())).unwrap();
    fs::write(at("out.jsonl.shards/mine.txt"), "mine").unwrap();
    let output = run(folder.path(), &out);
    assert!(output.status.success(), "{}", said(&output));
    for table in ["", ".articles"] {
        let [made, whole] =
            ["out", "whole"].map(|name| fs::read(at(&format!("{name}{table}.jsonl"))).unwrap());
        assert!(made == whole, "{table}");
    }
    // What somebody laid between the shards stays.
    let left: Vec<_> = bytes(&at("out.jsonl.shards")).into_keys().collect();
    assert_eq!(left, ["mine.txt"]);
}

#[test]
fn a_file_that_only_has_the_name_of_a_log_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.jsonl"), lines([article(1)])).unwrap();
    fs::create_dir(folder.path().join("out")).unwrap();
    let log = folder.path().join("out/shards.jsonl");
    for text in ["mine", "{\"id\": 1}\n{\"id\": 2}", "one\ntwo", "{\"shard\": 1}\n", "{}\n{"] {
        fs::write(&log, text).unwrap();
        let output = run(folder.path(), &["--in", "in.jsonl", "--out", "out"]);
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(said(&output).contains("it is no log of shards; name another folder"), "{}", said(&output));
        assert_eq!(fs::read_to_string(&log).unwrap(), text);
    }
    fs::write(&log, b"\xff\xfe").unwrap();
    let output = run(folder.path(), &["--in", "in.jsonl", "--out", "out"]);
    assert!(said(&output).contains("it is no log of shards"), "{}", said(&output));
}

#[test]
fn a_shard_that_was_taken_away_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.jsonl"), lines((0..7).map(article))).unwrap();
    let to = ["--in", "in.jsonl", "--shard-size", "2", "--shard-format", "jsonl", "--out", "out"];
    assert!(run(folder.path(), &to).status.success());
    let out = folder.path().join("out");
    let whole = bytes(&out);
    for gone in [
        &["articles-00000.jsonl"][..],
        &["attributions-00001.jsonl"],
        &["articles-00003.jsonl", "attributions-00003.jsonl"],
        &["articles-00000.jsonl", "attributions-00002.jsonl"],
        &["datapackage.json"],
    ] {
        gone.iter().for_each(|name| fs::remove_file(out.join(name)).unwrap());
        let output = run(folder.path(), &to);
        assert!(output.status.success(), "{}", said(&output));
        assert_eq!(said(&output).contains("it is gone and is made again"), gone[0] != "datapackage.json");
        assert!(bytes(&out) == whole, "{gone:?}");
    }
    // Of as many bytes, but nobody says anything: it is told before anything is made.
    let other = lines((0..7).map(article)).replace(" said ", " went ").replace("denied", "walked");
    fs::write(folder.path().join("in.jsonl"), other).unwrap();
    fs::remove_file(out.join("articles-00000.jsonl")).unwrap();
    let output = run(folder.path(), &to);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("it was begun with other input"), "{}", said(&output));
    // A log that counts otherwise, as another build of this version may.
    fs::write(folder.path().join("in.jsonl"), lines((0..7).map(article))).unwrap();
    let log = fs::read_to_string(out.join("shards.jsonl")).unwrap();
    fs::write(out.join("shards.jsonl"), log.replacen("\"attributions\":", "\"attributions\":1", 1)).unwrap();
    let output = run(folder.path(), &to);
    assert!(said(&output).contains("comes out otherwise than before"), "{}", said(&output));
}

#[test]
fn two_runs_never_write_into_one_folder() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.jsonl"), lines((0..4).map(article))).unwrap();
    for out in ["out", "out.jsonl"] {
        let to = ["--in", "in.jsonl", "--shard-format", "jsonl", "--out", out];
        let shards = folder.path().join(if out == "out" { "out" } else { "out.jsonl.shards" });
        fs::create_dir(&shards).unwrap();
        let log = fs::File::create(shards.join("shards.jsonl")).unwrap();
        log.lock().unwrap();
        let output = run(folder.path(), &to);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains("another onrecord is writing there"), "{}", said(&output));
        log.unlock().unwrap();
        assert!(run(folder.path(), &to).status.success());
    }
}

#[test]
fn ids_are_the_numbers_that_were_given() {
    let folder = tempfile::tempdir().unwrap();
    let with_id = |id: Value| {
        let mut record = article(1);
        record.as_object_mut().unwrap().insert("id".to_owned(), id);
        record
    };
    let ids = [json!(1.0), json!(2.0), json!(null), json!(7), json!(123_456_789), json!(1.5)];
    fs::write(folder.path().join("in.jsonl"), lines(ids.map(with_id))).unwrap();
    let output = run(folder.path(), &["--in", "in.jsonl", "--out", "out.jsonl"]);
    assert_eq!(output.status.code(), Some(2));
    let rows = rows(&folder.path().join("out.articles.jsonl"));
    let found: Vec<_> = rows.iter().map(|row| row["id"].clone()).collect();
    assert_eq!(found, [json!("1"), json!("2"), json!(null), json!("7"), json!("123456789"), json!("1.5")]);
    assert!(rows[5]["error"].as_str().unwrap().contains("its id 1.5 is no whole number"), "{}", rows[5]);
}
