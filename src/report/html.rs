//! The report as one self-contained HTML page: no script, no outside file, light and dark, printable.

use super::changes::{ChangeItem, alarm_name, label, severity_name, summary};
use super::page::{ArticlePage, ClaimPage, Page, RevisionPage};
use super::saying::Part;
use super::wording::{address, count, harmless, kind_name};
use crate::diff::{Run, Severity, words};
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
                        "The program is unsure of the claims in grey: check them against the article."
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
                ol.timeline { @for revision in &article.revisions { (revision_item(number, revision)) } }
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
                @if let Some(left_out) = article.left_out() { p.faint { (left_out) } }
            }
            @if !gone.is_empty() {
                section {
                    h3 { "Claims no longer in the article" }
                    (claims_table(&gone))
                }
            }
        }
    }
}

fn link(url: &str) -> Markup {
    html! {
        @if let Some(url) = address(url) { a href=(url) rel="noopener noreferrer nofollow" { (url) } }
        @else { (harmless(url)) }
    }
}

fn revision_item(article: usize, revision: &RevisionPage) -> Markup {
    let material = revision.changes.iter().filter(|c| c.material).count();
    let unannounced = revision.changes.iter().filter(|c| c.unannounced).count();
    let (listed, left_out) = revision.listed();
    let (notes, changes): (Vec<&ChangeItem>, Vec<&ChangeItem>) = listed.iter().partition(|c| c.is_note());
    let place = ChangePlace { article, revision };
    html! {
        li {
            p {
                strong { "Revision " (revision.seq) } " captured " time datetime=(revision.captured_at) { (revision.captured_at) }
                @if let Some(at) = &revision.published_at { " · published " (at) }
                @if let Some(at) = &revision.modified_at { " · updated " (at) }
                @if revision.captures > 1 { " · captured " (revision.captures) " times" }
                @if let Some(dating) = revision.dating() { " · " span.unannounced { (dating) } }
                @if let Some(seq) = revision.same_text_as { " · same text as revision " (seq) }
            }
            @if let Some((kind, reason)) = &revision.alarm {
                p.alarm { strong { "⚠ " (alarm_name(kind)) ":" } " " (reason) }
            }
            @for note in &revision.notes {
                aside.correction { p.kinds { span.kind { "correction note" } } blockquote { (note) } }
            }
            @if revision.seq > 1 {
                details open[material > 0 || !notes.is_empty()] {
                    summary {
                        (summary(&revision.changes))
                        @if material > 0 { " " span.material { (material) " material" } }
                        @if unannounced > 0 { " " span.unannounced { (unannounced) " without a correction note" } }
                    }
                    @for note in notes { (correction_block(&place, note)) }
                    @for change in changes { (change_block(&place, change)) }
                    @if let Some(left_out) = left_out { p.faint { (left_out) "." } }
                }
            }
        }
    }
}

/// Where a change stands in the page, for links to it.
struct ChangePlace<'a> {
    article: usize,
    revision: &'a RevisionPage,
}

impl ChangePlace<'_> {
    fn anchor(&self, number: usize) -> String {
        format!("change-{}-{}-{number}", self.article, self.revision.seq)
    }

    /// What a change is called in a link to it.
    fn name(&self, number: usize) -> String {
        let change = self.revision.changes.iter().find(|c| c.number == number);
        change
            .and_then(|c| c.kinds.first())
            .map_or_else(|| number.to_string(), |&kind| label(kind).to_owned())
    }
}

fn correction_block(place: &ChangePlace<'_>, note: &ChangeItem) -> Markup {
    html! {
        aside.correction id=(place.anchor(note.number)) {
            p.kinds { span.kind { "correction note" } }
            blockquote { @if let Some(words) = &note.after { (words) } }
            p.faint {
                @if note.explains.is_empty() { "It names none of the changes below." } @else {
                    "It explains: "
                    @for (n, &number) in note.explains.iter().enumerate() {
                        @if n > 0 { ", " }
                        a href={ "#" (place.anchor(number)) } { (place.name(number)) }
                    }
                }
            }
        }
    }
}

/// Dots and a word, so that it reads without colour.
fn severity_mark(severity: Severity) -> Markup {
    let dots = match severity {
        Severity::None => return html! {},
        Severity::Low => "●○○",
        Severity::Medium => "●●○",
        Severity::High => "●●●",
    };
    let name = severity_name(severity);
    html! { span.severity.(name) { span aria-hidden="true" { (dots) } " " (name) } " " }
}

fn change_block(place: &ChangePlace<'_>, change: &ChangeItem) -> Markup {
    html! {
        div.change.material[change.material].high[change.severity == Severity::High] id=(place.anchor(change.number)) {
            p.kinds {
                (severity_mark(change.severity))
                @if change.new { span.flag { "new" } " " }
                @if change.withdrawn { span.flag { "withdrawn" } " " }
                @if change.in_headline { span.kind { "headline" } " " }
                @for kind in &change.kinds { span.kind { (label(*kind)) } " " }
                @if change.unannounced { span.unannounced { "no correction note" } " " }
                @if let Some(speaker) = &change.speaker { strong { (speaker) } }
            }
            blockquote { (wordings(change)) }
            @if !change.reason.is_empty() || change.correction.is_some() {
                p.faint {
                    @if change.material { "Material: " } @else { "Not material: " } (change.reason)
                    @if let Some(note) = change.correction {
                        " · " a href={ "#" (place.anchor(note)) } { "explained by a correction note" }
                    }
                }
            }
        }
    }
}

/// The two wordings of a change in one, with what differs marked.
pub(super) fn wordings(change: &ChangeItem) -> Markup {
    html! {
        @match change.shown() {
            (Some(before), Some(after)) => @for run in words(&before, &after) { (run_markup(&run)) },
            (Some(before), None) => del { (before) },
            (None, Some(after)) => ins { (after) },
            (None, None) => "",
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
            (statement(&claim.statement))
            @if let Some(confidence) = claim.confidence {
                " " span.faint title="confidence of the extraction" { (format!("{:.0} %", confidence * 100.0)) }
            }
        }
    }
}

/// A statement as it is read; what its source does not put forward is marked.
fn statement(parts: &[(String, Part)]) -> Markup {
    let marked = parts.iter().any(|(_, part)| *part == Part::Mark);
    html! {
        @for (text, part) in parts {
            @match part {
                Part::Mark => span.stance { (text) },
                Part::Speaker | Part::Unnamed => strong { (text) },
                Part::Cue => em.stance[marked] { (text) },
                Part::Content => (text),
            }
        }
    }
}

fn claims_table(claims: &[&ClaimPage]) -> Markup {
    html! {
        div.wide { table {
            thead { tr { th { "Claim" } th { "Statement" } th { "Revisions" } th { "Wordings" } th { "Worth checking" } } }
            tbody { @for claim in claims {
                tr.doubtful[claim.is_doubtful()] {
                    td.number { (claim.id) }
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
        };
        let claim = ClaimPage {
            id: 1,
            speaker: Some(SpeakerPage {
                name: hostile.into(),
                kind: SpeakerKind::Person,
                title: Some(hostile.into()),
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
            wordings: 2,
            check_worthiness: 0.5,
            confidence: Some(0.3),
        };
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
            changes: vec![change, note],
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
        assert!(html.contains("<em class=\"stance\"> denied </em>"), "{html}");
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
        assert!(!html.contains("no correction note</span>"), "{html}");
    }
}
