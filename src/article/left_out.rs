//! Left out: parts of the article that readability drops, and that stand as those do which it keeps.

use super::sales::sells;
use super::stood::{Stood, StoodKind, alike};
use dom_query::NodeId;
use std::collections::{HashMap, HashSet};

/// The paragraphs of the article and those that were left out: between them in the same kind of box, because they are
/// links or few words, and with them perhaps a changed claim; or a whole part of several that are alike, as the posts of a
/// live blog are.
pub(super) fn with_left_out(kept: Vec<String>, stood: &[Stood]) -> Vec<String> {
    let index: HashMap<&str, usize> = kept.iter().enumerate().map(|(i, p)| (p.as_str(), i)).collect();
    let place_of = |s: &Stood| index.get(s.text.as_str()).copied();
    let (Some(first), Some(last)) =
        (stood.iter().position(|s| place_of(s).is_some()), stood.iter().rposition(|s| place_of(s).is_some()))
    else {
        return kept;
    };
    let mut places: HashMap<u64, usize> = HashMap::new();
    for s in stood.iter().filter(|s| s.kind == StoodKind::Paragraph && place_of(s).is_some()) {
        *places.entry(s.place).or_default() += 1;
    }
    let usual = places.values().max().copied().unwrap_or(0);
    let parts = lost_parts(stood, |s| place_of(s).is_some());
    let whole = kept.join(" ");
    let mut times: HashMap<&str, usize> = HashMap::new();
    for s in stood {
        *times.entry(&s.text).or_default() += 1;
    }
    // What comes behind each paragraph kept, and before all.
    let mut after: HashMap<Option<usize>, Vec<&str>> = HashMap::new();
    let mut previous = None;
    for (n, s) in stood.iter().enumerate() {
        if let Some(i) = place_of(s) {
            previous = Some(i);
            continue;
        }
        let between = (first..=last).contains(&n)
            && s.kind == StoodKind::Paragraph
            && usual >= 3
            && places.get(&s.place) == Some(&usual);
        let of_part = s.kind != StoodKind::Short && s.around.iter().any(|a| parts.contains(&a.id));
        // Text that occurs twice on a page is a caption or a teaser.
        if (between || of_part)
            && times.get(s.text.as_str()) == Some(&1)
            && !whole.contains(&s.text)
            && sells(&s.text).is_none()
        {
            after.entry(previous).or_default().push(&s.text);
        }
    }
    let mut take =
        |place: Option<usize>| after.remove(&place).unwrap_or_default().into_iter().map(str::to_owned);
    let mut out: Vec<String> = take(None).collect();
    for (i, p) in kept.iter().enumerate() {
        out.push(p.clone());
        out.extend(take(Some(i)));
    }
    out
}

/// The parts of which nothing was kept although most of those beside them that are alike were.
fn lost_parts(stood: &[Stood], is_kept: impl Fn(&Stood) -> bool) -> HashSet<NodeId> {
    let kept = stood.iter().filter(|s| is_kept(s)).flat_map(|s| s.around.iter().map(|a| a.id));
    let kept: HashSet<NodeId> = kept.collect();
    let lost = alike(stood).into_values().map(|all| {
        let (held, lost): (Vec<NodeId>, Vec<NodeId>) = all.into_iter().partition(|id| kept.contains(id));
        if held.len() >= 2 && held.len() >= lost.len() { lost } else { Vec::new() }
    });
    lost.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::stood;
    use dom_query::Document;

    #[test]
    fn paragraphs_left_out_between_kept_ones_come_back_in_order() {
        let said = |text: &str, class: &str| {
            format!("<p class={class}>{text} is what the harbour council said on Monday.</p>")
        };
        let page = format!(
            "<body><div>{}{}{}{}{}{}{}</div>",
            said("Before", "a"),
            said("One", "a"),
            said("Two", "a"),
            said("Another box", "b"),
            said("Three", "a"),
            said("Four", "a"),
            said("After", "a"),
        );
        let all = |names: &[&str]| -> Vec<String> {
            names.iter().map(|name| format!("{name} is what the harbour council said on Monday.")).collect()
        };
        let stood = stood::stood(&Document::from(page));
        assert_eq!(
            with_left_out(all(&["One", "Three", "Four"]), &stood),
            all(&["One", "Two", "Three", "Four"])
        );
    }

    #[test]
    fn a_part_left_out_comes_back_whole() {
        let post = |words: &str| format!("<div class=post><time>20:40</time>{words}</div>");
        let told = |name: &str| format!("<p>{name} fell into the harbour, the fire service said.</p>");
        let list = post(
            "<h2>What we know</h2><ul><li>Two cranes fell, police said.</li><li>The quay is shut.</li></ul>",
        );
        let kept: Vec<String> = ["A crane", "A barge"]
            .iter()
            .map(|name| format!("{name} fell into the harbour, the fire service said."))
            .collect();
        let items = ["What we know", "Two cranes fell, police said.", "The quay is shut."];
        for (order, at) in [([0, 1, 2], 0), ([1, 0, 2], 1), ([1, 2, 0], 2)] {
            let posts = [list.clone(), post(&told("A crane")), post(&told("A barge"))];
            let page: String = order.iter().map(|&i| posts[i].as_str()).collect();
            let stood = stood::stood(&Document::from(format!("<body><div>{page}</div>")));
            let mut expected = kept.clone();
            expected.splice(at..at, items.map(str::to_owned));
            assert_eq!(with_left_out(kept.clone(), &stood), expected);
        }
        let cards: String = (0..9).map(|i| post(&told(&format!("Card {i}")))).collect();
        let page = format!("<body><div>{}{}{cards}</div>", post(&told("A crane")), post(&told("A barge")));
        assert_eq!(
            with_left_out(kept.clone(), &stood::stood(&Document::from(page))),
            kept,
            "most were left out"
        );
    }
}
