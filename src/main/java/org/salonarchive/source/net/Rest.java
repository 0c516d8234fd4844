package org.salonarchive.source.net;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits that another thread can end for good. */
public final class Rest {

    private final CountDownLatch ended = new CountDownLatch(1);

    /** Waits so long, or until it is ended; returns whether it may go on. */
    public boolean sleep(Duration time) throws InterruptedException {
        return !ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends every wait, now and later. */
    public void end() {
        ended.countDown();
    }

    /** Whether it was ended. */
    public boolean isEnded() {
        return ended.getCount() == 0;
    }
}
