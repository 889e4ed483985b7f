//! Places: where the parts of an attribution are, and which words are its source when the extraction found only some
//! of them or none.

use super::kinds::is_one_person;
use super::lexicon::Classes;
use super::mention::{Mention, NameKind};
use super::phrase::{Phrase, read_phrase};
use super::scene::Scene;
use super::thresholds::{DEEPEST_CONTENT, LONGEST_DESCRIPTION, SENTENCES_BACK, WORDS_OF_READING};
use super::words::{Form, Word, Words};
use crate::english::{Inflection, lexicon};
use crate::extract::Attribution;
use crate::text::{Document, Span};
use std::ops::Range;

/// Where an attribution's parts stand, in words.
#[derive(Debug)]
pub(super) struct AttributionPlace {
    /// First word of the source, else of the cue, else of the content.
    pub(super) at: usize,
    pub(super) source: Vec<Range<usize>>,
    pub(super) cue: Option<Range<usize>>,
    pub(super) content: usize,
    /// All its words.
    contents: Vec<Range<usize>>,
    /// The content continues a quotation that the paragraph before left open.
    pub(super) continues: bool,
}

/// Whether a participle is of a verb by which somebody is spoken about: "was accused of".
fn is_spoken_of(word: &str) -> bool {
    lexicon::verbs(word).any(|(row, form)| row.has("spoken_of") && form.any(Inflection::PARTICIPLE))
}

/// Whether somebody who says these words goes on with a name of his own: "I am Doe", "My name is Doe", "I, Jo Doe".
fn names_itself(before: &[Word<'_>]) -> bool {
    let mut back = before.iter().rev().skip_while(|w| w.says(","));
    let last = back.next();
    last.is_some_and(|w| w.among("am i'm i’m i me as"))
        || last.is_some_and(|w| w.says("is")) && back.next().is_some_and(|w| w.says("name"))
}

impl AttributionPlace {
    /// Finds an attribution's parts among the words.
    pub(super) fn of(document: &Document, words: &Words<'_>, attribution: &Attribution) -> Self {
        let source: Vec<Range<usize>> =
            attribution.source.iter().map(|&s| words.range(s)).filter(|r| !r.is_empty()).collect();
        let cue = attribution.cue.first().map(|&s| words.range(s)).filter(|r| !r.is_empty());
        let content = attribution.content.first().map_or(0, |s| words.index_at(s.start));
        let at = source.first().or(cue.as_ref()).map_or(content, |r| r.start);
        let start = attribution.content.first().map_or(0, |s| s.start);
        let quotation = document.quotations.partition_point(|q| q.outer.start <= start);
        let continues =
            document.quotations[..quotation].last().is_some_and(|q| q.continues && q.outer.end > start);
        let contents = attribution.content.iter().map(|&s| words.range(s)).collect();
        Self { at, source, cue, content, contents, continues }
    }

    /// The persons whom the content speaks of by name: “I saw Jo leave,” she said, and those to whom it is said: "she asked
    /// Jo". Not those who say that they are who they are, nor a name that two share.
    pub(super) fn spoken_of(&self, scene: &Scene<'_>) -> Vec<usize> {
        let list = &scene.words.list;
        let mut all = self.spoken_to(scene);
        for words in &self.contents {
            let from = scene.mention_at(words.start);
            let inside = scene.mentions[from..].iter().zip(&scene.entities.of[from..]);
            for (mention, of) in inside.take_while(|(m, _)| m.name.end <= words.end) {
                let Some(id) = of.filter(|id| !all.contains(id)) else { continue };
                let entity = &scene.entities.list[id];
                let whole = list[mention.name.end - 1].possessive || !scene.is_modifier(mention);
                let itself = names_itself(&list[words.start..mention.start.max(words.start)]);
                let unclear = entity.shared && mention.parts.len() == 1 && mention.sex.is_none();
                if whole && !itself && !unclear && !self.is_about_itself(scene, mention, id) {
                    all.push(id);
                }
            }
        }
        all
    }

    /// The persons named behind the cue in its clause: "she asked Jo what", "he told Jo's brother that".
    fn spoken_to(&self, scene: &Scene<'_>) -> Vec<usize> {
        let list = &scene.words.list;
        let follows = |cue: &&Range<usize>| self.source.first().is_some_and(|s| s.end <= cue.start);
        let Some(cue) = self.cue.as_ref().filter(follows) else { return Vec::new() };
        let goes_on = |&i: &usize| {
            list[i].sentence == list[cue.start].sentence
                && list[i].form != Form::Mark
                && !lexicon::of(&list[i].lower).is_some_and(|row| row.has("clause"))
                && !self.contents.iter().any(|words| words.contains(&i))
        };
        let end = (cue.start..list.len().min(cue.end + LONGEST_DESCRIPTION)).take_while(goes_on).count()
            + cue.start;
        let from = scene.mention_at(cue.start);
        let inside = scene.mentions[from..].iter().zip(&scene.entities.of[from..]);
        inside.take_while(|(mention, _)| mention.name.end <= end).filter_map(|(_, of)| *of).collect()
    }

    /// "Doe dreams of rain, he admitted": the subject of the sentence, outside quotation marks, where nobody else has
    /// just spoken.
    fn is_about_itself(&self, scene: &Scene<'_>, mention: &Mention, id: usize) -> bool {
        let list = &scene.words.list;
        let (first, here) = (&list[mention.start], &list[self.at]);
        let subject = first.opens && !first.quoted && !list[mention.name.end - 1].possessive;
        let other = || {
            scene.turn_before(self.at).is_some_and(|turn| {
                let apart = here.sentence.saturating_sub(turn.sentence);
                apart <= SENTENCES_BACK && scene.facts[turn.speaker].entity != Some(id)
            })
        };
        subject && first.sentence == here.sentence && mention.name.end < self.at && !other()
    }

    /// Reads the source's words, or the cue's where the source is a bare verb and the cue names somebody.
    pub(super) fn read_source(&self, scene: &Scene<'_>) -> Phrase {
        let list = &scene.words.list;
        if let Some(quoted) = self.quoted_as_saying(scene).or_else(|| self.read_aloud(scene)) {
            return quoted;
        }
        // "…,” read a message from Doe": nobody before it.
        let before = self
            .source
            .first()
            .zip(self.cue.as_ref())
            .is_some_and(|(s, c)| s.end <= c.start && list[s.start].sentence != list[c.start].sentence);
        if before && let phrase @ (Phrase::Name(_) | Phrase::Description { .. }) = self.read_behind_cue(scene)
        {
            return phrase;
        }
        let phrase = read_phrase(&scene.words, &scene.mentions, &self.source);
        match phrase {
            Phrase::Unknown(range) if range.clone().all(|i| list[i].is(Classes::SAY.or(Classes::STOP))) => {
                self.read_cue(scene)
            }
            Phrase::Nothing => match self.read_cue(scene) {
                Phrase::Name(mention) if list[scene.mentions[mention].name.end - 1].possessive => {
                    Phrase::Name(mention)
                }
                _ => match self.read_before_cue(scene) {
                    Phrase::Nothing => self.read_behind_cue(scene),
                    phrase => phrase,
                },
            },
            Phrase::Description { named: None, ref range, .. } | Phrase::Unknown(ref range) => {
                let after = match phrase {
                    Phrase::Description { head, .. } => set_off_after(scene, head, range),
                    _ => None,
                };
                self.set_off_from(scene, range).or(after).map_or(phrase, Phrase::Name)
            }
            phrase => phrase,
        }
    }

    /// "Doe was quoted by the Herald as saying": who is quoted, not who quotes.
    fn quoted_as_saying(&self, scene: &Scene<'_>) -> Option<Phrase> {
        let list = &scene.words.list;
        let cue = self.cue.clone().filter(|c| c.start > 0 && !c.is_empty())?;
        let words = &list[cue.start..list.len().min(cue.end.max(cue.start + 2) + 10)];
        let passive = words.iter().take(3).any(|w| w.among("was were is are been being"));
        let quoted = words.iter().take(4).position(|w| w.among("quoted cited reported"))?;
        let saying = words[quoted..].windows(2).any(|w| w[0].says("as") && w[1].among("saying telling"));
        let from = self.source.first().is_none_or(|s| s.start > cue.start || s.end > cue.start);
        if !passive || !saying || !from || list[cue.start - 1].sentence != list[cue.start].sentence {
            return None;
        }
        let before = cue.start - 1;
        let last = scene.mention_at(cue.start).checked_sub(1);
        if let Some(name) = last.filter(|&m| scene.mentions[m].name.end == cue.start) {
            return Some(Phrase::Name(name));
        }
        match read_phrase(&scene.words, &scene.mentions, std::slice::from_ref(&(before..cue.start))) {
            Phrase::Unknown(_) | Phrase::Nothing => None,
            Phrase::Description { head, named, .. } => {
                Some(Phrase::Description { head, range: scene.around(head).start..head + 1, named })
            }
            phrase => Some(phrase),
        }
    }

    /// "Roe read a message from Doe: “…”", "“…,” read a message from Doe": whose words these are.
    fn read_aloud(&self, scene: &Scene<'_>) -> Option<Phrase> {
        let list = &scene.words.list;
        let cue = self.cue.clone().filter(|c| !c.is_empty())?;
        let to = list.len().min(cue.start + WORDS_OF_READING);
        let near = |i: &usize| list[*i].sentence == list[cue.start].sentence && list[*i].form != Form::Mark;
        let verb = cue.clone().find(|&i| {
            list[i].among("read reads reading recited relayed")
                || i == cue.start && list[i].among("quoted quotes shared")
        })?;
        let written = |w: &Word<'_>| {
            w.form == Form::Lower
                && (w.is(Classes::DOCUMENT) || w.among("message note poem prayer words text"))
        };
        let document = (verb + 1..to).take_while(near).find(|&i| written(&list[i]))?;
        let by = (document + 1..to.min(document + 4))
            .take_while(near)
            .find(|&i| list[i].among("from by behalf"))?;
        let first = by + 1 + usize::from(list[by].says("behalf"));
        let end = (first..to).take_while(near).last()? + 1;
        match read_phrase(&scene.words, &scene.mentions, std::slice::from_ref(&(first..end))) {
            Phrase::Nothing | Phrase::Unknown(_) | Phrase::Pronoun(_) => None,
            phrase => Some(phrase),
        }
    }

    /// "read a message from Doe", "tweeted @doe": whose a document is that speaks, and an account behind its cue.
    fn read_behind_cue(&self, scene: &Scene<'_>) -> Phrase {
        let list = &scene.words.list;
        let Some(cue) = self.cue.clone().filter(|c| !c.is_empty()) else { return Phrase::Nothing };
        let near = |i: &usize| list.get(*i).is_some_and(|w| w.sentence == list[cue.start].sentence);
        let beside = [cue.end, cue.start.saturating_sub(2)];
        let handle = |&i: &usize| list[i].says("@") && list.get(i + 1).is_some_and(|w| w.form != Form::Mark);
        if let Some(at) = beside.into_iter().filter(near).find(handle) {
            return Phrase::Handle(at..at + 2);
        }
        if !list[cue.clone()].iter().any(|w| w.among("read reads")) {
            return Phrase::Nothing;
        }
        let mut after = (cue.start..list.len().min(cue.end + 10)).filter(near);
        let Some(document) = after.find(|&i| list[i].is(Classes::DOCUMENT) && list[i].form == Form::Lower)
        else {
            return Phrase::Nothing;
        };
        let by = (document + 1..document + 6).filter(near).find(|&i| list[i].among("from by of"));
        let owner = by.map(|i| scene.mention_at(i)).and_then(|m| Some((m, scene.mentions.get(m)?)));
        match owner.filter(|(_, mention)| by.is_some_and(|by| mention.start <= by + 2)) {
            Some((m, _)) => Phrase::Name(m),
            None => Phrase::Description { head: document, range: scene.around(document), named: None },
        }
    }

    /// "Asked about it, Doe said", "is known as", "is expected to": the words beside such a cue are not who asks,
    /// knows or expects.
    pub(super) fn asks_nobody(&self, words: &Words<'_>) -> bool {
        let list = &words.list;
        let Some(cue) = self.cue.clone().filter(|c| !c.is_empty()) else { return false };
        let first = &list[cue.start];
        let when = cue.start > 0 && list[cue.start - 1].among("when if once after");
        let asked = first.among("asked pressed questioned") && (first.form == Form::Capital || when);
        let by = self
            .source
            .first()
            .is_some_and(|s| s.start > 0 && list[s.start - 1].says("by") && s.start < cue.start + 12);
        // "drew criticism from Doe"
        let from = self
            .source
            .first()
            .is_some_and(|s| s.start > cue.start && s.start > 0 && list[s.start - 1].among("from among"));
        let has = |list: &[Word<'_>], any: &str| list.iter().any(|w| w.among(any));
        let be = has(&list[cue.clone()], "is are was were be been");
        let passive = be
            && list[cue.clone()].iter().any(|w| is_spoken_of(&w.lower))
            && !has(&list[cue.clone()], "quoted to")
            || be && has(&list[cue.clone()], "expected known considered confirmed")
            || first.says("known") && list.get(cue.start + 1).is_some_and(|w| w.says("as"))
            || !from
                && has(&list[cue.clone()], "took came face faces faced facing drew drawn met")
                && has(
                    &list[cue],
                    "heat fire criticism praise ridicule scrutiny accusations allegations backlash",
                );
        (asked || passive) && !by
    }

    /// "Doe seems sure" is the outlet's judgement; "Doe seemed to say" is about something that Doe said.
    pub(super) fn seems(&self, words: &Words<'_>) -> bool {
        let Some(cue) = &self.cue else { return false };
        let list = &words.list[cue.clone()];
        let verb =
            list.iter().find(|w| !w.among("has have had may might can could would will also still now"));
        verb.is_some_and(|w| w.among("seem seems seemed"))
            && !words.list[cue.start..words.list.len().min(cue.end + 1)].iter().any(|w| w.says("to"))
            && self.source.first().is_some_and(|s| s.start < cue.start)
    }

    /// The cue's words, where they name somebody: "Doe's claim".
    fn read_cue(&self, scene: &Scene<'_>) -> Phrase {
        let Some(cue) = &self.cue else { return Phrase::Nothing };
        let first = scene.mention_at(cue.start);
        let owner = scene.mentions.get(first).filter(|m| {
            m.start == cue.start && scene.words.list[m.name.end - 1].possessive && m.name.end < cue.end
        });
        if owner.is_some() {
            return Phrase::Name(first);
        }
        match read_phrase(&scene.words, &scene.mentions, std::slice::from_ref(cue)) {
            Phrase::Unknown(_) | Phrase::Pronoun(_) => Phrase::Nothing,
            phrase => phrase,
        }
    }

    /// The name that ends right before an active cue.
    fn read_before_cue(&self, scene: &Scene<'_>) -> Phrase {
        let list = &scene.words.list;
        let Some(cue) = self.cue.as_ref().map(|c| c.start).filter(|&c| c > 0) else { return Phrase::Nothing };
        let near =
            |i: usize| list[i].sentence == list[cue].sentence && list[i].paragraph == list[cue].paragraph;
        if !near(cue - 1) {
            return Phrase::Nothing;
        }
        // "his praise of", "Doe's comments on".
        if list[cue - 1].among("his her their its") {
            return read_phrase(&scene.words, &scene.mentions, std::slice::from_ref(&(cue - 1..cue)));
        }
        let last = scene.mention_at(cue).checked_sub(1).filter(|&m| scene.mentions[m].name.end == cue);
        if let Some(owner) = last.filter(|_| list[cue - 1].possessive) {
            return Phrase::Name(owner);
        }
        let words = &list[cue..self.cue.as_ref().map_or(cue, |c| c.end).min(list.len())];
        let passive = words.iter().any(|w| {
            let nobody = w.among("is are was were be been being expected known blamed accused proved proven");
            nobody || w.is(Classes::JUDGEMENT)
        });
        if passive || list[cue].form != Form::Lower || list[cue].lower.ends_with("ly") {
            return Phrase::Nothing;
        }
        let said = list[cue].among("did does has have had will would") || list[cue].is(Classes::SAY);
        let head = Classes::HUMAN.or(Classes::ORGANIZATION);
        match last {
            Some(last) if !list[cue].is(Classes::HEAD) => Phrase::Name(last),
            None if said && list[cue - 1].is(head) && list[cue - 1].form == Form::Lower => {
                Phrase::Description { head: cue - 1, range: scene.around(cue - 1).start..cue, named: None }
            }
            _ => Phrase::Nothing,
        }
    }

    /// The name that a description is set off from: "Doe, a lawyer for the union," of which the source holds only
    /// the description.
    fn set_off_from(&self, scene: &Scene<'_>, range: &Range<usize>) -> Option<usize> {
        let list = &scene.words.list;
        let comma = range.start.checked_sub(1).filter(|&i| list[i].says(","))?;
        let mention = scene.mention_at(comma).checked_sub(1)?;
        let opens = list[range.start].among("the a an his her its") || list[range.start].possessive;
        // "It met Doe, the union said", "In Upton, a nurse said": without a comma before the verb a clause of its own says
        // it, unless the name opens the sentence: "Jo Doe, a lawyer for the union said".
        let first = &list[scene.mentions[mention].start];
        let clause = |w: &Word<'_>| w.is(Classes::SAY) && list[range.start].among("a an") && first.opens;
        let closed = list.get(range.end).is_none_or(|w| w.form == Form::Mark || clause(w));
        (scene.mentions[mention].name.end == comma
            && opens
            && closed
            && !is_governed(scene, mention)
            && list[comma].sentence == list[range.start].sentence)
            .then_some(mention)
    }
}

/// Whether a name belongs to a preposition before it, which sets a scene: "In Upton, the coroner, Ms Roe, said".
fn is_governed(scene: &Scene<'_>, mention: usize) -> bool {
    let list = &scene.words.list;
    let start = scene.mentions[mention].start;
    let of_name = Classes::TITLE.or(Classes::PERSON).or(Classes::MODIFIER);
    let governs = |w: &Word<'_>| lexicon::of(&w.lower).is_some_and(|row| row.has("preposition"));
    let before = (start.saturating_sub(4)..start).rev().map(|i| &list[i]);
    before
        .take_while(|w| w.sentence == list[start].sentence)
        .find(|w| governs(w) || !w.says("the") && !w.is(of_name) && !w.is_name_like())
        .is_some_and(governs)
}

/// The name that is set off behind a description, "the firm that built the dam, Doe Works, said", of which the source
/// holds only the description `range` with its noun at `head`.
fn set_off_after(scene: &Scene<'_>, head: usize, range: &Range<usize>) -> Option<usize> {
    let list = &scene.words.list;
    let comma = Some(range.end).filter(|&i| list.get(i).is_some_and(|w| w.says(",")))?;
    let at = scene.mention_at(comma);
    let mention = scene.mentions.get(at).filter(|m| {
        let article = list[comma + 1..m.start.max(comma + 1)].iter().all(|w| w.says("the"));
        m.start <= comma + 2 && article && list[m.name.start].sentence == list[comma].sentence
    })?;
    let person = matches!(mention.kind, NameKind::Person | NameKind::Unknown) && mention.parts.len() > 1;
    let body = !matches!(mention.kind, NameKind::Place | NameKind::People);
    let noun = &list[head];
    let fits = (noun.is(Classes::PERSON) || is_one_person(&noun.lower)) && person
        || noun.is(Classes::ORGANIZATION) && body;
    let closed = list.get(mention.name.end).is_some_and(|w| w.says(","));
    (closed && fits && !noun.is(Classes::PEOPLE) && !list[mention.name.end - 1].possessive).then_some(at)
}

/// For each attribution, the innermost other one whose content holds its source.
pub(super) fn enclosing(
    attributions: &[Attribution],
    places: &[AttributionPlace],
    words: &Words<'_>,
) -> Vec<Option<usize>> {
    let mut contents: Vec<(Span, usize)> =
        attributions.iter().enumerate().flat_map(|(i, a)| a.content.iter().map(move |&s| (s, i))).collect();
    contents.sort_by_key(|(s, i)| (s.start, std::cmp::Reverse(s.end), *i));
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order.sort_by_key(|&i| places[i].at);
    let mut within = vec![None; attributions.len()];
    let mut open: Vec<(Span, usize)> = Vec::new();
    let mut next = contents.into_iter().peekable();
    for i in order {
        let Some(word) = words.list.get(places[i].at) else { continue };
        let at = word.span().start;
        while let Some(content) = next.next_if(|(s, _)| s.start <= at) {
            open.retain(|(s, _)| s.end > content.0.start);
            if open.len() < DEEPEST_CONTENT {
                open.push(content);
            }
        }
        open.retain(|(s, _)| s.end > at);
        within[i] = attributions[i]
            .parent
            .or_else(|| open.iter().rev().take(8).find(|(_, owner)| *owner != i).map(|(_, owner)| *owner));
    }
    within
}
