//! What a person typed to be kept: names, notes and addresses that can be read by others.

use super::StoreError;

/// Letters of a note, a verdict or an address, at most.
const LONGEST: usize = 20_000;

/// Letters of a name or a rating, at most.
pub(super) const LONGEST_NAME: usize = 200;

/// A text of one line or several has words and nothing that no one can see.
pub(super) fn check_text(text: &str, what: &str) -> Result<(), StoreError> {
    let hidden = text.chars().find(|&c| is_hidden(c) && !matches!(c, '\n' | '\t'));
    check(text, what, hidden, LONGEST)
}

/// A name is of one line.
pub(super) fn check_name(text: &str, what: &str) -> Result<(), StoreError> {
    check(text, what, text.chars().find(|&c| is_hidden(c)), LONGEST_NAME)
}

fn check(text: &str, what: &str, hidden: Option<char>, longest: usize) -> Result<(), StoreError> {
    let why = if let Some(hidden) = hidden {
        format!(
            "{what} holds a character that cannot be seen (U+{:04X}); write it without",
            u32::from(hidden)
        )
    } else if !text.chars().any(char::is_alphanumeric) {
        format!("{what} has no words; write some")
    } else if text.chars().count() > longest {
        format!("{what} is longer than {longest} characters; shorten it")
    } else {
        return Ok(());
    };
    Err(StoreError::refused(why))
}

/// Control characters, and those that turn the direction of what is read.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Evidence is an address on the web.
pub(super) fn check_url(url: &str) -> Result<(), StoreError> {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let is_url = host.is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
        && url.chars().all(|c| !is_hidden(c) && !c.is_whitespace())
        && url.chars().count() <= LONGEST;
    if is_url {
        return Ok(());
    }
    let shown: String = url.chars().filter(|&c| !is_hidden(c)).take(80).collect();
    Err(StoreError::refused(format!(
        "the evidence “{shown}” is no address on the web; name one that begins with https://"
    )))
}
