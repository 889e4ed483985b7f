-- A change keeps its number when it comes out again; one that no longer does is remembered by it. A claim that others were
-- split from is not confirmed by that.
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

ALTER TABLE topic_claim ADD COLUMN anchor INTEGER NOT NULL DEFAULT 0 CHECK (anchor IN (0, 1));
-- Of those that are confirmed alone nobody can have confirmed anything.
UPDATE topic_claim SET anchor = 1 WHERE origin = 'confirmed'
    AND (SELECT count(*) FROM topic_claim o WHERE o.topic = topic_claim.topic AND o.origin = 'confirmed') = 1;
DROP VIEW v_topics;
CREATE VIEW v_topics AS
SELECT m.topic AS topic_id, c.claim_id, coalesce(c.claim, m.wording) AS claim, c.speaker, m.score,
    iif(m.anchor, 'proposed', m.origin) AS origin,
    c.outlet, c.headline, c.url, c.article_key, m.article AS article_id, c.quote_id, c.captured_at
FROM topic_claim m
LEFT JOIN v_claims c ON c.claim_id = m.claim;
