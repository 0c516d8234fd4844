package org.salonarchive.source.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.salonarchive.source.FileOrder;
import org.salonarchive.source.Source;

/**
 * What public-inbox keeps of a list: a repository, or the folder of an inbox with one for each epoch.
 *
 * @param epochs in their order; none where the repository holds something else
 * @param skipped what was passed over, with the reason
 */
public record PublicInbox(List<Source> epochs, List<String> skipped) {

    private static final Pattern EPOCH = Pattern.compile("\\d{1,6}\\.git");

    /**
     * What a folder is of these; empty when it is none.
     *
     * @throws IOException when it cannot be looked at; the message names it
     */
    public static Optional<PublicInbox> in(Path folder) throws IOException {
        if (isRepository(folder)) {
            return Optional.of(of(List.of(folder)));
        }
        Path clone = folder.resolve(".git");
        if (isRepository(clone) && isMail(clone)) {
            return Optional.of(of(List.of(clone)));
        }
        for (Path holder : List.of(folder.resolve("git"), folder)) {
            List<Path> epochs = epochs(holder);
            if (!epochs.isEmpty()) {
                return Optional.of(of(epochs));
            }
        }
        return Optional.empty();
    }

    private static PublicInbox of(List<Path> repositories) throws IOException {
        List<Source> sources = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        Epochs epochs = Epochs.of(repositories);
        for (int number = 0; number < repositories.size(); number++) {
            Optional<String> whyNot = whyNot(repositories.get(number));
            if (whyNot.isPresent()) {
                skipped.add(repositories.get(number) + ": " + whyNot.get());
            } else {
                sources.add(Epoch.of(epochs, number));
            }
        }
        return new PublicInbox(sources, skipped);
    }

    private static Optional<String> whyNot(Path repository) {
        try {
            if (Branch.newest(repository).isEmpty()) {
                return Optional.of("no branch of this git repository has a commit with a SHA-1 id");
            }
            return isMail(repository) ? Optional.empty() : Optional.of("a git repository, but none of public-inbox");
        } catch (IOException unusable) {
            return Optional.of(String.valueOf(unusable.getMessage()));
        }
    }

    private static List<Path> epochs(Path holder) throws IOException {
        if (!Files.isDirectory(holder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(holder)) {
            return entries.filter(entry ->
                            EPOCH.matcher(entry.getFileName().toString()).matches())
                    .filter(PublicInbox::isRepository)
                    .sorted(FileOrder.NATURAL)
                    .toList();
        }
    }

    private static boolean isRepository(Path folder) {
        return Files.isRegularFile(folder.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS)
                && Files.isDirectory(folder.resolve("objects"))
                && (Files.isDirectory(folder.resolve("refs")) || Files.exists(folder.resolve("packed-refs")));
    }

    /** What cannot be looked at is taken for mail, so that its reading tells what is wrong with it. */
    private static boolean isMail(Path repository) throws IOException {
        Optional<ObjectId> newest = Branch.newest(repository);
        if (newest.isEmpty()) {
            return false;
        }
        try (Objects objects = Objects.open(repository)) {
            return Changes.isMail(objects.folder(objects.commit(newest.get()).tree()));
        } catch (IOException damaged) {
            return !repository.endsWith(".git");
        }
    }
}
