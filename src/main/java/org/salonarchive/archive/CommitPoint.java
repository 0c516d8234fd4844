package org.salonarchive.archive;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stops the process dead at one of the points between which a commit happens, when the system property
 * {@code salon.halt-at-commit} numbers it (1: before the first commit, 2: after it, 3: before the
 * second …). It stands for a power cut in the test that proves that nothing is lost at any of them;
 * without the property it does nothing.
 */
final class CommitPoint {

    /** What the shell reports of a process ended by SIGKILL. */
    private static final int KILLED = 137;

    private static final int HALT_AT = Integer.getInteger("salon.halt-at-commit", 0);
    private static final AtomicInteger PASSED = new AtomicInteger();

    private CommitPoint() {}

    static void pass() {
        if (HALT_AT > 0 && PASSED.incrementAndGet() == HALT_AT) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
