-- What the other files ask of: the tables of a run, each revision once, however often it was captured.
-- Set the variable first, to the folder that scale/spark.py, scale/sail.py or scale/daft_warc.py wrote:
--     duckdb -cmd "SET VARIABLE out = 'result'" -f scale/sql/views.sql -f scale/sql/unnamed_share.sql
CREATE OR REPLACE TEMP VIEW articles AS
SELECT * FROM read_parquet(getvariable('out') || '/articles/*.parquet')
WHERE error IS NULL AND CASE WHEN schema_version = 2 THEN true ELSE error('these rows are of schema version ' || schema_version
    || ', and the queries are written for 2; extract all of them with one version of onrecord') END
QUALIFY row_number() OVER (PARTITION BY revision_id ORDER BY captured_at NULLS LAST) = 1;

-- The newest revision of each article.
CREATE OR REPLACE TEMP VIEW newest AS
SELECT * FROM articles
QUALIFY row_number() OVER (PARTITION BY article_key ORDER BY captured_at DESC NULLS LAST, revision_id) = 1;

-- What the newest revisions attribute, as surely as listings show it, with the month.
CREATE OR REPLACE TEMP VIEW quotes AS
SELECT a.*, left(coalesce(a.published_at, a.captured_at), 7) AS month
FROM (
    SELECT * FROM read_parquet(getvariable('out') || '/attributions/*.parquet')
    QUALIFY row_number() OVER (PARTITION BY attribution_id ORDER BY captured_at NULLS LAST) = 1
) AS a
SEMI JOIN newest USING (revision_id)
WHERE a.confidence >= 0.5;
