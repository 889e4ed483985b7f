//! Visits: what one look at a watched article means for it, stored in one transaction.

use super::plan::WatchPlan;
use super::sight::{Sight, instead, sight};
use super::tell::{Listener, WatchError, WatchEvent, WatchTally};
use crate::analysis::{Analysis, analyse_each};
use crate::article::{Evidence, HttpFacts, Revision};
use crate::diff::Severity;
use crate::extract::Extractor;
use crate::source::{Absence, Capture};
use crate::store::{
    ArticleId, ChangeFilter, IngestOutcome, Ingested, Look, RevisionId, RunId, Store, StoreError, WatchState,
    Watched, WatchedId,
};
use jiff::Timestamp;

/// What visits need.
pub(super) struct Desk<'d> {
    pub(super) store: Store,
    pub(super) run: RunId,
    pub(super) plan: WatchPlan,
    pub(super) listener: &'d mut dyn Listener,
    pub(super) tally: WatchTally,
    /// The model, from the first page that changed until nothing is due.
    pub(super) extractor: Option<Extractor>,
}

/// What an article's address gave.
pub(super) enum Visited {
    /// A page.
    Page(Box<Capture>),
    /// What it gave before; with what went over the wire.
    Same(HttpFacts, Evidence),
    /// Nothing; with what the response said, if there was one.
    Nothing(WatchState, Option<Box<Absence>>, String),
}

/// What a page that holds the article brings.
struct News<'n> {
    capture: &'n Capture,
    revision: Box<Revision>,
    /// The article was known by another address.
    moved: bool,
    /// It reads as it did.
    known: bool,
}

impl Desk<'_> {
    /// Notes a look at an article and what it means. Returns the article as it is watched now.
    pub(super) fn visit(
        &mut self,
        id: WatchedId,
        now: Timestamp,
        seen: Visited,
    ) -> Result<Watched, WatchError> {
        let mut watched = self.store.watched(id)?;
        watched.asked_at = Some(now);
        match seen {
            Visited::Same(http, wire) => {
                self.found(&mut watched, now);
                self.note(&watched, now, (&http, Some(&wire)), None)?;
            }
            Visited::Nothing(state, absence, why) => {
                let wire = absence.as_ref().map(|absence| (&absence.http, absence.evidence.as_ref()));
                self.missed(&mut watched, now, state, wire, &why)?;
            }
            Visited::Page(mut capture) => {
                capture.at = now.to_string();
                self.page(&mut watched, now, &capture)?;
            }
        }
        Ok(watched)
    }

    fn page(&mut self, watched: &mut Watched, now: Timestamp, capture: &Capture) -> Result<(), WatchError> {
        let rules = self.plan.rules_of(&capture.url);
        let mut revision = match sight(capture, &watched.url, rules) {
            Sight::Article(revision) => revision,
            Sight::Instead(state, why) => {
                return self.missed(watched, now, state, wire_of(capture), &why);
            }
        };
        let known = watched.article.map(|article| self.store.newest_text(article)).transpose()?.flatten();
        let mut moved = false;
        match &known {
            Some(known) => {
                if let Some((state, why)) = instead(known, &revision) {
                    return self.missed(watched, now, state, wire_of(capture), &why);
                }
                if known.key != revision.key {
                    match self.store.article_known_by(&revision.key)? {
                        Some(other) if self.takes_in(watched, now, other, capture, &revision)? => {}
                        Some(other) => return self.merged(watched, now, other, capture),
                        None => moved = true,
                    }
                }
            }
            None => {
                let other = self.store.article_known_by(&revision.key)?;
                if let Some(other) = other
                    && self.store.is_watched_as_another(other, watched.id)?
                {
                    return self.merged(watched, now, other, capture);
                }
                let newest = other.map(|other| self.store.newest_text(other)).transpose()?.flatten();
                watched.told = newest.map_or_else(RevisionId::default, |text| text.revision);
            }
        }
        let known = self.is_known(&revision, watched, moved)?;
        revision.evidence = self.plan.keep.of(revision.evidence.as_ref(), !known);
        self.take_in(watched, now, &News { capture, revision, moved, known })
    }

    /// Stores what a page of the article says, and tells it.
    fn take_in(&mut self, watched: &mut Watched, now: Timestamp, news: &News<'_>) -> Result<(), WatchError> {
        let News { capture, revision, known, .. } = news;
        let analysis = if *known {
            None
        } else if let Some(analysis) = self.analyse(revision)? {
            Some(analysis)
        } else {
            let why = "its text could not be analysed; please report it as a bug";
            return self.missed(watched, now, WatchState::Unreadable, wire_of(capture), why);
        };
        let mut next = watched.clone();
        self.found(&mut next, now);
        let stored = self.keep(&mut next, now, news, analysis.as_ref())?;
        *watched = next;
        match stored.outcome {
            IngestOutcome::NewArticle => {
                self.tally.articles += 1;
                let headline = revision.headline.as_ref().map(|found| found.value.as_str());
                self.listener.hear(WatchEvent::NewArticle { url: &watched.url, headline })
            }
            IngestOutcome::NewRevision | IngestOutcome::CameBack => {
                self.tally.revisions += 1;
                self.tell(watched.id, stored.revision_id)
            }
            IngestOutcome::Unchanged | IngestOutcome::Reextracted => Ok(()),
        }
    }

    /// Stores what a page of the article says and when it is looked at next, in one transaction.
    fn keep(
        &mut self,
        watched: &mut Watched,
        now: Timestamp,
        News { capture, revision, moved, .. }: &News<'_>,
        analysis: Option<&Analysis>,
    ) -> Result<Ingested, StoreError> {
        let http = capture.http.clone().unwrap_or_default();
        let (run, place) = (self.run, capture.place.as_str());
        let plan = &self.plan;
        self.store.together(|store| {
            if let (true, Some(article)) = (*moved, watched.article) {
                let why = format!("moved to {}", capture.url);
                let (place, error) = (watched.url.as_str(), Some(&*why));
                let look = Look { article, at: now, place, http: &http, error, evidence: None };
                store.note_look(run, &look)?;
                let url = revision.url.as_ref().map(|url| url.value.as_str());
                store.move_article(article, &revision.key, url)?;
            }
            let stored = match analysis {
                Some(analysis) => store.ingest(run, place, revision, analysis)?,
                None => store.capture(run, place, revision)?,
            };
            // Redirects need not be followed again.
            watched.url.clone_from(&capture.url);
            watched.article = Some(stored.article_id);
            (watched.etag, watched.last_modified) = (http.etag.clone(), http.last_modified.clone());
            match stored.outcome {
                IngestOutcome::NewArticle => watched.told = stored.revision_id,
                IngestOutcome::NewRevision => {
                    if store.count_changes(&changes_to(stored.revision_id, Severity::Low))? > 0 {
                        watched.changed_at = now;
                    }
                }
                // What only wavers does not make an article young again, be it between two headlines.
                IngestOutcome::CameBack | IngestOutcome::Unchanged | IngestOutcome::Reextracted => {}
            }
            watched.due_at = plan.schedule_of(&watched.url).next(watched.changed_at, now);
            store.save_watched(watched)?;
            Ok(stored)
        })
    }

    /// Whether a revision reads as the article did.
    fn is_known(&self, revision: &Revision, watched: &Watched, moved: bool) -> Result<bool, StoreError> {
        if !moved {
            return Ok(self.store.known(revision)?.is_some());
        }
        let known = watched.article.map(|article| self.store.newest_text(article)).transpose()?.flatten();
        let as_known = |key| self.store.known(&Revision { key, ..revision.clone() });
        Ok(known.map(|text| as_known(text.key)).transpose()?.flatten().is_some())
    }

    fn analyse(&mut self, revision: &Revision) -> Result<Option<Analysis>, WatchError> {
        let extractor = match &mut self.extractor {
            Some(extractor) => extractor,
            None => self.extractor.insert(Extractor::with_threads(1)?),
        };
        Ok(analyse_each(extractor, &[revision])?.pop().flatten())
    }

    /// The article stands where it was looked for.
    fn found(&mut self, watched: &mut Watched, now: Timestamp) {
        watched.failures = 0;
        watched.error = None;
        watched.state = WatchState::Read;
        watched.due_at = self.plan.schedule_of(&watched.url).next(watched.changed_at, now);
    }

    /// Something else stands in the place of the article, or nothing does.
    fn missed(
        &mut self,
        watched: &mut Watched,
        now: Timestamp,
        state: WatchState,
        wire: Option<Wire<'_>>,
        why: &str,
    ) -> Result<(), WatchError> {
        let before = watched.state;
        watched.failures += 1;
        watched.state = state;
        watched.error = Some(why.to_owned());
        watched.due_at = self.plan.schedule_of(&watched.url).retry(watched.changed_at, now, watched.failures);
        self.note(watched, now, wire.unwrap_or((&HttpFacts::default(), None)), Some(why))?;
        if before == state {
            return Ok(());
        }
        self.tally.lost += usize::from(watched.article.is_some());
        self.listener.hear(WatchEvent::State { url: &watched.url, state, why })
    }

    /// The article moved to an address that was read as an article, `other`, before this was seen: where that reads as
    /// this one does, it is this one. Whether it is.
    fn takes_in(
        &mut self,
        watched: &Watched,
        now: Timestamp,
        other: ArticleId,
        capture: &Capture,
        revision: &Revision,
    ) -> Result<bool, StoreError> {
        let Some(article) = watched.article else { return Ok(false) };
        let (run, http) = (self.run, capture.http.clone().unwrap_or_default());
        let url = revision.url.as_ref().map(|url| url.value.as_str());
        let why = format!("moved to {}", capture.url);
        self.store
            .together(|store| {
                store.end_watching(other, article, &format!("it is the article at {}", watched.url))?;
                store.move_article(article, &revision.key, url)?;
                let (place, error) = (watched.url.as_str(), Some(&*why));
                let look = Look { article, at: now, place, http: &http, error, evidence: None };
                store.note_look(run, &look)
            })
            .map(|()| true)
            .or_else(|error| match error {
                // It reads otherwise.
                StoreError::Refused { .. } => Ok(false),
                error => Err(error),
            })
    }

    /// The page is that of another article, `other`. Where that is watched, this address is not asked any more; else it
    /// goes on as that article.
    fn merged(
        &mut self,
        watched: &mut Watched,
        now: Timestamp,
        other: ArticleId,
        capture: &Capture,
    ) -> Result<(), WatchError> {
        let why = format!("it is the article at {}", capture.url);
        let (url, article) = (watched.url.clone(), watched.article);
        if self.store.is_watched_as_another(other, watched.id)? {
            watched.state = WatchState::Merged;
            watched.error = Some(why.clone());
            (watched.failures, watched.due_at) = (0, None);
        } else {
            watched.url.clone_from(&capture.url);
            watched.article = Some(other);
            watched.told =
                self.store.newest_text(other)?.map_or_else(RevisionId::default, |text| text.revision);
            self.found(watched, now);
        }
        let (run, http) = (self.run, capture.http.clone().unwrap_or_default());
        self.store.together(|store| {
            if let Some(article) = article {
                let look =
                    Look { article, at: now, place: &url, http: &http, error: Some(&why), evidence: None };
                store.note_look(run, &look)?;
            }
            store.save_watched(watched)
        })?;
        if article.is_none() {
            return Ok(());
        }
        self.listener.hear(WatchEvent::State { url: &url, state: WatchState::Merged, why: &why })
    }

    /// Writes a look without a revision and what it means.
    fn note(
        &mut self,
        watched: &Watched,
        now: Timestamp,
        (http, evidence): Wire<'_>,
        error: Option<&str>,
    ) -> Result<(), StoreError> {
        let run = self.run;
        let evidence = self.plan.keep.of(evidence, true);
        self.store.together(|store| {
            if let Some(article) = watched.article {
                let (place, evidence) = (watched.url.as_str(), evidence.as_ref());
                store.note_look(run, &Look { article, at: now, place, http, error, evidence })?;
            }
            store.save_watched(watched)
        })
    }

    /// Tells what a revision changed, and notes that it was told.
    pub(super) fn tell(&mut self, watched: WatchedId, revision: RevisionId) -> Result<(), WatchError> {
        let changes = self.store.changes(&changes_to(revision, self.plan.min_severity))?;
        let alarm = if changes.is_empty() { self.store.alarm_of(revision)? } else { None };
        if !changes.is_empty() {
            self.listener.hear(WatchEvent::Changing(&changes))?;
        }
        let listener = &mut *self.listener;
        self.store.together(|store| {
            store.note_told(watched, revision)?;
            match &alarm {
                Some(alarm) => listener.hear(WatchEvent::Alarm(alarm)),
                None if changes.is_empty() => Ok(()),
                None => listener.hear(WatchEvent::Changed(&changes)),
            }
        })?;
        self.tally.changes += changes.len();
        Ok(())
    }
}

/// What a response said, and what went over the wire.
type Wire<'w> = (&'w HttpFacts, Option<&'w Evidence>);

fn wire_of(capture: &Capture) -> Option<Wire<'_>> {
    Some((capture.http.as_ref()?, capture.evidence.as_ref()))
}

/// The changes that led to a revision, at least so severe.
fn changes_to(revision: RevisionId, least: Severity) -> ChangeFilter {
    ChangeFilter {
        to_revision_id: Some(revision),
        min_severity: least,
        by_severity: true,
        ..ChangeFilter::default()
    }
}
