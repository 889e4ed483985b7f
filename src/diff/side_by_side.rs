//! Two wordings from two texts: how far each says what the other says, and what differs.
//!
//! Nothing is known of how the one became the other, as it is of revisions; so it is also told how much of each wording
//! stands in the other, and whether words that both quote are the same.

use super::Kind;
use super::compare::weighed;
use super::finding::Finding;
use super::pair::{Pair, View};
use super::reading::{Reading, TokenClass};
use super::rules::{self, negates};
use super::slot::{Slot, opposites, slot};
use super::tie::Tie;
use super::voices::layer;
use crate::claim::{Days, Statement, bare_words};
use crate::english::lexicon::Negation;
use std::ops::Range;

/// How far behind a negation, in words, what it denies is looked for.
const GOVERNED: usize = 4;

/// Two wordings seen against each other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SideBySide {
    /// What differs in what is said, most telling first; empty when the words are equal to the letter.
    pub contents: Vec<Finding>,
    /// What differs in who says it and how; empty where one of them is in the outlet's own voice.
    pub voices: Vec<Finding>,
    /// How much of the one stands in the other, 0 to 1, and how much of the other in the one, names and figures weighing
    /// most.
    pub covered: [f32; 2],
    /// Content words of each.
    pub content: [usize; 2],
    /// Content words, names aside, that both have in some form.
    pub common: usize,
    /// How often each denies what both say, or the word in which they are [`opposed`](Self::opposed): "not", "failed to";
    /// an even number affirms it.
    pub denials: [usize; 2],
    /// Whether each calls only possible what both say: "may", "might".
    pub possible: [bool; 2],
    /// How many words of names each has that the other has in no form.
    pub names: [usize; 2],
    /// How many words of figures each has that the other has in no form.
    pub figures: [usize; 2],
    /// The one place in which they say different things.
    pub slot: Slot,
    /// Wherever it stands, a word that only one has is opposed to one that only the other has.
    pub opposed: bool,
    /// Somebody does what was done to them.
    pub exchanged: bool,
    /// What both quote.
    pub quoted: QuotedWords,
}

/// The words that two wordings quote.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct QuotedWords {
    /// Words that each quotes.
    pub words: [usize; 2],
    /// Words that both quote, in their order.
    pub shared: usize,
    /// Words among those were left out, put in or exchanged, and no mark shows it.
    pub altered: bool,
}

/// Compares two wordings from texts that appeared on known days. Exchanging them exchanges the two sides of the answer.
/// What differs, denials and opposites among it, is told only of those that are `worth` it by all else: it costs most.
#[must_use]
pub fn side_by_side(
    one: &Statement,
    other: &Statement,
    days: &Days,
    worth: impl Fn(&SideBySide) -> bool,
) -> SideBySide {
    let (old, new) = (bare_words(&one.text), bare_words(&other.text));
    let pair = Pair::new(&old, &new, days);
    let mut sides = shape(&pair);
    if worth(&sides) {
        turn(&pair, &mut sides);
        if old.text != new.text {
            sides.contents = contents(&pair);
        }
        if one.voice.is_some() && other.voice.is_some() {
            sides.voices = layer(one, other, days);
        }
    }
    sides
}

/// What differs; with how far each side reaches as the rules show it, where something matters and the judge, who learned
/// from edits, has other words for it: two who say "only" and "too" are no one claim.
fn contents(pair: &Pair<'_>) -> Vec<Finding> {
    let reaches = |finding: &&Finding| finding.kind == Kind::ScopeChanged;
    let found = rules::findings(pair, true);
    let scope: Vec<Finding> = found.iter().filter(reaches).cloned().collect();
    let mut judged = weighed(pair, found, true);
    if judged.iter().any(|finding| finding.material) && !judged.iter().any(|f| reaches(&f)) {
        judged.extend(scope);
    }
    judged
}

/// What is told without looking for what differs.
fn shape(pair: &Pair<'_>) -> SideBySide {
    let [a, b] = pair.views();
    SideBySide {
        covered: [covered(a), covered(b)],
        content: [a, b].map(|view| content(view.from).count()),
        common: common(a).min(common(b)),
        names: [a, b].map(own_names),
        figures: [a, b].map(own_figures),
        slot: slot(pair),
        exchanged: !pair.roles.exchanged.is_empty(),
        quoted: quoted(pair),
        ..SideBySide::default()
    }
}

/// Tells what may turn the sense of the one against the other.
fn turn(pair: &Pair<'_>, sides: &mut SideBySide) {
    let [a, b] = pair.views();
    let opposed = opposites(pair);
    let turning = |n: usize| opposed.map(|places| places[n]);
    sides.opposed = opposed.is_some();
    sides.denials = [count(a, denies, turning(0)), count(b, denies, turning(1))];
    sides.possible = [a, b].map(|view| count(view, is_possible, None) > 0);
}

/// How many words of names the other wording has in no form.
fn own_names(view: View<'_>) -> usize {
    let is_own = |&at: &usize| {
        view.from.class(at) == TokenClass::Name && view.near(at).is_none() && !view.is_known(at)
    };
    content(view.from).filter(is_own).count()
}

/// How many words of figures the other wording has in no form.
fn own_figures(view: View<'_>) -> usize {
    let is_own = |&at: &usize| view.from.class(at) == TokenClass::Figure && view.near(at).is_none();
    content(view.from).filter(is_own).count()
}

/// How many words of content, names aside, the other wording has in some form.
fn common(view: View<'_>) -> usize {
    content(view.from)
        .filter(|&at| view.from.class(at) != TokenClass::Name && view.near(at).is_some())
        .count()
}

/// How many words of a kind stand before something that both wordings say, wherever it stands in the other, or before the
/// word that is `opposed` to one of the other.
fn count(view: View<'_>, of_kind: fn(&Reading<'_>, usize) -> bool, opposed: Option<usize>) -> usize {
    let governs = |at: &usize| {
        let mut next = view.from.content_from(at + 1).take_while(|k| k - at <= GOVERNED);
        next.any(|k| view.near(k).is_some() || opposed == Some(k))
    };
    (0..view.from.words.len()).filter(|&at| of_kind(view.from, at)).filter(governs).count()
}

/// Whether a word denies what follows it, whatever day stands between: "failed on Monday to agree".
fn denies(reading: &Reading<'_>, at: usize) -> bool {
    if negates(reading, at) {
        return true;
    }
    let behind = at + 1..(at + 1 + GOVERNED).min(reading.words.len());
    let mut behind = behind.skip_while(|&k| {
        reading.norm(k) != "to" && (!reading.is_content(k) || reading.figure_at(k).is_some())
    });
    reading.negation(at) == Some(Negation::Verb) && behind.next().is_some_and(|k| reading.norm(k) == "to")
}

/// Whether a word says that something may be. "Could" is no sign: reports write it for "can", too.
fn is_possible(reading: &Reading<'_>, at: usize) -> bool {
    reading.norm(at) != "could"
        && reading.tags(at).any(|tag| tag == ("modal", "possible"))
        && !reading.words[at].capital
}

fn content<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = usize> + 'r {
    (0..reading.words.len()).filter(|&at| reading.is_content(at))
}

/// The share of a wording that the other one says, too.
fn covered(view: View<'_>) -> f32 {
    let weight = |at: usize| match view.from.class(at) {
        TokenClass::Name | TokenClass::Figure => 1.5,
        TokenClass::Noun | TokenClass::Verb => 1.0,
        TokenClass::Adjective | TokenClass::Adverb | TokenClass::Small => 0.7,
    };
    let (said, all) = content(view.from).fold((0.0, 0.0), |(said, all), at| {
        let known = view.near(at).is_some() || view.from.words[at].capital && view.is_known(at);
        (said + if known { weight(at) } else { 0.0 }, all + weight(at))
    });
    if all > 0.0 { said / all } else { 0.0 }
}

/// Compares what the two quote.
fn quoted(pair: &Pair<'_>) -> QuotedWords {
    let count = |reading: &Reading<'_>| reading.words.iter().filter(|word| word.quoted).count();
    let is_shared = |at: usize| {
        pair.old.words[at].quoted && pair.aligned.old_to_new[at].is_some_and(|to| pair.new.words[to].quoted)
    };
    // "the laws" and "the law" are two wordings, though they have one stem.
    let inflected = |at: usize| {
        let link = pair.pairing.old[at].filter(|link| link.tie == Tie::Inflection);
        link.is_some_and(|link| pair.aligned.old_to_new[at] == Some(link.to) && !is_bracketed(&pair.old, at))
    };
    let altered = pair.aligned.hunks.iter().any(|hunk| is_altered(pair, &hunk.old, &hunk.new))
        || (0..pair.old.words.len()).any(|at| is_shared(at) && inflected(at));
    QuotedWords {
        words: [count(&pair.old), count(&pair.new)],
        shared: (0..pair.old.words.len()).filter(|&at| is_shared(at)).count(),
        altered,
    }
}

/// Whether words inside a quotation differ between words that both quote, and not in spelling alone.
fn is_altered(pair: &Pair<'_>, old: &Range<usize>, new: &Range<usize>) -> bool {
    let spelt = |links: &[Option<super::pairing::PairLink>], range: &Range<usize>| {
        range.clone().all(|at| {
            links[at].is_some_and(|l| {
                matches!(l.tie, Tie::Same | Tie::Spelling | Tie::Slip | Tie::Value | Tie::Short)
            })
        })
    };
    if spelt(&pair.pairing.old, old) && spelt(&pair.pairing.new, new) {
        return false;
    }
    // A denial that was left out alters the quotation, whatever mark stands in its place: "We will … sell".
    let denials = |r: &Reading<'_>, range: &Range<usize>| range.clone().filter(|&at| negates(r, at)).count();
    let quotes = |r: &Reading<'_>, range: &Range<usize>| range.clone().all(|at| r.words[at].quoted);
    let denied = denials(&pair.old, old) % 2 != denials(&pair.new, new) % 2;
    if denied && quotes(&pair.old, old) && quotes(&pair.new, new) {
        return true;
    }
    let (here, there) = (QuoteGap::new(&pair.old, old), QuoteGap::new(&pair.new, new));
    here.is_open && there.is_open && (here.is_within || there.is_within || here.has_words && there.has_words)
}

/// A place in a wording where it differs from the other.
struct QuoteGap {
    /// It lies in a quotation, all of it, and no mark says that words were left out or put in.
    is_open: bool,
    /// Words of that quotation stand before and behind it.
    is_within: bool,
    has_words: bool,
}

impl QuoteGap {
    fn new(reading: &Reading<'_>, range: &Range<usize>) -> Self {
        let quote = reading.quotes.iter().find(|quote| quote.start <= range.start && range.end <= quote.end);
        let marked = |at: usize| {
            let parts = reading.before.get(at).is_some_and(|mark| *mark == '…');
            let bracketed = range.contains(&at) && is_bracketed(reading, at);
            // A quotation that goes on in another sentence goes on with something else.
            let sentence = at == range.start && matches!(reading.before.get(at), Some('.' | '!'));
            parts || bracketed || sentence
        };
        Self {
            is_open: quote.is_some() && !(range.start..=range.end).any(marked),
            is_within: quote.is_some_and(|quote| quote.start < range.start && range.end < quote.end),
            has_words: !range.is_empty(),
        }
    }
}

/// Whether an editor put word `at` into a quotation: "[the dam]".
fn is_bracketed(reading: &Reading<'_>, at: usize) -> bool {
    let (text, span) = (reading.text(), reading.words[at].span);
    let before = text[..span.start].rfind(['[', ']']);
    before.is_some_and(|mark| text[mark..].starts_with('['))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::bare_statement;

    fn sides(one: &str, other: &str) -> SideBySide {
        side_by_side(&bare_statement(one), &bare_statement(other), &Days::default(), |_| true)
    }

    #[test]
    fn what_each_says_of_the_other_is_told() {
        let found =
            sides("The mayor closed the pier.", "On Monday, the mayor closed the pier and the old bridge.");
        assert_eq!(found.covered[0], 1.0);
        assert!(found.covered[1] > 0.4 && found.covered[1] < 1.0, "{found:?}");
        assert_eq!(sides("", "").covered, [0.0, 0.0]);
    }

    #[test]
    fn denials_are_counted_wherever_they_stand() {
        for (one, other, denials) in [
            ("A lamp started the fire.", "The fire was not started by a lamp.", [0, 1]),
            ("They agreed to open the strait.", "They failed on Monday to agree to open the strait.", [0, 1]),
            ("They did not open the strait.", "The strait was not opened.", [1, 1]),
            ("The pier is shut.", "The pier is shut, and no ferry sails.", [0, 0]),
        ] {
            assert_eq!(sides(one, other).denials, denials, "{other}");
            assert_eq!(sides(other, one).denials, [denials[1], denials[0]], "{other}");
        }
        assert_eq!(sides("The pier will shut.", "The pier may shut in May.").possible, [false, true]);
    }

    #[test]
    fn an_altered_quote_is_told_from_one_that_was_cut() {
        let quote = |text: &str| sides("\"We will never sell the boats to anybody.\"", text).quoted;
        assert!(quote("\"We will sell the boats to anybody.\"").altered);
        assert!(quote("\"We will never sell our boats to anybody.\"").altered);
        assert!(!quote("\"We will never sell the boats,\" she said.").altered);
        assert!(!quote("\"We will never sell,\" she said, \"the boats to anybody.\"").altered);
        assert!(!quote("\"We will never sell the boats... to anybody.\"").altered);
        assert!(quote("\"We will … sell the boats to anybody.\"").altered);
        assert_eq!(quote("We will never sell.").shared, 0);
    }
}
