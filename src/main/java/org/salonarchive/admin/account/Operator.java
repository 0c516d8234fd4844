package org.salonarchive.admin.account;

/**
 * Somebody who runs the archive.
 *
 * @param name in lower case
 */
public record Operator(int id, String name) {}
