-- The mails of an archive are alike; what they have in common is kept once, and each is packed smaller by it.

create table dictionary (
    -- Zstandard's own number (RFC 8878 §5), which every frame names that cannot be read without it.
    id      bigint primary key,
    bytes   bytea not null,
    made_at timestamptz not null default now()
);
alter table dictionary alter column bytes set storage external;

-- Says the same as the frame, so that no dictionary is ever removed that a message needs.
alter table raw_message add column dictionary_id bigint references dictionary;
