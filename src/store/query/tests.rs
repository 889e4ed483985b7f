//! Tests of the listings: each over the same small database.

use super::*;
use crate::extract::QuotationKind;
use crate::store::fixture::{analysis, ingest, revision, store};
use crate::store::{RowKind, Store, StoreError};
use regex::Regex;

/// Two articles, the first in two revisions.
fn stored() -> Store {
    let (mut store, run) = store();
    let pages = [
        (
            "https://a.example/ferries",
            "2026-03-01T01:00:00Z",
            "Ferries stop at 5.\nAda Okafor: The pier held 14 boats.",
        ),
        (
            "https://a.example/ferries",
            "2026-03-01T02:00:00Z",
            "Ferries stop at 6.\nAda Okafor: The pier held 15 boats.",
        ),
        (
            "https://b.example/50%_off",
            "2026-03-02T01:00:00Z",
            "HARBOUR: Fees were denied.\nan official: Ada lies.",
        ),
    ];
    for (key, at, body) in pages {
        ingest(&mut store, run, &revision(key, at, body));
    }
    store
}

fn quotes(store: &Store, filter: &QuoteFilter) -> Vec<String> {
    store.quotes(filter).unwrap().into_iter().map(|q| q.quote).collect()
}

#[test]
fn quotes_by_each_condition() {
    let store = stored();
    let all = QuoteFilter::default();
    let is =
        |filter: QuoteFilter, expected: &[&str]| assert_eq!(quotes(&store, &filter), expected, "{filter:?}");
    let (boats, fees, lies) = ("The pier held 15 boats.", "Fees were denied.", "Ada lies.");
    is(all.clone(), &[boats, fees, lies]);
    is(QuoteFilter { speaker: Some("okafor".into()), ..all.clone() }, &[boats]);
    is(QuoteFilter { speaker: Some("%".into()), ..all.clone() }, &[]);
    is(QuoteFilter { kind: Some(QuotationKind::Indirect), ..all.clone() }, &[]);
    is(QuoteFilter { article: Some("1".into()), ..all.clone() }, &[boats]);
    is(QuoteFilter { article: Some("https://b.example/50%_off".into()), ..all.clone() }, &[fees, lies]);
    is(QuoteFilter { article: Some("50%_".into()), ..all.clone() }, &[fees, lies]);
    is(QuoteFilter { article: Some("Ferries STOP".into()), ..all.clone() }, &[boats, fees, lies]);
    is(QuoteFilter { outlet: Some("gazette".into()), limit: Some(2), ..all.clone() }, &[boats, fees]);
    is(QuoteFilter { since: Some("2026-03-02".into()), ..all.clone() }, &[fees, lies]);
    is(QuoteFilter { anonymous: true, ..all.clone() }, &[lies]);
    is(QuoteFilter { min_confidence: Some(0.95), ..all.clone() }, &[]);
    let grep = Some(Regex::new("(?i)ADA|held").unwrap());
    is(QuoteFilter { grep: grep.clone(), ..all.clone() }, &[boats, lies]);
    is(QuoteFilter { grep, limit: Some(1), ..all }, &[boats]);
}

#[test]
fn a_listing_ends_with_the_error_of_its_reader() {
    let mut seen = 0;
    let ended = stored().for_each_quote(&QuoteFilter::default(), |_| {
        seen += 1;
        Err(StoreError::NotFound { path: "pipe".into(), kind: RowKind::Article, what: "reader".into() })
    });
    assert_eq!((seen, ended.unwrap_err().to_string().as_str()), (1, "pipe: the database holds no reader"));
}

#[test]
fn claims_changes_and_history() {
    let store = stored();
    let claims =
        store.claims(&ClaimFilter { material: true, attributed: true, ..Default::default() }).unwrap();
    assert_eq!(claims.len(), 1);
    let claim = &claims[0];
    assert_eq!(
        (claim.claim.as_str(), claim.wordings, claim.material_changes),
        ("The pier held 15 boats.", 2, 1)
    );
    assert_eq!(
        (claim.first_seen.as_str(), claim.last_seen.as_str()),
        ("2026-03-01T01:00:00Z", "2026-03-01T02:00:00Z")
    );
    assert_eq!(store.claims(&ClaimFilter { current: Some(false), ..Default::default() }).unwrap(), []);

    let filter = ChangeFilter {
        kinds: vec![crate::diff::Kind::FigureChanged],
        speaker: Some("ada".into()),
        ..Default::default()
    };
    let changes = store.changes(&filter).unwrap();
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].claim_id, Some(claim.claim_id));
    assert_eq!((changes[0].unannounced, changes[0].confidence), (true, Some(0.9)));
    assert_eq!(changes[0].before.as_deref(), Some("The pier held 14 boats."));
    assert_eq!(
        store.changes(&ChangeFilter { kinds: vec![crate::diff::Kind::Added], ..Default::default() }).unwrap(),
        []
    );
    assert_eq!(store.changes(&ChangeFilter { material: true, ..Default::default() }).unwrap().len(), 2);

    let severities = |filter: ChangeFilter| -> Vec<_> {
        store.changes(&filter).unwrap().iter().map(|c| c.severity).collect()
    };
    let sorted = severities(ChangeFilter { by_severity: true, ..Default::default() });
    assert!(sorted.len() == 2 && sorted.is_sorted_by(|a, b| a >= b), "{sorted:?}");
    let first = ChangeFilter { by_severity: true, limit: Some(1), ..Default::default() };
    assert_eq!(severities(first), sorted[..1]);
    let explained = store.explain_change(changes[0].change_id).unwrap();
    assert_eq!((explained.change, explained.version.as_str()), (changes[0].clone(), "0.1.0"));
    assert!(matches!(store.explain_change(99.into()), Err(StoreError::NotFound { .. })));

    let history = store.history(claim.claim_id, false).unwrap();
    let steps: Vec<_> =
        history.iter().map(|h| (h.revision, h.text.as_deref(), h.change_kinds.len())).collect();
    assert_eq!(steps, [(1, Some("The pier held 14 boats."), 0), (2, Some("The pier held 15 boats."), 1)]);
    assert!(matches!(store.history(99.into(), false), Err(StoreError::NotFound { .. })));
}

#[test]
fn the_speaker_listing_is_the_view() {
    let store = stored();
    let listed = store.speakers(&SpeakerFilter::default()).unwrap();
    for row in &listed {
        assert_eq!(*row, store.speaker(row.speaker_id).unwrap());
    }
    assert_eq!(listed.len(), 3);
    let ada = store.speakers(&SpeakerFilter { speaker: Some("Ada".into()), ..Default::default() }).unwrap();
    assert_eq!(
        (ada[0].quotes, ada[0].direct, &*ada[0].titles),
        (1, 1, &["harbour master".to_owned()][..].to_vec())
    );
    let here = store.speakers(&SpeakerFilter { article: Some("2".into()), ..Default::default() }).unwrap();
    assert_eq!(here.len(), 2);
}

#[test]
fn doubtful_quotes_can_be_left_out_everywhere() {
    let store = stored();
    let sure = Some(0.95);
    assert_eq!(store.speakers(&SpeakerFilter { min_confidence: sure, ..Default::default() }).unwrap(), []);
    let claims = store.claims(&ClaimFilter { min_confidence: sure, ..Default::default() }).unwrap();
    assert_eq!(claims.iter().map(|c| c.claim.as_str()).collect::<Vec<_>>(), ["Ferries stop at 6."]);
    let changes = store.changes(&ChangeFilter { min_confidence: sure, ..Default::default() }).unwrap();
    assert_eq!(changes.len(), 1);
    assert_eq!(
        store.unnamed_shares(&UnnamedFilter { min_confidence: sure, ..Default::default() }).unwrap(),
        []
    );
}

#[test]
fn unnamed_sources_by_article_and_outlet() {
    let store = stored();
    let rows = store.unnamed_shares(&UnnamedFilter::default()).unwrap();
    let told: Vec<_> =
        rows.iter().map(|r| (r.article_id.map(i64::from), r.sources, r.unnamed, r.reason_share)).collect();
    assert_eq!(told, [(Some(2), 2, 1, Some(1.0)), (Some(1), 1, 0, None)]);
    assert_eq!(rows[0].classes.0.iter().collect::<Vec<_>>(), [(&"official".to_owned(), &1)]);
    let rows = store.unnamed_shares(&UnnamedFilter { by: By::Outlet, ..Default::default() }).unwrap();
    assert_eq!((rows.len(), rows[0].articles, rows[0].sources, rows[0].unnamed_share), (1, 2, 3, 0.3333));
}

#[test]
fn search_takes_any_words() {
    let store = stored();
    let find = |words: &str, phrase: bool, scope: Scope| -> Vec<String> {
        let filter = SearchFilter { words: words.into(), phrase, scope, ..Default::default() };
        store.search(&filter).unwrap().into_iter().map(|hit| hit.snippet).collect()
    };
    assert_eq!(find("deny fee", false, Scope::Statements), ["[Fees] were [denied]."]);
    assert_eq!(find("fees denied", true, Scope::Statements), Vec::<String>::new());
    assert_eq!(find("were denied", true, Scope::Statements), ["Fees [were denied]."]);
    assert_eq!(find("okafor", false, Scope::Statements), Vec::<String>::new());
    assert_eq!(find("okafor", false, Scope::Articles).len(), 1);
    for hostile in
        ["", "\"", "a\"b", "NEAR(", "text:x", "*", "^a", "a AND", "(", "- OR", "—", "a\0b", "{a}", "a + b"]
    {
        for phrase in [false, true] {
            find(hostile, phrase, Scope::Statements);
            find(hostile, phrase, Scope::Articles);
        }
    }
    let old = SearchFilter { words: "14".into(), all_revisions: true, ..Default::default() };
    assert_eq!(store.search(&old).unwrap()[0].speaker.as_deref(), Some("Ada Okafor"));
    assert_eq!(find("14", false, Scope::Statements), Vec::<String>::new());
}

#[test]
fn explain_gives_everything_and_the_chain() {
    let (mut store, run) = store();
    let body = "Reuters: Officials said so.\nan official: It is so.";
    let mut analysis = analysis(body);
    analysis.attributions[1].parent = Some(0);
    store.ingest(run, "p", &revision("a", "2026-03-01", body), &analysis).unwrap();
    let quotes = store.quotes(&QuoteFilter::default()).unwrap();
    let inner = store.explain(quotes[1].quote_id).unwrap();
    assert_eq!(inner.outer, quotes[..1]);
    assert_eq!(inner.prefix, "Officials said so.\nan official: ");
    assert_eq!(inner.evidence["speaker"][0], "as written");
    assert_eq!(inner.speaker_aliases, ["an official"]);
    assert_eq!((&*quotes[0].via, &*quotes[1].via), (&vec![], &vec!["Reuters".to_owned()]));
    assert_eq!(store.explain(quotes[0].quote_id).unwrap().inner, quotes[1..]);
    assert!(matches!(store.explain(77.into()), Err(StoreError::NotFound { .. })));
}

#[test]
fn an_article_is_named_by_id_key_address_or_words() {
    let store = stored();
    for wanted in ["2", "https://b.example/50%_off", "b.example"] {
        assert_eq!(store.find_article(wanted).unwrap(), 2.into(), "{wanted}");
    }
    assert!(matches!(store.find_article("nothing"), Err(StoreError::NotFound { .. })));
    assert!(matches!(store.find_article("ferries stop"), Err(StoreError::Ambiguous { .. })));
    let second = store.revision_numbered(1.into(), 2).unwrap();
    assert_eq!(store.revision(second).unwrap().material_changes, 2);
    assert_eq!(store.articles(&ArticleFilter::default()).unwrap()[0].changes, 2);
}

/// What ingest does for each revision must not read whole tables, nor must a listing of one article.
#[test]
fn a_statement_is_found_in_every_part_of_its_index() {
    let (mut store, run) = store();
    for key in ["a", "b", "c"] {
        ingest(&mut store, run, &revision(key, "2026-03-01", "The ferries stop at 5 in every harbour."));
    }
    let found = || -> Vec<i64> {
        let print: i64 = store
            .connection
            .query_row(
                "SELECT fingerprint FROM statement WHERE revision = 1 AND position <> 'headline'",
                [],
                |r| r.get(0),
            )
            .unwrap();
        let mut statement = store.connection.prepare(crate::store::copies::OTHERS).unwrap();
        let rows = statement.query_map(rusqlite::params![print, 1, 60], |row| row.get(0)).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    assert_eq!(found(), [2, 3]);
    for more in [1 << 17, 1 << 18] {
        let sql = format!("UPDATE statement SET id = id + {more} WHERE revision = 2");
        store.connection.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
        // Whatever was written first comes first.
        assert_eq!(found(), [3, 2]);
    }
}

#[test]
fn no_step_of_an_ingest_reads_a_whole_table() {
    let store = stored();
    let plan = |sql: &str| -> String {
        let mut statement = store.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let parameters = (1..=statement.parameter_count()).map(|_| 1);
        let rows = statement.query_map(rusqlite::params_from_iter(parameters), |row| row.get(3)).unwrap();
        rows.collect::<Result<Vec<String>, _>>().unwrap().join("\n")
    };
    for sql in [
        "SELECT speaker FROM speaker_alias WHERE key = ?1 AND kind = ?2 AND origin IN ('review', 'name') \
         AND coalesce(article, 0) IN (0, ?3) ORDER BY origin DESC, coalesce(article, 0) DESC, speaker DESC LIMIT 1",
        crate::store::copies::OTHERS,
        "SELECT t.fingerprint, t.claim FROM revision r JOIN statement t ON t.revision = r.id \
         WHERE r.article = ? AND r.seq < ? ORDER BY r.seq, t.ordinal",
        "SELECT * FROM v_quotes WHERE article_id = 1",
        "SELECT * FROM v_claims WHERE article_id = 1",
        "SELECT * FROM v_changes WHERE article_id = 1",
        "SELECT * FROM v_revisions WHERE article_id = 1",
        "SELECT * FROM v_quotes WHERE speaker_id = 1",
        "SELECT * FROM v_claims WHERE speaker_id = 1",
        "SELECT * FROM v_statements WHERE claim_id = 1",
        "SELECT * FROM v_reviews WHERE state = 'stale'",
        "SELECT * FROM v_reviews WHERE review_id = (SELECT id FROM review WHERE claim = 1)",
        "SELECT * FROM v_unreviewed WHERE severity = 'high' ORDER BY subject_id DESC",
        "DELETE FROM change WHERE id = 1",
        "DELETE FROM attribution WHERE id = 1",
        "DELETE FROM article WHERE id = 1",
    ] {
        let plan = plan(sql);
        // A scan of a subquery, of the few spans of a quote and sources around it, or of what carries a claim on, reads
        // no table.
        let small =
            ["SCAN (", "SCAN part", "SCAN shared", "SCAN outer_quote", "SCAN CONSTANT ROW", "SCAN json_each"];
        let scans =
            plan.lines().any(|line| line.starts_with("SCAN") && !small.iter().any(|s| line.starts_with(s)));
        assert!(!scans, "{sql}\n{plan}");
    }
}

const DOCS: &str = include_str!("../../../docs/schema.md");

#[test]
fn the_queries_of_the_documentation_run() {
    let store = stored();
    let queries: Vec<&str> =
        DOCS.split("```sql").skip(1).map(|rest| rest.split("```").next().unwrap_or_default()).collect();
    assert_eq!(queries.len(), 10);
    for sql in queries {
        let mut statement = store.connection.prepare(sql).unwrap();
        let mut rows = statement.query([]).unwrap();
        while rows.next().unwrap().is_some() {}
    }
}

#[test]
fn the_documentation_names_every_column() {
    let store = stored();
    let sql = "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c \
               WHERE m.type = 'table' AND m.name NOT LIKE '%_fts%' AND m.name NOT LIKE 'sqlite_%'";
    let mut statement = store.connection.prepare(sql).unwrap();
    let columns =
        statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).unwrap();
    for column in columns {
        let (table, column) = column.unwrap();
        let section = DOCS.split(&format!("### {table}\n")).nth(1).unwrap_or_default();
        let section = section.split("\n##").next().unwrap_or_default();
        assert!(section.contains(&format!("| `{column}` |")), "{table}.{column}");
    }
}

#[test]
fn a_listing_is_cut_into_pages_of_any_order() {
    let store = stored();
    let all = QuoteFilter::default();
    let is = |filter: QuoteFilter, expected: &[&str], whole: usize| {
        assert_eq!(quotes(&store, &filter), expected, "{filter:?}");
        assert_eq!(store.count_quotes(&filter).unwrap(), whole, "{filter:?}");
    };
    let (boats, fees, lies) = ("The pier held 15 boats.", "Fees were denied.", "Ada lies.");
    is(QuoteFilter { offset: 1, ..all.clone() }, &[fees, lies], 3);
    is(QuoteFilter { offset: 1, limit: Some(1), ..all.clone() }, &[fees], 3);
    is(QuoteFilter { sort: "quote".parse().ok(), ..all.clone() }, &[lies, fees, boats], 3);
    is(QuoteFilter { sort: "-quote".parse().ok(), limit: Some(2), ..all.clone() }, &[boats, fees], 3);
    is(QuoteFilter { until: Some("2026-03-01".into()), ..all.clone() }, &[boats], 1);
    is(QuoteFilter { until: Some("2026-03-02T01:00:00Z".into()), ..all.clone() }, &[boats, fees, lies], 3);
    let grep = Some(Regex::new("(?i)ADA|held").unwrap());
    is(QuoteFilter { grep, offset: 1, ..all.clone() }, &[lies], 2);
    let refused = store.quotes(&QuoteFilter { sort: "quote; DROP TABLE run".parse().ok(), ..all });
    assert!(refused.unwrap_err().to_string().starts_with("there is no column"));
}

#[test]
fn every_listing_can_be_counted_and_sorted_by_each_of_its_columns() {
    let store = stored();
    for column in ClaimRow::COLUMNS {
        let sort = format!("-{column}").parse().ok();
        let filter = ClaimFilter { sort, offset: 1, ..Default::default() };
        assert_eq!(
            store.claims(&filter).unwrap().len() + 1,
            store.count_claims(&filter).unwrap(),
            "{column}"
        );
    }
    for column in ChangeRow::COLUMNS {
        let filter = ChangeFilter { sort: column.parse().ok(), ..Default::default() };
        assert_eq!(store.changes(&filter).unwrap().len(), store.count_changes(&filter).unwrap(), "{column}");
    }
    for column in ArticleRow::COLUMNS {
        let filter = ArticleFilter { sort: column.parse().ok(), ..Default::default() };
        assert_eq!(
            store.articles(&filter).unwrap().len(),
            store.count_articles(&filter).unwrap(),
            "{column}"
        );
    }
    for column in SpeakerRow::COLUMNS {
        let filter = SpeakerFilter { sort: column.parse().ok(), ..Default::default() };
        assert_eq!(
            store.speakers(&filter).unwrap().len(),
            store.count_speakers(&filter).unwrap(),
            "{column}"
        );
    }
    for scope in [Scope::Statements, Scope::Articles] {
        let filter =
            SearchFilter { words: "ferries".into(), scope, all_revisions: true, ..Default::default() };
        assert_eq!(store.search(&filter).unwrap().len(), store.count_hits(&filter).unwrap(), "{scope:?}");
        let earlier = SearchFilter { until: Some("2026-02".into()), ..filter };
        assert_eq!((store.search(&earlier).unwrap(), store.count_hits(&earlier).unwrap()), (vec![], 0));
    }
    let severest = ChangeFilter { by_severity: true, ..Default::default() };
    let rest = ChangeFilter { offset: 1, limit: Some(1), ..severest.clone() };
    assert_eq!(store.changes(&rest).unwrap()[..], store.changes(&severest).unwrap()[1..2]);
}
