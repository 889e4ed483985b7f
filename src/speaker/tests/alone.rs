//! Who speaks in answers without labels and in quotations that stand alone.

use super::*;

#[test]
fn answers_without_labels_and_quotations_alone_have_the_one_person_named() {
    let answered = |intro: &str| {
        let document = Document::new(format!("{intro}\n\nIs it cracked?\n\nI hope not."));
        let mut answer = attribution(Vec::new(), document.paragraphs[2], false);
        answer.evidence.rules.push(ANSWER.to_owned());
        let cast = resolve(&document, &[answer], None, None);
        cast.speakers[0].name.clone()
    };
    assert_eq!(answered("Edith Marlow has led the harbour for ten years.").as_deref(), Some("Edith Marlow"));
    assert_eq!(answered("Zoltana Merl has led the harbour for ten years.").as_deref(), Some("Zoltana Merl"));
    assert_eq!(answered("Edith Marlow met Hugh Tamm at the harbour."), None);
    for (intro, name) in [
        ("Hiro Tanabe bakes for the Aurora space station.", Some("Hiro Tanabe")),
        ("Sunniva Bratt paints signs in Moss. The Levon gallery has twelve.", Some("Sunniva Bratt")),
        ("Chef Marco Bell runs it with Paola.", Some("Marco Bell")),
    ] {
        assert_eq!(answered(intro).as_deref(), name, "{intro}");
    }
    let alone = |before: &str| {
        let document = Document::new(format!("{before}\n\n“It cracked at night. I ran.”"));
        let quotation = attribution(Vec::new(), document.paragraphs[1], true);
        resolve(&document, &[quotation], None, None).speakers[0].name.clone()
    };
    assert_eq!(alone("Edith Marlow lost her barn on Sunday.").as_deref(), Some("Edith Marlow"));
    assert_eq!(alone("Edith Marlow lost her barn to Hugh Tamm."), None);
    assert_eq!(alone("The barn burned down on Sunday."), None);
}

/// A quotation without a cue goes on with the one person who says "I", not with the several who were asked.
#[test]
fn a_quotation_alone_that_says_i_is_of_one_person() {
    let after = |between: &str, quotation: &str| {
        let text = format!("Edith Marlow said it was late. {between}\n\n“{quotation}”");
        let document = Document::new(text);
        let span = |s: &str| document.text.find(s).map(|i| Span::new(i, i + s.len()));
        let last = *document.paragraphs.last().expect("it is there");
        let mut all =
            vec![attribution(vec![span("Edith Marlow").expect("it is there")], Span::new(18, 29), false)];
        all.extend(span("Two men").map(|s| attribution(vec![s], Span::new(s.end + 6, s.end + 16), false)));
        all.push(attribution(Vec::new(), last, true));
        let cast = resolve(&document, &all, None, None);
        cast.of.last().and_then(|r| cast.speakers[r.speaker].name.clone()).unwrap_or_default()
    };
    assert_eq!(after("Two men asked to film her.", "I said no. They wrote it down."), "Edith Marlow");
    assert_eq!(after("Two men asked to film her.", "We said please. She said no."), "Two men");
    assert_eq!(after("\n\nShe paused.", "I asked who would pay. Nobody did."), "Edith Marlow");
    assert_eq!(after("\n\nThe rain stopped.", "I asked who would pay. Nobody did."), "Edith Marlow");
    assert_eq!(
        after("Two men said it was not.\n\nThe rain stopped.", "I asked who would pay. Nobody did."),
        ""
    );
}

#[test]
fn an_answer_is_of_the_one_person_asked_about_and_may_hold_no_word() {
    let answer = |text: &str| {
        let document = Document::new(text);
        let last = *document.sentences.last().expect("it is there");
        let cast = resolve(&document, &[attribution(Vec::new(), last, true)], None, None);
        cast.speakers[0].name.clone()
    };
    assert_eq!(answer("Edith Marlow broke a leg. Does it hurt? “Often.”").as_deref(), Some("Edith Marlow"));
    assert_eq!(answer("Edith Marlow met Hugh Tamm. Does it hurt? “Often.”"), None);
    answer("Edith Marlow broke a leg. Does it hurt? “…”");
}
