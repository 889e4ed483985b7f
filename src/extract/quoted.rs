//! Quotations whose speaker stands beside them in a form that the tagger hardly knows: accounts ("tweeted @tarnfire"),
//! documents that are read ("read a note by Voss"), "in Voss's words", "Voss was quoted as saying".

use super::attribution::Attribution;
use super::finding::{Passage, touches};
use super::stance::is_plain_report;
use super::thresholds::{BYTES_AFTER_QUOTATION, BYTES_BEFORE_QUOTATION};
use crate::english::inflect::{self, Class};
use crate::english::lexicon;
use crate::text::{Document, Matched, Pattern, Quotation, Span, head};
use std::collections::HashSet;
use std::sync::LazyLock;

static ACCOUNT_AFTER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^\s*(?:(?P<cue>\p{L}+) (?P<who>@\w{1,20})|(?P<name>@\w{1,20}) (?P<verb>\p{L}+))")
});
static ACCOUNT_BEFORE: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"(?P<who>@\w{1,20}) (?P<cue>\p{L}+)(?: on \p{L}+)?\s?[,:]?\s*$"));
static READ: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^\s*(?P<cue>reads?|went|ran) (?P<who>(?:an?|the|his|her|its|their|one) [^,.;:“”]{3,120})")
});
/// "A sign above her door read:", before a quotation.
static SIGN: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^(?P<who>(?:An?|The|One|Another|His|Her|Its|Their) [^,.;:“”\x22]{3,80}) ",
        r"(?P<cue>reads?|said|says|ran|went)[:,]?\s?$",
    ))
});
static IN_WORDS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"\b[Ii]n (?:(?P<who>(?:\p{Lu}|the |an? )[^,.;:“”]{0,60}?[’']s?|his|her|their|its) (?:own )?",
        r"(?:words|telling|phrase)|the (?:words|phrase) of (?P<of>[^,;:“”]{2,80}?))(?:,|:| ?$| ?[“])",
    ))
});
static FOR: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"^For (?P<who>(?:\p{Lu}[\p{L}’'-]*\.?)(?: \p{Lu}[\p{L}’'-]*\.?){0,4}),"));
/// "Voss is said to have told friends that".
static TO_HAVE_SAID: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?P<who>[^,;:“”]{2,80}?) (?P<cue>(?:was|were|is|are|has been|have been) (?:\p{L}+ly |also )?",
        r"(?:said|reported|alleged|understood|believed|rumou?red) to have (?P<verb>\p{L}+))\b(?:",
        r"(?: \p{L}+){0,3}? that|:)",
    ))
});
static AS_SAYING: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?P<who>[^,;:“”]{2,80}?(?:, [^,;:“”]{2,60},)?) (?P<cue>(?:was|were|is|are|has been|have been|had been) (?:\p{L}+ly ",
        r"|also )?(?:quoted|reported|cited|recorded|heard)(?: (?:by|in|on) [^,;:“”]{2,60}?)? as saying)\b",
        r"(?: that)?[:,]?",
    ))
});

/// "by the Echo newspaper that", behind "was quoted as saying".
static BY_WHOM: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"^(?:by|in|on) [^,;:“”]{2,80}?(?: on \p{Lu}\p{Ll}+)?(?:,? that |: |, )"));

/// “…,” Voss spat; “…!” whooped a man in the crowd.
static WHATEVER_VERB: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^ (?:(?P<who>he|she|they|\p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*){0,3}) (?P<cue>\p{Ll}+)",
        r"|(?P<verb>\p{Ll}+) (?P<name>\p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*){0,3}|(?:an?|the|his|her) [^,.;:“”]{2,60}?))",
        r"(?:[.,;]|$)",
    ))
});
/// Mara Voss, 71, farmer: “…”
static LABELLED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^(?P<who>\p{Lu}[\p{L}.’'-]*(?: (?:de|van|von|der|al|\p{Lu}[\p{L}.’'-]*)){1,4}",
        r"(?:, \d{1,2})?(?:, [\p{Ll}][\p{L} ’'-]{1,40}){0,2})(?P<cue>:)\s*$",
    ))
});
/// “…” — Mara Voss, 71, on forty years at the lock
static SIGNED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^\s*(?P<cue>[—–-]{1,2})\s*(?P<who>\p{Lu}[\p{L}.’'-]*(?: (?:de|van|von|der|al|\p{Lu}[\p{L}.’'-]*)){1,4})",
        r"(?:,? [^“”.!?;:]{0,100})?[.]?$",
    ))
});
/// "As per the port, …"
static AS_PER: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"^(?P<cue>As per) (?P<who>[^,.;:“”]{2,60}), (?P<rest>.{8,})"));

/// Finds them; `known` are the attributions that the tagger found.
pub(super) fn quoted_passages(document: &Document, known: &[Attribution]) -> Vec<Passage> {
    let quotations: Vec<&Quotation> =
        document.quotations.iter().filter(|q| q.depth == 0 && q.closed).collect();
    let mut taken: Vec<Span> =
        known.iter().filter(|a| !a.source.is_empty()).flat_map(|a| own_content(document, a)).collect();
    taken.sort_unstable();
    let free = |q: &Quotation| (!touches(&taken, q.outer)).then(|| whatever_verb(document, q)).flatten();
    let beside = |q: &&Quotation| {
        account(document, q)
            .or_else(|| document_read(document, q))
            .or_else(|| signed(document, q))
            .or_else(|| labelled(document, q))
            .or_else(|| sign(document, q))
            .or_else(|| free(q))
    };
    let mut out: Vec<Passage> = quotations.iter().filter_map(beside).collect();
    let names = last_words(document, known);
    for &sentence in &document.sentences {
        let from = quotations.partition_point(|q| q.outer.start < sentence.start);
        let inside: Vec<Span> =
            quotations[from..].iter().map(|q| q.outer).take_while(|q| q.end <= sentence.end).collect();
        let words = document.slice(sentence);
        if words.starts_with("As per ") {
            out.extend(as_per(document, sentence));
        } else if words.contains("as saying") || words.contains(" to have ") {
            out.extend(as_saying(document, sentence, &inside));
        } else if !inside.is_empty()
            && (words.contains(" words") || words.contains(" phrase") || words.contains(" telling"))
        {
            out.extend(in_words(document, sentence, &inside));
        } else if !inside.is_empty() && words.starts_with("For ") {
            out.extend(for_whom(document, sentence, &inside, &names));
        }
    }
    out
}

/// The pieces of a content but those that a semicolon parts from the cue before them: “…,” said Voss; “…,” sighed Rask.
fn own_content<'a>(document: &'a Document, attribution: &'a Attribution) -> impl Iterator<Item = Span> + 'a {
    let cue = attribution.cue.last().map(|cue| cue.end);
    let parted = move |piece: &Span| {
        let between = cue.and_then(|end| document.text.get(end..piece.start));
        between.is_some_and(|words| words.len() <= BYTES_AFTER_QUOTATION && words.contains(';'))
    };
    attribution.content.iter().copied().filter(move |piece| !parted(piece))
}

/// “…” — Mara Voss: a name behind a quotation, or below one that fills its paragraph.
fn signed(document: &Document, quotation: &Quotation) -> Option<Passage> {
    let outer = quotation.outer;
    let n = document.paragraph_at(outer.start)?;
    let paragraph = document.paragraphs[n];
    // First what costs nothing: a paragraph may hold thousands.
    if paragraph.start != outer.start || !document.slice(quotation.inner).contains(' ') {
        return None;
    }
    let rest = document.text.get(outer.end..paragraph.end)?;
    let behind = if rest.trim().is_empty() { document.paragraphs.get(n + 1)?.start } else { outer.end };
    let line = document.paragraphs[document.paragraph_at(behind)?];
    let found = SIGNED.captures(document.text.get(behind..line.end)?)?;
    let span = |m: Matched<'_>| Span::new(behind + m.start(), behind + m.end());
    let (who, cue) = (span(found.name("who")?), span(found.name("cue")?));
    Some(Passage::new(Some(who), Some(cue), vec![outer], "a name below a quotation"))
}

/// Mara Voss, 71, farmer: “…”, which fills its paragraph.
fn labelled(document: &Document, quotation: &Quotation) -> Option<Passage> {
    let outer = quotation.outer;
    let paragraph = document.paragraphs[document.paragraph_at(outer.start)?];
    let label = document.text.get(paragraph.start..outer.start)?;
    let rest = document.text.get(outer.end..paragraph.end)?;
    let found = Some(label).filter(|_| rest.trim().is_empty()).and_then(|label| LABELLED.captures(label))?;
    // "Voss, 71" tells somebody of whom nothing else is said.
    found.name("who").filter(|who| who.as_str().contains(", "))?;
    let span = |m: Matched<'_>| Span::new(paragraph.start + m.start(), paragraph.start + m.end());
    let (who, cue) = (span(found.name("who")?), span(found.name("cue")?));
    Some(Passage::new(Some(who), Some(cue), vec![outer], "a name with a colon before a quotation"))
}

/// The last words of the sources known: "Voss" of "Mayor Mara Voss".
fn last_words<'d>(document: &'d Document, known: &[Attribution]) -> HashSet<&'d str> {
    let last = |a: &Attribution| a.source.last().map(|&s| document.slice(s));
    known
        .iter()
        .filter_map(last)
        .filter_map(|s| s.split(|c: char| !c.is_alphanumeric()).rfind(|w| !w.is_empty()))
        .collect()
}

fn reports(word: &str) -> bool {
    lexicon::verbs(&word.to_lowercase()).any(|(row, _)| is_plain_report(row))
}

/// “…,” tweeted @tarnfire; “…,” @tarnfire wrote; @tarnfire wrote: “…”
fn account(document: &Document, quotation: &Quotation) -> Option<Passage> {
    let outer = quotation.outer;
    let paragraph = document.paragraphs[document.paragraph_at(outer.start)?];
    let after = head(&document.text[outer.end..paragraph.end.max(outer.end)], BYTES_AFTER_QUOTATION);
    let finding = |at: usize, who: Matched<'_>, cue: Matched<'_>| {
        let span = |m: Matched<'_>| Span::new(at + m.start(), at + m.end());
        reports(cue.as_str()).then(|| {
            Passage::new(Some(span(who)), Some(span(cue)), vec![outer], "the account beside a quotation")
        })
    };
    if let Some(found) = ACCOUNT_AFTER.captures(after) {
        let (who, cue) =
            (found.name("who").or(found.name("name"))?, found.name("cue").or(found.name("verb"))?);
        return finding(outer.end, who, cue);
    }
    let mut from = outer.start.saturating_sub(BYTES_BEFORE_QUOTATION).max(paragraph.start);
    while !document.text.is_char_boundary(from) {
        from += 1;
    }
    let before = document.text.get(from..outer.start)?;
    let found = ACCOUNT_BEFORE.captures(before)?;
    finding(from, found.name("who")?, found.name("cue")?)
}

/// “You know nothing,” Voss spat: a quotation with a comma that begins its sentence is said, whatever verb follows.
fn whatever_verb(document: &Document, quotation: &Quotation) -> Option<Passage> {
    let outer = quotation.outer;
    let sentence = document.sentences[document.sentence_at(outer.start)?];
    let inner = document.slice(quotation.inner);
    // “…,” said Voss; “…,” sighed Rask.
    let opens = sentence.start == outer.start
        || document.text.get(..outer.start).is_some_and(|before| before.ends_with("; "));
    if !opens || !inner.ends_with([',', '!', '?']) || !inner.contains(' ') {
        return None;
    }
    let found =
        WHATEVER_VERB.captures(head(document.text.get(outer.end..sentence.end)?, BYTES_AFTER_QUOTATION))?;
    let (who, cue) = (found.name("who").or(found.name("name"))?, found.name("cue").or(found.name("verb"))?);
    let told = lexicon::verbs(cue.as_str())
        .all(|(row, _)| !row.has("auxiliary") && !row.has("modal") && row.value("cue") != Some("document"))
        && inflect::lemmas(cue.as_str())
            .iter()
            .any(|l| l.class == Class::Verb && l.inflection.any(lexicon::TENSED));
    let span = |m: Matched<'_>| Span::new(outer.end + m.start(), outer.end + m.end());
    (told && (inner.ends_with(',') || found.name("verb").is_some()))
        .then(|| Passage::new(Some(span(who)), Some(span(cue)), vec![outer], "a verb behind a quotation"))
}

/// As per the port, four boats were lost.
fn as_per(document: &Document, sentence: Span) -> Option<Passage> {
    let found = AS_PER.captures(document.slice(sentence))?;
    let (who, cue, rest) = (found.name("who")?, found.name("cue")?, found.name("rest")?);
    let speaks = |w: &str| {
        let known = ["person", "people", "organization", "document"];
        w.starts_with(char::is_uppercase)
            || w == "the"
            || lexicon::nouns(w).any(|(row, _)| known.iter().any(|tag| row.has(tag)))
    };
    let span = |m: Matched<'_>| Span::new(sentence.start + m.start(), sentence.start + m.end());
    let content = trimmed(document, span(rest));
    who.as_str()
        .split(' ')
        .any(speaks)
        .then(|| Passage::new(Some(span(who)), Some(span(cue)), vec![content], "as per somebody"))
}

/// “…,” read a message from Mara Voss.
fn document_read(document: &Document, quotation: &Quotation) -> Option<Passage> {
    let outer = quotation.outer;
    let sentence = document.sentences[document.sentence_at(outer.end - 1)?];
    let found = READ.captures(head(document.text.get(outer.end..sentence.end)?, BYTES_AFTER_QUOTATION))?;
    let (who, cue) = (found.name("who")?, found.name("cue")?);
    let span = |m: Matched<'_>| Span::new(outer.end + m.start(), outer.end + m.end());
    is_written(who.as_str())
        .then(|| Passage::new(Some(span(who)), Some(span(cue)), vec![outer], "the document that is read"))
}

/// Whether the first words of a phrase are of something that is written or put up to be read.
fn is_written(phrase: &str) -> bool {
    let mut first = phrase.split(' ').take(5).map(str::to_lowercase);
    first.any(|w| {
        lexicon::nouns(&w).any(|(row, _)| row.has("document"))
            || matches!(w.as_str(), "sign" | "banner" | "message" | "text" | "caption" | "placard")
    })
}

/// A sign above her door read: “…”; nobody else in the sentence speaks.
fn sign(document: &Document, quotation: &Quotation) -> Option<Passage> {
    let outer = quotation.outer;
    let sentence = document.sentences[document.sentence_at(outer.start)?];
    let before = document.text.get(sentence.start..outer.start)?;
    let found = SIGN.captures(head(before, BYTES_AFTER_QUOTATION))?;
    let (who, cue) = (found.name("who")?, found.name("cue")?);
    let span = |m: Matched<'_>| Span::new(sentence.start + m.start(), sentence.start + m.end());
    let noun = who.as_str().split(' ').nth(1).map(str::to_lowercase);
    // "The writer of the letter said": the noun that is read comes first, or nobody is named at all.
    let plain = noun.is_some_and(|w| !lexicon::nouns(&w).any(|(row, _)| row.has("person")));
    let clause = who.as_str().split(' ').any(|w| matches!(w, "who" | "that" | "which"));
    (is_written(who.as_str()) && plain && !clause)
        .then(|| Passage::new(Some(span(who)), Some(span(cue)), vec![outer], "the document that is read"))
}

/// In Voss’s words, the lock was “a wreck”; the lock was, in the words of Voss, “a wreck”.
fn in_words(document: &Document, sentence: Span, quotations: &[Span]) -> Option<Passage> {
    let found = IN_WORDS.captures(document.slice(sentence))?;
    let who = found.name("who").or(found.name("of"))?;
    let whole = found.whole();
    let span = |start: usize, end: usize| Span::new(sentence.start + start, sentence.start + end);
    let owned = document.slice(span(who.start(), who.end()));
    let name = owned.trim_end_matches('s').strip_suffix(['’', '\'']).unwrap_or(owned);
    let source = span(who.start(), who.start() + name.len());
    // "’s words", "in the words of"
    let cue = if found.name("of").is_some() {
        span(whole.start(), who.start())
    } else {
        Span::new(source.end, trimmed(document, span(who.start(), whole.end())).end)
    };
    let cue = Span::new(cue.start, cue.start + document.slice(cue).trim_end_matches([':', '“', ' ']).len());
    let near = quotations.iter().copied().find(|q| q.start >= source.end)?;
    Some(Passage::new(Some(source), Some(trimmed(document, cue)), vec![near], "in somebody's words"))
}

/// For Voss, the lock was “a wreck”.
fn for_whom(
    document: &Document,
    sentence: Span,
    quotations: &[Span],
    names: &HashSet<&str>,
) -> Option<Passage> {
    let found = FOR.captures(document.slice(sentence))?;
    let who = found.name("who")?;
    let last = who.as_str().rsplit(' ').next()?;
    let source = Span::new(sentence.start + who.start(), sentence.start + who.end());
    let cue = Span::new(sentence.start, sentence.start + "For".len());
    names.contains(last).then(|| Passage::new(Some(source), Some(cue), quotations.to_vec(), "for somebody"))
}

/// “…,” Voss was quoted as saying; Voss was quoted by the Echo as saying that …
fn as_saying(document: &Document, sentence: Span, quotations: &[Span]) -> Option<Passage> {
    let words = document.slice(sentence);
    let told = || {
        TO_HAVE_SAID
            .captures(words)
            .filter(|found| found.name("verb").is_some_and(|verb| reports(verb.as_str())))
    };
    let found = AS_SAYING.captures(words).or_else(told)?;
    let (who, cue) = (found.name("who")?, found.name("cue")?);
    let span = |start: usize, end: usize| Span::new(sentence.start + start, sentence.start + end);
    let source = trimmed(document, span(who.start(), who.end()));
    let rest = trimmed(document, span(found.whole().end(), sentence.len()));
    let before: Vec<Span> = quotations.iter().copied().filter(|q| q.end <= source.start).collect();
    // "“…,” Voss was quoted as saying by the Echo"
    let agent = document.slice(rest).starts_with("by ");
    let behind =
        BY_WHOM.find(document.slice(rest)).map(|found| Span::new(rest.start + found.end(), rest.end));
    let content = match behind {
        _ if rest.is_empty() || agent && !before.is_empty() => before,
        Some(behind) => vec![behind],
        None if agent => return None,
        None => vec![rest],
    };
    let fits = !source.is_empty() && !content.is_empty();
    fits.then(|| Passage::new(Some(source), Some(span(cue.start(), cue.end())), content, "quoted as saying"))
}

/// A span without white space, commas and full stops around it.
fn trimmed(document: &Document, span: Span) -> Span {
    let outside = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';');
    let words = document.slice(span);
    let start = span.start + (words.len() - words.trim_start_matches(outside).len());
    let inner = document.slice(Span::new(start, span.end)).trim_end_matches(outside);
    Span::new(start, start + inner.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each finding as "source | cue | contents".
    fn found(text: &str) -> Vec<String> {
        let document = Document::new(text);
        let words = |s: &Span| document.slice(*s).to_owned();
        let of = |s: Option<Span>| s.as_ref().map(words).unwrap_or_default();
        let all = |f: &Passage| f.content.iter().map(words).collect::<Vec<_>>().join(" … ");
        let found = quoted_passages(&document, &[]);
        found.iter().map(|f| format!("{} | {} | {}", of(f.source), of(f.cue), all(f))).collect()
    }

    #[test]
    fn accounts_speak() {
        assert_eq!(
            found("“The lock has gone,” tweeted @tarnfire."),
            ["@tarnfire | tweeted | “The lock has gone,”"]
        );
        assert_eq!(found("“It has gone,” @tarnfire wrote on X."), ["@tarnfire | wrote | “It has gone,”"]);
        assert_eq!(found("Then @tarnfire posted: “It has gone.”"), ["@tarnfire | posted | “It has gone.”"]);
        assert!(found("“It has gone,” Voss told @tarnfire.").is_empty());
        assert!(found("“It has gone” and @tarnfire left.").is_empty());
    }

    #[test]
    fn documents_are_read() {
        assert_eq!(
            found("“We are well,” read a letter from Mara Voss."),
            ["a letter from Mara Voss | read | “We are well,”"]
        );
        assert_eq!(
            found("“Mind the lock,” reads the sign at the gate."),
            ["the sign at the gate | reads | “Mind the lock,”"]
        );
        assert!(found("“We are well,” read the boy.").is_empty());
        assert_eq!(
            found("A sign above her table read: “Take what you need.”"),
            ["A sign above her table | read | “Take what you need.”"]
        );
        assert_eq!(found("The note on his door said “Gone”."), ["The note on his door | said | “Gone”"]);
        assert!(found("The clerk with the sign said: “Gone.”").is_empty());
        assert!(found("The man who held the sign said: “Gone.”").is_empty());
    }

    #[test]
    fn a_name_below_a_quotation_signs_it() {
        for text in [
            "“I sold my boat.”\n\n— Mara Voss, farmer\n\nIt rained.",
            "“I sold my boat.” — Mara Voss",
            "“I sold my boat.” – Mara Voss, 71, on forty years at the lock.",
            "“I sold my boat.”\n\n- Mara Voss",
        ] {
            let rows = found(text);
            assert_eq!(rows.len(), 1, "{text}");
            assert!(
                rows[0].starts_with("Mara Voss | ") && rows[0].ends_with(" | “I sold my boat.”"),
                "{rows:?}"
            );
        }
        for text in [
            "“I sold my boat” — Mara Voss said so; nobody saw it.",
            "The “long boat” — Mara Voss",
            "“Boat.”\n\n— Mara Voss: a life",
            "“I sold my boat.”\n\n— the lock is shut",
            "“I sold my boat.” Then it rained — Mara Voss, too.",
        ] {
            assert!(found(text).is_empty(), "{text} {:?}", found(text));
        }
    }

    #[test]
    fn who_is_labelled_with_age_or_trade_speaks() {
        assert_eq!(
            found("Mara Voss, 71, retired: “Not a penny more.”"),
            ["Mara Voss, 71, retired | : | “Not a penny more.”"]
        );
        assert_eq!(found("Mara Voss, farmer: “No.”"), ["Mara Voss, farmer | : | “No.”"]);
        for text in ["The Long Lock: “A mess.”", "Mara Voss, 71: “No”, and she left.", "Voss, 71: “No.”"]
        {
            assert!(found(text).is_empty(), "{text} {:?}", found(text));
        }
    }

    #[test]
    fn a_quotation_with_a_comma_is_said_whatever_the_verb() {
        for (text, row) in [
            ("“You know nothing,” Voss spat.", "Voss | spat | “You know nothing,”"),
            (
                "“They hardly met,” dished a friend of the pair.",
                "a friend of the pair | dished | “They hardly met,”",
            ),
            ("It rained; “too late,” sighed Jo Lind.", "Jo Lind | sighed | “too late,”"),
            ("“We did it!” whooped Jo Lind, who won.", "Jo Lind | whooped | “We did it!”"),
            ("As per the port, four boats were lost.", "the port | As per | four boats were lost"),
        ] {
            assert_eq!(found(text), [row], "{text}");
        }
        for text in [
            "Calling it “a great mess,” Voss left.",
            "“The Long Lock,” directed by Voss, opens in May.",
            "“The Long Lock,” Voss has written a book.",
            "“The Long Lock” Voss wrote.",
            "As per tradition, the boats left at noon.",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn words_belong_to_whose_words_they_are() {
        assert_eq!(
            found("In Mara Voss’s words, the lock was “a heap of rust”."),
            ["Mara Voss | ’s words | “a heap of rust”"]
        );
        assert_eq!(
            found("The lock was, in the words of Mara Voss, “a heap of rust”."),
            ["Mara Voss | in the words of | “a heap of rust”"]
        );
        assert_eq!(found("In her own words, it was “old”."), ["her | own words | “old”"]);
        assert!(found("In other words, the lock was “old”.").is_empty());
    }

    #[test]
    fn who_is_quoted_as_saying_speaks() {
        assert_eq!(
            found("“It is rust,” Mara Voss was quoted as saying."),
            ["Mara Voss | was quoted as saying | “It is rust,”"]
        );
        assert_eq!(
            found("“It is rust,” Mara Voss was quoted as saying by the Echo."),
            ["Mara Voss | was quoted as saying | “It is rust,”"]
        );
        assert_eq!(
            found("Ms Voss was quoted by the Tarn Post as saying that the lock was rust."),
            ["Ms Voss | was quoted by the Tarn Post as saying | the lock was rust"]
        );
        assert_eq!(
            found("Voss is said to have told friends that the lock was rust."),
            ["Voss | is said to have told | the lock was rust"]
        );
        for (text, row) in [
            (
                "Voss was quoted as saying by the Tarn Post newspaper that the lock was rust.",
                "Voss | was quoted as saying | the lock was rust",
            ),
            (
                "Voss was cited as saying by the Tarn Post: “It is rust.”",
                "Voss | was cited as saying | “It is rust.”",
            ),
            (
                "The mayor, Mara Voss, was quoted by the Tarn Post as saying that it was rust.",
                "The mayor, Mara Voss | was quoted by the Tarn Post as saying | it was rust",
            ),
        ] {
            assert_eq!(found(text), [row], "{text}");
        }
        assert!(found("Voss was quoted as saying by the Tarn Post.").is_empty());
        assert!(found("Voss is said to have left.").is_empty());
        assert_eq!(
            found("Voss was widely reported as saying: “It is rust.”"),
            ["Voss | was widely reported as saying | “It is rust.”"]
        );
    }
}
