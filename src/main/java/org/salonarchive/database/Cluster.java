package org.salonarchive.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The files of a database in PostgreSQL's folder: made once, all or nothing. Whoever calls has the start lock. */
final class Cluster {

    static final String USER = "salon";
    static final String DATABASE = "salon";

    /** How folders begin in which it is made. */
    static final String MAKING = "making-";

    private static final String SETTINGS = "salon.conf";
    private static final int PASSWORD_BYTES = 24;

    private final Path folder;
    private final Path data;
    private final Binaries binaries;
    private final Account account;

    Cluster(Path folder, Binaries binaries, Account account) {
        this.folder = folder;
        this.data = folder.resolve("cluster");
        this.binaries = binaries;
        this.account = account;
    }

    /** PostgreSQL's data directory. */
    Path data() {
        return data;
    }

    /** Makes the cluster if there is none; one of another version is left alone. */
    void make() throws DatabaseUnavailable {
        try {
            if (Files.exists(data)) {
                refuseOtherVersion();
                return;
            }
            System.getLogger(Cluster.class.getName())
                    .log(System.Logger.Level.INFO, "Making the database in {0} (once)", folder);
            makePassword();
            Path making = Files.createTempDirectory(folder, MAKING);
            fill(making);
            Folders.force(folder.resolve("password"));
            Files.move(making.resolve("cluster"), data, StandardCopyOption.ATOMIC_MOVE);
            Folders.delete(making);
            Folders.force(folder);
        } catch (IOException fault) {
            throw new DatabaseUnavailable(
                    "The database cannot be made in " + folder + " (" + fault + "): make room there, allow it to be"
                            + " written, or put the data directory elsewhere (SALON_DATA_DIR).",
                    fault);
        } catch (Commands.Failure failure) {
            throw new DatabaseUnavailable(
                    "The database cannot be made in " + folder + ": " + failure.getMessage()
                            + "\nMend that, put the data directory elsewhere (SALON_DATA_DIR), or "
                            + Commands.ANOTHER_DATABASE + ".",
                    failure);
        }
    }

    private void fill(Path making) throws IOException, Commands.Failure, DatabaseUnavailable {
        Path cluster = making.resolve("cluster");
        Path given = making.resolve("password");
        Files.copy(folder.resolve("password"), given, StandardCopyOption.COPY_ATTRIBUTES);
        account.give(making);
        Commands.run(
                account.command(
                        binaries.program("initdb"),
                        "--pgdata=" + cluster,
                        "--username=" + USER,
                        "--pwfile=" + given,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C",
                        "--data-checksums"),
                "");
        Commands.run(
                account.command(binaries.program("postgres"), "--single", "-D", cluster.toString(), "postgres"),
                "create database " + DATABASE + "\n");
        Files.writeString(
                cluster.resolve("postgresql.conf"),
                "\ninclude_if_exists '" + SETTINGS + "'\n",
                StandardOpenOption.APPEND);
    }

    private void makePassword() throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Path file = folder.resolve("password");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
    }

    private void refuseOtherVersion() throws IOException, DatabaseUnavailable {
        Path file = data.resolve("PG_VERSION");
        if (!Files.exists(file)) {
            throw new DatabaseUnavailable(
                    data + " is no database of PostgreSQL's (it has no PG_VERSION): restore it from"
                            + " a backup, or move it away for Salon to make a new one.");
        }
        String version = Files.readString(file).strip();
        if (!version.equals(Binaries.MAJOR)) {
            throw new DatabaseUnavailable("The database in " + data + " was made by PostgreSQL " + version
                    + ", and this Salon brings PostgreSQL " + Binaries.MAJOR
                    + ": start the Salon that made it and save it"
                    + " with pg_dump, or convert it with pg_upgrade and the programs of both versions. Nothing was"
                    + " changed.");
        }
    }

    /** The password of the only user. */
    String password() throws DatabaseUnavailable {
        Path file = folder.resolve("password");
        try {
            return Files.readString(file).strip();
        } catch (IOException fault) {
            throw new DatabaseUnavailable(
                    "The database's password cannot be read from " + file + " (" + fault + "): restore the file from a"
                            + " backup, or allow it to be read.",
                    fault);
        }
    }

    /** Writes the settings that fit this machine; PostgreSQL reads them when it starts. */
    void writeSettings() throws IOException, DatabaseUnavailable {
        Path beside = data.resolve(SETTINGS + ".new");
        Files.writeString(beside, Settings.file(Settings.memory()));
        Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rw-------"));
        account.give(beside);
        Files.move(beside, data.resolve(SETTINGS), StandardCopyOption.ATOMIC_MOVE);
    }
}
