package org.salonarchive.archive;

/**
 * Something that one form of a message offers to take away.
 *
 * @param part its number within the message, counted as IMAP does: "2.1"
 * @param name the file name, made safe; may be empty
 * @param mediaType as the mail declares it, lower case
 * @param size decoded bytes
 * @param sha256 of the decoded bytes, in hexadecimal digits
 */
public record Attachment(String part, String name, String mediaType, long size, String sha256) {}
