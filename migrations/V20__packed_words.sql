-- The words and places of chunks are packed (org.salonarchive.archive.index.ChunkPacking), which takes a quarter of
-- their room. All words are read anew, by the service or by `salon rebuild search`.

truncate message_search, search_language, search_word, search_segment, search_chunk, search_moved;
update search_state set complete = not exists (select from message);

-- Up to a page PostgreSQL keeps a row together, so that one read finds a word.
alter table search_chunk set (toast_tuple_target = 8160);
