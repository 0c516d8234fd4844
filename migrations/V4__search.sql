-- Full text: the subject weighs more (A) than the body (D).

create table message_search (
    message_id bigint primary key references message on delete cascade,
    vector     tsvector not null
);
create index message_search_by_word on message_search using gin (vector);
