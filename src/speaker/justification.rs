//! Justification: why a source can know what it says, in the article's words: "who reviewed the filings".

use super::descriptions::is_boundary;
use super::lexicon::{Classes, unnamed};
use super::thresholds::LONGEST_JUSTIFICATION;
use super::words::{Form, Word, Words};
use crate::english::{Class, Inflection, Lemma, lemmas};

/// Verbs of those who saw, did or studied what they speak of.
const KNOWING: &str = "reviewed saw seen watched witnessed heard attended lives lived works worked studies studied examined \
                       read investigated interviewed treated survived knew knows led oversaw oversees helped inspected \
                       obtained observed recorded filmed tracks tracked monitors monitored researches researched served \
                       took participated visited represents represented analyzed analysed audited knows";
/// What follows a form of "be" or "had".
const BEING: &str =
    "there present inside nearby briefed involved familiar privy aware aboard injured wounded hurt";

/// The words after the name or description that ends before the word `end` that say why its bearer can know.
pub(super) fn justification(words: &Words<'_>, end: usize) -> Option<String> {
    let list = &words.list;
    let sentence = list.get(end.checked_sub(1)?)?.sentence;
    let is = |i: usize, any: &str| list.get(i).is_some_and(|w| w.sentence == sentence && w.among(any));
    let mut at = end;
    // ", 42,"
    while is(at, ",") || list.get(at).is_some_and(|w| w.form == Form::Number) && is(at + 1, ",") {
        at += 1;
    }
    let set_off = at > end;
    let found = if is(at, "who") {
        knows(words, at + 1)
    } else if is(at, "familiar briefed involved privy close present") {
        is(at + 1, "with on in to at by")
    } else if is(at, "with") {
        is(at + 1, "knowledge") || is(at + 2, "knowledge")
    } else if set_off && is(at, "a an one") {
        at += 1;
        let noun = (at..at + 4).find(|&i| list.get(i).is_some_and(|w| w.is(Classes::HEAD)));
        at -= 1;
        noun.is_some_and(|i| {
            unnamed(&list[i].lower).is_some_and(|u| u == "witness") && list[i].sentence == sentence
        })
    } else {
        false
    };
    if !found {
        return None;
    }
    let closes = |i: usize| {
        let word = &list[i];
        word.sentence != sentence
            || word.form == Form::Mark && !word.among("- ’ ' % $ & /")
            || i > at + 2 && word.is(Classes::SAY) && word.form == Form::Lower && !is_noun_here(words, i)
    };
    let stop = (at..list.len().min(at + LONGEST_JUSTIFICATION)).find(|&i| closes(i))?;
    // "familiar with the matter as"
    let open = |i: &usize| list[*i].is(Classes::STOP) && !list[*i].among("it them him her there");
    let stop = stop - (at..stop).rev().take_while(open).count();
    (stop > at + 1).then(|| words.phrase(at..stop))
}

/// "the report", "the bank's claim", "a leaked report": whether a word that may be a verb stands where a noun does.
fn is_noun_here(words: &Words<'_>, at: usize) -> bool {
    let before = &words.list[at - 1];
    let adjective = || lemmas(&before.lower).first().is_some_and(|l| l.class == Class::Adjective);
    let noun = lemmas(&words.list[at].lower).iter().any(|l| l.class == Class::Noun);
    let determines = |w: &Word<'_>| {
        w.possessive || w.among("the a an this that these those his her its their our my any some no")
    };
    // "the leaked report"
    let participle = || {
        let verb = |l: &Lemma| l.class == Class::Verb && l.inflection.any(Inflection::PARTICIPLE);
        at > 1 && determines(&words.list[at - 2]) && lemmas(&before.lower).iter().any(verb)
    };
    noun && (determines(before) || before.form == Form::Lower && (adjective() || participle()))
}

/// Whether the clause that goes on at `at`, behind "who", says that its subject saw, did or studied something.
fn knows(words: &Words<'_>, at: usize) -> bool {
    let mut clause = words.list[at.min(words.list.len())..].iter().take(4);
    let Some(mut word) = clause.next() else { return false };
    let mut auxiliary = false;
    while word.form == Form::Lower
        && (is_boundary(&word.lower) || word.lower.ends_with("ly") || word.says("also"))
    {
        auxiliary = true;
        match clause.next() {
            Some(next) => word = next,
            None => return false,
        }
    }
    word.among(KNOWING) || auxiliary && word.among(BEING)
}
