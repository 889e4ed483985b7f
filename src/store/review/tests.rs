//! Tests of reviews: what is decided holds through everything, and what turned is stale.

use super::super::fixture::{analysis, ingest, revision, store};
use super::super::{
    ChangeFilter, ClaimFilter, ClaimId, QuoteFilter, QuoteId, ReviewFilter, ReviewState, SearchFilter,
    SpeakerFilter, Store, StoreError, SubjectId,
};
use super::*;
use proptest::prelude::*;

pub(super) const A: &str = "Ferries stop at 5.\nAda Okafor: Boats hold 14.\nan official: Nobody drowned.";
pub(super) const B: &str = "Ferries stop at 6.\nAda Okafor: Boats hold 15.\nan official: Nobody drowned.";

pub(super) fn at(hour: u8) -> String {
    format!("2026-03-01T{hour:02}:00:00Z")
}

pub(super) fn event(subject: Subject, id: impl Into<i64>, action: ReviewAction) -> NewEvent {
    let id = SubjectId::new(id.into());
    NewEvent { subject, id, action, evidence: Vec::new(), note: None, reviewer: "Jo".into(), seen: None }
}

pub(super) fn verdict(words: &str) -> ReviewAction {
    ReviewAction::Verdict { words: words.into(), rating: Some("false".into()) }
}

pub(super) fn reject(reason: RejectReason) -> ReviewAction {
    ReviewAction::Reject(reason)
}

pub(super) fn claim(store: &Store, words: &str) -> ClaimId {
    let filter = ClaimFilter { words: Some(words.into()), with_rejected: true, ..Default::default() };
    store.claims(&filter).unwrap()[0].claim_id
}

fn quote(store: &Store, words: &str) -> QuoteId {
    let filter = QuoteFilter { with_rejected: true, ..Default::default() };
    store.quotes(&filter).unwrap().iter().find(|q| q.quote.contains(words)).unwrap().quote_id
}

fn quotes(store: &Store) -> Vec<String> {
    store.quotes(&QuoteFilter::default()).unwrap().into_iter().map(|q| q.quote).collect()
}

fn changes(store: &Store) -> usize {
    store.changes(&ChangeFilter::default()).unwrap().len()
}

pub(super) fn in_state(store: &Store, state: ReviewState) -> Vec<ReviewRow> {
    store.reviews(&ReviewFilter { states: vec![state], ..Default::default() }).unwrap()
}

/// An article with a revision, and one claim of it decided on.
pub(super) fn decided() -> (Store, RunId, ClaimId) {
    let (mut store, run) = store();
    ingest(&mut store, run, &revision("a", &at(1), A));
    let boats = claim(&store, "Boats");
    store.decide(run, &event(Subject::Claim, boats, verdict("They hold ten."))).unwrap();
    (store, run, boats)
}

#[test]
fn a_decided_claim_that_turns_is_stale_until_it_is_decided_anew() {
    let (mut store, run, boats) = decided();
    assert!(in_state(&store, ReviewState::Stale).is_empty());
    let row = store.review_of(Subject::Claim, boats).unwrap().unwrap();
    assert_eq!((row.state, row.now.as_deref()), (ReviewState::Decided, Some("Ada Okafor: Boats hold 14.")));
    ingest(&mut store, run, &revision("a", &at(2), B));
    let stale = in_state(&store, ReviewState::Stale);
    assert_eq!(stale.len(), 1);
    assert_eq!(stale[0].wording, "Ada Okafor: Boats hold 14.");
    assert_eq!(stale[0].now.as_deref(), Some("Ada Okafor: Boats hold 15."));
    assert_eq!((stale[0].rating.as_deref(), &*stale[0].since), (Some("false"), "2026-03-01T02:00:00Z"));
    assert_eq!(stale[0].kinds.0, [crate::diff::Kind::FigureChanged]);
    // The other change waits in the queue; the one that made the claim stale is told with it.
    let queue = store.reviews(&ReviewFilter::default()).unwrap();
    let told: Vec<_> = queue.iter().map(|r| (r.subject, r.state)).collect();
    assert_eq!(told, [(Subject::Claim, ReviewState::Stale), (Subject::Change, ReviewState::Open)]);
    assert_eq!(store.count_reviews(&ReviewFilter::default()).unwrap(), 2);
    let since = ChangeFilter { since_review: true, ..Default::default() };
    assert_eq!(store.changes(&since).unwrap().len(), 1);
    store.decide(run, &event(Subject::Claim, boats, ReviewAction::Confirm)).unwrap();
    let row = store.review_of(Subject::Claim, boats).unwrap().unwrap();
    assert_eq!((row.state, row.verdict.as_deref()), (ReviewState::Decided, Some("They hold ten.")));
    assert!(store.changes(&since).unwrap().is_empty());
    let events = store.review_events(row.review_id.unwrap()).unwrap();
    assert_eq!(events.len(), 2);
    assert_eq!(events[0].wording, "Ada Okafor: Boats hold 14.");
    assert_eq!(store.check().unwrap().problems, []);
}

#[test]
fn a_rejected_quote_leaves_every_listing_and_count_and_comes_back_when_reopened() {
    let (mut store, run) = store();
    ingest(&mut store, run, &revision("a", &at(1), A));
    let official = quote(&store, "Nobody");
    let speakers = |store: &Store| store.speakers(&SpeakerFilter::default()).unwrap().len();
    let hits = |store: &Store| {
        store.search(&SearchFilter { words: "drowned".into(), ..Default::default() }).unwrap().len()
    };
    let tally = |store: &Store| {
        let shares = store.unnamed_shares(&Default::default()).unwrap();
        (store.articles(&Default::default()).unwrap()[0].quotes, shares[0].unnamed)
    };
    let before = (quotes(&store), speakers(&store), hits(&store), tally(&store));
    assert_eq!((before.1, before.2, before.3), (2, 1, (2, 1)));
    let rejected = event(Subject::Quote, official, reject(RejectReason::NotAnAttribution));
    store.decide(run, &rejected).unwrap();
    assert_eq!(quotes(&store), ["Boats hold 14."]);
    assert_eq!((speakers(&store), hits(&store), tally(&store)), (1, 0, (1, 0)));
    assert_eq!(store.claims(&ClaimFilter::default()).unwrap().len(), 2);
    let all = QuoteFilter { with_rejected: true, ..Default::default() };
    assert!(store.quotes(&all).unwrap().iter().any(|q| q.rejected));
    assert_eq!(store.check().unwrap().problems, []);
    // It holds in later revisions, whatever stands around it, and in what is extracted anew.
    let later = ingest(&mut store, run, &revision("a", &at(2), &format!("New.\n{B}")));
    assert_eq!(quotes(&store), ["Boats hold 15."]);
    store.reextract(run, later.revision_id, &analysis(&store.body(later.revision_id).unwrap())).unwrap();
    assert_eq!((quotes(&store), tally(&store)), (vec!["Boats hold 15.".to_owned()], (1, 0)));
    assert_eq!(store.check().unwrap().problems, []);
    let id = quote(&store, "Nobody");
    store.decide(run, &event(Subject::Quote, id, ReviewAction::Reopen)).unwrap();
    assert_eq!((quotes(&store).len(), tally(&store)), (2, (2, 1)));
    assert_eq!(store.check().unwrap().problems, []);
}

fn rows_of(store: &Store, table: &str) -> i64 {
    store.connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
}

#[test]
fn a_decision_on_a_quote_of_an_older_revision_is_on_its_words() {
    let (mut store, run) = store();
    for (hour, body) in [(1, A), (2, B), (3, "an official: Nobody drowned.\nNew.")] {
        ingest(&mut store, run, &revision("a", &at(hour), body));
    }
    let all = QuoteFilter { all_revisions: true, with_rejected: true, ..Default::default() };
    let rows = store.quotes(&all).unwrap();
    let worded =
        |words: &str| rows.iter().filter(|q| q.quote.contains(words)).map(|q| q.quote_id).collect::<Vec<_>>();
    let (nobody, gone) = (worded("Nobody"), worded("14")[0]);
    assert_eq!(nobody.len(), 3);
    let seen = |event| Some(ReviewSeen { event, wording: None });
    let rejected = event(Subject::Quote, nobody[0], reject(RejectReason::NotAnAttribution));
    let row = store.decide(run, &NewEvent { seen: seen(None), ..rejected.clone() }).unwrap();
    assert_eq!((row.state, row.subject_id), (ReviewState::Decided, Some(nobody[2].into())));
    // It is one review, from whichever revision it is looked at, and nobody overwrites it unseen.
    for &quote in &nobody {
        assert_eq!(store.review_of(Subject::Quote, quote).unwrap().unwrap().review_id, row.review_id);
        let late = NewEvent { id: quote.into(), seen: seen(None), ..rejected.clone() };
        assert!(matches!(store.decide(run, &late), Err(StoreError::Conflict { .. })));
        let again = NewEvent { id: quote.into(), ..rejected.clone() };
        assert_eq!(store.decide(run, &again).unwrap().review_id, row.review_id);
    }
    assert!(store.quotes(&QuoteFilter { all_revisions: true, ..Default::default() }).unwrap().len() == 2);
    store.decide(run, &event(Subject::Quote, nobody[1], ReviewAction::Reopen)).unwrap();
    assert_eq!(quotes(&store), ["Nobody drowned."]);
    // Words that no longer stand, too.
    for _ in 0..2 {
        let row = store.decide(run, &event(Subject::Quote, gone, reject(RejectReason::WrongWords))).unwrap();
        assert_eq!(row.subject_id, Some(gone.into()));
    }
    assert_eq!(rows_of(&store, "review"), 2);
    assert_eq!(store.check().unwrap().problems, []);
}

#[test]
fn of_a_change_that_comes_again_the_rejection_holds_until_it_is_looked_at_itself() {
    let (mut store, run) = store();
    for (hour, body) in [(1, A), (2, B), (3, A), (4, B)] {
        ingest(&mut store, run, &revision("a", &at(hour), body));
    }
    let boats = ChangeFilter { claim: Some(claim(&store, "Boats")), ..Default::default() };
    let listed =
        |store: &Store| store.changes(&boats).unwrap().iter().map(|c| c.change_id).collect::<Vec<_>>();
    let all = listed(&store);
    let mut up: Vec<_> = store.changes(&boats).unwrap();
    up.retain(|c| c.after.as_deref().is_some_and(|words| words.contains("15")));
    let (first, last) = (up[0].change_id, up[1].change_id);
    store.decide(run, &event(Subject::Change, first, reject(RejectReason::NotAChange))).unwrap();
    assert_eq!(listed(&store).len(), all.len() - 2);
    // The other one is looked at: it has that rejection, which is taken back there or here.
    let row = store.review_of(Subject::Change, last).unwrap().unwrap();
    assert_eq!(row.reason.as_deref(), Some("not_a_change"));
    store.decide(run, &event(Subject::Change, last, ReviewAction::Reopen)).unwrap();
    assert_eq!(listed(&store), all);
    // What somebody says of one holds of it, whatever is said of the other.
    store.decide(run, &event(Subject::Change, first, reject(RejectReason::WrongKind))).unwrap();
    let row = store.decide(run, &event(Subject::Change, last, ReviewAction::Confirm)).unwrap();
    assert_eq!((row.decision.as_deref(), row.subject_id), (Some("confirmed"), Some(last.into())));
    let left = listed(&store);
    assert!(left.contains(&last) && !left.contains(&first), "{left:?}");
    let row = store.review_of(Subject::Change, first).unwrap().unwrap();
    assert_eq!(row.reason.as_deref(), Some("wrong_kind"));
    assert_eq!(store.check().unwrap().problems, []);
}

#[test]
fn what_a_person_confirmed_is_listed_however_doubtful() {
    let (mut store, run, boats) = decided();
    let sure = || QuoteFilter { min_confidence: Some(2.0), ..Default::default() };
    let all = store.quotes(&QuoteFilter::default()).unwrap().len();
    assert_eq!((store.quotes(&sure()).unwrap().len(), store.doubtful_quotes(&sure()).unwrap()), (0, all));
    let nobody = quote(&store, "Nobody");
    store.decide(run, &event(Subject::Quote, nobody, ReviewAction::Confirm)).unwrap();
    let listed: Vec<_> = store.quotes(&sure()).unwrap().iter().map(|q| q.quote_id).collect();
    assert_eq!((listed, store.doubtful_quotes(&sure()).unwrap()), (vec![nobody], all - 1));
    let claims = store.claims(&ClaimFilter { min_confidence: Some(2.0), ..Default::default() }).unwrap();
    assert!(claims.iter().any(|claim| claim.claim_id == boats), "it has a verdict");
    store.decide(run, &event(Subject::Quote, nobody, ReviewAction::Reopen)).unwrap();
    assert!(store.quotes(&sure()).unwrap().is_empty());
}

#[test]
fn of_quotes_with_the_same_words_the_one_in_its_place_is_rejected() {
    let (mut store, run) = store();
    let body = "One day.\nAda Okafor: Boats sink.\nTwo days later.\nAda Okafor: Boats sink.\nThree.";
    ingest(&mut store, run, &revision("a", &at(1), body));
    let second = store.quotes(&QuoteFilter::default()).unwrap()[1].clone();
    store.decide(run, &event(Subject::Quote, second.quote_id, reject(RejectReason::WrongWords))).unwrap();
    let left = |store: &Store| -> Vec<_> {
        store.quotes(&QuoteFilter::default()).unwrap().iter().map(|q| q.content_spans.0[0].0).collect()
    };
    assert_eq!(left(&store), [21]);
    store.reextract(run, 1.into(), &analysis(body)).unwrap();
    assert_eq!(left(&store), [21]);
    ingest(&mut store, run, &revision("a", &at(2), &body.replace("One day.", "On one fine day.")));
    assert_eq!(left(&store), [29]);
}

#[test]
fn a_wrong_speaker_is_wrong_until_it_is_put_right() {
    let (mut store, run) = store();
    ingest(&mut store, run, &revision("a", &at(1), A));
    let boats = store.quotes(&QuoteFilter::default()).unwrap()[0].clone();
    store.decide(run, &event(Subject::Quote, boats.quote_id, reject(RejectReason::WrongSpeaker))).unwrap();
    assert_eq!(quotes(&store), ["Nobody drowned."]);
    store.split_quotes(run, boats.speaker_id, 1.into(), &[boats.quote_id], Some("Bea Ord")).unwrap();
    assert_eq!(quotes(&store).len(), 2);
    store.reextract(run, 1.into(), &analysis(A)).unwrap();
    assert_eq!(quotes(&store).len(), 2);
    // The correction stays an example to train with.
    let mut examples = Vec::new();
    let each = |example| -> Result<(), StoreError> {
        examples.push(example);
        Ok(())
    };
    store.for_each_example(&ReviewFilter::default(), each).unwrap();
    assert_eq!(examples[0].reason.as_deref(), Some("wrong_speaker"));
    assert_eq!(examples[0].seen["speaker"], "Ada Okafor");
    assert_eq!(store.check().unwrap().problems, []);
}

#[test]
fn a_wrong_speaker_stays_wrong_under_a_fuller_name_and_a_merged_one() {
    // Who the quote is said to be by at first, and in the next revision.
    for (first, then, is_wrong) in [
        ("Ord", "Bea Ord", true),
        ("Bea Ord", "Ord", true),
        ("B. Ord", "Bea Ord", true),
        ("Bea Ord", "Bea K. Ord", true),
        ("HBA", "HBA", true),
        ("Bea Ord", "Cy Dale", false),
        ("Bea Ord", "Max Ord", false),
        ("Ord", "an aide", false),
    ] {
        for action in [reject(RejectReason::WrongSpeaker), ReviewAction::Confirm] {
            let (mut store, run) = store();
            let rejects = action != ReviewAction::Confirm;
            ingest(&mut store, run, &revision("a", &at(1), &format!("{first}: Boats sink.")));
            let seen = store.quotes(&QuoteFilter::default()).unwrap()[0].clone();
            store.decide(run, &event(Subject::Quote, seen.quote_id, action)).unwrap();
            // The same source in the words of the text; only whom it leads to differs.
            ingest(&mut store, run, &revision("a", &at(2), &format!("{then}: Boats sink.\nNew.")));
            store.connection.execute("UPDATE attribution SET source = 'she'", []).unwrap();
            let kept: String = store
                .connection
                .query_row("SELECT json_set(seen, '$.source', 'she') FROM review_event", [], |row| row.get(0))
                .unwrap();
            store.connection.execute_batch("DROP TRIGGER review_event_update").unwrap();
            store.connection.execute("UPDATE review_event SET seen = ?", [kept]).unwrap();
            attach(&store.connection, 1).unwrap();
            let all = QuoteFilter { with_rejected: true, ..Default::default() };
            let quote = store.quotes(&all).unwrap()[0].clone();
            assert_eq!((quote.speaker.as_str(), quote.revision), (then, 2));
            let marks = (quote.rejected, quote.confirmed);
            assert_eq!(marks, (rejects && is_wrong, !rejects && is_wrong), "{first}, {then}");
        }
    }
    // Merged into somebody of another name.
    let (mut store, run) = store();
    ingest(&mut store, run, &revision("a", &at(1), "Bea Ord: One.\nTrixie Ordway: Two."));
    let rows = store.quotes(&QuoteFilter::default()).unwrap();
    let wrong = event(Subject::Quote, rows[0].quote_id, reject(RejectReason::WrongSpeaker));
    store.decide(run, &wrong).unwrap();
    store.merge_speakers(run, rows[1].speaker_id, rows[0].speaker_id).unwrap();
    assert_eq!(quotes(&store), ["Two."]);
    assert_eq!(store.check().unwrap().problems, []);
}

#[test]
fn nobody_is_named_for_what_a_person_said_was_not_theirs() {
    for (reason, named) in [
        (RejectReason::WrongSpeaker, ""),
        (RejectReason::NotAnAttribution, ""),
        (RejectReason::WrongWords, "Ada Okafor"),
    ] {
        let (mut store, run, boats) = decided();
        ingest(&mut store, run, &revision("a", &at(2), B));
        let quoted = store.quotes(&QuoteFilter::default()).unwrap()[0].clone();
        store.decide(run, &event(Subject::Quote, quoted.quote_id, reject(reason))).unwrap();
        let by = |store: &Store| store.claim(boats).unwrap().speaker;
        assert_eq!(by(&store).as_deref(), Some(named), "{reason:?}");
        let steps = store.history(boats, true).unwrap();
        let said: Vec<_> = steps.iter().map(|step| step.speaker.clone().unwrap_or_default()).collect();
        assert_eq!(said, ["Ada Okafor", named], "{reason:?}");
        let filter = ChangeFilter { claim: Some(boats), ..Default::default() };
        assert_eq!(store.changes(&filter).unwrap()[0].speaker_after.as_deref().unwrap_or_default(), named);
        let stale = in_state(&store, ReviewState::Stale);
        assert_eq!(stale[0].speaker.as_deref(), Some(named));
        // Who did say it is named again.
        store.split_quotes(run, quoted.speaker_id, 1.into(), &[quoted.quote_id], Some("Bea Ord")).unwrap();
        let told = if reason == RejectReason::NotAnAttribution { "" } else { "Bea Ord" };
        assert_eq!(by(&store).as_deref(), Some(told), "{reason:?}");
        assert_eq!(store.check().unwrap().problems, []);
    }
}

#[test]
fn a_rejected_quote_stays_so_when_its_speaker_is_merged() {
    let (mut store, run) = store();
    ingest(&mut store, run, &revision("a", &at(1), "Ada Okafor: One.\nA. Okafor: Two."));
    let rows = store.quotes(&QuoteFilter::default()).unwrap();
    let rejected = event(Subject::Quote, rows[1].quote_id, reject(RejectReason::NotAnAttribution));
    store.decide(run, &rejected).unwrap();
    store.merge_speakers(run, rows[0].speaker_id, rows[1].speaker_id).unwrap();
    assert_eq!(quotes(&store), ["One."]);
    assert_eq!(store.speaker(rows[0].speaker_id).unwrap().quotes, 1);
    assert_eq!(store.check().unwrap().problems, []);
}

#[test]
fn a_rejected_change_is_gone_and_makes_nothing_stale() {
    let (mut store, run, boats) = decided();
    ingest(&mut store, run, &revision("a", &at(2), B));
    let filter = ChangeFilter { claim: Some(boats), ..Default::default() };
    let change = store.changes(&filter).unwrap()[0].change_id;
    let before = changes(&store);
    store.decide(run, &event(Subject::Change, change, reject(RejectReason::NotAChange))).unwrap();
    assert_eq!(changes(&store), before - 1);
    assert!(in_state(&store, ReviewState::Stale).is_empty());
    store.reextract(run, 1.into(), &analysis(A)).unwrap();
    store.reextract(run, 2.into(), &analysis(B)).unwrap();
    assert_eq!((changes(&store), in_state(&store, ReviewState::Stale).len()), (before - 1, 0));
    assert_eq!(store.check().unwrap().problems, []);
}

/// The only claim that turned: the change named for it, as its two wordings, since when, and its severity.
fn turned(store: &Store) -> Option<(Option<String>, Option<String>, String)> {
    let stale = in_state(store, ReviewState::Stale);
    assert!(stale.len() <= 1);
    let row = stale.into_iter().next()?;
    let filter = ChangeFilter { change: row.change_id, ..Default::default() };
    let change = store.changes(&filter).unwrap().remove(0);
    Some((change.before, change.after, row.since))
}

#[test]
fn a_claim_turned_by_what_happened_since_it_last_read_as_decided() {
    let boats = |n: u8| format!("Ferries stop at 5.\nAda Okafor: Boats hold {n}.");
    let said = |n: u8| Some(format!("Boats hold {n}."));
    let (mut store, run) = store();
    ingest(&mut store, run, &revision("a", &at(1), &boats(14)));
    let id = claim(&store, "Boats");
    store.decide(run, &event(Subject::Claim, id, verdict("They hold ten."))).unwrap();
    for (hour, n) in [(2, 15), (3, 14), (4, 19)] {
        ingest(&mut store, run, &revision("a", &at(hour), &boats(n)));
    }
    assert_eq!(turned(&store), Some((said(14), said(19), at(4))));
    // What is no change has turned nothing, whatever there was before the words came back.
    let filter = ChangeFilter { claim: Some(id), ..Default::default() };
    let last = store.changes(&filter).unwrap().iter().map(|change| change.change_id).max().unwrap();
    store.decide(run, &event(Subject::Change, last, reject(RejectReason::NotAChange))).unwrap();
    assert_eq!(turned(&store), None);
    // The change that led to today's wording is named, and since when.
    ingest(&mut store, run, &revision("a", &at(5), &boats(21)));
    ingest(&mut store, run, &revision("a", &at(6), &boats(22)));
    assert_eq!(turned(&store), Some((said(21), said(22), at(6))));
    ingest(&mut store, run, &revision("a", &at(7), "Ferries stop at 5."));
    assert_eq!(turned(&store), Some((said(22), None, at(7))));
    // Back as it was: nothing turned.
    ingest(&mut store, run, &revision("a", &at(8), &boats(14)));
    assert_eq!(turned(&store), None);
    assert_eq!(store.check().unwrap().problems, []);
}

#[test]
fn a_claim_decided_on_when_it_was_gone_is_stale_while_it_is_back() {
    let (mut store, run) = store();
    let gone = "Ferries stop at 5.";
    ingest(&mut store, run, &revision("a", &at(1), A));
    let boats = claim(&store, "Boats");
    ingest(&mut store, run, &revision("a", &at(2), gone));
    store.decide(run, &event(Subject::Claim, boats, verdict("They hold ten."))).unwrap();
    assert_eq!(turned(&store), None);
    for round in 0..2 {
        let hour = 3 + 2 * round;
        ingest(&mut store, run, &revision("a", &at(hour), A));
        assert_eq!(turned(&store).map(|turned| turned.2), Some(at(hour)));
        ingest(&mut store, run, &revision("a", &at(hour + 1), gone));
        assert_eq!(turned(&store), None);
    }
    ingest(&mut store, run, &revision("a", &at(9), A));
    store.decide(run, &event(Subject::Claim, boats, ReviewAction::Confirm)).unwrap();
    assert_eq!(turned(&store), None);
    assert_eq!(store.check().unwrap().problems, []);
}

#[test]
fn two_windows_do_not_overwrite_each_other() {
    let (mut store, run, boats) = decided();
    let seen = store.review_of(Subject::Claim, boats).unwrap().unwrap();
    let seen = ReviewSeen { event: seen.event_id, wording: seen.now };
    let one =
        NewEvent { seen: Some(seen.clone()), ..event(Subject::Claim, boats, verdict("They hold nine.")) };
    store.decide(run, &one).unwrap();
    assert!(matches!(store.decide(run, &one), Err(StoreError::Conflict { .. })));
    assert_eq!(in_state(&store, ReviewState::Decided)[0].verdict.as_deref(), Some("They hold nine."));
    // Nor does one that looks at the old words.
    let seen =
        ReviewSeen { event: store.review_of(Subject::Claim, boats).unwrap().unwrap().event_id, ..seen };
    ingest(&mut store, run, &revision("a", &at(2), B));
    let late = NewEvent { seen: Some(seen), ..one };
    assert!(matches!(store.can_decide(&late), Err(StoreError::Conflict { .. })));
    let unseen = NewEvent { seen: Some(ReviewSeen::default()), ..late };
    assert!(matches!(store.decide(run, &unseen), Err(StoreError::Conflict { .. })));
}

#[test]
fn what_cannot_be_meant_is_told_and_changes_nothing() {
    let (mut store, run, boats) = decided();
    let (boats, official) = (boats.get(), quote(&store, "Nobody").get());
    let of = |subject, id: i64, action| event(subject, id, action);
    let with = |note: &str| NewEvent { note: Some(note.into()), ..of(Subject::Claim, boats, verdict("No.")) };
    let evidence =
        |url: &str| NewEvent { evidence: vec![url.into()], ..of(Subject::Claim, boats, verdict("No.")) };
    let mut said = String::new();
    for bad in [
        of(Subject::Claim, 999, verdict("No.")),
        of(Subject::Quote, 999, ReviewAction::Confirm),
        of(Subject::Claim, boats, verdict(" … ")),
        of(Subject::Quote, official, verdict("No.")),
        of(Subject::Quote, official, reject(RejectReason::WrongKind)),
        of(Subject::Quote, official, ReviewAction::Reopen),
        of(Subject::Claim, claim(&store, "Ferries").get(), ReviewAction::Confirm),
        of(Subject::Claim, boats, ReviewAction::Assign("\u{202e}oJ".into())),
        with("a bell \u{7}"),
        evidence("the harbour log"),
        NewEvent { reviewer: " ".into(), ..of(Subject::Claim, boats, verdict("No.")) },
    ] {
        said += &store.decide(run, &bad).unwrap_err().to_string();
        said.push('\n');
    }
    insta::assert_snapshot!(said, @r"
    :memory:: the database holds no claim 999
    :memory:: the database holds no quote 999
    the verdict has no words; write some
    a verdict is on a claim, and quote 2 is none; name a claim, or confirm or reject this
    “wrong kind” is no reason to reject quote 2; name “not an attribution” or “wrong speaker” or “wrong words”
    quote 2 is open already; name one that was decided or assigned
    claim 1 has no verdict to confirm; name one with its words
    the name of who is to decide holds a character that cannot be seen (U+202E); write it without
    the note holds a character that cannot be seen (U+0007); write it without
    the evidence “the harbour log” is no address on the web; name one that begins with https://
    the name of who decides has no words; write some
    ");
    let events: i64 =
        store.connection.query_row("SELECT count(*) FROM review_event", [], |row| row.get(0)).unwrap();
    assert_eq!(events, 1);
    assert!(store.connection.execute("DELETE FROM review_event", []).is_err());
    assert!(store.connection.execute("UPDATE review_event SET verdict = 'yes'", []).is_err());
}

#[test]
fn decisions_go_with_an_article_that_is_taken_in() {
    let (mut store, run) = store();
    let add = |store: &mut Store, key: &str, body: &str, hour| {
        let mut revision = revision(key, &at(hour), body);
        revision.url = None;
        store.ingest(run, key, &revision, &analysis(body)).unwrap().article_id
    };
    let kept = add(&mut store, "/jo/a.txt", A, 1);
    let copy = add(&mut store, "/jo/b.txt", A, 2);
    let filter =
        ClaimFilter { article: Some(copy.to_string()), words: Some("Boats".into()), ..Default::default() };
    let boats = store.claims(&filter).unwrap()[0].claim_id;
    store.decide(run, &event(Subject::Claim, boats, verdict("They hold ten."))).unwrap();
    assert_eq!(store.move_article(kept, "/jo/b.txt", None).unwrap(), Some(copy));
    let rows = in_state(&store, ReviewState::Decided);
    assert_eq!((rows[0].article_id, rows[0].subject_id), (kept, Some(claim(&store, "Boats").into())));
    assert_eq!(store.check().unwrap().problems, []);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever is extracted anew, in whatever order, even to nothing in between: every decision is about what it was.
    #[test]
    fn decisions_outlive_reextraction_in_any_order(
        order in prop::collection::vec((1..=3_i64, any::<bool>()), 1..8), decide_at in 0..3_usize
    ) {
        let (mut store, run) = store();
        let bodies = [A.to_owned(), B.to_owned(), B.replace("Nobody", "Somebody")];
        for (n, body) in bodies.iter().enumerate() {
            ingest(&mut store, run, &revision("a", &at(u8::try_from(n + 1).unwrap()), body));
            if n == decide_at {
                let (boats, ferries) = (claim(&store, "Boats"), claim(&store, "Ferries"));
                store.decide(run, &event(Subject::Claim, boats, verdict("No."))).unwrap();
                store.decide(run, &event(Subject::Claim, ferries, ReviewAction::Assign("Sam".into()))).unwrap();
                let id = quote(&store, "drowned");
                store.decide(run, &event(Subject::Quote, id, reject(RejectReason::NotAnAttribution))).unwrap();
            }
        }
        let picture = |store: &Store| {
            let all = [ReviewState::Stale, ReviewState::Assigned, ReviewState::Open, ReviewState::Decided];
            let filter = ReviewFilter { states: all.to_vec(), ..Default::default() };
            let rows = store.reviews(&filter).unwrap();
            let mut told: Vec<String> = rows
                .iter()
                .filter(|r| r.review_id.is_some())
                .map(|r| format!("{:?} {:?} {} {:?} {:?}", r.review_id, r.state, r.wording, r.now, r.verdict))
                .collect();
            told.sort();
            (told, quotes(store))
        };
        let before = picture(&store);
        for (row, empty) in order {
            let row = row.into();
            let body = store.body(row).unwrap();
            let whole = analysis(&body);
            if empty {
                let nothing = crate::analysis::Analysis {
                    attributions: vec![], cast: Default::default(), statements: vec![], ..whole.clone()
                };
                store.reextract(run, row, &nothing).unwrap();
                prop_assert_eq!(store.check().unwrap().problems, []);
            }
            store.reextract(run, row, &whole).unwrap();
        }
        prop_assert_eq!(picture(&store), before);
        prop_assert_eq!(store.check().unwrap().problems, []);
    }
}
