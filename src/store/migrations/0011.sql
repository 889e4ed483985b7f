-- Reviews: a state and a log of events for each claim, quote or change; what was rejected no longer counts.
DROP VIEW v_revisions;
DROP VIEW v_quotes;
DROP VIEW v_claims;
DROP VIEW v_changes;
DROP VIEW v_speakers;
DROP VIEW v_anonymous;
DROP TRIGGER article_tally_set;
DROP TRIGGER speaker_tally_move;
DROP TRIGGER speaker_tally_delete;
DROP TRIGGER speaker_tally_update;
ALTER TABLE attribution ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected IN (0, 1));
ALTER TABLE claim ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected IN (0, 1));
ALTER TABLE change ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected IN (0, 1));
CREATE INDEX change_to_review ON change (severity, id) WHERE material AND NOT rejected;

ALTER TABLE review RENAME TO old_review;
CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (id),
    subject TEXT NOT NULL CHECK (subject IN ('claim', 'quote', 'change')),
    claim INTEGER REFERENCES claim (id) ON DELETE SET NULL, -- of the three the one that it is about:
    quote INTEGER REFERENCES attribution (id) ON DELETE SET NULL, -- NULL when nothing has its words any more
    change INTEGER REFERENCES change (id) ON DELETE SET NULL, -- or a later review is about it
    state TEXT NOT NULL CHECK (state IN ('open', 'assigned', 'decided', 'stale')), -- stale: a claim that turned since
    assignee TEXT,
    event INTEGER REFERENCES review_event (id), -- the newest
    decision INTEGER REFERENCES review_event (id) -- the decision that holds; NULL when there is none
) STRICT;
CREATE TABLE review_event (
    id INTEGER PRIMARY KEY,
    review INTEGER NOT NULL REFERENCES review (id),
    action TEXT NOT NULL CHECK (action IN ('verdict', 'confirmed', 'rejected', 'assigned', 'reopened')),
    wording TEXT NOT NULL,                 -- the sentence of the claim, the quote, or the new sentence of the change
    seen TEXT NOT NULL,                    -- JSON: all that was decided on, words and spans
    as_of TEXT NOT NULL,                   -- when the newest revision was captured then
    rating TEXT,                           -- of a verdict: "false", "mostly true", ... in the reviewer's own scale
    verdict TEXT,                          -- in words
    reason TEXT,                           -- of a rejection: not_an_attribution, wrong_speaker, wrong_kind, ...
    evidence TEXT NOT NULL,                -- JSON array of URLs
    note TEXT,
    assignee TEXT,
    reviewer TEXT,                         -- who; NULL in rows of old versions only
    at TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES run (id)
) STRICT;
-- The older reviews of a claim become the events of one.
INSERT INTO review (id, article, subject, claim, state)
SELECT min(id), article, 'claim', claim, 'decided' FROM old_review GROUP BY article, coalesce(claim, -id);
INSERT INTO review_event (id, review, action, wording, seen, as_of, rating, verdict, evidence, reviewer, at, run)
SELECT o.id, (SELECT min(p.id) FROM old_review p WHERE p.article = o.article
        AND coalesce(p.claim, -p.id) = coalesce(o.claim, -o.id)),
    o.decision, o.wording, json_object('claim', o.wording, 'sentence', o.wording),
    coalesce((SELECT max(r.captured_at) FROM revision r WHERE r.article = o.article AND r.captured_at <= o.reviewed_at),
        (SELECT max(r.captured_at) FROM revision r WHERE r.article = o.article), o.reviewed_at),
    o.rating, o.explanation, o.evidence, o.reviewer, o.reviewed_at, o.run
FROM old_review o;
UPDATE review SET event = (SELECT max(e.id) FROM review_event e WHERE e.review = review.id),
    decision = (SELECT max(e.id) FROM review_event e WHERE e.review = review.id);
UPDATE claim SET rejected = 1 WHERE id IN
    (SELECT v.claim FROM review v JOIN review_event e ON e.id = v.decision WHERE e.action = 'rejected');
DROP TABLE old_review;
CREATE INDEX review_by_article ON review (article);
CREATE INDEX review_by_state ON review (state, event);
CREATE UNIQUE INDEX review_by_claim ON review (claim) WHERE claim IS NOT NULL;
CREATE UNIQUE INDEX review_by_quote ON review (quote) WHERE quote IS NOT NULL;
CREATE UNIQUE INDEX review_by_change ON review (change) WHERE change IS NOT NULL;
CREATE INDEX review_event_by_review ON review_event (review);
CREATE TRIGGER review_event_update BEFORE UPDATE ON review_event BEGIN
    SELECT raise(ABORT, 'what was decided is not altered');
END;
CREATE TRIGGER review_event_delete BEFORE DELETE ON review_event BEGIN
    SELECT raise(ABORT, 'what was decided is not deleted');
END;

CREATE TABLE speaker_same_as (
    speaker INTEGER NOT NULL REFERENCES speaker (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES run (id), -- the run that a person decided it in
    PRIMARY KEY (speaker, url)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER article_tally_set AFTER UPDATE OF newest_revision ON article WHEN new.newest_revision IS NOT NULL BEGIN
    INSERT OR REPLACE INTO article_tally
    SELECT new.id, (SELECT seq FROM revision WHERE id = new.newest_revision), q.*, coalesce((
        SELECT json_group_object(class, n) FROM (SELECT class, count(*) AS n FROM (
        SELECT speaker_kind AS kind, count(*) AS quotes, count(*) FILTER (WHERE confidence >= 0.5) AS sure,
            coalesce(max(anonymous_class) FILTER (WHERE confidence >= 0.5), 'other') AS class,
            max(anonymity_reason) FILTER (WHERE confidence >= 0.5) IS NOT NULL AS has_reason
        FROM attribution WHERE revision = new.newest_revision AND NOT rejected GROUP BY speaker, speaker_kind
        ) WHERE sure > 0 AND kind = 'anonymous' AND class <> 'office_holder' GROUP BY class)), '{}'), c.*
    FROM (
        SELECT coalesce(sum(quotes), 0), coalesce(sum(sure), 0),
            count(*) FILTER (WHERE sure > 0 AND kind NOT IN ('none', 'author')),
            count(*) FILTER (WHERE sure > 0 AND kind = 'anonymous' AND class <> 'office_holder'),
            count(*) FILTER (WHERE sure > 0 AND kind = 'anonymous' AND class <> 'office_holder' AND has_reason),
            coalesce(sum(sure) FILTER (WHERE kind = 'anonymous' AND class <> 'office_holder'), 0),
            coalesce(sum(sure) FILTER (WHERE kind = 'none'), 0)
        FROM (
        SELECT speaker_kind AS kind, count(*) AS quotes, count(*) FILTER (WHERE confidence >= 0.5) AS sure,
            coalesce(max(anonymous_class) FILTER (WHERE confidence >= 0.5), 'other') AS class,
            max(anonymity_reason) FILTER (WHERE confidence >= 0.5) IS NOT NULL AS has_reason
        FROM attribution WHERE revision = new.newest_revision AND NOT rejected GROUP BY speaker, speaker_kind
        )
    ) q, (
        SELECT count(*), count(*) FILTER (WHERE material), count(*) FILTER (WHERE severity = 'high'),
            count(*) FILTER (WHERE severity = 'medium'), count(*) FILTER (WHERE severity = 'low'),
            count(*) FILTER (WHERE unannounced)
        FROM change WHERE article = new.id AND NOT rejected
    ) c;
END;
CREATE TRIGGER speaker_tally_move AFTER UPDATE OF newest_revision ON article
WHEN old.newest_revision IS NOT new.newest_revision BEGIN
    UPDATE speaker SET quotes = speaker.quotes + d.quotes, sure_quotes = sure_quotes + d.sure
    FROM (
        SELECT speaker, sum(quotes) AS quotes, sum(sure) AS sure FROM (
            SELECT speaker, 1 AS quotes, confidence >= 0.5 AS sure FROM attribution
            WHERE revision = new.newest_revision AND NOT rejected
            UNION ALL SELECT speaker, -1, -(confidence >= 0.5) FROM attribution
            WHERE revision = old.newest_revision AND NOT rejected
        ) GROUP BY speaker HAVING sum(quotes) <> 0 OR sum(sure) <> 0
    ) d
    WHERE speaker.id = d.speaker;
END;
CREATE TRIGGER speaker_tally_delete AFTER DELETE ON attribution
WHEN NOT old.rejected AND EXISTS (SELECT 1 FROM article WHERE newest_revision = old.revision) BEGIN
    UPDATE speaker SET quotes = quotes - 1, sure_quotes = sure_quotes - (old.confidence >= 0.5) WHERE id = old.speaker;
END;
CREATE TRIGGER speaker_tally_update AFTER UPDATE OF speaker, confidence, rejected ON attribution
WHEN EXISTS (SELECT 1 FROM article WHERE newest_revision = new.revision) BEGIN
    UPDATE speaker SET quotes = quotes - 1, sure_quotes = sure_quotes - (old.confidence >= 0.5)
    WHERE id = old.speaker AND NOT old.rejected;
    UPDATE speaker SET quotes = quotes + 1, sure_quotes = sure_quotes + (new.confidence >= 0.5)
    WHERE id = new.speaker AND NOT new.rejected;
END;

CREATE VIEW v_revisions AS
SELECT r.id AS revision_id, r.article AS article_id, a.key AS article_key, r.seq AS revision, r.captured_at,
    coalesce((SELECT max(c.captured_at) FROM capture c WHERE c.revision = r.id), r.captured_at) AS last_captured_at,
    (SELECT count(*) FROM capture c WHERE c.revision = r.id) AS captures,
    r.published_at, r.modified_at, r.headline, r.byline, r.dateline, r.format, r.language, r.raw_sha256,
    r.text_sha256, (SELECT b.seq FROM revision b WHERE b.id = r.same_text_as) AS same_text_as,
    r.found_by, r.warnings, r.alarm, r.alarm_reason, r.extractor,
    (SELECT count(*) FROM attribution q WHERE q.revision = r.id AND NOT q.rejected) AS quotes,
    (SELECT count(*) FROM statement t WHERE t.revision = r.id) AS statements,
    (SELECT count(*) FROM change c WHERE c.to_revision = r.id AND NOT c.rejected) AS changes,
    (SELECT count(*) FROM change c WHERE c.to_revision = r.id AND c.material AND NOT c.rejected) AS material_changes,
    (SELECT count(*) FROM change c WHERE c.to_revision = r.id AND c.unannounced AND NOT c.rejected) AS unannounced_changes,
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
    q.rejected
FROM attribution q
JOIN revision r ON r.id = q.revision
JOIN article a ON a.id = r.article
JOIN speaker s ON s.id = q.speaker
LEFT JOIN outlet o ON o.id = a.outlet;

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
    (SELECT count(*) FROM change h WHERE h.claim = c.id AND NOT h.rejected) AS changes,
    (SELECT count(*) FROM change h WHERE h.claim = c.id AND h.material AND NOT h.rejected) AS material_changes,
    e.action AS review, e.rating, e.verdict, w.state AS review_state,
    o.name AS outlet, r.headline, a.url, a.key AS article_key, a.id AS article_id,
    q.id AS quote_id, q.speaker AS speaker_id, t.statement_id, r.id AS revision_id, r.seq AS revision,
    r.captured_at, r.published_at,
    CASE WHEN r.published_at GLOB '*T*Z' OR r.published_at GLOB '*T*[+-][0-9][0-9]:[0-9][0-9]'
        THEN strftime('%Y-%m-%dT%H:%M:%SZ', r.published_at) END AS published_utc,
    strftime('%Y-%m-%dT%H:%M:%SZ', r.captured_at) AS captured_utc, c.rejected OR coalesce(q.rejected, 0) AS rejected
FROM claim c
JOIN v_statements t ON t.statement_id = c.latest AND t.claim_id = c.id
JOIN revision r ON r.id = t.revision_id
JOIN article a ON a.id = c.article
LEFT JOIN attribution q ON q.id = t.quote_id
LEFT JOIN speaker s ON s.id = q.speaker
LEFT JOIN outlet o ON o.id = a.outlet
LEFT JOIN review w ON w.claim = c.id
LEFT JOIN review_event e ON e.id = w.decision;

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

CREATE VIEW v_speakers AS
SELECT s.id AS speaker_id, coalesce(s.name, '') AS speaker, s.kind, s.quotes,
    (SELECT count(*) FROM attribution q JOIN article a ON a.newest_revision = q.revision
        WHERE q.speaker = s.id AND NOT q.rejected AND q.kind = 'direct') AS direct,
    (SELECT count(*) FROM attribution q JOIN article a ON a.newest_revision = q.revision
        WHERE q.speaker = s.id AND NOT q.rejected AND q.kind = 'mixed') AS mixed,
    (SELECT count(*) FROM attribution q JOIN article a ON a.newest_revision = q.revision
        WHERE q.speaker = s.id AND NOT q.rejected AND q.kind = 'indirect') AS indirect,
    (SELECT count(DISTINCT r.article) FROM attribution q JOIN revision r ON r.id = q.revision
        WHERE q.speaker = s.id AND NOT q.rejected) AS articles,
    (SELECT min(r.captured_at) FROM attribution q JOIN revision r ON r.id = q.revision
        WHERE q.speaker = s.id AND NOT q.rejected) AS first_seen,
    (SELECT max(r.captured_at) FROM attribution q JOIN revision r ON r.id = q.revision
        WHERE q.speaker = s.id AND NOT q.rejected) AS last_seen,
    (SELECT json_group_array(DISTINCT q.speaker_title) FILTER (WHERE q.speaker_title IS NOT NULL)
        FROM attribution q WHERE q.speaker = s.id AND NOT q.rejected) AS titles,
    (SELECT max(q.anonymous_class) FROM attribution q WHERE q.speaker = s.id AND NOT q.rejected) AS anonymous_class,
    (SELECT max(q.anonymity_reason) FROM attribution q WHERE q.speaker = s.id AND NOT q.rejected) AS anonymity_reason,
    (SELECT json_group_array(x.url) FROM speaker_same_as x WHERE x.speaker = s.id) AS same_as
FROM speaker s
WHERE EXISTS (SELECT 1 FROM attribution q WHERE q.speaker = s.id AND NOT q.rejected);

CREATE VIEW v_anonymous AS
SELECT quote_id, source, anonymous_class, anonymity_reason, kind, cue, cue_class, negated, hedge, asserted, reported,
    quote, confidence, outlet, headline, url, article_key, article_id, revision_id, revision, captured_at,
    published_at, published_utc, captured_utc
FROM v_quotes
WHERE speaker_kind = 'anonymous' AND is_newest AND NOT rejected;

CREATE VIEW v_reviews AS
SELECT v.subject, coalesce(v.claim, v.quote, v.change) AS subject_id, v.state, h.severity,
    coalesce(iif(v.state = 'stale', n.captured_at, NULL), e.at) AS since, v.assignee,
    -- The words decided on, or last looked at.
    coalesce(d.wording, e.wording) AS wording,
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
