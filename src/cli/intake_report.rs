//! What `add` says of what came in: a line an article, or every step of it.

use super::context::Context;
use crate::diff::Severity;
use crate::report::{
    ChangeItem, alarm_name, count, harmless, severities, summary, title, with_doubtful, without_note,
    write_alarm,
};
use crate::store::{ArticleFilter, ArticleId, ArticleRow, ChangeFilter, RevisionId, RevisionRow, Store};
use anyhow::Context as _;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Prints what became of each article that is new or changed: with `verbose`, revision by revision. `changed` gives for
/// each the rows of its new revisions.
pub(super) fn write(
    context: &Context,
    store: &Store,
    changed: &BTreeMap<ArticleId, BTreeSet<RevisionId>>,
    verbose: bool,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    if context.ui.is_quiet() {
        return Ok(());
    }
    for (article, new) in changed {
        let filter = ArticleFilter { article: Some(article.to_string()), ..ArticleFilter::default() };
        for row in store.articles(&filter)?.iter().filter(|row| row.article_id == *article) {
            let revisions = store.revisions(row.article_id)?;
            if verbose {
                write_steps(store, row, &revisions, out)?;
            } else {
                writeln!(out, "{}", in_a_line(store, row, &revisions, new)?)?;
            }
        }
    }
    Ok(())
}

/// "Pool vote put off: 2 new revisions, 14 quotes, changes: 3 high, 8 medium".
fn in_a_line(
    store: &Store,
    row: &ArticleRow,
    revisions: &[RevisionRow],
    new: &BTreeSet<RevisionId>,
) -> anyhow::Result<String> {
    let title = title(row.headline.as_deref(), &row.article_key);
    let came = |r: &&RevisionRow| new.contains(&r.revision_id);
    let quotes = quotes_of(row)?;
    let arrived = revisions.iter().filter(came).count();
    let of = if arrived == revisions.len() {
        count(arrived, "revision", "revisions")
    } else {
        count(arrived, "new revision", "new revisions")
    };
    let mut line = format!("{}: {of}, {quotes}", harmless(title));
    let mut counts = [0; 3];
    for revision in revisions.iter().filter(came).filter(|r| r.revision > 1) {
        let filter = ChangeFilter { to_revision_id: Some(revision.revision_id), ..ChangeFilter::default() };
        for change in store.changes(&filter)? {
            let at = match change.severity {
                Severity::High => 0,
                Severity::Medium => 1,
                Severity::Low => 2,
                Severity::None => continue,
            };
            counts[at] += 1;
        }
        if let Some(alarm) = &revision.alarm {
            line += &format!("; revision {}: {}", revision.revision, alarm_name(alarm));
        }
    }
    if counts != [0; 3] {
        line += &format!("; changes: {}", severities(counts));
    }
    Ok(line)
}

/// "12 quotes, 5 doubtful".
fn quotes_of(row: &ArticleRow) -> anyhow::Result<String> {
    let listed = usize::try_from(row.quotes - row.doubtful_quotes)?;
    Ok(with_doubtful(&count(listed, "quote", "quotes"), row.doubtful_quotes))
}

fn write_steps(
    store: &Store,
    row: &ArticleRow,
    revisions: &[RevisionRow],
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let title = title(row.headline.as_deref(), &row.article_key);
    writeln!(out, "{}", harmless(title))?;
    let quotes = quotes_of(row)?;
    let outlet = row.outlet.as_deref().map(|outlet| format!("{}, ", harmless(outlet))).unwrap_or_default();
    let of = count(revisions.len(), "revision", "revisions");
    writeln!(out, "  {outlet}{of}, {quotes} in the newest")?;
    for revision in revisions.iter().filter(|r| r.revision > 1) {
        let filter = ChangeFilter { to_revision_id: Some(revision.revision_id), ..ChangeFilter::default() };
        let changes = store.changes(&filter).context("the changes cannot be listed")?;
        let items = ChangeItem::of_rows(&changes);
        let mut said = summary(&items);
        if revision.unannounced_changes > 0 {
            let unannounced = usize::try_from(revision.unannounced_changes)?;
            said += &format!("; {}", without_note(unannounced));
        }
        if revision.undated && revision.material_changes > 0 {
            said += "; the outlet's date did not move";
        }
        writeln!(out, "  revision {} ({}): {said}", revision.revision, revision.captured_at)?;
        if let (Some(kind), Some(reason)) = (&revision.alarm, &revision.alarm_reason) {
            write!(out, "    ")?;
            write_alarm(kind, reason, out)?;
        }
    }
    Ok(writeln!(out)?)
}
