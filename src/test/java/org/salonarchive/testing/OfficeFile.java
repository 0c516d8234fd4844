package org.salonarchive.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The smallest documents in which words stand, and mails that carry them. */
public record OfficeFile(String name, String mediaType, byte[] bytes) {

    /** A PDF of one page, by hand. */
    public static OfficeFile pdf(String words) {
        String text = "BT /F1 12 Tf 72 720 Td (" + words + ") Tj ET";
        List<String> objects = List.of(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
                        + " /Resources << /Font << /F1 5 0 R >> >> >>",
                "<< /Length " + text.length() + " >>\nstream\n" + text + "\nendstream",
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
        List<Integer> offsets = new ArrayList<>();
        for (String object : objects) {
            offsets.add(pdf.length());
            pdf.append(offsets.size()).append(" 0 obj\n").append(object).append("\nendobj\n");
        }
        int table = pdf.length();
        pdf.append("xref\n0 ").append(objects.size() + 1).append("\n0000000000 65535 f \n");
        offsets.forEach(offset -> pdf.append(String.format("%010d 00000 n \n", offset)));
        pdf.append("trailer\n<< /Size ").append(objects.size() + 1).append(" /Root 1 0 R >>\n");
        pdf.append("startxref\n").append(table).append("\n%%EOF\n");
        return new OfficeFile("paper.pdf", "application/pdf", bytes(pdf.toString()));
    }

    /** A document of Word. */
    public static OfficeFile docx(String words) {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put(
                "[Content_Types].xml",
                "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                        + "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
                        + "<Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-"
                        + "officedocument.wordprocessingml.document.main+xml'/></Types>");
        entries.put(
                "_rels/.rels",
                "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
                        + "<Relationship Id='r1' Type='http://schemas.openxmlformats.org/officeDocument/2006/"
                        + "relationships/officeDocument' Target='word/document.xml'/></Relationships>");
        entries.put(
                "word/document.xml",
                "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r>"
                        + "<w:t>" + words + "</w:t></w:r></w:p></w:body></w:document>");
        return new OfficeFile(
                "letter.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", zip(entries));
    }

    /** A document of LibreOffice, which a mail program did not know. */
    public static OfficeFile odt(String words) {
        return odt("", words);
    }

    /** The same with a document type definition. */
    public static OfficeFile odt(String definition, String words) {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("mimetype", "application/vnd.oasis.opendocument.text");
        entries.put(
                "content.xml",
                definition + "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
                        + " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:text>"
                        + "<text:p>" + words + "</text:p></office:text></office:body></office:document-content>");
        return new OfficeFile("Notes.ODT", "application/octet-stream", zip(entries));
    }

    /** Rich text. */
    public static OfficeFile rtf(String words) {
        return new OfficeFile("old.rtf", "text/rtf", bytes("{\\rtf1\\ansi " + words + "\\par}"));
    }

    /** A mail that carries it and says nothing of its words. */
    public byte[] mail() {
        return bytes("From: Ada <ada@office.example>\nTo: l@office.example\nSubject: See what I send\n"
                + "Date: Mon, 6 Jan 2025 10:00:00 +0000\nMessage-ID: <" + name + "@office.example>\nMIME-Version: 1.0\n"
                + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nIt is attached.\n"
                + "--b\nContent-Type: " + mediaType + "\nContent-Disposition: attachment; filename=\"" + name + "\"\n"
                + "Content-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(bytes) + "\n--b--\n");
    }

    private static byte[] zip(Map<String, String> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(bytes(entry.getValue()));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
