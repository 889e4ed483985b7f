//! Topics: claims that are the same, gathered around what people decided.
//!
//! Links propose; nothing that a person confirmed in two topics is brought together, and what a person split from a topic
//! does not come back to it. The same links give the same topics in whatever order they come.

use crate::ids::{ClaimId, TopicId};
use std::collections::{BTreeMap, BTreeSet};

/// Two claims that are the same, with how much they have in common.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClaimLink {
    /// The one with the lower number.
    pub one: ClaimId,
    /// The other.
    pub other: ClaimId,
    /// How much they have in common, 0 to 1.
    pub score: f32,
}

/// What a person decided of a claim and a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// The topic.
    pub topic: TopicId,
    /// The claim.
    pub claim: ClaimId,
    /// It is in it; else it was split from it.
    pub confirmed: bool,
}

/// Claims in their groups.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Topics {
    /// Members of topics that people decided on: those that are proposed for them, with their scores.
    pub proposed: BTreeMap<TopicId, BTreeMap<ClaimId, f32>>,
    /// Groups that nobody has looked at, with the best score of each member.
    pub new: Vec<BTreeMap<ClaimId, f32>>,
}

impl Topics {
    /// Gathers claims by their links around what was decided.
    #[must_use]
    pub fn gather(links: &[ClaimLink], decided: &[Membership]) -> Self {
        let mut links: Vec<ClaimLink> = links.to_vec();
        links.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.one, a.other).cmp(&(b.one, b.other))));
        let mut groups = TopicGroups::default();
        for membership in decided {
            groups.decide(*membership);
        }
        for link in &links {
            groups.join(*link);
        }
        groups.topics()
    }
}

#[derive(Default)]
struct TopicGroups {
    /// The group of each claim.
    of: BTreeMap<ClaimId, usize>,
    all: Vec<TopicGroup>,
    by_topic: BTreeMap<TopicId, usize>,
}

#[derive(Default)]
struct TopicGroup {
    /// The topic that people decided on.
    topic: Option<TopicId>,
    members: BTreeMap<ClaimId, f32>,
    confirmed: BTreeSet<ClaimId>,
    split: BTreeSet<ClaimId>,
}

impl TopicGroup {
    fn takes(&self, other: &Self) -> bool {
        other.members.keys().all(|claim| !self.split.contains(claim))
    }
}

impl TopicGroups {
    fn decide(&mut self, Membership { topic, claim, confirmed }: Membership) {
        let at = *self.by_topic.entry(topic).or_insert_with(|| {
            self.all.push(TopicGroup { topic: Some(topic), ..TopicGroup::default() });
            self.all.len() - 1
        });
        if confirmed {
            self.all[at].members.insert(claim, 1.0);
            self.all[at].confirmed.insert(claim);
            self.of.insert(claim, at);
        } else {
            self.all[at].split.insert(claim);
        }
    }

    fn group(&mut self, claim: ClaimId) -> usize {
        *self.of.entry(claim).or_insert_with(|| {
            self.all.push(TopicGroup { members: [(claim, 0.0)].into(), ..TopicGroup::default() });
            self.all.len() - 1
        })
    }

    fn join(&mut self, link: ClaimLink) {
        let (a, b) = (self.group(link.one), self.group(link.other));
        if a != b {
            // What people decided on stays apart, and takes in what nobody looked at.
            if self.all[a].topic.is_some() && self.all[b].topic.is_some() {
                return;
            }
            let (into, from) = if self.all[b].topic.is_some() { (b, a) } else { (a, b) };
            if !self.all[into].takes(&self.all[from]) {
                return;
            }
            let members = std::mem::take(&mut self.all[from].members);
            self.of.extend(members.keys().map(|&claim| (claim, into)));
            self.all[into].members.extend(members);
        }
        let at = self.of[&link.one];
        for claim in [link.one, link.other] {
            if let Some(score) = self.all[at].members.get_mut(&claim) {
                *score = score.max(link.score);
            }
        }
    }

    fn topics(self) -> Topics {
        let mut topics = Topics::default();
        for group in self.all {
            let proposed: BTreeMap<ClaimId, f32> =
                group.members.into_iter().filter(|(claim, _)| !group.confirmed.contains(claim)).collect();
            match group.topic {
                Some(topic) if !proposed.is_empty() => {
                    topics.proposed.insert(topic, proposed);
                }
                None if proposed.len() > 1 => topics.new.push(proposed),
                _ => {}
            }
        }
        topics.new.sort_by_key(|group| group.keys().next().copied());
        topics
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn link(one: i64, other: i64, score: f32) -> ClaimLink {
        ClaimLink { one: one.into(), other: other.into(), score }
    }

    fn groups(topics: &Topics) -> Vec<Vec<i64>> {
        topics.new.iter().map(|group| group.keys().map(|claim| claim.get()).collect()).collect()
    }

    #[test]
    fn what_is_linked_is_one_topic() {
        let topics = Topics::gather(&[link(1, 2, 0.9), link(3, 4, 0.8), link(2, 5, 0.7)], &[]);
        assert_eq!(groups(&topics), [vec![1, 2, 5], vec![3, 4]]);
        assert_eq!(topics.new[0][&5.into()], 0.7);
    }

    #[test]
    fn what_people_decided_stays() {
        let (yes, no) = (true, false);
        let decided = [(7, 1, yes), (8, 2, yes), (7, 3, no)].map(|(topic, claim, confirmed)| Membership {
            topic: TopicId::new(topic),
            claim: ClaimId::new(claim),
            confirmed,
        });
        let topics =
            Topics::gather(&[link(1, 2, 1.0), link(1, 3, 0.9), link(1, 4, 0.8), link(2, 4, 0.7)], &decided);
        assert_eq!(
            topics.proposed,
            [(7.into(), [(4.into(), 0.8)].into())].into(),
            "two stay two; the split one stays out"
        );
        assert!(topics.new.is_empty());
    }

    proptest! {
        #[test]
        fn the_order_of_links_does_not_matter(
            pairs in proptest::collection::vec((0i64..9, 0i64..9, 1u8..100), 0..20),
            decided in proptest::collection::vec((0i64..3, 0i64..9, any::<bool>()), 0..4),
        ) {
            let mut links: Vec<ClaimLink> = pairs
                .iter()
                .filter(|(a, b, _)| a != b)
                .map(|&(a, b, score)| link(a.min(b), a.max(b), f32::from(score) / 100.0))
                .collect();
            let mut seen = BTreeSet::new();
            let decided: Vec<Membership> = decided
                .into_iter()
                .filter(|(_, claim, _)| seen.insert(*claim))
                .map(|(topic, claim, confirmed)| Membership { topic: topic.into(), claim: claim.into(), confirmed })
                .collect();
            let forward = Topics::gather(&links, &decided);
            links.reverse();
            prop_assert_eq!(&Topics::gather(&links, &decided), &forward);
            for membership in decided.iter().filter(|m| !m.confirmed) {
                let proposed = forward.proposed.get(&membership.topic);
                prop_assert!(proposed.is_none_or(|p| !p.contains_key(&membership.claim)));
            }
        }
    }
}
