-- What is watched: feeds, the articles that they list, and hosts that do not answer.
CREATE TABLE feed (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    kind TEXT,                             -- rss, atom, json_feed, sitemap, sitemap_index, page; NULL until it was read
    title TEXT,
    parent INTEGER REFERENCES feed (id) ON DELETE CASCADE, -- the index of sitemaps that lists it; NULL when a person named it
    etag TEXT,
    last_modified TEXT,
    asked_at TEXT,
    read_at TEXT,                          -- when it was last read, or found to be as before
    due_at TEXT,                           -- when it is asked next; NULL: no more
    failures INTEGER NOT NULL DEFAULT 0,   -- in a row
    error TEXT                             -- why the last request failed; NULL when it did not
) STRICT;
CREATE INDEX feed_by_parent ON feed (parent) WHERE parent IS NOT NULL;
-- An article that is watched.
CREATE TABLE watched (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,              -- its address as it was listed, in the one way of writing it
    url TEXT NOT NULL,                     -- the address that is asked
    feed INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE, -- what lists it
    article INTEGER REFERENCES article (id) ON DELETE SET NULL, -- NULL until it was read
    state TEXT NOT NULL,                   -- new, read, gone, refused, replaced, paywall, unreadable, merged
    listed_at TEXT,                        -- the time that its feed last gave for it
    changed_at TEXT NOT NULL,              -- when it was last seen to change: the schedule counts from here
    asked_at TEXT,
    due_at TEXT,                           -- when it is asked next; NULL: no more
    failures INTEGER NOT NULL DEFAULT 0,   -- requests in a row that did not find it
    error TEXT,                            -- why; NULL when the last one did
    etag TEXT,
    last_modified TEXT,
    told INTEGER NOT NULL DEFAULT 0        -- the row of the newest revision whose changes were told
) STRICT;
CREATE INDEX watched_by_feed ON watched (feed);
CREATE INDEX watched_by_article ON watched (article) WHERE article IS NOT NULL;
CREATE INDEX watched_by_due ON watched (due_at) WHERE due_at IS NOT NULL;
-- A host that did not answer, or asked to be left alone.
CREATE TABLE host (
    name TEXT PRIMARY KEY,                 -- with its port, where that is not the usual one
    failures INTEGER NOT NULL,             -- in a row
    free_at TEXT NOT NULL,                 -- when it may be asked again
    error TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- Feeds, sitemaps and pages that are watched, with how that goes.
CREATE VIEW v_feeds AS
SELECT f.id AS feed_id, f.url, f.kind, f.title, f.asked_at, f.read_at, f.failures, f.error,
    (SELECT count(*) FROM watched w WHERE w.feed = f.id) AS articles,
    (SELECT count(*) FROM watched w WHERE w.feed = f.id AND w.due_at IS NOT NULL) AS watched,
    (SELECT count(*) FROM watched w WHERE w.feed = f.id AND w.due_at <= strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) AS due,
    (SELECT count(*) FROM watched w WHERE w.feed = f.id AND w.failures > 0) AS failing,
    min(coalesce(f.due_at, '9999'), coalesce((SELECT min(w.due_at) FROM watched w WHERE w.feed = f.id), '9999')) AS next_at
FROM feed f;
