//! The kinds of change as options: their names, and what each is in a line.

use crate::diff::Kind;
use crate::report::nearest;

/// Name and meaning of each kind.
const KINDS: [(Kind, &str, &str); 29] = [
    (Kind::Cosmetic, "cosmetic", "typography, spelling, punctuation that leaves the meaning"),
    (Kind::Reworded, "reworded", "other words that say the same"),
    (Kind::FigureChanged, "figure_changed", "another number, amount, date, unit or bound"),
    (Kind::FigureAdded, "figure_added", "a figure came in"),
    (Kind::FigureRemoved, "figure_removed", "a figure was taken out"),
    (Kind::SpeakerChanged, "speaker_changed", "the same content from another source"),
    (Kind::SpeakerNamed, "speaker_named", "an unnamed source got a name"),
    (Kind::SpeakerAnonymised, "speaker_anonymised", "a named source lost its name"),
    (Kind::AttributionAdded, "attribution_added", "what the outlet said itself is now said by a source"),
    (Kind::AttributionDropped, "attribution_dropped", "what a source said is now said by the outlet itself"),
    (Kind::CertaintyRaised, "certainty_raised", "said with less doubt: \"alleged\" became \"found\""),
    (Kind::CertaintyLowered, "certainty_lowered", "said with more doubt: \"will\" became \"may\""),
    (
        Kind::PolarityFlipped,
        "polarity_flipped",
        "the opposite: a negation, or a word of the opposite meaning",
    ),
    (Kind::QuoteAltered, "quote_altered", "other words inside quotation marks"),
    (Kind::QuoteTrimmed, "quote_trimmed", "a quotation was shortened or extended"),
    (Kind::QuoteToParaphrase, "quote_to_paraphrase", "quotation marks were taken away"),
    (Kind::ParaphraseToQuote, "paraphrase_to_quote", "quotation marks were put in"),
    (Kind::EntityChanged, "entity_changed", "another person, place or thing"),
    (Kind::DetailAdded, "detail_added", "a statement says something more"),
    (Kind::DetailRemoved, "detail_removed", "a statement says something less"),
    (Kind::ScopeChanged, "scope_changed", "another share of them: all, some, only"),
    (Kind::Different, "different", "one statement took another's place"),
    (Kind::Added, "added", "a statement came in"),
    (Kind::Removed, "removed", "a statement was taken out"),
    (Kind::Restored, "restored", "a statement came back"),
    (Kind::Moved, "moved", "a statement stands in another place"),
    (Kind::Split, "split", "one statement became two"),
    (Kind::Merged, "merged", "two statements became one"),
    (Kind::Correction, "correction", "a note in which the outlet owns up to a change"),
];

/// The kinds with a line each, for a help text.
pub(super) fn help() -> String {
    let line = |(_, name, meaning): &(Kind, &str, &str)| format!("  {name:<20} {meaning}");
    format!("Kinds of change:\n{}", KINDS.iter().map(line).collect::<Vec<_>>().join("\n"))
}

/// The kind with this name.
pub(super) fn parse_kind(name: &str) -> Result<Kind, String> {
    let plain = name.trim().to_lowercase().replace(['-', ' '], "_");
    if let Some((kind, ..)) = KINDS.iter().find(|(_, known, _)| *known == plain) {
        return Ok(*kind);
    }
    let meant = nearest(&plain, KINDS.iter().map(|(_, known, _)| *known));
    Err(match meant {
        Some(meant) => format!("there is no such kind; did you mean `{meant}`?"),
        None => "there is no such kind; `onrecord changes --help` lists them".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_json() {
        for (kind, name, _) in KINDS {
            assert_eq!(serde_json::to_value(kind).unwrap(), name);
            assert_eq!(parse_kind(&name.replace('_', "-")).unwrap(), kind);
        }
        let distinct: std::collections::BTreeSet<_> = KINDS.iter().map(|(kind, ..)| *kind).collect();
        assert_eq!(distinct.len(), KINDS.len());
    }

    #[test]
    fn what_was_meant_is_told() {
        assert_eq!(
            parse_kind("quote_alterd").unwrap_err(),
            "there is no such kind; did you mean `quote_altered`?"
        );
        assert!(parse_kind("zebra").unwrap_err().contains("--help"));
    }
}
