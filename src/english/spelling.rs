//! One spelling for a word however it is written, and its stem.

/// The normal form of a word as written: lower case, straight apostrophes, no points, American spelling.
pub(super) fn normal(raw: &str) -> String {
    let mut word =
        if raw.is_ascii() { raw.to_ascii_lowercase() } else { raw.to_lowercase().replace('’', "'") };
    word.retain(|c| c != '.');
    if let Ok(row) = WHOLE.binary_search_by(|(from, _)| (*from).cmp(word.as_str())) {
        WHOLE[row].1.clone_into(&mut word);
    } else if word.len() >= 6 && word.is_ascii() {
        americanize(&mut word);
    }
    word
}

/// Words whose other spelling no ending tells, in order.
const WHOLE: &[(&str, &str)] = &[
    ("'ll", "will"),
    ("'m", "am"),
    ("'re", "are"),
    ("'ve", "have"),
    ("advisor", "adviser"),
    ("advisors", "advisers"),
    ("bln", "billion"),
    ("cancelled", "canceled"),
    ("centre", "center"),
    ("centres", "centers"),
    ("cheque", "check"),
    ("defence", "defense"),
    ("dlr", "dollar"),
    ("dlrs", "dollars"),
    ("gaol", "jail"),
    ("grey", "gray"),
    ("kilometre", "kilometer"),
    ("kilometres", "kilometers"),
    ("labelled", "labeled"),
    ("licence", "license"),
    ("litre", "liter"),
    ("litres", "liters"),
    ("metre", "meter"),
    ("metres", "meters"),
    ("mln", "million"),
    ("n't", "not"),
    ("offence", "offense"),
    ("okay", "ok"),
    ("organisation", "organization"),
    ("pct", "percent"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("rouble", "ruble"),
    ("roubles", "rubles"),
    ("theatre", "theater"),
    ("tonne", "ton"),
    ("tonnes", "tons"),
    ("travelled", "traveled"),
];

/// British and old endings as American ones, so that they compare equal.
fn americanize(word: &mut String) {
    const ENDINGS: &[(&str, &str)] = &[
        ("ising", "izing"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("ise", "ize"),
        ("isation", "ization"),
        ("isations", "izations"),
        ("yse", "yze"),
        ("ysed", "yzed"),
        ("our", "or"),
        ("ours", "ors"),
        ("oured", "ored"),
        ("ouring", "oring"),
        ("metre", "meter"),
        ("metres", "meters"),
        ("litre", "liter"),
        ("litres", "liters"),
    ];
    if let Some((from, to)) = ENDINGS.iter().find(|(from, _)| word.ends_with(from)) {
        word.truncate(word.len() - from.len());
        word.push_str(to);
    }
}

/// Forms that no ending tells, in order.
const IRREGULAR: &[(&str, &str)] = &[
    ("am", "be"),
    ("are", "be"),
    ("became", "become"),
    ("been", "be"),
    ("began", "begin"),
    ("begun", "begin"),
    ("being", "be"),
    ("bought", "buy"),
    ("broke", "break"),
    ("broken", "break"),
    ("brought", "bring"),
    ("built", "build"),
    ("came", "come"),
    ("children", "child"),
    ("dead", "die"),
    ("deaths", "death"),
    ("did", "do"),
    ("died", "die"),
    ("dies", "die"),
    ("does", "do"),
    ("done", "do"),
    ("dying", "die"),
    ("fallen", "fall"),
    ("fell", "fall"),
    ("fought", "fight"),
    ("found", "find"),
    ("gave", "give"),
    ("given", "give"),
    ("gone", "go"),
    ("grew", "grow"),
    ("grown", "grow"),
    ("had", "have"),
    ("has", "have"),
    ("having", "have"),
    ("held", "hold"),
    ("hid", "hide"),
    ("is", "be"),
    ("kept", "keep"),
    ("knew", "know"),
    ("known", "know"),
    ("led", "lead"),
    ("left", "leave"),
    ("lost", "lose"),
    ("made", "make"),
    ("men", "man"),
    ("met", "meet"),
    ("n't", "not"),
    ("paid", "pay"),
    ("people", "people"),
    ("risen", "rise"),
    ("rose", "rise"),
    ("said", "say"),
    ("saw", "see"),
    ("says", "say"),
    ("seen", "see"),
    ("sent", "send"),
    ("shot", "shoot"),
    ("sold", "sell"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("struck", "strike"),
    ("taken", "take"),
    ("thought", "think"),
    ("told", "tell"),
    ("took", "take"),
    ("was", "be"),
    ("went", "go"),
    ("were", "be"),
    ("women", "woman"),
    ("won", "win"),
    ("written", "write"),
    ("wrote", "write"),
];

/// A word without its inflection: light, for matching only ("killed", "killing", "kills" share "kill").
pub(crate) fn stem(word: &str) -> String {
    if let Ok(row) = IRREGULAR.binary_search_by(|(from, _)| (*from).cmp(word)) {
        return IRREGULAR[row].1.to_owned();
    }
    if !word.is_ascii() || word.len() < 4 {
        return word.to_owned();
    }
    let mut base = word;
    if let Some(head) = word.strip_suffix("ies") {
        return if head.len() >= 2 { format!("{head}y") } else { word.to_owned() };
    }
    if let Some(head) = word.strip_suffix('s')
        && !head.ends_with('s')
        && !head.ends_with('u')
        && !head.ends_with('i')
    {
        base = head;
    }
    for suffix in ["ing", "edly", "ed", "ly"] {
        if let Some(head) = base.strip_suffix(suffix)
            && head.len() >= 3
            && head.bytes().any(|b| b"aeiouy".contains(&b))
        {
            base = head;
            break;
        }
    }
    let bytes = base.as_bytes();
    if base.len() > 3
        && bytes[bytes.len() - 1] == bytes[bytes.len() - 2]
        && !b"ls".contains(&bytes[bytes.len() - 1])
    {
        base = &base[..base.len() - 1];
    }
    let base = base.strip_suffix('e').filter(|b| b.len() >= 3).unwrap_or(base);
    if let Some(head) = base.strip_suffix('i').filter(|h| h.len() >= 3) {
        return format!("{head}y");
    }
    base.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_in_order() {
        for table in [WHOLE, IRREGULAR] {
            assert!(table.is_sorted_by(|a, b| a.0 < b.0));
        }
        assert_eq!(normal("Tonnes"), "tons");
    }
}
