//! Sentences that stand in both revisions, letter for letter: nothing in them changed, whatever the extraction made of
//! them on either side.
//!
//! The tagger reads paragraphs together, so that an edit nearby can move a border within a sentence that nobody
//! touched. Only whom a pronoun means can change with the text around it.

use super::{Finding, Kind};
use crate::claim::Statement;
use std::collections::HashMap;

/// The sentences of two revisions.
pub(super) struct Standing<'a> {
    old: Cuts<'a>,
    new: Cuts<'a>,
}

/// For each sentence the statement that was cut from it; `None` for different ones.
type Cuts<'a> = HashMap<&'a str, Option<&'a str>>;

impl<'a> Standing<'a> {
    pub(super) fn new(old: &'a [Statement], new: &'a [Statement]) -> Self {
        Self { old: cuts(old), new: cuts(new) }
    }

    /// Whether the sentence of an old statement stands in the new revision too, cut in another way. (Where it is cut in
    /// the same way and yet has no partner, it stands there less often.)
    pub(super) fn holds_old(&self, statement: &Statement) -> bool {
        holds(&self.new, statement)
    }

    /// Whether the sentence of a new statement stood in the old revision too, cut in another way.
    pub(super) fn holds_new(&self, statement: &Statement) -> bool {
        holds(&self.old, statement)
    }

    /// Leaves of what was found between two statements only what can be true where their sentence is the same.
    pub(super) fn sift(old: &Statement, new: &Statement, findings: &mut Vec<Finding>) {
        if old.context == new.context {
            findings.retain(|finding| is_of_speaker(finding.kind) && is_pronoun(old) && is_pronoun(new));
        }
    }
}

fn cuts(statements: &[Statement]) -> Cuts<'_> {
    let mut cuts = HashMap::new();
    for statement in statements {
        let text = statement.text.as_str();
        cuts.entry(statement.context.as_str())
            .and_modify(|cut: &mut Option<&str>| *cut = cut.filter(|c| *c == text))
            .or_insert(Some(text));
    }
    cuts
}

fn holds(cuts: &Cuts<'_>, statement: &Statement) -> bool {
    cuts.get(statement.context.as_str()).is_some_and(|cut| *cut != Some(statement.text.as_str()))
}

fn is_of_speaker(kind: Kind) -> bool {
    matches!(kind, Kind::SpeakerChanged | Kind::SpeakerNamed | Kind::SpeakerAnonymised)
}

/// Whether a statement's source is a pronoun, or none stands there.
fn is_pronoun(statement: &Statement) -> bool {
    const PRONOUNS: [&str; 9] = ["he", "she", "they", "it", "who", "we", "i", "both", ""];
    let source = statement.voice.as_ref().map(|v| v.source.trim().to_lowercase());
    source.is_some_and(|source| PRONOUNS.contains(&source.as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::diff;
    use crate::claim::{Statement, bare_statement};
    use std::collections::HashSet;

    fn cut(text: &str, sentence: &str) -> Statement {
        Statement { context: sentence.to_owned(), ..bare_statement(text) }
    }

    #[test]
    fn a_sentence_that_stands_has_no_change() {
        let sentence = "The books, one of them in a biscuit tin, were false, a clerk said.";
        let old = [cut("The books, one of them in a biscuit tin, were false", sentence)];
        let new = [cut("The books, one of them", sentence), cut("in a biscuit tin, were false", sentence)];
        let none = HashSet::<u64>::new();
        assert_eq!(diff(&old, &new[..1], &none).changes, []);
        assert_eq!(diff(&old, &new, &none).changes, []);
        assert_eq!(diff(&[], &new, &none).changes.len(), 2);
    }
}
