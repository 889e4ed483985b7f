//! Particles: "called off" that became "called", verbs that a particle makes another.

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, View};
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::{Kind, Severity};
use crate::english::{LexicalWord, Relation};

pub(super) const RULE: Rule = Rule {
    name: "particles",
    says: "The same verb with a particle and without it, or with another one, where that is another verb.",
    place: "First stage, beside opposites: those know which phrases are contraries, this that they are not one.",
    findings: Find::Whole(findings),
    catches: &[
        ("The strike was called off.", "The strike was called."),
        ("The union called the strike off.", "The union called the strike."),
        ("The mayor gave up.", "The mayor gave."),
        ("The court turned down the plea.", "The court turned the plea."),
        ("The crew carried out the raid.", "The crew carried the raid."),
        ("The firm was taken over.", "The firm was taken."),
        ("The witness made up the story.", "The witness made the story."),
        ("The club let the striker down.", "The club let the striker."),
        ("The guard passed out.", "The guard passed on."),
    ],
    spares: &[
        ("The soup was heated up.", "The soup was heated."),
        ("The talks were speeded up.", "The talks were speeded."),
        ("The crew cleaned up the beach.", "The crew cleaned the beach."),
        ("The strike was called off.", "The strike has been called off."),
        ("The union called off the strike.", "The union called the strike off."),
        ("The mayor lives in Upton.", "The mayor lives near Upton."),
        ("The council met over lunch.", "The council met at lunch."),
        ("He walked in the park.", "He walked through the park."),
        ("He sat down on the bench.", "He sat on the bench."),
        ("She spoke up for the club on Monday.", "On Monday she spoke up for the club."),
        ("The price is up.", "The price is down."),
        ("The vote was on Monday.", "The vote was held on Monday."),
    ],
};

/// Words that make another verb of one, where no noun phrase follows that they lead to.
const PARTICLES: [&str; 10] = ["away", "back", "down", "in", "off", "on", "out", "over", "through", "up"];
/// Those that lead to a noun phrase as readily.
const PREPOSITIONS: [&str; 5] = ["in", "off", "on", "over", "through"];
/// Words of an object between a verb and its particle.
const OBJECT: usize = 4;

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let [old, new] = pair.views();
    let mut out = Vec::new();
    for i in (0..old.from.words.len()).filter(|&i| is_open(old, i)) {
        let Some(j) = old.near(i).filter(|&j| is_open(new, j) && old.from.lemma(i) == new.from.lemma(j))
        else {
            continue;
        };
        let (was, is) = (particle(old.from, i), particle(new.from, j));
        let (left, right) = (was.map(|k| old.from.norm(k)), is.map(|k| new.from.norm(k)));
        let same = left == right || has_behind(old.from, i, right) || has_behind(new.from, j, left);
        if same || !are_two_verbs(old.from, (i, was), new.from, (j, is)) {
            continue;
        }
        let shown = |verb: usize, at: Option<usize>| -> Vec<_> {
            [Some(verb), at].into_iter().flatten().map(|k| k..k + 1).collect()
        };
        let reason = "with another particle it is another verb";
        out.push(pair.finding(Kind::Reworded, Severity::Medium, &shown(i, was), &shown(j, is), reason));
    }
    out
}

/// Whether a word is a verb of its own, outside of what others said and of what says that somebody said it.
fn is_open(view: View<'_>, at: usize) -> bool {
    view.from.class(at) == TokenClass::Verb && view.is_plain(at) && !view.from.words[at].quoted
}

/// The particle of the verb at `verb`: right behind it, or behind a short object.
fn particle(r: &Reading<'_>, verb: usize) -> Option<usize> {
    let goes_on = |k: &usize| r.before[*k] == ' ' && r.class(*k) != TokenClass::Verb;
    let clause = (verb + 1..r.words.len().min(verb + 2 + OBJECT)).take_while(goes_on);
    let found =
        clause.into_iter().find(|&k| r.entries[k].has_tag("preposition") || PARTICLES.contains(&r.norm(k)));
    found.filter(|&k| PARTICLES.contains(&r.norm(k)) && (!PREPOSITIONS.contains(&r.norm(k)) || !leads(r, k)))
}

/// Whether a word stands in the clause behind a verb, be it its particle there or a preposition.
fn has_behind(r: &Reading<'_>, verb: usize, word: Option<&str>) -> bool {
    let clause = (verb + 1..r.words.len()).take_while(|&k| r.before[k] == ' ');
    word.is_some_and(|word| clause.into_iter().any(|k| r.norm(k) == word))
}

/// Whether a noun phrase follows that the word leads to.
fn leads(r: &Reading<'_>, at: usize) -> bool {
    let Some(next) = r.words.get(at + 1).filter(|_| r.before[at + 1] == ' ') else { return false };
    let opens = |tag| r.entries[at + 1].has_tag(tag);
    next.capital
        || opens("determiner")
        || opens("pronoun")
        || r.figure_at(at + 1).is_some()
        || matches!(r.class(at + 1), TokenClass::Noun | TokenClass::Name | TokenClass::Figure)
}

/// Whether the verb with one particle is known as another than the verb with the other, or without.
fn are_two_verbs(
    old: &Reading<'_>,
    (i, was): (usize, Option<usize>),
    new: &Reading<'_>,
    (j, is): (usize, Option<usize>),
) -> bool {
    let whole = |r: &Reading<'_>, verb: usize, at: Option<usize>| {
        let phrase =
            at.map_or_else(|| r.lemma(verb).to_owned(), |at| format!("{} {}", r.lemma(verb), r.norm(at)));
        LexicalWord::of(&phrase)
    };
    let (one, other) = (whole(old, i, was), whole(new, j, is));
    let known = |word: &LexicalWord, at: Option<usize>| at.is_none() || word.domain().is_some();
    let apart = matches!(one.relate(&other).0, Relation::None | Relation::Sister | Relation::Opposite);
    known(&one, was) && known(&other, is) && apart
}
