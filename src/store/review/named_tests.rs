//! Tests of who is named as the speaker of what is reviewed, and of what changed.

use super::super::fixture::{ingest, revision, store};
use super::super::{ChangeFilter, ChangeRow, ClaimFilter, QuoteFilter, ReviewFilter, Store, SubjectId};
use super::*;

fn decide(store: &mut Store, run: RunId, subject: Subject, id: i64, action: ReviewAction) {
    let (evidence, reviewer) = (Vec::new(), "Jo".to_owned());
    let id = SubjectId::new(id);
    let event = NewEvent { subject, id, action, evidence, note: None, reviewer, seen: None };
    store.decide(run, &event).unwrap();
}

#[test]
fn whom_a_person_found_wrong_is_not_named_when_a_later_revision_names_another() {
    let (mut store, run) = store();
    ingest(&mut store, run, &revision("a", "2026-03-01T01:00:00Z", "Dan Okoro: Boats hold 14."));
    let claim = store.claims(&ClaimFilter::default()).unwrap()[0].clone();
    let verdict = ReviewAction::Verdict { words: "Ten.".into(), rating: Some("false".into()) };
    decide(&mut store, run, Subject::Claim, claim.claim_id.get(), verdict);
    let quote = store.quotes(&QuoteFilter::default()).unwrap()[0].quote_id.get();
    decide(&mut store, run, Subject::Quote, quote, ReviewAction::Reject(RejectReason::WrongSpeaker));
    ingest(&mut store, run, &revision("a", "2026-03-01T02:00:00Z", "Bea Ord: Boats hold 15."));
    let row = store.review_of(Subject::Claim, claim.claim_id).unwrap().unwrap();
    assert_eq!((row.now.as_deref(), row.speaker.as_deref()), (Some("Bea Ord: Boats hold 15."), Some("")));
    let queue = store.reviews(&ReviewFilter::default()).unwrap();
    assert!(queue.iter().all(|row| row.speaker.as_deref() != Some("Dan Okoro")), "{queue:?}");
    // Taken back, he said it.
    decide(&mut store, run, Subject::Quote, quote, ReviewAction::Reopen);
    let row = store.review_of(Subject::Claim, claim.claim_id).unwrap().unwrap();
    assert_eq!(row.speaker.as_deref(), Some("Dan Okoro"));
}

#[test]
fn a_change_names_who_says_the_claim_that_changed_not_another_of_its_sentence() {
    let (mut store, run) = store();
    for (hour, n) in [(1, 5), (2, 6)] {
        let body = format!("Ferries stop at {n}.\nAda Okafor: Boats hold 14.");
        ingest(&mut store, run, &revision("a", &format!("2026-03-01T0{hour}:00:00Z"), &body));
    }
    // The sentence makes a second claim, which is hers.
    let second = "INSERT INTO change_statement (change, side, ordinal, statement) SELECT c.id, b.side, 1, s.id \
                  FROM change c JOIN change_statement b ON b.change = c.id JOIN statement t ON t.id = b.statement \
                  JOIN statement s ON s.revision = t.revision AND s.attribution IS NOT NULL";
    assert_eq!(store.connection.execute(second, []).unwrap(), 2);
    let change = |store: &Store| -> ChangeRow { store.changes(&ChangeFilter::default()).unwrap()[0].clone() };
    let row = change(&store);
    let claim = store.claim(row.claim_id.unwrap()).unwrap();
    assert_eq!((row.speaker_before, row.speaker_after, claim.speaker), (None, None, None));
    let voices = "SELECT count(voice_before) + count(voice_after) FROM v_changes";
    assert_eq!(store.connection.query_row(voices, [], |row| row.get::<_, i64>(0)).unwrap(), 0);
    let queue = store.reviews(&ReviewFilter::default()).unwrap();
    assert_eq!(queue[0].speaker, None);
    // Of the claim that is hers she is the speaker.
    store
        .connection
        .execute_batch(
            "UPDATE change SET claim = (SELECT claim FROM statement WHERE attribution IS NOT NULL)",
        )
        .unwrap();
    assert_eq!(change(&store).speaker_after.as_deref(), Some("Ada Okafor"));
}
