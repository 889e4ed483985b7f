//! Which tokens stand inside quotation marks, and which single marks are quotation marks at all.

use super::thresholds::SINGLE_QUOTE_REACH;
use super::token::{Sort, Token};

/// A lone `'` is a quotation mark only where it can open or close one; else it is an apostrophe.
pub(super) fn settle_single_marks(tokens: &mut [Token], text: &str) {
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

/// Marks what stands inside quotation marks. A mark without a partner quotes to the end of the text, or from its
/// start: statements are often cut out of the middle of a quotation.
pub(super) fn mark_quoted(tokens: &mut [Token], text: &str) {
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
