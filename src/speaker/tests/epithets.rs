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
        ("Edith Marlow said no. [The candidate] said it was late.", "Edith Marlow"),
        ("Edith Marlow said no. [The gubernatorial candidate] said it was late.", "Edith Marlow"),
        ("Edith Marlow spoke at Upton.\n\n[The lawmaker] said it was late.", "Edith Marlow"),
        ("Edith Marlow lost. [The two-term senator] said she would not run.", "Edith Marlow"),
        ("Edith Marlow lost. [The hopeful] said it was late.", "Edith Marlow"),
        ("Mayor Edith Marlow lost. [The lawmaker] said it was late.", "The lawmaker"),
        ("Edith Marlow, a dentist, lost. [The candidate] said it was late.", "The candidate"),
        ("Edith Marlow met a lawmaker. [The lawmaker] said it was late.", "The lawmaker"),
        ("Edith Marlow lost. [The Democrat] said she would not run.", "Edith Marlow"),
        ("Edith Marlow (R-Ohio) lost. [The Republican] said it was late.", "Edith Marlow"),
        ("Edith Marlow (R-Ohio) lost. [The Democrat] said it was late.", "The Democrat"),
        ("Edith Marlow lost. [The HSC member] said it was late.", "The HSC member"),
        ("Hugh Tamm lost. Tamm left. Edith Marlow sang. [The candidate] said no.", "The candidate"),
        ("Edith Marlow sang. [The Republican establishment] said no.", "The Republican establishment"),
        ("Edith Marlow sang. [The Independent, a Norland newspaper,] said no.", "The Independent"),
        ("Edith Marlow lost to a Democrat. [The Democrat] said it was late.", "The Democrat"),
        ("Edith Marlow met Hugh Tamm. [The candidates] said it was late.", "The candidates"),
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

#[test]
fn who_is_named_before_a_description_is_not_introduced_behind_it() {
    let behind = "\n\n“It is an insult,” Jo Salter said in a bill.";
    let text = format!("A lawmaker wants Hugh Tamm banned after [the mayoral candidate] spoke.{behind}");
    assert_eq!(names(&text), ["Hugh Tamm"]);
    let text = format!("[A lawmaker] wants Hugh Tamm banned after he spoke.{behind}");
    assert_eq!(names(&text), ["Jo Salter"]);
}
