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

ALTER TABLE capture ADD COLUMN modified_at TEXT;
UPDATE capture SET modified_at = (SELECT r.modified_at FROM revision r WHERE r.id = capture.revision)
WHERE id = (SELECT f.id FROM capture f WHERE f.revision = capture.revision ORDER BY f.captured_at, f.id LIMIT 1);

DROP VIEW v_changes;
DROP VIEW v_revisions;
DROP VIEW v_articles;

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

CREATE VIEW v_articles AS
SELECT a.id AS article_id, a.key AS article_key, a.url, o.name AS outlet, n.headline, n.byline,
    n.published_at, n.modified_at, a.newest_revision AS newest_revision_id, t.revisions,
    (SELECT min(r.captured_at) FROM revision r WHERE r.article = a.id AND r.seq = 1) AS first_captured_at,
    (SELECT max(c.captured_at) FROM capture c WHERE c.article = a.id) AS last_captured_at,
    (SELECT count(*) FROM capture c WHERE c.article = a.id) AS captures,
    t.quotes, t.changes, t.material_changes, t.high_changes, t.medium_changes, t.low_changes, t.unannounced_changes,
    (SELECT count(*) FROM correction k WHERE k.article = a.id) AS corrections,
    CASE WHEN n.published_at GLOB '*T*Z' OR n.published_at GLOB '*T*[+-][0-9][0-9]:[0-9][0-9]'
        THEN strftime('%Y-%m-%dT%H:%M:%SZ', n.published_at) END AS published_utc,
    (SELECT strftime('%Y-%m-%dT%H:%M:%SZ', max(c.captured_at)) FROM capture c WHERE c.article = a.id) AS captured_utc,
    (SELECT count(*) FROM v_touches x WHERE x.article_id = a.id) AS touches
FROM article a
JOIN revision n ON n.id = a.newest_revision
JOIN article_tally t ON t.article = a.id
LEFT JOIN outlet o ON o.id = a.outlet;

CREATE VIEW v_revisions AS
SELECT r.id AS revision_id, r.article AS article_id, a.key AS article_key, r.seq AS revision, r.captured_at,
    coalesce((SELECT max(c.captured_at) FROM capture c WHERE c.revision = r.id), r.captured_at) AS last_captured_at,
    (SELECT count(*) FROM capture c WHERE c.revision = r.id) AS captures,
    r.published_at, r.modified_at, r.headline, r.byline, r.dateline, r.format, r.language, r.raw_sha256,
    r.text_sha256, (SELECT b.seq FROM revision b WHERE b.id = r.same_text_as) AS same_text_as,
    r.found_by, r.warnings, r.alarm, r.alarm_reason, r.extractor,
    (SELECT count(*) FROM attribution q WHERE q.revision = r.id) AS quotes,
    (SELECT count(*) FROM statement t WHERE t.revision = r.id) AS statements,
    (SELECT count(*) FROM change c WHERE c.to_revision = r.id) AS changes,
    (SELECT count(*) FROM change c WHERE c.to_revision = r.id AND c.material) AS material_changes,
    (SELECT count(*) FROM change c WHERE c.to_revision = r.id AND c.unannounced) AS unannounced_changes,
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
    f.id AS from_revision_id, n.id AS to_revision_id, c.ordinal, n.published_at,
    CASE WHEN n.published_at GLOB '*T*Z' OR n.published_at GLOB '*T*[+-][0-9][0-9]:[0-9][0-9]'
        THEN strftime('%Y-%m-%dT%H:%M:%SZ', n.published_at) END AS published_utc,
    strftime('%Y-%m-%dT%H:%M:%SZ', n.captured_at) AS captured_utc,
    coalesce((SELECT v.undated FROM v_revisions v WHERE v.revision_id = n.id AND f.seq = n.seq - 1), 0) AS undated
FROM change c
JOIN revision f ON f.id = c.from_revision
JOIN revision n ON n.id = c.to_revision
JOIN article a ON a.id = c.article
LEFT JOIN outlet o ON o.id = a.outlet
LEFT JOIN correction k ON k.id = c.correction
LEFT JOIN correction m ON m.id = c.possible_correction;
