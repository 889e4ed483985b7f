//! Thresholds: how much the model sees at once, what is too doubtful to give, and how far the linker looks.
//!
//! Values that come from training are in `models/decoder.json` and `models/calibration.json`.

/// Pieces that the model sees at once. Attention grows with its square, and wider windows find no more.
pub(super) const WINDOW: usize = 160;

/// A longer word is known by its first pieces only.
pub(super) const PIECES_PER_WORD: usize = 12;

/// Bytes of windows that are remembered: those of about a hundred thousand words.
pub(super) const REMEMBERED_WINDOWS: usize = 8 << 20;

/// Bytes of parts of contents, and of what was found in them, that are remembered.
pub(super) const REMEMBERED_PARTS: usize = 4 << 20;

/// What an attribution takes with its spans and its evidence, about.
pub(super) const BYTES_OF_ATTRIBUTION: usize = 800;

/// How many attributions may be nested.
pub(super) const DEEPEST_NESTING: usize = 3;

/// A nested attribution with less confidence is not given.
pub(super) const LEAST_NESTED: f32 = 0.6;

/// Bytes after which a part that continues is cut: more than two windows of the model can hold.
pub(super) const LONGEST_REREAD: usize = 1200;

/// Words of the shortest text that holds an attribution.
pub(super) const SHORTEST_ATTRIBUTION: usize = 4;

/// An attribution found in a headline with less confidence is not given.
pub(super) const LEAST_IN_HEADLINE: f32 = 0.5;

/// Quotations that may lie side by side within one; with more, its marks stay.
pub(super) const QUOTATIONS_SIDE_BY_SIDE: usize = 32;

/// Tokens of a quoted heading; a paragraph of more that is all quoted is speech.
pub(super) const LONGEST_HEADING: usize = 9;

/// Tokens of a name that begins a sentence: "Doe in a post by the embassy".
pub(super) const LONGEST_SUBJECT: usize = 6;

/// Tokens of the phrase after such a name.
pub(super) const LONGEST_PHRASE_AFTER_SUBJECT: usize = 6;

/// Tokens of a quoted phrase; more are a quoted sentence.
pub(super) const LONGEST_QUOTED_PHRASE: usize = 5;

/// Tokens between a quotation and the cue that tells who said it: “…,” said Jo Doe.
pub(super) const TOKENS_BEFORE_CUE: usize = 8;

/// Bytes of its sentence that are shown around an attribution. Hardly a sentence has more, but some texts have no ends of
/// sentences at all, and each of their attributions would show the whole text.
pub(super) const WIDEST_SENTENCE: usize = 2000;

/// Where a sentence has more, so many bytes of it are shown on each side.
pub(super) const NEAR_IN_SENTENCE: usize = 200;

/// Bytes looked at before a quotation.
pub(super) const BYTES_BEFORE_QUOTATION: usize = 60;

/// Bytes looked at behind a quotation.
pub(super) const BYTES_AFTER_QUOTATION: usize = 600;

/// Bytes of the longest question that an interviewer is taken to ask in a line of its own.
pub(super) const LONGEST_QUESTION: usize = 400;

/// Bytes of the longest post.
pub(super) const LONGEST_POST: usize = 1200;

/// Tokens between the verb and the colon: "wrote in a letter to the staff of the port:".
pub(super) const TOKENS_BEFORE_COLON: usize = 12;

/// Tokens of the longest subject before a verb with a colon.
pub(super) const LONGEST_SUBJECT_BEFORE_COLON: usize = 12;

/// Words looked at of a content, a sentence or a paragraph that a confidence is computed from.
pub(in crate::extract) const MOST_WORDS: usize = 80;

/// Words before a cue that can be its auxiliaries.
pub(in crate::extract) const WORDS_BEFORE_CUE: usize = 4;

/// Words of the longest heading that runs on behind a quotation.
pub(super) const LONGEST_HEADING_AFTER_QUOTATION: usize = 12;

/// Tokens of the longest name before a cue that is looked for.
pub(super) const LONGEST_NAME: usize = 4;

/// Bytes of the word that opens a condition, with what stands around it.
pub(super) const LONGEST_OPENER: usize = 16;

/// Words of a content that are looked through for a finite verb.
pub(super) const WORDS_OF_CONTENT: usize = 40;

/// Words of the longest heading that is no statement of anyone.
pub(super) const LONGEST_UNSPOKEN_HEADING: usize = 16;

/// Bytes of such a heading.
pub(super) const BYTES_OF_HEADING: usize = 160;

/// Bytes between two parts of a quotation that who says it interrupts.
pub(super) const LONGEST_INTERRUPTION: usize = 200;

/// Bytes of the longest line between two answers of an interview that asks nothing.
pub(super) const LONGEST_PROMPT: usize = 200;

/// Paragraphs of the longest answer of an interview without labels.
pub(super) const LONGEST_ANSWER: usize = 12;

/// Words of an answer's first sentence that only takes up what was said: "It did.", "Not at all."
pub(super) const LONGEST_SHORT_ANSWER: usize = 3;

/// A finding of a rule is given at least this confidence: where the layout shows who speaks, the shape of the words,
/// which the confidence is computed from, tells little.
pub(super) const LEAST_OF_LAYOUT: f32 = 0.75;

/// The part of its confidence that is left to what nobody is said to have uttered: an aim, a wish, a belief.
pub(super) const UNUTTERED: f32 = 0.6;

/// Words of the shortest paragraph that is nothing but one quoted sentence and taken for speech, not a heading.
pub(super) const SHORTEST_SPEECH: usize = 8;

/// Lines in a row, none of them a sentence, that are rows of a table or a list of headlines.
pub(super) const ROWS_OF_TABLE: usize = 4;

/// Bytes of whom and when something is told, between the verb and the comma: ", Voss told the council on Monday, ".
pub(super) const LONGEST_ADDRESS: usize = 60;

/// Tokens that are taken for the begin of a sentence that who says it interrupts.
pub(super) const TOKENS_BEFORE_PARENTHESIS: usize = 6;

/// Words before a participle that begins its sentence: "But when asked".
pub(super) const WORDS_BEFORE_PARTICIPLE: usize = 2;

/// Tokens of the longest subject before a clause with "who" or "which".
pub(super) const LONGEST_ANTECEDENT: usize = 14;

/// Tokens of the longest name or description, with what is set off in it, of who speaks within a sentence.
pub(super) const LONGEST_SPEAKER: usize = 24;

/// A word is of a person if more than this share of its uses are.
pub(super) const SHARE_OF_PERSONS: f32 = 0.5;
/// A word counts time if more than this share of its uses do: "hours", "moments".
pub(super) const SHARE_OF_TIMES: f32 = 0.3;
/// A word behind a verb of saying can be of who says it if more than this share of its uses are of persons or groups.
pub(super) const SHARE_OF_SPEAKERS: f32 = 0.2;
/// Words behind a cue within which a second speaker of the sentence is looked for.
pub(super) const WORDS_TO_SECOND: usize = 80;
/// Bytes behind a cue within which it may stand who says the same.
pub(super) const BYTES_TO_SECOND: usize = 600;
/// Words of a sentence before the verb and the speaker that part it.
pub(super) const WORDS_BEFORE_VERB: usize = 50;
/// Words of a label that opens a line and names whom it tells of or who speaks.
pub(super) const WORDS_OF_LABEL: usize = 5;
/// Words from which on a phrase behind the cue is more than the end of another.
pub(super) const WORDS_OF_TAIL: usize = 6;
/// Words of a clause without "that" among which its plural subject and its verb stand side by side.
pub(super) const WORDS_TO_VERB: usize = 3;
/// Words of a subject before its verb in a clause without "that": "found midwives were afraid".
pub(super) const WORDS_OF_SUBJECT: usize = 4;
/// Confidence from which on listings show a row.
pub(super) const LISTED: f32 = 0.5;
/// Words before a subject that deny what it does: "At no point in the trial did".
pub(super) const WORDS_OF_DENIAL: usize = 8;
/// Words that stand in two paragraphs, from which on they are one thing printed twice.
pub(super) const WORDS_OF_REPEAT: usize = 6;
/// Paragraphs of which it is looked up whether they are a part of what is said elsewhere.
pub(super) const MOST_REPEATS: usize = 40;
/// Words that may stand around it where it is set apart from the text: "of going to the moon".
pub(super) const WORDS_AROUND_REPEAT: usize = 6;
/// Lines before and behind an entry of a list in which a conversation would show.
pub(super) const LINES_OF_TALK: usize = 40;
/// Tokens of a text within which a name that looks like a verb stands in full: "Loretta Lynch".
pub(super) const TOKENS_TO_NAME: usize = 5000;
/// Attributions that are looked at for one quotation that who says it may interrupt.
pub(super) const MOST_NEAR_QUOTATION: usize = 8;

/// Tokens that may stand between a verb of saying and its clause, to say when or where.
pub(super) const WORDS_BEFORE_CLAUSE: usize = 10;

/// Words of the longest object of what is done by saying something: "mocked the plan by calling it a circus".
pub(super) const WORDS_OF_DEED: usize = 8;
/// Words of a subject before the second of two participles behind its noun.
pub(super) const WORDS_OF_WHOLE_SUBJECT: usize = 24;
/// The confidence of talk of which nobody is told what is said, at most.
pub(super) const MOST_OF_UNTOLD: f32 = 0.4;
