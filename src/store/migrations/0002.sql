-- What a person decided about speakers beside their names: who is not who, and who said a quote.

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

-- Names are looked up without "the" from here on.
UPDATE OR IGNORE speaker_alias SET key = substr(key, 5) WHERE key LIKE 'the _%';
