//! Why a listing is empty: nothing stored yet, or a filter that removed it all.

use crate::report::nearest;
use crate::store::{ArticleFilter, OutletFilter, SpeakerFilter, Store, StoreError};

/// A filter that was asked for: its option, and what takes it away.
pub(super) type Suspect<F> = (&'static str, bool, fn(&mut F));

/// One sentence that says why there are no `what` under `filter`. `suspects` are its conditions, of which only those that
/// hold matter; `any` tells whether a filter lets anything through.
pub(super) fn why<F: Clone>(
    store: &Store,
    what: &str,
    filter: &F,
    suspects: &[Suspect<F>],
    any: impl Fn(&F) -> Result<bool, StoreError>,
) -> Result<String, StoreError> {
    if has_no_articles(store)? {
        return Ok("there are no articles yet; `onrecord add PATH` reads some".to_owned());
    }
    let given: Vec<&Suspect<F>> = suspects.iter().filter(|(_, given, _)| *given).collect();
    if given.is_empty() {
        return Ok(format!("there are no {what} in the articles"));
    }
    let mut removers = Vec::new();
    for (option, _, lift) in &given {
        let mut without = filter.clone();
        lift(&mut without);
        if any(&without)? {
            removers.push(*option);
        }
    }
    let options = |options: &[&str], word: &str| match options {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    };
    Ok(if removers.is_empty() {
        let given: Vec<&str> = given.iter().map(|(option, ..)| *option).collect();
        format!("no {what} match {}", options(&given, "and"))
    } else {
        format!("no {what} match; without {} there would be some", options(&removers, "or"))
    })
}

fn has_no_articles(store: &Store) -> Result<bool, StoreError> {
    Ok(store.articles(&ArticleFilter { limit: Some(1), ..ArticleFilter::default() })?.is_empty())
}

/// "no outlet is called …", with the one that was probably meant; `None` where there is such an outlet.
pub(super) fn outlet(store: &Store, wanted: Option<&str>) -> Result<Option<String>, StoreError> {
    let Some(wanted) = wanted else { return Ok(None) };
    let mut outlets: Vec<String> =
        store.outlets(&OutletFilter::default())?.into_iter().map(|row| row.outlet).collect();
    outlets.sort_unstable();
    let lower = wanted.to_lowercase();
    if has_no_articles(store)? || outlets.iter().any(|outlet| outlet.to_lowercase().contains(&lower)) {
        return Ok(None);
    }
    // A name is typed whole or by one of its words.
    let words = outlets.iter().flat_map(|outlet| outlet.split_whitespace().chain([outlet.as_str()]));
    let meant = nearest(wanted, words).and_then(|near| outlets.iter().find(|outlet| outlet.contains(near)));
    let meant = meant.map(|meant| format!("; did you mean “{meant}”?")).unwrap_or_default();
    Ok(Some(format!("no outlet is called “{wanted}”{meant}")))
}

/// What was asked for by name.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct AskedFor<'a> {
    /// Of an outlet.
    pub(super) outlet: Option<&'a str>,
    /// Of an article: its number, or part of its address or headline.
    pub(super) article: Option<&'a str>,
    /// Of a speaker.
    pub(super) speaker: Option<&'a str>,
}

impl AskedFor<'_> {
    /// "no outlet is called …", and likewise of an article or speaker; `None` where nothing is wrong with the names.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) fn missing(self, store: &Store) -> Result<Option<String>, StoreError> {
        if let Some(why) = outlet(store, self.outlet)? {
            return Ok(Some(why));
        }
        if has_no_articles(store)? {
            return Ok(None);
        }
        let named = |article: &str| ArticleFilter {
            article: Some(article.to_owned()),
            limit: Some(1),
            ..ArticleFilter::default()
        };
        if let Some(wanted) = self.article
            && store.articles(&named(wanted))?.is_empty()
        {
            return Ok(Some(format!(
                "no article matches “{wanted}”; give its number or part of its address or headline"
            )));
        }
        if let Some(wanted) = self.speaker {
            let named = SpeakerFilter {
                speaker: Some(wanted.to_owned()),
                with_copies: true,
                limit: Some(1),
                ..SpeakerFilter::default()
            };
            if store.count_speakers(&named)? == 0 {
                return Ok(Some(format!(
                    "no speaker is called “{wanted}”; `onrecord speakers --all` lists them"
                )));
            }
        }
        Ok(None)
    }
}
