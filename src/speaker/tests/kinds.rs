//! Kinds, classes, titles and names: what a speaker is, and how much of the words its name is.

use super::{AnonymousClass, SpeakerKind, cast_of, last_is, names, speaker};

#[test]
fn he_may_be_a_surname() {
    last_is(&[
        ("“No,” [He Jianmin, a former director at the bank,] said.", "He Jianmin"),
        ("[He Weiguo] said no.", "He Weiguo"),
        ("[A. J. Tamm] said no.", "A. J. Tamm"),
        ("[Jan van der Tamm] said no.", "Jan van der Tamm"),
        ("At noon [He Jianmin] said no.", "He Jianmin"),
        ("Hugh Tamm came. [He] said no.", "Hugh Tamm"),
        ("Hugh Tamm came. He praised Upton. [He] said no.", "Hugh Tamm"),
    ]);
}

#[test]
fn accounts_and_names_beside_them_are_one() {
    last_is(&[
        ("“No.” — [Governor Edith Marlow (@govmarlow)] May 18", "Edith Marlow"),
        ("Edith Marlow (@govmarlow) came. [@govmarlow] said no.", "Edith Marlow"),
        ("[@govmarlow] said no.", "@govmarlow"),
        ("Edith Marlow came. [@govmarlow] said no.", "@govmarlow"),
    ]);
}

#[test]
fn several_who_do_not_want_to_be_named_are_unnamed() {
    for (text, reason) in [
        ("[Two nurses, who asked not to be named,] said no.", None),
        (
            "[Two nurses], who asked not to be named because they feared for their jobs, said no.",
            Some("because they feared for their jobs, said no"),
        ),
        (
            "[Three clerks] granted anonymity to discuss private talks said no.",
            Some("to discuss private talks said no"),
        ),
        (
            "[Two men], who were not authorized to speak publicly and declined to be named, said no.",
            Some("were not authorized to speak publicly and declined to be named"),
        ),
    ] {
        let found = speaker(text);
        assert_eq!(
            (found.kind, found.anonymity_reason.as_deref()),
            (SpeakerKind::Anonymous, reason),
            "{text}"
        );
    }
    assert_eq!(
        speaker("[Two nurses] said no. A clerk who asked not to be named said yes.").kind,
        SpeakerKind::Group
    );
}

#[test]
fn unnamed_sources_are_one_in_an_article() {
    for text in [
        "[An insider] said no. It rained. [The insider] said yes.",
        "[A source close to the talks] said no. It rained. [The source] said yes.",
        "[Federal prosecutors] said no. It rained. [Prosecutors] said yes.",
        "[Prosecutors] said no. It rained. [Federal prosecutors] said yes.",
    ] {
        let found = names(text);
        assert_eq!(found[0], found[1], "{text}");
    }
    for text in [
        "[One official] said no. [Another official] said yes.",
        "[A harbour official] said no. [A county official] said yes.",
        "[County prosecutors] said no. [Federal prosecutors] said yes.",
    ] {
        let found = names(text);
        assert_ne!(found[0], found[1], "{text}");
    }
}

#[test]
fn kinds_of_what_speaks() {
    use SpeakerKind::{Anonymous, Document, Group, Organization, Person};
    let mut wrong = Vec::new();
    for (source, kind) in [
        ("People familiar with the matter", Anonymous),
        ("people familiar with their thinking", Anonymous),
        ("Two people briefed on the talks", Anonymous),
        ("People with knowledge of the talks", Anonymous),
        ("People", Group),
        ("People in Upton", Group),
        ("Court papers", Document),
        ("Court papers obtained by our correspondent on Monday", Document),
        ("Prison records", Document),
        ("Court records", Document),
        ("Newspapers", Group),
        ("Exit polling", Document),
        ("Polling of union voters", Document),
        ("A May 15, 2011 email", Document),
        ("A Sept. 15, 2011 email", Document),
        ("A new batch of port emails released this week", Document),
        ("A HARBOUR TODAY/Tessany University survey of voters", Document),
        ("A HARBOUR TODAY analysis of groups that have raised $1 million", Document),
        ("A Harbour Herald investigation", Document),
        ("A comparison with his filings", Document),
        ("A string of nurses", Group),
        ("An inside source", Anonymous),
        ("An outside group", Organization),
        ("Live Wharf", Organization),
        ("Big Anvil", Organization),
        ("Silver Harbour", Organization),
        ("Edith Marlow and Hugh Tamm", Group),
        ("Edith Marlow", Person),
    ] {
        let found = speaker(&format!("It rained.\n\n[{source}] said no."));
        if found.kind != kind {
            wrong.push(format!("{source}: {:?} {:?}", found.kind, found.name));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(speaker("At noon [Jazmyn Wharf] said she was late.").kind, Person);
}

#[test]
fn classes_of_unnamed_sources() {
    use AnonymousClass as A;
    let mut wrong = Vec::new();
    for (source, class) in [
        ("People familiar with the matter", A::PersonFamiliar),
        ("people with knowledge of the talks", A::PersonFamiliar),
        ("Tamm's rep", A::Spokesperson),
        ("A rep for Tamm", A::Spokesperson),
        ("A representative for Tamm", A::Spokesperson),
        ("an independent, professional auditor", A::Expert),
        ("an independent auditor", A::Expert),
        ("a tall, quiet worker", A::Worker),
        ("Norway's ambassador to Chile", A::OfficeHolder),
        ("Norway’s ambassador", A::OfficeHolder),
        ("The governor of Ohio", A::OfficeHolder),
        ("The chairman of the Harbour Party", A::OfficeHolder),
        ("the mayor of Upton", A::OfficeHolder),
        ("a former mayor of Upton", A::Official),
        ("an ambassador", A::Official),
        ("a deputy governor of Ohio", A::Official),
        ("the governor", A::Official),
    ] {
        let found = speaker(&format!("It rained.\n\n[{source}] said no."));
        if found.anonymous != Some(class) {
            wrong.push(format!("{source}: {:?} {:?} {:?}", found.kind, found.anonymous, found.name));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let found = speaker("At noon [an independent, professional auditor] said no.");
    assert_eq!(found.name.as_deref(), Some("an independent, professional auditor"));
}

#[test]
fn titles_are_no_names_and_affiliations_no_topics() {
    let found = speaker("The mayor put Kathleen Hawk Marlow in charge. Later [Hawk Marlow] said no.");
    assert_eq!((found.name.as_deref(), found.title.as_deref()), (Some("Kathleen Hawk Marlow"), None));
    let mut wrong = Vec::new();
    for (source, affiliation) in [
        ("Hugh Tamm, director of gaming VR at research firm HSC", Some("HSC")),
        ("Hugh Tamm, head of AI at Levon Metals", Some("Levon Metals")),
        ("Hugh Tamm, a VR expert", None),
        ("Hugh Tamm, the director of the Harbour Council", Some("Harbour Council")),
        ("Hugh Tamm, a professor at Quillport University", Some("Quillport University")),
        ("Hugh Tamm, blogger behind Plain FLOW", None),
        ("Hugh Tamm, Norway's minister", Some("Norway")),
    ] {
        let found = speaker(&format!("It rained. The HSC met. At noon [{source},] said no."));
        if found.affiliation.as_deref() != affiliation {
            wrong.push(format!("{source}: {:?}", found.affiliation));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_an_apposition_says_of_a_name_is_its_kind() {
    let cases = [
        ("[Ostrell], an app that tracks fares, said it was late.", SpeakerKind::Organization),
        ("[Vantry], an engineering consultancy, said it was late.", SpeakerKind::Organization),
        ("[Homefold], a listings platform in Leeds, said it was late.", SpeakerKind::Organization),
        ("[Corvidex], a database of accidents, said it was late.", SpeakerKind::Organization),
        ("[Ostrander], a retired plumber, said it was late.", SpeakerKind::Person),
        ("[Marrick], the voice of the harbour, said it was late.", SpeakerKind::Person),
    ];
    for (text, kind) in cases {
        let (_, cast) = cast_of(text);
        assert_eq!(cast.speakers[cast.of[0].speaker].kind, kind, "{text}");
    }
}

#[test]
fn the_campaign_is_that_of_somebody_in_the_paragraph() {
    last_is(&[(
        "Kurt Hale has a plan. [The Hale campaign] said no.\n\n[The Marlow campaign] said yes.\n\nKurt Hale has \
         bought a tower. [The campaign] said it was late.",
        "The Hale campaign",
    )]);
}
