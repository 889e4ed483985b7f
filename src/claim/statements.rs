//! From a document and its attributions to the statements that revisions are compared by.
//!
//! An attribution gives one statement: all it attributes, with source and cue where it says nothing without them, words
//! of a nested attribution included, since the outer source vouches for them too. The nested one gives none: its words
//! would be compared twice, and a change of them reported twice. What no attribution holds is narrated: see [`narrated`].

use super::checkworthy;
use super::narrated;
use super::statement::{Position, Statement, Voice};
use crate::english::{Sort, Token, Wording, tokenize};
use crate::extract::{Attribution, QuotationKind};
use crate::speaker::Cast;
use crate::text::{Document, Span};
use std::sync::Arc;

/// The statements of a document, the headline first, then in order of the text. Furniture gives none, nor do the
/// navigation and promotion that extraction leaves behind.
#[must_use]
pub fn statements(
    document: &Document,
    attributions: &[Attribution],
    cast: &Cast,
    headline: Option<&str>,
) -> Vec<Statement> {
    collect(document, attributions, cast, headline, finish)
}

/// The statements of a document that is only compared, in nobody's name: without figures and check-worthiness.
pub(crate) fn bare_statements(document: &Document) -> Vec<Statement> {
    collect(document, &[], &Cast::default(), None, unfinished)
}

fn collect(
    document: &Document,
    attributions: &[Attribution],
    cast: &Cast,
    headline: Option<&str>,
    finish: fn(String, Arc<str>, Position, Option<Voice>) -> Statement,
) -> Vec<Statement> {
    let heading = headline.map(|h| without_site(h.trim())).filter(|h| !h.is_empty());
    let title = heading.and_then(|h| headline_in(document, h));
    let lede = lede(document, title);
    let place = |at: usize| match (title, lede) {
        (Some(title), _) if title.contains(at) => Position::Headline,
        (_, Some(lede)) if lede.contains(at) => Position::Lede,
        _ => Position::Body,
    };

    let mut found: Vec<Statement> = Vec::new();
    found.extend(heading.map(|h| finish(h.to_owned(), h.into(), Position::Headline, None)));
    let telling: Vec<(usize, &Attribution)> =
        attributions.iter().enumerate().filter(|(_, a)| !is_of_text(document, a)).collect();
    for &(index, attribution) in telling.iter().filter(|(_, a)| a.parent.is_none()) {
        let spans = worded(document, attribution);
        let Some(first) = spans.first().filter(|_| says_something(document, attribution)) else { continue };
        let text = join(document, &spans);
        let context = context(&found, attribution.sentence(document).of(&document.text).trim());
        let voice = voice(document, attribution, index, cast);
        let statement = finish(text, context, place(first.start), Some(voice));
        found.push(Statement { spans, attribution: Some(index), ..statement });
    }
    let telling: Vec<&Attribution> =
        telling.into_iter().map(|(_, a)| a).filter(|a| says_something(document, a)).collect();
    let taken = narrated::Taken::new(document, &telling);
    for &sentence in document.sentences.iter().filter(|&&s| Some(s) != title) {
        let pieces = narrated::narrated(document, sentence, &taken);
        let text = join(document, &pieces);
        let wording = Wording::of(&text);
        if is_boilerplate(&text, &wording.tokens) || !wording.tokens.iter().any(Token::is_spoken) {
            continue;
        }
        let statement = finish(text, document.slice(sentence).into(), place(pieces[0].start), None);
        found.push(Statement { spans: pieces, ..statement });
    }
    // The headline has no span, and stays the first.
    found.sort_by_key(|s| (s.spans.first().map(|span| span.start), s.attribution));
    found
}

/// The sentences that a statement stands in: those of the one before it, where they are the same.
fn context(found: &[Statement], sentences: &str) -> Arc<str> {
    let last = found.last().map(|last| &last.context).filter(|last| ***last == *sentences);
    last.map_or_else(|| sentences.into(), Arc::clone)
}

/// Whether what is attributed is what the text itself said before it was edited: "An earlier version of this story said …".
fn is_of_text(document: &Document, attribution: &Attribution) -> bool {
    let Some(source) = attribution.source.first() else { return false };
    let before = document.notes.partition_point(|note| note.span.start <= source.start);
    document.notes[..before].last().is_some_and(|note| note.is_of_text(source.start))
}

/// A statement from bare words in nobody's name, as `diff --jsonl` gets them.
#[must_use]
pub fn bare_statement(text: &str) -> Statement {
    finish(text.to_owned(), text.into(), Position::Body, None)
}

/// The same for words that are only compared: without figures and check-worthiness, which no comparison asks for.
pub(crate) fn bare_words(text: &str) -> Statement {
    unfinished(text.to_owned(), text.into(), Position::Body, None)
}

fn unfinished(text: String, context: Arc<str>, position: Position, voice: Option<Voice>) -> Statement {
    Statement {
        text,
        context,
        spans: Vec::new(),
        attribution: None,
        voice,
        position,
        figures: Vec::new(),
        check_worthiness: 0.0,
    }
}

fn finish(text: String, context: Arc<str>, position: Position, voice: Option<Voice>) -> Statement {
    let figures = Wording::of(&text).figures().to_vec();
    let mut statement = Statement { figures, ..unfinished(text, context, position, voice) };
    statement.check_worthiness = checkworthy::assess(&statement).score;
    statement
}

/// A page title without the outlet's name behind it: "Bridge closed - BBC News", "Bridge closed | The Times".
fn without_site(title: &str) -> &str {
    const SITES: &[&str] = &[
        "news",
        "times",
        "post",
        "guardian",
        "bbc",
        "cnn",
        "reuters",
        "ap",
        "telegraph",
        "independent",
        "mail",
        "journal",
        "herald",
        "tribune",
        "magazine",
        "com",
        "org",
        "abc",
        "nbc",
        "cbs",
        "npr",
        "politico",
        "bloomberg",
    ];
    let cut = [" - ", " | ", " – ", " — ", " « ", " :: "].iter().filter_map(|mark| title.rfind(mark)).max();
    let Some(cut) = cut.filter(|&at| at > 0) else { return title };
    let site = tokenize(&title[cut..]);
    let words: Vec<&Token> = site.iter().filter(|t| t.is_spoken()).collect();
    let names_site =
        words.last().is_some_and(|t| SITES.contains(&t.norm.as_str()) || t.norm.ends_with("times"))
            || words.first().is_some_and(|t| t.norm == "bbc");
    if names_site && words.len() <= 4 { title[..cut].trim_end() } else { title }
}

/// A headline from its first byte on, without an outlet's name behind it; `None` where a document holds it.
#[must_use]
pub fn headline_apart<'a>(document: &Document, headline: &'a str) -> Option<&'a str> {
    let heading = without_site(headline.trim());
    let leading = headline.len() - headline.trim_start().len();
    let apart = !heading.is_empty() && headline_in(document, heading).is_none();
    apart.then(|| &headline[..leading + heading.len()])
}

/// The sentence that repeats a headline, without an outlet's name behind it, at the beginning of its body.
#[must_use]
pub fn headline_in(document: &Document, heading: &str) -> Option<Span> {
    let heading = key(heading);
    document.sentences.iter().take(3).find(|&&s| key(document.slice(s)) == heading).copied()
}

/// Letters and digits only: the form in which a headline is found again as the first line of its body.
fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A lede has at least so many words.
const WORDS_OF_LEDE: usize = 6;

/// The first paragraph that is neither title nor furniture.
fn lede(document: &Document, title: Option<Span>) -> Option<Span> {
    document.paragraphs.iter().copied().find(|p| {
        let titled = title.is_some_and(|t| p.covers(t) && p.len() <= t.len() + 2);
        let furniture = document.furniture.iter().any(|f| f.span.covers(*p));
        !titled && !furniture && has_words(document, *p, WORDS_OF_LEDE)
    })
}

/// Whether a paragraph has at least so many words. No more of it is read than shows that.
fn has_words(document: &Document, paragraph: Span, least: usize) -> bool {
    let first = document.sentences.partition_point(|s| s.end <= paragraph.start);
    let within = document.sentences[first..].iter().take_while(|s| s.start < paragraph.end);
    let words = |s: &Span| Wording::of(document.slice(*s)).tokens.iter().filter(|t| t.is_spoken()).count();
    let mut missing = least;
    within.into_iter().any(|s| {
        missing = missing.saturating_sub(words(s));
        missing == 0
    })
}

fn join(document: &Document, spans: &[Span]) -> String {
    let mut out = String::new();
    for span in spans {
        let words = document.slice(*span).trim();
        if !out.is_empty() && !words.is_empty() {
            out.push(' ');
        }
        out.push_str(words);
    }
    out
}

fn voice(document: &Document, attribution: &Attribution, index: usize, cast: &Cast) -> Voice {
    let speaker = cast.of.get(index).and_then(|r| cast.speakers.get(r.speaker));
    Voice {
        speaker: speaker.and_then(|s| s.name.clone()),
        speaker_kind: speaker.map_or(crate::speaker::SpeakerKind::None, |s| s.kind),
        source: join(document, &attribution.source),
        cue: join(document, &attribution.cue),
        cue_class: attribution.cue_class,
        negated: attribution.negated,
        hedge: attribution.hedge.map(|h| document.slice(h).to_owned()),
        kind: attribution.kind,
    }
}

/// The spans that state what is attributed: the content or, where the content is no clause without its cue ("is accused
/// *of taking the money*", "declined *to name him*"), all from the source on.
fn worded(document: &Document, attribution: &Attribution) -> Vec<Span> {
    const OPENERS: &[&str] =
        &["to", "of", "for", "from", "as", "on", "with", "against", "him", "her", "them", "into", "at"];
    let content: Vec<Span> = attribution.content.iter().copied().filter(|s| !s.is_empty()).collect();
    let (Some(first), Some(last), Some(cue)) = (content.first(), content.last(), attribution.cue.first())
    else {
        return content;
    };
    let whole =
        Span::new(attribution.source.first().map_or(first.start, |s| s.start.min(first.start)), last.end);
    let in_one = document.sentence_at(whole.start).is_some_and(|i| document.sentences[i].covers(whole));
    let speaks = document.slice(*cue).contains(char::is_alphabetic);
    if attribution.kind != QuotationKind::Indirect || !in_one || !whole.covers(*cue) || !speaks {
        return content;
    }
    let tokens = tokenize(document.slice(*first));
    let words: Vec<&Token> = tokens.iter().filter(|t| t.is_spoken()).collect();
    let opening = words.first().map_or("", |t| t.norm.as_str());
    let hangs =
        OPENERS.contains(&opening) || opening.len() > 5 && opening.ends_with("ing") || words.len() <= 3;
    let fragment = match attribution.source.first() {
        None => cue.start >= first.end,
        Some(source) => hangs && source.end <= cue.start && cue.end <= first.start,
    };
    if fragment { vec![whole] } else { content }
}

/// Whether an attribution's content is more than a word that points at something said elsewhere: "denied that".
fn says_something(document: &Document, attribution: &Attribution) -> bool {
    const POINTERS: &[&str] = &["that", "this", "it", "so", "them", "those", "what", "which"];
    let words: Vec<String> = attribution
        .content
        .iter()
        .flat_map(|s| tokenize(document.slice(*s)))
        .filter(Token::is_spoken)
        .map(|t| t.norm)
        .collect();
    match words.as_slice() {
        [] => false,
        [only] => !POINTERS.contains(&only.as_str()),
        _ => true,
    }
}

/// What stands over what is of the page: a line that begins so is of it unless it is a sentence.
const LABELS: &[&str] = &[
    "related articles",
    "related stories",
    "related topics",
    "related internet links",
    "more on this story",
    "most popular",
    "most read",
    "recommended for you",
    "terms of use",
    "privacy policy",
    "terms and conditions",
    "trending now",
    "photo gallery",
    "top stories",
    "around the web",
    "sponsored content",
    "from the web",
];

/// How lines begin that are of the page and not of the article.
const OPENINGS: &[&str] = &[
    "share this",
    "share on",
    "share via",
    "read more",
    "read also",
    "read next",
    "see also",
    "sign up",
    "subscribe to",
    "subscribe now",
    "follow us",
    "click here",
    "continue reading",
    "story continues",
    "get the latest",
    "download our app",
    "join the conversation",
    "view comments",
    "leave a comment",
    "all rights reserved",
    "print this",
    "email this",
    "skip to",
    "back to top",
    "the bbc is not responsible",
    "this site uses cookies",
    "we use cookies",
    "jump to navigation",
    "sorry your browser",
    "please enable javascript",
    "watch live",
    "listen live",
    "view image",
    "image caption",
    "media caption",
    "play video",
];

/// Lines of a page that are about the page: share bars, newsletters, links, notices.
fn is_boilerplate(text: &str, tokens: &[Token]) -> bool {
    let words: Vec<&str> = tokens.iter().filter(|t| t.is_spoken()).take(8).map(|t| t.norm.as_str()).collect();
    let opening = words.join(" ");
    let count = tokens.iter().filter(|t| t.is_spoken()).count();
    let bars = text.matches(['|', '»', '›', '•']).count();
    let figure = tokens.iter().any(|t| t.sort == Sort::Number);
    let notice = opening.starts_with("copyright") && (text.contains('©') || figure);
    let opens_as = |openings: &[&str]| openings.iter().any(|o| opening.starts_with(o));
    (opens_as(OPENINGS) || opens_as(LABELS) && !text.trim_end().ends_with('.')) && count <= 24
        || opening == "advertisement"
        || notice
        || bars >= 3 && !figure && tokens.iter().all(|t| t.sort != Sort::Mark || t.span.of(text) != ".")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{CueClass, Evidence};

    fn attribution(text: &str, source: &str, cue: &str, content: &str) -> Attribution {
        let span = |words: &str| {
            text.find(words).filter(|_| !words.is_empty()).map(|at| Span::new(at, at + words.len()))
        };
        Attribution {
            source: span(source).into_iter().collect(),
            cue: span(cue).into_iter().collect(),
            content: span(content).into_iter().collect(),
            kind: QuotationKind::Indirect,
            cue_class: CueClass::Say,
            negated: false,
            hedge: None,
            asserted: true,
            reported: true,
            parent: None,
            confidence: 0.9,
            evidence: Evidence::default(),
        }
    }

    fn texts(text: &str, attributions: &[Attribution], headline: Option<&str>) -> Vec<String> {
        let document = Document::new(text);
        statements(&document, attributions, &Cast::default(), headline).into_iter().map(|s| s.text).collect()
    }

    #[test]
    fn an_attributed_sentence_gives_its_content_only() {
        let text = "Mayor Ito said the bridge is safe. It was built in 1931.";
        let said = attribution(text, "Mayor Ito", "said", "the bridge is safe");
        assert_eq!(texts(text, &[said], None), ["the bridge is safe", "It was built in 1931."]);
    }

    #[test]
    fn what_is_left_counts_when_it_asserts_something() {
        let text = "The bridge was closed for nine days, said Mayor Ito, because ice had damaged the deck.";
        let said = attribution(text, "Mayor Ito", "said", "because ice had damaged the deck");
        assert_eq!(
            texts(text, &[said], None),
            ["The bridge was closed for nine days", "because ice had damaged the deck"]
        );
    }

    #[test]
    fn a_fragment_is_read_with_its_cue() {
        let text = "The council declined to name him on Monday.";
        let declined = attribution(text, "The council", "declined", "to name him on Monday");
        assert_eq!(texts(text, &[declined], None), ["The council declined to name him on Monday"]);
        let text = "Ana Ito, 61, is accused of taking the money from the trust.";
        let mut accused = attribution(text, "", "is accused", "Ana Ito, 61,");
        accused.content.extend(attribution(text, "", "", "of taking the money from the trust").content);
        assert_eq!(
            texts(text, &[accused], None),
            ["Ana Ito, 61, is accused of taking the money from the trust"]
        );
    }

    #[test]
    fn a_content_that_only_points_is_no_statement_of_its_own() {
        let text = "The council denied that. It snowed on Monday.";
        let denied = attribution(text, "The council", "denied", "that");
        assert_eq!(texts(text, &[denied], None), ["The council denied that.", "It snowed on Monday."]);
    }

    #[test]
    fn the_headline_comes_first_and_once() {
        let text = "Bridge closed after ice.\n\nThe old bridge over the river was closed on Monday.";
        let found = statements(&Document::new(text), &[], &Cast::default(), Some("Bridge closed after ice"));
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].position, found[1].position), (Position::Headline, Position::Lede));
        assert!(found[0].spans.is_empty());
    }

    #[test]
    fn page_furniture_gives_no_statement() {
        assert_eq!(
            texts("Share this article on Facebook\n\nRead more: The bridge is old", &[], None),
            [""; 0]
        );
    }

    #[test]
    fn notes_about_edits_give_what_somebody_else_says_in_them() {
        let story = "The bridge is shut. It opened in 1931.";
        let of = |note: &str, said: &[&str]| {
            let text = format!("{story}\n\n{note}");
            let said: Vec<_> = said.chunks(3).map(|s| attribution(&text, s[0], s[1], s[2])).collect();
            texts(&text, &said, None)[2..].to_vec()
        };
        for note in [
            "The original version of this report had another year. We regret the error.",
            "This post has been corrected: the bridge opened in 1931.",
            "UPDATE: This story has been updated with a comment.",
        ] {
            assert_eq!(of(note, &[]), [""; 0], "{note}");
        }
        let note = "The original version of this report said the bridge was open.";
        let text_said = ["The original version of this report", "said", "the bridge was open"];
        assert_eq!(of(note, &text_said), [""; 0]);
        let note = "Clarification, 22 January: the council says it leases the bridge. It does not own it.";
        assert_eq!(of(note, &["the council", "says", "it leases the bridge"]), ["it leases the bridge"]);
        let news = "Update: Police have named the driver.";
        assert_eq!(of(news, &[]), [news]);
    }

    #[test]
    fn context_holds_source_and_cue() {
        let text = "It snowed. Mayor Ito said the bridge is safe. It was built in 1931.";
        let said = attribution(text, "Mayor Ito", "said", "the bridge is safe");
        let found = statements(&Document::new(text), &[said], &Cast::default(), None);
        let of_ito = found.iter().find(|s| s.attribution == Some(0)).expect("the attributed statement");
        assert_eq!(&*of_ito.context, "Mayor Ito said the bridge is safe.");
    }
}
