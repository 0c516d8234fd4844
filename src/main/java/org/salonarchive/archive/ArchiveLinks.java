package org.salonarchive.archive;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.salonarchive.message.MessageIdHash;

/** The one builder of addresses. All begin at the root of the site; each part is escaped. */
public final class ArchiveLinks {

    private ArchiveLinks() {}

    public static String list(String list) {
        return "/" + escape(list) + "/";
    }

    public static String volume(String list, Volume volume) {
        return list(list) + escape(volume.name()) + "/";
    }

    /** @param index {@code thread}, {@code subject}, {@code author} or {@code date} */
    public static String volume(String list, Volume volume, String index) {
        return volume(list, volume) + index + ".html";
    }

    /** The place of a message in an index of a volume that is one page. */
    public static String place(MessageRow row, Volume volume, String index) {
        return volume(row.list(), volume, index) + "#" + row.number();
    }

    /** The same where the index may have many pages. */
    public static String placeAmongPages(MessageRow row, Volume volume, String index) {
        return volume(row.list(), volume, index) + "?at=" + row.address().base32() + "#" + row.number();
    }

    public static String volumeDownload(String list, Volume volume) {
        return list(list) + escape(volume.name()) + ".mbox.gz";
    }

    /** A volume as Pipermail's text. */
    public static String volumeText(String list, Volume volume) {
        return list(list) + escape(volume.name()) + ".txt.gz";
    }

    /** All messages of a list as a mailbox. */
    public static String listDownload(String list) {
        return list(list) + "all.mbox.gz";
    }

    public static String volumeJson(String list, Volume volume) {
        return list(list) + escape(volume.name()) + ".json";
    }

    public static String message(String list, MessageIdHash id) {
        return list(list) + "message/" + id.base32() + "/";
    }

    public static String message(MessageRow row) {
        return message(row.list(), row.address());
    }

    public static String messageJson(String list, MessageIdHash id) {
        return list(list) + "message/" + id.base32() + ".json";
    }

    public static String raw(MessageRow row) {
        return message(row) + "raw";
    }

    public static String copy(MessageRow row, String sha256) {
        return raw(row) + "?copy=" + sha256;
    }

    public static String part(MessageRow row, String number, String fileName) {
        return message(row) + "part/" + escape(number) + "/" + escape(partName(fileName));
    }

    /** The last part of the address of an attachment, which may have no name. */
    public static String partName(String fileName) {
        return fileName.isEmpty() ? "part" : fileName;
    }

    /** The frame that shows an HTML part as its sender formatted it. */
    public static String original(MessageRow row, String number) {
        return message(row) + "original/" + escape(number);
    }

    public static String thread(String list, MessageIdHash id) {
        return list(list) + "thread/" + id.base32() + "/";
    }

    public static String threadDownload(String list, MessageIdHash id) {
        return list(list) + "thread/" + id.base32() + ".mbox.gz";
    }

    public static String threadJson(String list, MessageIdHash id) {
        return list(list) + "thread/" + id.base32() + ".json";
    }

    public static String threadFeed(String list, MessageIdHash id) {
        return thread(list, id) + "feed.atom";
    }

    public static String author(String list, MessageIdHash key) {
        return list(list) + "author/" + key.base32() + "/";
    }

    public static String authorFeed(String list, MessageIdHash key) {
        return author(list, key) + "feed.atom";
    }

    public static String authors(String list) {
        return list(list) + "author/";
    }

    public static String search(String list) {
        return list.isEmpty() ? "/search" : list(list) + "search";
    }

    public static String searchJson(String list) {
        return search(list) + ".json";
    }

    public static String searchFeed(String list) {
        return search(list) + ".atom";
    }

    public static String searchDownload(String list) {
        return search(list) + ".mbox.gz";
    }

    public static String feed(String list) {
        return list(list) + "feed.atom";
    }

    /** What search engines are offered: all lists, and a stretch of a list's messages. */
    public static String sitemap() {
        return "/sitemap.xml";
    }

    public static String sitemap(String list, int stretch) {
        return list(list) + "sitemap-" + stretch + ".xml";
    }

    /** A part of a path or a value of a query, percent-escaped. */
    public static String escape(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%7E", "~");
    }
}
