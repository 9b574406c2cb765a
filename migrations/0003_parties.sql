-- Accounts and the registry of agencies and clients.

CREATE TABLE person (
    id            uuid PRIMARY KEY,
    login         text NOT NULL UNIQUE CHECK (login = lower(login)),
    name          text NOT NULL,
    password_hash text NOT NULL,
    created_at    timestamptz NOT NULL
);
COMMENT ON COLUMN person.login IS 'Mobile number, e-mail or chosen name, lower case';

CREATE TABLE login_attempt (
    login_hash   bytea PRIMARY KEY CHECK (length(login_hash) = 32),
    failures     integer NOT NULL,
    last_at      timestamptz NOT NULL,
    locked_until timestamptz
);
CREATE INDEX login_attempt_last_at ON login_attempt (last_at);
COMMENT ON TABLE login_attempt IS 'Failed sign-ins in a row per login, known or not, so that both answer alike. Machine time; old rows are dropped.';
COMMENT ON COLUMN login_attempt.login_hash IS 'SHA-256 of the login as typed: people type passwords into the wrong field';

CREATE TABLE organisation (
    id            uuid PRIMARY KEY,
    kind          text NOT NULL CHECK (kind IN ('agency', 'client')),
    uscc          text CHECK (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
    name          text NOT NULL CHECK (length(name) BETWEEN 2 AND 200),
    division_code text NOT NULL REFERENCES division,
    address       text NOT NULL DEFAULT '',
    contact_name  text NOT NULL,
    contact_phone bytea NOT NULL,
    email         text NOT NULL DEFAULT '',
    legal_rep     text NOT NULL DEFAULT '',
    intro         text NOT NULL DEFAULT '',
    version       integer NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL,
    UNIQUE (kind, uscc),
    CONSTRAINT organisation_has_a_code CHECK (uscc IS NOT NULL OR (kind = 'client' AND contact_name = ''))
);
CREATE UNIQUE INDEX organisation_known_by_name ON organisation (kind, name) WHERE uscc IS NULL;
CREATE INDEX organisation_division_code ON organisation (division_code);
COMMENT ON TABLE organisation IS 'A registered agency or client; one legal unit may be both, once each.';
COMMENT ON COLUMN organisation.uscc IS 'NULL only for a client that imported notices name: nobody has registered it, it has neither members nor a contact';
COMMENT ON COLUMN organisation.contact_phone IS 'Sealed by the vault; shown masked except to those who deal with the organisation';

CREATE TABLE membership (
    id              uuid PRIMARY KEY,
    person_id       uuid NOT NULL REFERENCES person,
    organisation_id uuid REFERENCES organisation,
    role            text NOT NULL CHECK (role IN ('agency', 'client', 'desk', 'operator', 'supervisor', 'admin')),
    created_at      timestamptz NOT NULL,
    CHECK ((role IN ('agency', 'client')) = (organisation_id IS NOT NULL)),
    UNIQUE NULLS NOT DISTINCT (person_id, organisation_id, role)
);
CREATE INDEX membership_organisation_id ON membership (organisation_id);
CREATE UNIQUE INDEX membership_separate_hands ON membership (person_id) WHERE role IN ('operator', 'supervisor', 'admin');
COMMENT ON INDEX membership_separate_hands IS 'Three separate hands (三员分立): nobody holds two of operator, supervisor, admin.';

CREATE TABLE session (
    id            uuid PRIMARY KEY,
    membership_id uuid NOT NULL REFERENCES membership,
    token_hash    bytea NOT NULL,
    previous_hash bytea,
    created_at    timestamptz NOT NULL,
    rotated_at    timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    ended_at      timestamptz,
    user_agent    text NOT NULL DEFAULT ''
);
CREATE INDEX session_membership_id ON session (membership_id);
COMMENT ON TABLE session IS 'A login: a family of rotating refresh tokens of which only the newest is valid. Reuse of an older one ends the family.';
COMMENT ON COLUMN session.token_hash IS 'SHA-256 of the newest refresh token';
COMMENT ON COLUMN session.previous_hash IS 'SHA-256 of the one before: for some seconds two tabs may race with it';

CREATE TABLE agency (
    id              uuid PRIMARY KEY REFERENCES organisation,
    org_type        text NOT NULL,
    state           text NOT NULL CHECK (state IN ('active', 'suspended', 'removed', 'withdrawn')),
    suspended_until timestamptz,
    pledged_at      timestamptz NOT NULL,
    credit          integer NOT NULL DEFAULT 1000 CHECK (credit BETWEEN 0 AND 1100),
    resident_counter text,
    owed_due_at     timestamptz,
    checked_at      timestamptz,
    check_failed    text
);
COMMENT ON COLUMN agency.credit IS 'Tenths of a point, 0 to 110.0; a new agency starts at 100.0';
COMMENT ON COLUMN agency.owed_due_at IS 'By when the owed scans (告知承诺 + 容缺) must be on file; NULL when none is owed';
COMMENT ON COLUMN agency.checked_at IS 'When the operator form-checked the entry';
COMMENT ON COLUMN agency.check_failed IS 'Reason of a failed form check until a later one passes; told to the agency, not public';
COMMENT ON COLUMN agency.resident_counter IS 'Counter in the physical store, if resident';

CREATE TABLE agency_service (
    agency_id  uuid NOT NULL REFERENCES agency,
    item_code  text NOT NULL REFERENCES catalog_item,
    price_note text NOT NULL DEFAULT '',
    days       integer,
    closed_reason text,
    PRIMARY KEY (agency_id, item_code)
);
CREATE INDEX agency_service_item_code ON agency_service (item_code);
COMMENT ON COLUMN agency_service.closed_reason IS 'Why a failed form check closed this service for sign-up (domain.md §17); NULL: open';

CREATE TABLE agency_qualification (
    id             uuid PRIMARY KEY,
    agency_id      uuid NOT NULL REFERENCES agency,
    kind           text NOT NULL REFERENCES qualification_kind,
    grade          smallint CHECK (grade BETWEEN 1 AND 4),
    certificate_no text NOT NULL,
    issuer         text NOT NULL,
    valid_from     date NOT NULL,
    valid_to       date,
    file_id        uuid REFERENCES file,
    removed_at     timestamptz,
    CHECK (valid_from <= valid_to)
);
CREATE INDEX agency_qualification_agency_id ON agency_qualification (agency_id);
CREATE INDEX agency_qualification_kind ON agency_qualification (kind);
CREATE INDEX agency_qualification_file_id ON agency_qualification (file_id);

CREATE TABLE practitioner (
    id          uuid PRIMARY KEY,
    agency_id   uuid NOT NULL REFERENCES agency,
    name        text NOT NULL,
    certificate text NOT NULL,
    reg_no      text NOT NULL DEFAULT '',
    removed_at  timestamptz
);
CREATE INDEX practitioner_agency_id ON practitioner (agency_id);

CREATE TABLE client (
    id        uuid PRIMARY KEY REFERENCES organisation,
    unit_type text NOT NULL CHECK (unit_type IN ('government', 'institution', 'state_company', 'private_company', 'village_committee', 'social_organisation', 'other'))
);
