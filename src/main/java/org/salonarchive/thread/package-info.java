/**
 * The thread rule: who answers whom, told by References and In-Reply-To alone (the algorithm of Jamie
 * Zawinski, which RFC 5256 names REFERENCES, without its step by subjects). {@link
 * org.salonarchive.thread.Threader} is the rule:
 *
 * <ol>
 *   <li>a message hangs under the nearest of its own references that is archived;
 *   <li>one with none archived hangs under a ghost: a Message-ID that is named but was never seen;
 *   <li>a ghost hangs where the references of others place it;
 *   <li>ghosts are then looked through.
 * </ol>
 *
 * The result depends on the set of messages alone, never on the order in which they came.
 */
@NullMarked
package org.salonarchive.thread;

import org.jspecify.annotations.NullMarked;
