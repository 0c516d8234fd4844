package org.salonarchive.message;

/**
 * A mailbox (RFC 5322 §3.4): who sends or receives.
 *
 * @param name the decoded display name, "" when there is none
 * @param address the addr-spec as written, "" when there is none
 */
public record MailboxAddress(String name, String address) {
    /** Nobody: neither name nor address. */
    public static final MailboxAddress NONE = new MailboxAddress("", "");

    /** What a page calls this person: the name, else what stands before the @, else "". */
    public String displayName() {
        if (!name.isEmpty()) {
            return name;
        }
        int at = address.lastIndexOf('@');
        return at > 0 ? address.substring(0, at) : address;
    }

    boolean isEmpty() {
        return name.isEmpty() && address.isEmpty();
    }
}
