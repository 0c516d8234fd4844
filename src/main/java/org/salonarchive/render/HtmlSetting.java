package org.salonarchive.render;

import java.util.Optional;
import java.util.function.Function;

/**
 * Where and how an HTML part of a mail is shown.
 *
 * @param mask how addresses are shown
 * @param heading the level of its first heading: one below the heading that it stands under
 * @param foldsReplies whether mail that is quoted may fold; not where the mail forwards it
 * @param images the address of the part that a Content-ID (RFC 2392) names, if it is an image that may be shown
 */
public record HtmlSetting(
        AddressMask mask, int heading, boolean foldsReplies, Function<String, Optional<String>> images) {}
