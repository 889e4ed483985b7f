//! Normalisation: one canonical text, and the way back to the offsets of the text as it was given.
//!
//! What is changed: Unicode NFC; every line end (CR LF, CR, NEL, VT, FF, U+2028, U+2029) is `\n`; every other
//! space than the tab is U+0020; control characters, soft hyphens, zero-width characters and marks of writing
//! direction are left out. Joiners stay where they carry meaning, after an emoji or a letter of a script that
//! joins (Arabic to Sinhala); tag characters stay after the black flag, where they name a country.

use crate::span::Span;
use std::ops::Range;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A normalised text with the map back to the text that it came from.
#[derive(Debug, Clone)]
pub struct Normalized {
    /// The text: Unicode NFC, `\n` line ends, plain spaces, no zero-width characters or soft hyphens.
    pub text: String,
    /// Where the two texts differ in length, in order; between two edits they run in step.
    edits: Vec<TextEdit>,
}

/// A stretch of the given text and the stretch of the normalised text that replaces it.
#[derive(Debug, Clone, Copy)]
struct TextEdit {
    /// In the normalised text; empty for characters left out.
    to: Span,
    /// In the given text.
    from: Span,
    /// Bytes of the given text for each byte of the normalised text; 0 for a stretch that maps only as a whole.
    unit: usize,
}

/// Normalises `raw`, in time linear in its length (except for runs of combining marks, which are sorted).
///
/// Normalising a normalised text changes nothing.
#[must_use]
pub fn normalize(raw: &str) -> Normalized {
    if is_plain(raw) {
        return Normalized { text: raw.to_owned(), edits: Vec::new() };
    }
    let mut out = Builder { text: String::with_capacity(raw.len()), edits: Vec::new() };
    let mut cluster = Cluster::default();
    let mut before = None;
    let mut chars = raw.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        let kept = match c {
            '\r' => {
                if chars.next_if(|&(_, next)| next == '\n').is_some() {
                    end += 1;
                }
                Some('\n')
            }
            '\u{85}' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\n' | '\t' => Some(c),
            _ if is_space(c) => Some(' '),
            _ if is_invisible(c, before) => None,
            _ => Some(c),
        };
        match kept {
            None if cluster.is_empty() => out.replace(at..end, ""),
            None => cluster.grow(end),
            Some(k) => {
                if begins_cluster(k) {
                    out.flush(raw, &mut cluster);
                }
                cluster.push(k, at..end);
                before = Some(k);
            }
        }
    }
    out.flush(raw, &mut cluster);
    Normalized { text: out.text, edits: out.edits }
}

/// Whether normalisation would change nothing, by a cheap test.
fn is_plain(raw: &str) -> bool {
    let mut before = None;
    raw.chars().all(|c| {
        let plain = match c {
            ' '..='~' | '\n' | '\t' => true,
            _ if is_space(c) => false,
            _ => begins_cluster(c) && !is_invisible(c, before),
        };
        before = Some(c);
        plain
    })
}

/// Spaces that become plain ones, and separators of lines.
fn is_space(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// Whether a character has no width of its own and, after `before`, no meaning either.
fn is_invisible(c: char, before: Option<char>) -> bool {
    match c {
        // Control characters, soft hyphens, marks of direction, zero-width spaces, annotation marks.
        '\u{0}'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' => true,
        '\u{200c}' | '\u{200d}' => !before.is_some_and(joins),
        '\u{e0000}'..='\u{e007f}' => !matches!(before, Some('\u{1f3f4}' | '\u{e0020}'..='\u{e007e}')),
        _ => false,
    }
}

/// Whether a joiner after this character can change how it reads.
fn joins(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{dff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether nothing before this character can compose with it or change places with it.
fn begins_cluster(c: char) -> bool {
    c < '\u{300}'
        || (canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes)
}

/// Characters that compose only with each other, and the given text that they came from.
#[derive(Default)]
struct Cluster {
    chars: Vec<(char, usize, usize)>,
    end: usize,
}

impl Cluster {
    fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    fn push(&mut self, c: char, from: Range<usize>) {
        self.end = from.end;
        self.chars.push((c, from.start, from.end));
    }

    /// Takes in characters left out after the last one.
    fn grow(&mut self, end: usize) {
        self.end = end;
    }
}

struct Builder {
    text: String,
    edits: Vec<TextEdit>,
}

impl Builder {
    /// Writes a cluster and empties it.
    fn flush(&mut self, raw: &str, cluster: &mut Cluster) {
        let end = cluster.end;
        match cluster.chars[..] {
            [] => return,
            [(c, from, to)] if is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes => {
                self.char(c, from..to);
                if to < end {
                    self.replace(to..end, "");
                }
            }
            [(_, from, _), ..] => {
                let composed: String = cluster.chars.iter().map(|&(c, ..)| c).nfc().collect();
                if raw[from..end] == composed {
                    self.text.push_str(&composed);
                } else {
                    self.replace(from..end, &composed);
                }
            }
        }
        cluster.chars.clear();
    }

    /// Writes one character in place of the given text at `from`.
    fn char(&mut self, c: char, from: Range<usize>) {
        let at = self.text.len();
        self.text.push(c);
        let (out, unit) = (c.len_utf8(), from.len());
        if out == unit {
            return;
        }
        // Spaces and line ends are one byte each, so that a run of them is one edit.
        let to = Span::new(at, at + out);
        match self.edits.last_mut() {
            Some(e) if e.unit == unit && e.from.end == from.start && e.to.end == at => {
                e.from.end = from.end;
                e.to.end = to.end;
            }
            _ => self.edits.push(TextEdit { to, from: Span::new(from.start, from.end), unit }),
        }
    }

    /// Writes `new` in place of the given text at `from` as a whole.
    fn replace(&mut self, from: Range<usize>, new: &str) {
        let at = self.text.len();
        self.text.push_str(new);
        match self.edits.last_mut() {
            Some(e) if new.is_empty() && e.to == Span::new(at, at) && e.from.end == from.start => {
                e.from.end = from.end;
            }
            _ => self.edits.push(TextEdit {
                to: Span::new(at, self.text.len()),
                from: Span::new(from.start, from.end),
                unit: 0,
            }),
        }
    }
}

impl Normalized {
    /// A byte span of [`Normalized::text`] as a byte span of the text as given: from the first byte of its first
    /// character to the last of its last, without characters left out at its ends.
    #[must_use]
    pub fn to_given(&self, span: Span) -> Span {
        if self.edits.is_empty() {
            return span;
        }
        let start = match self.edits[..self.edits.partition_point(|e| e.to.start <= span.start)].last() {
            None => span.start,
            Some(e) if span.start < e.to.end => e.from.start + (span.start - e.to.start) * e.unit,
            Some(e) => e.from.end + (span.start - e.to.end),
        };
        if span.is_empty() {
            return Span::new(start, start);
        }
        let end = match self.edits[..self.edits.partition_point(|e| e.to.start < span.end)].last() {
            None => span.end,
            Some(e) if span.end >= e.to.end => e.from.end + (span.end - e.to.end),
            Some(e) if e.unit == 0 => e.from.end,
            Some(e) => e.from.start + (span.end - e.to.start) * e.unit,
        };
        Span::new(start, end)
    }

    /// A byte span of the text as given as a byte span of [`Normalized::text`]; one that cuts a composed character
    /// takes all of it, one of characters left out is empty.
    #[must_use]
    pub fn to_normalized(&self, given: Span) -> Span {
        let at = |byte: usize, up: bool| {
            let before = self.edits.partition_point(|e| e.from.start < byte);
            match self.edits[..before].last() {
                None => byte,
                Some(e) if byte >= e.from.end => e.to.end + (byte - e.from.end),
                Some(e) if e.unit == 0 => {
                    if up {
                        e.to.end
                    } else {
                        e.to.start
                    }
                }
                Some(e) if up => e.to.start + (byte - e.from.start).div_ceil(e.unit),
                Some(e) => e.to.start + (byte - e.from.start) / e.unit,
            }
        };
        let start = at(given.start, false);
        Span::new(start, at(given.end, true).max(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn gives(raw: &str, text: &str) {
        assert_eq!(normalize(raw).text, text);
    }

    #[test]
    fn line_ends_are_one_newline() {
        gives("a\r\nb\rc\u{2028}d\u{2029}e\u{85}f\u{b}g\u{c}h\n\r\ni", "a\nb\nc\nd\ne\nf\ng\nh\n\ni");
    }

    #[test]
    fn spaces_are_plain_and_tabs_stay() {
        gives("10\u{a0}000\u{202f}€\u{2009}x\ty\u{3000}z", "10 000 € x\ty z");
    }

    #[test]
    fn invisible_characters_go() {
        gives(
            "\u{feff}co\u{ad}op\u{200b}er\u{2060}ate\u{0}\u{1b}[1m \u{202e}abc\u{202c}\u{7f}",
            "cooperate[1m abc",
        );
    }

    #[test]
    fn joiners_stay_where_they_mean_something() {
        for kept in
            ["👩\u{200d}🚀", "❤\u{fe0f}\u{200d}🔥", "می\u{200c}خواهم", "🏴\u{e0067}\u{e0062}\u{e007f}"]
        {
            gives(kept, kept);
        }
        gives("Car\u{200d}o\u{200c}line\u{200d}\u{e0041}", "Caroline");
    }

    #[test]
    fn letters_are_composed() {
        gives("Jose\u{301} Nu\u{ad}n\u{303}ez, 5 \u{212b}", "José Nuñez, 5 Å");
        gives("각", "각");
    }

    #[test]
    fn spans_lead_back_to_what_was_given() {
        let raw = "\u{feff}Jose\u{301}\u{a0}\u{a0}said\r\nco\u{ad}op\u{ad} fine";
        let n = normalize(raw);
        assert_eq!(n.text, "José  said\ncoop fine");
        let given = |part: &str| {
            let at = n.text.find(part).unwrap();
            n.to_given(Span::new(at, at + part.len())).of(raw)
        };
        assert_eq!(given("José"), "Jose\u{301}");
        assert_eq!(given("said"), "said");
        assert_eq!(given("coop"), "co\u{ad}op");
        assert_eq!(given("co"), "co");
        assert_eq!(given("op"), "op");
        assert_eq!(given("\n"), "\r\n");
        assert_eq!(given("fine"), "fine");
        assert_eq!(given(" said"), "\u{a0}said");
    }

    fn messy() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => "[a-z ]{1,6}",
            1 => "\\PC{1,4}",
            4 => prop::sample::select(vec![
                "\r\n", "\r", "\n", "\u{a0}", "\u{a0}\u{a0}", "\u{ad}", "\u{feff}", "\u{200d}", "\u{301}", "e\u{301}",
                "\u{323}\u{307}", "\u{212b}", "\u{1100}\u{1161}", "\u{1f469}", "\u{fe0f}", "\u{958}", "\u{0}",
                "\u{2028}", "\u{e0067}", "\u{1f3f4}", "\u{344}", "\u{fb1d}", "é", "…",
            ])
            .prop_map(str::to_owned),
        ];
        prop::collection::vec(piece, 0..24).prop_map(|v| v.concat())
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(raw in messy()) {
            let once = normalize(&raw).text;
            prop_assert_eq!(&normalize(&once).text, &once);
            prop_assert_eq!(&once.nfc().collect::<String>(), &once);
        }

        #[test]
        fn spans_are_on_borders_and_in_order(raw in messy()) {
            let n = normalize(&raw);
            let mut last = 0;
            for (at, c) in n.text.char_indices() {
                let given = n.to_given(Span::new(at, at + c.len_utf8()));
                prop_assert!(raw.is_char_boundary(given.start) && raw.is_char_boundary(given.end));
                prop_assert!(given.start < given.end && last <= given.start);
                last = given.start;
                // What was given for one character normalises to a text that holds it.
                let alone = normalize(given.of(&raw)).text;
                let joiner = c == '\u{200d}' || c >= '\u{e0000}';
                prop_assert!(joiner || alone.contains(c));
                prop_assert!(n.to_normalized(given).covers(Span::new(at, at + c.len_utf8())));
            }
        }

        #[test]
        fn a_slice_given_normalises_to_the_slice(raw in messy(), a in 0usize..60, b in 0usize..60) {
            let n = normalize(&raw);
            // Cut at plain spaces, where nothing composes.
            let cuts: Vec<usize> = n.text.match_indices(' ').map(|(i, _)| i).collect();
            if cuts.len() > 1 {
                let (a, b) = (cuts[a % cuts.len()], cuts[b % cuts.len()]);
                let span = Span::new(a.min(b), a.max(b));
                prop_assert_eq!(normalize(n.to_given(span).of(&raw)).text, span.of(&n.text));
            }
        }
    }
}
