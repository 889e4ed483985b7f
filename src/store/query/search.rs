//! Full text search over statements and bodies, best match first.

use super::filter::{MOST_COUNTED, MOST_DOUBTFUL};
use crate::ids::{ArticleId, ClaimId, QuoteId, RevisionId};
use crate::store::{Store, StoreError};
use rusqlite::{Row, params};
use serde::Serialize;
use std::collections::HashSet;
use unicode_normalization::char::is_combining_mark;

/// Words that are looked for together: each costs a look at the places of all its occurrences.
const MOST_WORDS: usize = 100;
/// A word that is joined of more is a list, or an address; "well-to-do" is one word, and its parts must follow each other.
const MOST_JOINED: usize = 8;

/// What is searched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
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
    /// Captured at or after this ISO 8601 date or time.
    pub since: Option<String>,
    /// Captured at or before this ISO 8601 date or time; a date means the whole day.
    pub until: Option<String>,
    /// Only quotes at least this sure; the outlet's own voice passes.
    pub min_confidence: Option<f64>,
    /// Those that a person rejected, too.
    pub with_rejected: bool,
    /// Leave out so many of the best.
    pub offset: usize,
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
            since: None,
            until: None,
            min_confidence: None,
            with_rejected: false,
            offset: 0,
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
    pub claim_id: Option<ClaimId>,
    /// The attribution, if there is one.
    pub quote_id: Option<QuoteId>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The headline of the revision.
    pub headline: Option<String>,
    /// The address of the article.
    pub url: Option<String>,
    /// What the article is known by.
    pub article_key: String,
    /// The article's row.
    pub article_id: ArticleId,
    /// The revision's row.
    pub revision_id: RevisionId,
    /// The revision's number within its article, from 1.
    pub revision: i64,
    /// When it was captured.
    pub captured_at: String,
}

impl Store {
    /// The best hits for some words.
    ///
    /// # Errors
    /// When the database cannot be read, or there are too many words. No words are no error: without a word nothing is found.
    pub fn search(&self, filter: &SearchFilter) -> Result<Vec<SearchHit>, StoreError> {
        let Some(query) = fts_query(&filter.words, filter.phrase)? else { return Ok(Vec::new()) };
        let (columns, from) = match filter.scope {
            Scope::Statements => (
                "snippet(statement_fts, 0, ?4, ?5, '…', 32), f.rank, s.name, t.claim_id, t.quote_id, \
                 q.speaker_kind, q.cue, q.cue_class, q.negated, q.hedge, q.asserted, q.reported, \
                 t.sentence, q.confidence",
                "statement_fts f JOIN v_statements t ON t.statement_id = f.rowid JOIN revision r ON r.id = t.revision_id \
                 LEFT JOIN attribution q ON q.id = t.quote_id \
                 LEFT JOIN speaker s ON s.id = q.speaker AND NOT q.not_theirs",
            ),
            Scope::Articles => (
                "snippet(revision_fts, -1, ?4, ?5, '…', 32), f.rank, NULL, NULL, NULL, \
                 NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL",
                "revision_fts f JOIN revision r ON r.id = f.rowid",
            ),
        };
        let table = if filter.scope == Scope::Statements { "statement_fts" } else { "revision_fts" };
        let sql = format!(
            "SELECT {columns}, o.name, r.headline, a.url, a.key, a.id, r.id, r.seq, r.captured_at \
             FROM {from} JOIN article a ON a.id = r.article LEFT JOIN outlet o ON o.id = a.outlet \
             WHERE {table} MATCH ?1 AND {IN_TIME} {} {} {} ORDER BY f.rank LIMIT ?6 OFFSET ?7",
            newest(filter),
            kept(filter, "t.claim_id"),
            sure(filter, ">="),
        );
        let run = || -> rusqlite::Result<Vec<SearchHit>> {
            let mut statement = self.connection.prepare_cached(&sql)?;
            let limit = i64::try_from(filter.limit).unwrap_or(i64::MAX);
            let offset = i64::try_from(filter.offset).unwrap_or(i64::MAX);
            let until = filter.until.as_ref().map(|time| format!("{time}~"));
            let (opening, closing) = &filter.marks;
            let values = params![query, filter.since, until, opening, closing, limit, offset];
            let hits = statement.query_map(values, hit)?;
            hits.collect()
        };
        run().map_err(|e| self.error(e))
    }

    /// How many hits there are for some words, whatever the filter's limit and offset; one more than
    /// [`MOST_COUNTED`] stands for more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn count_hits(&self, filter: &SearchFilter) -> Result<usize, StoreError> {
        self.count_where(filter, &sure(filter, ">="), MOST_COUNTED)
    }

    /// How many hits are left out only because their quote is less sure than `filter` wants; one more
    /// than [`MOST_DOUBTFUL`] stands for more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn doubtful_hits(&self, filter: &SearchFilter) -> Result<usize, StoreError> {
        let none = filter.min_confidence.is_none() || filter.scope == Scope::Articles;
        if none { Ok(0) } else { self.count_where(filter, &sure(filter, "<"), MOST_DOUBTFUL) }
    }

    fn count_where(&self, filter: &SearchFilter, sure: &str, most: usize) -> Result<usize, StoreError> {
        let Some(query) = fts_query(&filter.words, filter.phrase)? else { return Ok(0) };
        let from = match filter.scope {
            Scope::Statements => {
                "statement_fts f JOIN statement t ON t.id = f.rowid JOIN revision r ON r.id = t.revision \
                 LEFT JOIN attribution q ON q.id = t.attribution"
            }
            Scope::Articles => "revision_fts f JOIN revision r ON r.id = f.rowid",
        };
        let table = if filter.scope == Scope::Statements { "statement_fts" } else { "revision_fts" };
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM {from} JOIN article a ON a.id = r.article \
             WHERE {table} MATCH ?1 AND {IN_TIME} {} {} {sure} LIMIT {})",
            newest(filter),
            kept(filter, "t.claim"),
            most + 1,
        );
        let until = filter.until.as_ref().map(|time| format!("{time}~"));
        let values = params![query, filter.since, until];
        let count = self.connection.query_row(&sql, values, |row| row.get::<_, i64>(0));
        count.map(|n| usize::try_from(n).unwrap_or(0)).map_err(|e| self.error(e))
    }
}

/// Reads a row of [`Store::search`].
fn hit(row: &Row<'_>) -> rusqlite::Result<SearchHit> {
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
}

/// Captured from `?2` to `?3`, either of which may be missing.
const IN_TIME: &str = "(?2 IS NULL OR r.captured_at >= ?2) AND (?3 IS NULL OR r.captured_at <= ?3)";

/// The condition that keeps to the newest revisions, if that is wanted.
fn newest(filter: &SearchFilter) -> &'static str {
    if filter.all_revisions { "" } else { "AND a.newest_revision = r.id" }
}

/// The condition that no person rejected the quote or its claim, if that is wanted.
fn kept(filter: &SearchFilter, claim: &str) -> String {
    if filter.with_rejected || filter.scope == Scope::Articles {
        return String::new();
    }
    format!("AND NOT coalesce(q.rejected, 0) AND NOT (SELECT k.rejected FROM claim k WHERE k.id = {claim})")
}

/// The condition that a quote is sure enough (`>=`) or not (`<`); the outlet's own voice has no confidence and is.
fn sure(filter: &SearchFilter, comparison: &str) -> String {
    match filter.min_confidence {
        Some(least) if filter.scope == Scope::Statements => {
            format!("AND iif(q.confirmed, 1, coalesce(q.confidence, 1)) {comparison} {least}")
        }
        _ => String::new(),
    }
}

/// The words as an FTS5 query in which each is a string, so that no syntax of FTS5 gets through; `None` when there
/// is no letter or digit to look for.
fn fts_query(words: &str, phrase: bool) -> Result<Option<String>, StoreError> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\"").replace('\0', " "));
    // A word that is repeated asks for nothing more, and costs as much again; in a phrase it stands twice.
    let mut seen = HashSet::new();
    let terms: Vec<&str> = match phrase {
        true => vec![words],
        false => words
            .split_whitespace()
            .flat_map(
                |word| if parts(word).count() > MOST_JOINED { parts(word).collect() } else { vec![word] },
            )
            .filter(|word| seen.insert(parts(word).map(str::to_lowercase).collect::<Vec<_>>()))
            .collect(),
    };
    let terms: Vec<&str> = terms.into_iter().filter(|term| parts(term).next().is_some()).collect();
    let count: usize = terms.iter().map(|term| parts(term).count()).sum();
    if count > MOST_WORDS {
        let why = format!("{count} words are too many to look for; name at most {MOST_WORDS}");
        return Err(StoreError::refused(why));
    }
    let terms: Vec<String> = terms.into_iter().map(quoted).collect();
    Ok((!terms.is_empty()).then(|| terms.join(" ")))
}

/// The words that FTS5 makes of a text.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c))
        .filter(|part| part.contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_strings_and_each_is_looked_for_once() {
        let query = |words: &str| fts_query(words, false).unwrap().unwrap_or_default();
        for (words, asked) in [
            ("roof OR Roof \"a\" - roof", r#""roof" "OR" """a""""#),
            ("roof, (roof) roof! ROOF", r#""roof,""#),
            ("well-to-do well-to-do", r#""well-to-do""#),
            ("day-to-day day to", r#""day-to-day" "day" "to""#),
            ("1,200 boats", r#""1,200" "boats""#),
            ("caf\u{e9} cafe\u{301}", "\"caf\u{e9}\" \"cafe\u{301}\""),
            ("one,two,three,four,five,six,seven,eight", r#""one,two,three,four,five,six,seven,eight""#),
            (
                "one,two,three,four,five,six,seven,eight,one,nine",
                r#""one" "two" "three" "four" "five" "six" "seven" "eight" "nine""#,
            ),
            ("– … \u{301}-", ""),
            ("", ""),
        ] {
            assert_eq!(query(words), asked, "{words}");
        }
        for joint in ["-", ",", "–", "/", "_", " "] {
            assert_eq!(query(&format!("the{joint}").repeat(3000)), "\"the\"");
        }
        assert_eq!(fts_query("the the", true).unwrap().as_deref(), Some("\"the the\""));
    }

    #[test]
    fn too_many_words_are_refused() {
        let words = |n: usize| (0..n).map(|n| format!("w{n}")).collect::<Vec<_>>();
        for joint in [" ", "-", ",", "–"] {
            assert!(fts_query(&words(100).join(joint), false).is_ok());
            let refused = fts_query(&words(101).join(joint), false).unwrap_err().to_string();
            assert_eq!(refused, "101 words are too many to look for; name at most 100");
        }
        assert!(fts_query(&"the ".repeat(100), true).is_ok());
        assert!(fts_query(&"the-".repeat(101), true).is_err());
    }
}
