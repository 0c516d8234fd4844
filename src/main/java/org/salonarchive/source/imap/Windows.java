package org.salonarchive.source.imap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists the messages of a folder that stand after one that is known, some at a time, so that a mailbox of
 * any size takes the same memory. UIDs may have gaps of any width, but grow with the messages' numbers, and
 * numbers do not move while nothing but FETCH is asked (RFC 9051 section 7.5.1): the first message after a UID
 * is found by halving, and a list counts only if it joins on to what is known.
 */
final class Windows {

    private static final int ROWS = 500;
    private static final int ATTEMPTS = 6;

    private final String name;
    private final ImapConnection connection;

    /** @param name of the folder, for messages */
    Windows(String name, ImapConnection connection) {
        this.name = name;
        this.connection = connection;
    }

    /**
     * The next messages by UID, without a gap to the one before; empty when there are none.
     *
     * @param after the UID of the last message that is known
     * @param upTo later ones are not looked at
     */
    List<Listed> after(long after, long upTo) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Listed> last = connection.lastMessage();
            if (last.isEmpty() || last.get().uid() <= after) {
                return List.of();
            }
            // Whoever cannot say all of a message shall at least say that it is there.
            String what = attempt < 2 ? "UID RFC822.SIZE INTERNALDATE" : attempt < 4 ? "UID RFC822.SIZE" : "UID";
            Optional<List<Listed>> found = list(earliest(last.get(), after), after, last.get(), what);
            if (found.isEmpty()) {
                int first = halve(after, last.get());
                found = first > 0 ? list(first, after, last.get(), what) : found;
            }
            if (found.isPresent()) {
                return found.get().stream().filter(row -> row.uid() <= upTo).toList();
            }
            connection.refresh();
        }
        throw new IOException(
                name + ": the server's list of messages does not hold together; it is tried again later.");
    }

    /** Between two messages there are no more others than their UIDs leave room for. */
    private static int earliest(Listed last, long after) {
        return (int) Math.max(1, last.number() - (last.uid() - after) + 1);
    }

    /** @return empty when it is not certain that nothing stands between the known and the first listed */
    private Optional<List<Listed>> list(int first, long after, Listed last, String what) throws IOException {
        int from = Math.max(1, first - 1);
        int to = (int) Math.min(last.number(), (long) first + ROWS - 1);
        List<Listed> rows = connection.list(from, to, what);
        boolean whole = rows.size() == to - from + 1
                && !(what.contains("SIZE") && rows.stream().anyMatch(row -> row.size() < 0));
        if (!whole || rows.get(0).number() != 1 && rows.get(0).uid() > after) {
            return Optional.empty();
        }
        List<Listed> later = new ArrayList<>();
        long uid = 0;
        for (Listed row : rows) {
            if (row.uid() <= uid) {
                throw new IOException(name + ": the server numbers its messages out of order.");
            }
            uid = row.uid();
            if (uid > after) {
                later.add(row);
            }
        }
        return later.isEmpty() ? Optional.empty() : Optional.of(later);
    }

    /** The number of the first message after a UID; 0 when numbers have moved meanwhile. */
    private int halve(long after, Listed last) throws IOException {
        int low = 0;
        int high = last.number();
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            List<Listed> row = connection.list(middle, middle, "UID");
            if (row.isEmpty()) {
                return 0;
            }
            if (row.get(0).uid() > after) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }
}
