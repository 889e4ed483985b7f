//! Sources whose own words, or those around them, give a name to whom they describe or count.

use super::{AnonymousClass, SpeakerKind, last_is, speak, speaker};

#[test]
fn who_is_counted_out_of_a_group_may_have_a_name() {
    last_is(&[
        ("Two former wardens wrote. “It is a scandal,” said [one of them, Harold Greer].", "Harold Greer"),
        ("Two drivers came. [Another, Jim Lund,] said no.", "Jim Lund"),
        ("Four men were held. [One of the four, Tim Roe,] said he ran.", "Tim Roe"),
        ("Three clerks came. [A second, Ana Holm,] said no.", "Ana Holm"),
        ("Three clerks came. [The third, Ben Holm,] said no.", "Ben Holm"),
        ("Three clerks came. [One of them] said no.", "one of three clerks"),
        ("Three clerks came. [One of them, who wept,] said no.", "one of three clerks"),
        ("[One of his sons, Tam Brok,] said no.", "Tam Brok"),
    ]);
}

#[test]
fn a_description_may_say_by_which_name_its_bearer_goes() {
    last_is(&[
        ("[A thin man called Bao] said no.", "Bao"),
        ("[A man named Bao Li] said no.", "Bao Li"),
        ("[A woman known as Lea] said no.", "Lea"),
        ("“No,” said [a man who gave only his first name, Justin].", "Justin"),
        ("[A nurse, who gave her name as Lea,] said no.", "Lea"),
        ("[A man who identified himself as Bao] said no.", "Bao"),
        ("“No,” said [a boy who goes by Tam].", "Tam"),
        ("[A guard who asked to be called Max] said no.", "Max"),
        ("[A group called Free Water] said no.", "Free Water"),
        ("[A man who lives in Upton] said no.", "A man"),
        ("[A nurse who treated Jo Doe] said no.", "A nurse"),
        ("[A man who called Jo Doe] said no.", "A man"),
    ]);
}

#[test]
fn an_office_that_reads_like_a_name_has_its_holder_behind_it() {
    last_is(&[
        ("[The Oba of Benu, Ewuare III,] said no.", "Ewuare III"),
        ("[The Emir of Qalat, Hassan V,] said no.", "Hassan V"),
        ("[The Olu of Wari, Tam Brok,] said no.", "Tam Brok"),
        ("[The Olu of Wari] said no.", "Olu"),
        ("[The Upton Council] said no.", "Upton Council"),
    ]);
}

#[test]
fn titles_and_clauses_say_who_is_meant() {
    last_is(&[
        ("Pope Clement XV flew to Upton. [The pontiff] said no.", "Clement XV"),
        ("Queen Margit opened the bridge. [The queen] said no.", "Margit"),
        ("King Olav opened the road. [The monarch] said no.", "Olav"),
        (
            "The judge who led the inquiry, Dame Ruth Haverley, was late. [The judge] said no.",
            "Ruth Haverley",
        ),
        ("[The doctor who treated the men, Ana Roe,] said no.", "Ana Roe"),
        ("The judge who sued his brother, Max Roe, was late. [The judge] said no.", "The judge"),
        ("Unite, which represents dockers, called a strike. [The union] said no.", "Unite"),
        ("“No,” [the goalkeeper] said. The 21-year-old, Pontus Rask, was carried off.", "Pontus Rask"),
        ("“No,” [a driver] said. The 21-year-old, Pontus Rask, was carried off.", "a driver"),
        ("“No,” [the keeper] said. A nurse came. The 21-year-old, Pontus Rask, wept.", "the keeper"),
    ]);
}

#[test]
fn an_age_tells_who_the_old_man_is() {
    last_is(&[
        ("Harald Brok, 81, was pulled out. “No,” [the old man] said.", "Harald Brok"),
        ("Ada Brok, 82, was pulled out. “No,” [the elderly woman] said.", "Ada Brok"),
        ("An 82-year-old, Ada Brok, was pulled out. “No,” [the pensioner] said.", "Ada Brok"),
        ("Tim Brok, 9, was pulled out. “No,” [the boy] said.", "Tim Brok"),
        ("Tim Brok, 25, was pulled out. “No,” [the young man] said.", "Tim Brok"),
        ("Tim Brok, 25, was pulled out. “No,” [the old man] said.", "the old man"),
        ("Tim Brok, 81, and Jan Holm, 79, came. “No,” [the old man] said.", "the old man"),
        ("Ada Brok, 82, was pulled out. “No,” [an old woman] said.", "an old woman"),
    ]);
}

#[test]
fn a_couple_shares_a_surname() {
    speak(&[
        ("Stan and Maureen Pell lost all. [Mr Pell] said no.", "Stan Pell"),
        ("Stan and Maureen Pell lost all. [Mrs Pell] said no.", "Maureen Pell"),
        ("[Stan and Maureen Pell] said no.", "Stan and Maureen Pell"),
        ("Stan Gray came. Stan and Maureen Pell lost all. [Mr Gray] said no.", "Stan Gray"),
        ("Globex and Maureen Pell lost all. [Globex] said no.", "Globex"),
    ]);
}

#[test]
fn particles_with_a_capital_are_no_titles() {
    speak(&[
        ("Mayor Ana Del Valle won. [Del Valle] said no.", "Ana Del Valle"),
        ("Maria de la Cruz leads. [De la Cruz] said no.", "Maria de la Cruz"),
        ("Jan van der Meer leads. [Van der Meer] said no.", "Jan van der Meer"),
        ("Luis von Ahn leads. [Von Ahn] said no.", "Luis von Ahn"),
        ("Paulo dos Santos leads. [Dos Santos] said no.", "Paulo dos Santos"),
        ("[Del. Ana Roe] said no.", "Ana Roe"),
        ("[Det Con Ros Tully] said no.", "Ros Tully"),
        ("[Special Con Ros Tully] said no.", "Ros Tully"),
        ("[Con Tully] said no.", "Con Tully"),
    ]);
}

#[test]
fn titles_are_whole_and_reasons_to_know_end_with_a_noun() {
    for (text, title) in [
        ("[The prime minister's predecessor, Jo Doe,] said no.", "prime minister's predecessor"),
        ("[Paredes Quispe's lawyer, Ana Roe,] said no.", "Paredes Quispe's lawyer"),
        ("[The chief operating officer Jim Lund] said no.", "chief operating officer"),
        ("[Chief nursing officer Ana Lund] said no.", "Chief nursing officer"),
        ("[The mayor's lawyer, Ana Roe,] said no.", "mayor's lawyer"),
        ("In the hall of the bank's director, [Ana Roe, a lawyer,] said no.", "lawyer"),
    ] {
        assert_eq!(speaker(text).title.as_deref(), Some(title), "{text}");
    }
    for (text, knows) in [
        ("[A person who has seen the report] said no.", "who has seen the report"),
        ("[A person who saw the bank's claim] said no.", "who saw the bank's claim"),
        ("[Two people familiar with the report] said no.", "familiar with the report"),
        ("[Two people familiar with the matter] as told said no.", "familiar with the matter"),
        (
            "[A person who has seen the leaked report by the bank] said no.",
            "who has seen the leaked report by the bank",
        ),
    ] {
        assert_eq!(speaker(text).justification.as_deref(), Some(knows), "{text}");
    }
}

#[test]
fn places_with_a_body_are_called_by_their_whole_name() {
    for source in ["Port of Halm", "City of Halm", "Town of Halm", "County of Halm"] {
        let found = speaker(&format!("“No,” [{source} (@halm)] wrote."));
        assert_eq!((found.name.as_deref(), found.kind), (Some(source), SpeakerKind::Organization));
    }
    last_is(&[
        ("[City officials] said no.", "City officials"),
        ("[The port of Halm] said no.", "The port of Halm"),
    ]);
}

#[test]
fn what_a_body_does_and_has_shows_that_it_is_one() {
    for text in [
        "[Aquatherm, which makes boilers,] said no.",
        "[Nandor] said on Monday that its profit fell. Shares in Nandor fell.",
        "[IG Stahl] said it would strike.",
        "[Ubari] said no. Ubari's government shut the border.",
        "[Globex] said profit fell. Its chief executive quit.",
        "[Kestrel] said on Friday it had sold 400 buses.",
        "[The fire service] said no.",
        "[The rail operator] said no.",
    ] {
        assert_eq!(speaker(text).kind, SpeakerKind::Organization, "{text}");
    }
    for text in [
        "[Marlow] said it was his best day.",
        "[Nandor] said his day was long. Nandor left.",
        "[TJ King] said he would go.",
        "[Brandt] said the report was out. It said no.",
        "[Tolvan] said she would run.",
    ] {
        assert_eq!(speaker(text).kind, SpeakerKind::Person, "{text}");
    }
}

#[test]
fn pronouns_mean_no_word_that_only_looks_like_a_noun() {
    last_is(&[
        ("Levon Motors will book a charge. [It] said no.", "Levon Motors"),
        ("Levon Motors wants to report a loss. [It] said no.", "Levon Motors"),
        ("Union IG Stahl said it would strike. [It] said no.", "IG Stahl"),
        ("The fund rose. The world's biggest brewer, Hopf, will shut two plants, [it] said.", "Hopf"),
        ("The country's largest pension fund, Alder, sold out. [It] said no.", "Alder"),
        ("The Orra mine shut, and Maja Lind fears for Upton.\n\n“You know,” [she] said.", "Maja Lind"),
        ("An engineer came in May. Mayor Sten Roos dreams of rain, [he] admitted.", "Sten Roos"),
        ("A video by @captain_lia, [who] says no.", "@captain_lia"),
        ("Levon Motors and Optiva Glass merged. [Both] said no.", "Levon Motors and Optiva Glass"),
        ("Ada Roux and Ben Ord won. [They both] said no.", "Ada Roux and Ben Ord"),
    ]);
}

#[test]
fn words_beside_a_noun_tell_its_class() {
    for (source, class) in [
        ("A ferry captain", AnonymousClass::Worker),
        ("The captain of the ferry", AnonymousClass::Worker),
        ("The team captain", AnonymousClass::Artist),
        ("A captain in the army", AnonymousClass::Military),
        ("A civil servant", AnonymousClass::Official),
        ("The crane operator", AnonymousClass::Worker),
    ] {
        assert_eq!(speaker(&format!("[{source}] said no.")).anonymous, Some(class), "{source}");
    }
}

#[test]
fn a_surname_of_two_is_theirs_who_spoke_last_or_is_open() {
    speak(&[
        (
            "Jeremiah Mason won. [J. Mason, Jeremiah's father,] said no. “Yes,” [Mr Mason] said.",
            "J. Mason · J. Mason",
        ),
        ("Abel Mason is mayor. [Zoe Mason, a baker,] said no. “Yes,” [Mason] said.", "Zoe Mason · Zoe Mason"),
        ("Jack Mason won. [Mr Mason] said no.", "Jack Mason"),
    ]);
}

#[test]
fn initials_before_a_colon_are_somebodys() {
    speak(&[
        ("Jo Tarn met Mina Sol.\n\n[MS]: I was calm.\n\n[JT]: Why?", "Mina Sol · Jo Tarn"),
        ("Mina Sol met Max Sand.\n\n[MS]: I was calm.", "MS"),
        ("Mina Sol met Jo Tarn. [MS] said no.", "MS"),
    ]);
}

#[test]
fn a_capital_inside_a_sentence_makes_today_a_part_of_a_name() {
    last_is(&[
        ("It rained. [HARBOUR TODAY] reported that it leaked.", "HARBOUR TODAY"),
        ("It rained, [Harbour Today] reported.", "Harbour Today"),
        ("It rained, according to [Harbour Today].", "Harbour Today"),
        ("The mayor told Harbour Today so, [Jo Tamm] said today.", "Jo Tamm"),
        ("It rained. [Jo Tamm] today said no.", "Jo Tamm"),
        ("It rained, said [Jo Tamm]. Today it is dry.", "Jo Tamm"),
        ("It rained, [Upton Tonight] reported.", "Upton Tonight"),
    ]);
}
