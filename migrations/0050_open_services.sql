-- What an agency can take work in now, for lists that put those first who can.

CREATE FUNCTION service_closed(agency_id uuid, item_code text, at timestamptz) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN s.closed_reason IS NOT NULL THEN 'check'
        WHEN i.qualification_kind IS NULL THEN NULL
        WHEN a.owed_due_at <= $3 THEN 'owed'
        WHEN NOT EXISTS (
            SELECT
            FROM agency_qualification q
            WHERE q.agency_id = a.id
                AND q.kind = i.qualification_kind
                AND q.removed_at IS NULL
                AND q.valid_from <= ($3 AT TIME ZONE 'Asia/Shanghai')::date
                AND (q.valid_to IS NULL OR q.valid_to >= ($3 AT TIME ZONE 'Asia/Shanghai')::date)
                AND (i.qualification_grade IS NULL OR q.grade <= i.qualification_grade)
        ) THEN 'certificate'
    END
    FROM agency_service s
    JOIN agency a ON a.id = s.agency_id
    JOIN catalog_item i ON i.code = s.item_code
    WHERE s.agency_id = $1
        AND s.item_code = $2
$$;
COMMENT ON FUNCTION service_closed(uuid, text, timestamptz) IS 'Why an agency cannot take work at that instant in an item it offers: check, owed or certificate; NULL where it can. For lists that put those first who can; who may sign up for a notice, the rules of eligibility say, which ask for the same.';

CREATE FUNCTION may_work(state text, suspended_until timestamptz, at timestamptz) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT state = 'active' OR (state = 'suspended' AND COALESCE(suspended_until <= at, false))
$$;
COMMENT ON FUNCTION may_work(text, timestamptz, timestamptz) IS 'Whether an agency is in good standing at that instant: a suspension that has run out is over.';
