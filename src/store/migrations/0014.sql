-- Articles tell apart the quotes that listings leave out.

DROP VIEW v_articles;
CREATE VIEW v_articles AS
SELECT a.id AS article_id, a.key AS article_key, a.url, o.name AS outlet, n.headline, n.byline,
    n.published_at, n.modified_at, a.newest_revision AS newest_revision_id, t.revisions,
    (SELECT min(r.captured_at) FROM revision r WHERE r.article = a.id AND r.seq = 1) AS first_captured_at,
    (SELECT max(c.captured_at) FROM capture c WHERE c.article = a.id) AS last_captured_at,
    (SELECT count(*) FROM capture c WHERE c.article = a.id) AS captures,
    t.quotes,
    -- Those that listings leave out unless asked: less sure than not, and not confirmed by a person.
    t.quotes - t.sure_quotes AS doubtful_quotes,
    t.changes, t.material_changes, t.high_changes, t.medium_changes, t.low_changes, t.unannounced_changes,
    (SELECT count(*) FROM correction k WHERE k.article = a.id) AS corrections,
    CASE WHEN n.published_at GLOB '*T*Z' OR n.published_at GLOB '*T*[+-][0-9][0-9]:[0-9][0-9]'
        THEN strftime('%Y-%m-%dT%H:%M:%SZ', n.published_at) END AS published_utc,
    (SELECT strftime('%Y-%m-%dT%H:%M:%SZ', max(c.captured_at)) FROM capture c WHERE c.article = a.id) AS captured_utc,
    (SELECT count(*) FROM v_touches x WHERE x.article_id = a.id) AS touches
FROM article a
JOIN revision n ON n.id = a.newest_revision
JOIN article_tally t ON t.article = a.id
LEFT JOIN outlet o ON o.id = a.outlet;
