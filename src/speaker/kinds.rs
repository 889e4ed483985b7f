//! Kinds: what a description's head noun says the source is.

use super::cast::SpeakerKind;
use super::lexicon::Classes;
use super::words::{Form, Words};
use std::ops::Range;

/// Whether a description says only that it knows: "people familiar with the talks", "two persons close to the board".
fn is_in_the_know(words: &Words<'_>, range: &Range<usize>, head: usize) -> bool {
    let end = range.end.max(head + 1).min(words.list.len());
    let mut after =
        words.list[head + 1..end].iter().filter(|w| !w.among("with who were was are is had has have"));
    after.next().is_some_and(|w| w.among("familiar knowledge briefed close privy"))
}

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
    let lone = |i: usize| (list[i].form == Form::Lower || list[i].opens) && !list[i].is(Classes::STOP);
    if word.says("papers") && head > range.start && lone(head - 1) {
        return SpeakerKind::Document; // "court papers", but "the papers"
    }
    if word.is(Classes::ANONYMOUS) || word.is(Classes::HUMAN) && is_in_the_know(words, &range, head) {
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
