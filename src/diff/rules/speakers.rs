//! Speakers: the same content from another source, from a named one, from nobody in particular.

use super::{Find, Rule, entities};
use crate::claim::{Sort, Token, Voice, tokenize};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, View};
use crate::diff::reading::Reading;
use crate::diff::{Kind, Severity};
use crate::english::lexicon::{is_small, rows};
use crate::english::places;
use crate::english::slips::{may_be_misspelt, respelt};
use crate::speaker::SpeakerKind;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "speakers",
    says: "The source is a different one, is now named or no longer named; what is said stays.",
    place: "First stage: it compares the sources of attributions that go together, and looks at nothing else.",
    findings: Find::Whole(findings),
    catches: &[
        ("Upton Council said the road is shut.", "Wexley Police said the road is shut."),
        ("An official said the road is shut.", "Mayor Ana Ito said the road is shut."),
        ("The road is shut, a spokesman said.", "The road is shut, spokesman Jon Webb said."),
        ("Ana Ito said the bridge is safe.", "Jon Webb said the bridge is safe."),
        ("According to Webb Stores, sales rose in May.", "According to Orlec Motors, sales rose in May."),
        ("The minister said taxes will fall.", "Minister Ida Falk said taxes will fall."),
        ("Ito and other officials said the plan failed.", "Ito said the plan failed."),
        (
            "The Garrow Times reported that the mine is closed.",
            "The Wexley Post reported that the mine is closed.",
        ),
        ("Police said two men fled.", "Neighbours said two men fled."),
        ("Doctors said the boy is well.", "His parents said the boy is well."),
        ("Ana Meyer said the road is shut.", "Ana Meier said the road is shut."),
        ("The road is shut, Ida Petersen said.", "The road is shut, Ida Peterson said."),
    ],
    spares: &[
        ("Ana Ito said the road is shut.", "Ito said the road is shut."),
        ("Ana Ito said the road is shut.", "She said the road is shut."),
        ("The road is shut, Ana Ito said.", "Ana Ito said the road is shut."),
        ("The mayor of Upton, Ana Ito, said the road is shut.", "Mayor Ana Ito said the road is shut."),
        ("The mayor said the road is shut.", "The mayor said the road is open."),
        ("Garrow Police said two men fled.", "The Garrow police said two men fled."),
        ("The mayor closed the bridge.", "The council closed the bridge."),
        ("Mezőváros officials said the road is shut.", "Mezovaros officials said the road is shut."),
        ("The road is shut.", "The mayor said the road is shut."),
        ("A Swiss court said the sale is void.", "A court in Switzerland said the sale is void."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let voices = match (&pair.old.statement.voice, &pair.new.statement.voice) {
        (Some(a), Some(b)) => of_voices(a, b),
        _ => None,
    };
    let patterns = pair.attributions.pairs.iter().filter_map(|&(i, j)| of_sources(pair, i, j));
    voices.into_iter().chain(patterns).collect()
}

const NAMED: &str = "the source is now named";
const UNNAMED: &str = "the source is no longer named";

/// Compares the voices that the extractor found. They may stand outside the statement: no words of it show them.
fn of_voices(a: &Voice, b: &Voice) -> Option<Finding> {
    let name = |v: &Voice| v.speaker.clone().unwrap_or_else(|| v.source.clone());
    let (was, is) = (name(a), name(b));
    if a.source != b.source && same_words(&a.source, &b.source) {
        return None;
    }
    let vague = |v: &Voice| match v.speaker_kind {
        SpeakerKind::Anonymous => true,
        SpeakerKind::Group => !names_several(v),
        _ => false,
    };
    // A source without words of its own, that of the sentence before, neither shows a name nor hides one.
    let shown = !a.source.is_empty() && !b.source.is_empty();
    let (kind, severity, reason) = if speaks_for(a, b) {
        (
            Kind::SpeakerAnonymised,
            Severity::Low,
            "attributed to the organisation, no longer to its spokesperson",
        )
    } else if speaks_for(b, a) {
        (Kind::SpeakerNamed, Severity::Low, "attributed to the spokesperson, no longer to the organisation")
    } else if vague(a) && is_named(b) && shown {
        (Kind::SpeakerNamed, Severity::Medium, NAMED)
    } else if is_named(a) && vague(b) && shown {
        (Kind::SpeakerAnonymised, Severity::Medium, UNNAMED)
    } else if same_name(&was, &is) || is_name_misspelt(&was, &is) {
        return None;
    } else if a.speaker.is_some() && b.speaker.is_some() {
        (Kind::SpeakerChanged, Severity::Medium, "a different source")
    } else {
        return None;
    };
    Some(Finding::new(kind, was, is, severity, reason))
}

/// "Paris traders" and "traders in Paris": the same words in another order, small ones aside.
fn same_words(a: &str, b: &str) -> bool {
    let words = |source: &str| -> Vec<String> {
        let tokens = tokenize(source).into_iter().filter(|t| t.is_spoken() && !is_small(&t.norm));
        let mut words: Vec<String> = tokens.map(|t| t.norm).collect();
        words.sort_unstable();
        words
    };
    let (x, y) = (words(a), words(b));
    !x.is_empty() && x == y
}

/// "Jo Doe and Max Roe": a group of persons with names.
fn names_several(voice: &Voice) -> bool {
    let name = voice.speaker.as_deref().unwrap_or_default();
    let mut words = name.split([' ', ',']).filter(|w| !w.is_empty() && *w != "and").peekable();
    name.contains(" and ") && words.peek().is_some() && words.all(|w| w.starts_with(char::is_uppercase))
}

fn is_named(voice: &Voice) -> bool {
    matches!(voice.speaker_kind, SpeakerKind::Person | SpeakerKind::Organization) && voice.speaker.is_some()
}

/// Whether one voice is a person of the organisation that is the other: "Ana Ito of Upton Council", "a spokesman for it".
fn speaks_for(person: &Voice, organization: &Voice) -> bool {
    let words = |s: &str| -> Vec<String> {
        let tokens = tokenize(s).into_iter().filter(Token::is_spoken);
        tokens.filter(|t| !is_small(&t.norm)).map(|t| t.norm).collect()
    };
    let (name, source) = (words(organization.speaker.as_deref().unwrap_or_default()), words(&person.source));
    let spokesman = || source.iter().any(|w| rows(w).any(|row| row.value("unnamed") == Some("spokesperson")));
    let named = person.speaker_kind == SpeakerKind::Person && person.speaker.is_some();
    (named || person.speaker_kind == SpeakerKind::Anonymous && spokesman())
        && organization.speaker_kind == SpeakerKind::Organization
        && !name.is_empty()
        && name.iter().all(|w| source.contains(w))
}

/// "Webb" is "Jon Webb", "a court in Nigeria" is "a Nigerian court"; letter case, small words, points and a slip of the
/// pen are nothing.
#[must_use]
pub(crate) fn same_name(a: &str, b: &str) -> bool {
    let words = |s: &str| -> Vec<String> {
        let plain = s.to_lowercase().replace(['.', '’', '\''], "");
        plain.split_whitespace().filter(|w| !is_small(w)).map(str::to_owned).collect()
    };
    let (x, y) = (words(a), words(b));
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    let initials: String = long.iter().filter_map(|w| w.chars().next()).collect();
    let held = |w: &String| long.iter().any(|l| l == w || places::same(l, w, false) || respelt(l, w));
    !short.is_empty() && (short.iter().all(held) || short.len() == 1 && short[0] == initials)
}

/// Whether two names have the same given name and surnames of which one may be the other misspelt.
fn is_name_misspelt(a: &str, b: &str) -> bool {
    let parts = |name: &str| {
        name.to_lowercase().rsplit_once(' ').map(|(given, last)| (given.to_owned(), last.to_owned()))
    };
    let (Some((given, last)), Some((its_given, its_last))) = (parts(a), parts(b)) else { return false };
    given == its_given && may_be_misspelt(&last, &its_last)
}

/// What a source is by its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::diff) enum NamedSpeaker {
    /// "he", "it".
    Pronoun,
    /// "officials", "the minister", "Polish authorities".
    Role,
    /// "Upton Council", "The Garrow Times".
    Organization,
    /// "Mayor Ana Ito".
    Person,
}

impl NamedSpeaker {
    /// The name of the feature.
    pub(in crate::diff) fn name(self) -> &'static str {
        match self {
            Self::Pronoun => "pronoun",
            Self::Role => "role",
            Self::Organization => "organization",
            Self::Person => "person",
        }
    }
}

/// A source as the other wording leaves it.
pub(in crate::diff) struct PairedSource {
    /// What it is by its words.
    pub(in crate::diff) named: NamedSpeaker,
    /// Content words that the other source has in no form.
    pub(in crate::diff) own: usize,
    /// Those of them that are names.
    pub(in crate::diff) own_names: usize,
}

/// The two sources of everything that is attributed on both sides.
pub(in crate::diff) fn sources(pair: &Pair<'_>) -> Vec<(PairedSource, PairedSource)> {
    let [left, right] = pair.views();
    let source = |view: View<'_>, source: &Range<usize>, other: &Range<usize>| {
        let own = fresh(view, source, other, true);
        let own_names = own.iter().filter(|&&i| view.from.words[i].capital && !view.from.is_role(i)).count();
        PairedSource { named: named(view.from, source), own: own.len(), own_names }
    };
    let both = pair.attributions.pairs.iter().map(|&(i, j)| {
        let (a, b) = (&left.from.attributions[i].source, &right.from.attributions[j].source);
        (source(left, a, b), source(right, b, a))
    });
    both.collect()
}

/// Two sources of the same content.
struct Sources<'s> {
    old: &'s Range<usize>,
    new: &'s Range<usize>,
    /// Words that only the old one has.
    gone: Vec<usize>,
    /// Words that only the new one has.
    come: Vec<usize>,
    /// Whether they share a word or a name.
    shares: bool,
}

/// Compares the sources of two attributions of the same content.
fn of_sources(pair: &Pair<'_>, i: usize, j: usize) -> Option<Finding> {
    let [left, right] = pair.views();
    let (a, b) = (&left.from.attributions[i].source, &right.from.attributions[j].source);
    let (was, is) = (named(left.from, a), named(right.from, b));
    if let Some((x, y)) = misspelt(left, a, right, b) {
        let (before, after) = (x..x + 1, y..y + 1);
        let spelling = entities::SPELLING;
        return Some(pair.finding(Kind::EntityChanged, Severity::Medium, &[before], &[after], spelling));
    }
    let joint = coordinated(left.from, a) != coordinated(right.from, b);
    if [was, is].contains(&NamedSpeaker::Pronoun) || !joint && same_last_name(left.from, a, right.from, b) {
        return None;
    }
    let nameless = was == NamedSpeaker::Role && is == NamedSpeaker::Role;
    let sources = Sources {
        gone: fresh(left, a, b, nameless),
        come: fresh(right, b, a, nameless),
        shares: shares(left, a, b),
        old: a,
        new: b,
    };
    let (kind, reason) = change(pair, was, is, &sources)?;
    let low = kind != Kind::SpeakerChanged && (sources.shares || office(pair, &sources));
    let severity = if low { Severity::Low } else { Severity::Medium };
    Some(pair.finding(kind, severity, std::slice::from_ref(a), std::slice::from_ref(b), reason))
}

fn change(
    pair: &Pair<'_>,
    was: NamedSpeaker,
    is: NamedSpeaker,
    sources: &Sources<'_>,
) -> Option<(Kind, &'static str)> {
    let (old, new) = (&pair.old, &pair.new);
    let Sources { old: a, new: b, gone, come, shares } = sources;
    let named_word =
        |r: &Reading<'_>, list: &[usize]| list.iter().any(|&i| r.words[i].capital && !r.shouting);
    if joined(old, a, new, b) || joined(new, b, old, a) {
        return Some((Kind::SpeakerChanged, "a source was added or removed"));
    }
    match (was, is) {
        (NamedSpeaker::Role, NamedSpeaker::Person) => Some((Kind::SpeakerNamed, NAMED)),
        (NamedSpeaker::Person, NamedSpeaker::Role) => Some((Kind::SpeakerAnonymised, UNNAMED)),
        (NamedSpeaker::Role, NamedSpeaker::Organization) if *shares && named_word(new, come) => {
            Some((Kind::SpeakerNamed, NAMED))
        }
        (NamedSpeaker::Organization, NamedSpeaker::Role | NamedSpeaker::Organization)
        | (NamedSpeaker::Person, NamedSpeaker::Organization)
            if *shares && named_word(old, gone) && come.is_empty() && !coordinated(old, a) =>
        {
            Some((Kind::SpeakerAnonymised, UNNAMED))
        }
        _ if gone.is_empty() || come.is_empty() => None,
        _ if *shares && !(named_word(old, gone) && named_word(new, come)) => None,
        _ => Some((Kind::SpeakerChanged, "a different source")),
    }
}

/// "The president" is "President Ana Ito": the same office, now with the name.
fn office(pair: &Pair<'_>, sources: &Sources<'_>) -> bool {
    let (old, new) = (&pair.old, &pair.new);
    sources
        .old
        .clone()
        .filter(|&i| old.is_role(i))
        .any(|i| sources.new.clone().any(|j| new.is_role(j) && new.words[j].stem == old.words[i].stem))
}

/// Content words of a source that the other source does not have in any form; offices aside, where one has a name.
fn fresh(view: View<'_>, source: &Range<usize>, other: &Range<usize>, offices: bool) -> Vec<usize> {
    let (from, to) = (view.from, view.to);
    source
        .clone()
        .filter(|&i| from.is_content(i) && (offices || !from.is_role(i)))
        .filter(|&i| !other.clone().any(|j| to.words[j].stem == from.words[i].stem))
        .filter(|&i| !(from.words[i].capital && is_in(view, i, other)))
        .filter(|&i| !other.clone().any(|j| respelt(from.norm(i), to.norm(j)) || is_slip(view, i, j)))
        .collect()
}

/// The words in which two sources differ, where these are one name that may be misspelt: "Ana Meyer", "Ana Meier".
fn misspelt(left: View<'_>, a: &Range<usize>, right: View<'_>, b: &Range<usize>) -> Option<(usize, usize)> {
    let differ: Vec<(usize, usize)> = a
        .clone()
        .zip(b.clone())
        .filter(|&(i, j)| left.from.words[i].stem != right.from.words[j].stem)
        .collect();
    let &[(i, j)] = differ.as_slice() else { return None };
    let name = |r: &Reading<'_>, at: usize| r.is_name(at) && !r.is_role(at) && !r.is_place(at);
    let (x, y) = (left.from.norm(i), right.from.norm(j));
    let one = a.len() == b.len() && name(left.from, i) && name(right.from, j);
    (one && !respelt(x, y) && may_be_misspelt(x, y)).then_some((i, j))
}

/// "IADB", "IABD"; "Tom Ferris", "Tom Feris": a short form or a surname behind the same given name, misspelt.
fn is_slip(view: View<'_>, at: usize, there: usize) -> bool {
    let (from, to) = (view.from, view.to);
    let given = || {
        let before = at.checked_sub(1).zip(there.checked_sub(1));
        before.is_some_and(|(a, b)| from.is_name(a) && !from.is_role(a) && from.norm(a) == to.norm(b))
    };
    may_be_misspelt(from.norm(at), to.norm(there)) && (from.is_acronym(at) || given())
}

fn shares(view: View<'_>, source: &Range<usize>, other: &Range<usize>) -> bool {
    let (from, to) = (view.from, view.to);
    source.clone().any(|i| {
        let word = from.is_content(i) && other.clone().any(|j| to.words[j].stem == from.words[i].stem);
        word || from.words[i].capital && is_in(view, i, other)
    })
}

/// Whether the name at `at` stands in the other source in some form.
fn is_in(view: View<'_>, at: usize, other: &Range<usize>) -> bool {
    let (from, to) = (view.from, view.to);
    let same = |j: usize| places::same(from.norm(at), to.norm(j), false) || from.spells(at, to, j);
    let acronym = from.is_acronym(at) && to.has_initials(from.norm(at));
    acronym || other.clone().any(|j| to.words[j].capital && (to.norm(j) == from.norm(at) || same(j)))
}

/// Where the first part of a source ends: "X, a spokesman for Y".
fn first_part(reading: &Reading<'_>, source: &Range<usize>) -> usize {
    source.clone().skip(1).find(|&i| reading.before[i] == ',').unwrap_or(source.end)
}

fn named(reading: &Reading<'_>, source: &Range<usize>) -> NamedSpeaker {
    let content: Vec<usize> = source.clone().filter(|&i| reading.is_content(i)).collect();
    if content.is_empty() {
        return NamedSpeaker::Pronoun;
    }
    let comma = first_part(reading, source);
    let first: Vec<usize> = content.iter().copied().filter(|&i| i < comma).collect();
    let head_part = if first.iter().any(|&i| reading.words[i].capital) { first } else { content };
    let Some(&head) = head_part.last() else { return NamedSpeaker::Role };
    if !reading.words[head].capital || reading.is_role(head) {
        return NamedSpeaker::Role;
    }
    // A role straight before capitalised words that end the source: "spokesperson Jon Webb".
    let name = |i: usize| reading.words[i].capital && !reading.is_role(i) && reading.is_content(i);
    let start = (source.start..head).rev().take_while(|&i| name(i)).last().unwrap_or(head);
    let before = start.checked_sub(1).filter(|&b| b >= source.start && reading.is_role(b));
    let preceded = before.is_some_and(|b| {
        !reading.entries[b].has_tag("organization") && !reading.entries[b].has_tag("qualifier")
    });
    let appositive = comma < source.end && (comma..source.end).any(|i| reading.is_role(i));
    if preceded || appositive || person_before_of(reading, source) {
        NamedSpeaker::Person
    } else {
        NamedSpeaker::Organization
    }
}

/// "Ana Ito of The Garrow Times": two capitalised words before "of".
fn person_before_of(reading: &Reading<'_>, source: &Range<usize>) -> bool {
    let Some(of) = source.clone().find(|&i| matches!(reading.norm(i), "of" | "for")) else { return false };
    of - source.start == 2
        && (source.start..of).all(|i| reading.words[i].capital && reading.is_content(i))
        && !reading.is_role(source.start)
}

/// The same surname, with or without first names and titles.
fn same_last_name(old: &Reading<'_>, a: &Range<usize>, new: &Reading<'_>, b: &Range<usize>) -> bool {
    let last = |r: &Reading<'_>, range: &Range<usize>| -> Option<String> {
        let head = (range.start..first_part(r, range)).rev().find(|&i| r.is_content(i))?;
        (r.words[head].capital && !r.is_role(head) && r.words[head].sort == Sort::Word)
            .then(|| r.words[head].norm.clone())
    };
    last(old, a).is_some_and(|name| last(new, b).as_ref() == Some(&name))
}

/// Whether one source is the other and somebody else: "Ito and other officials", "Ito"; not "minister of mines and
/// energy Ito".
fn joined(both: &Reading<'_>, a: &Range<usize>, one: &Reading<'_>, b: &Range<usize>) -> bool {
    let Some(and) = a.clone().rev().find(|&i| both.norm(i) == "and").filter(|_| !coordinated(one, b)) else {
        return false;
    };
    let stays = |i: usize| both.is_content(i) && b.clone().any(|j| one.words[j].stem == both.words[i].stem);
    let (first, second) = (a.start..and, and + 1..a.end);
    let says = |part: &Range<usize>| part.clone().any(|i| both.is_content(i));
    let kept = |part: &Range<usize>| part.clone().any(stays);
    says(&first) && says(&second) && kept(&first) != kept(&second)
}

fn coordinated(reading: &Reading<'_>, source: &Range<usize>) -> bool {
    source.clone().any(|i| reading.norm(i) == "and")
}
