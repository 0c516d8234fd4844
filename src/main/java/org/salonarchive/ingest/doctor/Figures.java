package org.salonarchive.ingest.doctor;

import java.util.List;

/** Figures that belong together. */
public record Figures(String heading, List<Figure> figures) {

    public Figures {
        figures = List.copyOf(figures);
    }
}
