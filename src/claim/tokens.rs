//! Words as the comparison of claims sees them: contractions and possessives split, marks told apart from words,
//! and for each word a normal form and a stem.
//!
//! [`crate::text::tokens`] cuts text as the attribution model was trained on it; claims need finer pieces: "didn't"
//! holds a negation, "$1.5bn" a currency and a value, "30-year-old" a figure.

use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Letters, perhaps with digits.
    Word,
    /// Digits, perhaps with separators.
    Number,
    /// `$`, `%`, `?` and other signs that carry meaning.
    Symbol,
    /// A quotation mark.
    Quote,
    /// Any other punctuation.
    Mark,
}

/// One token of a statement.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    /// Where it stands.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) sort: Sort,
    /// Lower case, one spelling, no points in acronyms, no separators in numbers.
    pub(crate) norm: String,
    /// [`norm`](Self::norm) without inflection.
    pub(crate) stem: String,
    /// It starts with a capital letter.
    pub(crate) capital: bool,
    /// It opens a sentence, so its capital tells nothing.
    pub(crate) first: bool,
    /// It stands inside quotation marks.
    pub(crate) quoted: bool,
}

impl Token {
    /// Whether it is a word or a number: something that can be said aloud.
    pub(crate) fn is_spoken(&self) -> bool {
        matches!(self.sort, Sort::Word | Sort::Number)
    }
}

static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<ticker><[A-Z][A-Z.]{0,6}>)|(?P<number>\d+(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+)",
        r"|(?P<acronym>\p{Lu}(?:\.\p{Lu})+\.?)",
        r"|(?P<clitic>['’](?:s|re|ve|ll|d|m|S)\b|n['’]t\b)",
        r"|(?P<word>[\p{L}\p{M}][\p{L}\p{M}\p{N}_]*(?:['’]\p{L}{2,}[\p{L}\p{M}]*|['’]t\b)?)",
        r"|(?P<quote>[“”„«»‟\x22]|``|''|‘‘|’’|[‘’'`])",
        r"|(?P<symbol>[?%‰°+=&@#/\p{Sc}])",
        r"|(?P<mark>\S)",
    ))
    .expect("the pattern is valid")
});

/// The tokens of `text`, in order.
pub(crate) fn tokenize(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5);
    for found in TOKEN.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        let span = Span::new(whole.start(), whole.end());
        if found.name("number").is_some() {
            push(&mut out, text, span, Sort::Number);
        } else if found.name("word").is_some() {
            split_contraction(&mut out, text, span);
        } else if found.name("acronym").is_some() || found.name("clitic").is_some() {
            push(&mut out, text, span, Sort::Word);
        } else if found.name("quote").is_some() {
            push(&mut out, text, span, Sort::Quote);
        } else if found.name("symbol").is_some() && !is_heading_mark(text, span) || is_minus(text, span) {
            push(&mut out, text, span, Sort::Symbol);
        } else {
            push(&mut out, text, span, Sort::Mark);
        }
    }
    settle_single_marks(&mut out, text);
    mark_sentence_starts(&mut out, text);
    mark_quoted(&mut out, text);
    out
}

/// A dash that stands straight before a digit and after nothing: "-5", not "3-1" nor "- 5".
fn is_minus(text: &str, span: Span) -> bool {
    matches!(span.of(text), "-" | "−" | "–")
        && text[span.end..].starts_with(|c: char| c.is_ascii_digit())
        && text[..span.start].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(')
}

/// A `#` before a blank opens a heading in Markdown; elsewhere it is part of a word.
fn is_heading_mark(text: &str, span: Span) -> bool {
    span.of(text) == "#" && text[span.end..].chars().next().is_none_or(|c| c.is_whitespace() || c == '#')
}

fn push(out: &mut Vec<Token>, text: &str, span: Span, sort: Sort) {
    let raw = span.of(text);
    let norm = match sort {
        Sort::Number => raw.replace(',', ""),
        Sort::Quote => "\"".to_owned(),
        Sort::Word => spelling(&raw.to_lowercase().replace('’', "'").replace('.', "")),
        Sort::Symbol if matches!(raw, "−" | "–") => "-".to_owned(),
        Sort::Symbol | Sort::Mark => raw.to_owned(),
    };
    let stem = if sort == Sort::Word { stem(&norm) } else { norm.clone() };
    let capital = raw.chars().next().is_some_and(char::is_uppercase);
    out.push(Token { span, sort, norm, stem, capital, first: false, quoted: false });
}

/// "didn't" is "did" and "n't", "Crown's" is "Crown" and "'s"; "won't" and "can't" get their verbs back.
fn split_contraction(out: &mut Vec<Token>, text: &str, span: Span) {
    let raw = span.of(text).to_lowercase();
    let cut = if (raw.ends_with("n't") || raw.ends_with("n’t")) && raw.chars().count() > 3 {
        let clitic = if raw.ends_with("n't") { 3 } else { 5 };
        Some(span.end - clitic)
    } else {
        None
    };
    let Some(cut) = cut.filter(|&c| c > span.start && text.is_char_boundary(c)) else {
        return push(out, text, span, Sort::Word);
    };
    push(out, text, Span::new(span.start, cut), Sort::Word);
    if let Some(verb) = out.last_mut() {
        match verb.norm.as_str() {
            "wo" => "will".clone_into(&mut verb.norm),
            "ca" => "can".clone_into(&mut verb.norm),
            "sha" => "shall".clone_into(&mut verb.norm),
            _ => {}
        }
        verb.stem = stem(&verb.norm);
    }
    push(out, text, Span::new(cut, span.end), Sort::Word);
    if let Some(not) = out.last_mut() {
        "not".clone_into(&mut not.norm);
        "not".clone_into(&mut not.stem);
    }
}

/// A lone `'` is a quotation mark only where it can open or close one; else it is an apostrophe.
fn settle_single_marks(tokens: &mut [Token], text: &str) {
    let mut open = false;
    for token in tokens.iter_mut().filter(|t| t.sort == Sort::Quote) {
        let raw = token.span.of(text);
        if !matches!(raw, "'" | "’" | "‘" | "`") {
            continue;
        }
        let before = text[..token.span.start].chars().next_back();
        let after = text[token.span.end..].chars().next();
        let opens = before.is_none_or(|c| c.is_whitespace() || "([“\"—–-".contains(c))
            && after.is_some_and(char::is_alphanumeric)
            && raw != "’";
        let closes =
            before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(|c| !c.is_alphanumeric()) && open;
        if opens && !open && closes_later(text, token.span.end) {
            open = true;
        } else if closes {
            open = false;
        } else {
            token.sort = Sort::Mark;
            "'".clone_into(&mut token.norm);
        }
    }
}

/// How many bytes ahead a single quotation mark may be closed; further on it was an apostrophe.
const SINGLE_QUOTE_REACH: usize = 400;

fn closes_later(text: &str, from: usize) -> bool {
    let mut previous = ' ';
    let mut rest = text[from..].char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if at > SINGLE_QUOTE_REACH {
            return false;
        }
        if matches!(c, '\'' | '’')
            && !previous.is_whitespace()
            && rest.peek().is_none_or(|(_, n)| !n.is_alphanumeric())
        {
            return true;
        }
        previous = c;
    }
    false
}

fn mark_sentence_starts(tokens: &mut [Token], text: &str) {
    let mut start = true;
    let mut last: Option<(usize, bool)> = None;
    for token in tokens.iter_mut() {
        match token.sort {
            Sort::Word | Sort::Number => {
                token.first = start;
                start = false;
                last = Some((token.span.len(), token.capital));
            }
            Sort::Mark if matches!(token.span.of(text), "." | "!" | ":" | "—" | "*" | "•") => {
                // A point after a short capitalised word is an abbreviation: "Lt.", "Mr.".
                let abbreviation = token.span.of(text) == "." && last.is_some_and(|(n, cap)| cap && n <= 4);
                start |= !abbreviation;
            }
            Sort::Symbol if token.span.of(text) == "?" => start = true,
            _ => {}
        }
    }
}

/// Marks what stands inside quotation marks. A mark without a partner quotes to the end of the text, or from its
/// start: statements are often cut out of the middle of a quotation.
fn mark_quoted(tokens: &mut [Token], text: &str) {
    let marks: Vec<usize> = (0..tokens.len()).filter(|&i| tokens[i].sort == Sort::Quote).collect();
    if marks.is_empty() {
        return;
    }
    let mut open: Option<usize> = None;
    let mut regions = Vec::new();
    let mut previous: Option<usize> = None;
    for &mark in &marks {
        let adjoining = previous.is_some_and(|p| p + 1 == mark);
        previous = Some(mark);
        if adjoining && open == mark.checked_sub(1) {
            open = Some(mark); // a doubled opening mark counts once
            continue;
        }
        let raw = tokens[mark].span.of(text);
        let spaced_before = text[..tokens[mark].span.start]
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-'));
        let spaced_after = text[tokens[mark].span.end..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        let only_opens = matches!(raw, "“" | "``" | "„" | "«" | "‘");
        let only_closes = matches!(raw, "”" | "»" | "’");
        match open {
            Some(start) if !only_opens => {
                regions.push((start + 1, mark));
                open = None;
            }
            Some(_) => {}
            None if only_closes || (!only_opens && spaced_after && !spaced_before) => {
                if regions.is_empty() {
                    regions.push((0, mark));
                }
            }
            None => open = Some(mark),
        }
    }
    if let Some(start) = open {
        regions.push((start + 1, tokens.len()));
    }
    for (start, end) in regions {
        for token in &mut tokens[start..end] {
            token.quoted = true;
        }
    }
}

/// British and old spellings as American ones, so that they compare equal.
fn spelling(word: &str) -> String {
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
        ("per cent", "percent"),
        ("pct", "percent"),
        ("dlrs", "dollars"),
        ("dlr", "dollar"),
        ("mln", "million"),
        ("bln", "billion"),
        ("okay", "ok"),
        ("advisor", "adviser"),
        ("advisors", "advisers"),
        ("n't", "not"),
        ("cannot", "can not"),
    ];
    if let Some((_, to)) = WHOLE.iter().find(|(from, _)| *from == word) {
        return (*to).to_owned();
    }
    if word.len() >= 6 && word.is_ascii() {
        for (from, to) in [
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
        ] {
            if let Some(head) = word.strip_suffix(from) {
                return format!("{head}{to}");
            }
        }
    }
    word.to_owned()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn norms(text: &str) -> Vec<String> {
        tokenize(text).into_iter().map(|t| t.norm).collect()
    }

    fn quoted(text: &str) -> String {
        let words: Vec<_> =
            tokenize(text).iter().filter(|t| t.quoted && t.is_spoken()).map(|t| t.norm.clone()).collect();
        words.join(" ")
    }

    #[test]
    fn contractions_show_their_negation() {
        assert_eq!(norms("It didn’t; he won't."), ["it", "did", "not", ";", "he", "will", "not", "."]);
    }

    #[test]
    fn possessives_stand_alone_however_they_are_spaced() {
        assert_eq!(norms("Edward 's crown"), norms("Edward's crown"));
    }

    #[test]
    fn acronyms_lose_their_points() {
        assert_eq!(norms("the U.S. and UK"), ["the", "us", "and", "uk"]);
    }

    #[test]
    fn quoted_words_whatever_the_marks() {
        for text in [
            "He said \"no comment\" twice",
            "He said “no comment” twice",
            "He said `` no comment '' twice",
            "He said 'no comment' twice",
            "no comment,\" he said",
            "He said: “no comment",
        ] {
            assert_eq!(quoted(text), "no comment", "{text}");
        }
    }

    #[test]
    fn an_apostrophe_opens_no_quotation() {
        assert_eq!(quoted("The workers' union and Reeves ' films, the firm's and rock 'n roll"), "");
    }

    #[test]
    fn spelling_and_inflection_meet() {
        assert_eq!(norms("emphasise centre")[0], norms("emphasize center")[0]);
        assert_eq!(stem("killed"), stem("kills"));
        assert_eq!(stem("stopped"), stem("stop"));
        assert_eq!(stem("carried"), stem("carry"));
    }
}
