//! What went to and fro over several revisions, for people: a passage may have had more than two wordings.

use super::changes_text::write_wordings;
use super::wording::count;
use crate::diff::Flapping;
use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};

/// For each pair of wordings the number of its passage, from 0: pairs that share a wording are of one.
fn passages(flapping: &[Flapping]) -> Vec<usize> {
    let mut of: Vec<usize> = Vec::with_capacity(flapping.len());
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (n, pair) in flapping.iter().enumerate() {
        let wordings = || pair.was.iter().chain(&pair.now).map(String::as_str);
        let met: BTreeSet<usize> =
            wordings().filter_map(|words| known.get(words).map(|&row| of[row])).collect();
        let passage = met.first().copied().unwrap_or(n);
        of.push(passage);
        for old in of.iter_mut().filter(|old| met.contains(old)) {
            *old = passage;
        }
        for words in wordings() {
            known.entry(words).or_insert(n);
        }
    }
    of
}

/// How many passages go to and fro: "1 passage goes to and fro, between 4 wordings".
#[must_use]
pub fn flapping_summary(flapping: &[Flapping]) -> String {
    let passages = passages(flapping).into_iter().collect::<BTreeSet<_>>().len();
    let wordings: BTreeSet<Option<&str>> =
        flapping.iter().flat_map(|pair| [pair.was.as_deref(), pair.now.as_deref()]).collect();
    let told = count(passages, "passage goes to and fro", "passages go to and fro");
    // Of several it would not say which has how many.
    if passages == 1 && wordings.len() > 2 {
        format!("{told}, between {} wordings", wordings.len())
    } else {
        told
    }
}

/// Writes for a terminal what went to and fro over several revisions, passage by passage.
///
/// # Errors
/// When the output cannot be written.
pub fn write_flapping(flapping: &[Flapping], out: &mut dyn Write) -> io::Result<()> {
    if !flapping.is_empty() {
        writeln!(out, "\n{}", flapping_summary(flapping))?;
    }
    let mut pairs: Vec<(usize, &Flapping)> = passages(flapping).into_iter().zip(flapping).collect();
    pairs.sort_by_key(|(passage, _)| *passage);
    for (_, Flapping { was, now, revisions }) in pairs {
        let turns: Vec<String> = revisions.iter().map(ToString::to_string).collect();
        writeln!(out, "\nturned with revisions {}", turns.join(", "))?;
        write_wordings(was.as_deref(), now.as_deref(), out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(pairs: &[(&str, &str)]) -> String {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let flapping: Vec<Flapping> = pairs
            .iter()
            .map(|(was, now)| Flapping { was: text(was), now: text(now), revisions: vec![2, 3] })
            .collect();
        flapping_summary(&flapping)
    }

    #[test]
    fn pairs_that_share_a_wording_are_one_passage() {
        for (pairs, expected) in [
            (&[("5 boats", "6 boats")][..], "1 passage goes to and fro"),
            (&[("5 boats", "")], "1 passage goes to and fro"),
            (
                &[("5 boats", "6 boats"), ("5 boats", "7 boats")],
                "1 passage goes to and fro, between 3 wordings",
            ),
            (
                &[("5 boats", "6 boats"), ("6 boats", "7 boats"), ("7 boats", "8 boats")],
                "1 passage goes to and fro, between 4 wordings",
            ),
            (
                &[("5 boats", "6 boats"), ("7 boats", "8 boats"), ("8 boats", "6 boats")],
                "1 passage goes to and fro, between 4 wordings",
            ),
            (&[("5 boats", "6 boats"), ("5 boats", "")], "1 passage goes to and fro, between 3 wordings"),
            // That two came in and went makes no passage of them.
            (&[("", "5 boats"), ("", "6 cars")], "2 passages go to and fro"),
            (
                &[("5 boats", "6 boats"), ("5 cars", "6 cars"), ("5 boats", "9 boats")],
                "2 passages go to and fro",
            ),
        ] {
            assert_eq!(told(pairs), expected, "{pairs:?}");
        }
    }
}
