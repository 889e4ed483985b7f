//! What was recorded: "“Get back,” a guard can be heard shouting. “It is shut.”" is one row, in which the tagger likes to
//! see two: what can be heard, and what somebody shouts.

use super::attribution::Attribution;
use super::cues;
use crate::english::inflect::{self, Class, Inflection};
use crate::english::lexicon;
use crate::text::{Document, Span};

/// Lets a cue of perceiving go on to the verb behind it, and joins what that one says; `renew` computes what follows from
/// the spans of an attribution.
pub(super) fn join(
    document: &Document,
    all: Vec<Attribution>,
    renew: impl Fn(Attribution) -> Attribution,
) -> Vec<Attribution> {
    let mut out: Vec<Attribution> = Vec::with_capacity(all.len());
    let mut all = all.into_iter().peekable();
    while let Some(mut attribution) = all.next() {
        let Some(verb) = verb_behind(document, &attribution) else {
            out.push(attribution);
            continue;
        };
        if let Some(cue) = attribution.cue.last_mut() {
            cue.end = verb.end;
        }
        if let Some(mut other) = all.next_if(|other| other.cue.first().is_some_and(|c| c.start == verb.start))
        {
            attribution.content.append(&mut other.content);
            attribution.content.sort_unstable();
            attribution.content.dedup();
        }
        attribution.evidence.rules.push("what was recorded".to_owned());
        out.push(renew(attribution));
    }
    out
}

/// The gerund right behind a cue that says that something was heard or seen.
fn verb_behind(document: &Document, attribution: &Attribution) -> Option<Span> {
    let cue = attribution.cue.last()?;
    let words: Vec<String> = cues::words(document, &attribution.cue).map(str::to_lowercase).collect();
    let perceived = matches!(words.last().map(String::as_str), Some("heard" | "seen"));
    let passive = words.iter().any(|w| lexicon::verbs(w).any(|(row, _)| row.lemma() == "be"));
    let next = *document.tokens.get(document.tokens.partition_point(|t| t.start < cue.end))?;
    let gerund = inflect::lemmas(document.slice(next))
        .iter()
        .any(|l| l.class == Class::Verb && l.inflection.any(Inflection::GERUND));
    (perceived && passive && gerund).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{attributed, row};
    use super::*;

    fn found(marked: &str) -> String {
        let (document, attribution) = attributed(marked);
        row(&document, &join(&document, vec![attribution], |a| a)[0])
    }

    #[test]
    fn the_verb_behind_is_the_cue() {
        for (marked, expected) in [
            (
                "<“Get back,”> {a guard} [can be heard] shouting.",
                "a guard | can be heard shouting | “Get back,”",
            ),
            ("{The mayor} [was seen] telling <him to go>.", "The mayor | was seen telling | him to go"),
            ("{The guard} [heard] shouting <in the hall>.", "The guard | heard | in the hall"),
            ("<“Get back”> [was heard] in {the hall}.", "the hall | was heard | “Get back”"),
        ] {
            assert_eq!(found(marked), expected, "{marked}");
        }
    }

    #[test]
    fn two_rows_are_one() {
        let (document, first) = attributed("<“Get back,”> {a guard} [can be heard] shouting. “It is shut.”");
        let mut second = first.clone();
        let at = |words: &str| document.text.find(words).map(|at| Span::new(at, at + words.len())).unwrap();
        (second.cue, second.content) = (vec![at("shouting")], vec![at("“It is shut.”")]);
        let rows = join(&document, vec![first, second], |a| a);
        assert_eq!(rows.len(), 1);
        assert_eq!(row(&document, &rows[0]), "a guard | can be heard shouting | “Get back,” … “It is shut.”");
    }
}
