package org.salonarchive.message.charset;

/**
 * Text and how it was found.
 *
 * @param text line ends are LF; without NUL and lone surrogates
 * @param charset the name of the charset that was used, lower case
 * @param guessed whether the mail did not declare this charset
 * @param declaredWrong whether the mail declared a charset that is unknown or cannot be right
 */
public record DecodedText(String text, String charset, boolean guessed, boolean declaredWrong) {}
