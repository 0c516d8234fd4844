package org.salonarchive.source.web;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.OldLink;
import org.salonarchive.source.Origin;
import org.salonarchive.source.Provenance;
import org.salonarchive.source.Quoting;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.net.Answer;
import org.salonarchive.source.net.FetchFault;
import org.salonarchive.source.net.Request;
import org.salonarchive.source.pipermail.Attachments;
import org.salonarchive.source.pipermail.MessagePage;
import org.salonarchive.source.pipermail.PageIndex;
import org.salonarchive.source.pipermail.Restoration;

/**
 * One pass over the message pages of a volume, in the order of their numbers. At a page that cannot be read now the
 * pass ends, and the next one begins with it; after {@value #MOST_TRIES} passes it is left out, and that is told.
 */
final class PageReading implements Reading {

    private static final int PAGE_BYTES = 4 << 20;
    private static final int MOST_TRIES = 5;

    private final PageVolume volume;
    private final PageIndex index;
    private final PageCheckpoint whole;
    private final Deque<PageIndex.Entry> left;
    private final Map<Integer, Optional<String>> ids = new HashMap<>();
    private PageCheckpoint given;
    private boolean ended;

    /**
     * @param known up to where the pages were read before
     * @param whole what is known once all of this index were read
     */
    PageReading(PageVolume volume, PageIndex index, PageCheckpoint known, PageCheckpoint whole) {
        this.volume = volume;
        this.index = index;
        this.given = known;
        this.whole = whole;
        this.left =
                new ArrayDeque<>(index.entries().tailMap(known.last(), false).values());
    }

    @Override
    public Optional<SourceItem> next() throws IOException {
        while (!ended) {
            PageIndex.Entry entry = left.peek();
            if (entry == null) {
                given = whole.withLast(given.last());
                ended = true;
            } else {
                Optional<RawMessage> message = message(entry);
                if (!ended) {
                    left.remove();
                    given = given.upTo(entry.number());
                }
                if (message.isPresent()) {
                    return Optional.of(message.get());
                }
            }
        }
        return Optional.empty();
    }

    /** Empty when the page is nowhere, or the pass ends at it. */
    private Optional<RawMessage> message(PageIndex.Entry entry) throws IOException {
        try {
            Optional<MessagePage> page = page(entry.number());
            return page.isPresent() ? Optional.of(message(entry, page.get())) : Optional.empty();
        } catch (Attachments.NotNow reason) {
            end(reason.getMessage());
        } catch (IOException fault) {
            if (volume.fetch().isClosed()) {
                throw fault;
            }
            if (fault instanceof FetchFault passing && passing.isPassing()) {
                end(fault.getMessage());
            } else {
                volume.troubles().note(fault.getMessage());
            }
        }
        return Optional.empty();
    }

    private void end(String reason) {
        boolean last = given.tries() + 1 >= MOST_TRIES;
        volume.troubles().note(reason + (last ? " It is left out." : " It is tried again."));
        ended = !last;
        given = last ? given : given.failed();
    }

    private Optional<MessagePage> page(int number) throws IOException {
        URI address = address(number);
        if (!volume.robots().allow(address)) {
            volume.troubles().note(address + " is kept from programs by the site's robots.txt.");
            return Optional.empty();
        }
        Path file = Scratch.file(".html");
        try {
            Answer answer = volume.fetch().get(Request.whole(address.toString(), PAGE_BYTES), file);
            Optional<MessagePage> page = answer.kind() == Answer.Kind.WHOLE
                    ? MessagePage.of(WebPage.of(file, answer, PAGE_BYTES))
                    : Optional.empty();
            if (page.isEmpty()) {
                volume.troubles().note("There is no message page at " + address + ".");
            }
            return page;
        } finally {
            Files.delete(file);
        }
    }

    private URI address(int number) {
        return volume.folder().resolve(String.format(Locale.ROOT, "%06d.html", number));
    }

    private RawMessage message(PageIndex.Entry entry, MessagePage page) throws IOException, Attachments.NotNow {
        Optional<String> id = page.ownId().or(() -> entry.id().map(own -> "<" + own + ">"));
        ids.put(entry.number(), id);
        Optional<String> parent = page.answers();
        if (parent.isEmpty() && entry.parent().isPresent()) {
            parent = idOf(entry.parent().getAsInt());
        }
        String head = page.head(entry.date(), id, parent);
        Provenance provenance = new Provenance(volume.name(), entry.number(), new byte[0], Quoting.NONE, entry.date())
                .of(Origin.PIPERMAIL_PAGE)
                .at(List.of(new OldLink.Page(OldLink.Scheme.PIPERMAIL, volume.folderName(), entry.number())));
        RawMessage text = page.text(head, provenance);
        Restoration restoration = new Restoration(text, volume.attachments(), MessagePage.TEXT_TYPE);
        RawMessage restored = restoration.isNeeded() && given.tries() + 1 < MOST_TRIES ? restoration.restored() : text;
        return restored == text ? page.whole(head, provenance) : restored;
    }

    /** Of a page of an earlier pass it has to be looked up. */
    private Optional<String> idOf(int number) throws IOException {
        Optional<String> known = ids.get(number);
        if (known == null) {
            PageIndex.Entry entry = index.entries().get(number);
            known = entry.id().map(own -> "<" + own + ">");
            if (known.isEmpty()) {
                known = page(number).flatMap(MessagePage::ownId);
            }
            ids.put(number, known);
        }
        return known;
    }

    @Override
    public Checkpoint checkpoint() {
        return given.checkpoint();
    }

    @Override
    public long bytesRead() {
        return 0;
    }

    @Override
    public void close() {}
}
