package org.salonarchive.database;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** PostgreSQL's settings: durable, reached from this machine only, fitted to its memory. */
final class Settings {

    private static final long SMALL_SHARED_MEMORY = 256L << 20;

    private Settings() {}

    /** The content of a file of settings for a machine (or container) with so much memory. */
    static String file(long memoryBytes) {
        return settings(memoryBytes >> 20).entrySet().stream()
                .map(setting -> setting.getKey() + " = " + setting.getValue() + "\n")
                .collect(Collectors.joining(
                        "", "# Written by Salon at each start; ALTER SYSTEM changes what should last.\n", ""));
    }

    private static Map<String, String> settings(long megabytes) {
        Map<String, String> settings = new LinkedHashMap<>();
        // What was committed is there after a power cut.
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        settings.put("listen_addresses", "'127.0.0.1'");
        settings.put("unix_socket_directories", "''");
        settings.put("password_encryption", "'scram-sha-256'");
        settings.put("max_connections", "60");
        settings.put("shared_buffers", fitted(megabytes / 16, 16, 512));
        settings.put("effective_cache_size", fitted(megabytes / 2, 64, 65_536));
        settings.put("maintenance_work_mem", fitted(megabytes / 64, 16, 256));
        settings.put("work_mem", fitted(megabytes / 512, 4, 32));
        settings.put("max_wal_size", fitted(megabytes / 8, 512, 4_096));
        settings.put("checkpoint_timeout", "15min");
        // What an import has written is not kept as room for the next.
        settings.put("min_wal_size", "32MB");
        settings.put("wal_recycle", "off");
        settings.put("dynamic_shared_memory_type", hasSmallSharedMemory() ? "mmap" : "posix");
        settings.put("jit", "off");
        settings.put("timezone", "'UTC'");
        settings.put("log_timezone", "'UTC'");
        // Statements, and the details and contexts of errors, may hold mail.
        settings.put("log_min_error_statement", "panic");
        settings.put("log_error_verbosity", "terse");
        settings.put("log_statement", "none");
        return settings;
    }

    /** The memory that this process may count on, which a container may have made smaller than the machine's. */
    static long memory() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    }

    /** Containers often have 64 MB only, and a query in parallel would fail there. */
    private static boolean hasSmallSharedMemory() {
        Path shared = Path.of("/dev/shm");
        try {
            return Files.isDirectory(shared) && Files.getFileStore(shared).getTotalSpace() < SMALL_SHARED_MEMORY;
        } catch (IOException unknown) {
            return true;
        }
    }

    private static String fitted(long megabytes, long least, long most) {
        return Math.max(least, Math.min(most, megabytes)) + "MB";
    }
}
