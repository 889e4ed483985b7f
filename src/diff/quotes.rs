//! Quoted words that changed, were cut, or lost or gained their marks.

use super::forms::Stems;
use super::hunks::Aligned;
use super::reading::Reading;
use super::{Finding, Kind, Severity};
use crate::claim::Sort;
use crate::extract::QuotationKind;
use std::collections::HashSet;
use std::ops::Range;

/// Finds what happened to quotations and marks their words as explained where a finding speaks of them.
pub(super) fn find(old: &mut Reading<'_>, new: &mut Reading<'_>, aligned: &Aligned) -> Vec<Finding> {
    let (left, right) = (old.quotes.clone(), new.quotes.clone());
    if left.is_empty() && right.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut matched_right = vec![false; right.len()];
    let mut matched_left = vec![false; left.len()];
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (i, a) in left.iter().enumerate() {
        for (j, b) in right.iter().enumerate().filter(|(j, _)| j.abs_diff(i) <= REACH) {
            let shared = shared(old, a, new, b, aligned);
            if shared > 0 {
                pairs.push((shared, i, j));
            }
        }
    }
    pairs.sort_by_key(|&(shared, i, j)| (std::cmp::Reverse(shared), i.abs_diff(j), i + j, i.min(j)));
    for (_, i, j) in pairs {
        if matched_left[i] || matched_right[j] {
            // A quotation cut in two, or two that became one: both halves have their partner.
            matched_left[i] = true;
            matched_right[j] = true;
            continue;
        }
        matched_left[i] = true;
        matched_right[j] = true;
        if let Some(mut found) = compare(old, &left[i], new, &right[j], aligned) {
            if direct(old) && direct(new) {
                found.severity = found.severity.max(Severity::Medium); // the very words were checked
            }
            out.push(found);
        }
    }
    // Two quotations on one spot with no word in common: the words were exchanged.
    for (i, a) in left.iter().enumerate() {
        if matched_left[i] {
            continue;
        }
        let there = right.iter().enumerate().find(|(j, b)| {
            !matched_right[*j]
                && a.len().max(b.len()) < 12
                && aligned
                    .hunks
                    .iter()
                    .any(|h| overlap(&h.old, a) && overlap(&h.new, b) && h.old.len().max(h.new.len()) <= 20)
        });
        if let Some((j, b)) = there {
            matched_left[i] = true;
            matched_right[j] = true;
            let (before, after) = (old.slice(a).to_owned(), new.slice(b).to_owned());
            out.push(Finding::new(
                Kind::QuoteAltered,
                before,
                after,
                Severity::High,
                "other words are quoted",
            ));
            old.explain(a.clone());
            new.explain(b.clone());
        }
    }
    // All that a source is quoted with: a whole quotation that came or went lengthened or shortened it.
    if direct(old) && direct(new) && matched_left.contains(&true) {
        for (_, a) in left.iter().enumerate().filter(|(i, _)| !matched_left[*i]) {
            let words = old.slice(a).to_owned();
            old.explain(a.clone());
            out.push(Finding::new(
                Kind::QuoteTrimmed,
                words,
                "",
                Severity::Medium,
                "the quotation was shortened",
            ));
        }
        for (_, b) in right.iter().enumerate().filter(|(j, _)| !matched_right[*j]) {
            let words = new.slice(b).to_owned();
            new.explain(b.clone());
            out.push(Finding::new(
                Kind::QuoteTrimmed,
                "",
                words,
                Severity::Medium,
                "the quotation was extended",
            ));
        }
        return out;
    }
    // A further quotation beside one that stays lengthens what is quoted.
    let beside = |r: &Reading<'_>, all: &[Range<usize>], matched: &[bool], n: usize| {
        let near = |k: usize| {
            let (first, second) = (&all[k.min(n)], &all[k.max(n)]);
            matched[k] && second.start.saturating_sub(first.end) <= BESIDE
        };
        let whole = all[n].clone().filter(|&i| r.is_content(i)).count() >= 2;
        whole && (n > 0 && near(n - 1) || n + 1 < all.len() && near(n + 1))
    };
    let fresh = |stems: &Stems, r: &Reading<'_>, range: &Range<usize>| {
        range.clone().filter(|&i| r.is_content(i)).all(|i| !stems.contains(&r.words[i].stem))
    };
    for i in 0..left.len() {
        if !matched_left[i] && beside(old, &left, &matched_left, i) && fresh(&new.stems, old, &left[i]) {
            let words = old.slice(&left[i]).to_owned();
            old.explain(left[i].clone());
            matched_left[i] = true;
            let reason = "the quotation was shortened";
            out.push(Finding::new(Kind::QuoteTrimmed, words, "", Severity::Low, reason));
        }
    }
    for j in 0..right.len() {
        if !matched_right[j] && beside(new, &right, &matched_right, j) && fresh(&old.stems, new, &right[j]) {
            let words = new.slice(&right[j]).to_owned();
            new.explain(right[j].clone());
            matched_right[j] = true;
            let reason = "the quotation was extended";
            out.push(Finding::new(Kind::QuoteTrimmed, "", words, Severity::Medium, reason));
        }
    }
    for (_, a) in left.iter().enumerate().filter(|(i, _)| !matched_left[*i]) {
        unquoted(old, a, new, Kind::QuoteToParaphrase, aligned, &mut out);
    }
    for (_, b) in right.iter().enumerate().filter(|(j, _)| !matched_right[*j]) {
        unquoted(new, b, old, Kind::ParaphraseToQuote, aligned, &mut out);
    }
    out
}

/// Whether all of a statement is somebody's words, by the extractor.
fn direct(reading: &Reading<'_>) -> bool {
    reading.statement.voice.as_ref().is_some_and(|v| v.kind == QuotationKind::Direct)
}

/// Words between two quotations that are one in two parts: “no” and “never”.
const BESIDE: usize = 4;

/// How far apart in the order of quotations two of them may be one and the same.
const REACH: usize = 20;

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn shared(
    old: &Reading<'_>,
    a: &Range<usize>,
    new: &Reading<'_>,
    b: &Range<usize>,
    aligned: &Aligned,
) -> usize {
    let tied = a
        .clone()
        .filter(|&i| old.is_content(i) && aligned.old_to_new[i].is_some_and(|n| b.contains(&n)))
        .count();
    if tied > 0 {
        return tied + 1;
    }
    let stems: HashSet<&str> =
        b.clone().filter(|&j| new.is_content(j)).map(|j| new.words[j].stem.as_str()).collect();
    let moved =
        a.clone().filter(|&i| old.is_content(i) && stems.contains(old.words[i].stem.as_str())).count();
    usize::from(moved * 2 > a.len().min(b.len()).min(8)) * moved
}

/// A word inside brackets was put there by an editor; an ellipsis stands for words left out.
fn compare(
    old: &mut Reading<'_>,
    a: &Range<usize>,
    new: &mut Reading<'_>,
    b: &Range<usize>,
    aligned: &Aligned,
) -> Option<Finding> {
    let norms = |r: &Reading<'_>, range: &Range<usize>| -> Vec<String> {
        range.clone().filter(|&i| r.words[i].is_spoken()).map(|i| r.words[i].norm.clone()).collect()
    };
    let (left, right) = (norms(old, a), norms(new, b));
    if left == right || left.is_empty() || right.is_empty() {
        return None;
    }
    let (before, after) = (old.slice(a).to_owned(), new.slice(b).to_owned());
    let gone: Vec<usize> =
        a.clone().filter(|&i| old.words[i].is_spoken() && !tied(aligned.old_to_new[i], b)).collect();
    let come: Vec<usize> =
        b.clone().filter(|&j| new.words[j].is_spoken() && !tied(aligned.new_to_old[j], a)).collect();
    // The same words with the speaker's tag moved into their middle.
    let joined = |r: &Reading<'_>| -> Vec<String> { r.quotes.iter().flat_map(|q| norms(r, q)).collect() };
    if joined(old) == joined(new) {
        return None;
    }
    // Words that only lost or gained their marks at the border are no change of the words.
    let cut = |reading: &Reading<'_>, other: &[Option<usize>], lost: &[usize]| {
        lost.iter().all(|&i| other[i].is_some() || !reading.words[i].is_spoken())
    };
    if cut(old, &aligned.old_to_new, &gone)
        && cut(new, &aligned.new_to_old, &come)
        && same_inflection(old, new, aligned, a)
    {
        let partly = (1..a.len().max(b.len())).contains(&(gone.len() + come.len()));
        let reason = "the quotation marks moved";
        return partly.then(|| Finding::new(Kind::QuoteTrimmed, before, after, Severity::Low, reason));
    }
    let content =
        |reading: &Reading<'_>, list: &[usize]| list.iter().filter(|&&i| reading.is_content(i)).count();
    let (gone_content, come_content) = (content(old, &gone), content(new, &come));
    let at_edges = |range: &Range<usize>, list: &[usize]| {
        let set: HashSet<usize> = list.iter().copied().collect();
        let front = range.clone().take_while(|i| set.contains(i)).count();
        let back = range.clone().rev().take_while(|i| set.contains(i)).count();
        front + back >= list.len()
    };
    let elided = new.statement.text.contains("...") || new.statement.text.contains('…');
    let inflected = !same_inflection(old, new, aligned, a);
    old.explain(a.clone());
    new.explain(b.clone());
    if !inflected && come.is_empty() && (at_edges(a, &gone) || elided || gone.len() >= 4) {
        return Some(Finding::new(
            Kind::QuoteTrimmed,
            before,
            after,
            Severity::Low,
            "the quotation was shortened",
        ));
    }
    if !inflected && gone.is_empty() && (at_edges(b, &come) || come.len() >= 4) {
        return Some(Finding::new(
            Kind::QuoteTrimmed,
            before,
            after,
            Severity::Medium,
            "the quotation was extended",
        ));
    }
    if gone_content > 0 && come_content > 0 {
        return Some(Finding::new(
            Kind::QuoteAltered,
            before,
            after,
            Severity::High,
            "quoted words were exchanged",
        ));
    }
    let named = gone.iter().any(|&i| old.is_name(i)) || come.iter().any(|&j| new.is_name(j));
    if gone_content + come_content > 1 || named {
        return Some(Finding::new(
            Kind::QuoteAltered,
            before,
            after,
            Severity::Medium,
            "quoted words came or went",
        ));
    }
    Some(Finding::new(Kind::QuoteAltered, before, after, Severity::Low, "a quoted word has another form"))
}

fn tied(partner: Option<usize>, range: &Range<usize>) -> bool {
    partner.is_some_and(|p| range.contains(&p))
}

fn same_inflection(old: &Reading<'_>, new: &Reading<'_>, aligned: &Aligned, a: &Range<usize>) -> bool {
    a.clone().all(|i| aligned.old_to_new[i].is_none_or(|n| old.words[i].norm == new.words[n].norm))
}

/// A quotation of one side that is none on the other: are its words still there without their marks?
fn unquoted(
    from: &mut Reading<'_>,
    quote: &Range<usize>,
    to: &mut Reading<'_>,
    kind: Kind,
    aligned: &Aligned,
    out: &mut Vec<Finding>,
) {
    let forward = kind == Kind::QuoteToParaphrase;
    let content: Vec<usize> = quote.clone().filter(|&i| from.is_content(i)).collect();
    if content.is_empty() || is_title(from, quote) {
        return;
    }
    let partner = if forward { &aligned.old_to_new } else { &aligned.new_to_old };
    let still = content.iter().filter(|&&i| to.stems.contains(&from.words[i].stem)).count();
    let share = still as f32 / content.len() as f32;
    // Where the quotation stood, something else must stand now; else it was simply dropped.
    let replaced = aligned.hunks.iter().any(|h| {
        let (here, there) = if forward { (&h.old, &h.new) } else { (&h.new, &h.old) };
        overlap(here, quote) && there.clone().any(|k| to.is_content(k))
    });
    let embedded = quote.clone().any(|i| partner[i].is_some());
    if share < 0.34 && !(replaced && content.len() <= 12) {
        return;
    }
    if share >= 0.34 && !embedded && !replaced {
        return;
    }
    let words = from.slice(quote).to_owned();
    let other: Vec<usize> = quote.clone().filter_map(|i| partner[i]).collect();
    let paraphrase = match (other.iter().min(), other.iter().max()) {
        (Some(&first), Some(&last)) => to.slice(&(first..last + 1)).to_owned(),
        _ => String::new(),
    };
    let (severity, reason) = if share >= 0.5 {
        (Severity::Low, "the words stay, only their marks change")
    } else {
        (Severity::Medium, "other words stand for the quotation")
    };
    // Words that went with their marks are a detail less.
    let lost: Vec<usize> = content
        .into_iter()
        .filter(|&i| !to.stems.has_form(&from.words[i].stem) && from.words[i].sort == Sort::Word)
        .collect();
    let lost: Vec<&str> = lost.iter().map(|&i| from.slice(&(i..i + 1))).collect();
    if share >= 0.5 && !lost.is_empty() {
        let lost = lost.join(" … ");
        out.push(if forward {
            let reason = "it says less than was checked";
            Finding::new(Kind::DetailRemoved, lost, "", Severity::Low, reason)
        } else {
            Finding::new(Kind::DetailAdded, "", lost, Severity::Medium, "it says more than was checked")
        });
    }
    if share < 0.5 {
        from.explain(quote.clone());
    }
    let (before, after) = if forward { (words, paraphrase) } else { (paraphrase, words) };
    out.push(Finding::new(kind, before, after, severity, reason));
}

/// The title of a work, not somebody's words: every content word has a capital.
fn is_title(reading: &Reading<'_>, quote: &Range<usize>) -> bool {
    !reading.shouting
        && quote.len() > 1
        && quote.clone().filter(|&i| reading.is_content(i)).all(|i| reading.words[i].capital)
}
