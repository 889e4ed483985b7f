//! One spelling for a word however it is written, and its stem.

/// The normal form of a word as written: lower case, straight apostrophes, no points, American spelling.
pub(super) fn normal(raw: &str) -> String {
    let mut word = if raw.is_ascii() { raw.to_ascii_lowercase() } else { raw.to_lowercase().replace('’', "'") };
    word.retain(|c| c != '.');
    if let Some((_, to)) = WHOLE.iter().find(|(from, _)| *from == word) {
        (*to).clone_into(&mut word);
    } else if word.len() >= 6 && word.is_ascii() {
        americanize(&mut word);
    }
    word
}

/// Words whose other spelling no ending tells.
const WHOLE: &[(&str, &str)] = &[
    ("centre", "center"),
    ("centres", "centers"),
    ("theatre", "theater"),
    ("defence", "defense"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("organisation", "organization"),
    ("grey", "gray"),
    ("tonnes", "tons"),
    ("tonne", "ton"),
    ("metre", "meter"),
    ("metres", "meters"),
    ("kilometre", "kilometer"),
    ("kilometres", "kilometers"),
    ("litre", "liter"),
    ("litres", "liters"),
    ("cheque", "check"),
    ("licence", "license"),
    ("offence", "offense"),
    ("gaol", "jail"),
    ("travelled", "traveled"),
    ("cancelled", "canceled"),
    ("labelled", "labeled"),
    ("pct", "percent"),
    ("dlrs", "dollars"),
    ("dlr", "dollar"),
    ("mln", "million"),
    ("bln", "billion"),
    ("rouble", "ruble"),
    ("roubles", "rubles"),
    ("okay", "ok"),
    ("advisor", "adviser"),
    ("advisors", "advisers"),
    ("n't", "not"),
    ("cannot", "can not"),
    ("'ve", "have"),
    ("'re", "are"),
    ("'ll", "will"),
    ("'m", "am"),
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

/// A word without its inflection: light, for matching only ("killed", "killing", "kills" share "kill").
pub(crate) fn stem(word: &str) -> String {
    const IRREGULAR: &[(&str, &str)] = &[
        ("said", "say"),
        ("says", "say"),
        ("told", "tell"),
        ("was", "be"),
        ("were", "be"),
        ("is", "be"),
        ("are", "be"),
        ("been", "be"),
        ("being", "be"),
        ("am", "be"),
        ("has", "have"),
        ("had", "have"),
        ("having", "have"),
        ("did", "do"),
        ("does", "do"),
        ("done", "do"),
        ("went", "go"),
        ("gone", "go"),
        ("won", "win"),
        ("lost", "lose"),
        ("made", "make"),
        ("found", "find"),
        ("took", "take"),
        ("taken", "take"),
        ("gave", "give"),
        ("given", "give"),
        ("met", "meet"),
        ("left", "leave"),
        ("held", "hold"),
        ("led", "lead"),
        ("fell", "fall"),
        ("fallen", "fall"),
        ("rose", "rise"),
        ("risen", "rise"),
        ("shot", "shoot"),
        ("struck", "strike"),
        ("dead", "die"),
        ("died", "die"),
        ("dies", "die"),
        ("dying", "die"),
        ("deaths", "death"),
        ("bought", "buy"),
        ("sold", "sell"),
        ("sent", "send"),
        ("paid", "pay"),
        ("wrote", "write"),
        ("written", "write"),
        ("knew", "know"),
        ("known", "know"),
        ("grew", "grow"),
        ("grown", "grow"),
        ("began", "begin"),
        ("begun", "begin"),
        ("broke", "break"),
        ("broken", "break"),
        ("children", "child"),
        ("men", "man"),
        ("women", "woman"),
        ("people", "people"),
        ("became", "become"),
        ("came", "come"),
        ("saw", "see"),
        ("seen", "see"),
        ("thought", "think"),
        ("brought", "bring"),
        ("kept", "keep"),
        ("built", "build"),
        ("spoke", "speak"),
        ("spoken", "speak"),
        ("fought", "fight"),
        ("hid", "hide"),
        ("n't", "not"),
    ];
    if let Some((_, to)) = IRREGULAR.iter().find(|(from, _)| *from == word) {
        return (*to).to_owned();
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
