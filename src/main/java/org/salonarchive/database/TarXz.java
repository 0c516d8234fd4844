package org.salonarchive.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.tukaani.xz.XZInputStream;

/** Unpacks a compressed archive into a folder, and nothing beside it. */
final class TarXz {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int PERMISSIONS = 9;

    private TarXz() {}

    /**
     * Unpacks files, folders and symbolic links with their modes; nobody but the owner may write any of them.
     *
     * @throws IOException when it is damaged, holds anything else, or an entry or link leads out of the folder
     */
    static void unpack(InputStream packed, Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, BUFFER_BYTES)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = inside(folder, folder.resolve(entry.getName()), entry);
                if (entry.isDirectory()) {
                    makeFolder(folder, target);
                } else {
                    makeFolder(folder, target.getParent());
                    unpack(tar, entry, folder, target);
                }
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder, Path target)
            throws IOException {
        if (entry.isSymbolicLink()) {
            inside(folder, target.resolveSibling(entry.getLinkName()), entry);
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.getLinkFlag() == TarConstants.LF_NORMAL || entry.getLinkFlag() == TarConstants.LF_OLDNORM) {
            Files.copy(tar, target);
            Files.setPosixFilePermissions(target, permissions(entry.getMode()));
        } else {
            throw new IOException("an entry is neither file, folder nor symbolic link: " + entry.getName());
        }
    }

    private static Path inside(Path folder, Path target, TarArchiveEntry entry) throws IOException {
        Path plain = target.normalize();
        boolean outside = !plain.startsWith(folder);
        for (Path above = plain.getParent(); !outside && above.startsWith(folder); above = above.getParent()) {
            // What a link says can be followed out of the folder by ways that its text does not show.
            outside = Files.isSymbolicLink(above);
        }
        if (outside) {
            throw new IOException("an entry leads outside: " + entry.getName());
        }
        return plain;
    }

    /** With modes of our own, so that an account which PostgreSQL is lent can read them whatever the umask. */
    private static void makeFolder(Path top, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Path each = folder; each.startsWith(top); each = each.getParent()) {
            Files.setPosixFilePermissions(each, permissions(0755));
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        PosixFilePermission[] fromOwnerReadOn = PosixFilePermission.values();
        Set<PosixFilePermission> permissions =
                EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        for (int bit = 0; bit < PERMISSIONS; bit++) {
            if ((mode & 0755 & (0400 >> bit)) != 0) {
                permissions.add(fromOwnerReadOn[bit]);
            }
        }
        return permissions;
    }
}
