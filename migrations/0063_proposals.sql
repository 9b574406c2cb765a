-- Proposal merit: the files of proposals, assessors, and the panel that scores.

ALTER TABLE membership
    DROP CONSTRAINT membership_role_check,
    ADD CONSTRAINT membership_role_check
        CHECK (role IN ('agency', 'client', 'desk', 'operator', 'supervisor', 'admin', 'assessor'));

CREATE TABLE proposal (
    id         uuid PRIMARY KEY,
    round_id   uuid NOT NULL REFERENCES round,
    agency_id  uuid NOT NULL REFERENCES agency,
    sign_up_id uuid UNIQUE REFERENCES sign_up,
    sha256     bytea NOT NULL CHECK (length(sha256) = 32),
    size       integer NOT NULL CHECK (size BETWEEN 17 AND 10485776),
    sealed     bytea CHECK (length(sealed) = size),
    opened     bytea CHECK (length(opened) = size - 16),
    at         timestamptz NOT NULL,
    CHECK (num_nonnulls(sealed, opened) = 1)
);
-- Neither ciphertext nor a PDF gets shorter.
ALTER TABLE proposal ALTER COLUMN sealed SET STORAGE EXTERNAL, ALTER COLUMN opened SET STORAGE EXTERNAL;
CREATE UNIQUE INDEX proposal_loose ON proposal (round_id, agency_id) WHERE sign_up_id IS NULL;
COMMENT ON INDEX proposal_loose IS 'What an agency may keep beside its sign-up: one file of a round.';
CREATE INDEX proposal_loose_at ON proposal (at) WHERE sign_up_id IS NULL;
CREATE INDEX proposal_agency_id ON proposal (agency_id);
COMMENT ON TABLE proposal IS 'The file of a proposal, encrypted in the browser of the entrant; its key is in the sealed part of the sign-up.';
COMMENT ON COLUMN proposal.sign_up_id IS 'NULL: uploaded, and not handed in yet; swept a day later';
COMMENT ON COLUMN proposal.sha256 IS 'Of what was uploaded; the journal entry of the sign-up names it';
COMMENT ON COLUMN proposal.sealed IS 'As it came: until the opening, and for good where it did not open';
COMMENT ON COLUMN proposal.opened IS 'The PDF from the opening on; encrypted again with the key in the evidence, it is what was uploaded';

CREATE TABLE assessor (
    id         uuid PRIMARY KEY REFERENCES person,
    employer   text NOT NULL,
    field      text NOT NULL,
    phone      bytea NOT NULL,
    state      text NOT NULL CHECK (state IN ('applied', 'approved', 'suspended')),
    reason     text,
    applied_at timestamptz NOT NULL,
    decided_at timestamptz,
    CHECK ((state = 'applied') = (decided_at IS NULL))
);
CREATE INDEX assessor_applied_at ON assessor (state, applied_at, id);
COMMENT ON TABLE assessor IS 'People who score proposals (评审专家). They belong to no organisation of the marketplace.';
COMMENT ON COLUMN assessor.phone IS 'Sealed by the vault';
COMMENT ON COLUMN assessor.reason IS 'Why the operator decided so';

CREATE TABLE panel_seat (
    round_id      uuid NOT NULL REFERENCES round,
    assessor_id   uuid NOT NULL REFERENCES assessor,
    place         integer NOT NULL CHECK (place > 0),
    name          text NOT NULL,
    asked_at      timestamptz,
    score_by      timestamptz,
    declared_at   timestamptz,
    scores        bytea,
    scored_at     timestamptz,
    stood_down_at timestamptz,
    reason        text,
    stood_down_by text,
    PRIMARY KEY (round_id, assessor_id),
    UNIQUE (round_id, place),
    CHECK ((asked_at IS NULL) = (score_by IS NULL)),
    CHECK ((scores IS NULL) = (scored_at IS NULL)),
    CHECK (declared_at IS NULL OR asked_at IS NOT NULL),
    CHECK (scored_at IS NULL OR (declared_at IS NOT NULL AND stood_down_at IS NULL)),
    CHECK (num_nulls(stood_down_at, reason, stood_down_by) IN (0, 3))
);
CREATE INDEX panel_seat_assessor_id ON panel_seat (assessor_id) WHERE asked_at IS NOT NULL;
CREATE INDEX panel_seat_waits ON panel_seat (round_id) WHERE asked_at IS NOT NULL AND scored_at IS NULL AND stood_down_at IS NULL;
COMMENT ON TABLE panel_seat IS 'The pool of assessors of a round, frozen at its selection time, in the order of their lots: the first ones that do not stand down score.';
COMMENT ON COLUMN panel_seat.declared_at IS 'When it declared that it has no interest in anybody who takes part; from then on it may read the proposals';
COMMENT ON COLUMN panel_seat.score_by IS 'Whoever has not handed in by then stands down, and the next is asked';
COMMENT ON COLUMN panel_seat.scores IS 'Sealed by the vault: hundredths of a point by criterion of each proposal. They come out together in the evidence';
COMMENT ON COLUMN panel_seat.stood_down_by IS 'The assessor itself, or the rule';

ALTER TABLE round
    DROP CONSTRAINT round_next_due_check,
    ADD CONSTRAINT round_next_due_check
        CHECK (next_due IN ('close', 'open', 'select', 'justify', 'score', 'end_auction', 'end_publicity', 'confirm_lapses'));
