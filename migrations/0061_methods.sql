-- What the methods beside draw and direct selection ask of a notice, and what people decide inside a method.

ALTER TABLE round
    ADD COLUMN quote_kind text NOT NULL DEFAULT 'amount' CHECK (quote_kind IN ('amount', 'rate')),
    ADD COLUMN floor_fen bigint CHECK (floor_fen BETWEEN 1 AND 100000000000000),
    ADD COLUMN min_rate integer CHECK (min_rate BETWEEN 0 AND 9999),
    ADD COLUMN max_rate integer CHECK (max_rate BETWEEN 0 AND 9999),
    ADD COLUMN sheet jsonb,
    ADD COLUMN credit_lists jsonb,
    ADD COLUMN auction_end timestamptz;
COMMENT ON COLUMN round.amount_fen IS 'The fixed price of draw, direct and credit merit; else the ceiling of quotes and bids, or what a discount rate is taken off';
COMMENT ON COLUMN round.quote_kind IS 'Whether a quote is an amount or a discount rate (下浮率)';
COMMENT ON COLUMN round.floor_fen IS 'The lowest amount that a quote or bid may be; NULL: one fen';
COMMENT ON COLUMN round.min_rate IS 'Least discount, in hundredths of a percent';
COMMENT ON COLUMN round.max_rate IS 'Largest discount, in hundredths of a percent';
COMMENT ON COLUMN round.sheet IS 'Of proposal merit: criteria with their points, points of the price, number of assessors, whether extremes are removed';
COMMENT ON COLUMN round.credit_lists IS 'Of credit merit, from the selection time on: codes of the long list and of the short list';
COMMENT ON COLUMN round.auction_end IS 'When a running reverse auction ends unless another bid comes';

ALTER TABLE round
    DROP CONSTRAINT round_next_due_check,
    ADD CONSTRAINT round_next_due_check
        CHECK (next_due IN ('close', 'open', 'select', 'justify', 'end_auction', 'end_publicity', 'confirm_lapses'));

CREATE TABLE low_price (
    round_id      uuid NOT NULL REFERENCES round,
    agency_id     uuid NOT NULL REFERENCES agency,
    price_fen     bigint NOT NULL CHECK (price_fen > 0),
    under_ceiling boolean NOT NULL,
    under_mean    boolean NOT NULL,
    asked_at      timestamptz NOT NULL,
    justify_by    timestamptz,
    justification text,
    justified_at  timestamptz,
    accepted      boolean,
    reason        text,
    decided_by    text,
    decided_at    timestamptz,
    PRIMARY KEY (round_id, agency_id),
    CHECK ((justification IS NULL) = (justified_at IS NULL)),
    CHECK ((accepted IS NULL) = (decided_at IS NULL) AND (accepted IS NULL) = (reason IS NULL) AND (accepted IS NULL) = (decided_by IS NULL))
);
CREATE UNIQUE INDEX low_price_one_open ON low_price (round_id) WHERE decided_at IS NULL;
COMMENT ON INDEX low_price_one_open IS 'One price is judged at a time: the best that is left.';
CREATE INDEX low_price_agency_id ON low_price (agency_id);
COMMENT ON TABLE low_price IS 'A price that would win and is abnormally low (domain.md §7.10): what its entrant says of it, and the verdict on that.';
COMMENT ON COLUMN low_price.round_id IS 'The round';
COMMENT ON COLUMN low_price.agency_id IS 'Whose price';
COMMENT ON COLUMN low_price.price_fen IS 'How much, in fen';
COMMENT ON COLUMN low_price.under_ceiling IS 'It is low by the measure of the ceiling';
COMMENT ON COLUMN low_price.under_mean IS 'It is low by the measure of the mean';
COMMENT ON COLUMN low_price.asked_at IS 'When its entrant was asked';
COMMENT ON COLUMN low_price.justification IS 'What the entrant said, in public';
COMMENT ON COLUMN low_price.justified_at IS 'When it said so';
COMMENT ON COLUMN low_price.accepted IS 'The verdict; NULL before';
COMMENT ON COLUMN low_price.reason IS 'Why so, in public';
COMMENT ON COLUMN low_price.decided_at IS 'When it was decided';
COMMENT ON COLUMN low_price.justify_by IS 'Until when the entrant may justify it; whoever is silent then is refused. NULL: it waits for a calendar year';
COMMENT ON COLUMN low_price.decided_by IS 'Name of who decided; the rule itself where the entrant was silent';

CREATE TABLE pick (
    round_id  uuid NOT NULL REFERENCES round,
    agency_id uuid NOT NULL REFERENCES agency,
    reason    text NOT NULL,
    picked_by text NOT NULL,
    picked_at timestamptz NOT NULL,
    PRIMARY KEY (round_id, agency_id)
);
CREATE INDEX pick_agency_id ON pick (agency_id);
COMMENT ON TABLE pick IS 'Whom the client picked of the short list of credit merit; another one where the first is out. The newest counts.';
COMMENT ON COLUMN pick.round_id IS 'The round';
COMMENT ON COLUMN pick.agency_id IS 'Who was picked';
COMMENT ON COLUMN pick.reason IS 'Why, in public';
COMMENT ON COLUMN pick.picked_by IS 'Name of the client';
COMMENT ON COLUMN pick.picked_at IS 'When';
CREATE TRIGGER pick_append_only BEFORE UPDATE OR DELETE ON pick FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pick_no_truncate BEFORE TRUNCATE ON pick FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A winner that is out may be followed by the next-ranked: a round has one winner at a time.
ALTER TABLE award DROP CONSTRAINT award_round_id_key;
CREATE UNIQUE INDEX award_round_id ON award (round_id) WHERE declined_at IS NULL;
COMMENT ON INDEX award_round_id IS 'One winner of a round that is not out: a second one is refused by the database.';
CREATE INDEX award_of_round ON award (round_id, selected_at DESC);
COMMENT ON TABLE award IS 'A winner of a round with the evidence anyone can recompute; after one that declined or stayed silent, the next-ranked.';
