package org.salonarchive.admin;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.salonarchive.source.Source;

/**
 * Looks at uploaded files, one after the other. What was found is in memory only: it goes with the file, with the
 * process, and when many others were looked at since.
 */
@ApplicationScoped
class Looks {

    /** Finished looks that are kept. */
    private static final int KEPT = 20;

    /** What an examination remembers of a message, with the threading at its end. */
    private static final int BYTES_PER_MESSAGE = 300;

    private static final int FAREWELL_SECONDS = 8;

    private final long most = Runtime.getRuntime().maxMemory() / 2 / BYTES_PER_MESSAGE;
    private final Map<String, Begun> begun = new LinkedHashMap<>();
    private final ExecutorService examiner = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "salon-look");
        thread.setDaemon(true);
        return thread;
    });

    private record Begun(Look look, Future<?> turn) {}

    /** Looks at a file, after those that came before it, unless it is or was looked at already. */
    synchronized void begin(String key, Source source) {
        if (find(key).filter(look -> look.state() != Look.State.FAILED).isPresent()) {
            return;
        }
        begun.remove(key);
        forgetOldest();
        Look look = new Look(source, most);
        begun.put(key, new Begun(look, examiner.submit(look)));
    }

    private void forgetOldest() {
        long over = begun.values().stream()
                .filter(one -> one.look().state().isOver())
                .count();
        Iterator<Begun> oldest = begun.values().iterator();
        while (over >= KEPT && oldest.hasNext()) {
            if (oldest.next().look().state().isOver()) {
                oldest.remove();
                over--;
            }
        }
    }

    /** The look at a file, if there is or was one. */
    synchronized Optional<Look> find(String key) {
        return Optional.ofNullable(begun.get(key)).map(Begun::look);
    }

    /** Ends the look at a file, and lets go of what it found. */
    synchronized void forget(String key) {
        Begun ended = begun.remove(key);
        if (ended != null) {
            ended.turn().cancel(true);
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        examiner.shutdownNow();
        examiner.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS);
    }
}
