package org.salonarchive.admin;

import java.util.List;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.ListSettings.Overview;
import org.salonarchive.ingest.follow.Subscription;

/** A list in the operator's words. */
record ListLine(String name, String title, String messages, String last, String sources, boolean hidden) {

    static List<ListLine> all(List<Overview> lists, List<Subscription> sources) {
        return lists.stream()
                .map(list -> new ListLine(
                        list.name(),
                        list.title(),
                        Told.count(list.messages(), "message"),
                        list.messages() == 0 ? "" : list.lastAt(),
                        Told.count(
                                sources.stream()
                                        .filter(source -> source.list().equals(list.name()))
                                        .count(),
                                "source"),
                        list.access().equals("private")))
                .toList();
    }

    public String link() {
        return "/admin/lists/" + ArchiveLinks.escape(name);
    }

    public String pages() {
        return ArchiveLinks.list(name);
    }
}
