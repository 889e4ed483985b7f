//! Thresholds: how long, how deep and how far the room looks.

/// Lines of wrapped text are this long, in characters: narrower is a list or verse, wider is a paragraph a line.
pub(super) const WRAP_COLUMNS: std::ops::RangeInclusive<usize> = 40..=132;

/// Fewer line breaks within blocks than this prove nothing.
pub(super) const FEWEST_BREAKS: usize = 3;

/// Fewer prove nothing where the lines are of uneven length.
pub(super) const FEWEST_UNEVEN_BREAKS: usize = 8;

/// A line shorter than the column by more than one in this many ends on purpose.
pub(super) const WRAP_SLACK: usize = 4;

/// Quotations inside quotations are followed this deep; marks that open further in are ignored.
pub(super) const DEEPEST_QUOTATION: usize = 6;

/// A longer run of marks is decoration or worse: the rest of it becomes one token.
pub(super) const LONGEST_RUN_OF_MARKS: usize = 64;

/// From so many sentences of a paragraph on, one without a word, shorter than `SHORT_SENTENCE`, goes on into the next.
pub(super) const MANY_SENTENCES: usize = 1_000;

/// Bytes of a sentence that is a sentence in any crowd.
pub(super) const SHORT_SENTENCE: usize = 40;

/// A sentence longer than this, in bytes, is cut: nobody writes one, and what reads one holds all its words.
pub(super) const LONGEST_SENTENCE: usize = 8 << 10;

/// An article has no more sentences than this, nor have most books.
pub(super) const MOST_SENTENCES: usize = 20_000;

/// An article has no more quotation marks than this.
pub(super) const MOST_QUOTATION_MARKS: usize = 20_000;

/// An article has no more numbers in digits than this.
pub(super) const MOST_NUMBERS: usize = 100_000;

/// An article has no more words and marks than this.
pub(super) const MOST_WORDS: usize = 800_000;

/// Nothing that stands further before a full stop than this, in bytes, is looked at.
pub(super) const LONGEST_ABBREVIATION: usize = 48;

/// The verb of a clause is looked for among this many words before its end.
pub(super) const WORDS_OF_CLAUSE: usize = 40;

/// Whole paragraphs of furniture are shorter than this, in bytes; corrections may be longer.
pub(super) const LONGEST_FURNITURE: usize = 320;

/// Bylines stand among the first paragraphs.
pub(super) const BYLINE_PARAGRAPHS: usize = 8;

/// A dateline that names neither an agency, a day nor a state has at most this many paragraphs of prose before it.
pub(super) const PROSE_BEFORE_DATELINE: usize = 2;

/// Longest line that may be a link, in bytes.
pub(super) const LONGEST_LINK: usize = 200;

/// Paragraphs longer than this, in bytes, are prose.
pub(super) const PROSE: usize = 120;

/// A dateline is followed by this much of a sentence, in bytes.
pub(super) const SENTENCE_AFTER_DATELINE: usize = 30;

/// What a page is filed under stands among its last paragraphs.
pub(super) const LAST_PARAGRAPHS: usize = 4;

/// Names beside what a page counts and clocks are shorter than this, in bytes.
pub(super) const LONGEST_NAME: usize = 40;

/// A row of a table or a list of figures is shorter than this, in bytes.
pub(super) const LONGEST_ROW: usize = 60;

/// A line with a date and nothing else is shorter than this, in bytes.
pub(super) const LONGEST_DATE_LINE: usize = 120;

/// Words of the first sentence behind a place that is not known and a colon; a shorter one may be what somebody says.
pub(super) const WORDS_OF_LEDE: usize = 14;

/// Words that stand at least behind the time with which a post of a live blog begins.
pub(super) const WORDS_BEHIND_CLOCK: usize = 4;
