-- What a capture gave besides its text, where its revision has it otherwise: so the order in which captures arrive makes
-- no difference. Titles of speakers stand in one order.
ALTER TABLE capture ADD COLUMN facts TEXT;

DROP TRIGGER speaker_article_next;
DROP TRIGGER speaker_article_anew;
-- Of a revision after the newest, only what it says is new to its article; else any revision may have been written anew.
-- A plus keeps the index of all that a speaker ever said out of it.
CREATE TRIGGER speaker_article_next AFTER UPDATE OF newest_revision ON article
WHEN (SELECT seq FROM revision WHERE id = new.newest_revision)
    = coalesce((SELECT seq FROM revision WHERE id = old.newest_revision), 0) + 1 BEGIN
    INSERT INTO speaker_article
    SELECT q.speaker, r.article, q.sure, r.captured_at, r.captured_at,
        (SELECT nullif(json_group_array(title), '[]') FROM (SELECT DISTINCT t.speaker_title AS title FROM attribution t
            WHERE t.revision = r.id AND +t.speaker = q.speaker AND +t.sure = q.sure AND NOT t.rejected
                AND t.speaker_title IS NOT NULL ORDER BY 1)),
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
        (SELECT nullif(json_group_array(title), '[]') FROM (SELECT DISTINCT t.speaker_title AS title
            FROM revision x JOIN attribution t ON t.revision = x.id
            WHERE x.article = new.id AND +t.speaker = q.speaker AND +t.sure = q.sure AND NOT t.rejected
                AND t.speaker_title IS NOT NULL ORDER BY 1)),
        max(q.anonymous_class), max(q.anonymity_reason)
    FROM revision r JOIN attribution q ON q.revision = r.id AND NOT q.rejected
    WHERE r.article = new.id GROUP BY q.speaker, q.sure;
END;

UPDATE speaker_article SET titles = (SELECT json_group_array(value) FROM (SELECT value FROM json_each(titles) ORDER BY 1))
WHERE json_array_length(titles) > 1;
