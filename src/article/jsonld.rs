//! JSON-LD: what a page's `NewsArticle` and its kin say about it, however broken the JSON.

use super::draft::clean_line;
use super::thresholds::{MAX_OBJECT_DEPTH, MAX_OBJECTS};
use serde_json::{Map, Value};

/// What JSON-LD says about an article; only what it says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Said {
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
pub(super) fn read_jsonld<'a>(scripts: impl IntoIterator<Item = &'a str>) -> Option<Said> {
    let values: Vec<Value> = scripts.into_iter().filter_map(parse_script).collect();
    let mut objects = Vec::new();
    for value in &values {
        collect(value, 0, &mut objects);
    }
    let rank = |object: &Map<String, Value>| types(object).filter_map(rank_of).min();
    let article = objects.iter().filter_map(|o| Some((rank(o)?, *o))).min_by_key(|(rank, _)| *rank)?.1;
    let resolve = |value: &Value| names_of(value, &objects, 0);
    let text = |name: &str| article.get(name).and_then(Value::as_str).map(clean).filter(|t| !t.is_empty());
    let mut urls: Vec<String> = ["url", "mainEntityOfPage", "@id"]
        .iter()
        .filter_map(|name| match article.get(*name)? {
            Value::String(url) => Some(url.clone()),
            Value::Object(page) => page.get("@id").or_else(|| page.get("url"))?.as_str().map(str::to_owned),
            _ => None,
        })
        .collect();
    urls.dedup();
    Some(Said {
        headline: text("headline").or_else(|| text("name")),
        byline: article.get("author").or_else(|| article.get("creator")).and_then(resolve),
        outlet: article.get("publisher").or_else(|| article.get("sourceOrganization")).and_then(resolve),
        published: text("datePublished").or_else(|| text("dateCreated")),
        modified: text("dateModified"),
        urls,
        body: article.get("articleBody").and_then(Value::as_str).map(str::to_owned),
    })
}

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
        "WebPage" => Some(3),
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

    #[test]
    fn reads_graphs_lists_and_references() {
        let said = read_jsonld([r##"{"@context": "https://schema.org", "@graph": [
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
            assert_eq!(read_jsonld([script]).and_then(|s| s.headline).as_deref(), Some("A b"), "{script}");
        }
        assert_eq!(read_jsonld(["{\"@type\": ", "[]", "null"]), None);
    }

    #[test]
    fn the_article_wins_over_the_page_and_over_lists_of_others() {
        let said = read_jsonld([
            r#"{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Other"}]}"#,
            r#"[{"@type": "WebPage", "name": "Page"}, {"@type": "Article", "headline": "Ours"}]"#,
        ]);
        assert_eq!(said.expect("an article").headline.as_deref(), Some("Ours"));
    }
}
