package org.salonarchive.source.pipermail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.OldLink;
import org.salonarchive.source.Origin;
import org.salonarchive.source.Provenance;
import org.salonarchive.source.Quoting;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.UnreadableStretch;
import org.salonarchive.source.rebuilt.FieldText;

/**
 * One pass over a volume: each message once, with the addresses of all its pages and attachments. It is given as the
 * mail that the list's mbox has of it; else put together again of its page, else of its text.
 */
final class VolumeReading implements Reading {

    private static final int NONE = -1;

    /** A line of fewer letters may stand anywhere. */
    private static final int LEAST_LINE = 8;

    private final TreeVolume volume;
    private final VolumeFacts facts;
    private final Identities identities;
    private final Optional<MboxIndex> mbox;
    private final KeptAttachments attachments;
    private final int after;
    private final Deque<Identities.Group> left = new ArrayDeque<>();
    private final Deque<UnreadableStretch> troubles = new ArrayDeque<>();
    private final BlocksLeft blocksLeft;

    private final Set<Integer> absent = new HashSet<>();
    private VolumeCheckpoint given;
    private long lastOriginal = NONE;
    private final int blocksEnd;
    private int reached;
    private boolean ended;

    /**
     * @param known up to where it was read before; pages after that and blocks after those are given
     * @param facts of which all is read that is to be given
     */
    VolumeReading(TreeVolume volume, VolumeFacts facts, VolumeCheckpoint known, Optional<MboxIndex> mbox) {
        this.volume = volume;
        this.facts = facts;
        this.given = known;
        this.after = known.last();
        this.reached = known.last();
        this.mbox = mbox;
        this.attachments = new KeptAttachments(volume.files().tree());
        this.blocksLeft = new BlocksLeft(volume.files(), facts, attachments);
        this.identities = new Identities(facts.pages, facts.blocks);
        List<Identities.Group> groups = new ArrayList<>(identities.groups());
        groups.removeIf(group -> firstNew(group) == NONE && !isLeftToText(group));
        groups.sort(Comparator.comparingInt(this::firstNew));
        left.addAll(groups);
        facts.unreadable
                .tailMap(after, false)
                .forEach((number, reason) -> troubles.add(new UnreadableStretch(reason, provenance(number))));
        facts.notes.forEach(note -> troubles.add(new UnreadableStretch(note, summary("thread.html"))));
        this.blocksEnd = chooseBlocks(known.blocks());
    }

    /** Whether a message that is made of its text may not have been given, although its page's turn is over. */
    private boolean isLeftToText(Identities.Group group) {
        return group.pages().stream()
                .noneMatch(page -> facts.pages.get(page).isOnDisk() || identities.blockOf(page) < given.blocks());
    }

    /** The number of the first page of a group that was not read before. */
    private int firstNew(Identities.Group group) {
        return group.all().stream()
                .mapToInt(page -> facts.pages.get(page).number())
                .filter(number -> number > after)
                .min()
                .orElse(NONE);
    }

    /** Chooses those that are of no page, and returns the end of those that are read now. */
    private int chooseBlocks(int from) {
        int lastPaired = from - 1;
        for (int i = 0; i < facts.pages.size(); i++) {
            lastPaired = Math.max(lastPaired, identities.blockOf(i));
        }
        int end = facts.isTextFresh() ? lastPaired + 1 : facts.blocks.size();
        for (int k = from; k < end; k++) {
            blocksLeft.add(k, List.of());
        }
        for (int i = 0; i < facts.pages.size(); i++) {
            blocksLeft.remove(identities.blockOf(i));
        }
        return end;
    }

    private Provenance provenance(int position) {
        return new Provenance(volume.name(), position, new byte[0], Quoting.NONE, Optional.empty())
                .of(Origin.PIPERMAIL_PAGE);
    }

    /** Of something that is told of the volume once. */
    private Provenance summary(String of) {
        return new Provenance(volume.name() + "/" + of, 0, new byte[0], Quoting.NONE, Optional.empty());
    }

    @Override
    public Optional<SourceItem> next() throws IOException {
        while (!left.isEmpty()) {
            Identities.Group group = left.remove();
            Optional<SourceItem> message = message(group);
            reached = Math.max(reached, firstNew(group));
            if (message.isPresent()) {
                return message;
            }
        }
        Optional<SourceItem> block = blocksLeft.next();
        if (block.isPresent()) {
            return block;
        }
        if (!ended) {
            end();
        }
        Optional<SourceItem> trouble = Optional.ofNullable(troubles.poll());
        if (trouble.isEmpty()) {
            boolean cut = facts.isCut() || blocksEnd < facts.blocks.size();
            given = given.withBlocks(blocksEnd).whole(cut ? VolumeCheckpoint.CUT : volume.state());
        }
        return trouble;
    }

    private void end() throws IOException {
        ended = true;
        facts.pages.forEach(page -> reached = Math.max(reached, page.number()));
        String gaps = attachments.told();
        if (!gaps.isEmpty()) {
            troubles.add(new UnreadableStretch(gaps, summary("attachments")));
            given = given.withGaps(volume.files().attachments());
        }
        if (!absent.isEmpty()) {
            int first = absent.stream().min(Comparator.naturalOrder()).orElseThrow();
            troubles.add(new UnreadableStretch(
                    "The index of " + volume.name() + " names pages that are not there, "
                            + VolumeFiles.pageName(first)
                            + (absent.size() > 1 ? " and " + (absent.size() - 1) + " more" : "")
                            + ", and nothing else of the archive has these messages.",
                    summary("thread.html")));
        }
    }

    private Optional<SourceItem> message(Identities.Group group) throws IOException {
        List<OldLink> links = new ArrayList<>();
        for (int page : group.all()) {
            links.add(new OldLink.Page(
                    OldLink.Scheme.PIPERMAIL,
                    volume.files().name(),
                    facts.pages.get(page).number()));
        }
        int best = best(group);
        Optional<RawMessage> original = original(group, best);
        if (original.isPresent()) {
            RawMessage mail = original.get();
            for (int page : group.all()) {
                links.addAll(files(page));
            }
            return Optional.of(new RawMessage(mail.bytes(), mail.provenance().at(links)));
        }
        if (facts.pages.get(best).isOnDisk() && readable(best).isPresent()) {
            for (int page : group.pages()) {
                links.addAll(page == best ? List.of() : files(page));
            }
            return Optional.of(rebuilt(group, best, links));
        }
        leaveToText(group, links);
        return Optional.empty();
    }

    /** Without a page its text is what there is. */
    private void leaveToText(Identities.Group group, List<OldLink> links) {
        for (int page : group.all()) {
            int block = identities.blockOf(page);
            if (block == NONE) {
                boolean told = facts.pages.get(page).isOnDisk()
                        || facts.unreadable.containsKey(facts.pages.get(page).number());
                if (!told) {
                    absent.add(facts.pages.get(page).number());
                }
            } else if (group.pages().contains(page)) {
                blocksLeft.add(block, links);
            } else {
                blocksLeft.add(block, List.of());
            }
        }
    }

    /** The page to make the message of: the newest that says its id, else the newest. */
    private int best(Identities.Group group) {
        return group.pages().stream()
                .max(Comparator.comparing(
                                (Integer page) -> facts.pages.get(page).isOnDisk())
                        .thenComparing(page -> identities.id(page).isPresent())
                        .thenComparing(page -> page))
                .orElseThrow();
    }

    private Optional<RawMessage> original(Identities.Group group, int best) throws IOException {
        if (mbox.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> pages = new ArrayList<>(group.pages());
        pages.remove((Integer) best);
        pages.add(0, best);
        if (identities.isFragment(best)) {
            return restOf(lastOriginal, best);
        }
        for (int page : pages) {
            OptionalLong place = mbox.get().find(identities.id(page), identities.traits(page), lastOriginal);
            Optional<RawMessage> mail = place.isPresent() ? mbox.get().message(place.getAsLong()) : Optional.empty();
            if (mail.isPresent()) {
                lastOriginal = place.getAsLong();
                return mail;
            }
        }
        return Optional.empty();
    }

    /** The mail that a page is the rest of, where its text stands in that. */
    private Optional<RawMessage> restOf(long place, int page) throws IOException {
        Optional<MessagePage> rest = readable(page);
        Optional<RawMessage> mail =
                place == NONE ? Optional.empty() : mbox.orElseThrow().message(place);
        String line = rest.stream()
                .flatMap(text -> text.body().lines())
                .filter(text -> text.strip().length() >= LEAST_LINE)
                .findFirst()
                .orElse("");
        return mail.filter(
                whole -> !line.isEmpty() && new String(whole.bytes(), StandardCharsets.UTF_8).contains(line.strip()));
    }

    private Optional<MessagePage> readable(int page) throws IOException {
        int number = facts.pages.get(page).number();
        return facts.unreadable.containsKey(number) ? Optional.empty() : facts.page(number);
    }

    /** The addresses of the attachments that a page names. */
    private List<OldLink> files(int page) throws IOException {
        if (!facts.pages.get(page).attachments()) {
            return List.of();
        }
        Optional<MessagePage> read = readable(page);
        if (read.isEmpty()) {
            return List.of();
        }
        RawMessage text = read.get().text(head(page, read.get()), provenance(0));
        return attachments.oldLinks(text, MessagePage.TEXT_TYPE, isTrusted(page));
    }

    /** Attachments are told from others by the digits of an id; where that is not known, by nothing. */
    private boolean isTrusted(int page) {
        return identities.id(page).isEmpty();
    }

    private RawMessage rebuilt(Identities.Group group, int best, List<OldLink> links) throws IOException {
        MessagePage page = readable(best).orElseThrow();
        StringBuilder body = new StringBuilder(page.body());
        for (int fragment : group.fragments().getOrDefault(best, List.of())) {
            Optional<MessagePage> more = readable(fragment);
            more.ifPresent(text -> body.append('\n').append(text.body()));
        }
        MessagePage whole = page.withBody(body.toString());
        String head = head(best, whole);
        Provenance provenance = new Provenance(
                        volume.name(),
                        facts.pages.get(best).number(),
                        new byte[0],
                        Quoting.NONE,
                        identities.traits(best).sent())
                .of(Origin.PIPERMAIL_PAGE)
                .at(links);
        RawMessage text = whole.text(head, provenance);
        RawMessage restored = attachments.restored(text, MessagePage.TEXT_TYPE, isTrusted(best));
        return restored == text ? whole.whole(head, provenance) : restored;
    }

    private String head(int at, MessagePage page) {
        PageFacts known = facts.pages.get(at);
        Optional<BlockFacts> block = identities.block(at);
        String date = block.map(BlockFacts::date)
                .filter(text -> HeadFields.date(text).isPresent())
                .or(known::ownDate)
                .or(() -> known.dated().map(FieldText::date))
                .orElse(page.date());
        String references = block.map(BlockFacts::references).orElse("");
        return page.head(date, identities.id(at), identities.inReplyTo(at), references);
    }

    @Override
    public Checkpoint checkpoint() {
        return given.upTo(reached, facts.digest(reached)).checkpoint();
    }

    @Override
    public long bytesRead() {
        return ended ? volume.size() : 0;
    }

    @Override
    public void close() throws IOException {
        blocksLeft.close();
    }
}
