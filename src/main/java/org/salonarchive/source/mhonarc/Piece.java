package org.salonarchive.source.mhonarc;

import java.util.List;

/** Something that the body of a page was made of. */
sealed interface Piece {

    /**
     * Plain text as it was before MHonArc marked it up.
     *
     * @param flowed whether a space at the end of a line joins it to the next (RFC 3676)
     */
    record Text(String text, boolean flowed) implements Piece {}

    /** HTML, with what MHonArc did to make it harmless. */
    record Html(String html) implements Piece {}

    /**
     * A part that MHonArc wrote to a file and names.
     *
     * @param href the file as the page links it
     * @param label the part's file name, or what stands in its place
     * @param description of the part, or of the kind of file
     */
    record Attached(String href, String label, String description) implements Piece {}

    /** An image that MHonArc wrote to a file and shows. */
    record Image(String href) implements Piece {}

    /** A message within the message. */
    record Nested(List<HeadField> head, List<Piece> pieces) implements Piece {}
}
