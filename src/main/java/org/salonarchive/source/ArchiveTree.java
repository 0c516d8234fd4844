package org.salonarchive.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The archive of one list as a program left it on a disk: many files that are only understood together. */
public interface ArchiveTree {

    /** As it was named. */
    Path folder();

    /** Files and folders that belong to it, its own among them, and are not to be read apart from it. */
    List<Path> parts() throws IOException;

    /** What there is to read now, in the order in which it is to be read. Asked anew before each pass. */
    List<Source> sources() throws IOException;

    /** What it is, in a sentence. */
    String describe() throws IOException;
}
