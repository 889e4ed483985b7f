//! Thresholds: what is too large or too deep to read, and how long the parts of an article are.

/// The largest text or page that is read, in bytes; JSONL may be of any size.
pub const MAX_FILE: usize = 64 << 20;

/// The longest line that is read, in bytes; longer ones are passed over without being held.
pub(crate) const MAX_LINE: usize = 64 << 20;

/// The longest body that is read, in bytes; the longest novels are shorter.
pub(crate) const MAX_BODY: usize = 4 << 20;

/// A language is named from this many characters on: fewer are guesswork.
pub(super) const LANGUAGE_MIN: usize = 200;

/// A language is named only when the detector is this sure, of 1.
pub(super) const LANGUAGE_SURE: f64 = 0.6;

/// The language is told by this many bytes at most, which are as good as the whole.
pub(super) const LANGUAGE_MAX: usize = 64 << 10;

/// The largest page that is parsed, in bytes.
pub(super) const MAX_PAGE: usize = 16 << 20;

/// Elements and texts of a page at most; a long live blog has some 50,000.
pub(super) const MAX_NODES: usize = 500_000;

/// Elements within elements at most; browsers stop at about 500.
pub(super) const MAX_ELEMENT_DEPTH: usize = 1_000;

/// Bytes of one text outside scripts at most: the parser grows a text in quadratic time.
pub(super) const MAX_TEXT: usize = 256 << 10;

/// Attributes of one element at most: the parser compares each one with all before it.
pub(super) const MAX_ATTRIBUTES: usize = 1_000;

/// The parser is stopped after this many bytes to look at what it has built.
pub(super) const PARSE_STEP: usize = 8 << 10;

/// Objects looked at in one page at most.
pub(super) const MAX_OBJECTS: usize = 2_000;

/// How deep objects are looked for.
pub(super) const MAX_OBJECT_DEPTH: usize = 12;

/// Folders deeper than this are not entered.
pub(super) const MAX_FOLDER_DEPTH: usize = 64;

/// How much of a file is looked at, in bytes.
pub(super) const SNIFFED: usize = 4096;

/// Where a charset may be declared, in bytes from the start; browsers look at 1,024, pages are less careful.
pub(super) const DECLARATION_WITHIN: usize = 4096;

/// Front matter longer than this many lines is an article that begins with a rule.
pub(super) const LONGEST_FRONT_MATTER: usize = 200;

/// A longer text is not searched for a date: dates stand in lines, attributes and file names.
pub(super) const LONGEST_DATE: usize = 200;

/// A headline is no longer than this, in characters.
pub(super) const LONGEST_HEADLINE: usize = 160;

/// A box beside the article is shorter than this, in bytes, and has fewer than three paragraphs: a longer box holds
/// a part of the article, whatever its class.
pub(super) const LONGEST_ASIDE: usize = 1_500;

/// Quoted posts of a page that are looked at.
pub(super) const MAX_QUOTED_POSTS: usize = 1_000;

/// Paragraphs of a page that are looked at.
pub(super) const MAX_PARAGRAPHS: usize = 20_000;

/// A paragraph of an article is no shorter than this, in bytes.
pub(super) const SHORTEST_PARAGRAPH: usize = 40;

/// A paragraph of an article is no longer than this, in bytes.
pub(super) const LONGEST_PARAGRAPH: usize = 20_000;

/// A paragraph longer than this, in bytes, is one even without a full stop.
pub(super) const SURELY_PARAGRAPH: usize = 120;

/// A link alone in its block that is shorter than this, in bytes, leads to another story.
pub(super) const LONGEST_BARE_LINK: usize = 200;

/// A block that begins like "Read more" and is shorter than this, in bytes, is a promotion.
pub(super) const LONGEST_PROMOTION: usize = 120;

/// A block that holds only a date is shorter than this, in bytes.
pub(super) const LONGEST_DATE_BLOCK: usize = 80;

/// Correction notes of a page that are kept.
pub(super) const MAX_NOTES: usize = 5;

/// An element with more bytes is not a correction note, however much of it is white space.
pub(super) const LONGEST_NOTE_ELEMENT: usize = 8_000;

/// A correction note is this long, in bytes.
pub(super) const NOTE_LENGTH: std::ops::RangeInclusive<usize> = 40..=1_500;

/// A byline is no longer than this, in characters.
pub(super) const LONGEST_BYLINE: usize = 120;

/// The names in a byline are no longer than this, in bytes.
pub(super) const LONGEST_NAMES: usize = 200;

/// The name of an agency is no longer than this, in bytes.
pub(super) const LONGEST_AGENCY: usize = 40;

/// Words of the input are shortened to this many characters in a message.
pub(super) const LONGEST_EXCERPT: usize = 60;

/// The text of an item of a list that can be missed is no shorter than this, in bytes.
pub(super) const SHORTEST_ITEM: usize = 15;

/// A block that is longer than this, in bytes, and ends as a sentence does is prose.
pub(super) const SHORTEST_PROSE: usize = 60;

/// An article told by the page has at least this much prose, in bytes.
pub(super) const LEAST_PROSE: usize = 300;

/// Shorter texts, in bytes, may be what they like.
pub(super) const LONG_TEXT: usize = 400;

/// Of a longer one at least so much is prose, in per cent.
pub(super) const LEAST_PROSE_OF_LONG_TEXT: usize = 25;

/// Cells with longer text, in bytes, lay out a page.
pub(super) const LONGEST_CELL: usize = 200;

/// A box that asks for leave to keep cookies has no more text than this, in bytes.
pub(super) const LONGEST_CONSENT_BOX: usize = 40_000;

/// A caption that says something is no shorter than this, in bytes.
pub(super) const SHORTEST_CAPTION: usize = 40;

/// A caption is no longer than this, in bytes.
pub(super) const LONGEST_CAPTION: usize = 1_000;

/// Captions of a page that are looked at.
pub(super) const MAX_CAPTIONS: usize = 2_000;

/// A text that holds less of the body in JSON-LD than this, of 1, is another one.
pub(super) const LEAST_SHARE_OF_SAID: f64 = 0.1;

/// A request to the reader no longer than this, in bytes, is of one piece.
pub(super) const SHORT_REQUEST: usize = 120;

/// Bytes of the longest paragraph in which a page speaks for itself.
pub(super) const LONGEST_REQUEST: usize = 900;

/// How many boxes around a caption and a paragraph may lie between them and the one that holds both.
pub(super) const BOXES_OF_CAPTION: usize = 6;

/// How many boxes around a text are looked at.
pub(super) const BOXES_AROUND_TEXT: usize = 5;

/// Texts are garbled over and over, but seldom more often than this.
pub(super) const ROUNDS_OF_MOJIBAKE: usize = 3;

/// So many characters in a row look like bytes by chance, but hardly more.
pub(super) const MOJIBAKE_BY_CHANCE: usize = 2;

/// Words of the shortest heading that is taken for a headline against the page's own title.
pub(super) const LEAST_WORDS_OF_HEADLINE: usize = 3;

/// Bytes at the beginning of a text that show whether it is a page.
pub(super) const PAGE_HEAD: usize = 1024;

/// The name of an element is no longer than this, in bytes.
pub(super) const LONGEST_TAG: usize = 20;

/// Whole numbers from here on (2 to the 53rd) are rounded where they are kept as any number would be.
pub(super) const EXACT_BELOW: f64 = 9_007_199_254_740_992.0;

/// A text of so many paragraphs is expected to name somebody in more than a few of them.
pub(super) const PARAGRAPHS_WITH_NAMES: usize = 12;

/// Of their paragraphs stories leave hardly so many without a name, in per cent: 52 at most of 88.
pub(super) const MOST_WITHOUT_NAMES: usize = 75;

/// Files of one folder whose words are compared, to see whether they are versions of one text.
pub(super) const COMPARED_FILES: usize = 20;

/// Bytes of each that are read for it.
pub(super) const COMPARED_BYTES: u64 = 20_000;

/// Versions of one text share so many of the words of the shorter one, in per cent; two stories of a day hardly a third.
pub(super) const LEAST_SHARED_WORDS: usize = 30;
