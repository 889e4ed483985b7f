//! The metadata of a page: JSON-LD first, then OpenGraph and other meta elements, then elements anyone can see.

use super::draft::{Draft, byline, clean_line};
use super::jsonld::{self, LinkedData, PageIs};
use super::revision::{Found, FoundIn};
use super::thresholds::LEAST_WORDS_OF_HEADLINE;
use super::{dates, outlets, urls};
use crate::english::lexicon;
use dom_query::{Document, NodeRef};

const PUBLISHED: [&str; 22] = [
    "article:published_time",
    "article.published",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dcterms.issued",
    "parsely-pub-date",
    "sailthru.date",
    "ptime",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "rnews:datepublished",
    "article:published",
];

const MODIFIED: [&str; 12] = [
    "article:modified_time",
    "og:updated_time",
    "article.updated",
    "datemodified",
    "lastmod",
    "last-modified",
    "revised",
    "dcterms.modified",
    "dc.date.modified",
    "utime",
    "og:article:modified_time",
    "article:modified",
];

const AUTHOR: [&str; 12] = [
    "author",
    "byl",
    "article:author",
    "og:article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "article.author",
    "cxenseparse:author",
    "authors",
    "byline",
];

const TITLE: [&str; 5] = ["og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title"];
const OUTLET: [&str; 6] =
    ["og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "cre"];

/// Reads the metadata of a page into `draft`; returns what JSON-LD said.
pub(super) fn read_meta(document: &Document, draft: &mut Draft) -> Option<LinkedData> {
    let scripts: Vec<_> = document
        .select("script[type]")
        .nodes()
        .iter()
        .filter(|s| s.attr("type").is_some_and(|t| t.to_ascii_lowercase().contains("ld+json")))
        .map(NodeRef::text)
        .collect();
    let metas = metas(document);
    let said = jsonld::read_jsonld(scripts.iter().map(|s| &**s), &page_is(document, &metas));
    let page = PageFacts { document, metas, said: said.as_ref() };
    page.urls(draft);
    draft.outlet = page.outlet(draft.url.as_ref().map(|found| found.value.as_str()));
    draft.headline = page.headline(draft.outlet.as_ref());
    draft.byline = page.byline(draft.outlet.as_ref());
    page.dates(draft);
    said
}

/// Where the page stands and what it is called, by all but JSON-LD.
fn page_is(document: &Document, metas: &[(String, String)]) -> PageIs {
    let of = |names: &'static [&'static str]| {
        metas.iter().filter(|(name, _)| names.contains(&name.as_str())).map(|(_, content)| content.clone())
    };
    let canonical = document.select("link[rel=canonical][href]");
    let canonical = canonical.nodes().iter().take(5).filter_map(|node| Some(node.attr("href")?.to_string()));
    let heads = document.select("h1, title");
    let heads = heads.nodes().iter().take(10).map(|node| clean_line(&node.text()));
    PageIs {
        urls: canonical.chain(of(&["og:url", "twitter:url"])).collect(),
        titles: of(&TITLE).chain(heads).filter(|title| !title.is_empty()).collect(),
    }
}

struct PageFacts<'a> {
    document: &'a Document,
    /// Name in lower case and content of every meta element that has both.
    metas: Vec<(String, String)>,
    said: Option<&'a LinkedData>,
}

fn metas(document: &Document) -> Vec<(String, String)> {
    let mut metas = Vec::new();
    for node in document.select("meta[content]").nodes().iter().take(2_000) {
        let Some(content) = node.attr("content") else { continue };
        let content = clean_line(&jsonld::unescape(&content));
        for name in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = node.attr(name)
                && !content.is_empty()
            {
                metas.push((name.trim().to_ascii_lowercase(), content.clone()));
            }
        }
    }
    metas
}

impl PageFacts<'_> {
    /// The first meta element that has one of `names`, in the order of the names, and is wanted.
    fn meta<T>(&self, names: &[&str], wanted: impl Fn(&str) -> Option<T>) -> Option<Found<T>> {
        names.iter().find_map(|name| {
            let value =
                self.metas.iter().filter(|(n, _)| n == name).find_map(|(_, content)| wanted(content))?;
            let graph = name.starts_with("og:") || name.starts_with("article:");
            Some(Found { value, by: if graph { FoundIn::OpenGraph } else { FoundIn::Meta } })
        })
    }

    /// The text of the first element that matches and is wanted.
    fn element<T>(&self, selector: &str, wanted: impl Fn(&NodeRef<'_>) -> Option<T>) -> Option<Found<T>> {
        let value = self.document.select(selector).nodes().iter().take(50).find_map(wanted)?;
        Some(Found { value, by: FoundIn::Element })
    }

    fn said<T>(&self, value: impl Fn(&LinkedData) -> Option<T>) -> Option<Found<T>> {
        Some(Found { value: value(self.said?)?, by: FoundIn::JsonLd })
    }

    fn urls(&self, draft: &mut Draft) {
        let base = self.meta(&["og:url", "twitter:url"], urls::absolute);
        let host = base.as_ref().map(|b| b.value.clone());
        let link = |rel: &str| {
            self.element("link[rel][href]", |node| {
                let matches = node.attr("rel")?.split_whitespace().any(|r| r.eq_ignore_ascii_case(rel));
                matches.then(|| urls::resolve_url(&node.attr("href")?, host.as_deref()))?
            })
        };
        let canonical = link("canonical");
        let said: Vec<String> = self
            .said
            .iter()
            .flat_map(|s| &s.urls)
            .filter_map(|u| urls::resolve_url(u, host.as_deref()))
            .collect();
        let candidates: Vec<Found<String>> = canonical
            .into_iter()
            .chain(base)
            .chain(said.into_iter().map(|value| Found { value, by: FoundIn::JsonLd }))
            .collect();
        // Careless pages name their home page as canonical.
        let best = candidates.iter().find(|c| urls::path(&c.value) != "/").or(candidates.first());
        draft.url = best.cloned();
        for other in candidates.into_iter().map(|c| c.value).chain(link("amphtml").map(|f| f.value)) {
            let known =
                draft.url.as_ref().is_some_and(|u| u.value == other) || draft.other_urls.contains(&other);
            if !known && urls::path(&other) != "/" {
                draft.other_urls.push(other);
            }
        }
    }

    fn outlet(&self, url: Option<&str>) -> Option<Found<String>> {
        if let Some(agency) = url.and_then(outlets::agency_at) {
            return Some(Found { value: agency.to_owned(), by: FoundIn::Url });
        }
        let section =
            self.meta(&["article:section", "og:article:section", "section"], |s| Some(s.to_owned()));
        let section = section.as_ref().map(|found| found.value.as_str());
        let name = |text: &str| {
            // "The Post | News, Sport", "@thepost"
            let text = text.split(" | ").next().unwrap_or(text).trim_start_matches('@').trim();
            let plain = !text.is_empty() && !text.contains("://") && text.len() <= 100;
            (plain && !outlets::is_section(text, section)).then(|| text.to_owned())
        };
        let titles = self.document.select("title");
        let title = titles.nodes().first().map(|node| clean_line(&node.text())).unwrap_or_default();
        let host = url.and_then(urls::host);
        let in_title = || {
            let value = outlets::in_title(&title, host.as_deref()?)?.to_owned();
            Some(Found { value, by: FoundIn::Element })
        };
        let found = self
            .said(|s| s.outlet.as_deref().and_then(name))
            .or_else(|| self.meta(&OUTLET, name))
            .or_else(in_title)?;
        let names = self.metas.iter().filter(|(name, _)| OUTLET.contains(&name.as_str()));
        let texts = names.map(|(_, text)| text.as_str()).chain([title.as_str()]);
        Some(Found { value: outlets::best_spelling(&found.value, texts), ..found })
    }

    fn headline(&self, outlet: Option<&Found<String>>) -> Option<Found<String>> {
        let text = |node: &NodeRef<'_>| Some(clean_line(&node.text())).filter(|t| !t.is_empty());
        let some = |text: &str| Some(text.to_owned());
        let long_enough = |h1: &Found<String>| words(&h1.value) >= LEAST_WORDS_OF_HEADLINE;
        let within = self.element("article h1, main h1", text).filter(long_enough);
        // Elsewhere a heading is the article's only where the page has no title of its own.
        let titled = self.meta(&TITLE, some).is_some_and(|title| long_enough(&title));
        let anywhere =
            || self.element("h1", |node| text(node).filter(|h1| words(h1) >= LEAST_WORDS_OF_HEADLINE));
        let own = within.or_else(|| if titled { None } else { anywhere() });
        // A title that shares nothing with the headline over the article is that of the outlet, not of the page.
        let general =
            |title: &Found<String>| own.as_ref().is_some_and(|h1| !share_words(&title.value, &h1.value));
        let found = self
            .said(|s| s.headline.clone())
            .or_else(|| self.meta(&TITLE, some).filter(|title| !general(title)))
            .or_else(|| own.clone())
            .or_else(|| self.element("h1[itemprop=headline], article h1, h1", text))
            .or_else(|| self.element("title", text))?;
        Some(Found { value: without_outlet(&found.value, outlet.map(|o| o.value.as_str())), ..found })
    }

    fn byline(&self, outlet: Option<&Found<String>>) -> Option<Found<String>> {
        let name = |text: &str| {
            if text.contains("://") || text.starts_with(['@', '/']) || text.chars().count() > 200 {
                return None;
            }
            byline(text)
        };
        let text = |node: &NodeRef<'_>| Some(spaced(node)).filter(|t| t.len() < 200).and_then(|t| name(&t));
        let is_outlet =
            |found: &Found<String>| outlet.is_some_and(|o| o.value.eq_ignore_ascii_case(&found.value));
        let said = self.said(|s| s.byline.as_deref().and_then(name));
        // An outlet that signs for its own page says less than a name that stands somewhere else.
        let first = [said.clone(), self.meta(&AUTHOR, name)].into_iter().flatten().find(|f| !is_outlet(f));
        first
            .or_else(|| {
                self.element("[itemprop=author] [itemprop=name], [rel=author], [itemprop=author]", text)
            })
            .or_else(|| {
                self.element("[class*=byline], [class*=Byline]", |node| {
                    let line = spaced(node);
                    let by = line.get(..3).is_some_and(|b| b.eq_ignore_ascii_case("by "));
                    (by && line.len() < 200).then(|| name(&line))?
                })
            })
            .or(said)
    }

    fn dates(&self, draft: &mut Draft) {
        let time = |node: &NodeRef<'_>| {
            let written =
                node.attr("datetime").or_else(|| node.attr("content")).unwrap_or_else(|| node.text());
            dates::parse_date(&written)
        };
        draft.published_at = self
            .said(|s| s.published.as_deref().and_then(dates::parse_date))
            .or_else(|| self.meta(&PUBLISHED, dates::parse_date))
            .or_else(|| self.element("[itemprop=datePublished], time[pubdate]", time))
            .or_else(|| self.element("article time[datetime], header time[datetime], time[datetime]", time));
        draft.modified_at = self
            .said(|s| s.modified.as_deref().and_then(dates::parse_date))
            .or_else(|| self.meta(&MODIFIED, dates::parse_date))
            .or_else(|| self.element("[itemprop=dateModified]", time));
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether most telling words of one title are in the other.
fn share_words(a: &str, b: &str) -> bool {
    let telling = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        words.filter(|word| word.chars().count() > 3 && !lexicon::is_small(word)).collect()
    };
    let (a, b) = (telling(a), telling(b));
    let shared = a.iter().filter(|word| b.contains(word)).count();
    shared * 2 > a.len().min(b.len())
}

/// The text of an element, with a space between its parts.
fn spaced(node: &NodeRef<'_>) -> String {
    let mut line = String::new();
    for part in node.descendants_it().filter(NodeRef::is_text).take(50) {
        line.push_str(&part.text());
        line.push(' ');
    }
    clean_line(&line)
}

/// A title without " | The Post" or " - Post" at its end.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let letters =
        |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let outlet = letters(outlet.unwrap_or_default());
    for separator in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        if let Some((head, tail)) = title.rsplit_once(separator) {
            let tail = letters(tail);
            let names_it = !tail.is_empty()
                && (outlet.contains(&tail) || (!outlet.is_empty() && tail.contains(&outlet)));
            if names_it && head.split_whitespace().count() >= 2 {
                return head.trim_end().to_owned();
            }
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(html: &str) -> Draft {
        let mut draft = Draft::default();
        read_meta(&Document::from(html), &mut draft);
        draft
    }

    fn said(found: Option<Found<String>>) -> (String, FoundIn) {
        let found = found.expect("found");
        (found.value, found.by)
    }

    #[test]
    fn json_ld_speaks_first() {
        let draft = draft(
            r#"<title>Other | The Post</title><link rel=canonical href="/x"><meta property="og:url" content="https://a.example/x?y=1">
            <meta property="og:title" content="Other">
            <meta name=author content="Cy Fir"><meta property="article:modified_time" content="2026-03-03T10:00:00Z">
            <script type="application/ld+json">{"@type": "NewsArticle",
            "headline": "Pool to close - The Post", "author": {"name": "Ann Lee"},
            "publisher": {"name": "The Post"}, "datePublished": "2026-03-02T09:00:00-05:00"}</script>"#,
        );
        assert_eq!(said(draft.headline), ("Pool to close".into(), FoundIn::JsonLd));
        assert_eq!(said(draft.byline), ("Ann Lee".into(), FoundIn::JsonLd));
        assert_eq!(said(draft.outlet), ("The Post".into(), FoundIn::JsonLd));
        assert_eq!(said(draft.published_at), ("2026-03-02T09:00:00-05:00".into(), FoundIn::JsonLd));
        assert_eq!(said(draft.modified_at), ("2026-03-03T10:00:00Z".into(), FoundIn::OpenGraph));
        assert_eq!(said(draft.url), ("https://a.example/x".into(), FoundIn::Element));
        assert_eq!(draft.other_urls, ["https://a.example/x?y=1"]);
    }

    #[test]
    fn what_anyone_can_see_speaks_last() {
        let draft = draft(
            "<title>Pool to close</title><body><h1>Pool to <b>close</b></h1><div class=article-byline><span>By</span><a>Ann Lee</a>\
             <span>May 4, 2026</span></div><time datetime='2026-05-04T10:00:00+01:00'>Monday</time>",
        );
        assert_eq!(said(draft.headline), ("Pool to close".into(), FoundIn::Element));
        assert_eq!(said(draft.byline), ("Ann Lee".into(), FoundIn::Element));
        assert_eq!(said(draft.published_at), ("2026-05-04T10:00:00+01:00".into(), FoundIn::Element));
        assert_eq!((draft.url, draft.outlet), (None, None));
    }

    #[test]
    fn a_title_of_the_whole_outlet_gives_way_to_the_headline_of_the_article() {
        let of = |title: &str, h1: &str| {
            let html = format!(
                "<title>{title}</title><meta property=og:title content='{title}'><article><h1>{h1}</h1></article>"
            );
            said(draft(&html).headline).0
        };
        for title in ["Upton Echo", "Upton Echo - Latest News and Sport", "Home"] {
            assert_eq!(
                of(title, "Pool at Upton to close in June"),
                "Pool at Upton to close in June",
                "{title}"
            );
        }
        assert_eq!(
            of("Upton pool will close in June", "Pool to close in June"),
            "Upton pool will close in June"
        );
        assert_eq!(of("Upton Echo", "Most read"), "Upton Echo", "too short to be a headline");
    }

    #[test]
    fn an_outlet_that_signs_gives_way_to_a_name() {
        let html = r#"<meta name=author content="Ann Lee"><script type="application/ld+json">{"@type": "Article",
            "author": "The Post", "publisher": {"name": "The Post"}}</script>"#;
        assert_eq!(said(draft(html).byline), ("Ann Lee".into(), FoundIn::Meta));
    }

    #[test]
    fn a_home_page_is_no_canonical_url() {
        let html = r#"<link rel=canonical href="https://a.example/"><meta property="og:url" content="https://a.example/x">"#;
        assert_eq!(said(draft(html).url), ("https://a.example/x".into(), FoundIn::OpenGraph));
    }

    #[test]
    fn titles_lose_the_name_of_their_outlet_only() {
        assert_eq!(without_outlet("Pool to close | The Post", Some("The Post")), "Pool to close");
        assert_eq!(without_outlet("Pool to close - for now", Some("The Post")), "Pool to close - for now");
    }
}
