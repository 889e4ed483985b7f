-- The same claim in other articles, and articles that are copies of another.

ALTER TABLE attribution ADD COLUMN copied INTEGER NOT NULL DEFAULT 0 CHECK (copied IN (0, 1));
ALTER TABLE claim ADD COLUMN copied INTEGER NOT NULL DEFAULT 0 CHECK (copied IN (0, 1));
CREATE INDEX attribution_copied ON attribution (revision) WHERE copied;
CREATE INDEX claim_copied ON claim (article) WHERE copied;
CREATE INDEX statement_by_fingerprint ON statement (fingerprint);

-- An article most of whose sentences stand in an earlier one, as wire copy does.
CREATE TABLE copy (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    original INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE, -- the earlier one that it shares most with
    shared INTEGER NOT NULL,               -- sentences that stand in both
    sentences INTEGER NOT NULL             -- of the copy, short ones aside
) STRICT;
CREATE INDEX copy_by_original ON copy (original);

-- One claim in several articles.
CREATE TABLE topic (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run (id)
) STRICT;

-- A claim of a topic. Proposals are made again when there is something new; what a person decided is a fact, and keeps the
-- wording that it was decided on, so that it finds its claim again however derived rows are re-made.
CREATE TABLE topic_claim (
    id INTEGER PRIMARY KEY,
    topic INTEGER NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
    article INTEGER NOT NULL REFERENCES article (id),
    claim INTEGER REFERENCES claim (id) ON DELETE SET NULL, -- NULL only when no statement has the wording any more
    wording TEXT NOT NULL,
    fingerprint INTEGER NOT NULL,          -- of the wording; equal for equal words whatever their typography
    score REAL NOT NULL,                   -- 0 to 1: how much it has in common with the most alike of the others
    origin TEXT NOT NULL CHECK (origin IN ('proposed', 'confirmed', 'split')), -- split: a person took it out for good
    run INTEGER NOT NULL REFERENCES run (id)
) STRICT;
CREATE UNIQUE INDEX topic_claim_once ON topic_claim (topic, claim);
CREATE INDEX topic_claim_by_claim ON topic_claim (claim);
CREATE INDEX topic_claim_by_article ON topic_claim (article);

-- Which revision of an article was looked up in the others: what is newer is new.
CREATE TABLE matched (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL REFERENCES revision (id) ON DELETE CASCADE
) STRICT;

DROP TRIGGER speaker_tally_move;
DROP TRIGGER speaker_tally_insert;
DROP TRIGGER speaker_tally_delete;
DROP TRIGGER speaker_tally_update;
CREATE TRIGGER speaker_tally_move AFTER UPDATE OF newest_revision ON article
WHEN old.newest_revision IS NOT new.newest_revision BEGIN
    UPDATE speaker SET quotes = speaker.quotes + d.quotes, sure_quotes = sure_quotes + d.sure
    FROM (
        SELECT speaker, sum(quotes) AS quotes, sum(sure) AS sure FROM (
            SELECT speaker, 1 AS quotes, confidence >= 0.5 AS sure FROM attribution
            WHERE revision = new.newest_revision AND NOT rejected AND NOT copied
            UNION ALL SELECT speaker, -1, -(confidence >= 0.5) FROM attribution
            WHERE revision = old.newest_revision AND NOT rejected AND NOT copied
        ) GROUP BY speaker HAVING sum(quotes) <> 0 OR sum(sure) <> 0
    ) d
    WHERE speaker.id = d.speaker;
END;
CREATE TRIGGER speaker_tally_insert AFTER INSERT ON attribution
WHEN EXISTS (SELECT 1 FROM article WHERE newest_revision = new.revision) BEGIN
    UPDATE speaker SET quotes = quotes + 1, sure_quotes = sure_quotes + (new.confidence >= 0.5) WHERE id = new.speaker;
END;
CREATE TRIGGER speaker_tally_delete AFTER DELETE ON attribution
WHEN NOT old.rejected AND NOT old.copied AND EXISTS (SELECT 1 FROM article WHERE newest_revision = old.revision) BEGIN
    UPDATE speaker SET quotes = quotes - 1, sure_quotes = sure_quotes - (old.confidence >= 0.5) WHERE id = old.speaker;
END;
CREATE TRIGGER speaker_tally_update AFTER UPDATE OF speaker, confidence, rejected, copied ON attribution
WHEN EXISTS (SELECT 1 FROM article WHERE newest_revision = new.revision) BEGIN
    UPDATE speaker SET quotes = quotes - 1, sure_quotes = sure_quotes - (old.confidence >= 0.5)
    WHERE id = old.speaker AND NOT old.rejected AND NOT old.copied;
    UPDATE speaker SET quotes = quotes + 1, sure_quotes = sure_quotes + (new.confidence >= 0.5)
    WHERE id = new.speaker AND NOT new.rejected AND NOT new.copied;
END;

DROP VIEW v_speakers;
CREATE VIEW v_speakers AS
SELECT s.id AS speaker_id, coalesce(s.name, '') AS speaker, s.kind, s.quotes,
    (SELECT count(*) FROM attribution q JOIN article a ON a.newest_revision = q.revision
        WHERE q.speaker = s.id AND NOT q.rejected AND q.kind = 'direct' AND NOT q.copied) AS direct,
    (SELECT count(*) FROM attribution q JOIN article a ON a.newest_revision = q.revision
        WHERE q.speaker = s.id AND NOT q.rejected AND q.kind = 'mixed' AND NOT q.copied) AS mixed,
    (SELECT count(*) FROM attribution q JOIN article a ON a.newest_revision = q.revision
        WHERE q.speaker = s.id AND NOT q.rejected AND q.kind = 'indirect' AND NOT q.copied) AS indirect,
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

CREATE VIEW v_copies AS
SELECT k.article AS article_id, o.name AS outlet, n.headline, a.url, a.key AS article_key, k.shared, k.sentences,
    k.original AS original_id, p.name AS original_outlet, f.headline AS original_headline, b.url AS original_url
FROM copy k
JOIN article a ON a.id = k.article
JOIN article b ON b.id = k.original
LEFT JOIN revision n ON n.id = a.newest_revision
LEFT JOIN revision f ON f.id = b.newest_revision
LEFT JOIN outlet o ON o.id = a.outlet
LEFT JOIN outlet p ON p.id = b.outlet;

CREATE VIEW v_topics AS
SELECT m.topic AS topic_id, c.claim_id, coalesce(c.claim, m.wording) AS claim, c.speaker, m.score, m.origin,
    c.outlet, c.headline, c.url, c.article_key, m.article AS article_id, c.quote_id, c.captured_at
FROM topic_claim m
LEFT JOIN v_claims c ON c.claim_id = m.claim;
