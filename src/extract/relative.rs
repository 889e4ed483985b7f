//! Clauses with "who" and "which" between a source and its verb: "The union, which speaks for clerks, has warned of a
//! strike" is of the union, "which says it speaks for clerks, has warned …" two attributions.

use super::attribution::{Attribution, QuotationKind};
use super::cues;
use super::stance::{is_auxiliary, is_finite, is_plain_report};
use super::thresholds::LONGEST_ANTECEDENT;
use crate::english::inflect::{Class, Inflection, lemmas};
use crate::english::lexicon;
use crate::text::{Document, Span};

/// Gives the verb of the main clause its subject, and cuts off what it says of its own from what the clause says. Returns
/// what is cut off.
pub(super) fn mend(document: &Document, attribution: &mut Attribution) -> Option<Attribution> {
    let [source] = attribution.source[..] else { return None };
    if let Some(subject) = subject_before_reason(document, attribution, source) {
        attribution.source = vec![subject];
        attribution.evidence.rules.push("the subject before a relative clause".to_owned());
        return None;
    }
    if let Some(whole) = thing_before_clause(document, source) {
        attribution.source = vec![whole];
        attribution.evidence.rules.push("the subject before a relative clause".to_owned());
        return None;
    }
    if !matches!(document.slice(source), "who" | "which") {
        return None;
    }
    let cue = *attribution.cue.first()?;
    let antecedent = antecedent(document, source)?;
    if cue.start > source.end && is_main(document, source, cue) {
        attribution.source = vec![Span::new(antecedent.start, comma_before(document, cue.start))];
        attribution.evidence.rules.push("the subject before a relative clause".to_owned());
        return None;
    }
    if attribution.kind != QuotationKind::Indirect || attribution.content.len() < 2 {
        return None;
    }
    // "The board … that it is safe": whose clause it is, is not said.
    let is_antecedent = |s: &Span| s.end <= source.start && s.start >= antecedent.start;
    attribution.content.retain(|s| !is_antecedent(s));
    let main = |s: &Span| s.start > cue.end && is_main(document, source, *s);
    let at = attribution.content.iter().position(main).filter(|&at| at > 0)?;
    let rest = attribution.content.split_off(at);
    main_clause(document, attribution, antecedent, &rest)
}

/// "Videos which | Ord filmed | show": what is filmed shows it, not who filmed.
fn thing_before_clause(document: &Document, source: Span) -> Option<Span> {
    let all: Vec<String> =
        cues::words(document, std::slice::from_ref(&source)).map(str::to_lowercase).collect();
    let past =
        |w: &String| lemmas(w).iter().any(|l| l.class == Class::Verb && l.inflection.any(Inflection::PAST));
    let clause = all.len() > 1 && all.last().is_some_and(past);
    let before = document.tokens[..document.tokens.partition_point(|t| t.end <= source.start)].last()?;
    let led = matches!(document.slice(*before), "which" | "that");
    let comma = document.text[..before.start].trim_end().ends_with(',');
    if !clause || !led || comma {
        return None;
    }
    let thing = phrase_before(document, before.start, before.start)?;
    (thing.end <= before.start).then(|| Span::new(thing.start, source.end))
}

/// "An aide, who asked not to be named because | she was not allowed to speak, | said": a clause speaks for nobody, whom it
/// is about does.
fn subject_before_reason(document: &Document, attribution: &Attribution, source: Span) -> Option<Span> {
    let cue = attribution.cue.first().filter(|cue| cue.start > source.end)?;
    let mut words = cues::words(document, std::slice::from_ref(&source)).map(str::to_lowercase);
    let pronoun = |w: &String| matches!(w.as_str(), "he" | "she" | "they" | "it");
    let clause = words.next().as_ref().is_some_and(pronoun) && words.next().is_some_and(|w| is_finite(&w));
    let sentence = document.sentences[document.sentence_at(source.start)?];
    let ends = document.text.get(source.end..cue.start)?.contains(',');
    if !clause || !ends || !sentence.covers(*cue) {
        return None;
    }
    let before = cues::tokens(document, Span::new(sentence.start, source.start));
    let who = before.filter(|&t| matches!(document.slice(t), "who" | "which")).last()?;
    antecedent(document, who)
}

/// What the main clause says, if its verb reports: "had warned | members to stay".
fn main_clause(document: &Document, of: &Attribution, source: Span, rest: &[Span]) -> Option<Attribution> {
    let first = *rest.first()?;
    let tokens: Vec<Span> = cues::tokens(document, first).collect();
    let word = |t: &Span| document.slice(*t).to_lowercase();
    let group = tokens.iter().take_while(|t| {
        let w = word(t);
        is_auxiliary(&w) || lexicon::is_adverb(&w)
    });
    let verb = group.count();
    let reports =
        tokens.get(verb).is_some_and(|t| lexicon::verbs(&word(t)).any(|(row, _)| is_plain_report(row)));
    let begin = tokens.get(verb + 1).filter(|_| reports)?.start;
    let mut other = of.clone();
    other.source = vec![source];
    other.cue = vec![Span::new(first.start, tokens[verb].end)];
    other.content = std::iter::once(Span::new(begin, first.end)).chain(rest[1..].iter().copied()).collect();
    other.evidence.rules.push("the main clause behind a relative clause".to_owned());
    Some(other)
}

/// Whether a verb group begins the main clause: it stands right behind the comma that ends a clause with a verb.
fn is_main(document: &Document, source: Span, verb: Span) -> bool {
    let Some(gap) = document.text.get(source.end..verb.start) else { return false };
    let Some((clause, lead)) = gap.rsplit_once(',') else { return false };
    let helps = |w: &str| lexicon::is_adverb(w) || is_auxiliary(w);
    let first = cues::tokens(document, verb).next().map(|t| document.slice(t).to_lowercase());
    let finite = first.is_some_and(|w| is_finite(&w) || helps(&w));
    let led = lead.split_whitespace().all(|w| helps(&w.to_lowercase()));
    led && finite
        && document.sentence_at(source.start) == document.sentence_at(verb.start)
        && clause.split(|c: char| !c.is_alphanumeric()).any(|w| is_finite(&w.to_lowercase()))
}

/// Where the comma before `at` stands.
fn comma_before(document: &Document, at: usize) -> usize {
    document.text[..at].rfind(',').unwrap_or(at)
}

/// The noun phrase before ", who": back to a mark, a verb or a word that opens a clause.
fn antecedent(document: &Document, pronoun: Span) -> Option<Span> {
    let sentence = document.sentences[document.sentence_at(pronoun.start)?];
    let comma = sentence.start
        + document.text.get(sentence.start..pronoun.start)?.trim_end().strip_suffix(',')?.len();
    phrase_before(document, comma, pronoun.start)
}

/// The noun phrase that ends at `end`, in the sentence of `at`.
fn phrase_before(document: &Document, end: usize, at: usize) -> Option<Span> {
    let sentence = document.sentences[document.sentence_at(at)?];
    let to = document.tokens.partition_point(|t| t.end <= end);
    let border = |t: &Span| {
        let own = document.slice(*t);
        let word = own.to_lowercase();
        let joins = lexicon::of(&word)
            .is_some_and(|row| row.has("clause") || row.value("conjunction") == Some("but"));
        !own.starts_with(char::is_alphanumeric)
            && !matches!(own, "." | "’" | "'" | "-" | "’s" | "'s" | "$" | "£" | "€")
            || joins
            || own.starts_with(char::is_lowercase) && is_finite(&word)
    };
    let near = document.tokens[to.saturating_sub(LONGEST_ANTECEDENT)..to].iter().rev();
    let run: Vec<Span> = near.copied().take_while(|t| t.start >= sentence.start && !border(t)).collect();
    let mut run = run.into_iter().rev().skip_while(|t| {
        let word = document.slice(*t).to_lowercase();
        lexicon::of(&word).is_some_and(|row| row.has("conjunction")) || lexicon::is_adverb(&word)
    });
    let first = run.next()?;
    let led = lexicon::of(&document.slice(first).to_lowercase()).is_some_and(|row| row.has("preposition"));
    (!led).then(|| {
        Span::new(first.start, end - (document.text[..end].len() - document.text[..end].trim_end().len()))
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{attributed, row};
    use super::*;

    /// Source, cue and content of an attribution marked `{…}`, `[…]` and `<…>`, and of what is cut off from it.
    fn mended(marked: &str) -> Vec<String> {
        let (document, mut attribution) = attributed(marked);
        let other = mend(&document, &mut attribution);
        let row = |a: &Attribution| row(&document, a);
        std::iter::once(&attribution).chain(&other).map(row).collect()
    }

    #[test]
    fn what_somebody_filmed_shows_it() {
        for (marked, who) in [
            ("Videos which {Ada Roux filmed} [show] <the gate is shut>.", "Videos which Ada Roux filmed"),
            (
                "The papers that {the council published} [say] <it is shut>.",
                "The papers that the council published",
            ),
            ("He said that {Ada Roux} [said] <it is shut>.", "Ada Roux"),
            ("The port, which {the council owned}, [said] <it is shut>.", "the council owned"),
            ("On Monday {the board elected} [said] <it is shut>.", "the board elected"),
        ] {
            assert!(mended(marked)[0].starts_with(&format!("{who} | ")), "{marked}: {:?}", mended(marked));
        }
    }

    #[test]
    fn a_reason_is_no_speaker() {
        for (marked, who) in [
            (
                "An aide, who asked not to be named because {she was not allowed to speak}, [said] <it was shut>.",
                "An aide",
            ),
            (
                "Two clerks at the mill, who gave no names as {they were not cleared to talk}, [said] <it was shut>.",
                "Two clerks at the mill",
            ),
            ("The aide said it was late because {she was ill}, [said] <it was shut>.", "she was ill"),
            ("An aide, who left in May, said {he} [said] <it was shut>.", "he"),
        ] {
            assert!(mended(marked)[0].starts_with(&format!("{who} | ")), "{marked}: {:?}", mended(marked));
        }
    }

    #[test]
    fn the_main_verb_has_its_subject() {
        for (marked, who) in [
            (
                "A third source, {who} was not to be named, [said] <no plan was made>.",
                "A third source, who was not to be named",
            ),
            ("But the firm, {which} makes pumps, now [expects] <more>.", "the firm, which makes pumps"),
            (
                "On Friday, Hanne Vik, {who} runs the mill, [told] us <it was shut>.",
                "Hanne Vik, who runs the mill",
            ),
            (
                "The clerk of a bank, {which} is in Sund, [has said] <it was shut>.",
                "The clerk of a bank, which is in Sund",
            ),
        ] {
            assert!(mended(marked)[0].starts_with(&format!("{who} | ")), "{marked}");
        }
        for marked in [
            "The union, {which} [says] <it is safe>, left.",
            "Moss spoke to Vik, {who} lives there, and [said] <it was shut>.",
            "It was Vik {who} lives there and [said] <it was shut>.",
            "In the mill, {which} was shut, [said] <no>.",
        ] {
            assert!(mended(marked)[0].starts_with("wh"), "{marked}");
        }
    }

    #[test]
    fn two_clauses_are_two_attributions() {
        assert_eq!(
            mended("The union, {which} [says] <it speaks for clerks>, <had earlier warned members to stay>."),
            ["which | says | it speaks for clerks", "The union | had earlier warned | members to stay"]
        );
        assert_eq!(
            mended("The union, {which} [says] <it speaks for clerks>, <has left the talks>."),
            ["which | says | it speaks for clerks"]
        );
        assert_eq!(
            mended("<The board>, {which} [says] <that it is safe>, was warned."),
            ["which | says | that it is safe"]
        );
    }
}
