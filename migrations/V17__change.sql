-- Whoever keeps pages hears when what they show has changed, whichever program changed it. A transaction that changes
-- much tells it once.

create function tell_change() returns trigger language plpgsql as $$
begin
    perform pg_notify('salon_change', '');
    return null;
end $$;

do $$
declare
    shown text;
begin
    foreach shown in array array[
        'mailing_list', 'sender', 'person_word', 'person_address', 'message', 'raw_message', 'raw_message_cut',
        'content', 'attachment', 'list_message', 'list_volume', 'list_sender', 'list_thread', 'thread_key',
        'message_search', 'search_language', 'search_word', 'search_state', 'legacy_link', 'legacy_file']
    loop
        execute format(
            'create trigger tell_change after insert or update or delete or truncate on %I'
            ' for each statement execute function tell_change()', shown);
    end loop;
end $$;
