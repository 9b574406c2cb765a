-- A public number from outside in the seed of a round: named in the notice, entered once it exists, and what happens without it.

ALTER TABLE round
    ADD COLUMN beacon jsonb,
    ADD COLUMN beacon_by timestamptz,
    ADD COLUMN beacon_value text,
    ADD COLUMN beacon_at timestamptz,
    ADD COLUMN beacon_from text,
    ADD CONSTRAINT round_beacon_value CHECK ((beacon_value IS NULL) = (beacon_at IS NULL)),
    ADD CONSTRAINT round_beacon_named CHECK (beacon_value IS NULL OR beacon IS NOT NULL);
COMMENT ON COLUMN round.beacon IS 'The source of the public number (公开号码) that the notice names; NULL: none';
COMMENT ON COLUMN round.beacon_by IS 'From the close on: without the number by then, the round is selected without it. NULL: it waits for a calendar year';
COMMENT ON COLUMN round.beacon_value IS 'The number as the seed has it; - where it was not in by beacon_by';
COMMENT ON COLUMN round.beacon_at IS 'When that was recorded';
COMMENT ON COLUMN round.beacon_from IS 'Name of who entered it; NULL: nobody, it was not in';

ALTER TABLE round
    DROP CONSTRAINT round_next_due_check,
    ADD CONSTRAINT round_next_due_check
        CHECK (next_due IN ('close', 'open', 'select', 'beacon', 'justify', 'score', 'end_auction', 'end_publicity', 'confirm_lapses'));

CREATE INDEX round_waits_for_beacon ON round (select_time) WHERE state = 'closed' AND beacon IS NOT NULL AND beacon_value IS NULL;
COMMENT ON INDEX round_waits_for_beacon IS 'Rounds whose public number a server may fetch.';
