//! `onrecord export annotations`: quotes as W3C web annotations.

use super::context::{Context, Outcome};
use super::empty::AskedFor;
use super::export_file::ExportFile;
use super::listing::{SureArgs, UntilArgs};
use crate::report::{AnnotationCollection, count};
use crate::store::{QuoteFilter, RevisionId, RevisionRow, Store};
use std::io::Write as _;
use std::path::PathBuf;

/// Write quotes as annotations of the pages they stand on (W3C Web Annotation, JSON-LD)
///
/// Each quote is an annotation that says who said it, with a target for each piece of its words: a `TextQuoteSelector`, a
/// `TextPositionSelector` (code points of the headline or of the body as it was analysed) and the time of the capture.
/// The id of an annotation stays the same from export to export as long as revision and words do.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord export annotations > quotes.jsonld
  onrecord export annotations --article 12 --out ferry.jsonld
  onrecord export annotations --speaker quill --archive https://web.archive.org/web")]
pub(super) struct Args {
    /// The new file; standard output without it
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Only this article: its number, or part of its address or headline
    #[arg(long, value_name = "ARTICLE")]
    article: Option<String>,
    /// Only outlets whose name contains these words
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Only speakers whose name contains these words
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Only what was captured on or after this date …
    #[arg(long, value_name = "DATE", value_parser = super::values::time)]
    since: Option<String>,
    #[command(flatten)]
    until: UntilArgs,
    #[command(flatten)]
    sure: SureArgs,
    /// Older revisions, too
    #[arg(long)]
    all_revisions: bool,
    /// Name the copy that this archive has, up to where time and address follow
    #[arg(long, value_name = "URL", value_parser = super::values::archive)]
    archive: Option<String>,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&context.db)?;
    let filter = QuoteFilter {
        article: args.article.clone(),
        outlet: args.outlet.clone(),
        speaker: args.speaker.clone(),
        since: args.since.clone(),
        until: args.until.get().map(str::to_owned),
        min_confidence: args.sure.least(),
        all_revisions: args.all_revisions,
        ..QuoteFilter::default()
    };
    let mut file = ExportFile::create(context, args.out.as_deref())?;
    let mut collection = AnnotationCollection::new(&mut file, args.archive.as_deref())?;
    // Quotes come revision by revision.
    let mut revision: Option<(RevisionId, String, RevisionRow)> = None;
    store.for_each_quote(&filter, |quote| {
        if revision.as_ref().is_none_or(|&(id, ..)| id != quote.revision_id) {
            let row = store.revision(quote.revision_id)?;
            revision = Some((quote.revision_id, store.body(quote.revision_id)?, row));
        }
        let Some((_, body, row)) = &revision else { return Ok(()) };
        let text = if quote.in_headline { row.headline.as_deref().unwrap_or_default() } else { body };
        anyhow::Ok(collection.quote(&quote, text, &row.text_sha256)?)
    })?;
    let quotes = collection.finish()?;
    file.flush()?;
    if let Some(path) = file.finish()? {
        let mut out = context.ui.out();
        writeln!(out, "{}: {}", path.display(), count(quotes, "annotation", "annotations"))?;
        out.flush()?;
    }
    let asked = AskedFor {
        outlet: args.outlet.as_deref(),
        article: args.article.as_deref(),
        speaker: args.speaker.as_deref(),
    };
    if quotes == 0
        && let Some(why) = asked.missing(&store)?
    {
        context.ui.hint(why);
    }
    Ok(Outcome::Fine)
}
