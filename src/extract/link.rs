//! Which content belongs to which cue, and which cue to which source: nearest wins, with a price for every sentence
//! and every rival between, and for standing on the other side than the tag says.
//!
//! Prices grow with distance, so that only the nearest candidate of each side and tag can win: linear time.

use super::decoder::DECODER;
use super::encode::ModelToken;
use super::tags::{TagRole, Tagged};
use super::thresholds::{
    LONGEST_HEADING, LONGEST_PHRASE_AFTER_SUBJECT, LONGEST_QUOTED_PHRASE, LONGEST_SUBJECT, TOKENS_BEFORE_CUE,
};
use std::collections::HashSet;

/// One attribution, as tagged spans.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Linked {
    pub(super) source: Option<Tagged>,
    pub(super) cue: Option<Tagged>,
    pub(super) content: Vec<Tagged>,
    /// Names of the rules that made it.
    pub(super) rules: Vec<&'static str>,
    /// How much dearer the next best source would have been, in tokens; at most what no source costs.
    pub(super) margin: usize,
}

/// Links the spans of a document, in order.
pub(super) fn link(text: &str, tokens: &[ModelToken], spans: &[Tagged]) -> Vec<Linked> {
    let mut out = Vec::new();
    let mut before = Paragraph::default();
    let mut at = 0;
    while at < spans.len() {
        let number = tokens[spans[at].start].paragraph;
        let end = at + spans[at..].partition_point(|s| tokens[s.start].paragraph == number);
        let here = Paragraph::new(number, &spans[at..end]);
        here.link(text, tokens, &before, &mut out);
        before = here;
        at = end;
    }
    out
}

/// The spans of one paragraph by what they are.
#[derive(Default)]
struct Paragraph {
    number: u32,
    sources: Vec<Tagged>,
    cues: Vec<Tagged>,
    contents: Vec<Tagged>,
}

impl Paragraph {
    fn new(number: u32, spans: &[Tagged]) -> Self {
        let of = |wanted: fn(TagRole) -> bool| spans.iter().copied().filter(|s| wanted(s.role)).collect();
        Self {
            number,
            sources: of(|r| matches!(r, TagRole::SourceBefore | TagRole::SourceAfter)),
            cues: of(|r| r == TagRole::Cue),
            contents: of(|r| matches!(r, TagRole::ContentBefore | TagRole::ContentAfter)),
        }
    }

    fn link(&self, text: &str, tokens: &[ModelToken], before: &Self, out: &mut Vec<Linked>) {
        if self.contents.is_empty() {
            return;
        }
        let mut of_cue: Vec<Vec<Tagged>> = vec![Vec::new(); self.cues.len()];
        let mut orphans = Vec::new();
        for &content in &self.contents {
            match self.cue_of(tokens, content) {
                Some(cue) => of_cue[cue].push(content),
                None => orphans.push(content),
            }
        }
        let mut resumed = self.resume(tokens, &mut of_cue);
        for (i, (&cue, content)) in self.cues.iter().zip(of_cue).enumerate() {
            if content.is_empty() {
                continue;
            }
            let content = without_strays(tokens, cue, content);
            let (mut source, margin) = self.source_of(tokens, cue);
            let mut rules = Vec::new();
            if let Some(named) = source.and_then(|s| subject_before(text, tokens, s)) {
                source = Some(named);
                rules.push("source before a prepositional phrase");
            }
            if source.is_none()
                && let Some(handle) = self.handle(text, tokens, cue)
            {
                source = Some(handle);
                rules.push("a post begins with the name of its account");
            }
            if source.is_some_and(|s| asks_reader(text, tokens, s)) {
                continue;
            }
            let mut content = content;
            if let Some(turn) = self.turn(text, tokens, source, cue) {
                content = vec![Tagged { end: turn, start: cue.end, ..content[0] }];
                rules.push("a turn of a transcript goes on to its end");
            }
            if resumed.remove(&i) {
                rules.push("a quotation goes on with the speaker before");
            }
            out.push(Linked { source, cue: Some(cue), content, rules, margin });
        }
        for orphan in orphans {
            self.adopt(text, tokens, before, orphan, out);
        }
    }

    /// Gives a quotation that begins a sentence, after a sentence without quotations, back to the last cue that had
    /// one: “…,” she said. He had asked for proof. “…” Returns the cues that got one.
    fn resume(&self, tokens: &[ModelToken], of_cue: &mut [Vec<Tagged>]) -> HashSet<usize> {
        let mut resumed = HashSet::new();
        let quoted = |c: &Tagged| tokens[c.start].quoted;
        let quotes = |c: &Tagged| tokens[c.start..c.end].iter().any(|t| t.quoted);
        let mut last: Option<usize> = None;
        for i in 0..of_cue.len() {
            if let Some(before) = last
                && let Some(at) = of_cue[i].iter().position(|c| {
                    quoted(c)
                        && c.start > self.cues[i].end
                        && tokens[c.start - 1].sentence != tokens[c.start].sentence
                        && tokens[c.start - 1].sentence >= tokens[self.cues[i].start].sentence
                })
                && of_cue[i].len() > 1
                && !of_cue[i][..at].iter().any(quotes)
                && at + 1 == of_cue[i].len()
            {
                let content = of_cue[i].remove(at);
                of_cue[before].push(content);
                resumed.insert(before);
            }
            if of_cue[i].iter().any(quoted) {
                last = Some(i);
            }
        }
        resumed
    }

    /// Where the turn of a transcript ends that `source` and `cue` begin: "VOSS: …", "Q. …".
    fn turn(&self, text: &str, tokens: &[ModelToken], source: Option<Tagged>, cue: Tagged) -> Option<usize> {
        let source = source?;
        let word = |i: usize| tokens[i].span().of(text);
        let paragraph = tokens.partition_point(|t| t.paragraph < self.number);
        let begins = source.start <= paragraph + usize::from(tokens[paragraph].quoted)
            && cue.start == source.end
            && cue.end == cue.start + 1
            && word(cue.start) == ":"
            && (source.start..source.end).all(|i| !word(i).chars().any(char::is_lowercase));
        let end = tokens.partition_point(|t| t.paragraph <= self.number);
        (begins && cue.end < end).then_some(end)
    }

    /// The account that posts when the paragraph begins with it and `cue` is its colon: "@Wren: …".
    fn handle(&self, text: &str, tokens: &[ModelToken], cue: Tagged) -> Option<Tagged> {
        let start = tokens.partition_point(|t| t.paragraph < self.number);
        let is = |i: usize, mark: &str| tokens[i].span().of(text) == mark;
        let handle = is(start, "@") && cue.start == start + 2 && is(cue.start, ":");
        handle.then_some(Tagged { role: TagRole::SourceBefore, start, end: cue.start, ..cue })
    }

    /// The cue that is cheapest for `content`.
    fn cue_of(&self, tokens: &[ModelToken], content: Tagged) -> Option<usize> {
        let right = self.cues.partition_point(|c| c.start < content.start);
        let candidates = [right.checked_sub(1), (right < self.cues.len()).then_some(right)];
        let price = |&i: &usize| {
            let wrong = (i >= right) != (content.role == TagRole::ContentBefore);
            distance(tokens, content, self.cues[i]) + if wrong { DECODER.costs.content_side } else { 0 }
        };
        // A cue further off has a dearer way on the same side: it need not be looked at.
        candidates.into_iter().flatten().min_by_key(price)
    }

    /// The source that is cheapest for `cue`, if one is cheap enough, and how much dearer the next would be.
    fn source_of(&self, tokens: &[ModelToken], cue: Tagged) -> (Option<Tagged>, usize) {
        let right = self.sources.partition_point(|s| s.start < cue.start);
        let costs = &DECODER.costs;
        // Further off than this many rivals, the price is over the limit.
        let near = costs.source_most / costs.source_between.max(1) + 1;
        let left = (right.saturating_sub(near)..right).rev();
        let after = right..self.sources.len().min(right + near);
        let mut candidates: Vec<(usize, usize)> = left
            .chain(after)
            .map(|i| {
                let source = self.sources[i];
                let between = if i < right { right - 1 - i } else { i - right };
                let wrong = (i >= right) != (source.role == TagRole::SourceAfter);
                let price = distance(tokens, source, cue)
                    + costs.source_between * between
                    + if wrong { costs.source_side } else { 0 };
                (price, i)
            })
            .collect();
        candidates.sort_unstable();
        match candidates[..] {
            [(price, best), ref rest @ ..] if price < costs.source_most => {
                let next = rest.first().map_or(costs.source_most, |r| r.0.min(costs.source_most));
                (Some(self.sources[best]), next - price)
            }
            _ => (None, 0),
        }
    }

    /// Whether `content` is all of its paragraph, all of it quoted, and too long for a heading.
    fn is_all(&self, tokens: &[ModelToken], content: Tagged) -> bool {
        let start = tokens.partition_point(|t| t.paragraph < self.number);
        let end = tokens.partition_point(|t| t.paragraph <= self.number);
        let whole = content.start <= start + 1 && content.end + 1 >= end;
        whole && end - start > LONGEST_HEADING && tokens[start..end].iter().all(|t| t.quoted)
    }

    /// Content without a cue in its paragraph: "He said:" above it, a quotation that continues, or a source alone.
    fn adopt(&self, text: &str, tokens: &[ModelToken], before: &Self, orphan: Tagged, out: &mut Vec<Linked>) {
        let follows = before.number + 1 == self.number
            && !(before.cues.is_empty() && before.contents.is_empty() && before.sources.is_empty());
        if follows {
            let end = tokens.partition_point(|t| t.paragraph < self.number) - 1;
            let last = tokens[end].span().of(text);
            if let Some(&cue) = before.cues.last()
                && last == ":"
                && before.contents.last().is_none_or(|c| c.start <= cue.start)
            {
                let source = before.sources.iter().copied().min_by_key(|s| s.start.abs_diff(cue.start));
                out.push(Linked {
                    source,
                    cue: Some(cue),
                    content: vec![orphan],
                    rules: vec!["introduced by the paragraph before"],
                    margin: 0,
                });
                return;
            }
            // Its attribution need not be the last: "…," said a man who asked not to be named. "…
            let nearest = out.len().saturating_sub(before.cues.len() + 1);
            if let Some(open) = before.contents.last()
                && let Some(previous) = out[nearest..].iter_mut().find(|l| l.content.last() == Some(open))
                && tokens[orphan.start].quoted
                && (open.end >= end && !matches!(last, "”" | "\"")
                    || (matches!(last, "”" | "\"") || is_told_after(tokens, *open, previous, end))
                        && is_sentence_quoted(tokens, *open)
                        && self.is_all(tokens, orphan))
            {
                previous.content.push(orphan);
                previous.rules.push("goes on from the paragraph before");
                return;
            }
        }
        if let Some(source) = self.sources.iter().copied().min_by_key(|&s| distance(tokens, s, orphan)) {
            out.push(Linked {
                source: Some(source),
                cue: None,
                content: vec![orphan],
                rules: vec!["source without a cue"],
                margin: 0,
            });
        }
    }
}

/// The name that begins the sentence when `source` is only where it was said: "Doe in a post by the embassy called".
fn subject_before(text: &str, tokens: &[ModelToken], source: Tagged) -> Option<Tagged> {
    let word = |i: usize| tokens[i].span().of(text);
    let preposition = (source.start.saturating_sub(LONGEST_PHRASE_AFTER_SUBJECT)..source.start)
        .rev()
        .take_while(|&i| word(i).starts_with(char::is_alphanumeric))
        .find(|&i| matches!(word(i), "in" | "on" | "via" | "through" | "during"))?;
    if !matches!(word(preposition + 1), "a" | "an" | "the" | "his" | "her" | "their" | "its") {
        return None;
    }
    if source.start > preposition + 1 && !matches!(word(source.start - 1), "by" | "of" | "from" | "for") {
        return None;
    }
    let sentence = tokens[preposition].sentence;
    let near = preposition.saturating_sub(LONGEST_SUBJECT + 1)..preposition;
    let start = near.clone().find(|&i| tokens[i].sentence == sentence)?;
    let begins = start == 0 || tokens[start - 1].sentence != sentence;
    let named = |i: usize| {
        word(i).starts_with(char::is_uppercase)
            || matches!(word(i), "of" | "the" | "de" | "von" | "van" | "al")
    };
    let name = begins && (start..preposition).all(named) && preposition - start <= LONGEST_SUBJECT;
    // A preposition that begins the sentence leaves no name: "In a post the embassy called".
    (name && start < preposition).then_some(Tagged { start, end: preposition, ..source })
}

/// Whether `source` is the reader, in a question of the article itself: "Did you ever think of leaving?"
fn asks_reader(text: &str, tokens: &[ModelToken], source: Tagged) -> bool {
    let first = &tokens[source.start];
    let end = tokens.partition_point(|t| t.sentence <= first.sentence);
    source.end == source.start + 1
        && !first.quoted
        && first.span().of(text).eq_ignore_ascii_case("you")
        && tokens[end - 1].span().of(text) == "?"
}

/// The contents of a cue without those outside quotation marks that stand much further off than the nearest.
fn without_strays(tokens: &[ModelToken], cue: Tagged, mut contents: Vec<Tagged>) -> Vec<Tagged> {
    let costs = &DECODER.costs;
    let price = |content: &Tagged| {
        let wrong = (cue.start > content.start) != (content.role == TagRole::ContentBefore);
        distance(tokens, *content, cue) + if wrong { costs.content_side } else { 0 }
    };
    let most = contents.iter().map(price).min().unwrap_or(0) + costs.stray;
    contents.retain(|c| price(c) < most || tokens[c.start].quoted);
    contents
}

/// Whether `content` holds quoted words, and is more than a quoted phrase.
fn is_sentence_quoted(tokens: &[ModelToken], content: Tagged) -> bool {
    content.end - content.start > LONGEST_QUOTED_PHRASE
        && tokens[content.start..content.end].iter().any(|t| t.quoted)
}

/// Whether only cue and source follow `open` up to `end`: “…,” said Jo Doe, a farmer.
fn is_told_after(tokens: &[ModelToken], open: Tagged, linked: &Linked, end: usize) -> bool {
    linked.source.is_some()
        && linked.cue.is_some_and(|cue| cue.start >= open.end && cue.start <= open.end + TOKENS_BEFORE_CUE)
        && tokens[open.end - 1].sentence == tokens[end].sentence
}

/// Tokens between two spans, with the price of the sentence borders between.
fn distance(tokens: &[ModelToken], a: Tagged, b: Tagged) -> usize {
    let (left, right) = if a.start < b.start { (a, b) } else { (b, a) };
    let gap = right.start.saturating_sub(left.end);
    let sentences = tokens[right.start].sentence.saturating_sub(tokens[left.end - 1].sentence);
    gap + DECODER.costs.sentence * sentences as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    /// Links the spans marked in a text: `{S>…}`, `{S<…}`, `{C …}`, `{X>…}`, `{X<…}`; each result as
    /// "source | cue | contents".
    fn linked(marked: &str) -> Vec<String> {
        let (mut text, mut marks, mut rest) = (String::new(), Vec::new(), marked);
        while let Some(at) = rest.find('{') {
            text.push_str(&rest[..at]);
            let end = at + rest[at..].find('}').expect("a mark is closed");
            let role = match &rest[at + 1..at + 3] {
                "S>" => TagRole::SourceBefore,
                "S<" => TagRole::SourceAfter,
                "C " => TagRole::Cue,
                "X>" => TagRole::ContentBefore,
                "X<" => TagRole::ContentAfter,
                other => panic!("{other}"),
            };
            marks.push((role, text.len(), text.len() + end - at - 3));
            text.push_str(&rest[at + 3..end]);
            rest = &rest[end + 1..];
        }
        text.push_str(rest);
        let document = Document::new(text);
        let encoded = super::super::encode::encode(&document, &super::super::wordpiece::WordPiece::new());
        let token = |at: usize| encoded.tokens.partition_point(|t| t.span().start < at);
        let spans: Vec<Tagged> = marks
            .into_iter()
            .map(|(role, start, end)| Tagged {
                role,
                start: token(start),
                end: token(end),
                mean: 0.0,
                least: 0.0,
            })
            .collect();
        let words = |s: &Tagged| {
            let (first, last) = (encoded.tokens[s.start].span(), encoded.tokens[s.end - 1].span());
            document.text[first.start..last.end].to_owned()
        };
        let found = link(&document.text, &encoded.tokens, &spans);
        let all = |spans: &[Tagged]| spans.iter().map(words).collect::<Vec<_>>().join(" … ");
        found
            .iter()
            .map(|l| {
                format!("{} | {} | {}", all(l.source.as_slice()), all(l.cue.as_slice()), all(&l.content))
            })
            .collect()
    }

    #[test]
    fn the_tag_says_on_which_side_the_cue_stands() {
        assert_eq!(
            linked("{S>Ada} {C said} {X<it rains}, and {S>Bo} {C denied} {X<it}."),
            ["Ada | said | it rains", "Bo | denied | it"]
        );
        assert_eq!(
            linked("{X>It rains}, {C said} {S<Ada}. {X>It snows}, {C said} {S<Bo}."),
            ["Ada | said | It rains", "Bo | said | It snows"]
        );
    }

    #[test]
    fn a_source_too_far_off_is_none() {
        assert_eq!(
            linked("{S>Ada} left. It rained. {X>It snowed}, it {C was said}."),
            [" | was said | It snowed"]
        );
    }

    #[test]
    fn a_quotation_goes_on_in_the_next_paragraph() {
        assert_eq!(
            linked("{S>Ada} {C said}, {X<“It rains.}\n{X<“It rains on.”}"),
            ["Ada | said | “It rains. … “It rains on.”"]
        );
        // It had ended, and what follows is a heading.
        assert_eq!(
            linked("{S>Ada} {C said}, {X<“It rains.”}\n{X<“It snows.”}"),
            ["Ada | said | “It rains.”"]
        );
        // A paragraph that is one quotation has the speaker of the one above, but not after a quoted phrase.
        let with = |above: &str| {
            linked(&format!(
                "{{S>Ada}} {{C said}} {{X<{above}}}\n{{X<“It snows, and nobody comes to clear it.”}}"
            ))
        };
        assert_eq!(
            with("“It rains here.”"),
            ["Ada | said | “It rains here.” … “It snows, and nobody comes to clear it.”"]
        );
        assert_eq!(with("“wet”"), ["Ada | said | “wet”"]);
        assert_eq!(linked("{S>Ada} {C said}:\n{X<“It rains.”}"), ["Ada | said | “It rains.”"]);
    }

    #[test]
    fn a_quotation_goes_on_past_what_else_is_said_of_its_speaker() {
        let marked = "{X>“It rains,”} {C said} {S<a man}, {S>who} {C asked} {X<not to be named}. \
                      {X<“It pours.}\n{X<“It rains on.”}";
        assert_eq!(
            linked(marked),
            ["a man | said | “It rains,” … “It pours. … “It rains on.”", "who | asked | not to be named"]
        );
    }

    #[test]
    fn a_stray_content_is_dropped_unless_it_is_quoted() {
        let filler = "The road is wet. ".repeat(4);
        let with = |far: &str| linked(&format!("{{S>Ada}} {{C said}} {{X<it rains}}. {filler}{{X<{far}}}."));
        assert_eq!(with("a lot"), ["Ada | said | it rains"]);
        assert_eq!(with("“a lot”"), ["Ada | said | it rains … “a lot”"]);
    }

    #[test]
    fn a_quotation_goes_back_to_the_speaker_before() {
        assert_eq!(
            linked("{X>“It rains,”} {S>Ada} {C said}. {S>She} {C wanted} {X<a roof}. {X<“It is late.”}"),
            ["Ada | said | “It rains,” … “It is late.”", "She | wanted | a roof"]
        );
        // Not over words quoted in between.
        assert_eq!(
            linked("{X>“It rains,”} {S>Ada} {C said}. {X>It is “late”}, {S>he} {C added}. {X<“Go home.”}"),
            ["Ada | said | “It rains,”", "he | added | It is “late” … “Go home.”"]
        );
    }

    #[test]
    fn a_turn_of_a_transcript_goes_on_to_its_end() {
        assert_eq!(
            linked("{S>VOSS}{C :} {X<It rains.} It is late.\n{S>Ada}{C :} {X<Yes.} She left."),
            ["VOSS | : | It rains. It is late.", "Ada | : | Yes."]
        );
    }

    #[test]
    fn content_without_a_cue_takes_a_source_or_goes() {
        assert_eq!(linked("{S>Ada} — {X<“It rains.”}"), ["Ada |  | “It rains.”"]);
        assert!(linked("{X<“It rains.”}").is_empty());
    }

    #[test]
    fn a_post_begins_with_its_account() {
        assert_eq!(linked("@Ada{C :} {X<It rains.}"), ["@Ada | : | It rains."]);
    }

    #[test]
    fn a_question_to_the_reader_attributes_nothing() {
        assert!(linked("Did {S>you} ever {C think of} {X<leaving}?").is_empty());
        assert_eq!(linked("{S>You} {C think of} {X<leaving}."), ["You | think of | leaving"]);
    }

    #[test]
    fn the_name_before_a_prepositional_phrase_is_the_source() {
        let found = linked("Ada Roux in a letter by {S>the ministry} {C called} {X<it a farce}.");
        assert_eq!(found, ["Ada Roux | called | it a farce"]);
        let found = linked("In a letter {S>the ministry} {C called} {X<it a farce}.");
        assert_eq!(found, ["the ministry | called | it a farce"]);
    }
}
