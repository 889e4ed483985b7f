-- Counts are kept beside articles and speakers, so that listings need not look at every quote and change.
ALTER TABLE speaker ADD COLUMN quotes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE speaker ADD COLUMN sure_quotes INTEGER NOT NULL DEFAULT 0;
CREATE INDEX attribution_doubtful ON attribution (revision) WHERE confidence < 0.5;
CREATE INDEX attribution_unnamed ON attribution (revision) WHERE speaker_kind = 'anonymous';
CREATE INDEX statement_worth_checking ON statement (check_worthiness) WHERE check_worthiness >= 0.7;
-- Counts of an article, so that listings need not look at every quote and change of the database. Quotes are those of the
-- newest revision; a source is a speaker of it, counted where a quote of it is sure (confidence 0.5 or more).
CREATE TABLE article_tally (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    revisions INTEGER NOT NULL,
    quotes INTEGER NOT NULL,
    sure_quotes INTEGER NOT NULL,
    sources INTEGER NOT NULL,              -- neither the author nor somebody of whom nothing is known
    unnamed INTEGER NOT NULL,              -- sources without a name; who holds a named office is known
    with_reason INTEGER NOT NULL,          -- unnamed sources for which a reason is given
    unnamed_quotes INTEGER NOT NULL,       -- sure quotes of unnamed sources
    unknown_quotes INTEGER NOT NULL,       -- sure quotes of whom nothing is known
    classes TEXT NOT NULL,                 -- JSON: how many unnamed sources there are of each class
    changes INTEGER NOT NULL,              -- between all revisions
    material_changes INTEGER NOT NULL,
    high_changes INTEGER NOT NULL,
    medium_changes INTEGER NOT NULL,
    low_changes INTEGER NOT NULL,
    unannounced_changes INTEGER NOT NULL
) STRICT;
-- The newest revision is set when all of it is written, and again when that was written anew.
CREATE TRIGGER article_tally_set AFTER UPDATE OF newest_revision ON article WHEN new.newest_revision IS NOT NULL BEGIN
    INSERT OR REPLACE INTO article_tally
    SELECT new.id, (SELECT seq FROM revision WHERE id = new.newest_revision), q.*, coalesce((
        SELECT json_group_object(class, n) FROM (SELECT class, count(*) AS n FROM (
        SELECT speaker_kind AS kind, count(*) AS quotes, count(*) FILTER (WHERE confidence >= 0.5) AS sure,
            coalesce(max(anonymous_class) FILTER (WHERE confidence >= 0.5), 'other') AS class,
            max(anonymity_reason) FILTER (WHERE confidence >= 0.5) IS NOT NULL AS has_reason
        FROM attribution WHERE revision = new.newest_revision GROUP BY speaker, speaker_kind
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
        FROM attribution WHERE revision = new.newest_revision GROUP BY speaker, speaker_kind
        )
    ) q, (
        SELECT count(*), count(*) FILTER (WHERE material), count(*) FILTER (WHERE severity = 'high'),
            count(*) FILTER (WHERE severity = 'medium'), count(*) FILTER (WHERE severity = 'low'),
            count(*) FILTER (WHERE unannounced)
        FROM change WHERE article = new.id
    ) c;
END;
-- Who is quoted in the old revision no longer counts, who is quoted in the new one does.
CREATE TRIGGER speaker_tally_move AFTER UPDATE OF newest_revision ON article
WHEN old.newest_revision IS NOT new.newest_revision BEGIN
    UPDATE speaker SET quotes = speaker.quotes + d.quotes, sure_quotes = sure_quotes + d.sure
    FROM (
        SELECT speaker, sum(quotes) AS quotes, sum(sure) AS sure FROM (
            SELECT speaker, 1 AS quotes, confidence >= 0.5 AS sure FROM attribution WHERE revision = new.newest_revision
            UNION ALL SELECT speaker, -1, -(confidence >= 0.5) FROM attribution WHERE revision = old.newest_revision
        ) GROUP BY speaker HAVING sum(quotes) <> 0 OR sum(sure) <> 0
    ) d
    WHERE speaker.id = d.speaker;
END;
CREATE TRIGGER speaker_tally_insert AFTER INSERT ON attribution
WHEN EXISTS (SELECT 1 FROM article WHERE newest_revision = new.revision) BEGIN
    UPDATE speaker SET quotes = quotes + 1, sure_quotes = sure_quotes + (new.confidence >= 0.5) WHERE id = new.speaker;
END;
CREATE TRIGGER speaker_tally_delete AFTER DELETE ON attribution
WHEN EXISTS (SELECT 1 FROM article WHERE newest_revision = old.revision) BEGIN
    UPDATE speaker SET quotes = quotes - 1, sure_quotes = sure_quotes - (old.confidence >= 0.5) WHERE id = old.speaker;
END;
CREATE TRIGGER speaker_tally_update AFTER UPDATE OF speaker, confidence ON attribution
WHEN EXISTS (SELECT 1 FROM article WHERE newest_revision = new.revision) BEGIN
    UPDATE speaker SET quotes = quotes - 1, sure_quotes = sure_quotes - (old.confidence >= 0.5) WHERE id = old.speaker;
    UPDATE speaker SET quotes = quotes + 1, sure_quotes = sure_quotes + (new.confidence >= 0.5) WHERE id = new.speaker;
END;
CREATE TRIGGER speaker_tally_article BEFORE DELETE ON article BEGIN
    UPDATE article SET newest_revision = NULL WHERE id = old.id;
END;

DROP VIEW v_articles;
DROP VIEW v_speakers;
DROP VIEW v_outlets;

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
    (SELECT strftime('%Y-%m-%dT%H:%M:%SZ', max(c.captured_at)) FROM capture c WHERE c.article = a.id) AS captured_utc
FROM article a
JOIN revision n ON n.id = a.newest_revision
JOIN article_tally t ON t.article = a.id
LEFT JOIN outlet o ON o.id = a.outlet;

CREATE VIEW v_speakers AS
SELECT s.id AS speaker_id, coalesce(s.name, '') AS speaker, s.kind, s.quotes,
    (SELECT count(*) FROM attribution q JOIN article a ON a.newest_revision = q.revision
        WHERE q.speaker = s.id AND q.kind = 'direct') AS direct,
    (SELECT count(*) FROM attribution q JOIN article a ON a.newest_revision = q.revision
        WHERE q.speaker = s.id AND q.kind = 'mixed') AS mixed,
    (SELECT count(*) FROM attribution q JOIN article a ON a.newest_revision = q.revision
        WHERE q.speaker = s.id AND q.kind = 'indirect') AS indirect,
    (SELECT count(DISTINCT r.article) FROM attribution q JOIN revision r ON r.id = q.revision
        WHERE q.speaker = s.id) AS articles,
    (SELECT min(r.captured_at) FROM attribution q JOIN revision r ON r.id = q.revision
        WHERE q.speaker = s.id) AS first_seen,
    (SELECT max(r.captured_at) FROM attribution q JOIN revision r ON r.id = q.revision
        WHERE q.speaker = s.id) AS last_seen,
    (SELECT json_group_array(DISTINCT q.speaker_title) FILTER (WHERE q.speaker_title IS NOT NULL)
        FROM attribution q WHERE q.speaker = s.id) AS titles,
    (SELECT max(q.anonymous_class) FROM attribution q WHERE q.speaker = s.id) AS anonymous_class,
    (SELECT max(q.anonymity_reason) FROM attribution q WHERE q.speaker = s.id) AS anonymity_reason
FROM speaker s
WHERE EXISTS (SELECT 1 FROM attribution q WHERE q.speaker = s.id);

CREATE VIEW v_outlets AS
SELECT o.id AS outlet_id, o.name AS outlet,
    (SELECT json_group_array(name) FROM (SELECT l.name FROM outlet_alias l WHERE l.outlet = o.id ORDER BY l.name))
        AS also_named,
    count(a.id) AS articles,
    coalesce(sum(t.revisions), 0) AS revisions, coalesce(sum(t.quotes), 0) AS quotes, coalesce(sum(t.changes), 0) AS changes,
    coalesce(sum(t.material_changes), 0) AS material_changes
FROM outlet o
LEFT JOIN article a ON a.outlet = o.id
LEFT JOIN article_tally t ON t.article = a.id
GROUP BY o.id;

-- The triggers count what is there.
UPDATE article SET newest_revision = newest_revision;
UPDATE speaker SET (quotes, sure_quotes) = (
    SELECT count(*), count(*) FILTER (WHERE q.confidence >= 0.5)
    FROM attribution q JOIN article a ON a.newest_revision = q.revision WHERE q.speaker = speaker.id
);
