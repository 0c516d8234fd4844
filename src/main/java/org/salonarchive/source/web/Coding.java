package org.salonarchive.source.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.salonarchive.source.net.Answer;

/**
 * What Content-Encoding means for a mailbox (RFC 9110 §8.4). Servers say gzip of files that are compressed themselves
 * ({@code 2024-March.txt.gz}), of plain ones that they compress on the way although we ask them not to, and of files
 * that are not compressed at all. Whatever reads a mailbox undoes one compression, recognised by its first bytes; so
 * only a second one has to be undone here, and a body that is not what is said stays as it came.
 */
final class Coding {

    private static final List<String> UNREADABLE = List.of("br", "deflate", "compress", "x-compress", "dcb", "dcz");

    private static final int MAGIC_BYTES = 6;

    private static final byte[][] COMPRESSED = {
        {0x1F, (byte) 0x8B}, {'B', 'Z', 'h'}, {(byte) 0xFD, '7', 'z', 'X', 'Z'}, {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD}
    };

    private Coding() {}

    /**
     * Leaves at most one compression on a file.
     *
     * @throws IOException when it is coded in a way that we did not ask for and cannot undo
     */
    static void settle(Path file, Answer answer, long mostBytes) throws IOException {
        for (String coding : answer.contentEncoding().split(",")) {
            String word = coding.strip().toLowerCase(Locale.ROOT);
            if (UNREADABLE.contains(word)) {
                throw new IOException(
                        answer.from() + " is sent in the encoding \"" + word + "\", which was not asked for.");
            }
            if (word.equals("gzip") || word.equals("x-gzip")) {
                undoSecond(file, answer, mostBytes);
            }
        }
    }

    private static void undoSecond(Path file, Answer answer, long mostBytes) throws IOException {
        if (!isCompressed(start(Files.newInputStream(file))) || !isCompressed(inner(file))) {
            return;
        }
        Path undone = Scratch.file(".mbox");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16);
                OutputStream out = Files.newOutputStream(undone)) {
            byte[] buffer = new byte[1 << 16];
            long size = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                if (size > mostBytes) {
                    throw new IOException(answer.from() + " is larger than " + (mostBytes >> 10) + " KiB.");
                }
                out.write(buffer, 0, read);
            }
            Files.move(undone, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (ZipException | EOFException damage) {
            throw new IOException(answer.from() + " is damaged on the way: its compression cannot be undone.", damage);
        } finally {
            Files.deleteIfExists(undone);
        }
    }

    private static byte[] inner(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file)) {
            return new GZIPInputStream(raw).readNBytes(MAGIC_BYTES);
        } catch (ZipException | EOFException notGzip) {
            return new byte[0];
        }
    }

    private static byte[] start(InputStream in) throws IOException {
        try (in) {
            return in.readNBytes(MAGIC_BYTES);
        }
    }

    /** Whether bytes begin like a compressed file. */
    static boolean isCompressed(byte[] start) {
        for (byte[] magic : COMPRESSED) {
            if (start.length >= magic.length && Arrays.equals(start, 0, magic.length, magic, 0, magic.length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a file does. */
    static boolean isCompressed(Path file) throws IOException {
        return isCompressed(start(Files.newInputStream(file)));
    }
}
