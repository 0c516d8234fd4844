package org.salonarchive.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.salonarchive.source.pipermail.Residue;

/**
 * Writes the archive of a list as Pipermail does: pages, indexes, texts, attachments and the mbox, in the markup of
 * different versions of Mailman. The numbers go on over volumes, and over everything that is archived once more.
 */
public final class PipermailFolder {

    /** Those whose pages or keys differ. */
    public enum Version {
        /** Pages say no id, and show the Date field; texts have no ids; an index key has local seconds only. */
        V2_0,
        /** Pages say the id of what they answer. */
        V2_1_5,
        /** Pages say their own id, index keys too. */
        V2_1_13,
        /** Index keys say numbers. */
        V2_1_20
    }

    /** Something that is taken out of a message. */
    public record Attachment(String name, String type, byte[] content) {}

    /** A message as it was sent. */
    public record Mail(
            String id,
            String inReplyTo,
            String name,
            String address,
            OffsetDateTime date,
            String subject,
            String body,
            List<Attachment> attachments) {

        /** As it stands in the list's mbox. */
        public String original() {
            StringBuilder mail = new StringBuilder("Received: by mx.example.org; " + rfc822(date) + "\n");
            mail.append("From: ")
                    .append(encoded(name))
                    .append(" <")
                    .append(address)
                    .append(">\n");
            mail.append("To: salon@example.org\nDate: ").append(rfc822(date));
            mail.append("\nSubject: ").append(encoded(subject)).append("\nMessage-ID: ");
            mail.append(id).append('\n');
            if (!inReplyTo.isEmpty()) {
                mail.append("In-Reply-To: ").append(inReplyTo).append('\n');
            }
            mail.append("MIME-Version: 1.0\n");
            String text = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                    + Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(body.getBytes(UTF_8)) + "\n";
            if (attachments.isEmpty()) {
                return mail.append(text).toString();
            }
            mail.append("Content-Type: multipart/mixed; boundary=b\n\n--b\n").append(text);
            for (Attachment each : attachments) {
                mail.append("--b\nContent-Type: ").append(each.type()).append("\nContent-Disposition: attachment;");
                mail.append(" filename=\"").append(each.name());
                mail.append("\"\nContent-Transfer-Encoding: base64\n\n")
                        .append(Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(each.content()))
                        .append('\n');
            }
            return mail.append("--b--\n").toString();
        }
    }

    private static final DateTimeFormatter RFC822 =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
    private static final DateTimeFormatter CTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss z yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter VOLUME = DateTimeFormatter.ofPattern("yyyy-MMMM", Locale.ENGLISH);
    private static final ZoneId SERVER = ZoneId.of("America/New_York");

    private record Page(int number, Mail mail) {}

    private final Path list;
    private final Version version;
    private final boolean withTexts;
    private final Map<String, Map<String, Page>> indexed = new LinkedHashMap<>();
    private final Map<String, String> targets = new TreeMap<>();
    private int next;

    /** @param list the folder of the list's archive, whose name is the list's */
    public PipermailFolder(Path list, Version version, boolean withTexts) throws IOException {
        this.list = Files.createDirectories(list);
        this.version = version;
        this.withTexts = withTexts;
    }

    public static String rfc822(OffsetDateTime date) {
        return RFC822.format(date);
    }

    private static String encoded(String text) {
        return text.chars().allMatch(c -> c < 0x7F)
                ? text
                : "=?utf-8?b?" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + "?=";
    }

    /** The Message-ID of each page, by its path below the archive. */
    public Map<String, String> targets() {
        return targets;
    }

    /** Numbers are left out, as after messages that were removed. */
    public void skip(int count) {
        next += count;
    }

    /** The volume that a message is filed in. */
    public static String volume(Mail mail) {
        return VOLUME.format(mail.date().atZoneSameInstant(SERVER));
    }

    /** Adds messages to the mbox beside the archive. */
    public void mbox(List<Mail> mails) throws IOException {
        String name = list.getFileName() + ".mbox";
        Path file = Files.createDirectories(list.resolveSibling(name)).resolve(name);
        for (Mail mail : mails) {
            String received = CTIME.format(mail.date().atZoneSameInstant(SERVER));
            append(file, "From " + mail.address() + "  " + received + "\n" + mail.original() + "\n", UTF_8.name());
        }
    }

    /** Archives messages, one page each. */
    public void archive(List<Mail> mails) throws IOException {
        for (Mail mail : mails) {
            String volume = volume(mail);
            Path folder = Files.createDirectories(list.resolve(volume));
            Page page = new Page(next++, mail);
            indexed.computeIfAbsent(volume, none -> new LinkedHashMap<>()).put(mail.id(), page);
            String file = String.format("%06d.html", page.number());
            targets.put(volume + "/" + file, mail.id());
            String text = scrubbed(mail);
            Files.write(folder.resolve(file), page(page, text).getBytes(US_ASCII));
            if (withTexts) {
                append(list.resolve(volume + ".txt"), block(mail, text), "US-ASCII");
            }
        }
        for (String volume : indexed.keySet()) {
            Files.writeString(list.resolve(volume).resolve("thread.html"), index(volume), US_ASCII);
        }
        Files.writeString(list.resolve("index.html"), "<h1>The Salon Archives</h1>", US_ASCII);
    }

    private static void append(Path file, String text, String charset) throws IOException {
        Files.write(file, text.getBytes(charset), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The text with what the scrubber leaves of attachments, which it puts away. */
    private String scrubbed(Mail mail) throws IOException {
        StringBuilder text = new StringBuilder(mail.body().replaceAll("(\\w)@(\\w)", "$1 at $2"));
        if (version == Version.V2_0) {
            return text.toString();
        }
        int count = 0;
        for (Attachment each : mail.attachments()) {
            boolean html = each.type().equals("text/html");
            String ending = html ? ".html" : each.name().substring(each.name().lastIndexOf('.'));
            String path = "attachments/"
                    + DateTimeFormatter.BASIC_ISO_DATE.format(mail.date().toLocalDate()) + "/"
                    + Residue.digits(mail.id()) + "/attachment" + (count == 0 ? "" : "-000" + count) + ending;
            count++;
            Path file = list.resolve(path);
            Files.createDirectories(file.getParent());
            text.append("-------------- next part --------------\n");
            String address = "http://lists.example.org/pipermail/salon/" + path;
            if (html) {
                String source = new String(each.content(), ISO_8859_1);
                Files.writeString(
                        file,
                        "<tt>\n" + escaped(source).replace(" ", "&nbsp;").replace("\n", "<br>\n") + "</tt>\n",
                        ISO_8859_1);
                text.append("An HTML attachment was scrubbed...\nURL: <")
                        .append(address)
                        .append(">\n");
            } else {
                Files.write(file, each.content());
                text.append("A non-text attachment was scrubbed...\nName: ").append(each.name());
                text.append("\nType: ").append(each.type()).append("\nSize: ").append(each.content().length);
                text.append(" bytes\nDesc: not available\nURL: <")
                        .append(address)
                        .append(">\n");
            }
        }
        return text.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Characters that the list's charset has not are numbers in a page. */
    private static String html(String text) {
        StringBuilder html = new StringBuilder();
        escaped(text).codePoints().forEach(c -> html.append(c < 0x7F ? Character.toString(c) : "&#" + c + ";"));
        return html.toString();
    }

    private String page(Page page, String text) {
        Mail mail = page.mail();
        boolean old = version == Version.V2_0;
        String subject = html(shown(mail.subject()));
        String obscured = old ? mail.address() : mail.address().replace("@", " at ");
        String mailto = switch (version) {
            case V2_0 -> url(mail.address());
            case V2_1_5 ->
                "salon%40example.org?Subject=" + url(mail.subject()) + "&In-Reply-To="
                        + url(mail.inReplyTo().replaceAll("[<>]", ""));
            default -> "salon%40example.org?Subject=Re%3A%20" + url(mail.subject()) + "&In-Reply-To=" + url(mail.id());
        };
        String date = old ? rfc822(mail.date()) : SHOWN.format(mail.date().atZoneSameInstant(SERVER));
        String number = Integer.toString(page.number());
        String by = version == Version.V2_1_20 ? " (by thread)" : "";
        return """
                <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//EN">
                <HTML>
                 <HEAD>
                   <TITLE> SUBJECT
                   </TITLE>
                   <LINK REL="Index" HREF="index.html" >
                   <LINK REL="made" HREF="mailto:MAILTO">
                   <META NAME="robots" CONTENT="index,nofollow">
                   CHARSET
                   <LINK REL="Next"  HREF="000001.html">
                 </HEAD>
                 <BODY BGCOLOR="#ffffff">
                   <H1>SUBJECT</H1>
                    <B>AUTHOR</B>\s
                    <A HREF="mailto:MAILTO"
                       TITLE="SUBJECT">ADDRESS
                       </A><BR>
                    <I>DATE</I>
                    <P><UL>
                        <LI>Previous messageBY: <A HREF="000000.html">Something
                </A></li>
                         <LI> <B>Messages sorted by:</B>\s
                              <a href="date.html#NUMBER">[ date ]</a>
                              <a href="thread.html#NUMBER">[ thread ]</a>
                         </LI>
                       </UL>
                    <HR> \s
                <!--beginarticle-->
                <PRE>BODY
                </PRE>


                <!--endarticle-->
                    <HR>
                    <P><UL>
                        <!--threads-->
                       </UL>
                <hr>
                <a href="http://lists.example.org/mailman/listinfo/salon">More information about the Salon
                mailing list</a><br>
                </body></html>
                """.replace("MAILTO", mailto)
                .replace(
                        "CHARSET",
                        old ? "" : "<META http-equiv=\"Content-Type\" content=\"text/html; charset=us-ascii\">")
                .replace("ADDRESS", obscured)
                .replace("AUTHOR", html(mail.name()))
                .replace("DATE", date)
                .replace("NUMBER", number)
                .replace("messageBY", "message" + by)
                .replace("SUBJECT", subject)
                .replace("BODY", body(text));
    }

    /** Quoted lines are set in italics, addresses of attachments linked. */
    private static String body(String text) {
        StringBuilder body = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            String html = html(line);
            if (line.startsWith(">")) {
                html = "&gt;<i>" + html.substring(4) + "\n</I>";
            } else if (line.startsWith("URL: <")) {
                String address = line.substring(6, line.length() - 1);
                html = "URL: &lt;<A HREF=\"" + address + "\">" + address + "</A>&gt;\n";
            } else {
                html += "\n";
            }
            body.append(html);
        }
        return body.toString();
    }

    private static String shown(String subject) {
        String bare = subject.replaceFirst("^(?i:re:\\s*)+", "");
        return bare.isEmpty() ? "No subject" : bare;
    }

    private static String url(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** What the list's charset has not is a question mark in a text. */
    private String block(Mail mail, String text) {
        StringBuilder block = new StringBuilder();
        if (version == Version.V2_0) {
            String date = rfc822(mail.date());
            block.append("From ").append(mail.address()).append(' ').append(date);
            block.append("\nDate: ").append(date);
            block.append("\nFrom: ").append(mail.name()).append(' ').append(mail.address());
            block.append("\nSubject: ").append(shown(mail.subject())).append('\n');
        } else {
            String author = mail.address().replace("@", " at ");
            block.append("From ").append(author).append("  ");
            block.append(CTIME.format(mail.date().atZoneSameInstant(SERVER)));
            block.append("\nFrom: ")
                    .append(author)
                    .append(" (")
                    .append(mail.name())
                    .append(")");
            block.append("\nDate: ").append(rfc822(mail.date()));
            block.append("\nSubject: ").append(shown(mail.subject())).append('\n');
            if (!mail.inReplyTo().isEmpty()) {
                block.append("In-Reply-To: ").append(mail.inReplyTo()).append('\n');
            }
            block.append("Message-ID: ").append(mail.id()).append('\n');
        }
        return block.append('\n').append(text.stripTrailing()).append("\n\n\n").toString();
    }

    private String index(String volume) {
        Map<String, Page> pages = indexed.get(volume);
        StringBuilder index = new StringBuilder("<HTML><HEAD><title>The Salon " + volume + " Archive by thread</title>"
                + "<META http-equiv=\"Content-Type\" content=\"text/html; charset=us-ascii\"></HEAD>\n<ul>\n");
        pages.values().forEach(page -> {
            List<String> key = new ArrayList<>();
            for (Page at = page; at != null; at = pages.get(at.mail().inReplyTo())) {
                key.add(0, part(at));
            }
            index.append("<!--").append(Math.min(key.size() - 1, 3)).append(' ');
            key.forEach(part -> index.append(part).append('-'));
            index.append(" -->\n<LI><A HREF=\"%06d.html\">".formatted(page.number()));
            index.append(html(shown(page.mail().subject())));
            index.append("\n</A><A NAME=\"%d\">&nbsp;</A>\n<I>".formatted(page.number()));
            index.append(html(page.mail().name())).append("\n</I>\n");
        });
        return index.append("</ul>").toString();
    }

    private String part(Page page) {
        long epoch = page.mail().date().toEpochSecond();
        return switch (version) {
            // Its seconds are those of the sender's clock, and then off by the server's zone.
            case V2_0 ->
                "%011d".formatted(page.mail().date().toLocalDateTime().toEpochSecond(ZoneOffset.UTC) + 5 * 3600);
            case V2_1_5 -> "%011d".formatted(epoch);
            case V2_1_13 -> "%011d/%s".formatted(epoch, page.mail().id().replaceAll("[<>]", ""));
            case V2_1_20 -> "%011d.%d".formatted(epoch, page.number());
        };
    }
}
