//! Hypothesis: what people wrote about passages of articles, as the service's API and its export give it. A passage is
//! named by its words and those around them (the TextQuoteSelector of Web Annotation).

use serde_json::{Map, Value};

/// The longest text of an annotation that is kept, in bytes; longer ones are cut.
const LONGEST: usize = 1 << 20;

/// What somebody wrote about a passage of an article, or about the article as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Annotation {
    /// What it is known by where it came from.
    pub id: String,
    /// The address of the article.
    pub url: String,
    /// The words of the passage; none for a note on the whole article.
    pub exact: Option<String>,
    /// Words before the passage.
    pub prefix: String,
    /// Words behind it.
    pub suffix: String,
    /// What was written.
    pub text: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Who wrote it.
    pub creator: Option<String>,
    /// When it was written, ISO 8601 in UTC.
    pub created_at: Option<String>,
    /// When it was last changed, ISO 8601 in UTC.
    pub modified_at: Option<String>,
    /// Where it came from.
    pub place: String,
}

/// The annotation that an object is; none where it is none.
///
/// # Errors
/// In a sentence, when it does not say what it is about.
pub(super) fn annotation(object: &Map<String, Value>, place: &str) -> Option<Result<Annotation, String>> {
    let targets = object.get("target")?.as_array()?;
    let text_of = |value: Option<&Value>| value.and_then(Value::as_str).map(|t| cut(t).to_owned());
    let field = |name: &str| text_of(object.get(name));
    let source = targets.first().and_then(|target| text_of(target.get("source")));
    let url = field("uri").or(source).filter(|url| url.contains("://"));
    let Some(url) = url else {
        return Some(Err(
            "the annotation does not name the address that it is about; export it again.".to_owned()
        ));
    };
    let selectors = targets.iter().filter_map(|target| target.get("selector")?.as_array()).flatten();
    let quote = selectors
        .filter_map(Value::as_object)
        .find(|s| s.get("type").and_then(Value::as_str) == Some("TextQuoteSelector"));
    let part = |name: &str| text_of(quote.and_then(|quote| quote.get(name)));
    let moment = |name: &str| field(name).and_then(|at| crate::article::capture_time(&at));
    let tags = object.get("tags").and_then(Value::as_array).into_iter().flatten();
    let created_at = moment("created");
    let creator = field("user").map(|user| {
        let name = user.strip_prefix("acct:").unwrap_or(&user);
        name.to_owned()
    });
    let exact = part("exact").filter(|exact| !exact.trim().is_empty());
    let id = field("id").unwrap_or_else(|| {
        // An export has no numbers: who wrote what when about which words tells one.
        let parts = [&url, exact.as_ref().unwrap_or(&url), created_at.as_ref().unwrap_or(&url)];
        crate::article::sha256(parts.iter().flat_map(|part| [part.as_bytes(), b"\0".as_slice()]))
    });
    Some(Ok(Annotation {
        id,
        url,
        exact,
        prefix: part("prefix").unwrap_or_default(),
        suffix: part("suffix").unwrap_or_default(),
        text: field("text").unwrap_or_default(),
        tags: tags.filter_map(|tag| text_of(Some(tag))).collect(),
        creator,
        created_at,
        modified_at: moment("updated"),
        place: place.to_owned(),
    }))
}

fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(value: &Value) -> Option<Result<Annotation, String>> {
        annotation(value.as_object().expect("an object"), "a.json: item 1")
    }

    #[test]
    fn an_annotation_says_which_words_it_is_about() {
        let found = of(&json!({
            "id": "x1", "uri": "https://coast.example/ferry", "text": "Is it?", "tags": ["check"],
            "user": "acct:ada@coast.example", "created": "2026-03-02T09:00:00.5+00:00",
            "target": [{"source": "https://coast.example/ferry", "selector": [
                {"type": "TextPositionSelector", "start": 1, "end": 2},
                {"type": "TextQuoteSelector", "exact": "two people", "prefix": "that ", "suffix": " died"}]}],
        }));
        let note = found.expect("it is one").expect("it is whole");
        assert_eq!(
            (note.exact.as_deref(), &*note.prefix, &*note.suffix),
            (Some("two people"), "that ", " died")
        );
        assert_eq!(note.creator.as_deref(), Some("ada@coast.example"));
        assert_eq!(note.created_at.as_deref(), Some("2026-03-02T09:00:00Z"));
    }

    #[test]
    fn what_is_of_another_shape_is_none_or_says_so() {
        assert_eq!(of(&json!({"uri": "https://a.example/", "text": "x"})), None);
        assert_eq!(of(&json!({"target": 7})), None);
        assert!(of(&json!({"target": [{"selector": 7}]})).expect("it is one").is_err());
        let note = of(
            &json!({"uri": "https://a.example/x", "target": [{"selector": [7, {"type": 7}]}], "tags": [7]}),
        );
        assert_eq!(note.expect("it is one").expect("it is whole").exact, None);
    }
}
