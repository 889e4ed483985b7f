//! Whom the text is about: "the striker", "the runner-up", "the Norwegian".

use super::names;

#[test]
fn epithets_mean_who_is_spoken_of() {
    let text = "Hugh Marlow won. [The 28-year-old] said it was late.";
    assert_eq!(names(text), ["Hugh Marlow"]);
    let text = "Hugh Marlow won the race. [The Quillport striker] said it was late.";
    assert_eq!(names(text), ["Hugh Marlow"]);
    let text = "Theo Blake came on. [The comedian] said it was late.";
    assert_eq!(names(text), ["Theo Blake"]);
    for (text, name) in [
        ("Mara Voss scored. Coach Jon Reeve took her off. [The striker] said no.", "Mara Voss"),
        ("Mara Voss scored. A player was sent off. [The player] said no.", "The player"),
        ("The judge, Mia Kent, was firm. [The player] said no.", "The player"),
        ("Mia Kent beat Owen Marlow by 41 votes. [The runner-up] said he would sue.", "Owen Marlow"),
        ("Mia Kent beat Owen Marlow by 41 votes. [The winner] said she would not.", "Mia Kent"),
        ("Sergeant Hugh Tamm praised Len Oddy, 68. [The rescuer] said no.", "Len Oddy"),
        ("Owen Marlow married Pia Lund. “A bull came,” [the bride] said.", "Pia Lund"),
        ("A rescuer freed Len Oddy. [The rescuer] said no.", "The rescuer"),
        ("Magnus Tvet leads Ireland's Cormac Ryan. [The Norwegian] said he was tired.", "Magnus Tvet"),
        ("Kenya's Abel Kip beat Morocco's Yassir Bou. [The Kenyan] said no.", "Abel Kip"),
        ("Kenya's Abel Kip beat Morocco's Yassir Bou. [The Kenyans] said no.", "The Kenyans"),
    ] {
        assert_eq!(names(text), [name], "{text}");
    }
    // Nothing sets "the driver" apart; an Upton driver was introduced; an office is somebody's own.
    for text in [
        "Hugh Marlow fell. [The driver] said it was late.",
        "Hugh Marlow fell. [The coroner] said it was late.",
        "Hugh Marlow fell. [The midwife] said it was late.",
        "An Upton driver hit Hugh Marlow. [The Upton driver] said it was late.",
        "Hugh Marlow fell. [The HSC director] said it was late.",
    ] {
        assert_ne!(names(text), ["Hugh Marlow"], "{text}");
    }
}
