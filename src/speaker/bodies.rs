//! Bodies: which organisation "the company", "the charity" or "the chipmaker" is: one that the text calls so or whose name
//! says so, else one that may be, where the passage speaks of it or of no other.

use super::antecedents::{Scores, before, nearness, opening};
use super::candidate::Who;
use super::entity::Entity;
use super::lexicon::{Classes, class, is_firm, is_legal_form};
use super::mention::{Mention, NameKind};
use super::runs::SEATS;
use super::scene::Scene;
use super::synonyms::{are_one_kind, kinds_of_organization};
use super::thresholds::{
    COMPANIES_BACK, ONLY_BODY, SENTENCES_BACK, WORDS_BEFORE_DESCRIPTION, WORDS_OF_DATELINE, body, described,
};
use super::words::{Form, among};
use std::ops::Range;

/// Nouns that bodies of many sorts are called by, beside those of businesses, with single spaces between.
const WIDE: &str = "agency organization organisation group network";
/// Nouns of businesses that say nothing of what they do, with single spaces between.
const PLAIN: &str = "company firm corporation business conglomerate";
/// Nouns of bodies that everybody knows, and of which a text needs to name none before it says "the police".
const PUBLIC: &str = "house congress senate court government campaign party university college school committee police \
                      parliament street department ministry council commission administration union institute district \
                      office embassy bureau authority guard navy army tribunal inquest bloc panel";
/// Nouns of bodies that are no business, beside those, with single spaces between.
const PLAINLY_NO_FIRM: &str = "charity nonprofit regulator watchdog quango inspectorate regime";
/// What names of bodies hold that do no business, with single spaces between.
const NO_FIRM: &str = "agency association alliance coalition federation society";
/// Nouns of businesses of which names tell, with single spaces between.
const TRADES: &str = "airline bank brewer carmaker insurer newspaper railway utility";
/// Nouns of businesses of any trade, with single spaces between.
const ANY_TRADE: &str = "maker manufacturer producer supplier operator developer start-up startup brand";
/// Nouns of bodies that publish or broadcast, with single spaces between.
const MEDIA: &str = "network channel station broadcaster newspaper paper tabloid magazine publication outlet website site blog";

/// The body found, why, and how well it fits.
type Found = (usize, String, (f32, f32));

/// How a body fits a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// Nothing speaks against it.
    Plain,
    /// Its name says that it is one.
    OfKind,
    /// The text calls it so.
    Called,
}

/// Whether bodies of many sorts are called so: nothing in their names need say that they are.
pub(super) fn is_wide(noun: &str) -> bool {
    among(noun, WIDE) || is_firm(noun)
}

/// Whether a noun says of a body that it is one, or does business, and no more.
fn is_general(noun: &str) -> bool {
    among(noun, WIDE) || among(noun, PLAIN)
}

/// "production" in "the production company": what a body makes, of which its name may tell.
pub(super) fn what_it_makes(scene: &Scene<'_>, others: &[usize], noun: &str) -> Option<String> {
    let [one] = others else { return None };
    let word = &scene.words.list[*one];
    let thing = word.form == Form::Lower
        && !word.lower.contains('-')
        && !word.is(Classes::MODIFIER.or(Classes::STOP).or(Classes::NUMBER_WORD));
    (thing && is_wide(noun)).then(|| word.lower.to_string())
}

/// The organisation that a bare noun means: called so or of its kind by its name, else the one that the passage speaks of.
pub(super) fn body_spoken_of(
    scene: &Scene<'_>,
    range: &Range<usize>,
    noun: &str,
    made: Option<&str>,
) -> Option<Found> {
    // "The production company" is one whose name says so; "the chip maker" is any that makes things.
    let wide = is_wide(noun) && (made.is_none() || !is_general(noun));
    let kind = made.unwrap_or(noun);
    let list = &scene.words.list;
    let here = &list[range.start];
    let end = scene.mention_at(range.start);
    let from = end.saturating_sub(described::NEAREST_MENTIONS);
    let stranger = stranger_before(scene, range, noun, from..end);
    let mut scores = Scores::default();
    for i in from..end {
        let Some(id) = scene.entities.of[i] else { continue };
        let entity = &scene.entities.list[id];
        let Some(fit) = fit(scene, id, noun, kind).filter(|&fit| fit > Fit::Plain || wide && !stranger)
        else {
            continue;
        };
        let mention = &scene.mentions[i];
        if is_dateline(scene, mention) {
            continue;
        }
        let word = &list[mention.name.start];
        let apart = here.sentence.saturating_sub(word.sentence);
        let mut score = nearness(apart) + opening(scene, mention.start);
        score += match (fit, wide) {
            (Fit::Called, _) if is_general(noun) => body::OF_KIND,
            (Fit::Called, _) | (Fit::OfKind, false) => body::OF_NARROW_KIND,
            (Fit::OfKind, true) => body::OF_KIND,
            (Fit::Plain, _) => 0.0,
        };
        score += placed(scene, mention, entity.kind, here.quoted);
        scores.add(Who::Entity(id), score, || format!("the {noun} spoken of, named {}", before(apart)));
    }
    add_topic_and_turns(scene, range, &mut scores);
    let (who, why, fit) = scores
        .best(if wide { body::MARGIN } else { body::MARGIN_OF_NARROW_KIND })
        .filter(|(.., fit)| fit.0 >= body::LEAST)?;
    match who {
        Who::Entity(id) => Some((id, why, fit)),
        _ => None,
    }
}

/// The only organisation of the sentences before that may be meant, where "the charity" can hardly be one that was not named.
pub(super) fn only_body(
    scene: &Scene<'_>,
    range: &Range<usize>,
    noun: &str,
    made: Option<&str>,
) -> Option<Found> {
    let list = &scene.words.list;
    let here = &list[range.start];
    if among(noun, PUBLIC)
        || is_wide(noun) && (made.is_none() || among(noun, WIDE))
        || list[range.start].among("a an")
    {
        return None;
    }
    let end = scene.mention_at(range.start);
    let near = |&i: &usize| {
        here.sentence.saturating_sub(list[scene.mentions[i].name.start].sentence) <= SENTENCES_BACK
    };
    let from = (end.saturating_sub(described::NEAREST_MENTIONS)..end).find(near)?;
    if stranger_before(scene, range, noun, from..end) {
        return None;
    }
    let outlet = |id: &usize| scene.entities.list[*id].parts.iter().any(|p| class(p).any(Classes::OUTLET));
    if among(noun, MEDIA) && scene.entities.of[from..end].iter().flatten().any(outlet) {
        return None;
    }
    let mut bodies: Vec<(Fit, usize)> = (from..end)
        .filter(|&i| !is_dateline(scene, &scene.mentions[i]))
        .filter_map(|i| scene.entities.of[i])
        .filter_map(|id| Some((fit(scene, id, noun, made.unwrap_or(noun))?, id)))
        .collect();
    bodies.sort_unstable();
    bodies.dedup();
    let [(Fit::Plain, only)] = bodies[..] else { return None };
    Some((only, format!("the only organisation named before that “the {noun}” may be"), ONLY_BODY))
}

/// Whether "a charity in Upton" was brought in before, and no body of the mentions is called so.
fn stranger_before(scene: &Scene<'_>, range: &Range<usize>, noun: &str, mentions: Range<usize>) -> bool {
    let list = &scene.words.list;
    let window = range.start.saturating_sub(WORDS_BEFORE_DESCRIPTION / 4)..range.start;
    let introduced = |i: usize| {
        list[i].lower == noun
            && (i.saturating_sub(4)..i)
                .any(|j| list[j].among("a an another one") && list[j].sentence == list[i].sentence)
    };
    let called = |id: &usize| scene.entities.list[*id].called.iter().any(|c| are_one_kind(c, noun));
    !is_general(noun)
        && window.clone().any(introduced)
        && !scene.entities.of[mentions].iter().flatten().any(called)
}

/// Adds what the whole text and those who spoke before say for each organisation.
fn add_topic_and_turns(scene: &Scene<'_>, range: &Range<usize>, scores: &mut Scores) {
    let here = &scene.words.list[range.start];
    // Whom the whole text is about, is meant from afar, too.
    for (who, score, _) in &mut scores.list {
        if let Who::Entity(id) = who {
            *score += (scene.entities.list[*id].count.max(1) as f32).ln() * body::OFTEN;
        }
    }
    for turn in scene.turns.iter().rev().filter(|t| t.at < range.start).take(COMPANIES_BACK) {
        let Some(id) = scene.facts[turn.speaker].entity else { continue };
        let apart = here.sentence.saturating_sub(turn.sentence);
        if let Some((_, score, _)) = scores.list.iter_mut().find(|(who, ..)| *who == Who::Entity(id)) {
            *score += body::SPOKE * nearness(apart);
        }
    }
}

/// How an entity fits a noun, or `kind`, what "the production company" makes; none where it is no body or another one.
fn fit(scene: &Scene<'_>, id: usize, noun: &str, kind: &str) -> Option<Fit> {
    let entity = &scene.entities.list[id];
    let spoke = entity.common && !entity.thing && scene.speaker_of(id).is_some();
    if !entity.may_be_body() && !spoke {
        return None;
    }
    let says = |p: &str, noun: &str| {
        p.strip_suffix('s').unwrap_or(p) == noun || p == noun || among(p, kinds_of_organization(noun))
    };
    let says_kind = |p: &String| says(p, kind) || !is_general(noun) && says(p, noun);
    if kind == noun && entity.called.iter().any(|c| are_one_kind(c, noun)) {
        return Some(Fit::Called);
    }
    if entity.parts.iter().any(says_kind) {
        return Some(Fit::OfKind);
    }
    let is_public = |noun: &str| among(noun, PUBLIC) || among(noun, PLAINLY_NO_FIRM);
    let goes_with = |called: &String| {
        let firms = (is_general(noun) || is_general(called)) && !is_public(noun) && !is_public(called);
        firms || among(noun, WIDE) || among(called, WIDE)
    };
    let known_as_another = !entity.called.is_empty() && !entity.called.iter().any(goes_with);
    (!known_as_another && is_plain_body(entity, noun, kind)).then_some(Fit::Plain)
}

/// Whether an organisation may by its name be a body of a noun that the name does not hold.
fn is_plain_body(entity: &Entity, noun: &str, kind: &str) -> bool {
    let of_its_own = |p: &String| {
        among(p, PUBLIC) && p != noun
            || noun != "network" && class(p).any(Classes::OUTLET)
            || class(p).any(Classes::PARTY.or(Classes::DEMONYM))
            || is_firm(noun) && (among(p, NO_FIRM) || among(p, SEATS))
    };
    // "Brackwell Foods" is no charity, nor an airline; "Live Wharf" may be.
    let tells = |p: &String| class(p).any(Classes::ORG_NAME) && !(is_firm(noun) && is_legal_form(p));
    let opaque = || !entity.parts.iter().any(tells);
    // "Levon Motors" is no chipmaker, but may be a manufacturer.
    let trade = |p: &String| TRADES.split(' ').any(|trade| among(p, kinds_of_organization(trade)));
    let another =
        is_firm(noun) && !is_general(noun) && !among(noun, ANY_TRADE) && entity.parts.iter().any(trade);
    let any = kind == noun && (is_general(noun) || is_firm(noun) && kinds_of_organization(noun).is_empty());
    !entity.parts.iter().any(of_its_own) && !another && (any || opaque())
}

/// What counts for a body and against it by where its name stands, seen from a noun that stands inside quotation marks or not.
fn placed(scene: &Scene<'_>, mention: &Mention, kind: NameKind, quoted: bool) -> f32 {
    let list = &scene.words.list;
    let object =
        mention.start.checked_sub(1).is_some_and(|i| list[i].among("at against of on over than to with"));
    let counts = |holds: bool, weight: f32| if holds { weight } else { 0.0 };
    counts(kind == NameKind::Unknown, body::PERHAPS_NONE)
        + counts(scene.is_modifier(mention), body::MODIFIER)
        + counts(object, body::OBJECT)
        + counts(belongs_to_a_role(scene, mention.start), body::IN_A_ROLE)
        + counts(list[mention.name.start].quoted && !quoted, body::QUOTED)
}

/// "DUNMORE COUNTY, Norland (AN) — The": a name that only says where a piece was written.
fn is_dateline(scene: &Scene<'_>, mention: &Mention) -> bool {
    let list = &scene.words.list;
    let (first, end) = (&list[mention.start], mention.name.end);
    let opens = mention.start.checked_sub(1).is_none_or(|i| list[i].paragraph != first.paragraph);
    let mut behind =
        list[end..].iter().take(WORDS_OF_DATELINE).take_while(|w| w.paragraph == first.paragraph);
    let dash = behind.find(|w| !(w.is_name_like() || w.among(", ( ) .")));
    opens && !first.possessive && dash.is_some_and(|w| w.among("— – --"))
}

/// "Doe, the president of Brackwell": the name at `start` only says of what.
fn belongs_to_a_role(scene: &Scene<'_>, start: usize) -> bool {
    let list = &scene.words.list;
    let before = (start.saturating_sub(4)..start).rev().find(|&i| !list[i].among("the a"));
    let Some(at) = before.filter(|&i| list[i].among("of at for with from")) else { return false };
    at.checked_sub(1).is_some_and(|i| list[i].is(Classes::PERSON.or(Classes::TITLE)))
}
