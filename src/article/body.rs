//! The body of a page: the article as `dom_smoothie` finds it, in paragraphs, without the furniture of the page.

use super::blocks::{PageWords, words_under};
use super::boxes;
use super::captions::{beside, captions};
use super::collapse::collapse;
use super::left_out::with_left_out;
use super::revision::BREAKS_OFF;
use super::stood::stood;
use super::thresholds::{LEAST_PROSE, LEAST_SHARE_OF_SAID, LONGEST_NOTE_ELEMENT, MAX_NOTES, NOTE_LENGTH};
use super::told::{Marks, Told, breaks_off, doubt, elsewhere, share_of_said, start_of};
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability, TextMode};
use regex::Regex;
use std::sync::LazyLock;

/// The article of a page.
#[derive(Debug)]
pub(super) struct Body {
    /// Its paragraphs, with blank lines between them.
    pub(super) text: String,
    /// Sentences for the user about what is doubtful in it.
    pub(super) warnings: Vec<String>,
}

/// What stands before a caption in the body.
const CAPTION: &str = "Caption: ";

/// Reads the article of a page; `again` parses the page once more, for the few of which the first reading is not the
/// article, and `told` is what the page says of it elsewhere.
pub(super) fn read_body(
    document: Document,
    again: impl Fn() -> Option<Document>,
    told: &Told<'_>,
) -> Option<Body> {
    boxes::ready(&document);
    let notes = notes(&document);
    let (stood, marks, captions) = (stood(&document), Marks::of(&document), captions(&document));
    let config = Config {
        disable_json_ld: true,
        keep_classes: true,
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let mut page = Readability::with_document(document, None, Some(config)).ok()?;
    let mut words = match page.parse() {
        Ok(_) => words_under(&page.doc.select_single("#readability-page-1").nodes().first().copied()?),
        Err(_) => PageWords::default(),
    };
    let mut warnings = Vec::new();
    if let Some(element) = elsewhere(&stood, &marks, &words.paragraphs, told)
        && let Some(document) = again()
    {
        boxes::ready(&document);
        // The same page gives its elements the same ids.
        words = words_under(&NodeRef::new(element, &document.tree));
    }
    words.paragraphs.drain(..start_of(&stood, &marks, &words.paragraphs, told));
    if let Some(said) = told.body.filter(|said| said.len() > 200) {
        let length: usize = words.paragraphs.iter().map(String::len).sum();
        let is_other =
            said.len() >= LEAST_PROSE && share_of_said(said, &words.paragraphs) < LEAST_SHARE_OF_SAID;
        if said.len() > 3 * length || is_other {
            let lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
            words = PageWords { paragraphs: lines.map(super::jsonld::unescape).collect(), cut_off: false };
        }
    }
    if words.paragraphs.is_empty() {
        return None;
    }
    if words.cut_off || breaks_off(&stood, &words.paragraphs) {
        warnings.push(BREAKS_OFF.to_owned());
    }
    warnings.extend(doubt(&words.paragraphs));
    let mut paragraphs = with_left_out(words.paragraphs, &stood);
    let captions = beside(captions, &stood, &paragraphs);
    // A correction note outside the text must not be lost.
    for note in notes {
        if !paragraphs.iter().any(|p| p.contains(&note) || note.contains(p.as_str())) {
            paragraphs.push(note);
        }
    }
    paragraphs.extend(captions.into_iter().map(|text| format!("{CAPTION}{text}")));
    Some(Body { text: paragraphs.join("\n\n"), warnings })
}

static NOTE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:corrections?|clarifications?|editor.?s.? note|this (?:article|story|report|post) (?:was",
        r"|has been) (?:amended|corrected|updated|changed)|an earlier version of this)\b",
    ))
    .expect("the pattern is valid")
});

/// Correction notes anywhere in the page.
fn notes(document: &Document) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for node in document
        .select("p, div[class*=orrection], div[class*=larification], aside[class*=orrection], li[class*=orrection]")
        .nodes()
    {
        let text = node.text();
        if text.len() > LONGEST_NOTE_ELEMENT {
            continue;
        }
        let text = collapse(&text);
        let long_enough = NOTE_LENGTH.contains(&text.len());
        if long_enough && NOTE.is_match(&text) && !notes.iter().any(|n| n.contains(&text) || text.contains(n.as_str())) {
            notes.push(text);
        }
    }
    notes.truncate(MAX_NOTES);
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    /// A page around `story`.
    fn page(story: &str) -> String {
        format!(
            "<html><body><nav><a href=/>Home</a> <a href=/n>News</a></nav><article><h1>Pool to close</h1><div class=body>\
             <p>The pool will close in June, the council said on Monday, because mending its roof would cost too much.</p>\
             {story}\
             <p>Residents said that nobody had asked them, and that they would rather pay more, whatever the council thought.\
             </p></div></article><aside class=related><a href=/1>Elsewhere</a></aside></body></html>"
        )
    }

    fn read(html: &str) -> Body {
        let told = Told { body: None, headline: Some("Pool to close") };
        read_body(Document::from(html), || Some(Document::from(html)), &told).expect("an article")
    }

    fn body(story: &str) -> String {
        read(&page(story)).text
    }

    #[test]
    fn what_opens_over_a_name_is_no_part_of_the_sentence() {
        let text = body(
            "<p>The pool was paid for by <span class='rollover-people'><a href=/oak>Bea Oak</a>\
             <span class='rollover-people-block'><img src=o.png><a href=/oak>Bea Oak</a><a href=/1>Oak opposes wall</a> \
             <a href=/2>MORE</a></span></span> (Upton), the council said on Monday.</p>",
        );
        assert!(text.contains("was paid for by Bea Oak (Upton), the council said on Monday."), "{text}");
    }

    #[test]
    fn furniture_goes_and_the_story_stays() {
        assert_snapshot!(body(
            "<figure><img src=a.png><figcaption>The pool. Photo: A. Lee</figcaption></figure>\
             <div class='share-bar'><a href=/s>Share</a></div>\
             <p>“I learned to swim there,” said Bea Oak.<br>She is 61.</p>\
             <aside class=newsletter><p>Sign up for our letter, it is free and short.</p></aside>\
             <p><a href=/x>Elsewhere: a bath opens</a></p>\
             <p>Advertisement</p>\
             <h2>Why</h2><ul><li>The roof is old</li><li>The water is cold</li></ul>\
             <script>var a = '<p>no</p>'</script>"
        ), @r"
            The pool will close in June, the council said on Monday, because mending its roof would cost too much.

            “I learned to swim there,” said Bea Oak.

            She is 61.

            Why

            The roof is old

            The water is cold

            Residents said that nobody had asked them, and that they would rather pay more, whatever the council thought.
            ");
    }

    #[test]
    fn a_quoted_post_stays() {
        let text = body(
            "<div class='social-embed'><blockquote class='social-post'><p>Classes are on tomorrow. Walk if you can. \
             <a href='https://t.example/abcdefghijk'>https://t.example/abcdefghijk</a></p></blockquote></div>",
        );
        assert!(text.contains("Classes are on tomorrow."), "{text}");
    }

    #[test]
    fn a_correction_outside_the_text_stays() {
        let html = page("").replace(
            "<aside class=related>",
            "<footer class=footer><p class=correction>Correction: an earlier version gave a wrong cost for the roof.</p></footer>\
             <aside class=related>",
        );
        let text = read(&html).text;
        assert!(text.ends_with("Correction: an earlier version gave a wrong cost for the roof."), "{text}");
    }

    #[test]
    fn json_ld_gives_the_body_where_the_page_does_not() {
        let said = "The pool will close in June, the council said.\n".repeat(10);
        let html = "<html><body><div id=app>Loading the page</div></body></html>";
        let told = Told { body: Some(&said), headline: None };
        let body = read_body(Document::from(html), || None, &told).expect("an article");
        assert_eq!(body.text.lines().count(), 19);
    }

    const FIRST: &str = "The pool will close in June";
    const LAST: &str = "whatever the council thought.";

    #[test]
    fn figures_in_tables_are_kept() {
        let rows = "<tr><td>2021</td><td>1,204</td></tr><tr><td>2022</td><td>988</td></tr>";
        for (head, tail) in
            [("", ""), ("<thead><tr><th>Year</th><th>Visits</th></tr></thead>", ""), ("<tbody>", "</tbody>")]
        {
            let text = body(&format!("<table>{head}{rows}{tail}</table>"));
            assert!(text.contains("\n\n2021 1,204\n\n2022 988\n\n"), "{text}");
        }
        let text = body(
            "<table><tr><td><p>Visits</p></td><td><p>Cost</p></td></tr><tr><td><p>988</p></td><td><p>£3</p></td></tr></table>",
        );
        assert!(text.contains("Visits Cost\n\n988 £3"), "{text}");
    }

    #[test]
    fn what_the_page_says_for_itself_goes() {
        let leave =
            "<p>We and our 300 partners store and access information on your device, such as cookies.</p>";
        for box_ in [
            format!("<div class=x>{leave}<p>You can refuse. Your choice holds for a year.</p></div>"),
            format!("<div id=cookie-notice><h2>Your privacy</h2>{}</div>", leave.repeat(40)),
            leave.to_owned(),
        ] {
            let html = page("").replace("<div class=body>", &format!("<div class=body>{box_}"));
            let read = read(&html);
            assert!(read.text.starts_with(FIRST) && read.text.ends_with(LAST), "{box_} {}", read.text);
            assert_eq!(read.warnings, [""; 0]);
        }
    }

    #[test]
    fn a_page_that_breaks_off_says_so() {
        for gate in [
            "<div class=w><p>To read the full story, please subscribe to the Echo.</p><p>Every subscriber gets a mug.</p></div>",
            "<h3>Keep reading</h3><p>You have reached your limit of free articles. Get unlimited access for £1 a week.</p>",
            "<section><p>This article is for subscribers only.</p><p>Trees are planted with each one.</p></section>",
            "<p>Register for free to continue reading</p>",
        ] {
            let html = page("").replace("</div></article>", &format!("{gate}</div></article>"));
            let read = read(&html);
            assert!(read.text.starts_with(FIRST) && read.text.ends_with(LAST), "{gate}: {}", read.text);
            assert_eq!(read.warnings.len(), 1, "{gate}");
            let within = body(gate);
            assert!(within.contains(FIRST) && within.ends_with(LAST), "{within}");
        }
        let appeal = read(&page("<div><p>Please donate today and support our local journalism.</p></div>"));
        assert_eq!((appeal.text.contains("donate"), appeal.warnings.len()), (false, 0));
    }

    #[test]
    fn captions_that_say_something_come_last() {
        let figure =
            |caption: &str| format!("<figure><img src=a.png><figcaption>{caption}</figcaption></figure>");
        let said = "“It was cold,” said Paul Njeri, who swam there.";
        let text = body(&figure(&format!("{said} <span>Photo: A. Lee</span>")));
        assert!(text.ends_with(&format!("{LAST}\n\nCaption: {said}")), "{text}");
        for other in [
            figure("The pool at Upton in the summer of last year, with a slide"),
            format!("<a href=/x>{}</a>", figure(said)),
        ] {
            assert!(body(&other).ends_with(LAST), "{other}");
        }
        let html =
            page("").replace("<aside class=related>", &format!("<aside class=related>{}", figure(said)));
        assert!(read(&html).text.ends_with(LAST));
    }

    #[test]
    fn another_block_of_the_page_is_not_taken_for_the_article() {
        let rows: String = (0..300)
            .map(|i| format!("<tr><td>Ward {i}, North</td><td>Member {i}, Hale, of the harbour</td></tr>"))
            .collect();
        let comment = |i: usize| {
            format!(
                "<div class=c><p>I swam there for {i} years, and so did my aunt, my uncle, and their dog, who liked it.</p></div>"
            )
        };
        let comments: String = (0..80).map(comment).collect();
        let terms = "<p>Offers that appear on this site are from companies, banks, and others, which pay us, in part, for it.</p>";
        let recipe: String =
            (0..90).map(|i| format!("<li>{i} spoons of sugar, butter, and flour, sifted</li>")).collect();
        let story: String = (0..6)
            .map(|i| format!("<p>The pool is {i} years older than the council, said Bea Oak, and it will close in June.</p>"))
            .collect();
        for other in [
            format!("<div class=news><table>{rows}</table></div>"),
            format!("<div id=talk>{comments}</div>"),
            format!("<div class=content-box>{}</div>", terms.repeat(9)),
            format!("<div class=card><ul>{recipe}</ul></div>"),
        ] {
            for html in [
                format!("<body><h1>Pool to close</h1><div class=s>{story}</div>{other}"),
                format!("<body>{other}<h1>Pool to close</h1><div class=s>{story}</div>"),
                format!(
                    "<body><article><h1>Pool to close</h1><div itemprop=articleBody>{story}</div></article>{other}"
                ),
            ] {
                let text = read(&html).text;
                assert!(
                    text.contains("The pool is 0 years older") && text.contains("5 years older"),
                    "{html}\n{text}"
                );
                assert!(text.len() < 3 * story.len(), "{text}");
            }
        }
    }

    #[test]
    fn a_page_of_rows_is_doubted() {
        let rows: String =
            (0..60).map(|i| format!("<tr><td>Ward {i}</td><td>Member {i}</td></tr>")).collect();
        let read = read(&format!("<body><h1>Members</h1><table>{rows}</table></body>"));
        assert_eq!(read.warnings.len(), 1);
    }

    #[test]
    fn a_page_of_terms_is_doubted() {
        let page = |line: &str| {
            let lines: String = (0..40).map(|i| format!("<p>{line} That holds for {i} days.</p>")).collect();
            read(&format!("<body><article><h1>Bank cuts rate</h1>{STORY}{lines}</article></body>"))
                .warnings
                .len()
        };
        const STORY: &str = "<p>The Harbour Bank said on Monday that it would cut the rate on its accounts to two percent.</p>\
            <p>Its director, Mara Voss, said that the cut followed those of its rivals in the town.</p>";
        assert_eq!(
            page("The value of an account may fall, and fees may be charged as set out in the terms."),
            1
        );
        assert_eq!(
            page("On Friday Mara Voss told the council that the bank would open its books to all."),
            0
        );
        assert_eq!(page("“The value of it may fall,” she said, and looked out at the boats in the rain."), 0);
    }
}
