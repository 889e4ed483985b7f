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

-- What a change was comes with it.
DROP VIEW v_reviews;
DROP VIEW v_unreviewed;
CREATE VIEW v_reviews AS
SELECT v.subject, coalesce(v.claim, v.quote, v.change) AS subject_id, v.state, h.severity,
    coalesce(iif(v.state = 'stale', n.captured_at, NULL), e.at) AS since, v.assignee,
    -- The words decided on, or last looked at.
    coalesce(d.wording, e.wording) AS wording,
    iif(v.subject = 'change', json_extract(e.seen, '$.before'), NULL) AS was,
    CASE v.subject
        WHEN 'claim' THEN (SELECT t.sentence FROM claim c JOIN v_statements t ON t.statement_id = c.latest
            WHERE c.id = v.claim AND t.revision_id = a.newest_revision)
        WHEN 'change' THEN iif(v.change IS NULL, NULL, json_extract(e.seen, '$.after'))
        ELSE iif(v.quote IS NULL, NULL, coalesce(d.wording, e.wording)) END AS now,
    h.id AS change_id, coalesce(h.kinds, '[]') AS kinds, h.reason AS change_reason,
    json_extract(e.seen, '$.speaker') AS speaker,
    d.action AS decision, d.rating, d.verdict, d.reason, d.note, coalesce(d.evidence, '[]') AS evidence, d.reviewer,
    d.at AS decided_at, v.claim AS claim_id, o.name AS outlet, f.headline, a.url, a.key AS article_key,
    v.article AS article_id, v.id AS review_id, v.event AS event_id
FROM review v
JOIN review_event e ON e.id = v.event
JOIN article a ON a.id = v.article
LEFT JOIN review_event d ON d.id = v.decision
LEFT JOIN revision f ON f.id = a.newest_revision
LEFT JOIN outlet o ON o.id = a.outlet
-- A change that is reviewed, or that which weighs most of those that made a claim stale.
LEFT JOIN change h ON h.id = iif(v.state <> 'stale', v.change, (
    SELECT x.id FROM change x JOIN revision y ON y.id = x.to_revision
    WHERE x.article = v.article AND (x.claim = v.claim OR x.before = d.wording) AND (x.material OR x.withdrawn)
        AND NOT x.rejected AND y.captured_at > d.as_of
    ORDER BY CASE x.severity WHEN 'high' THEN 3 WHEN 'medium' THEN 2 WHEN 'low' THEN 1 ELSE 0 END DESC,
        y.captured_at DESC, x.ordinal LIMIT 1))
LEFT JOIN revision n ON n.id = h.to_revision;
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
    (SELECT s.name FROM change_statement b JOIN statement t ON t.id = b.statement
        JOIN attribution q ON q.id = t.attribution JOIN speaker s ON s.id = q.speaker
        WHERE b.change = h.id ORDER BY b.side, b.ordinal LIMIT 1) AS speaker,
    NULL AS decision, NULL AS rating, NULL AS verdict, NULL AS reason, NULL AS note, '[]' AS evidence, NULL AS reviewer,
    NULL AS decided_at, h.claim AS claim_id, o.name AS outlet, n.headline, a.url, a.key AS article_key,
    h.article AS article_id, NULL AS review_id, NULL AS event_id
FROM change h
JOIN revision n ON n.id = h.to_revision
JOIN article a ON a.id = h.article
LEFT JOIN outlet o ON o.id = a.outlet
WHERE h.material AND NOT h.rejected
    AND NOT EXISTS (SELECT 1 FROM review v WHERE v.change = h.id)
    AND NOT EXISTS (SELECT 1 FROM review v WHERE v.claim = h.claim AND v.state <> 'open');
