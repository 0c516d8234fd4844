package org.salonarchive.source;

import java.util.List;

/**
 * One thing that the operator says about a source. The command line makes an option of it, the browser a field.
 *
 * @param name lower-case words with hyphens, such as {@code list-id}
 * @param label for a form
 * @param hint one sentence that says what it means and what happens without it
 * @param sentTo of what is kept encrypted and never shown again: the setting that names the server it is sent to;
 *     empty where it is no secret
 * @param required whether there is no source without it
 * @param usual what stands for it when nothing is said; may be empty
 * @param choices the only values it may have; empty when any
 */
public record Setting(
        String name, String label, String hint, String sentTo, boolean required, String usual, List<String> choices) {

    /** Whether it is kept encrypted and never shown again. */
    public boolean secret() {
        return !sentTo.isEmpty();
    }

    static Setting required(String name, String label, String hint) {
        return new Setting(name, label, hint, "", true, "", List.of());
    }

    static Setting optional(String name, String label, String hint) {
        return new Setting(name, label, hint, "", false, "", List.of());
    }

    static Setting usually(String name, String label, String hint, String usual) {
        return new Setting(name, label, hint, "", false, usual, List.of());
    }

    static Setting choice(String name, String label, String hint, String... choices) {
        return new Setting(name, label, hint, "", false, choices[0], List.of(choices));
    }

    static Setting secret(String name, String label, String hint, String sentTo) {
        return new Setting(name, label, hint, sentTo, false, "", List.of());
    }
}
