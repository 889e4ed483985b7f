//! Lineage: which statements of an article's revisions are wordings of one claim, and what changed between them.
//!
//! The revisions form a chain in the order of their captures. What comes before a new link is settled; the new one
//! and all after it are compared with the one before each, so that a capture that arrives late gives the same claims
//! as one in time. A claim keeps its row wherever one of its old wordings is still in it.

use super::annotation::reattach_annotations;
use super::change_ids;
use super::changes::{self, Step};
use super::derived::{self, Fresh, QuoteIds, insert_statements};
use super::judge::RevisionJudge;
use super::load::{self, Stored};
use super::query::name_of;
use super::review;
use super::topics::reattach_topics;
use crate::analysis::Analysis;
use crate::claim::{Appeared, Statement};
use crate::diff::{
    AlarmKind, Change, Comparison, Edition, Kind, Note, Past, PastSpeaker, Timeline, fingerprint,
};
use crate::speaker::SpeakerKind;
use crate::text::{Document, Span};
use rusqlite::{Connection, params};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::sync::Arc;

/// Claims by the fingerprints of their wordings; where several have the same words, in the order of the text.
pub(super) type Claims = HashMap<u64, VecDeque<i64>>;

/// A revision in the chain.
pub(super) struct Link<'a> {
    /// The revision's row.
    revision: i64,
    /// Its statements, as long as no edition holds them.
    loose: Cow<'a, [Statement]>,
    fingerprints: Vec<u64>,
    /// For each statement the claims whose row it may keep.
    candidates: Vec<Option<i64>>,
    /// Rows of the statements; empty until they are written.
    rows: Vec<i64>,
    /// The revision as it is compared, once it is; the first of an article never may be.
    edition: Option<Arc<Edition>>,
    /// Its notes about edits.
    notes: Vec<Note>,
    /// What is needed to write them.
    fresh: Option<(Fresh, Cow<'a, str>)>,
}

impl<'a> Link<'a> {
    /// A revision whose statements are not written yet. `old` are the claims that its statements had, where it is
    /// analysed anew.
    pub(super) fn fresh(fresh: Fresh, analysis: &'a Analysis, mut old: Claims) -> Self {
        let Analysis { statements, document, .. } = analysis;
        let fingerprints: Vec<u64> = statements.iter().map(|s| fingerprint(&s.text)).collect();
        let candidates = fingerprints.iter().map(|f| old.get_mut(f).and_then(VecDeque::pop_front)).collect();
        Self {
            revision: fresh.revision,
            loose: statements.into(),
            fingerprints,
            candidates,
            rows: Vec::new(),
            edition: None,
            notes: document.notes.clone(),
            fresh: Some((fresh, document.text.as_str().into())),
        }
    }

    /// A stored revision whose derived rows are thrown away and made again. Also who spoke in it.
    pub(super) fn anew(
        connection: &Connection,
        (run, article, revision): (i64, i64, i64),
        analysis: &'a Analysis,
    ) -> rusqlite::Result<(Self, Vec<i64>)> {
        let old = claims(connection, revision)?;
        let ids = QuoteIds::of(connection, revision)?;
        let spoke = derived::clear(connection, revision)?;
        connection
            .prepare_cached(
                "UPDATE revision SET extractor = (SELECT version FROM run WHERE id = ?1) WHERE id = ?2",
            )?
            .execute(params![run, revision])?;
        let attributions = derived::insert_attributions(connection, run, article, revision, analysis, ids)?;
        let fresh = Fresh { revision, attributions, voices: derived::implied_voices(analysis) };
        Ok((Self::fresh(fresh, analysis, old), spoke))
    }

    /// A revision that reads as `original` does and has no derived rows yet.
    pub(super) fn copy(connection: &Connection, original: i64, revision: i64) -> rusqlite::Result<Self> {
        let attributions = derived::copy_attributions(connection, original, revision)?;
        let body = body(connection, original)?;
        let fresh = Fresh { revision, attributions, voices: load::voices(connection, original)? };
        let mut link = Self::stored(connection, original)?;
        link.candidates.fill(None);
        Ok(Self { revision, rows: Vec::new(), fresh: Some((fresh, body.into())), ..link })
    }

    /// A revision as it is stored.
    pub(super) fn stored(connection: &Connection, revision: i64) -> rusqlite::Result<Self> {
        let body = body(connection, revision)?;
        let stored = load::statements(connection, revision, &body)?;
        let mut statements = Vec::with_capacity(stored.len());
        let mut link = Self {
            revision,
            loose: Cow::default(),
            fingerprints: Vec::with_capacity(stored.len()),
            candidates: Vec::with_capacity(stored.len()),
            rows: Vec::with_capacity(stored.len()),
            edition: None,
            notes: Vec::new(),
            fresh: None,
        };
        for Stored { id, claim, fingerprint, statement } in stored {
            statements.push(statement);
            link.fingerprints.push(fingerprint);
            link.candidates.push(Some(claim));
            link.rows.push(id);
        }
        let edition = Edition::new(&Document::new(body), statements);
        link.notes = edition.notes().to_vec();
        link.edition = Some(edition.into());
        Ok(link)
    }

    fn statements(&self) -> &[Statement] {
        self.edition.as_ref().map_or(&self.loose, |edition| edition.statements())
    }

    /// The revision as it is compared.
    fn edition(&mut self) -> Arc<Edition> {
        let Self { edition, loose, fresh, .. } = self;
        let made = edition.get_or_insert_with(|| {
            let body = fresh.as_ref().map_or("", |(_, body)| body);
            Edition::new(&Document::new(body), std::mem::take(loose).into_owned()).into()
        });
        Arc::clone(made)
    }
}

/// The claims of a revision's statements.
fn claims(connection: &Connection, revision: i64) -> rusqlite::Result<Claims> {
    let mut statement = connection
        .prepare_cached("SELECT fingerprint, claim FROM statement WHERE revision = ? ORDER BY ordinal")?;
    let mut rows = statement.query(params![revision])?;
    let mut claims = Claims::new();
    while let Some(row) = rows.next()? {
        claims.entry(row.get::<_, i64>(0)?.cast_unsigned()).or_default().push_back(row.get(1)?);
    }
    Ok(claims)
}

fn body(connection: &Connection, revision: i64) -> rusqlite::Result<String> {
    connection
        .prepare_cached("SELECT body FROM revision WHERE id = ?")?
        .query_row(params![revision], |row| row.get(0))
}

fn appeared(connection: &Connection, revision: i64) -> rusqlite::Result<Appeared> {
    connection
        .prepare_cached("SELECT published_at, modified_at, captured_at FROM revision WHERE id = ?")?
        .query_row(params![revision], |row| {
            Ok(Appeared { published: row.get(0)?, modified: row.get(1)?, captured: row.get(2)? })
        })
}

/// A claim in the making.
#[derive(Default)]
struct Group {
    /// Its row, once that is known.
    claim: Option<i64>,
    /// Rows of claims that its wordings were in.
    candidates: BTreeSet<i64>,
}

/// The claims of a chain while it is being walked.
#[derive(Default)]
struct Groups {
    all: Vec<Group>,
    by_claim: HashMap<i64, usize>,
}

impl Groups {
    /// The group of a claim that is settled.
    fn settled(&mut self, claim: i64) -> usize {
        *self.by_claim.entry(claim).or_insert_with(|| {
            self.all.push(Group { claim: Some(claim), candidates: BTreeSet::new() });
            self.all.len() - 1
        })
    }

    /// The claims of groups, once they are settled.
    fn claims(&self, groups: &[usize]) -> Vec<i64> {
        groups.iter().filter_map(|&group| self.all[group].claim).collect()
    }

    fn new_group(&mut self) -> usize {
        self.all.push(Group::default());
        self.all.len() - 1
    }

    /// Gives every group its row: a candidate that no older claim has, reviewed ones first, else a new one.
    fn settle(&mut self, connection: &Connection, run: i64, article: i64) -> rusqlite::Result<()> {
        let reviewed: HashSet<i64> = connection
            .prepare_cached(
                "SELECT claim FROM review WHERE article = ?1 AND claim IS NOT NULL UNION \
                 SELECT claim FROM topic_claim WHERE article = ?1 AND claim IS NOT NULL AND origin <> 'proposed'",
            )?
            .query_map(params![article], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let mut taken: HashSet<i64> = self.by_claim.keys().copied().collect();
        let mut insert = connection.prepare_cached("INSERT INTO claim (article, run) VALUES (?, ?)")?;
        for group in &mut self.all {
            if group.claim.is_some() {
                continue;
            }
            let free = group.candidates.iter().copied().filter(|claim| !taken.contains(claim));
            let claim = if let Some(claim) = free.min_by_key(|claim| (!reviewed.contains(claim), *claim)) {
                claim
            } else {
                insert.execute(params![article, run])?;
                connection.last_insert_rowid()
            };
            taken.insert(claim);
            group.claim = Some(claim);
        }
        Ok(())
    }
}

/// What changed on the way to one revision.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) changes: usize,
    pub(super) material: usize,
    /// Material ones that turn a fact and that no correction note can explain.
    pub(super) unannounced: usize,
}

impl Tally {
    fn of(comparison: &Comparison) -> Self {
        let changes = &comparison.changes;
        let explained: HashSet<usize> =
            changes.iter().flat_map(|c| c.explains.iter().chain(&c.may_explain).copied()).collect();
        let material = || changes.iter().enumerate().filter(|(_, c)| c.material);
        Self {
            changes: changes.len(),
            material: material().count(),
            unannounced: material().filter(|(n, c)| c.turns_fact() && !explained.contains(n)).count(),
        }
    }
}

/// A link whose statements have their claims, as groups, and what changed on the way to it.
struct Walked<'a> {
    link: Link<'a>,
    /// Its number within the article.
    seq: i64,
    groups: Vec<usize>,
    /// It holds another story, or a capture that lost its text: not what the next one is compared with.
    bad: Option<AlarmKind>,
    /// Which link of the chain it was compared with, and how it came from there; `None` for the first.
    step: Option<(usize, Comparison)>,
}

impl<'a> Walked<'a> {
    /// The only revision of an article, which is compared with none.
    fn first(link: Link<'a>, seq: i64, groups: &mut Groups) -> Self {
        let of = link.statements().iter().map(|_| groups.new_group()).collect();
        let first = Self { link, seq, groups: of, bad: None, step: None };
        first.offer_candidates(groups);
        first
    }

    /// Lets each group have the claims that its wording may keep.
    fn offer_candidates(&self, groups: &mut Groups) {
        for (&group, candidate) in self.groups.iter().zip(&self.link.candidates) {
            groups.all[group].candidates.extend(candidate);
        }
    }
}

/// The lineage of one article's claims.
pub(super) struct Lineage<'a> {
    pub(super) connection: &'a Connection,
    pub(super) judge: RevisionJudge,
    pub(super) run: i64,
    pub(super) article: i64,
}

impl Lineage<'_> {
    /// Joins `links`, which are all revisions of the article from number `seq` on in their order, to what comes
    /// before them: writes the statements of fresh ones, gives every statement its claim, and writes the changes.
    /// `appended` says that the one link is new and nothing was taken away, so that all else stays as it is.
    pub(super) fn join(&self, seq: i64, links: Vec<Link<'_>>, appended: bool) -> rusqlite::Result<Tally> {
        let (connection, article) = (self.connection, self.article);
        let mut groups = Groups::default();
        let before = self.before(&mut groups, seq)?;
        let settled = before.len();
        // First all comparisons, for a claim's row depends on all its wordings; then the rows.
        let walked = self.walk(&mut groups, seq, before, links)?;
        groups.settle(connection, self.run, article)?;

        let mut ids = self.number(&walked[settled..], !appended)?.into_iter();
        let mut tally = None;
        let mut written: Vec<(i64, Vec<i64>, Vec<i64>)> = Vec::with_capacity(walked.len());
        for (n, Walked { link, groups: of, step, .. }) in walked.into_iter().enumerate() {
            let claims = groups.claims(&of);
            if n < settled {
                written.push((link.revision, claims, link.rows));
                continue;
            }
            let rows = write_statements(connection, self.run, &link, &claims)?;
            let comparison = step.as_ref().map(|(_, comparison)| comparison);
            tally.get_or_insert(comparison.map_or_else(Tally::default, Tally::of));
            let from = step.as_ref().and_then(|(from, _)| written.get(*from));
            let ids = ids.by_ref().take(comparison.map_or(0, |c| c.changes.len())).collect();
            let step = Step {
                article,
                run: self.run,
                before: from.map(|(from, claims, rows)| (*from, &rows[..], &claims[..])),
                after: (link.revision, &rows, &claims),
                comparison,
                ids,
                notes: &link.notes,
            };
            changes::write(connection, &step)?;
            written.push((link.revision, claims, rows));
        }
        if let (true, Some((_, claims, rows))) = (appended, written.last()) {
            let mut latest = connection.prepare_cached("UPDATE claim SET latest = ? WHERE id = ?")?;
            // Backwards: where a claim was split, its first part stands for it.
            for (row, claim) in rows.iter().zip(claims).rev() {
                latest.execute(params![row, claim])?;
            }
        } else {
            settle_latest(connection, article)?;
        }
        review::attach(connection, article)?;
        reattach_annotations(connection, article)?;
        reattach_topics(connection, article)?;
        if !appended {
            connection
                .prepare_cached("DELETE FROM claim WHERE article = ? AND latest IS NULL")?
                .execute(params![article])?;
        }
        Ok(tally.unwrap_or_default())
    }

    /// The numbers of the changes of some links, in their order; `anew` says that they may have had changes before.
    fn number(&self, links: &[Walked<'_>], anew: bool) -> rusqlite::Result<Vec<i64>> {
        let revisions: Vec<i64> = links.iter().map(|walked| walked.link.revision).collect();
        let fresh: Vec<(i64, &Change)> = links
            .iter()
            .filter_map(|walked| Some((walked.link.revision, &walked.step.as_ref()?.1.changes)))
            .flat_map(|(revision, changes)| changes.iter().map(move |change| (revision, change)))
            .collect();
        change_ids::renumber(self.connection, self.article, &revisions, &fresh, anew)
    }

    /// The links that those from `seq` on are compared with: the one before it and, where that one is bad, the last
    /// good one before that.
    fn before(&self, groups: &mut Groups, seq: i64) -> rusqlite::Result<Vec<Walked<'static>>> {
        let sql = "SELECT id, seq, alarm FROM revision WHERE article = ? AND seq < ? ORDER BY seq DESC";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![self.article, seq])?;
        let mut before: Vec<Walked<'static>> = Vec::new();
        while let Some(row) = rows.next()? {
            let (revision, seq, bad) =
                (row.get(0)?, row.get(1)?, bad(row.get::<_, Option<String>>(2)?.as_deref()));
            if before.is_empty() || bad.is_none() {
                let link = Link::stored(self.connection, revision)?;
                let of = link.candidates.iter().flatten().map(|&claim| groups.settled(claim)).collect();
                before.push(Walked { link, seq, groups: of, bad, step: None });
            }
            if bad.is_none() {
                break;
            }
        }
        before.reverse();
        Ok(before)
    }

    /// Compares each link with the one before it or, after a bad one, with the last good one.
    fn walk<'l>(
        &self,
        groups: &mut Groups,
        seq: i64,
        before: Vec<Walked<'l>>,
        mut links: Vec<Link<'l>>,
    ) -> rusqlite::Result<Vec<Walked<'l>>> {
        if before.is_empty()
            && links.len() == 1
            && let Some(only) = links.pop()
        {
            return Ok(vec![Walked::first(only, seq, groups)]);
        }
        let mut earlier = earlier(self.connection, self.article, seq - 1, groups)?;
        let past = Past {
            said: earlier.keys().copied().collect(),
            speakers: speakers(self.connection, self.article, seq - 1)?,
            notes: noted(self.connection, self.article, seq)?,
        };
        let mut timeline = Timeline::with(self.judge.0, past);
        let mut walked = before;
        for Walked { link, seq, bad, .. } in &mut walked {
            let when = appeared(self.connection, link.revision)?;
            timeline.resume(number(*seq), link.edition(), &when, *bad);
        }
        for (link, seq) in links.into_iter().zip(seq..) {
            let mut next = Walked { link, seq, groups: Vec::new(), bad: None, step: None };
            let when = appeared(self.connection, next.link.revision)?;
            let mut comparison = timeline.push_edition(next.link.edition(), &when);
            if comparison.alarm.as_ref().is_some_and(|a| a.kind.is_of_page()) {
                // What a page lacks that is in doubt is kept against nobody.
                comparison.retain(|c| c.now.is_some() || c.note.is_some());
            }
            let from = walked.iter().position(|w| Some(number(w.seq)) == comparison.against);
            if let (Some(from), Some(last)) = (from, walked.last()) {
                next.groups = assign(groups, &comparison, &walked[from].groups, &next.link, &earlier);
                next.bad = comparison.alarm.as_ref().map(|a| a.kind).filter(|k| k.is_of_page());
                next.step = Some((from, comparison));
                earlier.extend(last.link.fingerprints.iter().copied().zip(last.groups.iter().copied()));
            } else {
                next.groups = next.link.statements().iter().map(|_| groups.new_group()).collect();
            }
            next.offer_candidates(groups);
            walked.push(next);
        }
        Ok(walked)
    }
}

/// A revision's number within its article as the timeline counts it.
fn number(seq: i64) -> usize {
    usize::try_from(seq).unwrap_or(0)
}

/// The alarm of a stored revision, if it makes it a bad one.
fn bad(alarm: Option<&str>) -> Option<AlarmKind> {
    [AlarmKind::Replaced, AlarmKind::TextLost].into_iter().find(|&kind| Some(name_of(kind).as_str()) == alarm)
}

/// The group of each statement of `link`: that of the statement it is paired with; for one that was taken out before
/// and comes back, its old one; else a new one.
fn assign(
    groups: &mut Groups,
    comparison: &Comparison,
    old_groups: &[usize],
    link: &Link<'_>,
    earlier: &HashMap<u64, usize>,
) -> Vec<usize> {
    let mut of: Vec<Option<usize>> = vec![None; link.statements().len()];
    for &(old, new) in &comparison.pairs {
        if let (Some(slot @ None), Some(&group)) = (of.get_mut(new), old_groups.get(old)) {
            *slot = Some(group);
        }
    }
    for change in comparison.changes.iter().filter(|c| c.kinds.contains(&Kind::Restored)) {
        for &new in &change.after {
            if let Some(slot @ None) = of.get_mut(new) {
                *slot = earlier.get(&link.fingerprints[new]).copied();
            }
        }
    }
    of.into_iter().map(|group| group.unwrap_or_else(|| groups.new_group())).collect()
}

/// The claims of revisions before `seq`, by the fingerprint of each wording, the newest last.
fn earlier(
    connection: &Connection,
    article: i64,
    seq: i64,
    groups: &mut Groups,
) -> rusqlite::Result<HashMap<u64, usize>> {
    let sql = "SELECT t.fingerprint, t.claim FROM revision r JOIN statement t ON t.revision = r.id \
               WHERE r.article = ? AND r.seq < ? ORDER BY r.seq, t.ordinal";
    let mut earlier = HashMap::new();
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![article, seq])?;
    while let Some(row) = rows.next()? {
        let group = groups.settled(row.get(1)?);
        earlier.insert(row.get::<_, i64>(0)?.cast_unsigned(), group);
    }
    Ok(earlier)
}

/// Who said the attributed statements of the revisions before `seq`, by their fingerprints.
fn speakers(
    connection: &Connection,
    article: i64,
    seq: i64,
) -> rusqlite::Result<HashMap<u64, Vec<Option<PastSpeaker>>>> {
    let sql = "SELECT t.fingerprint, iif(t.voice IS NULL, q.speaker_kind, t.voice ->> '$.speaker_kind'), \
                   iif(t.voice IS NULL, q.speaker_name, t.voice ->> '$.speaker') \
               FROM revision r JOIN statement t ON t.revision = r.id LEFT JOIN attribution q ON q.id = t.attribution \
               WHERE r.article = ? AND r.seq < ? AND (t.voice IS NOT NULL AND t.voice <> 'null' OR \
                   t.voice IS NULL AND t.attribution IS NOT NULL)";
    let mut speakers: HashMap<u64, Vec<Option<PastSpeaker>>> = HashMap::new();
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![article, seq])?;
    while let Some(row) = rows.next()? {
        let speaker = PastSpeaker::new(load::named::<SpeakerKind>(row, 1)?, row.get(2)?);
        speakers.entry(row.get::<_, i64>(0)?.cast_unsigned()).or_default().push(speaker);
    }
    Ok(speakers)
}

/// The notes that revisions before `seq` carry: what they said then is no news.
fn noted(connection: &Connection, article: i64, seq: i64) -> rusqlite::Result<Vec<Note>> {
    connection
        .prepare_cached(
            "SELECT k.text FROM correction k JOIN revision r ON r.id = k.revision WHERE k.article = ? AND r.seq < ?",
        )?
        .query_map(params![article, seq], |row| {
            Ok(Note { span: Span::new(0, 0), text: row.get(0)?, date: None })
        })?
        .collect()
}

/// Writes a fresh link's statements, moves a stored one's to their claims; gives their rows.
fn write_statements(
    connection: &Connection,
    run: i64,
    link: &Link<'_>,
    claims: &[i64],
) -> rusqlite::Result<Vec<i64>> {
    if let Some((fresh, body)) = &link.fresh {
        return insert_statements(
            connection,
            run,
            fresh,
            body,
            link.statements(),
            (&link.fingerprints, claims),
        );
    }
    let mut update = connection.prepare_cached("UPDATE statement SET claim = ? WHERE id = ?")?;
    for ((row, claim), old) in link.rows.iter().zip(claims).zip(&link.candidates) {
        if *old != Some(*claim) {
            update.execute(params![claim, row])?;
        }
    }
    Ok(link.rows.clone())
}

/// Sets the newest wording of every claim of an article.
fn settle_latest(connection: &Connection, article: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE claim SET latest = (SELECT t.id FROM statement t JOIN revision r ON r.id = t.revision \
                 WHERE t.claim = claim.id ORDER BY r.seq DESC, t.ordinal LIMIT 1) \
             WHERE article = ?",
        )?
        .execute(params![article])?;
    Ok(())
}

#[cfg(test)]
mod tests;
