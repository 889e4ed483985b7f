//! Pronouns: who "he", "it" and "they" mean, and what they never mean.

use super::{attribution, last_is, names, speaker};
use crate::speaker::resolve;
use crate::text::{Document, Span};

#[test]
fn a_paragraph_is_about_who_opens_it() {
    last_is(&[
        (
            "Kurt Tamm and Tim Marlow came. [Kurt Tamm] said he knew nothing. He said so twice.\n\n\
             Marlow was the third witness who heard the mayor's call with Norland President Otto Brandt. [He] said it was late.",
            "Tim Marlow",
        ),
        (
            "[Hugh Tamm] said no.\n\n[Hugh Tamm] said it leaked.\n\nEdith Marlow's post went round. Otto Brandt is \
             the second docker to call Hugh Tamm a liar. [He] said it was late.",
            "Otto Brandt",
        ),
        (
            "“It is slow,” [Otto Brandt], the head of the Norland Bank, said. “It will last.”\n\nMr. Tamm's love of \
             shows is not limited to Norland. [He] has threatened others, suggesting it was late.",
            "Tamm",
        ),
        (
            "[Edith Marlow] read the file. The work took two years. It was done in May. [She] said it was late.",
            "Edith Marlow",
        ),
        ("Edith Marlow heads the court. It sat in May and the hall was full. [She] said no.", "Edith Marlow"),
    ]);
}

#[test]
fn they_may_be_a_body() {
    last_is(&[
        (
            "The post was read by two Upton politicians.\n\nThey criticised the firm.\n\n[Big Anvil] have denied \
             it. [They] said it was late.",
            "Big Anvil",
        ),
        ("Levon Airlines have lost. [They] said it was late.", "Levon Airlines"),
        ("[Levon Airlines] said no. [They] said it was late.", "Levon Airlines"),
        ("Levon Airlines sued ten residents. The residents met. [They] said it was late.", "The residents"),
    ]);
}

#[test]
fn what_is_somebodys_does_not_speak() {
    for (text, not) in [
        ("“My people had it,” Hugh Tamm said. “And I asked. [They] said it was late.”", "My people"),
        ("In addition to its order of 30 jets, [it] announced more.", "its order of 30 jets"),
        ("Levon Air has a fleet. Besides its report on jets, [it] announced more.", "its report on jets"),
        ("Our team left. “Well,” he said. [They] said it was late.", "Our team"),
    ] {
        assert_ne!(names(text).last().map(String::as_str), Some(not), "{text}");
    }
    last_is(&[(
        "Levon Airlines had ten jets. In addition to its order of 30 jets, [it] announced more.",
        "Levon Airlines",
    )]);
}

#[test]
fn what_cannot_speak_is_nobody() {
    let mut wrong = Vec::new();
    for source in ["We support", "you", "The arrest", "Photos", "The following chart", "That", "My people"] {
        let found = names(&format!("Hugh Tamm came. [{source}] said it was late."));
        if found != ["?"] && found != ["you"] {
            wrong.push((source, found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_pronoun_and_a_name_are_both() {
    last_is(&[
        ("Hugh Marlow moved. [He and his wife Kay] said no.", "Hugh Marlow and Kay"),
        ("Hugh Marlow moved. [He and his wife Kay Marlow] said no.", "Hugh Marlow and Kay Marlow"),
        ("Edith Marlow moved. [She and Otto Brandt] said no.", "Edith Marlow and Otto Brandt"),
        ("Hugh Marlow moved. [He and his wife Kay] said no. [They] said more.", "Hugh Marlow and Kay"),
    ]);
}

#[test]
fn who_and_that_mean_what_stands_before_them() {
    last_is(&[
        ("The plan drew scrutiny from the chief and from some [who] said it was late.", "some"),
        ("Edith Marlow met the guards and all [who] said it was late.", "all"),
        ("The mayor praised those [who] said it was late.", "those"),
        (
            "Ada Roux met the Republican nominee for mayor, [who] said it was late.",
            "the Republican nominee for mayor",
        ),
        ("Kurt Tamm will back Harbour45, a super PAC [that] said it was late.", "Harbour45"),
        ("He bought Levon Mines, another coal company [that] said it was late.", "Levon Mines"),
        ("She works at Ostrell, an app [that] said it was late.", "Ostrell"),
        ("It was paid by Kestrel Bank, the lender [that] said it was late.", "Kestrel Bank"),
    ]);
}

#[test]
fn a_title_that_opens_a_text_is_no_candidate_for_who() {
    assert_eq!(names("Secretary Edith Marlow wrote to Senator Hugh Tamm, [who] said no."), ["Hugh Tamm"]);
}

/// Asserts who speaks last in each text behind what stands `before` it.
fn assert_last_speakers(before: &str, cases: &[(&str, &str)]) {
    let found: Vec<_> = cases
        .iter()
        .map(|(text, name)| (names(&format!("{before}{text}")).pop().unwrap_or_default(), *name, *text))
        .filter(|(found, name, _)| found != name)
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

/// Whoever the narration has just brought in speaks, not who spoke before; a name of any language is one, and so is
/// "his mother".
#[test]
fn who_is_brought_in_speaks() {
    let before = "[Minister David Brown] told the House that it was fine. [Councillor Susan Green] said it was not.\n\n";
    let cases = [
        (
            "Peter Jones sat at a table by the window, stirring tea.\n\n“It is late,” [he] said.",
            "Peter Jones",
        ),
        ("Tupou Fifita sat at a table by the window.\n\n“It is late,” [he] said.", "Tupou Fifita"),
        ("Umm Khaled al-Breim sat beside her son.\n\n“I packed it,” [she] said.", "Umm Khaled al-Breim"),
        (
            "Nguyen Thi Nhung had closed her stall for the night.\n\n“It is late,” [she] said.",
            "Nguyen Thi Nhung",
        ),
        ("Lindiwe Dlamini was sweeping the step.\n\n“It is late,” [she] said.", "Lindiwe Dlamini"),
        ("But Chidubem Okoro isn't holding his breath. “He owes us all,” [he] says.", "Chidubem Okoro"),
        (
            "But head chef Tupou Fifita isn't holding his breath. “He owes the fish man. He owes the flower lady. He owes the \
             glazier,” [he] says.",
            "Tupou Fifita",
        ),
        ("Docker Emeka Okoro came at five as ever. “It is late,” [he] says.", "Emeka Okoro"),
        ("At the quay, Xiaolu Zhang mended a net.\n\n“It is late,” [she] said.", "Xiaolu Zhang"),
        ("Wu Chi-kai folded the letter. “It is late,” [he] said.", "Wu Chi-kai"),
        ("Hye-jin Bae laughs at the thought.\n\n“It is late,” [she] said.", "Hye-jin Bae"),
        ("Her friend Xiaolu wasn't so sure. “I have the shoes,” [she] sighed.", "Xiaolu"),
        ("Her friend Maria wasn't so sure. “I have the shoes,” [she] sighed.", "Maria"),
        ("His mother stood at the gate. “It is late,” [she] said.", "His mother"),
        ("My father bought a house at 24. “We had nothing,” [he] says.", "My father"),
        ("A neighbour leaned over the hedge. “It is late,” [she] said.", "A neighbour"),
        (
            "The 26-year-old beautician from Tessany wept. “It is late,” [she] said.",
            "The 26-year-old beautician from Tessany",
        ),
        (
            "A retired docker came to the door in his slippers.\n\n“It is late,” [he] said.",
            "A retired docker",
        ),
        ("The ferry pilot Ingjerd Sunde watched the boats.\n\n“It is late,” [she] said.", "Ingjerd Sunde"),
    ];
    assert_last_speakers(before, &cases);
}

/// Somebody whom a sentence only mentions, or who is of the other sex, does not speak.
#[test]
fn who_spoke_goes_on_beside_others() {
    let before = "[Minister Susan Green] told the House that it was fine.\n\n";
    let cases = [
        ("Her father, a nurse, never saw the bill. “It is late,” [she] said.", "Susan Green"),
        ("Her brother was in the gallery. “It is late,” [she] said.", "Susan Green"),
        ("The minister took off her glasses. “It is late,” [she] said.", "Susan Green"),
        ("Green smiled at a child in the front row. “It is late,” [she] said.", "Susan Green"),
        ("The House met in May. “It is late,” [she] said.", "Susan Green"),
        ("Peter Jones sat at a table by the window. “It is late,” [she] said.", "Susan Green"),
        ("The bill would cost Chidubem Okoro his shop. “It is late,” [she] said.", "Susan Green"),
        ("“It is late,” [she] said. Her aides took notes.\n\n“It is not,” [she] added.", "Susan Green"),
    ];
    assert_last_speakers(before, &cases);
}

#[test]
fn a_title_keeps_what_it_says() {
    let cases = [
        ("[The former transport minister Hugh Tamm] said no.", Some("former transport minister")),
        ("[Former transport minister Hugh Tamm] said no.", Some("Former transport minister")),
        ("[The then finance minister Hugh Tamm] said no.", Some("then finance minister")),
        ("But [ex-NRFA referee Hugh Tamm] said no.", Some("ex-NRFA referee")),
        ("[The health minister Hugh Tamm] said no.", Some("health minister")),
        ("Asked by an audience member about fares, [Hugh Tamm] said no.", None),
        ("They met transport minister Hugh Tamm. [Tamm] said no.", Some("transport minister")),
    ];
    for (text, title) in cases {
        assert_eq!(speaker(text).title.as_deref(), title, "{text}");
    }
}

#[test]
fn one_of_several_is_a_person_and_an_outlet_is_told() {
    for (text, who) in [
        ("[One of the survivors] told Coastwire it sank. “It was dark,” [he] said.", "One of the survivors"),
        ("[One of the engineers] told Harbour Radio it blew. “I ran,” [she] said.", "One of the engineers"),
        ("[One of the clerks] said so. “It is late,” [she] said.", "One of the clerks"),
        ("[One of his aides] said so on Monday. “It is late,” [he] said.", "One of his aides"),
        ("[Jo Doe] told Coastwire it sank. “It was dark,” [she] said.", "Jo Doe"),
        ("Max Roe told Jo Doe it sank. “It was dark,” [he] said.", "Max Roe"),
    ] {
        let (_, cast) = super::cast_of(text);
        let last = cast.of.last().expect("there is a source");
        assert_eq!(cast.speakers[last.speaker].name.as_deref(), Some(who), "{text}");
    }
    let (_, cast) = super::cast_of("The port told Coastwire that it sank. “It was dark,” [he] said.");
    assert_eq!(cast.speakers[cast.of[0].speaker].name, None);
}

#[test]
fn the_name_of_a_body_goes_on_behind_of() {
    for (text, who) in [
        (
            "[The General Staff of the Armed Forces of Ostrava] said two were shot down.",
            "General Staff of the Armed Forces of Ostrava",
        ),
        ("[The Joint Staff of the Army] said two were shot down.", "Joint Staff of the Army"),
        (
            "His colleague at the Royal Institute of Otology, Sunita Rao, agreed. “It is good,” [she] said.",
            "Sunita Rao",
        ),
        ("Her deputy at the Bank of Upton, Hugh Doe, agreed. “It is good,” [he] said.", "Hugh Doe"),
        ("[General Jo Doe of Upton] said two were shot down.", "Jo Doe"),
        (
            "[Researchers at the University of Senwick] said it was safe.",
            "Researchers at the University of Senwick",
        ),
    ] {
        let (_, cast) = super::cast_of(text);
        let last = cast.of.last().expect("there is a source");
        assert_eq!(cast.speakers[last.speaker].name.as_deref(), Some(who), "{text}");
    }
}

#[test]
fn a_style_is_no_name() {
    for (text, who) in [
        ("Princess Ada Roux came. [Her Royal Highness] said it was late.", Some("Ada Roux")),
        ("King Max Roe came. [His Majesty] said it was late.", Some("Max Roe")),
        ("[Her Royal Highness] said it was late.", None),
        ("Sir – I was sad to read it. “It is late,” [he] said.", None),
        ("Sir, I was sad to read it. “It is late,” [he] said.", None),
        ("[Sir Max Roe] said it was late.", Some("Max Roe")),
        ("[Grace Doe] said it was late.", Some("Grace Doe")),
        ("Jo came. [Her cousin Grace] said it was late.", Some("Grace")),
    ] {
        let (_, cast) = super::cast_of(text);
        assert_eq!(cast.speakers[cast.of[0].speaker].name.as_deref(), who, "{text}");
    }
}

/// Who the pronoun is that opens the last sentence, whose cue is the next word.
fn pronoun_asks(text: &str) -> Option<String> {
    let document = Document::new(text.to_owned());
    let last = document.sentences[document.sentences.len() - 1];
    let mut words = document.tokens.iter().copied().filter(|t| t.start >= last.start);
    let (source, cue) = (words.next().expect("a pronoun"), words.next().expect("a cue"));
    let mut found = attribution(vec![source], Span::new(last.end - 12, last.end), false);
    found.cue = vec![cue];
    let cast = resolve(&document, &[found], None, None);
    cast.speakers[cast.of[0].speaker].name.clone()
}

#[test]
fn nobody_asks_oneself_by_name() {
    for (text, name) in [
        ("Edith Marlow met Ida Tamm. She asked Marlow what the law did.", Some("Ida Tamm")),
        ("Edith Marlow met Ida Tamm. She told Tamm that it was late.", Some("Edith Marlow")),
        ("Edith Marlow met Ida Tamm. She reminded Ms. Tamm that it was late.", Some("Edith Marlow")),
        ("Edith Marlow met Ida Tamm. She told Tamm’s brother that it was late.", Some("Edith Marlow")),
        ("Edith Marlow came. She asked Marlow what the law did.", None),
        ("Edith Marlow met Hugh Tamm. She told Tamm that it was late.", Some("Edith Marlow")),
        ("Hugh Tamm met Bo Holm. He said of Tamm that it was late.", Some("Bo Holm")),
        ("Hugh Tamm came. He spoke after Holm read what Tamm knew, which was late.", Some("Hugh Tamm")),
        ("Edith Marlow met Hugh Tamm. She said nothing, and it was late.", Some("Edith Marlow")),
    ] {
        assert_eq!(pronoun_asks(text).as_deref(), name, "{text}");
    }
}

#[test]
fn a_town_does_not_speak_as_he() {
    last_is(&[
        ("In Novick, Norway, Hugh Tamm held a rally. [He] said it was late.", "Hugh Tamm"),
        ("At Upmere, Ohio, Hugh Tamm held a rally. [He] said it was late.", "Hugh Tamm"),
        ("Hugh Tamm flew to Quillmere, Texas, on Monday. [He] said it was late.", "Hugh Tamm"),
        ("In 1990, Hugh Tamm held a rally in Upmere, Ohio. [He] said it was late.", "Hugh Tamm"),
        ("Hugh Tamm came in Upmere. [He] said it was late.", "Hugh Tamm"),
    ]);
}

#[test]
fn a_name_inside_another_phrase_is_not_what_a_sentence_is_about() {
    last_is(&[
        ("The rise of Hugh Bannor gave Otto Beck new hope. [He] said it was late.", "Otto Beck"),
        ("The arrest of Ida Tamm shocked Edith Marlow. [She] said it was late.", "Edith Marlow"),
        ("A clip of Hugh Bannor was shown. [He] said it was late.", "Hugh Bannor"),
        ("Edith Marlow praised the work of Ida Tamm. [She] said it was late.", "Edith Marlow"),
        ("For Hugh Bannor, it was late. [He] said no.", "Hugh Bannor"),
        ("Hilda Clint runs. [Clint] said no. [She] said yes.", "Hilda Clint"),
    ]);
}

#[test]
fn whose_brother_somebody_has_is_not_what_he_or_she_is() {
    last_is(&[
        (
            "Minister Ellen Garza will speak.\n\nAmina Sall, a nurse whose brother drove a truck, said she ran. \
             “They said nine,” [she] said.",
            "Amina Sall",
        ),
        ("Mayor Greta Holm spoke. Ida Lund, a nurse whose husband died, ran. “No,” [she] said.", "Ida Lund"),
    ]);
}

#[test]
fn who_acts_behind_a_setting_is_the_subject() {
    last_is(&[
        (
            "[Mayor Greta Holm] said it was safe.\n\nAt the ferry Lucy Ade counts coins. [She] says no.",
            "Lucy Ade",
        ),
        ("Price proposed in Lake Como that winter. [He] said it was easy.", "Price"),
    ]);
}

#[test]
fn it_is_the_body_just_named_rather_than_the_document_that_spoke() {
    last_is(&[
        (
            "[The paper] says it would need more staff.\n\nThe Rural Alliance is not convinced. In a letter \
             [it] asks who will drive.",
            "Rural Alliance",
        ),
        ("[The paper] says it would need more staff. [It] asks who will drive.", "The paper"),
    ]);
}
