-- Lists and histories that stay as quick with a million rows as with a hundred.

CREATE TABLE journal_about (
    about    uuid NOT NULL,
    at       timestamptz NOT NULL,
    entry_id uuid NOT NULL REFERENCES journal_entry,
    PRIMARY KEY (about, at, entry_id)
);
COMMENT ON TABLE journal_about IS 'journal_entry.about, one row each, in the order of a history: a page of it is read from where the last one ended. Written with the entry.';
COMMENT ON COLUMN journal_about.about IS 'Id of a resource whose page shows the entry';
COMMENT ON COLUMN journal_about.at IS 'journal_entry.at, the order of a history';
COMMENT ON COLUMN journal_about.entry_id IS 'The entry; not indexed by itself, because journal entries are never removed';
INSERT INTO journal_about (about, at, entry_id)
SELECT DISTINCT place, journal_entry.at, journal_entry.id
FROM journal_entry
CROSS JOIN UNNEST(journal_entry.about) AS place;
DROP INDEX journal_entry_about;
CREATE TRIGGER journal_about_append_only BEFORE UPDATE OR DELETE ON journal_about FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER journal_about_no_truncate BEFORE TRUNCATE ON journal_about FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE INDEX organisation_list ON organisation (kind, created_at DESC, id DESC);
CREATE INDEX agency_state ON agency (state) WHERE state <> 'active';
COMMENT ON INDEX agency_state IS 'Almost all are active: the others are found without walking over them.';
CREATE INDEX agency_resident ON agency (id) WHERE resident_counter IS NOT NULL;

DROP INDEX award_agency_id;
DROP INDEX award_client_id;
DROP INDEX award_notice_id;
CREATE INDEX award_agency_id ON award (agency_id, selected_at DESC, id DESC);
CREATE INDEX award_client_id ON award (client_id, selected_at DESC, id DESC);
CREATE INDEX award_notice_id ON award (notice_id, selected_at DESC, id DESC);
CREATE INDEX award_method ON award (method, selected_at DESC, id DESC);
