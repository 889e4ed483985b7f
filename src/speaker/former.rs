//! Former names: "Jo Doe, née Roe", "Jo Doe, born Jo Roe".

use super::mention::Mention;
use super::words::Words;

/// Whether `other`, the mention behind `mention`, is a name that its bearer had before.
pub(super) fn is_former_name(words: &Words<'_>, mention: &Mention, other: &Mention) -> bool {
    let list = &words.list;
    let whole = other.parts.len() > 1;
    let former = match &list[mention.name.end..other.start.max(mention.name.end)] {
        [mark, word] => {
            mark.among(", (")
                && (word.among("née nee né formerly") || word.says("born") && (whole || mark.says("(")))
                || whole && mark.among("was is") && word.says("born")
        }
        [word] => word.among("née né"),
        [.., whose, maiden, name, is] => {
            whose.says("whose")
                && maiden.among("maiden birth former")
                && name.says("name")
                && is.among("is was")
        }
        _ => false,
    };
    former && list[mention.name.start].sentence == list[other.name.start].sentence
}
