//! Tests of importing what an engine extracted.

use super::*;
use crate::analysis::analyse;
use crate::article::{Origin, read_jsonl};
use crate::cli::ui::Ui;
use crate::extract::Extractor;
use crate::flat::flat_rows;
use crate::report::{TableFormat, TableWriter};
use crate::store::dump::differences;
use serde_json::json;
use std::fs::{self, File};

/// Invented articles, two of them with a history, as JSON lines.
fn records() -> String {
    let hedged = "A spokesman for the port reportedly said the café’s pier “was never safe” and that inspectors had warned of \
                  it in May.";
    let first = format!(
        "Quay 4 will stay shut until June, harbour master Ada Brook said on Monday.\n\n“Nobody told us that 14 piers were \
         cracked,” said Tom Harrow, who runs the ferry.\n\n{hedged}"
    );
    let record = |id: u8, at: &str, title: &str, text: &str, byline: &str| {
        json!({
            "url": format!("https://gazette.example/{id}"), "id": format!("s{id}"), "captured_at": at, "title": title,
            "text": text, "byline": byline, "outlet": "The Quay Gazette", "published_at": "2026-03-02T08:00:00Z",
        })
        .to_string()
    };
    let later = first.replace("14 piers", "15 piers").replace("June", "July");
    let copy =
        format!("{first}\n\nOfficials who were not authorised to speak denied that the ferry would stop.");
    [
        record(1, "2026-03-02T09:00:00Z", "Brook: quay stays shut", &first, "Jo Field"),
        record(1, "2026-03-02T11:00:00Z", "Brook: quay stays shut", &first, "Jo Field and Lee Marsh"),
        record(1, "2026-03-03T09:00:00Z", "Brook: quay stays shut", &later, "Jo Field"),
        record(1, "2026-03-04T09:00:00Z", "Brook: quay stays shut", &first, "Jo Field"),
        record(2, "2026-03-03T10:00:00Z", "Ferry may stop", &copy, "Lee Marsh"),
    ]
    .join("\n")
}

struct Made {
    folder: tempfile::TempDir,
    added: Store,
    articles: Vec<Value>,
    attributions: Vec<Value>,
}

/// The records added to a database, and as rows.
fn made() -> Made {
    let folder = tempfile::tempdir().unwrap();
    let origin = Origin { path: "a.jsonl".into(), now: "2026-04-01T00:00:00Z".into(), ..Origin::default() };
    let text = records();
    let revisions: Vec<Revision> = read_jsonl(text.as_bytes(), &origin).map(Result::unwrap).collect();
    let all: Vec<&Revision> = revisions.iter().collect();
    let analyses = analyse(&Extractor::with_threads(1).unwrap(), &all).unwrap();
    let mut added = Store::open(folder.path().join("added.db")).unwrap();
    let run = added.begin_run(env!("CARGO_PKG_VERSION"), &[]).unwrap();
    let (mut articles, mut attributions) = (Vec::new(), Vec::new());
    for (revision, analysis) in revisions.iter().zip(&analyses) {
        let (article, rows) = flat_rows(revision, analysis, "a.jsonl: line 1");
        articles.push(serde_json::to_value(article).unwrap());
        attributions.extend(rows.iter().map(|row| serde_json::to_value(row).unwrap()));
        match added.known(revision).unwrap() {
            Some(_) => added.capture(run, "a.jsonl: line 1", revision).unwrap(),
            None => added.ingest(run, "a.jsonl: line 1", revision, analysis).unwrap(),
        };
    }
    Made { folder, added, articles, attributions }
}

fn write(format: TableFormat, path: &Path, table: &str, rows: &[Value]) {
    let mut file = File::create(path).unwrap();
    let mut writer = TableWriter::new(format, columns_of(table), &mut file).unwrap();
    rows.iter().for_each(|row| writer.row(row.as_object().unwrap()).unwrap());
    writer.finish().unwrap();
}

impl Made {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The database that an import makes, and how the import ended.
    fn import(&self, name: &str, from: &[PathBuf]) -> (Option<Store>, Outcome) {
        let db = self.path(name);
        let context = Context { ui: Ui::new(true, false), db: db.clone() };
        let ended = run(&context, from, true).unwrap();
        (Store::open_read_only(db).ok(), ended)
    }
}

#[test]
fn an_import_makes_the_database_that_add_makes() {
    let made = made();
    let parquet = made.path("out.parquet");
    #[cfg(feature = "parquet")]
    {
        write(TableFormat::Parquet, &parquet, "attributions", &made.attributions);
        write(TableFormat::Parquet, &made.path("out.articles.parquet"), "articles", &made.articles);
        let (store, ended) = made.import("one.db", &[parquet]);
        assert_eq!(differences(&made.added, &store.unwrap()), "");
        assert_eq!(ended, Outcome::Fine);
    }
    // Cut into files in any order, the newest captures first.
    fs::create_dir(made.path("parts")).unwrap();
    for (n, row) in made.articles.iter().rev().enumerate() {
        write(
            TableFormat::Jsonl,
            &made.path(&format!("parts/part-{n}.jsonl")),
            "articles",
            std::slice::from_ref(row),
        );
    }
    for (n, rows) in made.attributions.chunks(3).enumerate() {
        write(TableFormat::Jsonl, &made.path(&format!("parts/z-{n}.jsonl")), "attributions", rows);
    }
    let (store, _) = made.import("two.db", &[made.path("parts")]);
    let store = store.unwrap();
    assert_eq!(differences(&made.added, &store), "");
    assert_eq!(store.check().unwrap().problems, []);
}

#[test]
fn what_cannot_be_taken_back_costs_only_itself() {
    let made = made();
    let mut articles = made.articles.clone();
    let of_second = |row: &Value| row["article_key"].as_str().unwrap().ends_with('2');
    let second = articles.iter().position(of_second).unwrap();
    // Each alteration of the second article leaves the first as it is.
    let alterations: [(&str, Value); 7] = [
        ("text", json!("Another text.")),
        ("schema_version", json!(1)),
        ("schema_version", json!(99)),
        ("attributions", json!(1)),
        ("revision_id", json!("0")),
        ("found_by", json!("{")),
        ("text", Value::Null),
    ];
    for (n, (column, value)) in alterations.into_iter().enumerate() {
        let was = articles[second][column].take();
        articles[second][column] = value.clone();
        let of = |name: &str| made.path(&format!("{n}{name}.jsonl"));
        write(TableFormat::Jsonl, &of(""), "attributions", &made.attributions);
        write(TableFormat::Jsonl, &of(".articles"), "articles", &articles);
        let (store, ended) = made.import(&format!("{n}.db"), &[of("")]);
        assert_eq!(store.unwrap().articles(&Default::default()).unwrap().len(), 1, "{column} {value}");
        assert_eq!(ended, Outcome::Failed, "{column} {value}");
        articles[second][column] = was;
    }
    let rows = made.attributions.iter().position(of_second).unwrap();
    let alterations: [(&str, Value); 9] = [
        ("content_spans", json!([[0, 99_999]])),
        ("content_spans", json!([[5, 2]])),
        ("content_spans", json!([])),
        ("quote", json!("Other words.")),
        ("ordinal", json!(7)),
        ("parent_ordinal", json!(70)),
        ("speaker_kind", json!("planet")),
        ("evidence", json!({ "confidence": [7, 1] })),
        ("schema_version", json!(1)),
    ];
    for (n, (column, value)) in alterations.into_iter().enumerate() {
        let mut attributions = made.attributions.clone();
        attributions[rows][column] = value.clone();
        let of = |name: &str| made.path(&format!("r{n}{name}.jsonl"));
        write(TableFormat::Jsonl, &of(""), "attributions", &attributions);
        write(TableFormat::Jsonl, &of(".articles"), "articles", &made.articles);
        let (store, ended) = made.import(&format!("r{n}.db"), &[of("")]);
        assert_eq!(store.unwrap().articles(&Default::default()).unwrap().len(), 1, "{column} {value}");
        assert_eq!(ended, Outcome::Failed, "{column} {value}");
    }
}

#[test]
fn a_column_that_is_missing_is_told_by_its_name() {
    let made = made();
    for table in [FlatTable::Articles, FlatTable::Attributions] {
        let rows = if table == FlatTable::Articles { &made.articles } else { &made.attributions };
        let whole = rows[0].as_object().unwrap();
        assert_eq!(missing(table, whole), None);
        for column in table.columns() {
            let mut row = whole.clone();
            row.insert("of_somebody_else".to_owned(), json!(1));
            row.remove(column.name);
            let told = missing(table, &row).unwrap();
            assert!(told.starts_with(&format!("its column {} is missing; ", column.name)), "{told}");
        }
        let mut row = whole.clone();
        table.columns()[2..5].iter().for_each(|column| drop(row.remove(column.name)));
        let names: Vec<_> = table.columns()[2..5].iter().map(|column| column.name).collect();
        let told = missing(table, &row).unwrap();
        assert!(told.starts_with(&format!("its columns {}, {} and {} are", names[0], names[1], names[2])));
    }
    // Nothing is stored where names would be lost.
    let nameless = made.attributions.iter().cloned().map(|mut row| {
        row.as_object_mut().unwrap().remove("speaker");
        row
    });
    fs::write(made.path("n.jsonl"), nameless.map(|row| format!("{row}\n")).collect::<String>()).unwrap();
    write(TableFormat::Jsonl, &made.path("n.articles.jsonl"), "articles", &made.articles);
    let db = made.path("n.db");
    let context = Context { ui: Ui::new(true, false), db: db.clone() };
    let told = run(&context, &[made.path("n.jsonl")], true).unwrap_err().to_string();
    assert!(told.contains("n.jsonl: line 1: its column speaker is missing"), "{told}");
    assert!(!db.exists());
}

#[test]
fn a_value_that_does_not_fit_is_told_in_words() {
    let made = made();
    let told = |column: &str, value: Value| {
        let mut row = made.attributions[0].as_object().unwrap().clone();
        row[column] = value;
        typed::<FlatAttribution>(FlatTable::Attributions, row).map(drop).unwrap_err()
    };
    for (column, value, sentence) in [
        ("confidence", Value::Null, "its column confidence is empty"),
        ("confidence", json!("high"), "its column confidence holds \"high\", which"),
        ("evidence", Value::Null, "its column evidence is empty"),
        ("evidence", json!("{}"), "its column evidence holds {}, which"),
        ("evidence", json!({ "confidence": [7] }), "its column evidence holds {\"confidence\":[7]}, which"),
        ("evidence", json!("{"), "its column evidence is no JSON"),
        ("ordinal", json!(-1), "its column ordinal holds -1, which"),
        ("ordinal", json!(1.0), "its column ordinal holds 1.0, which"),
        ("speaker_kind", json!("planet"), "its column speaker_kind holds \"planet\", which"),
        ("speaker", json!(7), "its column speaker holds 7, which"),
        ("negated", json!("no"), "its column negated holds \"no\", which"),
        ("content_spans", json!("[[1]]"), "its column content_spans holds"),
        ("quote", Value::Null, "its column quote is empty"),
        ("quote", json!(["x".repeat(900)]), "xxx…, which"),
    ] {
        let told = told(column, value);
        assert!(told.contains(sentence), "{told}");
        for foreign in ["struct", "invalid type", "expected", "f64", "variant"] {
            assert!(!told.contains(foreign), "{told}");
        }
    }
}

#[test]
fn an_import_that_is_given_twice_adds_nothing() {
    let made = made();
    write(TableFormat::Jsonl, &made.path("out.jsonl"), "attributions", &made.attributions);
    write(TableFormat::Jsonl, &made.path("out.articles.jsonl"), "articles", &made.articles);
    for _ in 0..2 {
        let (store, ended) = made.import("twice.db", &[made.path("out.jsonl")]);
        assert_eq!(ended, Outcome::Fine);
        assert_eq!(differences(&made.added, &store.unwrap()), "");
    }
}

#[test]
fn broken_files_and_lone_tables_are_told() {
    let made = made();
    let at = |name: &str| made.path(name);
    write(TableFormat::Jsonl, &at("lone.jsonl"), "attributions", &made.attributions);
    let (store, ended) = made.import("lone.db", &[at("lone.jsonl")]);
    assert!(store.is_none());
    assert_eq!(ended, Outcome::Failed);
    fs::write(at("notes.txt"), "no table").unwrap();
    fs::write(at("other.jsonl"), "{\"a\": 1}\n").unwrap();
    fs::create_dir(at("empty")).unwrap();
    for name in ["notes.txt", "other.jsonl", "empty", "missing.parquet"] {
        assert_eq!(made.import("none.db", &[at(name)]).1, Outcome::Failed, "{name}");
    }
    #[cfg(feature = "parquet")]
    {
        write(TableFormat::Parquet, &at("cut.parquet"), "attributions", &made.attributions);
        write(TableFormat::Parquet, &at("cut.articles.parquet"), "articles", &made.articles);
        let bytes = fs::read(at("cut.articles.parquet")).unwrap();
        for length in [0, 3, 100, bytes.len() / 2, bytes.len() - 3] {
            fs::write(at("cut.articles.parquet"), &bytes[..length]).unwrap();
            assert_eq!(made.import("cut.db", &[at("cut.parquet")]).1, Outcome::Failed, "{length}");
        }
    }
}
