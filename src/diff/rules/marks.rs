//! Marks: a quotation that became a paraphrase, or a paraphrase that became a quotation.

use super::{Find, Rule};
use crate::claim::Sort;
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, Side, View};
use crate::diff::{Kind, Severity};
use crate::extract::QuotationKind;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "marks",
    says: "Words lost or gained their quotation marks.",
    place: "First stage: it looks at quotations that go with none of the other wording; quotations has the rest.",
    findings: Find::Whole(findings),
    catches: &[
        ("He spoke of a “bitter defeat” there.", "He spoke of a bitter defeat there."),
        ("She called it “a secret prison for traders”.", "She called it a prison for traders."),
        ("The mayor called the plan a waste of money.", "The mayor called the plan “a waste of money”."),
        ("“The bridge will stay shut,” Ana Ito said.", "Ana Ito said the bridge will stay shut."),
        ("He is said to be “in good health”.", "He is said to be in good health."),
        ("They accuse him of “gross neglect”.", "They accuse him of gross neglect."),
        ("She spoke of a stolen election.", "She spoke of a “stolen election”."),
        ("The judge found the sale \"plainly unlawful\".", "The judge found the sale plainly unlawful."),
        ("Doctors call the fever ‘very rare’ in adults.", "Doctors call the fever very rare in adults."),
        ("The union fears massive losses in Upton.", "The union fears “massive losses” in Upton."),
    ],
    spares: &[
        ("He called it “a bitter defeat”.", "He called it \"a bitter defeat\"."),
        ("He called it “a bitter defeat”.", "He called it “a narrow victory”."),
        ("He called it a defeat.", "He called it a victory."),
        ("The film “Cold Harbour” opens.", "The film Cold Harbour opens."),
        ("She said the road is shut.", "She said the road is open."),
        ("Garrow's mayor spoke.", "The mayor of Garrow spoke."),
        ("“No,” she said.", "“Yes,” she said."),
        ("The ’90s were dry.", "The 90s were dry."),
        ("He waits. “It is late,” he said.", "He waits."),
        ("“It is late,” he said.", "“It is late,” he said on Monday."),
    ],
};

/// Share of a quotation's words that stay with which it is the same in other marks.
const SAME: f32 = 0.5;
/// Share below which something else stands for it.
const OTHER: f32 = 0.34;
/// Longest quotation that other words can be said to stand for.
const REPLACED: usize = 12;

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let direct = |v: &View<'_>| {
        v.from.statement.voice.as_ref().is_some_and(|voice| voice.kind == QuotationKind::Direct)
    };
    // There a quotation that came or went lengthens or shortens what is quoted.
    if pair.views().iter().all(direct) && !pair.quotations.pairs.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for view in pair.views() {
        for quote in pair.lone_quotations(view.side) {
            out.extend(unquoted(pair, view, quote));
        }
    }
    out
}

/// A quotation of one side that is none on the other: are its words still there without their marks?
fn unquoted(pair: &Pair<'_>, view: View<'_>, quote: &Range<usize>) -> Vec<Finding> {
    let (from, to) = (view.from, view.to);
    let content: Vec<usize> = quote.clone().filter(|&i| from.is_content(i)).collect();
    if content.is_empty() || is_title(view, quote) {
        return Vec::new();
    }
    let still = content.iter().filter(|&&i| to.stems.contains(&from.words[i].stem)).count();
    let share = still as f32 / content.len() as f32;
    // Where the quotation stood, something else must stand now; else it was simply dropped.
    let replaced = view.is_replaced(quote);
    let embedded = quote.clone().any(|i| view.partner(i).is_some());
    let stays = share >= OTHER && (embedded || replaced);
    let rewritten = share < OTHER && replaced && content.len() <= REPLACED;
    if !stays && !rewritten {
        return Vec::new();
    }
    let partners = || quote.clone().filter_map(|i| view.partner(i));
    let paraphrase: Vec<Range<usize>> = match (partners().min(), partners().max()) {
        (Some(first), Some(last)) => std::iter::once(first..last + 1).collect(),
        _ => Vec::new(),
    };
    let (severity, reason) = match view.side {
        Side::Old if share >= SAME => (Severity::Low, "the same words, no longer in quotation marks"),
        Side::New if share >= SAME => (Severity::Low, "the same words, now in quotation marks"),
        Side::Old => (Severity::Medium, "the quote was replaced by a paraphrase"),
        Side::New => (Severity::Medium, "the paraphrase was replaced by a quote"),
    };
    let shown = std::slice::from_ref(quote);
    let mut out = match view.side {
        Side::Old => vec![pair.finding(Kind::QuoteToParaphrase, severity, shown, &paraphrase, reason)],
        Side::New => vec![pair.finding(Kind::ParaphraseToQuote, severity, &paraphrase, shown, reason)],
    };
    if share >= SAME {
        out.extend(lost(pair, view, &content));
    }
    out
}

/// Words that went with their marks are a detail less.
fn lost(pair: &Pair<'_>, view: View<'_>, content: &[usize]) -> Option<Finding> {
    let gone = content.iter().filter(|&&i| !view.is_said(i) && view.from.words[i].sort == Sort::Word);
    let gone: Vec<Range<usize>> = gone.map(|&i| i..i + 1).collect();
    let (kind, severity, reason) = match view.side {
        Side::Old => (Kind::DetailRemoved, Severity::Low, "says less than before"),
        Side::New => (Kind::DetailAdded, Severity::Medium, "says more than before"),
    };
    (!gone.is_empty()).then(|| pair.one_sided(view.side, kind, severity, &gone, reason))
}

/// The title of a work, not somebody's words: every content word has a capital.
fn is_title(view: View<'_>, quote: &Range<usize>) -> bool {
    !view.from.shouting
        && quote.len() > 1
        && quote.clone().filter(|&i| view.from.is_content(i)).all(|i| view.from.words[i].capital)
}
