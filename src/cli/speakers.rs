//! `onrecord speakers`: who is quoted, and decisions about who is who.

use super::context::{Context, Outcome};
use super::empty::AskedFor;
use super::input;
use super::listing::{self, CopiesArgs, LeftOut, ListingArgs, SureArgs};
use super::speaker_names;
use crate::report::{count, harmless, title};
use crate::store::{By, MOST_COUNTED, QuoteId, SpeakerFilter, SpeakerId, SpeakerRow, Store, UnnamedFilter};
use anyhow::{Context as _, bail};
use clap::ValueEnum;
use std::io::Write;
use std::path::{Path, PathBuf};

/// List speakers: who is quoted, how often, in what way, named or not
///
/// Counts the newest revision of each article, and in it the quotes that are sure enough (see --min-confidence). With
/// --merge, --split and --distinct you decide who is who; the decision also holds for articles and revisions that are
/// added later.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord speakers -n 20                       the most quoted
  onrecord speakers --anonymous --outlet post   unnamed sources of one outlet
  onrecord speakers --unnamed-share --by outlet how much each outlet relies on unnamed sources
  onrecord speakers --proposals                 pairs that may be one person, such as J. Smith and John Smith
  onrecord speakers --merge 4 17                speaker 17 is speaker 4
  onrecord speakers --distinct 4 17             speaker 17 is not speaker 4: do not propose it again
  onrecord speakers --import names.csv          names, other names (apart by ;) and addresses of who is who
  onrecord speakers --split 4 harbour-fire      in this article it is somebody else with that name
  onrecord speakers --split 4 harbour-fire --quotes 31,32 --as \"Bea Okafor\"
                                                these quotes in it are somebody else's")]
pub(super) struct Args {
    /// Only speakers whose name contains these words, or the speaker with this number
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Only speakers in this article: its number, or part of its address or headline
    #[arg(long, value_name = "ARTICLE")]
    article: Option<String>,
    /// Only speakers in outlets whose name contains these words
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Only unnamed sources
    #[arg(long)]
    anonymous: bool,
    #[command(flatten)]
    copies: CopiesArgs,
    #[command(flatten)]
    sure: SureArgs,
    /// List the share of unnamed sources instead, and for how many of them a reason is given
    #[arg(long, conflicts_with_all = ["speaker", "anonymous"])]
    unnamed_share: bool,
    /// Whether to give the share of each article or of each outlet
    #[arg(long, value_enum, default_value_t, requires = "unnamed_share")]
    by: SpeakerGroup,
    /// List pairs of speakers that may be the same instead; nothing is merged automatically
    #[arg(
        long,
        conflicts_with_all = ["speaker", "article", "outlet", "anonymous", "min_confidence", "unnamed_share"]
    )]
    proposals: bool,
    /// Merge two speakers, given by number; the first keeps its name
    #[arg(long, num_args = 2, value_names = ["SPEAKER", "OTHER"], value_parser = super::values::row::<SpeakerId>,
        conflicts_with_all = ["proposals", "unnamed_share", "split"])]
    merge: Option<Vec<SpeakerId>>,
    /// Make a speaker, given by number, a different one in this article
    #[arg(long, num_args = 2, value_names = ["SPEAKER", "ARTICLE"], conflicts_with_all = ["proposals", "unnamed_share"])]
    split: Option<Vec<String>>,
    /// With --split, only these quotes, given by number: two people in one article were taken for one
    #[arg(long, value_name = "QUOTE", value_delimiter = ',', value_parser = super::values::row::<QuoteId>, requires = "split")]
    quotes: Option<Vec<QuoteId>>,
    /// With --quotes, the name of who said them
    #[arg(long = "as", value_name = "NAME", value_parser = super::values::name, requires = "quotes")]
    name: Option<String>,
    /// Keep two speakers, given by number, apart: do not propose them again
    #[arg(long, num_args = 2, value_names = ["SPEAKER", "OTHER"], value_parser = super::values::row::<SpeakerId>,
        conflicts_with_all = ["proposals", "unnamed_share", "merge", "split"])]
    distinct: Option<Vec<SpeakerId>>,
    /// Read who is who from a CSV file: columns name, aliases, sameAs, and kind where it is not person
    #[arg(long, value_name = "FILE", conflicts_with_all = ["proposals", "unnamed_share", "merge", "split", "distinct"])]
    import: Option<PathBuf>,
    #[command(flatten)]
    listing: ListingArgs,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum SpeakerGroup {
    /// Each article
    #[default]
    Article,
    /// Each outlet
    Outlet,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    if let Some([speaker, other]) = args.merge.as_deref() {
        return merge(context, *speaker, *other);
    }
    if let Some([speaker, article]) = args.split.as_deref() {
        let Ok(speaker) = speaker.parse() else {
            bail!("“{speaker}” is not the number of a speaker; `onrecord speakers` lists them");
        };
        return split(context, speaker, article, args);
    }
    if let Some([speaker, other]) = args.distinct.as_deref() {
        return keep_apart(context, *speaker, *other);
    }
    if let Some(path) = &args.import {
        return import(context, path);
    }
    let store = Store::open_read_only(&context.db)?;
    if args.proposals {
        return propose(context, args, &store);
    }
    if args.unnamed_share {
        return unnamed_share(context, args, &store);
    }
    let filter = SpeakerFilter {
        speaker: args.speaker.clone(),
        article: args.article.clone(),
        outlet: args.outlet.clone(),
        anonymous: args.anonymous,
        min_confidence: args.sure.least(),
        with_copies: args.copies.with_copies || args.article.is_some(),
        sort: args.listing.sort(SpeakerRow::COLUMNS)?,
        limit: args.listing.limit(),
        offset: args.listing.offset(),
        ..SpeakerFilter::default()
    };
    let doubtful = store.doubtful_speakers(&filter)?;
    let all = args.listing.count_all(|| store.count_speakers(&filter))?;
    let shown = listing::stream(context, &args.listing, LeftOut { all, doubtful }, |listing| {
        store.for_each_speaker(&filter, |speaker| Ok(listing.row(&speaker)?))
    })?;
    tell_if_empty(context, args, &store, shown)
}

/// Says whose name nobody has, where nothing is listed.
fn tell_if_empty(context: &Context, args: &Args, store: &Store, shown: usize) -> anyhow::Result<Outcome> {
    let asked = AskedFor {
        outlet: args.outlet.as_deref(),
        article: args.article.as_deref(),
        speaker: args.speaker.as_deref(),
    };
    if shown == 0
        && let Some(why) = asked.missing(store)?
    {
        context.ui.hint(why);
    }
    Ok(Outcome::Fine)
}

/// Pairs that may be one speaker.
fn propose(context: &Context, args: &Args, store: &Store) -> anyhow::Result<Outcome> {
    // In another order, the first are known only when all are at hand.
    let most = args.listing.page_end().map(|end| end.max(MOST_COUNTED + 1));
    let proposals = store.proposals(most)?;
    listing::write(context, &args.listing, &proposals)?;
    context.ui.hint(match proposals.len() {
        0 => "no two speakers look like the same one",
        _ => {
            "`onrecord speakers --merge SPEAKER OTHER` merges two of them, `--distinct SPEAKER OTHER` keeps them \
             apart; nothing is merged automatically"
        }
    });
    Ok(Outcome::Fine)
}

/// The share of unnamed sources by article or outlet.
fn unnamed_share(context: &Context, args: &Args, store: &Store) -> anyhow::Result<Outcome> {
    let filter = UnnamedFilter {
        by: match args.by {
            SpeakerGroup::Article => By::Article,
            SpeakerGroup::Outlet => By::Outlet,
        },
        article: args.article.clone(),
        outlet: args.outlet.clone(),
        min_confidence: args.sure.least(),
        with_copies: args.copies.with_copies,
        limit: args.listing.page_end(),
    };
    let all = args.listing.count_all(|| store.count_unnamed_shares(&filter))?;
    let shown = listing::write_of(context, &args.listing, &store.unnamed_shares(&filter)?, all)?;
    tell_if_empty(context, args, store, shown)
}

fn merge(context: &Context, speaker: SpeakerId, other: SpeakerId) -> anyhow::Result<Outcome> {
    let mut store = Store::open_existing(&context.db)?;
    let was = store.speaker(other)?;
    // Only a decision that holds is noted as a run.
    store.speaker(speaker)?;
    let run = input::begin(&mut store)?;
    let decided = store.merge_speakers(run, speaker, other);
    store.end_run(run)?;
    decided?;
    let now = store.speaker(speaker)?;
    say(
        context,
        &format!("{} now also stands for “{}”: {}", name_of_row(&now), harmless(&was.speaker), of(&now)),
    )
}

/// Takes the names of a file in, all of them or none.
fn import(context: &Context, path: &Path) -> anyhow::Result<Outcome> {
    let table = speaker_names::read_names(path)?;
    let names = &table.entries;
    if let Some(warning) = table.warning() {
        context.ui.warn(format!("{}: {warning}", path.display()));
    }
    let mut store = Store::open_existing(&context.db)?;
    let run = input::begin(&mut store)?;
    let imported = store.import_speakers(run, names);
    store.end_run(run)?;
    let tally = imported.with_context(|| path.display().to_string())?;
    say(
        context,
        &format!(
            "{}: {} of them new, {}, {}, {} merged",
            count(names.len(), "speaker", "speakers"),
            tally.new,
            count(tally.aliases, "other name", "other names"),
            count(tally.same_as, "address", "addresses"),
            count(tally.merged, "speaker", "speakers")
        ),
    )
}

fn keep_apart(context: &Context, speaker: SpeakerId, other: SpeakerId) -> anyhow::Result<Outcome> {
    let mut store = Store::open_existing(&context.db)?;
    let (one, two) = (store.speaker(speaker)?, store.speaker(other)?);
    let run = input::begin(&mut store)?;
    let decided = store.keep_apart(run, speaker, other);
    store.end_run(run)?;
    decided?;
    let two = format!("speaker {}, {}", two.speaker_id, harmless(&two.speaker));
    say(context, &format!("{} and {two} are kept apart", name_of_row(&one).trim_end_matches(',')))
}

fn split(context: &Context, speaker: SpeakerId, article: &str, args: &Args) -> anyhow::Result<Outcome> {
    let mut store = Store::open_existing(&context.db)?;
    let article = input::one_article(&store, article)?;
    let run = input::begin(&mut store)?;
    let decided = match args.quotes.as_deref() {
        Some(quotes) => store.split_quotes(run, speaker, article.article_id, quotes, args.name.as_deref()),
        None => store.split_speaker(run, speaker, article.article_id),
    };
    store.end_run(run)?;
    let new = store.speaker(decided?)?;
    let title = title(article.headline.as_deref(), &article.article_key);
    say(context, &format!("{} is now the one in “{}”: {}", name_of_row(&new), harmless(title), of(&new)))?;
    // Who has nothing left to say is listed no more.
    match store.speaker(speaker) {
        Ok(old) => say(context, &format!("{} keeps {}", name_of_row(&old), of(&old))),
        Err(_) => Ok(Outcome::Fine),
    }
}

/// The database, which must be there: a decision about speakers makes no new one.
fn name_of_row(speaker: &SpeakerRow) -> String {
    format!("speaker {}, {},", speaker.speaker_id, harmless(&speaker.speaker))
}

fn of(speaker: &SpeakerRow) -> String {
    let n = |n: i64| usize::try_from(n).unwrap_or(0);
    let quotes = count(n(speaker.quotes), "quote", "quotes");
    format!("{quotes} in {}", count(n(speaker.articles), "article", "articles"))
}

fn say(context: &Context, line: &str) -> anyhow::Result<Outcome> {
    let mut out = context.ui.out();
    writeln!(out, "{line}")?;
    out.flush()?;
    Ok(Outcome::Fine)
}
