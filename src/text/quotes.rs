//! Quotations: the regions between quotation marks.
//!
//! [`marks`](super::marks) says what each mark may do; here they are matched, paragraph by paragraph. A missing mark
//! spoils its own paragraph at most: a quotation left open ends there, and continues only if the next paragraph opens
//! with the same mark, as quotations over several paragraphs do.

use super::marks::{Family, Mark, MarkRole, marks};
use super::thresholds::DEEPEST_QUOTATION;
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// How the marks of a quotation look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum QuoteStyle {
    /// `“ ”`, `„ “`
    Double,
    /// `" "`
    StraightDouble,
    /// `‘ ’`
    Single,
    /// `' '`
    StraightSingle,
    /// `« »`
    Guillemets,
    /// ` ``…'' `, `''…''`
    Tex,
}

impl From<Family> for QuoteStyle {
    fn from(family: Family) -> Self {
        match family {
            Family::Curly => Self::Double,
            Family::Straight => Self::StraightDouble,
            Family::Tex => Self::Tex,
            Family::Guillemet => Self::Guillemets,
            Family::CurlySingle => Self::Single,
            Family::StraightSingle => Self::StraightSingle,
        }
    }
}

/// One quotation. A quotation over several paragraphs whose marks reopen is one item a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub outer: Span,
    /// Without its marks.
    pub inner: Span,
    /// 0 for a quotation, 1 for a quotation within one.
    pub depth: u8,
    /// How its marks look.
    pub style: QuoteStyle,
    /// It continues the quotation that the paragraph before left open.
    pub continues: bool,
    /// It has a closing mark; false for a paragraph whose quotation continues in the next one.
    pub closed: bool,
}

/// The quotations of a normalised text.
///
/// A single quotation mark that nothing closes is an apostrophe; a double one that nothing closes quotes up to the
/// end of its paragraph, or to the next mark of its kind that opens.
#[must_use]
pub fn quotations(text: &str, paragraphs: &[Span]) -> Vec<Quotation> {
    let mut out = Vec::new();
    let mut open = None;
    for (i, &paragraph) in paragraphs.iter().enumerate() {
        let words = paragraph.of(text);
        let next = paragraphs.get(i + 1).map_or("", |p| p.of(text));
        let mut matcher = Matcher { words, next, items: Vec::new(), stack: Vec::new() };
        for mark in marks(words) {
            matcher.take(&mark);
        }
        let continues = open.is_some_and(|family| opens_with(words, family));
        open = matcher.end();
        nest(&matcher.items, paragraph.start, continues, text, &mut out);
    }
    out
}

/// A quotation being matched, in bytes of its paragraph.
#[derive(Debug, Clone, Copy)]
struct MatchedQuotation {
    outer: Span,
    inner: Span,
    family: Family,
    reversed: bool,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Closed,
    /// It ends without a closing mark.
    Cut,
}

struct Matcher<'a> {
    words: &'a str,
    /// The paragraph after this one.
    next: &'a str,
    items: Vec<MatchedQuotation>,
    /// Indices of the items that are open.
    stack: Vec<usize>,
}

impl Matcher<'_> {
    fn take(&mut self, mark: &Mark) {
        let target = self.target(mark);
        match (mark.role, target) {
            // "„A“", "»A«"
            (MarkRole::Open, Some(at)) if self.item(at).reversed && !mark.reversed => self.close(at, mark),
            (MarkRole::Open, Some(_)) if self.stack.len() == DEEPEST_QUOTATION => {
                self.cut(mark.at);
                self.open(mark);
            }
            (MarkRole::Open, _) | (MarkRole::Either, None) => self.open(mark),
            (MarkRole::Close | MarkRole::Either, Some(at)) => self.close(at, mark),
            (MarkRole::Weak, Some(at)) if !self.is_apostrophe(at, mark) => self.close(at, mark),
            // A mark without space before it that has nothing to close, as in `said:"No."`.
            (MarkRole::Close, None) if mark.family == Family::Straight && self.reads_on(mark) => {
                self.open(mark);
            }
            _ => {}
        }
    }

    fn item(&self, at: usize) -> &MatchedQuotation {
        &self.items[self.stack[at]]
    }

    /// Where on the stack the quotation is that the mark can close.
    fn target(&self, mark: &Mark) -> Option<usize> {
        let single = mark.family.is_single();
        let same = |family: Family| {
            self.stack
                .iter()
                .rposition(|&i| self.items[i].family == family)
                // A single mark cannot close around a double one that is open.
                .filter(|&at| !single || self.stack[at..].iter().all(|&i| self.items[i].family.is_single()))
        };
        same(mark.family).or_else(|| match (mark.family, mark.role) {
            // Mixed pairs, as hurried typing leaves them.
            (Family::Curly, MarkRole::Close) => same(Family::Straight),
            (Family::Straight, MarkRole::Close) => same(Family::Curly),
            (Family::CurlySingle, MarkRole::Close) => same(Family::StraightSingle),
            (Family::StraightSingle, MarkRole::Close) => same(Family::CurlySingle),
            _ => None,
        })
    }

    /// Whether a mark that may close the quotation at `at` is rather an apostrophe, an inch or a minute within it.
    fn is_apostrophe(&self, at: usize, mark: &Mark) -> bool {
        let whole = self.item(at).outer.start == 0 && opens_with(self.next, mark.family);
        mark.closes_later || (mark.family.is_single() && whole)
    }

    fn reads_on(&self, mark: &Mark) -> bool {
        self.words[mark.at + mark.len..].starts_with(char::is_alphabetic)
            && self.words[..mark.at].ends_with([':', ',', '.', ';'])
    }

    fn open(&mut self, mark: &Mark) {
        if self.stack.len() < DEEPEST_QUOTATION {
            self.stack.push(self.items.len());
            let inner = Span::new(mark.at + mark.len, mark.at + mark.len);
            let outer = Span::new(mark.at, inner.end);
            self.items.push(MatchedQuotation {
                outer,
                inner,
                family: mark.family,
                reversed: mark.reversed,
                state: State::Open,
            });
        }
    }

    /// Closes the quotation at `at` of the stack; what is still open inside it was not a quotation.
    fn close(&mut self, at: usize, mark: &Mark) {
        let item = &mut self.items[self.stack[at]];
        item.inner.end = mark.at;
        item.outer.end = mark.at + mark.len;
        item.state = State::Closed;
        self.stack.truncate(at);
    }

    /// Ends the innermost quotation before `end`.
    fn cut(&mut self, end: usize) {
        if let Some(i) = self.stack.pop() {
            let item = &mut self.items[i];
            let end = self.words[..end].trim_end().len().max(item.inner.start);
            item.inner.end = end;
            item.outer.end = end;
            if !item.family.is_single() {
                item.state = State::Cut;
            }
        }
    }

    /// Ends what is open at the end of the paragraph; returns the mark with which the next paragraph reopens it.
    fn end(&mut self) -> Option<Family> {
        let mut again = None;
        let mut ends: Vec<usize> = Vec::new();
        for depth in 0..self.stack.len() {
            let i = self.stack[depth];
            let MatchedQuotation { outer, inner, family, .. } = self.items[i];
            // Marks of the same kind follow inside it: its closing mark was forgotten before them.
            let next_of_kind = self.next_of_kind(i, depth);
            let mut end = next_of_kind
                .map_or(self.words.len(), |start| self.words[..start].trim_end().len().max(inner.start));
            end = ends
                .iter()
                .fold(end, |end, &outer_end| if outer.start < outer_end { end.min(outer_end) } else { end });
            ends.push(end);
            let goes_on = depth == 0 && next_of_kind.is_none() && opens_with(self.next, family);
            let item = &mut self.items[i];
            item.inner.end = end;
            item.outer.end = end;
            if goes_on {
                again = Some(family);
            }
            if goes_on || !family.is_single() {
                item.state = State::Cut;
            }
        }
        self.stack.clear();
        again
    }

    /// Where the next quotation with the marks of item `i` begins that is not inside a closed one.
    fn next_of_kind(&self, i: usize, depth: usize) -> Option<usize> {
        let family = self.items[i].family;
        let mut past = 0;
        for (j, later) in self.items.iter().enumerate().skip(i + 1) {
            let dropped = later.state == State::Open && !self.stack[depth..].contains(&j);
            if later.outer.start < past || dropped {
                continue;
            }
            if later.family == family {
                return Some(later.outer.start);
            }
            if later.state != State::Open {
                past = later.outer.end;
            }
        }
        None
    }
}

/// Whether a paragraph opens with the mark that opens this kind of quotation.
fn opens_with(words: &str, family: Family) -> bool {
    let marks: &[&str] = match family {
        Family::Curly => &["“", "„", "‟"],
        Family::Straight => &["\"", "＂"],
        Family::Tex => &["``", "''"],
        Family::Guillemet => &["«", "»"],
        Family::CurlySingle => &["‘", "‚"],
        Family::StraightSingle => &["'"],
    };
    marks.iter().any(|m| words.strip_prefix(m).is_some_and(|rest| !rest.is_empty()))
}

/// Appends the quotations of one paragraph with their depths, without those never closed and empty ones.
fn nest(items: &[MatchedQuotation], offset: usize, continues: bool, text: &str, out: &mut Vec<Quotation>) {
    let mut ends: Vec<usize> = Vec::new();
    for item in items.iter().filter(|i| i.state != State::Open) {
        let shift = |s: Span| Span::new(s.start + offset, s.end + offset);
        let inner = shift(item.inner);
        let words = inner.of(text);
        if words.trim().is_empty() {
            continue;
        }
        let start = inner.start + (words.len() - words.trim_start().len());
        while ends.last().is_some_and(|&end| end <= item.outer.start) {
            ends.pop();
        }
        out.push(Quotation {
            outer: shift(item.outer),
            inner: Span::new(start, start + words.trim().len()),
            depth: u8::try_from(ends.len()).unwrap_or(u8::MAX),
            style: item.family.into(),
            continues: continues && item.outer.start == 0,
            closed: item.state == State::Closed,
        });
        ends.push(item.outer.end);
    }
}

#[cfg(test)]
mod tests {
    use super::super::paragraphs;
    use super::*;
    use proptest::prelude::*;

    /// The quotations of a text, each as its depth, its words, and `…` on the sides where it goes on.
    fn found(text: &str) -> Vec<String> {
        quotations(text, &paragraphs(text))
            .iter()
            .map(|q| {
                let (left, right) = (if q.continues { "…" } else { "" }, if q.closed { "" } else { "…" });
                format!("{}{left}{}{right}", ">".repeat(q.depth.into()), q.inner.of(text))
            })
            .collect()
    }

    #[track_caller]
    fn gives(text: &str, quotes: &[&str]) {
        assert_eq!(found(text), quotes, "{text}");
    }

    #[test]
    fn every_style_of_marks() {
        gives("“Go,” she said. “Now.”", &["Go,", "Now."]);
        gives("\"Go,\" she said. \"Now.\"", &["Go,", "Now."]);
        gives("‘Go,’ she said. ‘Now.’", &["Go,", "Now."]);
        gives("'Go,' she said. 'Now.'", &["Go,", "Now."]);
        gives("« Go », she said. «Now.»", &["Go", "Now."]);
        gives("„Go“, she said. „Now.“", &["Go", "Now."]);
        gives("»Go«, she said. »Now.«", &["Go", "Now."]);
        gives("``Go,'' she said. ``Now.''", &["Go,", "Now."]);
        gives("''Go,'' she said. ''Now.''", &["Go,", "Now."]);
        gives(
            "She called it \"a joke\", (\"a lie\") and\u{2014}\"worse\"\u{2014}a crime.",
            &["a joke", "a lie", "worse"],
        );
        gives("She called it ‘a joke’; he said ‘no’.", &["a joke", "no"]);
        gives("He said:\"No.\"", &["No."]);
        gives("the \" green \" party", &["green"]);
    }

    #[test]
    fn apostrophes_are_none() {
        for text in [
            "I don’t know what O’Neill's workers’ rights are, he said in the ’90s.",
            "It's the Joneses' house, rock 'n' roll, '90s music, give 'em hell.",
            "Rock ‘n’ roll of the ‘80s and the class of '16.",
            "The dogs' owners and the cats' owners met.",
            "He is 6'4\" tall; the pipe is 6\" wide and 5' long.",
            "At 51° 28' 40\" north.",
        ] {
            gives(text, &[]);
        }
    }

    #[test]
    fn apostrophes_within_single_marks() {
        gives(
            "‘The workers’ rights don’t count,’ she said. ‘It’s over.’",
            &["The workers’ rights don’t count,", "It’s over."],
        );
        gives("'The workers' rights don't count,' she said.", &["The workers' rights don't count,"]);
        gives("He attacked ‘fake news’ and ‘alternative facts’ again.", &["fake news", "alternative facts"]);
        gives("He attacked 'fake news' at the dogs' home.", &["fake news"]);
        gives("‘We loved the ’90s,’ he said.", &["We loved the ’90s,"]);
    }

    #[test]
    fn quotations_nest() {
        gives("“He said, ‘Go home,’ and left,” she said.", &["He said, ‘Go home,’ and left,", ">Go home,"]);
        gives("‘He said “go home” and left,’ she said.", &["He said “go home” and left,", ">go home"]);
        gives("\"He said, 'Go home.'\"", &["He said, 'Go home.'", ">Go home."]);
        gives("“‘Go,’ he said.”", &["‘Go,’ he said.", ">Go,"]);
        gives("“He called it “hell” and left,” she said.", &["He called it “hell” and left,", ">hell"]);
        gives("''He said 'no.''' Then '''No' is all.''", &["He said 'no.'", ">no.", "'No' is all.", ">No"]);
    }

    #[test]
    fn a_quotation_goes_on_where_the_next_paragraph_reopens_it() {
        gives("“One,” he said. “Two.\n“Three.\n“Four.”\nFive.", &["One,", "Two.…", "…Three.…", "…Four."]);
        gives("\"Two.\n\"Three.\" Five.", &["Two.…", "…Three."]);
        gives("‘The workers’ rights.\n‘Three,’ he said.", &["The workers’ rights.…", "…Three,"]);
    }

    #[test]
    fn a_missing_mark_costs_its_paragraph_only() {
        gives("“One, he said.\nTwo “three” four.", &["One, he said.…", "three"]);
        gives("\"One, he said. \"Two.\" Three.", &["One, he said.…", "Two."]);
        gives("“One, he said. “Two.” Three. “Four.”", &["One, he said.…", "Two.", "Four."]);
        gives("“One.“ Two “three. “", &["One.", "three."]);
        gives("“One’’ and ‘‘two”.", &["One", "two"]);
        gives("One,” he said.\n“Two.”", &["Two."]);
        gives("‘One, he said.\nTwo.", &[]);
        gives("In the ‘burbs “life” is good.", &["life"]);
        gives("“One\" and \"two”.", &["One", "two"]);
        gives("\"\" and “ ”", &[]);
    }

    #[test]
    fn inches_within_a_quotation() {
        gives("\"It is 6\" wide,\" she said.", &["It is 6\" wide,"]);
        gives("\"In 2016\" she said, \"we won.\"", &["In 2016", "we won."]);
        gives("“He is 6’4”,” she said.", &["He is 6’4”,"]);
        gives("\"He is 6'4\" tall,\" she said.", &["He is 6'4\" tall,"]);
    }

    proptest! {
        #[test]
        fn regions_nest_and_lie_within_paragraphs(text in "[ a-s.,\"'“”‘’«»„`\n6é]{0,80}") {
            let paragraphs = paragraphs(&text);
            let all = quotations(&text, &paragraphs);
            for (i, q) in all.iter().enumerate() {
                prop_assert!(q.outer.covers(q.inner) && !q.inner.of(&text).is_empty() && !q.outer.of(&text).is_empty());
                prop_assert!(paragraphs.iter().any(|p| p.covers(q.outer)));
                for r in &all[i + 1..] {
                    prop_assert!(r.outer.start > q.outer.start);
                    prop_assert!(q.outer.covers(r.outer) || !q.outer.overlaps(r.outer), "{:?} {:?}", q, r);
                }
            }
        }
    }

    #[test]
    fn a_million_marks_are_no_trouble() {
        for mark in ["\"", "“", "'", "‘", "\" ", "' ", "“‘", "``", "»", "6\" ", "s’ "] {
            let text = mark.repeat(1_000_000 / mark.len());
            let _ = quotations(&text, &paragraphs(&text));
        }
    }
}
