-- How documents are made, under a name. What settings holds (JSON) is the
-- program's: the store keeps it as it stands.
CREATE TABLE templates (
	id       TEXT PRIMARY KEY,
	name     TEXT NOT NULL,
	settings TEXT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX templates_by_name ON templates (name COLLATE NOCASE);
