//! `onrecord diff`: what changed between two texts, claim by claim.

use super::input::Line;
use super::{Context, Outcome, input, listing};
use crate::analysis::analyse;
use crate::article::Revision;
use crate::claim::{Appeared, Days};
use crate::diff::{self, AlarmKind, Edition, Past, Timeline};
use crate::extract::Extractor;
use crate::report::{ChangeItem, Format, alarm_name, write_alarm, write_text};
use crate::store::{RevisionRow, Store};
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
  onrecord diff --jsonl < pairs.jsonl      lines {\"id\", \"before\", \"after\"}: statements or whole texts

Lines may have \"before_date\" and \"after_date\" (ISO 8601), which tell what day \"yesterday\" was.")]
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
    /// With --jsonl: write what the judge is told of each pair, for training it
    #[arg(long, requires = "jsonl", hide = true)]
    features: bool,
    /// Threads to use; one per core when not given
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    if args.jsonl {
        let answers = |line| answer(line, args.features);
        return input::filter(context, args.threads, |lines| {
            Ok(lines.into_par_iter().map(answers).collect())
        });
    }
    let (past, old, new) = match (&args.article, &args.old, &args.new) {
        (Some(article), old, new) => stored(context, article, old.as_deref(), new.as_deref())?,
        (None, Some(old), Some(new)) => of_files(context, Path::new(old), Path::new(new))?,
        _ => bail!("name two files, or an article with --article"),
    };
    let mut timeline = Timeline::new(past);
    timeline.push_edition(old.edition.clone(), &old.appeared);
    let comparison = timeline.push_edition(new.edition.clone(), &new.appeared);
    let mut items =
        ChangeItem::of_comparison(&comparison, old.edition.statements(), new.edition.statements());
    let others = items.len();
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
        if items.is_empty() && others > 0 {
            let changes = if others == 1 { "change" } else { "changes" };
            writeln!(out, "nothing material; {others} other {changes}")?;
        } else {
            write_text(&items, &mut out)?;
        }
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
    edition: Edition,
    appeared: Appeared,
}

/// The name of an alarm as the database and JSON have it.
fn alarm_key(kind: AlarmKind) -> &'static str {
    match kind {
        AlarmKind::Replaced => "replaced",
        AlarmKind::TextLost => "text_lost",
        AlarmKind::TextRegained => "text_regained",
    }
}

/// What older revisions said, and two stored ones; without numbers, the newest and the last one
/// before it whose text was whole.
fn stored(
    context: &Context,
    article: &str,
    old: Option<&str>,
    new: Option<&str>,
) -> anyhow::Result<(Past, Side, Side)> {
    let store = Store::open_read_only(&context.db)?;
    let article = input::one_article(&store, article)?;
    let revisions = store.revisions(article.article_id)?;
    let newest = i64::try_from(revisions.len())?;
    let find = |number: Option<&str>, otherwise: i64| {
        let number = number.map_or(Ok(otherwise), str::parse).context("a revision is named by its number")?;
        let found = revisions.iter().find(|r| r.revision == number);
        found.with_context(|| format!("there is no revision {number}; the article has {newest}"))
    };
    if newest < 2 && (old.is_none() || new.is_none()) {
        bail!("the article has one revision only; there is nothing to compare it with");
    }
    let new = find(new, newest)?;
    let broken = [AlarmKind::Replaced, AlarmKind::TextLost].map(alarm_key);
    let whole = |r: &&RevisionRow| r.alarm.as_deref().is_none_or(|alarm| !broken.contains(&alarm));
    let before = || revisions.iter().filter(|r| r.revision < new.revision);
    let last = if new.alarm.as_deref() == Some(alarm_key(AlarmKind::TextRegained)) {
        before().rfind(whole)
    } else {
        before().next_back()
    };
    let old = find(old, last.map_or(newest - 1, |r| r.revision))?;
    if old.revision > new.revision {
        context.ui.warn(format!(
            "revision {} was captured after revision {}: what came in and what went are told backwards",
            old.revision, new.revision
        ));
    }
    let edition = |row: &RevisionRow| {
        let document = Document::new(store.body(row.revision_id)?);
        anyhow::Ok(Edition::new(&document, store.statements(row.revision_id)?))
    };
    let side = |row: &RevisionRow| {
        let appeared = Appeared::from(&store.stored_revision(row.revision_id)?);
        anyhow::Ok(Side { edition: edition(row)?, appeared })
    };
    let mut past = Past::default();
    for row in revisions.iter().filter(|r| r.revision < old.revision) {
        let edition = edition(row)?;
        past.said.extend(edition.statements().iter().map(|s| diff::fingerprint(&s.text)));
        past.notes.extend_from_slice(edition.notes());
    }
    Ok((past, side(old)?, side(new)?))
}

/// The articles in two files.
fn of_files(context: &Context, old: &Path, new: &Path) -> anyhow::Result<(Past, Side, Side)> {
    let (old, new) = (input::one_revision(context, old)?, input::one_revision(context, new)?);
    let pair: [&Revision; 2] = [&old, &new];
    if let Some(language) = pair.iter().find_map(|r| r.language.as_deref().filter(|l| *l != "eng")) {
        context.ui.warn(format!(
            "the text is not in English ({language}): expect changes of speakers and kinds to be wrong"
        ));
    }
    let mut sides = analyse(&Extractor::new()?, &pair)?
        .into_iter()
        .zip(pair)
        .map(|(a, revision)| Side { edition: Edition::of(&a), appeared: Appeared::from(revision) });
    let (Some(old), Some(new)) = (sides.next(), sides.next()) else {
        bail!("the two texts could not be analysed; please report it as a bug");
    };
    Ok((Past::default(), old, new))
}

/// The answer to one line of the filter, and whether the line could not be used.
fn answer(line: Line, features: bool) -> (bool, Value) {
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
    if features {
        let named = diff::features(before, after).into_iter().map(|(name, value)| (name, json!(value)));
        return (false, json!({"id": id, "features": Value::Object(named.collect())}));
    }
    let appeared = |field: &str| {
        let modified = pair[field].as_str().map(str::to_owned);
        Appeared { modified, ..Appeared::default() }
    };
    let days = Days::between(&appeared("before_date"), &appeared("after_date"));
    // A fault in one pair must not cost the others theirs.
    let Ok(compared) = catch_unwind(|| diff::compare_texts_dated(before, after, &days)) else {
        return failed(id, "the texts cannot be compared; please report it as a bug".into());
    };
    (false, json!({"id": id, "changes": compared.changes, "material": compared.material}))
}
