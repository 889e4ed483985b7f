//! Tests of what is kept so that a first page comes at once: it gives what looking at every row gives.

use super::*;
use crate::store::fixture::{analysis, ingest, revision, store};
use crate::store::{NewEvent, ReviewAction, RunId, Store};
use rusqlite::params;

/// Thirty articles in up to three revisions, with sources of every kind and quotes of any confidence.
fn stored() -> (Store, RunId) {
    let (mut store, run) = store();
    let sources = [
        "Ada Okafor",
        "A. Okafor",
        "Okafor",
        "HARBOUR",
        "an official",
        "an aide",
        "Bea Ord",
        "B. Ord",
        "NATO",
    ];
    for n in 0..30_usize {
        for hour in 0..=n % 3 {
            let lines: Vec<String> = (0..=(n * 7 + hour) % 5)
                .map(|k| {
                    format!(
                        "{}: The pier held {} boats.",
                        sources[(n * 5 + k * 3 + hour) % sources.len()],
                        n + k
                    )
                })
                .collect();
            let at = format!("2026-03-{:02}T{hour:02}:00:00Z", n % 28 + 1);
            ingest(
                &mut store,
                run,
                &revision(&format!("https://{}.example/{n}", n % 4), &at, &lines.join("\n")),
            );
        }
    }
    store
        .connection
        .execute_batch(
            "UPDATE attribution SET confidence = (id * 37 % 100) / 100.0;
             UPDATE statement SET check_worthiness = (id * 53 % 100) / 100.0;
             UPDATE article SET newest_revision = newest_revision;",
        )
        .unwrap();
    (store, run)
}

/// No quote has a confidence between the two, so they ask for the same; only of the first counts are kept.
const LEAST: [Option<f64>; 2] = [Some(0.5), Some(0.495)];

fn assert_kept_is_counted(store: &Store) {
    let view = store
        .connection
        .prepare(&SpeakerRow::select())
        .unwrap()
        .query_map([], SpeakerRow::read)
        .unwrap()
        .collect::<Result<Vec<_>, _>>()
        .unwrap();
    let mut listed = store.speakers(&SpeakerFilter::default()).unwrap();
    listed.sort_by_key(|speaker| speaker.speaker_id);
    assert_eq!(view, listed);
    // Whoever asks for any confidence at all counts for himself.
    let mut counted =
        store.speakers(&SpeakerFilter { min_confidence: Some(0.0), ..SpeakerFilter::default() }).unwrap();
    counted.sort_by_key(|speaker| speaker.speaker_id);
    assert_eq!(counted, listed);
    for by in [By::Article, By::Outlet] {
        let shares = LEAST.map(|min_confidence| {
            let filter = UnnamedFilter { by, min_confidence, ..UnnamedFilter::default() };
            let rows = store.unnamed_shares(&filter).unwrap();
            assert_eq!(store.count_unnamed_shares(&filter).unwrap(), rows.len());
            rows
        });
        assert_eq!(shares[0], shares[1], "{by:?}");
        assert!(!shares[0].is_empty());
    }
    let speakers = LEAST.map(|min_confidence| {
        let filter = SpeakerFilter { min_confidence, limit: Some(5), ..SpeakerFilter::default() };
        (store.speakers(&filter).unwrap(), store.doubtful_speakers(&filter).unwrap())
    });
    assert_eq!(speakers[0], speakers[1]);
    assert_eq!(store.check().unwrap().problems, []);
}

#[test]
fn kept_counts_are_what_counting_gives() {
    let (store, _) = stored();
    assert_kept_is_counted(&store);
}

#[test]
fn counts_follow_decisions_and_what_is_extracted_anew() {
    let (mut store, run) = stored();
    let id = |store: &Store, name: &str| {
        let named = SpeakerFilter { speaker: Some(name.to_owned()), ..SpeakerFilter::default() };
        store.speakers(&named).unwrap().iter().find(|s| s.speaker == name).unwrap().speaker_id
    };
    let (ada, initial) = (id(&store, "Ada Okafor"), id(&store, "A. Okafor"));
    store.merge_speakers(run, ada, initial).unwrap();
    assert_kept_is_counted(&store);
    let quotes =
        store.quotes(&QuoteFilter { speaker: Some(ada.to_string()), ..QuoteFilter::default() }).unwrap();
    store.split_speaker(run, ada, quotes[0].article_id).unwrap();
    assert_kept_is_counted(&store);
    let bea = id(&store, "Bea Ord");
    let quote =
        &store.quotes(&QuoteFilter { speaker: Some(bea.to_string()), ..QuoteFilter::default() }).unwrap()[0];
    store.split_quotes(run, bea, quote.article_id, &[quote.quote_id], Some("Cal Iyer")).unwrap();
    assert_kept_is_counted(&store);
    for article in 1..=30 {
        let newest = store.revisions(article.into()).unwrap().pop().unwrap().revision_id;
        let body = store.body(newest).unwrap();
        // Every second one has nobody left to quote.
        let text = if article % 2 == 0 { body.replace(": ", " - ") } else { body.clone() };
        let mut made = analysis(&body);
        if text != body {
            made.attributions.clear();
            made.cast.of.clear();
            made.statements.iter_mut().for_each(|s| s.attribution = None);
        }
        store.reextract(run, newest, &made).unwrap();
    }
    assert_kept_is_counted(&store);
}

#[test]
fn a_confirmed_quote_counts_as_a_sure_one_until_it_is_reopened() {
    let (mut store, run) = store();
    for hour in [1, 2] {
        let body = format!("Ada Okafor: The pier held 14 boats.\nNobody: At {hour}.");
        ingest(&mut store, run, &revision("a", &format!("2026-03-01T0{hour}:00:00Z"), &body));
    }
    let doubt =
        "UPDATE attribution SET confidence = 0.3; UPDATE article SET newest_revision = newest_revision;";
    store.connection.execute_batch(doubt).unwrap();
    let sure = SpeakerFilter { min_confidence: Some(0.5), ..SpeakerFilter::default() };
    assert_eq!(store.speakers(&sure).unwrap(), []);
    let all = QuoteFilter { all_revisions: true, ..QuoteFilter::default() };
    let said = |store: &Store| {
        let quotes = store.quotes(&all).unwrap().into_iter().filter(|quote| quote.speaker == "Ada Okafor");
        quotes.map(|quote| (quote.quote_id, quote.confirmed)).collect::<Vec<_>>()
    };
    let quote = said(&store)[1].0;
    let step = |store: &mut Store, action| {
        let event = NewEvent {
            subject: Subject::Quote,
            id: quote.into(),
            action,
            evidence: Vec::new(),
            note: None,
            reviewer: "Jo".to_owned(),
            seen: None,
        };
        store.decide(run, &event).unwrap();
        assert_eq!(store.check().unwrap().problems, []);
    };
    step(&mut store, ReviewAction::Confirm);
    // It is the same quote in the older revision.
    assert!(said(&store).iter().all(|(_, confirmed)| *confirmed));
    let told: Vec<_> = store.speakers(&sure).unwrap().into_iter().map(|s| (s.speaker, s.quotes)).collect();
    assert_eq!(told, [("Ada Okafor".to_owned(), 1)]);
    assert_kept_is_counted(&store);
    // A merger with another name leaves it confirmed.
    let (ada, nobody) =
        (store.quote(quote).unwrap().speaker_id, store.speakers(&Default::default()).unwrap());
    let nobody = nobody.iter().find(|s| s.speaker_id != ada).unwrap().speaker_id;
    store.merge_speakers(run, nobody, ada).unwrap();
    assert!(store.quote(quote).unwrap().confirmed);
    assert_eq!(store.check().unwrap().problems, []);
    step(&mut store, ReviewAction::Reopen);
    assert!(!store.quote(quote).unwrap().confirmed);
    assert_eq!(store.speakers(&sure).unwrap(), []);
}

#[test]
fn an_article_that_is_deleted_takes_its_counts_along() {
    let (store, _) = stored();
    store.connection.execute("UPDATE article SET newest_revision = NULL WHERE id = 3", params![]).unwrap();
    let counted = "SELECT count(*) FROM speaker s WHERE quotes <> (SELECT count(*) FROM attribution q \
                   JOIN article a ON a.newest_revision = q.revision WHERE q.speaker = s.id)";
    let wrong: i64 = store.connection.query_row(counted, [], |row| row.get(0)).unwrap();
    assert_eq!(wrong, 0);
}

#[test]
fn pages_of_what_is_worth_checking_follow_each_other() {
    let (store, _) = stored();
    let all = ClaimFilter { by_check_worthiness: true, ..ClaimFilter::default() };
    let whole = store.claims(&all).unwrap();
    assert!(whole.is_sorted_by(|a, b| a.check_worthiness >= b.check_worthiness));
    assert!(whole.iter().any(|c| c.check_worthiness < 0.7) && whole[0].check_worthiness > 0.7);
    for offset in [0, 3, whole.len() - 4] {
        let page = store.claims(&ClaimFilter { offset, limit: Some(7), ..all.clone() }).unwrap();
        assert_eq!(page[..], whole[offset..(offset + 7).min(whole.len())]);
    }
    let least = ClaimFilter { min_check_worthiness: Some(0.8), ..all };
    assert!(store.claims(&least).unwrap().iter().all(|c| c.check_worthiness >= 0.8));
}

#[test]
fn the_first_proposals_are_those_of_all() {
    let (store, _) = stored();
    let all = store.proposals(None).unwrap();
    assert!(all.len() > 2);
    for limit in 1..=all.len() {
        assert_eq!(store.proposals(Some(limit)).unwrap()[..], all[..limit]);
    }
}

#[test]
fn a_page_of_what_matches_is_that_of_the_listing() {
    let (store, _) = stored();
    let grep = regex::Regex::new("[0-4] boats").ok();
    for (min_confidence, limit, offset) in
        [(None, 5, 0), (Some(0.5), 3, 4), (Some(0.9), 50, 0), (Some(1.0), 5, 0)]
    {
        let filter = QuoteFilter {
            grep: grep.clone(),
            min_confidence,
            limit: Some(limit),
            offset,
            ..QuoteFilter::default()
        };
        let grepped = store.grep_quotes(&filter).unwrap();
        assert_eq!(grepped.quotes, store.quotes(&filter).unwrap());
        assert_eq!(grepped.all, store.count_quotes(&filter).unwrap());
        assert_eq!(grepped.doubtful, store.doubtful_quotes(&filter).unwrap());
    }
}

#[test]
fn rows_are_counted_up_to_a_bound() {
    let (mut store, run) = store();
    let body = "Ada Okafor: The pier held 14 boats.\n".repeat(MOST_COUNTED + 20);
    ingest(&mut store, run, &revision("a", "2026-03-01", &body));
    let filter = QuoteFilter { limit: Some(1), ..QuoteFilter::default() };
    assert_eq!(store.count_quotes(&filter).unwrap(), MOST_COUNTED + 1);
    let grep = QuoteFilter { grep: regex::Regex::new("boats").ok(), ..filter.clone() };
    assert_eq!(store.count_quotes(&grep).unwrap(), MOST_COUNTED + 1);
    let grepped = store.grep_quotes(&grep).unwrap();
    assert_eq!((grepped.quotes.len(), grepped.all, grepped.doubtful), (1, MOST_COUNTED + 1, 0));
    let doubtful = QuoteFilter { min_confidence: Some(0.99), ..filter };
    assert_eq!(store.doubtful_quotes(&doubtful).unwrap(), MOST_DOUBTFUL + 1);
}
