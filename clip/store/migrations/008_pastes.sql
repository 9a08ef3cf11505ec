-- What was pasted waits in the queue too, until it is a clip or a person says
-- no: name is what people call it, data its bytes; url is then empty.
ALTER TABLE queue ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE queue ADD COLUMN data BLOB;
