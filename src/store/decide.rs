//! Decisions about speakers: two are one, one is two, or two are not one. All outlive every later ingest and
//! re-extraction. That a name is somebody's is remembered as an alias of origin `review`, which comes before what the
//! names say; who said a quote by the quote's words (`speaker_quote`); who is not who by pairs (`speaker_distinct`).

use super::query::name_of;
use super::speakers::{name_key, quote_key};
use super::{DecisionRemedy, RowKind, Store, StoreError, facts, review};
use crate::ids::{ArticleId, QuoteId, RunId, SpeakerId};
use crate::speaker::SpeakerKind;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashSet;

/// What is known of a speaker's row.
struct StoredSpeaker {
    name: Option<String>,
    kind: String,
    article: Option<i64>,
}

impl Store {
    /// Makes `other` the same speaker as `keep`: its quotes and names become those of `keep`, now and whenever an
    /// article names it again. All or nothing.
    ///
    /// # Errors
    /// When either is not there, or is nobody that could be known again, or the database cannot be written.
    pub fn merge_speakers(
        &mut self,
        run: RunId,
        keep: SpeakerId,
        other: SpeakerId,
    ) -> Result<(), StoreError> {
        let (run, keep, other) = (run.get(), keep.get(), other.get());
        let (kept, gone) = (self.speaker_row(keep)?, self.speaker_row(other)?);
        if keep == other {
            return Err(refused(format!("speaker {keep} cannot be merged with itself; name two speakers")));
        }
        for (id, row) in [(keep, &kept), (other, &gone)] {
            if row.name.is_none() {
                return Err(refused(format!(
                    "speaker {id} has no name by which it could be recognised; merge only speakers with a name"
                )));
            }
        }
        let unnamed = |row: &StoredSpeaker| row.kind == name_of(SpeakerKind::Anonymous);
        if (unnamed(&kept) || unnamed(&gone))
            && !(unnamed(&kept) && unnamed(&gone) && kept.article == gone.article)
        {
            return Err(refused(format!(
                "speakers {keep} and {other} cannot be merged: an unnamed source merges only with another of its article; \
                 name two such, or two with a name"
            )));
        }
        let elsewhere = kept.article != gone.article;
        self.write(|connection, _| merge(connection, run, (keep, other), elsewhere))
    }

    /// Assigns what `speaker` says in `article` to a new speaker, now and in every revision of that article. Returns the
    /// new speaker's row. All or nothing.
    ///
    /// # Errors
    /// When either is not there, when the speaker says nothing in that article or nothing elsewhere, or the database
    /// cannot be written.
    pub fn split_speaker(
        &mut self,
        run: RunId,
        speaker: SpeakerId,
        article: ArticleId,
    ) -> Result<SpeakerId, StoreError> {
        let (run, speaker, article) = (run.get(), speaker.get(), article.get());
        let row = self.speaker_row(speaker)?;
        if row.name.is_none() {
            return Err(refused(format!(
                "speaker {speaker} has no name by which it could be recognised; split only a speaker with a name"
            )));
        }
        let names = self.names_in(speaker, article).map_err(|e| self.error(e))?;
        let Some((name, kind)) = names.first() else {
            return Err(refused(format!(
                "speaker {speaker} says nothing in article {article}; name an article in which it is quoted"
            ))
            .or(DecisionRemedy::QuotesOf(speaker)));
        };
        if !self.speaks_outside(speaker, article).map_err(|e| self.error(e))? {
            return Err(refused(format!(
                "speaker {speaker} says nothing outside article {article}, so there is nothing to split it from; split \
                 single quotes off"
            ))
            .or(DecisionRemedy::SplitQuotes));
        }
        self.write(|connection, _| {
            connection.execute(
                "INSERT INTO speaker (name, kind, article) VALUES (?, ?, ?)",
                params![name, kind, article],
            )?;
            let new = connection.last_insert_rowid();
            // What an earlier decision said of this article is taken back.
            connection.execute(
                "DELETE FROM speaker_alias WHERE speaker = ?1 AND article = ?2 AND origin <> 'mention'",
                params![speaker, article],
            )?;
            for (name, kind) in &names {
                connection.execute(
                    "INSERT OR IGNORE INTO speaker_alias (speaker, name, key, kind, article, origin, run) \
                     VALUES (?, ?, ?, ?, ?, 'review', ?)",
                    params![new, name, name_key(name), kind, article, run],
                )?;
            }
            connection.execute(
                "UPDATE speaker_alias SET speaker = ?1 WHERE speaker = ?2 AND article = ?3",
                params![new, speaker, article],
            )?;
            connection.execute(
                "UPDATE attribution SET speaker = ?1 WHERE speaker = ?2 \
                 AND revision IN (SELECT id FROM revision WHERE article = ?3)",
                params![new, speaker, article],
            )?;
            // A wrong speaker that was put right is wrong no more.
            review::attach(connection, article)?;
            facts::set_newest(connection, article)?;
            Ok(SpeakerId::new(new))
        })
    }

    /// The names and kinds that a speaker has in an article, the most frequent first.
    fn names_in(&self, speaker: i64, article: i64) -> rusqlite::Result<Vec<(String, String)>> {
        let mut statement = self.connection.prepare(
            "SELECT q.speaker_name, q.speaker_kind FROM revision r JOIN attribution q ON q.revision = r.id \
             WHERE r.article = ?1 AND q.speaker = ?2 AND q.speaker_name IS NOT NULL \
             GROUP BY q.speaker_name, q.speaker_kind ORDER BY count(*) DESC, q.speaker_name",
        )?;
        statement.query_map(params![article, speaker], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    }

    /// Whether a speaker says anything in another article.
    fn speaks_outside(&self, speaker: i64, article: i64) -> rusqlite::Result<bool> {
        self.connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM attribution q JOIN revision r ON r.id = q.revision \
             WHERE q.speaker = ?1 AND r.article <> ?2)",
            params![speaker, article],
            |row| row.get(0),
        )
    }

    /// Assigns some quotes of `speaker` in one article, given by number, to a new speaker called `name`, or else as
    /// before: the extraction took two people for one. Holds for the same words in every revision of the article.
    /// Returns the new speaker's row. All or nothing.
    ///
    /// # Errors
    /// When the speaker is not there, when a quote is not of it or of that article, or the database cannot be written.
    pub fn split_quotes(
        &mut self,
        run: RunId,
        speaker: SpeakerId,
        article: ArticleId,
        quotes: &[QuoteId],
        name: Option<&str>,
    ) -> Result<SpeakerId, StoreError> {
        let (run, speaker, article) = (run.get(), speaker.get(), article.get());
        let row = self.speaker_row(speaker)?;
        let name = name.map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned).or(row.name);
        let wordings = self.wordings_of(speaker, article, quotes)?;
        if wordings.is_empty() {
            return Err(
                refused("no quote is given; name some by number".to_owned()).or(DecisionRemedy::SplitQuotes)
            );
        }
        self.write(|connection, _| {
            let same = quotes_worded(connection, speaker, article, &wordings)?;
            connection.execute(
                "INSERT INTO speaker (name, kind, article) VALUES (?, ?, ?)",
                params![name, row.kind, article],
            )?;
            let new = connection.last_insert_rowid();
            for wording in &wordings {
                connection.execute(
                    "INSERT OR REPLACE INTO speaker_quote (article, key, wording, speaker, run) VALUES (?, ?, ?, ?, ?)",
                    params![article, quote_key(wording), wording, new, run],
                )?;
            }
            for id in &same {
                connection.execute(
                    "UPDATE attribution SET speaker = ?1, speaker_name = ?2 WHERE id = ?3",
                    params![new, name, id],
                )?;
            }
            // A wrong speaker that was put right is wrong no more.
            review::attach(connection, article)?;
            facts::set_newest(connection, article)?;
            Ok(SpeakerId::new(new))
        })
    }

    /// The words of quotes of one article, which are all `speaker`'s.
    fn wordings_of(&self, speaker: i64, article: i64, quotes: &[QuoteId]) -> Result<Vec<String>, StoreError> {
        let mut wordings = Vec::with_capacity(quotes.len());
        for &quote in quotes {
            let found: Option<(i64, i64, String)> = self
                .connection
                .query_row(
                    "SELECT speaker_id, article_id, quote FROM v_quotes WHERE quote_id = ?",
                    params![quote],
                    |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
                )
                .optional()
                .map_err(|e| self.error(e))?;
            match found {
                None => {
                    return Err(self.not_found(RowKind::Quote, format!("quote {quote}")));
                }
                Some((said_by, _, _)) if said_by != speaker => {
                    return Err(refused(format!(
                        "quote {quote} is not by speaker {speaker} but by speaker {said_by}; name that one, or another quote"
                    )));
                }
                Some((_, there, _)) if there != article => {
                    return Err(refused(format!(
                        "quote {quote} is not in article {article} but in article {there}; name that one, or another quote"
                    )));
                }
                Some((_, _, wording)) => wordings.push(wording),
            }
        }
        Ok(wordings)
    }

    /// Records that two speakers are different: they are not proposed as one again. A merge takes it back.
    ///
    /// # Errors
    /// When either is not there, or the database cannot be written.
    pub fn keep_apart(&mut self, run: RunId, speaker: SpeakerId, other: SpeakerId) -> Result<(), StoreError> {
        let (run, speaker, other) = (run.get(), speaker.get(), other.get());
        self.speaker_row(speaker)?;
        self.speaker_row(other)?;
        if speaker == other {
            return Err(refused(format!(
                "speaker {speaker} cannot be kept apart from itself; name two speakers"
            )));
        }
        self.write(|connection, _| {
            connection
                .execute(
                    "INSERT OR IGNORE INTO speaker_distinct (speaker, other, run) VALUES (?, ?, ?)",
                    params![speaker.min(other), speaker.max(other), run],
                )
                .map(drop)
        })
    }

    /// The pairs that a person decided to keep apart, the lower number first.
    pub(super) fn distinct_speakers(&self) -> Result<HashSet<(i64, i64)>, StoreError> {
        let pairs = || -> rusqlite::Result<HashSet<(i64, i64)>> {
            let mut statement = self.connection.prepare("SELECT speaker, other FROM speaker_distinct")?;
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        };
        pairs().map_err(|e| self.error(e))
    }

    fn speaker_row(&self, speaker: i64) -> Result<StoredSpeaker, StoreError> {
        self.connection
            .query_row("SELECT name, kind, article FROM speaker WHERE id = ?", params![speaker], |row| {
                Ok(StoredSpeaker { name: row.get(0)?, kind: row.get(1)?, article: row.get(2)? })
            })
            .optional()
            .map_err(|e| self.error(e))?
            .ok_or_else(|| self.not_found(RowKind::Speaker, format!("speaker {speaker}")))
    }
}

/// Makes `other` the same speaker as `keep`, who is of another article if it is `elsewhere`.
pub(super) fn merge(
    connection: &Connection,
    run: i64,
    (keep, other): (i64, i64),
    elsewhere: bool,
) -> rusqlite::Result<()> {
    connection.execute("UPDATE attribution SET speaker = ?1 WHERE speaker = ?2", params![keep, other])?;
    connection.execute(
        "INSERT OR IGNORE INTO speaker_alias (speaker, name, key, kind, article, origin, run) \
         SELECT ?1, name, key, kind, article, CASE origin WHEN 'mention' THEN origin ELSE 'review' END, \
             CASE origin WHEN 'mention' THEN NULL ELSE ?3 END \
         FROM speaker_alias WHERE speaker = ?2 OR (speaker = ?1 AND origin = 'name') ORDER BY id",
        params![keep, other, run],
    )?;
    connection.execute("UPDATE speaker_quote SET speaker = ?1 WHERE speaker = ?2", params![keep, other])?;
    // What the other is not, the kept one is not; that they are two is taken back.
    connection.execute(
        "INSERT OR IGNORE INTO speaker_distinct (speaker, other, run) \
         SELECT min(?1, third), max(?1, third), run FROM ( \
             SELECT iif(speaker = ?2, other, speaker) AS third, run FROM speaker_distinct \
             WHERE ?2 IN (speaker, other)) WHERE third <> ?1",
        params![keep, other],
    )?;
    connection.execute(
        "INSERT OR IGNORE INTO speaker_same_as (speaker, url, run) \
         SELECT ?1, url, run FROM speaker_same_as WHERE speaker = ?2",
        params![keep, other],
    )?;
    connection.execute("DELETE FROM speaker WHERE id = ?", params![other])?;
    if elsewhere {
        connection.execute("UPDATE speaker SET article = NULL WHERE id = ?", params![keep])?;
    }
    review::attach_of_speaker(connection, keep)?;
    // Two sources of an article may be one now.
    connection
        .execute(
            "UPDATE article SET newest_revision = newest_revision \
             WHERE id IN (SELECT r.article FROM attribution q JOIN revision r ON r.id = q.revision WHERE q.speaker = ?)",
            params![keep],
        )
        .map(drop)
}

/// All quotes of a speaker in an article that have one of these wordings.
fn quotes_worded(
    connection: &Connection,
    speaker: i64,
    article: i64,
    wordings: &[String],
) -> rusqlite::Result<Vec<i64>> {
    let keys: HashSet<String> = wordings.iter().map(|w| quote_key(w)).collect();
    connection
        .prepare("SELECT quote_id, quote FROM v_quotes WHERE article_id = ?1 AND speaker_id = ?2")?
        .query_map(params![article, speaker], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?
        .filter(|row| row.as_ref().map_or(true, |(_, exact)| keys.contains(&quote_key(exact))))
        .map(|row| row.map(|(id, _)| id))
        .collect()
}

fn refused(why: String) -> StoreError {
    StoreError::refused(why)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{analysis, ingest, revision, store};
    use super::super::{Proposal, QuoteFilter, RevisionId, RunId, SpeakerFilter, SpeakerId, Store};

    /// Two articles that quote Ada Okafor, one of them "A. Okafor", and two unnamed sources.
    fn stored() -> (Store, RunId) {
        let (mut store, run) = store();
        let bodies = [
            ("a", "Ada Okafor: One.\nA. Okafor: Two.\nan official: Three."),
            ("b", "Ada Okafor: Four.\nan official: Five.\nan aide: Six."),
        ];
        for (key, body) in bodies {
            ingest(&mut store, run, &revision(key, "2026-03-01T01:00:00Z", body));
        }
        (store, run)
    }

    /// Who speaks, with the number of quotes and articles.
    fn speakers(store: &Store) -> Vec<(String, i64, i64)> {
        let rows = store.speakers(&SpeakerFilter::default()).unwrap();
        let mut rows: Vec<_> = rows.into_iter().map(|s| (s.speaker, s.quotes, s.articles)).collect();
        rows.sort();
        rows
    }

    fn id(store: &Store, name: &str, article: i64) -> SpeakerId {
        let filter = SpeakerFilter {
            speaker: Some(name.into()),
            article: Some(article.to_string()),
            ..Default::default()
        };
        store.speakers(&filter).unwrap().iter().find(|s| s.speaker == name).unwrap().speaker_id
    }

    fn named(rows: &[(&str, i64, i64)]) -> Vec<(String, i64, i64)> {
        rows.iter().map(|&(name, quotes, articles)| (name.to_owned(), quotes, articles)).collect()
    }

    #[test]
    fn merged_speakers_stay_one_through_reextraction_and_later_articles() {
        let (mut store, run) = stored();
        let (ada, a) = (id(&store, "Ada Okafor", 1), id(&store, "A. Okafor", 1));
        store.merge_speakers(run, ada, a).unwrap();
        let merged =
            named(&[("Ada Okafor", 3, 2), ("an aide", 1, 1), ("an official", 1, 1), ("an official", 1, 1)]);
        assert_eq!(speakers(&store), merged);
        let body = store.body(1.into()).unwrap();
        store.reextract(run, 1.into(), &analysis(&body)).unwrap();
        assert_eq!(speakers(&store), merged);
        ingest(&mut store, run, &revision("c", "2026-03-02", "A. Okafor: Seven."));
        assert_eq!(speakers(&store)[0], ("Ada Okafor".into(), 4, 3));
        assert!(store.check().unwrap().is_sound());
        // Gone for good, even when the kept one is silent for a while.
        assert!(store.merge_speakers(run, ada, a).unwrap_err().to_string().contains("holds no speaker"));
    }

    #[test]
    fn a_split_speaker_stays_two() {
        let (mut store, run) = stored();
        let ada = id(&store, "Ada Okafor", 1);
        let new = store.split_speaker(run, ada, 2.into()).unwrap();
        let split = [("A. Okafor", 1, 1), ("Ada Okafor", 1, 1), ("Ada Okafor", 1, 1)];
        assert_eq!(speakers(&store)[..3], named(&split));
        let body = "Ada Okafor: Four times.\nan official: Five.";
        ingest(&mut store, run, &revision("b", "2026-03-02", body));
        store.reextract(run, 2.into(), &analysis(&store.body(2.into()).unwrap())).unwrap();
        assert_eq!(id(&store, "Ada Okafor", 2), new);
        ingest(&mut store, run, &revision("c", "2026-03-02", "Ada Okafor: Seven."));
        assert_eq!(id(&store, "Ada Okafor", 3), ada);
        // And back.
        store.merge_speakers(run, ada, new).unwrap();
        ingest(&mut store, run, &revision("b", "2026-03-03", "Ada Okafor: Nine."));
        assert_eq!(id(&store, "Ada Okafor", 2), ada);
        assert!(store.check().unwrap().is_sound());
    }

    #[test]
    fn a_split_takes_back_a_merge() {
        let (mut store, run) = stored();
        ingest(&mut store, run, &revision("c", "2026-03-02", "Okafor: Seven."));
        let (ada, surname) = (id(&store, "Ada Okafor", 1), id(&store, "Okafor", 3));
        store.merge_speakers(run, ada, surname).unwrap();
        assert_eq!(id(&store, "Ada Okafor", 3), ada);
        let again = store.split_speaker(run, ada, 3.into()).unwrap();
        ingest(&mut store, run, &revision("c", "2026-03-03", "Okafor: Eight."));
        assert_eq!(id(&store, "Okafor", 3), again);
    }

    #[test]
    fn two_people_of_one_article_that_were_made_one_come_apart() {
        let (mut store, run) = stored();
        let ada = id(&store, "Ada Okafor", 1);
        ingest(
            &mut store,
            run,
            &revision("a", "2026-03-02", "Ada Okafor: One.\nAda Okafor: Two more.\nx: y."),
        );
        let quotes = store.quotes(&QuoteFilter { article: Some("a".into()), ..Default::default() }).unwrap();
        let quote = quotes.iter().find(|q| q.quote == "Two more.").unwrap().quote_id;
        let new = store.split_quotes(run, ada, 1.into(), &[quote], Some("Bea Okafor")).unwrap();
        let who = |store: &Store| {
            let quotes =
                store.quotes(&QuoteFilter { article: Some("a".into()), ..Default::default() }).unwrap();
            quotes.iter().map(|q| (q.quote.clone(), q.speaker.clone(), q.speaker_id)).collect::<Vec<_>>()
        };
        let apart = who(&store);
        assert_eq!(apart[0], ("One.".into(), "Ada Okafor".into(), ada));
        assert_eq!(apart[1], ("Two more.".into(), "Bea Okafor".into(), new));
        store.reextract(run, 3.into(), &analysis(&store.body(3.into()).unwrap())).unwrap();
        assert_eq!(who(&store), apart);
        // In later revisions, too, and through one in which they are silent.
        ingest(&mut store, run, &revision("a", "2026-03-03", "x: y."));
        ingest(&mut store, run, &revision("a", "2026-03-04", "Ada Okafor: One.\nAda Okafor: “Two more”."));
        assert_eq!((who(&store)[0].2, who(&store)[1].2), (ada, new));
        let refused = store.split_quotes(run, ada, 1.into(), &[quote], None).unwrap_err().to_string();
        assert!(refused.contains(&format!("is not by speaker {ada} but by speaker {new}")), "{refused}");
        assert!(store.split_quotes(run, ada, 1.into(), &[], None).is_err());
        assert!(store.split_quotes(run, ada, 1.into(), &[999.into()], None).is_err());
        // And back.
        store.merge_speakers(run, ada, new).unwrap();
        let newest: RevisionId = store
            .connection
            .query_row("SELECT newest_revision FROM article WHERE id = 1", [], |row| row.get(0))
            .unwrap();
        store.reextract(run, newest, &analysis(&store.body(newest).unwrap())).unwrap();
        assert!(who(&store).iter().take(2).all(|(_, _, id)| *id == ada));
        assert!(store.check().unwrap().is_sound());
    }

    #[test]
    fn a_pair_told_apart_is_not_proposed_again() {
        let (mut store, run) = stored();
        let (ada, a) = (id(&store, "Ada Okafor", 1), id(&store, "A. Okafor", 1));
        assert_eq!(store.proposals(None).unwrap().len(), 1);
        store.keep_apart(run, a, ada).unwrap();
        store.keep_apart(run, ada, a).unwrap();
        assert!(store.proposals(None).unwrap().is_empty());
        store.reextract(run, 1.into(), &analysis(&store.body(1.into()).unwrap())).unwrap();
        ingest(&mut store, run, &revision("a", "2026-03-02", "x: y."));
        ingest(&mut store, run, &revision("a", "2026-03-03", "A. Okafor: Two."));
        assert!(store.proposals(None).unwrap().is_empty());
        assert!(store.keep_apart(run, ada, ada).is_err() && store.keep_apart(run, ada, 99.into()).is_err());
        // A third whom the merged one is not.
        let official = id(&store, "an official", 1);
        store.keep_apart(run, a, official).unwrap();
        store.merge_speakers(run, ada, a).unwrap();
        let pairs = store.distinct_speakers().unwrap();
        assert_eq!(pairs.into_iter().collect::<Vec<_>>(), [(ada.get(), official.get())]);
    }

    #[test]
    fn what_cannot_be_decided_is_told() {
        let (mut store, run) = stored();
        let (ada, official) = (id(&store, "Ada Okafor", 1), id(&store, "an official", 1));
        let other = id(&store, "an official", 2);
        let mut said = String::new();
        for result in [
            store.merge_speakers(run, ada, ada),
            store.merge_speakers(run, ada, official),
            store.merge_speakers(run, official, other),
            store.merge_speakers(run, ada, 99.into()),
            store.split_speaker(run, official, 2.into()).map(drop),
            store.split_speaker(run, official, 1.into()).map(drop),
        ] {
            said += &result.unwrap_err().to_string();
            said.push('\n');
        }
        insta::assert_snapshot!(said, @r"
        speaker 1 cannot be merged with itself; name two speakers
        speakers 1 and 3 cannot be merged: an unnamed source merges only with another of its article; name two such, or two with a name
        speakers 3 and 4 cannot be merged: an unnamed source merges only with another of its article; name two such, or two with a name
        :memory:: the database holds no speaker 99
        speaker 3 says nothing in article 2; name an article in which it is quoted
        speaker 3 says nothing outside article 1, so there is nothing to split it from; split single quotes off
        ");
        let aide = id(&store, "an aide", 2);
        store.merge_speakers(run, other, aide).unwrap();
        assert_eq!(store.speaker(other).unwrap().quotes, 2);
    }

    #[test]
    fn proposals_merge_nobody() {
        let (mut store, run) = stored();
        ingest(
            &mut store,
            run,
            &revision("c", "2026-03-02", "Okafor: Seven.\nMHA: Eight.\nBill Marsh: Nine."),
        );
        ingest(&mut store, run, &revision("d", "2026-03-02", "William Marsh: Ten.\nOkafor: Eleven."));
        let before = speakers(&store);
        let told = |p: &Proposal| format!("{} / {}: {}\n", p.speaker, p.other, p.reason);
        let proposals: String = store.proposals(None).unwrap().iter().map(told).collect();
        insta::assert_snapshot!(proposals, @r"
        Ada Okafor / A. Okafor: the same surname and initial
        Ada Okafor / Okafor: one is the surname alone
        Ada Okafor / Okafor: one is the surname alone
        A. Okafor / Okafor: one is the surname alone
        A. Okafor / Okafor: one is the surname alone
        William Marsh / Bill Marsh: a short form of the given name
        ");
        assert_eq!(speakers(&store), before);
        assert_eq!(store.proposals(Some(1)).unwrap().len(), 1);
    }
}
