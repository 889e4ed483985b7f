//! Markdown: the words of a text without its marks, one paragraph for each block.

use super::draft::Draft;
use super::front_matter;
use super::revision::{Found, FoundIn};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Reads Markdown, with or without front matter.
#[must_use]
pub(super) fn read_markdown(text: &str) -> Draft {
    let mut draft = Draft::default();
    let text = front_matter::take_front_matter(text, &mut draft);
    let (title, body) = title_and_blocks(text);
    draft.body = match (title, &draft.headline) {
        (Some(value), None) => {
            draft.headline = Some(Found { value, by: FoundIn::Text });
            body
        }
        (Some(title), Some(_)) => format!("{title}\n\n{body}"),
        (None, _) => body,
    };
    draft
}

/// The first heading when it stands before all text and is of the first level, and all blocks as paragraphs.
fn title_and_blocks(text: &str) -> (Option<String>, String) {
    let mut blocks: Vec<String> = Vec::new();
    let mut block = String::new();
    let mut title = None;
    let mut in_title = false;
    let mut images = 0usize;
    for event in Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images = images.saturating_sub(1),
            _ if images > 0 => {}
            Event::Text(words) | Event::Code(words) => block.push_str(&words),
            Event::SoftBreak | Event::End(TagEnd::TableCell) => block.push(' '),
            Event::InlineHtml(tag) if is_break(&tag) => flush(&mut block, &mut blocks),
            Event::Html(html) => push_without_tags(&html, &mut block),
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => {
                flush(&mut block, &mut blocks);
                in_title = blocks.is_empty() && title.is_none();
            }
            Event::End(TagEnd::Heading(_)) if in_title => {
                in_title = false;
                title = Some(std::mem::take(&mut block)).filter(|t| !t.trim().is_empty());
            }
            Event::Start(tag) if is_block(&tag) => flush(&mut block, &mut blocks),
            Event::HardBreak
            | Event::Rule
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::BlockQuote(_)
                | TagEnd::CodeBlock
                | TagEnd::HtmlBlock
                | TagEnd::TableHead
                | TagEnd::TableRow,
            ) => flush(&mut block, &mut blocks),
            _ => {}
        }
    }
    flush(&mut block, &mut blocks);
    (title, blocks.join("\n\n"))
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::Item
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::Table(_)
    )
}

fn is_break(tag: &str) -> bool {
    tag.get(..3).is_some_and(|t| t.eq_ignore_ascii_case("<br"))
}

fn flush(block: &mut String, blocks: &mut Vec<String>) {
    let words = block.trim();
    if !words.is_empty() {
        blocks.push(words.to_owned());
    }
    block.clear();
}

/// The text of an HTML block: Markdown may hold a `<p>` or a `<figure>`, seldom more.
fn push_without_tags(html: &str, block: &mut String) {
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        block.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    block.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    #[test]
    fn words_without_marks() {
        let text = "# Pool to *close*\n\nThe [pool](https://a.example \"t\") will **close**, `he` said.\nSoft break.\n\n\
            > “We learned to swim there,” said Bea Oak.\n>\n> “All of us.”\n\n![A pool](p.png)\n\n- one\n- two\n  more\n\n\
            ## Why\n\nSpeaker:\\\nA turn.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<p>Kept & plain</p>\n\n***\n\n1\\. Not a list &amp; so.";
        let draft = read_markdown(text);
        assert_eq!(draft.headline.expect("a title").value, "Pool to close");
        assert_snapshot!(draft.body, @r#"
        The pool will close, he said. Soft break.

        “We learned to swim there,” said Bea Oak.

        “All of us.”

        one

        two more

        Why

        Speaker:

        A turn.

        a b

        1 2

        Kept & plain

        1. Not a list & so.
        "#);
    }

    #[test]
    fn front_matter_has_the_last_word_on_the_title() {
        let draft = read_markdown("---\ntitle: Theirs\n---\n# Ours\n\nText.");
        assert_eq!(draft.headline.expect("a title").value, "Theirs");
        assert_eq!(draft.body, "Ours\n\nText.");
    }
}
