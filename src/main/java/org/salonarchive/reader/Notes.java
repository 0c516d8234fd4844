package org.salonarchive.reader;

import java.util.Optional;
import org.salonarchive.archive.Fidelity;
import org.salonarchive.message.Defect;

/** What a reader should know: what is missing or may be wrong on the page. All else is the operator's. */
final class Notes {

    private Notes() {}

    /** What may be missing of a message that was put together again. */
    static Optional<String> of(Fidelity fidelity) {
        return switch (fidelity) {
            case RECEIVED -> Optional.empty();
            case MHONARC_PAGE -> Optional.of("Rebuilt from MHonArc's page: formatting may be missing.");
            case PIPERMAIL_PAGE -> Optional.of("Rebuilt from Pipermail's archive: formatting may be missing.");
            case PIPERMAIL_TEXT ->
                Optional.of("Rebuilt from Pipermail's monthly text: attachments and formatting may be missing.");
        };
    }

    /** What a defect means for a reader; empty where it means nothing. */
    static String of(Defect.Kind kind) {
        return switch (kind) {
            case MESSAGE_TOO_LONG, TEXT_TOO_LONG ->
                "The text is too long to be shown whole; the raw message has all of it.";
            case HEADER_TOO_LONG, FIELD_TOO_LONG ->
                "Its header is too long to be shown whole; the raw message has all of it.";
            case NESTED_TOO_DEEP ->
                "Its parts nest too deep to be shown; the inner ones stand together as an attachment.";
            case TOO_MANY_PARTS -> "It has too many parts to be shown; the rest stands together in the last one.";
            case BOUNDARY_MISSING, BOUNDARY_NOT_CLOSED ->
                "The message is damaged or cut off; what could be read is shown.";
            case TRANSFER_ENCODING -> "A part of it is not encoded as it says; what could be read is shown.";
            default -> "";
        };
    }
}
