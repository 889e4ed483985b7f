//! An article in a report: what its page shows, whatever the format it is written in.

use super::changes::{ChangeItem, REJECTED, keep, severity_name};
use super::said::DOUBTFUL;
use super::saying::Part;
use crate::diff::Severity;
use crate::extract::QuotationKind;
use crate::speaker::SpeakerKind;
use crate::store::{ArticleId, ClaimId};
use std::collections::HashMap;

/// One article.
#[derive(Debug, Clone, Default)]
pub struct ArticlePage {
    /// Its row.
    pub id: ArticleId,
    /// The newest headline, else what the article is known by.
    pub headline: String,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// How many revisions came before those that are listed.
    pub earlier: usize,
    /// Its revisions, oldest first.
    pub revisions: Vec<RevisionPage>,
    /// Its claims: those that stand in the newest revision in the order of the text, then those that are gone.
    pub claims: Vec<ClaimPage>,
    /// How many more there are that are doubtful and left out.
    pub doubtful: usize,
    /// How many headings and labels are left out, which never changed.
    pub labels: usize,
    /// Where all are shown, in a clause behind the sentence about those that are not; empty where it is not known.
    pub where_all_are: String,
}

/// One revision and what changed in it.
#[derive(Debug, Clone, Default)]
pub struct RevisionPage {
    /// Its number, from 1.
    pub seq: u32,
    /// When it was captured.
    pub captured_at: String,
    /// When the outlet says it was published.
    pub published_at: Option<String>,
    /// When the outlet says it was changed.
    pub modified_at: Option<String>,
    /// The revision whose text it repeats.
    pub same_text_as: Option<u32>,
    /// How often it was captured.
    pub captures: u32,
    /// How many captures found only the outlet's date moved.
    pub touches: u32,
    /// The text changed, and the outlet's date of its last change did not.
    pub undated: bool,
    /// The alarm that the comparison with the revision before raised, and its reason.
    pub alarm: Option<(String, String)>,
    /// Correction notes in a first revision, of which it is not known what they correct.
    pub notes: Vec<String>,
    /// What changed since the revision before.
    pub changes: Vec<ChangeItem>,
    /// Changes of a lower severity are counted, but not listed.
    pub least: Severity,
}

impl RevisionPage {
    /// What the outlet's date of its last change did that the text did not, or the other way round, in a clause.
    #[must_use]
    pub fn dating(&self) -> Option<String> {
        if self.undated && self.changes.iter().any(|change| change.material) {
            return Some("changed without a new date".to_owned());
        }
        let times = super::count(self.touches as usize, "new date", "new dates");
        (self.touches > 0).then(|| format!("touched, not changed ({times} later)"))
    }

    /// Whether there is nothing to look at in it: no change to list, no note, no alarm, no date that moved.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        let told = self.alarm.is_some() || !self.notes.is_empty() || self.dating().is_some();
        self.seq > 1
            && !told
            && !self.changes.iter().any(|c| c.is_note() || c.severity >= self.least.max(Severity::Low))
    }

    /// The changes to list, and how many are left out, in a clause.
    #[must_use]
    pub fn listed(&self) -> (Vec<ChangeItem>, Option<String>) {
        let mut listed = self.changes.clone();
        keep(&mut listed, |change| change.severity >= self.least);
        let left = self.changes.len() - listed.len();
        let changes = super::count(left, "change", "changes");
        let told = format!("{changes} of less than {} severity not listed", severity_name(self.least));
        (listed, (left > 0).then_some(told))
    }
}

/// A part of a timeline.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum TimelineRun<'p> {
    /// A revision with something to look at.
    Told(&'p RevisionPage),
    /// Revisions in a row without.
    Quiet(&'p [RevisionPage]),
}

/// One claim.
#[derive(Debug, Clone)]
pub struct ClaimPage {
    /// Its number in the database.
    pub id: ClaimId,
    /// Who says it; `None` in the outlet's own voice.
    pub speaker: Option<SpeakerPage>,
    /// Its newest wording as it is read: speaker, cue, content.
    pub statement: Vec<(String, Part)>,
    /// How much of it is quoted; `None` in the outlet's own voice.
    pub kind: Option<QuotationKind>,
    /// The first and the last revision that hold it.
    pub revisions: (u32, u32),
    /// It stands in the newest revision.
    pub current: bool,
    /// It repeats an earlier article, as outlets run the copy of an agency.
    pub copied: bool,
    /// A person rejected it, or the quote of its newest wording.
    pub rejected: bool,
    /// What a person decided: rating and verdict.
    pub verdict: Option<String>,
    /// It changed since that.
    pub stale: bool,
    /// How many different wordings it had.
    pub wordings: u32,
    /// How worth checking, 0 to 1.
    pub check_worthiness: f64,
    /// The confidence of the extraction, 0 to 1; `None` in the outlet's own voice, and where a person
    /// confirmed it.
    pub confidence: Option<f64>,
    /// The address of the page with a text fragment that leads to the words; `None` where they no longer stand there.
    pub link: Option<String>,
}

impl ClaimPage {
    /// Whether the extraction is doubtful.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.confidence.is_some_and(|c| c < DOUBTFUL)
    }

    /// That it was rejected, that it is a copy, and what a person decided on it, in a clause each.
    #[must_use]
    pub fn remark(&self) -> Option<String> {
        let stale = if self.stale { ", stale: it changed since" } else { "" };
        let decided = self.verdict.as_ref().map(|verdict| format!("verdict{stale}: {verdict}"));
        let copied = self.copied.then(|| "repeats an earlier article".to_owned());
        let rejected = self.rejected.then(|| REJECTED.to_owned());
        let remarks: Vec<String> = [rejected, copied, decided].into_iter().flatten().collect();
        (!remarks.is_empty()).then(|| remarks.join("; "))
    }

    /// Whether it stands as it stood in an earlier revision.
    #[must_use]
    pub fn is_as_before(&self) -> bool {
        self.current && self.wordings == 1 && self.revisions.0 < self.revisions.1
    }
}

/// Who says a claim.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SpeakerPage {
    /// Name, or the source's words where there is none.
    pub name: String,
    /// What kind of speaker.
    pub kind: SpeakerKind,
    /// Job title.
    pub title: Option<String>,
    /// The article keeps its name back.
    pub unnamed: bool,
    /// Why it does, as the article says.
    pub reason: Option<String>,
}

impl ArticlePage {
    /// Its revisions, those without anything to look at together.
    #[must_use]
    pub fn timeline(&self) -> Vec<TimelineRun<'_>> {
        let same = |one: &RevisionPage, next: &RevisionPage| one.is_quiet() && next.is_quiet();
        let runs = self.revisions.chunk_by(same);
        runs.map(|run| match run {
            [only] if !only.is_quiet() => TimelineRun::Told(only),
            run => TimelineRun::Quiet(run),
        })
        .collect()
    }

    /// The attributed claims by speaker, in order of the speaker's first claim.
    #[must_use]
    pub fn by_speaker(&self) -> Vec<(&SpeakerPage, Vec<&ClaimPage>)> {
        let mut place = HashMap::new();
        let mut groups: Vec<(&SpeakerPage, Vec<&ClaimPage>)> = Vec::new();
        for claim in &self.claims {
            let Some(speaker) = &claim.speaker else { continue };
            let at = *place.entry((&speaker.name, speaker.kind)).or_insert_with(|| {
                groups.push((speaker, Vec::new()));
                groups.len() - 1
            });
            groups[at].1.push(claim);
        }
        groups
    }

    /// How many claims are left out, in a sentence.
    #[must_use]
    pub fn left_out(&self) -> Option<String> {
        let doubtful =
            (self.doubtful > 0).then(|| super::count(self.doubtful, "doubtful claim", "doubtful claims"));
        let labels =
            (self.labels > 0).then(|| super::count(self.labels, "heading or label", "headings and labels"));
        let told: Vec<String> = doubtful.into_iter().chain(labels).collect();
        let are = if self.doubtful + self.labels == 1 { "is" } else { "are" };
        (!told.is_empty()).then(|| format!("{} {are} not shown{}.", told.join(" and "), self.where_all_are))
    }

    /// What its revisions say of themselves in one line: "3 revisions, 4 material changes (1 without a correction note)".
    #[must_use]
    pub fn summary(&self) -> String {
        let changes = || self.revisions.iter().flat_map(|r| &r.changes);
        let material = changes().filter(|c| c.material).count();
        let unannounced = changes().filter(|c| c.unannounced).count();
        let attributed = self.claims.iter().filter(|c| c.speaker.is_some() && c.current).count();
        let mut summary = format!(
            "{}, {}, {}",
            super::count(self.revisions.len(), "revision", "revisions"),
            super::count(attributed, "attributed claim", "attributed claims"),
            super::count(material, "material change", "material changes")
        );
        if unannounced > 0 {
            summary += &format!(" ({unannounced} without a correction note)");
        }
        let alarms = self.revisions.iter().filter(|r| r.alarm.is_some()).count();
        if alarms > 0 {
            summary += &format!(", {}", super::count(alarms, "alarm", "alarms"));
        }
        summary
    }
}
