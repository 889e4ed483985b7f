//! Words that tell who speaks, tried on examples.

use super::*;

#[test]
fn classes_of_words() {
    for (word, is, is_not) in [
        ("senators", Classes::PEOPLE.or(Classes::TITLE), Classes::PERSON),
        ("senator", Classes::PERSON, Classes::PEOPLE),
        ("companies", Classes::PEOPLE, Classes::ORGANIZATION),
        ("company", Classes::ORGANIZATION, Classes::PEOPLE.or(Classes::PERSON)),
        ("authorities", Classes::ANONYMOUS, Classes::ORGANIZATION),
        ("authority", Classes::ORGANIZATION, Classes::ANONYMOUS),
        ("crowd", Classes::PEOPLE, Classes::PERSON),
        ("dozens", Classes::PEOPLE, Classes::PERSON),
        ("council", Classes::ORG_NAME, Classes::OUTLET),
        ("times", Classes::OUTLET, Classes::CALENDAR),
        ("time", Classes::NONE, Classes::OUTLET),
        ("was", Classes::STOP, Classes::SAY),
        ("nearly", Classes::STOP, Classes::SAY),
        ("ousted", Classes::MODIFIER, Classes::PERSON),
        ("said", Classes::SAY, Classes::HEAD),
        ("danish", Classes::DEMONYM, Classes::PLACE),
        ("u.s", Classes::PLACE, Classes::DEMONYM),
        ("thurs", Classes::CALENDAR, Classes::STOP),
        ("polls", Classes::DOCUMENT, Classes::PEOPLE),
    ] {
        let found = class(word);
        assert!((is == Classes::NONE || found.any(is)) && !found.any(is_not), "{word} {found:?}");
    }
    assert_eq!(place_pair("new", "zealand"), Some(false));
    assert_eq!(place_pair("wall", "street"), Some(true));
    assert_eq!(place_pair("new", "law"), None);
}

#[test]
fn names_are_unique_and_short_forms_fit() {
    let lines = include_str!("../data/names.txt").lines().filter_map(|l| l.split_once(':'));
    let mut seen = HashSet::new();
    for (kind, list) in lines.filter(|(kind, _)| !kind.starts_with('#')) {
        assert!(["organization", "part", "pair", "place"].contains(&kind), "{kind}");
        assert!(list.split_whitespace().all(|word| seen.insert((kind, word)) && word == word.to_lowercase()));
    }
    assert!(NICKNAMES.len() <= 128);
}

#[test]
fn one_letter_may_be_added_left_out_or_another() {
    for (a, b) in [("schneidermann", "schneiderman"), ("krüger", "kruger"), ("brandt", "brand")] {
        assert!(one_letter_apart(a, b) && one_letter_apart(b, a), "{a}, {b}");
    }
    for (a, b) in [("brandt", "brandt"), ("brandt", "bradnt"), ("hale", "dale"), ("tamm", "tammies")] {
        assert!(!one_letter_apart(a, b), "{a}, {b}");
    }
}

#[test]
fn short_given_names_agree_with_long_ones() {
    assert!(given_names_agree("bill", "william"));
    assert!(given_names_agree("j", "jane"));
    assert!(!given_names_agree("jane", "john"));
}

#[test]
fn given_names_are_sorted_and_of_a_known_sex() {
    let rows: Vec<(&str, &str)> =
        GIVEN_NAMES.lines().map(|line| line.split_once('\t').expect("two columns")).collect();
    assert!(rows.is_sorted_by(|a, b| a.0.as_bytes() < b.0.as_bytes()));
    for (name, sex) in rows {
        assert!(name == name.to_lowercase() && ["m", "f", "u"].contains(&sex), "{name}");
    }
    assert_eq!(given_name("pim"), Some(Some(Sex::Male)));
    assert_eq!(given_name("inès-marie"), Some(Some(Sex::Female)));
    assert_eq!(given_name("courtney"), Some(None));
    assert_eq!(given_name("harbour"), None);
}
