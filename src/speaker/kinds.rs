//! Kinds: what a description's head noun says the source is.

use super::anonymous;
use super::cast::SpeakerKind;
use super::lexicon::{Classes, is_firm, is_noun_of_person};
use super::words::{Form, Words, among};
use crate::english::{Class, LexicalWord, lemmas, lexicon};
use std::ops::Range;

/// What firms run of which single persons run nothing, with single spaces between.
const NETWORKS: &str = "rail railway train tram metro bus coach ferry airport port network grid power energy water gas pipeline \
                        mobile phone telecom telecoms broadband satellite cinema hotel casino tour";

/// The kind of a source that is described, not named, by the noun at `head` of the words `range`.
pub(super) fn kind_of_head(words: &Words<'_>, range: Range<usize>, head: usize) -> SpeakerKind {
    let list = &words.list;
    let word = &list[head];
    if word.is(Classes::DOCUMENT) && !word.is(Classes::HUMAN) {
        return SpeakerKind::Document;
    }
    let several = range.clone().take_while(|&i| i < head).any(|i| {
        list[i].among("group number coalition some many most percent % chorus dozens hundreds thousands")
            || list[i].form == Form::Number && !list[i].lower.contains("-year-old")
    });
    let after = &list[head + 1..range.end.max(head + 1).min(list.len())];
    if word.is(Classes::ANONYMOUS) || word.is(Classes::HUMAN) && anonymous::is_said_to_know(after) {
        return SpeakerKind::Anonymous;
    }
    // "court papers": no newspapers.
    if word.says("papers")
        && head > range.start
        && (list[head - 1].form == Form::Lower || list[head - 1].opens)
    {
        return SpeakerKind::Document;
    }
    if word.is(Classes::PEOPLE) || several && word.is(Classes::HUMAN) {
        let unnamed = anonymous::wish_to_be_unnamed(words, &range);
        return if unnamed { SpeakerKind::Anonymous } else { SpeakerKind::Group };
    }
    // "The rail operator", but "the crane operator"
    let network = is_firm(&word.lower) && head > range.start && list[head - 1].among(NETWORKS);
    if word.is(Classes::ORGANIZATION) && (network || !word.is(Classes::PERSON)) {
        return if word.says("group") && list.get(head + 1).is_some_and(|w| w.says("of")) {
            SpeakerKind::Group
        } else {
            SpeakerKind::Organization
        };
    }
    // "The PM"
    let office = word.form == Form::Upper && word.is(Classes::TITLE);
    // "The harbour master"
    let person = || {
        lemmas(&word.lower).iter().all(|l| l.lemma == word.lower)
            && LexicalWord::of(&word.lower).domain() == Some("noun.person")
    };
    if word.is(Classes::PERSON) || office || is_one_person(&word.lower) || person() {
        return if several { SpeakerKind::Group } else { SpeakerKind::Anonymous };
    }
    SpeakerKind::Group
}

/// Whether a noun means one person, whatever the lexicon says of it: "plumber", not "plumbers".
pub(super) fn is_one_person(noun: &str) -> bool {
    let singular = lemmas(noun).first().is_none_or(|l| l.class == Class::Noun && l.lemma == noun);
    singular && is_noun_of_person(noun)
}

/// Whether the noun at `at` means somebody or something that can speak; none where the lexicon does not say.
pub(super) fn can_speak(words: &Words<'_>, at: usize) -> Option<bool> {
    let word = &words.list[at];
    let small = word.form == Form::Lower || word.opens;
    if small && is_picture(&word.lower) {
        return Some(false);
    }
    if word.is(Classes::HEAD) {
        return Some(true);
    }
    let noun = at == 0 || word.opens || words.list[at - 1].among("the a an this that");
    let event = noun && lexicon::nouns(&word.lower).any(|(row, _)| row.has("event"));
    (event && small).then_some(false)
}

fn is_picture(word: &str) -> bool {
    let image = lexicon::nouns(word).any(|(row, _)| row.has("image"));
    image || among(word.strip_suffix('s').unwrap_or(word), "chart graph graphic diagram map table")
}
