//! Attach: brings the reviews of an article back to the claims, quotes and changes that they are about, marks what was
//! rejected or confirmed, and says which claims turned since they were decided on.
//!
//! A quote is known by its words, those of its source and its cue, and of several that have them all by the words around
//! it; a change by both its sentences and its kinds; a claim by its row, which lineage keeps, else by its words. Where two
//! reviews are about one thing the one decided last has it, and the other waits without.

use super::super::query::{Json, Subject};
use super::super::speakers::{name_key, quote_key};
use super::seen::Kept;
use super::turned::settle_turned;
use crate::diff::fingerprint;
use crate::speaker::{SpeakerKind, why_alike};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{HashMap, HashSet};

/// A review as it was decided, or last touched.
pub(super) struct KnownReview {
    pub(super) id: i64,
    pub(super) subject: Subject,
    pub(super) rejected: bool,
    confirmed: bool,
    reopened: bool,
    wrong_speaker: bool,
    not_an_attribution: bool,
    not_a_change: bool,
    pub(super) kept: Kept,
    /// The row that it has so far.
    row: Option<i64>,
}

/// Brings every review of an article back to what it is about.
pub(in crate::store) fn attach(connection: &Connection, article: i64) -> rusqlite::Result<()> {
    let known = known(connection, article)?;
    if known.is_empty() {
        return Ok(());
    }
    let of = |subject| known.iter().filter(move |k| k.subject == subject);
    attach_quotes(connection, article, &of(Subject::Quote).collect::<Vec<_>>())?;
    let changes: Vec<_> = of(Subject::Change).collect();
    attach_changes(connection, article, &changes)?;
    let none = of_no_change(connection, article, &changes)?;
    attach_claims(connection, article, &of(Subject::Claim).collect::<Vec<_>>(), &none)?;
    connection.prepare_cached(SETTLE)?.execute(params![article])?;
    Ok(())
}

/// The same for every article with a reviewed quote that a speaker is said to have said.
pub(in crate::store) fn attach_of_speaker(connection: &Connection, speaker: i64) -> rusqlite::Result<()> {
    let articles: Vec<i64> = connection
        .prepare_cached(
            "SELECT DISTINCT v.article FROM review v WHERE v.subject = 'quote' AND v.article IN ( \
                 SELECT r.article FROM attribution q JOIN revision r ON r.id = q.revision WHERE q.speaker = ?)",
        )?
        .query_map(params![speaker], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    articles.into_iter().try_for_each(|article| attach(connection, article))
}

/// The reviews of an article, the last touched first.
pub(super) fn known(connection: &Connection, article: i64) -> rusqlite::Result<Vec<KnownReview>> {
    connection
        .prepare_cached(
            "SELECT v.id, v.subject, coalesce(e.action = 'rejected', 0), coalesce(e.reason = 'wrong_speaker', 0), e.seen, \
                 coalesce(v.claim, v.quote, v.change), v.decision IS NOT NULL AND e.action = 'confirmed', \
                 v.decision IS NULL AND EXISTS (SELECT 1 FROM review_event x WHERE x.review = v.id AND x.action = 'reopened'), \
                 coalesce(e.reason = 'not_an_attribution', 0), coalesce(e.reason = 'not_a_change', 0) \
             FROM review v JOIN review_event e ON e.id = coalesce(v.decision, v.event) \
             WHERE v.article = ? ORDER BY (SELECT at FROM review_event WHERE id = v.event) DESC, v.event DESC",
        )?
        .query_map(params![article], |row| {
            let rejected: bool = row.get(2)?;
            Ok(KnownReview {
                id: row.get(0)?,
                subject: row.get(1)?,
                rejected,
                wrong_speaker: rejected && row.get(3)?,
                kept: row.get::<_, Json<Kept>>(4)?.0,
                row: row.get(5)?,
                confirmed: row.get(6)?,
                reopened: row.get(7)?,
                not_an_attribution: rejected && row.get(8)?,
                not_a_change: rejected && row.get(9)?,
            })
        })?
        .collect()
}

/// Points reviews of one subject to rows; a row that an earlier one of the list has is not given again.
fn point(connection: &Connection, column: &str, rows: &[(i64, Option<i64>)]) -> rusqlite::Result<()> {
    let sql = format!("UPDATE review SET {column} = ?2 WHERE id = ?1 AND {column} IS NOT ?2");
    let mut update = connection.prepare_cached(&sql)?;
    // All free first, for no row is two reviews' at any time.
    for &(review, _) in rows {
        update.execute(params![review, None::<i64>])?;
    }
    let mut taken = HashSet::new();
    for &(review, row) in rows {
        update.execute(params![review, row.filter(|&row| taken.insert(row))])?;
    }
    Ok(())
}

/// Sets a mark of a table on just these rows of an article; `all` selects the number and the mark of each of its rows.
fn mark(
    connection: &Connection,
    (table, column, all): (&str, &str, &str),
    article: i64,
    marked: &HashSet<i64>,
) -> rusqlite::Result<()> {
    let marks: Vec<(i64, bool)> = connection
        .prepare_cached(all)?
        .query_map(params![article], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut update = connection.prepare_cached(&format!("UPDATE {table} SET {column} = ?2 WHERE id = ?1"))?;
    for (id, is_marked) in marks {
        let wanted = marked.contains(&id);
        if is_marked != wanted {
            update.execute(params![id, wanted])?;
        }
    }
    Ok(())
}

/// A quote that a review may be about.
pub(super) struct QuotePlace {
    pub(super) id: i64,
    revision: i64,
    speaker: String,
    speaker_id: i64,
    speaker_kind: String,
    prefix: String,
    suffix: String,
}

pub(super) type QuoteKey = (bool, [String; 3]);

/// What a quote is known by.
fn key_of(quote: &str, source: &str, cue: &str, in_headline: bool) -> QuoteKey {
    (in_headline, [quote, source, cue].map(quote_key))
}

/// What the quote of a review is known by.
pub(super) fn key_of_quote(kept: &Kept) -> QuoteKey {
    key_of(&kept.quote, &kept.source, &kept.cue, kept.in_headline)
}

/// The quotes of an article by what each is known by, the newest first.
pub(super) fn quotes_by_key(
    connection: &Connection,
    article: i64,
) -> rusqlite::Result<HashMap<QuoteKey, Vec<QuotePlace>>> {
    let mut by_key: HashMap<_, Vec<QuotePlace>> = HashMap::new();
    let mut statement = connection.prepare_cached(
        "SELECT quote_id, revision, speaker, prefix, suffix, quote, source, cue, in_headline, speaker_id, speaker_kind FROM v_quotes \
         WHERE article_id = ? ORDER BY revision DESC, in_headline DESC, ordinal",
    )?;
    let mut rows = statement.query(params![article])?;
    while let Some(row) = rows.next()? {
        let (quote, source, cue): (String, String, String) = (row.get(5)?, row.get(6)?, row.get(7)?);
        let candidate = QuotePlace {
            id: row.get(0)?,
            revision: row.get(1)?,
            speaker: row.get(2)?,
            prefix: row.get(3)?,
            suffix: row.get(4)?,
            speaker_id: row.get(9)?,
            speaker_kind: row.get(10)?,
        };
        by_key.entry(key_of(&quote, &source, &cue, row.get(8)?)).or_default().push(candidate);
    }
    Ok(by_key)
}

fn attach_quotes(connection: &Connection, article: i64, reviews: &[&KnownReview]) -> rusqlite::Result<()> {
    if reviews.is_empty() {
        return Ok(());
    }
    let by_key = quotes_by_key(connection, article)?;
    let (mut places, mut settled) = (Vec::new(), HashSet::new());
    let (mut rejected, mut not_theirs, mut confirmed) = (HashSet::new(), HashSet::new(), HashSet::new());
    for review in reviews {
        let kept = &review.kept;
        let all = by_key.get(&key_of_quote(kept));
        let found = all.map(|all| in_each_revision(kept, all)).unwrap_or_default();
        for c in &found {
            // It is rejected, or confirmed, whose it is.
            let of_speaker = review.wrong_speaker || review.confirmed;
            let holds = !of_speaker || is_same_speaker(connection, article, kept, c)?;
            let (rejects, confirms) = (review.rejected && holds, review.confirmed && holds);
            // Of several reviews of the same words the one touched last holds.
            if (rejects || confirms || review.reopened) && settled.insert(c.id) {
                rejected.extend(rejects.then_some(c.id));
                let theirs = !review.wrong_speaker && !review.not_an_attribution;
                not_theirs.extend((rejects && !theirs).then_some(c.id));
                confirmed.extend(confirms.then_some(c.id));
            }
        }
        places.push((review.id, found.first().map(|c| c.id)));
    }
    point(connection, "quote", &places)?;
    for (column, marked) in [("rejected", &rejected), ("not_theirs", &not_theirs), ("confirmed", &confirmed)]
    {
        let all = format!(
            "SELECT q.id, q.{column} FROM revision r JOIN attribution q ON q.revision = r.id WHERE r.article = ?"
        );
        mark(connection, ("attribution", column, &all), article, marked)?;
    }
    Ok(())
}

/// Whether a quote is by whom a review saw: of that name, merged with it, or by a fuller or shorter form of it ("Ord", "Bea
/// Ord"). Whom a person gave the quote to is only who has the name, or was merged with one who has.
fn is_same_speaker(
    connection: &Connection,
    article: i64,
    kept: &Kept,
    quote: &QuotePlace,
) -> rusqlite::Result<bool> {
    let known = kept.speaker.as_deref().unwrap_or_default();
    let name = name_key(known);
    if name_key(&quote.speaker) == name {
        return Ok(true);
    }
    let given = connection
        .prepare_cached("SELECT 1 FROM speaker_quote WHERE article = ? AND key = ? AND speaker = ?")?
        .exists(params![article, quote_key(&kept.quote), quote.speaker_id])?;
    let goes_by = connection
        .prepare_cached(
            "SELECT 1 FROM speaker_alias WHERE speaker = ? AND key = ? AND (origin = 'review' OR NOT ?)",
        )?
        .exists(params![quote.speaker_id, name, given])?;
    let kind = serde_json::from_value(quote.speaker_kind.as_str().into()).unwrap_or(SpeakerKind::None);
    Ok(goes_by || !given && why_alike(known, &quote.speaker, kind).is_some())
}

/// Of the quotes with the words of a review the one in each revision that stands most as it stood, the newest first.
pub(super) fn in_each_revision<'c>(kept: &Kept, all: &'c [QuotePlace]) -> Vec<&'c QuotePlace> {
    let mut best: Vec<(usize, &QuotePlace)> = Vec::new();
    for candidate in all {
        let around = common(kept.prefix.chars().rev(), candidate.prefix.chars().rev())
            + common(kept.suffix.chars(), candidate.suffix.chars());
        match best.last_mut().filter(|(_, last)| last.revision == candidate.revision) {
            Some(last) if around > last.0 => *last = (around, candidate),
            Some(_) => {}
            None => best.push((around, candidate)),
        }
    }
    best.into_iter().map(|(_, candidate)| candidate).collect()
}

fn common(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(a, b)| a == b).count()
}

/// What a change is known by.
fn change_key(before: Option<&str>, after: Option<&str>, mut kinds: Vec<String>) -> ChangeKey {
    kinds.sort();
    (before.map(fingerprint), after.map(fingerprint), kinds)
}

pub(super) type ChangeKey = (Option<u64>, Option<u64>, Vec<String>);

/// What the change of a review is known by.
pub(super) fn key_of_change(kept: &Kept) -> ChangeKey {
    change_key(kept.before.as_deref(), kept.after.as_deref(), kept.kinds.clone())
}

/// The changes of an article by what each is known by, the newest first, with when their newer revisions were captured.
pub(super) fn changes_by_key(
    connection: &Connection,
    article: i64,
) -> rusqlite::Result<HashMap<ChangeKey, Vec<(i64, String)>>> {
    let mut by_key: HashMap<_, Vec<(i64, String)>> = HashMap::new();
    let mut statement = connection.prepare_cached(
        "SELECT change_id, to_captured_at, before, after, kinds FROM v_changes WHERE article_id = ? \
         ORDER BY to_revision DESC, ordinal",
    )?;
    let mut rows = statement.query(params![article])?;
    while let Some(row) = rows.next()? {
        let (before, after): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
        let key = change_key(before.as_deref(), after.as_deref(), row.get::<_, Json<Vec<String>>>(4)?.0);
        by_key.entry(key).or_default().push((row.get(0)?, row.get(1)?));
    }
    Ok(by_key)
}

/// Of changes with the words of a review the one of the same step, else the newest.
fn in_its_step<'c>(kept: &Kept, found: &'c [(i64, String)]) -> Option<&'c (i64, String)> {
    found.iter().find(|(_, at)| *at == kept.captured_at).or(found.first())
}

/// The row of an article's claim, quote or change that somebody saw so, if it is here.
pub(in crate::store) fn place_of(
    connection: &Connection,
    article: i64,
    subject: Subject,
    kept: &Kept,
) -> rusqlite::Result<Option<i64>> {
    Ok(match subject {
        Subject::Quote => {
            let by_key = quotes_by_key(connection, article)?;
            let all = by_key.get(&key_of_quote(kept));
            all.and_then(|all| in_each_revision(kept, all).first().map(|quote| quote.id))
        }
        Subject::Change => {
            let by_key = changes_by_key(connection, article)?;
            let key = key_of_change(kept);
            by_key.get(&key).and_then(|found| in_its_step(kept, found)).map(|(id, _)| *id)
        }
        Subject::Claim => connection
            .prepare_cached(&format!("{WORDED} LIMIT 1"))?
            .query_row(params![article, fingerprint(&kept.claim).cast_signed(), kept.captured_at], |row| {
                row.get(0)
            })
            .optional()?,
    })
}

fn attach_changes(connection: &Connection, article: i64, reviews: &[&KnownReview]) -> rusqlite::Result<()> {
    if reviews.is_empty() {
        return Ok(());
    }
    let by_key = changes_by_key(connection, article)?;
    let (mut places, mut own) = (Vec::new(), HashMap::new());
    for review in reviews {
        let found = by_key.get(&key_of_change(&review.kept)).map_or(&[][..], Vec::as_slice);
        let place = in_its_step(&review.kept, found).map(|(id, _)| *id);
        places.push((review.id, place));
        if let Some(change) = place {
            own.entry(change).or_insert(review.id);
        }
    }
    let mut rejected = HashSet::new();
    for review in reviews.iter().filter(|review| review.rejected) {
        let found = by_key.get(&key_of_change(&review.kept)).into_iter().flatten();
        // What was wrong of these words is wrong of them whenever they are changed so, but where somebody looked at them.
        rejected.extend(found.map(|(id, _)| *id).filter(|id| own.get(id).is_none_or(|&r| r == review.id)));
    }
    point(connection, "change", &places)?;
    mark(
        connection,
        ("change", "rejected", "SELECT id, rejected FROM change WHERE article = ?"),
        article,
        &rejected,
    )
}

/// The changes of an article of which somebody said that nothing changed: who only found their kind wrong knows that
/// something did.
pub(super) fn no_changes(connection: &Connection, article: i64) -> rusqlite::Result<HashSet<i64>> {
    let known = known(connection, article)?;
    let changes: Vec<_> = known.iter().filter(|review| review.subject == Subject::Change).collect();
    of_no_change(connection, article, &changes)
}

fn of_no_change(
    connection: &Connection,
    article: i64,
    reviews: &[&KnownReview],
) -> rusqlite::Result<HashSet<i64>> {
    if reviews.iter().all(|review| !review.not_a_change) {
        return Ok(HashSet::new());
    }
    let by_key = changes_by_key(connection, article)?;
    let of = |review: &&KnownReview| by_key.get(&key_of_change(&review.kept)).into_iter().flatten();
    let doubted: HashSet<i64> =
        reviews.iter().filter(|r| r.not_a_change).flat_map(of).map(|(id, _)| *id).collect();
    let rejected = "SELECT id FROM change WHERE article = ? AND rejected";
    let rejected = connection
        .prepare_cached(rejected)?
        .query_map(params![article], |row| row.get(0))?
        .collect::<rusqlite::Result<HashSet<i64>>>()?;
    Ok(doubted.intersection(&rejected).copied().collect())
}

/// The claims of an article with some words, those of the revision captured then first, then the newest.
const WORDED: &str = "SELECT t.claim FROM revision r JOIN statement t ON t.revision = r.id AND t.fingerprint = ?2 \
     WHERE r.article = ?1 ORDER BY r.captured_at = ?3 DESC, r.seq DESC, t.ordinal";

fn attach_claims(
    connection: &Connection,
    article: i64,
    reviews: &[&KnownReview],
    no_changes: &HashSet<i64>,
) -> rusqlite::Result<()> {
    if reviews.is_empty() {
        return Ok(());
    }
    let mut worded = connection.prepare_cached(WORDED)?;
    let mut has_words = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM statement WHERE claim = ? AND fingerprint = ?)")?;
    let (mut places, mut taken) = (Vec::new(), HashSet::new());
    for review in reviews {
        let words = fingerprint(&review.kept.claim).cast_signed();
        let mut row = review.row.filter(|row| !taken.contains(row));
        let stays = match row {
            Some(claim) => has_words.query_row(params![claim, words], |row| row.get::<_, bool>(0))?,
            None => false,
        };
        if !stays {
            let found: Vec<i64> = worded
                .query_map(params![article, words, review.kept.captured_at], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            row = found.into_iter().find(|claim| !taken.contains(claim)).or(row);
        }
        if let Some(claim) = row {
            taken.insert(claim);
        }
        places.push((review.id, row));
    }
    point(connection, "claim", &places)?;
    let turned = settle_turned(connection, article, no_changes)?;
    // What turned since it was rejected is to be looked at again.
    let holds = |review: &&&KnownReview| review.rejected && !turned.contains(&review.id);
    let of: HashSet<i64> = reviews.iter().filter(holds).map(|review| review.id).collect();
    let rejected: HashSet<i64> =
        places.into_iter().filter(|(review, _)| of.contains(review)).filter_map(|(_, row)| row).collect();
    mark(
        connection,
        ("claim", "rejected", "SELECT id, rejected FROM claim WHERE article = ?"),
        article,
        &rejected,
    )
}

/// How each review of an article stands. A claim is stale when it turned since it was decided on.
const SETTLE: &str = "\
    UPDATE review SET state = CASE \
        WHEN decision IS NULL THEN iif(assignee IS NULL, 'open', 'assigned') \
        WHEN EXISTS (SELECT 1 FROM turned x WHERE x.review = review.id) THEN 'stale' \
        WHEN assignee IS NOT NULL THEN 'assigned' ELSE 'decided' END \
    WHERE article = ?";
