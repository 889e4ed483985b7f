//! Quotation marks: those of a paragraph, distinguished from apostrophes, elisions, feet, inches and minutes.

/// The marks that open and close the same quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Curly,
    Straight,
    Tex,
    Guillemet,
    CurlySingle,
    StraightSingle,
}

impl Family {
    pub(super) fn is_single(self) -> bool {
        matches!(self, Self::CurlySingle | Self::StraightSingle)
    }
}

/// What a mark does, as far as the characters beside it show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkRole {
    /// It opens.
    Open,
    /// It closes.
    Close,
    /// It closes, or it is an apostrophe ("the workers’ "), an inch or a minute.
    Weak,
    /// White space on both sides: it closes what is open, else it opens.
    Either,
}

/// One quotation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// First byte in the paragraph.
    pub(super) at: usize,
    /// Bytes.
    pub(super) len: usize,
    pub(super) family: Family,
    pub(super) role: MarkRole,
    /// `„` or a `»` that opens: the mark that closes it opens in other languages.
    pub(super) reversed: bool,
    /// Between this mark and the next of its kind that opens, one closes for sure.
    pub(super) closes_later: bool,
}

/// The quotation marks of a paragraph, in order.
pub(super) fn marks(text: &str) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::new();
    let mut skip = 0;
    for (at, c) in text.char_indices() {
        if at < skip || (c.is_ascii() && !matches!(c, '"' | '\'' | '`')) {
            continue;
        }
        let len = length(text, at, c);
        let Some(family) = family(c, len) else { continue };
        skip = at + len;
        let before = text[..at].chars().next_back();
        let after = text[at + len..].chars().next();
        let opened_just_before = out.last().is_some_and(|m| m.at + m.len == at && m.role == MarkRole::Open);
        let place = MarkPlace { text, at, len, c, before, after, opened_just_before };
        let role = if family.is_single() { place.single() } else { place.double() };
        if let Some(role) = role {
            let reversed = role == MarkRole::Open && matches!(c, '„' | '‚' | '»');
            out.push(Mark { at, len, family, role, reversed, closes_later: false });
        }
    }
    look_ahead(&mut out);
    out
}

/// Bytes of the mark that begins at `at`: a pair of equal single marks is one, and of three the outer is the pair.
fn length(text: &str, at: usize, c: char) -> usize {
    if !matches!(c, '\'' | '`' | '‘' | '’') {
        return c.len_utf8();
    }
    let run = text[at..].chars().take(4).take_while(|&next| next == c).count();
    let left_open = text[..at].chars().next_back().is_none_or(char::is_whitespace);
    match run {
        2 => 2 * c.len_utf8(),
        3 if left_open => 2 * c.len_utf8(),
        _ => c.len_utf8(),
    }
}

fn family(c: char, len: usize) -> Option<Family> {
    Some(match c {
        '“' | '”' | '„' | '‟' => Family::Curly,
        '‘' | '’' if len > c.len_utf8() => Family::Curly,
        '"' | '＂' => Family::Straight,
        '\'' | '`' if len == 2 => Family::Tex,
        '«' | '»' => Family::Guillemet,
        '‘' | '’' | '‚' | '‛' => Family::CurlySingle,
        '\'' => Family::StraightSingle,
        _ => return None,
    })
}

/// A mark and what stands beside it.
struct MarkPlace<'a> {
    text: &'a str,
    at: usize,
    len: usize,
    c: char,
    before: Option<char>,
    after: Option<char>,
    opened_just_before: bool,
}

impl MarkPlace<'_> {
    /// White space, an opening bracket, a dash or an opening mark stands before.
    fn is_free_before(&self) -> bool {
        self.opened_just_before
            || self.before.is_none_or(|c| {
                c.is_whitespace() || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '―')
            })
    }

    /// White space or the end stands after.
    fn is_free_after(&self) -> bool {
        self.after.is_none_or(char::is_whitespace)
    }

    fn can_open(&self) -> bool {
        self.is_free_before()
            && self
                .after
                .is_some_and(|c| !c.is_whitespace() && !matches!(c, ',' | ';' | ':' | '!' | '?' | ')' | ']'))
    }

    fn double(&self) -> Option<MarkRole> {
        Some(match self.c {
            '„' | '`' | '«' => MarkRole::Open,
            '”' if self.is_inch() => return None,
            '“' if !self.is_free_after() => MarkRole::Open,
            '“' if self.is_free_before() => MarkRole::Either,
            '“' => MarkRole::Close,
            '»' | '”' if !self.can_open() => MarkRole::Close,
            _ if self.can_open() => MarkRole::Open,
            _ if self.before.is_none_or(char::is_whitespace) => MarkRole::Either,
            _ if self.is_inch() => return None,
            _ if self.before.is_some_and(|c| c.is_ascii_digit()) && self.is_free_after() => MarkRole::Weak,
            _ => MarkRole::Close,
        })
    }

    /// `5'10"`
    fn is_inch(&self) -> bool {
        let feet = self.text[..self.at].trim_end_matches(|c: char| c.is_ascii_digit());
        let inches = self.at - feet.len();
        (1..=2).contains(&inches)
            && feet
                .trim_end_matches(' ')
                .strip_suffix(['\'', '’', '′'])
                .is_some_and(|f| f.ends_with(|c: char| c.is_ascii_digit()))
    }

    fn single(&self) -> Option<MarkRole> {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        // "don’t", "O’Neill", "5'10"
        if letter(self.before) && letter(self.after) {
            return None;
        }
        if self.c == '‚' {
            return Some(MarkRole::Open);
        }
        let rest = &self.text[self.at + self.len..];
        if self.can_open() {
            // A curly mark that closes does not open: "’90s", "’em".
            return (self.c != '’' && !is_elision(rest)).then_some(MarkRole::Open);
        }
        if self.is_free_before() {
            return None;
        }
        // rock 'n' roll
        let head = &self.text[..self.at];
        if head.ends_with(['n', 'N']) && head[..head.len() - 1].ends_with(['\'', '’', '‘']) {
            return None;
        }
        let may_possess =
            self.before.is_some_and(|c| matches!(c, 's' | 'S' | 'x' | 'z' | 'n') || c.is_ascii_digit());
        Some(if may_possess && self.is_free_after() && self.after.is_some() {
            MarkRole::Weak
        } else {
            MarkRole::Close
        })
    }
}

/// Whether the letters after an opening mark begin a word whose head is left out: "'90s", "'em", "'n'".
fn is_elision(rest: &str) -> bool {
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let word = rest[..end].to_ascii_lowercase();
    let bare = word.strip_suffix('s').unwrap_or(&word);
    let closes_at_once = rest[end..].starts_with(['\'', '’']);
    if bare.len() == 2 && bare.bytes().all(|b| b.is_ascii_digit()) {
        // "'90s", "'16." but not "'16 people died'"
        return bare.len() < word.len() || !rest[end..].starts_with([' ', '-']);
    }
    let known =
        ["em", "til", "till", "tis", "twas", "twere", "cause", "cuz", "bout", "round", "burbs", "hood"];
    word == "n" || (known.contains(&word.as_str()) && !closes_at_once)
}

/// Fills in [`Mark::closes_later`].
fn look_ahead(marks: &mut [Mark]) {
    let (mut single, mut double) = (false, false);
    for mark in marks.iter_mut().rev() {
        let later = if mark.family.is_single() { &mut single } else { &mut double };
        mark.closes_later = *later;
        match mark.role {
            MarkRole::Open | MarkRole::Either => *later = false,
            MarkRole::Close => *later = true,
            MarkRole::Weak => {}
        }
    }
}
