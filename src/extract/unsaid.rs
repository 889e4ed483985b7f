//! Verbs of saying by which nothing is said: idioms ("call it quits"), the talk of which only the topics are told, a quarrel over
//! whether, whom a report cites, what a plan calls for, and what a thing in a clause does ("an attack that … threatened").

use super::attribution::{Attribution, QuotationKind};
use super::cues::{self, words};
use super::stance;
use crate::english::lexicon;
use crate::text::Document;

/// What is called it in an idiom, with single bars between.
const CALLED_IT: &str = "quits|a day|a night|even|time|a wrap";

/// Whether the verb of saying is none here: of an idiom, or of another subject.
pub(super) fn is_no_saying(document: &Document, attribution: &Attribution) -> bool {
    is_idiom(document, attribution)
        || attribution.kind == QuotationKind::Indirect && is_of_clause(document, attribution)
}

/// Whether somebody talks, and nobody is told what is said: topics, a quarrel, whom a report cites, what a plan holds.
pub(super) fn is_untold(document: &Document, attribution: &Attribution) -> bool {
    attribution.kind == QuotationKind::Indirect
        && (is_cited(document, attribution)
            || is_topic(document, attribution)
            || is_quarrel(document, attribution)
            || is_plan(document, attribution))
}

fn lower(document: &Document, spans: &[crate::text::Span]) -> Vec<String> {
    words(document, spans).map(str::to_lowercase).collect()
}

fn has_verb(words: &[String], lemmas: &[&str]) -> bool {
    words.iter().any(|w| {
        lexicon::verbs(w).any(|(row, _)| lemmas.contains(&row.lemma())) || lemmas.contains(&w.as_str())
    })
}

/// "They call it quits after three years"
fn is_idiom(document: &Document, attribution: &Attribution) -> bool {
    let content = lower(document, &attribution.content).join(" ");
    let called = content.strip_prefix("it ").unwrap_or_default();
    let idiom = CALLED_IT
        .split('|')
        .any(|end| called.strip_prefix(end).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')));
    idiom && has_verb(&lower(document, &attribution.cue), &["call"])
}

/// "The Echo reported it, | citing | two clerks": whom somebody else's words are from.
fn is_cited(document: &Document, attribution: &Attribution) -> bool {
    let cue = lower(document, &attribution.cue);
    let content = lower(document, &attribution.content);
    let alone = matches!(&cue[..], [cue] if matches!(cue.as_str(), "citing" | "quoting"));
    let noun = content.iter().take_while(|w| !cues::ends_noun_phrase(w)).last();
    let told_by = noun.is_some_and(|w| {
        lexicon::nouns(w).any(|(row, _)| ["person", "people", "anonymous"].iter().any(|tag| row.has(tag)))
    });
    let clause = content.iter().any(|w| w == "that" || w == "who");
    alone && told_by && !clause
}

/// "She spoke about delays, crews and why she stays": the topics of a talk.
fn is_topic(document: &Document, attribution: &Attribution) -> bool {
    let cue = lower(document, &attribution.cue);
    let content = lower(document, &attribution.content);
    let asks = |w: &str| matches!(w, "why" | "how" | "what" | "where" | "when" | "whether" | "who");
    let listed = content.windows(2).any(|pair| pair[0] == "and" && asks(&pair[1]));
    listed
        && content.first().is_some_and(|w| !asks(w))
        && has_verb(&cue, &["speak", "spoke", "talk", "talked", "chat", "chatted"])
}

/// "They clashed over whether it should stay": both say something, and nobody is told what.
fn is_quarrel(document: &Document, attribution: &Attribution) -> bool {
    let cue = lower(document, &attribution.cue);
    let whether = lower(document, &attribution.content).first().is_some_and(|w| w == "whether");
    let quarrel = [
        "clash",
        "clashed",
        "argue",
        "quarrel",
        "quarrelled",
        "wrangle",
        "wrangled",
        "squabble",
        "squabbled",
    ];
    let over = cue.last().is_some_and(|w| matches!(w.as_str(), "over" | "about"));
    whether && over && has_verb(&cue, &quarrel)
}

/// "The proposal calls for two bridges": what a plan holds.
fn is_plan(document: &Document, attribution: &Attribution) -> bool {
    let source = lower(document, &attribution.source);
    let noun = source.iter().take_while(|w| !cues::ends_noun_phrase(w)).last();
    let plan = noun.is_some_and(|w| {
        matches!(w.as_str(), "proposal" | "plan" | "design" | "recipe" | "blueprint" | "contract")
    });
    let cue = lower(document, &attribution.cue);
    let content = lower(document, &attribution.content);
    let wants = cue.first().is_some_and(|w| matches!(w.as_str(), "calls" | "called" | "call"));
    plan && wants && !content.iter().any(|w| stance::is_finite(w))
}

/// "They blamed each other for an attack that killed nine and | threatened | a truce": the attack did.
fn is_of_clause(document: &Document, attribution: &Attribution) -> bool {
    let ([source], [cue]) = (&attribution.source[..], &attribution.cue[..]) else { return false };
    let Some(between) = document.text.get(source.end..cue.start) else { return false };
    let all: Vec<String> = between
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    let joined = between.trim_end().ends_with(" and");
    let relative = all.iter().rposition(|w| matches!(w.as_str(), "that" | "which"));
    let act = relative.is_some_and(|at| {
        let thing = at > 1
            && lexicon::of(&all[at - 2]).is_some_and(|row| row.has("determiner"))
            && !lexicon::nouns(&all[at - 1]).any(|(row, _)| row.has("person") || row.has("organization"));
        let comma = between.find(',').is_some_and(|comma| {
            between.rfind(" that ").or(between.rfind(" which ")).is_some_and(|at| comma < at)
        });
        thing && comma
    });
    joined && act && document.sentence_at(source.start) == document.sentence_at(cue.start)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::attributed;
    use super::*;

    #[test]
    fn idioms_topics_and_plans_say_nothing() {
        for (text, unsaid) in [
            ("{Voss and Ord} [call] <it quits after three years>.", true),
            ("{Voss} [called] <it a night>.", true),
            ("{Voss} [called] <it a disgrace>.", false),
            ("{Voss} [called] <it a nightmare>.", false),
            ("{The Echo} said so, [citing] <two clerks with knowledge of it>.", true),
            ("{Voss} left, [citing] <falling demand>.", false),
            ("{She} [spoke] about <delays, crews and why she stays>.", true),
            ("{She} [spoke] of <how the mill closed>.", false),
            ("{Members} [clashed on Monday over] <whether it should stay>.", true),
            ("{Voss} [asked about] <whether it should stay>.", false),
            ("{The proposal from Ord Ltd} [calls for] <three buildings>.", true),
            ("{The mayor} [called for] <three buildings>.", false),
            ("{The report} [calls for] <an end to night shifts>.", false),
            (
                "{Both} blamed rebels for shelling, an attack that killed nine and [threatened] <a truce>.",
                true,
            ),
            ("{Voss} read a plan that Ord wrote and [threatened] <a strike>.", false),
            ("{Voss} left, and [threatened] <a strike>.", false),
        ] {
            let (document, attribution) = attributed(text);
            assert_eq!(
                is_no_saying(&document, &attribution) || is_untold(&document, &attribution),
                unsaid,
                "{text}"
            );
        }
    }
}
