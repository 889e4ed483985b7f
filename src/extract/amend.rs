//! What rules make of what the tagger found: spans mended, what it cannot see added, rows that are none left out.

use super::attribution::{Attribution, CueClass, QuotationKind};
use super::finding::{Passage, touches};
use super::rule_names::{ESTIMATED, HEARD, SET_OFF};
use super::thresholds::{LEAST_OF_LAYOUT, MOST_OF_UNTOLD, UNUTTERED};
use super::{
    alone, asides, circumstances, cited, closing, confidence, cues, ends, estimate, gapped, hearers,
    interrupted, inverted, kind, mend, none, parenthesis, quoted, recorded, relative, repeats, second,
    seconded, setoff, stance, unsaid, verb_first, voices,
};
use crate::english::inflect::Inflection;
use crate::english::lexicon;
use crate::text::{Document, Span};

/// The attributions of a document after all rules; `quoted` are its outermost quotations.
pub(super) fn amend(document: &Document, quoted: &[Span], found: Vec<Attribution>) -> Vec<Attribution> {
    let mut out = mended(document, quoted, found);
    let mut set_off = setoff::set_off_passages(document);
    let mut findings = quoted::quoted_passages(document, &out);
    findings.append(&mut set_off.findings);
    findings.extend(hearers::passages(document, &out));
    findings.extend(inverted::inverted_passages(document, &out));
    findings.extend(estimate::estimates(document, &out));
    findings.extend(verb_first::verb_first_passages(document, &out));
    findings.extend(closing::closing_passages(document, &out));
    let findings = without_overlaps(findings);
    out.retain(|a| !none::is_none(document, a) && !hearers::is_asked(document, a));
    out.retain(|a| !is_asked(document, &set_off.questions, a));
    give_way(document, quoted, &findings, &mut out);
    out.extend(findings.into_iter().map(|finding| of_passage(document, quoted, finding)));
    for lone in alone::lone_quotations(document, quoted, &out) {
        match lone.part_of {
            Some(i) => {
                let Attribution { source, cue, mut content, mut evidence, .. } = out[i].clone();
                content.push(lone.words);
                content.sort_unstable();
                evidence.rules.push(lone.rule.to_owned());
                out[i] = assemble(document, quoted, source, cue, content, evidence);
            }
            None => {
                let passage = Passage::new(None, None, vec![lone.words], lone.rule);
                out.push(of_passage(document, quoted, passage));
            }
        }
    }
    let mut out = seconded::join(document, out, |a| renewed(document, quoted, a));
    repeats::without_repeats(document, &mut out);
    out
}

/// What a rule found, as an attribution.
pub(super) fn of_passage(document: &Document, quoted: &[Span], passage: Passage) -> Attribution {
    let tokens = passage.content.iter().map(|&s| cues::tokens(document, s).count()).sum();
    let evidence = passage.evidence(tokens);
    let (source, cue) = (passage.source.into_iter().collect(), passage.cue.into_iter().collect());
    let mut found = assemble(document, quoted, source, cue, passage.content, evidence);
    if !is_unuttered(document, &found) {
        found.confidence = found.confidence.max(LEAST_OF_LAYOUT);
    }
    found
}

/// An attribution with these spans.
pub(super) fn assemble(
    document: &Document,
    quoted: &[Span],
    source: Vec<Span>,
    cue: Vec<Span>,
    content: Vec<Span>,
    evidence: super::Evidence,
) -> Attribution {
    let read = cues::read_cue(document, &source, &cue);
    let kind = kind::kind(document, quoted, &content);
    let parts = stance::Parts { source: &source, cue: &cue, content: &content, kind };
    let stance = stance::stance(document, parts, read);
    // What these rules find is told, though no verb of saying stands there.
    let told = evidence.rules.iter().any(|rule| [HEARD, ESTIMATED, SET_OFF].contains(&rule.as_str()));
    let mut attribution = Attribution {
        confidence: 0.0,
        kind,
        source,
        cue,
        content,
        cue_class: read.class,
        negated: read.negated,
        hedge: read.hedge,
        asserted: stance.asserted,
        reported: stance.reported || told && stance.asserted,
        parent: None,
        evidence,
    };
    attribution.confidence = confidence::confidence(document, &attribution);
    if is_unuttered(document, &attribution) {
        attribution.confidence *= UNUTTERED;
    }
    if unsaid::is_untold(document, &attribution) {
        attribution.confidence = (attribution.confidence * UNUTTERED).min(MOST_OF_UNTOLD);
    }
    let plain = is_led_in(document, &attribution)
        || is_behind_quotation(document, &attribution)
        || hearers::is_heard_clause(document, &attribution);
    if plain || is_recorded(document, &attribution) {
        attribution.confidence = attribution.confidence.max(LEAST_OF_LAYOUT);
    }
    attribution
}

/// "On glazes Vik is firm: “Two coats.”": whatever the verb, a colon hands over to whole sentences in quotation marks.
fn is_led_in(document: &Document, attribution: &Attribution) -> bool {
    let (Some(source), Some(first), Some(last)) =
        (attribution.source.first(), attribution.content.first(), attribution.content.last())
    else {
        return false;
    };
    let whole = document.slice(*last).trim_end_matches(['”', '"', '’', '\'']).ends_with(['.', '!', '?', '…']);
    let gap = document.text.get(source.end..first.start).unwrap_or_default();
    whole
        && attribution.kind == QuotationKind::Direct
        && document.slice(*first).starts_with(['“', '"', '‘', '«', '„'])
        && gap.trim_end().ends_with(':')
        && !gap.contains('\n')
        && document.sentence_at(source.start) == document.sentence_at(first.start)
}

/// “Never again,” he laughed; “Never!” laughed Voss: whatever the verb, who does it right behind a sentence in quotation
/// marks that goes on to it says it.
fn is_behind_quotation(document: &Document, attribution: &Attribution) -> bool {
    let ([source], [cue], [content]) =
        (&attribution.source[..], &attribution.cue[..], &attribution.content[..])
    else {
        return false;
    };
    let inner = document.slice(*content).trim_end_matches(['”', '"', '’', '\'']);
    let next = |from: usize, to: usize| document.text.get(from..to).is_some_and(|gap| gap == " ");
    let beside = next(content.end, source.start) && next(source.end, cue.start)
        || next(content.end, cue.start) && next(cue.end, source.start);
    let verb = cues::words(document, &attribution.cue).collect::<Vec<_>>();
    attribution.kind == QuotationKind::Direct
        && inner.ends_with([',', '!', '?'])
        && inner.contains(' ')
        && beside
        && matches!(verb[..], [verb] if stance::is_finite(verb))
        && document.sentence_at(content.start) == document.sentence_at(cue.start)
}

/// "A guard can be heard saying it is shut": what the verbs around "saying" tell is that it was recorded.
fn is_recorded(document: &Document, attribution: &Attribution) -> bool {
    let mut cue = cues::words(document, &attribution.cue);
    let perceived = cue.any(|w| matches!(w, "heard" | "seen"));
    let reports = |w: &str| {
        let says = |(row, form): (&lexicon::Entry, Inflection)| {
            stance::is_plain_report(row) && form.any(Inflection::GERUND)
        };
        lexicon::verbs(w).any(says)
    };
    perceived && cue.any(reports) && attribution.asserted && !attribution.source.is_empty()
}

/// What nobody has said, or an aim, a wish, a belief or a decision that nobody is said to have uttered: rather what
/// somebody does than a row. What "nobody ruled out" somebody may well have said.
fn is_unuttered(document: &Document, attribution: &Attribution) -> bool {
    use CueClass::{Ask, Believe, Order, Promise, Want};
    let attitude = matches!(attribution.cue_class, Ask | Believe | Order | Promise | Want)
        || cues::is_shown_by_event(document, &attribution.source, &attribution.cue);
    let nobody = attribution.negated
        && attribution.cue_class != CueClass::Deny
        && cues::is_nobody(document, &attribution.source);
    let attitude = attitude && attribution.asserted && !attribution.reported;
    (attitude || nobody) && attribution.kind == QuotationKind::Indirect
}

/// An attribution with what follows from its spans computed anew.
fn renewed(document: &Document, quoted: &[Span], a: Attribution) -> Attribution {
    assemble(document, quoted, a.source, a.cue, a.content, a.evidence)
}

fn mended(document: &Document, quoted: &[Span], found: Vec<Attribution>) -> Vec<Attribution> {
    let renew = |a| renewed(document, quoted, a);
    let found = verb_first::join(document, found, renew);
    let found = second::part(document, quoted, found, renew);
    let found = gapped::part(document, found, renew);
    let found = recorded::join(document, found, renew);
    let mut taken: Vec<Span> =
        found.iter().flat_map(|a| a.content.iter().chain(&a.source)).copied().collect();
    taken.sort_unstable();
    let is_taken = |span: Span| touches(&taken, span);
    let mut out = Vec::with_capacity(found.len());
    for mut attribution in found {
        let before = (attribution.source.clone(), attribution.content.clone());
        cited::mend(document, &mut attribution);
        voices::mend(document, &mut attribution);
        hearers::mend(document, &mut attribution);
        mend::whole_subject(document, &mut attribution);
        let mut others = mend::split(document, &mut attribution);
        others.extend(relative::mend(document, &mut attribution));
        ends::mend(document, &mut attribution, is_taken);
        asides::mend(document, &mut attribution);
        circumstances::mend(document, &mut attribution);
        let beside = mend::subject_beside(document, &attribution, is_taken);
        let changed = beside.is_some() || before != (attribution.source.clone(), attribution.content.clone());
        if let Some(name) = beside {
            attribution.source = vec![name];
            attribution.evidence.rules.push("the name beside the cue".to_owned());
        }
        out.push(if changed { renew(attribution) } else { attribution });
        out.extend(others.into_iter().map(renew));
    }
    let out = parenthesis::join(document, out, renew);
    interrupted::join(document, quoted, out, renew)
}

/// Findings in order, each without a rival before it.
fn without_overlaps(mut findings: Vec<Passage>) -> Vec<Passage> {
    findings.sort_by_key(|f| f.content[0].start);
    let mut end = 0;
    findings.retain(|f| {
        let free = f.content[0].start >= end;
        if free {
            end = f.content[f.content.len() - 1].end;
        }
        free
    });
    findings
}

/// Takes what rules found out of what the tagger found there. What lies inside one of their contents is read again, as
/// nested.
fn give_way(document: &Document, quoted: &[Span], findings: &[Passage], out: &mut Vec<Attribution>) {
    if findings.is_empty() {
        return;
    }
    let mut contents: Vec<Span> = findings.iter().flat_map(|f| &f.content).copied().collect();
    let mut heads: Vec<Span> = findings.iter().flat_map(|f| f.source.iter().chain(&f.cue)).copied().collect();
    contents.sort_unstable();
    heads.sort_unstable();
    let kept = |mut a: Attribution| {
        let before = a.content.len();
        if a.content.iter().chain(&a.cue).any(|&s| touches(&heads, s)) {
            return None;
        }
        a.content.retain(|&s| !touches(&contents, s));
        let fewer = a.content.len() < before;
        (!a.content.is_empty()).then(|| {
            if fewer { assemble(document, quoted, a.source, a.cue, a.content, a.evidence) } else { a }
        })
    };
    *out = std::mem::take(out).into_iter().filter_map(kept).collect();
}

/// Whether an attribution is the talk of an interviewer: in a question, with no source but the two who speak.
fn is_asked(document: &Document, questions: &[Span], attribution: &Attribution) -> bool {
    let at = attribution.content[0].start;
    let Some(question) = questions[..questions.partition_point(|q| q.start <= at)].last() else {
        return false;
    };
    if !question.contains(at) {
        return false;
    }
    attribution.source.first().is_none_or(|&source| {
        let word = document.slice(source).to_lowercase();
        let speaks =
            lexicon::of(&word).is_some_and(|row| matches!(row.value("pronoun"), Some("first" | "second")));
        speaks || source.start <= question.start
    })
}
