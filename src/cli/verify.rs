//! `onrecord verify`: quotes against a transcript of what was said.

use super::context::{Context, Outcome as Ending};
use super::input;
use super::listing::{self, ListingArgs, SureArgs};
use super::quotes;
use crate::analysis::analyse;
use crate::article::{Revision, TextFile, text_file, text_of};
use crate::extract::Extractor;
use crate::report::{
    QuotedIn, SoughtPassage, VerificationRow, outcomes_in_short, passages_in_words, sought_passages,
    write_verification,
};
use crate::speaker::SpeakerKind;
use crate::store::{QuoteFilter, Store};
use crate::verify::{SpokenOutcome, Transcript, Verifier, passages};
use anyhow::{Context as _, anyhow, bail};
use clap::ValueEnum;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// Check quotes against a transcript: word for word, altered, cut, put together, said by another, not there
///
/// What stands in quotation marks is looked for in the transcript: plain text, turns ("ADA ROUX: …", "Q. …"), captions
/// (SRT, VTT) or a page; `-` reads standard input. Fillers, contractions, numbers in words or digits, capitals and
/// punctuation make no difference. Each passage has one outcome, the gravest that is true, with the place, the time code
/// and what is said before and after. Words of the transcript that the article lacks stand in [-…-], words that only the
/// article has in {+…+}.
///
/// Without --article, --speaker, --outlet or --against, passages of the database that are not found are counted and not
/// listed: most of them belong to other stories.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord verify hearing.txt --article sluice
  onrecord verify briefing.srt --speaker pell --problems
  onrecord verify debate.vtt --against story.html           a file, without a database
  onrecord verify hearing.txt --outcome altered,cut --format csv > look-at.csv
  onrecord verify hearing.txt --article 12 --exit-code > /dev/null || echo 'look again'")]
pub(super) struct Args {
    /// The transcript: a text, captions, or a page; `-` for standard input
    transcript: PathBuf,
    /// Check the quotes of this article file instead of those of the database
    #[arg(long, value_name = "FILE")]
    against: Vec<PathBuf>,
    /// Only speakers whose name contains these words, or the speaker with this number
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Only this article: its number, or part of its address or headline
    #[arg(long, value_name = "ARTICLE", conflicts_with = "against")]
    article: Option<String>,
    /// Only outlets whose name contains these words
    #[arg(long, value_name = "NAME", conflicts_with = "against")]
    outlet: Option<String>,
    /// Only these outcomes
    #[arg(long, value_enum, value_name = "OUTCOME,…", value_delimiter = ',', conflicts_with = "problems")]
    outcome: Vec<OutcomeArg>,
    /// Only what a checker must look at: cut, altered, put together, said by another, not found
    #[arg(long)]
    problems: bool,
    /// Exit with 1 if there is such a passage among those listed
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    sure: SureArgs,
    #[command(flatten)]
    listing: ListingArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OutcomeArg {
    /// Word for word
    Exact,
    /// Word for word but for fillers, repeated words, ellipses and brackets
    Tidied,
    /// There, but too short to prove anything
    TooShort,
    /// Word for word, but what was cut off may turn the sense
    Cut,
    /// Some words are others, or missing without a mark
    Altered,
    /// Its parts stand far apart
    Assembled,
    /// Somebody else says it
    OtherSpeaker,
    /// Not there
    NotFound,
}

impl From<OutcomeArg> for SpokenOutcome {
    fn from(outcome: OutcomeArg) -> Self {
        match outcome {
            OutcomeArg::Exact => Self::Exact,
            OutcomeArg::Tidied => Self::Tidied,
            OutcomeArg::TooShort => Self::TooShort,
            OutcomeArg::Cut => Self::Cut,
            OutcomeArg::Altered => Self::Altered,
            OutcomeArg::Assembled => Self::Assembled,
            OutcomeArg::OtherSpeaker => Self::OtherSpeaker,
            OutcomeArg::NotFound => Self::NotFound,
        }
    }
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Ending> {
    let verifier = Verifier::new(transcript(context, &args.transcript)?);
    let quoted = if args.against.is_empty() { of_database(context, args)? } else { of_files(context, args)? };
    let mut rows: Vec<VerificationRow> = quoted.par_iter().map(|sought| sought.verify(&verifier)).collect();
    let (checked, short) = (rows.len(), outcomes_in_short(rows.iter()));
    rows.sort_by_key(|row| Reverse(row.outcome));
    let named =
        args.article.is_some() || args.speaker.is_some() || args.outlet.is_some() || !args.against.is_empty();
    let wanted: Vec<SpokenOutcome> = args.outcome.iter().map(|&outcome| outcome.into()).collect();
    rows.retain(|row| match (wanted.is_empty(), args.problems) {
        (false, _) => wanted.contains(&row.outcome),
        (true, problems) => {
            (named || row.outcome != SpokenOutcome::NotFound) && (!problems || row.is_doubtful())
        }
    });
    if args.listing.is_plain_table() {
        write_cards(context, args, &rows, verifier.transcript().unit, (checked, &short))?;
    } else {
        listing::write(context, &args.listing, &rows)?;
        context.ui.note(summary(checked, &short));
    }
    if checked == 0 {
        context.ui.hint("no quotation marks stand in what was chosen; `onrecord quotes --kind direct` lists what has some");
    }
    let doubtful = rows.iter().any(VerificationRow::is_doubtful);
    Ok(if args.exit_code && doubtful { Ending::ChangesFound } else { Ending::Fine })
}

fn summary(checked: usize, short: &str) -> String {
    let colon = if checked > 0 { ": " } else { "" };
    format!("{}{colon}{short}", passages_in_words(checked))
}

fn write_cards(
    context: &Context,
    args: &Args,
    rows: &[VerificationRow],
    unit: &str,
    (checked, short): (usize, &str),
) -> anyhow::Result<()> {
    let shown = listing::wanted::<VerificationRow, &VerificationRow>(
        &args.listing,
        rows.iter().collect(),
        usize::MAX,
    )?;
    let mut out = context.ui.paged();
    writeln!(out, "{}", summary(checked, short))?;
    write_verification(&shown, unit, &mut out)?;
    if shown.len() < checked && !context.ui.is_quiet() {
        writeln!(out, "\n{} of {checked} shown", shown.len())?;
    }
    Ok(out.flush()?)
}

fn transcript(context: &Context, path: &Path) -> anyhow::Result<Transcript> {
    let TextFile { text, is_page, warning } = if path == Path::new("-") {
        let mut bytes = Vec::new();
        let most = crate::article::MAX_FILE as u64 + 1;
        std::io::stdin().take(most).read_to_end(&mut bytes).context("standard input cannot be read")?;
        text_of(&bytes, Path::new("standard input"))?
    } else {
        text_file(path)?
    };
    let name = if path == Path::new("-") { "standard input".into() } else { path.display().to_string() };
    let transcript = Transcript::of(&text, is_page).map_err(|why| anyhow!("{name}: {why}."))?;
    for warning in warning.iter().chain(&transcript.warnings) {
        context.ui.warn(format!("{name}: {warning}"));
    }
    Ok(transcript)
}

/// The passages of the database that the options choose.
fn of_database(context: &Context, args: &Args) -> anyhow::Result<Vec<SoughtPassage>> {
    let filter = QuoteFilter {
        speaker: args.speaker.clone(),
        article: args.article.clone(),
        outlet: args.outlet.clone(),
        min_confidence: args.sure.least(),
        ..QuoteFilter::default()
    };
    let store = Store::open_read_only(&context.db)?;
    let found = store.quotes(&filter)?;
    // A mistyped name must not pass for quotes that are all right.
    if found.is_empty() && (args.article.is_some() || args.outlet.is_some() || args.speaker.is_some()) {
        bail!("{}", quotes::why_empty(&store, &filter)?);
    }
    Ok(sought_passages(&found))
}

/// The passages of article files.
fn of_files(context: &Context, args: &Args) -> anyhow::Result<Vec<SoughtPassage>> {
    let read = |path: &PathBuf| input::one_revision(context, path);
    let revisions = args.against.iter().map(read).collect::<anyhow::Result<Vec<Revision>>>()?;
    let analyses = analyse(&Extractor::new()?, &revisions.iter().collect::<Vec<_>>())?;
    let least = args.sure.least().unwrap_or(0.0);
    let wanted = args.speaker.as_ref().map(|name| name.to_lowercase());
    let mut quoted = Vec::new();
    for (revision, analysis) in revisions.iter().zip(&analyses) {
        for (attribution, resolved) in analysis.attributions.iter().zip(&analysis.cast.of) {
            let speaker = &analysis.cast.speakers[resolved.speaker];
            let name = speaker.name.clone().unwrap_or_default();
            let confidence = f64::from(resolved.sure(attribution.confidence));
            let chosen = wanted.as_ref().is_none_or(|wanted| name.to_lowercase().contains(wanted));
            if !chosen || confidence < least || attribution.negated {
                continue;
            }
            let spans = attribution.content.iter().map(|span| analysis.document.slice(*span));
            let content = spans.collect::<Vec<_>>().join(" ");
            let of = QuotedIn {
                speaker: name,
                quote_id: None,
                confidence,
                headline: revision.headline.as_ref().map(|found| found.value.clone()),
                article_key: revision.key.clone(),
                url: revision.url.as_ref().map(|found| found.value.clone()),
                outlet: revision.outlet.as_ref().map(|found| found.value.clone()),
            };
            let nameless = speaker.kind != SpeakerKind::Person;
            let sentence = analysis.document.slice(attribution.sentence(&analysis.document));
            quoted.extend(passages(&content, attribution.kind, sentence).into_iter().map(|passage| {
                SoughtPassage { of: of.clone(), title: speaker.title.clone(), nameless, passage }
            }));
        }
    }
    Ok(quoted)
}
