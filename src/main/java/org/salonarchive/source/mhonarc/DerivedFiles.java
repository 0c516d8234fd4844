package org.salonarchive.source.mhonarc;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.salonarchive.source.OldLink;
import org.salonarchive.source.SourceLimits;
import org.salonarchive.source.rebuilt.Digest;
import org.salonarchive.source.rebuilt.RebuiltMessage;

/**
 * The files that MHonArc made of the parts of one message. Only those that it names as such are read, only below the
 * archive's folder, and no symbolic link is followed.
 */
final class DerivedFiles {

    private final Path archive;
    private final Path folder;
    private final Optional<Set<String>> declared;
    private final List<OldLink> links = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private long room = SourceLimits.MESSAGE_BYTES - (64L << 10);
    private int count;

    /**
     * @param archive below which everything has to be
     * @param folder of the page, from which links lead
     * @param declared names of files and folders; empty where nothing is said of them
     */
    DerivedFiles(Path archive, Path folder, Optional<List<String>> declared) {
        this.archive = archive.normalize();
        this.folder = folder.normalize();
        this.declared = declared.map(HashSet::new);
    }

    /** Takes away of the room for the message what its text needs. */
    void reserve(long bytes) {
        room -= bytes;
    }

    /** Whether a link leads to such a file. */
    boolean isDerived(String href) {
        Optional<Path> file = file(href);
        if (file.isEmpty()) {
            return false;
        }
        String name = folder.relativize(file.get()).toString();
        return declared.map(names -> isIn(names, name))
                .orElseGet(() -> !name.startsWith(".")
                        && !name.toLowerCase(Locale.ROOT).matches(".*\\.html?(\\.gz)?")
                        && Files.isRegularFile(file.get(), LinkOption.NOFOLLOW_LINKS));
    }

    /** Whether it is named, or a folder that holds it. */
    private static boolean isIn(Set<String> names, String name) {
        boolean in = names.contains(name);
        for (int slash = name.indexOf('/'); !in && slash > 0; slash = name.indexOf('/', slash + 1)) {
            in = names.contains(name.substring(0, slash));
        }
        return in;
    }

    private Optional<Path> file(String href) {
        try {
            String path = URLDecoder.decode(href.replace("+", "%2B"), StandardCharsets.UTF_8);
            Path file = folder.resolve(path).normalize();
            boolean within = file.startsWith(archive) && !file.equals(folder) && !path.contains("\\");
            return within && !path.startsWith("/") ? Optional.of(file) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Where the file of a link stands below the archive, with slashes. */
    private String path(Path file) {
        return archive.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    /** The bytes of a file; empty when it cannot be had, which is told then. */
    Optional<byte[]> read(String href) {
        Path file = file(href).orElseThrow();
        try {
            byte[] content = bytes(file);
            room -= RebuiltMessage.encodedSize(content.length);
            count++;
            links.add(new OldLink.File(path(file), Digest.sha256(content)));
            return Optional.of(content);
        } catch (IOException reason) {
            missing.add(path(file) + " (" + reason.getMessage() + ")");
            return Optional.empty();
        }
    }

    private byte[] bytes(Path file) throws IOException {
        if (count >= SourceLimits.ATTACHMENTS) {
            throw new IOException("it has more than " + count + " of them");
        }
        for (Path at = file; !at.equals(archive); at = at.getParent()) {
            if (Files.isSymbolicLink(at)) {
                throw new IOException("a symbolic link");
            }
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("not there");
        }
        int most = (int) Math.max(0, Math.min(SourceLimits.ATTACHMENT_BYTES, room * 3 / 4));
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] content = in.readNBytes(most + 1);
            if (content.length > most) {
                throw new IOException("too large");
            }
            return content;
        } catch (FileSystemException unreadable) {
            throw new IOException("it cannot be read", unreadable);
        }
    }

    /** The old addresses of what was read. */
    List<OldLink> links() {
        return links;
    }

    /** What could not be read, and why. */
    List<String> missing() {
        return missing;
    }
}
