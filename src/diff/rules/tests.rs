//! What holds of every rule.

use super::super::texts::compare_texts;
use super::*;
use crate::claim::{Days, bare_statement};
use crate::diff::Kind::*;
use crate::diff::Severity;
use crate::text::Span;
use proptest::prelude::*;

/// Whether a rule finds something, run as it runs among the others.
fn finds(rule: &Rule, before: &str, after: &str) -> bool {
    let (old, new) = (bare_statement(before), bare_statement(after));
    let days = Days::default();
    let pair = Pair::new(&old, &new, &days);
    if let Find::Whole(_) | Find::Gate(_) = rule.findings {
        return !rule.findings(&pair, &Covered::default()).is_empty();
    }
    let found = findings(&pair, true);
    found.iter().any(|f| f.rule == rule.name)
}

#[test]
fn every_rule_catches_and_spares_what_it_says() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for (pairs, expected) in [(rule.catches, true), (rule.spares, false)] {
            for (before, after) in pairs {
                for (a, b) in [(before, after), (after, before)] {
                    if finds(rule, a, b) != expected {
                        let does = if expected { "misses" } else { "takes" };
                        wrong.push(format!("{} {does}: {a} / {b}", rule.name));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Pairs with the kinds that the rules together tell of them.
const KINDS: &[(&str, &str, &[Kind])] = &[
    ("The mayor closed the bridge.", "The mayor closed the bridge", &[Cosmetic]),
    ("The centre was organised well.", "The center was organized well.", &[Cosmetic]),
    ("The fire killed five people.", "The fire killed 5 people.", &[Cosmetic]),
    ("The bridge, closed by ice, is old.", "The bridge closed by ice is old.", &[Cosmetic]),
    ("A fire and a flood hit Upton.", "A flood and a fire hit Upton.", &[Reworded]),
    ("The fire killed 14 people in Upton.", "The fire killed 1.4 people in Upton.", &[FigureChanged]),
    ("At least 68 people died in Upton.", "68 people died in Upton.", &[FigureChanged]),
    ("A fire on Monday closed the school.", "A fire on Tuesday closed the school.", &[FigureChanged]),
    ("3 were killed and 5 injured in Upton.", "5 were killed and 3 injured in Upton.", &[FigureChanged]),
    ("The fire closed roads in Upton.", "The fire closed 12 roads in Upton.", &[FigureAdded]),
    ("Upton Council said the road is shut.", "Wexley Police said the road is shut.", &[SpeakerChanged]),
    ("An official said the road is shut.", "Mayor Ana Ito said the road is shut.", &[SpeakerNamed]),
    ("Mayor Ana Ito said the road is shut.", "Officials said the road is shut.", &[SpeakerAnonymised]),
    ("Ana Ito said the road is shut.", "Ito said the road is shut.", &[Reworded]),
    ("The road to Wexley is shut.", "Police said the road to Wexley is shut.", &[AttributionAdded]),
    ("The road is shut, the mayor said.", "The road is shut.", &[AttributionDropped]),
    ("The company hid the report.", "The company allegedly hid the report.", &[CertaintyLowered]),
    ("Police claim the man fled.", "Police say the man fled.", &[CertaintyRaised]),
    ("The council approved the plan.", "The council rejected the plan.", &[PolarityFlipped]),
    ("The plan has passed in Upton.", "The plan hasn't passed in Upton.", &[PolarityFlipped]),
    ("He called it “a bitter defeat”.", "He called it “a narrow victory”.", &[QuoteAltered]),
    ("He called it “a bitter defeat”.", "He called it \"a bitter defeat\".", &[Cosmetic]),
    ("She said “the bridge is old and the road is worse”.", "She said “the bridge is old”.", &[QuoteTrimmed]),
    ("He spoke of a “bitter defeat” there.", "He spoke of a bitter defeat there.", &[QuoteToParaphrase]),
    ("The trial of Ana Ito began.", "The trial of Jon Webb began.", &[EntityChanged]),
    ("A bus hit a wall.", "A bus hit a wall while its driver was texting friends.", &[DetailAdded]),
    ("The flood damaged all houses.", "The flood damaged some houses.", &[ScopeChanged]),
    ("The mayor opened a library.", "Rail fares will rise next spring.", &[Different]),
    // Forms of a word, spellings and peoples are no change of fact.
    ("Ten people were wounded near Upton.", "Ten people were injured near Upton.", &[Reworded]),
    ("A fire in Mezőváros hurt ten people.", "A fire in Mezovaros hurt ten people.", &[Cosmetic]),
    ("A Swiss court freed the man.", "A court in Switzerland freed the man.", &[Reworded]),
    ("She was prime minister in 2019.", "She was PM in 2019.", &[Reworded]),
    ("Fares rose on April six in Upton.", "Fares rose on April 6 in Upton.", &[Cosmetic]),
    (
        "Sales were 10 million dollars against 8 million.",
        "Sales were 10 million dollars against 8 million dollars.",
        &[Reworded],
    ),
    // A name that stands elsewhere, too, is another one here all the same.
    (
        "The Upton police searched a house in Wexley.",
        "The Upton police searched a house in Upton.",
        &[EntityChanged],
    ),
    (
        "It was a flop in Upton and a hit in Wexley.",
        "It was a hit in Upton and a hit in Wexley.",
        &[PolarityFlipped],
    ),
    // Counts, parts of names and appositions are no scope.
    ("Several people were hurt in Upton.", "Twelve people were hurt in Upton.", &[FigureAdded]),
    ("Five soldiers died in Upton.", "Five people died in Upton.", &[ScopeChanged]),
    ("It agreed to some of the plan in Upton.", "It agreed to part of the plan in Upton.", &[Reworded]),
    // Doubt belongs to what it governs.
    (
        "A bus crashed near Upton. The driver reportedly fled to Wexley.",
        "A bus crashed near Upton.",
        &[DetailRemoved],
    ),
    ("The man goes on trial in Upton.", "The man is tried in Upton.", &[Reworded]),
    ("The company must pay the fine.", "The company should pay the fine.", &[CertaintyLowered]),
    ("The bill would ban smoking.", "The bill will ban smoking.", &[CertaintyRaised]),
    ("Police said the bill would ban smoking.", "Police said the bill will ban smoking.", &[Reworded]),
    ("The road may be shut in June.", "The road could be shut in June.", &[Reworded]),
    ("Police said he fled to Upton.", "Police denied he fled to Upton.", &[PolarityFlipped]),
    // Two negations are none.
    ("The vote was not valid in Upton.", "The vote was invalid in Upton.", &[Reworded]),
    ("The plan has not been made.", "The plan has yet to be made.", &[Reworded]),
    (
        "Police confirmed the road was shut.",
        "Police have not confirmed the road was shut.",
        &[PolarityFlipped],
    ),
    // Several words for several others say something else.
    (
        "Masked gunmen fired at the bus in Upton on Monday.",
        "Police officers fired at the bus in Upton on Monday.",
        &[DetailAdded, DetailRemoved],
    ),
    (
        "She called it “a secret prison for traders”.",
        "She called it a prison for traders.",
        &[QuoteToParaphrase, DetailRemoved],
    ),
    ("It makes 40 barrels a year.", "It makes 40 barrels a day.", &[FigureChanged]),
];

#[test]
fn each_kind_and_its_border() {
    let kinds = |before: &str, after: &str| {
        let mut kinds: Vec<Kind> = found(before, after).iter().map(|f| f.kind).collect();
        kinds.sort();
        kinds
    };
    let told = |&&(before, after, expected): &&(&str, &str, &[Kind])| kinds(before, after) != expected;
    let wrong: Vec<String> = KINDS
        .iter()
        .filter(told)
        .map(|(before, after, expected)| {
            format!("{before} / {after}: {:?}, not {expected:?}", kinds(before, after))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_is_described_and_has_examples() {
    for (n, rule) in RULES.iter().enumerate() {
        assert!(!RULES[..n].iter().any(|r| r.name == rule.name), "{} twice", rule.name);
        assert!(rule.says.ends_with('.') && rule.place.ends_with('.'), "{}", rule.name);
        assert!(rule.catches.len() + rule.spares.len() >= 20, "{}", rule.name);
        assert!(!rule.catches.is_empty() && !rule.spares.is_empty(), "{}", rule.name);
    }
}

/// Checks that what a finding shows is what its spans hold.
fn check(found: &[Finding], before: &str, after: &str) {
    for finding in found {
        assert!(!finding.rule.is_empty());
        let sides =
            [(&finding.before, &finding.spans_before, before), (&finding.after, &finding.spans_after, after)];
        for (words, spans, text) in sides {
            let held: Vec<&str> = spans.iter().map(|s: &Span| s.of(text)).collect();
            assert_eq!(*words, held.join(" … "), "{finding:?}");
            assert!(spans.is_sorted(), "{finding:?}");
        }
    }
}

fn found(before: &str, after: &str) -> Vec<Finding> {
    let (old, new) = (bare_statement(before), bare_statement(after));
    let days = Days::default();
    findings(&Pair::new(&old, &new, &days), true)
}

#[test]
fn a_figure_that_is_only_bounded_otherwise_is_no_other_one() {
    let severity = |before: &str, after: &str| found(before, after)[0].severity;
    for (before, after) in [
        ("Over 60 people were killed.", "At least 60 people were killed."),
        ("At least five gunmen were killed.", "Five gunmen were killed."),
        ("About 50 houses burned down.", "51 houses burned down."),
        ("The loan is up to $5 million.", "The loan is $5 million."),
        ("More than 50 pupils came.", "51 pupils came."),
        ("Nearly 200 men marched.", "196 men marched."),
    ] {
        assert_eq!(severity(before, after), Severity::Medium, "{before} {after}");
    }
    for (before, after) in [
        ("At least five gunmen were killed.", "At least six gunmen were killed."),
        ("About 50 houses burned down.", "80 houses burned down."),
        ("The loan is up to $5 million.", "The loan is at least $5 million."),
        ("More than 40 pupils came.", "39 pupils came."),
        ("Nearly 200 men marched.", "204 men marched."),
        ("Over 60 people were killed.", "90 people were killed."),
    ] {
        assert_eq!(severity(before, after), Severity::High, "{before} {after}");
    }
}

#[test]
fn findings_of_the_examples_show_what_their_spans_hold() {
    for (before, after) in RULES.iter().flat_map(|r| r.catches.iter().chain(r.spares)) {
        check(&found(before, after), before, after);
    }
}

/// Words that rules look for, and some that they do not.
const WORDS: &str = "mayor said not no all some may will must allegedly Upton Wexley Ana Ito 12 five 3.5% Monday “closed \
     bridge” the a of killed people soldiers hurt before after denied claims rose fell —, . ; a.m. $5bn é 市 …";

proptest! {
    #[test]
    fn findings_of_any_words_show_what_their_spans_hold(
        picks in proptest::collection::vec(0..WORDS.split_whitespace().count(), 0..24),
        edits in proptest::collection::vec((0..24_usize, 0..WORDS.split_whitespace().count()), 0..5),
    ) {
        let words: Vec<&str> = WORDS.split_whitespace().collect();
        let before: Vec<&str> = picks.iter().map(|&n| words[n]).collect();
        let mut after = before.clone();
        for (at, n) in edits {
            let at = at.min(after.len());
            if n % 3 == 0 && at < after.len() { after.remove(at); } else { after.insert(at, words[n]); }
        }
        let (before, after) = (before.join(" "), after.join(" "));
        check(&found(&before, &after), &before, &after);
    }

    #[test]
    fn any_texts_can_be_compared(before in "\\PC{0,80}", after in "\\PC{0,80}") {
        check(&found(&before, &after), &before, &after);
        let _ = compare_texts(&before, &after);
    }
}
