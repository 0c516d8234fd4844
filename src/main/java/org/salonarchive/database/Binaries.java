package org.salonarchive.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** PostgreSQL's programs, unpacked once from the class path. */
final class Binaries {

    /** The version that is brought; the pom names the same. */
    static final String VERSION = "18.6.0";

    /** The folder's name. */
    static final String NAME = "binaries-" + VERSION;

    /** What PostgreSQL writes into its cluster as the version of the files' format. */
    static final String MAJOR = VERSION.substring(0, VERSION.indexOf('.'));

    /**
     * A property that names a folder where a build has unpacked them already; a new data directory then has a copy of
     * those, for which it need not wait.
     */
    static final String UNPACKED = "salon.unpacked-postgres";

    /** How folders begin in which it is unpacked. */
    static final String UNPACKING = "unpacking-";

    private final Path folder;

    private Binaries(Path folder) {
        this.folder = folder;
    }

    /** Finds them below a folder, or unpacks them there; what was unpacked half is never taken. */
    static Binaries in(Path parent) throws DatabaseUnavailable {
        return in(parent, resource(System.getProperty("os.name"), System.getProperty("os.arch")));
    }

    static Binaries in(Path parent, String resource) throws DatabaseUnavailable {
        Path folder = parent.resolve(NAME);
        if (!Files.isDirectory(folder)) {
            try (InputStream packed = Binaries.class.getResourceAsStream("/" + resource)) {
                if (packed == null) {
                    throw new DatabaseUnavailable("Salon brings no PostgreSQL for this kind of machine (there is no "
                            + resource + "): " + Commands.ANOTHER_DATABASE + ".");
                }
                Path beside = Files.createTempDirectory(parent, UNPACKING);
                Optional<Path> unpacked = unpacked().filter(Files::isDirectory);
                if (unpacked.isPresent()) {
                    Folders.copy(unpacked.get().toRealPath(), beside);
                } else {
                    TarXz.unpack(packed, beside);
                }
                // A power cut must not leave empty programs under the name that is taken for complete.
                Commands.succeeds(isMac() ? List.of("sync") : List.of("sync", "-f", beside.toString()));
                Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
                Folders.force(parent);
            } catch (IOException fault) {
                throw new DatabaseUnavailable(
                        "PostgreSQL could not be unpacked into " + folder + " (" + fault
                                + "): make room there, or put the data directory elsewhere (SALON_DATA_DIR).",
                        fault);
            }
        }
        return new Binaries(folder);
    }

    private static Optional<Path> unpacked() {
        return Optional.ofNullable(System.getProperty(UNPACKED))
                .map(parent -> Path.of(parent).resolve(NAME));
    }

    /** Those in a folder, which holds them already. */
    static Binaries at(Path folder) {
        return new Binaries(folder);
    }

    /** A program's place: {@code initdb}, {@code pg_ctl} or {@code postgres}. */
    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static boolean isMac() {
        return System.getProperty("os.name").startsWith("Mac");
    }

    /** The name under which the binaries for a system and a machine are on the class path. */
    static String resource(String system, String machine) {
        String small = system.toLowerCase(Locale.ROOT);
        String name = small.startsWith("mac") ? "darwin" : small.replace(' ', '-');
        String kind = machine.toLowerCase(Locale.ROOT);
        boolean arm = kind.equals("aarch64") || kind.equals("arm64");
        boolean intel = kind.equals("amd64") || kind.equals("x86_64");
        return "postgres-" + name + "-" + (arm ? "arm_64" : intel ? "x86_64" : kind) + ".txz";
    }
}
