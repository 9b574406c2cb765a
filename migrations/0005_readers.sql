-- What the readers build from the journal; every table here can be rebuilt from leaf 0.

CREATE TABLE inbox_message (
    id              uuid PRIMARY KEY,
    membership_id   uuid NOT NULL REFERENCES membership,
    leaf_index      bigint NOT NULL,
    kind            text NOT NULL,
    params          jsonb NOT NULL,
    link            text NOT NULL,
    at              timestamptz NOT NULL,
    read_at         timestamptz,
    UNIQUE (membership_id, leaf_index)
);
CREATE INDEX inbox_message_unread ON inbox_message (membership_id) WHERE read_at IS NULL;
CREATE INDEX inbox_message_list ON inbox_message (membership_id, leaf_index DESC);
COMMENT ON TABLE inbox_message IS 'What a membership is told. (membership, leaf) is the dedupe key.';

CREATE TABLE statistic (
    division_code text NOT NULL,
    month         date NOT NULL,
    measure       text NOT NULL,
    method        text NOT NULL DEFAULT '',
    value         bigint NOT NULL,
    PRIMARY KEY (division_code, month, measure, method)
);
COMMENT ON TABLE statistic IS 'Counts of what happened per division, month (of Asia/Shanghai), measure and, where it applies, method.';
