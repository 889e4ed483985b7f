//! Initials that stand for a name before what somebody says: "MS: I was calm", where Mina Solberg is named.

use super::mention::NameKind;
use super::scene::Scene;
use super::words::Form;

/// Most letters of initials.
const LETTERS: usize = 4;

/// The one person whose initials open a paragraph, with a colon behind them, at the word `at`.
pub(super) fn bearer_of_initials(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let list = &scene.words.list;
    let word = list.get(at)?;
    let opens = at.checked_sub(1).is_none_or(|i| list[i].paragraph != word.paragraph);
    let label = opens && word.form == Form::Upper && list.get(at + 1)?.says(":");
    let letters: Vec<char> = word.lower.chars().collect();
    if !label || letters.len() < 2 || letters.len() > LETTERS {
        return None;
    }
    let fits = |id: &usize| {
        let entity = &scene.entities.list[*id];
        let person = matches!(entity.kind, NameKind::Person | NameKind::Unknown);
        person && entity.parts.iter().filter_map(|part| part.chars().next()).eq(letters.iter().copied())
    };
    let mut found = (0..scene.entities.list.len()).filter(fits);
    found.next().filter(|_| found.next().is_none())
}
