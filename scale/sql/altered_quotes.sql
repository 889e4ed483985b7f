-- Words inside quotation marks that an article changed between two of its revisions.
SELECT
    coalesce(a.outlet, '(unknown)') AS outlet,
    a.article_key,
    c.captured_at,
    c.severity,
    c.before,
    c.after
FROM read_parquet(getvariable('out') || '/changes/*.parquet') AS c
JOIN articles AS a ON a.revision_id = c.after_revision_id
WHERE list_contains(string_split(c.kinds, ' '), 'quote_altered')
ORDER BY outlet, a.article_key, c.captured_at, c.ordinal;
