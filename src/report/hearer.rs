//! Who hears it: the object without which a verb says too little, where it stands behind a quotation: "“Nobody asked,” she
//! told the county paper."

use crate::english::lexicon;

/// Characters of an object that are shown as they stand.
const NEAR: usize = 40;
/// Characters that a text is known by.
const KNOWN: usize = 10;
/// What ends an object, besides the end of its sentence.
const ENDS: [char; 11] = [',', ';', ':', '(', '—', '–', '"', '“', '”', '‘', '\n'];

/// Places in an article.
type Spans<'t> = &'t [(usize, usize)];

/// Who hears it, as that stands behind a cue that follows its content: " the court" behind "told". The spans are those of
/// the content, the source and the cue.
pub(super) fn heard_by<'t>(
    sentence: &'t str,
    content: &str,
    cue: &str,
    [contents, sources, cues]: [Spans<'_>; 3],
) -> &'t str {
    let (Some(first), Some(last)) = (contents.first(), cues.last()) else { return "" };
    if first.1 > last.0 || sources.iter().any(|source| source.0 >= last.1) || !addresses(cue) {
        return "";
    }
    let begins: String = content.chars().take(KNOWN).collect();
    let end = sentence.find(&begins).and_then(|at| {
        let behind = sentence[at..].char_indices().nth(last.1.saturating_sub(first.0));
        behind.map(|(apart, _)| at + apart)
    });
    end.filter(|&end| sentence[..end].ends_with(cue)).map_or("", |end| object(&sentence[end..]))
}

/// Whether a cue ends with a verb that wants to say who hears it: "told".
fn addresses(cue: &str) -> bool {
    let last = cue.split_whitespace().last().unwrap_or_default().to_lowercase();
    lexicon::verbs(&last).any(|(row, _)| row.has("addresses"))
}

/// The object at the beginning of what stands behind such a verb, with the space before it; "…" stands for a long one, and
/// nothing where there is none.
fn object(behind: &str) -> &str {
    let end = behind.char_indices().find(|&(at, c)| ENDS.contains(&c) || ends_sentence(behind, at, c));
    let words = behind[..end.map_or(behind.len(), |(at, _)| at)].trim_end();
    let is_object = words.starts_with(' ') && words.contains(char::is_alphanumeric);
    match is_object {
        false => "",
        true if words.chars().count() > NEAR => " …",
        true => words,
    }
}

/// Whether a mark ends its sentence and no abbreviation: "told the St. Mary paper."
fn ends_sentence(text: &str, at: usize, c: char) -> bool {
    let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
    let behind = text[at + c.len_utf8()..].chars().next();
    match c {
        '!' | '?' => true,
        '.' => {
            behind.is_none_or(|next| next.is_whitespace() || ENDS.contains(&next))
                && (behind.is_none() || !is_short(word))
        }
        _ => false,
    }
}

/// Whether a word looks like one that is written short: "St", "Mr".
fn is_short(word: &str) -> bool {
    word.chars().count() <= 3 && word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_ends_where_its_clause_does() {
        for (behind, expected) in [
            (" the county paper.", " the county paper"),
            (" reporters.", " reporters"),
            (" reporters, adding that it rained.", " reporters"),
            (" a court on Monday. “Nobody did.”", " a court on Monday"),
            (" the BBC. He left.", " the BBC"),
            (" St. Mary Radio.", " St. Mary Radio"),
            (" Mr. Vane; he nodded.", " Mr. Vane"),
            (" them: “Go.”", " them"),
            (" the inquiry (which sat all day).", " the inquiry"),
            (" the board — twice.", " the board"),
            (" investors", " investors"),
            (" me?", " me"),
            (" a hearing of the harbour committee in the old customs house.", " …"),
            (".", ""),
            ("", ""),
            (", and left.", ""),
            (" . ", ""),
        ] {
            assert_eq!(object(behind), expected, "{behind}");
        }
    }

    #[test]
    fn only_some_verbs_want_one() {
        for cue in ["told", "has told", "tells", "informed", "reassured", "assures"] {
            assert!(addresses(cue), "{cue}");
        }
        for cue in ["said", "wrote", "added", "told that", "", ":"] {
            assert!(!addresses(cue), "{cue}");
        }
    }
}
