-- Indexes are written less, and less all over the file. One stood there twice, and by two nothing was looked up.
DROP INDEX attribution_unnamed;
DROP INDEX figure_by_canonical;
DROP INDEX speaker_by_name;
DROP INDEX speaker_alias_by_key;
CREATE UNIQUE INDEX speaker_alias_by_key ON speaker_alias (coalesce(article, 0), key, kind, origin, speaker);
DROP INDEX statement_by_fingerprint;
CREATE INDEX statement_by_fingerprint ON statement (id >> 17, fingerprint);
