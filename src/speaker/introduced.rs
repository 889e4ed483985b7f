//! Introduced: the name that the text gives a little further on to somebody whom it has only described: "A nurse said so.
//! ¶ The nurse, Jo Doe, said".

use super::described::{ANOTHER, is_described};
use super::lexicon::{Classes, Sex, is_child, is_parent};
use super::mention::Mention;
use super::names::sex_of;
use super::scene::Scene;
use super::synonyms::is_former;
use super::thresholds::{LEDE_PARAGRAPHS, LONGEST_DESCRIPTION, SHORTEST_STEM, described};
use super::words::{Form, Word};
use std::ops::Range;

/// The person found, why, and how well it fits.
type Introduced = (usize, String, (f32, f32));

/// Whether the sentence of a description says that its bearer is not to be named.
pub(super) fn stays_unnamed(scene: &Scene<'_>, head: usize) -> bool {
    let list = &scene.words.list;
    let sentence = list[head].sentence;
    let first = head - list[..head].iter().rev().take(60).take_while(|w| w.sentence == sentence).count();
    let inside: Vec<&Word<'_>> =
        list[first..].iter().take(120).take_while(|w| w.sentence == sentence).collect();
    let named = |w: &Word<'_>| w.among("named identified quoted");
    let not = |w: &Word<'_>| w.says("not") || w.among("declined refused");
    inside.iter().any(|w| w.among("anonymity anonymously"))
        || inside
            .windows(4)
            .any(|w| not(w[0]) && w[1..].iter().any(|w| named(w)) && w.iter().any(|w| w.says("be")))
}

/// "The clerk said so. Later the clerk, Jo Doe, said": the noun again, with its name, and nobody else of the kind between.
pub(super) fn named_later(scene: &Scene<'_>, range: &Range<usize>, head: usize) -> Option<Introduced> {
    let list = &scene.words.list;
    let noun = &list[head];
    if noun.form != Form::Lower || list[range.start].among("another one two other") {
        return None;
    }
    let near = |i: &usize| list[*i].paragraph <= noun.paragraph + described::PARAGRAPHS_TO_NAME;
    let mut again = (range.end..list.len()).take_while(near).filter(|&i| list[i].lower == noun.lower);
    let at = again.find(|&i| {
        let other = (i.saturating_sub(3)..i).any(|j| list[j].among("a an") || list[j].among(ANOTHER));
        other || list.get(i + 1).is_some_and(|w| w.says(",") || w.is_name_like())
    })?;
    let definite = at.checked_sub(1).is_some_and(|before| list[before].says("the"));
    let name = at + 1 + usize::from(list[at + 1].says(","));
    let mention = scene.mention_at(name);
    let found = scene.mentions.get(mention).filter(|m| m.name.start == name && m.parts.len() > 1)?;
    let closed = list.get(found.name.end).is_some_and(|w| w.form == Form::Mark || w.is(Classes::SAY));
    let entitled = is_title_of(scene, range, found, at);
    let id = scene.entities.of[mention].filter(|_| definite && closed || entitled)?;
    let new = scene.entities.list[id].first >= found.name.start;
    (new && fits(scene, id, sex_of(noun.class))).then(|| found_as(scene, id))
}

/// "The Upton health minister said so. ¶ Health Minister Jo Doe": a title that says nothing else than the description.
fn is_title_of(scene: &Scene<'_>, range: &Range<usize>, found: &Mention, noun: usize) -> bool {
    let list = &scene.words.list;
    let same = |i: usize| range.clone().any(|j| list[j].lower == list[i].lower);
    found.start <= noun
        && found.name.start == noun + 1
        && (found.start..noun).all(same)
        && list[range.start].says("the")
}

/// "The goalkeeper said so. The 21-year-old, Jo Doe, was carried off": the next sentence speaks of the same person.
pub(super) fn named_by_age(scene: &Scene<'_>, range: &Range<usize>, head: usize) -> Option<Introduced> {
    let list = &scene.words.list;
    let noun = &list[head];
    let near = |i: &usize| list[*i].sentence <= noun.sentence + 1 && list[*i].paragraph <= noun.paragraph + 1;
    let at = (range.end..list.len()).take_while(near).find(|&i| {
        list[i].form == Form::Lower && list[i].class.any(Classes::HUMAN)
            || list[i].lower.ends_with("-year-old")
    })?;
    let aged = list[at].lower.ends_with("-year-old")
        && list[at - 1].says("the")
        && list[at].sentence > noun.sentence;
    let name = at + 2;
    let set_off = aged && list.get(at + 1).is_some_and(|w| w.says(","));
    let mention = scene.mention_at(name);
    let found =
        scene.mentions.get(mention).filter(|m| set_off && m.name.start == name && m.parts.len() > 1)?;
    let closed = list.get(found.name.end).is_some_and(|w| w.says(","));
    let id = scene.entities.of[mention].filter(|_| closed && list[range.start].says("the"))?;
    let new = scene.entities.list[id].first >= found.name.start;
    (new && fits(scene, id, sex_of(noun.class))).then(|| found_as(scene, id))
}

/// "Ohio's tax chief says so. ¶ Jo Doe says": the person who speaks first in the next paragraph, named in full for the first
/// time and described nowhere, is the one of whom the paragraph before says what the name does not; where a clause stands
/// beside the name, only if it says the same: "A mother of two says so. ¶ Jo Doe, whose children".
pub(super) fn introduced_next(scene: &Scene<'_>, range: &Range<usize>, head: usize) -> Option<Introduced> {
    let list = &scene.words.list;
    let noun = &list[head];
    if noun.is(Classes::PEOPLE)
        || noun.possessive
        || (range.start..head).any(|i| list[i].among("one another two"))
        || list[range.start].says("the") && follows_a_name(scene, range)
    {
        return None;
    }
    let next = head + list[head..].partition_point(|w| w.paragraph <= noun.paragraph);
    let start = (next..list.len())
        .take_while(|&i| list[i].paragraph == list[next].paragraph)
        .find(|&i| !list[i].quoted && list[i].form != Form::Mark)?;
    let said = start > next && list[start].is(Classes::SAY);
    let start = start + usize::from(said);
    let mention = scene.mention_at(start);
    let found = scene.mentions.get(mention).filter(|m| m.start == start)?;
    let id = scene.entities.of[mention]?;
    let entity = &scene.entities.list[id];
    let says = |i: usize| list.get(i).is_some_and(|w| w.is(Classes::SAY) && w.form == Form::Lower);
    let clause = clause(scene, found.name.end);
    let told = clause.clone().is_some_and(|clause| says_the_same(scene, range, head, clause));
    let alone = said && list.get(found.name.end).is_some_and(|w| w.says("."));
    let former = past_role(scene, range, found.name.end);
    let behind = alone || !said && (says(found.name.end) || former);
    let speaks = start > next && behind && noun.paragraph < LEDE_PARAGRAPHS
        || said && told
        || start == next && (says(found.name.end) || told && clause.is_some_and(|c| says(c.end + 1)));
    let new = found.parts.len() > 1 && entity.first >= found.name.start;
    let plain = entity.described.is_empty() || former || told && is_described(entity, &noun.lower);
    (speaks && new && plain && fits(scene, id, sex_of(noun.class))).then(|| found_as(scene, id))
}

/// "A lawmaker wants Jo Doe banned after the candidate spoke": the paragraph has named somebody before a description, of whom
/// the article says nowhere what he is.
fn follows_a_name(scene: &Scene<'_>, range: &Range<usize>) -> bool {
    let paragraph = scene.words.list[range.start].paragraph;
    let here = scene.mentions[..scene.mention_at(range.start)]
        .iter()
        .zip(&scene.entities.of)
        .rev()
        .take(described::NEAREST_MENTIONS)
        .take_while(|(mention, _)| scene.words.list[mention.name.start].paragraph == paragraph);
    let mut persons = here.filter_map(|(_, id)| *id).map(|id| &scene.entities.list[id]);
    persons.any(|entity| entity.is_full_person() && entity.described.is_empty())
}

/// "The mayor's pick said so. ¶ “…,” Jo Doe, a former judge, said": behind the name that ends at `end` stands only what its
/// bearer no longer is.
fn past_role(scene: &Scene<'_>, range: &Range<usize>, end: usize) -> bool {
    let list = &scene.words.list;
    let owned = list[range.start].says("the") || range.clone().any(|i| list[i].possessive);
    let set_off = owned && list.get(end).is_some_and(|w| w.says(","));
    let past = list[end..].iter().take(4).any(|w| is_former(&w.lower));
    let close = (end + 1..list.len().min(end + LONGEST_DESCRIPTION)).find(|&i| list[i].says(","));
    let says =
        close.and_then(|i| list.get(i + 1)).is_some_and(|w| w.is(Classes::SAY) && w.form == Form::Lower);
    set_off && past && says
}

/// "who has farmed at Upton", set off behind a name that ends at `end`.
fn clause(scene: &Scene<'_>, end: usize) -> Option<Range<usize>> {
    let list = &scene.words.list;
    let who = list.get(end).is_some_and(|w| w.says(",")) && list.get(end + 1)?.among("who whose");
    let from = end + 2;
    let to = (from..list.len().min(from + LONGEST_DESCRIPTION))
        .find(|&i| list[i].form == Form::Mark || list[i].sentence != list[end].sentence);
    Some(from..to?).filter(|_| who)
}

/// Whether a clause beside a name says in other words what a description does: a farmer "has farmed", a mother has children.
fn says_the_same(scene: &Scene<'_>, range: &Range<usize>, head: usize, clause: Range<usize>) -> bool {
    let list = &scene.words.list;
    let noun = &list[head];
    let stem = |w: &str| w.chars().take(SHORTEST_STEM).collect::<String>();
    let words = || list[clause.clone()].iter().filter(|w| w.form == Form::Lower && !w.is(Classes::STOP));
    let children = list[clause.start - 1].says("whose") && is_child(&list[clause.start].lower);
    if children && is_parent(&noun.lower) {
        return true;
    }
    range.clone().filter(|&i| list[i].form == Form::Lower && !list[i].is(Classes::STOP)).any(|i| {
        let long = list[i].lower.chars().count() >= SHORTEST_STEM;
        words().any(|w| w.lower == list[i].lower || long && stem(&w.lower) == stem(&list[i].lower))
    })
}

/// Whether an entity may be a person of that sex.
fn fits(scene: &Scene<'_>, id: usize, sex: Option<Sex>) -> bool {
    let entity = &scene.entities.list[id];
    let other = matches!((entity.sex().0, sex), (Some(a), Some(b)) if a != b);
    entity.is_full_person() && !other
}

fn found_as(scene: &Scene<'_>, id: usize) -> Introduced {
    (id, format!("“{}” is introduced right after", scene.name_of(id)), (described::LEAST, 1.0))
}
