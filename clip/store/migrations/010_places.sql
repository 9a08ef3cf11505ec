-- Where a person put a clip in a folder, higher being further down; 0: nobody
-- said.
ALTER TABLE memberships ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
CREATE INDEX memberships_by_hand ON memberships (folder, position) WHERE position <> 0;
