//! Pronouns: who "he", "it" and "they" mean, and what they never mean.

use super::{last_is, names};

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
