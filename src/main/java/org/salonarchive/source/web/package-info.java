/**
 * Archives on the web as places to read from: mailboxes at an address, and the texts, attachments and message pages of
 * Pipermail.
 */
@NullMarked
package org.salonarchive.source.web;

import org.jspecify.annotations.NullMarked;
