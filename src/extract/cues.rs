//! What a cue does: its class, whether it is negated, and the words that weaken it, by lists of lemmas.

use super::attribution::CueClass;
use crate::text::{Document, Span};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What [`read`] finds in a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cue {
    pub(super) class: CueClass,
    pub(super) negated: bool,
    pub(super) hedge: Option<Span>,
}

/// Phrases, which are looked for before single words, the longest first. Each word is given as its lemma.
const PHRASES: &[(&[&str], CueClass)] = &[
    (&["call", "for"], CueClass::Ask),
    (&["call", "on"], CueClass::Ask),
    (&["call", "upon"], CueClass::Ask),
    (&["press", "for"], CueClass::Ask),
    (&["push", "for"], CueClass::Want),
    (&["appeal", "to"], CueClass::Ask),
    (&["appeal", "for"], CueClass::Ask),
    (&["plan", "to"], CueClass::Promise),
    (&["agree", "to"], CueClass::Promise),
    (&["intend", "to"], CueClass::Promise),
    (&["commit", "to"], CueClass::Promise),
    (&["vow", "to"], CueClass::Promise),
    (&["threaten", "to"], CueClass::Warn),
    (&["sound", "the", "alarm"], CueClass::Warn),
    (&["rule", "out"], CueClass::Deny),
    (&["brush", "off"], CueClass::Deny),
    (&["brush", "aside"], CueClass::Deny),
    (&["shoot", "down"], CueClass::Deny),
    (&["push", "back"], CueClass::Deny),
    (&["play", "down"], CueClass::Deny),
    (&["point", "out"], CueClass::Assert),
    (&["double", "down"], CueClass::Assert),
    (&["make", "clear"], CueClass::Assert),
    (&["stand", "by"], CueClass::Assert),
    (&["accord", "to"], CueClass::Say),
    (&["in", "favor", "of"], CueClass::Want),
    (&["in", "favour", "of"], CueClass::Want),
    (&["would", "like"], CueClass::Want),
    (&["long", "for"], CueClass::Want),
    (&["be", "sure"], CueClass::Believe),
    (&["be", "convince"], CueClass::Believe),
    (&["in", "the", "view", "of"], CueClass::Believe),
    (&["in", "the", "opinion", "of"], CueClass::Believe),
];

/// Lemmas of verbs, and the nouns made of them, by class. British and American spellings both stand here.
const LEMMAS: &[(CueClass, &str)] = &[
    (
        CueClass::Assert,
        "assert insist maintain affirm reaffirm confirm declare announce stress emphasise emphasize underline underscore \
         highlight reiterate repeat proclaim testify swear attest certify vouch guarantee conclude argue \
         contend reveal disclose show indicate demonstrate prove establish acknowledge admit concede confess boast \
         trumpet tout criticise criticize condemn denounce decry blast slam praise hail laud applaud blame credit \
         contention assertion announcement declaration confirmation admission acknowledgement acknowledgment \
         revelation disclosure conclusion argument testimony criticism praise confession affirmation insistence \
         decide determine recognise recognize",
    ),
    (
        CueClass::Deny,
        "deny reject dismiss refute rebut dispute disavow repudiate disagree contradict debunk disclaim downplay \
         denial rejection dismissal rebuttal",
    ),
    (
        CueClass::Allege,
        "claim allege accuse purport charge insinuate imply suspect allegation accusation insinuation suspicion \
         supposedly allegedly",
    ),
    (CueClass::Warn, "warn threaten caution alert forewarn warning threat caution alarm"),
    (
        CueClass::Promise,
        "promise pledge vow plan intend commit undertake pledge promise plan intention commitment propose offer \
         proposal assure reassure assurance",
    ),
    (
        CueClass::Ask,
        "ask request urge demand beg plead implore inquire enquire question query wonder entreat beseech invite \
         encourage exhort advise recommend petition lobby appeal demand question request plea recommendation advice \
         query inquiry enquiry press prod challenge",
    ),
    (
        CueClass::Believe,
        "believe think expect fear feel consider know suppose guess assume imagine doubt reckon predict forecast \
         estimate anticipate foresee view regard see understand worry suspect belief thought opinion view expectation \
         fear forecast prediction estimate assumption concern conviction speculate speculation theorise theorize \
         hypothesise hypothesize deem judge remember recall realise realize learn conceive perceive",
    ),
    (
        CueClass::Want,
        "want hope wish support back favor favour prefer oppose seek desire like love hate endorse advocate champion \
         desire hope wish support opposition preference endorsement need strive try aim",
    ),
    (
        CueClass::Order,
        "order rule ban decree mandate instruct command direct require prohibit forbid sentence convict acquit \
         overturn uphold block ruling verdict decree instruction directive injunction enact legislate dictate outlaw",
    ),
    (CueClass::Document, "find read finding"),
];

/// Forms that no ending explains.
const IRREGULAR: &[(&str, &str)] = &[
    ("according", "accord"),
    ("thought", "think"),
    ("knew", "know"),
    ("known", "know"),
    ("felt", "feel"),
    ("found", "find"),
    ("swore", "swear"),
    ("sworn", "swear"),
    ("sought", "seek"),
    ("saw", "see"),
    ("seen", "see"),
    ("foresaw", "foresee"),
    ("forbade", "forbid"),
    ("forbidden", "forbid"),
    ("shown", "show"),
    ("upheld", "uphold"),
    ("undertook", "undertake"),
    ("shot", "shoot"),
    ("made", "make"),
    ("stood", "stand"),
    ("was", "be"),
    ("were", "be"),
    ("is", "be"),
    ("are", "be"),
    ("been", "be"),
    ("understood", "understand"),
    ("overturned", "overturn"),
    ("proven", "prove"),
    ("learnt", "learn"),
    ("pled", "plead"),
    ("misspoke", "misspeak"),
];

/// Nouns of things that speak because somebody wrote them.
const DOCUMENTS: &str = "report study poll survey letter document memo filing lawsuit complaint indictment affidavit \
     statement bill law constitution treaty dossier transcript data figures statistics research analysis paper book \
     article editorial email message note text website site ad advertisement headline chart census audit review \
     warrant order memorandum communique communiqué resolution platform plan guidelines rules petition tweet post";

const NEGATIONS: &str = "not never no neither nor cannot nobody none without hardly refuse decline fail stop";

const HEDGES: &str = "reportedly allegedly apparently seemingly supposedly purportedly ostensibly presumably likely \
     probably possibly perhaps maybe may might could appear seem tend arguably";

/// Reads the cue of an attribution, which is empty for one without.
pub(super) fn read_cue(document: &Document, source: &[Span], cue: &[Span]) -> Cue {
    let inside: Vec<Span> = cue.iter().flat_map(|&c| tokens(document, c)).collect();
    let words: Vec<String> = inside.iter().map(|&t| document.slice(t).to_lowercase()).collect();
    let around = around(document, source, cue);
    let negated = around.iter().chain(&inside).any(|&t| {
        let word = document.slice(t).to_lowercase().replace('’', "'");
        word.ends_with("n't") || NEGATION_FORMS.contains(&word)
    }) || source.first().and_then(|&s| tokens(document, s).next()).is_some_and(|t| {
        matches!(document.slice(t).to_lowercase().as_str(), "no" | "nobody" | "none" | "neither")
    });
    let hedge =
        around.iter().chain(&inside).position(|&t| HEDGE_FORMS.contains(&document.slice(t).to_lowercase()));
    let hedge = hedge.map(|i| {
        let all: Vec<Span> = around.iter().chain(&inside).copied().collect();
        let to = all.get(i + 1).filter(|t| document.slice(**t) == "to");
        Span::new(all[i].start, to.map_or(all[i].end, |t| t.end))
    });
    Cue { class: class(document, source, &words), negated, hedge }
}

fn class(document: &Document, source: &[Span], words: &[String]) -> CueClass {
    let phrase = PHRASE_FORMS.iter().find(|(phrase, _)| {
        words.windows(phrase.len()).any(|w| w.iter().zip(phrase).all(|(word, forms)| forms.contains(word)))
    });
    let single = || words.iter().find_map(|w| CLASSES.get(w).copied());
    let class = phrase.map(|(_, class)| *class).or_else(single).unwrap_or(CueClass::Say);
    let written = || {
        source.iter().any(|&s| {
            tokens(document, s)
                .last()
                .is_some_and(|t| DOCUMENT_FORMS.contains(&document.slice(t).to_lowercase()))
        })
    };
    match class {
        CueClass::Say | CueClass::Assert if written() => CueClass::Document,
        CueClass::Document if !source.is_empty() && !written() => CueClass::Assert,
        _ => class,
    }
}

/// The tokens before the cue that can negate or weaken it: back to the source, three at most, in its sentence.
fn around(document: &Document, source: &[Span], cue: &[Span]) -> Vec<Span> {
    let Some(cue) = cue.first() else { return Vec::new() };
    let end = document.tokens.partition_point(|t| t.start < cue.start);
    let sentence = document.sentence_at(cue.start).map_or(0, |i| document.sentences[i].start);
    let border = source.iter().map(|s| s.end).filter(|&e| e <= cue.start).max().unwrap_or(0).max(sentence);
    let near = &document.tokens[end.saturating_sub(3)..end];
    // A mark ends the clause that the cue stands in.
    let clause = near.iter().rposition(|&t| !document.slice(t).starts_with(char::is_alphanumeric));
    near[clause.map_or(0, |i| i + 1)..].iter().copied().filter(|t| t.start >= border).collect()
}

fn tokens(document: &Document, span: Span) -> impl Iterator<Item = Span> {
    let from = document.tokens.partition_point(|t| t.end <= span.start);
    document.tokens[from..].iter().copied().take_while(move |t| t.start < span.end)
}

/// The forms of `PHRASES`, word by word.
static PHRASE_FORMS: LazyLock<Vec<(Vec<HashSet<String>>, CueClass)>> = LazyLock::new(|| {
    let of = |phrase: &[&str]| phrase.iter().map(|lemma| forms(lemma).collect()).collect();
    PHRASES.iter().map(|&(phrase, class)| (of(phrase), class)).collect()
});

/// The class of each form of `LEMMAS`; of one that stands in several, the first.
static CLASSES: LazyLock<HashMap<String, CueClass>> = LazyLock::new(|| {
    let mut out = HashMap::new();
    for &(class, lemmas) in LEMMAS {
        for form in forms_of_all(lemmas) {
            out.entry(form).or_insert(class);
        }
    }
    out
});

static DOCUMENT_FORMS: LazyLock<HashSet<String>> = LazyLock::new(|| forms_of_all(DOCUMENTS).collect());
static NEGATION_FORMS: LazyLock<HashSet<String>> = LazyLock::new(|| forms_of_all(NEGATIONS).collect());
static HEDGE_FORMS: LazyLock<HashSet<String>> = LazyLock::new(|| forms_of_all(HEDGES).collect());

fn forms_of_all(lemmas: &str) -> impl Iterator<Item = String> {
    lemmas.split_ascii_whitespace().flat_map(forms)
}

/// The inflected forms of an English verb or noun, and some that it does not have.
fn forms(lemma: &str) -> impl Iterator<Item = String> {
    let irregular = IRREGULAR.iter().filter(move |(_, of)| *of == lemma).map(|(form, _)| (*form).to_owned());
    let with = |stem: &str, endings: &[&str]| endings.iter().map(|e| format!("{stem}{e}")).collect();
    let mut regular: Vec<String> = match lemma.strip_suffix('e') {
        Some(stem) => with(stem, &["es", "ed", "ing"]),
        None => with(lemma, &["s", "es", "ed", "ing"]),
    };
    if let Some(stem) = lemma.strip_suffix('y') {
        regular.extend([format!("{stem}ies"), format!("{stem}ied")]);
    }
    // "plan", "planned"
    if let Some(last) = lemma.chars().next_back().filter(|&last| last != 'e') {
        regular.extend([format!("{lemma}{last}ed"), format!("{lemma}{last}ing")]);
    }
    std::iter::once(lemma.to_owned()).chain(irregular).chain(regular)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a cue marked `[…]` whose source is marked `{…}`.
    fn cue(marked: &str) -> (CueClass, bool, Option<String>) {
        let mut text = String::new();
        let (mut source, mut cue) = (Vec::new(), Vec::new());
        let mut open = 0;
        for c in marked.chars() {
            match c {
                '[' | '{' => open = text.len(),
                ']' => cue.push(Span::new(open, text.len())),
                '}' => source.push(Span::new(open, text.len())),
                _ => text.push(c),
            }
        }
        let document = Document::new(text);
        let found = read_cue(&document, &source, &cue);
        (found.class, found.negated, found.hedge.map(|h| document.slice(h).to_owned()))
    }

    #[test]
    fn classes() {
        for (marked, class) in [
            ("{She} [said] so.", CueClass::Say),
            ("{She} [told] the court so.", CueClass::Say),
            ("[According to] {the mayor}, so.", CueClass::Say),
            ("So, {the mayor} [wrote in a letter].", CueClass::Say),
            ("{PENCE}[:] So.", CueClass::Say),
            ("{She} [emphasised] it.", CueClass::Assert),
            ("{She} [emphasized] it.", CueClass::Assert),
            ("{She} [criticised] it.", CueClass::Assert),
            ("{She} [made clear] that.", CueClass::Assert),
            ("{She} [pointed out] that.", CueClass::Assert),
            ("{She} [admitted] it.", CueClass::Assert),
            ("{She} [denied] it.", CueClass::Deny),
            ("{She} [ruled out] a run.", CueClass::Deny),
            ("in a [denial] by {the firm}", CueClass::Deny),
            ("{She} [alleged] that.", CueClass::Allege),
            ("the [claim] by {the firm} that", CueClass::Allege),
            ("{She} [accused] him of it.", CueClass::Allege),
            ("{She} [warned in a statement] that.", CueClass::Warn),
            ("{She} [threatened to] sue.", CueClass::Warn),
            ("{She} [plans to] run.", CueClass::Promise),
            ("{She} [pledged] it.", CueClass::Promise),
            ("{They} [agreed to] talk.", CueClass::Promise),
            ("{She} [called for] calm.", CueClass::Ask),
            ("{She} [called on] him to go.", CueClass::Ask),
            ("{She} [begged] him to go.", CueClass::Ask),
            ("{She} [urging] calm", CueClass::Ask),
            ("{She} [thinks] so.", CueClass::Believe),
            ("It [is expected to] rain.", CueClass::Believe),
            ("{She} [worries] that.", CueClass::Believe),
            ("{She} [wants] it.", CueClass::Want),
            ("{She} [favours] it.", CueClass::Want),
            ("{The judge} [ruled] that.", CueClass::Order),
            ("{The court} [forbade] it.", CueClass::Order),
            ("{The report} [found] that.", CueClass::Document),
            ("{A poll} [shows] that.", CueClass::Document),
            ("{The letter} [reads]: so", CueClass::Document),
            ("{The jury} [found] that.", CueClass::Assert),
        ] {
            assert_eq!(cue(marked).0, class, "{marked}");
        }
    }

    #[test]
    fn negation() {
        for marked in [
            "{She} did not [say] so.",
            "{She} [didn’t say] so.",
            "{She} [declined to say] so.",
            "{She} [refused to confirm] it.",
            "{She} never [claimed] that.",
            "{Nobody} [said] so.",
            "{No official} [said] so.",
        ] {
            assert!(cue(marked).1, "{marked}");
        }
        for marked in [
            "{She} [said] no.",
            "{She} [denied] it.",
            "She did not go, {she} [said].",
            "Not so, [said] {she}.",
        ] {
            assert!(!cue(marked).1, "{marked}");
        }
    }

    #[test]
    fn hedges() {
        for (marked, hedge) in [
            ("{She} reportedly [said] so.", Some("reportedly")),
            ("{She} [appeared to suggest] so.", Some("appeared to")),
            ("{She} may have [said] so.", Some("may")),
            ("{She} [said] he may go.", None),
            ("It may rain, {she} [said].", None),
        ] {
            assert_eq!(cue(marked).2.as_deref(), hedge, "{marked}");
        }
    }
}
