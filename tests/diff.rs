//! What must hold of every comparison, whatever the texts.

#![cfg(feature = "cli")]

use onrecord::claim::{Appeared, Days, Position, Statement, Voice, bare_statement};
use onrecord::diff::{
    Change, Comparison, Kind, compare, compare_texts, compare_texts_dated, diff, fingerprint,
};
use onrecord::extract::{CueClass, QuotationKind};
use onrecord::speaker::SpeakerKind;
use onrecord::text::Span;
use proptest::prelude::*;
use std::collections::HashSet;

fn statements(lines: &[String]) -> Vec<Statement> {
    lines.iter().map(|l| bare_statement(l)).collect()
}

fn compared(old: &[String], new: &[String]) -> Comparison {
    diff(&statements(old), &statements(new), &HashSet::new())
}

/// The words that spans hold, as a finding shows them.
fn words_at(text: &str, spans: &[Span]) -> String {
    assert!(spans.is_sorted(), "{spans:?}");
    spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ")
}

/// What a kind is called when before and after change places.
fn mirrored(kind: Kind) -> Kind {
    match kind {
        Kind::FigureAdded => Kind::FigureRemoved,
        Kind::FigureRemoved => Kind::FigureAdded,
        Kind::AttributionAdded => Kind::AttributionDropped,
        Kind::AttributionDropped => Kind::AttributionAdded,
        Kind::CertaintyRaised => Kind::CertaintyLowered,
        Kind::CertaintyLowered => Kind::CertaintyRaised,
        Kind::SpeakerNamed => Kind::SpeakerAnonymised,
        Kind::SpeakerAnonymised => Kind::SpeakerNamed,
        Kind::QuoteToParaphrase => Kind::ParaphraseToQuote,
        Kind::ParaphraseToQuote => Kind::QuoteToParaphrase,
        Kind::DetailAdded => Kind::DetailRemoved,
        Kind::DetailRemoved => Kind::DetailAdded,
        Kind::Added => Kind::Removed,
        Kind::Removed => Kind::Added,
        Kind::Split => Kind::Merged,
        Kind::Merged => Kind::Split,
        other => other,
    }
}

/// Sentences as news has them, put together from parts that each carry one kind of change.
fn sentence() -> impl Strategy<Value = String> {
    let source = prop::sample::select(vec![
        "",
        "Mayor Ana Ito said ",
        "Police said that ",
        "An official claims ",
        "Upton Council confirmed that ",
        "According to the mayor, ",
    ]);
    let count = prop::sample::select(vec![
        "12 people",
        "at least twelve people",
        "19 people",
        "two children",
        "people",
    ]);
    let verb = prop::sample::select(vec![
        "died",
        "were killed",
        "were allegedly killed",
        "did not die",
        "were hurt",
    ]);
    let place = prop::sample::select(vec![
        "in Upton",
        "in Marsh End",
        "at the old bridge",
        "in \"a terrible fire\"",
        "",
    ]);
    let day = prop::sample::select(vec![
        "on Monday",
        "on 3 March 2026",
        "",
        "at 10:15",
        "while the only road was closed",
    ]);
    (source, count, verb, place, day)
        .prop_map(|(a, b, c, d, e)| format!("{a}{b} {c} {d} {e}.").replace("  ", " "))
}

/// Who may say something.
fn voice() -> impl Strategy<Value = Voice> {
    let speaker = prop::sample::select(vec![
        (Some("Ana Ito"), SpeakerKind::Person, "Mayor Ana Ito"),
        (Some("Jon Webb"), SpeakerKind::Person, "Webb"),
        (Some("Upton Council"), SpeakerKind::Organization, "the council"),
        (Some("Eve Rao"), SpeakerKind::Person, "Eve Rao of Upton Council"),
        (None, SpeakerKind::Anonymous, "an official"),
        (None, SpeakerKind::Group, "residents"),
        (None, SpeakerKind::Person, "she"),
    ]);
    let cue = prop::sample::select(vec![
        ("said", CueClass::Say),
        ("claimed", CueClass::Allege),
        ("believes", CueClass::Believe),
        ("denied", CueClass::Deny),
        ("confirmed", CueClass::Say),
    ]);
    let kind =
        prop::sample::select(vec![QuotationKind::Direct, QuotationKind::Mixed, QuotationKind::Indirect]);
    (speaker, cue, kind, any::<bool>(), any::<bool>()).prop_map(
        |((speaker, speaker_kind, source), cue, kind, negated, hedged)| Voice {
            speaker: speaker.map(str::to_owned),
            speaker_kind,
            source: source.to_owned(),
            cue: cue.0.to_owned(),
            cue_class: cue.1,
            negated,
            hedge: hedged.then(|| "reportedly".to_owned()),
            kind,
        },
    )
}

/// What an editor does to one statement of a text.
#[derive(Debug, Clone)]
enum Edit {
    Keep,
    Drop,
    /// Exchange the statement's words for others of the same sentence.
    Rewrite(String),
    /// Put another statement in front of it.
    Insert(String),
    /// Let it change places with the next.
    Swap,
    /// Say where else, with a statement of its own or within this one.
    Extend,
    Cut,
}

/// Places that keep the statements of a text apart: each names its own.
const PLACES: [&str; 12] = [
    "Oxley",
    "Tarnfield",
    "Wexley",
    "Garrow",
    "Brackwell",
    "Orlec",
    "Sandhill",
    "Nesbury",
    "Pellwick",
    "Harrowgate",
    "Quayside",
    "Ulverholm",
];

/// A text of several statements and its next revision.
fn revised() -> impl Strategy<Value = (Vec<String>, Vec<String>)> {
    let edit = prop_oneof![
        5 => Just(Edit::Keep),
        1 => Just(Edit::Drop),
        2 => sentence().prop_map(Edit::Rewrite),
        1 => sentence().prop_map(Edit::Insert),
        1 => Just(Edit::Swap),
        1 => Just(Edit::Extend),
        1 => Just(Edit::Cut),
    ];
    prop::collection::vec((sentence(), edit), 1..10).prop_map(|lines| {
        let placed = |text: &str, n: usize| format!("Near {}, {text}", PLACES[n % PLACES.len()]);
        let (mut old, mut new) = (Vec::new(), Vec::new());
        let mut swap: Option<String> = None;
        for (n, (text, edit)) in lines.iter().enumerate() {
            let line = placed(text, n);
            old.push(line.clone());
            let waiting = swap.take();
            match edit {
                Edit::Keep => new.push(line),
                Edit::Drop => {}
                Edit::Rewrite(other) => new.push(placed(other, n)),
                Edit::Insert(other) => new.extend([placed(other, n + 11), line]),
                Edit::Swap => swap = Some(line),
                Edit::Extend => {
                    new.push(format!("{} while rescue boats were waiting.", line.trim_end_matches('.')));
                }
                Edit::Cut => match line.split_once(" in ") {
                    Some((head, tail)) => new.extend([format!("{head}."), format!("It was in {tail}")]),
                    None => new.push(line),
                },
            }
            new.extend(waiting);
        }
        new.extend(swap);
        (old, new)
    })
}

/// A text of which one figure differs from version to version.
fn other_story(percent: &str) -> Vec<String> {
    vec![
        format!("The library budget grew by {percent} percent."),
        "Librarians welcomed the money.".to_owned(),
    ]
}

/// A comparison as a set of changes: kinds, old and new statements.
type Image = std::collections::BTreeSet<(Vec<Kind>, Vec<usize>, Vec<usize>)>;

fn image(comparison: &Comparison) -> Image {
    pictured(comparison, |k| k, |c| (c.before.clone(), c.after.clone()))
}

/// The comparison as it must be when before and after change places.
fn mirror_image(comparison: &Comparison) -> Image {
    pictured(comparison, mirrored, |c| (c.after.clone(), c.before.clone()))
}

fn pictured(
    comparison: &Comparison,
    kind: fn(Kind) -> Kind,
    sides: fn(&Change) -> (Vec<usize>, Vec<usize>),
) -> Image {
    let one = |c: &Change| {
        let mut kinds: Vec<Kind> = c.kinds.iter().copied().map(kind).collect();
        kinds.sort();
        let (before, after) = sides(c);
        // What came in may matter more than what went, so severity is not mirrored.
        (kinds, before, after)
    };
    comparison.changes.iter().map(one).collect()
}

proptest! {
    #[test]
    fn nothing_panics_and_equal_texts_do_not_differ(a in "\\PC{0,200}", b in "\\PC{0,200}") {
        prop_assert!(compare_texts(&a, &a).changes.is_empty());
        let _ = compare_texts(&a, &b);
    }

    #[test]
    fn marks_and_signs_are_harmless(
        a in "[ “”\"'‘’.,;:?!$%0-9a-cA-C<>()\\[\\]…–-]{0,80}",
        b in "[ “”\"'.,0-9a-c%$-]{0,80}",
    ) {
        prop_assert!(compare_texts(&a, &a).changes.is_empty());
        let _ = compare_texts(&a, &b);
    }

    #[test]
    fn swapping_before_and_after_mirrors_the_kinds(a in sentence(), b in sentence()) {
        let kinds = |x: &str, y: &str| -> Vec<Kind> {
            compare(&bare_statement(x), &bare_statement(y)).iter().map(|f| f.kind).collect()
        };
        let there: HashSet<Kind> = kinds(&a, &b).into_iter().collect();
        let back: HashSet<Kind> = kinds(&b, &a).into_iter().map(mirrored).collect();
        prop_assert_eq!(there, back, "{} / {}", a, b);
    }

    #[test]
    fn swapping_mirrors_the_kinds_of_attributed_statements(
        a in sentence(), b in sentence(), v in voice(), w in voice(),
    ) {
        let said = |text: &str, voice: &Voice| Statement { voice: Some(voice.clone()), ..bare_statement(text) };
        let kinds = |x: &Statement, y: &Statement| -> Vec<Kind> { compare(x, y).iter().map(|f| f.kind).collect() };
        for (x, y) in [(said(&a, &v), said(&b, &w)), (said(&a, &v), said(&a, &w)), (said(&a, &v), bare_statement(&b))] {
            let there: HashSet<Kind> = kinds(&x, &y).into_iter().collect();
            let back: HashSet<Kind> = kinds(&y, &x).into_iter().map(mirrored).collect();
            prop_assert_eq!(there, back, "{:?} / {:?}", x, y);
        }
    }

    #[test]
    fn the_spans_of_a_finding_hold_its_words(a in sentence(), b in sentence()) {
        for finding in compare(&bare_statement(&a), &bare_statement(&b)) {
            prop_assert!(!finding.rule.is_empty(), "{finding:?}");
            prop_assert_eq!(&finding.before, &words_at(&a, &finding.spans_before), "{:?} in {}", finding, a);
            prop_assert_eq!(&finding.after, &words_at(&b, &finding.spans_after), "{:?} in {}", finding, b);
            prop_assert!(!finding.before.is_empty() || !finding.after.is_empty(), "{finding:?}");
        }
    }

    #[test]
    fn the_spans_of_any_finding_hold_its_words(a in "\\PC{0,120}", b in "\\PC{0,120}") {
        for finding in compare(&bare_statement(&a), &bare_statement(&b)) {
            prop_assert_eq!(&finding.before, &words_at(&a, &finding.spans_before));
            prop_assert_eq!(&finding.after, &words_at(&b, &finding.spans_after));
        }
    }

    #[test]
    fn spans_hold_the_words_of_attributed_sentences(
        a in sentence(), b in sentence(), v in voice(), w in voice(), mark in any::<bool>(),
    ) {
        let said = |text: &str, voice: Option<&Voice>| Statement {
            context: voice.map_or_else(|| text.into(), |v| format!("{text}, {} {}.", v.source, v.cue).into()),
            voice: voice.cloned(),
            ..bare_statement(text)
        };
        let headline = |text: &str, mark: &str| Statement {
            position: Position::Headline,
            ..bare_statement(&format!("{mark}{text}"))
        };
        for (v, w) in [(Some(&v), Some(&w)), (Some(&v), None), (None, Some(&w)), (Some(&v), Some(&v))] {
            let old = [headline(&a, ""), said(&a, v)];
            let new = [headline(&b, if mark { "CORRECTED-" } else { "" }), said(&b, w)];
            for change in diff(&old, &new, &HashSet::new()).changes {
                let (was, now) = (change.was.unwrap_or_default(), change.now.unwrap_or_default());
                for finding in &change.findings {
                    // Without spans it shows a source or a cue.
                    if !finding.spans_before.is_empty() {
                        prop_assert_eq!(&finding.before, &words_at(&was, &finding.spans_before), "{:?}", finding);
                    }
                    if !finding.spans_after.is_empty() {
                        prop_assert_eq!(&finding.after, &words_at(&now, &finding.spans_after), "{:?}", finding);
                    }
                }
            }
        }
    }

    #[test]
    fn every_statement_is_accounted_for(
        old in prop::collection::vec(sentence(), 0..12),
        new in prop::collection::vec(sentence(), 0..12),
    ) {
        let found = compared(&old, &new);
        let mut seen_old = vec![0; old.len()];
        let mut seen_new = vec![0; new.len()];
        found.pairs.iter().for_each(|&(i, j)| { seen_old[i] += 1; seen_new[j] += 1; });
        prop_assert!(seen_old.iter().chain(&seen_new).all(|&n| n <= 1));
        if found.alarm.is_none() {
            for change in &found.changes {
                prop_assert!(!change.kinds.is_empty());
                change.before.iter().for_each(|&i| seen_old[i] += 1);
                change.after.iter().for_each(|&j| seen_new[j] += 1);
            }
            prop_assert!(seen_old.iter().chain(&seen_new).all(|&n| n >= 1), "{found:?}");
        }
    }

    #[test]
    fn equal_revisions_do_not_differ(lines in prop::collection::vec(sentence(), 0..12)) {
        prop_assert!(compared(&lines, &lines).changes.is_empty());
    }

    #[test]
    fn two_articles_in_one_lose_no_change(a in sentence(), b in sentence()) {
        let first = |s: &str| format!("The harbour budget of Wexley grew by {s}");
        let (old, new) = (vec![a.clone(), first("2 percent")], vec![b.clone(), first("3 percent")]);
        let apart = compared(&old[..1], &new[..1]).changes.len() + compared(&old[1..], &new[1..]).changes.len();
        prop_assert_eq!(compared(&old, &new).changes.len(), apart);
    }

    #[test]
    fn swapping_whole_texts_mirrors_the_changes((old, new) in revised()) {
        let (there, back) = (compared(&old, &new), compared(&new, &old));
        // A text that shrinks to a quarter is a failed capture, one that grows is news.
        prop_assume!(there.alarm.is_none() && back.alarm.is_none());
        let (there, back) = (mirror_image(&there), image(&back));
        prop_assert_eq!(there, back, "{:#?} / {:#?}", old, new);
    }

    #[test]
    fn changes_of_whole_texts_show_words_that_are_there((old, new) in revised()) {
        for change in compared(&old, &new).changes {
            let (was, now) = (change.was.unwrap_or_default(), change.now.unwrap_or_default());
            for finding in &change.findings {
                prop_assert_eq!(&finding.before, &words_at(&was, &finding.spans_before), "{:?}", finding);
                prop_assert_eq!(&finding.after, &words_at(&now, &finding.spans_after), "{:?}", finding);
            }
        }
    }

    #[test]
    fn two_texts_one_after_the_other_keep_the_changes_of_both((old, new) in revised()) {
        // The second text speaks of other things, so that nothing of one is taken for a wording of the other.
        let (theirs, ours) = (other_story("2"), other_story("3"));
        let join = |a: &[String], b: &[String]| [a, b].concat();
        let kinds = |c: &Comparison| -> Vec<Vec<Kind>> {
            let mut kinds: Vec<Vec<Kind>> = c.changes.iter().map(|c| c.kinds.clone()).collect();
            kinds.sort();
            kinds
        };
        let (one, other) = (compared(&old, &new), compared(&theirs, &ours));
        prop_assume!(one.alarm.is_none());
        let mut apart = [kinds(&one), kinds(&other)].concat();
        apart.sort();
        prop_assert_eq!(kinds(&compared(&join(&old, &theirs), &join(&new, &ours))), apart, "{:#?} / {:#?}", old, new);
    }

    #[test]
    fn typography_leaves_the_fingerprint(text in "[a-zA-Z ]{0,40}") {
        let typed = format!("“{text}” — it’s");
        let plain = format!("\"{text}\" - it's");
        prop_assert_eq!(fingerprint(&typed), fingerprint(&plain));
    }
}

fn lines(count: usize) -> Vec<String> {
    (0..count)
        .map(|n| format!("Ward {n} of the town of Upton{n} reported {n} new cases of measles{}.", n % 7))
        .collect()
}

#[test]
fn one_statement_ten_thousand_times() {
    let same = vec!["The bridge is closed.".to_owned(); 10_000];
    assert!(compared(&same, &same).changes.is_empty());
    let fewer = compared(&same, &same[..9_000]);
    assert_eq!(fewer.changes.len(), 1_000);
    assert!(fewer.changes.iter().all(|c| c.kinds == [Kind::Removed]));
}

#[test]
fn thousands_of_sentences_of_which_none_is_the_same() {
    // Comparing each with each would be four million pairs.
    let told = |verb: &'static str, place: &'static str| -> Vec<String> {
        (0..2_000).map(|n| format!("Officer {n} {verb} the {place} of Upton{}.", n * 7 % 9_973)).collect()
    };
    let edited = compared(&told("reported", "harbour"), &told("reported", "airport"));
    assert_eq!(edited.changes.len(), 2_000, "each is one edited sentence");
    let unlike = compared(&told("reported", "harbour"), &lines(2_000));
    assert!(unlike.changes.len() + unlike.alarm.map_or(0, |a| a.missing.len()) >= 2_000);
}

#[test]
fn an_empty_side_adds_or_removes_everything() {
    let some = lines(3);
    assert!(compared(&[], &some).changes.iter().all(|c| c.kinds == [Kind::Added]));
    assert!(compared(&some, &[]).changes.iter().all(|c| c.kinds == [Kind::Removed]));
    assert!(compare_texts("", "").changes.is_empty());
    let _ = compare_texts("", "Something was said.");
}

#[test]
fn texts_without_sentence_marks_or_in_another_language() {
    let found = compare_texts(
        "der bürgermeister sagte 12 menschen seien gestorben",
        "der bürgermeister sagte 19 menschen seien gestorben",
    );
    assert_eq!(found.changes[0].kind, Kind::FigureChanged);
    let _ = compare_texts("市长说有12人死亡", "市长说有19人死亡");
    let _ = compare_texts(&"word ".repeat(8_000), &"other ".repeat(8_000));
}

#[test]
fn shuffled_paragraphs_are_moved() {
    let old = lines(60);
    let mut new = old.clone();
    new.rotate_left(20);
    new.swap(3, 41);
    let found = compared(&old, &new);
    assert_eq!(found.pairs.len(), 60);
    assert!(found.changes.iter().all(|c| c.kinds == [Kind::Moved]), "{:?}", found.changes);
}

#[test]
fn a_day_is_one_day_however_it_is_named() {
    let on = |day: &str| Appeared { modified: Some(day.to_owned()), ..Appeared::default() };
    let found = |before: &str, after: &str| {
        // 3 March 2026 is a Tuesday.
        let days = Days::between(&on("2026-03-03"), &on("2026-03-04"));
        compare_texts_dated(before, after, &days)
    };
    assert!(!found("A ferry sank yesterday.", "A ferry sank on Monday.").material);
    assert!(!found("A ferry sank today.", "A ferry sank on March 3.").material);
    assert!(!found("A ferry sank two days ago.", "A ferry sank on Sunday.").material);
    assert!(found("A ferry sank yesterday.", "A ferry sank on Tuesday.").material);
    assert!(found("A ferry sank on Monday.", "A ferry sank yesterday.").material);
    let undated = compare_texts("A ferry sank yesterday.", "A ferry sank on Monday.");
    assert!(!undated.material);
    assert!(compare_texts("A ferry sank on Tuesday.", "A ferry sank on Wednesday.").material);
}

#[test]
fn what_comes_back_is_restored() {
    let earlier: HashSet<u64> = [fingerprint("The bridge will stay closed until 2027.")].into();
    let old = statements(&["The mayor spoke on Monday.".to_owned()]);
    let new = statements(&[
        "The mayor spoke on Monday.".to_owned(),
        "The bridge will stay closed until 2027".to_owned(),
    ]);
    assert_eq!(diff(&old, &new, &earlier).changes[0].kinds, [Kind::Restored]);
}

#[test]
fn a_failed_capture_is_an_alarm_and_not_a_rewrite() {
    let old = lines(40);
    let found = compared(&old, &["Please sign in to read on.".to_owned()]);
    let alarm = found.alarm.expect("an alarm");
    assert_eq!((alarm.sure, alarm.missing.len()), (true, 40));
    assert!(found.changes.is_empty());
}

#[test]
fn sentences_that_an_editor_may_have_cut_are_told_with_the_alarm() {
    let old = lines(40);
    let found = compared(&old, &old[..3]);
    let alarm = found.alarm.expect("an alarm");
    assert_eq!((alarm.sure, alarm.missing.len(), found.changes.len()), (false, 37, 37));
}
