//! As of: an article's claims as they stood in one of its revisions, with what had been decided by a time.

use super::claims::{ClaimFilter, ClaimRow, HistoryRow};
use super::filter::name_of;
use super::reviews::{ReviewState, Subject};
use crate::ids::{QuoteId, ReviewId};
use crate::store::standing::{self, ReviewStep};
use crate::store::{Store, StoreError};
use rusqlite::params;
use std::collections::HashSet;

/// Claims as they stood in a revision.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClaimsAsOf {
    /// Those that the filter lets through.
    pub claims: Vec<ClaimRow>,
    /// How many are left out only because their quote was less sure than the filter wants.
    pub doubtful: usize,
}

impl Store {
    /// The claims of one article that `filter` lets through, as they stood when the revision with this number was the
    /// newest; of decisions only those that `decided` lets through by their time.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn claims_as_of(
        &self,
        filter: &ClaimFilter,
        revision: i64,
        decided: impl Fn(&str) -> bool,
    ) -> Result<ClaimsAsOf, StoreError> {
        let all = ClaimFilter { min_confidence: None, with_rejected: true, ..filter.clone() };
        let mut found = ClaimsAsOf::default();
        for claim in self.claims(&all)? {
            let Some(claim) = self.as_of(claim, revision, &decided)? else { continue };
            let is_sure = match filter.min_confidence.zip(claim.confidence) {
                Some((least, confidence)) => confidence >= least || self.is_decided(&claim)?,
                None => true,
            };
            if claim.rejected && !filter.with_rejected {
                continue;
            }
            if is_sure {
                found.claims.push(claim);
            } else {
                found.doubtful += 1;
            }
        }
        Ok(found)
    }

    fn as_of(
        &self,
        newest: ClaimRow,
        revision: i64,
        decided: impl Fn(&str) -> bool,
    ) -> Result<Option<ClaimRow>, StoreError> {
        let mut steps = self.history(newest.claim_id, true)?;
        steps.retain(|step| step.revision <= revision);
        let worded = || steps.iter().filter(|step| step.text.is_some());
        let Some(last) = worded().map(|step| step.revision).max() else { return Ok(None) };
        let Some(step) = worded().find(|step| step.revision == last) else { return Ok(None) };
        let changed = |wanted: fn(&HistoryRow) -> bool| -> i64 {
            let changes = steps.iter().filter(|step| !step.rejected && wanted(step));
            distinct(changes.filter_map(|step| step.change_id))
        };
        let row = ClaimRow {
            status: if last == revision { "current" } else { "removed" }.to_owned(),
            wordings: distinct(worded().map(|step| &step.text)),
            revisions: distinct(worded().map(|step| step.revision)),
            changes: changed(|_| true),
            material_changes: changed(|step| step.material),
            ..newest
        };
        let row = self.decided_by(row, revision, &decided)?;
        self.worded_as(row, step, decided).map(Some)
    }

    /// A claim in the wording of a step of its life, with what had been decided on its quote.
    fn worded_as(
        &self,
        newest: ClaimRow,
        step: &HistoryRow,
        decided: impl Fn(&str) -> bool,
    ) -> Result<ClaimRow, StoreError> {
        let quote = step.quote_id.map(|quote| self.quote(quote)).transpose()?;
        let quote_rejected = match &quote {
            Some(quote) if quote.rejected => self.had_been_rejected(quote.quote_id, decided)?,
            _ => false,
        };
        let row = self.revision(step.revision_id)?;
        let statement_id = step.statement_id.unwrap_or(newest.statement_id);
        let place = "SELECT position, check_worthiness FROM statement WHERE id = ?";
        let (position, check_worthiness) = self
            .connection
            .query_row(place, params![statement_id], |row| Ok((row.get(0)?, row.get(1)?)))
            .map_err(|e| self.error(e))?;
        let speaker = || step.speaker.clone().unwrap_or_default();
        Ok(ClaimRow {
            claim: step.text.clone().unwrap_or_default(),
            sentence: step.context.clone().unwrap_or_default(),
            speaker: quote.as_ref().map(|_| speaker()),
            speaker_kind: step.speaker_kind.clone(),
            kind: step.kind.clone(),
            cue: step.cue.clone(),
            cue_class: step.cue_class.clone(),
            negated: step.negated,
            hedge: step.hedge.clone(),
            asserted: step.asserted,
            reported: step.reported,
            confidence: quote.as_ref().map(|quote| quote.confidence),
            attribution_confidence: quote.as_ref().and_then(|quote| quote.attribution_confidence),
            speaker_confidence: quote.as_ref().and_then(|quote| quote.speaker_confidence),
            position,
            check_worthiness,
            last_seen: row.last_captured_at,
            headline: row.headline,
            quote_id: step.quote_id,
            speaker_id: quote.as_ref().filter(|quote| !quote.not_theirs).map(|quote| quote.speaker_id),
            statement_id,
            revision_id: step.revision_id,
            revision: step.revision,
            captured_at: step.captured_at.clone(),
            captured_utc: Some(step.captured_at.clone()),
            // By its own review, or with the quote of this wording.
            rejected: newest.review.as_deref() == Some("rejected") || quote_rejected,
            ..newest
        })
    }

    /// A claim with only those steps of its review that were taken by then, as it read in a revision.
    fn decided_by(
        &self,
        claim: ClaimRow,
        revision: i64,
        decided: impl Fn(&str) -> bool,
    ) -> Result<ClaimRow, StoreError> {
        let Some(review) = self.review_of(Subject::Claim, claim.claim_id)?.and_then(|row| row.review_id)
        else {
            return Ok(claim);
        };
        let steps = self.steps_taken(review, decided)?;
        let remain = standing::remaining(&steps, |_, _| true);
        let holds = standing::decision(&remain);
        let state = match (holds, standing::assignee(&remain)) {
            _ if steps.is_empty() => None,
            (Some(holds), _) if self.had_turned(claim.article_id, holds.id, revision)? => {
                Some(ReviewState::Stale)
            }
            (_, Some(_)) => Some(ReviewState::Assigned),
            (None, None) => Some(ReviewState::Open),
            (Some(_), None) => Some(ReviewState::Decided),
        };
        Ok(ClaimRow {
            review: holds.map(|holds| holds.named.action.clone()),
            rating: holds.and_then(|holds| holds.rating.clone()),
            verdict: holds.and_then(|holds| holds.verdict.clone()),
            review_state: state.map(name_of),
            ..claim
        })
    }

    /// Whether a quote that is rejected was so by then.
    fn had_been_rejected(&self, quote: QuoteId, decided: impl Fn(&str) -> bool) -> Result<bool, StoreError> {
        let review = self.review_of(Subject::Quote, quote)?.and_then(|row| row.review_id);
        let Some(review) = review else { return Ok(true) };
        let steps = self.steps_taken(review, decided)?;
        let holds = standing::decision(&standing::remaining(&steps, |_, _| true));
        Ok(holds.is_some_and(|holds| holds.named.action == "rejected"))
    }

    /// The steps of a review that were taken by then.
    fn steps_taken(
        &self,
        review: ReviewId,
        decided: impl Fn(&str) -> bool,
    ) -> Result<Vec<ReviewStep>, StoreError> {
        let mut steps = standing::steps(&self.connection, review.get()).map_err(|e| self.error(e))?;
        steps.retain(|step| decided(&step.named.at));
        Ok(steps)
    }

    /// Whether a person gave a verdict on it or confirmed its quote.
    fn is_decided(&self, claim: &ClaimRow) -> Result<bool, StoreError> {
        let confirmed = claim.quote_id.map(|quote| self.quote(quote)).transpose()?;
        Ok(matches!(claim.review.as_deref(), Some("verdict" | "confirmed"))
            || confirmed.is_some_and(|quote| quote.confirmed))
    }
}

/// How many different ones there are.
fn distinct<T: std::hash::Hash + Eq>(all: impl Iterator<Item = T>) -> i64 {
    i64::try_from(all.collect::<HashSet<T>>().len()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture::{ingest, revision, store};
    use super::*;
    use crate::store::{NewEvent, RejectReason, ReviewAction};

    #[test]
    fn a_claim_is_as_it_stood_with_what_was_decided_by_then() {
        let (mut store, run) = store();
        let at = |day: usize| format!("2026-03-0{day}T08:00:00Z");
        let bodies = [
            "Ada Okafor: Boats hold 14.",
            "Bea Ord: Boats hold 19.\nNew lines.",
            "Ferries stop.\nNew lines.",
        ];
        for (n, body) in bodies.into_iter().enumerate() {
            ingest(&mut store, run, &revision("a", &at(n + 1), body));
        }
        let boats = store.claims(&ClaimFilter::default()).unwrap();
        let boats = boats.iter().find(|claim| claim.claim.starts_with("Boats")).unwrap().claim_id;
        let verdict = NewEvent {
            subject: Subject::Claim,
            id: boats.into(),
            action: ReviewAction::Verdict { words: "Nineteen.".to_owned(), rating: Some("true".to_owned()) },
            evidence: Vec::new(),
            note: None,
            reviewer: "Jo".to_owned(),
            seen: None,
        };
        store.decide(run, &verdict).unwrap();
        let as_of = |revision: i64, decided: bool| {
            let found = store.claims_as_of(&ClaimFilter::default(), revision, |_| decided).unwrap();
            found.claims.into_iter().find(|claim| claim.claim_id == boats).unwrap()
        };
        let told = |claim: ClaimRow| {
            let by = claim.speaker.unwrap_or_default();
            (claim.claim, by, claim.status, claim.wordings, claim.changes, claim.rating)
        };
        let is = |words: &str, by: &str, status: &str, n: i64, rating: Option<&str>| {
            let owned = |text: &str| text.to_owned();
            (owned(words), owned(by), owned(status), n, n - 1, rating.map(owned))
        };
        assert_eq!(told(as_of(1, false)), is("Boats hold 14.", "Ada Okafor", "current", 1, None));
        assert_eq!(told(as_of(2, true)), is("Boats hold 19.", "Bea Ord", "current", 2, Some("true")));
        assert_eq!(as_of(3, true).status, "removed");
        // As of the newest revision all is as it is listed.
        let newest = store.claim(boats).unwrap();
        let last_seen = newest.last_seen.clone();
        assert_eq!(ClaimRow { last_seen, ..as_of(3, true) }, newest);
        // What came later is not there, and what was doubtful is counted.
        let all = store.claims_as_of(&ClaimFilter::default(), 1, |_| true).unwrap();
        assert!(all.claims.iter().all(|claim| claim.first_revision == 1));
        let sure = ClaimFilter { min_confidence: Some(1.1), ..ClaimFilter::default() };
        let sure = store.claims_as_of(&sure, 1, |_| false).unwrap();
        assert_eq!(sure.doubtful, 1);
    }

    #[test]
    fn a_quote_that_was_rejected_only_later_is_still_there() {
        let (mut store, run) = store();
        ingest(&mut store, run, &revision("a", "2026-03-01T08:00:00Z", "Ada Okafor: Boats hold 14."));
        let quote = store.quotes(&Default::default()).unwrap()[0].quote_id;
        let rejection = NewEvent {
            subject: Subject::Quote,
            id: quote.into(),
            action: ReviewAction::Reject(RejectReason::NotAnAttribution),
            evidence: Vec::new(),
            note: None,
            reviewer: "Jo".to_owned(),
            seen: None,
        };
        store.decide(run, &rejection).unwrap();
        let claims =
            |by_then: bool| store.claims_as_of(&ClaimFilter::default(), 1, |_| by_then).unwrap().claims.len();
        assert_eq!([claims(false), claims(true)], [1, 0]);
    }

    #[test]
    fn of_two_verdicts_the_one_that_held_by_then_is_told() {
        let (mut store, run) = store();
        let day = |n: u8| format!("2026-03-0{n}T08:00:00Z");
        ingest(&mut store, run, &revision("a", &day(1), "Ada Okafor: Boats hold 14."));
        let boats = store.claims(&ClaimFilter::default()).unwrap()[0].claim_id;
        let mut step = |action: ReviewAction, at: u8| {
            let (evidence, reviewer) = (Vec::new(), "Jo".to_owned());
            let event = NewEvent {
                subject: Subject::Claim,
                id: boats.into(),
                action,
                evidence,
                note: None,
                reviewer,
                seen: None,
            };
            store.decide(run, &event).unwrap();
            let dated = format!(
                "DROP TRIGGER IF EXISTS review_event_update; \
                 UPDATE review_event SET at = '2026-06-0{at}T08:00:00Z' WHERE at > '2026-07'"
            );
            store.connection.execute_batch(&dated).unwrap();
        };
        let verdict =
            |rating: &str| ReviewAction::Verdict { words: "So.".into(), rating: Some(rating.to_owned()) };
        step(verdict("true"), 1);
        step(verdict("false"), 2);
        step(ReviewAction::Assign("Sam".to_owned()), 3);
        step(ReviewAction::Reopen, 4);
        step(ReviewAction::Reopen, 5);
        ingest(&mut store, run, &revision("a", &day(2), "Ada Okafor: Boats hold 19."));
        let as_of = |revision: i64, month: &str| {
            let found = store.claims_as_of(&ClaimFilter::default(), revision, |at| at <= month).unwrap();
            let claim = found.claims.into_iter().find(|claim| claim.claim_id == boats).unwrap();
            (claim.rating, claim.review_state)
        };
        for (by, rating, state) in [
            ("2026-06-01", None, None),
            ("2026-06-02", Some("true"), Some("decided")),
            ("2026-06-03", Some("false"), Some("decided")),
            ("2026-06-04", Some("false"), Some("assigned")),
            ("2026-06-05", Some("false"), Some("decided")),
            ("2026-06-06", Some("true"), Some("decided")),
        ] {
            assert_eq!(as_of(1, by), (rating.map(str::to_owned), state.map(str::to_owned)), "{by}");
        }
        assert_eq!(as_of(2, "2026-06-06"), (Some("true".to_owned()), Some("stale".to_owned())));
    }
}
