-- Annotations: what people wrote elsewhere about passages of articles.
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

-- What people wrote about passages, and the claims that these make.
CREATE VIEW v_annotations AS
SELECT n.id AS annotation_id, n.text, n.exact AS passage, t.text AS claim,
    CASE WHEN n.exact IS NULL THEN 'article' WHEN n.revision IS NULL THEN 'orphaned' WHEN n.claim IS NULL THEN 'passage'
        ELSE 'claim' END AS about,
    n.tags, n.creator, n.created_at, n.modified_at, f.headline, n.url, r.seq AS revision, n.span,
    n.claim AS claim_id, n.revision AS revision_id, n.article AS article_id, n.prefix, n.suffix, n.known_as
FROM annotation n
JOIN article a ON a.id = n.article
LEFT JOIN revision f ON f.id = a.newest_revision
LEFT JOIN revision r ON r.id = n.revision
LEFT JOIN claim c ON c.id = n.claim
LEFT JOIN v_statements t ON t.statement_id = c.latest;
