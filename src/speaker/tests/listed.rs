//! Who a group is whose members the text names.

use super::speak;

#[test]
fn a_group_is_whom_the_text_lists() {
    speak(&[
        (
            "Two senators backed the bill: Ana Ruiz and Theo Blake. [They] said it would save lives.",
            "Ana Ruiz and Theo Blake",
        ),
        (
            "The post caught the eye of two lawyers: Senator Ana Ruiz and congressman Theo Blake. [They] said no.",
            "Ana Ruiz and Theo Blake",
        ),
        (
            "Three councillors, Ana Ruiz, Theo Blake and Mia Kent, walked out. [They] said the vote was a sham.",
            "Ana Ruiz, Theo Blake and Mia Kent",
        ),
        (
            "The lawyers (Ana Ruiz and Theo Blake) left. “We are done,” [they] said.",
            "Ana Ruiz and Theo Blake",
        ),
        (
            "Two nurses — Ana Ruiz and Theo Blake — left in May. [The nurses] say they were ignored.",
            "Ana Ruiz and Theo Blake",
        ),
        (
            "[Two nurses, Ana Ruiz and Theo Blake,] said no. [They] left.",
            "Ana Ruiz and Theo Blake · Ana Ruiz and Theo Blake",
        ),
    ]);
}

#[test]
fn who_only_stands_beside_a_group_is_not_all_of_it() {
    speak(&[
        ("Four men were held: Ana Ruiz and Theo Blake. [They] said no.", "Four men"),
        ("Two farmers, the mayor and Theo Blake came. [They] said the field was dry.", "Two farmers"),
        ("Protesters met Ana Ruiz and Theo Blake. [They] said no.", "Protesters"),
        ("Residents such as Ana Ruiz and Theo Blake met. [They] said no.", "Residents"),
        ("Two nurses, Ana Ruiz and Theo Blake, left. [The other nurses] said no.", "The other nurses"),
    ]);
}
