package org.salonarchive.reader;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.stream.IntStream;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MailingLists;
import org.salonarchive.archive.Sitemaps;

/** Leads search engines to the stretches of all lists (sitemaps.org). */
@Path("/sitemap.xml")
public class SitemapResource {

    private static final String XML = "application/xml;charset=UTF-8";

    private final Pages pages;
    private final MailingLists lists;
    private final Sitemaps sitemaps;

    SitemapResource(Pages pages, MailingLists lists, Sitemaps sitemaps) {
        this.pages = pages;
        this.lists = lists;
        this.sitemaps = sitemaps;
    }

    @GET
    public Response get() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        lists.visible().stream()
                .filter(MailingList::indexed)
                .forEach(list -> IntStream.rangeClosed(0, Math.max(0, list.lastNumber()) / Sitemaps.STRETCH)
                        .forEach(stretch -> sitemaps.changed(list.id(), stretch)
                                .ifPresent(at -> xml.append("<sitemap><loc>")
                                        .append(pages.external(ArchiveLinks.sitemap(list.name(), stretch)))
                                        .append("</loc><lastmod>")
                                        .append(Dates.machine(at))
                                        .append("</lastmod></sitemap>\n"))));
        return pages.answer(xml.append("</sitemapindex>\n").toString(), XML, Optional.empty());
    }
}
