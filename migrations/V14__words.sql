-- Words as Salon itself reads them, in place of those that PostgreSQL took from the text. `salon rebuild search`
-- makes them for messages that are already here; the service does so by itself.

drop table message_search;

-- Beside the words stands what a search narrows, orders and counts by, so that it needs no other table.
create table message_search (
    message_id bigint primary key references message on delete cascade,
    -- Copies of the message's, kept by the writer.
    at         timestamptz not null,
    thread_id  bigint not null,
    sender_id  bigint not null,
    -- The lists that have it, in order.
    lists      integer[] not null,
    -- The language of its stems: ISO 639-1, or none.
    language   text not null,
    vector     tsvector not null
) with (toast_tuple_target = 256, fillfactor = 95);
-- Unpacks faster than PostgreSQL's own; not every PostgreSQL is built with it.
do $$
begin
    alter table message_search alter column vector set compression lz4;
exception when feature_not_supported then
    null;
end $$;
create index message_search_by_word on message_search using gin (vector, lists);
create index message_search_by_date on message_search (at, message_id);
create index message_search_by_sender on message_search (sender_id, at);
create index message_search_by_thread on message_search (thread_id, at);

-- The languages that messages are in: a word that is asked for is stemmed in each of them.
create table search_language (
    language text primary key
);

-- Words of subjects and names of senders, for telling what a reader may have meant.
create extension if not exists pg_trgm;
create table search_word (
    word text primary key
);
create index search_word_by_trigram on search_word using gin (word gin_trgm_ops);

-- Answers of a message, so that those without one can be asked for.
create index message_by_parent on message (parent_id) where parent_id is not null;

-- The language of all of a list's mail, in the same codes; empty: told by each message's own words.
alter table mailing_list add column language text not null default '';

-- Whether all messages have their words here; those that came before this table get them while the service runs.
create table search_state (
    complete boolean not null
);
insert into search_state select not exists (select from message);
