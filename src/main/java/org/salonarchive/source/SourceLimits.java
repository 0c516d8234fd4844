package org.salonarchive.source;

/** How much a source takes into memory or believes. */
public final class SourceLimits {

    /**
     * A larger message is spooled to a file and given as an {@link OversizeMessage}: 64 MiB, or less where the
     * heap is small, since reading, parsing and compressing a message take several times its size.
     */
    public static final int MESSAGE_BYTES =
            (int) Math.min(64L << 20, Math.max(8L << 20, Runtime.getRuntime().maxMemory() / 10));

    /** A larger attachment is not put back into a message of which it was taken out; encoded it has to fit in with it. */
    public static final int ATTACHMENT_BYTES = MESSAGE_BYTES / 2;

    /** Attachments that are put back into one message; hostile text may name any number. */
    public static final int ATTACHMENTS = 100;

    /** A separator longer than this is no separator. */
    static final int LINE_BYTES = 1_000;

    /** How far beyond the start of a line is looked to tell what it is: a separator and the head after it. */
    static final int LOOK_AHEAD_BYTES = LINE_BYTES + MessageHead.BYTES + 2;

    /** How far into a message its Content-Length is looked for. */
    static final int HEADER_BYTES = 64 << 10;

    /** Decompressed bytes for each compressed one beyond which a file is taken for a bomb … */
    static final long BOMB_RATIO = 1_000;

    /** … once this much was decompressed. */
    static final long BOMB_GRACE_BYTES = 64L << 20;

    private SourceLimits() {}
}
