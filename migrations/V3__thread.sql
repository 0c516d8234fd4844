-- Threads: which Message-IDs belong together, and each list's share of a thread.

-- Every Message-ID seen or named (a ghost), with its component.
create table thread_key (
    message_id_hash bytea primary key check (octet_length(message_id_hash) = 20),
    component_id    bigint not null
);
create index thread_key_by_component on thread_key (component_id);
create sequence component_seq;

create table list_thread (
    list_id       integer not null references mailing_list on delete cascade,
    -- message.thread_id
    thread_id     bigint not null,
    message_count integer not null,
    first_at      timestamptz not null,
    last_at       timestamptz not null,
    primary key (list_id, thread_id)
);
create index list_thread_by_activity on list_thread (list_id, last_at desc, thread_id desc);
create index list_thread_by_thread on list_thread (thread_id);
