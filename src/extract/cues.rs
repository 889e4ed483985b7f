//! What a cue does: its class, whether it is negated, and the words that weaken it, as the lexicon has them.

use super::attribution::CueClass;
use super::thresholds::WORDS_OF_DENIAL;
use crate::english::LexicalWord;
use crate::english::inflect::Inflection;
use crate::english::lexicon::{self, Entry, Negation};
use crate::text::{Document, Span};

/// What [`read`] finds in a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cue {
    pub(super) class: CueClass,
    pub(super) negated: bool,
    pub(super) hedge: Option<Span>,
}

/// Reads the cue of an attribution, which is empty for one without.
pub(super) fn read_cue(document: &Document, source: &[Span], cue: &[Span]) -> Cue {
    let inside: Vec<Span> = cue.iter().flat_map(|&c| tokens(document, c)).collect();
    let words: Vec<String> = inside.iter().map(|&t| document.slice(t).to_lowercase()).collect();
    let around = around(document, source, cue);
    let negations = around.iter().chain(&inside).filter(|&&t| {
        let word = document.slice(t).to_lowercase().replace('’', "'");
        word.ends_with("n't") || negates(&word)
    });
    let near: Vec<&str> = around.iter().chain(&inside).map(|&t| document.slice(t)).collect();
    let yet = near.windows(2).any(|pair| pair[0].eq_ignore_ascii_case("yet") && pair[1] == "to");
    let nobody = is_nobody(document, source);
    // "did not hesitate to say" said it.
    let negated = negations.count() % 2 == 1 || yet || nobody || is_inverted_denial(document, source, cue);
    let hedge = around.iter().chain(&inside).position(|&t| weakens(&document.slice(t).to_lowercase()));
    let hedge = hedge.map(|i| {
        let all: Vec<Span> = around.iter().chain(&inside).copied().collect();
        let to = all.get(i + 1).filter(|t| document.slice(**t) == "to");
        Span::new(all[i].start, to.map_or(all[i].end, |t| t.end))
    });
    Cue { class: class(document, source, &words), negated, hedge }
}

/// "Nobody", "no official"
pub(super) fn is_nobody(document: &Document, source: &[Span]) -> bool {
    let first = source.first().and_then(|&s| tokens(document, s).next());
    first.is_some_and(|t| lexicon::negation(&document.slice(t).to_lowercase()) == Some(Negation::Plain))
}

/// "At no point did she say", "Nowhere does the report say": what is denied stands before the verb.
fn is_inverted_denial(document: &Document, source: &[Span], cue: &[Span]) -> bool {
    let (Some(who), Some(cue)) = (source.first(), cue.first()) else { return false };
    let Some(sentence) = document.sentence_at(who.start).map(|n| document.sentences[n]) else { return false };
    if cue.start < who.start {
        return false;
    }
    let before: Vec<String> = tokens(document, Span::new(sentence.start, who.start.max(sentence.start)))
        .take(WORDS_OF_DENIAL + 1)
        .map(|t| document.slice(t).to_lowercase())
        .collect();
    let auxiliary =
        |w: &String| lexicon::verbs(w).any(|(row, _)| row.lemma() == "do" || row.lemma() == "have");
    before.len() <= WORDS_OF_DENIAL
        && before.last().is_some_and(auxiliary)
        && before.iter().any(|w| negates_itself(w) || w == "nowhere")
}

fn class(document: &Document, source: &[Span], words: &[String]) -> CueClass {
    let word = |at: usize| words.get(at).map(String::as_str);
    let phrase =
        || (0..words.len()).find_map(|at| lexicon::phrase(at, word).and_then(|(row, _)| cue_class(row)));
    // "said in a warning": what else stands in the cue says more than its verb of saying.
    let single = || {
        let classes = words.iter().flat_map(|w| lexicon::rows(w)).filter_map(cue_class);
        classes.into_iter().find(|class| *class != CueClass::Say)
    };
    let class = phrase().or_else(single).unwrap_or(CueClass::Say);
    let written = || source.iter().any(|&s| is_of_document(document, s));
    match class {
        CueClass::Say | CueClass::Assert if written() => CueClass::Document,
        CueClass::Document if !source.is_empty() && !written() => CueClass::Assert,
        _ => class,
    }
}

/// What a lemma does as a cue.
fn cue_class(row: &Entry) -> Option<CueClass> {
    Some(match row.value("cue")? {
        "say" => CueClass::Say,
        "assert" => CueClass::Assert,
        "deny" => CueClass::Deny,
        "allege" => CueClass::Allege,
        "warn" => CueClass::Warn,
        "promise" => CueClass::Promise,
        "ask" => CueClass::Ask,
        "believe" => CueClass::Believe,
        "want" => CueClass::Want,
        "order" => CueClass::Order,
        "document" => CueClass::Document,
        _ => return None,
    })
}

/// Whether a word turns a cue into its contrary: "never", "refused", but not "denied", which is a cue of its own.
fn negates(word: &str) -> bool {
    let fails =
        |row: &Entry| row.negation() == Some(Negation::Verb) && !row.has("cue") && !row.has("honorific");
    negates_itself(word) || lexicon::verbs(word).any(|(row, _)| fails(row))
}

/// Whether a word negates as it stands: "not", "hardly", but not "noted", which only looks like a form of "not".
fn negates_itself(word: &str) -> bool {
    lexicon::of(word).is_some_and(|row| match row.negation() {
        Some(Negation::Plain) => true,
        // "Few early supporters" are some.
        Some(Negation::Weak) => !row.has("determiner"),
        _ => false,
    })
}

/// Whether a word weakens a cue: "reportedly", "seemed", but not "believed", which is a cue of its own.
fn weakens(word: &str) -> bool {
    let is_cue = |row: &Entry| row.has("report") || row.value("cue").is_some_and(|cue| cue != "allege");
    lexicon::is_hedge(word) && !lexicon::rows(word).any(is_cue)
}

/// Whether an act or an event only brings something out, which nobody says: "the trips highlight the efforts".
pub(super) fn is_shown_by_event(document: &Document, source: &[Span], cue: &[Span]) -> bool {
    // "The trip suggests", but police "found a knife"
    let brings_out =
        |row: &Entry| row.has("emphasis") || row.has("finding") && row.value("cue") != Some("document");
    let emphasis =
        |t: Span| lexicon::verbs(&document.slice(t).to_lowercase()).any(|(row, _)| brings_out(row));
    let event = |t: Span| {
        let word = document.slice(t);
        let known = LexicalWord::of(word);
        let speaks = ["person", "people", "organization", "document"];
        let share = |kind| known.share_in(kind);
        word.starts_with(char::is_lowercase)
            && !lexicon::nouns(word).any(|(row, _)| speaks.iter().any(|tag| row.has(tag)))
            && share("noun.act") + share("noun.event") > share("noun.person") + share("noun.group")
    };
    // "Prosecutors investigating the attack"
    let participle = |w: &str| lexicon::verbs(w).any(|(_, form)| form.any(Inflection::GERUND));
    let head = |&s: &Span| {
        let ends = |w: &str| ends_noun_phrase(w) || participle(w);
        let behind = |(i, t): &(usize, Span)| *i == 0 || !ends(&document.slice(*t).to_lowercase());
        tokens(document, s).enumerate().take_while(behind).last().map(|(_, t)| t)
    };
    cue.iter().flat_map(|&c| tokens(document, c)).any(emphasis)
        && (source.first().and_then(head).is_some_and(event) || is_shown_by_doing(document, source))
}

/// "By signing it, she underlined her support": what one does shows it, where the doing is no saying.
fn is_shown_by_doing(document: &Document, source: &[Span]) -> bool {
    let Some(who) = source.first() else { return false };
    let Some(sentence) = document.sentence_at(who.start).map(|n| document.sentences[n]) else { return false };
    let before = Span::new(sentence.start, who.start.max(sentence.start));
    let mut opening = tokens(document, before).map(|t| document.slice(t).to_lowercase());
    let by = opening.next().is_some_and(|w| w == "by" || w == "in");
    let does = opening.next().is_some_and(|w| {
        w.ends_with("ing") && !lexicon::verbs(&w).any(|(row, _)| row.has("report") || row.has("cue"))
    });
    by && does && document.slice(before).trim_end().ends_with(',')
}

/// Whether a word or a mark stands behind the noun that a noun phrase is built around.
pub(super) fn ends_noun_phrase(word: &str) -> bool {
    let tagged = |tag| lexicon::of(word).is_some_and(|row| row.has(tag));
    !word.starts_with(char::is_alphanumeric) || tagged("preposition") || tagged("clause")
}

/// Whether the noun that a source is built around is of something written: "a study of 40 lakes", "research done in May".
fn is_of_document(document: &Document, source: Span) -> bool {
    let all: Vec<String> = tokens(document, source).map(|t| document.slice(t).to_lowercase()).collect();
    let participle = Inflection::GERUND.or(Inflection::PARTICIPLE);
    // "A poll last week": when it was made is no part of what it is.
    let when = |w: &str| lexicon::of(w).is_some_and(|row| row.has("temporal") && !row.has("clause"));
    let follows = |w: &String| {
        ends_noun_phrase(w) || when(w) || lexicon::verbs(w).any(|(_, form)| form.any(participle))
    };
    let ends = |&i: &usize| ends_noun_phrase(&all[i]) && !joins_words(&all, i);
    let end_from = |from: usize| (from..all.len()).find(ends).unwrap_or(all.len());
    let head = end_from(0);
    // "A new batch of emails"
    let counted = head > 0
        && all.get(head).is_some_and(|w| w == "of")
        && lexicon::nouns(&all[head - 1]).any(|(row, _)| row.has("partitive"));
    let head = if counted { end_from(head + 1) } else { head };
    (0..head).any(|i| is_document(&all[i]) && all.get(i + 1).is_none_or(follows))
}

/// Whether the mark at `i` stands inside a noun phrase: "a Harbour News/Echo poll", "a Sept. 15, 2011 email".
fn joins_words(words: &[String], i: usize) -> bool {
    let word = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", String::as_str);
    let (before, after) = (word(i.checked_sub(1)), word(Some(i + 1)));
    let counts = |w: &str| !w.is_empty() && w.chars().all(|c| c.is_ascii_digit());
    match words[i].as_str() {
        "/" => !before.is_empty() && !after.is_empty(),
        "." | "," => counts(after) && (words[i] == "." || counts(before)),
        _ => false,
    }
}

/// Whether a noun is of something written.
fn is_document(word: &str) -> bool {
    lexicon::nouns(word).any(|(row, _)| row.has("document"))
}

/// The tokens before the cue that can negate or weaken it: back to the source, three at most, in its sentence.
pub(super) fn around(document: &Document, source: &[Span], cue: &[Span]) -> Vec<Span> {
    let Some(cue) = cue.first() else { return Vec::new() };
    let end = document.tokens.partition_point(|t| t.start < cue.start);
    let sentence = document.sentence_at(cue.start).map_or(0, |i| document.sentences[i].start);
    let border = source.iter().map(|s| s.end).filter(|&e| e <= cue.start).max().unwrap_or(0).max(sentence);
    let near = &document.tokens[end.saturating_sub(3)..end];
    // A mark ends the clause that the cue stands in.
    let clause = near.iter().rposition(|&t| !document.slice(t).starts_with(char::is_alphanumeric));
    near[clause.map_or(0, |i| i + 1)..].iter().copied().filter(|t| t.start >= border).collect()
}

/// The tokens that a span holds a part of.
pub(super) fn tokens(document: &Document, span: Span) -> impl Iterator<Item = Span> {
    let from = document.tokens.partition_point(|t| t.end <= span.start);
    document.tokens[from..].iter().copied().take_while(move |t| t.start < span.end)
}

/// The words in spans, without marks, as they are written.
pub(super) fn words<'d>(document: &'d Document, spans: &'d [Span]) -> impl Iterator<Item = &'d str> {
    let all = spans.iter().flat_map(|&s| tokens(document, s)).map(|t| document.slice(t));
    all.filter(|w| w.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a cue marked `[…]` whose source is marked `{…}`.
    fn cue(marked: &str) -> (CueClass, bool, Option<String>) {
        let mut text = String::new();
        let (mut source, mut cue) = (Vec::new(), Vec::new());
        let mut open = 0;
        for c in marked.chars() {
            match c {
                '[' | '{' => open = text.len(),
                ']' => cue.push(Span::new(open, text.len())),
                '}' => source.push(Span::new(open, text.len())),
                _ => text.push(c),
            }
        }
        let document = Document::new(text);
        let found = read_cue(&document, &source, &cue);
        (found.class, found.negated, found.hedge.map(|h| document.slice(h).to_owned()))
    }

    #[test]
    fn classes() {
        for (marked, class) in [
            ("{She} [said] so.", CueClass::Say),
            ("{She} [told] the court so.", CueClass::Say),
            ("[According to] {the mayor}, so.", CueClass::Say),
            ("So, {the mayor} [wrote in a letter].", CueClass::Say),
            ("{PENCE}[:] So.", CueClass::Say),
            ("{She} [emphasised] it.", CueClass::Assert),
            ("{She} [emphasized] it.", CueClass::Assert),
            ("{She} [criticised] it.", CueClass::Assert),
            ("{She} [made clear] that.", CueClass::Assert),
            ("{She} [pointed out] that.", CueClass::Assert),
            ("{She} [admitted] it.", CueClass::Assert),
            ("{She} [denied] it.", CueClass::Deny),
            ("{She} [ruled out] a run.", CueClass::Deny),
            ("in a [denial] by {the firm}", CueClass::Deny),
            ("{She} [alleged] that.", CueClass::Allege),
            ("the [claim] by {the firm} that", CueClass::Allege),
            ("{She} [accused] him of it.", CueClass::Allege),
            ("{She} [warned in a statement] that.", CueClass::Warn),
            ("{She} [threatened to] sue.", CueClass::Warn),
            ("{She} [plans to] run.", CueClass::Promise),
            ("{She} [pledged] it.", CueClass::Promise),
            ("{They} [agreed to] talk.", CueClass::Promise),
            ("{She} [called for] calm.", CueClass::Ask),
            ("{She} [called on] him to go.", CueClass::Ask),
            ("{She} [begged] him to go.", CueClass::Ask),
            ("{She} [urging] calm", CueClass::Ask),
            ("{She} [thinks] so.", CueClass::Believe),
            ("It [is expected to] rain.", CueClass::Believe),
            ("{She} [worries] that.", CueClass::Believe),
            ("{She} [wants] it.", CueClass::Want),
            ("{She} [favours] it.", CueClass::Want),
            ("{The judge} [ruled] that.", CueClass::Order),
            ("{The court} [forbade] it.", CueClass::Order),
            ("{The report} [found] that.", CueClass::Document),
            ("{A poll} [shows] that.", CueClass::Document),
            ("{The letter} [reads]: so", CueClass::Document),
            ("{An average of polls in May} [shows] that.", CueClass::Document),
            ("{A poll last week by the Echo} [showed] that.", CueClass::Document),
            ("{A study being released by the port} [says] that.", CueClass::Document),
            ("{Exit polling} [shows] that.", CueClass::Document),
            ("{A new batch of emails} [showed] that.", CueClass::Document),
            ("{The next series of letters from Upton} [shows] that.", CueClass::Document),
            ("{A Sept. 15, 2011 email} [shows] that.", CueClass::Document),
            ("{A Harbour News/Echo poll} [found] that.", CueClass::Document),
            ("{The subsequent investigation} [found] that.", CueClass::Document),
            ("{A comparison with his filings} [shows] that.", CueClass::Document),
            ("{A group of nurses} [found] that.", CueClass::Assert),
            ("{A string of victories} [showed] that.", CueClass::Assert),
            ("{The clerk, who wrote a report,} [found] that.", CueClass::Assert),
            ("{The author of a study} [says] that.", CueClass::Say),
            ("{The jury} [found] that.", CueClass::Assert),
        ] {
            assert_eq!(cue(marked).0, class, "{marked}");
        }
    }

    #[test]
    fn negation() {
        for marked in [
            "{She} did not [say] so.",
            "{She} [didn’t say] so.",
            "{She} [declined to say] so.",
            "{She} [refused to confirm] it.",
            "{She} never [claimed] that.",
            "{Nobody} [said] so.",
            "{No official} [said] so.",
            "{She} [forgot to say] so.",
            "{She} hardly [mentioned] it.",
            "{She} [has yet to say] so.",
            "{She} [are yet to publicly acknowledge] it.",
            "{She} has yet to [comment on] it.",
            "{She} [hesitated to say] so.",
        ] {
            assert!(cue(marked).1, "{marked}");
        }
        for marked in [
            "{She} [said] no.",
            "{She} [did not hesitate to say] so.",
            "{She} did not [fail to mention] it.",
            "{She} [denied] it.",
            "She did not go, {she} [said].",
            "Not so, [said] {she}.",
            "{She} [noted] that.",
            "{The report} [notes] that.",
            "So it is, {she} said, [noting] that.",
            "{A noted economist} [said] so.",
            "{Few early supporters} [said] so.",
        ] {
            assert!(!cue(marked).1, "{marked}");
        }
    }

    #[test]
    fn hedges() {
        for (marked, hedge) in [
            ("{She} reportedly [said] so.", Some("reportedly")),
            ("{She} [appeared to suggest] so.", Some("appeared to")),
            ("{She} may have [said] so.", Some("may")),
            ("{She} [said] he may go.", None),
            ("It may rain, {she} [said].", None),
        ] {
            assert_eq!(cue(marked).2.as_deref(), hedge, "{marked}");
        }
    }
}
