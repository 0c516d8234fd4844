package org.salonarchive.reader;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;

/** The address of the stylesheet, which changes with its content: browsers may keep it, and never show an old one. */
final class Stylesheet {

    private static final String FILE = "/salon.css";

    static final String LINK = FILE + "?" + version();

    private Stylesheet() {}

    private static String version() {
        try (InputStream content = Stylesheet.class.getResourceAsStream("/META-INF/resources" + FILE)) {
            CRC32 sum = new CRC32();
            sum.update(content.readAllBytes());
            return Long.toHexString(sum.getValue());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
