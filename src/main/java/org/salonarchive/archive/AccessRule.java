package org.salonarchive.archive;

/**
 * The one rule that decides what a visitor may see: messages of public lists. Every question that a page
 * asks joins {@code mailing_list list} and carries this condition, so that pages, feeds, search, counts and
 * downloads cannot differ; what it hides looks as if it did not exist.
 */
public final class AccessRule {

    /** In SQL, over a row of {@code mailing_list list}. */
    public static final String VISIBLE = "list.access = 'public'";

    /** In SQL: whether every list may be seen, so that no message need be asked for its lists. */
    static final String ALL_VISIBLE = "(select bool_and(" + VISIBLE + ") from mailing_list list)";

    private static final String BROUGHT =
            "select from list_message lm join mailing_list list on list.id = lm.list_id where";

    /**
     * In SQL, over a row of {@code raw_message r}: whether this form of a visible message may be seen. What a
     * hidden list brought may carry that list's own header and footer; so where a message is in a hidden list
     * too, only the forms are shown that visible lists show themselves.
     */
    static final String VISIBLE_FORM = "(not exists (" + BROUGHT + " lm.message_id = r.message_id and not ("
            + VISIBLE + ")) or exists (" + BROUGHT + " lm.message_id = r.message_id and lm.raw_id = r.id and "
            + VISIBLE + "))";

    private AccessRule() {}
}
