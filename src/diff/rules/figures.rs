//! Figures: numbers, amounts, dates and times that changed, came or went.

use super::{Find, Rule};
use crate::claim::{Parsed, Sense};
use crate::diff::finding::Finding;
use crate::diff::matching::meet;
use crate::diff::pair::Pair;
use crate::diff::pairing::PairLink;
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::tie::{Tie, equivalent};
use crate::diff::{Kind, Severity};
use crate::english::Bound;
use std::collections::HashSet;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "figures",
    says: "A figure has a different value, was added or was removed.",
    place: "First stage: figures are read by their own grammar and matched with one another, whatever stands around.",
    findings: Find::Whole(findings),
    catches: &[
        ("The motion passed by 21 votes to 17.", "The motion passed by 17 votes to 21."),
        ("It was 41.2 °C (106.2 °F).", "It was 41.2 °C (108.2 °F)."),
        ("The road is 16 km long.", "The road is 16 km, 12 miles of it new."),
        ("The fire closed 14 shops in Upton.", "The fire closed 19 shops in Upton."),
        ("The firm lost 14 millions in Upton.", "The firm lost 1.4 millions in Upton."),
        ("At least 68 people died in Upton.", "68 people died in Upton."),
        ("A fire on Monday closed the school.", "A fire on Tuesday closed the school."),
        ("The fire closed roads in Upton.", "The fire closed 12 roads in Upton."),
        ("The firm hired 14 cooks and 31 waiters.", "The firm hired 19 cooks and 30 waiters."),
        ("Turnout in Garrow: 41%", "Turnout in Garrow: 61%"),
        ("The bank lent 3 million crowns.", "The bank lent 3 billion crowns."),
        ("The meeting starts at 9 a.m. in Wexley.", "The meeting starts at 9 p.m. in Wexley."),
        ("The village fought in World War I.", "The village fought in World War II."),
        ("She was elected twice in Upton.", "She was elected once in Upton."),
        ("He was born on 3 May 1961.", "He was born on 3 May 1967."),
        ("The grant rises from $8,500 to $10,000.", "The grant rises to $10k."),
        ("Fares went from 3 to 5 crowns.", "Fares went to 5 crowns."),
        ("The toll rose from 12 to 19 in Upton.", "The toll rose to 21 in Upton."),
        ("It costs 3 to 5 crowns.", "It costs 5 crowns."),
        ("The shop lends up to 400 crowns.", "The shop lends 400 crowns."),
        ("The fund will bring up to 400 jobs.", "The fund will bring 400 jobs."),
        ("Repairs take up to 6 weeks.", "Repairs take 6 weeks."),
        ("The firm hopes to raise up to $5m.", "The firm hopes to raise $5m."),
        ("The vote is on 7 May.", "The vote is in June."),
        ("The law holds from 7 May.", "The law holds from June 2017."),
    ],
    spares: &[
        ("He won two of the hundred votes.", "He won two of the 100 votes."),
        ("The road is 16 km long.", "The road is 16 km (10 miles) long."),
        ("Copper rose to 883 crowns per tonne.", "Copper rose to 883 crowns a tonne."),
        ("Gas costs $3.10 a gallon.", "Gas costs $3.10 per gallon."),
        ("They filmed ten whales for 24 hours.", "They filmed ten whales over 24 hours."),
        ("Rebels handed over 36 men.", "Thirty-six men were handed over by rebels."),
        ("He was arrested on Friday in Upton.", "He was arrested on Fridya in Upton."),
        ("Talks begin tomorrow, the union says.", "Talks begin tommorrow, the union says."),
        ("She was born in Febuary 1961.", "She was born in February 1961."),
        ("The fire killed five people.", "The fire killed 5 people."),
        ("The show lasts half an hour.", "The show lasts 30 minutes."),
        ("It cost 1.5m crowns.", "It cost 1.5 million crowns."),
        ("Fares rose on April six in Upton.", "Fares rose on April 6 in Upton."),
        (
            "Sales were 10 million dollars against 8 million.",
            "Sales were 10 million dollars against 8 million dollars.",
        ),
        ("Ito won with 52 percent.", "With 52%, Ito won."),
        ("He is 44 years old.", "The 44-year-old waits."),
        ("Two thirds voted for it.", "Two-thirds voted for it."),
        ("The mayor closed the bridge.", "The mayor opened the bridge."),
        ("In 2019 the bridge was shut.", "The bridge was shut in 2019."),
        ("The grant will bring the total up to 400 crowns.", "The grant will bring the total to 400 crowns."),
        ("Repairs will take the number of lanes up to 6.", "Repairs will take the number of lanes to 6."),
        ("The storm pushed the death toll up to 12.", "The storm pushed the death toll to 12."),
        ("The toll went up to 12 in Upton.", "The toll went to 12 in Upton."),
        ("The tax-free limit rises to £12,500.", "The tax-free limit rises to £12.5k."),
        ("It spares homes worth up to £1m.", "It raises the threshold for homes to £1m."),
        ("It lends up to 500 crowns.", "It lends with a limit of 500 crowns."),
    ],
};

/// How the figures of two wordings go together, by their numbers.
#[derive(Default)]
struct Fates {
    /// Two values of one figure.
    changed: Vec<(usize, usize)>,
    gone: Vec<LoneFigure>,
    come: Vec<LoneFigure>,
}

/// A figure, or an end of a range, of one wording only.
struct LoneFigure {
    /// Its words.
    tokens: Range<usize>,
    /// The words as written.
    text: String,
    /// It is a day of the week.
    day: bool,
}

impl LoneFigure {
    fn whole(figure: &Parsed) -> Self {
        let day = figure.sense == Sense::Day;
        Self { tokens: figure.tokens.clone(), text: figure.figure.text.clone(), day }
    }
}

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let mut fates = fates(pair);
    // Another rule tells these.
    fates.changed.retain(|&at| !is_toll(pair, at));
    let mut out = Vec::new();
    if !fates.changed.is_empty() {
        let rounded = |&(i, j): &(usize, usize)| rounds(&pair.old.figures[i], &pair.new.figures[j]);
        let (severity, reason) = if fates.changed.iter().all(rounded) {
            (Severity::Low, "a figure was rounded or given more exactly")
        } else if agree(pair, &fates.changed) {
            (Severity::Medium, "a figure is bounded otherwise")
        } else {
            (Severity::High, "a figure has a different value")
        };
        out.push(finding(pair, Kind::FigureChanged, &fates.changed, severity, reason));
    }
    for (kind, list, severity, reason) in [
        (Kind::FigureAdded, &fates.come, Severity::Medium, "a figure was added"),
        (Kind::FigureRemoved, &fates.gone, Severity::Low, "a figure was removed"),
    ] {
        if list.is_empty() {
            continue;
        }
        let day = list.iter().all(|lone| lone.day);
        // The day on which something was said is a small matter; an amount or a date is not.
        let (severity, reason) =
            if day { (Severity::Low, "only a day was added or removed") } else { (severity, reason) };
        out.push(one_sided(pair, kind, list, severity, reason));
    }
    out
}

/// What is told of figures that changed.
pub(super) fn finding(
    pair: &Pair<'_>,
    kind: Kind,
    changed: &[(usize, usize)],
    severity: Severity,
    reason: &'static str,
) -> Finding {
    let (old, new) = (&pair.old.figures, &pair.new.figures);
    let before: Vec<Range<usize>> = changed.iter().map(|&(i, _)| old[i].tokens.clone()).collect();
    let after: Vec<Range<usize>> = changed.iter().map(|&(_, j)| new[j].tokens.clone()).collect();
    let mut found = pair.finding(kind, severity, &before, &after, reason);
    let text = |figure: &Parsed| Some(figure.figure.text.clone());
    found.figures = changed.iter().map(|&(i, j)| (text(&old[i]), text(&new[j]))).collect();
    found
}

fn one_sided(
    pair: &Pair<'_>,
    kind: Kind,
    list: &[LoneFigure],
    severity: Severity,
    reason: &'static str,
) -> Finding {
    let came = kind == Kind::FigureAdded;
    let shown: Vec<Range<usize>> = list.iter().map(|lone| lone.tokens.clone()).collect();
    let (before, after) = if came { (&[][..], &shown[..]) } else { (&shown[..], &[][..]) };
    let mut found = pair.finding(kind, severity, before, after, reason);
    let text = |lone: &LoneFigure| Some(lone.text.clone());
    found.figures = list.iter().map(|l| if came { (None, text(l)) } else { (text(l), None) }).collect();
    found
}

fn fates(pair: &Pair<'_>) -> Fates {
    let (left, right) = (&pair.old.figures, &pair.new.figures);
    let (mut taken_left, mut taken_right) = (vec![false; left.len()], vec![false; right.len()]);
    misspelt(pair, &mut taken_left, &mut taken_right);
    stayed(pair, &mut taken_left, &mut taken_right);
    let mut changed = Vec::new();
    let left_ends = cut(&pair.old, &pair.new, &mut taken_left, &mut taken_right);
    let right_ends = cut(&pair.new, &pair.old, &mut taken_right, &mut taken_left);
    for (i, j) in kin(pair, &taken_left, &taken_right) {
        if !taken_left[i] && !taken_right[j] {
            (taken_left[i], taken_right[j]) = (true, true);
            if !is_one(pair, i, j) {
                changed.push((i, j));
            }
        }
    }
    changed.sort_unstable();
    let lone =
        |of: &Reading<'_>, taken: &[bool], others: &[Parsed], ends: Vec<LoneFigure>| -> Vec<LoneFigure> {
            let figures = &of.figures;
            let kept: HashSet<&str> = others.iter().map(|f| f.bare.as_str()).collect();
            let all = (0..figures.len()).filter(|&i| !taken[i] && !figures[i].weak);
            let whole = all
                .filter(|&i| !kept.contains(figures[i].bare.as_str()) && !of.is_restated(i))
                .map(|i| LoneFigure::whole(&figures[i]));
            ends.into_iter().chain(whole).collect()
        };
    let (gone, come) =
        (lone(&pair.old, &taken_left, right, left_ends), lone(&pair.new, &taken_right, left, right_ends));
    Fates { changed, gone, come }
}

/// Takes ranges of which the other wording has one end, "from $8,500 to $10,000" and "to $10k", and gives their other
/// ends: nothing has another value.
fn cut(of: &Reading<'_>, to: &Reading<'_>, here: &mut [bool], there: &mut [bool]) -> Vec<LoneFigure> {
    let mut ends = Vec::new();
    for (i, range) in of.figures.iter().enumerate() {
        let Some((low, high)) = range.bare.split_once('–').filter(|_| !here[i] && is_way(of, range)) else {
            continue;
        };
        let unit = high.split_once(' ').map_or(String::new(), |(_, unit)| format!(" {unit}"));
        let (low, tokens) = (format!("{low}{unit}"), &range.tokens);
        let Some(joint) = tokens.clone().find(|&k| of.norm(k) == "to") else { continue };
        let one = |(j, figure): &(usize, &Parsed)| {
            !there[*j] && (figure.figure.canonical == high || figure.figure.canonical == low)
        };
        let Some((j, end)) = to.figures.iter().enumerate().find(one) else { continue };
        let tokens = if end.bare == high { tokens.start..joint } else { joint + 1..tokens.end };
        (here[i], there[j]) = (true, true);
        ends.push(LoneFigure { text: of.slice(&tokens).to_owned(), tokens, day: false });
    }
    ends
}

/// Whether a range is a way from one value to another.
fn is_way(reading: &Reading<'_>, range: &Parsed) -> bool {
    range.tokens.start.checked_sub(1).is_some_and(|k| reading.norm(k) == "from")
}

/// Takes figures of which the other wording has a slip of the pen, and what it has in their place: "February 1961",
/// "Febuary 1961".
fn misspelt(pair: &Pair<'_>, taken_left: &mut [bool], taken_right: &mut [bool]) {
    let take = |of: &Reading<'_>,
                links: &[Option<PairLink>],
                to: &Reading<'_>,
                here: &mut [bool],
                there: &mut [bool]| {
        for (figure, taken) in of.figures.iter().zip(here) {
            let partners = || links[figure.tokens.clone()].iter().map(|link| link.map(|l| (l.to, l.tie)));
            let spelt = partners().all(|p| matches!(p, Some((_, Tie::Same | Tie::Slip))));
            if !spelt || !partners().any(|p| p.is_some_and(|(_, tie)| tie == Tie::Slip)) {
                continue;
            }
            *taken = true;
            let within = |at: usize| partners().flatten().any(|(partner, _)| partner == at);
            to.figures
                .iter()
                .zip(&mut *there)
                .for_each(|(other, taken)| *taken |= other.tokens.clone().all(within));
        }
    };
    take(&pair.old, &pair.pairing.old, &pair.new, taken_left, taken_right);
    take(&pair.new, &pair.pairing.new, &pair.old, taken_right, taken_left);
}

/// Takes the figures that stayed: first in the same place, then anywhere. "31 missing" did not stay where 31 died.
fn stayed(pair: &Pair<'_>, taken_left: &mut [bool], taken_right: &mut [bool]) {
    let (old, new) = (&pair.old, &pair.new);
    for in_place in [true, false] {
        for (i, a) in old.figures.iter().enumerate() {
            if taken_left[i] {
                continue;
            }
            let aligned = |b: &Parsed| {
                let partners = &pair.aligned.old_to_new[a.tokens.clone()];
                partners.iter().flatten().any(|n| b.tokens.contains(n))
            };
            let near = within(i, old.figures.len(), new.figures.len());
            let found = near.into_iter().find(|&j| {
                let b = &new.figures[j];
                !taken_right[j]
                    && a.figure.canonical == b.figure.canonical
                    && !opposed(old, a, new, b)
                    && (!in_place
                        || aligned(b)
                        || counted(old, a).is_some() && counted(old, a) == counted(new, b))
            });
            if let Some(j) = found {
                (taken_left[i], taken_right[j]) = (true, true);
            }
        }
    }
}

/// Pairs of figures that may be one figure before and after, best first: by what is counted and where it stands.
fn kin(pair: &Pair<'_>, taken_left: &[bool], taken_right: &[bool]) -> Vec<(usize, usize)> {
    let (left, right) = (&pair.old.figures, &pair.new.figures);
    let mut scored: Vec<(i32, usize, usize)> = Vec::new();
    for i in (0..left.len()).filter(|&i| !taken_left[i]) {
        for j in within(i, left.len(), right.len()).filter(|&j| !taken_right[j]) {
            let (a, b) = (&left[i], &right[j]);
            let one = pair.days.agree(a, b) == Some(true) || elliptic(left, a, right, b);
            let score = kinship(pair, a, b) + 4 * i32::from(one);
            if score >= KIN {
                scored.push((score, i, j));
            }
        }
    }
    scored.sort_by_key(|&(score, i, j)| (-score, i.abs_diff(j), i + j, i.min(j)));
    scored.into_iter().map(|(_, i, j)| (i, j)).collect()
}

/// Least [`kinship`] of two figures that are one.
const KIN: i32 = 2;

/// The figures that figure `i` is compared with: all, but in a table of hundreds only those near its place.
fn within(i: usize, left: usize, right: usize) -> Range<usize> {
    const ALL: usize = 20_000;
    const REACH: usize = 50;
    if left * right <= ALL { 0..right } else { i.saturating_sub(REACH).min(right)..(i + REACH).min(right) }
}

/// Whether two figures that go together have the same value.
fn is_one(pair: &Pair<'_>, i: usize, j: usize) -> bool {
    let (left, right) = (&pair.old.figures, &pair.new.figures);
    let (a, b) = (&left[i], &right[j]);
    let capped = capped(&pair.old, a, b) || capped(&pair.new, b, a);
    capped || pair.days.agree(a, b).unwrap_or_else(|| equivalent(a, b)) || elliptic(left, a, right, b)
}

/// Words that make a limit of the figure behind them.
const LIMITS: &[&str] = &["cap", "ceiling", "limit", "maximum", "threshold"];
/// How far behind.
const LIMITED: usize = 8;

/// Whether a figure is the limit that the other one states by its bound: "a limit of 500", "up to 500".
fn capped(reading: &Reading<'_>, limit: &Parsed, other: &Parsed) -> bool {
    let ahead = limit.tokens.start.saturating_sub(LIMITED)..limit.tokens.start;
    let bounds = (limit.bound, other.bound) == (Bound::None, Bound::AtMost);
    bounds && limit.bare == other.bare && ahead.into_iter().any(|k| LIMITS.contains(&reading.lemma(k)))
}

/// Greatest share by which a figure may differ from another and still be the same, rounded: "$9" is not "$9.40".
const ROUNDED: f64 = 0.01;

/// Greatest share by which a figure may differ from a bound that it keeps and still say much the same.
const NEAR: f64 = 0.02;

/// Whether one figure is the other to fewer decimal places: "956 million" and "956.4 million".
fn rounds(a: &Parsed, b: &Parsed) -> bool {
    let (Some(x), Some(y)) = (decimals(a), decimals(b)) else { return false };
    let ((rough, places), (exact, more)) = if x.1 < y.1 { (x, y) } else { (y, x) };
    let scale = |figure: &Parsed, number: f64| figure.value.map(|value| value / number);
    let scales = scale(a, x.0).zip(scale(b, y.0)).is_some_and(|(m, n)| (m / n - 1.0).abs() < 1e-9);
    let unit = 10f64.powi(places);
    let same = (exact * unit).round() == (rough * unit).round();
    let near = (exact / rough - 1.0).abs() <= ROUNDED;
    places < more && scales && same && near && a.unit == b.unit && a.bound == b.bound
}

/// Whether all of these figures may hold with what they were: "at least 12" and "12", "about 50" and "51".
pub(super) fn agree(pair: &Pair<'_>, changed: &[(usize, usize)]) -> bool {
    changed.iter().all(|&(i, j)| may_both_hold(&pair.old.figures[i], &pair.new.figures[j]))
}

fn may_both_hold(a: &Parsed, b: &Parsed) -> bool {
    let (Some(x), Some(y)) = (a.value, b.value) else { return false };
    let near = (x - y).abs() <= NEAR * x.abs().max(y.abs());
    let holds = |bound: Bound, stated: f64, told: f64| match bound {
        Bound::None | Bound::About => true,
        Bound::AtLeast | Bound::More => told >= stated,
        Bound::AtMost | Bound::Less | Bound::Nearly => told <= stated,
        Bound::Early | Bound::Mid | Bound::Late => false,
    };
    let below = |bound| matches!(bound, Bound::AtMost | Bound::Less | Bound::Nearly);
    let above = |bound| matches!(bound, Bound::AtLeast | Bound::More);
    let opposed = below(a.bound) && above(b.bound) || above(a.bound) && below(b.bound);
    let sorts = a.sense == Sense::Amount && b.sense == Sense::Amount && a.unit == b.unit;
    sorts && a.bound != b.bound && near && !opposed && holds(a.bound, x, y) && holds(b.bound, y, x)
}

/// The number that a figure of one number is written with, and how many decimal places it has.
fn decimals(figure: &Parsed) -> Option<(f64, i32)> {
    let text = figure.figure.text.as_str();
    let from = text.find(|c: char| c.is_ascii_digit())?;
    let number: String =
        text[from..].chars().take_while(|c| c.is_ascii_digit() || ",.".contains(*c)).collect();
    let plain = number.trim_end_matches(['.', ',']).replace(',', "");
    let places = plain.split_once('.').map_or(0, |(_, places)| places.len());
    Some((plain.parse().ok().filter(|n| *n > 0.0)?, i32::try_from(places).ok()?))
}

/// The same number once with its unit and once without, where another figure beside it has that unit: "10 mln dlrs
/// against 8 mln", "10 mln dlrs against 8 mln dlrs". Or a share and the number that it is: "half", "0.5"; or a date and
/// its year.
fn elliptic(left: &[Parsed], a: &Parsed, right: &[Parsed], b: &Parsed) -> bool {
    let year_of = |date: &Parsed, year: &Parsed| {
        let digits = year.sense == Sense::Amount && year.unit.is_empty() && year.bare.len() == 4;
        date.sense == Sense::Date && digits && date.bare.starts_with(&format!("{}-", year.bare))
    };
    if year_of(a, b) || year_of(b, a) {
        return true;
    }
    let beside = |all: &[Parsed], one: &Parsed, unit: &str| {
        all.iter().any(|f| f.tokens != one.tokens && f.unit == unit)
    };
    let units = a.unit == b.unit
        || a.unit.is_empty() && (b.unit == "age" || beside(left, a, &b.unit))
        || b.unit.is_empty() && (a.unit == "age" || beside(right, b, &a.unit));
    let amounts = a.sense == Sense::Amount && b.sense == Sense::Amount && a.bound == b.bound;
    a.bare != b.bare && amounts && units && a.value.is_some() && a.value == b.value
}

/// How much speaks for two figures being one figure before and after.
fn kinship(pair: &Pair<'_>, a: &Parsed, b: &Parsed) -> i32 {
    let (old, new) = (&pair.old, &pair.new);
    let calendar = |f: &Parsed| matches!(f.sense, Sense::Date | Sense::Day);
    if a.sense != b.sense && !(calendar(a) && calendar(b)) {
        return 0;
    }
    let unit = if calendar(a) {
        if parts_of_time(old, a, new, b) {
            return 0;
        }
        1
    } else if a.unit == b.unit {
        i32::from(!a.unit.is_empty())
    } else if !a.unit.is_empty() && !b.unit.is_empty() && a.value != b.value {
        // "40 barrels a year" and "40 barrels a day" are one figure.
        -2
    } else {
        0
    };
    let same_place = pair.aligned.hunks.iter().any(|h| meet(&h.old, &a.tokens) && meet(&h.new, &b.tokens));
    let before = |reading: &Reading<'_>, f: &Parsed| {
        f.tokens.start.checked_sub(1).map(|i| reading.words[i].stem.clone())
    };
    let same_noun = counted(old, a).is_some() && counted(old, a) == counted(new, b);
    let same_lead = before(old, a).is_some() && before(old, a) == before(new, b);
    unit + 4 * i32::from(a.bare == b.bare && !opposed(old, a, new, b))
        + 2 * i32::from(same_place)
        + 2 * i32::from(same_noun)
        + i32::from(same_lead)
        + 2 * i32::from(toll(old, a).is_some() && toll(old, a) == toll(new, b))
}

/// A day, "on 7 May", and the start or the end of a time by its month, "from April 2017": they tell of two things.
fn parts_of_time(old: &Reading<'_>, a: &Parsed, new: &Reading<'_>, b: &Parsed) -> bool {
    let has_year =
        |date: &Parsed| date.figure.text.split(|c: char| !c.is_ascii_digit()).any(|n| n.len() == 4);
    let ahead = |r: &Reading<'_>, date: &Parsed| {
        date.tokens.start.checked_sub(1).map(|k| r.norm(k)).unwrap_or_default().to_owned()
    };
    let part = |lead: &str| match lead {
        "on" | "in" | "at" => Some(0),
        "from" | "since" => Some(1),
        "until" | "till" | "to" | "by" => Some(2),
        _ => None,
    };
    let parts = (part(&ahead(old, a)), part(&ahead(new, b)));
    has_year(a) != has_year(b) && matches!(parts, (Some(x), Some(y)) if x != y)
}

/// What a figure counts: the stem of its noun, else of the first content word behind it.
fn counted<'r>(reading: &'r Reading<'_>, figure: &Parsed) -> Option<&'r str> {
    let behind = figure.tokens.end..reading.words.len().min(figure.tokens.end + 3);
    let noun = figure.of.or_else(|| behind.into_iter().find(|&i| reading.is_content(i)));
    noun.map(|i| reading.words[i].stem.as_str())
}

/// Words behind a figure that may say whether it counts the dead or the hurt.
const BEHIND: usize = 6;
/// Words before it that may.
const AHEAD: usize = 3;

/// Whom the clause counts, the dead, the hurt or the missing: tolls are the figures that change most.
fn toll(reading: &Reading<'_>, figure: &Parsed) -> Option<&'static str> {
    let of = |i: usize| reading.entries[i].entries().iter().find_map(|row| row.value("toll"));
    let end = figure.tokens.end;
    let same = |&i: &usize| reading.norm(i) != "and" && reading.before[i] == ' ';
    let behind = (end..reading.words.len().min(end + BEHIND)).take_while(same);
    let ahead = figure.tokens.start.saturating_sub(AHEAD)..figure.tokens.start;
    behind.into_iter().find_map(of).or_else(|| ahead.into_iter().find_map(of))
}

/// The pairs of figures that count the dead, the hurt or the missing and have another value, not a rounded one.
pub(super) fn tolls(pair: &Pair<'_>) -> Vec<(usize, usize)> {
    if !pair.old.figures.iter().any(|figure| toll(&pair.old, figure).is_some()) {
        return Vec::new();
    }
    let mut changed = fates(pair).changed;
    changed.retain(|&at| is_toll(pair, at));
    changed
}

fn is_toll(pair: &Pair<'_>, (i, j): (usize, usize)) -> bool {
    let (old, new) = (&pair.old, &pair.new);
    let (a, b) = (&old.figures[i], &new.figures[j]);
    let one = toll(old, a).is_some() && toll(old, a) == toll(new, b);
    one && a.value != b.value && counts_people(old, a) && counts_people(new, b) && !rounds(a, b)
}

/// Whether what a figure counts may be people: "14 killed", "14 pupils", not "14 shops".
fn counts_people(reading: &Reading<'_>, figure: &Parsed) -> bool {
    let behind = Some(figure.tokens.end).filter(|&at| at < reading.words.len());
    let thing = behind.is_some_and(|at| {
        let (word, noun) = (&reading.entries[at], reading.class(at) == TokenClass::Noun);
        let person = ["noun.person", "noun.group"].iter().any(|domain| word.share_in(domain) >= PERSONS);
        noun && !person && !word.has_tag("person") && !word.has_tag("people") && !word.has_tag("toll")
    });
    figure.sense == Sense::Amount && figure.unit.is_empty() && !thing
}

/// Share of a noun's use from which on it means persons.
const PERSONS: f32 = 0.3;

/// One counts the dead, the other the hurt.
fn opposed(old: &Reading<'_>, a: &Parsed, new: &Reading<'_>, b: &Parsed) -> bool {
    matches!((toll(old, a), toll(new, b)), (Some(x), Some(y)) if x != y)
}
