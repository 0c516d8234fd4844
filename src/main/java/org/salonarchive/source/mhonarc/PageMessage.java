package org.salonarchive.source.mhonarc;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.salonarchive.source.rebuilt.FieldText;
import org.salonarchive.source.rebuilt.RebuiltMessage;

/** Puts a message together again of its page and the files beside it. */
final class PageMessage {

    private static final String UTF_8 = "; charset=utf-8";

    /** A name that MHonArc made up: the end, random letters or a number, the end again. */
    private static final Pattern MADE_UP = Pattern.compile("([A-Za-z0-9]+)(?:\\w{10}|\\d{5})\\.\\1");

    private static final Pattern ADDRESS =
            Pattern.compile("(?i)(\\s(?:src|background)\\s*=\\s*)(?:\"([^\"<>]{1,1000})\"|'([^'<>]{1,1000})')");

    private final DerivedFiles files;

    PageMessage(DerivedFiles files) {
        this.files = files;
    }

    byte[] bytes(Page page, Pattern links) {
        BodyScan.Kind kind =
                page.comments().contentType().map(BodyScan.Kind::of).orElse(BodyScan.Kind.MIXED);
        files.reserve(2L * page.body().length());
        String body = links.matcher(page.body()).replaceAll("$1");
        return message(PageHead.of(page), BodyScan.pieces(body, kind, files::isDerived));
    }

    private byte[] message(byte[] head, List<Piece> pieces) {
        RebuiltMessage message = new RebuiltMessage(head);
        for (Piece piece : pieces) {
            add(message, piece);
        }
        return message.bytes();
    }

    private void add(RebuiltMessage message, Piece piece) {
        if (piece instanceof Piece.Text text) {
            addText(message, text);
        } else if (piece instanceof Piece.Html html) {
            addHtml(message, html.html());
        } else if (piece instanceof Piece.Attached file) {
            addFile(message, file);
        } else if (piece instanceof Piece.Image image) {
            addImage(message, image.href(), "");
        } else if (piece instanceof Piece.Nested nested) {
            byte[] bytes = message(PageHead.of(nested.head()), nested.pieces());
            message.addFile("message/rfc822", "inline", "", "", bytes);
        }
    }

    /**
     * Where no charset is declared, the reader of a mail looks for one; ASCII may hide others, which MHonArc does not
     * always know. A mark of byte order is none of the text.
     */
    private static void addText(RebuiltMessage message, Piece.Text piece) {
        String text = piece.text().startsWith("\uFEFF") ? piece.text().substring(1) : piece.text();
        boolean ascii = text.chars().allMatch(c -> c < 0x80);
        message.addText("text/plain" + (ascii ? "" : UTF_8) + (piece.flowed() ? "; format=flowed" : ""), utf8(text));
    }

    /** The images in it are carried along. */
    private void addHtml(RebuiltMessage message, String html) {
        Set<String> images = new LinkedHashSet<>();
        String carried = ADDRESS.matcher(html).replaceAll(address -> {
            String href = PageText.unescaped(address.group(2) == null ? address.group(3) : address.group(2));
            boolean derived = files.isDerived(href);
            if (derived) {
                images.add(href);
            }
            return Matcher.quoteReplacement(
                    derived ? address.group(1) + "\"cid:" + contentId(href) + "\"" : address.group());
        });
        message.addText("text/html" + UTF_8, utf8(Disarmed.words(carried)));
        images.forEach(href -> addImage(message, href, "Content-ID: <" + contentId(href) + ">\n"));
    }

    private static String contentId(String href) {
        return href.replaceAll("[^A-Za-z0-9._-]", "_") + "@mhonarc.invalid";
    }

    private void addImage(RebuiltMessage message, String href, String fields) {
        Optional<byte[]> content = files.read(href);
        String name = fileName(href);
        content.ifPresent(bytes -> message.addFile(
                FileTypes.mediaType(name, ""), "inline", isMadeUp(name) ? "" : latin1(name), fields, bytes));
    }

    /** Where the file is gone, what the page said of it stays. */
    private void addFile(RebuiltMessage message, Piece.Attached file) {
        Optional<byte[]> content = files.read(file.href());
        String description = FileTypes.isKind(file.description()) ? "" : file.description();
        if (content.isEmpty()) {
            String words = "Attachment: " + file.label() + (description.isEmpty() ? "" : "\n" + description) + "\n";
            message.addText("text/plain" + UTF_8, utf8(words));
            return;
        }
        String own = fileName(file.href());
        String given = file.label().equals(own) && isMadeUp(own) ? "" : file.label();
        String fields = description.isEmpty() ? "" : "Content-Description: " + FieldText.encoded(description) + "\n";
        message.addFile(FileTypes.mediaType(own, given), "attachment", latin1(given), fields, content.get());
    }

    private static boolean isMadeUp(String name) {
        return MADE_UP.matcher(name).matches();
    }

    private static String fileName(String href) {
        return href.substring(href.lastIndexOf('/') + 1);
    }

    private static String latin1(String name) {
        return new String(utf8(name), StandardCharsets.ISO_8859_1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
