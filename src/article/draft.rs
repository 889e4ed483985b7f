//! A draft: what a format found, before it is normalised, completed and turned into a revision.

use super::digest::text_sha256;
use super::origin::{Origin, ReadError};
use super::revision::{Found, FoundIn, Revision, SourceFormat};
use super::thresholds::{
    LANGUAGE_MAX, LANGUAGE_MIN, LANGUAGE_SURE, LONGEST_AGENCY, LONGEST_BYLINE, LONGEST_EXCERPT,
    LONGEST_NAMES, MAX_BODY,
};
use super::{dates, mojibake, outlets, urls};
use crate::text::alternatives::{months, weekdays};
use crate::text::{self, FurnitureKind, Span};
use regex::Regex;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// What has been found so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// The article's id in the input.
    pub(super) id: Option<String>,
    /// As in [`Revision`].
    pub(super) url: Option<Found<String>>,
    /// As in [`Revision`].
    pub(super) other_urls: Vec<String>,
    /// As in [`Revision`].
    pub(super) outlet: Option<Found<String>>,
    /// As in [`Revision`].
    pub(super) headline: Option<Found<String>>,
    /// As in [`Revision`].
    pub(super) byline: Option<Found<String>>,
    /// As in [`Revision`].
    pub(super) dateline: Option<String>,
    /// As in [`Revision`].
    pub(super) published_at: Option<Found<String>>,
    /// As in [`Revision`].
    pub(super) modified_at: Option<Found<String>>,
    /// As in [`Revision`].
    pub(super) captured_at: Option<Found<String>>,
    /// The text, not yet normalised.
    pub(super) body: String,
    /// As in [`Revision`].
    pub(super) warnings: Vec<String>,
}

/// The three dates of a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateField {
    /// When the outlet first published it.
    Published,
    /// When the outlet last changed it.
    Modified,
    /// When this version was captured.
    Captured,
}

impl Draft {
    /// Sets the address; anything but an `http` or `https` URL leaves a warning.
    pub(super) fn set_url(&mut self, raw: &str, by: FoundIn) {
        match urls::absolute(raw) {
            Some(value) => self.url = Some(Found { value, by }),
            None => self
                .warnings
                .push(format!("The URL “{}” is not a web address and was left out.", shorten(raw))),
        }
    }

    /// Sets a date; one that cannot be read leaves a warning.
    pub(super) fn set_date(&mut self, field: DateField, raw: &str, by: FoundIn) {
        let (slot, name, value) = match field {
            DateField::Published => (&mut self.published_at, "published", dates::parse_date(raw)),
            DateField::Modified => (&mut self.modified_at, "modified", dates::parse_date(raw)),
            DateField::Captured => (&mut self.captured_at, "captured", dates::capture(raw)),
        };
        match value {
            Some(value) => *slot = Some(Found { value, by }),
            None => self.warnings.push(format!(
                "The {name} date “{}” could not be read; write it as 2026-03-02T09:00:00Z.",
                shorten(raw)
            )),
        }
    }

    /// Completes the draft from its own text and from what is known about the file, and turns it into a revision.
    ///
    /// # Errors
    /// When there is no text, or more than [`MAX_BODY`].
    pub(super) fn finish(
        mut self,
        format: SourceFormat,
        raw_sha256: String,
        origin: &Origin,
        place: &str,
    ) -> Result<Revision, ReadError> {
        let err = |message: String| ReadError::new(place.to_owned(), message);
        if self.body.len() > MAX_BODY {
            return Err(err(format!(
                "the text is {:.1} MB long, more than an article ever is; split it into articles of less than {} MB.",
                self.body.len() as f64 / 1e6,
                MAX_BODY >> 20
            )));
        }
        self.mend_mojibake();
        let mut body = readable(&self.body).map_err(err)?;
        self.headline = self.headline.as_ref().and_then(clean_found);
        self.byline = self.byline.as_ref().and_then(clean_found);
        self.outlet = self.outlet.as_ref().and_then(clean_found);
        if let Some(headline) = &self.headline {
            body = without_headline(body, &headline.value);
        }
        if body.is_empty() {
            return Err(err("there is no article text in it; give a file that holds one.".to_owned()));
        }
        self.complete_from_text(&body);
        if format == SourceFormat::Html {
            body = without_page_furniture(body);
        }
        self.complete_from_web(origin);
        self.complete_from_url();
        self.call_agency_by_its_name();
        let captured_at = self.captured_at.take().unwrap_or_else(|| captured(origin));
        let text_sha256 = text_sha256(self.headline.as_ref().map_or("", |h| h.value.as_str()), &body);
        let key = self.key(origin, place);
        self.other_urls.retain(|u| self.url.as_ref().is_none_or(|url| url.value != *u));
        self.other_urls.dedup();
        Ok(Revision {
            key,
            id: self.id,
            url: self.url,
            other_urls: self.other_urls,
            outlet: self.outlet,
            headline: self.headline,
            byline: self.byline,
            dateline: self.dateline,
            published_at: self.published_at,
            modified_at: self.modified_at,
            captured_at,
            language: language(&body),
            body,
            http: origin.web.as_ref().and_then(|web| web.http.clone()),
            evidence: None,
            format,
            raw_sha256,
            text_sha256,
            warnings: self.warnings,
        })
    }

    /// Gives an agency the one name that it goes by.
    fn call_agency_by_its_name(&mut self) {
        if let Some(outlet) = &mut self.outlet
            && let Some(agency) = outlets::agency(&outlet.value)
        {
            agency.clone_into(&mut outlet.value);
        }
    }

    /// Turns back what a wrong charset garbled, and says so.
    fn mend_mojibake(&mut self) {
        let found = [&mut self.headline, &mut self.byline, &mut self.outlet];
        let fields = found.into_iter().flatten().map(|found| &mut found.value);
        let mut count = 0;
        for text in fields.chain(self.dateline.as_mut()).chain([&mut self.body]) {
            if let Some((mended, garbled)) = mojibake::mended(text) {
                *text = mended;
                count += garbled;
            }
        }
        if count > 0 {
            self.warnings.push(mojibake::warning(count));
        }
    }

    /// What the article is known by.
    fn key(&self, origin: &Origin, place: &str) -> String {
        match (&self.url, &self.id, &origin.group) {
            (Some(url), ..) => urls::key(&url.value),
            (None, Some(key), _) | (None, None, Some(key)) => key.clone(),
            (None, None, None) => match &origin.file {
                // The place of a line of JSONL ends in its number.
                Some(file) => {
                    let path = origin.path.display().to_string();
                    format!("{file}{}", place.strip_prefix(&path).unwrap_or_default())
                }
                None => place.strip_prefix("./").unwrap_or(place).to_owned(),
            },
        }
    }

    /// Byline, dateline and date, where they stand in the text and nothing else has named them.
    fn complete_from_text(&mut self, body: &str) {
        let by = FoundIn::Text;
        // What is wanted stands at the head; a whole book need not be searched.
        let head = head_of(body, 4096);
        let paragraphs = text::paragraphs(head);
        for piece in text::furniture(head, &paragraphs) {
            let words = piece.span.of(head);
            match piece.kind {
                FurnitureKind::Byline if self.byline.is_none() => {
                    self.byline = byline(words).map(|value| Found { value, by });
                }
                FurnitureKind::Dateline if self.dateline.is_none() => {
                    let words = words.trim().trim_end_matches(['-', '–', '—', ':', ' ']);
                    self.dateline = (!words.is_empty()).then(|| words.to_owned());
                }
                FurnitureKind::Date if self.published_at.is_none() => {
                    self.published_at = dates::parse_date(words).map(|value| Found { value, by });
                }
                _ => {}
            }
        }
        if self.byline.is_none() {
            let line = paragraphs.iter().take(3).map(|p| p.of(head)).find(|line| is_byline(line));
            self.byline = line.and_then(byline).map(|value| Found { value, by });
        }
        if self.outlet.is_none()
            && self.url.is_none()
            && let Some(agency) = self.dateline.as_deref().and_then(agency)
        {
            self.outlet = Some(Found { value: agency.to_owned(), by });
        }
    }

    /// The address that answered and the time. A canonical address of the same host stands above the one that answered,
    /// which may hold how the reader came; one of another host may be a page's that was copied.
    fn complete_from_web(&mut self, origin: &Origin) {
        let Some(web) = &origin.web else { return };
        let by = FoundIn::Response;
        let canonical = self.url.take();
        if canonical.as_ref().is_some_and(|found| urls::host(&found.value) == urls::host(&web.url)) {
            self.other_urls.push(web.url.clone());
            self.url = canonical;
        } else {
            self.set_url(&web.url, by);
            self.other_urls.extend(canonical.map(|found| found.value));
        }
        self.other_urls.extend_from_slice(&web.redirects);
        self.captured_at = Some(Found { value: web.at.clone(), by });
        if self.headline.is_none() {
            self.headline = web.title.clone().and_then(|value| clean_found(&Found { value, by }));
        }
    }

    fn complete_from_url(&mut self) {
        let Some(url) = &self.url else { return };
        let by = FoundIn::Url;
        if self.published_at.is_none() {
            self.published_at = dates::in_url(&url.value).map(|value| Found { value, by });
        }
        if self.outlet.is_none() {
            self.outlet = urls::host(&url.value).map(|host| Found { value: host, by });
        }
    }
}

/// When a file was captured, if nothing in it says so.
fn captured(origin: &Origin) -> Found<String> {
    let name = origin.path.file_stem().map(|s| s.to_string_lossy()).unwrap_or_default();
    if let Some((value, _)) = dates::in_file_name(&name) {
        return Found { value, by: FoundIn::FileName };
    }
    match &origin.modified {
        Some(time) => Found { value: time.clone(), by: FoundIn::FileTime },
        None => Found { value: origin.now.clone(), by: FoundIn::Clock },
    }
}

/// Whether a line is a byline by its look: "By" and a name, and no sentence.
pub(super) fn is_byline(line: &str) -> bool {
    let name =
        line.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).and_then(|_| line[3..].chars().next());
    name.is_some_and(char::is_uppercase)
        && line.chars().count() <= LONGEST_BYLINE
        && !line.trim_end().ends_with(['.', ':', '?'])
}

/// The names in a byline, without "By", roles, places and addresses.
pub(super) fn byline(raw: &str) -> Option<String> {
    let line = raw.split('\n').next()?.trim().trim_end_matches(['.', ',', '|', '·']);
    let line = ["by ", "words by ", "written by ", "from ", "story by "]
        .iter()
        .find_map(|by| {
            line.get(..by.len()).filter(|head| head.eq_ignore_ascii_case(by)).map(|_| &line[by.len()..])
        })
        .unwrap_or(line)
        .trim();
    // A day of the week is one only before a date: "Nora Friday" is a name.
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"(?i)\b(?:{})\b,?\s+(?:\d|(?:{})\b)", weekdays(), months()))
            .expect("the pattern is valid")
    });
    let line = DAY.find(line).map_or(line, |day| line[..day.start()].trim_end().trim_end_matches(" on"));
    let mut names = String::new();
    for part in line.split([',', '|', '·', ';']) {
        let part = until_place(part.trim());
        if !part.contains(char::is_alphabetic) || (!names.is_empty() && is_role(part)) {
            break;
        }
        let gap = if names.is_empty() { "" } else { ", " };
        let _ = write!(names, "{gap}{part}");
    }
    let named = names.chars().any(char::is_alphabetic) && !is_placeholder(&names);
    (named && names.len() <= LONGEST_NAMES).then_some(names)
}

/// Whether a page has this where an author would stand, and nobody signed.
fn is_placeholder(names: &str) -> bool {
    const NOBODY: [&str; 32] = [
        "admin",
        "administrator",
        "anonymous",
        "author",
        "available",
        "by",
        "default",
        "editor",
        "first",
        "firstname",
        "guest",
        "last",
        "lastname",
        "master",
        "n/a",
        "na",
        "name",
        "no",
        "nobody",
        "none",
        "not",
        "null",
        "root",
        "site",
        "staff",
        "super",
        "test",
        "undefined",
        "unknown",
        "user",
        "web",
        "your",
    ];
    let lower = names.to_lowercase();
    let mut words = lower.split_whitespace();
    let login = |word: &str| word.ends_with("admin") || word == "webmaster";
    words.all(|word| NOBODY.contains(&word) || login(word))
}

/// A part of a byline up to "in Paris", "at Gallows Lane", "for the Courier", or a date.
fn until_place(part: &str) -> &str {
    static END: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"(?x)\s(?:in|at|for|on|from)\s
              | (?:\s|\b)(?i:published|posted|(?:last\s)?updated|modified)\b
              | (?:\s|\b)\d{{1,2}}\s?(?:h|hrs?|hours?|m|mins?|minutes?|days?)\b
              | (?:\s|\b)\d{{1,2}}(?:st|nd|rd|th)?\s(?i:{months})\b
              | \b(?i:{months})\.?\s\d | \d{{1,4}}[/:.-]\d | \s[–—-]\s",
            months = months()
        ))
        .expect("the pattern is valid")
    });
    END.find(part).map_or(part, |end| part[..end.start()].trim_end())
}

fn is_role(part: &str) -> bool {
    const ROLES: [&str; 12] = [
        "reporter",
        "editor",
        "correspondent",
        "writer",
        "staff",
        "press",
        "columnist",
        "political",
        "business",
        "chief",
        "associated",
        "news",
    ];
    let lower = part.to_lowercase();
    let starts_low = part.chars().next().is_some_and(char::is_lowercase) && !lower.starts_with("and ");
    starts_low || lower.contains('@') || lower.split_whitespace().any(|w| ROLES.contains(&w))
}

/// "LONDON, March 3 (Reuters)" → "Reuters".
fn agency(dateline: &str) -> Option<&str> {
    let inner = dateline.trim_end().strip_suffix(')')?;
    let agency = inner.rsplit_once('(')?.1.trim();
    (!agency.is_empty() && agency.len() <= LONGEST_AGENCY).then_some(agency)
}

/// The body, without a first paragraph that only repeats the headline.
fn without_headline(body: String, headline: &str) -> String {
    let first = body.split("\n\n").next().unwrap_or_default();
    let same = !first.is_empty() && letters(first).eq(letters(headline));
    if same { body[first.len()..].trim_start().to_owned() } else { body }
}

/// The body of a page without the paragraphs that are dates, bylines and promotions: on a page these have places of
/// their own, and they change with its design, not with the article.
fn without_page_furniture(body: String) -> String {
    let paragraphs = text::paragraphs(&body);
    let page: HashSet<Span> = text::furniture(&body, &paragraphs)
        .into_iter()
        .filter(|f| matches!(f.kind, FurnitureKind::Date | FurnitureKind::Byline | FurnitureKind::Promotion))
        .map(|f| f.span)
        .collect();
    if page.is_empty() {
        return body;
    }
    let kept: Vec<&str> = paragraphs.iter().filter(|p| !page.contains(p)).map(|p| p.of(&body)).collect();
    if kept.is_empty() { body } else { kept.join("\n\n") }
}

/// Letters and digits in lower case: what two spellings of one headline share.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// The clean text of one article, or why it is none.
fn readable(raw: &str) -> Result<String, String> {
    let body = clean_text(raw);
    match text::excess(&body) {
        Some(why) => Err(why),
        None => Ok(body),
    }
}

/// Normalised, without control characters, with one blank line between paragraphs and no space around lines.
fn clean_text(raw: &str) -> String {
    let normal = text::normalize(raw).text;
    let mut body = String::with_capacity(normal.len());
    let mut gap = "";
    for line in normal.lines() {
        let line = line.trim();
        if line.is_empty() {
            gap = if body.is_empty() { "" } else { "\n\n" };
            continue;
        }
        body.push_str(gap);
        body.extend(line.chars().map(|c| if c == '\t' { ' ' } else { c }).filter(|c| !c.is_control()));
        gap = "\n";
    }
    body
}

/// One line of it, normalised; `None` when nothing is left.
fn clean_found(found: &Found<String>) -> Option<Found<String>> {
    let value = clean_line(&found.value);
    (!value.is_empty()).then_some(Found { value, by: found.by })
}

/// One line: normalised, white space runs as one space, no control characters.
pub(super) fn clean_line(raw: &str) -> String {
    let normal = text::normalize(raw).text;
    let words: Vec<String> =
        normal.split_whitespace().map(|w| w.chars().filter(|c| !c.is_control()).collect()).collect();
    words.join(" ")
}

fn language(body: &str) -> Option<String> {
    let sample = head_of(body, LANGUAGE_MAX);
    if sample.chars().filter(|c| c.is_alphabetic()).take(LANGUAGE_MIN).count() < LANGUAGE_MIN {
        return None;
    }
    let found = whatlang::detect(sample)?;
    (found.confidence() >= LANGUAGE_SURE).then(|| found.lang().code().to_owned())
}

/// The first `max` bytes or a few less, on a character border.
fn head_of(text: &str, max: usize) -> &str {
    &text[..text.floor_char_boundary(max)]
}

/// Words of the input for a message: not too long, no line breaks.
pub(super) fn shorten(raw: &str) -> String {
    let line = clean_line(head_of(raw, 300));
    if line.chars().count() <= LONGEST_EXCERPT {
        return line;
    }
    line.chars().take(LONGEST_EXCERPT - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_no_name() {
        for nobody in [
            "No Author",
            "admin",
            "Unknown author",
            "by",
            "N/A",
            "Super User",
            "Author",
            "wpadmin",
            "site admin",
            "Staff",
            "Firstname Lastname",
            "First Last",
            "Your Name",
        ] {
            assert_eq!(byline(nobody), None, "{nobody}");
        }
        assert_eq!(byline("Nora Friday").as_deref(), Some("Nora Friday"));
        assert_eq!(byline("By Tim Hurst 5 March 2024").as_deref(), Some("Tim Hurst"));
        assert_eq!(byline("By Minh Do on Friday, May 4").as_deref(), Some("Minh Do"));
        assert_eq!(byline("By Lotte Maybury Published June 9, 2024").as_deref(), Some("Lotte Maybury"));
        assert_eq!(byline("BY MARTA OLSEN 3h ago").as_deref(), Some("MARTA OLSEN"));
        assert_eq!(byline("Judy Guest").as_deref(), Some("Judy Guest"));
        assert_eq!(byline("Adminton Reyes").as_deref(), Some("Adminton Reyes"));
    }

    #[test]
    fn bylines_are_names() {
        for (raw, names) in [
            ("By Tamsin Oakhurst, court reporter", "Tamsin Oakhurst"),
            ("By Gwen Tarrant at Gallows Lane", "Gwen Tarrant"),
            ("BY Ann Lee, Bo Oak and Cy Fir", "Ann Lee, Bo Oak and Cy Fir"),
            ("Ann Lee | Staff writer", "Ann Lee"),
            ("Ann Lee in Paris and Bo Oak", "Ann Lee"),
            ("By Ann Lee Monday, May 4, 2026", "Ann Lee"),
            ("Ann Lee, May 4, 2026 12:01 PM Print", "Ann Lee"),
        ] {
            assert_eq!(byline(raw).as_deref(), Some(names), "{raw}");
        }
        assert_eq!(byline("By "), None);
    }

    #[test]
    fn the_agency_of_a_dateline() {
        assert_eq!(agency("PORT AURELLE, Sept 3 (Meridian)"), Some("Meridian"));
        assert_eq!(agency("PARIS"), None);
    }

    #[test]
    fn text_is_cleaned_once_and_for_all() {
        let once = clean_text(" a \u{7}b\r\n\r\n\n c\nd\t e ");
        assert_eq!(once, "a b\n\nc\nd  e");
        assert_eq!(clean_text(&once), once);
    }

    #[test]
    fn a_repeated_headline_goes() {
        assert_eq!(without_headline("Pool to close\n\nIt will.".into(), "Pool to Close!"), "It will.");
        assert_eq!(without_headline("Pool to close in June.\n\nIt will.".into(), "Pool to close").len(), 32);
    }
}
