-- An interrupted demo must be known as such: nobody may mistake it for an installation.

ALTER TABLE training_clock ADD COLUMN demo text CHECK (demo IN ('being_filled', 'filled'));
COMMENT ON COLUMN training_clock.demo IS 'being_filled from the first step of the demo to its last, filled from then on; NULL: no demo was played here';
