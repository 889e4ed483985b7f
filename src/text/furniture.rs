//! Furniture: words in an article's text that are about the article and not part of what it says.
//!
//! A dateline, a date or the label of a caption begins a paragraph, "(Reporting by …)" ends one, everything else is a
//! whole paragraph.
//! The patterns are narrow on purpose: a byline that is not recognised costs little, a sentence mistaken for
//! furniture is a lost claim.

use super::alternatives::particles;
use super::date_line::is_date_line;
use super::dateline::{dateline, opens_turn};
use super::genre::genre;
use super::links::lists_of_stories;
use super::opening::Opening;
use super::page_data::{PageData, clock_behind, page_data};
use super::pattern::Pattern;
use super::promotion::{FOLLOW, PROMOTION, SHARE_BAR};
use super::sign_off::sign_off;
use super::thresholds::{BYLINE_PARAGRAPHS, LONGEST_FURNITURE, PROSE, WORDS_BEHIND_CLOCK};
use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// What a piece of furniture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FurnitureKind {
    /// "LONDON, March 3 (Reuters) -", "WASHINGTON —"
    Dateline,
    /// "By Jane Doe", "Jane Doe in Paris"
    Byline,
    /// "Associated Press writers … contributed to this report", "© 2026 …"
    Credit,
    /// "(Reporting by …; Editing by …)"
    Reporting,
    /// "date 2026-02-19", "Published 3 March 2026 10:15 GMT", "Updated 5 minutes ago", "4 min read"
    Date,
    /// "Correction: …", "Editor's note: …", "This article was amended …", "(Updates with …)"
    Correction,
    /// "Read more: …", "Sign up to our newsletter", "Advertisement", "1.2k shares", lists of other stories
    Promotion,
    /// "Caption:" before the text of a caption, which is read, but does not go on with what stands before it
    Caption,
    /// "Explainer:", "Dear Maud:" before the words of a headline: what kind of piece it is, or to whom
    Label,
}

/// One piece of furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Furniture {
    /// What it is.
    pub kind: FurnitureKind,
    /// Where it stands.
    pub span: Span,
}

/// The furniture of a normalised text, in order, not overlapping.
#[must_use]
pub fn furniture(text: &str, paragraphs: &[Span]) -> Vec<Furniture> {
    let mut out: Vec<Furniture> = Vec::new();
    // Paragraphs of the article's own words so far: datelines come before them.
    let mut prose = 0;
    let lines: Vec<&str> = paragraphs.iter().map(|p| p.of(text).trim()).collect();
    let listed = lists_of_stories(&lines);
    let data = page_data(&lines);
    for (i, &p) in paragraphs.iter().enumerate() {
        let words = p.of(text);
        if listed[i] {
            out.push(Furniture { kind: FurnitureKind::Promotion, span: p });
            continue;
        }
        if let Some(data) = data[i] {
            let kind = match data {
                PageData::Time => FurnitureKind::Date,
                PageData::Count => FurnitureKind::Promotion,
                PageData::Name => FurnitureKind::Byline,
            };
            out.push(Furniture { kind, span: p });
            continue;
        }
        let after_byline = out
            .last()
            .is_some_and(|f| f.kind == FurnitureKind::Byline && i > 0 && f.span.end == paragraphs[i - 1].end);
        if let Some(kind) = whole(words, i, paragraphs.len(), after_byline) {
            out.push(Furniture { kind, span: p });
            continue;
        }
        if let Some(label) = CAPTION.find(words) {
            let end = p.start + label.as_str().trim_end().len();
            out.push(Furniture { kind: FurnitureKind::Caption, span: Span::new(p.start, end) });
            continue;
        }
        if let Some(length) = genre(words).filter(|_| i == 0) {
            out.push(Furniture { kind: FurnitureKind::Label, span: Span::new(p.start, p.start + length) });
            continue;
        }
        let date = HEAD_DATE.find(words).filter(|_| i < 2).map(|date| date.end());
        let head = date.or_else(|| clock_before(words)).unwrap_or(0);
        if head > 0 {
            out.push(Furniture { kind: FurnitureKind::Date, span: Span::new(p.start, p.start + head) });
        }
        let rest = &words[head..];
        let gap = rest.len() - rest.trim_start().len();
        let only = || lines.iter().filter(|line| opens_turn(line)).nth(1).is_none();
        if let Some(length) = dateline(rest.trim_start(), prose, only) {
            let start = p.start + head + gap;
            out.push(Furniture { kind: FurnitureKind::Dateline, span: Span::new(start, start + length) });
        }
        if let Some((kind, start)) = tail(words) {
            out.push(Furniture { kind, span: Span::new(p.start + start, p.end) });
        }
        prose += usize::from(words.len() > PROSE);
    }
    out
}

/// What a paragraph is, if it is furniture as a whole.
fn whole(words: &str, index: usize, count: usize, after_byline: bool) -> Option<FurnitureKind> {
    use FurnitureKind::{Byline, Correction, Credit, Date, Promotion, Reporting};
    if CORRECTION.is_match(words) {
        return Some(Correction);
    }
    if words.len() > LONGEST_FURNITURE {
        let parenthesis = words.starts_with('(') && tail(words).is_some_and(|(_, start)| start == 0);
        return parenthesis.then_some(Reporting);
    }
    let at_edge = index < BYLINE_PARAGRAPHS || index + 2 >= count;
    if REPORTING.is_match(words) {
        Some(Reporting)
    } else if UPDATES.is_match(words) {
        Some(Correction)
    } else if (at_edge && BYLINE.is_match(words))
        || ((1..4).contains(&index) && may_be_writer_in(words) && WRITER_IN.is_match(words))
        || (after_byline && ROLE_LINE.is_match(words))
    {
        Some(Byline)
    } else if is_date_line(words) {
        Some(Date)
    } else if (may_be_credit(words) && CREDIT.is_match(words)) || AGENCY_LINE.is_match(words) {
        Some(Credit)
    } else if PROMOTION.is_match(words)
        || FOLLOW.is_match(words.trim_matches('"'))
        // Figures alone are the row of a table.
        || (words.contains(char::is_alphabetic) && SHARE_BAR.is_match(words))
    {
        Some(Promotion)
    } else {
        None
    }
}

/// Length of the time that a post of a live blog begins with: "17.42 All trains have been cancelled".
fn clock_before(words: &str) -> Option<usize> {
    let found = CLOCK.find(words)?;
    let rest = words[found.end()..].trim_start();
    let sentence = rest.starts_with(|c: char| c.is_uppercase() || "“\"‘".contains(c))
        && rest.split(' ').nth(WORDS_BEHIND_CLOCK).is_some();
    sentence.then(|| found.as_str().trim_end().len())
}

/// The furniture that a paragraph ends with, and where it begins.
fn tail(words: &str) -> Option<(FurnitureKind, usize)> {
    if words.ends_with(')') {
        let at = words.rfind('(')?;
        let kinds = [(&REPORTING, FurnitureKind::Reporting), (&UPDATES, FurnitureKind::Correction)];
        let kind = kinds.into_iter().find(|(pattern, _)| pattern.is_match(&words[at..]));
        let kind = kind.map(|(_, kind)| (kind, at));
        return kind.or_else(|| clock_behind(words).map(|start| (FurnitureKind::Date, start)));
    }
    if let Some(at) = words.rfind(" - corrects ").filter(|&at| words.len() - at < LONGEST_FURNITURE) {
        let free = words[..at].ends_with(['.', '!', '?', '”', '"']);
        return free.then_some((FurnitureKind::Correction, at + 1));
    }
    if let Some(start) = sign_off(words) {
        return Some((FurnitureKind::Credit, start));
    }
    if let Some(start) = clock_behind(words) {
        return Some((FurnitureKind::Date, start));
    }
    // "… Roe is an editor. Follow her on Twitter @roe."
    let at = words.rfind("Follow ").filter(|&at| words.len() - at < LONGEST_FURNITURE)?;
    let free = words[..at].trim_end().ends_with(['.', '!', '?', '”', '"', ')']);
    (free && FOLLOW.is_match(&words[at..])).then_some((FurnitureKind::Promotion, at))
}

fn pattern(parts: &[&str]) -> Pattern {
    Pattern::new(&parts.concat())
}

/// A name in running text or in capitals: "Ana de la Cruz", "J. K. O’Neill".
static NAME: LazyLock<String> = LazyLock::new(|| {
    let particle = particles();
    format!(r"\p{{Lu}}[\p{{L}}.'’\-]*(?: (?:(?:{particle}) )*\p{{Lu}}[\p{{L}}.'’\-]*){{1,4}}")
});
/// A place: one to four words with capitals.
const PLACE: &str =
    r"\p{Lu}[\p{L}.'’\-]*(?: (?:de |of |the |upon )?\p{Lu}[\p{L}.'’\-]*){0,3}(?:, \p{Lu}[\p{L}.]+)?";
/// A post: capitals, or words that posts are made of.
const ROLE: &str = concat!(
    r"(?:(?:\p{Lu}[\p{L}.'’&\-]*|editor|reporter|correspondent|writer|columnist|staff|contributor",
    r"|contributing|chief|senior|political|diplomatic|science|health|business|economics|education",
    r"|environment|sports|world|national|of|and|for|the|in|at|on)\b\.?[ ,|/·•–—\-]{0,3})+",
);

/// A post in small letters: "court reporter", "home affairs correspondent".
const BEAT: &str =
    r"(?:[\p{L}’'\-]+ ){0,4}(?:editor|reporter|correspondent|writer|columnist|contributor|producer)";

/// "(Reporting by Jane Doe; Editing by John Roe)", "Additional reporting by Jane Doe in Paris"
static REPORTING: Opening = Opening::new(
    "additional|further|reporting|writing|editing|compilation|translation|research|graphic|photography|\
         production|written|edited|compiled|translated|reported|story|video|photo",
    || {
        let task = concat!(
            r"(?:(?:[Aa]dditional |[Ff]urther )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompilation",
            r"|[Tt]ranslation|[Rr]esearch|[Gg]raphics?|[Pp]hotography|[Pp]roduction)(?: (?:and|&) (?:[Rr]eporting",
            r"|[Ww]riting|[Ee]diting))?|[Ww]ritten|[Ee]dited|[Cc]ompiled|[Tt]ranslated|[Rr]eported|(?:Story|Video",
            r"|Photos?)(?: produced)?)",
        );
        pattern(&[
            r"^(?:\(\s*",
            task,
            r" by [^()]{3,}\)|",
            task,
            r" by ",
            &NAME,
            r"(?:,? (?:in|at) ",
            PLACE,
            r")?(?:(?:, and |, | and | & |; (?:",
            task,
            r" by )?)",
            &NAME,
            r"(?:,? (?:in|at) ",
            PLACE,
            r")?)*)\.?$",
        ])
    },
);

/// "(Updates with minister’s comment)", "(Adds details)", "(Company corrects date)"
static UPDATES: Opening = Opening::new(
    "update|add|correct|recast|refile|repeat|rewrite|clarifies|changes|fixes|removes|company|agency|\
         ministry|bank|source",
    || {
        pattern(&[
            r"^\((?:Updates?|Adds?|Corrects?|Recasts?|Refiles?|Repeats?|Rewrites?|Clarifies|Changes|Fixes|Removes",
            r"|(?:(?:Company|Agency|Ministry|Bank|Source) )?correct(?:s|ing)|Correcting|recasts",
            r"|clarifies)\b[^()]*\)\.?$",
        ])
    },
);

/// "By Jane Doe and John Roe, Political Editor"
static BYLINE: Opening = Opening::new("by", || {
    pattern(&[
        r"^(?:By|BY|by):? ",
        &NAME,
        r"(?:(?:, and |, | and | AND | & )",
        &NAME,
        r")*(?:(?:,| \||/| -| –| —| in| for| of| at| ·| •) ?(?:",
        ROLE,
        "|",
        BEAT,
        r"))?(?: ?[|·•–—,\-] ?[\p{L}\d:., ]*\d{4}[\p{L}\d:., ]*)?$",
    ])
});

/// "Jane Doe in Paris and John Roe in Rome"
static WRITER_IN: LazyLock<Pattern> = LazyLock::new(|| {
    let name = r"\p{Lu}[\p{L}.'’\-]*(?: \p{Lu}[\p{L}.'’\-]*){1,2}";
    let writer = [name, " in ", PLACE].concat();
    pattern(&["^", &writer, "(?:(?:, | and )", &writer, ")*$"])
});

/// Whether two or three words stand before the first "in".
fn may_be_writer_in(words: &str) -> bool {
    words.split_once(" in ").is_some_and(|(name, _)| (2..=3).contains(&name.split(' ').count()))
}

/// The line under a byline: "BBC News, Washington", "Political correspondent"
static ROLE_LINE: LazyLock<Pattern> = LazyLock::new(|| pattern(&["^", ROLE, "$"]));

/// "Jane Doe and John Roe contributed to this report.", "© 2026 The Harbour Gazette", "Photo: Jane Doe"
static CREDIT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&[
        r"^(?:[^.?!“”:]+\b(?:contributed|contributed reporting|contributed research) (?:to|for) this (?:report",
        r"|story|article|post|piece)(?: from [^.]+)?\.?|",
        &NAME,
        r"[^.?!“”:]* contributed reporting(?: from [^.]+)?\.?|",
        r"\(?(?:With|Additional) (?:additional )?(?:reporting|files|material|research|input|inputs) (?:by|from) [^.?!“”]+\.?\)?|",
        r"(?:©|\([cC]\)|Copyright (?:©|\([cC]\)|\d{4})).*|",
        r".*©\s?(?:Copyright )?\d{4}\b.*|",
        r"[^.?!“”]*\bAll rights reserved\.?(?: .*)?|",
        r"(?:Photo|Image|Picture|Photograph|Video|Graphic|Illustration|Source)s?(?: credit| courtesy of)?:? ?(?:by |/ ?)?",
        &NAME,
        r"(?: ?/ ?[\p{L} ]+)?\.?)$",
    ])
});

/// Whether a paragraph has a word without which nothing is a credit: a quick first test.
fn may_be_credit(words: &str) -> bool {
    const WITHIN: [&str; 7] = ["contributed", "reporting", "©", "Copyright", "(C)", "(c)", "reserved"];
    const FIRST: [&str; 9] =
        ["With", "Additional", "Photo", "Image", "Picture", "Video", "Graphic", "Illustration", "Source"];
    let bare = words.strip_prefix('(').unwrap_or(words);
    FIRST.iter().any(|first| bare.starts_with(first)) || WITHIN.iter().any(|within| words.contains(within))
}

/// The name of an agency alone on its line.
static AGENCY_LINE: Opening = Opening::new(
    "the associated press|associated press|reuters|thomson reuters|agence france|press association|\
         getty images|ap|afp|upi|pa|epa|dpa|pti|ani|ians",
    || {
        pattern(&[
            r"^[(\[—–\-]* ?(?i:(?:the )?associated press|reuters|thomson reuters|agence france-presse",
            r"|press association|getty images)\.?[)\]]*$|^\(?(?:AP|AFP|UPI|PA|EPA|dpa|PTI|ANI|IANS)\)?\.?$",
        ])
    },
);

/// "Correction: …", "Editor’s note: …", "This article was amended on …"
static CORRECTION: Opening = Opening::new(
    "correction|clarification|editor|this article|this story|this post|this report|this piece|this column|\
         this headline|this version of this|an earlier|an previous|an prior|a earlier|a previous|a prior",
    || {
        pattern(&[
            r"^(?:[*_•]+ ?|\()?(?:(?i:corrections?|clarifications?|corrections? (?:and|&) clarifications?",
            r"|editor['’]?s['’]? notes?|editors['’] note)(?:(?: [(\p{L}\d., )]{0,40})?[:—–]| - |\.?$",
            r"| (?i:appended))",
            r"|This (?:article|story|post|report|piece|column|headline|version of this (?:article|story)) (?:was",
            r"|has been|is being|will be) (?:since |later |subsequently |also )?(?:amended|corrected|updated",
            r"|revised|clarified|edited|changed)(?:\.|,? (?:on|to|with|at|throughout|following|since|as|for",
            r"|from)\b)",
            r"|(?:An|A) (?:earlier|previous|prior) (?:version|edition|headline|draft) (?:of|on|to|for) (?:this",
            r"|the) (?:article|story|post|report|piece|column|page|headline)\b)",
        ])
    },
);

/// "date 2026-02-19 " before the first words.
static HEAD_DATE: Opening = Opening::new("date|published|updated", || {
    pattern(&[r"^(?i:date|published|updated):? \d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?\b"])
});

/// "17.42 ", "4.10pm BST: "
static CLOCK: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&[
        r"^(?:[01]?\d|2[0-3])[.:][0-5]\d ?(?:[ap]\.?m\.?)?(?: ?(?:GMT|BST|CET|CEST|E[SD]?T|P[SD]T|UTC))?",
        r" ?(?:[-–—:|] ?)? ",
    ])
});

/// "Caption: " before the text of one.
static CAPTION: Opening =
    Opening::new("caption|image caption|photo caption|picture caption|video caption", || {
        pattern(&[r"^(?:(?:Image|Photo|Picture|Video) )?[Cc]aption[:,](?: |$)"])
    });

#[cfg(test)]
mod tests {
    use super::super::paragraphs;
    use super::FurnitureKind::{Byline, Correction, Credit, Date, Dateline, Promotion, Reporting};
    use super::*;

    fn found(text: &str) -> Vec<(FurnitureKind, &str)> {
        furniture(text, &paragraphs(text)).iter().map(|f| (f.kind, f.span.of(text))).collect()
    }

    /// Each line as the second paragraph of an article is furniture of this kind as a whole.
    #[track_caller]
    fn all(kind: FurnitureKind, lines: &[&str]) {
        for line in lines {
            let text = format!("Council votes for harbour wall\n{line}\nThe council voted on Tuesday.");
            assert_eq!(found(&text), [(kind, *line)], "{line}");
        }
    }

    #[test]
    fn agencies_sign_off() {
        let of = |text: &str| found(&format!("A vote on the wall.\n{text}")).first().map(|f| f.1.to_owned());
        assert_eq!(of("The wall is old, Roe said. REUTER^M").as_deref(), Some("REUTER^M"));
        assert_eq!(of("\"The wall is old,\" he said. reuter").as_deref(), Some("reuter"));
        assert_eq!(of("The story was first told by Reuters"), None);
        assert_eq!(of("The wall was photographed by the AP."), None);
    }

    #[test]
    fn bylines() {
        all(
            Byline,
            &[
                "By Jane Doe",
                "By Jane Doe and John Roe",
                "By JANE DOE, Political Editor",
                "BY JANE DOE AND JOHN ROE",
                "By Ana de la Cruz, J. K. O’Neill and John Roe, Harbour Gazette",
                "By Jane Doe | Harbour Gazette",
                "By Jane Doe in Paris",
                "By Jane Doe, senior political correspondent",
                "By Jane Doe, home affairs correspondent",
                "By Jane Doe | March 3, 2026",
                "Jane Doe in Paris",
                "Jane Doe in Paris and John Roe in New York",
            ],
        );
        let text = "Wall to be rebuilt\nBy Jane Doe\nBBC News, Port Hale\nThe council voted.";
        assert_eq!(found(text), [(Byline, "By Jane Doe"), (Byline, "BBC News, Port Hale")]);
    }

    #[test]
    fn credits_and_reporting_lines() {
        all(
            Credit,
            &[
                "Associated Press writers Jane Doe in Paris and John Roe contributed to this report.",
                "Jane Doe contributed reporting.",
                "With reporting from Jane Doe",
                "© 2026 The Harbour Gazette",
                "Copyright 2026 The Harbour Gazette. All rights reserved.",
                "Photo: Jane Doe/Harbour Pictures",
                "THE ASSOCIATED PRESS.",
                "(Reuters)",
            ],
        );
        all(
            Reporting,
            &[
                "(Reporting by Jane Doe; Editing by John Roe)",
                "(Reporting by Jane Doe in Paris and John Roe; additional reporting by Ann Poe; Editing by Lee Crane.)",
                "Reporting by Jane Doe; Editing by John Roe",
                "Additional reporting by Jane Doe in Paris",
                "(Writing by Jane Doe)",
            ],
        );
        let text = "The wall broke, the council said. (Reporting by Jane Doe; Editing by John Roe)";
        assert_eq!(found(text), [(Reporting, "(Reporting by Jane Doe; Editing by John Roe)")]);
    }

    #[test]
    fn dates() {
        all(
            Date,
            &[
                "Published: 3 March 2026 10:15 GMT",
                "Published 3 March 2026",
                "Last updated: Saturday, 21 October 2006, 14:41 GMT 15:41 UK",
                "Updated 10:15 AM ET, Tue March 3, 2026",
                "Tue 3 Mar 2026 10.15 GMT",
                "2026-03-03T10:15:00Z",
                "- 12 April 2015",
                "3 min read",
                "2 hours ago",
            ],
        );
        let text = "date 2026-02-19 The council voted on Tuesday to rebuild the wall.";
        assert_eq!(found(text), [(Date, "date 2026-02-19")]);
    }

    #[test]
    fn corrections() {
        all(
            Correction,
            &[
                "Correction: An earlier version gave the wrong length of the wall.",
                "CORRECTION APPENDED.",
                "Correction (March 3): The wall is 40 metres long.",
                "Editor’s note: This story is developing.",
                "This article was amended on 3 March 2026 to correct the length of the wall.",
                "An earlier version of this article misstated the length of the wall.",
                "(Updates with comment from the mayor, paragraph 3)",
                "(Correcting the length of the wall)",
                "(Company corrects to show a loss)",
            ],
        );
    }

    #[test]
    fn corrections_behind_a_paragraph() {
        let text = "The wall is 40 metres long, it said. (corrects length of wall in first paragraph)";
        assert_eq!(found(text), [(Correction, "(corrects length of wall in first paragraph)")]);
        let text = "The wall is 40 metres long. - corrects the length of the wall.";
        assert_eq!(found(text), [(Correction, "- corrects the length of the wall.")]);
    }

    #[test]
    fn captions_are_read_behind_their_label() {
        let text = "The wall broke.\nCaption: “I saw it,” said Roe.\nImage caption, The wall, the port said, is old.";
        let caption = FurnitureKind::Caption;
        assert_eq!(found(text), [(caption, "Caption:"), (caption, "Image caption,")]);
        assert_eq!(found("Caption writers went on strike.\nCaptions: none."), []);
    }

    #[test]
    fn promotion() {
        all(
            Promotion,
            &[
                "Read more: Harbour wall breaks",
                "Get the app for faster alerts: download today.",
                "Get our free news app.",
                "RELATED: Harbour wall breaks",
                "WATCH: The wall breaks",
                "Sign up to our newsletter.",
                "For more, sign up for the Harbour newsletter.",
                "Advertisement",
                "Story continues below advertisement",
                "Follow Jane Doe on Twitter @janedoe.",
                "Follow @janedoe.",
                "Watch the full interview below:",
                "Read the rest of the story at The Harbour Gazette.",
                "Share on Facebook Tweet Email",
            ],
        );
        let text = "Jane Doe is an editor. Follow her on Twitter @janedoe.";
        assert_eq!(found(text), [(Promotion, "Follow her on Twitter @janedoe.")]);
    }

    #[test]
    fn datelines_end_before_the_sentence() {
        for line in [
            "LONDON, March 3 (Reuters) -",
            "WASHINGTON —",
            "PARIS (AP) –",
            "NEW DELHI:",
            "ORLANDO, Fla. (Reuters) -",
            "CHARLESTON, S.C. —",
            "WASHINGTON, Aug. 24 (UPI) —",
            "LONDON/PARIS, March 3 (Reuters) -",
            "Paris (AFP) -",
            "(CNN) —",
            "NEW YORK --",
            "PORT HALE, March 3, 2026 /PRNewswire/ --",
        ] {
            let text = format!(
                "Wall to be rebuilt\n{line} The council voted on Tuesday to rebuild the harbour wall."
            );
            assert_eq!(found(&text), [(Dateline, line)], "{line}");
        }
        let text = "ROME—“We will rebuild the wall of the harbour,” the mayor said on Monday.";
        assert_eq!(found(text), [(Dateline, "ROME—")]);
    }

    #[test]
    fn sentences_are_none() {
        for text in [
            "By Tuesday the wall had broken.",
            "By Tuesday",
            "By eliminating the gate, Ms. Doe said, the town saves money.",
            "By winning in Ohio, John Roe took all the votes.",
            "Reporting by the Gazette showed that the wall was weak.",
            "Reporting by Jane Doe found that the wall was weak.",
            "Corrections officers said that the jail was full.",
            "Correction of the wall took a year, the mayor said.",
            "This article of faith was amended by nobody.",
            "The story was updated, Doe said.",
            "Copyright law protects the wall, the mayor said.",
            "Read more books, the mayor told the children.",
            "Related crimes rose, police said.",
            "Sign language was taught in the school.",
            "Follow the money, the mayor said.",
            "Share prices fell on Tuesday.",
            "MAYOR DOE: The wall is weak and it will break in the next storm of the winter.",
            "Harbour Council Leader Abandons Old Wall in Port Hale",
            "WALLS NOT ALWAYS WEAK, JUST VERY OLD - Jane Doe: The wall is weak and will break.",
            "DOE-- Jane, 98, of Port Hale, on Monday, at home, with all of her children.",
            "EXCLUSIVE – The wall is weak and it will break in the next storm of the winter.",
            "The mayor – who voted – said (Reuters) that the wall is weak.",
            "London (which voted) is large.",
            "May 3 was a Tuesday.",
            "2021 1,204",
            "2022 988 3",
            "She contributed to this campaign.",
            "Watch the wall, the mayor said.",
            "Mayor Doe said the wall (of 1820) is weak (and old)",
        ] {
            assert_eq!(found(text), [], "{text}");
            let text = format!("Council votes for wall\n{text}\nThe council voted.");
            assert_eq!(found(&text), [], "{text}");
        }
    }
}
