-- The addresses of one clip, and the few entries of the journal that the search
-- index follows: both were looked for among all.
CREATE INDEX addresses_by_clip ON addresses (clip);
CREATE INDEX journal_of_content ON journal (seq) WHERE content = 1;
