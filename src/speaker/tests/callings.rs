//! Nouns of work and family behind whose words they stand: "the plasterer", "the keeper", "the mum".

use super::{last_is, names};

#[test]
fn a_noun_that_says_more_or_less_is_the_same_persons() {
    last_is(&[
        ("Goalkeeper Stefan Brandt made three saves. “All of us,” [the keeper] said.", "Stefan Brandt"),
        ("Schoolteacher Mei Tanaka planted it. “It grew,” [the teacher] said.", "Mei Tanaka"),
        ("The ruler of Kirinya, Eze Obiora, came. “We saw it,” [the monarch] said.", "Eze Obiora"),
        ("Dr. Anjali Mehta came on Monday. “They came in waves,” [the physician] said.", "Anjali Mehta"),
        ("Detective Sara Quill asked for help. “Somebody saw him,” [the officer] said.", "Sara Quill"),
        ("Bashir Noor, a fisherman from Kell, dived. “It sank,” [the fisherman] said.", "Bashir Noor"),
        ("Her vet, Huw Rees, treated nine. “They were torn,” [the vet] said.", "Huw Rees"),
        ("Sgt. Luis Prado stopped it. “I smelled it,” [the sergeant] said.", "Luis Prado"),
        ("Neurosurgeon Ana Ruiz came. “It is late,” [the surgeon] said.", "Ana Ruiz"),
    ]);
    for (text, not) in [
        ("Goalkeeper Stefan Brandt dived. A keeper of bees came. “No,” [the keeper] said.", "Stefan Brandt"),
        ("Speaker Paul Tamm met Rep. Ann Kell. An ad says so. “No,” [the narrator] says.", "Paul Tamm"),
        ("Detective Sara Quill hit a second officer. “No,” [the other officer] said.", "Sara Quill"),
        ("The man, Hugh Marlow, fell. “It is late,” [the woman] said.", "Hugh Marlow"),
    ] {
        assert_ne!(names(text), [not], "{text}");
    }
}

#[test]
fn what_somebody_does_gives_him_the_noun() {
    last_is(&[
        ("Mike Okafor drives the last bus. “You meet everybody,” [the driver] said.", "Mike Okafor"),
        ("Yusuf Demir opened a bakery. “I was mad,” [the baker] said.", "Yusuf Demir"),
        ("Lena Roth has painted it twice. “It is dull,” [the painter] said.", "Lena Roth"),
    ]);
    for text in [
        "Jo Hale hit a van. “She came from nowhere,” [the driver] said.",
        "Jo Hale waited for hours. “We do our best,” [the doctor] said.",
        "Jo Hale was fined. “It was mean,” [the judge] said.",
        "Jo Hale asked the guard to wait. “It will,” [the guard] said.",
        "Jo Hale said a driver drove at him. “It was late,” [the driver] said.",
    ] {
        assert_ne!(names(text), ["Jo Hale"], "{text}");
    }
}

#[test]
fn a_noun_of_work_behind_what_somebody_says_is_his() {
    last_is(&[
        ("His neighbour [Lee Hannon], 36, says it broke. “Enough,” vowed [the plasterer].", "Lee Hannon"),
        ("[Lee Hannon], 36, says it broke. “Enough,” vowed [the scaffolder].", "Lee Hannon"),
        ("[Lee Hannon] said it broke. “Enough,” [the investor] said.", "Lee Hannon"),
    ]);
    last_is(&[
        ("A plasterer came. [Lee Hannon] said it broke. “Enough,” said [the plasterer].", "the plasterer"),
        ("Plasterers came. [Lee Hannon] said it broke. “Enough,” said [the plasterer].", "the plasterer"),
        ("[Lee Hannon] said it broke.\n\n“Enough,” said [the plasterer].", "the plasterer"),
        ("[Lee Hannon] said Max Roe broke it. “Enough,” said [the plasterer].", "the plasterer"),
        ("[Lee Hannon], a docker, said it broke. “Enough,” said [the plasterer].", "the plasterer"),
        ("[Lee Hannon] said it broke. “Enough,” said [the nurse].", "the nurse"),
    ]);
}

#[test]
fn a_parent_is_of_whom_the_text_names_children() {
    last_is(&[
        ("Hana Kovac, whose sons go there, wrote. “I got none,” [the mother] said.", "Hana Kovac"),
        ("Hana Kovac had taken her toddler there. “I got none,” [the mum] said.", "Hana Kovac"),
        ("Nadia Aziz, who has three daughters, sued. “They lied,” [the mother] said.", "Nadia Aziz"),
        ("Oskar Lind sweeps it. “It is late,” says [the father of four].", "Oskar Lind"),
        ("Hana Kovac was there. “It is late,” says [the mother-of-two].", "Hana Kovac"),
        ("Hana Kovac was there. “It is late,” [the 34-year-old care worker] said.", "Hana Kovac"),
        (
            "A mum-of-three was thrown out of a pool.\n\nHana Kovac had come at noon.\n\n\
             “It is mad,” [the mum] said.",
            "Hana Kovac",
        ),
    ]);
    for (text, not) in [
        ("Hana Kovac wrote in June. “I got none,” [the mother] said.", "Hana Kovac"),
        ("Hugh Kovac, whose sons go there, wrote. “I got none,” [the mother] said.", "Hugh Kovac"),
        ("Hugh Kovac wrote. A mother of two was there. “No,” [the mother] said.", "Hugh Kovac"),
    ] {
        assert_ne!(names(text), [not], "{text}");
    }
}

#[test]
fn of_several_unnamed_sources_the_last_goes_on() {
    last_is(&[
        (
            "[A source] said yes. [Another source close to Tamm] said no. [The source] said so.",
            "Another source close to Tamm",
        ),
        (
            "[A source] said yes. [A second source] said no. [Hugh Tamm] came. [The source] said so.",
            "The source",
        ),
    ]);
}

#[test]
fn whom_the_paragraph_has_named_is_meant_before_others() {
    last_is(&[
        ("[Mara Voss] won.\n\nPia Lund came fourth. [The 28-year-old] said no.", "Pia Lund"),
        ("[Mara Voss] won.\n\nIt rained. [The 28-year-old] said no.", "Mara Voss"),
    ]);
}

#[test]
fn an_outlet_of_a_common_word_is_one() {
    last_is(&[("Hugh Marlow lost. It was late, [Politico] reported.", "Politico")]);
}
