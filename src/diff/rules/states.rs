//! States: what is done was under way, what holds no longer does, what is so was about to be.

use super::negations::negates;
use super::{Find, Rule};
use crate::diff::finding::Finding;
use crate::diff::pair::{Pair, Side, View};
use crate::diff::reading::{Reading, TokenClass};
use crate::diff::tie::Tie;
use crate::diff::{Kind, Severity};
use crate::english::{Class, Inflection};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "states",
    says: "What was done is under way, what was so is coming about, or what held no longer does, or the other way round.",
    place: "First stage, beside plans: to the rules for words only an auxiliary or the form of a verb differs.",
    findings: Find::Whole(findings),
    catches: &[
        ("The senator has recovered.", "The senator is recovering."),
        ("The bank has closed the branch in Upton.", "The bank is closing the branch in Upton."),
        ("The house has been sold.", "The house is being sold."),
        ("The village was evacuated on Monday.", "The village is being evacuated."),
        ("The glacier melted, the survey found.", "The glacier is melting, the survey found."),
        ("The dam has burst.", "The dam is bursting."),
        ("The shop is closed.", "The shop is closing."),
        ("The firm is bankrupt.", "The firm is going bankrupt."),
        ("The child is blind.", "The child is going blind."),
        ("The reservoir is empty.", "The reservoir is becoming empty."),
        ("Her uncle is ill.", "Her uncle is falling ill."),
        ("The patient is dead.", "The patient is dying."),
        ("The plant employs 400 people.", "The plant used to employ 400 people."),
        ("The mill makes paper for Garrow.", "The mill used to make paper for Garrow."),
        ("Her brother is a judge.", "Her brother used to be a judge."),
        ("The road to Wexley is open.", "The road to Wexley was open."),
        ("Ana Ito is the owner of the mill.", "Ana Ito was the owner of the mill."),
    ],
    spares: &[
        ("The mayor says the road is shut.", "The mayor said the road was shut."),
        ("The bridge is expected to open in May.", "The bridge was expected to open in May."),
        ("The firm has grown for ten years.", "The firm is growing for ten years."),
        ("The firm has grown for ten years.", "The firm has been growing for ten years."),
        ("Police searched the house on Monday.", "Police were searching the house on Monday."),
        ("The ferry is sailing at noon.", "The ferry sails at noon."),
        ("The firm has said it will appeal.", "The firm is saying it will appeal."),
        ("Crews are fighting the fire.", "Crews fight the fire."),
        ("Ana Ito has quit as mayor.", "Ana Ito quit as mayor."),
        ("The town is using the lake.", "The lake is used by the town."),
        ("The mill used to make paper.", "The mill formerly made paper."),
        ("He got used to the noise.", "He became used to the noise."),
        ("The money was used to pay debts.", "The money was used for paying debts."),
        ("The road is wet and the mayor is late.", "The road was wet and the mayor was late."),
        ("The drug is safe, the maker said.", "The drug was safe, the maker said."),
        ("The plan is to shut the road.", "The plan was to shut the road."),
        ("Two men are being held.", "Two men are held."),
        ("The firm is growing fast.", "The firm is fast growing."),
        ("The strike was a success.", "The strike is being called a success."),
    ],
};

fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let mut found = turned(pair);
    for view in pair.views() {
        for at in 0..view.from.words.len() {
            let states = [coming(view, at), held(view, at), past(view, at)];
            found.extend(states.into_iter().flatten().map(|turn| turn.seen_from(view.side)));
        }
    }
    found
        .into_iter()
        .map(|turn| pair.finding(turn.kind, Severity::Medium, &[turn.here], &[turn.there], turn.reason))
        .collect()
}

/// Words that say how something stands, here and there.
struct StateTurn {
    here: Range<usize>,
    there: Range<usize>,
    kind: Kind,
    reason: &'static str,
}

impl StateTurn {
    fn seen_from(self, side: Side) -> Self {
        let back = match self.kind {
            Kind::CertaintyRaised => Kind::CertaintyLowered,
            Kind::CertaintyLowered => Kind::CertaintyRaised,
            same => same,
        };
        match side {
            Side::Old => self,
            Side::New => Self { here: self.there, there: self.here, kind: back, ..self },
        }
    }
}

/// Verbs that say that a state comes about: "go bankrupt", "fall ill" (lemmas).
const BECOMING: [&str; 8] = ["become", "come", "fall", "get", "go", "grow", "run", "turn"];

const UNDERWAY: &str = "done in one wording, under way in the other";
const COMING: &str = "so in one wording, coming about in the other";
const OVER: &str = "holds in one wording, no longer in the other";

/// How far a verb says that something has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// "recovered"
    Told,
    /// "has recovered", "was sold", "is sold"
    Done { passive: bool },
    /// "is recovering", "is being sold"
    Underway { passive: bool },
}

/// Verbs of which one wording says that it is done and the other that it is under way.
fn turned(pair: &Pair<'_>) -> Vec<StateTurn> {
    let (old, new) = (&pair.old, &pair.new);
    let mut out = Vec::new();
    for (i, link) in pair.pairing.old.iter().enumerate() {
        let Some(j) = link.filter(|l| l.tie <= Tie::Inflection).map(|l| l.to) else { continue };
        let (was, is) = (Led::to(old, i), Led::to(new, j));
        let (Some(first), Some(second)) = (was.stage(), is.stage()) else { continue };
        let one_subject = was.subject().zip(is.subject()).is_some_and(|(a, b)| {
            pair.pairing.old[a].is_some_and(|l| l.to == b) || old.words[a].norm == new.words[b].norm
        });
        let turns = match (first, second) {
            (Stage::Done { passive: a }, Stage::Underway { passive: b }) => is.goes_on_from(&was, a, b),
            (Stage::Underway { passive: b }, Stage::Done { passive: a }) => was.goes_on_from(&is, a, b),
            (Stage::Told, Stage::Underway { passive }) => !passive && is.present,
            (Stage::Underway { passive }, Stage::Told) => !passive && was.present,
            _ => false,
        };
        if turns && one_subject && was.negated == is.negated && !was.lasts() && !is.lasts() {
            let lowered = matches!(second, Stage::Underway { .. });
            let kind = if lowered { Kind::CertaintyLowered } else { Kind::CertaintyRaised };
            out.push(StateTurn { here: was.words(), there: is.words(), kind, reason: UNDERWAY });
        }
    }
    out
}

/// A verb or what is said of a subject, with the auxiliaries and adverbs before it.
struct Led<'r> {
    reading: &'r Reading<'r>,
    at: usize,
    first: usize,
    be: bool,
    been: bool,
    being: bool,
    perfect: bool,
    present: bool,
    other: bool,
    negated: bool,
}

impl<'r> Led<'r> {
    fn to(reading: &'r Reading<'r>, at: usize) -> Self {
        let mut led = Self {
            reading,
            at,
            first: at,
            be: false,
            been: false,
            being: false,
            perfect: false,
            present: false,
            other: false,
            negated: false,
        };
        while led.first > 0 && reading.before[led.first] == ' ' && led.takes(led.first - 1) {
            led.first -= 1;
        }
        led
    }

    /// Takes an auxiliary or an adverb before the verb; a preposition, an article or a noun ends them.
    fn takes(&mut self, at: usize) -> bool {
        let r = self.reading;
        match r.norm(at) {
            "is" | "are" | "am" | "'re" => (self.be, self.present) = (true, true),
            "was" | "were" => self.be = true,
            "been" => self.been = true,
            "being" => self.being = true,
            "has" | "have" | "had" => self.perfect = true,
            _ if negates(r, at) => self.negated = !self.negated,
            _ if r.entries[at].has_tag("modal") || r.norm(at) == "to" || r.norm(at) == "be" => {
                self.other = true;
            }
            _ if r.class(at) == TokenClass::Adverb || r.entries[at].has_tag("adverb") => {}
            _ if r.entries[at].has_tag("temporal") && !r.is_content(at) => {}
            _ => return false,
        }
        true
    }

    fn has_form(&self, form: Inflection) -> bool {
        let lemmas = self.reading.entries[self.at].lemmas().iter();
        lemmas.filter(|l| l.class == Class::Verb).any(|l| l.inflection.any(form))
    }

    fn stage(&self) -> Option<Stage> {
        let reports =
            ["report", "cue", "future"].iter().any(|tag| self.reading.entries[self.at].has_tag(tag));
        if self.other || reports || self.reading.words[self.at].quoted {
            return None;
        }
        if self.has_form(Inflection::GERUND) {
            let going = self.be && !self.been && !self.being && !self.perfect;
            return going.then_some(Stage::Underway { passive: false });
        }
        if !self.has_form(Inflection::PARTICIPLE.or(Inflection::PAST)) {
            return None;
        }
        match (self.perfect, self.be, self.being) {
            (true, false, false) => Some(Stage::Done { passive: self.been }),
            (false, true, true) => Some(Stage::Underway { passive: true }),
            (false, true, false) => Some(Stage::Done { passive: true }),
            (false, false, false) if self.has_form(Inflection::PAST) && self.first == self.at => {
                Some(Stage::Told)
            }
            _ => None,
        }
    }

    /// Whether a form of "be" and nothing but adverbs leads to it.
    fn is_state(&self) -> bool {
        self.be && !self.been && !self.being && !self.perfect && !self.other
    }

    /// The word before the auxiliaries.
    fn subject(&self) -> Option<usize> {
        let follows = self.first > 0 && self.reading.before[self.first] == ' ';
        follows.then(|| self.first - 1)
    }

    /// Whether it is under way what `done` says is done: "was sold" and "is being sold", "is closed" and "is closing", but
    /// not "is held" and "is being held".
    fn goes_on_from(&self, done: &Self, was_passive: bool, passive: bool) -> bool {
        let over = done.perfect || self.present && (!done.present || !passive);
        over && (was_passive == passive || self.is_last())
    }

    /// Whether the verb has no object: "the shop is closing", not "is closing the shop".
    fn is_last(&self) -> bool {
        let r = self.reading;
        let next = self.at + 1;
        next >= r.words.len()
            || r.before[next] != ' '
            || r.entries[next].has_tag("preposition") && r.norm(next) != "by"
    }

    /// Whether a span of time follows that is not over: "has grown for ten years", "has worked since May".
    fn lasts(&self) -> bool {
        let r = self.reading;
        let clause = (self.at + 1..r.words.len()).take_while(|&k| r.before[k] == ' ');
        clause.into_iter().any(|k| r.norm(k) == "since" || r.norm(k) == "for" && r.figure_at(k + 1).is_some())
    }

    fn words(&self) -> Range<usize> {
        self.first..self.at + 1
    }
}

/// "Is going bankrupt" where "is bankrupt" stands, "is dying" where "is dead" stands.
fn coming(view: View<'_>, at: usize) -> Option<StateTurn> {
    let (from, to) = (view.from, view.to);
    let going = Led::to(from, at);
    if going.stage() != Some(Stage::Underway { passive: false }) {
        return None;
    }
    let said = |k: usize| {
        let led = Led::to(to, k);
        let so = led.is_state() && led.negated == going.negated && !led.has_form(Inflection::GERUND);
        so.then_some(led)
    };
    let turn = |here, there| StateTurn { here, there, kind: Kind::CertaintyRaised, reason: COMING };
    if BECOMING.contains(&from.lemma(at)) && view.near(at).is_none() {
        let what = from.content_from(at + 1).next().filter(|&k| k == at + 1 || k == at + 2)?;
        let state = said(view.near(what)?).filter(|led| !to.has_form(led.at, Inflection::GERUND))?;
        return Some(turn(going.first..what + 1, state.words()));
    }
    let toll = |r: &Reading<'_>, k: usize| r.entries[k].entries().iter().find_map(|row| row.value("toll"));
    let dead = |k: usize| to.class(k) != TokenClass::Verb && toll(to, k) == toll(from, at);
    let here = view.places().find(|(here, _)| here.contains(&at)).map_or(0..0, |(_, there)| there.clone());
    let partner = view.near(at).into_iter().chain(here).find(|&k| dead(k));
    let state = said(partner.filter(|_| toll(from, at).is_some())?)?;
    Some(turn(going.words(), state.words()))
}

/// "Used to employ" where "employs" stands, "used to be" where "is" stands.
fn held(view: View<'_>, at: usize) -> Option<StateTurn> {
    let (from, to) = (view.from, view.to);
    let passive = at.checked_sub(1).is_some_and(|b| {
        from.entries[b].has_tag("auxiliary")
            || BECOMING.contains(&from.lemma(b))
            || from.class(b) == TokenClass::Adverb
    });
    if from.norm(at) != "used" || from.norm(at + 1) != "to" || passive || at + 2 >= from.words.len() {
        return None;
    }
    let verb = at + 2;
    let turn = |here, there| StateTurn { here, there, kind: Kind::PolarityFlipped, reason: OVER };
    if from.norm(verb) == "be" {
        let (_, there) = view.places().find(|(here, _)| here.contains(&at))?;
        let is = view.partner(verb).into_iter().chain(there.clone());
        let is = is.into_iter().find(|&k| matches!(to.norm(k), "is" | "are" | "am"))?;
        return Some(turn(at..verb + 1, is..is + 1));
    }
    let now = view.near(verb)?;
    let led = Led::to(to, now);
    let present = led.first == now && !to.is_past(now) && to.is_verb_like(now);
    present.then(|| turn(at..verb + 1, now..now + 1))
}

/// "Was" where "is" stands before a state, in nobody's report, where no other verb went back with it.
fn past(view: View<'_>, at: usize) -> Option<StateTurn> {
    let (from, to) = (view.from, view.to);
    let told = [from, to].iter().any(|r| r.statement.voice.is_some() || !r.attributions.is_empty());
    if told || !matches!(from.norm(at), "was" | "were") || from.words[at].quoted {
        return None;
    }
    let other = |k: usize| view.partner(k).filter(|&p| from.norm(k) != to.norm(p));
    let is = other(at).filter(|&p| matches!(to.norm(p), "is" | "are"))?;
    if view.places().next().is_some() || (0..from.words.len()).any(|k| k != at && other(k).is_some()) {
        return None;
    }
    let what = from.content_from(at + 1).next().filter(|&k| leads(from, at, k))?;
    let state = match from.class(what) {
        TokenClass::Adjective => !from.is_participle(what),
        class => class == TokenClass::Noun,
    };
    state.then(|| StateTurn {
        here: at..at + 1,
        there: is..is + 1,
        kind: Kind::PolarityFlipped,
        reason: OVER,
    })
}

/// Whether nothing but articles stands between two words.
fn leads(r: &Reading<'_>, from: usize, to: usize) -> bool {
    (from + 1..to).all(|k| r.entries[k].has_tag("determiner") && r.before[k] == ' ')
}
