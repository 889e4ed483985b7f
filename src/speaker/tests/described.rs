//! Descriptions: never somebody else's name, and the name that stands beside one.

use super::{last_is, names};

/// Nobody of these texts is who the last source is: it stays as its words are, or open.
fn stays(cases: &[(&str, &str)]) {
    let wrong: Vec<_> =
        cases.iter().filter(|(text, not)| names(text).last().is_some_and(|n| n == not)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn whose_an_office_is_keeps_it_from_another() {
    stays(&[
        ("Hugh Marlow died in May. [Upton's chief medical examiner] said it was a fall.", "Hugh Marlow"),
        ("Hugh Marlow died in May. [Tessany's coroner] said it was a fall.", "Hugh Marlow"),
        ("Hugh Marlow resigned in May. [Norway's finance minister] said it was late.", "Hugh Marlow"),
        ("Hugh Marlow resigned in May. [The Norwegian minister] said it was late.", "Hugh Marlow"),
        ("Hugh Marlow, the Danish minister, resigned. [The Norwegian minister] said no.", "Hugh Marlow"),
        ("Hugh Marlow, Denmark's president, came. [The Polish president] said no.", "Hugh Marlow"),
        ("Hugh Marlow, the mayor of Upton, came. [The mayor of Quillport] said no.", "Hugh Marlow"),
        ("Hugh Marlow, Upton's mayor, came. [Quillport's mayor] said no.", "Hugh Marlow"),
        ("Edith Tamm, a lawyer for Brackwell, came. [A lawyer for Levon] said no.", "Edith Tamm"),
        ("The Danish government met. [The Norwegian government] said no.", "The Danish government"),
        ("The Danish government met. [The Norwegian government] said no.", "Danish government"),
        ("The Danish police came. [The local police] said no.", "Danish police"),
        ("The Upton council met. [The Quillport council] said no.", "The Upton council"),
        ("The Harbor Weekly Pentagon desk met. [The Pentagon] said no.", "Harbor Weekly Pentagon"),
    ]);
    last_is(&[
        ("The Danish government met. [The Norwegian government] said no.", "The Norwegian government"),
        ("Hugh Marlow, Denmark's president, came. [The Danish president] said no.", "Hugh Marlow"),
        ("Hugh Marlow, the mayor of Upton, came. [Upton's mayor] said no.", "Hugh Marlow"),
        ("Hugh Marlow, the Danish minister, came. [Denmark's minister] said no.", "Hugh Marlow"),
    ]);
}

#[test]
fn what_is_a_name_is_no_description() {
    last_is(&[
        ("Jo Marlow may return, according to [The Quillport Reporter].", "Quillport Reporter"),
        ("Jo Marlow may return, wrote [the Harbour Insider].", "Harbour Insider"),
        ("Jo Marlow may return, wrote [the Upton Observer].", "Upton Observer"),
        ("Jo Marlow may return, according to [the Tessany Economist].", "Tessany Economist"),
        ("[Two makers] met, among them the We Company. [The We Company] said no.", "We Company"),
        (
            "[The Norwegian and Danish defence ministries] said no.",
            "The Norwegian and Danish defence ministries",
        ),
        (
            "The Danish Defence Ministry met. [The Norwegian and Danish defence ministries] said no.",
            "The Norwegian and Danish defence ministries",
        ),
        ("VOH Pentagon reporter Jo Marlow came. [The Pentagon] said no.", "Pentagon"),
    ]);
}

#[test]
fn a_name_behind_a_long_description_is_its_bearers() {
    last_is(&[
        ("[The group that owns most of her songs, Big Anvil,] says no.", "Big Anvil"),
        ("[The company that runs the fair, Jo Tamm Productions,] denies it.", "Jo Tamm Productions"),
        ("[The firm which built the pier, Levon Metals,] said no.", "Levon Metals"),
        ("[Brackwell's parent company, the Us Company,] said no.", "Us Company"),
        ("[Brackwell's parent company, Levon Metals,] said no.", "Levon Metals"),
        ("[The union that called the strike, the Dockers' League,] said no.", "Dockers' League"),
        ("[The man who founded it, Hugh Tamm,] said no.", "Hugh Tamm"),
        ("[The bank that lent the money, Norland Savings Bank,] said no.", "Norland Savings Bank"),
        ("[The charity that ran the home, Harbour Aid,] said no.", "Harbour Aid"),
        ("[Early retiree and self-made millionaire Otto Brandt] says so.", "Otto Brandt"),
        ("[Former docker and local historian Edith Tamm] says so.", "Edith Tamm"),
        ("[Author and sailor Edith Tamm] says so.", "Edith Tamm"),
    ]);
    stays(&[
        ("[The man who sued his rival, Hugh Tamm,] said no.", "Hugh Tamm"),
        ("[A firm that knew the mayor, Hugh Tamm,] said no.", "Hugh Tamm"),
    ]);
}

#[test]
fn the_holder_of_an_office_may_be_named_anywhere() {
    last_is(&[
        (
            "The talks failed.\n\nIt rained.\n\nIt rained again.\n\n[Norway's ambassador to Chile] said no.\n\n\
             The road was closed for hours.\n\nJo Marlow, Norway's ambassador, told a fair that it was late.",
            "Jo Marlow",
        ),
        (
            "Jo Marlow, the ambassador of Norway, came.\n\nIt rained.\n\nIt rained again.\n\n\
             [Norway's ambassador] said no.",
            "Jo Marlow",
        ),
    ]);
    stays(&[(
        "The talks failed.\n\nIt rained.\n\nIt rained.\n\n[Norway's ambassador to Chile] said no.\n\n\
         Jo Marlow, Denmark's ambassador, told a fair that it was late.",
        "Jo Marlow",
    )]);
}

#[test]
fn a_body_is_known_by_what_it_makes() {
    last_is(&[
        (
            "Jo Tamm Productions runs the fair. Jo Marlow sued. [The production company] said no.",
            "Jo Tamm Productions",
        ),
        ("Levon Airlines and Tamm Foods met. [The airline] said no.", "Levon Airlines"),
        ("Norland Energy and Tamm Foods met. [The energy company] said no.", "Norland Energy"),
    ]);
    stays(&[("Norland Energy rose. [The insurance company] said no.", "Norland Energy")]);
}

#[test]
fn a_statement_is_who_issued_its() {
    last_is(&[
        (
            "“No,” [Brackwell Foods] said in a statement. [The statement] added that it was late.",
            "Brackwell Foods",
        ),
        ("[Edith Tamm] wrote in a letter that it leaked. [The letter] said more.", "Edith Tamm"),
        ("Levon Metals issued a statement on Monday. [The statement] said it was late.", "Levon Metals"),
        ("In a statement, [the port] said it leaked. [The statement] added more.", "the port"),
        ("A statement from Levon Metals came. [The statement] said it was late.", "Levon Metals"),
        ("A letter by Hugh Tamm came. [The letter] said it was late.", "Hugh Tamm"),
        ("Levon Metals rose. [The statement] said it was late.", "The statement"),
        (
            "Levon Metals rose. Jo Marlow read a statement aloud. [The statement] said it was late.",
            "The statement",
        ),
    ]);
}

#[test]
fn a_name_behind_a_description_is_its_bearer_whatever_the_noun_is() {
    last_is(&[
        ("“We will see,” said [the winner, Edwin Marsh].", "Edwin Marsh"),
        ("[The winner, Edwin Marsh,] said no.", "Edwin Marsh"),
        ("“It hurt,” said [the beekeeper, Lea Brandt].", "Lea Brandt"),
        ("[A juggler, Tom Oster,] said no.", "Tom Oster"),
        ("[The runner-up, Ida Vell,] said no.", "Ida Vell"),
        ("[The ice-cream man, Tom Farrow,] said no.", "Tom Farrow"),
        ("[The birthday girl, Nora Quill,] said no.", "Nora Quill"),
    ]);
}

#[test]
fn who_heads_or_serves_something_is_named_behind_it() {
    last_is(&[
        ("[Liberal Chief Secretary to the Treasury Tobias Marlow] said no.", "Tobias Marlow"),
        ("[Labour's shadow chief secretary to the Treasury Owen Marlow] said no.", "Owen Marlow"),
        ("[Minister for Health Edith Tamm] said no.", "Edith Tamm"),
        ("[Assistant Secretary for Fair Housing Leo Marlow] said no.", "Leo Marlow"),
        ("[Deputy Assistant to the President Carla Tamm] said no.", "Carla Tamm"),
        ("[Professor of Economics Ruth Tamm] said no.", "Ruth Tamm"),
        ("[Attorney General for Northmark Edith Tamm] said no.", "Edith Tamm"),
        ("[Norland's ambassador to the Holy See Hugh Marlow] said no.", "Hugh Marlow"),
        ("[Chancellor of the Exchequer Hugh Marlow] said no.", "Hugh Marlow"),
        // Whom somebody serves is not who speaks.
        ("[A spokesman for Hugh Marlow] said no.", "A spokesman for Hugh Marlow"),
        ("[The press secretary to Edith Tamm] said no.", "The press secretary to Edith Tamm"),
        ("[A spokeswoman for Northern Rail Services] said no.", "A spokeswoman for Northern Rail Services"),
        ("[Minister for Northern Rail Services] said no.", "Minister for Northern Rail Services"),
        ("[A teacher at St Mary Lane School] said no.", "A teacher at St Mary Lane School"),
    ]);
}
