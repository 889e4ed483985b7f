//! A second speaker in the sentence of the first: "The owner said the roof leaked; the tenant, Jo Ord, disagreed, saying it
//! was sound". A clause with its own subject and its own verb of saying is no part of what the first says.

use super::attribution::Attribution;
use super::cues;
use super::estimate;
use super::finding::touches;
use super::stance::{is_auxiliary, is_finite, is_plain_report};
use super::thresholds::{LONGEST_ANTECEDENT, WORDS_TO_SECOND};
use super::verb_first::is_speaker;
use crate::english::inflect::Inflection;
use crate::english::lexicon;
use crate::text::{Document, Span};

const RULE: &str = "a second speaker in the sentence";

/// A clause with its own subject and verb of saying, behind the verb of another speaker.
#[derive(Clone, Copy)]
struct NextClause {
    /// Where what stands before it ends.
    from: usize,
    joint: Joint,
    subject: Span,
    verb: Span,
}

/// What joins two clauses.
#[derive(Clone, Copy, PartialEq)]
enum Joint {
    Semicolon,
    Comma,
    /// "… and the tenant said": what follows may still be what the first says.
    Bare,
}

/// Cuts off what a second speaker says, gives it to that one, and adds it where the tagger has no row of it; `quoted` are
/// the outermost quotations, `renew` computes what follows from the spans of an attribution.
pub(super) fn part(
    document: &Document,
    quoted: &[Span],
    all: Vec<Attribution>,
    renew: impl Fn(Attribution) -> Attribution,
) -> Vec<Attribution> {
    let mut cues: Vec<Span> = all.iter().flat_map(|a| &a.cue).copied().collect();
    let mut sources: Vec<Span> = all.iter().flat_map(|a| &a.source).copied().collect();
    cues.sort_unstable();
    sources.sort_unstable();
    let has_row = |next: &NextClause| {
        let end = document.sentence_at(next.verb.start).map_or(next.verb.end, |n| document.sentences[n].end);
        touches(&cues, Span::new(next.verb.start, end.max(next.verb.end)))
    };
    // Whom the tagger takes for a speaker is one.
    let is_known = |next: &NextClause| touches(&sources, next.subject) && touches(&cues, next.verb);
    let mut out = Vec::with_capacity(all.len());
    for mut attribution in all {
        let text = Clauses { document, quoted };
        let mut is_new = false;
        loop {
            let before = (attribution.source.clone(), attribution.content.clone());
            text.give_own_subject(&mut attribution);
            let next = text.next_clause(&attribution, is_known);
            let more = next.filter(|next| !has_row(next)).and_then(|next| text.said_by(&attribution, next));
            next.iter().for_each(|next| text.cut_off(&mut attribution, next));
            if is_new || before != (attribution.source.clone(), attribution.content.clone()) {
                attribution = renew(attribution);
            }
            out.push(attribution);
            match more {
                Some(more) => attribution = more,
                None => break,
            }
            is_new = true;
        }
    }
    out.retain(|a| !a.content.is_empty());
    out
}

struct Clauses<'a> {
    document: &'a Document,
    quoted: &'a [Span],
}

impl Clauses<'_> {
    fn lower(&self, token: Span) -> String {
        self.document.slice(token).to_lowercase()
    }

    fn end_of_sentence(&self, at: usize) -> usize {
        self.document.sentence_at(at).map_or(at, |n| self.document.sentences[n].end)
    }

    fn tokens(&self, from: usize, to: usize) -> &[Span] {
        let at = |place: usize| self.document.tokens.partition_point(|t| t.start < place);
        &self.document.tokens[at(from)..at(to.max(from))]
    }

    fn has_verb(&self, from: usize, to: usize) -> bool {
        self.tokens(from, to).iter().take(WORDS_TO_SECOND).any(|&t| is_finite(&self.lower(t)))
    }

    /// The clause of the next speaker, behind the verb of an attribution.
    fn next_clause(
        &self,
        attribution: &Attribution,
        is_known: impl Fn(&NextClause) -> bool,
    ) -> Option<NextClause> {
        let cue = attribution.cue.last()?;
        let from = attribution.source.last().map_or(cue.end, |s| s.end.max(cue.end));
        let past = cues::tokens(self.document, *cue).any(|t| self.is_past(t));
        let verbs = self.tokens(from, self.end_of_sentence(cue.start)).iter().take(WORDS_TO_SECOND);
        let mut clauses = verbs.filter_map(|&verb| self.clause(verb, from));
        clauses.find(|next| is_known(next) || self.is_of_another(next, attribution, from, past))
    }

    fn is_past(&self, verb: Span) -> bool {
        lexicon::verbs(&self.lower(verb)).any(|(_, form)| form.any(Inflection::PAST))
    }

    /// Whether a clause is of another speaker, not what the first one tells: "She said she rang and a clerk told her so".
    fn is_of_another(&self, next: &NextClause, of: &Attribution, from: usize, past: bool) -> bool {
        if next.joint == Joint::Semicolon {
            return true;
        }
        let after = self.tokens(next.verb.end, self.end_of_sentence(next.verb.start));
        let whom = after.first().map(|&t| self.lower(t)).unwrap_or_default();
        let back = matches!(whom.as_str(), "him" | "her" | "them" | "me" | "us" | "to");
        let first = cues::words(self.document, &of.content).find(|w| *w != "that").unwrap_or_default();
        let tells = matches!(first.to_lowercase().as_str(), "he" | "she" | "they" | "i" | "we");
        let subject = self.document.slice(next.subject);
        let anyone = subject.starts_with("a ") || subject.starts_with("an ");
        let narrated = tells && (anyone || next.joint == Joint::Bare);
        let empty = !self.has_verb(from, next.from);
        self.is_past(next.verb) == past
            && !back
            && !narrated
            && !empty
            && (self.has_verb(next.verb.end, self.end_of_sentence(next.verb.start))
                || estimate::is_estimate(self.document, next.verb))
    }

    /// The clause that a verb of saying ends the subject of, behind `floor`.
    fn clause(&self, verb: Span, floor: usize) -> Option<NextClause> {
        let says = |w: &str| {
            lexicon::is_verb(w)
                && lexicon::verbs(w).any(|(row, form)| {
                    let disputes = matches!(row.value("cue"), Some("deny" | "allege" | "warn"));
                    form.any(lexicon::TENSED)
                        && (is_plain_report(row) && row.value("thing") != Some("mostly") || disputes)
                })
        };
        let said = says(&self.lower(verb)) || estimate::is_estimate(self.document, verb);
        if !said || touches(self.quoted, verb) {
            return None;
        }
        let tokens = self.tokens(floor, verb.start);
        let helps = |t: &&Span| {
            let w = self.lower(**t);
            lexicon::is_adverb(&w) || is_auxiliary(&w)
        };
        let end = tokens.len() - tokens.iter().rev().take(LONGEST_ANTECEDENT).take_while(helps).count();
        // "police have said" may still be what the first says.
        let bare_verb = end == tokens.len() || !tokens[end..].iter().any(|&t| is_auxiliary(&self.lower(t)));
        let at = self.joint(&tokens[..end])?;
        let comma = at.checked_sub(1).filter(|&n| self.document.slice(tokens[n]) == ",");
        let joint = match (self.document.slice(tokens[at]), comma) {
            (";", _) => Joint::Semicolon,
            (_, Some(_)) => Joint::Comma,
            _ => Joint::Bare,
        };
        let own = &tokens[at + 1..end];
        let last = own.iter().rfind(|t| self.document.slice(**t) != ",")?;
        let subject = Span::new(own.first()?.start, last.end);
        let before = comma.unwrap_or(at);
        let from = before.checked_sub(1).map_or(floor, |n| tokens[n].end);
        let pronoun = || matches!(self.document.slice(subject), "he" | "she" | "they");
        let speaks = is_speaker(self.document, subject) || joint == Joint::Semicolon && pronoun();
        (speaks && (bare_verb || joint == Joint::Semicolon)).then_some(NextClause {
            from,
            joint,
            subject,
            verb,
        })
    }

    /// Which of some tokens joins the noun phrase behind it to what stands before.
    fn joint(&self, tokens: &[Span]) -> Option<usize> {
        let set_off = tokens.last().is_some_and(|t| self.document.slice(*t) == ",");
        let mut commas = 0;
        for (at, &token) in tokens.iter().enumerate().rev().take(LONGEST_ANTECEDENT) {
            let own = self.document.slice(token);
            let word = own.to_lowercase();
            let row = lexicon::of(&word);
            if matches!(word.as_str(), ";" | "and" | "but" | "while" | "whereas") {
                let led = tokens
                    .get(at + 1)
                    .and_then(|t| lexicon::of(&self.lower(*t)).map(|r| r.has("preposition")));
                let whole = commas == if set_off { 2 } else { 0 };
                return (whole && led != Some(true) && at + 1 < tokens.len()).then_some(at);
            }
            commas += usize::from(own == ",");
            let mark = !own.starts_with(char::is_alphanumeric)
                && !",.’'-$£€".contains(own)
                && !own.starts_with(['’', '\'']);
            let clause = row.is_some_and(|row| row.has("clause"));
            let verb = own.starts_with(char::is_lowercase) && is_finite(&word);
            if mark || clause || verb || commas > 2 {
                return None;
            }
        }
        None
    }

    /// The source of a verb that has its own subject, or that goes on from one: "; the tenant disagreed, | saying".
    fn give_own_subject(&self, attribution: &mut Attribution) {
        let (Some(source), Some(cue)) = (attribution.source.first(), attribution.cue.first()) else { return };
        if source.end > cue.start
            || self.document.sentence_at(source.start) != self.document.sentence_at(cue.start)
        {
            return;
        }
        let gerund = cues::tokens(self.document, *cue)
            .next()
            .is_some_and(|t| lexicon::verbs(&self.lower(t)).any(|(_, form)| form.any(Inflection::GERUND)));
        let from = source.end;
        let verbs = self.tokens(from, cue.end).iter().rev().take(WORDS_TO_SECOND);
        let verbs = verbs.filter(|v| gerund || v.start >= cue.start);
        let clauses = verbs.filter_map(|&verb| self.clause(verb, from));
        let mut own = clauses.filter(|next| next.from > from && self.has_verb(from, next.from));
        if let Some(next) = own.next() {
            attribution.source = vec![next.subject];
            attribution.evidence.rules.push(RULE.to_owned());
        }
    }

    /// Takes a clause of another speaker out of what is said behind the verb of the first.
    fn cut_off(&self, attribution: &mut Attribution, next: &NextClause) {
        let Some(cue) = attribution.cue.last().copied() else { return };
        let end = self.end_of_sentence(next.verb.start);
        let cut = |&piece: &Span| {
            let overlaps = piece.start >= cue.end && piece.end > next.from && piece.start < end;
            let kept = if overlaps { Span::new(piece.start, next.from.max(piece.start)) } else { piece };
            (!kept.is_empty()).then_some(kept)
        };
        let kept: Vec<Span> = attribution.content.iter().filter_map(cut).collect();
        if kept != attribution.content {
            attribution.content = kept;
            attribution.evidence.rules.push(RULE.to_owned());
        }
    }

    /// What the next speaker says, as an attribution.
    fn said_by(&self, of: &Attribution, next: NextClause) -> Option<Attribution> {
        let after = self.tokens(next.verb.end, self.end_of_sentence(next.verb.start));
        let addresses = lexicon::verbs(&self.lower(next.verb)).any(|(row, _)| row.has("addresses"));
        let that = after.iter().position(|&t| self.lower(t) == "that").filter(|_| addresses);
        let after = &after[that.unwrap_or(0)..];
        let last = after.iter().rfind(|t| !matches!(self.document.slice(**t), "." | "!" | "?"))?;
        let first = after.first().filter(|t| self.document.slice(**t).starts_with(char::is_alphanumeric))?;
        let content = Span::new(first.start, last.end);
        let mut other = of.clone();
        other.source = vec![next.subject];
        other.cue = vec![next.verb];
        other.content = vec![content];
        other.evidence.rules = vec![RULE.to_owned()];
        (addresses == that.is_some() && content.len() > 1).then_some(other)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{attributed, row};
    use super::super::kind;
    use super::*;

    /// The rows of a text in which the tagger found the marked attribution.
    fn rows(marked: &str) -> Vec<String> {
        let (document, attribution) = attributed(marked);
        let row = |a: &Attribution| row(&document, a);
        part(&document, &kind::quoted(&document), vec![attribution], |a| a).iter().map(row).collect()
    }

    #[test]
    fn a_second_speaker_has_a_row() {
        for (marked, second) in [
            (
                "{Lind} [said] <the wall held; the clerk, Jo Ord, said it did not>.",
                "the clerk, Jo Ord | said | it did not",
            ),
            (
                "{Lind} [said] <the wall held>; Ord replied that it would not.",
                "Ord | replied | that it would not",
            ),
            ("{Lind} [said] <the wall held and the clerk said it did not>.", "the clerk | said | it did not"),
            (
                "{Lind} [said] <the wall held, but his neighbour, Gerd Moe, insisted that it fell>.",
                "his neighbour, Gerd Moe | insisted | that it fell",
            ),
            (
                "{Lind} [says] <the wall held and the engineer says it was old>.",
                "the engineer | says | it was old",
            ),
            ("{Lind} [said] <the wall held, while police said it fell>.", "police | said | it fell"),
            (
                "{Lind} [said] <the wall held and the club’s captain told reporters that it fell>.",
                "the club’s captain | told | that it fell",
            ),
            (
                "{Lind} [said] <the wall held; she later added that it was old>.",
                "she | added | that it was old",
            ),
            ("{Lind} [said] <40 marched; police put the figure at 25>.", "police | put | the figure at 25"),
            (
                "{Lind} [said] <it would hold, and the clerk warned that it would not>.",
                "the clerk | warned | that it would not",
            ),
        ] {
            let rows = rows(marked);
            assert_eq!(rows.len(), 2, "{marked}: {rows:?}");
            assert_eq!(rows[1], second, "{marked}");
            let first = rows[0].split(" | ").nth(2).unwrap();
            assert!(["the wall held", "40 marched", "it would hold"].contains(&first), "{rows:?}");
        }
    }

    #[test]
    fn what_the_first_tells_is_its_own() {
        for marked in [
            "{Lind} [said] <the wall held and the clerk had said so>.",
            "{Lind} [said] <the wall held and that the clerk said so>.",
            "{Lind} [said] <she rang and the clerk said it was shut>.",
            "{Lind} [said] <she rang, and a clerk said it was shut>.",
            "{Lind} [said] <the wall fell, and the clerk told her that it was shut>.",
            "{Lind} [said] <the wall held when the clerk said it fell>.",
            "{Lind} [said] <the wall held and everyone said it was old>.",
            "{Lind} [said] <the wall held and the roof leaked>.",
            "{Lind} [says] <the wall held and the clerk said it fell>.",
            "{Lind} [said] <the wall and the clerk said nothing of it>.",
            "{Lind} [said]: <“The wall held and the clerk said it fell.”>",
            "{Lind} [said] <the wall held and the board announced a bonus>.",
            "{Lind} [said] <the wall held, and in May the board said it fell>.",
        ] {
            assert_eq!(rows(marked).len(), 1, "{marked}: {:?}", rows(marked));
        }
    }

    #[test]
    fn a_verb_has_its_own_subject() {
        for (marked, who) in [
            ("{Lind} said it would hold, and Ord [replied] <that it would not>.", "Ord"),
            (
                "{Lind} said it held; the clerk, Jo Ord, disagreed, [saying] <that it fell>.",
                "the clerk, Jo Ord",
            ),
            ("{Lind} said it was old and his neighbour [insisted] <that it stank>.", "his neighbour"),
            ("{Lind} left the hall, [saying] <that it stank>.", "Lind"),
            ("{Lind and the clerk} [said] <that it stank>.", "Lind and the clerk"),
            ("{Lind}, whose mill was shut, [said] <that it stank>.", "Lind"),
            ("{Lind} rang the clerk and [said] <that it stank>.", "Lind"),
        ] {
            let found = rows(marked);
            assert!(found[0].starts_with(&format!("{who} | ")), "{marked}: {found:?}");
        }
    }
}
