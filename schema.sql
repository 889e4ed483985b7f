-- The whole current schema of an onrecord database; docs/schema.md explains it column by column.
--
-- Conventions
-- * Dates are ISO 8601. Times of ours (captured_at, started_at, ...) are UTC, to the second, ending in Z; times of an
--   outlet (published_at, modified_at) are as exact as the page gave them.
-- * Every offset is a Unicode code point of revision.body, end-exclusive. The body is stored exactly as it was
--   analysed, so every span slices back to its exact text. Spans are JSON: [[start, end], ...]. The exceptions:
--   figure offsets count in the statement's text, those of a quote of the headline in revision.headline.
-- * A text is stored once: quotes and statements say where they stand, and v_quotes and v_statements slice them out.
-- * Facts and derived rows are kept apart. capture, exchange, review, review_event and the text of a revision are facts and are never
--   deleted. attribution, statement, figure, claim, change and correction are derived: they can be thrown away and
--   made again, and each row names the run that made it.
-- * Any SQLite from 3.37 on reads it (Datasette, Python, a browser); nothing here may need a newer one.
-- * Everything hangs on its article; only outlet, run and the speakers that several articles name are shared.

-- ---------------------------------------------------------------------------------------------------------- facts

-- One call of the program that wrote something.
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    version TEXT NOT NULL,                 -- of onrecord
    arguments TEXT NOT NULL,               -- JSON array, as typed
    started_at TEXT NOT NULL,
    ended_at TEXT                          -- NULL while it runs, or when it was killed
) STRICT;

-- Who publishes articles.
CREATE TABLE outlet (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- Other names of an outlet, as a person decided: articles that give one are the outlet's.
CREATE TABLE outlet_alias (
    name TEXT PRIMARY KEY,
    outlet INTEGER NOT NULL REFERENCES outlet (id) ON DELETE CASCADE,
    run INTEGER NOT NULL REFERENCES run (id) -- the run that a person decided it in
) STRICT, WITHOUT ROWID;
CREATE INDEX outlet_alias_by_outlet ON outlet_alias (outlet);

-- A story under one address, through all its revisions.
CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,              -- canonical URL, else the id its input gave it, else its path
    url TEXT,
    outlet INTEGER REFERENCES outlet (id),
    newest_revision INTEGER REFERENCES revision (id), -- the one with the highest seq
    outlet_named TEXT                      -- the outlet as its page named it, whatever was merged since
) STRICT;
CREATE INDEX article_by_url ON article (url);
CREATE INDEX article_by_outlet ON article (outlet);
CREATE INDEX article_by_newest_revision ON article (newest_revision);

-- Every address an article gave for itself.
CREATE TABLE article_url (
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    PRIMARY KEY (article, url)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_url_by_url ON article_url (url);

-- One version of an article: what it read from captured_at until the next revision.
CREATE TABLE revision (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,                  -- 1, 2, ... in the order of captured_at
    captured_at TEXT NOT NULL,             -- when it was first seen to read so
    published_at TEXT,                     -- when the outlet says it first published the article
    modified_at TEXT,                      -- when the outlet says it last changed it
    headline TEXT,
    byline TEXT,                           -- without "By"
    dateline TEXT,
    body TEXT NOT NULL,                    -- paragraphs separated by a blank line
    format TEXT NOT NULL,                  -- plain, markdown, html, jsonl, ...
    language TEXT,                         -- ISO 639-3
    raw_sha256 TEXT NOT NULL,              -- of the bytes as read, in hex
    text_sha256 TEXT NOT NULL,             -- of headline and body: equal for revisions that read the same
    same_text_as INTEGER REFERENCES revision (id), -- the older revision whose text came back
    found_by TEXT NOT NULL,                -- JSON: for each date and other fact, the part of the page that gave it
    warnings TEXT NOT NULL,                -- JSON array of sentences about what was doubtful
    alarm TEXT CHECK (alarm IN ('replaced', 'text_lost', 'text_regained')), -- the step to it is no edit of the story
    alarm_reason TEXT,                     -- in a sentence, with the counts that show it
    extractor TEXT NOT NULL,               -- version of onrecord that made the derived rows
    run INTEGER NOT NULL REFERENCES run (id),
    UNIQUE (article, seq)
) STRICT;
CREATE INDEX revision_by_text ON revision (article, text_sha256, seq);
CREATE INDEX revision_by_article_and_time ON revision (article, captured_at);
CREATE INDEX revision_by_captured_at ON revision (captured_at);
CREATE INDEX revision_by_same_text_as ON revision (same_text_as) WHERE same_text_as IS NOT NULL;
CREATE INDEX revision_with_alarm ON revision (id) WHERE alarm IS NOT NULL;

-- Every time an article was looked at, also when nothing was new, also when it failed.
CREATE TABLE capture (
    id INTEGER PRIMARY KEY,
    article INTEGER REFERENCES article (id),    -- NULL only when a fetch failed before any was known
    revision INTEGER REFERENCES revision (id),  -- what it read then; NULL when the fetch failed
    captured_at TEXT NOT NULL,
    place TEXT NOT NULL,                   -- the file or URL it came from
    raw_sha256 TEXT,
    text_sha256 TEXT,
    http_status INTEGER,
    etag TEXT,
    last_modified TEXT,                    -- the HTTP header, as sent
    error TEXT,                            -- why it failed
    run INTEGER NOT NULL REFERENCES run (id),
    modified_at TEXT,                      -- when the outlet said then that it last changed the article
    facts TEXT                             -- JSON: what else it gave, where that is not what its revision has
) STRICT;
CREATE INDEX capture_by_article ON capture (article, captured_at);
CREATE INDEX capture_by_revision ON capture (revision, captured_at);
CREATE INDEX capture_by_place ON capture (place, captured_at);

-- What came over the wire: each payload once, however often it came.
CREATE TABLE payload (
    sha256 TEXT PRIMARY KEY,               -- of the payload as it came, in hex
    length INTEGER NOT NULL,               -- bytes of it as it came
    packing TEXT NOT NULL CHECK (packing IN ('none', 'deflate')), -- how bytes holds it
    bytes BLOB,                            -- NULL once it was dropped for space
    forgotten INTEGER REFERENCES run (id)  -- the run in which a person had it dropped
) STRICT;

-- What was asked for a capture, and what came back: redirects first, what gave the page last.
CREATE TABLE exchange (
    capture INTEGER NOT NULL REFERENCES capture (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,              -- 0, 1, ...
    url TEXT NOT NULL,
    request BLOB,                          -- the request line and header; NULL where they are not known
    response BLOB,                         -- the status line and header; NULL for a file
    media_type TEXT,                       -- of what came without a header
    payload TEXT REFERENCES payload (sha256), -- without the marks of a transfer, with its content coding; NULL: not kept
    PRIMARY KEY (capture, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX exchange_by_payload ON exchange (payload);

-- What people are to decide or decided: a row for each claim, quote or change that somebody took up. It finds what it is
-- about again by the words and the place that its events keep, however derived rows are re-made.
CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id),
    subject TEXT NOT NULL CHECK (subject IN ('claim', 'quote', 'change')),
    claim INTEGER REFERENCES claim (id) ON DELETE SET NULL, -- of the three the one that it is about:
    quote INTEGER REFERENCES attribution (id) ON DELETE SET NULL, -- NULL when nothing has its words any more
    change INTEGER REFERENCES change (id) ON DELETE SET NULL, -- or a later review is about it
    state TEXT NOT NULL CHECK (state IN ('open', 'assigned', 'decided', 'stale')), -- stale: a claim that turned since
    assignee TEXT,
    event INTEGER REFERENCES review_event (id), -- the newest
    decision INTEGER REFERENCES review_event (id) -- the decision that holds; NULL when there is none
) STRICT;
CREATE INDEX review_by_article ON review (article);
CREATE INDEX review_by_state ON review (state, event);
CREATE UNIQUE INDEX review_by_claim ON review (claim) WHERE claim IS NOT NULL;
CREATE UNIQUE INDEX review_by_quote ON review (quote) WHERE quote IS NOT NULL;
CREATE UNIQUE INDEX review_by_change ON review (change) WHERE change IS NOT NULL;

-- The claims that a review of a claim follows: its own, and those that carry its words on, where its sentence was split or
-- joined to another since somebody first decided on it.
CREATE TABLE review_claim (
    review INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
    claim INTEGER NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    PRIMARY KEY (review, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_claim_by_claim ON review_claim (claim);

-- The changes by which a claim turned since somebody decided on it.
CREATE TABLE turned (
    review INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
    change INTEGER NOT NULL REFERENCES change (id) ON DELETE CASCADE,
    PRIMARY KEY (review, change)
) STRICT, WITHOUT ROWID;
CREATE INDEX turned_by_change ON turned (change);

-- Every step of every review: who, when, on what wording. Only ever added to.
CREATE TABLE review_event (
    id INTEGER PRIMARY KEY,
    review INTEGER NOT NULL REFERENCES review (id),
    action TEXT NOT NULL CHECK (action IN ('verdict', 'confirmed', 'rejected', 'assigned', 'reopened')),
    wording TEXT NOT NULL,                 -- the sentence of the claim, the quote, or the new sentence of the change
    seen TEXT NOT NULL,                    -- JSON: all that was decided on, words and spans
    as_of TEXT NOT NULL,                   -- when the newest revision was captured then
    rating TEXT,                           -- of a verdict: "false", "mostly true", ... in the reviewer's own scale
    verdict TEXT,                          -- in words
    reason TEXT,                           -- of a rejection: not_an_attribution, wrong_speaker, wrong_kind, ...
    evidence TEXT NOT NULL,                -- JSON array of URLs
    note TEXT,
    assignee TEXT,
    reviewer TEXT,                         -- who; NULL in rows of old versions only
    at TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES run (id)
) STRICT;
CREATE INDEX review_event_by_review ON review_event (review);
CREATE TRIGGER review_event_update BEFORE UPDATE ON review_event BEGIN
    SELECT raise(ABORT, 'what was decided is not altered');
END;
CREATE TRIGGER review_event_delete BEFORE DELETE ON review_event BEGIN
    SELECT raise(ABORT, 'what was decided is not deleted');
END;

-- -------------------------------------------------------------------------------------------------------- watching

-- A feed, a sitemap or a page that is watched for articles.
CREATE TABLE feed (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    kind TEXT,                             -- rss, atom, json_feed, sitemap, sitemap_index, page, front_page, moved; NULL until it was read
    title TEXT,
    parent INTEGER REFERENCES feed (id) ON DELETE CASCADE, -- what leads to it: an index of sitemaps, a front page, its old address; NULL when a person named it
    etag TEXT,
    last_modified TEXT,
    asked_at TEXT,
    read_at TEXT,                          -- when it was last read, or found to be as before
    due_at TEXT,                           -- when it is asked next; NULL: no more
    failures INTEGER NOT NULL DEFAULT 0,   -- in a row
    error TEXT                             -- why the last request failed; NULL when it did not
) STRICT;
CREATE INDEX feed_by_parent ON feed (parent) WHERE parent IS NOT NULL;

-- An article that is watched.
CREATE TABLE watched (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,              -- its address as it was listed, in the one way of writing it
    url TEXT NOT NULL,                     -- the address that is asked
    feed INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE, -- what lists it
    article INTEGER REFERENCES article (id) ON DELETE SET NULL, -- NULL until it was read
    state TEXT NOT NULL,                   -- new, read, gone, refused, replaced, paywall, unreadable, merged
    listed_at TEXT,                        -- the time that its feed last gave for it
    changed_at TEXT NOT NULL,              -- when it was last seen to change: the schedule counts from here
    asked_at TEXT,
    due_at TEXT,                           -- when it is asked next; NULL: no more
    failures INTEGER NOT NULL DEFAULT 0,   -- requests in a row that did not find it
    error TEXT,                            -- why; NULL when the last one did
    etag TEXT,
    last_modified TEXT,
    told INTEGER NOT NULL DEFAULT 0        -- the row of the newest revision whose changes were told
) STRICT;
CREATE INDEX watched_by_feed ON watched (feed);
CREATE INDEX watched_by_article ON watched (article) WHERE article IS NOT NULL;
CREATE INDEX watched_by_due ON watched (due_at) WHERE due_at IS NOT NULL;

-- A host that did not answer, or asked to be left alone.
CREATE TABLE host (
    name TEXT PRIMARY KEY,                 -- with its port, where that is not the usual one
    failures INTEGER NOT NULL,             -- in a row
    free_at TEXT NOT NULL,                 -- when it may be asked again
    error TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- What people wrote elsewhere about passages of articles.
CREATE TABLE annotation (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    revision INTEGER REFERENCES revision (id), -- in which the passage was found; NULL: in none, or it names no passage
    span TEXT,                             -- JSON: [start, end] of the passage there
    claim INTEGER REFERENCES claim (id) ON DELETE SET NULL, -- that the passage makes; NULL when it makes none
    known_as TEXT NOT NULL UNIQUE,         -- its id where it came from
    url TEXT NOT NULL,                     -- of the page, as it says
    exact TEXT,                            -- the passage's words; NULL: it is about the article as a whole
    prefix TEXT NOT NULL,                  -- words before it
    suffix TEXT NOT NULL,                  -- words behind it
    text TEXT NOT NULL,                    -- what was written
    tags TEXT NOT NULL,                    -- JSON array
    creator TEXT,
    created_at TEXT,
    modified_at TEXT,
    place TEXT NOT NULL,                   -- the file it came from
    run INTEGER NOT NULL REFERENCES run (id)
) STRICT;
CREATE INDEX annotation_by_article ON annotation (article);
CREATE INDEX annotation_by_revision ON annotation (revision);
CREATE INDEX annotation_by_claim ON annotation (claim);

-- --------------------------------------------------------------------------------------------------------- derived

-- The entity behind sources. Only persons with a full name and organizations are shared between articles.
CREATE TABLE speaker (
    id INTEGER PRIMARY KEY,
    name TEXT,                             -- canonical; NULL when nobody could be told
    kind TEXT NOT NULL,                    -- person, organization, group, document, anonymous, author, none
    article INTEGER REFERENCES article (id) ON DELETE CASCADE, -- the one article it belongs to; NULL when shared
    quotes INTEGER NOT NULL DEFAULT 0,     -- in the newest revisions, those that are copied left out
    sure_quotes INTEGER NOT NULL DEFAULT 0, -- the sure ones of them
    direct INTEGER NOT NULL DEFAULT 0,     -- of quotes, those wholly inside quotation marks
    mixed INTEGER NOT NULL DEFAULT 0,      -- of quotes, those partly inside
    sure_direct INTEGER NOT NULL DEFAULT 0, -- the sure ones of direct
    sure_mixed INTEGER NOT NULL DEFAULT 0  -- the sure ones of mixed
) STRICT;
CREATE INDEX speaker_by_quotes ON speaker (quotes DESC);
CREATE INDEX speaker_by_article ON speaker (article);

-- The names a speaker goes by. A name is looked up here: first what a person decided, then what articles say.
CREATE TABLE speaker_alias (
    id INTEGER PRIMARY KEY,
    speaker INTEGER NOT NULL REFERENCES speaker (id) ON DELETE CASCADE,
    name TEXT NOT NULL,                    -- as written
    key TEXT NOT NULL,                     -- the name normalised; equal keys are one name
    kind TEXT NOT NULL,                    -- as speaker.kind
    article INTEGER REFERENCES article (id) ON DELETE CASCADE, -- where it holds; NULL: everywhere
    origin TEXT NOT NULL CHECK (origin IN ('name', 'mention', 'review')), -- full name, form as written, a decision
    run INTEGER REFERENCES run (id)        -- the run that a person decided it in
) STRICT;
-- By article first: the names of a new one then stand together, not all over the index.
CREATE UNIQUE INDEX speaker_alias_by_key ON speaker_alias (coalesce(article, 0), key, kind, origin, speaker);
CREATE INDEX speaker_alias_by_speaker ON speaker_alias (speaker);
CREATE INDEX speaker_alias_by_article ON speaker_alias (article);

-- Addresses that stand for a speaker elsewhere (schema.org's sameAs), such as one of Wikidata.
CREATE TABLE speaker_same_as (
    speaker INTEGER NOT NULL REFERENCES speaker (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES run (id), -- the run that a person decided it in
    PRIMARY KEY (speaker, url)
) STRICT, WITHOUT ROWID;

-- Pairs of speakers whom a person decided to be two: they are never proposed as one again.
CREATE TABLE speaker_distinct (
    speaker INTEGER NOT NULL REFERENCES speaker (id) ON DELETE CASCADE, -- the lower number
    other INTEGER NOT NULL REFERENCES speaker (id) ON DELETE CASCADE, -- the higher
    run INTEGER NOT NULL REFERENCES run (id), -- the run that a person decided it in
    PRIMARY KEY (speaker, other),
    CHECK (speaker < other)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_distinct_by_other ON speaker_distinct (other);

-- Quotes that a person gave to another speaker than the extraction does, by their words, in all revisions of an article.
CREATE TABLE speaker_quote (
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    key TEXT NOT NULL,                     -- the quote's words, whatever their typography
    wording TEXT NOT NULL,                 -- the quote as it was decided on
    speaker INTEGER NOT NULL REFERENCES speaker (id) ON DELETE CASCADE, -- who said it
    run INTEGER NOT NULL REFERENCES run (id), -- the run that a person decided it in
    PRIMARY KEY (article, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_quote_by_speaker ON speaker_quote (speaker);

-- A source, a cue and what is attributed.
CREATE TABLE attribution (
    id INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,              -- 0, 1, ... in the order of the text; then those of the headline
    kind TEXT NOT NULL,                    -- direct, mixed, indirect
    content_spans TEXT NOT NULL,
    source TEXT NOT NULL,                  -- the words of source_spans, joined by a space; '' when none stand there
    source_spans TEXT NOT NULL,
    cue TEXT NOT NULL,                     -- likewise
    cue_spans TEXT NOT NULL,
    cue_class TEXT NOT NULL,               -- say, assert, deny, allege, warn, promise, ask, believe, ...
    negated INTEGER NOT NULL CHECK (negated IN (0, 1)), -- "did not say"
    hedge TEXT,                            -- "reportedly"
    hedge_span TEXT,                       -- JSON: [start, end]
    in_headline INTEGER NOT NULL CHECK (in_headline IN (0, 1)), -- 1: its spans are of revision.headline, not body
    in_lede INTEGER NOT NULL CHECK (in_lede IN (0, 1)),
    parent INTEGER REFERENCES attribution (id) ON DELETE CASCADE, -- "Reuters reported that officials said ..."
    confidence REAL NOT NULL,              -- 0 to 1: of rows marked 0.9, nine in ten are right, speaker and all
    speaker INTEGER NOT NULL REFERENCES speaker (id),
    speaker_name TEXT,                     -- as this revision names it
    speaker_kind TEXT NOT NULL,
    speaker_title TEXT,                    -- job title in this revision
    speaker_affiliation TEXT,
    anonymous_class TEXT,                  -- official, aide, person_familiar, source, witness, ...
    anonymity_reason TEXT,                 -- "because they were not authorised to speak"
    resolution TEXT NOT NULL,              -- how the speaker was told: name, partial, pronoun, nominal, absent, open
    evidence TEXT NOT NULL,                -- JSON: an array, without the names that `explain --json` gives its parts
    run INTEGER NOT NULL REFERENCES run (id),
    asserted INTEGER NOT NULL DEFAULT 1 CHECK (asserted IN (0, 1)), -- 0: left unsaid, asked or only supposed
    reported INTEGER NOT NULL DEFAULT 1 CHECK (reported IN (0, 1)), -- 0: a belief, wish or plan that may have gone unuttered
    sentence_span TEXT,                    -- JSON: [start, end] of the sentences it stands in; NULL in old rows
    attribution_confidence REAL,           -- as `confidence`, of the attribution alone; NULL in old rows
    speaker_confidence REAL,               -- as `confidence`, of the speaker, where the attribution is right; NULL in old rows
    speaker_justification TEXT,            -- why the speaker can know: "who reviewed the filings"
    rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected IN (0, 1)), -- by a person
    copied INTEGER NOT NULL DEFAULT 0 CHECK (copied IN (0, 1)), -- of a newest revision: an earlier article has it, too
    confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed IN (0, 1)), -- by a person
    sure INTEGER GENERATED ALWAYS AS (confidence >= 0.5 OR confirmed) VIRTUAL, -- it counts where only sure quotes do
    not_theirs INTEGER NOT NULL DEFAULT 0 CHECK (not_theirs IN (0, 1)), -- a person said that the speaker did not say it
    UNIQUE (revision, ordinal)
) STRICT;
CREATE INDEX attribution_by_speaker ON attribution (speaker);
CREATE INDEX attribution_anonymous ON attribution (revision) WHERE speaker_kind = 'anonymous';
CREATE INDEX attribution_by_parent ON attribution (parent) WHERE parent IS NOT NULL;
CREATE INDEX attribution_doubtful ON attribution (revision) WHERE confidence < 0.5;
CREATE INDEX attribution_copied ON attribution (revision) WHERE copied;
CREATE INDEX attribution_confirmed ON attribution (revision) WHERE confirmed;

-- In which articles a speaker is quoted, in any of their revisions; kept so that speakers are listed at once. A row for
-- the sure quotes, and one for the others.
CREATE TABLE speaker_article (
    speaker INTEGER NOT NULL REFERENCES speaker (id) ON DELETE CASCADE,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    sure INTEGER NOT NULL CHECK (sure IN (0, 1)),
    first_seen TEXT NOT NULL,              -- when the first revision with such a quote was captured
    last_seen TEXT NOT NULL,               -- when the last one was
    titles TEXT,                           -- JSON: the job titles given there; NULL when there are none
    anonymous_class TEXT,
    anonymity_reason TEXT,
    PRIMARY KEY (speaker, article, sure)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_article_by_article ON speaker_article (article);

-- A statement's identity through all revisions of its article.
CREATE TABLE claim (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    run INTEGER NOT NULL REFERENCES run (id),
    latest INTEGER,                        -- the statement that is its newest wording
    rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected IN (0, 1)), -- by a person
    copied INTEGER NOT NULL DEFAULT 0 CHECK (copied IN (0, 1)) -- the article copies that wording from an earlier one
) STRICT;
CREATE INDEX claim_by_article ON claim (article);
CREATE INDEX claim_copied ON claim (article) WHERE copied;

-- The unit that revisions are compared by: what one attribution attributes, or a sentence in the outlet's own voice.
CREATE TABLE statement (
    id INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,              -- 0, 1, ...: the headline first, then the order of the text
    claim INTEGER NOT NULL REFERENCES claim (id),
    attribution INTEGER REFERENCES attribution (id) ON DELETE CASCADE, -- NULL: the outlet's own voice
    spans TEXT NOT NULL,                   -- [] for the headline
    position TEXT NOT NULL,                -- headline, lede, body
    check_worthiness REAL NOT NULL,        -- 0 to 1
    voice TEXT,                            -- JSON: who vouches for it, where that is not just what attribution says
    fingerprint INTEGER NOT NULL,          -- equal for equal words whatever their typography
    run INTEGER NOT NULL REFERENCES run (id),
    wording TEXT,                          -- its words; NULL where one or two spans hold them
    context_span TEXT,                     -- JSON: [start, end] of the sentences it stands in; NULL when they are its words
    UNIQUE (revision, ordinal)
) STRICT;
CREATE INDEX statement_by_claim ON statement (claim);
CREATE INDEX statement_by_attribution ON statement (attribution) WHERE attribution IS NOT NULL;
-- In parts of 131,072 statements, the newest of which takes all that is new: fingerprints are as if drawn by lot, so each would
-- be written to another page of one large index. Whoever looks for one looks in each part.
CREATE INDEX statement_by_fingerprint ON statement (id >> 17, fingerprint);
CREATE INDEX statement_worth_checking ON statement (check_worthiness) WHERE check_worthiness >= 0.7;

-- A number, amount, date or bound in a statement.
CREATE TABLE figure (
    statement INTEGER NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,                -- code points of the statement's text
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,                    -- as written: "at least five million dollars"
    canonical TEXT NOT NULL,               -- what equal figures share
    PRIMARY KEY (statement, ordinal)
) STRICT, WITHOUT ROWID;

-- A note by which the outlet owns up to a change.
CREATE TABLE correction (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE, -- the first that carries it
    statement INTEGER REFERENCES statement (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    noted_at TEXT,                         -- the date in the note; its year, where left out, that of the capture
    run INTEGER NOT NULL REFERENCES run (id)
) STRICT;
CREATE INDEX correction_by_article ON correction (article);
CREATE INDEX correction_by_revision ON correction (revision);
CREATE INDEX correction_by_statement ON correction (statement);

-- How a claim differs between a revision and the one before it.
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    from_revision INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
    to_revision INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,              -- in the order of the newer revision
    claim INTEGER REFERENCES claim (id),   -- NULL only for a correction note that is no claim
    kinds TEXT NOT NULL,                   -- JSON array, most telling first
    severity TEXT NOT NULL CHECK (severity IN ('none', 'low', 'medium', 'high')),
    material INTEGER NOT NULL CHECK (material IN (0, 1)), -- who checked the old wording must look again
    reason TEXT NOT NULL,
    figures TEXT NOT NULL,                 -- JSON: [[old, new], ...] as written, null where there is none
    findings TEXT NOT NULL,                -- JSON: for each kind that compares wordings, the words that show it
    correction INTEGER REFERENCES correction (id) ON DELETE SET NULL, -- the note that explains it, or that it is
    run INTEGER NOT NULL REFERENCES run (id),
    new INTEGER NOT NULL DEFAULT 0 CHECK (new IN (0, 1)), -- a claim or a detail came in
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)), -- a claim or a detail no longer stands
    unannounced INTEGER NOT NULL DEFAULT 0 CHECK (unannounced IN (0, 1)), -- a fact turned that no note can explain
    possible_correction INTEGER REFERENCES correction (id) ON DELETE SET NULL, -- a note that names no change
    before TEXT,                           -- the old sentence as it stood; NULL where there is none
    after TEXT,                            -- the new sentence as it stands; NULL where there is none
    rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected IN (0, 1)), -- by a person
    UNIQUE (to_revision, ordinal)
) STRICT;
CREATE INDEX change_by_article ON change (article);
CREATE INDEX change_by_from_revision ON change (from_revision);
CREATE INDEX change_by_claim ON change (claim);
CREATE INDEX change_by_correction ON change (correction) WHERE correction IS NOT NULL;
CREATE INDEX change_by_possible_correction ON change (possible_correction) WHERE possible_correction IS NOT NULL;
CREATE INDEX change_material ON change (id) WHERE material;
CREATE INDEX change_to_review ON change (severity, id) WHERE material AND NOT rejected;

-- The statements of a change: none before for an added one, several for a merged one; mirrored after.
CREATE TABLE change_statement (
    change INTEGER NOT NULL REFERENCES change (id) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('before', 'after')),
    ordinal INTEGER NOT NULL,
    statement INTEGER NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    PRIMARY KEY (change, side, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_statement_by_statement ON change_statement (statement);

-- Changes that an older comparison found and a newer one does not. No other change gets the number of one.
CREATE TABLE change_gone (
    id INTEGER PRIMARY KEY,                -- the number that it had
    article INTEGER REFERENCES article (id) ON DELETE SET NULL,
    from_revision INTEGER REFERENCES revision (id) ON DELETE SET NULL, -- the older revision
    to_revision INTEGER REFERENCES revision (id) ON DELETE SET NULL, -- the newer one
    kinds TEXT NOT NULL,                   -- JSON array, most telling first
    before TEXT,                           -- the old sentence as it stood; NULL where there was none
    after TEXT                             -- the new sentence as it stood; NULL where there was none
) STRICT;
CREATE INDEX change_gone_by_article ON change_gone (article);

-- Counts of an article, so that listings need not look at every quote and change of the database. Quotes are those of the
-- newest revision; a source is a speaker of it, counted where a quote of it is sure (confidence 0.5 or more).
CREATE TABLE article_tally (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    revisions INTEGER NOT NULL,
    quotes INTEGER NOT NULL,
    sure_quotes INTEGER NOT NULL,
    sources INTEGER NOT NULL,              -- neither the author nor somebody of whom nothing is known
    unnamed INTEGER NOT NULL,              -- sources without a name; who holds a named office is known
    with_reason INTEGER NOT NULL,          -- unnamed sources for which a reason is given
    unnamed_quotes INTEGER NOT NULL,       -- sure quotes of unnamed sources
    unknown_quotes INTEGER NOT NULL,       -- sure quotes of whom nothing is known
    classes TEXT NOT NULL,                 -- JSON: how many unnamed sources there are of each class
    changes INTEGER NOT NULL,              -- between all revisions
    material_changes INTEGER NOT NULL,
    high_changes INTEGER NOT NULL,
    medium_changes INTEGER NOT NULL,
    low_changes INTEGER NOT NULL,
    unannounced_changes INTEGER NOT NULL
) STRICT;

-- ------------------------------------------------------------------------------------------------------- matching

-- An article most of whose sentences stand in an earlier one, as wire copy does.
CREATE TABLE copy (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    original INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE, -- the earlier one that it shares most with
    shared INTEGER NOT NULL,               -- sentences that stand in both
    sentences INTEGER NOT NULL             -- of the copy, short ones aside
) STRICT;
CREATE INDEX copy_by_original ON copy (original);

-- One claim in several articles.
CREATE TABLE topic (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run (id)
) STRICT;

-- A claim of a topic. Proposals are made again when there is something new; what a person decided is a fact, and keeps the
-- wording that it was decided on, so that it finds its claim again however derived rows are re-made.
CREATE TABLE topic_claim (
    id INTEGER PRIMARY KEY,
    topic INTEGER NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
    article INTEGER NOT NULL REFERENCES article (id),
    claim INTEGER REFERENCES claim (id) ON DELETE SET NULL, -- NULL only when no statement has the wording any more
    wording TEXT NOT NULL,
    fingerprint INTEGER NOT NULL,          -- of the wording; equal for equal words whatever their typography
    score REAL NOT NULL,                   -- 0 to 1: how much it has in common with the most alike of the others
    origin TEXT NOT NULL CHECK (origin IN ('proposed', 'confirmed', 'split')), -- split: a person took it out for good
    run INTEGER NOT NULL REFERENCES run (id),
    anchor INTEGER NOT NULL DEFAULT 0 CHECK (anchor IN (0, 1)), -- 1: confirmed by nobody; others were split from it
    reviewer TEXT,                         -- who decided; NULL for what is proposed
    decided_at TEXT                        -- when; NULL for what is proposed
) STRICT;
CREATE UNIQUE INDEX topic_claim_once ON topic_claim (topic, claim);
CREATE INDEX topic_claim_by_claim ON topic_claim (claim);
CREATE INDEX topic_claim_by_article ON topic_claim (article);

-- Which revision of an article was looked up in the others: what is newer is new.
CREATE TABLE matched (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE
) STRICT;

-- ----------------------------------------------------------------------------------------------------------- tallies

-- The newest revision is set when all of it is written, and again when that was written anew.
CREATE TRIGGER article_tally_set AFTER UPDATE OF newest_revision ON article WHEN new.newest_revision IS NOT NULL BEGIN
    INSERT OR REPLACE INTO article_tally
    SELECT new.id, (SELECT seq FROM revision WHERE id = new.newest_revision), q.*, coalesce((
        SELECT json_group_object(class, n) FROM (SELECT class, count(*) AS n FROM (
        SELECT speaker_kind AS kind, count(*) AS quotes, count(*) FILTER (WHERE sure) AS sure,
            coalesce(max(anonymous_class) FILTER (WHERE sure), 'other') AS class,
            max(anonymity_reason) FILTER (WHERE sure) IS NOT NULL AS has_reason
        FROM attribution WHERE revision = new.newest_revision AND NOT rejected GROUP BY speaker, speaker_kind
        ) WHERE sure > 0 AND kind = 'anonymous' AND class <> 'office_holder' GROUP BY class)), '{}'), c.*
    FROM (
        SELECT coalesce(sum(quotes), 0), coalesce(sum(sure), 0),
            count(*) FILTER (WHERE sure > 0 AND kind NOT IN ('none', 'author')),
            count(*) FILTER (WHERE sure > 0 AND kind = 'anonymous' AND class <> 'office_holder'),
            count(*) FILTER (WHERE sure > 0 AND kind = 'anonymous' AND class <> 'office_holder' AND has_reason),
            coalesce(sum(sure) FILTER (WHERE kind = 'anonymous' AND class <> 'office_holder'), 0),
            coalesce(sum(sure) FILTER (WHERE kind = 'none'), 0)
        FROM (
        SELECT speaker_kind AS kind, count(*) AS quotes, count(*) FILTER (WHERE sure) AS sure,
            coalesce(max(anonymous_class) FILTER (WHERE sure), 'other') AS class,
            max(anonymity_reason) FILTER (WHERE sure) IS NOT NULL AS has_reason
        FROM attribution WHERE revision = new.newest_revision AND NOT rejected GROUP BY speaker, speaker_kind
        )
    ) q, (
        SELECT count(*), count(*) FILTER (WHERE material), count(*) FILTER (WHERE severity = 'high'),
            count(*) FILTER (WHERE severity = 'medium'), count(*) FILTER (WHERE severity = 'low'),
            count(*) FILTER (WHERE unannounced)
        FROM change WHERE article = new.id AND NOT rejected
    ) c;
END;
-- Who is quoted in the old revision no longer counts, who is quoted in the new one does.
CREATE TRIGGER speaker_tally_move AFTER UPDATE OF newest_revision ON article
WHEN old.newest_revision IS NOT new.newest_revision BEGIN
    UPDATE speaker SET quotes = speaker.quotes + d.quotes, sure_quotes = speaker.sure_quotes + d.sure_quotes,
        direct = speaker.direct + d.direct, sure_direct = speaker.sure_direct + d.sure_direct,
        mixed = speaker.mixed + d.mixed, sure_mixed = speaker.sure_mixed + d.sure_mixed
    FROM (
        SELECT speaker, sum(n) AS quotes, sum(n * sure) AS sure_quotes, sum(n * (kind = 'direct')) AS direct,
            sum(n * sure * (kind = 'direct')) AS sure_direct, sum(n * (kind = 'mixed')) AS mixed,
            sum(n * sure * (kind = 'mixed')) AS sure_mixed
        FROM (
            SELECT speaker, kind, sure, 1 AS n FROM attribution
            WHERE revision = new.newest_revision AND NOT rejected AND NOT copied
            UNION ALL SELECT speaker, kind, sure, -1 FROM attribution
            WHERE revision = old.newest_revision AND NOT rejected AND NOT copied
        ) GROUP BY speaker
        HAVING sum(n) <> 0 OR sum(n * sure) <> 0 OR sum(n * (kind = 'direct')) <> 0
            OR sum(n * sure * (kind = 'direct')) <> 0 OR sum(n * (kind = 'mixed')) <> 0
            OR sum(n * sure * (kind = 'mixed')) <> 0
    ) d
    WHERE speaker.id = d.speaker;
END;
CREATE TRIGGER speaker_tally_insert AFTER INSERT ON attribution
WHEN EXISTS (SELECT 1 FROM article WHERE newest_revision = new.revision) BEGIN
    UPDATE speaker SET quotes = quotes + 1, sure_quotes = sure_quotes + new.sure,
        direct = direct + (new.kind = 'direct'), sure_direct = sure_direct + (new.sure AND new.kind = 'direct'),
        mixed = mixed + (new.kind = 'mixed'), sure_mixed = sure_mixed + (new.sure AND new.kind = 'mixed')
    WHERE id = new.speaker;
END;
CREATE TRIGGER speaker_tally_delete AFTER DELETE ON attribution
WHEN NOT old.rejected AND NOT old.copied AND EXISTS (SELECT 1 FROM article WHERE newest_revision = old.revision) BEGIN
    UPDATE speaker SET quotes = quotes - 1, sure_quotes = sure_quotes - old.sure,
        direct = direct - (old.kind = 'direct'), sure_direct = sure_direct - (old.sure AND old.kind = 'direct'),
        mixed = mixed - (old.kind = 'mixed'), sure_mixed = sure_mixed - (old.sure AND old.kind = 'mixed')
    WHERE id = old.speaker;
END;
CREATE TRIGGER speaker_tally_update AFTER UPDATE OF speaker, kind, confidence, rejected, copied, confirmed ON attribution
WHEN EXISTS (SELECT 1 FROM article WHERE newest_revision = new.revision) BEGIN
    UPDATE speaker SET quotes = quotes - 1, sure_quotes = sure_quotes - old.sure,
        direct = direct - (old.kind = 'direct'), sure_direct = sure_direct - (old.sure AND old.kind = 'direct'),
        mixed = mixed - (old.kind = 'mixed'), sure_mixed = sure_mixed - (old.sure AND old.kind = 'mixed')
    WHERE id = old.speaker AND NOT old.rejected AND NOT old.copied;
    UPDATE speaker SET quotes = quotes + 1, sure_quotes = sure_quotes + new.sure,
        direct = direct + (new.kind = 'direct'), sure_direct = sure_direct + (new.sure AND new.kind = 'direct'),
        mixed = mixed + (new.kind = 'mixed'), sure_mixed = sure_mixed + (new.sure AND new.kind = 'mixed')
    WHERE id = new.speaker AND NOT new.rejected AND NOT new.copied;
END;
-- Of a revision after the newest, only what it says is new to its article; else any revision may have been written anew.
-- A plus keeps the index of all that a speaker ever said out of it.
CREATE TRIGGER speaker_article_next AFTER UPDATE OF newest_revision ON article
WHEN (SELECT seq FROM revision WHERE id = new.newest_revision)
    = coalesce((SELECT seq FROM revision WHERE id = old.newest_revision), 0) + 1 BEGIN
    INSERT INTO speaker_article
    SELECT q.speaker, r.article, q.sure, r.captured_at, r.captured_at,
        (SELECT nullif(json_group_array(title), '[]') FROM (SELECT DISTINCT t.speaker_title AS title FROM attribution t
            WHERE t.revision = r.id AND +t.speaker = q.speaker AND +t.sure = q.sure AND NOT t.rejected
                AND t.speaker_title IS NOT NULL ORDER BY 1)),
        max(q.anonymous_class), max(q.anonymity_reason)
    FROM revision r JOIN attribution q ON q.revision = r.id AND NOT q.rejected
    WHERE r.id = new.newest_revision GROUP BY q.speaker, q.sure
    ON CONFLICT DO UPDATE SET first_seen = min(first_seen, excluded.first_seen),
        last_seen = max(last_seen, excluded.last_seen),
        titles = CASE WHEN excluded.titles IS NULL OR excluded.titles = titles THEN titles ELSE (
            SELECT json_group_array(value) FROM (SELECT value FROM json_each(coalesce(speaker_article.titles, '[]'))
                UNION SELECT value FROM json_each(excluded.titles))) END,
        anonymous_class = coalesce(max(anonymous_class, excluded.anonymous_class), anonymous_class,
            excluded.anonymous_class),
        anonymity_reason = coalesce(max(anonymity_reason, excluded.anonymity_reason), anonymity_reason,
            excluded.anonymity_reason);
END;
CREATE TRIGGER speaker_article_anew AFTER UPDATE OF newest_revision ON article
WHEN (SELECT seq FROM revision WHERE id = new.newest_revision)
    <> coalesce((SELECT seq FROM revision WHERE id = old.newest_revision), 0) + 1 BEGIN
    DELETE FROM speaker_article WHERE article = new.id;
    INSERT INTO speaker_article
    SELECT q.speaker, r.article, q.sure, min(r.captured_at), max(r.captured_at),
        (SELECT nullif(json_group_array(title), '[]') FROM (SELECT DISTINCT t.speaker_title AS title
            FROM revision x JOIN attribution t ON t.revision = x.id
            WHERE x.article = new.id AND +t.speaker = q.speaker AND +t.sure = q.sure AND NOT t.rejected
                AND t.speaker_title IS NOT NULL ORDER BY 1)),
        max(q.anonymous_class), max(q.anonymity_reason)
    FROM revision r JOIN attribution q ON q.revision = r.id AND NOT q.rejected
    WHERE r.article = new.id GROUP BY q.speaker, q.sure;
END;
CREATE TRIGGER speaker_tally_article BEFORE DELETE ON article BEGIN
    UPDATE article SET newest_revision = NULL WHERE id = old.id;
END;

-- ------------------------------------------------------------------------------------------------------- full text

-- Datasette and sqlite-utils find these by content="..." in just this spelling. Whoever writes or deletes a statement
-- does the same here: a trigger would have to slice its words out again.
CREATE VIRTUAL TABLE statement_fts USING fts5 (
    text, content="v_statements", content_rowid = 'statement_id', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE revision_fts USING fts5 (
    headline, body, content="revision", content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER revision_fts_insert AFTER INSERT ON revision BEGIN
    INSERT INTO revision_fts (rowid, headline, body) VALUES (new.id, new.headline, new.body);
END;
CREATE TRIGGER revision_fts_delete AFTER DELETE ON revision BEGIN
    INSERT INTO revision_fts (revision_fts, rowid, headline, body) VALUES ('delete', old.id, old.headline, old.body);
END;

-- ----------------------------------------------------------------------------------------------------------- views

-- Captures in which the outlet's date of its last change had moved, and the text had not.
CREATE VIEW v_touches AS
SELECT capture_id, article_id, article_key, headline, revision, old_modified_at, modified_at, captured_at, revision_id
FROM (
    SELECT c.id AS capture_id, c.article AS article_id, a.key AS article_key, r.headline, r.seq AS revision,
        (SELECT p.modified_at FROM capture p WHERE p.revision = c.revision AND p.modified_at IS NOT NULL
            AND (p.captured_at, p.id) < (c.captured_at, c.id)
            ORDER BY p.captured_at DESC, p.id DESC LIMIT 1) AS old_modified_at,
        c.modified_at, c.captured_at, c.revision AS revision_id
    FROM capture c
    JOIN revision r ON r.id = c.revision
    JOIN article a ON a.id = c.article
)
WHERE coalesce(strftime('%s', modified_at), modified_at) <> coalesce(strftime('%s', old_modified_at), old_modified_at);

-- Articles with their newest headline.
CREATE VIEW v_articles AS
SELECT a.id AS article_id, a.key AS article_key, a.url, o.name AS outlet, n.headline, n.byline,
    n.published_at, n.modified_at, a.newest_revision AS newest_revision_id, t.revisions,
    (SELECT min(r.captured_at) FROM revision r WHERE r.article = a.id AND r.seq = 1) AS first_captured_at,
    (SELECT max(c.captured_at) FROM capture c WHERE c.article = a.id) AS last_captured_at,
    (SELECT count(*) FROM capture c WHERE c.article = a.id) AS captures,
    t.quotes,
    -- Those that listings leave out unless asked: less sure than not, and not confirmed by a person.
    t.quotes - t.sure_quotes AS doubtful_quotes,
    t.changes, t.material_changes, t.high_changes, t.medium_changes, t.low_changes, t.unannounced_changes,
    (SELECT count(*) FROM correction k WHERE k.article = a.id) AS corrections,
    CASE WHEN n.published_at GLOB '*T*Z' OR n.published_at GLOB '*T*[+-][0-9][0-9]:[0-9][0-9]'
        THEN strftime('%Y-%m-%dT%H:%M:%SZ', n.published_at) END AS published_utc,
    (SELECT strftime('%Y-%m-%dT%H:%M:%SZ', max(c.captured_at)) FROM capture c WHERE c.article = a.id) AS captured_utc,
    (SELECT count(*) FROM v_touches x WHERE x.article_id = a.id) AS touches
FROM article a
JOIN revision n ON n.id = a.newest_revision
JOIN article_tally t ON t.article = a.id
LEFT JOIN outlet o ON o.id = a.outlet;

-- Revisions without their text, with what came of them.
CREATE VIEW v_revisions AS
SELECT r.id AS revision_id, r.article AS article_id, a.key AS article_key, r.seq AS revision, r.captured_at,
    coalesce((SELECT max(c.captured_at) FROM capture c WHERE c.revision = r.id), r.captured_at) AS last_captured_at,
    (SELECT count(*) FROM capture c WHERE c.revision = r.id) AS captures,
    r.published_at, r.modified_at, r.headline, r.byline, r.dateline, r.format, r.language, r.raw_sha256,
    r.text_sha256, (SELECT b.seq FROM revision b WHERE b.id = r.same_text_as) AS same_text_as,
    r.found_by, r.warnings, r.alarm, r.alarm_reason, r.extractor,
    (SELECT count(*) FROM attribution q WHERE q.revision = r.id AND NOT q.rejected) AS quotes,
    (SELECT count(*) FROM statement t WHERE t.revision = r.id) AS statements,
    (SELECT count(*) FROM change c WHERE c.to_revision = r.id AND NOT c.rejected) AS changes,
    (SELECT count(*) FROM change c WHERE c.to_revision = r.id AND c.material AND NOT c.rejected) AS material_changes,
    (SELECT count(*) FROM change c WHERE c.to_revision = r.id AND c.unannounced AND NOT c.rejected) AS unannounced_changes,
    CASE WHEN r.published_at GLOB '*T*Z' OR r.published_at GLOB '*T*[+-][0-9][0-9]:[0-9][0-9]'
        THEN strftime('%Y-%m-%dT%H:%M:%SZ', r.published_at) END AS published_utc,
    strftime('%Y-%m-%dT%H:%M:%SZ', r.captured_at) AS captured_utc,
    -- Captures of it in which only the outlet's date had moved.
    (SELECT count(*) FROM v_touches x WHERE x.revision_id = r.id) AS touches,
    -- The text changed, and the outlet's date of its last change did not.
    coalesce(coalesce(strftime('%s', r.modified_at), r.modified_at) = (SELECT coalesce(strftime('%s', d.at), d.at) FROM (
        SELECT coalesce((SELECT c.modified_at FROM capture c WHERE c.revision = p.id AND c.modified_at IS NOT NULL
            ORDER BY c.captured_at DESC, c.id DESC LIMIT 1), p.modified_at) AS at
        FROM revision p WHERE p.article = r.article AND p.seq = r.seq - 1) d), 0) AS undated
FROM revision r
JOIN article a ON a.id = r.article;

-- Every attribution of every revision, with who and where.
CREATE VIEW v_quotes AS
SELECT q.id AS quote_id, coalesce(s.name, '') AS speaker, q.speaker_kind, q.speaker_title, q.speaker_affiliation,
    q.speaker_justification, q.kind,
    (SELECT group_concat(substr(CASE WHEN q.in_headline THEN r.headline ELSE r.body END, json_extract(value, '$[0]') + 1,
        json_extract(value, '$[1]') - json_extract(value, '$[0]')), ' ') FROM json_each(q.content_spans)) AS quote,
    q.source, q.cue, q.cue_class, q.negated, q.hedge, q.asserted,
    q.reported,
    substr(CASE WHEN q.in_headline THEN r.headline ELSE r.body END, json_extract(q.sentence_span, '$[0]') + 1,
        json_extract(q.sentence_span, '$[1]') - json_extract(q.sentence_span, '$[0]')) AS sentence,
    q.confidence, q.attribution_confidence, q.speaker_confidence, q.anonymous_class, q.anonymity_reason,
    q.resolution, q.in_headline, q.in_lede, q.content_spans, q.source_spans, q.cue_spans,
    q.speaker AS speaker_id, q.parent AS parent_quote_id,
    CASE WHEN q.parent IS NULL THEN '[]' ELSE (
        WITH RECURSIVE outer_quote (id, depth) AS (
            SELECT q.parent, 1
            UNION SELECT p.parent, depth + 1 FROM outer_quote JOIN attribution p USING (id)
            WHERE p.parent IS NOT NULL AND depth < 8
        )
        SELECT json_group_array(name) FROM (SELECT coalesce(nullif(w.name, ''), p.source) AS name
            FROM outer_quote JOIN attribution p USING (id) JOIN speaker w ON w.id = p.speaker ORDER BY depth)
    ) END AS via,
    -- Of a nested quote, the claim of the one around it; of one in a headline, that of the headline.
    coalesce((SELECT t.claim FROM statement t WHERE t.attribution = q.id ORDER BY t.ordinal LIMIT 1),
        CASE WHEN q.in_headline THEN
            (SELECT t.claim FROM statement t WHERE t.revision = q.revision AND t.ordinal = 0 AND t.position = 'headline')
        WHEN q.parent IS NOT NULL THEN (
            WITH RECURSIVE outer_quote (id, depth) AS (
                SELECT q.parent, 1
                UNION SELECT p.parent, depth + 1 FROM outer_quote JOIN attribution p USING (id)
                WHERE p.parent IS NOT NULL AND depth < 8
            )
            SELECT t.claim FROM outer_quote JOIN statement t ON t.attribution = outer_quote.id
            ORDER BY depth, t.ordinal LIMIT 1)
        END) AS claim_id,
    o.name AS outlet, r.headline, a.url, a.key AS article_key, a.id AS article_id,
    q.revision AS revision_id, r.seq AS revision, r.captured_at, r.published_at,
    a.newest_revision = r.id AS is_newest, q.ordinal,
    CASE WHEN r.published_at GLOB '*T*Z' OR r.published_at GLOB '*T*[+-][0-9][0-9]:[0-9][0-9]'
        THEN strftime('%Y-%m-%dT%H:%M:%SZ', r.published_at) END AS published_utc,
    strftime('%Y-%m-%dT%H:%M:%SZ', r.captured_at) AS captured_utc,
    -- Up to 32 code points before and after the content, as a W3C TextQuoteSelector has them.
    substr(CASE WHEN q.in_headline THEN r.headline ELSE r.body END,
        max(json_extract(q.content_spans, '$[0][0]') - 32, 0) + 1, min(json_extract(q.content_spans, '$[0][0]'), 32)) AS prefix,
    substr(CASE WHEN q.in_headline THEN r.headline ELSE r.body END,
        json_extract(q.content_spans, '$[#-1][1]') + 1, 32) AS suffix,
    q.rejected, q.confirmed, q.not_theirs
FROM attribution q
JOIN revision r ON r.id = q.revision
JOIN article a ON a.id = r.article
JOIN speaker s ON s.id = q.speaker
LEFT JOIN outlet o ON o.id = a.outlet;

-- Every statement of every revision, with its words and the sentences it stands in.
CREATE VIEW v_statements AS
SELECT statement_id, text, coalesce(context, text) AS sentence, position, check_worthiness, spans, ordinal, claim_id,
    quote_id, article_id, revision_id, revision, captured_at
FROM (
    SELECT t.id AS statement_id,
        coalesce(t.wording, substr(r.body, json_extract(t.spans, '$[0][0]') + 1,
            json_extract(t.spans, '$[0][1]') - json_extract(t.spans, '$[0][0]'))
            || coalesce(' ' || substr(r.body, json_extract(t.spans, '$[1][0]') + 1,
                json_extract(t.spans, '$[1][1]') - json_extract(t.spans, '$[1][0]')), '')) AS text,
        substr(r.body, json_extract(t.context_span, '$[0]') + 1,
            json_extract(t.context_span, '$[1]') - json_extract(t.context_span, '$[0]')) AS context,
        t.position, t.check_worthiness, t.spans, t.ordinal, t.claim AS claim_id, t.attribution AS quote_id,
        r.article AS article_id, t.revision AS revision_id, r.seq AS revision, r.captured_at
    FROM statement t
    JOIN revision r ON r.id = t.revision
);

-- Every claim with its newest wording and its life.
CREATE VIEW v_claims AS
SELECT c.id AS claim_id, t.text AS claim,
    CASE WHEN q.id IS NOT NULL THEN coalesce(s.name, '') END AS speaker,
    iif(q.not_theirs, 'none', q.speaker_kind) AS speaker_kind, q.kind,
    q.cue, q.cue_class, q.negated, q.hedge, q.asserted, q.reported, t.sentence,
    q.confidence, q.attribution_confidence, q.speaker_confidence, t.position,
    t.check_worthiness, CASE WHEN a.newest_revision = r.id THEN 'current' ELSE 'removed' END AS status,
    (SELECT count(DISTINCT w.text) FROM v_statements w WHERE w.claim_id = c.id) AS wordings,
    (SELECT count(DISTINCT w.revision) FROM statement w WHERE w.claim = c.id) AS revisions,
    (SELECT min(x.seq) FROM statement w JOIN revision x ON x.id = w.revision WHERE w.claim = c.id)
        AS first_revision,
    (SELECT min(x.captured_at) FROM statement w JOIN revision x ON x.id = w.revision WHERE w.claim = c.id)
        AS first_seen,
    coalesce(
        (SELECT max(k.captured_at) FROM capture k WHERE k.revision = r.id), r.captured_at) AS last_seen,
    (SELECT count(*) FROM change h WHERE h.claim = c.id AND NOT h.rejected) AS changes,
    (SELECT count(*) FROM change h WHERE h.claim = c.id AND h.material AND NOT h.rejected) AS material_changes,
    e.action AS review, e.rating, e.verdict, w.state AS review_state,
    o.name AS outlet, r.headline, a.url, a.key AS article_key, a.id AS article_id,
    q.id AS quote_id, z.speaker AS speaker_id, t.statement_id, r.id AS revision_id, r.seq AS revision,
    r.captured_at, r.published_at,
    CASE WHEN r.published_at GLOB '*T*Z' OR r.published_at GLOB '*T*[+-][0-9][0-9]:[0-9][0-9]'
        THEN strftime('%Y-%m-%dT%H:%M:%SZ', r.published_at) END AS published_utc,
    strftime('%Y-%m-%dT%H:%M:%SZ', r.captured_at) AS captured_utc, c.rejected OR coalesce(q.rejected, 0) AS rejected
FROM claim c
JOIN v_statements t ON t.statement_id = c.latest AND t.claim_id = c.id
JOIN revision r ON r.id = t.revision_id
JOIN article a ON a.id = c.article
LEFT JOIN attribution q ON q.id = t.quote_id
-- Who said it, where nobody said that they did not.
LEFT JOIN attribution z ON z.id = t.quote_id AND NOT z.not_theirs
LEFT JOIN speaker s ON s.id = z.speaker
LEFT JOIN outlet o ON o.id = a.outlet
LEFT JOIN review w ON w.claim = c.id
LEFT JOIN review_event e ON e.id = w.decision;

-- What people wrote about passages, and the claims that these make.
CREATE VIEW v_annotations AS
SELECT n.id AS annotation_id, n.text, n.exact AS passage, t.text AS claim,
    CASE WHEN n.exact IS NULL THEN 'article' WHEN n.revision IS NULL THEN 'orphaned' WHEN n.claim IS NULL THEN 'passage'
        ELSE 'claim' END AS about,
    n.tags, n.creator, n.created_at, n.modified_at, f.headline, n.url, r.seq AS revision, n.span,
    n.claim AS claim_id, n.revision AS revision_id, n.article AS article_id, n.prefix, n.suffix, n.known_as, t.sentence
FROM annotation n
JOIN article a ON a.id = n.article
LEFT JOIN revision f ON f.id = a.newest_revision
LEFT JOIN revision r ON r.id = n.revision
LEFT JOIN claim c ON c.id = n.claim
LEFT JOIN v_statements t ON t.statement_id = c.latest;

-- Every change between two revisions of an article, with both wordings.
CREATE VIEW v_changes AS
SELECT c.id AS change_id, c.kinds, c.severity, c.material, c.new, c.withdrawn, c.reason, c.unannounced,
    -- Changes of older versions have no sentences: the statements stand for them.
    coalesce(c.before, (SELECT group_concat(text, ' ') FROM (SELECT t.text
        FROM change_statement b JOIN v_statements t ON t.statement_id = b.statement
        WHERE b.change = c.id AND b.side = 'before' ORDER BY b.ordinal))) AS before,
    coalesce(c.after, (SELECT group_concat(text, ' ') FROM (SELECT t.text
        FROM change_statement b JOIN v_statements t ON t.statement_id = b.statement
        WHERE b.change = c.id AND b.side = 'after' ORDER BY b.ordinal))) AS after,
    -- Who says the claim that changed: a sentence may make others, in other voices.
    (SELECT iif(q.id IS NULL, NULL, coalesce(s.name, '')) FROM change_statement b JOIN statement t ON t.id = b.statement
        LEFT JOIN attribution q ON q.id = t.attribution
        LEFT JOIN speaker s ON s.id = q.speaker AND NOT q.not_theirs
        JOIN change x ON x.id = b.change
        WHERE b.change = c.id AND b.side = 'before' ORDER BY t.claim IS x.claim DESC, q.id IS NULL, b.ordinal LIMIT 1)
        AS speaker_before,
    (SELECT iif(q.id IS NULL, NULL, coalesce(s.name, '')) FROM change_statement b JOIN statement t ON t.id = b.statement
        LEFT JOIN attribution q ON q.id = t.attribution
        LEFT JOIN speaker s ON s.id = q.speaker AND NOT q.not_theirs
        JOIN change x ON x.id = b.change
        WHERE b.change = c.id AND b.side = 'after' ORDER BY t.claim IS x.claim DESC, q.id IS NULL, b.ordinal LIMIT 1)
        AS speaker_after,
    (SELECT iif(q.id IS NULL, NULL, json_object('speaker', s.name, 'cue', q.cue, 'cue_class', q.cue_class,
        'negated', json(iif(q.negated, 'true', 'false')), 'hedge', q.hedge,
        'asserted', json(iif(q.asserted, 'true', 'false')), 'reported', json(iif(q.reported, 'true', 'false'))))
        FROM change_statement b JOIN statement t ON t.id = b.statement
        LEFT JOIN attribution q ON q.id = t.attribution
        LEFT JOIN speaker s ON s.id = q.speaker AND NOT q.not_theirs
        JOIN change x ON x.id = b.change
        WHERE b.change = c.id AND b.side = 'before' ORDER BY t.claim IS x.claim DESC, q.id IS NULL, b.ordinal LIMIT 1)
        AS voice_before,
    (SELECT iif(q.id IS NULL, NULL, json_object('speaker', s.name, 'cue', q.cue, 'cue_class', q.cue_class,
        'negated', json(iif(q.negated, 'true', 'false')), 'hedge', q.hedge,
        'asserted', json(iif(q.asserted, 'true', 'false')), 'reported', json(iif(q.reported, 'true', 'false'))))
        FROM change_statement b JOIN statement t ON t.id = b.statement
        LEFT JOIN attribution q ON q.id = t.attribution
        LEFT JOIN speaker s ON s.id = q.speaker AND NOT q.not_theirs
        JOIN change x ON x.id = b.change
        WHERE b.change = c.id AND b.side = 'after' ORDER BY t.claim IS x.claim DESC, q.id IS NULL, b.ordinal LIMIT 1)
        AS voice_after,
    (SELECT t.position FROM change_statement b JOIN statement t ON t.id = b.statement
        WHERE b.change = c.id ORDER BY b.side, b.ordinal LIMIT 1) AS position,
    (SELECT min(q.confidence) FROM change_statement b JOIN statement t ON t.id = b.statement
        JOIN attribution q ON q.id = t.attribution WHERE b.change = c.id) AS confidence,
    c.figures, c.findings, c.correction AS correction_id, k.text AS correction, k.noted_at,
    CASE WHEN c.kinds LIKE '%"correction"%'
        THEN (SELECT json_group_array(e.id) FROM change e WHERE e.correction = c.correction AND e.id <> c.id)
        ELSE '[]' END AS explains,
    c.possible_correction AS possible_correction_id, m.text AS possible_correction,
    c.claim AS claim_id, o.name AS outlet, n.headline, a.url, a.key AS article_key, a.id AS article_id,
    f.seq AS from_revision, n.seq AS to_revision, f.captured_at AS from_captured_at, n.captured_at AS to_captured_at,
    f.id AS from_revision_id, n.id AS to_revision_id, c.ordinal, n.published_at,
    CASE WHEN n.published_at GLOB '*T*Z' OR n.published_at GLOB '*T*[+-][0-9][0-9]:[0-9][0-9]'
        THEN strftime('%Y-%m-%dT%H:%M:%SZ', n.published_at) END AS published_utc,
    strftime('%Y-%m-%dT%H:%M:%SZ', n.captured_at) AS captured_utc,
    coalesce((SELECT v.undated FROM v_revisions v WHERE v.revision_id = n.id AND f.seq = n.seq - 1), 0) AS undated,
    c.rejected, e.action AS review, w.state AS review_state
FROM change c
JOIN revision f ON f.id = c.from_revision
JOIN revision n ON n.id = c.to_revision
JOIN article a ON a.id = c.article
LEFT JOIN outlet o ON o.id = a.outlet
LEFT JOIN correction k ON k.id = c.correction
LEFT JOIN correction m ON m.id = c.possible_correction
LEFT JOIN review w ON w.change = c.id
LEFT JOIN review_event e ON e.id = w.decision;

-- Who is quoted: how often in the newest revisions, in what way, named or not. Copied quotes are left out.
CREATE VIEW v_speakers AS
SELECT s.id AS speaker_id, coalesce(s.name, '') AS speaker, s.kind, s.quotes, s.direct, s.mixed,
    s.quotes - s.direct - s.mixed AS indirect,
    (SELECT count(DISTINCT p.article) FROM speaker_article p WHERE p.speaker = s.id) AS articles,
    (SELECT min(p.first_seen) FROM speaker_article p WHERE p.speaker = s.id) AS first_seen,
    (SELECT max(p.last_seen) FROM speaker_article p WHERE p.speaker = s.id) AS last_seen,
    -- The one that most articles give first.
    (SELECT json_group_array(value) FROM (SELECT t.value FROM speaker_article p, json_each(p.titles) t
        WHERE p.speaker = s.id GROUP BY t.value ORDER BY count(*) DESC, t.value)) AS titles,
    (SELECT max(p.anonymous_class) FROM speaker_article p WHERE p.speaker = s.id) AS anonymous_class,
    (SELECT max(p.anonymity_reason) FROM speaker_article p WHERE p.speaker = s.id) AS anonymity_reason,
    (SELECT json_group_array(x.url) FROM speaker_same_as x WHERE x.speaker = s.id) AS same_as
FROM speaker s
WHERE EXISTS (SELECT 1 FROM speaker_article p WHERE p.speaker = s.id);

-- What unnamed sources say in the newest revisions, and why they stay unnamed.
CREATE VIEW v_anonymous AS
SELECT quote_id, source, anonymous_class, anonymity_reason, kind, cue, cue_class, negated, hedge, asserted, reported,
    quote, confidence, outlet, headline, url, article_key, article_id, revision_id, revision, captured_at,
    published_at, published_utc, captured_utc
FROM v_quotes
WHERE speaker_kind = 'anonymous' AND is_newest AND NOT rejected;

-- Articles that are copies of an earlier one.
CREATE VIEW v_copies AS
SELECT k.article AS article_id, o.name AS outlet, n.headline, a.url, a.key AS article_key, k.shared, k.sentences,
    k.original AS original_id, p.name AS original_outlet, f.headline AS original_headline, b.url AS original_url
FROM copy k
JOIN article a ON a.id = k.article
JOIN article b ON b.id = k.original
LEFT JOIN revision n ON n.id = a.newest_revision
LEFT JOIN revision f ON f.id = b.newest_revision
LEFT JOIN outlet o ON o.id = a.outlet
LEFT JOIN outlet p ON p.id = b.outlet;

-- Claims of topics, with their newest wordings: one claim in several articles, proposed or decided.
CREATE VIEW v_topics AS
SELECT m.topic AS topic_id, c.claim_id, coalesce(c.claim, m.wording) AS claim, c.speaker, m.score,
    iif(m.anchor, 'proposed', m.origin) AS origin,
    c.outlet, c.headline, c.url, c.article_key, m.article AS article_id, c.quote_id, c.captured_at,
    coalesce(c.rejected, 0) AS rejected, m.reviewer, m.decided_at, c.sentence
FROM topic_claim m
LEFT JOIN v_claims c ON c.claim_id = m.claim;

-- Who publishes: the names that stand for an outlet, and how much there is of it.
CREATE VIEW v_outlets AS
SELECT o.id AS outlet_id, o.name AS outlet,
    (SELECT json_group_array(name) FROM (SELECT l.name FROM outlet_alias l WHERE l.outlet = o.id ORDER BY l.name))
        AS also_named,
    count(a.id) AS articles,
    coalesce(sum(t.revisions), 0) AS revisions, coalesce(sum(t.quotes), 0) AS quotes, coalesce(sum(t.changes), 0) AS changes,
    coalesce(sum(t.material_changes), 0) AS material_changes
FROM outlet o
LEFT JOIN article a ON a.outlet = o.id
LEFT JOIN article_tally t ON t.article = a.id
GROUP BY o.id;

-- Feeds, sitemaps and pages that are watched, with how that goes.
CREATE VIEW v_feeds AS
SELECT f.id AS feed_id, f.url, f.kind, f.title, f.asked_at, f.read_at, f.failures, f.error,
    (SELECT count(*) FROM watched w WHERE w.feed = f.id) AS articles,
    (SELECT count(*) FROM watched w WHERE w.feed = f.id AND w.due_at IS NOT NULL) AS watched,
    (SELECT count(*) FROM watched w WHERE w.feed = f.id AND w.due_at <= strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) AS due,
    (SELECT count(*) FROM watched w WHERE w.feed = f.id AND w.failures > 0) AS failing,
    min(coalesce(f.due_at, '9999'), coalesce((SELECT min(w.due_at) FROM watched w WHERE w.feed = f.id), '9999')) AS next_at
FROM feed f;

-- What made a claim turn since somebody decided on it.
CREATE VIEW v_turned AS
SELECT w.review AS review_id, x.id AS change_id, x.severity, y.captured_at, x.ordinal
FROM turned w
JOIN change x ON x.id = w.change
JOIN revision y ON y.id = x.to_revision;

-- What people are to decide or decided, with what it is about as it stands now.
CREATE VIEW v_reviews AS
SELECT v.subject, coalesce(v.claim, v.quote, v.change) AS subject_id, v.state,
    -- Of all that made a claim turn that of what weighs most.
    iif(v.state <> 'stale', h.severity, (SELECT x.severity FROM v_turned x WHERE x.review_id = v.id
        ORDER BY CASE x.severity WHEN 'high' THEN 3 WHEN 'medium' THEN 2 WHEN 'low' THEN 1 ELSE 0 END DESC LIMIT 1)) AS severity,
    coalesce(iif(v.state = 'stale', n.captured_at, NULL), e.at) AS since, v.assignee,
    -- The words decided on, or last looked at.
    coalesce(d.wording, e.wording) AS wording,
    iif(v.subject = 'change', json_extract(e.seen, '$.before'), NULL) AS was,
    CASE v.subject
        WHEN 'claim' THEN (SELECT group_concat(sentence, ' ') FROM (SELECT t.sentence
            FROM review_claim k JOIN claim c ON c.id = k.claim JOIN v_statements t ON t.statement_id = c.latest
            WHERE k.review = v.id AND t.revision_id = a.newest_revision GROUP BY t.sentence ORDER BY min(t.ordinal)))
        WHEN 'change' THEN iif(v.change IS NULL, NULL, json_extract(e.seen, '$.after'))
        ELSE iif(v.quote IS NULL, NULL, coalesce(d.wording, e.wording)) END AS now,
    h.id AS change_id, coalesce(h.kinds, '[]') AS kinds, h.reason AS change_reason,
    -- Nobody, where somebody said since that it was not theirs, in this wording or in that which they were seen with.
    iif(EXISTS (SELECT 1 FROM claim c JOIN statement t ON t.claim = c.id JOIN attribution q ON q.id = t.attribution
        LEFT JOIN speaker s ON s.id = q.speaker WHERE c.id = v.claim AND q.not_theirs
        AND (t.id = c.latest OR json_extract(e.seen, '$.speaker') IN (s.name, q.speaker_name))),
        '', json_extract(e.seen, '$.speaker')) AS speaker,
    d.action AS decision, d.rating, d.verdict, d.reason, d.note, coalesce(d.evidence, '[]') AS evidence, d.reviewer,
    d.at AS decided_at, v.claim AS claim_id, o.name AS outlet, f.headline, a.url, a.key AS article_key,
    v.article AS article_id, v.id AS review_id, v.event AS event_id,
    -- With who says it, and whether they deny it.
    iif(v.subject = 'quote', coalesce(json_extract(d.seen, '$.sentence'), json_extract(e.seen, '$.sentence')), NULL) AS sentence
FROM review v
JOIN review_event e ON e.id = v.event
JOIN article a ON a.id = v.article
LEFT JOIN review_event d ON d.id = v.decision
LEFT JOIN revision f ON f.id = a.newest_revision
LEFT JOIN outlet o ON o.id = a.outlet
-- A change that is reviewed, or that by which a claim that turned came to read as it does.
LEFT JOIN change h ON h.id = iif(v.state <> 'stale', v.change, (
    SELECT x.change_id FROM v_turned x WHERE x.review_id = v.id
    ORDER BY x.captured_at DESC, CASE x.severity WHEN 'high' THEN 3 WHEN 'medium' THEN 2 WHEN 'low' THEN 1 ELSE 0 END DESC,
        x.ordinal LIMIT 1))
LEFT JOIN revision n ON n.id = h.to_revision;

-- Material changes that nobody took up, neither themselves nor by their claims; the columns are those of v_reviews.
CREATE VIEW v_unreviewed AS
SELECT 'change' AS subject, h.id AS subject_id, 'open' AS state, h.severity, n.captured_at AS since, NULL AS assignee,
    -- As in v_changes.
    coalesce(h.before, (SELECT group_concat(text, ' ') FROM (SELECT t.text
        FROM change_statement b JOIN v_statements t ON t.statement_id = b.statement
        WHERE b.change = h.id AND b.side = 'before' ORDER BY b.ordinal)), h.after, (SELECT group_concat(text, ' ')
        FROM (SELECT t.text FROM change_statement b JOIN v_statements t ON t.statement_id = b.statement
        WHERE b.change = h.id AND b.side = 'after' ORDER BY b.ordinal)), '') AS wording,
    coalesce(h.before, (SELECT group_concat(text, ' ') FROM (SELECT t.text
        FROM change_statement b JOIN v_statements t ON t.statement_id = b.statement
        WHERE b.change = h.id AND b.side = 'before' ORDER BY b.ordinal))) AS was,
    coalesce(h.after, (SELECT group_concat(text, ' ') FROM (SELECT t.text
        FROM change_statement b JOIN v_statements t ON t.statement_id = b.statement
        WHERE b.change = h.id AND b.side = 'after' ORDER BY b.ordinal))) AS now,
    h.id AS change_id, h.kinds, h.reason AS change_reason,
    (SELECT iif(q.id IS NULL, NULL, coalesce(s.name, '')) FROM change_statement b JOIN statement t ON t.id = b.statement
        LEFT JOIN attribution q ON q.id = t.attribution
        LEFT JOIN speaker s ON s.id = q.speaker AND NOT q.not_theirs
        JOIN change x ON x.id = b.change
        WHERE b.change = h.id ORDER BY t.claim IS x.claim DESC, q.id IS NULL, b.side, b.ordinal LIMIT 1) AS speaker,
    NULL AS decision, NULL AS rating, NULL AS verdict, NULL AS reason, NULL AS note, '[]' AS evidence, NULL AS reviewer,
    NULL AS decided_at, h.claim AS claim_id, o.name AS outlet, n.headline, a.url, a.key AS article_key,
    h.article AS article_id, NULL AS review_id, NULL AS event_id, NULL AS sentence
FROM change h
JOIN revision n ON n.id = h.to_revision
JOIN article a ON a.id = h.article
LEFT JOIN outlet o ON o.id = a.outlet
WHERE h.material AND NOT h.rejected
    AND NOT EXISTS (SELECT 1 FROM review v WHERE v.change = h.id)
    AND NOT EXISTS (SELECT 1 FROM review v WHERE v.claim = h.claim AND v.state <> 'open');
