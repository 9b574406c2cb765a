-- The private key of a round may be split m of n among its witnesses, who then open together.

ALTER TABLE round
    ADD COLUMN witness_threshold integer CHECK (witness_threshold BETWEEN 2 AND 5),
    ADD COLUMN seal_secret_hash bytea CHECK (length(seal_secret_hash) = 32),
    ADD COLUMN shares_until timestamptz,
    ADD COLUMN shares_at timestamptz,
    DROP CONSTRAINT round_check1,
    ADD CONSTRAINT round_seal_key_kept CHECK (
        (seal_key IS NULL) = (wrapped_by IS NULL)
        AND (seal_key IS NULL) = (seal_secret IS NULL AND seal_secret_hash IS NULL)
        AND (seal_secret_hash IS NULL OR (seal_secret IS NULL) = (shares_at IS NULL))
    );
COMMENT ON COLUMN round.witness_threshold IS 'How many of its witnesses must come for what is sealed to be opened; NULL: it does not depend on them';
COMMENT ON COLUMN round.seal_secret IS 'Its private half, wrapped (HPKE) to the public half of wrapped_by; where it is split among witnesses, only from shares_at on';
COMMENT ON COLUMN round.seal_secret_hash IS 'SHA-256 of the wrapped private half that was split among witnesses, published with the notice';
COMMENT ON COLUMN round.shares_until IS 'Until when witnesses may come after the close; the round fails then. NULL where none are awaited, or while it waits for missing_year';
COMMENT ON COLUMN round.shares_at IS 'When the shares of enough witnesses gave the wrapped private half again';
COMMENT ON COLUMN round.witnesses IS 'Who witnesses the selection: [{name, phone}]';

ALTER TABLE round
    DROP CONSTRAINT round_next_due_check,
    ADD CONSTRAINT round_next_due_check
        CHECK (next_due IN ('close', 'open', 'shares', 'select', 'beacon', 'justify', 'score', 'end_auction', 'end_publicity', 'confirm_lapses'));

CREATE TABLE witness_share (
    round_id     uuid NOT NULL REFERENCES round ON DELETE CASCADE,
    number       integer NOT NULL CHECK (number BETWEEN 1 AND 5),
    name         text NOT NULL,
    phone        text NOT NULL,
    token_hash   bytea CHECK (length(token_hash) = 32),
    public_key   bytea CHECK (length(public_key) = 32),
    key_at       timestamptz,
    sealed_share bytea CHECK (length(sealed_share) = 129),
    share        bytea CHECK (length(share) = 81),
    given_at     timestamptz,
    PRIMARY KEY (round_id, number),
    CHECK ((public_key IS NULL) = (key_at IS NULL)),
    CHECK (share IS NULL OR given_at IS NOT NULL)
);
CREATE UNIQUE INDEX witness_share_token_hash ON witness_share (token_hash);
COMMENT ON TABLE witness_share IS 'Witnesses that were invited to hold a part of a round''s key, each with what only it can open.';
COMMENT ON COLUMN witness_share.number IS 'Its place among the witnesses of the round, from 1; name and phone are those it was invited by';
COMMENT ON COLUMN witness_share.token_hash IS 'SHA-256 of the secret part of its link; NULL once the link belongs to the next round';
COMMENT ON COLUMN witness_share.public_key IS 'X25519, made in its browser; the private half is in its file alone';
COMMENT ON COLUMN witness_share.sealed_share IS 'Its share of the wrapped private half of the round''s key, sealed (HPKE) to its public key at publication';
COMMENT ON COLUMN witness_share.share IS 'The share it has given after the close, until enough of them are there; NULL again then';
COMMENT ON COLUMN witness_share.given_at IS 'When it first gave it';
