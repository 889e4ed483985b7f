//! `onrecord explain`: why a quote is listed as it is.

use super::context::{Context, Outcome};
use super::listing;
use crate::claim::headline_apart;
use crate::extract::{Extractor, headline};
use crate::report::{Format, TokenRow, write_explanation};
use crate::store::{Explanation, Store};
use crate::text::{CodePoints, Document};
use std::io::Write;

/// Show why the program lists a quote as it does: spans, cue, speaker evidence, scores
///
/// With --tokens the model reads the stored text again and shows the tag of every word around the quote: S a source,
/// C a cue, X content, > or < the side on which its cue stands, with the probability of that tag.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord explain 12             12 is a quote's number from `onrecord quotes`
  onrecord explain 12 --tokens    the tag of every word, too")]
pub(super) struct Args {
    /// The quote's number
    quote: i64,
    /// Show how the model tags each word around the quote
    #[arg(long)]
    tokens: bool,
    /// Write every field as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&context.db)?;
    let explanation = store.explain(args.quote)?;
    let tokens = if args.tokens { Some(tokens(&store, &explanation)?) } else { None };
    let mut out = context.ui.out();
    if args.json {
        let mut value = serde_json::to_value(&explanation)?;
        if let Some(tokens) = &tokens {
            value["tokens"] = serde_json::to_value(tokens)?;
        }
        serde_json::to_writer_pretty(&mut out, &value)?;
        writeln!(out)?;
        out.flush()?;
        return Ok(Outcome::Fine);
    }
    write_explanation(&explanation, &mut out)?;
    if tokens.is_some() {
        writeln!(out)?;
    }
    out.flush()?;
    drop(out);
    if let Some(tokens) = tokens {
        listing::write(context, Format::Table, &tokens)?;
    }
    Ok(Outcome::Fine)
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
