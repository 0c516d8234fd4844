/** The command line: each class is one command and says what it does in its help. */
@NullMarked
package org.salonarchive.command;

import org.jspecify.annotations.NullMarked;
