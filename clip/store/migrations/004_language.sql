-- lang (without region) and image (whether there is a picture; -1: not known
-- yet) repeat what the current version has, for filters.
ALTER TABLE clips ADD COLUMN lang TEXT NOT NULL DEFAULT '';
ALTER TABLE clips ADD COLUMN image INTEGER NOT NULL DEFAULT -1;
UPDATE clips SET
	lang = (SELECT lower(coalesce(json_extract(v.metadata, '$.lang'), '')) FROM versions v WHERE v.id = clips.current),
	image = (SELECT coalesce(json_extract(v.metadata, '$.image'), '') <> '' OR instr(b.xhtml, '<img ') > 0
		FROM versions v JOIN bodies b ON b.version = v.id WHERE v.id = clips.current);
UPDATE clips SET lang = substr(lang, 1, instr(lang, '-') - 1) WHERE instr(lang, '-') > 0;
CREATE INDEX clips_by_lang ON clips (lang, trashed);
