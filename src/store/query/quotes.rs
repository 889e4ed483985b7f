//! Quotes: every attribution, with who and where.

use super::filter::{Conditions, MOST_COUNTED, MOST_DOUBTFUL, SortOrder, name_of, order_by, page};
use super::sieve::Sieve;
use super::wordings::{self, Wordings};
use super::{Json, row};
use crate::extract::QuotationKind;
use crate::ids::{ArticleId, ClaimId, QuoteId, RevisionId, SpeakerId};
use crate::store::{Store, StoreError};
use regex::Regex;
use std::cell::Cell;
use std::ops::ControlFlow;

row! {
    /// One attribution of one revision: a row of `v_quotes`. Spans are code points of the revision's body, those of a
    /// quote of the headline of the headline.
    QuoteRow from "v_quotes" {
        /// What `explain` asks for.
        quote_id: QuoteId,
        /// The speaker's canonical name; empty when the speaker is not known.
        speaker: String,
        /// `person`, `organization`, `group`, `document`, `anonymous`, `author`, `none`.
        speaker_kind: String,
        /// The job title this revision gives the speaker.
        speaker_title: Option<String>,
        /// Where the speaker belongs, as this revision says.
        speaker_affiliation: Option<String>,
        /// Why the speaker can know, as this revision says: "who reviewed the filings".
        speaker_justification: Option<String>,
        /// `direct`, `mixed`, `indirect`.
        kind: String,
        /// The content; its spans joined by a space.
        quote: String,
        /// The words that name the source; empty when none stand there.
        source: String,
        /// The words that attribute; empty for a quotation that stands alone.
        cue: String,
        /// What the cue does: `say`, `assert`, `deny`, ...
        cue_class: String,
        /// The cue is negated.
        negated: bool,
        /// The words that weaken it.
        hedge: Option<String>,
        /// The source puts the content forward: it was not left unsaid, asked or only supposed.
        asserted: bool,
        /// Somebody is reported to have said, written, shown or found it.
        reported: bool,
        /// The sentences it stands in; `None` where an older version of the program extracted it.
        sentence: Option<String>,
        /// How likely the row is right, speaker and all, 0 to 1.
        confidence: f64,
        /// How likely it is an attribution with this source and content.
        attribution_confidence: Option<f64>,
        /// How likely the speaker is right, where the attribution is.
        speaker_confidence: Option<f64>,
        /// For an unnamed source, which class.
        anonymous_class: Option<String>,
        /// For an unnamed source, the reason given for it.
        anonymity_reason: Option<String>,
        /// How the speaker was resolved: `name`, `partial`, `pronoun`, `nominal`, `absent`, `open`.
        resolution: String,
        /// Whether it is of the headline, as its spans are then.
        in_headline: bool,
        /// Whether it stands in the first paragraph.
        in_lede: bool,
        /// Where the content stands.
        content_spans: Json<Vec<(usize, usize)>>,
        /// Where the source stands.
        source_spans: Json<Vec<(usize, usize)>>,
        /// Where the cue stands.
        cue_spans: Json<Vec<(usize, usize)>>,
        /// The speaker's row.
        speaker_id: SpeakerId,
        /// The attribution whose content this one stands in.
        parent_quote_id: Option<QuoteId>,
        /// The sources of the attributions around it, the nearest first: "Reuters reported that officials said ..."
        via: Json<Vec<String>>,
        /// The claim it is a wording of.
        claim_id: Option<ClaimId>,
        /// The outlet's name.
        outlet: Option<String>,
        /// The headline of the revision.
        headline: Option<String>,
        /// The address of the article.
        url: Option<String>,
        /// What the article is known by.
        article_key: String,
        /// The article's row.
        article_id: ArticleId,
        /// The revision's row.
        revision_id: RevisionId,
        /// The revision's number within its article, from 1.
        revision: i64,
        /// When the revision was captured.
        captured_at: String,
        /// When the outlet says it published the article.
        published_at: Option<String>,
        /// Whether the revision is the newest of its article.
        is_newest: bool,
        /// Its place among the quotes of the revision; those of the headline have the last numbers.
        ordinal: i64,
        /// When the outlet says it published the article, in UTC; `None` where the page gave no time or no zone.
        published_utc: Option<String>,
        /// When the revision was captured, in UTC.
        captured_utc: Option<String>,
        /// A person rejected it.
        rejected: bool,
        /// A person confirmed it: however doubtful the program is, it is listed and counted.
        confirmed: bool,
        /// A person said that the speaker did not say it: claims, changes and citations name nobody for it.
        not_theirs: bool,
    }
}

/// Which quotes to list; the default lists all of the newest revision of each article.
#[derive(Debug, Clone, Default)]
pub struct QuoteFilter {
    /// Words in the name of the speaker, or the id of one.
    pub speaker: Option<String>,
    /// Only this quotation kind.
    pub kind: Option<QuotationKind>,
    /// An article's id, key or address; else words in its headline or address.
    pub article: Option<String>,
    /// Only this revision of the article, by number; implies `all_revisions`.
    pub revision: Option<i64>,
    /// Words in the name of the outlet.
    pub outlet: Option<String>,
    /// Captured at or after this ISO 8601 date or time.
    pub since: Option<String>,
    /// Captured at or before this ISO 8601 date or time; a date means the whole day.
    pub until: Option<String>,
    /// Only unnamed sources.
    pub anonymous: bool,
    /// Only quotes that match. Flags other than that of case must stand in the expression.
    pub grep: Option<Regex>,
    /// Only what was said, written, shown or found: no beliefs, wishes and plans that may have gone unuttered.
    pub reported: bool,
    /// At least this sure.
    pub min_confidence: Option<f64>,
    /// Older revisions too.
    pub all_revisions: bool,
    /// Those that a person rejected, too.
    pub with_rejected: bool,
    /// Not what an article copies from an earlier one.
    pub without_copies: bool,
    /// The column to order by, instead of revision by revision in the order of the text.
    pub sort: Option<SortOrder>,
    /// Leave out so many rows at the beginning.
    pub offset: usize,
    /// At most so many.
    pub limit: Option<usize>,
}

/// A page of quotes that match a regular expression.
#[derive(Debug, Clone, PartialEq)]
pub struct GreppedQuotes {
    /// The page.
    pub quotes: Vec<QuoteRow>,
    /// How many match; one more than [`MOST_COUNTED`] stands for more.
    pub all: usize,
    /// How many more would match, but are less sure than is wanted; one more than [`MOST_DOUBTFUL`] stands for more.
    pub doubtful: usize,
}

/// Revision by revision, the headline first. Ids do not tell that: a quote keeps its own when others come before it.
const IN_TEXT: &str = "revision_id, in_headline DESC, ordinal";

/// Revisions whose quotes are looked at in one go, when those of a few may be enough.
const STRETCH: usize = 200;

impl Store {
    /// Calls `each` for every quote that `filter` lets through, in the order that it asks for.
    ///
    /// # Errors
    /// When the database cannot be read, and whatever error `each` gives, which ends the listing.
    pub fn for_each_quote<E: From<StoreError>>(
        &self,
        filter: &QuoteFilter,
        mut each: impl FnMut(QuoteRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let conditions = self.quote_conditions(filter)?;
        let order = order_by(filter.sort.as_ref(), QuoteRow::COLUMNS, IN_TEXT)?;
        // A regular expression is ours to match, so the rows are ours to count.
        if filter.grep.is_none() {
            let tail = format!("{order} {}", page(filter.limit, filter.offset));
            return conditions.for_each(self, &QuoteRow::select(), &tail, |row| {
                Ok(each(QuoteRow::read(row)?).map(ControlFlow::Continue))
            });
        }
        let (mut skip, mut left) = (filter.offset, filter.limit.unwrap_or(usize::MAX));
        self.each_match(filter, &Cell::new(None), |quote, _| {
            if left == 0 {
                return Ok(ControlFlow::Break(()));
            }
            if skip > 0 {
                skip -= 1;
                return Ok(ControlFlow::Continue(()));
            }
            left -= 1;
            each(self.quote(quote)?).map(ControlFlow::Continue)
        })
    }

    /// Calls `each` for every quote whose words match the regular expression of `filter`, with how sure it is, in the order
    /// that it asks for, whatever its limit and offset. Once `less_than` holds a confidence, those that are less sure are
    /// enough, and in the revisions that follow no others are looked at.
    fn each_match<E: From<StoreError>>(
        &self,
        filter: &QuoteFilter,
        less_than: &Cell<Option<f64>>,
        mut each: impl FnMut(QuoteId, f64) -> Result<ControlFlow<()>, E>,
    ) -> Result<(), E> {
        let _unchanging = self.connection.unchecked_transaction().map_err(|e| self.error(e))?;
        let order = order_by(filter.sort.as_ref(), QuoteRow::COLUMNS, IN_TEXT)?;
        let select =
            format!("SELECT quote_id, iif(confirmed, 1.0, confidence), {} FROM v_quotes", wordings::COLUMNS);
        let mut wordings = Wordings::new(&self.connection);
        let everywhere = filter.article.is_none() && filter.revision.is_none() && filter.speaker.is_none();
        let grep = filter.grep.as_ref();
        let mut sieve = grep.filter(|_| everywhere).and_then(|g| Sieve::new(self, g, filter.all_revisions));
        // In another order than that of the text the first may stand anywhere.
        let most = if filter.sort.is_none() { STRETCH } else { usize::MAX };
        let mut goes_on = true;
        while goes_on {
            let mut conditions = self.quote_conditions(filter)?;
            conditions.doubtful(less_than.get());
            goes_on = sieve.is_some();
            if let Some(sieve) = &mut sieve {
                let revisions = sieve.next(most)?;
                goes_on = !revisions.is_empty();
                let revisions = serde_json::json!(revisions).to_string();
                conditions.with("revision_id IN (SELECT value FROM json_each(?1))", Some(revisions));
            }
            conditions.for_each::<E>(self, &select, &order, |row| {
                let words = wordings.of(row, 2)?;
                if !words.is_some_and(|words| grep.is_none_or(|grep| grep.is_match(&words))) {
                    return Ok(Ok(ControlFlow::Continue(())));
                }
                let found = each(row.get(0)?, row.get(1)?);
                goes_on &= !matches!(found, Ok(ControlFlow::Break(())));
                Ok(found)
            })?;
        }
        Ok(())
    }

    /// A page of the quotes that match the regular expression of `filter`, and how many there are: in one walk, as every
    /// quote must be looked at.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn grep_quotes(&self, filter: &QuoteFilter) -> Result<GreppedQuotes, StoreError> {
        let least = filter.min_confidence.unwrap_or(0.0);
        let limit = filter.limit.unwrap_or(usize::MAX);
        let (mut page, mut all, mut doubtful) = (Vec::new(), 0, 0);
        let less_than = Cell::new(None);
        let sure_and_doubtful = QuoteFilter { min_confidence: None, ..filter.clone() };
        self.each_match::<StoreError>(&sure_and_doubtful, &less_than, |quote, confidence| {
            if confidence < least {
                doubtful += 1;
            } else {
                if all >= filter.offset && page.len() < limit {
                    page.push(quote);
                }
                all += 1;
            }
            if all <= MOST_COUNTED || page.len() < limit {
                return Ok(ControlFlow::Continue(()));
            }
            less_than.set(filter.min_confidence);
            let counted = doubtful > MOST_DOUBTFUL || filter.min_confidence.is_none();
            Ok(if counted { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        let quotes = page.into_iter().map(|id| self.quote(id)).collect::<Result<_, _>>()?;
        let (all, doubtful) = (all.min(MOST_COUNTED + 1), doubtful.min(MOST_DOUBTFUL + 1));
        Ok(GreppedQuotes { quotes, all, doubtful })
    }

    /// How many quotes are left out only because they are less sure than `filter` wants, whatever its limit; one more
    /// than [`MOST_DOUBTFUL`] stands for more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn doubtful_quotes(&self, filter: &QuoteFilter) -> Result<usize, StoreError> {
        let Some(least) = filter.min_confidence else { return Ok(0) };
        if filter.grep.is_some() {
            return Ok(self.grep_quotes(&QuoteFilter { limit: Some(0), ..filter.clone() })?.doubtful);
        }
        let all = QuoteFilter { min_confidence: None, limit: None, ..filter.clone() };
        let mut conditions = self.quote_conditions(&all)?;
        conditions.doubtful(Some(least));
        conditions.count(self, "v_quotes", "", MOST_DOUBTFUL)
    }

    /// How many quotes `filter` lets through, whatever its limit and offset; one more than [`MOST_COUNTED`] stands for more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn count_quotes(&self, filter: &QuoteFilter) -> Result<usize, StoreError> {
        if filter.grep.is_some() {
            return Ok(self.grep_quotes(&QuoteFilter { limit: Some(0), ..filter.clone() })?.all);
        }
        self.quote_conditions(filter)?.count(self, "v_quotes", "", MOST_COUNTED)
    }

    fn quote_conditions(&self, filter: &QuoteFilter) -> Result<Conditions, StoreError> {
        let mut conditions = Conditions::default();
        conditions.speaker("speaker_id", filter.speaker.as_deref());
        conditions.with("kind = ?1", filter.kind.map(name_of));
        conditions.article(self, "article_id", filter.article.as_deref())?;
        conditions.with("revision = ?1", filter.revision);
        conditions.outlet(filter.outlet.as_deref());
        conditions.with("captured_at >= ?1", filter.since.clone());
        conditions.until("captured_at", filter.until.as_deref());
        // The holder of a single office can be told by anybody.
        conditions
            .when(filter.anonymous, "speaker_kind = 'anonymous' AND anonymous_class IS NOT 'office_holder'");
        conditions.when(filter.reported, "reported");
        conditions.when(!filter.with_rejected, "NOT rejected");
        conditions.with("(confidence >= ?1 OR confirmed)", filter.min_confidence);
        conditions.when(filter.without_copies, "quote_id NOT IN (SELECT id FROM attribution WHERE copied)");
        conditions.when(!filter.all_revisions && filter.revision.is_none(), "is_newest");
        Ok(conditions)
    }

    /// The quotes that `filter` lets through, all at once.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn quotes(&self, filter: &QuoteFilter) -> Result<Vec<QuoteRow>, StoreError> {
        let mut quotes = Vec::new();
        self.for_each_quote::<StoreError>(filter, |quote| {
            quotes.push(quote);
            Ok(())
        })?;
        Ok(quotes)
    }
}
