//! Tests of how a revision comes into the database.

use super::super::fixture::{analysis, ingest, revision, store};
use super::super::{
    ArticleFilter, ChangeFilter, ClaimFilter, NewEvent, QuoteFilter, ReviewAction, ReviewFilter, ReviewState,
    Store, Subject,
};
use super::*;
use crate::article::{Found, FoundIn};
use crate::diff::Kind;
use proptest::prelude::*;

const A: &str = "Ferries stop at 5.\nAda Okafor: The pier held 14 boats.";
const B: &str = "Ferries stop at 6.\nAda Okafor: The pier held 14 boats.";
const C: &str = "Nobody was hurt.\nan official: The pier held 14 boats.";

fn at(hour: u8) -> String {
    format!("2026-03-01T{hour:02}:00:00Z")
}

fn count(store: &Store, table: &str) -> i64 {
    store.connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
}

/// Everything that a reader can see of the lineage, without row numbers.
fn picture(store: &Store) -> String {
    let mut picture = String::new();
    for article in store.articles(&ArticleFilter::default()).unwrap() {
        for revision in store.revisions(article.article_id).unwrap() {
            let sql = "SELECT min(r.seq * 1000 + f.ordinal) FROM statement t JOIN statement f ON f.claim = t.claim \
                       JOIN revision r ON r.id = f.revision WHERE t.revision = ? GROUP BY t.id ORDER BY t.ordinal";
            let mut statement = store.connection.prepare(sql).unwrap();
            let origins: Vec<i64> = statement
                .query_map(params![revision.revision_id], |row| row.get(0))
                .unwrap()
                .collect::<Result<_, _>>()
                .unwrap();
            picture += &format!(
                "{} {} {} same {:?} claims {origins:?}\n",
                revision.revision,
                revision.captured_at,
                &revision.text_sha256[..16],
                revision.same_text_as
            );
        }
    }
    for change in store.changes(&ChangeFilter::default()).unwrap() {
        let mut line = format!("{}>{} {:?}", change.from_revision, change.to_revision, change.kinds);
        line += &format!(" {:?} {:?} {}\n", change.before, change.after, change.material);
        picture += &line;
    }
    let mut claims: Vec<String> = store
        .claims(&ClaimFilter::default())
        .unwrap()
        .iter()
        .map(|c| format!("{} {} {} {} {}\n", c.claim, c.status, c.wordings, c.first_seen, c.last_seen))
        .collect();
    claims.sort();
    // Changes are listed as they were stored, which is the order of arrival.
    let mut lines: Vec<&str> = picture.lines().collect();
    lines.sort_unstable();
    lines.join("\n") + "\n" + &claims.concat()
}

#[test]
fn a_capture_that_is_given_again_is_one() {
    let (mut store, run) = store();
    let first = revision("a", &at(1), A);
    ingest(&mut store, run, &first);
    let mut again = |revision: &Revision, place: &str| {
        store.capture(run, place, revision).unwrap();
        count(&store, "capture")
    };
    assert_eq!(again(&first, "a"), again(&first, "a"), "same time, place and hashes");
    let before = again(&first, "a");
    // What differs in anything is another look.
    assert_eq!(again(&first, "b"), before + 1);
    assert_eq!(again(&Revision { raw_sha256: "1".repeat(64), ..first.clone() }, "a"), before + 2);
    let modified = Found { value: at(0), by: FoundIn::Field };
    assert_eq!(again(&Revision { modified_at: Some(modified), ..first.clone() }, "a"), before + 3);
    let later = Found { value: at(2), by: FoundIn::Field };
    assert_eq!(again(&Revision { captured_at: later, ..first.clone() }, "a"), before + 4);
    assert_eq!(again(&first, "a"), before + 4);
}

#[test]
fn revisions_claims_and_changes() {
    let (mut store, run) = store();
    let first = ingest(&mut store, run, &revision("a", &at(1), A));
    assert_eq!((first.outcome, first.quotes, first.statements), (IngestOutcome::NewArticle, 1, 2));
    let second = ingest(&mut store, run, &revision("a", &at(2), B));
    assert_eq!((second.outcome, second.changes, second.material_changes), (IngestOutcome::NewRevision, 1, 1));
    assert_eq!(second.previous_id, Some(first.revision_id));
    let third = ingest(&mut store, run, &revision("a", &at(3), C));
    assert_eq!((third.revision, third.changes), (3, 2));
    let back = ingest(&mut store, run, &revision("a", &at(4), A));
    assert_eq!(back.outcome, IngestOutcome::CameBack);
    insta::assert_snapshot!(picture(&store), @r#"
    1 2026-03-01T01:00:00Z 59c667f15b8f22df same None claims [1000, 1001]
    1>2 Json([FigureChanged]) Some("Ferries stop at 5.") Some("Ferries stop at 6.") true
    2 2026-03-01T02:00:00Z a9040b95903c633a same None claims [1000, 1001]
    2>3 Json([Added]) None Some("Nobody was hurt.") true
    2>3 Json([Removed]) Some("Ferries stop at 6.") None true
    3 2026-03-01T03:00:00Z 61dabb6ec68b6471 same None claims [3000, 1001]
    3>4 Json([Removed]) Some("Nobody was hurt.") None true
    3>4 Json([Restored]) None Some("Ferries stop at 5.") true
    4 2026-03-01T04:00:00Z 59c667f15b8f22df same Some(1) claims [1000, 1001]
    Ferries stop at 5. current 2 2026-03-01T01:00:00Z 2026-03-01T04:00:00Z
    Nobody was hurt. removed 1 2026-03-01T03:00:00Z 2026-03-01T03:00:00Z
    The pier held 14 boats. current 1 2026-03-01T01:00:00Z 2026-03-01T04:00:00Z
    "#);
    assert!(store.check().unwrap().is_sound());
}

#[test]
fn a_claim_that_comes_back_is_the_old_claim() {
    let (mut store, run) = store();
    for (hour, body) in [(1, A), (2, C), (3, A)] {
        ingest(&mut store, run, &revision("a", &at(hour), body));
    }
    let ferries =
        &store.claims(&ClaimFilter { words: Some("ferries".into()), ..Default::default() }).unwrap()[..];
    assert_eq!(ferries.len(), 1);
    let history = store.history(ferries[0].claim_id, false).unwrap();
    let steps: Vec<_> =
        history.iter().map(|h| (h.revision, h.text.is_some(), h.change_kinds.clone())).collect();
    assert_eq!(steps, [(1, true, vec![]), (2, false, vec![Kind::Removed]), (3, true, vec![Kind::Restored])]);
}

#[test]
fn the_same_again_is_only_a_capture() {
    let (mut store, run) = store();
    for (hour, body) in [(1, A), (2, B), (3, A)] {
        ingest(&mut store, run, &revision("a", &at(hour), body));
    }
    let before = picture(&store);
    // The whole folder once more, and then the page unchanged next day.
    for (hour, body) in [(1, A), (2, B), (3, A), (9, A)] {
        let again = revision("a", &at(hour), body);
        assert!(store.known(&again).unwrap().is_some());
        let noted = store.capture(run, "news/a.txt", &again).unwrap();
        assert_eq!(noted.outcome, IngestOutcome::Unchanged);
    }
    assert_eq!((count(&store, "revision"), count(&store, "capture")), (3, 4));
    assert_eq!(picture(&store).replace(&at(9), &at(3)), before);
    assert!(store.known(&revision("a", &at(10), B)).unwrap().is_none());
    assert!(matches!(store.capture(run, "x", &revision("a", &at(10), B)), Err(StoreError::NotFound { .. })));
}

#[test]
fn a_failed_ingest_leaves_nothing() {
    let (mut store, run) = store();
    ingest(&mut store, run, &revision("a", &at(1), A));
    let before: Vec<i64> =
        ["revision", "capture", "statement", "speaker", "claim", "outlet"].map(|t| count(&store, t)).into();
    // A run that is not there breaks a reference in the middle of the transaction.
    let failed = store.ingest((run.get() + 1).into(), "p", &revision("a", &at(2), C), &analysis(C));
    assert!(failed.is_err());
    let after: Vec<i64> =
        ["revision", "capture", "statement", "speaker", "claim", "outlet"].map(|t| count(&store, t)).into();
    assert_eq!(before, after);
    assert_eq!(ingest(&mut store, run, &revision("a", &at(2), C)).revision, 2);
}

#[test]
fn an_analysis_of_another_text_is_refused() {
    let (mut store, run) = store();
    let failed = store.ingest(run, "p", &revision("a", &at(1), A), &analysis(B));
    assert_eq!(
        failed.unwrap_err().to_string(),
        "a: the analysis does not fit the revision (it is of another text); please report it as a bug"
    );
}

#[test]
fn statements_come_back_as_they_were() {
    let (mut store, run) = store();
    let body = "Žofie Nová: “Čekalo 14 lodí,” prý.\nNobody was hurt — at 5 °C.";
    let mut analysis = analysis(body);
    // A voice that is not what the attribution says, and a headline.
    analysis.statements[1].voice = analysis.statements[0].voice.clone();
    analysis.statements.insert(0, crate::claim::bare_statement("Ferries stop"));
    let stored = store.ingest(run, "p", &revision("a", &at(1), body), &analysis).unwrap();
    assert_eq!(store.statements(stored.revision_id).unwrap(), analysis.statements);
    let mut expected = revision("a", &at(1), body);
    assert_eq!(store.stored_revision(stored.revision_id).unwrap(), expected);
    expected.captured_at.value = at(2);
    assert_eq!(store.known(&expected).unwrap(), Some(stored.revision_id));
    assert!(store.check().unwrap().is_sound());
}

#[test]
fn hostile_text_is_stored_as_it_is() {
    let (mut store, run) = store();
    let long = "x'\"; DROP TABLE run; -- ".repeat(40_000);
    for (n, body) in ["a\0b: c\0d", "'; DELETE FROM article; --: \"%_\\", "\u{202E}right: to left", &long, ""]
        .into_iter()
        .enumerate()
    {
        let key = format!("k\0{n}'\"");
        let stored = ingest(&mut store, run, &revision(&key, &at(1), body));
        assert_eq!(store.body(stored.revision_id).unwrap(), body);
        assert_eq!(store.statements(stored.revision_id).unwrap(), analysis(body).statements);
    }
    assert_eq!(store.check().unwrap().problems, []);
}

#[test]
fn reviews_and_captures_outlive_reextraction_and_late_arrivals() {
    let (mut store, run) = store();
    ingest(&mut store, run, &revision("a", &at(5), A));
    let newest = ingest(&mut store, run, &revision("a", &at(6), B));
    let claim =
        store.claims(&ClaimFilter { words: Some("pier".into()), ..Default::default() }).unwrap()[0].claim_id;
    let verdict = ReviewAction::Verdict { words: "It held ten.".into(), rating: Some("false".into()) };
    let event = NewEvent {
        subject: Subject::Claim,
        id: claim.into(),
        action: verdict,
        evidence: vec!["https://example.org/count".into()],
        note: None,
        reviewer: "Jo".into(),
        seen: None,
    };
    store.decide(run, &event).unwrap();
    let decided = ReviewFilter { states: vec![ReviewState::Decided], ..Default::default() };
    let reviews = |store: &Store| store.reviews(&decided).unwrap();
    let before = picture(&store);
    store.reextract(run, newest.revision_id, &analysis(B)).unwrap();
    assert_eq!(picture(&store), before);
    // The analysis finds nothing, then all of it again: the review finds its claim, whatever its row.
    let empty =
        Analysis { attributions: vec![], cast: Default::default(), statements: vec![], ..analysis(B) };
    let previous = newest.previous_id.unwrap();
    store.reextract(run, newest.revision_id, &empty).unwrap();
    let nothing = Analysis { document: analysis(A).document, ..empty };
    store.reextract(run, previous, &nothing).unwrap();
    assert_eq!((count(&store, "statement"), count(&store, "claim"), count(&store, "speaker")), (0, 0, 0));
    assert_eq!((reviews(&store)[0].claim_id, count(&store, "capture")), (None, 2));
    store.reextract(run, previous, &analysis(A)).unwrap();
    store.reextract(run, newest.revision_id, &analysis(B)).unwrap();
    assert_eq!(picture(&store), before);
    let row = reviews(&store).remove(0);
    let claim = store.claim(row.claim_id.unwrap()).unwrap();
    assert_eq!((claim.claim.as_str(), claim.rating.as_deref()), ("The pier held 14 boats.", Some("false")));
    // A capture from before all others keeps the reviewed claim's row.
    ingest(&mut store, run, &revision("a", &at(1), "Ferries stop at 4.\nAda Okafor: The pier held."));
    assert_eq!(reviews(&store)[0].claim_id, row.claim_id);
    assert_eq!(store.claim(row.claim_id.unwrap()).unwrap().revisions, 3);
    assert!(store.check().unwrap().is_sound());
}

#[test]
fn speakers_are_shared_only_by_full_names() {
    let (mut store, run) = store();
    let body = "Ada Okafor: One.\nOkafor: Two.\nNATO: Three.\nan official: Four.";
    for key in ["a", "b"] {
        ingest(&mut store, run, &revision(key, &at(1), body));
        ingest(&mut store, run, &revision(key, &at(2), &body.replace("Ada", "ADA").replace("One", "1")));
    }
    let mut speakers: Vec<_> = store
        .speakers(&Default::default())
        .unwrap()
        .iter()
        .map(|s| (s.speaker.clone(), s.articles, s.quotes))
        .collect();
    speakers.sort();
    let expected = [
        ("Ada Okafor", 2, 2),
        ("NATO", 2, 2),
        ("Okafor", 1, 1),
        ("Okafor", 1, 1),
        ("an official", 1, 1),
        ("an official", 1, 1),
    ];
    assert_eq!(speakers, expected.map(|(name, articles, quotes)| (name.to_owned(), articles, quotes)));
}

#[test]
fn quotes_are_of_the_newest_revision() {
    let (mut store, run) = store();
    ingest(&mut store, run, &revision("a", &at(1), A));
    ingest(&mut store, run, &revision("a", &at(2), C));
    let speakers = |filter: &QuoteFilter| -> Vec<String> {
        store.quotes(filter).unwrap().into_iter().map(|q| q.speaker).collect()
    };
    assert_eq!(speakers(&QuoteFilter::default()), ["an official"]);
    assert_eq!(
        speakers(&QuoteFilter { all_revisions: true, ..Default::default() }),
        ["Ada Okafor", "an official"]
    );
    assert_eq!(speakers(&QuoteFilter { revision: Some(1), ..Default::default() }), ["Ada Okafor"]);
    assert_eq!(
        speakers(&QuoteFilter { anonymous: true, speaker: Some("OFFICIAL".into()), ..Default::default() }),
        ["an official"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn the_order_of_arrival_does_not_matter(
        texts in proptest::collection::vec(0usize..4, 1..8),
        order in Just((0..8usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let bodies = [A, B, C, "The pier held.\nNATO: Ferries stop at 5."];
        let captures: Vec<Revision> = texts
            .iter()
            .zip(1u8..)
            .map(|(&text, hour)| revision("a", &at(hour), bodies[text]))
            .collect();
        let (mut in_order, run) = store();
        for capture in &captures {
            ingest(&mut in_order, run, capture);
        }
        let (mut shuffled, run) = store();
        for &n in order.iter().filter(|&&n| n < captures.len()) {
            ingest(&mut shuffled, run, &captures[n]);
        }
        prop_assert_eq!(picture(&in_order), picture(&shuffled));
        prop_assert_eq!(count(&in_order, "capture"), count(&shuffled, "capture"));
        prop_assert_eq!(shuffled.check().unwrap().problems, []);
    }
}
