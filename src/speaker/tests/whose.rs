//! Whose somebody is who is only described.

use super::*;

#[test]
fn a_description_says_whose_it_is() {
    speak(&[
        ("Tom Hale was fined on Monday. [His lawyer] said it was too much.", "Hale’s lawyer"),
        (
            "The Stavely Museum is to close. [Its director] said no money was left.",
            "Stavely Museum’s director",
        ),
        ("Ada Voss fell from the wall in May. [Her neighbours] said it was old.", "Voss’s neighbours"),
        ("Ada Voss left in May. [Her campaign] said it was over.", "Ada Voss’s campaign"),
        ("Ada Voss and Tom Voss met. He left. [His lawyer] said it was late.", "His lawyer"),
        ("In Brayford, [his lawyer] said it was too much.", "his lawyer"),
        ("It rained on Monday. [His lawyer] said it was too much.", "His lawyer"),
        ("Tom Hale met Jack Orme and Bill Lunt. [Their lawyer] said it was too much.", "Their lawyer"),
        ("Tom Hale was fined. [The lawyer] said it was too much.", "The lawyer"),
    ]);
}
