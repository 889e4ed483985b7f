//! Members: what each claim of a topic is to the topic's main claim, as `matches` tells it of any two.

use super::matches::Finder;
use super::query::MAIN_FIRST;
use super::{Store, StoreError, TopicRow};
use crate::diff::Kind;
use crate::ids::TopicId;
use crate::matching::MatchRelation;
use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use std::collections::HashMap;

/// A claim of a topic, compared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TopicMember {
    /// It is the main claim, which the others are compared with.
    pub main: bool,
    /// What it is to the main claim; `None` for that itself, and where the comparison does not find them alike.
    pub relation: Option<MatchRelation>,
    /// What differs from the main claim, most telling first.
    pub differences: Vec<Kind>,
    /// The claim in its topic.
    #[serde(flatten)]
    pub row: TopicRow,
}

impl Store {
    /// Compares each member of topics with the main claim of its topic: what is confirmed comes before what is proposed,
    /// then the most alike.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn topic_members(&self, rows: Vec<TopicRow>) -> Result<Vec<TopicMember>, StoreError> {
        let run = || -> rusqlite::Result<Vec<TopicMember>> {
            let mut finder = Finder::new(&self.connection, true)?;
            let mut mains: HashMap<TopicId, Option<i64>> = HashMap::new();
            let mut members = Vec::with_capacity(rows.len());
            for row in rows {
                let main = match mains.get(&row.topic_id) {
                    Some(main) => *main,
                    None => *mains.entry(row.topic_id).or_insert(self.main_claim(row.topic_id)?),
                };
                let claim = row.claim_id.map(i64::from);
                let is_main = claim.is_some() && claim == main;
                let related = match (main, claim) {
                    (Some(main), Some(claim)) if !is_main => finder.between(main, claim)?,
                    _ => None,
                };
                let differences = related.iter().flat_map(|r| &r.findings).map(|f| f.kind).collect();
                members.push(TopicMember {
                    main: is_main,
                    relation: related.map(|r| r.relation),
                    differences,
                    row,
                });
            }
            Ok(members)
        };
        run().map_err(|e| self.error(e))
    }

    fn main_claim(&self, topic: TopicId) -> rusqlite::Result<Option<i64>> {
        let sql = format!(
            "SELECT claim_id FROM v_topics WHERE topic_id = ? AND origin <> 'split' AND NOT rejected ORDER BY {MAIN_FIRST} LIMIT 1"
        );
        let main =
            self.connection.prepare_cached(&sql)?.query_row(params![topic], |row| row.get(0)).optional()?;
        Ok(main.flatten())
    }
}
