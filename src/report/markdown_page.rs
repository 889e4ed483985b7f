//! The report as Markdown.

use super::changes::{ChangeItem, label, summary};
use super::markdown::escape;
use super::page::{ArticlePage, Page};
use super::{count, kind_name};
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
    page.articles.iter().try_for_each(|article| write_article(article, out))
}

fn write_article(article: &ArticlePage, out: &mut String) -> std::fmt::Result {
    writeln!(out, "## {}\n", escape(&article.headline))?;
    let about =
        [&article.outlet, &article.byline, &article.url].into_iter().flatten().map(|text| escape(text));
    let about: Vec<String> = about.chain([article.summary()]).collect();
    writeln!(out, "{}\n", about.join(" · "))?;

    writeln!(out, "### Revisions\n")?;
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
        writeln!(out)?;
        for change in &revision.changes {
            write_change(change, out)?;
        }
    }

    writeln!(out, "\n### Speakers\n")?;
    for (speaker, claims) in article.by_speaker() {
        let title = speaker.title.as_ref().map(|t| format!(", {}", escape(t))).unwrap_or_default();
        let claims_said = count(claims.len(), "claim", "claims");
        writeln!(out, "- **{}**{title} ({}, {claims_said})", escape(&speaker.name), kind_name(speaker.kind))?;
        for claim in claims {
            let sure = claim.confidence.map(|c| format!(" ({:.0} % sure)", c * 100.0)).unwrap_or_default();
            let gone = if claim.current { "" } else { " (gone)" };
            writeln!(out, "  - {}{sure}{gone}", escape(&claim.wording))?;
        }
    }

    writeln!(out, "\n### Claims\n\n| claim | speaker | wording | revisions | worth checking |")?;
    writeln!(out, "| ---: | --- | --- | --- | ---: |")?;
    for claim in &article.claims {
        let speaker = claim.speaker.as_ref().map_or_else(|| "the outlet".into(), |s| escape(&s.name));
        let (first, last) = claim.revisions;
        writeln!(
            out,
            "| {} | {speaker} | {} | {first}–{last} | {:.2} |",
            claim.id,
            escape(&claim.wording),
            claim.check_worthiness
        )?;
    }
    writeln!(out)
}

fn write_change(change: &ChangeItem, out: &mut String) -> std::fmt::Result {
    let kinds: Vec<&str> = change.kinds.iter().map(|&k| label(k)).collect();
    let kinds = kinds.join(", ");
    write!(out, "   - {}", if change.material { format!("**{kinds}**") } else { kinds })?;
    if let Some(speaker) = &change.speaker {
        write!(out, ", {}", escape(speaker))?;
    }
    write!(out, ": ")?;
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => {
            for run in words(before, after) {
                match run {
                    Run::Same(text) => write!(out, "{}", escape(&text))?,
                    Run::Removed(text) => write!(out, "<del>{}</del>", escape(&text))?,
                    Run::Added(text) => write!(out, "<ins>{}</ins>", escape(&text))?,
                }
            }
        }
        (Some(before), None) => write!(out, "<del>{}</del>", escape(before))?,
        (None, Some(after)) => write!(out, "<ins>{}</ins>", escape(after))?,
        (None, None) => {}
    }
    writeln!(out)
}
