//! Two editions: their sentences aligned, and a change for every one that is not as it was.

use super::alarm;
use super::align::{self, Alignment};
use super::alternating;
use super::asides;
use super::carried;
use super::change::{AlarmKind, Change, Comparison, Edit};
use super::compare::versions;
use super::correction;
use super::edition::{Edition, Past, PastSpeaker};
use super::finding::Finding;
use super::fingerprint::fingerprint;
use super::headline;
use super::idle::Idle;
use super::kind::{Kind, Severity};
use super::quoted;
use super::thresholds::revisions::ANTECEDENT;
use super::voices;
use super::weight::{Weighed, Weigher, Weight};
use crate::claim::{Days, Position, Statement, bare_words};
use std::collections::{HashMap, HashSet};

/// Compares two revisions' statements, each as a sentence of its own. `earlier` holds the fingerprints of statements of
/// still older revisions, so that one that comes back is `restored` and not `added`.
///
/// Two equal lists give no change.
#[must_use]
pub fn diff<S: std::hash::BuildHasher>(
    old: &[Statement],
    new: &[Statement],
    earlier: &HashSet<u64, S>,
) -> Comparison {
    let past = Past { said: earlier.iter().copied().collect(), ..Past::default() };
    diff_editions(&Edition::bare(old), &Edition::bare(new), &past, &Days::default())
}

/// Compares two editions that appeared on known days: what was "today" in one is "yesterday" in the next.
#[must_use]
pub fn diff_editions(old: &Edition, new: &Edition, past: &Past, days: &Days) -> Comparison {
    let (old, new) = asides::level(old, new);
    let (old, new) = (&*old, &*new);
    let alignment = align::align(old, new);
    let alarm = alarm::raise(old, new, &alignment);
    let pairs = voices::statement_pairs(old, new, &alignment);
    let mut edits = Pairs { old, new, days, partner: pairs.iter().copied().collect() }.edits(&alignment);
    if alarm.as_ref().is_some_and(|a| a.kind == AlarmKind::TextLost) {
        // Where the capture broke off, the rest of the sentence is as lost as what came after it.
        edits.retain(|e| !is_broken_off(e, old, new));
    }
    if !alarm.as_ref().is_some_and(|a| a.sure && a.kind.is_of_page()) {
        edits.extend(wholesale(old, new, &alignment, past));
    }
    drop_wavering_pronouns(&mut edits);
    in_reading_order(&mut edits, &alignment);
    quoted::join(&mut edits, old, new);
    alternating::soften(&mut edits, new, past);
    correction::explain(&mut edits, old, new, past);
    Comparison { changes: edits.into_iter().map(|e| e.change).collect(), pairs, alarm, against: None }
}

/// The pairs of sentences of two editions.
struct Pairs<'a> {
    old: &'a Edition,
    new: &'a Edition,
    days: &'a Days,
    /// For each old statement its new version.
    partner: HashMap<usize, usize>,
}

impl Pairs<'_> {
    /// An edit for every pair that is not as it was.
    fn edits(&self, alignment: &Alignment) -> Vec<Edit> {
        let parts =
            |list: &[(usize, Vec<usize>)]| -> HashMap<usize, Vec<usize>> { list.iter().cloned().collect() };
        let (splits, merges) = (parts(&alignment.splits), parts(&alignment.merges));
        let mut edits = Vec::new();
        for &(i, j) in &alignment.pairs {
            let together = |one: usize, more: Option<&Vec<usize>>| {
                let mut all: Vec<usize> = more.into_iter().flatten().copied().chain([one]).collect();
                all.sort_unstable();
                all
            };
            let (before, after) = (together(i, merges.get(&j)), together(j, splits.get(&i)));
            let (was, now) = (self.old.words_of(&before), self.new.words_of(&after));
            let mut kinds = Vec::new();
            if was != now {
                kinds.extend((after.len() > 1).then_some(Kind::Split));
                kinds.extend((before.len() > 1).then_some(Kind::Merged));
            }
            kinds.extend(alignment.moved.contains(&(i, j)).then_some(Kind::Moved));
            let (was, now) = (was.unwrap_or_default(), now.unwrap_or_default());
            let findings = self.findings(&before, &after, &was, &now);
            if !findings.is_empty() || !kinds.is_empty() {
                edits.push(edit(self.old, self.new, before, after, change(kinds, findings)));
            }
        }
        edits
    }

    /// Whether the sentences before two that stand as they stood are the same as well, so that a pronoun in them means whom
    /// it meant, however the extraction wavers.
    fn follows_the_same(&self, before: &[usize], after: &[usize]) -> bool {
        let earlier = |edition: &Edition, at: &[usize]| -> Vec<String> {
            let first = at.first().copied().unwrap_or(0);
            edition.sentences[first.saturating_sub(ANTECEDENT)..first]
                .iter()
                .map(|s| s.text.clone())
                .collect()
        };
        earlier(self.old, before) == earlier(self.new, after)
    }

    /// What changed between sentences that are versions of each other.
    fn findings(&self, before: &[usize], after: &[usize], was: &str, now: &str) -> Vec<Finding> {
        let of_new = self.new.statements_of(after);
        let pairs: Vec<(&Statement, &Statement)> = self
            .old
            .statements_of(before)
            .into_iter()
            .filter_map(|s| Some((s, *self.partner.get(&s).filter(|t| of_new.contains(t))?)))
            .map(|(s, t)| (&self.old.statements[s], &self.new.statements[t]))
            .collect();
        if was == now {
            if self.follows_the_same(before, after) {
                return Vec::new();
            }
            return pairs.iter().flat_map(|(s, t)| voices::meant(s, t, self.days)).take(1).collect();
        }
        let (position, other) =
            (self.old.sentences[before[0]].position, self.new.sentences[after[0]].position);
        if position == Position::Headline && other == Position::Headline {
            return headline::findings(was, now, self.days);
        }
        let mut findings = versions(&whole(was, position), &whole(now, other), self.days);
        let joined = before.len() > 1 || after.len() > 1;
        voices::changed((was, now), &pairs, joined, &mut findings, self.days);
        if before.len() > 1 && after.len() > 1 {
            let all = |edition: &'_ Edition, at: &[usize]| -> Vec<Statement> {
                edition.statements_of(at).into_iter().map(|n| edition.statements[n].clone()).collect()
            };
            voices::exchanged(&all(self.old, before), &all(self.new, after), &mut findings);
        }
        carried::soften(&mut findings, (self.old, before), (self.new, after));
        findings.sort_by_key(|f| (std::cmp::Reverse(f.severity), f.kind));
        findings
    }
}

/// A sentence as a statement in nobody's name.
fn whole(text: &str, position: Position) -> Statement {
    Statement { position, ..bare_words(text) }
}

fn edit(old: &Edition, new: &Edition, before: Vec<usize>, after: Vec<usize>, change: Change) -> Edit {
    let change = Change {
        before: old.statements_of(&before),
        after: new.statements_of(&after),
        was: old.words_of(&before),
        now: new.words_of(&after),
        ..change
    };
    Edit { before, after, change }
}

/// The change of a pair, by its findings.
fn change(kinds: Vec<Kind>, mut findings: Vec<Finding>) -> Change {
    // A split or merge takes other words: that is no kind of its own, whether or not they may mean something else.
    let joined = kinds.iter().any(|k| matches!(k, Kind::Split | Kind::Merged));
    let implied = |f: &Finding| joined && matches!(f.kind, Kind::Reworded | Kind::Cosmetic);
    findings.retain(|f| f.severity > Severity::None || !implied(f));
    let top = findings.first();
    let severity = top.map_or(Severity::None, |f| f.severity);
    let reason = top.map_or_else(
        || match kinds.first() {
            Some(Kind::Moved) => "the same words in another place".to_owned(),
            Some(Kind::Split) => "one sentence was split into several".to_owned(),
            _ => "several sentences were merged into one".to_owned(),
        },
        |f| f.reason.clone(),
    );
    let found = findings.iter().filter(|f| !implied(f)).map(|f| f.kind);
    let kinds: Vec<Kind> = if severity >= Severity::Medium {
        found.chain(kinds).collect()
    } else {
        kinds.into_iter().chain(found).collect()
    };
    let any = |wanted: &[Kind]| kinds.iter().any(|k| wanted.contains(k));
    Change {
        new: any(&[Kind::DetailAdded, Kind::FigureAdded]),
        withdrawn: any(&[Kind::DetailRemoved, Kind::FigureRemoved]),
        figures: findings.iter().flat_map(|f| f.figures.iter().cloned()).collect(),
        material: findings.iter().any(|f| f.material),
        kinds,
        reason,
        severity,
        findings,
        ..Change::default()
    }
}

/// What came in and what went as a whole.
fn wholesale(old: &Edition, new: &Edition, alignment: &Alignment, past: &Past) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !alignment.removed.is_empty() {
        let weigher = Weigher::new(old, new, true, &alignment.added);
        edits.extend(alignment.removed.iter().map(|&i| {
            let change = whole_change(Kind::Removed, weigher.weigh(i, Kind::Removed));
            edit(old, new, vec![i], Vec::new(), change)
        }));
    }
    if !alignment.added.is_empty() {
        let weigher = Weigher::new(new, old, false, &alignment.removed);
        edits.extend(alignment.added.iter().map(|&j| {
            // A credit or a heading that comes again is no claim that does.
            let back = is_back(new, j, past) && Idle::of(&new.sentences[j].text).is_none();
            let others = back && is_anothers(new, j, past);
            let kind = if back && !others { Kind::Restored } else { Kind::Added };
            let weight = weigher.weigh(j, kind);
            let weight = if others { weight.of_another() } else { weight };
            edit(old, new, Vec::new(), vec![j], whole_change(kind, weight))
        }));
    }
    edits
}

/// The change of a sentence that came in or went.
fn whole_change(kind: Kind, Weight { severity, reason, repeats }: Weight) -> Change {
    // What another sentence says as well is neither new nor withdrawn.
    let turned = severity > Severity::None && !repeats;
    Change {
        kinds: vec![kind],
        material: severity >= Severity::Medium,
        new: kind != Kind::Removed && turned,
        withdrawn: kind == Kind::Removed && turned,
        reason: reason.to_owned(),
        severity,
        ..Change::default()
    }
}

/// The sentences that came in and went between two editions, with what their weight rests on: what `weigh.py` fits to.
#[must_use]
pub fn weighed(old: &Edition, new: &Edition) -> Vec<Weighed> {
    let alignment = align::align(old, new);
    let of = |here: &Edition, there: &Edition, gone: bool, which: &[usize]| -> Vec<Weighed> {
        let weigher = Weigher::new(here, there, gone, &[]);
        let one = |&n: &usize| {
            let (text, features) = (here.sentences[n].text.clone(), weigher.features(n));
            Weighed { text, gone, features }
        };
        which.iter().map(one).collect()
    };
    [of(old, new, true, &alignment.removed), of(new, old, false, &alignment.added)].concat()
}

/// Whether an older revision had a sentence or all that it states.
fn is_back(new: &Edition, at: usize, past: &Past) -> bool {
    let sentence = &new.sentences[at];
    let said = |text: &str| past.said.contains(&fingerprint(text));
    let all = || sentence.statements.iter().all(|&n| said(&new.statements[n].text));
    said(&sentence.text) || !sentence.statements.is_empty() && all()
}

/// Whether older revisions had what a sentence states in other people's names only.
fn is_anothers(new: &Edition, at: usize, past: &Past) -> bool {
    let mut statements = new.sentences[at].statements.iter().map(|&n| &new.statements[n]);
    statements.any(|statement| {
        let speaker = statement.voice.as_ref().and_then(PastSpeaker::of);
        let before = past.speakers.get(&fingerprint(&statement.text));
        speaker.zip(before).is_some_and(|(speaker, before)| {
            before.iter().all(|other| other.as_ref().is_some_and(|other| speaker.is_another(other)))
        })
    })
}

/// Whether an edit is only that the new text ends within a sentence.
fn is_broken_off(edit: &Edit, old: &Edition, new: &Edition) -> bool {
    match (edit.before.as_slice(), edit.after.as_slice()) {
        (&[i], &[j]) => {
            j + 1 == new.sentences.len()
                && alarm::is_beginning(&new.sentences[j].text, &old.sentences[i].text)
        }
        _ => false,
    }
}

/// A sentence that stands as it stood says the same of the same people as long as nothing near it was edited: that its
/// "he" was taken for another person is the reading's own doing.
fn drop_wavering_pronouns(edits: &mut Vec<Edit>) {
    /// Sentences before a pronoun among which its name stands.
    const REACH: usize = 8;
    let stands = |e: &Edit| e.change.was == e.change.now;
    let near = |at: Option<&usize>, edit: Option<&usize>| match (at, edit) {
        (Some(&at), Some(&edit)) => edit <= at && at - edit <= REACH,
        _ => false,
    };
    let others: Vec<(Option<usize>, Option<usize>)> = edits
        .iter()
        .filter(|e| !stands(e))
        .map(|e| (e.before.first().copied(), e.after.first().copied()))
        .collect();
    edits.retain_mut(|e| {
        let edited = |(was, is): &(Option<usize>, Option<usize>)| {
            near(e.before.first(), was.as_ref()) || near(e.after.first(), is.as_ref())
        };
        if !stands(e) || e.change.findings.is_empty() || others.iter().any(edited) {
            return true;
        }
        let moved = e.change.kinds.contains(&Kind::Moved);
        let (before, after) = (std::mem::take(&mut e.change.before), std::mem::take(&mut e.change.after));
        let (was, now) = (e.change.was.take(), e.change.now.take());
        e.change = Change { before, after, was, now, ..change(vec![Kind::Moved], Vec::new()) };
        moved
    });
}

/// The order of the new edition; a removal follows the sentence that it followed.
fn in_reading_order(edits: &mut [Edit], alignment: &Alignment) {
    let mut after_old: Vec<usize> = Vec::new();
    for &(i, j) in &alignment.pairs {
        after_old.resize(i + 1, after_old.last().copied().unwrap_or(0));
        after_old[i] = j;
    }
    edits.sort_by_key(|e| match (e.after.first(), e.before.first()) {
        (Some(&j), _) => (j, 0, 0),
        (None, Some(&i)) => (after_old.get(i).or(after_old.last()).copied().unwrap_or(0), 1, i),
        (None, None) => (usize::MAX, 0, 0),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::claim::bare_statement;

    fn compared(old: &[&str], new: &[&str]) -> Vec<(Vec<Kind>, Severity)> {
        let read = |lines: &[&str]| lines.iter().map(|l| bare_statement(l)).collect::<Vec<_>>();
        let found = diff(&read(old), &read(new), &HashSet::<u64>::new());
        found.changes.into_iter().map(|c| (c.kinds, c.severity)).collect()
    }

    const STORY: [&str; 2] = ["The council closed the pier on Monday.", "The mayor voted against it."];

    #[test]
    fn a_rewording_that_may_mean_something_else_is_not_unannounced() {
        let read = |text: &str| vec![bare_statement(text)];
        let (old, new) =
            ("The council argued over the pier on Monday.", "The council debated the pier on Monday.");
        let found = diff(&read(old), &read(new), &HashSet::<u64>::new());
        assert!(found.changes.iter().all(|c| !c.turns_fact()), "{found:?}");
    }

    #[test]
    fn headings_and_links_are_noise() {
        for line in
            ["Council Defends Its Plan for Pier", "# History of the old pier", "(AFP via Harbour News)"]
        {
            let with = [STORY[0], line, STORY[1]];
            assert_eq!(compared(&STORY, &with), [(vec![Kind::Added], Severity::None)], "{line}");
            assert_eq!(compared(&with, &STORY), [(vec![Kind::Removed], Severity::None)], "{line}");
        }
        for line in
            ["Three Killed in Fire on Pier", "Council Defends Its Plan for Pier.", "the pier will stay shut"]
        {
            let with = [STORY[0], line, STORY[1]];
            assert!(compared(&STORY, &with)[0].1 > Severity::None, "{line}");
        }
    }

    #[test]
    fn a_signature_claims_nothing() {
        let signed = [STORY[0], STORY[1], "— Supt. Lee Crane"];
        assert_eq!(compared(&STORY, &signed), [(vec![Kind::Added], Severity::None)]);
    }

    #[test]
    fn a_credit_that_changes_is_of_little_weight() {
        let of = |credit| [STORY[0], STORY[1], credit];
        let found = compared(&of("(The Harbour Gazette)"), &of("(AFP via The Harbour Gazette)"));
        assert!(found.iter().all(|c| c.1 <= Severity::Low), "{found:?}");
    }

    /// "He" taken for one person or another in a sentence that stands as it stood.
    fn he(name: &str) -> Statement {
        let context = "He said the pier is safe.";
        Statement {
            context: context.into(),
            attribution: Some(0),
            voice: Some(crate::claim::Voice {
                speaker: Some(name.to_owned()),
                speaker_kind: crate::speaker::SpeakerKind::Person,
                source: "He".to_owned(),
                cue: "said".to_owned(),
                cue_class: crate::extract::CueClass::Say,
                negated: false,
                hedge: None,
                kind: crate::extract::QuotationKind::Indirect,
            }),
            ..bare_statement("the pier is safe")
        }
    }

    #[test]
    fn a_pronoun_is_taken_for_another_only_where_the_text_around_it_was_edited() {
        let before: Vec<Statement> =
            (0..9).map(|n| bare_statement(&format!("Boat number {n} left the old pier at noon."))).collect();
        let story = |first: &str, last: &str, name: &str| {
            let mut all = vec![bare_statement(first)];
            all.extend(before.iter().cloned());
            all.push(bare_statement(last));
            all.push(he(name));
            all
        };
        let (ito, crane) = ("Mayor Ana Ito came to the pier.", "Engineer Lee Crane came to the pier.");
        let kinds = |old: &[Statement], new: &[Statement]| -> Vec<Kind> {
            diff(old, new, &HashSet::<u64>::new()).changes.into_iter().flat_map(|c| c.kinds).collect()
        };
        let far = kinds(&story("The sea was calm.", ito, "Ito"), &story("The sea was rough.", ito, "Crane"));
        assert!(!far.contains(&Kind::SpeakerChanged), "{far:?}");
        let near =
            kinds(&story("The sea was calm.", ito, "Ito"), &story("The sea was calm.", crane, "Crane"));
        assert!(near.contains(&Kind::SpeakerChanged), "{near:?}");
    }
}
