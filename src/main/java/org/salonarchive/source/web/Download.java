package org.salonarchive.source.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.salonarchive.source.net.Answer;
import org.salonarchive.source.net.HttpFetch;
import org.salonarchive.source.net.Request;
import org.salonarchive.source.rebuilt.Digest;

/**
 * Brings a mailbox into a temporary file: all of it or, of a plain one that has grown, its end.
 *
 * @param answer of the server, the last one where there were several
 * @param sparse whether only the file's start and end are there, which is enough to read on after {@code known}
 */
record Download(Answer answer, boolean sparse) {

    /** Larger archives are better copied by other means and imported. */
    static final long MOST_BYTES = 16L << 30;

    /** A shorter file is fetched whole. */
    static final long SHORT_BYTES = 256 << 10;

    /** What stands before the last message is compared too, so far. */
    static final long OVERLAP_BYTES = 4 << 10;

    /** The file's first bytes are compared as far as a mailbox's checkpoint knows them. */
    static final long HEAD_BYTES = 64 << 10;

    private static final int MOST_COMPARED = 3;

    static Download of(String url, Optional<WebCheckpoint> known, HttpFetch fetch, Path file) throws IOException {
        if (known.isPresent()
                && known.get().start() >= SHORT_BYTES
                && !known.get().tail().isEmpty()) {
            Optional<Download> grown = grown(url, known.get(), fetch, file);
            if (grown.isPresent()) {
                return grown.get();
            }
        }
        Request request = Request.whole(url, MOST_BYTES);
        return whole(
                request.unless(
                        known.flatMap(WebCheckpoint::knownEtag), known.flatMap(WebCheckpoint::knownLastModified)),
                fetch,
                file);
    }

    /** Where the bytes begin that are compared with what was read before. */
    static long overlap(long start) {
        return Math.max(0, start - OVERLAP_BYTES);
    }

    /**
     * The end of a file that only grew, and its start, each at its place. Empty when it changed in another way, or the
     * server knows no ranges.
     */
    private static Optional<Download> grown(String url, WebCheckpoint known, HttpFetch fetch, Path file)
            throws IOException {
        Request request = Request.whole(url, MOST_BYTES);
        long from = overlap(known.start());
        Answer end = fetch.get(request.range(from, -1).unless(known.knownEtag(), known.knownLastModified()), file);
        if (end.kind() == Answer.Kind.UNCHANGED || end.kind() == Answer.Kind.MISSING) {
            return Optional.of(new Download(end, false));
        }
        if (end.kind() == Answer.Kind.WHOLE) {
            return end.measured() ? Optional.of(settled(end, file)) : Optional.empty();
        }
        boolean longer = end.kind() == Answer.Kind.RANGE
                && end.measured()
                && end.total() == from + end.size()
                && end.total() >= known.size();
        if (!longer || !Digest.of(file, from, known.size()).equals(known.tail())) {
            return Optional.empty();
        }
        Answer start = fetch.get(request.range(0, HEAD_BYTES - 1), file);
        boolean same = start.kind() == Answer.Kind.RANGE
                && start.size() == HEAD_BYTES
                && start.total() == end.total()
                && start.etag().equals(end.etag())
                && Digest.of(file, 0, HEAD_BYTES).equals(known.head());
        return same ? Optional.of(new Download(end, true)) : Optional.empty();
    }

    private static Download whole(Request request, HttpFetch fetch, Path file) throws IOException {
        Answer answer = fetch.get(request, file);
        if (answer.kind() != Answer.Kind.WHOLE || answer.measured()) {
            return settled(answer, file);
        }
        // Nobody said where it ends, so that an end and a cut look alike: two fetches have to agree.
        String before = Digest.of(file, 0, answer.size());
        for (int compared = 1; compared < MOST_COMPARED; compared++) {
            Answer again = fetch.get(Request.whole(request.url(), request.mostBytes()), file);
            String now = Digest.of(file, 0, again.size());
            if (again.kind() == Answer.Kind.WHOLE && (again.measured() || now.equals(before))) {
                return settled(again, file);
            }
            before = now;
        }
        throw new IOException(request.url() + " ends elsewhere each time it is fetched, and the server does not say how"
                + " long it is. Nothing of it was taken.");
    }

    private static Download settled(Answer answer, Path file) throws IOException {
        if (answer.kind() == Answer.Kind.WHOLE) {
            Coding.settle(file, answer, MOST_BYTES);
            refusePages(file, answer);
        }
        return new Download(answer, false);
    }

    /** Sites show a page, and say that all is well, where there is no file or somebody has to sign in. */
    private static void refusePages(Path file, Answer answer) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(200), StandardCharsets.ISO_8859_1).strip();
            if (answer.contentType().contains("html") && start.startsWith("<")) {
                throw new IOException(answer.from() + " is a web page, not a mailbox.");
            }
        }
    }
}
