package org.salonarchive.ingest.follow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that reads sources, as others know it: the machine and its start, the process and its start.
 *
 * @param machine host name and, where the system tells, what names its running since it was started
 * @param pid the process's number there
 * @param started when the process began, in milliseconds; numbers are used again
 */
record Holder(String machine, long pid, long started) {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    static Holder self() {
        ProcessHandle process = ProcessHandle.current();
        return new Holder(here(), process.pid(), start(process));
    }

    /** In one line, which {@link #of} reads. */
    String name() {
        return machine + " " + pid + " " + started;
    }

    static Optional<Holder> of(String name) {
        String[] words = name.split(" ", -1);
        if (words.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Holder(words[0], Long.parseLong(words[1]), Long.parseLong(words[2])));
        } catch (NumberFormatException otherForm) {
            return Optional.empty();
        }
    }

    /** Whether that holder ran on this machine and certainly runs no more. */
    boolean knowsToBeDead(String name) {
        return of(name).filter(other -> other.machine.equals(machine) && !other.runsHere())
                .isPresent();
    }

    private boolean runsHere() {
        return ProcessHandle.of(pid).map(process -> start(process) == started).orElse(false);
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String here() {
        String boot;
        try {
            boot = Files.readString(BOOT_ID).strip();
        } catch (IOException otherSystem) {
            boot = "";
        }
        try {
            return InetAddress.getLocalHost().getHostName() + "/" + boot;
        } catch (UnknownHostException nameless) {
            return "localhost/" + boot;
        }
    }
}
