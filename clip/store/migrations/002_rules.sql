-- What people said of pieces of one site's pages, for all of its pages.
CREATE TABLE rules (
	number INTEGER PRIMARY KEY,
	site   TEXT NOT NULL,
	form   TEXT NOT NULL DEFAULT '',
	text   TEXT NOT NULL DEFAULT '',
	keep   INTEGER NOT NULL,
	added  INTEGER NOT NULL
);
CREATE INDEX rules_by_site ON rules (site, number);
