//! Matches: where else a claim is said, by whom, in what wording. The index of words that searching uses gives the
//! candidates; what they are to the claim, `matching` decides.

use super::query::name_of;
use super::run::captured;
use super::{ClaimRow, Store, StoreError};
use crate::claim::{Appeared, Position, Statement, Voice, bare_statement};
use crate::diff::{Finding, Kind};
use crate::ids::{ArticleId, ClaimId, QuoteId, SpeakerId, TopicId};
use crate::matching::{
    MOST_POSTINGS, MatchRelation, Outline, Related, Terms, Utterance, rank, relate, relate_one, relate_words,
};
use crate::speaker::SpeakerKind;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Which matches to list.
#[derive(Debug, Clone, Copy, Default)]
pub struct MatchFilter {
    /// What is not the same claim, too: another figure, another speaker, an unnamed one.
    pub all: bool,
    /// What copies say, too, not their originals alone.
    pub with_copies: bool,
    /// At most so many.
    pub limit: Option<usize>,
}

/// A claim of another article that is related to the one that was asked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatchRow {
    /// What it is to the other: `same`, `altered`, `differs`, `other_voice`, `unnamed`.
    pub relation: MatchRelation,
    /// How much they have in common, 0 to 1; `None` where only a person finds them one.
    pub score: Option<f64>,
    /// What differs, most telling first; `before` is the claim that was asked for, `after` this one.
    pub differences: Vec<Kind>,
    /// The words that show it.
    pub findings: Vec<Finding>,
    /// The topic that both are in.
    pub topic_id: Option<TopicId>,
    /// Who put it there: `proposed`, `confirmed`; `split` where a person keeps the two apart.
    pub origin: Option<String>,
    /// Its article is a copy of an earlier one.
    pub copied: bool,
    /// The claim.
    #[serde(flatten)]
    pub claim: ClaimRow,
}

/// One quote in two wordings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuoteVariant {
    /// Who said it.
    pub speaker: Option<String>,
    /// One wording; its claim.
    pub claim_id: ClaimId,
    /// Its words.
    pub quote: String,
    /// The sentences they stand in.
    pub sentence: String,
    /// Their attribution.
    pub quote_id: Option<QuoteId>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The headline of the article.
    pub headline: Option<String>,
    /// The address of the article.
    pub url: Option<String>,
    /// The article's row.
    pub article_id: ArticleId,
    /// The other wording; its claim.
    pub other_id: ClaimId,
    /// Its words.
    pub other_quote: String,
    /// The sentences they stand in.
    pub other_sentence: String,
    /// Their attribution.
    pub other_quote_id: Option<QuoteId>,
    /// Who published it.
    pub other_outlet: Option<String>,
    /// The headline of the article.
    pub other_headline: Option<String>,
    /// The address of the article.
    pub other_url: Option<String>,
    /// The article's row.
    pub other_article_id: ArticleId,
    /// How much they have in common, 0 to 1.
    pub score: f64,
    /// What differs, most telling first.
    pub differences: Vec<Kind>,
}

/// A claim of ours that fits a text from elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedMatch {
    /// What the claim is to the text.
    pub relation: MatchRelation,
    /// How much they have in common, 0 to 1.
    pub score: f64,
    /// What differs, most telling first.
    pub findings: Vec<Finding>,
    /// The claim.
    pub claim: ClaimRow,
}

/// A claim as it is compared.
#[derive(Debug, Clone)]
pub(super) struct StoredUtterance {
    pub(super) claim: i64,
    pub(super) article: i64,
    pub(super) speaker: Option<SpeakerId>,
    pub(super) utterance: Utterance,
    pub(super) outline: Outline,
}

impl Store {
    /// Where else a claim is said: the claims of other articles that are related to it, the same ones first, and of
    /// those the most alike.
    ///
    /// # Errors
    /// When there is no such claim, or the database cannot be read.
    pub fn matches(&self, claim: ClaimId, filter: MatchFilter) -> Result<Vec<MatchRow>, StoreError> {
        self.claim(claim)?;
        let claim = claim.get();
        let mut finder = Finder::new(&self.connection, filter.with_copies).map_err(|e| self.error(e))?;
        let found = finder.related(claim).map_err(|e| self.error(e))?;
        let mut rows = Vec::new();
        for (other, related) in found {
            let (topic, copied) = self.between(claim, other).map_err(|e| self.error(e))?;
            let decided = topic.as_ref().map(|(_, origin)| origin.as_str());
            let same = matches!(related.relation, MatchRelation::Same | MatchRelation::Altered)
                && decided != Some("split");
            if same || filter.all || decided == Some("confirmed") {
                rows.push(row(self.claim(ClaimId::new(other))?, related, topic, copied));
            }
        }
        rows.extend(self.confirmed_otherwise(&mut finder, claim, &rows)?);
        // What a person said is one comes before what is only alike, and what was kept apart after it.
        rows.sort_by_key(|row| match row.origin.as_deref() {
            Some("confirmed") => 0,
            Some("split") => 2,
            _ => 1,
        });
        rows.truncate(filter.limit.unwrap_or(usize::MAX));
        Ok(rows)
    }

    /// The claims that a person confirmed to be the same as one, whatever the comparison says.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn confirmed_matches(&self, claim: ClaimId) -> Result<Vec<MatchRow>, StoreError> {
        let mut finder = Finder::new(&self.connection, true).map_err(|e| self.error(e))?;
        self.confirmed_otherwise(&mut finder, claim.get(), &[])
    }

    /// The claims that fit a text from elsewhere, the most alike first. Nobody's voice is compared: a claim that was
    /// checked is what is said, whoever says it. `each` is given the number of the text and what was found for it.
    ///
    /// # Errors
    /// When the database cannot be read, and whatever error `each` gives, which ends the search.
    pub fn matches_of_texts<'t, E: From<StoreError>>(
        &self,
        texts: impl Iterator<Item = &'t str>,
        mut each: impl FnMut(usize, Vec<CheckedMatch>) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |e| E::from(self.error(e));
        let mut finder = Finder::new(&self.connection, false).map_err(failed)?;
        for (n, text) in texts.enumerate() {
            let utterance = Utterance::from(bare_statement(text));
            let mut found = Vec::new();
            for (claim, related) in finder.related_to_words(&utterance).map_err(failed)? {
                let claim = self.claim(ClaimId::new(claim))?;
                let (relation, score) = (related.relation, rounded(related.score));
                found.push(CheckedMatch { relation, score, findings: related.findings, claim });
            }
            each(n, found)?;
        }
        Ok(())
    }

    /// One quote by one speaker in two wordings, in two articles: those of the topics, the most alike first. What is new
    /// must have been looked up ([`update_matches`](Self::update_matches)).
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn altered_quotes(&self) -> Result<Vec<QuoteVariant>, StoreError> {
        let pairs = self.quoted_pairs().map_err(|e| self.error(e))?;
        let mut finder = Finder::new(&self.connection, false).map_err(|e| self.error(e))?;
        let mut found = Vec::new();
        for (one, other) in pairs {
            let both = (finder.utterance(one), finder.utterance(other));
            let (Some(a), Some(b)) = (both.0.map_err(|e| self.error(e))?, both.1.map_err(|e| self.error(e))?)
            else {
                continue;
            };
            if a.article == b.article {
                continue;
            }
            let related = relate(&a.utterance, &b.utterance);
            if let Some(related) = related.filter(|related| related.relation == MatchRelation::Altered) {
                found.push(variant(
                    self.claim(ClaimId::new(one))?,
                    self.claim(ClaimId::new(other))?,
                    &related,
                ));
            }
        }
        found.sort_by(|a, b| {
            b.score.total_cmp(&a.score).then((a.claim_id, a.other_id).cmp(&(b.claim_id, b.other_id)))
        });
        Ok(found)
    }

    /// Pairs of quotes with quotation marks that are members of one topic.
    fn quoted_pairs(&self) -> rusqlite::Result<Vec<(i64, i64)>> {
        let sql = "WITH quoted AS (SELECT m.topic, m.claim, m.article FROM topic_claim m JOIN claim c ON c.id = m.claim \
                       JOIN statement t ON t.id = c.latest JOIN attribution q ON q.id = t.attribution \
                       WHERE m.origin <> 'split' AND q.kind <> 'indirect' AND NOT c.copied \
                       AND NOT c.rejected AND NOT q.rejected) \
                   SELECT a.claim, b.claim FROM quoted a JOIN quoted b USING (topic) \
                   WHERE a.claim < b.claim AND a.article <> b.article ORDER BY 1, 2";
        let mut statement = self.connection.prepare(sql)?;
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    }

    /// The topic of `other` that `claim` is in as well, with who put `other` there, and whether `other` is a copy.
    fn between(&self, claim: i64, other: i64) -> rusqlite::Result<(Option<(TopicId, String)>, bool)> {
        // Two that were split from a third are not decided on.
        let topic = "SELECT b.topic, CASE WHEN 'split' IN (a.origin, b.origin) THEN 'split' \
                         WHEN a.origin = 'confirmed' AND b.origin = 'confirmed' AND NOT a.anchor AND NOT b.anchor \
                         THEN 'confirmed' ELSE 'proposed' END \
                     FROM topic_claim a JOIN topic_claim b ON b.topic = a.topic WHERE a.claim = ?1 AND b.claim = ?2 \
                         AND NOT (a.origin = 'split' AND b.origin = 'split') ORDER BY 2 LIMIT 1";
        let topic = self
            .connection
            .prepare_cached(topic)?
            .query_row(params![claim, other], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let copied = self
            .connection
            .prepare_cached("SELECT copied FROM claim WHERE id = ?")?
            .query_row(params![other], |row| row.get(0))?;
        Ok((topic, copied))
    }

    /// What a person confirmed to be the same as `claim`, and the comparison does not find.
    fn confirmed_otherwise(
        &self,
        finder: &mut Finder<'_>,
        claim: i64,
        found: &[MatchRow],
    ) -> Result<Vec<MatchRow>, StoreError> {
        let sql = "SELECT b.claim, b.topic FROM topic_claim a JOIN topic_claim b ON b.topic = a.topic \
                   JOIN claim c ON c.id = b.claim JOIN statement t ON t.id = c.latest \
                   LEFT JOIN attribution q ON q.id = t.attribution \
                   WHERE a.claim = ?1 AND b.claim <> ?1 AND a.origin = 'confirmed' AND b.origin = 'confirmed' \
                       AND NOT c.rejected AND q.rejected IS NOT 1 AND NOT a.anchor AND NOT b.anchor ORDER BY b.claim";
        let run = || -> rusqlite::Result<Vec<(ClaimId, TopicId)>> {
            let mut statement = self.connection.prepare_cached(sql)?;
            statement.query_map(params![claim], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        };
        let mut rows = Vec::new();
        for (other, topic) in run().map_err(|e| self.error(e))? {
            if found.iter().all(|row| row.claim.claim_id != other) {
                let related = finder.between(claim, other.get()).map_err(|e| self.error(e))?;
                let (topic, origin) = (Some(topic), Some("confirmed".to_owned()));
                let claim = self.claim(other)?;
                rows.push(match related {
                    Some(related) => row(claim, related, topic.zip(origin), false),
                    None => MatchRow {
                        relation: MatchRelation::Same,
                        score: None,
                        differences: Vec::new(),
                        findings: Vec::new(),
                        topic_id: topic,
                        origin,
                        copied: false,
                        claim,
                    },
                });
            }
        }
        Ok(rows)
    }
}

fn row(claim: ClaimRow, related: Related, topic: Option<(TopicId, String)>, copied: bool) -> MatchRow {
    let (topic_id, origin) = topic.unzip();
    MatchRow {
        relation: related.relation,
        score: Some(rounded(related.score)),
        differences: related.findings.iter().map(|f| f.kind).collect(),
        findings: related.findings,
        topic_id,
        origin,
        copied,
        claim,
    }
}

fn variant(one: ClaimRow, other: ClaimRow, related: &Related) -> QuoteVariant {
    QuoteVariant {
        speaker: one.speaker,
        claim_id: one.claim_id,
        quote: one.claim,
        sentence: one.sentence,
        quote_id: one.quote_id,
        outlet: one.outlet,
        headline: one.headline,
        url: one.url,
        article_id: one.article_id,
        other_id: other.claim_id,
        other_quote: other.claim,
        other_sentence: other.sentence,
        other_quote_id: other.quote_id,
        other_outlet: other.outlet,
        other_headline: other.headline,
        other_url: other.url,
        other_article_id: other.article_id,
        score: rounded(related.score),
        differences: related.findings.iter().map(|f| f.kind).collect(),
    }
}

/// A score to two places.
pub(super) fn rounded(score: f32) -> f64 {
    (f64::from(score) * 100.0).round() / 100.0
}

/// Finds what is related to a claim. It remembers the words and claims that it looked up.
pub(super) struct Finder<'c> {
    connection: &'c Connection,
    with_copies: bool,
    all: usize,
    /// For each word that was asked for, the claims that have it and their articles; none for a word that is not rare.
    postings: HashMap<String, Rc<[(i64, i64)]>>,
    utterances: HashMap<i64, Rc<StoredUtterance>>,
}

/// Utterances that are remembered.
const REMEMBERED: usize = 20_000;
/// Wordings with a word that are looked at, those of older revisions included.
const LOOKED_AT: i64 = 10 * MOST_POSTINGS;
/// Rare words from which on runs of words are not asked for.
const ENOUGH: usize = 2;

impl<'c> Finder<'c> {
    pub(super) fn new(connection: &'c Connection, with_copies: bool) -> rusqlite::Result<Self> {
        let all: u32 = connection.query_row("SELECT count(*) FROM claim", [], |row| row.get(0))?;
        let (postings, utterances) = (HashMap::new(), HashMap::new());
        Ok(Self { connection, with_copies, all: all as usize, postings, utterances })
    }

    /// What is related to a claim in other articles, the same first, then by likeness, then by number.
    pub(super) fn related(&mut self, claim: i64) -> rusqlite::Result<Vec<(i64, Related)>> {
        let Some(own) = self.utterance(claim)? else { return Ok(Vec::new()) };
        self.compared(&own.utterance, own.speaker, Some(own.article), |_, one, other| relate(one, other))
    }

    /// Claims of other articles that are one with a claim and score `least` and more, 0 to 1. A pair that is in `seen` is
    /// not looked at again; those that were are added.
    pub(super) fn one_with(
        &mut self,
        claim: i64,
        least: f32,
        seen: &mut HashSet<(i64, i64)>,
    ) -> rusqlite::Result<Vec<(i64, Related)>> {
        let Some(own) = self.utterance(claim)? else { return Ok(Vec::new()) };
        self.compared(&own.utterance, own.speaker, Some(own.article), |id, one, other| {
            let is_new = seen.insert((claim.min(id), claim.max(id)));
            is_new.then(|| relate_one(one, other, least)).flatten()
        })
    }

    /// What one claim is to another; `None` where they are two things, or one is not there.
    pub(super) fn between(&mut self, claim: i64, other: i64) -> rusqlite::Result<Option<Related>> {
        let (Some(one), Some(other)) = (self.utterance(claim)?, self.utterance(other)?) else {
            return Ok(None);
        };
        Ok(relate(&one.utterance, &other.utterance))
    }

    /// What is related to words of which nothing else is known.
    fn related_to_words(&mut self, words: &Utterance) -> rusqlite::Result<Vec<(i64, Related)>> {
        self.compared(words, None, None, |_, one, other| relate_words(one, other))
    }

    fn compared(
        &mut self,
        own: &Utterance,
        speaker: Option<SpeakerId>,
        article: Option<i64>,
        mut relate: impl FnMut(i64, &Utterance, &Utterance) -> Option<Related>,
    ) -> rusqlite::Result<Vec<(i64, Related)>> {
        let mut found = Vec::new();
        let outline = Outline::of(own);
        for other in self.candidates(own, speaker, article)? {
            if let Some(other) = self.utterance(other)?
                && outline.may_relate(&other.outline, speaker.is_some() && speaker == other.speaker)
                && let Some(related) = relate(other.claim, own, &other.utterance)
            {
                found.push((other.claim, related));
            }
        }
        found.sort_by(|a, b| b.1.score.total_cmp(&a.1.score).then(a.0.cmp(&b.0)));
        Ok(found)
    }

    /// The claims of other articles that share rare words with an utterance.
    fn candidates(
        &mut self,
        own: &Utterance,
        speaker: Option<SpeakerId>,
        article: Option<i64>,
    ) -> rusqlite::Result<Vec<i64>> {
        let quoted = own.statement.voice.as_ref().is_some_and(|v| name_of(v.kind) == "direct");
        let terms = Terms::of(&own.statement.text, quoted);
        let mut lists: Vec<Rc<[(i64, i64)]>> = Vec::new();
        for word in &terms.words {
            lists.push(self.posting(word)?);
        }
        if lists.iter().filter(|list| !list.is_empty()).count() < ENOUGH {
            for run in &terms.runs {
                lists.push(self.posting(run)?);
            }
        }
        if let Some(speaker) = speaker {
            lists.push(self.of_speaker(speaker)?);
        }
        let elsewhere = |list: &Rc<[(i64, i64)]>| -> Vec<i64> {
            list.iter().filter(|(_, of)| Some(*of) != article).map(|(claim, _)| *claim).collect()
        };
        let lists: Vec<Vec<i64>> = lists.iter().map(elsewhere).filter(|list| !list.is_empty()).collect();
        Ok(rank(&lists.iter().map(Vec::as_slice).collect::<Vec<_>>(), self.all))
    }

    /// The claims whose newest wording has a word or a run of words; none where they are too many.
    fn posting(&mut self, words: &str) -> rusqlite::Result<Rc<[(i64, i64)]>> {
        if let Some(known) = self.postings.get(words) {
            return Ok(Rc::clone(known));
        }
        let sql = "SELECT c.id, c.article FROM (SELECT rowid AS id FROM statement_fts WHERE statement_fts MATCH ?1 LIMIT ?2) f \
                   JOIN statement t ON t.id = f.id JOIN claim c ON c.id = t.claim AND c.latest = t.id \
                   LEFT JOIN attribution q ON q.id = t.attribution \
                   WHERE t.position <> 'headline' AND NOT c.rejected AND q.rejected IS NOT 1 AND (?3 OR NOT c.copied) LIMIT ?4";
        let phrase = format!("\"{}\"", words.replace('"', "\"\"").replace('\0', " "));
        let list = self.list(sql, params![phrase, LOOKED_AT, self.with_copies, MOST_POSTINGS + 1])?;
        self.postings.insert(words.to_owned(), Rc::clone(&list));
        Ok(list)
    }

    /// The claims that a speaker makes.
    fn of_speaker(&mut self, speaker: SpeakerId) -> rusqlite::Result<Rc<[(i64, i64)]>> {
        // No word is written with a blank before it.
        let key = format!(" {speaker}");
        if let Some(known) = self.postings.get(&key) {
            return Ok(Rc::clone(known));
        }
        let sql = "SELECT c.id, c.article FROM (SELECT id FROM attribution WHERE speaker = ?1 AND NOT rejected LIMIT ?2) q \
                   JOIN statement t ON t.attribution = q.id JOIN claim c ON c.id = t.claim AND c.latest = t.id \
                   WHERE t.position <> 'headline' AND NOT c.rejected AND (?3 OR NOT c.copied) LIMIT ?4";
        let list = self.list(sql, params![speaker, LOOKED_AT, self.with_copies, MOST_POSTINGS + 1])?;
        self.postings.insert(key, Rc::clone(&list));
        Ok(list)
    }

    fn list(&self, sql: &str, values: &[&dyn rusqlite::ToSql]) -> rusqlite::Result<Rc<[(i64, i64)]>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(values, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let list: Vec<(i64, i64)> = rows.collect::<rusqlite::Result<_>>()?;
        let rare = i64::try_from(list.len()).is_ok_and(|n| n <= MOST_POSTINGS);
        Ok(if rare { list.into() } else { Rc::from([]) })
    }

    /// A claim with its newest wording.
    pub(super) fn utterance(&mut self, claim: i64) -> rusqlite::Result<Option<Rc<StoredUtterance>>> {
        if let Some(known) = self.utterances.get(&claim) {
            return Ok(Some(Rc::clone(known)));
        }
        let sql = "SELECT c.id, c.article, t.id, s.id, s.article IS NULL, q.anonymous_class, r.published_at, \
                       r.modified_at, r.captured_at, v.text, t.voice, q.speaker_name, q.speaker_kind, q.source, q.cue, \
                       q.cue_class, q.negated, q.hedge, q.kind, v.sentence \
                   FROM claim c JOIN statement t ON t.id = c.latest JOIN v_statements v ON v.statement_id = t.id \
                   JOIN revision r ON r.id = t.revision LEFT JOIN attribution q ON q.id = t.attribution \
                   LEFT JOIN speaker s ON s.id = q.speaker WHERE c.id = ?";
        let mut statement = self.connection.prepare_cached(sql)?;
        let Some(found) = statement.query_row(params![claim], utterance).optional()? else { return Ok(None) };
        if self.utterances.len() >= REMEMBERED {
            self.utterances.clear();
        }
        let found = Rc::new(found);
        self.utterances.insert(claim, Rc::clone(&found));
        Ok(Some(found))
    }
}

fn utterance(row: &Row<'_>) -> rusqlite::Result<StoredUtterance> {
    let voice: Option<Voice> = match row.get::<_, Option<String>>(10)? {
        Some(json) => serde_json::from_str(&json).unwrap_or_default(),
        None if row.get::<_, Option<i64>>(3)?.is_some() => Some(super::load::voice_at(row, 11)?),
        None => None,
    };
    let kind = voice.as_ref().map(|voice| voice.speaker_kind);
    let class: Option<String> = row.get(5)?;
    // "Norway's ambassador" has no name, but is known.
    let unnamed = kind == Some(SpeakerKind::Anonymous) && class.as_deref() != Some("office_holder")
        || kind == Some(SpeakerKind::None);
    let speaker: Option<SpeakerId> = row.get(3)?;
    let shared = row.get::<_, Option<bool>>(4)?.unwrap_or(false);
    let text: String = row.get(9)?;
    let utterance = Utterance {
        speaker: speaker.filter(|_| shared),
        unnamed,
        appeared: Appeared {
            published: row.get(6)?,
            modified: row.get(7)?,
            captured: row.get::<_, Option<String>>(8)?.map(|at| captured(&at)),
        },
        statement: Statement {
            context: row.get::<_, String>(19)?.into(),
            text,
            spans: Vec::new(),
            attribution: None,
            voice,
            position: Position::Body,
            figures: Vec::new(),
            check_worthiness: 0.0,
        },
    };
    Ok(StoredUtterance {
        claim: row.get(0)?,
        article: row.get(1)?,
        speaker: utterance.speaker,
        outline: Outline::of(&utterance),
        utterance,
    })
}
