package org.salonarchive.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;

/** Files that pages name by an address that changes with their content, so that browsers may keep them. */
enum Asset {
    STYLESHEET("/salon.css"),
    ADMIN_STYLESHEET("/admin.css"),
    SCRIPT("/admin.js");

    private final String link;

    Asset(String file) {
        this.link = file + "?" + version(file);
    }

    String link() {
        return link;
    }

    private static String version(String file) {
        try (InputStream content = Asset.class.getResourceAsStream("/META-INF/resources" + file)) {
            CRC32 sum = new CRC32();
            sum.update(content.readAllBytes());
            return Long.toHexString(sum.getValue());
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
