package org.salonarchive.source.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;

/** Finds the newest commit of a repository: that of the branch which HEAD names, or of the only branch there is. */
final class Branch {

    private static final Pattern SYMBOLIC = Pattern.compile("ref: (refs/heads/[A-Za-z0-9_][A-Za-z0-9_.-]*)\\s*");
    private static final Pattern ID = Pattern.compile("([0-9a-f]{40})\\s*");
    private static final Pattern PACKED = Pattern.compile("([0-9a-f]{40}) (refs/heads/\\S+)");
    private static final String BRANCHES = "refs/heads";

    /** A branch's name and a commit's id are short; so is what repositories have in branches. */
    private static final long LARGEST = 16L << 20;

    private final Path repository;

    private Branch(Path repository) {
        this.repository = repository;
    }

    /**
     * The newest commit; empty when no branch has any.
     *
     * @throws IOException when the repository cannot be looked at; the message names it
     */
    static Optional<ObjectId> newest(Path repository) throws IOException {
        return new Branch(repository).newest();
    }

    private Optional<ObjectId> newest() throws IOException {
        String head = text("HEAD");
        Optional<ObjectId> detached = id(head);
        if (detached.isPresent()) {
            return detached;
        }
        Matcher named = SYMBOLIC.matcher(head);
        Optional<ObjectId> own = named.matches() ? commit(named.group(1)) : Optional.empty();
        return own.isPresent() ? own : only();
    }

    private Optional<ObjectId> commit(String name) throws IOException {
        Optional<ObjectId> loose = id(text(name));
        return loose.isPresent()
                ? loose
                : packed().filter(line -> line.group(2).equals(name))
                        .map(line -> ObjectId.fromString(line.group(1)))
                        .findFirst();
    }

    private Optional<ObjectId> only() throws IOException {
        List<ObjectId> all = new ArrayList<>();
        Path folder = repository.resolve(BRANCHES);
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> branches = Files.list(folder)) {
                for (Path branch : branches.toList()) {
                    id(text(BRANCHES + "/" + branch.getFileName())).ifPresent(all::add);
                }
            }
        }
        packed().map(line -> ObjectId.fromString(line.group(1))).forEach(all::add);
        List<ObjectId> distinct = all.stream().distinct().toList();
        return distinct.size() == 1 ? Optional.of(distinct.get(0)) : Optional.empty();
    }

    private Stream<Matcher> packed() throws IOException {
        return text("packed-refs").lines().map(PACKED::matcher).filter(Matcher::matches);
    }

    private static Optional<ObjectId> id(String text) {
        Matcher id = ID.matcher(text);
        return id.matches() ? Optional.of(ObjectId.fromString(id.group(1))) : Optional.empty();
    }

    /** Empty where there is no such file. */
    private String text(String name) throws IOException {
        Path file = repository.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is larger than such a file can be.");
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
