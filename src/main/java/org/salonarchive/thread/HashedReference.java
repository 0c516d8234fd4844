package org.salonarchive.thread;

import org.salonarchive.message.MessageIdHash;
import org.salonarchive.message.Reference;

/**
 * A reference as threading needs it.
 *
 * @param id the SHA-1 of the Message-ID that is referred to
 * @param field where it stood
 * @param position its place in that field, from 1
 */
public record HashedReference(MessageIdHash id, Reference.Field field, int position) {}
