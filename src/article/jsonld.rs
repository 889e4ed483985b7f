//! JSON-LD: what a page's `NewsArticle` and its kin say about it, however broken the JSON.

use super::draft::clean_line;
use super::thresholds::{MAX_OBJECT_DEPTH, MAX_OBJECTS};
use regex::Regex;
use serde_json::{Map, Value};
use std::sync::LazyLock;

/// What JSON-LD says about an article; only what it says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct LinkedData {
    /// `headline`, else `name`.
    pub(super) headline: Option<String>,
    /// The names of `author`.
    pub(super) byline: Option<String>,
    /// The name of `publisher`.
    pub(super) outlet: Option<String>,
    /// `datePublished`, as written.
    pub(super) published: Option<String>,
    /// `dateModified`, as written.
    pub(super) modified: Option<String>,
    /// `url`, `mainEntityOfPage`, `@id`, as written.
    pub(super) urls: Vec<String>,
    /// `articleBody`, as written.
    pub(super) body: Option<String>,
}

/// What the scripts of one page say about its article; `None` when none describes one.
#[must_use]
pub(super) fn read_jsonld<'a>(
    scripts: impl IntoIterator<Item = &'a str>,
    page: &PageIs,
) -> Option<LinkedData> {
    let values: Vec<Value> = scripts.into_iter().filter_map(parse_script).collect();
    let mut objects = Vec::new();
    for value in &values {
        collect(value, 0, &mut objects);
    }
    let rank = |object: &Map<String, Value>| types(object).filter_map(rank_of).min();
    let candidates = objects.iter().filter_map(|o| Some((rank(o)?, *o)));
    // A page may describe other stories, too.
    let article = candidates
        .min_by_key(|(rank, o)| (*rank >= WEB_PAGE, !page.is_at(&urls_of(o)), !page.is_called(o), *rank))?
        .1;
    let resolve = |value: &Value| names_of(value, &objects, 0);
    let text = |name: &str| article.get(name).and_then(Value::as_str).map(clean).filter(|t| !t.is_empty());
    let urls = urls_of(article);
    Some(LinkedData {
        headline: text("headline").or_else(|| text("name")),
        byline: article.get("author").or_else(|| article.get("creator")).and_then(resolve),
        outlet: article.get("publisher").or_else(|| article.get("sourceOrganization")).and_then(resolve),
        published: text("datePublished").or_else(|| text("dateCreated")),
        modified: text("dateModified"),
        urls,
        body: article.get("articleBody").and_then(Value::as_str).map(plain_body),
    })
}

/// Where a page stands and what it is called, as its other elements have it.
#[derive(Debug, Clone, Default)]
pub(super) struct PageIs {
    /// Its canonical address and the like, absolute.
    pub(super) urls: Vec<String>,
    /// Its headline and titles.
    pub(super) titles: Vec<String>,
}

impl PageIs {
    /// Whether one of the addresses is the page's.
    fn is_at(&self, urls: &[String]) -> bool {
        let plain = |url: &str| {
            let url = url.split(['?', '#']).next().unwrap_or(url);
            let url = url.split_once("://").map_or(url, |(_, rest)| rest);
            url.trim_start_matches("www.").trim_end_matches('/').to_lowercase()
        };
        let mine: Vec<String> = self.urls.iter().map(|url| plain(url)).collect();
        urls.iter().any(|url| mine.contains(&plain(url)))
    }

    /// Whether an object has the headline of the page.
    fn is_called(&self, object: &Map<String, Value>) -> bool {
        let letters = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let name = ["headline", "name"].iter().find_map(|key| object.get(*key)?.as_str());
        let name = name.map(|name| letters(&clean(name))).filter(|name| !name.is_empty());
        name.is_some_and(|name| self.titles.iter().any(|title| letters(title).starts_with(&name)))
    }
}

/// The addresses that an object gives for itself, as written.
fn urls_of(object: &Map<String, Value>) -> Vec<String> {
    let url = |name: &&str| match object.get(*name)? {
        Value::String(url) => Some(url.clone()),
        Value::Object(page) => page.get("@id").or_else(|| page.get("url"))?.as_str().map(str::to_owned),
        _ => None,
    };
    let mut urls: Vec<String> = ["url", "mainEntityOfPage", "@id"].iter().filter_map(url).collect();
    urls.dedup();
    urls
}

/// The rank of a page that is not said to be an article.
const WEB_PAGE: u8 = 3;

/// How good a type is as the page's article; lower is better.
fn rank_of(kind: &str) -> Option<u8> {
    match kind.rsplit(['/', ':']).next().unwrap_or(kind) {
        "NewsArticle"
        | "ReportageNewsArticle"
        | "AnalysisNewsArticle"
        | "BackgroundNewsArticle"
        | "OpinionNewsArticle"
        | "ReviewNewsArticle"
        | "AskPublicNewsArticle" => Some(0),
        "Article" | "Report" | "LiveBlogPosting" => Some(1),
        "BlogPosting"
        | "SocialMediaPosting"
        | "TechArticle"
        | "ScholarlyArticle"
        | "AdvertiserContentArticle"
        | "SatiricalArticle" => Some(2),
        "WebPage" => Some(WEB_PAGE),
        _ => None,
    }
}

fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let list = match object.get("@type") {
        Some(Value::Array(list)) => list.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    list.iter().filter_map(Value::as_str)
}

/// All objects in `value` in the order of the page, outer before inner; lists of other articles are passed over.
fn collect<'v>(value: &'v Value, depth: usize, out: &mut Vec<&'v Map<String, Value>>) {
    if depth > MAX_OBJECT_DEPTH || out.len() >= MAX_OBJECTS {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, depth + 1, out)),
        Value::Object(object) => {
            out.push(object);
            for (name, inner) in object {
                if !matches!(
                    name.as_str(),
                    "itemListElement" | "hasPart" | "isPartOf" | "citation" | "liveBlogUpdate" | "comment"
                ) {
                    collect(inner, depth + 1, out);
                }
            }
        }
        _ => {}
    }
}

/// The names in a string, an object, a list, or a reference to another object of the page.
fn names_of(value: &Value, objects: &[&Map<String, Value>], depth: usize) -> Option<String> {
    if depth > 4 {
        return None;
    }
    match value {
        Value::String(name) => {
            let name = clean(name);
            (!name.is_empty() && !name.contains("://")).then_some(name)
        }
        Value::Array(items) => {
            let mut all: Vec<String> =
                items.iter().take(30).filter_map(|item| names_of(item, objects, depth + 1)).collect();
            let mut seen = std::collections::HashSet::new();
            all.retain(|name| seen.insert(name.clone()));
            (!all.is_empty()).then(|| all.join(", "))
        }
        Value::Object(object) => match object.get("name") {
            Some(name) => names_of(name, objects, depth + 1),
            None => {
                let id = object.get("@id")?.as_str()?;
                let target = objects
                    .iter()
                    .find(|o| o.contains_key("name") && o.get("@id").and_then(Value::as_str) == Some(id))?;
                names_of(target.get("name")?, objects, depth + 1)
            }
        },
        _ => None,
    }
}

/// Text of a field: entities decoded (pages escape twice), on one line.
fn clean(raw: &str) -> String {
    clean_line(&unescape(raw))
}

/// The text of a body, which some pages give as HTML: its paragraphs, parted by blank lines.
fn plain_body(raw: &str) -> String {
    static BREAK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)</(?:p|div|h[1-6]|li|blockquote)\s*>|<br\s*/?>").expect("the pattern is valid")
    });
    let unescaped = if raw.contains("&lt;") {
        dom_query::Document::fragment(raw).text().to_string()
    } else {
        raw.to_owned()
    };
    static TAG: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"</?[a-zA-Z][^<>]*>").expect("the pattern is valid"));
    if unescaped.len() > 1 << 20 || !TAG.is_match(&unescaped) {
        return raw.to_owned();
    }
    let parted = BREAK.replace_all(&unescaped, "$0\n\n");
    dom_query::Document::fragment(parted.into_owned()).text().trim().to_owned()
}

/// Decodes the HTML entities in a text that is not HTML.
#[must_use]
pub(super) fn unescape(raw: &str) -> String {
    if !raw.contains('&') || raw.len() > 1 << 20 {
        return raw.to_owned();
    }
    dom_query::Document::fragment(raw.replace('<', "&lt;")).text().to_string()
}

/// The JSON of a script; when it is broken, once more with the usual faults mended.
fn parse_script(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let script = script.trim_start_matches("//").trim_start_matches("<![CDATA[");
    let script = script.trim_end_matches("]]>").trim_end_matches("//").trim().trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    if let Ok(value) = serde_json::from_str(&mend(script)) {
        return Some(value);
    }
    serde_json::from_str(&mend(&unescape(script))).ok()
}

/// Mends what hand-made JSON suffers from: line breaks and tabs within strings, bad escapes, commas before a bracket.
fn mend(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut in_string = false;
    let mut chars = script.chars().peekable();
    while let Some(c) = chars.next() {
        match (in_string, c) {
            (true, '\\') => {
                let escaped = chars.next().unwrap_or(' ');
                if !matches!(escaped, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') {
                    out.push_str(if escaped == '\'' { "" } else { "\\\\" });
                } else {
                    out.push('\\');
                }
                out.push(escaped);
            }
            (true, c) if c.is_control() => out.push(' '),
            (false, ']' | '}') => {
                let kept = out.trim_end().trim_end_matches(',').len();
                out.truncate(kept);
                out.push(c);
            }
            (_, '"') => {
                in_string = !in_string;
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<'a>(scripts: impl IntoIterator<Item = &'a str>) -> Option<LinkedData> {
        read_jsonld(scripts, &PageIs::default())
    }

    #[test]
    fn of_several_articles_the_one_at_the_address_of_the_page_counts() {
        let scripts = [
            r#"{"@type": "NewsArticle", "headline": "Old storm", "url": "https://a.example/old"}"#,
            r#"{"@type": "Article", "headline": "Pool to close", "url": "http://www.a.example/pool/?x=1"}"#,
            r#"{"@type": "WebPage", "name": "The Post", "url": "https://a.example/pool"}"#,
        ];
        let page = PageIs { urls: vec!["https://a.example/pool".into()], titles: Vec::new() };
        let headline = |page: &PageIs| read_jsonld(scripts, page).and_then(|s| s.headline);
        assert_eq!(headline(&page).as_deref(), Some("Pool to close"));
        let page = PageIs { urls: Vec::new(), titles: vec!["Pool to close | The Post".into()] };
        assert_eq!(headline(&page).as_deref(), Some("Pool to close"));
        assert_eq!(headline(&PageIs::default()).as_deref(), Some("Old storm"), "nothing tells them apart");
    }

    #[test]
    fn a_body_in_html_gives_its_text() {
        let body = |written: &str| {
            let script = serde_json::json!({"@type": "NewsArticle", "articleBody": written}).to_string();
            read([script.as_str()]).and_then(|s| s.body).unwrap_or_default()
        };
        for written in [
            "<p>One &amp; two.</p><p>Three.</p>",
            "&lt;p&gt;One &amp;amp; two.&lt;/p&gt;&lt;p&gt;Three.&lt;/p&gt;",
        ] {
            let lines: Vec<String> =
                body(written).lines().filter(|l| !l.is_empty()).map(str::to_owned).collect();
            assert_eq!(lines, ["One & two.", "Three."], "{written}");
        }
        assert_eq!(body("One < two.\nThree."), "One < two.\nThree.");
    }

    #[test]
    fn reads_graphs_lists_and_references() {
        let said = read([r##"{"@context": "https://schema.org", "@graph": [
            {"@type": "WebSite", "name": "The Post"},
            {"@type": ["Thing", "NewsArticle"], "headline": "Pool &amp; park", "author": [{"@id": "#ann"}, {"name": "Bo Oak"}],
             "publisher": {"@type": "Organization", "name": "The Post"}, "datePublished": "2026-03-02",
             "mainEntityOfPage": {"@id": "https://a.example/x"}},
            {"@type": "Person", "@id": "#ann", "name": "Ann Lee"}]}"##])
        .expect("an article");
        assert_eq!(said.headline.as_deref(), Some("Pool & park"));
        assert_eq!(said.byline.as_deref(), Some("Ann Lee, Bo Oak"));
        assert_eq!(said.outlet.as_deref(), Some("The Post"));
        assert_eq!(said.urls, ["https://a.example/x"]);
    }

    #[test]
    fn reads_broken_json() {
        for script in [
            "{\"@type\": \"NewsArticle\", \"headline\": \"A b\", \"author\": [\"Ann\",],}",
            "<!-- {\"@type\": \"NewsArticle\", \"headline\": \"A\n b\"} -->",
            "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;A b&quot;}",
            "//<![CDATA[\n{\"@type\": \"http://schema.org/NewsArticle\", \"headline\": \"A b\"};\n//]]>",
            "{\"@type\": \"NewsArticle\", \"headline\": \"A b\", \"x\": \"it\\'s\"}",
        ] {
            assert_eq!(read([script]).and_then(|s| s.headline).as_deref(), Some("A b"), "{script}");
        }
        assert_eq!(read(["{\"@type\": ", "[]", "null"]), None);
    }

    #[test]
    fn the_article_wins_over_the_page_and_over_lists_of_others() {
        let said = read([
            r#"{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Other"}]}"#,
            r#"[{"@type": "WebPage", "name": "Page"}, {"@type": "Article", "headline": "Ours"}]"#,
        ]);
        assert_eq!(said.expect("an article").headline.as_deref(), Some("Ours"));
    }
}
