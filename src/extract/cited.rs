//! Whom a report cites: "The Echo reported, citing two clerks, that the lock was old". What is reported is the clause, and the
//! tagger likes to take "citing" for the cue.

use super::attribution::Attribution;
use super::cues;
use super::stance::is_plain_report;
use crate::english::inflect::Inflection;
use crate::english::lexicon;
use crate::text::{Document, Span};

/// Gives the clause back to the verb that reports it; whether there was something to mend.
pub(super) fn mend(document: &Document, attribution: &mut Attribution) -> bool {
    let Some((verb, clause)) = reported(document, attribution) else { return false };
    attribution.cue = vec![verb];
    attribution.content = vec![clause];
    attribution.evidence.rules.push("a report that cites others".to_owned());
    true
}

/// The verb before "citing", and the clause behind whom it cites.
fn reported(document: &Document, attribution: &Attribution) -> Option<(Span, Span)> {
    let ([source], [cue], Some(last)) =
        (&attribution.source[..], &attribution.cue[..], attribution.content.last())
    else {
        return None;
    };
    let cites = |w: &str| {
        lexicon::verbs(w)
            .any(|(row, form)| matches!(row.lemma(), "cite" | "quote") && form.any(Inflection::GERUND))
    };
    let alone = cites(&document.slice(*cue).to_lowercase());
    let before = document.text.get(source.end..cue.start)?;
    if !alone
        || !before.ends_with(", ")
        || document.sentence_at(source.start) != document.sentence_at(last.start)
    {
        return None;
    }
    let says = |t: &Span| {
        lexicon::verbs(&document.slice(*t).to_lowercase())
            .any(|(row, form)| is_plain_report(row) && form.any(lexicon::TENSED))
    };
    let verb = cues::tokens(document, Span::new(source.end, cue.start)).find(says)?;
    let behind = document.text.get(cue.end..last.end)?;
    let clause = cue.end + behind.find(", that ")? + ", ".len();
    Some((verb, Span::new(clause, last.end)))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{attributed, row};
    use super::*;

    fn mended(marked: &str) -> (bool, String) {
        let (document, mut attribution) = attributed(marked);
        let changed = mend(&document, &mut attribution);
        (changed, row(&document, &attribution))
    }

    #[test]
    fn a_report_is_what_the_clause_says() {
        for (marked, found) in [
            (
                "{The Echo} reported, [citing] <two clerks>, <that the lock was old>.",
                "The Echo | reported | that the lock was old",
            ),
            (
                "{The Echo} said, [quoting] <a clerk, that the lock was old>.",
                "The Echo | said | that the lock was old",
            ),
            (
                "{Coastwire} reported on Friday, [citing] <three clerks>, <that it leaks>.",
                "Coastwire | reported | that it leaks",
            ),
            (
                "{The Echo} has reported, [citing] <Ord>, <that it leaks>.",
                "The Echo | reported | that it leaks",
            ),
            ("{Voss} claimed, [citing] <her own notes, that it leaks>.", "Voss | claimed | that it leaks"),
        ] {
            assert_eq!(mended(marked), (true, found.to_owned()), "{marked}");
        }
    }

    #[test]
    fn what_is_cited_alone_stays() {
        for marked in [
            "{Voss} left the board, [citing] <her health>.",
            "{Voss} resigned, [citing] <a rule>, <that of the port>.",
            "{The Echo}, [citing] <Ord>, <said that it leaks>.",
            "{Voss} [cited] <a letter>, <that of Ord>.",
            "{Voss} reported it, [citing] <her doubts>.",
            "[Citing] <two clerks>, {the Echo} reported that it leaks.",
        ] {
            assert!(!mended(marked).0, "{marked}");
        }
    }
}
