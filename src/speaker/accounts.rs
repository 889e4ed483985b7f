//! Accounts: whose a user's name is, where the article says so: "Jo Doe (@doe)".

use super::cast::{Resolution, SpeakerKind};
use super::scene::{FoundSpeaker, Scene};
use super::words::Form;
use std::collections::HashMap;
use std::ops::Range;

/// By the account's name in lower case, without its mark: the entity that bears it.
pub(super) fn bearers(scene: &Scene<'_>) -> HashMap<String, usize> {
    let list = &scene.words.list;
    let mut found = HashMap::new();
    for at in 2..list.len().saturating_sub(1) {
        if !list[at].says("@") || !list[at - 1].says("(") || list[at + 1].form == Form::Mark {
            continue;
        }
        let mention = scene.mention_at(at).checked_sub(1).filter(|&m| scene.mentions[m].name.end == at - 1);
        if let Some(entity) = mention.and_then(|m| scene.entities.of[m]) {
            found.entry(list[at + 1].lower.to_string()).or_insert(entity);
        }
    }
    found
}

/// "@doe": who is called so beside it, else the account.
pub(super) fn account_holder(scene: &mut Scene<'_>, range: Range<usize>) -> FoundSpeaker {
    let bearer = scene.accounts.get(&*scene.words.list[range.end - 1].lower).copied();
    if let Some(entity) = bearer {
        return scene.found(entity, Resolution::Name, "the article gives this account's bearer".into());
    }
    let speaker = scene.unknown(range, SpeakerKind::Person);
    FoundSpeaker::new(speaker, Resolution::Name, "a user's name")
}
