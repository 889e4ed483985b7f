//! Sentences of each level, as they are weighed when they come in or go among many others.

use super::edition::Edition;
use super::revisions::diff_editions;
use super::{Past, Severity};
use crate::claim::{Days, Position, Statement, bare_statement};

/// A published claim withdrawn: the opening sentence is gone, and nothing else says it.
const OPENINGS: &[&str] = &[
    "The mayor of Wexley was charged with fraud on Monday over the sale of the old harbour.",
    "Regulators have grounded the ferry fleet after water was found in two engine rooms.",
    "The country's largest pension fund lost a third of its value in a week.",
    "A vaccine against dengue fever failed in its last trial, its maker said.",
    "The airline will lay off 4,000 workers, a tenth of its staff.",
    "Ana Ito won the leadership of the Green Union by nine votes.",
    "The reactor at Orlec leaked for eleven days before anyone was told.",
    "A judge ordered the release of the emails that the ministry had withheld.",
    "Thieves took a Roman helmet from the museum in broad daylight.",
    "The bridge that collapsed in May had not been inspected for six years.",
    "The council voted to sell its last two swimming pools.",
    "Rents in Wexley doubled in four years, a survey found.",
    "Lee Crane has withdrawn from the race for governor.",
    "The star striker tested positive for a banned stimulant.",
    "Three teachers were suspended after exam papers were found in a car.",
    "The software update shut down cash machines in nine countries.",
    "Troops crossed the river before dawn and took the border post.",
    "The charity paid its director more than it spent on shelters.",
    "Scientists retracted a study that linked the sweetener to memory loss.",
    "A landslide buried a school bus near San Aldero.",
];

/// A denial that no longer stands.
const DENIALS: &[&str] = &[
    "Crane has denied that he knew of the payments.",
    "The ministry denied the allegations in a letter to the paper.",
    "Ito denies any wrongdoing.",
    "The company issued a denial of the report within the hour.",
    "He denied harassing two members of his staff.",
];

/// Headlines that came in.
const HEADLINES: &[&str] = &[
    "Mayor charged with fraud over harbour sale",
    "Ferry fleet grounded",
    "Ito wins Green Union vote",
    "Reactor leaked for days",
    "Council sells pools",
];

/// Grave claims: harm, crime and misconduct.
const GRAVE: &[&str] = &[
    "The head teacher hit pupils, three former pupils said.",
    "Three witnesses say Holm ordered the beating of a journalist.",
    "Holm is being investigated by the State Police over a hidden bank account.",
    "A guard was shot.",
    "Two hikers drowned.",
    "The nurse stole morphine from the ward, a colleague said.",
    "A former aide accused Crane of groping her at a party.",
    "Police arrested four men.",
    "The driver fled the scene and is still at large.",
    "The band's drummer died of an overdose.",
    "He pleaded guilty.",
    "Soldiers tortured prisoners, according to two doctors.",
    "The firm bribed inspectors for a decade.",
    "The coach bullied and beat young gymnasts, parents say.",
    "A gunman opened fire outside the library.",
    "Her dissertation was plagiarised, the university found.",
    "Prosecutors say the money was laundered through a shell company.",
    "The blast injured a cook.",
    "The bishop covered up abuse, a report found.",
    "Rebels took nine aid workers hostage.",
];

/// Central claims: decisions and records.
const CENTRAL: &[&str] = &[
    "The president resigned.",
    "The court banned the opposition party.",
    "Stocks fell 9%, the sharpest fall since 2008.",
    "Fuel prices reached $4 a gallon, the highest since 2022.",
    "The upper house overturned the veto.",
    "The bank filed for bankruptcy.",
    "The judge acquitted both sisters.",
    "Ito was re-elected.",
    "The two sides agreed to a ceasefire.",
    "The minister was sacked on Friday.",
];

/// Ordinary updates, background and remarks.
const ORDINARY: &[&str] = &[
    "\"I love this state,\" Holm said.",
    "She will speak in Dover on Monday.",
    "She will then go to Camden.",
    "The bus is painted green.",
    "Her friends say she is ready.",
    "Members praised the coat.",
    "The canteen served soup.",
    "A guard said the day was calm.",
    "Voters in Dover seemed glad to see her.",
    "The launch was meant to be low key.",
    "\"We are all very proud of them,\" he added.",
    "The band plays in Wexley on Saturday.",
    "It was a cold morning.",
    "The hall was full.",
    "She grew up on a farm.",
    "\"That is how it goes,\" she said.",
    "He likes to cook.",
    "The garden has a pond and two benches.",
    "Talks will go on next week.",
    "Both men smiled for the cameras.",
    "Fans sang outside the hotel.",
    "The exhibition is open every day but Monday.",
    "\"Let's wait and see,\" said Crane.",
    "Ito thanked the volunteers.",
    "The path winds along the shore.",
    "They hope to meet again soon.",
    "Nobody knows what comes next.",
    "A spokesman did not return a call.",
    "The crowd left before noon.",
    "The lake is popular with anglers.",
];

/// Lines of the page that claim nothing: topics, credits, links, signatures, front matter.
const IDLE: &[&str] = &[
    "2026 Chad war",
    "2025–2026 Chad–Niger negotiations",
    "# Armed conflicts and attacks",
    "- 2026 Orlec floods",
    "(AFP via New Mail)",
    "(Reuters)",
    "(The Harbour Gazette)",
    "[BBC News]",
    "Harbour Gazette / New Mail",
    "Politics and elections",
    "Disasters and Accidents",
    "Council Defends Its Plan for Pier",
    "layout: post title: 2026 January 05 date: 2026-01-05 05:51:30 -0000",
    "slug: council-budget-vote author: desk tags: council, budget 2026",
    "title: \"Pier reopens\" draft: false weight: 20",
    "— Supt. Lee Crane",
    "By Ana Ito",
    "By Ana Ito and Lee Crane",
    "Photo: Lee Crane/New Mail",
    "Photograph by Ana Ito",
    "Illustration: Ana Ito",
    "Arts & Culture",
    "In pictures:",
    "Here is what we know:",
    "Science",
    "Related Stories",
    "Law and crime",
    "2026 in science",
    "10–14 March 2026",
    "Our team",
];

const STORY: [&str; 3] = [
    "The fair in Upton opened on Monday.",
    "Its stalls stand by the river.",
    "Visitors came from as far as Orlec.",
];
const OTHERS: [&str; 6] = [
    "A juggler drew a crowd near the gate.",
    "Cider was sold from a cart.",
    "One stall had honey from the hills.",
    "The wheel turned until dusk.",
    "A brass quartet played waltzes.",
    "Sheep were judged in a tent.",
];

/// The severity of a sentence that came in, or that is `gone`, in its place of a story of which nothing else or much changed.
fn severity(text: &str, position: Position, gone: bool, crowded: bool) -> Severity {
    let at = |position: Position| move |text: &&str| Statement { position, ..bare_statement(text) };
    let one = Statement { position, ..bare_statement(text) };
    let body = STORY.iter().map(at(Position::Body));
    let others = OTHERS.iter().filter(|_| crowded).map(at(Position::Body));
    let without: Vec<Statement> = body.clone().collect();
    let with: Vec<Statement> = if position == Position::Body {
        body.chain([one]).chain(others).collect()
    } else {
        [one].into_iter().chain(body).chain(others).collect()
    };
    let (old, new) = if gone { (with, without) } else { (without, with) };
    let found = diff_editions(&Edition::bare(&old), &Edition::bare(&new), &Past::default(), &Days::default());
    let holds = |change: &&super::Change| [&change.was, &change.now].into_iter().flatten().any(|w| w == text);
    found.changes.iter().find(holds).map_or(Severity::None, |change| change.severity)
}

/// Sentences that have not the severity that they should, in a story of which nothing else or much changed.
fn faults(texts: &[&str], position: Position, ways: &[bool], wanted: Severity) -> Vec<String> {
    let all = texts.iter().flat_map(|text| ways.iter().map(move |gone| (*text, *gone)));
    let both = all.flat_map(|(text, gone)| [(text, gone, false), (text, gone, true)]);
    both.map(|(text, gone, crowded)| (text, gone, crowded, severity(text, position, gone, crowded)))
        .filter(|found| found.3 != wanted)
        .map(|(text, gone, crowded, found)| format!("{text} (gone: {gone}, crowded: {crowded}): {found:?}"))
        .collect()
}

#[test]
fn a_withdrawn_claim_and_another_headline_are_high() {
    let mut wrong = faults(OPENINGS, Position::Lede, &[true], Severity::High);
    wrong.extend(faults(DENIALS, Position::Body, &[true], Severity::High));
    wrong.extend(faults(GRAVE, Position::Body, &[true], Severity::High));
    wrong.extend(faults(HEADLINES, Position::Headline, &[false], Severity::High));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn central_claims_are_medium_however_much_else_changed() {
    let mut wrong = faults(CENTRAL, Position::Body, &[true, false], Severity::Medium);
    wrong.extend(faults(GRAVE, Position::Body, &[false], Severity::Medium));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn ordinary_updates_are_low() {
    let wrong = faults(ORDINARY, Position::Body, &[true, false], Severity::Low);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn lines_without_a_claim_are_noise() {
    let wrong = faults(IDLE, Position::Body, &[true, false], Severity::None);
    assert!(wrong.is_empty(), "{wrong:#?}");
}
