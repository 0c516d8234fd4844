/** Operators, their passwords and sessions: who may come in, and how guessing is slowed down. */
@NullMarked
package org.salonarchive.admin.account;

import org.jspecify.annotations.NullMarked;
