//! Carried attributions: "it said", "she added" in a sentence whose neighbour names the same source. When such words come
//! or go, the reader is told who speaks all the same.

use super::edition::Edition;
use super::finding::Finding;
use super::kind::{Kind, Severity};
use crate::claim::{Voice, tokenize};
use crate::english::lexicon;

/// Makes little of attributions by pronoun that came or went in sentences `before` and `after`, which are versions of
/// each other, where a sentence beside them is attributed to the same source in both editions.
pub(super) fn soften(findings: &mut [Finding], old: (&Edition, &[usize]), new: (&Edition, &[usize])) {
    for finding in findings {
        let (with, without, shown) = match finding.kind {
            Kind::AttributionDropped => (old, new, &finding.before),
            Kind::AttributionAdded => (new, old, &finding.after),
            _ => continue,
        };
        let carried = voices(with.0, with.1)
            .filter(|voice| is_pronoun(&voice.source) && shown.contains(voice.source.as_str()))
            .any(|voice| goes_on(with, voice) && goes_on(without, voice));
        if carried && finding.severity > Severity::Low {
            (finding.severity, finding.material) = (Severity::Low, false);
            "the sentence beside it is attributed to the same source".clone_into(&mut finding.reason);
        }
    }
}

/// Whether a sentence directly before or after those at `at` is attributed to the speaker of `voice`.
fn goes_on((edition, at): (&Edition, &[usize]), voice: &Voice) -> bool {
    let beside = [at.first().and_then(|n| n.checked_sub(1)), at.last().map(|n| n + 1)];
    let beside: Vec<usize> = beside.into_iter().flatten().filter(|&n| n < edition.sentences.len()).collect();
    voice.speaker.is_some() && voices(edition, &beside).any(|v| v.speaker == voice.speaker)
}

/// Who says what in some sentences.
fn voices<'e>(edition: &'e Edition, sentences: &[usize]) -> impl Iterator<Item = &'e Voice> {
    let statements = edition.statements_of(sentences).into_iter();
    statements.filter_map(|n| edition.statements[n].voice.as_ref())
}

/// Whether the words of a source are a pronoun.
fn is_pronoun(source: &str) -> bool {
    let words = tokenize(source);
    !words.is_empty() && words.iter().all(|w| lexicon::of(&w.norm).is_some_and(|row| row.has("pronoun")))
}

#[cfg(test)]
mod tests {
    use super::super::{Edition, Past, diff_editions};
    use super::*;
    use crate::claim::{Days, Statement, bare_statement};
    use crate::extract::{CueClass, QuotationKind};
    use crate::speaker::SpeakerKind;

    /// A sentence "SOURCE said CONTENT." in the name of a speaker, or one in nobody's name without a source.
    fn told(source: &str, speaker: &str, content: &str) -> Statement {
        if source.is_empty() {
            return bare_statement(&format!("{content}."));
        }
        let voice = Voice {
            speaker: Some(speaker.to_owned()),
            speaker_kind: SpeakerKind::Organization,
            source: source.to_owned(),
            cue: "said".to_owned(),
            cue_class: CueClass::Say,
            negated: false,
            hedge: None,
            kind: QuotationKind::Indirect,
        };
        let context = format!("{content}, {source} said.").into();
        Statement { voice: Some(voice), attribution: Some(0), context, ..bare_statement(content) }
    }

    /// The severity of what became of the second sentence, whose attribution went.
    fn severity(first: (&str, &str), second: (&str, &str)) -> Option<Severity> {
        let head = told(first.0, first.1, "The ferry to Upton will stop in May");
        let old = [head.clone(), told(second.0, second.1, "Its owners will keep 65 percent of the shares")];
        let new = [head, told("", "", "Its owners will keep 65 percent of the shares")];
        let (old, new) = (Edition::bare(&old), Edition::bare(&new));
        let found = diff_editions(&old, &new, &Past::default(), &Days::default());
        found.changes.iter().find(|c| c.kinds.contains(&Kind::AttributionDropped)).map(|c| c.severity)
    }

    #[test]
    fn a_pronoun_beside_its_source_is_carried() {
        let source = ("Orlec Lines", "Orlec Lines");
        assert_eq!(severity(source, ("it", "Orlec Lines")), Some(Severity::Low));
        assert_eq!(
            severity(source, ("Orlec Lines", "Orlec Lines")),
            Some(Severity::Medium),
            "a name of its own"
        );
        assert_eq!(severity(source, ("they", "Harbour Union")), Some(Severity::Medium), "another speaker");
        assert_eq!(severity(("", ""), ("it", "Orlec Lines")), Some(Severity::Medium), "nobody beside it");
    }
}
