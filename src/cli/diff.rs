//! `onrecord diff`: what changed between two texts, claim by claim.

use super::comparison::{ComparisonSide, alarm_key, compare};
use super::diff_jsonl::{self, Task};
use super::listing::{FormatArgs, RejectedArgs};
use super::selection::Selection;
use super::{Context, Outcome, input, listing};
use crate::analysis::analyse;
use crate::article::Revision;
use crate::claim::Appeared;
use crate::diff::{self, AlarmKind, Edition, Flapping, Past, Severity, Timeline};
use crate::extract::Extractor;
use crate::report::{
    ChangeItem, Format, alarm_name, arrange, count, flapping_summary, keep, severity_name, write_alarm,
    write_flapping, write_text, write_untold,
};
use crate::store::{ArticleId, ChangeFilter, ChangeRow, RevisionRow, Store};
use anyhow::{Context as _, anyhow, bail};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::io::Write;
use std::path::Path;

/// Show what changed, claim by claim: two files, or two revisions of a stored article
///
/// With two files no database is needed. With --article, OLD and NEW are numbers of revisions; left out, they are the
/// newest two; over several revisions it also tells which wordings went to and fro. Removed words stand in [-…-], added
/// ones in {+…+}. The severest change comes first; its number is its place in the text, and `--order text` lists by it.
///
/// With --jsonl it reads JSON lines {"id", "before", "after"} from standard input, statements or whole texts, and writes,
/// in the same order, {"id", "changes", "material", "severity", "new", "withdrawn"}: what differs, whether a check of the
/// old wording does not cover the new one, the highest severity, whether a claim or detail came in, whether one no longer
/// stands. Lines may have `before_date` and `after_date` (ISO 8601), which tell what day "yesterday" was. With
/// `"extract": true` in a line, or --extract for all, both texts are read as articles and go through the extraction model,
/// as two files do: then "changes" is what `diff OLD NEW --format json` gives, and "alarm" says where the page as a whole
/// is in doubt. A line that cannot be used gives {"id", "error"} in its place.
///
/// In JSON a finding may have a `confidence`, 0 to 1: the probability that the wordings differ in this way. Beside
/// "material" stands `material_confidence`, the same of a material difference. Both come from a fitted model and are
/// calibrated by cross-validation only: on text of another kind they may be off. Where the model was not asked there is
/// none; a "rule" named "judge" means that it alone sees the change.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord diff monday.html tuesday.html
  onrecord diff --article harbour-fire 1 3 --min-severity medium
  onrecord diff --article harbour-fire --exit-code && echo unchanged
  onrecord diff --article harbour-fire --from 2 --to 5   what all of them came to, and what went to and fro
  onrecord diff --article harbour-fire --stable 30m      without revisions that stood for less than half an hour
  onrecord diff --article harbour-fire --order text      all of the last step, as in the text
  onrecord diff --article harbour-fire --flapping --json  that of all revisions, as data
  onrecord diff --jsonl < pairs.jsonl                    pairs of statements or texts, a line each
  onrecord diff --jsonl --extract < articles.jsonl       pairs of articles, with who says what")]
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
    /// The old revision's number; the same as OLD
    #[arg(long, value_name = "N", requires = "article", conflicts_with_all = ["old", "new"])]
    from: Option<String>,
    /// The new revision's number; the same as NEW
    #[arg(long, value_name = "N", requires = "article", conflicts_with_all = ["old", "new"])]
    to: Option<String>,
    /// Pass over revisions that stood for less than this, such as 30m
    #[arg(long, value_name = "TIME", requires = "article", value_parser = super::values::duration)]
    stable: Option<i64>,
    /// Show what went to and fro instead, a pair of wordings a row, with the revisions with which they turned; of all revisions
    /// where none is named
    #[arg(long, requires = "article", conflicts_with_all = ["material", "min_severity", "order"])]
    flapping: bool,
    /// Show only changes that a checker must look at again
    #[arg(long)]
    material: bool,
    #[command(flatten)]
    rejected: RejectedArgs,
    #[command(flatten)]
    selection: Selection,
    /// Exit with 1 when there are changes (with --material or --min-severity: such changes)
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    form: FormatArgs,
    /// Work as a filter on JSON lines
    #[arg(long, conflicts_with_all = ["old", "new", "material", "min_severity", "order", "exit_code", "format", "json"])]
    jsonl: bool,
    /// With --jsonl: take all texts through the extraction model, as two files are
    #[arg(long, requires = "jsonl")]
    extract: bool,
    /// With --jsonl: write what the judge is told of each pair, for training it
    #[arg(long, requires = "jsonl", hide = true)]
    features: bool,
    /// Threads to use; one per core when not given
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    if args.jsonl {
        let task = Task { extract: args.extract, features: args.features };
        return diff_jsonl::run(context, args.threads, task);
    }
    let ComparedSides { past, old, new, flapping, rejected } = match (&args.article, &args.old, &args.new) {
        (Some(article), ..) => stored(context, article, args)?,
        (None, Some(old), Some(new)) => of_files(context, Path::new(old), Path::new(new))?,
        _ => bail!("name two files, or an article with --article"),
    };
    if args.flapping {
        return tell_flapping(context, args, &flapping);
    }
    let mut compared = compare(past, &old, &new);
    let (items, alarm) = (&mut compared.items, &compared.alarm);
    let found = items.len();
    let is_rejected = |item: &ChangeItem| rejected.iter().any(|row| item.is_of(row));
    if args.rejected.with_rejected {
        items.iter_mut().filter(|item| is_rejected(item)).for_each(ChangeItem::reject);
    } else {
        items.retain(|item| !is_rejected(item));
    }
    let all = items.len();
    let least = args.selection.least();
    keep(items, |item| item.severity >= least && (item.material || !args.material));
    arrange(items, args.selection.order);
    let mut out = context.ui.paged();
    if args.form.get() == Format::Table {
        if let Some((kind, reason)) = alarm {
            write_alarm(kind, reason, &mut out)?;
        }
        write_untold(&compared.missing, &compared.unmatched, &mut out)?;
        if items.is_empty() && all > 0 {
            writeln!(out, "{}; {}", nothing(args), count(all, "other change", "other changes"))?;
        } else if !items.is_empty() || alarm.is_none() {
            write_text(items, &mut out)?;
        }
        write_flapping(&flapping, &mut out)?;
        out.flush()?;
    } else {
        if let Some((kind, reason)) = alarm {
            context.ui.warn(format!("{}: {reason}", alarm_name(kind)));
        }
        if !flapping.is_empty() {
            context.ui.note(format!("{}; `--flapping` lists them", flapping_summary(&flapping)));
        }
        listing::write_all(context, args.form.get(), items)?;
    }
    drop(out);
    args.rejected.tell_left_out(context, found - all);
    Ok(if args.exit_code && !(items.is_empty() && alarm.is_none()) {
        Outcome::ChangesFound
    } else {
        Outcome::Fine
    })
}

/// What went to and fro, alone.
fn tell_flapping(context: &Context, args: &Args, flapping: &[Flapping]) -> anyhow::Result<Outcome> {
    if args.form.get() == Format::Table {
        let mut out = context.ui.paged();
        write_flapping(flapping, &mut out)?;
        out.flush()?;
        if flapping.is_empty() {
            context.ui.hint("nothing went to and fro");
        }
    } else {
        listing::write_all(context, args.form.get(), flapping)?;
    }
    let found = args.exit_code && !flapping.is_empty();
    Ok(if found { Outcome::ChangesFound } else { Outcome::Fine })
}

/// What there is nothing of, where no change is as it was asked for.
fn nothing(args: &Args) -> String {
    match args.selection.least() {
        Severity::None => "nothing material".to_owned(),
        Severity::High => "nothing of high severity".to_owned(),
        least => format!("nothing of {} severity or more", severity_name(least)),
    }
}

/// What is compared.
struct ComparedSides {
    /// What older revisions said.
    past: Past,
    old: ComparisonSide,
    new: ComparisonSide,
    /// What went to and fro between the two.
    flapping: Vec<Flapping>,
    /// Changes of the article that a person rejected.
    rejected: Vec<ChangeRow>,
}

/// Two stored revisions; without numbers, the newest and the last one before it whose text was whole.
fn stored(context: &Context, article: &str, args: &Args) -> anyhow::Result<ComparedSides> {
    let (old, new) =
        (args.from.as_deref().or(args.old.as_deref()), args.to.as_deref().or(args.new.as_deref()));
    let store = Store::open_read_only(&context.db)?;
    let article = input::one_article(&store, article)?;
    let all = store.revisions(article.article_id)?;
    let newest = i64::try_from(all.len())?;
    let named = [old, new];
    check_both(&named, newest)?;
    let revisions = lasting(all, args.stable, &named);
    let find = |number: Option<&str>, otherwise: i64| {
        let parsed = number.map_or(Ok(otherwise), str::parse);
        let number = parsed
            .map_err(|_| anyhow!("a revision is named by its number; the article has 1 to {newest}"))?;
        let found = revisions.iter().find(|r| r.revision == number);
        found.with_context(|| format!("there is no revision {number}; the article has 1 to {newest}"))
    };
    if newest < 2 && (old.is_none() || new.is_none()) {
        bail!(
            "the article has one revision only; there is nothing to compare it with; `onrecord add` reads another"
        );
    }
    let last = revisions.last().map_or(newest, |r| r.revision);
    let new = find(new, last)?;
    let broken = [AlarmKind::Replaced, AlarmKind::TextLost].map(alarm_key);
    let whole = |r: &&RevisionRow| r.alarm.as_deref().is_none_or(|alarm| !broken.contains(&alarm));
    let before = || revisions.iter().filter(|r| r.revision < new.revision);
    let last = if new.alarm.as_deref() == Some(alarm_key(AlarmKind::TextRegained)) {
        before().rfind(whole)
    } else {
        before().next_back()
    };
    let first = revisions.first().filter(|_| args.flapping);
    let old = match (old, first.or(last)) {
        (None, None) => bail!(nothing_before(new.revision, args.stable)),
        (old, last) => find(old, last.map_or(new.revision, |r| r.revision))?,
    };
    if old.revision > new.revision {
        context.ui.warn(format!(
            "revision {} was captured after revision {}: additions and removals are shown the wrong way round",
            old.revision, new.revision
        ));
    }
    let side = |row: &RevisionRow| side_of(&store, row);
    let mut past = Past::default();
    for row in revisions.iter().filter(|r| r.revision < old.revision) {
        let edition = store.edition(row.revision_id)?;
        past.take(&edition);
        past.notes.extend_from_slice(edition.notes());
    }
    let between = revisions.iter().filter(|r| (old.revision..=new.revision).contains(&r.revision));
    let flapping = alternating(&store, between)?;
    let rejected = rejected_changes(&store, article.article_id)?;
    Ok(ComparedSides { past, old: side(old)?, new: side(new)?, flapping, rejected })
}

/// The changes of an article that a person rejected: what was wrong of these words is wrong of them in any comparison.
fn rejected_changes(store: &Store, article: ArticleId) -> anyhow::Result<Vec<ChangeRow>> {
    let filter =
        ChangeFilter { article: Some(article.to_string()), with_rejected: true, ..ChangeFilter::default() };
    Ok(store.changes(&filter)?.into_iter().filter(|change| change.rejected).collect())
}

/// Names both revisions where neither is there.
fn check_both(named: &[Option<&str>; 2], newest: i64) -> anyhow::Result<()> {
    let missing =
        |name: &Option<&str>| name.is_some_and(|n| n.parse().is_ok_and(|n| !(1..=newest).contains(&n)));
    if let [Some(old), Some(new)] = named
        && named.iter().all(missing)
        && old != new
    {
        bail!("there are no revisions {old} and {new}; the article has 1 to {newest}");
    }
    Ok(())
}

/// Why there is nothing that a revision could be compared with.
fn nothing_before(revision: i64, stable: Option<i64>) -> String {
    if stable.is_some() {
        format!(
            "no revision before revision {revision} stood for so long; name a shorter time with --stable, or two revisions \
             with --from and --to"
        )
    } else {
        format!("revision {revision} is the article's first; name a later one with --to")
    }
}

fn side_of(store: &Store, row: &RevisionRow) -> anyhow::Result<ComparisonSide> {
    let id = row.revision_id;
    let (edition, appeared, not_theirs) = (store.edition(id)?, store.appeared(id)?, store.not_theirs(id)?);
    Ok(ComparisonSide { edition: edition.into(), appeared, not_theirs })
}

/// The revisions that stood for so many seconds or are named by their number; the newest still stands.
fn lasting(all: Vec<RevisionRow>, stable: Option<i64>, named: &[Option<&str>]) -> Vec<RevisionRow> {
    let Some(least) = stable else { return all };
    let second = |row: &RevisionRow| second(&row.captured_at);
    let ends: Vec<Option<i64>> = all.iter().skip(1).map(second).chain([None]).collect();
    let is_named = |row: &RevisionRow| named.contains(&Some(row.revision.to_string().as_str()));
    let stood = |row: &RevisionRow, end: Option<i64>| match (second(row), end) {
        (Some(begin), Some(end)) => end - begin >= least,
        _ => true,
    };
    let kept = all.into_iter().zip(ends).filter(|(row, end)| is_named(row) || stood(row, *end));
    kept.map(|(row, _)| row).collect()
}

/// The second of a time; of a day alone that of its first.
fn second(time: &str) -> Option<i64> {
    let midnight = || Some(time.parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp());
    time.parse::<Timestamp>().ok().or_else(midnight).map(Timestamp::as_second)
}

/// What goes to and fro over several revisions.
fn alternating<'r>(
    store: &Store,
    revisions: impl Iterator<Item = &'r RevisionRow>,
) -> anyhow::Result<Vec<Flapping>> {
    let revisions: Vec<&RevisionRow> = revisions.collect();
    if revisions.len() <= 2 {
        // From one revision to the next nothing can come back.
        return Ok(Vec::new());
    }
    let mut timeline = Timeline::default();
    let mut steps = Vec::with_capacity(revisions.len());
    for row in revisions {
        let side = side_of(store, row)?;
        let number = usize::try_from(row.revision)?;
        steps.push((number, timeline.push_edition(side.edition, &side.appeared)));
    }
    Ok(diff::flapping(&steps))
}

/// The articles in two files.
fn of_files(context: &Context, old: &Path, new: &Path) -> anyhow::Result<ComparedSides> {
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
        .map(|(a, revision)| ComparisonSide::read(Edition::of(&a), Appeared::from(revision)));
    let (Some(old), Some(new)) = (sides.next(), sides.next()) else {
        bail!("the two texts could not be analysed; please report it as a bug");
    };
    Ok(ComparedSides { past: Past::default(), old, new, flapping: Vec::new(), rejected: Vec::new() })
}
