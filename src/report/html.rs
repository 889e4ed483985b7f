//! The report as one self-contained HTML page: no script, no outside file, light and dark, printable.

use super::changes::{ChangeItem, label, summary};
use super::page::{ArticlePage, ClaimPage, Page, RevisionPage};
use super::{count, kind_name};
use crate::diff::{Run, words};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("page.css");

/// Writes the report as HTML. All text from outside is escaped; only http and https addresses become links.
#[must_use]
pub fn html_page(page: &Page) -> String {
    let body = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (page.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (page.title) }
                    p.about {
                        "Made by onrecord " (env!("CARGO_PKG_VERSION"))
                        @if let Some(at) = &page.made_at { " on " time datetime=(at) { (at) } }
                        ". " (count(page.articles.len(), "article", "articles")) ". "
                        "Greyed claims are doubtful extractions; check them against the article."
                    }
                    @if page.articles.len() > 1 {
                        nav aria-label="Articles" {
                            ol { @for (i, article) in page.articles.iter().enumerate() {
                                li { a href={ "#article-" (i + 1) } { (article.headline) } " " span.faint { (article.summary()) } }
                            } }
                        }
                    }
                }
                main { @for (i, article) in page.articles.iter().enumerate() { (article_section(i + 1, article)) } }
            }
        }
    };
    body.into_string()
}

fn article_section(number: usize, article: &ArticlePage) -> Markup {
    let current: Vec<&ClaimPage> = article.claims.iter().filter(|c| c.current).collect();
    let gone: Vec<&ClaimPage> = article.claims.iter().filter(|c| !c.current).collect();
    html! {
        article id={ "article-" (number) } {
            h2 { (article.headline) }
            p.about {
                @if let Some(outlet) = &article.outlet { strong { (outlet) } " · " }
                @if let Some(byline) = &article.byline { (byline) " · " }
                (article.summary())
                @if let Some(url) = &article.url { " · " (link(url)) }
            }
            section {
                h3 { "Revisions" }
                ol.timeline { @for revision in &article.revisions { (revision_item(revision)) } }
            }
            section {
                h3 { "Speakers" }
                @for (speaker, claims) in article.by_speaker() {
                    details open[claims.len() <= 3] {
                        summary {
                            strong { (speaker.name) }
                            @if let Some(title) = &speaker.title { ", " (title) }
                            " " span.faint { (kind_name(speaker.kind)) ", " (count(claims.len(), "claim", "claims")) }
                        }
                        ul { @for claim in claims { li { (claim_words(claim)) } } }
                    }
                }
            }
            section {
                h3 { "Claims in the newest revision" }
                (claims_table(&current))
            }
            @if !gone.is_empty() {
                section {
                    h3 { "Claims that are gone" }
                    (claims_table(&gone))
                }
            }
        }
    }
}

fn link(url: &str) -> Markup {
    let safe = url.starts_with("https://") || url.starts_with("http://");
    html! { @if safe { a href=(url) rel="noopener noreferrer nofollow" { (url) } } @else { (url) } }
}

fn revision_item(revision: &RevisionPage) -> Markup {
    let material = revision.changes.iter().filter(|c| c.material).count();
    html! {
        li {
            p {
                strong { "Revision " (revision.seq) } " captured " time datetime=(revision.captured_at) { (revision.captured_at) }
                @if let Some(at) = &revision.published_at { " · published " (at) }
                @if let Some(at) = &revision.modified_at { " · updated " (at) }
                @if revision.captures > 1 { " · seen " (revision.captures) " times" }
                @if let Some(seq) = revision.same_text_as { " · same text as revision " (seq) }
            }
            @if revision.seq > 1 {
                details open[material > 0] {
                    summary { (summary(&revision.changes)) @if material > 0 { " " span.material { (material) " material" } } }
                    @for change in &revision.changes { (change_block(change)) }
                }
            }
        }
    }
}

fn change_block(change: &ChangeItem) -> Markup {
    html! {
        div.change.material[change.material] {
            p.kinds {
                @if change.in_headline { span.kind { "headline" } " " }
                @for kind in &change.kinds { span.kind { (label(*kind)) } " " }
                @if let Some(speaker) = &change.speaker { strong { (speaker) } }
            }
            blockquote {
                @match (&change.before, &change.after) {
                    (Some(before), Some(after)) => @for run in words(before, after) { (run_markup(&run)) },
                    (Some(before), None) => del { (before) },
                    (None, Some(after)) => ins { (after) },
                    (None, None) => "",
                }
            }
            @if !change.reason.is_empty() {
                p.faint { @if change.material { "Material: " } @else { "Not material: " } (change.reason) }
            }
        }
    }
}

fn run_markup(run: &Run) -> Markup {
    match run {
        Run::Same(text) => html! { (text) },
        Run::Removed(text) => html! { del { (text) } },
        Run::Added(text) => html! { ins { (text) } },
    }
}

fn claim_words(claim: &ClaimPage) -> Markup {
    html! {
        span.doubtful[claim.is_doubtful()].gone[!claim.current] {
            (claim.wording)
            @if let Some(confidence) = claim.confidence {
                " " span.faint title="confidence of the extraction" { (format!("{:.0} %", confidence * 100.0)) }
            }
        }
    }
}

fn claims_table(claims: &[&ClaimPage]) -> Markup {
    html! {
        div.wide { table {
            thead { tr { th { "Claim" } th { "Speaker" } th { "Wording" } th { "Revisions" } th { "Wordings" } th { "Worth checking" } } }
            tbody { @for claim in claims {
                tr.doubtful[claim.is_doubtful()] {
                    td.number { (claim.id) }
                    td { @if let Some(speaker) = &claim.speaker { (speaker.name) } @else { span.faint { "the outlet" } } }
                    td { (claim_words(claim)) }
                    td { (claim.revisions.0) @if claim.revisions.1 != claim.revisions.0 { "–" (claim.revisions.1) } }
                    td.number { (claim.wordings) }
                    td.number { (format!("{:.2}", claim.check_worthiness)) }
                }
            } }
        } }
    }
}

#[cfg(test)]
mod tests {
    use super::super::page::SpeakerPage;
    use super::*;
    use crate::diff::Kind;
    use crate::speaker::SpeakerKind;

    fn page(hostile: &str, url: &str) -> Page {
        let change = ChangeItem {
            kinds: vec![Kind::FigureChanged],
            material: true,
            reason: hostile.to_owned(),
            speaker: Some(hostile.to_owned()),
            in_headline: true,
            before: Some(format!("{hostile} twelve people")),
            after: Some(format!("{hostile} nineteen people")),
            figures: vec![(Some("twelve".into()), Some("nineteen".into()))],
            ..ChangeItem::default()
        };
        let claim = ClaimPage {
            id: 1,
            speaker: Some(SpeakerPage {
                name: hostile.into(),
                kind: SpeakerKind::Person,
                title: Some(hostile.into()),
            }),
            wording: hostile.to_owned(),
            kind: None,
            cue: None,
            revisions: (1, 2),
            current: true,
            wordings: 2,
            check_worthiness: 0.5,
            confidence: Some(0.3),
        };
        let revision = RevisionPage {
            seq: 2,
            captured_at: hostile.into(),
            changes: vec![change],
            ..RevisionPage::default()
        };
        let article = ArticlePage {
            headline: hostile.into(),
            url: Some(url.to_owned()),
            revisions: vec![revision],
            claims: vec![claim],
            ..ArticlePage::default()
        };
        Page { title: hostile.into(), made_at: None, articles: vec![article] }
    }

    #[test]
    fn nothing_from_outside_becomes_markup() {
        let html = html_page(&page("<script>alert(1)</script>\"onload=\"x", "javascript:alert(1)"));
        assert!(!html.contains("<script"), "{html}");
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
    }
}
