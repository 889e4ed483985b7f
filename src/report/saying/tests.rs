//! How each class of attribution reads as a sentence.

use super::*;

/// A saying in an article of which `[…]` marks the content, `<…>` the source and `{…}` the cue.
fn shown(article: &str, speaker: &str, class: &str, change: impl Fn(&mut Saying<'_>)) -> String {
    let (mut spans, mut open, mut at) = ([vec![], vec![], vec![]], 0, 0);
    let mut texts = [vec![], vec![], vec![]];
    let mut text = String::new();
    for c in article.chars() {
        match (c, "[]<>{}".find(c)) {
            (_, Some(n)) if n % 2 == 0 => (open, text) = (at, String::new()),
            (_, Some(n)) => {
                spans[n / 2].push((open, at));
                texts[n / 2].push(std::mem::take(&mut text));
            }
            _ => {
                text.push(c);
                at += 1;
            }
        }
    }
    let [content, source, cue] = texts.map(|t| t.join(" "));
    let whole: String = article.chars().filter(|c| !"[]<>{}".contains(*c)).collect();
    let mut saying = Saying {
        speaker,
        cue: &cue,
        source: &source,
        sentence: &whole,
        cue_class: class,
        asserted: true,
        content: &content,
        content_spans: &spans[0],
        source_spans: &spans[1],
        cue_spans: &spans[2],
        ..Saying::default()
    };
    change(&mut saying);
    sentence(&saying)
}

fn plain(article: &str, speaker: &str, class: &str) -> String {
    shown(article, speaker, class, |_| {})
}

#[test]
fn each_class_reads_as_the_article_says_it() {
    for (article, class, expected) in [
        ("<She> {said} [that the quay was safe].", "say", "Ana Orrin said that the quay was safe"),
        ("<She> {told} reporters [that it was late].", "say", "Ana Orrin told reporters that it was late"),
        ("<Orrin> {confirmed} [the sale].", "assert", "Ana Orrin confirmed the sale"),
        (
            "<Orrin> {denied} [that the lock was forced].",
            "deny",
            "[denied] Ana Orrin denied that the lock was forced",
        ),
        ("<She> {rejected} [the claim].", "deny", "[denied] Ana Orrin rejected the claim"),
        ("<She> {alleged} [that two had fled].", "allege", "Ana Orrin alleged that two had fled"),
        ("<She> {warned} [of floods].", "warn", "Ana Orrin warned of floods"),
        ("<She> {promised} [to resign].", "promise", "Ana Orrin promised to resign"),
        ("<She> {asked} [whether the dam held].", "ask", "[asked] Ana Orrin asked whether the dam held"),
        ("<She> {believes} [prices will fall].", "believe", "Ana Orrin believes prices will fall"),
        (
            "<She> {doubts} [that they will fall].",
            "believe",
            "[doubted] Ana Orrin doubts that they will fall",
        ),
        ("<She> {wants} [a new bridge].", "want", "Ana Orrin wants a new bridge"),
        ("<She> {ordered} [the gate shut].", "order", "Ana Orrin ordered the gate shut"),
        ("<Her report> {found} [nine leaks].", "document", "Ana Orrin found nine leaks"),
    ] {
        assert_eq!(plain(article, "Ana Orrin", class), expected);
    }
}

#[test]
fn what_was_not_put_forward_is_marked() {
    let negated = |s: &mut Saying<'_>| s.negated = true;
    let unsaid = |s: &mut Saying<'_>| s.asserted = false;
    let never = "<Ord> {never said} [that it was over].";
    assert_eq!(shown(never, "Ivo Ord", "say", negated), "[not said] Ivo Ord never said that it was over");
    let open = "<Ord> {did not deny} [the payment].";
    assert_eq!(shown(open, "Ivo Ord", "deny", negated), "[not denied] Ivo Ord did not deny the payment");
    let doubt = "<Ord> {does not think} [so].";
    assert_eq!(shown(doubt, "Ivo Ord", "believe", negated), "[doubted] Ivo Ord does not think so");
    let bare = "<Ord> should have {said} [that it leaked].";
    assert_eq!(shown(bare, "Ivo Ord", "say", unsaid), "[not said] Ivo Ord should have said that it leaked");
    let should = "<Ord> {should have said} [that it leaked].";
    assert_eq!(shown(should, "Ivo Ord", "say", unsaid), "[not said] Ivo Ord should have said that it leaked");
}

#[test]
fn a_colon_shows_that_the_order_is_ours() {
    assert_eq!(plain("[“We stay,”] <Ord> {said}.", "Ivo Ord", "say"), "Ivo Ord said: “We stay,”");
    assert_eq!(
        plain("[It leaked], {according to} <Ord>.", "Ivo Ord", "say"),
        "according to Ivo Ord: It leaked"
    );
    assert_eq!(plain("<Ord>{:} [It leaked].", "Ivo Ord", "say"), "Ivo Ord: It leaked");
    assert_eq!(plain("[“It leaked.”]", "Ivo Ord", "say"), "Ivo Ord: “It leaked.”");
    assert_eq!(plain("[“It leaked.”]", "", "say"), "“It leaked.”");
    assert_eq!(
        plain("[“It leaked,”] <Ord> {told} the court on Monday.", "Ivo Ord", "say"),
        "Ivo Ord told the court on Monday: “It leaked,”"
    );
    assert_eq!(plain("<Ord> {said}, [“It leaked.”]", "Ivo Ord", "say"), "Ivo Ord said, “It leaked.”");
    assert_eq!(plain("{Said} <Ord>: [“It leaked.”]", "Ivo Ord", "say"), "Ivo Ord Said: “It leaked.”");
}

#[test]
fn pieces_that_do_not_touch_are_told_apart() {
    let near = "[“We stay,”] <Ord> {said}. [“For good.”]";
    assert_eq!(plain(near, "Ivo Ord", "say"), "Ivo Ord said: “We stay,” “For good.”");
    let far = "[“We stay,”] <Ord> {said} at the harbour on Monday. [“For good.”]";
    assert_eq!(plain(far, "Ivo Ord", "say"), "Ivo Ord said: “We stay,” … “For good.”");
}

#[test]
fn a_cue_inside_its_content_stays_there() {
    let accused = "[Ivo Ord, 61,] {is accused} [of fraud].";
    assert_eq!(plain(accused, "", "allege"), "Ivo Ord, 61, is accused of fraud");
}

#[test]
fn a_passive_keeps_its_order() {
    let criticised = "[She] {was criticised by} <Ord> [over the lock].";
    assert_eq!(plain(criticised, "Ivo Ord", "deny"), "[denied] She was criticised by Ivo Ord over the lock");
    let praised = "[The crew] {was praised by} <Ord>.";
    assert_eq!(plain(praised, "Ivo Ord", "say"), "The crew was praised by Ivo Ord");
}

#[test]
fn a_cue_whose_object_is_long_is_not_left_bare() {
    let told = "<Ord> {told} a news conference in the old customs house on Saturday [that it leaked].";
    assert_eq!(plain(told, "Ivo Ord", "say"), "Ivo Ord told … that it leaked");
}

#[test]
fn hedges_and_those_between_are_told() {
    let hedged = |s: &mut Saying<'_>| s.hedge = Some("reportedly");
    let said = "<Ord> reportedly {said} [it leaked].";
    assert_eq!(shown(said, "Ivo Ord", "say", hedged), "Ivo Ord reportedly said it leaked");
    let via = ["the Quay Post".to_owned()];
    let saying = Saying {
        speaker: "an aide",
        unnamed: true,
        via: &via,
        cue: "said",
        cue_class: "say",
        asserted: true,
        content: "that it leaked",
        ..Saying::default()
    };
    assert_eq!(sentence(&saying), "an aide (unnamed), via the Quay Post, said that it leaked");
    let quoted = Saying { cue: "as saying", ..saying };
    assert_eq!(sentence(&quoted), "an aide (unnamed), via the Quay Post, saying that it leaked");
}

proptest::proptest! {
    #[test]
    fn whatever_the_spans_nothing_panics(
        spans in proptest::collection::vec((0usize..30, 0usize..30), 0..4),
        cues in proptest::collection::vec((0usize..30, 0usize..30), 0..3),
        content in "[a-zé “”]{0,20}",
        named in proptest::bool::ANY,
    ) {
        let saying = Saying {
            speaker: if named { "Ord" } else { "" },
            cue: "said",
            sentence: &content,
            content: &content,
            content_spans: &spans,
            cue_spans: &cues,
            source_spans: if named { &cues } else { &[] },
            ..Saying::default()
        };
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
        proptest::prop_assert!(letters(&sentence(&saying)) >= letters(&content));
    }
}

#[test]
fn spans_that_do_not_fit_the_text_lose_nothing() {
    for spans in [vec![], vec![(0, 3)], vec![(0, 900), (5, 2)], vec![(4, 4), (4, 8)]] {
        let saying = Saying {
            speaker: "Ord",
            cue: "said",
            asserted: true,
            content: "että se vuoti",
            content_spans: &spans,
            ..Saying::default()
        };
        assert!(sentence(&saying).ends_with("että se vuoti"), "{spans:?}");
    }
}
