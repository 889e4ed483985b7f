//! Tests of what turns a decided claim: whatever has a part in it, carries its words on, or says them of another.

use super::super::fixture::{ingest, revision, store};
use super::super::judge::RevisionJudge;
use super::super::{ChangeFilter, ClaimFilter, ReviewState};
use super::tests::{A, B, at, claim, decided, event, in_state, reject, verdict};
use super::*;

const WHOLE: &str =
    "The ferry carried 140 passengers on Sunday and its crew had worked for 19 hours without a break.";
const PARTS: [&str; 2] =
    ["The ferry carried 140 passengers on Sunday.", "Its crew had worked for 19 hours without a break."];

/// A text with some sentences between two that stay.
fn around(sentences: &[&str]) -> String {
    let all: Vec<&str> =
        [&["The harbour opens in June."], sentences, &["Mayor Ord paid for the quay."]].concat();
    all.join("\n")
}

#[test]
fn what_became_of_a_sentence_that_was_split_makes_the_decision_on_it_stale() {
    for turned in 0..2 {
        let (mut store, run) = store();
        store.judge = RevisionJudge::default();
        ingest(&mut store, run, &revision("a", &at(1), &around(&[WHOLE])));
        let whole = claim(&store, "ferry");
        store.decide(run, &event(Subject::Claim, whole, verdict("Both are so."))).unwrap();
        ingest(&mut store, run, &revision("a", &at(2), &around(&PARTS)));
        let row = store.review_of(Subject::Claim, whole).unwrap().unwrap();
        assert_eq!((row.state, row.now), (ReviewState::Decided, Some(PARTS.join(" "))));
        // Whichever part is said otherwise, the claim turned.
        let now = [PARTS[0].replace("140", "120"), PARTS[1].replace("19", "12")];
        let now: Vec<&str> = (0..2).map(|n| if n == turned { &*now[n] } else { PARTS[n] }).collect();
        ingest(&mut store, run, &revision("a", &at(3), &around(&now)));
        let stale = in_state(&store, ReviewState::Stale);
        assert_eq!(stale.len(), 1, "part {turned}");
        assert_eq!(stale[0].now, Some(now.join(" ")));
        assert_eq!(stale[0].kinds.0, [crate::diff::Kind::FigureChanged]);
        let since = ChangeFilter { since_review: true, ..Default::default() };
        assert!(store.changes(&since).unwrap().iter().any(|c| c.material));
        let filter = ClaimFilter { with_rejected: true, ..Default::default() };
        let as_of = |n| store.claims_as_of(&filter, n, |_| true).unwrap().claims;
        let state = |n| as_of(n).into_iter().find(|c| c.claim_id == whole).unwrap().review_state.unwrap();
        assert_eq!([state(2), state(3)], ["decided", "stale"]);
        // Confirmed as it reads now, it stands until it turns again.
        store.decide(run, &event(Subject::Claim, whole, ReviewAction::Confirm)).unwrap();
        assert!(in_state(&store, ReviewState::Stale).is_empty());
        let again = [now[0], "Its crew had worked for 30 hours without a break."];
        ingest(&mut store, run, &revision("a", &at(4), &around(&again)));
        assert_eq!(in_state(&store, ReviewState::Stale).len(), 1);
        assert_eq!(store.check().unwrap().problems, []);
    }
}

#[test]
fn a_sentence_that_was_joined_to_another_is_followed_there() {
    for decided in ["ferry", "crew"] {
        let (mut store, run) = store();
        store.judge = RevisionJudge::default();
        ingest(&mut store, run, &revision("a", &at(1), &around(&PARTS)));
        let part = claim(&store, decided);
        store.decide(run, &event(Subject::Claim, part, verdict("It is so."))).unwrap();
        ingest(&mut store, run, &revision("a", &at(2), &around(&[WHOLE])));
        let row = store.review_of(Subject::Claim, part).unwrap().unwrap();
        assert_eq!((row.state, row.now.as_deref()), (ReviewState::Decided, Some(WHOLE)), "{decided}");
        let turned = WHOLE.replace("19 hours", "12 hours");
        ingest(&mut store, run, &revision("a", &at(3), &around(&[&turned])));
        let stale = in_state(&store, ReviewState::Stale);
        assert_eq!((stale.len(), stale[0].now.as_deref()), (1, Some(&*turned)), "{decided}");
        assert_eq!(store.check().unwrap().problems, []);
    }
}

#[test]
fn a_claim_that_shares_its_sentence_turns_whatever_harmless_edit_came_before() {
    let said = "The mayor, Ada Roux, spoke.\nTaxes fall, and pay rises by 3 percent.\nIt rained.";
    let (mut store, run) = store();
    ingest(&mut store, run, &revision("a", &at(1), said));
    let pay = claim(&store, "pay");
    store.decide(run, &event(Subject::Claim, pay, verdict("It is so."))).unwrap();
    ingest(&mut store, run, &revision("a", &at(2), &said.replace("percent", "per cent")));
    assert!(in_state(&store, ReviewState::Stale).is_empty());
    ingest(&mut store, run, &revision("a", &at(3), &said.replace("3 percent", "5 per cent")));
    assert_eq!(in_state(&store, ReviewState::Stale).len(), 1);
    let since = ChangeFilter { since_review: true, ..Default::default() };
    assert!(!store.changes(&since).unwrap().is_empty());
}

#[test]
fn the_same_words_by_another_speaker_are_not_what_was_decided_on() {
    let body = |who: &str| format!("{who}: The dam is safe for ten years.\nIt rained.");
    let (mut store, run) = store();
    store.judge = RevisionJudge::default();
    ingest(&mut store, run, &revision("a", &at(1), &body("Bo Lund")));
    let dam = claim(&store, "dam");
    store.decide(run, &event(Subject::Claim, dam, verdict("It leaks."))).unwrap();
    ingest(&mut store, run, &revision("a", &at(2), &body("Cy Dane")));
    assert_eq!(in_state(&store, ReviewState::Stale).len(), 1);
    ingest(&mut store, run, &revision("a", &at(3), &body("Bo Lund")));
    assert!(in_state(&store, ReviewState::Stale).is_empty());
}

#[test]
fn what_was_confirmed_as_gone_is_stale_while_it_is_back() {
    let with = "It rained.\nAda Okafor: The dam is safe.";
    let (mut store, run) = store();
    ingest(&mut store, run, &revision("a", &at(1), with));
    let dam = claim(&store, "dam");
    store.decide(run, &event(Subject::Claim, dam, verdict("It leaks."))).unwrap();
    ingest(&mut store, run, &revision("a", &at(2), "It rained."));
    assert_eq!(in_state(&store, ReviewState::Stale).len(), 1);
    store.decide(run, &event(Subject::Claim, dam, ReviewAction::Confirm)).unwrap();
    assert!(in_state(&store, ReviewState::Stale).is_empty());
    ingest(&mut store, run, &revision("a", &at(3), with));
    assert_eq!(in_state(&store, ReviewState::Stale).len(), 1);
    ingest(&mut store, run, &revision("a", &at(4), "It rained."));
    assert!(in_state(&store, ReviewState::Stale).is_empty());
}

#[test]
fn a_change_of_the_wrong_kind_is_still_one() {
    let (mut store, run, boats) = decided();
    ingest(&mut store, run, &revision("a", &at(2), B));
    let all = store.changes(&ChangeFilter::default()).unwrap();
    let id = all.iter().find(|change| change.claim_id == Some(boats)).unwrap().change_id;
    store.decide(run, &event(Subject::Change, id, reject(RejectReason::WrongKind))).unwrap();
    assert_eq!(in_state(&store, ReviewState::Stale).len(), 1, "the figure is another all the same");
    store.decide(run, &event(Subject::Change, id, ReviewAction::Reopen)).unwrap();
    store.decide(run, &event(Subject::Change, id, reject(RejectReason::NotAChange))).unwrap();
    assert!(in_state(&store, ReviewState::Stale).is_empty());
    assert_eq!(store.check().unwrap().problems, []);
}

#[test]
fn what_was_no_claim_may_become_one() {
    let (mut store, run) = store();
    ingest(&mut store, run, &revision("a", &at(1), A));
    let boats = claim(&store, "Boats");
    store.decide(run, &event(Subject::Claim, boats, reject(RejectReason::NotAClaim))).unwrap();
    let listed = |store: &Store| {
        store.claims(&ClaimFilter::default()).unwrap().iter().any(|claim| claim.claim_id == boats)
    };
    assert!(!listed(&store));
    ingest(&mut store, run, &revision("a", &at(2), B));
    assert!(listed(&store));
    assert_eq!(in_state(&store, ReviewState::Stale)[0].decision.as_deref(), Some("rejected"));
    store.decide(run, &event(Subject::Claim, boats, reject(RejectReason::NotAClaim))).unwrap();
    assert!(!listed(&store) && in_state(&store, ReviewState::Stale).is_empty());
    assert_eq!(store.check().unwrap().problems, []);
}

#[test]
fn words_that_come_back_are_what_was_decided_on() {
    let (mut store, run, boats) = decided();
    ingest(&mut store, run, &revision("a", &at(2), B));
    ingest(&mut store, run, &revision("a", &at(3), A));
    assert_eq!(store.review_of(Subject::Claim, boats).unwrap().unwrap().state, ReviewState::Decided);
    // A claim that is taken out is stale, too.
    ingest(&mut store, run, &revision("a", &at(4), "Ferries stop at 5."));
    let stale = in_state(&store, ReviewState::Stale);
    assert_eq!((stale.len(), &stale[0].now), (1, &None));
    // What was captured before the decision makes nothing stale.
    let (mut store, run, boats) = decided();
    ingest(&mut store, run, &revision("a", "2026-02-27T00:00:00Z", B));
    assert_eq!(store.review_of(Subject::Claim, boats).unwrap().unwrap().state, ReviewState::Decided);
}
