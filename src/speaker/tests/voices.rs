//! Who speaks where several are near: kin, former names, messages read aloud, those who kept silent or are spoken of.

use super::{AnonymousClass, SpeakerKind, last_is, names, speaker};

#[test]
fn an_initial_that_is_said_to_be_kin_is_another_person() {
    last_is(&[
        ("Jeremy Tamm was found. “No,” said [J. Tamm, Jeremy's father].", "J. Tamm"),
        ("Jeremy Tamm was found. “No,” said [J. Tamm, the father of Jeremy].", "J. Tamm"),
        ("Jeremy Tamm was found. “No,” said [J. Tamm, his mother].", "J. Tamm"),
        ("Clara Voss won. Her brother, [C. Voss], said she had trained.", "C. Voss"),
        ("Lena Brandvold vanished. Brandvold's sister, [L. Brandvold], said no.", "L. Brandvold"),
        ("Paul Ord came. P. Ord, his cousin, stayed. [P. Ord] said no.", "P. Ord"),
        ("Ruth Marlow fell. [Dr. R. Marlow, who is not related,] said no.", "R. Marlow"),
        ("Jeremy Tamm was found. “No,” said [Mr. Tamm, Jeremy's father].", "Tamm"),
        ("John Averill wrote it. “No,” said [J. Averill].", "John Averill"),
        ("Paul Ord, his father, came. [P. Ord, his father,] said no.", "Paul Ord"),
    ]);
}

#[test]
fn who_has_a_name_comes_before_who_had_it() {
    last_is(&[
        ("Anna Roux, née Keller, bakes. Bruno Keller mills. [Keller] said no.", "Bruno Keller"),
        ("Bruno Keller mills. Anna Roux, née Keller, bakes. [Keller] said no.", "Bruno Keller"),
        ("Mina Aldous, born Mina Farrow, came. Greta Farrow was late. [Farrow] said no.", "Greta Farrow"),
        ("Rita Moss was born Rita Calder in 1961. Owen Calder came. [Calder] said no.", "Owen Calder"),
        ("Sonia Kubiak, whose maiden name is Dorn, came. Piet Dorn left. [Dorn] said no.", "Piet Dorn"),
        ("Anna Roux, née Keller, bakes. [Keller] said no.", "Anna Roux"),
        ("Mina Aldous, born Mina Farrow, came. [Mina Farrow] said no.", "Mina Aldous"),
    ]);
}

#[test]
fn who_did_not_speak_is_not_who_speaks_next() {
    for silent in [
        "did not answer calls",
        "didn't respond to questions",
        "could not be reached for comment",
        "declined to comment",
        "refused to be interviewed",
        "was unavailable for comment",
        "did not immediately reply to emails",
        "has not returned calls",
        "died in 2019",
    ] {
        let text = format!("“No,” said [Hugh Ember]. Victor Tamm {silent}. [He] said the money was gone.");
        assert_eq!(names(&text), ["Hugh Ember", "Hugh Ember"], "{silent}");
    }
    last_is(&[
        ("Victor Tamm did not answer calls on Monday. On Tuesday [he] said no.", "Victor Tamm"),
        ("Victor Tamm declined to comment, but [he] said no.", "Victor Tamm"),
        ("Hugh Ember came. Victor Tamm did not stay. [He] said no.", "Victor Tamm"),
    ]);
}

#[test]
fn who_is_spoken_of_by_name_is_not_who_speaks() {
    last_is(&[
        ("Martha Tamm lived with Rose Voss. [She] said that Martha would have called.", "Rose Voss"),
        ("Martha Tamm vanished. [She] said that Martha would have called.", "?"),
        ("Luca Marlow scored. [He] said that Marlow's goal was the best.", "?"),
        ("Luca Marlow scored. [He] said that the Marlow family was proud.", "Luca Marlow"),
        ("Luca Marlow scored. [He] said, “I am Luca Marlow.”", "Luca Marlow"),
        ("Luca Marlow scored. [He] said, “My name is Luca Marlow.”", "Luca Marlow"),
    ]);
}

#[test]
fn what_somebody_calls_his_own_shows_a_man() {
    last_is(&[
        ("Bjarkeson Holm came with his wife, Tilde. Holm left. [She] said no.", "Tilde"),
        ("Kitto Marlow, who lost his job, called Dana Reeve. Marlow was calm. [She] said no.", "Dana Reeve"),
    ]);
}

#[test]
fn nouns_for_persons_outside_the_lexicon() {
    for (source, class) in [
        ("A schoolteacher", AnonymousClass::Worker),
        ("A retired schoolteacher", AnonymousClass::Worker),
        ("A local plumber", AnonymousClass::Worker),
    ] {
        let found = speaker(&format!("It rained. [{source}] said no."));
        assert_eq!((found.kind, found.anonymous), (SpeakerKind::Anonymous, Some(class)), "{source}");
    }
}

#[test]
fn bodies_keep_what_stands_behind_their_commas() {
    last_is(&[
        ("It rained. [Hale, Roth & Partners] said no.", "Hale, Roth & Partners"),
        ("It rained. [Hale, Roth, Dunn & Co] said no.", "Hale, Roth, Dunn & Co"),
        ("It rained. [Hale, Roth and Partners] said no.", "Hale, Roth and Partners"),
        ("It rained. [Brackwell Works, LLC] said no.", "Brackwell Works, LLC"),
        ("At noon in Upton, [Hale & Roth] said no.", "Hale & Roth"),
    ]);
    assert_eq!(speaker("It rained. [Hale, Roth & Partners] said no.").kind, SpeakerKind::Organization);
}
