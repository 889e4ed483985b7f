//! `onrecord outlets`: who publishes the articles, and decisions about which names are one outlet's.

use super::context::{Context, Outcome};
use super::listing::{self, ListingArgs};
use super::{empty, input};
use crate::report::{count, harmless};
use crate::store::{OutletFilter, OutletId, OutletRow, RunId, Store};
use std::io::Write;

/// List outlets with their articles, quotes and changes
///
/// With --merge and --split you decide which names are one outlet's; the decision also holds for articles that are added
/// later.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord outlets
  onrecord outlets --merge \"Coast Wire\" CW   what is published by CW is Coast Wire's
  onrecord outlets --split CW                 CW is an outlet of its own again")]
pub(super) struct Args {
    /// Only outlets whose name contains these words, or the outlet with this number
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Merge two outlets, given by name or number; the first keeps its name
    #[arg(long, num_args = 2, value_names = ["OUTLET", "OTHER"], conflicts_with_all = ["outlet", "split"])]
    merge: Option<Vec<String>>,
    /// Take a merge back: the articles whose pages give this name are its own again
    #[arg(long, value_name = "NAME", conflicts_with = "outlet")]
    split: Option<String>,
    #[command(flatten)]
    listing: ListingArgs,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    if let Some([outlet, other]) = args.merge.as_deref() {
        return decide(context, |store, run| Ok(store.merge_outlets(run, outlet, other)?));
    }
    if let Some(name) = args.split.as_deref() {
        return decide(context, |store, _| Ok(store.split_outlet(name)?));
    }
    let store = Store::open_read_only(&context.db)?;
    let filter = OutletFilter { outlet: args.outlet.clone(), ..OutletFilter::default() };
    let shown = listing::write(context, &args.listing, &store.outlets(&filter)?)?;
    if shown == 0
        && let Some(why) = empty::outlet(&store, args.outlet.as_deref())?
    {
        context.ui.hint(why);
    }
    Ok(Outcome::Fine)
}

/// Carries out a decision in a run of its own, and says what became of the outlet that it gives.
fn decide(
    context: &Context,
    decision: impl FnOnce(&mut Store, RunId) -> anyhow::Result<OutletId>,
) -> anyhow::Result<Outcome> {
    let mut store = Store::open_existing(&context.db)?;
    let run = input::begin(&mut store)?;
    let decided = decision(&mut store, run);
    store.end_run(run)?;
    let filter = OutletFilter { outlet: Some(decided?.to_string()), ..OutletFilter::default() };
    let mut out = context.ui.out();
    for outlet in store.outlets(&filter)? {
        writeln!(out, "{}", told(&outlet))?;
    }
    out.flush()?;
    Ok(Outcome::Fine)
}

fn told(outlet: &OutletRow) -> String {
    let articles = count(usize::try_from(outlet.articles).unwrap_or(0), "article", "articles");
    let name = harmless(&outlet.outlet).into_owned();
    match &outlet.also_named.0[..] {
        [] => format!("outlet {}, {name}: {articles}", outlet.outlet_id),
        names => {
            let names = names.join("”, “");
            format!("outlet {}, {name}, also named “{}”: {articles}", outlet.outlet_id, harmless(&names))
        }
    }
}
