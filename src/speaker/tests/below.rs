//! Whoever is described first and named further on, and who is not.

use super::speak;

const WHO_IS_DESCRIBED_IS_NAMED_FURTHER_ON: &[(&str, &str)] = &[
    (
        "[A mother of three] said the school had ignored her warnings.\n[Ingrid Solheim, whose children attend the \
             school], said: “I rang them in May.”",
        "Ingrid Solheim · Ingrid Solheim",
    ),
    (
        "[A father of two] said the bus had never stopped for him.\n“It drove on,” said [Owen Pask, whose sons \
             ride the bus every day].",
        "Owen Pask · Owen Pask",
    ),
    (
        "[The spokesman] said the bridge would open in June. Work began last year.\nLater [the spokesman, Piet \
             Dorn], said rain could delay it.",
        "Piet Dorn · Piet Dorn",
    ),
    (
        "[The spokeswoman] said nobody was hurt. The fire began at dawn.\n“We are lucky,” [the spokeswoman, Mina \
             Farrow], said.",
        "Mina Farrow · Mina Farrow",
    ),
    (
        "[A retired teacher] said she had lost her savings.\n“It is all gone,” said [Greta Holm, a retired teacher \
             from Upton].",
        "Greta Holm · Greta Holm",
    ),
    (
        "[A widow] said she waited nine hours for an ambulance.\n[Ruth Calder, a widow of 81], said: “I lay on the \
             floor.”",
        "Ruth Calder · Ruth Calder",
    ),
    (
        "[A farmer] has said the flood took half of his herd.\n[Tom Averill, who has farmed at Orlec for 40 \
             years], said: “I counted them twice.”",
        "Tom Averill · Tom Averill",
    ),
    (
        "[A grandmother] said police had kicked down the wrong door.\n[Joan Tibbs, a grandmother of five], said \
             she was still shaking.",
        "Joan Tibbs · Joan Tibbs",
    ),
    (
        "[A shop owner] said he would close in the spring.\n[Hasan Yilmaz, who owns the shop in Mill Lane], said: \
             “I can't go on.”",
        "Hasan Yilmaz · Hasan Yilmaz",
    ),
    (
        "“We were told to stay put,” [a passenger] said.\nThe passenger, [Lea Brandt], said the train stood for \
             four hours.",
        "Lea Brandt · Lea Brandt",
    ),
    (
        "[A nurse] told the inquiry that beds had been left empty.\n[The nurse, Dana Reeve], said she had raised \
             it with managers.",
        "Dana Reeve · Dana Reeve",
    ),
    (
        "[A headteacher] said pupils were coming to school hungry.\n[Paul Ord, headteacher of Garrow Primary], \
             said: “We feed them.”",
        "Paul Ord · Paul Ord",
    ),
    (
        "[A landlord] said he had not been paid since March.\nThe landlord, [Victor Tamm], said he would go to \
             court.",
        "Victor Tamm · Victor Tamm",
    ),
    (
        "[A student] said she was spat at on the tram.\n[The student, Yasmin Haddad], said nobody had helped.",
        "Yasmin Haddad · Yasmin Haddad",
    ),
    (
        "[A driver] said the lights had been out for weeks.\n[Driver Karl Moss, 52], said: “I told the council.”",
        "Karl Moss · Karl Moss",
    ),
    (
        "[The inspector] said the kitchen was filthy. The cafe has been shut.\n[The inspector, Hugh Ember], said \
             rats had been seen.",
        "Hugh Ember · Hugh Ember",
    ),
    (
        "[A mother] said her son had been sent home twice.\n“He cried,” said [Clara Voss, the boy's mother].",
        "Clara Voss · Clara Voss",
    ),
    (
        "[A surgeon] said the ward was unsafe.\n[Surgeon Nils Aas] said: “We have no beds.”",
        "Nils Aas · Nils Aas",
    ),
    (
        "[A pensioner] said she had been billed for a pool she does not own.\n[Edna Pratt, a pensioner from \
             Garrow], said: “I can't even swim.”",
        "Edna Pratt · Edna Pratt",
    ),
    (
        "[A councillor] said the plan was a disgrace.\n[Rosa Quint, a councillor for Mill ward], said residents \
             felt ignored.",
        "Rosa Quint · Rosa Quint",
    ),
    (
        "[A docker] said the crane had creaked for weeks.\nNobody listened. It fell on Friday.\nLater the docker, \
             [Emeka Okoro], said he had quit.",
        "Emeka Okoro · Emeka Okoro",
    ),
    (
        "The harbour closed in May. Ships wait. [A pilot] said the channel had silted up.\nThe fog came at \
             noon.\nThe pilot, [Jos Dieleman], said nobody had dredged it.",
        "Jos Dieleman · Jos Dieleman",
    ),
    (
        "The harbour closed in May. Ships wait.\nThe fog came at noon.\nThen it rained. [A pilot] said the channel \
             had silted up.\n[Another pilot, Jos Dieleman], said nobody had dredged it.",
        "A pilot · Jos Dieleman",
    ),
    (
        "[A nurse] said the ward was full.\n[Ida Brandt, who runs the hospital], said it was not.",
        "A nurse · Ida Brandt",
    ),
    (
        "“We have a plan,” [a minister] said.\n“It is late,” said [Ida Brandt, whose children go to the school].",
        "a minister · Ida Brandt",
    ),
    (
        "[A baker] said flour was dear.\n“It has doubled,” said [Remy Costa, who bakes rolls in Mill Lane].",
        "Remy Costa · Remy Costa",
    ),
    (
        "[The mayor's nominee to run the port] told councillors on Friday that she would not take orders.\n“I made \
             no promise,” [Greta Lindqvist, a former judge], told the council.",
        "Greta Lindqvist · Greta Lindqvist",
    ),
    (
        "[A mother of three] said the school had ignored her.\n“I rang them,” [Ingrid Solheim] said.",
        "Ingrid Solheim · Ingrid Solheim",
    ),
    (
        "[A minister] said talks had failed.\n“We have a plan,” said [Ida Brandt, a former judge].",
        "A minister · Ida Brandt",
    ),
    (
        "[The mayor's deputy] said talks had failed.\n“We have a plan,” [Ida Brandt, the union's leader], said.",
        "The mayor's deputy · Ida Brandt",
    ),
];

#[test]
fn who_is_described_is_named_further_on() {
    speak(WHO_IS_DESCRIBED_IS_NAMED_FURTHER_ON);
}

#[test]
fn who_may_be_another_keeps_the_description() {
    speak(&[
        (
            "[A mother of three] said the school had ignored her warnings.\n[The head, Paul Ord, whose children attend \
             the school], said he was sorry.",
            "A mother of three · Paul Ord",
        ),
        (
            "[A nurse] said beds had been left empty.\n[A second nurse, Dana Reeve], said she had seen it, too.",
            "A nurse · Dana Reeve",
        ),
        (
            "[A nurse who] asked not to be named said beds had been left empty.\nThe nurse said so twice. [Dana Reeve, \
             a nurse at another ward], said she knew of nothing.",
            "A nurse · Dana Reeve",
        ),
        (
            "[A police officer] said the street was shut.\n[Another officer, Karl Moss], said two men had fled.",
            "A police officer · Karl Moss",
        ),
        (
            "[A farmer] said the flood took his herd.\n[Farmers Tom Averill and Ned Sabine] said they had lost sheep.",
            "A farmer · Tom Averill and Ned Sabine",
        ),
        (
            "[A driver] said the lights had been out for weeks.\n[Lena Fry, a spokeswoman for the council], said they \
             had been mended.",
            "A driver · Lena Fry",
        ),
        (
            "[A spokesman for the council] said the road was safe.\n[A spokesman for the police, Piet Dorn], said it \
             was not.",
            "A spokesman for the council · Piet Dorn",
        ),
        (
            "[A mother] said her son had been sent home.\n[Hugh Tamm, a father of two], said his had not.",
            "A mother · Hugh Tamm",
        ),
        (
            "[The council's spokesman] said the bridge would open in June.\n[The union's spokesman, Piet Dorn], said \
             it would not.",
            "The council's spokesman · Piet Dorn",
        ),
        (
            "[A senior official] said talks had failed, speaking on condition of anonymity.\n[The interior minister, \
             Otto Brandt, an official since 1990], said they went on.",
            "A senior official · Otto Brandt",
        ),
    ]);
}

#[test]
fn a_title_before_a_name_says_who_was_described() {
    speak(&[
        (
            "It rained.\n\nIt was cold.\n\nIt was late.\n\n\
             [The Velm health minister] says it will open.\n\nHealth Minister Tom Hale left on Friday.",
            "Tom Hale",
        ),
        (
            "It rained.\n\nIt was cold.\n\nIt was late.\n\n\
             [The Velm health minister] says it will open.\n\nPrime Minister Tom Hale left on Friday.",
            "The Velm health minister",
        ),
        (
            "It rained.\n\nIt was cold.\n\nIt was late.\n\n\
             [A health minister] says it will open.\n\nHealth Minister Tom Hale left on Friday.",
            "A health minister",
        ),
    ]);
}

#[test]
fn a_thing_named_after_somebody_gives_the_name() {
    speak(&[
        ("[Mr Roux] said it was late. He crossed the Albert Roux Bridge.", "Albert Roux"),
        ("[Ms Roux] said it was late. She crossed the Albert Roux Bridge.", "Roux"),
        ("[Mr Roux] said it was late. He crossed the Albert Hall Bridge.", "Roux"),
    ]);
}
