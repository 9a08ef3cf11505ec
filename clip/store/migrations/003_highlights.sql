-- Passages that a person marked. Positions count in the version named, which
-- need not be the current one: quote and context find the place in any other.
CREATE TABLE highlights (
	id          TEXT PRIMARY KEY,
	clip        TEXT NOT NULL REFERENCES clips (id) ON DELETE CASCADE,
	version     TEXT NOT NULL,
	from_leaf   INTEGER NOT NULL,
	from_offset INTEGER NOT NULL,
	to_leaf     INTEGER NOT NULL,
	to_offset   INTEGER NOT NULL,
	quote       TEXT NOT NULL,
	before      TEXT NOT NULL DEFAULT '',
	after       TEXT NOT NULL DEFAULT '',
	colour      TEXT NOT NULL,
	note        TEXT NOT NULL DEFAULT '',
	made        INTEGER NOT NULL
);
CREATE INDEX highlights_by_clip ON highlights (clip, id);
