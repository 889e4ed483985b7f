//! Who is counted out of a group, and whose an office in capitals is.

use super::{SpeakerKind, speak, speaker};

const ONE_OF_SEVERAL_HAS_NO_NAME: &[(&str, &str)] = &[
    (
        "[Three officers] have told the paper of the raid. [One] said the door had been open.",
        "Three officers · one of three officers",
    ),
    (
        "[Two people who worked with Voss] described her as exacting. [One], who spoke on condition of anonymity, \
             said she had thrown a cup.",
        "Two people · one of two people",
    ),
    (
        "Clara Voss runs the bank. [Four former aides] said she shouts. [Another] said the bank was badly run.",
        "Four former aides · another of four former aides",
    ),
    (
        "Two nurses at the clinic spoke on condition of anonymity. [One] said beds were empty; [the other] said \
             patients had been sent away.",
        "one of two nurses at the clinic · the other of two nurses at the clinic",
    ),
    (
        "Two nurses at the clinic spoke on condition of anonymity. [One] said beds were empty. [The other] said \
             patients had been sent away.",
        "one of two nurses at the clinic · the other of two nurses at the clinic",
    ),
    (
        "Three residents complained. [One] said the noise began at dawn. [A second] said it went on all night. [A \
             third] said she had moved out.",
        "one of three residents · a second of three residents · a third of three residents",
    ),
    ("Dozens of passengers were stuck. “We had no water,” [one] said.", "one of dozens of passengers"),
    (
        "[Five employees of Levon Metals] described the spill. [Several] said managers had known.",
        "Five employees of Levon Metals · several of five employees of Levon Metals",
    ),
    (
        "Police interviewed six witnesses. [One] told detectives that a blue van drove off.",
        "one of six witnesses",
    ),
    (
        "[Hundreds of parents] signed the letter. “Our children are cold,” wrote [one].",
        "Hundreds of parents · one of hundreds of parents",
    ),
    (
        "[Two former ministers] defended the deal. [One] said it had saved the port.",
        "Two former ministers · one of two former ministers",
    ),
    ("Members of the band have quarrelled. [One] said the tour was off.", "one of the members of the band"),
    (
        "[Three sources] confirmed the talks. [One of them] said a deal was near.",
        "Three sources · one of three sources",
    ),
    (
        "[Three sources] confirmed the talks. [One] added that money was the problem.",
        "Three sources · one of three sources",
    ),
    ("Workers at the site were angry. [One] called the plan “a joke”.", "one of the workers at the site"),
    ("Several doctors wrote to the board. [One doctor] said the ward was unsafe.", "One doctor"),
    (
        "Voters in Upton were split. [One] said taxes were too high. [Another] said they were too low.",
        "one of the voters · another of the voters",
    ),
    (
        "Two lawyers familiar with the case spoke to the paper. “It is weak,” [one of the lawyers] said.",
        "one of the lawyers",
    ),
    (
        "Ana Duarte quit. [Two aides] said she was tired. [One, who asked not to be named], said she had wept.",
        "Two aides · one of two aides",
    ),
];

#[test]
fn one_of_several_has_no_name() {
    speak(ONE_OF_SEVERAL_HAS_NO_NAME);
}

#[test]
fn what_only_looks_like_counting_is_none() {
    speak(&[
        ("“One cannot win,” [Karl Moss] said.", "Karl Moss"),
        ("One day later, [Karl Moss] said it was late.", "Karl Moss"),
        ("[One in four voters] said it was late.", "One in four voters"),
        ("Three officers came. [One of the neighbours] said it was late.", "One of the neighbours"),
        ("[Another man, Karl Moss], said it was late.", "Karl Moss"),
        ("[A second report] said it was late.", "A second report"),
        ("[Several residents] said it was late.", "Several residents"),
        ("[Some] said it was late.", "Some"),
        ("Two cars burned. [One] said it was late.", "?"),
    ]);
}

const AN_OFFICE_IN_CAPITALS_IS_ITS_HOLDERS: &[(&str, &str)] = &[
    (
        "The National Harbour Safety Board (NHSB) opened an inquiry on Monday. [The NHSB] said the crane had been \
             overloaded.",
        "National Harbour Safety Board",
    ),
    ("The school board met on Monday. [The BOARD] said it would appeal.", "BOARD"),
    ("Prime Minister Edith Marlow flew home on Sunday. “We will not wait,” [the PM] said.", "Edith Marlow"),
    ("District Attorney Hugh Ember charged two men. [The DA] said the case was strong.", "Hugh Ember"),
    (
        "Clara Voss, chief executive of Levon Metals, spoke on Friday. [The CEO] said sales had doubled.",
        "Clara Voss",
    ),
    ("Garrow's prime minister, Olaf Rask, is ill. [The PM] said he would be back on Monday.", "Olaf Rask"),
    ("Brackwell chief financial officer Jo Tamm quit on Monday. [The CFO] said it was time.", "Jo Tamm"),
    (
        "[Victor Holm, the member of parliament for Upton], voted no. [The MP] said the bill was rushed.",
        "Victor Holm · Victor Holm",
    ),
    (
        "Mina Farrow, editor-in-chief of the Quill, apologised. [The EDITOR] said the story was wrong.",
        "The EDITOR",
    ),
    (
        "Levon's chief executive officer, Tom Averill, resigned. “I made mistakes,” [the CEO] said.",
        "Tom Averill",
    ),
    (
        "Northern Rail Drivers' Union (NRDU) members walked out. [The NRDU] said trust was gone.",
        "Northern Rail Drivers' Union",
    ),
    ("Vice President Ana Duarte spoke in Orlec. [The VP] said the pact would hold.", "Ana Duarte"),
    (
        "The Office for Fair Rents (OFR) fined three firms. According to [the OFR], rents rose by a fifth.",
        "Office for Fair Rents",
    ),
    ("CEO Lena Brandvold met staff on Monday. [The CEO] said jobs were safe.", "Lena Brandvold"),
    (
        "[BOARD PRESIDENT TODD HALE]: Order, please. We begin at nine.\n[Hale] said later that the vote was valid.",
        "TODD HALE · TODD HALE",
    ),
    (
        "The Garrow Coastal Commission has voted. “It is a sad day,” [the COMMISSION] said.",
        "Garrow Coastal Commission",
    ),
    ("[Attorney General Rita Moss] sued the firm. [The AG] said it had lied.", "Rita Moss · Rita Moss"),
    ("Managing director Piet Dorn left in May. [The MD] said the firm was sound.", "Piet Dorn"),
    (
        "State senator Owen Calder and Prime Minister Edith Marlow met. [The PM] said the dam was safe.",
        "Edith Marlow",
    ),
    (
        "The Federal Bureau of Ports, known as the FBP, lost its chief. [The FBP] said it had no comment.",
        "Federal Bureau of Ports",
    ),
];

#[test]
fn an_office_in_capitals_is_its_holders() {
    speak(AN_OFFICE_IN_CAPITALS_IS_ITS_HOLDERS);
}

#[test]
fn an_office_in_capitals_is_nobody_elses() {
    speak(&[
        ("[The PM] said it was late. Nobody was named.", "The PM"),
        ("Former prime minister Olaf Rask was there. [The PM] said the dam was safe.", "The PM"),
        (
            "Clara Voss, chief executive of Levon Metals, met Tom Averill, chief executive of Orlec Works. [Orlec's \
             CEO] said sales had doubled.",
            "Tom Averill",
        ),
        ("District Attorney Hugh Ember charged two men. [The BBC] said the case was weak.", "BBC"),
        (
            "Clara Voss, chief executive of Levon Metals, was away. [The CEO of Orlec Works] said sales had doubled.",
            "The CEO of Orlec Works",
        ),
        ("Deputy prime minister Nils Aas was there. [The PM] said the dam was safe.", "The PM"),
        ("[The UN] said the dam was safe.", "UN"),
        (
            "Levon Metals (LM) and Lake Media (LM) merged. [Prime Minister Edith Marlow] said the deal was fine.",
            "Edith Marlow",
        ),
        (
            "[Ned Sabine, a member of the union's board], voted yes. [The PM] said the dam was safe.",
            "Ned Sabine · The PM",
        ),
    ]);
}

#[test]
fn one_of_several_is_unnamed_for_the_reason_given() {
    let found =
        speaker("Two aides were there. [One, who feared to lose his post], said no, for fear of reprisals.");
    assert_eq!((found.name.as_deref(), found.kind), (Some("one of two aides"), SpeakerKind::Anonymous));
    assert_eq!(found.anonymity_reason.as_deref(), Some("for fear of reprisals"));
    assert_eq!(speaker("It rained. [The PM] said no.").kind, SpeakerKind::Anonymous);
}

#[test]
fn people_outside_the_lexicon_are_counted_too() {
    speak(&[
        ("Police held 14 squatters on Friday. [One] said no.", "one of 14 squatters"),
        ("Guards had caught 20 felons in May. [Several of them] said no.", "several of 20 felons"),
        (
            "Two nurses at the clinic spoke. [One] said yes. [The other] said no.",
            "one of two nurses at the clinic · the other of two nurses at the clinic",
        ),
        ("Two cranes fell. [The other] said no.", "?"),
    ]);
}
