//! `onrecord db merge`: other databases come into this one.

use super::context::{Context, Outcome};
use super::input;
use super::remedy;
use super::ui::Progress;
use crate::report::{counted, harmless};
use crate::store::{MergeReport, MergeSource, RunId, Store, StoreError};
use serde_json::json;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The database that others come into, once one of them can be read.
struct MergeTarget {
    store: Store,
    run: RunId,
}

pub(super) fn run(context: &Context, from: &[PathBuf], as_json: bool) -> anyhow::Result<Outcome> {
    let mut target: Option<MergeTarget> = None;
    let (mut failures, mut extractors) = (0, BTreeSet::new());
    for path in from {
        match merge(context, &mut target, path) {
            Ok(report) => {
                tell(context, path, &report, as_json)?;
                extractors.extend(report.extractors);
            }
            // Of the target, not of one that comes in: the next will not fare better.
            Err(error) if is_of(&error, &context.db) => return Err(error.into()),
            Err(error) => {
                failures += 1;
                context.ui.error(format!("{error}{}", remedy::of_store(&error)));
                if as_json {
                    let mut out = context.ui.out();
                    writeln!(out, "{}", json!({ "database": path, "error": error.to_string() }))?;
                    out.flush()?;
                }
            }
        }
    }
    if let Some(MergeTarget { mut store, run }) = target {
        store.end_run(run)?;
        if extractors.iter().any(|version| version != env!("CARGO_PKG_VERSION")) {
            context.ui.hint("some quotes were extracted by another version; `onrecord reextract --outdated` makes them by this one");
        }
    }
    Ok(Outcome::failed_if(failures > 0))
}

fn merge(
    context: &Context,
    target: &mut Option<MergeTarget>,
    path: &Path,
) -> Result<MergeReport, StoreError> {
    let source = MergeSource::open(path, &context.db)?;
    let MergeTarget { store, .. } = match target {
        Some(target) => target,
        None => {
            let mut store = Store::open(&context.db)?;
            let run = input::begin(&mut store)?;
            target.insert(MergeTarget { store, run })
        }
    };
    let mut progress: Option<Progress> = None;
    store.merge(&source, path, |articles| {
        progress.get_or_insert_with(|| context.ui.progress(articles, "merging")).add(1);
    })
}

/// Whether an error is about a file.
fn is_of(error: &StoreError, path: &Path) -> bool {
    error.to_string().starts_with(&format!("{}: ", path.display()))
        && !matches!(error, StoreError::Refused { .. })
}

fn tell(context: &Context, path: &Path, report: &MergeReport, as_json: bool) -> anyhow::Result<()> {
    let mut out = context.ui.out();
    if as_json {
        let mut object = json!({ "database": path });
        if let (Some(object), serde_json::Value::Object(fields)) =
            (object.as_object_mut(), serde_json::to_value(report)?)
        {
            object.extend(fields);
        }
        writeln!(out, "{object}")?;
    } else {
        let articles = report.new_articles + report.known_articles;
        writeln!(
            out,
            "{}: {} ({} new), {} new, {} new, {} already known, {} taken over",
            path.display(),
            counted(articles, "article", "articles"),
            report.new_articles,
            counted(report.new_revisions, "revision", "revisions"),
            counted(report.new_captures, "capture", "captures"),
            report.known_captures,
            counted(report.new_decisions, "decision", "decisions"),
        )?;
        for conflict in &report.conflicts {
            let line = format!("{}: {}; not {}", conflict.about, conflict.holds, conflict.other);
            writeln!(out, "  decided otherwise in both: {}", harmless(&line))?;
        }
    }
    out.flush()?;
    Ok(())
}
