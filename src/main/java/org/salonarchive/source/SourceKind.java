package org.salonarchive.source;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of source that can be subscribed, and what has to be said about each. */
public enum SourceKind {
    /** A folder of a mailbox on an IMAP server. */
    IMAP(
            "IMAP folder",
            "A mailbox that is subscribed to the list. Salon only looks: it never marks, moves or deletes a mail.",
            Setting.required("host", "Server", "The host name, such as imap.example.org."),
            Setting.choice(
                    "security",
                    "Encryption",
                    "TLS from the first byte, or STARTTLS, which is required then.",
                    "tls",
                    "starttls"),
            Setting.optional("port", "Port", "993 with TLS, 143 with STARTTLS, when left empty."),
            Setting.required("user", "User", "The name to sign in with, often the mail address."),
            Setting.secret("password", "Password", "Best one made for this program alone (\"app password\").", "host"),
            Setting.usually("folder", "Folder", "The folder that receives the list's mail.", "INBOX"),
            Setting.optional(
                    "list-id",
                    "Only this List-Id",
                    "Takes only mail with this List-Id, when one mailbox feeds several lists."),
            Setting.optional(
                    "subject-tag",
                    "Only this subject tag",
                    "Takes only mail whose subject holds this tag, such as [salon]."),
            Setting.optional("recipient", "Only this recipient", "Takes only mail to or for this address."),
            Setting.optional(
                    "oauth-token-url",
                    "OAuth 2 token address",
                    "Where access tokens are had, instead of a password; the page on sources names them for Gmail and Microsoft 365."),
            Setting.optional("oauth-client-id", "OAuth 2 client", "The client identifier of your application."),
            Setting.secret(
                    "oauth-client-secret", "OAuth 2 client secret", "Where the provider gives one.", "oauth-token-url"),
            Setting.secret(
                    "oauth-refresh-token",
                    "OAuth 2 refresh token",
                    "With which access tokens are had.",
                    "oauth-token-url")),
    /** An mbox file that grows, or a folder of them. */
    MBOX(
            "mbox file or folder",
            "A file on this machine that a mail server appends to, or a folder of such files; plain or compressed.",
            Setting.required("path", "Path", "The file or folder, from the root of this machine.")),
    /** A Maildir. */
    MAILDIR(
            "Maildir",
            "A folder on this machine with new and cur in it.",
            Setting.required("path", "Path", "The folder that holds new and cur.")),
    /** An archive that another program made. */
    TREE(
            "old archive on this machine",
            "The folder of an archive that Pipermail or MHonArc made: pages, texts, attachments, and the list's mbox beside them.",
            Setting.required(
                    "path", "Path", "The folder of the list, such as /var/lib/mailman/archives/private/salon.")),
    /** An mbox at a web address, or one for each month. */
    URL(
            "mbox at a web address",
            "An mbox file that a web server offers, plain or compressed, or one for each month.",
            Setting.required(
                    "url",
                    "Address",
                    "With {yyyy}, {MM}, {Month} or {Mon} in it, one file for each month, such as"
                            + " https://lists.example.org/archive/{yyyy}-{Month}.txt.gz."),
            Setting.optional("since", "First month", "The first month of such files, such as 2004-08.")),
    /** An archive that Pipermail made, at its web address. */
    PIPERMAIL(
            "Pipermail archive",
            "The web pages of a Mailman 2 list; Salon reads its months, politely, and what is new in them.",
            Setting.required(
                    "url",
                    "Address",
                    "Of the page that lists the months, such as https://lists.example.org/pipermail/salon/.")),
    /** Mail that a list server hands over. */
    PUSH(
            "handed over by the list server",
            "Mailman 3's archiver or any server that speaks LMTP hands each mail over as it is sent.",
            Setting.required("address", "Posting address", "Of the list, such as salon@lists.example.org."));

    private final String label;
    private final String description;
    private final List<Setting> settings;

    SourceKind(String label, String description, Setting... settings) {
        this.label = label;
        this.description = description;
        this.settings = List.of(settings);
    }

    /** Its name on the command line, in addresses and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of this name. */
    public static Optional<SourceKind> ofWord(String word) {
        return List.of(values()).stream()
                .filter(kind -> kind.word().equals(word))
                .findFirst();
    }

    /** For a heading. */
    public String label() {
        return label;
    }

    /** One or two sentences for whoever chooses. */
    public String description() {
        return description;
    }

    /** What is to be said about one, in the order of a form. */
    public List<Setting> settings() {
        return settings;
    }
}
