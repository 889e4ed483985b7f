//! Numbers that the room decides by.

/// Words between two parts of a passage from which on they are far apart: some fifteen seconds of speech.
pub(super) const FAR: usize = 40;
/// Places that the words of one passage are looked for at.
pub(super) const MOST_HITS: usize = 600;
/// A run of words that stands at more places tells none.
pub(super) const COMMON: usize = 200;
/// Runs before another that it may continue.
pub(super) const LOOKBACK: usize = 64;
/// Words of a gap that are compared one by one; a longer gap differs as a whole.
pub(super) const GAP: usize = 48;
/// Words of one side that may sound like one or more of the other: "nineteen hundred and five".
pub(super) const PHRASE: usize = 5;
/// How much a small word counts beside one that carries meaning.
pub(super) const SMALL: f32 = 0.4;
/// The share of a passage that a place must have.
pub(super) const SHARED: f32 = 0.55;
/// The share that somebody else's turn must have, or one without a name of a passage of few words.
pub(super) const SURELY_SHARED: f32 = 0.75;
/// How much of what stands between the words of a passage counts against them, where others are missing.
pub(super) const BETWEEN: f32 = 0.5;
/// Words in a row, one of meaning among them, that do not agree by chance.
pub(super) const IN_A_ROW: usize = 4;
/// Words of a passage that also stand elsewhere by chance, more or less.
pub(super) const SHORT: usize = 5;
/// The share of a passage's further part that another place must have.
pub(super) const PART: f32 = 0.75;
/// Words of a further part, and how many of them carry meaning.
pub(super) const PART_WORDS: (usize, usize) = (3, 2);
/// Parts of a passage that are looked for.
pub(super) const MOST_PARTS: usize = 4;
/// What a turn of the speaker quoted is worth, as a share of the passage, so that it is preferred to another's.
pub(super) const OWN_TURN: f32 = 0.1;
/// Words that an insertion in brackets stands for.
pub(super) const INSERTED: usize = 12;
/// Words on either side of a passage that may turn its sense.
pub(super) const CLAUSE: usize = 25;
/// The same where no marks say where a sentence ends.
pub(super) const UNMARKED_CLAUSE: usize = 8;
/// Words of a sentence that is written without marks.
pub(super) const UNMARKED_SENTENCE: usize = 60;
/// Words behind a passage within which a condition is its own.
pub(super) const CONDITION: usize = 8;
/// Words between what calls a thing untrue and what it calls so: "madness for the town to".
pub(super) const REFUTED: usize = 5;
/// Words behind a passage within which a contrast begins.
pub(super) const CONTRAST: usize = 3;
/// Words before an ellipsis among which a figure may be joined to what another was said of.
pub(super) const SPLICED: usize = 3;
/// Words of the next sentence that may take a passage back.
pub(super) const SEQUEL: usize = 14;
/// Words that are shown on either side of a passage.
pub(super) const SHOWN: usize = 20;
