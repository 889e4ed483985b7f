-- Counts of speakers are kept, so that they are listed at once; a quote that a person confirmed is a sure one.
DROP VIEW v_anonymous;
DROP VIEW v_quotes;
DROP VIEW v_speakers;
DROP TRIGGER article_tally_set;
DROP TRIGGER speaker_tally_move;
DROP TRIGGER speaker_tally_insert;
DROP TRIGGER speaker_tally_delete;
DROP TRIGGER speaker_tally_update;
ALTER TABLE speaker ADD COLUMN direct INTEGER NOT NULL DEFAULT 0;
ALTER TABLE speaker ADD COLUMN mixed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE speaker ADD COLUMN sure_direct INTEGER NOT NULL DEFAULT 0;
ALTER TABLE speaker ADD COLUMN sure_mixed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX speaker_by_quotes ON speaker (quotes DESC);
ALTER TABLE attribution ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed IN (0, 1));
ALTER TABLE attribution ADD COLUMN sure INTEGER GENERATED ALWAYS AS (confidence >= 0.5 OR confirmed) VIRTUAL;
CREATE INDEX attribution_confirmed ON attribution (revision) WHERE confirmed;

CREATE TABLE speaker_article (
    speaker INTEGER NOT NULL REFERENCES speaker (id) ON DELETE CASCADE,
    article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    sure INTEGER NOT NULL CHECK (sure IN (0, 1)),
    first_seen TEXT NOT NULL,              -- when the first revision with such a quote was captured
    last_seen TEXT NOT NULL,               -- when the last one was
    titles TEXT,                           -- JSON: the job titles given there; NULL when there are none
    anonymous_class TEXT,
    anonymity_reason TEXT,
    PRIMARY KEY (speaker, article, sure)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_article_by_article ON speaker_article (article);

UPDATE attribution SET confirmed = 1 WHERE id IN
    (SELECT v.quote FROM review v JOIN review_event e ON e.id = v.decision WHERE e.action = 'confirmed');
UPDATE speaker SET (quotes, sure_quotes, direct, mixed, sure_direct, sure_mixed) = (
    SELECT count(*), count(*) FILTER (WHERE q.sure), count(*) FILTER (WHERE q.kind = 'direct'),
        count(*) FILTER (WHERE q.kind = 'mixed'), count(*) FILTER (WHERE q.sure AND q.kind = 'direct'),
        count(*) FILTER (WHERE q.sure AND q.kind = 'mixed')
    FROM attribution q JOIN article a ON a.newest_revision = q.revision
    WHERE q.speaker = speaker.id AND NOT q.rejected AND NOT q.copied);

CREATE TRIGGER article_tally_set AFTER UPDATE OF newest_revision ON article WHEN new.newest_revision IS NOT NULL BEGIN
    INSERT OR REPLACE INTO article_tally
    SELECT new.id, (SELECT seq FROM revision WHERE id = new.newest_revision), q.*, coalesce((
        SELECT json_group_object(class, n) FROM (SELECT class, count(*) AS n FROM (
        SELECT speaker_kind AS kind, count(*) AS quotes, count(*) FILTER (WHERE sure) AS sure,
            coalesce(max(anonymous_class) FILTER (WHERE sure), 'other') AS class,
            max(anonymity_reason) FILTER (WHERE sure) IS NOT NULL AS has_reason
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
        SELECT speaker_kind AS kind, count(*) AS quotes, count(*) FILTER (WHERE sure) AS sure,
            coalesce(max(anonymous_class) FILTER (WHERE sure), 'other') AS class,
            max(anonymity_reason) FILTER (WHERE sure) IS NOT NULL AS has_reason
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
    UPDATE speaker SET quotes = speaker.quotes + d.quotes, sure_quotes = speaker.sure_quotes + d.sure_quotes,
        direct = speaker.direct + d.direct, sure_direct = speaker.sure_direct + d.sure_direct,
        mixed = speaker.mixed + d.mixed, sure_mixed = speaker.sure_mixed + d.sure_mixed
    FROM (
        SELECT speaker, sum(n) AS quotes, sum(n * sure) AS sure_quotes, sum(n * (kind = 'direct')) AS direct,
            sum(n * sure * (kind = 'direct')) AS sure_direct, sum(n * (kind = 'mixed')) AS mixed,
            sum(n * sure * (kind = 'mixed')) AS sure_mixed
        FROM (
            SELECT speaker, kind, sure, 1 AS n FROM attribution
            WHERE revision = new.newest_revision AND NOT rejected AND NOT copied
            UNION ALL SELECT speaker, kind, sure, -1 FROM attribution
            WHERE revision = old.newest_revision AND NOT rejected AND NOT copied
        ) GROUP BY speaker
        HAVING sum(n) <> 0 OR sum(n * sure) <> 0 OR sum(n * (kind = 'direct')) <> 0
            OR sum(n * sure * (kind = 'direct')) <> 0 OR sum(n * (kind = 'mixed')) <> 0
            OR sum(n * sure * (kind = 'mixed')) <> 0
    ) d
    WHERE speaker.id = d.speaker;
END;
CREATE TRIGGER speaker_tally_insert AFTER INSERT ON attribution
WHEN EXISTS (SELECT 1 FROM article WHERE newest_revision = new.revision) BEGIN
    UPDATE speaker SET quotes = quotes + 1, sure_quotes = sure_quotes + new.sure,
        direct = direct + (new.kind = 'direct'), sure_direct = sure_direct + (new.sure AND new.kind = 'direct'),
        mixed = mixed + (new.kind = 'mixed'), sure_mixed = sure_mixed + (new.sure AND new.kind = 'mixed')
    WHERE id = new.speaker;
END;
CREATE TRIGGER speaker_tally_delete AFTER DELETE ON attribution
WHEN NOT old.rejected AND NOT old.copied AND EXISTS (SELECT 1 FROM article WHERE newest_revision = old.revision) BEGIN
    UPDATE speaker SET quotes = quotes - 1, sure_quotes = sure_quotes - old.sure,
        direct = direct - (old.kind = 'direct'), sure_direct = sure_direct - (old.sure AND old.kind = 'direct'),
        mixed = mixed - (old.kind = 'mixed'), sure_mixed = sure_mixed - (old.sure AND old.kind = 'mixed')
    WHERE id = old.speaker;
END;
CREATE TRIGGER speaker_tally_update AFTER UPDATE OF speaker, kind, confidence, rejected, copied, confirmed ON attribution
WHEN EXISTS (SELECT 1 FROM article WHERE newest_revision = new.revision) BEGIN
    UPDATE speaker SET quotes = quotes - 1, sure_quotes = sure_quotes - old.sure,
        direct = direct - (old.kind = 'direct'), sure_direct = sure_direct - (old.sure AND old.kind = 'direct'),
        mixed = mixed - (old.kind = 'mixed'), sure_mixed = sure_mixed - (old.sure AND old.kind = 'mixed')
    WHERE id = old.speaker AND NOT old.rejected AND NOT old.copied;
    UPDATE speaker SET quotes = quotes + 1, sure_quotes = sure_quotes + new.sure,
        direct = direct + (new.kind = 'direct'), sure_direct = sure_direct + (new.sure AND new.kind = 'direct'),
        mixed = mixed + (new.kind = 'mixed'), sure_mixed = sure_mixed + (new.sure AND new.kind = 'mixed')
    WHERE id = new.speaker AND NOT new.rejected AND NOT new.copied;
END;
-- Of a revision after the newest, only what it says is new to its article; else any revision may have been written anew.
CREATE TRIGGER speaker_article_next AFTER UPDATE OF newest_revision ON article
WHEN (SELECT seq FROM revision WHERE id = new.newest_revision)
    = coalesce((SELECT seq FROM revision WHERE id = old.newest_revision), 0) + 1 BEGIN
    INSERT INTO speaker_article
    SELECT q.speaker, r.article, q.sure, r.captured_at, r.captured_at,
        nullif(json_group_array(DISTINCT q.speaker_title) FILTER (WHERE q.speaker_title IS NOT NULL), '[]'),
        max(q.anonymous_class), max(q.anonymity_reason)
    FROM revision r JOIN attribution q ON q.revision = r.id AND NOT q.rejected
    WHERE r.id = new.newest_revision GROUP BY q.speaker, q.sure
    ON CONFLICT DO UPDATE SET first_seen = min(first_seen, excluded.first_seen),
        last_seen = max(last_seen, excluded.last_seen),
        titles = CASE WHEN excluded.titles IS NULL OR excluded.titles = titles THEN titles ELSE (
            SELECT json_group_array(value) FROM (SELECT value FROM json_each(coalesce(speaker_article.titles, '[]'))
                UNION SELECT value FROM json_each(excluded.titles))) END,
        anonymous_class = coalesce(max(anonymous_class, excluded.anonymous_class), anonymous_class,
            excluded.anonymous_class),
        anonymity_reason = coalesce(max(anonymity_reason, excluded.anonymity_reason), anonymity_reason,
            excluded.anonymity_reason);
END;
CREATE TRIGGER speaker_article_anew AFTER UPDATE OF newest_revision ON article
WHEN (SELECT seq FROM revision WHERE id = new.newest_revision)
    <> coalesce((SELECT seq FROM revision WHERE id = old.newest_revision), 0) + 1 BEGIN
    DELETE FROM speaker_article WHERE article = new.id;
    INSERT INTO speaker_article
    SELECT q.speaker, r.article, q.sure, min(r.captured_at), max(r.captured_at),
        nullif(json_group_array(DISTINCT q.speaker_title) FILTER (WHERE q.speaker_title IS NOT NULL), '[]'),
        max(q.anonymous_class), max(q.anonymity_reason)
    FROM revision r JOIN attribution q ON q.revision = r.id AND NOT q.rejected
    WHERE r.article = new.id GROUP BY q.speaker, q.sure;
END;

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
    q.rejected, q.confirmed
FROM attribution q
JOIN revision r ON r.id = q.revision
JOIN article a ON a.id = r.article
JOIN speaker s ON s.id = q.speaker
LEFT JOIN outlet o ON o.id = a.outlet;

CREATE VIEW v_speakers AS
SELECT s.id AS speaker_id, coalesce(s.name, '') AS speaker, s.kind, s.quotes, s.direct, s.mixed,
    s.quotes - s.direct - s.mixed AS indirect,
    (SELECT count(DISTINCT p.article) FROM speaker_article p WHERE p.speaker = s.id) AS articles,
    (SELECT min(p.first_seen) FROM speaker_article p WHERE p.speaker = s.id) AS first_seen,
    (SELECT max(p.last_seen) FROM speaker_article p WHERE p.speaker = s.id) AS last_seen,
    -- The one that most articles give first.
    (SELECT json_group_array(value) FROM (SELECT t.value FROM speaker_article p, json_each(p.titles) t
        WHERE p.speaker = s.id GROUP BY t.value ORDER BY count(*) DESC, t.value)) AS titles,
    (SELECT max(p.anonymous_class) FROM speaker_article p WHERE p.speaker = s.id) AS anonymous_class,
    (SELECT max(p.anonymity_reason) FROM speaker_article p WHERE p.speaker = s.id) AS anonymity_reason,
    (SELECT json_group_array(x.url) FROM speaker_same_as x WHERE x.speaker = s.id) AS same_as
FROM speaker s
WHERE EXISTS (SELECT 1 FROM speaker_article p WHERE p.speaker = s.id);

CREATE VIEW v_anonymous AS
SELECT quote_id, source, anonymous_class, anonymity_reason, kind, cue, cue_class, negated, hedge, asserted, reported,
    quote, confidence, outlet, headline, url, article_key, article_id, revision_id, revision, captured_at,
    published_at, published_utc, captured_utc
FROM v_quotes
WHERE speaker_kind = 'anonymous' AND is_newest AND NOT rejected;

-- The triggers count what is there.
UPDATE article SET newest_revision = newest_revision;
