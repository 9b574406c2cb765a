-- Uploads that hang on nothing are removed, and bytes that no file answers for.

CREATE TABLE file_due (
    id     uuid PRIMARY KEY,
    due_at timestamptz NOT NULL
);
CREATE INDEX file_due_due_at ON file_due (due_at, id);
COMMENT ON TABLE file_due IS 'Bytes that may be in the object store for nothing: of an upload under way, of a file that hangs on nothing yet or no longer, of one whose row was removed. Looked at once, when due; the row goes last, so that no crash leaves bytes behind.';
COMMENT ON COLUMN file_due.id IS 'Id of the file and of its bytes; no foreign key, because it is here before file and after it';
COMMENT ON COLUMN file_due.due_at IS 'When to look whether it hangs on something by then';

INSERT INTO file_due (id, due_at)
SELECT id, uploaded_at + INTERVAL '1 day'
FROM file;
