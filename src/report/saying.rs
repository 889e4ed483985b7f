//! Saying: how a statement reads, whoever prints it: speaker, cue, content, with a mark where its source does not put the
//! content forward: "Ana Orrin denied that the lock had been forced" must never be shown as "Ana Orrin: that the lock had
//! been forced". So every table, page and diff takes the words of a statement from [`statement_parts`].

use super::hearer::heard_by;
use crate::store::QuoteRow;

/// A part of a statement as it is read, so that each format can give it its looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// What the source does instead of putting the content forward, in brackets: `[denied]`.
    Mark,
    /// That a person rejected the quote, in brackets.
    Rejected,
    /// Who says it.
    Speaker,
    /// A source that stays unnamed.
    Unnamed,
    /// The words that attribute.
    Cue,
    /// What is attributed, and the small words between the parts.
    Content,
}

/// What an attribution says.
#[derive(Debug, Clone, Copy, Default)]
pub struct Saying<'t> {
    /// The speaker's name, else the words of the source; empty when there are none.
    pub speaker: &'t str,
    /// The source is meant to stay unnamed.
    pub unnamed: bool,
    /// The sources of the attributions around it, the nearest first.
    pub via: &'t [String],
    /// The words of the source; empty when none stand there.
    pub source: &'t str,
    /// The sentences it stands in; empty when they are not known.
    pub sentence: &'t str,
    /// The words that attribute; empty for a quotation that stands alone.
    pub cue: &'t str,
    /// What the cue does, as the database names it.
    pub cue_class: &'t str,
    /// The cue is negated.
    pub negated: bool,
    /// The words that weaken it.
    pub hedge: Option<&'t str>,
    /// The source puts the content forward.
    pub asserted: bool,
    /// The content, its pieces joined by a space.
    pub content: &'t str,
    /// Where the pieces stand in the article, in code points.
    pub content_spans: &'t [(usize, usize)],
    /// Where the cue stands.
    pub cue_spans: &'t [(usize, usize)],
    /// Where the source stands.
    pub source_spans: &'t [(usize, usize)],
}

impl QuoteRow {
    /// Whether the reader must be told that the source has no name: not where its words say so, nor of the holder of a
    /// single office, who can be told by anybody.
    #[must_use]
    pub fn is_unnamed(&self) -> bool {
        let says_so = |word: &str| ["unnamed", "anonymous", "unidentified"].contains(&&*word.to_lowercase());
        self.speaker_kind == "anonymous"
            && self.anonymous_class.as_deref() != Some("office_holder")
            && !self.speaker.split_whitespace().any(says_so)
    }

    /// What it says, for [`statement_parts`].
    #[must_use]
    pub fn saying(&self) -> Saying<'_> {
        Saying {
            speaker: if self.speaker.is_empty() { &self.source } else { &self.speaker },
            unnamed: self.is_unnamed(),
            via: &self.via.0,
            source: &self.source,
            sentence: self.sentence.as_deref().unwrap_or_default(),
            cue: &self.cue,
            cue_class: &self.cue_class,
            negated: self.negated,
            hedge: self.hedge.as_deref(),
            asserted: self.asserted,
            content: &self.quote,
            content_spans: &self.content_spans.0,
            cue_spans: &self.cue_spans.0,
            source_spans: &self.source_spans.0,
        }
    }
}

/// The parts of a statement in the order in which they are read; joined without anything between them they are its
/// text.
///
/// The words are those of the article. The cue leads the content as it does there; where it follows ("We stay," Orrin
/// said), a colon shows that the order is ours. A cue inside its own content ("Ord is accused of fraud") stays there.
/// "…" stands where the article has other words between two pieces of the content.
#[must_use]
pub fn statement_parts(saying: &Saying<'_>) -> Vec<(String, Part)> {
    let mut parts = Vec::new();
    if let Some(mark) = mark(saying) {
        parts.push((format!("[{mark}]"), Part::Mark));
        parts.push((" ".into(), Part::Content));
    }
    let pieces = pieces(saying);
    let nobody = saying.speaker.is_empty() && saying.source_spans.is_empty();
    if nobody && stands_inside(saying) || is_passive(saying) {
        return in_order(saying, &pieces, parts);
    }
    let leads = is_preposition(saying.cue);
    if leads {
        parts.push((format!("{} ", saying.cue), Part::Cue));
    }
    speaker(saying, &mut parts);
    if !leads {
        cue(saying, &mut parts);
    }
    if parts.iter().any(|(_, part)| *part != Part::Content && *part != Part::Mark) {
        let between = behind_cue(saying).filter(|_| !leads).unwrap_or_else(|| joint(saying, leads));
        if !leads && lacks_object(saying) {
            parts.push((" …".into(), Part::Content));
        }
        let spans = [saying.content_spans, saying.source_spans, saying.cue_spans];
        parts.push((heard_by(saying.sentence, saying.content, saying.cue, spans).into(), Part::Content));
        parts.push((between.to_owned(), Part::Content));
    }
    parts.push((joined(saying, &pieces), Part::Content));
    parts
}

/// The statement in plain text; see [`statement_parts`].
#[must_use]
pub fn sentence(saying: &Saying<'_>) -> String {
    statement_parts(saying).into_iter().map(|(text, _)| text).collect()
}

/// What the source does instead of putting the content forward, in a word or two; `None` where it does put it forward.
#[must_use]
pub fn mark(saying: &Saying<'_>) -> Option<&'static str> {
    let class = saying.cue_class;
    if saying.negated {
        return Some(match class {
            "deny" => "not denied",
            "believe" => "doubted",
            "want" => "not wanted",
            "ask" => "not asked",
            "order" => "not ordered",
            _ => "not said",
        });
    }
    match class {
        "deny" => Some("denied"),
        "believe" if first_word_is(saying.cue, "doubt") => Some("doubted"),
        _ if ["sceptic", "skeptic"].iter().any(|stem| first_word_is(saying.cue, stem)) => Some("doubted"),
        "ask" => Some("asked"),
        _ if !saying.asserted && asks(saying.content) => Some("asked"),
        _ if !saying.asserted => Some("not said"),
        _ => None,
    }
}

/// Whether the content ends as questions do.
fn asks(content: &str) -> bool {
    content.trim_end_matches(['”', '"', '’', '\'', '»', ' ']).ends_with('?')
}

/// Whether a word of the cue begins so.
fn first_word_is(cue: &str, stem: &str) -> bool {
    cue.split_whitespace().any(|word| word.to_lowercase().starts_with(stem))
}

/// Whether the cue leads its source: "according to Orrin".
fn is_preposition(cue: &str) -> bool {
    let last = cue.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let first = cue.split_whitespace().next().unwrap_or_default().to_lowercase();
    (first == "according" || first == "per" || first == "as" || first == "in")
        && matches!(&*last, "to" | "per" | "of")
}

fn speaker(saying: &Saying<'_>, parts: &mut Vec<(String, Part)>) {
    if saying.speaker.is_empty() {
        return;
    }
    if saying.unnamed {
        parts.push((format!("{} (unnamed)", saying.speaker), Part::Unnamed));
    } else {
        parts.push((saying.speaker.to_owned(), Part::Speaker));
    }
    for outer in saying.via {
        parts.push((format!(", via {outer}"), Part::Content));
    }
    if !saying.via.is_empty() && !saying.cue.is_empty() {
        parts.push((",".into(), Part::Content));
    }
}

/// The cue with the words that weaken it; a bare colon is the joint's.
fn cue(saying: &Saying<'_>, parts: &mut Vec<(String, Part)>) {
    let cue = saying.cue.trim();
    if !cue.chars().any(char::is_alphanumeric) {
        return;
    }
    let space = |parts: &mut Vec<(String, Part)>| {
        if !parts.is_empty() && !parts.last().is_some_and(|(text, _)| text.ends_with(' ')) {
            parts.push((" ".into(), Part::Content));
        }
    };
    let before = before_cue(saying).unwrap_or_default();
    if !before.is_empty() {
        space(parts);
        parts.push((before.to_owned(), Part::Cue));
    }
    let told = |hedge: &str| holds(cue, hedge) || holds(before, hedge) || holds(saying.content, hedge);
    if let Some(hedge) = saying.hedge.filter(|hedge| !told(hedge)) {
        space(parts);
        parts.push((hedge.to_owned(), Part::Cue));
    }
    // "quoted an aide as saying": the "as" hangs on a verb that is not shown.
    let bare =
        cue.strip_prefix("as ").filter(|rest| rest.split(' ').next().is_some_and(|w| w.ends_with("ing")));
    space(parts);
    parts.push((bare.unwrap_or(cue).to_owned(), Part::Cue));
}

/// The words between source and cue, as "should have" before "said".
fn before_cue<'t>(saying: &Saying<'t>) -> Option<&'t str> {
    let ([source], Some(cue)) = (saying.source_spans, saying.cue_spans.first()) else { return None };
    let gap = cue.0.checked_sub(source.1).filter(|gap| *gap <= NEAR)?;
    let words = between(saying.sentence, saying.source, gap, first_letters(saying.cue))?.trim();
    // An apposition is no part of the verb.
    words.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '’' | '\'')).then_some(words)
}

/// What stands between cue and content, as " the court " behind "told", where that is no source.
fn behind_cue<'t>(saying: &Saying<'t>) -> Option<&'t str> {
    let (Some(cue), Some(content)) = (saying.cue_spans.last(), saying.content_spans.first()) else {
        return None;
    };
    let gap = content.0.checked_sub(cue.1).filter(|gap| (1..=NEAR).contains(gap))?;
    let apart = saying.source_spans.iter().all(|source| source.1 <= cue.1 || source.0 >= content.0);
    if saying.cue_spans.len() > 1 || !apart || !saying.cue.contains(char::is_alphanumeric) {
        return None;
    }
    between(saying.sentence, saying.cue, gap, first_letters(saying.content))
        .filter(|words| !words.contains('\n'))
}

/// Whether the words between cue and content are too many to be shown, without which the cue says too little: "told a
/// news conference in the old customs house on Saturday that".
fn lacks_object(saying: &Saying<'_>) -> bool {
    let (Some(cue), Some(content)) = (saying.cue_spans.last(), saying.content_spans.first()) else {
        return false;
    };
    let apart = saying.source_spans.iter().all(|source| source.1 <= cue.1 || source.0 >= content.0);
    apart && saying.cue_spans.len() == 1 && content.0 > cue.1 + NEAR
}

/// "She was criticised by Orrin over the lock": a passive whose source stands behind the cue and not before the content.
fn is_passive(saying: &Saying<'_>) -> bool {
    let (Some(cue), Some(content)) = (saying.cue_spans.last(), saying.content_spans.first()) else {
        return false;
    };
    saying.cue_spans.len() == 1
        && content.1 <= cue.0
        && saying.source_spans.first().is_some_and(|source| source.0 >= cue.1)
        && saying.cue.ends_with(" by")
        && !saying.content.starts_with(['"', '“', '‘', '\''])
}

/// Characters between two parts that are shown as they stand.
const NEAR: usize = 32;

/// The `gap` characters of a text that stand behind `before` and in front of `after`.
fn between<'t>(text: &'t str, before: &str, gap: usize, after: &str) -> Option<&'t str> {
    if before.is_empty() || after.is_empty() {
        return None;
    }
    text.match_indices(before).find_map(|(at, _)| {
        let rest = &text[at + before.len()..];
        let (end, _) = rest.char_indices().nth(gap)?;
        rest[end..].starts_with(after).then_some(&rest[..end])
    })
}

/// Enough of a text to know it by.
fn first_letters(text: &str) -> &str {
    text.char_indices().nth(10).map_or(text, |(at, _)| &text[..at])
}

fn holds(text: &str, words: &str) -> bool {
    text.to_lowercase().contains(&words.to_lowercase())
}

/// What stands between the cue and the content: a space where the content goes on in the words of the article.
fn joint(saying: &Saying<'_>, leads: bool) -> &'static str {
    let has_words = saying.cue.chars().any(char::is_alphanumeric);
    if leads || !has_words {
        return ": ";
    }
    let follows = match (saying.cue_spans.last(), saying.content_spans.first()) {
        (Some(cue), Some(content)) => cue.1 <= content.0,
        _ => true,
    };
    let starts_small = saying.content.starts_with(char::is_lowercase);
    let touches = match (saying.cue_spans.last(), saying.content_spans.first()) {
        (Some(cue), Some(content)) => content.0.checked_sub(cue.1).is_some_and(|gap| gap <= 1),
        _ => false,
    };
    let has_colon = saying.cue.trim_end().ends_with(':');
    if has_colon || follows && (starts_small || touches) { " " } else { ": " }
}

/// The pieces of the content; one, where its text is not that of its spans.
fn pieces<'t>(saying: &Saying<'t>) -> Vec<&'t str> {
    let lengths = saying.content_spans.iter().map(|(start, end)| end.saturating_sub(*start));
    let mut rest = saying.content;
    let mut pieces = Vec::new();
    for length in lengths {
        let at = rest.char_indices().nth(length).map_or(rest.len(), |(at, _)| at);
        let (piece, behind) = rest.split_at(at);
        pieces.push(piece);
        rest = behind.strip_prefix(' ').unwrap_or(behind);
    }
    if rest.is_empty() && !pieces.iter().any(|piece| piece.is_empty()) {
        pieces
    } else {
        vec![saying.content]
    }
}

/// The pieces with "…" where other words stand between two of them.
fn joined(saying: &Saying<'_>, pieces: &[&str]) -> String {
    let mut text = String::new();
    for (n, piece) in pieces.iter().enumerate() {
        if n > 0 {
            let omits = pieces.len() == saying.content_spans.len() && omits(saying, n);
            text.push_str(if omits { " … " } else { " " });
        }
        text.push_str(piece);
    }
    text
}

/// Whether other words than the source and the cue stand before piece `n`.
fn omits(saying: &Saying<'_>, n: usize) -> bool {
    let (from, to) = (saying.content_spans[n - 1].1, saying.content_spans[n].0);
    let between: Vec<&(usize, usize)> =
        saying.source_spans.iter().chain(saying.cue_spans).filter(|s| s.0 >= from && s.1 <= to).collect();
    let known: usize = between.iter().map(|s| s.1.saturating_sub(s.0)).sum();
    // A space and a mark around each of them.
    to.saturating_sub(from).saturating_sub(known) > 2 * between.len() + 2
}

/// Whether the cue stands between two pieces of the content.
fn stands_inside(saying: &Saying<'_>) -> bool {
    let (Some(first), Some(last)) = (saying.content_spans.first(), saying.content_spans.last()) else {
        return false;
    };
    saying.content_spans.len() > 1
        && saying.cue_spans.iter().all(|cue| cue.0 >= first.1 && cue.1 <= last.0)
        && !saying.content.starts_with(['"', '“', '‘', '\''])
        && !saying.cue_spans.is_empty()
}

/// Content, cue and speaker as they stand in the article.
fn in_order(saying: &Saying<'_>, pieces: &[&str], mut parts: Vec<(String, Part)>) -> Vec<(String, Part)> {
    if pieces.len() != saying.content_spans.len() {
        parts.push((format!("{} {}", saying.cue, saying.content), Part::Content));
        return parts;
    }
    let at = saying.cue_spans[0].0;
    let behind = saying.content_spans.iter().position(|span| span.0 > at).unwrap_or(pieces.len());
    for (n, piece) in pieces.iter().enumerate() {
        if n == behind {
            told_here(saying, &mut parts);
        } else if n > 0 && omits(saying, n) {
            parts.push((" …".into(), Part::Content));
        }
        if n > 0 {
            parts.push((" ".into(), Part::Content));
        }
        parts.push(((*piece).to_owned(), Part::Content));
    }
    if behind == pieces.len() {
        told_here(saying, &mut parts);
    }
    parts
}

/// The cue, and the speaker behind it, where there is one.
fn told_here(saying: &Saying<'_>, parts: &mut Vec<(String, Part)>) {
    parts.push((" ".into(), Part::Content));
    parts.push((saying.cue.to_owned(), Part::Cue));
    if !saying.speaker.is_empty() {
        parts.push((" ".into(), Part::Content));
        speaker(saying, parts);
    }
}

#[cfg(test)]
mod tests;
