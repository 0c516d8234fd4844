package org.salonarchive.source.git;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.util.FS;
import org.salonarchive.source.OversizeMessage;
import org.salonarchive.source.Provenance;
import org.salonarchive.source.RawMessage;
import org.salonarchive.source.SourceItem;
import org.salonarchive.source.SourceLimits;
import org.salonarchive.source.UnreadableStretch;
import org.salonarchive.source.rebuilt.Digest;

/**
 * The objects of one repository, loose and packed. Its settings are not read, nothing of it is run or written to, and
 * what it borrows from other repositories is not there.
 */
final class Objects implements Closeable {

    static {
        NoSettings.install();
    }

    /** Commits and folders are not larger; a folder of version 1 has some thousand entries of 65 bytes. */
    private static final int LARGEST = 8 << 20;

    /** JGit streams what is larger than a message, but holds it all in memory where it is kept as a difference. */
    private static final long LARGEST_SPOOLED = 4L * SourceLimits.MESSAGE_BYTES;

    private final Path repository;
    private final ObjectDirectory directory;
    private final ObjectReader reader;

    private Objects(Path repository) throws IOException {
        this.repository = repository;
        this.directory = new ObjectDirectory(
                new Config(),
                repository.resolve("objects").toFile(),
                new File[0],
                FS.DETECTED,
                repository.resolve("shallow").toFile());
        this.reader = directory.newReader();
        reader.setStreamFileThreshold(SourceLimits.MESSAGE_BYTES + 1);
    }

    /** What a folder has under a name. */
    record Entry(FileMode mode, ObjectId id) {

        boolean isFile() {
            return FileMode.REGULAR_FILE.equals(mode.getBits()) || FileMode.EXECUTABLE_FILE.equals(mode.getBits());
        }

        boolean isFolder() {
            return FileMode.TREE.equals(mode.getBits());
        }
    }

    static Objects open(Path repository) throws IOException {
        return new Objects(repository);
    }

    /** Where a clone of the newest part only ends. */
    Set<ObjectId> shallow() throws IOException {
        return directory.getShallowCommits();
    }

    boolean has(ObjectId id) throws IOException {
        return reader.has(id);
    }

    Commit commit(ObjectId id) throws IOException {
        return Commit.parse(id, bytes(id, Constants.OBJ_COMMIT));
    }

    /** The entries of a folder by their names. */
    Map<String, Entry> folder(ObjectId id) throws IOException {
        byte[] bytes = bytes(id, Constants.OBJ_TREE);
        try {
            Map<String, Entry> entries = new LinkedHashMap<>();
            CanonicalTreeParser parser = new CanonicalTreeParser();
            for (parser.reset(bytes); !parser.eof(); parser.next(1)) {
                entries.put(
                        parser.getEntryPathString(), new Entry(parser.getEntryFileMode(), parser.getEntryObjectId()));
            }
            return entries;
        } catch (RuntimeException damaged) {
            throw new IOException("the folder " + id.name() + " is damaged", damaged);
        }
    }

    private byte[] bytes(ObjectId id, int type) throws IOException {
        if (size(id, type) > LARGEST) {
            throw new IOException("the object " + id.name() + " is larger than such a one can be");
        }
        return whole(open(id, type), id, type);
    }

    /**
     * The message in a file.
     *
     * @throws IOException when it is not there or damaged
     */
    SourceItem message(ObjectId id, Provenance provenance) throws IOException {
        long size = size(id, Constants.OBJ_BLOB);
        if (size > LARGEST_SPOOLED) {
            return new UnreadableStretch(
                    "The message " + id.name() + " of " + size + " bytes was left in its repository.", provenance);
        }
        ObjectLoader loader = open(id, Constants.OBJ_BLOB);
        return size > SourceLimits.MESSAGE_BYTES
                ? oversize(loader, id, provenance)
                : new RawMessage(whole(loader, id, Constants.OBJ_BLOB), provenance);
    }

    /** The same, if it is not too large to be held in memory. */
    Optional<RawMessage> small(ObjectId id, Provenance provenance) throws IOException {
        boolean small = size(id, Constants.OBJ_BLOB) <= SourceLimits.MESSAGE_BYTES;
        return small ? Optional.of((RawMessage) message(id, provenance)) : Optional.empty();
    }

    private long size(ObjectId id, int type) throws IOException {
        return asked(id, () -> reader.getObjectSize(id, type));
    }

    private ObjectLoader open(ObjectId id, int type) throws IOException {
        return asked(id, () -> reader.open(id, type));
    }

    private <T> T asked(ObjectId id, Callable<T> question) throws IOException {
        try {
            return question.call();
        } catch (MissingObjectException missing) {
            throw new IOException("the object " + id.name() + " is missing" + borrowed(), missing);
        } catch (Exception damaged) {
            throw damaged(id, damaged);
        }
    }

    private static IOException damaged(ObjectId id, Exception cause) {
        return new IOException("the object " + id.name() + " cannot be read (" + cause.getMessage() + ")", cause);
    }

    private String borrowed() {
        return Files.exists(repository.resolve("objects/info/alternates"), LinkOption.NOFOLLOW_LINKS)
                ? "; the repository borrows objects from another, which is not followed: make it whole with"
                        + " git repack -a"
                : "";
    }

    private static byte[] whole(ObjectLoader loader, ObjectId id, int type) throws IOException {
        try {
            byte[] bytes = loader.getCachedBytes(SourceLimits.MESSAGE_BYTES);
            if (!new ObjectInserter.Formatter().idFor(type, bytes).equals(id)) {
                throw new IOException("the object " + id.name() + " is damaged: its bytes are others");
            }
            return bytes;
        } catch (RuntimeException damaged) {
            throw damaged(id, damaged);
        }
    }

    private static OversizeMessage oversize(ObjectLoader loader, ObjectId id, Provenance provenance)
            throws IOException {
        Path spool = Files.createTempFile("salon-oversize", ".eml");
        try {
            MessageDigest sha256 = Digest.sha256();
            try (InputStream in = loader.openStream();
                    OutputStream out = new DigestOutputStream(
                            new BufferedOutputStream(Files.newOutputStream(spool), 1 << 16), sha256)) {
                in.transferTo(out);
            }
            return new OversizeMessage(spool, Files.size(spool), sha256.digest(), provenance);
        } catch (RuntimeException | IOException damaged) {
            Files.deleteIfExists(spool);
            throw damaged(id, damaged);
        }
    }

    @Override
    public void close() {
        reader.close();
        directory.close();
    }
}
