package org.salonarchive.testing;

import java.util.List;

/** Something that takes bytes of strangers, with what must hold whatever they are. */
public interface FuzzTarget {

    /** The name of the folder that keeps what was once found, and the word to choose this target by. */
    String name();

    /**
     * Gives the bytes to the code and fails when something does not hold.
     *
     * @throws Exception as a failure of the code
     */
    void accept(byte[] input) throws Exception;

    /** What of a well-formed mail to begin with. */
    List<byte[]> seeds(byte[] mail);
}
