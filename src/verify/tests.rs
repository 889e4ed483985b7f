//! The room as a whole: what holds of any transcript and any quote.

use super::{QuotedPassage, QuotedVoice, SpokenOutcome, SpokenVoice, Transcript, Verifier};
use proptest::prelude::*;

/// Invented speech, with some marks that transcripts have.
fn speech() -> impl Strategy<Value = Vec<String>> {
    let words = prop::sample::select(vec![
        "we",
        "closed",
        "the",
        "gate",
        "at",
        "noon",
        "not",
        "and",
        "if",
        "it",
        "floods",
        "um,",
        "again",
        "safe,",
        "I",
        "won't",
        "noon.",
        "river.",
        "42",
        "five",
        "per cent",
        "river",
        "people",
        "[laughter]",
        "it's",
        "Harrow",
        "said",
        "you know",
        "—",
        "never",
    ]);
    // Now and then a word that stands in one place only.
    let told = |words: Vec<&str>| {
        let unique =
            |(n, word): (usize, &str)| if n % 4 == 0 { format!("place{n}") } else { word.to_owned() };
        words.into_iter().enumerate().map(unique).collect()
    };
    prop::collection::vec(words, 3..120).prop_map(told)
}

#[test]
fn a_day_that_is_said_in_another_order_is_no_other_day() {
    let said = "ADA ROUX: The fair opens on the fourth of October and closes on the ninth of October.\n\
                CAL IYER: The vote was on the twenty-first of May, twenty twenty-five, and not before.\n\
                BEA ORD: We met on March third and again on the twelfth of April.\n";
    let verifier = Verifier::new(Transcript::of(said, false).unwrap());
    let outcome = |name: &str, quote: &str| {
        verifier
            .check(&QuotedPassage::new(quote), &QuotedVoice { name, title: None, nameless: false })
            .outcome
    };
    for (name, quote) in [
        ("Ada Roux", "The fair opens on October 4 and closes on October 9"),
        ("Ada Roux", "The fair opens on Oct. 4 and closes on 9 October"),
        ("Ada Roux", "opens on October 4th"),
        ("Cal Iyer", "The vote was on May 21, 2025, and not before"),
        ("Cal Iyer", "The vote was on 21 May 2025, and not before"),
        ("Bea Ord", "We met on 3 March and again on April 12."),
    ] {
        assert_eq!(outcome(name, quote), SpokenOutcome::Exact, "{quote}");
    }
    for (name, quote) in [
        ("Ada Roux", "The fair opens on October 5 and closes on October 9"),
        ("Ada Roux", "The fair opens on November 4 and closes on October 9"),
        ("Cal Iyer", "The vote was on May 22, 2025, and not before"),
        ("Bea Ord", "We met on 3 March and again on May 12."),
    ] {
        assert_eq!(outcome(name, quote), SpokenOutcome::Altered, "{quote}");
    }
}

/// The outcome of a quote of Ada Roux.
fn outcome(said: &str, quote: &str) -> SpokenOutcome {
    let verifier = Verifier::new(Transcript::of(said, false).unwrap());
    let by = QuotedVoice { name: "Ada Roux", title: None, nameless: false };
    verifier.check(&QuotedPassage::new(quote), &by).outcome
}

#[test]
fn words_in_brackets_that_turn_the_sense_are_no_tidying() {
    use SpokenOutcome::{Altered, Cut, Tidied};
    for (said, quote, expected) in [
        ("The raid on the port was on Sunday.", "The raid on the port was on [Friday]", Altered),
        ("The raid on the port is off.", "The raid on the port is [on]", Altered),
        ("We hired four pilots in the spring.", "We hired [14] pilots in the spring", Altered),
        ("We sold 12 boats in the spring.", "We sold 12 [million] boats in the spring", Altered),
        ("The raid on the port was long.", "The raid on the port was long [in 2019]", Tidied),
        ("The raid on the port was on it.", "The raid on the port was on [Sunday]", Tidied),
        (
            "I never said that the mayor was drunk that night.",
            "I [said] that the mayor was drunk that night",
            Cut,
        ),
        (
            "We will not under any circumstances close the old school in May.",
            "We [will] close the old school in May",
            Cut,
        ),
        ("We hardly ever close the gate at night.", "We [do] close the gate at night", Cut),
        ("I regret it very much, and I said so.", "I [do not] regret it very much, and I said so", Altered),
        (
            "The vote was 42 to 7 in the end, and it was fair.",
            "The vote was [42 to 9] in the end, and it was fair",
            Altered,
        ),
        (
            "The vote was 42 to 7 in the end, and it was fair.",
            "The vote [in the council] was 42 to 7 in the end",
            Tidied,
        ),
        (
            "He did it because he was never told of the plan.",
            "[Webb] did it because he was never told of the plan",
            Tidied,
        ),
        (
            "I don't believe that they will open the lock.",
            "I [do not] believe that they will open the lock",
            Tidied,
        ),
        (
            "She opened the new lock in the spring of that year.",
            "She opened [the lock] in the spring of that year",
            Tidied,
        ),
        (
            "We spent 14 million on pumps in 2025, and 20 on the walls of the town.",
            "We spent 14 million ... on the walls of the town",
            Cut,
        ),
        (
            "We spent 14 million on pumps that stand on the upper walls of the town.",
            "We spent 14 million on pumps ... on the upper walls of the town",
            Tidied,
        ),
    ] {
        assert_eq!(outcome(&format!("ADA ROUX: {said}"), quote), expected, "{said} {quote}");
    }
}

#[test]
fn what_leads_into_the_second_half_is_left_out_with_the_end_of_the_first() {
    use SpokenOutcome::{Cut, Tidied};
    for (said, quote, expected) in [
        (
            "The old dam is a disgrace. I do not think it will hold for ten more years.",
            "The old dam [...] will hold for ten more years",
            Cut,
        ),
        (
            "The old dam is a beauty. The owners claim it will hold for ten more years.",
            "The old dam ... will hold for ten more years",
            Cut,
        ),
        (
            "The old dam is a beauty. And I tell you it will hold for ten more years.",
            "The old dam ... will hold for ten more years",
            Tidied,
        ),
    ] {
        assert_eq!(outcome(&format!("ADA ROUX: {said}"), quote), expected, "{said} {quote}");
    }
}

#[test]
fn letters_of_question_and_answer_contradict_no_name() {
    use SpokenOutcome::{Exact, OtherSpeaker};
    let quote = "We did not know about the storm";
    for said in [
        "MR. IYER:  Good day.\nQ.  Did you know about the storm?\nA.  We did not know about the storm.\nQ.  Why?\nA.  So.",
        "MR. IYER: Good day.\n      Q.  Did you know about the storm?\n      A.  We did not know about the storm.",
        "Q. Did you know about the storm?\nA. We did not know about the storm.\nQ. Why?\nA. Nobody rang.\nQ. So?\nA. So.",
        "MS. ROUX: Good day.\nQ. Did you know?\nA. We did not know about the storm.\nQ. Why?\nA. Nobody rang.\nQ. So?\nA. So.",
    ] {
        assert_ne!(outcome(said, quote), OtherSpeaker, "{said}");
    }
    assert_eq!(outcome("MS. ROUX: Good day. We did not know about the storm.", quote), Exact);
}

#[test]
fn turns_are_found_within_a_line_and_under_names_of_their_own() {
    use SpokenOutcome::{Exact, OtherSpeaker};
    let quote = "we will finish the dam by June and not before";
    for said in [
        "CAL IYER: Good morning. ADA ROUX: Yes, we will finish the dam by June and not before. CAL IYER: Thank you.",
        "Cal Iyer: Good morning. Ada Roux: Yes, we will finish the dam by June and not before. Cal Iyer: Fine.",
        "CAL IYER\n\nGood morning.\n\nADA ROUX\n\nYes, we will finish the dam by June and not before.\n\nCAL IYER\n\n\
         So.\n\nADA ROUX\n\nYes.",
        "Cal Iyer\nGood morning.\nAda Roux\nYes, we will finish the dam by June and not before.\nCal Iyer\nSo.\nAda Roux\nYes.",
    ] {
        assert_eq!(outcome(said, quote), Exact, "{said}");
        let other = said.replace("Ada Roux", "Bo Vik").replace("ADA ROUX", "BO VIK");
        let other = other.replace("Cal Iyer", "Ada Roux").replace("CAL IYER", "ADA ROUX");
        assert_eq!(outcome(&other, quote), OtherSpeaker, "{other}");
    }
}

/// The outcome, whether the one quoted speaks, and what the first place is labelled.
fn heard(said: &str, name: &str, quote: &str) -> (SpokenOutcome, SpokenVoice, Option<String>) {
    let verifier = Verifier::new(Transcript::of(said, false).unwrap());
    let verdict =
        verifier.check(&QuotedPassage::new(quote), &QuotedVoice { name, title: None, nameless: false });
    let label = verdict.places.first().and_then(|place| place.label.clone());
    (verdict.outcome, verdict.voice, label)
}

#[test]
fn nobody_is_accused_by_words_behind_what_may_be_a_name() {
    use SpokenOutcome::{Exact, OtherSpeaker};
    use SpokenVoice::{Another, Same, Unknown};
    let quote = "we will finish the dam by June and not before";
    let words = "Yes, we will finish the dam by June and not before.";
    let colon = "CAL IYER: Good morning.\nBO VIK: It is late.\n";
    let names = "Cal Iyer\nGood morning.\n\nBo Vik\nIt is late.\n\nCal Iyer\nSo?\n\nBo Vik\nWell.\n\n";
    let label = |name: &str| Some(name.to_owned());
    for (said, name, expected) in [
        (format!("{names}Ada Roux\n{words}"), "Ada Roux", (Exact, Same, label("Ada Roux"))),
        (format!("{names}Ada Roux\n{words}"), "Bo Vik", (OtherSpeaker, Another, label("Ada Roux"))),
        (format!("{names}Harbour Works\n{words}"), "Ada Roux", (Exact, Unknown, label("Harbour Works"))),
        (format!("{colon}ADA ROUX\n{words}"), "Ada Roux", (Exact, Same, label("ADA ROUX"))),
        (format!("{colon}ADA ROUX\n{words}"), "Bo Vik", (Exact, Unknown, label("ADA ROUX"))),
        (format!("{colon}ADA ROUX {words}"), "Ada Roux", (Exact, Same, label("ADA ROUX"))),
        (format!("{colon}- {words}"), "Ada Roux", (Exact, Unknown, None)),
        (format!("{colon}>> Remember: {words}"), "Ada Roux", (Exact, Unknown, None)),
        (format!("{colon}Thank you.\n{words}"), "Ada Roux", (OtherSpeaker, Another, label("BO VIK"))),
        (format!(">> CAL IYER: So. >> BO VIK: It is late. >> {words}"), "Ada Roux", (Exact, Unknown, None)),
        (
            format!(">> CAL IYER: So. >> BO VIK: Late. >> ADA ROUX: {words}"),
            "Ada Roux",
            (Exact, Same, label("ADA ROUX")),
        ),
    ] {
        assert_eq!(heard(&said, name, quote), expected, "{said} {name}");
    }
}

#[test]
fn a_lone_asker_and_unnamed_captions_are_told() {
    use SpokenOutcome::{Exact, OtherSpeaker};
    use SpokenVoice::{Another, Unknown};
    let quote = "I do not believe a word of what you said";
    for gap in ["    ", "\t", ". "] {
        let said =
            format!("MS. ROUX:  We left at noon.\n\n   Q{gap}{quote}.\n\nMS. ROUX:  It is in the log.\n");
        assert_eq!(heard(&said, "Bo Vik", quote), (Exact, Unknown, Some("Q".into())));
        assert_eq!(heard(&said, "Ada Roux", quote), (OtherSpeaker, Another, Some("Q".into())));
    }
    let unnamed = |said: &str| {
        let verifier = Verifier::new(Transcript::of(said, false).unwrap());
        let by = QuotedVoice { name: "Ada Roux", title: None, nameless: false };
        verifier.check(&QuotedPassage::new(quote), &by).unnamed
    };
    let cue = |text: &str| format!("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n{text}\n");
    assert!(unnamed(&cue(&format!(">> we left at noon\n>> {quote}"))));
    assert!(unnamed(&cue(&format!("- We left.\n- {quote}."))));
    assert!(!unnamed(&cue(&format!("we left at noon and {quote}"))));
}

#[test]
fn an_ellipsis_that_leaves_out_what_weakens_cuts() {
    use SpokenOutcome::{Cut, Tidied};
    for (said, quote, expected) in [
        ("She probably sank the boat that night.", "She … sank the boat that night", Cut),
        ("She, perhaps, sank the boat that night.", "She … sank the boat that night", Cut),
        ("She could have sold the boat that night.", "She … sold the boat that night", Cut),
        ("She almost sold the boat that night.", "She … sold the boat that night", Cut),
        ("They tried to sink the boat that night.", "They … sink the boat that night", Cut),
        ("We sold some of the boats that night.", "We sold … the boats that night", Cut),
        ("We sold two of the boats that night.", "We sold … the boats that night", Cut),
        ("We lost nearly all of the boats.", "We lost … all of the boats", Cut),
        ("We will, according to my rivals, sell the port.", "We will … sell the port", Cut),
        ("She sank, the insurers say, the boat that night.", "She sank … the boat that night", Cut),
        ("They say she sank the boat that night.", "[She] sank the boat that night", Cut),
        ("We will, perhaps in May, sell the boats to them.", "We will … sell the boats to them", Tidied),
        ("We sold, as I said before, the boats that night.", "We sold … the boats that night", Tidied),
        ("We sold, as you probably know, the boats to him.", "We sold … the boats to him", Tidied),
        ("We sold the boats and all of the sails to him.", "We sold the boats … to him", Tidied),
        ("We sold, with some help, the boats that night.", "We sold … the boats that night", Tidied),
        ("We did in the end sell the boats that night.", "We did … sell the boats that night", Tidied),
    ] {
        assert_eq!(outcome(&format!("ADA ROUX: {said}"), quote), expected, "{said}");
    }
}

#[test]
fn a_word_said_again_is_tidied() {
    use SpokenOutcome::{Altered, Tidied};
    for (said, quote, expected) in [
        ("We told the, the, the men of it at noon.", "We told the men of it at noon", Tidied),
        ("So then we told, we told, we told the men of it.", "Then we told the men of it", Tidied),
        ("It was a very old, very, very bad boat.", "It was a very bad boat", Altered),
    ] {
        assert_eq!(outcome(&format!("ADA ROUX: {said}"), quote), expected, "{said}");
    }
}

#[test]
fn captions_tell_who_speaks_by_voices_and_dashes() {
    use SpokenOutcome::{Exact, OtherSpeaker};
    use SpokenVoice::{Another, Same, Unknown};
    let quote = "we will finish the dam by June and not before";
    let cue = |n: usize, text: &str| format!("00:00:0{n}.000 --> 00:00:0{n}.900\n{text}\n\n");
    let words = "We will finish the dam by June and not before.";
    let label = |name: &str| Some(name.to_owned());
    for (cues, expected) in [
        (format!("<v Bo Vik>No.</v> <v Ada Roux>{words}</v>"), (Exact, Same, label("Ada Roux"))),
        (format!("<v Ada Roux>No.</v> <v Bo Vik>{words}</v>"), (OtherSpeaker, Another, label("Bo Vik"))),
        (format!("<v Bo Vik>No.</v>\n{words}"), (Exact, Unknown, None)),
        (format!("<v Bo Vik>No.\n{words}"), (OtherSpeaker, Another, label("Bo Vik"))),
        (format!("- Did you?\n- {words}"), (Exact, Unknown, None)),
        (format!("- Did you? - {words}"), (Exact, Unknown, None)),
        (format!("– {words}"), (Exact, Unknown, None)),
        (format!("&gt;&gt; {words}"), (Exact, Unknown, None)),
        (format!("- ADA ROUX: {words}"), (Exact, Same, label("ADA ROUX"))),
        (format!("<i>ADA ROUX: {words}</i>"), (Exact, Same, label("ADA ROUX"))),
        (format!("No. ADA ROUX: {words}"), (Exact, Same, label("ADA ROUX"))),
        (format!("Ada Roux\n{words}"), (Exact, Same, label("Ada Roux"))),
        (format!("And so\n-- {words}"), (OtherSpeaker, Another, label("BO VIK"))),
    ] {
        let said = format!("WEBVTT\n\n{}{}", cue(1, "BO VIK: It is late."), cue(2, &cues));
        assert_eq!(heard(&said, "Ada Roux", quote), expected, "{cues}");
    }
}

#[test]
fn a_quote_of_two_speakers_tells_both() {
    let said =
        "ADA ROUX: They lied to us for a year.\n\nBO VIK: Well. They will be held to account in court.";
    let verifier = Verifier::new(Transcript::of(said, false).unwrap());
    let passage = QuotedPassage::new("They lied to us for a year. They will be held to account in court.");
    for (name, voices) in [
        ("Ada Roux", [SpokenVoice::Same, SpokenVoice::Another]),
        ("Bo Vik", [SpokenVoice::Another, SpokenVoice::Same]),
        ("Cal Iyer", [SpokenVoice::Another; 2]),
    ] {
        let verdict = verifier.check(&passage, &QuotedVoice { name, title: None, nameless: false });
        assert_eq!(verdict.outcome, SpokenOutcome::OtherSpeaker, "{name}");
        assert_eq!(verdict.also, [SpokenOutcome::Assembled], "{name}");
        assert_eq!(verdict.places.iter().map(|place| place.voice).collect::<Vec<_>>(), voices, "{name}");
    }
}

#[test]
fn words_that_agree_by_chance_are_not_found() {
    use SpokenOutcome::{Altered, NotFound};
    let said = "ADA ROUX: We closed the harbour because the east wall had moved. It is safe now for boats. The director of the \
                fund is out today, and the old bridge was, after a long night of rain and wind, shut by the police.";
    for (quote, expected) in [
        ("The wall is sound", NotFound),
        ("The wall is rotten", NotFound),
        ("The director is a thief", NotFound),
        ("The bridge was never open", NotFound),
        ("The east wall had cracked", Altered),
        ("It is closed now for boats", Altered),
        ("The director of the bank is out today", Altered),
        ("the bridge was shut by the police", Altered),
        ("We closed the school because the east wall had moved", Altered),
    ] {
        assert_eq!(outcome(said, quote), expected, "{quote}");
    }
}

#[test]
fn a_question_is_no_statement() {
    use SpokenOutcome::{Cut, Exact};
    for (said, quote, expected) in [
        ("I support the strike? Never.", "I support the strike", Cut),
        ("I support the strike? Never.", "I support the strike?", Exact),
        ("So I am the one who lied to them? No.", "I am the one who lied to them", Cut),
        ("“We knew of it”? I ask you.", "We knew of it", Cut),
        ("We knew of the crack. Why? Nobody asked.", "We knew of the crack", Exact),
        ("We knew of the crack (?) in May.", "We knew of the crack", Exact),
    ] {
        assert_eq!(outcome(&format!("ADA ROUX: {said}"), quote), expected, "{said}");
    }
}

#[test]
fn what_holds_nothing_said_is_refused() {
    for text in ["WEBVTT", "WEBVTT\n\nNOTE a note\n", "{\"a\": 1}", "[{\"text\": \"We will not.\"}]"] {
        // Whoever tells it ends the sentence.
        assert!(Transcript::of(text, false).is_err_and(|why| !why.ends_with('.')), "{text}");
    }
    assert!(Transcript::of("[laughter] We will not.", false).is_ok());
}

proptest! {
    #[test]
    fn what_is_cut_out_word_for_word_is_exact(words in speech(), from in 0usize..120, length in 5usize..20) {
        let text = words.join(" ");
        let from = from % words.len();
        let cut = words[from..words.len().min(from + length)].join(" ");
        // A dash alone says nothing that could be found.
        prop_assume!(cut.chars().any(char::is_alphanumeric));
        let passage = QuotedPassage::new(&cut);
        let verdict = Verifier::new(Transcript::of(&text, false).unwrap()).check(&passage, &QuotedVoice::default());
        let fine = [SpokenOutcome::Exact, SpokenOutcome::Cut, SpokenOutcome::TooShort];
        prop_assert!(fine.contains(&verdict.outcome), "{cut} | {verdict:?}");
    }

    #[test]
    fn words_that_repeat_are_compared_all_the_same(said in "([abcd] ){4,60}", quote in "([abcd] ){1,30}") {
        let verifier = Verifier::new(Transcript::of(&said, false).unwrap());
        let verdict = verifier.check(&QuotedPassage::new(&quote), &QuotedVoice::default());
        prop_assert!(verdict.places.iter().all(|place| said.contains(place.words.as_str())));
    }

    #[test]
    fn nothing_panics_and_every_place_is_one(
        text in "(\\PC|\n|[a-z]{1,5} |[A-Z]{2,5}: |00:0[0-9]|-->|\\[|\\]){0,80}",
        quote in "(\\PC|…|[a-z]{1,5} |\\[|\\]){0,30}",
    ) {
        if let Ok(transcript) = Transcript::of(&text, false) {
            let lines = text.lines().count();
            let verifier = Verifier::new(transcript);
            for quote in [quote.as_str(), text.as_str()] {
                let verdict = verifier.check(&QuotedPassage::new(quote), &QuotedVoice { name: "Ada Roux", ..QuotedVoice::default() });
                for place in verdict.places {
                    prop_assert!((1..=lines).contains(&place.line));
                    prop_assert!(verifier.transcript().text.contains(&place.words));
                }
            }
        }
    }
}
