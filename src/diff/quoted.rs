//! Quotations of several sentences that came in or went as a whole: one change, and not a piece of the quotation in each.

use super::change::Edit;
use super::edition::{Edition, Sentence};

/// Joins edits of the same kind, in reading order, of sentences that stand in one quotation.
pub(super) fn join(edits: &mut Vec<Edit>, old: &Edition, new: &Edition) {
    let mut joined: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits.drain(..) {
        match joined.last_mut() {
            Some(last) if goes_on(last, &edit, old, new) => take(last, edit),
            _ => joined.push(edit),
        }
    }
    *edits = joined;
}

/// Whether an edit is of the next sentence of a quotation that the one before left open.
fn goes_on(last: &Edit, next: &Edit, old: &Edition, new: &Edition) -> bool {
    let of = |edition: &Edition, before: &[usize], after: &[usize], words: Option<&String>| {
        let (Some(&a), Some(&b), Some(words)) = (before.last(), after.first(), words) else { return false };
        let paragraph = |n: usize| edition.sentences.get(n).and_then(|s: &Sentence| s.paragraph);
        b == a + 1 && paragraph(a).is_some() && paragraph(a) == paragraph(b) && is_open(words)
    };
    last.change.kinds == next.change.kinds
        && match (
            last.before.is_empty(),
            last.after.is_empty(),
            next.before.is_empty(),
            next.after.is_empty(),
        ) {
            (false, true, false, true) => of(old, &last.before, &next.before, last.change.was.as_ref()),
            (true, false, true, false) => of(new, &last.after, &next.after, last.change.now.as_ref()),
            _ => false,
        }
}

/// Whether a quotation that opens in the words does not close in them.
fn is_open(words: &str) -> bool {
    let count = |mark: char| words.matches(mark).count();
    count('"') % 2 == 1 || count('“') > count('”') || count('«') > count('»')
}

/// Adds an edit to the one before it. The severer of the two says why.
fn take(last: &mut Edit, next: Edit) {
    let (change, more) = (&mut last.change, next.change);
    for (words, rest) in [(&mut change.was, more.was), (&mut change.now, more.now)] {
        if let (Some(words), Some(rest)) = (words, rest) {
            words.push(' ');
            words.push_str(&rest);
        }
    }
    for (all, rest) in [(&mut change.before, more.before), (&mut change.after, more.after)] {
        all.extend(rest);
        all.sort_unstable();
        all.dedup();
    }
    if more.severity > change.severity {
        (change.severity, change.reason) = (more.severity, more.reason);
    }
    change.material |= more.material;
    change.new |= more.new;
    change.withdrawn |= more.withdrawn;
    last.before.extend(next.before);
    last.after.extend(next.after);
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, Past, diff_editions};
    use super::*;
    use crate::claim::{Days, statements};
    use crate::speaker::Cast;
    use crate::text::Document;

    /// The sentences of a text that came in beneath a story.
    fn added(text: &str) -> Vec<String> {
        let edition = |text: &str| {
            let document = Document::new(text);
            let statements = statements(&document, &[], &Cast::default(), None);
            Edition::new(&document, statements)
        };
        let story = "The hall in Orvale was full on Monday.";
        let (old, new) = (edition(story), edition(&format!("{story}\n\n{text}")));
        let found = diff_editions(&old, &new, &Past::default(), &Days::default()).changes;
        let back = diff_editions(&new, &old, &Past::default(), &Days::default()).changes;
        assert!(found.iter().all(|c| c.kinds == [Kind::Added]), "{found:?}");
        let gone: Vec<_> = back.iter().filter_map(|c| c.was.clone()).collect();
        let came: Vec<_> = found.into_iter().filter_map(|c| c.now).collect();
        assert_eq!(gone, came);
        came
    }

    #[test]
    fn a_quotation_is_one_change() {
        for text in [
            "\"We wait for the mayor. She will decide tonight,\" a clerk said.",
            "“The deck is stacked. It was so before,” Ann Bell said.",
            "\"It rained. Then it snowed. The road was shut,\" the driver said.",
            "A clerk said: \"The mayor is late. Nobody knows why.\"",
            "“Nobody asked us. Why not?” said Bea Oak, who owns the mill.",
            "«The bridge is old. It will not hold,» the engineer wrote.",
        ] {
            assert_eq!(added(text), [text]);
        }
    }

    #[test]
    fn other_sentences_stay_apart() {
        for (text, count) in [
            ("The road was shut. It snowed in the hills.", 2),
            ("“The deck is stacked,” Ann Bell said. “It was so before.”", 2),
            ("“The first part of it is over.\n\n“The second will be worse,” Ann Bell said.", 2),
            ("\"It rained,\" the driver said. The road was shut.", 2),
        ] {
            assert_eq!(added(text).len(), count, "{text}");
        }
    }
}
