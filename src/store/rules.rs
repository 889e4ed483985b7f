//! Rules: what holds of the rows of every sound database, beside what the schema itself enforces.

use super::evidence;
use super::load::FoundBy;
use super::query::{ReviewState, Subject};
use super::review::RejectReason;
use super::sightings::CaptureFacts;
use super::watching::WatchState;
use crate::article::SourceFormat;
use crate::claim::{Position, Voice};
use crate::diff::{Finding, Kind};
use crate::extract::{CueClass, QuotationKind};
use crate::speaker::{AnonymousClass, Resolution, SpeakerKind};
use jiff::civil::DateTime;
use jiff::{Timestamp, civil::Date};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A text column with what its values are.
struct Column {
    table: &'static str,
    column: &'static str,
    fits: fn(&str) -> bool,
    problem: &'static str,
}

const fn column(
    table: &'static str,
    column: &'static str,
    fits: fn(&str) -> bool,
    problem: &'static str,
) -> Column {
    Column { table, column, fits, problem }
}

const NO_JSON: &str = "is not the JSON that it should be";
const NO_NAME: &str = "is not one of its names";
const NO_TIME: &str = "is not a date or time";
const NO_HASH: &str = "is not a SHA-256 in hex";

/// Every column that is JSON, one of several names, a time or a hash.
const COLUMNS: &[Column] = &[
    column("run", "arguments", json::<Vec<String>>, NO_JSON),
    column("run", "started_at", time, NO_TIME),
    column("run", "ended_at", time, NO_TIME),
    column("revision", "captured_at", time, NO_TIME),
    column("revision", "published_at", time, NO_TIME),
    column("revision", "modified_at", time, NO_TIME),
    column("revision", "format", name::<SourceFormat>, NO_NAME),
    column("revision", "raw_sha256", hash, NO_HASH),
    column("revision", "text_sha256", hash, NO_HASH),
    column("revision", "found_by", json::<FoundBy>, NO_JSON),
    column("revision", "warnings", json::<Vec<String>>, NO_JSON),
    column("feed", "asked_at", time, NO_TIME),
    column("feed", "read_at", time, NO_TIME),
    column("feed", "due_at", time, NO_TIME),
    column("watched", "state", name::<WatchState>, NO_NAME),
    column("watched", "listed_at", time, NO_TIME),
    column("watched", "changed_at", time, NO_TIME),
    column("watched", "asked_at", time, NO_TIME),
    column("watched", "due_at", time, NO_TIME),
    column("capture", "captured_at", time, NO_TIME),
    column("capture", "raw_sha256", hash, NO_HASH),
    column("capture", "text_sha256", hash, NO_HASH),
    column("payload", "sha256", hash, NO_HASH),
    column("capture", "modified_at", time, NO_TIME),
    column("capture", "facts", json::<CaptureFacts>, NO_JSON),
    column("annotation", "span", json::<(usize, usize)>, NO_JSON),
    column("annotation", "tags", json::<Vec<String>>, NO_JSON),
    column("annotation", "created_at", time, NO_TIME),
    column("annotation", "modified_at", time, NO_TIME),
    column("review", "subject", name::<Subject>, NO_NAME),
    column("review", "state", name::<ReviewState>, NO_NAME),
    column("review_event", "evidence", json::<Vec<String>>, NO_JSON),
    column("review_event", "seen", json::<serde_json::Map<String, Value>>, NO_JSON),
    column("review_event", "reason", name::<RejectReason>, NO_NAME),
    column("review_event", "as_of", time, NO_TIME),
    column("review_event", "at", time, NO_TIME),
    column("speaker", "kind", name::<SpeakerKind>, NO_NAME),
    column("speaker_alias", "kind", name::<SpeakerKind>, NO_NAME),
    column("attribution", "kind", name::<QuotationKind>, NO_NAME),
    column("attribution", "content_spans", json::<Vec<(usize, usize)>>, NO_JSON),
    column("attribution", "source_spans", json::<Vec<(usize, usize)>>, NO_JSON),
    column("attribution", "cue_spans", json::<Vec<(usize, usize)>>, NO_JSON),
    column("attribution", "cue_class", name::<CueClass>, NO_NAME),
    column("attribution", "hedge_span", json::<(usize, usize)>, NO_JSON),
    column("attribution", "sentence_span", json::<(usize, usize)>, NO_JSON),
    column("attribution", "speaker_kind", name::<SpeakerKind>, NO_NAME),
    column("attribution", "anonymous_class", name::<AnonymousClass>, NO_NAME),
    column("attribution", "resolution", name::<Resolution>, NO_NAME),
    column(
        "attribution",
        "evidence",
        |text| evidence::from_column(text).is_ok_and(|e| e.is_object()),
        NO_JSON,
    ),
    column("statement", "context_span", json::<(usize, usize)>, NO_JSON),
    column("article_tally", "classes", json::<BTreeMap<String, u32>>, NO_JSON),
    column("speaker_article", "titles", json::<Vec<String>>, NO_JSON),
    column("statement", "spans", json::<Vec<(usize, usize)>>, NO_JSON),
    column("statement", "position", name::<Position>, NO_NAME),
    column("statement", "voice", json::<Option<Voice>>, NO_JSON),
    column("change", "kinds", json::<Vec<Kind>>, NO_JSON),
    column("change", "figures", json::<Vec<(Option<String>, Option<String>)>>, NO_JSON),
    column("change", "findings", json::<Vec<Finding>>, NO_JSON),
];

/// Conditions that no row of a table fulfils, with what is wrong where one does.
const CONDITIONS: &[(&str, &str, &str)] = &[
    (
        "article",
        "NOT EXISTS (SELECT 1 FROM article_tally y WHERE y.article = t.id \
         AND y.quotes = (SELECT count(*) FROM attribution q WHERE q.revision = t.newest_revision AND NOT q.rejected) \
         AND y.changes = (SELECT count(*) FROM change c WHERE c.article = t.id AND NOT c.rejected))",
        "its quotes or changes are not counted right",
    ),
    (
        "speaker",
        "(quotes, sure_quotes, direct, mixed, sure_direct, sure_mixed) IS NOT (SELECT count(*), \
         count(*) FILTER (WHERE q.sure), count(*) FILTER (WHERE q.kind = 'direct'), \
         count(*) FILTER (WHERE q.kind = 'mixed'), count(*) FILTER (WHERE q.sure AND q.kind = 'direct'), \
         count(*) FILTER (WHERE q.sure AND q.kind = 'mixed') FROM attribution q JOIN article a ON a.newest_revision = q.revision \
         WHERE q.speaker = t.id AND NOT q.rejected AND NOT q.copied)",
        "its quotes are not counted right",
    ),
    (
        "article",
        "EXISTS (SELECT * FROM (SELECT speaker, sure, first_seen, last_seen FROM speaker_article WHERE article = t.id \
         UNION ALL SELECT q.speaker, q.sure, min(r.captured_at), max(r.captured_at) FROM revision r \
         JOIN attribution q ON q.revision = r.id AND NOT q.rejected WHERE r.article = t.id GROUP BY q.speaker, q.sure) \
         GROUP BY 1, 2, 3, 4 HAVING count(*) <> 2)",
        "who is quoted in it is not kept right",
    ),
    (
        "article",
        "newest_revision IS NOT (SELECT r.id FROM revision r WHERE r.article = t.id ORDER BY r.seq DESC LIMIT 1)",
        "its newest revision is another",
    ),
    (
        "article",
        "(SELECT max(r.seq) <> count(*) OR min(r.seq) <> 1 FROM revision r WHERE r.article = t.id)",
        "its revisions are not numbered 1, 2, …",
    ),
    (
        "revision",
        "same_text_as IS NOT NULL AND NOT EXISTS (SELECT 1 FROM revision o WHERE o.id = t.same_text_as \
         AND o.article = t.article AND o.text_sha256 = t.text_sha256)",
        "it does not read as the older revision that it is said to repeat",
    ),
    (
        "capture",
        "revision IS NOT NULL AND article IS NOT (SELECT r.article FROM revision r WHERE r.id = t.revision)",
        "its revision is another article's",
    ),
    ("attribution", "confidence NOT BETWEEN 0 AND 1", "its confidence is not between 0 and 1"),
    (
        "attribution",
        "attribution_confidence NOT BETWEEN 0 AND 1",
        "its attribution_confidence is not between 0 and 1",
    ),
    (
        "attribution",
        "speaker_confidence NOT BETWEEN 0 AND 1",
        "its speaker_confidence is not between 0 and 1",
    ),
    (
        "attribution",
        "parent IS NOT NULL AND (parent = id \
         OR revision IS NOT (SELECT p.revision FROM attribution p WHERE p.id = t.parent))",
        "the attribution that it stands in is not of its revision",
    ),
    (
        "attribution",
        "(SELECT s.article FROM speaker s WHERE s.id = t.speaker) \
         <> (SELECT r.article FROM revision r WHERE r.id = t.revision)",
        "its speaker belongs to another article",
    ),
    ("statement", "check_worthiness NOT BETWEEN 0 AND 1", "its check_worthiness is not between 0 and 1"),
    (
        "statement",
        "attribution IS NOT NULL AND revision IS NOT (SELECT q.revision FROM attribution q WHERE q.id = t.attribution)",
        "its attribution is of another revision",
    ),
    (
        "statement",
        "(SELECT c.article FROM claim c WHERE c.id = t.claim) <> (SELECT r.article FROM revision r WHERE r.id = t.revision)",
        "its claim is another article's",
    ),
    (
        "claim",
        "latest IS NOT NULL AND id IS NOT (SELECT s.claim FROM statement s WHERE s.id = t.latest)",
        "its newest wording is another claim's",
    ),
    (
        "review",
        "(claim IS NOT NULL AND subject <> 'claim') OR (quote IS NOT NULL AND subject <> 'quote') \
         OR (change IS NOT NULL AND subject <> 'change')",
        "it is about something of another kind",
    ),
    (
        "review",
        "article IS NOT coalesce((SELECT c.article FROM claim c WHERE c.id = t.claim), \
         (SELECT r.article FROM attribution q JOIN revision r ON r.id = q.revision WHERE q.id = t.quote), \
         (SELECT c.article FROM change c WHERE c.id = t.change), article)",
        "what it is about is another article's",
    ),
    (
        "review",
        "event IS NOT (SELECT e.id FROM review_event e WHERE e.review = t.id ORDER BY e.at DESC, e.id DESC LIMIT 1) \
         OR (decision IS NOT NULL \
         AND NOT EXISTS (SELECT 1 FROM review_event e WHERE e.id = t.decision AND e.review = t.id \
         AND e.action IN ('verdict', 'confirmed', 'rejected')))",
        "its newest event or its decision is another",
    ),
    (
        "review",
        "(decision IS NULL AND state NOT IN ('open', 'assigned')) OR (state = 'stale' AND subject <> 'claim') \
         OR (decision IS NULL AND (assignee IS NULL) <> (state = 'open'))",
        "its state is not that of its events",
    ),
    (
        "correction",
        "article IS NOT (SELECT r.article FROM revision r WHERE r.id = t.revision)",
        "its revision is another article's",
    ),
    (
        "change",
        "article IS NOT (SELECT r.article FROM revision r WHERE r.id = t.from_revision) \
         OR article IS NOT (SELECT r.article FROM revision r WHERE r.id = t.to_revision)",
        "its revisions are another article's",
    ),
    (
        "change",
        "EXISTS (SELECT 1 FROM change_statement b JOIN statement s ON s.id = b.statement WHERE b.change = t.id \
         AND s.revision <> iif(b.side = 'before', t.from_revision, t.to_revision))",
        "a statement of it is of another revision",
    ),
];

/// Tells of each row that breaks a rule: its table and number, and what is wrong. Each table is read once.
pub(super) fn check(connection: &Connection, mut broken: impl FnMut(String, String)) -> rusqlite::Result<()> {
    let tables: BTreeSet<&str> =
        COLUMNS.iter().map(|c| c.table).chain(CONDITIONS.iter().map(|(table, ..)| *table)).collect();
    for table in tables {
        let columns: Vec<&Column> = COLUMNS.iter().filter(|c| c.table == table).collect();
        let conditions: Vec<_> = CONDITIONS.iter().filter(|(of, ..)| *of == table).collect();
        let names = columns.iter().map(|c| c.column.to_owned());
        let asked: Vec<String> =
            names.chain(conditions.iter().map(|(_, condition, _)| format!("({condition})"))).collect();
        // A table without row numbers is told by the speaker that its row is about.
        let number = if table == "speaker_article" { "speaker" } else { "rowid" };
        let sql = format!("SELECT {}, t.{number} FROM {table} t", asked.join(", "));
        let mut known = vec![Known::default(); columns.len()];
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut wrong = Vec::new();
            for (n, (column, known)) in columns.iter().zip(&mut known).enumerate() {
                let value = row.get_ref(n)?;
                // A text that is not UTF-8 does not fit either.
                if value != ValueRef::Null && !value.as_str().is_ok_and(|text| known.fits(text, column.fits))
                {
                    wrong.push(format!("its {} {}", column.column, column.problem));
                }
            }
            for (n, (.., problem)) in conditions.iter().enumerate() {
                if row.get::<_, Option<bool>>(columns.len() + n)? == Some(true) {
                    wrong.push((*problem).to_owned());
                }
            }
            if !wrong.is_empty() {
                let id: i64 = row.get(asked.len())?;
                wrong.into_iter().for_each(|problem| broken(format!("{table} {id}"), problem));
            }
        }
    }
    Ok(())
}

/// Values that were found to fit: most columns have few, again and again.
#[derive(Clone, Default)]
struct Known(Vec<String>);

impl Known {
    fn fits(&mut self, text: &str, fits: fn(&str) -> bool) -> bool {
        const MOST: usize = 16;
        if self.0.iter().any(|known| known == text) {
            return true;
        }
        let found = fits(text);
        if found && self.0.len() < MOST {
            self.0.push(text.to_owned());
        }
        found
    }
}

fn json<T: DeserializeOwned>(text: &str) -> bool {
    serde_json::from_str::<T>(text).is_ok()
}

/// Whether a text is the name of a variant.
fn name<T: DeserializeOwned>(text: &str) -> bool {
    serde_json::from_value::<T>(Value::String(text.to_owned())).is_ok()
}

fn time(text: &str) -> bool {
    text.parse::<Timestamp>().is_ok() || text.parse::<DateTime>().is_ok() || text.parse::<Date>().is_ok()
}

fn hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{ingest, revision, store};
    use super::*;

    /// The rules that an alteration breaks, in a database of two revisions of one article and one of another.
    fn broken(alteration: &str) -> Vec<String> {
        let (mut store, run) = store();
        for (key, day, body) in [
            ("a", "2026-03-01", "Ferries stop at 5.\nAda Okafor: One.\nan aide: Two."),
            ("a", "2026-03-02", "Ferries stop at 6.\nAda Okafor: One."),
            ("b", "2026-03-01", "Piers sink.\nan aide: Three."),
        ] {
            ingest(&mut store, run, &revision(key, day, body));
        }
        let mut found = Vec::new();
        store.connection.execute_batch(&format!("PRAGMA foreign_keys = off; {alteration}")).unwrap();
        check(&store.connection, |place, problem| found.push(format!("{place}: {problem}"))).unwrap();
        found
    }

    #[test]
    fn a_sound_database_breaks_no_rule_and_each_alteration_one() {
        assert_eq!(broken(""), [""; 0]);
        for (alteration, problem) in [
            ("UPDATE attribution SET evidence = '[1' WHERE id = 1", "evidence is not the JSON"),
            ("UPDATE attribution SET cue_class = 'shout' WHERE id = 1", "cue_class is not one of its names"),
            ("UPDATE attribution SET confidence = 1.5 WHERE id = 1", "confidence is not between"),
            (
                "UPDATE attribution SET speaker = (SELECT max(speaker) FROM attribution) WHERE id = 1",
                "another article",
            ),
            ("UPDATE statement SET spans = '[[0, -1]]' WHERE id = 1", "spans is not the JSON"),
            ("UPDATE statement SET position = CAST(x'ff' AS TEXT) WHERE id = 1", "position is not one of"),
            (
                "UPDATE statement SET attribution = 1 WHERE attribution > 2 AND id < 6",
                "its attribution is of another",
            ),
            (
                "UPDATE statement SET claim = 1 WHERE id = (SELECT max(id) FROM statement)",
                "its claim is another article's",
            ),
            ("UPDATE change SET kinds = '[\"exaggerated\"]' WHERE id = 1", "kinds is not the JSON"),
            ("UPDATE change SET to_revision = 3 WHERE id = 1", "its revisions are another article's"),
            ("UPDATE revision SET captured_at = '03/01/2026' WHERE id = 1", "captured_at is not a date"),
            ("UPDATE revision SET text_sha256 = '0' WHERE id = 1", "text_sha256 is not a SHA-256"),
            ("UPDATE revision SET same_text_as = 1 WHERE id = 2", "does not read as the older"),
            ("UPDATE revision SET seq = 7 WHERE id = 2", "are not numbered"),
            ("UPDATE article SET newest_revision = 1", "its newest revision is another"),
            ("UPDATE capture SET article = 2 WHERE id = 1", "its revision is another article's"),
            ("UPDATE claim SET latest = 1 WHERE id = 2", "its newest wording is another claim's"),
            ("UPDATE run SET arguments = ''", "arguments is not the JSON"),
            ("UPDATE article_tally SET classes = '[]' WHERE article = 1", "classes is not the JSON"),
            ("UPDATE article_tally SET quotes = 9", "its quotes or changes are not counted right"),
            ("UPDATE speaker SET sure_quotes = 9 WHERE id = 1", "its quotes are not counted right"),
            ("UPDATE speaker SET direct = 9 WHERE id = 1", "its quotes are not counted right"),
            ("UPDATE speaker_article SET titles = '' WHERE speaker = 1", "titles is not the JSON"),
            ("DELETE FROM speaker_article WHERE speaker = 1", "who is quoted in it is not kept right"),
        ] {
            let found = broken(alteration);
            assert!(found.iter().any(|told| told.contains(problem)), "{alteration}: {found:#?}");
        }
    }

    #[test]
    fn the_rules_know_every_column_that_holds_json() {
        let known: Vec<_> = COLUMNS.iter().filter(|c| c.problem == NO_JSON).map(|c| c.column).collect();
        let schema = super::super::migrations::SCHEMA;
        let says_json = |line: &&str| line.contains("-- JSON") || line.trim_start().starts_with("spans ");
        for line in schema.lines().filter(|line| line.contains(" TEXT")).filter(says_json) {
            let column = line.split_whitespace().next().unwrap();
            assert!(known.contains(&column), "{line}");
        }
    }
}
