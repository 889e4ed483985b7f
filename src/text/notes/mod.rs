//! Notes by which an outlet acknowledges an edit: found in the text, told apart, dated.

mod wording;

use super::furniture::{Furniture, FurnitureKind};
use super::pattern::head;
use crate::english::{figures, lexicon};
use crate::span::Span;
use serde::{Deserialize, Serialize};
use wording::{AGENCY, BRACKETED, DONE, EDIT, GOES_ON, LABEL, MARKED, OPENING, TAKEN_BACK, UPDATED, WRONG};

/// A correction, clarification, editor's note or "updates with" line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// Where it stands in the document.
    pub span: Span,
    /// Its words.
    pub text: String,
    /// The day that it gives as its own, canonical as in [`crate::english::Figure`], or a day of the week in small
    /// letters. Dates of the story in it are none.
    pub date: Option<String>,
}

impl Note {
    fn new(span: Span, text: &str) -> Self {
        let text = text.trim().to_owned();
        let date = own_date(&text);
        Self { span, text, date }
    }

    /// Whether it tells of news that was added, rather than of something that was wrong.
    #[must_use]
    pub fn is_update(&self) -> bool {
        !WRONG.is_match(&self.text)
    }

    /// Whether a source that starts at byte `at` of the document is the text that the note is about: "An earlier version
    /// of this story said …".
    #[must_use]
    pub fn is_of_text(&self, at: usize) -> bool {
        let words = self.text.trim_start_matches(is_bullet);
        self.span.start + self.text.len() - words.len() == at && OPENING.is_match(words)
    }

    /// Whether it brings the news itself ("Update: police have named the driver") instead of saying what was edited.
    #[must_use]
    pub fn is_news(&self) -> bool {
        let rest = LABEL.find(&self.text).map_or("", |m| self.text[m.end()..].trim_start());
        self.is_update() && !rest.is_empty() && !EDIT.is_match(rest)
    }
}

/// Bytes in which the words that open a note are looked for.
const OPENING_REACH: usize = 1000;
/// Lines of agencies are not longer than this, in bytes.
const SHORT: usize = 240;

/// The notes of a text: furniture of that kind, and paragraphs, sentences and brackets that read as one.
#[must_use]
pub(super) fn notes(
    text: &str,
    paragraphs: &[Span],
    sentences: &[Span],
    furniture: &[Furniture],
) -> Vec<Note> {
    let marked = furniture.iter().filter(|f| f.kind == FurnitureKind::Correction).map(|f| f.span);
    let mut spans: Vec<Span> = marked.collect();
    let known = spans.len();
    let count = paragraphs.len();
    for (n, &paragraph) in paragraphs.iter().enumerate() {
        if spans[..known].iter().any(|s| s.overlaps(paragraph)) {
            continue;
        }
        let place = ParagraphPlace { first: n < 4, last: n + 3 >= count, alone: n > 0 && n + 2 >= count };
        if is_note(paragraph.of(text), place) {
            spans.push(paragraph);
        } else {
            spans.extend(within(text, sentences, paragraph, place));
        }
    }
    spans.sort_unstable();
    spans.into_iter().map(|span| Note::new(span, span.of(text))).collect()
}

/// Where in the text a paragraph stands.
#[derive(Clone, Copy)]
struct ParagraphPlace {
    /// Among the first.
    first: bool,
    /// Among the last.
    last: bool,
    /// One of the last two, and not the first.
    alone: bool,
}

/// Whether a paragraph is a note as a whole.
fn is_note(words: &str, place: ParagraphPlace) -> bool {
    let short = words.len() <= SHORT;
    let bare = words.trim_start_matches(is_bullet);
    LABEL.is_match(words)
        || OPENING.is_match(bare)
        || BRACKETED.is_match(words) && short && words.ends_with([')', ']'])
        || short && (place.first || place.last) && AGENCY.is_match(words)
        || short && place.alone && TAKEN_BACK.is_match(words)
}

/// Whether a line over a headline is a note: it speaks of its story, or stands in brackets as agencies write them.
#[must_use]
pub(crate) fn opens_note(line: &str) -> bool {
    OPENING.is_match(line.trim_start_matches(is_bullet))
        || BRACKETED.is_match(line) && line.len() <= SHORT && line.ends_with([')', ']'])
}

/// Marks that stand before the words of a note.
fn is_bullet(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '_' | '•' | '(' | '[' | '-' | '–' | '—')
}

/// The notes that begin within a paragraph: at a sentence, after a dash, in brackets.
fn within(text: &str, sentences: &[Span], paragraph: Span, place: ParagraphPlace) -> Vec<Span> {
    let first = sentences.partition_point(|s| s.start < paragraph.start);
    let sentences: Vec<Span> =
        sentences[first..].iter().copied().take_while(|s| s.start < paragraph.end).collect();
    let mut spans: Vec<Span> = Vec::new();
    for (n, &sentence) in sentences.iter().enumerate() {
        if spans.last().is_some_and(|s| s.overlaps(sentence)) {
            continue;
        }
        let Some((start, bracket)) = opening(sentence.of(text), place) else { continue };
        let start = sentence.start + start;
        let end = match bracket {
            Some(close) => text[start..paragraph.end].find(close).map(|at| start + at + 1),
            None => None,
        };
        let goes_on = |s: &&Span| GOES_ON.is_match(s.of(text));
        let run_on = || sentences[n + 1..].iter().take_while(goes_on).last().map_or(sentence.end, |s| s.end);
        spans.push(Span::new(start, end.unwrap_or_else(run_on)));
    }
    spans
}

/// Where in a sentence a note begins, and the bracket that closes it.
fn opening(sentence: &str, place: ParagraphPlace) -> Option<(usize, Option<char>)> {
    let starts = std::iter::once(0).chain(sentence.char_indices().filter_map(|(at, c)| {
        let rest = &sentence[at + c.len_utf8()..];
        let dash = matches!(c, '—' | '–') || c == '-' && rest.starts_with([' ', '-']);
        (matches!(c, '(' | '[') || dash).then_some(at)
    }));
    for at in starts {
        // The words of a note stand at its beginning: the time grows with the sentence and not with its square.
        let words = head(&sentence[at..], OPENING_REACH);
        let bare = words.trim_start_matches(is_bullet);
        let bracket = match words.trim_start_matches([' ', '-', '–', '—', '*']).chars().next() {
            Some('(') => Some(')'),
            Some('[') => Some(']'),
            _ => None,
        };
        let labelled = LABEL.is_match(bare) && !bare.starts_with(char::is_lowercase);
        if OPENING.is_match(bare)
            || labelled
            || bracket.is_some() && (place.first || place.last) && BRACKETED.is_match(words)
        {
            return Some((at, bracket));
        }
    }
    None
}

/// The mark that a headline carries when its story was edited, as a note that names nothing. "RPT" only says that the
/// story was sent again.
pub(crate) fn of_headline(headline: &str) -> Option<Note> {
    let end = MARKED.find(headline).filter(|m| !m.as_str().contains("RPT"))?.end();
    (end < headline.len()).then(|| Note::new(Span::new(0, 0), headline))
}

/// A headline without such a mark: the words that the story is known by.
pub(crate) fn unmarked(headline: &str) -> &str {
    let end = MARKED.find(headline).map_or(0, |m| m.end());
    if end < headline.len() { &headline[end..] } else { headline }
}

/// The day on which a note says that it was written: in its label, or after what was done.
fn own_date(text: &str) -> Option<String> {
    let label = LABEL.find(text).map(|m| m.as_str());
    let after = DONE
        .captures(text)
        .or_else(|| UPDATED.captures(text))
        .and_then(|c| c.name("when"))
        .map(|m| m.as_str());
    [label, after].into_iter().flatten().find_map(day)
}

/// A date or a day of the week in a few words.
fn day(words: &str) -> Option<String> {
    let date = figures(words)
        .into_iter()
        .map(|f| f.canonical)
        .find(|c| c.len() >= 5 && c.as_bytes().get(c.len() - 3) == Some(&b'-'));
    date.or_else(|| {
        let lower = words.to_lowercase();
        lexicon::with("weekday").map(lexicon::Entry::lemma).find(|day| lower.contains(day)).map(str::to_owned)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    fn notes(text: impl Into<String>) -> Vec<Note> {
        Document::new(text).notes
    }

    #[test]
    fn notes_are_found() {
        for text in [
            "Correction: the bridge is in Upton.",
            "Correction (3 March 2026): the bridge is in Upton.",
            "CLARIFICATION — The mayor spoke on Monday.",
            "Clarification, 22 January: the mayor spoke on Monday.",
            "Update March 3, 2026: the mayor spoke.",
            "Editor's note: this story has changed.",
            "This article was amended on 3 March 2026 to correct the toll.",
            "An earlier version of this article misstated the number of victims.",
            "(Updates with mayor's comment)",
            "UPDATE 3 p.m.: adds police comment",
            "UPDATE, 3:15 p.m. ET Monday: Police have named the driver.",
            "Update #2: Adds detail from the fire brigade",
            "Updated at 3:15 p.m. ET to include a statement from the mayor.",
            "Adds comment from the mayor, paragraph 3",
            "Recasts with the vote, adds detail",
            "Corrects March 11 item to exclude tax credit",
            "CORRECTION APPENDED.",
            "Corrections",
            "This article will be updated.",
        ] {
            assert_eq!(notes(text).len(), 1, "{text}");
        }
        for text in [
            "The mayor updated the council on the bridge.",
            "Update your records, the council told owners of the bridge.",
            "Updated figures for March show that the toll rose.",
            "Corrections officers said that the jail was full.",
            "Adding a lane will cost a million, the mayor said.",
        ] {
            assert_eq!(notes(text), [], "{text}");
        }
        let last = "The bridge is shut.\n\nThe rating firm corrects amount of debt from 65 million.";
        assert_eq!(notes(last).len(), 1);
    }

    /// The words of the notes in a text of several paragraphs, of which `line` is one.
    fn in_story(line: &str, last: bool) -> Vec<String> {
        let body = [
            "The old bridge over the Tarn was shut on Monday after a lorry struck one of its piers.",
            "Engineers said that the deck would be looked at before the end of the week.",
            "The council has put 2 million crowns aside for it.",
            "Ferries take foot passengers in the meantime.",
        ];
        let mut lines: Vec<&str> = body.to_vec();
        lines.insert(if last { 4 } else { 3 }, line);
        notes(lines.join("\n\n")).into_iter().map(|n| n.text).collect()
    }

    #[test]
    fn sentences_within_a_paragraph_are_notes() {
        for note in [
            "An earlier version misstated the year in which the bridge opened.",
            "An earlier version of this story said the bridge opened in 1931.",
            "An earlier version of this article gave the wrong name for the river.",
            "A previous version of this report incorrectly said that nobody was hurt.",
            "The original version of this story misidentified the driver.",
            "A previous headline misstated the length of the closure.",
            "An earlier version incorrectly described the lorry as a bus.",
            "Because of an editing error, an earlier version of this article misspelled the mayor's name.",
            "Due to a reporting error, this story gave the wrong day.",
            "In an earlier version of this story, the name of the engineer was left out.",
            "This story has been corrected to show that the pier is of stone.",
            "This post has been corrected: the pier is of stone.",
            "This article has been updated to include a comment from the council.",
            "This March 3 story has been corrected to say the bridge opened in 1913.",
            "This report was amended on 4 March to correct the spelling of Tarnfield.",
            "This article, which was first published on Monday, was corrected on Tuesday.",
            "This post has been clarified to reflect that the road is private.",
            "This story originally said that the lorry was empty.",
            "This story misstated the amount of the grant.",
            "This headline has been changed to reflect that the bridge is shut, not closed for good.",
            "The story has been corrected to show that the ferry is free.",
            "The headline was corrected to say that one pier was struck.",
            "In a story on March 3 about the bridge, The Gazette incorrectly reported its age.",
            "A caption on Monday misidentified the engineer in the picture.",
            "We have corrected this article.",
            "We regret the error.",
            "This paragraph was changed at 14:20 after the council pointed out a mistake in our figures.",
            "This sentence has been corrected: the pier is of stone.",
            "We originally reported that the bridge would open in June.",
            "We incorrectly said that the lorry was empty.",
            "An error in an earlier version of this story gave the cost as 4 million crowns.",
            "A mistake in this report put the bridge in Tarnfield.",
            "The spelling of the mayor's name in this article has been corrected.",
            "The date in the second paragraph was wrong and has been put right.",
            "Correction: the bridge opened in 1913.",
        ] {
            let paragraph = format!("Ferries run every hour until ten at night. {note}");
            assert_eq!(in_story(&paragraph, true), [note], "last");
            assert_eq!(in_story(&paragraph, false), [note], "in the middle");
            assert_eq!(in_story(note, true), [note], "alone");
        }
    }

    #[test]
    fn a_note_takes_in_the_sentence_that_puts_it_right() {
        let note = "An earlier version misstated the year of the opening. It was 1913, not 1931.";
        assert_eq!(in_story(&format!("Ferries run every hour. {note}"), true), [note]);
        let paragraph = "This story has been corrected. The council meets again on Friday.";
        let paragraph = format!("Ferries run every hour. {paragraph}");
        assert_eq!(in_story(&paragraph, true), ["This story has been corrected."]);
    }

    #[test]
    fn notes_after_dashes_and_in_brackets() {
        for note in [
            "This story has been corrected to show that the bridge opened in 1913.",
            "This March 3 story has been corrected to fix the name of the river.",
            "This article was updated on Tuesday with a comment from the council.",
            "An earlier version of this story said the lorry was empty.",
            "An earlier version misstated the toll.",
            "A previous version of this article misspelled Tarnfield.",
            "Correction: the pier is of stone.",
            "This report has been corrected throughout.",
        ] {
            for (open, close) in [("--- ", ""), ("— ", ""), ("-- ", ""), ("- ", ""), ("(", ")"), ("[", "]")]
            {
                let whole = format!("{open}{note}{close}");
                for paragraph in [format!("Ferries run every hour. {whole}"), whole.clone()] {
                    assert_eq!(in_story(&paragraph, true).concat(), whole, "{paragraph}");
                }
            }
        }
        for note in [
            "(Corrects spelling of river in paragraph 2)",
            "(Correcting the age of the bridge)",
            "(Corrected to show the pier is of stone.)",
            "(Company corrects to show the bridge is leased.)",
            "[Clarifies that the road is private]",
            "(Recasts with comment from council)",
        ] {
            assert_eq!(in_story(note, true), [note]);
        }
    }

    #[test]
    fn sentences_of_the_story_are_no_notes() {
        for line in [
            "The court corrected its record.",
            "The council clarified its rules on Monday.",
            "The ministry corrected the figure for March on Tuesday.",
            "An earlier version of the bill was rejected in May.",
            "An earlier version of the bridge stood a mile upstream.",
            "A previous version of the plan would have cost twice as much.",
            "The original version of the song was three minutes long.",
            "This article of the constitution was amended in 1992.",
            "This report, he said, was wrong from the first page to the last.",
            "The report was updated by the engineers in June.",
            "The story was corrected by witnesses who had seen the lorry.",
            "Police corrected an earlier statement that the driver had fled.",
            "The company apologised for the error and gave the money back.",
            "He wrongly said that the bridge was his.",
            "The minister misstated the cost of the bridge, an aide said.",
            "She said that an earlier version of events was untrue.",
            "This version of the game has been changed by its makers.",
            "This story is told in every pub on the quay.",
            "This page of the ledger has been changed by another hand.",
            "The agency said it would update its forecast on Friday.",
            "Corrections officers found the man in his cell (the door was open).",
            "The map (an earlier version hangs in the hall) shows two bridges.",
            "The film was changed - an earlier cut ran for three hours.",
            "The article that she wrote was published in 1931.",
            "The passage was altered to make room for two lanes.",
            "This section of the road was changed after the flood.",
            "An error in the signal box gave the train a green light.",
            "The mistake in the plans was found by a student.",
            "We put the lorry out with sand, the driver said.",
            "The figures in the council's report were wrong, engineers said.",
        ] {
            for paragraph in [line.to_owned(), format!("Ferries run every hour. {line}")] {
                for last in [false, true] {
                    assert_eq!(in_story(&paragraph, last), [""; 0], "{paragraph}");
                }
            }
        }
    }

    #[test]
    fn a_date_of_the_story_is_not_the_notes_own() {
        let date = |text: &str| Note::new(Span::new(0, 0), text).date;
        assert_eq!(
            date("This article was amended on 3 March 2026 to correct the toll.").as_deref(),
            Some("2026-03-03")
        );
        assert_eq!(date("Correction, Feb. 25: the vote was on March 3.").as_deref(), Some("02-25"));
        assert_eq!(date("CORRECTION (May 21, 6:40 p.m.): it is 21, not 19.").as_deref(), Some("05-21"));
        assert_eq!(date("Updated March 3, 2026 with a comment.").as_deref(), Some("2026-03-03"));
        assert_eq!(date("Update Monday 3 p.m.: adds comment").as_deref(), Some("monday"));
        assert_eq!(date("Correction: the vote was on March 3, not on March 4."), None);
    }

    #[test]
    fn kinds_of_notes() {
        let of = |text: &str| {
            let note = Note::new(Span::new(0, 0), text);
            (note.is_update(), note.is_news())
        };
        assert_eq!(of("Correction: it is 21, not 19."), (false, false));
        assert_eq!(of("UPDATE: an earlier version misstated the toll."), (false, false));
        assert_eq!(of("UPDATE 3 p.m.: adds police comment"), (true, false));
        assert_eq!(of("(Updates with police comment)"), (true, false));
        assert_eq!(of("Update, 3 p.m.: Police have named the driver."), (true, true));
    }

    #[test]
    fn headlines_carry_marks() {
        for (headline, words) in [
            ("(CORRECTED) - BANK RAISES RATES", "BANK RAISES RATES"),
            ("CORRECTED-BANK RAISES RATES", "BANK RAISES RATES"),
            ("UPDATE 2-Bank raises rates", "Bank raises rates"),
            ("Correction: Bank Raises Rates story", "Bank Raises Rates story"),
        ] {
            assert_eq!(unmarked(headline), words);
            assert!(of_headline(headline).is_some());
        }
        for headline in
            ["Bank raises rates", "Updated plan for the bridge", "CORRECTIONS CHIEF RESIGNS", "UPDATE"]
        {
            assert_eq!((unmarked(headline), of_headline(headline)), (headline, None));
        }
    }
}
