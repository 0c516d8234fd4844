package org.salonarchive.source.rebuilt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A message that is put together part after part. One part alone becomes the body, several a multipart/mixed; the same
 * parts always make the same bytes, so that a message read twice is the same one.
 */
public final class RebuiltMessage {

    private static final int BOUNDARY_DIGITS = 40;
    private static final int BASE64_LINE = 76;

    /** The fields of a part, each line ended, and its encoded content. */
    private record Part(String fields, byte[] content) {}

    private final byte[] head;
    private final List<Part> parts = new ArrayList<>();

    /** @param head the header section without fields of MIME, in bytes as they are to stand there */
    public RebuiltMessage(byte[] head) {
        this.head = head.clone();
    }

    /** Adds text to read; nothing when there is none in it. */
    public void addText(String contentType, byte[] text) {
        String plain = latin1(text);
        if (!plain.isBlank()) {
            parts.add(new Part(
                    "Content-Type: " + contentType + "\nContent-Transfer-Encoding: 8bit\n",
                    bytes(plain.stripTrailing() + "\n")));
        }
    }

    /**
     * Adds something to take away.
     *
     * @param disposition {@code attachment} or {@code inline} (RFC 2183)
     * @param name of the file, each byte a character of ISO 8859-1; may be empty
     * @param more further fields, each line ended
     */
    public void addFile(String mediaType, String disposition, String name, String more, byte[] content) {
        boolean message = mediaType.equals("message/rfc822");
        String fields = "Content-Type: " + mediaType + "\nContent-Disposition: " + disposition
                + (name.isEmpty() ? "" : ";\n\t" + fileName(name)) + "\n" + more
                + "Content-Transfer-Encoding: " + (message ? "8bit" : "base64") + "\n";
        byte[] encoded = message
                ? content.clone()
                : Base64.getMimeEncoder(BASE64_LINE, new byte[] {'\n'}).encode(content);
        parts.add(new Part(fields, encoded));
    }

    /** About what a file adds to the size. */
    public static long encodedSize(long size) {
        return size * 4 / 3 + size / 54 + 1_000;
    }

    /** The message as it is by now. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, latin1(head).stripTrailing() + "\nMIME-Version: 1.0\n");
        if (parts.size() == 1) {
            write(out, parts.get(0).fields() + "\n");
            out.writeBytes(parts.get(0).content());
        } else if (!parts.isEmpty()) {
            String boundary = "=_" + digest();
            write(out, "Content-Type: multipart/mixed;\n\tboundary=\"" + boundary + "\"\n");
            for (Part part : parts) {
                write(out, "\n--" + boundary + "\n" + part.fields() + "\n");
                out.writeBytes(part.content());
            }
            write(out, "\n--" + boundary + "--\n");
        } else {
            write(out, "\n");
        }
        return out.toByteArray();
    }

    private String digest() {
        MessageDigest digest = Digest.sha256();
        digest.update(head);
        parts.forEach(part -> digest.update(part.content()));
        return HexFormat.of().formatHex(digest.digest()).substring(0, BOUNDARY_DIGITS);
    }

    private static String fileName(String name) {
        boolean plain = name.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != '"' && c != '\\');
        if (plain) {
            return "filename=\"" + name + "\"";
        }
        StringBuilder coded = new StringBuilder("filename*=utf-8''");
        for (byte b : bytes(name)) {
            boolean letter =
                    b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b == '.' || b == '-';
            coded.append(letter ? String.valueOf((char) b) : String.format("%%%02X", b & 0xFF));
        }
        return coded.toString();
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(bytes(text));
    }
}
