//! Thresholds: every limit, share and reach of the comparison, by the file that goes by it.
//!
//! Shares and likenesses were chosen by hand on labelled edits; what the judge weighs was fitted and stands in
//! `models/judge.bin`. The reaches keep the time linear in the length of the text: what stands further away is not looked
//! at. A limit that belongs to what one rule means stands with the rule.

/// For `revisions`: two editions.
pub(super) mod revisions {
    /// Sentences before one in which a pronoun finds whom it means.
    pub(in crate::diff) const ANTECEDENT: usize = 2;
}

/// For `idle`: lines of a page that claim nothing.
pub(super) mod idle {
    /// Words of the shortest sentence that claims anything without a figure, somebody who says it, or a telling word.
    pub(in crate::diff) const LEAST: usize = 4;
    /// Words of the longest credit.
    pub(in crate::diff) const CREDIT: usize = 8;
    /// Keys of the shortest page data.
    pub(in crate::diff) const KEYS: usize = 2;
}

/// For `reading`: a statement read for comparison.
pub(super) mod reading {
    /// How far, in words, one word can say something of another.
    pub(in crate::diff) const REACH: usize = 40;
    /// Letters of a title that is cut short: "Capt.", "Gov.".
    pub(in crate::diff) const SHORT_TITLE: usize = 4;
}

/// For `voices`: which statements of two paired sentences are versions of one claim.
pub(super) mod voices {
    /// Least likeness of two statements of paired sentences that are versions of one claim.
    pub(in crate::diff) const ALIKE: f32 = 0.25;
    /// Statements of one sentence that are compared with each other: so far apart in their order.
    pub(in crate::diff) const REACH: usize = 8;
}

/// For `weight`: weight of a sentence that came in or went as a whole.
pub(super) mod weight {
    /// Share of a sentence's content words in one sentence of the other edition that makes it said there.
    pub(in crate::diff) const REPEATED: f32 = 0.8;
    /// The same, where its verb is among them, that leaves little of it unsaid.
    pub(in crate::diff) const MOSTLY: f32 = 0.7;
    /// Content words of a sentence of which all must be there.
    pub(in crate::diff) const FEW: usize = 5;
    /// Share of the shorter one's content words in a sentence that stands in the place of another.
    pub(in crate::diff) const REPLACED: f32 = 0.3;
    /// Words from which on a sentence counts as no longer.
    pub(in crate::diff) const LONG: usize = 22;
    /// Sentences of one word that are looked at for repetition.
    pub(in crate::diff) const POSTINGS: usize = 40;
}

/// For `excuse`: why a word that the other wording has not may say nothing new.
pub(super) mod excuse {
    /// Likeness of a word that stands elsewhere in the other wording from which on it says the same.
    pub(in crate::diff) const SAID: f32 = 0.5;
    /// How far from the same place, in words, it is looked for.
    pub(in crate::diff) const SAID_REACH: usize = 120;
}

/// For `align`: which sentences of two editions are versions of one another.
pub(super) mod align {
    /// Least likeness of two wordings that were hardly edited.
    pub(in crate::diff) const EDITED: f32 = 0.65;
    /// Least likeness of two wordings of one claim.
    pub(in crate::diff) const ALIKE: f32 = 0.45;
    /// Least likeness where both stand between the same neighbours.
    pub(in crate::diff) const ALIKE_IN_PLACE: f32 = 0.30;
    /// Share of the content of a part that the whole must hold, for a split or merge.
    pub(in crate::diff) const COVERED: f32 = 0.75;
    /// Words of a quotation by which a sentence is known.
    pub(in crate::diff) const QUOTED: usize = 3;
    /// How much liker two sentences are that quote the same words.
    pub(in crate::diff) const SAME_QUOTE: f32 = 0.3;
    /// Candidates that are looked at closely for one sentence.
    pub(in crate::diff) const CANDIDATES: usize = 8;
    /// Places of one word in the index; more frequent words tell little.
    pub(in crate::diff) const POSTINGS: usize = 40;
    /// Words of a sentence that its word order is compared over.
    pub(in crate::diff) const ORDER_REACH: usize = 160;
}

/// For `matching`: which attributions and which quotations of two wordings go together.
pub(super) mod matching {
    /// Words of what is attributed or quoted that are compared: in a sentence without an end each attribution has all of it.
    pub(in crate::diff) const CONTENT: usize = 200;
    /// How much of an attribution's content must stand in the other wording for it to be the same content.
    pub(in crate::diff) const SAME_CONTENT: f32 = 0.4;
    /// How far apart in their order two attributions may be one and the same.
    pub(in crate::diff) const ATTRIBUTIONS: usize = 12;
    /// How far apart in their order two quotations may be one and the same.
    pub(in crate::diff) const QUOTATIONS: usize = 20;
    /// Longest quotations, in words, that may stand for one another without a word in common.
    pub(in crate::diff) const EXCHANGED: usize = 12;
    /// Longest difference that two such quotations stand in.
    pub(in crate::diff) const PLACE: usize = 20;
}

/// For `pairing`: which words of two wordings go together, wherever they stand.
pub(super) mod pairing {
    /// A longer product of two lengths is tiled only near the diagonal: a table costs the product of the two.
    pub(in crate::diff) const TABLE: usize = 1 << 18;
    /// How far from the diagonal then.
    pub(in crate::diff) const BAND: usize = 64;
    /// Likeness of two places from which on what stands there is taken for exchanged.
    pub(in crate::diff) const PLACED: f32 = 1.35;
    /// Words of one wording that single words are sought among.
    pub(in crate::diff) const LOOSE: usize = 120;
    /// Longest name that an acronym stands for, in words.
    pub(in crate::diff) const SPELT: usize = 7;
}

/// For `tie`: what ties one word to another.
pub(super) mod tie {
    /// Likeness in use from which on two words may stand for one another.
    pub(in crate::diff) const LIKE: f32 = 0.6;
}

/// For `texts`: two bare texts.
pub(super) mod texts {
    /// Sentences of a text that is still compared as one statement.
    pub(in crate::diff) const STATEMENT: usize = 5;
}

/// For `attribution`: attributions inside a bare statement, found by patterns.
pub(super) mod attribution {
    /// Longest source, in words.
    pub(in crate::diff) const SOURCE_REACH: usize = 24;
    /// Most words that say who is told, at the end of a sentence.
    pub(in crate::diff) const TOLD: usize = 3;
}

/// For `alarm`: alarms.
pub(super) mod alarm {
    /// Fewer sentences than this say nothing about the page as a whole.
    pub(in crate::diff) const SMALL: usize = 6;
    /// Sentences missing behind one that breaks off.
    pub(in crate::diff) const CUT: usize = 3;
}

/// For `words`: the word-level diff that a person reads.
pub(super) mod words {
    /// Texts longer than this, in bytes, are shown as one removal and one addition: nobody reads such a diff word by word.
    pub(in crate::diff) const DIFFABLE: usize = 100_000;
}

/// For `hunks`: which words of two readings go together, and the hunks between them.
pub(super) mod hunks {
    /// Beyond this many differing words on both sides, the middle is one hunk: a diff costs the product of the two.
    pub(in crate::diff) const DIFFABLE: usize = 3000;
}

/// For `names`: the names of a wording, in the forms in which another wording may have them.
pub(super) mod names {
    /// Most words of the name of a place.
    pub(in crate::diff) const PLACE: usize = 4;
    /// Most words that initials are taken of.
    pub(in crate::diff) const INITIALS: usize = 6;
    /// Most words between them, and most where all are small: "for", "and".
    pub(in crate::diff) const GAP: usize = 2;
    /// As above.
    pub(in crate::diff) const SMALL_GAP: usize = 4;
}

/// For `pair`: two wordings of one statement, read and put side by side.
pub(super) mod pair {
    /// Words on either side that are looked at for the ends of a sentence.
    pub(in crate::diff) const SENTENCE: usize = 80;
    /// Content words that make a run of new words a clause of its own.
    pub(in crate::diff) const CLAUSE: usize = 3;
}

/// For `tells`: what a sentence tells of that is never a mere remark.
pub(super) mod tells {
    /// Words between a blow and who takes it.
    pub(in crate::diff) const REACH: usize = 3;
    /// Words between a superlative and the time that it is of.
    pub(in crate::diff) const SPAN: usize = 6;
}
