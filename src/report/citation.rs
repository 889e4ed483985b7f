//! Citations: a claim with all that a reader needs to find it again and to check that nobody altered it.

use super::markdown::escape;
use super::said::Said;
use super::text_fragment::{text_fragment, with_fragment};
use super::wording::{harmless, title};
use crate::store::{Cited, ClaimId};
use serde::Serialize;
use std::io::{self, Write};

/// A claim to cite.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Citation {
    /// The claim's number.
    pub claim_id: ClaimId,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The headline of the revision.
    pub headline: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When the outlet says it published the article.
    pub published_at: Option<String>,
    /// The address of the article.
    pub url: Option<String>,
    /// What the article is known by.
    pub article_key: String,
    /// The revision's number within the article, from 1.
    pub revision: i64,
    /// When it was first captured, ISO 8601 in UTC.
    pub captured_at: String,
    /// The last capture that showed it.
    pub last_captured_at: String,
    /// The speaker's name; empty where it is not known, none in the outlet's own voice.
    pub speaker: Option<String>,
    /// The words that attribute it.
    pub cue: Option<String>,
    /// The claim's words.
    pub claim: String,
    /// The claim as it is read, with speaker and cue.
    pub said: String,
    /// The sentences it stands in, word for word.
    pub sentence: String,
    /// Whether the article still says so: `current`; `reworded`: it says it in other words; `removed`: it says it no longer.
    pub status: &'static str,
    /// The first revision of which that is so; none while the article still says it.
    pub ended_in_revision: Option<i64>,
    /// When that was captured.
    pub ended_at: Option<String>,
    /// A person rejected the claim or its quote.
    pub rejected: bool,
    /// SHA-256 of the page's bytes as they were read, unpacked.
    pub raw_sha256: String,
    /// SHA-256 of the payload that came over the wire, as a WARC has it; none where none was kept.
    pub payload_sha256: Option<String>,
    /// Whether its bytes are in the database.
    pub payload_kept: bool,
    /// SHA-256 of headline and body.
    pub text_sha256: String,
    /// The address with a text fragment that leads to the words.
    pub fragment_url: Option<String>,
    /// Where an archive may have the page as it was, with the same fragment.
    pub archive_url: Option<String>,
}

impl Citation {
    /// The citation of a claim; `archive` is the address of a Wayback-like archive, to which time and address are added.
    #[must_use]
    pub fn new(cited: Cited, archive: &str) -> Self {
        let Cited { claim, text, sentence, spans, body, quote, revision, since, payload } = cited;
        let headline = revision.headline.as_deref().unwrap_or_default();
        // The words of a headline stand on the page, too.
        let lead = headline.chars().count() + 2;
        let place = match (spans.first(), spans.last()) {
            (Some(first), Some(last)) => (lead + first.0, lead + last.1),
            _ => (0, headline.chars().count()),
        };
        let fragment = text_fragment(&format!("{headline}\n\n{body}"), place.0, place.1);
        let link = |url: &str| {
            fragment.as_ref().map_or_else(|| url.to_owned(), |fragment| with_fragment(url, fragment))
        };
        let moment: String = revision.captured_at.chars().filter(char::is_ascii_digit).take(14).collect();
        let (payload_sha256, payload_kept) = payload.map_or((None, false), |(hash, kept)| (Some(hash), kept));
        let (speaker, cue) = match &quote {
            Some(quote) if !quote.not_theirs => (Some(quote.speaker.clone()), Some(quote.cue.clone())),
            Some(_) => (Some(String::new()), None),
            None => (None, None),
        };
        let status = match since {
            None => "current",
            Some(_) if claim.status == "current" => "reworded",
            Some(_) => "removed",
        };
        let (ended_in_revision, ended_at) = since.map(|row| (row.revision, row.captured_at)).unzip();
        let rejected_itself = claim.review.as_deref() == Some("rejected");
        Self {
            status,
            ended_in_revision,
            ended_at,
            rejected: rejected_itself || quote.as_ref().is_some_and(|quote| quote.rejected),
            claim_id: claim.claim_id,
            fragment_url: claim.url.as_deref().map(link),
            archive_url: claim
                .url
                .as_deref()
                .map(|url| link(&format!("{}/{moment}/{url}", archive.trim_end_matches('/')))),
            said: Said { row: (), quote }.sentence(&text),
            outlet: claim.outlet,
            headline: revision.headline,
            byline: revision.byline,
            published_at: revision.published_at,
            url: claim.url,
            article_key: claim.article_key,
            revision: revision.revision,
            captured_at: revision.captured_at,
            last_captured_at: revision.last_captured_at,
            speaker,
            cue,
            claim: text,
            sentence,
            raw_sha256: revision.raw_sha256,
            payload_sha256,
            payload_kept,
            text_sha256: revision.text_sha256,
        }
    }

    fn title(&self) -> &str {
        title(self.headline.as_deref(), &self.article_key)
    }

    /// That it no longer stands so, and that a person rejected it, in a sentence each.
    fn remarks(&self) -> Vec<String> {
        let ended = self.ended_in_revision.zip(self.ended_at.as_ref()).map(|(revision, at)| {
            let how = if self.status == "removed" { "no longer says it" } else { "words it otherwise" };
            format!("From revision {revision}, captured {at}, the article {how}.")
        });
        let rejected = self.rejected.then(|| "A person rejected it.".to_owned());
        [ended, rejected].into_iter().flatten().collect()
    }

    fn hashes(&self) -> Vec<(&'static str, &str)> {
        let payload = self.payload_sha256.as_deref().filter(|hash| *hash != self.raw_sha256);
        [
            Some(("page", &*self.raw_sha256)),
            payload.map(|hash| ("payload", hash)),
            Some(("text", &*self.text_sha256)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Writes it as plain text.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_text(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", harmless(&self.said))?;
        let outlet = self.outlet.as_deref().map(|outlet| format!("{outlet}, ")).unwrap_or_default();
        writeln!(
            out,
            "  {}“{}”, revision {}, captured {}",
            harmless(&outlet),
            harmless(self.title()),
            self.revision,
            self.captured_at
        )?;
        for remark in self.remarks() {
            writeln!(out, "  {}", harmless(&remark))?;
        }
        if self.sentence != self.claim {
            writeln!(out, "  in full  {}", harmless(&self.sentence).replace('\n', " "))?;
        }
        for (name, link) in [("words", &self.fragment_url), ("archive", &self.archive_url)] {
            if let Some(link) = link {
                writeln!(out, "  {name:8} {}", harmless(link))?;
            }
        }
        for (of, hash) in self.hashes() {
            writeln!(out, "  {of:8} sha256:{hash}")?;
        }
        Ok(())
    }

    /// Writes it as Markdown: the words as a quotation, and below it where they stand.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "> {}\n>", escape(&self.said))?;
        let outlet =
            self.outlet.as_deref().map(|outlet| format!("*{}*, ", escape(outlet))).unwrap_or_default();
        let title = format!("“{}”", escape(self.title()));
        let linked = |words: String, link: &Option<String>| match link {
            Some(link) => format!("[{words}](<{}>)", link.replace(['<', '>', '\\'], "")),
            None => words,
        };
        let archived = self.archive_url.as_ref().map(|_| linked("archived".to_owned(), &self.archive_url));
        write!(
            out,
            "> — {outlet}{}, revision {}, captured {}",
            linked(title, &self.fragment_url),
            self.revision,
            self.captured_at
        )?;
        if let Some(archived) = archived {
            write!(out, " ({archived})")?;
        }
        let hashes: Vec<String> =
            self.hashes().into_iter().map(|(of, hash)| format!("of the {of} `{hash}`")).collect();
        let remarks: String = self.remarks().iter().map(|remark| format!(" {}", escape(remark))).collect();
        writeln!(out, ".{remarks} SHA-256 {}.", hashes.join(", "))
    }
}
