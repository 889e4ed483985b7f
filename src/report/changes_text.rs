//! Changes for a terminal: the summary first, then change by change with the words that differ.

use super::changes::{ChangeItem, alarm_name, labels, summary};
use super::said::Said;
use super::wording::{count, harmless};
use crate::diff::{Run, words};
use crate::store::HistoryRow;
use anstyle::{AnsiColor, Effects, Style};
use std::io::{self, Write};

const REMOVED: Style = AnsiColor::Red.on_default().effects(Effects::STRIKETHROUGH);
pub(super) const ADDED: Style = AnsiColor::Green.on_default().effects(Effects::BOLD);
pub(super) const MATERIAL: Style = AnsiColor::Yellow.on_default().effects(Effects::BOLD);
const ALARM: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);
/// Sentences that only moved and are listed one by one.
const MOVED: usize = 3;
pub(super) const FAINT: Style = Style::new().effects(Effects::DIMMED);

/// Writes what is wrong with a comparison as a whole: before its changes, for it puts them in doubt.
///
/// # Errors
/// When the output cannot be written.
pub fn write_alarm(kind: &str, reason: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{ALARM}{}{ALARM:#}: {}", alarm_name(kind), harmless(reason))
}

/// Writes the sentences that an alarm keeps out of the changes: those that only the older text has, and those that only
/// the newer one has.
///
/// # Errors
/// When the output cannot be written.
pub fn write_untold(missing: &[String], unmatched: &[String], out: &mut dyn Write) -> io::Result<()> {
    for (sentences, what) in [(missing, "missing from the newer text"), (unmatched, "only in the newer text")]
    {
        if !sentences.is_empty() {
            writeln!(out, "\n{} {what}", count(sentences.len(), "sentence", "sentences"))?;
        }
        for sentence in sentences {
            let old = (what.starts_with("missing")).then_some(sentence.as_str());
            write_wordings(old, old.is_none().then_some(sentence), out)?;
        }
    }
    Ok(())
}

/// Writes changes for a terminal: the summary, then each change under its number and its kinds. Deleted words stand in
/// `[-…-]`, added ones in `{+…+}`, so that it reads without colour too. A correction note names the changes that it
/// explains.
///
/// # Errors
/// When the output cannot be written.
pub fn write_text(items: &[ChangeItem], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", summary(items))?;
    let noted = items.iter().any(ChangeItem::is_note);
    // Sentences that only stand elsewhere say nothing one by one; where they are many, their number says enough.
    let moved = items.iter().filter(|item| item.only_moved()).count();
    let together = moved > MOVED;
    for item in items.iter().filter(|item| !(together && item.only_moved())) {
        let style = if item.material { MATERIAL } else { FAINT };
        let headline = if item.in_headline { "headline: " } else { "" };
        write!(out, "\n{}. {style}{headline}{}{style:#}", item.number, labels(&item.kinds))?;
        if let Some(speaker) = item.says() {
            write!(out, "  {}", harmless(speaker))?;
        }
        writeln!(out)?;
        let (before, after) = item.shown();
        write_wordings(before.as_deref(), after.as_deref(), out)?;
        if item.is_note() {
            write_explained(item, items, out)?;
        } else if !item.reason.is_empty() {
            let note = match item.correction {
                Some(note) => format!("; explained by note {note}"),
                None if item.possible_correction.is_some() => "; a note may explain it".to_owned(),
                None if noted && item.unannounced => "; no correction note explains it".to_owned(),
                None => String::new(),
            };
            let weight = match item.weight() {
                weight if weight.is_empty() => "not material".to_owned(),
                weight => weight,
            };
            writeln!(out, "  {FAINT}{weight}: {}{note}{FAINT:#}", harmless(&item.reason))?;
        }
    }
    if together {
        writeln!(out, "\n{FAINT}{moved} sentences stand in another place, word for word{FAINT:#}")?;
    }
    Ok(())
}

/// The numbers of the changes that a note explains.
fn write_explained(note: &ChangeItem, items: &[ChangeItem], out: &mut dyn Write) -> io::Result<()> {
    let told = |n: &usize| {
        let of = items.iter().find(|i| i.number == *n).map(|i| format!(" ({})", labels(&i.kinds)));
        format!("{n}{}", of.unwrap_or_default())
    };
    let told: Vec<String> = note.explains.iter().map(told).collect();
    match told.as_slice() {
        [] => writeln!(out, "  {FAINT}{}{FAINT:#}", harmless(&note.reason)),
        told => writeln!(out, "  {FAINT}explains {}{FAINT:#}", told.join(", ")),
    }
}

/// Writes the history of a claim for a terminal: every revision that changed it, with the words that differ; the cue is
/// one of them.
///
/// # Errors
/// When the output cannot be written.
pub fn write_history(steps: &[Said<HistoryRow>], out: &mut dyn Write) -> io::Result<()> {
    let mut before: Option<String> = None;
    for said in steps {
        let step = &said.row;
        let now = step.text.as_deref().map(|text| said.sentence(text));
        let what = match (&before, &now) {
            (None, _) => "first seen".to_owned(),
            (Some(_), None) => "no longer there".to_owned(),
            (Some(_), Some(_)) if step.change_kinds.is_empty() && step.rejected => {
                "change rejected".to_owned()
            }
            (Some(_), Some(_)) if step.change_kinds.is_empty() => "unchanged".to_owned(),
            _ if step.rejected => format!("{}, rejected", labels(&step.change_kinds)),
            _ => labels(&step.change_kinds),
        };
        let style = if step.material && !step.rejected { MATERIAL } else { FAINT };
        writeln!(out, "revision {}  {}  {style}{what}{style:#}", step.revision, harmless(&step.captured_at))?;
        match (&before, &now) {
            (Some(old), Some(new)) if old != new => write_words(old, new, out)?,
            (None, Some(new)) => writeln!(out, "  {}", harmless(new))?,
            _ => {}
        }
        if let Some(reason) = step.reason.as_deref().filter(|r| !r.is_empty()) {
            let weight = match step.undated_weight() {
                weight if weight.is_empty() => weight,
                weight => format!("{weight}: "),
            };
            writeln!(out, "  {FAINT}{weight}{}{FAINT:#}", harmless(reason))?;
        }
        if let Some(note) = &step.correction {
            writeln!(out, "  {FAINT}explained by: {}{FAINT:#}", harmless(note))?;
        }
        before = now.or(before);
    }
    Ok(())
}

/// Writes two wordings on a line, with the words that differ marked.
pub(super) fn write_wordings(
    before: Option<&str>,
    after: Option<&str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match (before, after) {
        (Some(before), Some(after)) => write_words(before, after, out),
        (Some(before), None) => writeln!(out, "  {REMOVED}[-{}-]{REMOVED:#}", harmless(before)),
        (None, Some(after)) => writeln!(out, "  {ADDED}{{+{}+}}{ADDED:#}", harmless(after)),
        (None, None) => Ok(()),
    }
}

fn write_words(before: &str, after: &str, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "  ")?;
    for run in words(before, after) {
        match run {
            Run::Same(text) => write!(out, "{}", harmless(&text))?,
            Run::Removed(text) => write!(out, "{REMOVED}[-{}-]{REMOVED:#}", harmless(&text))?,
            Run::Added(text) => write!(out, "{ADDED}{{+{}+}}{ADDED:#}", harmless(&text))?,
        }
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{Change, Comparison, Kind, Severity};

    #[test]
    fn changes_read_without_colour() {
        let items = [ChangeItem {
            number: 1,
            kinds: vec![Kind::FigureChanged, Kind::Reworded],
            severity: Severity::High,
            material: true,
            new: true,
            reason: "a count differs".into(),
            speaker: Some("Ada Brook".into()),
            before: Some("Twelve died\u{7}.".into()),
            after: Some("Nineteen died.".into()),
            figures: vec![(Some("12".into()), Some("19".into()))],
            ..ChangeItem::default()
        }];
        let mut out = anstream::StripStream::new(Vec::new());
        write_text(&items, &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out.into_inner()).unwrap(), @r"
        1 figure changed (12 → 19)

        1. figure changed, claim reworded  Ada Brook
          [-Twelve-]{+Nineteen+} died[- -].
          high, material, new: a count differs
        ");
    }

    #[test]
    fn a_correction_names_what_it_explains() {
        let change = |kinds: &[Kind], before: Vec<usize>, after: Vec<usize>| Change {
            kinds: kinds.to_vec(),
            before,
            after,
            material: true,
            severity: Severity::Medium,
            reason: "a count differs".into(),
            ..Change::default()
        };
        let note = Change {
            note: Some("Correction: 19 died.".into()),
            explains: vec![0],
            material: false,
            ..change(&[Kind::Correction], vec![], vec![])
        };
        let statements = |texts: [&str; 2]| texts.map(crate::claim::bare_statement).to_vec();
        let (old, new) = (statements(["12 died.", "He fled."]), statements(["19 died.", "She fled."]));
        let changes = vec![
            change(&[Kind::FigureChanged], vec![0], vec![0]),
            change(&[Kind::EntityChanged], vec![1], vec![1]),
            note,
        ];
        let comparison = Comparison { changes, ..Comparison::default() };
        let items = ChangeItem::of_comparison(&comparison, &old, &new);
        assert_eq!(items.iter().map(|i| i.unannounced).collect::<Vec<_>>(), [false, true, false]);
        let mut out = anstream::StripStream::new(Vec::new());
        write_text(&items, &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out.into_inner()).unwrap(), @r"
        1 figure changed, 1 name changed; not material: 1 correction note

        1. figure changed
          [-12-]{+19+} died.
          medium, material: a count differs; explained by note 3

        2. name changed
          [-He-]{+She+} fled.
          medium, material: a count differs; no correction note explains it

        3. correction note
          {+Correction: 19 died.+}
          explains 1 (figure changed)
        ");
    }
}
