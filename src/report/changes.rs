//! Changes as people read them: what every report of changes is made from, whatever its format.

use super::row::{Cell, Tone};
use super::wording::shorten;
use crate::claim::{Position, Statement};
use crate::diff::{
    Change, Comparison, Finding, Kind, Run, Severity, fingerprint, material_confidence, same_name, words,
};
use crate::store::{ChangeRow, CorrectionId};
use serde::Serialize;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

/// In which order changes are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum Order {
    /// The highest severity first; within one severity, as in the text
    #[default]
    Severity,
    /// As in the text
    Text,
}

/// One change with its wordings: what every report of changes is made from.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ChangeItem {
    /// Its place among the changes of one comparison in the order of the text, from 1.
    pub number: usize,
    /// What happened, the most important first.
    pub kinds: Vec<Kind>,
    /// How much it matters.
    pub severity: Severity,
    /// The new wording says what a check of the old one does not cover, or a claim worth checking came or went.
    pub material: bool,
    /// A claim or a detail came in.
    pub new: bool,
    /// A claim or a detail no longer stands.
    pub withdrawn: bool,
    /// Why it has its severity.
    pub reason: String,
    /// A fact that stood was changed or withdrawn, and no correction note can explain it.
    pub unannounced: bool,
    /// Who says it, before and after where they differ; `None` in the outlet's own voice.
    pub speaker: Option<String>,
    /// It is a change of the headline.
    pub in_headline: bool,
    /// The old wording.
    pub before: Option<String>,
    /// The new wording; for a correction note its words.
    pub after: Option<String>,
    /// The figures that changed, old and new as written.
    pub figures: Vec<(Option<String>, Option<String>)>,
    /// Each kind that compares wordings, with the words that show it.
    pub findings: Vec<Finding>,
    /// The probability that the two wordings differ materially, 0 to 1; `None` where the judge weighed nothing.
    pub material_confidence: Option<f64>,
    /// Number of the correction note that explains it.
    pub correction: Option<usize>,
    /// Number of a correction note that names no change, and so may explain it.
    pub possible_correction: Option<usize>,
    /// For a correction note, numbers of the changes that it explains.
    pub explains: Vec<usize>,
    /// A person rejected it: it weighs nothing.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub rejected: bool,
}

impl ChangeItem {
    /// A change with its wordings from the two lists of statements, without the notes that explain it.
    #[must_use]
    pub fn new(change: &Change, old: &[Statement], new: &[Statement]) -> Self {
        let wording = |sentence: &Option<String>, statements: &[Statement], which: &[usize]| {
            let texts = || which.iter().map(|&i| statements[i].text.as_str()).collect::<Vec<_>>().join(" ");
            sentence.clone().or_else(|| (!which.is_empty()).then(texts))
        };
        // Of the claims that a sentence makes the one that changed is the first, unless it is somebody's on one side only.
        let voiced = |statements: &[Statement], which: &[usize]| {
            which.iter().copied().find(|&i| statements[i].voice.is_some())
        };
        let is_voiced = |statements: &[Statement], which: &[usize]| {
            which.first().is_some_and(|&i| statements[i].voice.is_some())
        };
        let said = is_voiced(old, &change.before) || is_voiced(new, &change.after);
        // What came to be attributed was the outlet's own before, whoever acts in it.
        let own = |kind: Kind| change.kinds.contains(&kind);
        let first = |statements: &'_ [Statement], which: &[usize]| -> Option<Statement> {
            let one = voiced(statements, which).filter(|_| said).or(which.first().copied());
            one.map(|i| statements[i].clone())
        };
        let (old_one, new_one) = (first(old, &change.before), first(new, &change.after));
        let name = |statement| speaker_name(statement).filter(|_| change.note.is_none());
        Self {
            number: 1,
            kinds: change.kinds.clone(),
            severity: change.severity,
            material: change.material,
            new: change.new,
            withdrawn: change.withdrawn,
            reason: change.reason.clone(),
            unannounced: change.turns_fact(),
            speaker: who_says(
                old_one.as_ref().map(|s| name(s).filter(|_| !own(Kind::AttributionAdded))),
                new_one.as_ref().map(|s| name(s).filter(|_| !own(Kind::AttributionDropped))),
            ),
            in_headline: new_one.or(old_one).is_some_and(|s| s.position == Position::Headline),
            before: wording(&change.was, old, &change.before),
            after: change.note.clone().or_else(|| wording(&change.now, new, &change.after)),
            figures: change.figures.clone(),
            findings: change.findings.clone(),
            material_confidence: material_confidence(&change.findings),
            correction: None,
            possible_correction: None,
            explains: change.explains.iter().map(|n| n + 1).collect(),
            rejected: false,
        }
    }

    /// The two wordings as a reader must see them; see `shown`.
    #[must_use]
    pub fn shown(&self) -> (Option<Cow<'_, str>>, Option<Cow<'_, str>>) {
        shown(self.before.as_deref(), self.after.as_deref(), &self.findings)
    }

    /// All changes of a comparison, numbered, with the corrections that explain them.
    #[must_use]
    pub fn of_comparison(comparison: &Comparison, old: &[Statement], new: &[Statement]) -> Vec<Self> {
        let items = comparison.changes.iter().enumerate();
        let mut items: Vec<Self> =
            items.map(|(n, change)| Self { number: n + 1, ..Self::new(change, old, new) }).collect();
        for n in 0..items.len() {
            for of in items[n].explains.clone() {
                if let Some(item) = items.get_mut(of - 1).filter(|item| item.correction.is_none()) {
                    item.correction = Some(n + 1);
                    item.unannounced = false;
                }
            }
            for &of in &comparison.changes[n].may_explain {
                if let Some(item) = items.get_mut(of) {
                    item.possible_correction = Some(n + 1);
                    item.unannounced = false;
                }
            }
        }
        items
    }

    /// Whether it is the change that is stored so, whatever revisions that is of.
    #[must_use]
    pub fn is_of(&self, row: &ChangeRow) -> bool {
        let reads_as =
            |one: Option<&str>, other: Option<&str>| one.map(fingerprint) == other.map(fingerprint);
        let kinds = |kinds: &[Kind]| kinds.iter().copied().collect::<HashSet<_>>();
        kinds(&self.kinds) == kinds(&row.kinds)
            && reads_as(self.before.as_deref(), row.before.as_deref())
            && (reads_as(self.after.as_deref(), row.after.as_deref())
                || reads_as(self.after.as_deref(), row.correction.as_deref()))
    }

    /// All changes that led to one revision, in order, as they are stored.
    #[must_use]
    pub fn of_rows(rows: &[ChangeRow]) -> Vec<Self> {
        let is_note = |row: &ChangeRow| row.kinds.contains(&Kind::Correction);
        let number = |row: &ChangeRow| usize::try_from(row.ordinal).unwrap_or(0) + 1;
        let notes: HashMap<CorrectionId, usize> =
            rows.iter().filter(|r| is_note(r)).filter_map(|r| Some((r.correction_id?, number(r)))).collect();
        let mut explains: HashMap<CorrectionId, Vec<usize>> = HashMap::new();
        for row in rows.iter().filter(|r| !is_note(r)) {
            if let Some(note) = row.correction_id {
                explains.entry(note).or_default().push(number(row));
            }
        }
        let item = |row: &ChangeRow| {
            let (note, own) = (is_note(row), row.correction_id.unwrap_or_default());
            Self {
                number: number(row),
                kinds: row.kinds.0.clone(),
                severity: row.severity,
                material: row.material && !row.rejected,
                reason: row.reason.clone(),
                unannounced: row.unannounced && !row.rejected,
                new: row.new,
                withdrawn: row.withdrawn,
                speaker: row.who_says().filter(|_| !note),
                in_headline: row.position.as_deref() == Some("headline"),
                before: row.before.clone(),
                after: if note { row.correction.clone() } else { row.after.clone() },
                figures: row.figures.0.clone(),
                findings: row.findings.0.clone(),
                material_confidence: material_confidence(&row.findings.0),
                correction: if note { None } else { notes.get(&own).copied() },
                possible_correction: row.possible_correction_id.and_then(|id| notes.get(&id)).copied(),
                explains: if note { explains.remove(&own).unwrap_or_default() } else { Vec::new() },
                rejected: row.rejected,
            }
        };
        rows.iter().map(item).collect()
    }

    /// Who says it, for a reader; `None` in the outlet's own voice.
    #[must_use]
    pub fn says(&self) -> Option<&str> {
        self.speaker.as_deref().map(|name| if name.is_empty() { UNKNOWN } else { name })
    }

    /// Whether it is a correction note, and no change of a claim.
    #[must_use]
    pub fn is_note(&self) -> bool {
        self.kinds.contains(&Kind::Correction)
    }

    /// Whether the same words stand in another place, and that is all.
    #[must_use]
    pub fn only_moved(&self) -> bool {
        self.kinds == [Kind::Moved] && !self.material
    }

    /// Its severity and flags in words, see [`weight`]; "rejected" where a person did so.
    #[must_use]
    pub fn weight(&self) -> String {
        if self.rejected {
            return REJECTED.to_owned();
        }
        weight(self.severity, self.material, self.new, self.withdrawn)
    }

    /// Marks what a person rejected: it weighs nothing.
    pub fn reject(&mut self) {
        (self.rejected, self.material, self.unannounced) = (true, false, false);
    }
}

/// Keeps the changes that are wanted, and the correction notes that explain one of them.
pub fn keep(items: &mut Vec<ChangeItem>, wanted: impl Fn(&ChangeItem) -> bool) {
    let noted = |item: &ChangeItem| item.correction.or(item.possible_correction);
    let notes: HashSet<usize> = items.iter().filter(|item| wanted(item)).filter_map(noted).collect();
    items.retain(|item| wanted(item) || notes.contains(&item.number));
}

/// Puts changes that stand in the order of the text into another order.
pub fn arrange(items: &mut [ChangeItem], order: Order) {
    match order {
        Order::Text => {}
        Order::Severity => items.sort_by_key(|item| Reverse(item.severity)),
    }
}

/// The severity and the flags of a change in words: "high, material, withdrawn"; empty where nothing about it matters.
#[must_use]
pub fn weight(severity: Severity, material: bool, new: bool, withdrawn: bool) -> String {
    let marks = [
        (severity > Severity::None, severity_name(severity)),
        (material, "material"),
        (new, "new"),
        (withdrawn, "withdrawn"),
    ];
    marks.iter().filter(|(holds, _)| *holds).map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
}

/// What is said of a row that a person rejected.
pub(super) const REJECTED: &str = "rejected";

/// What a severity is called.
#[must_use]
pub fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::None => "none",
        Severity::Low => "low",
        Severity::Medium => "medium",
        Severity::High => "high",
    }
}

/// What an alarm is called: the words before its reason.
#[must_use]
pub fn alarm_name(kind: &str) -> &'static str {
    match kind {
        "replaced" => "another story",
        "text_lost" => "text lost",
        "text_regained" => "text regained",
        _ => "alarm",
    }
}

/// What a kind is called in a sentence about one change: "quote altered".
#[must_use]
pub fn label(kind: Kind) -> &'static str {
    labels_of(kind).0
}

/// What several kinds are called: "figure changed, detail added".
pub(super) fn labels(kinds: &[Kind]) -> String {
    kinds.iter().map(|&k| label(k)).collect::<Vec<_>>().join(", ")
}

/// One and many, for labels and counts.
fn labels_of(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Cosmetic => ("cosmetic edit", "cosmetic edits"),
        Kind::Reworded => ("claim reworded", "claims reworded"),
        Kind::FigureChanged => ("figure changed", "figures changed"),
        Kind::FigureAdded => ("figure added", "figures added"),
        Kind::FigureRemoved => ("figure removed", "figures removed"),
        Kind::SpeakerChanged => ("speaker changed", "speakers changed"),
        Kind::SpeakerNamed => ("source now named", "sources now named"),
        Kind::SpeakerAnonymised => ("source no longer named", "sources no longer named"),
        Kind::AttributionAdded => ("attribution added", "attributions added"),
        Kind::AttributionDropped => ("attribution dropped", "attributions dropped"),
        Kind::CertaintyRaised => ("claim made more certain", "claims made more certain"),
        Kind::CertaintyLowered => ("claim made less certain", "claims made less certain"),
        Kind::PolarityFlipped => ("meaning reversed", "meanings reversed"),
        Kind::QuoteAltered => ("quote altered", "quotes altered"),
        Kind::QuoteTrimmed => ("quote shortened or extended", "quotes shortened or extended"),
        Kind::QuoteToParaphrase => ("quote turned into paraphrase", "quotes turned into paraphrase"),
        Kind::ParaphraseToQuote => ("paraphrase turned into quote", "paraphrases turned into quotes"),
        Kind::EntityChanged => ("name changed", "names changed"),
        Kind::DetailAdded => ("detail added", "details added"),
        Kind::DetailRemoved => ("detail removed", "details removed"),
        Kind::ScopeChanged => ("scope changed", "scopes changed"),
        Kind::Different => ("statement replaced", "statements replaced"),
        Kind::Added => ("claim added", "claims added"),
        Kind::Removed => ("claim removed", "claims removed"),
        Kind::Restored => ("claim restored", "claims restored"),
        Kind::Moved => ("claim moved", "claims moved"),
        Kind::Split => ("claim split", "claims split"),
        Kind::Merged => ("claim merged with another", "claims merged with others"),
        Kind::Correction => ("correction note", "correction notes"),
    }
}

/// The summary of some changes in one line, the material ones first: "1 figure changed (12 → 19); not material: 2 claims added".
#[must_use]
pub fn summary(items: &[ChangeItem]) -> String {
    let part = |material: bool| {
        let mut counts: BTreeMap<Kind, (usize, Vec<String>)> = BTreeMap::new();
        for item in items.iter().filter(|item| item.material == material) {
            let Some(kind) = leading(item) else { continue };
            let (count, figures) = counts.entry(kind).or_default();
            *count += tally(item, kind);
            if kind == Kind::FigureChanged {
                let told = |(old, new): &(Option<String>, Option<String>)| {
                    Some(format!("{} → {}", old.as_ref()?, new.as_ref()?))
                };
                figures.extend(item.figures.iter().filter_map(told));
            }
        }
        let told = |(kind, (count, mut figures)): (Kind, (usize, Vec<String>))| {
            let (one, many) = labels_of(kind);
            figures.dedup();
            let shown = figures.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(", ");
            let more = if figures.len() > 3 { ", …" } else { "" };
            let shown = if shown.is_empty() { shown } else { format!(" ({shown}{more})") };
            format!("{count} {}{shown}", if count == 1 { one } else { many })
        };
        counts.into_iter().map(told).collect::<Vec<_>>().join(", ")
    };
    match (part(true), part(false)) {
        (material, other) if material.is_empty() && other.is_empty() => "no change".into(),
        (material, other) if material.is_empty() => format!("nothing material: {other}"),
        (material, other) if other.is_empty() => material,
        (material, other) => format!("{material}; not material: {other}"),
    }
}

/// The kind that a change is counted under: the one that makes it material, else its most important one.
fn leading(item: &ChangeItem) -> Option<Kind> {
    let telling = item.findings.iter().find(|f| f.material).map(|f| f.kind);
    let kind = telling.filter(|_| item.material).or(item.kinds.first().copied())?;
    // Nothing that matters is cosmetic, however few letters of it differ.
    Some(if item.material && kind == Kind::Cosmetic { Kind::Reworded } else { kind })
}

/// How often a change counts under a kind: once, or once for each of its figures.
fn tally(item: &ChangeItem, kind: Kind) -> usize {
    let of = |old: bool, new: bool| {
        let figures = item.figures.iter().filter(|(a, b)| a.is_some() == old && b.is_some() == new);
        figures.count().max(1)
    };
    match kind {
        Kind::FigureChanged => of(true, true),
        Kind::FigureAdded => of(false, true),
        Kind::FigureRemoved => of(true, false),
        _ => 1,
    }
}

/// The name of a statement's speaker, else the words of its source; `None` for the outlet's own voice.
fn speaker_name(statement: &Statement) -> Option<&str> {
    let voice = statement.voice.as_ref()?;
    Some(voice.speaker.as_ref().unwrap_or(&voice.source))
}

/// Who says it, from the names before and after; the outer `None` where there is no such wording, the inner one for
/// the outlet's own voice, an empty name for somebody of whom nothing is known. Both where they are two: "A court clerk →
/// Ada Brook", but "Ada Brook" for "Brook" before.
pub(super) fn who_says(before: Option<Option<&str>>, after: Option<Option<&str>>) -> Option<String> {
    let told = |name: Option<&str>| match name {
        None => "the outlet".to_owned(),
        Some("") => UNKNOWN.to_owned(),
        Some(name) => name.to_owned(),
    };
    match (before, after) {
        (Some(Some(before)), Some(Some(after))) if same_name(before, after) => Some(after.into()),
        (Some(before), Some(after)) if before != after => Some(format!("{} → {}", told(before), told(after))),
        (_, Some(name)) | (Some(name), None) => name.map(Into::into),
        (None, None) => None,
    }
}

/// What stands for a speaker of whom nothing is known.
pub(super) const UNKNOWN: &str = "unknown";

/// The two wordings for a reader. Where they are equal and only who says it, or how, differs, the words that differ
/// come first ("confirmed: the deal", "denied: the deal").
pub(super) fn shown<'t>(
    before: Option<&'t str>,
    after: Option<&'t str>,
    findings: &[Finding],
) -> (Option<Cow<'t, str>>, Option<Cow<'t, str>>) {
    let telling = findings.iter().find(|f| f.before != f.after).filter(|_| before == after);
    let led = |text: &'t str, words: &str| match words {
        "" => Cow::Borrowed(text),
        words => Cow::Owned(format!("{words}: {text}")),
    };
    match telling {
        Some(f) => (before.map(|text| led(text, &f.before)), after.map(|text| led(text, &f.after))),
        None => (before.map(Cow::Borrowed), after.map(Cow::Borrowed)),
    }
}

/// Two wordings for a table cell: deleted words in `[-…-]`, added ones in `{+…+}`. Where they are longer than `max`
/// characters, words that stayed are left out between those that changed.
#[must_use]
pub fn in_short(before: Option<&str>, after: Option<&str>, max: usize) -> Cell {
    let removed = |text: &str| (format!("[-{text}-]"), Tone::Removed);
    let added = |text: &str| (format!("{{+{text}+}}"), Tone::Added);
    match (before, after) {
        (Some(before), Some(after)) => {
            let long = before.chars().count().max(after.chars().count()) > max;
            let runs = words(before, after);
            let last = runs.len().saturating_sub(1);
            let piece = |(n, run)| match run {
                Run::Same(text) if long => (around(&text, n == 0, n == last), Tone::Plain),
                Run::Same(text) => (text, Tone::Plain),
                Run::Removed(text) => removed(&shorten(&text, max)),
                Run::Added(text) => added(&shorten(&text, max)),
            };
            Cell { pieces: runs.into_iter().enumerate().map(piece).collect() }
        }
        (Some(before), None) => Cell { pieces: vec![removed(&shorten(before, max))] },
        (None, Some(after)) => Cell { pieces: vec![added(&shorten(after, max))] },
        (None, None) => Cell::default(),
    }
}

/// Words that stayed, of which only those next to a change are kept.
fn around(text: &str, first: bool, last: bool) -> String {
    /// Characters that are kept next to a change.
    const KEPT: usize = 48;
    let length = text.chars().count();
    if length <= 2 * KEPT {
        return text.to_owned();
    }
    let at = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    let (head, tail) = (&text[..at(KEPT)], &text[at(length - KEPT)..]);
    // Whole words only.
    let head = head.rfind(' ').map_or(head, |space| &head[..space]);
    let tail = tail.find(' ').map_or(tail, |space| &tail[space + 1..]);
    match (first, last) {
        (true, false) => format!("… {tail}"),
        (_, true) => format!("{head} …"),
        (false, false) => format!("{head} … {tail}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(kinds: &[Kind], material: bool, before: Option<&str>, after: Option<&str>) -> ChangeItem {
        ChangeItem {
            kinds: kinds.to_vec(),
            severity: if material { Severity::High } else { Severity::Low },
            material,
            reason: "a count differs".into(),
            speaker: Some("Ada Brook".into()),
            in_headline: false,
            before: before.map(Into::into),
            after: after.map(Into::into),
            figures: vec![(Some("12".into()), Some("19".into()))],
            ..ChangeItem::default()
        }
    }

    #[test]
    fn a_summary_tells_the_material_first() {
        let items = [
            item(&[Kind::Added], false, None, Some("New.")),
            item(&[Kind::FigureChanged], true, Some("12 died"), Some("19 died")),
            item(&[Kind::Added], false, None, Some("Also new.")),
        ];
        assert_eq!(summary(&items), "1 figure changed (12 → 19); not material: 2 claims added");
        assert_eq!(summary(&[]), "no change");
    }

    #[test]
    fn every_change_has_the_same_fields_for_a_spreadsheet() {
        let fields = |item: &ChangeItem| -> Vec<String> {
            let value = serde_json::to_value(item).unwrap();
            value.as_object().unwrap().keys().cloned().collect()
        };
        let judged = ChangeItem {
            material_confidence: Some(0.9),
            correction: Some(2),
            ..item(&[Kind::FigureChanged], true, Some("12 died"), Some("19 died"))
        };
        let note = ChangeItem { speaker: None, ..item(&[Kind::Correction], true, None, Some("It was 19.")) };
        assert_eq!(fields(&judged), fields(&note));
    }

    #[test]
    fn figures_are_counted_and_nothing_material_is_called_cosmetic() {
        let one = |n: &str| (Some(n.to_owned()), None);
        let gone = ChangeItem {
            figures: vec![one("12"), one("40"), one("7")],
            ..item(&[Kind::FigureRemoved, Kind::DetailRemoved], true, Some("a"), Some("b"))
        };
        let swapped = item(&[Kind::Cosmetic], true, Some("the Angels"), Some("the Angles"));
        let spelling = item(&[Kind::Cosmetic], false, Some("colour"), Some("color"));
        let all = [gone, swapped, spelling];
        assert_eq!(summary(&all), "1 claim reworded, 3 figures removed; not material: 1 cosmetic edit");
    }

    #[test]
    fn the_severest_comes_first_and_keeps_its_number_and_its_note() {
        let change = |number, severity, correction| ChangeItem {
            number,
            severity,
            correction,
            ..item(&[Kind::FigureChanged], true, None, None)
        };
        let note =
            ChangeItem { number: 4, severity: Severity::Low, ..item(&[Kind::Correction], false, None, None) };
        let all = vec![
            change(1, Severity::Low, None),
            change(2, Severity::Medium, None),
            change(3, Severity::High, Some(4)),
            note,
        ];
        let numbers = |items: &[ChangeItem]| items.iter().map(|i| i.number).collect::<Vec<_>>();
        let mut items = all.clone();
        arrange(&mut items, Order::Severity);
        assert_eq!(numbers(&items), [3, 2, 1, 4]);
        let mut items = all;
        keep(&mut items, |item| item.severity >= Severity::High);
        arrange(&mut items, Order::Text);
        assert_eq!(numbers(&items), [3, 4]);
    }

    #[test]
    fn weight_is_told_by_what_holds() {
        assert_eq!(weight(Severity::High, true, false, true), "high, material, withdrawn");
        assert_eq!(weight(Severity::Low, false, true, false), "low, new");
        assert_eq!(weight(Severity::None, false, false, false), "");
    }
}
