package org.salonarchive.render;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Tells tables that hold data from those that only place things, of which newsletters are made. */
final class TableShape {

    /** Cells of data are short. */
    private static final int LONGEST_CELL = 240;

    /** Words of a row of buttons or of a menu, that belong on a line. */
    private static final int LONGEST_ROW = 120;

    private static final int MOST_ROWS = 2_000;

    private static final Pattern NUMBER =
            Pattern.compile("[-+−–~<>≈]?[$€£¥₹]?\\s?\\d[\\d.,'  ]*\\s?[%‰$€£¥₹kKmMbB]?n?");

    private final Map<Element, Boolean> data = new HashMap<>();
    private final Map<Element, Boolean> lines = new HashMap<>();

    /** Whether rows and columns mean something. */
    boolean isData(Element table) {
        return data.computeIfAbsent(table, TableShape::looksLikeData);
    }

    /** Whether the cells of a row that only places things stand in one line: a menu, a row of names. */
    boolean isOneLine(Element row) {
        return lines.computeIfAbsent(row, TableShape::looksLikeLine);
    }

    /** Whether a cell holds nothing but a number. */
    static boolean isNumber(String text) {
        return text.length() <= 24 && NUMBER.matcher(text.strip()).matches();
    }

    /** At least two rows and columns, with short words in them. */
    private static boolean looksLikeData(Element table) {
        if (table.attr("role").equals("presentation") || table.attr("role").equals("none")) {
            return false;
        }
        List<Element> rows = rows(table);
        if (rows.size() < 2 || rows.size() > MOST_ROWS) {
            return false;
        }
        boolean headed = false;
        int wide = 0;
        int filled = 0;
        int all = 0;
        int pictures = 0;
        for (Element row : rows) {
            int cells = 0;
            for (Element cell : row.children()) {
                if (!isCell(cell) || holdsBlocks(cell) || cell.text().length() > LONGEST_CELL) {
                    return false;
                }
                headed |= cell.normalName().equals("th");
                cells++;
                all++;
                filled += cell.hasText() ? 1 : 0;
                pictures += cell.selectFirst("img") == null ? 0 : 1;
            }
            wide += cells >= 2 ? 1 : 0;
        }
        return wide >= 2
                && wide * 2 > rows.size()
                && filled >= 4
                && pictures * 4 < all
                && (headed || filled * 5 >= all * 3 && filled * 2 >= wide * 3);
    }

    private static boolean looksLikeLine(Element row) {
        int cells = 0;
        for (Element cell : row.children()) {
            if (holdsBlocks(cell) || cell.selectFirst("br,p,div,ul,ol,h1,h2,h3,h4,h5,h6") != null) {
                return false;
            }
            cells += cell.hasText() ? 1 : 0;
        }
        return cells >= 2 && row.text().length() <= LONGEST_ROW;
    }

    private static List<Element> rows(Element table) {
        return table.children().stream()
                .flatMap(child -> child.normalName().equals("tr") ? List.of(child).stream() : child.children().stream())
                .filter(row -> row.normalName().equals("tr"))
                .limit(MOST_ROWS + 1L)
                .toList();
    }

    private static boolean isCell(Element element) {
        return element.normalName().equals("td") || element.normalName().equals("th");
    }

    private static boolean holdsBlocks(Element cell) {
        return cell.selectFirst("table,blockquote,h1,h2,h3,hr,pre") != null;
    }
}
