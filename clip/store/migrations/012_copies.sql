-- Which clips have their text in common, each pair both ways. It follows from
-- the texts: whoever compares them may write all of it anew.
CREATE TABLE copies (
	clip  TEXT NOT NULL REFERENCES clips (id) ON DELETE CASCADE,
	other TEXT NOT NULL REFERENCES clips (id) ON DELETE CASCADE,
	PRIMARY KEY (clip, other)
) WITHOUT ROWID;
CREATE INDEX copies_by_other ON copies (other);
