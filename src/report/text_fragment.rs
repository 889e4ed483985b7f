//! Text fragments: a link to words of a page, `#:~:text=[prefix-,]start[,end][,-suffix]`, as browsers follow it
//! (<https://wicg.github.io/scroll-to-text-fragment/>). A browser goes to the first place that fits, whatever the case of
//! letters; so words before and behind are added until that place is the one meant.

use super::wording::address;

/// Longer words are named by their beginning and their end.
const LONGEST_EXACT: usize = 200;

/// Words of the beginning and of the end that stand for longer ones.
const EDGE_WORDS: usize = 6;

/// Words before and behind that may be added.
const MOST_CONTEXT: usize = 12;

/// Bytes of a text times the links into it that are made.
const MOST_LINK_WORK: usize = 20_000_000;

/// Whether so many [`words_link`]s lead into a text: each reads it, so into one without end thousands do not.
#[must_use]
pub fn are_linked(body: &str, links: usize) -> bool {
    body.len().saturating_mul(links) <= MOST_LINK_WORK
}

/// The part of a link that leads to the words at `start..end` (code points) of a text whose paragraphs are separated by
/// line breaks; none where there are no words.
#[must_use]
pub(super) fn text_fragment(text: &str, start: usize, end: usize) -> Option<String> {
    let place = FragmentPlace::new(text, start, end)?;
    let exact = place.end - place.start <= LONGEST_EXACT && !place.crosses_paragraphs();
    let last = (0..=MOST_CONTEXT).map(|words| place.directive(words, exact)).find(|d| place.is_found(d));
    Some(last.unwrap_or_else(|| place.directive(MOST_CONTEXT, exact)).written())
}

/// An address with a text fragment; one that has a fragment keeps it.
#[must_use]
pub(super) fn with_fragment(url: &str, fragment: &str) -> String {
    let mark = if url.contains('#') { "" } else { "#" };
    format!("{url}{mark}:~:text={fragment}")
}

/// The address of a page with a text fragment that leads to some words of its headline or body; none where they do not
/// stand there as they are given, or the address is none.
#[must_use]
pub fn words_link(url: &str, headline: &str, body: &str, words: &str) -> Option<String> {
    let url = address(url)?;
    let text = format!("{headline}\n\n{body}");
    let start = text.find(words).filter(|_| !words.is_empty())?;
    let start = text[..start].chars().count();
    Some(with_fragment(&url, &text_fragment(&text, start, start + words.chars().count())?))
}

/// What a link says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Directive {
    prefix: String,
    start: String,
    end: String,
    suffix: String,
}

impl Directive {
    fn written(&self) -> String {
        let mut parts = Vec::new();
        if !self.prefix.is_empty() {
            parts.push(format!("{}-", encoded(&self.prefix)));
        }
        parts.push(encoded(&self.start));
        if !self.end.is_empty() {
            parts.push(encoded(&self.end));
        }
        if !self.suffix.is_empty() {
            parts.push(format!("-{}", encoded(&self.suffix)));
        }
        parts.join(",")
    }
}

/// Some words in a text whose white space is single: spaces within paragraphs, line breaks between them.
struct FragmentPlace {
    chars: Vec<char>,
    /// The same as a browser compares it: in lower case, line breaks as spaces.
    folded: Vec<char>,
    start: usize,
    end: usize,
}

impl FragmentPlace {
    fn new(text: &str, start: usize, end: usize) -> Option<Self> {
        let (mut chars, mut from, mut to): (Vec<char>, _, _) = (Vec::new(), None, 0);
        for (at, c) in text.chars().enumerate() {
            let inside = (start..end).contains(&at);
            if !c.is_whitespace() {
                if inside {
                    from = from.or(Some(chars.len()));
                    to = chars.len() + 1;
                }
                chars.push(c);
            } else if c == '\n' && chars.last() == Some(&' ') {
                chars.pop();
                chars.push('\n');
            } else if chars.last().is_some_and(|last| !last.is_whitespace()) {
                chars.push(if c == '\n' { '\n' } else { ' ' });
            }
        }
        let folded = chars.iter().map(|&c| folded(c)).collect();
        Some(Self { start: from?, end: to, chars, folded })
    }

    fn crosses_paragraphs(&self) -> bool {
        self.chars[self.start..self.end].contains(&'\n')
    }

    /// The directive with `words` of context on each side.
    fn directive(&self, words: usize, exact: bool) -> Directive {
        let of = |from: usize, to: usize| self.chars[from..to].iter().collect::<String>().trim().to_owned();
        let (before, behind) = (self.back(self.start, words), self.forth(self.end, words));
        let (prefix, suffix) = (of(before, self.start), of(self.end, behind));
        if exact {
            return Directive { prefix, start: of(self.start, self.end), end: String::new(), suffix };
        }
        let first = self.forth(self.start, EDGE_WORDS).min(self.end);
        let last = self.back(self.end, EDGE_WORDS).max(first);
        Directive { prefix, start: of(self.start, first), end: of(last, self.end), suffix }
    }

    /// Where the word that is `words` before `at` begins, in the same paragraph.
    fn back(&self, at: usize, words: usize) -> usize {
        let mut from = at;
        for _ in 0..words {
            let mut to = from;
            while to > 0 && self.chars[to - 1] == ' ' {
                to -= 1;
            }
            while to > 0 && !self.chars[to - 1].is_whitespace() {
                to -= 1;
            }
            from = to;
        }
        from
    }

    /// Where the word that is `words` behind `at` ends, in the same paragraph.
    fn forth(&self, at: usize, words: usize) -> usize {
        let mut to = at;
        for _ in 0..words {
            while self.chars.get(to) == Some(&' ') {
                to += 1;
            }
            while self.chars.get(to).is_some_and(|c| !c.is_whitespace()) {
                to += 1;
            }
        }
        to
    }

    /// Whether a browser goes to these words.
    fn is_found(&self, directive: &Directive) -> bool {
        let fold = |words: &str| words.chars().map(folded).collect::<Vec<char>>();
        let (prefix, start) = (fold(&directive.prefix), fold(&directive.start));
        let (end, suffix) = (fold(&directive.end), fold(&directive.suffix));
        let mut at = 0;
        while let Some(found) = place_of(&self.folded, &start, at) {
            at = found + 1;
            if !self.ends_with(found, &prefix) {
                continue;
            }
            let mut to = found + start.len();
            if !end.is_empty() {
                let Some(last) = place_of(&self.folded, &end, to) else { return false };
                to = last + end.len();
            }
            if self.goes_on_with(to, &suffix) {
                return (found, to) == (self.start, self.end);
            }
        }
        false
    }

    fn ends_with(&self, at: usize, words: &[char]) -> bool {
        let before = &self.folded[..at];
        let before = before.strip_suffix(&[' ']).unwrap_or(before);
        before.ends_with(words)
    }

    fn goes_on_with(&self, at: usize, words: &[char]) -> bool {
        let behind = &self.folded[at..];
        let behind = behind.strip_prefix(&[' ']).unwrap_or(behind);
        behind.starts_with(words)
    }
}

fn folded(c: char) -> char {
    if c == '\n' { ' ' } else { c.to_lowercase().next().unwrap_or(c) }
}

/// Where `words` stand first from `from` on.
fn place_of(text: &[char], words: &[char], from: usize) -> Option<usize> {
    let first = words.first()?;
    let last = text.len().checked_sub(words.len())?;
    (from..=last).find(|&at| text[at] == *first && text[at..].starts_with(words))
}

/// Words as an address may hold them; hyphens and commas in percent signs, too, since they separate the parts of a fragment.
#[must_use]
pub fn encoded(words: &str) -> String {
    words.bytes().fold(String::with_capacity(words.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str, words: &str) -> String {
        let byte = text.rfind(words).expect("it is there");
        let start = text[..byte].chars().count();
        text_fragment(text, start, start + words.chars().count()).expect("there are words")
    }

    #[test]
    fn words_are_named_exactly_and_alone_where_that_is_enough() {
        let text = "Ferry sinks\n\nTwo people died, Ada Quill said. The co-owner, Orrin & Sons, is silent.";
        assert_eq!(of(text, "Two people died"), "Two%20people%20died");
        assert_eq!(of(text, "co-owner, Orrin & Sons"), "co%2Downer%2C%20Orrin%20%26%20Sons");
        assert_eq!(of("Žofie weiß es.", "weiß"), "wei%C3%9F");
        assert_eq!(text_fragment("Two.", 1, 1), None);
    }

    #[test]
    fn words_that_stand_twice_get_their_neighbours() {
        let text = "The pier is SAFE, Quill said.\nThe pier is safe, Orrin said.";
        assert_eq!(of(text, "The pier is safe"), "The%20pier%20is%20safe,-%2C%20Orrin");
        let text = "Nobody was hurt. The dam holds.\nMany left. The dam holds.";
        assert_eq!(of(text, "The dam holds."), "left.-,The%20dam%20holds.");
    }

    #[test]
    fn long_words_are_named_by_their_ends() {
        let middle = "and so on ".repeat(40);
        let text = format!("Before. Quill said that the old {middle} until the very last boat. Behind.");
        let long = format!("Quill said that the old {middle} until the very last boat.");
        assert_eq!(
            of(&text, &long),
            "Quill%20said%20that%20the%20old%20and,on%20until%20the%20very%20last%20boat."
        );
        let across = "First one.\n\nSecond one.";
        assert_eq!(text_fragment(across, 0, across.len()).as_deref(), Some("First%20one.,Second%20one."));
    }

    #[test]
    fn an_address_keeps_its_own_fragment() {
        assert_eq!(with_fragment("https://a.example/1", "x"), "https://a.example/1#:~:text=x");
        assert_eq!(with_fragment("https://a.example/1#top", "x"), "https://a.example/1#top:~:text=x");
    }

    proptest! {
        #[test]
        fn the_first_place_that_fits_is_the_one_meant(
            words in proptest::collection::vec("[ab]{1,2}", 1..30), at in 0usize..30, length in 1usize..6,
        ) {
            let text = words.join(" ");
            let from = at % words.len();
            let to = (from + length).min(words.len());
            let start = words[..from].iter().map(|w| w.len() + 1).sum::<usize>();
            let end = start + words[from..to].join(" ").len();
            let place = FragmentPlace::new(&text, start, end).expect("there are words");
            let found = (0..=MOST_CONTEXT).any(|n| place.is_found(&place.directive(n, true)));
            // Where the text repeats itself without end, no context is enough.
            prop_assert!(found || words.len() > MOST_CONTEXT);
            prop_assert!(text_fragment(&text, start, end).is_some());
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,60}", start in 0usize..70, end in 0usize..70) {
            let _ = text_fragment(&text, start, end);
        }
    }
}
