-- The spine: journal, its one order, readers, leases, idempotency, settings, files, the training clock.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
COMMENT ON FUNCTION refuse_change() IS 'Trigger of every append-only table; history is never rewritten.';

CREATE TABLE journal_entry (
    id           uuid PRIMARY KEY,
    kind         text NOT NULL,
    subject_kind text NOT NULL,
    subject_id   uuid NOT NULL,
    about        uuid[] NOT NULL,
    audience     text NOT NULL CHECK (audience IN ('public', 'parties')),
    at           timestamptz NOT NULL,
    actor        jsonb NOT NULL,
    public       jsonb NOT NULL,
    private_hash bytea CHECK (length(private_hash) = 32),
    hash         bytea NOT NULL CHECK (length(hash) = 32)
);
CREATE INDEX journal_entry_about ON journal_entry USING gin (about);
COMMENT ON TABLE journal_entry IS 'Everything that happened, append-only. Written in the transaction of its effect.';
COMMENT ON COLUMN journal_entry.kind IS 'What happened, noun.verb: notice.published';
COMMENT ON COLUMN journal_entry.about IS 'Ids of every resource whose page shows this entry in its history (subject included)';
COMMENT ON COLUMN journal_entry.audience IS 'Who may read the entry in a history: everybody, or the parties named in about and the operator side';
COMMENT ON COLUMN journal_entry.public IS 'Public part; canonical JSON (RFC 8785) of it is hashed';
COMMENT ON COLUMN journal_entry.private_hash IS 'SHA-256(salt || canonical JSON) of the private part; stays when payload and salt are erased';
COMMENT ON COLUMN journal_entry.hash IS 'SHA-256 of the canonical JSON of all columns above';
CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE ON journal_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_entry_no_truncate BEFORE TRUNCATE ON journal_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE journal_private (
    entry_id uuid PRIMARY KEY REFERENCES journal_entry,
    salt     bytea NOT NULL CHECK (length(salt) = 16),
    payload  jsonb NOT NULL
);
COMMENT ON TABLE journal_private IS 'Private part of an entry. The only part that may be erased (with its salt), never changed.';
CREATE TRIGGER journal_private_no_update BEFORE UPDATE ON journal_private FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE journal_pending (
    ord      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry_id uuid NOT NULL UNIQUE REFERENCES journal_entry
);
COMMENT ON TABLE journal_pending IS 'Committed entries that have no place in the order yet. ord keeps each subject''s own order (its row lock is held when it is drawn); it is no cursor.';

CREATE TABLE journal_leaf (
    index    bigint PRIMARY KEY CHECK (index >= 0),
    entry_id uuid NOT NULL UNIQUE REFERENCES journal_entry
);
COMMENT ON TABLE journal_leaf IS 'The one order of the journal: index 0, 1, 2 … without gap, written by the sequencer alone. Readers follow it.';
CREATE TRIGGER journal_leaf_append_only BEFORE UPDATE OR DELETE ON journal_leaf FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_leaf_no_truncate BEFORE TRUNCATE ON journal_leaf FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE lease (
    name       text PRIMARY KEY,
    holder     uuid NOT NULL,
    expires_at timestamptz NOT NULL
);
COMMENT ON TABLE lease IS 'Who leads a job that only one server may do (real database time, never the training clock).';

CREATE TABLE reader_cursor (
    reader     text PRIMARY KEY,
    next_index bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE reader_cursor IS 'Next leaf index of each reader whose product lives in tables; moved in the transaction of its effect.';

CREATE TABLE idempotency (
    actor_key  text NOT NULL,
    key        text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
    body_hash  bytea NOT NULL,
    status     smallint,
    answer     jsonb,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (actor_key, key)
);
COMMENT ON TABLE idempotency IS 'Answers to creating requests, stored in the transaction of their effect and replayed to a retry.';
CREATE INDEX idempotency_created_at ON idempotency (created_at);

CREATE TABLE setting (
    division_code text NOT NULL,
    key           text NOT NULL,
    value         jsonb NOT NULL,
    version       integer NOT NULL DEFAULT 1,
    PRIMARY KEY (division_code, key)
);
COMMENT ON TABLE setting IS 'Overrides of the default rules (core::rules::Rules) per division node; inherited downwards.';

CREATE TABLE file (
    id          uuid PRIMARY KEY,
    owner_org   uuid,
    uploaded_by uuid NOT NULL,
    name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    media_type  text NOT NULL,
    size        bigint NOT NULL CHECK (size BETWEEN 1 AND 52428800),
    sha256      bytea NOT NULL CHECK (length(sha256) = 32),
    uploaded_at timestamptz NOT NULL
);
COMMENT ON TABLE file IS 'Uploaded files; bytes lie in the object store under their id. media_type is what the content says, not the sender.';

CREATE TABLE training_clock (
    one   boolean PRIMARY KEY DEFAULT true CHECK (one),
    shift interval NOT NULL
);
COMMENT ON TABLE training_clock IS 'A row here makes this a training installation, whose clock runs ahead by shift; marked on every page.';

CREATE FUNCTION jishi_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
    SELECT date_trunc('milliseconds', clock_timestamp()) + COALESCE((SELECT shift FROM training_clock), interval '0')
$$;
COMMENT ON FUNCTION jishi_now() IS 'The deciding clock of all servers, to the millisecond; read after the row lock.';
