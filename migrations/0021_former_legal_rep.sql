-- Who an organisation was represented by: a tie to a client does not end with an edit of the profile.

CREATE TABLE former_legal_rep (
    organisation_id uuid NOT NULL REFERENCES organisation,
    name            text NOT NULL CHECK (name <> ''),
    until           timestamptz NOT NULL,
    PRIMARY KEY (organisation_id, name)
);
COMMENT ON TABLE former_legal_rep IS 'Legal representatives that an organisation named before; recusal looks at them for a year.';
COMMENT ON COLUMN former_legal_rep.organisation_id IS 'The organisation';
COMMENT ON COLUMN former_legal_rep.name IS 'The representative, as it was written';
COMMENT ON COLUMN former_legal_rep.until IS 'When the profile last named somebody else instead';
