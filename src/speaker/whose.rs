//! Whose somebody is who is only described: "His lawyer" is Hale's, where the passage says who "he" is.

use super::candidate::Setting;
use super::mention::NameKind;
use super::phrase::Pronoun;
use super::pronouns::resolve_pronoun;
use super::scene::Scene;
use super::thresholds::LEAST_FIT_OF_OWNER;
use std::ops::Range;

/// The name of whom the possessive stands for that opens the description `range`, as an owner: "Hale’s". `within` is the
/// speaker whose words hold the description.
pub(super) fn owner_by_name(
    scene: &mut Scene<'_>,
    range: &Range<usize>,
    within: Option<usize>,
) -> Option<String> {
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
    // "Voss’s", but "Nilsen Foods’"
    let one = scene.entities.list[owner].kind == NameKind::Person;
    let name = short_name(scene, owner);
    let ending = if name.ends_with('s') && !one { "’" } else { "’s" };
    Some(format!("{name}{ending}"))
}

/// The surname of a person whom nobody shares it with, else the whole name.
fn short_name(scene: &Scene<'_>, id: usize) -> String {
    let (entity, name) = (&scene.entities.list[id], scene.name_of(id));
    let surname = name.rsplit(' ').next().filter(|_| entity.kind == NameKind::Person && !entity.shared);
    surname.map_or_else(|| name.clone(), str::to_owned)
}
