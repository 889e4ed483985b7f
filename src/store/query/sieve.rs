//! A sieve before regular expressions: a text that holds nothing that a match could begin with has no quote that matches.

use crate::store::{Store, StoreError};
use regex::{Regex, RegexBuilder, escape};
use regex_syntax::hir::literal::Extractor;
use rusqlite::params;

/// Revisions whose text holds what a match must begin with, in the order of their rows.
pub(super) struct Sieve<'s> {
    store: &'s Store,
    openings: Regex,
    sql: &'static str,
    /// The last revision that was looked at.
    last: i64,
}

impl<'s> Sieve<'s> {
    /// The sieve of an expression; `None` where a match may begin with anything.
    pub(super) fn new(store: &'s Store, expression: &Regex, all_revisions: bool) -> Option<Self> {
        let sql = if all_revisions {
            "SELECT id, coalesce(headline, ''), body FROM revision WHERE id > ? ORDER BY id"
        } else {
            "SELECT r.id, coalesce(r.headline, ''), r.body FROM article a JOIN revision r ON r.id = a.newest_revision \
             WHERE a.newest_revision > ? ORDER BY a.newest_revision"
        };
        Some(Self { store, openings: openings(expression.as_str())?, sql, last: 0 })
    }

    /// The next revisions, at most so many; none when there are no more.
    pub(super) fn next(&mut self, most: usize) -> Result<Vec<i64>, StoreError> {
        let mut found = Vec::new();
        let mut read = || -> rusqlite::Result<()> {
            let mut statement = self.store.connection.prepare_cached(self.sql)?;
            let mut rows = statement.query(params![self.last])?;
            while found.len() < most {
                let Some(row) = rows.next()? else { break };
                self.last = row.get(0)?;
                let holds =
                    |column| Ok::<_, rusqlite::Error>(self.openings.is_match(row.get_ref(column)?.as_str()?));
                if holds(2)? || holds(1)? {
                    found.push(self.last);
                }
            }
            Ok(())
        };
        read().map_err(|e| self.store.error(e))?;
        Ok(found)
    }
}

/// What finds the words that a match of an expression begins with, in letters of any case.
fn openings(expression: &str) -> Option<Regex> {
    let parsed = regex_syntax::parse(expression).ok()?;
    let literals = Extractor::new().extract(&parsed);
    // The spans of a quote are joined by a space that does not stand in the text.
    let longest_word = |text: &str| text.split_whitespace().max_by_key(|word| word.len()).map(escape);
    let words: Option<Vec<String>> = literals
        .literals()?
        .iter()
        .map(|literal| longest_word(str::from_utf8(literal.as_bytes()).ok()?))
        .collect();
    let words = words.filter(|words| !words.is_empty())?;
    RegexBuilder::new(&words.join("|")).case_insensitive(true).build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_match_holds_what_the_sieve_looks_for() {
        for (expression, text, holds) in [
            ("boats", "Nine BOATS sank", true),
            ("boats", "Nine ships sank", false),
            (r"\bmillions?\b", "a million", true),
            (r"\bmillions?\b", "a thousand", false),
            ("(?i)Pier|quay", "at the PIER", true),
            ("[Tt]olls? of", "the toll, he said, of", true),
            ("the pier, he", "he likes piers", false),
            ("é", "CAFÉ", true),
            ("(?:two|three) piers", "the piers, three", true),
            ("(?:two|three) piers", "two, three", false),
        ] {
            let sieve = openings(expression).unwrap_or_else(|| panic!("{expression}"));
            assert_eq!(sieve.is_match(text), holds, "{expression}, {text}");
        }
    }

    #[test]
    fn what_may_begin_with_anything_has_no_sieve() {
        for expression in [".", "", ".*boats", r"\w+ said", " ", "boats?|", r"\d+", "(", "^"] {
            assert!(openings(expression).is_none(), "{expression}");
        }
    }
}
