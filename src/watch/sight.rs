//! Sight: what a page is for the article that was asked for: the article, or what stands in its place.

use crate::article::{PageRules, Revision, breaks_off, is_front_page};
use crate::source::Capture;
use crate::store::{ArticleText, WatchState};
use std::collections::HashSet;
use std::sync::Arc;

/// The least share of its word sequences that two texts of one story have in common.
const LEAST_SHARED: f64 = 0.3;

/// Words of a text that are compared.
const MOST_WORDS: usize = 5_000;

/// What a page is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sight {
    /// The article, or at least one.
    Article(Box<Revision>),
    /// Something else; in words that follow the address.
    Instead(WatchState, String),
}

/// Reads the page that answered when `asked` was asked for.
pub(super) fn sight(capture: &Capture, asked: &str, rules: Option<Arc<PageRules>>) -> Sight {
    if is_front_page(&capture.url) {
        return Sight::Instead(WatchState::Replaced, "a front page stands in its place".to_owned());
    }
    if leads_up(asked, &capture.url) {
        let message = format!("a section page, {}, stands in its place", capture.url);
        return Sight::Instead(WatchState::Replaced, message);
    }
    if !capture.is_text() {
        let message = format!("it is {}, not a page", capture.media_type);
        return Sight::Instead(WatchState::Unreadable, message);
    }
    let revision = match capture.read_by(rules).into_iter().next() {
        Some(Ok(revision)) => revision,
        Some(Err(error)) => return Sight::Instead(WatchState::Unreadable, error.message),
        None => return Sight::Instead(WatchState::Unreadable, "there is no article in it".to_owned()),
    };
    match &revision.url {
        Some(url) if leads_up(asked, &url.value) => {
            let message = format!("a section page, {}, stands in its place", url.value);
            Sight::Instead(WatchState::Replaced, message)
        }
        _ => Sight::Article(Box::new(revision)),
    }
}

/// What a page of an article is besides itself: `None` where it is the article, whose newest text is `known`.
pub(super) fn instead(known: &ArticleText, revision: &Revision) -> Option<(WatchState, String)> {
    let alike = is_same_story(known, revision);
    if revision.breaks_off() && !breaks_off(&known.warnings) {
        return Some((
            WatchState::Paywall,
            "its text breaks off before a gate that was not there".to_owned(),
        ));
    }
    // A page of links reads badly; another story at the same address is for the comparison to tell.
    let other_address = known.key != revision.key;
    if !alike && (other_address || !revision.warnings.is_empty()) {
        let at = if other_address { format!(", {},", revision.key) } else { String::new() };
        return Some((WatchState::Replaced, format!("another page{at} stands in its place")));
    }
    None
}

/// Whether a page may be another version of a text: its headline, or a good part of its words in their order.
fn is_same_story(known: &ArticleText, revision: &Revision) -> bool {
    let headline = revision.headline.as_ref().map(|found| found.value.as_str());
    if headline.is_some_and(|headline| known.headline.as_deref() == Some(headline)) {
        return true;
    }
    let (old, new) = (sequences(&known.body), sequences(&revision.body));
    let fewer = old.len().min(new.len());
    let shared = old.intersection(&new).count();
    fewer == 0 || shared as f64 >= LEAST_SHARED * fewer as f64
}

/// The sequences of three words in a text.
fn sequences(text: &str) -> HashSet<[String; 3]> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.take(MOST_WORDS).map(str::to_lowercase).collect();
    words.windows(3).map(|three| [three[0].clone(), three[1].clone(), three[2].clone()]).collect()
}

/// Whether an address is of a section that another one stands in: the same host, and the beginning of its path.
fn leads_up(from: &str, to: &str) -> bool {
    let parts = |url: &str| {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let path = path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
        let host = host.to_ascii_lowercase();
        (host.strip_prefix("www.").unwrap_or(&host).to_owned(), path.to_owned())
    };
    let ((from_host, from_path), (to_host, to_path)) = (parts(from), parts(to));
    from_host == to_host
        && from_path != to_path
        && from_path.strip_prefix(&to_path).is_some_and(|rest| to_path.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::HttpFacts;

    const STORY: &str = "<p>The ferry sank off Corran on Monday night with forty people on board, the coastguard said.</p>\
        <p>Two people have died, harbour master Ada Quill said. She said the search would go on through the night.</p>";

    fn page(url: &str, body: &str) -> Capture {
        Capture {
            bytes: format!("<html><head><title>Ferry sinks</title></head><body><article><h1>Ferry sinks</h1>{body}</article>")
                .into_bytes(),
            url: url.to_owned(),
            at: "2026-03-02T09:00:00Z".to_owned(),
            media_type: "text/html".to_owned(),
            charset: None,
            http: Some(HttpFacts { status: 200, ..HttpFacts::default() }),
            place: url.to_owned(),
            redirects: Vec::new(),
            evidence: None,
            title: None,
            known_as: None,
        }
    }

    fn state(capture: &Capture, asked: &str) -> Option<WatchState> {
        match sight(capture, asked, None) {
            Sight::Article(_) => None,
            Sight::Instead(state, _) => Some(state),
        }
    }

    #[test]
    fn what_stands_in_the_place_of_an_article_is_told() {
        let asked = "https://coast.example/news/2026/ferry";
        assert_eq!(state(&page(asked, STORY), asked), None);
        assert_eq!(state(&page("https://coast.example/news/2026/ferry-sinks", STORY), asked), None);
        for other in
            ["https://coast.example/", "https://www.coast.example/news/", "https://coast.example/news/2026?a"]
        {
            assert_eq!(state(&page(other, STORY), asked), Some(WatchState::Replaced), "{other}");
        }
        let empty = Capture { bytes: b"<html><body></body></html>".to_vec(), ..page(asked, STORY) };
        assert_eq!(state(&empty, asked), Some(WatchState::Unreadable));
        let film = Capture { media_type: "video/mp4".to_owned(), ..page(asked, STORY) };
        assert_eq!(state(&film, asked), Some(WatchState::Unreadable));
        let canonical = "<link rel=canonical href='https://coast.example/news'>";
        assert_eq!(state(&page(asked, &format!("{canonical}{STORY}")), asked), Some(WatchState::Replaced));
    }

    #[test]
    fn another_story_at_another_address_is_no_version_of_it() {
        let asked = "https://coast.example/news/2026/ferry";
        let revision = |url: &str, body: &str| match sight(&page(url, body), asked, None) {
            Sight::Article(revision) => *revision,
            other => panic!("{other:?}"),
        };
        let first = revision(asked, STORY);
        let known = ArticleText {
            key: first.key.clone(),
            revision: 1.into(),
            headline: Some("Ferry sinks off Corran".to_owned()),
            body: first.body.clone(),
            warnings: Vec::new(),
        };
        let moved = revision("https://coast.example/news/2026/ferry-sinks", &STORY.replace("Two", "Five"));
        assert_eq!(instead(&known, &moved), None);
        let other = "<p>The council of Upton will close its pool in June, because the roof would cost too much.</p>\
            <p>Residents said that nobody had asked them, and that they would rather pay more for it.</p>";
        let other = revision("https://coast.example/news/2026/pool", other);
        assert_eq!(instead(&known, &other).map(|(state, _)| state), Some(WatchState::Replaced));
        let mut gated = first.clone();
        gated.warnings = vec![
            "The page breaks off where it asks for a subscription: the rest of the article is missing."
                .to_owned(),
        ];
        assert_eq!(instead(&known, &gated).map(|(state, _)| state), Some(WatchState::Paywall));
        let known_gated = ArticleText { warnings: gated.warnings.clone(), ..known };
        assert_eq!(instead(&known_gated, &gated), None);
    }
}
