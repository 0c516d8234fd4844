package org.salonarchive.source.pipermail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.salonarchive.source.OldLink;
import org.salonarchive.source.Origin;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.SourceLimits;
import org.salonarchive.source.rebuilt.Digest;
import org.salonarchive.source.rebuilt.RebuiltMessage;

/**
 * Puts attachments back into a message of Pipermail's text: its fields as they stood, then its text and the attachments
 * part after part. The same text and attachments always make the same bytes. Without an attachment that is nowhere any
 * more, what Pipermail left in its place stays.
 */
public final class Restoration {

    private static final Pattern ID = Pattern.compile("(?im)^Message-ID:\\s*(\\S+)\\s*$");
    private static final String ESCAPED_START = "<tt>";

    private final RawMessage text;
    private final Attachments attachments;
    private final String textType;
    private final String body;
    private final int bodyStart;
    private final List<Residue> residues;

    /** A residue and what was taken out there. */
    private record Found(Residue residue, byte[] content) {}

    /** @param textType of the text, as a Content-Type says it */
    public Restoration(RawMessage text, Attachments attachments, String textType) {
        this(text, attachments, textType, false);
    }

    /** @param trusting whether attachments are put back where nothing says of which message they are */
    Restoration(RawMessage text, Attachments attachments, String textType, boolean trusting) {
        this.text = text;
        this.attachments = attachments;
        this.textType = textType;
        String whole = new String(text.bytes(), StandardCharsets.ISO_8859_1);
        Matcher empty = Pattern.compile("\r?\n\r?\n").matcher(whole);
        this.bodyStart = empty.find() ? empty.end() : whole.length();
        this.body = whole.substring(bodyStart);
        Matcher id = ID.matcher(whole.substring(0, bodyStart));
        boolean known = id.find();
        this.residues = known || trusting ? Residue.in(body, known ? ownDigits(id.group(1)) : any -> true) : List.of();
    }

    /** Of an id as it stands, or as it should. */
    private static Predicate<String> ownDigits(String id) {
        String bare = id.replaceAll("^<|>$", "");
        return digits ->
                Stream.of("<" + bare + ">", bare, id).map(Residue::digits).anyMatch(digits::equals);
    }

    /** Whether there is anything to put back; only a message with a Message-ID is known again afterwards. */
    public boolean isNeeded() {
        return !residues.isEmpty();
    }

    /**
     * The message with all that could be had; as it is where that is nothing.
     *
     * @throws Attachments.NotNow when something may be had another time
     */
    public RawMessage restored() throws IOException, Attachments.NotNow {
        List<Found> found = found();
        if (found.isEmpty()) {
            return text;
        }
        return new RawMessage(
                message(found), text.provenance().of(Origin.PIPERMAIL_PAGE).at(oldLinks(found)));
    }

    /**
     * The addresses of all that could be had.
     *
     * @throws Attachments.NotNow when something may be had another time
     */
    List<OldLink> oldLinks() throws IOException, Attachments.NotNow {
        return oldLinks(found());
    }

    private static List<OldLink> oldLinks(List<Found> found) {
        return found.stream()
                .map(each -> (OldLink) new OldLink.File(each.residue().path(), Digest.sha256(each.content())))
                .toList();
    }

    private List<Found> found() throws IOException, Attachments.NotNow {
        List<Found> found = new ArrayList<>();
        long room = SourceLimits.MESSAGE_BYTES - text.bytes().length - (long) (64 << 10);
        for (Residue residue : residues) {
            Optional<byte[]> content = content(residue, found.size(), room);
            if (content.isPresent()) {
                room -= RebuiltMessage.encodedSize(content.get().length);
                found.add(new Found(residue, content.get()));
            }
        }
        return found;
    }

    private Optional<byte[]> content(Residue residue, int before, long room) throws IOException, Attachments.NotNow {
        String where = residue.path() + " of the message at "
                + text.provenance().position() + " in " + text.provenance().source();
        try {
            if (before >= SourceLimits.ATTACHMENTS) {
                throw attachments.gone(where + " was left out: it has more than " + before + " attachments.");
            }
            byte[] content = plain(residue, attachments.get(residue.path()));
            if (RebuiltMessage.encodedSize(content.length) > room) {
                throw attachments.gone(where + " was left out: with it, the message would be larger than "
                        + (SourceLimits.MESSAGE_BYTES >> 20) + " MiB.");
            }
            return Optional.of(content);
        } catch (Attachments.Gone told) {
            return Optional.empty();
        }
    }

    /** Pipermail stores HTML as a page that shows its source, and messages escaped. */
    private static byte[] plain(Residue residue, byte[] stored) {
        boolean html = residue.type().equals("text/html");
        boolean message = residue.type().equals("message/rfc822");
        String content = html || message ? new String(stored, StandardCharsets.ISO_8859_1) : "";
        boolean escaped =
                html && content.stripLeading().startsWith(ESCAPED_START) || message && content.indexOf('<') < 0;
        return escaped ? Escaped.undone(content).getBytes(StandardCharsets.ISO_8859_1) : stored;
    }

    /** HTML beside a text says the same once more, and alone it is what there is to read. */
    private byte[] message(List<Found> found) {
        RebuiltMessage message = new RebuiltMessage(Arrays.copyOf(text.bytes(), bodyStart));
        List<String> texts = new ArrayList<>();
        int at = 0;
        for (Found each : found) {
            texts.add(body.substring(
                    Math.min(at, each.residue().begin()), each.residue().begin()));
            at = Residue.afterParting(body, each.residue().end());
        }
        texts.add(body.substring(at));
        boolean hasText = texts.stream().anyMatch(piece -> !piece.isBlank());
        for (int i = 0; i < texts.size(); i++) {
            message.addText(textType, texts.get(i).getBytes(StandardCharsets.ISO_8859_1));
            if (i < found.size()) {
                Residue residue = found.get(i).residue();
                boolean inline = residue.type().equals("text/html") && !hasText;
                message.addFile(
                        residue.type(),
                        inline ? "inline" : "attachment",
                        residue.name(),
                        "",
                        found.get(i).content());
            }
        }
        return message.bytes();
    }
}
