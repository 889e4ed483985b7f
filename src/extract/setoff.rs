//! What the layout attributes: turns of an interview, blocks and lists after a colon, posts above their account.
//!
//! The tagger reads sentences; who speaks here stands in another line.

use super::cues;
use super::ends::without_addresses;
use super::finding::Passage;
use super::interview::{is_first_person, open_interview, quick_interview};
use super::rule_names::{ANSWER, SET_OFF};
use super::stance::is_plain_report;
use super::thresholds::{LONGEST_POST, LONGEST_SUBJECT_BEFORE_COLON, SHARE_OF_PERSONS, TOKENS_BEFORE_COLON};
use crate::english::LexicalWord;
use crate::english::lexicon::{self, Entry};
use crate::text::{Document, Matched, Pattern, Span};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A label that opens a turn: "Q:", "A.", "ADA ROUX:", "Ada Roux:".
static LABEL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^(?:(?P<letter>Q|A|Question|Answer)\s*[:.]|(?P<name>\p{Lu}[\p{L}\p{N}.’'-]*(?: ",
        r"(?:\p{Lu}[\p{L}\p{N}.’'-]*|de|van|von|al)){0,3})\s*:)\s+",
    ))
});

/// The line below an embedded post: "— Ada Roux (@adaroux) March 3, 2024".
static ACCOUNT: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?:^|\s|[.!?”\p{L}\p{N}])[—–]\s*(?P<account>[^()—–\n]{1,60}\(@[\w.@-]{1,60}\))[^()—–\n]{0,40}$",
        r"|^A (?:post|reel|video) (?:shared|posted) by (?P<shared>[^()\n]{1,60}\(@[\w.]{1,40}\))(?: on [^()\n]{0,50})?$",
    ))
});

static BULLET: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(r"^(?:[•·*‣▪–—-]|\d{1,2}[.)])\s+"));

static OWNER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"^(?:(?:Among )?(?P<who>\p{L}[^,.:;“”’']{2,60})[’']s? (?:\p{L}+ ){0,2}?(?P<cue>\p{L}+)(?: (?:are|were|is|was|included?s?))?",
        r"|(?P<led>According to) (?P<whom>[^.:;“”]{3,80})):$",
    ))
});

/// What the layout says.
#[derive(Debug, Default)]
pub(super) struct SetOff {
    pub(super) findings: Vec<Passage>,
    /// Questions of an interviewer, which attribute nothing.
    pub(super) questions: Vec<Span>,
}

/// Finds it in a document.
pub(super) fn set_off_passages(document: &Document) -> SetOff {
    let lines: Vec<&str> = document.paragraphs.iter().map(|&p| document.slice(p)).collect();
    let mut out = SetOff::default();
    if !labelled_turns(document, &lines, &mut out) {
        (out.questions, out.findings) = open_interview(document, &lines);
        if out.findings.is_empty() {
            (out.questions, out.findings) = quick_interview(document, &lines);
        }
    }
    for (n, line) in lines.iter().enumerate() {
        out.findings.extend(post(document, &lines, n));
        if line.ends_with(':') && out.questions.is_empty() {
            out.findings.extend(block(document, &lines, n));
        }
    }
    out
}

/// Whether a line asks or speaks for itself or to somebody.
pub(super) fn is_talk(line: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_alphanumeric());
    line.contains('?')
        || words.any(|w| {
            let initials = w.len() > 1 && w.chars().all(char::is_uppercase); // "US"
            let row = (!initials).then(|| lexicon::of(&w.to_lowercase())).flatten();
            row.is_some_and(|row| matches!(row.value("refers"), Some("i" | "we" | "you")))
        })
}

/// A turn: its paragraph, its label and where its words begin.
struct LabelledTurn<'d> {
    line: usize,
    label: &'d str,
    body: usize,
}

/// Turns with labels that recur. Returns whether the document has any.
fn labelled_turns<'d>(document: &'d Document, lines: &[&'d str], out: &mut SetOff) -> bool {
    let turn = |(line, text): (usize, &&'d str)| {
        let found = LABEL.captures(text)?;
        let label = found.name("letter").or_else(|| found.name("name"))?;
        Some(LabelledTurn { line, label: label.as_str(), body: found.whole().as_str().len() })
    };
    let mut turns: Vec<LabelledTurn<'_>> = lines.iter().enumerate().filter_map(turn).collect();
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for turn in &turns {
        let count = counts.entry(turn.label).or_default();
        count.0 += 1;
        count.1 += usize::from(lines[turn.line].ends_with('?'));
    }
    let asks = |label: &str| matches!(label, "Q" | "Question");
    let letters = counts.keys().any(|l| asks(l));
    let recurs =
        |label: &str| counts[label].0 >= 2 || letters && (asks(label) || matches!(label, "A" | "Answer"));
    turns.retain(|t| recurs(t.label));
    // "Harbour: … / Town: …", of which nobody asks or says "I", is a list.
    let several = counts.values().filter(|c| c.0 >= 2).count() >= 2
        && turns.iter().any(|turn| is_talk(lines[turn.line]));
    if !letters && !several || turns.len() < 2 {
        return false;
    }
    let (first, last) = (turns[0].line, turns[turns.len() - 1].line);
    let dense = letters || turns.len() * 2 > last - first;
    for (i, turn) in turns.iter().enumerate() {
        let own = document.paragraphs[turn.line];
        let next = turns.get(i + 1).map_or(turn.line + 1, |t| if dense { t.line } else { turn.line + 1 });
        let (count, questions) = counts[turn.label];
        let body = Span::new(own.start + turn.body, own.end);
        let goes_on = (turn.line + 1..next).take_while(|&n| !is_narrated(lines[n])).count();
        let rest = &document.paragraphs[turn.line + 1..turn.line + 1 + goes_on];
        // Who is given by full name is on record with what they ask, as a lawyer in a transcript is.
        let is_outlet = |w: &str| {
            lexicon::of(&w.to_lowercase())
                .is_some_and(|row| row.value("in_name").is_some_and(|of| of.contains("outlet")))
        };
        let named = turn.label.contains(' ') && !turn.label.split(' ').next_back().is_some_and(is_outlet);
        let mostly_asks = questions * 5 > count * 3 && lines[turn.line].ends_with('?');
        let interviewer = asks(turn.label) || mostly_asks && !named;
        if interviewer {
            out.questions.push(own);
            // "Q: Why? / It was old.": the answer has no label.
            let answered = turns.get(i + 1).is_some_and(|t| !asks(t.label));
            if asks(turn.label) && !rest.is_empty() && !answered {
                out.findings.push(Passage::new(None, None, rest.to_vec(), ANSWER));
            }
            continue;
        }
        let source = Span::new(own.start, own.start + turn.label.len());
        let mark =
            document.text[source.end..body.start].find([':', '.']).map_or(source.end, |at| source.end + at);
        let content = std::iter::once(body).chain(rest.iter().copied()).filter(|s| !s.is_empty()).collect();
        let cue = Span::new(mark, mark + 1);
        out.findings.push(Passage::new(Some(source), Some(cue), content, "a turn of an interview"));
    }
    true
}

/// A paragraph of the writer's between two turns: of "her" and "him", or with what others say in quotation marks.
fn is_narrated(line: &str) -> bool {
    let first = line.split(' ').next().unwrap_or_default().to_lowercase();
    let third = matches!(first.as_str(), "he" | "she" | "his" | "her");
    let tells = line.starts_with(['“', '"']) && (line.contains(",” ") || line.contains(",\" "));
    let i = || line.split(['“', '”', '"']).step_by(2).any(|part| part.split(' ').any(|w| w == "I"));
    third && !i() || tells && !is_first_person(line)
}

/// A post whose account stands below it, or at its end.
fn post(document: &Document, lines: &[&str], n: usize) -> Option<Passage> {
    let found = ACCOUNT.captures(lines[n])?;
    let account = found.name("account").or(found.name("shared"))?;
    let here = document.paragraphs[n].start;
    let source = Span::new(here + account.start(), here + account.end());
    // "A post shared by Ada Roux (@ada.roux)" stands in a line of its own.
    let dash = lines[n][..account.start()].rfind(['—', '–']).unwrap_or(0);
    let above = lines[n][..dash].trim_end();
    let content = if above.is_empty() {
        let before = n.checked_sub(1)?;
        let apart = ACCOUNT.is_match(lines[before]) || lines[before].ends_with(':');
        (!apart && lines[before].len() <= LONGEST_POST).then_some(document.paragraphs[before])?
    } else {
        Span::new(here, here + above.len())
    };
    let mut content = vec![content];
    without_addresses(document, &mut content);
    Some(Passage::new(Some(source), None, content, "a post stands above its account"))
}

/// The paragraph or the list after a line like "Ada Roux wrote to the staff:".
fn block(document: &Document, lines: &[&str], n: usize) -> Option<Passage> {
    let bulleted = |line: &&str| BULLET.is_match(line);
    // A point of a list introduces none.
    if bulleted(&lines[n]) {
        return None;
    }
    let list = lines[n + 1..].iter().take_while(|l| bulleted(l)).count();
    let owned = || if list > 0 { owner(document, document.paragraphs[n]) } else { None };
    let (source, cue) = owned().or_else(|| introduction(document, document.paragraphs[n], list > 0))?;
    let next = lines.get(n + 1)?;
    let content: Vec<Span> = if list > 0 {
        let point = |i: usize| {
            let mark = BULLET.find(lines[i]).map_or(0, |m| m.end());
            Span::new(document.paragraphs[i].start + mark, document.paragraphs[i].end)
        };
        (n + 1..=n + list).map(point).filter(|s| !s.is_empty()).collect()
    } else {
        let quoted = next.contains(['“', '"', '«', '„']) || next.starts_with(['‘', '\'']);
        let title = !next.ends_with(['.', '!', '?', '…']);
        if quoted || title {
            return None;
        }
        vec![document.paragraphs[n + 1]]
    };
    Some(Passage::new(Some(source), Some(cue), content, SET_OFF))
}

/// Whose words follow: "The union's demands are:", "Among the report's findings:", "According to the police:".
fn owner(document: &Document, paragraph: Span) -> Option<(Span, Span)> {
    let found = OWNER.captures(document.slice(paragraph))?;
    let (who, cue) = (found.name("who").or(found.name("whom"))?, found.name("cue").or(found.name("led"))?);
    let said = |w: &str| lexicon::nouns(w).any(|(row, _)| row.has("cue") || row.has("report"));
    let span = |m: Matched<'_>| Span::new(paragraph.start + m.start(), paragraph.start + m.end());
    (found.name("led").is_some() || said(&cue.as_str().to_lowercase())).then(|| (span(who), span(cue)))
}

/// The subject and the reporting verb of the sentence that ends a paragraph with a colon. Before a list, verbs that ask
/// and promise do, too.
fn introduction(document: &Document, paragraph: Span, list: bool) -> Option<(Span, Span)> {
    let sentence = document.sentences[document.sentence_at(paragraph.end - 1)?];
    let all: Vec<Span> = cues::tokens(document, sentence).collect();
    let word = |i: usize| document.slice(all[i]).to_lowercase();
    let from = all.len().saturating_sub(TOKENS_BEFORE_COLON + 2);
    let verb_that = |wanted: &dyn Fn(&Entry) -> bool| {
        let is =
            |i: &usize| lexicon::verbs(&word(*i)).any(|(row, form)| form.any(lexicon::TENSED) && wanted(row));
        (from.max(1)..all.len().saturating_sub(1)).rev().find(is)
    };
    // "made three demands": a noun that looks like a verb.
    let counted = |i: &usize| {
        lexicon::of(&word(*i - 1)).is_some_and(|row| row.has("determiner") || row.has("number_word"))
            || word(*i - 1).starts_with(|c: char| c.is_ascii_digit())
    };
    let verb = verb_that(&is_plain_report)
        .or_else(|| verb_that(&asks_or_promises).filter(|_| list))
        .filter(|i| !counted(i))
        .or_else(|| {
            verb_that(&|row| row.has("lists")).filter(|&i| list && is_listed(&all[i + 1..], document))
        })?;
    let border = |i: &usize| {
        let w = word(*i);
        !w.starts_with(char::is_alphanumeric) || lexicon::of(&w).is_some_and(|row| row.has("clause"))
    };
    let mut start = (0..verb).rev().find(border).map_or(0, |i| i + 1);
    // "Ada Roux, the mayor, wrote:"
    if start == verb {
        start = 0;
    }
    let first = document.slice(*all.get(start)?);
    let leads = lexicon::of(&first.to_lowercase())
        .is_some_and(|row| row.has("preposition") || row.has("conjunction") || row.has("conditional"));
    let named = (start..verb).any(|i| {
        document.slice(all[i]).starts_with(char::is_uppercase) || lexicon::nouns(&word(i)).next().is_some()
    });
    let quoted = document.slice(sentence).contains(['“', '"']);
    let helps = |i: &usize| lexicon::verbs(&word(*i)).any(|(row, _)| row.has("auxiliary"));
    let last = (start..verb).rev().find(|i| !helps(i))?;
    let fits = verb - start <= LONGEST_SUBJECT_BEFORE_COLON && !leads && named && !quoted;
    fits.then(|| (Span::new(all[start].start, all[last].end), all[verb]))
}

/// Whether what a verb leads over to is said: "lists three risks:", not "has three floors:" or "made two chairs:".
fn is_listed(behind: &[Span], document: &Document) -> bool {
    let words = behind
        .iter()
        .map(|t| document.slice(*t).to_lowercase())
        .filter(|w| w.starts_with(char::is_alphabetic));
    let head =
        words.take_while(|w| !lexicon::of(w).is_some_and(|row| row.has("preposition") && w != "out")).last();
    let things = ["noun.artifact", "noun.food", "noun.person", "noun.animal", "noun.plant", "noun.object"];
    head.is_some_and(|w| {
        let known = LexicalWord::of(&w);
        things.iter().map(|of| known.share_in(of)).sum::<f32>() <= SHARE_OF_PERSONS
    })
}

/// Whether a verb asks, promises or orders, so that a list behind it says what.
fn asks_or_promises(row: &Entry) -> bool {
    matches!(row.value("cue"), Some("ask" | "promise" | "order"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each finding as "source | cue | contents".
    fn found(text: &str) -> Vec<String> {
        let document = Document::new(text);
        let words = |s: &Span| document.slice(*s).to_owned();
        let one = |f: &Passage| {
            let content = f.content.iter().map(words).collect::<Vec<_>>().join(" … ");
            let of = |s: Option<Span>| s.as_ref().map(words).unwrap_or_default();
            format!("{} | {} | {content}", of(f.source), of(f.cue))
        };
        set_off_passages(&document).findings.iter().map(one).collect()
    }

    #[test]
    fn turns_belong_to_the_person_labelled() {
        assert_eq!(
            found(
                "Q: Why did the lock fail?\n\nA: It was old.\n\nIt was wet, too.\n\nQ: Since when?\n\nA: May."
            ),
            ["A | : | It was old. … It was wet, too.", "A | : | May."]
        );
        assert_eq!(
            found(
                "ECHO: Why did you go?\n\nMARA VOSS: I was tired.\n\nECHO: Of what?\n\nMARA VOSS: Of trains."
            ),
            ["MARA VOSS | : | I was tired.", "MARA VOSS | : | Of trains."]
        );
        assert_eq!(
            found(
                "Q: Is it safe?\n\nA: It is.\n\nI check it.\n\nHer deputy, Jo Ord, says he checks it, too.\n\nIt rains.\n\n\
                 Q: My boat sank.\n\nName withheld\n\nA: Buy another."
            ),
            ["A | : | It is. … I check it.", "A | : | Buy another."],
            "the writer's own words, and the signature of a letter"
        );
        assert_eq!(
            found("Q. Is it safe?\n\nNo. I would not go there.\n\nQ. Who would?\n\nNobody."),
            [" |  | No. I would not go there."],
            "the last answer may be the article's own words"
        );
        let open = "Mara Voss runs a shop.\n\nWhen did you open?\n\nI opened in May.\n\nDo you like it?\n\nI do.\n\n\
                    What will you sell?\n\nMy own bread.\n\nThe shop is shut on Mondays.";
        assert_eq!(found(open).len(), 3);
        assert!(found("Correction: The shop is shut.\n\nNote: It was open.").is_empty());
        let notes =
            "Tarn: Ord is out.\n\nVelm: Lind is back.\n\nTarn: At home on Friday.\n\nVelm: Away on Friday.";
        assert!(found(notes).is_empty());
    }

    #[test]
    fn a_block_belongs_to_who_introduces_it() {
        assert_eq!(
            found("In a letter to members, Mara Voss wrote:\n\nThe fund is safe. Stay.\n\nShe left."),
            ["Mara Voss | wrote | The fund is safe. Stay."]
        );
        assert_eq!(
            found(
                "The harbour board told reporters:\n\n• the lock held;\n\n• nobody was hurt.\n\nIt rained."
            ),
            ["The harbour board | told | the lock held; … nobody was hurt."]
        );
        for (line, found_there) in [
            ("The union's first demands are:", "The union | demands"),
            ("Among the audit's findings:", "the audit | findings"),
            ("According to the police:", "the police | According to"),
            ("The report recommends:", "The report | recommends"),
            ("The minister promised:", "The minister | promised"),
            ("The judge asked the jury two questions:", "The judge | asked"),
            ("The transport authority lists three risks:", "The transport authority | lists"),
            ("The union made three demands:", "The union | made"),
            ("The report makes four recommendations:", "The report | makes"),
            ("The council gave two reasons:", "The council | gave"),
            ("The charter sets out five aims:", "The charter | sets"),
            ("The agency named four dangers:", "The agency | named"),
            ("The inspectors identified two faults:", "The inspectors | identified"),
            ("Her party has promised:", "Her party | promised"),
        ] {
            let text = format!("{line}\n\n- a second gate\n\n- a siren in every village\n\nIt rained.");
            assert_eq!(found(&text), [format!("{found_there} | a second gate … a siren in every village")]);
        }
        for text in [
            "The shop has three floors:\n\n- toys\n\n- shoes",
            "The joiner made two chairs:\n\n- a red one\n\n- a blue one",
            "The town's dates are:\n\n- May 3\n\n- June 1",
            "To make soup, you need:\n\n- an onion\n\n- a leek",
            "The union's demands are:\n\nMore pay and a shorter week for all.",
            "The winners are:\n\nMara Voss, of Tarn.",
            "In May, he wrote three books:\n\nThe Lock",
            "Voss said:\n\n“It held.”",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_post_belongs_to_its_account() {
        assert_eq!(
            found(
                "Voss was not amused.\n\nThe lock has gone!\n\n— Mara Voss (@maravoss) March 3, 2024\n\nIt rained."
            ),
            ["Mara Voss (@maravoss) |  | The lock has gone!"]
        );
        assert_eq!(
            found("The lock has gone! pic.example/x— Tarn Fire (@tarnfire) May 4, 2025"),
            ["Tarn Fire (@tarnfire) |  | The lock has gone! pic.example/x"]
        );
        assert_eq!(
            found("It has gone https://t.co/ab12\n\n— Mara Voss (@maravoss) May 4, 2025"),
            ["Mara Voss (@maravoss) |  | It has gone"]
        );
        for line in [
            "— Mara Voss (@maravoss.example.social) May 4, 2025",
            "A post shared by Mara Voss (@mara.voss)",
            "A reel shared by Mara Voss (@mara.voss) on May 4, 2025 at 9:12am PST",
        ] {
            let rows = found(&format!("The lock has gone.\n\n{line}"));
            assert!(
                rows[0].starts_with("Mara Voss (@mara") && rows[0].ends_with(" |  | The lock has gone."),
                "{rows:?}"
            );
        }
        assert!(found("The lock has gone.\n\nA post shared by Mara Voss (@mara) has gone.").is_empty());
        assert!(found("The lock — and Mara Voss (@maravoss) knew it — was old.").is_empty());
    }
}
