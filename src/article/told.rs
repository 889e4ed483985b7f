//! Told: whether the text that was found is the article, by what else the page shows of it.
//!
//! Readability takes the block with the most text, which on some pages is a thread of comments, the terms of an offer or a
//! box about the page. The page's own marks, its headline and the prose below it say where the article stands.

use super::collapse::collapse;
use super::sales::{Sales, sells};
use super::stood::{Stood, StoodKind, is_sentence};
use super::thresholds::{
    LEAST_PROSE, LEAST_PROSE_OF_LONG_TEXT, LONG_TEXT, MOST_WITHOUT_NAMES, PARAGRAPHS_WITH_NAMES,
    SHORTEST_PROSE,
};
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
    /// The words of that.
    words: String,
}

impl Marks {
    pub(super) fn of(document: &Document) -> Self {
        let bodies = document.select("[itemprop~=articleBody], [property~=articleBody]");
        let heads = document.select("h1");
        let headline = heads.nodes().iter().find(|h1| h1.text().split_whitespace().nth(1).is_some());
        Self {
            bodies: bodies.nodes().iter().map(|node| node.id).collect(),
            headline: headline.map(|node| node.id),
            words: headline.map(|node| collapse(&node.text())).unwrap_or_default(),
        }
    }
}

/// Prose of a page in one element.
#[derive(Default)]
struct ProsePlace<'s> {
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
    if let Some(posts) = live_posts(stood, marks, is_kept) {
        return Some(posts);
    }
    let places = places(stood, marks);
    let misses = |place: &ProsePlace<'_>| {
        let shared = place.paragraphs.iter().filter(|s| is_kept(s)).map(|s| s.text.len()).sum::<usize>();
        place.length >= LEAST_PROSE && shared * 10 < place.length * 3
    };
    if !places.values().any(misses) {
        return None;
    }
    let longest = |wanted: &dyn Fn(NodeId, &ProsePlace<'_>) -> bool| {
        let wanted = places.iter().filter(|(id, place)| misses(place) && wanted(**id, place));
        wanted.max_by_key(|(id, place)| (place.weight, **id)).map(|(id, _)| *id)
    };
    let said = told.body.map(collapse).unwrap_or_default();
    let said_in = |place: &ProsePlace<'_>| {
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

/// The element with the posts of a live blog, where only a few were found: under the headline, alike, and no article each,
/// which would have a headline of its own.
fn live_posts(stood: &[Stood], marks: &Marks, is_kept: impl Fn(&Stood) -> bool) -> Option<NodeId> {
    let headline = marks.headline?;
    let kept: Vec<&Stood> = stood.iter().filter(|s| is_kept(s)).collect();
    let first = kept.first()?;
    let holds = |id: NodeId, s: &Stood| s.around.iter().any(|a| a.id == id);
    first.around.windows(2).find_map(|pair| {
        let (place, sort) = (pair[1].id, pair[0].sort?);
        let told = stood.iter().filter(|s| holds(place, s));
        let posts =
            told.filter_map(|s| s.around.windows(2).find(|p| p[1].id == place && p[0].sort == Some(sort)));
        let posts: HashSet<NodeId> = posts.map(|p| p[0].id).collect();
        let found = posts.iter().filter(|&&post| kept.iter().any(|s| holds(post, s))).count();
        let headed = stood.iter().filter(|s| s.kind == StoodKind::Heading && holds(place, s)).count();
        let after_headline = posts.iter().all(|&post| headline < post);
        let only = kept.iter().all(|s| holds(place, s));
        (posts.len() >= 3 && found * 2 < posts.len() && headed * 2 > posts.len() && after_headline && only)
            .then_some(place)
    })
}

/// The prose of a page by the elements that hold it: for each paragraph the nearest two, and any that are marked. A box in
/// the box around the paragraphs needs half as many more of them to count as much.
fn places<'s>(stood: &'s [Stood], marks: &Marks) -> HashMap<NodeId, ProsePlace<'s>> {
    let mut places: HashMap<NodeId, ProsePlace<'s>> = HashMap::new();
    for s in stood.iter().filter(|s| {
        matches!(s.kind, StoodKind::Paragraph | StoodKind::Block) && s.text.len() > SHORTEST_PROSE
    }) {
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

/// How much of the body in JSON-LD stands in a text, from 0 to 1: of its runs of five words; 1 where a paragraph of the
/// text stands in it.
pub(super) fn share_of_said(said: &str, kept: &[String]) -> f64 {
    // One long paragraph of the other shows that they are the same.
    let whole = collapse(said);
    if kept.iter().filter(|p| p.len() > 2 * SHORTEST_PROSE).take(5).any(|p| whole.contains(p.as_str())) {
        return 1.0;
    }
    let runs = |text: &str| -> HashSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words: Vec<String> = words.map(str::to_lowercase).collect();
        words.windows(5).map(|run| run.join(" ")).collect()
    };
    let (said, kept) = (runs(said), runs(&kept.join(" ")));
    said.intersection(&kept).count() as f64 / said.len().max(1) as f64
}

/// The first of `kept` behind those that stood before the headline, where these are a long text of their own.
pub(super) fn start_of(stood: &[Stood], marks: &Marks, kept: &[String], told: &Told<'_>) -> usize {
    let Some(headline) = marks.headline.filter(|_| told.headline.is_some_and(|h| shares(h, &marks.words)))
    else {
        return 0;
    };
    let index: HashMap<&str, usize> = kept.iter().enumerate().map(|(i, p)| (p.as_str(), i)).collect();
    let place_of = |s: &Stood| index.get(s.text.as_str()).copied();
    let (before, after): (Vec<&Stood>, Vec<&Stood>) = stood.iter().partition(|s| s.id < headline);
    let length = |texts: &[&Stood]| {
        texts.iter().filter(|s| place_of(s).is_some()).map(|s| s.text.len()).sum::<usize>()
    };
    if length(&before) < LEAST_PROSE || length(&after) < LEAST_PROSE {
        return 0;
    }
    let first_after = after.into_iter().filter_map(place_of).min().unwrap_or(0);
    before.into_iter().filter_map(place_of).filter(|&i| i < first_after).max().map_or(0, |last| last + 1)
}

/// Whether two headlines are of one article.
fn shares(one: &str, other: &str) -> bool {
    let (one, other) = (telling_words(one), telling_words(other));
    one.intersection(&other).count() * 2 > one.len().min(other.len())
}

/// Whether the article breaks off: a gate stands beside its last words and none of it behind.
pub(super) fn breaks_off(stood: &[Stood], kept: &[String]) -> bool {
    let kept: HashSet<&str> = kept.iter().map(String::as_str).collect();
    let is_kept = |s: &Stood| kept.contains(s.text.as_str());
    let Some(last) = stood.iter().rposition(|s| is_kept(s) && is_sentence(&s.text)) else { return false };
    let told = stood.iter().filter(|s| is_kept(s));
    let boxes: HashSet<NodeId> = told.flat_map(|s| s.around.iter().take(2).map(|a| a.id)).collect();
    let near = |s: &Stood| s.around.iter().take(3).any(|a| boxes.contains(&a.id));
    stood[last..].iter().any(|s| near(s) && sells(&s.text) == Some(Sales::Gate))
}

/// The words of a text that tell it from others.
fn telling_words(text: &str) -> HashSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| word.chars().count() > 3 && !lexicon::is_small(word)).collect()
}

/// A sentence for the user about a text of which little reads as sentences, or that hardly names anybody.
pub(super) fn doubt(paragraphs: &[String]) -> Option<String> {
    without_prose(paragraphs).or_else(|| without_names(paragraphs))
}

/// Terms, notices of risk and the like are of nobody, as hardly any paragraph of news is.
fn without_names(paragraphs: &[String]) -> Option<String> {
    let nameless = paragraphs.iter().filter(|p| names_nobody(p)).count();
    (paragraphs.len() >= PARAGRAPHS_WITH_NAMES && nameless * 100 > paragraphs.len() * MOST_WITHOUT_NAMES).then(|| {
        "Most of the text names nobody: check that it is the article, and no terms or notices of the page.".to_owned()
    })
}

/// Whether a paragraph has no quotation, and no capitals but at the beginning of a sentence.
fn names_nobody(paragraph: &str) -> bool {
    let mut opens = true;
    let named = paragraph.split_whitespace().any(|word| {
        let own = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let named = !opens && own.starts_with(char::is_uppercase) && !own.starts_with("I ") && own != "I";
        opens = word.ends_with(['.', '!', '?', ':', ')']);
        named && !own.starts_with("I’") && !own.starts_with("I'")
    });
    !named && !paragraph.contains(['“', '”', '"'])
}

fn without_prose(paragraphs: &[String]) -> Option<String> {
    let length: usize = paragraphs.iter().map(String::len).sum();
    let prose: usize =
        paragraphs.iter().filter(|p| p.len() > SHORTEST_PROSE && is_sentence(p)).map(String::len).sum();
    (length >= LONG_TEXT && prose * 100 < length * LEAST_PROSE_OF_LONG_TEXT).then(|| {
        "Little of the text reads as sentences: check that it is the article, and no table or list of the page."
            .to_owned()
    })
}
