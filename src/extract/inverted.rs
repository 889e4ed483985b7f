//! Speakers behind what they say, in forms that the tagger often misses: "The dam is old, says the clerk Ada Roux.", "The
//! dam, per the port, is old.", "As Ada Roux reports for the Echo, the dam is old."

use super::attribution::Attribution;
use super::finding::Passage;
use super::stance::{is_auxiliary, is_finite, is_plain_report};
use super::thresholds::{LISTED, WORDS_OF_SUBJECT};
use super::verb_first::is_speaker;
use crate::english::inflect::{self, Class, Inflection};
use crate::english::lexicon;
use crate::text::{Document, Matched, Pattern, PatternParts, Span};
use std::collections::HashSet;
use std::sync::LazyLock;

static SAYS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^(?P<what>[^“”\x22:;]{6,}?), (?P<cue>\p{Ll}+) (?P<who>",
        // "Upton's head of water, Ada Roux"
        r"(?:\p{Lu}[\p{L}-]* ){0,2}\p{Lu}[\p{L}-]*[’']s? (?:\p{Ll}+ ){0,4}\p{Ll}+, \p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*){1,2}",
        r"|(?:\p{Ll}[\p{L}’'-]* ){0,4}\p{Lu}[\p{L}.’'-]*",
        r"(?: (?:of|de|van|von|der|al|\p{Lu}[\p{L}.’'-]*)){0,5}?)(?:, (?P<rest>[^“”\x22]+))?[.]$",
    ))
});
static PER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"^(?P<what>[^“”\x22]{6,}?), (?P<cue>per) (?P<who>(?:the )?\p{Lu}[^,.;“”\x22]{1,60}?)(?:, (?P<rest>[^“”\x22]+))?[.]$",
    )
});
static AS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^As (?P<who>\p{Lu}[^,“”\x22]{1,60}?) (?P<cue>(?:first )?\p{Ll}+) (?:for|in|on|at) [^,“”\x22]{2,40}, ",
        r"(?P<rest>[^“”\x22]+)[.]$",
    ))
});

/// A plain sentence of which the tagger made nothing, as it does at times of rare words: "A whistleblower said managers knew."
static PLAIN: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"^(?P<who>\p{Lu}[\p{L}’'-]*(?: [\p{L}’'-]+){0,5}) (?P<cue>said|says) (?P<what>(?:that )?[^“”\x22:;,]{12,})[.]$",
    )
});

/// The same, of any verb of saying, where the content has a subject that shows it: "Crane insists they have."
static INSISTS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^(?:(?:Asked|Pressed|Questioned)\b[^“”\x22:;]{3,140}?, )?(?P<who>\p{Lu}[\p{L}’'-]*(?: [\p{L}’'-]+){0,5}?)",
        r"(?:, (?:you|as|we|I) [^,“”\x22]{2,40},(?: always| often)?)? (?P<cue>\p{Ll}+) ",
        r"(?P<what>(?:that )?(?:he|she|it|they|we|there|this) [^“”\x22:;,]{2,})[.]$",
    ))
});

/// A clause with "that" behind the verb: "The judges held that it was unlawful."
static CLAUSE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^(?P<who>\p{Lu}[\p{L}’'-]*(?: [\p{L}’'-]+){0,7}?) (?P<cue>(?:(?:has|have|had) )?\p{Ll}+) ",
        r"(?P<what>that [^“”\x22:;,]{8,})[.]$",
    ))
});

/// The same without "that", of what looked into something: "The review found midwives were afraid."
static FOUND: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^(?P<who>It|(?:The|A|An|Its|Their) (?:[\p{L}’'-]+ ){0,3}?[\p{L}’'-]+) (?P<cue>found|finds) ",
        r"(?P<what>[^“”\x22:;,]{12,})[.]$",
    ))
});

/// Who says it at the end, without a comma: "The bridge will open in May the council said."
static AT_THE_END: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^(?P<what>[^“”\x22:;]{16,}?) (?P<who>(?:the|a|an|its|his|her|their) (?:[\p{L}’'-]+ ){0,3}?[\p{L}’'-]+|he|she|they) ",
        r"(?P<cue>said)(?: on \p{Lu}\p{Ll}+| yesterday| today)?[.]$",
    ))
});

/// The same of any verb of saying, with more beside it: "The alarms did not work, a watchdog has found.", "Beetles hear, a
/// team led by Ada Roux reports today in Nacre."
static BEHIND: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^(?P<what>[^“”\x22:;]{12,}), (?P<who>[^,“”\x22:;—–]{3,90}?) (?P<cue>(?:(?:has|have|had) )?\p{Ll}+)",
        r"(?: (?:now|today|yesterday|on \p{Lu}\p{Ll}+day|this week|last week))?(?: in [^,“”\x22:;]{3,60})?[.]$",
    ))
});

/// Somebody asks for something: "Ord has appealed for calm."
static APPEALS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^(?P<who>[^,“”\x22:;]{2,60}?(?:, [^,“”\x22:;]{2,60},)?) (?P<cue>(?:(?:has|have|had|is|are) )?(?:again |also )?",
        r"(?:appeal(?:ed|ing|s)?|plead(?:ed|ing|s)?) (?:for|to)) (?P<what>[^“”\x22:;]{4,})[.]$",
    ))
});

/// Finds them in sentences of which nothing is known that would be listed.
pub(super) fn inverted_passages(document: &Document, known: &[Attribution]) -> Vec<Passage> {
    let sure = known.iter().filter(|a| a.confidence >= LISTED && !is_order_as_source(document, a));
    let taken: HashSet<usize> = sure
        .flat_map(|a| a.cue.iter().chain(&a.content))
        .filter_map(|s| document.sentence_at(s.start))
        .collect();
    let open = document.sentences.iter().enumerate().filter(|(n, _)| !taken.contains(n));
    open.filter_map(|(_, &sentence)| inverted(document, sentence)).collect()
}

fn inverted(document: &Document, sentence: Span) -> Option<Passage> {
    let words = document.slice(sentence);
    if words.starts_with("As ") {
        let found = AS.captures(words).filter(|found| reports(found, true))?;
        let content = vec![at(sentence, found.name("rest")?)];
        return passage(sentence, &found, content, "as somebody reports for an outlet");
    }
    if let Some(found) = plain(document, sentence) {
        let content = vec![at(sentence, found.name("what")?)];
        return passage(sentence, &found, content, "a plain sentence");
    }
    if let Some(found) = AT_THE_END.captures(words).filter(is_whole) {
        let content = vec![at(sentence, found.name("what")?)];
        return passage(sentence, &found, content, "a speaker behind the words");
    }
    if let Some(found) = BEHIND.captures(words).filter(|found| is_told(document, sentence, found)) {
        let content = vec![at(sentence, found.name("what")?)];
        return passage(sentence, &found, content, "a speaker behind the words");
    }
    let appeals =
        || (words.contains("ppeal") || words.contains("plea")).then(|| APPEALS.captures(words)).flatten();
    if let Some(found) = appeals().filter(|found| asks(document, sentence, found)) {
        let content = vec![at(sentence, found.name("what")?)];
        return passage(sentence, &found, content, "an appeal");
    }
    let per = || words.contains(", per ").then(|| PER.captures(words).filter(ends_in_name)).flatten();
    let says = || SAYS.captures(words).filter(|found| reports(found, false) && !names_a_day(found));
    let (found, rule) = match per() {
        Some(found) => (found, "per somebody"),
        None => (says()?, "a speaker behind the words"),
    };
    let (what, rest) = (found.name("what")?, found.name("rest"));
    let mut content = vec![at(sentence, what)];
    // "The key to it, says Roux, is the cellar": who says it stands within the clause.
    match rest {
        _ if is_order(what.as_str()) => {}
        Some(rest) if !has_verb(what.as_str()) => content.push(at(sentence, rest)),
        None if !has_verb(what.as_str()) => return None,
        _ => {}
    }
    passage(sentence, &found, content, rule)
}

/// A sentence that begins with who says it and the verb.
fn plain(document: &Document, sentence: Span) -> Option<PatternParts<'_>> {
    let words = document.slice(sentence);
    let clause = || words.contains(" that ").then(|| CLAUSE.captures(words)).flatten();
    let found = || words.contains(" f").then(|| FOUND.captures(words)).flatten();
    let insists = |found: &PatternParts<'_>| reports(found, true) && is_plain(found);
    PLAIN
        .captures(words)
        .filter(is_plain)
        .or_else(|| INSISTS.captures(words).filter(insists))
        .or_else(|| clause().filter(|found| tells_clause(document, sentence, found)))
        .or_else(|| found().filter(|found| is_finding(document, sentence, found)))
}

/// Whether somebody who can speak tells a clause by a verb that does, in a form that says when.
fn tells_clause(document: &Document, sentence: Span, found: &PatternParts<'_>) -> bool {
    let (Some(who), Some(what), Some(cue)) = (found.name("who"), found.name("what"), found.name("cue"))
    else {
        return false;
    };
    let mut verbs = cue.as_str().rsplit(' ');
    let verb = verbs.next().unwrap_or_default();
    let form_of_time = if verbs.next().is_some() { Inflection::PARTICIPLE } else { lexicon::TENSED };
    let tells = lexicon::verbs(verb).any(|(row, form)| {
        let says = matches!(row.value("cue"), Some("say" | "assert" | "allege" | "warn"));
        (is_plain_report(row) || says || row.has("with_clause")) && form.any(form_of_time)
    });
    // "The judges" is a noun, too.
    let words: Vec<&str> = who.as_str().split(' ').collect();
    let noun = |n: usize| n > 0 && n + 1 == words.len() && lexicon::nouns(words[n]).next().is_some();
    let clause = words.iter().enumerate().any(|(n, w)| is_clause_word(w) && !noun(n));
    // "May" is a month, too.
    let told = what.as_str().split(' ').any(|w| w.starts_with(char::is_lowercase) && is_finite(w));
    let relative = what.as_str().split(' ').nth(1).is_some_and(is_finite);
    tells && !clause && !relative && told && is_speaker(document, at(sentence, who))
}

/// Whether a document, or "it" behind a sentence that names one, finds a clause: a noun, and soon its verb.
fn is_finding(document: &Document, sentence: Span, found: &PatternParts<'_>) -> bool {
    let (Some(who), Some(what)) = (found.name("who"), found.name("what")) else { return false };
    let written = |words: &str| {
        let document = |w: &str| lexicon::nouns(&w.to_lowercase()).any(|(row, _)| row.has("document"));
        words.split(|c: char| !c.is_alphanumeric()).any(document)
    };
    let before = document.sentence_at(sentence.start).and_then(|n| n.checked_sub(1));
    let spoken_of = || before.map_or("", |n| document.slice(document.sentences[n]));
    let source = if who.as_str() == "It" { spoken_of() } else { who.as_str() };
    let all: Vec<String> = what.as_str().split(' ').map(str::to_lowercase).collect();
    let verb = all.iter().position(|w| is_auxiliary(w) && is_finite(w));
    let led = |w: &String| {
        lexicon::of(w)
            .is_some_and(|row| row.has("clause") || row.has("preposition") || row.has("conjunction"))
    };
    let noun = |at: usize| (1..=WORDS_OF_SUBJECT).contains(&at) && !all[..at].iter().any(led);
    written(source) && !who.as_str().split(' ').any(is_clause_word) && verb.is_some_and(noun)
}

/// "Ring your bank first, says Ada Roux": a row whose speaker is what the reader is told to do.
fn is_order_as_source(document: &Document, attribution: &Attribution) -> bool {
    let Some(source) = attribution.source.first() else { return false };
    let sentence = document.sentence_at(source.start).map(|n| document.sentences[n]);
    let opens = sentence.is_some_and(|s| s.start == source.start && is_order(document.slice(s)));
    opens && attribution.cue.first().is_some_and(|cue| cue.start >= source.end)
}

/// Whether words begin as an order does: "Ring your bank", "Never sign it".
fn is_order(words: &str) -> bool {
    let mut all = words.split(' ').map(|w| w.trim_end_matches(',').to_lowercase());
    let (Some(first), Some(second)) = (all.next(), all.next()) else { return false };
    let base = |w: &str| inflect::lemmas(w).iter().any(|l| l.class == Class::Verb && l.lemma == w);
    let object = |w: &str| lexicon::of(w).is_some_and(|row| row.has("determiner") || row.has("refers"));
    let plain = lexicon::of(&first).is_none_or(|row| !row.has("preposition") && !row.has("auxiliary"));
    base(&first) && plain && object(&second)
        || matches!(first.as_str(), "never" | "don't" | "don’t" | "always") && base(&second)
}

fn passage(
    sentence: Span,
    found: &PatternParts<'_>,
    content: Vec<Span>,
    rule: &'static str,
) -> Option<Passage> {
    let (who, cue) = (at(sentence, found.name("who")?), at(sentence, found.name("cue")?));
    Some(Passage::new(Some(who), Some(cue), content, rule))
}

fn at(sentence: Span, found: Matched<'_>) -> Span {
    Span::new(sentence.start + found.start(), sentence.start + found.end())
}

fn has_verb(words: &str) -> bool {
    words.split_whitespace().any(|w| is_finite(&w.trim_end_matches(',').to_lowercase()))
}

/// Whether the cue reports, in a form that says when: "says", not "saying". Where nothing else shows that it is a cue, it
/// must be a plain verb of saying.
fn reports(found: &PatternParts<'_>, any: bool) -> bool {
    let verb = found.name("cue").and_then(|cue| cue.as_str().split(' ').next_back()).unwrap_or_default();
    lexicon::verbs(verb).any(|(row, form)| {
        let now = form.any(Inflection::THIRD_PERSON);
        let says = row.lemma() == "say";
        let clause = found.name("what").is_some_and(|what| what.as_str().starts_with("that "));
        is_plain_report(row)
            && (clause || row.value("thing") != Some("mostly"))
            && (any && form.any(lexicon::TENSED) || now || says && form.any(Inflection::PAST))
    })
}

/// Whether a noun phrase without a verb or a clause says what has a verb.
fn is_plain(found: &PatternParts<'_>) -> bool {
    let who = found.name("who").map_or("", |who| who.as_str()).to_lowercase();
    let what = found.name("what").map_or("", |what| what.as_str());
    let other = |w: &str| {
        is_finite(w)
            || lexicon::of(w).is_some_and(|row| {
                row.has("clause") || row.has("pronoun") || row.has("negation") || row.has("conditional")
            })
    };
    // "ignored" is an adjective, too.
    let past = |w: &str| {
        inflect::lemmas(w).iter().any(|l| l.class == Class::Verb && l.inflection.any(Inflection::PAST))
    };
    !who.split(' ').any(other) && (has_verb(what) || what.split(' ').any(|w| past(&w.to_lowercase())))
}

/// Whether what is said is a sentence that ends with a time or a number, to which no clause can belong: not "what the
/// council said", "the plan the council announced".
fn is_whole(found: &PatternParts<'_>) -> bool {
    let what = found.name("what").map_or("", |what| what.as_str());
    let last = what.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let temporal = |row: &lexicon::Entry| {
        row.has("temporal") && !row.has("preposition") && !row.has("clause") && !row.has("conjunction")
    };
    let time = lexicon::weekday(&last).or(lexicon::month(&last)).is_some()
        || lexicon::of(&last).is_some_and(temporal)
        || last.chars().all(|c| c.is_ascii_digit());
    let other = |w: &str| {
        let opens = lexicon::of(w).is_some_and(|row| row.value("clause") == Some("question"));
        opens || lexicon::verbs(w).any(|(row, form)| row.has("report") && form.any(lexicon::TENSED))
    };
    time && has_verb(what) && !what.split(' ').any(|w| other(&w.to_lowercase()))
}

/// Whether somebody who can speak tells a whole sentence, in a form that says when: not "When it fell, the crew said".
fn is_told(document: &Document, sentence: Span, found: &PatternParts<'_>) -> bool {
    let (Some(what), Some(who), Some(cue)) = (found.name("what"), found.name("who"), found.name("cue"))
    else {
        return false;
    };
    let mut verbs = cue.as_str().rsplit(' ');
    let verb = verbs.next().unwrap_or_default();
    let perfect = verbs.next().is_some();
    let tells = lexicon::verbs(verb).any(|(row, form)| {
        let now = form.any(lexicon::TENSED) || form.any(Inflection::BASE);
        let told = if perfect {
            form.any(Inflection::PARTICIPLE)
        } else {
            now && row.value("thing") != Some("mostly")
        };
        is_plain_report(row) && told
    });
    let first = what.as_str().split(' ').next().unwrap_or_default().to_lowercase();
    let opens = lexicon::of(&first).is_some_and(|row| {
        row.has("conditional") || row.has("clause") || row.has("conjunction") || row.has("preposition")
    });
    // "…, southern states": what may be a noun is a verb only behind a whole noun phrase.
    let noun = inflect::lemmas(verb).iter().any(|l| l.class == Class::Noun);
    let own = who.as_str().split(' ').next().unwrap_or_default();
    let whole =
        own.starts_with(char::is_uppercase) || lexicon::of(own).is_some_and(|row| row.has("determiner"));
    tells
        && (!noun || perfect || whole)
        && !opens
        && !first.ends_with("ing")
        && has_verb(what.as_str())
        && !who.as_str().split(' ').any(is_clause_word)
        && is_speaker(document, at(sentence, who))
}

/// Whether somebody who can speak asks for something.
fn asks(document: &Document, sentence: Span, found: &PatternParts<'_>) -> bool {
    let (Some(what), Some(who), Some(cue)) = (found.name("what"), found.name("who"), found.name("cue"))
    else {
        return false;
    };
    let words = what.as_str();
    // "appealed to the Supreme Court", "appeals to children": no request.
    let to = cue.as_str().ends_with(" to");
    let asked = words.contains(" to ") && !words.contains(" to the ");
    (!to || asked)
        && !has_verb(who.as_str())
        && !who.as_str().split(' ').any(is_clause_word)
        && is_speaker(document, at(sentence, who))
}

/// Whether a word opens a clause of its own: "the road that the council closed".
fn is_clause_word(word: &str) -> bool {
    let row = lexicon::of(&word.to_lowercase());
    row.is_some_and(|row| row.has("clause") || row.has("negation") || row.has("conditional"))
        || word.starts_with(char::is_lowercase) && word != "led" && is_finite(word)
}

fn ends_in_name(found: &PatternParts<'_>) -> bool {
    let who = found.name("who").map_or("", |who| who.as_str());
    who.split(' ').next_back().is_some_and(|last| last.starts_with(char::is_uppercase))
}

fn names_a_day(found: &PatternParts<'_>) -> bool {
    let day =
        |w: &str| lexicon::of(&w.to_lowercase()).is_some_and(|row| row.has("weekday") || row.has("month"));
    found.name("who").is_some_and(|who| who.as_str().split(' ').any(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(String, String)> {
        let document = Document::new(text);
        let passage = inverted_passages(&document, &[]).into_iter().next()?;
        let content: Vec<&str> = passage.content.iter().map(|&s| document.slice(s)).collect();
        Some((document.slice(passage.source?).to_owned(), content.join(" … ")))
    }

    #[test]
    fn who_stands_behind_what_is_said() {
        for (text, who, what) in [
            ("The dam is old, says the clerk Ada Roux.", "the clerk Ada Roux", "The dam is old"),
            ("The dam is old, says Ada Roux, its clerk.", "Ada Roux", "The dam is old"),
            ("The key to it, says Roux, is the cellar.", "Roux", "The key to it … is the cellar"),
            ("The dam, per the PHA, is old.", "the PHA", "The dam … is old"),
            ("A whistleblower said managers knew of it.", "A whistleblower", "managers knew of it"),
            ("A whistleblower said managers ignored it all.", "A whistleblower", "managers ignored it all"),
            (
                "The old whistleblower says that the dam is old.",
                "The old whistleblower",
                "that the dam is old",
            ),
            ("Crane insists they have.", "Crane", "they have"),
            ("The clerk insisted that it leaked.", "The clerk", "that it leaked"),
            ("The bridge will open in May the council said.", "the council", "The bridge will open in May"),
            ("It had leaked since 2019 she said.", "she", "It had leaked since 2019"),
            ("Asked whether it would hold, Crane says it will.", "Crane", "it will"),
            (
                "The late Colonel Crane, you may recall, always maintained that it was old.",
                "The late Colonel Crane",
                "that it was old",
            ),
            ("The alarms did not work, a watchdog has found.", "a watchdog", "The alarms did not work"),
            (
                "Beetles are deaf, a team led by Ada Roux of Upton College reports today in Nacre.",
                "a team led by Ada Roux of Upton College",
                "Beetles are deaf",
            ),
            (
                "Sharks have slept there, researchers led by Dan Poe write in Nacre.",
                "researchers led by Dan Poe",
                "Sharks have slept there",
            ),
            ("Crane has appealed for calm.", "Crane", "calm"),
            (
                "Police are appealing for anyone who saw it to come forward.",
                "Police",
                "anyone who saw it to come forward",
            ),
            (
                "The mayor, Ada Roux, appealed to residents to stay away.",
                "The mayor, Ada Roux,",
                "residents to stay away",
            ),
            ("The dam is old, per Upton Water.", "Upton Water", "The dam is old"),
            ("As Ada Roux reports for the Echo, the dam is old.", "Ada Roux", "the dam is old"),
        ] {
            assert_eq!(found(text), Some((who.to_owned(), what.to_owned())), "{text}");
        }
    }

    #[test]
    fn plain_sentences_and_orders_have_a_speaker() {
        for (text, who, what) in [
            (
                "A boat was found, harbour rescuers announced on Sunday.",
                "harbour rescuers",
                "A boat was found",
            ),
            ("A boat was found, two trawlers said on Sunday.", "two trawlers", "A boat was found"),
            ("The judges held that the tax was unlawful.", "The judges", "that the tax was unlawful"),
            ("The central bank signalled that a cut was near.", "The central bank", "that a cut was near"),
            ("The board has ruled that the dam is old.", "The board", "that the dam is old"),
            ("Officials alleged that the keys were sold.", "Officials", "that the keys were sold"),
            ("The review found midwives were afraid.", "The review", "midwives were afraid"),
            ("The new report finds the dam is old.", "The new report", "the dam is old"),
            ("Ring your bank first, says Ada Roux of Upton.", "Ada Roux of Upton", "Ring your bank first"),
            ("Never sign a blank form, says Ada Roux.", "Ada Roux", "Never sign a blank form"),
            (
                "If it fails, go to the clerk, says Upton's head of water, Ada Roux.",
                "Upton's head of water, Ada Roux",
                "If it fails, go to the clerk",
            ),
        ] {
            assert_eq!(found(text), Some((who.to_owned(), what.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_it_found_is_told_of_a_document() {
        let of = |text: &str| {
            let document = Document::new(text);
            inverted_passages(&document, &[])
                .iter()
                .map(|p| document.slice(p.content[0]).to_owned())
                .collect()
        };
        let none: [&str; 0] = [];
        let told: Vec<String> = of("The review saw six wards. It found nurses were afraid.");
        assert_eq!(told, ["nurses were afraid"]);
        let told: Vec<String> = of("The dog ran off. It found nurses were afraid.");
        assert_eq!(told, none);
    }

    #[test]
    fn what_only_looks_so_is_none() {
        for text in [
            "The report, published Tuesday, found a leak.",
            "Crimes rose, per 1,000 people.",
            "What the clerk said was hardly heard.",
            "The clerk who left said nothing of note.",
            "Nobody said the dam was old.",
            "The clerk said little of the dam.",
            "The dam held, saying nothing of Ada Roux.",
            "The dam broke, reports of Upton Water show.",
            "As Ada Roux waits for the Echo, the dam is old.",
            "For a clerk, says Roux.",
            "It was not what they wanted in May the council said.",
            "When the dam was old, the crew said.",
            "It will be hard for Crane, who relies on them, to win beyond northern claims.",
            "The offer is hard to sell in the north, southern states.",
            "The dam was old, the road that the council said.",
            "In May it was shut, and the crew left.",
            "It has sent letters, mailers and phone calls.",
            "The plan appeals to children.",
            "Crane has appealed to the Supreme Court.",
            "The offer that Crane appealed for has gone.",
            "Crane shows they have.",
            "Crane knows they have.",
            "Nobody read the plan the council said.",
            "He said it was shut on Monday the clerk said.",
            "The fund, called the Upton Trust, will own the dam.",
            "The dam, per the Upton plan, is old.",
            "The ropes held that day in May and June.",
            "The bank held that power in 2010.",
            "The bridge held that was old and weak.",
            "Nobody held that the tax was unlawful.",
            "The divers found the keys that were lost.",
            "The review found a box of papers was all.",
            "It found the keys were gone.",
            "Ring roads, says Ada Roux of Upton.",
            "The hall, says Ada Roux.",
            "A boat was found, tanners.",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
