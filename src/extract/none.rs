//! Rows that are none: what the tagger takes for an attribution though nobody is said to have said anything.

use super::attribution::{Attribution, CueClass, QuotationKind};
use super::cues::{self, words};
use super::rule_names::HEARD;
use super::setoff::is_talk;
use super::stance;
use super::thresholds::{
    BYTES_OF_HEADING, LINES_OF_TALK, LONGEST_NAME, LONGEST_UNSPOKEN_HEADING, ROWS_OF_TABLE, SHARE_OF_PERSONS,
    TOKENS_TO_NAME, WORDS_OF_LABEL,
};
use super::unsaid;
use crate::english::LexicalWord;
use crate::english::inflect::{Class, Inflection, lemmas};
use crate::english::lexicon;
use crate::text::{Document, FurnitureKind, Span};
use regex::Regex;
use std::sync::LazyLock;

/// What opens a link to another story, a film or a picture.
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        concat!(
            r"^(?i:(?:read|see|watch|listen|also see|see also|also read|read more|read also",
            r"|watch now|more|related|video|photos?|pictures?|images?|file photo|gallery|credit|podcast|in pictures)",
            r"(?: story| article)?\s*[:|»►▶]|(?:read|watch) more\b)",
        ),
    )
    .expect("the pattern is valid")
});

/// Whether an attribution is none.
pub(super) fn is_none(document: &Document, attribution: &Attribution) -> bool {
    let Some(at) = attribution.cue.first().or(attribution.content.first()).map(|s| s.start) else {
        return true;
    };
    let paragraph = document.paragraph_at(at);
    is_reader(document, attribution)
        || !says_something(document, attribution)
        || points(document, attribution)
        || is_act_of(document, attribution)
        || is_noun_with_clause(document, attribution)
        || is_without_speaker(document, attribution)
        || is_predicate(document, attribution)
        || is_praise(document, attribution)
        || is_entry(document, attribution)
        || is_rubric(document, attribution)
        || is_win(document, attribution)
        || is_withheld(document, attribution)
        || is_danger(document, attribution)
        || is_credit(document, attribution)
        || unsaid::is_no_saying(document, attribution)
        || paragraph.is_some_and(|n| {
            is_link(document, n)
                || attribution.kind == QuotationKind::Indirect && is_row(document, n)
                || !is_signed(document, attribution)
                    && is_heading(document, n)
                    && !is_reported_heading(document, attribution, n)
        })
}

/// "you know", "if you think", where the article speaks to its reader.
fn is_reader(document: &Document, attribution: &Attribution) -> bool {
    let mut source = words(document, &attribution.source);
    // "Suffice it to say": a word that is nothing but a verb, and nobody's name, is nobody.
    let verb = |w: &str| {
        let all = lemmas(&w.to_lowercase());
        !all.is_empty() && all.iter().all(|l| l.class == Class::Verb) && !is_name(document, w)
    };
    // "That said, it was late"
    let point = document
        .sentence_at(attribution.cue.first().map_or(0, |c| c.start))
        .is_some_and(|n| document.slice(document.sentences[n]).starts_with("That said,"));
    if point && words(document, &attribution.source).all(|w| w == "That") {
        return true;
    }
    let you = source.next().is_some_and(|w| {
        let row = lexicon::of(&w.to_lowercase());
        verb(w) || row.is_some_and(|row| row.value("pronoun") == Some("second"))
    });
    you && source.next().is_none()
}

/// Whether a word has its capital behind another word where a text names people first: "Loretta Lynch".
fn is_name(document: &Document, word: &str) -> bool {
    let mut tokens = document.tokens.iter().take(TOKENS_TO_NAME).map(|&t| document.slice(t));
    let mut before = tokens.next().unwrap_or_default();
    word.starts_with(char::is_uppercase)
        && tokens.any(|token| {
            let worded = before.chars().all(char::is_alphanumeric);
            before = token;
            token == word && worded
        })
}

/// Whether the content has a word that says something: not "it", "to", "which", but "no" and "yes" do. That somebody
/// "denied that" says something whatever it is.
fn says_something(document: &Document, attribution: &Attribution) -> bool {
    if attribution.kind == QuotationKind::Direct || attribution.cue_class == CueClass::Deny {
        return true;
    }
    words(document, &attribution.content).map(str::to_lowercase).any(|w| {
        !lexicon::is_function(&w) && !w.is_empty() && !matches!(w.as_str(), "so" | "s" | "t")
            || lexicon::negation(&w).is_some()
    }) || is_short_answer(document, attribution)
}

/// "Crane insists *they have*", "*it will*": a clause that leaves out its verb, which the text has just named.
fn is_short_answer(document: &Document, attribution: &Attribution) -> bool {
    let [content] = &attribution.content[..] else { return false };
    let all: Vec<String> = words(document, std::slice::from_ref(content)).map(str::to_lowercase).collect();
    let who = |w: &str| {
        lexicon::of(w).is_some_and(|row| {
            matches!(row.value("pronoun"), Some("first" | "male" | "female" | "neuter" | "plural" | "second"))
        })
    };
    match &all[..] {
        [that, subject, verb] if that == "that" => who(subject) && stance::is_auxiliary(verb),
        [subject, verb] => who(subject) && stance::is_auxiliary(verb),
        _ => false,
    }
}

/// A source that only points ("which", "that") of a verb that attributes nothing.
fn points(document: &Document, attribution: &Attribution) -> bool {
    let mut source = words(document, &attribution.source).map(str::to_lowercase);
    let pointing = source.next().is_some_and(|w| matches!(w.as_str(), "which" | "that" | "this" | "where"));
    pointing
        && source.next().is_none()
        && attribution.kind == QuotationKind::Indirect
        && !attributes(document, attribution)
        && !is_clause(document, attribution)
}

/// Whether the content is a clause with "that".
fn is_clause(document: &Document, attribution: &Attribution) -> bool {
    words(document, &attribution.content).next().is_some_and(|w| w.eq_ignore_ascii_case("that"))
}

/// Whether the cue has a word that the lexicon knows to attribute.
fn attributes(document: &Document, attribution: &Attribution) -> bool {
    let knows = |row: &lexicon::Entry| row.has("report") || row.has("cue");
    words(document, &attribution.cue).any(|w| lexicon::rows(&w.to_lowercase()).any(knows))
}

/// "Voss's decision to leave", "his goal is": an act or an aim, which nobody says.
fn is_act_of(document: &Document, attribution: &Attribution) -> bool {
    let source: Vec<&str> = words(document, &attribution.source).collect();
    let Some(last) = source.last() else { return false };
    let owner = last.ends_with("’s")
        || last.ends_with("'s")
        || last.ends_with("s’")
        || source.len() == 1
            && lexicon::of(&last.to_lowercase())
                .is_some_and(|row| row.value("determiner") == Some("possessive"));
    owner
        && attribution.kind == QuotationKind::Indirect
        && !attribution.cue.is_empty()
        && (!attributes(document, attribution) || is_owner_of_another(document, attribution))
}

/// "Voss's manner departs from talk, revealing contempt": a verb, and the owner of what does it.
fn is_owner_of_another(document: &Document, attribution: &Attribution) -> bool {
    let (Some(source), Some(cue)) = (attribution.source.last(), attribution.cue.first()) else {
        return false;
    };
    let between = document.text.get(source.end..cue.start).unwrap_or_default();
    let noun = |w: &str| lexicon::nouns(&w.to_lowercase()).next().is_some();
    between.contains(',') && !words(document, &attribution.cue).any(noun)
}

/// "The members face laws and rules that bar them": a noun, of which the clause tells what it does.
fn is_noun_with_clause(document: &Document, attribution: &Attribution) -> bool {
    let mut cue = words(document, &attribution.cue).map(str::to_lowercase);
    let plural = |w: String| lexicon::nouns(&w).any(|(_, form)| form.any(Inflection::PLURAL));
    if attribution.kind != QuotationKind::Indirect || !cue.next().is_some_and(plural) || cue.next().is_some()
    {
        return false;
    }
    let mut content = words(document, &attribution.content).map(str::to_lowercase);
    let relative = content.next().is_some_and(|w| matches!(w.as_str(), "that" | "which"));
    let verb = content.find(|w| !lexicon::is_adverb(w));
    let plural_verb = |w: String| {
        let all = lemmas(&w);
        matches!(w.as_str(), "are" | "were" | "have" | "do")
            || !all.is_empty() && all.iter().all(|l| l.class == Class::Verb && l.lemma == w)
    };
    relative && verb.is_some_and(plural_verb)
}

/// A verb in the active with nobody who speaks, and no quotation: "having said that", "it seems". In the passive the
/// speaker may be left out on purpose: "is expected to", "was reported".
fn is_without_speaker(document: &Document, attribution: &Attribution) -> bool {
    let before = cues::around(document, &attribution.source, &attribution.cue);
    let mut cue = words(document, &before).chain(words(document, &attribution.cue)).map(str::to_lowercase);
    let leaves_open = |w: String| {
        lexicon::verbs(&w).any(|(row, _)| row.lemma() == "be")
            || lexicon::of(&w).is_some_and(|row| row.preposition().any(|sense| sense == "attribution"))
            || w == "according"
    };
    // "He agreed, noting that …": who speaks stands in the main clause.
    let takes_up = is_clause(document, attribution)
        && words(document, &attribution.cue).next().is_some_and(|w| {
            lexicon::verbs(&w.to_lowercase())
                .any(|(row, form)| row.has("report") && form.any(Inflection::GERUND))
        });
    attribution.source.is_empty()
        && !attribution.evidence.rules.iter().any(|rule| rule == HEARD)
        && !takes_up
        && attribution.kind == QuotationKind::Indirect
        && words(document, &attribution.cue).next().is_some()
        && !cue.any(leaves_open)
}

/// "Those who replied would be willing to pay": the content is what is said of the source, and the cue only tells which
/// source it is.
fn is_predicate(document: &Document, attribution: &Attribution) -> bool {
    let (Some(source), Some(cue)) = (attribution.source.last(), attribution.cue.first()) else {
        return false;
    };
    let Some(content) = attribution.content.first().filter(|c| c.start >= cue.end) else { return false };
    let between = document.text.get(source.end..cue.start).unwrap_or_default().trim().to_lowercase();
    let first = words(document, std::slice::from_ref(content)).next().map(str::to_lowercase);
    let finite = first.is_some_and(|w| {
        let auxiliary = |row: &lexicon::Entry| row.has("auxiliary") || row.has("modal");
        lexicon::of(&w).is_some_and(auxiliary) || lexicon::verbs(&w).any(|(row, _)| row.has("auxiliary"))
    });
    let source = document.slice(*source).to_lowercase();
    let relative = |word: &str| matches!(word, "who" | "that" | "which");
    let led = relative(&between) || between.is_empty() && relative(&source);
    led && finite && attribution.kind == QuotationKind::Indirect
}

/// "Voss hailed her crew": of whom one speaks well, and nothing of what one says.
fn is_praise(document: &Document, attribution: &Attribution) -> bool {
    let judges = |w: &str| lexicon::verbs(&w.to_lowercase()).any(|(row, _)| row.has("praise"));
    let all: Vec<String> = words(document, &attribution.content).map(str::to_lowercase).collect();
    let person = |w: &String| {
        lexicon::nouns(w).any(|(row, _)| row.has("person") || row.has("people"))
            || LexicalWord::of(w).share_in("noun.person") > SHARE_OF_PERSONS
    };
    let plain = all.iter().all(|w| {
        !lexicon::of(w)
            .is_some_and(|row| row.has("preposition") || row.has("clause") || row.has("conjunction"))
    });
    attribution.kind == QuotationKind::Indirect
        && words(document, &attribution.cue).any(judges)
        && all.len() <= LONGEST_NAME
        && plain
        && all.last().is_some_and(person)
}

/// "Voss claimed victory", "the fire claimed 40 lives", "they claim a share of 4 percent": what somebody gets, or ends.
fn is_win(document: &Document, attribution: &Attribution) -> bool {
    let verb = |lemma: &str| {
        let is = |w: &str| lexicon::verbs(&w.to_lowercase()).any(|(row, _)| row.lemma() == lemma);
        words(document, &attribution.cue).any(is)
    };
    let claims = verb("claim");
    let all: Vec<String> = words(document, &attribution.content).map(str::to_lowercase).collect();
    let clause = all.iter().any(|w| {
        stance::is_finite(w)
            || w == "to"
            || lexicon::of(w)
                .is_some_and(|row| row.has("clause") || row.has("refers") && !row.has("determiner"))
    });
    let counts = all.first().is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let preposition = |w: &String| lexicon::of(w).is_some_and(|row| row.has("preposition"));
    let head = all.iter().take_while(|w| !preposition(w)).last();
    let thing = head.and_then(|w| LexicalWord::of(w).domain()).is_some_and(|of| {
        let got =
            ["noun.event", "noun.possession", "noun.artifact", "noun.quantity", "noun.relation", "noun.body"];
        got.contains(&of)
    });
    // "The panel concluded its hearings": it ended them.
    let ends = verb("conclude");
    attribution.kind == QuotationKind::Indirect && !clause && (claims && (counts || thing) || ends)
}

/// "The tariffs threatened to sink the firm": what a thing may bring about, which says nothing.
fn is_danger(document: &Document, attribution: &Attribution) -> bool {
    let [source] = &attribution.source[..] else { return false };
    let threatens = words(document, &attribution.cue)
        .any(|w| lexicon::verbs(&w.to_lowercase()).any(|(row, _)| row.lemma() == "threaten"));
    let all: Vec<&str> = words(document, std::slice::from_ref(source)).collect();
    let ends = |w: &&&str| cues::ends_noun_phrase(&w.to_lowercase());
    let Some(noun) = all.iter().take_while(|w| !ends(w)).last() else { return false };
    let known = LexicalWord::of(noun);
    let speaks = ["person", "people", "organization", "document", "title", "in_name", "unnamed"];
    let lives = known.share_in("noun.person") + known.share_in("noun.group") > SHARE_OF_PERSONS;
    let thing = noun.starts_with(char::is_lowercase)
        && known.lemmas().first().is_some_and(|l| l.class == Class::Noun)
        && !lives
        && !speaks.iter().any(|tag| known.has_tag(tag));
    threatens && thing && attribution.kind == QuotationKind::Indirect
}

/// "The keeper denied them a goal": what somebody does not get.
fn is_withheld(document: &Document, attribution: &Attribution) -> bool {
    let denies = words(document, &attribution.cue)
        .any(|w| lexicon::verbs(&w.to_lowercase()).any(|(row, _)| row.lemma() == "deny"));
    let mut all = words(document, &attribution.content).map(str::to_lowercase);
    let whom = all.next().is_some_and(|w| {
        matches!(w.as_str(), "him" | "them" | "us" | "me") || w.ends_with("self") || w.ends_with("selves")
    });
    denies && whom && all.next().is_some_and(|w| lexicon::of(&w).is_some_and(|row| row.has("determiner")))
}

/// "The news was first reported by the Echo": who was first with it, and nothing of what it is.
fn is_credit(document: &Document, attribution: &Attribution) -> bool {
    let (Some(source), Some(cue)) = (attribution.source.first(), attribution.cue.first()) else {
        return false;
    };
    let by = document.slice(*cue).ends_with(" by")
        || document.text.get(cue.end..source.start).is_some_and(|gap| gap.trim() == "by");
    let all: Vec<String> = words(document, &attribution.content).map(str::to_lowercase).collect();
    // "The leak" may be of water.
    let told = |w: &str| {
        let named = |row: &lexicon::Entry| row.has("document") || row.value("label") == Some("kind");
        let known = LexicalWord::of(w);
        let communicates = known.share_in("noun.communication") > known.share_in("noun.event");
        communicates && lexicon::nouns(w).any(|(row, _)| named(row))
    };
    by && match &all[..] {
        [article, noun] => matches!(article.as_str(), "the" | "this" | "that") && told(noun),
        [noun] => told(noun),
        _ => false,
    }
}

/// "Mara Voss: Possession of stolen goods, held in jail.", "Mara Voss: Former judge.": what is said of somebody, in a list
/// or a record. Where others of such lines speak, it is a conversation, in which somebody may answer without a verb.
fn is_entry(document: &Document, attribution: &Attribution) -> bool {
    let (Some(source), Some(cue)) = (attribution.source.first(), attribution.cue.first()) else {
        return false;
    };
    let Some(own) = document.paragraph_at(source.start) else { return false };
    let line = |n: usize| document.slice(document.paragraphs[n]);
    let opens =
        document.text[document.paragraphs[own].start..source.start].chars().all(|c| !c.is_alphanumeric());
    let written = |w: &str| lexicon::nouns(&w.to_lowercase()).any(|(row, _)| row.has("document"));
    document.slice(*cue) == ":"
        && attribution.kind == QuotationKind::Indirect
        && opens
        && !words(document, &attribution.source).any(written)
        && ends(line(own))
        && label(line(own)).is_some_and(is_verbless)
        && !(own.saturating_sub(LINES_OF_TALK)..document.paragraphs.len().min(own + LINES_OF_TALK))
            .any(|n| label(line(n)).is_some_and(is_talk))
}

/// "THE FACTS: It fell by half.", "Location: Upton Hall": a label of things, of which nobody speaks.
fn is_rubric(document: &Document, attribution: &Attribution) -> bool {
    let ([source], [cue]) = (&attribution.source[..], &attribution.cue[..]) else { return false };
    let Some(own) = document.paragraph_at(source.start).map(|n| document.paragraphs[n]) else { return false };
    let before = document.text.get(own.start..source.start).unwrap_or_default();
    let label: Vec<&str> = words(document, std::slice::from_ref(source)).collect();
    let article = |w: &str| w.eq_ignore_ascii_case("the");
    let definite = article(before.trim()) || label.first().is_some_and(|w| article(w));
    let of_thing = |w: &str| {
        let known = LexicalWord::of(&w.to_lowercase());
        let speaks = ["person", "people", "organization", "document", "title", "in_name"];
        let lives = known.share_in("noun.person") + known.share_in("noun.group") > 0.0;
        let noun = known.lemmas().first().is_some_and(|l| l.class == Class::Noun);
        noun && !lives && !speaks.iter().any(|tag| known.has_tag(tag)) && (definite || !is_name(document, w))
    };
    let mut things = label.iter().filter(|w| !article(w)).peekable();
    document.slice(*cue) == ":"
        && attribution.kind == QuotationKind::Indirect
        && (before.is_empty() || article(before.trim()))
        && things.peek().is_some()
        && things.all(|w| of_thing(w))
        && !is_talk(document.slice(own))
}

/// What stands behind the label that opens a line: "Voss: …".
fn label(line: &str) -> Option<&str> {
    let (label, told) = line.split_once(": ")?;
    let named = label.starts_with(char::is_uppercase) && label.split_whitespace().count() <= WORDS_OF_LABEL;
    named.then_some(told)
}

/// Whether what stands before the first comma is several words without a verb, and no question or cry follows.
fn is_verbless(told: &str) -> bool {
    let first = told.split([',', ';', '.']).next().unwrap_or_default();
    let mut words =
        first.split(|c: char| !c.is_alphanumeric() && !"'’".contains(c)).filter(|w| !w.is_empty());
    let speaks = |w: &str| {
        let w = w.to_lowercase();
        stance::is_finite(&w)
            || lexicon::of(&w)
                .is_some_and(|row| row.has("refers") || row.has("pronoun") || row.has("interjection"))
    };
    words.clone().count() > 1 && !words.any(speaks) && !told.contains(['?', '!', '“', '"'])
}

/// A line that leads to another story or describes a picture.
pub(super) fn is_link(document: &Document, paragraph: usize) -> bool {
    LINK.is_match(document.slice(document.paragraphs[paragraph]))
}

/// Whether a paragraph is the caption of a picture.
pub(super) fn is_caption(document: &Document, paragraph: Span) -> bool {
    let at = document.furniture.partition_point(|f| f.span.start < paragraph.start);
    let first = document.furniture.get(at);
    first.is_some_and(|f| f.span.start == paragraph.start && f.kind == FurnitureKind::Caption)
}

/// A quotation with its speaker below: “…” — Mara Voss.
fn is_signed(document: &Document, attribution: &Attribution) -> bool {
    let mark = words(document, &attribution.cue).next().is_none();
    mark && !attribution.source.is_empty() && attribution.kind == QuotationKind::Direct
}

/// The first line of a text that says who says it: "Bridge is safe, mayor says", "MAYOR: WE WILL NOT SELL". Further down
/// such a line is the title of another story.
fn is_reported_heading(document: &Document, attribution: &Attribution, paragraph: usize) -> bool {
    let cue = words(document, &attribution.cue).next().is_none() || attributes(document, attribution);
    paragraph == 0 && !attribution.source.is_empty() && !attribution.cue.is_empty() && cue
}

/// Whether a line ends as sentences do.
fn ends(line: &str) -> bool {
    let inner = line.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»']);
    inner.ends_with(['.', '!', '?', '…', ':', ',', ';'])
}

/// A line among others that are no sentences either: a row of a table, one of a list of headlines. Points of a list say
/// something.
fn is_row(document: &Document, paragraph: usize) -> bool {
    let row = |n: usize| {
        document.paragraphs.get(n).map(|&p| document.slice(p)).is_some_and(|line| {
            line.len() <= BYTES_OF_HEADING
                && line.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
                && !ends(line)
        })
    };
    let near = paragraph.saturating_sub(ROWS_OF_TABLE - 1)..=paragraph;
    near.into_iter().any(|from| (from..from + ROWS_OF_TABLE).all(row))
}

/// A line among sentences that is none itself: a headline, a subheading, the title of a film.
fn is_heading(document: &Document, paragraph: usize) -> bool {
    let line = |n: usize| document.paragraphs.get(n).map_or("", |&p| document.slice(p));
    let opens = |line: &str| line.starts_with(|c: char| !c.is_lowercase());
    let own = line(paragraph);
    // Where sentences run over the ends of lines, a line without an end is no heading.
    let apart = || opens(own) && paragraph.checked_sub(1).is_none_or(|n| ends(line(n)) || !opens(line(n)));
    let followed = || opens(line(paragraph + 1)) && ends(line(paragraph + 1));
    own.len() <= BYTES_OF_HEADING
        && !ends(own)
        // A caption needs no full stop.
        && !document.paragraphs.get(paragraph).is_some_and(|&own| is_caption(document, own))
        && own.split_whitespace().count() <= LONGEST_UNSPOKEN_HEADING
        && apart()
        && followed()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::attributed;
    use super::*;

    /// Whether the attribution is none whose source is marked `{…}`, its cue `[…]` and its content `<…>`.
    fn none(marked: &str) -> bool {
        let (document, found) = attributed(marked);
        is_none(&document, &found)
    }

    #[test]
    fn what_says_nothing_is_none() {
        for marked in [
            "As {you} [know], <the lock is old>.",
            "{Suffice} it [to say] <that the lock is old>.",
            "{Voss} [claimed] <victory in the third round>.",
            "<The news> [was first reported by] {the Echo}.",
            "<The story> [was first reported] by {the Echo}.",
            "<This report> [was published by] {the Echo}.",
            "{THE FACTS}[:] <The share fell by a half>.",
            "The {Facts}[:] <The share fell by a half>.",
            "{Location}[:] <The hall stands in Upton>.",
            "{Voss} [denied] <himself a second pudding>.",
            "{Voss’s tariffs} [threatened] <to sink the port>.",
            "{A storm at sea} [threatens to] <sink the ferry>.",
            "{The keeper} [denied] <them a third goal>.",
            "{Voss} [claims] <a daily allowance of £60>.",
            "{The party} [claimed] <11 seats>.",
            "{The family} [claimed] <Ford’s body>.",
            "{The panel} [concluded] <its third public hearing>.",
            "{That} [said], <the lock is old>.",
            "That [said], <the lock is old>.",
            "{Neighbours} [pointed] <it> out.",
            "{Voss} [wants] <to>.",
            "{Voss} [said] <so>.",
            "The lock, {which} [opens] <the way to the sea>, is old.",
            "{Voss’s} [decision to] <leave the board>.",
            "{His} [goal is to] <win the cup>.",
            "{Members} face laws and [rules] <that often prohibit them from voting>.",
            "{Voss} repeated [claims] <that were untrue>.",
            "{Voss’s} manner departs from talk, [revealing] <poor judgment in a candidate>.",
            "{The bank’s} [decision] <to cut its rates>.",
            "[Having said] <all this>, it works.",
            "It [seems] <that the lock is old>.",
            "Of those {who} [replied] <would have paid>.",
            "{Those} who [replied] <would be willing to pay>.",
            "{The engineers} who [complained] <have left the board>.",
            "{Coach Voss} [hailed] <her young goalkeeper>.",
            "{The mayor} [praised] <the volunteers>.",
            "Read more: {Voss} [says] <the lock is old>.",
            "WATCH: {Voss} [explains] <how the lock works>.",
            "Ada Orme 211\n\nBo Pell 34\n\n{Cem Rask} [opposes] <the lock> 17\n\nDag Voss 8\n\nEli Wick 5",
            "All are held.\n\n{Mara R. Voss}[:] <Possession of stolen goods, held in jail on a bond>.",
            "{Mara Voss}[:] <Former judge, now at Hale University>.\n\nOwen Tark: Author of The Lock.",
            "It rained.\n\n{He} [said], <she said>\n\nThe lock is shut.",
            "It rained.\n\n{Voss} [defends] <the lock>\n\nThe lock is shut.",
        ] {
            assert!(none(marked), "{marked}");
        }
    }

    #[test]
    fn what_says_something_is_kept() {
        for marked in [
            "{Voss} [said] <no>.",
            "{Voss} [insists] <they have>.",
            "Asked if it would hold, {Voss} [said] <that it would>.",
            "It rained.\n\nCaption: <The gate will be mended by 2027>, {the port} [said]\n\nThe lock is shut.",
            "<The visit> [was first reported by] {the Echo}.",
            "<The leak> [was first reported by] {the Echo}.",
            "<The news of the sale> [was confirmed by] {the Echo}.",
            "<The story>, {Voss} [said], <is old>.",
            "The judge, Ada Lynch, left.\n\n{Lynch} [said] <the lock was old>.",
            "{Voss} [claimed] <responsibility for the fire>.",
            "{The court} [rules] <that laws prohibit it>.",
            "{Voss} [claims] <that hurts the lock>.",
            "{Voss} [claims] <that fire crews have left>.",
            "{Voss} [claimed] <the lock was old>.",
            "{The union} [threatened] <to strike>.",
            "{The letter} [threatened] <to sue>.",
            "{Voss} [threatened to] <leave the board>.",
            "{Voss} [claimed] <11 locks were old>.",
            "{Voss} [praised] <the volunteers as heroes>.",
            "{Voss} [praised] <the crew for its calm>.",
            "{Voss} [condemned] <the attack>.",
            "{Voss} [criticised] <the minister>.",
            "{Voss} [hailed] <the “tireless” volunteers>.",
            "{The men} who [said] <the lock was old> left.",
            "{The authority} [denied] <that>.",
            "{Voss} [said] <“It.”>",
            "“<You know it>,” {Voss} [said].",
            "{Voss’s} [claim that] <the lock is old>.",
            "The report, {which} [says] <the lock is old>, is out.",
            "It rained.\n\n<“It is old.”> [—] {Mara Voss}\n\nThe lock is shut.",
            "{Voss} [said] <the lock\n\nwas old.>",
            "{Police}[:] <the driver fled>",
            "{Police}[:] <the driver fled, a pistol in hand>.",
            "{Voss}[:] <A disgrace, a scandal>.\n\nReporter: Will you resign?",
            "{Voss}[:] <No comment, no tea>.\n\nReporter: You owe us an answer.",
            "{Mayor}[:] <Lock a disgrace>",
            "{Poll}[:] <Two mayors in dead heat>.",
            "Voss agreed, [noting] <that the lock is old>.",
            "The union, {which} [grumbled] <that the lock is old>, left.",
            "It [is said] <that the lock is old>.",
            "[According to] the board, <the lock is old>.",
            "[said] <“The lock is old.”>",
            "It rained\n\nOrd left\n\n{Voss} [said] <“The lock is old”>\n\nIt rained\n\nOrd left",
            "- Ord left\n\n- It rained\n\n- {Voss} [says] <the lock is old>\n\n- It rained\n\n- Ord left",
            "Ord left\n\n{Voss} [said] <the lock was old> and\n\nshut it in May\n\nOrd left",
        ] {
            assert!(!none(marked), "{marked}");
        }
    }
}
