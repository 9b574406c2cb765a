-- Sealed sign-ups: the opening key, the key of each round, ciphertexts instead of nonces, and the opening between the close and the selection.

CREATE TABLE opening_key (
    id         uuid PRIMARY KEY,
    public_key bytea NOT NULL UNIQUE CHECK (length(public_key) = 32),
    made_at    timestamptz NOT NULL,
    retired_at timestamptz
);
COMMENT ON TABLE opening_key IS 'Public halves of the keys to which the private keys of rounds are wrapped. A private half is never in the database: it lies in a file, or behind a command.';
COMMENT ON COLUMN opening_key.id IS 'By which the file of a former key is named, and the command asked';
COMMENT ON COLUMN opening_key.public_key IS 'X25519';
COMMENT ON COLUMN opening_key.made_at IS 'Since when rounds are wrapped to it';
COMMENT ON COLUMN opening_key.retired_at IS 'Until when; its private half is needed until every round wrapped to it is opened';
CREATE UNIQUE INDEX opening_key_one_in_use ON opening_key ((true)) WHERE retired_at IS NULL;
COMMENT ON INDEX opening_key_one_in_use IS 'New rounds are wrapped to one key, promised by the database.';

ALTER TABLE round
    ADD COLUMN seal_key bytea CHECK (length(seal_key) = 32),
    ADD COLUMN seal_secret bytea CHECK (length(seal_secret) = 80),
    ADD COLUMN wrapped_by uuid REFERENCES opening_key,
    ADD COLUMN sealed_roster_hash bytea CHECK (length(sealed_roster_hash) = 32),
    ADD COLUMN opened_at timestamptz,
    ADD COLUMN not_opened jsonb NOT NULL DEFAULT '[]',
    ADD CHECK ((seal_key IS NULL) = (seal_secret IS NULL) AND (seal_key IS NULL) = (wrapped_by IS NULL));
COMMENT ON COLUMN round.seal_key IS 'X25519 public key that sign-ups are sealed to, made at publication where the method seals';
COMMENT ON COLUMN round.seal_secret IS 'Its private half, wrapped (HPKE) to the public half of wrapped_by';
COMMENT ON COLUMN round.wrapped_by IS 'The opening key that unwraps seal_secret';
COMMENT ON COLUMN round.sealed_roster_hash IS 'SHA-256 of the sorted lines {uscc}:{commitment} of the eligible entrants, published at the close, before anything is opened';
COMMENT ON COLUMN round.opened_at IS 'When what was sealed was opened; NULL before, and where nothing is sealed';
COMMENT ON COLUMN round.not_opened IS 'Entrants whose sealed sign-up did not count: code, name, commitment and reason';
COMMENT ON COLUMN round.roster IS 'Eligible entrants at the freeze: with their commitments until the opening, with nonce, salt and quote from then on';
COMMENT ON COLUMN round.roster_hash IS 'Hash of the roster: at the freeze, or at the opening where the method seals';
CREATE INDEX round_wrapped_by ON round (wrapped_by) WHERE wrapped_by IS NOT NULL;

-- What closed before this was never sealed.
UPDATE round
SET opened_at = closed_at
WHERE closed_at IS NOT NULL AND method NOT IN ('direct', 'reverse_auction');

ALTER TABLE round
    DROP CONSTRAINT round_next_due_check,
    ADD CONSTRAINT round_next_due_check CHECK (next_due IN ('close', 'open', 'select', 'end_publicity', 'confirm_lapses'));

ALTER TABLE sign_up
    ALTER COLUMN nonce DROP NOT NULL,
    ADD COLUMN sealed bytea CHECK (length(sealed) = 1072),
    ADD COLUMN commitment bytea CHECK (length(commitment) = 32),
    ADD COLUMN sealed_at timestamptz,
    ADD CHECK ((sealed IS NULL) = (commitment IS NULL));
COMMENT ON COLUMN sign_up.nonce IS 'Of sign-ups from before they were sealed: 16 random bytes of the entrant. NULL since';
COMMENT ON COLUMN sign_up.sealed IS 'What the entrant encrypted in its browser to round.seal_key (core/seal); NULL where the method does not seal';
COMMENT ON COLUMN sign_up.commitment IS 'SHA-256 of what is in it';
COMMENT ON COLUMN sign_up.sealed_at IS 'When it was last replaced; NULL: never';
COMMENT ON COLUMN sign_up.entry_id IS 'The journal entry that the receipt quotes, that of the last replacement if there was one; not indexed, because journal entries are never removed';

CREATE INDEX round_without_seal_key ON round (id) WHERE state = 'published' AND seal_key IS NULL AND method NOT IN ('direct', 'reverse_auction');
COMMENT ON INDEX round_without_seal_key IS 'Rounds published before they had keys; a timer gives them one.';
