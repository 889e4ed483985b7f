-- Who is quoted: by outlet and month, how often, and how often word for word.
SELECT
    coalesce(outlet, '(unknown)') AS outlet,
    coalesce(month, '(unknown)') AS month,
    speaker,
    any_value(speaker_kind) AS speaker_kind,
    count(*) AS quotes,
    count(*) FILTER (kind = 'direct') AS direct,
    count(DISTINCT article_key) AS articles
FROM quotes
WHERE reported AND speaker IS NOT NULL
GROUP BY ALL
ORDER BY outlet, month, quotes DESC, speaker;
