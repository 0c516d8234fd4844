package org.salonarchive.archive;

import java.util.Locale;
import java.util.Set;
import org.salonarchive.message.BodyPart;

/** Which attachments are documents with text in them. */
final class DocumentTypes {

    private static final Set<String> TYPES = Set.of(
            "application/pdf",
            "application/x-pdf",
            "application/rtf",
            "application/x-rtf",
            "text/rtf",
            "application/msword",
            "application/epub+zip");
    /** Of Microsoft, of OpenDocument, and of StarOffice before it. */
    private static final Set<String> FAMILIES = Set.of(
            "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint",
            "application/vnd.ms-word",
            "application/vnd.ms-outlook",
            "application/vnd.openxmlformats-officedocument.",
            "application/vnd.visio",
            "application/vnd.ms-visio",
            "application/vnd.oasis.opendocument.",
            "application/vnd.sun.xml.");
    /** What mail programs say of files that they do not know, and of containers. */
    private static final Set<String> UNTOLD = Set.of(
            "application/octet-stream",
            "binary/octet-stream",
            "application/download",
            "application/x-download",
            "application/force-download",
            "application/zip",
            "application/x-zip-compressed");

    private static final Set<String> ENDINGS = Set.of(
            "pdf", "rtf", "epub", "msg", "doc", "docx", "docm", "dot", "dotx", "dotm", "xls", "xlsx", "xlsm", "xlsb",
            "xlt", "xltx", "ppt", "pptx", "pptm", "pps", "ppsx", "pot", "potx", "vsd", "vsdx", "odt", "ott", "ods",
            "ots", "odp", "otp", "odg", "sxw", "sxc", "sxi");

    private DocumentTypes() {}

    /** By the type that the mail gives; by the end of the file name where it gives none that says anything. */
    static boolean isDocument(BodyPart part) {
        String type = part.mediaType();
        if (TYPES.contains(type) || FAMILIES.stream().anyMatch(type::startsWith)) {
            return true;
        }
        String name = part.fileName();
        return UNTOLD.contains(type)
                && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
