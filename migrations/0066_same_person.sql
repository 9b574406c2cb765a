-- One person does not enter a round for two agencies.

ALTER TABLE sign_up ADD COLUMN person_id uuid REFERENCES person;
COMMENT ON COLUMN sign_up.person_id IS 'Who signed up for the agency; NULL in sign-ups from before it was kept';
CREATE UNIQUE INDEX sign_up_one_person ON sign_up (round_id, person_id) WHERE withdrawn_at IS NULL;
COMMENT ON INDEX sign_up_one_person IS 'The same natural person does not act for two entrants of a round (domain.md §7.11), promised by the database.';
CREATE INDEX sign_up_person_id ON sign_up (person_id);
