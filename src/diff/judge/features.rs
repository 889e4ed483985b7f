//! What the judge is told of a pair: counts of what went, what came and what is tied to what.
//!
//! Every feature is of one side (`-` the old wording, `+` the new one) or of both (`=`). Exchanging the wordings exchanges
//! `-` and `+` and nothing else, so that a model fitted on one direction serves the other.

use super::super::excuse;
use super::super::finding::Finding;
use super::super::pair::Pair;
use super::super::pairing::{PairLink, Pairing};
use super::super::reading::{Reading, TokenClass};
use super::super::roles::Turned;
use super::super::rules::sources;
use super::super::small::{self, Small};
use super::super::tie::{Tie, may_be_one};
use crate::claim::{Days, Parsed, Sense, Sort};
use crate::english::{LexicalWord, Relation, lexicon};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Named features of one pair; what is absent is 0.
#[derive(Debug, Default, Clone)]
pub(crate) struct Features {
    rows: BTreeMap<String, f32>,
}

impl Features {
    /// Each feature by its name, such as `-lone:noun`.
    pub(crate) fn named(&self) -> impl Iterator<Item = (&str, f32)> {
        self.rows.iter().map(|(name, value)| (name.as_str(), *value))
    }

    /// The value of a feature by its name.
    pub(crate) fn get(&self, name: &str) -> f32 {
        self.rows.get(name).copied().unwrap_or(0.0)
    }

    pub(super) fn add(&mut self, side: char, group: &str, name: &str, value: f32) {
        if value != 0.0 {
            *self.rows.entry(key(side, group, name)).or_default() += value;
        }
    }

    pub(super) fn count(&mut self, side: char, group: &str, name: &str) {
        self.add(side, group, name, 1.0);
    }

    pub(super) fn flag(&mut self, side: char, group: &str, name: &str, holds: bool) {
        if holds {
            self.rows.insert(key(side, group, name), 1.0);
        }
    }

    /// A feature of two names without an order.
    pub(super) fn both(&mut self, group: &str, a: &str, b: &str) {
        let (a, b) = if a <= b { (a, b) } else { (b, a) };
        self.count('=', group, &format!("{a}|{b}"));
    }
}

/// The name of a feature. A pair has hundreds, and `format!` took a tenth of the time that it costs.
fn key(side: char, group: &str, name: &str) -> String {
    let mut key = String::with_capacity(side.len_utf8() + group.len() + 1 + name.len());
    key.push(side);
    key.push_str(group);
    key.push(':');
    key.push_str(name);
    key
}

/// The features of the words of a pair and of what the rules found.
pub(super) fn features_of_words(pair: &Pair<'_>, findings: &[Finding]) -> Features {
    let Pair { old, new, pairing, days, .. } = pair;
    let mut f = Features::default();
    of_findings(findings, &mut f);
    of_sources(pair, &mut f);
    of_letters(old, new, &mut f);
    of_side('-', old, &pairing.old, new, days, &mut f);
    of_side('+', new, &pairing.new, old, days, &mut f);
    of_links(old, new, pairing, &mut f);
    of_polarity(old, new, pairing, &mut f);
    of_roles(&pair.roles, &mut f);
    f.add('=', "pairing", "moved", pairing.moved as f32);
    let open = pairing.old.iter().flatten().filter(|l| l.tie.is_open()).count();
    let left = |f: &Features, side: char| f.rows.get(&format!("{side}size:left")).copied().unwrap_or(0.0);
    let all = open as f32 + left(&f, '-') + left(&f, '+');
    f.add('=', "left", "open", open as f32);
    f.add('=', "left", "all", all);
    f.flag('=', "left", "nothing", all == 0.0);
    f
}

/// Who says it on both sides, where the same is said.
fn of_sources(pair: &Pair<'_>, f: &mut Features) {
    for (was, is) in sources(pair) {
        let (old, new) = (was.named.name(), is.named.name());
        match old.cmp(new) {
            Ordering::Less => f.count('+', "source", &format!("{old}|{new}")),
            Ordering::Greater => f.count('-', "source", &format!("{new}|{old}")),
            Ordering::Equal => f.count('=', "source", old),
        }
        for (side, source) in [('-', was), ('+', is)] {
            f.add(side, "source-own", "words", source.own.min(6) as f32);
            f.add(side, "source-own", "names", source.own_names.min(6) as f32);
        }
    }
}

/// What the rules found, by kind and weight.
fn of_findings(findings: &[Finding], f: &mut Features) {
    for finding in findings {
        let (side, name) = finding.kind.sided();
        f.count(side, "rule", name);
        f.count(side, "rule-by", &finding.rule);
    }
}

/// How the two look as strings of letters.
fn of_letters(old: &Reading<'_>, new: &Reading<'_>, f: &mut Features) {
    let spoken = |r: &Reading<'_>| {
        r.words.iter().filter(|w| w.is_spoken()).map(|w| w.norm.as_str()).collect::<String>()
    };
    f.flag('=', "letters", "equal", spoken(old) == spoken(new));
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
    f.flag('=', "letters", "foreign", old.is_foreign() || new.is_foreign());
    let symbols = |r: &Reading<'_>| r.words.iter().filter(|w| w.sort == Sort::Symbol).count();
    f.flag('=', "letters", "symbols", symbols(old) != symbols(new));
    let mark = |r: &Reading<'_>, c: char| r.before.iter().filter(|&&b| b == c).count() as f32;
    let has = |r: &Reading<'_>, c: char| r.statement.text.contains(c);
    for (side, r, other) in [('-', old, new), ('+', new, old)] {
        f.add(side, "marks", "commas", (mark(r, ',') - mark(other, ',')).max(0.0));
        f.add(side, "marks", "ends", (mark(r, '.') - mark(other, '.')).max(0.0));
        for (name, c) in
            [("question", '?'), ("bracket", '('), ("colon", ':'), ("semicolon", ';'), ("dash", '—')]
        {
            f.flag(side, "marks", name, has(r, c) && !has(other, c));
        }
    }
}

/// What one wording has that the other has not.
fn of_side(
    side: char,
    from: &Reading<'_>,
    links: &[Option<PairLink>],
    to: &Reading<'_>,
    days: &Days,
    f: &mut Features,
) {
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
    let mut left = 0;
    for &i in &lone {
        if let Some(why) = excuse::excuse(from, i, links, to) {
            f.count(side, "excused", why);
        } else {
            left += 1;
            of_lone(side, from, i, links, to, f);
        }
    }
    f.add(side, "size", "left", left.min(30) as f32);
    of_runs(side, from, links, f);
    for i in (0..n).filter(|&i| links[i].is_none() && !from.is_content(i)) {
        if small::is_small(from.norm(i)) {
            f.count(side, "word", from.norm(i));
        }
    }
    for parsed in &from.figures {
        of_figure(side, parsed, links, to, days, f);
    }
}

/// A content word without a partner.
fn of_lone(
    side: char,
    from: &Reading<'_>,
    i: usize,
    links: &[Option<PairLink>],
    to: &Reading<'_>,
    f: &mut Features,
) {
    let n = from.words.len();
    let class = from.class(i).name();
    f.count(side, "lone", class);
    f.count(side, "lone-sense", from.domain(i));
    for name in from.flags(i) {
        f.count(side, "lone-is", name);
    }
    for (tag, value) in from.tags(i) {
        f.count(side, "lone-tag", &format!("{tag}={value}"));
    }
    if !matches!(from.class(i), TokenClass::Name | TokenClass::Figure) {
        f.count(side, "lone-lemma", from.lemma(i));
    }
    f.flag(side, "lone-at", "quoted", from.words[i].quoted);
    f.flag(side, "lone-at", "start", i < 3);
    f.flag(side, "lone-at", "end", i + 3 >= n);
    f.flag(side, "lone-at", "elsewhere", to.words.iter().any(|w| w.stem == from.words[i].stem));
    let paired = |at: usize| links.get(at).is_some_and(Option::is_some) && from.is_content(at);
    let next = paired(i + 1) && from.before[i + 1] == ' ';
    let last = i > 0 && paired(i - 1) && from.before[i] == ' ';
    if next {
        f.count(side, "lone-before", class);
    }
    if last {
        f.count(side, "lone-behind", class);
    }
    if from.class(i) == TokenClass::Name {
        let part =
            next && from.class(i + 1) == TokenClass::Name || last && from.class(i - 1) == TokenClass::Name;
        f.count(side, "lone-name", if part { "part" } else { "whole" });
        f.flag(side, "lone-name", "bracketed", from.is_bracketed(i));
        f.flag(side, "lone-name", "acronym", from.is_acronym(i));
    }
    if next && from.class(i + 1) == TokenClass::Name {
        f.count(side, "lone-title", class);
    }
}

/// A figure that the other wording has not.
fn of_figure(
    side: char,
    parsed: &Parsed,
    links: &[Option<PairLink>],
    to: &Reading<'_>,
    days: &Days,
    f: &mut Features,
) {
    let lone = parsed.tokens.clone().all(|i| links[i].is_none());
    // The old wording's day comes first, whichever side this is.
    let same = |g: &Parsed| match side {
        '-' => may_be_one(parsed, g, days),
        _ => may_be_one(g, parsed, days),
    };
    let spelt = |at: usize| links[at].is_some_and(|l| matches!(l.tie, Tie::Same | Tie::Slip));
    let kept = to.figures.iter().any(same) || parsed.tokens.clone().all(spelt);
    let kept_value = to.figures.iter().any(|g| g.value.is_some() && g.value == parsed.value);
    let kept_bare = to.figures.iter().any(|g| g.bare == parsed.bare);
    let sense = match parsed.sense {
        Sense::Amount => "amount",
        Sense::Rank => "rank",
        Sense::Date => "date",
        Sense::Day => "day",
        Sense::Time => "time",
    };
    if kept {
        return;
    }
    if parsed.weak {
        f.count(side, "figure-weak", sense);
        return;
    }
    f.count(side, "figure", sense);
    if lone {
        f.count(side, "figure-lone", sense);
    }
    if kept_bare {
        f.count(side, "figure-bound", sense);
    } else if kept_value {
        f.count(side, "figure-unit", sense);
    }
}

/// Runs of words without a partner, by length and by what opens them.
fn of_runs(side: char, from: &Reading<'_>, links: &[Option<PairLink>], f: &mut Features) {
    let n = links.len();
    let (mut at, mut longest, mut runs) = (0, 0, 0);
    while at < n {
        if links[at].is_some() {
            at += 1;
            continue;
        }
        let end = (at..n).find(|&k| links[k].is_some()).unwrap_or(n);
        let content: Vec<usize> = (at..end).filter(|&k| from.is_content(k)).collect();
        if !content.is_empty() {
            runs += 1;
            longest = longest.max(content.len());
            let length = match content.len() {
                1 => "one",
                2 => "two",
                3 | 4 => "few",
                _ => "many",
            };
            f.count(side, "run", length);
            of_run(side, from, at, end, &content, f);
        }
        at = end;
    }
    f.add(side, "runs", "number", runs as f32);
    f.add(side, "runs", "longest", longest.min(20) as f32);
}

fn of_run(side: char, from: &Reading<'_>, at: usize, end: usize, content: &[usize], f: &mut Features) {
    let opener = if small::is_small(from.norm(at)) { from.norm(at) } else { "content" };
    f.count(side, "run-opens", opener);
    let short = if content.len() == 1 { "one" } else { "more" };
    let all = |test: &dyn Fn(usize) -> bool| content.iter().all(|&k| test(k));
    let any = |test: &dyn Fn(usize) -> bool| content.iter().any(|&k| test(k));
    let tests = [
        ("comma", from.before[at] == ','),
        ("sentence", matches!(from.before[at], '.' | ';') || at == 0),
        ("tail", end == from.words.len()),
        ("verb", any(&|k| from.class(k) == TokenClass::Verb)),
        ("name", any(&|k| from.class(k) == TokenClass::Name)),
        ("figure", any(&|k| from.class(k) == TokenClass::Figure)),
        ("only-names", all(&|k| from.class(k) == TokenClass::Name)),
        ("only-places", all(&|k| from.is_place(k))),
        ("only-nouns", all(&|k| from.class(k) == TokenClass::Noun)),
        ("quoted", any(&|k| from.words[k].quoted)),
    ];
    for (name, _) in tests.iter().filter(|t| t.1) {
        f.count(side, "run-has", &format!("{name}-{short}"));
    }
}

/// What ties the pairs, and how the small words before them differ.
fn of_links(old: &Reading<'_>, new: &Reading<'_>, pairing: &Pairing, f: &mut Features) {
    let mut paired = 0;
    of_commas(old, new, pairing, f);
    for (i, link) in pairing.old.iter().enumerate() {
        let Some(link) = link else { continue };
        if !old.is_content(i) {
            continue;
        }
        paired += 1;
        let j = link.to;
        if link.tie != Tie::Same {
            of_tie(old, i, new, j, *link, f);
        }
        f.flag('=', "quoted", "borders", old.words[i].quoted != new.words[j].quoted);
        of_small(old, &Small::before(old, i), new, &Small::before(new, j), f);
        of_small(old, &Small::behind(old, i), new, &Small::behind(new, j), f);
    }
    f.add('=', "pairing", "paired", (paired as f32).min(60.0));
    let possible = old.words.len().max(new.words.len()).max(1);
    f.add('=', "pairing", "share", paired as f32 / possible as f32);
}

/// Commas that came or went between two words that stay side by side: "the guests, who …".
fn of_commas(old: &Reading<'_>, new: &Reading<'_>, pairing: &Pairing, f: &mut Features) {
    for i in 1..old.words.len() {
        let (Some(last), Some(link)) = (pairing.old[i - 1], pairing.old[i]) else { continue };
        if last.to + 1 == link.to && old.before[i] != new.before[link.to] {
            let class = old.class(i).max(new.class(link.to));
            let word = if old.is_content(i) { class.name() } else { old.norm(i).min(new.norm(link.to)) };
            f.count('=', "comma", word);
            if !old.is_content(i - 1) {
                f.count('=', "comma-behind", old.norm(i - 1));
            }
        }
    }
}

/// Two words that are not the same.
fn of_tie(old: &Reading<'_>, i: usize, new: &Reading<'_>, j: usize, link: PairLink, f: &mut Features) {
    let tie = link.tie.name();
    f.count('=', "tie", tie);
    f.both(tie, old.class(i).name(), new.class(j).name());
    f.add('=', "tie-strength", tie, link.strength);
    f.flag('=', "tie-sure", tie, link.strength > 0.5);
    f.flag('=', "tie-quoted", tie, old.words[i].quoted && new.words[j].quoted);
    let (a, b) = (&old.words[i], &new.words[j]);
    if link.tie.is_open() {
        f.both("open-sense", old.domain(i), new.domain(j));
        let close = strsim::osa_distance(&a.norm, &b.norm);
        f.flag('=', "open", "alike", close <= 2 && a.norm.len().max(b.norm.len()) >= 5);
        let head = a.norm.chars().zip(b.norm.chars()).take_while(|(x, y)| x == y).count();
        f.flag('=', "open", "same-root", head >= 5);
        if let Some(likeness) = old.likeness(i, new, j) {
            f.count('=', "open-like", like(likeness));
            let class = old.class(i).max(new.class(j));
            f.count('=', &format!("open-like-{}", class.name()), like(likeness));
        }
        for (side, r, at) in [('-', old, i), ('+', new, j)] {
            for name in r.flags(at) {
                f.count(side, "open-is", name);
            }
            for (tag, value) in r.tags(at) {
                f.count(side, "open-tag", &format!("{tag}={value}"));
            }
            if !matches!(r.class(at), TokenClass::Name | TokenClass::Figure) {
                f.count(side, "open-lemma", r.lemma(at));
            }
        }
    }
    if matches!(link.tie, Tie::Inflection) {
        for (side, r, at, other, there) in [('-', old, i, new, j), ('+', new, j, old, i)] {
            let class = r.class(at);
            f.flag(
                side,
                "form",
                "plural",
                class == TokenClass::Noun && r.is_plural(at) && !other.is_plural(there),
            );
            f.flag(side, "form", "past", class == TokenClass::Verb && r.is_past(at) && !other.is_past(there));
        }
    }
}

fn like(likeness: f32) -> &'static str {
    match likeness {
        l if l > 0.7 => "very",
        l if l > 0.55 => "rather",
        l if l > 0.4 => "some",
        l if l > 0.2 => "little",
        _ => "not",
    }
}

/// The small words before two paired words: what the one has and the other has not, and what stands for what.
fn of_small(old: &Reading<'_>, was: &Small, new: &Reading<'_>, is: &Small, f: &mut Features) {
    of_small_side('-', old, was, new, is, f);
    of_small_side('+', new, is, old, was, f);
    of_particles(old, was, new, is, f);
    for (group, a, b) in [
        ("preposition", was.preposition, is.preposition),
        ("modal", was.modal, is.modal),
        ("determiner", was.determiner, is.determiner),
        ("joint", was.joint, is.joint),
    ] {
        let (Some(a), Some(b)) = (a, b) else { continue };
        if group == "modal" && small::as_firm(old, a, new, b) {
            continue;
        }
        let (a, b) = (old.norm(a), new.norm(b));
        if a == b {
            continue;
        }
        f.both(group, a, b);
        f.flag('=', group, "opposite", are_opposites(a, b));
        if group == "preposition" {
            let kin = small::senses(a).split(',').any(|s| small::senses(b).split(',').any(|t| s == t));
            f.count('=', group, if kin { "(kin)" } else { "(strange)" });
        }
    }
}

fn are_opposites(a: &str, b: &str) -> bool {
    LexicalWord::of(a).relate(&LexicalWord::of(b)).0 == Relation::Opposite
}

/// What small words one side has and the other has not.
fn of_small_side(side: char, r: &Reading<'_>, a: &Small, other: &Reading<'_>, b: &Small, f: &mut Features) {
    f.add(side, "led", "negated", a.negations.saturating_sub(b.negations) as f32);
    for (group, mine, theirs) in [
        ("led-modal", a.modal, b.modal),
        ("led-preposition", a.preposition, b.preposition),
        ("led-determiner", a.determiner, b.determiner),
        ("led-joint", a.joint, b.joint),
    ] {
        let Some(at) = mine else { continue };
        if group == "led-modal" && theirs.is_some_and(|k| small::as_firm(r, at, other, k)) {
            continue;
        }
        let there = theirs.map_or("", |k| other.norm(k));
        if there != r.norm(at) {
            f.count(side, group, r.norm(at));
            f.count(side, group, if theirs.is_some() { "(exchanged)" } else { "(lone)" });
        }
    }
    for (name, here, there) in [
        ("past", a.past, b.past),
        ("perfect", a.perfect, b.perfect),
        ("present", a.present, b.present),
        ("be", a.be, b.be),
    ] {
        f.add(side, "led", name, f32::from(u8::from(here && !there)));
    }
}

/// Prepositions and particles of one side that the other has not, however far from their word: "goes up by".
fn of_particles(old: &Reading<'_>, was: &Small, new: &Reading<'_>, is: &Small, f: &mut Features) {
    fn strange<'r>(a: &[usize], x: &'r Reading<'_>, b: &[usize], y: &Reading<'_>) -> Vec<&'r str> {
        a.iter().map(|&k| x.norm(k)).filter(|w| !b.iter().any(|&k| y.norm(k) == *w)).collect()
    }
    let gone = strange(&was.prepositions, old, &is.prepositions, new);
    let come = strange(&is.prepositions, new, &was.prepositions, old);
    for (side, list) in [('-', &gone), ('+', &come)] {
        for word in list {
            f.count(side, "particle", word);
        }
    }
    let opposite = gone.iter().any(|a| come.iter().any(|b| are_opposites(a, b)));
    f.flag('=', "prepositions", "opposite", opposite);
}

/// Whether what is said is denied an odd number of times more on one side.
fn of_polarity(old: &Reading<'_>, new: &Reading<'_>, pairing: &Pairing, f: &mut Features) {
    let negation = |r: &Reading<'_>, at: usize| {
        let row = lexicon::of(r.norm(at)).or_else(|| lexicon::of(r.lemma(at)))?;
        row.negation().filter(|_| at == 0 || r.norm(at - 1) != "or")
    };
    let plain = |r: &Reading<'_>| {
        (0..r.words.len()).filter(|&k| negation(r, k) == Some(lexicon::Negation::Plain)).count()
    };
    // A word that denies by its own sense counts where it came or went: "failed to stop", "did not stop".
    let lone = |r: &Reading<'_>, links: &[Option<PairLink>]| {
        let own = |k: usize| negation(r, k).is_some_and(|n| n != lexicon::Negation::Plain);
        (0..r.words.len()).filter(|&k| own(k) && links[k].is_none()).count()
    };
    let opposites = pairing.old.iter().flatten().filter(|l| l.tie == Tie::Opposite).count();
    let (was, is) = (plain(old) + lone(old, &pairing.old), plain(new) + lone(new, &pairing.new));
    f.add('-', "negative", "words", was.min(6) as f32);
    f.add('+', "negative", "words", is.min(6) as f32);
    f.add('-', "negative", "lone", lone(old, &pairing.old).min(6) as f32);
    f.add('+', "negative", "lone", lone(new, &pairing.new).min(6) as f32);
    f.flag('=', "negative", "odd", (was + is + opposites) % 2 == 1);
    f.flag('=', "negative", "even", (was + is + opposites).is_multiple_of(2) && (was != is || opposites > 0));
}

/// Who does what to whom.
fn of_roles(turned: &Turned, f: &mut Features) {
    f.add('=', "roles", "exchanged", turned.exchanged.len() as f32);
    f.add('=', "roles", "moved", turned.moved as f32);
    f.add('=', "roles", "voice", turned.voice as f32);
    f.add('=', "roles", "kept", turned.kept as f32);
    f.add('=', "roles", "figures", turned.figures as f32);
    f.add('=', "roles", "crossed", turned.crossed as f32);
}
