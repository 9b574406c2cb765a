-- What an award that fell takes back is counted in the month of the award: counted anew from the beginning of the journal.
UPDATE reader_cursor
SET next_index = 0
WHERE reader = 'statistics';
