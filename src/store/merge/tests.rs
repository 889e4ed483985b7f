//! Tests of merging: whatever way things are added, split over databases and merged, the database is the same.

use super::super::dump::{differences, dump};
use super::super::fixture::{JUDGE, analysis, revision, store};
use super::super::judge::RevisionJudge;
use super::super::{
    ArticleFilter, ClaimFilter, NewEvent, QuoteFilter, QuoteRow, ReviewAction, Store, Subject,
};
use super::super::{RejectReason, ReviewFilter, ReviewState, RunId, SpeakerFilter, SpeakerId, SubjectId};
use super::*;
use crate::article::{Evidence, Revision, WebExchange};
use proptest::prelude::*;
use std::sync::Arc;

const BODIES: [&str; 6] = [
    "Ferries stop at 5.\nAda Okafor: The pier held 14 boats on the morning of the storm.\nOkafor: It holds.",
    "Ferries stop at 6.\nADA OKAFOR: The pier held 14 boats on the morning of the storm.\nan official: It holds.",
    "Nobody was hurt.\nan official: The pier held 14 boats.",
    "The pier held.\nNATO: Ferries stop at 5.",
    "Ferries stop at 5 when the wind is up, as they did in all the years before.\nThe ticket office stays open \
     until the last passenger has left it.\nA. Okafor: The pier will be mended before the season begins.",
    "Ferries stop at 5 when the wind is up, as they did in all the years before.\nThe ticket office stays open \
     until the last passenger has left it.\nBea Ord: One.",
];

/// A capture: of which article, in which hour, with which text, and in which other ways it may differ.
type Look = (u8, u8, usize, u8);

fn seen((article, hour, text, way): Look) -> (String, Revision) {
    let key = format!("https://a.example/{article}");
    let mut seen = revision(&key, &format!("2026-03-01T{hour:02}:00:00Z"), BODIES[text]);
    seen.outlet.as_mut().unwrap().value =
        ["The Harbour Gazette", "Gazette", "a.example"][usize::from(way % 3)].to_owned();
    if way % 2 == 1 {
        seen.url.as_mut().unwrap().value = key.replace("https", "http");
        seen.published_at.as_mut().unwrap().value = "2026-02-28".to_owned();
        seen.warnings.clear();
    }
    if way % 4 == 2 {
        seen.modified_at = seen.published_at.clone();
    }
    (format!("page-{article}-{hour}-{way}.html"), seen)
}

fn add(store: &mut Store, run: RunId, look: Look) {
    let (place, seen) = seen(look);
    match store.known(&seen).unwrap() {
        Some(_) => store.capture(run, &place, &seen).unwrap(),
        None => store.ingest(run, &place, &seen, &analysis(&seen.body)).unwrap(),
    };
}

fn made_of<'l>(looks: impl IntoIterator<Item = &'l Look>) -> Store {
    compared_by(JUDGE, looks)
}

/// The same, its revisions compared by this judge.
fn compared_by<'l>(judge: RevisionJudge, looks: impl IntoIterator<Item = &'l Look>) -> Store {
    let (mut store, run) = store();
    store.judge = judge;
    for look in looks {
        add(&mut store, run, *look);
    }
    store
}

fn merged(sources: &[&Store]) -> Store {
    let (mut target, _) = store();
    for source in sources {
        merge_into(&mut target, source);
    }
    target
}

fn merge_into(target: &mut Store, source: &Store) -> MergeReport {
    target.merge_from(&source.connection, Path::new("other.db"), |_| {}).unwrap()
}

fn looks() -> impl Strategy<Value = Vec<Look>> {
    let look = (0u8..3, 0u8..9, 0usize..BODIES.len(), 0u8..4);
    proptest::collection::vec(look, 1..10).prop_map(apart)
}

/// One look at an article in an hour: of two at one time it cannot be told which came first.
fn apart(mut looks: Vec<Look>) -> Vec<Look> {
    let mut hours = std::collections::BTreeSet::new();
    looks.retain(|(article, hour, ..)| hours.insert((*article, *hour)));
    looks
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_of_arrival_makes_no_difference(
        looks in looks(), order in Just((0..10usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let one = made_of(&looks);
        let other = made_of(order.iter().filter_map(|&n| looks.get(n)));
        prop_assert_eq!(differences(&one, &other), "");
        prop_assert_eq!(other.check().unwrap().problems, []);
    }

    #[test]
    fn a_merged_database_is_the_one_made_at_once(
        looks in looks(), parts in proptest::collection::vec(0usize..3, 10), again in 0usize..3,
        order in Just(vec![0usize, 1, 2]).prop_shuffle(),
    ) {
        let whole = made_of(&looks);
        let of = |part: usize| made_of(looks.iter().zip(&parts).filter(|(_, of)| **of == part).map(|(look, _)| look));
        let split = [of(0), of(1), of(2)];
        let mut target = merged(&order.iter().map(|&n| &split[n]).collect::<Vec<_>>());
        prop_assert_eq!(differences(&whole, &target), "");
        let report = merge_into(&mut target, &split[again]);
        prop_assert_eq!((report.new_articles, report.new_captures, report.new_decisions), (0, 0, 0));
        merge_into(&mut target, &whole);
        prop_assert_eq!(differences(&whole, &target), "");
        prop_assert_eq!(target.check().unwrap().problems, []);
    }
}

/// Databases that one is split into.
const PARTS: usize = 20;

proptest! {
    // Each case makes a database of forty to sixty captures twice, once in twenty parts.
    #![proptest_config(ProptestConfig::with_cases(2))]

    #[test]
    fn twenty_parts_merged_in_any_order_are_the_database_made_at_once(
        looks in proptest::collection::vec((0u8..12, 0u8..24, 0usize..BODIES.len(), 0u8..4), 40..60),
        parts in proptest::collection::vec((0..PARTS, 0..PARTS), 60),
        order in Just((0..PARTS).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let looks = apart(looks);
        let whole = made_of(&looks);
        // Every third capture is in two of them.
        let is_in = |n: usize, part: usize| parts[n].0 == part || n.is_multiple_of(3) && parts[n].1 == part;
        let split: Vec<Store> = (0..PARTS)
            .map(|part| made_of(looks.iter().enumerate().filter(|&(n, _)| is_in(n, part)).map(|(_, look)| look)))
            .collect();
        let target = merged(&order.iter().map(|&part| &split[part]).collect::<Vec<_>>());
        prop_assert_eq!(differences(&whole, &target), "");
        prop_assert_eq!(target.check().unwrap().problems, []);
        // Merged by twos, the results by twos, and so on, it is the same.
        let mut left = split;
        while left.len() > 1 {
            left = left.chunks(2).map(|two| merged(&two.iter().collect::<Vec<_>>())).collect();
        }
        prop_assert_eq!(differences(&whole, &left[0]), "");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn nor_does_it_by_the_comparison_that_the_program_makes(
        looks in looks(), order in Just((0..10usize).collect::<Vec<_>>()).prop_shuffle(), parts in proptest::collection::vec(0usize..2, 10),
    ) {
        let made = |looks: &[Look]| compared_by(RevisionJudge::default(), looks);
        let one = made(&looks);
        let shuffled: Vec<Look> = order.iter().filter_map(|&n| looks.get(n)).copied().collect();
        prop_assert_eq!(differences(&one, &made(&shuffled)), "");
        let (mut target, _) = store();
        target.judge = RevisionJudge::default();
        for part in [1, 0] {
            let of: Vec<Look> = looks.iter().zip(&parts).filter(|(_, of)| **of == part).map(|(look, _)| *look).collect();
            merge_into(&mut target, &made(&of));
        }
        prop_assert_eq!(differences(&one, &target), "");
    }
}

/// An article that turns out to have appeared after its copy is the copy: it was stored as the original.
#[test]
fn an_earlier_look_can_make_a_copy_of_the_original() {
    let looks: [Look; 5] = [(0, 4, 4, 0), (2, 3, 0, 1), (2, 6, 4, 0), (2, 0, 0, 2), (0, 0, 0, 2)];
    let one = made_of(&looks);
    assert_eq!(differences(&one, &made_of(looks.iter().rev())), "");
    let copies: Vec<String> = dump(&one).into_iter().filter(|line| line.starts_with("copy: ")).collect();
    assert_eq!(copies, ["copy: https://a.example/2 | https://a.example/0 | 3 | 3"]);
}

fn speaker(store: &Store, name: &str) -> SpeakerId {
    let found = store.speakers(&SpeakerFilter::default()).unwrap();
    found.iter().find(|s| s.speaker == name).unwrap().speaker_id
}

fn quote(store: &Store, words: &str) -> QuoteRow {
    store.quotes(&QuoteFilter::default()).unwrap().into_iter().find(|q| q.quote == words).unwrap()
}

fn decide(store: &mut Store, subject: Subject, id: impl Into<i64>, action: ReviewAction, reviewer: &str) {
    let run = store.begin_run("0.1.0", &[]).unwrap();
    let event = NewEvent {
        subject,
        id: SubjectId::new(id.into()),
        action,
        evidence: Vec::new(),
        note: None,
        reviewer: reviewer.to_owned(),
        seen: None,
    };
    store.decide(run, &event).unwrap();
}

/// Dates all that was decided so far, which tests do in one second.
fn date(store: &Store, at: &str) {
    let sql = format!(
        "DROP TRIGGER review_event_update; UPDATE review_event SET at = '{at}' WHERE at > '2026-07'; \
         UPDATE run SET started_at = '{at}', ended_at = '{at}' WHERE started_at > '2026-07'; \
         CREATE TRIGGER review_event_update BEFORE UPDATE ON review_event BEGIN \
         SELECT raise(ABORT, 'what was decided is not altered'); END;"
    );
    store.connection.execute_batch(&sql).unwrap();
}

/// Two databases in which people decided on the same article. One: who is who, an outlet, a verdict. Two: the same article
/// later, another verdict, a quote given to somebody else.
fn decided_apart() -> (Store, Store) {
    let mut one = made_of(&[(0, 1, 0, 0), (1, 1, 4, 1)]);
    let run = one.begin_run("0.1.0", &[]).unwrap();
    let (ada, a) = (speaker(&one, "Ada Okafor"), speaker(&one, "A. Okafor"));
    one.merge_speakers(run, ada, a).unwrap();
    one.merge_outlets(run, "The Harbour Gazette", "Gazette").unwrap();
    let claim =
        one.claims(&ClaimFilter { words: Some("ferries stop at 5".into()), ..Default::default() }).unwrap();
    let verdict = ReviewAction::Verdict { words: "So it is.".into(), rating: Some("true".into()) };
    decide(&mut one, Subject::Claim, claim[0].claim_id, verdict, "Jo");
    date(&one, "2026-06-01T00:00:00Z");
    let mut two = made_of(&[(0, 3, 1, 0), (0, 4, 0, 0), (2, 1, 5, 3)]);
    let held = quote(&two, "It holds.");
    decide(
        &mut two,
        Subject::Quote,
        held.quote_id,
        ReviewAction::Reject(RejectReason::NotAnAttribution),
        "Lee",
    );
    let run = two.begin_run("0.1.0", &[]).unwrap();
    let bea = speaker(&two, "Bea Ord");
    let other = quote(&two, "One.");
    two.split_quotes(run, bea, other.article_id, &[other.quote_id], Some("Cy Dale")).unwrap();
    let claim =
        two.claims(&ClaimFilter { words: Some("ferries stop at 5".into()), ..Default::default() }).unwrap();
    let claim = claim.iter().find(|c| c.article_key.ends_with("/0")).unwrap();
    let verdict = ReviewAction::Verdict { words: "Not so.".into(), rating: Some("false".into()) };
    decide(&mut two, Subject::Claim, claim.claim_id, verdict, "Lee");
    date(&two, "2026-06-02T00:00:00Z");
    (one, two)
}

#[test]
fn what_was_decided_comes_along_whichever_database_comes_first() {
    let (one, two) = decided_apart();
    let first = merged(&[&one, &two]);
    let second = merged(&[&two, &one]);
    assert_eq!(differences(&first, &second), "");
    assert_eq!(first.check().unwrap().problems, []);
    let told: Vec<_> = first
        .reviews(&ReviewFilter {
            states: vec![ReviewState::Decided, ReviewState::Stale],
            ..Default::default()
        })
        .unwrap()
        .into_iter()
        .map(|r| (r.subject, r.rating, r.reviewer))
        .collect();
    assert!(told.contains(&(Subject::Claim, Some("false".into()), Some("Lee".into()))), "{told:?}");
    assert_eq!(told.len(), 2);
    let names: Vec<_> =
        first.speakers(&SpeakerFilter::default()).unwrap().into_iter().map(|s| s.speaker).collect();
    assert!(names.contains(&"Cy Dale".to_owned()) && !names.contains(&"A. Okafor".to_owned()), "{names:?}");
}

#[test]
fn two_decisions_on_one_claim_are_kept_and_the_newer_holds() {
    let (one, two) = decided_apart();
    let mut target = merged(&[&one]);
    let report = merge_into(&mut target, &two);
    let [conflict] = report.conflicts.as_slice() else { panic!("{:?}", report.conflicts) };
    assert!(
        conflict.holds.contains("“false” by Lee") && conflict.other.contains("“true” by Jo"),
        "{conflict:?}"
    );
    // The log of both is one.
    let review =
        target
            .connection
            .query_row("SELECT review FROM review_event WHERE verdict = 'Not so.'", [], |row| row.get(0));
    let log: Vec<_> =
        target.review_events(review.unwrap()).unwrap().into_iter().map(|event| event.rating).collect();
    assert_eq!(log, [Some("true".to_owned()), Some("false".to_owned())]);
    let again = merge_into(&mut target, &two);
    assert_eq!((again.new_decisions, again.conflicts.len()), (0, 0));
}

/// A review's state, its rating, who decided, who is to decide.
type Holding = (ReviewState, Option<String>, Option<String>, Option<String>);

/// What holds of the reviews of a database.
fn holding(store: &Store) -> Vec<Holding> {
    let states = vec![ReviewState::Stale, ReviewState::Assigned, ReviewState::Open, ReviewState::Decided];
    let reviews = store.reviews(&ReviewFilter { states, ..Default::default() }).unwrap().into_iter();
    reviews.filter(|r| r.review_id.is_some()).map(|r| (r.state, r.rating, r.reviewer, r.assignee)).collect()
}

/// The same article twice, and its claim.
fn two_desks() -> (Store, Store, i64) {
    let (one, two) = (made_of(&[(0, 1, 0, 0)]), made_of(&[(0, 1, 0, 0)]));
    let ferries = ClaimFilter { words: Some("ferries stop".into()), ..Default::default() };
    let claim = one.claims(&ferries).unwrap()[0].claim_id.get();
    (one, two, claim)
}

fn verdict(rating: &str) -> ReviewAction {
    ReviewAction::Verdict { words: format!("It is {rating}."), rating: Some(rating.to_owned()) }
}

/// Takes steps in the review of a claim, each dated a day of June.
fn step(store: &mut Store, claim: i64, day: u8, action: ReviewAction, by: &str) {
    decide(store, Subject::Claim, claim, action, by);
    date(store, &format!("2026-06-{day:02}T00:00:00Z"));
}

/// Both orders of merging: the same, and sound. Gives it and the conflicts of either order.
fn either_way(one: &Store, two: &Store) -> (Store, [Vec<MergeConflict>; 2]) {
    let mut target = merged(&[one]);
    let conflicts = merge_into(&mut target, two).conflicts;
    let mut other = merged(&[two]);
    let others = merge_into(&mut other, one).conflicts;
    assert_eq!(differences(&target, &other), "");
    for store in [&target, &other] {
        assert_eq!(store.check().unwrap().problems, []);
    }
    (target, [conflicts, others])
}

#[test]
fn steps_of_a_review_are_ordered_by_their_times_whichever_database_comes_first() {
    let (mut one, mut two, claim) = two_desks();
    step(&mut two, claim, 1, verdict("false"), "Bob");
    step(&mut one, claim, 2, verdict("true"), "Ann");
    let (mut target, conflicts) = either_way(&one, &two);
    assert_eq!(holding(&target), [(ReviewState::Decided, Some("true".into()), Some("Ann".into()), None)]);
    for conflict in conflicts {
        assert!(conflict[0].holds.contains("“true” by Ann") && conflict[0].other.contains("by Bob"));
    }
    // Who decides on goes by the newest step, not by the row that came last.
    let row = target.review_of(Subject::Claim, claim).unwrap().unwrap();
    let events = target.review_events(row.review_id.unwrap()).unwrap();
    assert_eq!(row.event_id, events.last().map(|event| event.id));
    decide(&mut target, Subject::Claim, claim, ReviewAction::Confirm, "Cy");
    assert_eq!(target.check().unwrap().problems, []);
}

#[test]
fn who_takes_back_a_step_takes_back_nothing_that_another_desk_decided() {
    let reopen = || ReviewAction::Reopen;
    // Bob takes back his own verdict, given before or after Ann's, or that somebody is to decide.
    for (mistake, day) in
        [(verdict("false"), 1), (verdict("false"), 3), (ReviewAction::Assign("Sam".to_owned()), 3)]
    {
        let (mut one, mut two, claim) = two_desks();
        step(&mut one, claim, 2, verdict("true"), "Ann");
        step(&mut two, claim, day, mistake, "Bob");
        step(&mut two, claim, 4, reopen(), "Bob");
        let (mut target, conflicts) = either_way(&one, &two);
        let ann = [(ReviewState::Decided, Some("true".into()), Some("Ann".into()), None)];
        assert_eq!((holding(&target), conflicts), (ann.to_vec(), [vec![], vec![]]));
        // Nor does it when it comes in again.
        merge_into(&mut target, &two);
        assert_eq!(holding(&target), ann);
    }
    // A verdict that both knew is taken back by who reopens it, unless somebody gave another meanwhile; that is told.
    let (mut one, mut two, claim) = two_desks();
    step(&mut one, claim, 1, verdict("true"), "Ann");
    merge_into(&mut two, &one);
    step(&mut two, claim, 2, reopen(), "Bob");
    let (target, conflicts) = either_way(&one, &two);
    assert_eq!(
        (holding(&target), conflicts),
        (vec![(ReviewState::Open, None, None, None)], [vec![], vec![]])
    );
    step(&mut one, claim, 3, verdict("false"), "Ann");
    let (target, conflicts) = either_way(&one, &two);
    assert_eq!(holding(&target), [(ReviewState::Decided, Some("false".into()), Some("Ann".into()), None)]);
    for conflict in conflicts {
        assert!(conflict[0].other.contains("reopened by Bob"), "{conflict:?}");
    }
}

#[test]
fn a_reopening_that_names_nothing_takes_back_what_its_database_knew() {
    let (mut one, mut two, claim) = two_desks();
    step(&mut one, claim, 2, verdict("true"), "Ann");
    step(&mut two, claim, 1, verdict("false"), "Bob");
    step(&mut two, claim, 3, ReviewAction::Reopen, "Bob");
    // As versions before wrote it.
    let old =
        "DROP TRIGGER review_event_update; UPDATE review_event SET seen = json_remove(seen, '$.takes_back');";
    two.connection.execute_batch(old).unwrap();
    let (mut target, _) = either_way(&one, &two);
    let ann = [(ReviewState::Decided, Some("true".into()), Some("Ann".into()), None)];
    assert_eq!(holding(&target), ann);
    merge_into(&mut target, &two);
    assert_eq!(holding(&target), ann);
}

#[test]
fn who_is_kept_apart_in_one_and_merged_in_the_other_is_told() {
    let looks = [(0, 1, 0, 0), (1, 1, 4, 0)];
    let (mut one, mut two) = (made_of(&looks), made_of(&looks));
    for store in [&mut one, &mut two] {
        store.connection.execute("UPDATE run SET started_at = '2026-01-01'", []).unwrap();
    }
    let run = one.begin_run("0.1.0", &[]).unwrap();
    one.merge_speakers(run, speaker(&one, "Ada Okafor"), speaker(&one, "A. Okafor")).unwrap();
    date(&one, "2026-06-01T00:00:00Z");
    let run = two.begin_run("0.1.0", &[]).unwrap();
    two.keep_apart(run, speaker(&two, "Ada Okafor"), speaker(&two, "A. Okafor")).unwrap();
    date(&two, "2026-06-02T00:00:00Z");
    let mut target = merged(&[&two]);
    let report = merge_into(&mut target, &one);
    assert_eq!(report.conflicts.len(), 1, "{report:?}");
    let speakers = |store: &Store| -> Vec<String> {
        store.speakers(&SpeakerFilter::default()).unwrap().into_iter().map(|s| s.speaker).collect()
    };
    assert_eq!(speakers(&target), speakers(&two));
    let mut target = merged(&[&one]);
    assert_eq!(merge_into(&mut target, &two).conflicts.len(), 1);
    assert_eq!(target.check().unwrap().problems, []);
}

#[test]
fn evidence_topics_and_what_is_watched_come_along() {
    let (mut one, run) = store();
    let (place, mut page) = seen((0, 1, 0, 0));
    let exchange = WebExchange {
        url: page.key.clone(),
        request: Some(b"GET / HTTP/1.1\r\n\r\n".to_vec()),
        response: Some(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()),
        media_type: None,
        payload: Some(b"<p>One.".repeat(30).as_slice().into()),
    };
    page.evidence = Some(Arc::new([exchange]) as Evidence);
    one.ingest(run, &place, &page, &analysis(&page.body)).unwrap();
    add(&mut one, run, (1, 2, 3, 0));
    let claims = one.claims(&ClaimFilter::default()).unwrap();
    let of = |n: &str| claims.iter().find(|c| c.article_key.ends_with(n)).unwrap().claim_id;
    one.confirm_match(run, of("/0"), of("/1"), "Jo").unwrap();
    let due = "2026-03-01T00:00:00Z".parse().unwrap();
    let feed = one.feed_at("https://a.example/feed", None, due).unwrap();
    one.list(
        feed.id,
        &[super::super::Listed { key: page.key.clone(), url: page.key.clone(), listed_at: None, since: due }],
        due,
    )
    .unwrap();
    let target = merged(&[&one, &one]);
    assert_eq!(differences(&one, &target), "");
    assert_eq!(target.evidence_size().unwrap().payloads, 1);
    assert_eq!(target.topics(None).unwrap().len(), 2);
    assert_eq!(target.feeds().unwrap().len(), 1);
    assert_eq!(target.check().unwrap().problems, []);
}

#[test]
fn two_who_decide_otherwise_on_what_is_one_claim_are_named_with_the_day() {
    let looks = [(0, 1, 0, 0), (1, 2, 3, 0)];
    let (mut one, mut two) = (made_of(&looks), made_of(&looks));
    let claims = one.claims(&ClaimFilter::default()).unwrap();
    let of = |n: &str| claims.iter().find(|c| c.article_key.ends_with(n)).unwrap().claim_id;
    let run = one.begin_run("0.1.0", &[]).unwrap();
    one.confirm_match(run, of("/0"), of("/1"), "Ann").unwrap();
    let run = two.begin_run("0.1.0", &[]).unwrap();
    two.split_match(run, of("/0"), of("/1"), "Bob").unwrap();
    for (store, day) in [(&one, 1), (&two, 2)] {
        let sql = format!("UPDATE topic_claim SET decided_at = '2026-06-0{day}T00:00:00Z'");
        store.connection.execute_batch(&sql).unwrap();
    }
    for (first, second) in [(&one, &two), (&two, &one)] {
        let (mut target, _) = store();
        let report = merge_into(&mut target, first);
        assert_eq!(report.new_decisions, 1, "one decision, though it is about two claims");
        let report = merge_into(&mut target, second);
        let [conflict] = report.conflicts.as_slice() else { panic!("{report:?}") };
        assert_eq!(conflict.holds, "split by Bob, 2026-06-02T00:00:00Z");
        assert_eq!(conflict.other, "confirmed by Ann, 2026-06-01T00:00:00Z");
        assert_eq!(target.check().unwrap().problems, []);
    }
}

#[test]
fn what_cannot_be_merged_is_told_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let mut target = Store::open(at("all.db")).unwrap();
    target.judge = JUDGE;
    let run = target.begin_run("0.1.0", &[]).unwrap();
    add(&mut target, run, (0, 1, 0, 0));
    target.connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    target.backup(&at("good.db")).unwrap();
    target.backup(&at("broken.db")).unwrap();
    let mut bytes = std::fs::read(at("broken.db")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0x5A);
    std::fs::write(at("broken.db"), &bytes).unwrap();
    std::fs::write(at("notes.txt"), "No database.".repeat(200)).unwrap();
    target.backup(&at("newer.db")).unwrap();
    Connection::open(at("newer.db")).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let mut told = String::new();
    for name in ["all.db", "broken.db", "notes.txt", "newer.db", "missing.db"] {
        let error = MergeSource::open(&at(name), &at("all.db")).unwrap_err().to_string();
        told += &error.replace(&format!("{}/", folder.path().display()), "");
        told.push('\n');
    }
    insta::assert_snapshot!(told, @r"
    all.db: a database is not merged with itself; name another
    broken.db: the database is damaged (its pages do not fit together); copy the file aside, then restore a backup of it
    notes.txt: this is not a database; name another file
    newer.db: this database was made by a newer onrecord (schema 99, this program knows up to 21); use that version
    missing.db: the database cannot be opened: there is no such file; make it by adding an article, or name another
    ");
    let source = MergeSource::open(&at("good.db"), &at("all.db")).unwrap();
    let report = target.merge(&source, &at("good.db"), |_| {}).unwrap();
    assert_eq!((report.new_captures, report.known_captures), (0, 1));
    assert_eq!(target.articles(&ArticleFilter::default()).unwrap().len(), 1);
}
