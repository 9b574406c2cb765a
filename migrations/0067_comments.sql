-- What the columns of auctions, proposals and witnesses are for, where their names left it open.

COMMENT ON COLUMN bid.round_id IS 'The auction';
COMMENT ON COLUMN bid.agency_id IS 'Who bid; of the roster';
COMMENT ON COLUMN bid.amount_fen IS 'For how much it would do the work';
COMMENT ON COLUMN proposal.id IS 'What the sign-up names';
COMMENT ON COLUMN proposal.round_id IS 'The round it is for';
COMMENT ON COLUMN proposal.agency_id IS 'Whose it is';
COMMENT ON COLUMN proposal.size IS 'Bytes as uploaded: those of the PDF and 16 of the seal';
COMMENT ON COLUMN proposal.at IS 'When it was uploaded';
COMMENT ON COLUMN assessor.id IS 'The person';
COMMENT ON COLUMN assessor.employer IS 'Where they work, by which conflicts are seen';
COMMENT ON COLUMN assessor.field IS 'What they know';
COMMENT ON COLUMN assessor.state IS 'Only who is approved is in the pool';
COMMENT ON COLUMN assessor.applied_at IS 'When they registered';
COMMENT ON COLUMN assessor.decided_at IS 'When the operator last decided; NULL before';
COMMENT ON COLUMN panel_seat.round_id IS 'The round whose proposals are scored';
COMMENT ON COLUMN panel_seat.assessor_id IS 'Of the pool as it was at the selection time';
COMMENT ON COLUMN panel_seat.place IS 'In the order drawn, from 1';
COMMENT ON COLUMN panel_seat.name IS 'Their name then, as the evidence has it';
COMMENT ON COLUMN panel_seat.asked_at IS 'Since when they serve; NULL: their turn has not come';
COMMENT ON COLUMN panel_seat.scored_at IS 'When they handed in their scores';
COMMENT ON COLUMN panel_seat.stood_down_at IS 'When they ceased to serve: a conflict, or silence';
COMMENT ON COLUMN panel_seat.reason IS 'Why, public once there is an award';
COMMENT ON COLUMN witness_share.round_id IS 'The round whose key is split';
COMMENT ON COLUMN witness_share.name IS 'As the notice named them when they were invited';
COMMENT ON COLUMN witness_share.phone IS 'Likewise; shown to the client and the operating side';
COMMENT ON COLUMN witness_share.key_at IS 'When they registered their public key';
