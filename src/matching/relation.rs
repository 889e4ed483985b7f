//! Relation: what two utterances are to each other. The comparison of `diff` decides: which words pair, what differs, who
//! speaks.

use super::thresholds::{ALIKE, ALIKE_OF_FEW, ALIKE_OF_ONE, CONTENT, HELD, PART, QUOTED, QUOTED_SHARE};
use super::utterance::Utterance;
use crate::claim::{Days, Statement, Voice, Wording};
use crate::diff::{Finding, JUDGE, Kind, SideBySide, Slot, same_name, side_by_side};
use crate::english::lexicon::{self, is_small};
use crate::extract::{CueClass, QuotationKind};
use serde::{Deserialize, Serialize};

/// What one utterance is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MatchRelation {
    /// The same claim, in whatever words.
    Same,
    /// One quote by one speaker in two wordings, and no mark shows what was left out or put in.
    Altered,
    /// The same words about the same, but for something that matters: a figure, a name, a denial.
    Differs,
    /// The same said by somebody else, or in the outlet's own voice.
    OtherVoice,
    /// The same, but a source stays unnamed: nobody can tell whether it is one.
    Unnamed,
}

/// How two utterances are related.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// What the one is to the other.
    pub relation: MatchRelation,
    /// How much they have in common, 0 to 1.
    pub score: f32,
    /// What differs, most telling first.
    pub findings: Vec<Finding>,
}

/// Who says two things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Voices {
    /// One speaker.
    One,
    /// The outlets, or a source that may be one: "the mayor" and "Ana Ito".
    Open,
    /// A source here and the outlet's own voice there.
    Unlike,
    /// Two speakers.
    Two,
    /// Somebody unnamed.
    Unnamed,
}

/// What `one` is to `other`; `None` where they are two things. Exchanging them changes nothing but the sides of the
/// findings.
#[must_use]
pub fn relate(one: &Utterance, other: &Utterance) -> Option<Related> {
    let voices = voices(one, other);
    if is_missed(one, other, voices) {
        return compared(&whole(one), &whole(other), Voices::Open, None);
    }
    compared(one, other, voices, None)
}

/// As [`relate`], where the two are one claim or one altered quote and score `least`, 0 to 1, and more. Most that are not
/// are told before what differs is judged, which costs most.
#[must_use]
pub fn relate_one(one: &Utterance, other: &Utterance, least: f32) -> Option<Related> {
    let voices = voices(one, other);
    let related = if is_missed(one, other, voices) {
        compared(&whole(one), &whole(other), Voices::Open, Some(least))
    } else if matches!(voices, Voices::One | Voices::Open) {
        compared(one, other, voices, Some(least))
    } else {
        None
    };
    related.filter(|related| is_one(related.relation) && related.score >= least)
}

/// What an utterance is to bare words that nobody is said to utter: who says it does not matter, but whether it is denied.
#[must_use]
pub fn relate_words(words: &Utterance, said: &Utterance) -> Option<Related> {
    let statement = Statement { voice: None, ..said.statement.clone() };
    let related = relate(words, &Utterance { statement, unnamed: false, ..said.clone() })?;
    if denial(said).is_multiple_of(2) || !is_one(related.relation) {
        return Some(related);
    }
    let relation = MatchRelation::Differs;
    Some(Related { relation, score: score(relation, related.score), ..related })
}

fn is_one(relation: MatchRelation) -> bool {
    matches!(relation, MatchRelation::Same | MatchRelation::Altered)
}

/// Whether the sentences of the two have one source, and in one of them it was missed: they are compared as they stand.
fn is_missed(one: &Utterance, other: &Utterance, voices: Voices) -> bool {
    voices == Voices::Unlike && (shows(one, other) || shows(other, one))
}

/// What the two are to each other; where only one claim that scores `least` is wanted, `None` may stand for all else.
fn compared(one: &Utterance, other: &Utterance, voices: Voices, least: Option<f32>) -> Option<Related> {
    let days = Days::between(&one.appeared, &other.appeared);
    let related = |sides: &SideBySide| one_quote(sides, one, other).is_some() || is_alike(sides, voices);
    let common = |sides: &SideBySide| mean(sides.covered).max(one_quote(sides, one, other).unwrap_or(0.0));
    let is_altered = |sides: &SideBySide| {
        voices == Voices::One && sides.quoted.altered && one_quote(sides, one, other).is_some()
    };
    let wanted = |sides: &SideBySide| {
        let may_be_one = |least| common(sides) >= least && (is_altered(sides) || !is_turned(sides, voices));
        related(sides) && least.is_none_or(may_be_one)
    };
    let mut sides = side_by_side(&one.statement, &other.statement, &days, wanted);
    sides.contents.retain(|finding| !is_shifted(finding));
    // What differs may show that they are two things.
    if !wanted(&sides) {
        return None;
    }
    let denies = [one, other].map(denial);
    let opposed = usize::from(sides.opposed);
    let turned = (sides.denials[0] + denies[0] + opposed) % 2 != (sides.denials[1] + denies[1]) % 2
        || sides.possible[0] != sides.possible[1]
        || is_turned(&sides, voices);
    let relation = match voices {
        Voices::Unnamed => MatchRelation::Unnamed,
        Voices::Two | Voices::Unlike => MatchRelation::OtherVoice,
        Voices::One if is_altered(&sides) => MatchRelation::Altered,
        _ if turned || differ(&sides.contents, one, other) => MatchRelation::Differs,
        Voices::One | Voices::Open => MatchRelation::Same,
    };
    let score = score(relation, common(&sides));
    let mut findings = sides.contents;
    findings.extend(sides.voices);
    if relation == MatchRelation::Same {
        // Denials were counted, wherever they stand: "denied that she knew" is what "I never knew" is.
        findings.retain(|finding| finding.kind != Kind::PolarityFlipped);
    }
    Some(Related { relation, score, findings })
}

/// "It will close", "he said it would": reported speech only puts into the past what will be.
fn is_shifted(finding: &Finding) -> bool {
    finding.rule == "modals"
        && matches!((&*finding.before, &*finding.after), ("will", "would") | ("would", "will"))
}

/// Whether the words alone show, before it is judged what differs, that they say two things of one.
fn is_turned(sides: &SideBySide, voices: Voices) -> bool {
    sides.slot == Slot::Unlike
        || sides.slot == Slot::Open && !is_covered(sides, voices)
        || sides.exchanged
        // Each names somebody or something that the other does not, or another figure.
        || [sides.names, sides.figures].iter().any(|own| own.iter().all(|&own| own > 0))
}

/// An utterance as its whole sentences in nobody's name.
fn whole(utterance: &Utterance) -> Utterance {
    let statement = &utterance.statement;
    let statement = Statement { text: statement.context.to_string(), voice: None, ..statement.clone() };
    Utterance { statement, ..utterance.clone() }
}

/// Whether the sentences of an utterance in the outlet's own voice hold the name of who says the other.
fn shows(narrated: &Utterance, said: &Utterance) -> bool {
    let (None, Some(voice)) = (&narrated.statement.voice, &said.statement.voice) else { return false };
    let source = words(name(voice));
    source.last().is_some_and(|last| words(Some(&narrated.statement.context)).contains(last))
}

/// How often the cue denies what is said: "denied that", "did not say"; not one that stands in the words themselves.
fn denial(utterance: &Utterance) -> usize {
    let statement = &utterance.statement;
    let voice = statement.voice.as_ref().filter(|voice| !statement.text.contains(&voice.cue));
    voice.map_or(0, |v| usize::from(v.negated) + usize::from(v.cue_class == CueClass::Deny))
}

/// The harmonic mean of two shares.
fn mean([a, b]: [f32; 2]) -> f32 {
    if a + b > 0.0 { 2.0 * a * b / (a + b) } else { 0.0 }
}

/// How much two utterances have in common: what says the same comes before what contradicts it.
fn score(relation: MatchRelation, mean: f32) -> f32 {
    let kind = match relation {
        MatchRelation::Same => 1.0,
        MatchRelation::Altered => 0.95,
        MatchRelation::Differs => 0.8,
        MatchRelation::OtherVoice => 0.75,
        MatchRelation::Unnamed => 0.7,
    };
    (mean * kind).clamp(0.0, 1.0)
}

/// Whether two wordings speak of one thing.
fn is_alike(sides: &SideBySide, voices: Voices) -> bool {
    // Two things are said of one: where all else is the same, the little that is left ties them.
    let unrelated = sides.contents.iter().any(|f| f.kind == Kind::Different);
    !unrelated && (is_covered(sides, voices) || voices == Voices::One && sides.slot != Slot::None)
}

/// Whether so much of each wording stands in the other that they are one claim but for what differs.
fn is_covered(sides: &SideBySide, voices: Voices) -> bool {
    let ([a, b], mean) = (sides.covered, mean(sides.covered));
    let (shorter, held) =
        if sides.content[0] <= sides.content[1] { (sides.content[0], a) } else { (sides.content[1], b) };
    if shorter >= CONTENT && sides.common == 0 {
        // Two claims about one person, place or day are two.
        return false;
    }
    if shorter < CONTENT {
        // So few words are one claim only where all of them are the same.
        return shorter > 0 && mean >= 1.0 && voices == Voices::One;
    }
    let least = if shorter < PART {
        ALIKE_OF_FEW
    } else if voices == Voices::One {
        ALIKE_OF_ONE
    } else {
        ALIKE
    };
    mean >= least || shorter >= PART && held >= HELD
}

/// The share of the shorter quotation that both quote, where that makes them one.
fn one_quote(sides: &SideBySide, one: &Utterance, other: &Utterance) -> Option<f32> {
    let quoted = &sides.quoted;
    let shorter = quoted.words[0].min(quoted.words[1]);
    let quotes =
        |u: &Utterance| u.statement.voice.as_ref().is_none_or(|voice| voice.kind != QuotationKind::Indirect);
    #[allow(clippy::cast_precision_loss)] // words of a sentence
    let share = quoted.shared as f32 / shorter.max(1) as f32;
    (quotes(one) && quotes(other) && quoted.shared >= QUOTED && share >= QUOTED_SHARE).then_some(share)
}

/// Whether findings say that the other is no longer the same claim. A rule must show it: the judge learned from edits, in
/// which other words were chosen for a reason. Denials are counted, wherever they stand.
fn differ(findings: &[Finding], one: &Utterance, other: &Utterance) -> bool {
    let shown = |finding: &&Finding| finding.rule != JUDGE && !matches!(&*finding.rule, "negations" | "cues");
    let has = |kind: Kind| findings.iter().filter(shown).any(|f| f.kind == kind);
    let turns = |finding: &Finding| match finding.kind {
        Kind::FigureChanged => {
            finding.figures.is_empty()
                || !finding.figures.iter().all(|(old, new)| {
                    let (old, new) = (words(old.as_deref()), words(new.as_deref()));
                    is_one_figure(&old, &new) || holds_both(&old, &new, other) || holds_both(&new, &old, one)
                })
        }
        Kind::PolarityFlipped
        | Kind::EntityChanged
        | Kind::CertaintyRaised
        | Kind::CertaintyLowered
        | Kind::ScopeChanged
        | Kind::Different => finding.material,
        _ => false,
    };
    findings.iter().filter(shown).any(turns) || has(Kind::FigureAdded) && has(Kind::FigureRemoved)
}

/// The words of a text in their normal forms.
fn words(text: Option<&str>) -> Vec<String> {
    let wording = Wording::of(text.unwrap_or_default());
    wording.tokens.iter().filter(|t| t.is_spoken()).map(|t| t.norm.clone()).collect()
}

/// Whether one figure only says less exactly what the other says: "some 8,400" and "8,400".
fn is_one_figure(old: &[String], new: &[String]) -> bool {
    let (short, long) = if old.len() <= new.len() { (old, new) } else { (new, old) };
    let bound = |word: &String| is_small(word) || lexicon::of(word).is_some_and(|row| row.has("approximate"));
    !short.is_empty() && long.ends_with(short) && long[..long.len() - short.len()].iter().all(bound)
}

/// Whether a figure goes on where another one ends with what the wording of that one says, too: "three out of eight" and
/// "three of its eight".
fn holds_both(long: &[String], short: &[String], of_short: &Utterance) -> bool {
    let Some(rest) = long.strip_prefix(short).filter(|rest| !rest.is_empty() && !short.is_empty()) else {
        return false;
    };
    let there = words(Some(&of_short.statement.text));
    rest.iter().all(|word| is_small(word) || there.contains(word))
}

fn voices(one: &Utterance, other: &Utterance) -> Voices {
    let (Some(a), Some(b)) = (&one.statement.voice, &other.statement.voice) else {
        let unlike = one.statement.voice.is_some() != other.statement.voice.is_some();
        let unnamed = one.unnamed || other.unnamed;
        return if unlike && unnamed {
            Voices::Unnamed
        } else if unlike {
            Voices::Unlike
        } else {
            Voices::Open
        };
    };
    if one.unnamed || other.unnamed {
        return Voices::Unnamed;
    }
    if one.speaker.is_some() && one.speaker == other.speaker {
        return Voices::One;
    }
    match (name(a), name(b)) {
        (Some(x), Some(y)) if same_name(x, y) || holds(&a.source, y) || holds(&b.source, x) => Voices::One,
        (Some(_), Some(_)) => Voices::Two,
        _ => Voices::Open,
    }
}

/// Whether the words of a source name somebody, too: "the winner, Edwin Marsh"; not "Jo Doe, an aide to Edwin Marsh".
fn holds(source: &str, name: &str) -> bool {
    source.match_indices(name).any(|(at, _)| {
        let (before, behind) = (source[..at].trim_end(), &source[at + name.len()..]);
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        // A description is of the name that stands behind it, and ends there.
        let described = !is_small(word);
        let ends =
            behind.trim_start().chars().next().is_none_or(|c| matches!(c, ',' | ';' | '(' | '–' | '—'));
        described && ends
    })
}

/// Who speaks, by name or in the article's words; `None` for a pronoun of which nothing is known.
fn name(voice: &Voice) -> Option<&str> {
    let name = voice.speaker.as_deref().unwrap_or_default().trim();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::bare_statement;
    use crate::speaker::SpeakerKind;
    use proptest::prelude::*;

    /// What a named person says.
    fn said(name: &str, cue: &str, text: &str) -> Utterance {
        let kind = if text.contains('"') { QuotationKind::Direct } else { QuotationKind::Indirect };
        let voice = Voice {
            speaker: Some(name.to_owned()),
            speaker_kind: SpeakerKind::Person,
            source: name.to_owned(),
            cue: cue.to_owned(),
            cue_class: if cue == "denied" { CueClass::Deny } else { CueClass::Say },
            negated: false,
            hedge: None,
            kind,
        };
        Utterance::from(Statement { voice: Some(voice), ..bare_statement(text) })
    }

    fn relation(one: &Utterance, other: &Utterance) -> Option<MatchRelation> {
        let found = relate(one, other).map(|related| related.relation);
        assert_eq!(
            relate(other, one).map(|related| related.relation),
            found,
            "it is one whichever is asked for"
        );
        let one_claim = relate_one(one, other, 0.0).map(|related| related.relation);
        assert_eq!(
            one_claim,
            found.filter(|relation| is_one(*relation)),
            "told sooner, it is no other answer"
        );
        found
    }

    #[test]
    fn bare_words_are_no_claim_of_who_denies_them() {
        let words = Utterance::from(bare_statement("The pier will stay shut until the end of June."));
        let of = |cue: &str| {
            let said = said("Ana Ito", cue, "that the pier would stay shut until the end of June");
            relate_words(&words, &said).map(|related| related.relation)
        };
        assert_eq!(of("said"), Some(MatchRelation::Same));
        assert_eq!(of("denied"), Some(MatchRelation::Differs));
    }

    #[test]
    fn one_claim_in_other_words() {
        let one = said("Ana Ito", "said", "the pier would stay shut until the end of June");
        for same in [
            said("Ito", "said", "the pier will remain closed until late June"),
            said("Ana Ito", "said", "until the end of June the pier stays shut"),
        ] {
            assert_eq!(relation(&one, &same), Some(MatchRelation::Same), "{same:?}");
        }
        let differs = said("Ana Ito", "said", "the pier would not stay shut until the end of June");
        assert_eq!(relation(&one, &differs), Some(MatchRelation::Differs));
        let denied = said("Ana Ito", "denied", "the pier would stay shut until the end of June");
        assert_eq!(relation(&one, &denied), Some(MatchRelation::Differs));
        assert_eq!(relation(&denied, &differs), Some(MatchRelation::Same), "denied here and there");
        let reversed = |other| relate(other, &differs).unwrap().findings;
        let is_turn = |finding: &Finding| finding.kind == Kind::PolarityFlipped;
        assert!(!reversed(&denied).iter().any(is_turn) && reversed(&one).iter().any(is_turn));
        let figure = said("Ana Ito", "said", "the pier would stay shut until the end of July");
        assert_eq!(relation(&one, &figure), Some(MatchRelation::Differs));
        let other = said("Jon Webb", "said", "the pier would stay shut until the end of June");
        assert_eq!(relation(&one, &other), Some(MatchRelation::OtherVoice));
        let nobody = Utterance { unnamed: true, ..one.clone() };
        assert_eq!(relation(&one, &nobody), Some(MatchRelation::Unnamed));
        let else_ = said("Ana Ito", "said", "the market would move to the harbour in May");
        assert_eq!(relation(&one, &else_), None);
    }

    /// What is said is the same but in one place, and there it is another thing.
    #[test]
    fn what_stands_in_the_place_of_another_thing_differs() {
        let of =
            |one: &str, other: &str| relation(&said("Ana Ito", "said", one), &said("Ana Ito", "said", other));
        for (one, other) in [
            ("the town had supported the boycott", "the town had opposed the boycott"),
            ("the rent came to 900 euros a year", "the rent came to 90 euros a month"),
            ("the pill was approved for children", "the pill was approved for adults"),
            ("the virus spreads through water", "the virus spreads through air"),
            ("the council would vote for the budget", "the council would vote against the budget"),
            ("the sailor had been questioned by police", "the sailor had been released by police"),
            ("the bear in the museum is a fake made of plaster", "the bear in the museum is genuine"),
        ] {
            assert_eq!(of(one, other), Some(MatchRelation::Differs), "{one} | {other}");
        }
        for (one, other) in [
            ("three of its eight boats had no licence", "three out of eight of its boats had no licence"),
            ("the defendants were not guilty of arson", "the defendants were innocent of arson"),
            ("no one was hurt in the blast", "nobody was hurt in the blast"),
            ("the visitors were let in without tickets", "the visitors were admitted without tickets"),
        ] {
            assert_eq!(of(one, other), Some(MatchRelation::Same), "{one} | {other}");
        }
        let other = of("the pool needed a new roof", "the school needed a new teacher");
        assert_eq!(other, None);
    }

    #[test]
    fn one_quote_in_two_wordings() {
        let one = said("Ana Ito", "said", "\"We will never sell the old boats to anybody,\"");
        let of = |text: &str| relation(&one, &said("Ana Ito", "said", text));
        assert_eq!(of("\"We will sell the old boats to anybody,\""), Some(MatchRelation::Altered));
        assert_eq!(of("\"We will never sell our boats to anybody,\""), Some(MatchRelation::Altered));
        assert_eq!(of("\"We will never sell the old boats.\""), Some(MatchRelation::Same), "cut at its end");
        assert_eq!(
            of("\"We will never sell … boats to anybody.\""),
            Some(MatchRelation::Same),
            "a mark shows it"
        );
        assert_eq!(
            of("“We will never sell the old boats to anybody.”"),
            Some(MatchRelation::Same),
            "other marks"
        );
        assert_eq!(
            of("\"We will never sell [them] to anybody.\""),
            Some(MatchRelation::Same),
            "brackets show it"
        );
    }

    #[test]
    fn a_name_in_a_source_is_the_speaker_only_where_the_source_ends_with_it() {
        for source in ["the winner, Edwin Marsh", "founder Edwin Marsh", "Edwin Marsh, a beekeeper"] {
            assert!(holds(source, "Edwin Marsh"), "{source}");
        }
        for source in [
            "Jo Doe, who runs Edwin Marsh's office",
            "an aide to Edwin Marsh",
            "Edwin Marsh Primary School",
            "a spokesman for Edwin Marsh, the mayor",
        ] {
            assert!(!holds(source, "Edwin Marsh"), "{source}");
        }
        assert!(!holds("Ida Sande, a Marsh volunteer", "Marsh"));
    }

    #[test]
    fn what_shares_nothing_but_names_is_two_claims() {
        let one = said("Ana Ito", "called", "Norwegian Finance Minister Ola Berg a cautious man");
        let other =
            said("Ana Ito", "said", "a letter from Norwegian Finance Minister Ola Berg would change nothing");
        assert_eq!(relation(&one, &other), None);
    }

    #[test]
    fn a_figure_that_is_less_exact_is_one() {
        let one = |a: &str, b: &str| is_one_figure(&words(Some(a)), &words(Some(b)));
        assert!(one("some 8,400", "8,400") && one("8,400", "about 8,400"));
        assert!(
            !one("8,400", "8,500") && !one("$4 million", "$4 billion") && !one("at least 5", "at most 5")
        );
    }

    proptest! {
        #[test]
        fn a_claim_is_the_same_as_itself_and_relations_are_mutual(
            one in "[A-Z][a-z]{2,8}( [a-z]{3,9}| \\d{1,4}| not){3,12}\\.",
            other in "[A-Z][a-z]{2,8}( [a-z]{3,9}| \\d{1,4}| not){3,12}\\.",
        ) {
            let (a, b) = (Utterance::from(bare_statement(&one)), Utterance::from(bare_statement(&other)));
            let related = |a: &Utterance, b: &Utterance| relate(a, b).map(|r| (r.relation, r.score));
            prop_assert_eq!(related(&a, &b), related(&b, &a));
            let found = relate(&a, &b).filter(|related| is_one(related.relation) && related.score >= 0.6);
            prop_assert_eq!(relate_one(&a, &b, 0.6), found, "told sooner, it is no other answer");
            if let Some((relation, score)) = related(&a, &a) {
                prop_assert_eq!((relation, score), (MatchRelation::Same, 1.0));
            }
        }
    }
}
