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

-- Times in UTC beside those of the page; other names of outlets; full-text tables that Datasette and sqlite-utils find.
ALTER TABLE article ADD COLUMN outlet_named TEXT;
UPDATE article SET outlet_named = (SELECT name FROM outlet WHERE id = article.outlet);

CREATE TABLE outlet_alias (
    name TEXT PRIMARY KEY,
    outlet INTEGER NOT NULL REFERENCES outlet (id) ON DELETE CASCADE,
    run INTEGER NOT NULL REFERENCES run (id) -- the run that a person decided it in
) STRICT, WITHOUT ROWID;
CREATE INDEX outlet_alias_by_outlet ON outlet_alias (outlet);

CREATE INDEX attribution_anonymous ON attribution (revision) WHERE speaker_kind = 'anonymous';

DROP TABLE statement_fts;
CREATE VIRTUAL TABLE statement_fts USING fts5 (
    text, content="statement", content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO statement_fts (statement_fts) VALUES ('rebuild');

DROP TABLE revision_fts;
CREATE VIRTUAL TABLE revision_fts USING fts5 (
    headline, body, content="revision", content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO revision_fts (revision_fts) VALUES ('rebuild');

DROP VIEW v_articles;
DROP VIEW v_revisions;
DROP VIEW v_quotes;
DROP VIEW v_claims;
DROP VIEW v_changes;
DROP VIEW v_anonymous;
DROP VIEW v_speakers;

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
    (SELECT count(*) FROM correction k WHERE k.article = a.id) AS corrections,
    CASE WHEN n.published_at GLOB '*T*Z' OR n.published_at GLOB '*T*[+-][0-9][0-9]:[0-9][0-9]'
        THEN strftime('%Y-%m-%dT%H:%M:%SZ', n.published_at) END AS published_utc,
    (SELECT strftime('%Y-%m-%dT%H:%M:%SZ', max(c.captured_at)) FROM capture c WHERE c.article = a.id) AS captured_utc
FROM article a
JOIN revision n ON n.id = a.newest_revision
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
    strftime('%Y-%m-%dT%H:%M:%SZ', r.captured_at) AS captured_utc
FROM revision r
JOIN article a ON a.id = r.article;

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
    q.revision AS revision_id, r.seq AS revision, r.captured_at, r.published_at,
    a.newest_revision = r.id AS is_newest, q.ordinal,
    CASE WHEN r.published_at GLOB '*T*Z' OR r.published_at GLOB '*T*[+-][0-9][0-9]:[0-9][0-9]'
        THEN strftime('%Y-%m-%dT%H:%M:%SZ', r.published_at) END AS published_utc,
    strftime('%Y-%m-%dT%H:%M:%SZ', r.captured_at) AS captured_utc
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
    q.id AS quote_id, q.speaker AS speaker_id, t.id AS statement_id, r.id AS revision_id, r.seq AS revision,
    r.captured_at, r.published_at,
    CASE WHEN r.published_at GLOB '*T*Z' OR r.published_at GLOB '*T*[+-][0-9][0-9]:[0-9][0-9]'
        THEN strftime('%Y-%m-%dT%H:%M:%SZ', r.published_at) END AS published_utc,
    strftime('%Y-%m-%dT%H:%M:%SZ', r.captured_at) AS captured_utc
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
    f.id AS from_revision_id, n.id AS to_revision_id, c.ordinal, n.published_at,
    CASE WHEN n.published_at GLOB '*T*Z' OR n.published_at GLOB '*T*[+-][0-9][0-9]:[0-9][0-9]'
        THEN strftime('%Y-%m-%dT%H:%M:%SZ', n.published_at) END AS published_utc,
    strftime('%Y-%m-%dT%H:%M:%SZ', n.captured_at) AS captured_utc
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
    r.id AS revision_id, r.seq AS revision, r.captured_at, r.published_at,
    CASE WHEN r.published_at GLOB '*T*Z' OR r.published_at GLOB '*T*[+-][0-9][0-9]:[0-9][0-9]'
        THEN strftime('%Y-%m-%dT%H:%M:%SZ', r.published_at) END AS published_utc,
    strftime('%Y-%m-%dT%H:%M:%SZ', r.captured_at) AS captured_utc
FROM attribution q
JOIN revision r ON r.id = q.revision
JOIN article a ON a.id = r.article AND a.newest_revision = r.id
LEFT JOIN outlet o ON o.id = a.outlet
WHERE q.speaker_kind = 'anonymous';

CREATE VIEW v_outlets AS
SELECT o.id AS outlet_id, o.name AS outlet,
    (SELECT json_group_array(name) FROM (SELECT l.name FROM outlet_alias l WHERE l.outlet = o.id ORDER BY l.name))
        AS also_named,
    count(a.id) AS articles, coalesce(sum(n.seq), 0) AS revisions,
    coalesce(sum((SELECT count(*) FROM attribution q WHERE q.revision = a.newest_revision)), 0) AS quotes,
    coalesce(sum((SELECT count(*) FROM change c WHERE c.article = a.id)), 0) AS changes,
    coalesce(sum((SELECT count(*) FROM change c WHERE c.article = a.id AND c.material)), 0) AS material_changes
FROM outlet o
LEFT JOIN article a ON a.outlet = o.id
LEFT JOIN revision n ON n.id = a.newest_revision
GROUP BY o.id;

CREATE VIEW v_speakers AS
SELECT s.id AS speaker_id, coalesce(s.name, '') AS speaker, s.kind,
    count(*) FILTER (WHERE a.newest_revision = r.id) AS quotes,
    count(*) FILTER (WHERE a.newest_revision = r.id AND q.kind = 'direct') AS direct,
    count(*) FILTER (WHERE a.newest_revision = r.id AND q.kind = 'mixed') AS mixed,
    count(*) FILTER (WHERE a.newest_revision = r.id AND q.kind = 'indirect') AS indirect,
    count(DISTINCT r.article) AS articles,
    min(r.captured_at) AS first_seen, max(r.captured_at) AS last_seen,
    json_group_array(DISTINCT q.speaker_title) FILTER (WHERE q.speaker_title IS NOT NULL) AS titles,
    max(q.anonymous_class) AS anonymous_class, max(q.anonymity_reason) AS anonymity_reason
FROM speaker s
CROSS JOIN attribution q ON q.speaker = s.id
JOIN revision r ON r.id = q.revision
JOIN article a ON a.id = r.article
GROUP BY s.id;
