//! Silence: who is said not to have spoken, and so is hardly the "he" of the next sentence: "Doe did not answer calls".

use super::mention::Mention;
use super::thresholds::SILENT_WITHIN;
use super::words::{Form, Words};

const REPLIES: &str = "answer answered respond responded reply replied return returned comment speak speaking talk reached available";

/// Whether the clause that the name at `mention` is the subject of says that its bearer did not speak.
pub(super) fn is_silent(words: &Words<'_>, mention: &Mention) -> bool {
    let list = &words.list;
    let end = mention.name.end;
    let Some(last) = list.get(end - 1).filter(|w| !w.possessive && !w.quoted) else { return false };
    let from = end + usize::from(list.get(end).is_some_and(|w| w.says(",")));
    let clause = list[from..].iter().take(SILENT_WITHIN);
    let clause: Vec<_> = clause
        .take_while(|w| w.sentence == last.sentence && w.form != Form::Mark && !w.among("and but who"))
        .collect();
    let Some(first) = clause.first() else { return false };
    let replies = |from: usize| clause[from..].iter().any(|w| w.among(REPLIES));
    let not = clause
        .iter()
        .take(3)
        .position(|w| w.says("not") || w.lower.ends_with("n't") || w.lower.ends_with("n’t"));
    let refuses = clause.iter().take(3).position(|w| w.among("declined refused declines refuses"));
    let said_no = |at: usize| {
        clause[at..].iter().any(|w| w.among("comment interview interviewed speak talk answer respond"))
    };
    let unreachable = || clause.iter().take(4).any(|w| w.among("unavailable unreachable"));
    first.among("died dies")
        || first.among("was is were are") && unreachable()
        || not.is_some_and(replies)
        || refuses.is_some_and(said_no)
}
