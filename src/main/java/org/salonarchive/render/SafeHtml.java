package org.salonarchive.render;

/** HTML in which nothing that a mail says can act. Only this package makes it; everything else is escaped by templates. */
public final class SafeHtml {

    /** No markup at all. */
    public static final SafeHtml NOTHING = new SafeHtml("");

    private final String value;

    SafeHtml(String value) {
        this.value = value;
    }

    /** The markup, to be put into a page as it is. */
    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return value;
    }
}
