//! Freely: words for others that news takes one for the other.

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::hunks::Hunk;
use crate::diff::pair::Pair;
use crate::diff::reading::Reading;
use crate::diff::{Kind, Severity};
use crate::english::LexicalWord;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "freely",
    says: "Each word or set phrase that differs stands for one that news takes for it as well, in the same form.",
    place: "A gate: where nothing else differs, nothing else is to be found.",
    findings: Find::Gate(findings),
    catches: &[
        ("About 40 people came.", "Around 40 people came."),
        ("More than 40 people came.", "Over 40 people came."),
        ("The bridge shut after a storm.", "The bridge shut following a storm."),
        ("The race was off because of the rain.", "The race was off due to the rain."),
        ("A fireman was hurt.", "A firefighter was hurt."),
        ("Two kids were rescued.", "Two children were rescued."),
        ("The firm sacked the clerk.", "The firm fired the clerk."),
        ("It went on despite the rain.", "It went on in spite of the rain."),
        ("The plane stood among the trees.", "The plane stood amongst the trees."),
        ("Fewer than ten came.", "Under ten came."),
        ("Ana Ito was held.", "Ms Ito was held."),
        ("Police held Dr Webb in Upton.", "Police held Jon Webb in Upton."),
        ("He left without a coat.", "He left with no coat."),
        ("Talks ended without agreement.", "Talks ended with no deal."),
        ("She swam without any aid.", "She swam with no aid."),
        ("Ten people were aboard.", "Ten people were on board."),
        ("The state did away with the tax.", "The state abolished the tax."),
        ("The defender called it a day in May.", "The defender retired in May."),
        ("Ferries came to a standstill in the fog.", "Ferries stopped in the fog."),
        ("The city is to pay for the repairs.", "The city will cover the cost of the repairs."),
        ("The city will pay for the repairs.", "The city will foot the bill for the repairs."),
        ("She put up with the noise.", "She tolerated the noise."),
        ("The crowd put a stop to the match.", "The crowd ended the match."),
        ("Unemployment fell in May.", "The jobless rate fell in May."),
        ("Councilman Jon Webb was held.", "Councilmember Jon Webb was held."),
        ("The chairman quit.", "The chairperson quit."),
        ("A number of homes are empty.", "Several homes are empty."),
        ("The two men were arrested.", "Both men were arrested."),
        ("He was taken to hospital.", "He was rushed to hospital."),
        ("A huge crowd met the team.", "An enormous crowd met the team."),
        ("Police fenced off the site.", "Police sealed off the site."),
        ("Six pupils have fallen ill.", "Six pupils have become ill."),
        ("He was found guilty of fraud.", "He was convicted of fraud."),
    ],
    spares: &[
        ("About 40 people came.", "About 50 people came."),
        ("The firm sacked the clerk.", "The firm fires the clerk."),
        ("He said it was “about 40”.", "He said it was “around 40”."),
        ("The bridge shut after a storm.", "The bridge shut before a storm."),
        ("The bridge shut after a storm.", "The bridge shut after a flood."),
        ("About 40 people came.", "40 people came."),
        ("More than 40 people came.", "Up to 40 people came."),
        ("A fireman was hurt.", "Two firefighters were hurt."),
        ("The death of Ana Ito shook Upton.", "The dead of Upton shook Ana Ito."),
        ("The mayor closed the bridge.", "The mayor closed the bridge."),
        ("He left without a coat.", "He left with a coat."),
        ("Talks ended without agreement.", "Talks ended with no date."),
        ("Ana Ito was held.", "Eva Ito was held."),
        ("Ana Ito was held.", "Ms Webb was held."),
        ("Ana Ito was held.", "Ito was held."),
        ("The state did away with the tax.", "The state abolishes the tax."),
        ("The state did away with the tax.", "The state put up with the tax."),
        ("The city was to pay for the repairs.", "The city will pay for the repairs."),
        ("The city will pay for the repairs.", "The city has covered the cost of the repairs."),
        ("Ferries came to a standstill.", "Ferries came to an agreement."),
        ("Employment fell in May.", "The jobless rate fell in May."),
        ("The foreman quit.", "The chairperson quit."),
        ("The woman quit.", "The member quit."),
        ("Police fenced off the site.", "Police sold off the site."),
        ("He was taken to court.", "He was rushed to court."),
        ("The two men were arrested.", "Both women were arrested."),
        ("He was found guilty of fraud.", "He was cleared of fraud."),
    ],
};

/// Words of the longest phrase that stands for another.
const PHRASE: usize = 6;
/// Words behind a difference that may belong to a set phrase: "to hospital" behind "taken".
const BEHIND: usize = 2;

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let words = |r: &Reading<'_>, range: &Range<usize>| -> Option<String> {
        let plain = (1..=PHRASE).contains(&range.len()) && range.clone().all(|i| !r.words[i].quoted);
        plain.then(|| range.clone().map(|i| r.norm(i)).collect::<Vec<_>>().join(" "))
    };
    let free = |hunk: &Hunk| {
        let (Some(was), Some(is)) = (words(&pair.old, &hunk.old), words(&pair.new, &hunk.new)) else {
            return false;
        };
        let next = |n: usize| Some(pair.old.norm(hunk.old.end + n)).filter(|w| !w.is_empty());
        let same = |n: &usize| next(*n) == Some(pair.new.norm(hunk.new.end + n));
        let mut behind = String::new();
        let with_behind = (0..BEHIND).take_while(same).filter_map(next).any(|word| {
            behind = format!("{behind} {word}");
            are_free(&format!("{was}{behind}"), &format!("{is}{behind}"))
        });
        are_free(&was, &is) || with_behind || is_address(pair, hunk)
    };
    let hunks = &pair.aligned.hunks;
    if hunks.is_empty() || pair.old.statement.voice != pair.new.statement.voice || !hunks.iter().all(free) {
        return Vec::new();
    }
    vec![pair.of_all(Kind::Reworded, Severity::None, "words for others that mean the same")]
}

/// Whether news takes these words for those: as they stand, without an article, with what both put before them.
fn are_free(was: &str, is: &str) -> bool {
    let free = |was: &str, is: &str| LexicalWord::of(was).is_exchanged_with(&LexicalWord::of(is));
    let both = |part: fn(&str) -> Option<&str>| part(was).zip(part(is));
    let to_come = || both(future).is_some_and(|(was, is)| free(was, is));
    let lacking = || both(lacked).is_some_and(|(was, is)| was == is || free(was, is));
    free(was, is) || free(thing(was), thing(is)) || to_come() || lacking()
}

/// What is to come: "will pay for", "is to pay for".
fn future(words: &str) -> Option<&str> {
    ["will ", "is to ", "are to "].into_iter().find_map(|lead| words.strip_prefix(lead))
}

/// A thing without its article: "unemployment", "the jobless rate"; "a huge", "an enormous".
fn thing(words: &str) -> &str {
    ["the ", "a ", "an "].into_iter().find_map(|article| words.strip_prefix(article)).unwrap_or(words)
}

/// What is lacked: "without a deal", "with no deal".
fn lacked(words: &str) -> Option<&str> {
    let rest = |lead: &str| words.strip_prefix(lead).filter(|rest| rest.is_empty() || rest.starts_with(' '));
    let leads = ["with no", "without any", "without an", "without a", "without"];
    leads.into_iter().find_map(rest).map(str::trim_start)
}

/// "Ana Ito", "Ms Ito": a form of address in the place of a given name, before the same surname.
fn is_address(pair: &Pair<'_>, hunk: &Hunk) -> bool {
    let given = |r: &Reading<'_>, range: &Range<usize>| range.len() == 1 && r.is_name(range.start);
    let address = |r: &Reading<'_>, range: &Range<usize>| {
        range.len() == 1 && r.entries[range.start].has_tag("honorific")
    };
    let named = |r: &Reading<'_>, range: &Range<usize>| given(r, range) && !address(r, range);
    let (old, new) = (&hunk.old, &hunk.new);
    let surname = old.end < pair.old.words.len()
        && pair.old.is_name(old.end)
        && pair.aligned.old_to_new.get(old.end) == Some(&Some(new.end));
    surname
        && (named(&pair.old, old) && address(&pair.new, new)
            || address(&pair.old, old) && named(&pair.new, new))
}
