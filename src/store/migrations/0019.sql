-- What a review of a claim follows, and what turned it, is kept: asked of views, it took time with the square of the decisions.
CREATE TABLE review_claim (
    review INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
    claim INTEGER NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    PRIMARY KEY (review, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_claim_by_claim ON review_claim (claim);
CREATE TABLE turned (
    review INTEGER NOT NULL REFERENCES review (id) ON DELETE CASCADE,
    change INTEGER NOT NULL REFERENCES change (id) ON DELETE CASCADE,
    PRIMARY KEY (review, change)
) STRICT, WITHOUT ROWID;
CREATE INDEX turned_by_change ON turned (change);
