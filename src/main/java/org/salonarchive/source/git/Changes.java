package org.salonarchive.source.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a commit did by what stands in its folder and what stood in the one before. Version 2 has one file in it:
 * the message {@code m} that was added, or the message {@code d} that was removed. Version 1 has all messages in it, as
 * {@code xx/yyyy…}.
 */
final class Changes {

    private static final String ADDED = "m";
    private static final String REMOVED = "d";
    private static final Pattern FAN = Pattern.compile("[0-9a-f]{2}");
    private static final Pattern MESSAGE = Pattern.compile("[0-9a-f]{38}");

    private final Objects objects;
    private final List<Change> found = new ArrayList<>();

    private Changes(Objects objects) {
        this.objects = objects;
    }

    /** Whether a folder is one of a public-inbox, of either version. */
    static boolean isMail(Map<String, Objects.Entry> folder) {
        return folder.containsKey(ADDED)
                || folder.containsKey(REMOVED)
                || !folder.isEmpty()
                        && folder.keySet().stream()
                                .allMatch(name -> FAN.matcher(name).matches());
    }

    /** @throws IOException when a folder of version 1 cannot be read */
    static List<Change> between(Objects objects, Map<String, Objects.Entry> before, Map<String, Objects.Entry> after)
            throws IOException {
        Changes changes = new Changes(objects);
        changes.single(before.get(REMOVED), after.get(REMOVED), Change.Kind.REMOVED);
        changes.single(before.get(ADDED), after.get(ADDED), Change.Kind.ADDED);
        changes.fans(before, after);
        return changes.found;
    }

    private void single(Objects.@Nullable Entry before, Objects.@Nullable Entry after, Change.Kind kind) {
        if (after != null && !after.equals(before)) {
            found.add(new Change(after.isFile() ? kind : Change.Kind.NO_FILE, after.id()));
        }
    }

    private void fans(Map<String, Objects.Entry> before, Map<String, Objects.Entry> after) throws IOException {
        for (Map.Entry<String, Objects.Entry> fan : after.entrySet()) {
            if (FAN.matcher(fan.getKey()).matches() && !fan.getValue().equals(before.get(fan.getKey()))) {
                fan(messages(before.get(fan.getKey())), messages(fan.getValue()));
            }
        }
        for (Map.Entry<String, Objects.Entry> fan : before.entrySet()) {
            if (FAN.matcher(fan.getKey()).matches() && !after.containsKey(fan.getKey())) {
                fan(messages(fan.getValue()), Map.of());
            }
        }
    }

    private Map<String, Objects.Entry> messages(Objects.@Nullable Entry fan) throws IOException {
        return fan == null || !fan.isFolder() ? Map.of() : objects.folder(fan.id());
    }

    private void fan(Map<String, Objects.Entry> before, Map<String, Objects.Entry> after) {
        before.forEach((name, entry) -> {
            if (isMessage(name) && !entry.equals(after.get(name))) {
                found.add(new Change(Change.Kind.REMOVED, entry.id()));
            }
        });
        after.forEach((name, entry) -> {
            if (isMessage(name)) {
                single(before.get(name), entry, Change.Kind.ADDED);
            }
        });
    }

    private static boolean isMessage(String name) {
        return MESSAGE.matcher(name).matches();
    }
}
