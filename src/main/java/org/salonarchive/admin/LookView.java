package org.salonarchive.admin;

/**
 * A look at a file that is not over, or that failed.
 *
 * @param state the word that the stylesheet knows too; empty where nobody looked yet
 * @param words the same for people
 * @param percent how far it is
 * @param progress the same in words
 */
record LookView(String state, String words, long percent, String progress, String failure) {

    static final LookView NONE = new LookView("", "", 0, "", "");

    private static final int ALL = 100;

    static LookView of(Look look) {
        return switch (look.state()) {
            case WAITING -> new LookView("paused", "waits for its turn: another file is being looked at", 0, "", "");
            case RUNNING -> running(look);
            case DONE -> new LookView("done", "looked at", ALL, "", "");
            case FAILED -> new LookView("failed", "could not be looked at", 0, "", look.failure());
        };
    }

    private static LookView running(Look look) {
        long percent = Math.min(ALL, look.bytesRead() * ALL / Math.max(1, look.size()));
        String progress = percent + " % of " + Told.size(look.size()) + ", " + Told.count(look.messages(), "message");
        return new LookView("running", "being looked at", percent, progress, "");
    }

    /** What a link to it says. */
    String label() {
        return switch (state) {
            case "done" -> "What was found";
            case "failed" -> "Could not be looked at";
            default -> "Being looked at";
        };
    }

    public boolean running() {
        return "running".equals(state);
    }
}
