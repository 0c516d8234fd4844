package org.salonarchive.source.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Mailboxes made for tests. */
final class Mbox {

    /** Tells the files of this run from those of others on the same machine. */
    static final String RUN = UUID.randomUUID().toString();

    private Mbox() {}

    /** One message, of some length, like no other. */
    static String message(int number) {
        return "From: someone@example.org\nSubject: Number " + number + "\nMessage-ID: <" + number
                + "@example.org>\nX-Run: " + RUN + "\n\n"
                + ("This is the text of number " + number + ".\n").repeat(20 + number % 7);
    }

    /** Some of them, numbered from the first to before the end. */
    static List<String> messages(int from, int to) {
        return IntStream.range(from, to).mapToObj(Mbox::message).toList();
    }

    static byte[] mbox(int from, int to) {
        return mbox(messages(from, to));
    }

    static byte[] mbox(List<String> messages) {
        StringBuilder mbox = new StringBuilder();
        messages.forEach(message -> mbox.append("From someone@example.org Tue Mar  1 09:00:00 2011\n")
                .append(message)
                .append('\n'));
        return mbox.toString().getBytes(ISO_8859_1);
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }

    static byte[] join(byte[] one, byte[] other) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(one);
        out.writeBytes(other);
        return out.toByteArray();
    }
}
