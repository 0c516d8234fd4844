package org.salonarchive.admin.account;

/**
 * Somebody who runs the archive.
 *
 * @param name in lower case
 * @param hasPassword false for whoever only an OpenID provider knows
 */
public record Operator(int id, String name, boolean hasPassword) {}
