package org.salonarchive.database;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** PostgreSQL's settings: durable, reached from this machine only, fitted to its memory. */
final class Settings {

    private Settings() {}

    static String file(long memoryBytes) {
        long megabytes = memoryBytes >> 20;
        Map<String, String> settings = new LinkedHashMap<>();
        // What was committed is there after a power cut.
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        settings.put("listen_addresses", "'127.0.0.1'");
        settings.put("unix_socket_directories", "''");
        settings.put("password_encryption", "'scram-sha-256'");
        settings.put("max_connections", "60");
        settings.put("shared_buffers", clamp(megabytes / 16, 32, 384) + "MB");
        settings.put("effective_cache_size", clamp(megabytes / 2, 128, 65_536) + "MB");
        settings.put("maintenance_work_mem", clamp(megabytes / 64, 32, 256) + "MB");
        settings.put("work_mem", clamp(megabytes / 512, 4, 32) + "MB");
        settings.put("max_wal_size", "2GB");
        settings.put("checkpoint_timeout", "15min");
        settings.put("jit", "off");
        settings.put("timezone", "'UTC'");
        settings.put("log_timezone", "'UTC'");
        // A statement may hold mail.
        settings.put("log_min_error_statement", "panic");
        settings.put("log_statement", "none");
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = " + setting.getValue() + "\n")
                .collect(Collectors.joining());
    }

    static long memory() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    }

    private static long clamp(long value, long least, long most) {
        return Math.max(least, Math.min(most, value));
    }
}
