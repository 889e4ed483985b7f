//! Unnamed sources: their share in what each article or outlet quotes, and how often a reason is given.

use super::Json;
use super::filter::{Conditions, MOST_COUNTED, SURE, page};
use crate::ids::ArticleId;
use crate::store::{Store, StoreError};
use rusqlite::Row;
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// What the shares are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum By {
    /// Each article.
    #[default]
    Article,
    /// Each outlet.
    Outlet,
}

/// The unnamed sources of one article or outlet, in the newest revisions. A source is a speaker of an article; those
/// of whom nobody could tell who they are, are not among them.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct UnnamedRow {
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The article's row; `None` by outlet.
    pub article_id: Option<ArticleId>,
    /// What the article is known by.
    pub article_key: Option<String>,
    /// Its newest headline.
    pub headline: Option<String>,
    /// How many articles quote anybody.
    pub articles: i64,
    /// Sources.
    pub sources: i64,
    /// Unnamed ones.
    pub unnamed: i64,
    /// Their share of the sources, 0 to 1.
    pub unnamed_share: f64,
    /// Unnamed sources for which a reason is given.
    pub with_reason: i64,
    /// Their share of the unnamed ones; `None` when there are none.
    pub reason_share: Option<f64>,
    /// How many unnamed sources there are of each class.
    pub classes: Json<BTreeMap<String, i64>>,
    /// Quotes.
    pub quotes: i64,
    /// Quotes of unnamed sources.
    pub unnamed_quotes: i64,
    /// Quotes whose speaker is not known.
    pub unknown_quotes: i64,
}

/// Which quotes to count; the default counts all of the newest revisions, by article.
#[derive(Debug, Clone, Default)]
pub struct UnnamedFilter {
    /// What the shares are of.
    pub by: By,
    /// An article's id, key or address; else words in its headline or address.
    pub article: Option<String>,
    /// Words in the name of the outlet.
    pub outlet: Option<String>,
    /// Only quotes at least this sure.
    pub min_confidence: Option<f64>,
    /// Count articles that are copies of others, too; where an article is named, it counts in any case.
    pub with_copies: bool,
    /// At most so many rows.
    pub limit: Option<usize>,
}

impl UnnamedFilter {
    /// Leaves out what is a copy.
    fn without_copies(&self, conditions: &mut Conditions) {
        let wanted = self.with_copies || self.article.is_some();
        conditions.when(!wanted, "a.id NOT IN (SELECT article FROM copy)");
    }
}

impl Store {
    /// The share of unnamed sources by article or outlet, the highest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn unnamed_shares(&self, filter: &UnnamedFilter) -> Result<Vec<UnnamedRow>, StoreError> {
        match (filter.min_confidence, filter.by) {
            (Some(SURE), By::Article) => self.tallied_articles(filter),
            (Some(SURE), By::Outlet) => self.tallied_outlets(filter),
            _ => self.counted_shares(filter),
        }
    }

    /// How many rows there are, whatever the filter's limit; one more than
    /// [`MOST_COUNTED`] stands for more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn count_unnamed_shares(&self, filter: &UnnamedFilter) -> Result<usize, StoreError> {
        match (filter.min_confidence, filter.by) {
            (Some(SURE), By::Article) => self.tally_conditions(filter)?.count(self, FROM, "", MOST_COUNTED),
            _ => Ok(self.unnamed_shares(&UnnamedFilter { limit: None, ..filter.clone() })?.len()),
        }
    }

    /// By article, from the counts that are kept.
    fn tallied_articles(&self, filter: &UnnamedFilter) -> Result<Vec<UnnamedRow>, StoreError> {
        let conditions = self.tally_conditions(filter)?;
        let select = format!(
            "SELECT {TALLY}, (SELECT n.headline FROM revision n WHERE n.id = a.newest_revision) FROM {FROM}"
        );
        let tail = format!(
            "ORDER BY round(1.0 * t.unnamed / max(t.sources, 1), 4) DESC, t.sources DESC, a.id {}",
            page(filter.limit, 0)
        );
        conditions.rows(self, &select, &tail, |row| {
            let mut shares = tallied(row)?;
            (shares.article_id, shares.article_key) = (row.get(0)?, row.get(1)?);
            shares.headline = row.get(TALLIED)?;
            add_shares(&mut shares);
            Ok(shares)
        })
    }

    /// By outlet, from the counts that are kept of its articles.
    fn tallied_outlets(&self, filter: &UnnamedFilter) -> Result<Vec<UnnamedRow>, StoreError> {
        let conditions = self.tally_conditions(filter)?;
        let mut outlets: BTreeMap<Option<String>, UnnamedRow> = BTreeMap::new();
        conditions.for_each::<StoreError>(self, &format!("SELECT {TALLY} FROM {FROM}"), "", |row| {
            let of = tallied(row)?;
            let all = outlets
                .entry(of.outlet.clone())
                .or_insert_with(|| UnnamedRow { outlet: of.outlet.clone(), ..UnnamedRow::default() });
            all.articles += of.articles;
            all.sources += of.sources;
            all.unnamed += of.unnamed;
            all.with_reason += of.with_reason;
            all.quotes += of.quotes;
            all.unnamed_quotes += of.unnamed_quotes;
            all.unknown_quotes += of.unknown_quotes;
            for (class, n) in of.classes.0 {
                *all.classes.0.entry(class).or_default() += n;
            }
            Ok(Ok(ControlFlow::Continue(())))
        })?;
        Ok(ranked(outlets.into_values().collect(), filter.limit))
    }

    fn tally_conditions(&self, filter: &UnnamedFilter) -> Result<Conditions, StoreError> {
        let mut conditions = Conditions::default();
        conditions.article(self, "a.id", filter.article.as_deref())?;
        conditions.words("o.name", filter.outlet.as_deref());
        conditions.when(true, "t.sure_quotes > 0");
        filter.without_copies(&mut conditions);
        Ok(conditions)
    }

    /// By looking at every quote, for any confidence.
    fn counted_shares(&self, filter: &UnnamedFilter) -> Result<Vec<UnnamedRow>, StoreError> {
        let mut conditions = Conditions::default();
        conditions.article(self, "a.id", filter.article.as_deref())?;
        conditions.words("o.name", filter.outlet.as_deref());
        conditions.with("(q.confidence >= ?1 OR q.confirmed)", filter.min_confidence);
        conditions.when(true, "NOT q.rejected");
        filter.without_copies(&mut conditions);
        let select = "SELECT a.id, a.key, n.headline, o.name, q.speaker_kind, max(q.anonymous_class), \
                          max(q.anonymity_reason) IS NOT NULL, count(*) \
                      FROM article a JOIN revision n ON n.id = a.newest_revision \
                      JOIN attribution q ON q.revision = n.id LEFT JOIN outlet o ON o.id = a.outlet";
        let tail = match filter.by {
            By::Article => "GROUP BY a.id, q.speaker, q.speaker_kind ORDER BY a.id",
            By::Outlet => "GROUP BY a.id, q.speaker, q.speaker_kind ORDER BY o.name, a.id",
        };
        let (mut rows, mut article): (Vec<UnnamedRow>, Option<ArticleId>) = (Vec::new(), None);
        conditions.for_each::<StoreError>(self, select, tail, |found| {
            let (id, outlet): (ArticleId, Option<String>) = (found.get(0)?, found.get(3)?);
            let same = rows.last().is_some_and(|row| match filter.by {
                By::Article => row.article_id == Some(id),
                By::Outlet => row.outlet == outlet,
            });
            if !same {
                let of = UnnamedRow { outlet, ..UnnamedRow::default() };
                rows.push(match filter.by {
                    By::Article => UnnamedRow {
                        article_id: Some(id),
                        article_key: found.get(1)?,
                        headline: found.get(2)?,
                        ..of
                    },
                    By::Outlet => of,
                });
            }
            let Some(row) = rows.last_mut() else { return Ok(Ok(ControlFlow::Continue(()))) };
            row.articles += i64::from(article.replace(id) != Some(id));
            let (kind, quotes): (String, i64) = (found.get(4)?, found.get(7)?);
            row.quotes += quotes;
            match kind.as_str() {
                "none" => row.unknown_quotes += quotes,
                "author" => {}
                kind => {
                    row.sources += 1;
                    let class: Option<String> = found.get(5)?;
                    // "Norway's ambassador" is not named, but known.
                    if kind == "anonymous" && class.as_deref() != Some("office_holder") {
                        *row.classes.0.entry(class.unwrap_or_else(|| "other".to_owned())).or_default() += 1;
                        row.unnamed += 1;
                        row.unnamed_quotes += quotes;
                        row.with_reason += i64::from(found.get::<_, bool>(6)?);
                    }
                }
            }
            Ok(Ok(ControlFlow::Continue(())))
        })?;
        Ok(ranked(rows, filter.limit))
    }
}

/// With their shares, the highest first.
fn ranked(mut rows: Vec<UnnamedRow>, limit: Option<usize>) -> Vec<UnnamedRow> {
    rows.iter_mut().for_each(add_shares);
    rows.sort_by(|a, b| b.unnamed_share.total_cmp(&a.unnamed_share).then(b.sources.cmp(&a.sources)));
    rows.truncate(limit.unwrap_or(usize::MAX));
    rows
}

/// What is kept of an article.
const TALLY: &str = "a.id, a.key, o.name, t.sources, t.unnamed, t.with_reason, t.classes, t.sure_quotes, \
                     t.unnamed_quotes, t.unknown_quotes";
/// How many columns that is.
const TALLIED: usize = 10;
/// The tables that it is kept in.
const FROM: &str = "article_tally t JOIN article a ON a.id = t.article LEFT JOIN outlet o ON o.id = a.outlet";

/// The counts in a row of [`TALLY`].
fn tallied(row: &Row<'_>) -> rusqlite::Result<UnnamedRow> {
    Ok(UnnamedRow {
        outlet: row.get(2)?,
        articles: 1,
        sources: row.get(3)?,
        unnamed: row.get(4)?,
        with_reason: row.get(5)?,
        classes: row.get(6)?,
        quotes: row.get(7)?,
        unnamed_quotes: row.get(8)?,
        unknown_quotes: row.get(9)?,
        ..UnnamedRow::default()
    })
}

fn add_shares(row: &mut UnnamedRow) {
    row.unnamed_share = share(row.unnamed, row.sources).unwrap_or(0.0);
    row.reason_share = share(row.with_reason, row.unnamed);
}

/// A share to four places.
fn share(part: i64, whole: i64) -> Option<f64> {
    #[allow(clippy::cast_precision_loss)] // counts of quotes are far below 2^52
    (whole > 0).then(|| (part as f64 / whole as f64 * 1e4).round() / 1e4)
}
