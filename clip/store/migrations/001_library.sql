-- The library as it was born. Times are Unix milliseconds, 0 for none.
CREATE TABLE stories (
	id    TEXT PRIMARY KEY,
	name  TEXT NOT NULL,
	named INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE folders (
	id       TEXT PRIMARY KEY,
	parent   TEXT NOT NULL DEFAULT '',
	name     TEXT NOT NULL,
	position INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE UNIQUE INDEX folders_by_name ON folders (parent, name COLLATE NOCASE);

-- title, outlet and date repeat the current version's, for lists.
CREATE TABLE clips (
	id       TEXT PRIMARY KEY,
	ref      TEXT NOT NULL DEFAULT '',
	captured INTEGER NOT NULL,
	current  TEXT NOT NULL,
	story    TEXT NOT NULL REFERENCES stories (id),
	pinned   INTEGER NOT NULL DEFAULT 0,
	note     TEXT NOT NULL DEFAULT '',
	read     INTEGER NOT NULL DEFAULT 0,
	starred  INTEGER NOT NULL DEFAULT 0,
	trashed  INTEGER NOT NULL DEFAULT 0,
	outlet   TEXT NOT NULL DEFAULT '',
	date     INTEGER NOT NULL
);
CREATE INDEX clips_by_date ON clips (trashed, date DESC, id);
CREATE INDEX clips_by_story ON clips (story, trashed, date DESC, id);
CREATE INDEX clips_by_outlet ON clips (outlet, trashed);
CREATE INDEX clips_by_ref ON clips (ref) WHERE ref <> '';

CREATE TABLE memberships (
	folder TEXT NOT NULL,
	clip   TEXT NOT NULL REFERENCES clips (id) ON DELETE CASCADE,
	PRIMARY KEY (folder, clip)
) WITHOUT ROWID;
CREATE INDEX memberships_by_clip ON memberships (clip);

CREATE TABLE tags (
	tag  TEXT NOT NULL,
	clip TEXT NOT NULL REFERENCES clips (id) ON DELETE CASCADE,
	PRIMARY KEY (tag, clip)
) WITHOUT ROWID;
CREATE INDEX tags_by_clip ON tags (clip);

-- Versions are immutable; what is bulky stands in tables of its own, so that
-- lists stay small.
CREATE TABLE versions (
	id        TEXT PRIMARY KEY,
	clip      TEXT NOT NULL REFERENCES clips (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	number    INTEGER NOT NULL,
	parent    TEXT NOT NULL DEFAULT '',
	created   INTEGER NOT NULL,
	metadata  TEXT NOT NULL,
	source    TEXT NOT NULL,
	UNIQUE (clip, number)
);
CREATE TABLE bodies (
	version   TEXT PRIMARY KEY REFERENCES versions (id) ON DELETE CASCADE,
	xhtml     TEXT NOT NULL,
	cleaning  TEXT NOT NULL,
	signature BLOB
);
CREATE TABLE addresses (
	key  TEXT NOT NULL,
	clip TEXT NOT NULL REFERENCES clips (id) ON DELETE CASCADE,
	PRIMARY KEY (key, clip)
) WITHOUT ROWID;

CREATE TABLE links (
	a        TEXT NOT NULL,
	b        TEXT NOT NULL,
	together INTEGER NOT NULL,
	PRIMARY KEY (a, b)
) WITHOUT ROWID;

CREATE TABLE images (
	hash       TEXT PRIMARY KEY,
	media_type TEXT NOT NULL
) WITHOUT ROWID;

-- A step is what one Undo takes back: state is 'done', 'undone', or 'past'
-- when a later change made its redo impossible.
CREATE TABLE steps (
	id     INTEGER PRIMARY KEY AUTOINCREMENT,
	time   INTEGER NOT NULL,
	action TEXT NOT NULL,
	state  TEXT NOT NULL
);
CREATE INDEX steps_by_state ON steps (state, id);

-- One row per change of an object: before and after as JSON, empty for an
-- object that was not there. step is 0 for the rows that undoing wrote.
CREATE TABLE journal (
	seq     INTEGER PRIMARY KEY AUTOINCREMENT,
	step    INTEGER NOT NULL,
	time    INTEGER NOT NULL,
	action  TEXT NOT NULL,
	kind    TEXT NOT NULL,
	key     TEXT NOT NULL,
	before  TEXT NOT NULL,
	after   TEXT NOT NULL,
	content INTEGER NOT NULL
);
CREATE INDEX journal_by_step ON journal (step) WHERE step <> 0;

-- Provenance: hash = SHA-256 of the previous hash followed by the entry.
CREATE TABLE provenance (
	number INTEGER PRIMARY KEY AUTOINCREMENT,
	entry  TEXT NOT NULL,
	hash   TEXT NOT NULL
);

CREATE TABLE queue (
	id    INTEGER PRIMARY KEY AUTOINCREMENT,
	url   TEXT NOT NULL,
	note  TEXT NOT NULL DEFAULT '',
	added INTEGER NOT NULL,
	tries INTEGER NOT NULL DEFAULT 0,
	error TEXT NOT NULL DEFAULT ''
);
