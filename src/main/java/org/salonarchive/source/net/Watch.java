package org.salonarchive.source.net;

import java.util.concurrent.atomic.AtomicLong;

/** Ends an exchange that is too slow; runs once in each window. */
final class Watch implements Runnable {

    private final FetchLimits limits;
    private final Runnable end;
    private final long start = System.nanoTime();
    private final AtomicLong bytes = new AtomicLong();
    private long seen;
    private volatile boolean slow;

    Watch(FetchLimits limits, Runnable end) {
        this.limits = limits;
        this.end = end;
    }

    void progress(int read) {
        bytes.addAndGet(read);
    }

    /** Whether it ended the exchange. */
    boolean wasSlow() {
        return slow;
    }

    @Override
    public void run() {
        long now = bytes.get();
        boolean late = System.nanoTime() - start > limits.whole().toNanos();
        if (late || now - seen < limits.windowBytes()) {
            slow = true;
            end.run();
        }
        seen = now;
    }
}
