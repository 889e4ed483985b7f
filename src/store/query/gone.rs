//! Gone changes: what an older comparison found and a newer one does not, and where its words are now.

use super::Json;
use crate::diff::{Kind, fingerprint};
use crate::ids::{ArticleId, ChangeId};
use crate::store::{RowKind, Store, StoreError};
use rusqlite::{OptionalExtension, params};
use serde::Serialize;

/// A change that was listed once.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GoneChange {
    /// The number that it had.
    pub change_id: ChangeId,
    /// What happened, most telling first.
    pub kinds: Json<Vec<Kind>>,
    /// The old sentence as it stood; `None` for what was added.
    pub before: Option<String>,
    /// The new sentence; `None` for what was removed.
    pub after: Option<String>,
    /// The article's row; `None` where the article is gone, too.
    pub article_id: Option<ArticleId>,
    /// What the article is known by.
    pub article_key: Option<String>,
    /// The article's newest headline.
    pub headline: Option<String>,
    /// The older revision's number within the article, from 1.
    pub from_revision: Option<i64>,
    /// The newer revision's number.
    pub to_revision: Option<i64>,
    /// The changes between those revisions that have one of its sentences, in the order of the text.
    pub now: Vec<ChangeId>,
}

impl Store {
    /// A change that was listed under this number and is no more; `None` where there never was one, or it is listed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn gone_change(&self, change: ChangeId) -> Result<Option<GoneChange>, StoreError> {
        self.gone(change).map_err(|e| self.error(e))
    }

    fn gone(&self, change: ChangeId) -> rusqlite::Result<Option<GoneChange>> {
        let sql = "SELECT g.kinds, g.before, g.after, a.id, a.key, n.headline, f.seq, t.seq, t.id FROM change_gone g \
                   LEFT JOIN article a ON a.id = g.article LEFT JOIN revision n ON n.id = a.newest_revision \
                   LEFT JOIN revision f ON f.id = g.from_revision LEFT JOIN revision t ON t.id = g.to_revision \
                   WHERE g.id = ?";
        let found = self.connection.prepare_cached(sql)?.query_row(params![change], |row| {
            let gone = GoneChange {
                change_id: change,
                kinds: row.get(0)?,
                before: row.get(1)?,
                after: row.get(2)?,
                article_id: row.get(3)?,
                article_key: row.get(4)?,
                headline: row.get(5)?,
                from_revision: row.get(6)?,
                to_revision: row.get(7)?,
                now: Vec::new(),
            };
            Ok((gone, row.get::<_, Option<i64>>(8)?))
        });
        let Some((gone, to)) = found.optional()? else { return Ok(None) };
        let now = self.with_a_sentence_of(&gone, to)?;
        Ok(Some(GoneChange { now, ..gone }))
    }

    /// The changes that led to a revision and have one of the sentences of a gone one.
    fn with_a_sentence_of(&self, gone: &GoneChange, to: Option<i64>) -> rusqlite::Result<Vec<ChangeId>> {
        let reads_as = |one: &Option<String>, other: &Option<String>| {
            one.as_deref().zip(other.as_deref()).is_some_and(|(a, b)| fingerprint(a) == fingerprint(b))
        };
        let mut statement = self.connection.prepare_cached(
            "SELECT change_id, before, after FROM v_changes WHERE to_revision_id = ? ORDER BY ordinal",
        )?;
        let mut rows = statement.query(params![to])?;
        let mut now = Vec::new();
        while let Some(row) = rows.next()? {
            if reads_as(&gone.before, &row.get(1)?) || reads_as(&gone.after, &row.get(2)?) {
                now.push(row.get(0)?);
            }
        }
        Ok(now)
    }

    /// That there is no change of this number, and which one has its words now, if one has.
    pub(in crate::store) fn no_change(&self, change: ChangeId) -> StoreError {
        // What cannot be read is told by whoever reads it.
        let gone = self.gone(change).ok().flatten();
        let what = match gone.map(|gone| gone.now) {
            None => format!("change {change}"),
            Some(now) if now.is_empty() => {
                format!("change {change} any more: those revisions compare otherwise by now")
            }
            Some(now) => {
                let now: Vec<String> = now.iter().map(ToString::to_string).collect();
                let name = if now.len() == 1 { "change" } else { "changes" };
                format!("change {change} any more; its words are in {name} {} now", now.join(" and "))
            }
        };
        self.not_found(RowKind::Change, what)
    }
}
