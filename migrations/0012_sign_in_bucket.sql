-- Slowing down guesses must not lock anybody out: known browsers are counted for themselves, the rest by a bucket that drains steadily.

DROP TABLE login_attempt;
CREATE TABLE sign_in_bucket (
    key_hash   bytea PRIMARY KEY CHECK (length(key_hash) = 32),
    drained_at timestamptz NOT NULL
);
CREATE INDEX sign_in_bucket_drained_at ON sign_in_bucket (drained_at);
COMMENT ON TABLE sign_in_bucket IS 'Failed sign-ins, a leaky bucket per login (known or not, so that both answer alike) and per browser known to it. Machine time; drained rows are dropped.';
COMMENT ON COLUMN sign_in_bucket.key_hash IS 'SHA-256 of the login as typed (people type passwords into the wrong field), or of the login and the mark of a known browser';
COMMENT ON COLUMN sign_in_bucket.drained_at IS 'When the failures counted so far will have drained away (the theoretical arrival time of GCRA)';
