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
    coalesce(c.rejected, 0) AS rejected, m.reviewer, m.decided_at, c.sentence
FROM topic_claim m
LEFT JOIN v_claims c ON c.claim_id = m.claim;
-- The words of a claim or quote alone do not say that it was denied: the sentence goes with them. Whose name is not known
-- is told from the outlet.
DROP VIEW v_annotations;
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
DROP VIEW v_changes;
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
DROP VIEW v_reviews;
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
        WHEN 'claim' THEN (SELECT t.sentence FROM claim c JOIN v_statements t ON t.statement_id = c.latest
            WHERE c.id = v.claim AND t.revision_id = a.newest_revision)
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
DROP VIEW v_unreviewed;
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
