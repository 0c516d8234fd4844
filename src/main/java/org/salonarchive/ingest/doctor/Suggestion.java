package org.salonarchive.ingest.doctor;

import org.salonarchive.source.Repair;

/**
 * A repair that can be chosen.
 *
 * @param answers what it is against, with how many places it concerns and where they are
 */
public record Suggestion(Repair repair, Finding answers) {}
