//! Stance: whether what is attributed was said to be so, and whether it was said at all.

use super::attribution::CueClass;
use super::cues::Cue;

/// How the content of an attribution is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stance {
    /// The source puts the content forward: it was not left unsaid, asked or only supposed.
    pub(super) asserted: bool,
    /// Somebody is reported to have said, written, shown or found it; a belief, wish or plan may have gone unuttered.
    pub(super) reported: bool,
}

/// The stance of an attribution with this cue.
pub(super) fn stance(cue: Cue) -> Stance {
    Stance { asserted: !cue.negated, reported: !matches!(cue.class, CueClass::Believe | CueClass::Want) }
}
