-- A corrected entry waits for the operator again.

ALTER TABLE agency ADD COLUMN corrected_at timestamptz;
COMMENT ON COLUMN agency.corrected_at IS 'Since when a correction of an entry whose form check had failed waits for the next check; NULL: none does';
