package org.salonarchive.source.mhonarc;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A message page of MHonArc, taken apart at the comments with which it marks its pieces.
 *
 * @param head the fields that it shows
 * @param heading the subject that it shows
 * @param body HTML
 * @param whole whether its body ends as it should
 */
record Page(PageComments comments, List<HeadField> head, String heading, String body, boolean whole) {

    static final String BODY = "<!--X-Body-of-Message-->";

    private static final String HEAD_END = "<!--X-Head-End";
    private static final String BODY_END = "<!--X-Body-of-Message-End-->";
    private static final List<String> AFTER_BODY =
            List.of("<!--X-MsgBody-End", "<!--X-Follow-Ups", "<!--X-References-->", "<!--X-BotPNI-->");
    /** Comments stand at the very beginning, however many there are. */
    private static final int HEAD_BYTES = 1 << 20;

    /** Empty when it is no such page, or ends before the message's body. */
    static Optional<Page> of(byte[] bytes) {
        String page = new String(bytes, StandardCharsets.ISO_8859_1);
        int begin = page.indexOf(BODY);
        if (begin < 0) {
            return Optional.empty();
        }
        Charset charset = PageText.charset(bytes, page);
        int headEnd = page.lastIndexOf(HEAD_END, begin);
        int firstEnd = page.indexOf(HEAD_END);
        String comments = headEnd < 0 ? "" : page.substring(0, Math.min(firstEnd, HEAD_BYTES));
        int end = page.lastIndexOf(BODY_END);
        boolean whole = end > begin;
        int bodyEnd = whole ? end : afterBody(page, begin);
        return Optional.of(new Page(
                PageComments.of(comments),
                HeadField.listed(between(page, "X-Head-of-Message", begin, charset)),
                PageText.words(between(page, "X-Subject-Header", begin, charset)),
                PageText.decoded(page.substring(begin + BODY.length(), bodyEnd), charset),
                whole));
    }

    private static int afterBody(String page, int begin) {
        return AFTER_BODY.stream()
                .mapToInt(mark -> page.indexOf(mark, begin))
                .filter(at -> at >= 0)
                .min()
                .orElse(page.length());
    }

    /** What stands between two marks before the body. */
    private static String between(String page, String name, int before, Charset charset) {
        int mark = page.indexOf("<!--" + name);
        int begin = mark < 0 ? -1 : page.indexOf("-->", mark);
        int end = begin < 0 ? -1 : page.indexOf("<!--" + name + "-End", begin);
        return begin >= 0 && end > begin && end < before
                ? PageText.decoded(page.substring(begin + "-->".length(), end), charset)
                : "";
    }

    /** The same with what is known elsewhere of what its comments should say. */
    Page knownBy(PageComments known) {
        return new Page(known, head, heading, body, whole);
    }

    /** The value of the first field of a name that it shows. */
    Optional<String> shown(String key) {
        return head.stream()
                .filter(field -> field.key().equals(key))
                .map(HeadField::value)
                .findFirst();
    }

    /** What tells its message from others. */
    String identity() {
        return comments.messageId()
                .orElseGet(() -> String.join(
                        "\n",
                        shown("from").orElse(""),
                        shown("date").orElse(""),
                        heading,
                        comments.date().orElse("")));
    }
}
