//! Unnamed sources: which class they are, and the reason the article gives for leaving them unnamed.

use super::cast::AnonymousClass;
use super::lexicon::{Classes, unnamed};
use super::owners::owners;
use super::synonyms::is_former;
use super::words::{Word, Words};
use crate::english::lexicon;
use crate::text::Pattern;
use std::ops::Range;
use std::sync::LazyLock;

/// The class of an unnamed source whose description `range` has its noun at `head`.
pub(super) fn class_of(words: &Words<'_>, range: Range<usize>, head: usize) -> AnonymousClass {
    let word = &words.list[head];
    let before = &words.list[range.start.min(head)..head];
    let after = &words.list[head + 1..(range.end.max(head + 1)).min(words.list.len())];
    if holds_one_office(words, &range, head) {
        return AnonymousClass::OfficeHolder;
    }
    let owned = before.iter().any(|w| w.possessive) || after.first().is_some_and(|w| w.says("for"));
    if owned && word.among("rep reps representative representatives") {
        return AnonymousClass::Spokesperson;
    }
    let class = by_words_before(&word.lower, before)
        .or_else(|| of_vessel_or_side(&word.lower, before, after))
        .or_else(|| unnamed(&word.lower).map(named))
        .unwrap_or(if word.is(Classes::DOCUMENT) { AnonymousClass::Document } else { AnonymousClass::Other });
    let plain = matches!(class, AnonymousClass::Public | AnonymousClass::Other);
    if is_said_to_know(after) && plain && word.is(Classes::HUMAN) {
        AnonymousClass::PersonFamiliar
    } else {
        class
    }
}

/// Whether the words behind a noun say that its bearer knows: "familiar with the matter".
pub(super) fn is_said_to_know(after: &[Word<'_>]) -> bool {
    let near = |i: usize, any: &str| after.get(i).is_some_and(|w| w.among(any));
    after.iter().take(4).enumerate().any(|(i, w)| match &*w.lower {
        "familiar" | "involved" => near(i + 1, "with in"),
        "briefed" | "privy" | "close" => near(i + 1, "on to about"),
        "aware" => near(i + 1, "of"),
        "knowledge" => near(i + 1, "of about"),
        _ => false,
    })
}

/// "Norway's ambassador to Chile", "the governor of Ohio": anybody can tell who it is, and the text need not.
fn holds_one_office(words: &Words<'_>, range: &Range<usize>, head: usize) -> bool {
    let list = &words.list;
    let first = &list[range.start];
    let telling = owners(words, range, head)
        .iter()
        .any(|&i| list[i].is_name_like() && (i > head || list[i].possessive));
    let definite = first.says("the") || first.possessive || range.start == head || first.is_name_like();
    // "a former mayor of Upton", "the deputy governor": one of several.
    let plain =
        (range.start + 1..head).all(|i| list[i].is_name_like() || list[i].possessive || list[i].says("the"));
    lexicon::of(&list[head].lower).is_some_and(|row| row.has("sole"))
        && definite
        && plain
        && telling
        && !first.among("a an one another")
        && !is_former(&first.lower)
}

/// The class of the nouns that say little by themselves, by the words before them: "estate agent", "press officer".
fn by_words_before(noun: &str, before: &[Word<'_>]) -> Option<AnonymousClass> {
    let any = |list: &str| before.iter().any(|w| w.among(list));
    match noun {
        "agent" | "agents"
            if any("estate property letting travel insurance ticket sales talent literary") =>
        {
            Some(AnonymousClass::Business)
        }
        "officer" | "officers" | "official" | "officials" | "secretary" | "office" => {
            before.iter().find_map(|w| match &*w.lower {
                "press" | "media" | "information" | "communications" => Some(AnonymousClass::Spokesperson),
                "executive" | "financial" | "operating" | "company" | "loan" | "bank" => {
                    Some(AnonymousClass::Business)
                }
                "army" | "military" | "navy" | "naval" | "marine" | "air" | "intelligence" => {
                    Some(AnonymousClass::Military).filter(|_| noun.starts_with("officer"))
                }
                "health" | "election" | "elections" | "customs" | "immigration" | "probation"
                | "planning" => Some(AnonymousClass::Official),
                "police" => Some(AnonymousClass::Police),
                _ => None,
            })
        }
        "executive" | "executives" | "director" | "manager" | "chief" if any("police fire") => {
            Some(AnonymousClass::Official)
        }
        "worker" | "workers" if any("aid rescue") => Some(AnonymousClass::Worker),
        "auditor" | "auditors" if any("independent external outside professional") => {
            Some(AnonymousClass::Expert)
        }
        "authorities" | "authority" => Some(AnonymousClass::Official),
        "servant" | "servants" if any("civil public") => Some(AnonymousClass::Official),
        _ => None,
    }
}

/// "A ferry captain", "the captain of the side": no soldier.
fn of_vessel_or_side(noun: &str, before: &[Word<'_>], after: &[Word<'_>]) -> Option<AnonymousClass> {
    let beside = |any: &str| before.iter().chain(after.iter().take(3)).any(|w| w.among(any));
    match noun {
        "captain" | "captains"
            if beside("ferry ship boat trawler tanker airline plane vessel cruise tug yacht") =>
        {
            Some(AnonymousClass::Worker)
        }
        "captain" | "captains" if beside("team club side football rugby cricket hockey") => {
            Some(AnonymousClass::Artist)
        }
        _ => None,
    }
}

/// The class that the lexicon calls by this name.
fn named(class: &str) -> AnonymousClass {
    match class {
        "official" => AnonymousClass::Official,
        "aide" => AnonymousClass::Aide,
        "spokesperson" => AnonymousClass::Spokesperson,
        "lawyer" => AnonymousClass::Lawyer,
        "police" => AnonymousClass::Police,
        "military" => AnonymousClass::Military,
        "politician" => AnonymousClass::Politician,
        "source" => AnonymousClass::Source,
        "witness" => AnonymousClass::Witness,
        "resident" => AnonymousClass::Resident,
        "relative" => AnonymousClass::Relative,
        "friend" => AnonymousClass::Acquaintance,
        "victim" => AnonymousClass::Victim,
        "suspect" => AnonymousClass::Suspect,
        "expert" => AnonymousClass::Expert,
        "analyst" => AnonymousClass::Analyst,
        "worker" => AnonymousClass::Worker,
        "business" => AnonymousClass::Business,
        "activist" => AnonymousClass::Activist,
        "journalist" => AnonymousClass::Journalist,
        "student" => AnonymousClass::Student,
        "artist" => AnonymousClass::Artist,
        "clergy" => AnonymousClass::Clergy,
        "public" => AnonymousClass::Public,
        _ => AnonymousClass::Other,
    }
}

static REASON: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?ix)
        ( because \s (?:he|she|they|the\s\w+|\w+) \s
            (?: w(?:as|ere)(?:n['’]t|\snot) \s (?:authori[sz]ed|permitted|allowed|cleared) | (?:is|are) \s not \s authori[sz]ed
              | (?:did|do|does)(?:n['’]t|\snot) \s (?:want|wish|have\s(?:permission|authori[sz]ation))
              | fear(?:s|ed)? | w(?:as|ere) \s (?:afraid|discussing|describing) | lack(?:s|ed)? )
            [^.;”\x22]{0,120}
        | (?:citing|for) \s fear \s of [^.,;”\x22]{0,80}
        | (?:was|were|is|are) \s not \s authori[sz]ed \s to \s (?:speak|talk|comment|discuss) [^.,;”\x22]{0,60}
        | (?:to|in\sorder\sto) \s (?:discuss|describe|speak|talk) (?: \s [^.;”\x22]{0,60} )?
            \s (?:candidly|freely|frankly|openly|sensitive|private|internal|confidential) [^.,;”\x22]{0,60}
        | (?:citing|given|due\sto|because\sof) \s the \s sensitivity [^.,;”\x22]{0,60}
        | (?:on|under) \s (?:the\s)? condition \s (?:of \s anonymity | that \s (?:he|she|they) [^.,;”\x22]{0,60} (?:named|identified))
        )",
    )
});

static WISH: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?ix) \b
        (?: (?:asked|declined|wished|requested|preferred|wanted|refused) \s (?:not\s)? to \s
              (?:be\s(?:named|identified)|remain\sanonymous)
          | (?:on|under) \s (?:the\s)? condition \s of \s anonymity | granted \s anonymity
          | not \s authori[sz]ed \s to \s (?:speak|talk|comment) )",
    )
});

/// Words behind a description within which its bearers are said not to want to be named.
const WISH_WITHIN: usize = 8;

/// Whether several are described who do not want to be named: "two nurses, who asked not to be named".
pub(super) fn wish_to_be_unnamed(words: &Words<'_>, range: &Range<usize>) -> bool {
    let list = &words.list;
    let Some(first) = list.get(range.start) else { return false };
    let behind = list[range.end.min(list.len())..].iter().take(WISH_WITHIN);
    let to = range.end.min(list.len()) + behind.take_while(|w| w.sentence == first.sentence).count();
    WISH.is_match(&words.text[first.span().start..list[to.max(range.start + 1) - 1].span().end])
}

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
    let mut found: Vec<&str> = REASON.find_all(text).iter().map(|m| m.as_str().trim()).collect();
    found.sort_by_key(|m| m.to_lowercase().contains("condition"));
    found.first().map(|m| m.split_whitespace().collect::<Vec<_>>().join(" "))
}
