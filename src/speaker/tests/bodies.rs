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
