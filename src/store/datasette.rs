//! The files with which Datasette shows a database in plain words: what each table and view is, what to filter by, and
//! queries to begin with. JSON is YAML, too, so both are written as JSON.

use serde_json::{Value, json};

/// A view: its name, what it shows, and the columns to filter it by.
pub(super) const VIEWS: &[(&str, &str, &[&str])] = &[
    (
        "v_quotes",
        "Every attribution of every revision, with who and where",
        &["outlet", "speaker_kind", "kind", "cue_class", "asserted", "reported", "is_newest"],
    ),
    (
        "v_claims",
        "Every claim with its newest wording and its life",
        &["outlet", "status", "position", "review"],
    ),
    (
        "v_changes",
        "Every change between two revisions of an article, with both wordings",
        &["outlet", "severity", "material", "new", "withdrawn", "unannounced"],
    ),
    (
        "v_statements",
        "Every statement of every revision, with its words and the sentences it stands in",
        &["position"],
    ),
    ("v_articles", "Articles with their newest headline and what became of them", &["outlet"]),
    ("v_revisions", "Revisions without their text, with what came of them", &["format", "language", "alarm"]),
    ("v_touches", "Captures in which only the outlet's date of its last change had moved", &[]),
    ("v_speakers", "Who is quoted: how often, in what way, named or not", &["kind", "anonymous_class"]),
    (
        "v_anonymous",
        "What unnamed sources say in the newest revisions, and why they stay unnamed",
        &["outlet", "anonymous_class", "kind"],
    ),
    (
        "v_annotations",
        "What people wrote elsewhere about passages, and the claims that these make",
        &["about", "creator"],
    ),
    (
        "v_reviews",
        "What people are to decide or decided, with how it reads now",
        &["subject", "state", "decision", "outlet"],
    ),
    ("v_unreviewed", "Material changes that nobody took up", &["severity", "outlet"]),
    ("v_turned", "Changes that made a claim stale since somebody decided on it", &["severity"]),
    ("v_outlets", "Who publishes, under which names, and how much there is of it", &[]),
    ("v_copies", "Articles that repeat an earlier one", &["outlet", "original_outlet"]),
    ("v_topics", "One claim in several articles, proposed or decided", &["origin", "outlet"]),
    ("v_feeds", "Feeds, sitemaps and pages that are watched, with how that goes", &["kind"]),
];

/// A table: its name, what it holds, and the column that stands for a row where another table points to it.
const TABLES: &[(&str, &str, &str)] = &[
    ("article", "A story under one address, through all its revisions", "key"),
    ("outlet", "Who publishes articles", "name"),
    ("outlet_alias", "Other names of an outlet, as a person decided", "name"),
    ("revision", "One version of an article", "headline"),
    ("capture", "Every time an article was looked at", "place"),
    ("exchange", "What was asked for a capture, and the headers of what came back", "url"),
    ("payload", "What came over the wire, each once", "sha256"),
    ("annotation", "What people wrote elsewhere about passages of articles", "text"),
    ("attribution", "A source, a cue and where what is attributed stands", "source"),
    ("speaker", "The entity behind sources", "name"),
    ("statement", "The unit that revisions are compared by", "id"),
    ("claim", "A statement's identity through all revisions of its article", "id"),
    ("copy", "Articles most of whose sentences stand in an earlier one", "article"),
    ("topic", "One claim in several articles", "id"),
    ("topic_claim", "A claim of a topic, proposed or decided", "wording"),
    ("matched", "Which revision of an article was looked up in the others", "article"),
    ("change", "How a claim differs between a revision and the one before it", "reason"),
    ("correction", "A note by which the outlet owns up to a change", "text"),
    ("review", "What people are to decide or decided about a claim, a quote or a change", "id"),
    ("review_claim", "The claims that a review follows: its own, and those that carry its words on", "claim"),
    ("turned", "The changes by which a claim turned since somebody decided on it", "change"),
    ("review_event", "Every step of every review: who, when, on what wording", "wording"),
    ("speaker_same_as", "Addresses that stand for a speaker elsewhere", "url"),
    ("feed", "A feed, a sitemap or a page that is watched for articles", "url"),
    ("watched", "An article that is watched", "url"),
    ("run", "One call of the program that wrote something", "started_at"),
];

/// A query to begin with: its name, title and SQL.
const QUERIES: &[(&str, &str, &str)] = &[
    (
        "said_by",
        "What somebody is quoted as saying",
        "SELECT speaker, cue, quote, sentence, confidence, outlet, headline, published_utc FROM v_quotes \
         WHERE is_newest AND (confidence >= 0.5 OR confirmed) AND speaker LIKE '%' || :speaker || '%' ORDER BY quote_id LIMIT 200",
    ),
    (
        "unannounced",
        "Facts changed or withdrawn that no correction note can explain",
        "SELECT severity, before, after, reason, outlet, headline, captured_utc FROM v_changes \
         WHERE unannounced ORDER BY change_id DESC LIMIT 200",
    ),
    (
        "denied",
        "What was denied, doubted, asked or left unsaid",
        "SELECT speaker, cue, quote, sentence, outlet, headline FROM v_quotes \
         WHERE is_newest AND (confidence >= 0.5 OR confirmed) AND (NOT asserted OR cue_class = 'deny') LIMIT 200",
    ),
    (
        "unnamed_by_outlet",
        "Unnamed sources by outlet, and how often a reason is given",
        "SELECT outlet, count(*) AS unnamed, count(anonymity_reason) AS with_reason FROM v_anonymous \
         GROUP BY outlet ORDER BY unnamed DESC",
    ),
    (
        "search_statements",
        "Statements with some words, best first",
        "SELECT t.text, t.sentence, t.claim_id, r.headline, r.captured_at FROM statement_fts f \
         JOIN v_statements t ON t.statement_id = f.rowid JOIN revision r ON r.id = t.revision_id \
         WHERE statement_fts MATCH :words ORDER BY f.rank LIMIT 100",
    ),
];

/// Titles, descriptions and a place for the licence; all of the rest, too, for Datasette before 1.0.
/// `database` is the name of the file without its ending.
#[must_use]
pub fn metadata(database: &str) -> Value {
    let mut metadata = json!({
        "title": "Who said what, and how the story changed",
        "description": "Quotes, claims and changes that onrecord extracted from news articles. Each row names the \
                        article and the words that it was read from; confidence is the chance that the row is right.",
        "license": "TODO: the licence of this collection; the articles are their publishers'",
        "license_url": "",
    });
    metadata["databases"] = databases(database, true);
    metadata
}

/// What Datasette 1.0 reads from `datasette.yaml`: facets, labels, queries. `database` is as for
/// [`metadata`].
#[must_use]
pub fn config(database: &str) -> Value {
    json!({ "settings": { "default_page_size": 50, "sql_time_limit_ms": 3000 }, "databases": databases(database, false) })
}

fn databases(database: &str, described: bool) -> Value {
    let mut tables = serde_json::Map::new();
    for (name, description, facets) in VIEWS {
        let mut table = json!({ "facets": facets });
        if described {
            table["description"] = json!(description);
        }
        tables.insert((*name).to_owned(), table);
    }
    for (name, description, label) in TABLES {
        let mut table = json!({ "label_column": label });
        if described {
            table["description"] = json!(description);
        }
        tables.insert((*name).to_owned(), table);
    }
    let queries: serde_json::Map<String, Value> = QUERIES
        .iter()
        .map(|(name, title, sql)| ((*name).to_owned(), json!({ "title": title, "sql": sql })))
        .collect();
    json!({ database: { "tables": tables, "queries": queries } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::Connection;

    #[test]
    fn every_name_and_query_is_of_the_schema() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(include_str!("../../schema.sql")).unwrap();
        let columns = TABLES.iter().map(|(table, _, label)| (table, vec![*label]));
        for (table, columns) in columns.chain(VIEWS.iter().map(|(view, _, facets)| (view, facets.to_vec()))) {
            let columns = if columns.is_empty() { "*".to_owned() } else { columns.join(", ") };
            connection.prepare(&format!("SELECT {columns} FROM {table}")).unwrap();
        }
        for (name, _, sql) in QUERIES {
            connection.prepare(sql).unwrap_or_else(|e| panic!("{name}: {e}"));
        }
        let views: Vec<String> = connection
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'view'")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        assert!(views.iter().all(|view| VIEWS.iter().any(|(name, ..)| name == view)), "{views:?}");
    }

    #[test]
    fn titles_stand_in_the_metadata_alone() {
        let (metadata, config) = (metadata("onrecord"), config("onrecord"));
        assert!(metadata["databases"]["onrecord"]["tables"]["v_quotes"]["description"].is_string());
        assert!(config["databases"]["onrecord"]["tables"]["v_quotes"]["description"].is_null());
        assert!(config["databases"]["onrecord"]["queries"]["said_by"]["sql"].is_string());
    }
}
