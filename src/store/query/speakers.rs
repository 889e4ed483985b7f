//! Speakers: who is quoted, how often, in what way, named or not.

use super::filter::{Conditions, SortOrder, name_of, order_by, page};
use super::{Json, row};
use crate::speaker::SpeakerKind;
use crate::store::{Store, StoreError};

row! {
    /// One speaker: a row of `v_speakers`. Counts are of the newest revision of each article.
    SpeakerRow from "v_speakers" {
        /// The speaker's row.
        speaker_id: i64,
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
    /// The column to order by, instead of the most quoted first.
    pub sort: Option<SortOrder>,
    /// Leave out so many rows at the beginning.
    pub offset: usize,
    /// At most so many.
    pub limit: Option<usize>,
}

/// `v_speakers` up to its GROUP BY, so that conditions hold for the quotes that are counted. A test holds the two
/// together.
const SELECT: &str = "\
    SELECT s.id AS speaker_id, coalesce(s.name, '') AS speaker, s.kind AS kind, \
        count(*) FILTER (WHERE a.newest_revision = r.id) AS quotes, \
        count(*) FILTER (WHERE a.newest_revision = r.id AND q.kind = 'direct') AS direct, \
        count(*) FILTER (WHERE a.newest_revision = r.id AND q.kind = 'mixed') AS mixed, \
        count(*) FILTER (WHERE a.newest_revision = r.id AND q.kind = 'indirect') AS indirect, \
        count(DISTINCT r.article) AS articles, min(r.captured_at) AS first_seen, max(r.captured_at) AS last_seen, \
        json_group_array(DISTINCT q.speaker_title) FILTER (WHERE q.speaker_title IS NOT NULL) AS titles, \
        max(q.anonymous_class) AS anonymous_class, max(q.anonymity_reason) AS anonymity_reason \
    FROM speaker s JOIN attribution q ON q.speaker = s.id JOIN revision r ON r.id = q.revision \
    JOIN article a ON a.id = r.article LEFT JOIN outlet o ON o.id = a.outlet";

impl Store {
    /// The speakers that `filter` lets through, in the order that it asks for.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn speakers(&self, filter: &SpeakerFilter) -> Result<Vec<SpeakerRow>, StoreError> {
        let order = order_by(filter.sort.as_ref(), SpeakerRow::COLUMNS, "quotes DESC, s.id")?;
        let tail = format!("GROUP BY s.id {order} {}", page(filter.limit, filter.offset));
        self.speaker_conditions(filter)?.rows(self, SELECT, &tail, SpeakerRow::read)
    }

    /// How many speakers `filter` lets through, whatever its limit and offset.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn count_speakers(&self, filter: &SpeakerFilter) -> Result<usize, StoreError> {
        let from = SELECT.split_once("FROM ").map_or("", |(_, from)| from);
        let select = format!("SELECT count(DISTINCT s.id) FROM {from}");
        let counts = self.speaker_conditions(filter)?.rows(self, &select, "", |row| row.get::<_, i64>(0))?;
        Ok(counts.first().and_then(|&n| usize::try_from(n).ok()).unwrap_or(0))
    }

    fn speaker_conditions(&self, filter: &SpeakerFilter) -> Result<Conditions, StoreError> {
        let mut conditions = Conditions::default();
        conditions.speaker("s.id", filter.speaker.as_deref());
        conditions.with("s.kind = ?1", filter.kind.map(name_of));
        conditions.article(self, "a.id", filter.article.as_deref())?;
        conditions.words("o.name", filter.outlet.as_deref());
        conditions.when(filter.anonymous, "s.kind = 'anonymous'");
        conditions.with("q.confidence >= ?1", filter.min_confidence);
        Ok(conditions)
    }

    /// One speaker.
    ///
    /// # Errors
    /// When there is none, or the database cannot be read.
    pub fn speaker(&self, speaker: i64) -> Result<SpeakerRow, StoreError> {
        let mut conditions = Conditions::default();
        conditions.with("speaker_id = ?1", Some(speaker));
        let found = conditions.rows(self, &SpeakerRow::select(), "", SpeakerRow::read)?;
        found
            .into_iter()
            .next()
            .ok_or_else(|| self.not_found(format!("speaker {speaker}; `onrecord speakers` lists them")))
    }
}
