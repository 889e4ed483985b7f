-- A row says how its content is put and how sure each part of it is. What old rows cannot say stays NULL until they are
-- extracted anew.
ALTER TABLE attribution ADD COLUMN asserted INTEGER NOT NULL DEFAULT 1 CHECK (asserted IN (0, 1));
ALTER TABLE attribution ADD COLUMN reported INTEGER NOT NULL DEFAULT 1 CHECK (reported IN (0, 1));
ALTER TABLE attribution ADD COLUMN sentence_span TEXT;
ALTER TABLE attribution ADD COLUMN attribution_confidence REAL;
ALTER TABLE attribution ADD COLUMN speaker_confidence REAL;
ALTER TABLE attribution ADD COLUMN speaker_justification TEXT;

UPDATE attribution SET
    asserted = NOT negated, reported = cue_class NOT IN ('believe', 'want'), attribution_confidence = confidence;

DROP VIEW v_articles;
DROP VIEW v_quotes;
DROP VIEW v_claims;
DROP VIEW v_changes;
DROP VIEW v_anonymous;

CREATE VIEW v_articles AS
SELECT a.id AS article_id, a.key AS article_key, a.url, o.name AS outlet, n.headline, n.byline,
    n.published_at, n.modified_at, a.newest_revision AS newest_revision_id, n.seq AS revisions,
    (SELECT min(r.captured_at) FROM revision r WHERE r.article = a.id AND r.seq = 1) AS first_captured_at,
    (SELECT max(c.captured_at) FROM capture c WHERE c.article = a.id) AS last_captured_at,
    (SELECT count(*) FROM capture c WHERE c.article = a.id) AS captures,
    (SELECT count(*) FROM attribution x WHERE x.revision = a.newest_revision) AS quotes,
    (SELECT count(*) FROM change c WHERE c.article = a.id) AS changes,
    (SELECT count(*) FROM change c WHERE c.article = a.id AND c.material) AS material_changes,
    (SELECT count(*) FROM change c WHERE c.article = a.id AND c.severity = 'high') AS high_changes,
    (SELECT count(*) FROM change c WHERE c.article = a.id AND c.severity = 'medium') AS medium_changes,
    (SELECT count(*) FROM change c WHERE c.article = a.id AND c.severity = 'low') AS low_changes,
    (SELECT count(*) FROM change c WHERE c.article = a.id AND c.unannounced) AS unannounced_changes,
    (SELECT count(*) FROM correction k WHERE k.article = a.id) AS corrections
FROM article a
JOIN revision n ON n.id = a.newest_revision
LEFT JOIN outlet o ON o.id = a.outlet;

CREATE VIEW v_quotes AS
SELECT q.id AS quote_id, coalesce(s.name, '') AS speaker, q.speaker_kind, q.speaker_title, q.speaker_affiliation,
    q.speaker_justification, q.kind, q.exact AS quote, q.source, q.cue, q.cue_class, q.negated, q.hedge, q.asserted,
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
    r.id AS revision_id, r.seq AS revision, r.captured_at, r.published_at,
    a.newest_revision = r.id AS is_newest
FROM attribution q
JOIN revision r ON r.id = q.revision
JOIN article a ON a.id = r.article
JOIN speaker s ON s.id = q.speaker
LEFT JOIN outlet o ON o.id = a.outlet;

CREATE VIEW v_claims AS
SELECT c.id AS claim_id, t.text AS claim,
    CASE WHEN q.id IS NOT NULL THEN coalesce(s.name, '') END AS speaker, q.speaker_kind, q.kind,
    q.cue, q.cue_class, q.negated, q.hedge, q.asserted, q.reported, coalesce(t.context, t.text) AS sentence,
    q.confidence, q.attribution_confidence, q.speaker_confidence, t.position,
    t.check_worthiness, CASE WHEN a.newest_revision = r.id THEN 'current' ELSE 'removed' END AS status,
    (SELECT count(DISTINCT w.text) FROM statement w WHERE w.claim = c.id) AS wordings,
    (SELECT count(DISTINCT w.revision) FROM statement w WHERE w.claim = c.id) AS revisions,
    (SELECT min(x.seq) FROM statement w JOIN revision x ON x.id = w.revision WHERE w.claim = c.id)
        AS first_revision,
    (SELECT min(x.captured_at) FROM statement w JOIN revision x ON x.id = w.revision WHERE w.claim = c.id)
        AS first_seen,
    coalesce(
        (SELECT max(k.captured_at) FROM capture k WHERE k.revision = r.id), r.captured_at) AS last_seen,
    (SELECT count(*) FROM change h WHERE h.claim = c.id) AS changes,
    (SELECT count(*) FROM change h WHERE h.claim = c.id AND h.material) AS material_changes,
    (SELECT v.decision FROM review v WHERE v.claim = c.id ORDER BY v.id DESC LIMIT 1) AS review,
    (SELECT v.rating FROM review v WHERE v.claim = c.id ORDER BY v.id DESC LIMIT 1) AS rating,
    o.name AS outlet, r.headline, a.url, a.key AS article_key, a.id AS article_id,
    q.id AS quote_id, q.speaker AS speaker_id, t.id AS statement_id, r.id AS revision_id, r.seq AS revision
FROM claim c
JOIN statement t ON t.id = c.latest
JOIN revision r ON r.id = t.revision
JOIN article a ON a.id = c.article
LEFT JOIN attribution q ON q.id = t.attribution
LEFT JOIN speaker s ON s.id = q.speaker
LEFT JOIN outlet o ON o.id = a.outlet;

CREATE VIEW v_changes AS
SELECT c.id AS change_id, c.kinds, c.severity, c.material, c.new, c.withdrawn, c.reason, c.unannounced,
    -- Changes of older versions have no sentences: the statements stand for them.
    coalesce(c.before, (SELECT group_concat(text, ' ') FROM (SELECT t.text
        FROM change_statement b JOIN statement t ON t.id = b.statement
        WHERE b.change = c.id AND b.side = 'before' ORDER BY b.ordinal))) AS before,
    coalesce(c.after, (SELECT group_concat(text, ' ') FROM (SELECT t.text
        FROM change_statement b JOIN statement t ON t.id = b.statement
        WHERE b.change = c.id AND b.side = 'after' ORDER BY b.ordinal))) AS after,
    (SELECT s.name FROM change_statement b JOIN statement t ON t.id = b.statement
        JOIN attribution q ON q.id = t.attribution JOIN speaker s ON s.id = q.speaker
        WHERE b.change = c.id AND b.side = 'before' ORDER BY b.ordinal LIMIT 1) AS speaker_before,
    (SELECT s.name FROM change_statement b JOIN statement t ON t.id = b.statement
        JOIN attribution q ON q.id = t.attribution JOIN speaker s ON s.id = q.speaker
        WHERE b.change = c.id AND b.side = 'after' ORDER BY b.ordinal LIMIT 1) AS speaker_after,
    (SELECT json_object('speaker', s.name, 'cue', q.cue, 'cue_class', q.cue_class,
        'negated', json(iif(q.negated, 'true', 'false')), 'hedge', q.hedge,
        'asserted', json(iif(q.asserted, 'true', 'false')), 'reported', json(iif(q.reported, 'true', 'false')))
        FROM change_statement b JOIN statement t ON t.id = b.statement
        JOIN attribution q ON q.id = t.attribution JOIN speaker s ON s.id = q.speaker
        WHERE b.change = c.id AND b.side = 'before' ORDER BY b.ordinal LIMIT 1) AS voice_before,
    (SELECT json_object('speaker', s.name, 'cue', q.cue, 'cue_class', q.cue_class,
        'negated', json(iif(q.negated, 'true', 'false')), 'hedge', q.hedge,
        'asserted', json(iif(q.asserted, 'true', 'false')), 'reported', json(iif(q.reported, 'true', 'false')))
        FROM change_statement b JOIN statement t ON t.id = b.statement
        JOIN attribution q ON q.id = t.attribution JOIN speaker s ON s.id = q.speaker
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
    f.id AS from_revision_id, n.id AS to_revision_id, c.ordinal
FROM change c
JOIN revision f ON f.id = c.from_revision
JOIN revision n ON n.id = c.to_revision
JOIN article a ON a.id = c.article
LEFT JOIN outlet o ON o.id = a.outlet
LEFT JOIN correction k ON k.id = c.correction
LEFT JOIN correction m ON m.id = c.possible_correction;

CREATE VIEW v_anonymous AS
SELECT q.id AS quote_id, q.source, q.anonymous_class, q.anonymity_reason, q.kind, q.cue, q.cue_class,
    q.negated, q.hedge, q.asserted, q.reported, q.exact AS quote, q.confidence,
    o.name AS outlet, r.headline, a.url, a.key AS article_key, a.id AS article_id,
    r.id AS revision_id, r.seq AS revision, r.captured_at
FROM attribution q
JOIN revision r ON r.id = q.revision
JOIN article a ON a.id = r.article AND a.newest_revision = r.id
LEFT JOIN outlet o ON o.id = a.outlet
WHERE q.speaker_kind = 'anonymous';
