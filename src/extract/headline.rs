//! Attributions in headlines: which of those found there are kept.
//!
//! Headlines differ from the text below them: short, in the present tense, often in capitals. The model was trained on
//! articles whose headlines end with a full stop, and in headlines often mistakes an action for something said ("Police
//! name driver", "Panel approves bill").

use super::attribution::{Attribution, CueClass, QuotationKind};
use super::nested;
use super::thresholds::LEAST_IN_HEADLINE;
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
        && !attribution.source.is_empty()
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
    !attribution.content.is_empty() && !attribution.source.is_empty()
}
