//! Thresholds: every weight, margin and reach of the room.
//!
//! The weights were chosen by hand on annotated articles. The reaches keep the time linear in the length of the text:
//! what stands further away is not looked at.

/// How well whom a possessive stands for must fit, to be named as the owner.
pub(super) const LEAST_FIT_OF_OWNER: f32 = 0.5;

/// What counts for an antecedent of a pronoun and against it, added to its nearness, which is 1 in the same sentence.
pub(super) mod antecedent {
    /// Mentions that are looked back over.
    pub(in crate::speaker) const MENTIONS_BACK: usize = 60;
    /// Words that are looked back over for common nouns.
    pub(in crate::speaker) const WORDS_BACK: usize = 70;
    /// Earlier speakers that are looked back over.
    pub(in crate::speaker) const TURNS_BACK: usize = 4;
    /// Descriptions of named persons that are looked back over.
    pub(in crate::speaker) const DESCRIPTIONS_BACK: usize = 8;

    /// Nothing shows that the name is a person's.
    pub(in crate::speaker) const PERHAPS_NO_PERSON: f32 = -0.6;
    /// The name modifies a noun or owns one: "the Doe campaign", "Doe's".
    pub(in crate::speaker) const MODIFIER: f32 = -0.25;
    /// The same, for the name of an organisation or place.
    pub(in crate::speaker) const THING_AS_MODIFIER: f32 = -0.4;
    /// It stands after a preposition.
    pub(in crate::speaker) const OBJECT: f32 = -0.2;
    /// It is the first name of its sentence.
    pub(in crate::speaker) const FIRST_IN_SENTENCE: f32 = 0.35;
    /// At most one word stands before it in its sentence.
    pub(in crate::speaker) const OPENS_SENTENCE: f32 = 0.35;
    /// Two or three words stand before it in its sentence.
    pub(in crate::speaker) const NEARLY_OPENS_SENTENCE: f32 = 0.15;
    /// A person stands inside a quotation, the pronoun does not.
    pub(in crate::speaker) const QUOTED: f32 = -0.45;
    /// The same, for an organisation, a place or a common noun.
    pub(in crate::speaker) const THING_QUOTED: f32 = -0.4;
    /// It stands in another paragraph.
    pub(in crate::speaker) const OTHER_PARAGRAPH: f32 = -0.1;
    /// It is a description of a person, not the name.
    pub(in crate::speaker) const DESCRIBED: f32 = -0.1;
    /// It is the name of an organisation, a place or a people.
    pub(in crate::speaker) const THING: f32 = -0.1;
    /// It is the name of a place, besides.
    pub(in crate::speaker) const PLACE: f32 = -0.25;
    /// It is an organisation's, for "they".
    pub(in crate::speaker) const BODY_IN_THE_PLURAL: f32 = -0.5;
    /// It is a common noun.
    pub(in crate::speaker) const NOUN: f32 = -0.15;

    /// It is a common noun and far from opening its sentence.
    pub(in crate::speaker) const NOUN_INSIDE: f32 = -0.15;

    /// A person who spoke before: the part of the nearness that counts.
    pub(in crate::speaker) const SPOKE: f32 = 0.7;
    /// The part of that for somebody who was not the last to speak.
    pub(in crate::speaker) const SPOKE_NOT_LAST: f32 = 0.5;
    /// The part of that for somebody after whom another opened a sentence of the pronoun's paragraph.
    pub(in crate::speaker) const SPOKE_BEFORE_ANOTHER: f32 = 0.4;
    /// The person opened the last sentence of the paragraph that a person opens.
    pub(in crate::speaker) const SUBJECT: f32 = 0.2;
    /// The part of that for somebody who spoke more than one paragraph before.
    pub(in crate::speaker) const SPOKE_PARAGRAPHS_AGO: f32 = 0.6;
    /// The person spoke before and is not named nearby.
    pub(in crate::speaker) const SPOKE_UNNAMED_NEARBY: f32 = 0.3;
    /// The person spoke before and has no name.
    pub(in crate::speaker) const SPOKE_WITHOUT_NAME: f32 = 0.5;
    /// "Doe said he would go": whoever speaks around the pronoun is the most likely.
    pub(in crate::speaker) const SPEAKS_AROUND: f32 = 1.1;

    /// An organisation or document that spoke before, for "it".
    pub(in crate::speaker) const THING_SPOKE: f32 = 0.7;
    /// The part of its nearness that counts when it was not the last to speak.
    pub(in crate::speaker) const THING_SPOKE_NOT_LAST: f32 = 0.4;
    /// It speaks around the pronoun.
    pub(in crate::speaker) const THING_SPEAKS_AROUND: f32 = 1.4;

    /// Several people who spoke before, for "they".
    pub(in crate::speaker) const GROUP_SPOKE: f32 = 0.6;
    /// An organisation that spoke before, for "they".
    pub(in crate::speaker) const ORGANIZATION_SPOKE: f32 = 0.1;
    /// The part of the nearness that counts for those who were not the last to speak.
    pub(in crate::speaker) const GROUP_SPOKE_NOT_LAST: f32 = 0.5;
    /// They speak around the pronoun.
    pub(in crate::speaker) const GROUP_SPEAKS_AROUND: f32 = 1.5;

    /// The article's own words show the sex that the pronoun asks for.
    pub(in crate::speaker) const SEX_SHOWN: f32 = 0.3;
    /// Only a given name suggests it.
    pub(in crate::speaker) const SEX_BY_NAME: f32 = 0.2;
    /// The article's own words show the other sex.
    pub(in crate::speaker) const OTHER_SEX_SHOWN: f32 = -3.0;
    /// Only a given name suggests the other sex.
    pub(in crate::speaker) const OTHER_SEX_BY_NAME: f32 = -2.2;
    /// A sentence before says that the person did not speak: "Doe did not answer calls".
    pub(in crate::speaker) const SILENT: f32 = -0.9;
    /// What is said speaks of the person by name.
    pub(in crate::speaker) const SPOKEN_OF: f32 = -2.5;
    /// Each further mention: somebody whom the text keeps naming is its topic.
    pub(in crate::speaker) const NAMED_AGAIN: f32 = 0.05;

    /// How much better than any other the antecedent of "he", "she" or "it" must be.
    pub(in crate::speaker) const MARGIN: f32 = 0.03;
    /// The same for "they".
    pub(in crate::speaker) const MARGIN_OF_SEVERAL: f32 = 0.02;
    /// The same for the person whom a text is plainly about at some place.
    pub(in crate::speaker) const MARGIN_OF_TOPIC: f32 = 0.25;
}

/// Sentences before a noun in which the only organisation is the one that it means.
pub(super) const SENTENCES_BACK: u32 = 5;
/// How well the only organisation fits, and how far ahead it is.
pub(super) const ONLY_BODY: (f32, f32) = (0.7, 0.3);

/// What counts for an organisation that "the company" or "the fund" may mean, and against, added to its nearness.
pub(super) mod body {
    /// Its name says that it is a company, where many others may be meant.
    pub(in crate::speaker) const OF_KIND: f32 = 0.2;
    /// Its name says that it is a fund, and few are.
    pub(in crate::speaker) const OF_NARROW_KIND: f32 = 1.0;
    /// The name modifies a noun or owns one.
    pub(in crate::speaker) const MODIFIER: f32 = -0.15;
    /// The name only says of what somebody is the president.
    pub(in crate::speaker) const IN_A_ROLE: f32 = -0.45;
    /// It stands after a preposition behind which nobody acts: "a defeat at".
    pub(in crate::speaker) const OBJECT: f32 = -0.15;
    /// Nothing but its place in the sentence shows that it is a body.
    pub(in crate::speaker) const PERHAPS_NONE: f32 = -0.2;
    /// It stands inside a quotation, the noun does not.
    pub(in crate::speaker) const QUOTED: f32 = -0.4;
    /// It spoke before: the part of the nearness that counts.
    pub(in crate::speaker) const SPOKE: f32 = 0.7;
    /// The logarithm of the number of mentions counts this much.
    pub(in crate::speaker) const OFTEN: f32 = 0.12;
    /// An organisation with less than this is no candidate.
    pub(in crate::speaker) const LEAST: f32 = 0.5;
    /// How much better than any other it must fit.
    pub(in crate::speaker) const MARGIN: f32 = 0.25;
    /// The same where few bodies are called so.
    pub(in crate::speaker) const MARGIN_OF_NARROW_KIND: f32 = 0.4;
}

/// What counts for a person whom a description may mean, and against.
pub(super) mod described {
    /// Mentions that are compared, the nearest first.
    pub(in crate::speaker) const NEAREST_MENTIONS: usize = 200;
    /// Different entities among them.
    pub(in crate::speaker) const ENTITIES: usize = 24;

    /// The article describes the person by the noun itself or by a synonym.
    pub(in crate::speaker) const SAME_NOUN: f32 = 1.0;
    /// The article describes the person by a noun that says more or less: a ruler, for "the monarch".
    pub(in crate::speaker) const KINDRED_NOUN: f32 = 0.8;
    /// Another word of the description fits the person.
    pub(in crate::speaker) const WORD_FITS: f32 = 0.5;
    /// A modifier such as "former" does not.
    pub(in crate::speaker) const MODIFIER_MISSING: f32 = -0.12;
    /// Any other word does not.
    pub(in crate::speaker) const WORD_MISSING: f32 = -0.4;
    /// The description names one party, the article another.
    pub(in crate::speaker) const OTHER_PARTY: f32 = -2.0;
    /// The article knows the person as a former holder of the office.
    pub(in crate::speaker) const FORMER: f32 = -1.2;
    /// Whose it is or was does not fit: "Brackwell's chief".
    pub(in crate::speaker) const OTHER_OWNER: f32 = -0.9;
    /// A name does not fit in a description that the text explains only further down.
    pub(in crate::speaker) const NAME_MISSING_IN_LEDE: f32 = -0.15;
    /// A person with less than this is no candidate.
    pub(in crate::speaker) const LEAST: f32 = 0.5;
    /// Being in the same sentence counts this much, two sentences away half of it.
    pub(in crate::speaker) const NEAR: f32 = 0.5;
    /// The logarithm of the number of mentions counts this much.
    pub(in crate::speaker) const OFTEN: f32 = 0.12;
    /// The person was the last to speak.
    pub(in crate::speaker) const SPOKE_LAST: f32 = 0.15;
    /// Only a given name suggests the other sex.
    pub(in crate::speaker) const OTHER_SEX_BY_NAME: f32 = -0.8;
    /// Paragraphs below a description within which "the clerk, Jo Doe" still names its bearer.
    pub(in crate::speaker) const PARAGRAPHS_TO_NAME: u32 = 3;
    /// How much better than any other the person must fit.
    pub(in crate::speaker) const MARGIN: f32 = 0.04;
}

/// What counts for the group that "one" or "a third" is counted out of.
pub(super) mod counted {
    /// The text says how many they are: "three officers".
    pub(in crate::speaker) const GROUP_COUNTED: f32 = 0.3;
    /// How much better than any other the group must fit.
    pub(in crate::speaker) const MARGIN: f32 = 0.1;
    /// Sentences up to the one before of the same group: "One said … A second said".
    pub(in crate::speaker) const SENTENCES_BACK: u32 = 3;
    /// Sentences up to one that brings in the group.
    pub(in crate::speaker) const SENTENCES_TO_GROUP: u32 = 2;
}

/// Words before "who" or "which" that are looked back over.
pub(super) const WORDS_BEFORE_RELATIVE: usize = 30;
/// Mentions before "who" or "which" that are looked back over.
pub(super) const MENTIONS_BEFORE_RELATIVE: usize = 6;

/// Words after a name that may show whether it is an organisation's.
pub(super) const SIGN_WITHIN: usize = 12;
/// Words of a sentence behind its subject over which the next sentence may go on with it.
pub(super) const SUBJECT_REACH: usize = 40;
/// Mentions of a name that are searched for such signs.
pub(super) const MENTIONS_WITH_SIGNS: usize = 40;
/// Mentions of a body's name of which none need show what it is.
pub(super) const MENTIONS_WITHOUT_SIGN: usize = 3;
/// People with one surname who are compared.
pub(super) const LARGEST_FAMILY: usize = 16;
/// A name in the first paragraph, which may be a headline, counts as if it stood this many words further on.
pub(super) const HEADLINE_WORDS: usize = 60;

/// Words that are looked back over for an earlier description.
pub(super) const WORDS_BEFORE_DESCRIPTION: usize = 2500;
/// Words that are looked back over for who issued "the statement".
pub(super) const WORDS_BEFORE_STATEMENT: usize = 400;
/// Mentions that are looked back over for "the city".
pub(super) const PLACES_BACK: usize = 40;
/// Speakers that are looked back over for "the company".
pub(super) const COMPANIES_BACK: usize = 12;
/// Somebody who is only described in these first paragraphs is often named further down.
pub(super) const LEDE_PARAGRAPHS: u32 = 2;

/// Words of a description before its noun.
pub(super) const WORDS_BEFORE_NOUN: usize = 9;
/// Words of a description behind the "of" after its noun.
pub(super) const WORDS_BEHIND_OF: usize = 12;
/// Words of a description beside a name.
pub(super) const LONGEST_DESCRIPTION: usize = 16;
/// Different words that describe one person.
pub(super) const WORDS_OF_DESCRIPTIONS: usize = 200;
/// Words after "former" that it speaks of.
pub(super) const WORDS_AFTER_FORMER: usize = 5;
/// Words that say why somebody can know something.
pub(super) const LONGEST_JUSTIFICATION: usize = 18;
/// Paragraphs without a label that go on with an answer of an interview.
pub(super) const PARAGRAPHS_OF_ANSWER: usize = 3;
/// Words after a name that may say that it is the subject of "she" or "he": "Doe, a nurse, said she".
pub(super) const SAID_WITHIN: usize = 10;
/// Words from "read" to the name in "read a message from Doe".
pub(super) const WORDS_OF_READING: usize = 14;
/// Words behind a name that may say that its bearer did not speak.
pub(super) const SILENT_WITHIN: usize = 8;
/// Words beside a name that may say whose relative its bearer is.
pub(super) const WORDS_OF_KINSHIP: usize = 6;
/// Words of the second of two roles of one person.
pub(super) const LONGEST_ROLE: usize = 5;

/// Attributions inside one another that are told apart; a bound, in case they form a ring.
pub(super) const DEEPEST_ATTRIBUTION: usize = 8;
/// Contents inside one another that are told apart.
pub(super) const DEEPEST_CONTENT: usize = 32;

/// Letters by which "farmer" and "farmed" are one.
pub(super) const SHORTEST_STEM: usize = 4;
/// The confidence of a surname that may as well be another's, at most.
pub(super) const DOUBTFUL: f32 = 0.45;
/// Words beside a name that may say that its bearer is dead, or speaks.
pub(super) const DEATH_WITHIN: usize = 4;

/// Words of a quotation without a source, or of the narration before it, that are looked at.
pub(super) const WORDS_OF_GAP: usize = 30;

/// Words of a name: a longer run of capitals is a headline or a list.
pub(super) const LONGEST_RUN_OF_NAME: usize = 14;
/// Bytes of one word of a name.
pub(super) const LONGEST_NAME_WORD: usize = 80;

/// How near two nouns for persons must be for one to be said of whom the other describes.
pub(super) const KINDRED: f32 = 0.28;
/// Mentions of a person that are searched for what he does and whether he has children.
pub(super) const MENTIONS_WITH_DEEDS: usize = 8;
/// Words behind a name within which stands what its bearer does.
pub(super) const WORDS_TO_DEED: usize = 8;
/// Words behind "her" or "whose" within which a child stands.
pub(super) const WORDS_TO_CHILD: usize = 4;
/// Letters of a verb that a noun of a doer no dictionary has may be made of.
pub(super) const SHORTEST_DEED: usize = 4;
/// Sentences back to the name of whom a kindred noun means.
pub(super) const SENTENCES_TO_KINDRED: u32 = 4;
/// Words of a dateline behind its first name: ", Norland (AN) —".
pub(super) const WORDS_OF_DATELINE: usize = 7;
/// Letters by which "goalkeeper" is longer than "keeper", at least.
pub(super) const LONGER_COMPOUND: usize = 3;
/// Share of a noun's uses from which on it mostly means one kind of thing.
pub(super) const MOSTLY: f32 = 0.45;
/// Share of a noun's uses from which on it hardly means anything else.
pub(super) const SURELY: f32 = 0.85;
/// Letters of a noun that may be made of two: "schoolteacher".
pub(super) const SHORTEST_COMPOUND: usize = 9;
/// Share of a noun's uses below which it hardly means a person.
pub(super) const SELDOM: f32 = 0.05;
/// Words of a name behind the body that its bearer heads or serves, at most.
pub(super) const BEARER: usize = 4;
/// Sentences before a pronoun whose subjects are looked at.
pub(super) const SUBJECT_SENTENCES: usize = 8;
/// Words of a sentence within which its subject's name or noun stands.
pub(super) const SUBJECT_WITHIN: usize = 12;
/// Words of what sets the scene before a subject, with its comma.
pub(super) const WORDS_BEFORE_SUBJECT: usize = 9;
/// Words that are looked back over for the list of who "the senators" are.
pub(super) const WORDS_BACK_TO_LIST: usize = 400;
/// Words of a sentence that are looked back over for its first one.
pub(super) const WORDS_BACK_TO_START: usize = 200;
/// How many words a thread remembers the classes of.
pub(super) const REMEMBERED_WORDS: usize = 20_000;
