//! The report as self-contained HTML pages: no outside file, light and dark, printable. A little script sorts and filters
//! the stories; without it the pages are whole.

use super::charts::{bars, over_time};
use super::html_article::article_section;
use super::html_parts::{severity_mark, words_of};
use super::overview::Overview;
use super::pages::{Page, PageKind};
use super::wording::{count, kind_name};
use crate::diff::Severity;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::collections::BTreeSet;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What a browser may run: this script, which its hash tells.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; \
    script-src 'sha256-ZWFd3jAWu9FYH0f66trufjzU5Fa1zreh8jZRRYGLrpA='";

/// Writes a page of the report as HTML. All text from outside is escaped; only http and https addresses become links.
#[must_use]
pub fn html_page(page: &Page) -> String {
    let many = page.stories.len() > 1;
    let body = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                title { (page.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    @if page.kind == PageKind::Leaf {
                        nav aria-label="Report" { a href="index.html" { "← All stories" } }
                    }
                    h1 { (page.title) }
                    p.about {
                        "Made by onrecord " (env!("CARGO_PKG_VERSION"))
                        @if let Some(at) = &page.made_at { " on " time datetime=(at) { (at) } }
                        ". " (count(page.stories.len(), "article", "articles"))
                        @if let Some(window) = &page.window { ", " (window) }
                        "."
                    }
                    (legend())
                }
                main {
                    @if many { (overview_section(&Overview::of(&page.stories))) (stories_section(page)) }
                    @if many { p.faint.printed {
                        "On paper: material changes only. The page has the others, the sources and the claims."
                    } }
                    div.many[many] data-stories[many] {
                        @for (story, article) in page.stories.iter().zip(&page.articles) {
                            (article_section(story, article, many))
                        }
                    }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    body.into_string()
}

/// What the marks of the page mean.
fn legend() -> Markup {
    html! {
        details.legend {
            summary { "How to read this page" }
            dl {
                dt { (severity_mark(Severity::High)) }
                dd { "a published fact was turned: a figure, name, date, allegation or quotation, a central claim withdrawn, \
                      or a headline that says something else" }
                dt { (severity_mark(Severity::Medium)) } dd { "a central claim came, or a supporting one went" }
                dt { (severity_mark(Severity::Low)) } dd { "an ordinary update; what has no dots is an edit of the words alone" }
                dt { span.unannounced { "no correction note" } }
                dd { "a fact that stood was changed or withdrawn, and no note of the outlet can explain it" }
                dt { "material" } dd { "who had checked the old wording must look again" }
                dt { del { "old" } " " ins { "new" } } dd { "words that went, and words that came" }
                dt { span.doubtful { "grey" } }
                dd { "the program is unsure: check it against the article. The percentage is the chance that speaker and words \
                      are right" }
                dt { span.stance { "[denied]" } }
                dd { "the source does not put the words forward: it denies, doubts, asks or supposes them" }
            }
        }
    }
}

/// All stories together: what an editor reads first.
fn overview_section(overview: &Overview) -> Markup {
    let kinds: Vec<(String, usize)> =
        overview.by_kind.iter().map(|&(kind, claims)| (kind_name(kind).to_owned(), claims)).collect();
    let voices: Vec<(String, usize)> =
        overview.most_quoted.iter().map(|(name, claims, _)| (name.clone(), *claims)).collect();
    html! {
        section.overview aria-label="Summary" {
            h2 { "Summary" }
            ul { @for line in overview.lines() { li { (line) } } }
            div.charts {
                @if overview.over_time.len() > 1 { (over_time(&overview.over_time)) }
                @if !kinds.is_empty() { (bars("Sources by kind", ["kind", "claims"], &kinds)) }
                @if !voices.is_empty() { (bars("Most quoted", ["speaker", "claims"], &voices)) }
            }
        }
    }
}

/// The list of stories, the gravest first, with what sorts and filters them.
fn stories_section(page: &Page) -> Markup {
    let outlets: BTreeSet<&str> = page.stories.iter().filter_map(|story| story.outlet.as_deref()).collect();
    html! {
        section {
            h2 { "Stories, the gravest first" }
            form.filter hidden {
                label { "Words " input type="search" name="words"; }
                label { "Outlet " select name="outlet" {
                    option value="" { "all" }
                    @for outlet in outlets { option value=(outlet) { (outlet) } }
                } }
                label { "At least " select name="severity" {
                    @for (value, name) in ["any", "low", "medium", "high"].iter().enumerate() { option value=(value) { (name) } }
                } }
                label { "Order " select name="order" { @for name in ["gravity", "newest", "headline"] { option { (name) } } } }
                output name="told" {}
            }
            ol.stories data-stories {
                @for (rank, story) in page.stories.iter().enumerate() {
                    li data-rank=(rank) data-at=(story.at) data-severity=(story.severity() as usize)
                        data-outlet=(story.outlet.as_deref().unwrap_or_default()) data-words=(words_of(story)) {
                        (severity_mark(story.severity()))
                        a href=(page.kind.link(story.id)) { (story.headline) }
                        @if let Some(outlet) = &story.outlet { " · " (outlet) }
                        " " span.faint { (story.summary) }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::changes::ChangeItem;
    use super::super::page::{ArticlePage, ClaimPage, RevisionPage, SpeakerPage};
    use super::super::saying::Part;
    use super::*;
    use crate::diff::Kind;
    use crate::speaker::SpeakerKind;
    use sha2::{Digest, Sha256};

    fn change(hostile: &str) -> ChangeItem {
        ChangeItem {
            number: 1,
            kinds: vec![Kind::FigureChanged],
            severity: Severity::High,
            material: true,
            correction: Some(2),
            reason: hostile.to_owned(),
            speaker: Some(hostile.to_owned()),
            in_headline: true,
            before: Some(format!("{hostile} twelve people")),
            after: Some(format!("{hostile} nineteen people")),
            figures: vec![(Some("twelve".into()), Some("nineteen".into()))],
            ..ChangeItem::default()
        }
    }

    fn claim(hostile: &str) -> ClaimPage {
        ClaimPage {
            id: 1.into(),
            speaker: Some(SpeakerPage {
                name: hostile.into(),
                kind: SpeakerKind::Person,
                title: Some(hostile.into()),
                unnamed: true,
                reason: Some(hostile.into()),
            }),
            statement: vec![
                ("[denied] ".to_owned(), Part::Mark),
                (hostile.to_owned(), Part::Speaker),
                (" denied ".to_owned(), Part::Cue),
                (hostile.to_owned(), Part::Content),
            ],
            kind: None,
            revisions: (1, 2),
            current: true,
            copied: false,
            rejected: false,
            verdict: Some("false. <script>".to_owned()),
            stale: true,
            wordings: 2,
            check_worthiness: 0.5,
            confidence: Some(0.3),
            link: None,
        }
    }

    fn page(hostile: &str, url: &str) -> Page {
        let note = ChangeItem {
            number: 2,
            kinds: vec![Kind::Correction],
            after: Some(hostile.to_owned()),
            explains: vec![1],
            ..ChangeItem::default()
        };
        let revision = RevisionPage {
            seq: 2,
            captured_at: hostile.into(),
            alarm: Some((hostile.to_owned(), hostile.to_owned())),
            notes: vec![hostile.to_owned()],
            changes: vec![change(hostile), note],
            ..RevisionPage::default()
        };
        let article = ArticlePage {
            id: 1.into(),
            headline: hostile.into(),
            url: Some(url.to_owned()),
            revisions: vec![revision],
            claims: vec![claim(hostile)],
            ..ArticlePage::default()
        };
        let other = ArticlePage { id: 2.into(), outlet: Some(hostile.into()), ..article.clone() };
        Page::whole(hostile.into(), None, vec![article, other])
    }

    /// Base64, as a policy names hashes.
    fn base64(bytes: &[u8]) -> String {
        let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
        let group = |group: &[u8]| {
            let bits =
                (0..3).fold(0usize, |bits, n| bits << 8 | usize::from(group.get(n).copied().unwrap_or(0)));
            let letter = |n: usize| if n <= group.len() { letters[bits >> (18 - 6 * n) & 63] } else { '=' };
            (0..4).map(letter).collect::<String>()
        };
        bytes.chunks(3).map(group).collect()
    }

    #[test]
    fn browsers_run_the_script_of_the_page_and_no_other() {
        assert_eq!(base64(b"Ma"), "TWE=");
        let hash = base64(&Sha256::digest(SCRIPT));
        assert!(POLICY.contains(&format!("script-src 'sha256-{hash}'")), "page.js has the hash {hash}");
    }

    #[test]
    fn nothing_from_outside_becomes_markup() {
        let html = html_page(&page("<script>alert(1)</script>\"onload=\"x", "javascript:alert(1)"));
        assert_eq!(html.matches("<script").count(), 1, "{html}");
        assert!(!html.contains("\"onload"), "{html}");
        assert!(!html.contains("href=\"javascript"), "{html}");
        assert!(html.contains("&lt;script&gt;"), "{html}");
    }

    #[test]
    fn addresses_become_links_and_words_are_compared() {
        let html = html_page(&page("The mayor", "https://news.example/a?b=1&c=2"));
        assert!(html.contains("href=\"https://news.example/a?b=1&amp;c=2\""), "{html}");
        assert!(html.contains("<del>twelve</del>") && html.contains("<ins>nineteen</ins>"), "{html}");
        assert!(html.contains("class=\"doubtful\""), "{html}");
        assert!(html.contains("<em class=\"stance\"> denied </em>"), "{html}");
        assert!(html.contains("verdict, stale: it changed since: false. &lt;script&gt;"), "{html}");
    }

    #[test]
    fn corrections_link_to_what_they_explain_and_back() {
        let html = html_page(&page("The mayor", "https://news.example/"));
        for (id, link) in
            [("change-1-2-1", "figure changed"), ("change-1-2-2", "explained by a correction note")]
        {
            assert!(html.contains(&format!("id=\"{id}\"")), "{html}");
            assert!(html.contains(&format!("<a href=\"#{id}\">{link}</a>")), "{html}");
        }
        assert!(html.contains("●●●</span> high"), "{html}");
        assert_eq!(html.matches("no correction note</span>").count(), 1, "only the legend has it");
    }
}
