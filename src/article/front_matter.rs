//! Front matter: `key: value` lines between two `---` lines at the head of a Markdown or text file.
//!
//! A small, forgiving reading of the YAML that people write by hand: quotes, comments, lists, any case. It never
//! fails; a key that nobody knows is left alone.

use super::draft::{DateField, Draft};
use super::revision::{Found, FoundIn};
use super::thresholds::LONGEST_FRONT_MATTER;

/// Takes the front matter off the head of `text` and puts it into `draft`; returns what follows.
pub(super) fn take_front_matter<'a>(text: &'a str, draft: &mut Draft) -> &'a str {
    let Some((pairs, rest)) = split(text) else { return text };
    for (key, value) in pairs {
        set(draft, &key, value);
    }
    rest
}

fn set(draft: &mut Draft, key: &str, value: String) {
    let by = FoundIn::FrontMatter;
    match key {
        "url" | "link" | "canonical" | "canonical_url" | "source_url" | "permalink" => {
            draft.set_url(&value, by);
        }
        "id" => draft.id = Some(value),
        "title" | "headline" => draft.headline = Some(Found { value, by }),
        "outlet" | "publisher" | "publication" | "site" | "site_name" | "source" => {
            draft.outlet = Some(Found { value, by });
        }
        "byline" | "author" | "authors" | "by" => draft.byline = Some(Found { value, by }),
        "dateline" => draft.dateline = Some(value),
        "published" | "published_at" | "publish_date" | "date" | "date_published" => {
            draft.set_date(DateField::Published, &value, by);
        }
        "modified" | "modified_at" | "updated" | "updated_at" | "lastmod" | "date_modified" => {
            draft.set_date(DateField::Modified, &value, by);
        }
        "captured" | "captured_at" | "retrieved" | "accessed" | "fetched" => {
            draft.set_date(DateField::Captured, &value, by);
        }
        _ => {}
    }
}

type Pairs = Vec<(String, String)>;

fn split(text: &str) -> Option<(Pairs, &str)> {
    let mut rest = text.trim_start_matches(['\u{FEFF}', '\n', '\r', ' ']);
    let mut pairs: Pairs = Vec::new();
    let (first, after) = next_line(rest)?;
    if first.trim_end() != "---" {
        return None;
    }
    rest = after;
    for _ in 0..LONGEST_FRONT_MATTER {
        let (line, after) = next_line(rest)?;
        rest = after;
        let trimmed = line.trim();
        if matches!(line.trim_end(), "---" | "...") {
            pairs.retain(|(_, value)| !value.is_empty());
            return Some((pairs, rest));
        }
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let indented = line.starts_with([' ', '\t']) || trimmed.starts_with("- ");
        match (indented, pairs.last_mut()) {
            (true, Some((_, value))) => {
                let item = plain_value(trimmed.strip_prefix("- ").unwrap_or(trimmed));
                let gap = if value.is_empty() {
                    ""
                } else if trimmed.starts_with("- ") {
                    ", "
                } else {
                    " "
                };
                *value = format!("{value}{gap}{item}");
            }
            _ => {
                // Anything else than keys means that the rule was only a rule.
                let (key, value) = trimmed.split_once(':')?;
                let key = key.trim().trim_matches(['"', '\'']).to_lowercase().replace([' ', '-'], "_");
                if key.is_empty() || key.len() > 40 {
                    return None;
                }
                pairs.push((key, plain_value(value)));
            }
        }
    }
    None
}

/// A value without its quotes, its comment, or the marks of a list or of a folded block.
fn plain_value(raw: &str) -> String {
    let raw = raw.trim();
    if let Some(list) = raw.strip_prefix('[').and_then(|r| r.strip_suffix(']')) {
        return list.split(',').map(plain_value).filter(|v| !v.is_empty()).collect::<Vec<_>>().join(", ");
    }
    for quote in ['"', '\''] {
        if let Some(inner) = raw.strip_prefix(quote)
            && let Some(end) = inner.rfind(quote)
            && (inner[end + 1..].trim().is_empty() || inner[end + 1..].trim_start().starts_with('#'))
        {
            let inner = &inner[..end];
            return if quote == '"' { inner.replace("\\\"", "\"") } else { inner.replace("''", "'") };
        }
    }
    let value = raw.split_once(" #").map_or(raw, |(value, _)| value.trim_end());
    if matches!(value, "|" | ">" | "|-" | ">-" | "null" | "~") || value.starts_with('#') {
        String::new()
    } else {
        value.to_owned()
    }
}

fn next_line(text: &str) -> Option<(&str, &str)> {
    (!text.is_empty())
        .then(|| text.split_once('\n').map_or((text, ""), |(line, rest)| (line.trim_end_matches('\r'), rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Draft, &str) {
        let mut draft = Draft::default();
        let rest = take_front_matter(text, &mut draft);
        (draft, rest)
    }

    #[test]
    fn forgives_quotes_comments_case_and_lists() {
        let (draft, rest) = read(
            "---\n# a note\nURL: https://a.example/x # ours\nTitle: \"A: \\\"b\\\" #1\"\nAuthors:\n  - Ann Lee\n  - Bo Oak\n\
             Publisher: 'The ''Post'''\nPublished: 3 March 2026\ncaptured: 2026-03-03T10:00+01:00\nmood: fine\n---\nBody.",
        );
        assert_eq!(draft.url.expect("a URL").value, "https://a.example/x");
        assert_eq!(draft.headline.expect("a title").value, "A: \"b\" #1");
        assert_eq!(draft.byline.expect("a byline").value, "Ann Lee, Bo Oak");
        assert_eq!(draft.outlet.expect("an outlet").value, "The 'Post'");
        assert_eq!(draft.published_at.expect("a date").value, "2026-03-03");
        assert_eq!(draft.captured_at.expect("a date").value, "2026-03-03T09:00:00Z");
        assert_eq!(rest, "Body.");
    }

    #[test]
    fn a_rule_is_not_front_matter() {
        for text in ["---\nThe mayor resigned.\n---\n", "---\ntitle: x", "--- x", "No rule"] {
            assert_eq!(read(text).1, text);
        }
    }

    #[test]
    fn a_bad_date_is_a_warning() {
        let (draft, _) = read("---\npublished: soon\n---\nx");
        assert_eq!(draft.published_at, None);
        assert_eq!(draft.warnings.len(), 1);
    }
}
