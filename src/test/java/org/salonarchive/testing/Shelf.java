package org.salonarchive.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32;

/**
 * Files that a web server gives out as a good one does: entity tags, conditions, ranges. Misbehaviour is put before
 * them, once for each time it was said.
 */
public final class Shelf implements WebServer.Pages {

    private record File(byte[] bytes, Instant modified, Map<String, String> fields) {

        String etag() {
            CRC32 crc = new CRC32();
            crc.update(bytes);
            return "\"" + Long.toHexString(crc.getValue()) + "-" + bytes.length + "\"";
        }
    }

    private final Map<String, File> files = new ConcurrentHashMap<>();
    private final Map<String, Queue<WebServer.Pages>> lies = new ConcurrentHashMap<>();
    private volatile boolean ranges = true;
    private volatile boolean chunked;

    /** Puts a file there, changed long ago. */
    public void put(String path, byte[] bytes) {
        put(path, bytes, Map.of());
    }

    /** Puts a file there with further fields in its head. */
    public void put(String path, byte[] bytes, Map<String, String> fields) {
        files.put(path, new File(bytes, Instant.now().minusSeconds(7_200), fields));
    }

    /** Puts a file there that was written to just now. */
    public void putFresh(String path, byte[] bytes) {
        files.put(path, new File(bytes, Instant.now(), Map.of()));
    }

    public void remove(String path) {
        files.remove(path);
    }

    /** The next request for a path is answered so; then the one after it by the next lie, or the file. */
    public void once(String path, WebServer.Pages lie) {
        lies.computeIfAbsent(path, any -> new ConcurrentLinkedQueue<>(new ArrayDeque<>()))
                .add(lie);
    }

    /** From now on it is well, whatever was said before. */
    public void behave() {
        lies.clear();
    }

    /** From now on it knows no ranges. */
    public void withoutRanges() {
        ranges = false;
    }

    /** From now on it says no lengths. */
    public void inChunks() {
        chunked = true;
    }

    @Override
    public void answer(WebServer.Asked asked, OutputStream out) throws IOException {
        Queue<WebServer.Pages> queue = lies.get(asked.path());
        WebServer.Pages lie = queue == null ? null : queue.poll();
        if (lie != null) {
            lie.answer(asked, out);
        } else {
            truth(asked, out);
        }
    }

    /** The answer of a good server. */
    public void truth(WebServer.Asked asked, OutputStream out) throws IOException {
        File file = files.get(asked.path());
        if (file == null) {
            WebServer.write(out, "404 Not Found", "<html>nothing".getBytes(StandardCharsets.UTF_8));
            return;
        }
        Map<String, String> fields = new LinkedHashMap<>(file.fields());
        fields.put("ETag", file.etag());
        fields.put("Date", date(Instant.now()));
        fields.put("Last-Modified", date(file.modified()));
        boolean same =
                asked.field("If-Range").isEmpty() || asked.field("If-Range").equals(file.etag());
        if (asked.field("If-None-Match").equals(file.etag())) {
            WebServer.write(out, "304 Not Modified", fields, new byte[0]);
        } else if (ranges && same && asked.field("Range").startsWith("bytes=")) {
            range(asked.field("Range").substring(6), file, fields, out);
        } else if (chunked) {
            fields.put("Transfer-Encoding", "chunked");
            WebServer.write(out, "200 OK", fields, chunks(file.bytes()));
        } else {
            fields.put("Content-Length", "" + file.bytes().length);
            WebServer.write(out, "200 OK", fields, file.bytes());
        }
    }

    private static void range(String range, File file, Map<String, String> fields, OutputStream out)
            throws IOException {
        String[] ends = range.split("-", 2);
        int first = Integer.parseInt(ends[0]);
        int length = file.bytes().length;
        if (first >= length) {
            fields.put("Content-Range", "bytes */" + length);
            fields.put("Content-Length", "0");
            WebServer.write(out, "416 Range Not Satisfiable", fields, new byte[0]);
            return;
        }
        int last = ends[1].isEmpty() ? length - 1 : Math.min(Integer.parseInt(ends[1]), length - 1);
        fields.put("Content-Range", "bytes " + first + "-" + last + "/" + length);
        fields.put("Content-Length", "" + (last - first + 1));
        WebServer.write(out, "206 Partial Content", fields, Arrays.copyOfRange(file.bytes(), first, last + 1));
    }

    /** A body in chunks of some hundred bytes, with its end. */
    public static byte[] chunks(byte[] bytes) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int at = 0; at < bytes.length; at += 700) {
            int length = Math.min(700, bytes.length - at);
            chunks.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunks.write(bytes, at, length);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return chunks.toByteArray();
    }

    public String etag(String path) {
        return files.get(path).etag();
    }

    public static String date(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }
}
