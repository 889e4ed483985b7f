//! `onrecord explain`: why a quote or a change is listed as it is.

use super::context::{Context, Outcome};
use super::listing;
use crate::claim::headline_apart;
use crate::extract::{Extractor, headline};
use crate::report::{Format, TokenRow, write_change_explanation, write_explanation};
use crate::store::{ChangeId, Explanation, QuoteId, Store};
use crate::text::{CodePoints, Document};
use anyhow::bail;
use std::io::Write;

/// Show why the program lists a quote or a change as it does
///
/// For a quote: its spans, cue, speaker evidence and scores. For a change: both wordings, what each rule found and why it
/// matters, how likely the change is material with the features that say so, and the correction note that explains it. A
/// feature counts something of the old wording (-), the new one (+) or both (=).
///
/// With --tokens the model reads the stored text again and shows the tag of every word around the quote: S a source,
/// C a cue, X content, > or < the side on which its cue stands, with the probability of that tag.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord explain 12             12 is a quote's number from `onrecord quotes`
  onrecord explain 12 --tokens    the tag of every word, too
  onrecord explain --change 19    19 is a change's id from `onrecord changes`")]
pub(super) struct Args {
    /// The quote's number
    #[arg(required_unless_present = "change", value_parser = super::values::row::<QuoteId>)]
    quote: Option<QuoteId>,
    /// Explain the change with this number instead
    #[arg(long, value_name = "CHANGE", value_parser = super::values::row::<ChangeId>, conflicts_with_all = ["quote", "tokens"])]
    change: Option<ChangeId>,
    /// Show how the model tags each word around the quote
    #[arg(long)]
    tokens: bool,
    /// Write every field as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&context.db)?;
    match (args.change, args.quote) {
        (Some(change), _) => of_change(context, &store, change, args.json)?,
        (None, Some(quote)) => of_quote(context, &store, quote, args)?,
        (None, None) => bail!("name a quote, or a change with --change"),
    }
    Ok(Outcome::Fine)
}

fn of_change(context: &Context, store: &Store, change: ChangeId, json: bool) -> anyhow::Result<()> {
    let explanation = store.explain_change(change)?;
    let row = &explanation.change;
    let judgement = store.judgement_of(row)?;
    let mut out = context.ui.out();
    if json {
        let mut value = serde_json::to_value(&explanation)?;
        value["judgement"] = serde_json::to_value(&judgement)?;
        write_json(&value, &mut out)?;
    } else {
        write_change_explanation(&explanation, judgement.as_ref(), &mut out)?;
    }
    Ok(out.flush()?)
}

fn of_quote(context: &Context, store: &Store, quote: QuoteId, args: &Args) -> anyhow::Result<()> {
    let explanation = store.explain(quote)?;
    let tokens = if args.tokens { Some(tokens(store, &explanation)?) } else { None };
    let mut out = context.ui.out();
    if args.json {
        let mut value = serde_json::to_value(&explanation)?;
        if let Some(tokens) = &tokens {
            value["tokens"] = serde_json::to_value(tokens)?;
        }
        write_json(&value, &mut out)?;
        return Ok(out.flush()?);
    }
    write_explanation(&explanation, &mut out)?;
    if tokens.is_some() {
        writeln!(out)?;
    }
    out.flush()?;
    drop(out);
    if let Some(tokens) = tokens {
        listing::write_all(context, Format::Table, &tokens)?;
    }
    Ok(())
}

fn write_json(value: &serde_json::Value, out: &mut impl Write) -> anyhow::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    Ok(writeln!(out)?)
}

/// How the model tags the words of the sentences that the quote, its source and its cue stand in.
fn tokens(store: &Store, explanation: &Explanation) -> anyhow::Result<Vec<TokenRow>> {
    let quote = &explanation.quote;
    let document = if quote.in_headline {
        let revision = store.stored_revision(quote.revision_id)?;
        let headline = revision.headline.map(|h| h.value).unwrap_or_default();
        headline::as_sentence(headline_apart(&Document::default(), &headline).unwrap_or_default())
    } else {
        Document::new(store.body(quote.revision_id)?)
    };
    let points = CodePoints::new(&document.text);
    let spans = [&quote.source_spans.0, &quote.cue_spans.0, &quote.content_spans.0];
    let (first, last) = spans
        .into_iter()
        .flatten()
        .fold((usize::MAX, 0), |(first, last), &(start, end)| (first.min(start), last.max(end)));
    let around = document.sentences.iter().map(|&s| points.span(s)).filter(|s| s.0 < last && first < s.1);
    let (from, to) = around.fold((first, last), |(from, to), s| (from.min(s.0), to.max(s.1)));

    let tagged = Extractor::with_threads(1)?.explain(&document)?;
    let rows = tagged.into_iter().filter_map(|token| {
        let (start, end) = points.span(token.span);
        let probability = token.probabilities.iter().find(|(tag, _)| *tag == token.tag)?.1;
        let (token, tag) = (document.slice(token.span).to_owned(), token.tag);
        (from <= start && end <= to).then_some(TokenRow { start, end, token, tag, probability })
    });
    Ok(rows.collect())
}
