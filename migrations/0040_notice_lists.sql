-- Lists of notices by deadline, in any state, and by the time of selection.

DROP INDEX round_closing;
CREATE INDEX round_closing ON round (state, signup_deadline, id) WHERE published_at IS NOT NULL;
CREATE INDEX round_deadline ON round (signup_deadline, id) WHERE published_at IS NOT NULL;
CREATE INDEX round_selecting ON round (select_time) WHERE published_at IS NOT NULL;
