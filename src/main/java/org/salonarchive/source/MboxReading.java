package org.salonarchive.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Splits one stream into messages: an mbox of any dialect, an MMDF mailbox, or a single message. Constant
 * memory for a stream of any length: it holds one message.
 */
final class MboxReading {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** What the stream turned out to be. */
    private enum Kind {
        UNKNOWN,
        MBOX,
        MMDF,
        SINGLE,
        ENDED
    }

    private final String source;
    private final Window window;
    private final boolean mboxrd;
    private final Set<Repair> repairs;
    private Kind kind = Kind.UNKNOWN;
    private Separator separator = Separator.USUAL_LINES;
    private long lastStart;
    private boolean emptyLine;
    private boolean split;
    private Set<Repair> repaired = Set.of();

    /**
     * @param in from the offset on, decompressed
     * @param offset where in the stream that is: its start, or the start of a separator
     * @param mboxrd whether the quoting can be undone for certain, as far as the name tells
     */
    MboxReading(String source, InputStream in, long offset, boolean mboxrd) {
        this(source, in, offset, mboxrd, Set.of());
    }

    /** @param repairs those that were chosen */
    MboxReading(String source, InputStream in, long offset, boolean mboxrd, Set<Repair> repairs) {
        this.source = source;
        this.window = new Window(in, offset);
        this.mboxrd = mboxrd;
        this.repairs = repairs;
        this.lastStart = offset;
    }

    /** A file that holds one message, whatever stands in it; a From line at its head is its separator. */
    static MboxReading ofOneMessage(String source, InputStream in) {
        MboxReading reading = new MboxReading(source, in, 0, false);
        reading.separator = Separator.NEVER;
        return reading;
    }

    /** Where the message given last began. */
    long lastStart() {
        return lastStart;
    }

    /** Whether the message given last reached to the end of the stream. */
    boolean isAtEnd() throws IOException {
        return !window.has(1);
    }

    /** Whether an empty line stood after the message given last. */
    boolean endsWithEmptyLine() {
        return emptyLine;
    }

    Optional<SourceItem> next() throws IOException {
        if (kind == Kind.UNKNOWN) {
            kind = kind();
            if (kind == Kind.ENDED && window.has(1)) {
                return Optional.of(unreadable());
            }
        }
        if (!window.has(1)) {
            kind = Kind.ENDED;
        }
        return switch (kind) {
            case MBOX -> Optional.of(nextOfMbox());
            case MMDF -> nextOfMmdf();
            case SINGLE -> Optional.of(single());
            default -> Optional.empty();
        };
    }

    private Kind kind() throws IOException {
        window.has(2 * SourceLimits.LINE_BYTES);
        if (window.startsWith(BYTE_ORDER_MARK, 0)) {
            window.drop(BYTE_ORDER_MARK.length);
        }
        dropEmptyLines();
        lastStart = window.offset();
        if (!window.has(1)) {
            return Kind.ENDED;
        }
        if (window.startsWith(Separator.MMDF, 0)) {
            return Kind.MMDF;
        }
        if (window.startsWith(Separator.FROM, 0)) {
            int end = Separator.lineEnd(window, 0);
            if (separator != Separator.NEVER && end > 0) {
                separator = separatorAfter(window.copy(0, Separator.trimmed(window, 0, end)));
            }
            return Kind.MBOX;
        }
        return Separator.isField(window, 0) ? Kind.SINGLE : Kind.ENDED;
    }

    /** How a file separates, by its first separator. */
    private static Separator separatorAfter(byte[] line) {
        if (FromLine.isGitPatch(line)) {
            return Separator.ALSO_GIT_PATCHES;
        }
        boolean thunderbird =
                MailProgram.of(line).filter(MailProgram.THUNDERBIRD::equals).isPresent();
        return thunderbird ? Separator.ALSO_BARE : Separator.USUAL_LINES;
    }

    private void dropEmptyLines() throws IOException {
        while (window.has(1) && (window.at(0) == '\n' || window.at(0) == '\r')) {
            window.drop(1);
        }
    }

    private SourceItem unreadable() {
        return new UnreadableStretch(
                source + " is neither a mailbox nor a message: it begins with neither a From line nor a header field.",
                new Provenance(source, window.offset(), new byte[0], Quoting.NONE, Optional.empty()));
    }

    private SourceItem nextOfMbox() throws IOException {
        lastStart = window.offset();
        byte[] line = takeLine();
        return take(new MessageEnd(window, new Splitting(separator, repairs)), line);
    }

    /** Takes the first line off and returns it without its end. */
    private byte[] takeLine() throws IOException {
        window.has(2 * SourceLimits.LINE_BYTES);
        int lineFeed = window.indexOf((byte) '\n', 0);
        int end = lineFeed < 0 ? window.length() : lineFeed;
        byte[] line = window.copy(0, Separator.trimmed(window, 0, end));
        window.drop(Math.min(end + 1, window.length()));
        return line;
    }

    private SourceItem take(MessageEnd messageEnd, byte[] line) throws IOException {
        try (Spool spool = new Spool(window)) {
            int end = messageEnd.find(spool);
            repaired = repaired(messageEnd);
            int text = MessageEnd.withoutEmptyLine(window, end);
            emptyLine = text < end;
            if (spool.isUsed()) {
                return spool.finish(text, end, provenance(line, Quoting.KEPT));
            }
            byte[] bytes = window.copy(0, text);
            window.drop(end);
            return message(bytes, line);
        }
    }

    private Set<Repair> repaired(MessageEnd messageEnd) {
        Set<Repair> done = EnumSet.noneOf(Repair.class);
        if (messageEnd.isJoined()) {
            done.add(Repair.JOIN);
        }
        if (split) {
            done.add(Repair.SPLIT);
        }
        split = messageEnd.isNextSplit();
        return done;
    }

    private SourceItem message(byte[] bytes, byte[] line) {
        boolean quoted = QuotedFrom.isIn(bytes);
        Optional<MboxrdLine> said = MboxrdLine.of(line);
        boolean certain = mboxrd || said.isPresent();
        byte[] unquoted = quoted && certain ? QuotedFrom.unquote(bytes) : bytes;
        Quoting certainty = certain ? Quoting.UNQUOTED : Quoting.KEPT;
        Origin origin = PipermailText.isOne(source, line, bytes)
                ? Origin.PIPERMAIL_TEXT
                : said.map(MboxrdLine::origin).orElse(Origin.RECEIVED);
        Provenance place = provenance(line, quoted ? certainty : Quoting.NONE).of(origin);
        RawMessage message =
                new RawMessage(said.map(mark -> mark.message(unquoted)).orElse(unquoted), place);
        Optional<LeftOutMessage.Why> leftOut = MailProgram.leftOut(line, bytes);
        return leftOut.isPresent() ? new LeftOutMessage(leftOut.get(), Optional.of(message), place) : message;
    }

    private Provenance provenance(byte[] line, Quoting quoting) {
        return new Provenance(
                source, lastStart, line, quoting, repaired, Origin.RECEIVED, FromLine.date(line), List.of());
    }

    private Optional<SourceItem> nextOfMmdf() throws IOException {
        while (window.has(Separator.MMDF.length) && window.startsWith(Separator.MMDF, 0)) {
            takeLine();
        }
        if (!window.has(1)) {
            kind = Kind.ENDED;
            return Optional.empty();
        }
        lastStart = window.offset();
        window.has(Separator.FROM.length);
        byte[] line = window.startsWith(Separator.FROM, 0) ? takeLine() : new byte[0];
        return Optional.of(take(MessageEnd.ofMmdf(window), line));
    }

    private SourceItem single() throws IOException {
        kind = Kind.ENDED;
        lastStart = window.offset();
        try (Spool spool = new Spool(window)) {
            int end = MessageEnd.ofStream(window, spool);
            if (spool.isUsed()) {
                return spool.finish(end, end, provenance(new byte[0], Quoting.NONE));
            }
            byte[] bytes = window.copy(0, end);
            window.drop(end);
            return new RawMessage(bytes, provenance(new byte[0], Quoting.NONE));
        }
    }
}
