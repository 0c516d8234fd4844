-- What the owner of a list decides for those who have read it for years.

-- Where answers go when a mail has no List-Post; empty when that is not known.
alter table mailing_list add column post_address text not null default '';
-- What the list server puts before subjects, which an index by subject does not sort by; empty for the list's name in
-- brackets, as Mailman has it.
alter table mailing_list add column subject_prefix text not null default '';
-- Under which heading the front page shows the list; may be empty.
alter table mailing_list add column list_group text not null default '';
-- Whether search engines may list it.
alter table mailing_list add column indexed boolean not null default true;

-- The thread before and after one, by where they begin.
create index list_thread_by_start on list_thread (list_id, first_at, thread_id);
