-- The transparency log over the journal's order: Merkle hashes, signed checkpoints, what witnesses signed.

CREATE TABLE log_identity (
    only_one  boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    origin    text NOT NULL CHECK (origin ~ '^[!-*,-~]{1,100}$'),
    key       text NOT NULL,
    inherited bigint NOT NULL CHECK (inherited >= 0)
);
COMMENT ON TABLE log_identity IS 'The name and the public key of this installation''s log, fixed at its first start. The private key is derived from the master key and is never in the database.';
COMMENT ON COLUMN log_identity.only_one IS 'There is one log';
COMMENT ON COLUMN log_identity.origin IS 'Origin line of every checkpoint and name of its key (C2SP tlog-checkpoint)';
COMMENT ON COLUMN log_identity.inherited IS 'How many entries the journal had when the log began. Their hashes were taken by an older rule, so the log takes them as it found them.';
COMMENT ON COLUMN log_identity.key IS 'Verifier key (C2SP signed-note): name+hash+base64';
CREATE TRIGGER log_identity_append_only BEFORE UPDATE OR DELETE ON log_identity FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_identity_no_truncate BEFORE TRUNCATE ON log_identity FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE log_hash (
    place bigint PRIMARY KEY CHECK (place >= 0),
    hash  bytea NOT NULL CHECK (length(hash) = 32)
);
COMMENT ON TABLE log_hash IS 'Nodes of the Merkle tree over journal_leaf, each written once, when its subtree is complete.';
COMMENT ON COLUMN log_hash.place IS 'Number of the node in the order in which nodes become complete (the stored-hash index of tlog)';
COMMENT ON COLUMN log_hash.hash IS 'SHA-256 after RFC 6962: 0x00 || leaf, 0x01 || left || right';
CREATE TRIGGER log_hash_append_only BEFORE UPDATE OR DELETE ON log_hash FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_hash_no_truncate BEFORE TRUNCATE ON log_hash FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE log_checkpoint (
    size bigint PRIMARY KEY CHECK (size > 0),
    root bytea NOT NULL CHECK (length(root) = 32),
    at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    note text NOT NULL
);
COMMENT ON TABLE log_checkpoint IS 'What was signed: one checkpoint per batch, in the transaction that placed its leaves.';
COMMENT ON COLUMN log_checkpoint.size IS 'Number of leaves';
COMMENT ON COLUMN log_checkpoint.root IS 'Merkle tree hash of them';
COMMENT ON COLUMN log_checkpoint.at IS 'When it was signed (the machine''s time, never the training clock)';
COMMENT ON COLUMN log_checkpoint.note IS 'The signed note, as served (C2SP tlog-checkpoint)';
CREATE TRIGGER log_checkpoint_append_only BEFORE UPDATE OR DELETE ON log_checkpoint FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_checkpoint_no_truncate BEFORE TRUNCATE ON log_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE log_cosignature (
    size    bigint NOT NULL REFERENCES log_checkpoint (size),
    witness text NOT NULL CHECK (witness <> ''),
    line    text NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (size, witness)
);
COMMENT ON TABLE log_cosignature IS 'What witnesses signed: each says that it has seen the log grow to this checkpoint and never fork (C2SP tlog-cosignature).';
COMMENT ON COLUMN log_cosignature.size IS 'The checkpoint';
COMMENT ON COLUMN log_cosignature.witness IS 'Name of the witness''s key';
COMMENT ON COLUMN log_cosignature.line IS 'The signature line, as it is added to the note';
COMMENT ON COLUMN log_cosignature.at IS 'The time that the witness signed with';
CREATE TRIGGER log_cosignature_append_only BEFORE UPDATE OR DELETE ON log_cosignature FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_cosignature_no_truncate BEFORE TRUNCATE ON log_cosignature FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
