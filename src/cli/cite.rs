//! `onrecord cite`: a citation of a claim that others can check.

use super::context::{Context, Outcome};
use crate::report::Citation;
use crate::store::{ClaimId, Store};
use std::io::Write;

/// Cite a claim so that others can check it: where it stands, when it was captured, links to the words, hashes
///
/// The link leads to the words on the page as it is now (a text fragment: browsers mark the words); where the page may
/// have changed, the link to an archive leads to it as it was, if the archive has it. The hashes show that neither bytes nor
/// text were altered since: `onrecord db check` compares them, and an exported WARC holds that of the payload.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord cite 12                      12 is a claim's number from `onrecord claims`
  onrecord cite 12 15 --markdown        two, to paste into a fact-check
  onrecord cite 12 --revision 1         as the first revision worded it
  onrecord cite 12 --archive http://localhost:8080/case")]
pub(super) struct Args {
    /// The claims' numbers
    #[arg(required = true, value_name = "CLAIM", value_parser = super::values::row::<ClaimId>)]
    claims: Vec<ClaimId>,
    /// As this revision worded it; by default the newest wording
    #[arg(long, value_name = "N")]
    revision: Option<i64>,
    /// The archive to link to, up to where time and address follow
    #[arg(long, value_name = "URL", default_value = "https://web.archive.org/web", value_parser = super::values::archive)]
    archive: String,
    /// Write every field as JSON
    #[arg(long, conflicts_with = "markdown")]
    json: bool,
    /// Write Markdown
    #[arg(long)]
    markdown: bool,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&context.db)?;
    // All are found before one is printed.
    let cite =
        |&claim: &ClaimId| anyhow::Ok(Citation::new(store.cited(claim, args.revision)?, &args.archive));
    let citations = args.claims.iter().map(cite).collect::<anyhow::Result<Vec<_>>>()?;
    let mut out = context.ui.out();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &citations)?;
        writeln!(out)?;
    } else {
        for (n, citation) in citations.iter().enumerate() {
            if n > 0 {
                writeln!(out)?;
            }
            match args.markdown {
                true => citation.write_markdown(&mut out)?,
                false => citation.write_text(&mut out)?,
            }
        }
    }
    out.flush()?;
    Ok(Outcome::Fine)
}
