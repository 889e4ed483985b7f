//! Kinds: what a description's head noun says the source is.

use super::cast::SpeakerKind;
use super::lexicon::Classes;
use super::words::{Form, Words};
use std::ops::Range;

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
    if word.is(Classes::ANONYMOUS) {
        return SpeakerKind::Anonymous;
    }
    if word.is(Classes::PEOPLE) || several && word.is(Classes::HUMAN) {
        return SpeakerKind::Group;
    }
    if word.is(Classes::ORGANIZATION) && !word.is(Classes::PERSON) {
        return if word.says("group") && list.get(head + 1).is_some_and(|w| w.says("of")) {
            SpeakerKind::Group
        } else {
            SpeakerKind::Organization
        };
    }
    if word.is(Classes::PERSON) {
        return if several { SpeakerKind::Group } else { SpeakerKind::Anonymous };
    }
    SpeakerKind::Group
}
