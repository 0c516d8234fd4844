package org.salonarchive.source.git;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The commits of an epoch from its newest back to the one up to which it was read, or to its first. Going back, a
 * removal is met before the message that it removes.
 */
final class History {

    private final Objects objects;
    private final Map<ObjectId, ObjectId> removed;
    private final CommitLog log = new CommitLog();
    private int commits;
    private boolean marked;
    private @Nullable ObjectId cut;
    private @Nullable String broken;

    private History(Objects objects, Map<ObjectId, ObjectId> removed) {
        this.objects = objects;
        this.removed = new HashMap<>(removed);
    }

    /** A commit with what stands in its folder; nothing where that could not be read. */
    private record Step(Commit commit, Optional<Map<String, Objects.Entry>> folder) {}

    /**
     * Follows the history.
     *
     * @param newest where it begins
     * @param mark where it ends, if it comes by there
     * @param removed messages that later epochs remove, with the commit that does
     */
    static History of(Objects objects, ObjectId newest, Optional<ObjectId> mark, Map<ObjectId, ObjectId> removed)
            throws IOException {
        History history = new History(objects, removed);
        history.follow(newest, mark);
        return history;
    }

    private void follow(ObjectId newest, Optional<ObjectId> mark) throws IOException {
        Step step = step(newest);
        while (step != null) {
            if (mark.isPresent() && mark.get().equals(step.commit().id())) {
                marked = true;
                return;
            }
            Step parent = parent(step.commit());
            note(step, parent);
            commits++;
            step = parent;
        }
    }

    private @Nullable Step parent(Commit commit) throws IOException {
        Optional<ObjectId> parent = commit.parent();
        if (parent.isPresent() && objects.shallow().contains(commit.id())) {
            cut = commit.id();
            return null;
        }
        return parent.isPresent() ? step(parent.get()) : null;
    }

    private @Nullable Step step(ObjectId id) {
        Commit commit;
        try {
            commit = objects.commit(id);
        } catch (IOException fault) {
            broken = fault.getMessage();
            return null;
        }
        try {
            return new Step(commit, Optional.of(objects.folder(commit.tree())));
        } catch (IOException fault) {
            return new Step(commit, Optional.empty());
        }
    }

    private void note(Step step, @Nullable Step parent) {
        Map<String, Objects.Entry> before =
                parent == null ? Map.of() : parent.folder().orElse(Map.of());
        Commit commit = step.commit();
        try {
            Map<String, Objects.Entry> folder =
                    step.folder().orElseThrow(() -> new IOException("the folder could not be read"));
            List<Change> changes = Changes.between(objects, before, folder);
            for (int last = changes.size() - 1; last >= 0; last--) {
                note(changes.get(last), commit);
            }
        } catch (IOException unreadable) {
            log.add(CommitLog.Kind.UNREADABLE, commits, commit, commit.tree());
        }
        if (commit.merge()) {
            log.add(CommitLog.Kind.MERGE, commits, commit, commit.tree());
        }
    }

    private void note(Change change, Commit commit) {
        switch (change.kind()) {
            case ADDED -> {
                boolean gone = removed.remove(change.file()) != null;
                log.add(gone ? CommitLog.Kind.LEFT_OUT : CommitLog.Kind.MESSAGE, commits, commit, change.file());
            }
            case REMOVED -> removed.put(change.file(), commit.id());
            case NO_FILE -> log.add(CommitLog.Kind.NO_FILE, commits, commit, change.file());
        }
    }

    CommitLog log() {
        return log;
    }

    /** How many commits were followed. */
    int commits() {
        return commits;
    }

    /** Whether it came by where it was to end; else it goes back as far as there is anything. */
    boolean isMarked() {
        return marked;
    }

    /** Removals of messages that it does not have, with the commit that removes. */
    Map<ObjectId, ObjectId> removed() {
        return removed;
    }

    /** The oldest commit of a clone that leaves out what was before. */
    Optional<ObjectId> cut() {
        return Optional.ofNullable(cut);
    }

    /** Why it cannot be followed to its first commit. */
    Optional<String> broken() {
        return Optional.ofNullable(broken);
    }
}
