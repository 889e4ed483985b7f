//! What the confidence of an attribution is computed from: the tagger's numbers, the shape of its cue, its source and
//! its content, and of the sentence and the paragraph that it stands in.

use super::words::{Near, NearWord, is_finite, is_word, verb_of};
use crate::english::inflect::{self, Class, Inflection};
use crate::english::lexicon::{self, Entry, Negation, Strength};
use crate::extract::attribution::{Attribution, CueClass, Evidence, QuotationKind};
use crate::text::{Document, Span};
use std::borrow::Cow;

/// A feature that is not 0: its name and its value.
pub(super) type Feature = (Cow<'static, str>, f32);

/// The features of an attribution, read off the document it stands in.
pub(super) fn features(document: &Document, attribution: &Attribution) -> Vec<Feature> {
    let mut out = FeatureList::default();
    let near = Near::new(document, attribution);
    out.tagger(&attribution.evidence);
    out.cue(attribution, &near);
    out.source(attribution, &near);
    out.content(attribution, &near);
    out.sentence(attribution, &near);
    out.paragraph(&near);
    out.0
}

#[derive(Default)]
struct FeatureList(Vec<Feature>);

impl FeatureList {
    fn number(&mut self, name: &'static str, value: f32) {
        if value != 0.0 {
            self.0.push((Cow::Borrowed(name), value));
        }
    }

    fn flag(&mut self, name: &'static str, yes: bool) {
        self.number(name, f32::from(u8::from(yes)));
    }

    fn named(&mut self, group: &str, name: &str) {
        self.0.push((Cow::Owned(format!("{group}:{name}")), 1.0));
    }

    /// How sure the tagger and the linker are; a missing part counts only by its flag.
    fn tagger(&mut self, evidence: &Evidence) {
        let parts = [
            ("source", evidence.source, evidence.weakest[0]),
            ("cue", evidence.cue, evidence.weakest[1]),
            ("content", evidence.content, evidence.weakest[2]),
        ];
        for (part, p, weakest) in parts {
            if p > 0.0 {
                let bounded = p.clamp(0.01, 0.998);
                self.0.push((Cow::Owned(format!("{part} logit")), (bounded / (1.0 - bounded)).ln()));
                self.0.push((Cow::Owned(format!("{part} least")), weakest.max(0.01).ln()));
            }
        }
        self.number("margin", evidence.margin as f32 / 40.0);
        for rule in &evidence.rules {
            self.named("rule", rule);
        }
    }

    fn cue(&mut self, attribution: &Attribution, near: &Near<'_>) {
        self.flag("cue:negated", attribution.negated);
        self.flag("cue:hedged", attribution.hedge.is_some());
        let cue = &near.cue;
        let Some(last) = cue.last() else {
            return;
        };
        let mark = cue.iter().all(|w| !is_word(w.text));
        self.flag("cue:mark", mark);
        self.number("cue:words", (cue.len() as f32).ln());
        let reports =
            |w: &&NearWord<'_>| lexicon::rows(&w.norm).any(|row| row.has("cue") || row.has("report"));
        self.flag("cue:unknown", !mark && !cue.iter().any(|w| reports(&w)));
        if let Some(strength) = cue.iter().filter_map(|w| lexicon::report(&w.norm)).max() {
            self.named("report", strength_name(strength));
        }
        let thing = cue.iter().flat_map(|w| lexicon::rows(&w.norm)).find_map(|row| row.value("thing"));
        if let Some(how) = thing {
            self.named("cue:thing", how);
        }
        let tagged = |tag: &str| cue.iter().any(|w| lexicon::rows(&w.norm).any(|row| row.has(tag)));
        for tag in ["judgement", "spoken_of"] {
            if tagged(tag) {
                self.named("cue", tag);
            }
        }
        if cue.len() > 1
            && !near.is_reported_by
            && lexicon::of(&last.norm).is_some_and(|row| row.has("preposition"))
        {
            self.flag("cue:ends with a preposition", true);
        }
        self.verb(near);
    }

    /// The form of the verb of a cue.
    fn verb(&mut self, near: &Near<'_>) {
        let Some((at, lemma, form)) = verb_of(&near.cue) else {
            self.flag("cue:no verb", true);
            return;
        };
        self.named("verb", lemma);
        let before: Vec<&NearWord<'_>> = near.before_cue.iter().chain(&near.cue[..at]).collect();
        let auxiliary = |lemma: &str| {
            before.iter().any(|w| lexicon::verbs(&w.norm).any(|(row, _)| row.lemma() == lemma))
                || before.iter().any(|w| contracted(lemma, &w.norm))
        };
        let led_by = |test: fn(&Entry) -> bool| before.iter().any(|w| lexicon::of(&w.norm).is_some_and(test));
        let (be, have) = (auxiliary("be"), auxiliary("have"));
        let to = before.last().is_some_and(|w| w.norm == "to");
        let modal = led_by(|row| row.has("modal"));
        self.flag("verb:to", to);
        self.flag("verb:modal", modal);
        self.flag("verb:perfect", have);
        self.flag("verb:not", led_by(|row| row.negation() == Some(Negation::Plain)));
        let past = form.any(Inflection::PAST.or(Inflection::PARTICIPLE));
        self.flag("verb:passive", be && past && !form.any(Inflection::GERUND) && !near.is_reported_by);
        self.flag("verb:progressive", be && form.any(Inflection::GERUND));
        self.flag("verb:gerund", !be && form.any(Inflection::GERUND));
        self.flag("verb:base", !to && !modal && form.any(Inflection::BASE) && !form.any(Inflection::PAST));
    }

    fn source(&mut self, attribution: &Attribution, near: &Near<'_>) {
        let source = &near.source;
        let (Some(first), Some(last)) = (source.first(), source.iter().rfind(|w| is_word(w.text))) else {
            self.flag("source:none", true);
            return;
        };
        let words = source.iter().filter(|w| is_word(w.text)).count();
        self.number("source:words", (words as f32).ln());
        self.source_words(source, first, last, words);
        if let (Some(s), Some(c)) = (attribution.source.first(), attribution.cue.first()) {
            self.flag("source:after its cue", s.start >= c.end);
            let between = if s.start >= c.end {
                near.words_between(c.end, s.start)
            } else {
                near.words_between(s.end, c.start)
            };
            self.number("source:way to the cue", (between as f32 + 1.0).ln());
            self.flag("source:in another sentence", near.sentence_of(s.start) != near.sentence_of(c.start));
        }
        self.flag("source:quoted", near.is_quoted(first.span));
        let writer = words == 1 && matches!(first.norm.as_str(), "i" | "we" | "my" | "our");
        self.flag("source:the writer", writer && !near.is_quoted(first.span));
        self.flag("source:begins the sentence", near.begins_sentence(first.span.start));
    }

    fn source_words(
        &mut self,
        source: &[NearWord<'_>],
        first: &NearWord<'_>,
        last: &NearWord<'_>,
        words: usize,
    ) {
        let row = lexicon::of(&first.norm);
        let value = |tag: &str| row.and_then(|r| r.value(tag));
        let single = words == 1;
        if single && let Some(pronoun) = value("pronoun") {
            self.named("source pronoun", if pronoun == "first" { &first.norm } else { pronoun });
        } else if single && matches!(first.norm.as_str(), "that" | "which" | "who" | "whom") {
            self.flag("source pronoun:relative", true);
        } else if let Some(determiner) = value("determiner") {
            self.named(if single { "source alone" } else { "source determiner" }, determiner);
        }
        self.flag("source:counted", row.is_some_and(|r| r.has("scope") || r.has("number_word")));
        let capital = |w: &NearWord<'_>| w.text.starts_with(char::is_uppercase);
        let name = source.iter().skip(1).any(capital)
            || capital(first) && (inflect::lemmas(&first.norm).is_empty() && row.is_none());
        self.flag("source:name", name);
        let tagged = |tag: &str| source.iter().any(|w| lexicon::nouns(&w.norm).any(|(row, _)| row.has(tag)));
        for tag in ["person", "people", "document", "organization", "unnamed"] {
            if tagged(tag) {
                self.named("source", tag);
            }
        }
        let plural = lexicon::nouns(&last.norm).any(|(_, form)| form.any(Inflection::PLURAL))
            || inflect::lemmas(&last.norm)
                .iter()
                .any(|l| l.class == Class::Noun && l.inflection.any(Inflection::PLURAL));
        let determined = row.is_some_and(|r| r.has("determiner") || r.has("pronoun"));
        self.flag("source:bare plural", plural && !determined && !name);
        self.flag("source:common noun", !name && !determined && !single);
        self.flag(
            "source:possessive",
            last.norm.ends_with("’s")
                || last.norm.ends_with("'s")
                || single && value("determiner") == Some("possessive"),
        );
        self.flag("source:holds a verb", source.iter().any(|w| is_finite(&w.norm)));
    }

    fn content(&mut self, attribution: &Attribution, near: &Near<'_>) {
        self.flag("direct", attribution.kind == QuotationKind::Direct);
        self.flag("mixed", attribution.kind == QuotationKind::Mixed);
        let words: Vec<&NearWord<'_>> = near.content.iter().filter(|w| is_word(w.text)).collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            self.flag("content:no word", true);
            return;
        };
        self.number("content:words", (words.len() as f32).ln());
        self.flag("content:one word", words.len() == 1);
        self.flag("content:at most three words", words.len() <= 3);
        self.flag("content:apart", attribution.content.len() > 1);
        let quoted = attribution.kind != QuotationKind::Indirect;
        let clause = words.iter().any(|w| is_finite(&w.norm));
        self.flag("content:clause", clause);
        self.flag("content:no clause, not quoted", !clause && !quoted && !near.is_reported_by);
        self.flag(
            "content:ends with a function word",
            words.len() > 1 && lexicon::is_function(&last.norm) && !quoted,
        );
        let you = |w: &&&NearWord<'_>| matches!(w.norm.as_str(), "you" | "your" | "yourself");
        self.flag("content:you", !near.is_speech && words.iter().any(|w| you(&w)));
        self.borders(attribution, near);
        self.shape(attribution, near, clause, first);
    }

    /// What the content is by what its cue does: "denied claims" attributes as "denied that" does, "said claims" does not.
    fn shape(&mut self, attribution: &Attribution, near: &Near<'_>, clause: bool, first: &NearWord<'_>) {
        let quoted = attribution.kind != QuotationKind::Indirect;
        let question = matches!(
            first.norm.as_str(),
            "whether" | "if" | "how" | "why" | "what" | "where" | "when" | "which" | "who"
        );
        let shape = match first.norm.as_str() {
            _ if quoted && near.content.len() > 6 => "quotation",
            _ if quoted => "quoted words",
            "to" => "infinitive",
            _ if question => "question",
            _ if clause || near.is_reported_by => "clause",
            _ => "thing",
        };
        let reports =
            |w: &NearWord<'_>| lexicon::rows(&w.norm).any(|row| row.has("cue") || row.has("report"));
        let class = match near.cue.as_slice() {
            [] => "no cue",
            cue if !cue.iter().any(|w| is_word(w.text)) => "mark",
            cue if !cue.iter().any(reports) => "unknown",
            _ => class_name(attribution.cue_class),
        };
        self.0.push((Cow::Owned(format!("{class} {shape}")), 1.0));
    }

    /// How a content lies in its sentence: whether it is cut off.
    fn borders(&mut self, attribution: &Attribution, near: &Near<'_>) {
        let content = &attribution.content;
        let (start, end) = (content[0].start, content[content.len() - 1].end);
        let (before, after) = (near.word_before(start), near.word_after(end));
        let own = |span: Span| attribution.source.iter().chain(&attribution.cue).any(|s| s.overlaps(span));
        let kind = |neighbour: Option<Span>| match neighbour {
            None => "border",
            Some(span) if own(span) && near.is_reported_by => "mark",
            Some(span) if own(span) => "own",
            Some(span) if !is_word(near.slice(span)) => "mark",
            Some(span) => {
                let norm = near.slice(span).to_lowercase();
                match lexicon::of(&norm) {
                    Some(row) if row.has("conjunction") || row.has("clause") => "conjunction",
                    Some(row) if row.has("preposition") => "preposition",
                    _ => "word",
                }
            }
        };
        self.named("before the content", kind(before));
        self.named("after the content", kind(after));
        let cue = attribution
            .cue
            .iter()
            .map(|c| near.words_between(c.end.min(end), start.max(c.end.min(end))))
            .min();
        self.number("content:way from the cue", (cue.unwrap_or(0) as f32 + 1.0).ln());
        self.flag("content:begins the sentence", near.begins_sentence(start));
        self.flag("content:before its cue", attribution.cue.first().is_some_and(|c| start < c.start));
        self.number("sentence:share", near.share);
    }

    fn sentence(&mut self, attribution: &Attribution, near: &Near<'_>) {
        let spoken = |w: &NearWord<'_>| {
            near.is_quoted(w.span) || near.is_speech && attribution.content.iter().any(|c| c.overlaps(w.span))
        };
        let outside = || near.sentence.iter().filter(|w| !spoken(w));
        let any = |test: fn(&str) -> bool| outside().any(|w| test(&w.norm));
        self.flag(
            "sentence:you",
            any(|w| matches!(w, "you" | "your" | "yourself" | "you’re" | "you'll" | "you’ll" | "you're")),
        );
        self.flag(
            "sentence:we",
            any(|w| matches!(w, "we" | "our" | "us" | "we’re" | "we're" | "we’ve" | "we've" | "let’s")),
        );
        let words = near.sentence.iter().filter(|w| is_word(w.text)).count();
        self.number("sentence:words", (words.max(1) as f32).ln());
        let last = near.sentence.iter().rfind(|w| !matches!(w.text, "”" | "\"" | ")" | "’"));
        self.flag(
            "sentence:no final mark",
            near.is_among_paragraphs && last.is_some_and(|w| is_word(w.text)),
        );
        if let Some(first) = near.sentence.iter().find(|w| is_word(w.text)) {
            let row = lexicon::of(&first.norm);
            let conjunction = row.is_some_and(|r| r.has("clause") || r.has("conjunction"));
            self.flag("sentence:begins with a conjunction", conjunction);
            self.flag("sentence:begins with a gerund", verb_forms(&first.norm, Inflection::GERUND));
        }
    }

    /// The shape of the paragraph; that of a text of one, a headline or a part that is read by itself, says nothing.
    fn paragraph(&mut self, near: &Near<'_>) {
        if !near.is_among_paragraphs {
            return;
        }
        let words = near.paragraph.iter().filter(|t| is_word(t)).count();
        self.number("paragraph:words", (words.max(1) as f32).ln());
        let open = near.paragraph.last().is_some_and(|t| is_word(t) || *t == "|");
        self.flag("paragraph:no final mark", open);
        self.flag("paragraph:short, no final mark", open && words <= 20);
        self.flag("paragraph:first", near.is_first_paragraph);
    }
}

fn verb_forms(norm: &str, form: Inflection) -> bool {
    inflect::lemmas(norm).first().is_some_and(|l| l.class == Class::Verb && l.inflection.any(form))
}

/// Whether `norm` ends with a short form of an auxiliary: "he's", "they've".
fn contracted(lemma: &str, norm: &str) -> bool {
    let ends = |short: &str| norm.strip_suffix(short).is_some_and(|rest| rest.ends_with(['\'', '’']));
    match lemma {
        "be" => ends("m") || ends("re"),
        "have" => ends("ve"),
        _ => false,
    }
}

/// Cues that do much the same by one name: there are too few of some.
fn class_name(class: CueClass) -> &'static str {
    match class {
        CueClass::Say => "say",
        CueClass::Assert | CueClass::Deny | CueClass::Allege | CueClass::Warn => "assert",
        CueClass::Promise => "promise",
        CueClass::Ask | CueClass::Order => "ask",
        CueClass::Believe => "believe",
        CueClass::Want => "want",
        CueClass::Document => "document",
    }
}

fn strength_name(strength: Strength) -> &'static str {
    match strength {
        Strength::Doubting => "doubting",
        Strength::Holding => "holding",
        Strength::Plain => "plain",
        Strength::Sure => "sure",
    }
}
