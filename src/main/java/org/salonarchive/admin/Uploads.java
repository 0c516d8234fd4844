package org.salonarchive.admin;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.salonarchive.admin.account.Token;
import org.salonarchive.ingest.Ingest;
import org.salonarchive.ingest.IngestFailure;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Repair;
import org.salonarchive.source.Source;
import org.salonarchive.source.Sources;

/**
 * Files that operators sent: kept in a folder of the data directory that only Salon may look into, until they are read
 * into a list or discarded. They are on the node that received them.
 */
@ApplicationScoped
public class Uploads {

    private static final Logger LOG = Logger.getLogger(Uploads.class);
    private static final String ARRIVING = ".arriving";
    private static final int LONGEST_NAME = 100;
    private static final int PIECE = 1 << 16;
    private static final int FAREWELL_SECONDS = 8;
    private static final Duration LONGEST_ARRIVAL = Duration.ofDays(1);

    private final Path folder;
    private final Ingest ingest;
    private final Looks looks;
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    /** What is being read or waits for it, with what its run is called. */
    private final Map<String, String> reading = new ConcurrentHashMap<>();

    private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "salon-upload");
        thread.setDaemon(true);
        return thread;
    });

    Uploads(
            @ConfigProperty(name = "salon.data-dir", defaultValue = "data") String dataDir,
            Ingest ingest,
            Looks looks) {
        this.folder = Path.of(dataDir).toAbsolutePath().resolve("uploads");
        this.ingest = ingest;
        this.looks = looks;
    }

    /**
     * A file that is here.
     *
     * @param key by which it is named in addresses
     * @param failure why it could not be read; empty while nobody tried
     * @param run what the run is called that reads it, or for which it waits; empty without one
     */
    record Upload(String key, String name, long size, String failure, String run) {

        boolean isRead() {
            return !run.isEmpty();
        }
    }

    /** More came than may. */
    static final class TooLarge extends IOException {

        @Serial
        private static final long serialVersionUID = 1L;
    }

    /**
     * Takes a file in; nothing of it stays when it does not arrive whole.
     *
     * @param name as the browser calls it
     * @throws TooLarge when it has more bytes than it may have
     */
    String receive(String name, InputStream content, long most) throws IOException {
        forgetBroken();
        String key = Token.random().text();
        Path home = Files.createDirectories(folder, onlyOwner()).resolve(key);
        Files.createDirectory(home, onlyOwner());
        Path arriving = home.resolve(ARRIVING);
        try {
            copy(content, arriving, most);
            Files.move(arriving, home.resolve(safe(name)), StandardCopyOption.ATOMIC_MOVE);
            return key;
        } catch (IOException | RuntimeException broken) {
            Files.deleteIfExists(arriving);
            Files.deleteIfExists(home);
            throw broken;
        }
    }

    /** What a process left behind that died amid receiving. */
    private void forgetBroken() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Instant old = Instant.now().minus(LONGEST_ARRIVAL);
        try (Stream<Path> homes = Files.list(folder)) {
            for (Path home : homes.toList()) {
                Path arriving = home.resolve(ARRIVING);
                if (Files.exists(arriving)
                        && Files.getLastModifiedTime(arriving).toInstant().isBefore(old)) {
                    Files.deleteIfExists(arriving);
                    Files.deleteIfExists(home);
                }
            }
        }
    }

    private static FileAttribute<?> onlyOwner() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    }

    private static void copy(InputStream content, Path file, long most) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] piece = new byte[PIECE];
            long total = 0;
            for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
                total += read;
                if (total > most) {
                    throw new TooLarge();
                }
                out.write(piece, 0, read);
            }
        }
    }

    /** A name that means nothing to any file system: what browsers send is not to be trusted. */
    static String safe(String name) {
        String last = name.replaceFirst(".*[/\\\\]", "")
                .replaceAll("[^A-Za-z0-9._-]", "_")
                .replaceFirst("^[.]+", "");
        String shorter =
                last.substring(Math.max(0, last.length() - LONGEST_NAME)).replaceFirst("^[.]+", "");
        return shorter.isEmpty() ? "mailbox" : shorter;
    }

    /** All that are here, by name. */
    List<Upload> all() throws IOException {
        List<Upload> uploads = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> homes = Files.list(folder)) {
                for (Path home : homes.toList()) {
                    find(home.getFileName().toString()).ifPresent(uploads::add);
                }
            }
        }
        uploads.sort(Comparator.comparing(Upload::name));
        return uploads;
    }

    /** One of them, if it has arrived whole. */
    Optional<Upload> find(String key) throws IOException {
        Optional<Path> file = file(key);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Upload(
                key,
                file.get().getFileName().toString(),
                Files.size(file.get()),
                failures.getOrDefault(key, ""),
                reading.getOrDefault(key, "")));
    }

    private Optional<Path> file(String key) throws IOException {
        Path home = folder.resolve(Token.read(key).map(Token::text).orElse(ARRIVING));
        if (!Files.isDirectory(home)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> !file.getFileName().toString().equals(ARRIVING))
                    .findFirst();
        }
    }

    /** Looks at one, while nobody waits. */
    void look(Upload upload) throws IOException {
        looks.begin(upload.key(), source(upload.key(), Set.of()));
    }

    /** The look at one, if there is or was one. */
    Optional<Look> lookAt(String key) {
        return looks.find(key);
    }

    /** It carries the name that the operator knows; where the file is kept is nobody's business. */
    private Source source(String key, Set<Repair> repairs) throws IOException {
        Path file = file(key).orElseThrow(() -> new IOException("The file is gone."));
        return Sources.file(file.getFileName().toString(), file, repairs);
    }

    /** Forgets one. */
    void discard(String key) throws IOException {
        looks.forget(key);
        Optional<Path> file = file(key);
        if (file.isPresent()) {
            Files.deleteIfExists(file.get());
            Files.deleteIfExists(file.get().getParent());
        }
        failures.remove(key);
    }

    /**
     * Reads one into a list, after those that came before it, while nobody waits; it is forgotten when it was read.
     *
     * @param repairs those that were chosen
     * @return what the run is called; empty when it is being read already, and nothing was changed
     */
    Optional<String> read(Upload upload, int listId, Set<Repair> repairs) {
        String run = run(upload, repairs);
        if (reading.putIfAbsent(upload.key(), run) != null) {
            return Optional.empty();
        }
        failures.remove(upload.key());
        looks.forget(upload.key());
        reader.execute(() -> {
            try {
                read(upload.key(), run, listId, repairs);
            } finally {
                reading.remove(upload.key());
            }
        });
        return Optional.of(run);
    }

    /** A file that is read with other repairs is read anew, in a run that says so. */
    private static String run(Upload upload, Set<Repair> repairs) {
        String chosen = repairs.stream().sorted().map(Repair::word).collect(Collectors.joining(", "));
        return "uploaded " + upload.name() + (chosen.isEmpty() ? "" : ", repairs chosen: " + chosen);
    }

    private void read(String key, String run, int listId, Set<Repair> repairs) {
        try {
            Source file = source(key, repairs);
            ingest.run(listId, List.of(new Named(run, file)), (name, bytes, messages) -> {});
            discard(key);
        } catch (IOException | IngestFailure fault) {
            LOG.warnf("The %s could not be read: %s", run, fault.getMessage());
            failures.put(key, String.valueOf(fault.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** A file that is read in a run of this name. */
    private record Named(String name, Source file) implements Source {

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public Reading read(Optional<Checkpoint> after) throws IOException {
            return file.read(after);
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        reader.shutdownNow();
        reader.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS);
    }
}
