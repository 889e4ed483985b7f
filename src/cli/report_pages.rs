//! The articles of a report, as its pages show them.

use super::selection::Selection;
use crate::claim::is_label;
use crate::extract::QuotationKind;
use crate::report::{
    ArticlePage, ChangeItem, ClaimPage, RevisionPage, Said, SpeakerPage, are_linked, arrange, title,
    words_link,
};
use crate::speaker::SpeakerKind;
use crate::store::{
    ArticleRow, ChangeFilter, ClaimFilter, ClaimRow, ClaimsAsOf, QuoteFilter, QuoteId, QuoteRow, RevisionRow,
    Store,
};
use anyhow::anyhow;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// What the pages of articles show.
#[derive(Clone, Copy)]
pub(super) struct ArticlePages<'a> {
    /// Where they come from.
    pub(super) store: &'a Store,
    /// Which changes, and in which order.
    pub(super) selection: Selection,
    /// Rows that a person rejected, too.
    pub(super) with_rejected: bool,
    /// The least confidence of a claim.
    pub(super) least: Option<f64>,
    /// Only revisions captured at or after this.
    pub(super) since: Option<&'a str>,
    /// Only revisions captured at or before this; a date means the whole day.
    pub(super) until: Option<&'a str>,
}

impl ArticlePages<'_> {
    /// The page of an article.
    pub(super) fn page(&self, row: &ArticleRow) -> anyhow::Result<ArticlePage> {
        let all = revisions(self, row)?;
        let last = self.last(row)?;
        let ClaimPages { claims, doubtful, labels } = claims(self, row, last.as_ref())?;
        let (headline, byline) = match last {
            Some(last) => (last.headline, last.byline),
            None => (row.headline.clone(), row.byline.clone()),
        };
        let before = all.iter().filter(|revision| self.is_before(&revision.captured_at)).count();
        let wanted = |revision: &RevisionPage| {
            !self.is_before(&revision.captured_at) && !self.is_after(&revision.captured_at)
        };
        Ok(ArticlePage {
            id: row.article_id,
            headline: title(headline.as_deref(), &row.article_key).to_owned(),
            outlet: row.outlet.clone(),
            url: row.url.clone(),
            byline,
            earlier: before,
            revisions: all.into_iter().filter(wanted).collect(),
            claims,
            doubtful,
            labels,
            where_all_are: "; `onrecord report --all` shows them".to_owned(),
        })
    }

    /// The last revision that is reported on, where what came later is left out: decisions may, where no revision does.
    fn last(&self, row: &ArticleRow) -> anyhow::Result<Option<RevisionRow>> {
        if self.until.is_none() {
            return Ok(None);
        }
        let mut all = self.store.revisions(row.article_id)?;
        all.retain(|revision| !self.is_after(&revision.captured_at));
        Ok(all.pop())
    }

    fn is_before(&self, at: &str) -> bool {
        self.since.is_some_and(|since| at < since)
    }

    fn is_after(&self, at: &str) -> bool {
        // Whatever continues the date sorts before a tilde.
        self.until.is_some_and(|until| *at > *format!("{until}~"))
    }
}

/// The claims of an article that are shown, and how many are not.
struct ClaimPages {
    claims: Vec<ClaimPage>,
    doubtful: usize,
    labels: usize,
}

/// The claims of an article; as they stood in its `last` revision, where what came later is left out.
fn claims(
    pages: &ArticlePages<'_>,
    row: &ArticleRow,
    last: Option<&RevisionRow>,
) -> anyhow::Result<ClaimPages> {
    let ArticlePages { store, least, .. } = *pages;
    let article = Some(row.article_id.to_string());
    let quotes = store.quotes(&QuoteFilter {
        article: article.clone(),
        all_revisions: true,
        with_rejected: true,
        ..QuoteFilter::default()
    })?;
    let quotes: HashMap<QuoteId, QuoteRow> = quotes.into_iter().map(|q| (q.quote_id, q)).collect();
    let filter = ClaimFilter {
        article,
        min_confidence: least,
        with_rejected: pages.with_rejected,
        ..ClaimFilter::default()
    };
    let ClaimsAsOf { mut claims, doubtful } = match last {
        Some(last) => store.claims_as_of(&filter, last.revision, |at| !pages.is_after(at))?,
        None => ClaimsAsOf { claims: store.claims(&filter)?, doubtful: store.doubtful_claims(&filter)? },
    };
    let copied = store.copied_claims(row.article_id)?;
    claims.sort_by_key(|claim| (claim.status != "current", claim.revision, claim.statement_id));
    let all = claims.len();
    claims.retain(|claim| least.is_none() || !is_idle_label(claim));
    let labels = all - claims.len();
    let body = store.body(row.newest_revision_id)?;
    let headline = row.headline.as_deref().unwrap_or_default();
    let linked = are_linked(&body, claims.len());
    let link = |claim: &ClaimRow| {
        let url = row.url.as_deref().filter(|_| linked && claim.status == "current")?;
        words_link(url, headline, &body, &claim.claim)
    };
    let page = |claim: &ClaimRow| {
        let page = claim_page(claim, claim.quote_id.and_then(|id| quotes.get(&id)))?;
        anyhow::Ok(ClaimPage { link: link(claim), copied: copied.contains(&claim.claim_id), ..page })
    };
    let claims = claims.iter().map(page).collect::<anyhow::Result<_>>()?;
    Ok(ClaimPages { claims, doubtful, labels })
}

/// A heading or label in the text that nobody took up and that is as it was: it claims nothing.
fn is_idle_label(claim: &ClaimRow) -> bool {
    claim.quote_id.is_none()
        && claim.position != "headline"
        && claim.changes == 0
        && claim.verdict.is_none()
        && is_label(&claim.claim)
}

fn revisions(pages: &ArticlePages<'_>, row: &ArticleRow) -> anyhow::Result<Vec<RevisionPage>> {
    let ArticlePages { store, selection, .. } = *pages;
    let notes = store.corrections(row.article_id)?;
    let notes: Vec<String> =
        notes.into_iter().filter(|note| note.revision == 1).map(|note| note.correction).collect();
    let revisions = store.revisions(row.article_id)?.into_iter().map(|revision| {
        let filter = ChangeFilter {
            to_revision_id: Some(revision.revision_id),
            with_rejected: pages.with_rejected,
            ..ChangeFilter::default()
        };
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
    revisions.collect()
}

fn claim_page(claim: &ClaimRow, quote: Option<&QuoteRow>) -> anyhow::Result<ClaimPage> {
    // Whoever did not say it is not named.
    let speaker = quote.filter(|quote| !quote.not_theirs).map(|quote| {
        let name = if quote.speaker.is_empty() { &quote.source } else { &quote.speaker };
        anyhow::Ok(SpeakerPage {
            name: if name.is_empty() { "unknown".to_owned() } else { name.clone() },
            kind: named::<SpeakerKind>(&quote.speaker_kind)?,
            title: quote.speaker_title.clone(),
            unnamed: quote.is_unnamed(),
            reason: quote.anonymity_reason.clone(),
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
        copied: false,
        rejected: claim.rejected,
        verdict: claim.verdict.as_ref().map(|words| match &claim.rating {
            Some(rating) => format!("{rating}. {words}"),
            None => words.clone(),
        }),
        stale: claim.review_state.as_deref() == Some("stale"),
        wordings: u32::try_from(claim.wordings)?,
        check_worthiness: claim.check_worthiness,
        // Of what a person confirmed there is no chance to tell.
        confidence: quote.filter(|quote| !quote.confirmed).map(|quote| quote.confidence),
        link: None,
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
