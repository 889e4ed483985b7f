//! Attributions in headlines: which of those found there are kept.
//!
//! Headlines differ from the text below them: short, in the present tense, often in capitals. The model was trained on
//! articles whose headlines end with a full stop, and in headlines often mistakes an action for something said ("Police
//! name driver", "Panel approves bill").

use super::attribution::{Attribution, CueClass, QuotationKind};
use super::nested;
use super::rule_names::HEARD;
use super::stance::is_finite;
use super::thresholds::LEAST_IN_HEADLINE;
use crate::english::inflect::{self, Class, Inflection};
use crate::english::lexicon;
use crate::text::{Document, Span};

/// Whether an attribution in a headline is kept: confident enough, with a source, of something said, and not part of
/// another.
#[must_use]
pub(crate) fn is_sound(headline: &Document, attribution: &Attribution) -> bool {
    let said = match attribution.cue_class {
        CueClass::Want | CueClass::Ask | CueClass::Order => false,
        // Unknown verbs are of this class, too.
        CueClass::Say => {
            attribution.kind != QuotationKind::Indirect
                || nested::is_verb_of_reporting(headline, &attribution.cue)
        }
        _ => true,
    };
    said && attribution.parent.is_none()
        && (!attribution.source.is_empty() || is_heard(attribution))
        && attribution.confidence >= LEAST_IN_HEADLINE
}

/// A headline as the model reads it: a sentence with a full stop.
#[must_use]
pub(crate) fn as_sentence(headline: &str) -> Document {
    let stop = if headline.ends_with(['.', '?', '!', '…']) { "" } else { "." };
    Document::new(format!("{headline}{stop}"))
}

/// Takes that full stop out of an attribution; returns whether a content and a source are left.
pub(crate) fn cut(attribution: &mut Attribution, headline: &str) -> bool {
    for spans in [&mut attribution.source, &mut attribution.cue, &mut attribution.content] {
        spans.iter_mut().for_each(|s| *s = Span::new(s.start.min(headline.len()), s.end.min(headline.len())));
        spans.retain(|s| !s.is_empty());
    }
    let cue = attribution.cue.last().map_or(0, |c| c.end);
    if let Some(last) = attribution.content.last_mut().filter(|last| last.start >= cue) {
        last.end -= meanwhile(&headline[last.start..last.end]);
    }
    !attribution.content.is_empty() && (!attribution.source.is_empty() || is_heard(attribution))
}

/// How much of a content tells what happens while it is said: "crew's boat sank| as board meets".
fn meanwhile(words: &str) -> usize {
    let Some((said, clause)) = words.rsplit_once(" as ") else { return 0 };
    let mut rest = clause.split_whitespace().map(str::to_lowercase);
    let mut subject = rest.next().unwrap_or_default();
    if lexicon::of(&subject).is_some_and(|row| row.has("determiner")) {
        subject = rest.next().unwrap_or_default();
    }
    // "as he is tired": why, and of whom is spoken.
    let pronoun = lexicon::of(&subject).is_some_and(|row| row.has("pronoun"));
    let quoted = words.contains(['“', '"', '‘']) && clause.contains(['”', '"', '’', '\'']);
    let told = said.split_whitespace().any(|w| is_finite(&w.to_lowercase()));
    let goes_on = rest.any(|w| is_happening(&w));
    if told && goes_on && !pronoun && !quoted { words.len() - said.len() } else { 0 }
}

/// Whether a word is a verb in the present: "meets", "loom".
fn is_happening(word: &str) -> bool {
    inflect::lemmas(word).iter().any(|l| l.class == Class::Verb && l.inflection.any(Inflection::THIRD_PERSON))
}

/// "Lock was rotten, court told": who said it the headline leaves out.
fn is_heard(attribution: &Attribution) -> bool {
    attribution.evidence.rules.iter().any(|rule| rule == HEARD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happens_meanwhile_is_not_said() {
        for (words, said) in [
            ("board hid rust as ministry orders audit", "board hid rust"),
            ("firm owes them $3m as boss flees", "firm owes them $3m"),
            ("cuts will hurt pupils as vote looms", "cuts will hurt pupils"),
            ("lock is old as the hills", "lock is old as the hills"),
            ("he will quit as he needs rest", "he will quit as he needs rest"),
            ("deal works as promised", "deal works as promised"),
            ("vote as a farce that harms all", "vote as a farce that harms all"),
        ] {
            assert_eq!(&words[..words.len() - meanwhile(words)], said);
        }
    }
}
