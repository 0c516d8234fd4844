package org.salonarchive.reader;

import org.salonarchive.message.Defect;

/** What a reader should know of a defect: what is missing or may be wrong on the page. Others are the operator's. */
final class Notes {

    private Notes() {}

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
