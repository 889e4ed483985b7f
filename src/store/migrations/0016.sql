-- A change keeps its number when it comes out again; one that no longer does is remembered by it.
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
