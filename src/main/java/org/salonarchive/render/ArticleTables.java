package org.salonarchive.render;

import org.jsoup.nodes.Element;
import org.salonarchive.render.ArticleWriter.Break;

/** Writes the tables of an article: those that hold data as tables, of the others what is in them. */
final class ArticleTables {

    private final ArticleWriter writer;
    private final TableShape shapes = new TableShape();

    ArticleTables(ArticleWriter writer) {
        this.writer = writer;
    }

    /** A table or a part of one begins; gives what is to be done where it ends. */
    Runnable begin(Element element, String name) {
        Element table = name.equals("table") ? element : element.closest("table");
        if (table == null || !shapes.isData(table)) {
            return layout(element, name);
        }
        return switch (name) {
            case "table" -> {
                writer.enter("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"table\">", "</div>\n");
                writer.enter("<table>", "</table>");
                yield () -> {
                    writer.leave();
                    writer.leave();
                };
            }
            case "caption" -> {
                writer.enterLine("<caption>", "</caption>");
                yield writer::leave;
            }
            case "td", "th" -> cell(element, name);
            default -> {
                writer.enter("<" + name + ">", "</" + name + ">\n");
                yield writer::leave;
            }
        };
    }

    /** Whether an element is a cell of a table that holds data. */
    boolean isDataCell(Element element) {
        Element table = element.normalName().equals("td") ? element.closest("table") : null;
        return table != null && shapes.isData(table);
    }

    private Runnable cell(Element cell, String name) {
        String spans = number(cell, "colspan") + number(cell, "rowspan");
        String numeric = TableShape.isNumber(cell.text()) ? " class=\"num\"" : "";
        writer.enterLine("<" + name + spans + numeric + " dir=\"auto\">", "</" + name + ">");
        writer.appear();
        return writer::leave;
    }

    /** A table that only places things: its cells follow each other. */
    private Runnable layout(Element element, String name) {
        boolean cell = name.equals("td") || name.equals("th");
        Element row = element.parent();
        if (cell && row != null && shapes.isOneLine(row)) {
            return () -> writer.text(" ", true);
        }
        if (cell && !element.hasText()) {
            writer.text(" ", true);
            return () -> writer.text(" ", true);
        }
        Break strength = name.equals("tr") && shapes.isOneLine(element) ? Break.LINE : Break.PARAGRAPH;
        writer.boundary(strength);
        return () -> writer.boundary(strength);
    }

    /** An attribute that counts: a span of cells, the number of an item; 1 need not be said. */
    static String number(Element element, String name) {
        String value = element.attr(name).strip();
        boolean fits = value.matches("[1-9]\\d{0,3}");
        return fits && !value.equals("1") ? " " + name + "=\"" + value + "\"" : "";
    }
}
