//! Tests of matches, topics and copies on the small language of the fixture.

use super::fixture::{analysis, ingest, revision, store};
use super::{
    ClaimFilter, ClaimId, MatchFilter, NewEvent, QuoteFilter, RejectReason, ReviewAction, RunId,
    SpeakerFilter, Store, StoreError, Subject, SubjectId,
};
use crate::analysis::Analysis;
use crate::article::Revision;
use crate::matching::MatchRelation;

const ONE: &str =
    "Ada Okafor: The harbour pier will stay shut until the end of June.\nGulls nest on the quay.";
const OTHER: &str = "Fog came in early.\nAda Okafor: The harbour pier will remain closed until late June.";
const FIGURE: &str = "Ada Okafor: The harbour pier will stay shut until the end of July.";
const UNNAMED: &str = "an official: The harbour pier will stay shut until the end of June.";

/// A database with one article for each body, looked up; and a run in it.
fn filled(bodies: &[&str]) -> (Store, RunId) {
    let (mut store, run) = store();
    for (n, body) in bodies.iter().enumerate() {
        ingest(&mut store, run, &revision(&format!("a{n}"), &format!("2026-03-0{}", n + 1), body));
    }
    store.update_matches(run, |_, _| {}).unwrap();
    (store, run)
}

fn claim(store: &Store, words: &str) -> ClaimId {
    let filter = ClaimFilter { words: Some(words.to_owned()), ..ClaimFilter::default() };
    store.claims(&filter).unwrap()[0].claim_id
}

/// The members of all topics: the article and what put it there.
fn topics(store: &Store) -> Vec<(i64, String)> {
    store.topics(None).unwrap().into_iter().map(|row| (row.article_id.get(), row.origin)).collect()
}

fn member(article: i64, origin: &str) -> (i64, String) {
    (article, origin.to_owned())
}

#[test]
fn the_same_claim_is_found_and_what_differs_is_shown_when_asked_for() {
    let (store, _) = filled(&[ONE, OTHER, FIGURE, UNNAMED]);
    let found = |filter| -> Vec<(i64, MatchRelation)> {
        let rows = store.matches(claim(&store, "end of June"), filter).unwrap();
        rows.into_iter().map(|row| (row.claim.article_id.get(), row.relation)).collect()
    };
    assert_eq!(found(MatchFilter::default()), [(2, MatchRelation::Same)]);
    let all = found(MatchFilter { all: true, ..MatchFilter::default() });
    assert_eq!(all[0], (2, MatchRelation::Same));
    assert!(
        all.contains(&(3, MatchRelation::Differs)) && all.contains(&(4, MatchRelation::Unnamed)),
        "{all:?}"
    );
    assert!(matches!(store.matches(999.into(), MatchFilter::default()), Err(StoreError::NotFound { .. })));
    assert_eq!(topics(&store), [member(1, "proposed"), member(2, "proposed")]);
    assert!(store.check().unwrap().is_sound());
}

#[test]
fn only_what_is_new_is_looked_up() {
    let (mut store, run) = filled(&[ONE]);
    assert_eq!(topics(&store), []);
    ingest(&mut store, run, &revision("b", "2026-03-05", OTHER));
    assert_eq!(store.unmatched_articles().unwrap(), 1);
    let update = store.update_matches(run, |_, _| {}).unwrap();
    assert_eq!((update.articles, update.pairs, update.topics, update.proposed), (1, 1, 1, 2));
    assert_eq!(store.unmatched_articles().unwrap(), 0);
    // A wording that turns leaves its topic.
    ingest(&mut store, run, &revision("b", "2026-03-06", &OTHER.replace("June", "August")));
    store.update_matches(run, |_, _| {}).unwrap();
    assert_eq!(topics(&store), []);
    assert!(store.check().unwrap().is_sound());
}

#[test]
fn what_a_person_decided_outlives_everything() {
    let (mut store, run) = filled(&[ONE, OTHER, FIGURE]);
    let [june, late, july] = ["end of June", "late June", "July"].map(|words| claim(&store, words));
    store.confirm_match(run, june, july, "Jo").unwrap();
    store.split_match(run, june, late, "Jo").unwrap();
    let expected = [member(1, "confirmed"), member(3, "confirmed"), member(2, "split")];
    let decided = |store: &Store| {
        let mut rows = topics(store);
        rows.sort_by_key(|(article, origin)| (origin.clone(), *article));
        rows
    };
    assert_eq!(decided(&store), expected);
    // Nothing is extracted, then all of it again.
    let late_row = store.claim(late).unwrap().revision_id;
    let empty =
        Analysis { attributions: vec![], cast: Default::default(), statements: vec![], ..analysis(OTHER) };
    store.reextract(run, late_row, &empty).unwrap();
    store.update_matches(run, |_, _| {}).unwrap();
    store.reextract(run, late_row, &analysis(OTHER)).unwrap();
    store.update_matches(run, |_, _| {}).unwrap();
    assert_eq!(decided(&store), expected);
    assert!(store.topics(None).unwrap().iter().all(|row| row.claim_id.is_some()));
    let rows = store.matches(june, MatchFilter::default()).unwrap();
    let found: Vec<_> = rows.iter().map(|row| (row.claim.article_id.get(), row.origin.as_deref())).collect();
    assert_eq!(found, [(3, Some("confirmed"))], "the split one is gone, the confirmed one is there");
    // A later decision takes an earlier one back. The claim has another row by now.
    let late = claim(&store, "late June");
    store.confirm_match(run, june, late, "Jo").unwrap();
    assert_eq!(decided(&store), [member(1, "confirmed"), member(2, "confirmed"), member(3, "confirmed")]);
    assert!(store.check().unwrap().is_sound());
}

/// Every claim that topics, pairs of altered quotes, and matches of `one` and of `confirmed` name.
fn named(store: &Store, one: ClaimId, confirmed: ClaimId) -> Vec<ClaimId> {
    let mut named: Vec<_> = store.topics(None).unwrap().into_iter().filter_map(|row| row.claim_id).collect();
    let mut found = store.matches(one, MatchFilter { all: true, ..MatchFilter::default() }).unwrap();
    found.extend(store.confirmed_matches(confirmed).unwrap());
    named.extend(found.into_iter().map(|row| row.claim.claim_id));
    named.extend(store.altered_quotes().unwrap().iter().flat_map(|row| [row.claim_id, row.other_id]));
    named
}

fn step(subject: Subject, id: i64, action: ReviewAction) -> NewEvent {
    let id = SubjectId::new(id);
    NewEvent { subject, id, action, evidence: Vec::new(), note: None, reviewer: "Jo".to_owned(), seen: None }
}

#[test]
fn what_a_person_rejected_is_matched_with_nothing_until_it_is_taken_back() {
    const QUOTED: &str = "Ada Okafor: The harbour pier will stay shut until the very end of June.";
    for (subject, confirmed) in
        [(Subject::Quote, false), (Subject::Quote, true), (Subject::Claim, false), (Subject::Claim, true)]
    {
        let (mut store, run) = filled(&[ONE, OTHER, QUOTED]);
        let [one, other, quoted] =
            ["the end of June", "late June", "very end"].map(|words| claim(&store, words));
        if confirmed {
            store.confirm_match(run, one, other, "Jo").unwrap();
        }
        let before = named(&store, quoted, other);
        assert!(before.contains(&one), "{before:?}");
        let (id, reason) = match subject {
            Subject::Quote => (store.claim(one).unwrap().quote_id.unwrap().get(), RejectReason::WrongWords),
            _ => (one.get(), RejectReason::NotAClaim),
        };
        let rejected = step(subject, id, ReviewAction::Reject(reason));
        store.decide(run, &rejected).unwrap();
        for _ in 0..2 {
            let after = named(&store, quoted, other);
            assert!(!after.contains(&one) && after.contains(&other), "{subject:?}: {after:?}");
            store.update_matches(run, |_, _| {}).unwrap();
        }
        store.decide(run, &step(subject, id, ReviewAction::Reopen)).unwrap();
        store.update_matches(run, |_, _| {}).unwrap();
        assert_eq!(named(&store, quoted, other), before);
        // What is left alone is in no topic.
        store.decide(run, &rejected).unwrap();
        let last = step(Subject::Claim, quoted.get(), ReviewAction::Reject(RejectReason::NotAClaim));
        store.decide(run, &last).unwrap();
        assert_eq!(topics(&store), []);
        assert!(store.check().unwrap().is_sound());
    }
}

#[test]
fn who_splits_two_claims_confirms_neither() {
    let (mut store, run) = filled(&[ONE, OTHER, FIGURE]);
    let [june, late, july] = ["end of June", "late June", "July"].map(|words| claim(&store, words));
    store.split_match(run, june, late, "Jo").unwrap();
    store.split_match(run, june, july, "Jo").unwrap();
    assert_eq!(topics(&store), [member(1, "proposed"), member(2, "split"), member(3, "split")]);
    let origins = |store: &Store, of: ClaimId| -> Vec<Option<String>> {
        let all = MatchFilter { all: true, ..MatchFilter::default() };
        store.matches(of, all).unwrap().into_iter().map(|row| row.origin).collect()
    };
    assert_eq!(origins(&store, june), [Some("split".into()), Some("split".to_owned())]);
    // Nobody decided on the two that were split from the third.
    assert_eq!(origins(&store, late), [None, Some("split".into())], "what was kept apart comes last");
    store.update_matches(run, |_, _| {}).unwrap();
    assert_eq!(topics(&store)[0], member(1, "proposed"));
    store.confirm_match(run, june, july, "Jo").unwrap();
    assert_eq!(topics(&store), [member(1, "confirmed"), member(3, "confirmed"), member(2, "split")]);
    let both = [Some("confirmed".to_owned()), Some("split".to_owned())];
    assert_eq!(origins(&store, june), both, "what was confirmed comes first, however little alike");
    store.split_match(run, june, late, "Jo").unwrap();
    assert_eq!(topics(&store)[0], member(1, "confirmed"));
}

#[test]
fn who_decides_is_kept_and_a_split_tells_what_it_overturns() {
    let (mut store, run) = filled(&[ONE, OTHER, FIGURE]);
    let [june, late, july] = ["end of June", "late June", "July"].map(|words| claim(&store, words));
    let decided = |store: &Store, of: ClaimId| {
        let rows = store.topics(None).unwrap();
        rows.into_iter()
            .find(|row| row.claim_id == Some(of))
            .map(|row| (row.reviewer, row.decided_at.is_some()))
    };
    store.confirm_match(run, june, late, " Jo ").unwrap();
    assert_eq!(decided(&store, late), Some((Some("Jo".to_owned()), true)));
    assert_eq!(store.split_match(run, june, july, "Mo").unwrap().was_confirmed, None);
    let was = store.split_match(run, june, late, "Mo").unwrap().was_confirmed.unwrap();
    assert_eq!(was.reviewer.as_deref(), Some("Jo"));
    assert_eq!(decided(&store, late), Some((Some("Mo".to_owned()), true)));
    assert_eq!(store.split_match(run, june, late, "Mo").unwrap().was_confirmed, None, "it held no longer");
    for nobody in ["", " ", "\u{202E}Jo"] {
        assert!(matches!(store.confirm_match(run, june, late, nobody), Err(StoreError::Refused { .. })));
    }
    let (mut store, run) = filled(&[ONE, OTHER]);
    store.update_matches(run, |_, _| {}).unwrap();
    assert_eq!(decided(&store, june), Some((None, false)), "a proposal is nobody's decision");
}

#[test]
fn each_member_of_a_topic_is_told_by_what_it_is_to_the_main_claim() {
    let (mut store, run) = filled(&[ONE, OTHER, FIGURE, "Ada Okafor: Gulls nest on the quay."]);
    let [june, july, gulls] = ["end of June", "July", "Gulls"].map(|words| claim(&store, words));
    let gulls_elsewhere =
        store.claims(&ClaimFilter { words: Some("Gulls".into()), ..ClaimFilter::default() }).unwrap();
    let gulls = gulls_elsewhere.iter().map(|c| c.claim_id).find(|c| *c != gulls).unwrap();
    store.confirm_match(run, june, july, "Jo").unwrap();
    store.confirm_match(run, june, gulls, "Jo").unwrap();
    let members = store.topic_members(store.topics(None).unwrap()).unwrap();
    let told: Vec<_> = members.iter().map(|m| (m.row.article_id.get(), m.main, m.relation)).collect();
    assert_eq!(
        told,
        [
            (1, true, None),
            (3, false, Some(MatchRelation::Differs)),
            (4, false, None),
            (2, false, Some(MatchRelation::Same)),
        ]
    );
    assert!(
        members[1].differences.contains(&crate::diff::Kind::FigureChanged),
        "{:?}",
        members[1].differences
    );
    let rows = store.matches(june, MatchFilter::default()).unwrap();
    let scores: Vec<_> = rows.iter().map(|row| (row.claim.claim_id == gulls, row.score.is_some())).collect();
    assert_eq!(scores.iter().filter(|(is_gulls, scored)| is_gulls == scored).count(), 0, "{scores:?}");
}

#[test]
fn unnamed_sources_and_claims_of_one_article_are_never_brought_together() {
    let (mut store, run) = filled(&[ONE, UNNAMED]);
    assert_eq!(topics(&store), []);
    let rows = store.claims(&ClaimFilter::default()).unwrap();
    let of = |article: i64| -> Vec<ClaimId> {
        rows.iter().filter(|c| c.article_id.get() == article).map(|c| c.claim_id).collect()
    };
    for (one, other) in [(of(1)[0], of(2)[0]), (of(1)[0], of(1)[1])] {
        assert!(matches!(store.confirm_match(run, one, other, "Jo"), Err(StoreError::Refused { .. })));
    }
    assert!(matches!(store.confirm_match(run, of(1)[0], 999.into(), "Jo"), Err(StoreError::NotFound { .. })));
    assert_eq!(topics(&store), []);
}

/// A text that is long enough to be known as a copy.
const WIRE: &str = "A storm cut power to many homes along the northern coast on Thursday night.\n\
    Ada Okafor: In thirty years I have not seen the sea come over that wall.\n\
    Two people were hurt when a crane fell onto a ferry in the harbour.\n\
    Trains between the two ports will not run before Sunday afternoon.";

#[test]
fn what_is_copied_counts_once_whichever_came_first() {
    let own = format!("{WIRE}\nThe town hall will open its kitchen to everybody who has no light.");
    let wire = || revision("wire", "2026-03-01T08:00:00Z", WIRE);
    let mut copy = revision("copy", "2026-03-01T09:00:00Z", &own);
    // Without a time of its outlet, that of the capture tells.
    copy.published_at = None;
    let wire = {
        let mut wire = wire();
        wire.published_at = None;
        wire
    };
    for order in [[&wire, &copy], [&copy, &wire]] {
        let (mut store, run) = store();
        for revision in order {
            ingest(&mut store, run, revision);
        }
        let copies = store.copies().unwrap();
        assert_eq!((copies.len(), copies[0].article_key.as_str(), copies[0].shared), (1, "copy", 4));
        let count = |with_copies| {
            let filter = SpeakerFilter { with_copies, ..SpeakerFilter::default() };
            store.speakers(&filter).unwrap()[0].quotes
        };
        assert_eq!((count(false), count(true)), (1, 2));
        let quotes = |without_copies| {
            store.quotes(&QuoteFilter { without_copies, ..QuoteFilter::default() }).unwrap().len()
        };
        assert_eq!((quotes(true), quotes(false)), (1, 2));
        let claims = |without_copies| {
            store.claims(&ClaimFilter { without_copies, ..ClaimFilter::default() }).unwrap().len()
        };
        assert_eq!((claims(true), claims(false)), (5, 9));
        assert_eq!(store.check().unwrap().problems, []);
        // The copy becomes a text of its own.
        let mut rewritten = copy.clone();
        rewritten.captured_at.value = "2026-03-02T09:00:00Z".to_owned();
        rewritten.body = "Something else happened in the town.\nAda Okafor: No comment.".to_owned();
        rewritten.text_sha256 = crate::article::text_sha256("Ferries stop", &rewritten.body);
        rewritten.raw_sha256.clone_from(&rewritten.text_sha256);
        ingest(&mut store, run, &rewritten);
        assert_eq!(store.copies().unwrap(), []);
        assert_eq!(store.check().unwrap().problems, []);
    }
}

#[test]
fn a_copy_of_two_texts_follows_each_of_them() {
    let undated =
        |key: &str, at: &str, body: &str| Revision { published_at: None, ..revision(key, at, body) };
    let own = "The town hall will open its kitchen to everybody who has no light.";
    let other = format!("{}\n{own}", WIRE.rsplit_once('\n').unwrap().0);
    let wire = undated("wire", "2026-03-01T08:00:00Z", WIRE);
    let second = undated("second", "2026-03-01T08:30:00Z", &other);
    let both = undated("both", "2026-03-01T09:00:00Z", &format!("{WIRE}\n{own}"));
    let later = undated("second", "2026-03-02T09:00:00Z", "The town hall has no light either.");
    let (mut store, run) = store();
    let uncopied = |store: &Store| {
        let filter = ClaimFilter { without_copies: true, ..ClaimFilter::default() };
        let claims = store.claims(&filter).unwrap();
        claims.iter().filter(|claim| claim.article_key == "both" && claim.position != "headline").count()
    };
    for revision in [&wire, &second, &both] {
        ingest(&mut store, run, revision);
    }
    assert_eq!(uncopied(&store), 0);
    // The second text reads otherwise: what stood in it alone is the article's own by now.
    ingest(&mut store, run, &later);
    assert_eq!(uncopied(&store), 1);
    assert_eq!(store.check().unwrap().problems, []);
}
