//! `onrecord add --dry-run`: reads everything and says what would be stored.

use super::context::{Context, Outcome};
use super::intake_keys::{self, Read};
use super::intake_sources::{self, IntakeItem, IntakeTaker};
use super::remedy;
use crate::article::ReadError;
use crate::report::{count, harmless, shown_key};
use crate::store::{ArticleFilter, Store};
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::io::Write;
use std::path::PathBuf;

/// What a dry run found of an article.
struct FoundArticle {
    headline: String,
    /// It is not in the database.
    new: bool,
    /// The texts that would be new revisions, by their fingerprints.
    revisions: BTreeSet<String>,
    known: usize,
}

/// Reads everything and says what would be stored. The database, if there is one, is opened for reading only.
pub(super) fn dry_run(
    context: &Context,
    paths: &[PathBuf],
    mut taker: IntakeTaker,
) -> anyhow::Result<Outcome> {
    let store = if context.db.exists() { Some(Store::open_read_only(&context.db)?) } else { None };
    let mut articles: Vec<FoundArticle> = Vec::new();
    let mut place: HashMap<String, usize> = HashMap::new();
    let (mut failures, mut stored_captures) = (0, 0);
    let mut files = None;
    for read in reads(context, paths, &mut taker) {
        let revision = match read {
            // A capture that is stored.
            Ok(None) => {
                stored_captures += 1;
                continue;
            }
            Ok(Some(mut read)) => {
                if let Some(store) = &store {
                    intake_keys::look_up(store, &mut files, &mut read)?;
                }
                read.revision
            }
            Err(error) => {
                failures += 1;
                context.ui.error(remedy::told(&error));
                continue;
            }
        };
        let at = match place.get(&revision.key) {
            Some(&at) => at,
            None => {
                let headline = revision.headline.as_ref().map_or(shown_key(&revision.key), |h| &h.value);
                let new =
                    !store.as_ref().map(|store| holds(store, &revision.key)).transpose()?.unwrap_or(false);
                articles.push(FoundArticle {
                    headline: headline.to_owned(),
                    new,
                    revisions: BTreeSet::new(),
                    known: 0,
                });
                place.insert(revision.key.clone(), articles.len() - 1);
                articles.len() - 1
            }
        };
        let known = store.as_ref().map(|store| store.known(&revision)).transpose()?.flatten().is_some();
        if known || !articles[at].revisions.insert(revision.text_sha256.clone()) {
            articles[at].known += 1;
        }
    }
    tell(context, &articles, stored_captures)?;
    Ok(Outcome::failed_if(failures > 0))
}

/// Says what would be stored of each article.
fn tell(context: &Context, articles: &[FoundArticle], stored_captures: usize) -> anyhow::Result<()> {
    let mut out = context.ui.out();
    for article in articles.iter().filter(|article| !article.revisions.is_empty()) {
        let kind = if article.new { ("revision", "revisions") } else { ("new revision", "new revisions") };
        let of = count(article.revisions.len(), kind.0, kind.1);
        writeln!(out, "{}: {of}", harmless(&article.headline))?;
    }
    let new = articles.iter().map(|article| article.revisions.len()).sum();
    let known: usize = articles.iter().map(|article| article.known).sum::<usize>() + stored_captures;
    writeln!(
        out,
        "{}: {} would be new, {known} already known; nothing was stored",
        count(articles.len(), "article", "articles"),
        count(new, "revision", "revisions")
    )?;
    Ok(out.flush()?)
}

/// Whether an article with this key, or this address, is stored.
fn holds(store: &Store, key: &str) -> anyhow::Result<bool> {
    let filter = ArticleFilter { article: Some(key.to_owned()), ..ArticleFilter::default() };
    let found = store.articles(&filter)?;
    Ok(found.iter().any(|row| row.article_key == key || row.url.as_deref() == Some(key)))
}

/// Every revision that there is to read; none in the place of a capture that is stored.
fn reads<'t>(
    context: &'t Context,
    paths: &[PathBuf],
    taker: &'t mut IntakeTaker,
) -> impl Iterator<Item = Result<Option<Read>, ReadError>> + 't {
    let mut inputs = intake_sources::inputs(paths, taker.options()).into_iter();
    let mut ready = VecDeque::new();
    std::iter::from_fn(move || {
        while ready.is_empty() {
            match inputs.next()? {
                Ok(input) => ready.extend(taker.take(&input).filter_map(|taken| match taken {
                    Ok(IntakeItem::Revision(read)) => Some(Ok(Some(*read))),
                    Ok(IntakeItem::Stored(_)) => Some(Ok(None)),
                    Ok(IntakeItem::Told(line)) => {
                        context.ui.note(line);
                        None
                    }
                    Ok(_) => None,
                    Err(error) => Some(Err(error)),
                })),
                Err(error) => ready.push_back(Err(error)),
            }
        }
        ready.pop_front()
    })
}
