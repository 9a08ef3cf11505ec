-- byline repeats the authors of the current version, for suggestions.
ALTER TABLE clips ADD COLUMN byline TEXT NOT NULL DEFAULT '';
UPDATE clips SET byline = coalesce((SELECT group_concat(a.value, ', ') FROM versions v, json_each(v.metadata, '$.authors') a WHERE v.id = clips.current), '');
CREATE INDEX clips_by_byline ON clips (byline, trashed);
