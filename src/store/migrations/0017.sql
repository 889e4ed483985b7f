-- Whom a person said not to have said it is named by nobody as its speaker. A claim turned by what happened since it last
-- read as it did when it was decided on. What was rejected is told in topics.
ALTER TABLE attribution ADD COLUMN not_theirs INTEGER NOT NULL DEFAULT 0 CHECK (not_theirs IN (0, 1));
UPDATE attribution SET not_theirs = 1 WHERE rejected AND id IN (
    SELECT v.quote FROM review v JOIN review_event d ON d.id = v.decision
    WHERE d.reason IN ('wrong_speaker', 'not_an_attribution'));
DROP VIEW v_quotes;
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
    (SELECT t.claim FROM statement t WHERE t.attribution = q.id ORDER BY t.ordinal LIMIT 1) AS claim_id,
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
DROP VIEW v_claims;
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
    (SELECT s.name FROM change_statement b JOIN statement t ON t.id = b.statement
        JOIN attribution q ON q.id = t.attribution
        LEFT JOIN speaker s ON s.id = q.speaker AND NOT q.not_theirs
        WHERE b.change = c.id AND b.side = 'before' ORDER BY b.ordinal LIMIT 1) AS speaker_before,
    (SELECT s.name FROM change_statement b JOIN statement t ON t.id = b.statement
        JOIN attribution q ON q.id = t.attribution
        LEFT JOIN speaker s ON s.id = q.speaker AND NOT q.not_theirs
        WHERE b.change = c.id AND b.side = 'after' ORDER BY b.ordinal LIMIT 1) AS speaker_after,
    (SELECT json_object('speaker', s.name, 'cue', q.cue, 'cue_class', q.cue_class,
        'negated', json(iif(q.negated, 'true', 'false')), 'hedge', q.hedge,
        'asserted', json(iif(q.asserted, 'true', 'false')), 'reported', json(iif(q.reported, 'true', 'false')))
        FROM change_statement b JOIN statement t ON t.id = b.statement
        JOIN attribution q ON q.id = t.attribution
        LEFT JOIN speaker s ON s.id = q.speaker AND NOT q.not_theirs
        WHERE b.change = c.id AND b.side = 'before' ORDER BY b.ordinal LIMIT 1) AS voice_before,
    (SELECT json_object('speaker', s.name, 'cue', q.cue, 'cue_class', q.cue_class,
        'negated', json(iif(q.negated, 'true', 'false')), 'hedge', q.hedge,
        'asserted', json(iif(q.asserted, 'true', 'false')), 'reported', json(iif(q.reported, 'true', 'false')))
        FROM change_statement b JOIN statement t ON t.id = b.statement
        JOIN attribution q ON q.id = t.attribution
        LEFT JOIN speaker s ON s.id = q.speaker AND NOT q.not_theirs
        WHERE b.change = c.id AND b.side = 'after' ORDER BY b.ordinal LIMIT 1) AS voice_after,
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
DROP VIEW v_topics;
CREATE VIEW v_topics AS
SELECT m.topic AS topic_id, c.claim_id, coalesce(c.claim, m.wording) AS claim, c.speaker, m.score,
    iif(m.anchor, 'proposed', m.origin) AS origin,
    c.outlet, c.headline, c.url, c.article_key, m.article AS article_id, c.quote_id, c.captured_at,
    coalesce(c.rejected, 0) AS rejected
FROM topic_claim m
LEFT JOIN v_claims c ON c.claim_id = m.claim;
CREATE VIEW v_turned AS
SELECT v.id AS review_id, x.id AS change_id, x.severity, y.captured_at, x.ordinal
FROM review v
JOIN review_event d ON d.id = v.decision
-- Where a sentence makes several claims, a change of it is a change of all.
JOIN change x ON x.article = v.article AND (x.claim = v.claim OR x.before = d.wording) AND (x.material OR x.withdrawn)
    AND NOT x.rejected
JOIN revision y ON y.id = x.to_revision
WHERE v.subject = 'claim' AND d.action <> 'rejected' AND y.captured_at > d.as_of AND (
    json_extract(d.seen, '$.status') = 'removed' OR y.captured_at > coalesce((
        SELECT max(t.captured_at) FROM v_statements t WHERE t.claim_id = v.claim AND t.sentence = d.wording), ''));
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
    -- Nobody, where somebody said since that it was not theirs.
    iif(EXISTS (SELECT 1 FROM claim c JOIN statement t ON t.id = c.latest JOIN attribution q ON q.id = t.attribution
        WHERE c.id = v.claim AND q.not_theirs), '', json_extract(e.seen, '$.speaker')) AS speaker,
    d.action AS decision, d.rating, d.verdict, d.reason, d.note, coalesce(d.evidence, '[]') AS evidence, d.reviewer,
    d.at AS decided_at, v.claim AS claim_id, o.name AS outlet, f.headline, a.url, a.key AS article_key,
    v.article AS article_id, v.id AS review_id, v.event AS event_id
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
    (SELECT s.name FROM change_statement b JOIN statement t ON t.id = b.statement
        JOIN attribution q ON q.id = t.attribution
        LEFT JOIN speaker s ON s.id = q.speaker AND NOT q.not_theirs
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
UPDATE review SET state = 'stale' WHERE subject = 'claim' AND state <> 'stale' AND claim IN (
    SELECT k.id FROM claim k JOIN statement s ON s.id = k.latest JOIN article a ON a.newest_revision = s.revision)
    AND EXISTS (SELECT 1 FROM v_turned x WHERE x.review_id = review.id);
UPDATE review SET state = iif(assignee IS NULL, 'decided', 'assigned')
WHERE state = 'stale' AND NOT EXISTS (SELECT 1 FROM v_turned x WHERE x.review_id = review.id);
