//! Spelling: nothing differs but spellings, slips of the pen, the form of figures and words of style.

use super::covered::Covered;
use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::hunks::Hunk;
use crate::diff::matching::meet;
use crate::diff::pair::Pair;
use crate::diff::reading::Reading;
use crate::diff::{Kind, Severity};
use crate::english::Relation;
use crate::english::slips::{respelt, slip};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "spelling",
    says: "Only spelling, grammar or small words of style differ.",
    place: "Second stage: it speaks only where every difference is of this kind and nothing else is found.",
    findings: Find::Residue(findings),
    catches: &[
        ("The fire killed five people.", "The fire killed 5 people."),
        ("A fire in Mezőváros hurt ten people.", "A fire in Mezovaros hurt ten people."),
        ("Fares rose on April six in Upton.", "Fares rose on April 6 in Upton."),
        ("The goverment fell.", "The government fell."),
        ("The mayor closed the bridge.", "The mayor closed a bridge."),
        ("It happened on Monday.", "It happened Monday."),
        ("The web site of the council is down.", "The website of the council is down."),
        ("He says that the road is shut.", "He says the road is shut."),
        ("The mayor opens the bridge.", "The mayor opened the bridge."),
        ("The tarrifs rose.", "The tariffs rose."),
    ],
    spares: &[
        ("The council approved the plan.", "The council improved the plan."),
        ("The minister spoke.", "The minster spoke."),
        ("The fire killed five people.", "The fire killed six people."),
        ("The bridge was shut.", "The bridge was closed."),
        ("She flew to Iran.", "She flew to Iraq."),
        ("A bus hit a wall.", "A bus hit a wall while its driver was texting friends."),
        ("The police left.", "The polish left."),
        ("He paid to leave.", "He paid by check."),
        ("The bill passed.", "The hill passed."),
        ("The school is old.", "The strike is old."),
        ("The mayor saw the plans.", "The mayor saw the planes."),
        ("She belongs to the Seven Bells.", "She belongs to the Seven Belles."),
        ("He spoke for the Free Angles.", "He spoke for the Free Angels."),
    ],
};

/// Words whose coming or going alone is a matter of style.
const STYLE: &[&str] = &["a", "an", "the", "it", "is", "was", "to", "of", "on", "per", "that", "'s", "s"];

/// Letters of words that are one in two spellings where a letter differs: "protester", "protestor".
const WORD: usize = 6;

fn findings(pair: &Pair<'_>, _: &Covered) -> Vec<Finding> {
    if !pair.aligned.hunks.iter().all(|hunk| is_spelling(pair, hunk)) || pair.old.text() == pair.new.text() {
        return Vec::new();
    }
    let (before, after): (Vec<Range<usize>>, Vec<Range<usize>>) =
        pair.aligned.hunks.iter().map(|h| (h.old.clone(), h.new.clone())).unzip();
    let reason = "only spelling, grammar or style";
    vec![pair.finding(Kind::Cosmetic, Severity::None, &before, &after, reason)]
}

/// Whether a difference is one of spelling.
pub(super) fn is_spelling(pair: &Pair<'_>, hunk: &Hunk) -> bool {
    let (old, new) = (&pair.old, &pair.new);
    let style = |r: &Reading<'_>, range: &Range<usize>| range.clone().all(|i| STYLE.contains(&r.norm(i)));
    let letters =
        |r: &Reading<'_>, range: &Range<usize>| range.clone().map(|i| r.norm(i)).collect::<String>();
    style(old, &hunk.old) && style(new, &hunk.new)
        || letters(old, &hunk.old) == letters(new, &hunk.new)
        || is_one_word(old, &hunk.old, new, &hunk.new)
        || same_figures(old, &hunk.old, new, &hunk.new)
}

/// Words that are, one by one, two spellings of a word, or one of the two a slip.
fn is_one_word(old: &Reading<'_>, a: &Range<usize>, new: &Reading<'_>, b: &Range<usize>) -> bool {
    let one = |(i, j): (usize, usize)| {
        let (x, y) = (old.norm(i), new.norm(j));
        let (of_x, of_y) = (&old.entries[i], &new.entries[j]);
        let named = old.words[i].capital && new.words[j].capital;
        if x == y || named && respelt(x, y) || !named && slip(x, of_x, y, of_y) {
            return true;
        }
        let unknown = of_x.lemmas().is_empty() && of_y.lemmas().is_empty() && !named;
        let near = x.len().min(y.len()) >= WORD && strsim::osa_distance(x, y) <= 1;
        match of_x.relate(of_y).0 {
            Relation::Spelling | Relation::Inflection => true,
            Relation::Synonym | Relation::Derived => near,
            _ => unknown && near,
        }
    };
    a.len() == b.len() && a.clone().zip(b.clone()).all(one)
}

/// "five" and "5": only figures differ, and they have the same values.
fn same_figures(old: &Reading<'_>, a: &Range<usize>, new: &Reading<'_>, b: &Range<usize>) -> bool {
    let values = |r: &Reading<'_>, range: &Range<usize>| -> Option<Vec<String>> {
        let within: Vec<_> = r.figures.iter().filter(|f| meet(&f.tokens, range)).collect();
        let covered = range.clone().all(|i| within.iter().any(|f| f.tokens.contains(&i)));
        covered.then(|| within.iter().map(|f| f.figure.canonical.clone()).collect())
    };
    let (x, y) = (values(old, a), values(new, b));
    x.as_ref().is_some_and(|v| !v.is_empty()) && x == y
}
