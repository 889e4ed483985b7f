//! Re-extraction: the derived rows of stored revisions are made again; captures and reviews stay.

use super::derived;
use super::ingest::summary;
use super::lineage::{Lineage, Link};
use super::{IngestOutcome, Ingested, RowKind, Store, StoreError};
use super::{copies, facts, topics};
use crate::analysis::Analysis;
use crate::article::Revision;
use crate::ids::{ArticleId, RevisionId, RunId};
use rusqlite::params;
use std::collections::HashMap;

impl Store {
    /// Throws the derived rows of a revision away and stores those of a new analysis; its captures and the reviews of
    /// its article stay. All or nothing.
    ///
    /// # Errors
    /// When there is no such revision, the analysis is of another text, or the database cannot be written.
    pub fn reextract(
        &mut self,
        run: RunId,
        revision: RevisionId,
        analysis: &Analysis,
    ) -> Result<Ingested, StoreError> {
        let stored = self.stored_revision(revision)?;
        let article = self.revision(revision)?.article_id;
        self.reextract_article(run, article, &[(revision, &stored, analysis)])
    }

    /// Does the same for several revisions of one article at once, each given by its row, so that every step between
    /// two revisions is compared only once. The summary is of the first of them.
    ///
    /// # Errors
    /// As for one; and when one of them is not of this article.
    pub fn reextract_article(
        &mut self,
        run: RunId,
        article: ArticleId,
        analyses: &[(RevisionId, &Revision, &Analysis)],
    ) -> Result<Ingested, StoreError> {
        let (run, article) = (run.get(), article.get());
        for (_, stored, analysis) in analyses {
            derived::validate(stored, analysis)?;
        }
        let order = facts::revisions_from(&self.connection, article, 1).map_err(|e| self.error(e))?;
        let new: HashMap<i64, &Analysis> =
            analyses.iter().map(|&(row, _, analysis)| (row.get(), analysis)).collect();
        if let Some((row, ..)) = analyses.iter().find(|(row, ..)| !order.contains(&row.get())) {
            return Err(self.not_found(RowKind::Revision, format!("revision {row} of article {article}")));
        }
        let Some(at) = order.iter().position(|row| new.contains_key(row)) else {
            return Err(self.not_found(
                RowKind::Revision,
                format!("revision of article {article} to analyse anew; name one"),
            ));
        };
        self.write(|connection, scope| {
            let mut links = Vec::with_capacity(order.len() - at);
            let mut spoke = Vec::new();
            if new.len() == order.len() {
                connection
                    .prepare_cached("DELETE FROM speaker_alias WHERE article = ? AND origin = 'mention'")?
                    .execute(params![article])?;
            }
            for &row in &order[at..] {
                let Some(&analysis) = new.get(&row) else {
                    links.push(Link::stored(connection, row)?);
                    continue;
                };
                let (link, silent) = Link::anew(connection, (run, article, row), analysis)?;
                links.push(link);
                spoke.extend(silent);
            }
            derived::delete_silent(connection, &spoke)?;
            let seq = i64::try_from(at).unwrap_or(i64::MAX).saturating_add(1);
            let tally = Lineage { connection, judge: scope.judge, run, article }.join(seq, links, false)?;
            facts::set_newest(connection, article)?;
            copies::mark(connection, &[article].into())?;
            topics::look_again(connection, article)?;
            summary(connection, IngestOutcome::Reextracted, order[at], tally)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{analysis, ingest, revision, store};
    use super::super::{ChangeFilter, ClaimFilter, QuoteFilter, RevisionId, Store, StoreError};
    use crate::analysis::{Analysis, Heading};
    use crate::speaker::Resolved;
    use proptest::prelude::*;

    #[test]
    fn a_whole_article_is_made_anew_at_once() {
        let (mut store, run) = store();
        let bodies = [
            "Ferries stop at 5.\nAda Okafor: One.",
            "Ferries stop at 6.\nAda Okafor: One.",
            "Ferries stop at 7.",
        ];
        let rows: Vec<RevisionId> = bodies
            .iter()
            .zip(1..)
            .map(|(body, hour)| {
                ingest(&mut store, run, &revision("a", &format!("2026-03-01T0{hour}:00:00Z"), body))
                    .revision_id
            })
            .collect();
        let claims = store.claims(&ClaimFilter::default()).unwrap();
        let speakers = store.speakers(&Default::default()).unwrap();
        let changes = store.changes(&ChangeFilter::default()).unwrap();
        let revisions: Vec<_> = rows.iter().map(|&row| store.stored_revision(row).unwrap()).collect();
        let analyses: Vec<Analysis> = bodies.iter().map(|body| analysis(body)).collect();
        let all: Vec<_> = rows.iter().zip(&revisions).zip(&analyses).map(|((&r, s), a)| (r, s, a)).collect();
        let again = store.begin_run("0.2.0", &[]).unwrap();
        store.reextract_article(again, 1.into(), &all).unwrap();
        let told =
            |c: &crate::store::ChangeRow| (c.kinds.0.clone(), c.before.clone(), c.after.clone(), c.claim_id);
        let anew = store.changes(&ChangeFilter::default()).unwrap();
        assert_eq!(anew.iter().map(told).collect::<Vec<_>>(), changes.iter().map(told).collect::<Vec<_>>());
        let ids = |claims: &[crate::store::ClaimRow]| -> Vec<i64> {
            claims.iter().map(|c| c.claim_id.get()).collect()
        };
        assert_eq!(ids(&store.claims(&ClaimFilter::default()).unwrap()), ids(&claims));
        assert_eq!(store.speakers(&Default::default()).unwrap(), speakers);
        assert_eq!(store.revision(rows[0]).unwrap().extractor, "0.2.0");
        assert!(store.check().unwrap().is_sound());
        assert!(matches!(store.reextract_article(again, 2.into(), &all), Err(StoreError::NotFound { .. })));
    }

    /// Rows with their words.
    type Rows = Vec<(i64, String)>;

    fn ids(store: &Store) -> (Rows, Rows, Rows) {
        let all = QuoteFilter { all_revisions: true, ..Default::default() };
        let quotes = store.quotes(&all).unwrap().into_iter().map(|q| (q.quote_id.get(), q.quote)).collect();
        let claims = store.claims(&ClaimFilter::default()).unwrap();
        let changes = store.changes(&ChangeFilter::default()).unwrap();
        let changes =
            changes.into_iter().map(|c| (c.change_id.get(), format!("{:?} {:?}", c.before, c.after)));
        (quotes, claims.into_iter().map(|c| (c.claim_id.get(), c.claim)).collect(), changes.collect())
    }

    #[test]
    fn a_quote_that_stays_keeps_its_id_whatever_comes_and_goes() {
        let (mut store, run) = store();
        let body = "Ada Okafor: One.\nBea Ord: Two.\nCal Iyer: Three.";
        let row = ingest(&mut store, run, &revision("a", "2026-03-01T01:00:00Z", body)).revision_id;
        let full = analysis(body);
        // The first and the last quote are missed, then found again.
        let mut part = full.clone();
        part.attributions = vec![full.attributions[1].clone()];
        part.cast.of = vec![full.cast.of[1].clone()];
        part.statements.iter_mut().for_each(|s| s.attribution = None);
        store.reextract(run, row, &part).unwrap();
        assert_eq!(ids(&store).0, [(2, "Two.".to_owned())]);
        store.reextract(run, row, &full).unwrap();
        assert_eq!(ids(&store).0, [(3, "One.".to_owned()), (2, "Two.".into()), (4, "Three.".into())]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn extracting_anew_changes_no_id(
            texts in proptest::collection::vec(proptest::collection::vec(0usize..6, 0..7), 1..5),
        ) {
            let lines = ["Ferries stop at 5.", "Ferries stop at 6.", "Ada Okafor: One.", "an official: One.", "Two.",
                "NATO: Ferries stop at 5."];
            let (mut store, run) = store();
            for (text, hour) in texts.iter().zip(1..) {
                let body = text.iter().map(|&n| lines[n]).collect::<Vec<_>>().join("\n");
                ingest(&mut store, run, &revision("a", &format!("2026-03-01T0{hour}:00:00Z"), &body));
            }
            let before = ids(&store);
            for _ in 0..2 {
                let rows: Vec<RevisionId> = store.revisions(1.into()).unwrap().iter().map(|r| r.revision_id).collect();
                for &row in &rows {
                    let body = store.body(row).unwrap();
                    store.reextract(run, row, &analysis(&body)).unwrap();
                }
                prop_assert_eq!(&ids(&store), &before);
                let stored: Vec<_> = rows.iter().map(|&row| store.stored_revision(row).unwrap()).collect();
                let analyses: Vec<_> = stored.iter().map(|r| analysis(&r.body)).collect();
                let all: Vec<_> = rows.iter().zip(&stored).zip(&analyses).map(|((&r, s), a)| (r, s, a)).collect();
                store.reextract_article(run, 1.into(), &all).unwrap();
                prop_assert_eq!(&ids(&store), &before);
            }
        }
    }

    #[test]
    fn quotes_of_the_headline_come_first_and_stand_in_it() {
        let (mut store, run) = store();
        let body = "Ferries stop at 5.\nAda Okafor: One.";
        let mut revision = revision("a", "2026-03-01T01:00:00Z", body);
        let headline = "Žofie: Ferries stop";
        revision.headline.as_mut().unwrap().value = headline.to_owned();
        revision.text_sha256 = crate::article::text_sha256(headline, body);
        let plain = analysis(body);
        let title = analysis(headline);
        let (document, attributions) = (title.document, title.attributions);
        let mut headed = plain.clone();
        headed.cast.speakers.push(title.cast.speakers[0].clone());
        let of = vec![Resolved { speaker: 1, ..title.cast.of[0].clone() }];
        headed.heading = Some(Heading { document, attributions, of });
        let row = store.ingest(run, "p", &revision, &plain).unwrap().revision_id;
        store.reextract(run, row, &headed).unwrap();
        let quotes = store.quotes(&Default::default()).unwrap();
        let told: Vec<_> = quotes.iter().map(|q| (&*q.speaker, &*q.quote, q.in_headline)).collect();
        assert_eq!(told, [("Žofie", "Ferries stop", true), ("Ada Okafor", "One.", false)]);
        assert_eq!(quotes[0].content_spans.0, [(7, 19)]);
        assert_eq!(store.statements(row).unwrap(), plain.statements);
        assert_eq!(store.check().unwrap().problems, []);
        revision.headline = None;
        revision.captured_at.value = "2026-03-01T02:00:00Z".into();
        revision.text_sha256 = "0".into();
        assert!(matches!(store.ingest(run, "p", &revision, &headed), Err(StoreError::Mismatch { .. })));
    }
}
