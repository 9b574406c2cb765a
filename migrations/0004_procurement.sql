-- The road from notice to money.

CREATE TABLE code_sequence (
    prefix text PRIMARY KEY,
    last   integer NOT NULL
);
COMMENT ON TABLE code_sequence IS 'Last number given per code prefix (433101-20261123); human codes of domain.md §12.5.';

CREATE TABLE notice (
    id            uuid PRIMARY KEY,
    client_id     uuid NOT NULL REFERENCES client,
    code          text UNIQUE,
    source        text NOT NULL DEFAULT 'jishi',
    source_key    text UNIQUE,
    current_round uuid,
    created_at    timestamptz NOT NULL
);
CREATE INDEX notice_client_id ON notice (client_id);
COMMENT ON TABLE notice IS 'A procurement notice (采购公告): what keeps its identity over rounds.';
COMMENT ON COLUMN notice.code IS 'Purchase code {division}-{yyyymmdd}-{seq}, given at first publication';
COMMENT ON COLUMN notice.source IS 'jishi, or the file an imported notice came from';
COMMENT ON COLUMN notice.source_key IS 'SHA-256 of what identifies an imported row, so that a second import changes nothing';

CREATE TABLE round (
    id                uuid PRIMARY KEY,
    notice_id         uuid NOT NULL REFERENCES notice,
    number            integer NOT NULL CHECK (number >= 1),
    state             text NOT NULL CHECK (state IN (
        'draft', 'in_review', 'returned', 'published', 'closed', 'selecting', 'publicity', 'awarded', 'contracted', 'in_service',
        'delivered', 'accepted', 'rated', 'archived', 'withdrawn', 'failed', 'cancelled', 'voided', 'terminated')),
    state_since       timestamptz NOT NULL,
    version           integer NOT NULL DEFAULT 1,
    -- what is wanted
    project_name      text NOT NULL DEFAULT '',
    division_code     text NOT NULL REFERENCES division,
    item_match        text NOT NULL DEFAULT 'all' CHECK (item_match IN ('any', 'all')),
    approve_code      text NOT NULL DEFAULT '',
    approval_matter   text NOT NULL DEFAULT '',
    contact_name      text NOT NULL DEFAULT '',
    contact_phone     text NOT NULL DEFAULT '',
    complaint_phone   text NOT NULL DEFAULT '',
    scale_kind        text NOT NULL DEFAULT 'other' CHECK (scale_kind IN ('investment', 'asset_total', 'area', 'other')),
    scale_fen         bigint CHECK (scale_fen >= 0),
    scale_m2_hundredths bigint CHECK (scale_m2_hundredths >= 0),
    scale_note        text NOT NULL DEFAULT '',
    fiscal_percent    smallint NOT NULL DEFAULT 100 CHECK (fiscal_percent BETWEEN 0 AND 100),
    service_content   text NOT NULL DEFAULT '',
    service_time_note text NOT NULL DEFAULT '',
    amount_fen        bigint CHECK (amount_fen BETWEEN 1 AND 100000000000000),
    amount_note       text NOT NULL DEFAULT '',
    method            text NOT NULL DEFAULT 'draw' CHECK (method IN ('direct', 'draw', 'price', 'reverse_auction', 'reference_price', 'credit_merit', 'proposal_merit')),
    qualification_required boolean NOT NULL DEFAULT true,
    qualification_note text NOT NULL DEFAULT '',
    staff_required    integer NOT NULL DEFAULT 0 CHECK (staff_required BETWEEN 0 AND 99),
    other_note        text NOT NULL DEFAULT '',
    recusals          jsonb NOT NULL DEFAULT '[]',
    witnesses         jsonb NOT NULL DEFAULT '[]',
    signup_days       integer CHECK (signup_days BETWEEN 1 AND 60),
    -- computed or chosen, fixed at publication
    signup_deadline   timestamptz,
    select_time       timestamptz,
    deadline_provisional boolean NOT NULL DEFAULT false,
    return_reason     text,
    submitted_at      timestamptz,
    published_at      timestamptz,
    rules             jsonb,
    rules_hash        bytea CHECK (length(rules_hash) = 32),
    draw_commit       bytea CHECK (length(draw_commit) = 32),
    draw_secret       bytea,
    -- what the deadline found
    closed_at         timestamptz,
    roster            jsonb,
    roster_hash       bytea CHECK (length(roster_hash) = 32),
    entrants          integer,
    eligible          integer,
    end_reason        text,
    frozen            boolean NOT NULL DEFAULT false,
    -- the next deadline, a pure function of the state
    next_due          text CHECK (next_due IN ('close', 'select', 'end_publicity', 'confirm_lapses')),
    next_due_at       timestamptz,
    CHECK ((next_due IS NULL) = (next_due_at IS NULL)),
    UNIQUE (notice_id, number)
);
CREATE INDEX round_due ON round (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE INDEX round_list ON round (published_at DESC, id DESC) WHERE published_at IS NOT NULL;
CREATE INDEX round_state_list ON round (state, published_at DESC, id DESC) WHERE published_at IS NOT NULL;
CREATE INDEX round_closing ON round (signup_deadline, id) WHERE state = 'published';
CREATE INDEX round_review ON round (submitted_at, id) WHERE state = 'in_review';
CREATE INDEX round_division_code ON round (division_code, published_at DESC, id DESC);
COMMENT ON TABLE round IS 'One attempt to procure a notice; round 2 and later follow a failed one and carry its content over.';
COMMENT ON COLUMN round.rules IS 'Rules in force (domain.md §7.10), frozen at publication; they rule the round to its end';
COMMENT ON COLUMN round.draw_secret IS '32 random bytes sealed by the vault; committed in draw_commit at publication, published with the evidence';
COMMENT ON COLUMN round.roster IS 'Frozen at the deadline: every eligible entrant with its nonce, in roster order';
COMMENT ON COLUMN round.deadline_provisional IS 'A deadline was computed with a provisional calendar year';
ALTER TABLE notice ADD FOREIGN KEY (current_round) REFERENCES round DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX notice_current_round ON notice (current_round);

CREATE TABLE round_item (
    round_id  uuid NOT NULL REFERENCES round ON DELETE CASCADE,
    item_code text NOT NULL REFERENCES catalog_item,
    position  integer NOT NULL,
    PRIMARY KEY (round_id, item_code)
);
CREATE INDEX round_item_item_code ON round_item (item_code);

CREATE TABLE round_file (
    round_id uuid NOT NULL REFERENCES round ON DELETE CASCADE,
    file_id  uuid NOT NULL REFERENCES file,
    position integer NOT NULL,
    PRIMARY KEY (round_id, file_id)
);
CREATE INDEX round_file_file_id ON round_file (file_id);

CREATE TABLE sign_up (
    id           uuid PRIMARY KEY,
    round_id     uuid NOT NULL REFERENCES round,
    agency_id    uuid NOT NULL REFERENCES agency,
    at           timestamptz NOT NULL,
    nonce        bytea NOT NULL CHECK (length(nonce) = 16),
    practitioners uuid[] NOT NULL DEFAULT '{}',
    withdrawn_at timestamptz,
    eligible     boolean,
    failed_rules text[] NOT NULL DEFAULT '{}',
    receipt_hash bytea NOT NULL CHECK (length(receipt_hash) = 32)
);
CREATE UNIQUE INDEX sign_up_one_active ON sign_up (round_id, agency_id) WHERE withdrawn_at IS NULL;
CREATE INDEX sign_up_agency_id ON sign_up (agency_id, at DESC);
COMMENT ON INDEX sign_up_one_active IS 'One active sign-up per round and agency, promised by the database.';
COMMENT ON COLUMN sign_up.nonce IS '16 random bytes made in the entrant''s browser, shown to nobody before the freeze';
COMMENT ON COLUMN sign_up.eligible IS 'Result of the check repeated at the freeze; NULL before';
COMMENT ON COLUMN sign_up.receipt_hash IS 'Hash of the journal entry that the receipt quotes';

CREATE TABLE award (
    id            uuid PRIMARY KEY,
    round_id      uuid NOT NULL UNIQUE REFERENCES round,
    notice_id     uuid NOT NULL REFERENCES notice,
    client_id     uuid NOT NULL REFERENCES client,
    agency_id     uuid NOT NULL REFERENCES agency,
    code          text NOT NULL UNIQUE,
    method        text NOT NULL,
    amount_fen    bigint NOT NULL CHECK (amount_fen BETWEEN 1 AND 100000000000000),
    reason        text NOT NULL DEFAULT '',
    evidence      jsonb NOT NULL,
    selected_at   timestamptz NOT NULL,
    publicity_until timestamptz NOT NULL,
    awarded_at    timestamptz,
    confirm_by    timestamptz,
    confirmed_at  timestamptz,
    declined_at   timestamptz,
    decline_reason text
);
CREATE INDEX award_list ON award (selected_at DESC, id DESC);
CREATE INDEX award_agency_id ON award (agency_id, selected_at DESC);
CREATE INDEX award_client_id ON award (client_id, selected_at DESC);
CREATE INDEX award_notice_id ON award (notice_id);
COMMENT ON TABLE award IS 'The one winner of a round (a second is refused by the unique round_id), with the evidence anyone can recompute.';

CREATE TABLE contract (
    id            uuid PRIMARY KEY,
    award_id      uuid NOT NULL UNIQUE REFERENCES award,
    round_id      uuid NOT NULL UNIQUE REFERENCES round,
    notice_id     uuid NOT NULL REFERENCES notice,
    client_id     uuid NOT NULL REFERENCES client,
    agency_id     uuid NOT NULL REFERENCES agency,
    code          text NOT NULL UNIQUE,
    version       integer NOT NULL DEFAULT 1,
    text_version  integer NOT NULL DEFAULT 1,
    state         text NOT NULL CHECK (state IN ('draft', 'confirmed', 'filed')),
    name          text NOT NULL,
    price_fen     bigint NOT NULL,
    service_start date,
    service_end   date,
    content       text NOT NULL,
    payment_terms text NOT NULL,
    client_confirmed_at timestamptz,
    agency_confirmed_at timestamptz,
    filed_at      timestamptz,
    file_id       uuid REFERENCES file,
    CHECK (service_start <= service_end)
);
COMMENT ON COLUMN contract.version IS 'Moves with every visible change (ETag)';
COMMENT ON COLUMN contract.text_version IS 'version at the last change of the text: who has seen a later version has seen this text and may confirm it';
CREATE INDEX contract_client_id ON contract (client_id, id DESC);
CREATE INDEX contract_agency_id ON contract (agency_id, id DESC);
CREATE INDEX contract_notice_id ON contract (notice_id);
CREATE INDEX contract_file_id ON contract (file_id);

CREATE TABLE deliverable (
    id           uuid PRIMARY KEY,
    contract_id  uuid NOT NULL REFERENCES contract,
    number       integer NOT NULL,
    note         text NOT NULL,
    submitted_at timestamptz NOT NULL,
    state        text NOT NULL CHECK (state IN ('submitted', 'accepted', 'sent_back')),
    decided_at   timestamptz,
    decision_note text NOT NULL DEFAULT '',
    UNIQUE (contract_id, number)
);
CREATE TABLE deliverable_file (
    deliverable_id uuid NOT NULL REFERENCES deliverable,
    file_id        uuid NOT NULL REFERENCES file,
    position       integer NOT NULL,
    PRIMARY KEY (deliverable_id, file_id)
);
CREATE INDEX deliverable_file_file_id ON deliverable_file (file_id);

CREATE TABLE payment (
    id           uuid PRIMARY KEY,
    contract_id  uuid NOT NULL REFERENCES contract,
    amount_fen   bigint NOT NULL CHECK (amount_fen > 0),
    paid_on      date NOT NULL,
    note         text NOT NULL DEFAULT '',
    state        text NOT NULL CHECK (state IN ('recorded', 'confirmed', 'disputed')),
    recorded_at  timestamptz NOT NULL,
    decided_at   timestamptz,
    decision_note text NOT NULL DEFAULT ''
);
CREATE INDEX payment_contract_id ON payment (contract_id);

CREATE TABLE ledger_entry (
    id         uuid PRIMARY KEY,
    kind       text NOT NULL CHECK (kind IN ('award', 'award_reversal', 'contract', 'payment')),
    at         timestamptz NOT NULL,
    award_id   uuid NOT NULL REFERENCES award,
    contract_id uuid REFERENCES contract,
    payment_id uuid UNIQUE REFERENCES payment,
    client_id  uuid NOT NULL REFERENCES client,
    agency_id  uuid NOT NULL REFERENCES agency,
    division_code text NOT NULL REFERENCES division,
    CHECK ((kind = 'payment') = (payment_id IS NOT NULL)),
    CHECK ((kind IN ('contract', 'payment')) = (contract_id IS NOT NULL))
);
CREATE UNIQUE INDEX ledger_entry_once ON ledger_entry (award_id, kind) WHERE kind <> 'payment';
CREATE INDEX ledger_entry_award_id ON ledger_entry (award_id, at, id);
CREATE INDEX ledger_entry_contract_id ON ledger_entry (contract_id);
CREATE INDEX ledger_entry_client_id ON ledger_entry (client_id, at, id);
CREATE INDEX ledger_entry_agency_id ON ledger_entry (agency_id, at, id);
CREATE INDEX ledger_entry_division_code ON ledger_entry (division_code);
COMMENT ON TABLE ledger_entry IS 'A money event, append-only; its postings sum to zero.';
CREATE TABLE posting (
    entry_id   uuid NOT NULL REFERENCES ledger_entry,
    account    text NOT NULL CHECK (account IN ('awarded', 'committed', 'payable', 'paid')),
    amount_fen bigint NOT NULL CHECK (amount_fen <> 0),
    PRIMARY KEY (entry_id, account)
);
CREATE INDEX posting_account ON posting (account) INCLUDE (amount_fen);
COMMENT ON TABLE posting IS 'One side of a ledger entry: debit positive, credit negative, in fen.';
COMMENT ON COLUMN posting.account IS 'awarded (debit): all awards in force; committed: awarded, not contracted; payable: contracted, unpaid; paid: confirmed payments';

CREATE FUNCTION ledger_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entry uuid := CASE TG_TABLE_NAME WHEN 'posting' THEN to_jsonb(NEW) ->> 'entry_id' ELSE to_jsonb(NEW) ->> 'id' END;
BEGIN
    IF (SELECT COALESCE(sum(amount_fen), 0) <> 0 OR count(*) < 2 FROM posting WHERE entry_id = entry) THEN
        RAISE EXCEPTION 'ledger entry % does not balance', entry USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION ledger_balances() IS 'At commit every entry has at least two postings, and they sum to zero.';
CREATE CONSTRAINT TRIGGER ledger_entry_balances AFTER INSERT ON ledger_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balances();
CREATE CONSTRAINT TRIGGER posting_balances AFTER INSERT ON posting DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balances();
CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER posting_append_only BEFORE UPDATE OR DELETE ON posting FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER posting_no_truncate BEFORE TRUNCATE ON posting FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE VIEW file_access AS
    SELECT round_file.file_id, round.published_at IS NOT NULL AS everybody, notice.client_id AS organisation_id
    FROM round_file
    JOIN round ON round.id = round_file.round_id
    JOIN notice ON notice.id = round.notice_id
    UNION ALL
    SELECT agency_qualification.file_id, false, agency_qualification.agency_id
    FROM agency_qualification
    WHERE agency_qualification.file_id IS NOT NULL
    UNION ALL
    SELECT contract.file_id, false, party.organisation_id
    FROM contract
    CROSS JOIN LATERAL (VALUES (contract.client_id), (contract.agency_id)) AS party (organisation_id)
    WHERE contract.file_id IS NOT NULL
    UNION ALL
    SELECT deliverable_file.file_id, false, party.organisation_id
    FROM deliverable_file
    JOIN deliverable ON deliverable.id = deliverable_file.deliverable_id
    JOIN contract ON contract.id = deliverable.contract_id
    CROSS JOIN LATERAL (VALUES (contract.client_id), (contract.agency_id)) AS party (organisation_id);
COMMENT ON VIEW file_access IS 'Who may read a file, by what it hangs on: everybody, or an organisation; operator and supervisor read whatever hangs on something.';
