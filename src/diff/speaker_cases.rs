//! Who says what between two editions: speakers that change places, claims that come back in another's name, sentences cut in
//! two of which each names its source.

use super::{Change, Edition, Kind, Past, Severity, Timeline, diff_editions};
use crate::claim::{Appeared, Days, Statement, Voice, bare_statement};
use crate::extract::{CueClass, QuotationKind};
use crate::speaker::SpeakerKind;

/// A sentence with what a speaker says in it.
fn told(speaker: &str, content: &str, sentence: &str, kind: QuotationKind) -> Statement {
    let voice = Voice {
        speaker: Some(speaker.to_owned()),
        speaker_kind: SpeakerKind::Person,
        source: speaker.to_owned(),
        cue: "said".to_owned(),
        cue_class: CueClass::Say,
        negated: false,
        hedge: None,
        kind,
    };
    Statement {
        voice: Some(voice),
        attribution: Some(0),
        context: sentence.into(),
        ..bare_statement(content)
    }
}

fn quoted((speaker, words): (&str, &str)) -> Statement {
    told(speaker, words, &format!("\"{words},\" said {speaker}."), QuotationKind::Direct)
}

fn between(old: &[Statement], new: &[Statement]) -> Vec<Change> {
    let (old, new) = (Edition::bare(old), Edition::bare(new));
    diff_editions(&old, &new, &Past::default(), &Days::default()).changes
}

#[test]
fn quotes_that_exchange_their_speakers_are_told() {
    for (one, other) in [
        ("We lost the boats", "Nobody told us"),
        ("The nets were old", "The winch failed in the swell"),
        ("I saw no lights", "I heard three shots"),
        ("It was an accident", "It was murder"),
        ("We paid the crew", "They owe us a year of wages"),
        ("No", "Never"),
        ("Ask the mayor", "He knew"),
        ("The vote was fair", "They bought it"),
        ("We will appeal", "It is over"),
        ("Our boats are safe and our nets are sound", "Their boats are not safe"),
    ] {
        let old = [quoted(("Bo Lund", one)), quoted(("Cy Dane", other))];
        for new in [
            [quoted(("Cy Dane", one)), quoted(("Bo Lund", other))],
            [quoted(("Bo Lund", other)), quoted(("Cy Dane", one))],
        ] {
            let found = between(&old, &new);
            assert!(found.iter().any(|c| c.material && c.severity > Severity::None), "{one} {found:?}");
            assert!(found.iter().all(|c| c.kinds != [Kind::Moved]), "{one} {found:?}");
        }
        let moved = between(&old, &[old[1].clone(), old[0].clone()]);
        assert!(moved.iter().all(|c| !c.material), "{one} {moved:?}");
    }
}

#[test]
fn a_part_may_name_its_source_again() {
    for (whole, first, second) in [
        (
            "The plant employed 400 people and would close in May",
            "The plant employed 400 people",
            "It would close in May",
        ),
        ("The ferry sank and nine crew were saved", "The ferry sank", "Nine crew were saved"),
        (
            "The dam was cracked and the village had to leave",
            "The dam was cracked",
            "The village had to leave",
        ),
        ("The mill made paper and employed 90 weavers", "The mill made paper", "It employed 90 weavers"),
        ("The bridge is old and will be closed", "The bridge is old", "It will be closed"),
    ] {
        let says = |content: &str| format!("The firm said t{}.", &content[1..]);
        let old = [told("the firm", whole, &says(whole), QuotationKind::Indirect)];
        let behind = format!("{second}, the firm said.");
        let new = [
            told("the firm", first, &says(first), QuotationKind::Indirect),
            told("the firm", second, &behind, QuotationKind::Indirect),
        ];
        for (old, new, kind) in [(&old[..], &new[..], Kind::Split), (&new[..], &old[..], Kind::Merged)] {
            let found = between(old, new);
            assert!(found.len() == 1 && found[0].kinds.contains(&kind), "{whole} {found:?}");
            assert!(!found[0].material, "{whole} {found:?}");
        }
    }
}

#[test]
fn what_comes_back_in_anothers_name_is_another_claim() {
    let story = [
        bare_statement("The ferry to Upton sank off the pier on Monday night."),
        bare_statement("The mayor called the harbour closed until the wreck is raised."),
    ];
    let with = |speaker: &str| {
        let said = told(
            speaker,
            "The nets were old",
            &format!("The nets were old, {speaker} said."),
            QuotationKind::Indirect,
        );
        Edition::bare(&[&story[..], &[said]].concat())
    };
    for (first, last, kind, material) in [
        ("Bo Lund", "Cy Dane", Kind::Added, true),
        ("Bo Lund", "Bo Lund", Kind::Restored, false),
        ("Bo Lund", "Lund", Kind::Restored, false),
    ] {
        let mut timeline = Timeline::default();
        for edition in [with(first), Edition::bare(&story)] {
            timeline.push_edition(edition, &Appeared::default());
        }
        let found = timeline.push_edition(with(last), &Appeared::default()).changes;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            (found[0].kinds.as_slice(), found[0].material),
            (&[kind][..], material),
            "{last} {found:?}"
        );
    }
}
