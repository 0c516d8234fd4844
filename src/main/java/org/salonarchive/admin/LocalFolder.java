package org.salonarchive.admin;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.salonarchive.ingest.follow.SourceConfig;
import org.salonarchive.source.SourceKind;

/**
 * The one folder of this machine whose files may be named in the browser. Without it whoever has an operator's password
 * could have any file of the machine read.
 */
@ApplicationScoped
class LocalFolder {

    private final Optional<Path> folder;

    LocalFolder(SourceConfig config) {
        this.folder = config.folder();
    }

    /**
     * A path that somebody typed.
     *
     * @param path in full; as it was typed when it cannot be used
     * @param mistake why it cannot be used; empty when it can
     */
    record Typed(String path, Optional<String> mistake) {}

    static boolean concerns(SourceKind kind) {
        return kind == SourceKind.MBOX || kind == SourceKind.MAILDIR || kind == SourceKind.TREE;
    }

    /** What the form says before anything is typed. */
    String advice() {
        return folder.map(path -> "Files can be named here that lie in " + path + ".")
                .orElse(
                        "Files of this machine cannot be named here yet: whoever runs it chooses the folder in which they"
                                + " must lie, with the variable SALON_SOURCE_FOLDER, and starts Salon again. On the command"
                                + " line, \"salon source add\" takes any file.");
    }

    Typed typed(String text) {
        if (folder.isEmpty()) {
            return new Typed(text, Optional.of(advice()));
        }
        try {
            Path home = folder.get().toAbsolutePath().normalize();
            Path path = home.resolve(text).normalize();
            if (!path.startsWith(home) || !path.toRealPath().startsWith(home.toRealPath())) {
                return new Typed(text, Optional.of("The file or folder must lie in " + home + "."));
            }
            return new Typed(path.toString(), Optional.empty());
        } catch (InvalidPathException | IOException absent) {
            return new Typed(
                    text,
                    Optional.of(
                            "There is no such file or folder in " + folder.get() + ", or Salon may not look at it."));
        }
    }
}
