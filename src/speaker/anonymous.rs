//! Unnamed sources: which class they are, and the reason the article gives for leaving them unnamed.

use super::cast::AnonymousClass;
use super::lexicon::Class;
use super::words::Words;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The class of an unnamed source whose description `range` has its noun at `head`.
pub(super) fn class_of(words: &Words<'_>, range: Range<usize>, head: usize) -> AnonymousClass {
    let word = &words.list[head];
    let after = &words.list[head + 1..(range.end.max(head + 1)).min(words.list.len())];
    let knows = after.iter().any(|w| w.among("familiar knowledge briefed close involved privy aware"));
    if knows && word.is(Class::HUMAN) && !word.is(Class::OFFICIAL.or(Class::AIDE).or(Class::SOURCE)) {
        return AnonymousClass::PersonFamiliar;
    }
    let classes = [
        (Class::OFFICIAL, AnonymousClass::Official),
        (Class::AIDE, AnonymousClass::Aide),
        (Class::SOURCE, AnonymousClass::Source),
        (Class::WITNESS, AnonymousClass::Witness),
        (Class::EXPERT, AnonymousClass::Expert),
        (Class::ANALYST, AnonymousClass::Analyst),
        (Class::WORKER, AnonymousClass::Worker),
        (Class::DOCUMENT, AnonymousClass::Document),
    ];
    classes.into_iter().find(|(class, _)| word.is(*class)).map_or(AnonymousClass::Other, |(_, class)| class)
}

static REASON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
        ( because \s (?:he|she|they|the\s\w+|\w+) \s
            (?: w(?:as|ere)(?:n['’]t|\snot) \s (?:authori[sz]ed|permitted|allowed|cleared) | (?:is|are) \s not \s authori[sz]ed
              | (?:did|do|does)(?:n['’]t|\snot) \s (?:want|wish|have\s(?:permission|authori[sz]ation))
              | fear(?:s|ed)? | w(?:as|ere) \s (?:afraid|discussing|describing) | lack(?:s|ed)? )
            [^.;”\x22]{0,120}
        | (?:citing|for) \s fear \s of [^.,;”\x22]{0,80}
        | (?:to|in\sorder\sto) \s (?:discuss|describe|speak|talk) \s [^.;”\x22]{0,60}
            \s (?:candidly|freely|frankly|openly|sensitive|private|internal|confidential) [^.,;”\x22]{0,60}
        | (?:citing|given|due\sto|because\sof) \s the \s sensitivity [^.,;”\x22]{0,60}
        | (?:on|under) \s (?:the\s)? condition \s (?:of \s anonymity | that \s (?:he|she|they) [^.,;”\x22]{0,60} (?:named|identified))
        )",
    )
    .expect("the pattern is valid")
});

/// The reason for anonymity given in the sentence of the source or the one after it.
pub(super) fn reason(words: &Words<'_>, range: Range<usize>) -> Option<String> {
    let list = &words.list;
    let first = list.get(range.start)?;
    let from = range.start
        - list[..range.start].iter().rev().take(60).take_while(|w| w.sentence == first.sentence).count();
    let to = range.end
        + list[range.end..]
            .iter()
            .take(90)
            .take_while(|w| w.sentence <= first.sentence + 1 && w.paragraph == first.paragraph)
            .count();
    let text = &words.text[list[from].span().start..list[to.max(from + 1) - 1].span().end];
    // A reason says why; "on condition of anonymity" alone is kept when nothing better stands there.
    let mut found: Vec<&str> = REASON.find_iter(text).map(|m| m.as_str().trim()).collect();
    found.sort_by_key(|m| m.to_lowercase().contains("condition"));
    found.first().map(|m| m.split_whitespace().collect::<Vec<_>>().join(" "))
}
