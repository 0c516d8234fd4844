package org.salonarchive.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the class path. */
final class Binaries {

    /** The version that is brought; see the pom. */
    static final String VERSION = "18.6.0";

    static final String MAJOR = VERSION.substring(0, VERSION.indexOf('.'));

    private final Path folder;

    private Binaries(Path folder) {
        this.folder = folder;
    }

    /** Finds them below a folder, or unpacks them there; what was unpacked half is never taken. */
    static Binaries in(Path parent) throws DatabaseUnavailable {
        Path folder = parent.resolve("binaries-" + VERSION);
        if (!Files.isDirectory(folder)) {
            try {
                Path beside = Files.createTempDirectory(parent, "unpacking-");
                unpack(beside);
                beside.toFile().setExecutable(true, false);
                beside.toFile().setReadable(true, false);
                Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException fault) {
                throw new DatabaseUnavailable(
                        "PostgreSQL could not be unpacked into " + folder + ": " + fault.getMessage(), fault);
            }
        }
        return new Binaries(folder);
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    private static void unpack(Path folder) throws IOException, DatabaseUnavailable {
        try (InputStream packed = Binaries.class.getResourceAsStream("/" + resource())) {
            if (packed == null) {
                throw new DatabaseUnavailable("Salon brings no PostgreSQL for this kind of machine (" + resource()
                        + "). Use one of your own: set QUARKUS_DATASOURCE_JDBC_URL, _USERNAME and _PASSWORD.");
            }
            try (TarArchiveInputStream tar =
                    new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, folder);
                }
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("an entry leads outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(target, permissions((entry.getMode() & 0111) != 0));
        }
    }

    private static Set<PosixFilePermission> permissions(boolean executable) {
        Set<PosixFilePermission> permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if (executable) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }

    private static String resource() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean arm = machine.contains("aarch64") || machine.contains("arm64");
        if (system.contains("mac")) {
            return "postgres-darwin-" + (arm ? "arm_64" : "x86_64") + ".txz";
        }
        return "postgres-" + (system.contains("linux") ? "linux" : system.replace(' ', '-')) + "-"
                + (arm ? "arm_64" : "x86_64") + ".txz";
    }
}
