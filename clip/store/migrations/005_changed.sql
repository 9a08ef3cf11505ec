-- When a clip's state was changed last: restoring a backup goes by it.
ALTER TABLE clips ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
UPDATE clips SET changed = captured;
UPDATE clips SET changed = j.last FROM
	(SELECT key, max(time) AS last FROM journal WHERE kind = 'clip' GROUP BY key) AS j
	WHERE j.key = clips.id;
