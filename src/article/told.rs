//! Told: whether the text that was found is the article, by what else the page shows of it.
//!
//! Readability takes the block with the most text, which on some pages is a thread of comments, the terms of an offer or a
//! box about the page. The page's own marks, its headline and the prose below it say where the article stands.

use super::collapse::collapse;
use super::stood::{Kind, Stood, is_sentence};
use super::thresholds::{LEAST_PROSE, LEAST_PROSE_OF_LONG_TEXT, LONG_TEXT, SHORTEST_PROSE};
use crate::english::lexicon;
use dom_query::{Document, NodeId};
use std::collections::{HashMap, HashSet};

/// What a page says of its article.
#[derive(Debug, Default)]
pub(super) struct Told<'a> {
    /// The body in its JSON-LD.
    pub(super) body: Option<&'a str>,
    /// Its headline.
    pub(super) headline: Option<&'a str>,
}

/// The marks of a page by which the place of its article is told.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Elements that are said to be the body of the article.
    bodies: HashSet<NodeId>,
    /// The headline over it.
    headline: Option<NodeId>,
}

impl Marks {
    pub(super) fn of(document: &Document) -> Self {
        let bodies = document.select("[itemprop~=articleBody], [property~=articleBody]");
        let heads = document.select("h1");
        let headline = heads.nodes().iter().find(|h1| h1.text().split_whitespace().nth(1).is_some());
        Self {
            bodies: bodies.nodes().iter().map(|node| node.id).collect(),
            headline: headline.map(|node| node.id),
        }
    }
}

/// Prose of a page in one element.
#[derive(Default)]
struct Place<'s> {
    paragraphs: Vec<&'s Stood>,
    /// Bytes of its paragraphs.
    length: usize,
    /// How close they stand around it.
    weight: usize,
}

/// The element with the article, where `kept` is something else.
pub(super) fn elsewhere(stood: &[Stood], marks: &Marks, kept: &[String], told: &Told<'_>) -> Option<NodeId> {
    let kept_words: HashSet<&str> = kept.iter().map(String::as_str).collect();
    let is_kept = |s: &Stood| kept_words.contains(s.text.as_str());
    let found =
        kept.iter().filter(|p| p.len() > SHORTEST_PROSE && is_sentence(p)).map(String::len).sum::<usize>();
    let places = places(stood, marks);
    let misses = |place: &Place<'_>| {
        let shared = place.paragraphs.iter().filter(|s| is_kept(s)).map(|s| s.text.len()).sum::<usize>();
        place.length >= LEAST_PROSE && shared * 10 < place.length * 3
    };
    let longest = |wanted: &dyn Fn(NodeId, &Place<'_>) -> bool| {
        let wanted = places.iter().filter(|(id, place)| misses(place) && wanted(**id, place));
        wanted.max_by_key(|(id, place)| (place.weight, **id)).map(|(id, _)| *id)
    };
    let said = told.body.map(collapse).unwrap_or_default();
    let said_in = |place: &Place<'_>| {
        let shared = place.paragraphs.iter().filter(|s| said.contains(s.text.as_str())).map(|s| s.text.len());
        shared.sum::<usize>() * 2 > place.length
    };
    // What is marked as the body, or stands in JSON-LD, is so however long the other text is.
    if let Some(id) = longest(&|id, _| marks.bodies.contains(&id)) {
        return Some(id);
    }
    if said.len() >= LEAST_PROSE
        && let Some(id) = longest(&|_, place| said_in(place))
    {
        return Some(id);
    }
    let first = stood.iter().find(|s| is_kept(s)).map(|s| s.id);
    let telling = telling_words(told.headline.unwrap_or_default());
    let fits = |texts: &mut dyn Iterator<Item = &str>| {
        let words: HashSet<String> = texts.flat_map(telling_words).collect();
        telling.iter().filter(|word| words.contains(*word)).count()
    };
    let fit = fits(&mut kept.iter().map(String::as_str));
    longest(&|_, place| {
        let start = place.paragraphs[0].id;
        let under_headline = marks.headline.is_none_or(|headline| headline < start);
        let fits = fits(&mut place.paragraphs.iter().map(|s| s.text.as_str()));
        let more = place.length >= 2 * found && fits >= fit;
        // What was found stands apart from the headline, by its place and by its words.
        let apart = first.is_none_or(|first| start < first || marks.headline.is_some_and(|h| first < h));
        let closer =
            apart && place.paragraphs.len() > 2 && fits * 2 > telling.len() && fit * 2 < telling.len();
        under_headline && (more || closer)
    })
}

/// The prose of a page by the elements that hold it: for each paragraph the nearest two, and any that are marked. A box in
/// the box around the paragraphs needs half as many more of them to count as much.
fn places<'s>(stood: &'s [Stood], marks: &Marks) -> HashMap<NodeId, Place<'s>> {
    let mut places: HashMap<NodeId, Place<'s>> = HashMap::new();
    for s in stood.iter().filter(|s| s.kind == Kind::Paragraph && s.text.len() > SHORTEST_PROSE) {
        for (level, around) in s.around.iter().enumerate() {
            let near = [3, 2].get(level).copied().unwrap_or_default();
            if near == 0 && !marks.bodies.contains(&around.id) {
                continue;
            }
            let place = places.entry(around.id).or_default();
            place.length += s.text.len();
            place.weight += s.text.len() * near;
            place.paragraphs.push(s);
        }
    }
    places
}

/// The words of a text that tell it from others.
fn telling_words(text: &str) -> HashSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| word.chars().count() > 3 && !lexicon::is_small(word)).collect()
}

/// A sentence for the user about a text of which little reads as sentences.
pub(super) fn doubt(paragraphs: &[String]) -> Option<String> {
    let length: usize = paragraphs.iter().map(String::len).sum();
    let prose: usize =
        paragraphs.iter().filter(|p| p.len() > SHORTEST_PROSE && is_sentence(p)).map(String::len).sum();
    (length >= LONG_TEXT && prose * 100 < length * LEAST_PROSE_OF_LONG_TEXT).then(|| {
        "Little of the text reads as sentences: check that it is the article, and no table or list of the page."
            .to_owned()
    })
}
