//! The report as Markdown.

use super::changes::{ChangeItem, alarm_name, labels, severity_name, summary};
use super::markdown::escape;
use super::overview::Overview;
use super::page::ArticlePage;
use super::pages::{Page, PageKind};
use super::saying::Part;
use super::wording::{count, kind_name, without_note};
use crate::diff::{Run, words};
use std::fmt::Write;

/// Writes the report as Markdown. All text from outside is escaped.
#[must_use]
pub fn markdown_page(page: &Page) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write_page(page, &mut out);
    out
}

fn write_page(page: &Page, out: &mut String) -> std::fmt::Result {
    writeln!(out, "# {}\n", escape(&page.title))?;
    if let Some(at) = &page.made_at {
        writeln!(out, "Made by onrecord {} on {}.\n", env!("CARGO_PKG_VERSION"), escape(at))?;
    }
    if let Some(window) = &page.window {
        writeln!(out, "Only {}.\n", escape(window))?;
    }
    if page.stories.len() > 1 {
        write_overview(&Overview::of(&page.stories), out)?;
        writeln!(out, "## Stories, the gravest first\n")?;
        for story in &page.stories {
            let outlet =
                story.outlet.iter().map(|outlet| format!(", {}", escape(outlet))).collect::<String>();
            let headline = match page.kind {
                PageKind::Whole => escape(&story.headline),
                kind => format!("[{}]({})", escape(&story.headline), kind.link(story.id)),
            };
            writeln!(
                out,
                "- ({}) {headline}{outlet}: {}",
                severity_name(story.severity()),
                escape(&story.summary)
            )?;
        }
        writeln!(out)?;
    }
    page.articles.iter().try_for_each(|article| write_article(article, out))
}

fn write_overview(overview: &Overview, out: &mut String) -> std::fmt::Result {
    writeln!(out, "## Summary\n")?;
    for line in overview.lines() {
        writeln!(out, "- {line}")?;
    }
    let most: Vec<String> =
        overview.most_quoted.iter().map(|(name, claims, _)| format!("{} ({claims})", escape(name))).collect();
    if !most.is_empty() {
        writeln!(out, "- most quoted: {}", most.join(", "))?;
    }
    writeln!(out)
}

fn write_article(article: &ArticlePage, out: &mut String) -> std::fmt::Result {
    writeln!(out, "## {}\n", escape(&article.headline))?;
    let about =
        [&article.outlet, &article.byline, &article.url].into_iter().flatten().map(|text| escape(text));
    let about: Vec<String> = about.chain([article.summary()]).collect();
    writeln!(out, "{}\n", about.join(" · "))?;

    write_revisions(article, out)?;
    write_speakers(article, out)?;
    write_claims(article, out)
}

fn write_revisions(article: &ArticlePage, out: &mut String) -> std::fmt::Result {
    writeln!(out, "### Revisions\n")?;
    if article.earlier > 0 {
        writeln!(out, "{} not listed.\n", count(article.earlier, "earlier revision", "earlier revisions"))?;
    }
    for revision in &article.revisions {
        write!(out, "{}. captured {}", revision.seq, escape(&revision.captured_at))?;
        if let Some(at) = &revision.modified_at {
            write!(out, ", updated {}", escape(at))?;
        }
        if let Some(seq) = revision.same_text_as {
            write!(out, ", same text as revision {seq}")?;
        }
        if revision.seq > 1 {
            write!(out, ": {}", escape(&summary(&revision.changes)))?;
        }
        let unannounced = revision.changes.iter().filter(|c| c.unannounced).count();
        if unannounced > 0 {
            write!(out, "; {}", without_note(unannounced))?;
        }
        if let Some(dating) = revision.dating() {
            write!(out, "; {dating}")?;
        }
        let (listed, left_out) = revision.listed();
        if let Some(left_out) = left_out {
            write!(out, "; {left_out}")?;
        }
        writeln!(out)?;
        if let Some((kind, reason)) = &revision.alarm {
            writeln!(out, "   - **Alarm, {}**: {}", alarm_name(kind), escape(reason))?;
        }
        for note in &revision.notes {
            writeln!(out, "   - **correction note**: {}", escape(note))?;
        }
        listed.iter().try_for_each(|change| write_change(change, out))?;
    }
    Ok(())
}

fn write_speakers(article: &ArticlePage, out: &mut String) -> std::fmt::Result {
    writeln!(out, "\n### Speakers\n")?;
    for (speaker, claims) in article.by_speaker() {
        let title = speaker.title.as_ref().map(|t| format!(", {}", escape(t))).unwrap_or_default();
        let claims_said = count(claims.len(), "claim", "claims");
        writeln!(out, "- **{}**{title} ({}, {claims_said})", escape(&speaker.name), kind_name(speaker.kind))?;
        for claim in claims {
            let sure =
                claim.confidence.map(|c| format!(" (confidence {:.0} %)", c * 100.0)).unwrap_or_default();
            let gone = if claim.current { "" } else { " (removed)" };
            let decided = claim.remark().map(|remark| format!(" ({})", escape(&remark))).unwrap_or_default();
            writeln!(out, "  - {}{sure}{gone}{decided}", statement(&claim.statement))?;
        }
    }
    Ok(())
}

fn write_claims(article: &ArticlePage, out: &mut String) -> std::fmt::Result {
    writeln!(out, "\n### Claims\n\n| claim | statement | revisions | worth checking |")?;
    writeln!(out, "| ---: | --- | --- | ---: |")?;
    for claim in &article.claims {
        let (first, last) = claim.revisions;
        let decided = claim.remark().map(|remark| format!(" ({})", escape(&remark))).unwrap_or_default();
        writeln!(
            out,
            "| {} | {}{decided} | {first}–{last} | {:.2} |",
            claim.id,
            statement(&claim.statement),
            claim.check_worthiness
        )?;
    }
    if let Some(left_out) = article.left_out() {
        writeln!(out, "\n{left_out}")?;
    }
    writeln!(out)
}

/// A statement as it is read; what its source does not put forward is marked.
fn statement(parts: &[(String, Part)]) -> String {
    let piece = |(text, part): &(String, Part)| {
        let text = escape(text);
        match part {
            Part::Mark | Part::Rejected | Part::Speaker | Part::Unnamed => {
                format!("**{}**", text.trim()) + trailing(&text)
            }
            Part::Cue => format!("*{}*", text.trim()) + trailing(&text),
            Part::Content => text,
        }
    };
    parts.iter().map(piece).collect()
}

/// The space that a text ends with: marks of emphasis must touch their words.
fn trailing(text: &str) -> &str {
    if text.ends_with(' ') { " " } else { "" }
}

fn write_change(change: &ChangeItem, out: &mut String) -> std::fmt::Result {
    let kinds = labels(&change.kinds);
    let kinds = if change.material { format!("**{kinds}**") } else { kinds };
    write!(out, "   - ({}) {kinds}", change.number)?;
    let told = [
        Some(change.weight()).filter(|weight| !weight.is_empty() && !change.is_note()),
        change.unannounced.then(|| "no correction note".to_owned()),
        change.correction.map(|note| format!("explained by correction note {note}")),
        Some(&change.explains).filter(|e| !e.is_empty()).map(|e| {
            format!("explains {}", e.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
        }),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    if !told.is_empty() {
        write!(out, " ({})", told.join("; "))?;
    }
    if let Some(speaker) = change.says() {
        write!(out, ", {}", escape(speaker))?;
    }
    write!(out, ": ")?;
    match change.shown() {
        (Some(before), Some(after)) => {
            for run in words(&before, &after) {
                match run {
                    Run::Same(text) => write!(out, "{}", escape(&text))?,
                    Run::Removed(text) => write!(out, "<del>{}</del>", escape(&text))?,
                    Run::Added(text) => write!(out, "<ins>{}</ins>", escape(&text))?,
                }
            }
        }
        (Some(before), None) => write!(out, "<del>{}</del>", escape(&before))?,
        (None, Some(after)) => write!(out, "<ins>{}</ins>", escape(&after))?,
        (None, None) => {}
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::super::page::RevisionPage;
    use super::*;
    use crate::diff::{Kind, Severity};

    #[test]
    fn corrections_and_alarms_are_told() {
        let change = ChangeItem {
            number: 1,
            kinds: vec![Kind::FigureChanged],
            severity: Severity::High,
            material: true,
            before: Some("12 *died*".into()),
            after: Some("19 *died*".into()),
            correction: Some(3),
            ..ChangeItem::default()
        };
        let other = ChangeItem { number: 2, unannounced: true, correction: None, ..change.clone() };
        let note = ChangeItem {
            number: 3,
            kinds: vec![Kind::Correction],
            after: Some("Correction: 19 died.".into()),
            explains: vec![1],
            ..ChangeItem::default()
        };
        let revision = RevisionPage {
            seq: 2,
            captured_at: "2026-03-01".into(),
            alarm: Some(("text_lost".into(), "9 of 12 statements are missing at once".into())),
            changes: vec![change, other, note],
            ..RevisionPage::default()
        };
        let article =
            ArticlePage { headline: "Fire".into(), revisions: vec![revision], ..ArticlePage::default() };
        let page = markdown_page(&Page::whole("Fire".into(), None, vec![article]));
        let revisions = page.split("### Revisions\n\n").nth(1).and_then(|p| p.split("\n\n").next());
        insta::assert_snapshot!(revisions.unwrap_or_default(), @r"
        2. captured 2026-03-01: 2 figures changed; not material: 1 correction note; 1 fact changed or withdrawn without a correction note
           - **Alarm, text lost**: 9 of 12 statements are missing at once
           - (1) **figure changed** (high, material; explained by correction note 3): <del>12</del><ins>19</ins> \*died\*
           - (2) **figure changed** (high, material; no correction note): <del>12</del><ins>19</ins> \*died\*
           - (3) correction note (explains 1): <ins>Correction: 19 died.</ins>
        ");
    }
}
