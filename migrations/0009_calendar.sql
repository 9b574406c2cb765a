-- Working-day years may be loaded while the server runs, and deadlines that lacked one are computed when it comes.

ALTER TABLE calendar_year
    ADD COLUMN loaded_at timestamptz;
COMMENT ON COLUMN calendar_year.provisional IS 'Weekends and fixed statutory days only; never takes the place of an official year';
COMMENT ON COLUMN calendar_year.source IS 'The official notice (国办发明电〔2025〕7号), or provisional_year';
COMMENT ON COLUMN calendar_year.loaded_at IS 'When a person loaded it; NULL: from the data files, which never overwrite an official year that a person loaded';

-- A round has one stage of computed deadlines at a time: sign-up and selection, then publicity, then the time to confirm. These say what
-- keeps those of the running stage from being final.
ALTER TABLE round
    ADD COLUMN signup_deadline_chosen boolean NOT NULL DEFAULT false,
    ADD COLUMN select_time_chosen boolean NOT NULL DEFAULT false,
    ADD COLUMN missing_year integer,
    ADD COLUMN provisional_years integer[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN round.signup_deadline_chosen IS 'A person chose signup_deadline: it is never computed again';
COMMENT ON COLUMN round.select_time_chosen IS 'A person chose select_time: it only moves when a computed signup_deadline moves past it';
COMMENT ON COLUMN round.missing_year IS 'calendar_missing: year without calendar that a deadline of the running stage waits for; it is computed once the year is loaded';
COMMENT ON COLUMN round.provisional_years IS 'Provisional years that deadlines of the running stage were counted through; they are computed again once one is official';

-- What was published before this was not told apart; whoever gave no number of days may have chosen a date, and is taken at their word.
UPDATE round
SET signup_deadline_chosen = signup_days IS NULL,
    select_time_chosen = select_time IS NOT NULL AND (select_time AT TIME ZONE 'Asia/Shanghai')::time <> '09:30'
WHERE published_at IS NOT NULL;
UPDATE round r
SET provisional_years = ARRAY(
    SELECT y.year
    FROM calendar_year y
    WHERE y.provisional
        AND y.year BETWEEN EXTRACT(year FROM r.published_at AT TIME ZONE 'Asia/Shanghai')
            AND EXTRACT(year FROM GREATEST(r.signup_deadline, r.select_time) AT TIME ZONE 'Asia/Shanghai')
    ORDER BY y.year
)
WHERE r.deadline_provisional
    AND r.state = 'published';

ALTER TABLE round DROP COLUMN deadline_provisional;
ALTER TABLE round ADD COLUMN deadline_provisional boolean NOT NULL GENERATED ALWAYS AS (provisional_years <> '{}') STORED;
COMMENT ON COLUMN round.deadline_provisional IS 'A deadline of the running stage was computed with a provisional calendar year';

CREATE INDEX round_unsettled ON round (id) WHERE missing_year IS NOT NULL OR provisional_years <> '{}';
COMMENT ON INDEX round_unsettled IS 'The few rounds whose deadlines a loaded year may settle.';

-- A round that waits for its deadline closes after all that know theirs. Keyset pages need a value in place of NULL.
DROP INDEX round_closing;
CREATE INDEX round_closing ON round ((COALESCE(signup_deadline, TIMESTAMPTZ '9999-12-31 00:00:00+00')), id) WHERE state = 'published';

ALTER TABLE award ALTER COLUMN publicity_until DROP NOT NULL;
COMMENT ON COLUMN award.publicity_until IS 'When objections end; NULL while it waits for a calendar year (round.missing_year)';
COMMENT ON COLUMN award.confirm_by IS 'Until when the winner answers; NULL before the award is in effect, and while it waits for a calendar year';

ALTER TABLE agency
    ADD COLUMN owed_days smallint CHECK (owed_days > 0),
    ADD COLUMN owed_missing_year integer,
    ADD COLUMN owed_provisional_years integer[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN agency.owed_days IS 'Working days from pledged_at to owed_due_at, as the rules said then; NULL: none owed, or a date that stays as it is';
COMMENT ON COLUMN agency.owed_missing_year IS 'Year without calendar that owed_due_at waits for';
COMMENT ON COLUMN agency.owed_provisional_years IS 'Provisional years that owed_due_at was counted through; it is computed again once one is official';
CREATE INDEX agency_owed_unsettled ON agency (id) WHERE owed_missing_year IS NOT NULL OR owed_provisional_years <> '{}';
COMMENT ON INDEX agency_owed_unsettled IS 'The few agencies whose owed_due_at a loaded year may settle.';
