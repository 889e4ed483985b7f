-- What came over the wire: each payload once, however often it came.
CREATE TABLE payload (
    sha256 TEXT PRIMARY KEY,               -- of the payload as it came, in hex
    length INTEGER NOT NULL,               -- bytes of it as it came
    packing TEXT NOT NULL CHECK (packing IN ('none', 'deflate')), -- how bytes holds it
    bytes BLOB,                            -- NULL once it was dropped for space
    forgotten INTEGER REFERENCES run (id)  -- the run in which a person had it dropped
) STRICT;

-- What was asked for a capture, and what came back: redirects first, what gave the page last.
CREATE TABLE exchange (
    capture INTEGER NOT NULL REFERENCES capture (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,              -- 0, 1, ...
    url TEXT NOT NULL,
    request BLOB,                          -- the request line and header; NULL where they are not known
    response BLOB,                         -- the status line and header; NULL for a file
    media_type TEXT,                       -- of what came without a header
    payload TEXT REFERENCES payload (sha256), -- without the marks of a transfer, with its content coding; NULL: not kept
    PRIMARY KEY (capture, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX exchange_by_payload ON exchange (payload);
