//! Speakers: the same content from another source, from a named one, from nobody.

use super::attribution::Attributed;
use super::entities::known;
use super::forms::{demonym, respelt};
use super::lexicon::{NEGATIONS, ROLES, Strength, is_function};
use super::reading::Reading;
use super::{Finding, Kind, Severity};
use crate::claim::{Sort, Token, Voice, tokenize};
use crate::extract::CueClass;
use crate::speaker::SpeakerKind;
use std::collections::HashSet;
use std::ops::Range;

/// How much of an attribution's content must stand in the other wording for it to be the same content.
const SAME_CONTENT: f32 = 0.4;

/// How far apart in the order of attributions two of them may be one and the same.
const REACH: usize = 12;

/// Finds changes of source and cue, and marks sources and cues as explained.
pub(super) fn find(old: &mut Reading<'_>, new: &mut Reading<'_>) -> Vec<Finding> {
    let mut out = voices(old, new);
    explain_source(old);
    explain_source(new);
    let (left, right) = (old.attributions.clone(), new.attributions.clone());
    let mut scored: Vec<(f32, usize, usize)> = Vec::new();
    for (i, a) in left.iter().enumerate() {
        for (j, b) in right.iter().enumerate().filter(|(j, _)| j.abs_diff(i) <= REACH) {
            let share = overlap(old, a, new, b) + source_bonus(old, a, new, b);
            if share >= SAME_CONTENT {
                scored.push((share, i, j));
            }
        }
    }
    scored.sort_by(|x, y| {
        y.0.total_cmp(&x.0).then_with(|| (x.1.abs_diff(x.2), x.1 + x.2).cmp(&(y.1.abs_diff(y.2), y.1 + y.2)))
    });
    let mut free_left = vec![true; left.len()];
    let mut free_right = vec![true; right.len()];
    for (_, i, j) in scored {
        if std::mem::take(&mut free_left[i]) {
            if std::mem::take(&mut free_right[j]) {
                out.extend(sources(old, &left[i].source, new, &right[j].source));
                out.extend(cues(old, &left[i], new, &right[j]));
            } else {
                free_left[i] = true;
            }
        }
    }
    for (i, a) in left.iter().enumerate() {
        if free_left[i] && new.statement.voice.is_none() {
            if !survives(old, &a.content, new) {
                continue; // it is gone with all it says
            }
            if !still_said(old, a, new) {
                out.push(dropped(old, a));
            }
        }
        old.explain(a.source.clone());
        old.explain(a.cue.clone());
    }
    for (j, b) in right.iter().enumerate() {
        if free_right[j] && old.statement.voice.is_none() {
            if !survives(new, &b.content, old) {
                continue; // it came with all it says
            }
            if !still_said(new, b, old) {
                out.push(added(new, b));
            }
        }
        new.explain(b.source.clone());
        new.explain(b.cue.clone());
    }
    out
}

/// Marks the voice's source as explained where the statement opens with it, and its cue behind that.
fn explain_source(reading: &mut Reading<'_>) {
    let Some(voice) = &reading.statement.voice else { return };
    let source = tokenize(&voice.source);
    let words = source.iter().filter(|t| !matches!(t.sort, Sort::Mark | Sort::Quote));
    let length = words.clone().count();
    if length > 0 && words.zip(&reading.words).all(|(a, b)| a.norm == b.norm) {
        let cue = tokenize(&voice.cue);
        let follows = cue.iter().zip(reading.words.iter().skip(length)).all(|(a, b)| a.norm == b.norm);
        let cue = if follows { cue.len() } else { 0 };
        reading.explain(0..length + cue);
    }
}

/// Whether the content of an attribution stands in the other wording, and not there under another's name.
fn survives(from: &Reading<'_>, content: &Range<usize>, to: &Reading<'_>) -> bool {
    let words: Vec<usize> = content.clone().filter(|&i| from.is_content(i)).collect();
    let there = words.iter().filter(|&&i| to.stems.contains(&from.words[i].stem)).count();
    !words.is_empty() && there as f32 >= words.len() as f32 * SAME_CONTENT
}

/// Whether source and cue stand side by side in the other wording, where no pattern took them for an attribution:
/// "predicted that" and "predicted".
fn still_said(from: &Reading<'_>, a: &Attributed, to: &Reading<'_>) -> bool {
    let stem = |r: &Reading<'_>, at: usize| r.words.get(at).map(|w| w.stem.clone());
    let (source, cue) = (stem(from, a.source.end.saturating_sub(1)), stem(from, a.cue.start));
    a.source.end == a.cue.start
        && (1..to.words.len()).any(|k| stem(to, k) == cue && stem(to, k - 1) == source)
}

fn overlap(old: &Reading<'_>, a: &Attributed, new: &Reading<'_>, b: &Attributed) -> f32 {
    let stems = |r: &Reading<'_>, range: &Range<usize>| -> HashSet<String> {
        range.clone().filter(|&i| r.is_content(i)).map(|i| r.words[i].stem.clone()).collect()
    };
    let (x, y) = (stems(old, &a.content), stems(new, &b.content));
    let least = x.len().min(y.len());
    if least == 0 { 0.0 } else { x.intersection(&y).count() as f32 / least as f32 }
}

fn source_bonus(old: &Reading<'_>, a: &Attributed, new: &Reading<'_>, b: &Attributed) -> f32 {
    let content = |r: &Reading<'_>, range: &Range<usize>| -> HashSet<String> {
        range.clone().filter(|&i| r.is_content(i)).map(|i| r.words[i].stem.clone()).collect()
    };
    // "Ito and other officials" and "Mayor Ito" share the one who is named.
    let (x, y) = (content(old, &a.source), content(new, &b.source));
    let held = x.is_subset(&y) || y.is_subset(&x);
    let named = a.source.clone().any(|i| old.is_name(i)) && b.source.clone().any(|j| new.is_name(j));
    let same = old.slice(&a.source).eq_ignore_ascii_case(new.slice(&b.source));
    if same || held && named && !x.is_empty() && !y.is_empty() { 0.5 } else { 0.0 }
}

fn quoted(reading: &Reading<'_>, range: &Range<usize>) -> bool {
    let spoken = range.clone().filter(|&i| reading.words[i].is_spoken()).count();
    let quoted = range.clone().filter(|&i| reading.words[i].quoted && reading.words[i].is_spoken()).count();
    quoted * 3 >= spoken * 2
}

fn is_pronoun(reading: &Reading<'_>, source: &Range<usize>) -> bool {
    source.clone().all(|i| is_function(reading.norm(i)))
}

fn dropped(old: &Reading<'_>, a: &Attributed) -> Finding {
    let (severity, reason) = if is_pronoun(old, &a.source) && quoted(old, &a.content) {
        (Severity::Low, "the quotation stays a quotation")
    } else {
        (Severity::Medium, "what a source said is now said by the outlet")
    };
    let source = old.slice(&(a.source.start.min(a.cue.start)..a.source.end.max(a.cue.end))).to_owned();
    Finding::new(Kind::AttributionDropped, source, "", severity, reason)
}

fn added(new: &Reading<'_>, b: &Attributed) -> Finding {
    let (severity, reason) = if is_pronoun(new, &b.source) && quoted(new, &b.content) {
        (Severity::Low, "the quotation was a quotation before")
    } else {
        (Severity::Medium, "what the outlet said is now said by a source")
    };
    let source = new.slice(&(b.source.start.min(b.cue.start)..b.source.end.max(b.cue.end))).to_owned();
    Finding::new(Kind::AttributionAdded, "", source, severity, reason)
}

/// What a source is by its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    /// "he", "it".
    Pronoun,
    /// "officials", "the minister", "Polish authorities".
    Role,
    /// "Hamas", "The New York Times".
    Body,
    /// "President Donald Trump".
    Person,
}

fn named(reading: &Reading<'_>, source: &Range<usize>) -> Named {
    if is_pronoun(reading, source) {
        return Named::Pronoun;
    }
    let content: Vec<usize> = source.clone().filter(|&i| reading.is_content(i)).collect();
    let role = |i: usize| ROLES.contains_key(reading.words[i].stem.as_str());
    // "X, a spokesman for Y": the name stands before the comma.
    let comma = source.clone().skip(1).find(|&i| reading.before[i] == ',').unwrap_or(source.end);
    let head_part: Vec<usize> = content.iter().copied().filter(|&i| i < comma).collect();
    let head_part =
        if head_part.iter().any(|&i| reading.words[i].capital) { head_part } else { content.clone() };
    let Some(&head) = head_part.last() else { return Named::Role };
    let plain = !reading.words[head].capital || role(head) || reading.shouting && role(head);
    if plain {
        let of = head_part.iter().position(|&i| role(i));
        let tail_name = of.is_none() && reading.words[head].capital;
        return if tail_name { Named::Body } else { Named::Role };
    }
    // A role straight before capitalised words that end the source: "spokesperson Tim Hawkins".
    let mut first = head;
    while first > source.start
        && reading.words[first - 1].capital
        && !role(first - 1)
        && reading.is_content(first - 1)
    {
        first -= 1;
    }
    let preceded = first > source.start
        && role(first - 1)
        && !matches!(reading.norm(first - 1), "police" | "foreign" | "prime" | "former" | "vice" | "chief");
    let of = source.clone().any(|i| matches!(reading.norm(i), "of" | "for") && i < head);
    let appositive = comma < source.end && (comma..source.end).any(role);
    if preceded || appositive || of && source.start < comma && person_before_of(reading, source) {
        Named::Person
    } else {
        Named::Body
    }
}

/// "Lindsay Bahr of The Associated Press": two capitalised words before "of".
fn person_before_of(reading: &Reading<'_>, source: &Range<usize>) -> bool {
    let Some(of) = source.clone().find(|&i| matches!(reading.norm(i), "of" | "for")) else { return false };
    let words: Vec<usize> = (source.start..of).collect();
    words.len() == 2
        && words.iter().all(|&i| reading.words[i].capital && !is_function(reading.norm(i)))
        && !ROLES.contains_key(reading.words[words[0]].stem.as_str())
}

/// Compares the words of two sources of the same content.
fn sources(old: &Reading<'_>, a: &Range<usize>, new: &Reading<'_>, b: &Range<usize>) -> Option<Finding> {
    let (was, is) = (named(old, a), named(new, b));
    let fresh =
        |from: &Reading<'_>, range: &Range<usize>, to: &Reading<'_>, other: &Range<usize>| -> Vec<usize> {
            range
                .clone()
                .filter(|&i| from.is_content(i) && !ROLES.contains_key(from.words[i].stem.as_str()))
                .filter(|&i| !other.clone().any(|j| to.words[j].stem == from.words[i].stem))
                .filter(|&i| !(from.words[i].capital && known_in(from, i, to, other)))
                .filter(|&i| !other.clone().any(|j| respelt(from.norm(i), to.norm(j))))
                .collect()
        };
    let gone = fresh(old, a, new, b);
    let come = fresh(new, b, old, a);
    let named_word =
        |r: &Reading<'_>, list: &[usize]| list.iter().any(|&i| r.words[i].capital && !r.shouting);
    let (before, after) = (old.slice(a).to_owned(), new.slice(b).to_owned());
    let shares =
        a.clone().any(|i| old.is_content(i) && b.clone().any(|j| old.words[i].stem == new.words[j].stem))
            || a.clone().any(|i| old.words[i].capital && known_in(old, i, new, b));
    let related = if shares { Severity::Low } else { Severity::Medium };
    if same_last_name(old, a, new, b) && coordinated(old, a) == coordinated(new, b) {
        return None;
    }
    match (was, is) {
        (Named::Pronoun, _) | (_, Named::Pronoun) => None,
        _ if joined(old, a, new, b) || joined(new, b, old, a) => {
            let reason = "a source joined or left";
            Some(Finding::new(Kind::SpeakerChanged, before, after, Severity::Medium, reason))
        }
        (Named::Role, Named::Person) => {
            // "The president" is "President Ana Ito": the same office, now with the name.
            let office = a.clone().any(|i| {
                let stem = &old.words[i].stem;
                ROLES.contains_key(stem.as_str()) && b.clone().any(|j| new.words[j].stem == *stem)
            });
            let severity = if office { Severity::Low } else { Severity::Medium };
            Some(Finding::new(Kind::SpeakerNamed, before, after, severity, "the source now has a name"))
        }
        (Named::Role, Named::Body) if shares && named_word(new, &come) => {
            Some(Finding::new(Kind::SpeakerNamed, before, after, Severity::Low, "the source now has a name"))
        }
        (Named::Person, Named::Role) => {
            Some(Finding::new(Kind::SpeakerAnonymised, before, after, related, "the source lost its name"))
        }
        (Named::Person | Named::Body, Named::Role | Named::Body)
            if shares && named_word(old, &gone) && come.is_empty() && !coordinated(old, a) =>
        {
            Some(Finding::new(
                Kind::SpeakerAnonymised,
                before,
                after,
                Severity::Low,
                "the source lost its name",
            ))
        }
        _ if !gone.is_empty()
            && !come.is_empty()
            && (!shares || named_word(old, &gone) && named_word(new, &come)) =>
        {
            Some(Finding::new(
                Kind::SpeakerChanged,
                before,
                after,
                related.max(Severity::Low),
                "another source",
            ))
        }
        _ => None,
    }
}

fn known_in(from: &Reading<'_>, at: usize, to: &Reading<'_>, range: &Range<usize>) -> bool {
    known(from, at, to) && {
        let head: String = from.norm(at).chars().take(4).collect();
        let acronym = from.norm(at).chars().count() <= 6
            && from.statement.text[from.words[at].span.start..from.words[at].span.end]
                .chars()
                .all(|c| !c.is_lowercase());
        acronym
            || range.clone().any(|j| to.norm(j).starts_with(&head))
            || range.clone().any(|j| {
                (2..=6).contains(&to.norm(j).len())
                    && to.words[j].capital
                    && !to.slice(&(j..j + 1)).chars().any(char::is_lowercase)
            })
    }
}

/// The same surname, with or without first names and titles.
fn same_last_name(old: &Reading<'_>, a: &Range<usize>, new: &Reading<'_>, b: &Range<usize>) -> bool {
    let last = |r: &Reading<'_>, range: &Range<usize>| -> Option<String> {
        let comma = range.clone().skip(1).find(|&i| r.before[i] == ',').unwrap_or(range.end);
        let head = (range.start..comma).rev().find(|&i| r.is_content(i))?;
        let role = ROLES.contains_key(r.words[head].stem.as_str());
        (r.words[head].capital && !role).then(|| r.words[head].norm.clone())
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

/// A cue that puts the same content from the same source with more or less doubt.
fn cues(old: &Reading<'_>, a: &Attributed, new: &Reading<'_>, b: &Attributed) -> Option<Finding> {
    let denies = |r: &Reading<'_>, cue: &Range<usize>| cue.clone().any(|i| r.words[i].stem == "deny");
    if denies(old, &a.cue) != denies(new, &b.cue) {
        let (before, after) = (old.slice(&a.cue), new.slice(&b.cue));
        let reason = "the source says the opposite";
        return Some(Finding::new(Kind::PolarityFlipped, before, after, Severity::High, reason));
    }
    let according = |r: &Reading<'_>, cue: &Range<usize>| r.norm(cue.start) == "according";
    if according(old, &a.cue) != according(new, &b.cue) && a.strength.min(b.strength) == Strength::Doubting {
        return None; // "claims" and "according to" both leave it to the source
    }
    strength(a.strength, b.strength, old.slice(&a.cue), new.slice(&b.cue))
}

fn strength(was: Strength, is: Strength, before: &str, after: &str) -> Option<Finding> {
    let weight = |s: Strength| match s {
        Strength::Doubting => 0,
        Strength::Holding => 1,
        Strength::Plain => 2,
        Strength::Sure => 3,
    };
    let (x, y) = (weight(was), weight(is));
    // "says" and "confirms" differ, but a plain cue between the two is how most are edited.
    let severity = if x.max(y) == 3 && x.min(y) >= 2 || x.min(y) == 0 && x.max(y) == 2 && y > x {
        Severity::Low
    } else {
        Severity::Medium
    };
    match y.cmp(&x) {
        std::cmp::Ordering::Greater => {
            Some(Finding::new(Kind::CertaintyRaised, before, after, severity, "the cue is surer"))
        }
        std::cmp::Ordering::Less => {
            Some(Finding::new(Kind::CertaintyLowered, before, after, severity, "the cue is more doubtful"))
        }
        std::cmp::Ordering::Equal => None,
    }
}

/// Compares the voices that the extractor found.
fn voices(old: &Reading<'_>, new: &Reading<'_>) -> Vec<Finding> {
    match (&old.statement.voice, &new.statement.voice) {
        (Some(a), Some(b)) => {
            let mut found = voice_changes(a, b);
            // Where the same cue stands among as many negations, only the extraction took one for another's.
            let negations = |r: &Reading<'_>| {
                let words = tokenize(&r.statement.context);
                words.iter().filter(|w| NEGATIONS.contains_key(w.norm.as_str())).count()
            };
            if a.cue == b.cue && negations(old) == negations(new) {
                found.retain(|f| f.kind != Kind::PolarityFlipped);
            }
            found
        }
        (Some(a), None) => {
            let still = new.attributions.iter().any(|n| {
                let words = new.slice(&n.source).to_lowercase();
                !words.is_empty()
                    && (a.source.to_lowercase().contains(&words) || words.contains(&a.source.to_lowercase()))
            });
            let severity = if a.kind == crate::extract::QuotationKind::Direct {
                Severity::Low
            } else {
                Severity::Medium
            };
            if still {
                Vec::new()
            } else {
                vec![Finding::new(
                    Kind::AttributionDropped,
                    voice_words(a),
                    "",
                    severity,
                    "what a source said is now said by the outlet",
                )]
            }
        }
        (None, Some(b)) => {
            let already = old.attributions.iter().any(|n| {
                let words = old.slice(&n.source).to_lowercase();
                !words.is_empty()
                    && (b.source.to_lowercase().contains(&words) || words.contains(&b.source.to_lowercase()))
            });
            let severity = if b.kind == crate::extract::QuotationKind::Direct {
                Severity::Low
            } else {
                Severity::Medium
            };
            if already {
                Vec::new()
            } else {
                vec![Finding::new(
                    Kind::AttributionAdded,
                    "",
                    voice_words(b),
                    severity,
                    "what the outlet said is now said by a source",
                )]
            }
        }
        (None, None) => Vec::new(),
    }
}

fn voice_words(voice: &Voice) -> String {
    format!("{} {}", voice.source, voice.cue).trim().to_owned()
}

fn is_named(voice: &Voice) -> bool {
    matches!(voice.speaker_kind, SpeakerKind::Person | SpeakerKind::Organization) && voice.speaker.is_some()
}

/// Whether one voice is a named person of the body that is the other: "Ana Ito of Upton Council", "Upton Council".
fn speaks_for(person: &Voice, body: &Voice) -> bool {
    let words = |s: &str| -> Vec<String> {
        let tokens = tokenize(s).into_iter().filter(Token::is_spoken);
        tokens.filter(|t| !is_function(&t.norm)).map(|t| t.norm).collect()
    };
    let name = body.speaker.as_deref().unwrap_or_default();
    let (name, source) = (words(name), words(&person.source));
    person.speaker_kind == SpeakerKind::Person
        && body.speaker_kind == SpeakerKind::Organization
        && person.speaker.is_some()
        && !name.is_empty()
        && name.iter().all(|w| source.contains(w))
}

fn voice_changes(a: &Voice, b: &Voice) -> Vec<Finding> {
    let mut out = Vec::new();
    let name = |v: &Voice| v.speaker.clone().unwrap_or_else(|| v.source.clone());
    let (was, is) = (name(a), name(b));
    let vague = |v: &Voice| matches!(v.speaker_kind, SpeakerKind::Anonymous | SpeakerKind::Group);
    if vague(a) && is_named(b) {
        out.push(Finding::new(Kind::SpeakerNamed, was, is, Severity::Medium, "the source now has a name"));
    } else if is_named(a) && vague(b) {
        out.push(Finding::new(
            Kind::SpeakerAnonymised,
            was,
            is,
            Severity::Medium,
            "the source lost its name",
        ));
    } else if speaks_for(a, b) && !same_name(&was, &is) {
        let reason = "a body speaks where its spokesperson spoke";
        out.push(Finding::new(Kind::SpeakerAnonymised, was, is, Severity::Low, reason));
    } else if speaks_for(b, a) && !same_name(&was, &is) {
        let reason = "a body's spokesperson speaks where it spoke";
        out.push(Finding::new(Kind::SpeakerNamed, was, is, Severity::Low, reason));
    } else if a.speaker.is_some() && b.speaker.is_some() && !same_name(&was, &is) {
        out.push(Finding::new(Kind::SpeakerChanged, was, is, Severity::Medium, "another source"));
    }
    let class = |v: &Voice| match v.cue_class {
        CueClass::Allege => Strength::Doubting,
        CueClass::Believe => Strength::Holding,
        _ if v.cue.to_lowercase().contains("confirm") => Strength::Sure,
        _ => Strength::Plain,
    };
    let doubt = |v: &Voice| if v.hedge.is_some() { Strength::Doubting } else { class(v) };
    out.extend(strength(doubt(a), doubt(b), &a.cue, &b.cue));
    let negative = |v: &Voice| v.negated != (v.cue_class == CueClass::Deny);
    if negative(a) != negative(b) {
        out.push(Finding::new(
            Kind::PolarityFlipped,
            a.cue.clone(),
            b.cue.clone(),
            Severity::High,
            "the source says the opposite",
        ));
    }
    out
}

/// "Fauci" is "Anthony Fauci", "a court in Nigeria" is "a Nigerian court"; letter case, small words, points and a slip
/// of the pen are nothing.
fn same_name(a: &str, b: &str) -> bool {
    let words = |s: &str| -> Vec<String> {
        s.to_lowercase()
            .replace(['.', '’', '\''], "")
            .split_whitespace()
            .filter(|w| !is_function(w))
            .map(str::to_owned)
            .collect()
    };
    let (x, y) = (words(a), words(b));
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    let initials: String = long.iter().filter_map(|w| w.chars().next()).collect();
    let held = |w: &String| long.iter().any(|l| l == w || demonym(l, w) || respelt(l, w));
    !short.is_empty() && (short.iter().all(held) || short.len() == 1 && short[0] == initials)
}
