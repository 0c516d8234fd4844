package org.salonarchive.search.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Gathers the mistakes of one text, and what would mend them. */
final class Mending {
    /** More would only fill the page. */
    static final int MOST_MISTAKES = 10;

    private final String text;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final List<Edit> edits = new ArrayList<>();

    private record Edit(int from, int until, String by) {}

    Mending(String text) {
        this.text = text;
    }

    /** What stands between these two places. */
    String typed(int from, int until) {
        return text.substring(from, until);
    }

    /** What is wrong at this place, and what was done about it. */
    void tell(int from, int until, String says) {
        mistakes.add(new Mistake(from, until, says, Optional.empty()));
    }

    void remove(int from, int until) {
        edits.add(new Edit(from, until, ""));
    }

    void replace(int from, int until, String by) {
        edits.add(new Edit(from, until, by));
    }

    void insert(int at, String what) {
        edits.add(new Edit(at, at, what));
    }

    boolean isNeeded() {
        return !mistakes.isEmpty();
    }

    /** In their order in the text. */
    List<Mistake> mistakes(Optional<String> instead) {
        List<Mistake> all = mistakes.stream()
                .sorted(Comparator.comparingInt(Mistake::from))
                .map(mistake -> new Mistake(mistake.from(), mistake.until(), mistake.says(), instead))
                .toList();
        if (all.size() <= MOST_MISTAKES) {
            return all;
        }
        List<Mistake> told = new ArrayList<>(all.subList(0, MOST_MISTAKES - 1));
        List<Mistake> rest = all.subList(MOST_MISTAKES - 1, all.size());
        int until = rest.stream().mapToInt(Mistake::until).max().orElseThrow();
        told.add(new Mistake(
                rest.get(0).from(), until, "From here on there are " + rest.size() + " more mistakes.", instead));
        return List.copyOf(told);
    }

    /** The text with all that was mended; where one repair lies in another, the first is made. */
    String mended() {
        StringBuilder mended = new StringBuilder(text.length());
        int at = 0;
        edits.sort(Comparator.comparingInt(Edit::from).thenComparingInt(Edit::until));
        for (Edit edit : edits) {
            if (edit.from() >= at) {
                mended.append(text, at, edit.from()).append(edit.by());
                at = edit.until();
                if (edit.by().isEmpty()) {
                    at = closeGap(mended, at);
                }
            }
        }
        return mended.append(text, at, text.length()).toString().strip();
    }

    /** Leaves one blank where something was taken out between two words, and none elsewhere. */
    private int closeGap(StringBuilder mended, int from) {
        int at = from;
        boolean open = mended.isEmpty() || " ({".indexOf(mended.charAt(mended.length() - 1)) >= 0;
        while (open && at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        boolean closes = at == text.length() || ")}".indexOf(text.charAt(at)) >= 0;
        while (closes && !mended.isEmpty() && mended.charAt(mended.length() - 1) == ' ') {
            mended.setLength(mended.length() - 1);
        }
        if (!open && !closes && text.charAt(at) != ' ') {
            mended.append(' ');
        }
        return at;
    }
}
