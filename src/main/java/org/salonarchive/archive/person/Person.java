package org.salonarchive.archive.person;

import java.util.List;
import java.util.Optional;

/**
 * A person, for operators.
 *
 * @param name what it is called; may be empty
 * @param addresses the one that stands for it first
 */
public record Person(String name, List<Address> addresses) {

    /** By what it is known. */
    public Address standing() {
        return addresses.get(0);
    }

    /** How many messages came from all its addresses; one that several lists have counts in each. */
    public long messages() {
        return addresses.stream().mapToLong(Address::messages).sum();
    }

    /**
     * An address of a person, or a sender that is known by its name alone.
     *
     * @param address empty for such a sender
     * @param name the name that it used last; empty while nothing has come from it
     * @param word why it is this person's; empty for one that nothing was said of
     * @param lists to which it has written
     */
    public record Address(SenderKey key, String address, String name, Optional<PersonWord> word, List<InList> lists) {

        public long messages() {
            return lists.stream().mapToLong(InList::messages).sum();
        }

        /** By what operators know it. */
        public String label() {
            return address.isEmpty() ? name : address;
        }
    }

    /** What a list has of an address. */
    public record InList(String name, boolean hidden, int messages) {}
}
