-- The addresses that earlier archives gave to messages, as whoever read those archives found them there. Nothing
-- computes them: numbers that are counted anew lead to wrong messages.

create table legacy_link (
    list_id    integer not null references mailing_list on delete cascade,
    -- How the earlier archive numbered its pages: Pipermail through the whole list, MHonArc in each folder.
    scheme     text not null check (scheme in ('pipermail', 'mhonarc')),
    -- The folder of the page, such as 2008-April; empty in a flat archive.
    volume     text not null,
    number     integer not null check (number >= 0),
    -- An archive that was made anew may give the number of one message to another one: 0 for the message that came
    -- first with this number, then 1, and so on.
    generation smallint not null,
    message_id bigint not null references message on delete cascade,
    primary key (list_id, scheme, volume, number, generation),
    unique (list_id, scheme, volume, number, message_id)
);
create index legacy_link_by_number on legacy_link (list_id, scheme, number);
create index legacy_link_by_message on legacy_link (message_id);

-- Attachments that earlier archives kept as files.
create table legacy_file (
    list_id    integer not null references mailing_list on delete cascade,
    -- SHA-1 of the path, which may be longer than an index takes.
    path_hash  bytea not null check (octet_length(path_hash) = 20),
    message_id bigint not null references message on delete cascade,
    -- Below the archive's folder.
    path       text not null,
    -- SHA-256 of what the message carries in its place.
    sha256     bytea not null check (octet_length(sha256) = 32),
    primary key (list_id, path_hash, message_id)
);
create index legacy_file_by_message on legacy_file (message_id);

-- A message that was put aside keeps all of its provenance, so that another try is the same as the first.
alter table quarantine add column separator bytea not null default ''::bytea;
alter table quarantine add column quoting text not null default 'none';
alter table quarantine add column fidelity smallint not null default 0 check (fidelity between 0 and 3);
alter table quarantine add column received_at timestamptz;
-- Its old addresses, as LegacyLink writes them.
alter table quarantine add column legacy_link text[] not null default '{}';
