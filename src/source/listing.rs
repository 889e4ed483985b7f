//! Listings: feeds and sitemaps, which name the pages of an outlet. What a document is, is told by its content: RSS, Atom,
//! JSON Feed, a sitemap, an index of sitemaps, or none of them.

use super::sitemap;
use super::thresholds::MAX_ENTRIES;
use crate::source::message::unpacked;
use feed_rs::model::{Entry, FeedType};
use jiff::Timestamp;
use regex::bytes::Regex;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::sync::LazyLock;
use std::time::Duration;
use url::Url;

static PERIOD: LazyLock<Regex> = LazyLock::new(|| pattern(r"<(?:\w+:)?updatePeriod\s*>\s*(\w+)"));
static FREQUENCY: LazyLock<Regex> = LazyLock::new(|| pattern(r"<(?:\w+:)?updateFrequency\s*>\s*([0-9]+)"));
static LINK: LazyLock<regex::Regex> =
    LazyLock::new(|| regex::Regex::new(r"(?i)<link\s[^>]*>").expect("the pattern is valid"));
static ATTRIBUTE: LazyLock<regex::Regex> = LazyLock::new(|| {
    regex::Regex::new(r#"([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"#)
        .expect("the pattern is valid")
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is valid")
}

/// What kind of listing a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ListingKind {
    /// RSS of any version.
    Rss,
    /// Atom.
    Atom,
    /// JSON Feed.
    JsonFeed,
    /// A sitemap of pages.
    Sitemap,
    /// A sitemap of sitemaps.
    SitemapIndex,
}

/// What a listing says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageListing {
    /// What it is.
    pub kind: ListingKind,
    /// What it calls itself.
    pub title: Option<String>,
    /// The pages that it lists, or the sitemaps of an index; each once.
    pub entries: Vec<ListedPage>,
    /// Whether it lists more than are read.
    pub cut: bool,
    /// How often it says that it need be asked (`ttl`, `sy:updatePeriod`).
    pub every: Option<Duration>,
}

/// A page that is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPage {
    /// Its address, absolute, without a fragment.
    pub url: String,
    /// When it was published, if that is said.
    pub published: Option<Timestamp>,
    /// When it was last changed, if that is said.
    pub updated: Option<Timestamp>,
}

/// Reads a document from `base` as a listing; `None` where it is none, a page above all.
///
/// # Errors
/// Where it is one and cannot be read, in words that follow its address.
pub fn read_listing(bytes: &[u8], base: &str) -> Result<Option<PageListing>, String> {
    let unpacked_bytes;
    let bytes = if bytes.starts_with(&[0x1F, 0x8B]) {
        unpacked_bytes =
            unpacked(bytes.to_vec(), "gzip").map_err(|why| format!("it {why}, more than is read."))?;
        &unpacked_bytes
    } else {
        bytes
    };
    let listing = match root(bytes) {
        Some(Root::Sitemap) => sitemap::read_sitemap(bytes)?,
        Some(Root::Feed) => feed(bytes, base)?,
        None => return Ok(None),
    };
    Ok(Some(resolved(listing, base)))
}

enum Root {
    Feed,
    Sitemap,
}

/// What the outermost element, or a JSON object, shows a document to be.
fn root(bytes: &[u8]) -> Option<Root> {
    /// Bytes in which the outermost element begins.
    const HEAD: usize = 8 << 10;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let mut rest = head.trim_start_matches('\u{FEFF}').trim_start();
    if rest.starts_with('{') {
        return rest.contains("jsonfeed.org/version").then_some(Root::Feed);
    }
    loop {
        rest = rest.trim_start();
        let end = match () {
            () if rest.starts_with("<!--") => "-->",
            () if rest.starts_with("<?") => "?>",
            // A document type may hold declarations in brackets.
            () if rest.starts_with("<!") && rest.split('>').next().is_some_and(|open| open.contains('[')) => {
                "]>"
            }
            () if rest.starts_with("<!") => ">",
            () => break,
        };
        rest = rest.split_once(end)?.1;
    }
    let name: &str =
        rest.strip_prefix('<')?.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?;
    match name.rsplit(':').next()? {
        "urlset" | "sitemapindex" => Some(Root::Sitemap),
        "rss" | "feed" | "RDF" => Some(Root::Feed),
        _ => None,
    }
}

/// An RSS, Atom or JSON feed.
fn feed(bytes: &[u8], base: &str) -> Result<PageListing, String> {
    let parser = feed_rs::parser::Builder::new().base_uri(Some(base)).build();
    let feed = parser.parse(bytes).map_err(|error| {
        format!("it is a feed that cannot be read ({error}); open it in a browser to see what is wrong.")
    })?;
    let kind = match feed.feed_type {
        FeedType::Atom => ListingKind::Atom,
        FeedType::JSON => ListingKind::JsonFeed,
        FeedType::RSS0 | FeedType::RSS1 | FeedType::RSS2 => ListingKind::Rss,
    };
    let page = |entry: &Entry| {
        Some(ListedPage {
            url: address_of(entry)?,
            published: entry.published.and_then(|at| Timestamp::from_second(at.timestamp()).ok()),
            updated: entry.updated.and_then(|at| Timestamp::from_second(at.timestamp()).ok()),
        })
    };
    Ok(PageListing {
        kind,
        title: feed.title.map(|title| title.content.trim().to_owned()).filter(|title| !title.is_empty()),
        cut: feed.entries.len() > MAX_ENTRIES,
        every: feed.ttl.map(|minutes| Duration::from_secs(60 * u64::from(minutes))).or_else(|| period(bytes)),
        entries: feed.entries.iter().take(MAX_ENTRIES).filter_map(page).collect(),
    })
}

/// How often a feed says that it is written anew (RDF Site Summary 1.0, module Syndication).
fn period(bytes: &[u8]) -> Option<Duration> {
    /// Bytes in which a feed speaks of itself.
    const HEAD: usize = 64 << 10;
    let head = &bytes[..bytes.len().min(HEAD)];
    let value = |pattern: &Regex| {
        Some(String::from_utf8_lossy(pattern.captures(head)?.get(1)?.as_bytes()).into_owned())
    };
    const HOUR: u64 = 60 * 60;
    let period = match value(&PERIOD)?.to_ascii_lowercase().as_str() {
        "hourly" => HOUR,
        "daily" => 24 * HOUR,
        "weekly" => 7 * 24 * HOUR,
        "monthly" => 30 * 24 * HOUR,
        "yearly" => 365 * 24 * HOUR,
        _ => return None,
    };
    let times = value(&FREQUENCY).and_then(|times| times.parse().ok()).filter(|times| *times > 0);
    Some(Duration::from_secs(period / times.unwrap_or(1)))
}

/// The feeds that a page offers (`<link rel="alternate">`), those of comments left out; each once.
#[must_use]
pub fn offered_feeds(page: &[u8], base: &str) -> Vec<String> {
    /// Bytes in which a page speaks of itself, and the feeds of it that are taken.
    const HEAD: usize = 512 << 10;
    const MOST: usize = 10;
    let Ok(base) = Url::parse(base) else { return Vec::new() };
    let head = String::from_utf8_lossy(&page[..page.len().min(HEAD)]);
    let mut feeds: Vec<String> = Vec::new();
    for link in LINK.find_iter(&head) {
        let attribute = |name: &str| {
            let found =
                ATTRIBUTE.captures_iter(link.as_str()).find(|part| part[1].eq_ignore_ascii_case(name))?;
            let value = found.get(2).or_else(|| found.get(3)).or_else(|| found.get(4))?;
            Some(value.as_str().trim().replace("&amp;", "&"))
        };
        let is = |name: &str, wanted: &[&str]| {
            let value = attribute(name).unwrap_or_default().to_ascii_lowercase();
            value.split_whitespace().any(|word| wanted.contains(&word))
        };
        let types = ["application/rss+xml", "application/atom+xml", "application/feed+json"];
        if !is("rel", &["alternate"]) || !is("type", &types) {
            continue;
        }
        let address = attribute("href").and_then(|to| base.join(&to).ok());
        let address = address.filter(|url| matches!(url.scheme(), "http" | "https")).map(String::from);
        feeds.extend(address.filter(|url| !url.contains("/comments/") && !feeds.contains(url)));
    }
    feeds.truncate(MOST);
    feeds
}

/// The page of an entry: its link that leads to itself, else an id that is an address.
fn address_of(entry: &Entry) -> Option<String> {
    let own = |link: &&feed_rs::model::Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
    let link = entry.links.iter().find(own).map(|link| link.href.clone());
    link.or_else(|| Some(entry.id.clone()).filter(|id| id.starts_with("http")))
}

/// The listing with absolute addresses, each once; what is no address of the web is left out.
fn resolved(mut listing: PageListing, base: &str) -> PageListing {
    let base = Url::parse(base).ok();
    let mut seen = HashSet::new();
    listing.entries.retain_mut(|entry| {
        let parsed = match &base {
            Some(base) => base.join(entry.url.trim()),
            None => Url::parse(entry.url.trim()),
        };
        let Ok(mut url) = parsed else { return false };
        url.set_fragment(None);
        let web =
            matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|host| !host.is_empty());
        entry.url = url.into();
        web && seen.insert(entry.url.clone())
    });
    listing
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> PageListing {
        read_listing(text.as_bytes(), "https://harbour.example/feeds/news")
            .expect("it is read")
            .expect("it is one")
    }

    fn urls(text: &str) -> Vec<String> {
        read(text).entries.into_iter().map(|entry| entry.url).collect()
    }

    #[test]
    fn feeds_of_every_kind_are_told_by_their_content() {
        let rss = read(
            "<?xml version='1.0'?><!-- made by hand --><rss version='2.0'><channel><title>Harbour</title>\
             <item><link>https://harbour.example/a#top</link><pubDate>Mon, 02 Mar 2026 09:00:00 GMT</pubDate></item>\
             <item><link>/b</link></item><item><link>/b</link></item><item><link>javascript:x()</link></item>\
             </channel></rss>",
        );
        assert_eq!((rss.kind, rss.title.as_deref()), (ListingKind::Rss, Some("Harbour")));
        let pages: Vec<_> =
            rss.entries.iter().map(|e| (e.url.as_str(), e.published.map(|at| at.to_string()))).collect();
        let first = ("https://harbour.example/a", Some("2026-03-02T09:00:00Z".to_owned()));
        assert_eq!(pages, [first, ("https://harbour.example/b", None)]);
        let atom = read(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>H</title><id>x</id><updated>2026-03-02T09:00:00Z</updated>\
             <entry><id>1</id><title>t</title><updated>2026-03-02T10:00:00Z</updated>\
             <link rel='enclosure' href='/film'/><link href='/c'/></entry></feed>",
        );
        assert_eq!(atom.kind, ListingKind::Atom);
        assert_eq!(atom.entries[0].url, "https://harbour.example/c");
        assert_eq!(atom.entries[0].updated.map(|at| at.to_string()).as_deref(), Some("2026-03-02T10:00:00Z"));
        let json = read(
            r#"{"version": "https://jsonfeed.org/version/1.1", "title": "H", "items": [{"id": "1", "url": "https://harbour.example/d"}]}"#,
        );
        assert_eq!(
            (json.kind, json.entries[0].url.as_str()),
            (ListingKind::JsonFeed, "https://harbour.example/d")
        );
    }

    #[test]
    fn a_page_is_no_listing() {
        for page in
            ["<!DOCTYPE html><html><feed></html>", "<html>", "{\"a\": 1}", "", "plain text", "<", "<!--"]
        {
            assert_eq!(read_listing(page.as_bytes(), "https://a.example/"), Ok(None), "{page}");
        }
    }

    #[test]
    fn a_packed_listing_is_unpacked() {
        use std::io::Write as _;
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed
            .write_all(b"<urlset><url><loc>https://a.example/x</loc></url></urlset>")
            .expect("memory takes it");
        let bytes = packed.finish().expect("memory takes it");
        let listing =
            read_listing(&bytes, "https://a.example/sitemap.xml.gz").expect("read").expect("it is one");
        assert_eq!(listing.entries[0].url, "https://a.example/x");
    }

    #[test]
    fn a_feed_without_end_and_with_entities_is_bounded() {
        let mut long = "<rss version='2.0'><channel><title>H</title>".to_owned();
        for n in 0..=MAX_ENTRIES {
            long += &format!("<item><link>/{n}</link></item>");
        }
        long += "</channel></rss>";
        let listing = read(&long);
        assert_eq!((listing.entries.len(), listing.cut), (MAX_ENTRIES, true));
        let laughs = "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><rss version='2.0'><channel><title>&b;</title>\
             <item><link>/x</link></item></channel></rss>";
        if let Ok(Some(listing)) = read_listing(laughs.as_bytes(), "https://a.example/") {
            assert!(listing.title.is_none_or(|title| !title.contains("ha")));
        }
        let file = "<!DOCTYPE urlset [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><urlset><url>\
            <loc>https://a.example/&x;</loc></url></urlset>";
        assert_eq!(urls(file), ["https://a.example/"]);
    }

    #[test]
    fn a_feed_says_how_often_it_need_be_asked() {
        let every = |inside: &str| {
            let names = "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'";
            let items = "<item><link>/a</link></item>";
            let feed = format!(
                "<rss version='2.0' {names}><channel><title>Harbour</title>{inside}{items}</channel></rss>"
            );
            read(&feed).every.map(|every| every.as_secs() / 60)
        };
        assert_eq!(every(""), None);
        assert_eq!(every("<ttl>60</ttl><sy:updatePeriod>daily</sy:updatePeriod>"), Some(60));
        assert_eq!(every("<ttl>soon</ttl>"), None);
        let often = "<sy:updatePeriod> hourly </sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>";
        assert_eq!((every(often), every("<sy:updatePeriod>always</sy:updatePeriod>")), (Some(30), None));
        assert_eq!(
            every("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>"),
            Some(1440)
        );
    }

    #[test]
    fn a_front_page_offers_feeds() {
        let page = br#"<html><head><link rel="stylesheet" href="/a.css"><link rel="alternate" hreflang="de" href="/de">
            <link rel="alternate" type="application/rss+xml" title="News" href="/rss?a=1&amp;b=2">
            <LINK href=feed.json type=application/feed+json rel='home alternate'>
            <link rel="alternate" type="application/rss+xml" href="/comments/feed/">
            <link rel="alternate" type="application/atom+xml" href="javascript:x()">
            <link rel="alternate" type="application/rss+xml" href="/rss?a=1&b=2"></head>"#;
        let feeds = offered_feeds(page, "https://harbour.example/uk/");
        assert_eq!(feeds, ["https://harbour.example/rss?a=1&b=2", "https://harbour.example/uk/feed.json"]);
        assert_eq!(offered_feeds(page, "harbour").len(), 0);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(
            start in "(<rss version='2.0'><channel>|<feed>|<urlset>|<sitemapindex>|\\{\"version\": \"https://jsonfeed.org/version/1\",)?",
            bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200),
            text in "(<[a-z:]{1,7}>|</[a-z]{1,6}>|&[a-z#0-9]{1,4};|[ -~]){0,40}",
        ) {
            let _ = read_listing(&[start.as_bytes(), &bytes].concat(), "https://a.example/");
            let _ = read_listing(&[start.as_bytes(), text.as_bytes()].concat(), "https://a.example/");
        }
    }
}
