package org.salonarchive.reader;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.Sitemaps;
import org.salonarchive.archive.Sitemaps.Entry;

/** A stretch of a list's messages for search engines, written while it is read. */
@Path("/{list}/sitemap-{stretch:[0-9]{1,5}}.xml")
public class ListSitemapResource {

    private static final int ROWS = 2_000;

    private final Pages pages;
    private final Sitemaps sitemaps;

    ListSitemapResource(Pages pages, Sitemaps sitemaps) {
        this.pages = pages;
        this.sitemaps = sitemaps;
    }

    @GET
    public Response get(@PathParam("list") String name, @PathParam("stretch") int stretch) {
        MailingList list = pages.list(name);
        if (!list.indexed() || stretch > Math.max(0, list.lastNumber()) / Sitemaps.STRETCH) {
            throw new NotFoundException();
        }
        String site = pages.external("/").replaceAll("/+$", "");
        EntityTag tag = pages.tag((list.state() + " " + stretch + " " + site).getBytes(StandardCharsets.UTF_8));
        return pages.unchanged(tag)
                .orElseGet(() -> pages.streamed(
                        "application/xml;charset=UTF-8", tag, () -> out -> write(out, list, stretch, site)));
    }

    private void write(OutputStream out, MailingList list, int stretch, String site) throws IOException {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        if (stretch == 0) {
            list.lastAt().ifPresent(at -> append(xml, site + ArchiveLinks.list(list.name()), at));
        }
        List<Entry> entries = sitemaps.entries(list.id(), stretch, -1, ROWS);
        while (!entries.isEmpty()) {
            entries.forEach(
                    entry -> append(xml, site + ArchiveLinks.message(list.name(), entry.address()), entry.at()));
            out.write(xml.toString().getBytes(StandardCharsets.UTF_8));
            xml.setLength(0);
            entries = sitemaps.entries(
                    list.id(), stretch, entries.get(entries.size() - 1).number(), ROWS);
        }
        out.write(xml.append("</urlset>\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void append(StringBuilder xml, String address, Instant at) {
        xml.append("<url><loc>")
                .append(address)
                .append("</loc><lastmod>")
                .append(Dates.machine(at))
                .append("</lastmod></url>\n");
    }
}
