-- How true a form is to what was sent: 0 as it was received, 1 put together of an MHonArc page, 2 of Pipermail's text
-- with the attachments that Pipermail kept beside it or of its page, 3 of Pipermail's text alone. A message's row is
-- made of its best form: the first of those with the lowest number.
alter table raw_message add column fidelity smallint not null default 0 check (fidelity between 0 and 3);

drop index raw_message_by_message;
create index raw_message_by_message on raw_message (message_id, fidelity, id);

-- Few archives have any: pages ask it of every row.
create index raw_message_rebuilt on raw_message (id) include (fidelity) where fidelity > 0;
