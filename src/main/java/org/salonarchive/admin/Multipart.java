package org.salonarchive.admin;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a form with a file ({@code multipart/form-data}, RFC 7578) as it comes over the wire, in the order in which it
 * comes: a part's content is a stream, and no more than a window of it is in memory. One thread at a time.
 */
final class Multipart {

    private static final int WINDOW = 1 << 16;
    private static final int LARGEST_HEADER = 8_192;
    private static final int LONGEST_TOKEN = 200;
    private static final Pattern BOUNDARY = Pattern.compile(
            "multipart/form-data\\s*;.*?boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70})).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("[; ]filename=\"([^\"]*)\"");

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] window = new byte[WINDOW];
    private int start;
    private int end;
    private boolean inPart = true;

    private Multipart(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // The first delimiter may stand at the very beginning; with this it is like all others.
        window[0] = '\r';
        window[1] = '\n';
        end = 2;
    }

    /** Begins to read a body; empty when its content type is another. */
    static Optional<Multipart> of(String contentType, InputStream body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Multipart(body, boundary.group(1) != null ? boundary.group(1) : boundary.group(2)));
    }

    /**
     * A field or a file.
     *
     * @param fileName as the browser tells it; empty for a field
     * @param content valid until the next part is asked for
     */
    record Part(String name, String fileName, InputStream content) {

        /** A field's value. */
        String text(int most) throws IOException {
            return new String(content.readNBytes(most), StandardCharsets.UTF_8);
        }
    }

    /** A form that no page of this session has sent. */
    static final class Foreign extends IOException {

        private static final long serialVersionUID = 1;

        Foreign() {
            super("The form did not come from a page of this session.");
        }
    }

    /**
     * The file of a form whose token stands before it; empty when it has none.
     *
     * @param ours whether a token is this session's
     * @throws Foreign when the token is not, or does not stand there
     */
    Optional<Part> file(Predicate<String> ours) throws IOException {
        boolean known = false;
        for (Optional<Part> part = next(); part.isPresent(); part = next()) {
            if (part.get().name().equals(AdminFrame.TOKEN)) {
                known = ours.test(part.get().text(LONGEST_TOKEN));
            } else if (part.get().name().equals("file")) {
                if (!known) {
                    throw new Foreign();
                }
                return part;
            }
        }
        if (!known) {
            throw new Foreign();
        }
        return Optional.empty();
    }

    /**
     * The next part; what is left of the one before is passed over.
     *
     * @throws IOException when the body ends too early, or is not such a form
     */
    Optional<Part> next() throws IOException {
        Content rest = new Content();
        byte[] passed = new byte[WINDOW];
        while (inPart && rest.read(passed, 0, passed.length) >= 0) {
            // Passed over.
        }
        start += delimiter.length;
        String line = line();
        if (line.startsWith("--")) {
            return Optional.empty();
        }
        String disposition = "";
        int header = 0;
        for (line = line(); !line.isEmpty(); line = line()) {
            header += line.length();
            if (header > LARGEST_HEADER) {
                throw new IOException("The form has a part whose header is too long.");
            }
            if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
                disposition = line;
            }
        }
        inPart = true;
        return Optional.of(new Part(found(NAME, disposition), found(FILE_NAME, disposition), new Content()));
    }

    private static String found(Pattern pattern, String disposition) {
        Matcher matcher = pattern.matcher(disposition);
        return matcher.find() ? matcher.group(1) : "";
    }

    private String line() throws IOException {
        byte[] bytes = new byte[LARGEST_HEADER];
        int length = 0;
        while (true) {
            if (start == end && !fill()) {
                // After the last delimiter nothing has to follow.
                return new String(bytes, 0, length, StandardCharsets.UTF_8);
            }
            byte next = window[start++];
            if (next == '\n') {
                int whole = length > 0 && bytes[length - 1] == '\r' ? length - 1 : length;
                return new String(bytes, 0, whole, StandardCharsets.UTF_8);
            }
            if (length == bytes.length) {
                throw new IOException("The form has a part whose header is too long.");
            }
            bytes[length++] = next;
        }
    }

    /** Reads more behind what is there; false at the end. */
    private boolean fill() throws IOException {
        System.arraycopy(window, start, window, 0, end - start);
        end -= start;
        start = 0;
        int more = in.read(window, end, window.length - end);
        end += Math.max(0, more);
        return more >= 0;
    }

    private int delimiterAt() {
        for (int at = start; at + delimiter.length <= end; at++) {
            int matched = 0;
            while (matched < delimiter.length && window[at + matched] == delimiter[matched]) {
                matched++;
            }
            if (matched == delimiter.length) {
                return at;
            }
        }
        return -1;
    }

    /** Up to the next delimiter. */
    private final class Content extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (!inPart) {
                return -1;
            }
            while (end - start < delimiter.length) {
                if (!fill()) {
                    throw new EOFException("The file did not arrive whole.");
                }
            }
            int at = delimiterAt();
            if (at == start) {
                inPart = false;
                return -1;
            }
            int known = at >= 0 ? at - start : end - start - delimiter.length + 1;
            int given = Math.min(known, length);
            System.arraycopy(window, start, to, offset, given);
            start += given;
            return given;
        }
    }
}
