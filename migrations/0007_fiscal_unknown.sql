-- An imported notice does not say where its money comes from: unknown, not all of it fiscal.

ALTER TABLE round ALTER COLUMN fiscal_percent DROP NOT NULL;
ALTER TABLE round ADD CONSTRAINT round_fiscal_percent_known CHECK (fiscal_percent IS NOT NULL OR state = 'archived');
COMMENT ON COLUMN round.fiscal_percent IS 'Percent of fiscal money, the rest is social; NULL: unknown, of an imported notice';

UPDATE round
SET fiscal_percent = NULL
FROM notice
WHERE notice.id = round.notice_id AND notice.source_key IS NOT NULL;
