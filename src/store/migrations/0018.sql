-- Who decided that claims are one, or are not, and when: until now at the earliest when the run began.
ALTER TABLE topic_claim ADD COLUMN reviewer TEXT;
ALTER TABLE topic_claim ADD COLUMN decided_at TEXT;
UPDATE topic_claim SET decided_at = (SELECT n.started_at FROM run n WHERE n.id = topic_claim.run)
    WHERE origin <> 'proposed' AND NOT anchor;
DROP VIEW v_topics;
CREATE VIEW v_topics AS
SELECT m.topic AS topic_id, c.claim_id, coalesce(c.claim, m.wording) AS claim, c.speaker, m.score,
    iif(m.anchor, 'proposed', m.origin) AS origin,
    c.outlet, c.headline, c.url, c.article_key, m.article AS article_id, c.quote_id, c.captured_at,
    coalesce(c.rejected, 0) AS rejected, m.reviewer, m.decided_at
FROM topic_claim m
LEFT JOIN v_claims c ON c.claim_id = m.claim;
