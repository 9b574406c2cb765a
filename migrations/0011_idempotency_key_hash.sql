-- A key of 1 to 200 characters is legal whatever the path it is sent to, so the row keeps a hash of both; and what is old is deleted daily.

ALTER TABLE idempotency DROP CONSTRAINT idempotency_key_check;
ALTER TABLE idempotency ALTER COLUMN key TYPE bytea USING sha256(convert_to(key, 'UTF8'));
ALTER TABLE idempotency RENAME COLUMN key TO key_hash;
ALTER TABLE idempotency ADD CONSTRAINT idempotency_key_hash_check CHECK (length(key_hash) = 32);
COMMENT ON COLUMN idempotency.key_hash IS 'SHA-256 of method, path and Idempotency-Key, with a space between them';

CREATE INDEX session_over ON session (LEAST(ended_at, expires_at));
COMMENT ON INDEX session_over IS 'Finds the sessions that were over long ago, which are deleted daily.';
