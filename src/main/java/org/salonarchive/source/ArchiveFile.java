package org.salonarchive.source;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/**
 * A tar or zip file of mailboxes, messages and Maildirs, read entry by entry and never unpacked to disk. An
 * interrupted import reads it from its start again; what is known is not stored again.
 *
 * @param name what it is known by
 * @param file where it is
 * @param size its size in bytes
 * @param repairs those that were chosen for the mailboxes in it
 */
record ArchiveFile(String name, Path file, long size, Set<Repair> repairs) implements Source {

    private static final int TAR_MAGIC_AT = 257;
    private static final byte[] TAR_MAGIC = {'u', 's', 't', 'a', 'r'};

    /** Whether a file is one, by what it begins with, decompressed. */
    static boolean isOne(Path file) throws IOException {
        try (FileBytes bytes = FileBytes.open(file);
                InputStream in = Compression.undo(bytes, bytes)) {
            byte[] start = in.readNBytes(TAR_MAGIC_AT + TAR_MAGIC.length);
            return isZip(start) || isTar(start);
        } catch (Compression.Damaged damaged) {
            return false;
        }
    }

    private static boolean isZip(byte[] start) {
        return start.length > 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
    }

    private static boolean isTar(byte[] start) {
        return start.length == TAR_MAGIC_AT + TAR_MAGIC.length
                && Arrays.equals(start, TAR_MAGIC_AT, start.length, TAR_MAGIC, 0, TAR_MAGIC.length);
    }

    @Override
    public Reading read(Optional<Checkpoint> after) throws IOException {
        String text = "archive " + size + " " + Files.getLastModifiedTime(file).toMillis();
        Checkpoint whole = new Checkpoint(
                String.join(" ", text, String.join(" ", Repair.mark(repairs))).strip());
        FileBytes bytes = FileBytes.open(file);
        if (after.isPresent() && after.get().equals(whole)) {
            return new Entries(bytes, Optional.empty(), whole);
        }
        try {
            return new Entries(bytes, Optional.of(open(bytes)), whole);
        } catch (Compression.Damaged damaged) {
            bytes.close();
            throw damaged;
        }
    }

    private static ArchiveInputStream<?> open(FileBytes bytes) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Compression.undo(bytes, bytes), 1 << 16);
        in.mark(4);
        byte[] start = in.readNBytes(4);
        in.reset();
        boolean zip = start.length == 4 && start[0] == 'P' && start[1] == 'K';
        return zip ? new ZipArchiveInputStream(in) : new TarArchiveInputStream(in);
    }

    /** One pass over the entries. */
    private final class Entries implements Reading {

        private final FileBytes bytes;
        private final Optional<ArchiveInputStream<?>> archive;
        private final Checkpoint whole;
        private Optional<MboxReading> messages = Optional.empty();
        private boolean ended;

        /** The first page of an archive among the entries, which is not read alone. */
        private Optional<String> page = Optional.empty();

        Entries(FileBytes bytes, Optional<ArchiveInputStream<?>> archive, Checkpoint whole) {
            this.bytes = bytes;
            this.archive = archive;
            this.whole = whole;
            this.ended = archive.isEmpty();
        }

        @Override
        public Optional<SourceItem> next() throws IOException {
            try {
                while (!ended) {
                    Optional<SourceItem> item =
                            messages.isPresent() ? messages.get().next() : Optional.empty();
                    if (item.isPresent()) {
                        return item;
                    }
                    messages = nextEntry();
                    ended = messages.isEmpty();
                }
                Optional<SourceItem> told = page.map(this::pagesLeft);
                page = Optional.empty();
                return told;
            } catch (UnreadableFile fault) {
                throw fault;
            } catch (IOException damage) {
                ended = true;
                return Optional.of(new UnreadableStretch(
                        name() + ": damaged near its byte " + bytes.bytes() + " (" + damage.getMessage() + ")",
                        new Provenance(name(), bytes.bytes(), new byte[0], Quoting.NONE, Optional.empty())));
            }
        }

        private SourceItem pagesLeft(String first) {
            return new UnreadableStretch(
                    name() + " holds pages of an archive, such as " + first
                            + ", which are only understood together: unpack it and import the folder.",
                    new Provenance(name() + "!" + first, 0, new byte[0], Quoting.NONE, Optional.empty()));
        }

        private Optional<MboxReading> nextEntry() throws IOException {
            ArchiveInputStream<?> in = archive.orElseThrow();
            for (ArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (page.isEmpty() && ArchiveTrees.isPage(entry.getName())) {
                    page = Optional.of(entry.getName());
                }
                if (!entry.isDirectory()
                        && !Sources.isSkipped(Path.of(entry.getName().replace('\0', '_')))) {
                    String name = name() + "!" + entry.getName();
                    boolean mboxrd = entry.getName().contains("mboxrd");
                    InputStream content = Compression.undo(new NotClosed(in), bytes);
                    return Optional.of(new MboxReading(name, content, 0, mboxrd, repairs));
                }
            }
            return Optional.empty();
        }

        /** Until the end is reached there is nothing to go on from. */
        @Override
        public Checkpoint checkpoint() {
            return ended ? whole : new Checkpoint("archive");
        }

        @Override
        public long bytesRead() {
            return ended ? size : Math.min(bytes.bytes(), size);
        }

        @Override
        public void close() throws IOException {
            if (archive.isPresent()) {
                archive.get().close();
            }
            bytes.close();
        }
    }

    /** The end of an entry is not the end of the archive. */
    private static final class NotClosed extends FilterInputStream {

        NotClosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // The archive is closed by whoever reads it.
        }
    }
}
