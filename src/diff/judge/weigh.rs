//! The verdict told as findings: each kind with the words that show it, its severity, why, and how likely it is.

use super::super::finding::{Finding, JUDGE};
use super::super::kind::{Kind, Severity};
use super::super::pair::Pair;
use super::super::pairing::PairLink;
use super::super::reading::{Reading, TokenClass};
use super::super::tells::Tells;
use super::super::tie::Tie;
use super::{Verdict, is_alone, is_proof};
use crate::english::Relation;
use std::borrow::Cow;
use std::ops::Range;

/// Findings for the kinds of a verdict. What a rule found is told in its words; where none did, the words that differ are
/// shown.
pub(in super::super) fn weigh(pair: &Pair<'_>, mut found: Vec<Finding>, verdict: &Verdict) -> Vec<Finding> {
    let mut out: Vec<Finding> = Vec::with_capacity(verdict.kinds.len());
    let shown = found.iter().any(is_proof);
    for &(kind, probability) in &verdict.kinds {
        let detail = matches!(kind, Kind::DetailAdded | Kind::DetailRemoved);
        // "Tested in mice", "tested in patients": surely not the same, and no word for the other.
        let nouns = kind == Kind::Reworded && verdict.material > SURE && are_nouns(pair);
        let kind = if nouns || detail && is_of_things(pair) { Kind::EntityChanged } else { kind };
        if out.iter().any(|f| f.kind == kind) {
            continue;
        }
        let by_rule = found.iter().position(|f| f.kind == kind);
        // What a rule shows to have turned accounts for what the judge alone would call a reversal.
        if shown && by_rule.is_none() && kind == Kind::PolarityFlipped {
            continue;
        }
        // A verb for one of several words has no opposite that its words have: "carried out", "committed".
        let verbs = kind == Kind::PolarityFlipped && by_rule.is_none() && is_of_verbs(pair);
        let figures = kind == Kind::FigureChanged
            && by_rule.is_none()
            && verdict.material <= 0.0
            && has_same_figures(pair);
        let kind = if verbs || figures { Kind::Reworded } else { kind };
        // What the judge alone holds likely is worth a look; that a fact was turned a rule must show.
        let most = if by_rule.is_none() { Severity::Medium } else { Severity::High };
        // These rules know a rounded figure, or a name that may be misspelt, from another one.
        let weighed = by_rule.is_some_and(|n| WEIGHED.contains(&found[n].rule.as_ref()));
        let by_rule = by_rule.map(|n| found.swap_remove(n));
        let least = if weighed { Severity::None } else { usual(kind).0 };
        let finding = by_rule.unwrap_or_else(|| judged(pair, kind));
        let ordinary = kind == Kind::DetailAdded && !is_telling(pair, &finding) && is_put_in(pair, &finding);
        let most = if ordinary { Severity::Low } else { most };
        out.push(Finding {
            severity: finding.severity.max(least).min(most),
            confidence: Some(to_two_places(probability)),
            material_confidence: Some(to_two_places(verdict.material_probability)),
            ..finding
        });
    }
    // A figure that changed explains nothing but itself: what a rule shows beside it stands.
    let counted = out.iter().any(|f| f.kind == Kind::FigureChanged);
    let beside = |f: &Finding| counted && BESIDE_FIGURES.contains(&f.rule.as_ref()) && is_turn(f.kind);
    // Where a fact surely differs and no kind that is left says which, what the rules saw says it.
    let untold = verdict.material > SURE && out.iter().all(|f| is_harmless(f.kind));
    let turns = |f: &Finding| verdict.material > SURE && f.kind == Kind::PolarityFlipped && is_short(pair);
    let says = |f: &Finding| untold && !is_harmless(f.kind) || turns(f);
    let proven: Vec<Finding> = found.into_iter().filter(|f| is_proof(f) || beside(f) || says(f)).collect();
    if !proven.is_empty() {
        out.retain(|f| !is_alone(f.kind));
        let material_confidence = Some(to_two_places(verdict.material_probability));
        out.extend(proven.into_iter().map(|f| Finding { material_confidence, ..f }));
    }
    settle(&mut out, verdict.material);
    // Words about a crime or a death that are gone are an allegation withdrawn, whatever is left.
    for finding in out.iter_mut().filter(|f| f.kind == Kind::DetailRemoved) {
        if !Tells::of(&finding.before).grave.is_empty() {
            finding.severity = finding.severity.max(Severity::Medium);
        }
    }
    out.sort_by_key(|f| (std::cmp::Reverse(f.severity), f.kind.place()));
    out
}

/// Whether both wordings give the same figures, in whatever form and order.
fn has_same_figures(pair: &Pair<'_>) -> bool {
    let sorted = |r: &Reading<'_>| {
        let mut all: Vec<String> = r.figures.iter().map(|f| f.bare.clone()).collect();
        all.sort_unstable();
        all
    };
    sorted(&pair.old) == sorted(&pair.new)
}

/// Whether a few words in one place took that of a few others, and nothing else differs.
fn is_short(pair: &Pair<'_>) -> bool {
    let [hunk] = pair.aligned.hunks.as_slice() else { return false };
    [&hunk.old, &hunk.new].into_iter().all(|range| (1..=SHORT).contains(&range.len()))
}

/// Whether nothing differs but a verb with its particles and another verb, and no opposite is known of either.
fn is_of_verbs(pair: &Pair<'_>) -> bool {
    let [hunk] = pair.aligned.hunks.as_slice() else { return false };
    let verb = |r: &Reading<'_>, range: &Range<usize>| {
        let mut content = range.clone().filter(|&k| r.is_content(k));
        let only = content.next().filter(|&k| r.class(k) == TokenClass::Verb && content.next().is_none())?;
        let particles = range.clone().all(|k| k == only || r.entries[k].has_tag("preposition"));
        particles.then_some(only)
    };
    let (Some(was), Some(is)) = (verb(&pair.old, &hunk.old), verb(&pair.new, &hunk.new)) else {
        return false;
    };
    let (one, other) = (&pair.old.entries[was], &pair.new.entries[is]);
    let opposed = one.relate(other).0 == Relation::Opposite || one.contrast(other) > 0.0;
    !opposed && hunk.old.len() != hunk.new.len()
}

/// Whether nothing differs but what one preposition leads to: "blamed on a cracked rail", "blamed on driver fatigue".
fn is_of_things(pair: &Pair<'_>) -> bool {
    let [hunk] = pair.aligned.hunks.as_slice() else { return false };
    let led = |r: &Reading<'_>, range: &Range<usize>| {
        let lead = range.start.checked_sub(1).is_some_and(|b| r.entries[b].has_tag("preposition"));
        let ends = r.before.get(range.end).is_none_or(|mark| *mark != ' ');
        let noun = |k: usize| matches!(r.class(k), TokenClass::Noun | TokenClass::Name);
        let phrase = range.clone().all(|k| {
            r.is_content(k) && (r.class(k) != TokenClass::Verb || r.is_participle(k))
                || r.entries[k].has_tag("determiner")
        });
        lead && ends && phrase && range.clone().next_back().is_some_and(noun)
    };
    let parted = hunk
        .old
        .clone()
        .filter(|&k| pair.old.is_content(k))
        .all(|k| pair.pairing.old[k].is_none_or(|l| !l.tie.is_near()));
    parted && led(&pair.old, &hunk.old) && led(&pair.new, &hunk.new)
}

/// Rules that show another turn in words that no figure has.
const BESIDE_FIGURES: [&str; 4] = ["cues", "negations", "opposites", "things"];

fn is_turn(kind: Kind) -> bool {
    matches!(kind, Kind::PolarityFlipped | Kind::EntityChanged)
}

/// Whether nothing differs but one noun.
fn are_nouns(pair: &Pair<'_>) -> bool {
    let [hunk] = pair.aligned.hunks.as_slice() else { return false };
    let noun = |r: &Reading<'_>, range: &Range<usize>| {
        let mut content = range.clone().filter(|&k| r.is_content(k));
        content.next().is_some_and(|k| r.class(k) == TokenClass::Noun) && content.next().is_none()
    };
    is_short(pair) && noun(&pair.old, &hunk.old) && noun(&pair.new, &hunk.new)
}

/// Most words of a short difference, on either side.
const SHORT: usize = 3;

/// Content words from which on a detail is a claim of its own.
const CLAIM: usize = 4;

/// Whether what came in took the place of nothing.
fn is_put_in(pair: &Pair<'_>, finding: &Finding) -> bool {
    let words = &pair.new.words;
    let holds = |at: usize| finding.spans_after.iter().any(|s| s.overlaps(words[at].span));
    let mut hunks = pair.aligned.hunks.iter().filter(|hunk| hunk.new.clone().any(holds));
    hunks.all(|hunk| !hunk.old.clone().any(|k| pair.old.is_content(k)))
}

/// Whether a detail that came in is worth a look: a name, a figure, what is never a mere remark, or a whole claim.
fn is_telling(pair: &Pair<'_>, finding: &Finding) -> bool {
    let new = &pair.new;
    let within = |at: usize| finding.spans_after.iter().any(|s| s.covers(new.words[at].span));
    let words: Vec<usize> = (0..new.words.len()).filter(|&at| new.is_content(at) && within(at)).collect();
    let names = |at: &usize| matches!(new.class(*at), TokenClass::Name | TokenClass::Figure);
    words.len() >= CLAIM || words.iter().any(names) || Tells::of(&finding.after).any()
}

fn to_two_places(probability: f32) -> f64 {
    (f64::from(probability) * 100.0).round() / 100.0
}

/// Logits above the threshold of material from which on a change is worth more than a low severity: what may matter is
/// material, what probably does comes first.
pub(super) const PROBABLE: f32 = 1.06;

/// The same where no kind but other words is seen: of real edits of which this holds fewer than half are material.
pub(super) const SURE: f32 = 2.0;

/// Rules whose severity stands, for they tell more from less themselves.
const WEIGHED: [&str; 4] = ["details", "entities", "figures", "speakers"];

/// Brings findings in line with how likely the pair is material.
fn settle(out: &mut [Finding], margin: f32) {
    for finding in out.iter_mut() {
        finding.material = margin > 0.0 && (usual(finding.kind).0 >= Severity::Medium || is_proof(finding));
        if margin <= PROBABLE {
            let harmless = is_harmless(finding.kind) && margin <= 0.0;
            let most = if harmless { Severity::None } else { Severity::Low };
            if harmless && finding.severity > most {
                usual(finding.kind).1.clone_into(&mut finding.reason);
            }
            finding.severity = finding.severity.min(most);
        }
    }
    if margin > 0.0 && !out.iter().any(|f| f.material) {
        let Some(top) = out.iter_mut().max_by_key(|f| f.severity) else { return };
        top.material = true;
        let probable = margin > if is_harmless(top.kind) { SURE } else { PROBABLE };
        top.severity =
            top.severity.min(Severity::Low).max(if probable { Severity::Medium } else { Severity::Low });
        match top.kind {
            Kind::Cosmetic => MAY_NAME.clone_into(&mut top.reason),
            Kind::Reworded => MAY_DIFFER.clone_into(&mut top.reason),
            Kind::DetailRemoved | Kind::FigureRemoved => MAY_QUALIFY.clone_into(&mut top.reason),
            _ => top.reason.push_str("; the meaning may differ"),
        }
    }
}

const MAY_DIFFER: &str = "the new wording may mean something else";
const MAY_NAME: &str = "the new spelling may mean someone or something else";
const MAY_QUALIFY: &str = "the removed words may have qualified the rest";

/// Whether a kind says by itself that nothing is another.
fn is_harmless(kind: Kind) -> bool {
    matches!(kind, Kind::Reworded | Kind::Cosmetic)
}

/// How much a kind matters where it matters at all, and what is said of it where no rule shows it.
fn usual(kind: Kind) -> (Severity, &'static str) {
    match kind {
        Kind::Cosmetic => (Severity::None, "probably only spelling, punctuation or grammar"),
        Kind::Reworded => (Severity::None, "probably the same in other words"),
        Kind::FigureChanged => (Severity::High, "a figure has probably changed"),
        Kind::FigureAdded => (Severity::Medium, "a figure was probably added"),
        Kind::FigureRemoved => (Severity::Low, "a figure was probably removed"),
        Kind::SpeakerChanged => (Severity::Medium, "probably a different source"),
        Kind::SpeakerNamed => (Severity::Low, "the source is probably named now"),
        Kind::SpeakerAnonymised => (Severity::Low, "the source is probably no longer named"),
        Kind::AttributionAdded => (Severity::Medium, "probably now attributed to a source"),
        Kind::AttributionDropped => (Severity::Medium, "probably no longer attributed to a source"),
        Kind::CertaintyRaised => (Severity::Medium, "probably stated with less doubt"),
        Kind::CertaintyLowered => (Severity::Medium, "probably stated with more doubt"),
        Kind::PolarityFlipped => (Severity::High, "probably says the opposite"),
        Kind::QuoteAltered => (Severity::High, "the quoted words have probably changed"),
        Kind::QuoteTrimmed => (Severity::Low, "the quote was probably shortened or extended"),
        Kind::QuoteToParaphrase => (Severity::Low, "probably no longer quoted word for word"),
        Kind::ParaphraseToQuote => (Severity::Low, "probably now quoted word for word"),
        Kind::EntityChanged => (Severity::High, "probably another person, place or thing"),
        Kind::DetailAdded => (Severity::Medium, "probably says more than before"),
        Kind::DetailRemoved => (Severity::Low, "probably says less than before"),
        Kind::ScopeChanged => (Severity::Medium, "probably covers more or less than before"),
        _ => (Severity::Medium, "probably a different statement"),
    }
}

/// A finding that no rule made: the words that differ show it, of one side only where something was added or removed.
fn judged(pair: &Pair<'_>, kind: Kind) -> Finding {
    let (old, new) = match kind {
        Kind::DetailAdded | Kind::FigureAdded | Kind::AttributionAdded => (false, true),
        Kind::DetailRemoved | Kind::FigureRemoved | Kind::AttributionDropped => (true, false),
        _ => (true, true),
    };
    let side = |wanted: bool, reading: &Reading<'_>, links: &[Option<PairLink>], stays: &[Option<usize>]| {
        let lone = |at: usize| links[at].is_none() && stays[at].is_none();
        let differs = |at: usize| stays[at].is_none() && links[at].is_none_or(|l| l.tie != Tie::Same);
        let shown = if old && new { telling(reading, kind, differs) } else { telling(reading, kind, lone) };
        if wanted { shown } else { Vec::new() }
    };
    let mut before = side(old, &pair.old, &pair.pairing.old, &pair.aligned.old_to_new);
    let mut after = side(new, &pair.new, &pair.pairing.new, &pair.aligned.new_to_old);
    if before.is_empty() && after.is_empty() {
        // The same words in another order.
        let hunks = pair.aligned.hunks.iter();
        (before, after) = hunks.map(|h| (h.old.clone(), h.new.clone())).unzip();
    }
    if kind == Kind::Different || before.is_empty() && after.is_empty() {
        let all = |reading: &Reading<'_>| std::iter::once(0..reading.words.len()).collect();
        (before, after) = (all(&pair.old), all(&pair.new));
    }
    let (severity, reason) = usual(kind);
    Finding { rule: Cow::Borrowed(JUDGE), ..pair.finding(kind, severity, &before, &after, reason) }
}

/// The runs of words that differ: those with a word that a kind is about, else all.
fn telling(reading: &Reading<'_>, kind: Kind, differs: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let is_about = |at: usize| match kind {
        Kind::FigureChanged | Kind::FigureAdded | Kind::FigureRemoved => {
            reading.class(at) == TokenClass::Figure
        }
        Kind::QuoteAltered | Kind::QuoteTrimmed => reading.words[at].quoted,
        Kind::EntityChanged | Kind::DetailAdded | Kind::DetailRemoved => reading.is_content(at),
        _ => true,
    };
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in (0..reading.words.len()).filter(|&at| differs(at)) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    let about: Vec<Range<usize>> = runs.iter().filter(|run| (*run).clone().any(is_about)).cloned().collect();
    if about.is_empty() { runs } else { about }
}

#[cfg(test)]
mod tests {
    use super::super::super::texts::compare_texts;
    use super::*;
    use crate::claim::{Days, bare_statement};

    fn found(before: &str, after: &str) -> Vec<Finding> {
        compare_texts(before, after).changes
    }

    /// The words that the judge shows of a kind.
    fn told(before: &str, after: &str, kind: Kind) -> (String, String) {
        let (old, new) = (bare_statement(before), bare_statement(after));
        let days = Days::default();
        let finding = judged(&Pair::new(&old, &new, &days), kind);
        assert_eq!(finding.rule, JUDGE);
        (finding.before, finding.after)
    }

    /// Reworded without a rule that says why: the judge's own.
    const PAIR: (&str, &str) = ("The council argued over the pier.", "The council debated the pier.");

    #[test]
    fn what_the_judge_alone_sees_shows_the_words_that_differ() {
        let (before, after) = PAIR;
        let told = |kind| told(before, after, kind);
        assert_eq!(told(Kind::Reworded), ("argued over".to_owned(), "debated".to_owned()));
        assert_eq!(
            told(Kind::Different),
            (before.trim_end_matches('.').to_owned(), after.trim_end_matches('.').to_owned())
        );
    }

    #[test]
    fn what_is_added_shows_nothing_of_the_old_wording() {
        let (before, after) = ("The pier is shut.", "The old pier is shut after 12 storms.");
        let new = |words: &str| (String::new(), words.to_owned());
        assert_eq!(told(before, after, Kind::DetailAdded), new("old … after 12 storms"));
        assert_eq!(told(before, after, Kind::FigureAdded), new("after 12 storms"));
        assert_eq!(told(after, before, Kind::FigureRemoved), ("after 12 storms".to_owned(), String::new()));
    }

    #[test]
    fn one_cause_for_another_is_no_detail() {
        let pairs = [
            ("The crash was blamed on a cracked rail.", "The crash was blamed on driver fatigue."),
            ("The delay was blamed on a broken signal.", "The delay was blamed on staff shortages."),
            ("The fire was put down to faulty wiring.", "The fire was put down to arson."),
        ];
        for (before, after) in pairs {
            let kinds: Vec<Kind> = found(before, after).iter().map(|f| f.kind).collect();
            assert_eq!(kinds, [Kind::EntityChanged], "{before}");
        }
    }

    #[test]
    fn the_same_words_in_another_order_are_shown() {
        let (was, is) =
            told("A fire and a flood hit Upton.", "A flood and a fire hit Upton.", Kind::Reworded);
        assert!(!was.is_empty() && !is.is_empty(), "{was} / {is}");
    }

    #[test]
    fn every_kind_that_was_weighed_says_how_likely_it_is() {
        let pairs =
            [PAIR, ("The fire killed 12 people.", "The fire killed 19 people."), ("A pier.", "The pier")];
        for finding in pairs.iter().flat_map(|(before, after)| found(before, after)) {
            for p in [finding.confidence, finding.material_confidence] {
                let p = p.unwrap();
                let percent = p * 100.0;
                assert!((0.0..=1.0).contains(&p) && (percent - percent.round()).abs() < 1e-9, "{finding:?}");
            }
        }
    }

    #[test]
    fn a_reason_says_no_more_than_was_shown() {
        let mut findings =
            [Finding::new(Kind::SpeakerNamed, "", "", Severity::Low, "the source is now named")];
        settle(&mut findings, 0.5);
        assert_eq!(findings[0].reason, "the source is now named; the meaning may differ");
        let mut findings =
            [Finding::new(Kind::DetailRemoved, "", "", Severity::Low, "says less than before")];
        settle(&mut findings, 0.5);
        assert_eq!(findings[0].reason, MAY_QUALIFY);
        let mut findings = [Finding::new(Kind::Reworded, "", "", Severity::Medium, "a new word")];
        settle(&mut findings, -0.5);
        assert_eq!(
            (findings[0].reason.as_str(), findings[0].severity),
            (usual(Kind::Reworded).1, Severity::None)
        );
    }
}
