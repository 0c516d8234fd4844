package org.salonarchive.source.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The repositories of one inbox, the oldest first. A message may be removed in a later one than the one that has it.
 *
 * @param repositories in which public-inbox goes on one after the other
 * @param known what was found so far, so that each is asked once
 */
record Epochs(List<Path> repositories, Map<Integer, Map<ObjectId, ObjectId>> known) {

    static Epochs of(List<Path> repositories) {
        return new Epochs(List.copyOf(repositories), new HashMap<>());
    }

    /** The messages that epochs from this number on remove and do not have. */
    Map<ObjectId, ObjectId> removedFrom(int number) {
        if (number >= repositories.size()) {
            return Map.of();
        }
        Map<ObjectId, ObjectId> removed = known.get(number);
        if (removed == null) {
            removed = removedIn(number, removedFrom(number + 1));
            known.put(number, removed);
        }
        return removed;
    }

    private Map<ObjectId, ObjectId> removedIn(int number, Map<ObjectId, ObjectId> later) {
        Path repository = repositories.get(number);
        try (Objects objects = Objects.open(repository)) {
            Optional<ObjectId> newest = Branch.newest(repository);
            return newest.isPresent()
                    ? History.of(objects, newest.get(), Optional.empty(), later).removed()
                    : later;
        } catch (IOException toldWhenItIsRead) {
            return later;
        }
    }

    /** Whether an epoch before this one has a message. */
    boolean isBefore(int number, ObjectId message) {
        for (Path repository : repositories.subList(0, number)) {
            try (Objects objects = Objects.open(repository)) {
                if (objects.has(message)) {
                    return true;
                }
            } catch (IOException toldWhenItIsRead) {
                continue;
            }
        }
        return false;
    }
}
