-- Rounds: how often entrants were too few, when a step that failed is tried again; sign-ups: their entry, and how long it is sealed.

ALTER TABLE round ADD COLUMN too_few integer NOT NULL DEFAULT 0 CHECK (too_few >= 0);
COMMENT ON COLUMN round.too_few IS 'How many rounds of the notice before this one failed for too few entrants; what relief after the second failure counts (domain.md §7.10)';
UPDATE round
SET too_few = (
    SELECT count(*)
    FROM round earlier
    WHERE earlier.notice_id = round.notice_id
        AND earlier.number < round.number
        AND earlier.closed_at IS NOT NULL
        AND NOT EXISTS (
            SELECT FROM award
            WHERE award.round_id = earlier.id
        )
)
WHERE number > 1;

ALTER TABLE round ADD COLUMN due_retry_at timestamptz;
COMMENT ON COLUMN round.due_retry_at IS 'A due step, or a new count of its deadlines, that could not be done is tried again from here on; NULL: as soon as it is due. Any step clears it';
DROP INDEX round_due;
CREATE INDEX round_due ON round (next_due, COALESCE(due_retry_at, next_due_at), id) WHERE next_due IS NOT NULL;
COMMENT ON INDEX round_due IS 'What failed goes behind what is due since, so that it stands in nobody''s way.';

ALTER TABLE sign_up ADD COLUMN entry_id uuid REFERENCES journal_entry;
UPDATE sign_up
SET entry_id = journal_entry.id
FROM journal_entry
WHERE journal_entry.subject_id = sign_up.id AND journal_entry.kind = 'sign_up.made';
ALTER TABLE sign_up ALTER COLUMN entry_id SET NOT NULL;
COMMENT ON COLUMN sign_up.entry_id IS 'The journal entry that the receipt quotes; not indexed, because journal entries are never removed';

CREATE VIEW sealed_subject AS
    SELECT sign_up.id AS subject_id
    FROM sign_up
    JOIN round ON round.id = sign_up.round_id
    WHERE round.closed_at IS NULL;
COMMENT ON VIEW sealed_subject IS 'Resources whose entries no history shows: sign-ups until the freeze, for nobody on the operating side sees before how many have entered.';
