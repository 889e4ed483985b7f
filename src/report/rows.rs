//! What people see of each stored row: the columns of its table.

use super::changes::{ChangeItem, REJECTED, UNKNOWN, alarm_name, in_short, labels, shown, weight, who_says};
use super::row::{Cell, Row, Tone};
use super::said::{Said, severities};
use super::saying::statement_parts;
use super::wording::{count, shorten, title, with_doubtful};
use crate::diff::{Flapping, Kind};
use crate::store::{
    AlarmRow, AnnotationRow, ArticleRow, ChangeRow, ClaimRow, FeedRow, HistoryRow, OutletRow, Proposal,
    QuoteRow, SearchHit, SpeakerRow, TouchRow, UnnamedRow,
};
use serde::Serialize;

/// Characters of a wording in a table: enough to recognise it, few enough to list many.
pub(super) const WORDING: usize = 240;
/// Characters of a headline in a table.
const HEADLINE: usize = 36;

/// What is said of a change with which the outlet's date of its last change did not move.
pub(super) const UNDATED: &str = "without a new date";

/// The speaker of a claim or quote, as a table shows it.
pub(super) fn who(name: Option<&str>, kind: Option<&str>) -> Cell {
    match (name, kind) {
        (None, _) => Cell::toned("the outlet", Tone::Faint),
        (Some(""), _) => Cell::toned(UNKNOWN, Tone::Faint),
        (Some(name), Some("anonymous")) => Cell::toned(format!("{name} (unnamed)"), Tone::Alert),
        (Some(name), _) => Cell::toned(name, Tone::Strong),
    }
}

/// A statement with at most [`WORDING`] characters.
pub(super) fn short(mut cell: Cell) -> Cell {
    let mut left = WORDING;
    for (text, _) in &mut cell.pieces {
        let cut = shorten(text, left).into_owned();
        left = left.saturating_sub(text.chars().count());
        *text = cut;
        if left == 0 {
            break;
        }
    }
    let mut before = 0;
    cell.pieces.retain(|(text, _)| {
        let kept = before < WORDING;
        before += text.chars().count();
        kept
    });
    cell
}

fn day(at: &str) -> String {
    at.get(..10).unwrap_or(at).to_owned()
}

pub(super) fn where_from(headline: Option<&str>, key: &str) -> String {
    shorten(title(headline, key), HEADLINE).into_owned()
}

fn tone(material: bool) -> Tone {
    if material { Tone::Alert } else { Tone::Faint }
}

impl Row for QuoteRow {
    const COLUMNS: &'static [&'static str] = &["id", "claim", "statement", "kind", "confidence", "article"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.quote_id.to_string().into(),
            self.claim_id.map(|id| id.to_string()).unwrap_or_default().into(),
            short(Cell::statement(statement_parts(&self.saying()), self.is_doubtful())),
            self.kind.as_str().into(),
            match (self.rejected, self.confirmed) {
                (true, _) => REJECTED.into(),
                (_, true) => "confirmed".into(),
                _ => format!("{:.2}", self.confidence).into(),
            },
            where_from(self.headline.as_deref(), &self.article_key).into(),
        ]
    }
}

impl Row for Said<ClaimRow> {
    const COLUMNS: &'static [&'static str] =
        &["claim", "statement", "status", "changes", "worth checking", "review", "quote", "article"];

    fn cells(&self) -> Vec<Cell> {
        let claim = &self.row;
        let changes = match claim.material_changes {
            0 => claim.changes.to_string().into(),
            material => Cell::toned(format!("{} ({material} material)", claim.changes), Tone::Alert),
        };
        vec![
            claim.claim_id.to_string().into(),
            short(self.statement(&claim.claim)),
            claim.status.as_str().into(),
            changes,
            format!("{:.2}", claim.check_worthiness).into(),
            reviewed(claim),
            claim.quote_id.map(|id| id.to_string()).unwrap_or_default().into(),
            where_from(claim.headline.as_deref(), &claim.article_key).into(),
        ]
    }
}

/// What was decided on a claim, and that it turned since.
fn reviewed(claim: &ClaimRow) -> Cell {
    let decided = claim.rating.as_ref().or(claim.review.as_ref());
    match (decided, claim.review_state.as_deref()) {
        (Some(decided), Some("stale")) => Cell::toned(format!("{decided}, stale"), Tone::Alert),
        (Some(decided), _) => decided.as_str().into(),
        (None, _) if claim.rejected => "quote rejected".into(),
        (None, Some("assigned")) => "assigned".into(),
        (None, _) => Cell::default(),
    }
}

impl Row for SpeakerRow {
    const COLUMNS: &'static [&'static str] =
        &["id", "speaker", "kind", "quotes", "direct", "mixed", "indirect", "articles"];

    fn cells(&self) -> Vec<Cell> {
        let kind = self
            .anonymous_class
            .as_ref()
            .map_or_else(|| self.kind.clone(), |class| format!("unnamed: {class}"));
        let mut speaker = who(Some(&self.speaker), Some(&self.kind));
        if let Some(title) = self.titles.0.first() {
            speaker.pieces.push((format!(", {}", shorten(title, HEADLINE)), Tone::Plain));
        }
        vec![
            self.speaker_id.to_string().into(),
            speaker,
            kind.replace('_', " ").into(),
            // Whom older revisions quote is still known.
            if self.quotes == 0 {
                Cell::toned("none now", Tone::Faint)
            } else {
                self.quotes.to_string().into()
            },
            self.direct.to_string().into(),
            self.mixed.to_string().into(),
            self.indirect.to_string().into(),
            self.articles.to_string().into(),
        ]
    }
}

impl Row for OutletRow {
    const COLUMNS: &'static [&'static str] =
        &["id", "outlet", "also named", "articles", "revisions", "quotes", "changes"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.outlet_id.to_string().into(),
            Cell::toned(self.outlet.as_str(), Tone::Strong),
            self.also_named.0.join(", ").into(),
            self.articles.to_string().into(),
            self.revisions.to_string().into(),
            self.quotes.to_string().into(),
            self.changes.to_string().into(),
        ]
    }
}

impl Row for AnnotationRow {
    const COLUMNS: &'static [&'static str] = &["id", "claim", "about", "passage", "written", "by", "article"];

    fn cells(&self) -> Vec<Cell> {
        let tone = if self.about == "orphaned" { Tone::Alert } else { Tone::Plain };
        let by = [self.creator.clone(), self.created_at.as_ref().map(|at| at.chars().take(10).collect())];
        vec![
            self.annotation_id.to_string().into(),
            self.claim_id.map(|id| id.to_string()).unwrap_or_default().into(),
            Cell::toned(self.about.as_str(), tone),
            short(self.passage.clone().unwrap_or_default().into()),
            short(self.text.as_str().into()),
            by.into_iter().flatten().collect::<Vec<String>>().join(", ").into(),
            where_from(self.headline.as_deref(), &self.url).into(),
        ]
    }
}

impl Row for FeedRow {
    const COLUMNS: &'static [&'static str] =
        &["id", "feed", "kind", "last read", "failures", "articles", "watched", "due", "next"];

    fn cells(&self) -> Vec<Cell> {
        let name =
            self.title.as_ref().map_or_else(|| self.url.clone(), |title| format!("{title}, {}", self.url));
        let tone = if self.failures > 0 { Tone::Alert } else { Tone::Plain };
        let moment = |at: Option<&String>| at.map_or("never", String::as_str).to_owned();
        let why = self.error.as_ref().map(|why| format!("{}: {why}", self.failures));
        vec![
            self.feed_id.to_string().into(),
            Cell::toned(name, Tone::Strong),
            self.kind.clone().unwrap_or_else(|| "not read yet".to_owned()).replace('_', " ").into(),
            moment(self.read_at.as_ref()).into(),
            Cell::toned(why.unwrap_or_else(|| self.failures.to_string()), tone),
            self.articles.to_string().into(),
            self.watched.to_string().into(),
            self.due.to_string().into(),
            moment(Some(&self.next_at).filter(|at| *at != "9999")).into(),
        ]
    }
}

impl Row for ArticleRow {
    const COLUMNS: &'static [&'static str] =
        &["id", "outlet", "headline", "revisions", "quotes", "changes", "last captured"];

    fn cells(&self) -> Vec<Cell> {
        let tone = if self.high_changes > 0 { Tone::Alert } else { Tone::Plain };
        vec![
            self.article_id.to_string().into(),
            self.outlet.clone().map_or_else(|| Cell::toned("unknown", Tone::Faint), Cell::from),
            Cell::toned(title(self.headline.as_deref(), &self.article_key), Tone::Strong),
            self.revisions.to_string().into(),
            with_doubtful(&(self.quotes - self.doubtful_quotes).to_string(), self.doubtful_quotes).into(),
            {
                let changes = severities([self.high_changes, self.medium_changes, self.low_changes]);
                let touched = Some(self.touches).filter(|n| *n > 0).map(|n| format!("; touched {n}×"));
                Cell::toned(changes + &touched.unwrap_or_default(), tone)
            },
            day(self.last_captured_at.as_deref().unwrap_or(&self.first_captured_at)).into(),
        ]
    }
}

impl Row for AlarmRow {
    const COLUMNS: &'static [&'static str] = &["article", "headline", "revision", "captured", "alarm", "why"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.article_id.to_string().into(),
            where_from(self.headline.as_deref(), &self.article_key).into(),
            self.revision.to_string().into(),
            self.captured_at.as_str().into(),
            Cell::toned(alarm_name(&self.alarm), Tone::Alert),
            self.alarm_reason.as_str().into(),
        ]
    }
}

impl Row for TouchRow {
    const COLUMNS: &'static [&'static str] =
        &["article", "headline", "revision", "captured", "date before", "date"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.article_id.to_string().into(),
            where_from(self.headline.as_deref(), &self.article_key).into(),
            self.revision.to_string().into(),
            self.captured_at.as_str().into(),
            self.old_modified_at.as_str().into(),
            Cell::toned(self.modified_at.as_str(), Tone::Alert),
        ]
    }
}

impl Row for UnnamedRow {
    const COLUMNS: &'static [&'static str] =
        &["articles", "outlet", "sources", "unnamed", "share", "reason given", "classes", "unknown quotes"];

    fn cells(&self) -> Vec<Cell> {
        let percent = |share: f64| format!("{:.0}%", share * 100.0);
        let of = match &self.article_key {
            Some(key) => where_from(self.headline.as_deref(), key),
            None => count(usize::try_from(self.articles).unwrap_or(0), "article", "articles"),
        };
        let classes = self.classes.0.iter().map(|(class, n)| format!("{n} {}", class.replace('_', " ")));
        let reason = self.reason_share.map(|s| format!("{} ({})", self.with_reason, percent(s)));
        let tone = if self.unnamed > 0 { Tone::Alert } else { Tone::Plain };
        vec![
            of.into(),
            self.outlet.clone().map_or_else(|| Cell::toned("unknown", Tone::Faint), Cell::from),
            self.sources.to_string().into(),
            self.unnamed.to_string().into(),
            Cell::toned(percent(self.unnamed_share), tone),
            reason.unwrap_or_default().into(),
            classes.collect::<Vec<_>>().join(", ").into(),
            self.unknown_quotes.to_string().into(),
        ]
    }
}

impl Row for Proposal {
    const COLUMNS: &'static [&'static str] = &["id", "speaker", "quotes", "other", "name", "quotes", "why"];

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.speaker_id.to_string().into(),
            Cell::toned(self.speaker.as_str(), Tone::Strong),
            self.quotes.to_string().into(),
            self.other_id.to_string().into(),
            Cell::toned(self.other.as_str(), Tone::Strong),
            self.other_quotes.to_string().into(),
            self.reason.as_str().into(),
        ]
    }
}

impl ChangeRow {
    /// Who says it, before and after where they differ; `None` in the outlet's own voice.
    pub(super) fn who_says(&self) -> Option<String> {
        who_says(
            self.before.as_ref().map(|_| self.speaker_before.as_deref()),
            self.after.as_ref().map(|_| self.speaker_after.as_deref()),
        )
    }
}

impl Row for ChangeRow {
    const COLUMNS: &'static [&'static str] =
        &["id", "claim", "change", "severity", "speaker", "wording", "revision", "article"];

    fn cells(&self) -> Vec<Cell> {
        let is_note = self.kinds.contains(&Kind::Correction);
        let after = if is_note { self.correction.as_deref() } else { self.after.as_deref() };
        let (before, after) = shown(self.before.as_deref(), after, &self.findings.0);
        let corrected = (!is_note && self.correction_id.is_some()).then(|| "corrected".to_owned());
        let weight = match self.rejected {
            true => REJECTED.to_owned(),
            false => weight(self.severity, self.material, self.new, self.withdrawn),
        };
        let undated = (self.undated && self.material).then(|| UNDATED.to_owned());
        let weight: Vec<String> =
            [Some(weight).filter(|w| !w.is_empty()), corrected, undated].into_iter().flatten().collect();
        vec![
            self.change_id.to_string().into(),
            self.claim_id.map(|id| id.to_string()).unwrap_or_default().into(),
            Cell::toned(labels(&self.kinds.0), tone(self.material && !self.rejected)),
            weight.join(", ").into(),
            who(self.who_says().as_deref(), None),
            in_short(before.as_deref(), after.as_deref(), WORDING),
            format!("{} → {} {}", self.from_revision, self.to_revision, day(&self.to_captured_at)).into(),
            where_from(self.headline.as_deref(), &self.article_key).into(),
        ]
    }
}

impl HistoryRow {
    /// The severity and flags of its change in words; see [`weight`].
    pub(super) fn weight(&self) -> String {
        weight(self.severity, self.material, self.new, self.withdrawn)
    }

    /// The same, with the mark of a change without a new date.
    pub(super) fn undated_weight(&self) -> String {
        match (self.weight(), self.undated && self.material) {
            (weight, false) => weight,
            (weight, true) => format!("{weight}, {UNDATED}"),
        }
    }
}

impl Row for Said<HistoryRow> {
    const COLUMNS: &'static [&'static str] = &["revision", "captured", "change", "severity", "statement"];

    fn cells(&self) -> Vec<Cell> {
        let step = &self.row;
        let gone = || Cell::toned("(no longer there)", Tone::Faint);
        let change = match (step.change_kinds.is_empty(), step.rejected) {
            (true, true) => Cell::toned("(rejected)", Tone::Faint),
            (_, rejected) => {
                let mark = if rejected { ", rejected" } else { "" };
                Cell::toned(format!("{}{mark}", labels(&step.change_kinds)), tone(step.material && !rejected))
            }
        };
        vec![
            step.revision.to_string().into(),
            step.captured_at.as_str().into(),
            change,
            step.undated_weight().into(),
            step.text.as_deref().map_or_else(gone, |text| self.statement(text)),
        ]
    }
}

impl Row for Said<SearchHit> {
    const COLUMNS: &'static [&'static str] = &["claim", "found", "quote", "revision", "article"];

    fn cells(&self) -> Vec<Cell> {
        let hit = &self.row;
        vec![
            hit.claim_id.map(|id| id.to_string()).unwrap_or_default().into(),
            self.statement(&hit.snippet),
            hit.quote_id.map(|id| id.to_string()).unwrap_or_default().into(),
            hit.revision.to_string().into(),
            where_from(hit.headline.as_deref(), &hit.article_key).into(),
        ]
    }
}

impl Row for Flapping {
    const COLUMNS: &'static [&'static str] = &["turned with", "wording"];

    fn cells(&self) -> Vec<Cell> {
        let turns: Vec<String> = self.revisions.iter().map(ToString::to_string).collect();
        vec![turns.join(", ").into(), in_short(self.was.as_deref(), self.now.as_deref(), usize::MAX)]
    }
}

impl Row for ChangeItem {
    const COLUMNS: &'static [&'static str] = &["no", "change", "severity", "speaker", "wording", "why"];

    fn cells(&self) -> Vec<Cell> {
        let (before, after) = self.shown();
        let numbers: Vec<String> = self.explains.iter().map(ToString::to_string).collect();
        let why = match (self.correction, numbers.is_empty()) {
            (Some(note), _) => format!("{}; explained by note {note}", self.reason),
            (None, false) => format!("explains {}", numbers.join(", ")),
            (None, true) => self.reason.clone(),
        };
        vec![
            self.number.to_string().into(),
            Cell::toned(labels(&self.kinds), tone(self.material)),
            self.weight().into(),
            who(self.speaker.as_deref(), None),
            in_short(before.as_deref(), after.as_deref(), usize::MAX),
            why.into(),
        ]
    }
}

/// A word and the tag that the model gives it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TokenRow {
    /// Where it starts, in code points of the body.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The word.
    pub token: String,
    /// Its tag in the best sequence.
    pub tag: &'static str,
    /// The probability of that tag by itself.
    pub probability: f32,
}

impl Row for TokenRow {
    const COLUMNS: &'static [&'static str] = &["at", "word", "tag", "p"];

    fn cells(&self) -> Vec<Cell> {
        let tone = if self.tag == "O" { Tone::Faint } else { Tone::Plain };
        vec![
            self.start.to_string().into(),
            Cell::toned(self.token.as_str(), tone),
            Cell::toned(self.tag, tone),
            format!("{:.2}", self.probability).into(),
        ]
    }
}
