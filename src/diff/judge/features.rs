//! What the judge is told of a pair: counts of what went, what came and what is tied to what.
//!
//! Every feature is of one side (`-` the old wording, `+` the new one) or of both (`=`). Exchanging the wordings exchanges
//! `-` and `+` and nothing else, so that a model fitted on one direction serves the other.

use super::super::Finding;
use super::super::pairing::{Link, Pairing};
use super::super::reading::{Class, Reading};
use super::super::roles;
use super::super::small::{self, Small};
use super::super::tie::Tie;
use crate::claim::{Sense, Sort};
use std::collections::BTreeMap;

/// Named features of one pair; what is absent is 0.
#[derive(Debug, Default, Clone)]
pub(crate) struct Features {
    rows: BTreeMap<(char, &'static str, &'static str), f32>,
}

impl Features {
    /// Each feature by its name, such as `-gone:noun`.
    pub(crate) fn named(&self) -> impl Iterator<Item = (String, f32)> {
        self.rows.iter().map(|((side, group, name), value)| (format!("{side}{group}:{name}"), *value))
    }

    fn add(&mut self, side: char, group: &'static str, name: &'static str, value: f32) {
        *self.rows.entry((side, group, name)).or_default() += value;
    }

    fn count(&mut self, side: char, group: &'static str, name: &'static str) {
        self.add(side, group, name, 1.0);
    }

    fn flag(&mut self, side: char, group: &'static str, name: &'static str, holds: bool) {
        if holds {
            self.rows.insert((side, group, name), 1.0);
        }
    }
}

/// The features of a pair, its findings included.
pub(crate) fn features(
    old: &Reading<'_>,
    new: &Reading<'_>,
    pairing: &Pairing,
    findings: &[Finding],
) -> Features {
    let mut f = Features::default();
    of_findings(findings, &mut f);
    of_letters(old, new, &mut f);
    of_side('-', old, &pairing.old, new, &mut f);
    of_side('+', new, &pairing.new, old, &mut f);
    of_links(old, new, pairing, &mut f);
    of_roles(old, new, pairing, &mut f);
    f.add('=', "pairing", "moved", pairing.moved as f32);
    f
}

/// What the rules found, by kind and weight.
fn of_findings(findings: &[Finding], f: &mut Features) {
    for finding in findings {
        let (side, name) = finding.kind.sided();
        f.count(side, "rule", name);
        f.add(side, "weight", name, f32::from(finding.severity as u8));
    }
}

/// How the two look as strings of letters.
fn of_letters(old: &Reading<'_>, new: &Reading<'_>, f: &mut Features) {
    let letters = |r: &Reading<'_>| r.words.iter().filter(|w| w.is_spoken()).map(|w| w.norm.as_str()).collect::<String>();
    f.flag('=', "letters", "equal", letters(old) == letters(new));
    let bag = |r: &Reading<'_>, content: bool| {
        let mut all: Vec<&str> = (0..r.words.len())
            .filter(|&i| if content { r.is_content(i) } else { r.words[i].is_spoken() })
            .map(|i| r.words[i].stem.as_str())
            .collect();
        all.sort_unstable();
        all.join(" ")
    };
    f.flag('=', "letters", "same-words", bag(old, false) == bag(new, false));
    f.flag('=', "letters", "same-content", bag(old, true) == bag(new, true));
    let norm = |r: &Reading<'_>| r.words.iter().map(|w| w.norm.as_str()).collect::<Vec<_>>().join(" ");
    f.flag('=', "letters", "same-row", norm(old) == norm(new));
    f.flag('=', "letters", "shouting", old.shouting || new.shouting);
    let mark = |r: &Reading<'_>, c: char| r.before.iter().filter(|&&b| b == c).count() as f32;
    for (side, r, other) in [('-', old, new), ('+', new, old)] {
        f.add(side, "marks", "commas", (mark(r, ',') - mark(other, ',')).max(0.0));
        f.add(side, "marks", "ends", (mark(r, '.') - mark(other, '.')).max(0.0));
        f.flag(side, "marks", "question", asks(r) && !asks(other));
        f.flag(side, "marks", "brackets", r.statement.text.contains('(') && !other.statement.text.contains('('));
    }
}

fn asks(r: &Reading<'_>) -> bool {
    r.statement.text.contains('?')
}

/// What one wording has that the other has not.
fn of_side(side: char, from: &Reading<'_>, links: &[Option<Link>], to: &Reading<'_>, f: &mut Features) {
    let n = from.words.len();
    let content = (0..n).filter(|&i| from.is_content(i)).count();
    let lone: Vec<usize> = (0..n).filter(|&i| links[i].is_none() && from.is_content(i)).collect();
    f.add(side, "size", "words", n.min(120) as f32);
    f.add(side, "size", "content", content.min(60) as f32);
    f.add(side, "size", "lone", lone.len().min(30) as f32);
    f.add(side, "size", "share", lone.len() as f32 / content.max(1) as f32);
    f.add(side, "size", "quotes", from.quotes.len().min(6) as f32);
    f.add(side, "size", "attributions", from.attributions.len().min(6) as f32);
    f.add(side, "size", "figures", from.figures.len().min(10) as f32);
    for &i in &lone {
        f.count(side, "lone", from.class(i).name());
        f.count(side, "lone-sense", from.domain(i));
        for name in from.flags(i) {
            f.count(side, "lone-is", name);
        }
        f.flag(side, "lone-at", "quoted", from.words[i].quoted);
        f.flag(side, "lone-at", "start", i < 3);
        f.flag(side, "lone-at", "end", i + 3 >= n);
        let qualifies = links.get(i + 1).is_some_and(Option::is_some) && from.is_content(i + 1) && from.before[i + 1] == ' ';
        if qualifies {
            f.count(side, "lone-qualifies", from.class(i).name());
        }
        f.flag(side, "lone-at", "elsewhere", to.words.iter().any(|w| w.stem == from.words[i].stem));
    }
    of_runs(side, from, links, f);
    for i in (0..n).filter(|&i| links[i].is_none() && !from.is_content(i)) {
        if let Some(word) = small::word(from.norm(i)) {
            f.count(side, "word", word);
        }
    }
    for (figure, parsed) in from.figures.iter().enumerate() {
        let lone = parsed.tokens.clone().all(|i| links[i].is_none());
        let kept = to.figures.iter().any(|g| g.figure.canonical == parsed.figure.canonical);
        let kept_bare = to.figures.iter().any(|g| g.bare == parsed.bare);
        let sense = match parsed.sense {
            Sense::Amount => "amount",
            Sense::Rank => "rank",
            Sense::Date => "date",
            Sense::Day => "day",
            Sense::Time => "time",
        };
        let _ = figure;
        if !kept && !parsed.weak {
            f.count(side, "figure", sense);
            if lone {
                f.count(side, "figure-lone", sense);
            }
            if kept_bare {
                f.count(side, "figure-bound", sense);
            }
        } else if !kept {
            f.count(side, "figure-weak", sense);
        }
    }
}

/// Runs of words without a partner, by length and by what opens them.
fn of_runs(side: char, from: &Reading<'_>, links: &[Option<Link>], f: &mut Features) {
    let n = links.len();
    let (mut at, mut longest, mut runs) = (0, 0, 0);
    while at < n {
        if links[at].is_some() {
            at += 1;
            continue;
        }
        let end = (at..n).find(|&k| links[k].is_some()).unwrap_or(n);
        let content = (at..end).filter(|&k| from.is_content(k)).count();
        if content > 0 {
            runs += 1;
            longest = longest.max(content);
            if content >= 2 {
                f.count(side, "run", small::opener(from.norm(at)));
                f.flag(side, "run-at", "comma", from.before[at] == ',');
                f.flag(side, "run-at", "sentence", matches!(from.before[at], '.' | ';') || at == 0);
                f.flag(side, "run-at", "tail", end == n);
                f.flag(side, "run-has", "verb", (at..end).any(|k| from.class(k) == Class::Verb));
                f.flag(side, "run-has", "name", (at..end).any(|k| from.class(k) == Class::Name));
                f.flag(side, "run-has", "figure", (at..end).any(|k| from.class(k) == Class::Figure));
                let only = (at..end).filter(|&k| from.is_content(k)).all(|k| from.class(k) == Class::Name);
                f.flag(side, "run-has", "only-names", only);
                let places = (at..end).filter(|&k| from.is_content(k)).all(|k| from.is_place(k));
                f.flag(side, "run-has", "only-places", places);
            }
        }
        at = end;
    }
    f.add(side, "runs", "number", runs as f32);
    f.add(side, "runs", "longest", longest.min(20) as f32);
}

/// What ties the pairs, and how the small words before them differ.
fn of_links(old: &Reading<'_>, new: &Reading<'_>, pairing: &Pairing, f: &mut Features) {
    let mut paired = 0;
    for (i, link) in pairing.old.iter().enumerate() {
        let Some(link) = link else { continue };
        if !old.is_content(i) {
            continue;
        }
        paired += 1;
        let j = link.to;
        if link.tie != Tie::Same {
            f.count('=', "tie", link.tie.name());
            f.count('=', link.tie.name(), old.class(i).name());
            f.add('=', "tie-strength", link.tie.name(), link.strength);
            f.flag('=', "tie-quoted", link.tie.name(), old.words[i].quoted && new.words[j].quoted);
            if link.tie.is_open() {
                f.count('-', "open-sense", old.domain(i));
                f.count('+', "open-sense", new.domain(j));
                for name in old.flags(i) {
                    f.count('-', "open-is", name);
                }
                for name in new.flags(j) {
                    f.count('+', "open-is", name);
                }
            }
        }
        if link.tie == Tie::Inflection {
            for (side, r, at, other, there) in [('-', old, i, new, j), ('+', new, j, old, i)] {
                f.flag(side, "form", "plural", r.is_plural(at) && !other.is_plural(there));
                f.flag(side, "form", "past", r.is_past(at) && !other.is_past(there));
            }
        }
        f.flag('=', "quoted", "borders", old.words[i].quoted != new.words[j].quoted);
        of_small(&Small::before(old, i), &Small::before(new, j), f);
    }
    f.add('=', "pairing", "paired", (paired as f32).min(60.0));
    let possible = old.words.len().max(new.words.len()).max(1);
    f.add('=', "pairing", "share", paired as f32 / possible as f32);
    let marks = |r: &Reading<'_>| r.words.iter().filter(|w| w.sort == Sort::Symbol).count();
    f.flag('=', "letters", "symbols", marks(old) != marks(new));
}

/// The small words before two paired words: what the one has and the other has not.
fn of_small(was: &Small, is: &Small, f: &mut Features) {
    for (side, a, b) in [('-', was, is), ('+', is, was)] {
        f.add(side, "led", "negated", f32::from(u8::from(a.negated && !b.negated)));
        if let Some(modal) = a.modal.filter(|_| a.modal != b.modal) {
            f.count(side, "led-modal", modal);
        }
        if let Some(preposition) = a.preposition.filter(|_| a.preposition != b.preposition) {
            f.count(side, "led-preposition", preposition);
            f.count('=', "led", if b.preposition.is_some() { "other-preposition" } else { "lone-preposition" });
        }
        if let Some(determiner) = a.determiner.filter(|_| a.determiner != b.determiner) {
            f.count(side, "led-determiner", determiner);
        }
        if let Some(joint) = a.joint.filter(|_| a.joint != b.joint) {
            f.count(side, "led-joint", joint);
        }
        f.add(side, "led", "past", f32::from(u8::from(a.past && !b.past)));
        f.add(side, "led", "perfect", f32::from(u8::from(a.perfect && !b.perfect)));
        f.add(side, "led", "present", f32::from(u8::from(a.present && !b.present)));
    }
}

/// Who does what to whom.
fn of_roles(old: &Reading<'_>, new: &Reading<'_>, pairing: &Pairing, f: &mut Features) {
    let turned = roles::turned(old, new, pairing);
    f.add('=', "roles", "exchanged", turned.exchanged.len() as f32);
    f.add('=', "roles", "moved", turned.moved as f32);
    f.add('=', "roles", "voice", turned.voice as f32);
    f.add('=', "roles", "kept", turned.kept as f32);
    f.add('=', "roles", "figures", turned.figures as f32);
}
