//! Deadlines: a date that stays while the word before it changes: "until Monday", "on Monday".

use super::{Find, Rule};
use crate::claim::{Parsed, Sense};
use crate::diff::finding::Finding;
use crate::diff::pair::Pair;
use crate::diff::reading::Reading;
use crate::diff::{Kind, Severity};
use std::ops::RangeInclusive;
use std::slice::from_ref;

pub(super) const RULE: Rule = Rule {
    name: "deadlines",
    says: "What was said to begin, end or happen at a date is said to do another of these at the same date.",
    place: "First stage, beside figures: those look at the date, this at what leads to it.",
    findings: Find::Whole(findings),
    catches: &[
        ("The trial was adjourned to Monday.", "The trial was adjourned on Monday."),
        ("The tax applies from 2025.", "The tax applies until 2025."),
        ("The road is shut until May.", "The road is shut from May."),
        ("The strike lasts till Friday.", "The strike lasts from Friday."),
        ("The vote was put off until June 3.", "The vote was put off on June 3."),
        ("He has lived in Upton since 1990.", "He lived in Upton until 1990."),
        ("The law was in force before 2019.", "The law was in force after 2019."),
        ("The fair was moved to Sunday.", "The fair was moved on Sunday."),
        ("Bids are due by Friday.", "Bids are due from Friday."),
        ("The ferry runs through October.", "The ferry runs after October."),
        ("She led the club until 2014.", "She led the club in 2014."),
    ],
    spares: &[
        ("The trial began on Monday.", "The trial began Monday."),
        ("Sales rose to 2000.", "Sales rose by 2000."),
        ("The trial began in May.", "The trial began during May."),
        ("The road is shut until May.", "The road is shut till May."),
        ("The road is shut until May.", "The road is shut through May."),
        ("Bids are due by Friday.", "Bids are due before Friday."),
        ("He has lived in Upton since 1990.", "He has lived in Upton from 1990."),
        ("It lasts from May to June.", "It lasts between May and June."),
        ("On Monday the trial began.", "The trial began on Monday."),
        ("The club paid $5 to Upton.", "The club paid $5 in Upton."),
        ("The trial began on Monday in Upton.", "The trial began in Upton on Monday."),
        ("Tamm takes office on May 1.", "Tamm takes office from May 1."),
        ("Bids are due prior to April 6.", "Bids are due before April 6."),
        ("He wept after the game on Monday.", "After Monday's game he wept."),
        ("Tamm was born in 1950.", "Tamm (born 1950) was born in Upton."),
        ("The fair will be moved to Sunday.", "The fair will be moved to Saturday."),
    ],
};

/// Numbers that are years behind a word of time.
const YEARS: RangeInclusive<f64> = 1500.0..=2200.0;

/// What a word before a date says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DateBound {
    At,
    Before,
    Until,
    After,
}

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let (was, is) = (dated(&pair.old), dated(&pair.new));
    // Two dates of one value may have changed places: the order tells nothing then.
    let once = |all: &[Dated<'_>], value: &str| all.iter().filter(|d| d.value == value).count() == 1;
    let mut out = Vec::new();
    for old in &was {
        let same = is.iter().find(|new| new.value == old.value);
        let Some(new) = same.filter(|_| once(&was, old.value) && once(&is, old.value)) else { continue };
        if old.bound != new.bound && !pair.old.words[old.lead].quoted {
            let reason = "the date stays, but what it says of it is another thing";
            let (before, after) = (old.lead..old.lead + 1, new.lead..new.lead + 1);
            let shown = (from_ref(&before), from_ref(&after));
            out.push(pair.finding(Kind::FigureChanged, Severity::Medium, shown.0, shown.1, reason));
        }
    }
    out
}

/// A date with the word that leads to it.
struct Dated<'r> {
    value: &'r str,
    lead: usize,
    bound: DateBound,
}

fn dated<'r>(r: &'r Reading<'_>) -> Vec<Dated<'r>> {
    // "Until 2025"
    let year =
        |f: &Parsed| f.unit.is_empty() && f.of.is_none() && f.value.is_some_and(|v| YEARS.contains(&v));
    let date = |f: &Parsed| matches!(f.sense, Sense::Date | Sense::Day);
    let lead = r.figures.iter().filter_map(|f| Some((f, f.tokens.start.checked_sub(1)?)));
    lead.filter_map(|(f, lead)| {
        let of_time = !matches!(r.norm(lead), "to" | "by" | "through");
        // "After Monday's vote" is after a vote; "goes on today" leads to no day.
        let owns = |k: usize| r.words[k].norm.ends_with("'s") || r.entries[k].has_tag("temporal");
        let of_another =
            r.words.get(f.tokens.end).is_some_and(|w| w.norm == "'s") || f.tokens.clone().any(owns);
        let dated = date(f) || of_time && year(f);
        if of_another || !dated {
            return None;
        }
        // "From May to June", "between May and June"
        let spans = lead.checked_sub(1).is_some_and(|b| r.figure_at(b).is_some());
        // "Prior to", "next to": no end.
        let led = r.norm(lead) == "to"
            && lead
                .checked_sub(1)
                .is_some_and(|b| matches!(r.norm(b), "prior" | "due" | "up" | "next" | "close"));
        let bound = bound(r.norm(lead)).filter(|_| !led).filter(|_| r.before[lead + 1] == ' ' && !spans)?;
        Some(Dated { value: &f.bare, lead, bound })
    })
    .collect()
}

fn bound(word: &str) -> Option<DateBound> {
    Some(match word {
        // What begins at a date happens at it.
        "on" | "in" | "at" | "during" | "from" | "since" => DateBound::At,
        "by" | "before" => DateBound::Before,
        "to" | "until" | "till" | "through" => DateBound::Until,
        "after" => DateBound::After,
        _ => return None,
    })
}
