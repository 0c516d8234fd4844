package org.salonarchive.search.query;

import java.util.Optional;

/**
 * One term of a query.
 *
 * @param start where it begins, with what negates it
 * @param from where it begins without
 * @param field the field that it names or that stands before its parentheses
 */
record Term(int start, int from, Optional<FieldName> field, Token value) {

    int until() {
        return value.until();
    }
}
