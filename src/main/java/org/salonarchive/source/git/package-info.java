/** The git repositories in which public-inbox keeps mail, read as they stand on disk and never run or written to. */
@NullMarked
package org.salonarchive.source.git;

import org.jspecify.annotations.NullMarked;
