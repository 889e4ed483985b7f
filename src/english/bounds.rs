//! Bounds: words that say a figure is not exact, or which end of a time is meant.

use super::durations;
use super::numbers;
use super::relations::LexicalWord;
use super::scan::Scan;
use super::thresholds::TOKENS_BEFORE_BOUND;
use super::token::Sort;
use super::units;

/// What bounds a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Bound {
    /// Nothing: the figure is meant as it stands.
    #[default]
    None,
    /// "at least", "or more"
    AtLeast,
    /// "at most", "up to"
    AtMost,
    /// "more than", "over"
    More,
    /// "less than", "under"
    Less,
    /// "about", "some", "or so"
    About,
    /// "nearly", "just under"
    Nearly,
    /// "early May"
    Early,
    /// "mid-May"
    Mid,
    /// "late May", "the end of May"
    Late,
}

impl Bound {
    /// How it is written before the canonical form; empty for [`Bound::None`].
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::None => "",
            Self::AtLeast => "≥",
            Self::AtMost => "≤",
            Self::More => ">",
            Self::Less => "<",
            Self::About => "≈",
            Self::Nearly => "≈<",
            Self::Early => "early",
            Self::Mid => "mid",
            Self::Late => "late",
        }
    }
}

/// Words before a figure.
const BEFORE: &[(&str, Bound)] = &[
    ("at least", Bound::AtLeast),
    ("no fewer than", Bound::AtLeast),
    ("no less than", Bound::AtLeast),
    ("not less than", Bound::AtLeast),
    ("not fewer than", Bound::AtLeast),
    ("a minimum of", Bound::AtLeast),
    ("minimum of", Bound::AtLeast),
    ("at most", Bound::AtMost),
    ("up to", Bound::AtMost),
    ("as many as", Bound::AtMost),
    ("as much as", Bound::AtMost),
    ("no more than", Bound::AtMost),
    ("not more than", Bound::AtMost),
    ("a maximum of", Bound::AtMost),
    ("maximum of", Bound::AtMost),
    ("more than", Bound::More),
    ("over", Bound::More),
    ("above", Bound::More),
    ("exceeding", Bound::More),
    ("in excess of", Bound::More),
    ("upwards of", Bound::More),
    ("upward of", Bound::More),
    ("just over", Bound::More),
    ("well over", Bound::More),
    ("greater than", Bound::More),
    ("slightly more than", Bound::More),
    ("a little over", Bound::More),
    ("less than", Bound::Less),
    ("fewer than", Bound::Less),
    ("under", Bound::Less),
    ("below", Bound::Less),
    ("well under", Bound::Less),
    ("just under", Bound::Nearly),
    ("just below", Bound::Nearly),
    ("slightly less than", Bound::Nearly),
    ("a little under", Bound::Nearly),
    ("nearly", Bound::Nearly),
    ("almost", Bound::Nearly),
    ("close to", Bound::Nearly),
    ("about", Bound::About),
    ("around", Bound::About),
    ("approximately", Bound::About),
    ("approx", Bound::About),
    ("approx .", Bound::About),
    ("roughly", Bound::About),
    ("some", Bound::About),
    ("an estimated", Bound::About),
    ("estimated", Bound::About),
    ("circa", Bound::About),
    ("in the region of", Bound::About),
    ("early", Bound::Early),
    ("early in", Bound::Early),
    ("the start of", Bound::Early),
    ("the beginning of", Bound::Early),
    ("mid", Bound::Mid),
    ("the middle of", Bound::Mid),
    ("late", Bound::Late),
    ("late in", Bound::Late),
    ("the end of", Bound::Late),
];

/// Words behind a figure.
const BEHIND: &[(&str, Bound)] = &[
    ("or more", Bound::AtLeast),
    ("or over", Bound::AtLeast),
    ("and over", Bound::AtLeast),
    ("and above", Bound::AtLeast),
    ("or above", Bound::AtLeast),
    ("or older", Bound::AtLeast),
    ("and older", Bound::AtLeast),
    ("or less", Bound::AtMost),
    ("or fewer", Bound::AtMost),
    ("or under", Bound::AtMost),
    ("or younger", Bound::AtMost),
    ("or so", Bound::About),
];

/// What is more than a figure, before "than"; then what is less.
const GREATER: [&str; 10] =
    ["older", "larger", "bigger", "longer", "taller", "heavier", "higher", "deeper", "wider", "faster"];
const LESSER: [&str; 8] =
    ["younger", "smaller", "shorter", "lighter", "lower", "shallower", "narrower", "slower"];

/// Words that may begin a figure by bounding it.
pub(super) fn starters() -> impl Iterator<Item = &'static str> {
    let words = BEFORE.iter().filter_map(|(words, _)| words.split(' ').next());
    words.chain(["between"]).chain(GREATER).chain(LESSER)
}

/// The bound that starts at token `at`; gives the token after it.
pub(super) fn before(scan: Scan<'_>, at: usize) -> Option<(usize, Bound)> {
    let found = compared(scan, at).or_else(|| scan.longest(at, BEFORE));
    let (end, bound) = found.filter(|_| !is_direction(scan, at) && !is_no_bound(scan, at))?;
    let end = scan.past_hyphen(end);
    let of_time = matches!(bound, Bound::Early | Bound::Mid | Bound::Late);
    let filler = of_time && matches!(scan.norm(end), "the" | "'" | "’" | "‘");
    Some((end + usize::from(filler), bound))
}

/// "Younger than 18", "no larger than 10".
fn compared(scan: Scan<'_>, at: usize) -> Option<(usize, Bound)> {
    let denied = matches!(scan.norm(at), "no" | "not");
    let word = at + usize::from(denied);
    if scan.norm(word + 1) != "than" {
        return None;
    }
    let bound = match (GREATER.contains(&scan.norm(word)), LESSER.contains(&scan.norm(word))) {
        (true, _) if denied => Bound::AtMost,
        (true, _) => Bound::More,
        (_, true) if denied => Bound::AtLeast,
        (_, true) => Bound::Less,
        _ => return None,
    };
    Some((word + 2, bound))
}

/// Whether "over" at `at` belongs to the verb before it ("handed over 36 men") or says how long something went on
/// ("worth a million over four years"), and not that there was more.
fn is_no_bound(scan: Scan<'_>, at: usize) -> bool {
    if scan.norm(at) != "over" || at == 0 {
        return false;
    }
    if LexicalWord::of(scan.before(at)).lemmas().iter().any(|l| PASSES.contains(&l.lemma)) {
        return true;
    }
    let amount = numbers::quantity_at(scan, at + 1);
    let lasts = amount.and_then(|(end, quantity)| units::unit_at(scan, end, quantity.value()?));
    let lasts = lasts.map(|(_, unit)| unit);
    let lasts = lasts.or_else(|| durations::single(scan, at + 1).map(|(_, unit)| unit.to_owned()));
    let led = ENDS.contains(&scan.before(at))
        || scan.before(at).ends_with("ed")
        || scan.before(at).ends_with("ing");
    lasts.is_some_and(|unit| units::is_duration(&unit)) && !led && !scan.is(at - 1, Sort::Mark)
}

/// Words behind which "over" before a time is a bound: it took, it was, for, after over an hour.
const ENDS: [&str; 27] = [
    "for", "after", "of", "in", "within", "by", "from", "since", "and", "or", "is", "was", "are", "were",
    "be", "been", "took", "take", "takes", "taken", "last", "lasts", "spent", "spend", "just", "well", "a",
];
/// Verbs that pass something "over"; "took over an hour" and "won over half of them" are bounds.
const PASSES: [&str; 4] = ["hand", "sign", "turn", "bring"];

/// Verbs that take something up to a figure.
const LIFTS: &[&str] = &["bring", "drive", "lift", "push", "put", "raise", "send", "take"];
/// What they take there.
const LEVELS: &[&str] = &[
    "age",
    "amount",
    "budget",
    "capacity",
    "count",
    "figure",
    "grant",
    "level",
    "limit",
    "number",
    "pay",
    "pension",
    "population",
    "price",
    "rate",
    "salary",
    "share",
    "sum",
    "tally",
    "toll",
    "total",
    "turnout",
    "wage",
];

/// Whether "up to" at `at` says which way something goes and sets no bound: "bring the total up to 400", "went up to 12";
/// not "raise up to 400".
fn is_direction(scan: Scan<'_>, at: usize) -> bool {
    if scan.norm(at) != "up" || scan.norm(at + 1) != "to" {
        return false;
    }
    if matches!(scan.before(at), "went" | "gone" | "add" | "adds" | "added") {
        return true;
    }
    let lemma = |k: usize, list: &[&str]| {
        LexicalWord::of(scan.norm(k)).lemmas().iter().any(|l| list.contains(&l.lemma))
    };
    let ahead = (at.saturating_sub(TOKENS_BEFORE_BOUND)..at).rev().take_while(|&k| !scan.is(k, Sort::Mark));
    let mut level = false;
    for k in ahead {
        if level && lemma(k, LIFTS) {
            return true;
        }
        level |= lemma(k, LEVELS);
    }
    false
}

/// The bound behind a figure that ends before token `at`: "or more", "-odd", "-plus", "+".
pub(super) fn behind(scan: Scan<'_>, at: usize) -> Option<(usize, Bound)> {
    let next = scan.past_hyphen(at);
    match scan.norm(next) {
        "odd" if next > at => Some((next + 1, Bound::About)),
        "plus" if next > at => Some((next + 1, Bound::AtLeast)),
        "+" if at > 0 && scan.adjoins(at - 1) => Some((at + 1, Bound::AtLeast)),
        _ => scan.longest(at, BEHIND),
    }
}
