//! Exchanges: two parties, figures or places that took each other's part.

use super::{Find, Rule};
use crate::diff::exchange::{Exchange, exchanges};
use crate::diff::finding::Finding;
use crate::diff::pair::Pair;
use crate::diff::parties::{is_clean, reports, swaps};
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::roles::RoleSwap;
use crate::diff::tie::Tie;
use crate::diff::{Kind, Severity};

pub(super) const RULE: Rule = Rule {
    name: "exchanges",
    says: "The same words, but two phrases took each other's place: who did it to whom, which figure is whose.",
    place: "First stage: it looks at the order of words in common, which no other rule does.",
    findings: Find::Whole(findings),
    catches: &[
        ("Malloy defeated Innis.", "Innis defeated Malloy."),
        ("Adults pay $22 and children $9 at the door.", "Adults pay $9 and children $22 at the door."),
        ("The will favours the gardener over the sons.", "The will favours the sons over the gardener."),
        ("A satellite, not a meteor, lit up the sky.", "A meteor, not a satellite, lit up the sky."),
        ("Sales rose from 4 percent to 6 percent.", "Sales rose from 6 percent to 4 percent."),
        (
            "The rise owes more to mould in rented homes than to traffic.",
            "The rise owes more to traffic than to mould in rented homes.",
        ),
        ("The cyclist was hit by the driver.", "The driver was hit by the cyclist."),
        (
            "The motion got 21 votes in Upton and 17 in Wexley.",
            "The motion got 17 votes in Upton and 21 in Wexley.",
        ),
        ("The guard locked the door, then fled.", "The guard fled, then locked the door."),
        ("Upton leads Wexley by two points.", "Wexley leads Upton by two points."),
        (
            "The widow gets 70 per cent of the shares and her stepson 30 per cent.",
            "The widow gets 30 per cent of the shares and her stepson 70 per cent.",
        ),
        ("The union sued the port.", "The union was sued by the port."),
        ("Orlec bought Webb Stores in May.", "Orlec was bought by Webb Stores in May."),
        ("The dog chased the boy across the yard.", "The boy chased the dog across the yard."),
        ("Wages are higher in Upton than in Wexley.", "Wages are higher in Wexley than in Upton."),
        ("Rents rose faster in May than in June.", "Rents rose faster in June than in May."),
        (
            "The council meets in May and the board in June.",
            "The council meets in June and the board in May.",
        ),
        ("More was spent on roads than on schools.", "More was spent on schools than on roads."),
        ("She sued the firm.", "The firm sued her."),
        ("She sued the firm.", "She was sued by the firm."),
        ("The coach said he had beaten the referee.", "The coach said the referee had beaten him."),
        ("On Monday they attacked the guards.", "On Monday the guards attacked them."),
        ("We warned the bank.", "The bank warned us."),
        ("In May she left her husband.", "In May her husband left her."),
        ("Garrow threatened Orvale.", "Orvale threatened Garrow."),
        ("The mayor blamed the council for the delay.", "The council blamed the mayor for the delay."),
        ("The suspect's brother bought the gun.", "The suspect bought the gun for his brother."),
        ("Her son sold the house.", "She sold the house for her son."),
        ("The dog of the neighbour bit the man.", "The man's dog bit the neighbour."),
        ("The mayor hit the driver's uncle.", "The driver hit the mayor's uncle."),
    ],
    spares: &[
        ("On Monday the council met in Upton.", "The council met in Upton on Monday."),
        ("On Monday the council met in Upton.", "In Upton the council met on Monday."),
        ("Malloy defeated Innis.", "Innis was defeated by Malloy."),
        ("The road is shut, the mayor said.", "The mayor said the road is shut."),
        ("France, Spain and Italy signed it.", "Italy, Spain and France signed it."),
        ("A flood and a fire hit Upton.", "A fire and a flood hit Upton."),
        ("Sales rose to 6 percent from 4 percent.", "Sales rose from 4 percent to 6 percent."),
        ("The mayor, Ana Ito, resigned.", "Ana Ito, the mayor, resigned."),
        ("The university of Ambley was shut.", "Ambley University was shut."),
        ("Ana Ito met Jon Webb in Upton.", "Jon Webb met Ana Ito in Upton."),
        ("She gave the boy a book.", "She gave a book to the boy."),
        ("The ministry of health closed it.", "The health ministry closed it."),
        ("Talks between Ana Ito and Jon Webb failed.", "Talks between Jon Webb and Ana Ito failed."),
        (
            "The treaty was signed on 9 October 1954 in Upton.",
            "The treaty was signed on October 9, 1954, in Upton.",
        ),
        (
            "Troops took a village in Garrow's Orlec province.",
            "Troops took a village in Orlec province, Garrow.",
        ),
        (
            "The crew slept when the trawler struck the pier, investigators found.",
            "Investigators found that when the trawler struck the pier, the crew slept.",
        ),
        (
            "The suspect left the flat on Friday, a neighbour said.",
            "A neighbour said the suspect on Friday left the flat.",
        ),
        ("Hetton lies north of Marwick.", "Marwick lies south of Hetton."),
        ("The crypt lies below the hall.", "The hall lies above the crypt."),
        ("Rice costs more than wheat this year.", "Wheat costs less than rice this year."),
        ("Wages are higher in Upton than in Wexley.", "In Upton wages are higher than in Wexley."),
        ("When the roof leaked, the tenants left.", "The tenants with leaking roofs left."),
        ("Two men died and six women were hurt.", "Six women were hurt and two men died."),
        ("She sued the firm.", "The firm was sued by her."),
        ("She sued the firm.", "Ana Ito sued the firm."),
        ("She sold her house.", "Her house was sold by her."),
        ("She met the mayor.", "The mayor met her."),
        ("The road is shut, she told the council.", "She told the council the road is shut."),
        ("The girl's mother found her in the yard.", "Her mother found the girl in the yard."),
        ("The road is shut says Ito", "Ito says the road is shut"),
        ("The suspect's brother bought the gun.", "The gun was bought by the brother of the suspect."),
        ("Ito's lawyer, Jon Webb, sued the firm.", "Jon Webb, Ito's lawyer, sued the firm."),
        ("The minister's car hit the man.", "The minister hit the man with his car."),
        ("A group of men attacked the house.", "Men in a group attacked the house."),
        ("When he saw the dog, he called the police.", "He called the police when he saw the dog."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> =
        exchanges(&pair.old, &pair.new, &pair.pairing).iter().map(|e| told(pair, e)).collect();
    if found.is_empty() {
        let turns = swaps(&pair.old, &pair.new, &pair.pairing);
        found.extend(turns.iter().filter(|turn| is_turned(pair, turn)).map(|t| roles(pair, t)));
    }
    found
}

/// Whether two phrases are seen to have taken each other's place.
pub(super) fn finds(pair: &Pair<'_>) -> bool {
    !findings(pair).is_empty()
}

/// Whether the parties of a verb say another thing in each other's place: not of "met", and of what may follow its verb
/// ("said Ito") only where the verb has both its parties.
fn is_turned(pair: &Pair<'_>, turn: &RoleSwap) -> bool {
    let sides = [(&pair.old, &turn.old), (&pair.new, &turn.new)];
    let mutual = pair.old.entries[turn.old[0]].has_tag("mutual");
    let whole = sides.iter().all(|(r, places)| is_one_phrase(r, places));
    let sure = || !reports(&pair.old, turn.old[0]) || sides.iter().all(|(r, places)| is_clean(r, places));
    !mutual && whole && sure() && !is_converse(pair, turn)
}

/// "Upton lies north of Wexley", "Wexley lies south of Upton": the opposite said of the parties in each other's place.
fn is_converse(pair: &Pair<'_>, turn: &RoleSwap) -> bool {
    let (first, last) = (turn.old.iter().min(), turn.old.iter().max());
    let mut between = first.zip(last).map_or(0..0, |(first, last)| first + 1..*last);
    between.any(|at| pair.pairing.old[at].is_some_and(|link| link.tie == Tie::Opposite))
}

/// Whether no mark stands between a verb and its parties: both are of its clause.
fn is_one_phrase(r: &Reading<'_>, places: &[usize; 3]) -> bool {
    let (first, last) = (places.iter().min(), places.iter().max());
    let mut within = first.zip(last).map_or(0..0, |(first, last)| first + 1..last + 1);
    within.all(|k| r.before[k] == ' ')
}

/// "The union sued the port", "the union was sued by the port".
fn roles(pair: &Pair<'_>, turn: &RoleSwap) -> Finding {
    let shown = |places: &[usize; 3]| {
        let mut places = *places;
        places.sort_unstable();
        places.map(|at| at..at + 1)
    };
    let reason = "who does what to whom was reversed";
    pair.finding(Kind::EntityChanged, Severity::High, &shown(&turn.old), &shown(&turn.new), reason)
}

fn told(pair: &Pair<'_>, exchange: &Exchange) -> Finding {
    let (first, second) = (&exchange.first, &exchange.second);
    let figures = |at: &std::ops::Range<usize>| at.clone().all(|i| pair.old.class(i) == TokenClass::Figure);
    let (kind, reason) = if figures(&first.0) && figures(&second.0) {
        (Kind::FigureChanged, "two figures were swapped")
    } else {
        (Kind::EntityChanged, "two parties were swapped")
    };
    let (before, after) = ([first.0.clone(), second.0.clone()], [first.1.clone(), second.1.clone()]);
    pair.finding(kind, Severity::High, &before, &after, reason)
}
