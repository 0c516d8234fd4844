package org.salonarchive.thread;

import java.util.OptionalLong;

/**
 * Where a message stands in its thread.
 *
 * @param key the message
 * @param parent the message that it answers, if that is known
 * @param reason which header field says so; empty without a parent
 * @param thread the message that stands first in the thread
 */
public record Placement(long key, OptionalLong parent, String reason, long thread) {}
