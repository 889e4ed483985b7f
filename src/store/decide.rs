//! Decisions about speakers: two are one, or one is two. Remembered as aliases of origin `review`, which come before
//! what the names say in every later ingest and re-extraction.

use super::query::name_of;
use super::speakers::name_key;
use super::{Store, StoreError};
use crate::speaker::SpeakerKind;
use rusqlite::{OptionalExtension, params};

/// What is known of a speaker's row.
struct Row {
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
    pub fn merge_speakers(&mut self, run: i64, keep: i64, other: i64) -> Result<(), StoreError> {
        let (kept, gone) = (self.speaker_row(keep)?, self.speaker_row(other)?);
        if keep == other {
            return Err(refused(format!("speaker {keep} cannot be merged with itself; name two speakers")));
        }
        for (id, row) in [(keep, &kept), (other, &gone)] {
            if row.name.is_none() {
                return Err(refused(format!(
                    "speaker {id} has no name to be known again by; it cannot be merged"
                )));
            }
        }
        let unnamed = |row: &Row| row.kind == name_of(SpeakerKind::Anonymous);
        if (unnamed(&kept) || unnamed(&gone))
            && !(unnamed(&kept) && unnamed(&gone) && kept.article == gone.article)
        {
            return Err(refused(format!(
                "speakers {keep} and {other} cannot be merged: an unnamed source can only be one with another unnamed \
                 source of its article"
            )));
        }
        self.write(|connection, _| {
            connection.execute("UPDATE attribution SET speaker = ?1 WHERE speaker = ?2", params![keep, other])?;
            connection.execute(
                "INSERT OR IGNORE INTO speaker_alias (speaker, name, key, kind, article, origin, run) \
                 SELECT ?1, name, key, kind, article, CASE origin WHEN 'mention' THEN origin ELSE 'review' END, \
                     CASE origin WHEN 'mention' THEN NULL ELSE ?3 END \
                 FROM speaker_alias WHERE speaker = ?2 OR (speaker = ?1 AND origin = 'name') ORDER BY id",
                params![keep, other, run],
            )?;
            connection.execute("DELETE FROM speaker WHERE id = ?", params![other])?;
            if kept.article != gone.article {
                connection.execute("UPDATE speaker SET article = NULL WHERE id = ?", params![keep])?;
            }
            Ok(())
        })
    }

    /// Makes what `speaker` says in `article` the words of a speaker of its own, now and in every revision of that
    /// article. Gives the new speaker's row. All or nothing.
    ///
    /// # Errors
    /// When either is not there, when the speaker says nothing in that article or nothing elsewhere, or the database
    /// cannot be written.
    pub fn split_speaker(&mut self, run: i64, speaker: i64, article: i64) -> Result<i64, StoreError> {
        let row = self.speaker_row(speaker)?;
        if row.name.is_none() {
            return Err(refused(format!(
                "speaker {speaker} has no name to be known again by; it cannot be split"
            )));
        }
        let sql = "SELECT q.speaker_name, q.speaker_kind FROM revision r JOIN attribution q ON q.revision = r.id \
                   WHERE r.article = ?1 AND q.speaker = ?2 AND q.speaker_name IS NOT NULL \
                   GROUP BY q.speaker_name, q.speaker_kind ORDER BY count(*) DESC, q.speaker_name";
        let names = |store: &Self| -> rusqlite::Result<Vec<(String, String)>> {
            let mut statement = store.connection.prepare(sql)?;
            let rows =
                statement.query_map(params![article, speaker], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect()
        };
        let names = names(self).map_err(|e| self.error(e))?;
        let Some((name, kind)) = names.first() else {
            return Err(refused(format!(
                "speaker {speaker} says nothing in article {article}; look at its quotes first"
            )));
        };
        let elsewhere: bool = self
            .connection
            .query_row(
                "SELECT EXISTS (SELECT 1 FROM attribution q JOIN revision r ON r.id = q.revision \
                 WHERE q.speaker = ?1 AND r.article <> ?2)",
                params![speaker, article],
                |row| row.get(0),
            )
            .map_err(|e| self.error(e))?;
        if !elsewhere {
            return Err(refused(format!(
                "speaker {speaker} says nothing outside article {article}; there is nothing to split it from"
            )));
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
            Ok(new)
        })
    }

    fn speaker_row(&self, speaker: i64) -> Result<Row, StoreError> {
        self.connection
            .query_row("SELECT name, kind, article FROM speaker WHERE id = ?", params![speaker], |row| {
                Ok(Row { name: row.get(0)?, kind: row.get(1)?, article: row.get(2)? })
            })
            .optional()
            .map_err(|e| self.error(e))?
            .ok_or_else(|| self.not_found(format!("speaker {speaker}; `onrecord speakers` lists them")))
    }
}

fn refused(why: String) -> StoreError {
    StoreError::Refused { why }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{analysis, ingest, revision, store};
    use super::super::{Proposal, SpeakerFilter, Store};

    /// Two articles that quote Ada Okafor, one of them "A. Okafor", and two unnamed sources.
    fn stored() -> (Store, i64) {
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

    fn id(store: &Store, name: &str, article: i64) -> i64 {
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
        let body = store.body(1).unwrap();
        store.reextract(run, 1, &analysis(&body)).unwrap();
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
        let new = store.split_speaker(run, ada, 2).unwrap();
        let split = [("A. Okafor", 1, 1), ("Ada Okafor", 1, 1), ("Ada Okafor", 1, 1)];
        assert_eq!(speakers(&store)[..3], named(&split));
        let body = "Ada Okafor: Four times.\nan official: Five.";
        ingest(&mut store, run, &revision("b", "2026-03-02", body));
        store.reextract(run, 2, &analysis(&store.body(2).unwrap())).unwrap();
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
        let again = store.split_speaker(run, ada, 3).unwrap();
        ingest(&mut store, run, &revision("c", "2026-03-03", "Okafor: Eight."));
        assert_eq!(id(&store, "Okafor", 3), again);
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
            store.merge_speakers(run, ada, 99),
            store.split_speaker(run, official, 2).map(drop),
            store.split_speaker(run, official, 1).map(drop),
        ] {
            said += &result.unwrap_err().to_string();
            said.push('\n');
        }
        insta::assert_snapshot!(said, @r"
        speaker 1 cannot be merged with itself; name two speakers
        speakers 1 and 3 cannot be merged: an unnamed source can only be one with another unnamed source of its article
        speakers 3 and 4 cannot be merged: an unnamed source can only be one with another unnamed source of its article
        :memory:: the database holds no speaker 99; `onrecord speakers` lists them
        speaker 3 says nothing in article 2; look at its quotes first
        speaker 3 says nothing outside article 1; there is nothing to split it from
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
