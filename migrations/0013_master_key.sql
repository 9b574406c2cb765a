-- Which master key this database was sealed under, so that another one, or a new one, is noticed at the start and not at the first draw.

CREATE TABLE master_key (
    one         boolean PRIMARY KEY DEFAULT true CHECK (one),
    fingerprint bytea NOT NULL CHECK (length(fingerprint) = 32)
);
COMMENT ON TABLE master_key IS 'One row from the first start on: by what the key in keys/master.key is recognised.';
COMMENT ON COLUMN master_key.one IS 'Always true: there is one key';
COMMENT ON COLUMN master_key.fingerprint IS 'Derived from the key by HKDF-SHA-256 for this purpose alone; neither the key nor any other key can be had from it';
