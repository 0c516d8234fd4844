package org.salonarchive.source.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.salonarchive.source.Checkpoint;
import org.salonarchive.source.Reading;
import org.salonarchive.source.Source;
import org.salonarchive.source.net.RefusedHost;

/**
 * What could not be read in one pass over many files. One file in trouble leaves the others alone; it stands last
 * among the sources of the pass and fails then, so that the trouble is told after all else was read. After a few
 * files in a row the server itself is taken to be in trouble, and the rest is left for the next pass.
 */
final class Troubles implements Source {

    private static final int GIVE_UP = 3;
    private static final int TOLD = 5;

    private final String name;
    private final List<String> told = new ArrayList<>();
    private int count;
    private int inARow;
    private int left;
    private boolean hopeless;

    Troubles(String name) {
        this.name = name;
    }

    void failed(IOException fault) {
        note(fault.getMessage());
        inARow++;
        hopeless = hopeless || fault instanceof RefusedHost || inARow >= GIVE_UP;
    }

    void note(String sentence) {
        count++;
        if (told.size() < TOLD) {
            told.add(sentence);
        }
    }

    void succeeded() {
        inARow = 0;
    }

    /** Whether the next file is not even to be asked for. */
    boolean leaveOut() {
        if (hopeless) {
            left++;
        }
        return hopeless;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public Reading read(Optional<Checkpoint> after) throws IOException {
        if (count == 0) {
            return new NothingNew(WebCheckpoint.NOTHING);
        }
        String more = count > told.size() ? " And " + (count - told.size()) + " more." : "";
        String rest = left > 0 ? " " + left + " other files were not asked for after that." : "";
        throw new IOException(String.join(" ", told) + more + rest + " What could be read was read.");
    }
}
