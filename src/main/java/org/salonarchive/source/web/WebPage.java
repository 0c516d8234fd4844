package org.salonarchive.source.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.salonarchive.source.net.Answer;

/** Reads a page of HTML that was fetched, compressed or not. */
final class WebPage {

    private WebPage() {}

    /** @throws IOException when it is larger than so many bytes, decompressed */
    static Document of(Path file, Answer answer, long mostBytes) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream in = Coding.isCompressed(file) ? new GZIPInputStream(bytes) : bytes) {
            byte[] page = in.readNBytes((int) mostBytes + 1);
            if (page.length > mostBytes) {
                throw new IOException(answer.from() + " is larger than " + (mostBytes >> 10) + " KiB.");
            }
            return Jsoup.parse(
                    new ByteArrayInputStream(page), null, answer.from().toString());
        }
    }
}
