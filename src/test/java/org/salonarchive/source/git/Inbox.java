package org.salonarchive.source.git;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** Writes repositories as public-inbox does: a commit for each message, whose folder has the message alone. */
final class Inbox implements Closeable {

    static {
        // JGit would leave its measures of the disk in the home of whoever runs the tests.
        NoSettings.install();
    }

    static final Instant START = Instant.parse("2011-03-01T09:00:00Z");

    private final Repository repository;
    private ObjectInserter inserter;
    private @Nullable ObjectId head;
    private int commits;

    Inbox(Path folder) throws IOException {
        repository = FileRepositoryBuilder.create(folder.toFile());
        if (!Files.exists(folder.resolve("HEAD"))) {
            repository.create(true);
        }
        inserter = repository.newObjectInserter();
        head = repository.resolve(Constants.HEAD);
    }

    /** From now on objects go into one pack, which is quicker for many. */
    void packing() {
        inserter.close();
        inserter = ((ObjectDirectory) repository.getObjectDatabase()).newPackInserter();
    }

    static byte[] message(int number) {
        return message(number, "text " + number);
    }

    static byte[] message(int number, String text) {
        return ("From: a@x.org\nMessage-ID: <m" + number + "@x.org>\nSubject: s\n\n" + text + "\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    ObjectId file(byte[] bytes) throws IOException {
        return inserter.insert(Constants.OBJ_BLOB, bytes);
    }

    /** A file of so many zeros. */
    ObjectId file(long size) throws IOException {
        InputStream zeros = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                Arrays.fill(target, offset, offset + length, (byte) 0);
                return length;
            }
        };
        return inserter.insert(Constants.OBJ_BLOB, size, zeros);
    }

    ObjectId add(byte[] message) throws IOException {
        return commit("m", FileMode.REGULAR_FILE, file(message));
    }

    ObjectId remove(byte[] message) throws IOException {
        return commit("d", FileMode.REGULAR_FILE, file(message));
    }

    ObjectId commit(String name, FileMode mode, ObjectId file) throws IOException {
        TreeFormatter tree = new TreeFormatter();
        tree.append(name, mode, file);
        return commit(inserter.insert(tree));
    }

    /** As version 1 has it: every message under its own name. */
    ObjectId commit(Map<String, byte[]> messages) throws IOException {
        TreeFormatter root = new TreeFormatter();
        for (String fan : messages.keySet().stream()
                .map(name -> name.substring(0, 2))
                .distinct()
                .sorted()
                .toList()) {
            TreeFormatter folder = new TreeFormatter();
            for (String name : messages.keySet().stream().sorted().toList()) {
                if (name.startsWith(fan)) {
                    folder.append(name.substring(3), FileMode.REGULAR_FILE, file(messages.get(name)));
                }
            }
            root.append(fan, FileMode.TREE, inserter.insert(folder));
        }
        return commit(inserter.insert(root));
    }

    ObjectId commit(ObjectId tree) throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        if (head != null) {
            commit.setParentId(head);
        }
        PersonIdent ident = new PersonIdent("i", "i@x.org", START.plusSeconds(60L * commits), ZoneOffset.UTC);
        commit.setAuthor(ident);
        commit.setCommitter(ident);
        commit.setMessage("s");
        ObjectId id = inserter.insert(commit);
        head = id;
        commits++;
        return id;
    }

    /** Goes on from another commit, as after a rewriting; null for a new beginning. */
    void from(@Nullable ObjectId commit) {
        head = commit;
    }

    /** Lets the branch show what was written. */
    void publish() throws IOException {
        inserter.flush();
        RefUpdate update = repository.updateRef(Constants.HEAD);
        update.setNewObjectId(head);
        update.forceUpdate();
    }

    void pack() throws IOException {
        publish();
        try {
            new Git(repository).gc().call();
        } catch (GitAPIException fault) {
            throw new IOException(fault);
        }
    }

    /** The file of an object that is not packed. */
    Path loose(ObjectId id) {
        String name = id.name();
        File objects = new File(repository.getDirectory(), "objects");
        return objects.toPath().resolve(name.substring(0, 2)).resolve(name.substring(2));
    }

    @Override
    public void close() {
        inserter.close();
        repository.close();
    }
}
