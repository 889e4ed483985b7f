//! How outlets word their notes: labels, openings, brackets, lines of agencies, marks of headlines.
//!
//! Lists of words stand as text, parted by spaces, with `_` for a space within; [`any`] makes a pattern of them.

use crate::text::Pattern;
use crate::text::alternatives::{months, weekdays};
use std::sync::LazyLock;

/// What outlets call their texts.
const STORY: &str = "article story report post piece item page headline column dispatch blog blog_post caption \
                     graphic chart version paragraph sentence passage section table";
/// What is done to a text.
const EDITED: &str =
    "corrected amended updated clarified changed edited revised altered modified republished refiled";
/// Words that call what a text said wrong.
const WRONGLY: &str = "misstated misidentified misspelled misspelt misquoted misattributed misreported \
                       mischaracteri[sz]ed incorrectly inaccurately erroneously mistakenly wrongly";
/// How the version before is called.
const EARLIER: &str = "earlier previous original prior initial";
/// What follows "has been corrected".
const CORRECTED_HOW: &str =
    "to on at with because after since throughout following for as from in_the in_paragraph";
/// What follows "the article was corrected to".
const CORRECTED_TO: &str = "show reflect say read include remove clarify correct state indicate add make";
/// What a label says.
const LABELS: &str = "corrections? corrections?_(?:and|&)_clarifications? clarifications? corrected \
                      editor['’]?s['’]?_notes? editors['’]?_notes? amendment updated? note_to_readers errat(?:um|a) \
                      corrigend(?:um|a) for_the_record";
/// What agencies say first in brackets.
const AGENCY_VERBS: &str = "corrects? corrected correcting clarif(?:ies|ied|ying) updates? updated updating recasts? \
                            adds? refiles? rewrites? repeats? fixes removes deletes amends changes";
/// Who corrects, in such brackets.
const AGENCY_SUBJECTS: &str = "company agency ministry bank source editor";
/// What an agency takes back for its source.
const TAKEN_BACK_WHAT: &str = "amount figures? number name date spelling headline item story paragraph its_error \
                               an?_error error to_(?:show|read)";
/// Words of notes about something that was wrong.
const WRONG_WORDS: &str = "correct(?:s|ed|ing|ions?) clarif[a-z]+ errors? mistake[a-z]* incorrect[a-z]* \
                           inaccurate[a-z]* wrong[a-z]* erroneous[a-z]* misstate[a-z]* misidentif[a-z]+ \
                           misspell[a-z]* misquoted? misattributed amended amendment retract[a-z]* \
                           apologi[sz]e[a-z]* originally_(?:said|reported|stated|gave) \
                           (?:previously|initially)_(?:said|reported|stated|gave) errat(?:um|a) \
                           corrigend(?:um|a) editor['’]?s['’]?_note \
                           editors['’]?_note earlier_version previous_version";
/// How what follows a label begins where it tells of the edit.
const EDIT_WORDS: &str = "adds added adding updates updated with recasts removes removed corrects changes includes \
                          new details throughout this_(?:article|story|post|report|page|headline) \
                          the_(?:article|story|headline) an_earlier a_previous";
/// What a headline is marked with when its story was edited.
const MARKS: &str = "CORRECTED CORRECTION CORRECTING REFILE REFILED RECASTS? RPT UPDATED CLARIFICATION";

/// A pattern of one of some words.
fn any(words: &str) -> String {
    let parts: Vec<String> = words.split_whitespace().map(|word| word.replace('_', " ")).collect();
    format!("(?:{})", parts.join("|"))
}

/// Moments as labels give them: "3 p.m. ET", "March 3, 2026", "Monday".
fn when() -> String {
    let (days, months) = (weekdays(), months());
    let clock = r"noon|midnight|[ap]\.?m\.?|gmt|bst|utc|cet|ist|[ecmp][sd]?t|\d[\d:.,/]*(?:st|nd|rd|th)?";
    format!(r"(?:(?:on|at|as of)\s+)?(?:(?:{days})\b|(?:{months})\b\.?|{clock})[\s,.]*")
}

/// Days and months before a noun: "this March 3 story".
fn dated() -> String {
    let (days, months) = (weekdays(), months());
    format!(r"(?:(?:{days})\s+|(?:{months})\.?\s+\d{{1,2}},?\s+(?:\d{{4}}\s+)?|\d{{1,2}}\s+[a-z]+\s+)?")
}

/// "Correction:", "UPDATE 3 p.m.:", "Editor's note, June 19:"
pub(super) static LABEL: LazyLock<Pattern> = LazyLock::new(|| {
    let (labels, when) = (any(LABELS), when());
    let moment = format!(r"\s*\([^)]{{1,60}}\)|[\s,]+(?:{when}){{1,8}}");
    Pattern::new(&format!(
        r"(?i)^[\s*_\[(•]*{labels}\b(?:\s*#?\d{{1,2}}\b)?(?:{moment})?(?:\s*(?::|[—–]|-(?:\s|$))|(?: appended)?\.?$)"
    ))
});

/// How the words of a note begin, wherever they stand.
pub(super) static OPENING: LazyLock<Pattern> = LazyLock::new(|| {
    let parts = [openings_of_this_story(), openings_of_the_version_before(), openings_of_the_outlet()];
    Pattern::new(&format!("(?i)^(?:{})", parts.concat().join("|")))
});

/// "This March 3 story, first published on Monday, has been corrected to show", "This story originally said".
fn openings_of_this_story() -> Vec<String> {
    let (dated, story, edited, wrongly) = (dated(), any(STORY), any(EDITED), any(WRONGLY));
    let (how, to) = (any(CORRECTED_HOW), any(CORRECTED_TO));
    let was =
        any("was has_been is_being will_be has_been_since has_since_been was_since has_now_been was_later");
    let first = any("originally previously initially first earlier at_first had");
    let said = any("said stated gave reported referred identified listed named described");
    vec![
        format!(
            r"(?:this|our)\s+{dated}(?:version of (?:this|the)\s+)?{story}(?:,[^.;]{{0,80}},)?\s+{was}\s+{}",
            format_args!(r"(?:\w+ly\s+)?{edited}(?:\s*[.:)\]]|\s*$|,?\s+{how}\b)")
        ),
        format!(
            r"the\s+{dated}(?:article|story|headline|post)\s+(?:was|has been|has since been)\s+{edited}\s+to\s+{to}\b"
        ),
        format!(r"this\s+{dated}{story}(?:,[^.;]{{0,60}},)?\s+(?:{first}\s+)?{wrongly}\b"),
        format!(r"this\s+{dated}{story}\s+(?:originally|previously|initially)\s+{said}\b"),
        format!(r"this\s+{story}\s+(?:corrects|clarifies|updates)\b"),
        r"(?:story|article|item)\s+(?:updates|corrects|adds)\b".to_owned(),
        format!(r"updated?[\s,]+(?:{}){{1,8}}(?:to|with)\b", when()),
    ]
}

/// "An earlier version of this story said", "In a story on March 3 about the bridge, The Gazette incorrectly said".
fn openings_of_the_version_before() -> Vec<String> {
    let (dated, story, wrongly, earlier) = (dated(), any(STORY), any(WRONGLY), any(EARLIER));
    let because = r"(?:(?:because|as a result|owing to|due to|through)\b[^.;]{0,50},\s+)?";
    let about = r"(?:on|about|from|published|in)\b";
    vec![
        format!(
            r"{because}(?:in\s+)?(?:an?|the)\s+{earlier}\s+(?:version|edition|headline)\s+(?:of|on|to|for)\s+{}",
            format_args!(r"(?:(?:this|our)\s+{dated}{story}|the\s+(?:article|story|headline|post))\b")
        ),
        format!(
            r"(?:an?|the)\s+{earlier}\s+(?:version|edition|headline|story|article)(?:,[^.;]{{0,60}},)?\s+{}",
            format_args!(r"(?:had\s+)?{wrongly}\b")
        ),
        format!(
            r"(?:in\s+)?(?:an?|the|our)\s+{dated}(?:story|article|headline|caption|chart|graphic)\s+{}",
            format_args!(r"(?:{about})[^.;]{{0,120}}?\b{wrongly}\b")
        ),
    ]
}

/// "We regret the error", "Owing to an editing error, the headline said".
fn openings_of_the_outlet() -> Vec<String> {
    let (story, edited) = (any(STORY), any(EDITED));
    let texts = any("story article version headline report caption chart graphic");
    let (firstly, wrongly) = (any("originally previously initially at_first"), any(WRONGLY));
    let said = any("said reported stated gave named identified described published put");
    let slip = any("error mistake slip typo inaccuracy");
    let of_ours = format!(
        r"(?:this|our|(?:an?|the)\s+{})\s+{story}|the\s+\w+\s+{}",
        any(EARLIER),
        any("paragraph sentence")
    );
    let put_right = format!("(?:{edited}|{})", any("wrong incorrect inaccurate fixed put_right"));
    vec![
        format!(
            r"(?:because of|owing to|due to|through)\s+an?\s+(?:\w+\s+)?error,[^.]{{0,60}}\b{texts}\b"
        ),
        format!(r"we\s+(?:have\s+)?(?:since\s+)?{edited}\s+(?:this|the|our)\s+{story}"),
        format!(r"we\s+(?:{firstly}|{wrongly})\s+{said}\b"),
        format!(r"(?:an?|the)\s+{slip}\s+in\s+(?:{of_ours})\b"),
        format!(
            r"(?:an?|the)\s+(?:[\w'’]+\s+){{1,6}}in\s+(?:{of_ours})\s+{}",
            format_args!(r"(?:was|were|has|have)\b[^.;]{{0,20}}\b{put_right}\b")
        ),
        r"we\s+(?:have\s+)?(?:since\s+)?(?:regret|apologi[sz]e for)\s+(?:the|this|an)\s+(?:error|mistake|confusion)"
            .to_owned(),
        r"the\s+\w+(?:\s+\w+)?\s+(?:regrets|apologi[sz]es for)\s+(?:the|this)\s+(?:error|mistake)s?\b".to_owned(),
    ]
}

/// What agencies put in brackets at the beginning or the end of a text: "(Corrects spelling of name in paragraph 2)".
pub(super) static BRACKETED: LazyLock<Pattern> = LazyLock::new(|| {
    let (subjects, verbs) = (any(AGENCY_SUBJECTS), any(AGENCY_VERBS));
    Pattern::new(&format!(r"(?i)^[(\[]\s*(?:{subjects}\s+)?{verbs}\b"))
});

/// How a sentence goes on a note: "It was 12, not 14.", "The correct year is 1931."
pub(super) static GOES_ON: LazyLock<Pattern> = LazyLock::new(|| {
    let subject = r"(?:he|she|it|they|there|those|that|the\s+\w+)\b";
    let contrast = r"\b(?:not|rather than|instead of)\b";
    let right = r"(?:in fact|the (?:correct|right|actual))\b";
    Pattern::new(&format!(r"(?i)^(?:{subject}.*{contrast}|{right}|(?:we|the \w+) regrets? )"))
});

/// A line in the style of agencies: it has no subject but the story itself.
pub(super) static AGENCY: LazyLock<Pattern> = LazyLock::new(|| {
    let updates = r"Updates (?:with|to|throughout|headline|lede?|from)\b";
    Pattern::new(&format!(
        r"^(?:{updates}|(?:Adds|Recasts|Corrects|Refiles|Clarifies|Repeats) [\p{{L}}\d]).*$"
    ))
});

/// A last line in which an agency takes something back for its source.
pub(super) static TAKEN_BACK: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&format!(r"\bcorrects (?:the )?{}\b", any(TAKEN_BACK_WHAT))));

/// Words of notes about something that was wrong.
pub(super) static WRONG: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&format!(r"(?i)\b{}\b", any(WRONG_WORDS))));

/// How what follows a label begins where it tells of the edit.
pub(super) static EDIT: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&format!(r"(?i)^{}\b", any(EDIT_WORDS))));

/// A headline that says that its story was edited: "CORRECTED-…", "UPDATE 2-…".
pub(super) static MARKED: LazyLock<Pattern> = LazyLock::new(|| {
    let counted = r"(?:UPDATE|WRAPUP|RECAST|CORRECTED) \d{1,2}\b|UPDATE\b";
    let labelled = "(?:Corrected|Correction|Updated?|Clarification):";
    Pattern::new(&format!(r"^\W*(?:{}\b|{counted}|{labelled})\s*[)\]]?\s*[-–—:]*\s*", any(MARKS)))
});

/// Where a note says when it was written: after what was done.
pub(super) static DONE: LazyLock<Pattern> = LazyLock::new(|| {
    let done = any("amended corrected updated changed revised edited clarified published added");
    Pattern::new(&format!(r"(?i)\b{done}\s+(?:\w+\s+)?(?:on|at)\s+(?P<when>[^.;]{{3,40}})"))
});

/// The moment with which an update opens: "Updated Monday 3 p.m."
pub(super) static UPDATED: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(&format!(r"(?i)^\W*updated?[\s,]+(?P<when>(?:{}){{1,8}})", when())));
