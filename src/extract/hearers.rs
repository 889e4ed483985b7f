//! Who is asked, told or hears something is not who asks or tells it: "Asked whether it was safe, Voss said", "Lock was
//! rotten, court told". Who did often stays unnamed.

use super::attribution::Attribution;
use super::cues;
use super::finding::Passage;
use super::rule_names::HEARD;
use super::stance::is_finite;
use super::thresholds::{LONGEST_SUBJECT, WORDS_BEFORE_PARTICIPLE};
use crate::english::LexicalWord;
use crate::english::inflect::Inflection;
use crate::english::lexicon;
use crate::text::{Document, Pattern, Quotation, Span};
use std::sync::LazyLock;

/// "…, court hears", "…, the jury heard", "…, MPs were told".
static AT_THE_END: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?P<mark>,|,[”’]|[”’],) (?P<who>(?:\p{L}[\p{L}’'-]* ){0,5}?(?P<body>\p{L}+)) (?P<cue>(?:was |were |is |has been )?told",
        r"|hears?|heard)(?: on \p{Lu}[a-z]+day| today| yesterday)?[.]?$",
    ))
});

/// "The jury heard he had used three names.", "Upton Crown Court was told on Monday that the door was open."
static AT_THE_START: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^(?:\p{L}[\p{L}’'-]* ){0,5}?(?P<body>\p{L}+) (?P<cue>(?:(?:was|were|has been|have been) )?told|heard|hears|has heard)",
        r"(?: on \p{Lu}\p{Ll}+day| today| yesterday| last \p{Ll}+| this \p{Ll}+)? ",
        r"(?P<what>(?:that|how) [^“”:;]{8,}?|",
        r"(?:the|a|an|he|she|it|they|his|her|their|its|\p{Lu}[\p{L}’'-]*[.]?|\p{Ll}+s) [^“”:;]{6,}?)[.]$",
    ))
});

/// "Told of this, Voss smiled.", "Asked if it was safe, the clerk shook her head."
static ANSWERS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^(?:Told|Asked|Pressed|Shown|Reminded|Questioned|Reached|Confronted)\b[^“”]{0,140}?, ",
        r"(?P<who>(?:he|she|they|\p{Lu}[\p{L}.’'-]*(?: \p{Lu}[\p{L}.’'-]*){0,4}|(?:the|a|an) [^,“”]{2,40}?))",
        r"(?:, [^,“”]{2,60},)? (?P<cue>\p{Ll}+(?: (?:his|her|their) \p{Ll}+)?)(?: \p{Ll}+){0,3}\.$",
    ))
});

/// Who tells what is heard: "heard from Voss that", "was told by Voss that".
static AGENT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^ ?(?:from|(?P<by>by)) (?P<who>[^,.;:“”]{2,80}?),?(?: that| how| [“])? ?$")
});

/// Who sent it, in "messages on Monday by the Courier", before "asking".
static SENDER: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"^(?: [^,.;:“”]{1,30})? (?:from|by) (?P<who>[^,.;:“”]{2,80}?),? ?$"));

/// Gives what is heard to who told it, or to nobody, and what a message asks to who sent it.
pub(super) fn mend(document: &Document, attribution: &mut Attribution) {
    if let Some(Sender::Named(sender)) = sender(document, attribution) {
        attribution.source = vec![sender];
        attribution.evidence.rules.push("who sent what is answered".to_owned());
        return;
    }
    let [cue] = attribution.cue[..] else { return };
    let words: Vec<String> = cues::tokens(document, cue).map(|t| document.slice(t).to_lowercase()).collect();
    let Some(last) = words.iter().rfind(|w| !matches!(w.as_str(), "by" | "from" | "that")) else { return };
    let tells = matches!(last.as_str(), "told" | "informed");
    let asks = matches!(last.as_str(), "asked" | "questioned" | "quizzed" | "pressed");
    let passive = (tells || asks) && is_passive(document, cue, &words);
    let hears = is_hearing(last);
    let source = attribution.source.first().copied();
    let own = |s: Span| s.end <= cue.start && is_hearer(document, s);
    if !(passive || hears || tells && words.len() == 1 && ends_sentence(document, cue)) {
        return;
    }
    let hearer = source.filter(|&s| own(s) || passive && s.end <= cue.start);
    // "The inquest was told that …": whom it was told to is no part of it.
    let before =
        |s: &Span| s.end <= cue.start && document.sentence_at(s.start) == document.sentence_at(cue.start);
    let first = attribution.content.iter().position(|s| s.start >= cue.end);
    let piece = attribution
        .content
        .first()
        .copied()
        .filter(|s| before(s) && first.is_some() && is_short(document, *s));
    if hearer.is_none() && (source.is_some() || piece.is_none()) {
        // "Ord was asked by the clerk whether …": the clerk asks, and Ord is no part of the question.
        if passive && piece.is_some() {
            attribution.content.remove(0);
            attribution.evidence.rules.push("who is asked is no part of the question".to_owned());
        }
        return;
    }
    if source.is_none() && piece.is_some() {
        attribution.content.remove(0);
    }
    let gap = attribution.content.iter().find(|s| s.start >= cue.end).map(|s| Span::new(cue.end, s.start));
    let agent = gap.and_then(|gap| {
        let found = AGENT.captures(document.slice(gap))?;
        let who = found.name("who")?;
        // "told by text that": the way, not who told it.
        let named = found.name("by").is_none() || is_agent(who.as_str());
        named.then_some(Span::new(gap.start + who.start(), gap.start + who.end()))
    });
    attribution.source = agent.into_iter().collect();
    attribution.evidence.rules.push(HEARD.to_owned());
}

/// Who sent the message that a source answers, or does not.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Sender {
    Named(Span),
    Open,
}

/// "The office did not respond to messages by the Courier asking whether …": not the office asks, but who sent them.
fn sender(document: &Document, attribution: &Attribution) -> Option<Sender> {
    let (source, cue) = (*attribution.source.first()?, *attribution.cue.first()?);
    let verb = cues::tokens(document, cue).next().map(|t| document.slice(t).to_lowercase())?;
    let gerund = lexicon::verbs(&verb).any(|(_, form)| form.any(Inflection::GERUND));
    if !gerund
        || source.end > cue.start
        || document.sentence_at(source.start) != document.sentence_at(cue.start)
    {
        return None;
    }
    let between: Vec<Span> = cues::tokens(document, Span::new(source.end, cue.start)).collect();
    let word = |t: &Span| document.slice(*t).to_lowercase();
    let joins = |w: &str| lexicon::of(w).is_some_and(|row| row.has("preposition") || row.has("conjunction"));
    // Behind a comma, or with "by", it is the subject that asks.
    if between.last().is_some_and(|t| document.slice(*t) == "," || joins(&word(t))) {
        return None;
    }
    let answers = |w: &str| lexicon::verbs(w).any(|(row, _)| row.has("answers"));
    let verb = between.iter().rposition(|t| answers(&word(t)))?;
    let object = &between[verb + 1..];
    let object = &object[usize::from(object.first().is_some_and(|t| word(t) == "to"))..];
    let phrase = object.iter().take_while(|t| !joins(&word(t)) && document.slice(**t) != ",").count();
    let is_message = |t: &Span| LexicalWord::of(&word(t)).share_in("noun.communication") > 0.0;
    let message = object[..phrase].iter().rposition(is_message)?;
    let behind = Span::new(object[message].end, cue.start);
    let who = SENDER.captures(document.slice(behind)).and_then(|found| {
        let who = found.name("who")?;
        Some(Span::new(behind.start + who.start(), behind.start + who.end()))
    });
    Some(who.map_or(Sender::Open, Sender::Named))
}

/// Whether an attribution only says what somebody was asked: "Asked whether it was safe, Voss said". By whom is open.
pub(super) fn is_asked(document: &Document, attribution: &Attribution) -> bool {
    if sender(document, attribution).is_some() {
        return true;
    }
    let Some(cue) = attribution.cue.first().copied() else { return false };
    let Some(verb) = cues::tokens(document, cue).next().map(|t| document.slice(t).to_lowercase()) else {
        return false;
    };
    let asks = matches!(verb.as_str(), "pressed" | "quizzed" | "questioned" | "challenged")
        || lexicon::verbs(&verb).any(|(row, form)| {
            matches!(row.lemma(), "ask" | "query") && form.any(Inflection::PARTICIPLE.or(Inflection::PAST))
        });
    let Some(source) = attribution.source.first().filter(|_| asks) else { return false };
    let between = |from: usize, to: usize| document.text.get(from..to).unwrap_or_default();
    if source.start < cue.start {
        // "Voss, asked whether it was safe, said"
        let gap = between(source.end, cue.start);
        let rest = attribution.content.last().map_or("", |s| between(s.end, document.text.len()));
        let aside = matches!(gap.trim_end(), "," | ", when" | ", if");
        return aside && rest.starts_with(',') || opens_sentence(document, cue);
    }
    opens_sentence(document, cue) && between(cue.end, source.start).contains(',')
}

/// Whether a court or a jury heard or was told that something is so, by whomever: "The inquest heard that he had slept."
pub(super) fn is_heard_clause(document: &Document, attribution: &Attribution) -> bool {
    let heard = attribution.evidence.rules.iter().any(|rule| rule == HEARD);
    let ([cue], [content]) = (&attribution.cue[..], &attribution.content[..]) else { return false };
    let sentence = document.sentence_at(cue.start).map_or(cue.start, |n| document.sentences[n].start);
    let from = if content.end <= cue.start { content.end } else { sentence };
    let clause = cues::words(document, &attribution.content).any(is_finite);
    heard && clause && attribution.asserted && is_hearer(document, Span::new(from, cue.start.max(from)))
}

/// Finds what a court or a jury heard where that stands behind it, and what somebody answered with a smile.
pub(super) fn passages(document: &Document, known: &[Attribution]) -> Vec<Passage> {
    let mut out = heard_passages(document, known);
    out.extend(answers(document, known));
    out
}

/// "Told of this, Voss smiled. “…”": what follows in the paragraph is the answer.
fn answers(document: &Document, known: &[Attribution]) -> Vec<Passage> {
    let answer = |(n, &sentence): (usize, &Span)| {
        let words = document.slice(sentence);
        let found = ANSWERS.captures(words)?;
        let (who, cue) = (found.name("who")?, found.name("cue")?);
        let verb = cue.as_str().split(' ').next().unwrap_or_default();
        let span = |start: usize, end: usize| Span::new(sentence.start + start, sentence.start + end);
        let paragraph = document.paragraphs[document.paragraph_at(sentence.start)?];
        let first = document.sentences.get(n + 1)?.start;
        let from = document.quotations.partition_point(|q| q.outer.start < first);
        let beside = |end: &usize, next: &Quotation| {
            let gap = document.text.get(*end..next.outer.start);
            (gap.is_none_or(|g| g.trim().is_empty()) && next.outer.start < paragraph.end)
                .then(|| next.outer.end.max(*end))
        };
        let mut end = first;
        for next in &document.quotations[from..] {
            let Some(more) = beside(&end, next) else { break };
            end = more;
        }
        let content = Span::new(first, end);
        if content.is_empty() {
            return None;
        }
        let taken = known.iter().any(|a| a.content.iter().chain(&a.cue).any(|s| s.overlaps(content)));
        (is_finite(verb) && !taken).then(|| {
            let (who, cue) = (span(who.start(), who.end()), span(cue.start(), cue.end()));
            Passage::new(Some(who), Some(cue), vec![content], "an answer behind a gesture")
        })
    };
    document.sentences.iter().enumerate().filter_map(answer).collect()
}

fn heard_passages(document: &Document, known: &[Attribution]) -> Vec<Passage> {
    let of = |&sentence: &Span| {
        let words = document.slice(sentence);
        if !["told", "hear"].iter().any(|w| words.contains(w)) {
            return None;
        }
        let (cue, content) = heard_before(document, sentence).or_else(|| heard_behind(document, sentence))?;
        // The tagger at times takes the first words alone.
        let whole = |a: &Attribution| a.content.last().is_some_and(|s| s.end + 1 >= content.end);
        let taken =
            known.iter().any(|a| a.cue.iter().any(|&c| c.overlaps(cue)) && a.source.is_empty() && whole(a));
        (!taken).then(|| Passage::new(None, Some(cue), vec![content], HEARD))
    };
    document.sentences.iter().filter_map(of).collect()
}

/// "The door was open, the jury heard.": its verb, and what was heard.
fn heard_before(document: &Document, sentence: Span) -> Option<(Span, Span)> {
    let found = AT_THE_END.captures(document.slice(sentence))?;
    let (mark, who, cue) = (found.name("mark")?, found.name("who")?, found.name("cue")?);
    let span = |start: usize, end: usize| Span::new(sentence.start + start, sentence.start + end);
    let content = span(0, mark.end());
    let content = Span::new(content.start, content.end - usize::from(document.slice(content).ends_with(',')));
    let short = !who.as_str().contains([',', '“', '”']);
    (short && hears(found.name("body")?.as_str())).then(|| (span(cue.start(), cue.end()), content))
}

/// "The jury heard the door was open.": its verb, and what was heard.
fn heard_behind(document: &Document, sentence: Span) -> Option<(Span, Span)> {
    let found = AT_THE_START.captures(document.slice(sentence))?;
    let (cue, what) = (found.name("cue")?, found.name("what")?);
    let span = |start: usize, end: usize| Span::new(sentence.start + start, sentence.start + end);
    // "heard from three doctors", "heard evidence": things, not a clause.
    let clause = what.as_str().split(' ').skip(1).any(is_finite);
    (clause && hears(found.name("body")?.as_str()))
        .then(|| (span(cue.start(), cue.end()), span(what.start(), what.end())))
}

/// Whether a noun is of a body or of persons that hear what is told.
fn hears(noun: &str) -> bool {
    lexicon::nouns(&noun.to_lowercase()).any(|(row, _)| row.has("hears"))
}

/// Whether a phrase is of those who hear what is told: a court, a jury, an inquest, members of parliament.
fn is_hearer(document: &Document, source: Span) -> bool {
    cues::tokens(document, source).any(|t| hears(document.slice(t)))
}

fn is_hearing(word: &str) -> bool {
    lexicon::verbs(word).any(|(row, _)| row.lemma() == "hear") || matches!(word, "hears" | "heard")
}

/// "was told", "have been told"; the auxiliary may stand before the cue.
fn is_passive(document: &Document, cue: Span, words: &[String]) -> bool {
    let be = |w: &str| lexicon::verbs(w).any(|(row, _)| row.lemma() == "be");
    let before = document.tokens[..document.tokens.partition_point(|t| t.start < cue.start)].last();
    words.iter().any(|w| be(w)) || before.is_some_and(|&t| be(&document.slice(t).to_lowercase()))
}

/// Whether nothing but marks follows a span in its sentence.
fn ends_sentence(document: &Document, span: Span) -> bool {
    let end = document.sentence_at(span.start).map_or(span.end, |n| document.sentences[n].end);
    !document.text.get(span.end..end).unwrap_or_default().contains(char::is_alphanumeric)
}

/// Whether a verb begins its sentence, but for words like "when" and "later".
fn opens_sentence(document: &Document, cue: Span) -> bool {
    let Some(sentence) = document.sentence_at(cue.start).map(|n| document.sentences[n]) else { return false };
    let before = cues::tokens(document, Span::new(sentence.start, cue.start));
    let leads = |t: Span| {
        let word = document.slice(t).to_lowercase();
        let opens =
            |row: &lexicon::Entry| row.has("conjunction") || row.has("clause") || row.has("conditional");
        word == "," || lexicon::is_adverb(&word) || lexicon::of(&word).is_some_and(opens)
    };
    cue.start == sentence.start || {
        let all: Vec<Span> = before.take(WORDS_BEFORE_PARTICIPLE + 1).collect();
        all.len() <= WORDS_BEFORE_PARTICIPLE && all.into_iter().all(leads)
    }
}

/// Whether somebody is named or described, rather than a way of telling something: "the clerk", "Jo Moss".
fn is_agent(who: &str) -> bool {
    let mut words = who.split(' ');
    let first = words.next().unwrap_or_default();
    let described = lexicon::of(&first.to_lowercase()).is_some_and(|row| row.has("determiner"));
    let capital = |w: &str| w.starts_with(char::is_uppercase);
    described || capital(first) && words.next().is_some_and(capital)
}

fn is_short(document: &Document, span: Span) -> bool {
    cues::tokens(document, span).count() <= LONGEST_SUBJECT
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{attributed, mended};
    use super::*;

    #[test]
    fn who_is_told_does_not_tell() {
        for (marked, who, said) in [
            ("<Baker ‘was lonely’>, {court} [told].", "", "Baker ‘was lonely’"),
            ("<Rents have doubled>, {MPs} [told].", "", "Rents have doubled"),
            ("{The jury} [heard] <that the door was open>.", "", "that the door was open"),
            ("{Upton Crown Court} [heard] <he had used three names>.", "", "he had used three names"),
            ("<The inquest> [was told] <that Ord had not slept>.", "", "that Ord had not slept"),
            ("{The court} [heard] from Moss <that the door was open>.", "Moss", "that the door was open"),
            (
                "<The court> [was told] by Jo Moss <that the door was open>.",
                "Jo Moss",
                "that the door was open",
            ),
            ("<The court> [was told] by the clerk <that it was open>.", "the clerk", "that it was open"),
            ("<Clerks> [were told] by text <that it was open>.", "", "that it was open"),
            ("{Staff} [were told] <the mill would shut>.", "", "the mill would shut"),
            ("{Ord} [was asked] <whether it was shut>.", "", "whether it was shut"),
            ("{Ord} [had been asked] by the Echo <if it was shut>.", "the Echo", "if it was shut"),
            (
                "<The clerk, Jo Ord,> [was asked by] {the Echo} <if it was shut>.",
                "the Echo",
                "if it was shut",
            ),
        ] {
            assert_eq!(mended(marked, mend), (who.to_owned(), said.to_owned()), "{marked}");
        }
        for (marked, who) in [
            ("{Moss} [told] the court <that the door was open>.", "Moss"),
            ("{The court} [ruled] <that the law was void>.", "The court"),
            ("<The roof must go>, {the council} [told] staff.", "the council"),
            ("<It was open>, [said] {the court}.", "the court"),
            ("{Moss} [heard] <that the door was open>.", "Moss"),
        ] {
            assert_eq!(mended(marked, mend).0, who, "{marked}");
        }
    }

    #[test]
    fn who_is_asked_does_not_ask() {
        for marked in [
            "[Asked] <whether it was safe>, {harbour master Ida Lunt} said no.",
            "When [asked] <if it was safe>, {Lind} nodded.",
            "[Pressed on] <the figure>, {the minister} told the Echo so.",
            "{Lind}, [asked] <whether he would go>, said no.",
        ] {
            let (document, attribution) = attributed(marked);
            assert!(is_asked(&document, &attribution), "{marked}");
        }
        for marked in [
            "[Asked] by {Mr Lind} <if it was shut>, the officer said so.",
            "{Lind} [asked] <whether it was safe>.",
            "{The clerk}, worried, [asked] <why it was shut>.",
            "<“Is it safe?”> [asked] {Lind}.",
            "[Asked] {Lind}: <“Is it safe, and is it cheap?”>",
            "[Asking] <whether it was safe>, {Moss} left.",
        ] {
            let (document, attribution) = attributed(marked);
            assert!(!is_asked(&document, &attribution), "{marked}");
        }
    }

    #[test]
    fn who_answers_a_message_did_not_send_it() {
        for (marked, who) in [
            (
                "{The mayor’s office} did not respond to messages Thursday by The Upton Press [asking] <whether it shut>.",
                "The Upton Press",
            ),
            ("{Lind} would not answer questions from the Courier [asking] <why she sold it>.", "the Courier"),
            (
                "{The council} has received an angry letter from parents [demanding] <that it stay open>.",
                "parents",
            ),
            ("{Moss} ignored two emails from the union [warning] <that the roof leaks>.", "the union"),
            ("{Neither man} returned calls from the Echo [seeking] <comment on the sale>.", "the Echo"),
        ] {
            assert_eq!(mended(marked, mend).0, who, "{marked}");
        }
        for marked in [
            "{The mayor’s office} did not respond to a message [asking] <whether the pool would open>.",
            "{The bank} did not immediately reply to an emailed request [asking] <how many jobs would go>.",
            "{Lind} got a dozen calls on Monday [asking] <if it was true>.",
        ] {
            let (document, attribution) = attributed(marked);
            assert!(is_asked(&document, &attribution), "{marked}");
        }
        for marked in [
            "{Lind} sent a letter [asking] <whether it was safe>.",
            "{Lind} answered her critics in a letter [saying] <that it was safe>.",
            "{Lind} replied, [saying] <that it was safe>.",
            "{Lind} returned to the question on Monday, [saying] <that it was safe>.",
            "{Lind} responded in a statement [saying] <that it was safe>.",
            "{The union} ignored the order, [saying] <that it was void>.",
            "{Lind} answered the question by [saying] <that it was safe>.",
        ] {
            assert_eq!(mended(marked, mend).0, marked[1..].split('}').next().unwrap(), "{marked}");
            let (document, attribution) = attributed(marked);
            assert!(!is_asked(&document, &attribution), "{marked}");
        }
    }

    #[test]
    fn an_answer_may_follow_a_gesture() {
        let found = |text: &str| -> Vec<String> {
            let document = Document::new(text);
            let of = |s: Span| document.slice(s).to_owned();
            let row = |f: Passage| format!("{} | {}", f.source.map(of).unwrap_or_default(), of(f.content[0]));
            answers(&document, &[]).into_iter().map(row).collect()
        };
        for (text, row) in [
            (
                "Told of this, Lind smiled. “He is kind. I am not.” It rained.",
                "Lind | “He is kind. I am not.”",
            ),
            ("Asked if it was safe, the clerk shook her head. “Never.”", "the clerk | “Never.”"),
            ("Reached by phone, Jon Moss, a baker, sighed. “No.”", "Jon Moss | “No.”"),
        ] {
            assert_eq!(found(text), [row], "{text}");
        }
        for text in
            ["Lind smiled. “He is kind.”", "Told of this, Lind smiled. It rained.", "Told to go, Lind. “No.”"]
        {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_a_court_hears_is_a_row_of_weight() {
        let sure = |marked: &str| {
            let (document, mut attribution) = attributed(marked);
            mend(&document, &mut attribution);
            is_heard_clause(&document, &attribution)
        };
        for marked in [
            "{The inquest} [heard] <that he had been drinking>.",
            "<The court> [was told] <that the gate was open>.",
            "{Upton Crown Court} [heard] <he had used three names>.",
            "<Two nurses had resigned>, {the hearing} [was told].",
            "<Rents have doubled>, {MPs} [heard].",
        ] {
            assert!(sure(marked), "{marked}");
        }
        for marked in [
            "{Staff} [were told] <the mill would shut>.",
            "{The inquest} [heard] <evidence of drinking>.",
            "{Moss} [heard] <that the door was open>.",
            "{The court} [ruled] <that the law was void>.",
        ] {
            assert!(!sure(marked), "{marked}");
        }
    }

    #[test]
    fn what_is_heard_may_stand_before_or_behind_who_hears_it() {
        let found = |text: &str| -> Vec<String> {
            let document = Document::new(text);
            let found = heard_passages(&document, &[]);
            found.iter().map(|f| f.content.iter().map(|&s| document.slice(s)).collect()).collect()
        };
        for (text, said) in [
            ("Baker who stole from choir had debts, court hears.", "Baker who stole from choir had debts"),
            ("The knife lay in a drain, the jury heard.", "The knife lay in a drain"),
            ("He owed £9,000, Upton Crown Court heard on Monday.", "He owed £9,000"),
            ("Pupils were hungry, MPs were told.", "Pupils were hungry"),
            ("Trust ignored warnings for years, MPs hear", "Trust ignored warnings for years"),
            ("The jury heard Ms Lane had left the house at nine.", "Ms Lane had left the house at nine"),
            ("The hearing was told on Monday that two nurses had gone.", "that two nurses had gone"),
            ("Upton Crown Court heard he owed her money.", "he owed her money"),
            ("A tribunal has heard how staff were locked in.", "how staff were locked in"),
            ("MPs were told drivers had been underpaid.", "drivers had been underpaid"),
        ] {
            assert_eq!(found(text), [said], "{text}");
        }
        for text in [
            "It was late, and nobody heard.",
            "The door was open, court rules.",
            "It was the best song, of all that he had heard.",
            "The door was open, she told the court.",
            "The jury heard from three doctors who had seen him.",
            "The court heard the case in May.",
            "The neighbours heard the door was open.",
            "The tribunal heard evidence that lasted a week.",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
