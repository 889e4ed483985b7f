//! `onrecord diff`: what changed between two texts, claim by claim.

use super::input::Line;
use super::{Context, Outcome, input, listing};
use crate::analysis::{Analysis, analyse};
use crate::article::Revision;
use crate::claim::Statement;
use crate::diff::{self, AlarmKind, Note};
use crate::extract::Extractor;
use crate::report::{ChangeItem, Format, alarm_name, write_alarm, write_text};
use crate::store::Store;
use crate::text::Document;
use anyhow::{Context as _, bail};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::io::Write;
use std::panic::catch_unwind;
use std::path::Path;

/// Show what changed, claim by claim: two files, or two revisions of a stored article
///
/// With two files no database is needed. With --article, OLD and NEW are numbers of revisions; left out, they are the
/// newest two. Words that went stand in [-…-], words that came in {+…+}.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord diff monday.html tuesday.html
  onrecord diff --article harbour-fire 1 3 --material
  onrecord diff --article harbour-fire --exit-code && echo unchanged
  onrecord diff --jsonl < pairs.jsonl      lines {\"id\", \"before\", \"after\"}: statements or whole texts")]
pub(super) struct Args {
    /// The old file, or the old revision's number
    #[arg(required_unless_present_any = ["jsonl", "article"])]
    old: Option<String>,
    /// The new file, or the new revision's number
    #[arg(required_unless_present_any = ["jsonl", "article"])]
    new: Option<String>,
    /// Compare revisions of this stored article: its number, or part of its address or headline
    #[arg(long, value_name = "ARTICLE", conflicts_with = "jsonl")]
    article: Option<String>,
    /// Show only changes that a checker must look at again
    #[arg(long)]
    material: bool,
    /// Exit with 1 when there are changes (with --material: material ones)
    #[arg(long)]
    exit_code: bool,
    /// How to write it; `table` is text for reading
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Work as a filter on JSON lines
    #[arg(long, conflicts_with_all = ["old", "new"])]
    jsonl: bool,
    /// Threads to use; one per core when not given
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    if args.jsonl {
        return input::filter(context, args.threads, |lines| Ok(lines.into_par_iter().map(answer).collect()));
    }
    let (old, new) = match (&args.article, &args.old, &args.new) {
        (Some(article), old, new) => stored(context, article, old.as_deref(), new.as_deref())?,
        (None, Some(old), Some(new)) => of_files(context, Path::new(old), Path::new(new))?,
        _ => bail!("name two files, or an article with --article"),
    };
    let mut comparison = diff::diff(&old.statements, &new.statements, &HashSet::new());
    diff::explain(&mut comparison, &old.statements, &new.statements, &old.notes, &new.notes);
    let mut items = ChangeItem::of_comparison(&comparison, &old.statements, &new.statements);
    if args.material {
        let shown: HashSet<usize> =
            items.iter().filter(|i| i.material).filter_map(|i| i.correction).collect();
        items.retain(|item| item.material || shown.contains(&item.number));
    }
    let alarm = comparison.alarm.map(|a| (alarm_key(a.kind), a.reason));
    let mut out = context.ui.out();
    if args.format == Format::Table {
        if let Some((kind, reason)) = &alarm {
            write_alarm(kind, reason, &mut out)?;
        }
        write_text(&items, &mut out)?;
        out.flush()?;
    } else {
        if let Some((kind, reason)) = &alarm {
            context.ui.warn(format!("{}: {reason}", alarm_name(kind)));
        }
        listing::write(context, args.format, &items)?;
    }
    Ok(if args.exit_code && !(items.is_empty() && alarm.is_none()) {
        Outcome::ChangesFound
    } else {
        Outcome::Fine
    })
}

/// One side of a comparison.
struct Side {
    statements: Vec<Statement>,
    notes: Vec<Note>,
}

/// The name of an alarm as the database and JSON have it.
fn alarm_key(kind: AlarmKind) -> &'static str {
    match kind {
        AlarmKind::Replaced => "replaced",
        AlarmKind::TextLost => "text_lost",
        AlarmKind::TextRegained => "text_regained",
    }
}

/// Two stored revisions; without numbers, the newest two.
fn stored(
    context: &Context,
    article: &str,
    old: Option<&str>,
    new: Option<&str>,
) -> anyhow::Result<(Side, Side)> {
    let store = Store::open_read_only(&context.db)?;
    let article = input::one_article(&store, article)?;
    let revisions = store.revisions(article.article_id)?;
    let newest = i64::try_from(revisions.len())?;
    let side = |number: Option<&str>, otherwise: i64| {
        let number = number.map_or(Ok(otherwise), str::parse).context("a revision is named by its number")?;
        let found = revisions.iter().find(|r| r.revision == number);
        let found =
            found.with_context(|| format!("there is no revision {number}; the article has {newest}"))?;
        let notes = diff::notes(&Document::new(store.body(found.revision_id)?));
        anyhow::Ok(Side { statements: store.statements(found.revision_id)?, notes })
    };
    if newest < 2 && (old.is_none() || new.is_none()) {
        bail!("the article has one revision only; there is nothing to compare it with");
    }
    Ok((side(old, newest - 1)?, side(new, newest)?))
}

/// The articles in two files.
fn of_files(context: &Context, old: &Path, new: &Path) -> anyhow::Result<(Side, Side)> {
    let (old, new) = (input::one_revision(context, old)?, input::one_revision(context, new)?);
    let pair: [&Revision; 2] = [&old, &new];
    let side = |a: Analysis| Side { notes: diff::notes(&a.document), statements: a.statements };
    let mut sides = analyse(&Extractor::new()?, &pair)?.into_iter().map(side);
    let (Some(old), Some(new)) = (sides.next(), sides.next()) else {
        bail!("the two texts could not be analysed; please report it as a bug");
    };
    Ok((old, new))
}

/// The answer to one line of the filter, and whether the line could not be used.
fn answer(line: Line) -> (bool, Value) {
    let failed = |id: Value, why: String| (true, json!({"id": id, "error": why}));
    let text = match line {
        Line::Text(text) => text,
        Line::Unfit(why) => return failed(Value::Null, why),
    };
    let pair: Value = match serde_json::from_str(&text) {
        Ok(pair) => pair,
        Err(error) => return failed(Value::Null, format!("the line is not JSON: {error}")),
    };
    let id = pair.get("id").cloned().unwrap_or_default();
    let (Some(before), Some(after)) = (pair["before"].as_str(), pair["after"].as_str()) else {
        return failed(id, "the line needs the strings \"before\" and \"after\"".into());
    };
    // A fault in one pair must not cost the others theirs.
    let Ok(compared) = catch_unwind(|| diff::compare_texts(before, after)) else {
        return failed(id, "the texts cannot be compared; please report it as a bug".into());
    };
    (false, json!({"id": id, "changes": compared.changes, "material": compared.material}))
}
