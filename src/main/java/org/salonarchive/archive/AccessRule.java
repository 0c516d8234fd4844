package org.salonarchive.archive;

/**
 * The one rule that decides what a visitor may see: messages of public lists. Every question that a page
 * asks joins {@code mailing_list list} and carries this condition, so that pages, feeds, search, counts and
 * downloads cannot differ; what it hides looks as if it did not exist.
 */
public final class AccessRule {

    /** In SQL, over a row of {@code mailing_list list}. */
    public static final String VISIBLE = "list.access = 'public'";

    /** In HQL, over an entity of the list. */
    static final String VISIBLE_ENTITY = "access = 'public'";

    private AccessRule() {}
}
