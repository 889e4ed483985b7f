//! Descriptions, names beside them, issuers and things: kinds that were wrong on real pages.

use super::*;

/// The last source of each text must have the name beside it; articles before names do not count.
fn assert_last(cases: &[(&str, &str)]) {
    let bare = |name: &str| name.trim_start_matches("The ").trim_start_matches("the ").to_owned();
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let found = names(text).pop().unwrap_or_default();
            (bare(&found) != bare(expected)).then(|| format!("{found}, not {expected}: {text}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_clear_description_is_nobody_else() {
    assert_last(&[
        // An office of somebody or some place is not the person whom the text is about.
        (
            "Jonas Webb died in his cell on Monday. Webb was 61. Before [Upton's chief coroner] said he drowned, rumours spread.",
            "Upton's chief coroner",
        ),
        (
            "Mara Lind won in Garrow. Lind is 44. [Orlec's deputy treasurer] said the vote was fair.",
            "Orlec's deputy treasurer",
        ),
        (
            "Ken Ord stars in the film. Ord will return. It may be based on the old script, according to [The Harbour Reporter].",
            "The Harbour Reporter",
        ),
        ("Ken Ord stars in the film. Ord will return, [the Garrow Examiner] said.", "Garrow Examiner"),
        ("Ana Ito left the band. Ito was tired, [The Upton Observer] wrote.", "The Upton Observer"),
        // A government, ministry or army of another country is another one.
        (
            "The Garrow government shut the pass. According to [the Danish government], the pass was shut in June.",
            "Danish government",
        ),
        ("The Polish ministry was late. [The Danish ministry] said it was on time.", "Danish ministry"),
        ("The Swiss army denied it. [The Austrian army] said a tank was hit.", "Austrian army"),
        (
            "[The Swiss and Austrian ministries] said the pass was open. The Swiss ministry had closed it.",
            "Swiss and Austrian ministries",
        ),
        // A name is not short for a longer one that only stands before an office.
        ("OBN Pentagon correspondent Lia Moss asked. [The Pentagon] rejected the claim.", "The Pentagon"),
        ("RTX Treasury reporter Dan Bell was there. [The Treasury] said no money was lost.", "Treasury"),
        ("DKN Kremlin correspondent Ivo Rask was told. [The Kremlin] said no.", "Kremlin"),
    ]);
}

#[test]
fn a_name_beside_a_description_is_its_name() {
    assert_last(&[
        ("[Ferrypoint’s parent company, The Dray Company,] announced a sale.", "The Dray Company"),
        ("[The group that owns most of her songs, Big Harbour,] says she may sing.", "Big Harbour"),
        ("[The group that owns most of her songs], Big Harbour, says she may sing.", "Big Harbour"),
        ("[The firm that runs the fair, Dan Moss Productions,] said it was sorry.", "Dan Moss Productions"),
        ("[The company that built the dam], Orlec Works, said the wall would hold.", "Orlec Works"),
        ("[The city's largest landlord, Pell Estates,] said rents would fall.", "Pell Estates"),
        ("[The site's developer, Owen Homes,] said work would stop.", "Owen Homes"),
        ("[The mine's owner, Hugo Metals,] said nobody was hurt.", "Hugo Metals"),
        ("[The site's developer, Owen Hume,] said work would stop.", "Owen Hume"),
        ("[The man who found the wreck, Ken Ord,] said it was cold.", "Ken Ord"),
        ("[The woman who chairs the panel], Mara Lind, said no.", "Mara Lind"),
    ]);
}

#[test]
fn names_are_neither_cut_nor_overgrown() {
    assert_last(&[
        ("[He Jianguo, the former director of the fund,] said no.", "He Jianguo"),
        ("The talks failed, [He Xiaoming] said.", "He Xiaoming"),
        ("[Early retiree and self-made millionaire Ned Sabine] suggests saving.", "Ned Sabine"),
        ("[Former teacher and part-time sailor Jo Marsh] said no.", "Jo Marsh"),
        ("[Singer and activist Lola Prynne] said no.", "Lola Prynne"),
        ("Ed Roberts moved to Upton. You can save more, [he and his wife Kay] said.", "Ed Roberts and Kay"),
    ]);
}

#[test]
fn a_statement_is_whose_the_passage_says() {
    assert_last(&[
        ("Big Harbour issued a statement on Friday. [The statement] said she may sing.", "Big Harbour"),
        (
            "The songs are safe, [Big Harbour] said in a statement. “We never said no,” [the statement] read.",
            "Big Harbour",
        ),
        (
            "In a statement, [Orlec Works] denied the leak. [The statement] added that the wall was sound.",
            "Orlec Works",
        ),
        ("Mara Lind wrote a letter to members. [The letter] says that dues will rise.", "Mara Lind"),
    ]);
    assert_eq!(names("Songs were sold on Monday. [The statement] said so."), ["The statement"]);
}

#[test]
fn things_of_a_speaker_do_not_speak() {
    assert_last(&[
        (
            "Garrow Air landed in Upton. In addition to its order of 30 Dray jets, [it] announced 50 others.",
            "Garrow Air",
        ),
        (
            "Orlec Works met buyers. Besides its fleet of 12 Marlow trucks, [it] said it would buy ferries.",
            "Orlec Works",
        ),
    ]);
}

#[test]
fn names_hold_what_belongs_to_them() {
    assert_last(&[
        ("[The Ministry of Mines, Trade and Industry] said no.", "The Ministry of Mines, Trade and Industry"),
        (
            "[The Department for Science, Culture, Media and Sport] said no.",
            "The Department for Science, Culture, Media and Sport",
        ),
        ("[The Department of Justice] said no.", "The Department of Justice"),
        ("The Ministry of Mines, [Hugh Tamm and Otto Brandt] said no.", "Hugh Tamm and Otto Brandt"),
        ("[A survey of 2,000 adults] found that it was late.", "A survey of 2,000 adults"),
        (
            "[A post shared more than 40,000 times] says that it was late.",
            "A post shared more than 40,000 times",
        ),
        ("[IF Staal], which has 900 members, said it was late.", "IF Staal"),
        ("[Joan Marlow i Tamm] said no.", "Joan Marlow i Tamm"),
        (
            "Levon Therapeutics, Inc. (Norbourse: LVN), [a clinical-stage company developing medicines], today said it was late.",
            "Levon Therapeutics, Inc",
        ),
        ("Hugh Tamm, [a lawyer for the family], said it was late.", "Hugh Tamm"),
    ]);
}

#[test]
fn an_office_is_no_company() {
    assert_last(&[(
        "Levon Shipping Ltd sent the list. [The Chief Minister's Office] said no. The harbour closed. [The company] said it was sorry.",
        "Levon Shipping Ltd",
    )]);
}
