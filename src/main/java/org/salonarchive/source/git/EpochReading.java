package org.salonarchive.source.git;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.LeftOutMessage;
import org.salonarchive.source.Provenance;
import org.salonarchive.source.Quoting;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.Reading;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.UnreadableStretch;

/**
 * One pass over an epoch, the oldest commit first. Where something is missing, the checkpoint stays before it: what is
 * there now is known when all is read again, and nothing is doubled.
 */
final class EpochReading implements Reading {

    private final Epoch epoch;
    private final Objects objects;
    private final CommitLog log;
    private final GitMark end;
    private final Deque<SourceItem> ready = new ArrayDeque<>();
    private Checkpoint checkpoint;
    private int left;
    private boolean faulty;
    private boolean ended;

    /**
     * @param history what is to be read
     * @param mark up to which it was read before, if the history comes by there
     */
    private EpochReading(Epoch epoch, Objects objects, History history, Optional<GitMark> mark, ObjectId newest)
            throws IOException {
        this.epoch = epoch;
        this.objects = objects;
        this.log = history.log();
        this.left = log.size();
        Optional<GitMark> from = mark.filter(before -> history.isMarked());
        this.checkpoint = from.map(GitMark::checkpoint).orElse(GitMark.NOTHING);
        this.end = new GitMark(newest, from.map(GitMark::number).orElse(0L) + history.commits());
        tell(history, from.isPresent());
    }

    static Reading of(Epoch epoch, Optional<GitMark> mark) throws IOException {
        Optional<ObjectId> newest = Branch.newest(epoch.repository());
        if (newest.isEmpty()) {
            return new Nothing(GitMark.NOTHING, epoch.size());
        }
        if (mark.isPresent() && mark.get().commit().equals(newest.get())) {
            return new Nothing(mark.get().checkpoint(), epoch.size());
        }
        Objects objects = Objects.open(epoch.repository());
        try {
            Map<ObjectId, ObjectId> removed = epoch.epochs().removedFrom(epoch.number() + 1);
            History history = History.of(objects, newest.get(), mark.map(GitMark::commit), removed);
            return new EpochReading(epoch, objects, history, mark, newest.get());
        } catch (IOException | RuntimeException fault) {
            objects.close();
            throw fault;
        }
    }

    /** The epoch is as it was when it was read to its end, or has no commit yet. */
    private record Nothing(Checkpoint checkpoint, long bytesRead) implements Reading {

        @Override
        public Optional<SourceItem> next() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    private void tell(History history, boolean goesOn) {
        history.broken().ifPresent(why -> {
            faulty = true;
            ready.add(unreadable(
                    0,
                    epoch.name() + ": " + why + ", so that what came before could not be read. Fetch the repository"
                            + " anew and import it again."));
        });
        history.cut()
                .ifPresent(commit -> ready.add(unreadable(
                        0,
                        epoch.name() + " is a shallow clone: what came before its commit " + commit.name()
                                + " is not in it.")));
        Map<ObjectId, ObjectId> later = epoch.epochs().removedFrom(epoch.number() + 1);
        history.removed().forEach((message, commit) -> {
            if (!later.containsKey(message) && (goesOn || !epoch.epochs().isBefore(epoch.number(), message))) {
                ready.add(unreadable(
                        end.number(),
                        epoch.name() + ": commit " + commit.name() + " removes the message " + message.name()
                                + ", which is not among those that were read now. If an earlier import brought it,"
                                + " it is still in the list."));
            }
        });
    }

    @Override
    public Optional<SourceItem> next() {
        if (!ready.isEmpty()) {
            return Optional.of(ready.remove());
        }
        if (left == 0) {
            ended = true;
            checkpoint = faulty ? checkpoint : end.checkpoint();
            return Optional.empty();
        }
        left--;
        CommitLog.Line line = log.get(left);
        long number = end.number() - line.back();
        SourceItem item = item(line, number);
        boolean last = left == 0 || log.get(left - 1).back() != line.back();
        if (last && !faulty) {
            checkpoint = new GitMark(line.commit(), number).checkpoint();
        }
        return Optional.of(item);
    }

    private SourceItem item(CommitLog.Line line, long number) {
        Provenance place = place(number, line.committed());
        return switch (line.kind()) {
            case MESSAGE -> message(line, place);
            case LEFT_OUT -> removed(line, place);
            case NO_FILE -> told(line, place, "has no file where its message should be; nothing of it was taken");
            case MERGE -> told(line, place, "joins two histories, of which only the first was read");
            case UNREADABLE -> fault(line, place, "its folder " + line.file().name() + " is missing or damaged");
        };
    }

    private SourceItem message(CommitLog.Line line, Provenance place) {
        try {
            SourceItem item = objects.message(line.file(), place);
            boolean purged = item instanceof RawMessage message && message.bytes().length == 0;
            return purged ? removed(Optional.empty(), place) : item;
        } catch (IOException damaged) {
            return fault(line, place, String.valueOf(damaged.getMessage()));
        }
    }

    /** Its bytes are there, unless the repository was cleaned of them. */
    private SourceItem removed(CommitLog.Line line, Provenance place) {
        try {
            return removed(objects.small(line.file(), place), place);
        } catch (IOException cleaned) {
            return removed(Optional.empty(), place);
        }
    }

    private static LeftOutMessage removed(Optional<RawMessage> message, Provenance place) {
        return new LeftOutMessage(LeftOutMessage.Why.REMOVED, message, place);
    }

    private SourceItem fault(CommitLog.Line line, Provenance place, String why) {
        faulty = true;
        return told(line, place, "could not be read: " + why);
    }

    private SourceItem told(CommitLog.Line line, Provenance place, String what) {
        return new UnreadableStretch(epoch.name() + ": commit " + line.commit().name() + " " + what + ".", place);
    }

    private SourceItem unreadable(long number, String sentence) {
        return new UnreadableStretch(sentence, place(number, Optional.empty()));
    }

    private Provenance place(long number, Optional<Instant> committed) {
        return new Provenance(epoch.name(), number, new byte[0], Quoting.NONE, committed);
    }

    @Override
    public Checkpoint checkpoint() {
        return checkpoint;
    }

    @Override
    public long bytesRead() {
        return ended || log.size() == 0
                ? epoch.size()
                : (long) ((double) epoch.size() * (log.size() - left) / log.size());
    }

    @Override
    public void close() {
        objects.close();
    }
}
