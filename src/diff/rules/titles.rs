//! Titles: "the mayor, Ana Ito," and "Mayor Ana Ito".

use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::Pair;
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::{Kind, Severity};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "titles",
    says: "What somebody is stands before the name without an article, or set off by commas beside it; all else stays.",
    place: "A gate: the commas and the article would be a change of their own to the judge.",
    findings: Find::Gate(findings),
    catches: &[
        ("The mayor, Ana Ito, said no.", "Mayor Ana Ito said no."),
        ("Ana Ito, the mayor, said no.", "Mayor Ana Ito said no."),
        ("Ana Ito, the mayor, said no.", "The mayor, Ana Ito, said no."),
        ("The prime minister, Jon Webb, resigned.", "Prime minister Jon Webb resigned."),
        ("Police held a teacher, Jon Webb, on Monday.", "Police held teacher Jon Webb on Monday."),
        ("They praised the coach, Ana Ito.", "They praised coach Ana Ito."),
        ("“No,” said Ana Ito, the mayor.", "“No,” said Mayor Ana Ito."),
        ("The chief executive, Jon Webb, sold the mill.", "Chief executive Jon Webb sold the mill."),
        ("The firm sued the coach, Jon Webb, in May.", "The firm sued coach Jon Webb in May."),
        ("A former minister, Ana Ito, was held.", "Former minister Ana Ito was held."),
    ],
    spares: &[
        ("The mayor, Ana Ito, said no.", "The former mayor, Ana Ito, said no."),
        ("The mayor, Ana Ito, said no.", "The mayor, Ana Ito, said yes."),
        ("The mayor, Ana Ito, and the clerk left.", "The mayor and Ana Ito, the clerk, left."),
        ("The mayor and Ana Ito left.", "Mayor Ana Ito left."),
        ("The guests, who complained, left.", "The guests who complained left."),
        ("In Upton, Ana Ito said no.", "Upton Ana Ito said no."),
        ("The mayor, Ana Ito, said no.", "The mayor, Jon Webb, said no."),
        ("Deputy mayor Ana Ito said no.", "Mayor Ana Ito said no."),
        ("The mayor closed the road.", "The mayor closed a road."),
        ("The mayor, Ana Ito, said no.", "The mayor, Ana Ito said, said no."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let (old, new) = (&pair.old, &pair.new);
    let has_title = |r: &Reading<'_>| (0..r.words.len()).any(|at| apposition(r, at).is_some());
    let may_move = old.text() != new.text() && (has_title(old) || has_title(new));
    if !may_move || with_titles_first(old) != with_titles_first(new) {
        return Vec::new();
    }
    vec![pair.of_all(Kind::Reworded, Severity::None, "the title stands elsewhere beside the name")]
}

/// The words and the marks before them, each title that stands in apposition put right before its name.
fn with_titles_first<'r>(r: &'r Reading<'_>) -> Vec<(char, &'r str)> {
    let mut out = Vec::with_capacity(r.words.len());
    let mut at = 0;
    let word = |k: usize, mark: char| (mark, r.norm(k));
    while at < r.words.len() {
        let Some(found) = apposition(r, at) else {
            out.push(word(at, r.before[at]));
            at += 1;
            continue;
        };
        // The article goes, and the commas about the inner part.
        out.extend(
            found.title.clone().map(|k| word(k, if k == found.title.start { r.before[at] } else { ' ' })),
        );
        out.extend(found.name.clone().map(|k| word(k, ' ')));
        at = found.end;
        if at < r.words.len() {
            out.push(word(at, if r.before[at] == ',' { ' ' } else { r.before[at] }));
            at += 1;
        }
    }
    out
}

/// A title beside a name, as ranges of words.
struct Apposition {
    title: Range<usize>,
    name: Range<usize>,
    /// The word behind both.
    end: usize,
}

/// Words of a title.
const LONGEST: usize = 4;

/// "The mayor, Ana Ito" or "Ana Ito, the mayor" from the word at `at` on.
fn apposition(r: &Reading<'_>, at: usize) -> Option<Apposition> {
    let (title, name, end) = if is_article(r, at) {
        let title = title(r, at + 1)?;
        let name = name(r, title.end)?;
        (title, name.clone(), name.end)
    } else {
        let name = name(r, at)?;
        let article = Some(name.end).filter(|&k| is_article(r, k))?;
        let title = title(r, article + 1)?;
        (title.clone(), name, title.end)
    };
    let second = title.start.max(name.start);
    let opens = r.before[if second == title.start { title.start - 1 } else { second }] == ',';
    let closes = r.before.get(end).is_none_or(|mark| *mark != ' ');
    (opens && closes).then_some(Apposition { title, name, end })
}

fn is_article(r: &Reading<'_>, at: usize) -> bool {
    r.words.get(at).is_some_and(|w| matches!(w.norm.as_str(), "the" | "a" | "an"))
}

/// Words in small letters, the last of which says what somebody is.
fn title(r: &Reading<'_>, from: usize) -> Option<Range<usize>> {
    let small = |k: &usize| {
        let word = r.words.get(*k).is_some_and(|w| !w.capital);
        word && r.is_content(*k) && r.class(*k) != TokenClass::Verb && (*k == from || r.before[*k] == ' ')
    };
    let end = from + (from..from + LONGEST + 1).take_while(small).count();
    let person = end
        .checked_sub(1)
        .filter(|&last| last >= from && last < r.words.len())
        .is_some_and(|last| ["title", "person"].iter().any(|tag| r.entries[last].has_tag(tag)));
    (person && end - from <= LONGEST).then_some(from..end)
}

/// Words with capitals that no mark parts.
fn name(r: &Reading<'_>, from: usize) -> Option<Range<usize>> {
    let capital =
        |k: &usize| r.words.get(*k).is_some_and(|w| w.capital) && (*k == from || r.before[*k] == ' ');
    let end = from + (from..from + LONGEST + 1).take_while(capital).count();
    (end > from && end - from <= LONGEST).then_some(from..end)
}
