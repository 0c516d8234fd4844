-- Messages that a source has and that whoever kept it wanted gone or never sent, such as spam: how many of each kind a
-- run left out.
alter table ingest_run add column left_out jsonb not null default '{}';
