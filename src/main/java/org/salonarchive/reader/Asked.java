package org.salonarchive.reader;

import jakarta.ws.rs.QueryParam;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.search.SearchQuery;

/**
 * What stands in the address of a search.
 *
 * @param then the last message of the page before
 */
record Asked(
        @QueryParam("q") @Nullable String q,
        @QueryParam("from") @Nullable String from,
        @QueryParam("after") @Nullable String after,
        @QueryParam("before") @Nullable String before,
        @QueryParam("then") @Nullable String then) {

    /** What stands in the form. */
    record Form(String q, String from, String after, String before) {

        /** The query of an address that asks the same. */
        String address() {
            StringBuilder address = new StringBuilder("?q=").append(ArchiveLinks.escape(q));
            append(address, "from", from);
            append(address, "after", after);
            append(address, "before", before);
            return address.toString();
        }

        /** What is looked for, in a few words. */
        String words() {
            return Stream.of(
                            q,
                            from,
                            after.isEmpty() ? "" : "after " + after,
                            before.isEmpty() ? "" : "before " + before)
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.joining(", "));
        }

        private static void append(StringBuilder address, String name, String value) {
            if (!value.isEmpty()) {
                address.append('&').append(name).append('=').append(ArchiveLinks.escape(value));
            }
        }
    }

    Form form() {
        return new Form(text(q), text(from), text(after), text(before));
    }

    SearchQuery query() {
        return SearchQuery.of(text(q), text(from), text(after), text(before));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "").strip();
    }
}
