//! Stance: whether what is attributed was said to be so, and whether it was said at all.
//!
//! Both are read off the cue, what stands right before it, and the shape of the content.

use super::attribution::{CueClass, QuotationKind};
use super::cues::{self, Cue};
use super::thresholds::{QUOTATIONS_SIDE_BY_SIDE, WORDS_OF_CONTENT, WORDS_TO_VERB};
use crate::english::inflect::{self, Class, Inflection};
use crate::english::lexicon::{self, Entry, Modality, Strength};
use crate::text::{Document, Span};

/// How the content of an attribution is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stance {
    /// The source puts the content forward: it was not left unsaid, denied, asked or only supposed.
    pub(super) asserted: bool,
    /// Somebody is reported to have said, written, shown or found it; a belief, wish or plan may have gone unuttered.
    pub(super) reported: bool,
}

/// The spans of an attribution and the kind of its content.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts<'a> {
    pub(super) source: &'a [Span],
    pub(super) cue: &'a [Span],
    pub(super) content: &'a [Span],
    pub(super) kind: QuotationKind,
}

/// The stance of an attribution with this cue.
pub(super) fn stance(document: &Document, parts: Parts<'_>, read: Cue) -> Stance {
    let text = Reader { document, parts, read };
    let happened = !(read.negated || text.is_unreal() || text.is_supposed() || text.is_questioned());
    Stance {
        asserted: happened && !text.is_denied() && !text.is_question(),
        reported: happened && text.is_uttered(),
    }
}

struct Reader<'a> {
    document: &'a Document,
    parts: Parts<'a>,
    read: Cue,
}

impl Reader<'_> {
    fn words(&self, spans: &[Span]) -> impl Iterator<Item = String> {
        spans.iter().flat_map(|&s| cues::tokens(self.document, s)).map(|t| self.lower(t))
    }

    fn lower(&self, token: Span) -> String {
        self.document.slice(token).to_lowercase()
    }

    /// The words of the cue, and those before it in its clause.
    fn verb_group(&self) -> Vec<String> {
        let before = cues::around(self.document, self.parts.source, self.parts.cue);
        before.into_iter().map(|t| self.lower(t)).chain(self.words(self.parts.cue)).collect()
    }

    /// Where the clause begins as far as it is known: at the source or the cue, whichever comes first.
    fn start(&self) -> Option<usize> {
        let cue = self.parts.cue.first()?.start;
        Some(self.parts.source.first().map_or(cue, |s| s.start.min(cue)))
    }

    /// The word before the clause in its sentence, with adverbs left out.
    fn before(&self) -> Option<String> {
        let start = self.start()?;
        let sentence = self.document.sentences.get(self.document.sentence_at(start)?)?.start;
        let to = self.document.tokens.partition_point(|t| t.start < start);
        let near = self.document.tokens[to.saturating_sub(3)..to].iter().rev();
        let mut words = near.take_while(|t| t.start >= sentence).map(|&t| self.lower(t));
        let opens = |row: &Entry| row.has("conditional") || row.has("clause");
        words.find(|w| lexicon::of(w).is_some_and(opens) || !lexicon::is_adverb(w))
    }

    /// "should have said", "would say", "plans to announce", "is expected to say", "will say": nothing was said, unless
    /// the words that will be said are there.
    fn is_unreal(&self) -> bool {
        let group = self.verb_group();
        // "can be heard saying" is what was recorded.
        let recorded = group.iter().any(|w| matches!(w.as_str(), "heard" | "seen"))
            && group.last().is_some_and(|w| is_gerund(w));
        let modal = !recorded
            && group.iter().any(|w| {
                w != "need"
                    && lexicon::modality(w).is_some_and(|m| m != Modality::Certain || self.is_to_come(w))
            });
        let wish = self.read.class == CueClass::Want;
        // "likes to say" is what somebody often says.
        let often =
            |w: &String| !modal && lexicon::verbs(w).any(|(row, _)| matches!(row.lemma(), "like" | "love"));
        let ahead = group.windows(2).enumerate().any(|(at, pair)| {
            pair[0] == "to"
                && lexicon::verbs(&pair[1]).any(|(row, _)| is_plain_report(row))
                && at
                    .checked_sub(1)
                    .is_some_and(|before| looks_ahead(&group[before]) && !often(&group[before]))
        });
        modal && !wish || ahead
    }

    /// "will say", "will tell": nobody has said it yet, and nobody knows in which words.
    fn is_to_come(&self, modal: &str) -> bool {
        let utters = |row: &Entry| {
            is_plain_report(row) || matches!(row.value("cue"), Some("assert" | "deny" | "allege" | "warn"))
        };
        let verb = || self.words(self.parts.cue).flat_map(|w| lexicon::verbs(&w)).any(|(row, _)| utters(row));
        matches!(modal, "will" | "shall") && self.parts.kind == QuotationKind::Indirect && verb()
    }

    /// "if the mayor says", "until he says", "had he said", "when he says", "anyone who says".
    fn is_supposed(&self) -> bool {
        let open = |w: &str| {
            lexicon::of(w).is_some_and(|row| row.has("conditional")) || matches!(w, "until" | "till")
        };
        let anybody = |w: &str| matches!(w, "anyone" | "anybody" | "whoever" | "nobody");
        let before = self.before();
        let supposes = |w: &str| {
            open(w) || anybody(w) || self.is_inverted(w) || self.is_general(w) || self.is_imagined(w)
        };
        before.as_deref().is_some_and(supposes)
            || [self.parts.source, self.parts.cue]
                .iter()
                .any(|own| self.words(own).next().is_some_and(|w| self.is_inverted(&w)))
            || self.words(self.parts.source).next().is_some_and(|w| anybody(&w))
    }

    /// "Had he said so, …", "Should he say so, …"
    fn is_inverted(&self, before: &str) -> bool {
        let sentence =
            self.start().and_then(|at| self.document.sentence_at(at)).map(|i| self.document.sentences[i]);
        let opens = |s: Span| cues::tokens(self.document, s).next().is_some_and(|t| self.lower(t) == before);
        matches!(before, "had" | "should" | "were") && sentence.is_some_and(opens)
    }

    /// "Suppose he says so", "Imagine that he said so": an order to the reader.
    fn is_imagined(&self, before: &str) -> bool {
        let Some(start) = self.start() else { return false };
        let sentence = self.document.sentence_at(start).map(|i| self.document.sentences[i]);
        let opens = |s: Span| {
            let first = cues::tokens(self.document, s).next().map(|t| self.lower(t));
            first.is_some_and(|w| {
                matches!(w.as_str(), "suppose" | "imagine") && (before == "that" || before == w)
            })
        };
        sentence.is_some_and(opens)
    }

    /// "When he says so, …": whenever he will, not once that he did.
    fn is_general(&self, before: &str) -> bool {
        let present = |w: String| {
            lexicon::verbs(&w).any(|(_, form)| {
                form.any(Inflection::THIRD_PERSON.or(Inflection::BASE)) && !form.any(Inflection::PAST)
            })
        };
        matches!(before, "when" | "whenever" | "once")
            && self.words(self.parts.cue).next().is_some_and(present)
    }

    /// "Did he say so?", "Who says so?": the article asks.
    fn is_questioned(&self) -> bool {
        let Some(start) = self.start() else { return false };
        let Some(sentence) = self.document.sentence_at(start).map(|i| self.document.sentences[i]) else {
            return false;
        };
        let inverted = self.before().is_some_and(|w| is_auxiliary(&w));
        let who = self.words(self.parts.source).next().is_some_and(|w| {
            let asks = lexicon::of(&w).is_some_and(|row| row.has("clause"));
            asks && self.parts.source[0].start == sentence.start
        });
        (inverted || who) && self.document.slice(sentence).ends_with('?')
    }

    /// "denied that", "doubts that": the content is what the source does not hold.
    fn is_denied(&self) -> bool {
        let all: Vec<String> = self.words(self.parts.cue).collect();
        let has = |is: &dyn Fn(&Entry) -> bool| all.iter().any(|w| lexicon::rows(w).any(is));
        let denied = self.read.class == CueClass::Deny
            && (has(&|row| row.lemma() == "deny") || !self.says_what_it_is());
        (denied || has(&|row| row.has("disbelief"))) && self.parts.kind != QuotationKind::Direct
    }

    /// "dismissed it as nonsense"; not "disputed that he was known as the Fixer", "rejected claims of acting as a spy".
    fn says_what_it_is(&self) -> bool {
        let all: Vec<String> = self.words(self.parts.content).collect();
        let clause = |w: &String| {
            is_auxiliary(w) && is_finite(w)
                || lexicon::of(w).is_some_and(|row| row.has("clause") && w != "as")
        };
        let past = Inflection::PAST.or(Inflection::PARTICIPLE).or(Inflection::GERUND);
        let verb =
            |w: &String| inflect::lemmas(w).iter().any(|l| l.class == Class::Verb && l.inflection.any(past));
        // "the cut as a trick"
        let noun = |at: usize| {
            at.checked_sub(1).and_then(|d| lexicon::of(&all[d])).is_some_and(|row| row.has("determiner"))
        };
        let at = all.iter().position(|w| w == "as").filter(|&at| at > 0);
        at.is_some_and(|at| !all[..at].iter().any(clause) && (noun(at - 1) || !verb(&all[at - 1])))
    }

    /// "asked whether", “Is it safe?”
    fn is_question(&self) -> bool {
        let first = self.words(self.parts.content).find(|w| w.starts_with(char::is_alphanumeric));
        let open = |row: &Entry| {
            matches!(row.value("clause"), Some("question" | "relative")) || row.has("conditional")
        };
        let indirect = first.as_deref().and_then(lexicon::of).is_some_and(open);
        let marks = |span: &Span| {
            let words = self.document.slice(*span).trim_end_matches(|c: char| "”\"’'» ".contains(c));
            words.ends_with('?') && !words.contains(['.', '!']) && !self.quotes_question(*span, words.len())
        };
        // "asked about the dam", "questioned her about the dam"
        let about = |w: &str| matches!(w, "about" | "regarding" | "concerning");
        let topic = first.as_deref().is_some_and(about)
            || self.words(self.parts.cue).last().is_some_and(|w| about(&w));
        // "“Would anyone,” she asked, “care to try?”", "Was it safe, he asked": the order of the words asks.
        let parted = || {
            let (last, rest) = self.parts.content.split_last()?;
            let open =
                |s: &Span| self.document.slice(*s).trim_end_matches(['”', '"', '’', ' ']).ends_with(',');
            let first = self.document.slice(*last).chars().find(|c| c.is_alphanumeric());
            let goes_on = first.is_some_and(char::is_lowercase) && !rest.is_empty();
            (goes_on && rest.iter().all(open)).then(|| marks(last))
        };
        let inverted = || self.read.class == CueClass::Ask && first.as_deref().is_some_and(is_auxiliary);
        self.read.class == CueClass::Ask && (indirect || topic)
            || self.parts.content.iter().all(marks)
            || parted().unwrap_or_default()
            || inverted()
    }

    /// "It held one word: “When?”", "He goes, ‘Who are you?’": the question is quoted within what is said.
    fn quotes_question(&self, span: Span, length: usize) -> bool {
        let first = span.start + self.document.slice(span).find(char::is_alphanumeric).unwrap_or(0);
        let mark = span.start + length - 1;
        let to = self.document.quotations.partition_point(|q| q.outer.start <= mark);
        let near = &self.document.quotations[to.saturating_sub(QUOTATIONS_SIDE_BY_SIDE)..to];
        let around = |at: usize| near.iter().filter(|q| q.outer.contains(at)).count();
        let introduced = || {
            let opens = near.iter().rev().find(|q| q.outer.contains(mark)).map_or(mark, |q| q.outer.start);
            self.document.text[..opens].trim_end().ends_with(':')
        };
        let deeper = around(mark) > around(first);
        self.read.class != CueClass::Ask && deeper && (around(first) > 0 || introduced())
    }

    /// Whether words were uttered: quoted, or by a cue that is an utterance.
    fn is_uttered(&self) -> bool {
        let cue: Vec<String> =
            self.words(self.parts.cue).filter(|w| w.starts_with(char::is_alphanumeric)).collect();
        if self.parts.kind != QuotationKind::Indirect || cue.is_empty() {
            return true;
        }
        if cues::is_shown_by_event(self.document, self.parts.source, self.parts.cue) {
            return false;
        }
        let rows: Vec<&Entry> = cue.iter().flat_map(|w| lexicon::rows(w)).collect();
        let any = |is: &dyn Fn(&Entry) -> bool| rows.iter().any(|row| is(row));
        match self.read.class {
            CueClass::Believe => any(&is_plain_report) || self.is_announced(&rows),
            CueClass::Want => any(&|row| row.lemma() == "hope") && self.is_announced(&rows),
            CueClass::Promise => {
                any(&is_plain_report) || any(&|r| r.value("cue") == Some("promise") && !r.has("hedge"))
            }
            CueClass::Order => !any(&|row| row.has("decisive")) || self.has_clause(),
            CueClass::Say | CueClass::Assert | CueClass::Document => {
                let known = any(&|row| row.has("cue") || row.has("report")) || self.is_phrase(&cue);
                known && (!any(&needs_clause) || self.is_finding(&rows))
                    || self.has_clause() && !self.is_state(&cue)
            }
            CueClass::Ask => any(&|row| row.has("cue")) || self.has_clause(),
            CueClass::Deny | CueClass::Allege | CueClass::Warn => true,
        }
    }

    /// Whether the words of a cue make a phrase of the lexicon that reports: "pointed out".
    fn is_phrase(&self, cue: &[String]) -> bool {
        let word = |at: usize| cue.get(at).map(String::as_str);
        (0..cue.len()).any(|at| lexicon::phrase(at, word).is_some_and(|(row, _)| row.has("cue")))
    }

    /// An attitude that is public because an institution has it, or a forecast: "The bank expects growth of 2 percent".
    fn is_announced(&self, rows: &[&Entry]) -> bool {
        let holds = rows.iter().any(|row| row.report() == Some(Strength::Holding));
        let forecasts = || rows.iter().any(|row| row.has("document"));
        let counts = || self.words(self.parts.content).any(|w| w.starts_with(|c: char| c.is_ascii_digit()));
        let ahead = || rows.iter().any(|row| row.has("future")) && counts();
        let to = self.words(self.parts.content).next().is_some_and(|w| w == "to");
        holds && !self.parts.source.is_empty() && !to && (forecasts() || ahead() || self.is_institution())
    }

    /// Whether the source is an institution or speaks for one: "the bank", "officials", "the NRF".
    fn is_institution(&self) -> bool {
        let all = self.parts.source.iter().flat_map(|&s| cues::tokens(self.document, s));
        let head: Vec<&str> =
            all.map(|t| self.document.slice(t)).take_while(|w| *w != "," && *w != "who").collect();
        // "shop owner Imran Voss": the noun before a name says what it is of.
        let capital = |w: &&str| w.starts_with(char::is_uppercase);
        let noun = head.iter().rposition(|w| !capital(w) && lexicon::nouns(w).next().is_some());
        let named = noun.is_some_and(|at| at + 1 < head.len() && head[at + 1..].iter().all(capital));
        let own = if let (true, Some(at)) = (named, noun) { &head[at..] } else { &head[..] };
        own.iter().any(|word| {
            let acronym = word.len() > 1 && word.chars().all(char::is_uppercase);
            let speaks = |row: &Entry| {
                row.has("organization")
                    || row.has("document")
                    || matches!(row.value("unnamed"), Some("official" | "expert" | "analyst" | "source"))
            };
            acronym || lexicon::nouns(&word.to_lowercase()).any(|(row, _)| speaks(row))
        })
    }

    /// What a poll or a study shows or finds, and what scientists find, is a result: "The poll showed 58% for the tram",
    /// "Researchers found a link". Police who find a knife report nothing, nor does a picture that shows one.
    fn is_finding(&self, rows: &[&Entry]) -> bool {
        let finds = rows.iter().any(|row| matches!(row.lemma(), "show" | "find"));
        let all: Vec<String> = self.words(self.parts.source).collect();
        let head = all.iter().take_while(|w| !cues::ends_noun_phrase(w));
        let known: Vec<&Entry> = head.flat_map(|w| lexicon::nouns(w)).map(|(row, _)| row).collect();
        let expert = known.iter().any(|row| row.value("unnamed") == Some("expert"));
        let written = self.read.class == CueClass::Document && !known.iter().any(|row| row.has("image"));
        let counts = || self.words(self.parts.content).any(|w| w.starts_with(|c: char| c.is_ascii_digit()));
        finds && (written || expert && (counts() || self.has_clause_of(true)))
    }

    /// Whether the cue is no verb but a state: "are afraid", "was aware".
    fn is_state(&self, cue: &[String]) -> bool {
        let verb = |w: &String| lexicon::is_verb(w) && !is_auxiliary(w);
        is_auxiliary(&cue[0]) && !cue.iter().any(verb)
    }

    /// Whether the content has a verb of its own: "that it rains", "it rose", but not "a report". A form that may be a
    /// participle ("the bill passed in May") counts where a document speaks, which shows facts rather than things.
    fn has_clause(&self) -> bool {
        self.has_clause_of(self.read.class == CueClass::Document)
    }

    /// "Bees learn fast, they found": what stands before a comma and who found it is a clause, if it has a verb.
    fn is_behind_clause(&self) -> bool {
        let ([content], [source], [cue]) = (self.parts.content, self.parts.source, self.parts.cue) else {
            return false;
        };
        let gap = self.document.text.get(content.end..source.start).unwrap_or_default();
        let tensed = lexicon::TENSED.or(Inflection::BASE);
        let verb = |w: String| {
            let first = inflect::lemmas(&w)
                .first()
                .is_some_and(|l| l.class == Class::Verb && l.inflection.any(tensed));
            // "May" is a month, too.
            first && lexicon::month(&w).is_none()
        };
        gap == ", " && source.end < cue.start && self.words(self.parts.content).skip(1).any(verb)
    }

    /// The same, where what is shown may be a fact.
    fn has_clause_of(&self, shows: bool) -> bool {
        let all: Vec<String> = self.words(self.parts.content).take(WORDS_OF_CONTENT).collect();
        let opens = |w: &String| lexicon::of(w).is_some_and(|row| row.has("clause"));
        let inside = all.iter().skip(1).position(opens).map_or(all.len(), |at| at + 1);
        let firm = |w: &str| {
            let past = inflect::lemmas(w).first().is_some_and(|l| {
                l.inflection.any(Inflection::PAST) && !l.inflection.any(Inflection::PARTICIPLE)
            });
            past || is_auxiliary(w) && is_finite(w)
        };
        // "shows the lead eroding", "shows in detail how"
        let told = || {
            let gerund = |w: &String| is_gerund(w);
            all.iter().skip(1).any(gerund) || all.iter().take(4).any(opens)
        };
        all.first().is_some_and(opens)
            || self.is_behind_clause()
            || all.windows(2).take(WORDS_TO_VERB).any(is_clause_of_several)
            || shows && told()
            || all[..inside].iter().any(|w| if shows { is_finite(w) } else { firm(w) })
    }
}

/// Whether a word is a form of "be", "have" or "do", or a modal verb.
pub(super) fn is_auxiliary(word: &str) -> bool {
    lexicon::modality(word).is_some() && word != "need"
        || lexicon::verbs(word).any(|(row, _)| row.has("auxiliary") && !row.has("ordinary"))
}

/// "bees | prefer": several, and a verb that is no noun above all.
fn is_clause_of_several(pair: &[String]) -> bool {
    let [noun, verb] = pair else { return false };
    let plural = inflect::lemmas(noun)
        .first()
        .is_some_and(|l| l.class == Class::Noun && l.inflection.any(Inflection::PLURAL));
    let all = inflect::lemmas(verb);
    let base = all.first().is_some_and(|l| l.class == Class::Verb && l.lemma == verb);
    plural && base && !lexicon::of(verb).is_some_and(|row| row.has("preposition") || row.has("adverb"))
}

/// Whether a word is the gerund of a verb.
fn is_gerund(word: &str) -> bool {
    inflect::lemmas(word).iter().any(|l| l.class == Class::Verb && l.inflection.any(Inflection::GERUND))
}

/// Whether a word is a verb above all, and one that says when.
pub(super) fn is_finite(word: &str) -> bool {
    let first = inflect::lemmas(word)
        .first()
        .is_some_and(|l| l.class == Class::Verb && l.inflection.any(lexicon::TENSED));
    first || is_auxiliary(word) && word != "be" && word != "been" && word != "being"
}

/// Whether a word reports what is said, shown or found, which words of belief do not.
pub(super) fn is_plain_report(row: &Entry) -> bool {
    row.report().is_some_and(|strength| strength != Strength::Holding)
}

/// Whether a verb shows or makes public a thing as well as a fact: "posted a picture".
fn needs_clause(row: &Entry) -> bool {
    matches!(row.lemma(), "show" | "find" | "post" | "publish" | "release")
        || row.report() == Some(Strength::Sure) && row.value("thing") == Some("mostly")
}

/// Whether what follows a word with "to" is still to come: "plans to", "is expected to", "is due to".
fn looks_ahead(word: &str) -> bool {
    let ahead = |row: &Entry| {
        let wishes = matches!(row.value("cue"), Some("want" | "promise" | "believe"));
        wishes || row.has("future")
    };
    matches!(
        word,
        "about" | "due" | "supposed" | "ready" | "likely" | "unlikely" | "set" | "poised" | "going"
    ) || lexicon::rows(word).any(ahead)
}

#[cfg(test)]
mod tests;
