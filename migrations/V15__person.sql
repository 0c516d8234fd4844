-- One person may write from several addresses.

alter table sender
    -- The sender that stands for the person; null where this one stands for itself. Never a chain.
    add column person_id bigint references sender,
    -- What the person is called, where somebody said so; only of a sender that stands for itself.
    add column proper_name text not null default '';
create index sender_by_person on sender (person_id) where person_id is not null;

-- What was said about whose an address is, also of addresses from which nothing has come yet.
create table person_word (
    -- As sender.key_hash.
    key_hash    bytea not null check (octet_length(key_hash) = 20),
    -- What an operator says goes before what the mailmap says.
    origin      text not null check (origin in ('mailmap', 'operator')),
    -- In lower case; empty for a sender that is known by its name alone.
    address     text not null,
    -- The address that stands for the person; the same where it stands for itself.
    person_hash bytea not null check (octet_length(person_hash) = 20),
    person      text not null,
    -- What the mailmap calls the person; may be empty.
    name        text not null default '',
    said_by     text not null,
    said_at     timestamptz not null default now(),
    primary key (key_hash, origin)
);
create index person_word_by_person on person_word (person_hash);

-- What follows from these words: whose each address is that they name. Made anew with every change of them, and asked
-- for every new sender.
create table person_address (
    key_hash    bytea primary key check (octet_length(key_hash) = 20),
    person_hash bytea not null check (octet_length(person_hash) = 20),
    -- What the person is called; empty where nobody said so.
    name        text not null
);
create index person_address_by_person on person_address (person_hash);

-- The threads that somebody started: messages that stand first and answer nothing.
create index message_by_starter on message (sender_id, effective_at, id) where thread_id = id and reference = '';
