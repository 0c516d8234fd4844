package org.salonarchive.reader;

import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import org.salonarchive.render.SafeHtml;

/** The one place where markup goes into a page unescaped: markup that {@code render} made. */
@TemplateExtension
final class HtmlExtensions {

    private HtmlExtensions() {}

    static RawString markup(SafeHtml html) {
        return new RawString(html.value());
    }
}
