//! Asides: lines that one edition shows as text and the other as furniture of the page.
//!
//! Whether a line is furniture is told by its shape and by what stands around it, and an edit of either can turn it. A
//! line that is text in one edition is therefore read as text in the other, too: it neither came nor went.

use super::align::{align, copies};
use super::edition::{Edition, Sentence};
use crate::claim::Position;
use std::borrow::Cow;

/// Two editions, each with those of its asides that the other has as sentences.
pub(super) fn level<'a>(old: &'a Edition, new: &'a Edition) -> (Cow<'a, Edition>, Cow<'a, Edition>) {
    if old.asides.is_empty() && new.asides.is_empty() {
        return (Cow::Borrowed(old), Cow::Borrowed(new));
    }
    let found = align(old, new);
    (with_asides(old, new, &found.added), with_asides(new, old, &found.removed))
}

/// An edition with those of its asides that stand among the sentences `open` of the other one.
fn with_asides<'a>(here: &'a Edition, there: &Edition, open: &[usize]) -> Cow<'a, Edition> {
    let is_text = |&&n: &&usize| there.sentences[n].position != Position::Headline;
    let bare = |n: &usize| Sentence { statements: Vec::new(), ..there.sentences[*n].clone() };
    let open: Vec<Sentence> = open.iter().filter(is_text).map(bare).collect();
    if here.asides.is_empty() || open.is_empty() {
        return Cow::Borrowed(here);
    }
    let of = |sentences: Vec<Sentence>| Edition { sentences, ..Edition::default() };
    let found = copies(&of(here.asides.clone()), &of(open));
    if found.is_empty() {
        return Cow::Borrowed(here);
    }
    let mut leveled = here.clone();
    leveled.sentences.extend(found.iter().map(|&(n, _)| here.asides[n].clone()));
    leveled.sentences.sort_by_key(|s| s.span.map(|span| span.start));
    Cow::Owned(leveled)
}

#[cfg(test)]
mod tests {
    use super::super::{Change, Past, diff_editions};
    use super::*;
    use crate::claim::{Days, statements};
    use crate::speaker::Cast;
    use crate::text::Document;

    fn changes(old: &str, new: &str) -> Vec<(Option<String>, Option<String>)> {
        let edition = |text: &str| {
            let document = Document::new(text);
            let statements = statements(&document, &[], &Cast::default(), None);
            Edition::new(&document, statements)
        };
        let found = diff_editions(&edition(old), &edition(new), &Past::default(), &Days::default());
        assert!(found.alarm.is_none(), "{:?}", found.alarm);
        found.changes.into_iter().map(|Change { was, now, .. }| (was, now)).collect()
    }

    const STORY: &str = "The ferry to Orvale ran aground on Monday with ninety people on board.\n\n";

    #[test]
    fn a_line_that_is_furniture_on_one_side_neither_comes_nor_goes() {
        for (text, furniture) in [
            ("Mill Fire Kills Two in Upton", "Related\n\nMill Fire Kills Two in Upton"),
            (
                "Mayor Opens Bridge\n\nCouncil Cuts Taxes",
                "See also\n\nMayor Opens Bridge\n\nCouncil Cuts Taxes",
            ),
            ("- Ana Ito in Wexley", "Most read\n\n- Ana Ito in Wexley"),
            ("Home | Sport | Weather", "Home | Sport | Weather | Jobs"),
        ] {
            let (text, furniture) = (format!("{STORY}{text}"), format!("{STORY}{furniture}"));
            for (old, new) in [(&text, &furniture), (&furniture, &text)] {
                let label = |line: &Option<String>| {
                    line.as_deref().is_some_and(|l| !["Related", "See also", "Most read"].contains(&l))
                };
                let one_sided = |(was, now): &(Option<String>, Option<String>)| {
                    label(was) && now.is_none() || label(now) && was.is_none()
                };
                let found = changes(old, new);
                assert!(!found.iter().any(one_sided), "{old} -> {new}: {found:?}");
            }
        }
    }

    #[test]
    fn what_changed_in_such_a_line_is_told() {
        let old = format!("{STORY}Mill Fire Kills Two in the Old Part of Upton");
        let new = format!("{STORY}Related\n\nMill Fire Kills Nine in the Old Part of Upton");
        let found = changes(&old, &new);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].1.as_deref().is_some_and(|now| now.contains("Nine")), "{found:?}");
    }

    #[test]
    fn furniture_of_both_sides_is_left_out() {
        let old = format!("{STORY}Related\n\nMayor Opens New Bridge\n\nCouncil Cuts Taxes Again");
        let new = format!("{STORY}Related\n\nFerry Firm Names New Chief\n\nCouncil Cuts Taxes Again");
        assert_eq!(changes(&old, &new), []);
    }
}
