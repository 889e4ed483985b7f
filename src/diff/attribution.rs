//! Attributions inside a bare statement, found by patterns: "X said (that) C", "C, X said", "C, said X",
//! "according to X".
//!
//! The extractor finds far more, but a diff of two plain sentences has no model to ask; what these patterns miss only
//! makes a change of source look like a change of words.

use super::reading::{self, Attributed, Reading};
use super::thresholds::attribution::{SOURCE_REACH, TOLD};
use crate::claim::{Sort, Statement, Token, is_number};
use crate::english::lexicon::{Entry, Strength};
use crate::english::{Class, Inflection};
use std::ops::Range;

/// Whether word `at` may stand between a source and its cue: "has", "later", "repeatedly".
fn is_between(reading: &Reading<'_>, at: usize) -> bool {
    let entry = &reading.entries[at];
    let adverb = entry.lemmas().first().is_some_and(|l| l.class == Class::Adverb);
    let auxiliary = matches!(reading.norm(at), "has" | "have" | "had" | "did" | "does" | "do");
    let denies = entry.entries().iter().any(|row| row.value("negation") == Some("plain"));
    let time = entry.has_tag("temporal") && !entry.has_tag("preposition") && !entry.has_tag("conjunction");
    // "no longer"
    let longer = reading.norm(at) == "longer";
    !reading.words[at].capital && (adverb || auxiliary || denies || time || longer)
}

/// Whether a source cannot go back over word `at`: it joins another clause.
fn is_border(reading: &Reading<'_>, at: usize) -> bool {
    let joins = |row: &&Entry| {
        let joint = row.value("conjunction").is_some_and(|v| v != "and" && v != "or");
        let asks = row.value("determiner") == Some("question") || row.value("adverb") == Some("question");
        let time = row.has("temporal") && row.has("preposition") && !row.has("approximate");
        joint || asks || time || row.value("pronoun") == Some("relative") || row.has("conditional")
    };
    matches!(reading.norm(at), "as" | "because" | "if" | "that")
        || reading.entries[at].entries().iter().take(1).any(joins)
}

/// Reads a statement together with its attributions.
pub(super) fn read_attributed(statement: &Statement) -> Reading<'_> {
    let mut reading = Reading::new(statement);
    reading.attributions = attributed(&reading);
    reading
}

/// All attributions in order of their cue.
fn attributed(reading: &Reading<'_>) -> Vec<Attributed> {
    let mut out: Vec<Attributed> = Vec::new();
    let mut start = 0;
    while start < reading.words.len() {
        let mut end = start + 1;
        while end < reading.words.len() && !matches!(reading.before[end], '.' | ';' | '!') {
            end += 1;
        }
        sentence(reading, start..end, &mut out);
        start = end;
    }
    out
}

fn sentence(reading: &Reading<'_>, all: Range<usize>, out: &mut Vec<Attributed>) {
    let first = out.len();
    let mut at = all.start;
    let mut floor = all.start;
    while at < all.end {
        let found = according_to(reading, &all, at).or_else(|| said(reading, &all, floor, at));
        if let Some(found) = found {
            at = found.cue.end.max(found.source.end.min(all.end)).max(at + 1);
            floor = found.cue.end;
            out.push(found);
        } else {
            at += 1;
        }
    }
    // What one source says ends where another clause with its own source begins: "A said x, while B said y".
    for n in first..out.len().saturating_sub(1) {
        let next = out[n + 1].source.start;
        let (content, cue) = (&out[n].content, &out[n].cue);
        let parted = next > content.start && next < content.end && content.start >= cue.end;
        let border = next
            .checked_sub(1)
            .is_some_and(|b| matches!(reading.norm(b), "while" | "but" | "whilst" | "and" | "though"));
        if parted && border && out[n + 1].content.start > next {
            out[n].content.end = next - 1;
        }
    }
    out.retain(|a| a.content.start < a.content.end);
}

fn according_to(reading: &Reading<'_>, all: &Range<usize>, at: usize) -> Option<Attributed> {
    if reading.norm(at) != "according" || reading.norm(at + 1) != "to" || at + 2 >= all.end {
        return None;
    }
    let mut end = at + 3;
    while end < all.end && reading.before[end] != ',' && end < at + 2 + SOURCE_REACH {
        end += 1;
    }
    let content = if at == all.start { end..all.end } else { all.start..at };
    (!content.is_empty()).then_some(Attributed {
        source: at + 2..end,
        cue: at..at + 2,
        content,
        strength: Strength::Plain,
    })
}

fn said(reading: &Reading<'_>, all: &Range<usize>, floor: usize, at: usize) -> Option<Attributed> {
    let strength = cue_strength(reading, all, at)?;
    let mut cue = at..at + 1;
    if reading.entries[at].lemma() == "tell" {
        // "told Reuters (today) that": who is told belongs to the cue.
        if let Some(that) = (at + 1..(at + 6).min(all.end)).find(|&i| reading.norm(i) == "that") {
            cue.end = that;
        }
    }
    // "…, the mayor told reporters."
    let told = reading.entries[at].lemma() == "tell" && all.end - at <= TOLD + 1;
    let at_end = told || ends_clause(reading, all, at);
    let next = reading.words.get(at + 1).filter(|_| at + 1 < all.end);
    // "…," said X.
    let inverted = at > all.start
        && (reading.before[at] == ',' || reading.words[at - 1].quoted && !reading.words[at].quoted)
        && next.is_some_and(|w| w.capital || matches!(w.norm.as_str(), "a" | "an" | "the"))
        && !appositive_before(reading, floor, at);
    if inverted {
        let limit = all.end.min(at + 1 + SOURCE_REACH);
        let end = (at + 2..limit)
            .find(|&i| reading.before[i] == ',' || matches!(reading.norm(i), "who" | "in" | "on" | "after"))
            .unwrap_or(limit);
        return Some(Attributed { source: at + 1..end, cue, content: all.start..at, strength });
    }
    let source = source_before(reading, floor, at)?;
    let content = if at_end && source.start > all.start + 1 {
        all.start..source.start
    } else {
        let skip = usize::from(reading.norm(cue.end) == "that");
        cue.end + skip..all.end
    };
    (content.start < content.end).then_some(Attributed { source, cue, content, strength })
}

/// The strength of the cue verb at `at`, if one stands there and is used as one.
fn cue_strength(reading: &Reading<'_>, all: &Range<usize>, at: usize) -> Option<Strength> {
    let word = &reading.words[at];
    let norm = word.norm.as_str();
    if word.sort != Sort::Word || norm.ends_with("ing") || norm.ends_with("ly") {
        return None;
    }
    let entry = &reading.entries[at];
    let row = entry.entries().iter().find(|row| row.report().is_some())?;
    let is_verb = entry.lemmas().iter().any(|l| l.class == Class::Verb && l.lemma == row.lemma());
    if !is_verb || is_named_or_quoted(reading, all, at) || is_governed(reading, all, at) {
        return None;
    }
    let noun = entry.lemmas().iter().any(|l| l.class == Class::Noun && l.lemma == row.lemma());
    let open = noun || reading.is_participle(at) || row.value("thing") == Some("mostly");
    if row.has("thing") && open && !takes_clause(reading, all, at, row) {
        return None;
    }
    row.report()
}

/// "the Organization of American States", "Tell Abiad", and what is said within a quotation: "we fear …".
fn is_named_or_quoted(reading: &Reading<'_>, all: &Range<usize>, at: usize) -> bool {
    let word = &reading.words[at];
    // Where most words have capitals they tell nothing.
    if word.capital && !word.first && !reading.shouting && !reading.titled {
        return true;
    }
    let first_person = at > all.start && matches!(reading.norm(at - 1), "i" | "we");
    word.quoted && (first_person || all.clone().any(|i| !reading.words[i].quoted))
}

/// The word before `at` in its sentence.
fn word_before<'r>(reading: &'r Reading<'_>, all: &Range<usize>, at: usize) -> &'r str {
    at.checked_sub(1).filter(|&b| b >= all.start).map_or("", |b| reading.norm(b))
}

/// Whether another word than a source governs the verb: it is passive, an infinitive, or says nothing.
fn is_governed(reading: &Reading<'_>, all: &Range<usize>, at: usize) -> bool {
    let (before, next) = (word_before(reading, all, at), reading.norm(at + 1));
    let adverb = |i: &usize| reading.class(*i) == reading::TokenClass::Adverb || reading.norm(*i) == "not";
    let verb = (all.start..at).rev().find(|i| !adverb(i)).map_or("", |i| reading.norm(i));
    let passive = matches!(verb, "is" | "are" | "was" | "were" | "be" | "been" | "being");
    let participle = reading.is_participle(at) && reading.norm(at) != "said";
    // "tries to think of" says nothing of what anyone thinks.
    let infinitive = before == "to" && reading.norm(at) == reading.entries[at].lemma();
    // "would not say if the road is shut" says nothing of the road.
    let silent = before == "not" && matches!(next, "if" | "whether" | "how" | "why" | "when" | "what");
    // "an alleged thief", "in said case"
    let modifies = at > all.start && {
        let row = reading.entries[at - 1].entries().first();
        let leads = |v| !matches!(v, "question" | "demonstrative" | "quantifier");
        row.and_then(|row| row.value("determiner")).is_some_and(leads)
    };
    passive || infinitive || silent || modifies || matches!(next, "to" | "by" | "of") && participle
}

/// Whether a verb that reports things as readily as clauses has a clause here, or ends one: "the agency reports."
fn takes_clause(reading: &Reading<'_>, all: &Range<usize>, at: usize, row: &Entry) -> bool {
    let next = reading.norm(at + 1);
    let follower = reading.words.get(at + 1).filter(|_| at + 1 < all.end);
    let joined = follower.is_some_and(|w| reading.before[at + 1] == ' ' || w.quoted);
    let infinitive = reading.is_verb_like(at + 2) || matches!(reading.norm(at + 2), "have" | "be");
    if next == "to" && !infinitive {
        return false;
    }
    // "estimates that", "found 12"
    if row.value("thing") == Some("mostly") {
        let measures = next == "at" || next != "one" && follower.is_some_and(is_number);
        return next == "that" || joined && measures;
    }
    let counted = at > all.start && is_number(&reading.words[at - 1]);
    if counted || is_noun_behind(reading, all, at) {
        return false;
    }
    // "a one-party state." ends a sentence.
    let bare = row.lemma() == "state" && reading.has_form(at, Inflection::BASE.or(Inflection::PLURAL));
    next == "that" || joined && follower.is_some_and(opens_clause) || !bare && ends_clause(reading, all, at)
}

/// Whether the word before makes a noun of the one at `at`: "the report", "of claims".
fn is_noun_behind(reading: &Reading<'_>, all: &Range<usize>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&b| b >= all.start) else { return true };
    let leads = |row: &&Entry| {
        let quantity = row.value("determiner") == Some("quantifier") && reading.norm(at + 1) == "that";
        let leads = row.value("determiner").is_some_and(|v| v != "question")
            || row.has("preposition")
            || row.value("conjunction") == Some("and");
        leads && !quantity
    };
    let adjective = reading.class(before) == reading::TokenClass::Adjective;
    adjective
        || matches!(reading.norm(before), "'s" | "s" | "that")
        || reading.entries[before].entries().iter().take(1).any(leads)
}

fn opens_clause(word: &Token) -> bool {
    const OPENERS: &[&str] = &[
        "the", "a", "an", "it", "he", "she", "they", "there", "at", "more", "its", "his", "their", "this",
        "we", "i", "her", "no", "to",
    ];
    word.quoted
        || word.sort != Sort::Word
        || word.capital
        || OPENERS.contains(&word.norm.as_str())
        || is_number(word)
}

fn ends_clause(reading: &Reading<'_>, all: &Range<usize>, at: usize) -> bool {
    at + 1 >= all.end
        || reading.before[at + 1] == ','
        || reading.entries[at + 1].has_tag("weekday")
        || matches!(reading.norm(at + 1), "on" | "in" | "by")
}

/// "X, a spokesman for Y, said": the comma before the cue closes an apposition.
fn appositive_before(reading: &Reading<'_>, floor: usize, cue: usize) -> bool {
    reading.before[cue] == ','
        && (floor + 1..cue)
            .rev()
            .take(SOURCE_REACH)
            .any(|i| reading.before[i] == ',' && reading.words[i - 1].capital)
        && !reading.words[cue - 1].quoted
}

/// The source that ends before the cue at `cue`.
fn source_before(reading: &Reading<'_>, start: usize, cue: usize) -> Option<Range<usize>> {
    let mut end = cue;
    while end > start && is_between(reading, end - 1) {
        end -= 1;
    }
    let mut commas = usize::from(reading.before[cue] == ',' && appositive_before(reading, start, cue));
    let mut at = end;
    while at > start && end - at < SOURCE_REACH {
        let previous = at - 1;
        if commas == 0 && is_border(reading, previous) {
            break;
        }
        at = previous;
        if matches!(reading.before[at], ':' | '…') {
            break;
        }
        if reading.before[at] == ',' {
            if commas == 0 {
                break;
            }
            commas -= 1;
        }
    }
    while at < end && matches!(reading.norm(at), "and" | "but" | "also" | "or") {
        at += 1;
    }
    let speaks = (at..end).any(|i| {
        let word = &reading.words[i];
        let pronoun = matches!(word.norm.as_str(), "he" | "she" | "they" | "it" | "we" | "i");
        word.sort == Sort::Word && (reading.is_content(i) || pronoun)
    });
    (speaks && end - at < SOURCE_REACH).then_some(at..end)
}
