//! Speakers: who is quoted, how often, in what way, named or not.

use super::filter::{Conditions, MOST_COUNTED, MOST_DOUBTFUL, SURE, SortOrder, name_of, order_by, page};
use super::{Json, row};
use crate::ids::SpeakerId;
use crate::speaker::SpeakerKind;
use crate::store::{RowKind, Store, StoreError};
use std::ops::ControlFlow;

row! {
    /// One speaker: a row of `v_speakers`. Counts are of the newest revision of each article.
    SpeakerRow from "v_speakers" {
        /// The speaker's row.
        speaker_id: SpeakerId,
        /// The canonical name; empty when the speaker is not known.
        speaker: String,
        /// `person`, `organization`, `group`, `document`, `anonymous`, `author`, `none`.
        kind: String,
        /// All quotes.
        quotes: i64,
        /// Those wholly inside quotation marks.
        direct: i64,
        /// Those partly inside.
        mixed: i64,
        /// Those without.
        indirect: i64,
        /// In how many articles.
        articles: i64,
        /// Capture time of the first revision that quotes them.
        first_seen: String,
        /// Capture time of the last.
        last_seen: String,
        /// The job titles that articles give.
        titles: Json<Vec<String>>,
        /// For an unnamed source, which class.
        anonymous_class: Option<String>,
        /// For an unnamed source, a reason given for it.
        anonymity_reason: Option<String>,
        /// Addresses that stand for the speaker elsewhere: schema.org's `sameAs`.
        same_as: Json<Vec<String>>,
    }
}

/// Which speakers to list; the default lists all, the most quoted first.
#[derive(Debug, Clone, Default)]
pub struct SpeakerFilter {
    /// Words in the name, or the id.
    pub speaker: Option<String>,
    /// Only this kind.
    pub kind: Option<SpeakerKind>,
    /// Only what these articles quote (and counts of them alone): an id, key or address; else words in the headline
    /// or address.
    pub article: Option<String>,
    /// Words in the name of the outlet; counts are of its articles alone.
    pub outlet: Option<String>,
    /// Only unnamed sources.
    pub anonymous: bool,
    /// Only quotes at least this sure are counted.
    pub min_confidence: Option<f64>,
    /// Count the quotes of copies, too, not those of their originals alone.
    pub with_copies: bool,
    /// The column to order by, instead of the most quoted first.
    pub sort: Option<SortOrder>,
    /// Leave out so many rows at the beginning.
    pub offset: usize,
    /// At most so many.
    pub limit: Option<usize>,
}

impl SpeakerFilter {
    /// Whether quotes of all articles count.
    fn is_everywhere(&self) -> bool {
        self.article.is_none() && self.outlet.is_none()
    }

    /// Whether what it counts is kept; then whether of sure quotes alone.
    fn kept(&self) -> Option<bool> {
        let kept = self.is_everywhere() && !self.with_copies;
        match self.min_confidence {
            None if kept => Some(false),
            Some(SURE) if kept => Some(true),
            _ => None,
        }
    }
}

/// That a speaker has a quote that is at least so sure.
const QUOTED: &str = "EXISTS (SELECT 1 FROM attribution q WHERE q.speaker = s.id AND NOT q.rejected \
                      AND (q.confidence >= ?1 OR q.confirmed))";

/// What `v_speakers` shows, so that conditions hold for the quotes that are counted. A test holds the two together.
const SELECT: &str = "\
    SELECT s.id AS speaker_id, coalesce(s.name, '') AS speaker, s.kind AS kind, \
        count(*) FILTER (WHERE a.newest_revision = r.id AND NOT q.copied) AS quotes, \
        count(*) FILTER (WHERE a.newest_revision = r.id AND q.kind = 'direct' AND NOT q.copied) AS direct, \
        count(*) FILTER (WHERE a.newest_revision = r.id AND q.kind = 'mixed' AND NOT q.copied) AS mixed, \
        count(*) FILTER (WHERE a.newest_revision = r.id AND q.kind = 'indirect' AND NOT q.copied) AS indirect, \
        count(DISTINCT r.article) AS articles, min(r.captured_at) AS first_seen, max(r.captured_at) AS last_seen, \
        json_group_array(DISTINCT q.speaker_title) FILTER (WHERE q.speaker_title IS NOT NULL) AS titles, \
        max(q.anonymous_class) AS anonymous_class, max(q.anonymity_reason) AS anonymity_reason, \
        (SELECT json_group_array(x.url) FROM speaker_same_as x WHERE x.speaker = s.id) AS same_as \
    FROM speaker s JOIN attribution q ON q.speaker = s.id AND NOT q.rejected JOIN revision r ON r.id = q.revision \
    JOIN article a ON a.id = r.article";

/// The same from what is kept of sure quotes; without "sure", of all. A test holds it and `SELECT` together.
const KEPT: &str = "\
    SELECT s.id AS speaker_id, coalesce(s.name, '') AS speaker, s.kind AS kind, s.sure_quotes AS quotes, \
        s.sure_direct AS direct, s.sure_mixed AS mixed, s.sure_quotes - s.sure_direct - s.sure_mixed AS indirect, \
        count(DISTINCT p.article) AS articles, min(p.first_seen) AS first_seen, max(p.last_seen) AS last_seen, \
        (SELECT json_group_array(value) FROM (SELECT t.value FROM (SELECT x.titles, count(*) AS n \
            FROM speaker_article x WHERE x.speaker = s.id AND x.sure AND x.titles IS NOT NULL GROUP BY x.titles) g, \
            json_each(g.titles) t GROUP BY t.value ORDER BY sum(g.n) DESC, t.value)) AS titles, \
        max(p.anonymous_class) AS anonymous_class, max(p.anonymity_reason) AS anonymity_reason, \
        (SELECT json_group_array(x.url) FROM speaker_same_as x WHERE x.speaker = s.id) AS same_as \
    FROM speaker s JOIN speaker_article p ON p.speaker = s.id AND p.sure";

impl Store {
    /// Calls `each` for every speaker that `filter` lets through, in the order that it asks for.
    ///
    /// # Errors
    /// When the database cannot be read, and whatever error `each` gives, which ends the listing.
    pub fn for_each_speaker<E: From<StoreError>>(
        &self,
        filter: &SpeakerFilter,
        mut each: impl FnMut(SpeakerRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let order = order_by(filter.sort.as_ref(), SpeakerRow::COLUMNS, "quotes DESC, s.id")?;
        let mut conditions = Conditions::default();
        let mut window = page(filter.limit, filter.offset);
        let select = match filter.kept() {
            Some(sure) => {
                of_speaker(filter, &mut conditions);
                if sure {
                    KEPT.to_owned()
                } else {
                    KEPT.replace(" AND x.sure", "").replace(" AND p.sure", "").replace("sure_", "")
                }
            }
            None => {
                conditions = self.speaker_conditions(filter)?;
                if filter.with_copies { SELECT.replace(" AND NOT q.copied", "") } else { SELECT.to_owned() }
            }
        };
        if let Some(page) = self.most_quoted(filter)? {
            conditions.with("s.id IN (SELECT value FROM json_each(?1))", Some(page));
            window.clear();
        }
        conditions.for_each(self, &select, &format!("GROUP BY s.id {order} {window}"), |row| {
            Ok(each(SpeakerRow::read(row)?).map(ControlFlow::Continue))
        })
    }

    /// The speakers that `filter` lets through, all at once.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn speakers(&self, filter: &SpeakerFilter) -> Result<Vec<SpeakerRow>, StoreError> {
        let mut speakers = Vec::new();
        self.for_each_speaker::<StoreError>(filter, |speaker| {
            speakers.push(speaker);
            Ok(())
        })?;
        Ok(speakers)
    }

    /// The rows of a page of the most quoted speakers, as JSON, where their counts are kept and fill it.
    fn most_quoted(&self, filter: &SpeakerFilter) -> Result<Option<String>, StoreError> {
        let (Some(sure), Some(limit), None) = (filter.kept(), filter.limit, &filter.sort) else {
            return Ok(None);
        };
        let count = if sure { "s.sure_quotes" } else { "s.quotes" };
        let mut conditions = Conditions::default();
        of_speaker(filter, &mut conditions);
        conditions.when(true, &format!("{count} > 0"));
        let tail = format!("ORDER BY {count} DESC, s.id {}", page(filter.limit, filter.offset));
        let rows = conditions.rows(self, "SELECT s.id FROM speaker s", &tail, |row| row.get::<_, i64>(0))?;
        Ok((rows.len() == limit).then(|| serde_json::json!(rows).to_string()))
    }

    /// How many speakers are left out only because none of their quotes is as sure as `filter` wants, whatever its limit;
    /// one more than [`MOST_DOUBTFUL`] stands for more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn doubtful_speakers(&self, filter: &SpeakerFilter) -> Result<usize, StoreError> {
        let Some(least) = filter.min_confidence else { return Ok(0) };
        if filter.is_everywhere() {
            let mut conditions = Conditions::default();
            of_speaker(filter, &mut conditions);
            conditions.when(least <= SURE, "s.sure_quotes = 0");
            conditions
                .when(true, "EXISTS (SELECT 1 FROM attribution q WHERE q.speaker = s.id AND NOT q.rejected)");
            conditions.with(&format!("NOT {QUOTED}"), Some(least));
            return conditions.count(self, "speaker s", "", MOST_DOUBTFUL);
        }
        let conditions =
            self.speaker_conditions(&SpeakerFilter { min_confidence: None, ..filter.clone() })?;
        let group = format!("GROUP BY s.id HAVING max(iif(q.confirmed, 1, q.confidence)) < {least}");
        conditions.count(self, from(), &group, MOST_DOUBTFUL)
    }

    /// How many speakers `filter` lets through, whatever its limit and offset; one more than [`MOST_COUNTED`] stands for
    /// more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn count_speakers(&self, filter: &SpeakerFilter) -> Result<usize, StoreError> {
        if filter.is_everywhere() {
            let mut conditions = Conditions::default();
            of_speaker(filter, &mut conditions);
            conditions.with(QUOTED, Some(filter.min_confidence.unwrap_or(0.0)));
            return conditions.count(self, "speaker s", "", MOST_COUNTED);
        }
        self.speaker_conditions(filter)?.count(self, from(), "GROUP BY s.id", MOST_COUNTED)
    }

    fn speaker_conditions(&self, filter: &SpeakerFilter) -> Result<Conditions, StoreError> {
        let mut conditions = Conditions::default();
        of_speaker(filter, &mut conditions);
        conditions.article(self, "a.id", filter.article.as_deref())?;
        conditions.words("(SELECT o.name FROM outlet o WHERE o.id = a.outlet)", filter.outlet.as_deref());
        conditions.with("(q.confidence >= ?1 OR q.confirmed)", filter.min_confidence);
        Ok(conditions)
    }

    /// One speaker.
    ///
    /// # Errors
    /// When there is none, or the database cannot be read.
    pub fn speaker(&self, speaker: SpeakerId) -> Result<SpeakerRow, StoreError> {
        let mut conditions = Conditions::default();
        conditions.with("speaker_id = ?1", Some(speaker));
        let found = conditions.rows(self, &SpeakerRow::select(), "", SpeakerRow::read)?;
        found.into_iter().next().ok_or_else(|| self.not_found(RowKind::Speaker, format!("speaker {speaker}")))
    }
}

/// The conditions that speakers fulfil by themselves.
fn of_speaker(filter: &SpeakerFilter, conditions: &mut Conditions) {
    conditions.speaker("s.id", filter.speaker.as_deref());
    conditions.with("s.kind = ?1", filter.kind.map(name_of));
    conditions.when(filter.anonymous, "s.kind = 'anonymous'");
}

/// The tables that speakers are counted from.
fn from() -> &'static str {
    SELECT.rsplit_once("FROM ").map_or("", |(_, from)| from)
}
