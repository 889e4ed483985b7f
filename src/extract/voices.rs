//! Voices: who speaks where one is quoted by another ("“…,” Doe was cited as saying by the Herald"), and sources that begin
//! too early, at an adverb ("said quietly Jo Doe"), or go on into the next sentence.

use super::attribution::Attribution;
use super::cues;
use super::stance::is_finite;
use super::thresholds::LONGEST_NAME;
use super::verb_first::is_speaker;
use crate::english::lexicon;
use crate::text::{Document, Span};

/// Mends the source, and what of the content and cue belongs to it.
pub(super) fn mend(document: &Document, attribution: &mut Attribution) {
    if quoted_by_another(document, attribution).is_some() {
        attribution.evidence.rules.push("who is quoted speaks, not who quotes".to_owned());
    }
    under_questioning(document, attribution);
    behind_an_aside(document, attribution);
    not_of_a_later_sentence(document, attribution);
    in_one_sentence(document, attribution);
    with_end_of_name(document, attribution);
    without_adverbs(document, attribution);
    without_scene(document, attribution);
}

/// Whether a word is of a verb by which one quotes another.
fn quotes(word: &str) -> bool {
    lexicon::verbs(&word.to_lowercase()).any(|(row, _)| matches!(row.lemma(), "quote" | "cite" | "report"))
}

/// "“…,” Doe was quoted as saying by the Herald": Doe and the quotation, however the tagger took the words around.
fn quoted_by_another(document: &Document, attribution: &mut Attribution) -> Option<()> {
    let cue = *attribution.cue.first()?;
    let mut words = cues::tokens(document, cue).map(|t| document.slice(t));
    let be = words.next().is_some_and(|w| matches!(w, "was" | "were" | "is" | "are"));
    let saying = document.slice(cue).contains("saying") || document.slice(cue).contains("to have said");
    if !be || !saying || !words.any(quotes) {
        return None;
    }
    let gap = |end: usize| document.text.get(end..cue.start).is_some_and(|g| matches!(g.trim(), "" | ","));
    let quoted = |s: Span| document.slice(s).contains(['“', '"', '”']);
    let at = attribution.content.iter().position(|s| gap(s.end) && !quoted(*s))?;
    if attribution.content.len() == 1 {
        return None;
    }
    attribution.source = vec![attribution.content.remove(at)];
    attribution.cue[0].end = cue.start + document.slice(cue).trim_end_matches(" by").len();
    Some(())
}

/// "She conceded, under questioning from Ord, that it leaked": the verb before the aside is the cue, and the aside is no
/// part of what is said.
fn under_questioning(document: &Document, attribution: &mut Attribution) {
    let aside = |s: &Span| document.slice(*s).starts_with("under ");
    let Some(cue) = attribution.cue.first_mut() else { return };
    if aside(cue) {
        let tokens = &document.tokens[..document.tokens.partition_point(|t| t.start < cue.start)];
        let reports = |t: &&Span| {
            let verb = document.slice(**t).to_lowercase();
            lexicon::verbs(&verb).any(|(row, form)| row.has("report") && form.any(lexicon::TENSED))
        };
        if let [.., verb, comma] = tokens
            && document.slice(*comma) == ","
            && reports(&verb)
        {
            *cue = *verb;
        }
    }
    let from = cue.end;
    if attribution.content.len() > 1 {
        attribution.content.retain(|s| !(aside(s) && s.start >= from && document.slice(*s).ends_with(',')));
    }
}

/// "Ord, as readers know, said it was shut": who knows stands in an aside, and Ord before it.
fn behind_an_aside(document: &Document, attribution: &mut Attribution) {
    let ([source], [cue, ..]) = (&attribution.source[..], &attribution.cue[..]) else { return };
    let Some(sentence) = document.sentence_at(source.start).map(|n| document.sentences[n]) else { return };
    let Some(subject) = document.text.get(sentence.start..source.start).and_then(|w| w.strip_suffix(", as "))
    else {
        return;
    };
    let gap = document.text.get(source.end..cue.start).and_then(|gap| gap.split_once(','));
    let Some((verb, led)) = gap else { return };
    let aside = lexicon::verbs(&verb.trim().to_lowercase()).next().is_some()
        && led.split_whitespace().all(lexicon::is_adverb);
    let whole =
        !subject.contains([',', '“', '"', ';', ':']) && subject.split(' ').count() <= LONGEST_NAME + 2;
    if aside && whole {
        let subject = Span::new(sentence.start, sentence.start + subject.len());
        attribution.source = vec![subject];
    }
}

/// "…, and said: “No.” Asked by Ord …": who stands in a later sentence does not say it.
fn not_of_a_later_sentence(document: &Document, attribution: &mut Attribution) {
    let ([source], [cue], Some(first), Some(last)) = (
        &attribution.source[..],
        &attribution.cue[..],
        attribution.content.first(),
        attribution.content.last(),
    ) else {
        return;
    };
    let apart = document.sentence_at(source.start) != document.sentence_at(cue.start);
    if cue.end <= first.start && last.end <= source.start && apart {
        attribution.source = subject_that_goes_on(document, *cue).into_iter().collect();
        attribution.evidence.rules.push("who stands in a later sentence does not say it".to_owned());
    }
}

/// "The minister, Jo Ord, was asked about it, and | said": the subject with which the sentence of a second verb begins.
fn subject_that_goes_on(document: &Document, cue: Span) -> Option<Span> {
    let sentence = document.sentences[document.sentence_at(cue.start)?];
    let before = Span::new(sentence.start, cue.start.max(sentence.start));
    document.slice(before).trim_end().ends_with(" and").then_some(())?;
    let finite =
        |t: &Span| document.slice(*t).starts_with(char::is_lowercase) && is_finite(document.slice(*t));
    let verb = cues::tokens(document, before).find(finite)?;
    let words = document.slice(Span::new(sentence.start, verb.start)).trim_end_matches([',', ' ']);
    let subject = Span::new(sentence.start, sentence.start + words.len());
    is_speaker(document, subject).then_some(subject)
}

/// "The charity Memory First said": a capital between the source and its verb is the end of the name, though the word is an
/// adverb, or a verb elsewhere.
fn with_end_of_name(document: &Document, attribution: &mut Attribution) {
    let ([source], [cue]) = (&mut attribution.source[..], &mut attribution.cue[..]) else { return };
    let capital = |t: &Span| document.slice(*t).starts_with(char::is_uppercase);
    let named = cues::tokens(document, *source).last().is_some_and(|t| capital(&t));
    let tokens: Vec<Span> = cues::tokens(document, *cue).collect();
    let count = tokens.iter().take_while(|t| capital(t)).count();
    let beside = source.end < cue.start && document.slice(Span::new(source.end, cue.start)).trim().is_empty();
    if let Some(verb) = tokens.get(count).filter(|_| count > 0 && named && beside) {
        source.end = tokens[count - 1].end;
        cue.start = verb.start;
    }
}

/// Cuts a source off at the border of its sentence: "“…,” said Jo Doe. Max Roe was away".
fn in_one_sentence(document: &Document, attribution: &mut Attribution) {
    let (Some(cue), [source]) = (attribution.cue.first().copied(), &mut attribution.source[..]) else {
        return;
    };
    let Some(sentence) = document.sentence_at(cue.start).map(|n| document.sentences[n]) else { return };
    if source.start < sentence.end && sentence.end < source.end && source.start >= cue.end {
        source.end = sentence.end;
        let words = document.slice(*source);
        source.end -= words.len() - words.trim_end_matches(|c: char| c.is_whitespace() || c == '.').len();
    }
}

/// "In the wake of Storm Ada, the mayor, Jo Doe, said": what belongs to the preposition before the source is no part of it.
fn without_scene(document: &Document, attribution: &mut Attribution) {
    let ([source], [cue, ..]) = (&mut attribution.source[..], &attribution.cue[..]) else { return };
    let before = document.tokens.partition_point(|t| t.start < source.start).checked_sub(1);
    let before = before.map(|at| document.tokens[at]).filter(|t| t.end + 1 >= source.start);
    let governed = before.is_some_and(|word| {
        let word = document.slice(word).to_lowercase();
        !matches!(word.as_str(), "by" | "from" | "with")
            && lexicon::of(&word).is_some_and(|row| row.has("preposition"))
    });
    let words = document.slice(*source);
    let Some((scene, speaker)) = words.split_once(", ").filter(|_| governed && cue.start >= source.end)
    else {
        return;
    };
    // "of Jo Doe, a clerk at Upton": what is set off behind the name is its own.
    let opens = |words: &str| words.starts_with(char::is_uppercase);
    let named = opens(speaker) || speaker.rsplit_once(", ").is_some_and(|(_, last)| opens(last));
    let listed = speaker.contains(", and ");
    if named && !listed && !scene.contains(['“', '"', '(']) {
        source.start = source.end - speaker.len();
    }
}

/// "said quietly Jo Doe": the adverb is no part of the source, which may be all that the tagger took for it.
fn without_adverbs(document: &Document, attribution: &mut Attribution) {
    let (Some(cue), [source]) = (attribution.cue.last().copied(), &mut attribution.source[..]) else {
        return;
    };
    let Some(sentence) = document.sentence_at(cue.start).map(|n| document.sentences[n].end) else { return };
    if source.start < cue.end {
        return;
    }
    let from = document.tokens.partition_point(|t| t.start < source.start);
    let word = |t: &Span| document.slice(*t);
    let adverb = |t: &&Span| {
        let word = word(t);
        word.starts_with(char::is_lowercase) && (lexicon::is_adverb(word) || word.ends_with("ly"))
    };
    let count = document.tokens[from..].iter().take_while(adverb).count();
    let Some(first) = document.tokens.get(from + count).filter(|_| count > 0) else { return };
    if first.start < source.end {
        source.start = first.start;
        return;
    }
    let run = document.tokens[from + count..].iter().take(LONGEST_NAME + 1).take_while(|t| {
        t.end <= sentence
            && (word(t).starts_with(char::is_uppercase) || lexicon::is_small(word(t)) || word(t) == ".")
    });
    let name: Vec<&Span> = run.collect();
    let capital = name.iter().rposition(|t| word(t).starts_with(char::is_uppercase));
    if let Some(last) = capital.filter(|_| word(first).starts_with(char::is_uppercase)) {
        *source = Span::new(first.start, name[last].end);
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{attributed, mended};
    use super::*;

    #[test]
    fn who_is_quoted_speaks() {
        for (marked, who, said) in [
            ("<“It rains,”> <Piet Vos> [was cited as saying by] {the Herald}.", "Piet Vos", "“It rains,”"),
            ("<“It rains,”> <she> [was quoted as saying by] {the Herald}.", "she", "“It rains,”"),
            ("{Vos} [was quoted as saying] <it rained>.", "Vos", "it rained"),
            ("<“It rains,”> <Piet Vos> [said by] {the river}.", "the river", "“It rains,” … Piet Vos"),
        ] {
            assert_eq!(mended(marked, mend), (who.to_owned(), said.to_owned()), "{marked}");
        }
    }

    #[test]
    fn the_scene_before_the_speaker_is_no_source() {
        for (marked, who) in [
            ("In the wake of {Storm Ada, the mayor, Jo Doe}, [said] <it rained>.", "the mayor, Jo Doe"),
            ("For {Upton Water, Jo Doe}, a lawyer, [said] <it rained>.", "Jo Doe"),
            ("A friend of {Jo Doe, a clerk at Upton}, [said] <it rained>.", "Jo Doe, a clerk at Upton"),
            ("A note from {Jo Doe, Piet Vos and others} [said] <it rained>.", "Jo Doe, Piet Vos and others"),
            (
                "That left {Jo Doe, R-Ohio, and Piet Vos}, [saying] <it rained>.",
                "Jo Doe, R-Ohio, and Piet Vos",
            ),
            ("{Jo Doe, Piet Vos and others} [said] <it rained>.", "Jo Doe, Piet Vos and others"),
        ] {
            assert_eq!(mended(marked, mend).0, who, "{marked}");
        }
    }

    #[test]
    fn an_aside_and_a_later_sentence_have_no_speaker() {
        for (marked, who) in [
            ("Colonel Hurst, as {readers} know, [said] <it was shut>.", "Colonel Hurst"),
            ("The old clerk, as {everybody} remembers, always [said] <it was shut>.", "The old clerk"),
            ("It was late, as {Ord} knew, and cold, [said] <the clerk>.", "Ord"),
            ("Voss was there and [said]: <“No.”> Asked by {Ord}, she left.", "Voss"),
            ("The clerk, Jo Voss, was asked about it, and [said]: <“No.”> {Ord} left.", "The clerk, Jo Voss"),
            ("Then it [said]: <“No.”> {Ord} left.", ""),
            ("<“No,”> [said] {Ord}. She left.", "Ord"),
            ("[Said] {Ord}: <“No.”>", "Ord"),
        ] {
            assert_eq!(mended(marked, mend).0, who, "{marked}");
        }
    }

    #[test]
    fn pressure_is_no_cue() {
        for marked in [
            "{She} conceded, [under questioning] from Ord, <that it leaked>.",
            "{She} [conceded], <under pressure from Ord,> <that it leaked>.",
        ] {
            let (document, mut attribution) = attributed(marked);
            mend(&document, &mut attribution);
            assert_eq!(document.slice(attribution.cue[0]), "conceded", "{marked}");
            assert_eq!(document.slice(attribution.content[0]), "that it leaked", "{marked}");
        }
    }

    #[test]
    fn a_name_goes_on_to_the_verb() {
        for (marked, who, cue) in [
            ("{The charity Memory} [First said] <it rained>.", "The charity Memory First", "said"),
            ("{The group Homes} [Now says] <it rained>.", "The group Homes Now", "says"),
            ("{Imran} [Sayed hopes] <it rains>.", "Imran Sayed", "hopes"),
            ("{The League of} [Only Sons said] <it rained>.", "The League of", "Only Sons said"),
            ("{The board} [First said] <it rained>.", "The board", "First said"),
            ("{Voss} [first said] <it rained>.", "Voss", "first said"),
            ("<It rained>, [Said] {Voss}.", "Voss", "Said"),
        ] {
            let (document, mut attribution) = attributed(marked);
            mend(&document, &mut attribution);
            assert_eq!(document.slice(attribution.source[0]), who, "{marked}");
            assert_eq!(document.slice(attribution.cue[0]), cue, "{marked}");
        }
    }

    #[test]
    fn adverbs_and_the_next_sentence_are_no_source() {
        for (marked, who) in [
            ("<“It rains,”> [said] {quietly Dr. Mona Ferris}, who lives there.", "Dr. Mona Ferris"),
            ("<“It rains,”> [said] {softly} Judge Karl Abend, who lives there.", "Judge Karl Abend"),
            ("<“It rains,”> [said] {later} Mona Ferris of Upton.", "Mona Ferris of Upton"),
            ("<“It rains,”> [said] {later}. Mona Ferris left.", "later"),
            ("<“It rains,”> [said] {Dan Ember. Max Brix} was away.", "Dan Ember"),
            ("{Quietly, Mona Ferris} [said] <it rained>.", "Quietly, Mona Ferris"),
        ] {
            assert_eq!(mended(marked, mend).0, who, "{marked}");
        }
    }
}
