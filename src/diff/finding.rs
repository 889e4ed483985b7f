//! Findings: one kind of change in one pair of statements, with the words that show it.

use super::kind::{Kind, Severity};
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The name that a finding carries in place of a rule's where the judge alone sees it.
pub const JUDGE: &str = "judge";

/// One kind of change, and the words that show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What kind.
    pub kind: Kind,
    /// The rule that found it, [`JUDGE`] where the judge alone sees it; empty where only the attributions
    /// or the sentence as a whole tell.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub rule: Cow<'static, str>,
    /// The old words that show it; empty where something came in.
    pub before: String,
    /// The new words that show it; empty where something went.
    pub after: String,
    /// Where `before` stands, in bytes of the old statement's text; empty where it stands outside, as a source may.
    #[serde(skip)]
    pub spans_before: Vec<Span>,
    /// Where `after` stands, in bytes of the new statement's text.
    #[serde(skip)]
    pub spans_after: Vec<Span>,
    /// The figures that changed, old and new as written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<(Option<String>, Option<String>)>,
    /// The new wording says what a check of the old one does not cover.
    #[serde(default)]
    pub material: bool,
    /// How soon a person should look at it.
    #[serde(default)]
    pub severity: Severity,
    /// Why it has that severity, in a few words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The probability that the two wordings differ in this way, 0 to 1, to two places: what the judge's model makes of
    /// it. `None` where a rule or an attribution decides without the judge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// The same of their differing materially.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub material_confidence: Option<f64>,
}

/// The reason of a finding that tells of what has come.
pub(super) const FULFILLED: &str = "planned or expected before, now done";

impl Finding {
    /// A finding whose words stand in no statement.
    pub(super) fn new(
        kind: Kind,
        before: impl Into<String>,
        after: impl Into<String>,
        severity: Severity,
        reason: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            rule: Cow::default(),
            before: before.into(),
            after: after.into(),
            spans_before: Vec::new(),
            spans_after: Vec::new(),
            figures: Vec::new(),
            material: severity >= Severity::Medium,
            severity,
            reason: reason.into(),
            confidence: None,
            material_confidence: None,
        }
    }

    /// Whether it only tells that what was planned or expected has come: news, and no fact turned.
    pub(super) fn is_progress(&self) -> bool {
        self.reason == FULFILLED
    }

    /// Shows spans of the old and of the new text.
    pub(super) fn show(&mut self, before: (&str, Vec<Span>), after: (&str, Vec<Span>)) {
        (self.before, self.spans_before) = shown(before.0, before.1);
        (self.after, self.spans_after) = shown(after.0, after.1);
    }

    /// The finding of two longer texts, where it was made of a part of each. Where a part does not stand in its text in
    /// one piece, the words that it shows have no spans.
    pub(super) fn within(mut self, before: (&str, &str), after: (&str, &str)) -> Self {
        for (spans, (part, whole)) in [(&mut self.spans_before, before), (&mut self.spans_after, after)] {
            match whole.find(part) {
                Some(at) => spans.iter_mut().for_each(|s| *s = Span::new(s.start + at, s.end + at)),
                None => spans.clear(),
            }
        }
        self
    }

    /// Takes in another finding of the same kind about the same two texts.
    pub(super) fn join(&mut self, other: Self, old: &str, new: &str) {
        for (words, spans, more, theirs, text) in [
            (&mut self.before, &mut self.spans_before, other.before, other.spans_before, old),
            (&mut self.after, &mut self.spans_after, other.after, other.spans_after, new),
        ] {
            if !theirs.is_empty() {
                spans.extend(theirs);
                (*words, *spans) = shown(text, std::mem::take(spans));
            } else if words.is_empty() {
                *words = more;
            }
        }
        if other.severity > self.severity {
            (self.severity, self.reason, self.rule) = (other.severity, other.reason, other.rule);
            self.material |= other.material;
        }
        self.figures.extend(other.figures);
    }
}

/// The probability that wordings with these findings differ materially: the highest that the judge gives. `None` where it
/// weighed nothing.
#[must_use]
pub fn material_confidence(findings: &[Finding]) -> Option<f64> {
    findings.iter().filter_map(|f| f.material_confidence).max_by(f64::total_cmp)
}

/// The words of spans, in their order, and the spans without those that lie within others.
fn shown(text: &str, mut spans: Vec<Span>) -> (String, Vec<Span>) {
    spans.sort_unstable_by_key(|s| (s.start, std::cmp::Reverse(s.end)));
    spans.dedup_by(|later, first| later.end <= first.end);
    let words: Vec<&str> = spans.iter().map(|s| s.of(text)).collect();
    (words.join(" … "), spans)
}
