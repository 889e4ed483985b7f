//! Who says it behind the verb, set into what is said: "The port, said its manager, had never been shut". The tagger likes
//! to take the subject of the sentence, which stands where speakers do, for the speaker.

use super::attribution::Attribution;
use super::cues;
use super::finding::Passage;
use super::stance::{is_finite, is_plain_report};
use super::thresholds::{LONGEST_ANTECEDENT, LONGEST_SPEAKER, SHARE_OF_SPEAKERS, WORDS_BEFORE_VERB};
use crate::english::LexicalWord;
use crate::english::inflect::{self, Class, Inflection};
use crate::english::lexicon;
use crate::text::{Document, Span};

const RULE: &str = "one sentence around the verb and who says it";

/// A sentence that who says it, behind the verb, parts.
struct VerbFirst {
    sentence: Span,
    /// What stands before it: the subject.
    before: Span,
    verb: Span,
    speaker: Span,
    /// Where the sentence goes on.
    behind: Span,
}

/// Mends attributions whose verb stands so; `renew` computes what follows from the spans of an attribution.
pub(super) fn join(
    document: &Document,
    all: Vec<Attribution>,
    renew: impl Fn(Attribution) -> Attribution,
) -> Vec<Attribution> {
    let mut out: Vec<Attribution> = Vec::with_capacity(all.len());
    let mut open: Option<VerbFirst> = None;
    for attribution in all {
        let verb = attribution.cue.first().and_then(|&cue| cues::tokens(document, cue).next());
        if let Some(found) = verb.and_then(|verb| VerbFirst::of(document, verb)) {
            out.push(renew(found.mended(attribution)));
            open = Some(found);
        } else if !open.as_ref().is_some_and(|found| found.is_part(&attribution)) {
            out.push(attribution);
        }
    }
    out
}

/// Finds such sentences that none of the attributions `known` has the verb of.
pub(super) fn verb_first_passages(document: &Document, known: &[Attribution]) -> Vec<Passage> {
    let mut verbs: Vec<usize> = known.iter().flat_map(|a| &a.cue).map(|c| c.start).collect();
    verbs.sort_unstable();
    let commas = document.tokens.windows(2).filter(|pair| document.slice(pair[0]) == ",");
    let found = commas.filter_map(|pair| VerbFirst::of(document, pair[1]));
    found
        .filter(|found| verbs.binary_search(&found.verb.start).is_err())
        .map(|found| {
            let content = vec![found.before, found.behind];
            Passage::new(Some(found.speaker), Some(found.verb), content, RULE)
        })
        .collect()
}

impl VerbFirst {
    /// `None` where the verb at `verb` parts no sentence.
    fn of(document: &Document, verb: Span) -> Option<Self> {
        if !reports(&document.slice(verb).to_lowercase()) {
            return None;
        }
        let sentence = document.sentences[document.sentence_at(verb.start)?];
        let at = document.tokens.partition_point(|t| t.start < verb.start);
        let comma = document.tokens[..at].last().filter(|t| document.slice(**t) == ",")?;
        let before = subject(document, Span::new(sentence.start, comma.start.max(sentence.start)))?;
        let (speaker, behind) = speaker(document, verb, sentence, before)?;
        let words = document.slice(Span::new(behind, sentence.end));
        let end = sentence.end - (words.len() - words.trim_end_matches(['.', '!', '?', ' ']).len());
        (end > behind).then(|| Self { sentence, before, verb, speaker, behind: Span::new(behind, end) })
    }

    /// The attribution with this verb, with who says it and all that is said.
    fn mended(&self, mut attribution: Attribution) -> Attribution {
        let pieces = std::mem::take(&mut attribution.content);
        let begins = pieces.iter().find(|s| s.start < self.before.start && s.end >= self.before.start);
        let ends = pieces.iter().map(|s| s.end).filter(|&end| end > self.behind.start).max();
        let before = Span::new(begins.map_or(self.before.start, |s| s.start), self.before.end);
        let end = ends.map_or(self.behind.end, |end| end.min(self.behind.end));
        let apart = |s: &Span| s.end <= before.start || s.start >= self.sentence.end;
        attribution.content = pieces.into_iter().filter(apart).collect();
        attribution.content.extend([before, Span::new(self.behind.start, end)]);
        attribution.content.sort_unstable();
        attribution.source = vec![self.speaker];
        attribution.cue = vec![self.verb];
        attribution.evidence.rules.push(RULE.to_owned());
        attribution
    }

    /// Whether another attribution is only more of the sentence: "The port, said its manager, | had warned | of ice".
    fn is_part(&self, other: &Attribution) -> bool {
        let later =
            other.cue.first().is_some_and(|c| c.start >= self.behind.start && c.end <= self.sentence.end);
        later && other.source.iter().all(|s| self.before.start <= s.start && s.end <= self.before.end)
    }
}

/// Whether a word is a verb of saying in a form that says when. Behind "told" stands who hears, behind "declared" and
/// "named" what somebody became.
fn reports(word: &str) -> bool {
    // "…, say locals, …"
    let bare = |row: &lexicon::Entry| row.lemma() == word && lexicon::is_verb(word);
    lexicon::verbs(word).any(|(row, form)| {
        is_plain_report(row)
            && (form.any(lexicon::TENSED) || bare(row))
            && row.value("thing") != Some("mostly")
            && !matches!(row.lemma(), "tell" | "show" | "find" | "declare" | "name")
    })
}

/// The subject that a part of a sentence ends in, with what stands before it in its clause: words without a verb, but for a
/// clause about one of them ("the man who fell").
fn subject(document: &Document, part: Span) -> Option<Span> {
    let all: Vec<Span> = cues::tokens(document, part).take(WORDS_BEFORE_VERB + 1).collect();
    if all.len() > WORDS_BEFORE_VERB {
        return None;
    }
    let word = |t: &Span| document.slice(*t).to_lowercase();
    let verb = |t: &Span| is_finite(&word(t)) && document.slice(*t).starts_with(char::is_lowercase);
    let border = |at: &usize| {
        let w = word(&all[*at]);
        let joins = lexicon::of(&w).is_some_and(|row| {
            row.has("conjunction") || matches!(row.value("clause"), Some("circumstance" | "content"))
        });
        (joins || matches!(w.as_str(), ";" | ":" | "—" | "–")) && all[..*at].iter().any(verb)
    };
    let from = (0..all.len()).rev().find(border).map_or(0, |at| at + 1);
    let own = &all[from..];
    let relative =
        own.iter().position(|t| matches!(word(t).as_str(), "who" | "which" | "that" | "whose" | "whom"));
    let quoted = own.iter().any(|t| document.slice(*t).contains(['“', '”', '"', '(']));
    let plain = !own[..relative.unwrap_or(own.len())].iter().any(verb);
    let noun = own.iter().any(|t| document.slice(*t).starts_with(char::is_alphabetic));
    (plain && noun && !quoted).then(|| Span::new(own[0].start, part.end))
}

/// Who speaks behind a verb, and where the verb of the subject stands.
fn speaker(document: &Document, verb: Span, sentence: Span, subject: Span) -> Option<(Span, usize)> {
    let near: Vec<Span> =
        cues::tokens(document, Span::new(verb.end, sentence.end)).take(LONGEST_SPEAKER).collect();
    let comma = |at: &usize| document.slice(near[*at]) == ",";
    // "The mayor, Mara Voss, said the road, an old one, was shut": whose verb it is, only the first comma tells.
    let set_off = document.slice(subject).contains(',');
    let commas = (1..near.len()).filter(comma).take(if set_off { 1 } else { LONGEST_SPEAKER });
    let end = commas.into_iter().find(|&at| goes_on(document, &near[at + 1..], subject))?;
    let whole = Span::new(near[0].start, near[end].start);
    is_speaker(document, whole).then_some((whole, near[end + 1].start))
}

/// Whether words begin with the verb of a subject, in quotation marks or behind an adverb.
fn goes_on(document: &Document, rest: &[Span], subject: Span) -> bool {
    let mut words = rest.iter().map(|t| document.slice(*t).to_lowercase());
    let first = words.find(|w| w.starts_with(char::is_alphanumeric) && !lexicon::is_adverb(w));
    let marks = rest.iter().map(|t| document.slice(*t)).take_while(|w| !w.starts_with(char::is_alphanumeric));
    let quoted = |w: &str| matches!(w, "“" | "\"" | "‘" | "'" | "«" | "„");
    first.is_some_and(|w| {
        marks.into_iter().all(quoted)
            && (is_finite(&w)
                || is_plural_verb(document, &w, subject)
                || is_verb_of_one(document, rest, subject))
    })
}

/// "The canteen … pays late": a form that a noun has, too, behind a subject that is one, with more of the sentence behind it.
fn is_verb_of_one(document: &Document, rest: &[Span], subject: Span) -> bool {
    let [verb, next, ..] = rest else { return false };
    let third = inflect::lemmas(&document.slice(*verb).to_lowercase())
        .iter()
        .any(|l| l.class == Class::Verb && l.inflection.any(Inflection::THIRD_PERSON));
    let next = document.slice(*next).to_lowercase();
    // "said the crew, friends and neighbours": more who say it.
    let listed =
        lexicon::of(&next).is_some_and(|row| row.has("conjunction")) || matches!(next.as_str(), "," | "of");
    let head = cues::words(document, std::slice::from_ref(&subject))
        .take_while(|w| !cues::ends_noun_phrase(&w.to_lowercase()))
        .last();
    third && !listed && head.is_some_and(|w| !is_plural(w))
}

/// "The drivers … deserve a rest": a verb as it stands behind several.
fn is_plural_verb(document: &Document, word: &str, subject: Span) -> bool {
    let verb = inflect::lemmas(word)
        .first()
        .is_some_and(|l| l.class == Class::Verb && l.inflection.any(Inflection::BASE) && l.lemma == word);
    verb && cues::words(document, &[subject]).any(is_plural)
}

fn is_plural(word: &str) -> bool {
    inflect::lemmas(&word.to_lowercase())
        .iter()
        .any(|l| l.class == Class::Noun && l.inflection.any(Inflection::PLURAL))
}

/// "rescuers": who does what a verb says, in a word of which nothing more is known.
fn is_agent(word: &str) -> bool {
    let lemmas = inflect::lemmas(word);
    let noun = lemmas.iter().find(|l| l.class == Class::Noun);
    let stem = noun.and_then(|l| l.lemma.strip_suffix("er").or(l.lemma.strip_suffix("or")));
    let is_verb = |w: &str| inflect::lemmas(w).iter().any(|l| l.class == Class::Verb && l.lemma == w);
    let verb = |stem: &str| is_verb(stem) || is_verb(&format!("{stem}e"));
    LexicalWord::of(word).domain().is_none() && stem.is_some_and(verb)
}

/// Whether a phrase is of somebody who can speak: "its manager", "police", "the auditor, Mara Voss". "Said to be ill",
/// "reported missing in May" and "announced man of the match" have none.
pub(super) fn is_speaker(document: &Document, phrase: Span) -> bool {
    let all: Vec<&str> = cues::words(document, std::slice::from_ref(&phrase)).collect();
    let ends = |w: &&&str| {
        lexicon::of(&w.to_lowercase()).is_some_and(|row| row.has("preposition") || row.has("clause"))
    };
    let head: Vec<&str> = all.iter().take_while(|w| !ends(w)).take(LONGEST_ANTECEDENT).copied().collect();
    let capital = |w: &str| w.starts_with(char::is_uppercase);
    let day = |w: &str| lexicon::weekday(&w.to_lowercase()).or(lexicon::month(&w.to_lowercase())).is_some();
    let speaks = |w: &&str| {
        let known = LexicalWord::of(&w.to_lowercase());
        let tagged = ["person", "people", "organization", "document"].iter().any(|tag| known.has_tag(tag));
        let anybody = known.has_tag("scope") && known.has_tag("pronoun");
        let living = known.share_in("noun.person") + known.share_in("noun.group") > SHARE_OF_SPEAKERS;
        let person = known.domain() == Some("noun.person");
        !anybody && (capital(w) && !day(w) || tagged || living || person || is_agent(&w.to_lowercase()))
    };
    let definite = |w: &&str| {
        let row = lexicon::of(&w.to_lowercase());
        capital(w)
            || is_plural(w)
            || row.is_some_and(|row| ["determiner", "people", "organization"].iter().any(|tag| row.has(tag)))
    };
    let named = head.first().is_some_and(definite) || head.last().is_some_and(definite);
    named && head.iter().any(speaks)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{attributed, words};
    use super::*;

    /// Who says it and what, in a sentence of which the tagger made nothing.
    fn found(text: &str) -> Option<(String, String)> {
        let document = Document::new(text);
        let passage = verb_first_passages(&document, &[]).into_iter().next()?;
        Some((document.slice(passage.source?).to_owned(), words(&document, &passage.content)))
    }

    #[test]
    fn who_says_it_may_stand_behind_the_verb() {
        for (text, who, what) in [
            (
                "The port, said its manager, had never been shut.",
                "its manager",
                "The port … had never been shut",
            ),
            ("The coast road, said police, is shut.", "police", "The coast road … is shut"),
            (
                "Its debts, wrote the auditor, Mara Voss, had doubled.",
                "the auditor, Mara Voss",
                "Its debts … had doubled",
            ),
            (
                "The new pool, said Mayor Ida Lunt, would open in May.",
                "Mayor Ida Lunt",
                "The new pool … would open in May",
            ),
            (
                "The dog, added the sergeant, had not been seen.",
                "the sergeant",
                "The dog … had not been seen",
            ),
            (
                "The founder, said people who know him, had never left.",
                "people who know him",
                "The founder … had never left",
            ),
            (
                "Its drivers, said depot manager Jo Ord, ‘deserve a rest’.",
                "depot manager Jo Ord",
                "Its drivers … ‘deserve a rest’",
            ),
            ("The man who fell, said police, was 40.", "police", "The man who fell … was 40"),
            ("In May the mill, explained engineers, was shut.", "engineers", "In May the mill … was shut"),
            ("The mill, say residents, was haunted.", "residents", "The mill … was haunted"),
            ("Most boats, said the harbour master, were old.", "the harbour master", "Most boats … were old"),
            (
                "It rained and the lock, insisted Voss, could not be mended.",
                "Voss",
                "the lock … could not be mended",
            ),
            ("The canteen, says its owner, pays late.", "its owner", "The canteen … pays late"),
            (
                "The harbour, claims its pilot, silts up each spring.",
                "its pilot",
                "The harbour … silts up each spring",
            ),
            (
                "The rents in Velm, said the charity Roofline, have risen.",
                "the charity Roofline",
                "The rents in Velm … have risen",
            ),
        ] {
            assert_eq!(found(text), Some((who.to_owned(), what.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_only_looks_so_has_its_own_subject() {
        for text in [
            "The mayor, Mara Voss, said the road, an old one, was shut.",
            "The mayor, said to be ill, was absent.",
            "The car, reported stolen in May, was found.",
            "The keeper, announced man of the match, was hurt.",
            "The club, declared champions in May, has moved.",
            "The plan, announced Tuesday, would cost £4m.",
            "The plan, announced last week by the council, would cost £4m.",
            "The dam held, said Voss, and was safe.",
            "The road is shut, said police, who were there.",
            "The mayor, told the council was divided, was silent.",
            "The mayor, who said the dam, too, was old, left.",
            "On Monday, said Voss, the dam broke.",
            "“The dam, said Voss, was old,” she read.",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn the_subject_is_not_the_speaker() {
        for (marked, who, what) in [
            (
                "{The port}, [said] <its manager, had never been shut>.",
                "its manager",
                "The port … had never been shut",
            ),
            (
                "{Its drivers}, [said] <Jo Ord, “deserve a rest”>. <“They do.”>",
                "Jo Ord",
                "Its drivers … “deserve a rest” … “They do.”",
            ),
            (
                "<The debts>, [wrote] {the auditor, Mara} Voss, <had doubled>.",
                "the auditor, Mara Voss",
                "The debts … had doubled",
            ),
            (
                "{The mayor}, Mara Voss, [said] <the dam, an old one, was shut>.",
                "The mayor",
                "the dam, an old one, was shut",
            ),
        ] {
            let (document, attribution) = attributed(marked);
            let found = join(&document, vec![attribution], |a| a).remove(0);
            let row = (words(&document, &found.source), words(&document, &found.content));
            assert_eq!(row, (who.to_owned(), what.to_owned()), "{marked}");
        }
    }
}
