//! Joins: two articles turn out to be one, as when a file was renamed and edited between two captures.

use super::annotation::reattach_annotations;
use super::topics::{look_again, reattach_topics};
use super::{Store, StoreError, derived, facts, merge, review};
use crate::ids::ArticleId;
use rusqlite::{Connection, params};

impl Store {
    /// Makes the captures and revisions of `other` those of `article`, in their places by time, with the decisions about
    /// them; `other` is gone then. Nothing is extracted again.
    ///
    /// # Errors
    /// When people decided who its speakers are, which holds of an article by itself, or the database cannot be written.
    pub fn join_article(&mut self, article: ArticleId, other: ArticleId) -> Result<(), StoreError> {
        let (into, from) = (article.get(), other.get());
        let is_bound = self.write(|connection, scope| {
            if into == from || is_bound(connection, from)? {
                return Ok(into != from);
            }
            merge::captures_within(connection, scope, from, into)?;
            hand_over(connection, into, from)?;
            scope.mark_copies(into);
            Ok(false)
        })?;
        if is_bound {
            return Err(StoreError::refused(format!(
                "article {other} has speakers that people decided on; take that back (see `speakers`), then join it"
            )));
        }
        Ok(())
    }
}

/// Whether people decided about speakers of an article in a way that holds of it by itself.
pub(super) fn is_bound(connection: &Connection, article: i64) -> rusqlite::Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM speaker_quote WHERE article = ?1) \
               OR EXISTS (SELECT 1 FROM speaker_alias WHERE article = ?1 AND origin = 'review')";
    connection.query_row(sql, params![article], |row| row.get(0))
}

/// Makes what is known of the article `other`, whose captures are those of `article` by now, known of that one, and deletes
/// the rest of it.
pub(super) fn hand_over(connection: &Connection, article: i64, other: i64) -> rusqlite::Result<()> {
    let urls =
        "INSERT OR IGNORE INTO article_url (article, url) SELECT ?1, url FROM article_url WHERE article = ?2";
    let passages = "UPDATE annotation SET article = ?1, revision = (SELECT n.id FROM revision n JOIN revision o \
         ON o.text_sha256 = n.text_sha256 WHERE n.article = ?1 AND o.id = annotation.revision ORDER BY n.seq LIMIT 1) \
         WHERE article = ?2";
    for sql in [
        urls,
        passages,
        "UPDATE review SET article = ?1 WHERE article = ?2",
        "UPDATE change_gone SET article = ?1 WHERE article = ?2",
        "UPDATE watched SET article = ?1 WHERE article = ?2",
        "DELETE FROM topic_claim WHERE article = ?2 AND origin = 'proposed' AND article <> ?1",
        "UPDATE topic_claim SET article = ?1 WHERE article = ?2",
    ] {
        connection.execute(sql, params![article, other])?;
    }
    let mut spoke = Vec::new();
    for revision in facts::revisions_from(connection, other, 1)? {
        spoke.extend(derived::clear(connection, revision)?);
    }
    for sql in [
        "DELETE FROM change WHERE article = ?1",
        "DELETE FROM claim WHERE article = ?1",
        "UPDATE article SET newest_revision = NULL WHERE id = ?1",
        "UPDATE revision SET same_text_as = NULL WHERE article = ?1",
        "DELETE FROM revision WHERE article = ?1",
        "DELETE FROM article WHERE id = ?1",
    ] {
        connection.execute(sql, params![other])?;
    }
    derived::delete_silent(connection, &spoke)?;
    review::attach(connection, article)?;
    reattach_annotations(connection, article)?;
    reattach_topics(connection, article)?;
    look_again(connection, article)?;
    facts::set_newest(connection, article)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{analysis, revision, store};
    use super::super::{ChangeFilter, ClaimFilter, NewEvent, ReviewAction, RunId, Subject};
    use super::*;
    use crate::store::dump::dump;

    const TEXTS: [&str; 3] = [
        "Ada Okafor: The pier stays shut until June.\nan official: Nobody drowned.",
        "Ada Okafor: The pier stays shut until July.\nan official: Nobody drowned.",
        "Ada Okafor: The pier stays shut until August.",
    ];

    fn add(store: &mut Store, run: RunId, key: &str, body: &str, hour: usize) -> ArticleId {
        let mut revision = revision(key, &format!("2026-03-01T0{hour}:00:00Z"), body);
        revision.url = None;
        store.ingest(run, "a.txt", &revision, &analysis(body)).unwrap().article_id
    }

    /// A database in which the texts are revisions of one article.
    fn at_once() -> Store {
        let (mut store, run) = store();
        for (hour, body) in (1..).zip(TEXTS) {
            add(&mut store, run, "/jo/new.txt", body, hour);
        }
        store
    }

    #[test]
    fn the_joined_article_is_as_if_it_had_been_one_from_the_beginning() {
        // Whichever of the revisions came in under the other name.
        for elsewhere in [vec![2], vec![1, 2], vec![0], vec![1], vec![0, 2]] {
            let (mut store, run) = store();
            let (mut old, mut new) = (None, None);
            for (n, body) in TEXTS.into_iter().enumerate() {
                let (key, of) = match elsewhere.contains(&n) {
                    true => ("/jo/new.txt", &mut new),
                    false => ("/jo/old.txt", &mut old),
                };
                *of = Some(add(&mut store, run, key, body, n + 1));
            }
            let (old, new) = (old.unwrap(), new.unwrap());
            assert!(matches!(store.move_article(old, "/jo/new.txt", None), Err(StoreError::Refused { .. })));
            store.join_article(old, new).unwrap();
            store.move_article(old, "/jo/new.txt", None).unwrap();
            assert_eq!(dump(&store), dump(&at_once()), "{elsewhere:?}");
            assert_eq!(store.check().unwrap().problems, []);
            let changes = store.changes(&ChangeFilter::default()).unwrap();
            assert!(changes.iter().any(|c| c.after.as_deref().is_some_and(|words| words.contains("July"))));
        }
    }

    #[test]
    fn decisions_come_along_and_hold() {
        let (mut store, run) = store();
        let old = add(&mut store, run, "/jo/old.txt", TEXTS[0], 1);
        let new = add(&mut store, run, "/jo/new.txt", TEXTS[1], 2);
        let claim = |store: &Store| {
            let claims = store.claims(&ClaimFilter { words: Some("pier".into()), ..Default::default() });
            claims.unwrap().into_iter().find(|claim| claim.claim.contains("July")).unwrap()
        };
        let verdict = NewEvent {
            subject: Subject::Claim,
            id: claim(&store).claim_id.into(),
            action: ReviewAction::Verdict { words: "It opened in May.".into(), rating: Some("false".into()) },
            evidence: Vec::new(),
            note: None,
            reviewer: "Jo".into(),
            seen: None,
        };
        store.decide(run, &verdict).unwrap();
        store.join_article(old, new).unwrap();
        assert_eq!(claim(&store).rating.as_deref(), Some("false"));
        assert_eq!(claim(&store).article_id, old);
        assert_eq!(store.check().unwrap().problems, []);
        store.join_article(old, old).unwrap();
        assert_eq!(store.articles(&Default::default()).unwrap().len(), 1);
    }
}
