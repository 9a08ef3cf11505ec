-- Searches that a person saved under a name, and the last ones typed.
CREATE TABLE searches (
	id       TEXT PRIMARY KEY,
	name     TEXT NOT NULL,
	text     TEXT NOT NULL,
	position INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE UNIQUE INDEX searches_by_name ON searches (name COLLATE NOCASE);
CREATE TABLE recent (
	text TEXT PRIMARY KEY,
	time INTEGER NOT NULL
) WITHOUT ROWID;
