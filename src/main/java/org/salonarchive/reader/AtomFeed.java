package org.salonarchive.reader;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.RawMessages;
import org.salonarchive.search.query.Query;

/** Writes messages as an Atom feed (RFC 4287), the newest first; a feed of many has pages (RFC 5005). */
@RequestScoped
class AtomFeed {

    /** Messages on a page. */
    static final int PAGE = 25;

    /** What leads from a feed's address to its further pages. */
    static final String ON = "?before=";

    private static final String TYPE = "application/atom+xml;charset=UTF-8";
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private final Pages pages;
    private final RawMessages raws;
    private final Showings showings;

    AtomFeed(Pages pages, RawMessages raws, Showings showings) {
        this.pages = pages;
        this.raws = raws;
        this.showings = showings;
    }

    /**
     * What a feed is.
     *
     * @param id by which readers know it again, by whichever address they came
     * @param page that it is a feed of
     * @param self its own address
     * @param updated when its newest message came; empty where there is none
     */
    record Head(String id, String title, String page, String self, Optional<Instant> updated) {

        /** The feed of a search. */
        static Head ofSearch(Optional<MailingList> list, Query query, String site) {
            String name = list.map(MailingList::name).orElse("");
            String self = ArchiveLinks.searchFeed(name) + Asked.all(query);
            String page = ArchiveLinks.search(name) + Asked.all(query);
            String title =
                    query.text().strip() + " – " + list.map(MailingList::title).orElse("all lists");
            return list.map(of -> of(of, title, page, self))
                    .orElseGet(() -> new Head(urn(site + self), title, page, self, Optional.empty()));
        }

        /** The feed of something in a list; the list is known by when it was made, whatever its name or address become. */
        static Head of(MailingList list, String title, String page, String self) {
            return new Head(urn("list " + list.createdAt() + " " + self), title, page, self, list.lastAt());
        }

        Head updated(Optional<Instant> at) {
            return new Head(id, title, page, self, at);
        }

        private static String urn(String name) {
            return "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Answers with a page of a feed.
     *
     * @param rows its messages, and one more where there is a further page
     * @param on what of the further page's address comes before the address of the last message on this one
     */
    Response answer(Head head, List<MessageRow> rows, String on) {
        boolean more = rows.size() > PAGE;
        List<MessageRow> shown = more ? rows.subList(0, PAGE) : rows;
        String next = more ? on + shown.get(PAGE - 1).address().base32() : "";
        Function<MessageRow, Showing> showing = showings.of(shown);
        List<MessageView> views = raws.map(shown, (row, bytes) -> MessageView.among(row, bytes, showing.apply(row)));
        try {
            return pages.answer(feed(head, shown, views, next), TYPE, head.updated());
        } catch (XMLStreamException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private String feed(Head head, List<MessageRow> rows, List<MessageView> views, String next)
            throws XMLStreamException {
        StringWriter text = new StringWriter();
        XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("feed");
        xml.writeDefaultNamespace(ATOM);
        xml.writeAttribute("xml:base", pages.external("/"));
        element(xml, "id", head.id());
        element(xml, "title", head.title());
        element(xml, "updated", Dates.machine(head.updated().orElse(Instant.EPOCH)));
        link(xml, "alternate", pages.external(head.page()));
        link(xml, "self", pages.external(head.self()));
        if (!next.isEmpty()) {
            link(xml, "next", pages.external(next));
        }
        for (int i = 0; i < rows.size(); i++) {
            entry(xml, rows.get(i), views.get(i));
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        return text.toString();
    }

    private void entry(XMLStreamWriter xml, MessageRow row, MessageView view) throws XMLStreamException {
        xml.writeStartElement("entry");
        element(xml, "id", "urn:sha1:" + row.address().base32());
        element(xml, "title", view.subject());
        element(xml, "published", view.machineDate());
        element(xml, "updated", view.machineDate());
        xml.writeStartElement("author");
        element(xml, "name", showings.of(row).mask().maskText(view.author()));
        xml.writeEndElement();
        link(xml, "alternate", pages.external(ArchiveLinks.message(row)));
        for (MessageView.Attachment file : view.attachments()) {
            link(xml, "enclosure", pages.external(file.link()));
        }
        content(xml, view);
        xml.writeEndElement();
    }

    /** The text as a page shows it, made safe by the same hands. */
    private static void content(XMLStreamWriter xml, MessageView view) throws XMLStreamException {
        StringBuilder html = new StringBuilder();
        for (MessageView.Section section : view.sections()) {
            html.append("<div>").append(section.body()).append("</div>");
        }
        xml.writeStartElement("content");
        xml.writeAttribute("type", "html");
        xml.writeCharacters(legal(html.toString()));
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(legal(text));
        xml.writeEndElement();
    }

    /** XML 1.0 knows few control characters and no lone surrogate. */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints()
                .map(c ->
                        c >= ' ' && !(c >= 0xD800 && c <= 0xDFFF) && c < 0xFFFE || c > 0xFFFF || c == '\n' || c == '\t'
                                ? c
                                : 0xFFFD)
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static void link(XMLStreamWriter xml, String relation, String address) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", address);
    }
}
