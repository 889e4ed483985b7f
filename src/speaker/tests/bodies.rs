//! Which body "the company", "the union" or "the commission" is.

use super::last_is;

#[test]
fn a_bare_company_is_the_one_that_is_spoken_of_or_stays_as_written() {
    last_is(&[
        (
            "Brackwell Foods rose. Brackwell Foods hired ten people. [The company] said more would come.",
            "Brackwell Foods",
        ),
        (
            "Brackwell Foods cut prices. “No,” [Hugh Tamm, president of the Tamm Fishing Company,] said. \
             [The company] said it would cut more.",
            "Brackwell Foods",
        ),
        ("The road was closed. [The company] said it was sorry.", "The company"),
        ("Brackwell Foods and Levon Foods met. [The company] said it was sorry.", "The company"),
        ("Shares fell on Wall Street. [The company] said it was sorry.", "The company"),
        ("The Dockers' Union met Brackwell Foods. [The union] said no.", "Dockers' Union"),
        ("Brackwell Foods rose. [The union] said no.", "The union"),
        ("Marlow Air lost money. [The airline] said no.", "Marlow Air"),
        ("A kitchen of the Marlow Trust is full. [The charity] said no.", "Marlow Trust"),
        ("The Marlow Trust met the Tamm Trust. [The charity] said no.", "The charity"),
        ("The Marlow Trust is full. [The police] said no.", "The police"),
        ("Brackwell Foods will shut a bakery. [The food maker] said no.", "Brackwell Foods"),
        ("Marlow Air bought Tamm Air. [The smaller airline] said no.", "The smaller airline"),
        ("The Water Council fined Brackwell Foods. [The regulator] said no.", "Water Council"),
        (
            "Samples went to the regional health commission. [The commission] said no.",
            "the regional health commission",
        ),
        ("The city health department met. [The department] said no.", "The city health department"),
        ("The new commission met. [The commission] said no.", "The commission"),
        ("The whole department met. [The department] said no.", "The department"),
        ("The rival health department met. [The department] said no.", "The department"),
        ("A health department met. [The department] said no.", "The department"),
        // Whose chief it is must fit.
        ("Hugh Tamm, Brackwell's chief, came. [Levon's chief] said no.", "Levon's chief"),
    ]);
}

#[test]
fn a_body_is_whom_the_text_calls_so() {
    last_is(&[
        (
            "The chipmaker Orvik Micro will build at Torvik. Mayor Dag Brun met Levon Foods. [The chipmaker] said no.",
            "Orvik Micro",
        ),
        ("Fairdeal, the consumer watchdog, met Sid Vane. Vane left. [The watchdog] said no.", "Fairdeal"),
        ("The food watchdog, Cleanplate, shut a kitchen. [The watchdog] said no.", "Cleanplate"),
        ("Swoop, Norland's biggest airline, lost a case. [The carrier] said no.", "Swoop"),
        ("Norsk Tind is a Norwegian maker of bags. [The company] said no.", "Norsk Tind"),
        (
            "Carmaker Tolland Motors shut because Vireo Logic was late. [The chipmaker] said no.",
            "Vireo Logic",
        ),
        ("The union Drivers United struck at Levon Foods. [The union] said no.", "Drivers United"),
        // What is called otherwise, or is of another trade by its name, is not meant.
        ("Cleanplate, the food watchdog, met Jo Doe. [The airline] said no.", "The airline"),
        ("Tolland Motors shut a hall. [The chipmaker] said no.", "The chipmaker"),
        ("Tamm Water was fined. [The watchdog] said no.", "The watchdog"),
        ("Brackwell Foods gave ten pounds. [The charity] said no.", "The charity"),
        ("A charity in Milton Dale shut. Open Larder came. [The charity] said no.", "The charity"),
    ]);
}

#[test]
fn a_name_that_shows_nothing_may_be_a_body() {
    last_is(&[
        ("Volunteers from Bright Kettles serve tea. [The charity] said no.", "Bright Kettles"),
        ("Orvik cut 40 jobs. [The retailer] said no.", "Orvik"),
        ("Sales at Larkin & Sons fell. [The brewer] said no.", "Larkin & Sons"),
        ("Channel Orbit pulled the play. [The broadcaster] said no.", "Channel Orbit"),
        ("Radio Tarn sacked its host. [The broadcaster] said no.", "Radio Tarn"),
        (
            "Marlow Town have sacked Ivan Brood after a loss at Tarn Athletic. [The club] said no.",
            "Marlow Town",
        ),
        ("Queen Ada's Hospital shut a ward. [The hospital] said no.", "Queen Ada's Hospital"),
        ("Marrow Toys recalled a bear. [The toymaker] said no.", "Marrow Toys"),
        ("The Merriman Institute met. [The think tank] said no.", "Merriman Institute"),
        ("Banco Tarrago shut ten halls. [The Oslo-based lender] said no.", "Banco Tarrago"),
        ("[The group that owns it, Big Harbour,] said yes. [The company] said no.", "Big Harbour"),
        ("Hexley Albion are to appeal. [They] said no.", "Hexley Albion"),
        ("Orvik shut 40 shops. [It] said rents were high.", "Orvik"),
        ("Open Larder is to shut. In a letter to staff [it] said rents were high.", "Open Larder"),
        // Two may be meant; a place, a work or what is named often and never shown to be a body is not.
        ("Open Larder and Bright Kettles merged. [The charity] said no.", "The charity"),
        ("Police met in Orvik. [The retailer] said no.", "The retailer"),
        ("Work at its Orvik plant stopped. [The carmaker] said no.", "The carmaker"),
        ("Lake Orvik rose. [The utility] said no.", "The utility"),
        ("Hot Seat, the quiz, lost its host. [The broadcaster] said no.", "The broadcaster"),
        ("Farmer Ted Oakes of Orvik came. [The retailer] said no.", "The retailer"),
    ]);
    last_is(&[(
        "Orvik voted. Orvik has a mayor. Orvik is old. Orvik sleeps. [The retailer] said no.",
        "The retailer",
    )]);
}

#[test]
fn a_dateline_or_a_county_is_no_company() {
    let place = "DUNMORE COUNTY — Novacrest Metals opened a works. [The company] said it was late.";
    last_is(&[
        (place, "Novacrest Metals"),
        ("MOLINE PARK, Norland (AN) — Halden Group rose. [The firm] said no.", "Halden Group"),
        ("Varga Ltd won the contract from Ash County. [The company] said no.", "Varga Ltd"),
        ("Pelham Foods recalled it. The Food Agency said so. [The company] said no.", "Pelham Foods"),
        (
            "Tarrant Foods Inc rose. The Kell Beacon reported a deal. [The company] said no.",
            "Tarrant Foods Inc",
        ),
        ("Lake County approved the mine. [The company] said no.", "The company"),
        ("The Dairy Association met. [The company] said no.", "The company"),
    ]);
}
