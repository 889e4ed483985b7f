//! Quotations: quoted words that were altered, cut or extended.

use super::negations::negates;
use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, Side, View};
use crate::diff::reading::Reading;
use crate::diff::{Kind, Severity};
use crate::english::{may_count, same_said, spoken as heard};
use crate::extract::QuotationKind;
use std::collections::HashSet;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "quotations",
    says: "A quotation has different words, fewer or more.",
    place: "First stage: somebody's very words are compared word by word, whatever the words mean.",
    findings: Find::Whole(findings),
    catches: &[
        ("He called it “a bitter defeat”.", "He called it “a narrow victory”."),
        ("She said “the bridge is old and the road is worse”.", "She said “the bridge is old”."),
        ("“We will fight on,” Ana Ito said.", "“We will fight on until we win,” Ana Ito said."),
        ("He spoke of “a great many mistakes”.", "He spoke of “a great many crimes”."),
        ("“I knew about the loan,” he said.", "“I never knew about the loan,” he said."),
        ("“We paid Webb Stores,” she said.", "“We paid Orlec Motors,” she said."),
        (
            "The mayor spoke of “fools and thieves in the council”.",
            "The mayor spoke of “thieves in the council”.",
        ),
        ("“The dam is sound and safe,” they wrote.", "“The dam is cracked and weak,” they wrote."),
        ("She called him “weak”.", "She called him “corrupt”."),
        ("“It fell by 10%,” he said.", "“It fell by a mere 10 per cent,” he said."),
        ("“It fell by about 10%,” he said.", "“It fell by at least 10%,” he said."),
        ("“They came at night and burnt the barn,” he said.", "“They came at night,” he said."),
    ],
    spares: &[
        ("He called it “a bitter defeat”.", "He called it \"a bitter defeat\"."),
        ("He called it “a bitter defeat”.", "He calls it “a bitter defeat”."),
        ("“We will fight on,” she said.", "She said: “We will fight on.”"),
        ("The bridge is old.", "The bridge is very old."),
        ("“The bridge is old,” she said. “It must go.”", "“The bridge is old. It must go,” she said."),
        ("The council closed the road.", "The council opened the road."),
        ("He spoke of a “bitter defeat”.", "He spoke of a bitter defeat."),
        ("“No,” he said on Monday.", "“No,” he said on Tuesday."),
        ("“It's a sad day,” he said.", "“It is a sad day,” he said."),
        ("“They’ve had months,” he said.", "“They have had months,” he said."),
        ("“I won't go,” he said.", "“I will not go,” he said."),
        ("“It fell by 10%,” he said.", "“It fell by 10 per cent,” he said."),
        ("“It fell by ten percent in May,” he said.", "“It fell by 10% in May,” he said."),
        ("“It cost $4m,” he said.", "“It cost four million dollars,” he said."),
        ("She spoke of “hope”.", "Yesterday she spoke of “hope”."),
        ("He said “I won” and left.", "He said “I won” and stayed."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let direct = is_direct(&pair.old) && is_direct(&pair.new) && !pair.quotations.pairs.is_empty();
    let mut out = altered(pair, direct);
    for view in pair.views() {
        for quote in pair.lone_quotations(view.side) {
            if direct || is_beside(pair, view, quote) && is_fresh(view, quote) {
                out.push(trimmed(pair, view.side, quote));
            }
        }
    }
    out
}

/// What happened to the quotations that go together.
fn altered(pair: &Pair<'_>, direct: bool) -> Vec<Finding> {
    // The same words with the speaker's tag moved into their middle.
    if are_one(&joined(&pair.old), &joined(&pair.new)) {
        return Vec::new();
    }
    let mut out: Vec<Finding> =
        pair.quotations.pairs.iter().filter_map(|&(i, j)| compare(pair, i, j)).collect();
    if direct {
        // The very words were checked.
        out.iter_mut().for_each(|f| {
            f.severity = f.severity.max(Severity::Medium);
            f.material = true;
        });
    }
    out
}

/// Whether all of a statement is somebody's words, by the extractor.
fn is_direct(reading: &Reading<'_>) -> bool {
    reading.statement.voice.as_ref().is_some_and(|v| v.kind == QuotationKind::Direct)
}

/// A whole quotation that came or went beside one that stays lengthened or shortened what is quoted.
fn trimmed(pair: &Pair<'_>, side: Side, quote: &Range<usize>) -> Finding {
    let (severity, reason) = match side {
        Side::Old => (Severity::Low, SHORTENED),
        Side::New => (Severity::Medium, EXTENDED),
    };
    pair.one_sided(side, Kind::QuoteTrimmed, severity, std::slice::from_ref(quote), reason)
}

const SHORTENED: &str = "the quote was shortened";
const EXTENDED: &str = "the quote was extended";

/// Words between two quotations that are one in two parts: “no” and “never”.
const BESIDE: usize = 4;

fn is_beside(pair: &Pair<'_>, view: View<'_>, quote: &Range<usize>) -> bool {
    let lone: Vec<&Range<usize>> = pair.lone_quotations(view.side).collect();
    let near = |other: &Range<usize>| {
        let (first, second) = if other.start < quote.start { (other, quote) } else { (quote, other) };
        second.start.saturating_sub(first.end) <= BESIDE
    };
    let whole = quote.clone().filter(|&i| view.from.is_content(i)).count() >= 2;
    whole && view.from.quotes.iter().any(|other| other != quote && !lone.contains(&other) && near(other))
}

fn is_fresh(view: View<'_>, quote: &Range<usize>) -> bool {
    let (from, to) = (view.from, view.to);
    quote.clone().filter(|&i| from.is_content(i)).all(|i| !to.stems.contains(&from.words[i].stem))
}

/// The words of a quotation; its figures as they are heard: "10%" is "10 percent".
fn spoken(reading: &Reading<'_>, quote: &Range<usize>) -> Vec<String> {
    let within = |tokens: &Range<usize>| quote.start <= tokens.start && tokens.end <= quote.end;
    let (mut words, mut told) = (Vec::new(), None);
    for at in quote.clone().filter(|&i| reading.words[i].is_spoken()) {
        match reading.figures.iter().find(|found| found.tokens.contains(&at) && within(&found.tokens)) {
            None => words.push(reading.norm(at).to_owned()),
            Some(found) if told != Some(found.tokens.start) => {
                told = Some(found.tokens.start);
                words.extend(heard(&found.figure.text).into_iter().map(|word| word.key));
            }
            Some(_) => {}
        }
    }
    words
}

fn joined(reading: &Reading<'_>) -> Vec<String> {
    reading.quotes.iter().flat_map(|quote| spoken(reading, quote)).collect()
}

/// Whether the words are the same, but for verbs that are written short and numbers in digits: "it's", "it is".
fn are_one(was: &[String], is: &[String]) -> bool {
    let short = |a: &str, b: &str| {
        let verbs: &[&str] = match a {
            "'s" => &["is", "has"],
            "'re" => &["are"],
            "'m" => &["am"],
            "'ve" => &["have"],
            "'ll" => &["will", "shall"],
            "'d" => &["had", "would"],
            _ => return false,
        };
        verbs.contains(&b)
    };
    let number = |a: &str, b: &str| may_count(a) && may_count(b) && same_said(a, b);
    was.len() == is.len()
        && was.iter().zip(is).all(|(a, b)| a == b || short(a, b) || short(b, a) || number(a, b))
}

/// Words of one quotation that its partner has not got.
struct Loose {
    words: Vec<usize>,
    content: usize,
    /// Whether they stand at its ends.
    at_ends: bool,
    /// Whether every one stands in the other wording all the same, outside of the quotation.
    stays: bool,
    named: bool,
}

fn loose(view: View<'_>, quote: &Range<usize>, other: &Range<usize>) -> Loose {
    let from = view.from;
    let tied = |i: usize| view.partner(i).is_some_and(|p| other.contains(&p));
    let words: Vec<usize> = quote.clone().filter(|&i| from.words[i].is_spoken() && !tied(i)).collect();
    let set: HashSet<usize> = words.iter().copied().collect();
    let front = quote.clone().take_while(|i| set.contains(i)).count();
    let back = quote.clone().rev().take_while(|i| set.contains(i)).count();
    Loose {
        content: words.iter().filter(|&&i| from.is_content(i)).count(),
        at_ends: front + back >= words.len(),
        stays: words.iter().all(|&i| view.partner(i).is_some()),
        named: words.iter().any(|&i| from.is_name(i)),
        words,
    }
}

/// Words that must be gone or come for a quotation cut in its middle, not altered.
const CUT: usize = 4;

fn compare(pair: &Pair<'_>, i: usize, j: usize) -> Option<Finding> {
    let [left, right] = pair.views();
    let (a, b) = (&pair.old.quotes[i], &pair.new.quotes[j]);
    let (was, is) = (spoken(&pair.old, a), spoken(&pair.new, b));
    if are_one(&was, &is) || was.is_empty() || is.is_empty() {
        return None;
    }
    let (gone, come) = (loose(left, a, b), loose(right, b, a));
    let same_form = |i: usize| left.partner(i).is_none_or(|n| pair.old.norm(i) == pair.new.norm(n));
    let inflected = !a.clone().all(same_form);
    let told = |kind, severity, reason| {
        Some(pair.finding(kind, severity, std::slice::from_ref(a), std::slice::from_ref(b), reason))
    };
    // Words that only lost or gained their marks at the border are no change of the words.
    if gone.stays && come.stays && !inflected {
        let partly = (1..a.len().max(b.len())).contains(&(gone.words.len() + come.words.len()));
        let moved = told(Kind::QuoteTrimmed, Severity::Low, "the quotation marks moved");
        return moved.filter(|_| partly);
    }
    let denials =
        |reading: &Reading<'_>, words: &[usize]| words.iter().filter(|&&i| negates(reading, i)).count();
    let small = gone.content + come.content <= 1;
    if small && denials(&pair.old, &gone.words) % 2 != denials(&pair.new, &come.words) % 2 {
        return told(Kind::QuoteAltered, Severity::High, "the quoted words say the contrary");
    }
    let elided = pair.new.text().contains("...") || pair.new.text().contains('…');
    if !inflected && come.words.is_empty() && (gone.at_ends || elided || gone.words.len() >= CUT) {
        return told(Kind::QuoteTrimmed, Severity::Low, SHORTENED);
    }
    if !inflected && gone.words.is_empty() && (come.at_ends || come.words.len() >= CUT) {
        return told(Kind::QuoteTrimmed, Severity::Medium, EXTENDED);
    }
    if gone.content > 0 && come.content > 0 {
        return told(Kind::QuoteAltered, Severity::High, "quoted words were replaced");
    }
    if gone.content + come.content > 1 || gone.named || come.named {
        return told(Kind::QuoteAltered, Severity::Medium, "quoted words were added or removed");
    }
    told(Kind::QuoteAltered, Severity::Low, "the quoted words changed slightly")
}
