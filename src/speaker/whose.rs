//! Whose somebody is who is only described: "His lawyer" is Hale's, where the passage says who "he" is.

use super::candidate::Setting;
use super::lexicon::Classes;
use super::mention::NameKind;
use super::phrase::Pronoun;
use super::pronouns::resolve_pronoun;
use super::scene::Scene;
use super::thresholds::{LEAST_FIT_OF_OWNER, antecedent};
use std::ops::Range;

/// The name of whom the possessive stands for that opens the description `range`, as an owner: "Hale’s". `within` is the
/// speaker whose words hold the description.
pub(super) fn owner_by_name(
    scene: &mut Scene<'_>,
    range: &Range<usize>,
    head: usize,
    within: Option<usize>,
) -> Option<String> {
    let is_body = scene.words.list[head].is(Classes::ORGANIZATION);
    let first = &scene.words.list[range.start];
    let pronoun = match first.lower.as_ref() {
        "his" => Pronoun::He,
        "her" => Pronoun::She,
        "its" => Pronoun::It,
        _ => return None,
    };
    let quoted = first.quoted;
    let found = resolve_pronoun(scene, pronoun, Setting { at: range.start, within, quoted });
    let owner = scene.facts[found.speaker].entity.filter(|_| found.signs.fit >= LEAST_FIT_OF_OWNER)?;
    let entity = &scene.entities.list[owner];
    // "In Brayford, his lawyer": who is only named in the same sentence may be a place, or somebody else.
    let sentence = scene.words.list[range.start].sentence;
    let end = scene.mention_at(range.start);
    let mut before = (end.saturating_sub(antecedent::MENTIONS_BACK)..end)
        .filter(|&i| scene.words.list[scene.mentions[i].name.start].sentence < sentence);
    if entity.kind == NameKind::Unknown || !before.any(|i| scene.entities.of[i] == Some(owner)) {
        return None;
    }
    let one = entity.kind == NameKind::Person;
    // Of two of a surname nobody can say whose it is. A body is known by the whole name of its owner.
    let name = scene.name_of(owner);
    let short = if one && !is_body { name.rsplit(' ').next().unwrap_or(&name) } else { &name };
    let ending = if short.ends_with('s') && !one { "’" } else { "’s" };
    (!entity.shared).then(|| format!("{short}{ending}"))
}
