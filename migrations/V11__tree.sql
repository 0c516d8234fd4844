-- Archives of other programs are followed, too.

alter table source drop constraint source_kind_check;
alter table source add constraint source_kind_check
    check (kind in ('imap', 'mbox', 'maildir', 'tree', 'url', 'pipermail', 'push'));
