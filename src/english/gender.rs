//! Words for what a person is that differ in the sex that they name or leave open: "councilman", "councilmember".

/// How such words end, with the same before them.
const ENDINGS: [&str; 8] = ["man", "woman", "person", "member", "men", "women", "people", "members"];
/// The first of them that is of several.
const MANY: usize = 4;
/// Letters that the part in common has at least: "foreman" and "foremen" have it, "woman" has none.
const STEM: usize = 3;

/// Whether two forms are one but for the sex: one of them leaves it open, and both are of one or of several.
pub(super) fn are_one(one: &str, other: &str) -> bool {
    let parts = |word: &str| {
        // "woman" before "man": it ends with it.
        let mut order: Vec<usize> = (0..ENDINGS.len()).collect();
        order.sort_by_key(|&n| std::cmp::Reverse(ENDINGS[n].len()));
        order.into_iter().find_map(|n| Some((word.strip_suffix(ENDINGS[n])?.len(), n)))
    };
    let (Some((stem, a)), Some((its_stem, b))) = (parts(one), parts(other)) else { return false };
    let open = |n: usize| n % MANY > 1;
    a != b
        && stem >= STEM
        && one[..stem] == other[..its_stem]
        && (a < MANY) == (b < MANY)
        && (open(a) || open(b))
}

#[cfg(test)]
mod tests {
    use super::are_one;

    #[test]
    fn words_for_either_sex_are_those_for_one() {
        for (one, other) in [
            ("councilman", "councilmember"),
            ("councilwoman", "councilmember"),
            ("chairman", "chairperson"),
            ("spokeswoman", "spokesperson"),
            ("congressmen", "congressmembers"),
            ("businessmen", "businesspeople"),
            ("salesman", "salesperson"),
            ("assemblywoman", "assemblymember"),
            ("layman", "layperson"),
            ("anchorwoman", "anchorperson"),
        ] {
            assert!(are_one(one, other) && are_one(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("policeman", "policewoman"),
            ("woman", "person"),
            ("chairman", "spokesperson"),
            ("businessman", "businesspeople"),
            ("human", "person"),
            ("man", "member"),
            ("foreman", "foremen"),
            ("chairman", "chairman"),
            ("nobleman", "nobility"),
            ("fireman", "firefighter"),
        ] {
            assert!(!are_one(one, other), "{one} {other}");
        }
    }
}
