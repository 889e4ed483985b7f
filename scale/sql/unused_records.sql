-- Records that could not be used: how many for what reason, with one place for each.
SELECT error, count(*) AS records, min(place) AS for_example
FROM read_parquet(getvariable('out') || '/articles/*.parquet')
WHERE error IS NOT NULL
GROUP BY error
ORDER BY records DESC, error;
