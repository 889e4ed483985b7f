//! Where contents begin and end: headings taken for more of a quotation, addresses behind a post, a setting before "he
//! said", and clauses cut off in their middle.

use super::attribution::{Attribution, QuotationKind};
use super::circumstances;
use super::cues;
use super::stance::is_finite;
use super::thresholds::{LONGEST_ADDRESS, LONGEST_HEADING_AFTER_QUOTATION, WORDS_OF_TAIL};
use crate::english::lexicon;
use crate::text::{Document, Span};
use regex::Regex;
use std::sync::LazyLock;

/// Mends the pieces of a content; `is_taken` says whether another attribution has its source or cue there.
pub(super) fn mend(document: &Document, attribution: &mut Attribution, is_taken: impl Fn(Span) -> bool) {
    without_headings(document, &mut attribution.content);
    without_addresses(document, &mut attribution.content);
    without_broken_sentence(document, attribution);
    without_setting(document, attribution);
    without_lead_in(document, attribution);
    circumstances::without_time_before_clause(document, attribution);
    without_adverb(document, attribution);
    without_tail(document, attribution);
    without_middle(document, attribution);
    without_conclusion(document, attribution);
    without_next_circumstance(document, &mut attribution.content);
    with_clause_behind(document, attribution, &is_taken);
    to_end_of_turn(document, attribution, &is_taken);
    to_the_end(document, attribution, is_taken);
}

/// Takes off paragraphs that hold nothing but a short quotation without an end: “Not a penny more”, 3. “A quiet town”.
fn without_headings(document: &Document, content: &mut Vec<Span>) {
    static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"^(?:\d{1,3}[.)]\s*)?["“][^"“”]*[^"“”.,!?…;:—–-]["”]$"#).expect("the pattern is valid")
    });
    let paragraph = |span: Span| document.paragraph_at(span.start).map(|n| document.paragraphs[n]);
    let heads = |span: Span| {
        let words = paragraph(span).map_or("", |p| document.slice(p).trim());
        WHOLE.is_match(words) && words.split_whitespace().count() <= LONGEST_HEADING_AFTER_QUOTATION
    };
    let Some(first) = content.first().copied() else { return };
    content.retain(|&span| span == first || paragraph(span) == paragraph(first) || !heads(span));
}

/// Takes off addresses of pages and pictures behind the words of a post.
pub(super) fn without_addresses(document: &Document, content: &mut [Span]) {
    static ADDRESSES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:\s*(?:https?://|(?:pic\.)?twitter\.com/)[^\s”]+)+$").expect("the pattern is valid")
    });
    let Some(last) = content.last_mut() else { return };
    if let Some(found) = ADDRESSES.find(document.slice(*last)).filter(|found| found.start() > 0) {
        last.end = last.start + found.start();
    }
}

/// Takes off what breaks off in a sentence before the one that is reported: "The lock is | old. It will hold, he said".
fn without_broken_sentence(document: &Document, attribution: &mut Attribution) {
    if attribution.kind != QuotationKind::Indirect {
        return;
    }
    let Some(reported) = attribution.cue.first().and_then(|cue| document.sentence_at(cue.start)) else {
        return;
    };
    let broken = |piece: &Span| {
        document.sentence_at(piece.end.saturating_sub(1)).is_some_and(|n| {
            let rest = document.text.get(piece.end..document.sentences[n].end).unwrap_or_default();
            n < reported && rest.contains(char::is_alphanumeric)
        })
    };
    if !attribution.content.iter().all(broken) {
        attribution.content.retain(|piece| !broken(piece));
    }
}

/// Takes off where or when something is said, before the one who says it: "In his speech, he said the dam would hold".
/// Where the speaker is set off by commas, what stands before is said.
fn without_setting(document: &Document, attribution: &mut Attribution) {
    let ([source], [cue], [first, second, ..]) =
        (&attribution.source[..], &attribution.cue[..], &attribution.content[..])
    else {
        return;
    };
    let goes_on = document.text.get(cue.end..second.start).is_some_and(|gap| !gap.contains([',', ':', '\n']));
    let same_sentence = document.sentence_at(first.start) == document.sentence_at(second.start);
    let before = first.end <= source.start && source.end <= cue.start;
    let mut words = cues::tokens(document, *first).map(|t| document.slice(t).to_lowercase());
    let leads = words.next().is_some_and(|w| lexicon::of(&w).is_some_and(|row| row.has("preposition")));
    let clause = words.any(|w| is_finite(&w));
    if before && goes_on && same_sentence && leads && !clause && attribution.kind == QuotationKind::Indirect {
        attribution.content.remove(0);
    }
}

/// Takes off the article's own sentence that a colon leads over from: "Others doubt it: | “It leaks,” said Ord".
fn without_lead_in(document: &Document, attribution: &mut Attribution) {
    let Some(cue) = attribution.cue.first().copied() else { return };
    let Some(first) = attribution.content.first_mut().filter(|_| attribution.kind == QuotationKind::Mixed)
    else {
        return;
    };
    let from = document.quotations.partition_point(|q| q.outer.start <= first.start);
    let Some(quotation) =
        document.quotations.get(from).filter(|q| q.outer.end <= first.end && q.outer.end <= cue.start)
    else {
        return;
    };
    let lead = document.text.get(first.start..quotation.outer.start).unwrap_or_default();
    let begins =
        document.sentence_at(first.start).is_some_and(|n| document.sentences[n].start == first.start);
    let goes_on = document.slice(quotation.inner).ends_with([',', '?', '!', '—', '–']);
    if begins && goes_on && lead.trim_end().ends_with(':') && !lead.contains('\n') {
        first.start = quotation.outer.start;
    }
}

/// Takes off the word that only says when something was said: "Ord said | later | the dam would hold".
fn without_adverb(document: &Document, attribution: &mut Attribution) {
    let ([cue, ..], [first, second, ..]) = (&attribution.cue[..], &attribution.content[..]) else { return };
    let word = document.slice(*first);
    let beside =
        |from: usize, to: usize| document.text.get(from..to).is_some_and(|gap| gap.trim().is_empty());
    if lexicon::is_adverb(word) && beside(cue.end, first.start) && beside(first.end, second.start) {
        attribution.content.remove(0);
    }
}

/// Takes off what belongs to the words behind the cue, not to what is said before it: "“No,” he told reporters | who were
/// waiting", "“No,” he said before turning to | the clerk".
fn without_tail(document: &Document, attribution: &mut Attribution) {
    let ([cue], [first, .., last]) = (&attribution.cue[..], &attribution.content[..]) else { return };
    let gap = document.text.get(cue.end..last.start).unwrap_or_default();
    let behind = first.end <= cue.start
        && cue.end <= last.start
        && document.sentence_at(last.start) == document.sentence_at(cue.end.saturating_sub(1));
    let words: Vec<String> =
        cues::tokens(document, *last).map(|t| document.slice(t).to_lowercase()).take(WORDS_OF_TAIL).collect();
    let relative = matches!(words.first().map(String::as_str), Some("who" | "whom" | "whose" | "which"))
        || words.first().is_some_and(|w| w == "that") && gap.contains(char::is_alphabetic);
    let quoted = |s: &Span| document.slice(*s).contains(['“', '"', '”']);
    let whole =
        document.slice(*first).starts_with(['“', '"']) && document.slice(*first).ends_with(['”', '"']);
    // "“No,” he said, | the clerk": a phrase without a verb says nothing of its own.
    let phrase = whole
        && !gap.contains([',', ':', ';', '—', '–'])
        && words.len() < WORDS_OF_TAIL
        && !words.iter().any(|w| is_finite(w));
    if behind && !quoted(last) && (relative || phrase) {
        attribution.content.pop();
    }
}

/// Takes off what the narration says right behind the cue, before the quotation goes on: "“No,” he said of | the dam he had
/// built. | “It held.”"
fn without_middle(document: &Document, attribution: &mut Attribution) {
    let [cue] = &attribution.cue[..] else { return };
    let sentence = document.sentence_at(cue.end.saturating_sub(1));
    let quoted = |s: Span| document.slice(s).starts_with(['“', '"', '‘', '«']);
    let all = attribution.content.clone();
    let told = |n: usize| {
        let piece = all[n];
        // "and | “never”" leads over to what is said.
        let next = |&next: &Span| quoted(next) && next.start > piece.end + 1;
        let around = n > 0 && quoted(all[0]) && all.get(n + 1).is_some_and(next);
        let bare = !document.slice(piece).contains(['“', '"', '”']);
        around
            && bare
            && all[n - 1].end <= cue.start
            && cue.end <= piece.start
            && document.sentence_at(piece.start) == sentence
    };
    let mut n = 0;
    attribution.content.retain(|_| {
        n += 1;
        !told(n - 1)
    });
}

/// Takes off what the article concludes behind a source: "The dam is old, according to Ord, | so it may have to go".
fn without_conclusion(document: &Document, attribution: &mut Attribution) {
    let ([source], [_, .., last]) = (&attribution.source[..], &attribution.content[..]) else { return };
    let cue =
        attribution.cue.first().is_some_and(|cue| document.slice(*cue).eq_ignore_ascii_case("according to"));
    let mut words = cues::tokens(document, *last).map(|t| document.slice(t).to_lowercase());
    let concludes = words.next().is_some_and(|w| w == "so") && words.next().is_some_and(|w| w != "that");
    if cue && concludes && last.start >= source.end {
        attribution.content.pop();
    }
}

/// Takes off the word of a clause that follows the content and is not in it: "the dam held when | he saw it in May".
fn without_next_circumstance(document: &Document, content: &mut [Span]) {
    let Some(last) = content.last_mut() else { return };
    let words = document.slice(*last);
    let Some((kept, word)) = words.rsplit_once(' ') else { return };
    let goes_on = document.text[last.end..].starts_with(' ');
    let circumstance =
        lexicon::of(&word.to_lowercase()).is_some_and(|row| row.value("clause") == Some("circumstance"));
    if goes_on && circumstance && !leads_on(word) {
        last.end = last.start + kept.trim_end_matches([',', ' ']).len();
    }
}

/// Adds the clause that who says it parts from what it belongs to: "It was not true, Ord said, | that the dam leaked".
fn with_clause_behind(document: &Document, attribution: &mut Attribution, is_taken: impl Fn(Span) -> bool) {
    let ([source], [cue], [content]) =
        (&attribution.source[..], &attribution.cue[..], &attribution.content[..])
    else {
        return;
    };
    let end = source.end.max(cue.end);
    let Some(sentence) = document.sentence_at(content.start).map(|n| document.sentences[n]) else { return };
    let rest = document.text.get(end..sentence.end).unwrap_or_default();
    let open = document
        .slice(*content)
        .split_whitespace()
        .next()
        .is_some_and(|w| matches!(w, "It" | "There" | "it" | "there"));
    let more = rest.strip_prefix(", ").filter(|clause| clause.starts_with("that "));
    let Some(clause) = more.filter(|_| open && content.end <= source.start.min(cue.start)) else { return };
    let clause = clause.trim_end_matches(|c: char| c.is_whitespace() || ".!?".contains(c));
    let piece = Span::new(end + 2, end + 2 + clause.len());
    if !clause.contains(['“', '"']) && !is_taken(piece) && !document.has_furniture(piece.start, piece.end) {
        attribution.content.push(piece);
    }
}

/// Lets what stands behind a label that opens a line go on to the end of the line, where the next lines have labels, too:
/// "Mara Ord (Greens): Yes. | We need it."
fn to_end_of_turn(document: &Document, attribution: &mut Attribution, is_taken: impl Fn(Span) -> bool) {
    let ([source], [cue], [.., last]) =
        (&attribution.source[..], &attribution.cue[..], &mut attribution.content[..])
    else {
        return;
    };
    let Some(n) = document.paragraph_at(source.start) else { return };
    let own = document.paragraphs[n];
    let is_turn = |n: usize| document.paragraphs.get(n).is_some_and(|&p| is_labelled(document.slice(p)));
    let among = is_turn(n) && (is_turn(n + 1) || n > 0 && is_turn(n - 1));
    let rest = Span::new(last.end, own.end.max(last.end));
    let sentence = document.sentence_at(last.end.saturating_sub(1)).map(|n| document.sentences[n]);
    let whole = sentence.is_some_and(|s| s.end <= last.end + 1);
    if document.slice(*cue) == ":"
        && source.start == own.start
        && among
        && whole
        && last.start >= cue.end
        && document.slice(rest).contains(char::is_alphanumeric)
        && !document.slice(rest).contains(['“', '"'])
        && !is_taken(rest)
    {
        last.end = own.end;
    }
}

/// Whether a line begins with the name of somebody, what that one is, and a colon: "Mara Ord (Greens): Yes."
fn is_labelled(line: &str) -> bool {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^\p{Lu}[\p{L}.’'-]*(?: \p{Lu}[\p{L}.’'-]*){0,3}(?:,? \([^()]{1,40}\)|, [^,:.]{2,40})?: \S",
        )
        .expect("the pattern is valid")
    });
    LABEL.is_match(line)
}

/// Lets a content that breaks off before what its last word belongs to ("that the firm's", "until 6:30 a.m") go on to the
/// end of its sentence.
fn to_the_end(document: &Document, attribution: &mut Attribution, is_taken: impl Fn(Span) -> bool) {
    let Some(&last) = attribution.content.last() else { return };
    let own = attribution.source.iter().chain(&attribution.cue);
    if attribution.kind == QuotationKind::Direct || own.clone().any(|s| s.start >= last.end) {
        return;
    }
    let Some(sentence) = document.sentence_at(last.end.saturating_sub(1)).map(|n| document.sentences[n])
    else {
        return;
    };
    let Some(rest) = document.text.get(last.end..sentence.end) else { return };
    // Who says it in a clause begun here is reported within it.
    let awaited = awaits_verb(document.slice(last), rest);
    if !awaited && !is_cut_off(document.slice(last), rest) {
        return;
    }
    let end = sentence.end
        - (rest.len() - rest.trim_end_matches(|c: char| c.is_whitespace() || ".!?".contains(c)).len());
    let more = Span::new(last.end, end);
    if end > last.end
        && (awaited || !is_taken(more))
        && !document.has_furniture(last.start, end)
        && let Some(last) = attribution.content.last_mut()
    {
        last.end = end;
    }
}

/// Whether words break off where `rest` goes on.
fn is_cut_off(words: &str, rest: &str) -> bool {
    let last = words.rsplit(char::is_whitespace).next().unwrap_or("").to_lowercase();
    if let Some(rest) = rest.strip_prefix(". ") {
        return matches!(last.as_str(), "a.m" | "p.m") && rest.starts_with(char::is_lowercase);
    }
    let Some(next) = rest.strip_prefix(' ').and_then(|r| r.split(|c: char| !c.is_alphanumeric()).next())
    else {
        return false;
    };
    let tagged = |tags: &[&str]| {
        lexicon::of(&last).is_some_and(|row| tags.iter().any(|tag| row.has(tag)) && !row.has("adverb"))
    };
    let dangles = last.ends_with("'s") || last.ends_with("’s") || tagged(&["determiner", "conjunction"]);
    // "a letter from | the family", but not "what she looked for | in May"
    let opens = lexicon::of(&next.to_lowercase()).is_some_and(|row| row.has("determiner"));
    let leads = tagged(&["preposition"]) && opens;
    // "… is sorted, | though."
    let listed = last.ends_with(',') && rest.split_whitespace().nth(1).is_some();
    !next.is_empty() && (dangles || leads || listed || leads_on(&last))
}

/// Whether words end in the subject of a clause whose verb follows: "came to light when a clerk|, Ms Vik, saw that".
fn awaits_verb(words: &str, rest: &str) -> bool {
    let clause = |w: &str| lexicon::of(w).is_some_and(|row| row.value("clause") == Some("circumstance"));
    let all: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let Some(at) = all.iter().rposition(|w| clause(w) || leads_on(w)) else { return false };
    let subject = &all[at + 1..];
    if subject.is_empty() || all[at..].iter().any(|w| w.contains(',') || is_finite(w)) {
        return false;
    }
    // "after a clerk, Ms Vik, saw", but not "after the storm, Ms Vik said"
    let aside = rest.strip_prefix(", ").and_then(|r| r.split_once(", "));
    let verb = match aside {
        Some((name, behind)) if name.len() <= LONGEST_ADDRESS && !name.contains(['.', '“', '"']) => {
            let own = name.split_whitespace().any(|w| w.starts_with(char::is_lowercase) && is_finite(w));
            if own { return false } else { behind }
        }
        _ => match rest.strip_prefix(' ') {
            Some(behind) if !is_preposition(&all[at]) => behind,
            _ => return false,
        },
    };
    verb.split(|c: char| !c.is_alphanumeric()).next().is_some_and(|w| is_finite(&w.to_lowercase()))
}

fn is_preposition(word: &str) -> bool {
    lexicon::of(word).is_some_and(|row| row.has("preposition"))
}

/// Whether what follows a word belongs to what stands before it: "asked whether", "left because".
fn leads_on(word: &str) -> bool {
    matches!(word, "because" | "whether" | "if" | "unless" | "lest" | "that" | "who" | "which")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{attributed, words};
    use super::*;

    /// The content, its pieces parted by " … ", of an attribution whose source is marked `{…}`, its cue `[…]` and its
    /// content `<…>`.
    fn content(marked: &str) -> String {
        let (document, mut attribution) = attributed(marked);
        mend(&document, &mut attribution, |_| false);
        words(&document, &attribution.content)
    }

    #[test]
    fn a_heading_is_no_more_of_a_quotation() {
        for heading in ["“Not a penny more”", "3. “A quiet town by the river”", "2) \"No way back for us\""]
        {
            let text = format!(
                "<“We paid all of it,”> {{Ord}} [said]. <“Nothing is owed.”>\n\n<{heading}>\n\nThe firm closed."
            );
            assert_eq!(content(&text), "“We paid all of it,” … “Nothing is owed.”", "{heading}");
        }
        let on = "<“We paid all of it,”> {Ord} [said].\n\n<“Nothing is owed, and nothing will be.”>";
        assert_eq!(content(on), "“We paid all of it,” … “Nothing is owed, and nothing will be.”");
    }

    #[test]
    fn addresses_behind_a_post_are_no_words() {
        for address in [
            " pic.twitter.com/Ab12",
            "https://t.co/Ab12 pic.twitter.com/Ab12",
            " https://upton.example/a?b=c",
        ] {
            let text = format!("<The dam held.{address}> — {{Ken Ord}} (@kenord)[:]");
            assert_eq!(content(&text), "The dam held.", "{address}");
        }
        assert_eq!(content("{Ord} [posted] <https://upton.example/a>."), "https://upton.example/a");
    }

    #[test]
    fn what_breaks_off_in_an_earlier_sentence_is_not_said() {
        for (text, said) in [
            ("<The lock> is old. <It will hold>, {Ord} [said].", "It will hold"),
            ("<The lock is old>. <It will hold>, {Ord} [said].", "The lock is old … It will hold"),
            ("<The lock>, {Ord} [said], <is old>.", "The lock … is old"),
            ("<The lock was> the first of its kind. {Ord} [said].", "The lock was"),
            ("<The lock is old>, {Ord} [said]. Now <it leaks>.", "The lock is old … it leaks"),
            ("<The lock was> the first of its kind. “<It held,>” {Ord} [said].", "The lock was … It held,"),
        ] {
            assert_eq!(content(text), said, "{text}");
        }
    }

    #[test]
    fn a_setting_before_the_speaker_is_not_said() {
        for (text, said) in [
            ("<In a short speech at the quay> {he} [said] <the dam would hold>.", "the dam would hold"),
            ("<After the vote> {Ord} [said] <that he would stay on>.", "that he would stay on"),
            ("<In March>, {he} [said], <the dam would hold>.", "In March … the dam would hold"),
            ("<The dam held>, {he} [said], <and will hold>.", "The dam held … and will hold"),
        ] {
            assert_eq!(content(text), said);
        }
    }

    #[test]
    fn a_turn_goes_on_to_the_end_of_its_line() {
        for (text, said) in [
            ("{Mara Ord (Greens)}[:] <Yes>. We need it.\n\nPiet Vik: No.", "Yes. We need it."),
            ("Piet Vik: No.\n\n{Mara Ord}[:] <Yes.> We need it.", "Yes. We need it."),
            ("{Mara Ord, clerk}[:] <Yes>. We need it.\n\nPiet Vik, baker: No.", "Yes. We need it."),
            ("{Mara Ord}[:] <Yes>. She left.\n\nIt rained.", "Yes"),
            ("{Mara Ord}[:] <Yes>. “We need it,” she said.\n\nPiet Vik: No.", "Yes"),
            ("{Mara Ord}[:] <Yes> and no.\n\nPiet Vik: No.", "Yes"),
        ] {
            assert_eq!(content(text), said, "{text}");
        }
    }

    #[test]
    fn what_leads_over_to_a_quotation_is_not_said() {
        for (text, said) in [
            ("<Others doubt it: “The dam leaks,”> [said] {Ord}.", "“The dam leaks,”"),
            ("<Not everybody agrees: ‘It will hold,’> {Ord} [said].", "‘It will hold,’"),
            ("<The mood is grim: “What is left?”> [asks] {Ord}.", "“What is left?”"),
            ("<The dam has one fault: it “leaks”>, {Ord} [said].", "The dam has one fault: it “leaks”"),
            ("<The dam has a name: “Old Leaky”>, {Ord} [said].", "The dam has a name: “Old Leaky”"),
            ("<One thing is sure, said “Vik”: “No,”> {Ord} [said].", "One thing is sure, said “Vik”: “No,”"),
            ("{Ord} [said] <later> <the dam would hold>.", "the dam would hold"),
            ("{Ord} [said] <yesterday> <that the dam would hold>.", "that the dam would hold"),
            ("{Ord} [said] <perhaps>, <the dam would hold>.", "perhaps … the dam would hold"),
        ] {
            assert_eq!(content(text), said, "{text}");
        }
    }

    #[test]
    fn what_belongs_to_the_cue_is_not_said() {
        for (text, said) in [
            ("<“No,”> {Ord} [told] reporters <who were waiting at the gate>.", "“No,”"),
            ("<“No,”> {Ord} [recalled] of the night <that the dam broke>.", "“No,”"),
            ("<“May I?”> {Ord} [asked before apologizing to] <the clerk>.", "“May I?”"),
            ("<The dam held>, {Ord} [said] in a memo <that was read to the board>.", "The dam held"),
            (
                "<“It held,”> {Ord} [said], <and that it would hold again>.",
                "“It held,” … and that it would hold again",
            ),
            ("<“The dam,”> {Ord} [said], <“held.”>", "“The dam,” … “held.”"),
            (
                "<It was not true>, {Ord} [said], that the dam leaked.",
                "It was not true … that the dam leaked",
            ),
            (
                "<It was not true>, [said] {Ord}, that the dam leaked.",
                "It was not true … that the dam leaked",
            ),
            ("<The dam leaked>, {Ord} [said], that much was clear.", "The dam leaked"),
            ("<“No,”> {Ord} [said] of <the dam that he had built>. <“It held.”>", "“No,” … “It held.”"),
            ("<The dam is old>, [according to] {Ord}, <so it may have to go>.", "The dam is old"),
            (
                "<Rents will fall>, [according to] {Ord}, <so that all can pay>.",
                "Rents will fall … so that all can pay",
            ),
            ("<The dam>, {Ord} [said], <held in May>.", "The dam … held in May"),
        ] {
            assert_eq!(content(text), said);
        }
    }

    #[test]
    fn a_content_cut_off_goes_on() {
        for (text, said) in [
            ("{He} [boasts] <that the firm's> pumps never fail.", "that the firm's pumps never fail"),
            (
                "{Ord} [said] <no rounds were made until 6:30 a.m>. the next day.",
                "no rounds were made until 6:30 a.m. the next day",
            ),
            ("{Ord} [said] <it would shut the> gates at noon!", "it would shut the gates at noon"),
            ("{Ord} [said] <the pumps failed> on Monday at a meeting.", "the pumps failed"),
            ("<The dam is the>, {Ord} [said].", "The dam is the"),
            ("{Ord} [asked] <whether> the dam would hold.", "whether the dam would hold"),
            ("{Ord} [said] <he left because> the dam was old.", "he left because the dam was old"),
            ("{Ord} [said] <the dam was safe when> he came on Tuesday.", "the dam was safe"),
            ("{Ord} [said] <the dam was safe, while> crews ran past.", "the dam was safe"),
            ("{Ord} [said] <he had seen it once>.", "he had seen it once"),
            ("{Ord} [said] <he had no word from> the heirs of Vik.", "he had no word from the heirs of Vik"),
            ("{Ord} [said] <that was what she asked for> in May.", "that was what she asked for"),
            (
                "{Ord} [said] <they would cut hours,> close two pits and sell the mill.",
                "they would cut hours, close two pits and sell the mill",
            ),
            (
                "{Lunt} [said] <it came out when a clerk>, Ms Vik, saw that it had been signed.",
                "it came out when a clerk, Ms Vik, saw that it had been signed",
            ),
            (
                "{Lunt} [said] <it was found after a diver>, Jon Reeve, told the port of it.",
                "it was found after a diver, Jon Reeve, told the port of it",
            ),
            (
                "{Lunt} [said] <it broke because the pump> failed in May.",
                "it broke because the pump failed in May",
            ),
            (
                "{Lunt} [said] <it broke after the storm>, and Ord, a clerk, agreed.",
                "it broke after the storm",
            ),
            (
                "{Lunt} [said] <it broke in May after the storm>, when Ord left, and wept.",
                "it broke in May after the storm",
            ),
        ] {
            assert_eq!(content(text), said);
        }
    }
}
