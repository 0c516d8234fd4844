package org.salonarchive.reader;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.RawMessages;
import org.salonarchive.message.MessageIdHash;
import org.salonarchive.render.AddressMask;
import org.salonarchive.thread.ThreadTree;

/** A whole thread on one page, nested by who answers whom or flat by date. */
@Path("/{list}/thread/{id}")
public class ThreadResource {

    /** A longer thread is shown in pages of so many messages. */
    static final int PAGE = 100;

    /** Deeper answers stand below each other. */
    private static final int DEEPEST = 6;

    private final Pages pages;
    private final Messages messages;
    private final RawMessages raws;

    ThreadResource(Pages pages, Messages messages, RawMessages raws) {
        this.pages = pages;
        this.messages = messages;
        this.raws = raws;
    }

    /**
     * A message in the thread.
     *
     * @param opens how many levels begin before it, {@code closes} how many end before it
     */
    record Item(MessageView message, List<Integer> opens, List<Integer> closes, String list, boolean first) {}

    record ThreadPage(
            Frame frame,
            String subject,
            String summary,
            boolean nested,
            String nestedLink,
            String flatLink,
            String download,
            String missing,
            List<Item> items,
            List<Integer> closing,
            String paging,
            String previous,
            String next)
            implements TemplateInstance {}

    @GET
    public Response get(
            @PathParam("list") String name,
            @PathParam("id") String id,
            @QueryParam("view") String view,
            @QueryParam("page") String page) {
        MailingList list = pages.list(name);
        MessageIdHash address = Pages.id(id);
        Optional<Response> elsewhere = pages.elsewhere(ArchiveLinks.thread(name, address));
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        List<MessageRow> thread = thread(list, address);
        boolean nested = !"flat".equals(view);
        ThreadPage shown = page(list, thread, nested, number(page, (thread.size() + PAGE - 1) / PAGE));
        return pages.html(shown, thread.stream().map(MessageRow::at).max(Comparator.naturalOrder()));
    }

    private List<MessageRow> thread(MailingList list, MessageIdHash address) {
        MessageRow member = messages.at(list.id(), address).orElseThrow(NotFoundException::new);
        return messages.thread(list.id(), member.thread());
    }

    private static int number(String page, int pageCount) {
        if (page == null || !page.matches("\\d{1,6}")) {
            return 1;
        }
        return Math.max(1, Math.min(Integer.parseInt(page), pageCount));
    }

    private ThreadPage page(MailingList list, List<MessageRow> thread, boolean nested, int number) {
        ThreadTree tree = IndexRow.tree(thread);
        int from = (number - 1) * PAGE;
        int to = Math.min(thread.size(), from + PAGE);
        MessageRow first = thread.stream()
                .filter(row -> row.key() == row.thread())
                .findFirst()
                .orElse(thread.get(0));
        String link = ArchiveLinks.thread(list.name(), first.address());
        String view = nested ? "?page=" : "?view=flat&page=";
        return new ThreadPage(
                Frame.of(list, first.subject() + " (thread) – " + list.title(), pages.absolute(link)),
                IndexRow.subject(first.subject()),
                summary(thread),
                nested,
                link,
                link + "?view=flat",
                ArchiveLinks.threadDownload(list.name(), first.address()),
                missing(thread),
                items(list, thread, nested ? Optional.of(tree) : Optional.empty(), from, to),
                nested ? times(Math.min(DEEPEST, to == from ? 0 : tree.depth(to - 1))) : List.of(),
                thread.size() > PAGE
                        ? "This thread is long: messages " + (from + 1) + " to " + to + " of " + thread.size() + "."
                        : "",
                number > 1 ? view + (number - 1) : "",
                to < thread.size() ? view + (number + 1) : "");
    }

    private List<Item> items(MailingList list, List<MessageRow> thread, Optional<ThreadTree> tree, int from, int to) {
        List<MessageRow> shown = new ArrayList<>();
        for (int place = from; place < to; place++) {
            int at = place;
            shown.add(thread.get(tree.map(t -> t.at(at)).orElse(at)));
        }
        Map<Long, byte[]> bytes = raws.bytes(shown.stream().map(MessageRow::key).toList());
        AddressMask mask = AddressMask.ofWord(list.addressDisplay());
        List<Item> items = new ArrayList<>();
        int level = 0;
        for (int i = 0; i < shown.size(); i++) {
            MessageRow row = shown.get(i);
            int place = from + i;
            int depth = tree.map(t -> Math.min(DEEPEST, t.depth(place))).orElse(0);
            String other = row.list().equals(list.name()) ? "" : row.list();
            items.add(new Item(
                    MessageView.of(row, bytes.get(row.key()), mask),
                    times(depth - level),
                    times(level - depth),
                    other,
                    i == 0));
            level = depth;
        }
        return items;
    }

    private static List<Integer> times(int count) {
        List<Integer> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            times.add(i);
        }
        return times;
    }

    private static String summary(List<MessageRow> thread) {
        long people = thread.stream().map(row -> row.author().id()).distinct().count();
        return String.format(
                Locale.ROOT,
                "%,d %s, %d %s, %s",
                thread.size(),
                thread.size() == 1 ? "message" : "messages",
                people,
                people == 1 ? "person" : "people",
                Dates.range(thread.get(0).at(), thread.get(thread.size() - 1).at()));
    }

    /** Several messages on top answer one that was never archived. */
    private static String missing(List<MessageRow> thread) {
        long tops = thread.stream().filter(row -> row.parent().isEmpty()).count();
        return tops > 1 ? "The message that began this thread is not archived here." : "";
    }
}
