//! `onrecord report`: one page about an article or the whole database.

use super::context::{Context, Outcome};
use super::empty;
use super::listing::{SureArgs, doubtful_rows};
use super::selection::Selection;
use crate::extract::QuotationKind;
use crate::report::{
    ArticlePage, ChangeItem, ClaimPage, Page, RevisionPage, Said, SpeakerPage, arrange, html_page,
    markdown_page, title,
};
use crate::speaker::SpeakerKind;
use crate::store::{
    ArticleFilter, ArticleRow, ChangeFilter, ClaimFilter, ClaimRow, QuoteFilter, QuoteRow, Store,
};
use anyhow::{anyhow, bail};
use clap::ValueEnum;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::io::Write;

/// Write one self-contained page about an article or the whole database
///
/// Of each revision it lists the changes, the severest first; those below --min-severity are counted and not listed.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord report > report.html
  onrecord report --min-severity medium > report.html      only changes that must be looked at again
  onrecord report --article pool --format markdown > pool.md")]
pub(super) struct Args {
    /// Only this article: its number, or part of its address or headline
    #[arg(long, value_name = "ARTICLE")]
    article: Option<String>,
    /// Only outlets whose name contains these words
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    sure: SureArgs,
    /// Show at most this many articles
    #[arg(long, short = 'n', value_name = "N", default_value_t = 200)]
    limit: usize,
    /// Format of the page
    #[arg(long, short, value_enum, default_value_t)]
    format: PageFormat,
    /// Leave out the time at which the page is made, so that equal databases give equal pages
    #[arg(long)]
    undated: bool,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum PageFormat {
    /// One HTML file, readable without JavaScript
    #[default]
    Html,
    /// Markdown
    Markdown,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let store = Store::open_read_only(&context.db)?;
    let filter = ArticleFilter {
        article: args.article.clone(),
        outlet: args.outlet.clone(),
        limit: Some(args.limit.saturating_add(1)),
        ..ArticleFilter::default()
    };
    let mut rows = store.articles(&filter)?;
    if rows.is_empty() {
        bail!(
            "{}",
            empty::outlet(&store, args.outlet.as_deref())?
                .unwrap_or_else(|| "no article matches; `onrecord articles` lists what is stored".to_owned())
        );
    }
    if rows.len() > args.limit {
        rows.truncate(args.limit);
        context.ui.warn(format!("the report shows the first {} articles; --limit shows more", args.limit));
    }
    let mut progress = context.ui.progress(rows.len() as u64, "reporting");
    let mut articles = Vec::with_capacity(rows.len());
    for row in &rows {
        articles.push(article_page(&store, row, args.selection, args.sure.least())?);
        progress.add(1);
    }
    drop(progress);
    if let Some(doubtful) = doubtful_rows(articles.iter().map(|article| article.doubtful).sum()) {
        context.ui.note(doubtful);
    }
    let title = match articles.as_slice() {
        [only] => only.headline.clone(),
        _ => "Claims on record".to_owned(),
    };
    let made_at = (!args.undated).then(crate::source::now);
    let page = Page { title, made_at, articles };
    let text = match args.format {
        PageFormat::Html => html_page(&page),
        PageFormat::Markdown => markdown_page(&page),
    };
    let mut out = context.ui.out();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Outcome::Fine)
}

fn article_page(
    store: &Store,
    row: &ArticleRow,
    selection: Selection,
    least: Option<f64>,
) -> anyhow::Result<ArticlePage> {
    let article = Some(row.article_id.to_string());
    let quotes = store.quotes(&QuoteFilter {
        article: article.clone(),
        all_revisions: true,
        ..QuoteFilter::default()
    })?;
    let quotes: HashMap<i64, QuoteRow> = quotes.into_iter().map(|q| (q.quote_id, q)).collect();
    let filter = ClaimFilter { article, min_confidence: least, ..ClaimFilter::default() };
    let doubtful = store.doubtful_claims(&filter)?;
    let mut claims = store.claims(&filter)?;
    claims.sort_by_key(|claim| (claim.status != "current", claim.revision, claim.statement_id));
    let claims = claims.iter().map(|claim| claim_page(claim, claim.quote_id.and_then(|id| quotes.get(&id))));

    let notes = store.corrections(row.article_id)?;
    let notes: Vec<String> =
        notes.into_iter().filter(|note| note.revision == 1).map(|note| note.correction).collect();
    let revisions = store.revisions(row.article_id)?.into_iter().map(|revision| {
        let filter = ChangeFilter { to_revision_id: Some(revision.revision_id), ..ChangeFilter::default() };
        let mut changes = ChangeItem::of_rows(&store.changes(&filter)?);
        arrange(&mut changes, selection.order);
        anyhow::Ok(RevisionPage {
            seq: u32::try_from(revision.revision)?,
            captured_at: revision.captured_at,
            published_at: revision.published_at,
            modified_at: revision.modified_at,
            touches: u32::try_from(revision.touches)?,
            undated: revision.undated,
            same_text_as: revision.same_text_as.map(u32::try_from).transpose()?,
            captures: u32::try_from(revision.captures)?,
            alarm: revision.alarm.zip(revision.alarm_reason),
            notes: if revision.revision == 1 { notes.clone() } else { Vec::new() },
            changes,
            least: selection.least(),
        })
    });
    Ok(ArticlePage {
        headline: title(row.headline.as_deref(), &row.article_key).to_owned(),
        outlet: row.outlet.clone(),
        url: row.url.clone(),
        byline: row.byline.clone(),
        revisions: revisions.collect::<anyhow::Result<_>>()?,
        claims: claims.collect::<anyhow::Result<_>>()?,
        doubtful,
    })
}

fn claim_page(claim: &ClaimRow, quote: Option<&QuoteRow>) -> anyhow::Result<ClaimPage> {
    let speaker = quote.map(|quote| {
        let name = if quote.speaker.is_empty() { &quote.source } else { &quote.speaker };
        anyhow::Ok(SpeakerPage {
            name: if name.is_empty() { "unknown".to_owned() } else { name.clone() },
            kind: named::<SpeakerKind>(&quote.speaker_kind)?,
            title: quote.speaker_title.clone(),
        })
    });
    let said = Said { row: claim, quote: quote.cloned() };
    Ok(ClaimPage {
        id: claim.claim_id,
        speaker: speaker.transpose()?,
        statement: said.parts(&claim.claim),
        kind: claim.kind.as_deref().map(named::<QuotationKind>).transpose()?,
        revisions: (u32::try_from(claim.first_revision)?, u32::try_from(claim.revision)?),
        current: claim.status == "current",
        wordings: u32::try_from(claim.wordings)?,
        check_worthiness: claim.check_worthiness,
        confidence: quote.map(|q| q.confidence),
    })
}

/// The value with this name in the database.
fn named<T: DeserializeOwned>(name: &str) -> anyhow::Result<T> {
    serde_json::from_value(name.into()).map_err(|_| {
        anyhow!(
            "the database says “{name}”, which this program does not know; `onrecord db check` looks at it"
        )
    })
}
