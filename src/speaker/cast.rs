//! Cast: what the room gives: the speakers of a document, and how each source was resolved.

use serde::{Deserialize, Serialize};

/// What kind of thing speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum SpeakerKind {
    /// A named person.
    Person,
    /// An organisation, government, outlet or place that stands for one.
    Organization,
    /// People who are not named: "Republicans", "residents", "31 percent of respondents".
    Group,
    /// A report, poll, letter, lawsuit, post.
    Document,
    /// A source that is meant to stay unnamed: "an official", "a person familiar with the matter".
    Anonymous,
    /// The author or the outlet itself.
    Author,
    /// Nobody is named and nobody can be inferred.
    None,
}

/// Which class of unnamed source it is, as standards editors count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AnonymousClass {
    /// "a senior official"
    Official,
    /// "an aide", "a campaign adviser"
    Aide,
    /// "a spokesperson", "the press office"
    Spokesperson,
    /// "a lawyer for the family", "their attorneys"
    Lawyer,
    /// "police", "officers", "the detective"
    Police,
    /// "a soldier", "commanders"
    Military,
    /// "one Republican senator", "a candidate"
    Politician,
    /// "a person familiar with the matter"
    PersonFamiliar,
    /// "a source"
    Source,
    /// "a witness"
    Witness,
    /// "a neighbour", "residents", "one tenant"
    Resident,
    /// "his mother", "the family"
    Relative,
    /// "a friend", "a colleague", "a rival"
    Acquaintance,
    /// "a victim", "a survivor", "a patient", "a refugee"
    Victim,
    /// "the suspect", "the defendant"
    Suspect,
    /// "experts"
    Expert,
    /// "analysts"
    Analyst,
    /// "a worker", "an employee"
    Worker,
    /// "an executive", "an estate agent", "traders"
    Business,
    /// "an activist", "protesters"
    Activist,
    /// "a reporter", "the narrator"
    Journalist,
    /// "a student", "one teenager"
    Student,
    /// "an actor", "a player", "the coach"
    Artist,
    /// "a priest", "an imam"
    Clergy,
    /// "a voter", "a passenger", "one man", "people"
    Public,
    /// "Norway's ambassador to Chile": not named, but known, as one person at a time holds the office
    OfficeHolder,
    /// "a document seen by …"
    Document,
    /// Any other.
    Other,
}

/// One speaker of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The canonical name: the fullest form in the article, without honorifics; for groups, documents and unnamed
    /// sources the phrase as written; `None` when it could not be resolved.
    pub name: Option<String>,
    /// What kind.
    pub kind: SpeakerKind,
    /// Job title, when the article gives one ("Venezuela's Communications Minister").
    pub title: Option<String>,
    /// Where they belong, when the article says so.
    pub affiliation: Option<String>,
    /// For an unnamed source, which class.
    pub anonymous: Option<AnonymousClass>,
    /// For an unnamed source, the reason given for it ("because they were not authorised to speak").
    pub anonymity_reason: Option<String>,
    /// Why they can know, in the article's words: "who reviewed the filings", "a witness to the crash".
    pub justification: Option<String>,
}

impl Cast {
    /// The index of a speaker, who joins the cast if need be.
    pub(crate) fn member(&mut self, speaker: Speaker) -> usize {
        if let Some(at) = self.speakers.iter().position(|known| *known == speaker) {
            return at;
        }
        self.speakers.push(speaker);
        self.speakers.len() - 1
    }
}

impl Speaker {
    pub(super) fn unnamed(kind: SpeakerKind) -> Self {
        Self {
            name: None,
            kind,
            title: None,
            affiliation: None,
            anonymous: None,
            anonymity_reason: None,
            justification: None,
        }
    }

    pub(super) fn named(name: String, kind: SpeakerKind) -> Self {
        Self { name: Some(name).filter(|n| !n.is_empty()), ..Self::unnamed(kind) }
    }
}

/// How a source was resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Resolution {
    /// The source is the name.
    Name,
    /// Part of a name: "Dogu" for Laura Dogu, an acronym.
    Partial,
    /// A pronoun.
    Pronoun,
    /// A description: "the senator".
    Nominal,
    /// There is no source; the speaker before goes on.
    Absent,
    /// Left open.
    Open,
}

/// Who one attribution's source is, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// Index into [`Cast::speakers`].
    pub speaker: usize,
    /// How it was resolved.
    pub how: Resolution,
    /// How likely it is this speaker, 0 to 1, where the attribution itself is right.
    pub confidence: f32,
    /// The reasons in words, for `explain`.
    pub evidence: Vec<String>,
}

impl Resolved {
    /// How likely a whole row is right, 0 to 1: the attribution, which is right with this likelihood, and its speaker.
    #[must_use]
    pub fn sure(&self, attribution: f32) -> f32 {
        attribution * self.confidence
    }
}

/// What the confidence is computed from, in order; flags are 0 or 1.
pub const FEATURES: [&str; 16] = [
    "part of a name",
    "he or she",
    "another pronoun",
    "description resolved",
    "description as written",
    "no source words",
    "open",
    // How well the antecedent of a pronoun or description fits, 0 to 2, and how far ahead of the next it is, 0 to 1.
    "fit",
    "lead",
    "several names",
    // Somebody else here has the surname.
    "surname shared",
    "organization",
    "group",
    "document",
    "anonymous",
    "author",
];

/// The speakers of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cast {
    /// Each speaker once.
    pub speakers: Vec<Speaker>,
    /// For each attribution, in order, its speaker.
    pub of: Vec<Resolved>,
    /// For each of the body's attributions, what its confidence was computed from: [`FEATURES`].
    pub features: Vec<[f32; FEATURES.len()]>,
}
