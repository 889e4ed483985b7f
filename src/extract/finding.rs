//! What a rule finds without the tagger, and how it takes its place among what the tagger found.

use super::attribution::Evidence;
use crate::text::Span;

/// Who says what, by the words or the layout alone.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Passage {
    pub(super) source: Option<Span>,
    pub(super) cue: Option<Span>,
    /// In order, never empty.
    pub(super) content: Vec<Span>,
    /// The name of the rule.
    pub(super) rule: &'static str,
}

impl Passage {
    /// What the tagger's numbers are for what a rule found: of such findings, about as many are right.
    const SURE: f32 = 0.95;

    pub(super) fn new(
        source: Option<Span>,
        cue: Option<Span>,
        content: Vec<Span>,
        rule: &'static str,
    ) -> Self {
        Self { source, cue, content, rule }
    }

    /// The evidence for it, its content being `tokens` long.
    pub(super) fn evidence(&self, tokens: usize) -> Evidence {
        let part = |there: bool| if there { Self::SURE } else { 0.0 };
        let weakest = |there: bool| if there { Self::SURE } else { 1.0 };
        Evidence {
            // Where no source stands, the layout still tells whose words they are.
            source: Self::SURE,
            cue: part(self.cue.is_some()),
            content: Self::SURE,
            weakest: [Self::SURE, weakest(self.cue.is_some()), Self::SURE],
            margin: 45,
            length: u32::try_from(tokens).unwrap_or(u32::MAX),
            rules: vec![self.rule.to_owned()],
        }
    }
}

/// Whether one of some spans in order overlaps `span`.
pub(super) fn touches(spans: &[Span], span: Span) -> bool {
    let from = spans.partition_point(|s| s.end <= span.start);
    spans[from..].iter().take_while(|s| s.start < span.end).any(|s| s.overlaps(span))
}
