//! Events: what somebody does in a review, and whether it can be meant.

use super::super::StoreError;
use super::super::query::Subject;
use super::super::typed::{check_name, check_text, check_url};
use crate::ids::{ReviewEventId, SubjectId};
use serde::{Deserialize, Serialize};

/// What somebody does.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReviewAction {
    /// Says whether a claim is true.
    Verdict {
        /// In words.
        words: String,
        /// "false", "mostly true", in the reviewer's own scale.
        rating: Option<String>,
    },
    /// A quote or a change is right as it is; of a claim, its verdict holds for the words as they are now.
    Confirm,
    /// It is wrong.
    Reject(RejectReason),
    /// Somebody is to decide.
    Assign(String),
    /// The last step is taken back, a decision or who is to decide, and what held before it holds again; the log keeps it.
    Reopen,
}

impl ReviewAction {
    /// The action as the database names it.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Verdict { .. } => "verdict",
            Self::Confirm => "confirmed",
            Self::Reject(_) => "rejected",
            Self::Assign(_) => "assigned",
            Self::Reopen => "reopened",
        }
    }
}

/// Why an extraction is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RejectReason {
    /// Of a quote: nobody is said to have said it.
    NotAnAttribution,
    /// Of a quote: somebody else said it.
    WrongSpeaker,
    /// Of a quote: its words begin or end in the wrong place.
    WrongWords,
    /// Of a claim: it claims nothing.
    NotAClaim,
    /// Of a change: it is of another kind.
    WrongKind,
    /// Of a change: nothing changed, or the two wordings are of two statements.
    NotAChange,
}

impl RejectReason {
    /// Every reason.
    pub const ALL: [Self; 6] = [
        Self::NotAnAttribution,
        Self::WrongSpeaker,
        Self::WrongWords,
        Self::NotAClaim,
        Self::WrongKind,
        Self::NotAChange,
    ];

    /// What it is a reason to reject.
    #[must_use]
    pub fn of(self) -> Subject {
        match self {
            Self::NotAnAttribution | Self::WrongSpeaker | Self::WrongWords => Subject::Quote,
            Self::NotAClaim => Subject::Claim,
            Self::WrongKind | Self::NotAChange => Subject::Change,
        }
    }

    /// The reason in words, as it is typed.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NotAnAttribution => "not an attribution",
            Self::WrongSpeaker => "wrong speaker",
            Self::WrongWords => "wrong words",
            Self::NotAClaim => "not a claim",
            Self::WrongKind => "wrong kind",
            Self::NotAChange => "not a change",
        }
    }
}

/// What the caller saw when it decided. Where that is no longer so, the event is refused: two windows never overwrite
/// each other silently.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewSeen {
    /// The newest event of the review ([`ReviewRow::event_id`](crate::store::ReviewRow)); `None` where there was no review.
    pub event: Option<ReviewEventId>,
    /// How it read: the claim's sentence, the quote, the change's new sentence; `None` to compare no words.
    pub wording: Option<String>,
}

/// One step of a review, to be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// What it is about.
    pub subject: Subject,
    /// The row of the claim, quote or change.
    pub id: SubjectId,
    /// What is done.
    pub action: ReviewAction,
    /// Addresses of the evidence.
    pub evidence: Vec<String>,
    /// What the reviewer notes.
    pub note: Option<String>,
    /// Who does it.
    pub reviewer: String,
    /// What the reviewer saw; `None` where nobody else can have decided.
    pub seen: Option<ReviewSeen>,
}

impl NewEvent {
    /// What it is about, as it is read: "claim 12".
    pub(super) fn what(&self) -> String {
        let subject = match self.subject {
            Subject::Claim => "claim",
            Subject::Quote => "quote",
            Subject::Change => "change",
        };
        format!("{subject} {}", self.id)
    }

    /// Says whether the event can be meant at all.
    pub(super) fn validate(&self) -> Result<(), StoreError> {
        let refused = |why: String| Err(StoreError::refused(why));
        check_name(&self.reviewer, "the name of who decides")?;
        if let Some(note) = &self.note {
            check_text(note, "the note")?;
        }
        match &self.action {
            ReviewAction::Verdict { words, rating } => {
                if self.subject != Subject::Claim {
                    return refused(format!(
                        "a verdict is on a claim, and {} is none; name a claim, or confirm or reject this",
                        self.what()
                    ));
                }
                check_text(words, "the verdict")?;
                if let Some(rating) = rating {
                    check_name(rating, "the rating")?;
                }
            }
            ReviewAction::Reject(reason) if reason.of() != self.subject => {
                let fitting: Vec<String> = RejectReason::ALL
                    .iter()
                    .filter(|r| r.of() == self.subject)
                    .map(|r| format!("“{}”", r.words()))
                    .collect();
                return refused(format!(
                    "“{}” is no reason to reject {}; name {}",
                    reason.words(),
                    self.what(),
                    fitting.join(" or ")
                ));
            }
            ReviewAction::Assign(name) => check_name(name, "the name of who is to decide")?,
            _ => {}
        }
        if !self.evidence.is_empty() && matches!(self.action, ReviewAction::Assign(_) | ReviewAction::Reopen)
        {
            return refused("evidence belongs to a decision; use a note here".to_owned());
        }
        self.evidence.iter().try_for_each(|url| check_url(url))
    }
}
