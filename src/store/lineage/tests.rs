//! Lineages of claims over revisions, tried on small articles.

use super::super::fixture::{ingest, revision, store};
use super::super::{ArticleFilter, ChangeFilter, Store};
use super::*;

const STORY: &str = "A fire broke out in the old mill in Upton on Monday.\n\
    It killed 12 people, most of them guests of a wedding.\nThe mayor came to the site within the hour.\n\
    Two roads to the station were closed by police.\nTrains to Wexley ran late for all of the day.\n\
    The mill had stood empty for a dozen years.\nInspectors had asked for new stairs in June.";
const OTHER: &str = "The ferry company cut its fares by a third.\nPassengers had stayed away since autumn.\n\
    A bridge to the island opened in October.\nLorries take it now, and so do cyclists.\n\
    The company owns five ships and a quay.\nIts harbour cafe sells the best pies around.";

/// Each step: from and to which revision, its alarm, its changes.
fn steps(captures: &[(u8, &str)]) -> (Store, Vec<String>) {
    let (mut store, run) = store();
    store.judge = RevisionJudge::default();
    for (hour, body) in captures {
        ingest(&mut store, run, &revision("a", &format!("2026-03-01T{hour:02}:00:00Z"), body));
    }
    let article = store.articles(&ArticleFilter::default()).unwrap()[0].article_id;
    let mut steps = Vec::new();
    for row in store.revisions(article).unwrap() {
        let filter = ChangeFilter { to_revision_id: Some(row.revision_id), ..ChangeFilter::default() };
        let changes = store.changes(&filter).unwrap();
        let told = |c: &crate::store::ChangeRow| {
            format!("{}>{} {:?} {:?}", c.from_revision, c.to_revision, c.kinds.0, c.after)
        };
        let changes: Vec<String> = changes.iter().map(told).collect();
        steps.push(format!("{:?} {}", row.alarm, changes.join("; ")));
    }
    (store, steps)
}

#[test]
fn a_text_that_is_back_is_compared_with_the_last_good_one() {
    let stub = STORY.lines().next().unwrap();
    let back = STORY.replace("12 people", "19 people");
    let captures = [(1, STORY), (2, stub), (3, ""), (4, back.as_str())];
    let (store, found) = steps(&captures);
    insta::assert_snapshot!(found.join("\n"), @r#"
    None 
    Some("text_lost") 
    Some("text_lost") 
    Some("text_regained") 1>4 [FigureChanged] Some("It killed 19 people, most of them guests of a wedding.")
    "#);
    assert!(store.check().unwrap().is_sound());
    // A claim that only a failed capture lacked is one claim through all.
    let claims = store.claims(&Default::default()).unwrap();
    assert_eq!(claims.len(), 7);
    assert!(claims.iter().all(|c| c.status == "current"));
    // The captures may come in any order.
    for order in [[3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]] {
        assert_eq!(steps(&order.map(|n| captures[n])).1, found, "{order:?}");
    }
}

#[test]
fn a_page_with_another_story_goes_on_with_it_or_comes_back() {
    let later = OTHER.replace("five ships", "six ships");
    insta::assert_snapshot!(steps(&[(1, STORY), (2, OTHER), (3, &later)]).1.join("\n"), @r#"
    None 
    Some("replaced") 
    None 2>3 [FigureChanged] Some("The company owns six ships and a quay.")
    "#);
    let back = STORY.replace("12 people", "19 people");
    insta::assert_snapshot!(steps(&[(1, STORY), (2, OTHER), (3, &back)]).1.join("\n"), @r#"
    None 
    Some("replaced") 
    Some("text_regained") 1>3 [FigureChanged] Some("It killed 19 people, most of them guests of a wedding.")
    "#);
}
