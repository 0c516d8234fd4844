package org.salonarchive.reader;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.StringWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.salonarchive.archive.ArchiveLinks;
import org.salonarchive.archive.MailingList;
import org.salonarchive.archive.MessageRow;
import org.salonarchive.archive.Messages;
import org.salonarchive.archive.RawMessages;
import org.salonarchive.message.MessageParser;
import org.salonarchive.render.AddressMask;

/** A list's newest messages as an Atom feed (RFC 4287). */
@Path("/{list}/feed.atom")
public class FeedResource {

    private static final int ENTRIES = 25;
    private static final int SUMMARY = 600;
    private static final MessageParser PARSER = new MessageParser();

    private final Pages pages;
    private final Messages messages;
    private final RawMessages raws;

    FeedResource(Pages pages, Messages messages, RawMessages raws) {
        this.pages = pages;
        this.messages = messages;
        this.raws = raws;
    }

    @GET
    public Response get(@PathParam("list") String name) {
        MailingList list = pages.list(name);
        List<MessageRow> rows = messages.newest(list.id(), ENTRIES);
        Map<Long, String> texts = new HashMap<>();
        AddressMask mask = AddressMask.ofWord(list.addressDisplay());
        raws.each(
                rows,
                (row, bytes) -> texts.put(row.key(), summary(PARSER.parse(bytes).text(), mask)));
        try {
            return pages.answer(feed(list, rows, texts), "application/atom+xml;charset=UTF-8", list.lastAt());
        } catch (XMLStreamException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private String feed(MailingList list, List<MessageRow> rows, Map<Long, String> texts) throws XMLStreamException {
        StringWriter text = new StringWriter();
        XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("feed");
        xml.writeDefaultNamespace("http://www.w3.org/2005/Atom");
        String home = pages.external(ArchiveLinks.list(list.name()));
        element(xml, "id", home);
        element(xml, "title", list.title());
        element(xml, "updated", Dates.machine(list.lastAt().orElse(Instant.EPOCH)));
        link(xml, "alternate", home);
        link(xml, "self", pages.external(ArchiveLinks.feed(list.name())));
        AddressMask mask = AddressMask.ofWord(list.addressDisplay());
        for (MessageRow row : rows) {
            entry(xml, row, mask, texts.get(row.key()));
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        return text.toString();
    }

    private void entry(XMLStreamWriter xml, MessageRow row, AddressMask mask, String summary)
            throws XMLStreamException {
        xml.writeStartElement("entry");
        String link = pages.external(ArchiveLinks.message(row));
        element(xml, "id", "urn:sha1:" + row.address().base32());
        element(xml, "title", IndexRow.subject(row.subject()));
        element(xml, "updated", Dates.machine(row.at()));
        xml.writeStartElement("author");
        element(xml, "name", mask.maskText(IndexRow.author(row)));
        xml.writeEndElement();
        link(xml, "alternate", link);
        element(xml, "summary", summary);
        xml.writeEndElement();
    }

    private static String summary(String text, AddressMask mask) {
        String masked = mask.maskText(text.strip());
        return masked.length() <= SUMMARY ? masked : masked.substring(0, SUMMARY) + " …";
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
