package org.salonarchive.admin;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;

/**
 * A file on a disk that answers when it is told to.
 *
 * @param asked is open once somebody waits for it
 * @param answers lets it answer
 */
record SlowSource(Source file, CountDownLatch asked, CountDownLatch answers) implements Source {

    SlowSource(Source file) {
        this(file, new CountDownLatch(1), new CountDownLatch(1));
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public Reading read(Optional<Checkpoint> after) throws IOException {
        asked.countDown();
        try {
            answers.await();
        } catch (InterruptedException stopped) {
            throw new IOException("The disk was let go of.", stopped);
        }
        return file.read(after);
    }
}
