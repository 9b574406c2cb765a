-- Award letters stay as they were issued.

ALTER TABLE award ADD COLUMN letter jsonb;
COMMENT ON COLUMN award.letter IS 'The award letter as issued when the award took effect, in both languages: names may change later, the letter does not. NULL before, and of awards older than this column';
