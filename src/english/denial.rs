//! The two senses of "deny": to say that something is not so, and to withhold it: "deny entry".

use super::relations::LexicalWord;
use super::thresholds::WORDS_OF_DENIAL;

/// What is withheld and not contradicted.
const WITHHELD: &[&str] = &[
    "access",
    "admission",
    "admittance",
    "aid",
    "appeal",
    "application",
    "asylum",
    "bail",
    "benefit",
    "boarding",
    "care",
    "citizenship",
    "clearance",
    "coverage",
    "credit",
    "entrance",
    "entry",
    "funding",
    "help",
    "leave",
    "licence",
    "license",
    "loan",
    "motion",
    "parole",
    "passage",
    "pension",
    "permission",
    "permit",
    "petition",
    "refuge",
    "request",
    "right",
    "service",
    "shelter",
    "treatment",
    "visa",
    "vote",
];

/// Whether "deny" means to withhold, by the words behind it: `word(0)` is the next one, "" stands past the end.
pub(crate) fn withholds<'w>(word: impl Fn(usize) -> &'w str) -> bool {
    let contradicts = |w: &str| {
        matches!(w, "" | "that" | "any" | "having" | "being" | "it" | "there" | "all")
            || LexicalWord::of(w).has_tag("cue") && !WITHHELD.contains(&LexicalWord::of(w).lemma())
    };
    let thing = (0..WORDS_OF_DENIAL)
        .take_while(|&k| !contradicts(word(k)))
        .find(|&k| LexicalWord::of(word(k)).lemmas().iter().any(|l| WITHHELD.contains(&l.lemma)));
    // "denied the permit was forged"
    thing.is_some_and(|k| {
        !matches!(
            word(k + 1),
            "is" | "are" | "was" | "were" | "has" | "have" | "had" | "will" | "would" | "can" | "could"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_withheld(text: &str) -> bool {
        let words: Vec<&str> = text.split(' ').collect();
        withholds(|k| words.get(k).copied().unwrap_or_default())
    }

    #[test]
    fn to_deny_is_to_withhold_or_to_contradict() {
        for text in [
            "permits to stall owners",
            "entry to visitors",
            "him bail",
            "the firm a licence",
            "bail",
            "her request for aid",
        ] {
            assert!(is_withheld(text), "{text}");
        }
        for text in [
            "that permits were forged",
            "the permit was forged",
            "any access to the files",
            "the allegations",
            "killing him",
            "it",
            "the bridge is unsafe",
        ] {
            assert!(!is_withheld(text), "{text}");
        }
    }
}
