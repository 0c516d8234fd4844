package org.salonarchive.source.mhonarc;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Media types by the ends of file names. MHonArc names a file by the type of its part, and describes it by that type
 * where the mail does not.
 */
final class FileTypes {

    private static final String UNKNOWN = "application/octet-stream";

    /** End, media type, and MHonArc's words for it. */
    private static final String TABLE = """
            bin application/octet-stream Binary data
            pdf application/pdf Adobe PDF document
            ps application/postscript PostScript document
            pgp application/pgp-signature PGP signature
            asc application/pgp-signature PGP signature
            sig application/pgp-signature PGP signature
            p7s application/pkcs7-signature S/MIME cryptographic signature
            p7m application/pkcs7-mime S/MIME encrypted message
            rtf application/rtf RTF file
            doc application/msword MS-Word document
            docx application/vnd.openxmlformats-officedocument.wordprocessingml.document MS-Word 2007 document
            xls application/vnd.ms-excel MS-Excel spreadsheet
            xlsx application/vnd.openxmlformats-officedocument.spreadsheetml.sheet MS-Excel 2007 spreadsheet
            ppt application/vnd.ms-powerpoint MS-Powerpoint presentation
            pptx application/vnd.openxmlformats-officedocument.presentationml.presentation MS-Powerpoint 2007 presentation
            odt application/vnd.oasis.opendocument.text OpenDocument text
            ods application/vnd.oasis.opendocument.spreadsheet OpenDocument spreadsheet
            zip application/zip Zip archive
            gz application/gzip GNU Zip compressed data
            tgz application/gzip GNU Zip compressed data
            bz2 application/x-bzip2 Bzip2 compressed data
            tar application/x-tar Tar file
            tex application/x-tex TeX source
            xml application/xml XML document
            js application/javascript Javascript script
            ics text/calendar Calendar data
            csv text/csv Comma-separated values
            vcf text/vcard vCard
            txt text/plain Text document
            patch text/x-patch Source code patch
            diff text/x-diff Source code patch
            html text/html HTML document
            htm text/html HTML document
            css text/css Cascading Style Sheet
            jpg image/jpeg JPEG image
            jpeg image/jpeg JPEG image
            png image/png PNG image
            gif image/gif GIF image
            webp image/webp WebP image
            bmp image/bmp Windows bitmap
            tif image/tiff TIFF image
            tiff image/tiff TIFF image
            svg image/svg+xml SVG image
            mp3 audio/mpeg MPEG audio
            wav audio/x-wav WAV audio
            ogg audio/ogg Ogg audio
            mpg video/mpeg MPEG video
            mov video/quicktime QuickTime video
            mp4 video/mp4 MPEG-4 video
            avi video/x-msvideo Microsoft video
            """;

    private record Type(String mediaType, String words) {}

    private static final Map<String, Type> BY_END = table();

    private FileTypes() {}

    private static Map<String, Type> table() {
        Map<String, Type> types = new HashMap<>();
        TABLE.lines().forEach(line -> {
            String[] columns = line.split(" ", 3);
            types.put(columns[0], new Type(columns[1], columns[2]));
        });
        return types;
    }

    /** The type of a file, by its own name or, where that says nothing, by the name that the mail gave it. */
    static String mediaType(String file, String given) {
        String own = type(file);
        return own.equals(UNKNOWN) ? type(given) : own;
    }

    private static String type(String name) {
        Type type = BY_END.get(end(name));
        return type == null ? UNKNOWN : type.mediaType();
    }

    /** Whether a description says no more than of what kind the file is. */
    static boolean isKind(String description) {
        return BY_END.values().stream().anyMatch(type -> type.words().equals(description));
    }

    private static String end(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
