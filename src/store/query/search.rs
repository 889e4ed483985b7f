//! Full text search over statements and bodies, best match first.

use crate::store::{Store, StoreError};
use rusqlite::params;
use serde::Serialize;

/// What is searched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Scope {
    /// Statements: what is claimed, by whom.
    #[default]
    Statements,
    /// Headlines and bodies of whole revisions.
    Articles,
}

/// What to search for.
#[derive(Debug, Clone)]
pub struct SearchFilter {
    /// The words, as typed; nothing in them is syntax. All must occur, in any order and inflection.
    pub words: String,
    /// The words must follow each other.
    pub phrase: bool,
    /// Where to look.
    pub scope: Scope,
    /// Older revisions too.
    pub all_revisions: bool,
    /// What marks the start and end of each hit in the snippet.
    pub marks: (String, String),
    /// At most so many.
    pub limit: usize,
}

impl Default for SearchFilter {
    fn default() -> Self {
        Self {
            words: String::new(),
            phrase: false,
            scope: Scope::default(),
            all_revisions: false,
            marks: ("[".to_owned(), "]".to_owned()),
            limit: 50,
        }
    }
}

/// One hit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SearchHit {
    /// The words around the hits, which are marked.
    pub snippet: String,
    /// BM25; the lower, the better.
    pub rank: f64,
    /// The speaker; `None` for the outlet's own voice and for whole articles.
    pub speaker: Option<String>,
    /// The speaker's kind.
    pub speaker_kind: Option<String>,
    /// The words that attribute it.
    pub cue: Option<String>,
    /// What the cue does: `say`, `assert`, `deny`, ...
    pub cue_class: Option<String>,
    /// The cue is negated.
    pub negated: Option<bool>,
    /// The words that weaken it.
    pub hedge: Option<String>,
    /// The source puts it forward: it was not left unsaid, asked or only supposed.
    pub asserted: Option<bool>,
    /// Somebody is reported to have said, written, shown or found it.
    pub reported: Option<bool>,
    /// The sentences it stands in; `None` for whole articles.
    pub sentence: Option<String>,
    /// How likely the quote is right, speaker and all, 0 to 1.
    pub confidence: Option<f64>,
    /// The claim; `None` for whole articles.
    pub claim_id: Option<i64>,
    /// The attribution, if there is one.
    pub quote_id: Option<i64>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The headline of the revision.
    pub headline: Option<String>,
    /// The address of the article.
    pub url: Option<String>,
    /// What the article is known by.
    pub article_key: String,
    /// The article's row.
    pub article_id: i64,
    /// The revision's row.
    pub revision_id: i64,
    /// The revision's number within its article, from 1.
    pub revision: i64,
    /// When it was captured.
    pub captured_at: String,
}

impl Store {
    /// The best hits for some words.
    ///
    /// # Errors
    /// When the database cannot be read. No words are an error: without a word nothing is found.
    pub fn search(&self, filter: &SearchFilter) -> Result<Vec<SearchHit>, StoreError> {
        let Some(query) = fts_query(&filter.words, filter.phrase) else { return Ok(Vec::new()) };
        let (columns, from) = match filter.scope {
            Scope::Statements => (
                "snippet(statement_fts, 0, ?2, ?3, '…', 32), f.rank, s.name, t.claim, t.attribution, \
                 q.speaker_kind, q.cue, q.cue_class, q.negated, q.hedge, q.asserted, q.reported, \
                 coalesce(t.context, t.text), q.confidence",
                "statement_fts f JOIN statement t ON t.id = f.rowid JOIN revision r ON r.id = t.revision \
                 LEFT JOIN attribution q ON q.id = t.attribution LEFT JOIN speaker s ON s.id = q.speaker",
            ),
            Scope::Articles => (
                "snippet(revision_fts, -1, ?2, ?3, '…', 32), f.rank, NULL, NULL, NULL, \
                 NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL",
                "revision_fts f JOIN revision r ON r.id = f.rowid",
            ),
        };
        let table = if filter.scope == Scope::Statements { "statement_fts" } else { "revision_fts" };
        let newest = if filter.all_revisions { "" } else { "AND a.newest_revision = r.id" };
        let sql = format!(
            "SELECT {columns}, o.name, r.headline, a.url, a.key, a.id, r.id, r.seq, r.captured_at \
             FROM {from} JOIN article a ON a.id = r.article LEFT JOIN outlet o ON o.id = a.outlet \
             WHERE {table} MATCH ?1 {newest} ORDER BY f.rank LIMIT ?4"
        );
        let run = || -> rusqlite::Result<Vec<SearchHit>> {
            let mut statement = self.connection.prepare_cached(&sql)?;
            let limit = i64::try_from(filter.limit).unwrap_or(i64::MAX);
            let hits = statement.query_map(params![query, filter.marks.0, filter.marks.1, limit], |row| {
                Ok(SearchHit {
                    snippet: row.get(0)?,
                    rank: row.get(1)?,
                    speaker: row.get(2)?,
                    claim_id: row.get(3)?,
                    quote_id: row.get(4)?,
                    speaker_kind: row.get(5)?,
                    cue: row.get(6)?,
                    cue_class: row.get(7)?,
                    negated: row.get(8)?,
                    hedge: row.get(9)?,
                    asserted: row.get(10)?,
                    reported: row.get(11)?,
                    sentence: row.get(12)?,
                    confidence: row.get(13)?,
                    outlet: row.get(14)?,
                    headline: row.get(15)?,
                    url: row.get(16)?,
                    article_key: row.get(17)?,
                    article_id: row.get(18)?,
                    revision_id: row.get(19)?,
                    revision: row.get(20)?,
                    captured_at: row.get(21)?,
                })
            })?;
            hits.collect()
        };
        run().map_err(|e| self.error(e))
    }
}

/// The words as an FTS5 query in which each is a string, so that no syntax of FTS5 gets through; `None` when there
/// is no letter or digit to look for.
fn fts_query(words: &str, phrase: bool) -> Option<String> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\"").replace('\0', " "));
    let searchable = |text: &&str| text.chars().any(char::is_alphanumeric);
    if phrase {
        return Some(words).filter(searchable).map(quoted);
    }
    let terms: Vec<String> = words.split_whitespace().filter(searchable).map(quoted).collect();
    (!terms.is_empty()).then(|| terms.join(" "))
}
