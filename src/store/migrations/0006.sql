-- The text of an article is kept once, in its revision: quotes and statements keep where their words stand, and views
-- slice them out.
DROP VIEW v_quotes;
DROP VIEW v_claims;
DROP VIEW v_changes;
DROP VIEW v_anonymous;
DROP TRIGGER statement_fts_insert;
DROP TRIGGER statement_fts_delete;
DROP TABLE statement_fts;

ALTER TABLE statement ADD COLUMN wording TEXT;
ALTER TABLE statement ADD COLUMN context_span TEXT;

UPDATE statement SET wording = text
WHERE text IS NOT (
    SELECT substr(r.body, json_extract(spans, '$[0][0]') + 1,
        json_extract(spans, '$[0][1]') - json_extract(spans, '$[0][0]'))
        || coalesce(' ' || substr(r.body, json_extract(spans, '$[1][0]') + 1,
            json_extract(spans, '$[1][1]') - json_extract(spans, '$[1][0]')), '')
    FROM revision r WHERE r.id = statement.revision AND json_array_length(spans) < 3
);

-- The context holds the first word of its statement, so it begins no further before that than it is long.
UPDATE statement SET context_span = (
    SELECT json_array(start + found - 1, start + found - 1 + length(statement.context))
    FROM (
        SELECT start, instr(substr(body, start + 1, 2 * length(statement.context)), statement.context) AS found
        FROM (
            SELECT r.body, max(json_extract(statement.spans, '$[0][0]') - length(statement.context), 0) AS start
            FROM revision r WHERE r.id = statement.revision
        )
    )
    WHERE found > 0
)
WHERE context IS NOT NULL;

ALTER TABLE statement DROP COLUMN text;
ALTER TABLE statement DROP COLUMN context;
ALTER TABLE attribution DROP COLUMN exact;
ALTER TABLE attribution DROP COLUMN prefix;
ALTER TABLE attribution DROP COLUMN suffix;

-- What a claim's newest wording is follows from its statements; nothing needs to look it up the other way.
DROP INDEX claim_by_latest;
ALTER TABLE claim DROP COLUMN latest;
ALTER TABLE claim ADD COLUMN latest INTEGER;
UPDATE claim SET latest = (
    SELECT t.id FROM statement t JOIN revision r ON r.id = t.revision
    WHERE t.claim = claim.id ORDER BY r.seq DESC, t.ordinal LIMIT 1
);

-- Evidence without the names of its parts; what an older version wrote otherwise stays as it is.
UPDATE attribution SET evidence = json_array(
    evidence -> '$.extraction.source', evidence -> '$.extraction.cue', evidence -> '$.extraction.content',
    evidence -> '$.extraction.weakest', evidence -> '$.extraction.margin', evidence -> '$.extraction.length',
    evidence -> '$.extraction.rules', evidence -> '$.speaker'
)
WHERE CASE WHEN json_valid(evidence) THEN json_type(evidence, '$.speaker') = 'array'
    AND json_type(evidence, '$.extraction.weakest') = 'array' AND json_type(evidence, '$.extraction.rules') = 'array'
    AND (SELECT count(*) FROM json_each(attribution.evidence, '$.extraction')) = 7 END;

CREATE VIRTUAL TABLE statement_fts USING fts5 (
    text, content="v_statements", content_rowid = 'statement_id', tokenize = 'porter unicode61 remove_diacritics 2'
);

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
        json_extract(q.content_spans, '$[#-1][1]') + 1, 32) AS suffix
FROM attribution q
JOIN revision r ON r.id = q.revision
JOIN article a ON a.id = r.article
JOIN speaker s ON s.id = q.speaker
LEFT JOIN outlet o ON o.id = a.outlet;

CREATE VIEW v_statements AS
SELECT statement_id, text, coalesce(context, text) AS sentence, position, check_worthiness, spans, ordinal, claim_id,
    quote_id, article_id, revision_id, revision, captured_at
FROM (
    SELECT t.id AS statement_id,
        coalesce(t.wording, substr(r.body, json_extract(t.spans, '$[0][0]') + 1,
            json_extract(t.spans, '$[0][1]') - json_extract(t.spans, '$[0][0]'))
            || coalesce(' ' || substr(r.body, json_extract(t.spans, '$[1][0]') + 1,
                json_extract(t.spans, '$[1][1]') - json_extract(t.spans, '$[1][0]')), '')) AS text,
        substr(r.body, json_extract(t.context_span, '$[0]') + 1,
            json_extract(t.context_span, '$[1]') - json_extract(t.context_span, '$[0]')) AS context,
        t.position, t.check_worthiness, t.spans, t.ordinal, t.claim AS claim_id, t.attribution AS quote_id,
        r.article AS article_id, t.revision AS revision_id, r.seq AS revision, r.captured_at
    FROM statement t
    JOIN revision r ON r.id = t.revision
);

CREATE VIEW v_claims AS
SELECT c.id AS claim_id, t.text AS claim,
    CASE WHEN q.id IS NOT NULL THEN coalesce(s.name, '') END AS speaker, q.speaker_kind, q.kind,
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
    (SELECT count(*) FROM change h WHERE h.claim = c.id) AS changes,
    (SELECT count(*) FROM change h WHERE h.claim = c.id AND h.material) AS material_changes,
    (SELECT v.decision FROM review v WHERE v.claim = c.id ORDER BY v.id DESC LIMIT 1) AS review,
    (SELECT v.rating FROM review v WHERE v.claim = c.id ORDER BY v.id DESC LIMIT 1) AS rating,
    o.name AS outlet, r.headline, a.url, a.key AS article_key, a.id AS article_id,
    q.id AS quote_id, q.speaker AS speaker_id, t.statement_id, r.id AS revision_id, r.seq AS revision,
    r.captured_at, r.published_at,
    CASE WHEN r.published_at GLOB '*T*Z' OR r.published_at GLOB '*T*[+-][0-9][0-9]:[0-9][0-9]'
        THEN strftime('%Y-%m-%dT%H:%M:%SZ', r.published_at) END AS published_utc,
    strftime('%Y-%m-%dT%H:%M:%SZ', r.captured_at) AS captured_utc
FROM claim c
JOIN v_statements t ON t.statement_id = c.latest AND t.claim_id = c.id
JOIN revision r ON r.id = t.revision_id
JOIN article a ON a.id = c.article
LEFT JOIN attribution q ON q.id = t.quote_id
LEFT JOIN speaker s ON s.id = q.speaker
LEFT JOIN outlet o ON o.id = a.outlet;

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
    strftime('%Y-%m-%dT%H:%M:%SZ', n.captured_at) AS captured_utc
FROM change c
JOIN revision f ON f.id = c.from_revision
JOIN revision n ON n.id = c.to_revision
JOIN article a ON a.id = c.article
LEFT JOIN outlet o ON o.id = a.outlet
LEFT JOIN correction k ON k.id = c.correction
LEFT JOIN correction m ON m.id = c.possible_correction;

CREATE VIEW v_anonymous AS
SELECT quote_id, source, anonymous_class, anonymity_reason, kind, cue, cue_class, negated, hedge, asserted, reported,
    quote, confidence, outlet, headline, url, article_key, article_id, revision_id, revision, captured_at,
    published_at, published_utc, captured_utc
FROM v_quotes
WHERE speaker_kind = 'anonymous' AND is_newest;

INSERT INTO statement_fts (statement_fts) VALUES ('rebuild');
