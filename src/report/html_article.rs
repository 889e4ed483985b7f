//! One article of the report in HTML: its timeline with changes, its sources, its claims.

use super::changes::{ChangeItem, REJECTED, alarm_name, label, summary};
use super::html_parts::{severity_mark, web_link, wordings, words_of};
use super::overview::Story;
use super::page::{ArticlePage, ClaimPage, RevisionPage, SpeakerPage, TimelineRun};
use super::saying::Part;
use super::wording::{count, kind_name};
use crate::diff::Severity;
use crate::store::ArticleId;
use maud::{Markup, html};

/// An article with its timeline and claims; where it is one of `many`, what does not change is folded away.
pub(super) fn article_section(story: &Story, article: &ArticlePage, many: bool) -> Markup {
    let current: Vec<&ClaimPage> = article.claims.iter().filter(|c| c.current).collect();
    let gone: Vec<&ClaimPage> = article.claims.iter().filter(|c| !c.current).collect();
    html! {
        article id={ "article-" (article.id) } data-at=(story.at) data-severity=(story.severity() as usize)
            data-outlet=(story.outlet.as_deref().unwrap_or_default()) data-words=(words_of(story)) {
            h2 { (article.headline) }
            p.about {
                @if let Some(outlet) = &article.outlet { strong { (outlet) } " · " }
                @if let Some(byline) = &article.byline { (byline) " · " }
                (article.summary())
                @if let Some(url) = &article.url { " · " (web_link(url)) }
            }
            section {
                h3 { "Revisions" }
                @if article.earlier > 0 { p.faint { (count(article.earlier, "earlier revision", "earlier revisions")) " not listed." } }
                ol.timeline {
                    @for run in article.timeline() {
                        @match run {
                            TimelineRun::Told(revision) => (revision_item(article.id, revision)),
                            TimelineRun::Quiet(revisions) => li.quiet { details {
                                summary { (quiet(revisions)) }
                                ol.timeline { @for revision in revisions { (revision_item(article.id, revision)) } }
                            } },
                        }
                    }
                }
            }
            section {
                h3 { "Sources" }
                @for (speaker, claims) in article.by_speaker() { (speaker_details(speaker, &claims, many)) }
                @if let Some(left_out) = article.left_out() { p.faint { (left_out) } }
            }
            section {
                details open[!many] {
                    summary { h3 { (count(current.len(), "claim", "claims")) " in the newest revision" } }
                    (claims_table(&current))
                }
            }
            @if !gone.is_empty() {
                section {
                    details open[!many] {
                        summary { h3 { (count(gone.len(), "claim", "claims")) " no longer in the article" } }
                        (claims_table(&gone))
                    }
                }
            }
        }
    }
}

/// What is said of revisions in which there is nothing to look at.
fn quiet(revisions: &[RevisionPage]) -> String {
    let told = count(revisions.len(), "revision", "revisions");
    match (revisions.first(), revisions.last()) {
        (Some(first), Some(last)) if first.seq != last.seq => {
            format!("{told} without a change to look at: {} to {}", first.seq, last.seq)
        }
        (Some(first), _) => format!("Revision {}: no change to look at", first.seq),
        _ => told,
    }
}

/// A source with its claims: those that came or changed, and then those that are as before.
fn speaker_details(speaker: &SpeakerPage, claims: &[&ClaimPage], many: bool) -> Markup {
    let (same, other): (Vec<&ClaimPage>, Vec<&ClaimPage>) =
        claims.iter().partition(|claim| claim.is_as_before());
    let list = |claims: &[&ClaimPage]| html! { ul { @for claim in claims { li { (claim_words(claim)) } } } };
    html! {
        details open[!many && claims.len() <= 3] {
            summary {
                strong { (speaker.name) }
                @if let Some(title) = &speaker.title { ", " (title) }
                " " span.faint { (kind_name(speaker.kind)) ", " (count(claims.len(), "claim", "claims")) }
                @if let Some(reason) = &speaker.reason { " " span.faint { "(" (reason) ")" } }
            }
            @if other.is_empty() { (list(&same)) } @else {
                (list(&other))
                @if !same.is_empty() {
                    details.same { summary { (count(same.len(), "claim", "claims")) " as before" } (list(&same)) }
                }
            }
        }
    }
}

fn revision_item(article: ArticleId, revision: &RevisionPage) -> Markup {
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
    article: ArticleId,
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

fn change_block(place: &ChangePlace<'_>, change: &ChangeItem) -> Markup {
    html! {
        div.change.material[change.material].high[change.severity == Severity::High && !change.rejected] id=(place.anchor(change.number)) {
            p.kinds {
                @if change.rejected { span.flag { (REJECTED) } " " } @else { (severity_mark(change.severity)) }
                @if change.new { span.flag { "new" } " " }
                @if change.withdrawn { span.flag { "withdrawn" } " " }
                @if change.in_headline { span.kind { "headline" } " " }
                @for kind in &change.kinds { span.kind { (label(*kind)) } " " }
                @if change.unannounced { span.unannounced { "no correction note" } " " }
                @if let Some(speaker) = change.says() { strong { (speaker) } }
            }
            blockquote { (wordings(change)) }
            @if !change.reason.is_empty() || change.correction.is_some() {
                p.faint {
                    @if change.material { "Material: " } @else if !change.rejected { "Not material: " } (change.reason)
                    @if let Some(note) = change.correction {
                        " · " a href={ "#" (place.anchor(note)) } { "explained by a correction note" }
                    }
                }
            }
        }
    }
}

fn claim_words(claim: &ClaimPage) -> Markup {
    html! {
        span.doubtful[claim.is_doubtful()].gone[!claim.current] {
            (statement(&claim.statement))
            @if let Some(confidence) = claim.confidence {
                " " span.faint title="the chance that speaker and words are right" { (format!("{:.0} %", confidence * 100.0)) }
            }
            @if let Some(remark) = claim.remark() { " " span.kind.unannounced[claim.stale] { (remark) } }
            @if let Some(link) = &claim.link {
                " " a.words href=(link) rel="noopener noreferrer nofollow" title="these words on the page" { "↗" }
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
                Part::Mark | Part::Rejected => span.stance { (text) },
                Part::Speaker | Part::Unnamed => strong { (text) },
                Part::Cue => em.stance[marked] { (text) },
                Part::Content => (text),
            }
        }
    }
}

fn claims_table(claims: &[&ClaimPage]) -> Markup {
    html! {
        div.wide { table.sorted {
            thead { tr { th { "Claim" } th { "Statement" } th { "Revisions" } th { "Wordings" } th { "Worth checking" } } }
            tbody { @for claim in claims {
                tr.doubtful[claim.is_doubtful()] id={ "claim-" (claim.id) } {
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
