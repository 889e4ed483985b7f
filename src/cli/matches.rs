//! `onrecord match`: the same claim in other articles and outlets, one quote in two wordings, what others have checked.

use super::context::{Context, Outcome};
use super::input;
use super::listing::{self, ListingArgs};
use super::values::{REVIEWER, reviewer};
use crate::matching::MatchRelation;
use crate::report::{CheckedRow, SaidVariant, count, counted};
use crate::source::claim_reviews::read_checked_claims;
use crate::store::{ClaimId, MatchFilter, MatchUpdate, SplitMatch, Store, StoreError};
use anyhow::{anyhow, bail};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Find where else a claim is said: by whom, in what wording, with what difference
///
/// Without options it lists the claims of other articles that are the same as one: those that somebody confirmed, then the
/// most alike first; with --all also those that differ in something that matters (`differs`), that somebody else makes
/// (`other_voice`) or a source that stays unnamed (`unnamed`), and last what was kept apart. --topics and --quotes-altered
/// first look up what is new since the last time. Claims are only proposed to be one; --confirm and --split decide, and such
/// a decision is never overwritten.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord match 12                       where else claim 12 is said
  onrecord match 12 --all                 also with another figure, or by somebody else
  onrecord match --quotes-altered         one quote, two wordings in two outlets
  onrecord match --against reviews.json   which claims has somebody checked before?
  onrecord match --topics                 claims that are proposed to be one, article by article
  onrecord match --confirm 12 40 --by Jo  they are one
  onrecord match --split 12 40 --by Jo    they are two: do not propose it again
  onrecord match --copies                 articles that repeat an earlier one")]
pub(super) struct Args {
    /// The claim, by number
    #[arg(value_name = "CLAIM", value_parser = super::values::row::<ClaimId>, required_unless_present = "what")]
    claim: Option<ClaimId>,
    #[command(flatten)]
    what: MatchTask,
    /// What is not the same claim, too, with what differs
    #[arg(long)]
    all: bool,
    /// What articles copy from earlier ones, too
    #[arg(long, conflicts_with = "what")]
    with_copies: bool,
    /// Who decides, with --confirm and --split
    #[arg(long, value_name = "NAME", env = REVIEWER, hide_env_values = true)]
    by: Option<String>,
    #[command(flatten)]
    listing: ListingArgs,
}

#[derive(Debug, clap::Args)]
#[group(id = "what", multiple = false, conflicts_with = "claim")]
struct MatchTask {
    /// List quotes by one speaker that two articles give in two wordings, instead
    #[arg(long)]
    quotes_altered: bool,
    /// List the claims that a collection of reviews is about, instead: ClaimReview in JSON-LD, or a table (CSV) of claims
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// List topics instead: claims of several articles that are one, or proposed to be
    #[arg(long)]
    topics: bool,
    /// List articles instead that repeat an earlier one
    #[arg(long)]
    copies: bool,
    /// Look up what is new since the last time, and list nothing
    #[arg(long)]
    update: bool,
    /// Decide that two claims, given by number, are one
    #[arg(long, num_args = 2, value_names = ["CLAIM", "OTHER"], value_parser = super::values::row::<ClaimId>)]
    confirm: Option<Vec<ClaimId>>,
    /// Decide that the second claim, given by number, is another than the first
    #[arg(long, num_args = 2, value_names = ["CLAIM", "OTHER"], value_parser = super::values::row::<ClaimId>)]
    split: Option<Vec<ClaimId>>,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let what = &args.what;
    if let Some([claim, other]) = what.confirm.as_deref() {
        return decide(context, args, *claim, *other, true);
    }
    if let Some([claim, other]) = what.split.as_deref() {
        return decide(context, args, *claim, *other, false);
    }
    if let Some(file) = &what.against {
        return against(context, args, file);
    }
    if what.quotes_altered || what.topics || what.update {
        return of_all(context, args);
    }
    let store = Store::open_read_only(&context.db)?;
    if what.copies {
        let copies = store.copies()?;
        if listing::write(context, &args.listing, &copies)? == 0 {
            context.ui.hint("no article repeats an earlier one");
        }
        return Ok(Outcome::Fine);
    }
    let Some(claim) = args.claim else { bail!("name a claim by its number; `onrecord claims` lists them") };
    let filter = MatchFilter { all: args.all, with_copies: args.with_copies, limit: None };
    let found = store.matches(claim, filter)?;
    let rows: Vec<_> = found
        .into_iter()
        .map(|row| args.listing.said(&store, row.claim.quote_id, row))
        .collect::<anyhow::Result<_>>()?;
    if listing::write(context, &args.listing, &rows)? == 0 {
        let more = if args.all { "" } else { "; --all also lists what is like it" };
        context.ui.hint(format!("no other article makes claim {claim}{more}"));
    }
    Ok(Outcome::Fine)
}

/// What is asked of all articles, once the new ones are looked up.
fn of_all(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let mut store = Store::open_existing(&context.db)?;
    let update = look_up(context, &mut store)?;
    if args.what.update {
        tell(context, update)?;
    } else if args.what.topics {
        let members = store.topic_members(store.topics(None)?)?.into_iter();
        let said = members.map(|row| args.listing.said(&store, row.row.quote_id, row));
        let rows = said.collect::<anyhow::Result<Vec<_>>>()?;
        if listing::write(context, &args.listing, &rows)? == 0 {
            context.ui.hint("no two articles make one claim");
        }
    } else {
        let variants = store.altered_quotes()?.into_iter();
        let rows = variants.map(|row| SaidVariant::new(&store, row)).collect::<Result<Vec<_>, _>>()?;
        if listing::write(context, &args.listing, &rows)? == 0 {
            context.ui.hint("no quote is in two articles in two wordings");
        }
    }
    Ok(Outcome::Fine)
}

/// Says what looking up came to.
pub(super) fn tell(context: &Context, update: Option<MatchUpdate>) -> io::Result<()> {
    let mut out = context.ui.out();
    if let Some(update) = update {
        writeln!(
            out,
            "{} looked up, {} compared; {} in {}",
            count(update.articles, "article", "articles"),
            count(update.claims, "claim", "claims"),
            count(update.proposed, "claim proposed", "claims proposed"),
            count(update.topics, "topic", "topics"),
        )?;
    } else {
        writeln!(out, "nothing is new")?;
    }
    out.flush()
}

/// Looks up what is new, if anything is.
pub(super) fn look_up(context: &Context, store: &mut Store) -> anyhow::Result<Option<MatchUpdate>> {
    let articles = store.unmatched_articles()?;
    if articles == 0 {
        return Ok(None);
    }
    let run = input::begin(store)?;
    let mut progress = context.ui.progress(articles as u64, "looking up");
    let update = store.update_matches(run, |_, _| progress.add(1));
    drop(progress);
    store.end_run(run)?;
    Ok(Some(update?))
}

/// Which claims somebody has checked before.
fn against(context: &Context, args: &Args, file: &Path) -> anyhow::Result<Outcome> {
    let checked = read_checked_claims(file)?;
    if checked.unfit > 0 {
        context.ui.warn(format!(
            "{}: {} no claim in words; passed over",
            file.display(),
            count(checked.unfit, "review names", "reviews name")
        ));
    }
    let store = Store::open_read_only(&context.db)?;
    let mut rows = Vec::new();
    let mut progress = context.ui.progress(checked.claims.len() as u64, "looking up");
    let texts = checked.claims.iter().map(|claim| claim.text.as_str());
    store.matches_of_texts::<StoreError>(texts, |n, found| {
        progress.add(1);
        let found = found.into_iter().map(|found| CheckedRow::new(&checked.claims[n], found));
        rows.extend(found.filter(|row| args.all || row.relation == MatchRelation::Same));
        Ok(())
    })?;
    drop(progress);
    rows.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.claim.claim_id.cmp(&b.claim.claim_id)));
    let said = rows.into_iter().map(|row| args.listing.said(&store, row.claim.quote_id, row));
    let rows = said.collect::<anyhow::Result<Vec<_>>>()?;
    if listing::write(context, &args.listing, &rows)? == 0 {
        let reviews = counted(checked.claims.len() as u64, "review", "reviews");
        let more = if args.all { "" } else { "; --all also lists what is like them" };
        context.ui.hint(format!("{reviews} read, and none is about a claim here{more}"));
    }
    Ok(Outcome::Fine)
}

/// Records what a person decided of two claims.
fn decide(
    context: &Context,
    args: &Args,
    claim: ClaimId,
    other: ClaimId,
    one: bool,
) -> anyhow::Result<Outcome> {
    let reviewer = reviewer(args.by.as_deref())?;
    if claim == other {
        return Err(anyhow!("claim {claim} is always the same as itself; name two claims"));
    }
    let mut store = Store::open_existing(&context.db)?;
    // Only a decision that holds is noted as a run.
    store.claim(claim)?;
    store.claim(other)?;
    let run = input::begin(&mut store)?;
    let mut out = context.ui.out();
    if one {
        let topic = store.confirm_match(run, claim, other, reviewer)?;
        writeln!(out, "claims {claim} and {other} are one: topic {topic}")?;
    } else {
        let SplitMatch { topic, was_confirmed } = store.split_match(run, claim, other, reviewer)?;
        writeln!(
            out,
            "claim {other} is another than claim {claim}: it is not proposed for topic {topic} again"
        )?;
        if let Some(was) = was_confirmed {
            let by = was.reviewer.map(|name| format!(" by {name}")).unwrap_or_default();
            writeln!(out, "that they are one, as confirmed{by} at {}, holds no longer", was.at)?;
        }
    }
    store.end_run(run)?;
    out.flush()?;
    Ok(Outcome::Fine)
}
