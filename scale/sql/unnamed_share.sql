-- How much rests on unnamed sources: by outlet, their share of what is attributed, and how often a reason is given.
SELECT
    coalesce(outlet, '(unknown)') AS outlet,
    count(*) AS attributions,
    count(*) FILTER (speaker_kind = 'anonymous') AS unnamed,
    round(count(*) FILTER (speaker_kind = 'anonymous') / count(*), 3) AS share,
    count(*) FILTER (speaker_kind = 'anonymous' AND anonymity_reason IS NOT NULL) AS with_reason,
    mode(anonymous_class) AS mostly
FROM quotes
WHERE reported AND speaker_kind <> 'none'
GROUP BY ALL
ORDER BY share DESC, outlet;
