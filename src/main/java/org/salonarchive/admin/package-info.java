/** The operator's pages: sources, runs, quarantine, lists and uploads, for whoever is signed in. */
@NullMarked
package org.salonarchive.admin;

import org.jspecify.annotations.NullMarked;
