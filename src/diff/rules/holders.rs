//! Holders: in a sentence that was told in other words, two figures or names went over to each other's clause.
//!
//! "14 were soldiers and 6 were civilians" that became "six were soldiers, fourteen were civilians": the words in common
//! are sorted by the clause that they stand in before and after. Where two clauses share something with both of the new
//! ones, and what stayed apart has a figure or a name on either side, these changed hands.

use super::{Find, Rule, exchanges};
use crate::claim::Parsed;
use crate::diff::finding::Finding;
use crate::diff::pair::Pair;
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::{Kind, Severity};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "holders",
    says: "A sentence was recast, and two figures or names now stand with what was said of the other.",
    place: "First stage: beside exchanges, which needs the words around the two to stay as they were.",
    findings: Find::Whole(findings),
    catches: &[
        (
            "Of the hurt, 14 were guards and 6 were cooks.",
            "Six of the hurt were guards and fourteen were cooks.",
        ),
        (
            "The north pier cost 12 million crowns to mend, and the south pier 19 million, Ito said.",
            "Ito said that mending the south pier cost 12 million crowns and the north pier 19 million.",
        ),
        (
            "Upton got 21 votes, while Wexley got 17, the clerk said.",
            "According to the clerk, Wexley received 21 votes and Upton received 17.",
        ),
        (
            "Ito was acquitted and Webb was jailed on Friday.",
            "On Friday the court jailed Ito, but acquitted Webb.",
        ),
        (
            "Nurses will get 4 percent more, and porters 2 percent, the trust said.",
            "A rise of 2 percent is planned for nurses, and one of 4 percent for porters, the trust said.",
        ),
        (
            "The bakery opened in 1912 and the mill was opened in 1931.",
            "The mill was built in 1912; the bakery opened its doors in 1931.",
        ),
        ("Garrow won 3 medals and Orlec won 5.", "Orlec took home 3 medals, Garrow 5."),
        (
            "Boys scored 61 points on average and girls 68, the ministry said.",
            "The ministry said girls scored 61 points on average, compared with 68 for boys.",
        ),
        (
            "The bus carried 40 pupils, and the van carried 9.",
            "Nine pupils were in the bus, and 40 were in the van.",
        ),
        (
            "Falk chairs the board, and Roth runs the shop.",
            "The chair of the board is Roth, while the shop is in the hands of Falk.",
        ),
        (
            "Milk rose 8 percent in May, and bread was up 3 percent.",
            "In May bread was 8 percent dearer, and milk 3 percent.",
        ),
    ],
    spares: &[
        (
            "Of the hurt, 14 were guards and 6 were cooks.",
            "Six of the hurt were cooks and fourteen were guards.",
        ),
        ("Upton got 21 votes, while Wexley got 17.", "Wexley received 17 votes and Upton received 21."),
        (
            "The motion got 21 votes in Upton and 17 in Wexley.",
            "In Wexley the motion got 17 votes, and in Upton 21.",
        ),
        ("Ito was acquitted and Webb was jailed.", "The court jailed Webb, but acquitted Ito."),
        ("Upton and Wexley got 21 and 17 votes.", "Upton got 21 votes and Wexley 17."),
        ("He joined in 1994 and left the club in 1999.", "He left in 1999, having joined the club in 1994."),
        (
            "On Monday police held Ito, and 40 officers searched the house.",
            "Forty officers searched the house, and police held Ito on Monday.",
        ),
        (
            "The fire killed 3 people and hurt 12, and 40 were led to safety.",
            "Forty were led to safety from the fire, which killed 3 people and hurt 12.",
        ),
        (
            "Ito met Webb in May, and they signed in June.",
            "They signed in June, after Ito and Webb met in May.",
        ),
        (
            "Falk chairs the board, and Roth runs the shop.",
            "The board is chaired by Falk, while Roth runs the shop.",
        ),
        ("Garrow won 3 medals and Orlec won 5.", "Garrow won 3 medals and Orlec won 5, the most ever."),
        (
            "Talks between Garrow and the Orlec union have been called off after Webb pulled out.",
            "The talks between the Orlec union and Garrow have been called off after Webb cancelled his trip.",
        ),
        ("Ito joins Webb and Falk in suing the port.", "Ito joins Falk and Webb in suing the port."),
        ("Tremors were felt in Upton, Orlec and Garrow.", "Tremors were felt in Orlec, Garrow and Upton."),
        (
            "The rate rose to 4 percent in May and 5 percent in June.",
            "It rose to 4 percent in May, and in June to 5 percent.",
        ),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let Some(Handover { figures, moved: [first, second] }) = InCommon::of(pair).and_then(|c| c.handover())
    else {
        return Vec::new();
    };
    if exchanges::finds(pair) {
        return Vec::new();
    }
    let (kind, reason) = if figures {
        (Kind::FigureChanged, "two figures were given to each other's party")
    } else {
        (Kind::EntityChanged, "two parties were given each other's part")
    };
    let (before, mut after) = ([first.0, second.0], [first.1, second.1]);
    after.sort_by_key(|range| range.start);
    vec![pair.finding(kind, Severity::High, &before, &after, reason)]
}

/// A word or a figure of the old wording, and the same in the new one.
type Shared = (Range<usize>, Range<usize>);

/// Two words or figures that stand with what stood with the other.
struct Handover {
    /// What went over or what stayed are figures.
    figures: bool,
    moved: [Shared; 2],
}

/// What two wordings share, by the clauses in which it stands before and after.
struct InCommon<'p> {
    old: &'p Reading<'p>,
    by_clauses: BTreeMap<(usize, usize), Vec<Shared>>,
}

impl<'p> InCommon<'p> {
    /// Nothing where one of the two has a single clause.
    fn of(pair: &'p Pair<'_>) -> Option<Self> {
        let (old, new) = (&pair.old, &pair.new);
        let (clauses, clauses_there) = (clauses(old), clauses(new));
        if [&clauses, &clauses_there].into_iter().any(|all| all.last().is_none_or(|&last| last == 0)) {
            return None;
        }
        let mut by_clauses: BTreeMap<(usize, usize), Vec<Shared>> = BTreeMap::new();
        for (here, there) in words(pair).into_iter().chain(figures(pair)) {
            let place = (clauses[here.start], clauses_there[there.start]);
            by_clauses.entry(place).or_default().push((here, there));
        }
        Some(Self { old, by_clauses })
    }

    /// The first two clauses that share something with both of the two that stand for them, and what went over.
    fn handover(&self) -> Option<Handover> {
        let places: Vec<(usize, usize)> = self.by_clauses.keys().copied().collect();
        let group = |place: (usize, usize)| self.by_clauses.get(&place);
        for &(c, d) in &places {
            for &(e, f) in places.iter().filter(|&&(e, f)| c < e && d != f) {
                let (Some(moved), Some(to)) = (group((c, f)), group((e, d))) else { continue };
                let (kept, with) = (&self.by_clauses[&(c, d)], &self.by_clauses[&(e, f)]);
                // In the order of the text what stayed in its place comes first.
                let straight = d < f;
                let (kept, moved) =
                    if straight { ((kept, with), (moved, to)) } else { ((moved, to), (kept, with)) };
                let (Some(still), Some(moved)) = (self.alike(kept), self.alike(moved)) else { continue };
                let both = [&still, &moved];
                let of = |class| both.iter().any(|pair| pair.iter().all(|s| self.class(s) == Some(class)));
                if of(TokenClass::Figure) || of(TokenClass::Name) {
                    return Some(Handover { figures: of(TokenClass::Figure), moved });
                }
            }
        }
        None
    }

    /// A word of each of two groups, of one sort: figures of one sense, names, or other words.
    fn alike(&self, (one, other): (&Vec<Shared>, &Vec<Shared>)) -> Option<[Shared; 2]> {
        let sense = |s: &Shared| self.old.figure_at(s.0.start).filter(|f| !f.weak).map(|f| f.sense);
        // The first word of a sentence may be a name or none.
        let open = |s: &Shared| sense(s).is_none() && (s.0.start == 0 || self.old.before[s.0.start] == '.');
        let pairs = || one.iter().flat_map(|x| other.iter().map(move |y| (x, y)));
        let sure = |(x, y): &(&Shared, &Shared)| {
            sense(x) == sense(y) && self.class(x).is_some() && self.class(x) == self.class(y)
        };
        let may = |(x, y): &(&Shared, &Shared)| {
            let one_class = self.class(x) == self.class(y) && sense(x) == sense(y);
            one_class || open(x) && sense(y).is_none() || open(y) && sense(x).is_none()
        };
        let found = pairs().find(sure).or_else(|| pairs().find(may));
        found.map(|(x, y)| [x.clone(), y.clone()])
    }

    /// Figure, name, or nothing of the two.
    fn class(&self, shared: &Shared) -> Option<TokenClass> {
        let class = self.old.class(shared.0.start);
        matches!(class, TokenClass::Name | TokenClass::Figure).then_some(class)
    }
}

/// Content words that stand once in each wording: one that stands in several clauses belongs to none of them.
fn words(pair: &Pair<'_>) -> Vec<Shared> {
    let (old, new) = (&pair.old, &pair.new);
    let (counts, counts_there) = (counts(old), counts(new));
    let [left, _] = pair.views();
    let word = |r: &Reading<'_>, at: usize| r.is_content(at) && r.figure_at(at).is_none_or(|f| f.weak);
    let once = |i: usize, j: usize| {
        counts[old.words[i].stem.as_str()] == 1 && counts_there[new.words[j].stem.as_str()] == 1
    };
    let here = (0..old.words.len()).filter(|&i| word(old, i));
    here.filter_map(|i| left.near(i).filter(|&j| word(new, j) && once(i, j)).map(|j| (i..i + 1, j..j + 1)))
        .collect()
}

/// Figures that stand once in each wording.
fn figures(pair: &Pair<'_>) -> Vec<Shared> {
    let (old, new) = (&pair.old.figures, &pair.new.figures);
    let once = |all: &[Parsed], f: &Parsed| all.iter().filter(|other| is_same(other, f)).count() == 1;
    let told = |f: &&Parsed| !f.weak && !f.tokens.is_empty();
    let shared = old.iter().filter(told).filter(|f| once(old, f) && once(new, f)).filter_map(|figure| {
        let same = new.iter().filter(told).find(|f| is_same(f, figure))?;
        Some((figure.tokens.clone(), same.tokens.clone()))
    });
    shared.collect()
}

/// Whether two figures are one by their numbers; a unit may be left out the second time: "12 million crowns … 19 million".
fn is_same(a: &Parsed, b: &Parsed) -> bool {
    a.bare == b.bare || a.sense == b.sense && a.value.is_some() && a.value == b.value
}

/// How often each content word stands in a wording, by stem.
fn counts<'r>(r: &'r Reading<'_>) -> HashMap<&'r str, usize> {
    let mut counts = HashMap::new();
    for at in (0..r.words.len()).filter(|&at| r.is_content(at)) {
        *counts.entry(r.words[at].stem.as_str()).or_insert(0) += 1;
    }
    counts
}

/// For each word the number of its clause: clauses end at marks and at words that join.
fn clauses(r: &Reading<'_>) -> Vec<usize> {
    let name = |at: usize| r.class(at) == TokenClass::Name;
    let joins = |at: usize| {
        // "Upton and Wexley"
        let next = (at + 1..r.words.len()).find(|&k| !r.entries[k].has_tag("determiner"));
        if at > 0 && name(at - 1) && next.is_some_and(name) {
            return false;
        }
        let figure = r.figure_at(at).is_some_and(|f| f.tokens.start < at);
        !figure
            && r.entries[at]
                .entries()
                .iter()
                .any(|row| row.has("conjunction") && row.value("conjunction") != Some("that"))
    };
    let mut clause = 0;
    // "In Upton, Orlec and Garrow": a row of names is of one clause.
    let listed = |at: usize| r.before[at] == ',' && at > 0 && name(at - 1) && name(at);
    let starts = |at: usize| r.before[at] != ' ' && !listed(at) || joins(at);
    (0..r.words.len())
        .map(|at| {
            clause += usize::from(at > 0 && starts(at));
            clause
        })
        .collect()
}
