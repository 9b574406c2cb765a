-- Reverse auctions (竞价): open bidding, kept bid by bid.

ALTER TABLE round ADD COLUMN auction_start timestamptz;
COMMENT ON COLUMN round.auction_start IS 'When bidding opened: the selection time, or when the server got to it where that was a minute later or more';

CREATE TABLE bid (
    round_id   uuid NOT NULL REFERENCES round,
    number     integer NOT NULL CHECK (number > 0),
    agency_id  uuid NOT NULL REFERENCES agency,
    amount_fen bigint NOT NULL CHECK (amount_fen BETWEEN 1 AND 100000000000000),
    at         timestamptz NOT NULL,
    PRIMARY KEY (round_id, number)
);
CREATE UNIQUE INDEX bid_amount ON bid (round_id, amount_fen);
COMMENT ON INDEX bid_amount IS 'No two bids of an auction are equal.';
CREATE INDEX bid_agency_id ON bid (agency_id);
COMMENT ON TABLE bid IS 'Bids that a reverse auction took, in the order in which the server took them (domain.md §7.3). The step bounds how many there can be.';
COMMENT ON COLUMN bid.number IS 'From 1, without gap: written under the lock of the round';
COMMENT ON COLUMN bid.at IS 'The instant that decided, read after the lock; never before that of the bid before';
CREATE TRIGGER bid_append_only BEFORE UPDATE OR DELETE ON bid FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bid_no_truncate BEFORE TRUNCATE ON bid FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
