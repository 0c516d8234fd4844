-- Words are named otherwise, and stems count only in messages of their language: all words are read anew, by the service
-- or by `salon rebuild search`.

truncate message_search, search_language, search_word;
update search_state set complete = not exists (select from message);
