//! Names behind long titles, styles and honorifics of many countries, names of bodies that open a sentence, benches and lists.

use super::last_is;

#[test]
fn titles_end_where_the_name_begins() {
    last_is(&[
        ("[The governor's Chief Press Secretary, Halima Yaro,] said no.", "Halima Yaro"),
        ("[The state's Deputy Press Secretary, Kemi Balogun,] said no.", "Kemi Balogun"),
        ("[Chief Justice Warren Bishop] said no.", "Warren Bishop"),
        ("[The Commissioner for Works, Engr. Musa Danladi,] said no.", "Musa Danladi"),
        ("[Engr. Musa Danladi] said no.", "Musa Danladi"),
        ("[Barr. Chidi Eze] said no.", "Chidi Eze"),
        ("[Pastor (Mrs.) Folake Ade] said no.", "Folake Ade"),
        ("[The ruler of Kirinya, His Royal Highness Eze Obiora III,] said no.", "Eze Obiora III"),
        ("[Her Excellency Dr. Amina Sesay] said no.", "Amina Sesay"),
        ("Driver Ahmed Said has heard it. [Said] said no.", "Ahmed Said"),
        ("Ahmed said so. [Ahmed] said no.", "Ahmed"),
    ]);
}

#[test]
fn a_noun_that_opens_a_sentence_belongs_to_a_bodys_name() {
    last_is(&[
        ("It was late. [County Highways] has said it will look.", "County Highways"),
        ("It was late. [Business Beacon] reported that it was shut.", "Business Beacon"),
        ("It was late. [District Heating] said it was shut.", "District Heating"),
        ("It was late. [Rival Lund] said no. Pia Lund sang.", "Pia Lund"),
        ("It was late. [Carmaker Levon] said it was shut.", "Levon"),
        ("[Tinig ng Bukid] said no.", "Tinig ng Bukid"),
    ]);
}

#[test]
fn a_bench_is_who_sits_on_it() {
    last_is(&[
        (
            "[A division bench of Chief Justice R. Parthan and Justice Meena Desh] said no.",
            "R. Parthan and Meena Desh",
        ),
        (
            "[A panel of Judge Ana Ruiz, Judge Tom Kerr and Judge Wei Chen] said no.",
            "Ana Ruiz, Tom Kerr and Wei Chen",
        ),
        ("[A friend of Ana Ruiz and Tom Kerr] said no.", "A friend of Ana Ruiz and Tom Kerr"),
    ]);
}

#[test]
fn a_list_of_things_is_whole() {
    last_is(&[
        (
            "It was empty, according to [invoices, emails and internal audits obtained by the Ledger].",
            "invoices, emails and internal audits",
        ),
        (
            "[Letters, diaries and photographs held by the museum] show it.",
            "Letters, diaries and photographs",
        ),
        ("[Unions, farmers and many Danish lawmakers] said no.", "Unions, farmers and many Danish lawmakers"),
        ("[Her biographers, David and Jeanne Held,] said no.", "David and Jeanne Held"),
        ("[Groups, including unions and parents who pay,] said no.", "Groups"),
        ("The Ledger filed a public records request. It was paid, [records] show.", "records"),
    ]);
}
