-- A change says whether something came in or was withdrawn, and holds its sentences as they stood. What can be told of
-- changes that were found before is told by their kinds; `onrecord reextract` compares their revisions anew.
ALTER TABLE change ADD COLUMN new INTEGER NOT NULL DEFAULT 0 CHECK (new IN (0, 1));
ALTER TABLE change ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1));
ALTER TABLE change ADD COLUMN unannounced INTEGER NOT NULL DEFAULT 0 CHECK (unannounced IN (0, 1));
ALTER TABLE change ADD COLUMN possible_correction INTEGER REFERENCES correction (id) ON DELETE SET NULL;
ALTER TABLE change ADD COLUMN before TEXT;
ALTER TABLE change ADD COLUMN after TEXT;
CREATE INDEX change_by_possible_correction ON change (possible_correction) WHERE possible_correction IS NOT NULL;

UPDATE change SET
    new = severity <> 'none' AND EXISTS (SELECT 1 FROM json_each(kinds)
        WHERE value IN ('added', 'restored', 'detail_added', 'figure_added')),
    withdrawn = severity <> 'none' AND EXISTS (SELECT 1 FROM json_each(kinds)
        WHERE value IN ('removed', 'detail_removed', 'figure_removed'));
-- News that came in needs no note.
UPDATE change SET unannounced = 1
WHERE material AND correction IS NULL AND EXISTS (SELECT 1 FROM json_each(kinds)
    WHERE value NOT IN ('added', 'restored', 'detail_added', 'figure_added', 'moved', 'split', 'merged', 'cosmetic',
        'reworded', 'correction'));

DROP VIEW v_articles;
DROP VIEW v_revisions;
DROP VIEW v_changes;

CREATE VIEW v_articles AS
SELECT a.id AS article_id, a.key AS article_key, a.url, o.name AS outlet, n.headline, n.byline,
    n.published_at, n.modified_at, a.newest_revision AS newest_revision_id, n.seq AS revisions,
    (SELECT min(r.captured_at) FROM revision r WHERE r.article = a.id AND r.seq = 1) AS first_captured_at,
    (SELECT max(c.captured_at) FROM capture c WHERE c.article = a.id) AS last_captured_at,
    (SELECT count(*) FROM capture c WHERE c.article = a.id) AS captures,
    (SELECT count(*) FROM attribution x WHERE x.revision = a.newest_revision) AS quotes,
    (SELECT count(*) FROM change c WHERE c.article = a.id) AS changes,
    (SELECT count(*) FROM change c WHERE c.article = a.id AND c.material) AS material_changes,
    (SELECT count(*) FROM change c WHERE c.article = a.id AND c.unannounced) AS unannounced_changes,
    (SELECT count(*) FROM correction k WHERE k.article = a.id) AS corrections
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
    (SELECT count(*) FROM change c WHERE c.to_revision = r.id AND c.unannounced) AS unannounced_changes
FROM revision r
JOIN article a ON a.id = r.article;

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
